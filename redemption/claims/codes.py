"""The code of a ticket: 86 signed bytes for scanners, nine digits for people."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from redemption.cards.codes import (
    EPOCH,
    CardCode,
    CodeRefusal,
    CodeType,
    Opened,
    SigningPair,
    card_code,
    open_code,
    seal,
)

SHORT_DIGITS = 8  # and one check digit

_EPOCH_AT = datetime.combine(EPOCH, time(), tzinfo=UTC)
_MINUTES_MAX = 2**24 - 1  # to the end of 2055
_SHORT_SHAPE = re.compile(r"[0-9]{9}")
# Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004): finds every slip and swap.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TicketCode:
    """What a ticket's QR says; good from `opens_at` up to but not at `closes_at`."""

    key_id: int
    public_id: str  # 16 hex digits
    occurrence_tag: str  # 8 hex digits, see `occurrence_tag`
    adults: int  # the holder, or the workers of a community card
    children: int
    assistants: int
    opens_at: datetime
    closes_at: datetime


def occurrence_tag(occurrence_id: UUID) -> str:
    """Return the first 32 bits of an occurrence's id: enough to tell a venue's dates apart."""
    return occurrence_id.hex[:8]


def ticket_text(code: TicketCode, *, private_pair: SigningPair) -> str:
    """Return the signed text of a ticket, 138 characters. `key_id` is the pair's.

    adults 0..3, children 0..31, assistants 0..1; minutes are rounded outward.
    """
    seats = code.adults << 6 | code.children << 1 | code.assistants
    content = (
        bytes.fromhex(code.public_id)
        + bytes.fromhex(code.occurrence_tag)
        + bytes((seats,))
        + _minutes(code.opens_at)
        + _minutes(code.closes_at + timedelta(seconds=59))
    )
    return seal(CodeType.TICKET, content, pair=private_pair)


def read_code(text: str | bytes, *, keys: Mapping[int, bytes]) -> TicketCode | CardCode | CodeRefusal:
    """Return what a scanned text says, or why it is no code of ours. Never raises."""
    opened = open_code(text, keys=keys)
    if isinstance(opened, CodeRefusal):
        return opened
    return _ticket_code(opened) if opened.type is CodeType.TICKET else card_code(opened)


def _ticket_code(opened: Opened) -> TicketCode:
    content = opened.content
    return TicketCode(
        key_id=opened.key_id,
        public_id=content[:8].hex(),
        occurrence_tag=content[8:12].hex(),
        adults=content[12] >> 6,
        children=content[12] >> 1 & 0x1F,
        assistants=content[12] & 1,
        opens_at=_at(content[13:16]),
        closes_at=_at(content[16:19]),
    )


def _minutes(at: datetime) -> bytes:
    minutes = (at - _EPOCH_AT) // timedelta(minutes=1)
    return max(0, min(minutes, _MINUTES_MAX)).to_bytes(3, "big")


def _at(minutes: bytes) -> datetime:
    return _EPOCH_AT + timedelta(minutes=int.from_bytes(minutes, "big"))


def make_short_code(*, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Draw nine digits that can be read out on the phone; the last one checks the others."""
    body = f"{randbelow(10**SHORT_DIGITS):0{SHORT_DIGITS}d}"
    return body + _damm(body)


def read_short_code(typed: str) -> str | None:
    """Return nine digits, or None if what was typed is not a ticket's code."""
    digits = re.sub(r"[\s\u2010-\u2015-]", "", typed[:40])
    return digits if _SHORT_SHAPE.fullmatch(digits) and _damm(digits) == "0" else None


def grouped_short_code(code: str) -> str:
    """Return the code as printed: "417 052 886"."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"


def _damm(digits: str) -> str:
    state = "0"
    for digit in digits:
        state = _DAMM[int(state)][int(digit)]
    return state

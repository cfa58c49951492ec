"""Signed codes: the frame every QR of ours shares, and the code of a card.

    1 version · 1 key id · 1 type · content · 64 Ed25519 signature, in base32

Base32 in upper case fits the QR alphanumeric mode and survives wedge scanners on a Finnish
keyboard, where `+ - / : =` come out wrong (redemption.md, 2.10). No code holds personal data.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VERSION = 1
HEAD_BYTES = 3
SIGNATURE_BYTES = 64
TEXT_MAX = 256  # characters; the longest code of ours has 138
EPOCH = date(2024, 1, 1)  # days and minutes inside codes count from here

_DOMAIN = b"kaiku-code\x00"  # a signature over a code is a signature over nothing else


class CodeType(IntEnum):
    TICKET = 1
    CARD = 2


CONTENT_BYTES = {CodeType.TICKET: 19, CodeType.CARD: 13}


class CodeRefusal(StrEnum):
    """Why a scanned text is not a code of ours; the first reason found."""

    EMPTY = "code-empty"
    FOREIGN = "code-foreign"  # some other barcode
    DAMAGED = "code-damaged"  # ours by its start, wrong length or content
    VERSION_UNKNOWN = "code-version-unknown"
    TYPE_UNKNOWN = "code-type-unknown"
    KEY_UNKNOWN = "code-key-unknown"
    FORGED = "code-forged"


class CardClass(IntEnum):
    PERSONAL = 1
    COMMUNITY = 2


@dataclass(frozen=True, slots=True)
class SigningPair:
    """A private key and the one-byte id that codes name it by."""

    key_id: int
    private: Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Opened:
    """A code whose signature is right; what the content means is its type's business."""

    key_id: int
    type: CodeType
    content: bytes


@dataclass(frozen=True, slots=True)
class CardCode:
    """What a card's QR says. It names the card to a desk; it is never a log-in secret."""

    key_id: int
    qr_id: str  # 16 hex digits
    card_class: CardClass
    area_code: str
    valid_until: date


def seal(code_type: CodeType, content: bytes, *, pair: SigningPair) -> str:
    """Return the signed text of a code: 138 characters for a ticket, 128 for a card."""
    body = bytes((VERSION, pair.key_id, code_type)) + content
    sealed = body + pair.private.sign(_DOMAIN + body)
    return base64.b32encode(sealed).decode().rstrip("=")


def open_code(text: str | bytes, *, keys: Mapping[int, bytes]) -> Opened | CodeRefusal:
    """Return the signed content, or why there is none. Never raises, whatever was scanned.

    keys   key id to the 32 bytes of a public key.
    """
    raw = _raw(text)
    if isinstance(raw, CodeRefusal):
        return raw
    if raw[0] != VERSION:
        return CodeRefusal.VERSION_UNKNOWN
    if raw[2] not in CONTENT_BYTES:
        return CodeRefusal.TYPE_UNKNOWN
    code_type = CodeType(raw[2])
    if len(raw) != HEAD_BYTES + CONTENT_BYTES[code_type] + SIGNATURE_BYTES:
        return CodeRefusal.DAMAGED
    if raw[1] not in keys:
        return CodeRefusal.KEY_UNKNOWN
    if not _is_signed(raw, keys[raw[1]]):
        return CodeRefusal.FORGED
    return Opened(key_id=raw[1], type=code_type, content=raw[HEAD_BYTES:-SIGNATURE_BYTES])


def _raw(text: str | bytes) -> bytes | CodeRefusal:
    """Return the bytes of a scanned text, at least a head and a signature long."""
    if len(text) > TEXT_MAX:
        return CodeRefusal.FOREIGN
    signs = text if isinstance(text, str) else text.decode("latin-1")
    signs = "".join(signs.split()).upper()
    if not signs:
        return CodeRefusal.EMPTY
    try:
        raw = base64.b32decode(signs + "=" * (-len(signs) % 8))
    except (binascii.Error, ValueError):
        return CodeRefusal.FOREIGN
    if base64.b32encode(raw).decode().rstrip("=") != signs:  # stray last bits: one code, one text
        return CodeRefusal.DAMAGED
    return raw if len(raw) > HEAD_BYTES + SIGNATURE_BYTES else _short(raw)


def _short(raw: bytes) -> CodeRefusal:
    return CodeRefusal.DAMAGED if raw[:1] == bytes((VERSION,)) else CodeRefusal.FOREIGN


def _is_signed(raw: bytes, public_key: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(raw[-SIGNATURE_BYTES:], _DOMAIN + raw[:-SIGNATURE_BYTES])
    except (InvalidSignature, ValueError):
        return False
    return True


def card_text(*, qr_id: str, card_class: CardClass, area_code: str, valid_until: date, pair: SigningPair) -> str:
    """Return the text of a card's QR, good to the end of `valid_until`."""
    days = max(0, min((valid_until - EPOCH).days, 0xFFFF))
    content = bytes.fromhex(qr_id) + bytes((card_class,)) + area_code.encode("ascii") + days.to_bytes(2, "big")
    return seal(CodeType.CARD, content, pair=pair)


def card_code(opened: Opened) -> CardCode | CodeRefusal:
    """Return what a card's code says, or DAMAGED if a signed content makes no sense."""
    content = opened.content
    if opened.type is not CodeType.CARD or content[8] not in set(CardClass) or not content[9:11].isalpha():
        return CodeRefusal.DAMAGED
    return CardCode(
        key_id=opened.key_id,
        qr_id=content[:8].hex(),
        card_class=CardClass(content[8]),
        area_code=content[9:11].decode("ascii"),
        valid_until=EPOCH + timedelta(days=int.from_bytes(content[11:13], "big")),
    )

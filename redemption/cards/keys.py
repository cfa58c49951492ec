"""Signing keys, one a quarter. The private half never enters the database (redemption.md, 2.10).

At scale SIGNING_KEYS holds them, `id:64 hex digits` separated by commas, the newest last; otherwise each
is a file under var/keys/, made when its quarter begins.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction

from common.time import day_of
from redemption.cards.codes import SigningPair
from redemption.cards.models import SigningKey
from redemption.cards.vault import read_or_make

KEY_IDS = 256


def quarter_of(now: datetime) -> str:
    """Return the Helsinki quarter, "2026Q4"."""
    day = day_of(now)
    return f"{day.year}Q{(day.month + 2) // 3}"


def current_pair(*, now: datetime) -> SigningPair:
    """Return the key that signs now; the first call of a quarter makes it."""
    given = given_pairs()
    if given:
        newest = list(given.values())[-1]
        _note(newest, quarter=quarter_of(now), now=now)
        return newest
    row = SigningKey.objects.filter(quarter=quarter_of(now), retired_at=None, distrusted_at=None).order_by("-key_id").first()
    if row is not None and (pair := _pair_of_file(row.key_id)) is not None and _public(pair) == row.public_key:
        return pair
    return _new_pair(now=now)


def verify_keys() -> dict[int, bytes]:
    """Return every public key whose codes still count, by key id: what desks carry offline."""
    rows = SigningKey.objects.filter(distrusted_at=None).values_list("key_id", "public_key")
    return {key_id: bytes.fromhex(public_key) for key_id, public_key in rows}


def given_pairs() -> Mapping[int, SigningPair]:
    """Return the pairs of SIGNING_KEYS, in its order; empty where the setting is."""
    return _parsed(settings.SIGNING_KEYS)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Mapping[int, SigningPair]:
    pairs = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key_id, seed = part.split(":")
        pairs[int(key_id)] = SigningPair(int(key_id), Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)))
    return pairs


def _new_pair(*, now: datetime) -> SigningPair:
    """Make and note the next key. Two processes at once make one: the table's key decides."""
    last = SigningKey.objects.order_by("-key_id").values_list("key_id", flat=True).first() or 0
    key_id = last + 1
    if key_id >= KEY_IDS:
        raise RuntimeError("all 255 key ids are used: retire the oldest and widen the code's version")
    pair = SigningPair(key_id, Ed25519PrivateKey.from_private_bytes(read_or_make(_file(key_id))))
    _note(pair, quarter=quarter_of(now), now=now)
    return pair


def _note(pair: SigningPair, *, quarter: str, now: datetime) -> None:
    """Write the public half, once."""
    if SigningKey.objects.filter(key_id=pair.key_id, public_key=_public(pair)).exists():
        return
    try:
        with transaction.atomic():
            SigningKey.objects.create(key_id=pair.key_id, quarter=quarter, public_key=_public(pair), made_at=now)
    except IntegrityError:
        if not SigningKey.objects.filter(key_id=pair.key_id, public_key=_public(pair)).exists():
            raise


def _pair_of_file(key_id: int) -> SigningPair | None:
    return _loaded(str(_file(key_id))) if _file(key_id).exists() else None


@lru_cache(maxsize=8)
def _loaded(path: str) -> SigningPair:
    seed = bytes.fromhex(Path(path).read_text().strip())
    return SigningPair(int(Path(path).name.rsplit("-", 1)[1]), Ed25519PrivateKey.from_private_bytes(seed))


def _file(key_id: int) -> Path:
    return Path(settings.KEY_DIR) / f"ticket-key-{key_id}"


def _public(pair: SigningPair) -> str:
    return pair.private.public_key().public_bytes_raw().hex()

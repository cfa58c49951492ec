"""What protects cards and lies outside the database: one secret, and the keys drawn from it.

The secret comes from CARD_SECRET, else from var/keys/card-secret, made on the first start.
Losing it makes every number unreadable and every PIN void: back it up apart from the database.
"""

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

SECRET_BYTES = 32


def pepper() -> bytes:
    """Return the pepper of PINs, 32 bytes."""
    return _drawn("pin-pepper")


def number_index(number: str) -> str:
    """Return the index by which a card is found: HMAC-SHA256 of the stored number, hex."""
    return hmac.new(_drawn("number-index"), number.encode(), hashlib.sha256).hexdigest()


def seal_number(number: str) -> str:
    """Return the number sealed; one number always seals to one text, so that it can be unique."""
    return base64.b85encode(_siv().encrypt(number.encode(), None)).decode()


def open_number(sealed: str) -> str:
    """Return the stored number. Raises InvalidTag if it was sealed with another secret."""
    return _siv().decrypt(base64.b85decode(sealed), None).decode()


def _siv() -> AESSIV:
    return AESSIV(_drawn("number-seal-a") + _drawn("number-seal-b"))


def _drawn(purpose: str) -> bytes:
    return hmac.digest(_secret(settings.CARD_SECRET, str(settings.KEY_DIR)), purpose.encode(), hashlib.sha256)


@lru_cache(maxsize=4)
def _secret(given: str, folder: str) -> bytes:
    return given.encode() if given else read_or_make(Path(folder) / "card-secret")


def read_or_make(path: Path) -> bytes:
    """Return the 32 bytes in a file; made by whichever process comes first, readable by us alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_hex(SECRET_BYTES))
        with suppress(FileExistsError):  # another was first: theirs counts
            os.link(own, path)
        own.unlink()
    return bytes.fromhex(path.read_text().strip())

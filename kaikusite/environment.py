"""Typed reads of the environment. A missing or bad value stops the start with one clear sentence."""

from __future__ import annotations

import re
import secrets
import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(environ.Env()("KAIKU_VAR", default=str(ROOT / "var")))  # everything that the site writes lies here
TRUE, FALSE = {"on", "true", "1", "yes"}, {"off", "false", "0", "no"}

environ.Env.read_env(ROOT / ".env")
env = environ.Env()


def stop(sentence: str) -> NoReturn:
    """Stop the start. `sentence` says which setting is wrong and what to write instead."""
    sys.exit(f"Cannot start: {sentence}")


def text(name: str, default: str = "") -> str:
    return str(env(name, default=default)).strip()


def switch(name: str, *, default: bool) -> bool:
    """Return an on/off setting. Stops the start unless it is one of on, off, true, false, 1, 0, yes, no."""
    value = text(name, "on" if default else "off").lower()
    if value not in TRUE | FALSE:
        stop(f"{name} is “{value}”; write on or off.")
    return value in TRUE


def whole(name: str, default: int) -> int:
    """Return a whole number of at least 1."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and int(value) >= 1):
        stop(f"{name} is “{value}”; write a whole number of at least 1.")
    return int(value)


def site_url(*, default: str) -> str:
    """Return SITE_URL without a trailing slash: scheme and host, http or https."""
    value = text("SITE_URL", default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        stop(f"SITE_URL is “{value}”; write the public address, such as https://kortti.example.fi.")
    return value


def fixed_now(*, may_be_fixed: bool) -> datetime | None:
    """Return KAIKU_NOW, the moment at which a repeatable run stands still; None: the clock runs. Without an offset it is Helsinki's time."""
    value = text("KAIKU_NOW")
    if not value:
        return None
    if not may_be_fixed:
        stop("KAIKU_NOW fixes the clock for a repeatable run; leave it out where SITE_URL is https.")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        stop(f"KAIKU_NOW is “{value}”; write a moment, such as 2026-11-24T10:00+02:00.")
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Helsinki"))


def tile_url() -> str:
    """Return TILE_URL, a template with {z}, {x}, {y} and perhaps {language} (fi, sv), or nothing for our own tiles.

    An address on another host must be https; a bare path is a tile service behind our own host.
    """
    value = text("TILE_URL")
    is_whole = all(part in value for part in ("{z}", "{x}", "{y}"))
    if value and not (is_whole and value.startswith(("https://", "/"))):
        stop(f"TILE_URL is “{value}”; write an https address with {{z}}, {{x}} and {{y}}, such as https://tiles.example.fi/{{z}}/{{x}}/{{y}}.png.")
    return value


def tile_origins() -> list[str]:
    """Return the hosts that the content policy lets map pictures come from, beside our own."""
    parts = urlsplit(tile_url())
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def database() -> dict[str, object]:
    """Return Django's settings of the one database: DATABASE_URL, else SQLite under var/."""
    value = text("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")
    try:
        settings: dict[str, object] = dict(environ.Env.db_url_config(value))
    except (ValueError, environ.ImproperlyConfigured):
        settings = {}
    if "sqlite" in str(settings.get("ENGINE")):
        return settings | SQLITE
    if "postgresql" in str(settings.get("ENGINE")):
        return settings | POSTGRESQL
    stop("DATABASE_URL must start with sqlite:/// or postgres://.")


# W21: one writer at a time, and what was answered is on the disk.
SQLITE: dict[str, object] = {
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    },
}
POSTGRESQL: dict[str, object] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def elasticsearch_url() -> str:
    """Return ELASTICSEARCH_URL, or "" for the embedded engine alone: http or https, perhaps with user:password@, host, port."""
    value = text("ELASTICSEARCH_URL").rstrip("/")
    if not value:
        return ""
    parts = urlsplit(value)
    try:
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not parts.query and not parts.fragment
    except ValueError:  # a port that is no number
        is_good = False
    if not is_good:
        stop("ELASTICSEARCH_URL is no address; write such as https://user:password@search.example.fi:9200, or leave it out.")
    return value


def elasticsearch_prefix() -> str:
    """Return what our indices' names begin with: sites that share a server need one each."""
    value = text("ELASTICSEARCH_PREFIX", "kaiku")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", value):
        stop(f"ELASTICSEARCH_PREFIX is “{value}”; write up to 40 small letters, digits and hyphens, a letter first.")
    return value


def secret_key(*, is_needed: bool) -> str:
    """Return SECRET_KEY; on one’s own machine one is made and kept in var/secret-key."""
    value = text("SECRET_KEY")
    if value:
        return value if len(value) >= 50 else stop("SECRET_KEY is too short; write at least 50 random characters.")
    if is_needed:
        stop("SECRET_KEY is missing; write at least 50 random characters.")
    path = VAR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(60))
        path.chmod(0o600)
    return path.read_text()


def card_secret() -> str:
    """Return CARD_SECRET, or "": then it is made and kept under var/keys/. At least 32 characters."""
    value = text("CARD_SECRET")
    if value and len(value) < 32:
        stop("CARD_SECRET is too short; write at least 32 random characters, or leave it out.")
    return value


def signing_keys() -> str:
    """Return SIGNING_KEYS, or "": then a key is made each quarter under var/keys/."""
    value = text("SIGNING_KEYS")
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(re.fullmatch(r"(?:1?\d?\d|2[0-4]\d|25[0-5]):[0-9a-f]{64}", part) for part in parts):
        stop("SIGNING_KEYS must be id:64 hex digits, separated by commas, with ids from 0 to 255.")
    return value

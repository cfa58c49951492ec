"""The identities that an import gives: the same for the same source and id, on every site."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

SPACE = uuid5(NAMESPACE_URL, "kaikukortti/import")


def key_of(kind: str, source: str, source_id: str) -> UUID:
    """Return the key of an imported offer or venue."""
    return uuid5(SPACE, f"{kind}/{source}/{source_id}")


def as_uuid(text: str) -> UUID | None:
    """Return the UUID that a text spells in full, or None."""
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None

"""What an engine raises when it did not do what it was asked, whatever the reason."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What was wrong, as logs and health tell it."""

    UNREACHABLE = "unreachable"  # refused, reset, no such host
    SLOW = "slow"  # no whole answer in time
    ERROR = "error"  # an answer that says no: 429, 500, 503, some shards failed
    GARBAGE = "garbage"  # an answer that is none: HTML, half a body, missing parts
    NO_INDEX = "no-index"  # nothing was built there yet, or somebody deleted it
    WRONG_MAPPING = "wrong-mapping"  # an index of another shape than ours stands behind the name
    READ_ONLY = "read-only"  # the disk is full, so it takes no writes


class EngineDown(Exception):
    """An engine failed. Nothing of the question or of a document is in `detail`: it goes to logs and to health."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
        self.detail = detail

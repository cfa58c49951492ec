"""What tests ask of the site's process: facts to look for, and acts that a person elsewhere would do."""

from __future__ import annotations


def ping() -> str:
    """Say that the process answers."""
    return "here"

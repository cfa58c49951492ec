"""What must be true of areas before the site starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError

from areas import teams


@register(Tags.database)
def every_area_page_is_granted(app_configs: Any, databases: Iterable[str] | None = None, **_more: Any) -> list[CheckMessage]:
    """Report area pages on which their team lacks a right or the moderation (W19). Run by `check --database default`."""
    if not databases:
        return []
    try:
        lacking = teams.lacking_grants()
    except DatabaseError:  # before the first migration there is nothing to check
        return []
    return [
        Caution(
            f"The team of the area “{page.title}” has no rights on its page {page.url_path}.",
            hint="Run manage.py grant_area_teams.",
            id="areas.W001",
        )
        for page in lacking
    ]

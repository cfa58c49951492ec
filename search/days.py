"""Days as people say them, in Helsinki: today, the weekend, a week."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5
NAMED = ("today", "tomorrow", "weekend", "week", "this-week", "next-week", "month")


def named_days(name: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a named stretch, both included.

    The weekend is the one that goes on or comes next: Saturday and Sunday, on a Friday evening too; on Sunday only Sunday.
    A week is seven days and a month thirty-one, beginning today; `this-week` ends on Sunday, `next-week` is the one after.
    """
    monday = today - timedelta(days=today.weekday())
    stretches = {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1), today + timedelta(days=1)),
        "weekend": (max(today, monday + timedelta(days=SATURDAY)), monday + timedelta(days=6)),
        "week": (today, today + timedelta(days=6)),
        "this-week": (today, monday + timedelta(days=6)),
        "next-week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "month": (today, today + timedelta(days=30)),
    }
    return stretches[name]

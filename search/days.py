"""Days as people say them, in Helsinki: today, the weekend, a week."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5
NAMED = ("today", "tomorrow", "weekend", "week", "month")


def named_days(name: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a named stretch, both included.

    The weekend is the one that goes on or comes next: Saturday and Sunday, on a Friday evening too; on Sunday only Sunday.
    A week is seven days and a month thirty-one, beginning today.
    """
    if name == "today":
        return today, today
    if name == "tomorrow":
        return today + timedelta(days=1), today + timedelta(days=1)
    if name == "week":
        return today, today + timedelta(days=6)
    if name == "month":
        return today, today + timedelta(days=30)
    if name == "weekend":
        saturday = today + timedelta(days=SATURDAY - today.weekday())
        return max(today, saturday), saturday + timedelta(days=1)
    raise ValueError(name)

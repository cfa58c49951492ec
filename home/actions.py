"""Acts of readers on the site's own pages, and how long what they wrote is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from home.models import Feedback

KEPT_FOR = timedelta(days=365)  # what the feedback page promises


def leave_feedback(*, topic: str, message: str, page: str, language: str) -> Feedback:
    """Store one message, with nothing about who sent it."""
    return Feedback.objects.create(topic=topic, message=message, page=page, language=language)


def forget_feedback(now: datetime) -> None:
    """Delete the messages that are a year old."""
    Feedback.objects.filter(sent_at__lte=now - KEPT_FOR).delete()

"""Acts of readers on the site's own pages."""

from __future__ import annotations

from home.models import Feedback


def leave_feedback(*, topic: str, message: str, page: str, language: str) -> Feedback:
    """Store one message, with nothing about who sent it."""
    return Feedback.objects.create(topic=topic, message=message, page=page, language=language)

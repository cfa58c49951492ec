"""Wiring of the admin for the site's own pages."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from home.admin import FeedbackViewSet, OfficeReads
from home.models import Feedback

register_permission_policy(Feedback, OfficeReads(Feedback))


@hooks.register("register_admin_viewset")
def feedback_viewset() -> FeedbackViewSet:
    return FeedbackViewSet()

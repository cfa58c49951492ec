"""Readers' messages in the admin: the national office reads them and marks them as handled."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from areas import teams
from home.models import Feedback


class OfficeReads(ModelPermissionPolicy):
    """The national office views and handles; nobody adds or deletes by hand."""

    ALLOWED = frozenset({"view", "change"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.ALLOWED and teams.is_office(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FeedbackViewSet(ModelViewSet):
    model = Feedback
    name = url_prefix = "feedback"
    icon = "comment"
    menu_label = _("Feedback")
    menu_order = 450
    add_to_admin_menu = True
    list_display = ["sent_at", "topic", "language", "page", "answered_at"]
    list_filter = ["topic", "language"]
    ordering = ["-sent_at"]
    inspect_view_enabled = True
    inspect_view_fields = ["sent_at", "topic", "language", "page", "message", "answered_at"]
    form_fields = ["answered_at"]
    copy_view_enabled = False

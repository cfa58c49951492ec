"""Wiring of the admin for the whole site: our mark and colours, and the people who work here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from kaikusite.staff import people


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/kaikukortti.css"))


@hooks.register("register_admin_urls")
def people_urls() -> list[Any]:
    return people.urlpatterns


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return people.looks_after_people(request)


@hooks.register("register_admin_menu_item")
def people_menu() -> MenuItem:
    return PeopleMenuItem(_("People"), reverse_lazy("staff_people"), name="people", icon_name="group", order=800)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("staff.invite", _("Invite"), _("Invited"))
    actions.register_action("staff.withdraw", _("Close the log-in"), _("Log-in closed"))
    actions.register_action("staff.reset", _("Set up the second step anew"), _("Second step set up anew"))


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what leads to another project's pages, in English."""
    items[:] = [item for item in items if item.name != "editor-guide" and not item.name.startswith("whats-new")]

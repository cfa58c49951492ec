"""What is no longer, or not yet, at an address: said in words, with the next step, never as a bare error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.http import keep_briefly
from common.shell import named


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do now: a link under the words."""

    label: str | Promise
    href: str


class Gone(Exception):
    """Raised where a page is asked for that may not be shown now. `status` is 410 for what has ended, 404 for what has not begun."""

    def __init__(self, title: str | Promise, text: str | Promise, *, actions: Sequence[Action] = (), status: int = 410) -> None:
        super().__init__(str(title))
        self.title, self.text, self.actions, self.status = title, text, tuple(actions), status


def front_page() -> Action:
    return Action(_("To the front page"), f"/{get_language()}/")


def trouble(
    request: HttpRequest, *, status: int, title: str | Promise, text: str | Promise, actions: Sequence[Action] = (), asks: bool = False
) -> HttpResponse:
    """Show a page that says what is so and what to do now; it needs no database. `asks` puts the search box under the words."""
    context = {
        "status": status,
        "title": title,
        "text": text,
        "actions": tuple(actions) or (front_page(),),
        "asks": asks,
        "finder": named("search:finder"),
    }
    response = render(request, "trouble.html", context, status=status)
    keep_briefly(response)
    return response


def gone_page(request: HttpRequest, gone: Gone) -> HttpResponse:
    return trouble(request, status=gone.status, title=gone.title, text=gone.text, actions=(*gone.actions, front_page()), asks=True)

"""Feedback: the one form of the public pages that writes."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from common.http import keep_nowhere
from home import actions
from home.forms import FeedbackForm

MESSAGES_AN_HOUR = 10  # from one address; a library's readers share one
HOUR = 3600


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a message. The CSRF cookie is set here and on no other public page."""
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial={"page": _path_about(request)})
    is_too_often = request.method == "POST" and _is_too_often(request)
    if request.method == "POST" and not is_too_often and form.is_valid():
        if not form.is_machine:
            said = form.cleaned_data
            actions.leave_feedback(topic=said["topic"], message=said["message"], page=said["page"], language=get_language() or "fi")
        return redirect("home:feedback-sent")
    status = 429 if is_too_often else 422 if form.is_bound else 200
    response = render(request, "home/feedback.html", {"form": form, "is_too_often": is_too_often, "here": ""}, status=status)
    keep_nowhere(response)
    return response


@require_safe
def feedback_sent(request: HttpRequest) -> HttpResponse:
    response = render(request, "home/feedback_sent.html")
    keep_nowhere(response)
    return response


def _path_about(request: HttpRequest) -> str:
    """Return the page that the reader comes from when the address says so: a path of this site only."""
    path = request.GET.get("page", "")
    return path[:300] if path.startswith("/") and not path.startswith("//") else ""


def _is_too_often(request: HttpRequest) -> bool:
    """Count a message of this connection; the address itself is not kept, only a hash that lives an hour."""
    key = "feedback:" + hashlib.sha256(request.META.get("REMOTE_ADDR", "").encode()).hexdigest()[:24]
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > MESSAGES_AN_HOUR
    except ValueError:  # it ran out between the two calls
        return False

"""What tests ask of the site's process: facts to look for, and acts that a person elsewhere would do.

Called by name through `Site.ask`; arguments and results travel as JSON.
"""

from __future__ import annotations

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from common.pages import SitePage

VIEWS = ("search:finder", "areas:where", "cards:sign-in", "desk:start", "counter:start", "figures:start")


def addresses(language: str) -> dict[str, str]:
    """Return what to look at -> path: one live page of every page class, and every view that needs no sign-in."""
    found = {name: path for model in apps.get_models() if issubclass(model, SitePage) for name, path in _of_class(model, language)}
    with translation.override(language):
        for view in VIEWS:
            try:
                found[view] = reverse(view)
            except NoReverseMatch:  # an app that is switched off
                continue
    return found


def _of_class(model: type[SitePage], language: str) -> list[tuple[str, str]]:
    """Return the fullest page of a class; of offers one of each kind."""
    live = model.objects.filter(locale__language_code=language, live=True).order_by("-numchild", "path")
    if model.__name__ != "OfferPage":
        return [(model.__name__, page.url_path) for page in live[:1]]
    kinds = ((kind, live.filter(kind=kind).first()) for kind in ("event", "course", "standing"))
    return [(f"OfferPage {kind}", page.url_path) for kind, page in kinds if page]

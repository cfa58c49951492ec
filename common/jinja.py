"""The environment of every public page: Jinja2, templates from `templates/site` only, finished values in."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import pass_context
from markupsafe import Markup

from common import slots, words
from common.art import art, rings

# Apps that bring filters or globals of their own: each has `extend(environment)` in its jinja.py.
EXTENSIONS = ("kaikusite", "areas", "offerings", "home", "search", "redemption.cards", "redemption.claims", "redemption.desk", "redemption.figures")


def environment(**options: Any) -> jinja2.Environment:
    """Return the site's environment; called once by Django's engine."""
    options["autoescape"] = True
    options.setdefault("undefined", jinja2.StrictUndefined if settings.STRICT_TEMPLATES else jinja2.Undefined)
    site = jinja2.Environment(  # noqa: S701  (autoescape is set above)
        **options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True
    )
    site.policies["ext.i18n.trimmed"] = True
    site.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    site.globals.update(static=static, url=url, slot=slot, art=picture, rings=rings, language=language, redemption=settings.HAS_REDEMPTION)
    site.filters.update(words.FILTERS)
    for app in EXTENSIONS:
        if app in settings.INSTALLED_APPS:
            _extend(site, app)
    return site


def _extend(site: jinja2.Environment, app: str) -> None:
    try:
        module = import_module(f"{app}.jinja")
    except ModuleNotFoundError as error:
        if error.name != f"{app}.jinja":
            raise
        return
    module.extend(site)


def picture(category: str, seed: int, band: bool = False) -> Markup:  # noqa: FBT001, FBT002  (as templates say it)
    """Return a category's picture by reference to the sprite, so that lists stay light."""
    return art(category, seed, band=band, sprite=static("site/motifs.svg"))


def url(name: str, *args: Any, **given: Any) -> str:
    return reverse(name, args=args or None, kwargs=given or None)


def language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


@pass_context
def slot(context: jinja2.runtime.Context, name: str, /, **given: Any) -> Markup:
    """Print every filling of a slot, or nothing."""
    printed = []
    for filling in slots.fillings(name):
        values = filling.query(context.get("request"), **given)
        if values is not None and filling.macro:
            template, macro = filling.macro.split(":")
            printed.append(getattr(context.environment.get_template(template).module, macro)(**values))
    return Markup("").join(printed)

"""Editors' rich text as HTML: links to pages lead to the reader's language, all of a screen's links are looked up in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.html import escape
from django.utils.translation import get_language
from markupsafe import Markup
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from common.texts import order

SEPARATOR = "\x00"


def paths_of(page_ids: Iterable[int], language: str) -> dict[int, str]:
    """Return page id -> path of that page's thing in the reader's language, else in the nearest. One query."""
    ids = set(page_ids)
    if not ids:
        return {}
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = list(Page.objects.filter(translation_key__in=keys, live=True).values_list("pk", "translation_key", "locale__language_code", "url_path"))
    by_key: dict[object, dict[str, str]] = {}
    for _pk, key, code, path in rows:
        by_key.setdefault(key, {})[code] = path
    key_of = {pk: key for pk, key, _code, _path in rows}
    return {pk: _nearest(by_key[key_of[pk]], language) for pk in ids if pk in key_of}


def _nearest(paths: Mapping[str, str], language: str) -> str:
    return next(paths[code] for code in order(language, "fi") if code in paths)


def _page_links(tags: list[dict[str, str]]) -> list[str]:
    ids = [int(tag["id"]) if tag.get("id", "").isdigit() else 0 for tag in tags]
    paths = paths_of(ids, get_language() or "fi")
    return [f'<a href="{escape(paths[key])}">' if key in paths else "<a>" for key in ids]


_rewrite = MultiRuleRewriter(
    [LinkRewriter(bulk_rules={"page": _page_links, "document": DocumentLinkHandler.expand_db_attributes_many}), EmbedRewriter()]
)


def expanded(texts: Mapping[str, str]) -> dict[str, Markup]:
    """Return each named text as HTML, its page links in the active language. Two queries at most, whatever the number of texts."""
    joint = _rewrite(SEPARATOR.join(text.replace(SEPARATOR, "") for text in texts.values()))
    return {name: Markup(html) for name, html in zip(texts, joint.split(SEPARATOR), strict=True)} if texts else {}  # noqa: S704  (Wagtail's whitelist wrote it)

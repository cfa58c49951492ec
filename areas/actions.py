"""Acts on the page tree: a page with its aliases in the other languages (W17), and a whole new area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.auth.models import User
from wagtail.models import Locale, Page

from areas.codes import AreaState
from areas.models import Area, AreaIndexPage, AreaPage, Municipality
from areas.refusals import Refusal
from common.pages import SitePage
from common.projection import page_writes
from common.refusals import Refused
from common.shell import ADDRESSES
from common.texts import LANGUAGES

CODE_LETTERS = "ABCDEFGHJKMNPRSTUVWXYZ"  # as areas.pages.AREA_CODE: none that is taken for a digit or for another letter
INDEX_TITLES = {"fi": "Alueet", "sv": "Områden", "en": "Areas", "fi-simple": "Alueet"}

PageOf = TypeVar("PageOf", bound=SitePage)


def create_page(*, parent: Page, page: PageOf, by: User | None = None) -> PageOf:
    """Put a new page under its parent, with an alias in every language that has none of its own; return it as saved.

    page     live=True publishes it (the default of a page), live=False leaves a draft with draft aliases.
    by       who is noted as its owner and in the log; None = the system.
    """
    is_live, page.live = page.live, False
    with page_writes():
        parent.refresh_from_db()  # the tree's columns change with every sibling
        page.locale, page.owner = parent.locale, by
        parent.add_child(instance=page)
        revision = page.save_revision(user=by, log_action="wagtail.create")
        if is_live:
            revision.publish(user=by)
            page.refresh_from_db()
        alias_everywhere(page)
    return page


def alias_everywhere(page: Page) -> list[Page]:
    """Make the aliases that a page lacks, those of its parents too; return the new ones. An alias or a root gets none."""
    specific = page.specific
    if specific.alias_of_id or not isinstance(specific, SitePage):
        return []
    taken = set(specific.get_translations(inclusive=True).values_list("locale__language_code", flat=True))
    wanted = [language for language in specific.alias_languages if language not in taken]
    with page_writes():
        return [specific.copy_for_translation(locale, copy_parents=True, alias=True) for locale in Locale.objects.filter(language_code__in=wanted)]


def same_thing(page: Page) -> list[Page]:
    """Return the other pages of a thing that go where its source goes: every language, aliases too; none if this is not the source (W15)."""
    family = list(Page.objects.filter(translation_key=page.translation_key).order_by("pk"))
    source = next((member for member in family if member.alias_of_id is None), None)
    return [member for member in family if member.pk != page.pk] if source is not None and source.pk == page.pk else []


# --- a new area ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewArea:
    """What a new area is made from.

    slug           of its address, such as "kainuu"; the same in every language
    names          language -> name; Finnish at least, the others fall back to it
    code           first letters of its card numbers; "" = the first free ones from the name
    municipalities codes of its municipalities, "205"
    """

    slug: str
    names: Mapping[str, str]
    source_language: str = "fi"
    code: str = ""
    state: AreaState = AreaState.PREPARING
    municipalities: Iterable[str] = field(default_factory=tuple)


def create_area(new: NewArea, *, by: User | None = None) -> AreaPage:
    """Make a whole area: its page in every language, its two groups, its collection and its moderation.

    Raises Refused: `area-slug-taken`, `area-code-taken`, `unknown-language`.
    """
    with page_writes():
        _refuse(new)
        names = {language: new.names.get(language) or new.names["fi"] for language in ("fi", "sv", "en")}
        page = AreaPage(
            title=names[new.source_language],
            slug=new.slug,
            code=new.code or free_code(names["fi"]),
            state=new.state,
            **{f"name_{language}": name for language, name in names.items()},
        )
        page.municipalities = list(Municipality.objects.filter(code__in=list(new.municipalities)))
        return create_page(parent=area_indexes()[new.source_language], page=page, by=by)


def _refuse(new: NewArea) -> None:
    if new.source_language not in ("fi", "sv", "en"):
        raise Refused(Refusal.UNKNOWN_LANGUAGE, language=new.source_language)
    if AreaPage.objects.filter(slug=new.slug).exists() or Area.objects.filter(slug=new.slug).exists():
        raise Refused(Refusal.AREA_SLUG_TAKEN, slug=new.slug)
    if new.code and new.code in _taken_codes():
        raise Refused(Refusal.AREA_CODE_TAKEN, code=new.code)


def area_indexes() -> dict[str, AreaIndexPage]:
    """Return language -> the page above all areas, made where it is missing (a fresh site has front pages only)."""
    indexes = {page.locale.language_code: page for page in AreaIndexPage.objects.select_related("locale")}
    homes = {page.locale.language_code: page for page in Page.objects.filter(depth=2).select_related("locale")}
    for language in LANGUAGES:
        if language not in indexes and language in homes:
            indexes[language] = _new_index(homes[language].specific, language, first=next(iter(indexes.values()), None))
    return indexes


def _new_index(home: Page, language: str, *, first: AreaIndexPage | None) -> AreaIndexPage:
    page = AreaIndexPage(title=INDEX_TITLES[language], slug=ADDRESSES["areas"][language], locale=home.locale)
    if first is not None:
        page.translation_key = first.translation_key
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _taken_codes() -> set[str]:
    """Return every code that any area has or had: they are printed on cards, and never reused."""
    return set(Area.objects.values_list("code", flat=True)) | set(AreaPage.objects.values_list("code", flat=True))


def free_code(name: str) -> str:
    """Return two capital letters that no area has had: from the name where it can."""
    taken = _taken_codes()
    return next(code for code in _codes_from(name) if code not in taken)


def _codes_from(name: str) -> Iterator[str]:
    letters = re.sub(rf"[^{CODE_LETTERS}]", "", name.upper().translate(str.maketrans("ÅÄ", "AA"))) or "A"
    yield from (letters[0] + second for second in letters[1:])
    yield from (first + second for first in letters[0] + CODE_LETTERS for second in CODE_LETTERS)

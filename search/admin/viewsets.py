"""Synonyms, understood words and pinned answers in the admin: the office writes, area teams read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from search.choices import area_labels
from search.codes import Meaning
from search.finding import area_names
from search.forms import PinnedAnswerForm, SynonymGroupForm, UnderstoodWordForm
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord
from search.types import Understood
from search.words import days_words, understood_label

MENU_HOOK = "register_search_menu_item"


class TeachingCreateView(generic.CreateView):
    """Begins with the word that the page of missed words sends along."""

    def get_initial(self) -> dict[str, Any]:
        word = self.request.GET.get("word", "")[:60]
        return {**super().get_initial(), **({"words": word, "phrase": word} if word else {})}


class TeachingViewSet(ModelViewSet):
    add_view_class = TeachingCreateView
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 200  # all of them on one page: they are looked through by eye


class SynonymGroups(TeachingViewSet):
    model = SynonymGroup
    name = "search_synonyms"
    url_prefix = "search/synonyms"
    icon = "link"
    list_display = ["words", "note"]
    inspect_view_fields = ["words", "note"]
    edit_handler = ObjectList([FieldPanel("words"), FieldPanel("note")], base_form_class=SynonymGroupForm)


def meaning_of(row: UnderstoodWord) -> str:
    """Return the filter that a word stands for, in words."""
    if row.kind == Meaning.SEASON:
        yearly = _("every year")
        return f"{days_words(row.first_on, row.last_on)}{f', {yearly}' if row.is_yearly else ''}"
    lang = get_language() or "fi"
    return understood_label(Understood(row.kind, row.value, row.phrase, ""), area_labels(lang, area_names()), lang)  # type: ignore[arg-type]


class UnderstoodWords(TeachingViewSet):
    model = UnderstoodWord
    name = "search_understood"
    url_prefix = "search/understood"
    icon = "tag"
    list_display = ["phrase", Column("meaning", label=_("What it means"), accessor=meaning_of), "note"]
    inspect_view_fields = ["phrase", "first_on", "last_on", "is_yearly", "note"]
    edit_handler = ObjectList(
        [
            FieldPanel("phrase"),
            FieldPanel("meaning"),
            MultiFieldPanel([FieldRowPanel([FieldPanel("first_on"), FieldPanel("last_on")]), FieldPanel("is_yearly")], heading=_("Days of a season")),
            FieldPanel("note"),
        ],
        base_form_class=UnderstoodWordForm,
    )


def _of_language(ending: str, heading: Any) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(f"{name}_{ending}") for name in ("title", "sentence", "address")], heading=heading)


class PinnedAnswers(TeachingViewSet):
    model = PinnedAnswer
    name = "search_pinned"
    url_prefix = "search/pinned"
    icon = "pick"
    list_display = ["title_fi", "words", "valid_until"]
    inspect_view_fields = ["words", "title_fi", "sentence_fi", "page", "address_fi", "valid_from", "valid_until"]
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            FieldPanel("page"),
            _of_language("fi", pgettext_lazy("heading", "Finnish")),
            _of_language("sv", pgettext_lazy("heading", "Swedish")),
            _of_language("en", pgettext_lazy("heading", "English")),
            _of_language("fi_simple", pgettext_lazy("heading", "Plain Finnish")),
            MultiFieldPanel([FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])], heading=_("Days on which it is shown")),
        ],
        base_form_class=PinnedAnswerForm,
    )


class SearchGroup(ViewSetGroup):
    """“Site search” in the main menu, beside Wagtail's own search of pages; the pages of missed words and of one offer join it through the hook."""

    items = (SynonymGroups, UnderstoodWords, PinnedAnswers)
    menu_label = pgettext_lazy("menu of the admin", "Site search")
    menu_name = "search-words"
    menu_icon = "view"
    menu_order = 120
    submenu_hook = MENU_HOOK

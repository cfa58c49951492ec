"""Forms of what editors teach the search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from areas import municipalities
from common import refusals
from common.time import day_of, now
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind, SpokenLanguage
from search import rules
from search.choices import area_labels
from search.codes import Meaning
from search.days import NAMED
from search.finding import area_names
from search.models import SynonymGroup
from search.rules import Objection, Refusal
from search.types import SearchQuery, Understood
from search.understanding import understand
from search.words import CODE_LABELS, understood_label

ENDINGS = ("fi", "sv", "en", "fi_simple")
SEASON = f"{Meaning.SEASON.value}:"


def says(objection: Objection) -> forms.ValidationError:
    """Return an objection as a form says it."""
    words = refusals.sentence(objection.reason, word=objection.word, other=objection.other)
    return forms.ValidationError(f"{words.says} {words.next_step}", code=words.code)


class SynonymGroupForm(WagtailAdminModelForm):
    def clean_words(self) -> str:
        text: str = self.cleaned_data["words"]
        rows = SynonymGroup.objects.exclude(pk=self.instance.pk).values_list("words", flat=True)
        others = {word: group for group in rows for word in rules.phrases(group)}
        objection = rules.synonyms_refusal(text, others)
        if objection:
            raise says(objection)
        return ", ".join(rules.phrases(text))


def meanings(lang: str) -> Iterator[tuple[Any, Any]]:
    """Yield the filters that a word may stand for, in groups, as a select shows them."""
    yield "", "–––"
    yield _("For whom?"), _coded(Meaning.AUDIENCE, Audience.choices)
    yield _("What?"), _coded(Meaning.CATEGORY, Category.choices)
    yield _("How?"), _coded(Meaning.KIND, OfferKind.choices)
    yield _("How to get it"), _coded(Meaning.HOW, HowToGet.choices)
    yield _("In which language?"), _coded(Meaning.LANGUAGE, SpokenLanguage.choices)
    yield _("What do you need?"), _coded(Meaning.ACCESSIBILITY, Accessibility.choices)
    yield (
        _("Places and price"),
        [(f"{Meaning.FREE.value}:1", CODE_LABELS["free"]["1"]), (f"{Meaning.PLACES.value}:1", CODE_LABELS["places_left"]["1"])],
    )
    yield (
        _("When?"),
        [
            *_coded(Meaning.DATE, [(name, CODE_LABELS["when"][name]) for name in NAMED if name in CODE_LABELS["when"]]),
            (SEASON, _("A season with days of its own")),
        ],
    )
    yield _("Which area?"), _coded(Meaning.AREA, sorted(area_labels(lang, area_names()).items(), key=lambda pair: pair[1]))  # type: ignore[arg-type]
    towns = sorted((row.name(lang), row.code) for row in municipalities.load_rows())
    yield _("Which municipality?"), _coded(Meaning.PLACE, [(code, name) for name, code in towns])


def _coded(meaning: Meaning, choices: Any) -> list[tuple[str, Any]]:
    return [(f"{meaning.value}:{code}", label) for code, label in choices]


class UnderstoodWordForm(WagtailAdminModelForm):
    meaning = forms.ChoiceField(label=_("What it means"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meaning"].choices = list(meanings(get_language() or "fi"))  # type: ignore[attr-defined]
        if self.instance.kind:
            self.initial["meaning"] = f"{self.instance.kind}:{self.instance.value}"

    def clean_phrase(self) -> str:
        return rules.phrase(self.cleaned_data["phrase"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if "phrase" not in given or not given.get("meaning"):
            return given
        kind, value = given["meaning"].split(":", 1)
        meaning = Meaning(kind)
        otherwise = understood_as(given["phrase"]) if meaning is Meaning.SEASON or not self.is_unchanged(given) else ""
        objection = rules.understood_refusal(given["phrase"], meaning, given.get("first_on"), given.get("last_on"), otherwise=otherwise)
        if objection:
            field = "first_on" if objection.reason in {Refusal.SEASON_NEEDS_DAYS, Refusal.DAYS_TURNED} else "phrase"
            self.add_error(field, says(objection))
        if meaning is not Meaning.SEASON:
            given["first_on"], given["last_on"], given["is_yearly"] = None, None, False
        self.instance.kind, self.instance.value = kind, value
        return given

    def is_unchanged(self, given: dict[str, Any]) -> bool:
        """Tell whether phrase and meaning are those of the row that is edited."""
        return bool(self.instance.pk) and not {"phrase", "meaning"} & set(self.changed_data)


def understood_as(phrase: str) -> str:
    """Return what the search makes of a phrase without being taught, as its chip says it; empty when nothing."""
    lang, names = get_language() or "fi", area_names()
    found = understand(SearchQuery(phrase, lang=lang), today=day_of(now()), areas=names, has_place=False)
    whole: list[Understood] = [chip for chip in found.chips if not chip.rest]
    return understood_label(whole[0], area_labels(lang, names), lang) if whole else ""  # type: ignore[arg-type]


class PinnedAnswerForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        self._object("words", rules.pin_refusal(given.get("words", "-"), given.get("valid_from"), given.get("valid_until")))
        for ending in ENDINGS:
            self._clean_language(given, ending)
        if not given.get("page") and not given.get("address_fi") and "address_fi" not in self.errors:
            self._object("page", Objection(Refusal.LINK_NEEDED))
        return given

    def _clean_language(self, given: dict[str, Any], ending: str) -> None:
        title, sentence, address = (given.get(f"{name}_{ending}", "") for name in ("title", "sentence", "address"))
        if ending != "fi" and bool(title) != bool(sentence):
            self._object(f"sentence_{ending}" if title else f"title_{ending}", Objection(Refusal.HALF_A_LANGUAGE))
        if address:
            self._object(f"address_{ending}", rules.link_refusal(address))

    def _object(self, field: str, objection: Objection | None) -> None:
        if objection:
            self.add_error("valid_from" if objection.reason is Refusal.DAYS_TURNED else field, says(objection))

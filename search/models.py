"""What editors teach the search, which words it could not serve, and what a search server has still to be told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.codes import LIST_LETTERS_MOST, WORD_LETTERS_MOST, Meaning


class SynonymGroup(models.Model):
    """Words of any language that mean the same."""

    words = models.TextField(
        _("words"),
        max_length=LIST_LETTERS_MOST,
        help_text=_("Two or more, with commas between them, in any language: jumppa, ryhmäliikunta, gympa, aerobics"),
    )
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For colleagues: why these belong together."))

    class Meta:
        ordering = ["words"]
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words


class UnderstoodWord(models.Model):
    """A word or phrase that is really a filter.

    value     the filter's code; empty for a season, whose days stand in `first_on` and `last_on`, both included.
    """

    phrase = models.CharField(
        _("word or phrase"), max_length=60, unique=True, help_text=_("At most three words, in the form in which people write them.")
    )
    kind = models.CharField(max_length=16)  # of search.codes.Meaning
    value = models.CharField(max_length=60, blank=True)
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    is_yearly = models.BooleanField(_("every year"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For colleagues: where this word is used."))

    class Meta:
        ordering = ["phrase"]
        verbose_name = _("understood word")
        verbose_name_plural = _("understood words")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Meaning.SEASON.value) | Q(first_on__isnull=False, last_on__isnull=False, first_on__lte=models.F("last_on")),
                name="season_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase


class PinnedAnswer(models.Model):
    """A card above the list for those who look for help, not for something to do: “card lost”.

    page        one of our pages: each reader gets it in their language; `address_…` only without one.
    valid_…     both days included; null = open.
    """

    words = models.TextField(
        _("words that call it"),
        max_length=LIST_LETTERS_MOST,
        help_text=_("Words or phrases with commas between them. All the words of a phrase must have been typed: kortti hukassa, borttappat kort"),
    )
    title_fi = models.CharField(_("title in Finnish"), max_length=80)
    title_sv = models.CharField(_("title in Swedish"), max_length=80, blank=True)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True)
    title_fi_simple = models.CharField(_("title in plain Finnish"), max_length=80, blank=True)
    sentence_fi = models.CharField(_("sentence in Finnish"), max_length=200)
    sentence_sv = models.CharField(_("sentence in Swedish"), max_length=200, blank=True)
    sentence_en = models.CharField(_("sentence in English"), max_length=200, blank=True)
    sentence_fi_simple = models.CharField(_("sentence in plain Finnish"), max_length=200, blank=True)
    page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("Readers get it in their own language where it is translated."),
    )
    address_fi = models.CharField(_("address in Finnish"), max_length=300, blank=True, help_text=_("Only if there is no page: /fi/… or https://…"))
    address_sv = models.CharField(_("address in Swedish"), max_length=300, blank=True)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)
    address_fi_simple = models.CharField(_("address in plain Finnish"), max_length=300, blank=True)
    valid_from = models.DateField(_("shown from"), null=True, blank=True)
    valid_until = models.DateField(_("shown until"), null=True, blank=True)

    class Meta:
        ordering = ["title_fi"]
        verbose_name = _("pinned answer")
        verbose_name_plural = _("pinned answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_from__lte=models.F("valid_until")),
                name="pinned_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title_fi


class MissedWord(models.Model):
    """A word that was looked for and not found, and how often in a day. Nothing else of a search is kept (decision 0055).

    word        base form without dots and rings, letters only.
    shown       the same with its dots, as it was last written.
    corrected   the word it was last taken for; empty if for none.
    """

    word = models.CharField(max_length=WORD_LETTERS_MOST)
    shown = models.CharField(max_length=WORD_LETTERS_MOST)
    corrected = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "word"]
        verbose_name = _("missed word")
        verbose_name_plural = _("missed words")
        constraints = [models.UniqueConstraint(fields=["word", "day"], name="one_row_a_word_and_day")]
        indexes = [models.Index(fields=["day"], name="missed_word_day")]

    def __str__(self) -> str:
        return f"{self.shown} {self.day}"


class UnsentWrite(models.Model):
    """An offer whose change the main engine did not take. Sent again, as it then is, when that is back (decision 0052)."""

    subject = models.UUIDField(primary_key=True)  # the offer
    since = models.DateTimeField()  # of the last change that was not taken

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return str(self.subject)

"""The sentences of what editors may not teach."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common import refusals
from search.rules import Refusal

refusals.register(
    Refusal.TWO_WORDS_NEEDED, says=_("A group needs two words."), next_step=_("Write the words that mean the same, with commas between them.")
)
refusals.register(
    Refusal.PHRASE_TOO_LONG,
    says=_("“{word}” has too many words."),
    next_step=_("Use at most three words, and put a comma between those that belong to different phrases."),
)
refusals.register(
    Refusal.WORD_IN_TWO_GROUPS,
    says=_("“{word}” is in another group already: {other}."),
    next_step=_("Put all the words into one group, or leave this one out."),
)
refusals.register(Refusal.WORD_NEEDED, says=_("There is no word."), next_step=_("Write a word or a phrase."))
refusals.register(
    Refusal.ALREADY_UNDERSTOOD,
    says=_("The search understands “{word}” already: {other}."),
    next_step=_("Nothing needs to be taught, unless you choose another word."),
)
refusals.register(Refusal.SEASON_NEEDS_DAYS, says=_("A season needs its days."), next_step=_("Give the first and the last day."))
refusals.register(Refusal.DAYS_TURNED, says=_("The first day is later than the last day."), next_step=_("Check both days."))
refusals.register(Refusal.LINK_NEEDED, says=_("The answer leads nowhere."), next_step=_("Choose a page, or give an address in Finnish."))
refusals.register(
    Refusal.NOT_A_LINK,
    says=_("“{word}” is not an address that we can link to."),
    next_step=_("Begin with /fi/ for our own pages, or with https:// for others."),
)
refusals.register(
    Refusal.HALF_A_LANGUAGE,
    says=_("Only the title or only the sentence is in this language."),
    next_step=_("Write both, or leave both empty: then Finnish is shown."),
)

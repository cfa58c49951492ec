"""Every refusal says what is so and what to do now, in each language, and blames nobody."""

import pytest
from django.utils import translation

from common.refusals import sentence
from redemption.cards.rules import Refusal as CardRefusal
from redemption.claims.rules import Refusal as ClaimRefusal

ALL = [*CardRefusal, *ClaimRefusal]
LANGUAGES = ("fi", "sv", "en", "fi-simple")


def words(reason, language):
    with translation.override(language):
        said = sentence(reason)
    return said.says, said.next_step


@pytest.mark.parametrize("reason", ALL)
def test_each_reason_speaks_every_language(reason):
    spoken = {language: words(reason, language) for language in LANGUAGES}

    assert len({spoken["fi"], spoken["sv"], spoken["en"]}) == 3
    for says, next_step in spoken.values():
        assert says.endswith(".")
        assert next_step.endswith((".", "?"))
        assert "!" not in says + next_step
        assert reason.value not in says + next_step


@pytest.mark.parametrize("reason", ALL)
def test_plain_finnish_keeps_its_sentences_short(reason):
    for text in words(reason, "fi-simple"):
        for part in text.replace("?", ".").replace(":", ".").split("."):
            assert len(part.split()) <= 14, part


def test_no_two_apps_share_a_code():
    codes = [reason.value for reason in ALL]

    assert len(codes) == len(set(codes))

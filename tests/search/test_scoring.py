"""The arithmetic of words: the same whole number for every engine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.scoring import FIELDS, WORD, best_tier, score, tiers, title_words_of, words_of, worth_of
from search.types import Group

TOKENS = ("fi:kuoro", "fi:konsertti", "sv:konsert", "fi:lapsi fi:konsertti")


def document(**fields: str) -> dict[str, set[str]]:
    return {name: set(fields.get(name, "").split()) for name in FIELDS}


def group(*tokens: tuple[str, float], rarity: float = 1.0) -> Group:
    return Group("word", tokens, rarity)


def test_a_title_is_worth_more_than_a_place_and_a_place_more_than_a_part_or_a_body() -> None:
    word = group(("fi:kuoro", 1.0))
    worth = [score([word], document(**{name: "fi:kuoro"})) for name in FIELDS]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == len(FIELDS)


def test_every_word_comes_before_any_word_said_better() -> None:
    both = [group(("fi:kuoro", 0.1), rarity=0.5), group(("fi:konsertti", 0.1), rarity=0.5)]
    one = [group(("fi:kuoro", 1.0), rarity=2.0), group(("fi:oopperi", 1.0), rarity=2.0)]
    assert score(both, document(body="fi:kuoro fi:konsertti")) > score(one, document(title="fi:kuoro"))


def test_how_often_a_word_stands_counts_nothing() -> None:
    word = group(("fi:kuoro", 1.0))
    assert score([word], document(title="fi:kuoro")) == score([word], document(title="fi:kuoro", body="fi:kuoro"))


def test_all_parts_of_a_token_must_stand_somewhere() -> None:
    word = group(("fi:lapsi fi:konsertti", 0.5))
    assert score([word], document(title="fi:lapsi")) == 0
    apart = best_tier(word, document(title="fi:lapsi", body="fi:konsertti"))
    together = best_tier(word, document(title="fi:lapsi fi:konsertti"))
    assert apart
    assert together
    assert apart.worth < together.worth


def test_a_rare_word_is_worth_more() -> None:
    held = document(title="fi:kuoro")
    assert score([group(("fi:kuoro", 1.0), rarity=2.0)], held) > score([group(("fi:kuoro", 1.0), rarity=0.5)], held)


def test_a_score_tells_how_many_words_stand_in_the_title_and_what_all_are_worth() -> None:
    asked = [group(("fi:kuoro", 1.0)), group(("fi:konsertti", 0.5)), group(("sv:konsert", 1.0))]
    total = score(asked, document(title="fi:kuoro sv:konsert", body="fi:konsertti sv:konsert"))
    assert (words_of(total), title_words_of(total), worth_of(total)) == (3, 2, 600 + 75 + 600)


pairs = st.tuples(st.sampled_from(TOKENS), st.floats(0.01, 1.0))
groups = st.lists(st.builds(group, pairs, pairs, rarity=st.floats(0.5, 2.0)), max_size=12)
documents = st.fixed_dictionaries({name: st.sets(st.sampled_from(TOKENS[:3])) for name in FIELDS})


@given(groups, documents)
def test_a_score_tells_how_many_words_are_held_and_is_exact_as_a_small_float(asked: list[Group], held: dict[str, set[str]]) -> None:
    total = score(asked, held)
    assert words_of(total) == sum(best_tier(one, held) is not None for one in asked)
    assert worth_of(total) == sum(worth_of(best.worth) for one in asked if (best := best_tier(one, held)))
    assert total < 2**24  # an engine that counts with floats of 32 bits has the same number
    assert 12 * max((tier.worth for one in asked for tier in tiers(one)), default=0) < WORD

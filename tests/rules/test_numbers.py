import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redemption.cards.numbers import (
    ALPHABET,
    check_digits,
    grouped,
    is_area_code,
    make_number,
    masked,
    read_number,
)

NUMBER = "ES4827193617"

numbers = st.builds(
    lambda first, second, digits: (first + second + digits) + check_digits(first + second + digits),
    st.sampled_from(ALPHABET),
    st.sampled_from(ALPHABET),
    st.text(string.digits, min_size=8, max_size=8),
)


@pytest.mark.parametrize(
    "typed",
    [
        "ES4827193617",
        "ES 4827 1936 17",
        "es 4827 1936 17",
        "ES\u20134827\u20131936\u201317",
        "ES-4827-1936-17\n",
        "ES 4827 I936 l7",
        "\uff25\uff33 4827 1936 17",
        "ES\u200d4827193617",
        "\u00a0ES 4827\u00a01936\u00a017 ",
        "ES\u22124827\u22121936\u221217",
    ],
)
def test_a_number_is_read_however_it_was_typed(typed):
    assert read_number(typed) == NUMBER


def test_o_and_zero_are_one_digit_but_letters_stay_letters_before_them():
    number = "ES00000000" + check_digits("ES00000000")

    assert read_number("ES OOOO oooo " + number[-2:]) == number
    assert read_number("E5" + number[2:]) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ES",
        "ES482719361",
        "ES48271936170",
        "ES4827193618",
        "OS4827193617",
        "4827193617",
        "ES 4827 1936 1\u0667",
        "ES482719361\u0665",
        "\u00df4827193617",
        "ES4827193617; DROP",
        "\x00ES4827193617",
    ],
)
def test_anything_else_is_no_number(typed):
    assert read_number(typed) is None


def test_over_forty_characters_are_refused_even_if_a_number_is_inside():
    assert read_number(NUMBER + " " * 28) == NUMBER
    assert read_number(NUMBER + " " * 29) is None


def test_a_megabyte_costs_nothing():
    before = time.perf_counter()

    assert read_number("E" * 1_000_000) is None
    assert time.perf_counter() - before < 0.2


@given(numbers)
def test_every_number_survives_being_printed_and_typed(number):
    assert read_number(grouped(number).lower()) == number


@given(numbers, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    wrong = str((int(number[place]) + shift) % 10)

    assert read_number(number[:place] + wrong + number[place + 1 :]) is None


@given(numbers, st.integers(2, 10))
def test_two_swapped_neighbours_are_always_found(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert swapped == number or read_number(swapped) is None


@given(numbers, st.integers(0, 1), st.sampled_from(ALPHABET))
def test_a_wrong_area_letter_is_always_found(number, place, letter):
    wrong = number[:place] + letter + number[place + 1 :]

    assert wrong == number or read_number(wrong) is None


def test_a_drawn_number_belongs_to_its_area_and_keeps_leading_zeros():
    number = make_number("KA", randbelow=lambda _: 7)

    assert number == "KA00000007" + check_digits("KA00000007")
    assert read_number(number) == number


def test_drawn_numbers_are_not_in_sequence():
    draw = random.Random(1)
    drawn = [int(make_number("KA", randbelow=draw.randrange)[2:10]) for _ in range(50)]

    assert len(set(drawn)) == 50
    assert sorted(drawn) != drawn


@pytest.mark.parametrize("code", ["", "K", "KAI", "ka", "K1", "KO", "IL", "\u00c4A"])
def test_an_area_code_outside_the_alphabet_gets_no_numbers(code):
    assert not is_area_code(code)
    with pytest.raises(ValueError):
        make_number(code)


def test_lists_show_only_the_last_four_digits():
    assert masked(NUMBER) == "ES \u2022\u2022\u2022\u2022 \u2022\u202236 17"
    assert grouped(NUMBER) == "ES 4827 1936 17"

"""The long scale: in a text that the caller says counts by it, a billion is a million millions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from figures_server.lexicon.numbers import load_numbers
from figures_server.model import Policy
from tests.corpus.told import extractor


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("It cost £2 billion.", "2e9", "2e12"),
        ("It cost £2bn.", "2e9", "2e12"),
        ("It was a two-billion-pound loan.", "2e9", "2e12"),
        ("It is three trillion miles off.", "3e12", "3e18"),
        ("They have half a billion marks.", "5e8", "5e11"),
        ("They have two billion three hundred million marks.", "2300e6", "2000300e6"),
        ("They have two milliard marks.", "2e9", "2e9"),
        ("They have two million marks.", "2e6", "2e6"),
    ],
)
def test_the_scale_is_the_callers(text: str, short: str, long: str) -> None:
    for long_scale, wanted in ((False, short), (True, long)):
        (figure,) = extractor().extract(text, policy=Policy(long_scale=long_scale)).figures
        assert figure.value.point is not None
        assert figure.value.point.decimal == Decimal(wanted)


def test_both_ends_of_a_range_are_scaled() -> None:
    (figure,) = extractor().extract("It cost 1.5 to 2 billion marks.", policy=Policy(long_scale=True)).figures
    ends = (figure.value.lower, figure.value.upper)
    assert [end.decimal for end in ends if end] == [Decimal("1.5e12"), Decimal("2e12")]


def test_every_word_of_it_is_one_of_the_short_scale() -> None:
    numbers = load_numbers()
    known = numbers.multipliers.keys() | numbers.suffixes.keys()
    assert {*numbers.long_scale, *numbers.long_scale.values()} <= known

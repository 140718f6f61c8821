"""Tokens: digits keep their grouping, words their apostrophes, and every token its place."""

from __future__ import annotations

import pytest

from figures_server.scan import Tokens
from figures_server.scan.tokens import DIGITS, FRACTION, MARK, SIGN, WORD
from figures_server.text import Article


def tokens(text: str) -> Tokens:
    """The tokens of a whole text."""
    return Tokens(Article(text), 0, len(text))


def words(text: str) -> list[str]:
    """Their folded words."""
    found = tokens(text)
    return found.words[: found.count]


@pytest.mark.parametrize(
    "digits",
    ["7", "1,234", "1,234.5", "12,34,567", "816 000", "1\u202f234\u202f567", "2’450", ".534", "3.14", "1 ,450", "2019"],
)
def test_a_number_is_one_token(digits: str) -> None:
    found = tokens(f"about {digits} sheep")
    assert found.kinds[:3] == [WORD, DIGITS, WORD]
    assert found.surface(1, 2) == digits


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1,2 and 3", ["1", ",", "2", "and", "3"]),
        ("in 2019, 40 died", ["in", "2019", ",", "40", "died"]),
        ("12 345-678", ["12", "345", "-", "678"]),
        ("3. 20 crore", ["3. 20", "crore"]),
        ("£3bn", ["£", "3", "bn"]),
        ("5'11\"", ["5", "'", "11", '"']),
        ("the club’s U.S. tour", ["the", "club's", "u.s.", "tour"]),
        ("&pound;5 and 6&deg;", ["£", "5", "and", "6", "°"]),
        ("wait ... 5--6", ["wait", "...", "5", "--", "6"]),
        ("two-\n thirds", ["two", "-", "thirds"]),
        ("mil-\n lion ton\u00adnes \u00ad", ["million", "tonnes", "\u00ad"]),
    ],
)
def test_the_words_of_a_text(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_every_token_stands_where_it_is_said_to() -> None:
    text = "İt’s £3.5m, or 2½% of\u00a0it."
    found = tokens(text)
    for at in range(found.count):
        assert text[found.starts[at] : found.ends[at]].replace("’", "'") == found.words[at]
    assert [found.kinds[at] for at in range(found.count)] == [
        *(WORD, SIGN, DIGITS, WORD, MARK, WORD, DIGITS, FRACTION, SIGN, WORD, WORD, MARK)
    ]


def test_what_stands_together_is_glued() -> None:
    found = tokens("£5 m")
    assert [found.glued(at) for at in range(found.count)] == [False, True, False]


def test_a_rule_may_look_past_the_end() -> None:
    found = tokens("five")
    assert found.words[found.count : found.count + 8] == [""] * 8
    assert found.starts[found.count] == len("five")
    assert found.surface(1, 1) == ""

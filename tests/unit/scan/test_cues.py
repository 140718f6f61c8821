"""The places at which a number may begin."""

from __future__ import annotations

from functools import cache

import pytest

from figures_server.scan import CueScanner
from figures_server.text import Article


@cache
def scanner() -> CueScanner:
    """One automaton for all the texts."""
    return CueScanner()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It cost £40 and 3.5m.", ["40", "3"]),
        ("Forty sheep and ½ a cow.", ["forty", "½"]),
        ("DOZENS of barns.", ["dozen"]),
        ("The second-largest of three.", ["second", "three"]),
        ("Output doubled.", ["doubled"]),
        ("Sales rose tenfold.", ["tenfold"]),
    ],
)
def test_a_cue_stands_in_each_number(text: str, wanted: list[str]) -> None:
    cues = scanner().scan(Article(text)).numbers
    for surface in wanted:
        start = text.lower().index(surface)
        assert any(start <= cue < start + len(surface) for cue in cues)


@pytest.mark.parametrize("text", ["", "Nothing happened.", "Often the tenant frowned.", "A weight was lifted."])
def test_words_that_hold_a_number_word_are_none(text: str) -> None:
    assert scanner().scan(Article(text)).numbers == []


def test_cues_are_in_order() -> None:
    cues = scanner().scan(Article("Five of 12 and seven of 20, a third of 60, İ 5.")).numbers
    assert cues == sorted(cues)

"""Stretches of time over which something is counted: the third attack "in two days", the fifth win "this season", "since March"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ratios
from figures_server.scan.tokens import DIGITS, WORD

_CENTURIES: Final = frozenset(("19", "20"))


def stretch_follows(line: Line, start: int, reach: int) -> bool:
    """As in the third attack | "on the town | in two days": a stretch of time in the same clause."""
    breaks = load_ratios().scope_breaks
    for index in range(start, start + reach):
        if line.tokens.kinds[index] not in {WORD, DIGITS} or line.words[index] in breaks:
            return False
        if bounds_time(line, index):
            return True
    return False


def bounds_time(line: Line, at: int) -> bool:
    """Whether a stretch of time that counts begins at token `at`: "this week", "since March", "so far", "of 2023", "in as many days"."""
    ratios, words = load_ratios(), line.tokens.words
    word, following = words[at], words[at + 1]
    if word == "in":
        return _opens_stretch(line, at + 1)
    if word == "since" or (word, following) == ("so", "far"):
        return True
    if word == "this":
        return following in ratios.stretches
    if word != "of":
        return False
    if following in {"a", "the", "their", "his", "her", "its"}:
        return words[at + 2] in ratios.contests
    # "its third profit warning of 2023"
    digits = line.tokens.kinds[at + 1] == DIGITS and len(following) == len("2024")
    return digits and following[:2] in _CENTURIES


def _opens_stretch(line: Line, at: int) -> bool:
    """Behind "in": "in | as many days", "in | the past year", "in | two days", "in | the club's history"; not "in | history class"."""
    ratios, words, kinds = load_ratios(), line.tokens.words, line.tokens.kinds
    told = words[at : at + PHRASE - 1]
    if "history" in told:
        behind = at + 1 + told.index("history")
        return not line.has_content(behind)
    if words[at] == "the" and words[at + 1] in ratios.lately:
        return words[at + 2] in ratios.stretches
    many = kinds[at] == DIGITS or words[at] in ratios.so_many or words[at] in load_numbers().cardinals
    return many and any(singular(word) in ratios.stretches for word in words[at + 1 : at + 5])

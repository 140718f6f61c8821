"""Intervals as people say them: "three or four days", "20 or 30 boats", "there were 20, 25 lorries"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.noun_phrases.coordination import LISTING
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.shapes import load_ratios
from figures_server.lexicon.words import load_hedges
from figures_server.scan.tokens import CLOSING_QUOTES, HYPHENS, WORD

_ROUND_STEPS: Final = frozenset("125")
_DASHES: Final = frozenset("–—")
# "in the top four, six points clear": a place in a table.
TABLE_ENDS: Final = frozenset(("top", "bottom"))


def is_one_or_two(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "a day or two", "a pound or two": one or two of what is named between."""
    counted = gap == ("or",) and right.bare and line.words[right.first] == "two"
    return counted and line.words[left.first] in {"a", "an"}


def joins_spoken(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "five or six", "40 or 50 cars", "150 or 200": a round step apart; "62 or 82", "2, 3 or 4", "either 10 or 20" are so many."""
    if not left.bare or not {left.num.form, right.num.form} <= {"digits", "words"} or gap[0] in HYPHENS:
        return False
    before = left.first - 1
    if left.num.scale not in {1, right.num.scale} or line.words[before] == "either":
        return False
    if line.words[before] == "," and any(other.last == before for other in line.amounts):
        return False
    low = left.num.value / left.num.scale
    step = right.num.value / right.num.scale - low
    round_step = step > 0 and low % step == 0 and f"{step.normalize():f}".rstrip("0") in _ROUND_STEPS
    return round_step and (gap != (",",) or _is_aside(line, left, right))


def _is_aside(line: Line, left: Amount, right: Amount) -> bool:
    """As in "maybe | 20, 25 | lorries", "Two, three | hundred people"; "in 20, 25 men" and "20, 25 and 30 men" and "in the top four, six points ahead" are no guess."""
    tokens, words, at = line.tokens, line.words, right.last
    # "about five, six hundred bucks," he said
    listed = words[at] in LISTING and words[at + 1] not in CLOSING_QUOTES
    if listed or (right.bare and not (tokens.kinds[at] == WORD and is_plural(words[at]))):
        return False
    before = words[left.first - 1]
    if before in TABLE_ENDS:
        return False
    led = (
        before in _DASHES or before in load_ratios().being or before in load_hedges().guessing or before.endswith("ed")
    )
    return not left.first or led or match_before(line, left.first) is not None

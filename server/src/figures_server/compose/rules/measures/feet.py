"""Feet and inches by their quotes, and the inches that look like the word "in": 5'11", "5 ft 7 in"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.lexicon.shapes import load_measures
from figures_server.model import UnitFactor
from figures_server.scan.tokens import DIGITS, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_FEET: Final = frozenset("'’")
_HEIGHTS: Final = frozenset(("tall", "long", "wide", "deep", "high"))
_INCHES: Final = frozenset('"”')
_ENDS: Final = frozenset(".;,?!)×")


def attach_feet(line: Line, amount: Amount) -> bool:
    """Whether quotes measure the number: 5'11"."""
    tokens, at = line.tokens, amount.last
    words = tokens.words
    if (words[at] not in _FEET and words[at] not in _INCHES) or amount.num.form != "digits" or not tokens.glued(at):
        return False
    # He saw "'Apollo 13' 25 times".
    tied = tokens.glued(at + 1) or words[at + 2] in _INCHES
    if words[at] in _FEET and tokens.kinds[at + 1] == DIGITS and tied:
        _set_length(amount, "foot", words[at], "measurement.quotes")
    elif words[at] in _INCHES and (_behind_feet(line, amount) or not _closes_quote(line, at)):
        _set_length(amount, "inch", words[at], "measurement.quotes")
    elif words[at] in _FEET and words[at + 1] in _HEIGHTS:
        # "6' tall"
        _set_length(amount, "foot", words[at], "measurement.quotes")
    elif words[at] in _FEET and words[at + 1] == words[at]:
        # "5''"
        _set_length(amount, "inch", words[at], "measurement.quotes")
        amount.last += 1
    else:
        return False
    return True


def _behind_feet(line: Line, amount: Amount) -> bool:
    return amount.first >= 2 and line.tokens.words[amount.first - 1] in _FEET


def _closes_quote(line: Line, at: int) -> bool:
    """Whether the quotation mark at token `at` may end what somebody said: one was opened before it in the paragraph."""
    text, stop = line.tokens.text, line.tokens.starts[at]
    start = text.rfind("\n", 0, stop) + 1
    if text[stop] == "”":
        return text.count("“", start, stop) > text.count("”", start, stop)
    return text.count('"', start, stop) % 2 == 1


def attach_inches(line: Line, amount: Amount, at: int) -> None:
    """The inches of "5 ft 7 in (170 cm)", "is 2 in.", "a 12-in pipe", "12 in wide", "3 in of rain", where "in" alone is no unit."""
    words, following = line.tokens.words, line.tokens.words[at + 1]
    if words[at] != "in" or amount.num.form != "digits":
        return
    before = line.amounts[-1] if line.amounts else None
    ends = at + 1 >= line.tokens.count or following in _ENDS or following in load_measures().ways
    ends |= following == "of"
    ends |= at > amount.last and line.tokens.kinds[at + 1] == WORD
    behind = before is not None and before.last == amount.first and before.dimension == "Length"
    if behind or ends:
        amount.last = at
        _set_length(amount, "inch", "in", "measurement.unit-after")


def _set_length(amount: Amount, unit: str, text: str, rule: str) -> None:
    amount.factors = (UnitFactor("unit", unit, text=text),)
    amount.kind, amount.dimension, amount.rule = "measurement", "Length", rule
    amount.last += 1

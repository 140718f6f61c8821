"""Feet and inches by their quotes, and the inches that look like the word "in": 5'11", "5 ft 7 in"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.lexicon.shapes import load_measures
from figures_server.model import UnitFactor
from figures_server.scan.tokens import APOSTROPHES, CLAUSE_ENDS, DIGITS, WORD

_INCHES: Final = frozenset('"”')


def attach_feet(line: Line, amount: Amount) -> bool:
    """Whether quotes measure the number: 5'11", 6' tall, 5''; they close one in "'Apollo 13' 25 times"."""
    words, at = line.tokens.words, amount.last
    mark = words[at]
    if (mark not in APOSTROPHES and mark not in _INCHES) or amount.num.form != "digits" or not line.tokens.glued(at):
        return False
    if mark in _INCHES:
        behind_feet = amount.first >= 2 and words[amount.first - 1] in APOSTROPHES
        unit = "inch" if behind_feet or not _closes_quote(line, at) else ""
    elif words[at + 1] == mark:
        unit = "inch"
        amount.last += 1
    else:
        unit = "foot" if words[at + 1] in load_measures().ways or _inches_follow(line, at + 1) else ""
    if unit:
        _set_length(amount, unit, mark, "measurement.quotes")
    return bool(unit)


def _inches_follow(line: Line, at: int) -> bool:
    """As in 5' | 11", 5'11: the digits are glued, or have their own mark."""
    tokens = line.tokens
    return tokens.kinds[at] == DIGITS and (tokens.glued(at) or tokens.words[at + 1] in _INCHES)


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
    if words[at] != "in" or line.tokens.kinds[amount.num.first] != DIGITS:
        return
    before = line.amounts[-1] if line.amounts else None
    ends = (
        at + 1 >= line.tokens.count or following in CLAUSE_ENDS or following == "×" or following in load_measures().ways
    )
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

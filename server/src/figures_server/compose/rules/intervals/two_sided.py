"""Two bounds that close one interval: "more than 100 and fewer than 300 people", "at most 9 but at least 5 metres"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import ARTICLES
from figures_server.lexicon.words import load_hedges

_LOWER: Final = frozenset(("more_than", "at_least"))
_UPPER: Final = frozenset(("less_than", "at_most"))
_LINKS: Final = frozenset((("and",), ("but",), (",",), (",", "and"), (",", "but")))


def join_bounds(line: Line) -> None:
    """Merges a lower and an upper bound that stand side by side; a noun between them keeps them apart."""
    kept: list[Amount] = []
    for amount in line.amounts:
        if not (kept and _join(line, kept[-1], amount)):
            kept.append(amount)
    line.amounts = kept


def _join(line: Line, left: Amount, right: Amount) -> bool:
    """The left amount takes both ends, and the unit that only the right one names."""
    lower, upper = (left, right) if left.modifier in _LOWER else (right, left)
    if lower.modifier not in _LOWER or upper.modifier not in _UPPER or not _adjoin(line, left, right):
        return False
    if lower.low is None or upper.high is None or lower.low.decimal >= upper.high.decimal:
        return False
    left.low, left.low_exclusive = lower.low, lower.low_exclusive
    left.high, left.high_exclusive = upper.high, upper.high_exclusive
    left.kind, left.factors, left.dimension, left.rule = right.kind, right.factors, right.dimension, right.rule
    left.noun, left.tail, left.last = right.noun, right.tail, right.last
    left.modifier = "range"
    left.refine("range.two-sided")
    return True


def _adjoin(line: Line, left: Amount, right: Amount) -> bool:
    """Whether only a link stands between them, and both measure the same."""
    words = line.tokens.words
    if right.hedge is None or tuple(words[left.last : right.hedge[0]]) not in _LINKS:
        return False
    if words[right.hedge[0]] in ARTICLES or words[right.hedge[0]] in load_hedges().to_next:
        # "A minimum of 5 and a maximum of 9 litres", "at least £10m, possibly as much as £14m" name two amounts.
        return False
    # What a left one without a noun behind it counts was but a guess.
    guessed = left.kind == "number" or left.kind == right.kind == "count"
    return guessed or [one.name for one in left.factors] == [one.name for one in right.factors]

"""Temperatures whose degrees go unsaid: "12 below zero", "minus four", "the mercury rose to 95"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.measures.degrees import set_bare_degrees
from figures_server.lexicon.shapes import load_measures
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS_OR_EN_DASH, SIGN, WORD

_RANGE_LINKS: Final = HYPHENS_OR_EN_DASH | {"and", "or", "to"}
MINUSES: Final = frozenset(("minus", "-", "−"))
# "It was -20", "it felt like -20".
_OF_IT: Final = frozenset(("is", "was", "like", "it's", "it’s"))
_IT: Final = frozenset(("it", "it's", "it’s"))


def attach_frost(line: Line, amount: Amount) -> bool:
    """As in "it was 12 below zero", "temperatures fell to minus four", "it was -20 at dawn": degrees go unsaid."""
    words, at = line.tokens.words, amount.last
    if amount.num.form not in {"digits", "words"}:
        return False
    zero = words[at : at + 2] == ["below", "zero"]
    if zero or _is_below(line, at):
        amount.scale_by(Decimal(-1))
        amount.num.value = -amount.num.value
        amount.last = at + 1 + zero
    elif not (words[amount.first] in MINUSES and _is_of_weather(line, amount)):
        return False
    set_bare_degrees(line, amount)
    amount.rule = "temperature.below-zero"
    return True


def attach_thermometer(line: Line, amount: Amount) -> bool:
    """As in "temperatures of 40", "between 5 and | 10", "the mercury rose to 95 in Texas": degrees go unsaid."""
    tokens, measures, first, at = line.tokens, load_measures(), amount.first, amount.last
    if amount.num.form not in {"digits", "words"} or amount.num.scale != 1:
        return False
    if line.words[at] in _RANGE_LINKS and tokens.kinds[at + 1] == DIGITS:
        # The other end tells what both are.
        return False
    if line.words[first - 1] in _RANGE_LINKS and line.amounts and line.amounts[-1].last == first - 1:
        first = line.amounts[-1].first
    if line.words[first - 1] not in measures.at_degrees | measures.before_degrees | {"between"}:
        return False
    if measures.thermometer.isdisjoint(line.words[max(0, first - PHRASE) : first]):
        return False
    goes_on = tokens.kinds[at] == WORD and tokens.words[at] not in load_nouns().stops | load_changes().circumstances
    if goes_on or tokens.kinds[at] == SIGN or load_surfaces().read(tokens, at):
        return False
    set_bare_degrees(line, amount)
    amount.rule = "temperature.level"
    return True


def _is_below(line: Line, at: int) -> bool:
    """As in "temperatures of 30 | below": a zero goes unsaid too; "30 below par" is of something else."""
    ends = line.tokens.kinds[at + 1] != WORD or line.words[at + 1] in (
        load_nouns().stops | load_changes().circumstances
    )
    return line.words[at] == "below" and ends and line.mentions(load_measures().thermometer)


def _is_of_weather(line: Line, amount: Amount) -> bool:
    """Whether no unit follows, and it, or the temperature, is said to be so low."""
    tokens, at = line.tokens, amount.last
    said = line.words[amount.first - 1] in _OF_IT
    is_it = said and not _IT.isdisjoint(line.words[max(0, amount.first - 3) : amount.first])
    told = line.words[amount.first] == "minus"  # "so cold, minus 31,"
    reached = (
        is_it or told or amount.num.form == "words" or tokens.words[amount.first - 1] in load_measures().before_degrees
    )
    if not reached or tokens.kinds[at] == SIGN or load_surfaces().read(tokens, at):
        return False
    if is_it or any(other.kind == "temperature" for other in line.amounts):
        return True
    return line.mentions(load_measures().weather | load_measures().heated)

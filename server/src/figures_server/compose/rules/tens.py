"""Round ranges by their parts: "the low 40s", "the mid-$50s", "the high 400s", "temperatures in the upper 90s"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.rules.age.age_groups import goes_on_life
from figures_server.compose.rules.measures import money
from figures_server.compose.rules.measures.degrees import set_bare_degrees
from figures_server.compose.rules.measures.tails import attach_tail
from figures_server.lexicon.shapes import load_measures
from figures_server.lexicon.words import load_nouns
from figures_server.model import Number, UnitFactor
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import HYPHENS

_WIDEST: Final = 1_000_000_000
# "The mid 1800s" are years; "the low 100s" are told by tens.
_YEARS: Final = (1000, 3000)
_DIGITS: Final = 2
_WHOLE: Final = (0, 9)
_IN_THE: Final = (["in", "the"], ["into", "the"])


def attach_tens(line: Line, amount: Amount) -> bool:
    """Whether the number names a part of what begins there: "low 40s" is 40 to 43; the ages of people are read elsewhere."""
    tokens, at = line.tokens, amount.last
    if tokens.words[at] not in {"s", "'s"} or not tokens.glued(at):
        return False
    start = amount.num.value
    if not 0 < start < _WIDEST or start % 10 or _YEARS[0] <= start < _YEARS[1]:
        return False
    signed = load_surfaces().left(tokens, amount.first)
    before = (signed[1] if signed is not None else amount.first) - 1
    before -= line.words[before] in HYPHENS
    part = load_measures().parts_of_ten.get(line.words[before])
    if part is None and line.words[before - 1 : before + 1] in _IN_THE and line.mentions(load_measures().outdoors):
        # "lows dip into the 30s"
        part, before = _WHOLE, amount.first
    if line.words[before] == "the" and line.amounts and line.amounts[-1].rule == "range.tens":
        # "in the low 80s in Kent, the 60s in Devon"
        part, before = _WHOLE, amount.first
    if part is None or line.words[before - 1] in load_nouns().of_determiners - {"the"}:
        return False
    if goes_on_life(line, before - 1):
        return False
    step = _step(line, start)
    amount.low, amount.high = Number(start + part[0] * step, _DIGITS), Number(start + part[1] * step, _DIGITS)
    amount.modifier, amount.rule = "range", "range.tens"
    amount.last = at + 1
    if signed is None:
        _name_scale(line, amount)
    else:
        money.attach_sign_before(line, amount)
        attach_tail(line, amount)
    amount.first = before
    return True


def _step(line: Line, start: Decimal) -> Decimal:
    """A tenth of what begins at so round a number: 1 in "the low 40s", 10 in "the high 400s", 1,000 in "the mid 30,000s"."""
    step = Decimal(1)
    if start == 100 or line.mentions(load_measures().outdoors):
        return step
    while not start % (step * 100):
        step *= 10
    return step


def _name_scale(line: Line, amount: Amount) -> None:
    """As in "temperatures in the mid-80s", "support in the low 40s"; others are plain numbers."""
    if line.mentions(load_measures().weather):
        set_bare_degrees(line, amount)
    elif line.mentions(load_measures().in_percent):
        amount.factors = (UnitFactor("unit", "percent"),)
        amount.kind, amount.dimension = "percentage", "Percentage"
    else:
        amount.kind = "number"

"""Which degrees are meant: of a named scale, of the weather and of heat, of a step or gap, or of a turn."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import MINUS, is_whole
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.lexicon.shapes import load_ages, load_measures
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.model import UnitFactor

# Degrees that no weather on Earth has in Celsius, and none in Fahrenheit.
_HOTTEST: Final = 57
_BOILING: Final = 135
_COMPASS: Final = frozenset("NSEW")
# So many degrees may the climate warm by.
_MOST_WARMING: Final = 6


def name_degrees(line: Line, amount: Amount, at: int) -> None:
    """As in "20 degrees Celsius"; bare degrees are of temperature too in a sentence about weather or heat."""
    tokens, unit, words = line.tokens, amount.factors[0], line.tokens.words
    if unit.name != "degree":
        return
    measures = load_measures()
    # "-40° on the Fahrenheit scale"
    apart = words[amount.last : amount.last + 2] == ["on", "the"]
    scale = measures.degrees.get(words[amount.last + 2 * apart])
    if scale is not None:
        amount.last += not apart
        amount.factors = (UnitFactor("unit", scale, text=tokens.surface(at, amount.last)),)
    elif tokens.glued(amount.last) and tokens.text[tokens.starts[amount.last] : tokens.ends[amount.last]] in _COMPASS:
        # "74°S" is a latitude.
        return
    elif line.mentions(measures.weather | measures.heated) or _is_below_zero(line, amount) or _is_heat(line, amount):
        set_bare_degrees(line, amount, unit.text)
        return
    else:
        return
    amount.kind, amount.dimension = "temperature", "Temperature"


def set_bare_degrees(line: Line, amount: Amount, text: str = "") -> None:
    """Degrees without a scale: Celsius, until the places of the article say more; no weather has 60 of those."""
    unit = UnitFactor("unit", "degC", text=text)
    unit.alternatives = ("degF",)
    if _is_hotter_than_weather(line, amount):
        unit.name, unit.alternatives, unit.reason = "degF", ("degC",), "MAGNITUDE"
    amount.factors = (unit,)
    amount.kind, amount.dimension = "temperature", "Temperature"


def _is_hotter_than_weather(line: Line, amount: Amount) -> bool:
    """As in "highs of 95 degrees", "it was 110 degrees", "hit 118 degrees on Monday", "temperatures in the upper 70s".

    An oven has its 180 in Celsius.
    """
    measures = load_measures()
    told = line.mentions(measures.outdoors | measures.by_day) or _is_said_of_it(line, amount.first - 1)
    return _HOTTEST < amount.num.value < _BOILING and told and not line.mentions(measures.heated)


def take_sign(line: Line, amount: Amount) -> None:
    """As in "20 degrees below zero", "to - 20 degrees Celsius": behind a word in small letters the mark is no dash."""
    first = amount.first
    if amount.kind != "temperature" or amount.num.value <= 0:
        return
    if _is_below_zero(line, amount):
        amount.last += 2
    elif line.words[first - 1] in MINUS and line.words[first - 2] in load_measures().before_degrees:
        amount.first -= 1
    else:
        return
    amount.scale_by(Decimal(-1))
    amount.num.value = -amount.num.value


def _is_heat(line: Line, amount: Amount) -> bool:
    """As in "it was 41 degrees", "nine degrees" beside "3C", "is 5,500 degrees": nothing but "a 1080-degree spin" turns so far."""
    first, before = amount.first, line.words[amount.first - 1]
    beside = any(other.kind == "temperature" for other in line.amounts)
    said = _is_said_of_it(line, first - 1)
    # "minus 7 degrees"
    below = line.words[first] == "minus" and not line.mentions(load_measures().angles)
    if beside or said or below:
        return True
    turned = is_whole(amount.num.value / 180)
    return not turned and (amount.num.value > 360 or (first > 1 and _is_reached(line, amount, before)))


def _is_said_of_it(line: Line, at: int) -> bool:
    """As in "it was | 41 degrees", "it will be | 75 degrees", "it is between 10 and | 15 degrees"."""
    words = line.words
    if words[at] in {"and", "to"} and line.amounts:
        at = line.amounts[-1].first - 1
        at -= words[at] in {"between", "from"}
    at -= words[at] == "be"
    return words[at - 1] == "it" and (words[at] in {"is", "was"} or words[at] in load_ages().modals)


def _is_reached(line: Line, amount: Amount, before: str) -> bool:
    """As in "a fifth day | over 40 degrees", "the core hit 300 degrees", where nothing tells of a turn."""
    measures = load_measures()
    if before not in measures.at_degrees or line.words[amount.last] in measures.after_angle:
        return False
    turned = any(factor.name == "degree" for other in line.amounts for factor in other.factors)
    return not turned and not line.mentions(measures.angles)


def _is_below_zero(line: Line, amount: Amount) -> bool:
    return line.tokens.words[amount.last : amount.last + 2] == ["below", "zero"]


def _is_of_gap(line: Line, at: int) -> bool:
    """As in "The difference between day and night | is 30C"."""
    words = line.words
    clause = range(max(1, at - PHRASE), at) if words[at] in {"is", "was"} else ()
    return any(words[index] in load_measures().gaps and words[index - 1] in load_nouns().articles for index in clause)


def as_difference(line: Line, amount: Amount) -> None:
    """A step of temperature has no zero: "warmed by 0.9°C", "a gap of 2°C" are delta_degC."""
    for factor in amount.factors:
        if factor.name in {"degC", "degF"} and (
            amount.role == "by" or _is_gap(line, amount) or _is_of_climate(line, amount)
        ):
            factor.name = "delta_" + factor.name
        elif factor.name == "degree" and (amount.role == "by" or _is_of_climate(line, amount)):
            factor.name, factor.alternatives, amount.kind = "delta_degC", ("delta_degF",), "temperature"


def _is_gap(line: Line, amount: Amount) -> bool:
    """As in "a gap of | 2C", "2C | of warming", "three degrees | too warm", "a tenth of a degree", "2C | short of the record", "the difference is | 30C"."""
    words, gaps, at = line.words, load_measures().gaps, amount.last
    if words[at] in {"above", "below"} and words[at + 1] in load_changes().norms:
        # "held to 1.5C above pre-industrial levels"
        return True
    if (
        amount.num.form == "fraction"
        or words[at] in {"too", "short", "shy"}
        or (words[at] == "of" and words[at + 1] in gaps)
    ):
        return True
    of = past_adverbs(line, amount.first - 1)
    return (words[of] == "of" and words[of - 1] in gaps) or _is_of_gap(line, of)


def _is_of_climate(line: Line, amount: Amount) -> bool:
    """As in "the 1.5C | goal", "a limit of | 2C", "2C of further | warming", "warming will pass | 1.5C", told of the climate."""
    words, at, measures = line.words, amount.last, load_measures()
    if amount.num.value > _MOST_WARMING or not line.tokens.article.mentions(measures.climate):
        return False
    of = past_adverbs(line, amount.first - 1)
    aimed = words[at] in measures.climate_goals or (words[of] == "of" and words[of - 1] in measures.climate_goals)
    near = words[max(0, amount.first - GROUP) : at + GROUP]
    return aimed or (not amount.role and "warming" in near)

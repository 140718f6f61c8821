"""Points on named scales and points of change: magnitudes, storm categories, stars, index levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_HYPHENS: Final = frozenset("-‐‑")
_QUAKES: Final = frozenset(
    ("quake", "earthquake", "tremor", "temblor", "aftershock", "earthquakes", "quakes", "richter", "aftershocks")
)
_INDEXES: Final = frozenset(
    "index indexes indices dow nasdaq ftse sensex nifty nikkei s&p stocks shares dax cac composite hang seng benchmark "
    "stoxx tsx kospi asx average market exchange topix bourse".split()
)
_NAMED_INDEXES: Final = frozenset(
    "index dow nasdaq ftse sensex nifty nikkei s&p cac dax stoxx tsx kospi topix composite".split()
)
_POLLS: Final = frozenset(
    "percent % percentage poll polls lead leads led ahead swing vote votes turnout margin support rating approval rate "
    "district election elections carried voters constituency republicans democrats rates inflation tax unemployment won yield yields percent. cent interest party behind majority".split()
)
_POINTS: Final = frozenset(("point", "points", "pts"))


def attach_scale(line: Line, amount: Amount) -> bool:
    """Magnitudes, categories, stars and points, by the words beside the number."""
    return _magnitude(line, amount) or _index_level(line, amount) or _category(line, amount) or _points(line, amount)


def _set(amount: Amount, unit: str, rule: str) -> None:
    amount.kind, amount.rule, amount.dimension = "scale", rule, "Scale"
    amount.factors = (UnitFactor("unit", unit),)


def _magnitude(line: Line, amount: Amount) -> bool:
    """As in "7.8-magnitude", "magnitude 6.1", "measured 8.0" of an earthquake."""
    words, at = line.tokens.words, amount.last
    after = at + (words[at] in _HYPHENS)
    before = words[max(0, amount.first - 3) : amount.first]
    if words[after] == "magnitude":
        amount.last = after + 1
    elif ("magnitude" not in before and words[at : at + 2] != ["on", "the"] and not _quake_level(line, amount, before)) or (words[at : at + 2] == ["on", "the"] and words[at + 2] not in {"richter", "moment"}):
        return False
    _set(amount, "magnitude", "scale.magnitude")
    return True


def _index_level(line: Line, amount: Amount) -> bool:
    """As in "the Dow closed above 14,000": a bare number behind a preposition, in a sentence about an index."""
    words, at = line.tokens.words, amount.first - 1
    if (
        words[at] not in {"at", "above", "below", "to", "past", "around", "near"}
        or amount.num.value < 100
        or amount.num.scale > 1
    ):
        return False
    if line.tokens.kinds[amount.last] in {"w", "s"} and words[amount.last] not in load_nouns().stops | {"points"}:
        return False
    if not any(
        word in _NAMED_INDEXES or (word == "&" and words[index + 1] == "p") for index, word in enumerate(words[:at])
    ):
        return False
    _set(amount, "index_point", "scale.index-level")
    if words[amount.last] == "points":
        amount.last += 1
    return True


def _quake_level(line: Line, amount: Amount, before: list[str]) -> bool:
    if amount.low is None or not 1 <= amount.low.decimal < 10 or amount.low.decimal.as_tuple().exponent != -1:
        return False
    measured = before[-1:] in (["at"], ["a"], ["measuring"], ["measured"]) or "measured" in before
    return measured and any(word in _QUAKES for word in line.tokens.words)


def _category(line: Line, amount: Amount) -> bool:
    """As in "a category 4 hurricane", "five-star"."""
    words, at = line.tokens.words, amount.last
    if line.word(amount.first - 1) == "category" and any(
        word in {"hurricane", "storm", "cyclone", "typhoon", "hurricanes", "winds"} for word in line.tokens.words
    ):
        _set(amount, "saffir_simpson_category", "scale.category")
        return True
    if words[at] in _HYPHENS and words[at + 1] == "star":
        _set(amount, "star", "scale.stars")
        amount.last = at + 2
        return True
    return False


def _points(line: Line, amount: Amount) -> bool:
    """As in "25 points" of an index, a poll or a rate; elsewhere points are counted like goals."""
    words, at = line.tokens.words, amount.last
    after = at + (words[at] in _HYPHENS)
    if amount.num.form == "fraction" and words[after] in {"a", "of"}:
        after += 1 + (words[after] == "of")
    if words[after] not in _POINTS:
        return False
    around = line.tokens.words
    if any(word in _INDEXES for word in around) and not (amount.low and abs(amount.low.decimal) < 1):
        _set(amount, "index_point", "scale.index-points")
    elif any(word in _POLLS for word in around):
        amount.kind, amount.rule, amount.dimension = "percentage", "percentage.points", "Percentage"
        amount.factors = (UnitFactor("unit", "percentage_point"),)
    elif amount.num.form == "fraction":
        _set(amount, "index_point", "scale.index-points")
    else:
        return False
    amount.last = after + 1
    return True


def as_difference(amount: Amount) -> None:
    """A step of temperature has no zero: "warmed by 0.9°C" is delta_degC."""
    for factor in amount.factors:
        if factor.name in {"degC", "degF"} and amount.role == "by":
            factor.name = "delta_" + factor.name
        elif factor.name == "degree" and amount.role == "by" and amount.rule != "measurement.quotes":
            factor.name, amount.kind = "delta_degC", "temperature"

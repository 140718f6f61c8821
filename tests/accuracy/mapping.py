"""Figures in the words of the annotated articles and of the external suites.

Names of kinds, bounds and units are a yardstick's convention, so they live here and not in the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.accuracy.reading import ends, is_change, single

if TYPE_CHECKING:
    from figures_server.model import Figure, Kind, Modifier, UnitFactor

# Kinds that the convention names otherwise; the rest keep their names.
_KINDS: Final[dict[Kind, str]] = {
    "temperature": "measurement",
    "multiple": "ratio",
    "scale": "other",
    "number": "other",
}
_BOUNDS: Final[dict[Modifier, str]] = {
    "approximate": "approx",
    "just_below": "approx",
    "just_above": "more_than",
    "vague": "at_least",
}
# Units that the convention names otherwise. It does not tell British gallons from American ones.
_UNITS: Final = {
    "basis_point": "percentage_point",
    "richter": "magnitude",
    "millimeter_Hg": "mmHg",
    "million_tonne_of_oil_equivalent": "toe",
    "tonne_of_oil_equivalent": "toe",
}
_FACTORS: Final = {"basis_point": 0.01, "million_tonne_of_oil_equivalent": 1e6}
_TIMES: Final = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
# Their amounts have no rates but speeds: "$2" of "$2 a share" is of dollars.
_WITHOUT_RATES: Final = ("recognizers", "duckling")
# What may go at a speed: lengths and data.
_LENGTHS: Final = ("meter", "mile", "foot", "inch", "yard", "bit", "byte")
_SHORT_TIMES: Final = ("second", "minute", "hour")
_MULTIPLES: Final = {1_000: "thousand_", 1_000_000: "million_", 1_000_000_000: "billion_"}


def gold_figure(figure: Figure) -> dict[str, Any]:
    """One figure as the annotated articles write it: {"start", "end", "kind", "value", "bound", "unit"}."""
    factor = _scale(figure)
    said: dict[str, Any] = {"start": figure.start, "end": figure.end, "kind": _kind(figure), "unit": unit_name(figure)}
    number = single(figure)
    if number is not None:
        said["value"] = number * factor
    else:
        low, high = ends(figure)
        said["lo"] = None if low is None else low * factor
        said["hi"] = None if high is None else high * factor
    said["bound"] = _bound(figure, is_range=number is None)
    if is_change(figure):
        said["change"] = figure.change_direction
    return said


def suite_figure(figure: Figure, suite: str = "") -> dict[str, Any]:
    """As gold_figure, but a number without any unit is called number and a step of temperature has its plain unit."""
    said = gold_figure(figure)
    if figure.kind == "number":
        said["kind"] = "number"
    if suite.startswith(_WITHOUT_RATES) and figure.kind in {"money", "measurement"} and not _is_speed(figure):
        said["unit"] = said["unit"].partition("/")[0]
    said["unit"] = said["unit"].removeprefix("delta_")
    return said


def _is_speed(figure: Figure) -> bool:
    factors = figure.unit.factors
    return len(factors) > 1 and factors[0].name.endswith(_LENGTHS) and factors[1].name.endswith(_SHORT_TIMES)


def unit_name(figure: Figure) -> str:
    """The unit as pint writes it: "kilometer**3/year", "GBP/month", "death/100000_person"."""
    over = [factor for factor in figure.unit.factors if factor.exponent > 0]
    under = [factor for factor in figure.unit.factors if factor.exponent < 0]
    if not over and not under:
        return "times" if figure.kind == "multiple" else "dimensionless"
    top = "*".join(map(_power, over)) or "1"
    return "/".join([top, *map(_power, under)])


def _kind(figure: Figure) -> str:
    factors = figure.unit.factors
    if figure.kind == "scale" and any(_UNITS.get(factor.name, factor.name) == "magnitude" for factor in factors):
        return "measurement"
    if figure.kind == "count" and any(factor.exponent < 0 and factor.name not in _TIMES for factor in factors):
        return "rate"  # per head, game or inch; a count per time stays a count
    if figure.kind == "number" and (number := single(figure)) is not None and number == int(number):
        return "count"
    return _KINDS.get(figure.kind, figure.kind)


def _bound(figure: Figure, *, is_range: bool) -> str:
    low, high = ends(figure)
    if is_range and low is not None and high is not None:
        return "range"
    if figure.modifier == "exact" and is_change(figure):
        return figure.change_direction
    if figure.modifier == "range":
        return "at_least" if high is None else "at_most"
    return _BOUNDS.get(figure.modifier, figure.modifier)


def _scale(figure: Figure) -> float:
    factors = figure.unit.factors
    return _FACTORS.get(factors[0].name, 1.0) if factors else 1.0


def _power(factor: UnitFactor) -> str:
    # What the engine would not resolve is named as written: "francs".
    name = _UNITS.get(factor.name, factor.name) or factor.text.lower().removeprefix("imperial_").replace(" ", "_")
    name = name.replace("electron_volt", "electronvolt")
    exponent = abs(factor.exponent)
    multiple = ""
    if factor.multiple is not None and factor.multiple != 1:
        multiple = _MULTIPLES.get(int(factor.multiple), f"{factor.multiple.normalize():f}_")
    return f"{multiple}{name}" + (f"**{exponent}" if exponent > 1 else "")

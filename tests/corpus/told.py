"""What the engine says of a figure, in the plain words in which the corpus and the lexicon's examples are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from figures_server import Extractor

if TYPE_CHECKING:
    from figures_server.model import Figure, UnitFactor


@cache
def extractor() -> Extractor:
    """One engine for all the tests."""
    return Extractor()


def told(text: str, figure: Figure) -> dict[str, Any]:
    """A figure by its fields; `value` is that of one number, or of the one end of a bound."""
    value = figure.value
    low, high = value.lower and value.lower.decimal, value.upper and value.upper.decimal
    one = low if high is None or low == high else high if low is None else None
    return {
        "text": text[figure.start : figure.end],
        "kind": figure.kind,
        "value": one,
        "lower": low,
        "upper": high,
        "modifier": figure.modifier,
        "unit": spelled(figure.unit.factors),
        "change": f"{figure.change_direction} {figure.change_role}".strip(),
    }


def spelled(factors: tuple[UnitFactor, ...]) -> str:
    """Units as pint writes them: "kilometer**3/year", "GBP/share", "death/100000_person"."""
    above = [_power(factor) for factor in factors if factor.exponent > 0]
    below = [_power(factor) for factor in factors if factor.exponent < 0]
    return "/".join(["*".join(above), *below])


def _power(factor: UnitFactor) -> str:
    multiple = f"{factor.multiple:f}_" if factor.multiple else ""
    power = f"**{abs(factor.exponent)}" if abs(factor.exponent) > 1 else ""
    return f"{multiple}{factor.name}{power}"

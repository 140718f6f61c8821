"""The second engine: quantulum3's reading of an article as our figures, a second opinion and no more.

It takes seconds to load and does not know ranges of money, hedges or counted things; what it says is
passed on as it says it, in the names of our catalogue where they exist.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from figures_server.lexicon.units import load_units
from figures_server.model import Figure, Interval, Kind, Number, Unit, UnitFactor, Warn
from figures_server.text.article import Article

_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_POWERS: Final = {"square": 2, "cubic": 3}
# What it calls by another name than everybody.
_NAMES: Final = {"percentage": "percent", "degree angle": "degree", "standard atmosphere": "atmosphere"}
# Its patterns take a second over 80 digits in a row, and eight times as long over twice as many.
_TOO_LONG: Final = re.compile(r"\d[\d.,]{60}")
# What it has been seen to raise on odd text ("1/0 miles", a million digits).
_FAILURES: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, re.error)


def read_with_quantulum(article: Article) -> tuple[list[Figure], list[Warn]]:
    """What quantulum3 finds, by place: "a 26-mile march" gives 26 mile with its exact span.

    Where quantulum3 fails on a text, or would never end, there are no figures and a warning ENGINE_FAILED.
    """
    if _TOO_LONG.search(article.text):
        return [], [_failed("a number of more than 60 digits")]
    try:
        with _undisturbed():
            from quantulum3 import parser  # noqa: PLC0415 - costs seconds, and most servers never need it

            quantities = parser.parse(article.text)
    except _FAILURES as error:
        return [], [_failed(type(error).__name__)]
    found = (_figure(article.text, quantity) for quantity in quantities)
    return sorted((figure for figure in found if figure), key=lambda figure: (figure.start, figure.end)), []


def _failed(why: str) -> Warn:
    return Warn("ENGINE_FAILED", f"quantulum3 could not read this text: {why}", (("engine", "quantulum3"),))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep its warnings to itself, and the root logger as it is: each of its calls sets that up anew."""
    root, placeholder = logging.getLogger(), logging.NullHandler()
    root.addHandler(placeholder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(placeholder)


def _figure(text: str, quantity: Any) -> Figure | None:  # noqa: ANN401 - the library has no types
    start, end = _trimmed(text, *quantity.span)
    value = _interval(quantity, text[start:end])
    if start >= end or value is None:
        return None
    unit = Unit(tuple(_factors(quantity.unit)))
    figure = Figure(start, end, _kind(unit), value, unit, "quantulum3")
    if value.lower != value.upper:
        figure.modifier = "range"
    return figure


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Its spans may stick out of the text or hold white space; ours do not."""
    start, end = max(start, 0), min(end, len(text))
    surface = text[start:end]
    return start + len(surface) - len(surface.lstrip()), end - len(surface) + len(surface.rstrip())


def _interval(quantity: Any, surface: str) -> Interval | None:  # noqa: ANN401 - as above
    number = _number(quantity.value, surface)
    if number is None:
        return None
    if not quantity.uncertainty:
        return Interval(number, number, number)
    spread = abs(Decimal(repr(float(quantity.uncertainty))))
    point = number if "±" in surface or "+" in surface else None
    return Interval(Number(number.decimal - spread), Number(number.decimal + spread), point)


def _number(value: float, surface: str) -> Number | None:
    """Its floats as exact decimals: the digits of the text where they are that number, else the shortest."""
    written = _DIGITS.search(surface)
    if written is not None:
        exact = Decimal(written[0].replace(",", ""))
        exact = -exact if value < 0 else exact
        if float(exact) == value:
            return Number(exact, len(exact.as_tuple().digits) if "." in written[0] else None)
    try:
        shortest = Decimal(repr(float(value)))
        return Number(shortest.quantize(Decimal(1)) if shortest == shortest.to_integral_value() else shortest)
    except InvalidOperation:
        # Infinite, or longer than a decimal of ours: no figure.
        return None


def _factors(unit: Any) -> Iterator[UnitFactor]:  # noqa: ANN401 - as above
    for dimension in unit.dimensions:
        name, exponent = dimension["base"], int(dimension["power"])
        code = unit.currency_code if len(unit.dimensions) == 1 else _code(name)
        if code:
            yield UnitFactor("currency", code, exponent, dimension.get("surface", ""))
        elif name != "dimensionless":
            yield from _named(name, exponent)


def _code(name: str) -> str:
    """The ISO code that quantulum3 gives for a currency's name, if it is one."""
    from quantulum3 import load  # noqa: PLC0415 - loaded by now

    unit = load.units("en_US").names.get(name)
    return (unit.currency_code or "") if unit else ""


def _named(name: str, exponent: int) -> Iterator[UnitFactor]:
    """Its "kilometre per hour" as kilometer and hour; what the catalogue lacks as the thing it names."""
    for place, part in enumerate(_NAMES.get(name, name).split(" per ")):
        sign = -exponent if place else exponent
        words = part.replace("-", " ").removesuffix(" mass")
        first, _, rest = words.partition(" ")
        known = _catalogue().get(words.lower()) or _catalogue().get(rest.lower() if first in _POWERS else "")
        if known is None:
            yield UnitFactor("entity", part, sign)
            continue
        raised = 1 if words.lower() in _catalogue() else _POWERS[first]
        yield from (UnitFactor("unit", base, power * raised * sign) for base, power in known)


@cache
def _catalogue() -> dict[str, tuple[tuple[str, int], ...]]:
    names: dict[str, tuple[tuple[str, int], ...]] = {}
    for entry in load_units():
        for name in (entry.id.replace("_", " "), *entry.surfaces):
            names.setdefault(name, entry.factors)
    return names


@cache
def _kinds() -> dict[str, Kind]:
    return {entry.id: entry.kind for entry in load_units()}


def _kind(unit: Unit) -> Kind:
    """The kind by the units alone: quantulum3 knows no ages, ratios or things that are counted."""
    parts = unit.factors
    if any(part.base == "currency" for part in parts):
        return "money"
    if not parts:
        return "number"
    if len(parts) == 1 and parts[0].exponent == 1:
        return "count" if parts[0].base == "entity" else _kinds()[parts[0].name]
    return "measurement"

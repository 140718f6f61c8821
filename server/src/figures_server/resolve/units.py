"""What units are worth: a description, SI and other units for every measured figure.

    UnitTable.load()
    ├── describe(unit)      display, UCUM code and dimension, in place
    ├── si(unit, value)     the same magnitude in SI
    ├── parse(expression)   "km/h", "kWh per year" as a Unit (unit_expressions.py)
    ├── convert(...)        exactly, with factor and offset, and as a careful writer would round it
    └── attach(figure, …)   all of that for one figure of an article

Factors are fractions from data/units.json; a pair of units is worked out once and kept as a Step, after
which a conversion is a look-up and a Decimal product.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from figures_server.errors import InvalidArgumentError
from figures_server.lexicon.units import load_atoms, load_units, spell_dimension
from figures_server.model import Normalized, Number, Unit, UnitFactor
from figures_server.resolve.unit_steps import (
    INVALID_VALUE,
    Worth,
    apply,
    check,
    converted,
    decimal_of,
    holds_zero,
    make_step,
    step_between,
)
from figures_server.resolve.unit_suggestions import mismatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from figures_server.lexicon.units import Atom, UnitEntry
    from figures_server.model import Conversion, Figure, Interval
    from figures_server.resolve.unit_expressions import Expressions
    from figures_server.resolve.unit_steps import Step

# Texts name ever new things that are counted; the caches of units start again at this many.
_CACHE_SIZE: Final = 4096

_SI_CODES: Final = {
    "[mass]": "kg",
    "[length]": "m",
    "[time]": "s",
    "[temperature]": "K",
    "[current]": "A",
    "[substance]": "mol",
    "[luminosity]": "cd",
    "[information]": "bit",
    "[angle]": "rad",
    "[pixel]": "{pixel}",
}
_SI_DERIVED: Final = {
    "[length] * [mass] / [time] ** 2": "N",
    "[mass] / [length] / [time] ** 2": "Pa",
    "[length] ** 2 * [mass] / [time] ** 2": "J",
    "[length] ** 2 * [mass] / [time] ** 3": "W",
    "[length] ** 2 * [mass] / [current] / [time] ** 3": "V",
    "[length] ** 2 * [mass] / [current] ** 2 / [time] ** 3": "Ohm",
    "[current] * [time]": "C",
}
# A scale with a zero of its own, and its degree as a mere step: "warmed by 0.9°C" is never -458 °F.
_DEGREES: Final = {"degC": "delta_degC", "degF": "delta_degF"}
_STEPS: Final = frozenset(_DEGREES.values())
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Key = tuple[tuple[str, str, int, "Decimal | None"], ...]
# How to get to SI, the UCUM code there and the dimension.
SIStep = tuple["Step", str, str]
K = TypeVar("K")
V = TypeVar("V")


class Description(NamedTuple):
    """What describe fills in."""

    display: str
    ucum: str
    dimension: str


class UnitRecord(NamedTuple):
    """One line of ListUnits."""

    unit: str
    ucum: str
    dimension: str
    quantity_kind: str
    surfaces: tuple[str, ...]
    si_factor: Number | None
    si_offset: Number | None


class UnitTable:
    """Every known unit; made once, before the first article."""

    __slots__ = ("_descriptions", "_expressions", "_si_steps", "_steps", "atoms", "by_factors", "entries")

    def __init__(self, entries: tuple[UnitEntry, ...], atoms: dict[str, Atom]) -> None:
        self.entries: Final = {entry.id: entry for entry in entries}
        self.by_factors: Final = {entry.factors: entry for entry in entries}
        self.atoms: Final = dict(atoms)
        self._descriptions: dict[Key, Description] = {}
        self._si_steps: dict[Key, SIStep | None] = {}
        self._steps: dict[tuple[Key, Key], Step | None] = {}
        self._expressions: Expressions | None = None

    @classmethod
    def load(cls) -> UnitTable:
        """The table of the shipped catalogue."""
        return cls(load_units(), load_atoms())

    def describe(self, unit: Unit) -> None:
        """Fill `display` ("GBP/month"), `ucum` ("km/h") and `dimension` ("[length] / [time]") in place."""
        key = _key(unit)
        found = self._descriptions.get(key)
        if found is None:
            found = _keep(self._descriptions, key, self._described(unit))
        unit.display, unit.ucum, unit.dimension = found

    def si(self, unit: Unit, value: Interval) -> Normalized | None:
        """The figure in SI: "60 mph" is 26.8224 m/s. None for money, things, scales, shares and calendar units."""
        return _in_si(self._to_si(_key(unit), unit), value)

    def parse(self, expression: str) -> Unit:
        """The unit that someone typed: "km/h", "square miles", "GBP/month", described."""
        if self._expressions is None:
            # Needs the table itself, and is needed by few requests.
            from figures_server.resolve.unit_expressions import Expressions  # noqa: PLC0415

            self._expressions = Expressions(self)
        unit = self._expressions.parse(expression)
        self.describe(unit)
        return unit

    def convert(self, unit: Unit, value: Interval, target: Unit) -> Conversion:
        """The value in the target unit; raises where the two measure different things or the value is no number."""
        check(value)
        target = self._meant(unit, target)
        step = self._step(_key(unit), unit, _key(target), target)
        if step is None:
            self.describe(unit)
            self.describe(target)
            raise mismatch(self, unit, target)
        if step.inverse and holds_zero(value):
            raise InvalidArgumentError(INVALID_VALUE, f"0 {unit.display} has no inverse", metadata={"value": "0"})
        return converted(step, value, target)

    def attach(self, figures: Iterable[Figure], targets: tuple[Unit, ...]) -> None:
        """Fill figure.si and add a conversion for each target that measures the same thing in another unit."""
        # An article says most things in a few units: each is compared with the targets once.
        plans: dict[Key, tuple[SIStep | None, list[tuple[Step, Unit]]]] = {}
        for figure in figures:
            value, unit = figure.value, figure.unit
            key = _key(unit)
            plan = plans.get(key)
            if plan is None:
                plan = plans[key] = self._to_si(key, unit), list(self._plan(key, unit, targets))
            figure.si = _in_si(plan[0], value)
            for step, target in plan[1]:
                try:
                    figure.conversions += (converted(step, value, target),)
                except ArithmeticError:
                    # Too long to be exact, or 0 on an inverse scale.
                    continue

    def _plan(self, key: Key, unit: Unit, targets: tuple[Unit, ...]) -> Iterator[tuple[Step, Unit]]:
        """The steps to the targets that a unit has a common measure with, itself apart."""
        for asked in targets:
            target = self._meant(unit, asked)
            target_key = _key(target)
            step = self._step(key, unit, target_key, target)
            if step is not None and target_key != key:
                yield step, target

    def definitions(self) -> list[UnitRecord]:
        """Every unit, by id, for ListUnits."""
        return [self._record(self.entries[name]) for name in sorted(self.entries)]

    def shown(self, name: str) -> str:
        """How a unit of the catalogue is usually written, by its id: "km"."""
        return shown(self.entries[name])

    def worth(self, unit: Unit) -> Worth:
        """What a unit is made of and worth, by exact arithmetic."""
        factor, powers, calendar, measured = Fraction(1), dict[str, int](), 0, True
        for part in unit.factors:
            exponent = part.exponent
            # "per 100 cubic feet": the hundred is of cubic feet, not of feet.
            factor *= Fraction(part.multiple or 1) ** (1 if exponent > 0 else -1)
            atom = self.atoms.get(part.name) if part.base == "unit" else None
            if atom is None or not atom.si:
                powers[part.name] = powers.get(part.name, 0) + exponent
                measured = False
                continue
            factor *= Fraction(atom.si) ** exponent
            calendar += exponent if atom.calendar else 0
            for base, power in atom.dimension:
                powers[base] = powers.get(base, 0) + power * exponent
        powers = {base: power for base, power in powers.items() if power}
        return Worth(
            factor, self._offset(unit), powers, _dimension(unit, powers), measured, calendar, rate=len(unit.factors) > 1
        )

    def _meant(self, unit: Unit, target: Unit) -> Unit:
        """The target, but for a step of temperature the step of its scale: Δ°C to °F is Δ°F."""
        if _only(unit) not in _STEPS or _only(target) not in _DEGREES:
            return target
        step = Unit((UnitFactor("unit", _DEGREES[_only(target)]),))
        self.describe(step)
        return step

    def _offset(self, unit: Unit) -> Fraction:
        # A zero of its own is only meant by the temperature alone: in "W per °C" a degree is a difference.
        only = unit.factors[0] if len(unit.factors) == 1 else None
        if only is None or only.base != "unit" or only.exponent != 1 or only.multiple:
            return Fraction(0)
        atom = self.atoms.get(only.name)
        return Fraction(atom.offset or 0) if atom else Fraction(0)

    def _to_si(self, key: Key, unit: Unit) -> SIStep | None:
        known = self._si_steps
        return known[key] if key in known else _keep(known, key, self._si_step(unit))

    def _step(self, key: Key, unit: Unit, target_key: Key, target: Unit) -> Step | None:
        keys = (key, target_key)
        if keys in self._steps:
            return self._steps[keys]
        # Nor does a point of a scale become a step.
        apart = _only(unit) in _DEGREES and _only(target) in _STEPS
        return _keep(self._steps, keys, None if apart else step_between(self.worth(unit), self.worth(target)))

    def _si_step(self, unit: Unit) -> SIStep | None:
        worth = self.worth(unit)
        if not worth.measured or not worth.powers or worth.calendar:
            return None
        code = _SI_DERIVED.get(worth.dimension) or _code(
            [(_SI_CODES[base], worth.powers[base]) for base in worth.powers]
        )
        return make_step(worth.factor, worth.offset, ()), code, worth.dimension

    def _described(self, unit: Unit) -> Description:
        parts = unit.factors
        dimension = self.worth(unit).dimension
        plain = tuple((part.name, part.exponent) for part in parts if part.base == "unit" and not part.multiple)
        entry = self.by_factors.get(plain) if len(plain) == len(parts) else None
        display = _display([(self._shown(part), part.exponent) for part in parts])
        if entry is not None and entry.display:
            display = entry.display
        return Description(display, _code([self._ucum(part) for part in parts]), dimension)

    def _shown(self, part: UnitFactor) -> str:
        entry = self.entries.get(part.name) if part.base == "unit" else None
        name = shown(entry) if entry else part.name.replace("_", " ")
        return f"{part.multiple:f} {name}" if part.multiple else name

    def _ucum(self, part: UnitFactor) -> tuple[str, int]:
        """The code of a factor and the power it stands in: ("(100.[ft_i]3)", -1) of "per 100 cubic feet"."""
        entry = self.entries.get(part.name) if part.base == "unit" else None
        code = entry.ucum if entry else ""
        if not code or not part.multiple:
            return code, part.exponent
        return f"({part.multiple:f}.{_power(code, abs(part.exponent))})", 1 if part.exponent > 0 else -1

    def _record(self, entry: UnitEntry) -> UnitRecord:
        surfaces = (*entry.surfaces, *entry.symbols, *entry.attached, *entry.spaced)
        factor, measured = Fraction(1), True
        for name, exponent in entry.factors:
            measured = measured and bool(self.atoms[name].si)
            factor *= Fraction(self.atoms[name].si or 1) ** exponent
        only = self.atoms[entry.factors[0][0]] if len(entry.factors) == 1 else None
        offset = Number(decimal_of(Fraction(only.offset))) if only and only.offset else None
        code = entry.ucum or _code([(self.entries[name].ucum, exponent) for name, exponent in entry.factors])
        known = tuple(dict.fromkeys(surfaces))
        return UnitRecord(
            entry.id,
            code,
            entry.dimension,
            entry.quantity_kind,
            known,
            Number(decimal_of(factor)) if measured else None,
            offset,
        )


def shown(entry: UnitEntry) -> str:
    """How a unit is usually written: "km", "mph", "barrel"."""
    return entry.display or next(iter(entry.symbols), entry.id.replace("_", " "))


def _in_si(to_si: SIStep | None, value: Interval) -> Normalized | None:
    if to_si is None:
        return None
    step, code, dimension = to_si
    try:
        return Normalized(apply(step, value), code, dimension)
    except ArithmeticError:
        # A number of hundreds of digits is a figure, but no measure of anything.
        return None


def _only(unit: Unit) -> str:
    """The name of a unit that is nothing else, "degC" but not "degC/hour"."""
    only = unit.factors[0] if len(unit.factors) == 1 else None
    return only.name if only and only.exponent == 1 and not only.multiple else ""


def _key(unit: Unit) -> Key:
    return tuple([(part.base, part.name, part.exponent, part.multiple) for part in unit.factors])


def _keep(cache: dict[K, V], key: K, content: V) -> V:
    if len(cache) >= _CACHE_SIZE:
        cache.clear()
    cache[key] = content
    return content


def _dimension(unit: Unit, powers: dict[str, int]) -> str:
    """As pint spells it, with "[currency]" for money and nothing for things and scales."""
    money = {part.name for part in unit.factors if part.base == "currency"}
    known: dict[str, int] = {}
    for base, power in powers.items():
        name = "[currency]" if base in money else base
        if name.startswith("["):
            known[name] = known.get(name, 0) + power
    return spell_dimension(known) if known or not powers else ""


def _display(parts: list[tuple[str, int]]) -> str:
    """As people write it: "GBP/month", "µg/m³", "kWh/person/year"."""
    above = "·".join(_raise(name, exponent) for name, exponent in parts if exponent > 0)
    below = "".join(f"/{_raise(name, -exponent)}" for name, exponent in parts if exponent < 0)
    return (above or "1") + below if parts else ""


def _raise(name: str, exponent: int) -> str:
    return name if exponent == 1 else name + str(exponent).translate(_RAISED)


def _code(parts: list[tuple[str, int]]) -> str:
    """A product in UCUM: "km/h", "ug/m3"; nothing where a code is missing."""
    if not all(code for code, _ in parts):
        return ""
    above = ".".join(_power(code, exponent) for code, exponent in parts if exponent > 0)
    return above + "".join(f"/{_power(_whole(code), -exponent)}" for code, exponent in parts if exponent < 0)


def _power(code: str, exponent: int) -> str:
    return code if exponent == 1 else f"{_whole(code)}{exponent}"


def _whole(code: str) -> str:
    """A product in brackets: UCUM reads "g/kW.h" as grams per kilowatt, times hours."""
    return f"({code})" if any(sign in code for sign in "./") and code[0] != "(" else code

"""The units of measure that news English knows, as data.

The catalogue is written in en/units.toml and spelled out, prefixes and all, into data/units.json by
server/scripts/build_units.py; the server reads the latter alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from figures_server.model import Kind

_CATALOGUE: Final = Path(__file__).resolve().parents[1] / "data" / "units.json"


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit and every way of writing it: "sq km" is kilometer to the power of 2.

    surfaces        words in lower case; matched whole, whatever the case of the text
    symbols         case-sensitive signs that need a number beside them, with or without a space: "40 km"
    attached        case-sensitive signs read only directly behind the digits: "25C", "12in"
    spaced          case-sensitive signs read only with a space before them: "77 K"
    everyday        its words have another plain meaning ("two cups", "five points"): a rule must
                    want more than a number beside them
    ambiguous_with  ids (or an ISO 4217 code) of what else the same words may mean
    system          "us", "uk" or "metric" for a unit with a namesake
    """

    id: str
    factors: tuple[tuple[str, int], ...]
    ucum: str
    quantity_kind: str
    kind: Kind
    display: str
    surfaces: tuple[str, ...]
    symbols: tuple[str, ...]
    attached: tuple[str, ...]
    spaced: tuple[str, ...]
    everyday: bool
    scale: bool
    calendar: bool
    ambiguous_with: tuple[str, ...]
    system: str
    dimension: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """What an undivided unit is worth: SI = written × si + offset, both exact, "a/b" where no decimal ends."""

    si: str
    offset: str
    dimension: tuple[tuple[str, int], ...]
    calendar: bool


@cache
def load_units() -> tuple[UnitEntry, ...]:
    """Every unit, sorted by id."""
    atoms = load_atoms()
    return tuple(_entry(record, atoms) for record in _catalogue()["units"])


@cache
def load_atoms() -> dict[str, Atom]:
    """The worth of every undivided unit by id; scales ("magnitude") have none and an empty dimension."""
    return {
        name: Atom(
            record.get("si", ""),
            record.get("offset", ""),
            tuple(record.get("dimension", {}).items()),
            "calendar" in record,
        )
        for name, record in _catalogue()["atoms"].items()
    }


@dataclass(frozen=True, slots=True)
class PintNames:
    """The names of units and prefixes that pint's default registry has, spelled out."""

    units: frozenset[str]
    prefixes: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether pint reads it, plural or not, with a prefix or without: "megaparsecs"."""
        return any(
            stem.startswith(prefix) and stem[len(prefix) :] in self.units
            for stem in (name, name.removesuffix("s"))
            for prefix in ("", *self.prefixes)
        )


@cache
def load_pint_names() -> PintNames:
    """What may be asked of pint, whose registry takes a second to build: a misspelt name is none of it."""
    names = _catalogue()["pint_names"]
    return PintNames(frozenset(names["units"].split()), tuple(names["prefixes"].split()))


def dimension_of(factors: tuple[tuple[str, int], ...], atoms: dict[str, Atom]) -> dict[str, int] | None:
    """The powers of base dimensions of a product of units; None where one is a scale."""
    powers: dict[str, int] = {}
    for name, exponent in factors:
        atom = atoms[name]
        if not atom.si:
            return None
        for base, power in atom.dimension:
            powers[base] = powers.get(base, 0) + power * exponent
    return {base: power for base, power in powers.items() if power}


def spell_dimension(powers: dict[str, int] | None) -> str:
    """As pint spells it: "[length] / [time]", "dimensionless"; nothing for a scale."""
    if powers is None:
        return ""
    above = " * ".join(_power(base, powers[base]) for base in sorted(powers) if powers[base] > 0)
    below = "".join(f" / {_power(base, -powers[base])}" for base in sorted(powers) if powers[base] < 0)
    if not below:
        return above or "dimensionless"
    return (above or "1") + below


def _power(base: str, exponent: int) -> str:
    return base if exponent == 1 else f"{base} ** {exponent}"


@cache
def _catalogue() -> dict[str, Any]:
    with _CATALOGUE.open("rb") as file:
        catalogue: dict[str, Any] = json.load(file)
    return catalogue


def _entry(record: dict[str, Any], atoms: dict[str, Atom]) -> UnitEntry:
    take = record.get
    name = record["id"]
    factors = tuple((base, power) for base, power in take("factors", ((name, 1),)))
    return UnitEntry(
        id=name,
        factors=factors,
        ucum=take("ucum", ""),
        quantity_kind=take("quantity_kind", ""),
        kind=take("kind", "measurement"),
        display=take("display", ""),
        surfaces=tuple(take("surfaces", ())),
        symbols=tuple(take("symbols", ())),
        attached=tuple(take("attached", ())),
        spaced=tuple(take("spaced", ())),
        everyday="everyday" in record,
        scale="scale" in record,
        calendar="calendar" in record,
        ambiguous_with=tuple(take("ambiguous_with", ())),
        system=take("system", ""),
        dimension=spell_dimension(dimension_of(factors, atoms)),
        examples=tuple(take("examples", ())),
        counterexamples=tuple(take("counterexamples", ())),
    )

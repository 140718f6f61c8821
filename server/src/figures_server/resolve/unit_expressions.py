"""Units as people type them: "km/h", "kWh per year", "µg/m3", "square miles", "GBP/month", "L/100 km".

The catalogue's names, ISO 4217 codes, unmistakable names of money ("€") and things that prices are per ("person") are
read here. A name the catalogue lacks and pint has goes to pint's own registry, which is imported and built when the
first such name comes, and whose answer joins the table's atoms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.errors import InvalidArgumentError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.unit_systems import load_unit_systems
from figures_server.lexicon.units import Atom, load_pint_names
from figures_server.lexicon.words import load_rates
from figures_server.model import Unit, UnitFactor
from figures_server.resolve.places import load_places
from figures_server.resolve.unit_suggestions import unknown, unknown_unit
from figures_server.resolve.unit_systems import Families

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.resolve.units import UnitTable

_MAX_LENGTH: Final = 100
_MAX_FACTORS: Final = 8
_MAX_EXPONENT: Final = 9
_PER: Final = re.compile(r"\s*/\s*|\s+per\s+|\s+an?\s+", re.IGNORECASE)
_TIMES: Final = re.compile(r"\s*[·⋅×*]\s*|(?<=[^\W\d])\.(?=[^\W\d])|\s+")
_POWER: Final = re.compile(r"(?P<name>.*?[^\d^+-])\^?(?P<power>[+-]?\d)")
_MULTIPLE: Final = re.compile(r"(?P<number>\d[\d,]{0,14}(?:\.\d{1,9})?)\s*(?P<rest>.*)", re.DOTALL)
_POWER_WORDS: Final = {"square": 2, "sq": 2, "sq.": 2, "cubic": 3, "cu": 3, "cu.": 3}
_LOWERED: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
_RAISED: Final = re.compile(r"[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# Only these reach pint, which reads operators and numbers too.
_FOREIGN: Final = re.compile(r"[^\W\d][\w']{2,40}")
# Milli and mega, pico and peta; giga, where "gm" is a gram.
_CASED_PREFIXES: Final = frozenset("mMpPG")
_PEOPLE: Final = frozenset(("person", "people", "capita", "head"))
_NAMES: Final = re.compile(r"[\s/]+")

Factors = tuple[tuple[str, int], ...]


class Expressions:
    """Reads expressions with a table's names."""

    __slots__ = ("_families", "_folded", "_moneys", "_names", "_registry", "_table")

    def __init__(self, table: UnitTable) -> None:
        self._table = table
        self._names: dict[str, Factors] = {}
        self._registry: Any = None
        for entry in table.entries.values():
            for name in (entry.id, *entry.surfaces, *entry.symbols, *entry.attached, *entry.spaced):
                # Of namesakes the one that names the others stands for the word: "gallon" is the US one.
                if name not in self._names or name == entry.id:
                    self._names[name] = entry.factors
        self._families = Families(table)
        self._name_systems()
        self._moneys = _moneys()
        self._folded: dict[str, Factors | None] = {}
        for name, factors in self._names.items():
            # "MW" and "mW" differ in their case alone: then it must be right.
            folded = name.lower()
            self._folded[folded] = factors if self._folded.get(folded, factors) == factors else None
        for entry in table.entries.values():
            # What an answer calls a unit, "W/(m·K)", can be asked for where it does not call another one so.
            if not self._factors(shown := table.shown(entry.id)):
                self._names[shown] = entry.factors

    def parse(self, expression: str) -> Unit:
        """The unit meant, not yet described; UNKNOWN_UNIT names the part that is none."""
        text = " ".join(expression.split())
        if not text or len(text) > _MAX_LENGTH:
            error = unknown(text[:_MAX_LENGTH], [])
            message = f"a unit has 1 to {_MAX_LENGTH} characters, not {len(text)}"
            raise InvalidArgumentError(error.reason, message, metadata=error.metadata)
        text = _RAISED.sub(lambda found: "^" + found[0].translate(_LOWERED), text.replace("−", "-"))
        text = re.sub(r"\s*(\*\*|\^)\s*", "^", text)
        factors = list(self._product(expression.strip(), text))
        if not factors or len(factors) > _MAX_FACTORS:
            raise self._unknown(expression)
        systems = load_unit_systems()
        if systems.words.keys().isdisjoint(_NAMES.split(text.lower())):
            for factor in factors:
                # What names a scale, "celsius", names it alone, unlike a text's bare "degrees".
                if factor.base == "unit" and factor.name in self._families.of and factor.name not in systems.bare:
                    factor.alternatives, factor.reason = self._families.of[factor.name][1:], "DEFAULT"
        return Unit(tuple(factors))

    def _name_systems(self) -> None:
        """Names such as "UK tons" and "American pints", where no entry has them."""
        for word, system in load_unit_systems().words.items():
            for name in self._families.of:
                other, entry = self._families.in_system(name, system), self._table.entries[name]
                for surface in (*entry.surfaces, *entry.symbols) if other else ():
                    self._names.setdefault(f"{word} {surface}", self._table.entries[other].factors)

    def _product(self, written: str, text: str) -> Iterator[UnitFactor]:
        whole = self._factors(written) or self._factors(text)
        if whole:
            yield from (UnitFactor("unit", name, exponent) for name, exponent in whole)
            return
        for place, side in enumerate(_PER.split(text)):
            yield from self._side(side, -1 if place else 1)

    def _side(self, side: str, sign: int) -> Iterator[UnitFactor]:
        """What stands between two "per": "kilowatt hours", "100 km", "kg m2"; nothing in "1" and "0 km"."""
        multiple, side = _leading_number(side)
        if multiple is not None and (not multiple or (multiple == 1 and not side)):
            return
        words = [word for word in _TIMES.split(side) if word]
        if not words:
            raise self._unknown(side)
        size = load_numbers().multipliers.get(words[0].lower())
        if size is not None and len(words) > 1 and not self._longest(words):
            # "million barrels", "millions of barrels"
            multiple, words = size * (multiple or 1), words[1 + (words[1].lower() == "of") :]
        left = None if multiple == 1 else multiple
        for factor in self._product_of(words):
            factor.exponent *= sign
            factor.multiple, left = left, None
            yield factor

    def _product_of(self, words: list[str]) -> Iterator[UnitFactor]:
        """As in "kilowatt hours", "cubic metres", "kg m2": the longest names first, each with the power said before it."""
        raised = 1
        while words:
            if words[0].lower() in _POWER_WORDS and len(words) > 1 and not self._longest(words):
                raised = _POWER_WORDS[words[0].lower()]
                words = words[1:]
                continue
            taken = self._longest(words) or 1
            for factor in self._named(" ".join(words[:taken])):
                factor.exponent *= raised
                yield factor
            words, raised = words[taken:], 1

    def _longest(self, words: list[str]) -> int:
        """How many of the words make a name together: 2 of "square miles"."""
        return next((count for count in range(len(words), 0, -1) if self._factors(" ".join(words[:count]))), 0)

    def _named(self, name: str) -> list[UnitFactor]:
        code = name.upper()
        if code == name and code in currencies_by_code():
            return [UnitFactor("currency", code)]
        found = self._factors(name)
        if found:
            return [UnitFactor("unit", unit, exponent) for unit, exponent in found]
        power = _POWER.fullmatch(name)
        if power is not None:
            factors = self._named(power["name"])
            for factor in factors:
                factor.exponent *= int(power["power"])
            if any(abs(factor.exponent) > _MAX_EXPONENT for factor in factors):
                raise self._unknown(name)
            return [factor for factor in factors if factor.exponent]
        if code in currencies_by_code():
            return [UnitFactor("currency", code)]
        return [self._money(name) or _thing(name) or UnitFactor("unit", self._foreign(name))]

    def _money(self, name: str) -> UnitFactor | None:
        """What a sign or name of money means, where it is one alone: "€", "roubles"; of "$" the error names some."""
        codes = self._moneys.get(name) or self._moneys.get(name.lower())
        if codes is None:
            return None
        if len(codes) > 1:
            raise unknown(name, codes[:3])
        return UnitFactor("currency", codes[0])

    def _factors(self, name: str) -> Factors:
        for form in (name, name.replace("-", " "), name.replace("_", " ")):
            found = self._names.get(form) or (() if self._is_told_by_case(form) else self._folded.get(form.lower()))
            if found:
                return found
        return ()

    def _is_told_by_case(self, name: str) -> bool:
        """Whether its case alone tells the name from one that is known: "mWh" is no "MWh", nor "Mg" "mg", "Gm" "gm", nor "CUP" a cup."""
        prefix, symbol = name[:1], name[1:]
        return name in currencies_by_code() or (
            prefix in _CASED_PREFIXES and symbol in self._names and prefix.swapcase() + symbol in self._names
        )

    def _foreign(self, name: str) -> str:
        """A name that pint alone knows ("slug", "megaparsec"), entered among the atoms."""
        if _FOREIGN.fullmatch(name) is None or not load_pint_names().has(name):
            raise self._unknown(name)
        if self._registry is None:
            import pint  # noqa: PLC0415 - takes a second, and few callers ask for what the catalogue lacks

            self._registry = pint.UnitRegistry(non_int_type=Fraction)
        parsed = self._registry.parse_unit_name(name)
        # pint reads "key" as kilo-exa-years: a prefix must be spelled out.
        spelled = [(prefix, unit) for prefix, unit, _ in parsed if not prefix or name.startswith(prefix)]
        atom = self._atom("".join(spelled[0])) if spelled else None
        if atom is None:
            raise self._unknown(name)
        found = "".join(spelled[0])
        ours = self._table.atoms.get(found)
        if ours is not None and Fraction(ours.si or 0) != Fraction(atom.si):
            # pint's "julian_year" is its year, which is not ours.
            found = name
        # What is there stays: "octet" is our byte, with our dimension.
        self._table.atoms.setdefault(found, atom)
        return found

    def _atom(self, name: str) -> Atom | None:
        try:
            zero = self._registry.Quantity(Fraction(0), name).to_base_units()
            one = self._registry.Quantity(Fraction(1), name).to_base_units()
            magnitude = Fraction(one.magnitude)
        except (ArithmeticError, TypeError, ValueError, AttributeError):
            # A logarithm of something: no factor makes it another unit.
            return None
        # An offset of its own, or the half powers of cgs units: neither fits an atom.
        if zero.magnitude or any(power != int(power) for power in one.dimensionality.values()):
            return None
        dimension = tuple((base, int(power)) for base, power in sorted(one.dimensionality.items()))
        return Atom(str(magnitude), "", dimension, calendar=False)

    def _unknown(self, name: str) -> InvalidArgumentError:
        return unknown_unit(name, (*self._names, *self._moneys, *load_pint_names().units))


def _leading_number(side: str) -> tuple[Decimal | None, str]:
    """The 100 of "100 km", and what it is a number of."""
    number = _MULTIPLE.fullmatch(side)
    if number is None:
        return None, side
    return Decimal(number["number"].replace(",", "")), number["rest"]


def _thing(name: str) -> UnitFactor | None:
    """What a price or a rate may be per: "people" is person, "shares" is share."""
    if name.lower() in _PEOPLE:
        return UnitFactor("entity", "person")
    one = singular(name.lower())
    return UnitFactor("entity", one) if one in load_rates().per_things else None


def _moneys() -> dict[str, list[str]]:
    """Signs and names of money now in use, and the codes they may mean, the usual one first."""
    moneys: dict[str, list[str]] = {}
    for code, entry in sorted(currencies_by_code().items()):
        for name in (*entry.surfaces, *entry.symbols) if entry.withdrawn is None else ():
            moneys.setdefault(name, []).append(code)
    for name, usual in load_places().defaults.items():
        if usual in moneys.get(name, ()):
            moneys[name].sort(key=lambda code: code != usual)
    return moneys

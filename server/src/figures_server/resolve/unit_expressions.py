"""Units as people type them: "km/h", "kWh per year", "µg/m3", "square miles", "GBP/month", "L/100 km".

The catalogue's names and ISO 4217 codes are read here; a name it lacks goes to pint's own registry, which is
imported and built when the first such name comes, and whose answer joins the table's atoms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from figures_server.errors import InvalidArgumentError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.lexicon.units import Atom
from figures_server.model import Unit, UnitFactor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.resolve.units import UnitTable

_UNKNOWN: Final = "UNKNOWN_UNIT"
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

Factors = tuple[tuple[str, int], ...]


class Expressions:
    """Reads expressions with a table's names."""

    __slots__ = ("_folded", "_names", "_registry", "_table")

    def __init__(self, table: UnitTable) -> None:
        self._table = table
        self._names: dict[str, Factors] = {}
        self._registry: Any = None
        for entry in table.entries.values():
            for name in (entry.id, *entry.surfaces, *entry.symbols, *entry.attached, *entry.spaced):
                # Of namesakes the one that names the others stands for the word: "gallon" is the US one.
                if name not in self._names or name == entry.id:
                    self._names[name] = entry.factors
        self._folded: dict[str, Factors | None] = {}
        for name, factors in self._names.items():
            # "MW" and "mW" differ in their case alone: then it must be right.
            folded = name.lower()
            self._folded[folded] = factors if self._folded.get(folded, factors) == factors else None

    def parse(self, expression: str) -> Unit:
        """The unit meant, not yet described; UNKNOWN_UNIT names the part that is none."""
        text = " ".join(expression.split())
        if not text or len(text) > _MAX_LENGTH:
            message = f"a unit has 1 to {_MAX_LENGTH} characters, not {len(text)}"
            raise InvalidArgumentError(_UNKNOWN, message, metadata={"unit": text[:_MAX_LENGTH], "nearest": ""})
        text = _RAISED.sub(lambda found: "^" + found[0].translate(_LOWERED), text.replace("−", "-"))
        text = re.sub(r"\s*(\*\*|\^)\s*", "^", text)
        factors = list(self._product(expression.strip(), text))
        if not factors or len(factors) > _MAX_FACTORS:
            raise self._unknown(expression)
        return Unit(tuple(factors))

    def _product(self, written: str, text: str) -> Iterator[UnitFactor]:
        whole = self._factors(written) or self._factors(text)
        if whole:
            yield from (UnitFactor("unit", name, exponent) for name, exponent in whole)
            return
        for place, side in enumerate(_PER.split(text)):
            yield from self._side(side, -1 if place else 1)

    def _side(self, side: str, sign: int) -> Iterator[UnitFactor]:
        """What stands between two "per": "kilowatt hours", "100 km", "kg m2"."""
        multiple = None
        number = _MULTIPLE.fullmatch(side)
        if number is not None:
            multiple, side = Decimal(number["number"].replace(",", "")), number["rest"]
            if (multiple == 1 and not side) or not multiple:
                return
            multiple = None if multiple == 1 else multiple
        words = [word for word in _TIMES.split(side) if word]
        if not words:
            raise self._unknown(side)
        raised = 1
        while words:
            if words[0].lower() in _POWER_WORDS and len(words) > 1 and not self._longest(words):
                raised = _POWER_WORDS[words.pop(0).lower()]
                continue
            taken = self._longest(words) or 1
            for factor in self._named(" ".join(words[:taken])):
                factor.exponent *= sign * raised
                factor.multiple, multiple = multiple, None
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
        return [UnitFactor("unit", self._foreign(name))]

    def _factors(self, name: str) -> Factors:
        for form in (name, name.replace("-", " "), name.replace("_", " ")):
            found = self._names.get(form) or self._folded.get(form.lower())
            if found:
                return found
        return ()

    def _foreign(self, name: str) -> str:
        """A name that pint alone knows ("slug", "megaparsec"), entered among the atoms."""
        if _FOREIGN.fullmatch(name) is None:
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
        nearest = get_close_matches(name.lower(), self._folded, n=3, cutoff=0.7)
        hint = f"; near it: {', '.join(nearest)}" if nearest else ""
        metadata = {"unit": name, "nearest": ", ".join(nearest)}
        return InvalidArgumentError(_UNKNOWN, f"no unit {name!r}{hint}", metadata=metadata)

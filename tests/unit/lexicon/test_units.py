"""The catalogue of units says what it should, and its compiled twin is current."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pint
import pytest

from figures_server.lexicon.units import load_atoms, load_units, spell_dimension

if TYPE_CHECKING:
    from types import ModuleType

_ROOT: Final = Path(__file__).resolve().parents[3]
_EXAMPLE: Final = re.compile(r"(?P<text>.+) => (?P<value>[\d.]+) (?P<unit>\S+( (/|\*\*) \S+)*)")


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    path = _ROOT / "server" / "scripts" / "build_units.py"
    spec = importlib.util.spec_from_file_location("build_units", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry[Any]:
    return pint.UnitRegistry(non_int_type=Fraction)


def test_the_compiled_catalogue_is_current(builder: ModuleType) -> None:
    assert builder.TARGET.read_text("utf-8") == builder.build(), "run server/scripts/build_units.py"


@pytest.fixture(scope="module")
def expressions(builder: ModuleType) -> dict[str, str]:
    """The entries whose meaning is spelled out because pint means another thing by the name, or nothing."""
    written = tomllib.loads(builder.SOURCE.read_text("utf-8"))["unit"]
    return {entry["id"]: entry["pint"] for entry in written if entry.get("pint")}


def test_every_factor_is_pints(expressions: dict[str, str], registry: pint.UnitRegistry[Any]) -> None:
    for name, atom in load_atoms().items():
        if not atom.si or name in {"degC", "degF"}:
            continue
        parsed = registry.parse_expression(expressions.get(name, name)) * registry.Quantity(Fraction(1))
        assert Fraction(atom.si) == Fraction(parsed.to_base_units().magnitude), name


# pint has these names for something else: survey lengths and areas, a dry barrel, Julian years, ten, an imperial
# quarter, the cgs gauss and oersted, and ISO's rounded Btu.
_OF_ANOTHER_WORTH: Final = set(
    "acre acre_foot furlong league barrel year month century millennium decade quarter gauss british_thermal_unit "
    "therm kiloyear megayear gigayear oersted kilooersted".split()
)


def test_a_name_that_pint_has_too_means_the_same(registry: pint.UnitRegistry[Any]) -> None:
    differ = set()
    for name, atom in load_atoms().items():
        if not atom.si or name in {"degC", "degF"} or not registry.parse_unit_name(name):
            continue
        try:
            one = registry.Quantity(Fraction(1), name).to_base_units()
        except TypeError:
            # A logarithm of pint's, which takes no fraction where numpy is installed.
            differ.add(name)
            continue
        if Fraction(atom.si) != Fraction(one.magnitude):
            differ.add(name)
    assert differ == _OF_ANOTHER_WORTH


@pytest.mark.parametrize(
    ("unit", "written", "kelvin"), [("degF", 32, "273.15"), ("degC", 100, "373.15"), ("degF", -40, "233.15")]
)
def test_temperatures_have_pints_zero(registry: pint.UnitRegistry[Any], unit: str, written: int, kelvin: str) -> None:
    atom = load_atoms()[unit]
    ours = written * Fraction(atom.si) + Fraction(atom.offset)
    assert ours == Fraction(kelvin) == registry.Quantity(Fraction(written), unit).to("kelvin").magnitude


def test_dimensions_are_pints_but_for_angles_data_and_pixels(
    expressions: dict[str, str], registry: pint.UnitRegistry[Any]
) -> None:
    for entry in load_units():
        own = any(base in entry.dimension for base in ("[angle]", "[information]", "[pixel]"))
        if entry.scale or own or any(name in expressions for name, _ in entry.factors):
            continue
        product = registry.Unit("")
        for name, exponent in entry.factors:
            product *= registry.Unit(name) ** exponent
        powers = {base: int(str(power)) for base, power in product.dimensionality.items()}
        assert entry.dimension == spell_dimension(powers), entry.id


@pytest.mark.parametrize(
    ("name", "si"),
    [
        ("pound", "0.45359237"),
        ("mile", "1609.344"),
        ("barrel", "0.158987294928"),
        ("year", "31556952"),
        ("degF", "5/9"),
    ],
)
def test_factors_known_by_heart(name: str, si: str) -> None:
    assert load_atoms()[name].si == si


def test_ids_are_unique_and_sorted() -> None:
    ids = [entry.id for entry in load_units()]
    assert ids == sorted(set(ids))


def test_every_factor_is_a_known_atom() -> None:
    atoms = load_atoms()
    for entry in load_units():
        assert all(name in atoms for name, _ in entry.factors), entry.id


@pytest.mark.parametrize("field", ["surfaces", "symbols", "attached", "spaced"])
def test_a_word_of_two_units_is_declared(field: str) -> None:
    units = {entry.id: entry for entry in load_units()}
    readers = defaultdict(list)
    for entry in units.values():
        for word in getattr(entry, field):
            readers[word].append(entry)
    for word, entries in readers.items():
        for entry in entries[1:]:
            named = {*entry.ambiguous_with, *entries[0].ambiguous_with}
            assert {entry.id, entries[0].id} & named, word


def test_surfaces_are_lower_case() -> None:
    assert not [word for entry in load_units() for word in entry.surfaces if word != word.lower()]


def test_namesakes_exist() -> None:
    units = {entry.id for entry in load_units()}
    for entry in load_units():
        assert all(other in units or other == "GBP" for other in entry.ambiguous_with), entry.id


def test_examples_name_known_units() -> None:
    atoms = load_atoms()
    examples = [example for entry in load_units() for example in entry.examples]
    assert len(examples) > 25
    for example in examples:
        found = _EXAMPLE.fullmatch(example)
        assert found is not None, example
        assert all(name in atoms or name.isdigit() for name in re.findall(r"\w+", found["unit"])), example


@pytest.mark.parametrize(
    ("surface", "factors"),
    [
        ("square kilometres", (("kilometer", 2),)),
        ("sq ft", (("foot", 2),)),
        ("cubic metres", (("meter", 3),)),
        ("kilograms", (("kilogram", 1),)),
        ("gigawatts", (("gigawatt", 1),)),
        ("per cent", (("percent", 1),)),
        ("fortnight", (("fortnight", 1),)),
    ],
)
def test_words_of_the_news(surface: str, factors: tuple[tuple[str, int], ...]) -> None:
    assert [entry.factors for entry in load_units() if surface in entry.surfaces] == [factors]


@pytest.mark.parametrize(
    ("symbol", "factors"),
    [
        ("km²", (("kilometer", 2),)),
        ("mph", (("mile", 1), ("hour", -1))),
        ("cc", (("centimeter", 3),)),
        ("kWh", (("kilowatt_hour", 1),)),
        ("µg", (("microgram", 1),)),
    ],
)
def test_signs_of_the_news(symbol: str, factors: tuple[tuple[str, int], ...]) -> None:
    assert [entry.factors for entry in load_units() if symbol in entry.symbols] == [factors]


def test_dangerous_letters_are_attached_or_spaced_only() -> None:
    for entry in load_units():
        assert not {"C", "F", "K", "A", "s", "c", "p", "in"} & set(entry.symbols), entry.id


@pytest.mark.parametrize(
    ("powers", "spelled"),
    [
        ({"[length]": 1, "[time]": -1}, "[length] / [time]"),
        ({"[length]": 2}, "[length] ** 2"),
        ({"[time]": -1}, "1 / [time]"),
        ({}, "dimensionless"),
        (None, ""),
    ],
)
def test_dimensions_are_spelled_as_pint_does(powers: dict[str, int] | None, spelled: str) -> None:
    assert spell_dimension(powers) == spelled


def test_unknown_keys_and_undeclared_namesakes_are_refused(builder: ModuleType) -> None:
    with pytest.raises(ValueError, match="mile: unknown keys"):
        builder.spell_out([{"id": "mile", "surface": ["mile"]}])
    twins = [{"id": "a", "surfaces": ["ton"]}, {"id": "b", "surfaces": ["ton"]}]
    with pytest.raises(ValueError, match="'ton' is b and a"):
        builder.check(twins, {"a": {}, "b": {}})
    with pytest.raises(ValueError, match="no unit smoot"):
        builder.check([{"id": "c", "factors": [["smoot", 2]]}], {})


@pytest.mark.parametrize(
    ("fraction", "written"),
    [
        (Fraction(5, 9), "5/9"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1000), "1000"),
        (Fraction(-32, 10), "-3.2"),
        (Fraction(-1, 4), "-0.25"),
    ],
)
def test_fractions_are_written_exactly(builder: ModuleType, fraction: Fraction, written: str) -> None:
    assert builder.exact(fraction) == written

"""Units are read as people type them, and what is none is named with its nearest neighbours."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from typing import Any

import pint
import pytest

from figures_server.errors import InvalidArgumentError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.lexicon.units import load_pint_names
from figures_server.resolve.units import UnitTable

TABLE = UnitTable.load()


def factors(expression: str) -> list[tuple[str, int]]:
    return [(part.name, part.exponent) for part in TABLE.parse(expression).factors]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("km", [("kilometer", 1)]),
        ("mile", [("mile", 1)]),
        (" Miles ", [("mile", 1)]),
        ("km/h", [("kilometer", 1), ("hour", -1)]),
        ("kilometres per hour", [("kilometer", 1), ("hour", -1)]),
        ("miles an hour", [("mile", 1), ("hour", -1)]),
        ("KM/H", [("kilometer", 1), ("hour", -1)]),
        ("kWh per year", [("kilowatt_hour", 1), ("year", -1)]),
        ("kilowatt-hours", [("kilowatt_hour", 1)]),
        ("µg/m3", [("microgram", 1), ("meter", -3)]),
        ("μg/m³", [("microgram", 1), ("meter", -3)]),
        ("square miles", [("mile", 2)]),
        ("sq km", [("kilometer", 2)]),
        ("square_kilometer", [("kilometer", 2)]),
        ("square furlongs", [("furlong", 2)]),
        ("GBP/month", [("GBP", 1), ("month", -1)]),
        ("usd per barrel", [("USD", 1), ("barrel", -1)]),
        ("foot ** 2", [("foot", 2)]),
        ("m s-1", [("meter", 1), ("second", -1)]),
        ("m s⁻²", [("meter", 1), ("second", -2)]),
        ("kg·m2/s2", [("kilogram", 1), ("meter", 2), ("second", -2)]),
        ("kg.m2", [("kilogram", 1), ("meter", 2)]),
        ("kg/m2/s", [("kilogram", 1), ("meter", -2), ("second", -1)]),
        ("1/s", [("second", -1)]),
        ("nautical miles per day", [("nautical_mile", 1), ("day", -1)]),
        ("mph", [("mile", 1), ("hour", -1)]),
        ("cc", [("centimeter", 3)]),
        ("C", [("degC", 1)]),
        ("%", [("percent", 1)]),
        ("MW", [("megawatt", 1)]),
        ("mW", [("milliwatt", 1)]),
        ("megaparsec", [("megaparsec", 1)]),
        ("slugs", [("slug", 1)]),
        ("hectometer", [("hectometer", 1)]),
        ("UK tons", [("long_ton", 1)]),
        ("British gallons", [("imperial_gallon", 1)]),
        ("american pints", [("pint", 1)]),
        ("miles per UK gallon", [("mile", 1), ("imperial_gallon", -1)]),
        ("people/km2", [("person", 1), ("kilometer", -2)]),
        ("litres per capita", [("liter", 1), ("person", -1)]),
        ("shares a day", [("share", 1), ("day", -1)]),
        ("€/MWh", [("EUR", 1), ("megawatt_hour", -1)]),
        ("euros per barrel", [("EUR", 1), ("barrel", -1)]),
        ("US$/t", [("USD", 1), ("metric_ton", -1)]),
        ("million barrels per day", [("barrel", 1), ("day", -1)]),
        ("millions of barrels a day", [("barrel", 1), ("day", -1)]),
    ],
)
def test_what_people_type(expression: str, expected: list[tuple[str, int]]) -> None:
    assert factors(expression) == expected


def test_currencies_are_currencies() -> None:
    assert [part.base for part in TABLE.parse("GBP/litre").factors] == ["currency", "unit"]


@pytest.mark.parametrize(
    ("expression", "name", "worth"),
    [
        ("octet", "byte", 8),
        ("dots", "pixel", 1),
        ("US_ton", "ton", Fraction("907.18474")),
        ("julian_year", "julian_year", 31557600),
    ],
)
def test_what_pint_adds_leaves_the_catalogue_as_it_is(expression: str, name: str, worth: Fraction) -> None:
    table = UnitTable.load()
    before = dict(table.atoms)
    unit = table.parse(expression)
    assert [part.name for part in unit.factors] == [name]
    assert table.worth(unit).factor == worth
    assert {known: table.atoms[known] for known in before} == before


@pytest.mark.parametrize(
    ("expression", "unit"), [("mg", "milligram"), ("MG", "milligram"), ("mwh", "megawatt_hour"), ("KM", "kilometer")]
)
def test_case_is_free_where_it_tells_nothing_apart(expression: str, unit: str) -> None:
    assert [factor.name for factor in TABLE.parse(expression).factors] == [unit]


@pytest.mark.parametrize("name", ["watt_per_meter_kelvin", "kiloton_TNT", "byte", "picometer", "hour", "coulomb"])
def test_what_an_answer_calls_a_unit_can_be_asked_for(name: str) -> None:
    unit = TABLE.parse(name)
    # "C" is a degree to most: its namesake is asked for by name.
    assert (TABLE.parse(unit.display).display == unit.display) is (name != "coulomb")


def test_a_number_before_a_unit_multiplies_it() -> None:
    parts = TABLE.parse("kWh/100 km").factors
    assert [str(part.multiple) for part in parts] == ["None", "100"]
    assert TABLE.parse("kWh/100 km").display == "kWh/100 km"


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "   ",
        "/",
        "GBP/",
        "kilomter",
        "key",
        "cat",
        "mw",
        "dBm",
        "1",
        "0 km",
        "5",
        "m^",
        "m99",
        "**",
        "a b c",
        "x" * 101,
        "m " * 40,
        "\x00",
        "9**9**9",
        "km^9^9^9",
        "mWh",
        "Mg",
        "Gm",
        "pW",
    ],
)
def test_what_is_no_unit(expression: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        TABLE.parse(expression)
    assert caught.value.reason == "UNKNOWN_UNIT"
    assert set(caught.value.metadata) == {"unit", "nearest"}


@pytest.mark.parametrize("code", sorted(currencies_by_code()))
def test_a_code_in_capitals_is_its_currency(code: str) -> None:
    # Folded, "CUP" is a cup, "KGS" kilograms and "MYR" a million years.
    assert factors(code) == [(code, 1)]
    assert factors(f"{code}/kg") == [(code, 1), ("kilogram", -1)]


def test_the_nearest_names_are_told() -> None:
    with pytest.raises(InvalidArgumentError, match="no unit 'kilomter'; near it: kilometer"):
        TABLE.parse("kilomter per hour")


@pytest.mark.parametrize(
    ("expression", "nearest"),
    [
        ("mw", {"MW", "mW", "Mw"}),
        ("$/bbl", {"USD", "ARS", "AUD"}),
        ("dollars", {"USD", "AUD", "BBD"}),
        ("eurro", {"euro", "euros", "eur"}),
        ("xzzq", {""}),
    ],
)
def test_names_of_several_things_are_told_apart(expression: str, nearest: set[str]) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        TABLE.parse(expression)
    assert set(caught.value.metadata["nearest"].split(", ")) == nearest


@pytest.mark.parametrize(
    ("expression", "others"),
    [("ton", ("metric_ton", "long_ton")), ("US ton", ()), ("km", ()), ("celsius", ()), ("°C", ())],
)
def test_a_bare_name_says_what_else_it_may_mean(expression: str, others: tuple[str, ...]) -> None:
    (factor,) = TABLE.parse(expression).factors
    assert (factor.alternatives, factor.reason) == (others, "DEFAULT" if others else "")


def test_a_misspelt_name_does_not_wake_pint() -> None:
    code = """
import sys
from figures_server.resolve.units import UnitTable
from figures_server.errors import InvalidArgumentError
try:
    UnitTable.load().parse("kilomter")
except InvalidArgumentError:
    assert "pint" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_pints_names_are_current() -> None:
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    names = load_pint_names()
    assert names.has("megaparsecs")
    assert not names.has("kilomter")
    assert {name for name in names.units if name not in registry} == set()


def test_every_name_of_the_catalogue_is_read() -> None:
    for entry in TABLE.entries.values():
        assert TABLE.parse(entry.id).dimension == entry.dimension, entry.id
        for name in (*entry.surfaces, *entry.symbols):
            assert TABLE.parse(name).factors, name

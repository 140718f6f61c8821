"""Conversions are exact, rounded as a careful writer would, and refused with a reason."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures_server.errors import InvalidArgumentError
from figures_server.model import Figure, Interval, Number, Policy, Unit, UnitFactor
from figures_server.resolve.units import _CACHE_SIZE, UnitTable
from tests.corpus.told import extractor

TABLE = UnitTable.load()


def single(written: str, digits: int | None = None) -> Interval:
    number = Number(Decimal(written), digits)
    return Interval(number, number, number)


def decimals(interval: Interval) -> tuple[str | None, str | None]:
    return tuple(None if end is None else f"{end.decimal:f}" for end in (interval.lower, interval.upper))  # type: ignore[return-value]


def unit_of(*parts: tuple[str, int]) -> Unit:
    return Unit(tuple(UnitFactor("unit", name, exponent) for name, exponent in parts))


@pytest.mark.parametrize(
    ("written", "digits", "source", "target", "exact", "rounded"),
    [
        ("26", 2, "mile", "km", "41.842944", "42"),
        ("60", 1, "miles", "km", "96.560640", "97"),
        ("60.0", 3, "miles", "km", "96.5606400", "96.6"),
        ("1", 1, "mile", "km", "1.609344", "1.6"),
        ("1", None, "lb", "kg", "0.45359237", "0.454"),
        ("14", 2, "stone", "kg", "88.90410452", "89"),
        ("98.6", 3, "°F", "°C", "37.0", "37.0"),
        ("100", 1, "degC", "degF", "212", "212"),
        ("-40", 2, "degF", "degC", "-40", "-40"),
        ("1600", 2, "GBP/month", "GBP/year", "19200", "19000"),
        ("1.609344", 7, "km", "mile", "1.000000", "1.000000"),
        ("25", 2, "bps", "percent", "0.25", "0.25"),
        ("3000000", 1, "barrels a day", "barrel/week", "21000000", "21000000"),
        ("6.2", 2, "magnitude", "magnitude", "6.2", "6.2"),
        ("5", 1, "slug", "kg", "72.96951468603182414698162730", "73"),
        ("7", None, "kWh/100 km", "J/m", "252", "252"),
    ],
)
def test_conversions(written: str, digits: int | None, source: str, target: str, exact: str, rounded: str) -> None:
    conversion = TABLE.convert(TABLE.parse(source), single(written, digits), TABLE.parse(target))
    assert decimals(conversion.value) == (exact, exact)
    assert decimals(conversion.rounded) == (rounded, rounded)
    assert conversion.value.point == conversion.value.lower
    assert conversion.warnings == ()


@pytest.mark.parametrize(
    ("text", "target", "exact"),
    [
        ("They ran 1/3 of a mile.", "m", "536.448"),
        ("He is 5ft 11in tall.", "cm", "180.34"),
        ("He weighs 14st 6lb.", "kg", "91.62565874"),
    ],
)
def test_what_was_cut_for_want_of_an_end_is_made_whole(text: str, target: str, exact: str) -> None:
    (figure,) = extractor().extract(text, policy=Policy(target_units=(target,))).figures
    assert decimals(figure.conversions[0].value) == (exact, exact)


def test_the_factor_and_offset_are_stated() -> None:
    conversion = TABLE.convert(TABLE.parse("degC"), single("25"), TABLE.parse("degF"))
    assert conversion.factor == Number(Decimal("1.8"))
    assert conversion.offset == Number(Decimal(32))
    assert TABLE.convert(TABLE.parse("mile"), single("2"), TABLE.parse("km")).offset is None


def test_a_range_keeps_its_ends_and_what_is_open() -> None:
    value = Interval(Number(Decimal(10), 1), Number(Decimal(15), 2), lower_exclusive=True)
    conversion = TABLE.convert(TABLE.parse("mile"), value, TABLE.parse("km"))
    assert decimals(conversion.rounded) == ("16", "24")
    assert conversion.value.lower_exclusive
    assert conversion.rounded.lower_exclusive
    assert not conversion.value.upper_exclusive
    above = TABLE.convert(TABLE.parse("mile"), Interval(Number(Decimal(10)), None), TABLE.parse("km"))
    assert above.value.upper is None
    assert above.value.point is None


def test_degrees_keep_the_place_not_the_digits() -> None:
    value = Interval(Number(Decimal(5), 1), Number(Decimal("10.5"), 3))
    assert decimals(TABLE.convert(TABLE.parse("degC"), value, TABLE.parse("degF")).rounded) == ("41.0", "50.9")


def test_a_step_of_temperature_has_no_zero() -> None:
    step = TABLE.parse("delta_degC")
    conversion = TABLE.convert(step, single("0.9", 1), TABLE.parse("degF"))
    assert (decimals(conversion.value)[0], conversion.unit.display) == ("1.62", "Δ°F")
    figure = Figure(0, 5, "temperature", single("0.9", 1), step, "test")
    TABLE.attach((figure,), (TABLE.parse("degF"), TABLE.parse("degC"), TABLE.parse("kelvin")))
    assert [(one.unit.display, decimals(one.value)[0]) for one in figure.conversions] == [("Δ°F", "1.62"), ("K", "0.9")]
    with pytest.raises(InvalidArgumentError, match="cannot become"):
        TABLE.convert(TABLE.parse("degC"), single("20"), step)


def test_an_inverse_scale_swaps_the_ends() -> None:
    value = Interval(Number(Decimal(30), 2), Number(Decimal(40), 2), lower_exclusive=True)
    conversion = TABLE.convert(TABLE.parse("mpg"), value, TABLE.parse("L/100km"))
    assert decimals(conversion.rounded) == ("5.9", "7.8")
    assert conversion.value.upper_exclusive
    assert not conversion.value.lower_exclusive
    assert [warning.reason for warning in conversion.warnings] == ["INVERSE_SCALE"]


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("20", "km/L", "L/100km", "5"),
        ("5", "min/km", "km/h", "12"),
        ("4", "s/m", "m/s", "0.25"),
    ],
)
def test_an_inverse_scale_divides_even_by_a_factor_that_ends(
    value: str, source: str, target: str, expected: str
) -> None:
    conversion = TABLE.convert(TABLE.parse(source), single(value), TABLE.parse(target))
    assert decimals(conversion.value)[0] == expected


def test_zero_has_no_inverse() -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        TABLE.convert(TABLE.parse("mpg"), single("0"), TABLE.parse("L/100km"))
    assert caught.value.reason == "INVALID_VALUE"


def test_calendar_units_state_their_convention() -> None:
    months = TABLE.convert(TABLE.parse("month"), single("18"), TABLE.parse("year"))
    assert (decimals(months.value)[0], months.warnings) == ("1.5", ())
    days = TABLE.convert(TABLE.parse("year"), single("1"), TABLE.parse("day"))
    assert decimals(days.value)[0] == "365.2425"
    assert [warning.reason for warning in days.warnings] == ["CALENDAR_MEAN"]


@pytest.mark.parametrize(
    ("source", "target"),
    [("mile", "kg"), ("degree", "percent"), ("GBP", "USD"), ("Hz", "s"), ("magnitude", "m"), ("gigabyte", "percent")],
)
def test_different_things_are_refused(source: str, target: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        TABLE.convert(TABLE.parse(source), single("26"), TABLE.parse(target))
    assert caught.value.reason == "DIMENSION_MISMATCH"
    metadata = caught.value.metadata
    assert set(metadata) == {"from", "to", "from_dimension", "to_dimension", "like_from", "like_to"}


def test_units_that_do_not_go_together_are_named_with_some_that_do() -> None:
    with pytest.raises(InvalidArgumentError, match=r"mi cannot become kg: mi measures \[length\], as do") as caught:
        TABLE.convert(TABLE.parse("mile"), single("26"), TABLE.parse("kg"))
    for end, like in (("mile", "like_from"), ("kg", "like_to")):
        names = caught.value.metadata[like].split(", ")
        assert len(names) == 3
        assert {TABLE.parse(name).dimension for name in names} == {TABLE.parse(end).dimension}


@pytest.mark.parametrize(
    ("source", "target", "exact", "ucum"),
    [
        ("100 m2", "m2", "700", "(100.m2)"),
        ("100 cubic feet", "m3", "19.8217926144", "(100.[ft_i]3)"),
        ("billion cubic feet", "m3", "198217926.144", "(1000000000.[ft_i]3)"),
        ("L/100 m2", "L/m2", "0.07", "L/(100.m2)"),
    ],
)
def test_a_number_before_a_power_is_of_the_power(source: str, target: str, exact: str, ucum: str) -> None:
    unit = TABLE.parse(source)
    conversion = TABLE.convert(unit, single("7"), TABLE.parse(target))
    assert conversion.value.lower is not None
    assert conversion.value.lower.decimal == Decimal(exact)
    assert unit.ucum == ucum


@pytest.mark.parametrize("written", ["NaN", "sNaN", "Infinity", "-Infinity", "1" * 101, "1e101", "1e-101", "7" * 400])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        TABLE.convert(TABLE.parse("mile"), single(written), TABLE.parse("km"))
    assert caught.value.reason == "INVALID_VALUE"
    assert len(caught.value.message) < 200


def test_long_numbers_stay_exact() -> None:
    conversion = TABLE.convert(TABLE.parse("mile"), single("1" * 100), TABLE.parse("m"))
    assert conversion.value.lower is not None
    assert Fraction(conversion.value.lower.decimal) == Fraction("1" * 100) * Fraction("1609.344")


@pytest.mark.parametrize(
    ("parts", "display", "ucum", "dimension"),
    [
        ((("kilometer", 1), ("hour", -1)), "km/h", "km/h", "[length] / [time]"),
        ((("mile", 1), ("hour", -1)), "mph", "[mi_i]/h", "[length] / [time]"),
        ((("foot", 2),), "ft²", "[ft_i]2", "[length] ** 2"),
        ((("microgram", 1), ("meter", -3)), "µg/m³", "ug/m3", "[mass] / [length] ** 3"),
        ((("percent", 1),), "%", "%", "dimensionless"),
        ((("magnitude", 1),), "magnitude", "", ""),
        ((("degC", 1),), "°C", "Cel", "[temperature]"),
        ((("fortnight", -2),), "1/fortnight²", "/(14.d)2", "1 / [time] ** 2"),
        ((("gram", 1), ("kilowatt_hour", -1)), "g/kWh", "g/(kW.h)", "[time] ** 2 / [length] ** 2"),
        ((), "", "", "dimensionless"),
    ],
)
def test_descriptions(parts: tuple[tuple[str, int], ...], display: str, ucum: str, dimension: str) -> None:
    unit = unit_of(*parts)
    TABLE.describe(unit)
    assert (unit.display, unit.ucum, unit.dimension) == (display, ucum, dimension)


def test_money_and_things_are_described_as_they_are() -> None:
    pay = Unit((UnitFactor("currency", "GBP"), UnitFactor("unit", "month", -1)))
    TABLE.describe(pay)
    assert (pay.display, pay.ucum, pay.dimension) == ("GBP/month", "", "[currency] / [time]")
    deaths = Unit((UnitFactor("entity", "death"), UnitFactor("entity", "person", -1, multiple=Decimal(100000))))
    TABLE.describe(deaths)
    assert (deaths.display, deaths.ucum, deaths.dimension) == ("death/100000 person", "", "")
    water = Unit((UnitFactor("unit", "liter"), UnitFactor("entity", "person", -1)))
    TABLE.describe(water)
    assert (water.display, water.dimension) == ("L/person", "[length] ** 3")


@pytest.mark.parametrize(
    ("parts", "value", "ucum"),
    [
        ((("mile", 1), ("hour", -1)), "26.82240", "m/s"),
        ((("degC", 1),), "333.15", "K"),
        ((("horsepower", 1),), "44741.9922949362132", "W"),
        ((("foot", 2),), "5.57418240", "m2"),
        ((("megabit", 1), ("second", -1)), "60000000", "bit/s"),
        ((("acre_foot", 1),), "74008.9102528512", "m3"),
    ],
)
def test_si(parts: tuple[tuple[str, int], ...], value: str, ucum: str) -> None:
    normalized = TABLE.si(unit_of(*parts), single("60"))
    assert normalized is not None
    assert normalized.value.lower is not None
    assert normalized.value.lower.decimal == Decimal(value)
    assert normalized.ucum == ucum


@pytest.mark.parametrize("name", ["percent", "magnitude", "year", "basis_point", "teu"])
def test_what_has_no_exact_si(name: str) -> None:
    assert TABLE.si(unit_of((name, 1)), single("3")) is None
    assert TABLE.si(Unit((UnitFactor("currency", "GBP"),)), single("3")) is None
    assert TABLE.si(Unit((UnitFactor("entity", "soldier"),)), single("3")) is None


def test_attach_converts_to_what_measures_the_same() -> None:
    targets = tuple(TABLE.parse(name) for name in ("km", "kg", "mile", "L/100km"))
    figure = Figure(0, 7, "measurement", single("26", 2), unit_of(("mile", 1)), "test")
    TABLE.attach((figure,), targets)
    assert [conversion.unit.display for conversion in figure.conversions] == ["km"]
    assert figure.si is not None
    assert figure.si.ucum == "m"


def test_attach_leaves_alone_what_it_cannot_convert() -> None:
    targets = (TABLE.parse("km"), TABLE.parse("L/100km"))
    endless = Figure(0, 7, "measurement", single("7" * 10_000), unit_of(("mile", 1)), "test")
    TABLE.attach((endless,), targets)
    assert (endless.si, endless.conversions) == (None, ())
    idle = Figure(0, 7, "measurement", single("0"), unit_of(("mile", 1), ("gallon", -1)), "test")
    TABLE.attach((idle,), targets)
    assert idle.conversions == ()


def test_definitions_are_sorted_and_whole() -> None:
    records = TABLE.definitions()
    assert [record.unit for record in records] == sorted(record.unit for record in records)
    by_name = {record.unit: record for record in records}
    assert by_name["mile"].si_factor == Number(Decimal("1609.344"))
    assert by_name["mile"].surfaces[:3] == ("mile", "miles", "mi")
    assert by_name["degC"].si_offset == Number(Decimal("273.15"))
    assert by_name["magnitude"].si_factor is None
    assert by_name["kilometer_per_hour"].ucum == "km/h"


def test_the_caches_do_not_grow_for_ever() -> None:
    table = UnitTable.load()
    for number in range(_CACHE_SIZE + 10):
        table.describe(Unit((UnitFactor("entity", f"thing{number}"),)))
    assert 0 < len(table._descriptions) <= _CACHE_SIZE


def test_the_table_is_made_without_pint() -> None:
    code = (
        "import sys; from figures_server.resolve.units import UnitTable; UnitTable.load(); print('pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


REGISTRY: pint.UnitRegistry[Fraction] = pint.UnitRegistry(non_int_type=Fraction)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12),
    st.sampled_from(
        [("mile", "inch"), ("gallon", "liter"), ("horsepower", "watt"), ("degF", "degC"), ("knot", "meter/hour")]
    ),
)
def test_conversions_are_pints(value: Decimal, pair: tuple[str, str]) -> None:
    source, target = pair
    conversion = TABLE.convert(TABLE.parse(source), single(str(value)), TABLE.parse(target))
    assert conversion.value.lower is not None
    expected = REGISTRY.Quantity(Fraction(value), source).to(target).magnitude
    difference = abs(Fraction(conversion.value.lower.decimal) - expected)
    assert difference <= abs(expected) / 10**27

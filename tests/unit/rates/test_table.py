"""The embedded table: what is in it, and that it is what the script makes."""

from __future__ import annotations

import hashlib
import importlib.util
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from figures_server.errors import NotFoundRateError
from figures_server.model import PartialDate
from figures_server.rates import RateTable, open_table
from figures_server.rates.packing import decimals, pack, unpack
from figures_server.rates.table import EMBEDDED
from figures_server.resolve.money import MoneyConverter, Wish

if TYPE_CHECKING:
    from types import ModuleType

    from figures_server.rates import Coverage

SCRIPTS = Path(__file__).resolve().parents[3] / "server" / "scripts"
SHIPPED = open_table().sources
SOURCES = "euro_fixed ecb cbr nbp fed_h10 currency_api hmrc_monthly hmrc_year_average imf_annual_average irr_open_market".split()


@cache
def coverage() -> list[Coverage]:
    return open_table().coverage()


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sources_stand_in_the_order_they_are_asked() -> None:
    assert [source.id for source in open_table().sources] == SOURCES


@pytest.mark.parametrize("source", open_table().sources, ids=lambda source: source.id)
def test_every_source_says_where_it_is_from_and_on_what_terms(source: object) -> None:
    assert all(getattr(source, name) for name in ("name", "origin", "licence", "pivot"))


def test_the_version_is_a_hash_of_all_that_follows_it() -> None:
    content = EMBEDDED.read_bytes()
    assert hashlib.sha256(content[40:]).digest() == content[8:40]
    assert open_table().version == f"sha256:{content[8:40].hex()[:16]}"


def test_the_file_is_small() -> None:
    assert EMBEDDED.stat().st_size < 6_000_000


def test_dates_of_the_table() -> None:
    table = open_table()
    assert (table.first_date, table.last_date) == (date(1971, 1, 4), date(2026, 11, 1))


@pytest.mark.parametrize("text", ["4.0760", "0.0394", "1936.27", "1.0300", "0.00000000004521666666666668", "15061"])
def test_published_digits_are_kept(text: str) -> None:
    assert f"{unpack(pack(text)):f}" == text
    assert decimals(pack(text)) == len(text.partition(".")[2])


@pytest.mark.parametrize("text", ["0", "-1.5", "NaN", "Infinity", "1E+9"])
def test_what_is_no_rate_is_not_packed(text: str) -> None:
    with pytest.raises(ValueError, match="no rate"):
        pack(text)


def test_a_publication_is_found_on_its_day_and_after_but_not_before() -> None:
    series = open_table().series("ecb", "EUR", "USD")
    assert series is not None
    friday = date(2025, 4, 11).toordinal()
    for day, rate_day in ((friday, friday), (friday + 2, friday), (friday - 1, friday - 1)):
        seen = series.at_or_before(day)
        assert seen is not None
        assert seen.day == rate_day
    assert series.at_or_before(date(1998, 12, 31).toordinal()) is None


def test_the_publications_of_a_month() -> None:
    series = open_table().series("cbr", "USD", "RUB")
    assert series is not None
    seen = series.between(date(2024, 12, 1).toordinal(), date(2024, 12, 31).toordinal())
    assert len(seen) == 21
    assert seen[-1] == (date(2024, 12, 29).toordinal(), Decimal("101.6797"))


def test_dropped_zeros_are_told_by_the_neighbours() -> None:
    series = open_table().series("ecb", "EUR", "USD")
    assert series is not None
    day = date(2025, 1, 15).toordinal()
    seen = series.at_or_before(day)
    assert seen is not None
    assert str(seen.rate) == "1.03"
    assert series.decimals_near(day) == 4


def test_coverage_tells_of_the_rouble() -> None:
    rouble = [row for row in coverage() if row.currency == "RUB" and row.source in {"cbr", "ecb", "nbp"}]
    assert [(row.source, row.quote, row.last_date) for row in rouble] == [
        ("cbr", "USD", date(2024, 12, 29)),
        ("ecb", "EUR", date(2022, 3, 1)),
        ("nbp", "PLN", date(2026, 10, 21)),
    ]
    assert all(row.source_name and row.publications > 4000 for row in rouble)


def test_coverage_tells_of_holes() -> None:
    krona = next(row for row in coverage() if (row.currency, row.source) == ("ISK", "ecb"))
    assert krona.max_gap_days > 3000
    # Ten days after the last rate of 2008 there is none to roll back to, up to the day before the first of 2018.
    assert krona.holes == ((date(2008, 12, 20), date(2018, 1, 31)),)


@pytest.mark.parametrize(
    ("source", "code", "day", "is_hole"),
    [
        ("nbp", "RUB", date(2022, 3, 8), False),
        ("nbp", "VES", date(2021, 9, 30), False),
        ("nbp", "VES", date(2021, 10, 1), True),
        ("nbp", "VES", date(2021, 10, 12), True),
        ("nbp", "SYP", date(2026, 1, 3), True),
        ("currency_api", "EUR", date(2024, 4, 28), True),
        ("imf_annual_average", "GBP", date(1999, 6, 1), False),
        ("hmrc_year_average", "EUR", date(2015, 6, 1), False),
    ],
)
def test_no_rate_is_found_in_a_hole_and_one_outside(source: str, code: str, day: date, *, is_hole: bool) -> None:
    row = next(row for row in coverage() if (row.currency, row.source) == (code, source))
    assert any(first <= day <= last for first, last in row.holes) is is_hole


def test_holes_are_what_conversions_find() -> None:
    """Every hole of the daily sources, at its ends and beside them."""
    money, daily = MoneyConverter(open_table()), {source.id for source in SHIPPED if source.cadence == "daily"}

    def has_rate(row: Coverage, day: date) -> bool:
        wish = Wish(PartialDate(day.year, day.month, day.day), "caller_fixed")
        try:
            money.rate(row.currency, row.quote, wish, rate_sources=(row.source,))
        except NotFoundRateError:
            return False
        return True

    rows = [row for row in coverage() if row.source in daily and row.currency in {"ISK", "RUB", "VES", "AFN"}]
    assert sum(len(row.holes) for row in rows) > 10
    for row in rows:
        for first, last in row.holes:
            assert not has_rate(row, first)
            assert not has_rate(row, last)
            assert has_rate(row, first - timedelta(1))
            assert has_rate(row, last + timedelta(1))


@pytest.mark.parametrize("content", [b"x" * 60, EMBEDDED.read_bytes()[:-1]])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="table of rates"):
        RateTable(content)


def test_rates_known_to_be_wrong_are_left_out() -> None:
    table = open_table()
    bolivar = table.series("nbp", "VES", "PLN")
    assert bolivar is not None
    assert bolivar.between(date(2021, 10, 1).toordinal(), date(2021, 10, 12).toordinal()) == []
    assert table.series("hmrc_monthly", "GBP", "VEF") is None


@pytest.mark.slow
def test_the_script_makes_the_same_bytes(shared: Path) -> None:
    assert script("build_rates").build(shared / "rates") == EMBEDDED.read_bytes()

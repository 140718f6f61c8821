"""Which rate, of which day, from which source: each rule with a case that fails without it.

Rates are facts: they were copied from the sources that the cases name.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest

from figures_server.errors import InvalidArgumentError, NotFoundRateError
from figures_server.model import Interval, Number, PartialDate
from figures_server.rates import open_table, routes
from figures_server.resolve.money import MoneyConverter, Wish

if TYPE_CHECKING:
    from pathlib import Path

    from figures_server.model import CurrencyRate, DateBasis


@cache
def converter() -> MoneyConverter:
    return MoneyConverter(open_table())


def partial(text: str) -> PartialDate:
    return PartialDate(*(int(part) for part in text.split("-")))


def rate(pair: str, day: str | None, *sources: str, max_staleness_days: int | None = None) -> CurrencyRate:
    start, end = pair.split("/")
    requested = partial(day) if day else None
    basis: DateBasis = "caller_fixed" if day else "latest"
    return converter().rate(
        start, end, Wish(requested, basis), rate_sources=sources, max_staleness_days=max_staleness_days
    )


def reasons(found: CurrencyRate) -> set[str]:
    return {warning.reason for warning in found.warnings}


def single(amount: str, digits: int | None = None) -> Interval:
    number = Number(Decimal(amount), digits)
    return Interval(number, number, number)


def amount_of(amount: str, found: CurrencyRate) -> str:
    lower = converter().convert(single(amount), found)[0].lower
    assert lower is not None
    return str(lower.decimal)


@pytest.mark.parametrize(
    ("pair", "day", "value", "rate_date", "source", "kind"),
    [
        # R2: Saturday rolls back to Friday; Easter Monday four days; 1 May to 28 April.
        ("GBP/USD", "2025-04-12", "1.30898267150", "2025-04-11", "ecb", "daily_reference"),
        ("EUR/USD", "2025-04-21", "1.136", "2025-04-17", "ecb", "daily_reference"),
        ("INR/USD", "2023-05-01", "0.0122207321755", "2023-04-28", "ecb", "daily_reference"),
        # R5: the Bank of Russia after the ECB's last day, the National Bank of Poland after the former's file ends.
        ("RUB/USD", "2022-03-01", "0.00952380952381", "2022-03-01", "ecb", "daily_reference"),
        ("RUB/USD", "2024-12-15", "0.00966832800770", "2024-12-14", "cbr", "daily_reference"),
        ("RUB/USD", "2025-04-12", "0.0116153291439", "2025-04-09", "nbp", "daily_reference"),
        ("RUB/EUR", "2024-12-15", "0.00923560160334", "2024-12-11", "nbp", "daily_reference"),
        # R3: the ECB's hole in the Icelandic krona is no weekend.
        ("ISK/USD", "2012-06-01", "0.00763255722950", "2012-06-01", "nbp", "daily_reference"),
        # R5: before the euro, the Federal Reserve.
        ("GBP/USD", "1992-09-16", "1.8110", "1992-09-16", "fed_h10", "daily_reference"),
        # R4: both legs of one day, although the dollar has a newer rate.
        ("AED/USD", "2024-07-04", "0.272218054514", "2024-07-03", "nbp", "daily_reference"),
        # R7: irrevocable rates on and after adoption, alone or before a market leg; the market before it.
        ("DEM/EUR", "2000-05-10", "0.511291881196", "2000-05-10", "euro_fixed", "fixed"),
        ("DEM/FRF", "2000-05-10", "3.35385488514", "2000-05-10", "euro_fixed", "fixed"),
        ("ITL/USD", "2001-09-11", "0.000462951964344", "2001-09-11", "ecb", "daily_reference"),
        ("DEM/USD", "1995-06-01", "0.700211416490", "1995-06-01", "nbp", "daily_reference"),
        ("TRL/USD", "2004-12-15", "7.05073494547E-7", "2004-12-15", "ecb", "daily_reference"),
        # R11: crypto from the one source that has it.
        ("BTC/USD", "2026-09-01", None, "2026-09-01", "currency_api", "market"),
        # R5: the same currency needs no source.
        ("USD/USD", "2025-04-12", "1", "2025-04-12", "same_currency", "fixed"),
    ],
)
def test_rates(pair: str, day: str, value: str | None, rate_date: str, source: str, kind: str) -> None:
    found = rate(pair, day)
    assert (found.rate_date.isoformat(), found.source, found.kind) == (rate_date, source, kind)
    assert value is None or found.rate == Decimal(value)
    assert found.requested_date == partial(day)


def test_a_rate_is_never_interpolated_nor_taken_from_a_later_day() -> None:
    before, after = rate("EUR/USD", "2025-04-11"), rate("EUR/USD", "2025-04-14")
    assert before.rate != after.rate
    assert rate("EUR/USD", "2025-04-13").rate == before.rate


def test_both_legs_are_published_figures_of_one_source_and_day() -> None:
    found = rate("GBP/USD", "2025-04-12")
    friday = date(2025, 4, 11)
    assert found.route == (
        ("EUR", "GBP", Decimal("0.86678"), friday, "ecb"),
        ("EUR", "USD", Decimal("1.1346"), friday, "ecb"),
    )


def test_published_zeros_stay() -> None:
    assert [str(leg.rate) for leg in rate("UAH/USD", "2024-06-15").route] == ["0.1004", "4.0760"]


def test_source_names_are_said_in_words() -> None:
    assert rate("GBP/USD", "2025-04-12").source_name.startswith("European Central Bank")


@pytest.mark.parametrize(
    ("pair", "day", "days", "warned"),
    [
        ("EUR/USD", "2025-04-17", 0, set()),
        ("EUR/USD", "2025-04-21", 4, {"ROLLED_BACK"}),
        ("RUB/USD", "2025-01-08", 10, {"ROLLED_BACK", "RATE_STALE", "SANCTIONS_ERA"}),
    ],
)
def test_staleness_is_stated(pair: str, day: str, days: int, warned: set[str]) -> None:
    found = rate(pair, day)
    assert found.staleness_days == days
    assert reasons(found) == warned


def test_a_source_too_stale_gives_way_to_the_next() -> None:
    assert rate("RUB/USD", "2025-01-10").source == "cbr"
    assert rate("RUB/USD", "2025-01-11").source == "nbp"


def test_the_caller_may_set_the_limit() -> None:
    assert rate("EUR/USD", "2025-04-21", "ecb", max_staleness_days=4).rate_date == date(2025, 4, 17)
    with pytest.raises(NotFoundRateError):
        rate("EUR/USD", "2025-04-21", "ecb", max_staleness_days=3)
    assert rate("RUB/USD", "2022-03-20", "ecb", max_staleness_days=30).rate_date == date(2022, 3, 1)


def test_the_callers_sources_are_asked_in_the_callers_order() -> None:
    assert rate("RUB/USD", "2022-02-01", "cbr", "ecb").source == "cbr"
    assert rate("RUB/USD", "2022-02-01", "ecb", "cbr").source == "ecb"
    assert rate("RUB/USD", "2024-12-15", "hmrc_monthly").rate == Decimal("0.00998237199196")


def test_a_month_gives_the_mean_of_its_publications() -> None:
    found = rate("RUB/USD", "2024-12")
    assert (found.source, found.kind, found.averaged_publications) == ("cbr", "period_average", 21)
    assert found.rate == Decimal("0.00977902841720")
    assert found.rate_date == date(2024, 12, 29)


def test_a_month_of_a_monthly_table_is_its_own_rate() -> None:
    found = rate("RUB/USD", "2024-12", "hmrc_monthly")
    assert (found.kind, found.averaged_publications, found.staleness_days) == ("monthly", None, 0)


def test_a_monthly_table_speaks_for_its_own_month_alone() -> None:
    with pytest.raises(NotFoundRateError):
        rate("RUB/USD", "2013-12", "hmrc_monthly")


def test_a_month_left_out_is_not_answered_by_the_one_before() -> None:
    assert rate("BRL/GBP", "2019-05-15", "hmrc_monthly").rate_date == date(2019, 5, 1)
    with pytest.raises(NotFoundRateError):
        rate("BRL/GBP", "2019-04-15", "hmrc_monthly")


def test_a_year_gives_the_mean_of_the_year() -> None:
    found = rate("EUR/USD", "2024")
    assert (found.source, found.kind, found.averaged_publications) == ("ecb", "period_average", 256)
    assert round(found.rate, 4) == Decimal("1.0824")


def test_a_year_without_daily_rates_falls_to_an_annual_table() -> None:
    found = rate("IDR/USD", "1996")
    assert (found.source, found.kind) == ("imf_annual_average", "period_average")
    assert found.rate == Decimal("0.000426931470437")


@pytest.mark.parametrize("day", ["1996-07-01", "1996-12-31", "1996-12"])
def test_an_annual_table_answers_no_day(day: str) -> None:
    with pytest.raises(NotFoundRateError):
        rate("IDR/USD", day)


def test_a_monthly_table_answers_no_year() -> None:
    with pytest.raises(NotFoundRateError):
        rate("RUB/USD", "2015", "hmrc_monthly")


def test_a_mean_needs_publications_up_to_both_ends() -> None:
    # The ECB's last rouble is of 1 March 2022: no mean of that month.
    assert rate("RUB/USD", "2022-03").source == "cbr"


def test_no_mean_is_made_across_a_change_of_unit_under_one_code() -> None:
    with pytest.raises(NotFoundRateError):
        rate("VES/USD", "2021", "nbp")


@pytest.mark.parametrize(
    ("pair", "day", "rate_date"),
    [
        ("VES/USD", "2021-09-30", "2021-09-29"),
        ("VES/USD", "2021-10-01", None),
        ("USD/VES", "2021-10-12", None),
        ("VES/USD", "2021-10-13", "2021-10-13"),
        ("SYP/USD", "2025-12-31", "2025-12-31"),
        ("SYP/USD", "2026-01-06", None),
        ("SYP/USD", "2026-01-08", "2026-01-07"),
    ],
)
def test_nothing_is_rolled_back_over_a_change_of_unit_under_one_code(
    pair: str, day: str, rate_date: str | None
) -> None:
    """R7: a million old bolivars became a new one; the National Bank of Poland noticed on 13 October."""
    if rate_date is None:
        with pytest.raises(NotFoundRateError):
            rate(pair, day)
    else:
        assert rate(pair, day).rate_date.isoformat() == rate_date


def test_a_mean_of_a_period_not_yet_over_says_so() -> None:
    found = rate("EUR/USD", "2026")
    assert "PERIOD_INCOMPLETE" in reasons(found)
    assert found.rate_date == date(2026, 10, 30)


def test_latest_is_the_newest_and_is_stated_with_its_date() -> None:
    found = rate("EUR/USD", None)
    assert (found.requested_date, found.basis, found.rate_date) == (None, "latest", date(2026, 10, 30))
    assert rate("RUB/USD", None).source == "nbp"


def test_a_date_after_the_table_takes_the_newest_and_warns() -> None:
    found = rate("EUR/USD", "2031-05-01")
    assert (found.basis, found.rate_date) == ("latest", date(2026, 10, 30))
    assert "FUTURE_DATE" in reasons(found)
    with pytest.raises(NotFoundRateError):
        rate("EUR/USD", "2031-05-01", max_staleness_days=10)


@pytest.mark.parametrize(
    ("pair", "day"), [("GBP/USD", "1965-03-01"), ("FKP/USD", "2010-05-03"), ("EUR/USD", "1996-05-01")]
)
def test_no_rate_is_better_than_another_days(pair: str, day: str) -> None:
    with pytest.raises(NotFoundRateError) as caught:
        rate(pair, day)
    assert caught.value.reason == "NO_RATE"
    assert caught.value.metadata["requested_date"] == day


def test_a_unit_not_yet_in_force_has_no_rate_and_the_error_names_the_one_that_was() -> None:
    with pytest.raises(NotFoundRateError) as caught:
        rate("TRY/USD", "2000-06-15")
    assert caught.value.metadata["unit_in_force"] == "TRL"
    assert caught.value.message.endswith("; TRY was not yet in force, before it there was TRL")


def test_a_retired_unit_goes_by_law_into_its_successor() -> None:
    found = rate("TRL/USD", "2010-06-15")
    assert found.route[0] == ("TRY", "TRL", Decimal(1000000), date(2005, 1, 1), "redenomination")
    assert found.rate == Context(prec=12).divide(rate("TRY/USD", "2010-06-15").rate, Decimal(1000000))
    assert "CODE_RETIRED" in reasons(found)


def test_back_cast_annual_values_divide_the_old_amount_first() -> None:
    old, new = rate("TRL/USD", "1990", "imf_annual_average"), rate("TRY/USD", "1990", "imf_annual_average")
    assert old.rate == Context(prec=12).divide(new.rate, Decimal(1000000))


def test_old_roubles_are_divided_before_the_back_cast_series_of_the_bank_of_russia() -> None:
    assert rate("RUR/USD", "1995-06-15").rate * 1000 == rate("RUB/USD", "1995-06-15").rate


def test_back_casting_does_not_leak_into_the_next_source() -> None:
    assert rate("TRL/PLN", "2003-06-16", "cbr", "nbp").source == "nbp"


def test_a_mean_that_a_source_gave_in_the_old_unit_is_left_out() -> None:
    assert rate("SLE/USD", "2022").rate == pytest.approx(Decimal("0.0712"), rel=Decimal("0.01"))
    assert rate("MRU/USD", "2020", "hmrc_year_average").rate == pytest.approx(Decimal("0.0272"), rel=Decimal("0.01"))


def test_a_year_after_a_redenomination_the_unit_is_ambiguous() -> None:
    assert "UNIT_AMBIGUOUS" in reasons(rate("VES/USD", "2022-01-12"))
    assert "UNIT_AMBIGUOUS" not in reasons(rate("VES/USD", "2023-01-12"))
    assert "UNIT_AMBIGUOUS" in reasons(rate("TRY/USD", "2005-06-15"))


@pytest.mark.parametrize(
    ("pair", "day", "reason"),
    [
        ("LBP/USD", "2023-01-20", "NON_MARKET_RATE"),
        ("USD/LBP", "2023-01-20", "NON_MARKET_RATE"),
        ("ARS/USD", "2024-01-20", "NON_MARKET_RATE"),
        ("IQD/USD", "2004-02-03", "NON_MARKET_RATE"),
        ("KPW/USD", "2024-05-01", "NON_MARKET_RATE"),
        ("RUB/USD", "2022-03-11", "SANCTIONS_ERA"),
        ("RUB/USD", "1997-02-01", "UNIT_IN_FORCE"),
        ("TRY/USD", "2003", "UNIT_IN_FORCE"),
        ("USD/TRY", "2003", "UNIT_IN_FORCE"),
        ("BTC/USD", "2026-09-01", "VOLATILE"),
    ],
)
def test_what_a_caller_must_know(pair: str, day: str, reason: str) -> None:
    assert reason in reasons(rate(pair, day))


@pytest.mark.parametrize(
    ("pair", "day"),
    [
        ("LBP/USD", "2018-01-19"),
        ("IQD/USD", "2010-02-02"),
        ("TRY/USD", "2007"),
        ("RUB/USD", "2022-02-01"),
        ("EUR/USD", "2025-04-11"),
    ],
)
def test_and_nothing_where_there_is_nothing(pair: str, day: str) -> None:
    assert reasons(rate(pair, day)) <= {"ROLLED_BACK", "LOW_PRECISION", "PEGGED"}


def test_the_open_market_stands_beside_the_official_rial() -> None:
    found = rate("IRR/USD", "2025-06-13")
    assert found.kind == "daily_reference"
    warning = next(each for each in found.warnings if each.reason == "NON_MARKET_RATE")
    beside = dict(warning.metadata)
    # A thousand million rials: $23,857 at the official rate, as little as $1,045 in the street.
    assert beside["open_market_pair"] == "IRR/USD"
    assert round(Decimal(beside["open_market_rate"]) * 10**9) in range(1000, 1100)
    assert beside["open_market_rate"] in warning.message
    assert dict(rate("IRR/EUR", "2025-06-13").warnings[-1].metadata)["open_market_pair"] == "IRR/EUR"
    assert dict(rate("IRR/GBP", "2025-06-13").warnings[-1].metadata)["open_market_pair"] == "IRR/USD"


@pytest.mark.parametrize(
    ("pair", "day", "held"),
    [
        # R4: a rate is not snapped to a peg, which is stated where the source has a cross alone.
        ("AED/USD", "2024-07-04", "0.272294077604"),
        ("USD/AED", "2024-07-04", "3.6725"),
        ("XOF/EUR", "2024-07-04", "0.00152449017237"),
        ("LBP/USD", "2018-01-19", "0.000663349917081"),
        # No longer, not against another currency, and not where the source has the pair itself.
        ("LBP/USD", "2024-07-03", None),
        ("AED/GBP", "2024-07-04", None),
        ("BGN/EUR", "2015-07-01", None),
    ],
)
def test_a_peg_is_stated_beside_a_cross(pair: str, day: str, held: str | None) -> None:
    found = rate(pair, day)
    stated = [dict(warning.metadata)["peg_rate"] for warning in found.warnings if warning.reason == "PEGGED"]
    assert stated == ([held] if held else [])
    assert held is None or found.rate != Decimal(held)


def test_the_open_market_is_asked_only_by_name() -> None:
    assert rate("IRR/USD", "2025-06-13", "irr_open_market").kind == "open_market"
    # A Sunday on which no official table was published.
    with pytest.raises(NotFoundRateError):
        rate("IRR/USD", "2025-06-08", max_staleness_days=0)


def test_the_precision_is_that_of_the_weakest_leg() -> None:
    found = rate("RUB/PLN", "2025-04-12")
    assert found.relative_precision == pytest.approx(0.00005 / 0.0451)
    assert "LOW_PRECISION" in reasons(found)
    # "1.03" amid "1.0345" was printed to four digits.
    assert rate("EUR/USD", "2025-01-15").relative_precision == pytest.approx(0.00005 / 1.03)
    assert rate("DEM/EUR", "2000-05-10").relative_precision == 0


@pytest.mark.parametrize(
    ("pair", "day", "amount", "converted"),
    [
        ("GBP/USD", "2025-04-12", "2400", "3141.56"),
        ("USD/JPY", "2025-04-12", "24000", "3428239"),
        ("KWD/USD", "2025-03-20", "1000", "3244.77"),
        ("USD/KWD", "2025-03-20", "1000", "308.188"),
        ("HRK/EUR", "2023-06-01", "7534.5", "1000.00"),
        # Less than a cent is not nothing.
        ("IRR/USD", "2025-06-13", "1", "0.000024"),
        ("USD/EUR", "2025-04-11", "0", "0.00"),
        ("USD/EUR", "2025-04-11", "-100", "-88.14"),
    ],
)
def test_amounts_to_the_minor_unit(pair: str, day: str, amount: str, converted: str) -> None:
    assert amount_of(amount, rate(pair, day)) == converted


def test_half_a_cent_goes_to_the_even_one() -> None:
    found = rate("EUR/BGN", "2026-02-02")
    assert found.rate == Decimal("1.95583")
    assert amount_of("0.5", rate("USD/USD", "2025-04-12")) == "0.50"
    assert amount_of("1.125", rate("USD/USD", "2025-04-12")) == "1.12"
    assert amount_of("1.135", rate("USD/USD", "2025-04-12")) == "1.14"


@pytest.mark.parametrize(
    ("amount", "digits", "printed"),
    [("2000000", 1, "19000"), ("2000000", 3, "19300"), ("2000000", None, "19000"), ("1234567", None, "11936.20")],
)
def test_as_a_careful_writer_would_print_it(amount: str, digits: int | None, printed: str) -> None:
    rounded = converter().convert(single(amount, digits), rate("RUB/USD", "2024-12-15"))[1]
    assert rounded.point is not None
    assert str(rounded.point.decimal) == printed


def test_no_more_digits_than_the_rate_bears() -> None:
    rounded = converter().convert(single("1234567"), rate("RUB/USD", "2025-04-12"))[1]
    assert rounded.point is not None
    assert (str(rounded.point.decimal), rounded.point.significant_digits) == ("14300", 3)


def test_an_open_interval_stays_open_and_exclusive() -> None:
    value = Interval(Number(Decimal(1600), 2), None, lower_exclusive=True)
    exact, rounded = converter().convert(value, rate("GBP/USD", "2025-04-12"))
    for each in (exact, rounded):
        assert each.upper is None
        assert each.point is None
        assert each.lower_exclusive


@pytest.mark.parametrize(
    ("pair", "sources", "reason", "field"),
    [
        ("XYZ/USD", (), "UNKNOWN_CURRENCY", "from_unit"),
        ("USD/XYZ", (), "UNKNOWN_CURRENCY", "to_unit"),
        ("EUR/USD", ("ecb", "moon"), "UNKNOWN_RATE_SOURCE", "rate_sources[1]"),
    ],
)
def test_what_is_unknown_is_named(pair: str, sources: tuple[str, ...], reason: str, field: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        rate(pair, "2025-04-11", *sources)
    assert (caught.value.reason, caught.value.field) == (reason, field)


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13", "0-1-1"])
def test_no_date_is_refused(day: str) -> None:
    with pytest.raises(InvalidArgumentError, match="no date"):
        rate("EUR/USD", day)


def test_worked_cases(shared: Path) -> None:
    cases = json.loads((shared / "rates" / "golden.json").read_text(encoding="utf-8"))["cases"]
    assert len(cases) == 30
    for case in cases:
        expected = case["expected"]
        day = case["requested_date"][:4] if case["date_basis"] == "year only" else case["requested_date"]
        sources = [name.replace("cbr_usd_rub", "cbr") for name in [case.get("source_requested")] if name]
        found = rate(f"{case['from']}/{case['to']}", day, *sources)
        legs = [
            (leg.from_code, leg.to_code, str(leg.rate), leg.rate_date.isoformat(), leg.source) for leg in found.route
        ]
        assert found.rate == Context(prec=12).plus(Decimal(expected["rate"])), case["id"]
        assert found.rate_date.isoformat() == expected["rate_date"], case["id"]
        assert found.source == expected["source"].replace("cbr_usd_rub", "cbr"), case["id"]
        assert found.staleness_days == expected["staleness_days"], case["id"]
        assert [amount_of(amount, found) for amount in case["amounts"]] == expected["amounts"], case["id"]
        wanted = [(leg["base"], leg["quote"], leg["rate"], leg["date"], leg["source"]) for leg in expected["legs"]]
        assert legs == [(*leg[:4], leg[4].replace("cbr_usd_rub", "cbr")) for leg in wanted], case["id"]


def test_the_rate_is_what_its_legs_come_to() -> None:
    found = rate("ITL/USD", "2001-09-11")
    assert Context(prec=12).plus(routes.through(found.route, "ITL")) == found.rate

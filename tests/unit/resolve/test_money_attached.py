"""Conversions put beside figures: which day is chosen, what is kept, what is said where none can be made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from figures_server.model import NO_ANCHOR, Anchor, Figure, Interval, Number, PartialDate, Policy, Unit, UnitFactor
from figures_server.rates import open_table
from figures_server.resolve.money import MoneyConverter

PRINTED = Anchor(PartialDate(2025, 4, 12), None, "request")
DATELINE = Anchor(PartialDate(2025, 4, 12), None, "dateline", "Sat, Apr 12, 2025")


@cache
def converter() -> MoneyConverter:
    return MoneyConverter(open_table())


def money(amount: str, code: str, *others: UnitFactor) -> Figure:
    number = Number(Decimal(amount), 2)
    unit = Unit((UnitFactor("currency", code, text=code), *others))
    unit.display = "/".join([code, *(factor.name for factor in others)])
    return Figure(0, 5, "money", Interval(number, number, number), unit, "money.sign")


def mention(start: PartialDate | None, end: PartialDate | None = None, text: str = "") -> Anchor:
    return Anchor(start, end, "mention", text)


def attached(figure: Figure, article: Anchor = PRINTED, **policy: object) -> Figure:
    converter().attach(figure, article, Policy(target_currency_codes=("USD",), **policy))  # type: ignore[arg-type]
    return figure


def test_the_day_said_of_the_figure_comes_first() -> None:
    figure = money("2000000", "RUB")
    figure.anchor = mention(PartialDate(2024, 12), text="in December 2024")
    rate = attached(figure).conversions[0].rate
    assert rate is not None
    assert (rate.basis, rate.basis_text, rate.kind) == ("event_date", "in December 2024", "period_average")
    assert rate.requested_date == PartialDate(2024, 12)


@pytest.mark.parametrize(("article", "basis"), [(PRINTED, "publication_date"), (DATELINE, "dateline")])
def test_else_the_articles_day(article: Anchor, basis: str) -> None:
    conversion = attached(money("1600", "GBP"), article).conversions[0]
    assert conversion.rate is not None
    assert (conversion.rate.basis, conversion.rate.basis_text) == (basis, article.text)
    assert conversion.rate.rate_date == date(2025, 4, 11)
    assert conversion.value.point == Number(Decimal("2094.37"))
    assert conversion.rounded.point == Number(Decimal(2100), 2)
    assert [warning.reason for warning in conversion.warnings] == ["ROLLED_BACK"]


def test_the_policy_may_ask_for_publication_though_an_event_is_dated() -> None:
    figure = money("1600", "GBP")
    figure.anchor = mention(PartialDate(2019))
    rate = attached(figure, date_policy="publication").conversions[0].rate
    assert rate is not None
    assert rate.requested_date == PartialDate(2025, 4, 12)


def test_the_policy_may_fix_the_day() -> None:
    rate = (
        attached(money("1600", "GBP"), date_policy="fixed", conversion_date=PartialDate(2025, 1, 15))
        .conversions[0]
        .rate
    )
    assert rate is not None
    assert (rate.basis, rate.rate_date) == ("caller_fixed", date(2025, 1, 15))


def test_the_policy_may_ask_for_the_newest() -> None:
    rate = attached(money("1600", "GBP"), NO_ANCHOR, date_policy="latest").conversions[0].rate
    assert rate is not None
    assert (rate.basis, rate.requested_date) == ("latest", None)


def test_without_a_date_nothing_is_converted() -> None:
    figure = attached(money("1600", "GBP"), NO_ANCHOR)
    assert figure.conversions == ()
    assert [warning.reason for warning in figure.warnings] == ["ANCHOR_NONE"]


@pytest.mark.parametrize(
    ("start", "end", "requested", "warned"),
    [
        (PartialDate(2024, 12, 1), PartialDate(2024, 12, 31), PartialDate(2024, 12), False),
        (PartialDate(2024, 1), PartialDate(2024, 12), PartialDate(2024), False),
        (PartialDate(2024, 5, 3), PartialDate(2024, 5, 3), PartialDate(2024, 5, 3), False),
        (PartialDate(2024, 1), PartialDate(2024, 3), PartialDate(2024, 1), True),
        (PartialDate(2024, 5, 3), PartialDate(2024, 5, 9), PartialDate(2024, 5, 3), True),
        # "had reached £1,600 by June 2015"
        (None, PartialDate(2015, 6), PartialDate(2015, 6), False),
    ],
)
def test_spans_of_time(start: PartialDate | None, end: PartialDate, requested: PartialDate, *, warned: bool) -> None:
    figure = money("1600", "GBP")
    figure.anchor = mention(start, end)
    conversion = attached(figure).conversions[0]
    assert conversion.rate is not None
    assert conversion.rate.requested_date == requested
    assert ("DATE_RANGE" in {warning.reason for warning in conversion.warnings}) is warned


@pytest.mark.parametrize(
    ("start", "end", "named", "counted", "newest"),
    [
        (PartialDate(2024, 1), PartialDate(2024, 3), "2024-Q1", 63, date(2024, 3, 28)),
        (PartialDate(2024, 1), PartialDate(2024, 6), "P6M/2024-06", 126, date(2024, 6, 28)),
        (PartialDate(2023, 4, 1), PartialDate(2024, 3, 31), "P12M/2024-03-31", 253, date(2024, 3, 28)),
    ],
)
def test_a_period_with_a_name_has_a_mean(
    start: PartialDate, end: PartialDate, named: str, counted: int, newest: date
) -> None:
    figure = money("1600", "GBP")
    figure.anchor = mention(start, end)._replace(timex_value=named)
    conversion = attached(figure).conversions[0]
    assert conversion.warnings == ()
    rate = conversion.rate
    assert rate is not None
    assert (rate.requested_date, rate.requested_end, rate.kind) == (start, end, "period_average")
    # The days on which the ECB published in it.
    assert (rate.averaged_publications, rate.rate_date) == (counted, newest)


@pytest.mark.parametrize(
    "value", ["2023-Q1/2023-Q3", "2019-SP/2020-SU", "2023-05-01/2023-09-30", "P12M/2022-03/P12M/2023-03"]
)
def test_a_span_between_two_periods_has_no_mean(value: str) -> None:
    figure = money("1600", "GBP")
    figure.anchor = mention(PartialDate(2023, 1), PartialDate(2023, 9))._replace(timex_value=value)
    conversion = attached(figure).conversions[0]
    assert conversion.rate is not None
    assert (conversion.rate.requested_date, conversion.rate.requested_end) == (PartialDate(2023, 1), None)
    assert "DATE_RANGE" in {warning.reason for warning in conversion.warnings}


def test_prices_keep_what_they_are_for() -> None:
    conversion = attached(money("1600", "GBP", UnitFactor("unit", "month", -1, "a month"))).conversions[0]
    assert conversion.unit.display == "USD/month"
    assert [(factor.name, factor.exponent) for factor in conversion.unit.factors] == [("USD", 1), ("month", -1)]


def test_several_targets_but_not_the_figures_own() -> None:
    figure = money("1600", "GBP")
    converter().attach(figure, PRINTED, Policy(target_currency_codes=("EUR", "GBP", "JPY")))
    assert [conversion.unit.display for conversion in figure.conversions] == ["EUR", "JPY"]


@pytest.mark.parametrize(
    "figure", [money("1", "kr"), Figure(0, 2, "count", Interval(None, None), Unit(()), "count.noun")]
)
def test_what_is_no_known_money_is_left_alone(figure: Figure) -> None:
    attached(figure)
    assert (figure.conversions, figure.warnings) == ((), ())


def test_no_rate_is_said_with_what_was_asked() -> None:
    figure = attached(money("100", "FKP"), Anchor(PartialDate(2010, 5, 3), None, "request"))
    assert figure.conversions == ()
    assert figure.warnings[0].reason == "NO_RATE"
    assert dict(figure.warnings[0].metadata)["from_currency_code"] == "FKP"


def test_a_lira_of_the_nineties_is_an_old_one() -> None:
    figure = money("10000000000", "TRY")
    figure.anchor = mention(PartialDate(2004, 12, 15))
    conversion = attached(figure).conversions[0]
    assert conversion.rate is not None
    assert conversion.rate.from_code == "TRL"
    assert conversion.value.point == Number(Decimal("7050.73"))
    assert "UNIT_IN_FORCE" in {warning.reason for warning in conversion.warnings}


@pytest.mark.parametrize(("code", "day"), [("USD", PartialDate(1992, 9, 16)), ("CUP", PartialDate(2015, 6, 15))])
def test_a_currency_that_took_others_in_was_in_force_before(code: str, day: PartialDate) -> None:
    figure = money("100", code)
    converter().attach(figure, Anchor(day, None, "request"), Policy(target_currency_codes=("GBP",)))
    codes = [conversion.rate.from_code for conversion in figure.conversions if conversion.rate]
    assert codes == [code]

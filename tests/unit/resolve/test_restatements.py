"""What a writer's own conversion implies."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from figures_server.model import NO_ANCHOR, Anchor, Figure, Interval, Number, PartialDate, Relation, Unit, UnitFactor
from figures_server.rates import open_table
from figures_server.resolve.money import MoneyConverter
from figures_server.resolve.restatements import check_restatement

PRINTED = Anchor(PartialDate(2025, 4, 12), None, "dateline")


@cache
def converter() -> MoneyConverter:
    return MoneyConverter(open_table())


def money(amount: str, code: str, month: PartialDate | None = None) -> Figure:
    number = Number(Decimal(amount))
    figure = Figure(
        0, 5, "money", Interval(number, number, number), Unit((UnitFactor("currency", code),)), "money.sign"
    )
    if month:
        figure.anchor = Anchor(month, None, "mention", "in December 2024")
    return figure


def checked(start: Figure, end: Figure, article: Anchor = PRINTED, type_: str = "equivalent") -> Relation:
    relation = Relation(type_, 0, 1)
    check_restatement(relation, start, end, converter(), article)
    return relation


def test_the_implied_rate_and_how_far_the_events_rate_lies_from_it() -> None:
    stated = money("24000", "USD")
    relation = checked(money("2000000", "RUB", PartialDate(2024, 12)), stated)
    assert relation.implied_rate == Decimal("0.012")
    assert relation.table_rate is not None
    assert (relation.table_rate.basis, relation.table_rate.source) == ("event_date", "cbr")
    assert relation.deviation == pytest.approx(0.012 / 0.0097790284 - 1)
    assert stated.value.point == Number(Decimal(24000))


def test_a_contradiction_says_which_days_rate_fits_best() -> None:
    stated = money("24000", "USD")
    checked(money("2000000", "RUB", PartialDate(2024, 12)), stated)
    assert [warning.reason for warning in stated.warnings] == ["CONTRADICTS_TEXT"]
    facts = dict(stated.warnings[0].metadata)
    assert facts["fits_best"] == "dateline"
    assert float(facts["deviation_dateline"]) == pytest.approx(0.0331, abs=1e-3)


def test_a_pair_that_agrees_is_left_in_peace() -> None:
    stated = money("2100", "USD")
    relation = checked(money("1600", "GBP"), stated)
    assert relation.table_rate is not None
    assert relation.table_rate.basis == "dateline"
    assert relation.deviation == pytest.approx(0.0027, abs=1e-3)
    assert stated.warnings == ()


def test_without_a_date_or_a_rate_the_implied_rate_stands_alone() -> None:
    for start, article in (
        (money("1600", "GBP"), NO_ANCHOR),
        (money("10", "FKP"), Anchor(PartialDate(2010, 5, 3), None, "request")),
    ):
        relation = checked(start, money("2100", "USD"), article)
        assert relation.implied_rate is not None
        assert (relation.table_rate, relation.deviation) == (None, None)


def test_the_implied_rate_has_twelve_digits() -> None:
    assert checked(money("3", "GBP"), money("4", "USD")).implied_rate == Decimal("1.33333333333")


@pytest.mark.parametrize(
    ("start", "end", "type_"),
    [
        (money("5", "GBP"), money("6", "USD"), "addend_of"),
        (money("5", "GBP"), money("6", "GBP"), "equivalent"),
        (money("0", "GBP"), money("6", "USD"), "equivalent"),
        (money("5", "kr"), money("6", "USD"), "equivalent"),
    ],
)
def test_what_is_no_restatement_of_money_is_left_alone(start: Figure, end: Figure, type_: str) -> None:
    relation = checked(start, end, PRINTED, type_)
    assert (relation.implied_rate, relation.table_rate, relation.deviation) == (None, None, None)

"""What a writer's own conversion implies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from figures_server.model import NO_ANCHOR, Anchor, Figure, Interval, Number, PartialDate, Relation, Unit, UnitFactor
from figures_server.rates import open_table
from figures_server.resolve.money import MoneyConverter
from figures_server.resolve.restatements import check_restatement
from tests.corpus.told import extractor

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


def test_the_implied_rate_beside_the_events_rate_and_the_publications() -> None:
    stated = money("24000", "USD")
    relation = checked(money("2000000", "RUB", PartialDate(2024, 12)), stated)
    assert relation.implied_rate == Decimal("0.012")
    event, published = relation.at_date, relation.at_publication
    assert event is not None
    assert published is not None
    assert (event.rate.basis, event.rate.basis_text, event.rate.source) == ("event_date", "in December 2024", "cbr")
    assert event.deviation == pytest.approx(0.012 / 0.0097790284 - 1)
    assert (published.rate.basis, published.rate.source) == ("dateline", "nbp")
    assert published.deviation == pytest.approx(0.0331, abs=1e-4)
    # The writer's figure stays as it was.
    assert stated.value.point == Number(Decimal(24000))


def test_the_day_that_fits_best_lies_between_the_event_and_the_publication() -> None:
    fit = checked(money("2000000", "RUB", PartialDate(2024, 12)), money("24000", "USD")).best_fit
    assert fit is not None
    assert (fit.first_date, fit.last_date) == (date(2024, 12, 1), date(2025, 4, 12))
    assert (fit.rate.basis, fit.rate.requested_date) == ("best_fit", PartialDate(2025, 3, 19))
    assert (fit.rate.rate_date, fit.rate.source, fit.rate.rate) == (
        date(2025, 3, 19),
        "nbp",
        Decimal("0.0120863982533"),
    )
    assert fit.deviation == pytest.approx(0.012 / 0.0120863982533 - 1)
    # "$24,000" may stand for 23,500 to 24,500.
    assert fit.rounding == pytest.approx(500 / 24000)


@pytest.mark.parametrize(
    ("event", "article", "first", "last"),
    [
        # No day said: the month up to the publication.
        (None, PRINTED, date(2025, 3, 13), date(2025, 4, 12)),
        (PartialDate(2025, 4, 8), PRINTED, date(2025, 3, 13), date(2025, 4, 12)),
        # Still to come.
        (PartialDate(2025, 6), PRINTED, date(2025, 3, 13), date(2025, 4, 12)),
        (PartialDate(2019, 5), PRINTED, date(2019, 5, 1), date(2025, 4, 12)),
        # No publication date: up to the event's end.
        (PartialDate(2019, 5), NO_ANCHOR, date(2019, 5, 1), date(2019, 5, 31)),
        (PartialDate(2019, 5, 7), NO_ANCHOR, date(2019, 4, 7), date(2019, 5, 7)),
    ],
)
def test_which_days_are_compared(event: PartialDate | None, article: Anchor, first: date, last: date) -> None:
    fit = checked(money("1600", "GBP", event), money("2100", "USD"), article).best_fit
    assert fit is not None
    assert (fit.first_date, fit.last_date) == (first, last)
    assert first <= fit.rate.rate_date <= last


def test_of_long_ago_only_the_events_days_and_the_last_month_are_compared() -> None:
    """A pound was $2.10 in November 2007, between the two: nobody converts at such a day."""
    start = money("10", "GBP", PartialDate(2003, 9))
    fit = checked(start, money("21", "USD"), Anchor(PartialDate(2015, 6, 15), None, "request")).best_fit
    assert fit is not None
    assert (fit.first_date, fit.last_date) == (date(2003, 9, 1), date(2015, 6, 15))
    assert fit.rate.rate_date == date(2003, 9, 30)
    assert fit.deviation > 0.2


def test_of_days_equally_near_the_latest_is_said() -> None:
    """A rate that stood still: the last day of the week before publication on which it did."""
    fit = checked(money("3.64", "QAR"), money("1", "USD"), Anchor(PartialDate(2025, 4, 12), None, "request")).best_fit
    assert fit is not None
    days = converter().daily_rates("QAR", "USD", date(2025, 3, 13).toordinal(), date(2025, 4, 12).toordinal())
    nearest = min(abs(1 / Decimal("3.64") / each.rate - 1) for each in days)
    equal = [each.day for each in days if abs(1 / Decimal("3.64") / each.rate - 1) == nearest]
    assert fit.rate.rate_date.toordinal() == max(equal)


def test_the_unit_of_the_day_is_compared() -> None:
    """Lira of 2004 were a million times smaller, whatever code the sign was read as."""
    relation = checked(money("10000000000", "TRY", PartialDate(2004, 12, 15)), money("7000", "USD"), NO_ANCHOR)
    assert relation.at_date is not None
    assert relation.best_fit is not None
    assert (relation.at_date.rate.from_code, relation.best_fit.rate.from_code) == ("TRL", "TRL")
    assert abs(relation.best_fit.deviation) < 0.01


def test_a_contradiction_says_which_days_rate_fits_best() -> None:
    stated = money("24000", "USD")
    checked(money("2000000", "RUB", PartialDate(2024, 12)), stated)
    assert [warning.reason for warning in stated.warnings] == ["CONTRADICTS_TEXT"]
    facts = dict(stated.warnings[0].metadata)
    assert (facts["implied_rate"], facts["deviation"]) == ("0.012", "0.2271")
    assert (facts["best_fit_date"], facts["best_fit_deviation"]) == ("2025-03-19", "-0.0071")


def test_a_pair_that_agrees_is_left_in_peace() -> None:
    stated = money("2100", "USD")
    relation = checked(money("1600", "GBP"), stated)
    assert relation.at_date is not None
    assert relation.at_date == relation.at_publication
    assert relation.at_date.rate.basis == "dateline"
    assert relation.at_date.deviation == pytest.approx(0.0027, abs=1e-3)
    assert stated.warnings == ()


def test_without_a_date_or_a_rate_the_implied_rate_stands_alone() -> None:
    for start, article in (
        (money("1600", "GBP"), NO_ANCHOR),
        (money("10", "FKP"), Anchor(PartialDate(2010, 5, 3), None, "request")),
    ):
        relation = checked(start, money("2100", "USD"), article)
        assert relation.implied_rate is not None
        assert (relation.at_date, relation.at_publication, relation.best_fit) == (None, None, None)


def test_rates_fixed_by_law_have_no_best_day() -> None:
    relation = checked(money("100", "DEM", PartialDate(2000, 5)), money("51", "EUR"))
    assert relation.at_date is not None
    assert relation.at_date.rate.kind == "fixed"
    assert relation.best_fit is None


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
    assert (relation.implied_rate, relation.at_date, relation.at_publication, relation.best_fit) == (None,) * 4


@pytest.mark.parametrize(
    "text",
    [
        "He got two million rubles (about $24,000).",
        "He got two million rubles, or $24,000.",
        "He got two million rubles, or just over $24,000, in all.",
        "He got two million rubles, about $24,000, in all.",
        "He got two million rubles — close to $24,000 — in all.",
        "He got two million rubles, the equivalent of $24,000.",
        "He got two million rubles, equivalent to somewhere around $24,000.",
    ],
)
def test_forms_of_restatement(text: str) -> None:
    extraction = extractor().extract(text, date(2025, 4, 12))
    (relation,) = extraction.relations
    assert (relation.type, relation.implied_rate) == ("equivalent", Decimal("0.012"))
    assert relation.best_fit is not None


@pytest.mark.parametrize(
    "text",
    [
        "He wants two million rubles or $24,000.",
        "He paid two million rubles, $24,000 and £300.",
        "He paid two million rubles, up to $24,000 of it in cash.",
        "He paid two million rubles, about $24,000 more than he had.",
        "He paid two million rubles and got about $24,000.",
    ],
)
def test_two_sums_that_are_not_the_same(text: str) -> None:
    assert extractor().extract(text, date(2025, 4, 12)).relations == []


def test_a_text_of_nothing_but_restatements_is_not_searched_to_the_end() -> None:
    relations = extractor().extract("It cost £5 ($6). " * 150, date(2025, 4, 12)).relations
    assert [relation.best_fit is not None for relation in relations] == [True] * 100 + [False] * 50
    assert all(relation.at_publication for relation in relations)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The bear weighs 500 pounds, or 227 kg.", 1),
        ("The bear weighs 500 pounds or 227 kg.", 1),
        ("A fence 30 feet - about 9 metres - high fell.", 1),
        ("It was 35 degrees Celsius, or 95 Fahrenheit.", 1),
        ("They asked €450 or about Rs 41,000.", 1),
        ("They asked €450 or Rs 900.", 0),
        # Another quantity of the same dimension; in brackets a mistake of the writer's.
        ("The inn is 4 km, about 300 metres from the lake.", 0),
        ("Stay within 50 feet or 2 miles.", 0),
        ("It was 35 degrees Celsius, or 80 Fahrenheit.", 0),
        ("The inn is 4 km (5 miles) away.", 1),
    ],
)
def test_a_measure_in_apposition_is_the_same_quantity(text: str, pairs: int) -> None:
    found = extractor().extract(text).relations
    assert [relation.type for relation in found] == ["equivalent"] * pairs

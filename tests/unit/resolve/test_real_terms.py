"""Money of another year's worth: found in the words, kept from dating events, never converted at another day in silence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from figures_server.model import PartialDate, Policy
from tests.corpus.told import extractor

PRINTED = date(2025, 4, 12)
TODAY = PartialDate(2025, 4, 12)


def read(text: str, publish_time: date | None = PRINTED, **policy: Any) -> dict[str, Any]:
    extraction = extractor().extract(text, publish_time, policy=Policy(target_currency_codes=("EUR", "USD"), **policy))
    return {text[figure.start : figure.end]: figure for figure in extraction.figures}


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("The dam cost £5m ($40m in 2011 dollars) in 1975.", {"$40m": 2011}),
        ("In 2011 dollars, the war cost $2 trillion.", {"$2 trillion": 2011}),
        ("It spent $3m, measured in constant 2015 dollars.", {"$3m": 2015}),
        ("It cost $5m in 2012 US dollars.", {"$5m": 2012}),
        ("The sum was £5m and £6m at 2015 prices.", {"£5m": 2015, "£6m": 2015}),
        ("It cost £5m ($8m) in 2011 prices.", {"£5m": 2011, "$8m": 2011}),
        ("At 2015 prices, output was £4bn in 2019 and £5bn in 2020.", {"£4bn": 2015, "£5bn": 2015}),
        ("It would cost £900m in today's money.", {"£900m": TODAY}),
        ("The club paid £15m (£30m in today’s money) in 1996.", {"£30m": TODAY}),
        ("It cost $25bn, or $175bn adjusted for inflation.", {"$175bn": None}),
        ("It cost $25bn, or, adjusted for inflation, $175bn.", {"$175bn": None}),
        ("It made an inflation-adjusted $40m in 1999.", {"$40m": None}),
        ("It made an inflation-adjusted $40m in 2011 dollars.", {"$40m": 2011}),
        ("Pay, adjusted for inflation, fell from £520 to £500 a week.", {"£520": None, "£500 a week": None}),
        ("Wages rose 2% in real terms.", {"2%": None}),
        # Nothing of the kind is said.
        ("In 2011 it paid £5m.", {}),
        ("In 2011 prices rose 4% and he paid £5m.", {}),
        ("He paid £5m in 2011, prices having doubled.", {}),
        ("It made $40m in inflation-adjusted 2011 prices.", {"$40m": 2011}),
        ("It paid $5m more, to account for inflationary pressure.", {}),
        ("The sum of $5m, not adjusted for inflation, was a record.", {}),
        ("It sold for £5m; in real terms the trade is dying.", {}),
        ("They were paid in 2011 dollars.", {}),
        ("The £5m was paid in today's market.", {}),
        ("Inflation rose to 3% while £5m was spent.", {}),
    ],
)
def test_of_which_years_worth(text: str, bases: dict[str, int | PartialDate | None]) -> None:
    found = {words: figure.price_basis.base for words, figure in read(text).items() if figure.price_basis}
    assert found == {words: PartialDate(base) if isinstance(base, int) else base for words, base in bases.items()}


def test_the_words_and_their_place_are_kept() -> None:
    text = "It spent $3m, measured in constant 2015 dollars."
    basis = read(text)["$3m"].price_basis
    assert basis.text == "measured in constant 2015 dollars"
    assert text[slice(*basis.span)] == basis.text


def test_the_year_of_a_worth_dates_no_event() -> None:
    figures = read("The dam cost £5m ($40m in 2011 dollars) in 1975.")
    assert {words: figure.anchor.start for words, figure in figures.items()} == {
        "£5m": PartialDate(1975),
        "$40m": PartialDate(1975),
    }


def test_it_converts_at_the_year_of_its_worth_whenever_the_event_was() -> None:
    (conversion,) = read("The dam cost £5m ($40m in 2011 dollars) in 1975.")["$40m"].conversions
    assert (conversion.rate.basis, conversion.rate.requested_date) == ("price_base", PartialDate(2011))
    assert (conversion.rate.kind, conversion.rate.basis_text) == ("period_average", "in 2011 dollars")
    warning = next(each for each in conversion.warnings if each.reason == "CONSTANT_PRICES")
    assert dict(warning.metadata) == {"base_date": "2011", "text": "in 2011 dollars"}


def test_todays_money_converts_at_the_day_of_publication() -> None:
    conversion = read("The club paid £15m (£30m in today's money) in 1996.")["£30m"].conversions[0]
    assert (conversion.rate.basis, conversion.rate.requested_date) == ("price_base", TODAY)


@pytest.mark.parametrize(
    "text", ["It cost $175bn, adjusted for inflation, in 1969.", "It cost an inflation-adjusted $9m in 1999."]
)
def test_of_an_unknown_year_it_converts_at_the_publication_and_says_so(text: str) -> None:
    (conversion,) = next(iter(read(text).values())).conversions
    assert (conversion.rate.basis, conversion.rate.requested_date) == ("publication_date", TODAY)
    assert "CONSTANT_PRICES" in {each.reason for each in conversion.warnings}


@pytest.mark.parametrize(
    ("policy", "basis"),
    [
        ({"date_policy": "publication"}, "publication_date"),
        ({"date_policy": "fixed", "conversion_date": PartialDate(2020, 5, 4)}, "caller_fixed"),
        ({"date_policy": "latest"}, "latest"),
    ],
)
def test_the_callers_day_counts_but_not_in_silence(policy: dict[str, Any], basis: str) -> None:
    (conversion,) = read("It cost $40m in 2011 dollars.", **policy)["$40m"].conversions
    assert conversion.rate.basis == basis
    assert "CONSTANT_PRICES" in {each.reason for each in conversion.warnings}


def test_a_price_in_another_currency_and_unit_keeps_to_the_same_day() -> None:
    (_, conversion) = read("Oil was $40 a barrel in 2011 dollars.", target_units=("EUR/L",))["$40 a barrel"].conversions
    assert (conversion.rate.basis, conversion.rate.requested_date) == ("price_base", PartialDate(2011))
    assert "CONSTANT_PRICES" in {each.reason for each in conversion.warnings}


def test_without_a_date_todays_money_is_not_converted() -> None:
    figure = read("It would cost £900m in today's money.", None)["£900m"]
    assert (figure.price_basis.base, figure.conversions) == (None, ())
    assert [each.reason for each in figure.warnings] == ["ANCHOR_NONE"]


def test_inflation_is_taken_for_no_rate_of_exchange() -> None:
    extraction = extractor().extract("The dam cost £5m ($40m in 2011 dollars) in 1975.", PRINTED)
    (relation,) = extraction.relations
    assert (relation.type, relation.implied_rate, relation.at_date, relation.best_fit) == (
        "equivalent",
        None,
        None,
        None,
    )
    assert not any(figure.warnings for figure in extraction.figures)


def test_two_amounts_of_one_worth_are_compared_at_its_year() -> None:
    (relation,) = extractor().extract("The dam cost £5m ($8m) in 2011 prices.", PRINTED).relations
    assert relation.at_date is not None
    assert relation.at_date.rate.requested_date == PartialDate(2011)

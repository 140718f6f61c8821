"""What holds of every rate, whatever the day and the pair; and a second opinion on the ECB's."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from currency_converter import CurrencyConverter, RateNotFoundError
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from figures_server.errors import NotFoundRateError
from figures_server.model import Interval, Number, PartialDate
from figures_server.rates import open_table
from figures_server.resolve.money import MoneyConverter, Wish

if TYPE_CHECKING:
    from figures_server.model import CurrencyRate

CODES = "USD EUR GBP JPY RUB UAH PLN CHF SEK INR CNY KWD IRR TRY ISK DEM ITL BGN HRK VES BTC XAF EGP AED".split()
DAYS = st.dates(date(1975, 1, 1), date(2027, 12, 31))
# Days around which a currency got another unit.
CHANGES = [date(1998, 12, 15), date(2004, 12, 20), date(2021, 9, 20), date(2025, 12, 20)]
SHOWN = Context(prec=12)
PAIRS = st.permutations(CODES).map(lambda codes: (codes[0], codes[1]))
AMOUNTS = st.decimals(Decimal("-1e15"), Decimal("1e15"), allow_nan=False, places=3)


@cache
def converter() -> MoneyConverter:
    return MoneyConverter(open_table())


def find(pair: tuple[str, str], day: date, granularity: int = 3) -> CurrencyRate | None:
    requested = PartialDate(*(day.year, day.month, day.day)[:granularity])
    try:
        return converter().rate(*pair, Wish(requested, "caller_fixed"))
    except NotFoundRateError:
        return None


@settings(deadline=None)
@given(PAIRS, DAYS)
def test_no_rate_is_of_a_later_day(pair: tuple[str, str], day: date) -> None:
    found = find(pair, day)
    assume(found)
    assert found is not None
    assert found.rate_date <= day
    assert all(leg.rate_date <= day for leg in found.route)
    assert found.staleness_days == (day - found.rate_date).days or found.kind in {"monthly", "fixed"}


@settings(deadline=None)
@given(PAIRS, DAYS)
def test_the_legs_of_a_market_rate_are_of_one_source_and_one_day(pair: tuple[str, str], day: date) -> None:
    found = find(pair, day)
    assume(found)
    assert found is not None
    market = {(leg.source, leg.rate_date) for leg in found.route if leg.source not in {"euro_fixed", "redenomination"}}
    assert len(market) <= 1
    assert {source for source, _ in market} <= {found.source}


@settings(deadline=None)
@given(PAIRS, DAYS, st.integers(1, 3))
def test_there_and_back_within_the_digits_shown(pair: tuple[str, str], day: date, granularity: int) -> None:
    there, back = find(pair, day, granularity), find((pair[1], pair[0]), day, granularity)
    assert (there is None) == (back is None)
    assume(there)
    assert there is not None
    assert back is not None
    assert there.source == back.source
    assert abs(there.rate * back.rate - 1) < Decimal("1e-10")


def step(number: Decimal) -> Decimal:
    """One unit in the last digit that is given."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


@settings(deadline=None)
@given(PAIRS, DAYS, AMOUNTS)
def test_an_amount_there_and_back_within_what_was_rounded_away(
    pair: tuple[str, str], day: date, amount: Decimal
) -> None:
    there, back = find(pair, day), find((pair[1], pair[0]), day)
    assume(there)
    assert there is not None
    assert back is not None
    out = converter().convert(Interval(Number(amount), None), there)[0].lower
    assert out is not None
    home = converter().convert(Interval(out, None), back)[0].lower
    assert home is not None
    lost = step(out.decimal) / 2 * back.rate + step(home.decimal) / 2
    assert abs(home.decimal - amount) <= lost * Decimal("1.001")


@settings(deadline=None)
@given(PAIRS, DAYS, AMOUNTS, AMOUNTS)
def test_more_money_converts_to_no_less(pair: tuple[str, str], day: date, one: Decimal, other: Decimal) -> None:
    found = find(pair, day)
    assume(found)
    assert found is not None
    low, high = (converter().convert(Interval(Number(amount), None), found)[0].lower for amount in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert low.decimal <= high.decimal


@settings(deadline=None)
@given(PAIRS, DAYS, AMOUNTS, AMOUNTS, st.integers(1, 6), st.integers(1, 6))
def test_the_order_of_an_interval_stays(  # the ends may have been written with different digits
    pair: tuple[str, str], day: date, one: Decimal, other: Decimal, digits: int, more: int
) -> None:
    found = find(pair, day)
    assume(found)
    assert found is not None
    low, high = sorted((one, other))
    for each in converter().convert(Interval(Number(low, digits), Number(high, more)), found):
        assert each.lower is not None
        assert each.upper is not None
        assert each.lower.decimal <= each.upper.decimal


@settings(deadline=None, max_examples=40)
@given(PAIRS, st.one_of(DAYS, st.sampled_from(CHANGES)), st.integers(0, 40))
@example(("RUB", "USD"), date(2024, 12, 20), 40)
@example(("HRK", "USD"), date(2022, 12, 10), 40)
@example(("TRY", "USD"), date(2004, 12, 10), 40)
@example(("ISK", "USD"), date(2008, 11, 20), 40)
@example(("USD", "VES"), date(2007, 12, 1), 32)
def test_every_days_rate_of_a_window_is_that_of_the_day(pair: tuple[str, str], first: date, days: int) -> None:
    last = first + timedelta(days)
    window = converter().daily_rates(*pair, first.toordinal(), last.toordinal())
    expected = []
    for day in (first + timedelta(number) for number in range(days + 1)):
        requested = PartialDate(day.year, day.month, day.day)
        found = find(
            (converter().code_in_force(pair[0], requested), converter().code_in_force(pair[1], requested)), day
        )
        if found and found.rate_date == day and found.kind in {"daily_reference", "market"}:
            expected.append((day.toordinal(), found.rate))
    assert [(each.day, SHOWN.plus(each.rate)) for each in window] == expected


@settings(deadline=None)
@given(PAIRS, DAYS)
def test_the_same_question_has_the_same_answer(pair: tuple[str, str], day: date) -> None:
    assert find(pair, day) == find(pair, day)


def test_the_ecb_as_another_library_reads_it() -> None:
    """A thousand pairs and days: equal on days of publication, and the last one's before on any other."""
    other = CurrencyConverter(decimal=True)
    chance = random.Random(20251122)  # noqa: S311, which pairs are tried is no secret
    held = [code for code in sorted(other.currencies) if code != "ISK"]
    compared = 0
    while compared < 1000:
        start, end = chance.sample(held, 2)
        first, last = (f(other.bounds[code][at] for code in (start, end)) for at, f in ((0, max), (1, min)))
        if first >= last:
            continue
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        found = converter().rate(
            start, end, Wish(PartialDate(day.year, day.month, day.day), "caller_fixed"), rate_sources=("ecb",)
        )
        if found.source != "ecb" or any(leg.source != "ecb" for leg in found.route):
            continue
        theirs = other.convert(Decimal(1), start, end, found.rate_date)
        assert found.rate == pytest.approx(theirs, rel=Decimal("1e-11"))
        if found.rate_date != day:
            with pytest.raises(RateNotFoundError):
                other.convert(Decimal(1), start, end, day)
        compared += 1

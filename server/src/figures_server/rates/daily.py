"""Every day's rate of a window, each of the source that a conversion of that day would use."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from figures_server.rates import routes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from figures_server.rates.history import History
    from figures_server.rates.provider import Provider, Source


class DailyRate(NamedTuple):
    """One day's rate; `day` counts as date.toordinal."""

    day: int
    rate: Decimal


def daily_rates(table: Provider, history: History, pair: tuple[str, str], first: int, last: int) -> list[DailyRate]:
    """The days of the window on which a rate was published, oldest first: roubles in dollars of December 2024.

    None where the law alone fixes the rate. A code stands for the unit that bore its name on the day: lira of 2004 are TRL.
    """
    edges = [first, *history.changes_within(pair, first, last), last + 1]
    return [each for start, stop in pairwise(edges) for each in _of_one_unit(table, history, pair, start, stop - 1)]


def _of_one_unit(
    table: Provider, history: History, pair: tuple[str, str], first: int, last: int
) -> Iterator[DailyRate]:
    """The same for days on which both currencies kept their unit."""
    pair = history.unit_in_force(pair[0], first), history.unit_in_force(pair[1], first)
    free, found = set(range(first, last + 1)), list[DailyRate]()
    for source in table.sources:
        if source.cadence != "daily" or not source.default:
            continue
        published = _published(table, history, source, pair, (first, last))
        found += [each for each in published if each.day in free]
        for each, after in pairwise([*published, None]):
            if each is not None:
                end = each.day + source.max_staleness_days
                free.difference_update(range(each.day, min(end, after.day - 1 if after else end) + 1))
        if not free:
            break
    yield from sorted(found)


def _published(
    table: Provider, history: History, source: Source, pair: tuple[str, str], window: tuple[int, int]
) -> list[DailyRate]:
    """What one source published up to the window's end, from where it may still be rolled back to."""
    first, last = window
    before, start = history.fixed_legs(pair[0], first, back_cast=source.back_cast)
    after, end = history.fixed_legs(pair[1], first, back_cast=source.back_cast)
    if start == end:
        return []
    by_law = routes.EXACT.multiply(routes.through(before, pair[0]), routes.through(after[::-1], end))
    oldest = max(first - source.max_staleness_days, history.unit_since((start, end), first))
    of_days = routes.of_each_day(table, source, (start, end), oldest, last)
    return [DailyRate(day, routes.EXACT.multiply(rate, by_law)) for day, rate in of_days]

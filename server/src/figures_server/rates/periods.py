"""The day or period that a rate is wanted for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, Literal, NamedTuple

from figures_server.errors import InvalidArgumentError
from figures_server.model import PartialDate

_INVALID_DATE: Final = "INVALID_DATE"


class Period(NamedTuple):
    """First and last day, as date.toordinal counts; a single day has both equal."""

    first: int
    last: int
    granularity: Literal["day", "month", "year", "span"]


def period_of(requested: PartialDate, until: PartialDate | None = None) -> Period:
    """The days of a partial date: "2024-12" is 1 to 31 December; of two, from the one to the other."""
    if until is not None:
        return Period(period_of(requested).first, period_of(until).last, "span")
    year, month, day = requested
    try:
        if not month:
            return Period(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), "year")
        if not day:
            first = date(year, month, 1)
            last = first.replace(day=monthrange(year, month)[1])
            return Period(first.toordinal(), last.toordinal(), "month")
        only = date(year, month, day).toordinal()
    except ValueError as error:
        written = f"{year}-{month}-{day}"
        raise InvalidArgumentError(_INVALID_DATE, f"{written} is no date", "conversion_date") from error
    return Period(only, only, "day")


def civil(day: date) -> PartialDate:
    """A day of the calendar as a partial date that lacks nothing."""
    return PartialDate(day.year, day.month, day.day)


def as_partial(start: PartialDate, end: PartialDate | None) -> PartialDate | None:
    """One partial date for a span that is a day, a calendar month or a year; None for any other span."""
    if end is None or start == end:
        return start
    first, last = period_of(start).first, period_of(end).last
    for partial in (PartialDate(start.year, start.month), PartialDate(start.year)):
        if period_of(partial)[:2] == (first, last):
            return partial
    return None


def iso(partial: PartialDate, until: PartialDate | None = None) -> str:
    """As ISO 8601 writes it: "2024-12" for a month, "2024" for a year, "2024-10/2024-12" for a span."""
    parts = [f"{partial.year:04}", *(f"{part:02}" for part in (partial.month, partial.day) if part)]
    return "-".join(parts) + (f"/{iso(until)}" if until is not None else "")

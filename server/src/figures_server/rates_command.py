"""`figures-server rates`: brings the writable table up to date from live sources, and shows what a table holds."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.errors import InvalidArgumentError, NotFoundRateError, RateTableError
from figures_server.rates import open_table
from figures_server.rates.live import USUAL, live_sources
from figures_server.rates.overlay import Overlay
from figures_server.rates.periods import civil
from figures_server.rates.update import Update, locked
from figures_server.resolve.money import MoneyConverter, Wish
from figures_server.settings import INTERRUPTED
from figures_server.terminal import clear_line, draw_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from figures_server.rates.update import Report
    from figures_server.settings import Settings

_SHOWN_DAYS: Final = 365
_PLOT_COLUMNS: Final = 72
_PLOT_ROWS: Final = 16


class Point(NamedTuple):
    """A day's rate and who published it."""

    day: date
    rate: Decimal
    source: str


def update_rates(settings: Settings, named: Sequence[str], since: date | None, *, accept_jumps: bool) -> int:
    """Asks each source in turn; a line for each. The exit status: 1 where one of them failed, 2 where none was asked."""
    sources = live_sources(settings)
    unknown = [name for name in named if name not in sources]
    if unknown or not settings.rates_dir:
        known = ", ".join(sources)
        _complain(f"{unknown[0]} is no live source; there are {known}" if unknown else "no --rates-dir was named")
        return 2
    # The one place where the service asks what day it is: nothing may be published after it.
    today = datetime.now(UTC).date()
    folder, failed = Path(settings.rates_dir), False
    try:
        with locked(folder):
            update = Update(folder, today)
            for name in named or USUAL:
                accepted = update.accept_held(name) if accept_jumps else 0
                report = update.run(sources[name], since, _tell)
                clear_line()
                sys.stdout.write("".join(f"{line}\n" for line in _lines(report, accepted)))
                sys.stdout.flush()
                failed = failed or bool(report.error)
    except RateTableError as error:
        _complain(str(error))
        return 1
    except KeyboardInterrupt:
        clear_line()
        _complain(f"interrupted; {folder} holds what was taken up before, and the next update goes on from there")
        return INTERRUPTED
    return 1 if failed else 0


def show_rates(settings: Settings, pair: tuple[str, str], first: date | None, last: date | None, source: str) -> int:
    """Prints a currency's rate on each day that has one, with its source, and draws them. The exit status."""
    try:
        table = Overlay(Path(settings.rates_dir)).open() if settings.rates_dir else open_table()
        last = min(last or table.last_date, table.last_date)
        first = max(first or last - timedelta(_SHOWN_DAYS), table.first_date)
        points = list(_points(MoneyConverter(table), pair, (first, last), (source,) if source else ()))
    except (InvalidArgumentError, RateTableError) as error:
        _complain(str(error))
        return 2 if isinstance(error, InvalidArgumentError) else 1
    if not points:
        _complain(f"no source has a rate of {pair[0]} in {pair[1]} from {first} to {last}")
        return 1
    sys.stdout.write(f"{pair[0]} in {pair[1]}, table {table.version}\n")
    sys.stdout.write("".join(f"{point.day}  {point.rate:<12.6g}  {point.source}\n" for point in points))
    sys.stdout.write("\n" + draw(points))
    return 0


def draw(points: Sequence[Point]) -> str:
    """The points as a plot in plain text, a letter for each source, the days from left to right."""
    sources = list(dict.fromkeys(point.source for point in points))
    letters = dict(zip(sources, "abcdefghijklmnopqrstuvwxyz", strict=False))
    low, high = min(point.rate for point in points), max(point.rate for point in points)
    start, days = points[0].day, max(1, (points[-1].day - points[0].day).days)
    grid = [[" "] * _PLOT_COLUMNS for _ in range(_PLOT_ROWS)]
    for point in points:
        column = (point.day - start).days * (_PLOT_COLUMNS - 1) // days
        row = int((high - point.rate) / (high - low) * (_PLOT_ROWS - 1)) if high > low else _PLOT_ROWS // 2
        grid[row][column] = letters[point.source]
    labels = {0: f"{high:.5g}", _PLOT_ROWS - 1: f"{low:.5g}"}
    lines = [f"{labels.get(number, ''):>12} |{''.join(row).rstrip()}" for number, row in enumerate(grid)]
    lines += [f"{'':>12} +{'-' * _PLOT_COLUMNS}", f"{'':>13} {start}{points[-1].day!s:>{_PLOT_COLUMNS - 10}}"]
    lines += [f"{'':>13} {letter} {source}" for source, letter in letters.items()]
    return "\n".join(lines) + "\n"


def _points(
    money: MoneyConverter, pair: tuple[str, str], span: tuple[date, date], rate_sources: tuple[str, ...]
) -> Iterator[Point]:
    """Each day's rate as a conversion of that day would use it; days that roll back are left out."""
    day, last = span
    while day <= last:
        try:
            wish = Wish(civil(day), "caller_fixed")
            found = money.rate(*pair, wish, rate_sources=rate_sources)
        except NotFoundRateError:
            found = None
        if found and found.rate_date == day:
            yield Point(day, found.rate, found.source)
        day += timedelta(1)


def _lines(report: Report, accepted: int) -> Iterator[str]:
    newest = f", newest {report.newest}" if report.newest else ""
    failure = f"; failed: {report.error}" if report.error else ""
    taken = f", {accepted} accepted" if accepted else ""
    yield f"{report.source}: {report.added} new rates{taken}{newest}{failure}"
    for held in report.held:
        yield f"{report.source}: held back: {held}"


def _tell(source: str, day: date, share: float) -> None:
    draw_bar(source, share, str(day))


def _complain(message: str) -> None:
    sys.stderr.write(f"figures-server rates: {message}\n")

"""Later rates in a directory that the operator names, laid over the embedded table.

The file there is SQLite and never changes: whoever has news replaces it whole. A reader therefore needs no lock and
sees one state or the next, whatever becomes of the writer.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.errors import RateTableError
from figures_server.rates.packing import EPOCH, pack
from figures_server.rates.provider import Source
from figures_server.rates.table import PackedSeries, coverage_of, open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from figures_server.model import RateKind
    from figures_server.rates.provider import Coverage
    from figures_server.rates.table import RateTable

FILE_NAME: Final = "rates.sqlite"
LAYOUT: Final = 1
_LAST_DAY: Final = EPOCH + (1 << 16) - 1
# Of a source that the embedded table does not describe; the same as most of those that it does.
_MAX_STALENESS_DAYS: Final = 10

RateRow = tuple[str, str, str, int, str]
DescriptionRow = tuple[str, str, str, str, str, "RateKind"]


class Content(NamedTuple):
    """What the file holds: descriptions by source, rates by source, base, quote and day, and a hash of them all."""

    descriptions: list[DescriptionRow]
    rates: list[RateRow]
    digest: str


class OverlaidTable:
    """The embedded table and what was published after it; where both have a day, the embedded one counts."""

    def __init__(self, below: RateTable, content: Content) -> None:
        self.version = f"sha256:{sha256(f'{below.version}{content.digest}'.encode()).hexdigest()[:16]}"
        self.redenominations = below.redenominations
        self.pegs = below.pegs
        self.cautions = below.cautions
        self._series = below.every_series()
        days = _by_series(content.rates)
        for key, packed in days.items():
            embedded = self._series.get(key)
            self._series[key] = embedded.overlaid(packed) if embedded else PackedSeries.of(*key, packed)
        self.sources = tuple(_sources(below, content.descriptions, days))
        self.first_date = min(source.first_date for source in self.sources)
        self.last_date = max(source.last_date for source in self.sources)

    def series(self, source: str, base: str, quote: str) -> PackedSeries | None:
        """What that source published of that pair, in that direction."""
        return self._series.get((source, base, quote))

    def coverage(self) -> list[Coverage]:
        """Every series, by currency and then source."""
        return coverage_of(self.sources, self._series.values(), self.redenominations)


class Overlay:
    """The table of one directory, as it is now."""

    def __init__(self, folder: Path, below: RateTable | None = None) -> None:
        self.path = folder / FILE_NAME
        self.below = below or open_table()
        self._seen: tuple[int, int, int] | None = (0, 0, 0)

    def changed(self) -> bool:
        """Whether the file is another one than open() last saw; takes a few microseconds."""
        return self._stamp() != self._seen

    def open(self) -> RateTable | OverlaidTable:
        """The table; the embedded one alone where there is no file or nothing in it. Errors: RateTableError."""
        self._seen = self._stamp()
        if self._seen is None:
            return self.below
        try:
            content = read_content(self.path)
            return OverlaidTable(self.below, content) if content.rates else self.below
        except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError, InvalidOperation) as error:
            message = f"{self.path} is no table of rates, or damaged: {error}"
            raise RateTableError(message) from error

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def read_content(path: Path) -> Content:
    """What the file holds, if its own digest agrees."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        if layout != LAYOUT:
            message = f"its layout is {layout}, not {LAYOUT}"
            raise ValueError(message)
        content = content_of(connection)
        (stated,) = connection.execute("SELECT digest FROM state").fetchone()
    if stated != content.digest:
        message = "its content is not what was written"
        raise ValueError(message)
    return content


def content_of(connection: sqlite3.Connection) -> Content:
    """What an open file holds."""
    descriptions = connection.execute(
        "SELECT id, name, origin, licence, pivot, kind FROM source ORDER BY id"
    ).fetchall()
    columns = "source, base, quote, day, rate"
    rates = connection.execute(f"SELECT {columns} FROM rate ORDER BY {columns}").fetchall()  # noqa: S608  # our own names
    return Content(descriptions, rates, sha256(repr((descriptions, rates)).encode()).hexdigest())


def _by_series(rows: Iterable[RateRow]) -> dict[tuple[str, str, str], dict[int, int]]:
    found: dict[tuple[str, str, str], dict[int, int]] = {}
    for source, base, quote, day, rate in rows:
        if not EPOCH <= day <= _LAST_DAY:
            message = f"day {day} is out of bounds"
            raise ValueError(message)
        found.setdefault((source, base, quote), {})[day] = pack(rate)
    return found


def _sources(
    below: RateTable, descriptions: Iterable[DescriptionRow], days: Mapping[tuple[str, str, str], Mapping[int, int]]
) -> list[Source]:
    """The embedded ones in their order, up to a later day; then those that only the overlay has."""
    spans: dict[str, tuple[date, date]] = {}
    for (source_id, _, _), packed in days.items():
        first, last = date.fromordinal(min(packed)), date.fromordinal(max(packed))
        known = spans.get(source_id, (first, last))
        spans[source_id] = min(first, known[0]), max(last, known[1])
    sources = []
    for source in below.sources:
        first, last = spans.pop(source.id, (source.first_date, source.last_date))
        first, last = min(first, source.first_date), max(last, source.last_date)
        sources.append(replace(source, first_date=first, last_date=last))
    described = {row[0]: row for row in descriptions}
    for source_id, (first, last) in sorted(spans.items()):
        facts = described[source_id]
        sources.append(Source(*facts, "daily", _MAX_STALENESS_DAYS, False, True, first, last))  # noqa: FBT003  # in the order of their names
    return sources

"""Brings the table of a directory up to date: what is plausible is added, what is not is held back and reported."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.errors import RateSourceError, RateTableError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.rates import routes
from figures_server.rates.live.publication import Publication
from figures_server.rates.overlay import LAYOUT, Overlay, content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from figures_server.rates.live.publication import LiveSource
    from figures_server.rates.overlay import OverlaidTable
    from figures_server.rates.table import RateTable

# What a currency hardly ever moves by in a day: most often a wrong unit, a wrong code or a slipped point.
_LARGEST_JUMP: Final = Decimal("0.4")
# A source that never had a currency is measured by others' rates of the last year.
_COMPARED_DAYS: Final = 366
_ANSWERS_PER_COMMIT: Final = 32
_SCHEMA: Final = f"""
    CREATE TABLE rate (source TEXT, base TEXT, quote TEXT, day INTEGER, rate TEXT,
        PRIMARY KEY (source, base, quote, day)) WITHOUT ROWID;
    CREATE TABLE held (source TEXT, base TEXT, quote TEXT, day INTEGER, rate TEXT,
        PRIMARY KEY (source, base, quote, day)) WITHOUT ROWID;
    CREATE TABLE source (id TEXT PRIMARY KEY, name TEXT, origin TEXT, licence TEXT, pivot TEXT, kind TEXT);
    CREATE TABLE asked (source TEXT PRIMARY KEY, first INTEGER, newest INTEGER);
    CREATE TABLE state (digest TEXT);
    PRAGMA user_version = {LAYOUT};
"""
# An update that begins before the last one did has not yet reached as far as it.
_ASKED: Final = """
    INSERT INTO asked VALUES (?1, ?2, ?3) ON CONFLICT (source) DO UPDATE
    SET first = min(first, ?2), newest = CASE WHEN ?2 < first THEN ?3 ELSE max(newest, ?3) END
"""


class Report(NamedTuple):
    """What became of one source: "ecb" had 310 new rates up to 20 November 2026, and one was held back."""

    source: str
    added: int
    newest: date | None
    held: list[str]
    error: str


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Makes the directory where there is none, and keeps other updates out of it. Errors: RateTableError."""
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / "update.lock").open("w")
    except OSError as error:
        message = f"cannot write to {folder}: {error}"
        raise RateTableError(message) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another update is at work in {folder}"
            raise RateTableError(message) from None
        yield


class Update:
    """One run over any number of sources, within locked()."""

    def __init__(self, folder: Path, today: date, below: RateTable | None = None) -> None:
        self._overlay = Overlay(folder, below)
        self._table: RateTable | OverlaidTable = self._overlay.below
        self._today = today
        # A past answer must not change by itself: an update begins after all that is embedded.
        daily = (source.last_date for source in self._overlay.below.sources if source.cadence == "daily")
        self._start = max(daily) + timedelta(1)

    def run(self, source: LiveSource, since: date | None, tell: Callable[[str, date, float], None]) -> Report:
        """Asks one source from `since`, else from where the last update ended.

        `tell` hears of every answer: the source, the answer's newest day, and which share of the days is now behind.
        """
        first = self._first(source.id, since)
        asked_days = (self._today - first).days + 1

        def heard(day: date) -> None:
            tell(source.id, day, ((day - first).days + 1) / asked_days)

        added, held, failure = 0, list[str](), ""
        answers = source.fetch(first, self._today, self._codes(source.id)) if first <= self._today else iter(())
        for batch, error in _batches(answers, heard):
            failure = error
            if batch:
                new, back = self._add(source, first, batch)
                added, held = added + new, held + back
        return Report(source.id, added, self._newest(source.id), held, failure)

    def accept_held(self, source: str) -> int:
        """Takes the rates of a source that were held back before; how many."""
        if not self._overlay.path.exists():
            return 0
        with self._changing() as connection:
            connection.execute("INSERT OR IGNORE INTO rate SELECT * FROM held WHERE source = ?", (source,))
            return connection.execute("DELETE FROM held WHERE source = ?", (source,)).rowcount

    def _current(self) -> RateTable | OverlaidTable:
        """The table as it is now; a damaged one is refused before anything is asked of it."""
        if self._overlay.changed():
            self._table = self._overlay.open()
        return self._table

    def _first(self, source: str, since: date | None) -> date:
        wanted = since or self._start
        asked = self._query("SELECT first, newest FROM asked WHERE source = ?", source)
        if asked and (since is None or since.toordinal() >= asked[0]):
            return date.fromordinal(asked[1] + 1)
        return wanted

    def _newest(self, source: str) -> date | None:
        found = self._query("SELECT max(day) FROM rate WHERE source = ?", source)
        return date.fromordinal(found[0]) if found and found[0] else None

    def _query(self, query: str, source: str) -> tuple[int, ...] | None:
        if self._current() is self._overlay.below:
            return None
        with closing(sqlite3.connect(f"{self._overlay.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found: tuple[int, ...] | None = connection.execute(query, (source,)).fetchone()
            return found

    def _codes(self, source_id: str) -> frozenset[str]:
        """The codes to ask for: of a market's table only those that were looked at when it was embedded."""
        below = self._overlay.below
        if any(source.id == source_id and source.kind == "market" for source in below.sources):
            pairs = (key[1:] for key in below.every_series() if key[0] == source_id)
            return frozenset(code for pair in pairs for code in pair)
        return frozenset(currencies_by_code())

    def _add(self, source: LiveSource, first: date, batch: list[Publication]) -> tuple[int, list[str]]:
        table = self._current()
        latest: dict[tuple[str, str], Publication] = {}
        good, held, told = [], [], []
        for publication in sorted(batch, key=lambda each: each.day):
            if _has(table, source.id, publication):
                continue
            known = _last_known(table, source.id, publication, latest)
            if known is None or _is_close(publication.rate, known.rate):
                latest[publication.base, publication.quote] = publication
                good.append(publication)
            else:
                held.append(publication)
                told.append(
                    f"{publication.base}/{publication.quote} of {publication.day} is {publication.rate:f},"
                    f" after {known.rate:.8g} of {known.day}"
                )
        with self._changing() as connection:
            added = _insert(connection, "rate", source.id, good)
            _insert(connection, "held", source.id, held)
            if source.description is not None:
                row = (source.id, *source.description)
                connection.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", row)
            newest = max(publication.day for publication in batch).toordinal()
            connection.execute(_ASKED, (source.id, first.toordinal(), newest))
        return added, told

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """A copy to write to, which takes the file's place when all is well; else the file stays as it is."""
        path = self._overlay.path
        copy = path.with_name(f"{path.name}.new")
        try:
            copy.unlink(missing_ok=True)
            if path.exists():
                shutil.copyfile(path, copy)
            with closing(sqlite3.connect(copy)) as connection:
                # A copy needs no way back; and a journal left behind would be played into the next copy.
                connection.execute("PRAGMA journal_mode = MEMORY")
                if not path.exists():
                    connection.executescript(_SCHEMA)
                with connection:
                    yield connection
                    connection.execute("DELETE FROM state")
                    connection.execute("INSERT INTO state VALUES (?)", (content_of(connection).digest,))
            copy.replace(path)
            _sync(path.parent)
        except (OSError, sqlite3.Error) as error:
            message = f"cannot write {path}: {error}"
            raise RateTableError(message) from error
        finally:
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def _batches(
    answers: Iterator[list[Publication]], heard: Callable[[date], None]
) -> Iterator[tuple[list[Publication], str]]:
    """So many answers at a time; the last with what went wrong after it, if anything did."""
    batch: list[Publication] = []
    count = 0
    try:
        for count, answer in enumerate(answers, 1):
            batch += answer
            if answer:
                heard(answer[-1].day)
            if not count % _ANSWERS_PER_COMMIT:
                yield batch, ""
                batch = []
    except RateSourceError as error:
        yield batch, error.reason
    else:
        yield batch, ""


def _insert(connection: sqlite3.Connection, table: str, source: str, rows: Iterable[Publication]) -> int:
    facts = [(source, row.base, row.quote, row.day.toordinal(), format(row.rate, "f")) for row in rows]
    before = connection.total_changes
    connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?, ?)", facts)  # noqa: S608  # our own names
    return connection.total_changes - before


def _has(table: RateTable | OverlaidTable, source_id: str, publication: Publication) -> bool:
    """What was once published stays: a source that restates a day changes no past answer."""
    series = table.series(source_id, publication.base, publication.quote)
    day = publication.day.toordinal()
    return bool(series and series.between(day, day))


def _last_known(
    table: RateTable | OverlaidTable,
    source_id: str,
    publication: Publication,
    latest: dict[tuple[str, str], Publication],
) -> Publication | None:
    """What to measure a rate by: the source's own newest before it, else the first other source's that has one."""
    base, quote, day, _ = publication
    before = day.toordinal() - 1
    own = latest.get((base, quote))
    series = table.series(source_id, base, quote)
    seen = series.at_or_before(before) if series else None
    if seen and (own is None or seen.day > own.day.toordinal()):
        own = Publication(base, quote, date.fromordinal(seen.day), seen.rate)
    if own:
        return own
    for source in table.sources:
        if source.cadence == "daily" and source.default and source.id != source_id:
            route = routes.on_day(table, source, (base, quote), before, before - _COMPARED_DAYS)
            if route:
                return Publication(base, quote, date.fromordinal(route.day), routes.through(route.legs, base))
    return None


def _is_close(rate: Decimal, known: Decimal) -> bool:
    """Within 40 % up, or as much the other way round."""
    return max(rate, known) <= min(rate, known) * (1 + _LARGEST_JUMP)


def _sync(folder: Path) -> None:
    """Makes the new name last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

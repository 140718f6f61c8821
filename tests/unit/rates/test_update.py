"""The writable table: what an update adds, holds back and leaves alone, whatever happens in between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from figures_server.errors import RateSourceError, RateTableError
from figures_server.model import PartialDate
from figures_server.rates import open_table
from figures_server.rates.live.publication import Description, Publication
from figures_server.rates.overlay import FILE_NAME, Overlay
from figures_server.rates.update import Report, Update, locked
from figures_server.resolve.money import MoneyConverter, Wish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures_server.rates.overlay import OverlaidTable
    from figures_server.rates.table import RateTable

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 2)
NEW = Description("A new source", "made for a test", "none", "EUR", "market")


class Scripted:
    """Gives the rates it was made with, then fails if it was made to."""

    def __init__(
        self,
        rates: dict[date, dict[str, str]],
        source: str = "ecb",
        failure: str = "",
        description: Description | None = None,
    ) -> None:
        self.id = source
        self.description = description
        self.asked: list[date] = []
        self._rates = rates
        self._failure = failure

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        self.asked.append(first)
        for day, rates in sorted(self._rates.items()):
            if first <= day <= last:
                yield [Publication("EUR", code, day, Decimal(rate)) for code, rate in rates.items() if code in codes]
        if self._failure:
            raise RateSourceError(self.id, self._failure)


def update(folder: Path, source: Scripted, since: date | None = None, today: date = TODAY) -> Report:
    with locked(folder):
        return Update(folder, today).run(source, since, lambda _source, _day, _share: None)


def table(folder: Path) -> RateTable | OverlaidTable:
    return Overlay(folder).open()


def rate(folder: Path, code: str, day: date, source: str = "ecb") -> str | None:
    series = table(folder).series(source, "EUR", code)
    found = series.at_or_before(day.toordinal()) if series else None
    return f"{found.rate} of {date.fromordinal(found.day)}" if found else None


def test_without_a_file_the_embedded_table_answers(tmp_path: Path) -> None:
    assert table(tmp_path / "nowhere") is open_table()


def test_later_days_are_added_and_the_version_tells(tmp_path: Path) -> None:
    report = update(tmp_path, Scripted({MONDAY: {"USD": "1.1560", "GBP": "0.8790"}}))
    assert report == Report("ecb", 2, MONDAY, [], "")
    assert rate(tmp_path, "USD", TODAY) == "1.1560 of 2026-11-02"
    ours, embedded = table(tmp_path), open_table()
    assert ours.version != embedded.version
    assert ours.version == table(tmp_path).version
    assert ours.last_date == MONDAY
    assert {source.id: source.last_date for source in ours.sources}["ecb"] == MONDAY
    assert len(ours.coverage()) == len(embedded.coverage())
    assert next(row for row in ours.coverage() if (row.currency, row.source) == ("USD", "ecb")).last_date == MONDAY


def test_conversions_use_the_later_days_and_past_answers_stay(tmp_path: Path) -> None:
    update(tmp_path, Scripted({MONDAY: {"USD": "1.1560"}}))
    ours, embedded = MoneyConverter(table(tmp_path)), MoneyConverter(open_table())
    found = ours.rate("EUR", "USD", Wish(PartialDate(2026, 11, 3), "caller_fixed"))
    assert (str(found.rate), found.rate_date, found.source) == ("1.1560", MONDAY, "ecb")
    past = Wish(PartialDate(2025, 4, 12), "caller_fixed")
    assert ours.rate("GBP", "USD", past) == embedded.rate("GBP", "USD", past)


def test_the_bank_of_russias_other_currencies_are_converted_directly(tmp_path: Path) -> None:
    assert update(tmp_path, Scripted({MONDAY: {"RUB": "93.7105"}}, "cbr")).held == []
    found = MoneyConverter(table(tmp_path)).rate("EUR", "RUB", Wish(PartialDate(2026, 11, 3), "caller_fixed"))
    assert (str(found.rate), found.rate_date, found.source) == ("93.7105", MONDAY, "cbr")
    assert any((row.currency, row.quote) == ("EUR", "RUB") for row in table(tmp_path).coverage() if row.source == "cbr")


def test_an_embedded_day_is_never_overwritten(tmp_path: Path) -> None:
    friday = date(2026, 10, 30)
    known = open_table().series("ecb", "EUR", "USD")
    assert known is not None
    before = known.at_or_before(friday.toordinal())
    assert before is not None
    other = str(before.rate + Decimal("0.0100"))
    assert update(tmp_path, Scripted({friday: {"USD": other}, MONDAY: {"USD": "1.1560"}}), since=friday).added == 1
    assert rate(tmp_path, "USD", friday) == f"{before.rate} of {friday}"


def test_an_update_begins_after_all_that_is_embedded_unless_told(tmp_path: Path) -> None:
    source = Scripted({})
    update(tmp_path, source)
    update(tmp_path, source, since=date(2025, 1, 1))
    assert source.asked == [date(2026, 10, 31), date(2025, 1, 1)]


def test_an_update_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    source = Scripted({MONDAY: {"USD": "1.1560"}})
    for _ in range(2):
        update(tmp_path, source)
    assert source.asked == [date(2026, 10, 31), date(2026, 11, 3)]


def test_an_earlier_beginning_is_gone_through_again(tmp_path: Path) -> None:
    january = date(2026, 1, 5)
    source = Scripted({january: {"USD": "1.17"}, MONDAY: {"USD": "1.1560"}}, "elsewhere", description=NEW)
    update(tmp_path, source)
    update(tmp_path, source, since=january, today=date(2026, 6, 1))
    update(tmp_path, source)
    assert source.asked == [date(2026, 10, 31), january, date(2026, 1, 6)]
    assert rate(tmp_path, "USD", january, "elsewhere") == "1.17 of 2026-01-05"


def test_a_source_that_fails_keeps_what_it_gave_before(tmp_path: Path) -> None:
    report = update(tmp_path, Scripted({MONDAY: {"USD": "1.1560"}}, failure="HTML instead of rates"))
    assert (report.added, report.error) == (1, "HTML instead of rates")
    assert rate(tmp_path, "USD", TODAY) == "1.1560 of 2026-11-02"


def test_a_source_that_gives_nothing_leaves_no_file(tmp_path: Path) -> None:
    assert update(tmp_path, Scripted({}, failure="HTTP 503")).error == "HTTP 503"
    assert table(tmp_path) is open_table()


@pytest.mark.parametrize("jump", ["1.90", "0.60", "115.60", "0.0011560"])
def test_a_jump_is_held_back_with_all_that_builds_on_it_until_it_is_accepted(tmp_path: Path, jump: str) -> None:
    days = {MONDAY: {"USD": jump, "GBP": "0.8790"}, MONDAY + timedelta(1): {"USD": jump}}
    report = update(tmp_path, Scripted(days))
    assert report.added == 1
    assert len(report.held) == 2
    assert report.held[0].startswith(f"EUR/USD of 2026-11-02 is {jump}, after 1.")
    assert str(rate(tmp_path, "USD", TODAY)).endswith("of 2026-10-30")
    with locked(tmp_path):
        assert Update(tmp_path, TODAY).accept_held("ecb") == 2
    assert rate(tmp_path, "USD", TODAY) == f"{jump} of 2026-11-03"


def test_after_a_slip_the_right_rates_are_taken(tmp_path: Path) -> None:
    days = {MONDAY: {"USD": "115.6"}, MONDAY + timedelta(1): {"USD": "1.1570"}}
    assert update(tmp_path, Scripted(days)).added == 1
    assert rate(tmp_path, "USD", TODAY) == "1.1570 of 2026-11-03"


def test_a_new_source_is_described_and_measured_by_the_others(tmp_path: Path) -> None:
    report = update(tmp_path, Scripted({MONDAY: {"USD": "1.1560", "GBP": "87.9"}}, "elsewhere", description=NEW))
    assert (report.added, len(report.held)) == (1, 1)
    source = table(tmp_path).sources[-1]
    assert (source.id, source.name, source.default, source.first_date) == ("elsewhere", NEW.name, True, MONDAY)
    found = MoneyConverter(table(tmp_path)).rate(
        "EUR", "USD", Wish(PartialDate(2026, 11, 2), "caller_fixed"), rate_sources=("elsewhere",)
    )
    assert (str(found.rate), found.source_name) == ("1.1560", NEW.name)


def test_two_updates_keep_out_of_each_others_way(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(RateTableError, match="another update is at work"), locked(tmp_path):
        pass


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(RateTableError, match="cannot write to"), locked(tmp_path / "no" / "such"):
        pass


_WRITER = """
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from figures_server.rates.live.publication import Publication
from figures_server.rates.update import Update, locked

class Endless:
    id = "ecb"
    description = None
    def fetch(self, first, last, codes):
        while True:
            yield [Publication("EUR", code, first, Decimal("1.1560")) for code in ("USD", "CHF")]
            first += timedelta(1)

def tell(source, day, share):
    print(day, flush=True)

folder = Path(sys.argv[1])
with locked(folder):
    Update(folder, date(2100, 1, 1)).run(Endless(), None, tell)
"""


@pytest.mark.parametrize("answers", [1, 40, 75, 110])
def test_a_killed_update_leaves_a_whole_table_and_the_next_one_goes_on(tmp_path: Path, answers: int) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    with writer:
        assert writer.stdout is not None
        for _ in range(answers):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    kept = rate(tmp_path, "USD", date(2100, 1, 1))
    assert kept is not None
    assert kept.startswith("1.1560 of ") == (answers > 32)
    newest = date.fromisoformat(kept[-10:])
    source = Scripted({newest + timedelta(1): {"USD": "1.1570"}})
    assert update(tmp_path, source, today=date(2100, 1, 1)).added == 1
    assert source.asked == [newest + timedelta(1)]


def spoil(path: Path, how: str) -> None:
    if how == "cut short":
        path.write_bytes(path.read_bytes()[:5000])
    elif how == "no database":
        path.write_text("<html>", encoding="utf-8")
    else:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(how)


@pytest.mark.parametrize(
    "how",
    [
        "cut short",
        "no database",
        "UPDATE rate SET rate = '1.2'",
        "UPDATE rate SET rate = 'NaN'",
        "UPDATE rate SET day = -5",
        "DELETE FROM state",
        "PRAGMA user_version = 9",
        "DROP TABLE source",
    ],
)
def test_a_damaged_table_is_refused_by_name(tmp_path: Path, how: str) -> None:
    update(tmp_path, Scripted({MONDAY: {"USD": "1.1560"}}))
    spoil(tmp_path / FILE_NAME, how)
    with pytest.raises(RateTableError, match=FILE_NAME):
        table(tmp_path)
    with pytest.raises(RateTableError, match=FILE_NAME):
        update(tmp_path, Scripted({MONDAY: {"USD": "1.1560"}}))


def test_a_change_is_noticed_once(tmp_path: Path) -> None:
    overlay = Overlay(tmp_path)
    assert overlay.changed()
    assert overlay.open() is open_table()
    assert not overlay.changed()
    update(tmp_path, Scripted({MONDAY: {"USD": "1.1560"}}))
    assert overlay.changed()
    assert overlay.open().last_date == MONDAY
    assert not overlay.changed()
    (tmp_path / FILE_NAME).unlink()
    assert overlay.changed()
    assert overlay.open() is open_table()


def test_who_watches_is_told_how_far_an_update_has_come(tmp_path: Path) -> None:
    heard: list[float] = []
    source = Scripted({MONDAY + timedelta(days): {"USD": "1.1"} for days in range(5)})
    with locked(tmp_path):
        run = Update(tmp_path, MONDAY + timedelta(9)).run
        run(source, MONDAY, lambda _source, _day, share: heard.append(share))
    assert heard == [0.1, 0.2, 0.3, 0.4, 0.5]

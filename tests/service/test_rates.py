"""A running server takes up rates that were updated, and no call notices but by what it is told."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from figures_client.v1 import figures_pb2 as pb
from figures_server.rates import open_table
from figures_server.rates.live.publication import Publication
from figures_server.rates.overlay import FILE_NAME, Overlay
from figures_server.rates.update import Update, locked
from tests.service.running import start_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from tests.service.running import RunningServer

MONDAY = date(2026, 11, 2)
_UPDATES = 5
_CALLS = 600


class _OneRate:
    """The European Central Bank on one day."""

    id = "ecb"
    description = None

    def __init__(self, day: date) -> None:
        self._day = day

    def fetch(self, _first: date, _last: date, _codes: frozenset[str]) -> Iterator[list[Publication]]:
        yield [Publication("EUR", "USD", self._day, Decimal(f"1.1{self._day.day:02}0"))]


def _publish(folder: Path, day: date) -> str:
    """Adds a day's rate; the table's new version."""
    with locked(folder):
        assert Update(folder, day).run(_OneRate(day), None, lambda _source, _day, _share: None).added == 1
    return Overlay(folder).open().version


def _version(server: RunningServer) -> str:
    return server.call("GetServiceInfo", pb.GetServiceInfoRequest(), pb.GetServiceInfoResponse).rates.version


def _request() -> pb.ExtractRequest:
    document = pb.Document(text="They paid €1,000 on 10 November 2026. " * 20)
    return pb.ExtractRequest(document=document, options=pb.ExtractOptions(target_currency_codes=["USD"]))


def test_new_rates_are_taken_up_under_load_without_a_failed_call(tmp_path: Path) -> None:
    with start_server("--rates-dir", str(tmp_path)) as server:
        expected = {open_table().version: ""}
        assert _version(server) == open_table().version

        def call(number: int) -> tuple[str, str]:
            if number % (_CALLS // _UPDATES) == 50:
                day = MONDAY + timedelta(len(expected) - 1)
                expected[_publish(tmp_path, day)] = f"1.1{day.day:02}"
            response = server.call("Extract", _request(), pb.ExtractResponse)
            rates = {figure.conversions[0].rate.rate.decimal for figure in response.figures if figure.conversions}
            (rate,) = rates
            return response.rates.version, rate

        with ThreadPoolExecutor(6) as threads:
            seen = set(threads.map(call, range(_CALLS)))
        newest = next(reversed(expected))
        assert {version for version, _ in seen} <= set(expected)
        assert newest in {version for version, _ in seen}
        # An answer's rates are those of the table that it names.
        assert all(rate.startswith(expected[version]) for version, rate in seen)
        assert len(seen) == len({version for version, _ in seen})
        assert _version(server) == newest


def test_a_server_starts_with_what_is_there_and_its_version_is_stated(tmp_path: Path) -> None:
    version = _publish(tmp_path, MONDAY)
    with start_server(environment={"FIGURES_RATES_DIR": str(tmp_path)}) as server:
        assert _version(server) == version


def test_a_damaged_table_is_logged_and_the_old_one_stays(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    version = _publish(tmp_path, MONDAY)
    with start_server("--rates-dir", str(tmp_path)) as server:
        (tmp_path / FILE_NAME).write_bytes(b"<html>")
        assert [_version(server) for _ in range(5)] == [version] * 5
        assert server.stop() == 0
    faults = [json.loads(line) for line in capfd.readouterr().err.splitlines() if "rates not taken up" in line]
    # Each of two workers says so once.
    assert 1 <= len(faults) <= 2
    assert FILE_NAME in faults[0]["reason"]

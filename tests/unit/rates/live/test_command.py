"""`figures-server rates` from its flags to its exit status, against sources on the loopback."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from figures_server.__main__ import main
from figures_server.rates import open_table
from figures_server.rates.overlay import FILE_NAME, Overlay
from tests.unit.rates.live.loopback import as_json, cbr_xml, ecb_xml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.rates.live.loopback import Loopback

# The command asks what day it is; what it is answered must not lie after that.
TODAY = datetime.now(UTC).date()
pytestmark = pytest.mark.skipif(
    open_table().last_date >= TODAY - timedelta(1), reason="needs a day after the embedded table"
)


@pytest.fixture(autouse=True)
def addresses(loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_RATES_DIR", str(tmp_path))
    for name, path in (
        ("ECB", ""), ("CBR", "cbr"), ("CURRENCY_API", "api/{date}"), ("FRANKFURTER", ""), ("FOREX_PYTHON", "fpy/")
    ):  # fmt: skip
        monkeypatch.setenv(f"FIGURES_{name}_URL", loopback.address + path)


def speak(loopback: Loopback, dollars: str = "1.1560") -> None:
    def answer(path: str) -> bytes | int:
        if path.startswith("/eurofxref-"):
            return ecb_xml({TODAY.isoformat(): {"USD": dollars, "GBP": "0.8790"}})
        if path.startswith("/cbr"):
            return (
                cbr_xml(".".join(reversed(TODAY.isoformat().split("-"))), [("USD", "1", "81,2345")])
                if path.endswith(TODAY.strftime("%d/%m/%Y"))
                else 503
            )
        return 404

    loopback.answer = answer


def test_a_source_that_fails_is_named_and_the_others_are_kept(
    loopback: Loopback, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(loopback)
    assert main(["rates", "update", "--source", "cbr", "--source", "ecb"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("cbr: 0 new rates; failed: HTTP 503 from http://127.0.0.1")
    assert second == f"ecb: 2 new rates, newest {TODAY}"
    assert Overlay(tmp_path).open().last_date == TODAY


def test_all_is_well_and_a_second_update_finds_nothing_new(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(loopback)
    for line in (f"ecb: 2 new rates, newest {TODAY}\n", f"ecb: 0 new rates, newest {TODAY}\n"):
        assert main(["rates", "update", "--source", "ecb"]) == 0
        assert capsys.readouterr().out == line


def test_the_usual_sources_are_asked_where_none_is_named(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    loopback.answer = lambda _path: as_json("no")
    assert main(["rates", "update"]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["ecb", "cbr", "currency_api"]


def test_a_jump_is_told_and_taken_when_the_operator_says_so(
    loopback: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(loopback, "3.2")
    assert main(["rates", "update", "--source", "ecb"]) == 0
    assert f"ecb: held back: EUR/USD of {TODAY} is 3.2, after 1." in capsys.readouterr().out
    assert main(["rates", "update", "--source", "ecb", "--accept-jumps"]) == 0
    assert capsys.readouterr().out == f"ecb: 0 new rates, 1 accepted, newest {TODAY}\n"


def test_who_watches_sees_how_far_it_has_come(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(loopback)
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["rates", "update", "--source", "ecb"]) == 0
    assert f"ecb [{'#' * 40}] 100% {TODAY}" in terminal.getvalue()


def test_an_interruption_ends_with_a_word_and_leaves_the_table_as_it_was(loopback: Loopback, tmp_path: Path) -> None:
    speak(loopback)
    assert main(["rates", "update", "--source", "ecb"]) == 0
    before = (tmp_path / FILE_NAME).read_bytes()
    loopback.answer = lambda _path: None
    asked = len(loopback.asked)
    command = [sys.executable, "-m", "figures_server", "rates", "update", "--source", "cbr"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while len(loopback.asked) == asked:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.startswith("figures-server rates: interrupted; ")
    assert len(err.splitlines()) == 1
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE_NAME, "update.lock"]


def test_a_reader_of_show_that_has_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "figures_server", "rates", "show", "GBP", "--from", "2000-01-01"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_show_prints_and_draws_each_days_rate_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates", "show", "RUB", "--from", "2022-02-25", "--to", "2022-03-15"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("RUB in USD, table sha256:")
    assert lines[1].split()[0] == "2022-02-25"
    assert {line.split()[2] for line in lines[1 : lines.index("")]} == {"ecb", "cbr"}
    assert lines[-2:] == [f"{'':>13} a ecb", f"{'':>13} b cbr"]
    assert any("a" in line and "|" in line for line in lines)


def test_show_takes_one_source_and_a_single_day(capsys: pytest.CaptureFixture[str]) -> None:
    flags = ["--quote", "eur", "--from", "2025-04-11", "--to", "2025-04-11", "--source", "ecb"]
    assert main(["rates", "show", "gbp", *flags]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["2025-04-11", "1.15370", "ecb"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["update", "--source", "moon"], 2, "moon is no live source; there are ecb, cbr"),
        (["update", "--since", "soon"], 2, "--since"),
        (["update", "--ecb-url", "file:///etc/"], 2, "ecb_url: "),
        (["show", "XXZ"], 2, "XXZ is no currency"),
        (["show", "GBP", "--source", "moon"], 2, "moon is no rate source"),
        (["show", "RUB", "--source", "ecb", "--from", "2024-01-01"], 1, "no source has a rate of RUB"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        found = main(["rates", *arguments])
    except SystemExit as stopped:
        found = int(str(stopped.code))
    assert found == status
    assert said in capsys.readouterr().err


def test_a_damaged_table_is_an_error_in_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rates.sqlite").write_text("<html>", encoding="utf-8")
    assert main(["rates", "show", "GBP"]) == 1
    assert main(["rates", "update"]) == 1
    assert capsys.readouterr().err.count("is no table of rates, or damaged") == 2


def extract(monkeypatch: pytest.MonkeyPatch) -> int:
    line = f'{{"id": "a", "text": "They paid €1,000.", "publish_time": "{TODAY}"}}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    return main(["extract", "--to", "USD"])


def test_extract_converts_by_later_rates(
    loopback: Loopback, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(loopback, "1.2345")
    assert main(["rates", "update", "--source", "ecb"]) == 0
    capsys.readouterr()
    assert extract(monkeypatch) == 0
    (figure,) = json.loads(capsys.readouterr().out)["response"]["figures"]
    rate = figure["conversions"][0]["rate"]
    assert (rate["rate"]["decimal"], rate["source"]) == ("1.2345", "ecb")


def test_extract_does_not_begin_with_a_damaged_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rates.sqlite").write_text("<html>", encoding="utf-8")
    assert extract(monkeypatch) == 1
    assert "figures-server extract: " in capsys.readouterr().err


def test_an_update_needs_a_directory(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FIGURES_RATES_DIR", "")
    assert main(["rates", "update"]) == 2
    assert "--rates-dir" in capsys.readouterr().err

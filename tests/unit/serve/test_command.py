"""The command: its flags, its exit status, and a reader who leaves early."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from figures_server.__main__ import main
from figures_server.serve.lines import LineAnswerer

if TYPE_CHECKING:
    from pathlib import Path

_COMMAND = [sys.executable, "-m", "figures_server"]
_GOOD = '{"id": "a", "text": "They paid £1,600.", "publish_time": "2025-04-12"}\n'


def test_extract_converts_and_says_with_its_status_whether_a_line_was_bad() -> None:
    done = subprocess.run(
        [*_COMMAND, "extract", "--to", "USD"], input=_GOOD + "{\n", capture_output=True, text=True, check=False
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["response"]["figures"][0]["conversions"][0]["unit"]["display"] == "USD"
    assert second["error"]["code"] == 3
    assert done.returncode == 1


def test_extract_on_many_cores_writes_what_it_writes_on_one(tmp_path: Path) -> None:
    lines = [f'{{"id": {number}, "text": "They paid £{number}."}}\n' for number in range(5000)]
    lines[3000] = "\n{\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    (tmp_path / "b.txt").write_text("They paid £1,600.", encoding="utf-8")
    done = [
        subprocess.run([*_COMMAND, "extract", "--jobs", jobs, tmp_path], capture_output=True, check=False)
        for jobs in ("1", "3")
    ]
    assert done[0].stdout == done[1].stdout
    answers = [json.loads(line) for line in done[1].stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [*range(3000), None, *range(3001, 5000), str(tmp_path / "b.txt")]
    for one in done:
        assert one.returncode == 1
        assert one.stderr == b"figures-server extract: 1 of 5,001 articles are answered with an error\n"


@pytest.mark.parametrize("flags", [["show", "RUB", "--from", "2025-02-30"], ["update", "--since", "spring"]])
def test_a_day_that_is_none_is_told_as_given(flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["rates", *flags])
    assert f"{flags[-1]!r} is no day such as 2025-04-12" in capsys.readouterr().err


def test_extract_says_when_a_process_dies(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(LineAnswerer, "answer", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_GOOD.encode() * 3)))
    assert main(["extract", "--jobs", "2"]) == 1
    assert "a process that reads texts died; 0 articles have been answered" in capsys.readouterr().err


def test_a_terminal_sees_how_far_extract_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("They paid £1,600.", encoding="utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["extract", "--jobs", "1", str(tmp_path)]) == 0
    assert "extract [########################################] 100% 1 read, " in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_GOOD.encode())))
    assert main(["extract", "--jobs", "1"]) == 0
    assert "1 read, " in capsys.readouterr().err


def test_extract_is_quiet_when_nobody_reads_on() -> None:
    command = f"{sys.executable} -m figures_server extract | head -n 1"
    done = subprocess.run(command, shell=True, input=_GOOD * 3000, capture_output=True, text=True, check=False)  # noqa: S602
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_extract_says_that_nothing_more_can_be_written() -> None:
    command = f"{sys.executable} -m figures_server extract > /dev/full"
    done = subprocess.run(command, shell=True, input=_GOOD * 3000, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == 1
    assert done.stderr == "figures-server extract: standard output: No space left on device\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "--to", "XXZ"], "options.target_currency_codes[0]"),
        (["extract", "--engine", "abacus"], "options.engine"),
        (["extract", "nowhere.jsonl"], "nowhere.jsonl: there is no such file"),
        (["extract", "--jobs", "257"], "257 is not between 0 and 256"),
        (["serve", "--workers", "many"], "workers: "),
        (["serve", "--listen", "nowhere"], "listen: "),
        ([], "usage: "),
    ],
)
def test_a_bad_flag_is_refused_before_any_work(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    try:
        status = main(arguments)
    except SystemExit as stopped:
        status = int(str(stopped.code))
    assert status == 2
    assert said in capsys.readouterr().err


def test_the_environment_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "FIGURES_MAX_TEXT_BYTES", "none")
    with pytest.raises(SystemExit):
        main(["extract"])
    assert "max_text_bytes: " in capsys.readouterr().err

"""The command: its flags, its exit status, and a reader who leaves early."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from figures_server.__main__ import main

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


def test_extract_is_quiet_when_nobody_reads_on() -> None:
    command = f"{sys.executable} -m figures_server extract | head -n 1"
    done = subprocess.run(command, shell=True, input=_GOOD * 3000, capture_output=True, text=True, check=False)  # noqa: S602
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "--to", "XXZ"], "options.target_currency_codes[0]"),
        (["extract", "--engine", "abacus"], "options.engine"),
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

"""Where settings come from, and that the page for operators lists them all."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from figures_server.settings import PREFIX, Settings, read_settings

_OPERATIONS = Path(__file__).resolve().parents[3] / "docs" / "operations.md"


def test_flags_come_before_the_environment_and_that_before_the_defaults() -> None:
    environment = {"FIGURES_LISTEN": "127.0.0.1:1", "FIGURES_WORKERS": "3", "FIGURES_LOG_LEVEL": ""}
    settings = read_settings(environment, {"listen": "unix:/tmp/figures.sock", "workers": None})
    assert settings == Settings(listen="unix:/tmp/figures.sock", workers=3)
    assert settings.log_level == "info"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("listen", "somewhere"),
        ("listen", "localhost:"),
        ("listen", "localhost:99999"),
        ("workers", "many"),
        ("workers", "-1"),
        ("log_level", "loud"),
        ("max_text_bytes", "0"),
        ("max_text_bytes", "1MiB"),
        ("rates_timeout_s", "0"),
        ("ecb_url", "file:///etc/"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_setting(name: str, raw: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        read_settings({PREFIX + name.upper(): raw}, {})


def test_there_is_a_worker_for_each_core_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {3}, raising=False)
    assert Settings().worker_count == 1
    monkeypatch.delattr("os.sched_getaffinity")
    assert Settings().worker_count >= 1
    assert Settings(workers=5).worker_count == 5


@pytest.mark.parametrize(
    ("limit", "workers"), [("max 100000\n", 8), ("200000 100000\n", 2), ("150000 100000\n", 2), ("1000 100000\n", 1)]
)
def test_a_container_has_the_cores_that_its_limit_grants(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, workers: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)), raising=False)
    stated = tmp_path / "cpu.max"
    stated.write_text(limit)
    monkeypatch.setattr("figures_server.settings._CPU_LIMIT", stated)
    assert Settings().worker_count == workers


def test_the_operations_page_lists_every_setting_with_its_default() -> None:
    page = _OPERATIONS.read_text(encoding="utf-8")
    for field in fields(Settings):
        default = "none" if field.default == "" else f"`{field.default}`"
        row = f"| `--{field.name.replace('_', '-')}` | `{PREFIX}{field.name.upper()}` | {default} |"
        assert row in page

"""The house in order: versions, commands and documents that name each other agree."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def toml(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def targets() -> set[str]:
    """What the Makefile can make."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_both_packages_and_the_changelog_have_one_version() -> None:
    top = re.search(r"^## \[?([\d.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert top is not None
    server, client = toml("pyproject.toml")["project"], toml("client/pyproject.toml")["project"]
    assert server["version"] == client["version"] == top[1]
    assert f"figures-client=={client['version']}" in server["dependencies"]


def test_what_is_installed_is_that_version() -> None:
    declared = toml("pyproject.toml")["project"]["version"]
    assert version("figures-server") == version("figures-client") == declared


def test_the_client_needs_grpcio_and_protobuf_alone() -> None:
    names = {re.split(r"[<>=~!\[; ]", need)[0] for need in toml("client/pyproject.toml")["project"]["dependencies"]}
    assert names == {"grpcio", "protobuf"}


def test_every_make_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z-]+)", readme))
    assert {"demo", "test"} <= named
    assert named <= targets()


def test_the_readme_says_what_reading_in_ones_own_process_prints(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(from figures_server .*?)```", readme, re.DOTALL)
    exec(example, {})  # noqa: S102  # our own page
    assert capsys.readouterr().out.strip() == example.rpartition("# ")[2].strip()


def test_continuous_integration_runs_check_and_nothing_else() -> None:
    assert re.findall(r"\bmake ([a-z-]+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8")) == ["check"]


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc", "manager", "base"])
def test_no_module_is_a_drawer_for_odds_and_ends(word: str) -> None:
    assert not [path for part in ("server", "client") for path in (ROOT / part).rglob(f"*{word}*.py")]


def test_modules_stop_at_400_lines() -> None:
    source = [
        path
        for part in ("server/src", "client/src")
        for path in (ROOT / part).rglob("*.py")
        if path.parent.name != "v1"
    ]
    long = {path.name: lines for path in source if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}

"""The client alone, in an environment that has nothing else of ours."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.client.fake_server import Fake

CLIENT = Path(__file__).resolve().parents[2] / "client"
# The last is grpcio's own requirement; pip and setuptools are the environment's.
ALLOWED = {"figures-client", "grpcio", "protobuf", "typing_extensions"}
ENVIRONMENT = {"pip", "setuptools"}


def output(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_the_client_alone_installs_imports_and_talks(tmp_path: Path, target: str, fake: Fake) -> None:
    venv.create(tmp_path, with_pip=True)
    folder = tmp_path / ("Scripts" if sys.platform == "win32" else "bin")
    python = folder / "python"
    output(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", CLIENT)
    listed = json.loads(output(python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"))
    assert {package["name"] for package in listed} - ENVIRONMENT == ALLOWED
    output(python, "-W", "error", "-c", "import figures_client")
    article = tmp_path / "article.txt"
    article.write_text("40 died", encoding="utf-8")
    assert "means      40 (count)" in output(folder / "figures", "extract", article, "--server", target)
    assert fake.requests
    load = subprocess.run([folder / "figures", "load", article, "--server", target], check=False, capture_output=True)
    assert (load.returncode, b"pip install 'figures-client[load]'" in load.stderr) == (2, True)

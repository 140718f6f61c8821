"""The Locust file of the examples, run by Locust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.client.fake_server import Fake

LOCUSTFILE = Path(__file__).resolve().parents[2] / "examples" / "locustfile.py"


@pytest.mark.slow
def test_locust_reads_articles_and_counts_what_fails(tmp_path: Path, target: str, fake: Fake) -> None:
    # Beside the environment, not in it: nothing else here needs Locust and its forty packages.
    installed = tmp_path / "locust"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", installed, "locust==2.47.0"], check=True, capture_output=True)
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"text": "40 men left."}\n{"text": "bad one"}\n')
    paths = os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "locust",
            "-f",
            LOCUSTFILE,
            "--host",
            target,
            "--headless",
            "-u2",
            "-r2",
            "-t3s",
            "--json",
        ],
        env={**os.environ, "PYTHONPATH": paths, "FIGURES_ARTICLES": str(articles)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    (found,) = json.loads(ended.stdout)
    assert (found["method"], found["name"]) == ("grpc", "Extract")
    # At its end Locust drops what its two users are waiting for.
    assert 0 <= len(fake.requests) - found["num_requests"] <= 2
    assert abs(found["num_requests"] - 2 * found["num_failures"]) <= 3
    assert "INVALID_ARGUMENT TEXT_TOO_LARGE" in ended.stderr + ended.stdout

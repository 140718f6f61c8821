"""A client in another language, one that counts strings in 16 bits, finds every figure where the server says it is."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.service.running import start_server

_HERE = Path(__file__).resolve().parent
_TEXTS = [
    "The boat sank with 40 aboard.",
    "🚢🚢 The boat sank with 40 aboard 👩‍👩‍👧‍👦; 12 were saved 🙏. Crews earned £1,600 to £2,400 a month.",
    "İstanbul'da İ 40 people died,\r\nİİ 50 fled. 𝔸𝔹ℂ 60 were hurt.",
    "אמר כי 40 חיילים נהרגו. He said 60 had died. e\u0301 70 more fled.",
]


def test_javascript_finds_every_figure_at_its_offsets() -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("needs node and npm")
    if not (_HERE / "node_modules" / "@grpc" / "grpc-js").is_dir():
        subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=_HERE, check=True, timeout=300)
    with start_server() as server:
        done = subprocess.run(
            [node, str(_HERE / "client.js"), server.address],
            input=json.dumps(_TEXTS),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=120,
        )
    answers = json.loads(done.stdout)
    assert len(answers) == len(_TEXTS)
    for pairs in answers:
        assert pairs
        for stated, found in pairs:
            assert found == stated

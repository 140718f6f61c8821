"""`figures load` against a real server, in each mode."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from figures_client.__main__ import main
from tests.service.running import MAX_TEXT_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.service.running import RunningServer


@pytest.mark.parametrize("flags", ["--concurrency 4", "--mode batch --batch-size 8", "--mode stream", "--rate 60"])
def test_every_article_is_accounted_for(
    flags: str, server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [f"{number} men left the camp on 12 April 2025." for number in range(2, 25)] + ["x" * (MAX_TEXT_BYTES + 1)]
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    command = ["load", str(articles), "--server", server.address, "--count", "48", "--warmup", "0", *flags.split()]
    assert main([*command, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["articles"] == {"read": 46, "in_time": 46, "failed": 2}
    assert found["statuses"][1] == {"code": "INVALID_ARGUMENT", "reason": "TEXT_TOO_LARGE", "articles": 2}
    assert found["figures"] == 46
    assert found["sent_bytes"] > 2 * MAX_TEXT_BYTES
    assert found["latency_ms"]["p50"] > 0

"""Articles as JSON lines: order kept, bad lines answered in their places."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from figures_client.v1 import figures_pb2 as pb
from figures_server.pipeline import Extractor
from figures_server.serve.calls import Calls
from figures_server.serve.lines import answer_lines

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(scope="module")
def calls() -> Calls:
    return Calls(Extractor(), 1000)


def _answers(calls: Calls, lines: Sequence[bytes]) -> tuple[bool, list[dict[str, Any]]]:
    out = io.StringIO()
    all_good = answer_lines(lines, out, calls, pb.ExtractOptions())
    return all_good, [json.loads(line) for line in out.getvalue().splitlines()]


def test_good_lines_are_answered_in_order(calls: Calls) -> None:
    lines = [
        b'{"id": "a", "text": "40 soldiers died.", "publish_time": "2025-04-12T16:20:00Z", "region_code": "GB"}\n',
        b"\n",
        b'{"id": 7, "text": "", "publish_time": "2025-04-12", "region_code": null, "more": 1}\n',
    ]
    all_good, (first, second) = _answers(calls, lines)
    assert all_good
    assert (first["id"], first["response"]["figures"][0]["text"]) == ("a", "40")
    assert second["id"] == 7
    assert "figures" not in second["response"]


@pytest.mark.parametrize(
    ("line", "identity", "reason", "field"),
    [
        (b"{", None, "MALFORMED_LINE", None),
        (b'"\xff"', None, "MALFORMED_LINE", None),
        (b"[" * 100_000, None, "MALFORMED_LINE", None),
        (b"[]", None, "MALFORMED_LINE", None),
        (b'{"text": "40 died."}', None, "MISSING_FIELD", "id"),
        (b'{"id": "a"}', "a", "MISSING_FIELD", "text"),
        (b'{"id": "a", "text": 40}', "a", "MALFORMED_LINE", "text"),
        (b'{"id": "a", "text": "\\ud83d"}', "a", "MALFORMED_LINE", None),
        (b'{"id": "a", "text": "40 died.", "publish_time": "yesterday"}', "a", "INVALID_TIMESTAMP", "publish_time"),
        (b'{"id": "a", "text": "40 died.", "publish_time": 2025}', "a", "MALFORMED_LINE", "publish_time"),
        (b'{"id": "a", "text": "40 died.", "region_code": "Britain"}', "a", "INVALID_REGION_CODE", "region_code"),
        (b'{"id": "a", "text": "' + b"4" * 1001 + b'"}', "a", "TEXT_TOO_LARGE", "text"),
    ],
)
def test_a_bad_line_is_answered_in_its_place(
    calls: Calls, line: bytes, identity: str | None, reason: str, field: str | None
) -> None:
    good = b'{"id": "z", "text": "40 soldiers died."}'
    all_good, (first, bad, last) = _answers(calls, [good, line, good])
    assert not all_good
    assert "response" in first
    assert "response" in last
    assert bad["id"] == identity
    assert (bad["error"]["reason"], bad["error"].get("field")) == (reason, field)

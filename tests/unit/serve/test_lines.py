"""Articles as JSON lines: order kept, bad lines answered in their places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from figures_client.v1 import figures_pb2 as pb
from figures_server.pipeline import Extractor
from figures_server.serve.archive import Article
from figures_server.serve.calls import Calls
from figures_server.serve.lines import LineAnswerer

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(scope="module")
def calls() -> Calls:
    return Calls(Extractor(), 1000)


def _answers(calls: Calls, lines: Sequence[bytes]) -> tuple[bool, list[dict[str, Any]]]:
    answerer = LineAnswerer(calls, pb.ExtractOptions())
    answers = [answerer.answer(Article(line)) for line in lines]
    return all(answer.good for answer in answers), [json.loads(answer.data) for answer in answers]


def test_good_lines_are_answered_in_order(calls: Calls) -> None:
    lines = [
        b'{"id": "a", "text": "40 soldiers died.", "publish_time": "2025-04-12T16:20:00Z", "region_code": "GB"}\n',
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
        (b'{"id": "a", "text": "40 morts.", "language_code": "fr"}', "a", "UNSUPPORTED_LANGUAGE", "language_code"),
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


def test_the_id_comes_back_whatever_it_is(calls: Calls) -> None:
    ids = ("é", 10**40, "\ud83d")
    _, answers = _answers(calls, [json.dumps({"id": identity, "text": ""}).encode() for identity in ids])
    assert [answer["id"] for answer in answers] == list(ids)


def test_a_file_is_one_text_and_its_path_the_id(calls: Calls) -> None:
    answerer = LineAnswerer(calls, pb.ExtractOptions())
    good = json.loads(answerer.answer(Article("40 soldiers died in Besançon.".encode(), "a/b.txt")).data)
    assert (good["id"], good["response"]["figures"][0]["text"]) == ("a/b.txt", "40")
    bad = answerer.answer(Article(b"40 \xe9", "c.txt"))
    assert not bad.good
    assert json.loads(bad.data)["error"]["reason"] == "MALFORMED_LINE"


def test_a_byte_order_mark_is_no_part_of_a_text(calls: Calls) -> None:
    answer = LineAnswerer(calls, pb.ExtractOptions()).answer(Article(b"\xef\xbb\xbf40 soldiers died.", "a.txt"))
    assert json.loads(answer.data)["response"]["figures"][0]["span"] == {"endOffset": 2}

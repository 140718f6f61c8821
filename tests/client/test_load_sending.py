"""Calls, batches and streams of a load test against a fake server, and the articles they are made from."""

from __future__ import annotations

import asyncio
import gzip
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import grpc
import pytest

from figures_client._options import write_options
from figures_client.errors import InvalidRequestError
from figures_client.load import workload
from figures_client.load.plan import Mode, Plan
from figures_client.load.sending import sender
from figures_client.load.workload import Workload, as_parts, options_part, read_articles
from figures_client.v1 import figures_pb2 as pb
from tests.client.fake_server import Fake, answer_to, invalid, serving, status

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from figures_client.load.sending import Sender

TOO_LARGE = ("INVALID_ARGUMENT", "TEXT_TOO_LARGE")


@asynccontextmanager
async def sending(target: str, mode: Mode, *texts: str, channels: int = 1, **settings: Any) -> AsyncIterator[Sender]:
    parts = as_parts(iter([pb.Document(text=text) for text in texts]), mode)
    head = options_part(write_options({"view": "basic"}), mode, 32)
    opened = [grpc.aio.insecure_channel(target) for _ in range(channels)]
    made = sender(Plan(mode=mode, **settings), opened, Workload(parts, head))
    try:
        yield made
        await made.close()
    finally:
        for channel in opened:
            await channel.close()


async def test_a_unary_call(target: str, fake: Fake) -> None:
    async with sending(target, Mode.UNARY, "one", "two") as calls:
        answers = [await calls.send(1) for _ in range(3)]
    assert [request.document.text for request in fake.requests] == ["one", "two", "one"]
    assert all(request.options.view == pb.FIGURE_VIEW_BASIC for request in fake.requests)
    assert [(answer.read, answer.figures, answer.failures) for answer in answers] == [(1, 1, [])] * 3
    assert [answer.received for answer in answers] == [answer_to(text).ByteSize() for text in ("one", "two", "one")]
    assert [answer.sent for answer in answers] == [request.ByteSize() for request in fake.requests]


async def test_a_unary_call_that_fails_is_counted_with_its_reason_and_not_tried_again(target: str, fake: Fake) -> None:
    fake.failures.append(invalid("document.text", "TEXT_TOO_LARGE"))
    async with sending(target, Mode.UNARY, "one") as calls:
        answer = await calls.send(1)
    assert (answer.read, answer.failures) == (0, [TOO_LARGE])
    assert len(fake.requests) == 1


async def test_a_batch_with_a_bad_article(target: str, fake: Fake) -> None:
    async with sending(target, Mode.BATCH, "one", "bad two", "three") as calls:
        answer = await calls.send(3)
    (request,) = fake.requests
    assert [document.text for document in request.documents] == ["one", "bad two", "three"]
    assert request.options.view == pb.FIGURE_VIEW_BASIC
    assert (answer.read, answer.figures, answer.failures) == (2, 2, [TOO_LARGE])


async def test_a_batch_that_fails_whole_fails_for_each_article(target: str, fake: Fake) -> None:
    fake.failures.append(status(grpc.StatusCode.RESOURCE_EXHAUSTED, "busy"))
    async with sending(target, Mode.BATCH, "one", "two") as calls:
        answer = await calls.send(2)
    assert answer.failures == [("RESOURCE_EXHAUSTED", "")] * 2


class Garbled(Fake):
    """Answers with less than it was asked for, or with what is no message."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = b""

    def BatchExtract(self, request: pb.BatchExtractRequest, context: grpc.ServicerContext) -> Any:  # noqa: ARG002
        return pb.BatchExtractResponse(results=[pb.BatchExtractResult(response=answer_to("one"))])

    def ExtractStream(self, requests: Any, context: grpc.ServicerContext) -> Any:  # noqa: ARG002
        yield pb.ExtractStreamResponse(key="of nobody")
        yield pb.ExtractStreamResponse(key=next(requests).key)


async def test_an_article_without_an_answer_has_failed() -> None:
    with serving(Garbled()) as target:
        async with sending(target, Mode.BATCH, "one", "two") as calls:
            answer = await calls.send(2)
        async with sending(target, Mode.STREAM, "one") as calls:
            streamed = await calls.send(1)
    assert (answer.read, answer.failures) == (1, [("INTERNAL", "MISSING_ANSWER")])
    assert (streamed.read, streamed.failures) == (0, [("INTERNAL", "MISSING_ANSWER")])


@pytest.mark.parametrize("mode", [Mode.UNARY, Mode.BATCH])
async def test_an_answer_that_is_no_message_has_failed(mode: Mode) -> None:
    handler: Any = grpc.unary_unary_rpc_method_handler(lambda *_: b"\xff\xff")
    methods = {"Extract": handler, "BatchExtract": handler}
    server = grpc.aio.server()
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("figures.v1.FigureService", methods)])
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with sending(f"127.0.0.1:{port}", mode, "one") as calls:
        answer = await calls.send(1)
    await server.stop(0)
    assert (answer.received, answer.failures) == (2, [("INTERNAL", "UNREADABLE_ANSWER")])


async def test_streams_take_articles_in_turn(target: str, fake: Fake) -> None:
    fake.swaps = False
    async with sending(target, Mode.STREAM, "one", "bad two", "three", channels=2) as streams:
        answers = await asyncio.gather(*(streams.send(1) for _ in range(6)))
    assert [answer.read for answer in answers] == [1, 0, 1, 1, 0, 1]
    assert [list(answer.failures) for answer in answers] == [[], [TOO_LARGE], [], [], [TOO_LARGE], []]
    heads = [request for request in fake.requests if request.HasField("options")]
    assert [(head.options.view, head.max_in_flight) for head in heads] == [(pb.FIGURE_VIEW_BASIC, 32)] * 2


async def test_a_stream_that_breaks_fails_what_is_out_and_opens_anew(target: str, fake: Fake) -> None:
    fake.swaps = False
    fake.break_after.append(1)
    async with sending(target, Mode.STREAM, "one", "two") as streams:
        first = await asyncio.gather(streams.send(1), streams.send(1))
        later = await streams.send(1)
    assert ("UNAVAILABLE", "") in [failure for answer in first for failure in answer.failures]
    assert later.read == 1


class Silent(Fake):
    """Takes articles and answers none."""

    def BatchExtract(self, request: pb.BatchExtractRequest, context: grpc.ServicerContext) -> Any:  # noqa: ARG002
        self.released.wait()
        return pb.BatchExtractResponse()

    def ExtractStream(self, requests: Any, context: grpc.ServicerContext) -> Any:  # noqa: ARG002
        self.released.wait()
        yield from ()


@pytest.mark.parametrize("mode", Mode)
async def test_what_is_not_answered_in_time_has_failed(mode: Mode) -> None:
    fake = Silent()
    with serving(fake) as target:
        async with sending(target, mode, "slow one", timeout_s=0.3) as sent:
            answer = await sent.send(1)
        assert [code for code, _ in answer.failures] == ["DEADLINE_EXCEEDED"]
        assert answer.read == 0


def test_articles_of_a_directory_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("\ufefftwo", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(
        '\ufeff{"text": "one", "publish_time": "2025-04-12"}\n\n{"text": "und"}\n', encoding="utf-8"
    )
    (tmp_path / "notes.md").write_text("not an article")
    deeper = tmp_path / "c"
    deeper.mkdir()
    with gzip.open(deeper / "d.jsonl.gz", "wt") as file:
        file.write(json.dumps({"id": "x", "text": "three", "region_code": "GB", "language_code": None}))
    articles = list(read_articles(tmp_path, region_code="US"))
    assert [(article.text, article.region_code) for article in articles] == [
        ("one", "US"),
        ("und", "US"),
        ("two", "US"),
        ("three", "GB"),
    ]
    assert articles[0].publish_time.ToJsonString() == "2025-04-12T12:00:00Z"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", b'{"text": "one"}\n{"txt": "two"}', ":2: no article such as"),
        ("a.jsonl", b"[1]", ":1: no article such as"),
        ("a.jsonl", b"text", ":1: no article such as"),
        ("a.jsonl", b'{"text": "one", "publish_time": "soon"}', ":1: document.publish_time: 'soon' is no time"),
        ("a.jsonl.gz", b"not gzip", ": Not a gzipped file"),
        ("a.txt", b"\xff", ": not UTF-8"),
        ("missing.txt", None, ": No such file"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidRequestError) as raised:
        list(read_articles(path))
    assert f"{path}{message}" in raised.value.message


def test_an_archive_is_held_in_memory_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workload, "MOST_BYTES", 250)
    articles = iter([pb.Document(text="x" * 90)] * 10)
    assert len(as_parts(articles, Mode.UNARY)) == 2

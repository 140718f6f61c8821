"""From bytes to bytes, and what a caller learns of a fault of ours: a number, never a word of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from google.rpc import status_pb2

from figures_client.v1 import figures_pb2 as pb
from figures_server.pipeline import Extractor
from figures_server.serve.calls import Calls
from figures_server.serve.frames import RESPONSE, STATUS, Job
from figures_server.serve.methods import METHODS

if TYPE_CHECKING:
    from google.protobuf.message import Message

_DOCUMENT = pb.Document(text="40 soldiers died.")
_WORDS = "some words of the article"


class _BrokenExtractor(Extractor):
    def extract(self, *_arguments: object, **_options: object) -> None:  # type: ignore[override]
        raise ValueError(_WORDS)


@pytest.fixture(scope="module")
def broken() -> Calls:
    return Calls(_BrokenExtractor(), 1000)


def _answer(calls: Calls, method: str, request: Message) -> tuple[int, bytes]:
    return calls.answer(Job(METHODS.index(method), request.SerializeToString()))


def test_a_fault_of_ours_is_internal_and_tells_nothing(broken: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    kind, body = _answer(broken, "Extract", pb.ExtractRequest(document=_DOCUMENT))
    assert kind == STATUS
    status = status_pb2.Status.FromString(body)
    assert status.code == 13
    assert status.message.startswith("internal error ")
    logged = capsys.readouterr().err
    assert status.message.rpartition(" ")[2] in logged
    assert "ValueError" in logged
    assert _WORDS not in logged
    assert _WORDS.encode() not in body


def test_a_fault_of_ours_spoils_one_text_of_a_batch_or_stream(broken: Calls) -> None:
    kind, body = _answer(broken, "BatchExtract", pb.BatchExtractRequest(documents=[_DOCUMENT, _DOCUMENT]))
    assert kind == RESPONSE
    assert [result.error.code for result in pb.BatchExtractResponse.FromString(body).results] == [13, 13]
    kind, body = _answer(broken, "ExtractStream", pb.ExtractStreamRequest(key="a", document=_DOCUMENT))
    assert kind == RESPONSE
    answer = pb.ExtractStreamResponse.FromString(body)
    assert (answer.key, answer.error.reason) == ("a", "INTERNAL")


def test_every_method_of_the_contract_is_answered() -> None:
    calls = Calls(Extractor(), 1000)
    for method in METHODS:
        kind, body = _answer(calls, method, pb.GetServiceInfoRequest())
        assert kind == RESPONSE or status_pb2.Status.FromString(body).code == 3

"""ExtractStream: keys, order, options for all and for one, and a bad text in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
import pytest

from figures_client.v1 import figures_pb2 as pb
from tests.service.running import MAX_TEXT_BYTES, details_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.service.running import RunningServer


def _message(key: str, text: str, **fields: Any) -> bytes:
    return pb.ExtractStreamRequest(key=key, document=pb.Document(text=text), **fields).SerializeToString()


def _first_texts(answers: Iterator[pb.ExtractStreamResponse]) -> dict[str, str]:
    return {answer.key: answer.response.figures[0].text for answer in answers}


def test_ordered_answers_keep_the_order_of_the_requests(server: RunningServer) -> None:
    # The first text is by far the longest: its answer is the last to be ready.
    texts = ["They paid £1,600. " * 2000, *(f"{number} soldiers died." for number in range(2, 60))]
    requests = [_message(f"k{index}", text, ordered=index == 0) for index, text in enumerate(texts)]
    answers = list(server.stream(requests))
    assert [answer.key for answer in answers] == [f"k{index}" for index in range(len(texts))]
    assert [answer.response.figures[0].text for answer in answers[1:]] == [str(n) for n in range(2, 60)]
    assert all(answer.HasField("elapsed") for answer in answers)


def test_unordered_answers_carry_their_keys(server: RunningServer) -> None:
    requests = [_message(f"k{number}", f"{number} soldiers died.", max_in_flight=64) for number in range(2, 130)]
    found = _first_texts(server.stream(requests))
    assert found == {f"k{number}": str(number) for number in range(2, 130)}


def test_one_text_at_a_time_is_a_window_too(server: RunningServer) -> None:
    requests = [_message(f"k{number}", f"{number} soldiers died.", max_in_flight=1) for number in range(2, 9)]
    assert [answer.key for answer in server.stream(requests)] == [f"k{number}" for number in range(2, 9)]


def test_a_bad_text_answers_for_itself_alone(server: RunningServer) -> None:
    requests = [
        _message("a", "40 died.", ordered=True),
        _message("b", "9" * (MAX_TEXT_BYTES + 1)),
        pb.ExtractStreamRequest(key="c").SerializeToString(),
        b"\xff\xff",
        _message("k" * 257, "40 died."),
        _message("f", "50 died.", options=pb.ExtractOptions(engine="abacus")),
        _message("g", "60 died."),
    ]
    answers = list(server.stream(requests))
    assert [answer.key for answer in answers] == ["a", "b", "c", "", "k" * 257, "f", "g"]
    assert [(answer.error.reason, answer.error.field) for answer in answers] == [
        ("", ""),
        ("TEXT_TOO_LARGE", "document.text"),
        ("MISSING_FIELD", "document"),
        ("MALFORMED_REQUEST", ""),
        ("KEY_TOO_LONG", "key"),
        ("UNKNOWN_ENGINE", "options.engine"),
        ("", ""),
    ]
    assert answers[-1].response.figures[0].text == "60"


def test_options_hold_for_all_but_for_those_that_bring_their_own(server: RunningServer) -> None:
    utf8, utf16 = pb.OFFSET_ENCODING_UTF8, pb.OFFSET_ENCODING_UTF16
    requests = [
        _message("a", "é 40 died.", ordered=True, options=pb.ExtractOptions(offset_encoding=utf8)),
        _message("b", "é 40 died.", options=pb.ExtractOptions(offset_encoding=utf16)),
        _message("c", "é 40 died."),
    ]
    answers = list(server.stream(requests))
    assert [answer.response.offset_encoding for answer in answers] == [utf8, utf16, utf8]
    assert [answer.response.figures[0].span.start_offset for answer in answers] == [3, 2, 3]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"max_in_flight": 0}, "max_in_flight"),
        ({"max_in_flight": 65}, "max_in_flight"),
        ({"options": pb.ExtractOptions(engine="abacus")}, "options.engine"),
    ],
)
def test_a_stream_whose_first_message_can_never_work_ends(
    server: RunningServer, fields: dict[str, Any], field: str
) -> None:
    requests = [_message("a", "40 died.", **fields), _message("b", "50 died.")]
    with pytest.raises(grpc.RpcError) as caught:
        list(server.stream(requests))
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    (violation,) = details_of(caught.value)["BadRequest"].field_violations
    assert violation.field == field


def test_a_stream_without_a_message_has_no_answer(server: RunningServer) -> None:
    assert list(server.stream([])) == []

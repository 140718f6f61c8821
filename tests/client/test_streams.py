"""Many documents: in order or as ready, never too many at once, through errors and broken streams."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

import grpc
import pytest

from figures_client import Client, DeadlineExceededError, Document, InternalError, InvalidRequestError, UnavailableError
from figures_client._client import _Feed
from figures_client._stream import Ledger
from figures_client.v1 import figures_pb2 as pb
from tests.client.fake_server import answer_to, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from figures_client import Outcome
    from tests.client.fake_server import Fake


def texts(outcomes: Iterable[Outcome]) -> list[str]:
    return [outcome.unwrap().figures[0].text for outcome in outcomes]


def numbered(count: int) -> list[str]:
    return [f"{number} died" for number in range(count)]


def test_outcomes_in_order(client: Client, fake: Fake) -> None:
    outcomes = list(client.extract_many(numbered(100), kinds=["count"], max_in_flight=7))
    assert texts(outcomes) == numbered(100)
    assert [(outcome.index, outcome.key) for outcome in outcomes] == [(n, str(n)) for n in range(100)]
    first, second = fake.requests[:2]
    assert (first.ordered, first.max_in_flight, list(first.options.kinds)) == (True, 7, [pb.FIGURE_KIND_COUNT])
    assert (second.HasField("options"), second.HasField("max_in_flight")) == (False, False)


def test_outcomes_as_ready(client: Client) -> None:
    outcomes = list(client.extract_many(numbered(4), ordered=False))
    assert [outcome.index for outcome in outcomes] == [1, 0, 3, 2]
    assert texts(outcomes) == ["1 died", "0 died", "3 died", "2 died"]


def test_no_documents(client: Client) -> None:
    assert list(client.extract_many([])) == []


def test_a_bad_document_in_the_middle(client: Client) -> None:
    documents: list[Document | str] = [Document("40 died", key="same"), Document("bad one", key="same"), "50 fled"]
    first, second, third = client.extract_many(documents)
    assert [outcome.key for outcome in (first, second, third)] == ["same", "same", "2"]
    assert isinstance(second.error, InvalidRequestError)
    assert (second.error.reason, second.error.field) == ("TEXT_TOO_LARGE", "document.text")
    assert texts([first, third]) == ["40 died", "50 fled"]


def test_documents_without_end(client: Client) -> None:
    taken = itertools.count()

    def endless() -> Iterator[str]:
        for number in taken:
            yield f"{number} died"

    outcomes = client.extract_many(endless(), max_in_flight=5)
    assert texts(itertools.islice(outcomes, 50)) == numbered(50)
    outcomes.close()
    # Five may be under way beside the fifty that came back.
    assert next(taken) <= 56


def test_documents_that_come_slowly_do_not_hold_back_answers(client: Client) -> None:
    answered = threading.Event()

    def slow() -> Iterator[str]:
        yield "40 died"
        assert answered.wait(20)
        yield "50 fled"

    outcomes = client.extract_many(slow())
    assert texts([next(outcomes)]) == ["40 died"]
    answered.set()
    assert texts(outcomes) == ["50 fled"]


def test_what_the_documents_raise_is_raised_here(client: Client) -> None:
    def failing() -> Iterator[str]:
        yield "40 died"
        message = "disk"
        raise OSError(message)

    outcomes = client.extract_many(failing())
    assert texts([next(outcomes)]) == ["40 died"]
    with pytest.raises(OSError, match="disk"):
        next(outcomes)


def test_what_is_no_document(client: Client) -> None:
    outcomes = client.extract_many(["40 died", None, "50 fled"])  # type: ignore[list-item]
    assert texts([next(outcomes)]) == ["40 died"]
    with pytest.raises(TypeError, match="not NoneType"):
        next(outcomes)


@pytest.mark.parametrize("ordered", [True, False])
def test_a_stream_that_breaks_off_is_taken_up_again(client: Client, fake: Fake, *, ordered: bool) -> None:
    fake.break_after.extend([3, 10])
    outcomes = list(client.extract_many(numbered(40), ordered=ordered, max_in_flight=4, kinds=["count"]))
    assert sorted(outcome.index for outcome in outcomes) == list(range(40))
    assert texts(sorted(outcomes, key=lambda outcome: outcome.index)) == numbered(40)
    assert sum(request.HasField("options") for request in fake.requests) == 3


def test_a_stream_that_breaks_off_while_documents_are_awaited(client: Client, fake: Fake) -> None:
    fake.break_after.append(2)
    resumed = threading.Event()

    def waiting() -> Iterator[str]:
        yield from numbered(3)
        assert resumed.wait(20)
        yield from ("3 died", "4 died")

    outcomes = client.extract_many(waiting())
    first = [next(outcomes), next(outcomes), next(outcomes)]
    resumed.set()
    assert texts([*first, *outcomes]) == numbered(5)


def test_a_broken_stream_hands_over_the_document_it_waits_for() -> None:
    asked, given = threading.Event(), threading.Event()

    def waiting() -> Iterator[str]:
        yield "0 died"
        asked.set()
        assert given.wait(20)
        yield from ("1 died", "2 died")

    feed = _Feed(waiting(), Ledger({}, ordered=True, max_in_flight=None))
    broken = feed.requests()
    sent = [next(broken).key]
    late = threading.Thread(target=lambda: sent.extend(request.key for request in broken))
    late.start()
    assert asked.wait(20)
    resumed = feed.requests()
    assert next(resumed).key == "0"
    after = threading.Timer(0.05, given.set)
    after.start()
    # While the broken stream still holds the caller's iterable, this one waits for its turn.
    assert [request.key for request in resumed] == ["1", "2"]
    late.join()
    assert sent == ["0"]
    assert list(broken) == []


def test_a_stream_that_never_answers(client: Client, fake: Fake) -> None:
    fake.failures.extend([status(grpc.StatusCode.UNAVAILABLE, "not yet")] * 9)
    with pytest.raises(UnavailableError):
        list(client.extract_many(numbered(3)))


def test_a_stream_may_have_a_deadline(client: Client) -> None:
    answered = threading.Event()

    def waiting() -> Iterator[str]:
        yield "40 died"
        answered.wait(20)

    with pytest.raises(DeadlineExceededError):
        list(client.extract_many(waiting(), timeout_s=0.5))
    answered.set()


def test_wrong_options_are_refused_at_once(client: Client) -> None:
    with pytest.raises(InvalidRequestError):
        client.extract_many([], view="some")


class Forgetful:
    """A channel whose stream answers the first document alone, and then ends as if all were well."""

    def unary_unary(self, *_: object, **__: object) -> None:
        return None

    def stream_stream(self, *_: object, **__: object) -> object:
        return self._stream

    def _stream(self, requests: Iterator[pb.ExtractStreamRequest], **_: object) -> Forgetful:
        taken = list(requests)
        self._answers = iter([pb.ExtractStreamResponse(key=taken[0].key, response=answer_to("40"))])
        return self

    def __iter__(self) -> Iterator[pb.ExtractStreamResponse]:
        return self._answers

    def cancel(self) -> None:
        """Nothing is under way."""


def test_a_missing_answer_is_an_error() -> None:
    with Client(channel=Forgetful()) as client:  # type: ignore[arg-type]
        outcomes = client.extract_many(numbered(2))
        assert next(outcomes).index == 0
        with pytest.raises(InternalError, match="1 documents unanswered"):
            next(outcomes)

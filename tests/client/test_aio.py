"""The same promises, in an event loop."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

import grpc
import pytest

from figures_client import (
    AsyncClient,
    DeadlineExceededError,
    Document,
    InternalError,
    InvalidRequestError,
    RateNotFoundError,
)
from figures_client.v1 import figures_pb2 as pb
from tests.client.fake_server import invalid, outcome_of, status
from tests.client.filled import assert_same, fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from figures_client import Outcome
    from tests.client.fake_server import Fake


@pytest.fixture
async def aclient(target: str) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(target, timeout_s=20) as opened:
        yield opened


def texts(outcomes: list[Outcome]) -> list[str]:
    return [outcome.unwrap().figures[0].text for outcome in outcomes]


def numbered(count: int) -> list[str]:
    return [f"{number} died" for number in range(count)]


async def test_extract(aclient: AsyncClient, fake: Fake) -> None:
    result = await aclient.extract("40 died", publish_time="2025-04-12", kinds=["count"])
    assert result.figures[0].text == "40 died"
    assert list(fake.requests[0].options.kinds) == [pb.FIGURE_KIND_COUNT]


async def test_retries_and_errors(aclient: AsyncClient, fake: Fake) -> None:
    fake.failures.append(status(grpc.StatusCode.UNAVAILABLE, "not yet"))
    assert (await aclient.extract("40 died")).figures
    with pytest.raises(InvalidRequestError) as raised:
        await aclient.extract("bad one")
    assert (raised.value.reason, raised.value.field) == ("TEXT_TOO_LARGE", "document.text")
    with pytest.raises(DeadlineExceededError):
        await aclient.extract("slow", timeout_s=0.2)


async def test_the_other_calls(aclient: AsyncClient, fake: Fake) -> None:
    fake.answers["GetServiceInfo"] = fill(pb.GetServiceInfoResponse())
    fake.answers["ListUnitsRequest"] = pb.ListUnitsResponse(units=[pb.UnitDefinition(unit=name) for name in "abc"])
    fake.answers["ListCurrenciesRequest"] = pb.ListCurrenciesResponse(currencies=[pb.Currency(currency_code="GBP")])
    fake.answers["ListRateCoverageRequest"] = pb.ListRateCoverageResponse(coverages=[pb.RateCoverage(source="ecb")])
    results = [pb.ConvertResult(conversion=fill(pb.Conversion()))]
    fake.answers["Convert"] = pb.ConvertResponse(results=results)
    assert_same(fake.answers["GetServiceInfo"], await aclient.service_info())
    assert [unit.unit async for unit in aclient.list_units()] == ["a", "b", "c"]
    assert [currency.currency_code async for currency in aclient.list_currencies()] == ["GBP"]
    assert [coverage.source async for coverage in aclient.list_rate_coverage()] == ["ecb"]
    assert_same(results[0].conversion, await aclient.convert(1600, "GBP", "USD", on="2025-04-12"))
    fake.answers["Convert"] = pb.ConvertResponse(results=[pb.ConvertResult(error=pb.Error(code=9))])
    with pytest.raises(RateNotFoundError):
        await aclient.convert(1, "KPW", "USD", latest=True)


async def test_a_batch(aclient: AsyncClient) -> None:
    outcomes = await aclient.extract_batch(["40 died", Document("bad one", key="second")])
    assert [outcome.key for outcome in outcomes] == ["0", "second"]
    assert isinstance(outcomes[1].error, InvalidRequestError)


async def test_outcomes_in_order(aclient: AsyncClient, fake: Fake) -> None:
    outcomes = [outcome async for outcome in aclient.extract_many(numbered(100), max_in_flight=7)]
    assert texts(outcomes) == numbered(100)
    assert fake.requests[0].max_in_flight == 7


async def test_outcomes_as_ready(aclient: AsyncClient) -> None:
    outcomes = [outcome async for outcome in aclient.extract_many(numbered(4), ordered=False)]
    assert [outcome.index for outcome in outcomes] == [1, 0, 3, 2]


async def test_documents_without_end(aclient: AsyncClient) -> None:
    taken = 0

    async def endless() -> AsyncIterator[str]:
        nonlocal taken
        while True:
            await asyncio.sleep(0)
            taken += 1
            yield f"{taken - 1} died"

    outcomes = []
    async with aclosing(aclient.extract_many(endless(), max_in_flight=5)) as stream:
        async for outcome in stream:
            outcomes.append(outcome)
            if len(outcomes) == 50:
                break
    assert texts(outcomes) == numbered(50)
    assert taken <= 56


async def test_a_bad_document_in_the_middle(aclient: AsyncClient) -> None:
    first, second, third = [outcome async for outcome in aclient.extract_many(["40 died", "bad one", "50 fled"])]
    assert isinstance(second.error, InvalidRequestError)
    assert texts([first, third]) == ["40 died", "50 fled"]


async def test_what_the_documents_raise_is_raised_here(aclient: AsyncClient) -> None:
    def failing() -> Iterator[str]:
        yield "40 died"
        message = "disk"
        raise OSError(message)

    outcomes = aclient.extract_many(failing())
    assert texts([await anext(outcomes)]) == ["40 died"]
    with pytest.raises(OSError, match="disk"):
        await anext(outcomes)


@pytest.mark.parametrize("ordered", [True, False])
async def test_a_stream_that_breaks_off_is_taken_up_again(aclient: AsyncClient, fake: Fake, *, ordered: bool) -> None:
    fake.break_after.extend([3, 10])
    fake.swaps = False

    async def slowly() -> AsyncIterator[str]:
        for text in numbered(40):
            await asyncio.sleep(0.001)
            yield text

    outcomes = [outcome async for outcome in aclient.extract_many(slowly(), ordered=ordered, max_in_flight=4)]
    assert texts(sorted(outcomes, key=lambda outcome: outcome.index)) == numbered(40)


async def test_a_refused_stream_says_why(aclient: AsyncClient, fake: Fake) -> None:
    fake.failures.extend([invalid("max_in_flight", "OUT_OF_RANGE")] * 2)
    with pytest.raises(InvalidRequestError) as raised:
        _ = [outcome async for outcome in aclient.extract_many(numbered(100))]
    assert raised.value.field == "max_in_flight"


class Canned:
    """A channel whose streams end as they are told to: each with its answers, then with its status."""

    def __init__(self, *streams: tuple[int, grpc.StatusCode, str]) -> None:
        self._streams = iter(streams)
        self.opened: list[list[str]] = []

    def unary_unary(self, *_: object, **__: object) -> None:
        return None

    def stream_stream(self, *_: object, **__: object) -> object:
        return self._open

    def _open(self, requests: AsyncIterator[pb.ExtractStreamRequest], **_: object) -> Canned:
        self._requests = requests
        self._answers, self._code, self._details = next(self._streams)
        self.opened.append([])
        return self

    async def __aiter__(self) -> AsyncIterator[pb.ExtractStreamResponse]:
        async for request in self._requests:
            self.opened[-1].append(request.key)
            if len(self.opened[-1]) > self._answers:
                metadata = grpc.aio.Metadata()
                raise grpc.aio.AioRpcError(self._code, metadata, metadata, self._details)
            yield outcome_of(request)

    def cancel(self) -> None:
        """Nothing is under way."""


LOST = (grpc.StatusCode.INTERNAL, "Internal error from Core")


async def test_a_lost_status_is_asked_for_again() -> None:
    channel = Canned((0, *LOST), (2, *LOST), (9, *LOST))
    async with AsyncClient(channel=channel) as client:  # type: ignore[arg-type]
        outcomes = [outcome async for outcome in client.extract_many(numbered(5))]
    assert texts(outcomes) == numbered(5)
    assert channel.opened == [["0"], ["0", "1", "2"], ["2", "3", "4"]]


async def test_a_status_that_stays_lost_is_an_error() -> None:
    channel = Canned((0, *LOST), (0, *LOST))
    async with AsyncClient(channel=channel) as client:  # type: ignore[arg-type]
        with pytest.raises(InternalError):
            _ = [outcome async for outcome in client.extract_many(numbered(5))]
    assert len(channel.opened) == 2

"""What a call sends, how long it may take, how often it is sent, and what its failures become."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import grpc
import pytest

from figures_client import (
    Client,
    ContextOptions,
    DeadlineExceededError,
    Document,
    FigureKind,
    FiguresError,
    InternalError,
    InvalidRequestError,
    OverloadedError,
    PartialDate,
    RateNotFoundError,
    UnavailableError,
)
from figures_client.v1 import figures_pb2 as pb
from tests.client.fake_server import answer_to, invalid, overloaded, serving, status
from tests.client.filled import assert_same, fill

if TYPE_CHECKING:
    from tests.client.fake_server import Fake

NOON = datetime(2025, 4, 12, 12, tzinfo=UTC)


def test_a_span_slices_the_text(client: Client) -> None:
    text = "😀 40 died"
    figure = client.extract(text).figures[0]
    assert text[figure.span.start : figure.span.end] == figure.text


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (None, None),
        ("2025-04-12", NOON),
        (date(2025, 4, 12), NOON),
        ("2025-04-12T17:20:00Z", datetime(2025, 4, 12, 17, 20, tzinfo=UTC)),
        (datetime(2025, 4, 12, 17, 20), datetime(2025, 4, 12, 17, 20, tzinfo=UTC)),  # noqa: DTZ001 - naive on purpose
        (datetime(2025, 4, 12, 17, tzinfo=timezone(timedelta(hours=1))), datetime(2025, 4, 12, 16, tzinfo=UTC)),
    ],
)
def test_publication_times(client: Client, fake: Fake, given: Any, sent: datetime | None) -> None:
    client.extract("40 died", publish_time=given, region_code="GB", language_code="en", uri="u")
    document = fake.requests[0].document
    assert document.HasField("publish_time") == (sent is not None)
    assert sent is None or document.publish_time.ToDatetime(UTC) == sent
    assert (document.region_code, document.language_code, document.uri) == ("GB", "en", "u")
    assert not fake.requests[0].HasField("options")


def test_every_option_is_sent(client: Client, fake: Fake) -> None:
    client.extract(
        "40 died",
        offset_encoding="utf16",
        kinds=[FigureKind.MONEY, "count"],
        target_currency_codes="USD",
        target_units=["km", "kg"],
        conversion_date=PartialDate(2024, 12),
        max_rate_staleness=timedelta(days=7),
        context=ContextOptions(sentence=False, window_words=5),
        min_confidence=0.5,
        include_provenance=True,
        view="basic",
        engine="quantulum3",
        rate_sources=["ecb"],
        include_other_numbers=True,
        long_scale=True,
    )
    options = fake.requests[0].options
    assert {field.name for field, _ in options.ListFields()} == {field.name for field in options.DESCRIPTOR.fields}
    assert list(options.kinds) == [pb.FIGURE_KIND_MONEY, pb.FIGURE_KIND_COUNT]
    assert list(options.target_currency_codes) == ["USD"]
    assert options.conversion_date_policy == pb.CONVERSION_DATE_POLICY_FIXED
    assert (options.conversion_date.year, options.conversion_date.month, options.conversion_date.day) == (2024, 12, 0)
    assert options.max_rate_staleness.seconds == 7 * 86400
    assert options.context.window_words == 5


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"kinds": ["money", "cash"]}, "options.kinds[1]"),
        ({"view": "some"}, "options.view"),
        ({"conversion_date": "12 April"}, "options.conversion_date"),
        ({"publish_time": "yesterday"}, "document.publish_time"),
    ],
)
def test_what_cannot_be_sent_names_its_field(client: Client, fake: Fake, options: Any, field: str) -> None:
    with pytest.raises(InvalidRequestError) as raised:
        client.extract("40 died", **options)
    assert raised.value.field == field
    assert not fake.requests


def test_a_kind_that_is_none_brings_those_that_are(client: Client) -> None:
    with pytest.raises(InvalidRequestError, match="'cash' is none of count, money"):
        client.extract("40 died", kinds=["cash"])


@pytest.mark.parametrize("text", [None, b"40 died", 40])
def test_what_is_no_text_is_a_type_error(client: Client, text: Any) -> None:
    with pytest.raises(TypeError, match=f"a text is a str, not {type(text).__name__}"):
        client.extract(text)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"publish_time": 1744459200}, "publish_time is a datetime, a date or a str, not int"),
        ({"conversion_date": 2025}, "conversion_date is a date, a PartialDate or a str, not int"),
    ],
)
def test_what_is_no_date_is_a_type_error(client: Client, option: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        client.extract("40 died", **option)


def test_an_unknown_option_is_a_type_error(client: Client) -> None:
    with pytest.raises(TypeError, match="currency"):
        client.extract("40 died", currency="USD")  # type: ignore[call-arg]


def test_a_lone_surrogate_keeps_its_place(client: Client, fake: Fake) -> None:
    client.extract("a \ud83d 40")
    assert fake.requests[0].document.text == "a \ufffd 40"


def test_default_options_can_be_passed_on(client: Client, fake: Fake) -> None:
    fake.answers["GetServiceInfo"] = fill(pb.GetServiceInfoResponse())
    info = client.service_info()
    client.extract("40 died", **info.default_options)
    assert_same(fake.requests[-1].options, info.default_options)


def test_convert(client: Client, fake: Fake) -> None:
    answer = fill(pb.Conversion())
    fake.answers["Convert"] = pb.ConvertResponse(results=[pb.ConvertResult(conversion=answer)])
    conversion = client.convert(Decimal("1600.10"), "GBP", "USD", on=date(2025, 4, 12), sources=["ecb"])
    assert_same(answer, conversion)
    item = fake.requests[0].items[0]
    assert (item.value, item.from_unit, item.to_unit, item.latest) == ("1600.10", "GBP", "USD", False)
    assert (item.conversion_date.day, list(item.rate_sources)) == (12, ["ecb"])
    client.convert(26, "mile", "km", latest=True, max_rate_staleness=timedelta(days=1))
    item = fake.requests[1].items[0]
    assert not item.HasField("conversion_date")
    assert (item.latest, item.max_rate_staleness.seconds) == (True, 86400)


def test_an_amount_without_a_rate(client: Client, fake: Fake) -> None:
    error = pb.Error(code=9, message="no rate", reason="NO_RATE", metadata={"currency_code": "KPW"})
    fake.answers["Convert"] = pb.ConvertResponse(results=[pb.ConvertResult(error=error)])
    with pytest.raises(RateNotFoundError) as raised:
        client.convert(1, "KPW", "USD", on="2024")
    assert (raised.value.reason, raised.value.metadata) == ("NO_RATE", {"currency_code": "KPW"})


def test_listings_go_through_all_pages(client: Client, fake: Fake) -> None:
    fake.answers["ListUnitsRequest"] = pb.ListUnitsResponse(units=[pb.UnitDefinition(unit=name) for name in "abc"])
    fake.answers["ListCurrenciesRequest"] = pb.ListCurrenciesResponse(currencies=[pb.Currency(currency_code="GBP")])
    fake.answers["ListRateCoverageRequest"] = pb.ListRateCoverageResponse(coverages=[pb.RateCoverage(source="ecb")] * 2)
    assert [unit.unit for unit in client.list_units(dimension="[length]")] == ["a", "b", "c"]
    assert {request.dimension for request in fake.requests} == {"[length]"}
    assert [currency.currency_code for currency in client.list_currencies()] == ["GBP"]
    assert [coverage.source for coverage in client.list_rate_coverage(currency_code="RUB")] == ["ecb", "ecb"]
    assert fake.requests[-1].currency_code == "RUB"


@pytest.mark.parametrize("code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED])
def test_what_no_server_took_up_is_sent_again(client: Client, fake: Fake, code: grpc.StatusCode) -> None:
    fake.failures.extend([status(code, "not yet")] * 3)
    assert client.extract("40 died").figures
    assert len(fake.requests) == 4


def test_a_server_that_stays_away(client: Client, fake: Fake) -> None:
    fake.failures.extend([status(grpc.StatusCode.UNAVAILABLE, "not yet")] * 9)
    with pytest.raises(UnavailableError, match="not yet"):
        client.extract("40 died")
    assert len(fake.requests) == 4


def test_a_server_that_comes_a_little_late(fake: Fake) -> None:
    with serving(fake) as target:
        pass
    answers: list[Any] = []
    with Client(target, timeout_s=30) as client:
        thread = threading.Thread(target=lambda: answers.append(client.extract("40 died")))
        thread.start()
        with serving(fake, int(target.rpartition(":")[2])):
            thread.join()
    assert answers


def test_what_is_the_callers_fault_is_not_sent_again(client: Client, fake: Fake) -> None:
    with pytest.raises(InvalidRequestError):
        client.extract("bad one")
    assert len(fake.requests) == 1


def test_every_call_has_a_deadline(client: Client, fake: Fake) -> None:
    client.extract("40 died")
    client.extract("40 died", timeout_s=5)
    # gRPC sends a deadline rounded up, by less than a hundredth.
    assert 15 < fake.time_remaining[0] <= 20.2
    assert fake.time_remaining[1] < 15


def test_the_deadline_ends_the_call(client: Client) -> None:
    with pytest.raises(DeadlineExceededError):
        client.extract("slow", timeout_s=0.2)


def test_the_details_of_an_error(client: Client, fake: Fake) -> None:
    fake.failures.append(invalid("document.text", "TEXT_TOO_LARGE"))
    with pytest.raises(InvalidRequestError, match=r"document\.text: is wrong") as raised:
        client.extract("40 died")
    error = raised.value
    assert (error.code, error.reason, error.field) == ("INVALID_ARGUMENT", "TEXT_TOO_LARGE", "document.text")
    assert (error.violations[0].description, error.metadata) == ("is wrong", {"limit": "10"})
    fake.failures.append(overloaded())
    with pytest.raises(OverloadedError) as busy:
        client.extract("40 died")
    assert busy.value.retry_after_s == 1.5


@pytest.mark.parametrize(
    ("code", "cls"),
    [
        (grpc.StatusCode.INTERNAL, InternalError),
        (grpc.StatusCode.FAILED_PRECONDITION, RateNotFoundError),
        (grpc.StatusCode.UNIMPLEMENTED, FiguresError),
    ],
)
def test_errors_without_details(client: Client, fake: Fake, code: grpc.StatusCode, cls: type[FiguresError]) -> None:
    fake.failures.append(status(code, "it says"))
    with pytest.raises(FiguresError, match="it says") as raised:
        client.extract("40 died")
    assert type(raised.value) is cls
    assert (raised.value.code, raised.value.field, raised.value.reason) == (code.name, "", "")


def test_a_batch_answers_each_document(client: Client, fake: Fake) -> None:
    documents: list[Document | str] = ["40 died", Document("bad one", key="second"), Document("50 fled")]
    outcomes = client.extract_batch(documents, kinds=["count"])
    assert [outcome.key for outcome in outcomes] == ["0", "second", "2"]
    assert outcomes[2].unwrap().figures[0].text == "50 fled"
    with pytest.raises(InvalidRequestError):
        outcomes[1].unwrap()
    assert list(fake.requests[0].options.kinds) == [pb.FIGURE_KIND_COUNT]


class Canned:
    """A channel that has the answers already."""

    def unary_unary(self, method: str, **_: Any) -> Any:
        return lambda request, timeout: answer_to(f"{method} {request.document.text} {timeout}")

    def stream_stream(self, *_: Any, **__: Any) -> Any:
        return None


def test_a_channel_of_the_callers_own() -> None:
    with Client(channel=Canned(), timeout_s=3) as client:  # type: ignore[arg-type]
        assert client.extract("40").figures[0].text == "/figures.v1.FigureService/Extract 40 3"

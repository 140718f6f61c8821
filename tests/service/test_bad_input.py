"""What can never work is refused with the field's path and a stable reason; what is merely strange is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
import pytest

from figures_client.v1 import figures_pb2 as pb
from tests.service.running import MAX_TEXT_BYTES, details_of, request_for

if TYPE_CHECKING:
    from google.protobuf.message import Message

    from tests.service.running import RunningServer

_DOCUMENT = pb.Document(text="40 died.")


def _with_document(**fields: Any) -> pb.ExtractRequest:
    return pb.ExtractRequest(document=pb.Document(text="40 died.", **fields))


def _with_options(**fields: Any) -> pb.ExtractRequest:
    return request_for("40 died.", **fields)


_REFUSED: list[tuple[str, Message, str, str]] = [
    ("Extract", pb.ExtractRequest(), "document", "MISSING_FIELD"),
    ("Extract", request_for("9" * (MAX_TEXT_BYTES + 1)), "document.text", "TEXT_TOO_LARGE"),
    ("Extract", request_for("é" * (MAX_TEXT_BYTES // 2 + 1)), "document.text", "TEXT_TOO_LARGE"),
    ("Extract", _with_document(language_code="fr"), "document.language_code", "UNSUPPORTED_LANGUAGE"),
    ("Extract", _with_document(region_code="Britain"), "document.region_code", "INVALID_REGION_CODE"),
    (
        "Extract",
        _with_document(publish_time={"seconds": 1 << 62}),
        "document.publish_time",
        "INVALID_TIMESTAMP",
    ),
    ("Extract", _with_options(offset_encoding=9), "options.offset_encoding", "UNKNOWN_ENUM_VALUE"),
    ("Extract", _with_options(view=9), "options.view", "UNKNOWN_ENUM_VALUE"),
    ("Extract", _with_options(kinds=[1, 99]), "options.kinds[1]", "UNKNOWN_ENUM_VALUE"),
    ("Extract", _with_options(kinds=[0]), "options.kinds[0]", "UNKNOWN_ENUM_VALUE"),
    ("Extract", _with_options(conversion_date_policy=-1), "options.conversion_date_policy", "UNKNOWN_ENUM_VALUE"),
    ("Extract", _with_options(conversion_date_policy=3), "options.conversion_date", "MISSING_FIELD"),
    (
        "Extract",
        _with_options(conversion_date_policy=3, conversion_date=pb.Date(year=2025, month=2, day=30)),
        "options.conversion_date",
        "INVALID_DATE",
    ),
    ("Extract", _with_options(conversion_date=pb.Date()), "options.conversion_date", "INVALID_DATE"),
    ("Extract", _with_options(conversion_date=pb.Date(year=2025, day=3)), "options.conversion_date", "INVALID_DATE"),
    (
        "Extract",
        _with_options(target_currency_codes=["USD", "XXZ"]),
        "options.target_currency_codes[1]",
        "UNKNOWN_CURRENCY",
    ),
    (
        "Extract",
        _with_options(target_currency_codes=["USD"] * 9),
        "options.target_currency_codes",
        "TOO_MANY_CURRENCIES",
    ),
    ("Extract", _with_options(target_units=["km", "flurb"]), "options.target_units[1]", "UNKNOWN_UNIT"),
    ("Extract", _with_options(target_units=["km"] * 17), "options.target_units", "TOO_MANY_UNITS"),
    ("Extract", _with_options(engine="abacus"), "options.engine", "UNKNOWN_ENGINE"),
    ("Extract", _with_options(rate_sources=["my bank"]), "options.rate_sources[0]", "UNKNOWN_RATE_SOURCE"),
    ("Extract", _with_options(min_confidence=1.5), "options.min_confidence", "OUT_OF_RANGE"),
    ("Extract", _with_options(min_confidence=float("nan")), "options.min_confidence", "OUT_OF_RANGE"),
    (
        "Extract",
        _with_options(context=pb.ContextOptions(window_words=101)),
        "options.context.window_words",
        "OUT_OF_RANGE",
    ),
    (
        "Extract",
        _with_options(max_rate_staleness={"seconds": -1}),
        "options.max_rate_staleness",
        "OUT_OF_RANGE",
    ),
    ("BatchExtract", pb.BatchExtractRequest(), "documents", "MISSING_FIELD"),
    ("BatchExtract", pb.BatchExtractRequest(documents=[_DOCUMENT] * 65), "documents", "TOO_MANY_DOCUMENTS"),
    (
        "BatchExtract",
        pb.BatchExtractRequest(documents=[_DOCUMENT], options=pb.ExtractOptions(engine="abacus")),
        "options.engine",
        "UNKNOWN_ENGINE",
    ),
    ("Convert", pb.ConvertRequest(), "items", "MISSING_FIELD"),
    ("Convert", pb.ConvertRequest(items=[pb.ConvertItem()] * 65), "items", "TOO_MANY_ITEMS"),
    ("ListUnits", pb.ListUnitsRequest(dimension="volumme"), "dimension", "UNKNOWN_DIMENSION"),
    ("ListUnits", pb.ListUnitsRequest(page_token="x"), "page_token", "INVALID_PAGE_TOKEN"),  # noqa: S106  # no secret
    ("ListCurrencies", pb.ListCurrenciesRequest(page_size=-1), "page_size", "OUT_OF_RANGE"),
    ("ListRateCoverage", pb.ListRateCoverageRequest(currency_code="XXZ"), "currency_code", "UNKNOWN_CURRENCY"),
]


@pytest.mark.parametrize(("method", "request_", "field", "reason"), _REFUSED)
def test_what_can_never_work_is_refused(
    server: RunningServer, method: str, request_: Message, field: str, reason: str
) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        server.raw(method, request_.SerializeToString())
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    details = details_of(caught.value)
    assert details["ErrorInfo"].reason == reason
    assert details["ErrorInfo"].domain == "figures.v1"
    (violation,) = details["BadRequest"].field_violations
    assert (violation.field, violation.reason) == (field, reason)
    assert str(caught.value.details()).startswith(f"{field}: ")


@pytest.mark.parametrize(("code", "nearest"), [("usd", "USD"), ("RMB", "CNY"), ("£", "GBP, EGP, FKP"), ("", "")])
def test_a_code_that_is_none_brings_those_that_may_be_meant(server: RunningServer, code: str, nearest: str) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        server.raw("Extract", _with_options(target_currency_codes=[code]).SerializeToString())
    assert details_of(caught.value)["ErrorInfo"].metadata == {"value": code, "nearest": nearest}


@pytest.mark.parametrize("method", ["Extract", "BatchExtract", "Convert", "ListUnits", "GetServiceInfo"])
@pytest.mark.parametrize("data", [b"\xff\xff\xff", b"\x0a\x05ab"])
def test_bytes_that_are_no_message_are_refused(server: RunningServer, method: str, data: bytes) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        server.raw(method, data)
    _is_malformed(caught.value)


@pytest.mark.parametrize(
    ("method", "request_", "field"),
    [
        ("Extract", request_for("40 Latin-1"), "document.text"),
        ("Extract", _with_options(target_currency_codes=["USD", "Latin-1"]), "options.target_currency_codes[1]"),
        (
            "BatchExtract",
            pb.BatchExtractRequest(documents=[_DOCUMENT, pb.Document(text="40 Latin-1")]),
            "documents[1].text",
        ),
        ("Convert", pb.ConvertRequest(items=[pb.ConvertItem(value="1", from_unit="Latin-1")]), "items[0].from_unit"),
    ],
)
def test_a_string_that_is_no_utf8_is_named(server: RunningServer, method: str, request_: Message, field: str) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        server.raw(method, request_.SerializeToString().replace(b"Latin-1", b"d\xe9c\xe8s 1"))
    _is_malformed(caught.value)
    assert details_of(caught.value)["BadRequest"].field_violations[0].field == field
    assert caught.value.details() == f"{field}: the string is no valid UTF-8"


def test_a_stream_that_begins_with_no_message_is_refused(server: RunningServer) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        list(server.stream([b"\xff\xff"]))
    _is_malformed(caught.value)


def _is_malformed(error: grpc.RpcError) -> None:
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    details = details_of(error)
    assert details["ErrorInfo"].reason == "MALFORMED_REQUEST"
    assert len(details["BadRequest"].field_violations) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\t \r\n", "\u00a0"])
def test_empty_and_blank_texts_have_no_figures(server: RunningServer, text: str) -> None:
    response = server.extract(text)
    assert not response.figures
    assert response.engine.name == "native"


def test_a_message_far_over_the_limit_is_refused_by_grpc(server: RunningServer) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        server.extract("9" * (9 * MAX_TEXT_BYTES))
    assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_a_bad_document_of_a_batch_is_answered_in_its_place(server: RunningServer) -> None:
    documents = [_DOCUMENT] * 20
    documents[13] = pb.Document(text="40 died.", language_code="fr")
    batch = pb.BatchExtractRequest(documents=documents)
    results = server.call("BatchExtract", batch, pb.BatchExtractResponse).results
    assert [result.WhichOneof("outcome") for result in results] == ["response"] * 13 + ["error"] + ["response"] * 6
    error = results[13].error
    assert (error.code, error.reason, error.field) == (3, "UNSUPPORTED_LANGUAGE", "documents[13].language_code")


@pytest.mark.parametrize(
    ("item", "field", "reason"),
    [
        (pb.ConvertItem(value="many", from_unit="GBP", to_unit="USD", latest=True), "items[1].value", "INVALID_VALUE"),
        (pb.ConvertItem(value="NaN", from_unit="mile", to_unit="km"), "items[1].value", "INVALID_VALUE"),
        (pb.ConvertItem(value="Infinity", from_unit="mile", to_unit="km"), "items[1].value", "INVALID_VALUE"),
        (pb.ConvertItem(value="9" * 400, from_unit="mile", to_unit="km"), "items[1].value", "INVALID_VALUE"),
        (pb.ConvertItem(value="26", from_unit="mile", to_unit="kg"), "items[1]", "DIMENSION_MISMATCH"),
        (pb.ConvertItem(value="1", from_unit="XXZ", to_unit="USD", latest=True), "items[1].from_unit", "UNKNOWN_UNIT"),
        (pb.ConvertItem(value="1", from_unit="mile", to_unit="flurb"), "items[1].to_unit", "UNKNOWN_UNIT"),
        (pb.ConvertItem(value="1", from_unit="GBP", to_unit="USD"), "items[1].conversion_date", "MISSING_FIELD"),
        (
            pb.ConvertItem(
                value="1", from_unit="GBP", to_unit="USD", conversion_date=pb.Date(year=2025, month=13, day=1)
            ),
            "items[1].conversion_date",
            "INVALID_DATE",
        ),
    ],
)
def test_a_bad_amount_is_answered_in_its_place(
    server: RunningServer, item: pb.ConvertItem, field: str, reason: str
) -> None:
    good = pb.ConvertItem(value="26", from_unit="mile", to_unit="km")
    request = pb.ConvertRequest(items=[good, item, good])
    results = server.call("Convert", request, pb.ConvertResponse).results
    assert [result.WhichOneof("outcome") for result in results] == ["conversion", "error", "conversion"]
    assert (results[1].error.code, results[1].error.field, results[1].error.reason) == (3, field, reason)

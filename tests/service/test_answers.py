"""What a call answers: spans in every encoding, views, batches, listings, and the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import grpc
import pytest

from figures_client.v1 import figures_pb2 as pb
from tests.service.running import request_for, start_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.service.running import RunningServer

_HARD_TEXTS: Final = {
    "nul": "Some\x00thing: 40 died.\x00 And 50 fled.",
    "lone combining mark": "\u0301 About 40 died, \u0308\u0308 and 1,600 fled.",
    "right to left": "אמר כי 40 חיילים נהרגו. وقال 50 شخصا. He said 60 had died.",
    "emoji": "🚢🚢 The boat sank with 40 aboard 👩‍👩‍👧‍👦; 12 were saved 🙏.",
    "dotted capital i": "İstanbul'da İ 40 people died, İİ 50 fled.",
    "line ends": "A first line.\r\n40 died.\r\n\r\nAnother 1,600 fled.\r\n",
    "no space": "x" * 100_000 + " 40 died",
    "no space at all": "40x" * 33_000,
    "many digits": "It cost " + "9" * 10_000 + " dollars, and 40 died.",
    "money": "Crews earned £1,600 to £2,400 a month, or about €2,800 — “up to 3 times” the average.",
    "worth": "🚢 The dam cost £5m (about $40m in 2011 dollars).",
    "astral letters": "𝔸𝔹ℂ 40 𝟜𝟘 died 𐍈 50 fled.",
}
_CODECS: Final = {
    pb.OFFSET_ENCODING_UTF8: ("utf-8", 1),
    pb.OFFSET_ENCODING_UTF16: ("utf-16-le", 2),
    pb.OFFSET_ENCODING_UTF32: ("utf-32-le", 4),
    pb.OFFSET_ENCODING_UNSPECIFIED: ("utf-32-le", 4),
}


@pytest.mark.parametrize("encoding", _CODECS)
@pytest.mark.parametrize("name", _HARD_TEXTS)
def test_spans_are_exact_in_every_encoding(server: RunningServer, name: str, encoding: pb.OffsetEncoding) -> None:
    text = _HARD_TEXTS[name]
    request = request_for(text, offset_encoding=encoding, include_other_numbers=True)
    response = server.call("Extract", request, pb.ExtractResponse)
    codec, width = _CODECS[encoding]
    units = text.encode(codec)
    assert response.offset_encoding == (encoding or pb.OFFSET_ENCODING_UTF32)
    pieces = list(_pieces(response))
    assert pieces
    for surface, span in pieces:
        assert units[span.start_offset * width : span.end_offset * width].decode(codec) == surface


def _pieces(response: pb.ExtractResponse) -> Iterator[tuple[str, pb.Span]]:
    yield from ((figure.text, figure.span) for figure in response.figures)
    yield from ((seen.text, seen.span) for seen in response.abstentions)
    yield from ((other.text, other.span) for other in response.other_numbers)
    for figure in response.figures:
        if figure.context.sentence:
            yield figure.context.sentence, figure.context.sentence_span
        if figure.HasField("concept"):
            yield figure.concept.text, figure.concept.span
        if figure.HasField("price_basis"):
            yield figure.price_basis.text, figure.price_basis.span


def test_the_basic_view_leaves_the_surroundings_out(server: RunningServer) -> None:
    text = "Crews were paid £1,600 to walk 26 miles, officials said."
    full = server.call("Extract", request_for(text, target_units=["km"]), pb.ExtractResponse)
    basic_request = request_for(text, target_units=["km"], view=pb.FIGURE_VIEW_BASIC, include_provenance=True)
    basic = server.call("Extract", basic_request, pb.ExtractResponse)
    assert [figure.text for figure in basic.figures] == [figure.text for figure in full.figures]
    assert all(figure.context.sentence == text for figure in full.figures)
    for figure in basic.figures:
        assert not figure.HasField("context")
        assert not figure.HasField("si")
        assert not figure.HasField("provenance")
        assert not figure.conversions


def test_a_word_window_holds_as_many_words_as_asked_for(server: RunningServer) -> None:
    request = request_for("The old boat sank with 40 aboard last night.", context=pb.ContextOptions(window_words=2))
    (figure,) = server.call("Extract", request, pb.ExtractResponse).figures
    assert figure.context.sentence == ""
    assert (figure.context.before, figure.context.after) == ("sank with", "aboard last")


def test_kinds_choose_figures_without_renaming_them(server: RunningServer) -> None:
    text = "They paid £1,600, 40 died, and £2,400 was lost."
    everything = server.extract(text).figures
    request = request_for(text, kinds=[pb.FIGURE_KIND_MONEY])
    money = server.call("Extract", request, pb.ExtractResponse).figures
    assert list(money) == [figure for figure in everything if figure.kind == pb.FIGURE_KIND_MONEY]


def test_a_batch_answers_like_single_calls(server: RunningServer) -> None:
    texts = [f"{number} soldiers died." for number in range(2, 66)]
    batch = pb.BatchExtractRequest(documents=[pb.Document(text=text) for text in texts])
    results = server.call("BatchExtract", batch, pb.BatchExtractResponse).results
    assert [result.response for result in results] == [server.extract(text) for text in texts]


def test_a_billion_of_the_long_scale_is_a_million_millions(server: RunningServer) -> None:
    for long_scale, written in ((False, "2000000000"), (True, "2000000000000")):
        request = request_for("The war cost £2 billion.", long_scale=long_scale)
        (figure,) = server.call("Extract", request, pb.ExtractResponse).figures
        assert figure.value.point.decimal == written


def test_the_same_request_gives_the_same_bytes_twice_and_from_two_servers(server: RunningServer) -> None:
    text = "LONDON, 12 April 2025 - Some crowns: 500 crowns, 2 million rubles (about $24,000), £1,600 and 26 miles."
    request = request_for(
        text,
        target_currency_codes=["USD", "EUR"],
        target_units=["km"],
        include_provenance=True,
        include_other_numbers=True,
    ).SerializeToString()
    first = server.raw("Extract", request)
    assert server.raw("Extract", request) == first
    with start_server() as other:
        assert {other.raw("Extract", request) for _ in range(4)} == {first}


def test_compressed_calls_are_answered(server: RunningServer) -> None:
    response = server.extract("40 died. " * 100, compression=grpc.Compression.Gzip)
    assert len(response.figures) == 100


def test_service_info_states_the_limits(server: RunningServer) -> None:
    info = server.call("GetServiceInfo", pb.GetServiceInfoRequest(), pb.GetServiceInfoResponse)
    assert info.limits.max_text_bytes == 200_000
    assert (info.limits.max_batch_size, info.limits.max_in_flight) == (64, 64)
    assert list(info.engines) == ["native", "quantulum3"]
    assert list(info.language_codes) == ["en"]
    assert {"PERSON", "PAY"} <= set(info.concept_categories)
    assert info.engine.version == info.build
    assert info.rates.version.startswith("sha256:")
    assert set(info.default_options.rate_sources) <= set(info.rates.sources)


def test_listings_come_page_by_page_without_loss(server: RunningServer) -> None:
    whole = server.call("ListCurrencies", pb.ListCurrenciesRequest(page_size=1000), pb.ListCurrenciesResponse)
    assert whole.next_page_token == ""
    codes = [currency.currency_code for currency in whole.currencies]
    assert codes == sorted(set(codes))
    assert {"USD", "GBP", "DEM"} <= set(codes)
    paged: list[str] = []
    token = ""
    while True:
        request = pb.ListCurrenciesRequest(page_size=100, page_token=token)
        page = server.call("ListCurrencies", request, pb.ListCurrenciesResponse)
        paged += [currency.currency_code for currency in page.currencies]
        token = page.next_page_token
        if not token:
            break
    assert paged == codes


def test_units_are_listed_by_dimension(server: RunningServer) -> None:
    request = pb.ListUnitsRequest(dimension="[length]", page_size=1000)
    units = {unit.unit: unit for unit in server.call("ListUnits", request, pb.ListUnitsResponse).units}
    request.dimension = "length"
    assert {unit.unit for unit in server.call("ListUnits", request, pb.ListUnitsResponse).units} == units.keys()
    request.dimension = "volume"
    assert "acre_foot" in {unit.unit for unit in server.call("ListUnits", request, pb.ListUnitsResponse).units}
    assert units["mile"].si_factor.decimal == "1609.344"
    assert "miles" in units["mile"].surfaces
    assert "kilogram" not in units


def test_rate_coverage_names_source_and_days(server: RunningServer) -> None:
    request = pb.ListRateCoverageRequest(currency_code="RUB")
    coverages = server.call("ListRateCoverage", request, pb.ListRateCoverageResponse).coverages
    assert {coverage.currency_code for coverage in coverages} == {"RUB"}
    ecb = next(coverage for coverage in coverages if coverage.source == "ecb")
    assert (ecb.last_date.year, ecb.last_date.month, ecb.last_date.day) == (2022, 3, 1)


def test_rate_coverage_tells_of_holes(server: RunningServer) -> None:
    request = pb.ListRateCoverageRequest(currency_code="ISK")
    coverages = server.call("ListRateCoverage", request, pb.ListRateCoverageResponse).coverages
    (hole,) = next(coverage for coverage in coverages if coverage.source == "ecb").holes
    assert (hole.first_date, hole.last_date) == (
        pb.Date(year=2008, month=12, day=20),
        pb.Date(year=2018, month=1, day=31),
    )


def test_an_answer_that_holds_a_rate_states_the_table(server: RunningServer) -> None:
    assert server.extract("It cost £5m ($6m).").HasField("rates")
    assert not server.extract("It cost £5m.").HasField("rates")

"""What holds of every request that is well formed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from hypothesis import given, strategies

from figures_client.v1 import figures_pb2 as pb
from figures_server.serve.calls import Calls
from tests.property.texts import ANY_TEXT, extractor, thorough

_MAX_TEXT_BYTES: Final = 1_000_000
_CURRENCIES: Final = ("USD", "EUR", "GBP", "INR", "JPY", "XAU", "VEF", "ZWL", "RUB")
_UNITS: Final = ("km", "kg", "degF", "litre", "mph", "L/100km", "USD/litre", "kWh per year", "year", "GBP/month")
# From 1906, before any rate, to 2096, after every one.
_PUBLISHED: Final = strategies.none() | strategies.integers(-2_000_000_000, 4_000_000_000)
_DAYS: Final = strategies.none() | strategies.dates(min_value=date(1900, 1, 1))


@cache
def calls() -> Calls:
    """One worker's methods for all the requests."""
    return Calls(extractor(), _MAX_TEXT_BYTES)


def _some(names: tuple[str, ...]) -> strategies.SearchStrategy[list[str]]:
    return strategies.lists(strategies.sampled_from(names), max_size=4, unique=True)


def _request(
    text: str, region: str, published: int | None, day: date | None, currencies: list[str], units: list[str], flags: int
) -> pb.ExtractRequest:
    """A request with options of every kind; the bits of `flags` choose among what is asked for."""
    options = pb.ExtractOptions(
        target_currency_codes=currencies,
        target_units=units,
        offset_encoding=pb.OffsetEncoding.keys()[flags % 4],
        view=pb.FigureView.keys()[flags % 3],
        include_provenance=bool(flags & 1),
        include_other_numbers=bool(flags & 2),
        long_scale=bool(flags & 4),
    )
    if day is not None:
        options.conversion_date_policy = pb.CONVERSION_DATE_POLICY_FIXED
        options.conversion_date.CopyFrom(pb.Date(year=day.year, month=day.month, day=day.day))
    request = pb.ExtractRequest(document=pb.Document(text=text, region_code=region), options=options)
    if published is not None:
        request.document.publish_time.seconds = published
    return request


_REQUESTS: Final = strategies.builds(
    _request,
    ANY_TEXT,
    strategies.sampled_from(("", "GB", "US", "IN", "AU", "RU", "ZW")),
    _PUBLISHED,
    _DAYS,
    _some(_CURRENCIES),
    _some(_UNITS),
    strategies.integers(0, 255),
)


@given(request=_REQUESTS)
@thorough
def test_any_request_is_answered_alike_each_time(request: pb.ExtractRequest) -> None:
    response = calls().extract(request)
    assert [figure.id for figure in response.figures] == [f"f{index}" for index in range(1, len(response.figures) + 1)]
    again = calls().extract(request)
    assert response.SerializeToString(deterministic=True) == again.SerializeToString(deterministic=True)

"""What the service knows, page by page: units, currencies, coverage of rates."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import InvalidArgumentError
from figures_server.serve import limits, reasons
from figures_server.serve.messages import write_date, write_number
from figures_server.serve.requests import unknown_currency
from figures_server.serve.statuses import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures_server.lexicon.currencies import CurrencyEntry
    from figures_server.pipeline import Extractor
    from figures_server.rates import Coverage
    from figures_server.resolve.units import UnitRecord

    class _Paged(Protocol):
        page_size: int
        page_token: str


_DEFAULT_PAGE_SIZE: Final = 100
_Row = TypeVar("_Row")


class Listings:
    """Answers the three List methods; a page token is the number of rows before the page."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    @cached_property
    def _coverage(self) -> list[Coverage]:
        # Looks at every publication there is: once is enough.
        return self._extractor.rates.coverage()

    def list_units(self, request: pb.ListUnitsRequest) -> pb.ListUnitsResponse:
        """Units by id, of one dimension or quantity kind where the caller named it."""
        rows = _of_dimension(self._extractor.units.definitions(), request.dimension)
        response = pb.ListUnitsResponse()
        page, response.next_page_token = _page(rows, request)
        for row in page:
            _write_unit(response.units.add(), row)
        return response

    def list_currencies(self, request: pb.ListCurrenciesRequest) -> pb.ListCurrenciesResponse:
        """Currencies by code."""
        response = pb.ListCurrenciesResponse()
        rows = sorted(self._extractor.currencies, key=lambda entry: entry.code)
        page, response.next_page_token = _page(rows, request)
        for row in page:
            _write_currency(response.currencies.add(), row)
        return response

    def list_rate_coverage(self, request: pb.ListRateCoverageRequest) -> pb.ListRateCoverageResponse:
        """Series of rates by currency, then source; of one currency where the caller named it."""
        wanted = request.currency_code
        if wanted and wanted not in {entry.code for entry in self._extractor.currencies}:
            raise unknown_currency(wanted, "currency_code", self._extractor.units)
        rows = [row for row in self._coverage if wanted in ("", row.currency)]
        response = pb.ListRateCoverageResponse()
        page, response.next_page_token = _page(rows, request)
        for row in page:
            _write_coverage(response.coverages.add(), row)
        return response


def _page(rows: Sequence[_Row], request: _Paged) -> tuple[Sequence[_Row], str]:
    """The page asked for and the next one's token, which is empty after the last."""
    size, token = request.page_size, request.page_token
    if size < 0:
        raise InvalidArgumentError(reasons.OUT_OF_RANGE, f"{size} is less than 0", "page_size", {"value": str(size)})
    if not (token or "0").isdecimal() or not token.isascii() or len(token) > 9 or int(token or 0) > len(rows):
        message = f"{quote(token)!r} is no token of this list"
        raise InvalidArgumentError(reasons.INVALID_PAGE_TOKEN, message, "page_token", {"value": quote(token)})
    start = int(token or 0)
    end = start + min(size or _DEFAULT_PAGE_SIZE, limits.MAX_PAGE_SIZE)
    return rows[start:end], str(end) if end < len(rows) else ""


def _of_dimension(rows: list[UnitRecord], wanted: str) -> list[UnitRecord]:
    """Those of "[length] ** 3", as pint spells it, of "length", or of the quantity kind "volume"; all where none is named."""
    if not wanted:
        return rows
    names = {wanted, f"[{wanted.lower()}]"}
    found = [row for row in rows if row.dimension in names or row.quantity_kind.lower() == wanted.lower()]
    if not found:
        known = sorted({name for row in rows for name in (row.dimension, row.quantity_kind.lower()) if name})
        nearest = get_close_matches(wanted.lower(), known)
        message = f"{quote(wanted)!r} is no dimension of a unit; near it: {', '.join(nearest) or 'none'}"
        metadata = {"value": quote(wanted), "nearest": ", ".join(nearest)}
        raise InvalidArgumentError(reasons.UNKNOWN_DIMENSION, message, "dimension", metadata)
    return found


def _write_unit(out: pb.UnitDefinition, row: UnitRecord) -> None:
    out.unit = row.unit
    out.ucum = row.ucum
    out.dimension = row.dimension
    out.surfaces.extend(row.surfaces)
    if row.si_factor is not None:
        write_number(out.si_factor, row.si_factor)
    if row.si_offset is not None:
        write_number(out.si_offset, row.si_offset)


def _write_currency(out: pb.Currency, row: CurrencyEntry) -> None:
    out.currency_code = row.code
    out.display_name = row.name
    out.symbols.extend(row.symbols)
    out.surfaces.extend(row.surfaces)
    out.minor_digits = row.minor_digits
    if row.withdrawn is not None:
        write_date(out.withdrawn_date, row.withdrawn)


def _write_coverage(out: pb.RateCoverage, row: Coverage) -> None:
    out.currency_code = row.currency
    out.quote_currency_code = row.quote
    out.source = row.source
    out.source_name = row.source_name
    out.max_gap_days = row.max_gap_days
    out.publications = row.publications
    write_date(out.first_date, row.first_date)
    write_date(out.last_date, row.last_date)
    for hole in row.holes:
        written = out.holes.add()
        write_date(written.first_date, hole.first_date)
        write_date(written.last_date, hole.last_date)

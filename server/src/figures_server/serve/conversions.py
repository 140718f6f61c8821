"""The Convert method: amounts that the caller already holds, in other units or at a stated day's rate."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from figures_client.v1 import figures_pb2 as pb
from figures_server.compose.numerals.num import significant
from figures_server.errors import FiguresError, InvalidArgumentError
from figures_server.model import Interval, Number, Warn
from figures_server.resolve.money import Wish, currency_factor
from figures_server.resolve.prices import PriceConverter
from figures_server.serve import reasons
from figures_server.serve.limits import check_batch_size
from figures_server.serve.messages import write_conversion
from figures_server.serve.requests import read_date, read_staleness
from figures_server.serve.statuses import quote, write_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.model import Conversion, CurrencyRate, Unit
    from figures_server.pipeline import Extractor
    from figures_server.serve.requests import RequestReader

_AMBIGUOUS_UNIT: Final = "AMBIGUOUS_UNIT"
_DECIMAL: Final = re.compile(
    r"[+-]?(?:[0-9]{1,100}(?:\.[0-9]{0,100})?|\.[0-9]{1,100})(?:[eE][+-]?[0-9]{1,2})?", re.ASCII
)


class Converter:
    """Converts amount by amount; one that cannot be converted is answered with its own error."""

    def __init__(self, extractor: Extractor, reader: RequestReader) -> None:
        self._money = extractor.money
        self._units = extractor.units
        self._prices = PriceConverter(extractor.units, extractor.money)
        self._reader = reader

    def convert(self, request: pb.ConvertRequest, rates: pb.RateTable) -> pb.ConvertResponse:
        """Every amount's outcome, in the request's order; `rates` only where one was money."""
        check_batch_size(len(request.items), "items")
        response = pb.ConvertResponse()
        for index, item in enumerate(request.items):
            result = response.results.add()
            try:
                write_conversion(result.conversion, self._convert(item))
            except FiguresError as error:
                write_error(result.error, error.within(f"items[{index}]"))
            if result.conversion.HasField("rate") or result.error.reason == "NO_RATE":
                response.rates.CopyFrom(rates)
        return response

    def _convert(self, item: pb.ConvertItem) -> Conversion:
        value = _read_value(item.value)
        source = self._parse(item.from_unit, "from_unit")
        target = self._parse(item.to_unit, "to_unit")
        ours, theirs = currency_factor(source), currency_factor(target)
        if not (ours and theirs) or ours.name == theirs.name:
            conversion = self._units.convert(source, value, target)
        else:
            conversion = self._prices.convert(source, value, target, self._rate(ours.name, theirs.name, item))
        conversion.warnings += (*_cautions(source), *_cautions(target))
        return conversion

    def _rate(self, from_code: str, to_code: str, item: pb.ConvertItem) -> CurrencyRate:
        day = read_date(item.conversion_date, "conversion_date") if item.HasField("conversion_date") else None
        if (day is None) != item.latest:
            message = "there must be a date, or else latest, and not both"
            raise InvalidArgumentError(reasons.MISSING_FIELD, message, "conversion_date")
        return self._money.rate(
            from_code,
            to_code,
            Wish(day, "caller_fixed" if day else "latest"),
            rate_sources=self._reader.read_rate_sources(item.rate_sources, "rate_sources"),
            max_staleness_days=read_staleness(item, ""),
        )

    def _parse(self, name: str, field: str) -> Unit:
        try:
            return self._units.parse(name)
        except FiguresError as error:
            raise error.within(field) from None


def _cautions(unit: Unit) -> Iterator[Warn]:
    """That a bare "ton" was taken for one of three: an amount has no text that would tell."""
    for factor in unit.factors:
        if factor.base == "unit" and factor.alternatives:
            others = ", ".join(factor.alternatives)
            message = f"{factor.name} was taken; the same word may mean {others}"
            yield Warn(_AMBIGUOUS_UNIT, message, (("unit", factor.name), ("alternatives", others)))


def _read_value(text: str) -> Interval:
    """A number with the significant digits it would have in a text: "60" has one, "60.0" three."""
    if not _DECIMAL.fullmatch(text):
        message = f"{quote(text)!r} is no decimal number of at most 100 digits"
        raise InvalidArgumentError(reasons.INVALID_VALUE, message, "value", {"value": quote(text)})
    mantissa = text.lower().partition("e")[0].lstrip("+-")
    number = Number(Decimal(text), significant(mantissa))
    return Interval(number, number, number)

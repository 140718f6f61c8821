"""What a caller asks for, checked: everything here either holds or is refused with the field's path and a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import FiguresError, InvalidArgumentError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.model import PartialDate, Policy
from figures_server.pipeline import ENGINES, NATIVE
from figures_server.serve import limits, reasons
from figures_server.serve.statuses import invalid, out_of_range, quote

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from google.protobuf.duration_pb2 import Duration
    from google.protobuf.timestamp_pb2 import Timestamp

    from figures_server.model import DatePolicy
    from figures_server.pipeline import Extractor
    from figures_server.resolve.units import UnitTable

_REGION: Final = re.compile(r"[A-Za-z]{2}|[0-9]{3}")
_NANOS_PER_S: Final = 1_000_000_000
_SECONDS_PER_DAY: Final = 86_400
_REMEMBERED: Final = 256
_LONGEST_REMEMBERED: Final = 1024


class Reading(NamedTuple):
    """One article, ready for the extractor."""

    text: str
    publish_time: datetime | None
    region_code: str | None


@dataclass(frozen=True, slots=True)
class Options:
    """What to do with an article and how much of it to send."""

    policy: Policy
    engine: str
    encoding: int
    kinds: frozenset[int]
    min_confidence: float
    full: bool
    sentence: bool
    window_words: int
    provenance: bool
    other_numbers: bool


class RequestReader:
    """Checks requests against what this server knows and allows."""

    def __init__(self, extractor: Extractor, max_text_bytes: int) -> None:
        self.max_text_bytes = max_text_bytes
        self._units = extractor.units
        self._currency_codes = frozenset(entry.code for entry in extractor.currencies)
        self._rate_sources = tuple(source.id for source in extractor.rates.sources)
        # Callers ask for the same, text after text.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read_options)

    def read_document(self, document: pb.Document, path: str = "document") -> Reading:
        """The article at `path`, e.g. "documents[3]"."""
        text = document.text
        # No character has more than four bytes.
        if 4 * len(text) > self.max_text_bytes and (size := len(text.encode())) > self.max_text_bytes:
            raise too_large(size, self.max_text_bytes, f"{path}.text")
        language = document.language_code
        if language and language.partition("-")[0].lower() != "en":
            reason = f"{quote(language)!r} is not read, only English is"
            raise invalid(reasons.UNSUPPORTED_LANGUAGE, reason, f"{path}.language_code", language)
        region = document.region_code
        if region and not _REGION.fullmatch(region):
            reason = f"{quote(region)!r} is no region code"
            raise invalid(reasons.INVALID_REGION_CODE, reason, f"{path}.region_code", region)
        published = None
        if document.HasField("publish_time"):
            published = _read_timestamp(document.publish_time, f"{path}.publish_time")
        return Reading(text, published, region.upper() or None)

    def read_options(self, options: pb.ExtractOptions, path: str = "options") -> Options:
        """The options at `path`, with the service's defaults where they are unset."""
        data = options.SerializeToString()
        return self._remembered(data, path) if len(data) <= _LONGEST_REMEMBERED else self._read_options(data, path)

    def read_rate_sources(self, names: Sequence[str], path: str) -> tuple[str, ...]:
        """Known sources of rates, each once, in the caller's order."""
        for index, name in enumerate(names):
            if name not in self._rate_sources:
                message = f"{quote(name)!r} is no source of rates here; there are {', '.join(self._rate_sources)}"
                raise invalid(reasons.UNKNOWN_RATE_SOURCE, message, f"{path}[{index}]", name)
        return tuple(dict.fromkeys(names))

    def _read_options(self, data: bytes, path: str) -> Options:
        options = pb.ExtractOptions.FromString(data)
        _check_enums(options, path)
        if not 0 <= options.min_confidence <= 1:
            raise out_of_range(options.min_confidence, "between 0 and 1", f"{path}.min_confidence")
        words = options.context.window_words
        if not 0 <= words <= limits.MAX_WINDOW_WORDS:
            bounds = f"between 0 and {limits.MAX_WINDOW_WORDS}"
            raise out_of_range(words, bounds, f"{path}.context.window_words")
        engine = options.engine or NATIVE
        if engine not in ENGINES:
            known = ", ".join(ENGINES)
            raise invalid(reasons.UNKNOWN_ENGINE, f"{quote(engine)!r} is none of {known}", f"{path}.engine", engine)
        full = options.view != pb.FIGURE_VIEW_BASIC
        return Options(
            policy=self._read_policy(options, full=full, path=path),
            engine=engine,
            encoding=options.offset_encoding or pb.OFFSET_ENCODING_UTF32,
            kinds=frozenset(options.kinds),
            min_confidence=options.min_confidence,
            full=full,
            sentence=options.context.sentence or not options.HasField("context"),
            window_words=words,
            provenance=options.include_provenance and full,
            other_numbers=options.include_other_numbers,
        )

    def _read_policy(self, options: pb.ExtractOptions, *, full: bool, path: str) -> Policy:
        fixed = None
        if options.HasField("conversion_date"):
            fixed = read_date(options.conversion_date, f"{path}.conversion_date")
        elif options.conversion_date_policy == pb.CONVERSION_DATE_POLICY_FIXED:
            message = "CONVERSION_DATE_POLICY_FIXED needs a date"
            raise InvalidArgumentError(reasons.MISSING_FIELD, message, f"{path}.conversion_date")
        return Policy(
            target_currency_codes=self._read_currencies(options.target_currency_codes, path),
            target_units=self._read_units(options.target_units, path),
            date_policy=_DATE_POLICIES[options.conversion_date_policy],
            conversion_date=fixed,
            max_staleness_days=read_staleness(options, path),
            rate_sources=self.read_rate_sources(options.rate_sources, f"{path}.rate_sources"),
            long_scale=options.long_scale,
            full=full,
        )

    def _read_currencies(self, codes: Sequence[str], path: str) -> tuple[str, ...]:
        path = f"{path}.target_currency_codes"
        limits.check_count(len(codes), limits.MAX_TARGET_CURRENCIES, reasons.TOO_MANY_CURRENCIES, path)
        for index, code in enumerate(codes):
            if code not in self._currency_codes:
                raise unknown_currency(code, f"{path}[{index}]", self._units)
        return tuple(dict.fromkeys(codes))

    def _read_units(self, names: Sequence[str], path: str) -> tuple[str, ...]:
        path = f"{path}.target_units"
        limits.check_count(len(names), limits.MAX_TARGET_UNITS, reasons.TOO_MANY_UNITS, path)
        for index, name in enumerate(names):
            try:
                self._units.parse(name)
            except FiguresError as error:
                where = f"{path}[{index}]"
                raise error.within(where) from None
        return tuple(dict.fromkeys(names))


def too_large(size: int, limit: int, path: str) -> InvalidArgumentError:
    """A text over the limit."""
    message = f"{size} bytes, the limit is {limit}"
    return InvalidArgumentError(reasons.TEXT_TOO_LARGE, message, path, {"size": str(size), "limit": str(limit)})


def unknown_currency(code: str, path: str, units: UnitTable) -> InvalidArgumentError:
    """A code that is none, and those its writer may have meant: "usd" is USD, "£" GBP or another pound."""
    try:
        nearest = [factor.name for factor in units.parse(code).factors if factor.base == "currency"]
    except FiguresError as error:
        nearest = [name for name in error.metadata["nearest"].split(", ") if name in currencies_by_code()]
    hint = f"; near it: {', '.join(nearest)}" if nearest else ""
    message = f"{quote(code)!r} is no ISO 4217 code{hint}"
    metadata = {"value": quote(code), "nearest": ", ".join(nearest)}
    return InvalidArgumentError(reasons.UNKNOWN_CURRENCY, message, path, metadata)


def read_date(message: pb.Date, path: str) -> PartialDate:
    """A civil date, perhaps without its day, or without day and month; 30 February is none."""
    year, month, day = message.year, message.month, message.day
    try:
        # A day without its month is refused like month 0 of a whole date.
        date(year, month if day else month or 1, day or 1)
    except (ValueError, OverflowError):
        text = f"{year}-{month}-{day}"
        raise invalid(reasons.INVALID_DATE, f"{text} (year-month-day) is no date", path, text) from None
    return PartialDate(year, month, day)


def read_staleness(holder: pb.ExtractOptions | pb.ConvertItem, path: str) -> int | None:
    """How many whole days a rate may be old; None where the caller left it to the source."""
    if not holder.HasField("max_rate_staleness"):
        return None
    duration: Duration = holder.max_rate_staleness
    if duration.seconds < 0 or not 0 <= duration.nanos < _NANOS_PER_S:
        sent = f"{duration.seconds}s {duration.nanos}ns"
        where = f"{path}.max_rate_staleness".lstrip(".")
        raise out_of_range(sent, "a duration of 0 or more", where)
    return duration.seconds // _SECONDS_PER_DAY


def _read_timestamp(message: Timestamp, path: str) -> datetime:
    try:
        return message.ToDatetime(UTC)
    except (ValueError, OverflowError):
        sent = f"{message.seconds}s {message.nanos}ns"
        reason = f"{sent} is no time of the years 1 to 9999"
        raise invalid(reasons.INVALID_TIMESTAMP, reason, path, sent) from None


def _check_enums(options: pb.ExtractOptions, path: str) -> None:
    for field, number, known in (
        ("offset_encoding", options.offset_encoding, _ENCODINGS),
        ("conversion_date_policy", options.conversion_date_policy, _DATE_POLICIES),
        ("view", options.view, _VIEWS),
    ):
        _check_enum(number, known, f"{path}.{field}")
    for index, kind in enumerate(options.kinds):
        where = f"{path}.kinds[{index}]"
        _check_enum(kind, _KINDS, where)


def _check_enum(number: int, known: Container[int], path: str) -> None:
    if number not in known:
        message = f"{number} is not among the values of the contract"
        raise invalid(reasons.UNKNOWN_ENUM_VALUE, message, path, str(number))


_ENCODINGS: Final = frozenset(pb.OffsetEncoding.values())
_VIEWS: Final = frozenset(pb.FigureView.values())
# The others' zero is the default; a kind that is asked for is one.
_KINDS: Final = frozenset(pb.FigureKind.values()) - {pb.FIGURE_KIND_UNSPECIFIED}
_DATE_POLICIES: Final[dict[int, DatePolicy]] = {
    pb.CONVERSION_DATE_POLICY_UNSPECIFIED: "event_else_publication",
    pb.CONVERSION_DATE_POLICY_EVENT_ELSE_PUBLICATION: "event_else_publication",
    pb.CONVERSION_DATE_POLICY_PUBLICATION: "publication",
    pb.CONVERSION_DATE_POLICY_FIXED: "fixed",
    pb.CONVERSION_DATE_POLICY_LATEST: "latest",
}

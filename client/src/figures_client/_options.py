"""What a caller says, written as the messages of the contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, TypedDict

from google.protobuf.duration_pb2 import Duration

from figures_client._enums import ConversionDatePolicy, FigureKind, FigureView, OffsetEncoding, write_enum
from figures_client.errors import FieldViolation, InvalidRequestError
from figures_client.model import PartialDate
from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta
    from decimal import Decimal

    from figures_client._enums import E
    from figures_client.model import CivilDate

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CIVIL_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ContextOptions:
    """How much of the text around a figure to send."""

    sentence: bool = True
    window_words: int = 0


class ExtractOptions(TypedDict, total=False):
    """What to do with an article; each may be left out. figures.proto says more of each."""

    kinds: Sequence[FigureKind | str]
    target_currency_codes: Sequence[str]
    target_units: Sequence[str]
    # A conversion_date alone already means the policy FIXED.
    conversion_date_policy: ConversionDatePolicy | str
    conversion_date: CivilDate | str
    max_rate_staleness: timedelta
    rate_sources: Sequence[str]
    context: ContextOptions
    view: FigureView | str
    min_confidence: float
    include_provenance: bool
    include_other_numbers: bool
    long_scale: bool
    engine: str
    offset_encoding: OffsetEncoding | str


@dataclass(frozen=True, slots=True)
class Document:
    """One article of many; `key` comes back with its answer, by default its place, "0", "1", ...

    `publish_time` is a datetime (taken as UTC where it names no zone), a date, or either in ISO 8601.
    """

    text: str
    key: str = ""
    publish_time: datetime | date | str | None = None
    region_code: str = ""
    language_code: str = ""
    uri: str = ""

    def __post_init__(self) -> None:
        """Refuses what is no text or no publication time here, where the caller can tell which article it was."""
        text: object = self.text
        if not isinstance(text, str):
            message = f"a text is a str, not {type(text).__name__}"
            raise TypeError(message)
        object.__setattr__(self, "publish_time", _instant(self.publish_time))


def write_document(document: Document) -> pb.Document:
    """The article as a message; a lone surrogate, which no UTF-8 can hold, goes as U+FFFD, so spans stay true."""
    written = pb.Document(region_code=document.region_code, language_code=document.language_code, uri=document.uri)
    try:
        written.text = document.text
    except UnicodeEncodeError:
        written.text = _SURROGATE.sub("\ufffd", document.text)
    if isinstance(document.publish_time, datetime):
        written.publish_time.FromDatetime(document.publish_time)
    return written


def write_options(options: ExtractOptions) -> pb.ExtractOptions | None:
    """The options as a message; None where there are none. InvalidRequestError names the one that is wrong."""
    if unknown := options.keys() - ExtractOptions.__annotations__:
        message = f"unexpected keyword argument: {', '.join(sorted(unknown))}"
        raise TypeError(message)
    if not options:
        return None
    given: dict[str, Any] = dict(options)
    day = given.get("conversion_date")
    policy = given.get("conversion_date_policy", "unknown" if day is None else ConversionDatePolicy.FIXED)
    kinds = _words(given.get("kinds"))
    return pb.ExtractOptions(
        offset_encoding=_enum(OffsetEncoding, given.get("offset_encoding"), "options.offset_encoding"),
        kinds=[_enum(FigureKind, kind, f"options.kinds[{i}]") for i, kind in enumerate(kinds)],
        target_currency_codes=_words(given.get("target_currency_codes")),
        target_units=_words(given.get("target_units")),
        conversion_date_policy=_enum(ConversionDatePolicy, policy, "options.conversion_date_policy"),
        conversion_date=write_date(day, "options.conversion_date"),
        max_rate_staleness=_duration(given.get("max_rate_staleness")),
        context=_context(given.get("context")),
        min_confidence=given.get("min_confidence"),
        include_provenance=given.get("include_provenance"),
        view=_enum(FigureView, given.get("view"), "options.view"),
        engine=given.get("engine"),
        rate_sources=_words(given.get("rate_sources")),
        include_other_numbers=given.get("include_other_numbers"),
        long_scale=given.get("long_scale"),
    )


def write_amount(
    value: Decimal | int | str,
    from_unit: str,
    to_unit: str,
    *,
    on: CivilDate | str | None,
    latest: bool,
    sources: Sequence[str],
    max_rate_staleness: timedelta | None,
) -> pb.ConvertRequest:
    """One amount to convert: 1600, "GBP", "USD", on 12 April 2025."""
    item = pb.ConvertItem(
        value=str(value),
        from_unit=from_unit,
        to_unit=to_unit,
        conversion_date=write_date(on, "items[0].conversion_date"),
        latest=latest,
        max_rate_staleness=_duration(max_rate_staleness),
        rate_sources=_words(sources),
    )
    return pb.ConvertRequest(items=[item])


def write_date(value: CivilDate | str | None, field: str) -> pb.Date | None:
    """A date, full or partial, as a message: "2024-12" has no day."""
    if value is None:
        return None
    if isinstance(value, str):
        match = _CIVIL_DATE.fullmatch(value)
        if match is None:
            message = f"{value!r} is no date such as 2025-04-12, 2025-04 or 2025"
            raise _invalid(field, "INVALID_DATE", message)
        value = PartialDate(*(int(part or 0) for part in match.groups()))
    given: object = value
    if not isinstance(given, date | PartialDate):
        message = f"{field} is a date, a PartialDate or a str, not {type(given).__name__}"
        raise TypeError(message)
    return pb.Date(year=value.year, month=value.month, day=value.day)


def _instant(value: datetime | date | str | None) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if len(value) > len("2025-04-12") else date.fromisoformat(value)
        except ValueError:
            message = f"{value!r} is no time such as 2025-04-12 or 2025-04-12T17:20:00Z"
            msg = "document.publish_time"
            raise _invalid(msg, "INVALID_DATE", message) from None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        # Noon, so that no zone makes another day of it.
        return datetime(value.year, value.month, value.day, 12, tzinfo=UTC)
    other: object = value
    if other is not None:
        message = f"publish_time is a datetime, a date or a str, not {type(other).__name__}"
        raise TypeError(message)
    return None


def _context(value: ContextOptions | None) -> pb.ContextOptions | None:
    return None if value is None else pb.ContextOptions(sentence=value.sentence, window_words=value.window_words)


def _enum(cls: type[E], value: str | None, field: str) -> Any:  # noqa: ANN401 - an enum's number; each has its own type
    try:
        return write_enum(cls, value or "unknown")
    except ValueError:
        known = ", ".join(name for name in cls if name != "unknown")
        raise _invalid(field, "UNKNOWN_VALUE", f"{value!r} is none of {known}") from None


def _words(words: Sequence[str] | None) -> Sequence[str]:
    # A string is a sequence too: "USD" alone must not become "U", "S", "D".
    return [words] if isinstance(words, str) else list(words or ())


def _duration(value: timedelta | None) -> Duration | None:
    if value is None:
        return None
    message = Duration()
    message.FromTimedelta(value)
    return message


def _invalid(field: str, reason: str, message: str) -> InvalidRequestError:
    violation = FieldViolation(field, message, reason)
    return InvalidRequestError(f"{field}: {message}", code="INVALID_ARGUMENT", reason=reason, violations=(violation,))

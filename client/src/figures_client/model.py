"""What the service answers, as immutable values.

Names follow figures.proto, whose comments say with examples what each field means. Departures: a
span is `start` and `end`; a full date is `datetime.date`, a partial one `PartialDate`; the
contract's Warning is `Notice`, so that Python's own keeps its name. An empty text field is "";
what may be absent is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    from figures_client._enums import (
        AnchorSource,
        ChangeRole,
        ConversionDateBasis,
        Direction,
        Factuality,
        FigureKind,
        Modifier,
        OffsetEncoding,
        OtherNumberKind,
        RateKind,
        RelationType,
        Section,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of the text: `text[span.start:span.end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that lacks its day, or day and month (0): "in December 2024" is PartialDate(2024, 12)."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """As ISO 8601 writes it: "2024-12"."""
        parts = (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(parts[: 3 if self.day else 2 if self.month else 1])


CivilDate: TypeAlias = date | PartialDate


@dataclass(frozen=True, slots=True)
class Number:
    """One exact decimal, and how many of its digits the writer committed to."""

    decimal: Decimal
    significant_digits: int | None = None

    @property
    def approximate(self) -> float:
        """The nearest float."""
        return float(self.decimal)


@dataclass(frozen=True, slots=True)
class Interval:
    """What is asserted of a magnitude; a missing end is open, one number has two equal ends."""

    lower: Number | None = None
    upper: Number | None = None
    lower_exclusive: bool = False
    upper_exclusive: bool = False
    point: Number | None = None

    @property
    def low(self) -> Decimal | None:
        """The lower end: of "£1,600 to £2,400", Decimal("1600")."""
        return self.lower.decimal if self.lower else None

    @property
    def high(self) -> Decimal | None:
        """The upper end: of "more than 155", None."""
        return self.upper.decimal if self.upper else None


@dataclass(frozen=True, slots=True)
class Hedge:
    """The words that weaken or bound a number: "reportedly up to"."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's part in a change: "up by 3%"."""

    direction: Direction
    role: ChangeRole


@dataclass(frozen=True, slots=True)
class UnitFactor:
    """One power of a unit; exactly one of `unit`, `currency_code` and `entity` is filled."""

    unit: str = ""
    currency_code: str = ""
    entity: str = ""
    exponent: int = 1
    text: str = ""
    alternatives: tuple[str, ...] = ()
    multiple: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers: "£ per month" has the display "GBP/month"."""

    display: str
    ucum: str = ""
    factors: tuple[UnitFactor, ...] = ()
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What is counted or measured: "Chinese citizens", with the head "citizen"."""

    text: str
    span: Span | None
    head: str = ""
    states: tuple[str, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who states a figure: "Western defence analysts" who "believe"."""

    source: str
    source_span: Span | None
    verb: str = ""
    reported_by: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The text around a figure and what it says of it."""

    sentence: str
    sentence_span: Span | None
    before: str
    after: str
    attribution: Attribution | None
    factuality: Factuality
    place: str
    place_span: Span | None
    paragraph_index: int
    section: Section


@dataclass(frozen=True, slots=True)
class TemporalAnchor:
    """When a figure holds, or when the article was published; `end_date` is inclusive."""

    start_date: CivilDate | None
    end_date: CivilDate | None
    source: AnchorSource
    text: str = ""
    span: Span | None = None
    timex_value: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a caller ought to know that is no error: NO_RATE, with the currency's code."""

    reason: str
    message: str
    metadata: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Normalized:
    """A figure in base SI units: "a mile" is 1609.344 m."""

    value: Interval
    ucum: str
    dimension: str


@dataclass(frozen=True, slots=True)
class RateLeg:
    """One published rate, target per source, on one day."""

    from_currency_code: str
    to_currency_code: str
    rate: Decimal
    rate_date: CivilDate | None
    source: str


@dataclass(frozen=True, slots=True)
class CurrencyRate:
    """A rate and all that is needed to check it with pencil and paper."""

    from_currency_code: str
    to_currency_code: str
    rate: Decimal
    requested_date: CivilDate | None
    requested_end_date: CivilDate | None
    basis: ConversionDateBasis
    rate_date: CivilDate | None
    source: str
    route: tuple[RateLeg, ...]
    kind: RateKind
    averaged_publications: int | None
    relative_precision: float
    source_name: str
    basis_text: str
    staleness_days: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """A figure in another unit or currency; `rounded` is what a careful writer would print."""

    unit: Unit
    value: Interval
    rate: CurrencyRate | None
    factor: Decimal | None
    offset: Decimal | None
    warnings: tuple[Notice, ...]
    rounded: Interval | None


@dataclass(frozen=True, slots=True)
class PriceBasis:
    """Of which day's or year's worth an amount is: "in 2011 dollars"; no date: adjusted, not said to when."""

    base_date: CivilDate | None
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which rule found a figure, and which changed it afterwards."""

    rule: str
    refinements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity that the article states."""

    id: str
    kind: FigureKind
    text: str
    span: Span
    value: Interval
    modifier: Modifier
    unit: Unit
    concept: Concept | None
    context: Context | None
    anchor: TemporalAnchor | None
    si: Normalized | None
    conversions: tuple[Conversion, ...]
    confidence: float
    warnings: tuple[Notice, ...]
    provenance: Provenance | None
    change: Change | None
    qualifiers: tuple[str, ...]
    hedge: Hedge | None
    price_basis: PriceBasis | None

    @property
    def low(self) -> Decimal | None:
        """The value's lower end; None where it is open."""
        return self.value.low

    @property
    def high(self) -> Decimal | None:
        """The value's upper end; None where it is open."""
        return self.value.high


@dataclass(frozen=True, slots=True)
class RateComparison:
    """How far a writer's own rate lies from one of the table's, as a fraction of it."""

    rate: CurrencyRate | None
    deviation: float


@dataclass(frozen=True, slots=True)
class RateFit:
    """The day whose rate comes closest to a writer's own, and the days that were compared.

    Days whose rates differ by less than `rounding` cannot be told apart: so much the writer's digits leave open.
    """

    rate: CurrencyRate | None
    deviation: float
    first_date: CivilDate | None
    last_date: CivilDate | None
    rounding: float


@dataclass(frozen=True, slots=True)
class Relation:
    """How two figures hang together: "two million rubles (about $24,000)"."""

    type: RelationType
    from_figure_id: str
    to_figure_id: str
    implied_rate: Decimal | None = None
    deviation: float | None = None
    table_rate: CurrencyRate | None = None
    at_publication: RateComparison | None = None
    best_fit: RateFit | None = None


@dataclass(frozen=True, slots=True)
class Abstention:
    """A number that looked like a figure and could not be resolved: "500 crowns"."""

    text: str
    span: Span
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number that is no figure: "F-16"."""

    text: str
    span: Span
    kind: OtherNumberKind
    timex_value: str = ""


@dataclass(frozen=True, slots=True)
class Engine:
    """Who read the text."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class RateTable:
    """The table of rates that conversions come from."""

    sources: tuple[str, ...]
    version: str
    first_date: CivilDate | None
    last_date: CivilDate | None


@dataclass(frozen=True, slots=True)
class ExtractResult:
    """What one article says in numbers."""

    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    anchor: TemporalAnchor | None
    warnings: tuple[Notice, ...]
    engine: Engine | None
    rates: RateTable | None
    offset_encoding: OffsetEncoding
    abstentions: tuple[Abstention, ...]
    other_numbers: tuple[OtherNumber, ...]

"""What the stages hand to one another: plain classes with slots, cheap to build.

Every span is half-open, in Unicode code points of the text as received. Names follow the
contract (proto/figures/v1/figures.proto); enum values are its names in lower case without the prefix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - the compiled build reads the fields of a NamedTuple
from decimal import Decimal  # noqa: TC003 - as above
from typing import Final, Literal, NamedTuple

Kind = Literal[
    "count",
    "money",
    "measurement",
    "temperature",
    "duration",
    "percentage",
    "ratio",
    "ordinal",
    "age",
    "scale",
    "multiple",
    "number",
]
Modifier = Literal[
    "exact",
    "approximate",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "range",
    "just_below",
    "just_above",
    "vague",
]
OtherKind = Literal["date", "time_of_day", "name", "identifier", "score", "furniture", "idiom", "narrative"]
Base = Literal["unit", "currency", "entity"]


class Number(NamedTuple):
    """One exact decimal and how many of its digits the writer committed to."""

    decimal: Decimal
    significant_digits: int | None = None


class Span(NamedTuple):
    """A half-open range of the text."""

    start: int
    end: int


class Interval:
    """What is asserted of a magnitude; a missing end is open, a single value has two equal ends."""

    __slots__ = ("lower", "lower_exclusive", "point", "upper", "upper_exclusive")

    def __init__(
        self,
        lower: Number | None,
        upper: Number | None,
        point: Number | None = None,
        *,
        lower_exclusive: bool = False,
        upper_exclusive: bool = False,
    ) -> None:
        self.lower = lower
        self.upper = upper
        self.point = point
        self.lower_exclusive = lower_exclusive
        self.upper_exclusive = upper_exclusive


class UnitFactor:
    """One power of a unit: base "unit" (catalogue id), "currency" (ISO 4217) or "entity" (singular noun)."""

    __slots__ = ("alternatives", "base", "candidates", "exponent", "multiple", "name", "reason", "text")

    def __init__(
        self,
        base: Base,
        name: str,
        exponent: int = 1,
        text: str = "",
        multiple: Decimal | None = None,
    ) -> None:
        self.base = base
        self.name = name
        self.exponent = exponent
        self.text = text
        self.multiple = multiple
        self.alternatives: tuple[str, ...] = ()
        self.reason = ""
        # Of money, until resolve has chosen: each currency the sign may mean and what one of it is in major units.
        self.candidates: tuple[tuple[str, Decimal], ...] = ()


class Unit:
    """A product of powers. `display`, `ucum` and `dimension` are filled by resolve."""

    __slots__ = ("dimension", "display", "factors", "ucum")

    def __init__(self, factors: tuple[UnitFactor, ...]) -> None:
        self.factors = factors
        self.display = ""
        self.ucum = ""
        self.dimension = ""


class PartialDate(NamedTuple):
    """A civil date that may lack its day, or day and month (0)."""

    year: int
    month: int = 0
    day: int = 0


AnchorSource = Literal["request", "dateline", "mention", "none"]


class Anchor(NamedTuple):
    """When a figure holds, or when the article was published. `end` is inclusive."""

    start: PartialDate | None
    end: PartialDate | None
    source: AnchorSource
    text: str = ""
    span: Span | None = None
    timex_value: str = ""


NO_ANCHOR: Final = Anchor(None, None, "none")


class PriceBasis(NamedTuple):
    """Of which day's or year's worth an amount is: "in 2011 dollars"; None: adjusted, the text does not say to when."""

    base: PartialDate | None
    text: str
    span: Span


class Warn(NamedTuple):
    """Something the caller ought to know that is no error."""

    reason: str
    message: str
    metadata: tuple[tuple[str, str], ...] = ()


class RateLeg(NamedTuple):
    """One published rate, target per source, on one day."""

    from_code: str
    to_code: str
    rate: Decimal
    rate_date: date
    source: str


RateKind = Literal["daily_reference", "monthly", "period_average", "fixed", "market", "open_market"]
DateBasis = Literal["event_date", "publication_date", "dateline", "caller_fixed", "latest", "best_fit", "price_base"]


@dataclass(frozen=True, slots=True)
class CurrencyRate:
    """A rate and all that is needed to check it with pencil and paper."""

    from_code: str
    to_code: str
    rate: Decimal
    requested_date: PartialDate | None
    basis: DateBasis
    rate_date: date
    source: str
    source_name: str
    kind: RateKind
    route: tuple[RateLeg, ...]
    relative_precision: float
    staleness_days: int
    averaged_publications: int | None = None
    basis_text: str = ""
    # Of a period with a name, "the six months to June": its last day or month.
    requested_end: PartialDate | None = None
    warnings: tuple[Warn, ...] = ()


class Conversion:
    """A figure in another unit or currency; beside the original, never instead."""

    __slots__ = ("factor", "offset", "rate", "rounded", "unit", "value", "warnings")

    def __init__(self, unit: Unit, value: Interval, rounded: Interval, factor: Number | None = None) -> None:
        self.unit = unit
        self.value = value
        self.rounded = rounded
        self.rate: CurrencyRate | None = None
        self.factor = factor
        self.offset: Number | None = None
        self.warnings: tuple[Warn, ...] = ()


class Normalized(NamedTuple):
    """A figure in base SI units."""

    value: Interval
    ucum: str
    dimension: str


class Hedge(NamedTuple):
    """The words that made the modifier."""

    text: str
    span: Span


class Concept(NamedTuple):
    """What is counted or measured."""

    text: str
    span: Span
    head: str
    states: tuple[str, ...] = ()
    category: str = ""


class Attribution(NamedTuple):
    """Who states a figure, and who passes it on."""

    source: str
    source_span: Span
    verb: str
    reported_by: Attribution | None = None


class Context:
    """The text around a figure and what it says of it."""

    __slots__ = ("attribution", "factuality", "paragraph_index", "place", "section", "sentence")

    def __init__(self, sentence: Span) -> None:
        self.sentence = sentence
        self.attribution: Attribution | None = None
        self.factuality = "asserted"
        self.place: Span | None = None
        self.paragraph_index = 0
        self.section = "body"


class Figure:
    """One quantity that the article states."""

    __slots__ = (
        "anchor",
        "change_direction",
        "change_role",
        "concept",
        "confidence",
        "context",
        "conversions",
        "end",
        "hedge",
        "kind",
        "modifier",
        "price_basis",
        "qualifiers",
        "refinements",
        "rule",
        "si",
        "start",
        "unit",
        "value",
        "warnings",
    )

    def __init__(self, start: int, end: int, kind: Kind, value: Interval, unit: Unit, rule: str) -> None:
        self.start = start
        self.end = end
        self.kind: Kind = kind
        self.value = value
        self.unit = unit
        self.rule = rule
        self.modifier: Modifier = "exact"
        self.hedge: Hedge | None = None
        self.change_direction: Literal["", "up", "down", "none"] = ""
        self.change_role: Literal["", "by", "from", "to"] = ""
        self.anchor: Anchor = NO_ANCHOR
        self.price_basis: PriceBasis | None = None
        self.concept: Concept | None = None
        self.context: Context | None = None
        self.si: Normalized | None = None
        self.conversions: tuple[Conversion, ...] = ()
        self.confidence = 1.0
        self.warnings: tuple[Warn, ...] = ()
        self.qualifiers: tuple[Span, ...] = ()
        self.refinements: tuple[str, ...] = ()


class OtherNumber(NamedTuple):
    """A number that is no figure, recognised as what it is."""

    start: int
    end: int
    kind: OtherKind
    rule: str
    timex_value: str = ""


class Abstention(NamedTuple):
    """A number that looked like a figure and could not be resolved."""

    start: int
    end: int
    reason: str
    candidates: tuple[str, ...] = ()


class RateComparison(NamedTuple):
    """How far a writer's own rate lies from one of the table's, as a fraction of it."""

    rate: CurrencyRate
    deviation: float


class RateFit(NamedTuple):
    """The day whose rate comes closest, which days were compared, and what the writer's rounding alone may make."""

    rate: CurrencyRate
    deviation: float
    first_date: date
    last_date: date
    rounding: float


class Relation:
    """How two figures of one extraction hang together, by their place in its list.

    `at_date` compares at the event's date, or where the text gives none at the publication date.
    """

    __slots__ = ("at_date", "at_publication", "best_fit", "from_index", "implied_rate", "to_index", "type")

    def __init__(self, type_: str, from_index: int, to_index: int) -> None:
        self.type = type_
        self.from_index = from_index
        self.to_index = to_index
        self.implied_rate: Decimal | None = None
        self.at_date: RateComparison | None = None
        self.at_publication: RateComparison | None = None
        self.best_fit: RateFit | None = None


DatePolicy = Literal["event_else_publication", "publication", "fixed", "latest"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the caller chose: targets, which day converts, how strict."""

    target_currency_codes: tuple[str, ...] = ()
    target_units: tuple[str, ...] = ()
    date_policy: DatePolicy = "event_else_publication"
    conversion_date: PartialDate | None = None
    max_staleness_days: int | None = None
    rate_sources: tuple[str, ...] = ()
    # A billion is a million millions.
    long_scale: bool = False
    # False: no context, conversions or SI block (FIGURE_VIEW_BASIC).
    full: bool = True


@dataclass(slots=True)
class Extraction:
    """Everything one article says in numbers, in order of span start."""

    text: str
    figures: list[Figure]
    relations: list[Relation] = field(default_factory=list)
    others: list[OtherNumber] = field(default_factory=list)
    abstentions: list[Abstention] = field(default_factory=list)
    anchor: Anchor = NO_ANCHOR
    warnings: list[Warn] = field(default_factory=list)

"""From the contract's messages to the values of `model`: one function a message, field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast

from figures_client import _catalogue as catalogue
from figures_client import _enums as enums
from figures_client import model
from figures_client._enums import read_enum
from figures_client._options import ContextOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from google.protobuf.message import Message

    from figures_client._options import ExtractOptions
    from figures_client.v1 import figures_pb2 as pb

T = TypeVar("T")


def _optional(message: Message, field: str, read: Callable[[Any], T]) -> T | None:
    return read(getattr(message, field)) if message.HasField(field) else None


def _all(read: Callable[[Any], T], messages: Iterable[Any]) -> tuple[T, ...]:
    return tuple([read(message) for message in messages])


def result(m: pb.ExtractResponse) -> model.ExtractResult:
    """What one article says in numbers."""
    return model.ExtractResult(
        figures=_all(figure, m.figures),
        relations=_all(relation, m.relations),
        anchor=_optional(m, "anchor", anchor),
        warnings=_all(notice, m.warnings),
        engine=_optional(m, "engine", engine),
        rates=_optional(m, "rates", rate_table),
        offset_encoding=read_enum(enums.OffsetEncoding, m.offset_encoding),
        abstentions=_all(abstention, m.abstentions),
        other_numbers=_all(other_number, m.other_numbers),
    )


def figure(m: pb.Figure) -> model.Figure:
    """One quantity that the article states."""
    return model.Figure(
        id=m.id,
        kind=read_enum(enums.FigureKind, m.kind),
        text=m.text,
        span=span(m.span),
        value=interval(m.value),
        modifier=read_enum(enums.Modifier, m.modifier),
        unit=unit(m.unit),
        concept=_optional(m, "concept", concept),
        context=_optional(m, "context", context),
        anchor=_optional(m, "anchor", anchor),
        si=_optional(m, "si", normalized),
        conversions=_all(conversion, m.conversions),
        confidence=m.confidence,
        warnings=_all(notice, m.warnings),
        provenance=_optional(m, "provenance", provenance),
        change=_optional(m, "change", change),
        qualifiers=tuple(m.qualifiers),
        hedge=_optional(m, "hedge", hedge),
        price_basis=_optional(m, "price_basis", price_basis),
    )


def price_basis(m: pb.PriceBasis) -> model.PriceBasis:
    """Of which day's or year's worth an amount is."""
    return model.PriceBasis(_optional(m, "base_date", civil_date), m.text, _optional(m, "span", span))


def span(m: pb.Span) -> model.Span:
    """A range of the text."""
    return model.Span(m.start_offset, m.end_offset)


def number(m: pb.Number) -> model.Number:
    """An exact decimal with its significant digits."""
    return model.Number(Decimal(m.decimal), _optional(m, "significant_digits", int))


def _decimal(m: pb.Number) -> Decimal:
    return Decimal(m.decimal)


def interval(m: pb.Interval) -> model.Interval:
    """What is asserted of a magnitude."""
    return model.Interval(
        lower=_optional(m, "lower", number),
        upper=_optional(m, "upper", number),
        lower_exclusive=m.lower_exclusive,
        upper_exclusive=m.upper_exclusive,
        point=_optional(m, "point", number),
    )


def hedge(m: pb.Hedge) -> model.Hedge:
    """The words that made the modifier."""
    return model.Hedge(m.text, _optional(m, "span", span))


def change(m: pb.Change) -> model.Change:
    """A figure's part in a change."""
    return model.Change(read_enum(enums.Direction, m.direction), read_enum(enums.ChangeRole, m.role))


def unit(m: pb.Unit) -> model.Unit:
    """A product of powers."""
    return model.Unit(m.display, m.ucum, _all(unit_factor, m.factors), m.dimension)


def unit_factor(m: pb.UnitFactor) -> model.UnitFactor:
    """One power of a unit."""
    return model.UnitFactor(
        unit=m.unit,
        currency_code=m.currency_code,
        entity=m.entity,
        exponent=m.exponent,
        text=m.text,
        alternatives=tuple(m.alternatives),
        multiple=Decimal(m.multiple) if m.multiple else None,
        reason=m.reason,
    )


def concept(m: pb.Concept) -> model.Concept:
    """What is counted or measured."""
    return model.Concept(m.text, _optional(m, "span", span), m.head, tuple(m.states), m.category)


def context(m: pb.Context) -> model.Context:
    """The text around a figure."""
    return model.Context(
        sentence=m.sentence,
        sentence_span=_optional(m, "sentence_span", span),
        before=m.before,
        after=m.after,
        attribution=_optional(m, "attribution", attribution),
        factuality=read_enum(enums.Factuality, m.factuality),
        place=m.place,
        place_span=_optional(m, "place_span", span),
        paragraph_index=m.paragraph_index,
        section=read_enum(enums.Section, m.section),
    )


def attribution(m: pb.Attribution) -> model.Attribution:
    """Who states a figure, and who passes it on."""
    return model.Attribution(
        m.source, _optional(m, "source_span", span), m.verb, _optional(m, "reported_by", attribution)
    )


def civil_date(m: pb.Date) -> model.CivilDate:
    """A date, full or partial; one that no calendar has stays as the server wrote it."""
    try:
        return date(m.year, m.month, m.day)
    except ValueError:
        return model.PartialDate(m.year, m.month, m.day)


def anchor(m: pb.TemporalAnchor) -> model.TemporalAnchor:
    """When a figure holds, or when the article was published."""
    return model.TemporalAnchor(
        start_date=_optional(m, "start_date", civil_date),
        end_date=_optional(m, "end_date", civil_date),
        source=read_enum(enums.AnchorSource, m.source),
        text=m.text,
        span=_optional(m, "span", span),
        timex_value=m.timex_value,
    )


def normalized(m: pb.Normalized) -> model.Normalized:
    """A figure in base SI units."""
    return model.Normalized(interval(m.value), m.ucum, m.dimension)


def conversion(m: pb.Conversion) -> model.Conversion:
    """A figure in another unit or currency."""
    return model.Conversion(
        unit=unit(m.unit),
        value=interval(m.value),
        rate=_optional(m, "rate", currency_rate),
        factor=_optional(m, "factor", _decimal),
        offset=_optional(m, "offset", _decimal),
        warnings=_all(notice, m.warnings),
        rounded=_optional(m, "rounded", interval),
    )


def currency_rate(m: pb.CurrencyRate) -> model.CurrencyRate:
    """A rate, its days, its source and its legs."""
    return model.CurrencyRate(
        from_currency_code=m.from_currency_code,
        to_currency_code=m.to_currency_code,
        rate=_decimal(m.rate),
        requested_date=_optional(m, "requested_date", civil_date),
        requested_end_date=_optional(m, "requested_end_date", civil_date),
        basis=read_enum(enums.ConversionDateBasis, m.basis),
        rate_date=_optional(m, "rate_date", civil_date),
        source=m.source,
        route=_all(rate_leg, m.route),
        kind=read_enum(enums.RateKind, m.kind),
        averaged_publications=_optional(m, "averaged_publications", int),
        relative_precision=m.relative_precision,
        source_name=m.source_name,
        basis_text=m.basis_text,
        staleness_days=m.staleness_days,
    )


def rate_leg(m: pb.RateLeg) -> model.RateLeg:
    """One published rate."""
    return model.RateLeg(
        m.from_currency_code,
        m.to_currency_code,
        _decimal(m.rate),
        _optional(m, "rate_date", civil_date),
        m.source,
    )


def notice(m: pb.Warning) -> model.Notice:
    """Something that is no error."""
    return model.Notice(m.reason, m.message, dict(m.metadata))


def provenance(m: pb.Provenance) -> model.Provenance:
    """How a figure was read."""
    return model.Provenance(m.rule, tuple(m.refinements))


def relation(m: pb.Relation) -> model.Relation:
    """How two figures hang together."""
    return model.Relation(
        type=read_enum(enums.RelationType, m.type),
        from_figure_id=m.from_figure_id,
        to_figure_id=m.to_figure_id,
        implied_rate=_optional(m, "implied_rate", _decimal),
        deviation=_optional(m, "deviation", float),
        table_rate=_optional(m, "table_rate", currency_rate),
        at_publication=_optional(m, "at_publication", rate_comparison),
        best_fit=_optional(m, "best_fit", rate_fit),
    )


def rate_comparison(m: pb.RateComparison) -> model.RateComparison:
    """How far a writer's own rate lies from one of the table's."""
    return model.RateComparison(_optional(m, "rate", currency_rate), m.deviation)


def rate_fit(m: pb.RateFit) -> model.RateFit:
    """The day whose rate comes closest to a writer's own."""
    return model.RateFit(
        rate=_optional(m, "rate", currency_rate),
        deviation=m.deviation,
        first_date=_optional(m, "first_date", civil_date),
        last_date=_optional(m, "last_date", civil_date),
        rounding=m.rounding,
    )


def abstention(m: pb.Abstention) -> model.Abstention:
    """What was seen and not resolved."""
    return model.Abstention(m.text, span(m.span), m.reason, tuple(m.candidates))


def other_number(m: pb.OtherNumber) -> model.OtherNumber:
    """A number that is no figure."""
    return model.OtherNumber(m.text, span(m.span), read_enum(enums.OtherNumberKind, m.kind), m.timex_value)


def engine(m: pb.Engine) -> model.Engine:
    """Who read the text."""
    return model.Engine(m.name, m.version)


def rate_table(m: pb.RateTable) -> model.RateTable:
    """The table of rates."""
    return model.RateTable(
        tuple(m.sources),
        m.version,
        _optional(m, "first_date", civil_date),
        _optional(m, "last_date", civil_date),
    )


def unit_definition(m: pb.UnitDefinition) -> catalogue.UnitDefinition:
    """One unit of the service."""
    return catalogue.UnitDefinition(
        m.unit,
        m.ucum,
        m.dimension,
        tuple(m.surfaces),
        _optional(m, "si_factor", _decimal),
        _optional(m, "si_offset", _decimal),
    )


def currency(m: pb.Currency) -> catalogue.Currency:
    """One currency of the service."""
    return catalogue.Currency(
        m.currency_code,
        m.display_name,
        tuple(m.symbols),
        tuple(m.surfaces),
        _optional(m, "withdrawn_date", civil_date),
        m.minor_digits,
    )


def rate_coverage(m: pb.RateCoverage) -> catalogue.RateCoverage:
    """One series of rates."""
    return catalogue.RateCoverage(
        currency_code=m.currency_code,
        quote_currency_code=m.quote_currency_code,
        source=m.source,
        first_date=_optional(m, "first_date", civil_date),
        last_date=_optional(m, "last_date", civil_date),
        max_gap_days=m.max_gap_days,
        publications=m.publications,
        source_name=m.source_name,
        holes=_all(rate_hole, m.holes),
    )


def rate_hole(m: pb.RateHole) -> catalogue.RateHole:
    """Days without a rate."""
    return catalogue.RateHole(_optional(m, "first_date", civil_date), _optional(m, "last_date", civil_date))


def service_info(m: pb.GetServiceInfoResponse) -> catalogue.ServiceInfo:
    """Versions, limits and capabilities."""
    limits = m.limits
    return catalogue.ServiceInfo(
        engine=_optional(m, "engine", engine),
        rates=_optional(m, "rates", rate_table),
        limits=catalogue.Limits(
            limits.max_text_bytes,
            limits.max_batch_size,
            limits.max_in_flight,
            limits.max_target_currencies,
            limits.max_target_units,
        ),
        default_options=_options(m.default_options),
        concept_categories=tuple(m.concept_categories),
        language_codes=tuple(m.language_codes),
        build=m.build,
        engines=tuple(m.engines),
    )


def _options(m: pb.ExtractOptions) -> ExtractOptions:
    given: dict[str, Any] = {
        "offset_encoding": read_enum(enums.OffsetEncoding, m.offset_encoding),
        "kinds": _all(lambda kind: read_enum(enums.FigureKind, kind), m.kinds),
        "target_currency_codes": tuple(m.target_currency_codes),
        "target_units": tuple(m.target_units),
        "conversion_date_policy": read_enum(enums.ConversionDatePolicy, m.conversion_date_policy),
        "conversion_date": _optional(m, "conversion_date", civil_date),
        "max_rate_staleness": _optional(m, "max_rate_staleness", lambda duration: duration.ToTimedelta()),
        "context": _optional(m, "context", lambda c: ContextOptions(c.sentence, c.window_words)),
        "min_confidence": m.min_confidence,
        "include_provenance": m.include_provenance,
        "view": read_enum(enums.FigureView, m.view),
        "engine": m.engine,
        "rate_sources": tuple(m.rate_sources),
        "include_other_numbers": m.include_other_numbers,
        "long_scale": m.long_scale,
    }
    return cast("ExtractOptions", {name: value for name, value in given.items() if value and value != "unknown"})

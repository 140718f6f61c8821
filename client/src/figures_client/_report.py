"""Answers in words, for people: what each figure says, means and is converted to, and why so."""

from __future__ import annotations

from decimal import Context as DecimalContext
from typing import TYPE_CHECKING, Final

from figures_client._enums import AnchorSource, ConversionDateBasis, Factuality, Modifier, RelationType
from figures_client._table import labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from figures_client._catalogue import UnitDefinition
    from figures_client.model import (
        Attribution,
        Context,
        Conversion,
        CurrencyRate,
        ExtractResult,
        Figure,
        Interval,
        Notice,
        Relation,
        TemporalAnchor,
        Unit,
    )

# As many digits as the rate itself has; a mean's own go on for fifty.
_SHOWN: Final = DecimalContext(prec=12)
_LONGEST_PLAIN: Final = 21
_LONGEST_FACTOR: Final = 16
_WHY: Final = {
    ConversionDateBasis.EVENT_DATE: "the date said of the figure",
    ConversionDateBasis.PUBLICATION_DATE: "the publication date",
    ConversionDateBasis.DATELINE: "the article's date line",
    ConversionDateBasis.CALLER_FIXED: "the date asked for",
    ConversionDateBasis.LATEST: "the newest rate",
    ConversionDateBasis.PRICE_BASE: "the worth that the amount is stated in",
    ConversionDateBasis.BEST_FIT: "the closest of the days compared",
}


def article(name: str, result: ExtractResult, width: int, strong: Callable[[str], str]) -> Iterator[str]:
    """The lines about one article; `strong` sets a figure's own words apart."""
    count = len(result.figures)
    dated = f", dated {_when(result.anchor)}" if result.anchor and result.anchor.start_date else ""
    yield f"{name}: {count} figure{'' if count == 1 else 's'}{dated}"
    for figure in result.figures:
        yield ""
        yield strong(" ".join(figure.text.split()))
        yield from labelled(_figure(figure), width, indent=3)
    remarks = [
        *(("not read", f"{a.text!r}: {a.reason} {', '.join(a.candidates)}".rstrip()) for a in result.abstentions),
        *(("no figure", f"{o.text!r}: {o.kind.replace('_', ' ')}") for o in result.other_numbers),
        *(line for r in result.relations if r.type is RelationType.EQUIVALENT for line in _equivalence(result, r)),
        *(("mind", _notice(notice)) for notice in result.warnings),
    ]
    if remarks:
        yield ""
        yield from labelled(remarks, width)


def _figure(figure: Figure) -> Iterator[tuple[str, str]]:
    modifier = "" if figure.modifier in {Modifier.EXACT, Modifier.UNKNOWN} else figure.modifier
    sort = ", ".join(word.replace("_", " ") for word in (figure.kind, modifier) if word)
    yield "means", f"{bounds(figure.value)} {figure.unit.display}".strip() + f" ({sort})"
    yield from (("unit", words) for words in _choices(figure.unit))
    if figure.si and figure.si.ucum != figure.unit.ucum:
        yield "in SI", f"{bounds(figure.si.value)} {figure.si.ucum}"
    if figure.concept:
        states = f" ({', '.join(figure.concept.states)})" if figure.concept.states else ""
        yield "of", figure.concept.text + states
    if figure.change:
        yield "change", f"{figure.change.direction}, {figure.change.role}"
    if figure.anchor and figure.anchor.source is AnchorSource.MENTION:
        yield "when", _when(figure.anchor)
    if figure.price_basis:
        yield "prices", f"{figure.price_basis.base_date or 'adjusted'} (“{figure.price_basis.text}”)"
    if figure.context:
        yield "said", _said(figure.context)
    for conversion in figure.conversions:
        yield conversion.unit.display, converted(conversion)
        yield from (("", line) for line in reasons(conversion))
    yield from (("mind", _notice(notice)) for notice in figure.warnings)
    if figure.context:
        yield "sentence", " ".join(figure.context.sentence.split())


def _choices(unit: Unit) -> Iterator[str]:
    """Which of several units of one name was meant, and why: "imperial gallon by region, not gallon"."""
    for factor in unit.factors:
        if factor.unit and factor.reason:
            others = " or ".join(factor.alternatives)
            yield f"{factor.unit} by {factor.reason}, not {others}".lower().replace("_", " ")


def bounds(interval: Interval) -> str:
    """An interval in words: "at least 155", "1,600 to 2,400"."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        words = plain(low) if low == high else _span(interval, plain(low), plain(high))
    elif low is not None:
        words = f"{'more than' if interval.lower_exclusive else 'at least'} {plain(low)}"
    elif high is not None:
        words = f"{'less than' if interval.upper_exclusive else 'at most'} {plain(high)}"
    else:
        words = "some number"
    if interval.point and low != high:
        words += f" (best {plain(interval.point.decimal)})"
    return words


def plain(number: Decimal) -> str:
    """A number with its thousands grouped; one too long to read in its exponent form."""
    written = f"{number:,f}"
    return written if len(written) <= _LONGEST_PLAIN else str(number)


def converted(conversion: Conversion) -> str:
    """What an amount is in another unit: "2,094.37 to 3,141.56, about 2,100 to 3,100"."""
    exact = bounds(conversion.value)
    rounded = bounds(conversion.rounded) if conversion.rounded else exact
    return exact if rounded == exact else f"{exact}, about {rounded}"


def reasons(conversion: Conversion) -> Iterator[str]:
    """By which rate or factor, of which day and source, and why of that day."""
    rate = conversion.rate
    if rate:
        average = f", average of {rate.averaged_publications} rates" if rate.averaged_publications else ""
        source = rate.source_name or rate.source
        yield f"{_equation(rate)} on {rate.rate_date or 'no day'}{average}, {source}"
        wanted = f"for {_wanted(rate)}: " if rate.requested_date else ""
        yield f"{wanted}{_why(rate)}"
        if len(rate.route) > 1:
            yield "by " + "; ".join(
                f"1 {leg.from_currency_code} = {_SHOWN.plus(leg.rate)} {leg.to_currency_code} ({leg.source} {leg.rate_date})"
                for leg in rate.route
            )
    if any(notice.reason == "INVERSE_SCALE" for notice in conversion.warnings):
        yield f"{conversion.factor} ÷ the amount"
    elif conversion.factor is not None:
        yield _times(conversion.factor, conversion.offset)
    yield from (_notice(notice) for notice in conversion.warnings)


def factor(unit: UnitDefinition) -> str:
    """What one of a unit is in SI, cut where it has no end: "× 1609.344"; nothing for what has no such factor."""
    return "" if unit.si_factor is None else _times(unit.si_factor, unit.si_offset, _cut)


def _cut(number: Decimal) -> str:
    written = str(number)
    return written if len(written) <= _LONGEST_FACTOR else f"{number:.9g}…"


def _times(factor: Decimal, offset: Decimal | None, write: Callable[[Decimal], str] = str) -> str:
    sign = "-" if offset and offset < 0 else "+"
    return f"× {write(factor)}" + (f" {sign} {write(abs(offset))}" if offset else "")


def _span(interval: Interval, low: str, high: str) -> str:
    return f"{'over ' if interval.lower_exclusive else ''}{low} to {'under ' if interval.upper_exclusive else ''}{high}"


def _equation(rate: CurrencyRate) -> str:
    return f"1 {rate.from_currency_code} = {rate.rate} {rate.to_currency_code}"


def _notice(notice: Notice) -> str:
    return notice.message or notice.reason


def _when(anchor: TemporalAnchor) -> str:
    days = " to ".join(str(day) for day in (anchor.start_date, anchor.end_date) if day)
    words = f"“{anchor.text}”" if anchor.text else anchor.source
    # "by 2030" has an end alone.
    return f"{'' if anchor.start_date else 'until '}{days} ({words})"


def _said(context: Context) -> str:
    if context.attribution:
        return f"{context.factuality}, by {_speakers(context.attribution)}"
    return "" if context.factuality in {Factuality.ASSERTED, Factuality.UNKNOWN} else context.factuality


def _speakers(attribution: Attribution) -> str:
    verb = f" ({attribution.verb})" if attribution.verb else ""
    passed_on = f", passed on by {_speakers(attribution.reported_by)}" if attribution.reported_by else ""
    return f"{attribution.source}{verb}{passed_on}"


def _equivalence(result: ExtractResult, relation: Relation) -> Iterator[tuple[str, str]]:
    """Two figures that say the same; of money also how far their rate lies from the table's."""
    words = {figure.id: figure.text for figure in result.figures}
    ends = f"{words.get(relation.from_figure_id)!r} is {words.get(relation.to_figure_id)!r}"
    implied = f", a rate of {relation.implied_rate}" if relation.implied_rate is not None else ""
    yield "the same", ends + implied
    rate, published, fit = relation.table_rate, relation.at_publication, relation.best_fit
    if rate and relation.deviation is not None:
        yield "", _compared(relation.deviation, rate, _why(rate))
    if published and published.rate and published.rate != rate:
        yield "", _compared(published.deviation, published.rate, _why(published.rate))
    if fit and fit.rate:
        yield "", _compared(fit.deviation, fit.rate, f"{_why(fit.rate)}, {fit.first_date} to {fit.last_date}")


def _compared(deviation: float, rate: CurrencyRate, why: str) -> str:
    average = f", average of {rate.averaged_publications} rates" if rate.averaged_publications else ""
    return f"{deviation:+.1%} from {rate.rate} of {_wanted(rate)} ({rate.source}{average}), {why}"


def _wanted(rate: CurrencyRate) -> str:
    """The day, month or year whose rate was wanted, or the period: "2024-10 to 2024-12"."""
    until = f" to {rate.requested_end_date}" if rate.requested_end_date else ""
    return f"{rate.requested_date}{until}"


def _why(rate: CurrencyRate) -> str:
    quoted = f" “{rate.basis_text}”" if rate.basis_text else ""
    return f"{_WHY.get(rate.basis, 'no reason given')}{quoted}"

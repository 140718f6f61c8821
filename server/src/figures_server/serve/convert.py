"""From an extraction to its response: the only place where figures become protobuf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_client.v1 import figures_pb2 as pb
from figures_server.model import Span, Warn
from figures_server.serve import messages
from figures_server.serve.offsets import counting_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server import model
    from figures_server.serve.requests import Options

_KINDS: Final = messages.numbers_of(pb.FigureKind, "FIGURE_KIND_")
_FACTUALITIES: Final = messages.numbers_of(pb.Factuality, "FACTUALITY_")
_SECTIONS: Final = messages.numbers_of(pb.Section, "SECTION_")
_ANCHOR_SOURCES: Final = messages.numbers_of(pb.AnchorSource, "ANCHOR_SOURCE_")
_OTHER_KINDS: Final = messages.numbers_of(pb.OtherNumberKind, "OTHER_NUMBER_KIND_")
_RELATIONS: Final = messages.numbers_of(pb.RelationType, "RELATION_TYPE_")
_CONTEXT_CUT: Final = Warn("CONTEXT_LEFT_OUT", "the last figures have spans of their sentences, but not the sentences")
# A "sentence" longer than this is a table or a text without full stops: the figure's part of it is sent.
_LONGEST_SENTENCE: Final = 1000
# A text of nothing but figures must not come back a thousandfold: so many times its length of context, then spans alone.
_MOST_CONTEXT: Final = 8
_ALWAYS_CONTEXT: Final = 100_000
# No word window looks farther than this many characters a word: a text without a space has no words to show.
_LONGEST_WORD: Final = 64


class ExtractionWriter:
    """Writes one extraction as one response, in the caller's offsets and view."""

    __slots__ = ("_context_left", "_extraction", "_offset", "_options", "_text")

    def __init__(self, extraction: model.Extraction, options: Options) -> None:
        self._extraction = extraction
        self._options = options
        self._text = extraction.text
        self._context_left = _MOST_CONTEXT * len(extraction.text) + _ALWAYS_CONTEXT
        self._offset: Callable[[int], int] | None = counting_in(options.encoding, extraction.text)

    def write(self, out: pb.ExtractResponse) -> None:
        """Everything but the engine and the table of rates, which the text does not decide."""
        extraction, options = self._extraction, self._options
        kept: set[int] = set()
        figures = out.figures
        for index, figure in enumerate(extraction.figures):
            kind = _KINDS[figure.kind]
            if (options.kinds and kind not in options.kinds) or figure.confidence < options.min_confidence:
                continue
            kept.add(index)
            message = figures.add()
            message.id = f"f{index + 1}"
            self._write_figure(message, figure)
        for relation in extraction.relations:
            if relation.from_index in kept and relation.to_index in kept:
                _write_relation(out.relations.add(), relation)
        self._write_anchor(out.anchor, extraction.anchor)
        messages.write_warnings(out, extraction.warnings)
        if self._context_left < 0:
            messages.write_warnings(out, (_CONTEXT_CUT,))
        out.offset_encoding = options.encoding  # type: ignore[assignment]  # enums are their numbers
        self._write_unread(out)

    def _write_unread(self, out: pb.ExtractResponse) -> None:
        for abstention in self._extraction.abstentions:
            seen = out.abstentions.add()
            seen.text = self._text[abstention.start : abstention.end]
            self._write_span(seen.span, abstention.start, abstention.end)
            seen.reason = abstention.reason
            seen.candidates.extend(abstention.candidates)
        for other in self._extraction.others if self._options.other_numbers else ():
            number = out.other_numbers.add()
            number.text = self._text[other.start : other.end]
            self._write_span(number.span, other.start, other.end)
            number.kind = _OTHER_KINDS[other.kind]  # type: ignore[assignment]  # enums are their numbers
            number.timex_value = other.timex_value

    def _write_figure(self, out: pb.Figure, figure: model.Figure) -> None:
        out.text = self._text[figure.start : figure.end]
        self._write_span(out.span, figure.start, figure.end)
        messages.write_common(out, figure)
        if figure.hedge is not None:
            out.hedge.text = figure.hedge.text
            self._write_span(out.hedge.span, *figure.hedge.span)
        if figure.concept is not None:
            self._write_concept(out.concept, figure.concept)
        if figure.anchor.source != "none":
            self._write_anchor(out.anchor, figure.anchor)
        if figure.qualifiers:
            out.qualifiers.extend([self._text[start:end] for start, end in figure.qualifiers])
        if figure.warnings:
            messages.write_warnings(out, figure.warnings)
        if self._options.full:
            self._write_surroundings(out, figure)

    def _write_surroundings(self, out: pb.Figure, figure: model.Figure) -> None:
        """What FIGURE_VIEW_BASIC leaves out."""
        if figure.context is not None:
            self._write_context(out.context, figure, figure.context)
        if self._options.window_words:
            self._write_window(out.context, figure)
        if figure.si is not None:
            messages.write_interval(out.si.value, figure.si.value)
            out.si.ucum = figure.si.ucum
            out.si.dimension = figure.si.dimension
        if figure.price_basis is not None:
            self._write_price_basis(out.price_basis, figure.price_basis)
        for conversion in figure.conversions:
            messages.write_conversion(out.conversions.add(), conversion)
        if self._options.provenance:
            out.provenance.rule = figure.rule
            out.provenance.refinements.extend(figure.refinements)

    def _write_context(self, out: pb.Context, figure: model.Figure, context: model.Context) -> None:
        if self._options.sentence:
            start, end = _around(figure, context.sentence)
            out.sentence = self._context(start, end)
            self._write_span(out.sentence_span, start, end)
        if context.attribution is not None:
            self._write_attribution(out.attribution, context.attribution)
        out.factuality = _FACTUALITIES[context.factuality]  # type: ignore[assignment]  # enums are their numbers
        if context.place is not None:
            start, end = context.place
            out.place = self._text[start:end]
            self._write_span(out.place_span, start, end)
        out.paragraph_index = context.paragraph_index
        out.section = _SECTIONS[context.section]  # type: ignore[assignment]  # enums are their numbers

    def _write_window(self, out: pb.Context, figure: model.Figure) -> None:
        text, count = self._text, self._options.window_words
        reach = count * _LONGEST_WORD
        start = figure.start - len(_last_words(text[max(0, figure.start - reach) : figure.start], count))
        if start < figure.start:
            out.before = self._context(start, figure.start).rstrip()
        end = figure.end + len(_first_words(text[figure.end : figure.end + reach], count))
        if end > figure.end:
            out.after = self._context(figure.end, end).lstrip()

    def _context(self, start: int, end: int) -> str:
        """The text from start to end, while there is still context to give."""
        self._context_left -= end - start
        return self._text[start:end] if self._context_left >= 0 else ""

    def _write_concept(self, out: pb.Concept, concept: model.Concept) -> None:
        out.text = concept.text
        self._write_span(out.span, *concept.span)
        out.head = concept.head
        if concept.states:
            out.states.extend(concept.states)
        out.category = concept.category

    def _write_attribution(self, out: pb.Attribution, attribution: model.Attribution) -> None:
        out.source = attribution.source
        self._write_span(out.source_span, *attribution.source_span)
        out.verb = attribution.verb
        if attribution.reported_by is not None:
            self._write_attribution(out.reported_by, attribution.reported_by)

    def _write_anchor(self, out: pb.TemporalAnchor, anchor: model.Anchor) -> None:
        out.source = _ANCHOR_SOURCES[anchor.source]  # type: ignore[assignment]  # enums are their numbers
        if anchor.start is not None:
            messages.write_partial_date(out.start_date, anchor.start)
        if anchor.end is not None and anchor.end != anchor.start:
            messages.write_partial_date(out.end_date, anchor.end)
        if anchor.text:
            out.text = anchor.text
        if anchor.span is not None:
            self._write_span(out.span, *anchor.span)
        if anchor.timex_value:
            out.timex_value = anchor.timex_value

    def _write_price_basis(self, out: pb.PriceBasis, prices: model.PriceBasis) -> None:
        if prices.base is not None:
            messages.write_partial_date(out.base_date, prices.base)
        out.text = prices.text
        self._write_span(out.span, *prices.span)

    def _write_span(self, out: pb.Span, start: int, end: int) -> None:
        offset = self._offset
        # A span may begin at 0; the write makes it present all the same.
        out.start_offset = offset(start) if offset else start
        out.end_offset = offset(end) if offset else end


def _around(figure: model.Figure, sentence: model.Span) -> model.Span:
    """The sentence, or as much of it as is sent of a very long one."""
    start, end = sentence
    if end - start <= _LONGEST_SENTENCE:
        return sentence
    start = max(start, figure.start - _LONGEST_SENTENCE // 2)
    return Span(start, max(figure.end, min(end, start + _LONGEST_SENTENCE)))


def _last_words(text: str, count: int) -> str:
    """From the first of the last `count` words until the end: "2 c " of "a b 2 c ", 2."""
    words = text.rsplit(None, count)
    return (text[len(words[0]) :] if len(words) > count else text).lstrip()


def _first_words(text: str, count: int) -> str:
    """From the beginning until the end of the first `count` words: " a b" of " a b c", 2."""
    words = text.split(None, count)
    return (text[: -len(words[count])] if len(words) > count else text).rstrip()


def _write_relation(out: pb.Relation, relation: model.Relation) -> None:
    out.type = _RELATIONS[relation.type]  # type: ignore[assignment]  # enums are their numbers
    out.from_figure_id = f"f{relation.from_index + 1}"
    out.to_figure_id = f"f{relation.to_index + 1}"
    if relation.implied_rate is not None:
        messages.write_decimal(out.implied_rate, relation.implied_rate)
    if relation.at_date is not None:
        messages.write_rate(out.table_rate, relation.at_date.rate)
        out.deviation = relation.at_date.deviation
    if relation.at_publication is not None:
        messages.write_rate(out.at_publication.rate, relation.at_publication.rate)
        out.at_publication.deviation = relation.at_publication.deviation
    if relation.best_fit is not None:
        _write_fit(out.best_fit, relation.best_fit)


def _write_fit(out: pb.RateFit, fit: model.RateFit) -> None:
    messages.write_rate(out.rate, fit.rate)
    out.deviation = fit.deviation
    messages.write_date(out.first_date, fit.first_date)
    messages.write_date(out.last_date, fit.last_date)
    out.rounding = fit.rounding

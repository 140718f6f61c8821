"""From amounts to figures: bounds in the text, intervals, and the relations between them."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.composer import Draft
from figures_server.model import Concept, Figure, Hedge, Interval, Relation, Span, Unit
from figures_server.scan.tokens import Tokens

# How often a figure that a rule found is right in value, unit and being one, of 50 and more read by hand in news; the rest
# are right nearly always.
_DOUBTFUL: Final = {
    "count.ellipsis": 0.85,
    "count.subject": 0.9,
    "number.digits": 0.35,
    "number.words": 0.35,
}
_USUAL: Final = 0.93


def build_figures(draft: Draft) -> tuple[list[Figure], list[Relation]]:
    """The figures of a draft in order of start, and their relations by place in that list."""
    figures: list[Figure] = []
    relations: list[Relation] = []
    for line in draft.lines:
        places: dict[int, int] = {}
        for amount in line.amounts:
            places[id(amount)] = len(figures)
            figures.append(_figure(line.tokens, amount))
        relations += [
            Relation("equivalent", places[id(amount.restates)], places[id(amount)])
            for amount in line.amounts
            if amount.restates is not None and id(amount.restates) in places
        ]
    return figures, relations


def _figure(tokens: Tokens, amount: Amount) -> Figure:
    start, end = tokens.starts[amount.first], tokens.ends[amount.last - 1]
    figure = Figure(start, end, amount.kind or "number", _interval(amount), Unit(amount.factors), amount.rule)
    figure.modifier = amount.modifier
    figure.refinements = amount.refinements
    figure.change_direction = amount.direction
    figure.change_role = amount.role
    figure.confidence = _DOUBTFUL.get(amount.rule, _USUAL)
    if amount.hedge is not None:
        first, last = tokens.starts[amount.hedge[0]], tokens.ends[amount.hedge[1] - 1]
        figure.hedge = Hedge(tokens.text[first:last], Span(first, last))
    figure.concept = _concept(tokens, amount)
    return figure


def _interval(amount: Amount) -> Interval:
    """A single value is its own point; an interval has none."""
    single = amount.modifier != "range" and amount.low is not None and amount.high is not None
    interval = Interval(amount.low, amount.high, amount.low if single else None)
    interval.lower_exclusive, interval.upper_exclusive = amount.low_exclusive, amount.high_exclusive
    return interval


def _concept(tokens: Tokens, amount: Amount) -> Concept | None:
    """The words counted, where they stand behind the number: not the subject of "jobs rose to 40,000"."""
    noun = amount.noun
    if noun is None or noun.first < amount.last - 1:
        return None
    # "two | 15-year-olds"
    first = noun.first - (4 if tokens.words[noun.first] == "olds" else 0)
    span = Span(tokens.starts[first], tokens.ends[noun.last - 1])
    return Concept(tokens.text[span.start : span.end], span, noun.head)

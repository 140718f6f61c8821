"""From amounts to figures: bounds in the text, intervals, and the relations between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.model import Concept, Figure, Hedge, Interval, Relation, Span, Unit

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.composer import Draft
    from figures_server.scan.tokens import Tokens

# How often a figure that a rule found is right; the rest are right nearly always.
_DOUBTFUL: Final = {
    "count.ellipsis": 0.75,
    "count.subject": 0.7,
    "number.digits": 0.6,
    "number.words": 0.5,
    "count.one-of": 0.3,
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
        for amount in line.amounts:
            if amount.restates is not None and id(amount.restates) in places:
                relations.append(Relation("equivalent", places[id(amount.restates)], places[id(amount)]))
    return figures, relations


def _figure(tokens: Tokens, amount: Amount) -> Figure:
    start, end = tokens.starts[amount.first], tokens.ends[amount.last - 1]
    low, high = amount.low, amount.high
    point = None
    if amount.modifier == "range":
        point = None
    elif low is not None and high is not None:
        point = low
    interval = Interval(low, high, point, lower_exclusive=amount.low_exclusive, upper_exclusive=amount.high_exclusive)
    unit = Unit(amount.factors)
    figure = Figure(start, end, amount.kind or "number", interval, unit, amount.rule)
    figure.modifier = amount.modifier
    figure.refinements = amount.refinements
    figure.change_direction = amount.direction  # type: ignore[assignment]
    figure.change_role = amount.role  # type: ignore[assignment]
    figure.confidence = _DOUBTFUL.get(amount.rule, _USUAL)
    if amount.hedge is not None and amount.hedge[1] > amount.hedge[0]:
        first, last = tokens.starts[amount.hedge[0]], tokens.ends[amount.hedge[1] - 1]
        figure.hedge = Hedge(tokens.text[first:last], Span(first, last))
    noun = amount.noun
    if (
        noun is not None
        and noun.last <= tokens.count
        and noun.first >= amount.last - 1
        and amount.rule != "count.ellipsis"
    ):
        span = Span(tokens.starts[noun.first], tokens.ends[noun.last - 1])
        figure.concept = Concept(tokens.text[span.start : span.end], span, noun.head)
    return figure

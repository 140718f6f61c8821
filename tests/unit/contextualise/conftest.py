"""Figures built by hand: this stage is tested without those before it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest

from figures_server.contextualise.contextualiser import Contextualiser
from figures_server.lexicon.context import load_context
from figures_server.model import Concept, Figure, Interval, Number, Span, Unit
from figures_server.text.article import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from figures_server.model import Kind


@pytest.fixture(scope="session")
def contextualiser() -> Contextualiser:
    """The stage with the English lexicon."""
    return Contextualiser(load_context())


@pytest.fixture
def build() -> Callable[..., Figure]:
    """Makes the figure at the first place of a surface, with the noun it counts."""

    def make(text: str, surface: str, kind: Kind, counted: str = "", *, after: int = 0, rule: str = "test") -> Figure:
        start = text.index(surface, after)
        number = Number(Decimal(1))
        figure = Figure(start, start + len(surface), kind, Interval(number, number), Unit(()), rule)
        if counted:
            noun = text.index(counted, figure.end)
            figure.concept = Concept(
                counted, Span(noun, noun + len(counted)), _SINGULAR.get(counted, counted.removesuffix("s"))
            )
        return figure

    return make


@pytest.fixture
def read(contextualiser: Contextualiser, build: Callable[..., Figure]) -> Callable[..., Figure]:
    """Reads one figure of a text, beside `others` as pairs of surface and kind."""

    def run(
        text: str,
        surface: str,
        kind: Kind,
        counted: str = "",
        others: Sequence[tuple[str, Kind]] = (),
        rule: str = "test",
        change_role: Literal["", "by", "from", "to"] = "",
    ) -> Figure:
        figure = build(text, surface, kind, counted, rule=rule)
        figure.change_role = change_role
        figures = [figure, *(build(text, *other) for other in others)]
        figures.sort(key=lambda one: one.start)
        contextualiser.contextualise(Article(text), figures)
        return figure

    return run


_SINGULAR = {"people": "person", "men": "man", "boxes": "box", "sheep": "sheep"}

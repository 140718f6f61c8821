"""The stage as a whole: page parts, long and odd texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from figures_server.lexicon.context import load_context
from figures_server.model import Hedge, Span
from figures_server.text.article import Article
from figures_server.text.furniture import furniture_spans
from tests.corpus.told import extractor

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server.contextualise.contextualiser import Contextualiser
    from figures_server.model import Figure


def test_furniture_spans_are_whole_lines() -> None:
    text = "A bridge fell.\n\nRelated Posts\nIt cost £4m.\n6 hours ago 2\n"
    spans = furniture_spans(Article(text), load_context().furniture, range(len(text)))
    assert [text[slice(*span)] for span in spans] == ["Related Posts", "6 hours ago 2"]


def test_only_lines_with_a_place_are_asked_whether_they_are_furniture() -> None:
    text = "Related Posts\n6 hours ago 2\n6 hours ago the bridge fell."
    spans = furniture_spans(Article(text), load_context().furniture, [14, 26, 28])
    assert [text[slice(*span)] for span in spans] == ["6 hours ago 2"]


def test_paragraphs_are_counted_from_zero(read: Callable[..., Figure]) -> None:
    figure = read("One bridge fell.\n\nIt cost £4m.", "£4m", "money")
    assert figure.context is not None
    assert figure.context.paragraph_index == 1


@pytest.mark.parametrize(
    "filler",
    ["word ", "said ", ", said the mayor", "in Kent ", "“", '"', "of the ", "\u0130", "\u200f", "A.", "said that X, "],
)
def test_odd_and_long_texts_are_answered(
    filler: str, contextualiser: Contextualiser, build: Callable[..., Figure]
) -> None:
    text = filler * 40 + "40% of " + filler * 40 + " 50%. " + filler * 300
    figures = [build(text, "40%", "percentage"), build(text, "50%", "percentage")]
    contextualiser.contextualise(Article(text), figures)
    for figure in figures:
        assert figure.context is not None
        assert figure.context.sentence.start <= figure.start < figure.end <= figure.context.sentence.end


def test_a_table_without_stops_tells_nothing(read: Callable[..., Figure]) -> None:
    figure = read("The mayor said " + "x " * 1000 + "40", "40", "number")
    assert figure.context is not None
    assert figure.context.attribution is None


@pytest.mark.parametrize(("role", "wanted"), [("by", "Shares"), ("", None)])
def test_a_level_behind_a_step_is_of_the_same(
    role: Literal["", "by"], wanted: str | None, contextualiser: Contextualiser, build: Callable[..., Figure]
) -> None:
    text = "Shares in the brewer closed down 3% at 210p."
    step, level = build(text, "3%", "percentage"), build(text, "210p", "money")
    step.change_role = role
    contextualiser.contextualise(Article(text), [step, level])
    assert (level.concept.text if level.concept else None) == wanted


@pytest.mark.parametrize(("role", "wanted"), [("to", "shares"), ("", None)])
def test_a_step_in_apposition_to_a_level_is_of_the_same(
    role: Literal["", "to"], wanted: str | None, contextualiser: Contextualiser, build: Callable[..., Figure]
) -> None:
    text = "The shares fell to 320p, a 2% drop."
    level, step = build(text, "320p", "money"), build(text, "2%", "percentage")
    level.change_role = role
    contextualiser.contextualise(Article(text), [level, step])
    assert (step.concept.text if step.concept else None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Some 53% of adults want the tram and 30% do not.", "adults"),
        ("Turnout was 53% in the north, where a poll had said that 30% might vote.", None),
    ],
)
def test_a_share_is_of_what_the_share_before_it_was(
    text: str, wanted: str | None, contextualiser: Contextualiser, build: Callable[..., Figure]
) -> None:
    figures = [build(text, "53%", "percentage"), build(text, "30%", "percentage")]
    contextualiser.contextualise(Article(text), figures)
    concept = figures[1].concept
    assert (concept.text if concept else None) == wanted


def test_the_verb_that_bounds_a_figure_has_a_subject(
    contextualiser: Contextualiser, build: Callable[..., Figure]
) -> None:
    text = "Snowfall topped 77 inches."
    figure = build(text, "77 inches", "measurement")
    figure.hedge = Hedge("topped", Span(9, 15))
    contextualiser.contextualise(Article(text), [figure])
    assert figure.concept is not None
    assert figure.concept.text == "Snowfall"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("The valley had temperatures above 30C.", "temperatures"), ("It had 18 days above 30C.", None)],
)
def test_a_plural_before_a_bound_is_measured(
    contextualiser: Contextualiser, build: Callable[..., Figure], text: str, wanted: str | None
) -> None:
    figure = build(text, "30C", "temperature")
    figure.hedge = Hedge("above", Span(text.index("above"), text.index("above") + 5))
    contextualiser.contextualise(Article(text), [figure])
    assert (figure.concept.text if figure.concept else None) == wanted


def test_a_verb_left_out_leaves_its_subject(contextualiser: Contextualiser, build: Callable[..., Figure]) -> None:
    text = "The Arden 40 fell 0.9%, the Northmark 1.1%."
    figures = [build(text, "0.9%", "percentage"), build(text, "1.1%", "percentage")]
    figures[0].change_role = "by"
    contextualiser.contextualise(Article(text), figures)
    assert [figure.concept and figure.concept.text for figure in figures] == ["Arden 40", "Northmark"]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("They lose some three hours of sleep a night.", "sleep"),
        ("The mill burns 90 litres of red diesel an hour.", "red diesel"),
        ("It sails thousands of miles a year.", None),
    ],
)
def test_what_is_measured_at_a_rate_stands_inside_the_figure(text: str, concept: str | None) -> None:
    (figure,) = extractor().extract(text).figures
    assert (figure.concept and figure.concept.text) == concept


def test_an_age_that_is_no_persons_is_of_its_subject() -> None:
    (figure,) = extractor().extract("The retirement age will rise to 67.").figures
    assert figure.concept is not None
    assert figure.concept.text == "retirement age"


def test_empty_text_has_no_furniture() -> None:
    assert furniture_spans(Article(""), load_context().furniture, []) == []

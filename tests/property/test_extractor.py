"""What holds of every text at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import example, given

from figures_server import model
from tests.property.texts import ANY_TEXT, extractor, thorough

if TYPE_CHECKING:
    from figures_server.model import Extraction


def spans(extraction: Extraction, shift: int = 0) -> list[tuple[Any, ...]]:
    """What was seen and where, every place moved by `shift`."""
    return [
        *(
            (one.start + shift, one.end + shift, one.kind, one.modifier, str(one.value.lower))
            for one in extraction.figures
        ),
        *((one.start + shift, one.end + shift, one.kind) for one in extraction.others),
        *((one.start + shift, one.end + shift, one.reason) for one in extraction.abstentions),
    ]


def whole(thing: object) -> object:
    """A thing of the model as plain values, all the way down."""
    if isinstance(thing, list | tuple):
        return tuple(whole(part) for part in thing)
    if type(thing).__module__ != model.__name__:
        return thing
    # Classes that were compiled do not tell their slots.
    fields = {name: getattr(thing, name) for name in dir(thing) if not name.startswith("_")}
    parts = [(name, whole(field)) for name, field in fields.items() if not callable(field)]
    return (type(thing).__name__, *parts)


@given(text=ANY_TEXT)
@example(text="Heat of 3e114 degrees, 22e114-cider, a 4e114-something driver and in their 6e114s.")
@example(text="A " + "million " * 60 + "and twelfth.")
@example(text="© 2,400 Harbour Press \r\n")
@thorough
def test_any_text_is_answered_with_spans_inside_it(text: str) -> None:
    extraction = extractor().extract(text)
    assert extraction.text == text
    spans = [(figure.start, figure.end) for figure in extraction.figures]
    spans += [(other.start, other.end) for other in extraction.others]
    spans += [(abstention.start, abstention.end) for abstention in extraction.abstentions]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        surface = text[start:end]
        assert surface == surface.strip()


@given(text=ANY_TEXT)
@example(text="The loan of 4.5 MSEK 30 years ago.")
@example(text="It ended 27A couple of dozen boats sank.")
@thorough
def test_figures_are_in_order_and_overlap_only_when_nested(text: str) -> None:
    figures = extractor().extract(text).figures
    assert [(one.start, -one.end) for one in figures] == sorted((one.start, -one.end) for one in figures)
    for index, one in enumerate(figures):
        for other in figures[index + 1 :]:
            assert other.start >= one.end or other.end <= one.end


@given(text=ANY_TEXT)
@thorough
def test_intervals_are_the_right_way_round(text: str) -> None:
    for one in extractor().extract(text).figures:
        lower, upper = one.value.lower, one.value.upper
        assert lower or upper
        assert lower is None or lower.decimal.is_finite()
        assert upper is None or upper.decimal.is_finite()
        assert lower is None or upper is None or lower.decimal <= upper.decimal
        assert 0 <= one.confidence <= 1


@given(text=ANY_TEXT)
@thorough
def test_the_same_text_is_read_alike_each_time_and_by_each_engine(text: str) -> None:
    first = whole(extractor().extract(text))
    assert first == whole(extractor().extract(text))


@given(text=ANY_TEXT)
@thorough
def test_a_space_in_front_moves_every_span_by_one(text: str) -> None:
    assert spans(extractor().extract(" " + text)) == spans(extractor().extract(text), shift=1)


def test_an_article_cut_anywhere_between_words_is_answered() -> None:
    """A rule must not look past either end of the text."""
    article = (Path(__file__).parents[2] / "examples/article.txt").read_text()
    for gap in re.finditer(r"\s+", article):
        for part in (article[: gap.start()], article[gap.end() :]):
            assert extractor().extract(part).text == part

"""The corpus of sentences with what must be said of the figure in each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server.model import Figure

_CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "en" / "context.toml"
_CASES = tomllib.loads(_CORPUS.read_text("utf-8"))["case"]
_INPUT = frozenset(("text", "figure", "kind", "counted", "others", "rule", "change_role"))


def _figure(read: Callable[..., Figure], case: dict[str, Any], text: str) -> Figure:
    counted, others, rule = case.get("counted", ""), case.get("others", ()), case.get("rule", "test")
    return read(text, case["figure"], case["kind"], counted, others, rule, case.get("change_role", ""))


def _said(text: str, figure: Figure) -> dict[str, Any]:
    """What the stage said of a figure, in the corpus's terms."""
    context, concept = figure.context, figure.concept
    assert context is not None
    source = context.attribution
    reporter = source.reported_by if source else None
    return {
        "source": source.source if source else "",
        "verb": source.verb if source else "",
        "reported_by": reporter.source if reporter else "",
        "factuality": context.factuality,
        "place": text[slice(*context.place)] if context.place else "",
        "section": context.section,
        "qualifiers": [text[slice(*span)] for span in figure.qualifiers],
        "concept": concept.text if concept else "",
        "head": concept.head if concept else "",
        "states": list(concept.states) if concept else [],
        "category": concept.category if concept else "",
    }


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_case(case: dict[str, Any], read: Callable[..., Figure]) -> None:
    figure = _figure(read, case, case["text"])
    said = _said(case["text"], figure)
    wanted = {name: value for name, value in case.items() if name not in _INPUT}
    assert {name: said[name] for name in wanted} == wanted


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_spans_hold_their_words(case: dict[str, Any], read: Callable[..., Figure]) -> None:
    text = "\u0130 \n" + case["text"]
    figure = _figure(read, case, text)
    context, concept = figure.context, figure.concept
    assert context is not None
    assert context.sentence.start <= figure.start < figure.end <= context.sentence.end
    if context.attribution is not None:
        assert text[slice(*context.attribution.source_span)] == context.attribution.source
    if concept is not None:
        assert text[slice(*concept.span)] == concept.text

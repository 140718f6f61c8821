"""What of an extraction a response holds: views, filters, and how much of the text comes back."""

from __future__ import annotations

from typing import Any, Final

import pytest

from figures_client.v1 import figures_pb2 as pb
from figures_server.pipeline import Extractor
from figures_server.serve.calls import Calls

_ROUBLES: Final = "The mine earned two million roubles (about $24,000), a tenth of which is tax."
_LONGEST_SENTENCE: Final = 1000


@pytest.fixture(scope="module")
def calls() -> Calls:
    return Calls(Extractor(), 1_000_000)


def _extract(calls: Calls, text: str, **options: Any) -> pb.ExtractResponse:
    request = pb.ExtractRequest(document=pb.Document(text=text), options=pb.ExtractOptions(**options))
    return calls.extract(request)


def test_figures_keep_their_names_where_others_are_left_out(calls: Calls) -> None:
    everything = _extract(calls, _ROUBLES)
    assert [(figure.id, figure.text) for figure in everything.figures] == [
        ("f1", "two million roubles"),
        ("f2", "$24,000"),
        ("f3", "a tenth"),
    ]
    assert [relation.to_figure_id for relation in everything.relations] == ["f2"]
    ratios = _extract(calls, _ROUBLES, kinds=[pb.FIGURE_KIND_RATIO])
    assert [figure.id for figure in ratios.figures] == ["f3"]
    assert not ratios.relations


def test_doubtful_figures_are_left_out_where_asked(calls: Calls) -> None:
    text = "The count stood at 40, and the repair cost £900."
    sure, doubtful = sorted(_extract(calls, text).figures, key=lambda figure: -figure.confidence)
    between = (sure.confidence + doubtful.confidence) / 2
    assert [figure.text for figure in _extract(calls, text, min_confidence=between).figures] == [sure.text]


def test_a_text_of_nothing_but_figures_does_not_come_back_a_thousandfold(calls: Calls) -> None:
    text = "40 men, " * 400
    answer = _extract(calls, text)
    cautions: list[Any] = list(answer.warnings)
    assert [caution.reason for caution in cautions] == ["CONTEXT_LEFT_OUT"]
    assert len(answer.figures) == 400
    for figure in answer.figures:
        span = figure.context.sentence_span
        assert figure.context.sentence in {"", text[span.start_offset : span.end_offset]}
        assert span.start_offset <= figure.span.start_offset < figure.span.end_offset <= span.end_offset
        assert span.end_offset - span.start_offset <= _LONGEST_SENTENCE
    assert sum(len(figure.context.sentence) for figure in answer.figures) <= 8 * len(text) + 100_000


def test_words_beside_a_figure(calls: Calls) -> None:
    text = "Late on Friday the boat sank with 40 aboard."
    context = pb.ContextOptions(window_words=3)
    (figure,) = _extract(calls, text, context=context).figures
    assert (figure.context.before, figure.context.after) == ("boat sank with", "aboard.")
    assert not figure.context.sentence


def test_what_is_said_of_a_figure(calls: Calls) -> None:
    text = "The Gazette cites a coroner as saying that 40 sailors, including cooks, drowned between 2019 and 2021."
    (figure,) = _extract(calls, text).figures
    assert list(figure.qualifiers) == ["including cooks"]
    assert (figure.anchor.start_date.year, figure.anchor.end_date.year) == (2019, 2021)
    assert figure.anchor.timex_value == "2019/2021"


def test_an_open_end_and_a_unit_of_many(calls: Calls) -> None:
    text = "Gas costs $12 per 1,000 cubic feet, and fewer than 50 homes use it."
    price, homes = _extract(calls, text).figures
    assert [(factor.unit, factor.exponent, factor.multiple) for factor in price.unit.factors][1:] == [
        ("foot", -3, "1000")
    ]
    assert homes.value.upper_exclusive
    assert not homes.value.HasField("lower")


def test_a_source_and_who_passes_it_on(calls: Calls) -> None:
    text = "A coroner said 40 sailors drowned, the Gazette reported."
    (figure,) = _extract(calls, text).figures
    said = figure.context.attribution
    assert (said.source, said.verb) == ("A coroner", "said")
    assert (said.reported_by.source, said.reported_by.verb) == ("the Gazette", "reported")
    span = said.reported_by.source_span
    assert text[span.start_offset : span.end_offset] == "the Gazette"

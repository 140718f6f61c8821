"""JSON of messages: what protobuf's own makes of them, to the letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from google.protobuf.json_format import MessageToDict

from figures_client.v1 import figures_pb2 as pb
from figures_server.pipeline import Extractor
from figures_server.serve.as_json import to_json
from figures_server.serve.calls import Calls
from tests.client.filled import fill

if TYPE_CHECKING:
    from google.protobuf.message import Message

_TEXT = """LONDON, 12 April 2025 - About 40 of the 155 crew, says Mary Holt, earn £1,600 to £2,400 a month.

Prices rose 3% to $5 million (about 4.4 million euros); the harbour is 26 miles away at -5°C. It cost 500 crowns."""


@pytest.mark.parametrize("kind", [pb.ExtractResponse, pb.Error])
def test_every_field_is_written_as_json_format_does(kind: type[Message]) -> None:
    message = fill(kind())
    assert json.loads(to_json(message)) == MessageToDict(message)
    assert to_json(kind()) == b"{}"


def test_an_answer_is_written_as_json_format_does() -> None:
    calls = Calls(Extractor(), 10_000)
    options = pb.ExtractOptions(
        target_currency_codes=["USD", "EUR"], target_units=["km"], include_provenance=True, include_other_numbers=True
    )
    response = calls.extract(pb.ExtractRequest(document=pb.Document(text=_TEXT), options=options))
    assert len(response.figures) > 5
    assert json.loads(to_json(response)) == MessageToDict(response)
    # What is kept from the first time is the same the second.
    assert json.loads(to_json(response)) == MessageToDict(response)


def test_maps_are_written_by_their_keys() -> None:
    names = [f"name{number}" for number in range(20)]
    error = pb.Error(metadata=dict.fromkeys(reversed(names), ""))
    assert list(json.loads(to_json(error))["metadata"]) == sorted(names)


def test_what_json_has_no_word_for() -> None:
    response = pb.ExtractResponse(figures=[pb.Figure(confidence=float("-inf"))])
    response.figures[0].value.lower.approximate = float("inf")
    response.figures.add().kind = 99  # type: ignore[assignment]  # of a later contract
    assert json.loads(to_json(response)) == MessageToDict(response)

"""What the contract defines itself has the wire format of google's own messages."""

from __future__ import annotations

from google.rpc import status_pb2
from google.type import date_pb2

from figures_client.v1 import figures_pb2


def test_a_date_is_a_google_date_on_the_wire() -> None:
    ours = figures_pb2.Date(year=2025, month=4, day=12)
    theirs = date_pb2.Date.FromString(ours.SerializeToString())
    assert (theirs.year, theirs.month, theirs.day) == (2025, 4, 12)
    assert figures_pb2.Date.FromString(theirs.SerializeToString()) == ours


def test_an_error_read_as_a_google_status_gives_code_and_message() -> None:
    ours = figures_pb2.Error(
        code=3, message="empty", reason="EMPTY_TEXT", field="document.text", metadata={"limit": "1"}
    )
    theirs = status_pb2.Status.FromString(ours.SerializeToString())
    assert (theirs.code, theirs.message, list(theirs.details)) == (3, "empty", [])

"""Twice the hostile text costs about twice the work: counted in calls, which no busy machine changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.bench.growth import HOSTILE
from tests.property.texts import extractor

if TYPE_CHECKING:
    from types import FrameType

_CHARACTERS = 4000
# What is quadratic makes four times the calls; a rule that looks at long lists otherwise than at short ones, 2.8.
_LIMIT = 3


def _calls(text: str) -> int:
    """How many functions, ours and Python's own, one reading calls."""
    count = 0

    def tally(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        extractor().extract(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_makes_about_twice_the_calls(name: str) -> None:
    unit = HOSTILE[name]
    short, long = ((unit * (size // len(unit) + 1))[:size] for size in (_CHARACTERS, 2 * _CHARACTERS))
    extractor().extract(long)
    assert _calls(long) <= _LIMIT * _calls(short) + 500

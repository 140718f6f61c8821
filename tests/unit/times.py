"""The times of a text, as compose finds them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from figures_server.compose.rules.time_expressions.times import find_times
from figures_server.scan import CueScanner

if TYPE_CHECKING:
    from figures_server.compose.rules.time_expressions.timex import TimeExpression
    from figures_server.text import Article


@cache
def _scanner() -> CueScanner:
    return CueScanner()


def times_of(article: Article) -> list[TimeExpression]:
    """Every time that holds a number."""
    return find_times(article, _scanner().scan(article).times)

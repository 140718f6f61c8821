"""Lines of a page that are not the article: menus, counters, cookie notices."""

from __future__ import annotations

import re
from typing import Final

from figures_server.model import Span
from figures_server.text.article import Article

# Longer lines are prose, whatever they begin with.
_LONGEST_LINE: Final = 200


def furniture_spans(article: Article, furniture: re.Pattern[str]) -> list[Span]:
    """The lines that match, in order: "This will close in 0 seconds". The pattern comes from the lexicon."""
    spans = []
    start = 0
    for line in article.folded.split("\n"):
        end = start + len(line)
        if start < end <= start + _LONGEST_LINE and furniture.match(line.strip()):
            spans.append(Span(start, start + len(line.rstrip())))
        start = end + 1
    return spans


def is_furniture(line: str, furniture: re.Pattern[str]) -> bool:
    """Whether one folded line without blanks around it is no part of the article."""
    return len(line) <= _LONGEST_LINE and furniture.match(line) is not None

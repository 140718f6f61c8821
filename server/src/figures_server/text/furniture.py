"""Lines of a page that are not the article: menus, counters, cookie notices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from figures_server.model import Span
from figures_server.text.article import Article

# Longer lines are prose, whatever they begin with.
_LONGEST_LINE: Final = 200


def furniture_spans(article: Article, furniture: re.Pattern[str], places: Iterable[int]) -> list[Span]:
    """The lines that match and hold one of the places, in order: "This will close in 0 seconds". The pattern comes from the lexicon."""
    folded = article.folded
    spans = []
    end = -1
    for place in places:
        if place <= end:
            continue
        start = folded.rfind("\n", 0, place) + 1
        end = folded.find("\n", place)
        end = end if end >= 0 else len(folded)
        if end - start <= _LONGEST_LINE and furniture.match((line := folded[start:end]).strip()):
            spans.append(Span(start, start + len(line.rstrip())))
    return spans


def is_furniture(line: str, furniture: re.Pattern[str]) -> bool:
    """Whether one folded line without blanks around it is no part of the article."""
    return len(line) <= _LONGEST_LINE and furniture.match(line) is not None

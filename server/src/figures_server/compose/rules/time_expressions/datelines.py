"""Stamps: a clock time and a day that stand side by side are one time, "17:20, Sat, Apr 12, 2025"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.rules.time_expressions.timex import TimeExpression
from figures_server.text.article import Article

_GAP: Final = re.compile(r"\s?[,|·•–—-]?\s?(?:(?:on|at)\s)?(?:[a-z]{3,9}day,?\s)?")
_LONGEST_GAP: Final = 16


def join_stamps(article: Article, times: list[TimeExpression]) -> list[TimeExpression]:
    """The same times in order, a clock beside its day joined to it: "6 a.m. on January 1"."""
    joined: list[TimeExpression] = []
    for time in times:
        stamp = _join(article, joined[-1], time) if joined else None
        if stamp is None:
            joined.append(time)
        else:
            joined[-1] = stamp
    return joined


def _join(article: Article, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    if left.type == right.type or right.start - left.end > _LONGEST_GAP:
        return None
    day, clock = (left, right) if left.type == "DATE" else (right, left)
    if not clock.value.startswith("T") or "/" in clock.value or not _is_day(day.value):
        return None
    if _GAP.fullmatch(article.folded, left.end, right.start) is None:
        return None
    return TimeExpression(left.start, right.end, "TIME", day.value + clock.value, "time.stamp")


def _is_day(value: str) -> bool:
    return len(value) == len("2025-04-12") and value[-2:].isdigit()

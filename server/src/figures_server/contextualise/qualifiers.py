"""Words beside a figure that limit what it claims: "excluding VAT"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.sentences import Hit, Sentence
from figures_server.model import Span

_STOP: Final = re.compile(r"[,;:.)\]—–”\"](?!\d)| - |$")
_BETWEEN: Final = re.compile(r"[.;:?!”\"]")
_FARTHEST: Final = 60
_LONGEST: Final = 90
_MOST: Final = 2


def qualifiers(sentence: Sentence, figure: Span, low: int, high: int) -> tuple[Span, ...]:
    """The qualifiers beside a figure; its neighbours end at `low` and begin at `high`."""
    found: list[Span] = []
    for hit in sentence.qualifier:
        if len(found) < _MOST and _is_beside(sentence.text, hit, figure, low, high):
            end = _end(sentence.text, hit)
            if end > hit.end or hit.cue.form == "fixed":
                found.append(sentence.absolute(Span(hit.start, end)))
    return tuple(found)


def _is_beside(text: str, hit: Hit, figure: Span, low: int, high: int) -> bool:
    if figure.end <= hit.start:
        return (
            hit.start < high
            and hit.start - figure.end <= _FARTHEST
            and not _BETWEEN.search(text, figure.end, hit.start)
        )
    if hit.end > figure.start or hit.start < low or figure.start - hit.end > _FARTHEST:
        return False
    if hit.cue.form == "fixed":
        return not re.search(r"[,.;:]", text[hit.end : figure.start])
    # "Excluding VAT, the bill was £400": only what opens the sentence looks forward, and only over its own comma.
    return not text[: hit.start].strip("\"“‘'(") and text.count(",", hit.end, figure.start) == 1


def _end(text: str, hit: Hit) -> int:
    """Where the qualifier ends; an open one runs on to the next stop."""
    if hit.cue.form == "fixed":
        return hit.end
    if text[hit.end : hit.end + 2].strip()[:1].isdigit() and hit.cue.id == "including" and hit.end - hit.start <= 5:
        return hit.end
    stop = _STOP.search(text, hit.end, hit.end + _LONGEST)
    end = stop.start() if stop else hit.end
    return end - (len(text[hit.start : end]) - len(text[hit.start : end].rstrip()))

"""Whose age a figure is: the name or noun beside it, "Mary Holt, 62," and "the 45-year-old cab driver"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.words import CLOSERS, DETERMINER, MARKED, OPENERS, OWNER, Words
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.words import load_nouns
from figures_server.model import Figure, Span

# Of these rules the person stands right before the age, over a comma or a bracket.
_BESIDE: Final = frozenset(("age.after-name", "age.after-person", "age.kin", "age.listed"))
# "Snowden, now 31,", "Frank, then just 40,"
_LEAD: Final = re.compile(r"[,(–—-]? *(?:(?:now|then|aged|age|just|only) )*$")
# What a word may be and still be part of a name.
_OPEN: Final = ~(OWNER | MARKED)
# "a 45-year-old single mother"
_LONGEST: Final = 4


def person_of(text: str, start: int, end: int, figure: Figure, words: Words) -> Span | None:
    """Who is so old; none where the text does not say it beside the age."""
    lead = _LEAD.search(text, 0, start)
    if lead is not None and (figure.rule in _BESIDE or (figure.rule == "age.said" and lead[0][:1] == ",")):
        return _before(text, lead.start(), words)
    return _after(text, end, words) if figure.rule == "age.years-old" else None


def _before(text: str, high: int, words: Words) -> Span | None:
    """The name that ends at `high`, without a title's office; or a person with a determiner: "her son"."""
    high = len(text[:high].rstrip(' ,"”’)'))
    start = high
    low, word = words.before(text, high)
    while word.raw and _is_name(word.raw, words, last=start == high):
        start = low + word.opening
        if word.opening:
            break
        low, word = words.before(text, low)
    if start < high:
        return Span(start, high)
    if not _is_person(word.raw):
        return None
    start = low
    low, word = words.before(text, low)
    while not word.classes & _OPEN:
        start = low
        low, word = words.before(text, low)
    return Span(start, high) if word.classes & (DETERMINER | OWNER) else None


def _after(text: str, low: int, words: Words) -> Span | None:
    """The name or the person behind "45-year-old", with what describes them: "single mother", "son Ravi"."""
    up, word = words.after(text, low)
    first = end = up - len(word.raw)
    found = False
    for _ in range(_LONGEST):
        bare = word.raw.rstrip(CLOSERS)
        is_name = _is_name(bare, words, last=True)
        if not bare or (found and not is_name) or (not is_name and word.classes & _OPEN):
            break
        if is_name or _is_person(bare):
            found, end = True, up - word.closing
        if word.closing:
            break
        up, word = words.after(text, up)
    return Span(first, end) if found else None


def _is_name(raw: str, words: Words, *, last: bool) -> bool:
    """Whether a word is part of a name: in capitals, and none of a closed class; a break ends what stands before it."""
    bare = raw.lstrip(OPENERS)
    is_initial = len(bare) == len("A.") and bare[-1] == "."
    if not bare[:1].isupper() or (words[bare].classes & _OPEN and not is_initial):
        return False
    return last or bare[-1] not in CLOSERS or words.is_title(bare)


def _is_person(word: str) -> bool:
    """By what they are or do: "lawmaker", "striker"."""
    bare = word.lower()
    return bare in load_nouns().persons or bare in load_ages().roles

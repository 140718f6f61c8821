"""The noun phrase that a number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.plurals import is_plural, singular
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.line import Line

_LONGEST: Final = 9
_HYPHENS: Final = frozenset("-‐‑")
# "Ukrainians", "Democrats", "Londoners" are counted themselves.
_PEOPLES: Final = ("ans", "ons", "ats", "ers", "ists", "ites", "ards", "ends", "ors", "ants", "ents")
_OPENERS: Final = frozenset(("more", "other", "most", "least"))


def find_noun(line: Line, at: int, *, plural: bool) -> Noun | None:
    """The counted noun phrase that begins at token `at`: "Chinese citizens", "emergency response patrol vehicles".

    The head is the last of the first run of plurals; for one thing, the word before the phrase ends.
    """
    tokens, nouns = line.tokens, load_nouns()
    words = tokens.words
    if words[at] == "of":
        at += 1
        while words[at] in {"the", "these", "those", "its", "their", "his", "her", "our", "such", "all"}:
            at += 1
    first, last, head = at, at, -1
    weak = -1
    while last < at + _LONGEST and tokens.kinds[last] == WORD:
        word = words[last]
        if word in nouns.stops and not (last > at and (words[last - 1] in _HYPHENS or words[last - 1].endswith("ly"))) and not (word in _OPENERS and last == at):
            break
        if is_plural(word) or _plural_acronym(tokens.text[tokens.starts[last] : tokens.ends[last]]):
            if word in nouns.modifiers or _name_modifies(line, last):
                weak = last
            else:
                head = last
                break
        elif word.endswith("ly") and last > at and head < 0 and words[last - 1] not in _OPENERS:
            break
        last += 1
        if words[last] in _HYPHENS and tokens.glued(last) and tokens.glued(last + 1):
            last += 1
        elif words[last] == "and" and plural and _coordinates(line, last + 1):
            last += 1
    head = head if head >= 0 else weak
    if head < 0:
        return _attributive(line, at) if plural else _singular_head(line, first, last)
    return Noun(first, head + 1, singular(words[head]))


def _name_modifies(line: Line, at: int) -> bool:
    """"Hamas sites", "Texas voters": a name in -s before a plural."""
    tokens = line.tokens
    surface = tokens.text[tokens.starts[at] : tokens.ends[at]]
    if surface.endswith(_PEOPLES):
        return False
    return surface[0].isupper() and tokens.kinds[at + 1] == WORD and is_plural(tokens.words[at + 1]) and (
        tokens.words[at + 1] not in load_nouns().stops
    )


def _plural_acronym(surface: str) -> bool:
    """"PIs", "SUVs": capitals with a small s."""
    return len(surface) > 2 and surface[-1] == "s" and surface[:-1].isupper()


def _coordinates(line: Line, at: int) -> bool:
    """"Kia and Hyundai vehicles", "digital and physical sales": two names or adjectives under one plural."""
    tokens = line.tokens
    return tokens.kinds[at] == WORD and tokens.words[at] not in load_nouns().stops and is_plural(tokens.words[at + 1])


def _attributive(line: Line, at: int) -> Noun | None:
    """"a 12 page document": a singular right behind the number, as if hyphened, before its noun."""
    tokens, stops = line.tokens, load_nouns().stops
    word, following = tokens.words[at], tokens.words[at + 1]
    if tokens.kinds[at] != WORD or tokens.kinds[at + 1] != WORD or word in stops or following in stops:
        return None
    if word.endswith(("ed", "ing", "ly", "al", "ic", "ous")) or not tokens.text[tokens.starts[at]].islower():
        return None
    return Noun(at, at + 1, word)


def _singular_head(line: Line, first: int, last: int) -> Noun | None:
    words, nouns = line.tokens.words, load_nouns()
    if last == first or words[last - 1] in nouns.stops or words[last - 1] in _HYPHENS:
        return None
    return Noun(first, last, singular(words[last - 1]))

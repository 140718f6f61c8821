"""Modifiers that are listed before one plural: "Kia and Hyundai vehicles", "red, blue and green flags"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import HYPHENS, WORD

if TYPE_CHECKING:
    from figures_server.compose.line import Line

_LONGEST: Final = 9
_FARTHEST: Final = 6
_LONGEST_HEAP: Final = 4
_LISTING: Final = frozenset((",", "and", "or"))
_CLOSING: Final = frozenset('"”’]')


def coordinates(line: Line, at: int) -> bool:
    """As in "Kia and Hyundai vehicles", "full and part-time posts": two modifiers under one plural."""
    tokens, stops = line.tokens, load_nouns().stops
    for index in range(at, at + _FARTHEST):
        tied = tokens.tied(index)
        second = tokens.words[index - 1] in HYPHENS and tokens.glued(index)
        if index > at and (tied or second or tokens.words[index] in _CLOSING):
            continue
        if tokens.words[index] in load_nouns().openers:
            continue
        acronym = tokens.words[index] in load_nouns().acronyms and tokens.text[tokens.starts[index]].isupper()
        if tokens.kinds[index] != WORD or (tokens.words[index] in stops and not acronym):
            return False
        if is_other_number(line, index):
            return False
        if index > at and is_plural(tokens.words[index]):
            return True
    return False


def lists_modifiers(line: Line, at: int) -> bool:
    """As in "red | , | blue and green flags": more modifiers, an "and" or "or", and their plural."""
    tokens, stops, last = line.tokens, load_nouns().stops, False
    for index in range(at, at + _LONGEST):
        word = tokens.words[index]
        if word in _LISTING or (word in HYPHENS and tokens.glued(index)):
            last = last or word in {"and", "or"}
            continue
        if tokens.kinds[index] != WORD or word in stops or is_other_number(line, index):
            return False
        if is_plural(word):
            return last
    return False


def is_other_number(line: Line, at: int) -> bool:
    """As in the "eight" of "he ran | eight miles", where another phrase begins.

    The phrase goes on with "five-star", "number one", "the club's four ...".
    """
    tokens, words = line.tokens, line.words
    if words[at] not in load_numbers().cardinals or (words[at + 1] in HYPHENS and tokens.glued(at + 1)):
        return False
    before = words[at - 1]
    return before not in load_nouns().before_letter and not before.endswith(("'s", "s'", "'"))


def heaps_adjectives(line: Line, comma: int) -> bool:
    """As in "his earliest |, staunchest supporters", "the most radical, least tested plans": two adjectives, one plural."""
    tokens, words, nouns = line.tokens, line.words, load_nouns()
    if not words[comma - 1].endswith(nouns.adjectival):
        return False
    first = comma + 1 + (words[comma + 1] in nouns.openers)
    if not words[first].endswith(nouns.adjectival) or is_plural(words[first]):
        return False
    for index in range(first + 1, first + _LONGEST_HEAP):
        if tokens.kinds[index] != WORD or words[index] in nouns.stops or is_other_number(line, index):
            return False
        if is_plural(words[index]):
            return True
    return False

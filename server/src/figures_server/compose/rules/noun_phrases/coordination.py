"""Modifiers that are listed before one plural: "Kia and Hyundai vehicles", "red, blue and green flags"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import CLOSING_QUOTES, HYPHENS, WORD

# Between the members of a list.
LISTING: Final = frozenset((",", "and", "or"))


def coordinates(line: Line, at: int) -> bool:
    """As in "Kia and Hyundai vehicles", "full and part-time posts": two modifiers under one plural."""
    tokens, stops = line.tokens, load_nouns().stops
    for index in range(at, at + PHRASE):
        word = tokens.words[index]
        if index > at and (tokens.tied(index) or tokens.words[index - 1] in HYPHENS or word in CLOSING_QUOTES):
            continue
        if word in load_nouns().openers:
            continue
        stopped = word in stops and word not in load_nouns().acronyms
        if tokens.kinds[index] != WORD or stopped or is_other_number(line, index):
            return False
        if index > at and is_plural(word):
            return True
    return False


def lists_modifiers(line: Line, at: int) -> bool:
    """As in "red | , | blue and green flags": more modifiers, an "and" or "or", and their plural."""
    tokens, last = line.tokens, False
    for index in range(at, at + PHRASE):
        word = tokens.words[index]
        if word in LISTING or word in HYPHENS:
            last = last or word in {"and", "or"}
            continue
        if not line.has_content(index) or is_other_number(line, index):
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
    return before not in load_nouns().before_letter and not before.endswith(("'s", "'"))


def heaps_adjectives(line: Line, comma: int, *, plural: bool) -> bool:
    """As in "his earliest |, staunchest supporters", "500 new |, unsolicited letters", "one small |, wooden hut"."""
    words, nouns = line.words, load_nouns()
    second = comma + 1 + (words[comma + 1] in nouns.openers)
    if words[comma - 1] in nouns.plain_adjectives:
        if words[second + 1] == ",":
            return heaps_adjectives(line, second + 1, plural=plural)
        goes_on = line.has_content(second)
        return goes_on and (noun_follows(line, second) if plural else line.tokens.kinds[second + 1] == WORD)
    if not plural:
        return False
    both = words[comma - 1].endswith(nouns.adjectival) and words[second].endswith(nouns.adjectival)
    return both and noun_follows(line, second)


def noun_follows(line: Line, at: int) -> bool:
    """As in "recorded songs", "drunken driving check points": the participle stands before a plural of the phrase."""
    tokens, nouns = line.tokens, load_nouns()
    for index in range(at + 1, at + PHRASE):
        word = tokens.words[index]
        if word in HYPHENS:
            continue
        if tokens.kinds[index] != WORD or is_other_number(line, index):
            return False
        if word in nouns.stops:
            return word in nouns.nominal
        if is_plural(word):
            return True
    return False

"""Words with capitals inside a noun phrase: names, acronyms, and names that hold a plural."""

from __future__ import annotations

from typing import Final

from figures_server.compose.line import Line
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import DIGITS, OPENING_QUOTES, WORD

_LONGEST_ACRONYM: Final = 4
_SHORTEST_HEADLINE: Final = 4
_OPENING: Final = OPENING_QUOTES | {":"}


def has_capital(line: Line, at: int) -> bool:
    """Whether a capital stands in the token and tells something: "Apollo", "watchOS"."""
    surface = line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]]
    return surface != surface.lower() and not (surface.isupper() and is_shouted(line))


def opens(line: Line, at: int) -> bool:
    """Whether the token begins a sentence, or what a colon or a quotation mark opens: its capital tells nothing."""
    return at == 0 or line.words[at - 1] in _OPENING


def is_headline(line: Line) -> bool:
    """As in "Mayor Held After Two Months of Talks": all but the short words have capitals, which tell nothing there."""
    tokens, long = line.tokens, 0
    for at in range(tokens.count):
        if len(tokens.words[at]) > _LONGEST_ACRONYM and tokens.kinds[at] == WORD:
            if tokens.text[tokens.starts[at]].islower():
                return False
            long += 1
    return long >= _SHORTEST_HEADLINE


def is_acronym(line: Line, at: int) -> bool:
    """As in the brackets of "World Test Championship (WTC) finals"."""
    return line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]].isupper()


def is_shouted(line: Line) -> bool:
    """As in "TWO EMPLOYEES HELD IN HULL": a line of several words all in capitals, which tell nothing there."""
    return line.tokens.count >= _SHORTEST_HEADLINE and line.tokens.in_capitals()


def is_highway(line: Line, at: int) -> bool:
    """As in "a stretch of US 278": behind the two letters, with no article before."""
    tokens = line.tokens
    return tokens.text[tokens.starts[at] : tokens.ends[at]] == "US" and line.words[at - 1] != "the"


def is_name(line: Line, at: int) -> bool:
    """Whether the token has a capital, as in "Boeing" and "iPhone", and is no plural, which would be counted itself."""
    tokens = line.tokens
    return tokens.kinds[at] == WORD and has_capital(line, at) and not is_plural(tokens.words[at])


def is_in_name(line: Line, at: int) -> bool:
    """As in "two Champions League matches": a name goes on behind its plural, and what is counted follows it."""
    tokens, end = line.tokens, at
    while tokens.kinds[end] == WORD and tokens.text[tokens.starts[end]].isupper():
        end += 1
    return end > at + 1 and tokens.words[end] not in load_nouns().stops and is_plural(tokens.words[end])


def is_name_in_capitals(line: Line, at: int) -> bool:
    """As in "20 CBS stations", "one HHS official": a few capitals, where what follows has small letters."""
    tokens = line.tokens
    surface = tokens.text[tokens.starts[at] : tokens.ends[at]]
    following = tokens.text[tokens.starts[at + 1] : tokens.ends[at + 1]]
    return len(surface) <= _LONGEST_ACRONYM and surface.isupper() and following.islower()


def is_plural_acronym(surface: str) -> bool:
    """As in "PIs", "SUVs": capitals with a small s."""
    return len(surface) > 2 and surface[-1] == "s" and surface[:-1].isupper() and surface[:-1].isalpha()


def model_of(line: Line, at: int) -> str:
    """The "F-16" of "20 F-16s", the "Boeing 737" of "ten Boeing 737s"; empty where the s closes no name with digits."""
    tokens = line.tokens
    if tokens.words[at] != "s" or not tokens.glued(at):
        return ""
    start = at - 1
    while tokens.glued(start):
        start -= 1
    name = tokens.surface(start - (tokens.kinds[start] == DIGITS), at)
    # "two iPhone 15s"
    return name if not name[:2].islower() and name[:1].isalpha() else ""


def past_model(line: Line, at: int) -> int:
    """Past a name of digits in ten of its "737-800 | jets"."""
    tokens = line.tokens
    if tokens.kinds[at] != DIGITS or tokens.kinds[at + 2] != DIGITS or not tokens.tied(at + 1):
        return at
    return at + 3 + tokens.glued(at + 3)

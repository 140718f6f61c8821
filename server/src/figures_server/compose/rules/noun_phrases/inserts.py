"""What a noun phrase may hold before its noun: hyphens and quotation marks, names with digits, "and" between adjectives."""

from __future__ import annotations

from typing import Final

from figures_server.compose.line import Line
from figures_server.compose.rules.noun_phrases.capitals import is_acronym, is_name
from figures_server.compose.rules.noun_phrases.coordination import coordinates, heaps_adjectives, lists_modifiers
from figures_server.compose.rules.noun_phrases.worths import past_worth
from figures_server.lexicon.context import load_context
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import CLOSING_QUOTES, DIGITS, HYPHENS, OPENING_QUOTES, WORD

# Quotation marks and an editor's brackets do not break a phrase: 'eight "safe" houses', "15 [rodent] species".
OPENING: Final = OPENING_QUOTES | {"["}
_CLOSING: Final = CLOSING_QUOTES | {"]"}
_BETWEEN_SAME: Final = frozenset(("to", "by", "on", "for"))


def next_word(line: Line, first: int, at: int, *, plural: bool) -> int:
    """Past a hyphen inside a word, a quotation mark, or an "and" or "or" between two adjectives of one plural."""
    words = line.tokens.words
    if (past := _past_insert(line, at)) is not None:
        return past
    if line.tokens.kinds[at] == WORD:
        return at + 1 if words[at] in {"and", "or"} and plural and coordinates(line, at + 1) else at
    if _is_mark_inside(line, first, at):
        return at + 1
    if words[at] in HYPHENS and words[at + 1] in {"and", "or"} and line.tokens.glued(at):
        # "low- and middle-income families"
        return at + 2
    if words[at] == ",":
        listed = (plural and lists_modifiers(line, at + 1)) or heaps_adjectives(line, at, plural=plural)
        return at + 1 + (words[at + 1] in {"and", "or"}) if listed else at
    return at


def _is_mark_inside(line: Line, first: int, at: int) -> bool:
    """As in '40 "safe | " | houses', "20-man", "two St | . | Leonards men": a mark that does not end the phrase."""
    tokens, mark = line.tokens, line.words[at]
    if mark in _CLOSING and not OPENING.isdisjoint(tokens.words[max(0, first - 1) : at]):
        return True
    if mark == "'" and line.words[first - 1] == "'":
        return True
    if mark in OPENING and tokens.glued(at + 1) and not tokens.glued(at):
        return True
    return tokens.tied(at) or (mark == "." and tokens.words[at - 1] in load_context().grammar.titles)


def _past_insert(line: Line, at: int) -> int | None:
    """Past what a phrase may hold before its noun: names with digits, an acronym, "Department | of | Health posts", "back | to back | wins"."""
    tokens = line.tokens
    if tokens.words[at] in _BETWEEN_SAME and tokens.words[at - 1] == tokens.words[at + 1]:
        return at + 2
    if (past := _past_digits(line, at)) is not None:
        return past
    if tokens.words[at] == "(" and tokens.words[at + 2] == ")" and is_acronym(line, at + 1):
        return at + 3
    if tokens.words[at] == "of" and is_name(line, at - 1) and is_name(line, at + 1):
        return at + 1
    return None


def _goes_on_model(line: Line, at: int) -> bool:
    """Whether the token hangs on the digits of a name: "A | 350 | - | 900", but for the last s of the many "A350-900s"."""
    tokens = line.tokens
    kinds, glued = tokens.kinds, tokens.glued(at + 1)
    if tokens.words[at] == "s" and not (glued and kinds[at + 1] in {DIGITS, WORD}):
        return False
    tied = tokens.words[at] in HYPHENS and glued and kinds[at + 1] == DIGITS
    return tokens.glued(at) and (tied or kinds[at] in {DIGITS, WORD})


def _past_digits(line: Line, at: int) -> int | None:
    """Past the digits of a name: "Covid | -19 | cases", "H | 5N1 | samples", "Boeing | 737-800 | planes", "top | 10"."""
    tokens = line.tokens
    if tokens.words[at] in HYPHENS:
        return at + 2 if tokens.kinds[at + 1] == DIGITS and tokens.tied(at) else None
    if tokens.kinds[at] != DIGITS:
        return None
    if tokens.glued(at):
        while _goes_on_model(line, at):
            at += 1
        return at
    if (past := past_worth(tokens, at)) > at + 1 and tokens.words[past] not in load_nouns().stops:
        # "31 new | 52-week | highs"
        return past
    if tokens.words[at - 1] != "top" and not is_name(line, at - 1) and not is_name(line, at + 1):
        return None
    at += 1
    while tokens.tied(at):
        at += 2
    return at

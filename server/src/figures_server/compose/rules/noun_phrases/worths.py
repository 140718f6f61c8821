"""What each of the things counted is worth, measures or dates from: "five $50 vouchers", "two 20-minute breaks"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, WORD, Tokens

_ENDINGS: Final = frozenset(("st", "nd", "rd", "th"))


def past_worth(tokens: Tokens, at: int) -> int:
    """Past the price or the size at token `at`, between a number and its noun; where there is none, the same token."""
    kinds, surfaces = tokens.kinds, load_surfaces()
    if kinds[at] == DIGITS:
        return at + 1 if _is_year_of(tokens, at) else _past_size(tokens, at)
    priced = kinds[at + 1] == DIGITS and tokens.glued(at + 1) and not tokens.glued(at)
    return at + 2 if priced and surfaces.left(tokens, at + 1) is not None else at


def _is_year_of(tokens: Tokens, at: int) -> bool:
    """As in the three "2016 debates": when the things were, before their plural."""
    digits = tokens.words[at]
    year = digits[:2] in {"19", "20"} and len(digits) == len("2016")
    return year and tokens.kinds[at + 1] == WORD and is_plural(tokens.words[at + 1])


def _past_size(tokens: Tokens, at: int) -> int:
    """As in three "20-man teams", ten "15-year-old boys", two "9mm pistols", one ".22 rifle"; not past the last word of "15-year-olds"."""
    words, end = tokens.words, at + 1
    # "three 18th-century houses"
    end += words[end] in _ENDINGS and tokens.glued(end)
    start = end
    while tokens.tied(end) and tokens.kinds[end + 1] == WORD:
        end += 2
    if words[end - 1] == "olds":
        return end - 1
    if end == start and words[at][0] != ".":
        sign = load_surfaces().right(tokens, end)
        end = sign.last if sign is not None else at
    return end if tokens.kinds[end] == WORD else at

"""Singular and plural of English nouns, by ending and a list of exceptions."""

from __future__ import annotations

from functools import cache
from typing import Final

from figures_server.lexicon.words import load_nouns

# "echoes", "buffaloes" lose -es; "toes" and "foes" only -s.
_SHORTEST_IN_OES: Final = 5


@cache
def is_plural(word: str) -> bool:
    """Whether a folded word looks like a plural noun: "soldiers", "gunmen", "people"."""
    words = load_nouns()
    if word in words.plurals:
        return True
    if word in words.singular_in_s or len(word) < 3:
        return False
    if word.endswith("s"):
        return not word.endswith(("ss", "us", "is", "'s"))
    return word.endswith(tuple(words.endings))


@cache
def singular(word: str) -> str:
    """As in "citizens" gives "citizen", "gunmen" "gunman", "inches" "inch"; other words come back as they are."""
    words = load_nouns()
    word = word.removesuffix("'s")
    if word in words.plurals:
        return words.plurals[word]
    if word in words.singular_in_s or not is_plural(word):
        return word
    for ending, single in words.endings.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + single
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("oes") and len(word) > _SHORTEST_IN_OES and not word.endswith("shoes"):
        return word[:-2]
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]

"""What the finder of sentences must know of a language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from figures_server.lexicon.words import read_toml


class SentenceWords(NamedTuple):
    """Abbreviations in lower case, the pattern of a stop inside a number, and words that end no line but a broken one."""

    abbreviations: frozenset[str]
    scar: re.Pattern[str]
    unfinished: frozenset[str]


@cache
def load_sentences() -> SentenceWords:
    """The abbreviations that a full stop follows, scars of print, and words that go on in the next line."""
    raw = read_toml("sentences.toml")
    scar = re.compile(rf"\. \d{{1,2}}(?: (?:{'|'.join(raw['after_scar'])})|%|(?:m|bn|k)\b)")
    return SentenceWords(frozenset(raw["abbreviations"].split()), scar, frozenset(raw["unfinished"].split()))

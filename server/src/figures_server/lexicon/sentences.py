"""What the finder of sentences must know of a language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from figures_server.lexicon.words import read_toml


class SentenceWords(NamedTuple):
    """What tells a stop from the end of a sentence, and a broken line from a whole one.

    `openers` begin a sentence even behind an abbreviation, but for those that are `never_last`; `scar` is a stop inside a
    number, and `unfinished` words end no line but a broken one.
    """

    abbreviations: frozenset[str]
    scar: re.Pattern[str]
    unfinished: frozenset[str]
    openers: frozenset[str]
    never_last: frozenset[str]


@cache
def load_sentences() -> SentenceWords:
    """The abbreviations that a full stop follows, scars of print, and words that go on in the next line."""
    raw = read_toml("sentences.toml")
    scar = re.compile(rf"\. \d{{1,2}}(?: (?:{'|'.join(raw['after_scar'])})|%|(?:m|bn|k)\b)")
    abbreviations, unfinished, openers, never_last = (
        frozenset(raw[name].split()) for name in ("abbreviations", "unfinished", "openers", "never_last")
    )
    return SentenceWords(abbreviations, scar, unfinished, openers, never_last)

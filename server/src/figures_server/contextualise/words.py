"""The words around a figure by their closed classes, each looked up once and kept."""

from __future__ import annotations

import re
from typing import Final

from figures_server.lexicon.context import ContextLexicon
from figures_server.lexicon.words import load_nouns

OPENERS: Final = "\"'“‘([•*"
CLOSERS: Final = "\"'”’)],;:.!?—–"
_NUMBER_SIGNS: Final = "0123456789£$€₹"
_CONTRACTIONS: Final = tuple(mark + end for mark in "'’" for end in ("re", "ve", "ll", "d", "m", "t"))
_CONTRACTION: Final = re.compile(r"['’](?:s|re|ve|d|ll|m)$")
OWNERS: Final = ("'s", "’s")
# News has some ten thousand words; beyond that the shelf is emptied rather than left to grow.
_MOST_KEPT: Final = 20_000

DETERMINER: Final = 1
PRONOUN: Final = 2
BETWEEN: Final = 4
PREPOSITION: Final = 8
BOUNDARY: Final = 16
STOPPER: Final = 32
TIME: Final = 64
FILLER: Final = 128
# Of saying and of change; a link ties a noun to its figure: "the fine was £3m".
VERB: Final = 256
LINK: Final = 512
NUMBER: Final = 1024
# No letter or digit in front, or a contraction: it stands in no noun phrase.
NO_NOUN: Final = 2048
# Has punctuation before or after it.
MARKED: Final = 4096
OWNER: Final = 8192
# What finds rather than speaks: "a survey".
EVIDENCE: Final = 16384
# Who may be cited without a name: "the ministry".
CITED: Final = 1 << 21
# The words of `Ties`.
TRANSITIVE: Final = 1 << 15
FRAME: Final = 1 << 16
CHANGE: Final = 1 << 17
ADVERB: Final = 1 << 18
BE: Final = 1 << 19
# A pronoun with its verb, "it's".
ELIDED: Final = 1 << 20
# Moves only with "up" or "down": "edged up".
PARTICLE: Final = 1 << 22
# No phrase ends in one: what looks like a verb behind it is its noun.
ARTICLE: Final = 1 << 23
# Opens an apposition, as an article does: "Mark Hill, from Kent,".
APPOSED: Final = 1 << 24
# A determiner that stands for persons: "those who saw it say".
SPEAKING: Final = 1 << 25


class Word:
    """A word as written, without its punctuation in lower case, and its classes as bits: "“The" is "the", a determiner.

    `opening` and `closing` tell how many marks stand before and behind its letters.
    """

    __slots__ = ("bare", "classes", "closing", "opening", "raw")

    def __init__(self, raw: str, bare: str, classes: int) -> None:
        self.raw = raw
        self.bare = bare
        self.classes = classes
        self.opening = len(raw) - len(raw.lstrip(OPENERS))
        self.closing = len(raw) - len(raw.rstrip(CLOSERS))


class Words(dict[str, Word]):
    """Every word as it was written, read when first asked for; words stand between blanks."""

    def __init__(self, lexicon: ContextLexicon, verbs: frozenset[str], before_particle: frozenset[str]) -> None:
        super().__init__()
        grammar, ties = lexicon.grammar, lexicon.ties
        self._titles = grammar.titles
        self._classes: dict[str, int] = {}
        for bit, members in (
            (DETERMINER, grammar.determiners),
            (ARTICLE, grammar.articles),
            (APPOSED, grammar.apposed),
            (SPEAKING, grammar.speaking),
            (PRONOUN, grammar.pronouns),
            (BETWEEN, grammar.between),
            (PREPOSITION, grammar.prepositions),
            (BOUNDARY, grammar.boundaries),
            (STOPPER, grammar.stoppers),
            (TIME, grammar.times),
            (FILLER, grammar.fillers),
            (VERB, verbs),
            (LINK, ties.links),
            (TRANSITIVE, ties.transitive),
            (FRAME, ties.frames),
            (CHANGE, ties.changes),
            (ADVERB, ties.adverbs),
            (BE, load_nouns().copulas),
            (PARTICLE, before_particle),
            (EVIDENCE, lexicon.evidence),
            (CITED, lexicon.cited),
        ):
            for member in members:
                self._classes[member] = self._classes.get(member, 0) | bit

    def __missing__(self, raw: str) -> Word:
        """Reads a word not met before."""
        bare = raw.lstrip(OPENERS).rstrip(CLOSERS).lower()
        classes = self._classes.get(bare, 0)
        # "US" is a country.
        if raw == "US":
            classes &= ~PRONOUN
        # "PC" is a computer, "pc" per cent; "May" is a month.
        if raw in {"PC", "May"}:
            classes &= ~STOPPER
        if raw[:1] and raw[0] in _NUMBER_SIGNS:
            classes |= NUMBER
        if len(bare) != len(raw) or raw.endswith("-"):
            classes |= MARKED
        if not bare.isalpha():
            classes |= self._contraction(raw, bare)
        if len(self) >= _MOST_KEPT:
            self.clear()
        word = self[raw] = Word(raw, bare, classes)
        return word

    def before(self, text: str, high: int) -> tuple[int, Word]:
        """Where the word that ends before `high` begins, and that word; empty where there is none."""
        while high > 0 and text[high - 1] == " ":
            high -= 1
        low = text.rfind(" ", 0, high) + 1
        return low, self[text[low:high]]

    def after(self, text: str, low: int) -> tuple[int, Word]:
        """Where the word that begins behind `low` ends, and that word; empty where there is none."""
        while text.startswith(" ", low):
            low += 1
        high = text.find(" ", low)
        high = high if high >= 0 else len(text)
        return high, self[text[low:high]]

    def _contraction(self, raw: str, bare: str) -> int:
        """The classes that an apostrophe or a sign makes."""
        classes = OWNER if raw.endswith(OWNERS) else 0
        if not bare[:1].isalnum() or bare.endswith(_CONTRACTIONS):
            classes |= NO_NOUN
        if (owner := _CONTRACTION.sub("", bare)) != bare and self._classes.get(owner, 0) & PRONOUN:
            classes |= ELIDED
        return classes

    def is_title(self, raw: str) -> bool:
        """Whether the full stop ends no phrase: "Dr.", an initial or two."""
        return raw[-1] == "." and (raw[:-1].lower() in self._titles or len(raw) == 2 or raw[1:2] == "." == raw[3:4])

"""The nouns of a clause: what its verb says something of, and what it moves."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.following import FollowingNouns
from figures_server.contextualise.nouns import (
    BREAKS,
    PASSABLE,
    TIED,
    NounPhrases,
    is_plural_head,
)
from figures_server.contextualise.phrases import phrase_before
from figures_server.contextualise.words import (
    BE,
    BETWEEN,
    CHANGE,
    DETERMINER,
    LINK,
    PREPOSITION,
    PRONOUN,
    STOPPER,
    TRANSITIVE,
    VERB,
    Word,
    Words,
)
from figures_server.lexicon.context import ContextLexicon
from figures_server.model import Span

_LONGEST_ASIDE: Final = 80
_LONGEST_WORD: Final = 20
_JOINS: Final = frozenset(("and", "but", "that", "with", "as"))
DIGIT: Final = re.compile(r"\d")
# As in "bought the rights | for" and "was sold at auction | for".
_TRADED: Final = re.compile(
    r"\b(?:bought|buy|buys|buying|sold|sells?|selling|acquired?|acquir(?:es|ing)|purchas(?:ed?|es|ing))(?: off| up)?(?= [^,;.]{1,60}$)"
)
_WAS_SOLD: Final = re.compile(
    r" (?:is|are|was|were|be|been|being) (?:later |recently )?(?:sold|bought|acquired|auctioned)\b[^,;.]{0,40}$"
)


class ClauseNouns:
    """Finds the subject and the object of a verb, by the closed classes of the lexicon."""

    __slots__ = ("_following", "_nouns", "_ties", "_words")

    def __init__(self, words: Words, nouns: NounPhrases, following: FollowingNouns, lexicon: ContextLexicon) -> None:
        self._words = words
        self._nouns = nouns
        self._following = following
        self._ties = lexicon.ties

    def subject(self, text: str, high: int) -> Span | None:
        """The subject of the verb before `high`, over auxiliaries and a relative pronoun."""
        low, noun = self._words.before(text, high)
        if is_plural_head(noun, self._words.after(text, high)[1]):
            return self._nouns.before(text, low + len(noun.raw), only_of=False, is_head=True)
        low, word = self._past_auxiliaries(text, high)
        up = low + len(word.raw)
        if word.bare in ("which", "that", "who"):
            nearest = self._nouns.before(text, low) if text[low - 2 : low] == ", " else None
            if nearest is not None:
                # "cut 90 jobs at its mill, | which | lost £3m": what stands nearest.
                return nearest
            up = low
        elif word.raw[-1:] == ",":
            if text[high : high + _LONGEST_WORD].split(" ", 1)[0].endswith("ing"):
                # ", raising £5m": the subject stands farther before.
                return None
            # "The yen, meanwhile, | dropped"
            opening = text.rfind(",", max(0, up - _LONGEST_ASIDE), up - 1)
            up = opening if opening > 0 else up
        is_head = up < high and bool(word.classes & TIED)
        return self._nouns.before(text, up, only_of=False, is_head=is_head)

    def object(self, text: str, high: int, *, is_head: bool = False) -> Span | None:
        """The object that a verb moves: "raised the minimum wage | to £9"."""
        for only_of in (True, False):
            # "limit the warming of the planet to", "cut its presence in Arden by"
            span = self._nouns.before(text, high, only_of=only_of, is_head=is_head)
            if span is not None and self._is_moved_by(
                text, span, TRANSITIVE | (VERB | LINK | CHANGE if only_of else 0)
            ):
                return span
        return None

    def traded(self, text: str, high: int) -> Span | None:
        """What has its price behind "for": "bought | the rights | for £4m", "the house | was sold at auction for"."""
        low = max(0, high - _LONGEST_ASIDE)
        if sold := _WAS_SOLD.search(text, low, high):
            return self.subject(text, sold.start())
        traded = _TRADED.search(text, low, high - 1)
        return self._following.object(text, traded.end()) if traded else None

    def paid(self, text: str, high: int) -> Span | None:
        """What costs somebody something: "the appeal | could cost taxpayers | £3m"."""
        if not any(verb in text for verb in self._ties.costs):
            return None
        low, word = self._words.before(text, high)
        if not word.classes & PRONOUN:
            payer = self._nouns.before(text, high)
            if payer is None:
                return None
            low = payer.start
        low, word = self._words.before(text, low)
        while word.classes & DETERMINER:
            low, word = self._words.before(text, low)
        return self.subject(text, low) if word.raw in self._ties.costs else None

    def opening(self, text: str, comma: int) -> Span | None:
        """The noun phrase before a comma that opens its clause: "said | the shares, | up 22% this year, were"."""
        span = phrase_before(text, comma, self._words, inside=True)
        if span is None:
            return None
        before = self._words.before(text, span.start)[1]
        opens = not before.bare or before.classes & VERB or before.bare in _JOINS
        return self._nouns.trimmed(text, span) if opens and not DIGIT.search(text, *span) else None

    def classes_before(self, text: str, high: int) -> int:
        """The classes of the word before `high`."""
        return self._words.before(text, high)[1].classes

    def _past_auxiliaries(self, text: str, high: int) -> tuple[int, Word]:
        """The word before "is expected to", "was set to", "could eventually"."""
        low, word = self._words.before(text, high)
        after = ""
        while word.raw[-1:] not in BREAKS:
            if after in self._ties.modals and word.classes & TIED and not word.classes & (STOPPER | BE | BETWEEN):
                # "wage | rises | would add £3m": a noun.
                break
            before = self.classes_before(text, low)
            if not (
                word.classes & PASSABLE
                or (after == "to" and (before & BE or (word.bare in self._ties.bound and not before & DETERMINER)))
                or (word.bare.endswith("ly") and before & PASSABLE)
            ):
                break
            after = word.bare
            low, word = self._words.before(text, low)
        return low, word

    def _is_moved_by(self, text: str, span: Span, verbs: int) -> bool:
        """Whether a verb of these classes governs a noun phrase."""
        low, word = self._words.before(text, span.start)
        classes = word.classes
        if classes & DETERMINER:
            low, word = self._words.before(text, low)
            # "the reduction in its borrowings from"
            classes = self.classes_before(text, low) & CHANGE if word.classes & PREPOSITION else word.classes
        return bool(classes & verbs)

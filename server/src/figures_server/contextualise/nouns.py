"""The noun phrase on either side of a place in a sentence, for what a figure measures."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.contextualise.phrases import last_word, phrase_after, word_after
from figures_server.contextualise.words import (
    ADVERB,
    BE,
    BETWEEN,
    BOUNDARY,
    CHANGE,
    DETERMINER,
    ELIDED,
    LINK,
    MARKED,
    NUMBER,
    OWNER,
    PREPOSITION,
    PRONOUN,
    STOPPER,
    TIME,
    TRANSITIVE,
    VERB,
    Word,
    Words,
)
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.words import load_nouns
from figures_server.model import Span

BREAKS: Final = ',;:—–"”’?!).('
NO_JOINS: Final = frozenset[str]()
TIED: Final = VERB | LINK
# Between a subject and the word that touches the figure: "is expected to | reach".
PASSABLE: Final = TIED | BETWEEN | STOPPER
# May open no phrase behind a preposition: "the | yield | on", but "the | more | in", "the | rise | in".
_NO_HEAD: Final = STOPPER | CHANGE
# "profits before tax | rose", "losses after one-off costs | were"
_NET: Final = re.compile(r" (?:before|after) (?:tax(?:es)?|interest|(?:[a-z-]+ )?(?:items|costs|charges))$")
# Nouns that end like participles.
_SHEDS: Final = frozenset(("bed", "red", "shed", "sled", "hundred"))
# "the cost of the programme"
VERBS_TOO: Final = frozenset(("cost", "yield", "score"))
_TO: Final = " to "
_LONGEST_NET: Final = 40
_LONGEST_WALK: Final = 12
_LONGEST_CONCEPT: Final = 6
_LONGEST_LEAD: Final = 3


class NounPhrases:
    """Finds them by the closed classes of words."""

    __slots__ = ("_words",)

    def __init__(self, words: Words) -> None:
        self._words = words

    def before(self, text: str, high: int, *, only_of: bool = True, is_head: bool = False) -> Span | None:
        """The noun phrase that ends at `high`, over "of" or any preposition, cut at its first but "of".

        With `is_head` the last word is known to be a noun, though it may be a verb: "bond | yields | rose".
        """
        start = end = cut = whole = _before_bracket(text, high)
        determined = has_complement = False
        for count in range(_LONGEST_WALK):
            low, word = self._words.before(text, start)
            raw, classes = word.raw, word.classes
            if not raw or (count and raw[-1] in BREAKS):
                break
            if word.bare == "of" or (
                not only_of and (classes & PREPOSITION or (count and self._is_relative(text, low, word.bare)))
            ):
                # "the number of voters | who | call themselves greens | rose"
                cut = start
                end = low if word.bare != "of" else end
                start, determined = low, False
                has_complement = word.bare == "of"
                continue
            if not only_of and (tie := self._preposition_before(text, low, word)):
                cut, start, end = start, tie.start, tie.start
                determined = False
                continue
            # "will | set | bail at"
            is_moving = count and classes & TRANSITIVE and not classes & CHANGE
            # "forecasts | 2005 revenue"
            is_moving = is_moving or (count and classes & NUMBER and not self._dates(text, low))
            if determined or is_moving or (_opens_phrase(raw, word) and not self._is_of_name(text, low, word)):
                break
            if (
                not (is_head and not count)
                and classes & PASSABLE
                and (
                    (count and not (has_complement and word.bare in VERBS_TOO) and (start < end or classes & _NO_HEAD))
                    or not self._words.before(text, low)[1].classes & DETERMINER
                )
            ):
                # "This is equivalent to global seas | rising": a predicate names nothing, what follows it may.
                if classes & BE:
                    start, end = cut, high
                break
            if classes & ELIDED or (classes & PRONOUN and not (count and classes & DETERMINER)):
                return None
            determined, has_complement = bool(classes & DETERMINER), False
            start = low + word.opening
            if word.opening:
                break
        # "In May sales | rose", "with the French index | falling": nothing stands before the preposition.
        return self.trimmed(text, Span(start, end) if start < end else Span(cut, whole))

    def after(self, text: str, low: int, joins: frozenset[str], *, bare_only: bool = False) -> Span | None:
        """The noun phrase at `low` without its determiner, up to its first plural."""
        words = self._words
        if text[low : low + 1] not in (" ", "-") and text[low - 1 : low] != " ":
            return None
        first = words.after(text, low)[1]
        if not first.raw or first.opening or first.classes & (ADVERB | DETERMINER | TIME if bare_only else ADVERB):
            return None
        found = phrase_after(text, low, words, TIED, joins)
        if found is None:
            return None
        start, end = self._without_determiner(text, found.span)
        up, head = words.after(text, end)
        last = last_word(text[start:end])
        is_head = head.classes & CHANGE and text[end : end + 1] == " "
        if is_head and not (last and is_plural_noun(last, words[last])):
            # "a tax | cut", not "prices | fall"
            start = start if last else up - len(head.raw)
            end = up - head.closing
        stop = start
        low_word, up = word_after(text, start, end)
        while low_word < up:
            stop = up
            raw = text[low_word:up]
            low_word, up = word_after(text, up, end)
            following = words[text[low_word:up]].bare
            if (
                following not in joins
                and not words[raw].classes & OWNER
                and not words[raw].classes & (DETERMINER | PREPOSITION)
                and (is_plural_noun(raw, words[raw]) or is_participle(following))
            ):
                break
        if start >= stop or words[text[start:stop].lower()].classes & PRONOUN:
            return None
        return Span(start, stop)

    def trimmed(self, text: str, span: Span) -> Span | None:
        """Without the determiner, and without a time before the noun: "In May | sales"."""
        start, end = span
        while end > start and text[end - 1] == " ":
            end -= 1
        tie = text.find(_TO, start, end)
        if tie >= 0 and self._words.after(text, tie + len(_TO))[1].classes & TIME:
            # "In the year to March | sales"
            start = tie + len(_TO)
        low, up = word_after(text, start, end)
        while self._words[text[low:up]].classes & (PREPOSITION | TIME):
            start = up
            low, up = word_after(text, start, end)
        start, end = self._without_determiner(text, Span(start, end))
        if start >= end or text.count(" ", start, end) >= _LONGEST_CONCEPT:
            return None
        return None if self._words[last_word(text[start:end])].classes & TIME else Span(start, end)

    def _preposition_before(self, text: str, low: int, word: Word) -> Span | None:
        """The preposition whose phrase has a number: "revenue | for | the six months", "the yield | on | the 10-year note"."""
        if not (word.classes & NUMBER or word.bare in load_numbers().cardinals):
            return None
        before, lead = self._words.before(text, low)
        for _ in range(_LONGEST_LEAD):
            if lead.classes & PREPOSITION:
                return Span(before, before + len(lead.raw)) if lead.bare != "of" and not lead.classes & MARKED else None
            if not lead.classes & (DETERMINER | TIME):
                break
            before, lead = self._words.before(text, before)
        return None

    def _is_relative(self, text: str, low: int, bare: str) -> bool:
        """As in "voters | who | call themselves greens", "an outbreak | that | began in May"; not "told the court that"."""
        if bare != "that":
            return bare == "who"
        following = self._words.after(text, low + len(bare))[1].bare
        return following in load_nouns().pasts or is_participle(following)

    def _dates(self, text: str, year: int) -> bool:
        """Whether a year stands in a phrase that begins before it: "its | 2005 | growth", "of | 2005 | growth", "the World Cup | 2006 | final"."""
        lead = self._words.before(text, year)[1]
        return bool(lead.classes & (DETERMINER | OWNER | PREPOSITION)) or lead.raw[:1].isupper()

    def _is_of_name(self, text: str, low: int, word: Word) -> bool:
        """The 500 of "the S&P 500"."""
        name = self._words.before(text, low)[1]
        return word.bare.isdigit() and name.raw[:1].isupper() and not name.classes

    def _without_determiner(self, text: str, span: Span) -> Span:
        low, up = word_after(text, span.start, span.end)
        if self._words[text[low:up]].classes & DETERMINER:
            low = word_after(text, up, span.end)[0]
        return Span(low, span.end)


def is_plural_noun(raw: str, word: Word) -> bool:
    """Lower-case plurals end a phrase: "adults | want". Names may be plural anywhere, "police" stands before a noun."""
    if word.classes & OWNER or not raw[0].islower():
        return False
    return is_plural(word.bare) and word.bare not in load_nouns().modifiers


def is_participle(word: str) -> bool:
    """Whether a word looks like "raised", not like "speed" or "shed"."""
    return word.endswith("ed") and not word.endswith("eed") and word not in _SHEDS


def _opens_phrase(raw: str, word: Word) -> bool:
    """Whether a word stands before a noun phrase: a conjunction, a preposition, a participle, a number but a year."""
    if word.classes & (BOUNDARY | PREPOSITION):
        return True
    if word.classes & NUMBER:
        return not (len(word.bare) == 4 and word.bare.isdigit())
    return is_participle(word.bare) and raw.islower() and "-" not in word.bare


def _before_bracket(text: str, high: int) -> int:
    """Where a phrase ends before `high`, over an aside: "revenues (including fees) | were", "profit before tax | was"."""
    high = len(text[:high].rstrip(" ,"))
    if text[high - 1 : high] == ")" and (opening := text.rfind("(", 0, high)) > 0:
        high = len(text[:opening].rstrip())
    net = _NET.search(text, max(0, high - _LONGEST_NET), high)
    return net.start() if net else high


def is_plural_head(noun: Word, verb: Word) -> bool:
    """Whether what may be a verb is the plural that another verb follows: "bond | yields | rose", "job | cuts | fell"."""
    if not noun.raw.endswith("s") or noun.raw.endswith("ss") or not noun.classes & TIED:
        return False
    return not noun.classes & (BE | STOPPER) and verb.classes & TIED != 0 and not verb.raw.endswith("ing")

"""Where a noun phrase begins and ends, told by closed word classes alone; None where they do not tell."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from figures_server.contextualise.words import (
    BOUNDARY,
    DETERMINER,
    MARKED,
    NO_NOUN,
    NUMBER,
    OWNER,
    PREPOSITION,
    PRONOUN,
    STOPPER,
    TIME,
    VERB,
    Word,
    Words,
)
from figures_server.lexicon.words import load_nouns
from figures_server.model import Span

_BREAKS: Final = ',;:—–-"”’?!.'
_NO_NAME: Final = STOPPER | VERB | NUMBER | NO_NOUN
_NO_OWNED: Final = BOUNDARY | PREPOSITION | STOPPER | TIME | PRONOUN | VERB | NUMBER | DETERMINER
# A name behind the noun of a preposition.
_NAME_BEHIND: Final = re.compile(r" [a-z]+ ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)$")
_BY: Final = " by "
_LONGEST_PHRASE: Final = 14
_LONGEST_BARE: Final = 4


class PhraseAfter(NamedTuple):
    """A noun phrase to the right; `clean` where no verb follows it, so that it is no subject."""

    span: Span
    clean: bool


def last_word(phrase: str) -> str:
    """Its last word, by blanks."""
    return phrase.rstrip(" ").rpartition(" ")[2]


def word_after(text: str, low: int, high: int) -> tuple[int, int]:
    """The first word of text[low:high], by blanks; empty where there is none."""
    while low < high and text[low] == " ":
        low += 1
    end = text.find(" ", low, high)
    return low, high if end < 0 else end


def phrase_before(text: str, end: int, words: Words, *, inside: bool = False) -> Span | None:
    """The noun phrase that ends at `end` and opens its clause: "Western defence analysts | believe".

    With `inside`, one that may stand anywhere: "doubted | the ministry's | claim", "has | a survey, | which says".
    """
    end = start = len(text[:end].rstrip(" "))
    determined = prepositions = False
    for count in range(_LONGEST_PHRASE):
        low, word = words.before(text, start)
        raw, classes = word.raw, word.classes
        if not raw or (classes & MARKED and count and raw[-1] in _BREAKS and not words.is_title(raw)):
            break
        if word.bare == "and" and count and not determined and _joins_names(text, low, start, words):
            start = low
            continue
        if classes & BOUNDARY or (determined and classes & TIME):
            break
        if classes & PRONOUN and not (count and classes & DETERMINER):
            return None if count or _is_object(text, low, words) else Span(low + word.opening, end)
        if classes & PREPOSITION:
            determined, prepositions = False, True
        elif determined or (classes & _NO_NAME and not _is_how_many(text, low, word, words)):
            if inside and count:
                break
            return None
        else:
            determined = bool(classes & DETERMINER)
        start = low
        if word.opening and raw[-1] != ")":
            start += word.opening
            break
    is_bare = not (determined or prepositions)
    return None if is_bare and _is_long(text[start:end]) else _checked(text, Span(start, end), words)


def _is_object(text: str, pronoun: int, words: Words) -> bool:
    """As in "a man beside | her | said": no subject stands right behind a preposition."""
    return words.before(text, pronoun)[1].classes & (PREPOSITION | MARKED) == PREPOSITION


def _is_how_many(text: str, start: int, word: Word, words: Words) -> bool:
    """The number of "a survey of | 2,000 adults"."""
    return bool(word.classes & NUMBER and words.before(text, start)[1].classes & PREPOSITION)


def _is_long(phrase: str) -> bool:
    """More common nouns than English strings together without an article; names may be long."""
    if phrase.count(" ") < _LONGEST_BARE:
        return False
    return sum(word[0].islower() for word in phrase.split()) > _LONGEST_BARE


def _joins_names(text: str, conjunction: int, name: int, words: Words) -> bool:
    """Whether capitalised words stand on either side: "Smith | and | Jones"."""
    before = words.before(text, conjunction)[1].raw
    ends = before[-1:].isalpha() or words.is_title(before or " ")
    return before[:1].isupper() and ends and text[name : name + 1].isupper()


def _checked(text: str, span: Span, words: Words) -> Span | None:
    """No phrase begins with a preposition or a time, and none is empty."""
    low, up = word_after(text, span.start, span.end)
    first = words[text[low:up]]
    if first.classes & PREPOSITION and (name := _NAME_BEHIND.search(text, up, span.end)) is not None:
        # "In interview | Marsh | claimed"
        leads = words[name[0].split()[0]].classes & (PREPOSITION | DETERMINER)
        return None if leads else Span(name.start(1), span.end)
    if text.startswith(_BY, up) and (first.raw.endswith("ed") or first.raw in load_nouns().verbs):
        # "The figures were given by | the minister | who said"
        return Span(up + len(_BY), span.end)
    return span if first.bare and not first.classes & (PREPOSITION | TIME) else None


def phrase_after(text: str, low: int, words: Words, verbs: int, joins: frozenset[str]) -> PhraseAfter | None:
    """The noun phrase that begins at `low`, continued over the prepositions in `joins`, ended by the classes `verbs`."""
    end, word = words.after(text, low)
    begin = last = end - len(word.raw)
    count = 0
    clean = True
    opened = False
    enders = verbs | STOPPER | NUMBER | NO_NOUN
    owner = 0
    while word.raw and count < _LONGEST_PHRASE:
        classes = word.classes & ~PRONOUN if _owns(text, end, word, words) else word.classes
        if classes & enders and not (owner and classes & enders == classes & verbs):
            clean = not word.bare
            break
        joined = count > 0 and (
            word.bare in joins or (word.bare == "and" and _joins_names(text, end - len(word.raw), end + 1, words))
        )
        if classes & PRONOUN:
            if not count:
                last = end - word.closing
            clean = not count and (word.closing > 0 or not words.after(text, end)[1].bare)
            break
        if not joined and classes and _closes(word.bare, classes, has_noun=count > 0 and not opened):
            break
        owner = word.classes & OWNER
        opened = joined or bool(classes & DETERMINER)
        if not joined:
            last = end - word.closing
        count += 1
        if word.closing and not words.is_title(word.raw):
            break
        end, word = words.after(text, end)
    if text[last : last + 1] == ")" and "(" in text[begin:last]:
        last += 1
    return PhraseAfter(Span(begin, last), clean) if last > begin else None


def _owns(text: str, end: int, word: Word, words: Words) -> bool:
    """Whether a pronoun that may be a determiner is one: "according to | her | brother", but "told | her | that"."""
    if word.classes & (PRONOUN | DETERMINER | MARKED) != PRONOUN | DETERMINER:
        return False
    following = words.after(text, end)[1]
    return bool(following.bare) and not following.classes & _NO_OWNED


def _closes(bare: str, classes: int, *, has_noun: bool) -> bool:
    """Whether a word stands outside every noun phrase, or opens another one after the noun."""
    if classes & BOUNDARY and bare != "that":
        return True
    return bool(classes & PREPOSITION or (has_noun and classes & (TIME | DETERMINER)))

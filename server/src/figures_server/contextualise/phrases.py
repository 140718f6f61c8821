"""Where a noun phrase begins and ends, told by closed word classes alone; None where they do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.model import Span

if TYPE_CHECKING:
    from figures_server.lexicon.context import Grammar

OPENERS: Final = "\"'“‘([•*"
_CLOSERS: Final = "\"'”’)],;:.!?—–"
_BREAKS: Final = ',;:—–-"”’?!.'
NUMBER_SIGNS: Final = "0123456789£$€₹"
_CONTRACTIONS: Final = tuple(mark + end for mark in "'’" for end in ("re", "ve", "ll", "d", "m", "t"))
_LONGEST_PHRASE: Final = 14
_LONGEST_BARE: Final = 4


class PhraseAfter(NamedTuple):
    """A noun phrase to the right; `clean` where no verb follows it, so that it is no subject."""

    span: Span
    clean: bool


def word_before(text: str, low: int, high: int) -> tuple[int, int]:
    """The last word of text[low:high], by blanks; empty where there is none."""
    while high > low and text[high - 1] == " ":
        high -= 1
    start = text.rfind(" ", low, high) + 1
    return (start, high) if start > low else (low, high)


def word_after(text: str, low: int, high: int) -> tuple[int, int]:
    """The first word of text[low:high], by blanks; empty where there is none."""
    while low < high and text[low] == " ":
        low += 1
    end = text.find(" ", low, high)
    return low, high if end < 0 else end


def bare(word: str) -> str:
    """The word without the punctuation around it, in lower case: "“The" is "the"."""
    # Most words carry none, and that is told much faster.
    return word.lower() if word.isalpha() else word.lstrip(OPENERS).rstrip(_CLOSERS).lower()


def phrase_before(text: str, high: int, grammar: Grammar, verbs: frozenset[str]) -> Span | None:
    """The noun phrase that ends at `high` and opens its clause: "Western defence analysts | believe"."""
    end = word_before(text, 0, high)[1]
    start = end
    count = 0
    determined = prepositions = False
    while count < _LONGEST_PHRASE:
        low, up = word_before(text, 0, start)
        raw = text[low:up]
        if not raw or (count and raw[-1] in _BREAKS and not _is_title(raw, grammar)):
            break
        word = bare(raw)
        if word == "and" and count and not determined and _joins_names(text, low, start):
            start = low
            continue
        if word in grammar.boundaries or (determined and word in grammar.times):
            break
        if word in grammar.pronouns and not count and raw != "US":
            return Span(up - len(raw.lstrip(OPENERS)), end)
        if word in grammar.pronouns and raw != "US" and word not in grammar.determiners:
            return None
        if word in grammar.prepositions:
            determined, prepositions = False, True
        elif determined or word in grammar.stoppers or word in verbs or raw[0] in NUMBER_SIGNS or not _is_noun(word):
            return None
        else:
            determined = word in grammar.determiners
        start = up - len(raw.lstrip(OPENERS)) if raw[-1] != ")" else low
        count += 1
        if start > low:
            break
    is_bare = not (determined or prepositions)
    return None if is_bare and _is_long(text[start:end]) else _checked(text, Span(start, end), grammar)


def _is_long(phrase: str) -> bool:
    """More common nouns than English strings together without an article; names may be long."""
    return sum(word[0].islower() for word in phrase.split()) > _LONGEST_BARE


def _is_noun(word: str) -> bool:
    """Whether a word may stand in a noun phrase: no sign, and no "we’re"."""
    return word[:1].isalnum() and not word.endswith(_CONTRACTIONS)


def _joins_names(text: str, conjunction: int, name: int) -> bool:
    """Whether capitalised words stand on either side: "Smith | and | Jones"."""
    low, up = word_before(text, 0, conjunction)
    return text[low : low + 1].isupper() and text[up - 1 : up].isalpha() and text[name : name + 1].isupper()


def _checked(text: str, span: Span, grammar: Grammar) -> Span | None:
    """No phrase begins with a preposition or a time, and none is empty."""
    low, up = word_after(text, span.start, span.end)
    first = bare(text[low:up])
    if not first or first in grammar.prepositions or first in grammar.times:
        return None
    return span


def phrase_after(
    text: str, low: int, grammar: Grammar, verbs: frozenset[str], joins: frozenset[str]
) -> PhraseAfter | None:
    """The noun phrase that begins at `low`, continued over the prepositions in `joins`."""
    size = len(text)
    start, end = word_after(text, low, size)
    begin = last = start
    count = 0
    clean = True
    opened = False
    while start < end and count < _LONGEST_PHRASE:
        raw = text[start:end]
        word = bare(raw)
        joined = count > 0 and word in joins
        if word in grammar.stoppers or word in verbs or not word or raw[0] in NUMBER_SIGNS:
            clean = not word
            break
        if word in grammar.pronouns and raw != "US":
            if count:
                clean = False
                break
        elif not joined and _closes(word, grammar, has_noun=count > 0 and not opened):
            break
        opened = joined or word in grammar.determiners
        if not joined:
            last = start + len(raw.rstrip(_CLOSERS))
        count += 1
        if word in grammar.pronouns and raw != "US":
            following = bare(text[slice(*word_after(text, end, size))])
            clean = (
                raw[-1] in _CLOSERS or following in grammar.prepositions or following in grammar.times or not following
            )
            break
        if raw[-1] in _CLOSERS and not _is_title(raw, grammar):
            break
        start, end = word_after(text, end, size)
    if text[last : last + 1] == ")" and "(" in text[begin:last]:
        last += 1
    return PhraseAfter(Span(begin, last), clean) if last > begin else None


def _closes(word: str, grammar: Grammar, *, has_noun: bool) -> bool:
    """Whether a word stands outside every noun phrase, or opens another one after the noun."""
    if word in grammar.boundaries and word != "that":
        return True
    return word in grammar.prepositions or (has_noun and (word in grammar.times or word in grammar.determiners))


def _is_title(raw: str, grammar: Grammar) -> bool:
    """Whether the full stop ends no phrase: "Dr." or an initial."""
    return raw[-1] == "." and (raw[:-1].lower() in grammar.titles or (len(raw) == 2 and raw[0].isupper()))

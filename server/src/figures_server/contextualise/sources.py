"""Who can speak: the phrase before a verb of saying, over adverbs, appositions and relative clauses."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.nouns import is_participle
from figures_server.contextualise.phrases import phrase_after, phrase_before, word_after
from figures_server.contextualise.words import (
    APPOSED,
    ARTICLE,
    BE,
    BETWEEN,
    DETERMINER,
    ELIDED,
    OWNERS,
    PREPOSITION,
    SPEAKING,
    TIME,
    VERB,
    Word,
    Words,
)
from figures_server.lexicon.words import load_nouns
from figures_server.model import Span

# What joins a noun to the source that is told behind the verb: "said the head | of | the port".
AFTER_TAG: Final = frozenset(("of", "for"))
RELATIVES: Final = (" whom ", " which ", " who ", " that ")
LONGEST_RELATIVE: Final = 80

_DATELINE_END: Final = re.compile(r" (?:-|–|—|--) [A-Z]")
_BEFORE_TIME: Final = frozenset(("on", "last", "this", "late", "earlier"))
_DASHES: Final = frozenset("—–")
_RELATIVE_WORDS: Final = frozenset(("who", "which", "whose", "whom", "where"))
_BREAKS: Final = tuple(',;:“”"–—')
# "Mark Hill, | chief executive of Acme,"
_BARE_TITLE: Final = re.compile(r"[a-z-]+(?: [a-z-]+){0,3}(?: (?:of|at|for|with|in) [^,]*)?")
# "Mark Hill, head | of the harbour office,"
_OF_TITLE: Final = (" of ", " at ", " for ")
_LONGEST_NAME: Final = 7


def subject_before(text: str, verb: int, words: Words) -> Span | None:
    """The source before the verb at `verb`, over adverbs, a time and an apposition."""
    start, word = words.before(text, verb)
    while word.classes & BETWEEN or _is_adverb(word.bare):
        start, word = words.before(text, start)
    end = start + len(word.raw)
    if word.classes & TIME:
        on, lead = words.before(text, start)
        if lead.bare in _BEFORE_TIME:
            start, lead = words.before(text, on)
            end = start + len(lead.raw)
    if start >= end or text[end - 1] in '”"':
        return None
    if f" {word.bare} " in RELATIVES:
        # "a survey, | which found", "figures | that show"
        return phrase_before(text, len(text[:start].rstrip(" ,")), words, inside=True)
    if text[end - 1] == ",":
        return _apposition(text, end - 1, words)
    if text[end - 1] == ")" and (aside := text.rfind(" (", 0, end)) > 0 and text[aside:end].islower():
        # as in "The Post (no friend of his) said"
        end = aside
    if text[end - 1] in _DASHES:
        # "Hill — a baker — | says"
        opening = text.rfind(f" {text[end - 1]} ", 0, end - 1)
        return phrase_before(text, opening, words) if opening > 0 else None
    return phrase_before(text, end, words) or _before_relative(text, end, words)


def opening_subject(text: str, words: Words) -> Span | None:
    """The subject that opens a sentence, before a verb: "The mill | raised its price by £2 and said"."""
    found = phrase_after(text, 0, words, VERB, AFTER_TAG)
    if found is None:
        return None
    span, is_clean = found
    low, up = word_after(text, span.start, span.end)
    while low < up:
        if low > span.start and is_participle(text[low:up]):
            # "Age UK | welcomed it but said"
            span, is_clean = Span(span.start, len(text[:low].rstrip())), False
            break
        low, up = word_after(text, up, span.end)
    if is_clean or text[span.end] != " ":
        return None
    return span if is_source(text, span, words) else None


def tag_after(text: str, mark: int, end: int, words: Words) -> Span | None:
    """The source after a verb that is set off by the mark that ends at `mark`: ", said the mayor"."""
    found = phrase_after(text, end, words, VERB, AFTER_TAG)
    if found is None or not found.clean:
        return None
    if text[mark - 1] == "," and _apposition(text, mark - 1, words) is not None:
        return None
    return found.span if is_source(text, found.span, words) else None


def is_source(text: str, source: Span, words: Words) -> bool:
    """Whether a phrase can speak: no adverb, no article or preposition without its noun, no owner without what is owned."""
    phrase = text[slice(*source)]
    last = phrase.rpartition(" ")[2]
    owner = phrase.endswith(OWNERS) and not (is_firm(text, source.end) and _stands_alone(text, source.end, words))
    if owner or words[last].classes & (ARTICLE | PREPOSITION):
        # "the availability of masks with the | states", "the number of | confirmed cases"
        return False
    first = phrase.partition(" ")[0]
    if first.islower() and words[first].classes & TIME:
        # "new rules, expected | next spring"
        return False
    if (
        phrase.count(" ") == 1
        and words[first].classes & DETERMINER
        and words[last].classes & TIME
        and last[0].isupper()
    ):
        # "according to | a May | 2019 memo"
        return False
    if words[first].classes & ELIDED:
        # "it's worth | noting"
        return False
    if text.endswith(RELATIVES, 0, source.start) and first.endswith("ed"):
        # "people who | expressed liberal views | said"
        return False
    if " " in phrase:
        return True
    determiner = words[phrase].classes & (DETERMINER | SPEAKING) == DETERMINER
    return not (determiner or (phrase.islower() and phrase.endswith(("ly", "ed"))))


def is_firm(text: str, end: int) -> bool:
    """Whether the word that ends at `end` may be a name that is an owner's by its form alone: "Moody's", "Sotheby's"."""
    return text[text.rfind(" ", 0, end) + 1].isupper()


def _stands_alone(text: str, end: int, words: Words) -> bool:
    """Whether nothing that is owned follows: "according to Moody's.", "Moody's | said"."""
    return text[end : end + 1] != " " or bool(words.after(text, end)[1].classes & (VERB | BETWEEN))


def _before_relative(text: str, end: int, words: Words) -> Span | None:
    """As in "A witness | who asked not to be named | said"."""
    low = max(0, end - LONGEST_RELATIVE)
    relative = max(text.rfind(pronoun, low, end) for pronoun in RELATIVES)
    if (
        relative <= 0
        or text[relative - 1] == ","
        or words.before(text, end)[1].classes & BE
        or any(mark in text[relative:end] for mark in _BREAKS)
    ):
        return None
    return phrase_before(text, relative, words)


def _is_adverb(word: str) -> bool:
    """As in "the court | clearly | stated"; a family or an ally may speak."""
    return word.endswith("ly") and word not in load_nouns().in_ly


def _apposition(text: str, comma: int, words: Words) -> Span | None:
    """The source before an apposition that ends at `comma`: "Mark Hill, a baker in Kent,"."""
    opening = text.find(", ", max(0, comma - 160), comma)
    while opening >= 0:
        low, up = word_after(text, opening + 1, comma)
        first = words[text[low:up]]
        if words.is_title(first.raw) and (further := text.find(", ", up, comma)) > 0:
            # "to pass that bill, | Rep. Mark Hill, the deputy whip, said"
            opening = further
            continue
        relative = first.bare in _RELATIVE_WORDS
        opens = relative or text[low].isupper() or _opens_apposition(first) or text.startswith(_OF_TITLE, up)
        title = not opens and _BARE_TITLE.fullmatch(text, opening + 2, comma) is not None
        # "LONDON, 12 April - Mark Hill, a baker,": a dateline is no source.
        opens = (opens or title) and _DATELINE_END.search(text, opening, comma) is None
        source = phrase_before(text, opening, words) if opens else None
        if source is not None and (relative or _is_short_name(text[slice(*source)], words, title=title)):
            return source
        opening = text.find(", ", opening + 1, comma)
    return None


def _opens_apposition(word: Word) -> bool:
    """As in "Mark Hill, | a | baker", "growers, | including | his own", "the line, | reporting | a loss"."""
    return bool(word.classes & (ARTICLE | APPOSED)) or word.bare.isdigit() or word.bare.endswith(("ed", "ing"))


def _is_short_name(phrase: str, words: Words, *, title: bool) -> bool:
    """A name, or a determiner with a few nouns: no clause such as "The crop failed in May". A title needs a whole name."""
    parts = phrase.split()
    if title:
        return len(parts) > 1 and all(part[0].isupper() for part in parts)
    if len(parts) > _LONGEST_NAME or any(words[part].classes & PREPOSITION and part not in AFTER_TAG for part in parts):
        return False
    # "survivor Dewi Lestari, 29,"
    is_titled = len(parts) > 1 and parts[-1][0].isupper()
    return phrase[0].isupper() or is_titled or bool(words[parts[0]].classes & DETERMINER)

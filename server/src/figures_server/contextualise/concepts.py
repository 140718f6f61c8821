"""What a figure measures, where the figure does not stand beside the noun it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from figures_server.contextualise.phrases import NUMBER_SIGNS, OPENERS, bare, phrase_after, word_after, word_before
from figures_server.model import Concept, Span

if TYPE_CHECKING:
    from figures_server.contextualise.sentences import Sentence
    from figures_server.lexicon.context import ContextLexicon
    from figures_server.model import Figure

_OF: Final = re.compile(r" (?:worth )?of (?!(?:them|which|whom|it|those|these|all|us|you)\b)")
_IN: Final = re.compile(r" in (?=[a-z])")
_CHANGE_IN: Final = re.compile(r" (?:in|of|on) ")
_COORDINATED: Final = re.compile(
    r",? ?\(?(?:or|to|from|up from|down from|against|compared (?:with|to)|versus|and|,|;|/|=)? ?(?P<fillers>(?:[a-z]+ ){0,3})$"
)
_SAME_TIE: Final = re.compile(r",? ?(?:to|from|up from|down from|against|compared|versus|\()")
_HEAD_END: Final = re.compile(r" (?:of|for|in|on|at|to|from|by|with)\b")
_CONTRACTION: Final = re.compile(r"['’](?:s|re|ve|d|ll|m)?$")
_BREAKS: Final = ',;:—–"”’?!).('
_LONGEST_TIE: Final = 40
_LONGEST_WALK: Final = 12
_LONGEST_CONCEPT: Final = 6
_NO_JOINS: Final = frozenset[str]()
_WITHIN: Final = frozenset(("in", "over", "for", "within"))
_OF_JOIN: Final = frozenset(("of",))


class ConceptFinder:
    """Ties a figure to the noun it measures, by the closed classes and verbs of the lexicon."""

    __slots__ = ("_lexicon", "_openers", "_passable", "_verbs")

    def __init__(self, lexicon: ContextLexicon, verbs: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._verbs = verbs | lexicon.ties.links
        # Between a subject and the word that touches the figure: "is expected to | reach".
        grammar = lexicon.grammar
        # "a further £5m fine": what may stand between the determiner and the figure.
        self._openers = grammar.fillers - grammar.determiners - grammar.prepositions
        self._passable = self._verbs | grammar.between | grammar.stoppers

    def find(self, sentence: Sentence, figure: Figure, previous: Figure | None) -> Concept | None:
        """The measured noun: "monthly salary" of "a monthly salary of between £1,600 to £2,400"."""
        text = sentence.text
        if not text:
            return None
        offset = sentence.span.start
        start, end = figure.start - offset, figure.end - offset
        if figure.hedge is not None and figure.hedge.span.start >= offset:
            start = min(start, figure.hedge.span.start - offset)
        span = self._after(sentence, figure, start, end)
        if span is None and previous is not None and (shared := self._shared(text, figure, previous, offset)):
            return shared
        span = span or self._before(text, start, is_span=figure.kind == "duration")
        return self._concept(sentence, span) if span is not None else None

    def _after(self, sentence: Sentence, figure: Figure, start: int, end: int) -> Span | None:
        """What follows: "of adults", "a £5m fine", "£5m in damages"."""
        text = sentence.text
        if of := _OF.match(text, end):
            return self._noun_after(text, of.end(), _OF_JOIN)
        if "-" in text[start:end] or self._is_determined(text, start):
            low, up = word_after(text, end, len(text))
            if bare(text[low:up]) in self._lexicon.ties.changes:
                change = _CHANGE_IN.match(text, up)
                return self._noun_after(text, change.end(), _OF_JOIN) if change else None
            if (span := self._noun_after(text, end, _NO_JOINS)) is not None:
                return span
        if figure.kind == "money" and (tie := _IN.match(text, end)):
            is_qualifier = any(hit.start == end + 1 for hit in sentence.qualifier)
            return None if is_qualifier else self._noun_after(text, tie.end(), _NO_JOINS, bare_only=True)
        return None

    def _is_determined(self, text: str, start: int) -> bool:
        """Whether a determiner opens the phrase the figure is in: "a further £5m ..."."""
        grammar = self._lexicon.grammar
        low, up = word_before(text, 0, start)
        while low < up and bare(text[low:up]) in self._openers:
            low, up = word_before(text, 0, low)
        return text[low:up].lower() in grammar.determiners or text[low:up].endswith(("'s", "’s"))

    def _noun_after(self, text: str, low: int, joins: frozenset[str], *, bare_only: bool = False) -> Span | None:
        """The noun phrase at `low` without its determiner, up to its first plural."""
        grammar, ties = self._lexicon.grammar, self._lexicon.ties
        if text[low : low + 1] not in (" ", "-") and text[low - 1 : low] != " ":
            return None
        first_start, first_end = word_after(text, low, len(text))
        first = bare(text[first_start:first_end])
        if text[first_start : first_start + 1] in OPENERS:
            return None
        if first in ties.adverbs or (bare_only and first in grammar.determiners):
            return None
        found = phrase_after(text, low, grammar, self._verbs, joins)
        if found is None or found.span.end <= found.span.start:
            return None
        start, end = self._without_determiner(text, found.span)
        stop = start
        while stop < end:
            low_word, stop = word_after(text, stop, end)
            word = bare(text[low_word:stop])
            following = bare(text[slice(*word_after(text, stop, end))])
            if following not in joins and (self._is_plural(text[low_word:stop], word) or following.endswith("ed")):
                break
        return Span(start, stop) if start < stop and bare(text[start:stop]) not in grammar.pronouns else None

    def _is_plural(self, raw: str, word: str) -> bool:
        """Lower-case plurals end a phrase: "adults | want". Names may be plural anywhere."""
        if not raw[:1].islower() or raw.endswith(("'s", "’s")):
            return False
        return word in self._lexicon.singular or (
            len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
        )

    def _before(self, text: str, start: int, *, is_span: bool) -> Span | None:
        """What comes before: "the fine was", "a salary of", "raised the minimum wage to", "Cost:".

        A span of time measures nothing that changed in it: "prices rose by the most in six years".
        """
        ties = self._lexicon.ties
        fillers = self._lexicon.grammar.fillers
        low, up = word_before(text, 0, start)
        tie = ""
        for _ in range(_LONGEST_WALK):
            word = bare(text[low:up])
            raw = text[low:up]
            if raw.endswith(":") and word not in self._passable:
                return self._noun_before(text, up - 1, _OF_JOIN)
            if not word or raw[-1] in _BREAKS or (is_span and word in _WITHIN):
                return None
            if tie == "of" and word not in fillers and word not in ties.frames and word not in self._verbs:
                return self._noun_before(text, up, _OF_JOIN)
            if word not in fillers and not (tie == "of" and word in ties.frames):
                break
            tie = word if word in ("of", "to", "by", "at", "from") else tie
            low, up = word_before(text, 0, low)
        if word in self._verbs or word in ("be", "been"):
            return self._subject(text, low)
        if tie in ("to", "by", "from", "at"):
            return self._object(text, up)
        return None

    def _subject(self, text: str, high: int) -> Span | None:
        """The subject of the verb before `high`, over auxiliaries and a relative pronoun."""
        low, up = word_before(text, 0, high)
        while low < up and bare(text[low:up]) in self._passable and text[up - 1] not in _BREAKS:
            low, up = word_before(text, 0, low)
        if bare(text[low:up]) in ("which", "that", "who"):
            up = low
        return self._noun_before(text, up, self._lexicon.grammar.prepositions)

    def _object(self, text: str, high: int) -> Span | None:
        """The object that a verb moves: "raised the minimum wage | to £9"."""
        span = self._noun_before(text, high, _OF_JOIN)
        if span is None:
            return None
        low, up = word_before(text, 0, span.start)
        if bare(text[low:up]) in self._lexicon.grammar.determiners:
            low, up = word_before(text, 0, low)
        verb = bare(text[low:up])
        return span if verb in self._lexicon.ties.transitive or verb in self._verbs else None

    def _noun_before(self, text: str, high: int, joins: frozenset[str]) -> Span | None:
        """The noun phrase that ends at `high`, over the prepositions in `joins`, cut at its first but "of"."""
        grammar = self._lexicon.grammar
        start = end = cut = _before_bracket(text, high)
        determined = False
        for count in range(_LONGEST_WALK):
            low, up = word_before(text, 0, start)
            raw = text[low:up]
            if not raw or (count and raw[-1] in _BREAKS):
                break
            word = bare(raw)
            if word in joins:
                cut = start
                end = low if word != "of" else end
            elif self._opens_phrase(raw, word) or determined:
                break
            elif word in self._passable:
                # "This is equivalent to global seas | rising": a predicate names nothing, what follows it may.
                if word in self._lexicon.ties.be:
                    start, end = cut, high
                break
            elif (word in grammar.pronouns or _CONTRACTION.sub("", word) in grammar.pronouns) and raw != "US":
                return None
            determined = word in grammar.determiners
            start = up - len(raw.lstrip(OPENERS))
            if start > low:
                break
        return self._trimmed(text, Span(start, end))

    def _opens_phrase(self, raw: str, word: str) -> bool:
        """Whether a word stands before a noun phrase: a conjunction, a preposition, a participle, a number but a year."""
        grammar = self._lexicon.grammar
        if word in grammar.boundaries or word in grammar.prepositions:
            return True
        if raw[0] in NUMBER_SIGNS:
            return not (len(word) == 4 and word.isdigit())
        return word.endswith("ed") and raw.islower() and "-" not in word

    def _trimmed(self, text: str, span: Span) -> Span | None:
        """Without the determiner, and without a time before the noun: "In May | sales"."""
        grammar = self._lexicon.grammar
        start, end = span
        while end > start and text[end - 1] == " ":
            end -= 1
        first = bare(text[slice(*word_after(text, start, end))])
        if first in grammar.prepositions or first in grammar.times:
            while start < end and (first in grammar.prepositions or first in grammar.times):
                start = word_after(text, start, end)[1]
                first = bare(text[slice(*word_after(text, start, end))])
        start, end = self._without_determiner(text, Span(start, end))
        if bare(text[slice(*word_before(text, start, end))]) in grammar.times:
            return None
        if start >= end or text.count(" ", start, end) >= _LONGEST_CONCEPT:
            return None
        return Span(start, end)

    def _without_determiner(self, text: str, span: Span) -> Span:
        low, up = word_after(text, span.start, span.end)
        if text[low:up].lower() in self._lexicon.grammar.determiners:
            low = word_after(text, up, span.end)[0]
        return Span(low, span.end)

    def _shared(self, text: str, figure: Figure, previous: Figure, offset: int) -> Concept | None:
        """The concept of the figure before, where both say the same of it: "rose 70% to £3m (€4m)"."""
        if previous.concept is None or previous.end > figure.start or previous.start < offset:
            return None
        low, high = previous.end - offset, figure.start - offset
        tie = _COORDINATED.match(text, low, high) if high - low <= _LONGEST_TIE else None
        if tie is None or not self._lexicon.grammar.fillers.issuperset(tie["fillers"].split()):
            return None
        same = figure.kind == previous.kind or (_SAME_TIE.match(text, low, high) and figure.kind != "duration")
        return previous.concept if same and previous.kind != "count" else None

    def _concept(self, sentence: Sentence, span: Span) -> Concept | None:
        text = sentence.text[slice(*span)].rstrip(",.;:- ")
        if text.endswith(("'s", "’s")) or text.split(" ", 1)[0] in self._lexicon.grammar.prepositions:
            return None
        head = _HEAD_END.split(text, maxsplit=1)[0].rsplit(" ", 1)[-1]
        head = _CONTRACTION.sub("", head if head.isupper() else head.lower())
        if not head or head[0].isdigit():
            return None
        return Concept(text, sentence.absolute(Span(span.start, span.start + len(text))), self.singular(head))

    def singular(self, noun: str) -> str:
        """The singular by rule and by the lexicon's list: "companies" is "company"."""
        known = self._lexicon.singular.get(noun)
        if known is not None:
            return known
        if noun.endswith("ies") and len(noun) > 4:
            return noun[:-3] + "y"
        if noun.endswith(("ches", "shes", "sses", "xes", "zzes")):
            return noun[:-2]
        if noun.endswith("s") and len(noun) > 3 and not noun.endswith(("ss", "us", "is")):
            return noun[:-1]
        return noun


def _before_bracket(text: str, high: int) -> int:
    """Where a phrase ends before `high`, over an aside: "revenues (including fees) | were"."""
    high = len(text[:high].rstrip(" ,"))
    if text[high - 1 : high] == ")" and (opening := text.rfind("(", 0, high)) > 0:
        return len(text[:opening].rstrip())
    return high

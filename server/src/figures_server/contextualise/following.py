"""What a figure measures, told behind it: "75% of adults", "a £5m fine", "60mph winds", "spent £5m on repairs"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.nouns import NO_JOINS, TIED, NounPhrases, is_participle, is_plural_noun
from figures_server.contextualise.phrases import last_word
from figures_server.contextualise.sentences import Sentence
from figures_server.contextualise.words import CHANGE, DETERMINER, FILLER, OWNER, PREPOSITION, Words
from figures_server.lexicon.context import Ties
from figures_server.lexicon.words import load_nouns
from figures_server.model import Figure, Span

# As in "of all voters", "of total output", "of the company's 16,000 stores", but "of all time".
_OF: Final = re.compile(
    r" (?:worth )?of (?!(?:them|which|whom|it|those|these|us|you|all (?:time|of|that|those|these))\b)(?:all (?=[a-z]))?"
    r"(?:(?:(?:the|its|their|(?:the )?\w+(?: [A-Z]\w+)?['’]s?) )?(?:(?:more than|some|about|nearly|almost) )?[£$€₹]?\d+(?:,\d{3})*(?: (?:million|billion|lakh|crore))? (?=[a-z])"
    r"|(?:(?:the|its|their) )?(?:total|overall) (?=[a-z]))?"
)
_FOR: Final = re.compile(r" for (?=[a-z])")
# "spent £5m on a new roof"
_ON: Final = re.compile(r" on (?=[a-z])")
_INTO: Final = re.compile(r" (?:in|into) (?=[a-z])")
_INVESTS: Final = re.compile(
    r"\b(?:invest(?:ed|s|ing)?|pump(?:ed|ing)|pour(?:ed|ing)|ploughing|ploughed)\b[^,;.]{0,30}$"
)
_SPENDS: Final = re.compile(
    r"\b(?:spen[dt]|spends|spending|lavish(?:ed|ing)|splash(?:ed|ing)|splurg(?:ed|ing))\b[^,;.]{0,30}$"
)
_IN: Final = re.compile(r" in (?=[a-z])")
_CHANGE_IN: Final = re.compile(r" (?:in|of|on) ")
_GROWN: Final = re.compile(r" (?:in|of) (?!the (?:[\w-]+ )?(?:year|quarter|months?|week)\b|20\d\d)(?=[a-z])")
# As in "21% fewer cases".
_FEWER: Final = re.compile(r" (?:fewer|more|less) (?!than\b)")
_OF_JOIN: Final = frozenset(("of",))
_RATED: Final = frozenset(("duration", "measurement"))
# "a further £5m fine": what may not stand between the determiner and the figure.
_NO_OPENER: Final = DETERMINER | PREPOSITION
_LONGEST_TIE: Final = 40


class FollowingNouns:
    """Finds the noun behind a figure by its ties and by the closed classes of words."""

    __slots__ = ("_idle", "_nouns", "_words")

    def __init__(self, words: Words, nouns: NounPhrases, ties: Ties) -> None:
        self._words = words
        self._nouns = nouns
        self._idle = ties.idle

    def find(self, sentence: Sentence, figure: Figure, span: Span, end: int) -> Span | None:
        """What follows at `end`, or stands inside: "of adults", "a £5m fine", "£5m in damages"."""
        text = sentence.text
        if text.startswith(": ", end) and not text[: span.start].strip("-–•* "):
            # As in "£2.75: price of a flat white".
            return self._nouns.after(text, end + 1, _OF_JOIN)
        if stuff := self._inside(text, figure, span.end):
            return stuff
        if of := _OF.match(text, end):
            return self._nouns.after(text, of.end(), _OF_JOIN)
        if figure.kind == "percentage" and (fewer := _FEWER.match(text, end)):
            is_plural = self._plural(text, self._nouns.after(text, fewer.end(), NO_JOINS)) is not None
            return self._nouns.after(text, fewer.end(), _OF_JOIN) if is_plural else None
        if figure.kind == "percentage" and span.start and (grown := self._grown(text, end)):
            return grown
        if "-" in text[slice(*span)] or self._is_determined(text, span.start):
            up, word = self._words.after(text, end)
            if word.classes & CHANGE:
                change = _CHANGE_IN.match(text, up)
                return self._nouns.after(text, change.end(), _OF_JOIN) if change else None
            if (noun := self._nouns.after(text, end, NO_JOINS)) is not None:
                return self._changed(text, noun) or noun
        return self._sum_in(sentence, end) if figure.kind == "money" else None

    def _inside(self, text: str, figure: Figure, end: int) -> Span | None:
        """As in "150 minutes of exercise a week"; the miles of "thousands of miles a year" are the unit."""
        if figure.kind not in _RATED or len(figure.unit.factors) < 2:
            return None
        tie = text.rfind(" of ", end - (figure.end - figure.start), end)
        if tie < 0 or text.startswith(figure.unit.factors[0].text, tie + len(" of ")):
            return None
        return self._nouns.after(text, tie + len(" of "), NO_JOINS)

    def _sum_in(self, sentence: Sentence, end: int) -> Span | None:
        """What a sum consists of: "£5m | in damages", "£3m | in cuts"."""
        text = sentence.text
        tie = _IN.match(text, end)
        if tie is None or any(hit.start == end + 1 for hit in sentence.qualifier):
            return None
        up, word = self._words.after(text, tie.end())
        if word.classes & TIED and word.bare.endswith("s"):
            return Span(tie.end(), up - word.closing)
        return self._busy(text, self._nouns.after(text, tie.end(), NO_JOINS, bare_only=True))

    def object(self, text: str, low: int) -> Span | None:
        """The object of the verb that ends at `low`."""
        span = self._nouns.after(text, low, _OF_JOIN)
        if span is None or not self._words.after(text, span.end)[1].classes & PREPOSITION:
            return None
        is_whole = text[span.start].isupper() or self._words.before(text, span.start)[1].classes & (DETERMINER | OWNER)
        return span if is_whole else self._plural(text, span)

    def _grown(self, text: str, end: int) -> Span | None:
        """What grew, without a determiner, too: "posted 8% growth | in revenue"."""
        up, word = self._words.after(text, end)
        grown = _GROWN.match(text, up) if word.classes & CHANGE else None
        return self._nouns.after(text, grown.end(), _OF_JOIN) if grown else None

    def _changed(self, text: str, noun: Span) -> Span | None:
        """What a noun of change behind a figure is of: "a 5% annual rise | in takings"."""
        change = _CHANGE_IN.match(text, noun.end) if self._words.before(text, noun.end)[1].classes & CHANGE else None
        span = self._nouns.after(text, change.end(), _OF_JOIN) if change is not None else None
        return self._plural(text, span)

    def _plural(self, text: str, span: Span | None) -> Span | None:
        """The phrase if its last word is a plural."""
        last = last_word(text[slice(*span)]) if span is not None else ""
        return span if last and last != "terms" and is_plural_noun(last, self._words[last]) else None

    def attributed(self, text: str, figure: Figure, start: int, end: int) -> Span | None:
        """What follows without a tie: "50mph winds", "a 5 litre engine", "£5m for repairs", "spent £5m on repairs"."""
        if figure.kind == "measurement":
            return self._nouns.after(text, end, NO_JOINS, bare_only=True) if self._is_attribute(text, end) else None
        purpose = _FOR.match(text, end)
        if purpose is None and _SPENDS.search(text, max(0, start - _LONGEST_TIE), start):
            purpose = _ON.match(text, end)
        if purpose is None and _INVESTS.search(text, max(0, start - _LONGEST_TIE), start):
            purpose = _INTO.match(text, end)
        if purpose is None or self._first(text, purpose.end()).endswith("ing"):
            # "was fined £200 for | speeding"
            return None
        return self._busy(text, self._nouns.after(text, purpose.end(), NO_JOINS))

    def _busy(self, text: str, span: Span | None) -> Span | None:
        """The phrase unless it ends idly: "£5m for | the season", "£5m in | exchange"."""
        return None if span is not None and last_word(text[slice(*span)]).lower() in self._idle else span

    def _is_attribute(self, text: str, end: int) -> bool:
        """Whether a noun may follow a unit: "60mph winds", not "60 miles inland", "60cm lay", "60cm lying" or "60cm x"."""
        if text[end - 1] == "s":
            return False
        word = self._first(text, end)
        return len(word) > 1 and not (word.endswith(("ing", "ly")) or is_participle(word) or word in load_nouns().pasts)

    def _is_determined(self, text: str, start: int) -> bool:
        """Whether a determiner opens the phrase the figure is in: "a further £5m ..."."""
        start, word = self._words.before(text, start)
        while (word.classes & FILLER and not word.classes & _NO_OPENER) or "-" in word.bare[:-1]:
            start, word = self._words.before(text, start)
        return bool(word.classes & (DETERMINER | OWNER))

    def _first(self, text: str, low: int) -> str:
        """The word that stands at `low`."""
        return self._words.after(text, low)[1].bare

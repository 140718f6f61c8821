"""What a figure measures, where the figure does not stand beside the noun it counts."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.contextualise.clauses import DIGIT, ClauseNouns
from figures_server.contextualise.following import FollowingNouns
from figures_server.contextualise.nouns import (
    BREAKS,
    PASSABLE,
    TIED,
    VERBS_TOO,
    NounPhrases,
    is_plural_noun,
)
from figures_server.contextualise.persons import person_of
from figures_server.contextualise.sentences import Sentence
from figures_server.contextualise.sharing import SharedConcepts
from figures_server.contextualise.words import (
    BE,
    BETWEEN,
    CHANGE,
    DETERMINER,
    FILLER,
    FRAME,
    LINK,
    OWNER,
    PARTICLE,
    PREPOSITION,
    STOPPER,
    TIME,
    TRANSITIVE,
    VERB,
    Word,
    Words,
)
from figures_server.lexicon.context import ContextLexicon
from figures_server.lexicon.words import load_nouns
from figures_server.model import Concept, Figure, Kind, Span
from figures_server.scan.tokens import OPENING_QUOTES

# The bracket of "a £5.5bn ($10bn) plan" and of "7.5m crowns ($1.1m) in deposits".
_ASIDE: Final = re.compile(r" \([^() ]{0,4} ?\d[^()]{0,20}\)")
# "a 200-metre-deep gorge", "a 5,000-strong crowd"
_SHAPE: Final = re.compile(r"-(?:long|deep|high|wide|tall|thick|strong)\b")
_HEAD_END: Final = re.compile(r" (?:of|for|in|on|at|to|from|by|with|per)\b")
_CONTRACTION: Final = re.compile(r"['’](?:s|re|ve|d|ll|m)?$")
# "snowfall | topped | 77 inches": the hedge is the verb.
_HEDGE_VERB: Final = LINK
_ON_AVERAGE: Final = ", on average, "
_MARGIN: Final = "plus or minus "
_NO_LABEL: Final = STOPPER | BETWEEN | FRAME | BE
_LONGEST_WALK: Final = 12
# As in "The index | ended the day | up 3%".
_SPELL: Final = re.compile(
    r" ((?:ended|ends|closed|finished|began|opened|started) the (?:day|session|week|month|quarter|year))$"
)
_WITHIN: Final = frozenset(("in", "over", "for", "within"))
_ATTRIBUTES: Final = frozenset(("measurement", "money"))
# As in "has fallen | since | May to 3%".
_SPANS: Final = frozenset(("since", "during", "this"))
_SIGNS: Final = "+-−"
_BOUNDS: Final = re.compile(r"(?:above|below|under|(?:lower|higher|greater) than|in excess of)$", re.IGNORECASE)
# A verb stands before none of these without its "is": "panel strength | lower than 9 MPa".
_COMPARATIVES: Final = ("lower than", "higher than", "greater than")
_STEPS: Final = frozenset(("up", "down"))
_TIES: Final = frozenset(("of", "to", "by", "at", "from"))
_MOVES: Final = frozenset(("to", "by", "at", "from"))
_LEVEL_TIES: Final = frozenset(("at", "to", "from"))


class ConceptFinder:
    """Ties a figure to the noun it measures, by the closed classes and verbs of the lexicon."""

    __slots__ = ("_clauses", "_following", "_measured", "_nouns", "_plural_only", "_shared", "_ties", "_words")

    def __init__(self, words: Words, lexicon: ContextLexicon) -> None:
        self._words = words
        self._nouns = NounPhrases(words)
        self._following = FollowingNouns(words, self._nouns, lexicon.ties)
        self._clauses = ClauseNouns(words, self._nouns, self._following, lexicon)
        self._measured = lexicon.category_by_head
        self._shared = SharedConcepts(words)
        self._plural_only = lexicon.plural_only
        self._ties = lexicon.ties

    def find(self, sentence: Sentence, figure: Figure, previous: Figure | None) -> Concept | None:
        """The measured noun: "monthly salary" of "a monthly salary of between £1,600 to £2,400"."""
        text = sentence.text
        offset = sentence.span.start
        start, end = self._begin(text, figure, offset), figure.end - offset
        # "the retirement age is 67" is said of no person
        if figure.kind == "age" and figure.rule != "age.subject":
            person = person_of(text, start, end, figure, self._words)
            concept = self._concept(sentence, person) if person is not None else None
            return concept._replace(category="PERSON") if concept is not None else None
        if text.startswith("-", end) and (shape := _SHAPE.match(text, end)):
            end = shape.end()
        aside = _ASIDE.match(text, end) if text.startswith(" (", end) else None
        behind = aside.end() if aside is not None else end
        span = self._following.find(sentence, figure, Span(start, end), behind)
        if span is None and previous is not None and (shared := self._shared.same_step(text, figure, previous, offset)):
            return shared
        if span is None and previous is not None:
            span = self._shared.gapped(text, figure, previous, offset)
        span = span or self._beside(text, figure, start, behind)
        if span is None:
            return self._shared.further(text, figure, previous, offset) if previous is not None else None
        return self._concept(sentence, span)

    def _begin(self, text: str, figure: Figure, offset: int) -> int:
        """Where the figure begins with its hedge and its sign."""
        start = figure.start - offset
        if figure.hedge is not None and not self._is_verb(figure.hedge.text):
            start = min(start, figure.hedge.span.start - offset)
        if text.endswith(_MARGIN, 0, start):
            start -= len(_MARGIN)
        if text[start - 1 : start] in OPENING_QUOTES and text[: start - 1].rstrip()[-1:] not in BREAKS:
            # As in "a target of “around 5%”".
            start -= 1
        if text.endswith(_ON_AVERAGE, 0, start):
            start -= len(_ON_AVERAGE)
        return start - 1 if text.startswith("+", start - 1) else start

    def _is_verb(self, hedge: str) -> bool:
        """Whether a hedge is the verb itself: "snowfall | topped", "prices | start at"."""
        first = hedge.split(" ", 1)[0]
        return bool(first not in _STEPS and " to" not in hedge and self._words[first].classes & _HEDGE_VERB)

    def _beside(self, text: str, figure: Figure, start: int, behind: int) -> Span | None:
        """What stands before or, without a tie, beside a figure."""
        span = self._signed(text, start) if figure.kind == "percentage" and text[start] in _SIGNS else None
        span = span or self._before(text, start, figure.kind)
        if span is None and figure.kind in _ATTRIBUTES:
            span = self._following.attributed(text, figure, start, behind)
        if span is None and figure.kind != "duration" and figure.hedge and _BOUNDS.match(figure.hedge.text):
            span = self._bounded(text, start)
        return span

    def _signed(self, text: str, start: int) -> Span | None:
        """What a signed percentage stands behind: "Dow | +0.2%", "Carnival CCL, | -5.26%"."""
        low, word = self._words.before(text, start)
        if not (word.raw[:1].isupper() or word.raw[:1].isdigit()):
            return None
        span = self._nouns.before(text, low + len(word.raw.rstrip(",")))
        listed = text.rfind("% ", *span) if span is not None else -1
        return Span(listed + 2, span.end) if span is not None and listed >= 0 else span

    def _bounded(self, text: str, start: int) -> Span | None:
        """The plural before a bound: "temperatures | above 30C"."""
        low, word = self._words.before(text, start)
        is_compared = text.startswith(_COMPARATIVES, start)
        is_noun = (
            word.bare and not word.classes and (is_compared or is_plural_noun(word.raw if low else word.bare, word))
        )
        span = self._nouns.before(text, low + len(word.raw)) if is_noun else None
        # "18 days above 30C" are counted.
        return None if span is None or DIGIT.search(text, max(0, span.start - 2), span.start) else span

    def _before(self, text: str, start: int, kind: Kind) -> Span | None:
        """What comes before: "the fine was", "a salary of", "raised the minimum wage to", "Cost:".

        A span of time measures nothing that changed in it: "prices rose by the most in six years".
        """
        low, word = self._words.before(text, start)
        tie = step = ""
        for _ in range(_LONGEST_WALK):
            raw, bare, classes = word.raw, word.bare, word.classes
            up = low + len(raw)
            if not bare:
                return None
            if raw[-1] in BREAKS:
                if raw[-1] == "," and tie in _MOVES and classes & VERB:
                    # As in "sales also | increased, | by 10%".
                    return self._clauses.subject(text, low)
                if raw[-1] == "," and ((step and not tie) or (tie == "at" and not step)):
                    return self._clauses.opening(text, up - 1)
                # As in "Deaths: 40" and "Total Cost: £5m", not "he said: “40".
                is_label = raw[-1] == ":" and not classes & (_NO_LABEL if raw[0].isupper() else PASSABLE)
                return self._nouns.before(text, up - 1, is_head=True) if is_label else None
            if kind == "duration" and bare in _WITHIN:
                return None
            is_frame = tie == "of" and classes & FRAME and not self._is_reach(text, low, bare, kind)
            is_time = (
                tie and tie != "of" and kind != "duration" and (classes & TIME or bare in _SPANS or _is_year(bare))
            )
            if not classes & FILLER and not is_frame and not is_time:
                if tie == "of" and self._is_noun(text, low, word, kind):
                    return self._nouns.before(text, up, is_head=bool(classes & (CHANGE | TIED)))
                break
            tie = self._tie(text, low, tie, bare) if is_frame or bare in _TIES else tie
            step = bare if bare in _STEPS else step
            low, word = self._words.before(text, low)
        return self._governed(text, low, word, tie, step, kind)

    def _tie(self, text: str, low: int, tie: str, bare: str) -> str:
        """The tie before a word: a frame keeps that of "a tax | cut | of £3m", not that of "an overall | cut | of £3m"."""
        if bare in _TIES:
            return bare
        return tie if singular(self._words.before(text, low)[1].bare) in self._measured else ""

    def _is_reach(self, text: str, low: int, bare: str, kind: Kind) -> bool:
        """How far something gets: "a | range | of 400km", not "in the range of"."""
        return kind == "measurement" and bare == "range" and self._words.before(text, low)[1].bare in ("a", "an")

    def _is_noun(self, text: str, low: int, word: Word, kind: Kind) -> bool:
        """Whether a word before "of" is what is measured: "a storm | surge | of 1.4m", not "warned | of"."""
        classes = word.classes
        if (kind == "measurement" and classes & CHANGE) or word.bare in VERBS_TOO:
            return True
        return not classes & TIED or bool(self._clauses.classes_before(text, low) & DETERMINER)

    def _governed(self, text: str, low: int, word: Word, tie: str, step: str, kind: Kind) -> Span | None:
        """What the first word before a figure and its ties makes of it: "the fine | was", "shares | down 3%"."""
        classes, end = word.classes, low + len(word.raw)
        start, lead = self._words.before(text, low)
        if word.bare == "for":
            return (
                self._clauses.subject(text, start) if lead.bare in self._ties.sales else self._clauses.traded(text, low)
            )
        if word.bare == "cost" and tie:
            # "put the true | cost | at £3m"
            return self._clauses.object(text, end, is_head=True)
        before = lead.classes if tie in _LEVEL_TIES else 0
        # "had been stuck at", "was quoted at", "would double to"
        passive = before & BE or (tie == "to" and classes & TRANSITIVE and before & STOPPER)
        if classes & TIME and lead.classes & (DETERMINER | OWNER):
            # "21 of the town's | last | 64 years"
            return None
        if tie and lead.classes & TRANSITIVE and word.bare.endswith("s") and classes & TIED and not classes & BE:
            # "reduce | costs | by £5bn"
            return self._clauses.object(text, end, is_head=True)
        if classes & (TIED | BE) or passive or (step and classes & PARTICLE):
            return self._clauses.subject(text, low)
        if step and not tie and (not classes or classes & TIME):
            spell = _SPELL.search(text, 0, end)
            return self._clauses.subject(text, spell.start(1)) if spell else self._nouns.before(text, end)
        return self._clauses.paid(text, end) or (
            self._clauses.object(text, end) if tie or self._is_moved(word, lead, kind) else None
        )

    def _is_moved(self, word: Word, lead: Word, kind: Kind) -> bool:
        """Whether a percentage without a tie may follow: "raised its | dividend | 5%", not "took | home | 5%"."""
        if kind != "percentage" or not word.bare:
            return False
        return is_plural_noun(word.raw, word) or (
            word.bare in self._measured and not lead.classes & (TRANSITIVE | TIED)
        )

    def _concept(self, sentence: Sentence, span: Span) -> Concept | None:
        text = sentence.text[slice(*span)].rstrip(',.;:-–— ”"]')
        start = span.start + len(text)
        text = text.lstrip("-–— ")
        start -= len(text)
        first = self._words[text.split(" ", 1)[0]]
        if text.endswith(("'s", "’s")) or first.classes & (PREPOSITION | BE) or _is_no_name(text, first):
            return None
        head = text
        if " " in text:
            if end := _HEAD_END.search(text):
                head = text[: end.start()]
            head = head.rsplit(" ", 1)[-1]
        if not head.isupper():
            head = head.lower()
        if not head.isalpha():
            head = _CONTRACTION.sub("", head)
        if head[:1].isdigit() and text[0].isupper():
            # "S&P 500"
            head = text
        if not head or head[0].isdigit():
            return None
        head = head if head in self._plural_only else singular(head)
        return Concept(text, sentence.absolute(Span(start, start + len(text))), head)


def _is_no_name(text: str, word: Word) -> bool:
    """As in "up 10% this | February", "$3bn | nationally", "the £40 | submitted | by them": nothing measured is called so."""
    if text != word.raw:
        return False
    if text[:1].isupper():
        return bool(word.classes & TIME)
    nouns = load_nouns()
    return text.endswith(("ly", "ed")) and text not in nouns.in_ly and text not in nouns.in_ed


def _is_year(bare: str) -> bool:
    return len(bare) == 4 and bare.isdigit()

"""What a figure shares with the one before it: "rose 70% to £3m (€4m)", "grew 3% and is expected to reach £5m"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.nouns import PASSABLE, TIED
from figures_server.contextualise.words import CHANGE, FILLER, TIME, Word, Words
from figures_server.model import Concept, Figure, Span

# What may stand between two figures of one thing before the tie: "£3m (€4m) - up from", "£3m in May, or".
_REST: Final = (
    r"\)?(?: (?:higher|lower|year[ -]on[ -]year))?(?: (?:(?:in|at|last|this) [\w’']+|(?:by|on|since) [A-Z]\w+|against the [a-z]+|on an? [\w-]+ basis))?"
    r",? ?[-–—]? ?"
)
# As in "up from May's 3%" and "versus last year's 3%".
_PERIOD: Final = "(?:year|month|week|quarter|season|January|February|March|April|May|June|July|August|September|October|November|December)"
_COORDINATED: Final = re.compile(
    _REST + r"\(?(?:or|to|at|from|(?:up|down)(?: from)?|against|compared (?:with|to)|versus|and|,|;|/|=)? ?"
    r"(?:(?:last |this |the previous )?" + _PERIOD + r"['’]?s )?(?P<fillers>(?:[a-z]+ ){0,3})$"
)
# As in "78% of the deal will be paid in cash, up from 50%".
_STEP_FROM: Final = re.compile(r" [^\d.;:()]*\b(?:up|down|compared|versus)(?: from| with| to)? $")
# As in "from £3 to £2, a sharp 3% drop".
_STEP_NAMED: Final = re.compile(r"[^.;:()]*, an? (?:[a-z]+ )?$")
_GAPPED: Final = re.compile(
    r"(?: (?:in|on) [A-Z]\w+)?(?:;|,? and|,(?: and| while)?) (?:the )?(?P<subject>[A-Z][\w&.’'-]*(?: (?:[A-Z&]|\d)[\w&.’'-]*){0,3}) (?:by |to )?"
)
_CHAINS: Final = frozenset(("and", "but", "before", "after", "then", "to"))
_CLOSES: Final = frozenset(("end", "close", "finish", "settle", "trade", "reach", "stand"))
_COMPARED: Final = re.compile(r" (?:higher|lower|more|less|up|down|above|below)\b(?! of| than half)")
_SAME_TIE: Final = re.compile(_REST + r"(?:or|to|at|from|up|down|against|compared|versus|\()")
_LONGEST_TIE: Final = 40
_LONGEST_CHAIN: Final = 80


class SharedConcepts:
    """Carries a concept on to the next figure, by the words between the two."""

    __slots__ = ("_words",)

    def __init__(self, words: Words) -> None:
        self._words = words

    def same_step(self, text: str, figure: Figure, previous: Figure, offset: int) -> Concept | None:
        """The concept of the figure before, where both say the same of it: "rose 70% to £3m (€4m)"."""
        if previous.concept is None:
            return None
        low, high = previous.end - offset, figure.start - offset
        tie = _COORDINATED.match(text, low, high) if high - low <= _LONGEST_TIE else None
        if tie is not None and text.startswith(" at ", low) and not previous.change_role:
            # "sold 40% at £3" is no level behind a step.
            return None
        if tie is None or not all(self._words[word].classes & FILLER for word in tie["fillers"].split()):
            return None
        same = figure.kind == previous.kind or (_SAME_TIE.match(text, low, high) and figure.kind != "duration")
        if not same and previous.change_role:
            # As in "The yen fell to 160 a dollar, a 2% drop".
            same = bool(self._words.after(text, figure.end - offset)[1].classes & CHANGE)
        # As in "revenue was £3m, 10% higher than a year ago".
        compared = figure.kind == "percentage" and _COMPARED.match(text, figure.end - offset)
        return previous.concept if same or compared else None

    def further(self, text: str, figure: Figure, previous: Figure, offset: int) -> Concept | None:
        """The concept before, carried on by more words: "revenue grew 3% | and is expected to reach | £5m"."""
        concept = previous.concept
        low, high = previous.end - offset, figure.start - offset
        if concept is None or _is_other_share(text, figure, previous, offset):
            return concept
        if previous.kind == "duration" or high - low > _LONGEST_CHAIN:
            return None
        if figure.kind == previous.kind and _STEP_FROM.match(text, low, high):
            return concept
        if concept.span.end > previous.start:
            return None
        if previous.change_role and _STEP_NAMED.match(text, low, high):
            return concept if self._words.after(text, figure.end - offset)[1].classes & CHANGE else None
        return concept if self._is_chain([self._words[word] for word in text[low:high].split()]) else None

    def gapped(self, text: str, figure: Figure, previous: Figure, offset: int) -> Span | None:
        """The subject whose verb is left out: "the Dow fell 0.9%, | the Nasdaq | 1.1%"."""
        if not previous.change_role or figure.kind != previous.kind or previous.concept is None:
            return None
        gap = _GAPPED.fullmatch(text, previous.end - offset, figure.start - offset)
        return Span(*gap.span("subject")) if gap is not None else None

    def _is_chain(self, words: list[Word]) -> bool:
        """Whether the subject goes on with a further verb: "a year | but fell to", "in May | and is expected to reach"."""
        start = next((place for place, word in enumerate(words) if word.bare in _CHAINS), len(words))
        if not all(word.classes & (TIME | FILLER) or not word.bare for word in words[:start]):
            return False
        verbs = [word for word in words[start + 1 :] if not word.classes & (FILLER | TIME)]
        if len(verbs) == 1 and words[start].bare == "to":
            return verbs[0].bare in _CLOSES
        # "and costs": a noun as well.
        are_verbs = all(word.classes & PASSABLE and word.bare != "costs" for word in verbs)
        return are_verbs and any(word.classes & TIED for word in verbs)


def _is_other_share(text: str, figure: Figure, previous: Figure, offset: int) -> bool:
    """Whether a share is of what the share before it was: "53% of adults want it, and | 30% | do not"."""
    if not figure.kind == previous.kind == "percentage" or figure.change_role or previous.concept is None:
        return False
    return text[previous.end - offset : previous.concept.span.start - offset].startswith(" of ")

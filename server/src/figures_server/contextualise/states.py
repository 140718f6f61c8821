"""What became of those who are counted, and the class of what is counted."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.sentences import Sentence
from figures_server.lexicon.context import ContextLexicon
from figures_server.model import Concept, Figure, Span

_SPLIT: Final = re.compile(r".*(?: and |, | but | while |; |—|–)")
_CLAUSE_BREAK: Final = re.compile(r"[;:]| [–—] |, (?:which|who|but|while|and)\b")
_FARTHEST: Final = 70
_LISTED: Final = re.compile(r"(?:, | and |, and )$")
_CASUALTIES: Final = {"CASUALTY": "CASUALTY", "MILITARY_LOSS": "CASUALTY"}


def with_states(concept: Concept, sentence: Sentence, figure: Span, previous: Figure | None, bounds: Span) -> Concept:
    """The concept with its states in the text's order; `bounds` are where its neighbours end and begin.

    In a list the first one's states hold for all: "killed 25 villagers, 6 soldiers and 2 nurses".
    """
    before, after = bounds
    low, high = _territory(sentence.text, figure, before, after)
    found: list[str] = []
    is_casualty = False
    for hit in sentence.state:
        if hit.start < low or hit.end > high or _is_far(sentence.text, hit.start, hit.end, figure):
            continue
        is_casualty = is_casualty or hit.cue.form == "True"
        if hit.cue.says not in found:
            found.append(hit.cue.says)
    if not found and previous is not None and previous.concept and _LISTED.search(sentence.text, before, figure.start):
        return concept._replace(states=previous.concept.states, category=_CASUALTIES.get(previous.concept.category, ""))
    # "have lost 40 soldiers, both injured and killed": the looser word goes.
    if len(found) > 1 and "lost" in found:
        found.remove("lost")
    return concept._replace(states=tuple(found), category="CASUALTY" if is_casualty else "") if found else concept


def with_category(concept: Concept, lexicon: ContextLexicon) -> Concept:
    """The concept with its class; casualties among soldiers are military losses, lost jobs remain jobs."""
    category = lexicon.category_by_head.get(concept.head, "")
    # "Mr Lamb" is no animal: a capital inside a phrase makes a name.
    if category and " " in concept.text and concept.text.rsplit(" ", 1)[-1][0].isupper():
        category = ""
    if concept.category == "CASUALTY" and category in {"PERSON", "MILITARY", ""}:
        if category == "MILITARY":
            category = "MILITARY_LOSS"
        elif category or concept.states != ("lost",):
            category = "CASUALTY"
    elif not category:
        category = concept.category
    if category == concept.category:
        return concept
    return Concept(concept.text, concept.span, concept.head, concept.states, category)


def _territory(text: str, figure: Span, low: int, high: int) -> tuple[int, int]:
    """The words that belong to this figure rather than to its neighbours: the gap splits at its last "and"."""
    if low and (split := _SPLIT.match(text, low, figure.start)):
        low = split.end()
    if high < len(text) and (split := _SPLIT.match(text, figure.end, high)):
        high = split.end()
    return low, high


def _is_far(text: str, start: int, end: int, figure: Span) -> bool:
    low, high = (end, figure.start) if end <= figure.start else (figure.end, start)
    return high - low > _FARTHEST or (
        _CLAUSE_BREAK.search(text, low, high) is not None and "including" not in text[low:high]
    )

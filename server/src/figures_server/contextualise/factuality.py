"""How firmly a figure is said: the nearest cue of its clause, else the claim's own verb."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.claims import Claim
from figures_server.contextualise.sentences import Hit, Sentence
from figures_server.lexicon.context import load_context
from figures_server.model import Span

# What is told of those whom a forecast helps, of its reasons and of what it is held against is none: "will help the
# families who lost | 40 | cows".
_TOLD: Final = re.compile(r"\b(?:who|whom|whose|where|because|despite|compared (?:with|to))\b")
# As in "| Nine | of the injured, who were flown home, | are said to".
_ASIDE: Final = re.compile(r"[^,;:]*, (?:who|whose|which)\b[^,;:]*, $")
_SENTENCE_BREAK: Final = re.compile('[;:“”"]')
_NEAR: Final = 30
_FARTHEST_BEFORE: Final = 120
_FARTHEST_AFTER: Final = 70


def factuality(sentence: Sentence, figure: Span, own: list[Claim], claims: list[Claim], *, is_past: bool) -> str:
    """One of the contract's names: "could reach £3bn" is "hypothetical". `own` are the claims in this sentence.

    What a change starts from is no forecast: "will rise to £3bn from | £2bn".
    """
    by_claim = claims[0].factuality if claims else "asserted"
    if by_claim == "denied":
        # Who denies in one sentence asserts in the quotation that follows.
        return by_claim if own else "reported"
    if sentence.text[-1] == "?":
        return "hypothetical"
    said = (_cued(sentence, figure, own) if sentence.factuality else "") or by_claim
    if is_past and said in {"forecast", "intended"} and not load_context().clauses.revised.search(sentence.text):
        return "reported" if claims else "asserted"
    return "hypothetical" if said == "forecast" and _is_conditional(sentence, figure) else said


def _cued(sentence: Sentence, figure: Span, own: list[Claim]) -> str:
    """What the nearest cue says; empty where none holds for the figure."""
    claim = own[0] if own else None
    best, said = _FARTHEST_BEFORE, ""
    for hit in sentence.factuality:
        if (gap := _gap(sentence.text, hit, figure)) < best:
            if claim is not None and hit.end <= claim.verb.start and claim.end <= figure.start:
                continue
            if any(figure.end <= verb.start and verb.end <= hit.start for verb in sentence.reporting):
                # "paid 5 cents a share and | said | it would pay more"
                continue
            best, said = gap, hit.cue.says
    return said


def _is_conditional(sentence: Sentence, figure: Span) -> bool:
    """As in "If the wall gives way, | 40 families will have to leave", "will close unless"."""
    return any(
        hit.cue.form == "condition"
        and not _SENTENCE_BREAK.search(sentence.text, min(hit.end, figure.end), max(hit.start, figure.start))
        # What was said before another claim, as in "cut rates to 2% and | warned | of a slump if", is under no condition of it.
        and not any(figure.end <= verb.start < hit.start for verb in sentence.reporting)
        for hit in sentence.factuality
    )


def _gap(text: str, hit: Hit, figure: Span) -> int:
    """How far the cue stands from the figure within its clause."""
    if hit.end > figure.start:
        return _gap_behind(text, hit, figure)
    gap, form = figure.start - hit.end, hit.cue.form
    if form == "idiom" or (form == "near" and gap > _NEAR) or _TOLD.search(text, hit.end, figure.start):
        return _FARTHEST_BEFORE
    return _within_clause(text, gap, hit.end, figure.start)


def _gap_behind(text: str, hit: Hit, figure: Span) -> int:
    """The same of a cue that follows: "Some 40 jobs | are expected to | go"."""
    gap, low, high, form = hit.start - figure.end, figure.end, hit.start, hit.cue.form
    if form == "tag":
        if "," not in text[low:high]:
            return _FARTHEST_BEFORE
        if not text[hit.end :].strip('.”"'):
            # "She sold 40 rings, a lamp and a clock, York Crown Court heard.": said of the whole sentence.
            return _FARTHEST_BEFORE - 1
    elif (
        form not in {"both", "condition"}
        or text.endswith(" and ", 0, high)
        or load_context().clauses.modifying.search(text, 0, figure.start)
    ):
        # "planted 40 trees | and | would plant more", "a charger costing £15 | could"
        return _FARTHEST_BEFORE
    if form == "both" and gap <= _FARTHEST_AFTER and _ASIDE.match(text, low, high):
        return gap
    commas = text[low:high].rstrip(" ,") if form == "tag" else text[low:high]
    return _FARTHEST_BEFORE if gap > _FARTHEST_AFTER or "," in commas else _within_clause(text, gap, low, high)


def _within_clause(text: str, gap: int, low: int, high: int) -> int:
    return _FARTHEST_BEFORE if gap >= _FARTHEST_BEFORE or load_context().clauses.breaks.search(text, low, high) else gap

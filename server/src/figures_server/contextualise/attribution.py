"""Who states a figure: which claims of its sentence, or of the one that introduces its quotation, hold for it."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.claims import Claim
from figures_server.contextualise.sentences import Sentence
from figures_server.contextualise.sources import LONGEST_RELATIVE
from figures_server.model import Attribution, Span

# Who says it, and who passes that on.
LONGEST_CHAIN: Final = 2
_CONTRAST: Final = re.compile(r"; |, (?:while|whereas) |, and (?:has|have|had|is|are|was|were|will) ")
_CONTRASTED: Final = ("While ", "Whereas ", "Although ", "Though ")
_JOINED: Final = re.compile(r"(?:,|;|”|\") ?(?:and|but|while|whereas) (?:the |a |an )?$|; $")
_QUOTE_ENDS: Final = re.compile(r"[,.?!][”\"]")
_QUOTE_MARKS: Final = tuple('“”"')
_ASIDE: Final = re.compile(r", (?:which|who|whose|where)\b[^,]*$")
_ASIDE_ENDS: Final = re.compile(r", (?![£$€\d])")
# What opens a clause that a claim stands in.
_WITHIN: Final = (" that, ", " which, ", " who, ", " whom, ")
_LONGEST_LEAD: Final = 80
# A claim and the sentence that it stands in.
Told = tuple["Sentence", Claim]


def covering(sentence: Sentence, claims: list[Claim], figure: Span) -> list[Claim]:
    """The claims that hold for a figure, the nearest first: "Ukraine claims" before "Lin Jian said"."""
    if not claims:
        return claims
    near = [(distance, claim) for claim in claims if (distance := _distance(sentence, claim, figure)) is not None]
    # Whoever cites another only passes on what that one says.
    near.sort(key=lambda pair: (not pair[1].cited, pair[0]))
    # "The mayor denied it and added that": whoever says it passes nothing on from himself.
    return list({claim.source: claim for _, claim in reversed(near)}.values())[::-1]


def attribution(told: list[Told]) -> Attribution | None:
    """A chain of at most two, each in its sentence: the nearest claim, and who passes it on."""
    chain: Attribution | None = None
    for sentence, claim in reversed(told[:LONGEST_CHAIN]):
        text, source, verb = sentence.text, claim.source, claim.verb
        chain = Attribution(
            text[source.start : source.end], sentence.absolute(source), text[verb.start : verb.end], chain
        )
    return chain


def introducing(sentence: Sentence, claims: list[Claim], offset: int) -> Claim | None:
    """The claim beside a quotation that begins or ends at `offset` of the article: "He said: “"."""
    place = offset - sentence.span.start
    for claim in reversed(claims):
        is_tag = claim.reach in {"before", "both"}
        is_lead = claim.reach == "after" and claim.end <= place <= claim.end + _LONGEST_LEAD
        if (is_tag and claim.start >= place) or is_lead or (is_tag and place >= len(sentence.text) - 2):
            return claim
    return None


def _distance(sentence: Sentence, claim: Claim, figure: Span) -> int | None:
    """How far the claim stands from the figure, None where it does not hold for it."""
    text = sentence.text
    if claim.end <= figure.start and claim.reach != "before":
        for other in sentence.claims or ():
            if other is not claim and claim.end <= other.start < figure.start and _is_joined(text, other):
                return None
        if _ASIDE.search(text, 0, claim.start) and _ASIDE_ENDS.search(text, claim.end, figure.start):
            # "Acme, which needs help according to the bank, has 40 mills"
            return None
        apart = _CONTRAST.search(text, claim.end, figure.start) or _is_narrated(text, claim, figure.start)
        return None if apart else figure.start - claim.end
    if figure.end <= claim.start and claim.reach != "after":
        gap = claim.start - figure.end
        if text.endswith(_WITHIN, 0, claim.start):
            # "a cut that, according to the union, will cost 40 jobs"
            return None
        if claim.reach == "relative" and (gap > LONGEST_RELATIVE or "," in text[figure.end : claim.start]):
            return None
        return None if _CONTRAST.search(text, figure.end, claim.start) else gap
    return None


def _is_narrated(text: str, claim: Claim, figure: int) -> bool:
    """As in "“…,” said Ana, who lost | 2 | cousins", "While the army says so, | 200 | died": behind what the claim holds for."""
    if text.startswith(_CONTRASTED) and claim.end <= text.find(",") < figure:
        return True
    closing = _QUOTE_ENDS.search(text, claim.end, figure)
    if closing and sum(sign in _QUOTE_MARKS for sign in text[claim.end : closing.end()]) == 1:
        # "“I think we won,” Iris Hill, | 36, | said"
        return True
    at = len(text[: claim.start].rstrip()) - 1
    is_tag = at > 0 and (text[at] == "”" or (text[at] == '"' and text[at - 1] != " "))
    return is_tag and not any(mark in text[claim.end : figure] for mark in _QUOTE_MARKS)


def _is_joined(text: str, claim: Claim) -> bool:
    """Whether the claim opens a clause of its own: ", and the mayor said"."""
    return _JOINED.search(text, max(0, claim.start - 12), claim.start) is not None

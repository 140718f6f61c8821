"""Who states a figure: the claims of a sentence, and which of them hold for which figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from figures_server.contextualise.phrases import bare, phrase_after, phrase_before, word_before
from figures_server.model import Attribution, Span

if TYPE_CHECKING:
    from figures_server.contextualise.sentences import Hit, Sentence
    from figures_server.lexicon.context import ContextLexicon

Reach = Literal["after", "before", "both", "relative"]

_AFTER_TAG: Final = frozenset(("of", "for"))
_AFTER_PREFIX: Final = frozenset(("of", "for", "from", "by", "at", "in"))
# What may stand between a verb and the statement it opens.
_OPENS_STATEMENT: Final = re.compile(r"(?: [^,.;:]{0,40})?(?: that\b|:)|[:,]? ?[\"“]")
_TAG_ENDS: Final = re.compile(
    r"(?: (?:on|in|at|during|last|late|early|earlier|yesterday|today|this) [^,.;:\"“]{0,50})?\s*(?:[.?!,;”\"]|$)"
)
_CONTRAST: Final = re.compile(r"; |, (?:while|whereas) ")
_JOINED: Final = re.compile(r"(?:,|;|”|\") ?(?:and|but|while|whereas) (?:the |a |an )?$|; $")
_RELATIVE: Final = re.compile(r"\b(?:whom|which|who|that) $")
_NOUN_LEADS: Final = frozenset(("whom", "which", "who", "as", "and", "but", "that"))
_APPOSITION_OPENS: Final = frozenset(
    ("a", "an", "the", "who", "which", "of", "from", "his", "her", "their", "its", "one")
)
_LONGEST_RELATIVE: Final = 80
_LONGEST_LEAD: Final = 80
_LONGEST_NAME: Final = 7


class Claim(NamedTuple):
    """A source with its verb, by places in the sentence, and where its figures stand."""

    source: Span
    verb: Span
    reach: Reach
    factuality: str

    @property
    def start(self) -> int:
        """Where the claim's own words begin."""
        return min(self.source.start, self.verb.start)

    @property
    def end(self) -> int:
        """Where they end."""
        return max(self.source.end, self.verb.end)


def claims_of(sentence: Sentence, lexicon: ContextLexicon, verbs: frozenset[str]) -> list[Claim]:
    """The sentence's claims from left to right, found once."""
    if sentence.claims is None:
        found = (_claim(sentence.text, hit, lexicon, verbs) for hit in sentence.reporting)
        sentence.claims = [claim for claim in found if claim is not None]
    return sentence.claims


def covering(sentence: Sentence, claims: list[Claim], figure: Span) -> list[Claim]:
    """The claims that hold for a figure, the nearest first: "Ukraine claims" before "Lin Jian said"."""
    if not claims:
        return []
    near = [(distance, claim) for claim in claims if (distance := _distance(sentence, claim, figure)) is not None]
    near.sort(key=_by_distance)
    return [claim for _, claim in near]


def attribution(sentence: Sentence, claims: list[Claim]) -> Attribution | None:
    """A chain of at most two: the nearest claim, and who passes it on."""
    chain: Attribution | None = None
    if not claims:
        return None
    for claim in reversed(claims[:2]):
        source, verb = claim.source, claim.verb
        words = sentence.text
        chain = Attribution(words[slice(*source)], sentence.absolute(source), words[slice(*verb)], chain)
    return chain


def introducing(sentence: Sentence, claims: list[Claim], offset: int) -> list[Claim]:
    """The claim beside a quotation that begins or ends at `offset` of the article: "He said: “"."""
    place = offset - sentence.span.start
    for claim in reversed(claims):
        is_tag = claim.reach in {"before", "both"}
        is_lead = claim.reach == "after" and claim.end <= place <= claim.end + _LONGEST_LEAD
        if (is_tag and claim.start >= place) or is_lead or (is_tag and place >= len(sentence.text) - 2):
            return [claim]
    return []


def _by_distance(pair: tuple[int, Claim]) -> int:
    return pair[0]


def _distance(sentence: Sentence, claim: Claim, figure: Span) -> int | None:
    """How far the claim stands from the figure, None where it does not hold for it."""
    text = sentence.text
    if claim.end <= figure.start and claim.reach != "before":
        if any(claim.end <= other.start < figure.start and _is_joined(text, other) for other in sentence.claims or ()):
            return None
        return None if _CONTRAST.search(text, claim.end, figure.start) else figure.start - claim.end
    if figure.end <= claim.start and claim.reach != "after":
        gap = claim.start - figure.end
        if claim.reach == "relative" and (gap > _LONGEST_RELATIVE or "," in text[figure.end : claim.start]):
            return None
        return None if _CONTRAST.search(text, figure.end, claim.start) else gap
    return None


def _is_joined(text: str, claim: Claim) -> bool:
    """Whether the claim opens a clause of its own: ", and the mayor said"."""
    return _JOINED.search(text, max(0, claim.start - 12), claim.start) is not None


def _claim(text: str, hit: Hit, lexicon: ContextLexicon, verbs: frozenset[str]) -> Claim | None:
    cue = hit.cue
    verb = Span(hit.start, hit.end)
    if cue.form == "prefix":
        after = phrase_after(text, hit.end, lexicon.grammar, verbs, _AFTER_PREFIX)
        return Claim(after.span, verb, "both", cue.says) if after and _is_source(text, after.span, lexicon) else None
    if cue.form != "evidence" and (tag := _tag(text, verb, lexicon, verbs)) is not None:
        return Claim(tag, verb, "before" if _ends_there(text, tag.end) else "both", cue.says)
    source = _subject(text, verb, lexicon, verbs)
    if source is None or not _is_source(text, source, lexicon) or _is_noun(text, hit, source):
        return None
    ends = _TAG_ENDS.match(text, verb.end)
    reach = _reach(text, source, ends)
    if reach == "after" and not _is_statement(text, hit, source, lexicon.evidence):
        return None
    return Claim(source, verb, reach, cue.says)


def _reach(text: str, source: Span, ends: re.Match[str] | None) -> Reach:
    """A claim set off by a comma holds for what stands before it."""
    lead = text[: source.start].rstrip()
    if lead and lead[-1] in ',”"–—' and ends is not None:
        return "before" if _ends_there(text, ends.end() - 1) else "both"
    if _RELATIVE.search(text, max(0, source.start - 8), source.start):
        return "relative"
    return "after"


def _ends_there(text: str, offset: int) -> bool:
    return not text[offset:].strip(" .?!”\"'’")


def _is_noun(text: str, hit: Hit, source: Span) -> bool:
    """Whether a word that may be a plural noun is one here: "Jobless claims rose"."""
    if not hit.cue.is_noun or _OPENS_STATEMENT.match(text, hit.end) or text[hit.end + 1 : hit.end + 2].isdigit():
        return False
    if bare(text[slice(*word_before(text, 0, source.start))]) in _NOUN_LEADS:
        return False
    return source.start == 0 or not text[source.start].isupper()


def _is_statement(text: str, hit: Hit, source: Span, evidence: frozenset[str]) -> bool:
    """Whether a word that may do something else opens a statement here: "added that", "a survey found"."""
    form = hit.cue.form
    if form == "speech" or _OPENS_STATEMENT.match(text, hit.end):
        return True
    return form == "evidence" and any(bare(word) in evidence for word in text[slice(*source)].split())


def _tag(text: str, verb: Span, lexicon: ContextLexicon, verbs: frozenset[str]) -> Span | None:
    """The source after a verb that is set off: ", said the mayor"."""
    lead = text[: verb.start].rstrip()
    if not lead or lead[-1] not in ',”"–—-':
        return None
    found = phrase_after(text, verb.end, lexicon.grammar, verbs, _AFTER_TAG)
    if found is None or not found.clean:
        return None
    if lead[-1] == "," and _apposition(text, len(lead) - 1, lexicon, verbs) is not None:
        return None
    return found.span if _is_source(text, found.span, lexicon) else None


def _is_source(text: str, source: Span, lexicon: ContextLexicon) -> bool:
    """Whether a phrase can speak: no lone article, no adverb, no owner without what is owned."""
    words = text[slice(*source)]
    if words.endswith(("'s", "’s")):
        return False
    return " " in words or not (words in lexicon.grammar.determiners or (words.islower() and words.endswith("ly")))


def _subject(text: str, verb: Span, lexicon: ContextLexicon, verbs: frozenset[str]) -> Span | None:
    """The source before a verb, over adverbs, a time and an apposition."""
    grammar = lexicon.grammar
    start, end = word_before(text, 0, verb.start)
    while start < end and bare(text[start:end]) in grammar.between and text[end - 1] not in ',”"':
        start, end = word_before(text, 0, start)
    if start < end and bare(text[start:end]) in grammar.times:
        on = word_before(text, 0, start)
        if bare(text[slice(*on)]) in ("on", "last", "this", "late", "earlier"):
            start, end = word_before(text, 0, on[0])
    if start >= end or text[end - 1] in '”"':
        return None
    if text[end - 1] == ",":
        return _apposition(text, end - 1, lexicon, verbs)
    return phrase_before(text, end, grammar, verbs)


def _apposition(text: str, comma: int, lexicon: ContextLexicon, verbs: frozenset[str]) -> Span | None:
    """The source before an apposition that ends at `comma`: "Mark Hill, a baker in Kent,"."""
    opening = text.find(", ", max(0, comma - 160), comma)
    while opening >= 0:
        words = text[opening + 1 : comma].split()
        first = bare(words[0]) if words else ""
        opens = first in _APPOSITION_OPENS or first.isdigit() or (bool(words) and words[0][0].isupper())
        source = phrase_before(text, opening, lexicon.grammar, verbs) if opens else None
        if source is not None and _is_short_name(text[slice(*source)], lexicon):
            return source
        opening = text.find(", ", opening + 1, comma)
    return None


def _is_short_name(phrase: str, lexicon: ContextLexicon) -> bool:
    """A name, or a determiner with a few nouns: no clause such as "The crop failed in May"."""
    words = phrase.split()
    if len(words) > _LONGEST_NAME or any(word in lexicon.grammar.prepositions - {"of"} for word in words):
        return False
    return words[0][0].isupper() or words[0] in lexicon.grammar.determiners

"""Who states a figure: the claims of a sentence, and which of them hold for which figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from figures_server.contextualise.phrases import phrase_after, phrase_before, word_after, word_before
from figures_server.contextualise.words import BETWEEN, DETERMINER, EVIDENCE, PREPOSITION, TIME, VERB
from figures_server.model import Attribution, Span

if TYPE_CHECKING:
    from figures_server.contextualise.sentences import Hit, Sentence
    from figures_server.contextualise.words import Words

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
_RELATIVES: Final = (" whom ", " which ", " who ", " that ")
_DATELINE_END: Final = re.compile(r" (?:-|–|—|--) [A-Z]")
_BEFORE_TIME: Final = frozenset(("on", "last", "this", "late", "earlier"))
_SETS_OFF: Final = frozenset(',”"–—-')
# No phrase ends in one of these: what looks like a verb behind it is its noun.
_LEADS: Final = frozenset(("a", "an", "the", "its", "their", "our", "your", "my"))
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


def claims_of(sentence: Sentence, words: Words) -> list[Claim]:
    """The sentence's claims from left to right, found once."""
    if sentence.claims is None:
        found = (_claim(sentence.text, hit, words) for hit in sentence.reporting)
        sentence.claims = [claim for claim in found if claim is not None]
    return sentence.claims


def covering(sentence: Sentence, claims: list[Claim], figure: Span) -> list[Claim]:
    """The claims that hold for a figure, the nearest first: "Ukraine claims" before "Lin Jian said"."""
    if not claims:
        return claims
    near = [(distance, claim) for claim in claims if (distance := _distance(sentence, claim, figure)) is not None]
    if len(near) > 1:
        near.sort(key=_by_distance)
    return [claim for _, claim in near]


def attribution(sentence: Sentence, claims: list[Claim]) -> Attribution | None:
    """A chain of at most two: the nearest claim, and who passes it on."""
    chain: Attribution | None = None
    text = sentence.text
    for claim in reversed(claims[:2]):
        source, verb = claim.source, claim.verb
        chain = Attribution(
            text[source.start : source.end], sentence.absolute(source), text[verb.start : verb.end], chain
        )
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
        for other in sentence.claims or ():
            if other is not claim and claim.end <= other.start < figure.start and _is_joined(text, other):
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


def _claim(text: str, hit: Hit, words: Words) -> Claim | None:
    start, end, cue = hit
    if cue.form == "prefix":
        after = phrase_after(text, end, words, VERB, _AFTER_PREFIX)
        if after is None or not _is_source(text, after.span, words):
            return None
        return Claim(after.span, Span(start, end), "both", cue.says)
    before = len(text[:start].rstrip())
    if cue.form != "evidence" and text[before - 1 : before] in _SETS_OFF:
        tag = _tag(text, before, end, words)
        if tag is not None:
            return Claim(tag, Span(start, end), "before" if _ends_there(text, tag.end) else "both", cue.says)
    source = _subject(text, start, words)
    if source is None or not _is_source(text, source, words) or (cue.is_noun and _is_noun(text, end, source, words)):
        return None
    reach = _reach(text, source, end)
    if reach == "after" and cue.form != "speech" and not _is_statement(text, hit, source, words):
        return None
    return Claim(source, Span(start, end), reach, cue.says)


def _reach(text: str, source: Span, verb_end: int) -> Reach:
    """A claim set off by a comma holds for what stands before it."""
    lead = text[: source.start].rstrip()
    if lead and lead[-1] in ',”"–—' and (ends := _TAG_ENDS.match(text, verb_end)):
        return "before" if _ends_there(text, ends.end() - 1) else "both"
    if text.endswith(_RELATIVES, 0, source.start):
        return "relative"
    return "after"


def _ends_there(text: str, offset: int) -> bool:
    return not text[offset:].strip(" .?!”\"'’")


def _is_noun(text: str, end: int, source: Span, words: Words) -> bool:
    """Whether a word that may be a plural noun is one here: "Jobless claims rose"."""
    if text[end + 1 : end + 2].isdigit() or _OPENS_STATEMENT.match(text, end):
        return False
    if words[text[slice(*word_before(text, 0, source.start))]].bare in _NOUN_LEADS:
        return False
    return source.start == 0 or not text[source.start].isupper()


def _is_statement(text: str, hit: Hit, source: Span, words: Words) -> bool:
    """Whether a word that may do something else opens a statement here: "added that", "a survey found"."""
    if hit.cue.form == "evidence" and any(words[word].classes & EVIDENCE for word in text[slice(*source)].split()):
        return True
    return _OPENS_STATEMENT.match(text, hit.end) is not None


def _tag(text: str, mark: int, end: int, words: Words) -> Span | None:
    """The source after a verb that is set off by the mark that ends at `mark`: ", said the mayor"."""
    found = phrase_after(text, end, words, VERB, _AFTER_TAG)
    if found is None or not found.clean:
        return None
    if text[mark - 1] == "," and _apposition(text, mark - 1, words) is not None:
        return None
    return found.span if _is_source(text, found.span, words) else None


def _is_source(text: str, source: Span, words: Words) -> bool:
    """Whether a phrase can speak: no adverb, no article without its noun, no owner without what is owned."""
    phrase = text[slice(*source)]
    if phrase.endswith(("'s", "’s")) or phrase.rpartition(" ")[2] in _LEADS:
        # "the availability of masks with the | states"
        return False
    return " " in phrase or not (words[phrase].classes & DETERMINER or (phrase.islower() and phrase.endswith("ly")))


def _subject(text: str, verb: int, words: Words) -> Span | None:
    """The source before the verb at `verb`, over adverbs, a time and an apposition."""
    start, end = word_before(text, 0, verb)
    word = words[text[start:end]]
    while word.classes & BETWEEN:
        start, end = word_before(text, 0, start)
        word = words[text[start:end]]
    if word.classes & TIME:
        on = word_before(text, 0, start)
        if words[text[slice(*on)]].bare in _BEFORE_TIME:
            start, end = word_before(text, 0, on[0])
    if start >= end or text[end - 1] in '”"':
        return None
    if text[end - 1] == ",":
        return _apposition(text, end - 1, words)
    return phrase_before(text, end, words)


def _apposition(text: str, comma: int, words: Words) -> Span | None:
    """The source before an apposition that ends at `comma`: "Mark Hill, a baker in Kent,"."""
    opening = text.find(", ", max(0, comma - 160), comma)
    while opening >= 0:
        raw = text[slice(*word_after(text, opening + 1, comma))]
        first = words[raw].bare
        opens = first in _APPOSITION_OPENS or first.isdigit() or raw[:1].isupper()
        # "LONDON, 12 April - Mark Hill, a baker,": a dateline is no source.
        opens = opens and _DATELINE_END.search(text, opening, comma) is None
        source = phrase_before(text, opening, words) if opens else None
        if source is not None and _is_short_name(text[slice(*source)], words):
            return source
        opening = text.find(", ", opening + 1, comma)
    return None


def _is_short_name(phrase: str, words: Words) -> bool:
    """A name, or a determiner with a few nouns: no clause such as "The crop failed in May"."""
    parts = phrase.split()
    if len(parts) > _LONGEST_NAME or any(words[part].classes & PREPOSITION and part != "of" for part in parts):
        return False
    return phrase[0].isupper() or bool(words[parts[0]].classes & DETERMINER)

"""Who states a figure: the claims of a sentence, and which of them hold for which figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from figures_server.contextualise.phrases import phrase_after, phrase_before, word_after, word_before
from figures_server.contextualise.words import BETWEEN, CITED, DETERMINER, ELIDED, EVIDENCE, PREPOSITION, TIME, VERB
from figures_server.lexicon.words import load_nouns
from figures_server.model import Attribution, Span

if TYPE_CHECKING:
    from figures_server.contextualise.sentences import Hit, Sentence
    from figures_server.contextualise.words import Words

# Who says it, and who passes that on.
LONGEST_CHAIN: Final = 2
Reach = Literal["after", "before", "both", "relative"]

_AFTER_TAG: Final = frozenset(("of", "for"))
_AFTER_PREFIX: Final = frozenset(("of", "for", "from", "by", "at", "in"))
# What may stand between a verb and the statement it opens.
_OPENS_STATEMENT: Final = re.compile(r"(?: [^,.;:]{0,40})?(?: that\b|:)|[:,]? ?[\"“]")
# As in "forecast growth of 4%".
_OPENS_AMOUNT: Final = re.compile(r" (?:[a-z-]+ ){1,3}of (?:about |only |over )?[£$€]?\d")
_TAG_ENDS: Final = re.compile(
    r"(?: (?:on|in|at|during|last|late|early|earlier|yesterday|today|this) [^,.;:\"“]{0,50})?\s*(?:[.?!,;”\"]|$)"
)
_CONTRAST: Final = re.compile(r"; |, (?:while|whereas) ")
_JOINED: Final = re.compile(r"(?:,|;|”|\") ?(?:and|but|while|whereas) (?:the |a |an )?$|; $")
_RELATIVES: Final = (" whom ", " which ", " who ", " that ")
_PRONOUNS_OF_RELATION: Final = frozenset(("which", "who", "that"))
_DATELINE_END: Final = re.compile(r" (?:-|–|—|--) [A-Z]")
_BEFORE_TIME: Final = frozenset(("on", "last", "this", "late", "earlier"))
_SETS_OFF: Final = frozenset(',”"–—-')
# No phrase ends in one of these: what looks like a verb behind it is its noun.
_LEADS: Final = frozenset(("a", "an", "the", "its", "their", "our", "your", "my"))
_NOUN_LEADS: Final = frozenset(("whom", "which", "who", "as", "and", "but", "that"))
_APPOSITION_OPENS: Final = frozenset(
    ("a", "an", "the", "who", "which", "of", "from", "his", "her", "their", "its", "one", "including", "seen")
)
_SOURCE_FOLLOWS: Final = frozenset(("prefix", "cited", "quoted"))
_AS_SAYING: Final = (" as saying", " as having said", " as telling")
_TELLING: Final = (" told", " tells")
_OWNERS: Final = ("'s", "’s")
_LONGEST_RELATIVE: Final = 80
_LONGEST_LEAD: Final = 80
_LONGEST_NAME: Final = 7


class Claim(NamedTuple):
    """A source with its verb, by places in the sentence, and where its figures stand."""

    source: Span
    verb: Span
    reach: Reach
    factuality: str
    cited: bool = False

    @property
    def start(self) -> int:
        """Where the claim's own words begin."""
        return min(self.source.start, self.verb.start)

    @property
    def end(self) -> int:
        """Where they end."""
        return max(self.source.end, self.verb.end)


# A claim and the sentence that it stands in.
Told = tuple["Sentence", Claim]


def claims_of(sentence: Sentence, words: Words) -> list[Claim]:
    """The sentence's claims from left to right, found once."""
    if sentence.claims is None:
        sentence.claims = []
        for hit in sentence.reporting:
            claim = _claim(sentence.text, hit, sentence.claims, words)
            if claim is not None:
                sentence.claims.append(claim)
    return sentence.claims


def covering(sentence: Sentence, claims: list[Claim], figure: Span) -> list[Claim]:
    """The claims that hold for a figure, the nearest first: "Ukraine claims" before "Lin Jian said"."""
    if not claims:
        return claims
    near = [(distance, claim) for claim in claims if (distance := _distance(sentence, claim, figure)) is not None]
    if len(near) > 1:
        near.sort(key=_by_distance)
    return [claim for _, claim in near]


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


def _by_distance(pair: tuple[int, Claim]) -> tuple[bool, int]:
    """Whoever cites another only passes on what that one says."""
    return not pair[1].cited, pair[0]


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


def _claim(text: str, hit: Hit, earlier: list[Claim], words: Words) -> Claim | None:
    start, end, cue = hit
    if cue.form in _SOURCE_FOLLOWS:
        return _claim_after(text, hit, words)
    before = len(text[:start].rstrip())
    is_aside = cue.form == "aside"
    if is_aside and text[before - 1 : before] == ",":
        # "The mayor denied it, saying 40 buses ran."
        return Claim(earlier[-1].source, Span(start, end), "after", cue.says) if earlier else None
    if cue.form not in {"evidence", "owned"} and text[before - 1 : before] in _SETS_OFF:
        tag = _tag(text, before, end, words)
        if tag is not None:
            return Claim(tag, Span(start, end), "before" if _ends_there(text, tag.end) else "both", cue.says)
    if text.endswith(_OWNERS, 0, before):
        return _owned_claim(text, hit, before, words)
    source = _subject(text, start, words)
    if source is None or cue.form == "owned" or not _is_source(text, source, words):
        return None
    if cue.is_noun and (text.endswith(" that", 0, before) or _is_noun(text, end, source, words)):
        return None
    reach = _reach(text, source, _past_hearer(text, end, words))
    if reach == "after" and cue.form != "speech" and not is_aside and not _is_statement(text, hit, source, words):
        return None
    return Claim(source, Span(start, end), reach, cue.says)


def _owned_claim(text: str, hit: Hit, before: int, words: Words) -> Claim | None:
    """As in "the ministry's | claim that"; nobody says "the miner's claim of 40 acres"."""
    if not hit.cue.is_noun or not _OPENS_STATEMENT.match(text, hit.end):
        return None
    owner = phrase_before(text, before, words, inside=True)
    if owner is None:
        return None
    start = at = owner.start
    while at < before:
        low, at = word_after(text, at, before)
        word = words[text[low:at]]
        if word.classes & PREPOSITION and word.bare != "of":
            # "laughed at | the ministry's claim"
            start = at + 1
    return Claim(Span(start, before - len(_OWNERS[0])), Span(hit.start, hit.end), "after", hit.cue.says)


def _claim_after(text: str, hit: Hit, words: Words) -> Claim | None:
    """As in "according to | the ministry", "citing | the ministry", "quoted | a doctor | as saying"."""
    start, end, cue = hit
    after = phrase_after(text, end, words, VERB, _AFTER_PREFIX)
    if after is None or not _is_source(text, after.span, words):
        return None
    if cue.form == "quoted":
        if not text.startswith(_AS_SAYING, after.span.end):
            return None
        return Claim(after.span, Span(start, end), "after", cue.says, cited=True)
    cited = cue.form == "cited"
    if cited and not _can_be_cited(text[slice(*after.span)], words):
        return None
    return Claim(after.span, Span(start, end), "both", cue.says, cited=cited)


def _can_be_cited(phrase: str, words: Words) -> bool:
    """As in "citing | two officials", "citing | the Kyiv Post"; "citing | similar reasons" names nobody."""
    return any(word[0].isupper() or words[word].classes & (CITED | EVIDENCE) for word in phrase.split())


def _past_hearer(text: str, end: int, words: Words) -> int:
    """Behind whom it is told: "he told | reporters", "she told | the court | on Monday"."""
    if not text.endswith(_TELLING, 0, end):
        return end
    hearer = phrase_after(text, end, words, VERB, _AFTER_TAG)
    return hearer.span.end if hearer is not None else end


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
    if text[end + 1 : end + 2].isdigit() or _OPENS_STATEMENT.match(text, end) or _OPENS_AMOUNT.match(text, end):
        return False
    if words[text[slice(*word_after(text, end, len(text)))]].classes & DETERMINER:
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
    """Whether a phrase can speak: no adverb, no article or preposition without its noun, no owner without what is owned."""
    phrase = text[slice(*source)]
    last = phrase.rpartition(" ")[2]
    if phrase.endswith(_OWNERS) or last in _LEADS or words[last].classes & PREPOSITION:
        # "the availability of masks with the | states", "the number of | confirmed cases"
        return False
    first = phrase.partition(" ")[0]
    if words[first].classes & ELIDED:
        # "it's worth | noting"
        return False
    if text.endswith(_RELATIVES, 0, source.start) and first.endswith("ed"):
        # "people who | expressed liberal views | said"
        return False
    return " " in phrase or not (
        words[phrase].classes & DETERMINER or (phrase.islower() and phrase.endswith(("ly", "ed")))
    )


def _subject(text: str, verb: int, words: Words) -> Span | None:
    """The source before the verb at `verb`, over adverbs, a time and an apposition."""
    start, end = word_before(text, 0, verb)
    word = words[text[start:end]]
    while word.classes & BETWEEN or _is_adverb(word.bare):
        start, end = word_before(text, 0, start)
        word = words[text[start:end]]
    if word.classes & TIME:
        on = word_before(text, 0, start)
        if words[text[slice(*on)]].bare in _BEFORE_TIME:
            start, end = word_before(text, 0, on[0])
    if start >= end or text[end - 1] in '”"':
        return None
    if word.bare in _PRONOUNS_OF_RELATION:
        # "a survey, | which found", "figures | that show"
        return phrase_before(text, len(text[:start].rstrip(" ,")), words, inside=True)
    if text[end - 1] == ",":
        return _apposition(text, end - 1, words)
    return phrase_before(text, end, words)


def _is_adverb(word: str) -> bool:
    """As in "the court | clearly | stated"; a family or an ally may speak."""
    return word.endswith("ly") and word not in load_nouns().in_ly


def _apposition(text: str, comma: int, words: Words) -> Span | None:
    """The source before an apposition that ends at `comma`: "Mark Hill, a baker in Kent,"."""
    opening = text.find(", ", max(0, comma - 160), comma)
    while opening >= 0:
        raw = text[slice(*word_after(text, opening + 1, comma))]
        first = words[raw].bare
        opens = first in _APPOSITION_OPENS or first.isdigit() or raw[:1].isupper() or first.endswith(("ed", "ing"))
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

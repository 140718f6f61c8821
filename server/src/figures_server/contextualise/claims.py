"""The claims of a sentence: sources with their verbs, and where the statement stands."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from figures_server.contextualise.phrases import phrase_after, phrase_before, word_after
from figures_server.contextualise.sentences import Hit, Sentence
from figures_server.contextualise.sources import (
    AFTER_TAG,
    RELATIVES,
    is_firm,
    is_source,
    opening_subject,
    subject_before,
    tag_after,
)
from figures_server.contextualise.words import CITED, DETERMINER, EVIDENCE, OWNERS, PREPOSITION, PRONOUN, VERB, Words
from figures_server.model import Span

Reach = Literal["after", "before", "both", "relative"]
_AFTER_PREFIX: Final = frozenset(("of", "for", "from", "by", "at", "in"))
# What may stand between a verb and the statement it opens, or how the statement begins.
_OPENS_STATEMENT: Final = re.compile(
    r"(?: (?!to (?!say|claim|tell|warn|argue|insist|add|note))[^,.;:]{0,40})?(?: that\b|:| as (?:saying|having)\b)|[:,]? ?[\"“]| (?:he|she|they|we|there|it (?:was|is|had|has|would|will)) "
)
# As in "forecast growth of 4%".
_OPENS_AMOUNT: Final = re.compile(r" (?:[a-z-]+ ){1,3}of (?:about |only |over )?[£$€]?\d")
_TAG_ENDS: Final = re.compile(
    r"(?: (?:(?:on|in|at|during|last|late|early|earlier|this|by|over|via|through|outside|after|before|recently|later) [^,.;:\"“]{0,50}"
    r"|(?:today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: [^,.;:\"“]{0,50})?))?"
    r"\s*(?:[.?!,;”\"]|$)"
)
_SETS_OFF: Final = frozenset(',”"–—-')
# What closes a quotation before its tag.
_QUOTED: Final = (",”", "?”", "!”", ',"', '?"', '!"')
_NOUN_LEADS: Final = frozenset(("whom", "which", "who", "as", "and", "but", "that"))
_AND: Final = (" and", " but")
_GOES_ON: Final = (" and ", " including", " include ", " which ", " who ")
# "the flood | claimed | at least 40 lives"
_TAKES_LIVES: Final = re.compile(r" (?:[^,.;:]|,(?=\d)){0,40}\b(?:lives|life|victims)\b")
# "a few | analysts | report"
_MANY: Final = re.compile(r" (?:of|few|many|dozen|hundred|thousand|million) ")
_ONE: Final = ("a ", "an ", "A ", "An ")
_SPEAKING: Final = frozenset(("speech", "aside"))
# Their sources stand before them alone.
_NO_TAGS: Final = frozenset(("evidence", "owned"))
_SOURCE_FOLLOWS: Final = frozenset(("prefix", "cited", "quoted"))
_AS_SAYING: Final = (" as saying", " as having said", " as telling")
_TELLING: Final = (" told", " tells")


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


def claims_of(sentence: Sentence, words: Words) -> list[Claim]:
    """The sentence's claims from left to right, found once."""
    if sentence.claims is None:
        sentence.claims = []
        for hit in sentence.reporting:
            claim = _claim(sentence.text, hit, sentence.claims, words)
            if claim is not None:
                sentence.claims.append(claim)
    return sentence.claims


def _claim(text: str, hit: Hit, earlier: list[Claim], words: Words) -> Claim | None:
    start, end, cue = hit
    if cue.form in _SOURCE_FOLLOWS:
        return _claim_after(text, hit, words)
    if text[start - 1 : start] == "-":
        # "internationally-accepted rules"
        return None
    if cue.id == "claim" and _TAKES_LIVES.match(text, end):
        return None
    before = len(text[:start].rstrip())
    if cue.form == "aside" and text[before - 1 : before] in _SETS_OFF:
        # "The mayor denied it, saying 40 buses ran."
        return Claim(earlier[-1].source, Span(start, end), "after", cue.says) if earlier else None
    speaks = cue.form == "speech" and not cue.is_noun
    if text.endswith(_AND, 0, before) and (speaks or _OPENS_STATEMENT.match(text, end)):
        # "The mayor denied it and added that 40 buses ran."
        source = earlier[-1].source if earlier else opening_subject(text, words)
        return Claim(source, Span(start, end), "after", cue.says) if source is not None else None
    if cue.form not in _NO_TAGS and not text.endswith(_TELLING, 0, end) and text[before - 1 : before] in _SETS_OFF:
        tag = tag_after(text, before, end, words)
        if tag is not None:
            return Claim(tag, Span(start, end), "before" if _ends_there(text, tag.end) else "both", cue.says)
    if text.endswith(OWNERS, 0, before) and not _is_firm_speaking(text, hit, before):
        return _owned_claim(text, hit, before, words)
    return _claim_before(text, hit, earlier, words) if cue.form != "owned" else None


def _claim_before(text: str, hit: Hit, earlier: list[Claim], words: Words) -> Claim | None:
    """As in "the mayor | said", "a survey of 2,000 parents | found", "Profits fell, the bank | estimates."."""
    start, end, cue = hit
    source = subject_before(text, start, words)
    if source is None or not is_source(text, source, words):
        return None
    if cue.is_noun and (_is_noun(text, hit, source, words) or (earlier and source.start < earlier[-1].end)):
        # "according to the agency's | estimates"
        return None
    reach = _reach(text, source, _past_hearer(text, end, words), words)
    if reach == "after" and cue.form not in _SPEAKING and not _is_statement(text, hit, source, words):
        return None
    return Claim(source, Span(start, end), reach, cue.says)


def _is_firm_speaking(text: str, hit: Hit, before: int) -> bool:
    """As in "Moody's | says", not "Acme's | claims that", "Acme's | reported loss"."""
    cue = hit.cue
    if cue.is_noun or cue.form == "owned" or not is_firm(text, before):
        return False
    return not text.endswith("ed", hit.start, hit.end) or _OPENS_STATEMENT.match(text, hit.end) is not None


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
    return Claim(Span(start, before - len(OWNERS[0])), Span(hit.start, hit.end), "after", hit.cue.says)


def _claim_after(text: str, hit: Hit, words: Words) -> Claim | None:
    """As in "according to | the ministry", "citing | the ministry", "quoted | a doctor | as saying"."""
    start, end, cue = hit
    after = phrase_after(text, end, words, VERB, _AFTER_PREFIX)
    if after is None or not is_source(text, after.span, words):
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
    hearer = phrase_after(text, end, words, VERB, AFTER_TAG)
    return hearer.span.end if hearer is not None else end


def _reach(text: str, source: Span, verb_end: int, words: Words) -> Reach:
    """A claim set off by a comma holds for what stands before it."""
    # "cost her £40, or so | she claims"
    lead = text[: source.start].rstrip().removesuffix(" or so")
    if lead and lead[-1] in ',”"–—' and (ends := _TAG_ENDS.match(text, verb_end)):
        return "before" if _ends_there(text, ends.end() - 1) else "both"
    if lead.endswith(_QUOTED):
        # "“…,” she | told the jury of seven women"
        return "both"
    if text.endswith(RELATIVES, 0, source.start) and not _is_content(text, source.start, words):
        return "relative"
    return "after"


def _is_content(text: str, source: int, words: Words) -> bool:
    """Whether a "that" opens what is said: "signalled | that | it expects", not "the 40 pounds | that | he claims"."""
    low, word = words.before(text, source)
    return word.raw == "that" and bool(words.before(text, low)[1].classes & VERB)


def _ends_there(text: str, offset: int) -> bool:
    return not text[offset:].strip(" .?!”\"'’")


def _is_noun(text: str, hit: Hit, source: Span, words: Words) -> bool:
    """Whether a word that may be a plural noun is one here: "Jobless claims rose", "disputed that claim"."""
    end = hit.end
    if text.endswith(" that ", 0, hit.start) or text.startswith(_GOES_ON, end):
        # "renewable energy | projects | and a subsidy"
        return True
    if text[hit.start].isupper() and text[end + 1 : end + 2].islower():
        # "the United | States | in", "a Hill | Reports | poll": part of a name.
        return True
    if text.startswith(_ONE, source.start) and text[end - 1] not in "sd":
        # "a soft jobs | report | in May": one speaker "reports".
        return _MANY.search(text, *source) is None
    is_tag = _ends_there(text, end) and text.endswith(", ", 0, source.start)
    if is_tag or words[text[slice(*source)]].classes & (PRONOUN | DETERMINER) == PRONOUN:
        # As in "Growth was 3%, the bank estimates", "or so she claims".
        return False
    if text[end + 1 : end + 2].isdigit() or _OPENS_STATEMENT.match(text, end) or _OPENS_AMOUNT.match(text, end):
        return False
    if words.after(text, end)[1].classes & DETERMINER:
        return False
    if words.before(text, source.start)[1].bare in _NOUN_LEADS:
        return False
    return source.start == 0 or not text[source.start].isupper()


def _is_statement(text: str, hit: Hit, source: Span, words: Words) -> bool:
    """Whether a word that may do something else opens a statement here: "added that", "a survey found"."""
    if hit.cue.form == "evidence" and any(words[word].classes & EVIDENCE for word in text[slice(*source)].split()):
        return True
    opens = _OPENS_STATEMENT.match(text, hit.end)
    # "He | found | $3m for a school that closed": what is found is a thing.
    return opens is not None and not (hit.cue.form == "evidence" and any(sign.isdigit() for sign in opens[0]))

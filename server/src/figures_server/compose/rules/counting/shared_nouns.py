"""Numbers that share the noun behind the last of them: "7 gold and 3 silver medals", "50 of the 1,800 boats"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.change.comparatives import SHARES
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.counting.headcounts import PERSON
from figures_server.compose.rules.counting.subjects import find_subject
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.measures.units import copy_unit
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.scan.tokens import APOSTROPHES, ASIDES, HYPHENS, WORD

_LISTS: Final = (["to"], ["if", "not"], ["and"], [","], ["or"], [",", "and"])
_SHARE_ASIDES: Final = ((["("], ")"), ([",", "or"], ","))
_FEWEST_REPEATED: Final = 12
_LONGEST_LIST: Final = 24
# Of these nothing is a part.


def shares_noun(line: Line, amount: Amount) -> bool:
    """As in "7 gold, five silver and 3 bronze medals": the noun behind the last of such numbers."""
    tokens, at, after = line.tokens, amount.last, amount.following
    if after is None or tokens.kinds[at] != WORD or amount.num.form not in {"digits", "words"}:
        return False
    for later in line.amounts:
        if later.first <= at:
            continue
        if not later.bare or later.first - at > CLAUSE or not _is_adjective_link(line, range(at, later.first)):
            return False
        noun = find_noun(line, later.last, plural=True)
        if noun is not None:
            if noun.last - noun.first < 2:
                return False
            return set_count(amount, noun.head, "count.shared-noun")
        at = later.last
    return False


def shares_noun_aside(line: Line, amount: Amount) -> bool:
    """As in "two, sometimes three, nurses", "17, maybe 18 boats": one number or the other of the same noun."""
    after = amount.following
    if after is None or not after.bare or line.words[amount.last] != ",":
        return False
    gap = line.tokens.words[amount.last + 1 : after.first]
    if not gap or not load_hedges().listing_adverbs.union({"or"}).issuperset(gap):
        return False
    at = after.last + (line.words[after.last] == ",")
    noun = find_noun(line, at, plural=True)
    if noun is None:
        return False
    set_count(amount, noun.head, "count.shared-noun")
    return set_count(after, noun, "count.shared-noun")


def counts_past_share(line: Line, amount: Amount) -> bool:
    """As in "112 (9.6%) patients", "40 (12%) of the wells", "40, or 12%, of the wells": the noun stands behind the share that they are."""
    words, at, after = line.words, amount.last, amount.following
    if after is None or after.kind != "percentage":
        return False
    if (words[at : after.first], words[after.last]) not in _SHARE_ASIDES:
        return False
    at = after.last + 1
    at += 2 * (words[at] == "of" and words[at + 1] in load_nouns().of_determiners)
    noun = find_noun(line, at, plural=True)
    return set_count(amount, noun.head if noun is not None else None, "count.past-share")


def shares_noun_vaguely(line: Line, amount: Amount) -> bool:
    """As in "hundreds or even thousands of letters", "dozens, if not hundreds, of boats": the noun behind the second."""
    words, last, after = line.tokens.words, amount, amount.following
    if amount.num.form != "vague":
        return False
    if (
        after is not None
        and after.num.form == "vague"
        and load_counts().revising.issuperset(words[last.last : after.first])
    ):
        last = after
    if last is amount and words[last.last : last.last + 2] != [",", "of"]:
        return False
    noun = find_noun(line, last.last + (words[last.last] == ","), plural=True)
    return set_count(amount, noun.head if noun is not None else None, "count.shared-noun")


def _is_adjective_link(line: Line, gap: range) -> bool:
    """As in the words of "7 | gold and | 3", "16 | Democrat-appointed and | 13": adjectives, then what lists."""
    tokens, nouns = line.tokens, load_nouns()
    words = [tokens.words[at] for at in gap]
    if words[-1] not in {"and", ",", "or"}:
        return False
    listed = words[:-2] if words[-2:] == [",", "and"] else words[:-1]
    return 0 < len(listed) <= GROUP and all(
        (word.isalpha() and word not in nouns.stops and not is_plural(word)) or word in HYPHENS for word in listed
    )


def is_part_of_whole(line: Line, amount: Amount) -> bool:
    """As in "50 of the 1,800 residents", "some 12,000 of the 40,000", "from 40 to more than 60 boats": both count the same."""
    after = amount.following
    if after is None or after.num.form == "ordinal":
        return False
    gap = _link_to_whole(line, amount, after)
    listed = gap in _LISTS
    if listed and line.words[amount.first - 1] == "of" and line.words[amount.first - 2] in load_nouns().gatherings:
        # "a crew of 12 and three passengers"
        return False
    if not listed and not _is_partitive(amount, after, gap):
        return False
    if after.bare:
        noun = _noun_of_whole(line, after)
    elif after.kind in {"measurement", "duration"}:
        # "two of the 12-inch guns"; what a list shares has been given already.
        noun = None if listed else find_noun(line, after.last, plural=True)
    else:
        noun = None
    if noun is not None:
        return set_count(amount, noun, "count.part-of")
    if after.bare and gap[0] == "of" and after.num.value > _FEWEST_REPEATED and stands_alone(line, after):
        # "eight of the 14 had paid": of the 14 that were told of before
        counted = line.counted.get(after.num.value)
        return counted is not None and set_count(amount, counted[0], "count.part-of")
    if after.bare or after.kind in SHARES or (listed and after.kind in {"measurement", "duration"}):
        return False
    copy_unit(after, amount)
    amount.rule = "count.part-of"
    return True


def _is_partitive(amount: Amount, after: Amount, gap: list[str]) -> bool:
    """As in "50 | of the | 1,800"; "one of five such labs" says which, "each one of them has four legs" does not count the legs."""
    if gap[:1] != ["of"]:
        return False
    if len(gap) == 1:
        return amount.num.value != 1 and after.bare
    return gap[1] not in load_counts().pronouns or gap[1] in load_counts().before_whole


def _link_to_whole(line: Line, amount: Amount, after: Amount) -> list[str]:
    """As in "of", "of the club's", "to"; without the hedge of "to more than" and "of the more than"; else empty."""
    gap = line.tokens.words[amount.last : after.first]
    if gap[:2] == ["out", "of"]:
        del gap[0]
    hedge = match_before(line, after.first) if len(gap) > 1 and gap[0] in {"of", "to"} else None
    if gap[:1] == ["to"]:
        return ["to"] if len(gap) == 1 or hedge is not None else []
    hedged = gap[1:2] == ["the"] and hedge is not None
    return gap if gap[:1] != ["of"] or len(gap) <= GROUP or hedged or _is_owner(gap) else []


def _noun_of_whole(line: Line, whole: Amount) -> Noun | None:
    """The noun behind the whole; "eight of the 50 | who applied" are persons."""
    noun = _noun_of_list(line, whole)
    if noun is None and line.words[whole.last] == "who":
        return Noun(whole.last, whole.last, PERSON)
    return noun


def _noun_of_list(line: Line, amount: Amount) -> Noun | None:
    """The noun behind the number, or at the end of the list it stands in: the "people" of "85 and 40 people"."""
    start = bisect_left(line.amounts, amount.first, key=attrgetter("first"))
    for other in line.amounts[start : start + _LONGEST_LIST]:
        if not other.bare or (other is not amount and line.tokens.words[amount.last : other.first] not in _LISTS):
            return None
        noun = find_noun(line, other.last, plural=True)
        at = other.last + 1
        named = line.has_content(at)
        if noun is None and named and line.tokens.tied(at - 1):
            # "4, 5 and 6-bedroom houses"
            return Noun(at, at + 1, singular(line.words[at]))
        if noun is not None:
            return noun
        amount = other
    return None


def is_shared_out(line: Line, amount: Amount) -> bool:
    """As in "while | eight in the south, five in the west": parts of the subject, or of what was counted last."""
    after = amount.following
    if after is None or not after.bare or after.first - amount.last > PHRASE or amount.num.value == 1:
        return False
    opening = line.words[past_adverbs(line, amount.first - 1)]
    if opening not in ASIDES and opening not in load_counts().clause_openers:
        # "scored 40 in spring and 60 in autumn"
        return False
    place = line.words[_past_each(line, amount)]
    listed = line.words[after.first - 1] in {",", "and"} and line.words[_past_each(line, after)] == place
    if not listed or place not in load_counts().parallel:
        return False
    return set_count(amount, find_subject(line, amount) or line.earlier_noun, "count.shared-out")


def _past_each(line: Line, amount: Amount) -> int:
    return amount.last + (line.words[amount.last] == "each")


def _is_owner(gap: list[str]) -> bool:
    """As in "five | of the state-run school's | 210 pupils", "of the brothers' | 14 shops", "of the club's first | 40 years"."""
    gap = gap[:-1] if gap[-1] in {"first", "last", "past"} else gap
    return gap[-1].endswith("'s") or (gap[-1] in APOSTROPHES and is_plural(gap[-2]))

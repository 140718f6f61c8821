"""Ages: "the 34-year-old", "John Smith, 71,", "aged between 18 and 24", "over-65s", "in his mid-40s"."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, GROUP, PHRASE
from figures_server.compose.rules.age.aged_persons import (
    BOUNDS,
    LAST_HOUR,
    OLD,
    OLDEST,
    YOUNGEST_TOLD,
    are_persons,
    is_role,
    rule_behind_person,
)
from figures_server.compose.rules.age.listed_ages import are_both, is_listed, is_near_age, is_share_so_old
from figures_server.compose.rules.age.said_ages import BREAKS, age_said, aged_before, at_record, set_age
from figures_server.compose.rules.change.change_verbs import change_verb_before, past_adverbs
from figures_server.compose.rules.noun_phrases.coordination import LISTING
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.nouns import find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.tokens import CLAUSE_ENDS, HYPHENS, WORD

_TIMES: Final = frozenset(("year", "month", "week", "day"))
_COMPARED: Final = frozenset(("younger", "older"))
_ARTICLES: Final = frozenset(("a", "an"))
_ONE_PERSON: Final = frozenset(("i", "he", "she", "who"))
_WENT: Final = frozenset(("goes", "gone", "went"))


def attach_age(line: Line, amount: Amount) -> bool:
    """Whether the amount is an age; if so, says so."""
    if amount.kind == "duration":
        timed = len(amount.factors) == 1 and amount.factors[0].name in _TIMES
        return timed and (
            _old_follows(line, amount)
            or aged_before(line, amount)
            or _shares_old(line, amount)
            or _of_subject(line, amount)
        )
    if not amount.bare or amount.num.form not in {"digits", "words"} or not 0 < amount.num.value <= OLDEST:
        return False
    if (
        age_said(line, amount)
        or _of_persons(line, amount)
        or _behind_its_person(line, amount)
        or _of_subject(line, amount)
        or is_listed(line, amount)
        or is_share_so_old(line, amount)
        or is_near_age(line, amount)
        or are_both(line, amount)
    ):
        amount.refinements = ()
        return True
    return False


def _old_follows(line: Line, amount: Amount) -> bool:
    """As in "45-year-old", "40 years old", "eighteen months of age"."""
    words, at = line.tokens.words, amount.last
    if words[at] in HYPHENS and words[at + 1] in OLD:
        at += 2
    elif words[at] in OLD:
        at += 1
    elif words[at] == "of" and words[at + 1] == "age":
        at += 2
    elif line.words[amount.first - 1 - (line.words[amount.first - 1] == "of")] in {"age", "ages"}:
        # "of age 3 months", "a mean age of 58 years"
        pass
    else:
        return False
    amount.last = at
    set_age(amount, "age.years-old", amount.factors[0].name)
    return True


def _shares_old(line: Line, amount: Amount) -> bool:
    """The 9 of "9-, 11- and 13-year-olds", the 16 of "16 or 17 years old": the rest of the word comes later."""
    words, at = line.tokens.words, amount.last
    unit = at + (words[at] in HYPHENS)
    while words[unit] in LISTING:
        number = unit + 1 + (words[unit] == "," and words[unit + 1] in LISTING)
        unit = number + 1 + (words[number + 1] in HYPHENS)
    old = unit + 1 + (words[unit + 1] in HYPHENS)
    if words[unit].removesuffix("s") not in _TIMES or words[old] not in OLD:
        return False
    set_age(amount, "age.years-old", words[unit].removesuffix("s"))
    return True


def _of_persons(line: Line, amount: Amount) -> bool:
    """As in "nobody under 18", "younger than 30", "12 and older", "died at 83", "the 18-to-24 age group"."""
    if _behind_persons(line, amount):
        rule = "age.persons"
    elif line.words[amount.last] == "age":
        rule = "age.group"
    elif _is_bound_of_persons(line, amount):
        rule = "age.persons"
    elif not line.has_content(amount.last) and (_is_older(line, amount) or _does_at(line, amount)):
        # "children under 12 travel free"
        rule = "age.persons"
    else:
        return False
    set_age(amount, rule)
    return True


def _is_bound_of_persons(line: Line, amount: Amount) -> bool:
    """As in "nobody | under 18", "men | (over 65)", "women | between 20 and 30"."""
    words, at = line.words, amount.first - 1
    if words[at] == "from":
        # "those from five to 15"
        told = words[at - 1] in load_ages().persons and amount.modifier == "range" and not line.has_content(amount.last)
    elif words[at] == "between":
        grown = words[at - 1] in load_ages().persons or amount.num.value >= YOUNGEST_TOLD
        told = grown and amount.modifier == "range"
    else:
        told = words[at] in BOUNDS
    return told and _may_be_so_old(line, at - 1)


def _is_older(line: Line, amount: Amount) -> bool:
    """As in "younger than | 30", "12 | and older"."""
    words, at, behind = line.words, amount.first - 1, amount.last
    if words[at] == "than" and words[at - 1] in _COMPARED:
        return True
    return words[behind] in {"and", "or"} and words[behind + 1] in _COMPARED


def _does_at(line: Line, amount: Amount) -> bool:
    """As in "died at | 83", "left school at | 14", "retire before | 60"."""
    words, at = line.words, amount.first - 1
    if words[at] == "by":
        # "was a grandmother by 45"
        return amount.num.value > LAST_HOUR and is_role(line, at - 1) and _was_then(line, at)
    if words[at] not in {"at", "before", "until", "till"}:
        return False
    return words[at - 1] in load_ages().milestones or _ends_life(line, amount, at) or _grows_up(line, amount, at)


def _ends_life(line: Line, amount: Amount, at: int) -> bool:
    """As in "died on Sunday in Leeds | at 91", "retired last year | at 65.": when, where and of what stands between, and no other verb."""
    words = line.words
    if amount.num.value <= LAST_HOUR or words[at] != "at" or words[amount.last] not in CLAUSE_ENDS:
        return False
    for index in range(at - 1, max(-1, at - PHRASE), -1):
        if words[index] in load_ages().milestones:
            return True
        if is_past(words[index]) or words[index] in load_nouns().copulas or words[index] in {";", ":"}:
            return False
    return False


def _behind_persons(line: Line, amount: Amount) -> bool:
    """As in "voters 18 to 29 stayed away", "adults 18 or over", "a man of seventy": right behind those who are so old."""
    words, first, at = line.words, amount.first, amount.last
    # "a woman of | about | 45"
    first -= words[first - 1] in load_ages().softeners
    if words[first - 1] == "of" and (words[first - 2] in load_ages().of_years or _is_one_role(line, amount)):
        return _opens_upwards(line, at) or find_noun(line, at, plural=True) is None
    if not _opens_upwards(line, at):
        # "injured 20 or 21" counts them
        ends = (
            amount.modifier == "range"
            and are_persons(words[first - 1])
            and words[first - 1] not in load_nouns().casualty
        )
        return ends and find_noun(line, at, plural=True) is None
    if words[first - 1] == "be":
        # "drivers must be 18 or over", "you must be 18 or over"
        return words[first - 3] == "you" or are_persons(words[first - 3])
    # "women of 60 and over"
    return are_persons(words[first - 1 - (words[first - 1] == "of")])


def _opens_upwards(line: Line, at: int) -> bool:
    """As in "18 | or over", "60 | and under"."""
    return line.words[at] in {"and", "or"} and line.words[at + 1] in BOUNDS


def _is_one_role(line: Line, amount: Amount) -> bool:
    """As in "ridden by a jockey | of 19": what one person does; "a captain of 40 men" has as many under him."""
    at = amount.first - 2
    grown = amount.num.value >= YOUNGEST_TOLD and amount.num.form == "digits"
    return grown and line.words[at] in load_ages().roles


def _grows_up(line: Line, amount: Amount, at: int) -> bool:
    """As in "left school at 14", "became a peer at 27", "a captain at 24, he", "was elected to the council at 29"; "left home at 9" is an hour."""
    words, ages = line.words, load_ages()
    if amount.num.value <= LAST_HOUR:
        return False
    if _was_then(line, at) or (is_role(line, at - 1) and _becomes(line, amount, at)):
        return True
    if words[amount.last] in BREAKS and not ages.chosen.isdisjoint(words[max(0, at - CLAUSE) : at]):
        return True
    if words[amount.last] in BREAKS and _takes_up(line, at):
        return True
    return words[at - 2] in ages.first_steps.get(words[at - 1], ())


def _becomes(line: Line, amount: Amount, at: int) -> bool:
    """As in "became a peer | at 27", "a businessman | at 25, he"."""
    words = line.words
    opens = words[amount.last] == "," and not _ARTICLES.isdisjoint(words[max(0, at - 3) : at - 1])
    return opens or not load_ages().becoming.isdisjoint(words[max(0, at - PHRASE) : at])


def _takes_up(line: Line, at: int) -> bool:
    """As in "I only took it up | at 65", "She learned to swim | at 40.": what one person began."""
    words = line.words
    for index in range(at - 1, max(0, at - PHRASE), -1):
        if words[index] in load_ages().beginning:
            return words[past_adverbs(line, index - 1)] in _ONE_PERSON
        if line.tokens.kinds[index] != WORD:
            break
    return False


def _was_then(line: Line, at: int) -> bool:
    """As in "she was a widow | at 30", "he married at 19, was a | major at 24": what one person was by then."""
    words, ages = line.words, load_ages()
    start = at - 1
    while start > 0 and at - start <= GROUP and words[start] not in {"a", "an"}:
        start -= 1
    was = past_adverbs(line, start - 1)
    person = words[was - 1] in ages.subjects or any(other.rule == "age.persons" for other in line.amounts)
    return words[start] in {"a", "an"} and words[was] in load_nouns().copulas and person


def _may_be_so_old(line: Line, at: int) -> bool:
    """As in "users | under 18", "men | (over 65)", "they are | over 18"; "the blast wounded | over 20" says how many."""
    at -= line.words[at] == "("
    word = line.words[at]
    before = line.words[at - 1]
    plural = is_plural(before) and singular(before) in load_nouns().persons
    said = (word in load_nouns().copulas and (plural or before in load_ages().subjects)) or (
        word == "one" and before == "no"
    )
    said |= word in load_ages().contracted
    if is_past(word) and before not in load_nouns().articles:
        return said
    return said or word in load_ages().persons or singular(word) in load_nouns().persons


def _behind_its_person(line: Line, amount: Amount) -> bool:
    """As in "John Smith, 71, said", "The minister, 54, has", "two sons, 4 and 6"."""
    rule = rule_behind_person(line, amount)
    if rule:
        set_age(amount, rule)
    return bool(rule)


def _of_subject(line: Line, amount: Amount) -> bool:
    """As in "the average age of members is 58", "the mean age was 8 months", "raise the age to buy beer from 16 to 18"."""
    words, at = line.tokens.words, amount.first - 1
    if words[at] in {"them", "whom"} and words[at - 1] == "of" and words[at - 2] in load_ages().records:
        # "two clients, the oldest of them 88, sued"
        set_age(amount, "age.subject")
        return True
    while at > 0 and words[at] in load_ages().links:
        at -= 1
    is_level = words[at] in load_nouns().copulas or (amount.num.value > LAST_HOUR and at_record(line, amount))
    if not is_level and words[amount.first - 1] not in {"from", "to"}:
        return False
    subject = words[max(0, amount.first - CLAUSE) : at]
    moves = change_verb_before(line, at + 1) or words[at] in _WENT or not _WENT.isdisjoint(subject)
    if not is_level and not moves and load_changes().verbs_alone.isdisjoint(subject):
        return False
    # "the fall in age-related deaths to 40" is of deaths.
    told = [
        index
        for index, (word, behind) in enumerate(pairwise((*subject, "")))
        if word in load_ages().of_age and behind not in HYPHENS
    ]
    # "31 residents, the oldest of whom is 104"; a pair of commas holds an aside, "the oldest, a nurse, is 94"
    counted = line.has_content(amount.last) and not words[amount.last].endswith("ing")  # "is 73, raising hopes"
    if not told or subject[told[-1] + 1 :].count(",") % 2 or counted:
        return False
    set_age(amount, "age.subject", "year" if amount.bare else amount.factors[0].name)
    return True

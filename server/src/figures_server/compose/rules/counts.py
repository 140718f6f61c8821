"""What a bare number counts: the noun phrase behind it, or the noun an ellipsis takes up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.bounds import past_hedge
from figures_server.compose.rules.changes import counting_verb_before
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import singular
from figures_server.compose.rules.subjects import PERSON, by_sentence, find_subject, has_casualty_near
from figures_server.compose.rules.tails import read_tail
from figures_server.compose.rules.units import copy_unit
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.tokens import HYPHENS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_LISTS: Final = (["to"], ["and"], [","], ["or"], [",", "and"])
_LONGEST_RESUMED: Final = 6
_LONGEST_OF: Final = 3
_SUBJECT_REACH: Final = 9
_MILLION: Final = 1_000_000
# Small numbers are said again of other things.
_FEWEST_REPEATED: Final = 12
_LONGEST_OWNER: Final = 10
_LONGEST_COMPARED: Final = 10
# A place on a scale or in time is said of each number anew.
_UNSHARED: Final = frozenset(("scale", "ordinal", "multiple", "ratio", "age"))


def attach_count(line: Line, amount: Amount, before: Amount | None, after: Amount | None) -> None:
    """Gives a bare number its noun: behind it, hyphened to it, taken up from before, or a person."""
    for settles in _WAYS:
        if settles(line, amount, before, after):
            return


def attach_whole(line: Line, amount: Amount) -> None:
    """What a share is a share of: "half the condos", "a third of the workforce"."""
    words, at, passed = line.tokens.words, amount.last, load_counts().before_whole
    while words[at] in passed:
        at += 1
    if at > amount.last:
        amount.noun = find_noun(line, at, plural=True) or find_noun(line, at, plural=False)


def remember(line: Line, amount: Amount) -> None:
    """Keeps the noun that a count said, for ellipses after it."""
    if amount.noun is not None and amount.kind == "count":
        line.earlier_noun = amount.noun.head
        line.counted[amount.num.value] = amount.noun.head
        _remember_acronym(line, amount.noun)
        if counting_verb_before(line, amount.first):
            line.earlier_object = amount.noun.head


def _remember_acronym(line: Line, noun: Noun) -> None:
    """As in "20 police inspectors (PIs)": what the letters stand for from here on."""
    at = noun.last + 1
    if line.word(noun.last) == "(" and line.word(at + 1) == ")" and line.word(at).endswith("s"):
        line.acronyms[line.word(at)[:-1]] = noun.head


def _set_count(amount: Amount, head: str, rule: str, noun: Noun | None) -> None:
    amount.kind = "count"
    amount.factors = (UnitFactor("entity", head),)
    amount.rule = rule
    if noun is not None:
        amount.noun = noun
        amount.factors[0].text = head


# -------------------------- ways to settle what is counted, each True where no other need be tried


def _counts_strength(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "an 11-strong jury": persons, whatever they make up."""
    words, at = line.tokens.words, amount.last
    strong = words[at] in HYPHENS and words[at + 1] == "strong"
    if strong:
        _set_count(amount, PERSON, "count.strength", None)
    return strong


def _counts_per_game(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "15.3 ppg"."""
    counted = load_counts().per_game.get(line.word(amount.last))
    if counted is None:
        return False
    _set_count(amount, counted, "count.per-game", None)
    amount.factors = (*amount.factors, UnitFactor("entity", "game", -1))
    amount.last, amount.tail = amount.last + 1, True
    return True


def _counts_noun_behind(line: Line, amount: Amount, before: Amount | None, after: Amount | None) -> bool:
    """As in "6,000 vehicles an hour"; the figure's words end before its noun all the same."""
    noun = _noun_behind(line, amount, after)
    if noun is not None and line.word(noun.first) == "others":
        noun = noun._replace(head=_head_of_others(line, amount, before))
    if noun is None:
        return False
    noun = noun._replace(head=line.acronyms.get(noun.head.lower(), noun.head))
    if noun.head in load_counts().times and noun.first >= amount.last:
        # "12 trouble-free years"
        amount.kind, amount.rule, amount.noun = "duration", "duration.noun-after", noun
        amount.factors, amount.dimension = (UnitFactor("unit", noun.head),), "Duration"
        return True
    _set_count(amount, noun.head, "count.noun-after", noun)
    found = read_tail(line, noun.last, money=False)
    if found is not None and noun.first >= amount.last:
        amount.factors = (*amount.factors, *found[0])
        amount.tail = True
        amount.refine("rate.tail")
    return True


def _head_of_others(line: Line, amount: Amount, before: Amount | None) -> str:
    """As in "destroyed 30 homes and damaged 45 others": more of the things just counted, else persons."""
    if before is None or before.kind != "count" or has_casualty_near(line, amount):
        return PERSON
    head = before.factors[0].name
    return PERSON if head in load_nouns().persons else head


def _is_rate_of_heads(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "Deaths ran at 12 per 100,000 people": the noun stands before, the tail behind."""
    found = read_tail(line, amount.last, money=False) if line.word(amount.last) == "per" else None
    if found is None:
        return False
    subject = find_subject(line, amount)
    _set_count(amount, subject.head if subject else line.earlier_noun or PERSON, "count.rate", subject)
    amount.factors = (*amount.factors, *found[0])
    amount.last, amount.tail = found[1], True
    return True


def _is_compared(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "40 days at sea, compared with 28 last time", "61 per cent in the north and 48 in the south"."""
    if before is None or before.bare or amount.num.form not in {"digits", "words"} or before.kind in _UNSHARED:
        return False
    words = line.tokens.words
    gap = words[before.last : amount.first]
    parallel = len(gap) <= _LONGEST_RESUMED and _is_parallel(line, before, amount)
    if not parallel and not (len(gap) <= _LONGEST_COMPARED and _sets_against(gap)):
        return False
    copy_unit(before, amount)
    amount.refine("unit.ellipsis")
    return True


def _sets_against(gap: list[str]) -> bool:
    """Whether the words between two numbers end in "compared with", "against"."""
    compared = load_counts().comparing
    return bool(gap) and (gap[-1] in compared or (len(gap) > 1 and gap[-2] in compared))


def _is_parallel(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "61 per cent in the north and 48 in the south": the same preposition behind both, the noun left out."""
    words = line.tokens.words
    joined = words[amount.first - 1] in {"and", "but"}
    return joined and words[amount.last] == words[before.last] and words[amount.last] in load_counts().parallel


def _is_fractional(_line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """Things are counted in whole numbers; a decimal without a unit counts nothing."""
    return amount.low is not None and amount.low.decimal != amount.low.decimal.to_integral_value()


def _is_part_of_whole(line: Line, amount: Amount, _before: Amount | None, after: Amount | None) -> bool:
    """As in "50 of the 1,800 residents", "some 12,000 of the 40,000": both count the same."""
    if after is None or after.num.form == "ordinal":
        return False
    gap = line.tokens.words[amount.last : after.first]
    if not (gap[:1] == ["of"] and (len(gap) <= _LONGEST_OF or _is_owner(gap))) and gap not in _LISTS:
        return False
    if gap == ["of"] and (amount.num.value == 1 or not after.bare):
        # "one of five such labs" says which, not how many.
        return False
    noun = find_noun(line, after.last, plural=True) if after.bare else None
    if noun is not None:
        _set_count(amount, noun.head, "count.part-of", noun)
    elif not after.bare and after.kind not in {"percentage", "ratio", "multiple"}:
        copy_unit(after, amount)
        amount.rule = "count.part-of"
    return not amount.bare


def _is_owner(gap: list[str]) -> bool:
    """As in "five | of the state-run school's | 210 pupils": the owner of the whole stands between."""
    owns = gap[-1].endswith(("'s", "s'")) or gap[-1] in {"'", "’"}
    return owns and len(gap) <= _LONGEST_OWNER and "," not in gap


def _is_told_by_sentence(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "cases topped 1 million", "62 were hurt", "Kohli made 122 off 98 balls"."""
    found = by_sentence(line, amount)
    if found is None:
        return False
    head, rule, noun = found
    _set_count(amount, head, rule, noun)
    return True


def _counts_in_brackets(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "Kent has 700 tokens; others are Surrey (640) and Essex (590)": a name's share of what was counted."""
    tokens, opening = line.tokens, amount.first - 1
    if line.word(opening) != "(" or line.word(amount.last) != ")" or amount.num.form != "digits" or opening < 1:
        return False
    head = before.factors[0].name if before is not None and before.kind == "count" else line.earlier_noun
    if head is None or not tokens.text[tokens.starts[opening - 1]].isupper():
        return False
    _set_count(amount, head, "count.ellipsis", None)
    return True


def _is_milestone(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "the five million mark": the mark is one of what is counted all the time."""
    if line.word(amount.last) not in load_counts().milestones or line.word(amount.first - 1) in HYPHENS:
        return False
    subject = find_subject(line, amount)
    head = subject.head if subject is not None else line.earlier_noun
    if head is not None:
        _set_count(amount, head, "count.subject", subject)
    return head is not None


def _takes_up_number(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """An ellipsis: the number goes on counting or measuring what the one before it did: "down from 18,000"."""
    if before is None or amount.num.form == "vague":
        return False
    counts, words = load_counts(), line.tokens.words
    if amount.num.value == 1 and words[amount.last] not in counts.after_one:
        return False
    gap = words[before.last : amount.first]
    resumes = any(word in counts.resuming for word in gap)
    if before.kind == "count":
        _set_count(amount, before.factors[0].name, "count.ellipsis", None)
        if before.tail and resumes:
            copy_unit(before, amount)
            amount.rule = "count.ellipsis"
        return True
    if before.kind in {"measurement", "money", "temperature"} and resumes and len(gap) <= _LONGEST_RESUMED:
        copy_unit(before, amount)
        amount.refine("unit.ellipsis")
        return True
    return False


def _takes_up_object(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "The industry added 48,000": what such verbs counted before, they count again."""
    if not counting_verb_before(line, amount.first):
        return False
    head = line.earlier_object or line.earlier_noun
    if head is not None:
        _set_count(amount, head, "count.ellipsis", None)
    return True


def _counts_persons_vaguely(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "Millions are drawn", "forced thousands to work"; other vague numbers, and a bare one, count nothing.

    Bare millions are money more often than persons: "spent millions on the campaign".
    """
    vague = amount.num.form == "vague"
    few = amount.num.value < _MILLION and line.word(amount.first - 1) not in {"the", "into", "in", "to"}
    said = few and line.word(amount.first) != "scores"
    if vague and (said or line.tokens.words[amount.last] in load_counts().of_persons):
        _set_count(amount, PERSON, "count.casualty", None)
    return vague or amount.num.value == 1


def _may_be_year(line: Line, amount: Amount) -> bool:
    """Four digits without a comma are said again as a year more often than as a count."""
    digits = line.tokens.words[amount.first]
    return digits.isdecimal() and len(digits) == len("2020")


def _is_repeated(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "needs 270 votes ... the road to 270": the same number said again without its noun."""
    number = amount.num
    if number.form == "vague" or number.value <= _FEWEST_REPEATED or _may_be_year(line, amount):
        return False
    head = line.counted.get(number.value)
    if head is not None:
        _set_count(amount, head, "count.repeated", None)
    return head is not None


def _counts_subject(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "jobs rose to 40,000"; behind "of" stands what is told of something else: "a majority of 160"."""
    start = amount.first - 1
    while line.word(start) in load_changes().skipped:
        start -= 1
    told = line.word(start) in load_counts().tellers and line.word(start - 1) not in load_counts().extremes
    subject = None if told else find_subject(line, amount, _SUBJECT_REACH)
    if subject is not None:
        _set_count(amount, subject.head, "count.subject", subject)
    return subject is not None


def _takes_up_sentence(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "Another 400 were built": the first number of a sentence goes on with what the one before counted."""
    head = _earlier(line, amount) if before is None else None
    if head is not None:
        _set_count(amount, head, "count.ellipsis", None)
    return head is not None


def _counts_runs(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "a steady 76 by the opener": what is left bare in an article about cricket."""
    if amount.num.form != "digits" or _may_be_year(line, amount) or not line.is_of_cricket():
        return False
    _set_count(amount, "run", "count.runs", None)
    return True


_WAYS: Final[tuple[Callable[[Line, Amount, Amount | None, Amount | None], bool], ...]] = (
    _counts_strength,
    _counts_per_game,
    _is_milestone,
    _counts_in_brackets,
    _counts_noun_behind,
    _is_compared,
    _is_rate_of_heads,
    _is_fractional,
    _is_part_of_whole,
    _is_told_by_sentence,
    _takes_up_number,
    _takes_up_object,
    _is_repeated,
    _counts_persons_vaguely,
    _counts_subject,
    _takes_up_sentence,
    _counts_runs,
)


def _noun_behind(line: Line, amount: Amount, after: Amount | None) -> Noun | None:
    """The noun phrase behind the number, a hyphen or a hedge between: "70-member", "eight or fewer passengers"."""
    tokens, stops = line.tokens, load_nouns().stops
    words, at = tokens.words, past_hedge(line, amount.last)
    plural = amount.high is None or abs(amount.high.decimal) > 1 or amount.low != amount.high
    word, following = words[at], words[at + 1]
    if word in HYPHENS and tokens.glued(at) and tokens.kinds[at + 1] == WORD:
        if following == "odd":
            return find_noun(line, at + 2, plural=plural)
        # A verb is none behind a hyphen: "a five-set match".
        some = (following in stops and following not in load_nouns().verbs) or following in {"plus", "some"}
        return None if some else Noun(at + 1, at + 2, singular(following))
    if word == "others":
        return Noun(at, at + 1, PERSON)
    if word in {"more", "other", "further", "additional"} and (tokens.kinds[at + 1] != WORD or following in stops):
        return None
    if word == "of" and following in load_counts().pronouns:
        return find_noun(line, at + 2, plural=True) if following in {"them", "whom"} else None
    if word == "of" and after is not None and after.first - at <= 2:
        return None
    return find_noun(line, at, plural=plural)


def _earlier(line: Line, amount: Amount) -> str | None:
    """What an ellipsis takes up from an earlier sentence: persons with "of them" or a human verb, else the last noun.

    Only the number that opens its sentence or clause, one with "of them", "another" or "the other", or the object of
    a verb of having takes anything up.
    """
    counts, words, at = load_counts(), line.tokens.words, amount.last
    before = line.word(amount.first - 1)
    human = words[at] in counts.human or (words[at] == "of" and words[at + 1] in {"them", "whom", "us", "you"})
    group = before == "the" and amount.num.form == "words"
    if human or group:
        noun = line.earlier_noun
        return noun if noun in load_nouns().persons else PERSON
    start = amount.first
    while line.word(start - 1) in load_changes().skipped:
        start -= 1
    leading = line.word(start - 1)
    clause = leading in counts.clause_openers and words[at] in counts.of_persons
    opens = start <= 2 or words[at] == "of" or before in counts.resumers or clause or leading in counts.taking
    goes_on = amount.num.form != "fraction" and before not in {"at", "to"}
    return line.earlier_noun if opens and goes_on else None

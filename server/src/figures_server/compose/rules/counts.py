"""What a bare number counts: the noun phrase behind it, or the noun an ellipsis takes up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.bounds import past_hedge
from figures_server.compose.rules.changes import change_verb_before, counting_verb_before
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import is_plural, singular
from figures_server.compose.rules.units import copy_unit, read_tail
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_HYPHENS: Final = frozenset("-‐‑")
_PERSON: Final = "person"
_REACHING: Final = frozenset(
    "topped topping top tops reached reaches reach hit hits exceeded passed surpassed totalled totaled numbered".split()
)
_CLAUSE: Final = 14
# "Millions are drawn", "dozens more fled".
_OF_PERSONS: Final = frozenset(
    "are were have had will who more of took fled marched gathered lined turned attended watched".split()
)
_HUMAN: Final = frozenset(
    "who voted said say signed attended joined enrolled registered contracted fled survived backed opposed "
    "approved came went".split()
)
# Between two numbers of one quantity.
_RESUMING: Final = frozenset(
    ("from", "to", "against", "compared", "than", "versus", "instead", "and", "or", "while", "in", "forecast")
)
# "staff numbers", "job gains": what is counted stands before them.
_TRANSPARENT: Final = frozenset(
    ("numbers", "number", "figures", "gains", "losses", "cuts", "totals", "levels", "sales", "claims")
)


def attach_count(line: Line, amount: Amount, before: Amount | None, after: Amount | None) -> None:
    """Gives a bare number its noun: behind it, hyphened to it, taken up from before, or a person."""
    noun = _noun_behind(line, amount, after)
    if noun is not None:
        _set_count(amount, noun.head, "count.noun-after", noun)
        _attach_tail(line, amount, noun)
    elif _rate_of_heads(line, amount) or _fractional(amount) or _of_whole(line, amount, after):
        return
    elif "toll" in line.tokens.words[max(0, amount.first - _CLAUSE) : amount.first]:
        _set_count(amount, _PERSON, "count.casualty", None)
    elif _reaches(line, amount) and (subject := _subject(line, amount)) is not None:
        _set_count(amount, subject.head, "count.subject", subject)
    elif _runs(line, amount):
        _set_count(amount, "run", "count.runs", None)
    elif _casualties(line, amount) or _gathering(line, amount):
        _set_count(amount, _PERSON, "count.casualty", None)
    elif amount.num.form != "vague" and before is not None and _takes_up(line, amount, before):
        return
    elif counting_verb_before(line, amount.first):
        _take_up_object(line, amount)
    elif amount.num.form == "vague":
        if line.tokens.words[amount.last] in _OF_PERSONS:
            _set_count(amount, _PERSON, "count.casualty", None)
    elif amount.num.value == 1:
        return
    elif (subject := _subject(line, amount)) is not None:
        _set_count(amount, subject.head, "count.subject", subject)
    elif before is None and (earlier := _earlier(line, amount)) is not None:
        _set_count(amount, earlier, "count.ellipsis", None)


def attach_whole(line: Line, amount: Amount) -> None:
    """What a share is a share of: "half the condos", "a third of the workforce"."""
    words, at = line.tokens.words, amount.last
    while words[at] in {"of", "the", "all", "its", "their", "his", "her", "our", "these", "those"}:
        at += 1
    if at > amount.last:
        amount.noun = find_noun(line, at, plural=True) or find_noun(line, at, plural=False)


def _take_up_object(line: Line, amount: Amount) -> None:
    """As in "The industry added 48,000": what such verbs counted before, they count again."""
    head = line.earlier_object or line.earlier_noun
    if head is not None:
        _set_count(amount, head, "count.ellipsis", None)


def _reaches(line: Line, amount: Amount) -> bool:
    """As in "cases topped 1 million", "deaths reached 58,233": the subject of such a verb is what is counted."""
    words = line.tokens.words
    if line.word(amount.first - 1) == "to" and change_verb_before(line, amount.first - 2):
        return True
    return any(word in _REACHING for word in words[max(0, amount.first - 3) : amount.first])


def _runs(line: Line, amount: Amount) -> bool:
    """As in "Kohli made 122 off 98 balls": in a sentence about cricket a bare score is runs."""
    nouns, words = load_nouns(), line.tokens.words
    return line.word(amount.first - 1) in nouns.runs_after and any(
        word in nouns.cricket or word == "balls" for word in words
    )


def _gathering(line: Line, amount: Amount) -> bool:
    """As in "a city of about 100,000"."""
    words = line.tokens.words[max(0, amount.first - 4) : amount.first]
    return "of" in words and any(word in load_nouns().gatherings for word in words)


def _earlier(line: Line, amount: Amount) -> str | None:
    """What an ellipsis takes up from an earlier sentence: persons with "of them" or a human verb, else the last noun.

    Only the number that opens its sentence, or one with "of them", "another" or "the other", takes anything up.
    """
    words, at = line.tokens.words, amount.last
    human = words[at] in _HUMAN or (words[at] == "of" and words[at + 1] in {"them", "whom", "us", "you"})
    group = line.word(amount.first - 1) == "the" and amount.num.form == "words"
    if human or group:
        noun = line.earlier_noun
        return noun if noun in load_nouns().persons else _PERSON
    first = amount.hedge[0] if amount.hedge else amount.first
    opens = (
        first <= 2
        or words[at] == "of"
        or line.word(amount.first - 1) in {"another", "other", "only", "remaining", "all"}
    )
    return line.earlier_noun if opens and _elliptic(line, amount) else None


def remember(line: Line, amount: Amount) -> None:
    """Keeps the noun that a count said, for ellipses after it."""
    if amount.noun is not None and amount.kind == "count":
        line.earlier_noun = amount.noun.head
        if counting_verb_before(line, amount.first):
            line.earlier_object = amount.noun.head


def _fractional(amount: Amount) -> bool:
    """Things are counted in whole numbers; a decimal without a unit counts nothing."""
    return amount.low is not None and amount.low.decimal != amount.low.decimal.to_integral_value()


def _attach_tail(line: Line, amount: Amount, noun: Noun) -> None:
    """As in "6,000 vehicles an hour", "30 cases per 10,000 people"; the figure's words end before its noun all the same."""
    found = read_tail(line, noun.last, money=False)
    if found is not None and noun.first >= amount.last:
        amount.factors = (*amount.factors, *found[0])
        amount.tail = True
        amount.refine("rate.tail")


def _rate_of_heads(line: Line, amount: Amount) -> bool:
    """As in "Deaths ran at 12 per 100,000 people": the noun stands before, the tail behind."""
    found = read_tail(line, amount.last, money=False) if line.word(amount.last) == "per" else None
    if found is None:
        return False
    subject = _subject(line, amount)
    _set_count(amount, subject.head if subject else line.earlier_noun or _PERSON, "count.rate", subject)
    amount.factors = (*amount.factors, *found[0])
    amount.last, amount.tail = found[1], True
    return True


def _of_whole(line: Line, amount: Amount, after: Amount | None) -> bool:
    """As in "50 of the 1,800 residents", "some 12,000 of the 40,000": both count the same."""
    words = line.tokens.words
    if after is None or after.num.form == "ordinal":
        return False
    gap = words[amount.last : after.first]
    if not (gap[:1] == ["of"] and len(gap) in {2, 3}) and gap not in (["to"], ["and"], [","], ["or"], [",", "and"]):
        return False
    noun = find_noun(line, after.last, plural=True) if after.bare else None
    if noun is not None:
        _set_count(amount, noun.head, "count.part-of", noun)
    elif not after.bare and after.kind not in {"percentage", "ratio", "multiple"}:
        copy_unit(after, amount)
        amount.rule = "count.part-of"
    return not amount.bare


def _takes_up(line: Line, amount: Amount, before: Amount) -> bool:
    """An ellipsis: the number goes on counting or measuring what the one before it did: "down from 18,000"."""
    words = line.tokens.words
    gap = words[before.last : amount.first]
    if amount.num.value == 1 and words[amount.last] not in {"each", "from", "in", "at", "of"}:
        return False
    if before.kind == "count":
        _set_count(amount, before.factors[0].name, "count.ellipsis", None)
        if before.tail and any(word in _RESUMING for word in gap):
            copy_unit(before, amount)
            amount.rule = "count.ellipsis"
        return True
    if before.kind in {"measurement", "money", "temperature"} and len(gap) <= 6 and any(w in _RESUMING for w in gap):
        copy_unit(before, amount)
        amount.refine("unit.ellipsis")
        return True
    return False


def _noun_behind(line: Line, amount: Amount, after: Amount | None) -> Noun | None:
    tokens = line.tokens
    words, at = tokens.words, past_hedge(line, amount.last)
    one = amount.high is not None and abs(amount.high.decimal) <= 1 and amount.low == amount.high
    if words[at] in _HYPHENS and tokens.glued(at) and tokens.kinds[at + 1] == WORD:
        # "the 70-member assembly"
        head = words[at + 1]
        if head in load_nouns().stops or head in {"odd", "plus", "some"}:
            return find_noun(line, at + 2, plural=not one) if head == "odd" else None
        return Noun(at + 1, at + 2, singular(head))
    if words[at] == "others":
        return Noun(at, at + 1, _PERSON)
    if words[at] in {"more", "other", "further", "additional"} and (
        tokens.kinds[at + 1] != WORD or words[at + 1] in load_nouns().stops
    ):
        return None
    if words[at] == "of" and words[at + 1] in {"them", "whom", "these", "those", "which"}:
        return find_noun(line, at + 2, plural=True) if words[at + 1] in {"them", "whom"} else None
    if words[at] == "of" and after is not None and after.first - at <= 2:
        return None
    return find_noun(line, at, plural=not one)


def _casualties(line: Line, amount: Amount) -> bool:
    """As in "62 were hurt", "killing 34", "189 aboard": the verb tells that persons are counted."""
    words, nouns = line.tokens.words, load_nouns().casualty
    after = words[amount.last : amount.last + 4]
    before = words[max(0, amount.first - 4) : amount.first]
    return any(word in nouns for word in after) or any(word in nouns for word in before)


def _elliptic(line: Line, amount: Amount) -> bool:
    """Whether a sentence's number may go on counting what the one before it counted."""
    return amount.num.form != "fraction" and line.word(amount.first - 1) not in {"at", "to"}


def _subject(line: Line, amount: Amount) -> Noun | None:
    """The plural nearest before: "cases topped 1 million", "jobs rose to 40,000"."""
    words, kinds = line.tokens.words, line.tokens.kinds
    for at in range(amount.first - 1, max(-1, amount.first - 9), -1):
        word = words[at]
        if word in {".", ";", ":"}:
            return None
        if kinds[at] != WORD or not is_plural(word) or word in load_nouns().stops or at == amount.first - 1:
            continue
        if load_surfaces().named(line.tokens, at) is not None:
            continue
        if word in _TRANSPARENT and at and kinds[at - 1] == WORD and words[at - 1] not in load_nouns().stops:
            at -= 1
        return Noun(at, at + 1, singular(words[at]))
    return None


def _set_count(amount: Amount, head: str, rule: str, noun: Noun | None) -> None:
    amount.kind = "count"
    amount.factors = (UnitFactor("entity", head),)
    amount.rule = rule
    if noun is not None:
        amount.noun = noun
        amount.factors[0].text = head

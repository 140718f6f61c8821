"""Ellipses: numbers that go on counting what an earlier number, sentence or mention named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.change.change_verbs import change_verb_before, counting_verb_before, past_adverbs
from figures_server.compose.rules.counting.bare_phrases import may_be_year, stands_alone
from figures_server.compose.rules.intervals.ends import are_ends
from figures_server.compose.rules.measures.units import copy_unit
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_LISTS: Final = (["and"], [","], ["or"], [",", "and"])
_LONGEST_RESUMED: Final = 6
_ALL: Final = 100
_CLOSING: Final = frozenset(",.)-–—")
_LONGEST_SUBJECT: Final = 5
_LONGEST_COMPARED: Final = 10
_APART: Final = frozenset(("above", "below", "ahead", "behind"))
# "in some of its 14 countries"
_LONGEST_GOVERNING: Final = 4
_MEASURED: Final = frozenset(("measurement", "money", "temperature"))
# Of these only the ends of one change share the unit: "rose 8% to 4.7 million" does not.
_CHANGING: Final = frozenset(("percentage", "duration"))
# A place on a scale or in time is said of each number anew.
_UNSHARED: Final = frozenset(("scale", "ordinal", "multiple", "ratio", "age"))


def noun_of_list(line: Line, amount: Amount) -> Noun | None:
    """The noun behind the number, or at the end of the list it stands in: the "people" of "85 and 40 people"."""
    for other in line.amounts:
        if other.first < amount.first:
            continue
        if not other.bare or (other is not amount and line.tokens.words[amount.last : other.first] not in _LISTS):
            return None
        noun = find_noun(line, other.last, plural=True)
        if noun is not None:
            return noun
        amount = other
    return None


def is_compared(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "40 days at sea, compared with 28 last time", "61 per cent in the north and 48 in the south"."""
    if before is None or before.bare or amount.num.form not in {"digits", "words"} or before.kind in _UNSHARED:
        return False
    words = line.tokens.words
    gap = words[before.last : amount.first]
    near = len(gap) <= _LONGEST_RESUMED
    # As in "44%, five below her rival's".
    apart = before.kind == "percentage" and gap == [","] and words[amount.last] in _APART
    parallel = near and (
        _is_parallel(line, before, amount)
        or (before.kind in _CHANGING and are_ends(line, before, amount))
        or (apart and before.factors[0].name == "percent")
        or _is_difference(line, before, amount, gap)
        or _is_set_beside(line, before, amount, gap)
        or _is_rest(line, before, amount, gap)
    )
    if not parallel and not (len(gap) <= _LONGEST_COMPARED and _sets_against(gap)):
        return False
    copy_unit(before, amount)
    if apart:
        amount.factors[0].name, amount.rule = "percentage_point", "percentage.points"
    amount.refine("unit.ellipsis")
    return True


def _is_difference(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "4.3m sq km, 1.9m below the average", "40 days, 12 more than in May", "10.8 seconds, 0.03 ahead"."""
    word = line.words[amount.last]
    compared = word in load_changes().comparatives or word in _APART
    return gap == [","] and before.kind in {"measurement", "duration"} and compared


def _is_set_beside(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "3.9% beat forecasts of 3.6", "51.2 percent to her 48.8": decimals of one kind; "rose 2.5% to 14.6" is a level."""
    shares = before.kind == "percentage" and "." in line.words[before.first] and "." in line.words[amount.first]
    led = gap[-1:] not in (["to"], ["from"], ["at"], ["in"], ["-"])
    return shares and led and bool(gap) and amount.num.scale == 1 and stands_alone(line, amount)


def _is_rest(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "won by 52.3 per cent to 47.7": the share of the other side; "rose 2 per cent to 61" reaches a level."""
    if gap != ["to"] or before.kind != "percentage" or change_verb_before(line, before.first - 1):
        return False
    return before.num.value + amount.num.value <= _ALL and amount.num.form == "digits"


def _sets_against(gap: list[str]) -> bool:
    """Whether the words between two numbers end in "compared with", "against"."""
    compared = load_counts().comparing
    if gap[-1:] == ["of"]:
        # "against a target of 18"
        return not compared.isdisjoint(gap[-_LONGEST_RESUMED:])
    return bool(gap) and (gap[-1] in compared or (len(gap) > 1 and gap[-2] in compared))


def _is_parallel(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "61 per cent in the north and 48 in the south": the same preposition behind both, the noun left out."""
    words = line.tokens.words
    joined = words[amount.first - 1] in {"and", "but"}
    last = before.noun.last if before.noun is not None and before.noun.first >= before.last else before.last
    return joined and words[amount.last] == words[last] and words[amount.last] in load_counts().parallel


def counts_in_brackets(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "the number of stores (120)": the plural before; "Surrey (640)": a name's share of what was counted."""
    tokens, opening = line.tokens, amount.first - 1
    if line.words[opening] != "(" or line.words[amount.last] != ")" or amount.num.form != "digits" or opening < 1:
        return False
    named = line.words[opening - 1]
    if is_plural(named) and named not in load_nouns().stops and tokens.text[tokens.starts[opening - 1]].islower():
        set_count(amount, singular(named), "count.in-brackets", Noun(opening - 1, opening, singular(named)))
        return True
    head = before.factors[0].name if before is not None and before.kind == "count" else line.earlier_noun
    if head is None or not tokens.text[tokens.starts[opening - 1]].isupper():
        return False
    set_count(amount, head, "count.ellipsis", None)
    return True


def takes_up_number(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """An ellipsis: the number goes on counting what the one before it did: "down from 18,000", "and 40 in Kent"."""
    if before is None or amount.num.form == "vague" or not stands_alone(line, amount) or _is_noun_itself(line, amount):
        return False
    whole = _antecedent(line, amount, before)
    if whole is None or whole.kind != "count":
        return False
    if amount.num.value == 1 and not (_is_one_more(line, amount.last) or is_gapped(line, amount)):
        return False
    counts, words = load_counts(), line.tokens.words
    set_count(amount, whole.factors[0].name, "count.ellipsis", None)
    if whole.tail and not counts.resuming.isdisjoint(words[whole.last : amount.first]):
        copy_unit(whole, amount)
        amount.rule = "count.ellipsis"
    return True


def _is_one_more(line: Line, at: int) -> bool:
    """As in "one | each", "one | in Leeds", "one | of whom", "one | released"; "one of surprise" is none of them."""
    word, counts = line.words[at], load_counts()
    if word == "of":
        return line.words[at + 1] in counts.pronouns
    return word.endswith("ed") or word in counts.after_one


def is_other_level(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "12,000 barrels a day, down from 18,000", "20C, up from 12": two levels of one thing."""
    if before is None or amount.first - before.last > _LONGEST_RESUMED:
        return False
    if before.kind not in _MEASURED or line.words[amount.first - 1] not in {"from", "to"}:
        return False
    if not stands_alone(line, amount):
        return False
    copy_unit(before, amount)
    amount.refine("unit.ellipsis")
    return True


def _antecedent(line: Line, amount: Amount, before: Amount) -> Amount | None:
    """The count that an ellipsis may take up: how long it lasted is passed over, as in "400 women | for ten years; 40"."""
    words, at = line.words, amount.first - 1
    if words[at] == "for" and at == (before.noun.last if before.noun is not None else before.last):
        # "six passes for 40" sets one against the other.
        return None
    if words[before.first - 1] == "for" and (words[at] in load_nouns().verbs or words[at] in load_nouns().runs_after):
        # "wore red for ten seasons, scored 40"
        return None
    extreme = words[at] == "of" and words[at - 1] in load_counts().extremes
    opens = extreme or line.tokens.kinds[past_adverbs(line, at)] != WORD
    # "twice the 2 million of last year", "its nine-year low of 40"
    if (before.kind == "multiple" and words[at] == "the") or (before.kind == "duration" and opens):
        earlier = (other for other in reversed(line.amounts) if other.first < before.first and other.kind == "count")
        return next(earlier, None)
    return _parallel_to(line, amount, before) or _holder(line, amount, before) or before


def _parallel_to(line: Line, amount: Amount, before: Amount) -> Amount | None:
    """As in "three rivals from | the first two pots, five from | the last": the count with the same preposition behind it."""
    link = line.words[amount.last]
    if link not in load_counts().parallel or _behind(line, before) == link:
        return None
    earlier = (other for other in reversed(line.amounts) if other.first < before.first)
    return next((other for other in earlier if other.kind == "count" and _behind(line, other) == link), None)


def _behind(line: Line, amount: Amount) -> str:
    """The word behind a count and its noun."""
    noun = amount.noun
    return line.words[noun.last if noun is not None and noun.first >= amount.last else amount.last]


def _holder(line: Line, amount: Amount, before: Amount) -> Amount | None:
    """As in "6,500 staff in 14 countries, including | 900": what is too many to be of those in the phrase is of its head."""
    at = line.amounts.index(before)
    if not at or amount.num.value <= before.num.value or before.kind not in {"count", "duration"}:
        return None
    whole = line.amounts[at - 1]
    if whole.kind != "count" or whole.noun is None or whole.num.value < amount.num.value:
        return None
    gap = line.words[whole.noun.last : before.first]
    return whole if 0 < len(gap) <= _LONGEST_GOVERNING and gap[0] in load_counts().governing else None


def resumes_measure(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "40 tonnes of wheat and 30 of rye", "$4bn, instead of 3": the unit is said once for both."""
    if before is None or before.kind not in _MEASURED or amount.num.form == "vague" or amount.num.value == 1:
        return False
    gap = line.tokens.words[before.last : amount.first]
    if len(gap) > _LONGEST_RESUMED or load_counts().resuming.isdisjoint(gap):
        return False
    if gap[-1:] == ["of"] and len(gap) > 1 and is_plural(gap[-2]):
        # "30 miles a day in packs of 12"
        return False
    if line.words[amount.last] == "more" or not stands_alone(line, amount):
        return False
    copy_unit(before, amount)
    amount.refine("unit.ellipsis")
    return True


def _is_noun_itself(line: Line, amount: Amount) -> bool:
    """As in "hit a fifty", "Girls Aloud at five": a numeral with an article, or a place in a list, counts nothing."""
    words, at = line.words, amount.first - 1
    if words[at] in {"a", "an"}:
        return amount.num.form == "words"
    before = line.earlier_noun
    if words[at] in {"to", "from"} and before in load_ratios().places:
        # "rose nine places to 15" is a rank
        return True
    tokens = line.tokens
    return words[at] == "at" and at > 0 and tokens.text[tokens.starts[at - 1]].isupper()


def lasts_too(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "a member for 12 years and its head for four": the years are said once for both stretches."""
    words, link = line.words, line.words[amount.first - 1]
    if before is None or before.kind != "duration" or link != "for" or words[before.first - 1] != link:
        return False
    if line.tokens.kinds[amount.last] == WORD and words[amount.last] not in load_nouns().stops:
        return False
    copy_unit(before, amount)
    amount.refine("unit.ellipsis")
    return True


def takes_up_vague(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "dozens of firms, not hundreds": a vague number goes on counting what the one before it did."""
    if before is None or amount.num.form != "vague" or before.num.form != "vague" or before.kind != "count":
        return False
    gap = line.tokens.words[before.noun.last if before.noun else before.last : amount.first]
    if line.words[amount.last] in load_counts().parallel or not load_counts().vaguer.issuperset(gap):
        return False
    set_count(amount, before.factors[0].name, "count.ellipsis", None)
    return True


def is_gapped(line: Line, amount: Amount) -> bool:
    """As in "Labour won 30 seats, the Tories 12 and the Greens one": the next clause has a subject and no verb."""
    before = next((other for other in reversed(line.amounts) if other.first < amount.first), None)
    if before is None or before.kind != "count" or line.words[amount.last] not in load_counts().clause_ends:
        return False
    at = max(before.last, before.noun.last if before.noun is not None else 0)
    gap = line.tokens.words[at : amount.first]
    while gap and gap[0] in load_counts().gap_openers:
        gap = gap[1:]
    kinds = line.tokens.kinds[amount.first - len(gap) : amount.first]
    stops = load_nouns().stops
    return (
        0 < len(gap) <= _LONGEST_SUBJECT
        and at < amount.first - len(gap)
        and all(kind == WORD and word not in stops for kind, word in zip(kinds, gap, strict=True))
    )


def restates_share(line: Line, amount: Amount, before: Amount | None, _after: Amount | None) -> bool:
    """As in "half the plants in the north - around 10 - are at risk", "20% of the homes, or 450,": how many that is."""
    if before is None or before.kind not in {"ratio", "percentage"} or amount.num.form not in {"digits", "words"}:
        return False
    start = past_adverbs(line, amount.first - 1)
    if line.words[start] not in load_counts().restating or line.words[amount.last] not in _CLOSING:
        return False
    if may_be_year(line, amount):
        return False
    noun = before.noun or find_noun(line, before.last, plural=True)
    if noun is None or noun.last > start + 1:
        return False
    set_count(amount, noun.head, "count.share", None)
    return True


def takes_up_object(line: Line, amount: Amount, _before: Amount | None, _after: Amount | None) -> bool:
    """As in "The industry added 48,000": what such verbs counted before, they count again."""
    vague_sum = amount.num.form == "vague" and line.words[amount.last] == "in"
    if not counting_verb_before(line, amount.first) or vague_sum or amount.num.value == 0:
        # "raised millions in campaign money", "dropped to zero"
        return False
    head = line.earlier_object or line.earlier_noun
    if head is not None:
        set_count(amount, head, "count.ellipsis", None)
    return True

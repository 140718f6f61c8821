"""Ellipses: numbers that go on counting what an earlier number, sentence or mention named."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import MEASURED, Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import counting_verb_before, past_adverbs
from figures_server.compose.rules.counting.bare_phrases import is_reading, may_be_year, stands_alone
from figures_server.compose.rules.measures.tails import PACES
from figures_server.compose.rules.measures.units import copy_unit
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_money, load_ratios
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import WORD

DIRECTIONS: Final = frozenset(("up", "down"))
GAPPED: Final = MEASURED | {"count", "percentage", "duration"}
_GOAL: Final = frozenset(("goal",))
_SET_AGAINST: Final = (["more", "than"], ["fewer", "than"])


def counts_in_brackets(line: Line, amount: Amount) -> bool:
    """As in "the number of stores (120)": the plural before; "Surrey (640)": a name's share of what was counted."""
    before = amount.previous
    if line.words[amount.last] != ")" or amount.num.form != "digits":
        return False
    tokens, opening = line.tokens, past_adverbs(line, amount.first - 1)
    if line.words[opening] != "(" or opening < 1:
        return False
    named, initial = line.words[opening - 1], tokens.text[tokens.starts[opening - 1]]
    if is_plural(named) and initial.islower():
        return set_count(amount, Noun(opening - 1, opening, singular(named)), "count.in-brackets")
    head = before.factors[0].name if before is not None and before.kind == "count" else line.earlier_noun
    if head is None or not initial.isupper():
        return False
    return set_count(amount, head, "count.ellipsis")


def takes_up_number(line: Line, amount: Amount) -> bool:
    """An ellipsis: the number goes on counting what the one before it did: "down from 18,000", "and 40 in Kent"."""
    before = amount.previous
    if before is None or amount.num.form == "vague" or not stands_alone(line, amount) or _is_noun_itself(line, amount):
        return False
    if amount.num.scale > 1 and line.words[amount.first - 1] in load_money().paying:
        # "one team earns 31 million" in money
        return False
    whole = _antecedent(line, amount, before)
    if whole is None or whole.kind != "count" or is_reading(line, amount):
        return False
    if amount.num.value == 1 and not (_is_one_more(line, amount) or is_gapped(line, amount)):
        return False
    counts, words, head = load_counts(), line.tokens.words, whole.factors[0].name
    if words[amount.first - 1] in load_numbers().scoring and not load_hedges().contests.isdisjoint(
        (f"{head}s", f"{head}es")
    ):
        # "played 20 matches and scored 14"
        return line.tokens.article.mentions(_GOAL) and set_count(amount, "goal", "count.ellipsis")
    if words[amount.last] == "who" and whole.num.value < amount.num.value:
        # "Two brothers were among the 14 who fled"
        head = "person"
    set_count(amount, head, "count.ellipsis")
    if whole.tail and not counts.resuming.isdisjoint(words[whole.last : amount.first]):
        copy_unit(whole, amount)
        amount.rule = "count.ellipsis"
    return True


def _is_one_more(line: Line, amount: Amount) -> bool:
    """As in "one | each", "one | in Leeds", "one | of whom", "one | released", "one | taken"; "one of surprise", "the first one" are none of them."""
    at, led = amount.last, line.words[amount.first - 1]
    word, counts = line.words[at], load_counts()
    if led in load_numbers().which:
        return False
    if word == "of":
        return line.words[at + 1] in counts.pronouns
    participle = word.endswith("en") and word in load_nouns().verbs
    return participle or word.endswith("ed") or word in counts.after_one


def _antecedent(line: Line, amount: Amount, before: Amount) -> Amount | None:
    """The count that an ellipsis may take up: how long it lasted is passed over, as in "400 women | for ten years; 40"."""
    words, at = line.words, amount.first - 1
    if words[at] == "for" and (at == before.told_until or words[at - 1] in load_counts().priced):
        # "six passes for 40" sets one against the other, "sold for 40,000" tells a price.
        return None
    extreme = words[at] == "of" and words[at - 1] in load_counts().extremes
    opens = extreme or line.tokens.kinds[past_adverbs(line, at)] != WORD
    # "twice the 2 million of last year", "its nine-year low of 40"
    passed = (before.kind == "multiple" and words[at] == "the") or (before.kind == "duration" and opens)
    # "9,000 homes, 8% up on last year but below the peak of | 12,000", it has
    passed |= before.kind == "percentage" and extreme
    # "700 rang in the first two hours and 90 | more turned up"
    passed |= before.kind == "duration" and words[amount.last] == "more" and is_past(words[amount.last + 1])
    ranked = before.kind == "ordinal" and words[before.first - 1] != "the"
    # "seven of the ten are below half full and none of the other three"
    resumed = words[at] in load_counts().resumers and before.kind != "count"
    # "139 million people, 61 per cent of all, ten million | more than last year"; "9,000 homes, a quarter of the | 34,000"
    outdone = before.kind == "percentage" and words[amount.last] in {"more", "fewer"}
    outdone |= before.kind == "ratio" and words[before.last : amount.first] == ["of", "the"]
    if passed or ranked or resumed or outdone:
        return next((other for other in line.before(before) if other.kind == "count"), None)
    if line.tokens.tied(before.last):
        # "has 53 seats in the 100-member chamber and defends | 22"
        return next((other for other in line.before(before) if other.kind == "count"), before)
    return _holder(line, amount, before) or before


def _holder(line: Line, amount: Amount, before: Amount) -> Amount | None:
    """As in "6,500 staff in 14 countries, including | 900": what is too many to be of those in the phrase is of its head.

    So is what is set against another's: "62 points from 26 games, | two more than Hull", "two clear of Hull".
    """
    whole, behind = before.previous, line.words[amount.last : amount.last + 2]
    if whole is not None and _averages(line, whole, before, amount):
        return whole
    # "1,600 cases in 42 states, up | 35 | from a week ago"
    steps = line.words[amount.first - 1] in DIRECTIONS
    apart = behind in _SET_AGAINST or behind[0] in load_changes().gaps or steps
    if (amount.num.value <= before.num.value and not apart) or before.kind not in {"count", "duration"}:
        return None
    if whole is None or whole.kind != "count" or whole.noun is None or not _is_nearer(whole, before, amount):
        return None
    gap, counts = line.words[whole.noun.last : before.first], load_counts()
    governs = gap[:1] + gap[-1:] if not counts.summed.isdisjoint(line.words[before.last : amount.first]) else gap[:1]
    return whole if 0 < len(gap) <= GROUP and not counts.governing.isdisjoint(governs) else None


def _averages(line: Line, whole: Amount, before: Amount, amount: Amount) -> bool:
    """As in "24 goals in eight matches, an average of | three": the whole is shared out among the parts."""
    told = line.words[amount.first - 2 : amount.first] == ["average", "of"] and before.num.value > 0
    return told and whole.kind == "count" and round(whole.num.value / before.num.value) == round(amount.num.value)


def _is_nearer(whole: Amount, part: Amount, amount: Amount) -> bool:
    """As in "1,300 cases in 41 states, the most since 1992, when there were | 2,100": no more than the whole, or far nearer to it."""
    value, most = amount.num.value, whole.num.value
    return value <= most or value * value > 10 * most * part.num.value


def _is_noun_itself(line: Line, amount: Amount) -> bool:
    """As in "hit a fifty", "Girls Aloud at five": a numeral with an article, or a place in a list, counts nothing."""
    words, at = line.words, amount.first - 1
    if words[at] in {"a", "an"}:
        return amount.num.form == "words"
    if words[amount.first] == "one" and line.tokens.kinds[at] == WORD and words[at - 1] in load_nouns().articles:
        # "a later one in Rio"; "and the Congress one" is of a clause that leaves its verb out
        return not is_gapped(line, amount)
    before = line.earlier_noun
    if words[at] in {"to", "from"} and before in load_ratios().places:
        # "rose nine places to 15" is a rank
        return True
    tokens = line.tokens
    return words[at] == "at" and tokens.text[tokens.starts[at - 1]].isupper()


def takes_up_vague(line: Line, amount: Amount) -> bool:
    """As in "dozens of firms, not hundreds", "900 fans came, dozens of them": a vague number goes on counting what the one before it did."""
    before = amount.previous
    if before is None or amount.num.form != "vague" or before.kind != "count":
        return False
    if line.words[amount.last] == "of" and line.words[amount.last + 1] in load_counts().pronouns:
        return set_count(amount, before.factors[0].name, "count.ellipsis")
    if line.words[amount.last] == "more" and line.words[before.last : amount.first]:
        # "300 jobs have gone and hundreds more are at risk"; "five died and dozens more were hurt" are persons
        return set_count(amount, before.factors[0].name, "count.ellipsis")
    if before.num.form != "vague":
        return False
    gap = line.words[before.noun.last if before.noun else before.last : amount.first]
    if line.words[amount.last] in load_counts().parallel or not load_counts().revising.issuperset(gap):
        return False
    return set_count(amount, before.factors[0].name, "count.ellipsis")


def is_gapped(line: Line, amount: Amount) -> bool:
    """As in "Labour won 30 seats, the Tories 12 and the Greens one": the next clause has a subject and no verb."""
    before = amount.previous
    if before is None or before.kind not in GAPPED:
        return False
    opens = _gap_opening(line, amount)
    at = before.told_until
    of_whole = before.kind == "percentage" and line.words[at] == "of" and at < opens <= at + PHRASE
    if of_whole or opens <= at:
        # "Labour won 30 seats, the Tories 12", "38 per cent of the money and sponsors 43"
        return of_whole or opens == at
    # "30 seats on the council, Labour 12, the Greens four": several such clauses leave no doubt.
    ends = next((later for later in line.amounts if later.first > amount.first), None)
    return ends is not None and _gap_opening(line, ends) == amount.last


def _gap_opening(line: Line, amount: Amount) -> int:
    """The token that opens a clause of a subject and a number: that of the comma in "|, the Tories 12"; or -1."""
    words, counts = line.words, load_counts()
    if words[amount.last] not in counts.clause_ends:
        return -1
    at = amount.first - 1
    while line.has_content(at):
        at -= 1
    named = 0 < amount.first - 1 - at <= PHRASE
    if is_past(words[amount.first - 1]):
        # A participle is no subject: "yields 4%, rated 5.5".
        return -1
    opens = at + 1
    while words[at] in counts.gap_openers:
        opens, at = at, at - 1
    return opens if named and opens < amount.first - 1 and words[opens] in counts.gap_openers else -1


def restates_share(line: Line, amount: Amount) -> bool:
    """As in "half the plants in the north - around 10 - are at risk", "20% of the homes, or 450,": how many that is."""
    before = amount.previous
    if before is None or before.kind not in {"ratio", "percentage"} or amount.num.form not in {"digits", "words"}:
        return False
    start, behind = past_adverbs(line, amount.first - 1), line.words[amount.last]
    # "a tenth of calls, or 300 a day, go unanswered"
    paced = behind in PACES and line.words[amount.last + 1] in load_numbers().periods
    restates = line.words[start] in load_counts().restating and (
        paced or behind == "-" or behind in load_counts().clause_ends
    )
    if not restates or may_be_year(line, amount):
        return False
    noun = before.noun or find_noun(line, before.last, plural=True)
    return set_count(amount, noun.head if noun is not None else None, "count.share")


def takes_up_object(line: Line, amount: Amount) -> bool:
    """As in "The industry added 48,000": what such verbs counted before, they count again."""
    vague_sum = amount.num.form == "vague" and line.words[amount.last] == "in"
    if not counting_verb_before(line, amount) or vague_sum or amount.num.value == 0:
        # "raised millions in campaign money", "dropped to zero"
        return False
    set_count(amount, line.earlier_object or line.earlier_noun, "count.ellipsis")
    return True

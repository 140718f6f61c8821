"""Numbers that take up what an earlier sentence counted: "the four were freed", "another 400 were built"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import are_alike
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.counting.bare_phrases import may_be_year, stands_alone
from figures_server.compose.rules.counting.headcounts import PERSON
from figures_server.compose.rules.intervals.bounds import match_before, past_hedge
from figures_server.compose.rules.measures.tails import read_tail
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns

# Small numbers are said again of other things.
_MANY: Final = 5
_DEFINITE: Final = frozenset(("the", "all", "those", "these"))
_FEWEST_REPEATED: Final = 12
# "The chain is left with 40", "Last year there were 285".
_HAVING: Final = (["left", "with"], ["there", "were"], ["there", "are"])
_UNLIKE: Final = 1000
# Characters back to the count that an ellipsis takes up: some three sentences.
_FARTHEST: Final = 600


def is_repeated(line: Line, amount: Amount) -> bool:
    """As in "needs 270 votes ... the road to 270": the same number said again without its noun."""
    number = amount.num
    if number.form == "vague" or number.value <= _FEWEST_REPEATED or may_be_year(line, amount):
        return False
    counted = line.counted.get(number.value)
    if counted is None or not stands_alone(line, amount):
        return False
    return set_count(amount, counted[0], "count.repeated")


def takes_up_extreme(line: Line, amount: Amount) -> bool:
    """As in "That was past the previous peak of 665,000": what was counted last."""
    words, at = line.words, amount.first - 1
    if amount.previous is not None or words[at] != "of" or words[at - 1] not in load_counts().extremes:
        return False
    return set_count(amount, line.earlier_noun, "count.ellipsis")


def takes_up_group(line: Line, amount: Amount) -> bool:
    """As in "the four were freed", "all three had said": what that number counted just now, else the persons told of."""
    words, value = line.words, amount.num.value
    definite = words[amount.first - 1] in _DEFINITE
    if amount.previous is not None or not definite or not stands_alone(line, amount):
        return False
    counted = line.counted.get(value)
    # As many as that are hardly others, however far back they were counted.
    head = counted[0] if counted is not None and value >= _MANY else _lately(line, amount, counted)
    if head is None and _is_of_persons(line, amount):
        head = PERSON
    return set_count(amount, head, "count.ellipsis")


def _is_of_persons(line: Line, amount: Amount) -> bool:
    """As in "the two | were freed", "the four | of them", "the five|, who fled", "the five|, led by Holt", "between the two": what a group does or has, persons do."""
    words, counts, at = line.words, load_counts(), amount.last
    does = words[at] in counts.auxiliaries or words[at] in load_nouns().verbs or words[at].endswith("ed")
    does |= words[at] == "," and (words[at + 1] == "who" or is_past(words[at + 1]))
    return does or words[at] == "of" or words[amount.first - 2] == "between"


def is_one_of_kind(line: Line, amount: Amount) -> bool:
    """Both numbers of "the prison, one of 14 in the state,": of the subject that opens the sentence."""
    one, whole = (amount, amount.following) if amount.num.value == 1 else (amount.previous, amount)
    if one is None or whole is None or one.num.form != "words" or one.num.value != 1:
        return False
    noun, gap = one.first - 2, line.words[one.last : whole.first]
    if line.words[noun + 1] != "," or gap[:1] != ["of"] or len(gap) > GROUP or not stands_alone(line, whole):
        return False
    opens = line.words[0] in load_nouns().articles and 0 < noun < GROUP
    named = opens and all(line.has_content(at) and not has_capital(line, at) for at in range(1, noun + 1))
    return named and set_count(amount, singular(line.words[noun]), "count.ellipsis")


def takes_up_pronoun(line: Line, amount: Amount) -> bool:
    """As in "Seven of those are new", "two of them had fled", "400 more voted", "400 or so fled": things counted just now, or persons."""
    counts, words, before = load_counts(), line.tokens.words, amount.previous
    at = past_hedge(line, amount.last + (words[amount.last] == "more"))
    pronoun = words[at + 1] if words[at] == "of" and words[at + 1] in counts.pronouns else ""
    # "the 1kg bag is cheaper in three of them", "came out an hour later with three of them"; "Rs 5 crore seized, 2 held"
    uncounted = {"measurement", "duration"} if pronoun else {"money", "percentage"}
    if before is not None and before.kind not in uncounted:
        return False
    if not pronoun and (not _is_of_persons_alone(line, at) or _is_of_measure(line, amount)):
        return False
    whole = line.last_counted
    head = _lately(line, amount, whole)
    if whole is not None and whole[2] < amount.num.value:
        # A part is no greater than its whole.
        head = None
    does = words[at + 2] if pronoun else words[at]
    persons = pronoun in {"us", "you", "whom"} or does in counts.human or not pronoun
    decides = head in counts.acting_bodies and does in counts.deciding
    suffers = head in counts.animals and does not in counts.human
    if persons and not decides and not suffers and head not in load_nouns().persons:
        head = PERSON
    if head is None and pronoun == "them":
        head = PERSON
    return set_count(amount, head, "count.ellipsis")


def _is_of_measure(line: Line, amount: Amount) -> bool:
    """As in "pupils with a rating of at least | 40 | took part": the rating's number; "a crowd of 40 took part" are so many."""
    hedge = match_before(line, amount.first)
    of = (amount.first if hedge is None else hedge[1]) - 1
    return line.words[of] == "of" and line.words[of - 1] in load_counts().measured


def _is_of_persons_alone(line: Line, at: int) -> bool:
    """As in "60,000 | voted", "40 | have been jailed", "300 | are expected to attend", "12 | remain in hospital"; "12 | were backed" is of plans too."""
    words, counts = line.words, load_counts()
    while words[at] in counts.passive or words[at : at + 2] == ["expected", "to"]:
        at += 1 + (words[at] == "expected")
    if words[at] in counts.human:
        return words[at - 1] not in counts.passive or words[at - 1] in counts.auxiliaries - {"are", "were"}
    phrase = f"{words[at]} {words[at + 1]}"
    return words[at] in counts.done_to or phrase in counts.human_phrases or phrase in counts.done_off


def takes_up_sentence(line: Line, amount: Amount) -> bool:
    """As in "Another 400 were built", "It needed 60": the first number of a sentence goes on with the one before.

    Only one that opens its sentence or clause, one with "another", or the object of a verb of having does.
    """
    if (
        (amount.previous is not None and not _adds(line, amount))
        or amount.num.form == "fraction"
        or line.words[amount.first - 1] in {"at", "to", "by"}
    ):
        return False
    if not stands_alone(line, amount) or not _goes_on(line, amount):
        return False
    if line.words[amount.first - 1] in _DEFINITE:
        # "those three" are no others than were named
        return False
    last = line.last_counted
    if last is not None and amount.num.value >= 10**9 and amount.num.value > last[2] * _UNLIKE:
        # "You had 24 billion to play with" is of no 45,000 workers.
        return False
    head = _announced(line, amount) or _lately(line, amount, last)
    return set_count(amount, head, "count.ellipsis")


def _announced(line: Line, amount: Amount) -> str | None:
    """As in "New cases are turning up elsewhere: Utah has | 27": the plural that opens the clause before the colon."""
    words = line.tokens.words[: amount.first]
    if ":" not in words:
        return None
    noun = find_noun(line, 0, plural=True)
    return noun.head if noun is not None and words[noun.last] in load_nouns().stops else None


def _adds(line: Line, amount: Amount) -> bool:
    """As in "ordered 30 planes at $120m each, with the option to buy 20 more", "and leased another 15", "found 600 fewer"."""
    before = line.words[amount.first - 1]
    done = before in load_counts().taking or before in load_nouns().verbs
    return before == "another" or (line.words[amount.last] in {"more", "fewer"} and done)


def _goes_on(line: Line, amount: Amount) -> bool:
    """Whether the words before an ellipsis say that it is one."""
    counts, words = load_counts(), line.tokens.words
    start = past_adverbs(line, amount.first - 1) + 1
    leading = line.words[start - 1]
    clause = leading in counts.clause_openers and words[amount.last] in counts.of_persons
    return (
        start <= 2
        or _opens_with_whole(line, start)
        or line.words[amount.first - 1] in counts.resumers
        or clause
        or leading in counts.taking
        or words[start - 2 : start] in _HAVING
        or _is_paced(line, amount)
    )


def _opens_with_whole(line: Line, start: int) -> bool:
    """As in "Of these, | nine were from Kent", "Out of the total, | 40 were": a part of what was counted."""
    words = line.tokens.words[:start]
    whole = load_counts().whole
    return len(words) <= PHRASE and "of" in words[:2] and all(word in whole for word in words)


def _is_paced(line: Line, amount: Amount) -> bool:
    """As in "We sell | 200 a day"."""
    at = amount.last
    return line.words[at] in {"a", "an", "per"} and read_tail(line, at, money=False) is not None


def _lately(line: Line, amount: Amount, counted: tuple[str, int, Decimal] | None) -> str | None:
    """The noun of an earlier count that is not too far back to be in mind."""
    if counted is None or line.tokens.starts[amount.first] - counted[1] > _FARTHEST:
        return None
    return counted[0]


def counted_alike(line: Line, amount: Amount) -> str:
    """As in "2.1 million people in 23 counties. The figure, up from | 1.8 million": what the last count about as great was of."""
    value = amount.num.value
    near = [(at, noun) for noun, at, count in line.counted.values() if are_alike(count, value)]
    return max(near, default=(0, ""))[1]

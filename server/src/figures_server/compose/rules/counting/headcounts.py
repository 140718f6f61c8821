"""Counts of persons that no noun names: "62 were hurt", "a crowd of 400", "the population grew to 52,000"."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, GROUP
from figures_server.compose.rules.change.change_verbs import change_verb_before, past_adverbs
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.intervals.bounds import past_hedge, word_of_level
from figures_server.compose.rules.noun_phrases.capitals import has_capital, opens
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_ages, load_counts, load_money
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import DASHES, HYPHENS, WORD

PERSON: Final = "person"
_AUXILIARIES: Final = frozenset(("is", "was", "has", "had", "have", "will", "would", "could", "may", "might"))
_FEWEST: Final = 10
# "three live and two spent cartridges" are no persons who live.
_MANY: Final = 20
# Below this, a population or unemployment that changes is measured in per cent.
_LONGEST_CROWD: Final = len("in front of a sell - out".split())
_FEWEST_HEADS: Final = 100
# Characters back to the animals that a casualty may be one of.
_FARTHEST: Final = 300
_MILLION: Final = 1_000_000


def counts_toll(line: Line, amount: Amount) -> bool:
    """As in "the toll has gone up to 34", "put the casualty figure at 34", "knocked out power to 80,000": persons."""
    words, first = line.words, amount.first
    # However long the clause, its subject reaches the level at its end.
    reach = 2 * CLAUSE if words[first - 1] == "to" else CLAUSE
    reached = words[first - 1] == "to" and words[first - 2] in load_changes().supplied
    clause = words[max(0, first - reach) : first]
    counts = reached or "toll" in clause or ("casualty", "figure") in pairwise(clause)
    return counts and set_count(amount, PERSON, "count.casualty")


def counts_heads(line: Line, amount: Amount) -> bool:
    """As in "a population of 52,000", "the hall can seat 400": persons; "the wolf population fell to 300": wolves."""
    head = _of_headcount(line, amount) or (PERSON if _has_capacity(line, amount) else None)
    return set_count(amount, head, "count.headcount")


def counts_casualties(line: Line, amount: Amount) -> bool:
    """As in "62 were hurt", "a crowd of 400", "where some 4,000 work": of persons, or of the animals counted last."""
    hurt = has_casualty_near(line, amount) and not _are_more_things(line, amount)
    if not hurt and not _gathering(line, amount) and not _do_something(line, amount):
        return False
    last, head = line.last_counted, PERSON
    if hurt and last is not None and last[0] in load_counts().animals and last[2] >= amount.num.value:
        near = line.tokens.starts[amount.first] - last[1] < _FARTHEST
        head = last[0] if near else PERSON
    return set_count(amount, head, "count.casualty")


def _are_more_things(line: Line, amount: Amount) -> bool:
    """As in "the 30 boats survived and 25 | more will be built", "17 pelicans, nine | of them dead": what was counted goes on being counted."""
    words, at, nouns, before = line.words, amount.last, load_nouns(), amount.previous
    if before is None or before.kind != "count":
        return False
    if words[at : at + 2] == ["of", "them"] and before is line.amounts[0] and before.told_until == amount.first - 1:
        return True
    if words[at] != "more":
        return False
    # "killed two in three cars and injured seven more"
    hurt = not nouns.casualty.isdisjoint(words[amount.first - 1 : at + GROUP])
    return not hurt and before.factors[0].name not in nouns.persons


def _is_in_front(line: Line, amount: Amount) -> bool:
    """As in "in front of | a sell-out | 12,225"."""
    words = line.words[max(0, amount.first - _LONGEST_CROWD) : amount.first]
    at = words.index("front") if "front" in words else 0
    return at > 0 and words[at - 1] == "in" and words[at + 1 : at + 2] == ["of"]


def _has_capacity(line: Line, amount: Amount) -> bool:
    """As in "The hall can seat 400", "home to 4,000", "a jail with a capacity of 90", "room for 90", "watched by 5,000", "known to millions": so many persons; "fell from 40 seats to 12" counts the seats."""
    before = line.words[max(0, amount.first - 3) : amount.first]
    known = before[-2:] == ["known", "to"] and amount.num.form == "vague"
    if known or before[-2:] == ["home", "to"] or _is_in_front(line, amount):
        return True
    at, counts = past_adverbs(line, amount.first - 1), load_counts()
    if line.words[at] in {"of", "is", "was"} and line.words[at - 1] == "capacity":
        return line.mentions(counts.venues)
    roomy = line.words[at] == "for" and line.words[at - 1] in counts.roomy
    by = line.words[amount.first - 1] == "by" and line.words[amount.first - 2] in counts.done_by
    if roomy or (by and amount.num.form == "digits"):
        return True
    if line.words[at - (line.words[at] == "in")] in counts.drawing:
        return amount.low is not None and amount.low.decimal >= _FEWEST_HEADS
    if line.words[at] not in counts.capacity:
        return False
    return not any(other.noun is not None and other.noun.last == at + 1 for other in line.amounts)


def _do_something(line: Line, amount: Amount) -> bool:
    """As in "where some 4,000 work", "400 of the 7,000 on the roll", "made 900 ill", "900 without power", "jailed 900": only persons do so, or are made so."""
    words, at = line.tokens.words, amount.last
    counts, before = load_counts(), past_adverbs(line, amount.first - 1)
    verb = words[before]
    if words[at] in counts.made_so:
        return verb in counts.making
    if not counts.done_off.isdisjoint((f"{words[before - 1]} {verb}", f"{verb} {words[at]}")):
        # "laid off 900", "let 14 go"
        return True
    if verb in counts.done_to and stands_alone(line, amount):
        return True
    after = amount.following if words[at] == "of" else None
    if after is not None and after.bare and after.first - at <= GROUP:
        at = after.last
    if _go_without(line, at) or words[at : at + 3] == [",", "of", "whom"]:
        return True
    aboard = at + (words[at] in counts.auxiliaries)
    listed = aboard + 1 + (words[aboard + 1] in load_ages().possessives)
    on_board = words[aboard] in {"on", "in"} and words[listed] in counts.listed_on
    return on_board or (amount.num.value >= _MANY and words[at] in counts.doing)


def _go_without(line: Line, at: int) -> bool:
    """As in "1.3 million | without power", "40,000 | were still without water": persons, unless homes or the like were counted."""
    words, counts, last = line.words, load_counts(), line.last_counted
    at = next((index for index in range(at, at + GROUP) if words[index] not in counts.passive), at)
    lacks = words[at] == "without" and words[at + 1] in load_changes().supplied
    return lacks and (last is None or last[0] in load_nouns().persons)


def has_casualty_near(line: Line, amount: Amount) -> bool:
    """As in "62 were hurt", "killing 34", "189 aboard": the verb tells that persons are counted."""
    words, casualty = line.tokens.words, load_nouns().casualty
    # A single one is hurt by its own verb alone: "arrests, including one in Leeds" counts no person.
    near = GROUP if amount.num.value != 1 else 1 + (words[amount.last] in {"was", "had", "has", "is"})
    behind = _past_members(line, amount.last)
    around = words[max(0, amount.first - near) : amount.first] + words[behind : behind + near]
    return any(word in casualty for word in around)


def _past_members(line: Line, at: int) -> int:
    """Past an insertion that tells who they are: "Nineteen | , most of them sailors, | drowned"."""
    if line.words[at] != ",":
        return at
    told = line.tokens.words[at + 1 : at + CLAUSE]
    closed = told.index(",") if "," in told else 0
    return at + closed + 2 if closed and not load_counts().members.isdisjoint(told[:closed]) else at


def _of_headcount(line: Line, amount: Amount) -> str:
    """As in "The population grew from 41,000 to 52,000", "Salem, population 9,000", "a rise of 9,000 in unemployment"."""
    if amount.low is None or amount.low.decimal < _FEWEST_HEADS:
        return ""
    behind = amount.last
    if line.words[behind] == "in" and line.words[behind + 1] in load_counts().headcounts:
        return PERSON
    return _labelled(line, amount) or _headcount_moved(line, amount)


def _labelled(line: Line, amount: Amount) -> str:
    """As in "The population, | 4,100 in 1950,", "Population: | now 4,100"."""
    label = amount.first - 1 - (line.words[amount.first - 1] in {"once", "now", "then"})
    label -= line.words[label] in {":", ","}
    return _heads_at(line, label, label)


def _headcount_moved(line: Line, amount: Amount) -> str:
    """As in "Unemployment rose 7,000", "Enrolment is down 340", "The population of Hull dwindled to fewer than 600"."""
    words, levels = line.words, load_counts().levels
    start = word_of_level(line, amount)
    subject = start - 1 - (words[start - 1] in _AUXILIARIES)
    head = _heads_at(line, subject, start)
    if head and (words[start] == "by" or change_verb_before(line, start + 1)):
        # "and the workforce by 120"
        return head
    if words[start] not in levels:
        # "Hull, population 290,000"
        return _heads_at(line, start, amount.first)
    clause = range(max(0, amount.first - CLAUSE), amount.first)
    return next((head for at in clause if (head := _heads_at(line, at, start))), "")


def _heads_at(line: Line, at: int, level: int) -> str:
    """What a noun like "population" at token `at` is of: persons, or the animals before it, as in "the wolf population"."""
    counts, word, before = load_counts(), line.words[at], line.words[at - 1]
    if word not in counts.headcounts:
        return ""
    following = line.words[at + 1]
    if following == "of" and at + 1 != level and not _is_of_place(line, at + 2):
        return ""
    if is_plural(following) and following not in counts.transparent and following not in load_changes().verbs_alone:
        # "unemployment claims"
        return ""
    if before in counts.animals:
        return before
    if word in counts.led_headcounts:
        return PERSON if before in counts.leading_headcounts else ""
    plain = not before or before in load_nouns().stops or before.endswith("'s") or line.tokens.kinds[at - 1] != WORD
    # "the U.S. population" is of persons.
    told = plain or before in counts.peopled or line.tokens.text[line.tokens.starts[at - 1]].isupper()
    return PERSON if told else ""


def _is_of_place(line: Line, at: int) -> bool:
    """As in "the population of | the island", "of | Leeds": of persons; "of | grey wolves", "of | the rare bear" is not."""
    animals = load_counts().animals
    named = line.words[at] in load_nouns().of_determiners or has_capital(line, at)
    return named and not any(singular(word) in animals for word in line.words[at : at + GROUP])


def _gathering(line: Line, amount: Amount) -> bool:
    """As in "a city of about 100,000", "big crowds — 12,000 in Hull", "two of the side"."""
    gatherings, at = load_nouns().gatherings, _past_hedges(line, amount)
    if line.words[at] == "of" and singular(line.words[at - 1]) in gatherings:
        return True
    if line.words[at] in DASHES and line.words[at - 1] in load_counts().crowds:
        return True
    return line.words[amount.last] == "of" and any(
        word in gatherings for word in line.tokens.words[amount.last + 2 : amount.last + GROUP]
    )


def _past_hedges(line: Line, amount: Amount) -> int:
    """Back past what may stand between "of" and the number: "a crowd of | at least | 400", "of | between | 40 and 50"."""
    hedges, at = load_hedges().before, amount.first - 1
    at -= amount.modifier == "range" and line.words[at] == "between"
    while line.words[at] in load_changes().skipped or (line.words[at] in hedges and line.words[at] != "of"):
        at -= 1
    return at


def acts_as_one(line: Line, amount: Amount) -> bool:
    """As in "a family of five | lives on soup", "a crew of 12 | runs the ship": the word in -s is the verb of the group."""
    at, words, nouns = amount.last, line.words, load_nouns()
    if not is_plural(words[at]) or not (words[at] in nouns.nominal or words[at + 1] in nouns.articles):
        return False
    of = _past_hedges(line, amount)
    return words[of] == "of" and words[of - 1] in nouns.gatherings


def heads_follow(line: Line, amount: Amount) -> bool:
    """As in "the 17-million population", "a 4,000 workforce": so many heads; "17 population centres" are centres."""
    words, at, after = line.tokens.words, amount.last, amount.following
    if after is not None and after.first == at and after.rule == "age.group" and not line.has_content(after.last):
        # "12 million over-65s"; "two over-70 men" are men
        return set_count(amount, PERSON, "count.headcount")
    at += words[at] in HYPHENS and line.tokens.glued(at)
    if words[at] not in load_counts().gatherings or amount.num.value == 1:
        # "more than one audience"
        return False
    ends = not line.has_content(at + 1)
    return ends and set_count(amount, PERSON, "count.headcount")


def are_accused(line: Line, amount: Amount) -> bool:
    """As in "acquitted six | of the charges", "accused four | of theft": "of" goes with the verb, and those who are accused are counted."""
    accused = line.words[amount.last] == "of" and line.words[amount.first - 1] in load_counts().charging
    return accused and set_count(amount, PERSON, "count.accused")


def counts_persons_vaguely(line: Line, amount: Amount) -> bool:
    """As in "Millions are drawn", "forced thousands to work"; other vague numbers, and a bare one, count nothing.

    Bare millions are money more often than persons: "spent millions on the campaign".
    """
    words, first = line.words, amount.first
    before, vague = words[first - 1], amount.num.form == "vague"
    nouns = load_nouns()
    if (
        words[first] == "scores"
        and not opens(line, first)
        and (before not in nouns.stops or before in load_ages().possessives)
    ):
        # "test scores", "their scores"
        return True
    if vague and (thing := _come_in_numbers(line, amount)) is not None:
        set_count(amount, thing, "count.subject")
    elif vague and _are_persons(line, amount):
        set_count(amount, PERSON, "count.casualty")
    return vague or amount.num.value == 1


def _come_in_numbers(line: Line, amount: Amount) -> str | None:
    """As in "they file suits by the thousands"; those who "poured into shelters by the thousands" are persons."""
    words, first = line.words, amount.first
    plural = words[first - 1] == "the" and words[first - 2] == "by" and is_plural(words[first - 3])
    return singular(words[first - 3]) if plural and words[first - 4] not in load_counts().governing else None


def _are_persons(line: Line, amount: Amount) -> bool:
    """As in "watched by millions", "drew millions to the streets"; "found thousands that were lost" are things."""
    words, counts, behind = line.words, load_counts(), line.tokens.words[amount.last]
    before = words[amount.first - 1]
    summed = behind == "in" and words[amount.last + 1] in load_money().sums
    owed = before in load_money().certain and behind not in load_ages().possessives  # "some owe thousands"
    if summed or owed or (behind in {"were", "are"} and words[amount.last + 1] in counts.of_sums):
        # "has thousands in debts"
        return False
    if behind in counts.of_persons or before == "by":
        return True
    if before in counts.moving and behind == "to":
        return True
    few = amount.num.value < _MILLION and behind != "that" and words[amount.first] != "scores"
    by_the = words[amount.first - 2 : amount.first] == ["by", "the"]
    # "losses ran into the thousands"
    return few and (by_the or before not in {"the", "into", "in", "to"})


def acts(line: Line, amount: Amount) -> bool:
    """As in "they expect nearly 50,000 will come": those of whom nothing else is said are persons."""
    tokens, at = line.tokens, past_hedge(line, amount.last)
    many = amount.low is not None and amount.low.decimal >= _FEWEST
    acts = many and tokens.words[at] in load_counts().acting and tokens.text[tokens.starts[at]].islower()
    return acts and set_count(amount, PERSON, "count.casualty")

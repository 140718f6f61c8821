"""The grammar's table of contents: what happens to a number, and then to the amounts of a line, in this order."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line, Other
from figures_server.compose.numerals.num import Num, is_whole
from figures_server.compose.rules import multiples, ratios, tens
from figures_server.compose.rules.age import age_groups, ages
from figures_server.compose.rules.change import changes
from figures_server.compose.rules.counting import counts, shared_nouns
from figures_server.compose.rules.intervals import bounds, ranges, two_sided
from figures_server.compose.rules.measures import (
    degrees,
    exchange,
    money,
    race_times,
    rates,
    restatements,
    scales,
    units,
)
from figures_server.compose.rules.no_figures import not_figures, scores
from figures_server.compose.rules.noun_phrases import nouns
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.compose.rules.ordinals import placings, ranks
from figures_server.lexicon.shapes import load_counts, load_scales
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import HYPHENS, WORD

_SMALL: Final = 10
_WITH_ADJECTIVES: Final = 3
# "the last two", "a top-four spot"
_BEFORE_POINTING: Final = HYPHENS | {"last", "first"}
_ROUND: Final = 50


def take_number(line: Line, num: Num, *, weak: bool) -> int:
    """Adds the amount that begins with the number, or says what else it is; gives the token after it.

    `weak` says that the number looks like a year: it counts only where its noun leaves no doubt.
    """
    other = not_figures.identify(line, num)
    if other is None:
        amount = Amount(num)
        other = _read_amount(line, amount, weak=weak)
        if other is None:
            line.amounts.append(amount)
            return max(amount.last, num.last)
    line.others.append(other)
    return other.last


def _read_amount(line: Line, amount: Amount, *, weak: bool) -> Other | None:
    """Finds what the number is a number of; or what it is where it is no figure."""
    num = amount.num
    if (
        tens.attach_tens(line, amount)
        or age_groups.attach_group(line, amount)
        or multiples.attach_multiple(line, amount)
        or ranks.attach_rank(line, amount)
        or placings.attach_position(line, amount)
    ):
        return None
    if num.form in {"ordinal", "multiple"}:
        return Other(num.first, num.last, "narrative", f"narrative.{num.form}")
    if not scales.attach_scale(line, amount):
        units.attach_unit(line, amount)
    if num.last == num.first:
        # "decade-long": the unsaid one has no token of its own.
        amount.last += 2
    if weak and amount.bare and not _counts_though_year(line, amount) and not changes.is_summed(line, amount):
        return Other(num.first, num.last, "date", "time.year")
    return None


def _counts_though_year(line: Line, amount: Amount) -> bool:
    """As in "2000 people", "counted 1987 seals": what looks like a year counts if round, before persons, or behind a verb."""
    noun = nouns.find_noun(line, amount.last, plural=True)
    if noun is None or not is_plural(line.tokens.words[noun.last - 1]):
        return False
    if amount.num.value % _ROUND == 0:
        return True
    # "reported 2019 earnings" are of the year; cases, animals and persons are mostly counted.
    before, counts = line.words[amount.first - 1], load_counts()
    counted = noun.head in counts.countable or noun.head in counts.animals or noun.head in load_nouns().persons
    return counted and (
        before in counts.auxiliaries or before == "has" or before in load_nouns().verbs or before.endswith("ed")
    )


def compose_line(line: Line) -> None:
    """Joins, names and bounds the amounts of a line."""
    ratios.join_ratios(line)
    _drop_scores(line)
    ranges.join_amounts(line)
    restatements.name_currency(line)
    _name_bare(line)
    restatements.link(line)
    for amount in line.amounts:
        rates.attach_rate(line, amount)
        bounds.attach_bounds(line, amount)
        changes.attach_change(line, amount)
        bounds.inherit_hedge(amount)
    for amount in line.amounts:
        degrees.as_difference(line, amount)
        bounds.apply_interval(amount)
    two_sided.join_bounds(line)
    _part(line)


def _part(line: Line) -> None:
    """A word that two figures took, as the A of "27A couple of dozen", stays with the first."""
    for left, right in pairwise(line.amounts):
        if right.first < left.last < right.last:
            right.first = left.last


def _drop_scores(line: Line) -> None:
    amounts = line.amounts
    index = 0
    while index + 1 < len(amounts):
        left, right = amounts[index], amounts[index + 1]
        if scores.is_score(line, left, right):
            end = index + 2
            while end < len(amounts) and scores.goes_on(line, amounts[end - 1], amounts[end]):
                end += 1
            line.others.append(Other(left.first, amounts[end - 1].last, "score", "score.dash"))
            del amounts[index:end]
        else:
            index += 1


def _name_bare(line: Line) -> None:
    """Gives each bare amount its age, noun or place among the other numbers."""
    kept: list[Amount] = []
    for amount, following in zip_longest(line.amounts, line.amounts[1:]):
        amount.previous, amount.following = kept[-1] if kept else None, following
        units.settle_sign(line, amount)
        if not ages.attach_age(line, amount) and amount.bare:
            other = not_figures.set_aside(line, amount) or _name(line, amount)
            if other is not None:
                line.others.append(other)
                continue
        elif amount.kind == "ordinal":
            counts.remember(line, amount)
        kept.append(amount)
    line.amounts = kept
    for part, whole in pairwise(kept):
        part.following = whole
        if part.kind == "number" and whole.kind == "count" and line.words[part.last] == "of":
            # "more than 3,000 of the province's 4,000 have signed up"
            shared_nouns.is_part_of_whole(line, part)


def _only_tells(line: Line, amount: Amount) -> bool:
    """Whether a word stands for things named elsewhere: "the two", "night two", "two new ones"; not "two hard-won wins"."""
    words, num = line.words, amount.num
    if words[amount.first] == "scores":
        return True
    # "cut the deficit to three": how far apart two sides are
    level = words[amount.first - 1] == "to" and words[amount.first - 2] in load_scales().margins
    if amount.low is not amount.high or level or _is_part(line, amount):
        # "48 per cent use two or three"
        return False
    before = words[amount.first - 1]
    pointed = before in load_nouns().of_determiners or before in _BEFORE_POINTING
    behind = words[amount.last : amount.last + _WITH_ADJECTIVES]
    goes_on = line.tokens.kinds[amount.last] == WORD and behind[0] not in load_nouns().stops and "ones" not in behind
    small = num.form == "words" and 0 <= num.value < _SMALL and is_whole(num.value)
    return small and (num.value <= 1 or pointed or not goes_on)


def _is_part(line: Line, amount: Amount) -> bool:
    """As in "won seven of nine", "Four of the seven:": either number of a part and its whole."""
    at = line.amounts.index(amount)
    before, after = line.amounts[at - 1 : at], line.amounts[at + 1 : at + 2]
    pairs = [(amount, other) for other in after] + [(other, amount) for other in before]
    return any(
        part.num.value > 1 and line.words[part.last : whole.first] in (["of"], ["of", "the"]) for part, whole in pairs
    )


def _name(line: Line, amount: Amount) -> Other | None:
    """Makes a share or a count of a bare amount; a small word that counts nothing named says nothing."""
    if amount.num.form == "fraction" and not is_whole(amount.num.value):
        # A half-dozen is counted.
        amount.kind = "ratio"
        counts.attach_whole(line, amount)
        return None
    if (
        race_times.attach_seconds(line, amount)
        or money.attach_sum(line, amount)
        or exchange.attach_exchange_rate(line, amount)
        or scales.attach_step(line, amount)
        or counts.attach_count(line, amount)
        or money.attach_unsaid_rupees(line, amount)
    ):
        counts.remember(line, amount)
    elif _only_tells(line, amount):
        return Other(amount.first, amount.last, "narrative", "narrative.number")
    else:
        amount.kind = "number"
    return None

"""Units and scales said once for two numbers: "20C, up from 12", "40 tonnes of wheat and 30 of rye"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import MEASURED, Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import ONE, are_alike
from figures_server.compose.reaches import CLAUSE, GROUP
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.change.changes import past_standing
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.counting.ellipses import DIRECTIONS, GAPPED, is_gapped
from figures_server.compose.rules.measures.units import copy_unit, share_unit
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.shapes import load_counts, load_money
from figures_server.scan.tokens import ASIDES

_LONGEST_RESUMED: Final = 6
# "goes for 80"
_FETCHING: Final = frozenset(("go", "goes", "going", "went"))
# "the 40th fire this year, up from 31"
_FORMER: Final = GAPPED | {"ordinal"}
# "at Hull, 60 km to the west, where 900 | have found shelter"
_OF_MANY: Final = frozenset(("more", "who", "have", "had", "are", "were"))


def is_other_level(line: Line, amount: Amount) -> bool:
    """As in "20C, up from 12", "fell from 39 deaths per 1,000 births in May to 28": two levels of one thing."""
    before = amount.previous
    if before is None:
        return False
    last = before.last
    aside = line.words[last] in ASIDES or line.words[last] == ")"
    if before.kind == "percentage" and (aside or line.words[before.first - 1] in {"up", "down"}):
        # as in "1.9 million tons, up 2% from 1.8 million", "rose $1.20, or 3%, to 41.30"
        before = before.previous or before
    before = _said_in_full(line, before)
    rated = before.kind == "count" and before.tail
    if line.words[past_standing(line, amount.first - 1)] not in {"from", "to"}:
        return False
    reach = CLAUSE if rated else _LONGEST_RESUMED
    # "4.7 times earnings, up from 3.9"; "doubled to 900" are calls
    times = before.kind == "multiple" and before.num.form == "digits" and line.words[last] not in {"from", "to"}
    if amount.first - last > reach or not (rated or times or before.kind in MEASURED):
        return False
    if before.rule == "money.sign-before" and amount.num.form == "words":
        # "The number of cars under €25,000 went from one to nine."
        return False
    amount.scale_by(_scale_shared(before, amount))
    share_unit(before, amount, "unit.ellipsis")
    return True


def _said_in_full(line: Line, amount: Amount) -> Amount:
    """As in "to 46 billion pesos ($2.4bn; £1.8bn), up from 38 billion": what a bracket says again is no level of its own."""
    closed = line.words[amount.last] == ")"
    while closed and line.words[amount.first - 1] in {"(", ";"}:
        before = amount.previous
        if before is None or before.kind != amount.kind:
            break
        amount = before
    return amount


def _scale_shared(whole: Amount, amount: Amount) -> Decimal:
    """As in "$1.2 billion, down from | 1.5", "4 million cars, up from | 3": the scale said once is that of both, where that makes them alike."""
    scale = whole.num.scale
    shared = scale > 1 == amount.num.scale and are_alike(amount.num.value * scale, whole.num.value)
    return scale if shared else ONE


def revises_measure(line: Line, amount: Amount) -> bool:
    """As in "six weeks, perhaps nine or ten, before it opens", "$4bn, if not 5": the same measure again."""
    before = amount.previous
    if before is None or before.kind not in GAPPED or amount.num.form not in {"digits", "words"}:
        return False
    if amount.num.value == 1:
        # "ran two miles, and one, Silver Birch, fell"
        return False
    gap, behind = line.tokens.words[before.last : amount.first], line.words[amount.last]
    if len(gap) < 2 or not load_counts().revising.issuperset(gap) or behind not in load_counts().clause_ends:
        return False
    if before.num.scale > 1 == amount.num.scale:
        # "$4bn, if not 5"
        amount.scale_by(before.num.scale)
    share_unit(before, amount, "unit.ellipsis")
    return True


def resumes_measure(line: Line, amount: Amount) -> bool:
    """As in "40 tonnes of wheat and 30 of rye", "the cup holds 5ml, the jug 300": the unit is said once for both."""
    before = amount.previous
    if before is None or before.kind not in MEASURED or amount.num.form == "vague" or amount.num.value == 1:
        return False
    if before.rule == "money.sign-before" and amount.num.form == "words":
        # "40 homes sold for £2m, against nine last year"
        return False
    words, gap = line.words, line.words[before.last : amount.first]
    measured = words[amount.first - 1] == "of" and words[amount.first - 2] in load_counts().measured_plurals
    priced = before.kind == "money" and _is_priced(line, amount)
    resumed = measured or priced or not load_counts().resuming.isdisjoint(gap) or is_gapped(line, amount)
    if len(gap) > (CLAUSE if measured or priced else _LONGEST_RESUMED) or not resumed:
        return False
    if words[amount.first - 1] == "of" and is_plural(words[amount.first - 2]) and not measured:
        # "30 miles a day in packs of 12"
        return False
    of_them = words[amount.last] == "of" and words[amount.last + 1] in load_counts().pronouns
    if words[amount.last] in _OF_MANY or of_them or not stands_alone(line, amount):
        # "costs £80, and 40 of them went"
        return False
    share_unit(before, amount, "unit.ellipsis")
    return True


def _is_priced(line: Line, amount: Amount) -> bool:
    """As in "which cost £30 now costs | 80", "now sells for | 80", "goes for | 80"."""
    words, at = line.words, past_adverbs(line, amount.first - 1)
    sold = words[at - 1] in load_money().trading or words[at - 1] in _FETCHING
    return words[at] in load_money().certain or (words[at] == "for" and sold)


def lasts_too(line: Line, amount: Amount) -> bool:
    """As in "a member for 12 years and its head for four", "takes nine hours, and once took two", "nine years with a minimum term of six": the unit is said once for both stretches."""
    words, link, before = line.words, line.words[past_adverbs(line, amount.first - 1)], amount.previous
    if before is None or before.kind != "duration":
        return False
    if link in load_counts().lasting:
        # "toured for two years and spent four more in Leeds", "had ten years to do it and took 25"
        goes_on = words[amount.last] == "more" or words[amount.last] in load_counts().clause_ends
        alike = goes_on or not load_counts().lasting.isdisjoint(words[max(0, before.first - GROUP) : before.first])
    else:
        term = link == "of" and words[amount.first - 2] in load_counts().terms
        # "14 years with a further four on licence"
        term |= words[amount.last] == "on" and words[amount.last + 1] in load_counts().terms
        # "12 years in jail, including eight on death row"; "held 12 men for nine months, including two in Leeds"
        counted = before.previous is not None and before.previous.kind == "count"
        term |= link == "including" and words[amount.last] in load_counts().parallel and not counted
        # "waited nine hours for a bed and a further 30 on a trolley"
        waited = words[amount.first - 1] == "further" and words[before.first - 1] in load_counts().lasting
        term |= waited and words[amount.last] in load_counts().parallel
        alike = link == "for" == words[before.first - 1] or (term and stands_alone(line, amount))
    if alike:
        share_unit(before, amount, "unit.ellipsis")
    return alike


def is_former_count(line: Line, amount: Amount) -> bool:
    """As in "900 fans came in 40 cars, up from 700", "a 40% chance of rain, down from 60": of the nearest that was more, or less, than so many."""
    words, at, before = line.words, amount.first - 1, amount.previous
    if words[at] != "from" or words[at - 1] not in DIRECTIONS or words[at - 2] != "," or before is None:
        return False
    grew, before = words[at - 1] == "up", _said_in_full(line, before)
    earlier = (other for other in reversed(line.amounts) if other.first <= before.first and other.kind in _FORMER)
    value = amount.num.value
    whole = next((one for one in earlier if (one.num.value > value * _scale_shared(one, amount)) == grew), None)
    if whole is None:
        return False
    amount.scale_by(_scale_shared(whole, amount))
    if whole.kind not in {"count", "ordinal"}:
        share_unit(whole, amount, "unit.ellipsis")
        return True
    set_count(amount, whole.factors[0].name, "count.ellipsis")
    if whole.tail:
        copy_unit(whole, amount)
        amount.rule = "count.ellipsis"
    return True

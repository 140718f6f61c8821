"""Changes: which way a magnitude went, and whether the amount is the step, the start or the level reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.compose.rules.change_verbs import (
    change_verb_before,
    is_particle,
    loses,
    past_skipped,
    verb_before_object,
    verb_ending,
)
from figures_server.compose.rules.comparatives import SHARES, THINGS, comparative, ends_no_step, more_than, sizes_change
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import HYPHENS, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount, Role
    from figures_server.compose.line import Line
    from figures_server.lexicon.words import Way

_REACH: Final = 10
_LONGEST_WHEN: Final = 3
_LONGEST_STEP: Final = 6
_LONGEST_HELD: Final = 4
_LONGEST_IN: Final = 9
_STOPS: Final = frozenset(("by", "to", "up", "than", "at"))
_PASSING: Final[dict[str, Way]] = {"below": "down", "beneath": "down", "above": "up", "past": "up", "beyond": "up"}
_LEVELS: Final = frozenset((("as", "low"), ("as", "high"), ("closer", "to")))
_SAID_TWICE: Final = ({"money", "percentage"}, {"scale", "percentage"}, {"count", "percentage"})
_CLOSING: Final = frozenset("),-–—")
_ASIDES: Final = frozenset("-–—(")
_BEFORE_OR: Final = frozenset(",-–—(")
_OWNERS: Final = ("'s", "’s")
_EXTENTS: Final = frozenset(("Length", "Duration"))
_MOVED: Final = frozenset(("Length", "Mass"))
# Steps even behind a participle: "lower the price asked by $2".
_STEPPED: Final = frozenset(("percentage", "money", "scale"))


class _Change(NamedTuple):
    """Which way, what the amount is of it, and the rule that told."""

    way: Way
    role: Role
    rule: str


def attach_change(line: Line, amount: Amount, before: Amount | None) -> None:
    """Sets direction and role where the words around the amount tell of a change: "rose 3% to $40"."""
    if amount.kind == "multiple":
        change = None if amount.direction else _by_comparative(line, amount)
    elif amount.kind in {"age", "ordinal", "ratio"} and amount.num.form != "fraction" and amount.rule != "age.subject":
        change = None
    elif amount.kind == "duration" and line.words[amount.last].removesuffix("s") in load_counts().extremes:
        # "retreated from four-month highs"
        change = None
    elif amount.kind == "count" and amount.noun is not None and amount.noun.head == "time":
        # "the side rallied 40 times"
        change = None
    elif line.words[amount.last] == "as" and line.words[amount.last + 1] in load_ratios().much:
        # "rose half as fast"
        change = None
    else:
        change = _find(line, amount, before)
    if change is not None:
        amount.direction, amount.role = change.way, change.role
        amount.refine(change.rule)


def _find(line: Line, amount: Amount, before: Amount | None) -> _Change | None:
    """What the word before the amount tells, hedges between them apart; else the words behind; else the list."""
    if amount.dimension in _EXTENTS and _tells_place(line, amount):
        return None
    words, skipped = line.tokens.words, load_changes().skipped
    start = amount.hedge[0] if amount.hedge and amount.hedge[0] < amount.first else amount.first
    at = start - 1
    while at >= 0 and words[at] in skipped and words[at] not in _STOPS:
        at -= 1
    at = _past_summary(line, at)
    if at == start - 1 and amount.kind in {"percentage", "money"}:
        at = _past_epithet(line, at)
    if amount.kind != "duration" and (words[at] in load_hedges().standing or words[at].endswith(_OWNERS)):
        at = _past_standing(line, at)
    if at >= 0 and words[at] == "between" and amount.modifier == "range":
        at -= 1
    word = words[at] if at >= 0 else ""
    if word == "+" and line.tokens.glued(start) and amount.kind in {"percentage", "scale"}:
        return _Change("up", "by", "change.sign")
    if word in _ENDS:
        # "compared to a 6% rise": behind an article the step is told behind.
        step = _by_comparative(line, amount) if words[amount.first - 1] in {"a", "an", "the"} else None
        return step or (_end(line, amount, before, at) if word in _OPPOSITE else None)
    step = _by_step(line, amount, at) or _by_comparative(line, amount) or _as_listed(line, amount, before, word, at)
    return step or _of_object(line, amount, at)


def _of_object(line: Line, amount: Amount, at: int) -> _Change | None:
    """As in "raised its fares | 20%", "cut rates | by a quarter point": how much, behind the object of the verb."""
    if amount.kind != "percentage" or line.tokens.kinds[at] != WORD:
        return None
    after = line.words[amount.last]
    if after == "of" or (line.tokens.kinds[amount.last] == WORD and after not in load_nouns().stops):
        return None
    way = verb_before_object(line, at)
    return _Change(way, "by", "change.by") if way else None


def _end(line: Line, amount: Amount, before: Amount | None, at: int) -> _Change | None:
    """As in "rose | to 3%", "up | from 3%", "fell 12p (3%) | to 340p"."""
    word = line.words[at]
    role: Role = "to" if word == "to" else "from"
    if before is not None and before.role == _OPPOSITE[word] and (end := _other_end(line, amount, before, role)):
        return end
    if word == "to" and before is not None and before.role == "by" and _is_aside(line.words[before.last : at]):
        return _Change(before.direction, "to", "change.to")
    if (word == "from" and "range.to" in amount.refinements) or _reaches_no_level(line, amount, at):
        return None
    way = change_verb_before(line, at - 1)
    if word == "to" and way and _is_held(line, at):
        return _Change(way, "by", "change.held")
    return _Change(way, role, "change." + role) if way else None


def _is_held(line: Line, to: int) -> bool:
    """As in "keep the rise in fares | to 3%", "limit warming | to 1.5C": so large may the change be, and no level is reached."""
    changes, words = load_changes(), line.words
    for at in range(to - 1, max(-1, to - _REACH), -1):
        if words[at] in changes.held or words[at] in changes.nouns:
            before = words[max(0, at - _LONGEST_HELD) : at]
            return (
                not changes.holding.isdisjoint(before) and "," not in before and changes.clause_ends.isdisjoint(before)
            )
        if words[at] in changes.clause_ends:
            return False
    return False


def _other_end(line: Line, amount: Amount, before: Amount, role: Role) -> _Change | None:
    """As in "climbed to $2.1bn in Ohio, | from $1.94bn a year earlier", "brings the rate to 7.7% | from 7.9%".

    Where both are known they tell the way: no verb does so better.
    """
    gap = line.words[before.last : amount.first - 1]
    if amount.modifier == "range" or (role == "to" and gap not in _EMPTY):
        return None
    way = before.direction
    start, end = (before, amount) if role == "to" else (amount, before)
    alike = [one.name for one in start.factors] == [one.name for one in end.factors] and "to" not in gap
    if alike and start.low and end.low and start.kind == end.kind and start.low != end.low:
        way = "up" if start.low.decimal < end.low.decimal else "down"
        before.direction = way
    return _Change(way, role, "change." + role)


def _is_aside(gap: list[str]) -> bool:
    """The marks that close an aside before the level: "fell 12p (3% | ) | to 340p"."""
    return bool(gap) and _CLOSING.issuperset(gap)


def is_summed(line: Line, amount: Amount) -> bool:
    """As in "an average of 1500": no year is reckoned."""
    return line.words[amount.first - 1] == "of" and line.words[amount.first - 2] in load_changes().summaries


def _reaches_no_level(line: Line, amount: Amount, to: int) -> bool:
    """As in "amounted to 40%", "adds up to 40%", and "cutting power to 30,000 homes": those who lose it, not the level it fell to."""
    changes, before = load_changes(), line.words[to - 1]
    if line.words[amount.first] == "one" and line.words[amount.last] == "of":
        # "fell from one of the towers"
        return True
    if before == "up" and line.words[to - 2] in changes.summing:
        return True
    return before in changes.before_no_level or (amount.kind in THINGS and before in changes.supplied)


def _past_summary(line: Line, at: int) -> int:
    """Back past "an average of", which says how the amount was reckoned, not what became of it."""
    words, changes = line.tokens.words, load_changes()
    if line.words[at] != "of" or line.words[at - 1] not in changes.summaries:
        return at
    at -= 2
    return at - 1 if at >= 0 and words[at] in {"a", "an", "the"} else at


def _past_standing(line: Line, at: int) -> int:
    """Back past whose, or which, level it was: "up from | November's | 4%", "down from | its current | 5%"."""
    standing, words = load_hedges().standing, line.words
    for index in range(at, max(0, at - _LONGEST_HELD), -1):
        if words[index] == "from":
            return index
        if (
            words[index] not in standing
            and words[index] not in load_changes().when
            and not words[index].endswith(_OWNERS)
        ):
            return at
    return at


def _past_epithet(line: Line, at: int) -> int:
    """Back past what an article and adjectives say of the amount: "rose by | a better-than-expected" 8%."""
    words, kinds, stops = line.tokens.words, line.tokens.kinds, load_nouns().stops
    for index in range(at, max(0, at - _LONGEST_STEP), -1):
        word = words[index]
        tied = word in HYPHENS or words[index - 1] in HYPHENS or words[index + 1] in HYPHENS
        if word in {"a", "an"} and index < at:
            before = index - 1
            while words[before] in load_changes().skipped and words[before] not in _STOPS:
                before -= 1
            return before
        if not tied and (kinds[index] != WORD or word in stops):
            break
    return at


# The end of a change that stands before the other.
_OPPOSITE: Final[dict[str, Role]] = {"from": "to", "to": "from"}
_EMPTY: Final[tuple[list[str], ...]] = ([], ["down"], ["up"])
# The words before an amount that make it no step.
_ENDS: Final = frozenset(("to", "from", "at", "than"))


def _by_step(line: Line, amount: Amount, at: int) -> _Change | None:
    """As in "rose 3%"; "fell below $1.20" names the level that was passed."""
    halved = line.words[at] == "in" and line.words[amount.first] == "half"
    way = _halving(line, amount, at) if halved else _step(line, amount, at)
    if not way or (amount.dimension in _MOVED and line.words[at] in load_changes().leaps):
        return None
    if amount.kind == "duration" and line.words[amount.last] in load_changes().reckoned:
        return None
    if ends_no_step(line, amount):
        return None
    if way == "down" and line.words[at] == "up" and amount.kind not in {"percentage", "scale", "money"}:
        # An index gives up 3%; a side that gave up 500 yards, or five goals, lost no level.
        return None
    if amount.hedge is not None and _names_level(line, amount.hedge[0], way):
        return _Change(way, "to", "change.level")
    return _Change(way, "by", "change.by")


def _halving(line: Line, amount: Amount, at: int) -> Way:
    """As in "cut | in half", "slashed the price | in half"; "a cut in half of the cases" is none."""
    parts = line.words[amount.last] == "of"
    return "" if parts else verb_ending(line.tokens.words, at - 1) or verb_before_object(line, at - 1)


def _names_level(line: Line, at: int, way: Way) -> bool:
    """Whether the hedge at token `at` is of a level: "fell | below $1.20", "grew | closer to 300"; not "rises | below 5%"."""
    return _PASSING.get(line.words[at]) == way or tuple(line.words[at : at + 2]) in _LEVELS


def _by_comparative(line: Line, amount: Amount) -> _Change | None:
    """As in "14 per cent higher", "12 more than before"; "20 metres above the sea" says where something is."""
    if amount.dimension == "Length" and line.words[amount.last] in {"above", "below"} and not _above_norm(line, amount):
        return None
    way = more_than(line, amount) if amount.kind == "count" else comparative(line, amount)
    return _Change(way, "by", "change.comparative") if way else None


def _tells_place(line: Line, amount: Amount) -> bool:
    """As in "ten miles down the road", "deep down as far as | nine miles", "prices fell two years later": where or when."""
    word = line.words[amount.last]
    if amount.hedge is not None and line.words[amount.hedge[0] : amount.hedge[0] + 2] == ["as", "far"]:
        return True
    if word in {"up", "down"}:
        return line.words[amount.last + 1] in load_nouns().articles
    return amount.kind == "duration" and word in load_changes().when_of


def _above_norm(line: Line, amount: Amount) -> bool:
    """As in "2 cm above average"."""
    return any(word in load_changes().norms for word in line.tokens.words[amount.last + 1 : amount.last + 4])


def _as_listed(line: Line, amount: Amount, before: Amount | None, word: str, at: int) -> _Change | None:
    """As in "rose 3% and 4%", "growth of 1.2, 1.4 and 1.9%", "fell 1.2%, or 88 points", "1% this year and 2% next"."""
    if amount.kind == "percentage" and line.words[amount.last] == "of":
        # A share of something else: "turnout rises by 5%, and 5% of those who come".
        return None
    if before is None or before.role != "by":
        return _restated_step(line, amount, before, at)
    if word in {"and", "but", ","} and before.kind == amount.kind and _is_parallel(line, before, amount):
        return _Change(before.direction, "by", "change.listed")
    if word in {"and", "or"} and before.kind == amount.kind and at - before.last <= _LONGEST_WHEN:
        when = line.tokens.words[before.last : at]
        if load_changes().when.issuperset(when):
            return _Change(before.direction, "by", "change.listed")
    if word in _ASIDES and before.last == at and {before.kind, amount.kind} in _SAID_TWICE:
        # Once more in another unit, as in "fell 12p (3%)".
        return _Change(before.direction, "by", "change.listed")
    if word == "by" and line.words[at - 1] == "and" and before.kind == amount.kind:
        # As in "cut deaths by 30% among the old and by 20% elsewhere".
        return _Change(before.direction, "by", "change.listed")
    comma = line.words[at - 1] in _BEFORE_OR and word in {"and", "or"}
    follows = before.last == at - comma
    listed = follows and (
        word in {"and", "or"} or (word == "," and before.kind == amount.kind and amount.hedge is None)
    )
    return _Change(before.direction, "by", "change.listed") if listed else None


def _restated_step(line: Line, amount: Amount, level: Amount | None, at: int) -> _Change | None:
    """As in "rose by five cents to $27.30, or 3.1 percent": the step again, behind the level it led to."""
    if level is None or level.role != "to" or amount.kind != "percentage" or level.kind == "percentage":
        return None
    if line.tokens.words[level.last : at + 1] != [",", "or"] or line.words[amount.last] == "of":
        return None
    stepped = any(step.role == "by" and step.last < level.first for step in line.amounts)
    return _Change(level.direction, "by", "change.listed") if stepped else None


def _is_parallel(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "rose 3% in Spain and 4% in Italy": the same preposition behind both steps."""
    link = line.words[amount.last]
    return link in load_counts().parallel and link == line.words[before.last] and amount.first - before.last <= _REACH


def _step(line: Line, amount: Amount, at: int) -> Way:
    """As in "rose 3%", "up nearly $3bn", "cut by a quarter", "an increase of 62,000 units"."""
    words, changes = line.tokens.words, load_changes()
    if at < 0:
        return ""
    if words[at] == "of" and at:
        # "the decline of one of her patients" is no step.
        part = words[amount.last] == "of" and amount.kind == "count"
        return "" if part else _noun_of(amount, words[at - 1]) or _noun_in(line, amount, at)
    if words[at] == "by":
        return _step_by(line, amount, past_skipped(words, at))
    at = past_skipped(words, at)
    if at < 0:
        return ""
    way = verb_ending(words, at)
    if not way:
        return ""
    counts = words[at] in changes.counting or f"{words[at - 1]} {words[at]}" in changes.counting
    if counts or (amount.kind in SHARES and words[amount.last] == "of"):
        return way if sizes_change(line, amount, words[at], way) else ""
    return "" if words[at] in {"up", "down"} and _is_particle(line, amount, at) else way


def _step_by(line: Line, amount: Amount, at: int) -> Way:
    """As in "cut | by a quarter", "was below normal | by 8%"; not "filed | by 20 farmers", "raised | by one of them"."""
    words, changes = line.tokens.words, load_changes()
    if at < 0 or (words[at] in {"up", "down"} and _is_particle(line, amount, at)):
        return ""
    if words[at] in changes.norms and words[at - 1] in {"above", "below"}:
        return changes.comparatives[words[at - 1]]
    acted = amount.kind not in _STEPPED and _acts(words, at)
    part = amount.kind == "count" and words[amount.last] == "of"
    if acted or part or loses(line, at):
        return ""
    return change_verb_before(line, at) or changes.nouns.get(words[at], "")


def _acts(words: list[str], at: int) -> bool:
    """As in "growing demand, filed by 20 farmers": a participle of no change, so that "by" names who did it."""
    return words[at].endswith("ed") and not verb_ending(words, at)


def _is_particle(line: Line, amount: Amount, at: int) -> bool:
    """As in "makes up a third", "shut down 700 websites": the word belongs to a verb that tells of no change."""
    words, verbs = line.words, load_changes().verbs
    if is_particle(line, at):
        return True
    ended = amount.kind == "count" and words[at - 1].endswith(("ed", "ing"))
    return ended and not any(head == (words[at - 1],) for head, _ in verbs[words[at]])


def _noun_of(amount: Amount, noun: str) -> Way:
    """As in "an increase of 62,000 units"; "a jump of 8.2m" is a length, "a loss of $3m" what was lost."""
    changes = load_changes()
    if amount.dimension == "Length" and noun.removesuffix("s") in {"jump", "leap", "fall", "hike"}:
        return ""
    if noun in changes.results and amount.kind != "percentage":
        return ""
    return changes.nouns.get(noun, "") or changes.nouns.get(noun.removesuffix("s"), "")


def _noun_in(line: Line, amount: Amount, of: int) -> Way:
    """As in "a rise in sales | of 4%", "a decline this year | of around 8%": what changed, or when, stands between."""
    if amount.kind != "percentage" or line.words[amount.last] == "of":
        return ""
    words, changes, nouns = line.words, load_changes(), load_nouns()
    for at in range(of - 2, max(0, of - _LONGEST_IN), -1):
        way = changes.nouns.get(words[at], "")
        if way and (words[at + 1] == "in" or words[at + 1] in changes.when):
            return way
        stops = words[at] in nouns.stops and words[at] not in nouns.verbs and words[at] not in nouns.articles
        passed = not stops or words[at] == "of" or words[at] in changes.when
        if line.tokens.kinds[at] != WORD or words[at] in changes.clause_ends or not passed:
            return ""
    return ""

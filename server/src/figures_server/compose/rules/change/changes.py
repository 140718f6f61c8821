"""Changes: which way a magnitude went, and whether the amount is the step, the start or the level reached."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import Change, past_adverbs, verb_before_object, verb_ending
from figures_server.compose.rules.change.comparatives import PLACED, find_comparative
from figures_server.compose.rules.change.levels import OPPOSITE, find_end
from figures_server.compose.rules.change.steps import find_pace, find_step, names_level
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.coordination import LISTING
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.lexicon.names import load_names
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.times import load_times
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import ASIDES, DIGITS, HYPHENS, WORD

# "fell by a combined 300" has a step; "added a wooden 12-foot fence" none.
_EPITHETED: Final = frozenset(("percentage", "money", "count", "number"))
_LONGEST_MOVED: Final = 3
_STOPS: Final = frozenset(("by", "to", "up", "than", "at"))
_SAID_TWICE: Final = ({"money", "percentage"}, {"scale", "percentage"}, {"count", "percentage"})
JOINTS: Final = frozenset(("and", "but", ","))
# What a verb of change beside it moves no more than a name.
_UNCHANGING: Final = frozenset(("age", "ordinal", "ratio"))
_WITHIN: Final = frozenset(("within", "inside"))
TRAILING: Final = frozenset(("down", "behind"))
_ALONG: Final = (["down", "the"], ["up", "the"])
_TO_LEVEL: Final = frozenset(("to", "at"))
# The words before an amount that make it no step.
_DEGREES: Final = frozenset(("more", "less", "rather", "even"))
_ENDS: Final = frozenset(("to", "from", "at", "than"))
# "the ball fell to him 16 yards out"
_RECEIVERS: Final = frozenset(("him", "her", "them", "it"))


def attach_change(line: Line, amount: Amount) -> None:
    """Sets direction and role where the words around the amount tell of a change: "rose 3% to $40"."""
    # "4.7 times earnings, up from | 3.9" is a level
    if amount.kind == "multiple" and "unit.ellipsis" not in amount.refinements:
        change = None if amount.direction else find_comparative(line, amount)
    else:
        change = None if _changes_nothing(line, amount) else _find(line, amount)
    if change is not None:
        amount.direction, amount.role = change.way, change.role
        amount.refine(change.rule)


def _changes_nothing(line: Line, amount: Amount) -> bool:
    """Whether the amount is no step and no level, whatever verb stands beside it: "aged 40", "rallied 40 times"."""
    before = amount.previous
    # "raise the age from 62 to 64", "down from one in four"
    said = amount.kind == "ratio" or (amount.rule == "age.said" and amount.modifier != "range")
    level = amount.rule == "age.subject" or (said and line.words[amount.first - 1] in OPPOSITE)
    if amount.kind in _UNCHANGING and amount.num.form != "fraction" and not level:
        return True
    if amount.kind == "duration" and line.words[amount.last].removesuffix("s") in load_counts().extremes:
        # "retreated from four-month highs"
        return True
    if amount.dimension == "Length" and before is not None and line.words[before.last : amount.first] == ["by"]:
        # "cut a hole 3 feet by 2 feet"
        return True
    over = amount.hedge is None and line.words[amount.first - 1] == "over"
    if over or (
        amount.kind == "duration" and not _WITHIN.isdisjoint(line.words[max(0, amount.first - 2) : amount.first])
    ):
        # "a rise over two years", "lost over five sets", "fell within two hours": in how long
        return True
    if amount.kind == "count" and amount.factors[0].name == "time":
        # "rallied 40 times", "bounced twice"
        return True
    if amount.kind == "percentage" and before is not None and splits_whole(line, before, amount):
        return True
    return _is_of_division(line, amount) or _is_trailing(line, amount)


def _is_trailing(line: Line, amount: Amount) -> bool:
    """As in "rallied from 19 down", "33 seconds down", "rallied from two goals behind to win": how far back a side was; "from 40 down to 12" is a level."""
    words, at = line.words, amount.told_until
    if words[amount.first - 1] != "from":
        # "rode in 33 seconds down"; waits are "ten minutes down on last year"
        return amount.kind == "duration" and words[at] == "down" and words[at + 1] not in {"on", "from"}
    return words[at] in TRAILING and (words[at + 1] != "to" or words[at + 2] in load_changes().prevailing)


def _is_of_division(line: Line, amount: Amount) -> bool:
    """Both numbers of "the bill fell by 312 votes to 275", of which none is a step or a level."""
    if amount.kind != "count" or amount.factors[0].name != "vote":
        return False
    words, at, before = line.words, amount.first - 1, amount.previous
    if words[at] == "to" and before is not None and before.rule == "count.votes":
        return True
    votes = amount.last if words[at] != "to" else at - 1
    digits = line.tokens.kinds[votes + 2] == DIGITS
    start = before.first if words[at] == "to" and before is not None else amount.first
    # "she lost by 202 votes to 432"
    carried = words[start - 1] == "by" and words[start - 2] in load_names().carried
    decided = carried or line.mentions(load_names().chambers)
    return words[votes] == "votes" and words[votes + 1] == "to" and digits and decided


def splits_whole(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "was lost by 67.7 per cent to 32.3": one side's share and the other's."""
    shares = before.kind == "percentage" and line.words[before.last : amount.first] == ["to"]
    return shares and before.num.value + amount.num.value == 100


def _find(line: Line, amount: Amount) -> Change | None:
    """What the word before the amount tells, hedges between them apart; else the words behind; else the list."""
    hauled = amount.kind == "measurement" and line.words[amount.last : amount.last + 2] in _ALONG
    if hauled or (amount.dimension in PLACED and _tells_place(line, amount)):
        # "hauled 1,500 tonnes down the line"
        return None
    start = amount.hedge[0] if amount.hedge and amount.hedge[0] < amount.first else amount.first
    at = _telling_word(line, amount, start)
    word = line.words[at] if at >= 0 else ""
    if word == "+" and line.tokens.glued(start) and amount.kind in {"percentage", "scale"}:
        return Change("up", "by", "change.sign")
    if word in _ENDS:
        if line.words[at + 1] in _RECEIVERS:
            return None
        # "compared to a 6% rise": behind an article the step is told behind.
        step = find_comparative(line, amount) if line.words[amount.first - 1] in {"a", "an", "the"} else None
        return step or (find_end(line, amount, at) if word in OPPOSITE else find_pace(line, amount, at))
    return (
        (find_pace(line, amount, at) if word == "of" else None)
        or find_step(line, amount, at)
        # behind a hedge, as in "grew faster than goods | at around | 12%"
        or find_pace(line, amount, start)
        or find_comparative(line, amount)
        or _as_listed(line, amount, word, at)
        or _of_object(line, amount, at)
    )


def _telling_word(line: Line, amount: Amount, start: int) -> int:
    """The token that tells of a change before token `start`: the "by" of "rose by | an average of | some | 4%"."""
    words = line.words
    at = _past_summary(line, past_adverbs(line, start - 1, _STOPS))
    if at == start - 1 and amount.kind in _EPITHETED:
        at = _past_epithet(line, at)
    if amount.kind != "duration" and (words[at] in load_hedges().standing or words[at].endswith("'s")):
        at = past_standing(line, at)
    return at - (words[at] == "between" and amount.modifier == "range")


def _of_object(line: Line, amount: Amount, at: int) -> Change | None:
    """As in "raised its fares | 20%", "cut rates | by a quarter point": how much, behind the object of the verb."""
    if amount.kind != "percentage" or line.tokens.kinds[at] != WORD:
        return None
    after = line.words[amount.last]
    if after == "of" or line.has_content(amount.last):
        return None
    way = verb_before_object(line, at)
    if way and amount.hedge is not None and names_level(line, amount.hedge[0], way):
        # As in "raise its stake | beyond 49%".
        return Change(way, "to", "change.level")
    return Change(way, "by", "change.by") if way else None


def is_summed(line: Line, amount: Amount) -> bool:
    """As in "an average of 1500": no year is reckoned."""
    return line.words[amount.first - 1] == "of" and line.words[amount.first - 2] in load_changes().summaries


def _past_summary(line: Line, at: int) -> int:
    """Back past "an average of", "its pre-war peak of", which say how the amount was reckoned, not what became of it."""
    words, changes, nouns = line.words, load_changes(), load_nouns()
    if words[at] != "of" or words[at - 1] not in changes.summaries | changes.extremes:
        return at
    for index in range(at - 2, max(0, at - PHRASE), -1):
        word = words[index]
        if word in {"from", "to"}:
            return index
        inside = word not in nouns.stops or word in nouns.of_determiners or word in nouns.articles
        # "down from | an earlier estimate of"
        inside = inside or word in load_hedges().standing
        # "to increase | an average of"
        if not inside or word in changes.verbs or (line.tokens.kinds[index] != WORD and word not in HYPHENS):
            break
    return at - 2 - (words[at - 2] in {"a", "an", "the"}) if words[at - 1] in changes.summaries else at


def past_standing(line: Line, at: int) -> int:
    """Back past whose, or which, level it was: "up from | November's | 4%", "down from | its current | 5%"."""
    standing, words = load_hedges().standing, line.words
    for index in range(at, max(0, at - GROUP), -1):
        if words[index] == "from":
            return index
        if words[index] not in standing and words[index] not in load_changes().when and not words[index].endswith("'s"):
            return at
    return at


def _past_epithet(line: Line, at: int) -> int:
    """Back past what an article and adjectives say of the amount: "rose by | a better-than-expected" 8%, "up | a more modest" 2%."""
    words, kinds, stops = line.tokens.words, line.tokens.kinds, load_nouns().stops
    for index in range(at, max(0, at - PHRASE), -1):
        if words[index] in {"a", "an"}:
            return index - 1
        tied = words[index] in HYPHENS or words[index - 1] in HYPHENS or words[index + 1] in HYPHENS
        if not tied and (kinds[index] != WORD or (words[index] in stops and words[index] not in _DEGREES)):
            break
    return at


def _tells_place(line: Line, amount: Amount) -> bool:
    """As in "ten miles down the road", "sank nine miles (14km) off Cork", "prices fell two years later": where or when."""
    word = line.words[amount.last]
    if amount.hedge is not None and line.words[amount.hedge[0] : amount.hedge[0] + 2] == ["as", "far"]:
        return True
    if word in {"up", "down"}:
        if line.words[amount.last + 1] in load_nouns().articles:
            return True
        # "was found 25ft down."; "the river is 2ft down."
        ends = line.tokens.kinds[amount.last + 1] != WORD
        return ends and line.words[amount.first - 1] not in load_nouns().copulas
    if word in {"(", ")"}:
        word = line.words[_past_brackets(line, amount.last)]
    if amount.kind == "measurement" and word in load_numbers().after_distance:
        # "came down nine miles from the runway", "collapsed a mile from home"; "fell nine metres from a roof" tells how deep
        return word != "from" or line.words[amount.first - 1] in load_changes().coming_down
    return amount.kind == "duration" and word in load_counts().after_span


def _past_brackets(line: Line, at: int) -> int:
    """Past the same in another unit: "nine miles | (14km) | off Cork"."""
    closing = line.words[at : at + PHRASE]
    return at + closing.index(")") + 1 if ")" in closing else at


def _as_listed(line: Line, amount: Amount, word: str, at: int) -> Change | None:
    """As in "rose 3% and 4%", "growth of 1.2, 1.4 and 1.9%", "fell 1.2%, or 88 points", "1% this year and 2% next"."""
    if amount.kind == "percentage" and line.words[amount.last] == "of":
        # A share of something else: "turnout rises by 5%, and 5% of those who come".
        return None
    before = amount.previous
    if before is not None and before.role == "from" and _is_level_too(line, amount, before):
        return Change(before.direction, "from", "change.listed")
    if before is None or before.role != "by":
        return _restated_step(line, amount, before, at) or _repeated_step(line, amount)
    return Change(before.direction, "by", "change.listed") if _goes_on(line, amount, before, word, at) else None


def _is_level_too(line: Line, amount: Amount, before: Amount) -> bool:
    """As in "eased to 6.8%, from 6.9% last week | and 7.4% a year ago": a level of another time."""
    if before.kind != amount.kind or line.words[amount.first - 1] != "and":
        return False
    return _tells_when(line, before.last) and _tells_when(line, amount.last)


def _tells_when(line: Line, at: int) -> bool:
    """As in "last week", "a year ago", "in May"."""
    periods, months = load_numbers().periods, load_times().months
    return any(word in periods or word in months for word in line.words[at : at + GROUP])


def _goes_on(line: Line, amount: Amount, before: Amount, word: str, at: int) -> bool:
    """Whether the step before goes on as a list, or is said once more; `word` is the token `at` before the amount."""
    same, last = before.kind == amount.kind, before.told_until
    if same and ((word in JOINTS and _is_parallel(line, before, amount)) or _lacks_verb(line, amount)):
        return True
    if same and word in {"and", "or"} and _are_when(line.words[before.last : at]):
        return True
    if word in ASIDES and last == at and {before.kind, amount.kind} in _SAID_TWICE:
        # Once more in another unit, as in "fell 12p (3%)".
        return True
    if word == "by":
        # As in "cut deaths by 30% among the old and by 20% elsewhere".
        return line.words[at - 1] == "and"
    if word == "or":
        # As in "fell 1.2%, or 88 points", "fell $3m (£2m) - or 6%".
        return all(mark in ASIDES or mark == ")" for mark in line.words[last:at])
    return before.last == at and word == "," and same and amount.hedge is None


def _repeated_step(line: Line, amount: Amount) -> Change | None:
    """As in "Imports rose 3% to $40bn, and exports | 2% | to $30bn", "and silver | 21 cents | to $27.80", "and cut that one | by | 2%".

    A step again, whose verb was said before.
    """
    link = line.words[amount.last]
    told = link in _TO_LEVEL and (amount.kind == "percentage" or amount.minor)
    if not told and line.words[amount.first - 1] != "by":
        return None
    level = amount.previous
    step = level.previous if level is not None else None
    if level is None or step is None or step.role != "by" or step.kind != amount.kind:
        return None
    if level.role != "to" and line.words[level.first - 1] != link:
        # As in "was down 2% at $40, and Shell | 3% | at $12".
        return None
    between = line.words[level.last : amount.first]
    joined = 1 < len(between) <= PHRASE and between[0] in JOINTS
    alone = joined and not any(verb_ending(between, index) for index in range(len(between)))
    return Change(step.direction, "by", "change.listed") if alone else None


def _are_when(words: list[str]) -> bool:
    """As in "rose 3% | this year | and 4% next"."""
    return len(words) <= GROUP and load_changes().when.issuperset(words)


def _lacks_verb(line: Line, amount: Amount) -> bool:
    """As in "Apple fell 2% in early trade, | Sony 3%, | the Hang Seng 4% and | imports 1%": what moved, whose verb was said before."""
    tokens, at = line.tokens, amount.first - 1
    if amount.kind != "percentage":
        return False
    while tokens.kinds[at] == WORD and tokens.text[tokens.starts[at]].isupper():
        at -= 1
    named = at < amount.first - 1 and line.words[at] in LISTING
    return named or _is_moved(line, amount)


def _is_moved(line: Line, amount: Amount) -> bool:
    """As in "turnover rose 8% and | profit | 12%.", "gold fell 2% and | Brent crude | 3%", "and | the euro | 1%": a noun, and no verb of its own."""
    words, nouns, last = line.words, load_nouns(), amount.first - 1
    at, head = last, words[last]
    acts = head in nouns.verbs or is_past(head) or head.endswith(("ing", "ly"))
    ends = words[amount.last] in load_counts().clause_ends or words[amount.last] in load_counts().parallel
    if acts or not ends:
        return False
    # As in "the CAC 40 | 1.6%".
    at -= line.tokens.kinds[at] == DIGITS and has_capital(line, at - 1)
    while at > last - _LONGEST_MOVED and line.has_content(at):
        at -= 1
    at -= words[at] == "the"
    return at < last and words[at] in LISTING


def _restated_step(line: Line, amount: Amount, level: Amount | None, at: int) -> Change | None:
    """As in "rose by five cents to $27.30, or 3.1 percent": the step again, behind the level it led to."""
    if level is None or level.role != "to" or amount.kind != "percentage" or level.kind == "percentage":
        return None
    if line.words[level.last : at + 1] != [",", "or"]:
        return None
    # "Debt rose to $20bn, or 60 per cent": no step was told, so that it may be a share.
    stepped = any(step.role == "by" and step.last < level.first for step in line.amounts)
    return Change(level.direction, "by", "change.listed") if stepped else None


def _is_parallel(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "rose 3% in May and 4% over the year", "fell 3 points in Spain and 4 in Italy": a time or place behind each."""
    words, circumstances = line.words, load_changes().circumstances
    left, right = words[before.last], words[amount.last]
    alike = left == right and left in load_counts().parallel
    loose = amount.kind == "percentage" and left in circumstances and right in circumstances
    return alike or loose

"""Whether the letter behind a number multiplies it: the m of "300m vaccines" and "sales fell below 1m" is a million."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.noun_phrases.nouns import find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_measures
from figures_server.scan.tokens import DIGITS

_SUBJECT_REACH: Final = 7
_LEVEL_REACH: Final = 10
_FORMER: Final = frozenset(("from", "against"))
_LONGEST_EXTREME: Final = 5
_NEAR: Final = 3
# ", the Tories just 0.2m"
_GAPPED: Final = 5
_SHORTEST_RACE: Final = 50
_LEVELS: Final = frozenset(("to", "from", "was", "is"))
_MILLION: Final = 1_000_000


def is_multiplier(line: Line, amount: Amount) -> bool:
    """As in "300m vaccines", "5 cr", "1.2b.", "10M": a plural behind it, or its own form, makes a multiplier of it."""
    tokens, at = line.tokens, amount.last
    suffix = tokens.words[at - 1]
    if suffix == "m" and tokens.words[at] in load_measures().races:
        # "the 60m hurdles" is run over metres; "sold 5m records" is not.
        return line.words[past_adverbs(line, amount.first - 1)] in load_measures().before_millions
    if suffix == "m" and _is_told_in_millions(line, amount):
        return True
    if suffix in {"cr", "crs"} or (suffix == "b" and not is_whole(amount.num.value)):
        return True
    if tokens.words[at] in load_counts().milestones and tokens.words[amount.first - 2] in load_counts().reaching:
        # "passed the 3m mark"; "passed the 300m mark" is of a race.
        return amount.num.value < _SHORTEST_RACE
    if suffix in {"m", "b"} and tokens.words[at] not in load_numbers().cardinals:
        noun = find_noun(line, at, plural=True)
        if noun is not None and is_plural(tokens.words[noun.last - 1]):
            return True
    return tokens.text[tokens.starts[at - 1]] in "MB" and amount.num.value != 0


def _is_told_in_millions(line: Line, amount: Amount) -> bool:
    """As in "sales fell below 1m", "sold 2m", "some 2m have fled": people and goods come in millions."""
    words, measures, at = line.words, load_measures(), amount.last
    # "tides of 5 to 5.5m"
    reach = _NEAR + 2 * (words[amount.first - 1] == "to" and line.tokens.kinds[amount.first - 2] == DIGITS)
    near = line.tokens.words[max(0, amount.first - reach) : amount.first]
    levels = words[at] == "from" and line.tokens.kinds[at + 1] == DIGITS
    measured = words[at] in measures.ways or (words[at] in measures.after_lengths and not levels)
    if measured or not measures.before_lengths.isdisjoint(near):
        # "the crowd stood 2m deep"; "rose to 4.5m from 3m" has two levels.
        return False
    if words[amount.first - 1] == "by" and words[amount.first - 2] in load_counts().done_by:
        # "the final was watched by 2.1m"
        return True
    if words[amount.first - 1] == "or" and _is_share_of_many(line):
        return True
    # "down from | a record high of | 3.2m"
    lead = words[amount.first - 1]
    extreme = lead == "of" or lead in load_counts().extremes
    led = extreme and not _FORMER.isdisjoint(words[max(0, amount.first - _LONGEST_EXTREME) : amount.first])
    is_level = led or lead in _LEVELS
    reach = _LEVEL_REACH if is_level else _SUBJECT_REACH
    if not measures.in_millions.isdisjoint(line.tokens.words[max(0, amount.first - reach) : amount.first]):
        return True
    if _goes_on(line, amount, is_level=is_level):
        return True
    start = past_adverbs(line, amount.first - 1)
    told = words[at] in measures.after_millions and words[start] not in measures.of_course
    return words[start] in measures.before_millions or told


def _goes_on(line: Line, amount: Amount, *, is_level: bool) -> bool:
    """As in "from 1.5m to 1.2m", "rose to 1.5m, then fell back to 1.2m", "Kent has 1.6m empty homes, Essex 2.6m": millions stood before."""
    before = line.amounts[-1] if line.amounts else None
    if before is None:
        return False
    # "profits of €1.2bn, up from 900m"
    former = before.kind == "money" and before.num.scale > 1 and line.words[amount.first - 1] in _FORMER
    if before.num.scale != _MILLION and not former:
        return False
    gapped = before.bare and amount.num.value < _SHORTEST_RACE
    reach = _LEVEL_REACH if is_level and before.kind != "money" else _GAPPED if gapped or former else _NEAR
    return amount.first - before.last <= reach


def _is_share_of_many(line: Line) -> bool:
    """As in "two in five calls, | or 1.4m": things and persons come as so many of many, lengths do not."""
    if len(line.amounts) < 2:
        return False
    part, whole = line.amounts[-2:]
    return part.bare and whole.bare and line.words[part.last : whole.first][:1] in (["in"], ["out"])

"""The numbers of cricket: bare ones are runs, "2 for 26" is a bowler's score, "a six" a stroke."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.intervals.bounds import past_hedge
from figures_server.compose.rules.measures.tails import PACES
from figures_server.compose.rules.noun_phrases.nouns import counts_plural, find_noun, set_count
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.tokens import DIGITS, HYPHENS, WORD

_CENTURIES: Final = frozenset((50, 100))
WICKETS: Final = 10
_FEWEST_RUNS: Final = 20
# The strokes that are called by their runs.
_CALLED: Final = {"4": "four", "6": "six"}
# "a batsman at 25", "most of them are 25"
_NO_RUNS: Final = frozenset(("at", "is", "are", "aged"))
_FROM_BALLS: Final = frozenset(("off", "from", "in"))
_STROKES: Final = frozenset(("four", "six"))


def is_on_card(line: Line, amount: Amount) -> bool:
    """As in "Bell c Ali b Khan 21 (17b, 2x4)": the balls faced, and the fours and sixes hit."""
    words, at = line.words, amount.last
    hit = "ball" if words[at - 1] == "b" else _CALLED.get(words[at + 1]) if words[at] == "x" else None
    return set_count(amount, hit, "count.card")


def is_run_rate(line: Line, amount: Amount) -> bool:
    """As in "5.9 an over", "under seven an over"."""
    if line.words[amount.last + 1] != "over" or line.words[amount.last] not in PACES:
        return False
    set_count(amount, "run", "count.runs")
    amount.factors, amount.tail = (*amount.factors, UnitFactor("entity", "over", -1)), True
    amount.last += 2
    return True


def is_average(line: Line, amount: Amount) -> bool:
    """As in "a strike rate of 150", "his 45 batting average", in an article about cricket: no count of runs."""
    words, first, at = line.words, amount.first, past_hedge(line, amount.last)
    of_average = words[first - 1] == "of" and _is_averaged(words[first - 2])
    return of_average or _is_averaged(words[at]) or _is_averaged(words[at + 1])


def _is_averaged(word: str) -> bool:
    return word == "average" or word in load_counts().quotients


def is_told_as_runs(line: Line, amount: Amount) -> bool:
    """As in "Kohli made 122 off 98 balls", "need 40 off | 36": runs, and the balls they are made from."""
    before = amount.previous
    off = before is not None and before.rule == "count.runs" and line.words[before.last : amount.first] == ["off"]
    faced = line.words[amount.first - 1] == "ball" and line.words[amount.first - 2] in HYPHENS  # "his 106-ball 163"
    told = tells_runs(line, amount) or faced or _are_wanted(line, amount) or (off and stands_alone(line, amount))
    return told and set_count(amount, "ball" if off else "run", "count.runs")


def _are_wanted(line: Line, amount: Amount) -> bool:
    """As in "Twelve needed off the last over", "with 15 on the board"."""
    at, words = amount.last, line.words
    wanted = words[at] in load_nouns().runs_before and words[at + 1] in _FROM_BALLS
    scored = words[at : at + 3] == ["on", "the", "board"]
    return (wanted or scored) and line.is_of_cricket()


def counts_runs(line: Line, amount: Amount) -> bool:
    """As in "a steady 76 by the opener": what is left bare in an article about cricket."""
    if not may_be_runs(line, amount) or line.words[amount.first - 1] in _NO_RUNS or not stands_alone(line, amount):
        return False
    return set_count(amount, "run", "count.runs")


def may_be_runs(line: Line, amount: Amount) -> bool:
    """Whether a number that is left bare is runs: digits or "his fifty", in an article about cricket."""
    if not line.is_of_cricket():
        return False
    return amount.num.form == "digits" or (amount.num.form == "words" and amount.num.value in _CENTURIES)


def tells_runs(line: Line, amount: Amount) -> bool:
    """As in "Kohli made 122 off 98 balls", "India's 50", "a quick 27", "88 all out", whatever was counted before."""
    words, first, at = line.words, amount.first, amount.last
    if not is_whole(amount.num.value) or _is_gathered(line, amount):
        # "a strike rate of 128.81"
        return False
    if words[at] in {"not", "all"} and words[at + 1] == "out":
        return True
    if words[first - 3 : first] == ["all", "out", "for"]:
        return True
    scored = _are_scored(words, first) or _are_off_balls(line, at)
    if not scored and words[at] != "off" and not _are_of_someone(line, amount):
        return False
    if not (scored and line.mentions(load_nouns().cricket)) and not may_be_runs(line, amount):
        return False
    return words[at] not in HYPHENS and find_noun(line, at, plural=amount.num.value != 1) is None


def _are_scored(words: list[str], first: int) -> bool:
    """As in "made | 122", "were restricted to | 140"."""
    nouns = load_nouns()
    return words[first - 1] in nouns.runs_after or (words[first - 1] == "to" and words[first - 2] in nouns.runs_allowed)


def _are_off_balls(line: Line, at: int) -> bool:
    """As in 122 "off 98 balls", "from 98 balls", "(31b, 1x4)"."""
    words = line.words
    if words[at] == "off":
        return line.tokens.kinds[at + 1] == DIGITS
    return (words[at] == "from" and words[at + 2] in load_nouns().cricket) or (
        words[at] == "(" and words[at + 2] == "b"
    )


def _are_of_someone(line: Line, amount: Amount) -> bool:
    """As in "India's | 50", "Kohli | 50", "a quick | 27"."""
    words, first = line.words, amount.first
    return words[first - 1].endswith("'s") or words[first - 2] in {"a", "an"} or _is_behind_name(line, amount)


def _is_gathered(line: Line, amount: Amount) -> bool:
    """As in "a crowd of 42,000": persons, whatever they watch."""
    words, first = line.words, amount.first
    return words[first - 1] == "of" and words[first - 2] in load_nouns().gatherings


def is_batsmans(line: Line, amount: Amount) -> bool:
    """As in "Crawley 52", "India's 50", "Crawley (52)": the number behind a name, in an article about cricket."""
    return _is_behind_name(line, amount) and may_be_runs(line, amount)


def _is_behind_name(line: Line, amount: Amount) -> bool:
    tokens, at = line.tokens, amount.first - 1
    at -= line.words[at] == "(" and line.words[amount.last] == ")"
    return at >= 0 and tokens.kinds[at] == WORD and tokens.text[tokens.starts[at]].isupper()


def is_innings(line: Line, left: Decimal, right: Decimal) -> bool:
    """As in "287 for 6", and in an article about cricket "2 for 26" and "17 for five"."""
    if left > _FEWEST_RUNS or (left > WICKETS and line.is_of_cricket()):
        return right <= WICKETS
    return left <= WICKETS < right and line.is_of_cricket()


def is_stroke(line: Line, amount: Amount) -> bool:
    """As in "with a six", "a certain six", "her third fifty": what is hit, no count; "the four teams" are counted."""
    before, earlier = line.words[amount.first - 1], line.words[amount.first - 2]
    if _is_named_century(line, amount):
        return True
    article = before in {"a", "an", "the"} or (earlier in {"a", "an"} and before not in load_counts().resumers)
    if not article or line.words[amount.first] not in _STROKES:
        return False
    words, last = line.words, amount.last
    # "a four-team league" counts, "six-hitting" does not.
    counts = not words[last + 1].endswith("ing") if words[last] in HYPHENS else counts_plural(line, last)
    return not counts and line.is_of_cricket()


def _is_named_century(line: Line, amount: Amount) -> bool:
    """The "fifty" of "her third fifty of the summer": behind its ordinal it is the name of an innings."""
    if amount.num.form != "words" or amount.num.value not in _CENTURIES:
        return False
    nouns = (other.noun for other in line.amounts if other.kind == "ordinal")
    return any(noun is not None and noun.first <= amount.first < noun.last for noun in nouns)

"""Scores: two bare numbers tied by a dash, a slash or "for", that are neither an interval nor a ratio."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import Num, is_whole
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.counting.cricket import WICKETS, is_innings
from figures_server.compose.rules.intervals.bounds import is_hedged
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.lexicon.names import load_names
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.scan.tokens import CLAUSE_ENDS, HYPHENS_OR_EN_DASH, WORD

# A vote of 232-202 is a tally; above a tally's size, or rising past a match's, a dash joins an interval.
_LARGEST_TALLY: Final = 999
_LARGEST_RISING: Final = 200
_PLURAL_VERBS: Final = frozenset(("are", "were", "have", "had"))
_MOST_STROKES: Final = 30
_WHERE: Final = frozenset(("at", "after", "for", "through"))
_LOWEST_ROUND: Final = 57
_HIGHEST_ROUND: Final = 89


def is_lineup(line: Line) -> bool:
    """As in "Replacements: Holt for Marsh (53), Webb for Dunn (71)": a list of players with minutes or points."""
    words = line.tokens.words
    return words[0] in load_names().lineups and ":" in words[1:GROUP]


def is_score(line: Line, left: Amount, right: Amount) -> bool:
    """As in "2-1", "89-89", "287 for 6", "229/6", "three down for 34"."""
    if not (left.bare and right.bare):
        return False
    mine, theirs = left.num.value, right.num.value
    if left.num.form not in {"digits", "words"} or left.num.scale != 1 or right.num.scale != 1:
        return offers_odds(line, left, right)
    tokens = line.tokens
    gap = tokens.words[left.last : right.first]
    if gap == ["/"]:
        # "7-6 (7/5)": the points of a tie-break
        tie_break = any(other.kind == "score" for other in line.others[-1:])
        # "won at 7/2", "a 12/1 shot", "are 5/2 to win"
        odds = (
            line.words[left.first - 1] == "at"
            or _is_offered(line, right)
            or line.words[right.last] in load_names().chances
        )
        return tie_break or odds or line.mentions(load_names().betting) or is_innings(line, mine, theirs)
    if gap == ["down", "for"]:
        return mine <= WICKETS
    if gap == ["for"]:
        # "Ortiz went 0 for 4"
        batted = line.words[left.first - 1] == "went" and mine <= theirs
        return batted or is_innings(line, mine, theirs) or _is_bowling(line, left, right)
    tied = gap == ["-", "to", "-"] or (len(gap) == 1 and gap[0] in HYPHENS_OR_EN_DASH and tokens.glued(left.last))
    if not load_hedges().confidence.isdisjoint(line.words[max(0, left.first - 2) : left.first]):
        # as in "(95% CI 55-89)"
        return False
    return (tied and _is_tally(line, left, right)) or offers_odds(line, left, right)


def _is_offered(line: Line, right: Amount) -> bool:
    """As in "Spurs are 5/2 | to win": what a bet is laid on; "from 5/7 to 6/9" goes on."""
    behind = right.last + 1
    return line.words[right.last] == "to" and line.tokens.kinds[behind] == WORD and not line.words[behind].isdecimal()


def offers_odds(line: Line, left: Amount, right: Amount) -> bool:
    """As in "a million-to-one shot", "the odds are three to one against": what a bet would pay."""
    if right.num.value != 1 or [word for word in line.words[left.last : right.first] if word != "-"] != ["to"]:
        return False
    names = load_names()
    return line.words[right.last] in names.chances or line.mentions(names.betting)


def _is_bowling(line: Line, left: Amount, right: Amount) -> bool:
    """As in "took 4 for 31", "Holt's 5 for 22": wickets for runs, in any article."""
    before = line.words[left.first - 1]
    done = before.endswith("'s") or before in load_names().bowling
    return left.num.value <= WICKETS < right.num.value and done


def is_odds(line: Line, num: Num) -> bool:
    """As in "odds of 1/5": a fraction in digits that bookmakers offer; "the horse ran 3/4 mile" is measured."""
    words, behind = line.tokens.words, line.tokens.words[num.last]
    if words[num.first + 1] != "/" or behind == "of" or behind.removesuffix("s") in load_numbers().measured:
        return False
    return line.mentions(load_names().betting)


def goes_on(line: Line, left: Amount, right: Amount) -> bool:
    """The 2 of "a 4-4-2 formation"."""
    return right.first == left.last + 1 and line.tokens.tied(left.last, HYPHENS_OR_EN_DASH)


def is_vote(line: Line, left: Amount, right: Amount) -> bool:
    """As in "a 71-29 vote", "voted 66-34", "passed the bill 52-48", "was confirmed 52-48", "voted 52-48 for it and | 53-47 | for"."""
    # what is voted again stands behind "and", however far the vote
    low = 0 if line.words[left.first - 1] == "and" else max(0, left.first - PHRASE)
    names, before = load_names(), line.tokens.words[low : left.first]
    if not names.votes.isdisjoint((*before, *line.tokens.words[left.first : right.last + 2])):
        return True
    return not names.carried.isdisjoint(before) and (
        before[-1] in names.carried or not names.chambers.isdisjoint(before)
    )


def _is_tally(line: Line, left: Amount, right: Amount) -> bool:
    """A rising pair before a noun is an interval, unless a contest is told of."""
    mine, theirs = left.num.value, right.num.value
    # Half a point, as in chess: "won 3.5-2.5".
    halves = is_whole(2 * mine) and is_whole(2 * theirs) and _is_contest(line, left, right)
    if not (is_whole(mine) or halves) or _are_ages(line, left, right):
        return False
    if mine >= theirs:
        # odds of "2,000-1"
        return mine <= _LARGEST_TALLY or theirs == 1
    if is_hedged(line, left.first) or line.words[left.first - 1] in load_hedges().ranging:
        return False
    tokens = line.tokens
    if singular(line.words[left.first - 1]) in load_nouns().persons and not _is_contest(line, left, right):
        # "adults 18-34"
        return False
    if tokens.words[right.last] in _PLURAL_VERBS and tokens.kinds[left.first - 1] != WORD:
        # "Six died; 40-50 are missing"
        return False
    if tokens.words[right.last] in load_names().arrays:
        return True
    noun_behind = line.has_content(right.last)
    return mine <= _LARGEST_RISING and (not noun_behind or _is_contest(line, left, right))


def _are_ages(line: Line, left: Amount, right: Amount) -> bool:
    """As in "aged 11-16", "aged 5-7 and | 11-13", "the 18-24 age group"."""
    at = left.first - 1
    if line.words[at] in {"and", "or", ","} and line.words[at - 2] in HYPHENS_OR_EN_DASH:
        at -= 4
    return line.words[at] in load_ages().before or line.words[right.last] == "age"


def _is_contest(line: Line, left: Amount, right: Amount) -> bool:
    around = line.tokens.words[max(0, left.first - PHRASE) : right.last + PHRASE]
    return not load_names().contest.isdisjoint(around)


def is_goals_and_behinds(line: Line, amount: Amount) -> bool:
    """As in "won 12.11 (83) to 12.7 (79)": goals, behinds and the points they make, six to a goal."""
    goals, point, behinds = line.words[amount.first].partition(".")
    points = line.words[amount.last + 1]
    if not (point and points.isdecimal() and line.words[amount.last + 2] == ")"):
        return False
    # A goal of Australian football is six points.
    return 6 * int(goals or 0) + int(behinds) == int(points)


def is_under_par(line: Line, amount: Amount) -> bool:
    """As in "on 14 under, three clear", "finished two over par", "reached 12 under at Troon": a score against the par of the course."""
    words, at = line.words, amount.last
    if amount.num.form == "fraction" or amount.num.value > _MOST_STROKES:
        return False
    if words[at] == "under" and words[at + 1] in _WHERE:
        return True
    return words[at] in {"under", "over"} and (words[at + 1] == "par" or words[at + 1] in CLAUSE_ENDS)


def is_round_of_golf(line: Line, amount: Amount) -> bool:
    """As in "birdied the last for a 66", "carded rounds of 68 and 71", "shot a 64": the strokes of a round are its score."""
    words, first = line.words, amount.first
    if amount.num.form != "digits" or not _LOWEST_ROUND <= amount.num.value <= _HIGHEST_ROUND:
        return False
    if words[first - 1] in {"and", ","} and any(other.rule == "score.golf" for other in line.others[-1:]):
        return True
    if words[first - 1] in {"under", "over"} and words[first - 2] in HYPHENS_OR_EN_DASH:
        # "a five-under 67"
        return True
    led = words[first - 1] in {"a", "an"} or (words[first - 1] == "of" and words[first - 2] in {"round", "rounds"})
    return led and line.mentions(load_names().golf)

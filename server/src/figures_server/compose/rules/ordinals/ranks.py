"""Ordinals that state a rank or a running count: "second-largest", "for the third time"; a place is told in placings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.nouns import find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.compose.rules.ordinals.placings import has_article, hyphened, is_place, is_ranked, rank
from figures_server.compose.rules.ordinals.stretches import bounds_time, stretch_follows
from figures_server.compose.rules.ordinals.subjects import (
    apposed,
    deed_before,
    is_said_of_subject,
    owns,
    resumed_by,
    subject_of,
)
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ratios
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import DIGITS, WORD

_RUNS: Final = (["in", "a", "row"], ["on", "the", "trot"], ["on", "the", "spin"], ["at", "a", "stretch"])
# From here on an ordinal is a milestone.
_LEAST_LARGE: Final = 1000
_COUNTED_UP: Final = frozenset(("ordinal.makes", "ordinal.counted-up", "ordinal.within", "ordinal.achieved"))
_STRETCHES: Final = frozenset(("day", "night", "week", "weekend", "month", "year"))
_AND_THE: Final = (["and", "the"], [",", "and", "the"])


def attach_rank(line: Line, amount: Amount) -> bool:
    """Whether the ordinal states a rank or a running count; the others only tell a story."""
    return amount.num.form == "ordinal" and any(settles(line, amount) for settles in _WAYS)


def _is_superlative(line: Line, amount: Amount) -> bool:
    """As in "the second-largest city", "a third straight win", "the 187th-ranked player", "the fourth seed Ana Lind"."""
    ratios = load_ratios()
    at = amount.last + hyphened(line, amount.last)
    word = line.tokens.words[at]
    if word in ratios.seeds:
        noun: Noun | None = Noun(at, at + 1, singular(word))
    elif word in ratios.ranked_as:
        noun = _noun_of_rank(line, at)
        noun = noun if noun is not None and _is_plain(line, noun) else None
    elif word in ratios.running or (word.endswith("est") and len(word) > 4 and word not in ratios.no_superlatives):
        if amount.num.value == 1:
            # "her first best actress award"
            return False
        noun = _noun_of_rank(line, at) or subject_of(line, amount) or resumed_by(line, amount) or apposed(line, amount)
    else:
        return False
    rank(amount, noun, "ordinal.superlative")
    return True


def _noun_of_rank(line: Line, at: int) -> Noun | None:
    """What is ranked, behind the superlative at token `at`; none in "the 14th most | expensive in the world", "the third fastest | indoor 400m"."""
    noun = find_noun(line, at + 1 + hyphened(line, at + 1), plural=False, due=True)
    if noun is None or line.tokens.kinds[noun.last] == DIGITS:
        return None
    alone = line.words[at] in {"most", "least"} and noun.last == noun.first + 1
    # "the third most votes"
    return None if alone and not is_plural(line.words[noun.first]) else noun


def _is_plain(line: Line, noun: Noun) -> bool:
    """As in "the third-ranked player"; a name is none: "the second-placed Eagles"."""
    return line.tokens.text[line.tokens.starts[noun.last - 1]].islower()


def _is_nth_time(line: Line, amount: Amount) -> bool:
    """As in "for the third time", "for a second night"; a first time is only told of."""
    at = amount.last
    word = line.tokens.words[at]
    lasts = line.words[amount.first - 2 : amount.first] == ["for", "a"] and word in _STRETCHES
    if amount.num.value <= 1 or not (word == "time" or lasts):
        return False
    rank(amount, Noun(at, at + 1, word), "ordinal.nth-time")
    return True


def _makes(line: Line, amount: Amount) -> bool:
    """As in "This makes it the fifth new element", "It is the third find in Wales", "It was her second visit": a running count."""
    led = line.words[amount.first - 1]
    owned = owns(led) and amount.num.value > 1
    if not (owned or led == "the") or hyphened(line, amount.last) or line.words[amount.last] == "time":
        return False
    before = line.tokens.words[max(0, amount.first - GROUP) : amount.first]
    made = (
        not owned
        and line.words[amount.first - 2] not in {"to", "into"}
        and any(word in load_ratios().making for word in before)
    )
    if not made and not (amount.num.value > 1 and _is_said_of_it(before)):
        return False
    noun, parts = find_noun(line, amount.last, plural=False, due=True), load_ratios().parts
    if not made and (noun is None or noun.head in parts or (owned and line.words[amount.last] in parts)):
        # "her second round win" is one in the second round
        return False
    rank(amount, noun, "ordinal.makes")
    return True


def _is_said_of_it(before: list[str]) -> bool:
    """As in "it was only | the third", "this is | the second"."""
    ratios = load_ratios()
    at = len(before) - 2
    while at > 0 and before[at] in ratios.before_running:
        at -= 1
    told = at > 0 and before[at] in ratios.being and before[at - 1] in ratios.said_of
    return told or (at >= 0 and before[at].removesuffix("'s") in ratios.said_of and before[at].endswith("'s"))


def _is_large(line: Line, amount: Amount) -> bool:
    """As in "the 200 millionth passenger", "its 10,000th customer": so far nobody tells a story."""
    if amount.num.value < _LEAST_LARGE:
        return False
    noun = find_noun(line, amount.last, plural=False, due=True)
    if noun is not None:
        rank(amount, noun, "ordinal.large")
    return noun is not None


def _is_achieved(line: Line, amount: Amount) -> bool:
    """As in "her seventh Grand Slam title", "a third term", "a record fifth win": what somebody has won so often."""
    ratios, before = load_ratios(), line.words[amount.first - 1]
    owned = owns(before) or before in ratios.before_record
    if amount.num.value <= 1 or not (owned or (before in {"a", "the"} and amount.num.value > 2)):
        return False
    noun = find_noun(line, amount.last, plural=False, due=True)
    sought = ratios.sought if before == "a" else ratios.served
    # "in only his sixth game"
    counted = owned and line.words[amount.first - 2] in {"only", "just"}
    if noun is None or not (counted or noun.head in (ratios.achievements if owned else sought)):
        return False
    if line.words[amount.last] in ratios.parts and noun.last > amount.last + 1:
        # "her second round win" is one in the second round
        return False
    rank(amount, noun, "ordinal.achieved")
    return True


def _is_one_of(line: Line, amount: Amount) -> bool:
    """As in "the ninth of 11 children", "its third of five reports": where it stands in a whole that is counted."""
    words, at = line.words, amount.last
    if amount.num.value <= 1 or words[at] != "of" or not has_article(line, amount):
        return False
    counted = line.tokens.kinds[at + 1] == DIGITS or words[at + 1] in load_numbers().cardinals
    noun = find_noun(line, at + 2, plural=True) if counted else None
    if noun is None or words[at + 1] == "two":
        return False
    rank(amount, noun, "ordinal.one-of")
    return True


def _is_counted_within(line: Line, amount: Amount) -> bool:
    """As in "the airline's second crash this week", "was the third attack in two days": counted over a stretch of time."""
    ratios, at = load_ratios(), amount.last
    if amount.num.value <= 1 or line.tokens.kinds[at] != WORD:
        return False
    at += line.words[at] == "such"
    behind = find_noun(line, at, plural=False, due=True)
    resumed = None if behind is not None else resumed_by(line, amount)
    if resumed is None and not _is_determined(line, amount):
        return False
    noun = behind or subject_of(line, amount) or resumed or apposed(line, amount)
    if noun is None or (noun.head in ratios.parts and not _is_round_of(line, noun)):
        return False
    owner = line.words[amount.first - 1].removesuffix("'s")
    # "the season's 14th named storm"
    owned = behind is not None and (owner in ratios.stretches or owner in ratios.contests)
    # At the start of a sentence what is told of it comes before most stretches: "The third fire left a barn in ruins in a week".
    reach = PHRASE if amount.first > 1 else 1
    if not owned and not stretch_follows(line, at if behind is None else behind.last, reach):
        return False
    rank(amount, noun, "ordinal.within")
    return True


def _is_round_of(line: Line, noun: Noun) -> bool:
    """As in "its fifth round of cuts in two years"; "the second round of the season" is a part of it."""
    return noun.head == "round" and line.words[noun.last] == "of" and is_plural(line.words[noun.last + 1])


def _is_determined(line: Line, amount: Amount) -> bool:
    """Whether the ordinal's phrase is owned, or told of something: "its third strike", "was the third strike"."""
    before, leading = line.words[amount.first - 1], line.words[amount.first - 2]
    if before == "the" or (before in {"a", "an"} and amount.num.value > 2):
        return leading not in load_ratios().before_setting
    return owns(before)


def _is_in_row(line: Line, amount: Amount) -> bool:
    """As in "a third win in a row", "for the fourth year running"."""
    words, at = line.tokens.words, amount.last
    if hyphened(line, at) or not any(_is_run(words, index) for index in range(at, at + PHRASE)):
        return False
    rank(
        amount,
        find_noun(line, at, plural=False, due=True)
        or subject_of(line, amount)
        or resumed_by(line, amount)
        or apposed(line, amount)
        or deed_before(line, amount),
        "ordinal.running",
    )
    return True


def _is_counted_up(line: Line, amount: Amount) -> bool:
    """As in "the second to resign", "the fourth case of the fever", "our 31st president": how many there have been."""
    at = amount.last
    if amount.num.value <= 1 or not has_article(line, amount) or hyphened(line, at):
        return False
    noun = find_noun(line, at, plural=False, due=True)
    if noun is None:
        found = (_acts(line, at) or bounds_time(line, at)) and is_said_of_subject(line, amount)
    elif _names_office(line, noun) or (noun.head in load_ratios().cases and line.words[noun.last] in {"of", "in"}):
        found = True
    else:
        found = line.words[amount.first - 1] == "the" and _is_latest(line, amount, noun)
    if found:
        rank(amount, noun, "ordinal.counted-up")
    return found


def _is_latest(line: Line, amount: Amount, noun: Noun) -> bool:
    """As in "the silver is the | 11th medal", "the | second minister to resign", "is the | fourth deal reached"."""
    ratios, person, behind = load_ratios(), noun.head in load_nouns().persons, line.words[noun.last]
    if not is_said_of_subject(line, amount):
        return False
    if (
        noun.head in ratios.achievements
        or _acts(line, _past_scope(line, noun.last))
        or (person and behind in {"after", "ever"})
    ):
        return True
    return noun.head not in ratios.parts and is_past(behind)


def _goes_on(line: Line, amount: Amount) -> bool:
    """As in "the fifth plant, and | the fourth of steel, to open"."""
    last = line.amounts[-1] if line.amounts else None
    if last is None or last.rule not in _COUNTED_UP or last.noun is None:
        return False
    if line.tokens.words[last.noun.last : amount.first] not in _AND_THE:
        return False
    rank(amount, find_noun(line, amount.last, plural=False, due=True) or last.noun, last.rule)
    return True


def _names_office(line: Line, noun: Noun) -> bool:
    """As in "the 45th | president", "India's 14th | prime minister"."""
    offices, at = load_ratios().offices, noun.last - 1
    return line.words[at] in offices or f"{line.words[at - 1]}_{line.words[at]}" in offices


def _acts(line: Line, at: int) -> bool:
    """As in "the second minister | to resign"; "the second exit to the left" is a way."""
    nouns, behind = load_nouns(), line.words[at + 1]
    return line.words[at] == "to" and (behind not in nouns.stops or behind in nouns.verbs)


def _past_scope(line: Line, at: int) -> int:
    """Past where it was counted, and behind whom: the third state | in the country, after Ohio, | to ban it."""
    words, nouns = line.words, load_nouns()
    if words[at] == "in" and words[at + 1] in nouns.articles:
        at += 2
        while line.has_content(at):
            at += 1
    behind = words[at + 2 : at + PHRASE]
    follows = words[at] == "," and words[at + 1] in {"after", "behind"} and "," in behind
    return at + 3 + behind.index(",") if follows else at


def _is_run(words: list[str], at: int) -> bool:
    """As in "in a row", "in succession", "its third fall | running."; "the third man running for mayor" is no run."""
    if words[at] == "running":
        ratios, thing = load_ratios(), words[at - 1]
        return thing in ratios.stretches or thing in ratios.achievements or words[at + 1] in {"", ".", ",", ";"}
    return words[at : at + 3] in _RUNS or words[at : at + 2] == ["in", "succession"]


_WAYS: Final[tuple[Callable[[Line, Amount], bool], ...]] = (
    _is_superlative,
    _is_nth_time,
    _makes,
    _is_in_row,
    is_place,
    _is_one_of,
    _is_counted_within,
    _is_achieved,
    _is_counted_up,
    is_ranked,
    _is_large,
    _goes_on,
)

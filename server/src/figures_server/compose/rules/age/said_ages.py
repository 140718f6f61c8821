"""Ages that words tell: "aged between 18 and 24", "turned 40", "as young as six", "she is just 7"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole, past_hyphen
from figures_server.compose.reaches import CLAUSE, GROUP
from figures_server.compose.rules.age.aged_persons import LAST_HOUR, is_one_person
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.nouns import find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_ages, load_counts, load_ratios
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.tokens import OPENING_QUOTES, WORD

_JOINED_OLD: Final = frozenset(("yo", "yearold", "yearolds"))
BREAKS: Final = frozenset('.;:,"”')
_WHEN_OLD: Final = frozenset(("at", "by"))
_ONE_PERSON: Final = frozenset(("i", "he", "she"))
_CLAUSES: Final = OPENING_QUOTES | {"and", "but", ";", ",", "that", "("}


def set_age(amount: Amount, rule: str, unit: str = "year") -> None:
    """Says that the amount is an age, and by which rule."""
    amount.kind = "age"
    amount.factors = (UnitFactor("unit", unit),)
    amount.dimension = "Duration"
    amount.rule = rule


def age_said(line: Line, amount: Amount) -> bool:
    """As in "aged 71", "the age of 16", "turned 40", "4 yo"; a mark of 3.9 is none."""
    # "two and a half"
    if not is_whole(amount.num.value * (1 if amount.num.form == "digits" else 2)):
        return False
    if not (
        _takes_short_old(line, amount)
        or _is_so_old(line, amount)
        or _is_aged(line, amount)
        or _acts_at(line, amount)
        or _is_believed(line, amount)
    ):
        return False
    set_age(amount, "age.said")
    return True


def _takes_short_old(line: Line, amount: Amount) -> bool:
    """As in "a 4 yo girl", "42 y/o", "a 7-yo", "a 9-year-" with "old" on the next line: "years old", now taken in."""
    words, at = line.tokens.words, past_hyphen(line.tokens, amount.last)
    if words[at] not in _JOINED_OLD and words[at : at + 3] != ["y", "/", "o"]:
        return False
    amount.last = at + (1 if words[at] in _JOINED_OLD else 3)
    return True


def _is_aged(line: Line, amount: Amount) -> bool:
    """As in "aged between 18 and 24", "turned 40", "as young as six"; "turns 40 heads" is none."""
    ages, words, at = load_ages(), line.tokens.words, amount.first - 1
    if _as_young_as(words, at):
        return True
    for _ in range(GROUP):
        if words[at] not in ages.links:
            break
        at -= 1
    if at < 0 and amount.first >= 2:
        at = amount.first - 1
    if words[at] not in ages.before or (words[at] in ages.birthdays and at != amount.first - 1):
        return False
    follows = words[amount.last]
    if line.tokens.kinds[amount.last] != WORD or words[at] not in ages.birthdays:
        return True
    # "turned two corners", "turn two of the rooms into offices"
    return follows != "of" and not is_plural(follows)


def _as_young_as(words: list[str], at: int) -> bool:
    """Whether "as young as" or "as old as" ends at token `at`."""
    return words[at] == "as" and words[at - 1] in {"young", "old"}


def _is_so_old(line: Line, amount: Amount) -> bool:
    """As in "who was 10", "she is just 7", "when Vera was 12", "I'm now 85", "will be 18"; "at just 16"; "Now 28, he"."""
    ages, words, at = load_ages(), line.tokens.words, amount.first - 1
    soft = words[at] in ages.softeners
    at -= soft
    if not _ends_there(line, amount, at):
        return False
    if soft and words[at + 1] == "now" and (at < 0 or words[at] in BREAKS):
        return words[amount.last] in {",", "and"}
    if at < 0:
        return False
    if words[at] == "by" and words[amount.last] not in _ONE_PERSON:
        return False
    if words[at] in _WHEN_OLD:
        return (
            _acts_at_just(line, amount, at) if soft else _opens_clause(line, at) and _opens_sentence(line, amount, at)
        )
    if words[at] in ages.contracted or (
        words[at] in ages.until and words[at - 1 - (words[at - 1] == "on")] in ages.living
    ):
        return True
    return _reaches(line, at) if words[at] in ages.reaching else _is_predicated(line, amount, at)


def _ends_there(line: Line, amount: Amount, at: int) -> bool:
    """Whether no noun follows that is counted: "she was 10 | when"; "was 10 | years", "we're 20 | so far" go on."""
    following = line.words[amount.last]
    if line.tokens.kinds[amount.last] != WORD or (line.words[at] in _WHEN_OLD and _opens_clause(line, at)):
        return True
    return following in load_ages().after_is and line.words[amount.last + 1] != "far"


def _opens_clause(line: Line, at: int) -> bool:
    """As in "| At 14 he left", "her father died, and | at 14 she left"."""
    return at == 0 or line.words[at - 1] in _CLAUSES


def _acts_at_just(line: Line, amount: Amount, at: int) -> bool:
    """As in "ran a firm | at just 16"; "the index stands | at just 41", "riots, | at just 13 sites"."""
    before = line.words[at - 1]
    if find_noun(line, amount.last, plural=True) is not None:
        return False
    return before not in load_nouns().copulas and before not in load_counts().standing


def _opens_sentence(line: Line, amount: Amount, at: int) -> bool:
    """As in "At 29, | Ms Cho is the youngest", "At 8, | she sang", "At 14 | he left", "By then, | at 22, he led"."""
    comma = line.words[amount.last] == ","
    grown = amount.num.value > LAST_HOUR
    # "on Sunday, at 10, she sang"
    opens = comma and line.words[at - 1] != ","
    if line.words[amount.last + comma] in load_ages().subjects and (opens or grown):
        return True
    return comma and grown and _is_said_of_name(line, amount.last + 1)


def _reaches(line: Line, at: int) -> bool:
    """As in "until someone | reaches 38"; in cricket runs are reached."""
    ages, words = load_ages(), line.words
    if words[at - 1] not in ages.subjects or line.is_of_cricket():
        return False
    return words[at - 1] != "they" or words[at - 2] in ages.before_name


def _is_predicated(line: Line, amount: Amount, at: int) -> bool:
    """As in "Vera | was | 12", "will be | 18", "would have been | 90", "was | 12 when he"."""
    ages, words = load_ages(), line.words
    lived = words[at - 1 : at + 1] == ["have", "been"]
    at -= lived
    coming = lived or words[at] == "be"
    if coming and words[at - 1] in ages.contracted_modals:
        # "he'd be nine now"
        return True
    future = coming and words[at - 1] in ages.modals
    at -= future
    if not future and words[at] not in load_nouns().copulas:
        return False
    told = words[amount.last + 1] in ages.subjects or words[at - 1] in {",", ")"}
    return (words[amount.last] == "when" and told) or is_one_person(line, at - 1)


def _is_said_of_name(line: Line, at: int) -> bool:
    """As in At 29, "Ms Cho is" the youngest: a name and its verb."""
    start = at
    while line.tokens.kinds[at] == WORD and has_capital(line, at):
        at += 1
    return at > start and line.words[at] in load_ages().said_of


def _is_believed(line: Line, amount: Amount) -> bool:
    """As in "the suspect, believed to be 19 or 20, fled"."""
    ages, words, at = load_ages(), line.words, amount.first - 1
    at -= words[at] in ages.softeners
    if (
        words[at] != "be"
        or words[at - 1] != "to"
        or words[at - 2] not in load_counts().held_to
        or words[amount.last] == "of"
    ):
        return False
    at -= 3
    return is_one_person(line, at - (words[at] == "," or words[at] in load_nouns().copulas))


def _acts_at(line: Line, amount: Amount) -> bool:
    """As in "Colvin, who | at 15 | refused to move", "she became, | at 22, | the youngest judge"."""
    ages, words, at = load_ages(), line.words, amount.first - 1
    if words[at] != "at":
        return False
    if words[at - 1] == "," and words[amount.last] == "," and amount.num.value > LAST_HOUR:
        return words[at - 2] in ages.becoming or words[at - 2] in ages.subjects
    return words[at - 1] in ages.subjects - {"you"}


def aged_before(line: Line, amount: Amount) -> bool:
    """As in "a boy aged (or of) nine months", "babies as young as six weeks", "the youngest winner at 19 years 3 months"."""
    at = amount.first - 1
    while line.words[at] in load_ages().links:
        at -= 1
    said = (
        (line.words[at] == "aged" and not _grew_old(line, at))
        or _as_young_as(line.words, amount.first - 1)
        or _is_younger(line, amount)
    )
    said |= at_record(line, amount)
    said |= line.words[amount.first - 1] == "of" and line.words[amount.first - 2] in load_ages().of_years
    said |= line.words[amount.first - 1] == "at" and line.words[at] in load_ages().milestones
    if not said:
        return False
    set_age(amount, "age.said", amount.factors[0].name)
    return True


def _grew_old(line: Line, at: int) -> bool:
    """As in "I've | aged ten years since", "she had aged ten years": a verb, and by how much."""
    before = line.words[at - 1]
    return before in load_ratios().having or before.endswith("'ve")


def at_record(line: Line, amount: Amount) -> bool:
    """As in "the youngest champion at 19", "became the oldest to climb it at 80", "died at 93 years"."""
    at = amount.first - 1
    if line.words[at] != "at" or at <= 0:
        return False
    before = line.tokens.words[max(0, at - CLAUSE) : at]
    return before[-1] in load_ages().milestones or not load_ages().records.isdisjoint(before)


def _is_younger(line: Line, amount: Amount) -> bool:
    """As in "children younger than six months"."""
    words, at = line.words, amount.first - 1
    compared = words[at] == "than" and words[at - 1] in {"younger", "older"}
    return compared and (words[at - 2] in load_ages().persons or singular(words[at - 2]) in load_nouns().persons)

"""Ages told beside other ages, or of those counted before: "aged 12 and 14", "a third are over 65", "both 24"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.age.aged_persons import BOUNDS, LAST_HOUR, OLD, is_role
from figures_server.compose.rules.age.said_ages import set_age
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.shapes import load_ages, load_counts
from figures_server.lexicon.words import load_nouns

_LISTING: Final = (["and"], [","], ["or"], [",", "and"], ["to"], ["and", "is", "now"])
# The rules of ages that go on as a list.
_LISTED: Final = frozenset(("age.said", "age.listed", "age.persons", "age.subject", "age.kin"))
_AGAINST: Final = (
    [",", "against"],
    ["against"],
    [",", "compared", "with"],
    ["compared", "with"],
    [",", "up", "from"],
    [",", "down", "from"],
)
_FROM: Final = frozenset(("from", "at", "until", "till", "before"))
_THEM: Final = frozenset(("them", "whom"))
_NEAR_AGE: Final = 3


def is_listed(line: Line, amount: Amount) -> bool:
    """As in "aged 12 and 14", "from 61 to 64", "Vera, 16, and Anna, 14 were"."""
    before = amount.previous
    if before is None or before.kind != "age":
        return False
    named = before.rule == "age.after-name" and _goes_on_naming(line, before, amount)
    if not named and not (before.rule in _LISTED and _goes_on_listing(line, before, amount)):
        return False
    set_age(amount, "age.listed")
    return True


def _goes_on_listing(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "aged 12 | and 14", "the median age is 58, | against 41", "passengers under five | and over 75 | travel free"."""
    words = line.words
    if words[amount.last] in BOUNDS or words[amount.last] == "of":
        # "were under 10 and two over 70", "were under 10 and two of them"
        return False
    gap = [word for word in words[before.last : amount.first] if word not in BOUNDS]
    turned = [",", "up" if amount.num.value > before.num.value else "down", "from"]
    if gap == turned or (gap == [","] and words[amount.last] in load_counts().of_persons):
        # "40 were under 18, up from 33"; "of those aged 14 to 53, three were hurt"
        return False
    against = gap in _AGAINST
    if not (against or gap in _LISTING or _is_said_again(line, before, amount, gap) or _is_gapped(line, amount, gap)):
        return False
    told = against or words[amount.first - 1] in BOUNDS
    return not line.has_content(amount.last) or (told and not is_plural(words[amount.last]))


def _is_said_again(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "a peer at 27 | and leader of the house at | 36", "left school at 14 | , joined the Navy at | 17", "at age 18 | did not answer at | 23": by the same preposition."""
    words = line.words
    if words[before.first - 2 : before.first] == ["at", "age"] and gap[-1:] == ["at"]:
        return True
    if gap[-1:] != [words[before.first - 1]]:
        return False
    if gap[-1] == "at" and is_role(line, amount.first - 2):
        return True
    return (len(gap) <= PHRASE and gap[0] in {"and", ","}) or (len(gap) <= GROUP and gap[-1] in load_ages().until)


def _is_gapped(line: Line, amount: Amount, gap: list[str]) -> bool:
    """As in "the oldest was 91, | the youngest | 14": a second superlative, whose verb is left out."""
    told = len(gap) <= GROUP and gap[-2:-1] == ["the"] and gap[-1] in load_ages().records
    return told and stands_alone(line, amount)


def is_share_so_old(line: Line, amount: Amount) -> bool:
    """As in "a third are over 65", "38% of the voters were under 30", "half of them under 16": of persons."""
    words, at, before = line.words, amount.first - 2, amount.previous
    said = words[at] in load_nouns().copulas or (words[at] in _THEM and words[at - 1] == "of")
    if before is None or words[at + 1] not in BOUNDS or not said or line.has_content(amount.last):
        return False
    # A third "of the towers" are no persons, of "Italians" they are.
    if any(is_plural(words[index]) and not has_capital(line, index) for index in range(before.last, at)):
        return False
    set_age(amount, "age.persons")
    return True


def are_both(line: Line, amount: Amount) -> bool:
    """As in "Ravi Shah and Tom Lee, both | 24, were jailed": two persons of one age."""
    words, first = line.words, amount.first
    both = words[first - 1] == "both" and words[first - 2] in {",", "("} and not line.has_content(amount.last)
    if both:
        set_age(amount, "age.both")
    return both


def is_near_age(line: Line, amount: Amount) -> bool:
    """As in "may vote from 18, though 16- and 17-year-olds may register": beside the age of a year or two less or more."""
    if line.words[amount.first - 1] not in _FROM or amount.num.value <= LAST_HOUR or not stands_alone(line, amount):
        return False
    near = any(
        (line.words[other.last + 1] in OLD or line.words[other.last - 1] in OLD)
        and abs(other.num.value - amount.num.value) <= _NEAR_AGE
        for other in line.amounts
        if other.kind in {"age", "duration"}
    )
    if near:
        set_age(amount, "age.near")
    return near


def _goes_on_naming(line: Line, before: Amount, amount: Amount) -> bool:
    """Whether a comma and another name stand between."""
    tokens, comma = line.tokens, amount.first - 1
    near = tokens.words[comma] == "," and comma - before.last <= GROUP
    return near and tokens.text[tokens.starts[comma - 1]].isupper() and not line.has_content(amount.last)

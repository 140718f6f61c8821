"""The head of a noun phrase: which of its words is counted where no plural tells, and how it is spelt in the singular."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Noun
from figures_server.compose.line import Line
from figures_server.compose.rules.noun_phrases.capitals import (
    has_capital,
    is_acronym,
    is_plural_acronym,
    is_shouted,
    model_of,
)
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, SIGN, WORD

_BREAKS: Final = frozenset((",", ";", "and", "with"))
# "meet-and-greets", "go-to-guys"
_INSIDE: Final = frozenset(("and", "or", "of", "to", "the", "a"))


def singular_of(line: Line, at: int) -> str:
    """The head in the singular: "MPs" gives "MP", "e-bikes" "e-bike", "check-ins" "check-in", "policy-makers" "policy-maker"."""
    surface = model_of(line, at) or line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]]
    if line.words[at] == "s":
        return surface
    if line.words[at] == "olds":
        # "15-year-olds", "the number of four-year-olds"
        return "person"
    after = line.tokens.surface(at + 1, at + 2)
    if surface.isupper() and surface.endswith("S") and not after.isupper() and not is_shouted(line):
        # "22 AIIMS"
        return surface
    head = surface[:-1] if is_plural_acronym(surface) else singular(line.tokens.words[at])
    return f"{line.words[at - 1]} {head}" if _is_half_of_people(line, at) else _compound(line, at, head)


def _is_half_of_people(line: Line, at: int) -> bool:
    """As in 300 "Sri | Lankans", five "New | Yorkers": whose country or city has two words are named by both."""
    nouns = load_nouns()
    people = line.words[at - 1] in nouns.halves_of_places and line.words[at].endswith(nouns.people_endings)
    return people and has_capital(line, at - 1)


def _compound(line: Line, at: int, head: str) -> str:
    """The whole of "e-bikes", "team-mates", "check-ins", "two-wheelers", "attorneys general" and "brothers-in-law"; of "Delhi-trains" the trains."""
    nouns = load_nouns()
    if line.words[at + 1] == "general" and singular(line.words[at]) in nouns.of_generals:
        return f"{head} general"
    if HYPHENS.isdisjoint(line.words[at - 1 : at + 2]):
        return head
    before, after = line.words[at - 2], line.words[at + 2]
    if line.words[at - 1] in HYPHENS and line.tokens.glued(at):
        bound = len(before) == 1 or before in nouns.bound_prefixes or before in load_numbers().cardinals
        # "Anglo-Indians"
        bound |= line.words[at].endswith(nouns.people_endings) and has_capital(line, at - 2) and has_capital(line, at)
        bound |= before not in _INSIDE and not has_capital(line, at - 2)
        return f"{before}-{head}" if bound else head
    if not line.tokens.tied(at + 1):
        return head
    # "mothers-in-law", "runners-up"
    kin = line.tokens.tied(at + 3)
    return f"{head}-{after}-{line.words[at + 4]}" if kin else f"{head}-{after}"


def head_of_one(line: Line, first: int, last: int) -> Noun | None:
    """The head where one thing is counted, the last noun of "one council | meeting"; names and participles are none."""
    tokens, nouns = line.tokens, load_nouns()
    words = tokens.words
    while last > first and tokens.kinds[last - 1] not in {WORD, DIGITS}:
        last -= 1
    if last == first or (last - first == 1 and _is_no_noun(line, first)):
        return None
    if tokens.kinds[last - 1] == DIGITS:
        return _model_of_one(line, first, last)
    # "one BG Keshkar" is a person's name, "one Head Constable" a rank, "one Tory MP" too: two other capitals are a name.
    capitals = all(tokens.text[tokens.starts[at]].isupper() for at in range(first, last))
    head = words[last - 1]
    ranked = (
        head in nouns.ranks or head in nouns.persons or head in load_counts().countable or is_acronym(line, last - 1)
    )
    if last - first == 2 and capitals and not ranked:
        return None
    kept = len(head) > 1 and is_acronym(line, last - 1) and not is_shouted(line)
    single = tokens.surface(last - 1, last) if kept else singular(head)
    return Noun(first, last, _compound(line, last - 1, single))


def _is_no_noun(line: Line, at: int) -> bool:
    """As in "one | abstained", "one | rolling", "pulled one | back", "get one | free", "0.52 | H": what stands alone behind "one" and is no noun."""
    word, nouns = line.words[at], load_nouns()
    participle = word.endswith("ing") and not has_capital(line, at)
    participle = participle and (word not in nouns.in_ing or _has_amount(line, at))
    return (
        participle
        or len(word) == 1
        or word == "free"
        or is_past(word)
        or word in nouns.postposed
        or word in nouns.openers
    )


def _has_amount(line: Line, at: int) -> bool:
    """As in "two attacks, one | killing | three soldiers", "one | offering | 64GB": a noun in -ing that has an object is a verb."""
    words = line.words
    amount = line.tokens.kinds[at + 1] in {DIGITS, SIGN} or words[at + 1] in load_numbers().cardinals
    return amount and (words[at - 2] in _BREAKS or words[at - 2] in HYPHENS)


def is_verb_of_one(line: Line, at: int) -> bool:
    """As in one "man | speaks to the crowd": what is counted once is no plural, so a word in -s is its verb."""
    word = line.words[at]
    plain = singular(word) == word or word in load_nouns().modifiers or has_capital(line, at)
    return is_plural(word) and not plain


def is_thing(line: Line, first: int, at: int) -> bool:
    """As in one "win", one "league win", only one "set": a plain form is no verb of "one"; a past one may be, as in one "hit a bus"."""
    words, nouns = line.words, load_nouns()
    if words[at] not in nouns.nominal_singular or words[first - 1] != "one" or words[first - 2] in nouns.letting:
        return False
    if words[at] not in nouns.nominal_past or words[at + 1] == "of":
        return True
    ends = line.tokens.kinds[at + 1] != WORD
    led = words[first - 2] in {"only", "just"} or is_past(words[first - 2]) or words[first - 2] in nouns.verbs
    # "expects one cut this year"
    return led and (ends or words[at + 1] in nouns.postposed or words[at + 1] in load_changes().circumstances)


def describes_one(line: Line, first: int, at: int) -> bool:
    """As in one "working toilet", one "dead bird", one "small | working | group"; not in "the one working here"."""
    word, words, nouns = line.words[at], line.words, load_nouns()
    if (
        (at > first and words[at - 1] not in nouns.plain_adjectives)
        or not (word == "dead" or word.endswith("ing"))
        or word not in nouns.attributive
    ):
        return False
    following = words[at + 1]
    return line.has_content(at + 1) and not following.endswith("ly")


def _model_of_one(line: Line, first: int, last: int) -> Noun | None:
    """As in one "A350", one "Boeing 737": a model by its name; the "x4" of a score card, a large one "Rs 90" are none."""
    tokens = line.tokens
    start = last - 2 - (tokens.kinds[last - 2] != WORD)
    named = tokens.text[tokens.starts[start]].isupper() and load_surfaces().left(tokens, last - 1) is None
    return Noun(first, last, tokens.surface(start, last)) if named else None


def model_of_many(line: Line, first: int, last: int) -> Noun | None:
    """As in ten of "its new A350": the name of a model stands for those that are built."""
    tokens = line.tokens
    named = line.words[first - 1] in load_nouns().of_determiners and tokens.kinds[last - 1] == DIGITS
    return Noun(first, last, tokens.surface(last - 2, last)) if named else None


def attributive(line: Line, at: int) -> Noun | None:
    """As in "a 12 page document", "the 40 member union": a thing known as counted, as if hyphened, before its noun."""
    tokens, nouns = line.tokens, load_nouns()
    word, following = tokens.words[at], tokens.words[at + 1]
    if tokens.kinds[at] != WORD or not line.has_content(at + 1):
        return None
    counted = word in load_counts().countable or word in nouns.persons
    if not counted or following.endswith("ed") or not tokens.text[tokens.starts[at]].islower():
        # "nine face closure", "the 35 corporate tax rate"
        return None
    return Noun(at, at + 1, word)


def is_past(word: str) -> bool:
    """As in "abstained"; a seed is a noun."""
    return word.endswith("ed") and word not in load_nouns().in_ed

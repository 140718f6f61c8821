"""The noun phrase that a number counts."""

from __future__ import annotations

from functools import cache
from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE
from figures_server.compose.rules.noun_phrases.capitals import (
    has_capital,
    is_in_name,
    is_name_in_capitals,
    is_plural_acronym,
    model_of,
    past_model,
)
from figures_server.compose.rules.noun_phrases.coordination import LISTING, is_other_number, noun_follows
from figures_server.compose.rules.noun_phrases.heads import (
    attributive,
    describes_one,
    head_of_one,
    is_past,
    is_thing,
    is_verb_of_one,
    model_of_many,
    singular_of,
)
from figures_server.compose.rules.noun_phrases.inserts import OPENING, next_word
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.compose.rules.noun_phrases.worths import past_worth
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import APOSTROPHES, DIGITS, HYPHENS, SIGN, WORD

_SEEMING: Final = frozenset(("sounds", "looks", "feels", "seems"))
_OBJECTS: Final = frozenset(("me", "him", "us", "them"))
# Quotation marks and an editor's brackets do not break a phrase: 'eight "safe" houses', "15 [rodent] species".
_ONE_OF_MANY: Final = frozenset(("each", "one", "none", "neither", "either", "any"))


def find_noun(line: Line, at: int, *, plural: bool, due: bool = False) -> Noun | None:
    """The counted noun phrase that begins at token `at`: "Chinese citizens", "emergency response patrol vehicles".

    The head is the first plural that no other noun follows; for one thing, the word before the phrase ends. `due`
    says that a noun must come, so a word that is a verb elsewhere is one: "a third straight win".
    """
    tokens = line.tokens
    at, partitive = _opening(line, at)
    last, weak, many = at, -1, plural or partitive
    while last < at + CLAUSE and tokens.kinds[last] == WORD and not _ends_phrase(line, at, last, due=due, plural=many):
        if _names_many(line, last):
            if partitive and _owns(line, last):
                if line.tokens.kinds[last + 2] == DIGITS or is_other_number(line, last + 2):
                    # "two of the brothers' 14 shops": the next number's noun
                    return None
                weak, last = last, last + 2
                continue
            if (last > at and _is_done_by_one(line, at, last)) or _has_object(line, last):
                break
            if not _modifies(line, last, plural=many) or _does_as_one(line, at, last):
                return Noun(at, last + 1, singular_of(line, last))
            weak = last
        elif not many and _owns_alone(line, last):
            return Noun(at, last + 1, singular(tokens.words[last]))
        last = next_word(line, at, last + 1, plural=many)
    if weak >= 0 and (weak + 1 == last or (plural and tokens.words[weak] not in load_nouns().nations)):
        return Noun(at, weak + 1, singular(tokens.words[weak]))
    if partitive:
        # "one of the first to leave", "two of the crew": no plural, no noun
        return model_of_many(line, at, last)
    return _many_without_plural(line, at, last) if plural else head_of_one(line, at, last)


def _many_without_plural(line: Line, at: int, last: int) -> Noun | None:
    """As in "700 million | Chinese listen to it": a nation's; "a 40-seat bus"."""
    if line.words[at] in load_nouns().nations and at + 1 < last:
        return Noun(at, at + 1, "person")
    return attributive(line, at)


def _is_done_by_one(line: Line, first: int, at: int) -> bool:
    """As in "one man | speaks to the crowd"."""
    one = line.words[first - 1] == "one" and line.words[first - 2] not in HYPHENS
    return one and is_verb_of_one(line, at)


def _has_object(line: Line, at: int) -> bool:
    """As in "a dozen | costs us more", "forty helps them", "a case of 12 | costs £40", "ninety sounds like a lot": what follows tells a verb."""
    following = line.words[at + 1]
    if line.words[at] in _SEEMING and following == "like":
        return True
    if line.words[at] == "costs" and (line.tokens.kinds[at + 1] in {DIGITS, SIGN} or following in load_hedges().before):
        return True
    return following in _OBJECTS and line.tokens.text[line.tokens.starts[at + 1]].islower()


def counts_plural(line: Line, at: int) -> bool:
    """Whether a plural to count begins at token `at`."""
    noun = find_noun(line, at, plural=True)
    return noun is not None and is_plural(line.tokens.words[noun.last - 1])


def _opening(line: Line, at: int) -> tuple[int, bool]:
    """Where the words of the phrase begin, past a price, "of the" or a quotation mark, and whether "of" opened it."""
    tokens, words = line.tokens, line.tokens.words
    at = past_model(line, past_worth(tokens, at))
    partitive = words[at] == "of"
    if partitive:
        at += 1
        while words[at] in load_nouns().of_determiners:
            at += 1
        at = past_model(line, past_worth(tokens, at))
    quoted = words[at] == "'" and tokens.glued(at + 1) and not tokens.glued(at)
    return at + (words[at] in OPENING or quoted), partitive


def _does_as_one(line: Line, first: int, at: int) -> bool:
    """As in each of the eight "teams | plays twice", one of her two "sons | works there": what stands behind is a verb of one."""
    words, nouns = line.words, load_nouns()
    if words[first - 3] != "of" or words[first - 2] not in nouns.of_determiners or words[first - 4] not in _ONE_OF_MANY:
        return False
    follows = is_plural(words[at + 1]) and words[at + 2] not in load_counts().passive
    return follows and words[at] not in nouns.modifiers


def _owns_alone(line: Line, at: int) -> bool:
    """As in "one driver's view", "one firm's share": the number goes with who owns; "one women's team" is a team."""
    word, nouns = line.words[at], load_nouns()
    if not word.endswith("'s") or word in nouns.classifying or has_capital(line, at):
        return False
    return not is_plural(word.removesuffix("'s"))


def _tells_of_one(line: Line, first: int, at: int) -> bool:
    """As in the third biggest "port handles grain", "economy grew": behind one thing stands its verb."""
    nouns, words = load_nouns(), line.words
    word, before, following = words[at], words[at - 1], words[at + 1]
    if before in nouns.openers or not before.isalpha():
        return False
    if word in _verbs_alone():
        return not noun_follows(line, at)
    partitive = words[first - 1] == "of" or words[first - 1] in nouns.of_determiners
    if (
        partitive
        or not is_plural(word)
        or word in nouns.modifiers
        or before.endswith((*nouns.adjective_endings, "est"))
    ):
        return False
    bare = line.has_content(at + 1) and not following.endswith("ed")
    return (bare or following in nouns.articles) and not line.tokens.text[line.tokens.starts[at]].isupper()


def _owns(line: Line, at: int) -> bool:
    """As in two "of the All Blacks' seven tries": the apostrophe says that what is counted comes later."""
    tokens = line.tokens
    owner = tokens.words[at + 1] in APOSTROPHES and not tokens.glued(at + 2)
    return owner and tokens.kinds[at + 2] in {WORD, DIGITS} and tokens.words[at + 2] not in load_nouns().stops


def set_count(amount: Amount, counted: Noun | str | None, rule: str) -> bool:
    """Says that the amount counts things of this name, and by which rule, where there is such a name."""
    if counted is None:
        return False
    if isinstance(counted, str):
        amount.factors = (UnitFactor("entity", counted),)
    else:
        amount.noun = counted
        amount.factors = (UnitFactor("entity", counted.head, text=counted.head),)
    amount.kind, amount.rule = "count", rule
    return True


def _ends_phrase(line: Line, first: int, at: int, *, due: bool, plural: bool) -> bool:
    """Whether the word at `at` is no part of the noun phrase that began at `first`."""
    nouns, words = load_nouns(), line.tokens.words
    word = words[at]
    before = words[at - 1] if words[at - 1] not in OPENING else words[at - 2]
    if word in nouns.stops and not _stands_for_more(line, at) and not (at > first and _is_title_word(line, at)):
        return not _goes_on_in_spite(line, first, at, before, due=due, plural=plural)
    if at == first:
        return False
    if not plural and (single := _ends_single(line, first, at)) is not None:
        return single
    if word.endswith("ly") and word not in nouns.in_ly:
        return before not in nouns.openers and not before.endswith("'s") and not noun_follows(line, at)
    # "one vaccine prior to the vote"
    prepositional = word in nouns.before_to and words[at + 1] == "to"
    if prepositional or (word.endswith("ed") and _has_subject(line, first, at)) or is_other_number(line, at):
        return True
    return word.endswith(("ed", "ing")) and word not in nouns.in_ed and _is_verb_behind(line, at, before)


def _is_verb_behind(line: Line, at: int, before: str) -> bool:
    """As in "one boy | asked": a participle behind a noun is its verb; behind "most" or an adverb it is an adjective."""
    nouns = load_nouns()
    if before in nouns.openers or before in HYPHENS or before == "," or before in nouns.plain_adjectives:
        # "one big sticking point"
        return False
    if before.endswith(("ly", "'s", "ful", "ous", "less")) and before not in nouns.in_ly:
        return False
    return not noun_follows(line, at)


def _goes_on_in_spite(line: Line, first: int, at: int, before: str, *, due: bool, plural: bool) -> bool:
    """Whether a word that ends phrases elsewhere is part of this one: "likely voters", "two wins", "most affected areas"."""
    nouns, words = load_nouns(), line.tokens.words
    word = words[at]
    attributive = plural and (word in nouns.attributive or word in nouns.calendar)
    if attributive and not _has_subject(line, first, at) and noun_follows(line, at):
        return True
    if not (plural or due) and (is_thing(line, first, at) or describes_one(line, first, at)):
        return True
    if at == first:
        # "one of the | following | drinks"
        listed = word == "following" and words[at - 1] in nouns.of_determiners
        return listed or word in nouns.openers or (word in nouns.verbs and due) or word in nouns.nominal
    if (word in nouns.nominal) if plural else (due and word in nouns.nominal_singular):
        return True
    if before in HYPHENS or before in LISTING:
        return True
    if plural and word in nouns.verbs and words[at - 2] in HYPHENS:
        # "eight left-leaning thought leaders": no verb stands right behind a hyphened adjective
        return noun_follows(line, at)
    if word not in nouns.verbs and word not in nouns.openers:
        return False
    owned = before.endswith(("ly", "'s", "est")) and before not in nouns.in_ly
    return owned or before in load_ratios().running


def _ends_single(line: Line, first: int, at: int) -> bool | None:
    """As in "one official | familiar with the plan", "one step | closer", but "one council meeting"; None if unsure."""
    nouns, word = load_nouns(), line.words[at]
    if word in nouns.postposed or _tells_of_one(line, first, at):
        return True
    if line.words[first - 2] in nouns.watching and line.words[at + 1] in nouns.articles:
        # "saw one rider | dominate the race"; "saw one big offer the club refused" is of an offer
        return line.words[at - 1] in nouns.persons or line.words[at - 1] in load_counts().countable
    if line.words[at - 1] in nouns.before_clause and has_capital(line, at):
        # "one reason | Marsden left"
        return True
    if line.words[first - 2 : first] == ["the", "one"] and _is_said_by(line, at):
        # "the one goal | Smith scored"
        return True
    if word.endswith("ed") and line.words[at - 1] in nouns.persons:
        # "one officer | called guards to the door"
        return True
    # "one filing | at the court", "one court | ruling out an appeal"
    return False if word in nouns.in_ing and line.words[at + 1] not in {*nouns.articles, "out"} else None


def _is_said_by(line: Line, at: int) -> bool:
    """Whether a name and its verb stand at token `at`, behind what begins small."""
    end = at
    while has_capital(line, end):
        end += 1
    return (
        end > at
        and not has_capital(line, at - 1)
        and (line.words[end] in load_nouns().verbs or is_past(line.words[end]))
    )


@cache
def _verbs_alone() -> frozenset[str]:
    """The verbs of change that are no nouns: "grew", not "rise"; nor "slow", which is one behind "will" alone."""
    changes = load_changes()
    return changes.verbs_alone.difference(changes.nouns, changes.skipped, changes.comparatives)


def _has_subject(line: Line, first: int, at: int) -> bool:
    """As in 40 "police reported injuries": what is no "data related crime" is a verb, whatever noun follows."""
    return at > first and is_plural(line.words[at - 1]) and line.words[at] not in load_nouns().compounding


def _is_title_word(line: Line, at: int) -> bool:
    """As in "US Open titles": a verb with a capital in mid-phrase is part of a name."""
    tokens = line.tokens
    return tokens.words[at] in load_nouns().verbs and tokens.text[tokens.starts[at]].isupper()


def _stands_for_more(line: Line, at: int) -> bool:
    """As in "US stores", "at-large seats", "the A350", "No 9 prospects": part of an acronym, a hyphened word or a name with digits."""
    tokens = line.tokens
    if tokens.kinds[at + 1] == DIGITS and (tokens.glued(at + 1) or tokens.words[at] == "no"):
        return True
    if tokens.words[at] == "a" and line.words[at - 1] in load_nouns().before_letter:
        # "Class A drugs"
        return tokens.text[tokens.starts[at]] == "A"
    acronym = tokens.words[at] in load_nouns().acronyms and tokens.text[tokens.starts[at] : tokens.ends[at]].isupper()
    return acronym or tokens.tied(at + 1)


def _modifies(line: Line, at: int, *, plural: bool) -> bool:
    """Whether another noun follows the plural: "sales | figures"; behind "one", any: "one telecoms | deal"."""
    tokens, nouns = line.tokens, load_nouns()
    if tokens.tied(at + 1) and tokens.words[at + 2] in nouns.verbs:
        # "CBS-owned stations"
        return True
    if tokens.words[at + 1] in nouns.participles:
        # "two million shares changing hands"
        return False
    if tokens.words[at] in nouns.modifiers:
        # "10 operations, or sums"
        return tokens.words[at + 1] not in {",", "worth"}
    if plural:
        return _plural_modifies(line, at)
    following = tokens.words[at + 1]
    return line.has_content(at + 1) and not following.endswith(("ed", "ing", "ly"))


def _plural_modifies(line: Line, at: int) -> bool:
    """As in "Hamas sites", "weapons inspectors", "women drivers": no verb of a plural ends in -s, so a noun follows.

    A stretch of time is none: "scored two goals minutes later".
    """
    tokens = line.tokens
    following = tokens.words[at + 1]
    if (
        tokens.words[at + 2] in load_nouns().articles
        or tokens.kinds[at + 2] in {DIGITS, SIGN}
        or is_other_number(line, at + 2)
    ):
        # "Each of the teams receives a payment", "40 items costs £42": with an object behind it, it is a verb after all.
        return False
    if not line.has_content(at + 1):
        return False
    if not is_plural(following):
        return is_in_name(line, at)
    name, next_name = tokens.text[tokens.starts[at]].isupper(), tokens.text[tokens.starts[at + 1]].isupper()
    if not name and following in load_nouns().modifiers and tokens.words[at + 2] in load_nouns().stops:
        # "three brothers police say held her"; "two Six Nations games and" are games
        return False
    if not name and load_surfaces().named(tokens, at + 1) is not None:
        return False
    surface = tokens.text[tokens.starts[at] : tokens.ends[at]]
    # "two Champions Leagues": behind people stands no other name
    people = surface.endswith(load_nouns().people_endings) and not surface.endswith("tions") and not next_name
    return not people if name else not next_name


def _names_many(line: Line, at: int) -> bool:
    """Whether the word is a plural: not the "CBS" of "20 CBS stations", nor the "sales" of "20 sales-related posts"."""
    tokens = line.tokens
    if not is_plural(tokens.words[at]):
        return is_plural_acronym(tokens.text[tokens.starts[at] : tokens.ends[at]]) or model_of(line, at) != ""
    tied = tokens.tied(at + 1)
    # "20 passers-by" are counted, "20 arts-and-crafts shops" shops.
    tied = tied and (tokens.words[at + 2] == "and" or tokens.words[at + 2] not in load_nouns().stops)
    return not tied and not is_name_in_capitals(line, at)

"""What a bare number counts by its sentence: the subject of its verb, casualties, runs, people of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.change_verbs import change_verb_before, past_adverbs
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import HYPHENS, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

PERSON: Final = "person"
_LONGEST_LABEL: Final = 13
_CLAUSE: Final = 14
_SUBJECT_REACH: Final = 16
_NEAR: Final = 4
# "three live and two spent cartridges" are no persons who live.
_MANY: Final = 20
# Below this, a population or unemployment that changes is measured in per cent.
_FEWEST_HEADS: Final = 100


def by_sentence(line: Line, amount: Amount) -> tuple[str, str, Noun | None] | None:
    """What is counted, by which rule, and its noun: "The toll rose to 62" counts persons."""
    words = line.tokens.words
    named = _of_noun_before(line, amount) or _labelled(line, amount)
    if named is not None:
        return named.head, "count.subject", named
    # "knocked out power to 80,000"
    supplied = line.words[amount.first - 1] == "to" and line.words[amount.first - 2] in load_changes().supplied
    if supplied or "toll" in words[max(0, amount.first - _CLAUSE) : amount.first]:
        return PERSON, "count.casualty", None
    if (stepped := _of_step(line, amount)) is not None:
        return stepped, "count.step", None
    if (numbered := _numbered(line, amount)) is not None:
        return numbered.head, "count.subject", numbered
    if _is_headcount(line, amount) or _has_capacity(line, amount):
        return PERSON, "count.headcount", None
    if _reaches(line, amount) and (subject := find_subject(line, amount)) is not None:
        return subject.head, "count.subject", subject
    if has_casualty_near(line, amount) or _gathering(line, amount) or _do_something(line, amount):
        return PERSON, "count.casualty", None
    return None


def _labelled(line: Line, amount: Amount) -> Noun | None:
    """As in "Homes without power: 3,400": the plural that begins the label at the start of the line."""
    tokens, colon = line.tokens, amount.first - 1
    if amount.num.form != "digits" or not 0 < colon <= _LONGEST_LABEL or tokens.words[colon] != ":":
        return None
    start = next((at for at in range(colon) if tokens.kinds[at] == WORD), colon)
    noun = find_noun(line, start, plural=True)
    labels = noun is not None and noun.last <= colon and is_plural(tokens.words[noun.last - 1])
    return noun if labels else None


def grown_before(line: Line, amount: Amount) -> Noun | None:
    """As in "job growth has slowed from 223,000 per month": what is said to grow."""
    words, steps = line.tokens.words, load_changes().nouns
    for at in range(amount.first - 1, max(0, amount.first - _CLAUSE), -1):
        if words[at].removesuffix("s") in steps and words[at - 1] in load_counts().grown:
            return Noun(at - 1, at, singular(words[at - 1]))
    return None


def _of_noun_before(line: Line, amount: Amount) -> Noun | None:
    """As in "raised the toll to 233 and | cases to | 5,005": the noun right before, its verb said once for both."""
    words, at = line.words, amount.first - 2
    if words[at + 1] != "to" or not is_plural(words[at]) or line.tokens.kinds[at] != WORD:
        return None
    start, stops = at, load_nouns().stops
    while start >= 0 and line.tokens.kinds[start] == WORD and words[start] not in stops:
        start -= 1
    if start == at or words[start] not in {"and", ","} or not change_verb_before(line, start):
        return None
    return None if words[at] in load_counts().transparent else Noun(at, at + 1, singular(words[at]))


def _has_capacity(line: Line, amount: Amount) -> bool:
    """As in "The hall can seat 400": so many persons."""
    return line.words[past_adverbs(line, amount.first - 1)] in load_counts().capacity


def is_summed_again(line: Line, amount: Amount) -> bool:
    """As in "That number is now 7,200": the total of what was counted before; "the number of cases" names its own."""
    words, counts, at = line.words, load_counts(), amount.first - 1
    while at >= 0 and (words[at] in counts.summing or words[at] in load_changes().skipped):
        at -= 1
    # "reduce this number to 5" is said of whatever number it was.
    return at > 0 and words[at] in counts.summed and words[at - 1] in {"the", "that", "this"} and words[at + 1] != "to"


def _do_something(line: Line, amount: Amount) -> bool:
    """As in "where some 4,000 work", "with 340 on board": only persons do so."""
    words, at = line.tokens.words, amount.last
    on_board = words[at] == "on" and words[at + 1] == "board"
    does = (
        amount.num.value >= _MANY
        and words[at] in load_counts().doing
        and (words[at + 1] in load_nouns().stops or line.tokens.kinds[at + 1] != WORD)
    )
    return on_board or does


def _of_step(line: Line, amount: Amount) -> str | None:
    """As in "job growth of 140,000", "an increase in employment of 9,000", "a monthly gain of 225,000": what grows."""
    words, changes, at = line.tokens.words, load_changes(), amount.first - 1
    while line.words[at] in changes.skipped:
        at -= 1
    if line.words[amount.last] in changes.steps and line.words[amount.first - 1] in {"a", "an"}:
        # "had forecast a 150,000 increase"
        return line.earlier_noun
    if at < 2 or words[at] != "of" or amount.num.form == "vague":
        return None
    grown = _grown(line, at - 1)
    if grown is None or (words[amount.last] == "in" and line.words[amount.last + 1] in load_counts().headcounts):
        return None
    if grown in load_counts().headcounts:
        return PERSON
    return singular(grown) if is_plural(grown) or grown in load_counts().grown else line.earlier_noun


def _numbered(line: Line, amount: Amount) -> Noun | None:
    """As in "limited the number of injured birds at the site to 86": what is numbered, in the same clause."""
    words, kinds = line.tokens.words, line.tokens.kinds
    for at in range(amount.first - 1, max(0, amount.first - _CLAUSE), -1):
        word = words[at]
        if kinds[at] != WORD and word in load_changes().clause_ends:
            return None
        if word == "of" and words[at - 1] == "number":
            if line.words[at - 2] == "a":
                # "a number of aftershocks"
                return None
            return find_noun(line, at + 1, plural=True)
    return None


def _grown(line: Line, at: int) -> str | None:
    """The word before or behind a noun of change that ends at token `at`: "job" growth, increase in "employment"."""
    words, steps = line.tokens.words, load_changes().nouns
    if words[at].removesuffix("s") in steps or words[at] in steps:
        return words[at - 1]
    increase = at > 1 and words[at - 1] == "in" and words[at - 2] in steps
    return words[at] if increase else None


def find_subject(line: Line, amount: Amount, reach: int = _SUBJECT_REACH) -> Noun | None:
    """The plural nearest before that no preposition governs: "cases in ten states topped 1 million"; else the nearest."""
    words, kinds, stops = line.tokens.words, line.tokens.kinds, load_nouns().stops
    governed: Noun | None = None
    for at in range(amount.first - 1, max(-1, amount.first - _SUBJECT_REACH), -1):
        word = words[at]
        if word in {".", ";", ":"} or (word in load_counts().subordinators and not is_plural(line.words[at - 1])):
            break
        if kinds[at] != WORD or not is_plural(word) or word == "times" or at == amount.first - 1:
            continue
        if word in stops and not _is_noun(line, at):
            continue
        if load_surfaces().named(line.tokens, at) is not None or _is_verb(line, at):
            continue
        if line.words[at + 1] in load_counts().estimating:
            # "Police | put the march at 15,000" count others.
            continue
        passed = word in load_counts().transparent and at and kinds[at - 1] == WORD and words[at - 1] not in stops
        of_earlier = passed and (
            words[at - 1].endswith(load_nouns().adjective_endings) or words[at - 1] in load_counts().headcounts
        )
        if of_earlier and line.earlier_noun is not None:
            # "annual sales of 150,000", "employment gains of 300" are of what was counted before.
            return Noun(at, at + 1, line.earlier_noun)
        head = at - 1 if passed and _is_owner_noun(line, at - 1) else at
        noun = Noun(head, head + 1, singular(words[head]))
        if not _is_governed(line, head):
            return noun
        if amount.first - at < reach:
            governed = governed or noun
    return governed


def _is_owner_noun(line: Line, at: int) -> bool:
    """Whether the word before "sales", "numbers" is a noun that they are of: "car sales", not "annual sales"."""
    word, nouns = line.words[at], load_nouns()
    noun = at >= 0 and line.tokens.kinds[at] == WORD and word not in nouns.stops
    return noun and not word.endswith(nouns.adjective_endings) and line.words[at - 1] not in HYPHENS


def _is_verb(line: Line, at: int) -> bool:
    """As in "the population | grows", "group X | estimates": behind a singular a word in -s that may be a verb."""
    word, before = line.words[at], line.words[at - 1]
    counts, nouns = load_counts(), load_nouns()
    if _is_noun(line, at):
        return False
    if before in counts.subjects:
        # "which operates all three"
        return True
    lone = line.tokens.kinds[at - 1] == WORD and before not in nouns.stops and not is_plural(before)
    if lone and line.words[at + 1] in nouns.articles and not before.endswith(nouns.adjective_endings):
        # "the shape mirrors that of"
        return True
    may_be = word in counts.claiming or (bool(load_changes().verbs.get(word)) and word not in counts.transparent)
    return may_be and lone


def _is_noun(line: Line, at: int) -> bool:
    """As in "jobless claims | had soared", "asylum claims | rose": a word that may be a verb, with its own behind it."""
    words, following = line.words, line.words[at + 1]
    if (
        words[at] not in load_nouns().nominal
        or line.tokens.kinds[at - 1] != WORD
        or words[at - 1] in load_nouns().stops
    ):
        return False
    return following in load_counts().auxiliaries or bool(load_changes().verbs.get(following))


def _is_governed(line: Line, at: int) -> bool:
    """Whether the noun at `at` belongs to a preposition: "cases | in ten states", "deaths | of children"."""
    words, kinds, stops = line.tokens.words, line.tokens.kinds, load_nouns().stops
    at -= 1
    while at >= 0 and kinds[at] == WORD and words[at] not in stops:
        at -= 1
    at -= at > 0 and (words[at] in load_nouns().of_determiners or kinds[at] != WORD)
    if at > 0 and words[at] == "of":
        return is_plural(words[at - 1]) and words[at - 1] not in load_counts().transparent
    return at > 0 and words[at] in load_counts().governing


def _reaches(line: Line, amount: Amount) -> bool:
    """As in "cases topped 1 million", "deaths reached 58,233": the subject of such a verb is what is counted."""
    words, reaching = line.tokens.words, load_counts().reaching
    if line.words[amount.first - 1] == "to" and change_verb_before(line, amount.first - 2):
        return True
    if line.words[past_adverbs(line, amount.first - 1)] in {"are", "were"}:
        # "Passengers carried last year were 9,000": a plural verb has a plural subject.
        return True
    return any(word in reaching for word in words[max(0, amount.first - 3) : amount.first])


def has_casualty_near(line: Line, amount: Amount) -> bool:
    """As in "62 were hurt", "killing 34", "189 aboard": the verb tells that persons are counted."""
    words, casualty = line.tokens.words, load_nouns().casualty
    around = words[max(0, amount.first - _NEAR) : amount.first] + words[amount.last : amount.last + _NEAR]
    return any(word in casualty for word in around)


def _is_headcount(line: Line, amount: Amount) -> bool:
    """As in "The population grew from 41,000 to 52,000", "Salem, population 9,000", "a rise of 9,000 in unemployment"."""
    level = amount.low
    if level is None or level.decimal < _FEWEST_HEADS:
        return False
    label = amount.first - 1 - (line.words[amount.first - 1] == ":")
    if _has_heads(line, label, label):
        return True
    if line.words[amount.last] == "in" and line.words[amount.last + 1] in load_counts().headcounts:
        return True
    start, levels = amount.first - 1, load_counts().levels
    while line.words[start] in load_changes().skipped and line.words[start] not in levels:
        start -= 1
    if change_verb_before(line, start + 1) and _has_heads(line, start - 1, start):
        # "Unemployment rose 7,000"
        return True
    if line.words[start] in load_counts().headcounts:
        # "Hull, population 290,000"
        return _has_heads(line, start, amount.first)
    if line.words[start] not in levels:
        return False
    clause = range(max(0, amount.first - _CLAUSE), amount.first)
    stands = line.words[start] not in {"from", "to", "by"}
    return any(_has_heads(line, at, start) for at in clause) and (stands or bool(change_verb_before(line, start)))


def _has_heads(line: Line, at: int, level: int) -> bool:
    """Whether a noun like "population" stands at token `at`, not of wolves: "the wolf population"."""
    counts, word, before = load_counts(), line.words[at], line.words[at - 1]
    following = line.words[at + 1]
    if word not in counts.headcounts or (following == "of" and at + 1 != level):
        return False
    if is_plural(following) and following not in counts.transparent and following not in load_changes().verbs:
        # "unemployment claims"
        return False
    plain = not before or before in load_nouns().stops or before.endswith("'s") or line.tokens.kinds[at - 1] != WORD
    # "the U.S. population" is of persons.
    named = at > 0 and line.tokens.text[line.tokens.starts[at - 1]].isupper()
    return plain or named or before in counts.peopled


def _gathering(line: Line, amount: Amount) -> bool:
    """As in "a city of about 100,000", "two of the side"."""
    gatherings, hedges, at = load_nouns().gatherings, load_hedges().before, amount.first - 1
    while line.words[at] in load_changes().skipped or (line.words[at] in hedges and line.words[at] != "of"):
        at -= 1
    if line.words[at] == "of" and singular(line.words[at - 1]) in gatherings:
        return True
    return line.words[amount.last] == "of" and any(
        word in gatherings for word in line.tokens.words[amount.last + 2 : amount.last + _NEAR]
    )

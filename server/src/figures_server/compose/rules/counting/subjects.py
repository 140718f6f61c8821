"""The subject of a clause: the plural before a number that its verb is said of."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, PHRASE
from figures_server.compose.rules.noun_phrases.capitals import has_capital, is_name
from figures_server.compose.rules.noun_phrases.heads import singular_of
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DASHES, HYPHENS, WORD

_SUBJECT_REACH: Final = 16
_MARKS: Final = DASHES | {","}
_AIDS: Final = frozenset(("has", "have", "had", "was", "were", "will", "would"))


def find_subject(line: Line, amount: Amount) -> Noun | None:
    """The plural nearest before that no preposition governs: "cases in ten states topped 1 million"; else the nearest."""
    governed: Noun | None = None
    inserted = _insertion(line, amount.first)
    for at in range(amount.first - 1, max(-1, amount.first - _SUBJECT_REACH - len(inserted)), -1):
        if _ends_clause(line, at):
            break
        if at in inserted or at == amount.first - 1 or not _may_be_subject(line, at):
            continue
        transparent = _is_of_noun_before(line, at)
        if transparent and line.earlier_noun is not None and _is_of_earlier(line, at):
            return Noun(at, at + 1, line.earlier_noun)
        head = _first_of_pair(line, at - 1 if transparent and _is_owner_noun(line, at - 1) else at)
        thing = singular_of(line, head) if line.tokens.tied(head - 1) else singular(line.words[head])
        noun = Noun(head, head + 1, "person" if _is_of_persons(thing) else thing)
        if not _is_governed(line, head):
            return noun
        governed = governed or noun
    return governed


def _ends_clause(line: Line, at: int) -> bool:
    """Where the search for a subject ends: at a stop, at "that" and its like, at an owner ("Leeds's | rose to 40")."""
    word = line.words[at]
    if word in {".", ";", ":"}:
        return True
    if word in load_counts().subordinators:
        return not is_plural(line.words[at - 1])
    return word.endswith("'s") and has_capital(line, at) and not _is_governed(line, at)


def _may_be_subject(line: Line, at: int) -> bool:
    """Whether a plural stands at token `at`: no verb in -s, no name, no unit, no part of a number."""
    word = line.words[at]
    if line.tokens.kinds[at] != WORD or not is_plural(word) or word == "times":
        return False
    if word in load_nouns().stops and not _is_noun(line, at):
        return False
    if any(other.first <= at < other.last for other in line.amounts):
        # "arrivals fell two-thirds, to 1 million"
        return False
    if word in load_counts().evidence and line.words[at + 1] in load_counts().showing:
        # "strikes, the council's figures show, rose to 40"
        return False
    unit = load_surfaces().named(line.tokens, at) is not None
    return not unit and not _is_verb(line, at) and not _is_family_name(line, at)


def _is_of_noun_before(line: Line, at: int) -> bool:
    """As in "car | sales", "jobless claims | data"; in "the firm claims | sales rose" the word before is a verb."""
    words, nouns = line.words, load_nouns()
    if words[at] not in load_counts().transparent or line.tokens.kinds[at - 1] != WORD:
        return False
    return words[at - 1] not in nouns.stops or (words[at - 1] in nouns.nominal and words[at - 3] not in nouns.articles)


def _is_of_earlier(line: Line, at: int) -> bool:
    """As in "annual | sales of 150,000", "employment | gains of 300": of what was counted before."""
    before = line.words[at - 1]
    return _is_adjective(before) or before in load_counts().headcounts


def _is_adjective(word: str) -> bool:
    """As in "annual", "rising"; "bed" and "building" are things."""
    return word.endswith(load_nouns().adjective_endings) and word not in load_counts().countable


def _is_of_persons(thing: str) -> bool:
    """As in "prison | numbers", "attendances", "crowds": not the noun itself is counted."""
    counts = load_counts()
    peopled = thing in counts.peopled and thing not in load_nouns().persons
    return peopled or (thing in counts.headcounts and thing not in counts.led_headcounts)


def _first_of_pair(line: Line, at: int) -> int:
    """As in "deaths | and injuries | rose to 400": of two nouns under one number the first is taken."""
    words, joint = line.words, at - 1
    while joint > 0 and line.has_content(joint):
        joint -= 1
    first = joint - 1
    return first if words[joint] == "and" and is_plural(words[first]) else at


def _insertion(line: Line, first: int) -> range:
    """The tokens of ", seen as the best sign of growth," or of brackets near the verb: they say nothing of what it is said of."""
    words, verbs = line.words, load_changes().verbs_alone
    near = range(first - 1, max(1, first - PHRASE), -1)
    end = next((at for at in near if words[at] in _MARKS and words[at + 1 + (words[at + 1] in _AIDS)] in verbs), 0)
    for start in range(end - 2, max(0, end - CLAUSE), -1):
        if words[start] == words[end]:
            return range(start, end + 1) if words[start + 1] in load_counts().inserted else range(0)
    closing = next((at for at in near if words[at] == ")"), 0)
    # in brackets, as in "rose from 20 (6% of those asked) to 470"
    opening = next((at for at in range(closing - 1, max(0, closing - PHRASE), -1) if words[at] == "("), closing + 1)
    return range(opening, closing + 1)


def _is_owner_noun(line: Line, at: int) -> bool:
    """Whether the word before "sales", "numbers" is a noun that they are of: "car sales", not "annual sales"."""
    word = line.words[at]
    adjective = _is_adjective(word) or word.endswith("'s")
    # "Penn Data | estimates | sales will hit 200,000": a verb in -s, behind a name.
    claims = word in load_counts().claiming and has_capital(line, at - 1)
    return not claims and not adjective and line.words[at - 1] not in HYPHENS


def _is_family_name(line: Line, at: int) -> bool:
    """As in "Ann Sowands", "James Brett": a name in -s; "New Yorkers", "Asian Americans" are counted."""
    tokens, nouns = line.tokens, load_nouns()
    if not tokens.text[tokens.starts[at]].isupper():
        return False
    word = tokens.words[at]
    if word.endswith(nouns.people_endings) or singular(word) in nouns.persons:
        return False
    return is_name(line, at + 1) or (at > 1 and is_name(line, at - 1))


def _is_verb(line: Line, at: int) -> bool:
    """As in "the population | grows", "group X | estimates", "the staff | amounts to 40": a word in -s that may be a verb."""
    word, counts = line.words[at], load_counts()
    changes = word in load_changes().verbs and word not in counts.transparent
    changes |= word in load_changes().before_no_level
    return (changes or word in counts.claiming) and not _is_noun(line, at)


def _is_noun(line: Line, at: int) -> bool:
    """As in "jobless claims | had soared", "asylum claims | rose": a word that may be a verb, with its own behind it."""
    words, following = line.words, line.words[at + 1]
    counts, nouns = load_counts(), load_nouns()
    if words[at] == "claims" and following == "for":
        return True
    nominal = words[at] in nouns.nominal and words[at - 1] not in nouns.stops
    verbs = (counts.auxiliaries, counts.reaching, load_changes().verbs)
    return nominal and any(following in words for words in verbs)


def _is_governed(line: Line, at: int) -> bool:
    """Whether the noun at `at` belongs to a preposition: "cases | in ten states", "deaths | of children"."""
    words, kinds, at = line.tokens.words, line.tokens.kinds, at - 1
    while line.has_content(at):
        at -= 1
    at -= words[at] in load_nouns().of_determiners or kinds[at] != WORD
    if words[at] == "of":
        return is_plural(words[at - 1]) and words[at - 1] not in load_counts().transparent
    return words[at] in load_counts().governing

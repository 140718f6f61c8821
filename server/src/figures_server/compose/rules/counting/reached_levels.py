"""Counts that a subject reaches, keeps or passes: "arrivals rose from 900 to 1,200", "the toll stands at 40"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import (
    change_step_before,
    change_verb_before,
    counting_verb_before,
    past_adverbs,
)
from figures_server.compose.rules.change.changes import TRAILING
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.counting.subjects import find_subject
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_changes, load_nouns

_LINKS: Final = frozenset(("to", "from", "by", "below", "above"))
PLURAL_COPULAS: Final = frozenset(("are", "were"))


def is_level(line: Line, amount: Amount) -> bool:
    """As in "topped 1 million", "rose from 40 to 60", "were 9,000", "stood at 12": the number is a level that something is at."""
    words, reaching = line.tokens.words, load_counts().reaching
    if is_reached(line, amount) or _stands_after_step(line, amount):
        return True
    link = line.words[link_to_verb(line, amount)]
    if link in load_counts().standing and "at" in words[max(0, amount.first - GROUP) : amount.first]:
        return True
    if line.words[amount.first - 1] != "the" and (
        link in PLURAL_COPULAS or (link in {"is", "was"} and line.words[amount.last] != "of")
    ):
        # "the planes are the 777"
        return True
    near = range(amount.first - 1, max(-1, amount.first - 4), -1)
    verb = next((at for at in near if words[at] in reaching), -1)
    # "hit TV series 24" reaches nothing.
    return verb >= 0 and not any(has_capital(line, at) for at in range(verb + 1, amount.first))


def _stands_after_step(line: Line, amount: Amount) -> bool:
    """As in "numbers were up 12% | at 4.1 million", "fell 3% in May, | at an average of 1,500": the level behind the step."""
    at, changes = amount.first - 1, load_changes()
    at -= line.words[at] == "of" and line.words[at - 1] in changes.summaries
    while line.words[at] != "at" and (line.words[at] in changes.skipped or line.words[at] in changes.summaries):
        at -= 1
    if line.words[at] != "at":
        return False
    step = amount.previous
    if step is None or step.kind != "percentage":
        return False
    when = line.words[step.last]
    return step.last == at or (at - step.last <= PHRASE and (when == "," or when in changes.circumstances))


def is_reached(line: Line, amount: Amount) -> bool:
    """As in "rose | from the 40", "fell | by a combined 900", "fell | 8,000": what links the number to a verb of change."""
    at = link_to_verb(line, amount)
    if line.words[at] == "from" and "to" in line.tokens.words[amount.last : amount.last + PHRASE]:
        # "went from 40 last year to 60"
        return True
    if line.words[at] in _LINKS:
        return bool(change_verb_before(line, at - 1))
    return change_step_before(line, at + 1) != ""


def link_to_verb(line: Line, amount: Amount) -> int:
    """The token that ties the number to its verb, hedges and "the" between them apart."""
    words, changes, at = line.words, load_changes(), amount.first - 1
    # "by an average of 1,500"
    at -= words[at] == "of" and words[at - 1] in changes.summaries
    while words[at] not in _LINKS and (
        words[at] in changes.skipped or words[at] in changes.summaries or words[at] == "the"
    ):
        at -= 1
    return at


def reaches_level(line: Line, amount: Amount) -> bool:
    """As in "cases topped 1 million", "deaths rose from 40 to 60": the plural subject of such a verb is counted."""
    singular_copula = line.words[past_adverbs(line, amount.first - 1)] in {"is", "was"}
    # "rallied from 19 down"
    behind = line.words[amount.first - 1] == "from" and line.words[amount.last] in TRAILING
    if singular_copula or behind or amount.num.value == 1 or counting_verb_before(line, amount):
        return False
    if not is_level(line, amount) or not stands_alone(line, amount):
        return False
    subject = find_subject(line, amount)
    if subject is None or subject.head in load_counts().measured or _moves_another(line, amount, subject):
        return False
    return set_count(amount, subject, "count.subject")


def _moves_another(line: Line, amount: Amount, subject: Noun) -> bool:
    """As in "lawmakers raised | the toll from 20 to 30": the verb has an object, and that is what moves."""
    words, verbs, articles = line.words, load_changes().verbs_alone, load_nouns().articles
    return any(words[at] in verbs and words[at + 1] in articles for at in range(subject.last, amount.first - 1))


def is_milestone(line: Line, amount: Amount) -> bool:
    """As in "the five million mark": the mark is one of what is counted all the time."""
    if line.words[amount.last] not in load_counts().milestones:
        return False
    return set_count(amount, find_subject(line, amount) or line.earlier_noun, "count.subject")


def ends_scale(line: Line, amount: Amount) -> bool:
    """As in "flu deaths range from a low of 12,000", "the suspects are 14 in number": said of the plural before."""
    words, counts = line.words, load_counts()
    extreme = words[amount.first - 1] == "of" and words[amount.first - 2] in counts.extremes - load_changes().summaries
    in_number = words[amount.last] == "in" and words[amount.last + 1] == "number"
    if not (extreme or in_number):
        return False
    return set_count(amount, find_subject(line, amount), "count.subject")

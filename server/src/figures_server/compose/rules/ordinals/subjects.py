"""What an ordinal is told of where no noun follows it: "The win | was their ninth", "its ninth quake, and | second in a row"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.compose.rules.ordinals.placings import has_article
from figures_server.lexicon.shapes import load_ages, load_ratios
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import WORD

# As in "He said (that) | the win was their ninth".
_SAYING: Final = frozenset(("that", "said", "says", "say", "saying", "added", "adds"))


def subject_of(line: Line, amount: Amount) -> Noun | None:
    """What the ordinal is told of where no noun follows it: "The win | was their ninth in a row", "a bill of £3m | is the third-highest"."""
    words, at = line.tokens.words, amount.first - 1
    while line.words[at] == "the" or owns(line.words[at]):
        at -= 1
    if line.words[at] not in load_ratios().being:
        return None
    end = at
    while (
        at > 0
        and line.words[at - 1] not in _SAYING
        and (line.tokens.kinds[at - 1] == WORD or any(a.first < at <= a.last for a in line.amounts))
    ):
        at -= 1
    head = at
    while head < end and (_is_function_word(words[head]) or words[head].endswith("'s")):
        head += 1
    while head + 1 < end and not _is_function_word(words[head + 1]):
        head += 1
    return Noun(head, head + 1, singular(words[head])) if head < end else None


def _is_function_word(word: str) -> bool:
    return word in load_nouns().stops and word not in load_nouns().verbs


def resumed_by(line: Line, amount: Amount) -> Noun | None:
    """As in "the 12th minister to resign and | the third | in as many weeks", "its ninth quake, and | second | in a row"."""
    last = next((other for other in reversed(line.amounts) if other.kind == "ordinal"), None)
    at = amount.first - 1
    led = has_article(line, amount)
    at -= led
    joined = line.words[at] in {"and", "but"} or (led and line.words[at] == ",")
    return last.noun if last is not None and joined else None


def apposed(line: Line, amount: Amount) -> Noun | None:
    """As in "the dam, | the fourth largest in Asia, took", "the win, | their 16th of the season,": the noun before the comma."""
    words, nouns, at = line.words, load_nouns(), amount.first - 3
    named = words[at] not in nouns.stops or words[at] in nouns.nominal_singular
    told = words[at + 1] == "," and line.tokens.kinds[at] == WORD and named
    return Noun(at, at + 1, singular(words[at])) if told and not has_capital(line, at) else None


def deed_before(line: Line, amount: Amount) -> Noun | None:
    """As in "Leeds | won | 3-1, their seventh in a row": what the verb before the comma did is one more."""
    words, deeds = line.words, load_ratios().deeds
    if words[amount.first - 2] != ",":
        return None
    at = next((at for at in range(amount.first - 3, -1, -1) if words[at] in deeds), -1)
    return Noun(at, at + 1, deeds[words[at]]) if at >= 0 else None


def is_said_of_subject(line: Line, amount: Amount) -> bool:
    """As in "Kent | is only | the fourth team", "and | only | the fourth": a verb like "be", or "only", stands before."""
    if line.words[amount.first - 2] == "only":
        return True
    before = line.tokens.words[max(0, amount.first - GROUP) : amount.first]
    return not load_ratios().being.isdisjoint(before)


def owns(word: str) -> bool:
    """As in "its third strike", "Kent's third strike"."""
    return (word != "the" and word in load_ages().possessives) or word.endswith(("'s", "s'"))

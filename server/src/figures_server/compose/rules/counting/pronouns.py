"""Where "one" is a pronoun and counts nothing: "the one seeking talks", "any one knows", "one of the few"."""

from __future__ import annotations

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.heads import is_past, is_verb_of_one
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.context import load_context
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import HYPHENS


def is_pronoun(line: Line, amount: Amount, noun: Noun) -> bool:
    """Whether what looks like the noun behind "one" is none, so that it stands for a thing named elsewhere."""
    if amount.num.form != "words" or amount.num.value != 1 or amount.low != amount.high:
        return False
    words, nouns = line.words, load_nouns()
    behind, head = words[amount.last], words[noun.last - 1]
    if behind in HYPHENS or behind in {"or", "of"}:
        return False
    if words[amount.first - 1] == "other" or words[amount.first - 2 : amount.first] == ["like", "this"]:
        # "and the other one getting wet", "studies like this one certainly help"
        return True
    if is_past(head) or (head.endswith("ly") and head not in nouns.in_ly) or words[noun.last] == "enough":
        # "one large enough to swim in"
        return True
    return (
        _goes_on(line, noun.last)
        or _is_subject_of_verb(line, amount, noun)
        or _is_relative(line, amount, noun)
        or _is_asked_of(line, amount, noun)
        or (behind.endswith("ing") and _is_led(line, amount) and has_capital(line, amount.last + 1))
    )


def _is_led(line: Line, amount: Amount) -> bool:
    """As in "the | one seeking talks", "is | one Harper foresaw"."""
    return line.words[amount.first - 1] in load_nouns().before_pronoun


def _is_subject_of_verb(line: Line, amount: Amount, noun: Noun) -> bool:
    """As in "any one | disagrees", "how one | calculates sales taxes": the word in -s is no noun but a verb."""
    if noun.last == noun.first + 1:
        word = line.words[noun.first]
        return is_plural(word) and singular(word) != word
    opens = line.words[amount.first - 1] in load_counts().subordinators
    return opens and is_verb_of_one(line, amount.last)


def _is_asked_of(line: Line, amount: Amount, noun: Noun) -> bool:
    """As in "what more could | one | desire?", "where does one start?": anyone, and the verb; "could one vote decide" counts."""
    asks = line.words[amount.first - 1] in load_counts().asking
    ends = not line.has_content(noun.last)
    return asks and noun.last == noun.first + 1 and ends and noun.head not in load_nouns().persons


def _is_relative(line: Line, amount: Amount, noun: Noun) -> bool:
    """As in "the one | Amy Harper foresaw", "one | Mr. Bell had praised": a name is the subject of a clause about it."""
    words, at = line.words, amount.last
    if words[at] in load_context().grammar.titles:
        return True
    end = at
    while has_capital(line, end):
        end += 1
    if end == at or not _is_led(line, amount) or noun.head in load_nouns().persons:
        return False
    behind = words[end]
    return behind in load_nouns().verbs or behind in load_counts().of_persons or is_past(behind)


def _goes_on(line: Line, at: int) -> bool:
    """As in "one crisis | to the next", "one stop | after another": however many there are."""
    words = line.words
    other = words[at + 1] == "another" or (words[at + 1] == "the" and words[at + 2] in {"next", "other"})
    return other and words[at] in {"after", "by", "to", "upon"}

"""Where "one" is a pronoun and counts nothing: "the one seeking talks", "any one knows", "one of the few"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures_server.compose.rules.nouns import is_past
from figures_server.compose.rules.plurals import is_plural, singular
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import HYPHENS, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount, Noun
    from figures_server.compose.line import Line


def is_pronoun(line: Line, amount: Amount, noun: Noun) -> bool:
    """Whether what looks like the noun behind "one" is none, so that it stands for a thing named elsewhere."""
    if amount.num.form != "words" or amount.num.value != 1 or amount.low != amount.high or noun.first < amount.last:
        return False
    words, nouns = line.words, load_nouns()
    behind, head = words[amount.last], words[noun.last - 1]
    if behind in HYPHENS or behind == "or":
        return False
    if behind == "of":
        # "one of the few to protest", "one of the highest in Europe"
        return head in {"few", "most", "best", "worst"} or (head.endswith("est") and words[noun.last - 2] == "the")
    if is_past(head) or (head.endswith("ly") and head not in nouns.in_ly):
        return True
    if _goes_on(line, noun.last):
        return True
    if noun.last == noun.first + 1 and is_plural(head) and singular(head) != head:
        # "any one disagrees"
        return True
    return (
        behind.endswith("ing")
        and words[amount.first - 1] in nouns.before_pronoun
        and _has_object(line, amount.last + 1)
    )


def _has_object(line: Line, at: int) -> bool:
    """Whether the words at token `at` show a participle before it to be a verb: "ordering | the cuts"."""
    tokens, nouns = line.tokens, load_nouns()
    name = tokens.kinds[at] == WORD and tokens.text[tokens.starts[at]].isupper()
    return name or (line.words[at] in nouns.stops and line.words[at] not in nouns.verbs)


def _goes_on(line: Line, at: int) -> bool:
    """As in "one crisis | to the next", "one stop | after another": however many there are."""
    words = line.words
    other = words[at + 1] == "another" or (words[at + 1] == "the" and words[at + 2] in {"next", "other"})
    return other and words[at] in {"after", "by", "to", "upon"}

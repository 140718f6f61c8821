"""Whether a number is all that is said of its noun phrase, so that its noun has to be sought elsewhere."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_scales
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.tokens import DIGITS, HYPHENS, WORD

_COLON: Final = frozenset(":")
_EXTREMES: Final = frozenset(("best", "worst", "highest", "lowest"))


def stands_alone(line: Line, amount: Amount) -> bool:
    """As in "40 | in Kent", "seven | withdrew"; not in "84 Lumber", "two magazine", "sub-20", "2x4".

    A number is no ellipsis where an unknown word behind it may be its noun, or a hyphen or a name holds it.
    """
    tokens, at = line.tokens, amount.last
    words, kinds = tokens.words, tokens.kinds
    if words[at] in HYPHENS and words[at + 1] == "odd":
        # "30-odd | were damaged"
        at += 2
    at += words[at] == "more"
    if kinds[at] != WORD:
        # "a 16:8 cycle" has two sides
        held = tokens.tied(at, _COLON) or (words[at] in HYPHENS and tokens.glued(at))
        return kinds[at] != DIGITS and not held
    word, nouns = words[at], load_nouns()
    if word == "of" and words[at + 1] in nouns.of_determiners and words[at + 1] not in load_counts().pronouns:
        return _tells_no_whole(line, at + 2)
    if word in load_changes().summaries:
        # "below the 40 average of last year"
        return not line.has_content(at + 1)
    another = word in load_numbers().cardinals  # "it had 20 | ten years ago"
    if another or word in nouns.stops or word in nouns.postposed or word in load_counts().trailing:
        return True
    if tokens.text[tokens.starts[at]].isupper():
        return False
    # "browse the web", "crack 5%": with an object behind it, it is a verb; so is "forecast by the bank".
    acts = words[at + 1] in nouns.articles or words[at + 1] == "by" or kinds[at + 1] == DIGITS
    return acts or word.endswith(("ed", "ing", "ly"))


def _tells_no_whole(line: Line, at: int) -> bool:
    """As in 92 "of the | stamped", the 503 "of the | year before", 2 "of the | 40"; two "of the | side" tells what they are of."""
    whole = line.words[at]
    number = line.tokens.kinds[at] == DIGITS or whole in load_numbers().cardinals
    return number or whole.endswith("ed") or whole in load_counts().times


def may_be_year(line: Line, amount: Amount) -> bool:
    """Four digits without a comma are said again as a year more often than as a count."""
    digits = line.tokens.words[amount.first]
    return digits.isdecimal() and len(digits) == len("2020")


def is_reading(line: Line, amount: Amount) -> bool:
    """As in "readings | above 400", "Leeds the worst | at 467", "left school | at 15", "cut the deficit | to three": no count."""
    link, before = line.words[amount.first - 1], line.words[amount.first - 2]
    if link == "at":
        aged = amount.num.value < 100 and not before.endswith(("ed", "ing")) and not has_capital(line, amount.first - 2)
        return aged or before in _EXTREMES
    if link == "to":
        return before in load_scales().margins
    return link in {"above", "below"} and is_plural(before) and singular(before) in load_counts().measured

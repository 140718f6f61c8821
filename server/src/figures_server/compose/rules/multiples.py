"""Numbers that say how many times: "twice", "five times as many", "tenfold", "a factor of two"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.rules.change.change_verbs import (
    change_step_before,
    change_verb_before,
    is_particle,
    past_adverbs,
)
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.measures.tails import PACES, attach_tail
from figures_server.compose.rules.no_figures.bare_names import has_model_letter
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import Way, load_nouns, load_rates
from figures_server.model import UnitFactor
from figures_server.scan.tokens import CLOSING_QUOTES, DIGITS, HYPHENS, SIGN, WORD

_TIMES_SIGNS: Final = frozenset(("x", "×"))
_GROWING: Final = frozenset(("up", "by"))
# What may end the clause behind "twice".
_BEHIND_OFTEN: Final = frozenset((*HYPHENS, ".", ",", ";", ":", "?", "!", "(", ")", '"', "”", "'", "’", "—"))


def attach_multiple(line: Line, amount: Amount) -> bool:
    """As in "five times", "twice", "doubled", "tenfold", "a factor of two"."""
    if amount.num.form == "multiple":
        if _tells_how_often(line, amount):
            set_count(amount, "time", "count.how-often")
            attach_tail(line, amount)
            return True
        if not _is_multiple(line, amount):
            return False
        amount.direction = _way_of_multiple(line, amount)
    elif _is_factor(line, amount):
        by = line.words[amount.first - 4] == "by"
        amount.direction = change_verb_before(line, amount.first - 5) if by else ""
    elif amount.num.form in {"digits", "words"} and (last := _past_times(line, amount)):
        amount.last = last
        amount.direction = _way_of_times(line, amount)
    else:
        return False
    amount.role = "by" if amount.direction else ""
    amount.kind, amount.rule = "multiple", "multiple.times"
    amount.factors = (UnitFactor("unit", "times"),)
    return True


def _way_of_multiple(line: Line, amount: Amount) -> Way:
    """As in "doubled", "grew more than double", "fell threefold"; "double the price" is a level."""
    if line.words[amount.last - 1].endswith("fold"):
        return change_verb_before(line, amount.first - 1)
    return change_step_before(line, amount.first) if _is_level(line, amount) else amount.num.direction


def _way_of_times(line: Line, amount: Amount) -> Way:
    """As in "rose 2.5 times", "grew 4x"; what is done "about three times" is counted, and "2.5 times the rate" is a level."""
    done = is_whole(amount.num.value) and line.words[amount.last - 1] == "times"
    if line.words[amount.last] in load_ratios().compared or (done and not _grows(line, amount.first - 1)):
        return ""
    return change_step_before(line, amount.first)


def _is_factor(line: Line, amount: Amount) -> bool:
    """As in "fell by a factor of 2.5", "within a factor of two"; "a factor of 10 items" counts."""
    words, first = line.words, amount.first
    if words[first - 1] != "of" or words[first - 2] != "factor":
        return False
    return words[first - 3] == "a" and not is_plural(words[amount.last])


def _past_times(line: Line, amount: Amount) -> int:
    """The token behind "five times as many", "3x", "rose 2.5 times", "up 100 times"; 0 for "five times on Monday", a count."""
    words, at = line.tokens.words, amount.last
    if words[at] in _TIMES_SIGNS:
        # "spun at 9,500 × g"
        named = words[at + 1] == "g" or line.tokens.kinds[at + 1] == DIGITS or has_model_letter(line, amount)
        return at + 1 if line.tokens.glued(at) and not named else 0
    at += words[at] in HYPHENS and line.tokens.glued(at)
    if words[at] != "times":
        return 0
    parted = not is_whole(amount.num.value * (amount.num.suffix or 1))
    told = parted or _is_compared(line, at + 1) or _is_set_against(line, amount) or _grows(line, amount.first - 1)
    return at + 1 if told else 0


def _is_compared(line: Line, at: int) -> bool:
    """As in "ten times | the price", "ten times | as many", "as big as", "wider than", "too dim"; not in "was fined four times | as a youth"."""
    words, ratios = line.tokens.words, load_ratios()
    at += words[at] in CLOSING_QUOTES
    if words[at] == "as":
        # "three times as potent, and cheap"
        alone = line.tokens.kinds[at + 2] != WORD and words[at + 1] not in load_nouns().stops
        return words[at + 1] in ratios.much or "as" in words[at + 2 : at + 5] or (alone and not is_past(words[at + 1]))
    if words[at] == "that" and words[at + 1] in load_numbers().periods | load_counts().spans:
        # "rang four times that evening"
        return False
    if words[at] == "too":
        return line.has_content(at + 1)
    if words[at].endswith("'s") and has_capital(line, at) and words[at][:-2] not in load_nouns().calendar:
        # "three times Katrina's bill"
        return True
    than = words[at + 1] == "than" and words[at].endswith("er") and words[at] not in load_nouns().stops
    return than or words[at] in ratios.compared


def _is_set_against(line: Line, amount: Amount) -> bool:
    """As in "11 times average pay, compared with | four times in 1997"."""
    before = line.amounts[-1] if line.amounts else None
    if before is None or before.kind != "multiple":
        return False
    gap = line.words[before.last : amount.first]
    return gap[-1:] == ["from"] or not load_counts().comparing.isdisjoint(gap)


def _grows(line: Line, at: int) -> bool:
    """As in "up | nearly | 100 times", "increased by | 3 times": a change; "stood up three times" tells how often."""
    at = past_adverbs(line, at, _GROWING)
    up = line.words[at] == "up" and not is_particle(line, at)
    return up or (line.words[at] == "by" and bool(change_verb_before(line, at - 1)))


def _tells_how_often(line: Line, amount: Amount) -> bool:
    """As in "twice a week", "scored twice from afar", "was twice elected"; "twice the rate", "nearly twice" are multiples."""
    words, at = line.tokens.words, amount.last
    if words[amount.first] not in load_ratios().repeated:
        return False
    if words[at] in PACES:
        return words[at + 1] in load_numbers().periods
    if words[at] in load_rates().adverbs:
        return True
    hedge = match_before(line, amount.first)
    reckoned = hedge is not None and hedge[0].modifier not in {"exact", "at_least"}
    alone = line.tokens.kinds[at] == WORD or words[at] in _BEHIND_OFTEN or not words[at]
    return alone and not reckoned and not _is_compared(line, at) and not _is_anothers(line, at)


def _is_anothers(line: Line, at: int) -> bool:
    """As in twice | "Britain's", "last year's", "this size", "richer than": what it is set against; not twice "won Britain's vote"."""
    words = line.tokens.words
    if words[at] == "as":
        # "twice as loud"; "rang twice as they left", "twice as Smith served"
        return words[at + 1] not in load_nouns().stops and not line.tokens.surface(at + 1, at + 2)[:1].isupper()
    if words[at] == "this":
        return words[at + 1] in load_ratios().compared_by
    done = words[at].endswith("ed") or words[at] in load_nouns().verbs or words[at] in load_nouns().stops - {"last"}
    return words[at].endswith("'s") or words[at + 1] == "than" or (words[at + 1].endswith("'s") and not done)


def _is_level(line: Line, amount: Amount) -> bool:
    """As in "was nearly | double the price", "a payout | triple the value": so much it is, and nothing grew."""
    ratios, at = load_ratios(), amount.first
    if line.words[at] not in ratios.doubles:
        return False
    found = match_before(line, at)
    at = (found[1] if found else at) - 1
    word = line.words[at]
    return line.tokens.kinds[at] != WORD or not (word in ratios.before_doubling or word.endswith("n't"))


def _is_multiple(line: Line, amount: Amount) -> bool:
    """As in "double" counts as a verb alone ("set to double"); "halves" not as the parts of a match."""
    ratios, word = load_ratios(), line.tokens.words[amount.first]
    before, after = line.words[amount.first - 1], line.words[amount.last]
    if word in ratios.doubles and after in ratios.after_doubling:
        return False
    if word in ratios.doubles:
        return before in ratios.before_double or after in ratios.after_double
    if word == "doubles":
        # "men's doubles", "the doubles title"; "the fee doubles to £40" at the next sum
        to_level = after == "to" and line.tokens.kinds[amount.last + 1] in {DIGITS, SIGN}
        return after in ratios.after_double or (to_level and not before.endswith("'s"))
    if word == "halves":
        # "the drug halves the risk"; in "both halves the crowd sang" they are parts.
        return before in {"it", "which", "that"} or (after in ratios.after_double and before not in ratios.before_parts)
    return not (word.startswith(("double", "doubling")) and after in ratios.after_doubling)

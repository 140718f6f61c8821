"""What a bare number counts: the noun phrase behind it, or the noun an ellipsis takes up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.plurals import is_plural, singular
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_LONGEST: Final = 7
_HYPHENS: Final = frozenset("-‐‑")
_PERSON: Final = "person"
_OTHERS: Final = frozenset(("others", "more", "other"))


def find_noun(line: Line, at: int, *, plural: bool) -> Noun | None:
    """The counted noun phrase that begins at token `at`: "Chinese citizens", "emergency response patrol vehicles".

    The head is the last of the first run of plurals; for one thing, the word before the phrase ends.
    """
    tokens, nouns = line.tokens, load_nouns()
    words = tokens.words
    if words[at] == "of":
        at += 1
        while words[at] in {"the", "these", "those", "its", "their", "his", "her", "our", "such", "all"}:
            at += 1
    first, last, head = at, at, -1
    while last < at + _LONGEST and tokens.kinds[last] == WORD:
        word = words[last]
        if word in nouns.stops and not (word in {"more", "other"} and last == at):
            break
        if head >= 0 and not is_plural(word):
            break
        if is_plural(word) and word not in {"others"}:
            head = last
        elif word.endswith("ly") and last > at:
            break
        last += 1
        if words[last] in _HYPHENS and tokens.glued(last) and tokens.glued(last + 1):
            last += 1
        elif words[last] == "/" and tokens.kinds[last + 1] == WORD and head >= 0:
            break
        elif words[last] == "and" and head < 0 and plural and _coordinates(line, last + 1):
            last += 1
    if head < 0:
        return _singular_head(line, first, last) if not plural else None
    return Noun(first, head + 1, singular(words[head]))


def _coordinates(line: Line, at: int) -> bool:
    """"Kia and Hyundai vehicles": two names under one plural."""
    tokens = line.tokens
    surface = tokens.text[tokens.starts[at] : tokens.starts[at] + 1]
    return tokens.kinds[at] == WORD and surface.isupper() and is_plural(tokens.words[at + 1])


def _singular_head(line: Line, first: int, last: int) -> Noun | None:
    words, nouns = line.tokens.words, load_nouns()
    if last == first or words[last - 1] in nouns.stops or words[last - 1] in _HYPHENS:
        return None
    return Noun(first, last, singular(words[last - 1]))


def attach_count(line: Line, amount: Amount, before: Amount | None) -> None:
    """Gives a bare number its noun: behind it, hyphened to it, taken up from before, or a person."""
    noun = _noun_behind(line, amount)
    if noun is not None:
        _set_count(amount, noun.head, "count.noun-after", noun)
        return
    if _casualties(line, amount):
        _set_count(amount, _PERSON, "count.casualty", None)
        return
    earlier = before.noun if before is not None and before.kind == "count" else None
    if earlier is None and before is not None and not before.bare:
        earlier = None
    elif earlier is None:
        earlier = line.earlier_noun if _elliptic(line, amount) else None
    if earlier is not None:
        _set_count(amount, earlier.head, "count.ellipsis", None)
        amount.noun = earlier
        return
    subject = _subject(line, amount)
    if subject is not None:
        _set_count(amount, subject.head, "count.subject", subject)


def _noun_behind(line: Line, amount: Amount) -> Noun | None:
    tokens = line.tokens
    words, at = tokens.words, amount.last
    one = amount.high is not None and abs(amount.high.decimal) <= 1 and amount.low == amount.high
    if words[at] in _HYPHENS and tokens.glued(at) and tokens.kinds[at + 1] == WORD:
        # "the 70-member assembly"
        head = words[at + 1]
        if head in load_nouns().stops or head in {"odd", "plus", "some"}:
            return find_noun(line, at + 2, plural=not one) if head == "odd" else None
        return Noun(at + 1, at + 2, singular(head))
    if words[at] in {"more", "other", "others", "further", "additional"} and words[at + 1] in load_nouns().stops | {"", ".", ","}:
        return Noun(at, at + 1, _PERSON) if words[at] in _OTHERS and _casualties(line, amount) else None
    if words[at] == "others":
        return Noun(at, at + 1, _PERSON)
    return find_noun(line, at, plural=not one)


def _casualties(line: Line, amount: Amount) -> bool:
    """"62 were hurt", "killing 34", "189 aboard": the verb tells that persons are counted."""
    words, nouns = line.tokens.words, load_nouns().casualty
    after = words[amount.last : amount.last + 4]
    before = words[max(0, amount.first - 4) : amount.first]
    return any(word in nouns for word in after) or any(word in nouns for word in before)


def _elliptic(line: Line, amount: Amount) -> bool:
    """Whether a sentence's number may go on counting what the one before it counted."""
    return amount.num.form != "fraction" and line.word(amount.first - 1) not in {"at", "to"}


def _subject(line: Line, amount: Amount) -> Noun | None:
    """The plural nearest before: "cases topped 1 million", "jobs rose to 40,000"."""
    words, kinds = line.tokens.words, line.tokens.kinds
    for at in range(amount.first - 1, max(-1, amount.first - 9), -1):
        word = words[at]
        if kinds[at] == WORD and is_plural(word) and word not in load_nouns().stops:
            return Noun(at, at + 1, singular(word))
        if word in {".", ";", ":"}:
            return None
    return None


def _set_count(amount: Amount, head: str, rule: str, noun: Noun | None) -> None:
    amount.kind = "count"
    amount.factors = (UnitFactor("entity", head),)
    amount.rule = rule
    if noun is not None:
        amount.noun = noun
        amount.factors[0].text = head

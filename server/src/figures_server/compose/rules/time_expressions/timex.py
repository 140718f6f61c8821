"""What a time expression is, and the TIMEX3 values it may have."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from figures_server.lexicon.words import load_nouns
from figures_server.text.article import Article

# Parts of patterns: what joins the ends of a range.
RANGE_DASH: Final = r"\s?[-–—]\s?"
RANGE_LINKS: Final = "to|until|till|through"
_OPENERS: Final = "([{\"'“‘—–-/|"


class TimeExpression(NamedTuple):
    """Words that name a day, a period of the calendar or a time of day: "12 April 2025", "Q3", "5pm".

    `value` is TIMEX3's, with X for what the text leaves open and "a/b" for a range. `weak` marks a bare
    four-digit number without a cue, which may be a count. `shift` counts the value's own grain from the
    anchor: "last month" is "XXXX-XX" with -1.
    """

    start: int
    end: int
    type: Literal["DATE", "TIME"]
    value: str
    rule: str
    mod: str = ""
    weak: bool = False
    shift: int | None = None


def day_value(year: int | None, month: int, day: int) -> str:
    """A day's value: "2025-04-12", or "XXXX-04-12" where the year is left open."""
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def full_year(digits: str | None) -> int | None:
    """As in "12.4.25", "June '68": with two digits, of the century whose year such a text can have meant."""
    if not digits:
        return None
    number = int(digits.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def word_before(folded: str, start: int) -> tuple[str, int]:
    """The word that ends before `start`, white space apart, and where it begins: "(in 2019" gives "in"."""
    if folded[start - 1 : start] == " ":
        space = folded.rfind(" ", max(0, start - 16), start - 1)
        word = folded[space + 1 : start - 1]
        if space >= 0 and word.isalpha():  # nearly always: no more to strip
            return word, space + 1
    piece = folded[max(0, start - 16) : start]
    parts = piece.split()
    if not parts:
        return "", start
    word = parts[-1].lstrip(_OPENERS)
    return word, start - (len(piece) - len(piece.rstrip())) - len(word)


def is_hundred_runs(article: Article, start: int, end: int) -> bool:
    """Whether a "15th century" is a batsman's: "his fifth century", "Malik's 15th century" in an article about cricket."""
    before, _ = word_before(article.folded, start)
    owned = before in {"a", "another", "his", "her", "my"} or before.endswith(("'s", "’s"))
    return owned and "-" not in article.folded[start:end] and article.mentions(load_nouns().cricket_articles)


def without_overlap(times: list[TimeExpression]) -> list[TimeExpression]:
    """The times by start; of two that overlap, the one that begins first, or the longer."""
    times.sort(key=lambda time: (time.start, -time.end))
    kept: list[TimeExpression] = []
    for time in times:
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return kept

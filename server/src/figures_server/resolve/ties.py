"""Which of the times of a sentence a figure hangs on: "£5m in 2019", "In March, sales fell to £3m".

Only ties that a reader would not doubt are made, for money is converted at the day they give.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import zip_longest
from typing import Final, NamedTuple

from figures_server.compose.rules.time_expressions.timex import (
    RANGE_DASH,
    RANGE_LINKS,
    TimeExpression,
    without_overlap,
    word_before,
)
from figures_server.lexicon.times import alternation, load_times
from figures_server.lexicon.words import load_nouns
from figures_server.model import Anchor, Figure, Span
from figures_server.rates.periods import iso
from figures_server.resolve.dates import resolve_time
from figures_server.resolve.periods import dated, period_before, same_part
from figures_server.text.article import Article

# Figures that no day makes clearer.
_TIMELESS: Final = frozenset({"age", "duration", "ordinal"})
_TIES: Final = load_times().ties
_PARTICIPLE: Final = rf"(?:[a-z]+ed|{_TIES['participles']})"
# Between a figure and a time after it: a new clause, or a rival that the figure is set against.
_APART_AFTER: Final = re.compile(
    rf"[;:\n—(]|[,.?!][”\"]|\s[-–]\s|\b(?:{_TIES['relatives']}|{_TIES['contrasts']}|{_TIES['clauses']}|{_TIES['saying']})\b"
    rf"|,\s{_TIES['verbs']}\b"
)
# "a website | launched in", "the house | built in": said of that noun alone.
_OF_NOUN: Final = re.compile(
    rf"\b(?:an?|the|its|his|her|their)\s(?:[\w-]+\s)?(?!{_TIES['verbs']}\s)[\w-]+\s{_PARTICIPLE}\s(?:[a-z]+\s)?$"
)
# Between a time and a figure after it.
_APART_BEFORE: Final = re.compile(rf"[;\n]|\b{_TIES['contrasts']}\b|,\sand\s{_TIES['saying']}\b")
# "the fewest since December 2008" dates the record that was broken.
_RECORD: Final = re.compile(rf"\b(?:[a-z]+est|{_TIES['records']})\b[^,]*$")
_CLAUSE: Final = re.compile(
    rf"\b{_TIES['relatives']}\b[^,;]*$|\([^)]*$|,\s(?:[a-z]+ly\s)?{_PARTICIPLE}\s[^,;]*$|,\san?\s[^,;]*$"
)
# "She left in 2012 and sells cakes for £3": what is so now has no day of the past.
_NOW: Final = re.compile(rf"\b(?:and|but)\s(?:[\w-]+\s){{0,2}}?{_TIES['lasting']}\b(?:\s[\w-]+){{0,4}}\s$")
# "The boat that sank in 1938 | has been raised", "The house built in 1934 | is for sale": a clause that its verb closes.
_CLOSING: Final = re.compile(rf"\s{_TIES['verbs']}\s")
_CLOSING_NOW: Final = re.compile(rf"\s{_TIES['present']}\s")
_CLOSED: Final = re.compile(
    rf"\b(?:{_TIES['relatives']}\b|that\s(?:[a-z]+ed|{alternation(load_nouns().pasts | load_nouns().copulas)})\s)[^,;]*$"
)
_RELATIVE: Final = re.compile(rf",\s{_TIES['relatives']}\b[^,]*$")
# "closed at 412p on Friday, | valuing the firm at £1.9bn": the same event.
_GOES_ON: Final = re.compile(r",\s(?!according\b|including\b)[a-z]+ing\s")
_CLAUSE_END: Final = re.compile(r"[,)]")
# Between two figures of one list: "£5m and £6m", "155 men, 30 women", "£5m ($6m", "rose 4p to 82p".
_LIST: Final = re.compile(
    r"(?:\s[a-z-]+){0,2},?\s(?:and|or)\s(?:[a-z]+\s){0,2}|(?:\s[a-z-]+){1,2},\s(?:about|around|nearly|almost|roughly)\s|,\s(?:[a-z]+\s)?|\s?[(;]\s?(?:[a-z]+\s)?|\)?\s"
)
# "in 2008, | when oil hit | $147"
_WHEN: Final = re.compile(r",\swhen\s[^,;.]{0,60}")
_PAIR: Final = re.compile(r"\b[\w-]+s\sand\s[\w-]+s(?=\s)")
_RIVAL: Final = re.compile(rf"\b{_TIES['rivals']}\b")
_CHANGE_TO: Final = re.compile(
    r"(?:\s(?:year|month|quarter)[\s-]on[\s-](?:year|month|quarter))?\sto\s(?:[a-z]+\s){0,2}"
)
# "a 2019 estimate of £900m", "the 2022 budget of about £2bn".
_MODIFIED: Final = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{1,4}}?{_TIES['modified']}\s(?:[\w-]+\s){{0,3}}")
_RUNS_OUT: Final = re.compile(rf"\b{_TIES['expiring']}\s(?:in|on)\s$")
# "since the war broke out in 2022": what happened then opens the period.
_SINCE: Final = re.compile(r"\bsince\s(?!then\b)(?:[\w'’-]+\s){1,6}(?:in|on)\s$")
# As in "by | the middle of | 2027".
_MIDDLE: Final = re.compile(r"\b(?:the\s)?middle\sof\s(?:the\s)?$")
# "after first-quarter profit fell to £5m": said of the noun behind it alone.
_ATTRIBUTE: Final = re.compile(r"-(?:quarter|half|year)$")
_CHANGED: Final = re.compile(rf"\s(?:[\w-]+\s){{1,4}}?{_TIES['changed']}\s(?:[\w-]+\s){{0,3}}")
# Between the two ends of a period; its group tells that "and" does.
_RANGE_GAP: Final = re.compile(rf"\s(?:{RANGE_LINKS}|(and))\s|{RANGE_DASH}")
# "will pay £40 in January": what is told of is still to come.
_AHEAD: Final = re.compile(
    rf"\b(?:{_TIES['ahead']}|{_TIES['ahead_stems']}\w*|(?:is|are)\s(?:on|in|for)"
    r"|to\s(?!the\b|an?\b|his\b|her\b|its\b|their\b|our\b)[a-z]+)\b|['’]ll\b"
)
_UP_TO: Final = frozenset({"from", "by", "until", "till", "before", "to"})
_OPEN_YEAR: Final = re.compile(r"XXXX(-\d\d(?:-\d\d)?)")
_OF_YEAR: Final = re.compile(r"(\d{4})(-\d\d(?:-\d\d)?)")
# Longer "sentences" are tables: no grammar ties their cells, and each look around would cost their whole length.
_LONGEST_SENTENCE: Final = 2000
_LONGEST_MODIFIED: Final = 60
_LONGEST_VERB: Final = 20
# As in "up 4% on the previous year", "a rise of 22% on 2023".
_COUNTED: Final = frozenset({"time.earlier", "time.ago"})
_COUNTED_ON: Final = frozenset({"on", "over"})


class _Candidate(NamedTuple):
    start: int
    end: int
    role: str
    anchor: Anchor
    # "May 3", "April": the year is not said.
    open_year: bool = False


def tie_times(
    article: Article,
    figures: list[Figure],
    times: list[TimeExpression],
    relative_times: list[TimeExpression],
    anchor: Anchor,
) -> None:
    """Gives each figure the time said of it in its own sentence; those without one are left as they are."""
    if not figures or not (times or relative_times):
        return
    bounds = [(figure.start, figure.end) for figure in figures]
    merged = without_overlap([time for time in (*times, *relative_times) if not time.weak])
    at, count = 0, len(merged)
    while at < count:
        sentence = article.sentence_at(merged[at].start)
        stop = at + 1
        while stop < count and merged[stop].start < sentence.end:
            stop += 1
        first, last = bisect_left(bounds, (sentence.start, 0)), bisect_left(bounds, (sentence.end, 0))
        if first < last and sentence.end - sentence.start <= _LONGEST_SENTENCE:
            _tie_sentence(article, figures[first:last], _candidates(article, merged[at:stop], anchor), sentence, anchor)
        at = stop


def _tie_sentence(
    article: Article, figures: list[Figure], candidates: list[_Candidate], sentence: Span, anchor: Anchor
) -> None:
    if not candidates:
        return
    # A period may stand before its time: "in the last three months of 2004".
    bounds = [(figure.start, figure.end) for figure in figures if figure.kind != "duration"]
    for figure in figures:
        if figure.kind in _TIMELESS:
            continue
        index = bounds.index((figure.start, figure.end))
        tied = _time_after(article, index, bounds, candidates)
        if tied is not None:
            figure.anchor = tied.anchor
        elif (before := _time_before(article, index, bounds, candidates, sentence, anchor)) is not None:
            figure.anchor = before


def _candidates(article: Article, times: list[TimeExpression], anchor: Anchor) -> list[_Candidate]:
    """The times that can be dated, "from 2010 to 2015" as one."""
    found: list[_Candidate] = []
    for written, following in zip_longest(times, times[1:]):
        time = _with_year_of(article, written, following) if following else written
        period = period_before(article.folded, time.start)
        if period is not None:
            time = time._replace(start=period.start)
        last = found[-1] if found else None
        resolved = _dated(article, time, last, anchor)
        if resolved is None:
            continue
        if period is not None:
            resolved = dated(period, resolved)
        role = _role(article, time)
        if role == "base" and _is_ahead(resolved, anchor):
            # "will pay £40 from January": nothing is counted from a day to come.
            role = "start"
        gap = _RANGE_GAP.fullmatch(article.folded, last.end, time.start) if last else None
        # "In March and in May" are two, "between March and May" is one.
        if last and gap and (last.role in {"start", "base"} or not gap[1]):
            found[-1] = _span_of(article, last, resolved, time, anchor)
        else:
            open_year = _OPEN_YEAR.fullmatch(time.value) is not None
            found.append(_Candidate(time.start, time.end, role, _with_role(resolved, role, anchor), open_year))
    return found


def _dated(article: Article, time: TimeExpression, last: _Candidate | None, anchor: Anchor) -> Anchor | None:
    """The day of a time; "a year earlier" is counted from the time before it in the sentence."""
    if article.text.startswith(":", time.end) or _RUNS_OUT.search(
        article.folded, max(0, time.start - _LONGEST_VERB), time.start
    ):
        # "LONDON, Aug 1: ..." dates the report, and "a bond maturing in 2029" when it ends.
        return None
    if time.rule != "time.earlier":
        resolved = resolve_time(time, anchor, article.text)
        return _looking_back(article, time, resolved, anchor) if resolved is not None else None
    if last is None or last.anchor.start is None:
        return None
    year = f"{last.anchor.start.year + (time.shift or 0):04d}"
    resolved = resolve_time(time._replace(value=year), anchor, article.text)
    return resolved and same_part(resolved, last.anchor)


def _looking_back(article: Article, time: TimeExpression, resolved: Anchor, anchor: Anchor) -> Anchor:
    """A month or a day of it lies behind where nothing in its sentence looks ahead: "from £2 in January", told in November."""
    first = resolved.start
    if word_before(article.folded, time.start)[0] in _UP_TO:
        # "pays £5 from January"
        return resolved
    if (
        first is None
        or time.shift is not None
        or not _OPEN_YEAR.fullmatch(time.value)
        or not _is_ahead(resolved, anchor)
    ):
        return resolved
    sentence = article.sentence_at(time.start)
    if _AHEAD.search(article.folded, sentence.start, time.start) or _AHEAD.search(
        article.folded, time.end, sentence.end
    ):
        return resolved
    value = time.value.replace("XXXX", f"{first.year - 1:04d}")
    return resolve_time(time._replace(value=value), anchor, article.text) or resolved


def _with_year_of(article: Article, time: TimeExpression, following: TimeExpression) -> TimeExpression:
    """The first of "May 3 to May 9, 2024", "December–January 2023" with its year, which the last one states."""
    opening, closing = _OPEN_YEAR.fullmatch(time.value), _OF_YEAR.fullmatch(following.value)
    if not (opening and closing and _RANGE_GAP.fullmatch(article.folded, time.end, following.start)):
        return time
    year = int(closing[1]) - (opening[1] > closing[2])
    return time._replace(value=f"{year:04d}{opening[1]}")


def _span_of(article: Article, first: _Candidate, last: Anchor, time: TimeExpression, anchor: Anchor) -> _Candidate:
    """One period of its two ends, the last one in the year that the first asks for."""
    start, end = first.anchor.start, last.end or last.start
    begin = first.anchor.timex_value
    if start is not None and end is not None and end.year < start.year:
        if first.open_year and start.month <= end.month:
            # "fell between April and June", told in May: both lie a year back.
            start = start._replace(year=end.year)
            begin = iso(start)
        else:
            last = resolve_time(time, anchor, article.text) or last
    value = f"{begin}/{last.timex_value}"
    span = type(last.span)(first.start, time.end) if last.span else None
    words = article.text[first.start : time.end]
    return _Candidate(
        first.start, time.end, "during", Anchor(start, last.end or last.start, "mention", words, span, value)
    )


def _role(article: Article, time: TimeExpression) -> str:
    """Which end of a period the word before it states; "base" where a change is counted from it."""
    if _ATTRIBUTE.search(article.folded, time.start, time.end):
        return ""
    prepositions = load_times().prepositions
    middle = _MIDDLE.search(article.folded, max(0, time.start - _LONGEST_VERB), time.start)
    word, start = word_before(article.folded, middle.start() if middle else time.start)
    while prepositions.get(word) == "passed":
        word, start = word_before(article.folded, start)
    beside = article.folded.endswith("on ", 0, time.start) and time.rule == "time.year"
    if beside or (word in _COUNTED_ON and time.rule in _COUNTED):
        return "base"
    if _SINCE.search(article.folded, max(0, time.start - _LONGEST_MODIFIED), time.start):
        return "start"
    return prepositions.get(word, "")


def _with_role(resolved: Anchor, role: str, anchor: Anchor) -> Anchor:
    """Bounds a period: "since 2010" runs from there to the day of writing; "by 2030" states the end alone."""
    if role == "start" and anchor.start is not None and resolved.start is not None and resolved.start <= anchor.start:
        return resolved._replace(end=anchor.start)
    if role == "end":
        return resolved._replace(start=None, end=resolved.end or resolved.start)
    return resolved


def _time_after(
    article: Article, index: int, bounds: list[tuple[int, int]], candidates: list[_Candidate]
) -> _Candidate | None:
    """The nearest time after the figure in its clause; a figure between may only be one of the same list."""
    folded = article.folded
    start, at = bounds[index]
    time = next((each for each in candidates if each.start >= at), None)
    if time is None or time.role == "base" or _ATTRIBUTE.search(folded, time.start, time.end):
        return None
    is_base = folded.endswith("from ", 0, start)
    for low, high in bounds[index + 1 :]:
        if low >= time.start:
            break
        listed = _LIST.fullmatch(folded, at, low) and not _RIVAL.search(folded, at, low)
        if not (listed or (not is_base and _CHANGE_TO.fullmatch(folded, at, low))):
            return None
        at = high
    # "fires involving bikes and scooters in 2025" is one clause.
    gap = _PAIR.sub("", folded[at : time.start])
    if time.role and gap.split():
        # "before", "from" and their like belong to the time, not to a clause of their own.
        gap = gap[: len(gap.rstrip()) - len(gap.split()[-1])]
    if _APART_AFTER.search(gap) or (time.role == "start" and _RECORD.search(gap)):
        return None
    if _OF_NOUN.search(folded, at, time.start) and time.role != "start":
        return None
    if "," in gap and _RELATIVE.search(folded, max(0, start - _LONGEST_MODIFIED), start):
        # As in "the firm, whose shares rose 14%, hopes to open in May".
        return None
    return time


def _time_before(
    article: Article,
    index: int,
    bounds: list[tuple[int, int]],
    candidates: list[_Candidate],
    sentence: Span,
    anchor: Anchor,
) -> Anchor | None:
    """The time said before the figure: a modifier, or the only time so far that is said of nothing else."""
    start = bounds[index][0]
    before = [each for each in candidates if each.end <= start]
    if not before:
        return None
    nearest = before[-1]
    if _WHEN.fullmatch(article.folded, nearest.end, start):
        return nearest.anchor._replace(end=None) if nearest.role == "start" else nearest.anchor
    if _NOW.search(article.folded, max(nearest.end, start - _LONGEST_MODIFIED), start) and _is_past(
        nearest.anchor, anchor
    ):
        return None
    attribute = _ATTRIBUTE.search(article.folded, nearest.start, nearest.end)
    modified = _CHANGED if attribute else _MODIFIED
    is_near = start - nearest.end < _LONGEST_MODIFIED and not _is_over(article.folded, nearest, anchor)
    if is_near and modified.fullmatch(article.folded, nearest.end, start):
        return nearest.anchor
    free = [
        each
        for each in before
        if not _is_taken(article, each, bounds, sentence, start, is_over=_is_over(article.folded, each, anchor))
    ]
    if not free or free[-1].role == "base" or _APART_BEFORE.search(article.folded, free[-1].end, start):
        return None
    return free[-1].anchor if len({each.anchor.timex_value for each in free}) == 1 else None


def _is_ahead(time: Anchor, anchor: Anchor) -> bool:
    """Whether a time begins after the day of writing."""
    first, day = time.start, anchor.start
    return (
        first is not None and day is not None and (first.year, first.month, first.day) > (day.year, day.month, day.day)
    )


def _is_past(time: Anchor, anchor: Anchor) -> bool:
    """Whether a time ended in a year before the day of writing."""
    last = time.end or time.start
    return last is not None and anchor.start is not None and last.year < anchor.start.year


def _is_over(folded: str, time: _Candidate, anchor: Anchor) -> bool:
    """Whether a verb of the present follows a time past: "The house built in 1934 | is for sale"."""
    return _CLOSING_NOW.match(folded, time.end) is not None and _is_past(time.anchor, anchor)


def _is_taken(
    article: Article, time: _Candidate, bounds: list[tuple[int, int]], sentence: Span, start: int, *, is_over: bool
) -> bool:
    """Whether a time is said of something else: of a figure right before it, or inside a clause or brackets now closed."""
    folded = article.folded
    opening = folded[sentence.start : time.start]
    if is_over or (_CLOSING.match(folded, time.end) and _CLOSED.search(opening)):
        return True
    if len(opening.split()) <= 2:  # "In 2019,", "As of April 2": said of the whole sentence
        return False
    if _CLAUSE.search(opening) and _CLAUSE_END.search(folded, time.end, start):
        return True
    if _GOES_ON.match(folded, time.end):
        return False
    left = [high for _, high in bounds if high <= time.start]
    return bool(left) and not _APART_AFTER.search(folded, left[-1], time.start)

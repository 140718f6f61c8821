"""From cues to amounts: one pass over each sentence that holds a number, rules in a fixed order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line, Other
from figures_server.compose.numbers import Num, NumberReader
from figures_server.compose.rules import (
    ages,
    bounds,
    changes,
    counts,
    not_figures,
    nouns,
    ranges,
    rates,
    ratios,
    restatements,
    scales,
    units,
)
from figures_server.compose.rules.times import find_times
from figures_server.lexicon.context import load_context
from figures_server.lexicon.words import load_names
from figures_server.model import OtherNumber
from figures_server.scan import CueScanner, Tokens
from figures_server.scan.tokens import MARK, WORD
from figures_server.text.furniture import furniture_spans

if TYPE_CHECKING:
    from figures_server.compose.rules.timex import TimeExpression
    from figures_server.model import Span
    from figures_server.text import Article

# Web addresses, with or without their scheme: "reut.rs/2ptFPhy".
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\b[a-z]+(?:\.[a-z]+)*\.[a-z]{2,4}/\S+")
# Longer sentences are read in pieces: no rule looks farther than this around a number.
_LONGEST: Final = 4000


class Draft(NamedTuple):
    """What compose found in one article: lines with their amounts, times, and numbers that are no figures."""

    lines: list[Line]
    times: list[TimeExpression]
    others: list[OtherNumber]


class Composer:
    """Reads the numbers of articles; made once."""

    def __init__(self) -> None:
        self._scanner = CueScanner()
        self._reader = NumberReader()
        self._idioms = load_names().idioms
        self._openers = self._reader.openers | self._idioms.keys()
        self._furniture = load_context().furniture

    def compose(self, article: Article) -> Draft:
        """All amounts of the article, sentence by sentence, and all other numbers."""
        times = find_times(article)
        addresses = [found.span() for found in _ADDRESS.finditer(article.text)] if "/" in article.text else []
        furniture = furniture_spans(article, self._furniture)
        draft = Draft([], times, [])
        position = next_time = next_furniture = 0
        before: Line | None = None
        for cue in self._scanner.scan(article):
            if cue < position:
                continue
            while next_time < len(times) and times[next_time].end <= cue:
                next_time += 1
            if next_time < len(times) and times[next_time].start <= cue and not times[next_time].weak:
                continue
            while next_furniture < len(furniture) and furniture[next_furniture].end <= cue:
                next_furniture += 1
            address = next((end for start, end in addresses if start <= cue < end), 0)
            if address:
                draft.others.append(OtherNumber(cue, address, "identifier", "identifier.address"))
                position = address
                continue
            if next_furniture < len(furniture) and furniture[next_furniture].start <= cue:
                position = furniture[next_furniture].end
                draft.others.append(OtherNumber(cue, cue + 1, "furniture", "furniture.line"))
                continue
            sentence = _piece(article.sentence_at(cue), cue)
            line = self._read_line(article, sentence, times, next_time, before)
            position = max(sentence[1], cue + 1)
            if line.amounts or line.others:
                draft.lines.append(line)
                before = line
        _collect(draft)
        return draft

    # ---------------------------------------------------------------- one line

    def _read_line(
        self,
        article: Article,
        sentence: tuple[int, int],
        times: list[TimeExpression],
        at_time: int,
        before: Line | None,
    ) -> Line:
        while at_time and times[at_time - 1].end > sentence[0]:
            at_time -= 1
        tokens = Tokens(article, *sentence)
        line = Line(tokens, before)
        self._read_numbers(line, times, at_time)
        if line.amounts:
            compose_line(line)
        return line

    def _read_numbers(self, line: Line, times: list[TimeExpression], at_time: int) -> None:
        tokens, reader, openers, idioms = line.tokens, self._reader, self._openers, self._idioms
        kinds, words = tokens.kinds, tokens.words
        at, count = 0, tokens.count
        while at < count:
            kind = kinds[at]
            if (kind == WORD and words[at] not in openers) or kind == MARK:
                at += 1
                continue
            start = tokens.starts[at]
            while at_time < len(times) and times[at_time].end <= start:
                at_time += 1
            time = times[at_time] if at_time < len(times) and times[at_time].start <= start else None
            if time is not None and not time.weak:
                at = _skip(tokens, at, time.end)
                continue
            if words[at] in idioms and (end := not_figures.find_idiom(tokens, at)) is not None:
                line.others.append(Other(at, end, "idiom", "idiom"))
                at = end
                continue
            num = reader.read(tokens, at)
            at = at + 1 if num is None else self._take(line, num, weak=time is not None)

    def _take(self, line: Line, num: Num, *, weak: bool) -> int:
        """Adds the amount that begins with the number, or says what else it is; gives the token after it."""
        other = not_figures.identify(line, num)
        if other is not None:
            last = num.last
            while other[0] in {"name", "identifier"} and line.tokens.glued(last) and line.tokens.kinds[last] == WORD:
                last += 1
            line.others.append(Other(num.first, last, *other))
            return last
        if line.word(num.first - 1) == "per" and num.form in {"digits", "words"}:
            line.others.append(Other(num.first, num.last, "narrative", "narrative.denominator"))
            return num.last
        amount = Amount(num)
        if ages.attach_group(line, amount):
            pass
        elif num.form == "ordinal":
            if not ratios.attach_rank(line, amount):
                line.others.append(Other(num.first, num.last, "narrative", "narrative.ordinal"))
                return num.last
        elif not ratios.attach_multiple(line, amount):
            if num.form == "multiple":
                line.others.append(Other(num.first, num.last, "narrative", "narrative.multiple"))
                return num.last
            if not scales.attach_scale(line, amount):
                units.attach_unit(line, amount)
            if num.last == num.first:
                amount.last += 2
            if weak and amount.bare and not _counted(line, amount):
                line.others.append(Other(num.first, num.last, "date", "time.year"))
                return num.last
        line.amounts.append(amount)
        return max(amount.last, num.last)


def compose_line(line: Line) -> None:
    """Joins, names and bounds the amounts of a line, in this order."""
    ratios.join_ratios(line)
    _drop_scores(line)
    ranges.join_amounts(line)
    _name_bare(line)
    before: Amount | None = None
    restatements.link(line)
    for amount in line.amounts:
        rates.attach_rate(line, amount)
        bounds.attach_bounds(line, amount)
        changes.attach_change(line, amount, before)
        bounds.inherit_hedge(amount)
        before = amount
    for amount in line.amounts:
        scales.as_difference(amount)
        bounds.apply_interval(amount)


def _name_bare(line: Line) -> None:
    """Gives each bare amount its age, noun or place among the other numbers."""
    kept: list[Amount] = []
    labels = not_figures.bare_rows(line) if len(line.amounts) > 2 else []
    for at, amount in enumerate(line.amounts):
        units.settle_sign(line, amount)
        if ages.attach_age(line, amount, kept[-1] if kept else None) or not amount.bare:
            kept.append(amount)
            continue
        kind = _not_a_figure(line, amount, labels)
        if kind is not None:
            line.others.append(kind)
            continue
        if amount.num.form == "fraction":
            amount.kind = "ratio"
            counts.attach_whole(line, amount)
        else:
            after = line.amounts[at + 1] if at + 1 < len(line.amounts) else None
            counts.attach_count(line, amount, kept[-1] if kept else None, after)
        if amount.noun is not None and amount.kind == "count":
            line.earlier_noun = amount.noun.head
            if changes.counting_verb_before(line, amount.first):
                line.earlier_object = amount.noun.head
        if amount.bare and _says_nothing(amount):
            line.others.append(Other(amount.first, amount.last, "narrative", "narrative.number"))
            continue
        if amount.bare:
            amount.kind = "number"
        kept.append(amount)
    line.amounts = kept


def _not_a_figure(line: Line, amount: Amount, labels: list[Amount]) -> Other | None:
    if amount in labels:
        return Other(amount.first, amount.last, "identifier", "identifier.row")
    if not_figures.glued_letters(line, amount):
        return Other(amount.first, amount.last + 1, "name", "name.glued")
    if not_figures.is_address(line, amount):
        return Other(amount.first, amount.last, "identifier", "identifier.address")
    if not_figures.is_number_to_call(line, amount):
        return Other(amount.first, amount.last, "identifier", "identifier.phone")
    if not_figures.is_listicle(line, amount):
        return Other(amount.first, amount.last, "furniture", "furniture.listicle")
    if not_figures.is_model(line, amount):
        return Other(amount.first, amount.last + 1, "name", "name.model")
    if not_figures.is_top(line, amount):
        return Other(amount.first, amount.last, "narrative", "narrative.top")
    if not_figures.is_label(line, amount):
        return Other(amount.first, amount.last, "identifier", "identifier.label")
    rule = not_figures.name_before(line, amount)
    return Other(amount.first, amount.last, "name", rule) if rule else None


def _says_nothing(amount: Amount) -> bool:
    """A small number word that counts nothing named: "the two", "one"."""
    return amount.num.form == "words" and amount.num.value < 10 and amount.modifier == "exact"


def _drop_scores(line: Line) -> None:
    amounts = line.amounts
    index = 0
    while index + 1 < len(amounts):
        left, right = amounts[index], amounts[index + 1]
        if not_figures.is_score(line, left, right):
            line.others.append(Other(left.first, right.last, "score", "score.dash"))
            del amounts[index : index + 2]
        else:
            index += 1


def _counted(line: Line, amount: Amount) -> bool:
    """Whether a number that looks like a year counts: only a round one, or one before persons, does."""
    noun = nouns.find_noun(line, amount.last, plural=True)
    return noun is not None and (amount.num.value % 50 == 0 or noun.head in {"person", "man", "woman", "child"})


def _piece(sentence: Span, cue: int) -> tuple[int, int]:
    if sentence.end - sentence.start <= _LONGEST:
        return sentence.start, sentence.end
    start = max(sentence.start, cue)
    return start, min(sentence.end, start + _LONGEST)


def _skip(tokens: Tokens, at: int, end: int) -> int:
    while at < tokens.count and tokens.starts[at] < end:
        at += 1
    return at


def _collect(draft: Draft) -> None:
    """All other numbers, with their bounds in the text, in order."""
    for time in draft.times:
        if not time.weak:
            kind = "time_of_day" if time.type == "TIME" else "date"
            draft.others.append(OtherNumber(time.start, time.end, kind, time.rule, time.value))
    for line in draft.lines:
        starts, ends = line.tokens.starts, line.tokens.ends
        for other in line.others:
            draft.others.append(OtherNumber(starts[other.first], ends[other.last - 1], other.kind, other.rule))
    draft.others.sort()

"""From cues to amounts: one pass over each sentence that holds a number, rules in a fixed order."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeVar

from figures_server.compose.grammar import compose_line, take_number
from figures_server.compose.line import Line
from figures_server.compose.numerals.numbers import NumberReader
from figures_server.compose.rules.no_figures import not_figures
from figures_server.compose.rules.time_expressions.times import find_times
from figures_server.compose.rules.time_expressions.timex import TimeExpression
from figures_server.lexicon.context import load_context
from figures_server.model import OtherKind, OtherNumber, Span
from figures_server.scan import CueScanner, Tokens
from figures_server.text import Article
from figures_server.text.addresses import address_spans
from figures_server.text.furniture import furniture_spans

_Stretch = TypeVar("_Stretch", "TimeExpression", OtherNumber)
# By the mark that opens a quotation, and what stands before it where a whole sentence was quoted.
_CLOSING: Final = {"“": "”", '"': '"', "‘": "’"}
_ENDING: Final = frozenset(",.!?")
# Longer sentences are read in pieces: no rule looks farther than this around a number.
_LONGEST: Final = 1200


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
        self._furniture = load_context().furniture

    def compose(self, article: Article) -> Draft:
        """All amounts of the article, sentence by sentence, and all other numbers."""
        cues = self._scanner.scan(article)
        times = find_times(article, cues.times)
        masked = self._masked(article, cues.numbers)
        draft = Draft([], times, [])
        position = at_time = at_mask = 0
        before: Line | None = None
        for cue in cues.numbers:
            if cue < position:
                continue
            at_time, time = _holding(times, at_time, cue)
            if time is not None and not time.weak:
                continue
            at_mask, mask = _holding(masked, at_mask, cue)
            if mask is not None:
                draft.others.append(mask._replace(start=cue))
                position = mask.end
                continue
            sentence = _piece(_unquoted(article, cue), cue)
            inside = [mask for mask in masked[at_mask:] if mask.start < sentence[1] and _has_digit(article, mask)]
            line = self._read_line(article, sentence, times, at_time, before, inside)
            draft.others.extend(inside)
            position = max(sentence[1], cue + 1, *(mask.end for mask in inside))
            if line.amounts or line.others:
                draft.lines.append(line)
                before = line
        _collect(draft)
        return draft

    def _masked(self, article: Article, cues: list[int]) -> list[OtherNumber]:
        """Stretches in which no number is a figure: lines of the page with one, web addresses."""
        masked = [
            OtherNumber(start, end, "furniture", "furniture.line")
            for start, end in furniture_spans(article, self._furniture, cues)
        ]
        if "/" in article.text or "www." in article.text:
            addresses = address_spans(article.text)
            masked += (OtherNumber(start, end, "identifier", "identifier.address") for start, end in addresses)
            masked.sort()
        return masked

    # ---------------------------------------------------------------- one line

    def _read_line(
        self,
        article: Article,
        sentence: tuple[int, int],
        times: list[TimeExpression],
        at_time: int,
        before: Line | None,
        masked: list[OtherNumber],
    ) -> Line:
        while at_time and times[at_time - 1].end > sentence[0]:
            at_time -= 1
        tokens = Tokens(article, *sentence)
        line = Line(tokens, before)
        self._read_numbers(line, times, at_time, masked)
        if line.amounts:
            compose_line(line)
        return line

    def _read_numbers(self, line: Line, times: list[TimeExpression], at_time: int, masked: list[OtherNumber]) -> None:
        tokens, reader, starts = line.tokens, self._reader, line.tokens.starts
        position = 0
        for at in tokens.openings:
            if at < position:
                continue
            start = starts[at]
            if masked and any(mask.start <= start < mask.end for mask in masked):
                continue
            at_time, time = _holding(times, at_time, start)
            if time is not None and not time.weak:
                continue
            if (idiom := not_figures.find_idiom(tokens, at)) is not None:
                line.others.append(idiom)
                position = idiom.last
            elif (num := reader.read(tokens, at)) is not None:
                if tokens.words[num.last] == "(":
                    reader.take_repeated(tokens, num)
                position = take_number(line, num, weak=time is not None)


def _holding(stretches: list[_Stretch], at: int, place: int) -> tuple[int, _Stretch | None]:
    """Of stretches of the text in order, the first from number `at` on that ends behind a place, if the place lies in it."""
    while at < len(stretches) and stretches[at].end <= place:
        at += 1
    return at, stretches[at] if at < len(stretches) and stretches[at].start <= place else None


def _has_digit(article: Article, mask: OtherNumber) -> bool:
    return any(map(str.isdigit, article.text[mask.start : mask.end]))


def _unquoted(article: Article, cue: int) -> Span:
    """The sentence without the mark that opens a quotation of it: its first word opens it all the same; not that of a title."""
    sentence, text = article.sentence_at(cue), article.text
    closing = _CLOSING.get(text[sentence.start])
    if closing is None or sentence.start == cue:
        return sentence
    at = text.find(closing, sentence.start + 1, sentence.end)
    quoted = at < 0 or at >= sentence.end - 1 or text[at - 1] in _ENDING
    return Span(sentence.start + 1, sentence.end) if quoted else sentence


def _piece(sentence: Span, cue: int) -> tuple[int, int]:
    if sentence.end - sentence.start <= _LONGEST:
        return sentence.start, sentence.end
    start = max(sentence.start, cue)
    return start, min(sentence.end, start + _LONGEST)


def _collect(draft: Draft) -> None:
    """All other numbers, with their bounds in the text, in order."""
    for time in draft.times:
        if not time.weak:
            kind: OtherKind = "time_of_day" if time.type == "TIME" else "date"
            draft.others.append(OtherNumber(time.start, time.end, kind, time.rule, time.value))
    for line in draft.lines:
        starts, ends = line.tokens.starts, line.tokens.ends
        for other in line.others:
            draft.others.append(OtherNumber(starts[other.first], ends[other.last - 1], other.kind, other.rule))
    draft.others.sort()

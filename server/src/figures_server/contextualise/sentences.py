"""One sentence, read once for all the figures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.contextualise.words import OPENERS
from figures_server.lexicon.context import Cue
from figures_server.model import Span

if TYPE_CHECKING:
    from figures_server.contextualise.claims import Claim
    from figures_server.lexicon.context import ContextLexicon
    from figures_server.model import Figure
    from figures_server.text.article import Article

# Longer than any sentence of prose: a table, a list without stops. Its words tell nothing of one figure.
LONGEST: Final = 1200
# One code point for one, so that offsets hold.
_BLANKS: Final = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u2009\u202f", " "))
# Between two sentences: no cue runs over it.
_GAP: Final = " \n "
# Shorter words with a capital inside a sentence are names: "May" is a month, "Will" a man.
_LONGEST_NAMELIKE: Final = 4


class Hit(NamedTuple):
    """A cue word of the lexicon, by its place in the sentence."""

    start: int
    end: int
    cue: Cue


class Sentence:
    """A slice of the article with its cue words by role; all offsets inside it count from its start."""

    __slots__ = ("claims", "factuality", "places", "prepositions", "qualifier", "reporting", "span", "state", "text")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.text = ""
        self.reporting: list[Hit] = []
        self.factuality: list[Hit] = []
        self.qualifier: list[Hit] = []
        self.state: list[Hit] = []
        self.prepositions: list[Span] = []
        self.claims: list[Claim] | None = None
        self.places: list[Span] | None = None

    def absolute(self, span: Span) -> Span:
        """The span in the article's own offsets."""
        start = self.span.start
        return Span(start + span.start, start + span.end)

    def add(self, cue: Cue, start: int, end: int) -> None:
        """Keeps a cue word, unless it is a name or lies in a longer one of the same role."""
        if end - start <= _LONGEST_NAMELIKE and self.text[start].isupper() and not self._opens(start):
            return
        hits: list[Hit] = getattr(self, cue.role)
        if not hits or hits[-1].end < end:
            hits.append(Hit(start, end, cue))

    def _opens(self, offset: int) -> bool:
        """Whether a word opens the sentence or a quotation in it; "May" is a month there, too."""
        return (not offset or self.text[offset - 1] in OPENERS) and not self.text.startswith("May ", offset)


class Sentences:
    """The sentences of one article: those with figures are read at once, which costs half; others when asked for."""

    __slots__ = ("_by_start", "_lexicon", "article")

    def __init__(self, article: Article, lexicon: ContextLexicon) -> None:
        self.article = article
        self._lexicon = lexicon
        self._by_start: dict[int, Sentence] = {}

    def of(self, figures: list[Figure]) -> list[Sentence]:
        """The sentence of each figure; figures come in order of start."""
        found: list[Sentence] = []
        for figure in figures:
            if found and figure.start < found[-1].span.end:
                found.append(found[-1])
                continue
            span = self.article.sentence_at(figure.start)
            self._by_start[span.start] = sentence = Sentence(span)
            found.append(sentence)
        self._read(list(self._by_start.values()))
        return found

    def at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`."""
        span = self.article.sentence_at(offset)
        sentence = self._by_start.get(span.start)
        if sentence is None:
            sentence = self._by_start[span.start] = Sentence(span)
            self._read([sentence])
        return sentence

    def _read(self, sentences: list[Sentence]) -> None:
        """Finds the cue words of all these sentences in one pass, on word boundaries, the longest first."""
        texts, lexicon = self.article, self._lexicon
        joined, ends = " ", []
        for sentence in sentences:
            start, end = sentence.span
            if end - start <= LONGEST:
                sentence.text = text = texts.text[start:end]
                folded = texts.folded[start:end]
                if not text.isprintable():
                    sentence.text, folded = text.translate(_BLANKS), folded.translate(_BLANKS)
                joined += folded
            ends.append(len(joined))
            joined += _GAP
        found = [
            (start, -end, index)
            for index, start, end in lexicon.automaton.find_matches_as_indexes(joined, overlapping=True)
            if index >= len(lexicon.cues) or not (joined[end].isalnum() or joined[start - 1].isalnum())
        ]
        found.sort()
        at = 0
        base = 1
        for start, minus_end, index in found:
            while start >= ends[at]:
                base = ends[at] + len(_GAP)
                at += 1
            if index >= len(lexicon.cues):
                sentences[at].prepositions.append(Span(start + 1 - base, -minus_end - 1 - base))
            else:
                for cue in lexicon.cues[index]:
                    sentences[at].add(cue, start - base, -minus_end - base)

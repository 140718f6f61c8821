"""One sentence, read once for all the figures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.model import Span

if TYPE_CHECKING:
    from figures_server.contextualise.attribution import Claim
    from figures_server.lexicon.context import ContextLexicon, Cue
    from figures_server.text.article import Article

# Longer than any sentence of prose: a table, a list without stops. Its words tell nothing of one figure.
LONGEST: Final = 1200
# One code point for one, so that offsets hold.
_BLANKS: Final = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u2009\u202f", " "))
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

    def __init__(self, article: Article, span: Span, lexicon: ContextLexicon) -> None:
        start, end = self.span = span
        self.text = ""
        self.reporting: list[Hit] = []
        self.factuality: list[Hit] = []
        self.qualifier: list[Hit] = []
        self.state: list[Hit] = []
        self.prepositions: list[Span] = []
        self.claims: list[Claim] | None = None
        self.places: list[Span] | None = None
        if end - start <= LONGEST:
            text, folded = article.text[start:end], article.folded[start:end]
            if not text.isprintable():
                text, folded = text.translate(_BLANKS), folded.translate(_BLANKS)
            self.text = text
            self._find_hits(folded, lexicon)

    def absolute(self, span: Span) -> Span:
        """The span in the article's own offsets."""
        start = self.span.start
        return Span(start + span.start, start + span.end)

    def _find_hits(self, folded: str, lexicon: ContextLexicon) -> None:
        """Cue words on word boundaries; of nested ones in the same role the longest."""
        found = []
        padded = f" {folded} "
        cues = lexicon.cues
        for index, start, end in lexicon.automaton.find_matches_as_indexes(padded, overlapping=True):
            if index >= len(cues):
                self.prepositions.append(Span(start, end - 2))
            elif not (padded[end].isalnum() or padded[start - 1].isalnum()):
                found.append((start - 1, 1 - end, index))
        if len(found) > 1:
            found.sort()
        for start, minus_end, index in found:
            if start and -minus_end - start <= _LONGEST_NAMELIKE and self.text[start].isupper():
                continue
            for cue in cues[index]:
                hits: list[Hit] = getattr(self, cue.role)
                if not hits or hits[-1].end < -minus_end:
                    hits.append(Hit(start, -minus_end, cue))


class Sentences:
    """The sentences of one article, each read when first asked for."""

    __slots__ = ("_by_start", "_lexicon", "article", "quoted")

    def __init__(self, article: Article, lexicon: ContextLexicon) -> None:
        self.article = article
        # Whether anything stands in quotation marks.
        self.quoted = "“" in article.text or '"' in article.text
        self._lexicon = lexicon
        self._by_start: dict[int, Sentence] = {}

    def at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`."""
        span = self.article.sentence_at(offset)
        sentence = self._by_start.get(span.start)
        if sentence is None:
            sentence = self._by_start[span.start] = Sentence(self.article, span, self._lexicon)
        return sentence

"""Fills in what the text around each figure says of it."""

from __future__ import annotations

from typing import Final

from figures_server.contextualise import attribution as claiming
from figures_server.contextualise.attribution import Told
from figures_server.contextualise.claims import claims_of
from figures_server.contextualise.concepts import ConceptFinder
from figures_server.contextualise.factuality import factuality
from figures_server.contextualise.places import PlaceFinder
from figures_server.contextualise.qualifiers import qualifiers
from figures_server.contextualise.quotes import quote_around, speaker_places
from figures_server.contextualise.sections import Sections
from figures_server.contextualise.sentences import Sentence, Sentences
from figures_server.contextualise.states import with_category, with_states
from figures_server.contextualise.words import Words
from figures_server.lexicon.context import ContextLexicon
from figures_server.lexicon.words import load_changes
from figures_server.model import Concept, Context, Figure, Span
from figures_server.text.article import Article

# A figure between those before and after it; the one before stands in the same sentence.
Neighbours = tuple["Figure | None", "Figure", "Figure | None"]

# What names what it counts beside it, or not at all.
_WITHOUT_CONCEPT: Final = frozenset(("count", "ordinal"))


class Contextualiser:
    """Who says a figure, how firmly, where, of what and with what qualification; built once, used for every article."""

    __slots__ = ("_concepts", "_lexicon", "_places", "_words")

    def __init__(self, lexicon: ContextLexicon) -> None:
        self._lexicon = lexicon
        changes = load_changes()
        self._words = Words(lexicon, lexicon.reporting_verbs | changes.verbs_alone, changes.before_particle)
        self._places = PlaceFinder(lexicon.places)
        self._concepts = ConceptFinder(self._words, lexicon)

    def contextualise(self, article: Article, figures: list[Figure]) -> None:
        """Sets context and qualifiers and enriches the concept of every figure; they come in order of start."""
        sections = Sections(article, self._lexicon)
        sentences = Sentences(article, self._lexicon)
        last: Sentence | None = None
        previous: Figure | None = None
        for index, (figure, sentence) in enumerate(zip(figures, sentences.of(figures), strict=True)):
            if sentence is not last:
                previous = None
            last = sentence
            sections.move(figure.start)
            context = figure.context = Context(sentence.span)
            context.paragraph_index = sections.paragraph
            context.section = sections.section
            if sentence.text:
                following = figures[index + 1] if index + 1 < len(figures) else None
                self._read(sentence, (previous, figure, following), context, sentences if sections.quoted else None)
            previous = figure

    def _read(self, sentence: Sentence, figures: Neighbours, context: Context, speeches: Sentences | None) -> None:
        """Everything that the figure's sentence says of it; who speaks may stand in another one, in `speeches`."""
        previous, figure, following = figures
        offset, size = sentence.span.start, len(sentence.text)
        span = Span(figure.start - offset, figure.end - offset)
        claims = claiming.covering(sentence, claims_of(sentence, self._words), span)
        told = [(sentence, claim) for claim in claims]
        if speeches is not None and len(told) < claiming.LONGEST_CHAIN:
            told += self._speaker(speeches, figure.start, told)
        context.attribution = claiming.attribution(told)
        context.factuality = factuality(
            sentence, span, claims, [claim for _, claim in told], is_past=figure.change_role == "from"
        )
        if (place := self._places.nearest(sentence, span)) is not None:
            context.place = sentence.absolute(place)
        low = previous.end - offset if previous is not None else 0
        high = min(following.start - offset, size) if following is not None else size
        if sentence.qualifier:
            figure.qualifiers = qualifiers(sentence, span, low, high)
        concept = figure.concept
        if concept is None and figure.kind not in _WITHOUT_CONCEPT:
            concept = self._concepts.find(sentence, figure, previous)
        elif concept is not None and figure.kind == "count" and sentence.state:
            concept = with_states(concept, sentence, span, previous, Span(low, high))
        if concept is not None and not _is_speaker(concept, context):
            figure.concept = with_category(concept, self._lexicon)

    def _speaker(self, sentences: Sentences, offset: int, told: list[Told]) -> list[Told]:
        """The claim that introduces the quotation around `offset`; none where nobody is quoted, or it is `told` already."""
        text = sentences.article.text
        quote = quote_around(text, offset)
        if quote is None or any(not quote.open <= one.span.start + claim.start < quote.close for one, claim in told):
            return []
        for place in speaker_places(text, quote):
            speaker = sentences.at(place)
            claim = claiming.introducing(speaker, claims_of(speaker, self._words), place)
            if claim is not None and quote_around(text, speaker.span.start + claim.start) is None:
                return [(speaker, claim)]
        return []


def _is_speaker(concept: Concept, context: Context) -> bool:
    """Whether what a figure seems to measure is who states it: "analysts at Berenberg | expect $3bn"."""
    if context.attribution is None:
        return False
    source = context.attribution.source_span
    return source.start <= concept.span.start < source.end

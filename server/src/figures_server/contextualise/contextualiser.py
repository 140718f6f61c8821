"""Fills in what the text around each figure says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.contextualise import attribution as claiming
from figures_server.contextualise.concepts import ConceptFinder
from figures_server.contextualise.factuality import factuality
from figures_server.contextualise.places import PlaceFinder
from figures_server.contextualise.qualifiers import qualifiers
from figures_server.contextualise.quotes import speaker_places
from figures_server.contextualise.sections import Sections
from figures_server.contextualise.sentences import Sentence, Sentences
from figures_server.contextualise.states import with_category, with_states
from figures_server.contextualise.words import Words
from figures_server.lexicon.words import load_changes
from figures_server.model import Context, Span

if TYPE_CHECKING:
    from figures_server.contextualise.attribution import Claim
    from figures_server.lexicon.context import ContextLexicon
    from figures_server.model import Figure
    from figures_server.text.article import Article


# The claims that hold for a figure, and the sentence they stand in.
Spoken = tuple[Sentence, "list[Claim]"]

# A count names what it counts beside it, or not at all; an age is measured of a person.
_WITHOUT_CONCEPT: Final = frozenset(("count", "ordinal", "age"))


class Contextualiser:
    """Who says a figure, how firmly, where, of what and with what qualification; built once, used for every article."""

    __slots__ = ("_concepts", "_lexicon", "_places", "_words")

    def __init__(self, lexicon: ContextLexicon) -> None:
        self._lexicon = lexicon
        self._words = Words(lexicon, lexicon.reporting_verbs | frozenset(load_changes().verbs))
        self._places = PlaceFinder(lexicon.places)
        self._concepts = ConceptFinder(self._words)

    def contextualise(self, article: Article, figures: list[Figure]) -> None:
        """Sets context and qualifiers and enriches the concept of every figure; they come in order of start."""
        sections = Sections(article, self._lexicon)
        sentences = Sentences(article, self._lexicon)
        sentence: Sentence | None = None
        previous: Figure | None = None
        for index, figure in enumerate(figures):
            if sentence is None or not sentence.span.start <= figure.start < sentence.span.end:
                sentence = sentences.at(figure.start)
                previous = None
            context = Context(sentence.span)
            context.paragraph_index = article.paragraph_at(figure.start)
            context.section = sections.at(figure.start)
            figure.context = context
            if sentence.text:
                following = figures[index + 1] if index + 1 < len(figures) else None
                spoken = self._spoken(article, sentences, sentence, figure)
                self._read(sentence, figure, spoken, previous, following)
            previous = figure

    def _read(
        self, sentence: Sentence, figure: Figure, spoken: Spoken, previous: Figure | None, following: Figure | None
    ) -> None:
        """Everything that the figure's sentence says of it."""
        context = figure.context
        if context is None:
            return
        offset = sentence.span.start
        span = Span(figure.start - offset, figure.end - offset)
        low = previous.end - offset if previous is not None else 0
        high = min(following.start - offset, len(sentence.text)) if following is not None else len(sentence.text)
        speaker, claims = spoken
        context.attribution = claiming.attribution(speaker, claims)
        context.factuality = factuality(sentence, span, claims if speaker is sentence else [], claims)
        context.place = self._place(sentence, span)
        figure.qualifiers = tuple(sentence.absolute(found) for found in qualifiers(sentence, span, low, high))
        self._enrich(sentence, figure, previous, Span(low, high))

    def _spoken(self, article: Article, sentences: Sentences, sentence: Sentence, figure: Figure) -> Spoken:
        """The claims that hold for the figure: of its own sentence, else of the one that says who is quoted."""
        offset = sentence.span.start
        claims = claiming.claims_of(sentence, self._words)
        covering = claiming.covering(sentence, claims, Span(figure.start - offset, figure.end - offset))
        if covering:
            return sentence, covering
        for place in speaker_places(article, figure.start):
            other = sentences.at(place)
            found = claiming.claims_of(other, self._words)
            if introducing := claiming.introducing(other, found, place):
                return other, introducing
        return sentence, []

    def _place(self, sentence: Sentence, span: Span) -> Span | None:
        place = self._places.nearest(sentence, span)
        return sentence.absolute(place) if place is not None else None

    def _enrich(self, sentence: Sentence, figure: Figure, previous: Figure | None, neighbours: Span) -> None:
        """Finds the concept where the figure has none, and says what became of it and its class."""
        concept = figure.concept
        if concept is None and figure.kind not in _WITHOUT_CONCEPT:
            concept = self._concepts.find(sentence, figure, previous)
        elif concept is not None and figure.kind == "count":
            offset = sentence.span.start
            concept = with_states(
                concept, sentence, Span(figure.start - offset, figure.end - offset), previous, neighbours
            )
        figure.concept = with_category(concept, self._lexicon) if concept is not None else None

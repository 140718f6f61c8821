"""Which currency a sign or name means, by reasons; unresolved rather than guessed.

The order of reasons: the sign has one reading, old units of the same currency apart; a restatement; another sign of the
same family in the article ("A$" beside a bare "$"); a country named in the sentence, which the article must name most
where the sign has a usual reading; the caller's region; the country the article is mostly about; the usual reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from figures_server.lexicon.currencies import currencies_by_code
from figures_server.model import Abstention, Figure, Interval, Number, Relation, Span, Warn
from figures_server.resolve.places import ArticlePlaces, load_places, surroundings
from figures_server.text import Article

_ONE: Final = Decimal(1)
_CENTS: Final = frozenset(("cent", "cents", "c", "¢"))
_CLAUSE_END: Final = re.compile(r";|\b(?:while|whereas|but)\b|, an? ")
# The article must speak of a country this often before it outweighs the usual reading.
_MOSTLY: Final = 2


class CurrencyResolver:
    """Chooses the currencies of one article's figures."""

    def __init__(
        self,
        article: Article,
        places: ArticlePlaces,
        region_code: str | None,
        newest_units: Callable[[list[str]], list[str]],
    ) -> None:
        """`newest_units` leaves out old units of others of them."""
        self._article = article
        self._newest_units = newest_units
        self._region = (region_code or "").upper()
        self._places = places
        # How often the article names the places of each currency; counted when first asked for.
        self._named: Counter[str] | None = None
        self._explicit: dict[str, int] = {}
        # What stood first, a bare dollar or one that is marked: who marks only a later one sets it apart.
        self._first_of_dollars = ""
        # What a bare dollar is not, since it restates one that is marked: "A$3.1bn ($2.4bn)".
        self._never_bare: set[str] = set()
        # What a sum is restated in cannot be its own currency: the first of "$3m (US$2m)" are no American dollars.
        self._restated_in: dict[int, str] = {}
        # Where the signs of dollars stood, and what they were: cents beside them are of the same.
        self._dollars: list[tuple[int, str]] = []
        # Who restates dollars in pounds writes in Britain, where a bare dollar is American: "$434m (£231m)".
        self._in_pounds = False
        self._alternatives: dict[tuple[str, str], tuple[str, ...]] = {}

    def resolve(self, figures: list[Figure], relations: list[Relation]) -> list[Abstention]:
        """Names every money factor in place; returns what could not be told."""
        restated = {relation.to_index: relation.from_index for relation in relations}
        money = [(at, figure) for at, figure in enumerate(figures) if _is_money(figure)]
        for _, figure in money:
            factor = figure.unit.factors[0]
            if len(factor.candidates) == 1:
                code = factor.candidates[0][0]
                self._explicit[code] = self._explicit.get(code, 0) + 1
            if factor.name.endswith("$") and not self._first_of_dollars:
                self._first_of_dollars = factor.name
        for to, origin in restated.items():
            self._learn(figures[origin], figures[to])
        abstentions = []
        # Coins last: "$2.40 a kilo, 7 cents down".
        for at, figure in sorted(money, key=lambda pair: pair[1].unit.factors[0].name in _CENTS):
            source = figures[restated[at]] if at in restated else None
            self._choose(figure, source)
            factor = figure.unit.factors[0]
            if not factor.name:
                abstentions.append(Abstention(figure.start, figure.end, "UNRESOLVED_CURRENCY", factor.alternatives))
        return abstentions

    def _learn(self, said: Figure, again: Figure) -> None:
        """What a sum and the same in other money tell of each other, and of the article's signs."""
        if not _is_money(said) or not _is_money(again):
            return
        origin, factor = said.unit.factors[0], again.unit.factors[0]
        if len(factor.candidates) == 1:
            self._restated_in[id(said)] = factor.candidates[0][0]
        self._in_pounds |= origin.name == "$" and factor.name == "£"
        if factor.name == "$" and len(origin.candidates) == 1:
            self._never_bare.add(origin.candidates[0][0])

    def _choose(self, figure: Figure, source: Figure | None) -> None:
        factor = figure.unit.factors[0]
        candidates = dict(factor.candidates)
        surface = factor.name
        taken = {source.unit.factors[0].name if source is not None else "", self._restated_in.get(id(figure), "")}
        if surface == "$":
            taken |= self._never_bare
        left = [code for code in candidates if code not in taken] if len(candidates) > 1 else list(candidates)
        code, reason = self._reason(figure, surface, left, bracketed=source is not None)
        factor.name, factor.reason = code, reason
        if surface.endswith("$"):
            self._dollars.append((figure.start, code))
        if len(candidates) > 1:
            factor.alternatives = self._losers(surface, code, candidates)
        if not code:
            figure.warnings = (
                *figure.warnings,
                Warn("AMBIGUOUS_CURRENCY", f"{surface!r} may be one of several currencies"),
            )
            return
        if candidates[code] != _ONE:
            figure.value = _scaled(figure.value, candidates[code])

    def _losers(self, surface: str, code: str, candidates: Iterable[str]) -> tuple[str, ...]:
        """What else a sign may mean; an article says most sums with one sign, a dollar's is that of two dozen."""
        losers = self._alternatives.get((surface, code))
        if losers is None:
            losers = tuple([other for other in candidates if other != code])
            self._alternatives[surface, code] = losers
        return losers

    def _reason(self, figure: Figure, surface: str, candidates: list[str], *, bracketed: bool) -> tuple[str, str]:
        if len(candidates) == 1:
            return candidates[0], ""
        newest = self._newest_units(candidates)
        if len(newest) == 1:
            return newest[0], "NEWEST_UNIT"
        usual = load_places().defaults.get(surface, "")
        if usual in candidates and (bracketed or self._is_british(surface, candidates)):
            return usual, "RESTATEMENT"
        # An explicit sign of the family elsewhere in the article: "A$" makes its bare "$" Australian.
        often = sorted(self._explicit, key=self._explicit.__getitem__, reverse=True)
        family = [code for code in often if code in candidates]
        apart = surface == "$" == self._first_of_dollars
        signed = family[0] if family and usual not in family and not apart else ""
        if signed := self._of_dollars(figure, surface, candidates) or signed:
            return signed, "SIGN_IN_ARTICLE"
        # In English news a bare dollar sign is a dollar, not a peso, unless the caller's region says so.
        likely = (
            [code for code in candidates if "dollar" in currencies_by_code()[code].surfaces]
            if surface == "$"
            else candidates
        )
        near = self._near(figure, likely, usual)
        if near and (near == usual or not usual or self._is_named_most(near)):
            return near, "NAMED_NEARBY"
        region = self._regional(candidates)
        if region:
            return region, "REGION"
        mostly = self._mostly(likely, usual)
        if mostly:
            return mostly, "ARTICLE_PLACE"
        usual = usual or load_places().last_resort.get(surface, "")
        return (usual, "DEFAULT") if usual in candidates else ("", "UNRESOLVED")

    def _is_british(self, surface: str, candidates: list[str]) -> bool:
        """Whether a bare dollar stands in an article that restates dollars in pounds, and marks none as another's."""
        return self._in_pounds and surface == "$" and self._explicit.keys().isdisjoint(candidates)

    def _near(self, figure: Figure, candidates: list[str], usual: str) -> str:
        """The one candidate whose country the sentence names; a country whose money has another name there says nothing.

        Where it names several, but not that of the usual reading, the one in the figure's own clause.
        """
        sentence = surroundings(self._article, figure.start)
        named = self._named_in(sentence, candidates)
        if len(named) > 1 and usual not in named:
            named = self._named_in(self._clause(sentence, figure.start), candidates)
        named -= self._explicit.keys()
        return next(iter(named)) if len(named) == 1 else ""

    def _named_in(self, span: Span, candidates: list[str]) -> set[str]:
        return {code for _, codes in self._places.within(span) for code in codes if code in candidates}

    def _clause(self, sentence: Span, at: int) -> Span:
        """The clause that holds `at`: "the Swedish firm lost 4m crowns | while its Danish rival made 9m"."""
        ends = [end.start() for end in _CLAUSE_END.finditer(self._article.folded, *sentence)]
        first = max((end for end in ends if end < at), default=sentence.start)
        return Span(first, min((end for end in ends if end > at), default=sentence.end))

    def _of_dollars(self, figure: Figure, surface: str, candidates: list[str]) -> str:
        """The dollar whose sign stands nearest to some cents in their sentence: "Tea fetched $2.40 a kilo, 7 cents down"."""
        if surface not in _CENTS or not self._dollars:
            return ""
        span, start = surroundings(self._article, figure.start), figure.start
        near = [(abs(at - start), code) for at, code in self._dollars if span.start <= at < span.end]
        return min((pair for pair in near if pair[1] in candidates), default=(0, ""))[1]

    def _is_named_most(self, code: str) -> bool:
        """Whether the article names no other country more often: a bank of Canada's, a firm from Taiwan are no places."""
        named = self._all_named()
        return named[code] >= max(named.values(), default=0)

    def _all_named(self) -> Counter[str]:
        if self._named is None:
            self._named = Counter(code for _, codes in self._places.all() for code in codes)
        return self._named

    def _regional(self, candidates: list[str]) -> str:
        if not self._region:
            return ""
        countries = currencies_by_code()
        home = [
            code
            for code in candidates
            if self._region in countries[code].countries and countries[code].withdrawn is None
        ]
        return home[0] if len(home) == 1 else ""

    def _mostly(self, candidates: list[str], usual: str) -> str:
        """The candidate whose country the article names most, if clearly so: half of all the places where a reading is usual."""
        named = self._all_named()
        ranked = sorted([(named[code], code == usual, code) for code in candidates if code in named])
        if not ranked:
            return ""
        often, is_usual, code = ranked[-1]
        runner = ranked[-2][0] if len(ranked) > 1 else 0
        if usual and (min(_MOSTLY, named.total()) > often or 2 * often < named.total()):
            return ""
        # Who marks some dollars as American has others of his own.
        marked = usual in self._explicit and often >= _MOSTLY and often > runner
        return code if is_usual or marked or often > 2 * runner else ""


def _scaled(value: Interval, factor: Decimal) -> Interval:
    def scale(number: Number | None) -> Number | None:
        return None if number is None else Number(number.decimal * factor, number.significant_digits)

    return Interval(
        scale(value.lower),
        scale(value.upper),
        scale(value.point),
        lower_exclusive=value.lower_exclusive,
        upper_exclusive=value.upper_exclusive,
    )


def _is_money(figure: Figure) -> bool:
    factors = figure.unit.factors
    return bool(factors) and factors[0].base == "currency"

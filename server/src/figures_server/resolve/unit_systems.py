"""Which of several units of one name is meant: US or imperial gallons, short, long or metric tons, degrees, by reasons.

The first of these that speaks for one unit alone decides, and is the factor's reason; the losers are its alternatives.
    RESTATEMENT      the writer's own conversion: "500 gallons (2,273 litres)"
    UNIT_IN_ARTICLE  another figure has a unit of the name by its full name, or restated: "imperial gallons"
    NAMED_NEARBY     what the sentence names: gold beside ounces, a country or city, the currency of a price
    REGION           the caller's region
    DATELINE         the place at the head of the text: "LEEDS, England (AP) -"
    ARTICLE_PLACE    the places and currencies of the article, by number
    SPELLING         litres or liters, petrol or gasoline
    DEFAULT          nothing: the unit of the US, and degrees Celsius
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from figures_server.lexicon.unit_systems import UnitSystems, load_unit_systems
from figures_server.model import Figure, Number, Relation, Span, Unit, UnitFactor
from figures_server.resolve.places import ArticlePlaces, surroundings
from figures_server.resolve.unit_steps import Worth
from figures_server.resolve.units import UnitTable
from figures_server.text import Article

_DATELINE: Final = re.compile(r"^[^\S\n]*(?=[A-Z]{2})[^\n]{2,60}?(?: \([^)\n]{2,24}\))? ?[-–—]{1,2} ", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W\d_]+")
# How far a writer's own conversion may be rounded, as a share of it: a pint is "half a litre".
_ROUNDING: Final = 0.06


class Families:
    """Units that share a name, by the one that the bare name stands for: {"ton": ("ton", "metric_ton", "long_ton")}."""

    __slots__ = ("_systems", "_words", "of")

    def __init__(self, table: UnitTable) -> None:
        self._words: Final[UnitSystems] = load_unit_systems()
        self._systems: Final = {name: entry.system for name, entry in table.entries.items()}
        shared = {name: entry.ambiguous_with for name, entry in table.entries.items() if self._is_shared(name, table)}
        self.of: Final = {name: (name, *namesakes) for name, namesakes in shared.items()}
        self.of.update((name, (name, other)) for name, other in self._words.bare.items())

    def _is_shared(self, name: str, table: UnitTable) -> bool:
        entry = table.entries[name]
        in_systems = entry.system and all(self._systems.get(other) for other in entry.ambiguous_with)
        return bool(entry.ambiguous_with and (in_systems or name in self._words.beside))

    def named(self, name: str, unit: Unit) -> str:
        """The unit whose system stands beside the name, "UK gallons"; nothing where none does."""
        for factor in unit.factors:
            for word in factor.text.lower().split():
                system = self._words.words.get(word)
                if system is not None:
                    return self.in_system(name, system)
        return ""

    def in_system(self, name: str, system: str) -> str:
        """The unit of that name in a system: the UK's "ton" is the long one; nothing where it has none."""
        return next((other for other in self.of[name] if self._systems[other] == system), "")

    def in_region(self, unit: Unit, region: str) -> None:
        """Names in place what a caller's region means by a unit that was asked for by a bare name."""
        for factor in unit.factors:
            if factor.base != "unit" or not factor.alternatives:
                continue
            family = self.of[factor.name]
            name = self.preferred(factor.name, self._words.of_region(region.upper()))
            if name:
                factor.name, factor.reason = name, "REGION"
                factor.alternatives = tuple(other for other in family if other != name)

    def preferred(self, name: str, wishes: Iterable[str]) -> str:
        """The first of the wishes, units and systems, that the name may mean."""
        family = self.of[name]
        for wish in wishes:
            for other in family:
                if wish in (other, self._systems[other]):
                    return other
        return ""


class _Open(NamedTuple):
    """A factor that may be one of several units, and the figure it stands in."""

    place: int
    figure: Figure
    factor: UnitFactor


class UnitSystemResolver:
    """Chooses the units of one article's figures; looks at the text only where one is open."""

    __slots__ = ("_article", "_by_article", "_families", "_places", "_region", "_systems", "_table")

    def __init__(
        self,
        article: Article,
        places: ArticlePlaces,
        region_code: str | None,
        table: UnitTable,
        families: Families,
    ) -> None:
        self._article = article
        self._region = (region_code or "").upper()
        self._table = table
        self._families = families
        self._systems = load_unit_systems()
        self._places = places
        self._by_article: dict[str, tuple[str, str]] = {}

    def resolve(self, figures: list[Figure], relations: list[Relation]) -> None:
        """Names the unit of every open factor in place, with its reason and the units that lost."""
        found = list(self._open(figures))
        if not found:
            return
        restated = self._restated(found, figures, relations)
        named = Counter(factor.name for figure in figures for factor in figure.unit.factors)
        named.subtract(Counter(factor.name for _, _, factor in found))
        named.update(restated.values())
        for place, figure, factor in found:
            family = self._families.of.get(factor.name)
            if family is None:
                # "£4 ($5) a gallon": one rate of two figures, named with the first.
                continue
            if place in restated:
                name, reason = restated[place], "RESTATEMENT"
            else:
                name, reason = self._reason(figure, factor.name, named, figures)
            factor.name, factor.reason = name, reason
            factor.alternatives = tuple(other for other in family if other != name)

    def _open(self, figures: list[Figure]) -> Iterator[_Open]:
        """The factors that may be one of several units; one whose system stands beside it is named here."""
        families = self._families.of
        for place, figure in enumerate(figures):
            for factor in figure.unit.factors:
                if factor.base != "unit" or factor.name not in families:
                    continue
                if factor.name in self._systems.bare and not factor.alternatives:
                    # "20C" names its scale.
                    continue
                name = self._families.named(factor.name, figure.unit)
                if name:
                    factor.name, factor.alternatives = name, ()
                else:
                    yield _Open(place, figure, factor)

    # ------------------------------------------------------------------ reasons

    def _reason(self, figure: Figure, name: str, named: Counter[str], figures: list[Figure]) -> tuple[str, str]:
        # "95F, 10 degrees warmer than usual"
        elsewhere = [
            other for other in self._families.of[name] if named[other] > 0 or named[other.removeprefix("delta_")] > 0
        ]
        if len(elsewhere) == 1:
            return elsewhere[0], "UNIT_IN_ARTICLE"
        near = self._near(figure, name)
        if near:
            return near, "NAMED_NEARBY"
        region = self._of_region(name, self._region) if self._region else ""
        if region:
            return region, "REGION"
        if name not in self._by_article:
            self._by_article[name] = self._reason_of_article(name, figures)
        return self._by_article[name]

    def _reason_of_article(self, name: str, figures: list[Figure]) -> tuple[str, str]:
        dateline = self._dateline(name)
        if dateline:
            return dateline, "DATELINE"
        place = self._mostly(name, figures)
        if place:
            return place, "ARTICLE_PLACE"
        spelled = self._spelled(name)
        return (spelled, "SPELLING") if spelled else (name, "DEFAULT")

    def _near(self, figure: Figure, name: str) -> str:
        """The one unit that the sentence's stuff, its places and the figure's own currency speak for."""
        near = surroundings(self._article, figure.start)
        beside = self._systems.beside.get(name)
        if beside is not None:
            words = _WORD.findall(self._article.folded, near.start, near.end)
            return next((beside[word] for word in words if word in beside), "")
        regions = {code[:2] for _, codes in self._places.within(near) for code in codes}
        regions.update(_currencies(figure))
        meant = {self._of_region(name, region) for region in regions} - {""}
        return meant.pop() if len(meant) == 1 else ""

    def _dateline(self, name: str) -> str:
        head = _DATELINE.search(self._article.text)
        if head is None:
            return ""
        for start, codes in self._places.within(Span(*head.span())):
            if self._article.text[start : start + 2].isupper():
                return self._of_region(name, _region(codes))
        return ""

    def _mostly(self, name: str, figures: list[Figure]) -> str:
        """What more of the article's places and prices speak for than for all else."""
        votes = Counter(self._of_region(name, _region(codes)) for _, codes in self._places.all())
        votes.update(self._of_region(name, region) for figure in figures for region in _currencies(figure))
        del votes[""]
        return _winner(votes)

    def _spelled(self, name: str) -> str:
        spelling = self._systems.spelling
        words = [word for word in _WORD.findall(self._article.folded) if word in spelling]
        votes = Counter(self._families.preferred(name, spelling[word]) for word in words)
        del votes[""]
        return _winner(votes)

    def _of_region(self, name: str, region: str) -> str:
        return self._families.preferred(name, self._systems.of_region(region))

    # -------------------------------------------------------------- restatements

    def _restated(self, found: list[_Open], figures: list[Figure], relations: list[Relation]) -> dict[int, str]:
        """The units that the writer's own conversions settle, by the figure's place."""
        others: dict[int, int] = {}
        for relation in relations:
            if relation.type == "equivalent":
                others[relation.from_index] = relation.to_index
                others.setdefault(relation.to_index, relation.from_index)
        open_too = {one.place for one in found}
        settled = {}
        for place, figure, factor in found:
            other = others.get(place)
            name = "" if other is None or other in open_too else self._closest(figure, factor, figures[other])
            if name:
                settled[place] = name
        return settled

    def _closest(self, figure: Figure, factor: UnitFactor, other: Figure) -> str:
        """The unit whose conversion is next to what the writer printed, and clearly nearer than the others."""
        written, printed = figure.value.lower or figure.value.upper, other.value.lower or other.value.upper
        theirs = self._table.worth(other.unit)
        if written is None or printed is None or not theirs.measured or not (meant := _in_si(printed, theirs)):
            return ""
        misses = []
        for name in self._families.of[factor.name]:
            ours = self._table.worth(_with(figure.unit, factor, name))
            if ours.powers != theirs.powers:
                return ""
            ratio = _in_si(written, ours) / meant
            misses.append((abs(ratio - 1), name))
        (best, name), (second, _) = sorted(misses)[:2]
        return name if best < _ROUNDING and second > 2 * best else ""


def _in_si(number: Number, worth: Worth) -> float:
    return float(number.decimal) * float(worth.factor) + float(worth.offset)


def _with(unit: Unit, factor: UnitFactor, name: str) -> Unit:
    """The same unit where one factor has another name."""
    other = UnitFactor("unit", name, factor.exponent, "", factor.multiple)
    return Unit(tuple(other if each is factor else each for each in unit.factors))


def _region(codes: frozenset[str]) -> str:
    """The first of the regions that a place's currencies speak for: the first two letters of their codes."""
    return min(codes)[:2]


def _currencies(figure: Figure) -> list[str]:
    """The regions of a figure's currencies: "GB" of "£6 a gallon"."""
    return [factor.name[:2] for factor in figure.unit.factors if factor.base == "currency" and factor.name]


def _winner(votes: Counter[str]) -> str:
    """What has more votes than all others together."""
    name, most = max(votes.items(), key=lambda item: item[1], default=("", 0))
    return name if 2 * most > votes.total() else ""

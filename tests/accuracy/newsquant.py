"""Figures in the words of NewsQuant and R-Text: what those sets leave out, their symbols and unit names."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from figures_server.lexicon.currencies import currencies_by_code
from tests.accuracy.reading import ends, is_change, single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.model import Figure, UnitFactor

_SYMBOLS: Final = {
    "approximate": "~",
    "just_below": "~",
    "just_above": ">",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
}
# "a decade", "an hour", "day-long": the sets want a number or a number word.
_ARTICLE: Final = re.compile(
    r"an?[ -](?!quarter|third|half|fifth|tenth|hundred|thousand|million|billion|dozen)|[a-z]+ ?- ?long", re.IGNORECASE
)
# "a 4.2 percent drop": a change put as a noun counts as a plain amount there.
_CHANGE_NOUN: Final = re.compile(
    r"\s+(?:\w+\s+)?(?:drop|fall|decline|decrease|reduction|cut|loss|slump|rise|increase|gain|growth|jump|surge|hike|improvement|raise)s?\b"
    r"|(?:\s+\([^)]*\))?\s+(?:above|below|less|more|lower|higher|fewer|smaller|larger|weaker|stronger|firmer|softer|cheaper|dearer)\b",
    re.IGNORECASE,
)
# "averaging 15.9 degrees" is about so many there.
_AVERAGING: Final = re.compile(r"\baveraging $")
# "rose by 2% above the norm": the verb tells of the change.
_BY: Final = re.compile(r"\bby $", re.IGNORECASE)
# "Prices start at $40": no bound there.
_ASKING: Final = ("start", "from", "begin")
_POINT: Final = re.compile(r"(?<!percentage)[ -]points?$", re.IGNORECASE)
_CHANGE_NOUN_BEFORE: Final = re.compile(
    r"(?:drop|fall|decline|decrease|reduction|cut|loss|slump|rise|increase|gain|growth|jump|surge|hike)s?\s+of\s+(?:\w+\s+){0,2}$"
)
_ROUGHLY: Final = ("about", "around", "roughly", "approximately", "some", "nearly", "almost", "~", "an estimated")
_PAIR_REACH: Final = 60
_LEFT_OUT_OF_NAMES: Final = frozenset("a an the of and 's ’s its their his her our this that these those".split())
_IRREGULAR: Final = {"best": "good", "better": "good", "worst": "bad", "worse": "bad", "latest": "late"}
_NO_COMPARATIVES: Final = frozenset(
    "forest harvest interest request protest contest guest west northwest southwest".split()
)
_COMPARATIVES: Final = frozenset("smaller larger bigger higher lower older younger newer longer shorter richer".split())
_POWERS: Final = {2: "square ", 3: "cubic "}
# "recorded songs", "decently sized plants": participles and adverbs are no adjectives there; "coal-fired" is one.
_PARTICIPLE: Final = re.compile(r"[a-z]{2,}[^\Wae]ed|[a-z]+ly")
_NO_PARTICIPLES: Final = frozenset(
    "family supply daily weekly monthly yearly elderly early friendly assembly only".split()
)
# "One of four missions" is a share of them.
_ONE_OF: Final = re.compile(r"\bone of $", re.IGNORECASE)
_ONE_REACH: Final = 10
_MONEY_NEXT: Final = re.compile(r"\s+(?:[A-Z]{2,3} ?)?[$£€¥]")
_GENERATION: Final = re.compile(r"\b([2-6])G\b(?! *\d)")


def newsquant_quantity(figure: Figure, text: str) -> dict[str, Any] | None:
    """One figure as {"value", "unit", "change", "concepts"}, or None where the sets do not annotate it."""
    if _is_left_out(figure, text):
        return None
    unit, factor = _unit(figure)
    if unit == "percentage point" and _POINT.search(text[figure.start : figure.end]):
        unit = "point"
    if _is_one_of(figure, text):
        factor, unit = 1.0 / (single(figure) or 1.0) ** 2, f"% {unit}"
    return {
        "value": _value(figure, factor),
        "unit": unit,
        "change": _change(figure, text),
        "concepts": [] if figure.kind == "count" or figure.concept is None else _content_words(figure.concept.text),
    }


def generations(text: str) -> Iterator[dict[str, Any]]:
    """The networks of "4G and 5G", which are names to us and quantities there."""
    for found in _GENERATION.finditer(text):
        yield {"value": float(found[1]), "unit": "generation wireless", "change": "=", "concepts": []}


def name_ellipses(figures: list[Figure]) -> None:
    """Numbers that go on counting what an earlier one did have its whole phrase there: "12 new homes, up from 9"."""
    named: dict[str, Figure] = {}
    for figure in figures:
        if figure.kind == "count" and figure.concept is None:
            whole = named.get(figure.unit.factors[0].name)
            figure.concept = whole.concept if whole is not None else None
        elif figure.kind == "count":
            named[figure.unit.factors[0].name] = figure


def joined_changes(figures: list[Figure], text: str) -> list[tuple[Figure, Figure | None]]:
    """Figures in order; the two ends of "fell from $75 to $45" come as one pair, which the sets take for a range."""
    joined: list[tuple[Figure, Figure | None]] = []
    for figure in figures:
        start = joined[-1][0] if joined else None
        if (
            start is not None
            and joined[-1][1] is None
            and (start.change_role, figure.change_role) == ("from", "to")
            and start.kind == figure.kind
            and figure.start - start.end < _PAIR_REACH
            and "." not in text[start.end : figure.start].replace(".", "", 2)
        ):
            joined[-1] = (start, figure)
        else:
            joined.append((figure, None))
    return joined


def range_of(start: dict[str, Any], end: dict[str, Any], figure: Figure) -> dict[str, Any]:
    """The quantity of a pair: values in the order of the text, the direction of the verb."""
    return {**start, "value": [start["value"], end["value"]], "change": figure.change_direction}


def _is_one_of(figure: Figure, text: str) -> bool:
    before = text[max(0, figure.start - _ONE_REACH) : figure.start]
    return figure.kind == "count" and bool(single(figure)) and _ONE_OF.search(before) is not None


def _is_left_out(figure: Figure, text: str) -> bool:
    surface = text[figure.start : figure.end]
    match figure.kind:
        case "ordinal":
            return True
        case "multiple":
            return "times" not in surface
        case "age":
            return figure.modifier == "range" and "old" not in surface  # "aged 25 to 54"
        case "scale":
            return any(factor.name.endswith("category") for factor in figure.unit.factors)
        case "ratio":
            return False
        case "count" if text[figure.end : figure.end + 1] == "-" or figure.rule == "count.how-often":
            return True  # "six-speed", "four-cylinder", "scored twice"
        case "duration" if "-" in surface and _MONEY_NEXT.match(text, figure.end):
            return True  # "a five-year $700,000 award"
        case _:
            return _ARTICLE.match(surface) is not None


def _value(figure: Figure, factor: float) -> float | list[float]:
    number = single(figure)
    if number is not None:
        return number * factor
    low, high = ends(figure)
    if figure.modifier == "vague" and low:
        word = 10.0 ** math.floor(math.log10(low))
        return [word * factor, 10 * word * factor]
    if low is None or high is None:
        return (low or high or 0.0) * factor
    return [low * factor, high * factor]


def _change(figure: Figure, text: str) -> str:
    by = _BY.search(text, max(0, figure.start - 3), figure.start)
    noun = (not by and _CHANGE_NOUN.match(text, figure.end)) or _CHANGE_NOUN_BEFORE.search(
        text, max(0, figure.start - 60), figure.start
    )
    if figure.hedge is not None and figure.hedge.text.lower().startswith(_ASKING):
        return "="
    counted = figure.kind in {"measurement", "count"}  # "is losing about 127 gigatonnes"
    if figure.modifier in {"approximate", "just_below"} and is_change(figure) and not noun and not counted:
        return figure.change_direction
    if _AVERAGING.search(text, max(0, figure.start - 10), figure.start):
        return "~"
    if figure.modifier in _SYMBOLS:
        return _SYMBOLS[figure.modifier]
    if figure.modifier == "range" and figure.hedge is not None and figure.hedge.text.lower().startswith(_ROUGHLY):
        return "~"
    return figure.change_direction if is_change(figure) and not noun else "="


def _unit(figure: Figure) -> tuple[str, float]:
    """The name of the unit, and what the number is to be multiplied with to be in it."""
    factors = figure.unit.factors
    if figure.kind == "count":
        return _counted(figure), 1.0
    if figure.kind == "ratio" and (single(figure) or 0.0) > 1:
        return "-", 1.0  # "by 3 to 1"
    if figure.kind == "ratio":
        return f"% {_counted(figure)}", 1.0
    if figure.rule == "money.exchange-rate" and not factors[0].text:
        return "-", 1.0  # "trades at 1.09 against the dollar"
    if figure.kind == "age" and factors:
        return f"{_name(factors[0])} of age", 1.0
    if not factors:
        return ("count" if figure.kind == "multiple" else "-"), 1.0
    word = _unit_word(factors[0])
    minor = _names()["minor"].get(word) if factors[0].base == "currency" else None
    over = [minor or _names()["word"].get(word) or _name(factors[0])] + [
        _name(factor) for factor in factors[1:] if factor.exponent > 0
    ]
    under = [_name(factor) for factor in factors[1:] if factor.exponent < 0]
    name = " per ".join([" ".join(over), *under])
    # A currency that could not be told leaves the number as it is written: in sen, not in hundreds of them.
    scaled = minor and factors[0].name
    return name.replace("revolution per minute", "revolutions per minute"), 100.0 if scaled else 1.0


def _counted(figure: Figure) -> str:
    """The counted noun with its adjectives in base form: "heart transplant", "new 737 Max jet"."""
    factors = figure.unit.factors
    head = factors[0].name if factors and factors[0].exponent > 0 else ""
    tail = "".join(f" per {_name(factor)}" for factor in factors if factor.exponent < 0)
    known = _names()["noun"].get(head)
    if figure.concept is None or known == "count":
        return (known or head or "-") + tail
    words = _content_words(figure.concept.text)
    singular = head or _names()["noun"].get(figure.concept.head, figure.concept.head)
    place = _place_of_head(words, singular)
    if words and singular:
        known = known or _names()["noun"].get(words[place])
        words[place] = known or (words[place] if _is_named(figure.concept.text, words[place]) else singular)
    words = [_positive(word) for word in words if not _is_participle(word)]
    return (" ".join(words) or known or head or "-") + tail


def _is_named(phrase: str, word: str) -> bool:
    """Whether a name of people stands alone: it keeps its form there ("Americans")."""
    return phrase == word and word[0].isupper() and word.endswith("s") and not word[:-1].isupper()


def _is_participle(word: str) -> bool:
    return _PARTICIPLE.fullmatch(word) is not None and word not in _NO_PARTICIPLES


def _positive(word: str) -> str:
    """Adjectives stand in base form there: "proudest" is proud, "best" good."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem = re.fullmatch(r"([a-z]{3,})(?:est|er)", word)
    if stem is None or word in _NO_COMPARATIVES or (word.endswith("er") and word not in _COMPARATIVES):
        return word
    base = stem[1]
    if base.endswith("i"):
        return base[:-1] + "y"
    if base[-1] == base[-2] and base[-1] not in "sl":
        return base[:-1]
    return base + "e" if base.endswith(("rg", "af", "uc", "dl", "pl", "rs")) else base


def _place_of_head(words: list[str], singular: str) -> int:
    """Where the head stands among the words: "members" in "members trade agreement", else the last."""
    stem = singular.lower()[: max(2, len(singular) - 2)]
    found = [place for place, word in enumerate(words) if word.lower().startswith(stem)]
    return found[-1] if found else -1


def _content_words(phrase: str) -> list[str]:
    bare = re.sub(r"['’]s\b", "", phrase)
    return [word for word in re.split(r"[\s,]+", bare) if word and word.lower() not in _LEFT_OUT_OF_NAMES]


def _name(factor: UnitFactor) -> str:
    names = _names()
    multiple = f"{factor.multiple.normalize():f} " if factor.multiple is not None and factor.multiple != 1 else ""
    if factor.base == "currency":
        if not factor.name:
            return multiple + factor.text
        if factor.text == "$":
            return multiple + "dollar"
        return multiple + (names["currency"].get(factor.name) or currencies_by_code()[factor.name].name.lower())
    if factor.base == "entity":
        return multiple + names["noun"].get(factor.name, factor.name)
    if factor.name.startswith(("deg", "delta_deg")) and _unit_word(factor) in ("degree", "degrees"):
        return "degree"  # the text names no scale
    plain = factor.name.removeprefix("imperial_").replace("_", " ")
    spelt = re.sub(r"liter\b", "litre", re.sub(r"meter\b", "metre", plain))
    return multiple + _POWERS.get(abs(factor.exponent), "") + names["unit"].get(factor.name, spelt)


def _unit_word(factor: UnitFactor) -> str:
    return factor.text.strip(" .-").lower()


@cache
def _names() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("newsquant_names.toml").read_text(encoding="utf-8"))

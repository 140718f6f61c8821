"""The manual of the reading engine, page by page: sentences of English with every figure in them.

A case lists all figures of its text, so one too many fails as well. Of a figure it says

    text      its words, exactly
    kind      as in the contract
    value     of one number, bounded or not; fractions may be written "1/3"
    lower, upper   of an interval with two ends
    modifier  "exact" where absent
    unit      "kilometer/hour", "GBP/share", "death/100000_person", a counted noun, or as it is displayed; none where absent
    change    "up by", "down from", "up to"; none where absent
    rule      one that must have had a hand in it

and `others` lists numbers that are no figures, by text and kind. A `pending` case is a known mistake.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest

from figures_server.compose.numerals.numbers import to_decimal
from figures_server.lexicon.units import load_units
from figures_server.model import Modifier
from tests.corpus.told import extractor, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.model import Extraction, Figure

_ROOT: Final = Path(__file__).resolve().parents[3]
_PAGES: Final = sorted(path for path in (_ROOT / "tests/corpus/en").glob("*.toml") if path.stem != "context")
_COMPOSE: Final = _ROOT / "server/src/figures_server/compose"
_ORIGINS: Final = frozenset(("invented", "bug", "found", "seed"))
_CASE: Final = {"text", "figures", "others", "region", "origin", "pending"}
_FIGURE: Final = {"text", "kind", "value", "lower", "upper", "modifier", "unit", "change", "rule"}
# Whether an interval has a lower and an upper end; of other modifiers both.
_ENDS: Final[dict[Modifier, tuple[bool, bool]]] = {
    "at_least": (True, False),
    "more_than": (True, False),
    "vague": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
}
_RULE: Final = re.compile(r'"([a-z]+\.[a-z-]+)"')


def _cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in _PAGES:
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield f"{path.stem}: {case['text'][:70]}", case


_CASES: Final = list(_cases())


def _read(case: dict[str, Any]) -> Extraction:
    return extractor().extract(case["text"], region_code=case.get("region"))


def _params() -> Iterator[Any]:
    misread = (AssertionError, pytest.fail.Exception)
    known = pytest.mark.xfail(strict=True, raises=misread, reason="a known mistake")
    for name, case in _CASES:
        yield pytest.param(case, id=name, marks=[known] if case.get("pending") else [])


@pytest.mark.parametrize("case", list(_params()))
def test_case(case: dict[str, Any]) -> None:
    text, extraction = case["text"], _read(case)
    found = list(extraction.figures)
    for wanted in case["figures"]:
        _check(text, wanted, found)
    extra = [told(text, figure) for figure in found]
    assert not extra, f"extra figure: {extra}"
    seen = [(text[other.start : other.end], other.kind) for other in extraction.others]
    for other in case.get("others", ()):
        # How much of a name belongs to its number ("27" or "27L") is nobody's concern.
        alike = [kind for surface, kind in seen if surface in other["text"] or other["text"] in surface]
        assert other["kind"] in alike, f"not recognised: {other} among {seen}"


def _check(text: str, wanted: dict[str, Any], found: list[Figure]) -> None:
    """Fails in one of three ways, or takes the figure off the list of those found."""
    start = _place(text, wanted["text"], found)
    end = start + len(wanted["text"])
    figure = next((one for one in found if one.start < end and start < one.end), None)
    if figure is None:
        pytest.fail(f"nothing found: {wanted['text']!r}")
    if (figure.start, figure.end) != (start, end):
        pytest.fail(f"wrong span: wanted {wanted['text']!r}, got {text[figure.start : figure.end]!r}")
    said = told(text, figure)
    misread = {name: (want, said[name]) for name, want in _plain(wanted).items() if want != said[name]}
    if "unit" in misread and wanted.get("unit") == figure.unit.display:
        del misread["unit"]
    rule = wanted.get("rule")
    if rule and rule not in (figure.rule, *figure.refinements):
        misread["rule"] = (rule, figure.rule, *figure.refinements)
    if misread:
        pytest.fail(f"wrong reading: {wanted['text']!r}: {misread}")
    found.remove(figure)


def _place(text: str, surface: str, found: list[Figure]) -> int:
    """Where the surface stands; of several alike, where the next figure does."""
    places = [place.start() for place in re.finditer(re.escape(surface), text)]
    assert places, f"the case is wrong: {surface!r} is not in its text"
    starts = {figure.start for figure in found}
    return next((place for place in places if place in starts), places[0])


def _plain(wanted: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {"modifier": "exact", "unit": "", "change": ""}
    for name in wanted.keys() - {"text", "rule"}:
        plain[name] = _decimal(wanted[name]) if name in {"value", "lower", "upper"} else wanted[name]
    return plain


def _decimal(written: str) -> Decimal:
    return to_decimal(Fraction(written)) if "/" in written else Decimal(written)


def test_intervals_are_open_where_their_words_say() -> None:
    for name, case in _CASES:
        for figure in _read(case).figures:
            ends = (figure.value.lower is not None, figure.value.upper is not None)
            assert ends == _ENDS.get(figure.modifier, (True, True)), name
            assert figure.modifier != "range" or figure.value.point is None, name


def test_cases_say_what_a_page_may_say() -> None:
    for name, case in _CASES:
        assert case.keys() <= _CASE, name
        assert case["origin"] in _ORIGINS, name
        for figure in case["figures"]:
            assert figure.keys() <= _FIGURE, name
            assert figure.get("modifier", "exact") in get_args(Modifier), name
            assert ("value" in figure) != ("lower" in figure and "upper" in figure), name


def test_no_sentence_stands_twice() -> None:
    texts = [case["text"] for _, case in _CASES]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


# ------------------------------------------------------------------------ every rule has its sentence

# Of the rules that are named by what they found, these words end the name.
_NAMED_BY_FINDING: Final = {
    "number.digits",
    "number.fraction",
    "number.vague",
    "number.words",
    *(f"{entry.kind}.unit-after" for entry in load_units()),
    *(f"bound.{modifier.replace('_', '-')}" for modifier in get_args(Modifier) if modifier not in {"exact", "range"}),
    "range.between",
    "range.dash",
    "range.or",
    "range.to",
}


def _rules() -> set[str]:
    """The rule ids that stand in the engine's source."""
    # Phrases of relative time hold no number, so no answer names their rules; they have tests of their own.
    paths = (path for path in _COMPOSE.rglob("*.py") if path.stem != "relative_times")
    sources = (path.read_text("utf-8") for path in paths)
    return set(chain.from_iterable(_RULE.findall(source) for source in sources)) | _NAMED_BY_FINDING


@cache
def _fired() -> frozenset[str]:
    """The rules that had a hand in any case of the corpus."""
    extractions = [_read(case) for _, case in _CASES]
    figures = [figure for extraction in extractions for figure in extraction.figures]
    return frozenset(
        chain(
            chain.from_iterable((figure.rule, *figure.refinements) for figure in figures),
            (other.rule for extraction in extractions for other in extraction.others),
        )
    )


@pytest.mark.parametrize("rule", sorted(_rules()))
def test_every_rule_has_its_sentence(rule: str) -> None:
    assert rule in _fired()

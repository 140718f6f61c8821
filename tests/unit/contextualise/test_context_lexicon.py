"""Every entry's own examples and counterexamples."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from figures_server.lexicon.context import load_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server.model import Figure

_EN = resources.files("figures_server.lexicon") / "en"


def _entries(name: str, table: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((_EN / name).read_text("utf-8"))[table]
    return entries


def _pairs(name: str, table: str, key: str) -> list[tuple[str, str]]:
    lines = ((line.partition(" => "), entry["id"]) for entry in _entries(name, table) for line in entry.get(key, ()))
    return [(text, wanted or entry_id) for (text, _, wanted), entry_id in lines]


@pytest.fixture
def read_number(read: Callable[..., Figure]) -> Callable[[str], Figure]:
    """Reads the first digits of a sentence as a bare number."""

    def run(text: str) -> Figure:
        found = re.search(r"\d+", text)
        assert found is not None
        return read(text, found[0], "number")

    return run


@pytest.mark.parametrize(("text", "wanted"), _pairs("reporting.toml", "reporting", "examples"))
def test_reporting(text: str, wanted: str, read_number: Callable[[str], Figure]) -> None:
    context = read_number(text).context
    assert context is not None
    assert context.attribution is not None
    assert f"{context.attribution.source} / {context.attribution.verb}" == wanted


@pytest.mark.parametrize(("text", "entry"), _pairs("reporting.toml", "reporting", "counterexamples"))
def test_no_reporting(text: str, entry: str, read_number: Callable[[str], Figure]) -> None:
    context = read_number(text).context
    assert context is not None
    assert context.attribution is None or entry == "according-to"


@pytest.mark.parametrize(("text", "wanted"), _pairs("factuality.toml", "factuality", "examples"))
def test_factuality(text: str, wanted: str, read_number: Callable[[str], Figure]) -> None:
    context = read_number(text).context
    assert context is not None
    assert context.factuality == wanted


@pytest.mark.parametrize(("text", "entry"), _pairs("factuality.toml", "factuality", "counterexamples"))
def test_no_factuality(text: str, entry: str, read_number: Callable[[str], Figure]) -> None:
    context = read_number(text).context
    assert context is not None
    assert context.factuality != entry


@pytest.mark.parametrize(("text", "wanted"), _pairs("qualifiers.toml", "qualifier", "examples"))
def test_qualifier(text: str, wanted: str, read_number: Callable[[str], Figure]) -> None:
    assert [text[slice(*span)] for span in read_number(text).qualifiers] == [wanted]


@pytest.mark.parametrize(("text", "entry"), _pairs("qualifiers.toml", "qualifier", "counterexamples"))
def test_no_qualifier(text: str, entry: str, read_number: Callable[[str], Figure]) -> None:
    assert read_number(text).qualifiers == (), entry


@pytest.mark.parametrize(("line", "entry"), _pairs("furniture.toml", "furniture", "examples"))
def test_furniture(line: str, entry: str) -> None:
    assert load_context().furniture.match(line.lower()), entry


@pytest.mark.parametrize(("line", "entry"), _pairs("furniture.toml", "furniture", "counterexamples"))
def test_no_furniture(line: str, entry: str) -> None:
    assert not load_context().furniture.match(line.lower()), entry


def test_caption() -> None:
    caption = tomllib.loads((_EN / "furniture.toml").read_text("utf-8"))["caption"]
    lexicon = load_context()
    assert all(lexicon.is_caption(line.lower()) for line in caption["examples"])
    assert not any(lexicon.is_caption(line.lower()) for line in caption["counterexamples"])


def test_heads_have_one_category() -> None:
    heads = [head for entry in _entries("concepts.toml", "concept") for head in entry["heads"]]
    assert sorted({head for head in heads if heads.count(head) > 1}) == []


def test_surfaces_are_folded_and_unique_in_their_file() -> None:
    files = (("reporting.toml", "reporting"), ("factuality.toml", "factuality"), ("qualifiers.toml", "qualifier"))
    for name, table in files:
        surfaces = [surface for entry in _entries(name, table) for surface in entry["surfaces"]]
        assert surfaces == [surface.lower() for surface in surfaces]
        assert sorted({one for one in surfaces if surfaces.count(one) > 1}) == [], name


def test_categories_are_listed() -> None:
    assert {"PERSON", "MILITARY_LOSS", "CASUALTY", "PAY", "PRICE"} <= set(load_context().categories)

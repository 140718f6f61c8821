"""What is said otherwise, with the same meaning, is read the same: every sentence of the manual, quoted, continued, reset."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.corpus.told import extractor, told

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGES: Final = sorted((Path(__file__).resolve().parents[1] / "corpus/en").glob("*.toml"))
# One sentence, with its full stop; what is not, as a table or a headline, changes its meaning where more is said.
_SENTENCE: Final = re.compile(r"[A-Z0-9£$€][^.!?\n“”\"…]*[^.\n“”\"…]\.")
_WAYS: Final[dict[str, Callable[[str], str]]] = {
    "quoted": lambda text: f"“{text}”",
    "quoted by him": lambda text: f"He said: “{text}”",
    "continued": lambda text: f"{text[:-1]}, but nobody knew why.",
    "set off": lambda text: f"{text[:-1]}; nobody knew why.",
    "behind another": lambda text: f"The mayor spoke at length. {text}",
    "with firm spaces": lambda text: re.sub(r"(?<=\d) (?=[a-z])", "\u00a0", text),
    "with plain marks": lambda text: text.replace("’", "'").replace("‘", "'"),
    "with a sign": lambda text: re.sub(r"(?<=\d) per cent\b", "%", text),
    "in words": lambda text: re.sub(r"(?<=\d)%(?! *[-–])", " per cent", text),
}
# Known mistakes and what does change its meaning: "One person in five smokes; nobody knew why."
_APART: Final = 14


def read(text: str) -> list[dict[str, object]]:
    """What was read, but for its words."""
    return [told(text, figure) | {"text": ""} for figure in extractor().extract(text).figures]


def sentences() -> list[str]:
    """Those of the manual that are one sentence of prose."""
    cases = (case for path in _PAGES for case in tomllib.loads(path.read_text("utf-8"))["case"])
    return [text for case in cases if _SENTENCE.fullmatch(text := str(case["text"]))]


@pytest.mark.parametrize("way", _WAYS)
def test_said_otherwise_it_is_read_the_same(way: str) -> None:
    texts = sentences()
    others = [text for text in texts if read(text) != read(_WAYS[way](text))]
    assert len(others) <= _APART, others

"""Which part of the page a line is: headline, body, caption or furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.text.furniture import is_furniture

if TYPE_CHECKING:
    from figures_server.lexicon.context import ContextLexicon
    from figures_server.text.article import Article

_LONGEST_HEADLINE: Final = 160
_LONGEST_CAPTION: Final = 400


class Sections:
    """The section at an offset; figures come in order, so the last line is kept."""

    __slots__ = ("_article", "_end", "_lexicon", "_section", "_start")

    def __init__(self, article: Article, lexicon: ContextLexicon) -> None:
        self._article = article
        self._lexicon = lexicon
        self._start = self._end = -1
        self._section = "body"

    def at(self, offset: int) -> str:
        """The section of the line that holds `offset`."""
        if not self._start <= offset <= self._end:
            text = self._article.text
            self._start = text.rfind("\n", 0, offset) + 1
            end = text.find("\n", offset)
            self._end = len(text) if end < 0 else end
            self._section = self._read()
        return self._section

    def _read(self) -> str:
        length = self._end - self._start
        if length > _LONGEST_CAPTION:
            return "body"
        line = self._article.folded[self._start : self._end].strip()
        if is_furniture(line, self._lexicon.furniture):
            return "furniture"
        if self._lexicon.is_caption(line):
            return "caption"
        return "headline" if self._is_headline(line) else "body"

    def _is_headline(self, line: str) -> bool:
        text = self._article.text
        is_first = not text[: self._start].strip() if self._start < _LONGEST_HEADLINE else False
        blank_follows = text[self._end : self._end + 50].lstrip(" \t\r").startswith(("\n\n", "\n\r\n", "\n \n"))
        return is_first and blank_follows and len(line) <= _LONGEST_HEADLINE and line[-1:] not in ".,;:"

"""Which part of the page a line is: headline, body, caption or furniture."""

from __future__ import annotations

from typing import Final

from figures_server.lexicon.context import ContextLexicon
from figures_server.text.article import Article
from figures_server.text.furniture import is_furniture

_LONGEST_HEADLINE: Final = 160
_LONGEST_CAPTION: Final = 400


class Sections:
    """The section and the paragraph at an offset; figures come in order, so the last line is kept."""

    __slots__ = ("_article", "_end", "_lexicon", "paragraph", "quoted", "section")

    def __init__(self, article: Article, lexicon: ContextLexicon) -> None:
        self._article = article
        self._lexicon = lexicon
        self._end = -1
        self.paragraph = 0
        self.section = "body"
        self.quoted = False

    def move(self, offset: int) -> None:
        """Goes on to the line that holds `offset`."""
        if offset > self._end:
            text = self._article.text
            start = text.rfind("\n", 0, offset) + 1
            end = text.find("\n", offset)
            self._end = end = end if end >= 0 else len(text)
            # Whether anything in the line stands in quotation marks.
            self.quoted = text.find('"', start, end) >= 0 or text.find("“", start, end) >= 0
            self.paragraph = self._article.paragraph_at(offset)
            self.section = self._read(start, end)

    def _read(self, start: int, end: int) -> str:
        if end - start > _LONGEST_CAPTION:
            return "body"
        line = self._article.folded[start:end].strip()
        if is_furniture(line, self._lexicon.furniture):
            return "furniture"
        if self._lexicon.is_caption(line):
            return "caption"
        is_headline = start < _LONGEST_HEADLINE and len(line) <= _LONGEST_HEADLINE and self._is_headline(start, end)
        return "headline" if is_headline and line[-1:] not in ".,;:" else "body"

    def _is_headline(self, start: int, end: int) -> bool:
        """Whether a line opens the article and stands alone."""
        text = self._article.text
        blank_follows = text[end : end + 50].lstrip(" \t\r").startswith(("\n\n", "\n\r\n", "\n \n"))
        return blank_follows and not text[:start].strip()

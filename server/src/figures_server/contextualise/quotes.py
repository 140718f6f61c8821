"""Who speaks a quotation whose speaker stands in another sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.model import Span

if TYPE_CHECKING:
    from figures_server.text.article import Article

# A speech may run over paragraphs, each opened by a quote; further back nobody remembers who speaks.
_LONGEST_SPEECH: Final = 6
_LONGEST_PARAGRAPH: Final = 4000


class Quote(NamedTuple):
    """The places of the marks of the quotation around an offset; `close` may be the paragraph's end."""

    open: int
    close: int
    paragraph: Span


def quote_around(text: str, offset: int) -> Quote | None:
    """The quotation that holds `offset`, within its line."""
    start = text.rfind("\n", max(0, offset - _LONGEST_PARAGRAPH), offset) + 1
    opened, closer = text.rfind("“", start, offset), "”"
    if opened >= 0:
        if text.rfind("”", opened, offset) >= 0:
            return None
    else:
        closer = '"'
        if text.count('"', start, offset) % 2 == 0:
            return None
        opened = text.rfind('"', start, offset)
    end = text.find("\n", offset, offset + _LONGEST_PARAGRAPH)
    end = min(offset + _LONGEST_PARAGRAPH, len(text)) if end < 0 else end
    close = text.find(closer, offset, end)
    return Quote(opened, end if close < 0 else close, Span(start, end))


def speaker_places(article: Article, offset: int) -> list[int]:
    """Offsets whose sentences may name the speaker of the quotation around `offset`, the likeliest first."""
    text = article.text
    places: list[int] = []
    for _ in range(_LONGEST_SPEECH):
        quote = quote_around(text, offset)
        if quote is None:
            break
        if quote.close < quote.paragraph.end:
            places.append(quote.close)
        if text[quote.paragraph.start : quote.open].strip():
            places.append(_last_letter(text, quote.open))
            break
        offset = _last_letter(text, quote.paragraph.start)
        if offset < 0 or text[offset] in '”"':
            break
    return places


def _last_letter(text: str, before: int) -> int:
    """The last place before `before` that is no blank; -1 where there is none."""
    while before > 0 and text[before - 1].isspace():
        before -= 1
    return before - 1

"""Who speaks a quotation whose speaker stands in another sentence."""

from __future__ import annotations

from typing import Final, NamedTuple

from figures_server.model import Span

# A speech may run over paragraphs, or over sentences of one, each opened by a mark; further back nobody remembers who
# speaks.
_LONGEST_SPEECH: Final = 6
_LONGEST_PARAGRAPH: Final = 4000
_CLOSING: Final = '”"'
_OPENING: Final = frozenset('“"')
# What may stand before a mark that opens.
_OPENS_BEHIND: Final = " \t\u00a0([—–-:'‘"


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
        opened = text.rfind('"', start, offset)
        if opened < 0 or not _opens(text, start, opened):
            return None
    end = text.find("\n", offset, offset + _LONGEST_PARAGRAPH)
    end = min(offset + _LONGEST_PARAGRAPH, len(text)) if end < 0 else end
    close = text.find(closer, offset, end)
    return Quote(opened, end if close < 0 else close, Span(start, end))


def _opens(text: str, start: int, mark: int) -> bool:
    """Whether a straight mark opens: by the blanks around it, else by how many stand before it in its line."""
    if text[mark + 1 : mark + 2].isspace():
        return False
    return mark == start or text[mark - 1] in _OPENS_BEHIND or text.count('"', start, mark) % 2 == 0


def speaker_places(text: str, quote: Quote) -> list[int]:
    """Offsets whose sentences may name the speaker of a quotation, the likeliest first."""
    places = _closing_place(text, quote)
    for _ in range(_LONGEST_SPEECH):
        opens_line = not text[quote.paragraph.start : quote.open].strip()
        offset = _last_letter(text, quote.open)
        earlier = None if offset < 0 or text[offset] in _CLOSING else quote_around(text, offset)
        if earlier is None:
            if not opens_line:
                places.append(offset)
            break
        quote = earlier
    return places


def _closing_place(text: str, quote: Quote) -> list[int]:
    """Where a speech ends that goes on in the next paragraphs, each opened by a mark."""
    for _ in range(_LONGEST_SPEECH):
        if quote.close < quote.paragraph.end:
            return [quote.close]
        offset = quote.paragraph.end
        while text[offset : offset + 1].isspace():
            offset += 1
        following = quote_around(text, offset + 1) if text[offset : offset + 1] in _OPENING else None
        if following is None:
            break
        quote = following
    return []


def _last_letter(text: str, before: int) -> int:
    """The last place before `before` that is no blank; -1 where there is none."""
    while before > 0 and text[before - 1].isspace():
        before -= 1
    return before - 1

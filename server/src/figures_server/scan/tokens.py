"""The tokens of one sentence, in parallel lists: cheap to make, cheap to look around in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from figures_server.text import Article

WORD: Final = "w"
DIGITS: Final = "n"
SIGN: Final = "s"
FRACTION: Final = "f"
MARK: Final = "p"

HYPHENS: Final = frozenset("-‐‑")
# Printers set an en dash for a hyphen too: in scores, names and idioms.
HYPHENS_OR_EN_DASH: Final = HYPHENS | {"–"}

# Digits keep their grouping: 1,234.5, 12,34,567, 1 234 (thin or plain space, apostrophe), .534, and the
# printer's scars "1 ,450" and "3. 20 crore". A word may be broken by a hyphen at the line's end. The entities of
# HTML stand for the signs they name.
_TOKEN: Final = re.compile(
    r"(?P<f>[¼-¾⅐-⅞])|(?P<w>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:-\n\s*[a-z]+|['’][^\W\d_]+)?)"
    r"|(?P<n>\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d])(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?![\d\-/])(?:\.\d+)?"
    r"|\d{1,3} ,\d{3}(?!\d)|\d{1,3}, 0\d{2}(?!\d)"
    r"|\d{1,3}\. \d{1,2}(?=[ -](?:lakh|crore|million|billion|per))"
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<s>[$£€¥₹₽₴₩₪₺₦฿₫₱₡₲₵₸₼₾₿¢%°‰′″]|&(?:pound|euro|yen|cent|deg|dollar);)"
    r"|(?P<p>--|\.{2,}|[^\s])"
)
# Rules look this far past a token without asking for the end.
_SENTINELS: Final = 12
_ENTITIES: Final = {"&pound;": "£", "&euro;": "€", "&yen;": "¥", "&cent;": "¢", "&deg;": "°", "&dollar;": "$"}


class Tokens:
    """Kinds, folded words and bounds of the tokens of text[start:end]; sentinel marks end the lists."""

    __slots__ = ("article", "count", "ends", "kinds", "starts", "text", "words")

    def __init__(self, article: Article, start: int, end: int) -> None:
        self.article = article
        self.text = article.text
        found = list(_TOKEN.finditer(self.text, start, end))
        self.kinds: list[str] = [token.lastgroup or MARK for token in found]
        self.starts: list[int] = [token.start() for token in found]
        self.ends: list[int] = [token.end() for token in found]
        folded = article.folded
        self.words: list[str] = [folded[low:high] for low, high in zip(self.starts, self.ends, strict=True)]
        self._mend(folded[start:end])
        self.count = len(found)
        self.kinds += [MARK] * _SENTINELS
        self.words += [""] * _SENTINELS
        self.starts += [end] * _SENTINELS
        self.ends += [end] * _SENTINELS

    def _mend(self, folded: str) -> None:
        """Words without the break at a line's end, straight apostrophes, signs for entities."""
        if "’" in folded:
            self.words = [word.replace("’", "'") if word[0] != "’" else word for word in self.words]
        if "-\n" in folded:
            self.words = [re.sub(r"-\n\s*", "", word) if len(word) > 2 else word for word in self.words]
        if "&" in folded:
            self.words = [_ENTITIES.get(word, word) for word in self.words]

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def surface(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

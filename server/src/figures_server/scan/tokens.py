"""The tokens of one sentence, in parallel lists: cheap to make, cheap to look around in."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import groupby
from typing import Final

from figures_server.lexicon.numbers import load_numbers
from figures_server.text import Article

WORD: Final = "w"
DIGITS: Final = "n"
SIGN: Final = "s"
FRACTION: Final = "f"
MARK: Final = "p"

HYPHENS: Final = frozenset("-‐‑")
# Printers set an en dash for a hyphen too: in scores, names and idioms.
HYPHENS_OR_EN_DASH: Final = HYPHENS | {"–"}
DASHES: Final = frozenset("-–—")
# What sets an aside off: "four, a fifth", "12p (3%)".
ASIDES: Final = DASHES | {",", "("}
APOSTROPHES: Final = frozenset("'‘’")
OPENING_QUOTES: Final = frozenset('"“‘')
CLOSING_QUOTES: Final = frozenset("\"”’'")
# Where a clause ends; an empty word stands behind the last.
CLAUSE_ENDS: Final = frozenset(("", ".", ",", ";", "!", "?", ")"))


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal() and char not in "¼½¾"


def _letters() -> str:
    """The letters of living scripts as a set of a regular expression, where it is faster than one of classes."""
    codes = (code for code in range(0x2000) if _is_letter(chr(code)))
    runs = ([code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


_VULGAR: Final = "¼-¾⅐-⅞"
_LETTERS: Final = _letters()
_APOSTROPHE: Final = "&(?:#0?39|#x27|#8217|apos|rsquo);"
# A hyphen behind a number is none of a broken word, "two-\nthirds", unless it parts one number: "six-\nteen".
_BEHIND_CARDINAL: Final = "".join(rf"(?<!\b{cardinal}-)" for cardinal in load_numbers().cardinals)
_NO_CARDINAL: Final = rf"(?:(?=\n\s*(?:teen|ty)\b)|{_BEHIND_CARDINAL})"
# Digits keep their grouping: 1,234.5, 1.234,50, 12,34,567, 1 234 (thin or plain space, apostrophe), .534, and the
# printer's scars "1 ,450" and "3. 20 crore"; where every mark is set apart, "10 , 000" and "4 . 5 kg". A word may be
# broken by a hyphen at the line's end, or hold a soft one. The entities of HTML stand for the signs they name. The
# white space behind belongs to the match, so that matches leave no gap.
_TOKEN: Final = re.compile(
    # Nearly all tokens: a plain word with nothing tied to it. The longer forms are looked at for the others alone.
    rf"(?:[a-z]++(?![{_LETTERS}.\-'’&\u00ad])"
    rf"|[{_LETTERS}]++(?:(?=[.\-'’&\u00ad])(?:\.(?<![{_LETTERS}]{{2}}\.)(?:[{_LETTERS}]\.)+|-(?=\n){_NO_CARDINAL}\n\s*[a-z]+|(?:['’]|{_APOSTROPHE})[{_LETTERS}]+"
    rf"|(?:\u00ad[{_LETTERS}]+)+))?+"
    r"|(?=[\d.])(?:"
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.])|[1-9]\d{0,2}(?:\.\d{3}){2}(?!\.?\d)"
    r"|[1-9]\d{0,2}(?:(?:[ \u2009\u202f'’]|\u00a0+)\d{3})+(?![\d/]|-\d(?!\d{0,2}[ \u2009\u202f\u00a0]\d{3}(?!\d))|s\b)(?:\.\d+)?"
    r"|\d{1,3} ,(?:\d\d,)*\d{3}(?!\d)|\d{1,3}, 0\d{2}(?!\d)|(?<!, )(?<![a-z]-)\d{1,3} , \d{3}(?: , 000)?(?! ?(?:\d|, ?\d|(?:and|or) \d))"
    r"|\d{1,3}\. \d{1,2}(?=[ -](?:lakh|crore|million|billion|trillion|per)|%|(?:m|bn|k)\b)"
    r"|\d{1,3} \.\d{1,2}(?= ?(?:%|per ?cent|(?:m|b|tr)illion|[ck]?m\b|kg|kilomet|met(?:re|er)s|miles|tonnes|hectares|acres))"
    r"|(?:(?<=[$£€₹])|(?<=[$£€₹] )|(?<=\brs )|(?<=\brs\. )|(?<=\brs\.))\d{1,3}, \d{3}(?= (?:in|per|an?|on|for|to|from|and (?=[a-z]))\b| ?[.;)])"
    r"|\d{1,3} \. \d{1,2}(?= ?(?:- )?[a-z%°])|(?<=[$£€] )\d{1,3} \. \d{1,4}(?= (?:[,.;)]|- ))"
    r"|\d{1,3}(?:·|&middot;|&#183;)\d{1,3}(?!\d)"
    r"|\d{1,3},\d{1,2}(?= ?(?:[€%°]|eur|[ckm]m\b|kg\b|(?:m|b|tr)illion|bn\b|(?:kilo|centi|milli)?(?:met|lit|gram)(?:re|er|me)?s?\b|kilos?\b|tonn?es?\b|hectares?\b|hours?\b|per ?cent))|(?:(?<=€)|(?<=€ ))\d{1,3},\d\d(?![\d,])"
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|&(?:#\d{2,4}|#x[\da-f]{2,4}|[a-z]{2,7}\d{0,2});|--|\.{2,}"
    rf"|[{_VULGAR}]|[^\W\d_]+|\S)\s*+"
)
_SIGNS: Final = frozenset("$£€¥₹₽₴₩₪₺₦฿₫₱₡₲₵₸₼₾₿¢%°‰′″")
_FRACTION: Final = re.compile(rf"[{_VULGAR}]")
_ENTITY: Final = re.compile(_APOSTROPHE)
_BREAK: Final = re.compile(r"-\n\s*|(?<=.)\u00ad(?=.)")
# The raised point of British print: "£1·80".
_RAISED_POINT: Final = re.compile("(?<=\\d)(?:·|&middot;|&#183;)")
# Rules look this far past a token without asking for the end.
_SENTINELS: Final = 12
_NO_WORDS: Final = [""] * _SENTINELS
_NO_KINDS: Final = [MARK] * _SENTINELS
# News has some ten thousand words; beyond that the shelf is emptied rather than left to grow.
_MOST_KEPT: Final = 20_000


class _Piece:
    """What a match of _TOKEN holds: its token, how long that is, with and without white space, and what it may be."""

    __slots__ = ("kind", "length", "opens", "size", "word")

    def __init__(self, word: str, kind: str, length: int, size: int, *, opens: bool) -> None:
        self.word = word
        self.kind = kind
        self.length = length
        self.size = size
        self.opens = opens


class _Pieces(dict[str, _Piece]):
    """Every match of _TOKEN, read when first met."""

    def __init__(self) -> None:
        super().__init__()
        self._openers = load_numbers().openers()

    def __missing__(self, piece: str) -> _Piece:
        """Without the white space behind or at a line's end, with straight apostrophes and signs for entities."""
        token = piece.rstrip()
        if token.isalpha():
            # Nearly always.
            word, kind = token, WORD
        else:
            word = _plain(token)
            kind = _kind(word)
        if len(self) >= _MOST_KEPT:
            self.clear()
        opens = word in self._openers if kind == WORD else kind in {DIGITS, FRACTION}
        read = self[piece] = _Piece(word, kind, len(token), len(piece), opens=opens)
        return read


def _plain(token: str) -> str:
    """A token of more than letters as it is read: its hyphens, apostrophes, points and entities in their usual form."""
    if token[0] == "&":
        # An entity of no character, "&#11;", stays as it is.
        return unescape(token) or token
    if "&" in token:
        token = _ENTITY.sub("'", token)
    word = token if token[0] == "’" else token.replace("’", "'")
    return _RAISED_POINT.sub(".", _BREAK.sub("", word))


def _kind(word: str) -> str:
    first = word[0]
    if first.isdecimal() or (first == "." and word[1:].isdecimal()):
        return DIGITS
    if first in _SIGNS:
        return SIGN
    if not first.isalnum():
        return MARK
    return FRACTION if _FRACTION.match(first) else WORD


@cache
def _shelf() -> _Pieces:
    return _Pieces()


def token_texts(text: str) -> list[str]:
    """The tokens of a short text as they are written: "µg/m³" has three."""
    return [piece.rstrip() for piece in _TOKEN.findall(text)]


class Tokens:
    """Kinds, folded words and bounds of the tokens of text[start:end]; sentinel marks end the lists.

    `openings` are the tokens at which a number may begin.
    """

    __slots__ = ("article", "count", "ends", "kinds", "openings", "starts", "text", "words")

    def __init__(self, article: Article, start: int, end: int) -> None:
        self.article = article
        self.text = article.text
        folded = article.folded
        while start < end and folded[start].isspace():
            start += 1
        words: list[str] = []
        kinds: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        openings: list[int] = []
        shelf = _shelf()
        at = start
        for match in _TOKEN.findall(folded, start, end):
            piece = shelf[match]
            if piece.opens:
                openings.append(len(words))
            words.append(piece.word)
            kinds.append(piece.kind)
            starts.append(at)
            ends.append(at + piece.length)
            at += piece.size
        if article.long_scale:
            # A billion of the long scale is a trillion of the short one, by which all the rules count.
            short = load_numbers().long_scale
            words = [short.get(word, word) for word in words]
        self.count = len(words)
        self.words = words + _NO_WORDS
        self.kinds = kinds + _NO_KINDS
        self.starts = starts + [end] * _SENTINELS
        self.ends = ends + [end] * _SENTINELS
        self.openings = openings

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def tied(self, index: int, marks: frozenset[str] = HYPHENS) -> bool:
        """Whether a hyphen ties the tokens on both its sides to one word, with nothing between: "20-man"."""
        return self.words[index] in marks and self.glued(index) and self.glued(index + 1)

    def in_capitals(self) -> bool:
        """Whether no letter of the sentence is small."""
        return self.text[self.starts[0] : self.ends[self.count - 1]].isupper()

    def surface(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

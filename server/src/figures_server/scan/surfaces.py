"""Where the names and signs of units and currencies stand beside a number.

Names are found by their first word, longest first; signs by their characters, longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from figures_server.lexicon.currencies import currencies_by_code, load_currencies
from figures_server.lexicon.units import UnitEntry, load_units
from figures_server.lexicon.words import load_compounds
from figures_server.scan.tokens import HYPHENS, WORD, Tokens, token_texts

_WORDS: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s-]")
_SPACES: Final = " \u00a0\u2009\u202f"
# "papua new guinean kina"
_LONGEST_NAME: Final = 4
# "5-kg", "kg·K": a mark that ties a unit to what stands before it is no part of it.
_APART: Final = HYPHENS | frozenset("·⋅")
# "2h15m"
_LONGEST_PART: Final = 2
# "1h30", "5ft10"
_WITH_BARE_PARTS: Final = frozenset(("hour", "foot"))
_CODE_AND_SIGN: Final = len("CAD$")
_SPACED: Final = {"hk$": "HK$", "nz$": "NZ$", "nt$": "NT$", "c$": "C$", "r$": "R$", "can$": "Can$"}


class Money(NamedTuple):
    """A name or sign of money: each currency it may mean and what one of it is in major units."""

    surface: str
    candidates: tuple[tuple[str, Decimal], ...]
    minor: bool


class Found(NamedTuple):
    """What was found and the token after it."""

    entry: UnitEntry | Money
    last: int


class _Candidates(dict[str, dict[str, Decimal]]):
    """The currencies that each name or sign may mean."""

    def add(self, surface: str, code: str, worth: Decimal) -> None:
        self.setdefault(surface, {})[code] = worth

    def moneys(self, *, minor: bool) -> Iterator[Money]:
        for surface, candidates in self.items():
            yield Money(surface, tuple(candidates.items()), minor)


_Named = dict[str, list[tuple[tuple[str, ...], "UnitEntry | Money"]]]


class SurfaceIndex:
    """Names by first word; signs right of a number and left of it by their characters."""

    __slots__ = (
        "_attached",
        "_heads",
        "_left",
        "_left_longest",
        "_money_ends",
        "_named",
        "_spaced",
        "_symbols",
        "_tails",
        "_written_on",
    )

    def __init__(self) -> None:
        self._named: _Named = {}
        self._symbols: dict[str, UnitEntry | Money] = {}
        self._attached: dict[str, UnitEntry | Money] = {}
        self._spaced: dict[str, UnitEntry | Money] = {}
        self._left: dict[str, Money] = {}
        for entry in load_units():
            self._add_unit(entry)
        self._add_currencies()
        # "eur50": codes that are written in small letters too.
        codes = [currency.code for currency in load_currencies() if currency.code.lower() in currency.surfaces]
        self._written_on = {code.lower(): self._left[code] for code in codes}
        self._money_ends = frozenset(
            tail[-1] if tail else first
            for first, named in self._named.items()
            for tail, entry in named
            if isinstance(entry, Money)
        )
        for named in self._named.values():
            named.sort(key=lambda pair: -len(pair[0]))
        # Most words beside a number are no part of any sign: the first token of those right of it and the last of
        # those left of it tell.
        self._heads: dict[str, int] = {}
        for sign in (*self._symbols, *self._attached, *self._spaced):
            tokens = token_texts(sign)
            self._heads[tokens[0]] = max(len(tokens), self._heads.get(tokens[0], 0))
        self._tails = frozenset(token_texts(sign)[-1] for sign in (*self._left, *self._written_on))
        self._left_longest = max(map(len, self._left))

    def _add_unit(self, entry: UnitEntry) -> None:
        for surface in entry.surfaces:
            self._name(surface, entry)
        for table, signs in (
            (self._symbols, entry.symbols),
            (self._attached, entry.attached),
            (self._spaced, entry.spaced),
        ):
            for sign in signs:
                table.setdefault(sign, entry)

    def _name(self, surface: str, entry: UnitEntry | Money) -> None:
        first, *tail = _WORDS.findall(surface)
        self._named.setdefault(first, []).append((tuple(tail), entry))

    def _add_currencies(self) -> None:
        one = Decimal(1)
        names, signs, minor_names, minor_signs = _Candidates(), _Candidates(), _Candidates(), _Candidates()
        for currency in load_currencies():
            for surface in currency.surfaces:
                names.add(surface, currency.code, one)
            for sign in currency.symbols:
                signs.add(sign, currency.code, one)
            for unit in currency.minor:
                (minor_signs if unit.is_symbol else minor_names).add(unit.name, currency.code, unit.of_major)
        for money in (*names.moneys(minor=False), *minor_names.moneys(minor=True)):
            self._name(money.surface, money)
        for money in signs.moneys(minor=False):
            self._add_sign(money.surface, money)
        for money in minor_signs.moneys(minor=True):
            if len(money.surface) >= len("GBX"):  # as good as a code, on either side of the number
                self._add_sign(money.surface, money)
            else:
                (self._attached if money.surface.isascii() else self._symbols).setdefault(money.surface, money)

    def _add_sign(self, sign: str, money: Money) -> None:
        self._left[sign] = money
        if len(sign) > 1 or not sign.isalpha():
            # "K77" is kina, "77 K" is cold.
            self._symbols.setdefault(sign, money)
        if sign.endswith("$") and sign[:-1].isalpha():
            self._left["$" + sign[:-1]] = money

    def named(self, tokens: Tokens, at: int) -> Found | None:
        """The longest name that begins at token `at`; hyphens between its words do not count."""
        words = tokens.words
        for tail, entry in self._named.get(words[at], ()):
            index = at
            for word in tail:
                index += 1
                if words[index] in HYPHENS and tokens.glued(index) == tokens.glued(index + 1):
                    index += 1
                if words[index] != word:
                    break
            else:
                return Found(entry, index + 1)
        return None

    def named_money(self, tokens: Tokens, at: int) -> Money | None:
        """The money a word names where it also names a unit: "pounds"."""
        for tail, entry in self._named.get(tokens.words[at], ()):
            if not tail and isinstance(entry, Money):
                return entry
        return None

    def named_before(self, tokens: Tokens, before: int) -> tuple[Money, int] | None:
        """A name of money right before token `before`: "rupees 500 crore", "north korean won 42"."""
        if tokens.words[before - 1] not in self._money_ends:
            return None
        for first in range(before - _LONGEST_NAME, before):
            found = self.named(tokens, first) if first >= 0 else None
            if found is not None and found.last == before and isinstance(found.entry, Money):
                return found.entry, first
        return None

    def sign(self, sign: str) -> Money:
        """The money a sign may mean."""
        return self._left[sign]

    def entry(self, name: str) -> UnitEntry | Money:
        """What a name means: "farad", "nautical mile"."""
        first, *rest = name.split()
        return next(entry for tail, entry in self._named[first] if tail == tuple(rest))

    def read(self, tokens: Tokens, at: int) -> Found | None:
        """The name or else the sign that begins at token `at`."""
        return self.named(tokens, at) or self.right(tokens, at)

    def code(self, code: str) -> Money | None:
        """The money of an ISO 4217 code that is no word: "SEK"."""
        return self._left.get(code) if code in currencies_by_code() else None

    def right(self, tokens: Tokens, at: int, *, raised: bool = False) -> Found | None:
        """The longest sign that begins at token `at`, right behind the number before it; `raised`: to some power.

        In a sentence all in capitals those of small letters too: "5 CM", and "7 KGS" are no som.
        """
        found = self._right(tokens, at, raised=raised, capitals=False)
        coded = found is not None and isinstance(found.entry, Money) and self.code(found.entry.surface) is not None
        if (found is None or coded) and tokens.text[tokens.starts[at] : tokens.ends[at]].isupper():
            return (self._right(tokens, at, raised=raised, capitals=True) if tokens.in_capitals() else None) or found
        return found

    def _right(self, tokens: Tokens, at: int, *, raised: bool, capitals: bool) -> Found | None:
        text, start, ends = tokens.text, tokens.starts[at], tokens.ends
        head = text[start : ends[at]]
        if head[:1] == "&":
            # "&deg;C" has the sign that its entity names.
            head = tokens.words[at]
        if capitals:
            head = head.lower()
        size = self._heads.get(head)
        if size is None:
            return None
        glued = tokens.glued(at) and tokens.words[at - 1] not in _APART
        for last in range(min(at + size, tokens.count), at, -1):
            end = ends[last - 1]
            sign = head + (text[ends[at] : end].lower() if capitals else text[ends[at] : end])
            entry = self._symbols.get(sign) or (self._attached if glued else self._spaced).get(sign)
            # "6lb." at the end of a sentence: the stop is the sentence's.
            if entry is None or (sign[-1] == "." and sign[:-1] in self._symbols) or (capitals and len(sign) == 1):
                continue
            if _is_cut(text, end, sign) and not (glued and _part_follows(tokens, at, last, entry)):
                continue
            if raised or glued or not _is_of_name(text, end, sign):
                return Found(entry, last)
        return None

    def left(self, tokens: Tokens, before: int) -> tuple[Money, int] | None:
        """The sign of money that ends right before token `before`, and its first token; in a sentence all in capitals "RS", too."""
        text, stop = tokens.text, tokens.ends[before - 1] if before else tokens.starts[0]
        if before and text[tokens.starts[before - 1]] == "&" and (entity := self._left.get(tokens.words[before - 1])):
            return entity, before - 1
        if before and text[tokens.starts[before - 1] : stop] not in self._tails:
            if tokens.words[before - 1] not in self._tails or not tokens.in_capitals():
                return None
            text = tokens.article.folded
        floor, glued = tokens.starts[0], tokens.glued(before)
        for length in range(min(self._left_longest, stop - floor), 0, -1):
            start = stop - length
            sign = text[start:stop]
            money = self._left.get(sign)
            if money is None and length > 1 and sign[-1] == "$":
                money = self._left.get(_dollar(text, start, floor, sign))
            if money is None and glued:
                money = self._written_on.get(sign)
            if money is not None and _begins_word(text, start):
                return money, _token_at(tokens, before, start)
        return None


def _is_cut(text: str, end: int, sign: str) -> bool:
    """As in the "m" of "5 m|en": letters or digits go on behind the sign."""
    return text[end : end + 1].isalnum() and sign[-1].isalnum()


def _is_of_name(text: str, end: int, sign: str) -> bool:
    """As in "two million N|-95 masks": a letter that begins a name; in "20C-25C" it is the number's, and glued."""
    letter = len(sign) == 1 and sign.isalpha()
    return letter and text[end : end + 1] in HYPHENS and text[end + 1 : end + 2].isdigit()


def _begins_word(text: str, start: int) -> bool:
    """Whether a sign may begin there: not at a space, nor inside of a word."""
    if text[start] in _SPACES:
        return False
    return not (text[start].isalpha() and start and text[start - 1].isalnum())


def _dollar(text: str, start: int, floor: int, sign: str) -> str:
    """The usual form of "hk$", "HK $", "cad $"; a "$5 note" and "A $5m deal" are no Australian ones, "paid A $5m" is."""
    if sign[-2] not in _SPACES:
        return sign.upper() if len(sign) > len("c$") else ""
    letters = sign.replace(sign[-2], "")
    if letters == "A$" and not _follows_small_letter(text, start, floor):
        return ""
    if letters[:1].islower() and letters[:-1].isalpha():
        return _SPACED.get(letters) or (letters.upper() if len(letters) == _CODE_AND_SIGN else "")
    return letters


def _part_follows(tokens: Tokens, at: int, last: int, entry: UnitEntry | Money) -> bool:
    """The digits behind the h of "2h15m" or the ft of "6ft2in": parts of the unit; of hours, "at 14h30" may be a clock's."""
    whole = getattr(entry, "id", "")
    if len(tokens.words[last]) > _LONGEST_PART or whole not in _wholes():
        return False
    named = tokens.kinds[last + 1] == WORD and tokens.glued(last + 1)
    return named or (whole in _WITH_BARE_PARTS and tokens.words[at - 2] != "at")


@cache
def _wholes() -> frozenset[str]:
    """The units that have parts of their own."""
    return frozenset(whole for whole, _ in load_compounds())


def _follows_small_letter(text: str, at: int, floor: int) -> bool:
    """Whether the word before this place is in small letters: the A of "paid A $5m" is no article."""
    return text[floor:at].rstrip().rpartition(" ")[2].islower()


def _token_at(tokens: Tokens, before: int, start: int) -> int:
    at = before - 1
    while at and tokens.starts[at] > start:
        at -= 1
    return at


@cache
def load_surfaces() -> SurfaceIndex:
    """The index, made once."""
    return SurfaceIndex()

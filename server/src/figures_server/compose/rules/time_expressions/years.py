"""Years and longer: "2019", "April 2002", "2015-16", "FY23", "the 1990s", "500 BC", "the 21st century", "Q1 2025"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.rules.time_expressions.timex import (
    RANGE_DASH,
    RANGE_LINKS,
    TimeExpression,
    full_year,
    is_hundred_runs,
    word_before,
)
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.times import TimeWords
from figures_server.text.article import Article

_PAIR: Final = re.compile(r"(\d{4})\s?[-–—/]\s?(\d{4}|\d\d?)(?![\d%]|[-–/]\d|[.,]\d|[a-z])")
_DECADE: Final = re.compile(r"(1\d\d|20\d|210)0['’]?s\b")
_SHORT_DECADE: Final = re.compile(r"(\d)0['’]?s\b")
_ERA: Final = re.compile(r"\s?(bce?|b\.c\.|ce|ad|a\.d\.)(?![a-z])")
_ANNO_DOMINI: Final = ("AD ", "A.D. ")
_CENTURY: Final = re.compile(
    r"([12]?\d|30)(?:st|nd|rd|th)(?:\s?(?:-|–|and|or|to)\s?\d{1,2}(?:st|nd|rd|th))?[\s-]centur(?:y|ies)\b"
)
_CODE_YEAR: Final = r"(?:\s?(?:of\s)?(?:fy\s?)?((?:19|20)\d\d|['’]?\d\d(?=\b))(?![\d%]|[.,]\d))?"
# "H1N1" and "H2O" are none.
_CODE: Final = re.compile(rf"([qh])([1-4])(?![\d%-]|\.\d|(?!fy)[a-z]){_CODE_YEAR}")
_REVERSED_CODE: Final = re.compile(r"((?:19|20)\d\d)\s?([qh])([1-4])\b|([1-4])([qh])(?:\s?((?:19|20)\d\d|\d\d\b)|\b)")
_FISCAL: Final = re.compile(r"[fc]y\s?(\d{4}|\d\d)(?:\s?[-–/]\s?(\d{4}|\d\d))?(?!\d)")
_TIED_WORD: Final = re.compile(r"[a-z]+")
_OTHER_SIDE: Final = re.compile(r" ?[x×*] ?\d")
_NEXT_WORD: Final = re.compile(r"\s([A-Za-z.]+)")
_RANGE_ON: Final = re.compile(rf"\s(?:{RANGE_LINKS}|and)\s(?:19|20)\d\d\b(?!\s[a-z]+s\b)")
# Between times that are listed, or the ends of a range.
_LISTING_GAP: Final = re.compile(rf"{RANGE_DASH}|,\s|,?\s(?:{RANGE_LINKS}|and|or)\s")
_POSSESSIVES: Final = ("'s", "’s")
_POSSESSIVE: Final = re.compile(r"['’]s\b")
# "2018s best sector": its apostrophe is lost.
_LOST_POSSESSIVE: Final = re.compile(r"s\s[a-z]")
# "in their 20s", "in their mid-20s and mid-50s"
_HIS: Final = re.compile(
    r"\b(?:his|her|their|my|our|your|its)\s(?:(?:early|late|mid)[\s-])?(?:(?:\d0s|teens),?\s(?:and|or|to)\s(?:(?:early|late|mid)[\s-])?)?$"
)
_HIS_REACH: Final = 40
_PAIR_NEXT: Final = frozenset("-–—/")
_DECADE_NEXT: Final = frozenset("s'’")
_CODE_NEXT: Final = frozenset("qQhH")
_ERA_NEXT: Final = frozenset("ABC")
_BEFORE_DECADE: Final = frozenset({"the", "early", "late", "mid"})
_GLUE: Final = frozenset("$£€₹¥#,.:'’/+%&=@_-–—*")
# Characters within which a word says that something is measured: "Temperatures reached the mid-80s".
_MEASURED_REACH: Final = 120
_FIRST_BARE: Final = 1500
_LAST_BARE: Final = 2100
_LEADING: Final = frozenset("*–—")
_NO_YEAR_BEFORE: Final = frozenset("%°€£$+")
_OVER: Final = frozenset(("over", "above", "below"))


class YearReader:
    """Reads a year, or a longer period, at a run of digits."""

    __slots__ = ("_cues", "_mods", "_months", "_of_time", "_seasons")

    def __init__(self, words: TimeWords) -> None:
        self._months = words.months
        self._seasons = words.seasons
        self._mods = words.mods
        self._cues = words.year_cues
        self._of_time = words.of_time

    def read_four(self, article: Article, start: int, previous: TimeExpression | None) -> TimeExpression | None:
        """At four digits: a decade, a pair of years, a month's or a season's year, a plain year; or none of these."""
        folded, end = article.folded, start + 4
        year = int(folded[start:end])
        before, before_start = word_before(article.folded, start)
        if article.text[end : end + 1] in _DECADE_NEXT and (decade := self._read_decade(article, start, before)):
            return decade
        if not self._may_be_year(article, start, before) or not 1000 <= year <= 2100:
            return self._read_era(article, start, end)
        longer = self._read_longer(article, start, before, before_start)
        longer = longer or _told_by_neighbours(folded, start, year, previous)
        if longer is not None:
            return longer
        # "1500-2000 homes" is no pair of years, nor are the sides of "1920 x 1080"; then its ends are none either.
        after = article.text[end : end + 2]
        if (
            after[:1].isalpha()
            or (after[:1] in _PAIR_NEXT and after[1:].isdigit())
            or _OTHER_SIDE.match(article.text, end)
            or self._is_counted(article, end, year, before)
        ):
            return None
        weak = self._is_weak(article, start, year, before, previous)
        if weak and not _FIRST_BARE <= year <= _LAST_BARE:
            return None
        mod = self._mods.get(before.rstrip("-–"))
        if mod is not None:
            return TimeExpression(before_start, end, "DATE", str(year), "time.year", mod)
        return TimeExpression(start, end, "DATE", str(year), "time.year", "", weak)

    def _read_decade(self, article: Article, start: int, before: str) -> TimeExpression | None:
        found = _DECADE.match(article.folded, start)
        if found is None:
            return None
        # "1990's" is a decade after "the"; else the year's own: "2010's harvest".
        if article.text[start + 4] != "s" and before not in _BEFORE_DECADE:
            return None
        return self._with_mod(article, start, found.end(), f"{found[1]}X", "time.decade")

    def _read_longer(self, article: Article, start: int, before: str, before_start: int) -> TimeExpression | None:
        folded, text, end = article.folded, article.text, start + 4
        # What stands right of it, over one space.
        ahead = text[end : end + 1]
        if ahead == " ":
            ahead = text[end + 1 : end + 2]
        if ahead in _PAIR_NEXT and (pair := self._read_pair(article, start, before)):
            return pair
        if ahead in _CODE_NEXT and (code := _REVERSED_CODE.match(folded, start)):
            return _code_expression(start, code.end(), code[2], code[3], int(code[1]))
        if (ahead in _ERA_NEXT or before in {"ad", "a.d."}) and (era := self._read_era(article, start, end)):
            return era
        return self._read_month_or_season(article, start, before, before_start)

    def read_short(
        self, article: Article, start: int, end: int, previous: TimeExpression | None
    ) -> TimeExpression | None:
        """At one to three digits: "'90s", "the 80s", "410 AD", "21st century", "3Q 2016"; not "in her 90s"."""
        folded = article.folded
        if end - start == 2 and (decade := _SHORT_DECADE.match(folded, start)):
            return self._read_short_decade(article, start, decade, previous)
        if century := _CENTURY.match(folded, start):
            if is_hundred_runs(article, start, century.end()):
                return None
            return self._with_mod(article, start, century.end(), f"{int(century[1]) - 1:02d}", "time.century")
        if end - start == 1 and (code := _REVERSED_CODE.match(folded, start)):
            return _code_expression(start, code.end(), code[5], code[4], full_year(code[6]))
        return self._read_era(article, start, end)

    def read_code(self, article: Article, start: int) -> TimeExpression | None:
        """At a digit glued to a letter: "Q3", "H1 2024", "FY23"."""
        folded = article.folded
        if folded[start - 1] == "y":
            return self._read_fiscal(article, start - 2)
        code = None if folded[max(0, start - 2) : start - 1].isalnum() else _CODE.match(folded, start - 1)
        if code is None or (code[1] == "h" and code[2] > "2"):
            return None
        return _code_expression(start - 1, code.end(), code[1], code[2], full_year(code[3]))

    def _may_be_year(self, article: Article, start: int, before: str) -> bool:
        """Whether the marks and words beside leave it open: "in 2019,"; not "£2019", "2019.5", "about 2000", "a 2019-page file"."""
        folded, text, end = article.folded, article.text, start + 4
        left, right = text[start - 1 : start], text[end : end + 1]
        if (left in _GLUE and not self._may_be_glued(left, before)) or right in _NO_YEAR_BEFORE:
            return False
        if before in self._cues.not_after and not self._is_no_bound(article, start, end, before):
            return False
        if right in {".", ",", ":"}:
            return not folded[end + 1 : end + 2].isdigit()
        tied = _TIED_WORD.match(folded, end + 1) if right == "-" else None
        return tied is None or before in self._months or tied[0] in self._cues.tied

    def _may_be_glued(self, left: str, before: str) -> bool:
        """As in "*2019", "—2019", "c.1650", "since-2019", "March-2019", "March,2019"."""
        opens = left in _LEADING and not before[-2:-1].isdigit()
        if opens or (left == "-" and not before) or (left == "." and before in self._cues.any):
            return True
        return (left == "-" and before[:-1] in self._cues.any) or (left in ",-" and before[:-1] in self._months)

    def _is_no_bound(self, article: Article, start: int, end: int, before: str) -> bool:
        """As in "what we know about 2016", "Below 2019 levels", "over 2005 as a whole": a bound is a round number."""
        if before == "about":
            return self._is_told_of(article, start, end)
        return before in _OVER and article.text[end - 1] != "0"

    def _is_told_of(self, article: Article, start: int, end: int) -> bool:
        """As in "what we know about 2016", "Five Things About 2016 Spending", "it was all about 2020": no hedged number."""
        text, right = article.text, article.text[end : end + 1]
        if right in "\n?!":
            return True
        # A hedged number is mostly a round one.
        if text[end - 1] != "0" and (text[end + 1 : end + 2].isupper() or right in ",.;:)"):
            return True
        # "it was all about 2020 ... another four years"
        before, _ = word_before(article.folded, start - len("about "))
        return before == "all" or before in self._cues.any

    def _read_pair(self, article: Article, start: int, before: str) -> TimeExpression | None:
        found = _PAIR.match(article.folded, start)
        if found is None:
            return None
        first, tail = int(found[1]), found[2]
        # "2005-6", "1999-00"
        last = int(found[1][: -len(tail)] + tail)
        last += 100 if last + 99 == first else 0
        if not first < last <= 2100 or self._is_counted(article, found.end(), first, before):
            return None
        rule = "time.fiscal-year" if before in {"fiscal", "fy"} else "time.year-pair"
        return TimeExpression(start, found.end(), "DATE", f"{first}/{last}", rule)

    def _read_era(self, article: Article, start: int, end: int) -> TimeExpression | None:
        found = _ERA.match(article.folded, end)
        if found is not None:
            digits = article.folded[start:end]
            value = f"BC{digits.zfill(4)}" if found[1][0] == "b" else digits.zfill(4)
            return TimeExpression(start, found.end(), "DATE", value, "time.era")
        for sign in _ANNO_DOMINI:
            first = start - len(sign)
            if article.text.startswith(sign, max(0, first), start) and not article.text[first - 1 : first].isalpha():
                return TimeExpression(first, end, "DATE", article.folded[start:end].zfill(4), "time.era")
        return None

    def _read_month_or_season(
        self, article: Article, start: int, before: str, before_start: int
    ) -> TimeExpression | None:
        folded, end = article.folded, start + 4
        if before == "of":
            before, before_start = word_before(folded, before_start)
        words = before.rstrip(".,-–").replace("–", "-")
        # "January–March 2023"
        opening, _, name = words.rpartition("-")
        first = self._months.get(opening.rstrip("."))
        if first is None:
            before_start += len(words) - len(name)
        year = folded[start:end]
        month = self._months.get(name)
        if month:
            begins = f"{int(year) - (first > month):04d}-{first:02d}/" if first else ""
            return self._with_mod(article, before_start, end, f"{begins}{year}-{month:02d}", "time.month-year")
        if season := self._seasons.get(name):
            return self._with_mod(article, before_start, end, f"{year}-{season}", "time.season")
        if name in {"fiscal", "fy"}:
            return TimeExpression(before_start, end, "DATE", f"FY{year}", "time.fiscal-year")
        return None

    def _is_weak(self, article: Article, start: int, year: int, before: str, previous: TimeExpression | None) -> bool:
        """Whether nothing tells that the number is a year, so that it may be a count: "1987 | seals"."""
        text, folded, end = article.text, article.folded, start + 4
        cue = before.rstrip("-–—")
        bracketed = text[start - 1 : start] == "(" and text[end : end + 1] in {")", ",", ";"}
        if bracketed or cue in self._cues.any or folded.endswith("back to ", 0, start):
            return False
        if not _FIRST_BARE <= year <= _LAST_BARE:
            return True
        if previous is not None and previous.rule == "time.year" and not previous.weak:
            # "in 2019 and 2020"
            gap = _LISTING_GAP.fullmatch(folded, previous.end, start)
            if gap is not None:
                return False
        if cue in self._cues.recent or cue.endswith(_POSSESSIVES):
            return year % 100 == 0 and not _RANGE_ON.match(folded, end)
        return not (self._is_followed(folded, end) or _POSSESSIVE.match(folded, end))

    def _is_followed(self, folded: str, end: int) -> bool:
        """As in "2019 levels", "2018 election": what is of a year."""
        follower = _NEXT_WORD.match(folded, end)
        return follower is not None and follower[1].rstrip(".") in self._cues.followers

    def _is_counted(self, article: Article, end: int, year: int, before: str) -> bool:
        """Whether a plural, a unit or a currency code follows: "2000 homes", "1500 m", "1600 GBP"."""
        follower = _NEXT_WORD.match(article.text, end)
        if follower is None:
            return False
        word = follower[1].rstrip(".")
        behind = article.text[follower.end() : follower.end() + 1]
        if not word or behind in {"&", "-"} or behind.isdigit():
            # "in 2009 ...", "In 2002 S&N bought", "the 2001 re-election campaign", "Cup 2023 U17 final"
            return False
        if len(word) <= 2:
            if not word.islower():
                # "in 2019 GM sold it", "in 2021 Mr Hall", "the 2012 BP settlement"
                return word in self._cues.capital_units and before not in self._cues.any
            return word not in self._cues.not_units
        if len(word) == 3 and word.isupper():
            # "in 2000 IBM sold it"
            return year % 100 == 0 and before not in self._cues.any
        if not word.islower() or word in self._cues.not_plural:
            return False
        # As few years are: "1500 men", "1851 men".
        odd = (year % 100 == 0 and before not in self._of_time) or not 1900 <= year <= _LAST_BARE
        plural = word in self._cues.plurals or word in load_numbers().multipliers
        if plural and not _POSSESSIVE.match(article.folded, follower.end()):
            # "the Open 2023 women's singles" are of a year, "a budget of 1546 trillion" of none.
            return odd or before not in self._cues.any
        # "over 1987 seals"; "the row over 2018 elections"
        odd = odd or (before in _OVER and word not in self._cues.followers)
        # "the 1851 census"
        return odd and word[-1] == "s" and word[-2:] not in {"ss", "us", "is"}

    def _read_short_decade(
        self, article: Article, start: int, found: re.Match[str], previous: TimeExpression | None
    ) -> TimeExpression | None:
        """As in "'90s", "the 80s"; behind another decade without more: "the 1960s, 70s and 80s"."""
        folded, digit = article.folded, found[1]
        marked = folded[start - 1 : start] in {"'", "’", "‘"}
        decade = previous if previous is not None and previous.rule == "time.decade" else None
        listed = decade is not None and _LISTING_GAP.fullmatch(folded, decade.end, start) is not None
        if not marked and not listed:
            before, before_start = word_before(folded, start)
            if before.rstrip("-") not in {"the", "mid", "early", "late"}:
                return None
            sentence = folded[max(0, before_start - _MEASURED_REACH) : before_start].rpartition(". ")[2]
            if not self._cues.measured.isdisjoint(_TIED_WORD.findall(sentence)):
                return None
            if _HIS.search(folded, max(0, before_start - _HIS_REACH), start):
                return None
        century = "19" if digit >= "3" else "20" if digit < "2" else "XX"
        return self._with_mod(article, start - marked, found.end(), f"{century}{digit}X", "time.decade")

    def _read_fiscal(self, article: Article, start: int) -> TimeExpression | None:
        found = _FISCAL.match(article.folded, start)
        if found is None:
            return None
        first = full_year(found[1])
        # CY is the calendar year, which is a year like any other.
        whole = f"FY{first}" if article.text[start] == "F" else str(first)
        value = whole if not found[2] else f"{first}/{full_year(found[2])}"
        return TimeExpression(start, found.end(), "DATE", value, "time.fiscal-year")

    def _with_mod(self, article: Article, start: int, end: int, value: str, rule: str) -> TimeExpression:
        """The time, with an "early", "mid" or "late" before it drawn in."""
        before, before_start = word_before(article.folded, start)
        mod = self._mods.get(before.rstrip("-–"))
        if mod is None:
            return TimeExpression(start, end, "DATE", value, rule)
        return TimeExpression(before_start, end, "DATE", value, rule, mod)


def _told_by_neighbours(folded: str, start: int, year: int, previous: TimeExpression | None) -> TimeExpression | None:
    """As in "between A.D. 1000 and 1260", "2018s best film"."""
    end = start + 4
    if previous is not None and previous.rule == "time.era" and _LISTING_GAP.fullmatch(folded, previous.end, start):
        return TimeExpression(start, end, "DATE", folded[start:end].zfill(4), "time.era")
    if 1900 <= year <= 2049 and _LOST_POSSESSIVE.match(folded, end):
        return TimeExpression(start, end, "DATE", str(year), "time.year")
    return None


def _code_expression(start: int, end: int, letter: str, number: str, year: int | None) -> TimeExpression:
    rule = "time.quarter" if letter == "q" else "time.half"
    return TimeExpression(start, end, "DATE", f"{year or 'XXXX'}-{letter.upper()}{number}", rule)

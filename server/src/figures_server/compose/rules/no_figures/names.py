"""Names told by the number's own form: "F-16", "Section 120B", "Ford Five Hundred", "a 4K display"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.line import Line
from figures_server.compose.numerals.num import Num
from figures_server.compose.rules.intervals.bounds import is_hedged
from figures_server.compose.rules.noun_phrases.capitals import has_capital, is_acronym, is_headline, opens
from figures_server.compose.rules.noun_phrases.nouns import counts_plural
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.names import load_names
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_measures, load_money
from figures_server.lexicon.words import load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import CLOSING_QUOTES, DIGITS, HYPHENS_OR_EN_DASH, WORD

ROW_LINKS: Final = frozenset((",", "and", "&", "to", "or", "now"))
_PLUS: Final = frozenset("+")
_SHORTEST_SUM: Final = 100
_LONGEST_PLAIN_SUM: Final = 1000
_GROUPS: Final = frozenset((7, 8, 20, 24, 77))
# The pixels of a line, in round numbers.
_LINES: Final = (2000, 4000, 8000)
_LOCANTS: Final = re.compile(r"\d{1,2}(?:,\d{1,2}){1,11}-[A-Za-z]")
# As long as "1,2,3,4,5,6-hexachlorocyclohexane" has them, and longer.
_LONGEST_LOCANTS: Final = 24
RANKINGS: Final[frozenset[str]] = frozenset(("most", "best"))
# "bus 5K" may be of thousands or metres.
_SCALE_LETTERS: Final = frozenset("MKBT")


def in_capital_words(line: Line, num: Num) -> bool:
    """As in "Ford Five Hundred", "the Gang of Eight", "the Seven Summits": number words in capitals among capitals."""
    if num.form not in {"digits", "words"}:
        return False
    return _names_by_capitals(line, num) and not _counts_in_headline(line, num)


def _names_by_capitals(line: Line, num: Num) -> bool:
    tokens, first = line.tokens, num.first
    if first < 2:
        return num.form == "words" and has_capital(line, first) and _opens_text(line, num)
    if _is_of_name(line, num):
        return has_capital(line, first) or _ends_name(line, num)
    if num.form == "digits":
        return False
    if not has_capital(line, first):
        return _is_particle(line, num)
    if _opens_name(line, num):
        return True
    words = [at for at in range(first - 1, num.last) if tokens.kinds[at] == WORD]
    # In "IT COST FIVE HUNDRED POUNDS" and "She Lost A Billion Dollars" capitals tell nothing.
    named = num.last - first > 1 and all(has_capital(line, at) for at in words)
    paid = is_plural(tokens.words[num.last]) and load_surfaces().named_money(tokens, num.last) is not None
    return named and not paid and not all(is_acronym(line, at) for at in words)


def _counts_in_headline(line: Line, num: Num) -> bool:
    """As in "Mayor Held After Two Months of Talks", "Three Gun Owners Freed in Hull", "A Five-Day Visit"."""
    words, end = line.tokens.words, num.last
    counts = words[end] in HYPHENS_OR_EN_DASH or any(
        map(is_plural, words[end : end + (3 if num.form == "words" else 1)])
    )
    return counts and is_headline(line)


def _opens_text(line: Line, num: Num) -> bool:
    """As in "Ocean's Eleven", "Seven Sisters Road", right at the start."""
    owned = num.first == 1 and line.words[0].endswith("'s") and not _is_title(line)
    return owned or _ties_name(line, num)


def _is_of_name(line: Line, num: Num) -> bool:
    """As in "the Gang of | Eight", "the Group of | 20"; not in "the Age of | 18", nor at the start in "Gang of | eight men"."""
    tokens, first = line.tokens, num.first
    if tokens.words[first - 1] != "of" or tokens.words[first - 2] == "age":
        return False
    named = not opens(line, first - 2) or has_capital(line, first) or tokens.words[num.last] in CLOSING_QUOTES
    return tokens.text[tokens.starts[first - 2]].isupper() and named


def _is_particle(line: Line, num: Num) -> bool:
    """As in "Erik ten Hag": a Dutch "at the" between two parts of a name, with nothing behind it to count."""
    tokens, first, last = line.tokens, num.first, num.last
    between = has_capital(line, first - 1) and has_capital(line, last) and not counts_plural(line, last)
    return tokens.words[first:last] == ["ten"] and tokens.kinds[first - 1] == WORD and between


def _ends_name(line: Line, num: Num) -> bool:
    """The 20 of "the Group of 20"; "an MSRP of 24,000 euros" and "a GDP of 20 trillion" are figures."""
    tokens = line.tokens
    word = tokens.surface(num.first - 2, num.first - 1)
    if word == "Group" and num.value in _GROUPS:
        # "the Group of 20 major economies"
        return True
    if word.isupper() or not tokens.words[num.first].isdecimal():
        return False
    last = num.last + 2 * (tokens.words[num.last] in HYPHENS_OR_EN_DASH)
    return load_surfaces().right(tokens, last) is None and not counts_plural(line, num.last)


def is_ranking(line: Line, num: Num) -> bool:
    """As in "the World's 50 Best Bars", "the Herald 100 Most Admired Women list": a superlative in capitals behind a name."""
    if line.words[num.last] not in RANKINGS or num.form != "digits":
        return False
    return has_capital(line, num.first - 1) and has_capital(line, num.last) and not _is_title(line)


def is_sum(line: Line, num: Num) -> bool:
    """As in "2+2 talks", "the P5+1": digits tied by a plus; and a lesson in sums, "2 + 2 = 4"."""
    tokens, first, last = line.tokens, num.first, num.last
    if line.words[first - 1] in {"+", "="} and line.others and line.others[-1].rule == "name.sum":
        return line.others[-1].last == first - 1
    lesson = tokens.words[last] == "+" and tokens.words[last + 2] == "="
    return lesson or (tokens.tied(last, _PLUS) and tokens.kinds[last + 1] == DIGITS)


def is_age_class(line: Line, num: Num) -> bool:
    """As in "the under-21 squad": the name of a class; "under-21s" and "under-21 players" are persons of an age."""
    tokens, first, last = line.tokens, num.first, num.last
    tied = tokens.tied(first - 1, HYPHENS_OR_EN_DASH)
    if not tied or line.words[first - 2] not in {"under", "over"} or num.form != "digits":
        return False
    return not tokens.glued(last) and not is_plural(tokens.words[last])


def _opens_name(line: Line, num: Num) -> bool:
    """As in "the Seven Summits", "League One sides": a capital in mid-sentence, and one beside it, make a name."""
    tokens, first = line.tokens, num.first
    if _ties_name(line, num):
        return True
    if tokens.words[first - 1] != "," and tokens.kinds[first - 1] != WORD:
        return False
    if not tokens.text[tokens.starts[first] + 1].islower() or _is_title(line):
        return False
    if tokens.tied(num.last, HYPHENS_OR_EN_DASH) and tokens.words[num.last + 1] in load_numbers().measured:
        # "Read More Eight-year-old Ana"
        return False
    if is_acronym(line, first - 1) and is_acronym(line, first - 2) and counts_plural(line, num.last):
        # "TRAINS AND BUSES Three lines will close": a heading in capitals that ran into its paragraph
        return has_capital(line, num.last)
    beside = [num.last] if tokens.words[first - 1] in load_nouns().stops else [first - 1, num.last]
    return any(tokens.kinds[at] == WORD and has_capital(line, at) for at in beside)


def _ties_name(line: Line, num: Num) -> bool:
    """As in the firm "Four-Kings": capitals on both sides of a hyphen."""
    tokens, last = line.tokens, num.last
    tied = tokens.tied(last, HYPHENS_OR_EN_DASH)
    return tied and tokens.text[tokens.starts[last + 1] : tokens.ends[last + 1]].istitle() and not _is_title(line)


def _is_title(line: Line) -> bool:
    """Whether most words of the line begin with a capital, as in a headline: there a capital makes no name."""
    tokens = line.tokens
    words = [at for at in range(tokens.count) if tokens.kinds[at] == WORD]
    return 3 * sum(has_capital(line, at) for at in words) > 2 * len(words)


def behind_cue_with_letter(line: Line, num: Num) -> bool:
    """As in "Section 120B", "runway 27L", "Form 13F", "Form 1040-SR", "a 13D filing", "section 302, 307 and 120B"."""
    tokens, after, before = line.tokens, num.first + 1, num.first - 1
    if num.form == "digits" and tokens.tied(after):
        return line.words[before] in load_names().before and is_acronym(line, after + 1)
    if num.form != "digits" or not tokens.glued(after) or tokens.kinds[after] != WORD or len(tokens.words[after]) > 1:
        return False
    while before > 0 and tokens.words[before] in ROW_LINKS:
        before = _past_aside(line, before - 1)
        if tokens.kinds[before] != DIGITS:
            return False
        before -= 1
    word, names = line.words[before], load_names()
    named = word in names.before and word not in load_measures().weather
    scaled = tokens.text[tokens.starts[after]] in _SCALE_LETTERS
    if word in names.filing and scaled:
        return not counts_plural(line, after + 1)
    if named and scaled and has_capital(line, before) and not counts_plural(line, after + 1):
        # "Flat 3B"
        return tokens.text[tokens.starts[after]].isupper()
    if (named or tokens.words[after + 1] in names.filed) and not scaled:
        return tokens.text[tokens.starts[after]].isupper()
    return word in names.before_in_lower_case


def is_form(line: Line, num: Num) -> bool:
    """As in "its 10-K filing", "the 20-F report", "filed an 8-K": a paper with the number and letter of its form."""
    tokens, letter, names = line.tokens, num.last + 1, load_names()
    if num.form != "digits" or not tokens.tied(num.last) or len(tokens.words[letter]) != 1:
        return False
    return is_acronym(line, letter) and (tokens.words[letter + 1] in names.filed or line.mentions(names.filing))


def _past_aside(line: Line, at: int) -> int:
    """Back past a remark in brackets that ends at token `at`."""
    if line.words[at] == ")":
        while at > 0 and line.words[at] != "(":
            at -= 1
        at -= 1
    return max(at, 0)


def is_resolution(line: Line, num: Num) -> bool:
    """As in "a 4K display", "4k cameras", "shot in 8K", "FIFA 2K": the K of screens and games; "4K people saw the video" counts."""
    tokens, names = line.tokens, load_names()
    letter = tokens.text[tokens.ends[num.last - 1] - 1]
    if num.form != "digits" or num.scale != 1000 or letter not in {"K", "k"}:
        return False
    if letter == "k":
        return num.value in _LINES and tokens.words[num.last] in names.screens
    if load_surfaces().left(tokens, num.first) is not None:
        return False
    before = num.first - 1
    product = before > 0 or (before == 0 and tokens.text[tokens.starts[0] : tokens.ends[0]].isupper())
    product = product and line.words[before] not in load_nouns().stops and has_capital(line, before)
    return (product or line.mentions(names.screens)) and not counts_plural(line, num.last)


def is_locant(line: Line, num: Num) -> bool:
    """As in "2,4-D", "1,3-butanediol": where on a molecule its parts hang."""
    text, start = line.tokens.text, line.tokens.starts[num.first]
    head = start
    while start - head < _LONGEST_LOCANTS and (text[head - 1 : head].isdigit() or text[head - 1 : head] == ","):
        head -= 1
    found = _LOCANTS.match(text, head)
    return found is not None and found.end() > start


def is_glued(line: Line, num: Num) -> bool:
    """As in "BA249", "ID.3": digits right behind letters that are no sign of money; "10x12 feet" are two sides."""
    tokens, first = line.tokens, num.first
    if not first or not tokens.glued(first) or num.form not in {"digits", "ordinal"} or _is_side(line, num):
        return False
    if line.taken == first:
        # "6ft2in", "2h15m"
        return False
    if tokens.kinds[first - 1] != WORD:
        # "c.500 boats"; "c.76A" is a place in a gene
        letters = tokens.kinds[num.last] == WORD and tokens.glued(num.last)
        if tokens.words[first - 1] != "." or (is_hedged(line, first) and not letters):
            return False
    sign = load_surfaces().left(tokens, first)
    return sign is None or _is_no_sum(line, num, sign[0].surface)


def _is_no_sum(line: Line, num: Num, sign: str) -> bool:
    """As in "rule K3", "N95 masks", "the P7131 radio": a letter and plain digits, where no other sum with it is written."""
    digits = line.tokens.words[num.first]
    if len(sign) > 1 or num.scale > 1 or not digits.isdecimal():
        return False
    # "a loaf costs R15"
    paid = line.words[num.first - 2] in load_money().paying
    if paid or _SHORTEST_SUM <= num.value < _LONGEST_PLAIN_SUM:
        return False
    sums = rf"\b{sign}\s?(?:\d{{3}}|\d+(?:[.,]\d|\s?(?:m|k|bn|million|billion|thousand)\b))"
    return line.tokens.article.count(sums) <= (num.value >= _LONGEST_PLAIN_SUM)


def _is_side(line: Line, num: Num) -> bool:
    """The 12 of "10x12 feet": tied by an x to a number that is no name itself, with a unit behind."""
    tokens, first = line.tokens, num.first
    if tokens.words[first - 1] != "x" or tokens.kinds[first - 2] != DIGITS or line.taken != first - 1:
        return False
    last = num.last - (num.suffix is not None)  # the m of "3x2m"
    at = last + (tokens.words[last] in HYPHENS_OR_EN_DASH)
    return (load_surfaces().right(tokens, at) or load_surfaces().named(tokens, at)) is not None


def is_hyphened(line: Line, num: Num) -> bool:
    """As in "F-16" and "Covid-19"; "sub-7" and "5-to-10" are no names."""
    tokens, first = line.tokens, num.first
    if first < 2 or num.form == "words" or not tokens.tied(first - 1, HYPHENS_OR_EN_DASH):
        return False
    if tokens.kinds[first - 2] != WORD:
        # "an A321-200", "No. 18-280"
        return any(o.rule in {"name.glued", "identifier.number"} and o.last == first - 1 for o in line.others[-1:])
    if len(tokens.words[first - 2]) == 1 and tokens.text[tokens.starts[first - 2]].isupper():
        # "an A-10 pilot"
        return line.taken <= first - 2
    return tokens.words[first - 2] not in load_names().prefixes and line.taken <= first - 2

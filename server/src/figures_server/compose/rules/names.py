"""Numbers in names: "F-16", "Article 50", "Windows 11", "Ford Five Hundred", "the 737 Max"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.capitals import has_capital, is_acronym, is_highway
from figures_server.compose.rules.cricket import is_batsmans
from figures_server.compose.rules.ellipses import is_gapped
from figures_server.compose.rules.heads import is_past
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_measures, load_money, load_names
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS_OR_EN_DASH, SIGN, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line
    from figures_server.compose.num import Num
    from figures_server.model import OtherKind

_LINKS: Final = frozenset((",", "and", "&", "to", "or"))
_ROW_ENDS: Final = frozenset(("(", ",", ".", "and", ")", ""))
# How many of the names before it a number may be listed with.
_NEAR: Final = 8
_LONGEST_PLURAL_TAIL: Final = 4
_SHORTEST_NAME: Final = 3
_OWNING: Final = ("'s", "s'")
_SHORTEST_SUM: Final = 100
_LONGEST_PLAIN_SUM: Final = 1000
_LAST_MODEL: Final = 30
_LAST_GRADE: Final = 5
_GROUPS: Final = frozenset((7, 8, 20, 24, 77))
_THOUSAND: Final = 1000
# "bus 5K" may be of thousands or metres.
_SCALE_LETTERS: Final = frozenset("MKBT")


# ------------------------------------------------- told by the number's own form


def in_capital_words(line: Line, num: Num) -> bool:
    """As in "Ford Five Hundred", "the Gang of Eight", "the Seven Summits": number words in capitals among capitals."""
    tokens, first = line.tokens, num.first
    if num.form not in {"digits", "words"}:
        return False
    if first < 2:
        return num.form == "words" and has_capital(line, first) and _ties_name(line, num)
    if (
        tokens.words[first - 1] == "of"
        and (first > 2 or has_capital(line, first))
        and tokens.words[first - 2] != "age"
        and tokens.text[tokens.starts[first - 2]].isupper()
    ):
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


def _is_particle(line: Line, num: Num) -> bool:
    """As in "Erik ten Hag": a Dutch "at the" between two parts of a name, with nothing behind it to count."""
    tokens, first, last = line.tokens, num.first, num.last
    between = has_capital(line, first - 1) and has_capital(line, last) and not _counts(line, last)
    return tokens.words[first:last] == ["ten"] and tokens.kinds[first - 1] == WORD and between


def _ends_name(line: Line, num: Num) -> bool:
    """The 20 of "the Group of 20"; "an MSRP of 24,000 euros" and "a GDP of 20 trillion" are figures."""
    tokens, surfaces = line.tokens, load_surfaces()
    word = tokens.text[tokens.starts[num.first - 2] : tokens.ends[num.first - 2]]
    if word == "Group" and num.value in _GROUPS:
        # "the Group of 20 major economies"
        return True
    if word.isupper() or num.last > num.first + 1 or not tokens.words[num.first].isdecimal():
        return False
    measured = surfaces.right(tokens, num.last) or surfaces.named(tokens, num.last)
    return measured is None and not _counts(line, num.last)


def _counts(line: Line, at: int) -> bool:
    """Whether a plural to count begins at token `at`."""
    noun = find_noun(line, at, plural=True)
    return noun is not None and is_plural(line.tokens.words[noun.last - 1])


def is_sum(line: Line, num: Num) -> bool:
    """As in "2+2 talks", "the P5+1": digits tied by a plus; and a lesson in sums, "2 + 2 = 4"."""
    tokens, first, last = line.tokens, num.first, num.last
    if num.form != "digits":
        return False
    near = tokens.words[last : last + 4]
    if near[:1] == ["+"] and near[2:3] == ["="] and tokens.kinds[last + 1] == DIGITS:
        return True
    if line.words[first - 1] in {"+", "="} and line.others and line.others[-1].rule == "name.sum":
        return line.others[-1].last == first - 1
    after = (
        tokens.words[last] == "+" and tokens.glued(last) and tokens.kinds[last + 1] == DIGITS and tokens.glued(last + 1)
    )
    before = line.words[first - 1] == "+" and tokens.glued(first) and tokens.glued(first - 1)
    return after or (before and tokens.kinds[first - 2] == DIGITS)


def is_age_class(line: Line, num: Num) -> bool:
    """As in "the under-21 squad": the name of a class; "under-21s" and "under-21 players" are persons of an age."""
    tokens, first, last = line.tokens, num.first, num.last
    tied = tokens.tied(first - 1, HYPHENS_OR_EN_DASH)
    if not tied or line.words[first - 2] not in {"under", "over"} or num.form != "digits":
        return False
    return tokens.kinds[last] == WORD and not tokens.glued(last) and not is_plural(tokens.words[last])


def _opens_name(line: Line, num: Num) -> bool:
    """As in "the Seven Summits", "League One sides": a capital in mid-sentence, and one beside it, make a name."""
    tokens, first = line.tokens, num.first
    if _ties_name(line, num):
        return True
    if tokens.words[first - 1] != "," and tokens.kinds[first - 1] != WORD:
        return False
    between = tokens.text[tokens.ends[first - 1] : tokens.starts[first]]
    if "\n" in between or not tokens.text[tokens.starts[first] + 1].islower() or _is_title(line):
        return False
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
    """As in "Section 120B", "runway 27L", "Form 13F", "a 13D filing", "section 302, 307 and 120B"."""
    tokens, after, before = line.tokens, num.first + 1, num.first - 1
    if num.form != "digits" or not tokens.glued(after) or tokens.kinds[after] != WORD or len(tokens.words[after]) > 1:
        return False
    while before > 0 and tokens.words[before] in _LINKS:
        before = _past_aside(line, before - 1)
        if tokens.kinds[before] != DIGITS:
            return False
        before -= 1
    word, names = line.words[before], load_names()
    named = word in names.before and word not in load_measures().weather
    if (named or tokens.words[after + 1] in names.filed) and tokens.text[tokens.starts[after]] not in _SCALE_LETTERS:
        return tokens.text[tokens.starts[after]].isupper()
    return word in names.before_in_lower_case


def _past_aside(line: Line, at: int) -> int:
    """Back past a remark in brackets that ends at token `at`."""
    if line.words[at] == ")":
        while at > 0 and line.words[at] != "(":
            at -= 1
        at -= 1
    return max(at, 0)


def is_resolution(line: Line, num: Num) -> bool:
    """As in "a 4K display", "shot in 8K", "FIFA 2K": the K of screens and games; "4K people saw the video" counts."""
    tokens, names = line.tokens, load_names()
    if num.form != "digits" or num.scale != _THOUSAND or tokens.text[tokens.ends[num.last - 1] - 1] != "K":
        return False
    if load_surfaces().left(tokens, num.first) is not None:
        return False
    if tokens.words[num.last] in names.screens:
        return True
    before = num.first - 1
    product = before > 0 or (before == 0 and tokens.text[tokens.starts[0] : tokens.ends[0]].isupper())
    product = product and line.words[before] not in load_nouns().stops and has_capital(line, before)
    return (product or line.mentions(names.screens)) and not _counts(line, num.last)


def is_glued(line: Line, num: Num) -> bool:
    """As in "BA249", "ID.3": digits right behind letters that are no sign of money; "10x12 feet" are two sides."""
    tokens, first = line.tokens, num.first
    if not first or not tokens.glued(first) or num.form not in {"digits", "ordinal"} or _is_side(line, num):
        return False
    dotted = tokens.words[first - 1] == "." and tokens.glued(first - 1) and tokens.kinds[first - 2] == WORD
    if not dotted and tokens.kinds[first - 1] != WORD:
        return False
    sign = load_surfaces().left(tokens, first)
    return sign is None or _is_no_sum(line, num, sign[0].surface)


def _is_no_sum(line: Line, num: Num, sign: str) -> bool:
    """As in "rule K3", "N95 masks", "the P7131 radio": a letter and plain digits, where no other sum with it is written."""
    digits = line.tokens.words[num.first]
    if len(sign) > 1 or not sign.isalpha() or num.suffix is not None or num.scale > 1 or not digits.isdecimal():
        return False
    # "a loaf costs R15"
    paid = line.words[num.first - 2] in load_money().paying
    if paid or _SHORTEST_SUM <= num.value < _LONGEST_PLAIN_SUM:
        return False
    sums = rf"\b{sign}\s?(?:\d{{3}}|\d+(?:[.,]\d|\s?(?:m|k|bn|million|billion|thousand)\b))"
    return len(re.findall(sums, line.tokens.text)) <= (num.value >= _LONGEST_PLAIN_SUM)


def _is_side(line: Line, num: Num) -> bool:
    """The 12 of "10x12 feet": tied by an x to a number that is no name itself, with a unit behind."""
    tokens, first = line.tokens, num.first
    if tokens.words[first - 1] != "x" or tokens.kinds[first - 2] != DIGITS or not tokens.glued(first - 1):
        return False
    if not line.amounts or line.amounts[-1].last != first - 1 or num.last > first + 1:
        return False
    at = num.last + (tokens.words[num.last] in HYPHENS_OR_EN_DASH)
    return (load_surfaces().right(tokens, at) or load_surfaces().named(tokens, at)) is not None


def is_hyphened(line: Line, num: Num) -> bool:
    """As in "F-16" and "Covid-19"; "sub-7" and "5-to-10" are no names."""
    tokens, first = line.tokens, num.first
    tied = tokens.glued(first) and tokens.words[first - 1] in HYPHENS_OR_EN_DASH and tokens.glued(first - 1)
    if first < 2 or num.form == "words" or not tied:
        return False
    if tokens.kinds[first - 2] != WORD:
        # "an A321-200", "No. 18-280"
        return any(o.rule in {"name.glued", "identifier.number"} and o.last == first - 1 for o in line.others[-1:])
    taken = line.amounts[-1].last if line.amounts else 0
    if len(tokens.words[first - 2]) == 1 and tokens.text[tokens.starts[first - 2]].isupper():
        # "an A-10 pilot"
        return taken <= first - 2
    return tokens.words[first - 2] not in load_names().prefixes and taken <= first - 2


# ----------------------------------------------------- told of a number left bare


def has_letters_behind(line: Line, amount: Amount) -> bool:
    """As in "49ers", "5G": letters right behind the digits that are no unit."""
    tokens, at = line.tokens, amount.last
    if amount.num.form != "digits" or tokens.kinds[at] != WORD or not tokens.glued(at):
        return False
    word = tokens.words[at]
    if has_model_letter(line, amount):
        return True
    return word not in {"th", "s", "x", "times"} and not (is_plural(word) and len(word) > _LONGEST_PLURAL_TAIL)


def has_model_letter(line: Line, amount: Amount) -> bool:
    """As in "the Honor 7X": a capital X behind a name; "made 7X" is a multiple."""
    at, before = amount.last, amount.first - 1
    return before > 0 and line.tokens.text[line.tokens.starts[at]] == "X" and has_capital(line, before)


def goes_on_row(line: Line, amount: Amount) -> bool:
    """As in "Sections 120B (conspiracy), 365 (kidnapping) and 302 (murder)": the row goes on with names."""
    words = line.tokens.words
    near = [other for other in line.others[-_NEAR:] if other.kind == "name" and other.last <= amount.first]
    last = max((other.last for other in near), default=0)
    if last and words[last : amount.first] == ["of"] and near[-1].rule in {"name.capital", "name.cue"}:
        # "Image 1 of 2"
        return True
    if not last or not (words[amount.last] in _ROW_ENDS or _closes_row(line, near[-1].rule, amount)):
        return False
    depth = 0
    for word in words[last : amount.first]:
        depth += (word == "(") - (word == ")")
        if depth == 0 and word != ")" and word not in _LINKS:
            return False
    return True


def _closes_row(line: Line, rule: str, amount: Amount) -> bool:
    """As in "Sections 120B and 302 apply": behind the last number of the row stands no noun to count."""
    cued = rule == "name.cue" and line.words[amount.first - 1] in {"and", "or"}
    return cued and line.tokens.kinds[amount.last] == WORD and find_noun(line, amount.last, plural=True) is None


def is_behind_cue(line: Line, amount: Amount) -> bool:
    """As in "Article 50", "the number three bank"; a lower-case "case 20 people" may yet count."""
    at = _name_end(line, amount)
    if at is None:
        return False
    if line.words[at - 1] == "&" and "&".join(line.words[at - 2 : at + 1 : 2]) in load_names().before:
        # "the S&P 500 index"
        return True
    if line.words[at] not in load_names().before:
        return False
    if line.words[at - 1] in HYPHENS_OR_EN_DASH and line.words[at - 2] in load_numbers().cardinals:
        # "a six-day three-nation visit"
        return False
    if has_capital(line, at) or not line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]].islower():
        return True
    if line.words[at] in load_names().graded and amount.num.value <= _LAST_GRADE:
        return True
    noun = find_noun(line, amount.last, plural=True)
    countable = noun is not None and is_plural(line.words[noun.last - 1])
    return line.words[at] in load_names().before_in_lower_case and not countable


def is_behind_capital(line: Line, amount: Amount) -> bool:
    """As in "Apollo 11 returned"; "In Kent 40 people died" counts."""
    at = _name_end(line, amount)
    if at is None or amount.num.form != "digits" or not has_capital(line, at) or "," in line.tokens.words[amount.first]:
        # "Labour 18,204": names have no thousands set apart.
        return False
    word = line.words[at]
    if is_highway(line, amount, at):
        return True
    if word in load_nouns().stops or word in load_hedges().before or word in load_names().openers:
        return False
    if is_batsmans(line, amount) or is_gapped(line, amount) or _is_number_of(line, amount, word):
        return False
    if is_plural(line.words[amount.last]) and _has_object(line, amount.last + 1):
        # "Apollo 11 carries a flag": what follows is a verb.
        return True
    subject = at > 0 and line.words[at - 1] not in load_counts().governing and not word.endswith(("'s", "s'"))
    if subject and is_past(line.words[amount.last]):
        # "then Saw 2 topped lists", but "in Kent 12 reported cases", "Kent's 12 elected members"
        return True
    if amount.num.value <= _LAST_MODEL and line.words[amount.last] != "times" and _is_owned(line, at):
        return True
    tied = line.words[amount.last] in HYPHENS_OR_EN_DASH and line.tokens.glued(amount.last)
    letter = line.tokens.surface(amount.last + 1, amount.last + 2)
    # "the satellite Insat 1-A"
    tied = tied and not (len(letter) == 1 and letter.isupper())
    noun = find_noun(line, amount.last, plural=True)
    if noun is not None and amount.num.value >= _SHORTEST_SUM and not is_plural(line.words[noun.last - 1]):
        # "a Sony 600 telephoto lens": one noun behind the number of a model is not counted
        noun = None
    return noun is None and not tied


def _is_number_of(line: Line, amount: Amount, word: str) -> bool:
    """As in "ahead of Rubio's 151": what somebody has so many of was named before; "Levi's 501 jeans" are a model."""
    return word.endswith(_OWNING) and line.tokens.kinds[amount.last] != WORD and line.words[amount.last] != "/"


def _is_owned(line: Line, at: int) -> bool:
    """As in "its | Falcon | 9 rockets", "Ford's | Focus | 2 models": a name that somebody owns stands before no count."""
    while has_capital(line, at - 1) and not line.words[at - 1].endswith(_OWNING):
        at -= 1
    before = line.words[at - 1]
    return before.endswith(_OWNING) or before in load_names().owners


def _has_object(line: Line, at: int) -> bool:
    """As in "the Mi 11 costs | Rs 50,000", "Apollo 11 carries | a flag"."""
    tokens = line.tokens
    priced = tokens.kinds[at + 1] == DIGITS and load_surfaces().left(tokens, at + 1) is not None
    return line.words[at] in load_nouns().articles or tokens.kinds[at] == DIGITS or priced


def is_named_before(line: Line, amount: Amount) -> bool:
    """As in "the Boeing 737 ... the 737 fleet": a number that was a name in this article is one again."""
    if _pair(line, amount.first) in line.named and line.words[amount.first - 1] != "the":
        return True
    return line.tokens.words[amount.first] in line.named and not _counts(line, amount.last)


def remember(line: Line, num: Num, kind: OtherKind) -> None:
    """Keeps a number that is a name; smaller ones are said again of other things."""
    surface = line.tokens.words[num.first]
    if kind != "name":
        return
    line.named.add(_pair(line, num.first))
    if surface.isdecimal() and len(surface) >= _SHORTEST_NAME:
        line.named.add(surface)


def _pair(line: Line, at: int) -> str:
    """A number with the word before it: "oneplus 13"."""
    return f"{line.words[at - 1]} {line.tokens.words[at]}"


def _name_end(line: Line, amount: Amount) -> int | None:
    """The last word of what may be the name before a bare number; numbers already named apart."""
    at = amount.first - 1
    if at > 1 and line.words[at] == "." and line.tokens.glued(at) and len(line.words[at - 1]) <= _SHORTEST_NAME:
        # "Hose Co. 1"
        at -= 1
    if at < 0 or amount.num.form not in {"digits", "words"} or amount.num.scale != 1:
        return None
    named = {other.last - 1 for other in line.others[-_NEAR:] if other.kind in {"name", "identifier"}}
    while at >= 2 and line.words[at] in _LINKS and at - 1 in named:
        at -= 2
    return at if line.tokens.kinds[at] in {WORD, SIGN, DIGITS} else None

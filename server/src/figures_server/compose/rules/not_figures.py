"""Numbers that are no figures: names, identifiers, scores, idioms. Recognised as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import is_plural
from figures_server.lexicon.words import load_hedges, load_names, load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, SIGN, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line
    from figures_server.compose.numbers import Num
    from figures_server.model import OtherKind
    from figures_server.scan.tokens import Tokens

_HYPHENS: Final = frozenset("-‐‑–")
_BEFORE_POINTS: Final = frozenset((":", ".", ",", ";", "-", "–", "—", "and", "or"))
_CALLING: Final = frozenset(
    ("call", "dial", "reach", "phone", "helpline", "hotline", "telephone", "tel", "fax", "text", "ring")
)


def find_idiom(tokens: Tokens, at: int) -> int | None:
    """The token after the idiom that begins at token `at`: "zero-sum", "back to square one"."""
    words = tokens.words
    for tail in load_names().idioms.get(words[at], ()):
        index = at
        for word in tail:
            index += 1
            if words[index] in _HYPHENS:
                index += 1
            if words[index] != word:
                break
        else:
            return index + 1
    return None


def identify(line: Line, num: Num) -> tuple[OtherKind, str] | None:
    """What a number is by its own form and neighbours, before any unit is looked for."""
    tokens = line.tokens
    words, first, last = tokens.words, num.first, num.last
    if num.form == "fraction":
        return ("idiom", "idiom.half") if _half_word(line, num) else None
    if num.form in {"vague", "multiple"}:
        return None
    before, glued = line.word(first - 1), tokens.glued(first)
    surface = words[first]
    if num.form == "words" and _capitalised_name(tokens, num):
        return "name", "name.capital-words"
    if before in _LOWER_NAMES and tokens.glued(first + 1) and tokens.kinds[first + 1] == WORD and num.form == "digits":
        return "name", "name.cue"
    if before == "." and line.word(first - 2) in {"no", "nos"} and num.form == "digits":
        return "identifier", "identifier.number"
    if (
        tokens.kinds[first] == DIGITS
        and words[last] == "("
        and tokens.glued(last)
        and words[last + 2] == ")"
        and len(words[last + 1]) == 1
    ):
        return "identifier", "identifier.clause"
    if glued and before in {"'", "‘", "’"} and len(surface) == 2 and not tokens.glued(last):
        return "date", "time.short-year"
    if surface[0] == "." and words[last] in {
        "rifle",
        "pistol",
        "calibre",
        "caliber",
        "handgun",
        "revolver",
        "gun",
        "-",
    }:
        return "name", "name.calibre"
    if _clock(line, num):
        return "time_of_day", "time.clocked"
    if _enumerates(line, num):
        return "furniture", "furniture.enumerator"
    if before == "as" and line.word(first - 2) in {"known", "named", "numbered", "labelled"} and num.scale == 1:
        return "name", "name.known-as"
    if num.form == "digits" and tokens.kinds[first] == DIGITS:
        if len(surface) > 1 and surface[0] == "0" and "." not in surface and num.value != 0:
            return "identifier", "identifier.leading-zero"
        if glued and before in {"#", "@", "_", "="} and not (before == "=" and line.word(first - 2) == "y"):
            return "identifier", "identifier.sign"
        if before == "." and glued and tokens.glued(first - 1) and tokens.kinds[first - 2] == DIGITS:
            return "identifier", "identifier.dotted"
        if (
            (tokens.kinds[last] == DIGITS
            and tokens.glued(last))
            or (
                words[last] == "."
                and tokens.kinds[last + 1] == DIGITS
                and tokens.glued(last)
                and tokens.glued(last + 1)
            )
        ):
            return "identifier", "identifier.dotted"
    if glued and first and num.form in {"digits", "ordinal"} and load_surfaces().left(tokens, first) is None:
        if tokens.kinds[first - 1] == WORD:
            return "name", "name.glued"
        if before == "." and tokens.glued(first - 1) and tokens.kinds[first - 2] == WORD:
            return "name", "name.dotted"
    if glued and before in _HYPHENS and tokens.glued(first - 1) and tokens.kinds[first - 2] == WORD and first >= 2:
        return _hyphened(line, num, words[first - 2])
    return None


def _half_word(line: Line, num: Num) -> bool:
    """As in "half-jesting": a half hyphened to a word that is no unit."""
    tokens, last = line.tokens, num.last
    hyphened = tokens.words[last] in _HYPHENS and tokens.glued(last) and tokens.kinds[last + 1] == WORD
    return hyphened and tokens.words[last - 1] == "half" and load_surfaces().named(tokens, last + 1) is None


def _clock(line: Line, num: Num) -> bool:
    """The parts of "2:04:31": two colons, or a part with a leading zero; "3:2" is a ratio."""
    tokens, first, last = line.tokens, num.first, num.last
    words, kinds = tokens.words, tokens.kinds
    after = words[last] == ":" and kinds[last + 1] == DIGITS and tokens.glued(last) and tokens.glued(last + 1)
    before = words[first - 1] == ":" and first > 1 and kinds[first - 2] == DIGITS and tokens.glued(first)
    if after and before:
        return True
    if after:
        return words[last + 1][0] == "0" or (words[last + 2] == ":" and tokens.glued(last + 2))
    return before and (words[first][0] == "0" or (words[first - 3] == ":" and tokens.glued(first - 2)))


def _enumerates(line: Line, num: Num) -> bool:
    """As in "1. Bring the full weight", "2) Scotch": the number of a point in a list."""
    tokens, first, last = line.tokens, num.first, num.last
    if num.form != "digits" or num.value > 30 or num.scale != 1 or "." in tokens.words[first]:
        return False
    opens = first == 0 or (tokens.words[first - 1] in _BEFORE_POINTS and not tokens.glued(first))
    capital = tokens.text[tokens.starts[last + 1] : tokens.starts[last + 1] + 1].isupper() or last + 1 >= tokens.count
    if tokens.words[last] == ")" and opens and tokens.words[first - 1] != "(":
        return True
    return (
        tokens.words[last] == "."
        and tokens.glued(last)
        and capital
        and (first == 0 or tokens.words[first - 1] in {":", ".", ";"})
    )


def _capitalised_name(tokens: Tokens, num: Num) -> bool:
    """As in "Ford Five Hundred": number words in capitals behind a capital, inside the sentence."""
    first = num.first
    if first >= 2 and tokens.words[first - 1] == "of" and tokens.text[tokens.starts[first]].isupper():
        # "the Gang of Eight"
        return tokens.text[tokens.starts[first - 2]].isupper() and first > 2
    if first < 2 or num.last - first < 2:
        return False
    surfaces = [tokens.text[tokens.starts[at]] for at in range(first - 1, num.last) if tokens.kinds[at] == WORD]
    return all(surface.isupper() for surface in surfaces)


def _hyphened(line: Line, num: Num, word: str) -> tuple[OtherKind, str] | None:
    """As in "F-16" and "Covid-19" are names; "sub-7" and "5-to-10" are not."""
    if word in load_names().prefixes or any(num.first - 2 < amount.last for amount in line.amounts[-1:]):
        return None
    if num.form == "words":
        return None
    return "name", "name.hyphen"


def glued_letters(line: Line, amount: Amount) -> bool:
    """As in "27L", "49ers", "5G": letters right behind the digits that are no unit."""
    at = amount.last
    tokens = line.tokens
    return (
        amount.bare
        and amount.num.form == "digits"
        and tokens.kinds[at] == WORD
        and tokens.glued(at)
        and (tokens.words[at] not in {"th", "s", "x", "times"})
        and not (is_plural(tokens.words[at]) and tokens.ends[at] - tokens.starts[at] > 4)
    )


def name_before(line: Line, amount: Amount) -> str:
    """The rule by which a bare number belongs to the name before it: "Article 50", "Windows 11", "Apollo 11"."""
    tokens = line.tokens
    words, first = tokens.words, amount.first
    if not first or not amount.bare or amount.num.form not in {"digits", "words"} or amount.num.scale != 1:
        return ""
    if _named_list(line, amount):
        return "name.list"
    at = first - 1
    while at >= 2 and words[at] in {",", "and", "&", "to"} and (words[at - 1], at - 1) and _named(line, at - 1):
        at -= 2
    before = words[at]
    if tokens.kinds[at] not in {WORD, SIGN}:
        return ""
    capital = not tokens.text[tokens.starts[at] : tokens.ends[at]].islower()
    if (
        before in load_names().before
        and (capital or before in _LOWER_NAMES)
        and not _counts_behind(line, amount, strict=capital)
    ):
        return "name.cue"
    usual = before in load_nouns().stops or before in load_hedges().before or before in _DETERMINERS
    if capital and not usual and amount.num.form == "digits" and not _noun_or_verb(line, amount):
        return "name.capital"
    return ""


_DETERMINERS: Final = frozenset(
    "another only all just several few about total around over nearly almost chasing".split()
)


def _named_list(line: Line, amount: Amount) -> bool:
    """As in "Sections 120B (conspiracy), 365 (kidnapping) and 302 (murder)": the row goes on with names."""
    words = line.tokens.words
    last = max((other.last for other in line.others if other.kind == "name" and other.last <= amount.first), default=0)
    if not last or words[amount.last] not in {"(", ",", ".", "and", ")", ""}:
        return False
    depth = 0
    for word in words[last : amount.first]:
        depth += (word == "(") - (word == ")")
        if depth == 0 and word not in {")", ",", "and", "or", "&"}:
            return False
    return True


_LOWER_NAMES: Final = frozenset(
    "article section sections clause page pages chapter element isotope flight route case channel room gate runway phase "
    "paper papers question questions platform seat flight paragraph junction step verse volume number grade type class".split()
)


def _named(line: Line, at: int) -> bool:
    return any(other.first <= at < other.last and other.kind in {"name", "identifier"} for other in line.others)


def _counts_behind(line: Line, amount: Amount, *, strict: bool) -> bool:
    """Whether a counted plural stands behind: "Boeing 737 jets" is still a name, "case 20 people" is not."""
    if strict:
        return False
    return find_noun(line, amount.last, plural=True) is not None


def _noun_or_verb(line: Line, amount: Amount) -> bool:
    """Whether what follows makes a count of the number even behind a capital: "In Kent 40 people died"."""
    return find_noun(line, amount.last, plural=True) is not None or line.tokens.words[amount.last] in _HYPHENS


def is_listicle(line: Line, amount: Amount) -> bool:
    """As in "Driver uses 2 key things to save fuel": in a title the number counts the page's own points."""
    tokens = line.tokens
    end = tokens.ends[tokens.count - 1]
    titled = not tokens.text[: tokens.starts[0]].strip() and tokens.words[tokens.count - 1] not in {
        ".",
        "?",
        "!",
        '"',
        "”",
    }
    if not titled or tokens.text[end : end + 2] != "\n\n":
        return False
    noun = find_noun(line, amount.last, plural=True)
    return noun is not None and noun.head in load_names().listed


def bare_rows(line: Line) -> list[Amount]:
    """Amounts of a row of three or more bare numbers, "113, 114 and 115": labels, no quantities."""
    words, amounts = line.tokens.words, line.amounts
    found: list[Amount] = []
    row: list[Amount] = []
    for amount in amounts:
        plain = amount.bare and amount.num.form == "digits" and amount.num.scale == 1
        gap = words[row[-1].last : amount.first] if row else []
        if row and not (plain and len(gap) <= 3 and set(gap) <= {",", "and", "now", "or", "&"}):
            found += row if len(row) > 2 and line.tokens.kinds[row[-1].last] != WORD else []
            row = []
        if plain:
            row.append(amount)
    return found + (row if len(row) > 2 and line.tokens.kinds[row[-1].last] != WORD else [])


def is_model(line: Line, amount: Amount) -> bool:
    """As in "the 737 Max": a bare number of three or four digits between "the" and a capital that counts nothing."""
    tokens, at = line.tokens, amount.last
    if not amount.bare or amount.num.form != "digits" or amount.num.scale != 1 or not 100 <= amount.num.value < 10_000:
        return False
    if tokens.kinds[at] != WORD or not tokens.text[tokens.starts[at]].isupper() or "," in tokens.words[amount.first]:
        return False
    return line.word(amount.first - 1) in {"the", "a", "new", "its"} and find_noun(line, at, plural=True) is None


def is_top(line: Line, amount: Amount) -> bool:
    """As in "the top 10": the size of a list, not a count; "cases top 3 million" is one."""
    following = line.tokens.kinds[amount.last] == WORD and line.tokens.words[amount.last] not in load_nouns().stops
    if not amount.bare or following or line.word(amount.last) in {"of", "-"}:
        return False
    before = line.word(amount.first - 2)
    return line.word(amount.first - 1) == "top" and (
        before in {"the", "a", "its", "their", "his", "her"} or before.endswith("'s")
    )


def is_label(line: Line, amount: Amount) -> bool:
    """As in "Dak Prescott (4)": a small bare number alone in brackets labels what stands before it."""
    words = line.tokens.words
    return (
        line.word(amount.first - 1) == "("
        and words[amount.last] == ")"
        and amount.num.scale == 1
        and amount.num.value < 100
    )


def is_score(line: Line, left: Amount, right: Amount) -> bool:
    """As in "2-1", "89-89", "287 for 6": two bare small numbers tied by a dash, or by "for" between runs and wickets."""
    tokens = line.tokens
    gap = tuple(tokens.words[left.last : right.first])
    if not (left.bare and right.bare) or left.low is None or right.low is None:
        return False
    if left.num.form not in {"digits", "words"} or left.num.scale != 1 or right.num.scale != 1:
        return False
    if gap == ("/",):
        return left.low.decimal > 20 and right.low.decimal <= 10 and tokens.glued(right.first)
    if gap == ("for",):
        return left.low.decimal > 20 and right.low.decimal <= 10 and right.num.form == "digits"
    tied = len(gap) == 1 and gap[0] in _HYPHENS and tokens.glued(left.last) and tokens.glued(right.first)
    if not tied or left.low.decimal + right.low.decimal == 100:
        return False
    if left.low.decimal != int(left.low.decimal) or left.low.decimal > (
        200 if left.low.decimal < right.low.decimal else 999
    ):
        return False
    around = tokens.words[max(0, left.first - 8) : right.last + 8]
    noun_behind = tokens.kinds[right.last] == WORD and tokens.words[right.last] not in load_nouns().stops
    if left.low.decimal >= right.low.decimal:
        return True
    return not noun_behind or any(word in load_names().contest for word in around)


def is_address(line: Line, amount: Amount) -> bool:
    """As in "575 Wilbraham Road": a bare number, capitalised words and a word for a street."""
    tokens, at = line.tokens, amount.last
    if not amount.bare or amount.num.form != "digits":
        return False
    for index in range(at, at + 4):
        if tokens.kinds[index] != WORD or not tokens.text[tokens.starts[index]].isupper():
            return False
        if index > at and tokens.words[index] in load_names().streets:
            return True
    return False


def is_number_to_call(line: Line, amount: Amount) -> bool:
    """As in "call 112", "dial 999": a bare number right behind a verb of calling."""
    around = line.tokens.words[max(0, amount.first - 5) : amount.first]
    return amount.bare and amount.num.form == "digits" and any(word in _CALLING for word in around)

"""Numbers that are no figures, recognised as what they are: two tables of rules, tried from the top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line, Other
from figures_server.compose.numerals.num import Num, is_whole
from figures_server.compose.rules.counting import cricket
from figures_server.compose.rules.no_figures import (
    bare_identifiers,
    bare_names,
    identifiers,
    named_things,
    names,
    scores,
)
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.nouns import counts_plural
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.names import load_names
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns
from figures_server.model import OtherKind
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS_OR_EN_DASH, SIGN, WORD, Tokens

# Whether it applies to a number or amount, what that is then, and the rule's id.
_Rule = tuple[Callable[[Line, Any], bool], OtherKind, str]


_BEFORE_SIZE: Final = frozenset(("at", "for", "in", "into", "reach", "reached", "to", "low", "mid", "high"))
# Of the day.
_HALVES: Final = frozenset(("am", "pm", "a.m.", "p.m."))
_MOST_CALLED: Final = 20
_OUT_OF: Final = frozenset(("for", "of"))
_ODD_STARTS: Final = frozenset("0.")


def is_half_word(line: Line, num: Num) -> bool:
    """As in "half-jesting": a half hyphened to a word that is no unit; "half-an-hour" is a length."""
    tokens, last = line.tokens, num.last
    if tokens.words[last] not in HYPHENS_OR_EN_DASH or not tokens.glued(last) or tokens.words[last - 1] != "half":
        return False
    last += 3 if tokens.words[last + 1] in {"a", "an"} else 1
    return load_surfaces().named(tokens, last) is None and load_surfaces().right(tokens, last) is None


def _is_fifty(line: Line, num: Num) -> bool:
    """As in "his 21st half-century", in an article about cricket: fifty runs, by name."""
    words, last = line.tokens.words, num.last
    last += words[last] in HYPHENS_OR_EN_DASH
    named = words[num.last - 1] == "half" and words[last] in {"century", "centuries"}
    return named and line.is_of_cricket() and words[num.first - 1] not in load_nouns().during


def is_agent(line: Line, num: Num) -> bool:
    """As in "two three-setters", "a four-seater", "7-a-side", "from 3-point range": what is called by its number of something.

    "A 60,000-seater stadium" tells how many it holds.
    """
    words, last = line.tokens.words, num.last
    if words[last] not in HYPHENS_OR_EN_DASH or not line.tokens.glued(last):
        return False
    if words[last + 1] == "point":
        return words[last + 2] in load_names().shot_from
    if words[last + 1] == "seater" and num.value > _MOST_CALLED:
        return False
    return words[last + 1].removesuffix("s") in load_names().agents or words[last + 1 : last + 4] == ["a", "-", "side"]


def is_half_named(line: Line, num: Num) -> bool:
    """As in "sales grew this half", "the southern half of the town": of a year, or a side; "the bottom half of earners" is a share."""
    names, words, before = load_names(), line.tokens.words, line.words[num.first - 1]
    if words[num.first : num.last] != ["half"]:
        return False
    if words[num.last + (words[num.last] in HYPHENS_OR_EN_DASH)] in {"a", "an"}:
        # "left half an hour late", "per half-a-mile"
        return False
    if before not in names.before_half_place:
        return before in names.before_half_year
    whole = words[num.last + 1 : num.last + 3] if words[num.last] == "of" else []
    return not any(is_plural(word) or word in load_counts().headcounts for word in whole)


def is_hour(line: Line, num: Num) -> bool:
    """As in "on Sunday at 10", "by ten p.m.": an hour of the day."""
    if not 0 < num.value <= 12 or not is_whole(num.value) or num.form not in {"digits", "words"}:
        return False
    words, at = line.words, num.last
    if words[at] in _HALVES:
        return True
    told = words[num.first - 1] == "at" and words[num.first - 2] in load_names().days
    return told and not line.has_content(at)


def is_dotted_hour(line: Line, num: Num) -> bool:
    """As in "on Sunday at 9.15", "left at 8.50", "the 8.14 from Crewe": hours and minutes, with the stop of British print."""
    hour, _, minute = line.words[num.first].partition(".")
    if len(minute) != len("30") or minute[0] not in "012345" or not hour.isdecimal() or num.value >= 24:
        return False
    if line.words[num.first - 1] == "the":
        return line.words[num.last] in {"from", "to", "at"} and has_capital(line, num.last + 1)
    if minute[1] not in "05":
        return False
    day = not load_names().days.isdisjoint(line.words[max(0, num.first - 4) : num.first])
    leaves = line.words[num.first - 1] == "at" and line.words[num.first - 2] in load_names().leaving
    return (day or leaves) and not line.has_content(num.last)


def is_denominator(line: Line, num: Num) -> bool:
    """The "100,000" of "12 per 100,000 people", "2.1 for every 1,000 residents"."""
    before = line.words[num.first - 1]
    every = before == "every" and line.words[num.first - 2] == "for"
    if every and load_surfaces().named(line.tokens, num.last) is not None:
        # In "for every nine weeks you wait" the weeks are a figure of their own.
        return False
    return (before == "per" or every) and num.form in {"digits", "words"}


def is_count_of_digits(line: Line, num: Num) -> bool:
    """As in "a six-figure sum": so many digits tell a size and no value; "two figure skaters" are counted."""
    words, last = line.tokens.words, num.last
    hyphened = words[last] in HYPHENS_OR_EN_DASH
    if words[last] == "figures" and words[num.first - 1] in _BEFORE_SIZE:
        # "sold for seven figures", "in the low six figures"; "spoke to two figures close to the talks" counts them
        return line.tokens.kinds[last + 1] != WORD or words[last + 1] in load_nouns().stops - {"of"}
    if num.value <= 1 or words[last + hyphened] not in {"figure", "digit"}:
        return False
    if not load_names().coded.isdisjoint(words[last + hyphened + 1 : last + hyphened + 4]):
        # "a 14-digit code"
        return False
    return hyphened or not counts_plural(line, last)


def is_manifold(line: Line, num: Num) -> bool:
    """As in "a multi-million-pound refit": some unsaid number of them."""
    tokens, first = line.tokens, num.first
    tied = tokens.tied(first - 1, HYPHENS_OR_EN_DASH)
    return tied and line.words[first - 2] == "multi"


def is_to_nil(line: Line, num: Num) -> bool:
    """As in "led 18-nil", "15-love", "two-all": a score of which one half is a word; and both of "went 3-for-4", "a two-for-one offer"."""
    tokens, words = line.tokens, line.words
    if tokens.tied(num.first - 1, HYPHENS_OR_EN_DASH) and words[num.first - 2] in _OUT_OF:
        return any(other.rule == "score.nil" and other.last == num.first - 3 for other in line.others[-1:])
    if not tokens.tied(num.last, HYPHENS_OR_EN_DASH):
        return False
    word, goes_on = words[num.last + 1], tokens.tied(num.last + 2, HYPHENS_OR_EN_DASH)
    if word == "of":
        return goes_on and num.form == "digits" and tokens.kinds[num.last + 3] == DIGITS
    return word in {"nil", "love", "all"} or (word == "for" and goes_on)


def is_reading_time(line: Line, num: Num) -> bool:
    """As in "By Jo Ash | 4 min read | 12 May": how long the page takes to read, at the end of its stretch."""
    words, at = line.tokens.words, num.last
    at += words[at] in HYPHENS_OR_EN_DASH
    return num.form == "digits" and words[at + 1] == "read"


def is_match_minute(line: Line, num: Num) -> bool:
    """As in "6 min: GOAL!": how far a match has gone, at the head of a line of a live report."""
    return num.first == 0 and num.form == "digits" and line.words[num.last + 1] == ":"


# Which numbers a rule is asked of. Most of prose have nothing of the kind about them, and are asked next to nothing.
_ANY: Final[frozenset[str]] = frozenset(("<any>",))
# Those with something right beside them without a space, a comma apart: "F-16", "2:04:31".
_TIED_FORM: Final = "<tied>"
_TIED: Final[frozenset[str]] = frozenset((_TIED_FORM,))
# Those whose digits are not plain: "007", ".22", "4K".
_ODD_FORM: Final = "<odd>"
_ODD: Final[frozenset[str]] = frozenset((_ODD_FORM,))


def _beside(*words: str) -> frozenset[str]:
    """Those right before or behind one of these words."""
    return frozenset(words)


class _Rules:
    """The rules of a table, in its order, by what stands beside a number."""

    def __init__(self, *rows: tuple[Callable[[Line, Any], bool], OtherKind, str, frozenset[str]]) -> None:
        self._rows = rows
        self._asking = frozenset().union(*(row[3] for row in rows))
        # By the words beside, few of which ask for a rule, and by the form.
        self._asked: dict[tuple[str, str, str], list[_Rule]] = {}

    def asked(self, before: str, after: str, form: str) -> list[_Rule]:
        """Those that a number between two words is asked; `form` is that of _form."""
        key = (before if before in self._asking else "", after if after in self._asking else "", form)
        found = self._asked.get(key)
        if found is None:
            # What is tied is odd too.
            beside = {before, after, form, *_ANY, *(_ODD if form else ())}
            found = self._asked[key] = [row[:3] for row in self._rows if not beside.isdisjoint(row[3])]
        return found


# Before any unit is looked for.
_BY_FORM: Final = _Rules(
    (is_hour, "time_of_day", "time.hour", _beside("at", *_HALVES)),
    (is_dotted_hour, "time_of_day", "time.dotted", _beside("at", "the")),
    (is_denominator, "narrative", "narrative.denominator", _beside("per", "every")),
    (is_count_of_digits, "narrative", "narrative.digits", _beside("figure", "figures", "digit", *HYPHENS_OR_EN_DASH)),
    (is_to_nil, "score", "score.nil", _TIED),
    (is_manifold, "narrative", "narrative.manifold", _TIED),
    (is_agent, "name", "name.agent", _TIED),
    (named_things.is_degree_class, "name", "name.degree", _TIED),
    (is_match_minute, "time_of_day", "time.match-minute", _beside("min", "mins")),
    (is_reading_time, "furniture", "furniture.reading-time", _beside("min", "mins", "minute")),
    (names.in_capital_words, "name", "name.capital-words", _ANY),
    (names.is_ranking, "name", "name.ranking", names.RANKINGS),
    (names.is_sum, "name", "name.sum", _beside("+", "=")),
    (named_things.is_title, "name", "name.title", _TIED),
    (names.is_age_class, "name", "name.age-class", _TIED),
    (named_things.is_programme, "name", "name.programme", named_things.NAMED_TIMES),
    (named_things.is_code, "name", "name.code", _TIED),
    (named_things.is_many_of_model, "name", "name.many-of-model", _beside("s")),
    (names.behind_cue_with_letter, "name", "name.cue", _ODD),
    (names.is_form, "name", "name.form", _TIED),
    (identifiers.is_numbered, "identifier", "identifier.number", _beside(".")),
    (identifiers.has_clause, "identifier", "identifier.clause", _beside("(", ")")),
    (identifiers.is_series, "name", "name.series", _TIED),
    (identifiers.is_reference, "identifier", "identifier.reference", _TIED),
    (identifiers.is_street_number, "identifier", "identifier.address", _beside("n", "s", "e", "w")),
    (identifiers.is_short_year, "date", "time.short-year", _TIED),
    (named_things.is_calibre, "name", "name.calibre", _ODD),
    (names.is_resolution, "name", "name.resolution", _ODD),
    (names.is_locant, "name", "name.locant", _beside(",")),
    (named_things.is_relay, "name", "name.relay", _beside("x")),
    (identifiers.is_clocked, "time_of_day", "time.clocked", _TIED),
    (identifiers.enumerates, "furniture", "furniture.enumerator", _beside(")", ".")),
    (named_things.is_known_as, "name", "name.known-as", _beside("as")),
    (identifiers.has_leading_zero, "identifier", "identifier.leading-zero", _ODD),
    (identifiers.goes_on_call, "identifier", "identifier.phone", _ANY),
    (identifiers.is_phone_group, "identifier", "identifier.phone", _TIED),
    (identifiers.is_behind_sign, "identifier", "identifier.sign", _beside(*"#@_=")),
    (identifiers.is_dotted, "identifier", "identifier.dotted", _TIED),
    (names.is_glued, "name", "name.glued", _TIED),
    (names.is_hyphened, "name", "name.hyphen", _TIED),
)

# Of a number that found no unit.
_LEFT_BARE: Final = _Rules(
    (bare_identifiers.is_in_row, "identifier", "identifier.row", _ANY),
    (bare_identifiers.is_year_in_words, "date", "time.year-in-words", _ANY),
    (bare_identifiers.is_listed_day, "date", "time.listed-day", _beside(",", "and")),
    (bare_identifiers.is_hour_of_opening, "time_of_day", "time.hour-of-opening", _beside("at")),
    (bare_identifiers.is_second_of_file, "identifier", "identifier.file", _beside("/")),
    (bare_names.has_letters_behind, "name", "name.letters", _TIED),
    (named_things.is_owner, "name", "name.owner", _beside("'", "’", "says")),
    (named_things.is_film_rating, "name", "name.film-rating", _beside("certificate", *HYPHENS_OR_EN_DASH)),
    (bare_identifiers.is_decade, "date", "time.bare-decade", _TIED),
    (bare_identifiers.is_address, "identifier", "identifier.address", _ANY),
    (bare_identifiers.is_called, "identifier", "identifier.phone", _ANY),
    (bare_identifiers.is_listicle, "furniture", "furniture.listicle", _ANY),
    (cricket.is_stroke, "narrative", "narrative.stroke", _ANY),
    (bare_identifiers.is_of_gallery, "furniture", "furniture.gallery", _ANY),
    (scores.is_goals_and_behinds, "score", "score.behinds", _beside("(")),
    (scores.is_under_par, "score", "score.par", _beside("under", "over")),
    (scores.is_round_of_golf, "score", "score.golf", _beside("a", "an", "of", "and", ",", "under", "over")),
    (named_things.is_model, "name", "name.model", _ANY),
    (named_things.is_line_of_pitch, "name", "name.pitch", _beside("the", "own", "'", "’")),
    (named_things.is_formation, "name", "name.formation", _ANY),
    (bare_identifiers.is_list_size, "narrative", "narrative.top", _beside("last", "top", "bottom")),
    (bare_identifiers.is_label, "identifier", "identifier.label", _beside("(", "[", "]", ",")),
    (bare_names.goes_on_row, "name", "name.row", _ANY),
    (bare_names.is_behind_cue, "name", "name.cue", _ANY),
    (bare_names.is_named_before, "name", "name.again", _ANY),
    (bare_names.is_behind_capital, "name", "name.capital", _ANY),
)


def find_idiom(tokens: Tokens, at: int) -> Other | None:
    """The idiom around the number word at token `at`: "zero-sum", "back to square one"."""
    words, idioms = tokens.words, load_names().idioms.get(tokens.words[at])
    if idioms is None:
        return None
    left, right = words[_before(words, at)], words[_behind(words, at)]
    if _is_span_of_time(words, at, left, right):
        return None
    for before, after in (*idioms.get(left, ()), *idioms.get(right, ()), *idioms.get("", ())):
        first = _match(words, at, before, _before)
        last = None if first is None else _match(words, at, after, _behind)
        if first is not None and last is not None:
            return Other(first, last + 1, "idiom", "idiom")
    return None


def _before(words: list[str], at: int) -> int:
    """The token before another, past a hyphen."""
    return at - 1 - (words[at - 1] in HYPHENS_OR_EN_DASH)


def _behind(words: list[str], at: int) -> int:
    """The token behind another, past a hyphen."""
    return at + 1 + (words[at + 1] in HYPHENS_OR_EN_DASH)


def _match(words: list[str], at: int, idiom: tuple[str, ...], step: Callable[[list[str], int], int]) -> int | None:
    """The last token of the words of an idiom on one side of its number, the nearest first; None where one differs."""
    for word in idiom:
        at = step(words, at)
        if words[at] != word:
            return None
    return at


def _is_span_of_time(words: list[str], at: int, left: str, right: str) -> bool:
    """As in "in one day", "one day later", "its biggest one-day gain"; not in "one day", "a one-day match"."""
    counts = load_counts()
    if right not in counts.spans:
        return False
    if left in counts.before_span or words[at + 2] in counts.after_span:
        return True
    return words[at + 1] in HYPHENS_OR_EN_DASH and words[at + 3] not in counts.games


def identify(line: Line, num: Num) -> Other | None:
    """What a number is by its own form and neighbours, or None where it may be a figure."""
    if num.form == "fraction":
        return _identify_fraction(line, num)
    if num.form in {"vague", "multiple"}:
        return None
    words, last = line.words, num.last
    for applies, kind, rule in _BY_FORM.asked(words[num.first - 1], words[last], _form(line, num)):
        if applies(line, num):
            bare_names.remember(line, num, kind)
            return Other(num.first, _with_letters(line, last, kind), kind, rule)
    return None


def _identify_fraction(line: Line, num: Num) -> Other | None:
    """As in "the second half", "at odds of 11/4", "half-jesting"."""
    if is_half_named(line, num):
        return Other(num.first, num.last, "idiom", "idiom.half")
    if scores.is_odds(line, num):
        return Other(num.first, num.last, "score", "score.odds")
    word = is_half_word(line, num) or _is_fifty(line, num)
    return Other(num.first, num.last, "idiom", "idiom.half") if word else None


def _form(line: Line, num: Num) -> str:
    """Which rules of the table the number's own look asks for: tied, odd, or "" for most of prose."""
    if _is_tied(line.tokens, num):
        return _TIED_FORM
    return _ODD_FORM if num.last > num.first + 1 or line.words[num.first][0] in _ODD_STARTS else ""


def _is_tied(tokens: Tokens, num: Num) -> bool:
    """Whether letters or marks hang on the number, but for signs like "$" and "%" and the stop of its sentence."""
    if tokens.glued(num.first) and tokens.kinds[num.first - 1] != SIGN:
        return True
    last = num.last
    if not tokens.glued(last) or tokens.kinds[last] == SIGN or tokens.words[last] == ",":
        return False
    return tokens.words[last] != "." or tokens.glued(last + 1)


def set_aside(line: Line, amount: Amount) -> Other | None:
    """What a number without a unit is, or None where it may count something."""
    words, last = line.words, amount.last
    form = _TIED_FORM if line.tokens.glued(last) else ""
    for applies, kind, rule in _LEFT_BARE.asked(words[amount.first - 1], words[last], form):
        if applies(line, amount):
            bare_names.remember(line, amount.num, kind)
            return Other(amount.first, _with_letters(line, amount.last, kind), kind, rule)
    return None


def _with_letters(line: Line, last: int, kind: OtherKind) -> int:
    """Past the letters glued to a name or identifier: "120B"."""
    while kind in {"name", "identifier"} and line.tokens.kinds[last] == WORD and line.tokens.glued(last):
        last += 1
    return last

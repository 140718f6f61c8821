"""Points on named scales and points of change: magnitudes, storm categories, stars, index levels."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import OF_INDEXES, Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs, verb_ending
from figures_server.compose.rules.measures.thermometers import MINUSES, attach_frost, attach_thermometer
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.shapes import load_measures, load_scales
from figures_server.lexicon.words import load_changes, load_nouns, load_rates
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, SIGN, WORD

_LEAST_LEVEL: Final = 100
_SOFTENERS: Final = frozenset(("about", "almost", "just", "nearly", "roughly"))
_STRONGEST: Final = 12
_MOST_ACIDITY: Final = 14
_LISTING: Final = frozenset((",", "and", "or", "to"))


def attach_scale(line: Line, amount: Amount) -> bool:
    """Magnitudes, categories, stars and points, by the words beside the number."""
    if line.words[amount.first - 1] == "of" and _percent_before(line, amount):
        return True
    return (line.mentions(_telling()) or line.words[amount.first] in MINUSES) and (
        _magnitude(line, amount)
        or _mach(line, amount)
        or _acidity(line, amount)
        or attach_frost(line, amount)
        or attach_thermometer(line, amount)
        or _index_level(line, amount)
        or _category(line, amount)
        or _points(line, amount)
    )


@cache
def _telling() -> frozenset[str]:
    """The words of which a sentence must hold one for any of the scales: most hold none."""
    scales, measures = load_scales(), load_measures()
    names = {"magnitude", "moment", "mach", "ph", "zero", "category", "star", "&"}
    return frozenset(names).union(scales.quakes, scales.named_indexes, scales.points, measures.thermometer)


def _set(amount: Amount, unit: str, rule: str) -> None:
    amount.kind, amount.rule, amount.dimension = "scale", rule, "Scale"
    amount.factors = (UnitFactor("unit", unit),)


def _magnitude(line: Line, amount: Amount) -> bool:
    """As in "7.8-magnitude", "magnitude 6.1", "measured 8.0" of an earthquake, "6.1 on the Richter scale"."""
    words, at = line.tokens.words, amount.last
    after = at + (words[at] in HYPHENS)
    if words[after] == "magnitude":
        amount.last = after + 1
    elif words[at : at + 2] == ["in", "magnitude"]:
        # "tremors of 3.1 and 3.4 in magnitude"
        pass
    elif not _is_on_quake_scale(line, amount):
        return False
    _set(amount, "magnitude", "scale.magnitude")
    return True


def _mach(line: Line, amount: Amount) -> bool:
    """As in "Mach 3": the unit stands before its number."""
    if line.words[amount.first - 1] != "mach":
        return False
    _set(amount, "mach", "scale.mach")
    amount.first -= 1
    return True


def _acidity(line: Line, amount: Amount) -> bool:
    """As in "pH 7.5", "a pH of 5.2", "the pH fell to 8.1": the scale has no more than 14 steps."""
    at = amount.first - 1
    if not 0 <= amount.num.value <= _MOST_ACIDITY or amount.num.form != "digits":
        return False
    if _follows_acidity(line, amount):
        _set(amount, "ph", "scale.acidity")
        return True
    while line.words[at] in load_scales().behind_acidity:
        at -= 1
    named = line.taken <= at == amount.first - 1
    if line.words[at] != "ph" or (not named and load_surfaces().read(line.tokens, amount.last)):
        return False
    _set(amount, "ph", "scale.acidity")
    amount.first -= named
    return True


def _follows_acidity(line: Line, amount: Amount) -> bool:
    """As in "the pH fell from 8.2 to | 8.1", "of pH 4, 7 and | 10"; not "a pH of 5 and | 3 fish"."""
    last = line.amounts[-1] if line.amounts else None
    if last is None or last.rule != "scale.acidity" or not _LISTING.issuperset(line.words[last.last : amount.first]):
        return False
    return not line.has_content(amount.last) and not load_surfaces().read(line.tokens, amount.last)


def _is_on_quake_scale(line: Line, amount: Amount) -> bool:
    """As in "6.1 on the Richter scale", "a magnitude of 6.1"; of the 40 in "the 6.1-magnitude quake struck 40 km off", no."""
    words = line.tokens.words
    if amount.num.form != "digits":
        return False
    before = words[max(line.taken, amount.first - 3) : amount.first]
    # "a quake of that magnitude 40 years ago"
    return ("magnitude" in before and amount.num.value < _STRONGEST) or _quake_level(line, amount, before)


def _index_level(line: Line, amount: Amount) -> bool:
    """As in "the Dow closed above 14,000": a bare number behind a preposition, in a sentence about an index."""
    tokens, scales, at = line.tokens, load_scales(), amount.first - 1
    # "to close at nearly 22,552"
    at -= line.words[at] in _SOFTENERS
    words, behind = tokens.words, tokens.words[amount.last]
    # "edged up to 102.5, from 102.2"
    again = words[at] == "from" and bool(line.amounts) and line.amounts[-1].rule == "scale.index-level"
    if not (again or words[at] in scales.before_level) or amount.num.value < _LEAST_LEVEL or amount.num.scale > 1000:
        return False
    if words[at] == "to" and _is_pair(line, at):
        return False
    # "closed at 33,466 helped by banks"
    told = is_past(behind) and not is_plural(line.words[amount.last + 1])
    unread = behind != "points" and behind not in load_nouns().stops and not told
    if tokens.kinds[amount.last] in {WORD, SIGN} and unread:
        return False
    if not _mentions_index(line, scales.named_indexes):
        return False
    _set(amount, "index_point", "scale.index-level")
    amount.last += behind == "points"
    return True


def _is_pair(line: Line, to: int) -> bool:
    """As in "losers outnumbered winners 310 | to 120": no verb of change leads to either."""
    first = next((other.first for other in line.amounts if other.last == to and other.bare), 0)
    words = line.tokens.words
    return first > 0 and words[first - 1] != "from" and not verb_ending(words, first - 1)


def attach_step(line: Line, amount: Amount) -> bool:
    """As in "the Dow fell 84 points and the Nasdaq lost | 41", "the Sensex sheds | 300": a step in the points of an index."""
    words, verb = line.tokens.words, amount.first - 1
    verb = verb if verb_ending(words, verb) else past_adverbs(line, verb)
    if amount.num.form != "digits" or amount.num.scale != 1 or not verb_ending(words, verb):
        return False
    behind = line.words[amount.last]
    counted = line.tokens.kinds[amount.last] in {WORD, SIGN} and behind not in load_nouns().stops
    stepped = not counted and (
        any(other.rule in OF_INDEXES for other in line.amounts) or _is_index(line, verb - 1, amount)
    )
    if stepped:
        _set(amount, "index_point", "scale.index-points")
    return stepped


def _is_index(line: Line, at: int, amount: Amount) -> bool:
    """Whether the name of an index ends at token `at`: "the Dow", "FTSE 100", "Dow Jones Industrial Average", "Nikkei index"."""
    named, start = load_scales().named_indexes - {"index"}, at
    while line.words[at] not in named and (
        has_capital(line, at) or line.words[at] == "index" or line.tokens.kinds[at] == DIGITS
    ):
        at -= 1
    return start - at < PHRASE and line.words[at] in named and amount.num.value >= 1


def _mentions_index(line: Line, names: frozenset[str]) -> bool:
    """Whether the sentence names an index, "the Dow", "the S&P", or goes on with "it" behind one that did."""
    again = line.after_index and "it" in line.tokens.words
    return again or line.mentions(names) or ("&", "p") in pairwise(line.tokens.words)


def _quake_level(line: Line, amount: Amount, before: list[str]) -> bool:
    if not 1 <= amount.num.value < 10 or amount.num.value.as_tuple().exponent != -1:
        return False
    quakes = load_scales().quakes
    if line.words[amount.last] in quakes:
        # "the 7.1 tremor"
        return True
    measured = before[-1:] in (["at"], ["a"], ["measuring"], ["measured"])
    measured |= before[-1:] == ["of"] and line.words[amount.first - 2] in quakes
    return measured and line.mentions(quakes)


def _category(line: Line, amount: Amount) -> bool:
    """As in "a category 4 hurricane", "five-star"."""
    words, at = line.tokens.words, amount.last
    if line.words[amount.first - 1] == "category" and line.mentions(load_scales().storms):
        _set(amount, "saffir_simpson_category", "scale.category")
        return True
    if words[at] in HYPHENS and words[at + 1] == "star":
        _set(amount, "star", "scale.stars")
        amount.last = at + 2
        return True
    return False


def _points(line: Line, amount: Amount) -> bool:
    """As in "25 points" of an index, a poll or a rate; elsewhere points are counted like goals."""
    words, at, scales = line.tokens.words, amount.last, load_scales()
    after = at + (words[at] in HYPHENS)
    part = amount.num.form == "fraction" or 0 < amount.num.value < 1
    if part and words[after] in {"a", "of"}:
        # "half a point", "0.4 of a point"
        after += 1 + (words[after] == "of")
    # "averaged 20 points | a game", "24.6 points | per game"
    of_game = words[after + 1] in {"a", "per"} and words[after + 2] in load_rates().occasions
    if words[after] not in scales.points or _is_played(line) or of_game:
        return False
    small = abs(amount.num.value) < 1
    if not small and _mentions_index(line, scales.indexes) and not line.mentions(scales.polling):
        _set(amount, "index_point", "scale.index-points")
    elif _are_of_percent(line, words[after + 1], small=small) or (small and _is_step(line, amount)):
        amount.kind, amount.rule, amount.dimension = "percentage", "percentage.points", "Percentage"
        amount.factors = (UnitFactor("unit", "percentage_point"),)
    elif amount.num.form == "fraction":
        _set(amount, "index_point", "scale.index-points")
    else:
        return False
    amount.last = after + 1
    return True


def _are_of_percent(line: Line, behind: str, *, small: bool) -> bool:
    """As in "six points ahead in the polls", "cut rates by half a point", "a half-point | cut"."""
    scales = load_scales()
    if line.mentions(scales.polls) or (small and _is_moved(behind)):
        return True
    return _may_be_of_polls(line) and not line.mentions(scales.sports)


def _is_played(line: Line) -> bool:
    """As in "shot 52 percent and led by 27 points": points that are scored, though shares are told of; "shot up" tells of none."""
    words, shares = line.tokens.words, any(other.kind == "percentage" for other in line.amounts)
    shot = shares and any(word == "shot" and line.tokens.kinds[at + 1] == DIGITS for at, word in enumerate(words))
    return shot or line.mentions(load_scales().played)


def _is_step(line: Line, amount: Amount) -> bool:
    """As in "a cut of | a quarter point", "raise it by | half a point": of a rate too; "the index fell by half a point" is its own."""
    words, first, changes = line.words, amount.first, load_changes()
    if words[first - 1] not in {"by", "of"} or _mentions_index(line, load_scales().indexes):
        return False
    return any(word in changes.nouns or word in changes.verbs for word in words[max(0, first - GROUP) : first - 1])


def _is_moved(word: str) -> bool:
    """As in "a half-point | cut", "a quarter-point rise", "half a point | of market share": so little is of a rate."""
    return word == "of" or word in load_changes().nouns or word.removesuffix("s") in load_changes().nouns


def _may_be_of_polls(line: Line) -> bool:
    """Whether a percentage stood in the sentence before, or somebody leads or wins in an article about politics."""
    scales = load_scales()
    if line.after_percentage:
        return True
    return line.mentions(scales.leads) and line.tokens.article.mentions(scales.politics)


def _percent_before(line: Line, amount: Amount) -> bool:
    """As in "a shooting percentage of 48.2"."""
    first = amount.first
    if line.words[first - 2] not in {"percentage", "percent"} or line.taken >= first - 1:
        return False
    amount.kind, amount.rule, amount.dimension = "percentage", "percentage.named-before", "Percentage"
    amount.factors = (UnitFactor("unit", "percent"),)
    return True

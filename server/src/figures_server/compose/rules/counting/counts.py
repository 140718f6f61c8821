"""What a bare number counts: the noun phrase behind it, or the noun an ellipsis takes up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import counting_verb_before
from figures_server.compose.rules.counting import (
    anaphora,
    comparisons,
    count_forms,
    count_rates,
    cricket,
    ellipses,
    headcounts,
    points,
    predications,
    reached_levels,
    shared_nouns,
    unsaid_units,
    votes,
)
from figures_server.compose.rules.counting.headcounts import PERSON, has_casualty_near
from figures_server.compose.rules.counting.predications import is_summed_again
from figures_server.compose.rules.counting.pronouns import is_pronoun
from figures_server.compose.rules.intervals.bounds import match_before, past_hedge
from figures_server.compose.rules.measures.tails import PACES
from figures_server.compose.rules.noun_phrases.heads import is_past, singular_of
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_ages, load_counts, load_scales
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.tokens import APOSTROPHES, CLOSING_QUOTES, HYPHENS, OPENING_QUOTES, WORD

_JOINED: Final = frozenset(("and", ",", "plus"))
_HANGING: Final = frozenset(("and", "or"))
_FURTHER: Final = frozenset(("more", "other", "further", "additional"))
# "made thousands homeless"
_AFTER_VAGUE: Final = _FURTHER | {"of", "upon", "homeless"}
_DECIMALS: Final = frozenset((-1, -2, -3))


def attach_count(line: Line, amount: Amount) -> bool:
    """Gives a bare number its noun: behind it, hyphened to it, taken up from before, or a person."""
    for settles in _WAYS if line.is_of_cricket() else _WAYS_BUT_CRICKET:
        if settles(line, amount):
            break
    if amount.kind == "count" and line.words[amount.last] in PACES:
        count_rates.attach_pace(line, amount)
    return not amount.bare


def attach_whole(line: Line, amount: Amount) -> None:
    """What a share is a share of: "half the condos", "a third of the workforce"."""
    words, at, passed = line.tokens.words, amount.last, load_counts().before_whole
    while words[at] in passed:
        at += 1
    if at > amount.last:
        noun = find_noun(line, at, plural=True) or find_noun(line, at, plural=False)
        # "half the state's population" is of the population
        owned = noun is not None and words[noun.last - 1].endswith("'s")
        amount.noun = find_noun(line, noun.last, plural=False) if noun is not None and owned else noun


def remember(line: Line, amount: Amount) -> None:
    """Keeps the noun that a count said, for ellipses after it."""
    if amount.noun is not None and amount.kind == "count":
        line.earlier_noun = amount.noun.head
        value = amount.num.value
        line.last_counted = line.counted[value] = amount.noun.head, line.tokens.starts[amount.first], value
        _remember_acronym(line, amount.noun)
        if counting_verb_before(line, amount):
            line.earlier_object = amount.noun.head
    elif amount.rule == "count.casualty" and amount.kind == "count":
        # "were of one family. They came in a group of 54. Four had stayed behind"
        line.last_counted = amount.factors[0].name, line.tokens.starts[amount.first], amount.num.value
    elif amount.rule == "count.ellipsis" and amount.kind == "count":
        # "1,300 cases in 41 states, against 2,100. Last year there were 285."
        head = amount.factors[0].name
        if line.last_counted and line.last_counted[0] != head:
            line.last_counted = head, line.tokens.starts[amount.first], amount.num.value
    elif amount.noun is not None and amount.kind == "ordinal":
        # "their ninth straight loss ... four of those at home"
        line.earlier_noun = amount.noun.head
        line.last_counted = amount.noun.head, line.tokens.starts[amount.first], amount.num.value


def _remember_acronym(line: Line, noun: Noun) -> None:
    """As in "20 police inspectors (PIs)": what the letters stand for from here on."""
    at = noun.last + 1
    if line.words[noun.last] == "(" and line.words[at + 1] == ")" and line.words[at].endswith("s"):
        line.acronyms[line.words[at][:-1]] = noun.head


# -------------------------- ways to settle what is counted, each True where no other need be tried


def _counts_noun_behind(line: Line, amount: Amount) -> bool:
    """As in "6,000 vehicles an hour"; the figure's words end before its noun all the same."""
    noun = _noun_behind(line, amount)
    if noun is None or headcounts.acts_as_one(line, amount) or is_pronoun(line, amount, noun):
        return False
    average = line.words[amount.first][0] == "." and amount.num.scale == 1
    if average or (_bounds_reading(line, amount) and noun.head not in load_scales().points):
        # "a .312 average"
        return False
    verb = line.words[amount.last]
    set_off = line.words[amount.first - 1] == "," and (is_past(verb) or verb in load_nouns().verbs)
    if set_off and predications.whole_before(line, amount) is not None:
        # "Of the 39 stations, 32 recorded readings", "of 30 schools, nine lack libraries": what is counted stands in the opening
        return False
    if line.words[noun.first] == "others":
        noun = noun._replace(head=_head_of_others(line, amount))
    tied = line.words[noun.last - 2] in HYPHENS and noun.first == noun.last - 3
    if line.words[noun.last - 1] == "ones" or (tied and line.words[noun.last - 1] in load_nouns().in_modifiers):
        before = amount.previous
        if before is None or before.kind != "count":
            # "one of the lucky ones"
            return False
        # "six old tubs and three new ones", "two models, one entry-level and one mid-tier"
        noun = noun._replace(head=before.factors[0].name)
    if noun.head in load_counts().losses and line.words[noun.last - 2] in load_counts().grown:
        # "12,000 job cuts"
        noun = noun._replace(head=line.words[noun.last - 2])
    if (meant := line.acronyms.get(noun.head.lower())) is not None:
        noun = noun._replace(head=meant)
    if noun.head in load_counts().times and _lasts(line.words[amount.last : noun.last]):
        amount.kind, amount.rule, amount.noun = "duration", "duration.noun-after", noun
        amount.factors, amount.dimension = (UnitFactor("unit", noun.head),), "Duration"
        return True
    set_count(amount, noun, "count.noun-after")
    count_rates.attach_noun_tail(line, amount, noun)
    return True


def _counts_doing(line: Line, amount: Amount) -> bool:
    """As in "one count of fraud and two | of forging cheques", "and one | of theft": not theft is counted, but what was before "of"."""
    words, at = line.words, amount.last + 1
    if words[at - 1] != "of":
        return False
    beside = words[amount.first - 1] in _JOINED and amount.num.form != "vague" and line.tokens.kinds[at] == WORD
    alike = beside and words[at] not in load_nouns().of_determiners and words[at] not in load_counts().pronouns
    if not alike and not words[at].endswith("ing"):
        return False
    counted = next((other.noun for other in line.before(amount) if other.noun is not None), None)
    if counted is None or line.words[counted.last] != "of":
        return False
    return set_count(amount, counted.head, "count.ellipsis")


def _bounds_reading(line: Line, amount: Amount) -> bool:
    """As in "a reading | below 50 | signals weakness": the word behind is a verb."""
    hedge = match_before(line, amount.first)
    if hedge is None or hedge[0].modifier not in {"less_than", "more_than"}:
        return False
    return amount.num.form == "digits" and line.words[hedge[1] - 1] in load_counts().measured


def _lasts(words: list[str]) -> bool:
    """As in 12 "trouble-free years"; one "of the days" and six "hottest years" are counted."""
    return "of" not in words and not any(word.endswith(("est", "worst")) for word in words)


def _counts_number_of(line: Line, amount: Amount) -> bool:
    """As in "brings to 31 the number of senators", "That number is now 7,200"."""
    words, at = line.words, amount.last
    if words[at] == "the" and "number" in words[at + 1 : at + 3]:
        return set_count(amount, find_noun(line, words.index("number", at) + 1, plural=True), "count.number-of")
    if not is_summed_again(line, amount):
        return False
    # "900 crossed in 14 boats, taking the total to | 28,076": of what the sentence began with
    opening = line.amounts[0]
    told = opening.factors[0].name if opening.kind == "count" else line.earlier_noun
    return set_count(amount, anaphora.counted_alike(line, amount) or told, "count.number-of")


def _head_of_others(line: Line, amount: Amount) -> str:
    """As in "destroyed 30 homes and damaged 45 others", "12 sheep died and two others were hurt": more of the same, else persons."""
    before, words, first = amount.previous, line.words, amount.first
    beside = words[first - 1] == "and" and words[first - 2] in load_ages().subjects
    if beside or before is None or before.kind != "count":
        # "he and 20 others"
        return PERSON
    head = before.factors[0].name
    if has_casualty_near(line, amount) and head not in load_counts().animals:
        return PERSON
    return PERSON if head in load_nouns().persons else head


def _is_fractional(_line: Line, amount: Amount) -> bool:
    """Things are counted in whole numbers from nought; a decimal without a unit counts nothing, nor does the 3.0 of a version."""
    low = amount.low
    if low is None:
        return False
    return low.decimal < 0 or not is_whole(low.decimal) or low.decimal.as_tuple().exponent in _DECIMALS


_WAYS: Final[tuple[Callable[[Line, Amount], bool], ...]] = (
    # How it is written.
    count_forms.counts_strength,
    count_forms.counts_attendance,
    count_forms.counts_children,
    count_forms.counts_per_game,
    count_forms.counts_games,
    count_forms.counts_medals,
    reached_levels.is_milestone,
    cricket.is_on_card,
    cricket.is_run_rate,
    cricket.is_average,
    cricket.is_told_as_runs,
    ellipses.counts_in_brackets,
    # The noun behind.
    comparisons.is_foretold,
    headcounts.heads_follow,
    headcounts.are_accused,
    votes.counts_voters,
    _counts_number_of,
    _counts_doing,
    _counts_noun_behind,
    shared_nouns.shares_noun,
    shared_nouns.shares_noun_aside,
    shared_nouns.counts_past_share,
    shared_nouns.shares_noun_vaguely,
    # A number right before, set against this one.
    comparisons.is_compared,
    comparisons.is_against_rank,
    ellipses.takes_up_vague,
    points.is_share,
    votes.counts_division,
    votes.counts_majority,
    unsaid_units.lasts_too,
    unsaid_units.revises_measure,
    unsaid_units.is_former_count,
    count_rates.is_rate_of_heads,
    count_rates.is_rate_of_subject,
    unsaid_units.is_other_level,
    _is_fractional,
    shared_nouns.is_part_of_whole,
    ellipses.restates_share,
    # What the sentence says of it.
    predications.counts_predicate,
    predications.counts_coordinate,
    predications.counts_label,
    predications.counts_base,
    predications.counts_relative,
    headcounts.counts_toll,
    predications.is_fronted,
    predications.counts_step,
    predications.counts_numbered,
    headcounts.counts_heads,
    predications.is_of_opening,
    reached_levels.reaches_level,
    headcounts.counts_casualties,
    # What an earlier number counted.
    anaphora.is_one_of_kind,
    ellipses.takes_up_number,
    shared_nouns.is_shared_out,
    unsaid_units.resumes_measure,
    ellipses.takes_up_object,
    anaphora.is_repeated,
    headcounts.counts_persons_vaguely,
    reached_levels.ends_scale,
    predications.is_apposed,
    predications.is_absolute,
    anaphora.takes_up_extreme,
    anaphora.takes_up_group,
    anaphora.takes_up_pronoun,
    anaphora.takes_up_sentence,
    cricket.counts_runs,
    headcounts.acts,
    count_forms.counts_listed_item,
)
# What an article that does not tell of cricket has none of.
_WAYS_BUT_CRICKET: Final = tuple(way for way in _WAYS if way not in {cricket.is_on_card, cricket.is_average})


def _of_pronoun(line: Line, amount: Amount, of: int) -> Noun | None:
    """As in two "of us", 40 "of those asked", which are persons; in 20 "of them children" the plural right behind, with an adjective at most.

    In "schools, four of which lost their roofs" it is the plural before the comma, unless that was counted itself.
    """
    pronoun, comma, before = line.words[of + 1], amount.first - 1, amount.previous
    told = before is not None and before.told_until == comma
    if pronoun == "which" and line.words[comma] == "," and is_plural(line.words[comma - 1]) and not told:
        return Noun(comma - 1, comma, singular_of(line, comma - 1))
    if pronoun in {"us", "you"} or (pronoun == "those" and line.words[of + 2] in load_counts().asked):
        return Noun(of + 1, of + 2, PERSON)
    if pronoun not in {"them", "whom"}:
        return find_noun(line, of, plural=True)
    noun = find_noun(line, of + 2, plural=True)
    return noun if noun is not None and noun.last - of <= GROUP else None


def _noun_behind(line: Line, amount: Amount) -> Noun | None:
    """The noun phrase behind the number, a hyphen or a hedge between: "70-member", "eight or fewer passengers"."""
    tokens, words, after = line.tokens, line.tokens.words, amount.following
    at = past_hedge(line, amount.last)
    plural = abs(amount.num.value) > 1 or amount.low != amount.high or at > amount.last
    # '"thousands" of letters', '"40" shops'
    quoted = words[at] in CLOSING_QUOTES and line.words[amount.first - 1] in OPENING_QUOTES
    # "two, perhaps three, cars"
    at += quoted or (words[at] == "," and "," in words[amount.first : at])
    word = words[at]
    if word in HYPHENS and tokens.glued(at) and tokens.kinds[at + 1] == WORD:
        if after is not None and after.first == at + 2 and words[at + 1] in _HANGING and words[after.last] in HYPHENS:
            # "two- and three-bedroom flats"
            at = after.last
        return _tied_noun(line, at + 1)
    if word == "others":
        return Noun(at, at + 1, PERSON)
    dated = after is not None and after.first == at and line.words[after.last] in load_counts().after_span
    if dated or (amount.num.form == "vague" and words[at - 1].endswith("s") and word not in _AFTER_VAGUE):
        # "32 patients a day, against 25 | five years ago"; "hundreds | blocked roads", where a noun would need its "of"
        return None
    if word in _FURTHER and _ends_phrase(line, at + 1, plural=plural):
        return find_noun(line, at + 1, plural=True) if word == "more" and words[at + 1] == "of" else None
    if word == "of":
        if words[at + 1] in load_counts().pronouns and tokens.text[tokens.starts[at + 1]].islower():
            return _of_pronoun(line, amount, at)
        if after is not None and after.first - at <= 2 and words[after.last] not in HYPHENS:
            # "50 of the 1,800", "one of millions"
            return None
        if not plural and not _is_determined(line, at + 1):
            # "the image is one of calm", "the tale is one of lost chances"
            return None
    return find_noun(line, at, plural=plural) or (_unmarked_plural(line, at) if plural else None)


def _tied_noun(line: Line, at: int) -> Noun | None:
    """As in "a five-set match", "the 50-over format", "70-member"; not "a two-over-par 73"."""
    word, nouns = line.words[at], load_nouns()
    counted = word in nouns.verbs or (word == "over" and line.tokens.kinds[at + 1] == WORD)
    if word in nouns.stops and not counted:
        return None
    return Noun(at, at + 1, nouns.parted.get(word) or singular(word))


def _ends_phrase(line: Line, at: int, *, plural: bool) -> bool:
    """Behind "more" and its like: "40 more | were found", "two others | in Leeds"; not "40 more | needs were met"."""
    word, nouns = line.words[at], load_nouns()
    if line.tokens.kinds[at] != WORD:
        return word not in OPENING_QUOTES
    return word in nouns.stops and word not in (nouns.nominal if plural else nouns.nominal_singular)


def _unmarked_plural(line: Line, at: int) -> Noun | None:
    """As in "12 petition filed by residents": a noun that is counted often, without its -s; "63 House seats" is a name, "12 returned home" no noun phrase."""
    if f"{line.words[at]} {line.words[at + 1]}" in load_counts().human_phrases:
        return None
    noun = find_noun(line, at, plural=False)
    if (
        noun is None
        or line.words[noun.last - 1] != noun.head
        or not (noun.head in load_counts().countable or noun.head in load_nouns().persons)
    ):
        return None
    tokens = line.tokens
    cases = {tokens.text[tokens.starts[index]].islower() for index in range(noun.first, noun.last)}
    alone = noun.last == noun.first + 1 or noun.head in load_nouns().persons
    return None if len(cases) > 1 or (cases == {False} and alone) else noun


def _is_determined(line: Line, at: int) -> bool:
    """Whether a determiner or an owner opens the phrase at token `at`: "the", "several", "Turkey's"."""
    nouns, words = load_nouns(), line.tokens.words
    owned = any(word.endswith(("'s", "s'")) or word in APOSTROPHES for word in words[at : at + PHRASE])
    return words[at] in nouns.stops or words[at] in nouns.quantifiers or owned or line.tokens.kinds[at] != WORD

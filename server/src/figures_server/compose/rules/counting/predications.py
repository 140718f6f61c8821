"""Numbers whose noun the sentence says elsewhere: its subject, its predicate, a label, "the number of X ... to N"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.counting.anaphora import counted_alike
from figures_server.compose.rules.counting.bare_phrases import is_reading, stands_alone
from figures_server.compose.rules.counting.headcounts import PERSON
from figures_server.compose.rules.counting.reached_levels import PLURAL_COPULAS, is_level, is_reached, link_to_verb
from figures_server.compose.rules.counting.subjects import find_subject
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.times import load_times
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import ASIDES, DASHES, OPENING_QUOTES, WORD

_LONGEST_CLAUSE: Final = 30
_POINTING: Final = frozenset(("the", "that", "this"))
_POSSESSIVES: Final = frozenset(("its", "their", "his", "her"))
# "the figure | , up from | 1.8 million"
_LEADING_FROM: Final = frozenset(("from", ",", "down"))
_FROM: Final = frozenset(("from",))
_PARTING: Final = frozenset(("of", "among"))
_CLAUSE_BREAKS: Final = OPENING_QUOTES | {",", ";", ":", "that", "and", "but"}


def counts_predicate(line: Line, amount: Amount) -> bool:
    """As in "40 of those were children", "about 70 were road deaths": what they are said to be."""
    words, at = line.tokens.words, amount.last
    if words[at] == "of" and words[at + 1] in load_counts().pronouns:
        at += 2
    if words[at] not in PLURAL_COPULAS or words[at + 1].endswith(("ed", "ing")) or words[at + 1] in load_nouns().stops:
        return False
    noun = find_noun(line, at + 1, plural=True)
    if noun is None or noun.first != at + 1:
        return False
    return set_count(amount, noun, "count.predicate")


def counts_coordinate(line: Line, amount: Amount) -> bool:
    """As in "raised the toll to 233 and | confirmed cases to | 5,005": the noun right before, its verb said once."""
    words, at = line.words, amount.first - 2
    if words[at + 1] != "to" or not is_plural(words[at]) or any(other.last == at for other in line.amounts):
        # "rose nine places to 15"
        return False
    start = at
    while line.has_content(start):
        start -= 1
    # The verb stands before the part of the list that another number ends.
    if words[start] not in {"and", ","} or not any(other.last == start for other in line.amounts):
        return False
    return set_count(amount, Noun(at, at + 1, singular(words[at])), "count.subject")


def counts_label(line: Line, amount: Amount) -> bool:
    """As in "Homes without power: 3,400": the plural that begins the label at the start of the line."""
    tokens, colon = line.tokens, amount.first - 1
    if amount.num.form != "digits" or not 0 < colon <= CLAUSE or tokens.words[colon] != ":":
        return False
    if not stands_alone(line, amount):
        # As in "Starters: 1 Neil Holt, 2 Sam Webb", which are numbers of shirts.
        return False
    start = next((at for at in range(colon) if tokens.kinds[at] == WORD), colon)
    return set_count(amount, find_noun(line, start, plural=True), "count.subject")


def is_summed_again(line: Line, amount: Amount) -> bool:
    """As in "That number is now 7,200", "its tally from 43": the total of what was counted before; "the number of cases" names its own."""
    words, counts, at = line.words, load_counts(), amount.first - 1
    while words[at] in counts.summing or words[at] in load_changes().skipped or words[at] in _LEADING_FROM:
        at -= 1
    if words[at] not in counts.summed or (words[at] == "figure" and not counted_alike(line, amount)):
        return False
    # "raising its total to 400 cases" names its own; "June's number" is of what this month's counts
    mine = words[at - 1] in _POSSESSIVES or words[at - 1].removesuffix("'s") in load_times().months
    return words[at - 1] in _POINTING or (mine and stands_alone(line, amount))


def counts_step(line: Line, amount: Amount) -> bool:
    """As in "job growth of 140,000", "an increase in employment of 9,000", "a monthly gain of 225,000": what grows."""
    return set_count(amount, _of_step(line, amount), "count.step")


def _of_step(line: Line, amount: Amount) -> str | None:
    words, changes, at = line.tokens.words, load_changes(), past_adverbs(line, amount.first - 1)
    if line.words[amount.last] in changes.steps:
        # "had forecast a 150,000 increase", "a 12,000 drop | in the number of pupils"
        return _moved_in(line, amount.last + 1) or line.earlier_noun
    if at < 2 or words[at] != "of" or amount.num.form == "vague":
        return None
    if words[at - 1] in changes.steps and (moved := _moved_in(line, amount.last)) is not None:
        # "a rise of 2,300 | in visitors"
        return moved
    grown = _grown(line, at - 1)
    if grown is None or (words[amount.last] == "in" and line.words[amount.last + 1] in load_counts().headcounts):
        return None
    if grown in load_counts().headcounts:
        return PERSON
    return singular(grown) if grown in load_counts().grown else line.earlier_noun


def _moved_in(line: Line, at: int) -> str | None:
    """As in a drop | "in the number of pupils", | "in visitors", | "in employment": what there are more or fewer of."""
    words, counts = line.words, load_counts()
    if words[at] != "in":
        return None
    if words[at + 1 : at + 4] == ["the", "number", "of"]:
        noun = find_noun(line, at + 4, plural=True)
        return None if noun is None else noun.head
    if words[at + 1] in counts.headcounts:
        return PERSON
    noun = find_noun(line, at + 1, plural=True)
    # "a 300 increase in rents" may be of money
    alike = (counts.grown, counts.countable, load_nouns().persons)
    return noun.head if noun is not None and any(noun.head in heads for heads in alike) else None


def _grown(line: Line, at: int) -> str | None:
    """The word before or behind a noun of change that ends at token `at`: "job" growth, increase in "employment"."""
    words, steps = line.tokens.words, load_changes().nouns
    if words[at].removesuffix("s") in steps:
        return words[at - 1]
    increase = words[at - 1] == "in" and words[at - 2] in steps
    return words[at] if increase else None


def grown_before(line: Line, amount: Amount) -> Noun | None:
    """As in "job growth has slowed from 223,000 per month": what is said to grow."""
    words, steps = line.tokens.words, load_changes().nouns
    for at in range(amount.first - 1, max(0, amount.first - CLAUSE), -1):
        if words[at].removesuffix("s") in steps and words[at - 1] in load_counts().grown:
            return Noun(at - 1, at, singular(words[at - 1]))
    return None


def counts_numbered(line: Line, amount: Amount) -> bool:
    """As in "limited the number of injured birds at the site to 86", "the total of known cases is 400"."""
    return set_count(amount, _numbered(line, amount), "count.subject")


def _numbered(line: Line, amount: Amount) -> Noun | None:
    """What the number is said to be the number of, in the same clause; a level may stand farther off."""
    words, kinds, summed = line.tokens.words, line.tokens.kinds, load_counts().summed
    if summed.isdisjoint(words[max(0, amount.first - _LONGEST_CLAUSE) : amount.first]):
        return None
    level = is_level(line, amount) or line.words[amount.first - 2] in load_hedges().ranging
    if not level and line.words[amount.first - 1] == "by":
        # "divide the number of people by two"
        return None
    reach = _LONGEST_CLAUSE if level or line.words[link_to_verb(line, amount)] in {"from", "to"} else CLAUSE
    for at in range(amount.first - 1, max(0, amount.first - reach), -1):
        word = words[at]
        if kinds[at] != WORD and word in load_changes().clause_ends:
            return None
        if level and (head := _tallied(line, at)):
            return Noun(at - 1, at, head)
        if word == "of" and (words[at - 1] == "number" or (level and words[at - 1] in summed)):
            # "a number of aftershocks"
            return None if line.words[at - 2] == "a" else find_noun(line, at + 1, plural=True)
    return None


def _tallied(line: Line, at: int) -> str:
    """As in "the pupil | total fell 4,500", "the death | count is 31", "the medal | tally": what is known as counted."""
    counts, word, before = load_counts(), line.words[at], line.words[at - 1]
    if word not in counts.tallies:
        return ""
    # "voters count 12": the plural of a verb
    thing = before if word == "count" else singular(before)
    return thing if thing in load_nouns().persons or thing in counts.countable else ""


def is_fronted(line: Line, amount: Amount) -> bool:
    """As in "From 40 in 1990, the number of mills had fallen to 12": where a change began, said before its clause."""
    after, at = amount.following, past_adverbs(line, amount.first - 1, _FROM)
    fronted = line.words[at] == "from" and (at == 0 or line.words[at - 1] in _CLAUSE_BREAKS)
    if not fronted or after is None or not is_reached(line, after):
        return False
    return set_count(amount, _numbered(line, after) or find_subject(line, after), "count.subject")


def is_apposed(line: Line, amount: Amount) -> bool:
    """As in "registered voters — some 400 —", "strong tremors followed, including 14 offshore": the plural it stands behind."""
    hedged = match_before(line, amount.first)
    words, at = line.words, hedged[1] - 1 if hedged else past_adverbs(line, amount.first - 1)
    includes = words[at] == "including"
    if not includes and (words[at] not in ASIDES or not _closes(line, amount)):
        return False
    near = range(max(0, at - PHRASE), at)
    if not includes and any(words[index : index + 2] == ["those", "who"] for index in near):
        # "those who had fled, some 14,000,"
        return set_count(amount, PERSON, "count.apposed")
    subject = find_subject(line, amount)
    if subject is None:
        return False
    between = line.tokens.kinds[subject.last : at]
    if not includes and (len(between) > GROUP or set(between) - {WORD}):
        return False
    return set_count(amount, subject, "count.apposed")


def _closes(line: Line, amount: Amount) -> bool:
    """As in "20 |,", "20 | of them", "157 | have been": an insertion ends here, or goes on as a clause."""
    words, at = line.words, amount.last
    if line.tokens.kinds[at] != WORD:
        return words[at] in ASIDES or words[at] in {")", ".", ""}
    return words[at : at + 2] == ["of", "them"] or (
        words[past_adverbs(line, amount.first - 1)] in DASHES and words[at] in load_counts().auxiliaries
    )


def whole_before(line: Line, amount: Amount) -> int | None:
    """The "of" that opens the clause, with a comma before the amount: "Of the 20 held, | six", "said that out of the 20 held, | six"."""
    words, comma = line.words, amount.first - 1
    for at in range(comma - 1, max(-1, comma - PHRASE), -1) if words[comma] == "," else ():
        if words[at] in _CLAUSE_BREAKS:
            of = at + 1 + (words[at + 1] == "out")
            if words[of] in _PARTING:
                return of
            break
    of = 1 if words[:2] == ["out", "of"] else 0
    return of if words[of] in _PARTING and "," in words[: amount.first] else None


def is_of_opening(line: Line, amount: Amount) -> bool:
    """As in "Of those cases, | 15 were fatal", "Of those asked, | 15 agreed", "Out of the 20 begun, | seven are open"."""
    words, of, before = line.tokens.words, whole_before(line, amount), amount.previous
    if of is None or is_reading(line, amount):
        return False
    first = next(other for other in line.amounts if other.first > of)
    if words[of + 1] == "those" and words[of + 2] in load_counts().asked:
        return set_count(amount, PERSON, "count.part-of")
    if words[of + 1] == "other":
        # "Among other things, the bank cut 300"
        return False
    resumes = before is not None and before is not first and before.noun is not None
    if resumes and words[amount.last] in load_counts().parallel:
        # "Of the ten, six forms lie at the court and four at the bank"
        return False
    if amount.num.value == 1 and words[past_adverbs(line, amount.first - 1)] != ",":
        # "Of the rockets, one hit a school, and the one set aside did not"
        return False
    whole = find_noun(line, of + 1 - (words[of + 1] in load_nouns().of_determiners), plural=True)
    near = first.noun if first.kind == "count" and first.first <= of + 3 else None
    return set_count(amount, whole or (near.head if near is not None else None), "count.part-of")


def counts_relative(line: Line, amount: Amount) -> bool:
    """As in "music shops, of which there are now 230": the plural that the relative clause is said of."""
    words, at = line.words, past_adverbs(line, amount.first - 1)
    while words[at] in load_counts().passive or words[at] == "there":
        at -= 1
    noun = words[at - 3] if words[at - 2] == "," else words[at - 2]
    # "40 hectares, of which 12 are woodland": a measure goes on
    told = words[at - 1 : at + 1] == ["of", "which"] and is_plural(noun)
    told = told and not any(other.last == at - 1 - (words[at - 2] == ",") for other in line.amounts)
    return told and set_count(amount, singular(noun), "count.subject")


def counts_base(line: Line, amount: Amount) -> bool:
    """As in "its subscriber base to 5 million", "a customer base of 40,000": so many of them."""
    words, at = line.words, amount.first - 1
    while words[at] in load_changes().skipped and words[at - 1] != "base":
        at -= 1
    head = singular(words[at - 2])
    if words[at] not in {"of", "to", "from"} or words[at - 1] != "base" or head not in load_nouns().persons:
        return False
    return set_count(amount, Noun(at - 2, at - 1, head), "count.subject")


def is_absolute(line: Line, amount: Amount) -> bool:
    """As in "Teenagers are keen readers, with 3 million | buying a book": the persons that the clause before tells of."""
    words, start = line.words, past_adverbs(line, amount.first - 1)
    if words[start] != "with" or not words[amount.last].endswith("ing"):
        return False
    return set_count(amount, find_subject(line, amount), "count.subject")

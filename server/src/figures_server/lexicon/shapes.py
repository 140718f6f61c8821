"""The words that single shapes of figures need: ages, counts, ratios, scales, measures, money; loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from figures_server.lexicon.words import read_sets, read_toml


@dataclass(frozen=True, slots=True)
class AgeWords:
    """Words around the ages of persons."""

    possessives: frozenset[str]
    somethings: frozenset[str]
    into_decade: frozenset[str]
    persons: frozenset[str]
    roles: frozenset[str]
    kin: frozenset[str]
    of_years: frozenset[str]
    milestones: frozenset[str]
    before: frozenset[str]
    birthdays: frozenset[str]
    links: frozenset[str]
    phrase: frozenset[str]
    softeners: frozenset[str]
    contracted: frozenset[str]
    said_of: frozenset[str]
    before_name: frozenset[str]
    records: frozenset[str]
    of_age: frozenset[str]
    after_is: frozenset[str]
    modals: frozenset[str]
    living: frozenset[str]
    until: frozenset[str]
    subjects: frozenset[str]
    reaching: frozenset[str]
    suffixes: frozenset[str]
    becoming: frozenset[str]
    chosen: frozenset[str]
    beginning: frozenset[str]
    contracted_modals: frozenset[str]
    first_steps: dict[str, frozenset[str]]


@cache
def load_ages() -> AgeWords:
    """Words around "aged 71" and "in his 40s"."""
    raw = read_toml("ages.toml")
    steps = {word: frozenset(before.split()) for word, before in raw.pop("first_steps").items()}
    return read_sets(AgeWords, raw, first_steps=steps)


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words that tell what a bare number counts."""

    done_by: frozenset[str]
    match_reports: frozenset[str]
    reaching: frozenset[str]
    of_persons: frozenset[str]
    of_sums: frozenset[str]
    human: frozenset[str]
    human_phrases: frozenset[str]
    acting_bodies: frozenset[str]
    deciding: frozenset[str]
    doing: frozenset[str]
    animals: frozenset[str]
    passive: frozenset[str]
    done_to: frozenset[str]
    done_off: frozenset[str]
    resuming: frozenset[str]
    measured_plurals: frozenset[str]
    rated: frozenset[str]
    comparing: frozenset[str]
    forecasters: frozenset[str]
    foretelling: frozenset[str]
    parallel: frozenset[str]
    headcounts: frozenset[str]
    led_headcounts: frozenset[str]
    leading_headcounts: frozenset[str]
    asked: frozenset[str]
    surveyed: frozenset[str]
    answers: frozenset[str]
    made_so: frozenset[str]
    making: frozenset[str]
    gatherings: frozenset[str]
    grown: frozenset[str]
    subordinators: frozenset[str]
    extremes: frozenset[str]
    charging: frozenset[str]
    milestones: frozenset[str]
    times: frozenset[str]
    claiming: frozenset[str]
    evidence: frozenset[str]
    showing: frozenset[str]
    auxiliaries: frozenset[str]
    apart: frozenset[str]
    levels: frozenset[str]
    quotients: frozenset[str]
    gap_openers: frozenset[str]
    clause_ends: frozenset[str]
    lasting: frozenset[str]
    members: frozenset[str]
    revising: frozenset[str]
    restating: frozenset[str]
    peopled: frozenset[str]
    transparent: frozenset[str]
    losses: frozenset[str]
    governing: frozenset[str]
    spans: frozenset[str]
    before_span: frozenset[str]
    after_span: frozenset[str]
    games: frozenset[str]
    acting: frozenset[str]
    before_whole: frozenset[str]
    resumers: frozenset[str]
    trailing: frozenset[str]
    terms: frozenset[str]
    winning: frozenset[str]
    lately: frozenset[str]
    metals: frozenset[str]
    measured: frozenset[str]
    moving: frozenset[str]
    clause_openers: frozenset[str]
    taking: frozenset[str]
    after_one: frozenset[str]
    pronouns: frozenset[str]
    asking: frozenset[str]
    whole: frozenset[str]
    parents: frozenset[str]
    capacity: frozenset[str]
    roomy: frozenset[str]
    listed_on: frozenset[str]
    norms: frozenset[str]
    levelled: frozenset[str]
    venues: frozenset[str]
    held_to: frozenset[str]
    drawing: frozenset[str]
    standing: frozenset[str]
    unmoved: frozenset[str]
    priced: frozenset[str]
    paced: frozenset[str]
    summed: frozenset[str]
    tallies: frozenset[str]
    summing: frozenset[str]
    # Singulars that are counted, for those that stand without their -s.
    countable: frozenset[str]
    inserted: frozenset[str]
    crowds: frozenset[str]
    per_game: dict[str, str]
    # What a rate of the body is one of.
    beats: dict[str, str]


@cache
def load_counts() -> CountWords:
    """Words around "cases topped 1 million" and "down from 18,000"."""
    raw = read_toml("counts.toml")
    return read_sets(CountWords, raw, per_game=raw.pop("per_game"), beats=raw.pop("beats"))


@dataclass(frozen=True, slots=True)
class RatioWords:
    """Words around multiples and ranks."""

    compared: frozenset[str]
    compared_by: frozenset[str]
    much: frozenset[str]
    doubles: frozenset[str]
    before_double: frozenset[str]
    before_doubling: frozenset[str]
    after_double: frozenset[str]
    repeated: frozenset[str]
    after_no_multiple: frozenset[str]
    after_doubling: frozenset[str]
    before_parts: frozenset[str]
    running: frozenset[str]
    ranked_as: frozenset[str]
    seeds: frozenset[str]
    achievements: frozenset[str]
    served: frozenset[str]
    sought: frozenset[str]
    before_record: frozenset[str]
    putting: frozenset[str]
    carrying: frozenset[str]
    objects: frozenset[str]
    said_of: frozenset[str]
    before_running: frozenset[str]
    no_superlatives: frozenset[str]
    making: frozenset[str]
    places: frozenset[str]
    being: frozenset[str]
    deeds: dict[str, str]
    cases: frozenset[str]
    offices: frozenset[str]
    outnumbering: frozenset[str]
    placings: frozenset[str]
    finishing: frozenset[str]
    before_placing: frozenset[str]
    jointly: frozenset[str]
    so_far: frozenset[str]
    tying: frozenset[str]
    positioned: frozenset[str]
    ranked: frozenset[str]
    after_rank: frozenset[str]
    before_setting: frozenset[str]
    parts: frozenset[str]
    scope_breaks: frozenset[str]
    stretches: frozenset[str]
    lately: frozenset[str]
    so_many: frozenset[str]
    contests: frozenset[str]
    pressures: frozenset[str]
    shares: frozenset[str]
    before_share: frozenset[str]
    standing_on: frozenset[str]
    having: frozenset[str]


@cache
def load_ratios() -> RatioWords:
    """Words around "five times as many" and "the third consecutive year"."""
    raw = read_toml("ratios.toml")
    return read_sets(RatioWords, raw, deeds=raw.pop("deeds"))


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """Words that tell which scale a number is a point on."""

    quakes: frozenset[str]
    storms: frozenset[str]
    indexes: frozenset[str]
    named_indexes: frozenset[str]
    before_level: frozenset[str]
    polling: frozenset[str]
    polls: frozenset[str]
    leads: frozenset[str]
    politics: frozenset[str]
    margins: frozenset[str]
    sports: frozenset[str]
    played: frozenset[str]
    points: frozenset[str]
    behind_acidity: frozenset[str]


@cache
def load_scales() -> ScaleWords:
    """Words around "25 points" and "closed above 14,000"."""
    return read_sets(ScaleWords, read_toml("scales.toml"))


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Words around units of measure."""

    intensifiers: frozenset[str]
    weighing: frozenset[str]
    weighs: frozenset[str]
    weather: frozenset[str]
    outdoors: frozenset[str]
    heated: frozenset[str]
    angles: frozenset[str]
    at_degrees: frozenset[str]
    after_angle: frozenset[str]
    gaps: frozenset[str]
    climate: frozenset[str]
    climate_goals: frozenset[str]
    thermometer: frozenset[str]
    by_day: frozenset[str]
    before_degrees: frozenset[str]
    heat: frozenset[str]
    dissolved: frozenset[str]
    electric: frozenset[str]
    magnetic: frozenset[str]
    degrees_of: frozenset[str]
    by_weight: frozenset[str]
    in_millions: frozenset[str]
    before_millions: frozenset[str]
    after_millions: frozenset[str]
    of_course: frozenset[str]
    ways: frozenset[str]
    after_lengths: frozenset[str]
    before_lengths: frozenset[str]
    races: frozenset[str]
    courses: frozenset[str]
    running: frozenset[str]
    behind_unit: frozenset[str]
    in_percent: frozenset[str]
    denominator_adjectives: frozenset[str]
    degrees: dict[str, str]
    # "mid": how far above the ten its part begins and ends.
    parts_of_ten: dict[str, tuple[int, int]]
    # By sign: names of units, and the words beside which it means them.
    beside: dict[str, tuple[tuple[str, frozenset[str]], ...]]


@cache
def load_measures() -> MeasureWords:
    """Words around "three more years" and "20 degrees Celsius"."""
    raw = read_toml("measures.toml")
    degrees = raw.pop("degrees")
    parts = {word: (low, high) for word, (low, high) in raw.pop("parts_of_ten").items()}
    beside = {
        sign: tuple((name, frozenset(words.split())) for name, words in names.items())
        for sign, names in raw.pop("beside").items()
    }
    return read_sets(MeasureWords, raw, degrees=degrees, parts_of_ten=parts, beside=beside)


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """Words of money that need care."""

    before: frozenset[str]
    before_years: frozenset[str]
    quoted: list[str]
    plural: frozenset[str]
    shops: frozenset[str]
    verbs: frozenset[str]
    paying: frozenset[str]
    coined: frozenset[str]
    dollars: frozenset[str]
    with_numbers: frozenset[str]
    dotted: frozenset[str]
    restating: frozenset[str]
    restating_hedged: frozenset[str]
    restating_measures: frozenset[str]
    differing: frozenset[str]
    spending: frozenset[str]
    trading: frozenset[str]
    sums: frozenset[str]
    valued: frozenset[str]
    certain: frozenset[str]
    costing: frozenset[str]
    # By their name: stems of words beside which it is money.
    of_country: dict[str, frozenset[str]]


@cache
def load_money() -> MoneyWords:
    """Names and codes of money that may be something else."""
    raw = read_toml("money.toml")
    of_country = {name: frozenset(stems) for name, stems in raw.pop("of_country").items()}
    return read_sets(MoneyWords, raw, of_country=of_country, quoted=raw.pop("quoted"))

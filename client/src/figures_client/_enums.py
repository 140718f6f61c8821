"""The closed lists of the contract, open to numbers newer than this client.

Each class is named as in figures.proto, each member as there without its prefix. UNKNOWN stands
for the contract's zero and for every number that this client has never heard of.
"""

from __future__ import annotations

from enum import StrEnum, auto
from functools import cache
from typing import TypeVar

from figures_client.v1 import figures_pb2 as pb


class FigureKind(StrEnum):
    """What sort of quantity a figure is: "£1,600 a month" is MONEY."""

    UNKNOWN = auto()
    COUNT = auto()
    MONEY = auto()
    MEASUREMENT = auto()
    TEMPERATURE = auto()
    DURATION = auto()
    PERCENTAGE = auto()
    RATIO = auto()
    ORDINAL = auto()
    AGE = auto()
    SCALE = auto()
    MULTIPLE = auto()
    NUMBER = auto()


class OtherNumberKind(StrEnum):
    """What a number is that is no figure: "F-16" is a NAME."""

    UNKNOWN = auto()
    DATE = auto()
    TIME_OF_DAY = auto()
    NAME = auto()
    IDENTIFIER = auto()
    SCORE = auto()
    FURNITURE = auto()
    IDIOM = auto()
    NARRATIVE = auto()


class FigureView(StrEnum):
    """How much of each figure to send."""

    UNKNOWN = auto()
    BASIC = auto()
    FULL = auto()


class OffsetEncoding(StrEnum):
    """In what a span counts; UTF32 is code points, as Python's strings."""

    UNKNOWN = auto()
    UTF8 = auto()
    UTF16 = auto()
    UTF32 = auto()


class Modifier(StrEnum):
    """How the writer qualifies a number: "more than 155" is MORE_THAN."""

    UNKNOWN = auto()
    EXACT = auto()
    APPROXIMATE = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    MORE_THAN = auto()
    LESS_THAN = auto()
    RANGE = auto()
    JUST_BELOW = auto()
    JUST_ABOVE = auto()
    VAGUE = auto()


class Direction(StrEnum):
    """Which way a change goes: "fell by 3%" goes DOWN."""

    UNKNOWN = auto()
    UP = auto()
    DOWN = auto()
    NONE = auto()


class ChangeRole(StrEnum):
    """A figure's part in a change: in "rose to 5%" it is TO."""

    UNKNOWN = auto()
    BY = auto()
    FROM = auto()
    TO = auto()


class Factuality(StrEnum):
    """How firmly a figure is stated: "analysts say 40 died" is REPORTED."""

    UNKNOWN = auto()
    ASSERTED = auto()
    REPORTED = auto()
    ESTIMATED = auto()
    FORECAST = auto()
    INTENDED = auto()
    DENIED = auto()
    HYPOTHETICAL = auto()


class Section(StrEnum):
    """Part of a news page."""

    UNKNOWN = auto()
    HEADLINE = auto()
    BODY = auto()
    CAPTION = auto()
    FURNITURE = auto()


class AnchorSource(StrEnum):
    """Where a date was read."""

    UNKNOWN = auto()
    REQUEST = auto()
    DATELINE = auto()
    MENTION = auto()
    NONE = auto()


class RateKind(StrEnum):
    """What sort of rate a conversion used."""

    UNKNOWN = auto()
    DAILY_REFERENCE = auto()
    MONTHLY = auto()
    PERIOD_AVERAGE = auto()
    FIXED = auto()
    MARKET = auto()
    OPEN_MARKET = auto()


class ConversionDatePolicy(StrEnum):
    """Which day's rate the caller wants."""

    UNKNOWN = auto()
    EVENT_ELSE_PUBLICATION = auto()
    PUBLICATION = auto()
    FIXED = auto()
    LATEST = auto()


class ConversionDateBasis(StrEnum):
    """Why a conversion was made at its day."""

    UNKNOWN = auto()
    EVENT_DATE = auto()
    PUBLICATION_DATE = auto()
    DATELINE = auto()
    CALLER_FIXED = auto()
    LATEST = auto()
    BEST_FIT = auto()
    PRICE_BASE = auto()


class RelationType(StrEnum):
    """How two figures hang together: "2 million rubles (about $24,000)" is EQUIVALENT."""

    UNKNOWN = auto()
    EQUIVALENT = auto()
    PART_OF = auto()
    RANGE_MEMBER = auto()
    CHANGE_OF = auto()
    COMPARED_WITH = auto()
    REPEATS = auto()
    CONFLICTS_WITH = auto()
    ADDEND_OF = auto()


E = TypeVar("E", bound=StrEnum)


def read_enum(cls: type[E], number: int) -> E:
    """The member that a number on the wire stands for; UNKNOWN where this client knows none."""
    members: dict[int, E] = _members(cls)
    return members.get(number) or cls("unknown")


def write_enum(cls: type[E], value: str) -> int:
    """The wire's number of a member or of its value, "money"; ValueError where there is none."""
    return _numbers(cls)[cls(value)]


@cache
def _members(cls: type[E]) -> dict[int, E]:
    values = pb.DESCRIPTOR.enum_types_by_name[cls.__name__].values
    prefix = values[0].name.removesuffix("UNSPECIFIED")
    known = {value.number: value.name.removeprefix(prefix) for value in values if value.number}
    members: dict[str, E] = dict(cls.__members__)
    return {number: members[name] for number, name in known.items() if name in members}


@cache
def _numbers(cls: type[E]) -> dict[E, int]:
    return {cls("unknown"): 0} | {member: number for number, member in _members(cls).items()}

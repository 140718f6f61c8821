"""The node that compose builds on: one number or interval with what its words say of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple

from figures_server.compose.numerals.num import Num
from figures_server.lexicon.words import Way
from figures_server.model import Kind, Modifier, Number, UnitFactor

_UNBOUNDED: Final = Decimal("-Infinity")
# Kinds of amounts with a unit of their own.
MEASURED: Final[frozenset[Kind | None]] = frozenset(("money", "measurement", "temperature"))
# What the amount is of a change: its step, where it began, what it reached.
Role = Literal["", "by", "from", "to"]


class Noun(NamedTuple):
    """A counted noun: its phrase's tokens and the head in the singular."""

    first: int
    last: int
    head: str


class Amount:
    """One number or interval: its tokens [first, last) and everything the rules found out about it."""

    __slots__ = (
        "dimension",
        "direction",
        "factors",
        "first",
        "following",
        "hedge",
        "high",
        "high_exclusive",
        "kind",
        "last",
        "low",
        "low_exclusive",
        "minor",
        "modifier",
        "noun",
        "num",
        "previous",
        "refinements",
        "restates",
        "role",
        "rule",
        "tail",
    )

    def __init__(self, num: Num) -> None:
        self.num = num
        self.first = num.first
        self.last = num.last
        self.low: Number | None = Number(num.value, num.digits)
        self.high: Number | None = self.low
        self.low_exclusive = False
        self.high_exclusive = False
        self.kind: Kind | None = None
        self.factors: tuple[UnitFactor, ...] = ()
        # The quantity kind of the unit, for joining amounts of one sort: "Length", "Money".
        self.dimension = ""
        self.minor = False
        self.modifier: Modifier = "exact"
        self.hedge: tuple[int, int] | None = None
        self.direction: Way = ""
        self.role: Role = ""
        self.noun: Noun | None = None
        # The tail "per day", whose factors are already among `factors`.
        self.tail = False
        self.rule = "number." + num.form
        self.refinements: tuple[str, ...] = ()
        self.restates: Amount | None = None
        # Those beside it in its line once that is joined: before it the last figure, behind it the next number.
        self.previous: Amount | None = None
        self.following: Amount | None = None

    @property
    def bare(self) -> bool:
        """Whether no unit was found yet."""
        return not self.factors and self.kind is None

    @property
    def told_until(self) -> int:
        """The token after the amount and the noun that it counts."""
        return max(self.last, self.noun.last) if self.noun is not None else self.last

    @property
    def least(self) -> Decimal:
        """The least it may be: its value, until a bound opens the lower end."""
        return self.low.decimal if self.low is not None else _UNBOUNDED

    def scale_by(self, factor: Decimal) -> None:
        """Multiplies the value, before it is made an interval."""
        if self.low is not None:
            self.low = self.high = Number(self.low.decimal * factor, self.low.significant_digits)

    def refine(self, rule: str) -> None:
        """Notes a rule that changed the amount after it was found."""
        self.refinements = (*self.refinements, rule)

"""Which unit was in force on a day, and what the law fixed between old units and new."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from figures_server.model import RateLeg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.rates.provider import Caution, Peg, Provider, Redenomination

EURO_FIXED: Final = "euro_fixed"
REDENOMINATION: Final = "redenomination"
# For a year after a redenomination writers use both units.
_AMBIGUOUS_DAYS: Final = 365


class History:
    """The redenominations, euro adoptions and cautions of one table."""

    def __init__(self, table: Provider) -> None:
        self._table = table
        self._by_old = {change.old: change for change in table.redenominations if change.old != change.new}
        self._by_new = {change.new: change for change in self._by_old.values() if not change.merger}
        # Asked for every amount of money: the few signs and names that several currencies share.
        self._newest: dict[tuple[str, ...], list[str]] = {}

    def fixed_legs(self, code: str, day: int, *, back_cast: bool = False) -> tuple[tuple[RateLeg, ...], str]:
        """The irrevocable legs from a retired unit to the one in force: marks to euros, old lira to new.

        `back_cast`: to the present unit whatever the day, for sources that restate old values in it.
        """
        legs: list[RateLeg] = []
        while leg := self._fixed_leg(code, day, back_cast=back_cast):
            legs.append(leg)
            code = leg.from_code
        return tuple(legs), code

    def unit_in_force(self, code: str, day: int) -> str:
        """The unit that bore the name on that day: TRL where a text of 1999 says lira and it was read as TRY."""
        while (change := self._by_new.get(code)) and day < change.effective:
            code = change.old
        return code

    def newest_units(self, codes: list[str]) -> list[str]:
        """Without those that gave way to another of them: of VEB, VEF and VES the last, whose name meant each in turn."""
        newest = self._newest.get(key := tuple(codes))
        if newest is None:
            newest = [code for code in codes if not any(later in codes for later in self._successors(code))]
            self._newest[key] = newest
        return newest

    def recent_change(self, code: str, day: int) -> Redenomination | None:
        """The redenomination of the year before, which leaves open which unit a writer meant."""
        for change in self._table.redenominations:
            recent = change.effective <= day < change.effective + _AMBIGUOUS_DAYS
            if code in {change.old, change.new} and recent and change.old_per_new != 1 and not change.merger:
                return change
        return None

    def changes_unit_within(self, code: str, first: int, last: int) -> bool:
        """Whether a code changed its worth inside a period, so that no mean over it makes sense: VES in 2021."""
        changes = self._table.redenominations
        return any(code == change.old == change.new and first < change.effective <= last for change in changes)

    def unit_since(self, codes: tuple[str, ...], day: int) -> int:
        """From which day the codes have meant what they mean on `day`: of VES in 2022, 1 October 2021."""
        changes = self._table.redenominations
        kept = (change.effective for change in changes if change.old == change.new and change.new in codes)
        return max((effective for effective in kept if effective <= day), default=0)

    def changes_within(self, codes: tuple[str, ...], first: int, last: int) -> list[int]:
        """The days inside a window from which one of the codes has another fixed leg or another worth."""
        # Of VES in 2007 that is the unit two before: VEB.
        units = {unit for code in codes for unit in (code, *self._predecessors(code))}
        days = [change.effective for change in self._table.redenominations if {change.old, change.new} & units]
        for code in codes:
            euro = self._table.series(EURO_FIXED, "EUR", code)
            adopted = euro.at_or_before(last) if euro else None
            days += [adopted.day] if adopted else []
        return sorted({day for day in days if first < day <= last})

    def peg(self, pair: tuple[str, str], day: int) -> Peg | None:
        """What one of the two was held at in the other on that day."""
        for peg in self._table.pegs:
            if {peg.code, peg.anchor} == {*pair} and peg.since <= day <= peg.until:
                return peg
        return None

    def cautions(self, code: str, day: int) -> list[Caution]:
        """What must be said of the currency's rates on that day."""
        return [
            caution
            for caution in self._table.cautions
            if caution.code == code and caution.since <= day <= caution.until
        ]

    def _successors(self, code: str) -> Iterator[str]:
        while (change := self._by_old.get(code)) and not change.merger:
            code = change.new
            yield code

    def _predecessors(self, code: str) -> Iterator[str]:
        while change := self._by_new.get(code):
            code = change.old
            yield code

    def _fixed_leg(self, code: str, day: int, *, back_cast: bool) -> RateLeg | None:
        euro = self._table.series(EURO_FIXED, "EUR", code)
        adopted = euro.at_or_before(day) if euro else None
        if adopted:
            return RateLeg("EUR", code, adopted.rate, date.fromordinal(adopted.day), EURO_FIXED)
        change = self._by_old.get(code)
        if change and (change.effective <= day or (back_cast and not change.merger)):
            return RateLeg(change.new, code, change.old_per_new, date.fromordinal(change.effective), REDENOMINATION)
        return None

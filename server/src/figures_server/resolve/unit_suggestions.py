"""What somebody may have meant by a unit that is none, or by two that do not go together: for messages of errors."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from figures_server.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figures_server.model import Unit
    from figures_server.resolve.units import UnitTable

_UNKNOWN: Final = "UNKNOWN_UNIT"
_MISMATCH: Final = "DIMENSION_MISMATCH"
_MOST: Final = 3
_LIKENESS: Final = 0.6


def unknown_unit(name: str, known: Iterable[str]) -> InvalidArgumentError:
    """The error of a name that is none, with those near it: "kilomter" is near "kilometer"; "mw" is "MW" or "mW"."""
    by_folded: dict[str, list[str]] = {}
    for other in known:
        by_folded.setdefault(other.lower(), []).append(other)
    found = get_close_matches(name.lower(), by_folded, n=_MOST, cutoff=_LIKENESS)
    return unknown(name, [other for folded in found for other in dict.fromkeys(by_folded[folded])][:_MOST])


def unknown(name: str, nearest: list[str]) -> InvalidArgumentError:
    """The error of a name that is none, with names to take instead."""
    hint = f"; near it: {', '.join(nearest)}" if nearest else ""
    return InvalidArgumentError(
        _UNKNOWN, f"no unit {name!r}{hint}", metadata={"unit": name, "nearest": ", ".join(nearest)}
    )


def mismatch(table: UnitTable, source: Unit, target: Unit) -> InvalidArgumentError:
    """The error of two units that measure different things, with some that go with each: miles with km, kilograms with lb."""
    ours, theirs = source.display or "a plain number", target.display or "a plain number"
    like_ours, like_theirs = _alike(table, source, theirs), _alike(table, target, ours)
    said = [
        f"{unit.display} measures {unit.dimension}, as do {', '.join(like)}"
        for unit, like in ((source, like_ours), (target, like_theirs))
        if like
    ]
    message = (
        ": ".join((f"{ours} cannot become {theirs}", "; ".join(said))) if said else f"{ours} cannot become {theirs}"
    )
    metadata = {
        "from": source.display,
        "to": target.display,
        "from_dimension": source.dimension,
        "to_dimension": target.dimension,
        "like_from": ", ".join(like_ours),
        "like_to": ", ".join(like_theirs),
    }
    return InvalidArgumentError(_MISMATCH, message, metadata=metadata)


def _alike(table: UnitTable, unit: Unit, other: str) -> list[str]:
    """Units that measure the same, those first that look most like the other name."""
    same = [
        shown
        for entry in table.entries.values()
        if entry.dimension and entry.dimension == unit.dimension and (shown := table.shown(entry.id)) != unit.display
    ]
    return get_close_matches(other, dict.fromkeys(same), n=_MOST, cutoff=0)

"""What a figure says as one number or two ends, the same for every gold format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from figures_server.model import Figure, Number

_LOWER_BOUNDS: Final = ("at_least", "more_than")


def single(figure: Figure) -> float | None:
    """The one number of a figure: "about 24,000" is 24000, "up to £80" is 80; None for ranges and vague plurals."""
    interval = figure.value
    if interval.point is not None:
        return float(interval.point.decimal)
    if figure.modifier in ("range", "vague"):
        return None
    lower, upper = _as_float(interval.lower), _as_float(interval.upper)
    if lower is None or upper is None or lower == upper:
        return lower if lower is not None else upper
    if figure.modifier in ("at_most", "less_than"):
        return upper
    return lower if figure.modifier in _LOWER_BOUNDS else None


def ends(figure: Figure) -> tuple[float | None, float | None]:
    """Both ends of a figure's interval, None where it is open: "dozens" is (24, None)."""
    return _as_float(figure.value.lower), _as_float(figure.value.upper)


def is_change(figure: Figure) -> bool:
    """Whether the figure is the size of a change: "fell 3%", but not "fell to 3%"."""
    return figure.change_role == "by" and figure.change_direction in ("up", "down")


def _as_float(number: Number | None) -> float | None:
    return None if number is None else float(number.decimal)

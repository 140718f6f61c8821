"""A line chart as inline SVG, coloured by the page's style."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 760
HEIGHT: Final = 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 28, 44
# Between the names of two lines.
_LEGEND: Final = 56
# A range this wide is only legible on a logarithmic axis.
_WIDE: Final = 20
# More points than this are no longer told apart, and make a page slow.
_MOST_DOTS: Final = 120
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis measures, from where to where, and its ticks with their labels."""

    label: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    logarithmic: bool = False

    def place(self, number: float) -> float:
        """Where a number lies: 0 at the low end, 1 at the high one."""
        if self.logarithmic:
            return math.log(max(number, self.low) / self.low) / math.log(self.high / self.low)
        return (number - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Line:
    """A series of points (x, y) and its name; its place among the lines chooses its colour."""

    points: Sequence[tuple[float, float]]
    name: str = ""


def axis(label: str, numbers: Sequence[float], *, from_zero: bool = True) -> Axis:
    """An axis that holds all the numbers: from 0 in round steps, or logarithmic where they lie wide apart."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if not from_zero and 0 < low * _WIDE < high:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        decades = [10.0**power for power in range(first, last + 1)]
        return Axis(label, decades[0], decades[-1], [(tick, f"{tick:,g}") for tick in decades], logarithmic=True)
    step = _round_step((high or 1.0) / 5)
    ticks = [number * step for number in range(math.ceil((high or 1.0) / step - 1e-9) + 1)]
    return Axis(label, 0.0, ticks[-1], [(tick, f"{tick:,g}") for tick in ticks])


def chart(title: str, x: Axis, y: Axis, lines: Sequence[Line], mark: float | None = None) -> str:
    """The chart; `mark` draws an upright line at that x."""
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">',
        *_grid(x, y),
        *(part for number, line in enumerate(lines) for part in _line(number, line, x, y)),
    ]
    if mark is not None:
        across = _across(x, mark)
        parts.append(f'<line class="mark" x1="{across}" x2="{across}" y1="{_TOP}" y2="{HEIGHT - _BOTTOM}"/>')
    return "\n".join([*parts, "</svg>"])


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least * (1 - 1e-9))


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    bottom, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
    for tick, label in y.ticks:
        up = _up(y, tick)
        yield f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{up}" y2="{up}"/>'
        yield f'<text x="{_LEFT - 8}" y="{up + 4}" text-anchor="end">{escape(label)}</text>'
    for tick, label in x.ticks:
        yield f'<text x="{_across(x, tick)}" y="{bottom + 18}" text-anchor="middle">{escape(label)}</text>'
    yield f'<text class="label" x="{_LEFT - 8}" y="{_TOP - 14}" text-anchor="start">{escape(y.label)}</text>'
    yield f'<text class="label" x="{right}" y="{HEIGHT - 6}" text-anchor="end">{escape(x.label)}</text>'


def _line(number: int, line: Line, x: Axis, y: Axis) -> Iterator[str]:
    points = [(_across(x, across), _up(y, up)) for across, up in line.points]
    drawn = " ".join(f"{across},{up}" for across, up in points)
    yield f'<polyline class="line s{number}" points="{drawn}"/>'
    if line.name and len(points) <= _MOST_DOTS:
        for (across, up), (at, measured) in zip(points, line.points, strict=True):
            hint = escape(f"{line.name}: {measured:,.4g} at {at:,.6g}")
            yield f'<circle class="s{number}" cx="{across}" cy="{up}" r="3"><title>{hint}</title></circle>'
    start = _LEFT + _LEGEND * (number + 2)
    yield f'<text class="s{number}" x="{start}" y="{_TOP - 14}">{escape(line.name)}</text>'


def _across(x: Axis, number: float) -> float:
    return round(_LEFT + x.place(number) * (WIDTH - _LEFT - _RIGHT), 1)


def _up(y: Axis, number: float) -> float:
    return round(HEIGHT - _BOTTOM - y.place(number) * (HEIGHT - _TOP - _BOTTOM), 1)

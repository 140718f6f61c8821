"""A load test as one HTML page that needs no other file."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, Final

from figures_client.load.chart import Axis, Line, axis, chart
from figures_client.load.ramp import ramp_as_json
from figures_client.load.recorder import OK
from figures_client.load.report import RAMP_HEADS, generator, headline, knee, ms, ramp_rows, size, verdicts, warning
from figures_client.load.result import as_json, percentiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from figures_client.load.ramp import Ramp
    from figures_client.load.result import Result

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2733; --soft: #667384; --rule: #d9dfe6; --paper: #fff;
        --s0: #2264b5; --s1: #c2571a; --s2: #8b1e5f; --good: #1f7a3d; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e9ef; --soft: #9aa7b5; --rule: #37424e; --paper: #161c23;
          --s0: #6aa9f4; --s1: #f0955c; --s2: #e58bc0; --good: #6fcf8e; --bad: #ff8a80; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
       max-width: 820px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
p { margin: .3rem 0; color: var(--soft); } p:empty { display: none; }
table { border-collapse: collapse; width: 100%; } th { font-weight: 600; color: var(--soft); }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
td { font-variant-numeric: tabular-nums; white-space: nowrap; } td:last-child { white-space: normal; }
.met { color: var(--good); } .missed { color: var(--bad); font-weight: 600; }
.tiles { display: flex; flex-wrap: wrap; gap: 1.2rem 2.4rem; margin: 1.4rem 0; }
.tiles div { color: var(--soft); } .tiles b { display: block; font-size: 1.5rem; color: var(--ink); }
svg { width: 100%; height: auto; font-size: 12px; } svg text { fill: var(--soft); stroke: none; }
.grid { stroke: var(--rule); } .line { fill: none; stroke-width: 2; } .mark { stroke: var(--soft); stroke-dasharray: 4; }
.line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); }
circle.s0, svg text.s0 { fill: var(--s0); } circle.s1, svg text.s1 { fill: var(--s1); }
circle.s2, svg text.s2 { fill: var(--s2); }
"""
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>figures load</title>
<style>{style}</style>
</head>
<body>
{body}
<script type="application/json" id="result">{json}</script>
</body>
</html>
"""


def page(result: Result) -> str:
    """The result of one run."""
    tally = result.run.tally
    body = [
        "<h1>Load test of the figure service</h1>",
        f"<p>{escape(headline(result))}</p>",
        f"<p>{escape(result.started)} · {escape(', '.join(word for word in result.server.values() if word))}</p>",
        f'<p class="missed">{escape(warning(result))}</p>',
        _tiles(
            [
                (f"{result.articles_per_s:,.1f}/s", "articles read"),
                (ms(tally.latency.at_ms(50)), "median latency"),
                (ms(tally.latency.at_ms(99)), "99th percentile"),
                (f"{tally.failed:,}", f"failed of {tally.statuses.total():,}"),
                (f"{result.figures_per_s:,.0f}/s", "figures"),
            ]
        ),
        *_objectives(result),
        *_latency(result),
        *_by_second(result),
        *_statuses(result),
        "<h2>Traffic and generator</h2>",
        f"<p>{tally.calls:,} calls; {size(tally.sent_bytes)} sent, {size(tally.received_bytes)} received, as messages</p>",
        f"<p>{escape(generator(result))}</p>",
    ]
    return _page(body, as_json(result))


def ramp_page(ramp: Ramp) -> str:
    """The steps of a ramp, with the rate from where latency turns up."""
    # Of a rate that was tried twice, the try that decided.
    steps = list({step.plan.rate: step for step in ramp.steps if len(step.run.tally.latency)}.values())
    x = axis("asked articles/s", [step.plan.rate or 0.0 for step in steps])
    series = {
        f"p{percentile}": [(step.plan.rate or 0.0, step.run.tally.latency.at_ms(percentile) or 0.0) for step in steps]
        for percentile in (50, 99)
    }
    latency_axis = axis("latency, ms", [up for points in series.values() for _, up in points], from_zero=False)
    read = [(step.plan.rate or 0.0, step.articles_per_s) for step in steps]
    body = [
        "<h1>Load test of the figure service: the knee</h1>",
        f"<p>{escape(headline(ramp.steps[0]))}, and up</p>",
        f"<p>{escape(knee(ramp))}</p>",
        "<h2>Latency by rate</h2>",
        chart("Latency by rate", x, latency_axis, [Line(points, name) for name, points in series.items()], ramp.knee),
        "<h2>Articles read by rate</h2>",
        chart("Articles read by rate", x, axis("articles/s", [up for _, up in read]), [Line(read, "read")], ramp.knee),
        "<h2>Steps</h2>",
        _table(RAMP_HEADS, ([escape(cell) for cell in row] for row in ramp_rows(ramp))),
    ]
    return _page(body, ramp_as_json(ramp))


def _page(body: Iterable[str], document: dict[str, Any]) -> str:
    # Nothing in the data may read as markup.
    written = json.dumps(document).replace("<", "\\u003c").replace("&", "\\u0026")
    return _PAGE.format(style=_STYLE, body="\n".join(body), json=written)


def _tiles(tiles: Iterable[tuple[str, str]]) -> str:
    return f'<div class="tiles">{"".join(f"<div><b>{escape(a)}</b>{escape(b)}</div>" for a, b in tiles)}</div>'


def _objectives(result: Result) -> Iterator[str]:
    if result.verdicts:
        yield "<h2>Objectives</h2>"
        pairs = zip(result.verdicts, verdicts(result), strict=True)
        yield _table((), ((_verdict(words, met=verdict.met),) for verdict, words in pairs))


def _latency(result: Result) -> Iterator[str]:
    latency = result.run.tally.latency
    named = percentiles(latency)
    if named is None:
        return
    # 100 % has no place on an axis of nines: of n calls, the slowest stands at 1 - 1/n.
    points = [(1 / (1 - level / 100), up) for level, up in latency.distribution() if level < 100]
    points = [point for point in points if point[0] < len(latency)]
    points.append((float(len(latency)), latency.at_ms(100) or 0.0))
    nines = [
        (1.0, "0%"),
        (2.0, "50%"),
        (10.0, "90%"),
        *((10.0**n, f"{100 - 10 ** (2 - n):.10g}%") for n in range(2, 9)),
    ]
    high = max(points[-1][0], 10.0)
    x = Axis("of the calls are no slower", 1.0, high, [tick for tick in nines if tick[0] <= high], logarithmic=True)
    yield "<h2>Latency by percentile</h2>"
    yield chart("Latency by percentile", x, axis("latency, ms", [up for _, up in points]), [Line(points)])
    yield _table(list(named), [[escape(ms(number)) for number in named.values()]])


def _by_second(result: Result) -> Iterator[str]:
    # The last answers come in a second that is not a whole one.
    seconds = result.run.seconds[: max(int(result.run.measured_s), 1)]
    x = axis("second", [len(seconds)])
    read = [second for second in seconds if second.p50_ms is not None]
    lines = [
        Line([(second.number + 0.5, getattr(second, f"{name}_ms") or 0.0) for second in read], name)
        for name in ("p50", "p99", "max")
    ]
    ups = [up for line in lines for _, up in line.points]
    if ups:
        yield "<h2>Latency by second</h2>"
        yield chart("Latency by second", x, axis("latency, ms", ups, from_zero=False), lines)
    counts = [
        Line([(second.number + 0.5, float(getattr(second, name))) for second in seconds], name)
        for name in ("read", "failed")
    ]
    yield "<h2>Articles by second</h2>"
    y = axis("articles", [up for line in counts for _, up in line.points])
    yield chart("Articles by second", x, y, counts)


def _statuses(result: Result) -> Iterator[str]:
    yield "<h2>Status of the articles</h2>"
    rows = (
        (_verdict(code, met=(code, reason) == OK), escape(reason), f"{articles:,}")
        for code, reason, articles in result.run.tally.by_frequency()
    )
    yield _table(("code", "reason", "articles"), rows)


def _verdict(words: str, *, met: bool) -> str:
    return f'<span class="{"met" if met else "missed"}">{escape(words)}</span>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = f"<tr>{''.join(f'<th>{escape(each)}</th>' for each in heads)}</tr>" if heads else ""
    return f"<table>{head}{''.join(f'<tr>{_cells(row)}</tr>' for row in rows)}</table>"


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{cell}</td>" for cell in row)

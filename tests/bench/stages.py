"""Reads texts and times each, as a whole and by the stages of the pipeline, in CPU time of the thread."""

from __future__ import annotations

import gc
from time import thread_time_ns
from typing import TYPE_CHECKING, Any, Final

from figures_server import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

WHOLE: Final = "whole"
COMPOSE: Final = "compose"
# Names of the pipeline and of an extractor behind which a stage begins, and the stage's one method.
_OF_PIPELINE: Final = {"build_figures": "figures"}
_OF_EXTRACTOR: Final = {
    "_composer": ("compose", COMPOSE),
    "_resolver": ("resolve", "resolve"),
    "_contextualiser": ("contextualise", "contextualise"),
}
# Nanoseconds that each text took: {stage: one for each text}. Compose holds text and scan, which it calls.
Times = dict[str, list[int]]


class StagedExtractor:
    """Reads texts and keeps what each stage took; the clocks cost about a microsecond and a half an article."""

    def __init__(self) -> None:
        self._spent: dict[str, int] = {}
        self.extractor = pipeline.Extractor()
        for name, stage in _OF_PIPELINE.items():
            setattr(pipeline, name, self._timed(getattr(pipeline, name), stage))
        for name, (method, stage) in _OF_EXTRACTOR.items():
            part = getattr(self.extractor, name)
            setattr(self.extractor, name, _Stand(part, method, self._timed(getattr(part, method), stage)))
        self._extract = self._timed(self.extractor.extract, WHOLE)
        # As the server does it: what is loaded is not visited again and again by the garbage collector.
        gc.collect()
        gc.freeze()

    def read(self, texts: Sequence[str]) -> tuple[Times, int]:
        """What each stage took for each text, and how many figures there were in all."""
        figures = 0
        times: Times = {stage: [] for stage in (*_OF_PIPELINE.values(), *(s for _, s in _OF_EXTRACTOR.values()), WHOLE)}
        for text in texts:
            self._spent.clear()
            figures += len(self._extract(text).figures)
            for stage, each in times.items():
                each.append(self._spent.get(stage, 0))
        return times, figures

    def _timed(self, run: Callable[..., Any], stage: str) -> Callable[..., Any]:
        spent = self._spent

        def timed(*arguments: Any, **named: Any) -> Any:
            begin = thread_time_ns()
            try:
                return run(*arguments, **named)
            finally:
                spent[stage] = spent.get(stage, 0) + thread_time_ns() - begin

        return timed


def best_seconds(passes: Iterable[Mapping[str, Sequence[int]]]) -> dict[str, float]:
    """Seconds of each stage in all texts, of every text its fastest pass: what else the machine did is left out."""
    each = list(passes)
    return {
        stage: sum(min(text) for text in zip(*(times[stage] for times in each), strict=True)) / 1e9 for stage in each[0]
    }


class _Stand:
    """Stands for a part of an extractor, one method of which is timed; a compiled part takes no new attribute."""

    def __init__(self, part: object, method: str, timed: Callable[..., Any]) -> None:
        self._part = part
        setattr(self, method, timed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._part, name)

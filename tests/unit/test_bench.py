"""What the measurements are computed with."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.bench.compare import Pair, table
from tests.bench.processes import cpu_seconds, family, memory_mb
from tests.bench.queueing import perfect_queue, tail
from tests.bench.stages import best_seconds
from tests.bench.texts import CHARACTERS, read_articles


def test_our_own_articles_are_distinct_and_the_same_each_time() -> None:
    articles = read_articles(None, 20)
    assert len(set(articles)) == 20
    assert articles == read_articles(None, 20)
    assert all(CHARACTERS - 2 <= len(article) < CHARACTERS + 300 for article in articles)


def test_of_each_text_the_fastest_pass_counts() -> None:
    passes = [{"whole": [3_000_000_000, 5_000_000_000]}, {"whole": [4_000_000_000, 2_000_000_000]}]
    assert best_seconds(passes) == {"whole": 5.0}


def test_the_ratio_is_the_median_of_neighbours() -> None:
    slow = {"compose": [60], "whole": [100]}
    pairs = [Pair(slow, {"compose": [30], "whole": [times]}) for times in (50, 90, 400)]
    _, compose, whole = table(pairs)
    assert compose.split()[:3] == ["compose", "60.0%", "0.500"]
    assert whole.split()[:3] == ["whole", "100.0%", "0.900"]


def test_calls_of_one_length_never_wait_in_a_perfect_queue() -> None:
    assert perfect_queue([2.0], 2, 0.8, 5) == [2.0] * 5


def test_a_short_call_waits_behind_a_long_one() -> None:
    # One worker, a call every 3 s: the second waits from 3 until 5, the third from 6 until 6.
    assert perfect_queue([5.0, 1.0], 1, 1.0, 3) == [5.0, 3.0, 5.0]
    assert tail([1.0] * 98 + [3.0] * 2) == (1.0, 3.0)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_processes_tell_what_they_took() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert {os.getpid(), child.pid} <= set(family(os.getpid()))
        child.communicate(b"\n")
    memory = memory_mb(os.getpid())
    assert 0 < memory["proportional"] <= memory["resident"]
    before = cpu_seconds([os.getpid()])
    sum(range(5_000_000))
    assert cpu_seconds([os.getpid()]) > before

"""What processes took: CPU time, memory, and the machine they ran on; Linux's /proc tells."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_ROOT: Final = Path(__file__).resolve().parents[2]
# An installed package has its bytecode; an environment that forbids writing it would have each start compile anew.
WITH_BYTECODE: Final = {"PYTHONDONTWRITEBYTECODE": ""}


def start_seconds(code: str) -> float:
    """CPU time of an interpreter that runs `code` and ends, the fastest of five."""
    best = float("inf")
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **WITH_BYTECODE})
        after = os.times()
        best = min(best, after.children_user + after.children_system - before.children_user - before.children_system)
    return best


def busy_cores(command: Sequence[str]) -> float:
    """How many cores a command and its processes kept busy from its start to its end."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **WITH_BYTECODE})
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent / (after.elapsed - before.elapsed)


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU time of the threads that these processes have now, to the nanosecond."""
    # On a core, waiting for one, turns taken.
    stats = (
        _read(pid, f"task/{thread.name}/schedstat") for pid in pids for thread in (_PROC / str(pid) / "task").iterdir()
    )
    return sum(int(stat.split()[0]) for stat in stats) / 1e9


def loop_seconds() -> float:
    """CPU time of a plain loop in this process: by how much a busy machine is slower than a quiet one."""
    begin = time.process_time()
    total = 0
    for number in range(20_000):
        total += number * number % 7
    return time.process_time() - begin


def memory_mb(pid: int) -> dict[str, float]:
    """Resident memory in MB, and "shared": the same with each page divided by the processes that hold it (PSS)."""
    sizes = {
        name: int(size.split()[0])
        for name, _, size in (line.partition(":") for line in _read(pid, "smaps_rollup").splitlines()[1:])
    }
    return {"resident": sizes["Rss"] * 1024 / 1e6, "proportional": sizes["Pss"] * 1024 / 1e6}


def family(pid: int) -> Iterator[int]:
    """A process, its children and theirs."""
    yield pid
    for child in _read(pid, f"task/{pid}/children").split():
        yield from family(int(child))


def busy_seconds() -> float:
    """CPU time that anybody spent on this machine since it started."""
    user, nice, system, _idle, _wait, *rest = (int(word) for word in _read(None, "stat").split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(rest)) / _TICKS


def describe_run() -> dict[str, Any]:
    """The machine, its load now, Python and the revision."""
    models = [line.partition(":")[2].strip() for line in _read(None, "cpuinfo").splitlines() if "model name" in line]
    revision = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607  # whichever git the developer has
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        "revision": revision.stdout.strip(),
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def _read(pid: int | None, name: str) -> str:
    return (_PROC / (str(pid) if pid else "") / name).read_text(encoding="utf-8")

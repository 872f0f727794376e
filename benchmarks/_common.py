"""What the benchmarks share: one thread, contestants in turn, memory each in a process.

Import this before NumPy: the number of threads is read when NumPy is imported.
"""

# ruff: noqa: E402
from __future__ import annotations

import os

THREADS = os.environ.get("BENCH_THREADS", "1")
for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = THREADS

import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


def machine(*packages: str) -> dict[str, str]:
    """Processor, threads, and versions of Python and of ``packages``."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        (processor, *_) = [
            x.split(": ")[1] for x in lines if x.startswith("model name")
        ]
    except (OSError, ValueError):
        processor = platform.processor()
    found = {
        "processor": processor,
        "threads": THREADS,
        "python": platform.python_version(),
    }
    return found | {name: version(name) for name in packages}


def in_turns(calls: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """For each of ``calls`` its shortest time in seconds; they take turns ``rounds`` times."""
    times = [[_seconds(call) for call in calls] for _ in range(rounds)]
    return [min(one) for one in zip(*times, strict=True)]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def peak() -> float:
    """MiB of this process at its largest so far.

    From Linux's status file: `resource.getrusage` would give a process the peak of the
    one that started it.
    """
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def peak_memory(prepare: str, run: str) -> float:
    """MiB by which ``run`` raises a fresh process's peak above that after ``prepare``."""
    source = f"{prepare}\nfrom _common import peak\nbefore = peak()\n{run}\nprint(peak() - before)"
    done = subprocess.run(
        [sys.executable, "-c", source],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
    )
    return float(done.stdout)


def save(file: str, section: str, result: dict) -> None:
    """Put ``result`` under ``section`` into benchmarks/results/``file``."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / file
    whole = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    whole[section] = result
    path.write_text(
        json.dumps(whole, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )

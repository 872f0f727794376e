"""Sums over many rows, by as many threads as the linear algebra may use.

A product of small blocks is not worth several threads: they would wait for one another.
So each thread gets rows of its own, and the library of linear algebra one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from threadpoolctl import ThreadpoolController

Result = TypeVar("Result")

PART = 4096  # fewer rows are not worth a thread


def in_threads(function: Callable[[slice], Result], n: int) -> list[Result]:
    """``function`` of slices that cover 0, ..., n - 1, one for each thread, in order."""
    if n < 2 * PART:
        return [function(slice(0, n))]
    count = min(_allowed(), n // PART)
    if count == 1:
        return [function(slice(0, n))]
    ends = np.linspace(0, n, count + 1).astype(int).tolist()
    parts = [slice(*pair) for pair in pairwise(ends)]
    with (
        _controller().limit(limits=1, user_api="blas"),
        ThreadPoolExecutor(count) as pool,
    ):
        return list(pool.map(function, parts))


def _allowed() -> int:
    """Threads of the linear algebra: what OMP_NUM_THREADS says, else one for each core."""
    threads = [
        lib.num_threads for lib in _controller().select(user_api="blas").lib_controllers
    ]
    return max(threads, default=1)


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()

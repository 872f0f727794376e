"""How NumPy's arrays lie in memory, where that decides how fast a loop over blocks is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

LINE = 64  # bytes of a line of the cache


@contextmanager
def short_buffers() -> Iterator[None]:
    """Inside, NumPy does not copy a short row that meets many rows into its buffer.

    With the usual 8192 numbers it does so for any row below half of that, which takes
    as long as the arithmetic.
    """
    before = np.setbufsize(512)
    try:
        yield
    finally:
        np.setbufsize(before)


def aligned(shape: tuple[int, ...], dtype) -> np.ndarray:
    """An empty array that begins on a cache line: vectors of a row never straddle two."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    room = np.empty(size + LINE, np.uint8)
    start = -room.ctypes.data % LINE
    return room[start : start + size].view(dtype).reshape(shape)

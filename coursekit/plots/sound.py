"""Sounds in a page: rows of short clips with the browser's own player.

The samples travel inside the page as WAV files, so nothing is fetched and no script runs.
"""

from __future__ import annotations

import base64
import html
import io
import wave
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike


class Sounds:
    """Clips to listen to: displays as a row of players in a notebook and in the book.

    Parameters
    ----------
    clips : mapping from a caption to samples in [-1, 1], shape (n,)
    rate : int, samples a second, above 0

    Raises
    ------
    ValueError
        If there is no clip, or samples are no finite row of numbers in [-1, 1].
    """

    def __init__(self, clips: Mapping[str, ArrayLike], rate: int):
        if not clips:
            raise ValueError("clips must hold at least one sound")
        if rate < 1:
            raise ValueError(f"rate must be at least 1 sample a second, got {rate}")
        self.clips = {name: np.asarray(x, float) for name, x in clips.items()}
        self.rate = int(rate)
        for name, x in self.clips.items():
            if x.ndim != 1 or not len(x):
                raise ValueError(
                    f"clip {name!r} must have the shape (n,), got {x.shape}"
                )
            if not np.abs(x).max() <= 1:
                raise ValueError(f"samples of {name!r} must lie in [-1, 1]")

    def __repr__(self) -> str:
        return f"<{len(self.clips)} sounds: {', '.join(self.clips)}>"

    def _repr_html_(self) -> str:
        players = "".join(
            PLAYER.format(
                name=html.escape(name, quote=True),
                data=base64.b64encode(wav(x, self.rate)).decode(),
            )
            for name, x in self.clips.items()
        )
        return (
            f'<div style="display:flex;flex-wrap:wrap;gap:.5rem 1rem">{players}</div>'
        )


def wav(x: np.ndarray, rate: int) -> bytes:
    """Samples as a WAV file of 16 bits, one channel."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(32767 * x).astype("<i2").tobytes())
    return out.getvalue()


PLAYER = """<figure style="margin:0">
<audio controls preload="metadata" aria-label="{name}" style="width:9rem;height:2.2rem"
 src="data:audio/wav;base64,{data}"></audio>
<figcaption style="text-align:center;color:inherit">{name}</figcaption></figure>"""

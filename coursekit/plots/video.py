"""Films in a page: several side by side, in step, with one play button.

The frames travel inside the page as one JPEG a film, so nothing is fetched. Without
JavaScript the first frames are seen. A film starts by itself when it comes into view,
unless the reader's system asks for reduced motion, and can be paused at any time.
"""

from __future__ import annotations

import base64
import hashlib
import html
import io
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

BLOCK = 8  # JPEG's: frames start at multiples, so that none bleeds into the next


class Film:
    """Films side by side: displays as a player in a notebook and in the book.

    Parameters
    ----------
    films : mapping from a caption to frames, (n, height, width) grey levels 0 to 255 or
        (n, height, width, 3) colours; all with the same n
    fps : float, frames a second, above 0
    description : str, what is to be seen, for readers who do not see it
    quality : int, of the JPEG, 1 to 95

    Raises
    ------
    ValueError
        If there is no film, the numbers of frames differ or a value is out of range.
    """

    def __init__(
        self,
        films: Mapping[str, NDArray],
        fps: float,
        description: str,
        quality: int = 80,
    ):
        shapes = {name: np.shape(frames) for name, frames in films.items()}
        if not films or len({shape[:1] for shape in shapes.values()}) != 1:
            raise ValueError(f"films must have the same number of frames, got {shapes}")
        for name, shape in shapes.items():
            if (
                not (len(shape) == 3 or (len(shape) == 4 and shape[3] == 3))
                or 0 in shape
            ):
                raise ValueError(
                    f"film {name!r} must have the shape (n, height, width) or "
                    f"(n, height, width, 3), got {shape}"
                )
        if not fps > 0:
            raise ValueError(f"fps must be above 0, got {fps}")
        self.films, self.fps, self.description = dict(films), fps, description
        self.n_frames = next(iter(shapes.values()))[0]
        self.sheets = {name: sheet(f, quality) for name, f in self.films.items()}

    def __repr__(self) -> str:
        return (
            f"<{len(self.films)} films of {self.n_frames} frames: {self.description}>"
        )

    def _repr_html_(self) -> str:
        views = "".join(self._view(name, data) for name, data in self.sheets.items())
        key = "film-" + hashlib.sha256(views.encode()).hexdigest()[:10]
        return PLAYER.format(
            key=key,
            label=html.escape(self.description, quote=True),
            views=views,
            last=self.n_frames - 1,
            wait=1000 / self.fps,
        )

    def _view(self, name: str, data: bytes) -> str:
        height, width = np.shape(self.films[name])[1:3]
        tall = height + -height % BLOCK
        travel = max(self.n_frames * tall - height, 1)
        url = "data:image/jpeg;base64," + base64.b64encode(data).decode()
        return VIEW.format(
            name=html.escape(name, quote=True),
            width=width,
            height=height,
            step=100 * tall / travel,
            url=url,
        )


def sheet(frames: NDArray, quality: int) -> bytes:
    """Frames below one another as one JPEG, each padded to whole blocks."""
    from PIL import Image

    frames = np.clip(np.rint(frames), 0, 255).astype(np.uint8)
    down, right = (-size % BLOCK for size in frames.shape[1:3])
    edges = [(0, 0), (0, down), (0, right), (0, 0)][: frames.ndim]
    padded = np.pad(frames, edges, mode="edge")
    image = Image.fromarray(padded.reshape(-1, *padded.shape[2:]))
    if right:  # the player scales a sheet to its width
        image = image.crop((0, 0, frames.shape[2], image.height))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


VIEW = """<figure style="flex:1 1 12rem;margin:0;max-width:24rem">
<div class="film-view" role="img" aria-label="{name}" data-step="{step:.9f}"
 style="width:100%;aspect-ratio:{width}/{height};
 background:url({url}) 0 0/100% auto no-repeat"></div>
<figcaption style="text-align:center;color:inherit">{name}</figcaption></figure>"""

PLAYER = """<div id="{key}" style="max-width:44rem">
<div role="group" aria-label="{label}" style="display:flex;flex-wrap:wrap;gap:.75rem">{views}</div>
<div style="display:flex;gap:.75rem;align-items:center;margin-top:.5rem">
<button type="button" style="min-width:5rem;padding:.25rem .75rem;font:inherit;color:inherit;\
background:transparent;border:1px solid currentColor;border-radius:.3rem">Play</button>
<input type="range" aria-label="Frame" min="0" max="{last}" value="0" style="flex:1">
</div>
<script>
(() => {{
  const root = document.getElementById("{key}");
  const views = root.querySelectorAll(".film-view");
  const button = root.querySelector("button");
  const slider = root.querySelector("input");
  let timer = null;
  const show = (frame) => {{
    slider.value = frame;
    for (const view of views)
      view.style.backgroundPositionY = frame * view.dataset.step + "%";
  }};
  const pause = () => {{
    clearInterval(timer);
    timer = null;
    button.textContent = "Play";
  }};
  const play = () => {{
    timer = setInterval(() => show((+slider.value + 1) % ({last} + 1)), {wait:.3f});
    button.textContent = "Pause";
  }};
  button.onclick = () => (timer ? pause() : play());
  slider.oninput = () => {{ pause(); show(+slider.value); }};
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {{
    const watcher = new IntersectionObserver((seen) => {{
      if (!seen.some((one) => one.isIntersecting)) return;
      watcher.disconnect();
      if (!timer) play();
    }}, {{ threshold: 0.6 }});
    watcher.observe(root);
  }}
}})();
</script></div>"""

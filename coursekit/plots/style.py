"""One style for every figure, and figures that follow the page's light or dark theme.

A figure is drawn in the light palette. When a notebook shows it, it becomes an
SVG in which each palette colour is a CSS variable with a light and a dark value,
so the same picture reads well on both.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib import cycler
from matplotlib.figure import Figure

PALETTE = json.loads((Path(__file__).parent / "palette.json").read_text())
COLOURS = PALETTE["light"]

STYLE = {
    "figure.figsize": (7.0, 3.4),  # inches; the text column is about 7 wide
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": COLOURS["muted"],
    "axes.labelcolor": COLOURS["fg"],
    "axes.titlecolor": COLOURS["fg"],
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.labelsize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=[COLOURS[f"c{k}"] for k in range(1, 6)]),
    "grid.color": COLOURS["grid"],
    "grid.linewidth": 0.8,
    "text.color": COLOURS["fg"],
    "xtick.color": COLOURS["muted"],
    "ytick.color": COLOURS["muted"],
    "xtick.labelcolor": COLOURS["fg"],
    "ytick.labelcolor": COLOURS["fg"],
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "lines.linewidth": 1.8,
    "patch.edgecolor": COLOURS["bg"],
    "svg.hashsalt": "sample-fit-play",  # the same ids, so the same bytes, on every run
}


def use() -> None:
    """Draw in the course's style from here on; in a notebook, show figures as themed SVG."""
    plt.rcParams.update(STYLE)
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None:
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("svg")
        shell.display_formatter.formatters["image/svg+xml"].for_type(Figure, themed_svg)


def figure(ncols: int = 1, height: float = 3.4, **subplots_options):
    """A figure as wide as the text: ``plt.subplots`` with the course's width.

    Parameters
    ----------
    ncols : int, panels side by side
    height : float, inches
    **subplots_options : passed on to ``plt.subplots``

    Returns
    -------
    (Figure, Axes or array of Axes)
    """
    return plt.subplots(1, ncols, figsize=(7.0, height), **subplots_options)


def themed_svg(fig: Figure) -> str:
    """The figure as an SVG whose colours follow the light or dark theme of the page."""
    buffer = io.StringIO()
    fig.savefig(
        buffer,
        format="svg",
        metadata={"Date": None, "Creator": None},
        bbox_inches="tight",
    )
    svg = buffer.getvalue()
    for name, colour in COLOURS.items():
        svg = svg.replace(colour, f"var(--{name})")
    light, dark = (
        "svg{"
        + "".join(f"--{name}:{colour};" for name, colour in PALETTE[mode].items())
        + "}"
        for mode in ("light", "dark")
    )
    style = f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
    head, rest = svg.split("<defs>", 1)
    return f"{head}{style}<defs>{rest}"

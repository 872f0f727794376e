"""Pictures of the MCMC room."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from .style import COLOURS


def flows(ax: Axes, P, law) -> None:
    """States in a row and the probability that passes between neighbours in one step.

    The upper arrows go right, the lower ones left; an arrow's width is law[i] P[i, j].
    In detailed balance the two arrows of each pair are equally wide.

    Parameters
    ----------
    ax : matplotlib Axes
    P : (n, n) transition matrix
    law : (n,) the distribution that the chain is in
    """
    n = len(law)
    flow = np.asarray(law)[:, None] * np.asarray(P)
    for i in range(n - 1):
        for start, end, side, colour in [(i, i + 1, 1, "c1"), (i + 1, i, -1, "c2")]:
            wide = 1.6 * flow[start, end]
            ax.arrow(
                start + 0.26 * side,
                side * (0.1 + wide / 2),
                0.48 * side,
                0,
                width=wide,
                head_width=wide + 0.12,
                head_length=0.16,
                length_includes_head=True,
                color=COLOURS[colour],
                linewidth=0,
            )
    ax.scatter(
        range(n),
        np.zeros(n),
        s=130,
        color=COLOURS["bg"],
        edgecolor=COLOURS["fg"],
        zorder=3,
    )
    for i in range(n):
        ax.text(i, -0.02, str(i + 1), ha="center", va="center", fontsize=9, zorder=4)
    ax.set(xlim=(-0.4, n - 0.6), ylim=(-0.7, 0.7))
    ax.axis("off")


def laws(ax: Axes, law, target) -> None:
    """The law of a chain on finitely many states as bars, the target's as marks.

    Parameters
    ----------
    ax : matplotlib Axes
    law, target : (n,) probabilities
    """
    states = np.arange(1, len(law) + 1)
    ax.bar(
        states,
        law,
        width=0.6,
        color=COLOURS["c1"],
        alpha=0.55,
        label="where the chain is",
    )
    ax.plot(
        states, target, "_", ms=22, mew=2.5, color=COLOURS["c2"], label="target $\\pi$"
    )
    ax.set(xticks=states, xlabel="state")

"""Figures of the EM chapters."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from coursekit.em.gaussian_density import Parameters, whiteners


def ellipses(ax: Axes, theta: Parameters, distance: float = 2.0, **style) -> None:
    """A curve about each mean, where the Mahalanobis distance from it is ``distance``.

    Parameters
    ----------
    ax : Axes
    theta : coursekit.em.gaussian_density.Parameters, of two dimensions
    distance : float, in standard deviations
    **style : of the curves, for ``Axes.plot``

    Raises
    ------
    ValueError
        If the mixture is not of two dimensions.
    """
    if theta.means.shape[1] != 2:
        raise ValueError(f"theta must have two dimensions, got {theta.means.shape[1]}")
    angle = np.linspace(0, 2 * np.pi, 120)
    circle = distance * np.array([np.cos(angle), np.sin(angle)])
    for mean, whiten in zip(theta.means, whiteners(theta), strict=True):
        whiten = np.diag(whiten) if whiten.ndim == 1 else whiten
        ax.plot(*(mean[:, None] + np.linalg.solve(whiten, circle)), **style)

"""One hidden number behind each point: the smallest model whose E-step needs a square.

Factor analysis with a single factor and known noise: x_i = w z_i + noise, z_i ~ N(0, 1).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .coordinates import REAL, Array


class Theta(NamedTuple):
    """Parameters.

    Attributes
    ----------
    w : (d,) where the line z -> w z goes
    """

    w: Array


class Stats(NamedTuple):
    """Expected sufficient statistics.

    Attributes
    ----------
    xz : (d,) sum_i x_i E[z_i]
    zz : float, sum_i E[z_i^2]
    """

    xz: Array
    zz: float


class OneFactor:
    """x_i ~ N(w z_i, noise I) with z_i ~ N(0, 1): a `Model` for the loop.

    Parameters
    ----------
    X : (n, d) data with mean 0
    noise : float, its variance, positive

    Raises
    ------
    ValueError
        If the data are no finite matrix or the noise is not positive.
    """

    objective = "log-likelihood"
    exact = True
    space = {"w": REAL}  # noqa: RUF012

    def __init__(self, X, noise: float):
        self.X = np.array(X, dtype=float)
        if self.X.ndim != 2 or self.X.size == 0 or not np.isfinite(self.X).all():
            raise ValueError(f"X must be a finite matrix, got {self.X}")
        if not noise > 0:
            raise ValueError(f"noise must be positive, got {noise!r}")
        self.noise = noise

    def posterior(self, theta: Theta) -> tuple[Array, float]:
        """z_i given x_i is normal: its means (n,), and the variance of each."""
        total = self.noise + theta.w @ theta.w
        return self.X @ theta.w / total, self.noise / total

    def e_step(self, theta: Theta) -> tuple[float, Stats]:
        """Log-likelihood, and E[z^2] = mean^2 + variance, not mean^2."""
        mean, variance = self.posterior(theta)
        stats = Stats(self.X.T @ mean, (mean**2 + variance).sum())
        return self.log_likelihood(theta), stats

    def m_step(self, stats: Stats) -> Theta:
        """Regression of x on z."""
        return Theta(stats.xz / stats.zz)

    def log_likelihood(self, theta: Theta) -> float:
        """x_i ~ N(0, w w' + noise I)."""
        n, d = self.X.shape
        mean, variance = self.posterior(theta)
        log_det = d * np.log(self.noise) - np.log(variance)
        squares = (self.X**2).sum() - (mean**2).sum() * self.noise / variance
        return -0.5 * (n * (d * np.log(2 * np.pi) + log_det) + squares / self.noise)

    def degenerate(self, theta: Theta) -> str:
        """Never: the noise is given and positive."""
        return ""

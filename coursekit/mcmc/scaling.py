"""How big should a random-walk step be? Exact answers for a standard normal target."""

from __future__ import annotations

import numpy as np

from .core import Array


def random_walk_efficiency(scale: Array, dim: int) -> tuple[Array, Array]:
    """Acceptance rate and jumping distance of random-walk Metropolis on N(0, I), exactly.

    With step s z and R = |z|^2, the log ratio given R is N(-s^2 R / 2, s^2 R), so the
    acceptance probability given R is 2 Phi(-s sqrt(R) / 2) (Roberts, Gelman and Gilks
    1997, section 1). R is chi-squared with ``dim`` degrees of freedom: one integral is
    left.

    Parameters
    ----------
    scale : (m,) standard deviations s of the step, positive
    dim : int, at least 1

    Returns
    -------
    acceptance : (m,) expected acceptance rate in equilibrium, in [0, 1]
    jump : (m,) expected squared jumping distance E|X' - X|^2 / dim

    Raises
    ------
    ValueError
        If a scale is not positive or ``dim`` is below 1.
    """
    from scipy.special import ndtr
    from scipy.stats import chi2

    scale = np.atleast_1d(np.asarray(scale, dtype=float))
    if not (scale > 0).all():
        raise ValueError(f"scale must be positive, got {scale}")
    if dim < 1:
        raise ValueError(f"dim must be at least 1, got {dim}")
    level = (np.arange(4000) + 0.5) / 4000  # midpoints of equally likely slices of R
    R = chi2.ppf(level, dim)
    accept = 2 * ndtr(-0.5 * scale[:, None] * np.sqrt(R))  # (m, 4000)
    return accept.mean(axis=1), scale**2 * (R * accept).mean(axis=1) / dim


def best_acceptance(dim: int) -> tuple[float, float]:
    """The scale with the largest expected squared jump, and its acceptance rate.

    Parameters
    ----------
    dim : int, at least 1

    Returns
    -------
    (scale, acceptance) : .44 is the rate in one dimension, .234 the limit in many
    """
    from scipy.optimize import minimize_scalar

    def loss(log_scale):
        return -random_walk_efficiency(np.exp(log_scale), dim)[1][0]

    centre = np.log(2.4 / np.sqrt(dim))
    best = minimize_scalar(loss, bounds=(centre - 1, centre + 1), method="bounded")
    scale = float(np.exp(best.x))
    return scale, float(random_walk_efficiency(scale, dim)[0][0])

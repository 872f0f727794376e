"""Coins of unknown bias in sets of tosses, and nobody noted which coin: EM in ten lines.

The example of Do and Batzoglou (2008), for any number of coins.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import xlog1py, xlogy

from .bound import log_sum_exp, responsibilities
from .coordinates import SIMPLEX, UNIT, Array


class Theta(NamedTuple):
    """Parameters.

    Attributes
    ----------
    heads : (K,) probability of heads of each coin
    weights : (K,) probability that a set is tossed with it; they sum to 1
    """

    heads: Array
    weights: Array


class Stats(NamedTuple):
    """Expected sufficient statistics.

    Attributes
    ----------
    heads, tails : (K,) expected number that each coin has shown
    sets : (K,) expected number of sets that it was tossed in
    """

    heads: Array
    tails: Array
    sets: Array


class Coins:
    """Sets of tosses, each of one of K coins: a `Model` for the loop.

    Parameters
    ----------
    heads, tails : (n,) number of heads and of tails in each set
    weights : (K,) known probability that a set is tossed with each coin; estimated
        if not given

    Raises
    ------
    ValueError
        If the counts are no vectors of one length, finite and not negative, or the
        weights are no probabilities.
    """

    objective = "log-likelihood"
    exact = True

    def __init__(self, heads, tails, weights=None):
        self.heads, self.tails = _counts("heads", heads), _counts("tails", tails)
        if len(self.heads) != len(self.tails):
            raise ValueError(
                "heads and tails must be of one length, got "
                f"{len(self.heads)} and {len(self.tails)}"
            )
        self.weights = None if weights is None else _probabilities(weights)
        self.space = {"heads": UNIT}
        if weights is None:
            self.space |= {"weights": SIMPLEX}

    def log_joint(self, theta: Theta) -> Array:
        """log p(x_i, z_i = k): the choice of the coin, then its tosses: (n, K)."""
        heads = xlogy(self.heads[:, None], theta.heads)  # 0 log 0 = 0
        tails = xlog1py(self.tails[:, None], np.negative(theta.heads))
        with np.errstate(divide="ignore"):  # a coin of weight 0
            return np.log(theta.weights) + heads + tails

    def e_step(self, theta: Theta) -> tuple[float, Stats]:
        """Log-likelihood, and what each coin is expected to have shown."""
        log_joint = self.log_joint(theta)
        resp = responsibilities(log_joint)
        stats = Stats(self.heads @ resp, self.tails @ resp, resp.sum(axis=0))
        return log_sum_exp(log_joint).sum(), stats

    def m_step(self, stats: Stats) -> Theta:
        """Shares: of heads among a coin's tosses, of its sets among all."""
        tosses = stats.heads + stats.tails
        unused = tosses == 0  # then any probability of heads is as good as another
        heads = np.where(unused, 0.5, stats.heads / np.where(unused, 1, tosses))
        shares = stats.sets / stats.sets.sum()
        return Theta(heads, shares if self.weights is None else self.weights)

    def expected_log_joint(self, theta: Theta, stats: Stats) -> float:
        """What the M-step maximises: E[log p(x, z | theta)], z as ``stats`` have it."""
        heads = xlogy(stats.heads, theta.heads)
        tails = xlog1py(stats.tails, np.negative(theta.heads))
        return float((xlogy(stats.sets, theta.weights) + heads + tails).sum())

    def degenerate(self, theta: Theta) -> str:
        """Never: a likelihood of counts is at most 1."""
        return ""


def _counts(name: str, values) -> Array:
    counts = np.array(values, dtype=float)
    if counts.ndim != 1 or counts.size == 0:
        raise ValueError(f"{name} must be a vector, got the shape {counts.shape}")
    if not (np.isfinite(counts) & (counts >= 0)).all():
        raise ValueError(f"{name} must be finite and not negative, got {counts}")
    return counts


def _probabilities(values) -> Array:
    p = np.array(values, dtype=float)
    if p.ndim != 1 or not (p >= 0).all() or abs(p.sum() - 1) > 1e-9:
        raise ValueError(f"weights must be probabilities that sum to 1, got {p}")
    return p

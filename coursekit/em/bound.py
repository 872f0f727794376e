"""The bound that EM climbs, for a latent variable with finitely many values.

Everything is computed from log p(x_i, z_i = k), an array (n, K) that a model brings:
the log-likelihood, the posterior of z, the bound under any other q, and the gap.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def log_sum_exp(log_joint: Array) -> Array:
    """log p(x_i) = log sum_k exp(log p(x_i, z_i = k)), without overflow: (n,)."""
    top = log_joint.max(axis=1, keepdims=True)
    return top[:, 0] + np.log(np.exp(log_joint - top).sum(axis=1))


def responsibilities(log_joint: Array) -> Array:
    """p(z_i = k | x_i), by Bayes' rule: (n, K), each row sums to 1."""
    p = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def lower_bound(q: Array, log_joint: Array) -> float:
    """L(q, theta) = sum_i E_q[log p(x_i, z_i) - log q(z_i)], at most log p(x).

    Parameters
    ----------
    q : (n, K) any distribution of each z_i, each row sums to 1
    log_joint : (n, K) log p(x_i, z_i = k) under theta
    """
    return float(_expected_log_ratio(q, log_joint))


def gap(q: Array, log_joint: Array) -> float:
    """KL(q || p(z | x)), summed over the points: what the bound falls short by."""
    log_posterior = log_joint - log_sum_exp(log_joint)[:, None]
    return float(-_expected_log_ratio(q, log_posterior))


def _expected_log_ratio(q: Array, log_p: Array) -> float:
    inside = q > 0  # 0 log 0 = 0
    return (q[inside] * (log_p[inside] - np.log(q[inside]))).sum()

"""How far apart two laws are: from tables, from formulas, or from samples alone.

From probabilities: `kl`, `js`, `total_variation`. In closed form: `kl_normal`. From
samples: `mmd2`, `wasserstein_1d`, `wasserstein`, `sliced_wasserstein`, with
`permutation_test` to say whether a distance could be chance.

References
----------
.. [1] Kullback and Leibler (1951). On information and sufficiency. Annals of
   Mathematical Statistics 22, 79-86.
.. [2] Lin (1991). Divergence measures based on the Shannon entropy. IEEE Transactions
   on Information Theory 37, 145-151.
.. [3] Gretton, Borgwardt, Rasch, Schoelkopf and Smola (2012). A kernel two-sample
   test. Journal of Machine Learning Research 13, 723-773.
.. [4] Peyre and Cuturi (2019). Computational optimal transport. Foundations and Trends
   in Machine Learning 11, 355-607.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def kl(p, q) -> float:
    """sum_i p_i log(p_i / q_i), in nats ([1]_).

    Parameters
    ----------
    p, q : (k,) probabilities, of sum 1 to 1e-9

    Returns
    -------
    float, 0 if p = q; infinite if q is 0 at some i where p is not

    Raises
    ------
    ValueError
        If one of them is no table of probabilities, or their lengths differ.
    """
    p, q = checked_tables(p, q)
    on = p > 0  # 0 log 0 = 0
    if (q[on] == 0).any():
        return np.inf
    return float(p[on] @ (np.log(p[on]) - np.log(q[on])))


def js(p, q) -> float:
    """Jensen-Shannon: the mean KL of both to their mixture, from 0 to log 2 ([2]_).

    Parameters
    ----------
    p, q : (k,) probabilities, of sum 1 to 1e-9
    """
    p, q = checked_tables(p, q)
    both = p + q  # twice their mixture
    halves = (a[a > 0] @ np.log(2 * a[a > 0] / both[a > 0]) for a in (p, q))
    return float(sum(halves) / 2)


def total_variation(p, q) -> float:
    """The largest difference of probability over all events, from 0 to 1.

    Half the sum of |p_i - q_i|.

    Parameters
    ----------
    p, q : (k,) probabilities, of sum 1 to 1e-9
    """
    p, q = checked_tables(p, q)
    return float(np.abs(p - q).sum() / 2)


def kl_normal(mean_p, cov_p, mean_q, cov_q) -> float:
    """KL(N(mean_p, cov_p) || N(mean_q, cov_q)), in nats.

    (tr(cov_q^-1 cov_p) + |mean_q - mean_p|^2 in units of cov_q - d
    + log det cov_q - log det cov_p) / 2.

    Parameters
    ----------
    mean_p, mean_q : (d,) or float
    cov_p, cov_q : (d, d) or float, the variances

    Raises
    ------
    ValueError
        If shapes disagree or a covariance is not positive definite.
    """
    m_p, m_q = (np.atleast_1d(np.asarray(m, dtype=float)) for m in (mean_p, mean_q))
    S_p, S_q = (np.atleast_2d(np.asarray(S, dtype=float)) for S in (cov_p, cov_q))
    d = len(m_p)
    if not m_p.shape == m_q.shape == (d,) or not S_p.shape == S_q.shape == (d, d):
        raise ValueError(
            f"means must be (d,) and covariances (d, d), got {m_p.shape}, {m_q.shape}, "
            f"{S_p.shape}, {S_q.shape}"
        )
    try:
        L_p, L_q = np.linalg.cholesky(S_p), np.linalg.cholesky(S_q)
    except np.linalg.LinAlgError:
        raise ValueError("cov_p and cov_q must be positive definite") from None
    scaled = np.linalg.solve(L_q, np.column_stack([L_p, m_q - m_p]))
    log_det = np.log(np.diagonal(L_q) / np.diagonal(L_p)).sum()
    return float((scaled**2).sum() / 2 - d / 2 + log_det)


def gaussian_kernel(X, Y, bandwidth: float) -> Array:
    """exp(-|x - y|^2 / (2 bandwidth^2)) of all pairs: (n, m)."""
    if not bandwidth > 0:
        raise ValueError(f"bandwidth must be positive, got {bandwidth}")
    return np.exp(-squared_distances(X, Y) / (2 * bandwidth**2))


def mmd2(X, Y, bandwidth: float) -> float:
    """Squared maximum mean discrepancy, unbiased: may be below zero ([3]_, lemma 6).

    E k(x, x') + E k(y, y') - 2 E k(x, y) with the Gaussian kernel, over pairs of
    different points.

    Parameters
    ----------
    X, Y : (n, d), (m, d) samples of the two laws, at least two points each; (n,) is one
        dimension
    bandwidth : float, positive, in the units of the data: the length it looks at

    Raises
    ------
    ValueError
        If shapes disagree, a sample has one point only, or the bandwidth is not positive.
    """
    X, Y = checked_samples(X, Y)
    if min(len(X), len(Y)) < 2:
        raise ValueError("X and Y must have at least two points each")
    within_x, within_y = (
        (gaussian_kernel(Z, Z, bandwidth).sum() - len(Z)) / (len(Z) * (len(Z) - 1))
        for Z in (X, Y)
    )
    return float(within_x + within_y - 2 * gaussian_kernel(X, Y, bandwidth).mean())


def median_distance(X, Y) -> float:
    """The median distance of two different points of both samples, a usual bandwidth."""
    Z = np.concatenate(checked_samples(X, Y))
    pairs = np.triu_indices(len(Z), k=1)
    return float(np.sqrt(np.median(squared_distances(Z, Z)[pairs])))


def wasserstein_1d(x, y, p: float = 1.0) -> float:
    """Earth mover's distance on a line: sorted points matched in order ([4]_, 2.6).

    Parameters
    ----------
    x, y : (n,), (m,) samples; sizes may differ
    p : float, at least 1: the cost of moving by t is t^p

    Returns
    -------
    float, (integral of |F^-1(u) - G^-1(u)|^p over u)^(1/p), in the units of the data

    Raises
    ------
    ValueError
        If a sample is empty or not finite, or p is below 1.
    """
    x, y = (np.sort(checked_line(v)) for v in (x, y))
    if not p >= 1:
        raise ValueError(f"p must be at least 1, got {p}")
    n, m = len(x), len(y)
    cuts = np.union1d(np.arange(1, n + 1) * m, np.arange(1, m + 1) * n)  # over n m
    width = np.diff(cuts, prepend=0) / (n * m)
    gap = np.abs(x[(cuts - 1) // m] - y[(cuts - 1) // n])
    return float((width @ gap**p) ** (1 / p))


def wasserstein(X, Y, p: float = 1.0) -> float:
    """Earth mover's distance of two samples of equal size: the best matching.

    Exact, by the Hungarian method: time grows with n^3 ([4]_, chapter 3).

    Parameters
    ----------
    X, Y : (n, d) samples; (n,) is one dimension
    p : float, at least 1: the cost of a move of length t is t^p

    Returns
    -------
    float, in the units of the data

    Raises
    ------
    ValueError
        If shapes disagree or p is below 1.
    """
    from scipy.optimize import linear_sum_assignment

    X, Y = checked_samples(X, Y)
    if len(X) != len(Y) or not p >= 1:
        raise ValueError(
            f"X and Y must be of one size and p at least 1; got {len(X)} and {len(Y)} "
            f"points, p={p}"
        )
    cost = squared_distances(X, Y) ** (p / 2)
    return float(cost[linear_sum_assignment(cost)].mean() ** (1 / p))


def sliced_wasserstein(
    X, Y, n_directions: int = 100, p: float = 1.0, *, rng: np.random.Generator
) -> float:
    """The mean of `wasserstein_1d` over random directions (p-th powers averaged).

    Parameters
    ----------
    X, Y : (n, d), (m, d) samples
    n_directions : int
    p : float, at least 1
    rng : numpy.random.Generator
    """
    X, Y = checked_samples(X, Y)
    directions = rng.standard_normal((n_directions, X.shape[1]))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    each = [wasserstein_1d(X @ a, Y @ a, p) ** p for a in directions]
    return float(np.mean(each) ** (1 / p))


def permutation_test(
    distance: Callable[[Array, Array], float], X, Y, n: int, *, rng: np.random.Generator
) -> float:
    """How often a random split of all points lies as far apart as X and Y do.

    Parameters
    ----------
    distance : (X, Y) -> float, large when they differ
    X, Y : (n_x, d), (n_y, d) samples
    n : int, random splits
    rng : numpy.random.Generator

    Returns
    -------
    float, a valid p-value: (1 + splits at least as far apart) / (1 + n)
    """
    X, Y = checked_samples(X, Y)
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    everything, observed, as_far = np.concatenate([X, Y]), distance(X, Y), 0
    for _ in range(n):
        mixed = everything[rng.permutation(len(everything))]
        as_far += distance(mixed[: len(X)], mixed[len(X) :]) >= observed
    return (1 + as_far) / (1 + n)


def squared_distances(X: Array, Y: Array) -> Array:
    """|x - y|^2 of all pairs, (n, m), never below zero."""
    X, Y = checked_samples(X, Y)
    square = (X**2).sum(axis=1)[:, None] + (Y**2).sum(axis=1) - 2 * X @ Y.T
    return np.maximum(square, 0.0)


def checked_tables(p, q) -> tuple[Array, Array]:
    """Both as (k,) floats, refused unless each is nonnegative and sums to 1."""
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    if p.ndim != 1 or p.shape != q.shape:
        raise ValueError(f"p and q must be (k,) alike, got {p.shape} and {q.shape}")
    for name, table in (("p", p), ("q", q)):
        if not (table >= 0).all() or abs(table.sum() - 1) > 1e-9:
            raise ValueError(f"{name} must be probabilities of sum 1")
    return p, q


def checked_samples(X, Y) -> tuple[Array, Array]:
    """Both as finite (n, d) floats with one d; a vector is n points of one dimension."""
    X, Y = (np.asarray(Z, dtype=float) for Z in (X, Y))
    X, Y = (Z[:, None] if Z.ndim == 1 else Z for Z in (X, Y))
    if X.ndim != 2 or Y.ndim != 2 or X.shape[1] != Y.shape[1] or not X.size * Y.size:
        raise ValueError(
            f"X and Y must be samples (n, d) and (m, d), got {X.shape} and {Y.shape}"
        )
    if not (np.isfinite(X).all() and np.isfinite(Y).all()):
        raise ValueError("X and Y must be finite")
    return X, Y


def checked_line(x) -> Array:
    """``x`` as a finite vector, not empty."""
    x = np.asarray(x, dtype=float)
    if x.ndim != 1 or not len(x) or not np.isfinite(x).all():
        raise ValueError(f"a sample on a line must be finite and (n,), got {x.shape}")
    return x

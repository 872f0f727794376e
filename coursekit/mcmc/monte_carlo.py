"""Monte Carlo: averages of random draws, each with its error bar.

Every estimator returns an `Estimate`. Which one to take depends on what is known:
draws alone (`mean`), a control of known mean (`control_variate`), a way to spread
uniform numbers evenly (`antithetic`, `stratified`), or draws from another density
(`importance`). The intervals for a share, Wald's and Wilson's, come with their exact
coverage.

References
----------
.. [1] Owen (2013). Monte Carlo theory, methods and examples, chapters 2, 8 and 9.
.. [2] Vehtari, Simpson, Gelman, Yao and Gabry (2024). Pareto smoothed importance
   sampling. Journal of Machine Learning Research 25 (72).
.. [3] Zhang and Stephens (2009). A new and efficient estimation method for the
   generalized Pareto distribution. Technometrics 51, 316-325.
.. [4] Brown, Cai and DasGupta (2001). Interval estimation for a binomial proportion.
   Statistical Science 16, 101-133.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .core import Array


class Estimate(NamedTuple):
    """An average of draws and how far off it may be.

    Attributes
    ----------
    value : float
    se : float, standard error: the estimated standard deviation of ``value``
    """

    value: float
    se: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """``value`` minus and plus z ``se``: covers about ``level`` of the time."""
        half = normal_quantile(level) * self.se
        return self.value - half, self.value + half


def mean(values) -> Estimate:
    """Plain Monte Carlo: the mean of independent draws.

    Parameters
    ----------
    values : (n,) f(X) at n independent draws of X, n at least 2

    Returns
    -------
    Estimate
        The error bar is s / sqrt(n), s^2 the sample variance ([1]_, section 2.2).

    Raises
    ------
    ValueError
        If there are fewer than two values or one is not finite.
    """
    values = checked_values(values)
    se = values.std(ddof=1) / np.sqrt(len(values))
    return Estimate(float(values.mean()), float(se))


def antithetic(f: Callable[[Array], Array], u) -> Estimate:
    """Each uniform point together with its mirror image 1 - u ([1]_, section 8.2).

    Parameters
    ----------
    f : (n, dim) -> (n,), to be averaged over the unit cube
    u : (n, dim) uniform points; ``f`` is evaluated 2n times

    Returns
    -------
    Estimate
        The n pair means are independent; the two of a pair are not.

    Raises
    ------
    ValueError
        If ``u`` is no (n, dim) array within [0, 1].
    """
    u = np.asarray(u, dtype=float)
    if u.ndim != 2 or not ((u >= 0) & (u <= 1)).all():
        raise ValueError(f"u must be points (n, dim) of the unit cube, got {u.shape}")
    return mean((f(u) + f(1 - u)) / 2)


def control_variate(values, controls, control_means) -> Estimate:
    """Take out what controls of known mean explain, by least squares.

    The regression of f(X) on the controls, read off at their known means, is the
    estimate; its residuals give the error bar ([1]_, section 8.9). The bias from
    fitting the coefficients is of order 1/n, the error bar of order 1/sqrt(n).

    Parameters
    ----------
    values : (n,) f(X) at n independent draws
    controls : (n,) or (n, k) functions of the same draws
    control_means : float or (k,), their exact expectations

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If shapes disagree, or n is not above k + 1.
    """
    values = checked_values(values)
    controls = np.asarray(controls, dtype=float)
    controls = controls.reshape(len(controls), -1)
    n, k = controls.shape
    expected = np.broadcast_to(np.asarray(control_means, dtype=float), (k,))
    if n != len(values) or n <= k + 1:
        raise ValueError(
            f"controls must have one row for each of the {len(values)} values and "
            f"fewer than n - 1 columns, got shape {controls.shape}"
        )
    design = np.column_stack([np.ones(n), controls - expected])
    coefficients, *_ = np.linalg.lstsq(design, values, rcond=None)
    residuals = values - design @ coefficients
    variance = residuals @ residuals / (n - k - 1)
    return Estimate(float(coefficients[0]), float(np.sqrt(variance / n)))


def strata(n_strata: int, draws: int, *, rng: np.random.Generator) -> Array:
    """Uniform points, ``draws`` in each of ``n_strata`` equal pieces of [0, 1).

    Returns
    -------
    (n_strata, draws)
    """
    if n_strata < 1 or draws < 1:
        raise ValueError(
            f"n_strata and draws must be at least 1, got {n_strata} and {draws}"
        )
    left = np.arange(n_strata)[:, None] / n_strata
    return left + rng.random((n_strata, draws)) / n_strata


def stratified(values) -> Estimate:
    """The mean over strata of equal probability ([1]_, section 8.4).

    Only the variance within strata is left; what lies between them is exact.

    Parameters
    ----------
    values : (strata, draws) f(X) at independent draws, at least two from each stratum

    Returns
    -------
    Estimate
    """
    values = checked_values(values, axes=("strata", "draws"))
    n_strata, draws = values.shape
    variance = values.var(axis=1, ddof=1).sum() / (draws * n_strata**2)
    return Estimate(float(values.mean()), float(np.sqrt(variance)))


class ImportanceEstimate(NamedTuple):
    """What `importance` returns.

    Attributes
    ----------
    value, se : float, as in `Estimate`
    ess : float in [1, n], 1 / sum of squared weights: draws of equal worth
    khat : float, tail shape of the weights. Below 0.5 they have a finite variance;
        above 0.7 neither ``value`` nor ``se`` can be trusted ([2]_)
    """

    value: float
    se: float
    ess: float
    khat: float


def importance(values, log_weights, *, smooth: bool = True) -> ImportanceEstimate:
    """Self-normalised importance sampling: draws from q stand in for draws from p.

    Parameters
    ----------
    values : (n,) f(X) at n independent draws from q
    log_weights : (n,) log p(X) - log q(X), up to a constant
    smooth : bool, whether to Pareto-smooth the largest weights first

    Returns
    -------
    ImportanceEstimate
        The error bar is the delta method's, sqrt(sum w^2 (f - value)^2) with weights
        that sum to 1 ([1]_, section 9.2).

    Raises
    ------
    ValueError
        If shapes differ, a log weight is NaN or +inf, or all are -inf.
    """
    values = checked_values(values)
    smoothed, khat = pareto_smooth(log_weights)
    if smoothed.shape != values.shape:
        raise ValueError(
            f"log_weights must have shape {values.shape}, got {smoothed.shape}"
        )
    chosen = smoothed if smooth else np.asarray(log_weights, dtype=float)
    weights = np.exp(chosen - chosen.max())
    weights /= weights.sum()
    value = float(weights @ values)
    se = float(np.sqrt((weights**2) @ (values - value) ** 2))
    return ImportanceEstimate(value, se, float(1 / (weights @ weights)), khat)


def pareto_smooth(log_weights) -> tuple[Array, float]:
    """Replace the largest weights by quantiles of a Pareto tail fitted to them ([2]_).

    The tail holds the largest min(n / 5, 3 sqrt(n)) weights, all above a cutoff.

    Parameters
    ----------
    log_weights : (n,) up to a constant; -inf is allowed

    Returns
    -------
    log_weights : (n,) normalised to sum to 1, the tail smoothed and cut at the largest
        weight; the order is kept
    khat : float, shape of the tail; inf where fewer than five weights make a tail

    Raises
    ------
    ValueError
        If a log weight is NaN or +inf, or all are -inf.
    """
    log_w = np.array(log_weights, dtype=float)
    if log_w.ndim != 1 or not (log_w < np.inf).all() or not (log_w > -np.inf).any():
        raise ValueError(
            "log_weights must be a vector below +inf, without NaN, not all -inf; "
            f"got shape {log_w.shape}"
        )
    log_w -= log_w.max()
    n = len(log_w)
    n_tail = int(np.ceil(min(0.2 * n, 3 * np.sqrt(n))))
    order = np.argsort(log_w, kind="stable")
    cutoff = max(log_w[order[-min(n_tail + 1, n)]], np.log(np.finfo(float).tiny))
    tail = order[log_w[order] > cutoff]  # in increasing order
    khat = np.inf
    if len(tail) > 4:
        excess = np.exp(log_w[tail]) - np.exp(cutoff)
        khat, scale = pareto_fit(excess)
        if np.isfinite(khat):
            level = (np.arange(len(tail)) + 0.5) / len(tail)
            smoothed = pareto_quantile(level, khat, scale) + np.exp(cutoff)
            log_w[tail] = np.minimum(np.log(smoothed), 0.0)
    return log_w - np.logaddexp.reduce(log_w), float(khat)


def pareto_fit(excess) -> tuple[float, float]:
    """Shape k and scale of a generalised Pareto distribution ([3]_).

    The posterior mean of b = k / scale over a grid, with a weak prior that draws k
    towards 0.5, worth ten observations ([2]_).

    Parameters
    ----------
    excess : (n,) increasing, positive

    Returns
    -------
    (k, scale)
    """
    x = np.asarray(excess, dtype=float)
    n, m = len(x), 30 + int(np.sqrt(len(x)))
    b = 1 - np.sqrt(m / (np.arange(1, m + 1) - 0.5))
    b = b / (3 * x[int(n / 4 + 0.5) - 1]) + 1 / x[-1]  # (m,)
    k = np.log1p(-b[:, None] * x).mean(axis=1)
    log_profile = n * (np.log(-b / k) - k - 1)
    weights = 1 / np.exp(log_profile - log_profile[:, None]).sum(axis=1)
    weights[weights < 10 * np.finfo(float).eps] = 0
    b_mean = weights @ b / weights.sum()
    k_mean = np.log1p(-b_mean * x).mean()
    return float((n * k_mean + 5) / (n + 10)), float(-k_mean / b_mean)


def pareto_quantile(level: Array, k: float, scale: float) -> Array:
    """Quantiles of the generalised Pareto distribution with shape k and this scale."""
    if abs(k) < 1e-12:
        return -scale * np.log1p(-level)
    return scale * np.expm1(-k * np.log1p(-level)) / k


def wald_interval(k, n, level: float = 0.95) -> tuple[Array, Array]:
    """The share k / n plus and minus z standard errors: Wald's interval.

    Parameters
    ----------
    k : int or array of them, successes, from 0 to n
    n : int, or array that broadcasts with k, trials, at least 1
    level : float in (0, 1), the coverage it claims

    Returns
    -------
    (low, high), each shaped like k
    """
    share = checked_successes(k, n) / n
    half = normal_quantile(level) * np.sqrt(share * (1 - share) / n)
    return share - half, share + half


def wilson_interval(k, n, level: float = 0.95) -> tuple[Array, Array]:
    """All p that a score test would not reject (Wilson 1927; [4]_, equation 4).

    Parameters
    ----------
    k, n, level : as for `wald_interval`

    Returns
    -------
    (low, high), each shaped like k
    """
    share, z = checked_successes(k, n) / n, normal_quantile(level)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) * z / (1 + z**2 / n)
    return centre - half, centre + half


def coverage(interval: Callable, n: int, p, level: float = 0.95) -> Array:
    """How often ``interval`` holds the true share: exact, by a sum over all counts.

    Parameters
    ----------
    interval : `wald_interval`, `wilson_interval` or one like them
    n : int, trials
    p : float or (m,), true shares in [0, 1]

    Returns
    -------
    (m,) probabilities, or one
    """
    from scipy.stats import binom

    p = np.asarray(p, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError(f"p must lie in [0, 1], got {p}")
    k = np.arange(n + 1)
    low, high = interval(k, n, level)
    holds = (low <= p[..., None]) & (p[..., None] <= high)  # (m, n + 1)
    return (holds * binom.pmf(k, n, p[..., None])).sum(axis=-1)


class Truths(NamedTuple):
    """Three readings of the same flips; each array (runs, n), after flip 1, ..., n.

    Attributes
    ----------
    share : share of heads so far
    lead : heads minus half the flips so far
    time_ahead : share of the flips so far during which heads led; a tie belongs to
        the side that led just before
    """

    share: Array
    lead: Array
    time_ahead: Array


def three_truths(heads) -> Truths:
    """Share, lead and time in the lead of sequences of flips.

    Parameters
    ----------
    heads : (runs, n) of bool or 0 and 1

    Returns
    -------
    Truths
    """
    heads = np.asarray(heads)
    if heads.ndim != 2 or heads.size == 0 or not np.isin(heads, (0, 1)).all():
        raise ValueError(f"heads must be 0 or 1, shape (runs, n); got {heads.shape}")
    flips = np.arange(1, heads.shape[1] + 1)
    count = heads.cumsum(axis=1)
    lead = count - flips / 2
    before = np.column_stack([np.zeros(len(lead)), lead[:, :-1]])
    ahead = (lead > 0) | ((lead == 0) & (before > 0))
    return Truths(count / flips, lead, ahead.cumsum(axis=1) / flips)


def time_ahead_law(n: int) -> Array:
    """Law of the time in the lead over n fair flips, n even (Feller 1968, III.4).

    Returns
    -------
    (n / 2 + 1,) probability that heads leads during 0, 2, 4, ..., n of the flips
    """
    from scipy.special import gammaln

    if n < 2 or n % 2:
        raise ValueError(f"n must be even and at least 2, got {n}")
    k = np.arange(n // 2 + 1)
    log_u = gammaln(2 * k + 1) - 2 * gammaln(k + 1) - 2 * k * np.log(2)  # tie at 2k
    return np.exp(log_u + log_u[::-1])


def arcsine_cdf(x) -> Array:
    """The limit of that law: the lead lasts a share of at most x, x in [0, 1]."""
    return 2 / np.pi * np.arcsin(np.sqrt(np.asarray(x, dtype=float)))


class Dispersion(NamedTuple):
    """What `dispersion` returns: Pearson's statistic, its degrees of freedom, its tail.

    Attributes
    ----------
    chi2 : float
    df : int
    p_value : float, chance of a chi2 at least as large if every share were the same
    """

    chi2: float
    df: int
    p_value: float


def dispersion(k, n) -> Dispersion:
    """Do the shares k / n vary more than binomial counts with one p would?

    Parameters
    ----------
    k, n : (m,) successes and trials of each group, m at least 2

    Returns
    -------
    Dispersion
        chi2 / df is near 1 for binomial counts.
    """
    from scipy.stats import chi2

    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    if k.shape != n.shape or k.ndim != 1 or len(k) < 2:
        raise ValueError(f"k and n must be vectors alike, got {k.shape} and {n.shape}")
    if not ((k >= 0) & (k <= n) & (n > 0)).all() or k.sum() in (0, n.sum()):
        raise ValueError("k must lie between 0 and n, and not all trials be alike")
    p = k.sum() / n.sum()
    statistic = float(((k - n * p) ** 2 / (n * p * (1 - p))).sum())
    return Dispersion(statistic, len(k) - 1, float(chi2.sf(statistic, len(k) - 1)))


def normal_quantile(level: float) -> float:
    """z such that a standard normal number lies in (-z, z) with chance ``level``."""
    from scipy.special import ndtri

    if not 0 < level < 1:
        raise ValueError(f"level must lie strictly between 0 and 1, got {level}")
    return float(ndtri((1 + level) / 2))


def checked_values(values, *, axes: tuple[str, ...] = ("n",)) -> Array:
    """``values`` as a finite array with these axes, the last of length 2 or more."""
    values = np.asarray(values, dtype=float)
    if values.ndim != len(axes) or 0 in values.shape or values.shape[-1] < 2:
        raise ValueError(
            f"values must have shape ({', '.join(axes)}) with at least two draws, "
            f"got {values.shape}"
        )
    if not np.isfinite(values).all():
        raise ValueError("values must be finite")
    return values


def checked_successes(k, n) -> Array:
    """``k`` as an array, refused unless it lies between 0 and n, and n is positive."""
    k = np.asarray(k, dtype=float)
    if not ((k >= 0) & (k <= n) & (np.asarray(n) >= 1)).all():
        raise ValueError(
            f"k must lie between 0 and n = {n}, and n be at least 1; got {k}"
        )
    return k

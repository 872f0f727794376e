"""Missing values: drawn by Gibbs as often as wanted, and pooled by Rubin's rules.

A sweep draws mean and precision given completed data, then each missing value given
the rest of its row. Many data sets run side by side, one in each chain.

References
----------
.. [1] Schafer (1997). Analysis of Incomplete Multivariate Data, chapter 5.
.. [2] Rubin (1987). Multiple Imputation for Nonresponse in Surveys, chapter 3.
.. [3] Barnard and Rubin (1999). Small-sample degrees of freedom with multiple
   imputation. Biometrika 86, 948-955.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .core import Array
from .normal_wishart import JEFFREYS, NormalWishart, draw_mean_precision


class Completed(NamedTuple):
    """State of the sampler.

    Attributes
    ----------
    x : (chains, n, dim) the data, each gap filled by a draw
    mean : (chains, dim)
    precision : (chains, dim, dim)
    """

    x: Array
    mean: Array
    precision: Array


class Info(NamedTuple):
    """Nothing to tell: every draw of a Gibbs sampler is kept."""


@dataclass(frozen=True)
class NormalImputer:
    """Gibbs sampler for rows x_i ~ N(mu, Lambda^-1) with gaps [1]_.

    Parameters
    ----------
    data : (chains, n, dim), gaps are nan; each chain its own data set. For several
        chains on one data set x, pass ``np.tile(x, (chains, 1, 1))``.
    prior : NormalWishart of (mu, Lambda)

    Raises
    ------
    ValueError
        If ``data`` has another shape, holds an infinity or a column without a value.
    """

    data: Array
    prior: NormalWishart = JEFFREYS

    def __post_init__(self):
        data = np.asarray(self.data, dtype=float)
        if data.ndim != 3 or 0 in data.shape:
            raise ValueError(
                f"data must have shape (chains, n, dim), not empty; got {data.shape}"
            )
        if np.isinf(data).any():
            raise ValueError("data must be finite where it is not nan; it holds inf")
        if np.isnan(data).all(axis=1).any():
            chain, column = np.argwhere(np.isnan(data).all(axis=1))[0]
            raise ValueError(f"data column {column} of chain {chain} is all nan")
        object.__setattr__(self, "data", data)

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """(chains, n, dim) where the gaps are."""
        return np.isnan(self.data)

    def init(self, *, rng: np.random.Generator) -> Completed:
        """Scattered starts: about the column's mean, with twice its spread."""
        chains, _, dim = self.data.shape
        mean = np.nanmean(self.data, axis=1)
        spread = 2 * np.nanstd(self.data, axis=1)
        z = rng.standard_normal(self.data.shape)
        filled = mean[:, None] + spread[:, None] * z
        x = np.where(self.missing, filled, self.data)
        return Completed(x, mean, np.tile(np.eye(dim), (chains, 1, 1)))

    def step(
        self, state: Completed, *, rng: np.random.Generator
    ) -> tuple[Completed, Info]:
        """One sweep: mean and precision given the data, then the gaps given both."""
        mean, precision = draw_mean_precision(state.x, self.prior, rng=rng)
        x = draw_missing(state.x, self.missing, mean, precision, rng=rng)
        return Completed(x, mean, precision), Info()


def draw_missing(
    x: Array, missing, mean: Array, precision: Array, *, rng: np.random.Generator
) -> Array:
    """Draw each missing value given the rest of its row, column by column.

    x_j | rest ~ N(mu_j - sum Lambda_jk (x_k - mu_k) / Lambda_jj, 1 / Lambda_jj), where
    the sum is over the other columns k.

    Parameters
    ----------
    x : (chains, n, dim) completed data
    missing : (chains, n, dim) of bool
    mean : (chains, dim)
    precision : (chains, dim, dim)
    rng : numpy.random.Generator

    Returns
    -------
    (chains, n, dim), a new array; what was observed is unchanged
    """
    x = x.copy()
    for j in np.flatnonzero(missing.any(axis=(0, 1))):
        own = precision[:, j, j, None]  # (chains, 1)
        centred = x - mean[:, None]
        pull = (centred @ precision[:, j, :, None])[..., 0] - own * centred[..., j]
        expected = mean[:, j, None] - pull / own
        drawn = expected + rng.standard_normal(expected.shape) / np.sqrt(own)
        x[..., j] = np.where(missing[..., j], drawn, x[..., j])
    return x


def impute(
    kernel: NormalImputer,
    n_imputations: int,
    *,
    every: int = 10,
    warmup: int = 100,
    rng: np.random.Generator,
) -> Array:
    """Completed data sets, far enough apart to be nearly independent.

    Parameters
    ----------
    kernel : NormalImputer
    n_imputations : int, at least 1
    every : int, sweeps from one imputation to the next
    warmup : int, sweeps before the first
    rng : numpy.random.Generator

    Returns
    -------
    (n_imputations, chains, n, dim)
    """
    if n_imputations < 1 or every < 1:
        raise ValueError(
            "n_imputations and every must be at least 1, "
            f"got {n_imputations} and {every}"
        )
    state = kernel.init(rng=rng)
    for _ in range(warmup):
        state, _ = kernel.step(state, rng=rng)
    completed = np.empty((n_imputations, *state.x.shape))
    for m in range(n_imputations):
        for _ in range(every):
            state, _ = kernel.step(state, rng=rng)
        completed[m] = state.x
    return completed


class Pooled(NamedTuple):
    """What Rubin's rules make of several imputations.

    Attributes
    ----------
    estimate : (...) mean of the estimates
    se : (...) standard error, for both kinds of uncertainty
    df : (...) degrees of freedom of its t distribution
    missing_share : (...) share of the variance that is due to missing values, in [0, 1)
    """

    estimate: Array
    se: Array
    df: Array
    missing_share: Array

    def interval(self, level: float = 0.95) -> tuple[Array, Array]:
        """Central interval with coverage ``level`` in (0, 1): (low, high)."""
        from scipy.stats import t

        reach = t.ppf(0.5 + level / 2, self.df) * self.se
        return self.estimate - reach, self.estimate + reach


def pool(estimates, variances, df_complete: float = np.inf) -> Pooled:
    """Rubin's rules: total variance = within + (1 + 1/m) between ([2]_, section 3.3).

    Degrees of freedom are those of [3]_.

    Parameters
    ----------
    estimates : (m, ...) the estimate from each of m >= 2 completed data sets
    variances : (m, ...) its squared standard error, as if nothing had been missing
    df_complete : float, degrees of freedom had nothing been missing

    Returns
    -------
    Pooled

    Raises
    ------
    ValueError
        If shapes differ, m < 2, or a variance is not positive.
    """
    estimates, variances = np.asarray(estimates), np.asarray(variances)
    if estimates.shape != variances.shape or len(estimates) < 2:
        raise ValueError(
            "estimates and variances must have one shape (m, ...) with m >= 2, "
            f"got {estimates.shape} and {variances.shape}"
        )
    if not (variances > 0).all():
        raise ValueError(f"variances must be positive, got {variances.min()}")
    m = len(estimates)
    within = variances.mean(axis=0)
    between = (1 + 1 / m) * estimates.var(axis=0, ddof=1)
    total = within + between
    share = between / total
    with np.errstate(divide="ignore"):  # estimates that agree: infinitely many
        df = (m - 1) / share**2
        if np.isfinite(df_complete):
            observed = (df_complete + 1) / (df_complete + 3) * df_complete * (1 - share)
            df = 1 / (1 / df + 1 / observed)
    return Pooled(estimates.mean(axis=0), np.sqrt(total), df, share)


def regression(y: Array, X: Array) -> tuple[Array, Array]:
    """Least squares with an intercept, for many data sets at once.

    Parameters
    ----------
    y : (..., n)
    X : (..., n, p), n > p + 1

    Returns
    -------
    coefficients : (..., p + 1), the intercept first
    variances : (..., p + 1), their squared standard errors
    """
    X = np.concatenate([np.ones((*X.shape[:-1], 1)), X], axis=-1)
    inverse = np.linalg.inv(X.swapaxes(-1, -2) @ X)
    coefficients = (inverse @ (X.swapaxes(-1, -2) @ y[..., None]))[..., 0]
    residual = y - (X @ coefficients[..., None])[..., 0]
    noise = (residual**2).sum(axis=-1) / (X.shape[-2] - X.shape[-1])
    return coefficients, noise[..., None] * np.diagonal(inverse, axis1=-2, axis2=-1)


def missing_probability(score: Array, rate: float, slope: float) -> Array:
    """Probability that a value goes missing: logistic in a score, ``rate`` on average.

    The score is the mechanism: with a constant, values are missing completely at random
    (MCAR), with an observed column at random (MAR), with the value itself not at random
    (MNAR).

    Parameters
    ----------
    score : (..., n), finite; each row is standardised
    rate : float in (0, 1), average over each row
    slope : float, log odds for each standard deviation of the score

    Returns
    -------
    (..., n), in (0, 1)

    Raises
    ------
    ValueError
        If ``rate`` is not between 0 and 1.
    """
    if not 0 < rate < 1:
        raise ValueError(f"rate must lie between 0 and 1, got {rate!r}")
    centred = score - score.mean(axis=-1, keepdims=True)
    spread = centred.std(axis=-1, keepdims=True)
    tilt = slope * centred / np.where(spread > 0, spread, 1)
    reach = abs(tilt).max(axis=-1, keepdims=True) + abs(np.log(rate / (1 - rate)))
    low, high = -reach, reach
    for _ in range(60):  # bisection: the average rises with the intercept
        middle = (low + high) / 2
        average = (1 / (1 + np.exp(-middle - tilt))).mean(axis=-1, keepdims=True)
        low = np.where(average < rate, middle, low)
        high = np.where(average < rate, high, middle)
    return 1 / (1 + np.exp(-low - tilt))

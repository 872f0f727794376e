"""Three ways to draw without a Markov chain: inversion, rejection, importance.

All work with logarithms of densities, each known up to a constant where it may be.
What a chain does instead, and how heavy tails of the weights are found out, belongs to
the MCMC room.

References
----------
.. [1] Devroye (1986). Non-uniform random variate generation, chapters II and III.
.. [2] Owen (2013). Monte Carlo theory, methods and examples, chapters 4 and 9.
.. [3] Kong (1992). A note on importance sampling using standardized weights.
   University of Chicago, technical report 348.
.. [4] Rubin (1987). A noniterative sampling/importance resampling alternative ...
   Journal of the American Statistical Association 82, 543-546.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SLACK = 1e-9  # nats by which rounding may lift a density above its envelope
BLOCK = 1 << 16  # proposals at a time, at most


class Proposal(Protocol):
    """A law that is easy to draw from."""

    def draw(self, n: int, *, rng: np.random.Generator) -> Array:
        """n independent points, (n,) or (n, d)."""
        ...

    def log_density(self, x: Array) -> Array:
        """Its log density at each, (n,)."""
        ...


@dataclass(frozen=True)
class Uniform:
    """The uniform law on an interval (floats) or a box (vectors ``low``, ``high``)."""

    low: float | Array = 0.0
    high: float | Array = 1.0

    def __post_init__(self):
        if np.shape(self.low) != np.shape(self.high) or not np.all(
            np.less(self.low, self.high)
        ):
            raise ValueError(f"low must be below high, got {self.low}, {self.high}")

    def draw(self, n: int, *, rng: np.random.Generator) -> Array:
        """n points: (n,), or (n, d) in a box."""
        return rng.uniform(self.low, self.high, size=(n, *np.shape(self.low)))

    def log_density(self, x) -> Array:
        """Minus the log volume inside, -inf outside: (n,)."""
        inside = (np.asarray(x) >= self.low) & (np.asarray(x) <= self.high)
        volume = np.log(np.subtract(self.high, self.low)).sum()
        return np.where(over_points(inside, np.all), -volume, -np.inf)


@dataclass(frozen=True)
class Normal:
    """The normal law with this mean (a float or (d,)) and sd (broadcast against it)."""

    mean: float | Array = 0.0
    sd: float | Array = 1.0

    def __post_init__(self):
        if not np.all(np.greater(self.sd, 0)):
            raise ValueError(f"sd must be positive, got {self.sd}")

    def draw(self, n: int, *, rng: np.random.Generator) -> Array:
        """n points: (n,), or (n, d) if the mean is a vector."""
        return rng.normal(self.mean, self.sd, size=(n, *np.shape(self.mean)))

    def log_density(self, x) -> Array:
        """Its log density at each point: (n,)."""
        z = (np.asarray(x, dtype=float) - self.mean) / self.sd
        each = -0.5 * z**2 - np.log(self.sd) - 0.5 * np.log(2 * np.pi)
        return over_points(each, np.sum)


def over_points(values: Array, reduce: Callable) -> Array:
    """``reduce`` over the coordinates of each point: (n,) stays, (n, d) becomes (n,)."""
    return values if values.ndim < 2 else reduce(values, axis=-1)


def inverse_transform(
    quantile: Callable[[Array], Array], n: int, *, rng: np.random.Generator
) -> Array:
    """Uniform numbers through a quantile function have its law ([1]_, II.2.1).

    Parameters
    ----------
    quantile : (n,) levels in (0, 1) -> (n,), the inverse of a distribution function
    n : int, not negative
    rng : numpy.random.Generator

    Returns
    -------
    (n,) independent draws
    """
    return quantile(rng.random(n))


def inverse_of(
    cdf: Callable[[Array], Array], low: float, high: float, *, steps: int = 60
) -> Callable[[Array], Array]:
    """The quantile function of a distribution function, by halving [low, high].

    Parameters
    ----------
    cdf : (n,) -> (n,), does not fall, 0 at ``low`` and 1 at ``high``
    low, high : float, ends of the support
    steps : int, halvings: the answer is within (high - low) / 2^steps

    Returns
    -------
    quantile : (n,) -> (n,)

    Raises
    ------
    ValueError
        If ``cdf`` is not 0 at low and 1 at high, to 1e-9.
    """
    ends = cdf(np.array([low, high], dtype=float))
    if not np.allclose(ends, [0, 1], atol=1e-9):
        raise ValueError(f"cdf must be 0 at low and 1 at high, got {ends}")

    def quantile(u):
        left, right = np.full(np.shape(u), low), np.full(np.shape(u), high)
        for _ in range(steps):
            middle = (left + right) / 2
            below = cdf(middle) < u
            left, right = np.where(below, middle, left), np.where(below, right, middle)
        return (left + right) / 2

    return quantile


def categorical(p, n: int, *, rng: np.random.Generator) -> NDArray[np.int64]:
    """Inversion for a table: the first k whose cumulative probability exceeds u.

    Parameters
    ----------
    p : (k,) probabilities, of sum 1 to 1e-9
    n : int
    rng : numpy.random.Generator

    Returns
    -------
    (n,) ints from 0 to k - 1
    """
    p = np.asarray(p, dtype=float)
    if p.ndim != 1 or not (p >= 0).all() or abs(p.sum() - 1) > 1e-9:
        raise ValueError(f"p must be probabilities (k,) of sum 1, got sum {p.sum()}")
    cumulative = p.cumsum()
    return np.searchsorted(cumulative / cumulative[-1], rng.random(n), side="right")


class Rejection(NamedTuple):
    """What `rejection_sample` returns.

    Attributes
    ----------
    draws : (n,) or (n, d), independent, from the target itself
    proposed : int, darts thrown up to and including the one that made the last draw
    """

    draws: Array
    proposed: int

    @property
    def accept_rate(self) -> float:
        """Share of the darts that were kept."""
        return len(self.draws) / self.proposed


def accepted(log_p, log_q, log_bound: float, u) -> NDArray[np.bool_]:
    """Which darts land below the density: u e^log_bound q(x) < p(x) ([1]_, II.3.1).

    Parameters
    ----------
    log_p, log_q : (n,) log densities of target and proposal at the darts
    log_bound : float, log M with p <= M q everywhere
    u : (n,) uniform heights in [0, 1), as a share of the envelope

    Returns
    -------
    (n,) bool

    Raises
    ------
    ValueError
        If a dart shows that the envelope is too low, or a density is NaN.
    """
    log_ratio = np.asarray(log_p, dtype=float) - log_q - log_bound
    if np.isnan(log_ratio).any():
        raise ValueError("a log density is NaN, or +inf where it meets +inf")
    if (log_ratio > SLACK).any():
        raise ValueError(
            f"log_bound={log_bound:g} is too low: the target reaches "
            f"{log_ratio.max():.3g} nats above the envelope"
        )
    return np.asarray(u) < np.exp(np.minimum(log_ratio, 0.0))


def rejection_sample(
    log_density: Callable[[Array], Array],
    proposal: Proposal,
    log_bound: float,
    n: int,
    *,
    rng: np.random.Generator,
    max_proposed: int = 10**8,
) -> Rejection:
    """Throw darts under an envelope and keep those below the density.

    Parameters
    ----------
    log_density : (m,) or (m, d) -> (m,), log target, up to a constant
    proposal : Proposal
    log_bound : float, log M with target <= M proposal everywhere; the constant that the
        target lacks belongs in it
    n : int, draws wanted
    rng : numpy.random.Generator
    max_proposed : int, darts after which to give up

    Returns
    -------
    Rejection
        The rate of acceptance estimates (integral of the target) / M.

    Raises
    ------
    ValueError
        If a dart shows that the envelope is too low.
    RuntimeError
        If ``max_proposed`` darts do not give n draws.
    """
    kept, n_kept, proposed, rate = [], 0, 0, 1.0
    while n_kept < n:
        if proposed >= max_proposed:
            raise RuntimeError(
                f"{proposed} darts gave {n_kept} of {n} draws: the envelope is far "
                "above the target; look for a closer proposal"
            )
        m = int(np.clip(1.1 * (n - n_kept) / rate + 10, 1, BLOCK))
        x = proposal.draw(m, rng=rng)
        u = rng.random(m)
        hits = np.flatnonzero(
            accepted(log_density(x), proposal.log_density(x), log_bound, u)
        )[: n - n_kept]
        kept.append(x[hits])
        n_kept += len(hits)
        proposed += hits[-1] + 1 if n_kept == n else m
        rate = max(n_kept, 1) / proposed
    draws = np.concatenate(kept) if kept else proposal.draw(0, rng=rng)
    return Rejection(draws, int(proposed))


def log_sum_exp(a, axis: int = -1) -> Array:
    """log sum_i e^a_i, without overflow: the largest term is taken out first.

    Parameters
    ----------
    a : (..., n, ...), -inf allowed
    axis : int, the one summed over

    Returns
    -------
    The sum over that axis; -inf where all terms are -inf.
    """
    a = np.asarray(a, dtype=float)
    top = a.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)  # all -inf: nothing to take out
    with np.errstate(divide="ignore"):
        total = np.log(np.exp(a - top).sum(axis=axis))
    return total + np.squeeze(top, axis=axis)


def log_mean_exp(a, axis: int = -1) -> Array:
    """log of the mean of e^a_i: of log weights, the log of a normalising constant."""
    return log_sum_exp(a, axis) - np.log(np.shape(a)[axis])


def normalised(log_weights) -> Array:
    """Weights of sum 1 from their logarithms, known up to a constant.

    Raises
    ------
    ValueError
        If there is none, one is NaN or +inf, or all are -inf.
    """
    log_w = np.asarray(log_weights, dtype=float)
    if log_w.ndim != 1 or not (log_w < np.inf).all() or not (log_w > -np.inf).any():
        raise ValueError(
            "log_weights must be a vector below +inf, without NaN, not all -inf; "
            f"got shape {log_w.shape}"
        )
    return np.exp(log_w - log_sum_exp(log_w))


def effective_size(log_weights) -> float:
    """Draws of equal worth, 1 / sum of squared weights, from 1 to n ([3]_).

    Parameters
    ----------
    log_weights : (n,) log p(X) - log q(X) up to a constant
    """
    w = normalised(log_weights)
    return float(1 / (w @ w))


class ImportanceEstimate(NamedTuple):
    """What `importance_estimate` returns.

    Attributes
    ----------
    value : float, the weighted mean
    se : float, its standard error
    effective_size : float, from 1 to n
    """

    value: float
    se: float
    effective_size: float


def importance_estimate(values, log_weights) -> ImportanceEstimate:
    """E_p[f] from draws of q, each weighted by p / q ([2]_, section 9.2).

    Parameters
    ----------
    values : (n,) f(X) at n independent draws from q
    log_weights : (n,) log p(X) - log q(X), up to a constant

    Returns
    -------
    ImportanceEstimate
        With weights w of sum 1: value = sum w f, se = sqrt(sum w^2 (f - value)^2).

    Raises
    ------
    ValueError
        If shapes differ, a value is not finite, or the weights cannot be normalised.
    """
    values, w = np.asarray(values, dtype=float), normalised(log_weights)
    if values.shape != w.shape or not np.isfinite(values).all():
        raise ValueError(f"values must be finite, {w.shape}; got {values.shape}")
    value = w @ values
    se = np.sqrt(w**2 @ (values - value) ** 2)
    return ImportanceEstimate(float(value), float(se), float(1 / (w @ w)))


def resample(draws, log_weights, n: int, *, rng: np.random.Generator) -> Array:
    """Draws with weights to draws without: each is taken with its weight ([4]_).

    Parameters
    ----------
    draws : (m,) or (m, d), from the proposal
    log_weights : (m,)
    n : int, how many are wanted; well below the effective size, or copies abound
    rng : numpy.random.Generator

    Returns
    -------
    (n,) or (n, d)
    """
    draws = np.asarray(draws)
    if len(draws) != len(log_weights):
        raise ValueError(f"{len(draws)} draws but {len(log_weights)} log_weights")
    return draws[categorical(normalised(log_weights), n, rng=rng)]


def normal_weights_ess(dim, sd: float) -> Array:
    """Effective share of weights from N(0, sd^2 I) to N(0, I): closed form.

    1 / E[w^2] with w = p / q of mean 1: (sqrt(2 sd^2 - 1) / sd^2)^dim, which falls
    exponentially in the dimension (compare [2]_, chapter 9); 0 where 2 sd^2 <= 1, as the
    variance of the weights is infinite there.

    Parameters
    ----------
    dim : int or (m,)
    sd : float, positive
    """
    if not sd > 0:
        raise ValueError(f"sd must be positive, got {sd}")
    one = np.sqrt(max(2 * sd**2 - 1, 0.0)) / sd**2
    return one ** np.asarray(dim, dtype=float)

"""From an easy law to a hard one by steps: parallel tempering, annealed importance.

Both walk a path of laws pi_beta, from a base at beta = 0 that can be drawn exactly
to the target at beta = 1. Parallel tempering runs chains at all steps at once and
swaps them; annealed importance sampling goes along the path once and weighs the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import lgamma
from typing import NamedTuple, Protocol

import numpy as np

from .core import Array
from .gibbs import NormalMixture
from .targets import LOG_2PI


class Path(Protocol):
    """Laws pi_beta, 0 <= beta <= 1, from a base to a target. ``beta``: (n,)."""

    dim: int

    def draw_base(self, n: int, *, rng: np.random.Generator) -> Array:
        """Exact draws at beta = 0: (n, dim)."""
        ...

    def log_density(self, x: Array, beta: Array) -> Array:
        """Log density at beta, normalised at beta = 0: (n, dim), (n,) -> (n,)."""
        ...

    def step(self, x: Array, beta: Array, *, rng: np.random.Generator) -> Array:
        """One step of a kernel that leaves pi_beta invariant: (n, dim)."""
        ...


@dataclass(frozen=True)
class TemperedPosterior:
    """Prior times likelihood to the power beta, explored by random-walk Metropolis.

    The step is 2.38 / sqrt(dim) times 1 / sqrt(1 / prior_sd^2 + beta / posterior_sd^2),
    the standard deviation at beta if prior and likelihood were normal.

    Parameters
    ----------
    model : has ``dim``, ``draw_prior(n, rng=rng)``, ``log_prior(x)`` (normalised) and
        ``log_likelihood(x)``, both (n, dim) -> (n,)
    prior_sd, posterior_sd : float or (dim,), rough scales of prior and of one mode
    moves : int, at least 1, Metropolis moves in a step

    Raises
    ------
    ValueError
        If a scale is not positive and finite or ``moves`` is below 1.
    """

    model: object
    prior_sd: Array
    posterior_sd: Array
    moves: int = 5

    def __post_init__(self):
        for name in ("prior_sd", "posterior_sd"):
            scale = np.asarray(getattr(self, name), dtype=float)
            if not ((scale > 0) & (scale < np.inf)).all():
                raise ValueError(f"{name} must be positive and finite, got {scale}")
        if self.moves < 1:
            raise ValueError(f"moves must be at least 1, got {self.moves}")

    @property
    def dim(self) -> int:
        """Number of coordinates."""
        return self.model.dim

    def draw_base(self, n: int, *, rng: np.random.Generator) -> Array:
        """Draws from the prior: (n, dim)."""
        return self.model.draw_prior(n, rng=rng)

    def log_density(self, x: Array, beta: Array) -> Array:
        """log prior + beta log likelihood: (n,)."""
        return self.model.log_prior(x) + beta * self.model.log_likelihood(x)

    def step(self, x: Array, beta: Array, *, rng: np.random.Generator) -> Array:
        """Random-walk Metropolis, ``moves`` times, at each row's own beta."""
        precision = self.prior_sd**-2.0 + beta[:, None] * self.posterior_sd**-2.0
        scale = 2.38 / np.sqrt(self.dim * precision)  # (n, dim)
        logp = self.log_density(x, beta)
        for _ in range(self.moves):
            x_new = x + scale * rng.standard_normal(x.shape)
            logp_new = self.log_density(x_new, beta)
            accepted = rng.random(len(x)) < np.exp(np.minimum(0, logp_new - logp))
            x = np.where(accepted[:, None], x_new, x)
            logp = np.where(accepted, logp_new, logp)
        return x


class LogMixture:
    """A `NormalMixture` in coordinates without borders, for `TemperedPosterior`.

    Coordinates are (log g_1, ..., log g_K, m_1, ..., m_K, log v) with weights
    w_k = g_k / sum g; independent g_k ~ Exp(1) make w uniform on its simplex.

    Parameters
    ----------
    mixture : NormalMixture
    """

    def __init__(self, mixture: NormalMixture):
        self.mixture, self.dim = mixture, mixture.dim
        self.names = mixture.names

    def constrain(self, u: Array) -> Array:
        """Weights, means and variance, the mixture's own coordinates: (n, dim)."""
        K = self.mixture.K
        g = np.exp(u[:, :K] - u[:, :K].max(axis=1, keepdims=True))
        w = g / g.sum(axis=1, keepdims=True)
        return np.column_stack([w, u[:, K:-1], np.exp(u[:, -1])])

    def log_likelihood(self, u: Array) -> Array:
        """(n, dim) -> (n,)."""
        return self.mixture.log_likelihood(self.constrain(u))

    def log_prior(self, u: Array) -> Array:
        """Normalised in these coordinates: (n, dim) -> (n,)."""
        mixture, K = self.mixture, self.mixture.K
        log_g, m, log_v = u[:, :K], u[:, K:-1], u[:, -1]
        a, b = mixture.prior_shape, mixture.prior_scale
        log_p = (log_g - np.exp(log_g)).sum(axis=1)
        log_p -= 0.5 * (((m - mixture.prior_mean) / mixture.prior_sd) ** 2).sum(axis=1)
        log_p -= K * (0.5 * LOG_2PI + np.log(mixture.prior_sd))
        return log_p + a * np.log(b) - lgamma(a) - a * log_v - b * np.exp(-log_v)

    def draw_prior(self, n: int, *, rng: np.random.Generator) -> Array:
        """Exact draws: (n, dim)."""
        mixture, K = self.mixture, self.mixture.K
        log_g = np.log(rng.standard_exponential((n, K)))
        m = mixture.prior_mean + mixture.prior_sd * rng.standard_normal((n, K))
        v = mixture.prior_scale / rng.standard_gamma(mixture.prior_shape, n)
        return np.column_stack([log_g, m, np.log(v)])


def checked_ladder(betas) -> Array:
    """``betas`` as a rising array from 0 to 1, or a ValueError."""
    betas = np.array(betas, dtype=float)
    if betas.ndim != 1 or len(betas) < 2 or not (np.diff(betas) > 0).all():
        raise ValueError(f"betas must be a rising vector, at least (0, 1); got {betas}")
    if betas[0] != 0 or betas[-1] != 1:
        raise ValueError(f"betas must go from 0 to 1, got {betas[0]} to {betas[-1]}")
    return betas


class TemperedState(NamedTuple):
    """Where the chains are, each with its whole ladder.

    Attributes
    ----------
    x : (chains, dim) positions at beta = 1: the draws
    logp : (chains,) log density there
    ladder : (chains, levels, dim) positions at every beta
    walker : (chains, levels) which of the chain's walkers is at each level
    was_hot : (chains, levels) whether that walker has seen beta = 0 since it last
        was at beta = 1
    turn : int, parity of the step: which pairs are next to be swapped
    """

    x: Array
    logp: Array
    ladder: Array
    walker: Array
    was_hot: Array
    turn: int


class Info(NamedTuple):
    """What happened in one step.

    Attributes
    ----------
    accepted : (chains,) whether the top level took part in an accepted swap
    round_trip : (chains,) whether a walker came back to beta = 1 from beta = 0
    walker : (chains,) which walker is at beta = 1
    swap_prob : (chains, levels - 1) probability of each swap, nan if not its turn
    """

    accepted: Array
    round_trip: Array
    walker: Array
    swap_prob: Array


@dataclass(frozen=True)
class ParallelTempering:
    """Parallel tempering (Swendsen and Wang 1986; Geyer 1991), swaps in alternation.

    A step moves every walker at its own beta, draws the walker at beta = 0 afresh,
    and proposes to swap neighbours: even pairs at one step, odd pairs at the next,
    which lets walkers travel in one direction (Syed et al. 2022).

    Parameters
    ----------
    path : Path
    betas : (levels,) rising from 0 to 1

    Raises
    ------
    ValueError
        If ``betas`` do not rise from 0 to 1.
    """

    path: Path
    betas: Array

    def __post_init__(self):
        object.__setattr__(self, "betas", checked_ladder(self.betas))

    def init(self, x: Array) -> TemperedState:
        """All walkers of a chain start at its row of ``x``, (chains, dim)."""
        x = np.array(x, dtype=float)
        if x.ndim != 2 or x.shape[1] != self.path.dim or len(x) == 0:
            raise ValueError(
                f"x must have shape (chains, {self.path.dim}), got {x.shape}"
            )
        logp = self.path.log_density(x, np.ones(len(x)))
        if not np.isfinite(logp).all():
            raise ValueError(f"x must lie inside the support, log density was {logp}")
        levels = len(self.betas)
        ladder = np.repeat(x[:, None], levels, axis=1)
        walker = np.tile(np.arange(levels), (len(x), 1))
        return TemperedState(x, logp, ladder, walker, np.zeros(walker.shape, bool), 0)

    def step(self, state: TemperedState, *, rng) -> tuple[TemperedState, Info]:
        """Move within the levels, then swap between them."""
        chains, levels, dim = state.ladder.shape
        beta = np.tile(self.betas, chains)
        x = self.path.step(state.ladder.reshape(-1, dim), beta, rng=rng)
        x = x.reshape(state.ladder.shape)
        x[:, 0] = self.path.draw_base(chains, rng=rng)

        partner = partners(levels, state.turn)
        own = self.log_density(x, self.betas)
        other = self.log_density(x, self.betas[partner])
        source, swap_prob = swap(other - own, partner, rng=rng)

        ladder = np.take_along_axis(x, source[:, :, None], axis=1)
        walker = np.take_along_axis(state.walker, source, axis=1)
        was_hot = np.take_along_axis(state.was_hot, source, axis=1)
        was_hot[:, 0] = True
        round_trip, was_hot[:, -1] = was_hot[:, -1].copy(), False
        came = source[:, -1] != levels - 1  # a new walker at beta = 1
        logp = np.where(came, other[:, -2], own[:, -1])
        new = TemperedState(
            ladder[:, -1], logp, ladder, walker, was_hot, 1 - state.turn
        )
        return new, Info(came, round_trip, walker[:, -1], swap_prob)

    def log_density(self, ladder: Array, betas: Array) -> Array:
        """Log density of every walker at its level's entry of ``betas``."""
        chains, levels, dim = ladder.shape
        logp = self.path.log_density(ladder.reshape(-1, dim), np.tile(betas, chains))
        return logp.reshape(chains, levels)


def partners(levels: int, turn: int) -> Array:
    """Whom each level may swap with at this turn; itself, if nobody: (levels,).

    Turn 0 pairs levels 0 and 1, 2 and 3, ...; turn 1 pairs 1 and 2, 3 and 4, ...
    """
    partner = np.arange(levels)
    lower = np.arange(turn, levels - 1, 2)
    partner[lower], partner[lower + 1] = lower + 1, lower
    return partner


def swap(gain: Array, partner: Array, *, rng) -> tuple[Array, Array]:
    """Accept or refuse the swap of each pair by Metropolis's rule.

    Parameters
    ----------
    gain : (chains, levels) log density at the partner's beta minus that at one's own
    partner : (levels,) from `partners`
    rng : numpy.random.Generator, gives one uniform number for each pair

    Returns
    -------
    source : (chains, levels) the level from which each level's next walker comes
    swap_prob : (chains, levels - 1) acceptance probabilities, nan if not a pair now
    """
    chains, levels = gain.shape
    lower = np.flatnonzero(partner > np.arange(levels))
    prob = np.exp(np.minimum(0, gain[:, lower] + gain[:, lower + 1]))
    swapped = rng.random(prob.shape) < prob
    source = np.tile(np.arange(levels), (chains, 1))
    source[:, lower] += swapped
    source[:, lower + 1] -= swapped
    swap_prob = np.full((chains, levels - 1), np.nan)
    swap_prob[:, lower] = prob
    return source, swap_prob


def round_trip_rate(swap_prob) -> float:
    """Round trips a step and chain that a ladder allows (Syed et al. 2022).

    1 / (2 + 2 sum r / (1 - r)) with r the rejection rates, if walkers forget where
    they are between two swaps. Stuck walkers travel less.

    Parameters
    ----------
    swap_prob : (levels - 1,) mean probability of each swap, in (0, 1]

    Raises
    ------
    ValueError
        If a probability lies outside (0, 1].
    """
    swap_prob = np.asarray(swap_prob, dtype=float)
    if not ((swap_prob > 0) & (swap_prob <= 1)).all():
        raise ValueError(f"swap_prob must lie in (0, 1], got {swap_prob}")
    return float(1 / (2 + 2 * ((1 - swap_prob) / swap_prob).sum()))


def equalised_ladder(betas, swap_prob, levels: int) -> Array:
    """A ladder on which all swaps should be refused equally often (Syed et al. 2022).

    The rejection rates of a trial run, added up along the ladder, measure how far
    apart two betas are; the new ladder has equal distances.

    Parameters
    ----------
    betas : (m,) ladder of the trial run
    swap_prob : (m - 1,) mean probability of each swap there
    levels : int, at least 2, length of the new ladder

    Returns
    -------
    (levels,) rising from 0 to 1
    """
    betas = checked_ladder(betas)
    rejection = np.maximum(1 - np.asarray(swap_prob, dtype=float), 1e-6)
    if rejection.shape != (len(betas) - 1,) or not np.isfinite(rejection).all():
        raise ValueError(f"swap_prob must be {len(betas) - 1} numbers, got {swap_prob}")
    if levels < 2:
        raise ValueError(f"levels must be at least 2, got {levels}")
    distance = np.concatenate([[0.0], rejection.cumsum()])
    return np.interp(np.linspace(0, distance[-1], levels), distance, betas)


def annealed_importance(path: Path, betas, n: int, *, rng) -> tuple[Array, Array]:
    """Annealed importance sampling (Neal 2001).

    Each of ``n`` walkers starts with a draw from the base and takes one step at every
    beta. Its weight is the product of pi_next(x) / pi_now(x) along the way. Weights
    have mean Z, the target's constant, and weighted walkers are draws of the target.

    Parameters
    ----------
    path : Path
    betas : (m,) rising from 0 to 1; the finer, the less the weights vary
    n : int, at least 1
    rng : numpy.random.Generator

    Returns
    -------
    x : (n, dim) where the walkers end
    log_weight : (n,)

    Raises
    ------
    ValueError
        If ``betas`` do not rise from 0 to 1 or ``n`` is below 1.
    """
    betas = checked_ladder(betas)
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    x = path.draw_base(n, rng=rng)
    log_weight = np.zeros(n)
    for pair in pairwise(betas):
        now, following = np.repeat([pair], n, axis=0).T
        log_weight += path.log_density(x, following) - path.log_density(x, now)
        x = path.step(x, following, rng=rng)
    return x, log_weight


def log_mean(log_weight) -> tuple[float, float]:
    """Log of the mean weight, and its standard error by the delta method.

    Parameters
    ----------
    log_weight : (n,), at least 2

    Returns
    -------
    (estimate, error) : the error is that of the logarithm; above about 1/2 it is not
        to be trusted, as the largest weights have then not been seen

    Raises
    ------
    ValueError
        If there are fewer than two weights or one is nan.
    """
    log_weight = np.asarray(log_weight, dtype=float)
    if log_weight.ndim != 1 or len(log_weight) < 2 or np.isnan(log_weight).any():
        raise ValueError(
            f"log_weight must be a vector of at least 2 numbers, got {log_weight}"
        )
    top = log_weight.max()
    w = np.exp(log_weight - top)
    error = w.std(ddof=1) / w.mean() / np.sqrt(len(w))
    return float(top + np.log(w.mean())), float(error)

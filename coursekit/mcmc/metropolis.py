"""Metropolis-Hastings: propose a move, then accept it or stay.

The general kernel takes any proposal q(x' | x); the random walk is the special
case of a symmetric one, in which the Hastings term cancels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from .core import Array, State, Target, initial_state, log_density
from .markov_chain import checked_matrix


class Info(NamedTuple):
    """What happened in one step.

    Attributes
    ----------
    accept_prob : (chains,) acceptance probability alpha(x, x'), in [0, 1]
    accepted : (chains,) whether the chain moved
    proposal : (chains, dim) the proposed positions x'
    """

    accept_prob: Array
    accepted: Array
    proposal: Array


class Proposal(Protocol):
    """A way to propose x' from x."""

    def draw(self, x: Array, *, rng: np.random.Generator) -> Array:
        """Draw x' ~ q(. | x): (chains, dim) -> (chains, dim)."""
        ...

    def log_density(self, x_new: Array, x: Array) -> Array:
        """log q(x_new | x), up to a constant that is the same for every pair: (chains,)."""
        ...


def accept_or_stay(
    state: State, proposed: State, log_ratio: Array, rng
) -> tuple[State, Info]:
    """Move each chain with probability min(1, ratio); a refused proposal repeats the state.

    Parameters
    ----------
    state, proposed : State of all chains before the step, and as proposed
    log_ratio : (chains,) log of the Metropolis-Hastings ratio
    rng : numpy.random.Generator, gives one uniform number per chain

    Returns
    -------
    (State, Info)
    """
    accept_prob = np.exp(np.minimum(0.0, log_ratio))
    accepted = rng.random(len(log_ratio)) < accept_prob
    x = np.where(accepted[:, None], proposed.x, state.x)
    logp = np.where(accepted, proposed.logp, state.logp)
    return State(x, logp), Info(accept_prob, accepted, proposed.x)


@dataclass(frozen=True)
class MetropolisHastings:
    """Metropolis-Hastings with any proposal (Hastings 1970, section 2).

    Parameters
    ----------
    target : Target
        The density pi, known up to a constant.
    proposal : Proposal
        ``draw`` and ``log_density`` of q(x' | x).
    """

    target: Target
    proposal: Proposal

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return initial_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """One step of every chain: alpha = min(1, pi(x') q(x | x') / (pi(x) q(x' | x)))."""
        x, logp = state
        x_new = checked_draw(self.proposal.draw(x, rng=rng), x)  # (chains, dim)
        logp_new = log_density(self.target, x_new)  # (chains,)
        log_q_forth = self.proposal.log_density(x_new, x)
        log_q_back = self.proposal.log_density(x, x_new)
        hastings = checked_hastings(log_q_back - log_q_forth, logp)
        log_ratio = logp_new - logp + hastings
        return accept_or_stay(state, State(x_new, logp_new), log_ratio, rng)


def checked_draw(x_new: Array, x: Array) -> Array:
    """Proposed positions, refused unless they are (chains, dim) like ``x``."""
    if np.shape(x_new) != x.shape:
        raise ValueError(
            f"proposal.draw must map shape {x.shape} to the same; it returned {np.shape(x_new)}"
        )
    return x_new


def checked_hastings(term: Array, logp: Array) -> Array:
    """The Hastings term log q(x | x') - log q(x' | x), refused unless it is (chains,), < inf."""
    if np.shape(term) != logp.shape or not (term < np.inf).all():
        raise ValueError(
            f"proposal.log_density must give one number per chain, shape {logp.shape}, and be "
            f"finite for every move that draw can make; the Hastings term came out as {term}"
        )
    return term


@dataclass(frozen=True)
class LogNormalWalk:
    """Proposal for positive coordinates: x' = x exp(scale z), z ~ N(0, I).

    Steps are relative, the same percentage wherever the chain is. Not symmetric:
    log q(x' | x) = -sum log x' + (a term symmetric in x and x').

    Parameters
    ----------
    scale : float or (dim,), standard deviation of log x' - log x

    Raises
    ------
    ValueError
        If a scale is not positive and finite.
    """

    scale: float | Array

    def __post_init__(self):
        scale = np.array(self.scale, dtype=float)
        if not (np.isfinite(scale).all() and (scale > 0).all()):
            raise ValueError(f"scale must be positive and finite, got {scale}")
        object.__setattr__(self, "scale", scale)

    def draw(self, x: Array, *, rng: np.random.Generator) -> Array:
        """Draw x' ~ q(. | x): (chains, dim) -> (chains, dim)."""
        if self.scale.shape not in [(), x.shape[1:]]:
            raise ValueError(
                f"scale must be a number or have shape {x.shape[1:]}, got {self.scale.shape}"
            )
        return x * np.exp(self.scale * rng.standard_normal(x.shape))

    def log_density(self, x_new: Array, x: Array) -> Array:
        """log q(x_new | x), up to a constant: (chains,)."""
        z = np.log(x_new / x) / self.scale
        return -(0.5 * z**2 + np.log(x_new)).sum(axis=1)


@dataclass(frozen=True)
class RandomWalkMetropolis:
    """Random-walk Metropolis with Gaussian steps (Metropolis et al. 1953).

    Parameters
    ----------
    target : Target
        The density pi, known up to a constant.
    scale : float, (dim,) or (dim, dim)
        Standard deviation of the step: one for all, one per coordinate, or a
        lower-triangular factor L of the covariance L L'.

    Raises
    ------
    ValueError
        If a standard deviation is not positive and finite, or the shape is none of the
        three.
    """

    target: Target
    scale: float | Array = 1.0

    def __post_init__(self):
        object.__setattr__(self, "scale", checked_scale(self.scale, self.target.dim))

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return initial_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """One step of every chain: alpha = min(1, pi(x') / pi(x)), since q is symmetric."""
        noise = rng.standard_normal(state.x.shape)  # (chains, dim)
        x_new = state.x + scaled(noise, self.scale)
        logp_new = log_density(self.target, x_new)  # (chains,)
        return accept_or_stay(state, State(x_new, logp_new), logp_new - state.logp, rng)

    def adaptation(self, n_steps: int) -> ScaleAdaptation:
        """How `warmup` tunes this kernel over ``n_steps`` steps."""
        return ScaleAdaptation(self.target.dim, n_steps)


def checked_scale(scale, dim: int) -> Array:
    """``scale`` as an array of shape (), (dim,) or (dim, dim); a ValueError if it is none."""
    scale = np.array(scale, dtype=float)
    if scale.shape not in [(), (dim,), (dim, dim)]:
        raise ValueError(
            f"scale must be a number or have shape ({dim},) or ({dim}, {dim}), got {scale.shape}"
        )
    sds = np.diagonal(scale) if scale.ndim == 2 else scale
    if not (np.isfinite(scale).all() and (sds > 0).all()):
        raise ValueError(f"scale must be positive and finite, got {scale}")
    if scale.ndim == 2 and np.triu(scale, 1).any():
        raise ValueError(
            "scale of shape (dim, dim) must be lower triangular: a Cholesky factor"
        )
    return scale


def scaled(noise: Array, scale: Array) -> Array:
    """Standard normal ``noise``, (chains, dim), times a scale as `checked_scale` returns it."""
    return noise @ scale.T if scale.ndim == 2 else noise * scale


def transition_matrix(pi: Array, Q: Array) -> Array:
    """The transition matrix of Metropolis-Hastings on finitely many states.

    Parameters
    ----------
    pi : (n,) target, positive, up to a constant
    Q : (n, n) proposal, Q[i, j] = q(j | i), rows summing to 1

    Returns
    -------
    (n, n) P[i, j] = Q[i, j] min(1, pi[j] Q[j, i] / (pi[i] Q[i, j])) off the diagonal;
    what is refused stays at i

    Raises
    ------
    ValueError
        If ``Q`` is no transition matrix or ``pi`` is not positive of the same length.
    """
    Q = checked_matrix(Q, "Q")
    pi = np.asarray(pi, dtype=float)
    if pi.shape != Q.shape[:1] or not ((pi > 0) & (pi < np.inf)).all():
        raise ValueError(f"pi must be {len(Q)} positive numbers, got {pi}")
    flow = pi[:, None] * Q  # what would pass from i to j if all were accepted
    P = np.minimum(flow, flow.T) / pi[:, None]
    np.fill_diagonal(P, 0.0)
    np.fill_diagonal(P, 1.0 - P.sum(axis=1))
    return P


def optimal_acceptance(dim: int) -> float:
    """Acceptance rate near which random-walk Metropolis is best on Gaussian-like targets.

    .44 in one dimension, falling to .234 in many (Gelman, Roberts and Gilks 1996).

    Parameters
    ----------
    dim : int, at least 1
    """
    return 0.234 + 0.206 / dim


class ScaleAdaptation:
    """Warm-up of random-walk Metropolis: learn the step's size and shape.

    The size follows the acceptance rate, pooled over chains, by Robbins-Monro
    (Andrieu and Thoms 2008, algorithm 4). The shape is the pooled covariance of
    the draws, taken afresh at a quarter, half and three quarters of the warm-up.
    """

    def __init__(self, dim: int, n_steps: int):
        self.dim, self.n_steps = dim, n_steps
        self.goal = optimal_acceptance(dim)
        self.resets = {n_steps // 4, n_steps // 2, 3 * n_steps // 4} - {0}
        self.t = 0
        self.since_reset = 0
        self.window: list[Array] = []

    def update(self, kernel: RandomWalkMetropolis, state: State, info: Info):
        """The kernel for the next step, after one step gave ``state`` and ``info``."""
        self.t += 1
        self.since_reset += 1
        self.window.append(state.x)
        if self.t in self.resets:
            kernel = replace(kernel, scale=self.learnt_shape(kernel.scale))
            self.window, self.since_reset = [], 0
        gain = self.since_reset**-0.6 if self.since_reset else 1.0
        factor = np.exp(gain * (info.accept_prob.mean() - self.goal))
        return replace(kernel, scale=kernel.scale * factor)

    def learnt_shape(self, scale: Array) -> Array:
        """2.38 / sqrt(dim) times a factor of the window's covariance, or the old scale.

        The window keeps its shape only when it holds enough distinct positions to
        give a covariance of full rank.
        """
        x = np.concatenate(self.window)  # (steps * chains, dim)
        if len(np.unique(x[:, 0])) < 5 * self.dim:
            return scale
        covariance = np.atleast_2d(np.cov(x, rowvar=False))
        ridge = 1e-9 * np.diag(np.diag(covariance))
        return 2.38 / np.sqrt(self.dim) * np.linalg.cholesky(covariance + ridge)


class HaarioAdaptation:
    """Adaptive Metropolis: the step takes the shape of all the draws so far.

    After ``n_first`` steps of the kernel as it was given, every step is made with the
    covariance 2.38^2 / dim (C + 1e-6 I), where C is that of all positions of all
    chains since the start (Haario, Saksman and Tamminen 2001, section 2). It may go on
    for ever: the chain is then no Markov chain, but a draw changes C less and less, and
    the averages still converge (their theorem 1, for bounded targets on a bounded
    region).

    Parameters
    ----------
    x : (chains, dim) where the chains start
    n_first : int, at least 1
    """

    def __init__(self, x: Array, n_first: int = 50):
        self.n_first = n_first
        self.t, self.n = 0, 0
        self.mean, self.squares = np.zeros(x.shape[1]), np.zeros((x.shape[1],) * 2)
        self.include(x)

    def include(self, x: Array) -> None:
        """Add the positions, (chains, dim), to mean and covariance (Welford 1962)."""
        for row in x:
            self.n += 1
            off = row - self.mean
            self.mean = self.mean + off / self.n
            self.squares = self.squares + np.outer(off, row - self.mean)

    def update(self, kernel: RandomWalkMetropolis, state: State, info: Info):
        """The kernel for the next step, after one step gave ``state`` and ``info``."""
        self.t += 1
        self.include(state.x)
        if self.t < self.n_first:
            return kernel
        dim = len(self.mean)
        covariance = self.squares / (self.n - 1) + 1e-6 * np.eye(dim)
        scale = 2.38 / np.sqrt(dim) * np.linalg.cholesky(covariance)
        return replace(kernel, scale=scale)

"""Metropolis-Hastings: propose a move, then accept it or stay.

The general kernel takes any proposal q(x' | x); the random walk is the special
case of a symmetric one, in which the Hastings term cancels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from .core import Array, State, Target, initial_state, log_density


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


def accept_or_stay(state: State, proposed: State, log_ratio: Array, rng) -> tuple[State, Info]:
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
        x_new = self.proposal.draw(x, rng=rng)  # (chains, dim)
        logp_new = log_density(self.target, x_new)  # (chains,)
        log_q_forth = self.proposal.log_density(x_new, x)
        log_q_back = self.proposal.log_density(x, x_new)
        log_ratio = logp_new - logp + log_q_back - log_q_forth
        return accept_or_stay(state, State(x_new, logp_new), log_ratio, rng)


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
        If a standard deviation is not positive and finite, or the shape is none of the three.
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
    """``scale`` as an array of shape (), (dim,) or (dim, dim), or a ValueError that says why not."""
    scale = np.array(scale, dtype=float)
    if scale.shape not in [(), (dim,), (dim, dim)]:
        raise ValueError(
            f"scale must be a number or have shape ({dim},) or ({dim}, {dim}), got {scale.shape}"
        )
    sds = np.diagonal(scale) if scale.ndim == 2 else scale
    if not (np.isfinite(scale).all() and (sds > 0).all()):
        raise ValueError(f"scale must be positive and finite, got {scale}")
    if scale.ndim == 2 and np.triu(scale, 1).any():
        raise ValueError("scale of shape (dim, dim) must be lower triangular: a Cholesky factor")
    return scale


def scaled(noise: Array, scale: Array) -> Array:
    """Standard normal ``noise``, (chains, dim), times a scale as `checked_scale` returns it."""
    return noise @ scale.T if scale.ndim == 2 else noise * scale


def optimal_acceptance(dim: int) -> float:
    """Acceptance rate near which random-walk Metropolis is best on Gaussian-like targets.

    .44 in one dimension, falling to .234 in many (Gelman, Roberts and Gilks 1996, table 1).

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

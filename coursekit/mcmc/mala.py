"""The Metropolis-adjusted Langevin algorithm: a random walk that leans uphill."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .adaptation import HamiltonianAdaptation
from .core import Array, Target
from .hmc import (
    State,
    check_gradient_kernel,
    force,
    gradient_state,
    log_density_and_grad,
    where,
)
from .metropolis import Info, scaled


@dataclass(frozen=True)
class MALA:
    """Metropolis-adjusted Langevin algorithm (Roberts and Tweedie 1996).

    Proposes x' = x + step_size^2 / 2 L L' grad log pi(x) + step_size L z, z ~ N(0, I):
    one step of a diffusion that keeps pi, made exact by the Metropolis-Hastings rule.
    It is HMC with a single leapfrog step.

    Parameters
    ----------
    target : Target with ``grad``
    step_size : float, positive
        In units of ``scale``; `warmup` tunes it.
    scale : float, (dim,) or (dim, dim)
        Standard deviations of the target, or a lower-triangular factor L of its
        covariance L L', as far as known; `warmup` learns it.
    target_accept : float in (0, 1)
        What `warmup` steers for; .574 is best in high dimension (Roberts and
        Rosenthal 1998).

    Raises
    ------
    ValueError
        If a setting is out of its range or the target has no gradient.
    """

    target: Target
    step_size: float = 0.1
    scale: float | Array = 1.0
    target_accept: float = 0.574

    def __post_init__(self):
        check_gradient_kernel(self)

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return gradient_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """One step of every chain: lean uphill, add noise, accept or stay."""
        z = rng.standard_normal(state.x.shape)
        eps = self.step_size
        with np.errstate(all="ignore"):  # a proposal that overflows is refused
            move = eps * z + eps**2 / 2 * force(state.grad, self.scale)  # L^-1 (x' - x)
            x = state.x + scaled(move, self.scale)
            proposed = State(x, *log_density_and_grad(self.target, x))
            z_back = -(move + eps**2 / 2 * force(proposed.grad, self.scale)) / eps
            log_q_forth = -0.5 * (z**2).sum(axis=1)
            log_q_back = -0.5 * (z_back**2).sum(axis=1)
            log_ratio = proposed.logp - state.logp + log_q_back - log_q_forth
        log_ratio = np.where(np.isnan(log_ratio), -np.inf, log_ratio)
        accept_prob = np.exp(np.minimum(0.0, log_ratio))
        accepted = rng.random(len(z)) < accept_prob
        return where(accepted, proposed, state), Info(accept_prob, accepted, x)

    def adaptation(self, n_steps: int) -> HamiltonianAdaptation:
        """How `warmup` tunes this kernel over ``n_steps`` steps."""
        return HamiltonianAdaptation(self, n_steps)

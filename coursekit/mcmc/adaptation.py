"""Warm-up of the kernels that use gradients: how long a step, and in what units.

All chains run in lockstep and learn together: one step size from their pooled
acceptance, one scale from their pooled positions.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .core import Array

RESETS = (0.1, 0.25, 0.4, 0.55, 0.75)
LARGEST_DENSE = 250  # dimensions; beyond, a full covariance costs more than it gives


class DualAveraging:
    """Steer a step size until the acceptance statistic meets its goal.

    Nesterov's primal-dual averaging as Hoffman and Gelman (2014, section 3.2) use it,
    with their constants gamma = .05, t0 = 10, kappa = .75.

    Parameters
    ----------
    step_size : float, where to begin; early steps lean to ten times as much
    goal : float in (0, 1), the acceptance wanted

    Attributes
    ----------
    step_size : float, to be used next
    average : float, weighted average of the steps so far (on the log scale): the one to
        keep when warm-up ends
    """

    gamma, t0, kappa = 0.05, 10, 0.75

    def __init__(self, step_size: float, goal: float):
        self.mu, self.goal = np.log(10 * step_size), goal
        self.t, self.shortfall, self.log_average = 0, 0.0, 0.0
        self.step_size = step_size

    @property
    def average(self) -> float:
        return float(np.exp(self.log_average)) if self.t else self.step_size

    def update(self, accept: float) -> None:
        """Learn from the acceptance, in [0, 1], that ``step_size`` brought."""
        self.t += 1
        eta = 1 / (self.t + self.t0)
        self.shortfall += eta * (self.goal - accept - self.shortfall)
        log_step = self.mu - np.sqrt(self.t) / self.gamma * self.shortfall
        weight = self.t**-self.kappa
        self.log_average += weight * (log_step - self.log_average)
        self.step_size = float(np.exp(log_step))


class HamiltonianAdaptation:
    """Warm-up of one kernel: its step size all the way, its scale five times afresh.

    The scale comes from the positions since the last change, at the shares ``RESETS``
    of the warm-up; the step size then starts again. The first scales are rough, since
    the chains are still on their way; each makes the next one better.

    Parameters
    ----------
    kernel : HMC, NUTS, MALA or ChEES, the kernel as it starts
    n_steps : int, length of the warm-up
    """

    def __init__(self, kernel, n_steps: int):
        self.n_steps, self.goal = n_steps, kernel.target_accept
        self.resets = {int(share * n_steps) for share in RESETS} - {0}
        self.t = 0
        self.window: list[Array] = []
        self.step = DualAveraging(kernel.step_size, self.goal)

    def pooled(self, accept_prob: Array) -> float:
        """One acceptance for all chains, from (chains,) probabilities."""
        return float(accept_prob.mean())

    def update(self, kernel, state, info):
        """The kernel for the next step, after one step gave ``state`` and ``info``."""
        self.t += 1
        self.window.append(state.x)
        self.step.update(self.pooled(info.accept_prob))
        if self.t in self.resets:
            scale = learnt_scale(np.concatenate(self.window))
            if scale is not None:
                kernel = replace(kernel, scale=scale)
                # in its new units the target is round: there a good step is near this
                self.step = DualAveraging(state.x.shape[1] ** -0.25, self.goal)
            self.window = []
        last = self.t == self.n_steps
        return replace(
            kernel, step_size=self.step.average if last else self.step.step_size
        )


def learnt_scale(x: Array) -> Array | None:
    """Standard deviations of the positions, or a factor of their covariance.

    The covariance is shrunk towards its diagonal by the weight of five positions.

    Parameters
    ----------
    x : (n, dim) positions of all chains over a stretch of the warm-up

    Returns
    -------
    (dim, dim) lower-triangular factor where there are positions enough, else (dim,)
    standard deviations; None where a coordinate never moved
    """
    n, dim = x.shape
    sd = x.std(axis=0, ddof=1) if n > 1 else np.zeros(dim)
    if not (np.isfinite(sd).all() and (sd > 0).all()):
        return None
    if dim == 1 or dim > LARGEST_DENSE or n < 10 * dim:
        return sd
    z = (x - x.mean(axis=0)) / sd
    correlation = (z.T @ z + 5 * np.eye(dim)) / (n + 4)
    return sd[:, None] * np.linalg.cholesky(correlation)

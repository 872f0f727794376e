"""Hamiltonian Monte Carlo: let the gradient carry a proposal far across the target.

Positions x get a momentum p, fresh for every step, and both follow Hamilton's equations
for the energy H(x, p) = -log pi(x) + |p|^2 / 2. The momentum is kept in the units in
which the target is round: with ``scale`` L, velocity is L p and force L' grad log pi,
which is the usual mass matrix (L L')^-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .adaptation import HamiltonianAdaptation
from .core import Array, Target, initial_state
from .metropolis import checked_scale, scaled

DIVERGENCE = 1000.0  # an energy error this large is no rounding: the path has flown off


class State(NamedTuple):
    """Where the chains are, and which way is up.

    Attributes
    ----------
    x : (chains, dim) positions
    logp : (chains,) log density there, up to the target's constant
    grad : (chains, dim) its gradient
    """

    x: Array
    logp: Array
    grad: Array


class Info(NamedTuple):
    """What happened in one step.

    Attributes
    ----------
    accept_prob : (chains,) acceptance probability min(1, exp(-energy_error)), in [0, 1]
    accepted : (chains,) whether the chain moved
    energy_error : (chains,) H at the trajectory's end minus H at its start
    divergent : (chains,) whether that error exceeds 1000: the leapfrog lost its way
    energy : (chains,) H of the point where the chain is after the step
    n_leapfrog : (chains,) leapfrog steps taken
    proposal : (chains, dim) the trajectory's end
    momentum : (chains, dim) the momentum there
    """

    accept_prob: Array
    accepted: Array
    energy_error: Array
    divergent: Array
    energy: Array
    n_leapfrog: Array
    proposal: Array
    momentum: Array


@dataclass(frozen=True)
class HMC:
    """Hamiltonian Monte Carlo with a fixed number of leapfrog steps (Neal 2011).

    Parameters
    ----------
    target : Target with ``grad``
        The density pi, known up to a constant, and the gradient of its logarithm.
    step_size : float, positive
        Length of a leapfrog step, in units of ``scale``; `warmup` tunes it.
    n_leapfrog : int, at least 1
    scale : float, (dim,) or (dim, dim)
        Standard deviations of the target, or a lower-triangular factor L of its
        covariance L L', as far as known; `warmup` learns it.
    target_accept : float in (0, 1), the acceptance rate that `warmup` steers for

    Raises
    ------
    ValueError
        If a setting is out of its range or the target has no gradient.
    """

    target: Target
    step_size: float
    n_leapfrog: int
    scale: float | Array = 1.0
    target_accept: float = 0.8

    def __post_init__(self):
        check_gradient_kernel(self)
        if not isinstance(self.n_leapfrog, int | np.integer) or self.n_leapfrog < 1:
            raise ValueError(
                "n_leapfrog must be a whole number, at least 1; "
                f"got {self.n_leapfrog!r}"
            )

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return gradient_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """One step of every chain: fresh momentum, a trajectory, accept or stay."""
        p = rng.standard_normal(state.x.shape)
        end, p_end = leapfrog(
            self.target, state, p, self.step_size, self.n_leapfrog, self.scale
        )
        return accept_or_stay(state, p, end, p_end, self.n_leapfrog, rng)

    def adaptation(self, n_steps: int) -> HamiltonianAdaptation:
        """How `warmup` tunes this kernel over ``n_steps`` steps."""
        return HamiltonianAdaptation(self, n_steps)


def leapfrog(
    target: Target, state: State, p: Array, step_size, n_steps: int, scale: Array
) -> tuple[State, Array]:
    """Follow Hamilton's equations: half a kick, drifts and kicks, half a kick.

    Reversible, and keeps volume; its energy error is of order step_size^2 (Neal 2011,
    section 2.3). Two half kicks that meet are one whole kick.

    Parameters
    ----------
    target : Target with ``grad``
    state : State, where the trajectories start
    p : (chains, dim) momenta
    step_size : float or (chains, 1); negative goes back in time
    n_steps : int, at least 1
    scale : (), (dim,) or lower-triangular (dim, dim)

    Returns
    -------
    (State, (chains, dim)) : where the trajectories end, and the momenta there. A
    trajectory that overflows ends with a log density of -inf or nan.
    """
    x, grad = state.x, state.grad
    with np.errstate(all="ignore"):  # a path that flies off is refused by its energy
        p = p + step_size / 2 * force(grad, scale)
        for _ in range(n_steps - 1):
            x = x + step_size * scaled(p, scale)
            p = p + step_size * force(target.grad(x), scale)
        x = x + step_size * scaled(p, scale)
        logp, grad = log_density_and_grad(target, x)
        p = p + step_size / 2 * force(grad, scale)
    return State(x, logp, grad), p


def log_density_and_grad(target: Target, x: Array) -> tuple[Array, Array]:
    """Both at ``x``: in one pass, if the target has a method of this name."""
    if hasattr(target, "log_density_and_grad"):
        return target.log_density_and_grad(x)
    return target.log_density(x), target.grad(x)


def force(grad: Array, scale: Array) -> Array:
    """Gradient in the units of ``scale``: L' grad, for every chain."""
    return grad @ scale if scale.ndim == 2 else grad * scale


def energy(logp: Array, p: Array) -> Array:
    """H = -log pi(x) + |p|^2 / 2, (chains,); +inf where a trajectory has flown off.

    Raises
    ------
    ValueError
        If the log density is +inf.
    """
    if (logp == np.inf).any():
        chain = int(np.argmax(logp == np.inf))
        raise ValueError(
            f"target.log_density returned inf on the trajectory of chain {chain}; "
            "it must be a finite number, or -inf outside the support"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        H = 0.5 * np.einsum("cd,cd->c", p, p) - logp
    return np.where(np.isnan(H), np.inf, H)


def accept_or_stay(
    start: State, p: Array, end: State, p_end: Array, n_leapfrog: int, rng
) -> tuple[State, Info]:
    """Move each chain to its trajectory's end with probability min(1, exp(H - H_end)).

    Parameters
    ----------
    start, end : State at both ends of the trajectories
    p, p_end : (chains, dim) momenta there
    n_leapfrog : int, recorded
    rng : numpy.random.Generator, gives one uniform number per chain

    Returns
    -------
    (State, Info)
    """
    H, H_end = energy(start.logp, p), energy(end.logp, p_end)
    error = H_end - H
    accept_prob = np.exp(-np.maximum(error, 0.0))
    accepted = rng.random(len(error)) < accept_prob
    info = Info(
        accept_prob,
        accepted,
        error,
        divergent=error > DIVERGENCE,
        energy=np.where(accepted, H_end, H),
        n_leapfrog=np.full(len(error), n_leapfrog),
        proposal=end.x,
        momentum=p_end,
    )
    return where(accepted, end, start), info


def where(condition: Array, yes: NamedTuple, no: NamedTuple) -> NamedTuple:
    """For each chain what ``yes`` holds where ``condition``, (chains,), else ``no``.

    Both are tuples of one kind, of arrays (chains,) and (chains, ...).
    """
    column = condition[:, None]
    return type(yes)(
        *(
            np.where(column if y.ndim == 2 else condition, y, n)
            for y, n in zip(yes, no, strict=True)
        )
    )


def gradient_state(target: Target, x: Array) -> State:
    """The state, with gradient, of chains that start at ``x``, (chains, dim).

    Raises
    ------
    ValueError
        If ``x`` is no valid start (see `initial_state`), or the gradient there has
        another shape or is not finite.
    """
    x, logp = initial_state(target, x)
    grad = np.asarray(target.grad(x), dtype=float)
    if grad.shape != x.shape:
        raise ValueError(
            f"target.grad must map shape {x.shape} to the same; "
            f"it returned {grad.shape}"
        )
    if not np.isfinite(grad).all():
        chain = int(np.argmin(np.isfinite(grad).all(axis=1)))
        raise ValueError(
            f"target.grad returned {grad[chain]} at x = {x[chain]} (chain {chain}); "
            "it must be finite where a chain starts"
        )
    return State(x, logp, grad)


def check_gradient_kernel(kernel) -> None:
    """What all kernels that use gradients ask of their target and settings.

    Sets ``kernel.scale`` to an array; raises ValueError as `HMC` says.
    """
    if not callable(getattr(kernel.target, "grad", None)):
        raise ValueError(
            "target must have a gradient, a method grad(x) from (chains, dim) to "
            f"(chains, dim); {type(kernel.target).__name__} has none"
        )
    if not (np.ndim(kernel.step_size) == 0 and 0 < kernel.step_size < np.inf):
        raise ValueError(
            f"step_size must be a positive number, got {kernel.step_size!r}"
        )
    if not 0 < kernel.target_accept < 1:
        raise ValueError(
            f"target_accept must lie between 0 and 1, got {kernel.target_accept!r}"
        )
    object.__setattr__(kernel, "scale", checked_scale(kernel.scale, kernel.target.dim))

"""Many short chains: HMC whose trajectory length all chains tune together.

Hundreds of chains in lockstep cost little more than one, and see in every step how
far apart a trajectory's ends are on average: enough to climb on that by its gradient.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .adaptation import HamiltonianAdaptation
from .core import Array, Target
from .hmc import (
    Info,
    State,
    accept_or_stay,
    check_gradient_kernel,
    gradient_state,
    leapfrog,
)

LONGEST = 1000  # leapfrog steps, so that no setting can hang


@dataclass(frozen=True)
class ChEES:
    """HMC of random length, tuned on many chains (Hoffman, Radul and Sountsov 2021).

    A trajectory's time is uniform between half and three halves of ``length``, one for
    all chains in each step: no direction of the target is in step with it for long.
    (The paper draws from all of 0 to twice the mean. Short ones hardly move: without
    them a gradient is worth a tenth to a half more.)

    Parameters
    ----------
    target : Target with ``grad``
    step_size : float, positive
        Length of a leapfrog step, in units of ``scale``; `warmup` tunes it.
    length : float, positive
        Mean time of a trajectory, in units of ``scale``; `warmup` tunes it.
    scale : float, (dim,) or (dim, dim)
        Standard deviations of the target, or a lower-triangular factor L of its
        covariance L L', as far as known; `warmup` learns it.
    target_accept : float in (0, 1)
        What `warmup` steers the harmonic mean of the acceptance for; .7 is a mean of
        about .8 to .9.

    Raises
    ------
    ValueError
        If a setting is out of its range or the target has no gradient.
    """

    target: Target
    step_size: float = 0.1
    length: float = 1.0
    scale: float | Array = 1.0
    target_accept: float = 0.7

    def __post_init__(self):
        check_gradient_kernel(self)
        if not (np.ndim(self.length) == 0 and 0 < self.length < np.inf):
            raise ValueError(f"length must be a positive number, got {self.length!r}")

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return gradient_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """One step of every chain: HMC, for a time drawn afresh."""
        time = self.length * (0.5 + rng.random())
        n_leapfrog = int(np.clip(np.ceil(time / self.step_size), 1, LONGEST))
        p = rng.standard_normal(state.x.shape)
        end, p_end = leapfrog(
            self.target, state, p, self.step_size, n_leapfrog, self.scale
        )
        return accept_or_stay(state, p, end, p_end, n_leapfrog, rng)

    def adaptation(self, n_steps: int) -> ChEESAdaptation:
        """How `warmup` tunes this kernel over ``n_steps`` steps."""
        return ChEESAdaptation(self, n_steps)


class ChEESAdaptation(HamiltonianAdaptation):
    """Warm-up of `ChEES`: step size and scale as for all, and the trajectory's length.

    While the chains come in from their starts, trajectories are short, eight leapfrog
    steps at most, and the step size goes by the arithmetic mean of the acceptance: some
    chains are stuck and say little about the step that the others need. Up to half-way
    the first, rough scale is in use and 64 steps are the most. From a quarter on the
    harmonic mean keeps the worst chain moving (section 4 of the paper). With
    each new scale the length is set to a quarter of a round target's period, pi / 2;
    from there it climbs on the criterion of `chees_gradient`, by steps that do not
    depend on the gradient's size (Adam without momentum, as in the paper).
    """

    rate, memory = 0.025, 0.95

    def __init__(self, kernel: ChEES, n_steps: int):
        super().__init__(kernel, n_steps)
        self.length = kernel.length
        self.before: Array | None = None  # positions before the step
        self.squares, self.updates = 0.0, 0
        self.log_lengths: list[float] = []

    def update(self, kernel: ChEES, state: State, info: Info) -> ChEES:
        """The kernel for the next step, after one step gave ``state`` and ``info``."""
        if not self.settling and self.before is not None:
            self.climb(chees_gradient(self.before, info, kernel))
        self.before = state.x
        kernel = super().update(kernel, state, info)
        if self.t in self.resets:
            self.length, self.squares, self.updates = np.pi / 2, 0.0, 0
            self.log_lengths = []
        if self.t == self.n_steps and self.log_lengths:
            late = self.log_lengths[len(self.log_lengths) // 2 :]
            self.length = np.exp(np.mean(late))
        length = self.length
        if self.t < self.n_steps // 2:
            most = 8 if self.settling else 64  # leapfrog steps: 1.5 times the mean
            length = min(length, most / 1.5 * kernel.step_size)
        return replace(kernel, length=float(length))

    @property
    def settling(self) -> bool:
        """Whether the chains are still coming in: the first quarter."""
        return self.t <= self.n_steps // 4

    def pooled(self, accept_prob: Array) -> float:
        """Arithmetic mean of the acceptance at first, harmonic mean later."""
        if self.settling:
            return float(accept_prob.mean())
        return harmonic_mean(accept_prob)

    def climb(self, gradient: float) -> None:
        """One step of Adam on the logarithm of the length."""
        self.updates += 1
        self.squares += (1 - self.memory) * (gradient**2 - self.squares)
        if self.squares > 0:
            size = np.sqrt(self.squares / (1 - self.memory**self.updates))
            self.length *= np.exp(self.rate * gradient / size)
        self.log_lengths.append(np.log(self.length))


def chees_gradient(x: Array, info: Info, kernel: ChEES) -> float:
    """Derivative of the change in the estimator of expected squares, by log length.

    The criterion is E[(|x' - m|^2 - |x - m|^2)^2] / 4 in the units of ``scale``: how
    much a trajectory changes the distance from the centre, which mixes most slowly
    (Hoffman, Radul and Sountsov 2021, section 3). Its derivative by time is
    (|x' - m|^2 - |x - m|^2) (x' - m) . p', weighted by acceptance.

    Parameters
    ----------
    x : (chains, dim) positions before the step
    info : Info of the step
    kernel : ChEES that took it

    Returns
    -------
    float, 0 where no trajectory was of use
    """
    fine = ~info.divergent
    weight = np.where(fine, info.accept_prob, 0.0)
    if weight.sum() == 0:
        return 0.0
    weight = weight / weight.sum()
    start = in_units(x, kernel.scale)
    end = in_units(np.where(fine[:, None], info.proposal, x), kernel.scale)
    p = np.where(fine[:, None], info.momentum, 0.0)
    start, end = start - start.mean(axis=0), end - weight @ end
    change = (end**2).sum(axis=1) - (start**2).sum(axis=1)
    time = info.n_leapfrog[0] * kernel.step_size
    return float(time * (weight @ (change * (end * p).sum(axis=1))))


def harmonic_mean(accept: Array) -> float:
    """Harmonic mean of acceptance probabilities, none counted as less than .1.

    Without that floor a single refusal would make it 0, and the step size collapse.
    """
    return float(1 / np.mean(1 / np.maximum(accept, 0.1)))


def in_units(x: Array, scale: Array) -> Array:
    """Positions in the units of ``scale``: L^-1 x, for every chain."""
    return np.linalg.solve(scale, x.T).T if scale.ndim == 2 else x / scale

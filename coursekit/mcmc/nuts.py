"""The no-U-turn sampler: HMC that finds out by itself how far to go.

A trajectory doubles, forwards or backwards in time, until its ends begin to approach
each other; the next state is one of its points, chosen by weight. All chains double
together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .adaptation import HamiltonianAdaptation
from .core import Array, Target
from .hmc import (
    DIVERGENCE,
    State,
    check_gradient_kernel,
    energy,
    gradient_state,
    leapfrog,
    where,
)


class Info(NamedTuple):
    """What happened in one step.

    Attributes
    ----------
    accept_prob : (chains,) mean of min(1, exp(H_start - H)) over the points visited
    accepted : (chains,) whether the chain moved
    energy_error : (chains,) H of the point where the chain is after the step minus H at
        its start
    divergent : (chains,) whether the energy error exceeded 1000 somewhere
    energy : (chains,) H of the point where the chain is after the step
    n_leapfrog : (chains,) leapfrog steps taken
    depth : (chains,) how often the trajectory doubled
    """

    accept_prob: Array
    accepted: Array
    energy_error: Array
    divergent: Array
    energy: Array
    n_leapfrog: Array
    depth: Array


class Tree(NamedTuple):
    """A stretch of each chain's trajectory; its points are rows made by `packed`.

    Attributes
    ----------
    first, last : (chains, 3 dim + 1) its two ends
    chosen : (chains, 3 dim + 1) one of its points, with probability as exp(-H)
    rho : (chains, dim) sum of the momenta
    log_weight : (chains,) log of the sum of exp(H_start - H)
    going : (chains,) whether no part of it turned back or diverged
    """

    first: Array
    last: Array
    chosen: Array
    rho: Array
    log_weight: Array
    going: Array


@dataclass(frozen=True)
class NUTS:
    """The no-U-turn sampler (Hoffman and Gelman 2014), multinomial (Betancourt 2017).

    Parameters
    ----------
    target : Target with ``grad``
    step_size : float, positive
        Length of a leapfrog step, in units of ``scale``; `warmup` tunes it.
    scale : float, (dim,) or (dim, dim)
        Standard deviations of the target, or a lower-triangular factor L of its
        covariance L L', as far as known; `warmup` learns it.
    target_accept : float in (0, 1), the acceptance that `warmup` steers for
    max_depth : int, at least 1; a trajectory has at most 2^max_depth - 1 steps

    Raises
    ------
    ValueError
        If a setting is out of its range or the target has no gradient.
    """

    target: Target
    step_size: float = 0.1
    scale: float | Array = 1.0
    target_accept: float = 0.8
    max_depth: int = 10

    def __post_init__(self):
        check_gradient_kernel(self)
        if not isinstance(self.max_depth, int | np.integer) or self.max_depth < 1:
            raise ValueError(
                f"max_depth must be a whole number, at least 1; got {self.max_depth!r}"
            )

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return gradient_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """One step of every chain: double the trajectory until it turns back."""
        chains = len(state.x)
        path = Trajectory(self, state, rng.standard_normal(state.x.shape))
        tree = path.root()
        depth = np.zeros(chains, dtype=int)
        for level in range(self.max_depth):
            if not tree.going.any():
                break
            tree = path.turned_round(tree, rng.random(chains) < 0.5)
            more = path.subtree(level, tree.last, tree.going, rng)
            depth += tree.going
            # prefer the new half: its points are farther away
            odds = more.log_weight - tree.log_weight
            longer = join(tree, more, odds, rng)
            going = more.going & longer.going
            tree = where(more.going, longer, tree)._replace(going=going)
        end, p = unpacked(tree.chosen)
        return end, path.info(end, p, depth)

    def adaptation(self, n_steps: int) -> HamiltonianAdaptation:
        """How `warmup` tunes this kernel over ``n_steps`` steps."""
        return HamiltonianAdaptation(self, n_steps)


class Trajectory:
    """The leapfrog steps of one NUTS step of all chains, and what they have met so far.

    Parameters
    ----------
    kernel : NUTS
    start : State
    p : (chains, dim) momenta there
    """

    def __init__(self, kernel: NUTS, start: State, p: Array):
        self.kernel, self.start, self.p = kernel, start, p
        self.H_start = energy(start.logp, p)
        chains = len(p)
        self.direction = np.ones(chains)  # of time, from `first` to `last`
        self.n_leapfrog = np.zeros(chains, dtype=int)
        self.accept = np.zeros(chains)  # sum of min(1, exp(H_start - H))
        self.divergent = np.zeros(chains, dtype=bool)

    def root(self) -> Tree:
        """The trajectory of one point from which all begins."""
        z, chains = packed(self.start, self.p), len(self.p)
        return Tree(z, z, z, self.p, np.zeros(chains), np.ones(chains, dtype=bool))

    def turned_round(self, tree: Tree, turn: Array) -> Tree:
        """The tree whose ends, where ``turn``, have changed roles; so does time."""
        self.direction = np.where(turn, -self.direction, self.direction)
        first = np.where(turn[:, None], tree.last, tree.first)
        last = np.where(turn[:, None], tree.first, tree.last)
        return tree._replace(first=first, last=last)

    def subtree(self, depth: int, edge: Array, going: Array, rng) -> Tree:
        """A tree of 2^depth points that begins one leapfrog step beyond ``edge``."""
        if depth == 0:
            return self.leaf(edge, going)
        early = self.subtree(depth - 1, edge, going, rng)
        if not early.going.any():
            return early
        late = self.subtree(depth - 1, early.last, early.going, rng)
        total = np.logaddexp(early.log_weight, late.log_weight)
        with np.errstate(invalid="ignore"):  # chains that stopped have no weight
            odds = late.log_weight - total
        return join(early, late, odds, rng)

    def leaf(self, edge: Array, going: Array) -> Tree:
        """One leapfrog step of the chains that are still ``going``."""
        on = np.flatnonzero(going)
        state, p = unpacked(edge[on])
        step_size = (self.direction[on] * self.kernel.step_size)[:, None]
        target, scale = self.kernel.target, self.kernel.scale
        state, p = leapfrog(target, state, p, step_size, 1, scale)
        error = energy(state.logp, p) - self.H_start[on]
        fine = error <= DIVERGENCE
        self.n_leapfrog[on] += 1
        self.accept[on] += np.exp(-np.maximum(error, 0.0))
        self.divergent[on] = ~fine
        z = edge.copy()  # a chain that flew off stays where it was
        z[on[fine]] = packed(state, p)[fine]
        log_weight = np.full(len(going), -np.inf)
        log_weight[on[fine]] = -error[fine]
        return Tree(z, z, z, momentum(z), log_weight, log_weight > -np.inf)

    def info(self, end: State, p: Array, depth: Array) -> Info:
        """What to tell of the step, once the next state is chosen."""
        H = energy(end.logp, p)
        return Info(
            accept_prob=self.accept / self.n_leapfrog,
            accepted=(end.x != self.start.x).any(axis=1),
            energy_error=H - self.H_start,
            divergent=self.divergent,
            energy=H,
            n_leapfrog=self.n_leapfrog,
            depth=depth,
        )


def packed(state: State, p: Array) -> Array:
    """Points of phase space as rows x, p, grad, log density: (chains, 3 dim + 1)."""
    return np.concatenate([state.x, p, state.grad, state.logp[:, None]], axis=1)


def unpacked(z: Array) -> tuple[State, Array]:
    """State and momentum of the points that `packed` made rows of."""
    dim = z.shape[1] // 3
    return State(z[:, :dim], z[:, -1], z[:, 2 * dim : -1]), z[:, dim : 2 * dim]


def momentum(z: Array) -> Array:
    """The momenta, (chains, dim), of packed points."""
    dim = z.shape[1] // 3
    return z[:, dim : 2 * dim]


def join(early: Tree, late: Tree, log_odds: Array, rng) -> Tree:
    """Two neighbouring stretches as one, its point from ``late`` with the given odds.

    Parameters
    ----------
    early, late : Tree, with ``late`` beginning one step after the end of ``early``
    log_odds : (chains,) log probability to choose late's point; above 0 is certain
    rng : numpy.random.Generator, gives one uniform number per chain

    Returns
    -------
    Tree that is not going where either stretch was not, or where it turned back
    """
    with np.errstate(invalid="ignore", over="ignore"):  # odds of chains that stopped
        choose_late = rng.random(len(log_odds)) < np.exp(log_odds)
    return Tree(
        early.first,
        late.last,
        np.where(choose_late[:, None], late.chosen, early.chosen),
        early.rho + late.rho,
        np.logaddexp(early.log_weight, late.log_weight),
        early.going & late.going & ~turns_back(early, late),
    )


def turns_back(early: Tree, late: Tree) -> Array:
    """Whether two stretches, joined, have begun to come back: (chains,).

    The generalised criterion: the sum of momenta rho, about the way gone, points
    against the momentum at an end (Betancourt 2017, appendix A.4.2). It is asked of the
    whole, and of each stretch with the first point of the other, so that no turn hides
    at the seam.
    """
    p_first, p_last = momentum(early.first), momentum(late.last)
    p_early, p_late = (
        momentum(early.last),
        momentum(late.first),
    )  # either side of the seam
    return (
        against(early.rho + late.rho, p_first, p_last)
        | against(early.rho + p_late, p_first, p_late)
        | against(p_early + late.rho, p_early, p_last)
    )


def against(rho: Array, p_first: Array, p_last: Array) -> Array:
    """Whether rho . p is not positive at one of the ends: (chains,)."""
    forth = np.einsum("cd,cd->c", rho, p_first)
    back = np.einsum("cd,cd->c", rho, p_last)
    return (forth <= 0) | (back <= 0)

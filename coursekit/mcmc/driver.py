"""The loops around a kernel: iterate, warm up, keep draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from .core import Array, State


def iterate(
    kernel, state: State, *, rng: np.random.Generator
) -> Iterator[tuple[State, Any]]:
    """Step for ever: yields (State, Info) after each step.

    Parameters
    ----------
    kernel : anything with ``step(state, *, rng)``
    state : State, from ``kernel.init`` or an earlier run
    rng : numpy.random.Generator

    Yields
    ------
    (State, Info)
    """
    while True:
        state, info = kernel.step(state, rng=rng)
        yield state, info


def warmup(
    kernel, x: Array, n_steps: int, *, rng: np.random.Generator, progress: bool = False
):
    """Run chains in from ``x`` and tune the kernel on the way.

    Nothing adapts afterwards: the kernel that comes back is fixed, so draws made
    with it come from a Markov chain that leaves the target invariant.

    Parameters
    ----------
    kernel : kernel with ``init``, ``step`` and, if it can tune itself,
        ``adaptation(n_steps)``
    x : (chains, dim) starting positions
    n_steps : int, at least 0
    rng : numpy.random.Generator
    progress : bool, show a progress bar

    Returns
    -------
    (kernel, State) : a new, tuned kernel and where the chains are

    Raises
    ------
    ValueError
        If ``n_steps`` is negative, ``x`` is no valid start, or the target misbehaves.
    """
    check_count("n_steps", n_steps, at_least=0)
    check_rng(rng)
    state = kernel.init(x)
    adaptation = kernel.adaptation(n_steps) if hasattr(kernel, "adaptation") else None
    for _ in progress_bar(n_steps, "warm-up", progress):
        state, info = kernel.step(state, rng=rng)
        if adaptation is not None:
            kernel = adaptation.update(kernel, state, info)
    return kernel, state


def sample(
    kernel,
    state: State | Array,
    n_draws: int,
    *,
    rng: np.random.Generator,
    names: Sequence[str] | None = None,
    progress: bool = False,
) -> Chains:
    """Keep ``n_draws`` draws of every chain.

    Parameters
    ----------
    kernel : a kernel, for example from `warmup`
    state : State, or (chains, dim) starting positions
    n_draws : int, at least 1
    rng : numpy.random.Generator
    names : (dim,) names of the coordinates, for tables and plots
    progress : bool, show a progress bar

    Returns
    -------
    Chains
        If the run is interrupted (Ctrl-C, the stop button), the draws made so far, if
        any.

    Raises
    ------
    ValueError
        If an argument is invalid or the target misbehaves. Draws made before a failure,
        also one inside the target's own code, are kept in the error's attribute
        ``chains``.
    """
    check_count("n_draws", n_draws, at_least=1)
    check_rng(rng)
    if not isinstance(state, tuple):
        state = kernel.init(state)
    kept = _Recorder(state, n_draws, names)
    try:
        steps = islice(iterate(kernel, state, rng=rng), n_draws)
        for (state, info), _ in zip(
            steps, progress_bar(n_draws, "draws", progress), strict=True
        ):
            kept.add(state, info)
    except KeyboardInterrupt:
        if not kept.t:
            raise
        return kept.chains()
    except (
        Exception
    ) as error:  # whatever the target raises, the draws are the reader's work
        if kept.t:
            error.chains = kept.chains()
            error.args = (
                f"{error}\n{kept.t} draws made before this are in error.chains",
            )
        raise
    return kept.chains()


@dataclass(frozen=True)
class Chains:
    """The draws of several chains.

    Attributes
    ----------
    draws : (chains, draws, dim)
    logp : (chains, draws) log density of each draw, up to the target's constant
    info : dict of (chains, draws) arrays, what the kernel said of each step
    state : State after the last draw; pass it to `sample` to go on
    names : (dim,) names of the coordinates
    """

    draws: Array
    logp: Array
    info: dict[str, Array]
    state: State
    names: tuple[str, ...]

    def __repr__(self) -> str:
        chains, draws, _ = self.draws.shape
        return (
            f"Chains: {chains:,} chains of {draws:,} draws of ({', '.join(self.names)})"
        )

    @property
    def accept_rate(self) -> Array:
        """(chains,) share of proposals that were accepted."""
        return self.info["accepted"].mean(axis=1)

    def __getitem__(self, name: str) -> Array:
        """(chains, draws) of the coordinate called ``name``."""
        if name not in self.names:
            raise ValueError(
                f"name must be one of {', '.join(self.names)}; got {name!r}"
            )
        return self.draws[:, :, self.names.index(name)]

    def summary(self):
        """Mean, sd, quantiles, MCSE, ESS and R-hat of each coordinate: `diagnostics.summary`."""
        from .diagnostics import summary

        return summary(self.draws, names=self.names)

    def to_arviz(self):
        """The same draws as an ``arviz.InferenceData`` (needs ArviZ)."""
        import arviz

        posterior = {name: self.draws[:, :, k] for k, name in enumerate(self.names)}
        stats = {"lp": self.logp, **self.info}
        return arviz.from_dict(posterior=posterior, sample_stats=stats)


class _Recorder:
    """Arrays that fill up draw by draw."""

    def __init__(self, state: State, n_draws: int, names: Sequence[str] | None):
        chains, dim = state.x.shape
        self.names = (
            tuple(names)
            if names is not None
            else tuple(f"x{k + 1}" for k in range(dim))
        )
        if len(self.names) != dim or len(set(self.names)) != dim:
            raise ValueError(f"names must be {dim} different names, got {self.names}")
        self.draws = np.empty((chains, n_draws, dim))
        self.logp = np.empty((chains, n_draws))
        self.info: dict[str, Array] = {}
        self.state, self.t = state, 0

    def add(self, state: State, info) -> None:
        self.draws[:, self.t] = state.x
        self.logp[:, self.t] = state.logp
        for key, value in info._asdict().items():
            if (
                value.shape == self.logp.shape[:1]
            ):  # one number per chain; arrows are not kept
                if key not in self.info:
                    self.info[key] = np.empty(self.logp.shape, dtype=value.dtype)
                self.info[key][:, self.t] = value
        self.state, self.t = state, self.t + 1

    def chains(self) -> Chains:
        info = {key: value[:, : self.t] for key, value in self.info.items()}
        return Chains(
            self.draws[:, : self.t],
            self.logp[:, : self.t],
            info,
            self.state,
            self.names,
        )


def progress_bar(n: int, what: str, progress: bool):
    """range(n), with a bar on the way if ``progress``."""
    if not progress:
        return range(n)
    from tqdm.auto import tqdm

    return tqdm(range(n), desc=what)


def check_count(name: str, n, at_least: int) -> None:
    if not isinstance(n, int | np.integer) or isinstance(n, bool) or n < at_least:
        raise ValueError(
            f"{name} must be a whole number, at least {at_least}; got {n!r}"
        )


def check_rng(rng) -> None:
    if not (hasattr(rng, "random") and hasattr(rng, "standard_normal")):
        raise ValueError(
            f"rng must be a numpy.random.Generator, got {type(rng).__name__}"
        )

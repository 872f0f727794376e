"""Long runs: chains spread over processes or machines, and a run kept in a file."""

from __future__ import annotations

import json
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from copy import deepcopy
from dataclasses import fields, replace

import numpy as np

from .core import Array, State
from .driver import Chains, check_count, check_rng, progress_bar, sample


def sample_groups(
    kernel,
    state: State | Array,
    n_draws: int,
    *,
    groups: int,
    executor: Executor | None = None,
    rng: np.random.Generator,
    names=None,
    progress: bool = False,
) -> Chains:
    """`sample` with the chains in groups, each with a random stream of its own.

    The streams are spawned from ``rng``, one for each group, so that draws depend on
    ``groups`` and not on who computes them: the same from any executor, with any number
    of workers, in any order.

    Parameters
    ----------
    kernel : a tuned kernel; for processes it and its target must be picklable
    state : State, or (chains, dim) starting positions
    n_draws : int, at least 1
    groups : int, 1 to the number of chains; as many as workers, or a multiple
    executor : concurrent.futures.Executor
        For example a ProcessPoolExecutor, or a Dask client's ``get_executor()``. The
        caller closes it. If None, the groups run in turn.
    rng : numpy.random.Generator
    names : (dim,) names of the coordinates
    progress : bool, show a bar that counts groups

    Returns
    -------
    Chains, in the order of ``state``

    Raises
    ------
    ValueError
        If ``groups`` is out of its range.
    RuntimeError
        If a group fails: the message names it, the cause is its own error. Groups that
        have not begun are called off.
    """
    check_count("n_draws", n_draws, at_least=1)
    check_rng(rng)
    if not isinstance(state, tuple):
        state = kernel.init(state)
    check_count("groups", groups, at_least=1)
    if groups > len(state.x):
        raise ValueError(f"groups must be at most {len(state.x)} chains, got {groups}")
    members = np.array_split(np.arange(len(state.x)), groups)
    streams = rng.spawn(groups)
    own = None if executor is not None else ThreadPoolExecutor(1)
    submit, jobs = (executor or own).submit, {}
    try:
        for k, stream in enumerate(streams):
            part = pick(state, members[k])
            jobs[submit(_group, kernel, part, n_draws, stream, names)] = k
        done = as_completed(jobs)
        for job, _ in zip(done, progress_bar(groups, "groups", progress), strict=True):
            if (error := job.exception()) is not None:
                first, last = members[jobs[job]][[0, -1]]
                raise RuntimeError(
                    f"group {jobs[job]} (chains {first} to {last}) failed: {error}"
                ) from error
    finally:
        for job in jobs:
            job.cancel()
        if own is not None:
            own.shutdown()
    return joined([job.result() for job in jobs])


def _group(kernel, state: State, n_draws: int, rng, names) -> Chains:
    """`sample` of one group, on copies.

    So threads share nothing. And arrays that came over a network may lie at odd
    addresses, where NumPy multiplies in another order: copies do not.
    """
    kernel, state = deepcopy((kernel, state))
    return sample(kernel, state, n_draws, rng=rng, names=names)


def pick(state: State, members: Array) -> State:
    """The state of some chains; what is not kept for each chain goes to all."""
    return type(state)(
        *(field[members] if np.ndim(field) else field for field in state)
    )


def joined(parts: list[Chains]) -> Chains:
    """The chains of several runs of one length, one below the other."""
    states = zip(*(part.state for part in parts), strict=True)
    state = (
        np.concatenate(field) if np.ndim(field[0]) else field[0] for field in states
    )
    return Chains(
        np.concatenate([part.draws for part in parts]),
        np.concatenate([part.logp for part in parts]),
        {k: np.concatenate([part.info[k] for part in parts]) for k in parts[0].info},
        type(parts[0].state)(*state),
        parts[0].names,
    )


def save_run(file, kernel, state: State, rng: np.random.Generator) -> None:
    """Write to ``file`` what a run needs to go on with the same draws.

    That is the kernel's settings that are numbers, the state, and where the random
    stream is. Loading reads numbers and text alone; nothing in the file is executed.

    Parameters
    ----------
    file : path ending in ".npz", or a binary file
    kernel : the kernel in use
    state : State, for example ``chains.state``
    rng : numpy.random.Generator
    """
    generator = rng.bit_generator
    stream = [generator.state, generator.seed_seq.state]
    arrays = {f"state.{name}": value for name, value in state._asdict().items()}
    arrays |= {f"kernel.{name}": value for name, value in _numbers(kernel).items()}
    text = json.dumps(stream, default=np.ndarray.tolist)
    np.savez(file, stream=text, **arrays)


def load_run(file, kernel) -> tuple:
    """What `save_run` wrote: hand it to `sample`, and the run goes on.

    Parameters
    ----------
    file : path, or a binary file
    kernel : a kernel of the same kind, with the same target; its settings do not matter

    Returns
    -------
    (kernel, State, numpy.random.Generator)

    Raises
    ------
    ValueError
        If the file is of another kind of kernel.
    """
    with np.load(file, allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    here = {f"kernel.{name}" for name in _numbers(kernel)}
    there = {name for name in kept if name.startswith("kernel.")}
    if here != there:
        raise ValueError(
            f"file holds {sorted(there)}, a {type(kernel).__name__} has {sorted(here)}"
        )
    settings = {name[7:]: _scalar(kept[name]) for name in there}
    kind = type(kernel.init(kept["state.x"]))
    state = kind(*(_scalar(kept[f"state.{name}"]) for name in kind._fields))
    stream, seeds = json.loads(str(kept["stream"]))
    generator = getattr(np.random, stream["bit_generator"])
    generator = generator(np.random.SeedSequence(**seeds))  # so that it can spawn, too
    generator.state = stream
    return replace(kernel, **settings), state, np.random.Generator(generator)


def _numbers(kernel) -> dict[str, Array]:
    """The kernel's settings that are numbers or arrays of them."""
    settings = {field.name: getattr(kernel, field.name) for field in fields(kernel)}
    return {
        name: value
        for name, value in settings.items()
        if isinstance(value, int | float | np.number | np.ndarray)
    }


def _scalar(value: Array):
    return value if value.ndim else value.item()

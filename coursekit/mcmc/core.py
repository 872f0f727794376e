"""What every sampler shares: the state of a set of chains and what a target is."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class State(NamedTuple):
    """Where the chains are.

    Attributes
    ----------
    x : (chains, dim) positions
    logp : (chains,) log density there, up to the target's constant
    """

    x: Array
    logp: Array


class Target(Protocol):
    """A density on R^dim, known up to a constant factor."""

    dim: int

    def log_density(self, x: Array) -> Array:
        """Log density at each row of ``x``: (chains, dim) -> (chains,)."""
        ...


def log_density(target: Target, x: Array) -> Array:
    """The target's log density at ``x``, checked at the border.

    Parameters
    ----------
    target : Target
    x : (chains, dim) positions

    Returns
    -------
    (chains,) finite values or -inf (outside the support)

    Raises
    ------
    ValueError
        If the target returns another shape, NaN or +inf.
    """
    logp = np.asarray(target.log_density(x), dtype=float)
    if logp.shape != x.shape[:1]:
        raise ValueError(
            f"target.log_density must map shape {x.shape} to {x.shape[:1]}, one value per chain; "
            f"it returned shape {logp.shape}"
        )
    if not (logp < np.inf).all():  # false for NaN too
        chain = int(np.argmin(logp < np.inf))
        raise ValueError(
            f"target.log_density returned {logp[chain]} at x = {x[chain]} (chain {chain}); "
            "it must be a finite number, or -inf outside the support"
        )
    return logp


def initial_state(target: Target, x: Array) -> State:
    """The state of chains that start at ``x``.

    Parameters
    ----------
    target : Target
    x : (chains, dim) starting positions, inside the target's support

    Raises
    ------
    ValueError
        If ``x`` has another shape, is not finite, or starts a chain where the density
        is zero.
    """
    x = np.array(x, dtype=float)
    if x.ndim != 2 or x.shape[1] != target.dim or x.shape[0] == 0:
        hint = "; for one chain pass x[None]" if x.shape == (target.dim,) else ""
        raise ValueError(
            f"x must have shape (chains, {target.dim}) with at least one chain, got {x.shape}{hint}"
        )
    if not np.isfinite(x).all():
        raise ValueError(
            f"x must be finite; chain {int(np.argmin(np.isfinite(x).all(1)))} is not"
        )
    logp = log_density(target, x)
    if np.isneginf(logp).any():
        chain = int(np.argmin(logp))
        raise ValueError(
            f"chain {chain} starts at x = {x[chain]}, where the density is zero "
            "(log density -inf); start every chain inside the support"
        )
    return State(x, logp)

"""Markov chains on finitely many states, by their transition matrix."""

from __future__ import annotations

import numpy as np

from .core import Array


def checked_matrix(P, name: str = "P") -> Array:
    """``P`` as a row-stochastic (n, n) array, or a ValueError that says which row is off."""
    P = np.array(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1] or P.size == 0:
        raise ValueError(f"{name} must be a square matrix, got shape {P.shape}")
    if not (P >= 0).all():  # false for NaN too
        raise ValueError(f"{name} must have entries of at least 0")
    off = np.abs(P.sum(axis=1) - 1)
    if off.max() > 1e-8:
        row = int(off.argmax())
        raise ValueError(f"{name} row {row} sums to {P[row].sum():.6g}, not 1")
    return P


def stationary(P) -> Array:
    """The law pi with pi P = pi, by the method of Grassmann, Taksar and Heyman (1985).

    States are removed one by one, the last first; no two numbers are subtracted, so
    the result is accurate to rounding even for ill-conditioned chains.

    Parameters
    ----------
    P : (n, n) transition matrix, rows summing to 1; irreducible

    Returns
    -------
    (n,) probabilities

    Raises
    ------
    ValueError
        If ``P`` is no transition matrix, or some state cannot be left towards the others.
    """
    A = checked_matrix(P)
    n = len(A)
    for k in range(n - 1, 0, -1):
        out = A[k, :k].sum()
        if out == 0:
            raise ValueError(f"P must be irreducible; states {k} and above never reach those below")
        A[:k, k] /= out
        A[:k, :k] += np.outer(A[:k, k], A[k, :k])
    pi = np.ones(n)
    for k in range(1, n):
        pi[k] = pi[:k] @ A[:k, k]
    return pi / pi.sum()

"""Parameters as one vector without constraints, and back.

Acceleration and standard errors do arithmetic on parameters: differences, leaps,
derivatives. Weights must stay weights and covariances covariances, so each kind of
parameter has a map to free real numbers.

A model joins by two conventions: its ``theta`` is a NamedTuple of arrays, and its
attribute ``space`` names the kind of each free field,

    space = {"weights": SIMPLEX, "means": REAL, "covariances": POSITIVE_DEFINITE}

Fields that ``space`` does not name are held fixed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ._loop import Model

Array = NDArray[np.float64]
TINY = np.finfo(float).tiny


class Kind(NamedTuple):
    """A set of arrays that free real numbers can describe.

    Attributes
    ----------
    free : function, from an array of the set to free numbers, of any shape
    back : function, from those numbers to the array
    size : function, from the array's shape to the shape of the free numbers
    """

    free: Callable[[Array], Array]
    back: Callable[[Array], Array]
    size: Callable[[tuple[int, ...]], tuple[int, ...]]


class SpacedModel(Model, Protocol):
    """A model whose parameters can be made a vector.

    Attributes
    ----------
    space : dict, kind of each free field of ``theta``, a NamedTuple of arrays
    """

    space: dict[str, Kind]


def to_vector(theta, space: dict[str, Kind]) -> Array:
    """The free fields of ``theta`` as free numbers, one after the other: (p,)."""
    parts = [
        kind.free(np.asarray(getattr(theta, name), dtype=float))
        for name, kind in space.items()
    ]
    return np.concatenate([part.ravel() for part in parts])


def from_vector(v: Array, like, space: dict[str, Kind]):
    """The parameters that `to_vector` made ``v`` of.

    Parameters
    ----------
    v : (p,) array
    like : parameters of the wanted shapes; its fixed fields are taken over
    space : dict of kinds

    Returns
    -------
    NamedTuple of the type of ``like``

    Raises
    ------
    ValueError
        If ``v`` has not the length that the shapes of ``like`` ask for.
    """
    fields, start = {}, 0
    for name, kind in space.items():
        shape = kind.size(np.shape(getattr(like, name)))
        stop = start + int(np.prod(shape))
        if stop > len(v):
            break
        fields[name] = kind.back(v[start:stop].reshape(shape))
        start = stop
    if len(fields) < len(space) or start != len(v):
        wanted = len(to_vector(like, space))
        raise ValueError(f"v must have {wanted} numbers, got {len(v)}")
    return like._replace(**fields)


def _log(p: Array) -> Array:
    return np.log(np.maximum(p, TINY))  # a probability of 0 stays where it is


def _log_ratios(p: Array) -> Array:
    return _log(p[..., :-1]) - _log(p[..., -1:])


def _from_log_ratios(v: Array) -> Array:
    v = np.concatenate([v, np.zeros((*v.shape[:-1], 1))], axis=-1)
    p = np.exp(v - v.max(axis=-1, keepdims=True))
    return p / p.sum(axis=-1, keepdims=True)


def _log_odds(p: Array) -> Array:
    return _log(p) - _log(1 - p)


def _from_log_odds(v: Array) -> Array:
    return 0.5 * (1 + np.tanh(v / 2))


def _log_cholesky(cov: Array) -> Array:
    """The lower triangle row by row, logarithms on the diagonal: (..., D (D + 1)/2)."""
    root = np.linalg.cholesky(cov)
    rows, columns = np.tril_indices(cov.shape[-1])
    v = root[..., rows, columns]
    v[..., rows == columns] = np.log(v[..., rows == columns])
    return v


def _from_log_cholesky(v: Array) -> Array:
    dim = _dim_of_triangle(v.shape[-1])
    rows, columns = np.tril_indices(dim)
    root = np.zeros((*v.shape[:-1], dim, dim))
    root[..., rows, columns] = np.where(
        rows == columns, np.exp(np.where(rows == columns, v, 0)), v
    )
    return root @ np.swapaxes(root, -1, -2)


def _dim_of_triangle(n: int) -> int:
    return (int(np.sqrt(8 * n + 1)) - 1) // 2


REAL = Kind(np.array, np.array, lambda shape: shape)
POSITIVE = Kind(_log, np.exp, lambda shape: shape)
UNIT = Kind(_log_odds, _from_log_odds, lambda shape: shape)  # between 0 and 1
SIMPLEX = Kind(  # sums to 1 along the last axis
    _log_ratios, _from_log_ratios, lambda shape: (*shape[:-1], shape[-1] - 1)
)
POSITIVE_DEFINITE = Kind(
    _log_cholesky,
    _from_log_cholesky,
    lambda shape: (*shape[:-2], shape[-1] * (shape[-1] + 1) // 2),
)

"""Points that a reader of Python hands to a widget."""

from __future__ import annotations

import numpy as np
import traitlets as t
from numpy.typing import NDArray


def points(
    name: str, values, columns: int = 2, most: int | None = None
) -> NDArray[np.float64]:
    """Values as an array of points, one a row.

    Parameters
    ----------
    name : str, of the trait, for messages
    values : array-like; anything empty is no points
    columns : int, numbers of a point
    most : int or None, how many points there may be

    Returns
    -------
    (n, columns)

    Raises
    ------
    traitlets.TraitError
        If the values are no numbers, of another shape, or too many. Their range is the
        caller's to check.
    """
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise t.TraitError(
            f"{name} must be an array of numbers, got {values!r}"
        ) from None
    if array.size == 0:
        return np.empty((0, columns))
    if array.ndim != 2 or array.shape[1] != columns:
        raise t.TraitError(f"{name} must have shape (n, {columns}), got {array.shape}")
    if most is not None and len(array) > most:
        raise t.TraitError(f"{name} may be {most} points at most, got {len(array)}")
    return array

"""Copies: refitting a model to its own samples, and looking for copies of the data.

References
----------
.. [1] Shumailov, Shumaylov, Zhao, Papernot, Anderson and Gal (2024). AI models collapse
   when trained on recursively generated data. Nature 631, 755-759.
.. [2] Meehan, Chaudhuri and Dasgupta (2020). A non-parametric test to detect
   data-copying in generative models. AISTATS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .classifiers import Generative, checked_points

Array = NDArray[np.float64]


class Generation(NamedTuple):
    """A fitted model and what it dreamt.

    Attributes
    ----------
    model : Generative
    X, y : (n, d), (n,) points and labels drawn from it, with the real ones mixed in
    """

    model: Generative
    X: Array
    y: NDArray


def photocopies(
    fit: Callable[[Array, NDArray], Generative],
    X,
    y,
    n: int,
    *,
    real: float = 0.0,
    rng: np.random.Generator,
) -> Iterator[Generation]:
    """Fit, sample, refit to the samples, and so on for ever ([1]_).

    Parameters
    ----------
    fit : (X, y) -> a fitted model with ``sample(n, rng=rng)``
    X, y : (m, d), (m,) the real data, which the first model is fitted to
    n : int, points of a generation
    real : float in [0, 1], share of real points, drawn anew from the data with
        replacement, in each generation
    rng : numpy.random.Generator

    Yields
    ------
    Generation
        First the model of the data, with its dreams; then the model of those.
    """
    X, y = checked_points(X), np.asarray(y)
    if n < 1 or not 0 <= real <= 1:
        raise ValueError(f"n must be positive and real in [0, 1], got {n} and {real}")
    n_real, model = round(real * n), fit(X, y)
    while True:
        dreams, labels = model.sample(n - n_real, rng=rng)
        chosen = rng.integers(len(X), size=n_real)
        points = np.concatenate([X[chosen], dreams])
        labels = np.concatenate([y[chosen], labels])
        yield Generation(model, points, labels)
        model = fit(points, labels)


def expected_variance(generations: int, n: int, real: float = 0.0) -> Array:
    """The variance that photocopies keep on average: exact.

    For a model that keeps the mean and the variance (ddof=0) of what it is fitted to,
    all classes taken together, as every Gaussian one here does.

    With a = ``real``, v the variance and e the squared shift of the mean, both in units
    of the data's variance, a generation takes

        v to (1 - 1/n) (a + (1 - a) v) + a (1 - a) e
        e to (1 - a)^2 e + (a + (1 - a) v) / n.

    Without real points v = (1 - 1/n)^t.

    Parameters
    ----------
    generations : int, not negative
    n : int, points of a generation, as in `photocopies`; ``real * n`` a whole number
    real : float in [0, 1]

    Returns
    -------
    (generations + 1,) v, from 1 at the model of the data on
    """
    v, e, left = 1.0, 0.0, [1.0]
    for _ in range(generations):
        pooled = real + (1 - real) * v
        v, e = (
            (1 - 1 / n) * pooled + real * (1 - real) * e,
            (1 - real) ** 2 * e + pooled / n,
        )
        left.append(v)
    return np.array(left)


def nearest_distance(X, Y, *, block: int = 256) -> Array:
    """Distance of each point of X to the nearest of Y: (n,).

    Parameters
    ----------
    X, Y : (n, d), (m, d)
    block : int, points of X at a time, which bounds the memory
    """
    Y = checked_points(Y)
    X = checked_points(X, dim=Y.shape[1])
    square = [
        ((X[i : i + block, None] - Y) ** 2).sum(axis=2).min(axis=1)
        for i in range(0, len(X), block)
    ]
    return np.sqrt(np.concatenate(square))


def share_nearer_train(samples, train, held_out) -> float:
    """The share of samples that lie nearer to the training data than to held-out data.

    If samples know no more about the one set than about the other, the share is 1/2 on
    average; copies push it to 1 (compare [2]_). A tie counts one half.

    Parameters
    ----------
    samples : (n, d)
    train, held_out : (m, d), of one size, split at random from one set

    Raises
    ------
    ValueError
        If the two sets differ in size: the larger would be nearer by its size alone.
    """
    if len(train) != len(held_out):
        raise ValueError(
            f"train and held_out must be of one size, got {len(train)} and "
            f"{len(held_out)}: the larger is nearer by its size alone"
        )
    a, b = nearest_distance(samples, train), nearest_distance(samples, held_out)
    return float(np.mean((a < b) + 0.5 * (a == b)))

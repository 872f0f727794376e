"""Split and merge: a way out of a bad optimum of a Gaussian mixture.

EM moves components by small steps and cannot carry one through a desert of low
likelihood. Ueda, Nakano, Ghahramani and Hinton (2000) move it at once: merge two that do
one's work, split one that does two's, climb again, and keep what is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

import numpy as np

from ._loop import Fit, fit
from .bound import responsibilities
from .coordinates import Array
from .gaussian_density import log_joint
from .gaussian_mixture import Mixture, Parameters


def split_and_merge(
    model: Mixture, theta: Parameters, *, max_iter: int, tol: float, tries: int = 5
) -> list[Fit]:
    """Climb, then move components for as long as that helps.

    Parameters
    ----------
    model : Mixture of full covariances and at least three components
    theta : Parameters to start from
    max_iter, tol : of each climb, see `fit`
    tries : int, how many proposals to try before giving up

    Returns
    -------
    list of Fit
        The first climb, and each later one that ended higher; the last is the best.

    Raises
    ------
    ValueError
        If the model has other covariances or fewer components.
    """
    if model.kind != "full" or len(theta.weights) < 3:
        raise ValueError(
            "split_and_merge wants full covariances and at least 3 components, got "
            f"{model.kind!r} and {len(theta.weights)}"
        )
    fits = [fit(model, theta, max_iter=max_iter, tol=tol)]
    while True:
        for start in islice(proposals(model, fits[-1].theta), tries):
            new = fit(model, start, max_iter=max_iter, tol=tol)
            if new.value > fits[-1].value + tol and not new.degenerate:
                fits.append(new)
                break
        else:
            return fits


def proposals(model: Mixture, theta: Parameters) -> Iterator[Parameters]:
    """Pairs merged and a third component split, the most promising first."""
    joint = log_joint(model.X, theta)
    resp = responsibilities(joint)
    overlap = resp.T @ resp  # large if two components share their points
    misfit = local_misfit(resp, joint - np.log(theta.weights))
    pairs = combinations(range(len(theta.weights)), 2)
    for i, j in sorted(pairs, key=lambda pair: -overlap[pair]):
        for k in np.argsort(-misfit):
            if k not in (i, j):
                yield model.allowed(moved(theta, i, j, k))


def local_misfit(resp: Array, log_density: Array) -> Array:
    """KL(f_k || N_k), f_k the points weighted by their responsibilities: (K,)."""
    f = resp / resp.sum(axis=0)
    inside = f > 0
    log_f = np.log(np.where(inside, f, 1))
    return np.where(inside, f * (log_f - log_density), 0).sum(axis=0)


def moved(theta: Parameters, i: int, j: int, k: int) -> Parameters:
    """Component i becomes the union of i and j; j and k become the halves of k."""
    weights, means, covariances, _ = (np.array(part) for part in theta)
    weights[i], means[i], covariances[i] = merged(theta, i, j)
    (weights[j], means[j], covariances[j]), half = halves(theta, k)
    weights[k], means[k], covariances[k] = half
    return theta._replace(weights=weights, means=means, covariances=covariances)


def merged(theta: Parameters, i: int, j: int):
    """Weight, mean and covariance of two components taken together."""
    w = theta.weights[[i, j]]
    share = w / w.sum()
    mean = share @ theta.means[[i, j]]
    shift = theta.means[[i, j]] - mean
    inner = np.tensordot(share, theta.covariances[[i, j]], axes=1)
    return w.sum(), mean, inner + (share * shift.T) @ shift


def halves(theta: Parameters, k: int):
    """Two components along the longest axis that together are as wide as one was."""
    values, vectors = np.linalg.eigh(theta.covariances[k])
    step = np.sqrt(values[-1] / 2) * vectors[:, -1]
    inner = theta.covariances[k] - np.outer(step, step)
    weight, mean = theta.weights[k] / 2, theta.means[k]
    return (weight, mean - step, inner), (weight, mean + step, inner)

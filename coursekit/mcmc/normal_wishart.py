"""Mean and precision of normal data, drawn from their conjugate posterior."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .core import Array


class NormalWishart(NamedTuple):
    """Prior of a normal law: Lambda ~ Wishart, mu | Lambda ~ N(mean, (beta Lambda)^-1).

    Attributes
    ----------
    mean : (dim,) or float, where mu is expected
    beta : float, at least 0, how many observations that expectation is worth
    df : float, degrees of freedom of Lambda; proper above dim - 1
    scatter : (dim, dim) or float, inverse of the Wishart's scale matrix
    """

    mean: Array | float
    beta: float
    df: float
    scatter: Array | float


# p(mu, Sigma) = |Sigma|^(-(dim + 1) / 2): improper, says nothing in any unit
JEFFREYS = NormalWishart(mean=0.0, beta=0.0, df=-1.0, scatter=0.0)


def draw_mean_precision(
    x: Array, prior: NormalWishart, *, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Draw (mu, Lambda) given rows x_i ~ N(mu, Lambda^-1) (Murphy 2007, section 8).

    With n rows, Lambda ~ Wishart(df + n, S^-1) and mu | Lambda ~ N(m, (beta + n)^-1
    Lambda^-1), where S is the scatter about the mean, and about the prior's.

    Parameters
    ----------
    x : (chains, n, dim), at least one row; every chain has rows of its own
    prior : NormalWishart
    rng : numpy.random.Generator

    Returns
    -------
    mean : (chains, dim)
    precision : (chains, dim, dim), positive definite

    Raises
    ------
    ValueError
        If the posterior is improper: df + n is not above dim - 1, or S is singular.
    """
    _, n, dim = x.shape
    if prior.df + n <= dim - 1:
        raise ValueError(
            f"x must have more than dim - 1 - prior.df = {dim - 1 - prior.df:g} rows "
            f"for a proper posterior, got {n}"
        )
    average = x.mean(axis=1)
    centred = x - average[:, None]
    shift = average - prior.mean
    beta = prior.beta + n
    scatter = prior.scatter + centred.swapaxes(1, 2) @ centred
    scatter += prior.beta * n / beta * shift[:, :, None] * shift[:, None, :]
    root = _cholesky(scatter)  # S = C C'
    factor = _bartlett(prior.df + n, len(x), dim, rng)  # L L' ~ Wishart(df + n, I)
    half = np.linalg.solve(root.swapaxes(1, 2), factor)  # Lambda = (C^-T L)(C^-T L)'
    z = rng.standard_normal((len(x), dim, 1))
    spread = root @ np.linalg.solve(factor.swapaxes(1, 2), z)  # ~ N(0, Lambda^-1)
    mean = prior.mean + n / beta * shift + spread[..., 0] / np.sqrt(beta)
    return mean, half @ half.swapaxes(1, 2)


def _bartlett(df: float, chains: int, dim: int, rng: np.random.Generator) -> Array:
    """Lower triangular L, (chains, dim, dim), L L' ~ Wishart(df, I) (Bartlett 1933)."""
    factor = np.tril(rng.standard_normal((chains, dim, dim)), k=-1)
    diagonal = np.arange(dim)
    chi2 = rng.chisquare(df - diagonal, size=(chains, dim))
    factor[:, diagonal, diagonal] = np.sqrt(chi2)
    return factor


def _cholesky(scatter: Array) -> Array:
    try:
        return np.linalg.cholesky(scatter)
    except np.linalg.LinAlgError:
        raise ValueError(
            "x must vary in every direction: its scatter matrix is singular (constant "
            "column, column that is a sum of others, or too few rows)"
        ) from None

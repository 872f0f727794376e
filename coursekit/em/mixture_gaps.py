"""A mixture of Gaussians in many dimensions, and what it says of the entries not seen.

With too many dimensions for a mixture of its own, data are reduced first: x = mean + W z
+ noise as in probabilistic PCA, and z has a mixture of Gaussians for its law. Then x has
one as well, and given a part of x so has the rest.

References
----------
.. [1] Tipping and Bishop (1999). Mixtures of probabilistic principal component
   analyzers. Neural Computation 11, 443-482.
.. [2] Ghahramani and Jordan (1994). Supervised learning from incomplete data via an EM
   approach. NIPS.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import logsumexp

from .coordinates import Array
from .missing_normal import given, log_density


class Law(NamedTuple):
    """A mixture of K Gaussians in d dimensions.

    Attributes
    ----------
    weights : (K,)
    means : (K, d)
    covariances : (K, d, d)
    """

    weights: Array
    means: Array
    covariances: Array


def widened(mixture, components: Array, mean: Array, noise_variance: float) -> Law:
    """The law of mean + components' z + noise, when z is of a fitted mixture.

    Parameters
    ----------
    mixture : fitted `GaussianMixture` of q dimensions, with full covariances
    components : (q, d)
    mean : (d,)
    noise_variance : float above 0, of each entry
    """
    noise = noise_variance * np.eye(len(mean))
    covariances = components.T @ mixture.covariances_ @ components + noise
    return Law(mixture.weights_, mean + mixture.means_ @ components, covariances)


def log_joint(law: Law, X: Array, missing: Array) -> Array:
    """log w_k N(seen entries of x; k): (K, n). Parameters are those of `fill`."""
    each = [
        log_density(mean, covariance, missing, X)
        for mean, covariance in zip(law.means, law.covariances, strict=True)
    ]
    return np.log(law.weights)[:, None] + np.stack(each)


def log_likelihood(law: Law, X: Array) -> Array:
    """log p(x) of each row: (n, d) -> (n,)."""
    return logsumexp(log_joint(law, X, np.zeros(X.shape[1], bool)), axis=0)


def fill(
    law: Law, X: Array, missing: Array, *, rng: np.random.Generator, n_draws: int
) -> tuple[Array, Array]:
    """Missing entries given the seen ones ([2]_): their mean, and draws.

    Given the seen entries each component is a Gaussian still, by its own regression, and
    its weight is how probable it made what was seen.

    Parameters
    ----------
    law : Law
    X : (n, d); what stands in the missing entries is not looked at
    missing : (d,) bool, the same in all rows
    rng : numpy.random.Generator
    n_draws : int, at least 0

    Returns
    -------
    mean : (n, d) seen entries as they are
    draws : (n_draws, n, d)

    Raises
    ------
    ValueError
        If X or missing does not fit the law, or nothing is seen.
    """
    d = law.means.shape[1]
    if X.ndim != 2 or X.shape[1] != d or missing.shape != (d,) or missing.all():
        raise ValueError(
            f"X must be (n, {d}) and missing ({d},) with something seen, "
            f"not {X.shape} and {missing.shape} with {int((~missing).sum())} seen"
        )
    log_resp = log_joint(law, X, missing)
    resp = np.exp(log_resp - logsumexp(log_resp, axis=0))  # (K, n)
    chosen = np.array([rng.multinomial(1, r, size=n_draws).argmax(1) for r in resp.T])
    mean, draws = X.copy(), np.repeat(X[None], n_draws, axis=0)
    mean[:, missing] = 0
    for k, (mu, covariance) in enumerate(zip(law.means, law.covariances, strict=True)):
        gain, left = given(covariance, missing)
        guess = mu[missing] + (X[:, ~missing] - mu[~missing]) @ gain.T  # (n, missing)
        mean[:, missing] += resp[k][:, None] * guess
        row, draw = np.nonzero(chosen == k)
        noise = rng.standard_normal((len(row), len(left)))
        part = guess[row] + noise @ np.linalg.cholesky(left).T
        draws[draw[:, None], row[:, None], np.flatnonzero(missing)] = part
    return mean, draws

"""Mixtures to test with, and their densities computed by SciPy, one after the other."""

import numpy as np
from scipy.stats import multivariate_normal

from coursekit.em.gaussian_density import Parameters


def random_mixture(rng, K, d, kind):
    roots = rng.standard_normal((K, d, d)) / np.sqrt(d) + np.eye(d)
    full = roots @ roots.transpose(0, 2, 1)
    variances = np.diagonal(full, axis1=1, axis2=2)
    cov = {
        "full": full,
        "tied": full[0],
        "diag": variances,
        "spherical": variances[:, 0],
    }[kind]
    return Parameters(
        rng.dirichlet(np.full(K, 5.0)), 2 * rng.standard_normal((K, d)), cov, kind
    )


def matrices(theta):
    """The covariances written out: (K, d, d)."""
    K, d = theta.means.shape
    return {
        "full": lambda c: c,
        "tied": lambda c: np.broadcast_to(c, (K, d, d)),
        "diag": lambda c: np.array([np.diag(v) for v in c]),
        "spherical": lambda c: c[:, None, None] * np.eye(d),
    }[theta.covariance_type](theta.covariances)


def brute_log_joint(X, theta):
    """log w_k N(x_i; mu_k, Sigma_k) from SciPy's density: (n, K)."""
    parts = zip(theta.weights, theta.means, matrices(theta), strict=True)
    return np.stack(
        [np.log(w) + multivariate_normal(m, c).logpdf(X) for w, m, c in parts], axis=1
    )

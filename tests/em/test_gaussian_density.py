"""Densities of a mixture at many points: SciPy's, in both forms and all shapes."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from coursekit.em.gaussian_density import (
    Natural,
    Parameters,
    Whitened,
    form_of,
    log_joint,
)

RNG = np.random.default_rng(0)
ROOT = RNG.standard_normal((3, 2, 4))
FULL = ROOT @ np.swapaxes(ROOT, 1, 2)
VARIANCES = RNG.uniform(0.2, 3, (3, 2))
SHAPES = {
    "full": (FULL, FULL),
    "tied": (FULL[0], FULL[[0, 0, 0]]),
    "diag": (VARIANCES, np.array([np.diag(v) for v in VARIANCES])),
    "spherical": (VARIANCES[:, 0], VARIANCES[:, :1, None] * np.eye(2)),
}


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("offset", [0.0, 1000.0])
@pytest.mark.parametrize(("width", "form"), [(1.0, Natural), (1e-4, Whitened)])
def test_densities_are_scipys(kind, offset, width, form):
    """A thousand away from 0, and with components far narrower than apart."""
    covariances, matrices = SHAPES[kind]
    means = RNG.standard_normal((3, 2)) + offset
    theta = Parameters(np.array([0.2, 0.5, 0.3]), means, width**2 * covariances, kind)
    X = np.repeat(means, 700, axis=0)
    X = X + width * RNG.standard_normal(X.shape)
    assert isinstance(form_of(theta, X.dtype), form)
    wanted = [
        np.log(w) + multivariate_normal(m, width**2 * c).logpdf(X)
        for w, m, c in zip(theta.weights, means, matrices, strict=True)
    ]
    near = np.repeat(np.eye(3, dtype=bool), 700, axis=0)  # each point's own component
    assert log_joint(X, theta)[near] == pytest.approx(
        np.array(wanted).T[near], rel=1e-7, abs=1e-7
    )

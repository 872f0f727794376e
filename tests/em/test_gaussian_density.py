"""Densities of a mixture at many points: SciPy's, in all forms and shapes."""

import numpy as np
import pytest
from mixtures import brute_log_joint, random_mixture
from scipy.stats import multivariate_normal

from coursekit.em.gaussian_density import (
    MATRICES,
    Natural,
    Parameters,
    Scaled,
    Whitened,
    blocks,
    form_of,
    log_joint,
    normalise,
    whiteners,
)
from coursekit.em.gaussian_mixture import COVARIANCE_TYPES, e_step

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


def narrow(kind):
    """The form for components that are narrower than apart."""
    return Whitened if kind in MATRICES else Scaled


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("offset", [0.0, 1000.0])
@pytest.mark.parametrize("width", [1.0, 1e-4])
def test_densities_are_scipys(kind, offset, width):
    """A thousand away from 0, and with components far narrower than apart."""
    covariances, matrices = SHAPES[kind]
    means = RNG.standard_normal((3, 2)) + offset
    theta = Parameters(np.array([0.2, 0.5, 0.3]), means, width**2 * covariances, kind)
    X = np.repeat(means, 700, axis=0)
    X = X + width * RNG.standard_normal(X.shape)
    assert isinstance(form_of(theta, X.dtype), Natural if width == 1 else narrow(kind))
    wanted = [
        np.log(w) + multivariate_normal(m, width**2 * c).logpdf(X)
        for w, m, c in zip(theta.weights, means, matrices, strict=True)
    ]
    near = np.repeat(np.eye(3, dtype=bool), 700, axis=0)  # each point's own component
    assert log_joint(X, theta)[near] == pytest.approx(
        np.array(wanted).T[near], rel=1e-7, abs=1e-7
    )


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
@pytest.mark.parametrize("dim", [1, 5, 8, 19])  # less than a strip, one, two and a part
def test_both_forms_of_the_densities_agree(kind, dim):
    rng = np.random.default_rng(2)
    theta = random_mixture(rng, 3, dim, kind)
    X = rng.standard_normal((100, dim))
    results = []
    for form in (Natural, narrow(kind)):
        one = form(theta, whiteners(theta), np.dtype(float))
        one.features(X[:64].T)  # a block of another length before it
        features = one.features(X.T)
        joint = one.log_joint(features).copy()
        resp = joint.copy()
        normalise(resp)
        results.append((joint, *one.statistics(one.sums(resp, features))[:3]))
    for a, b in zip(*results, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(
        results[0][0], brute_log_joint(X, theta).T, rtol=1e-11, atol=1e-11
    )


def test_a_narrow_component_gets_the_accurate_form():
    theta = Parameters(
        np.array([0.5, 0.5]), np.array([[0.0], [1.0]]), np.array([1, 1e-8])
    )
    theta = theta._replace(covariance_type="spherical")
    assert isinstance(form_of(theta, float), Scaled)
    X = np.array([[0.3], [1 + 1e-5], [1 - 2e-4]])
    value, stats = e_step(X, theta)
    np.testing.assert_allclose(
        value, np.logaddexp.reduce(brute_log_joint(X, theta), axis=1).sum(), rtol=1e-12
    )
    assert 0 < stats.scatter[1] < 5e-8  # what the products of x would lose


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_far_from_every_mean_bayes_rule_still_holds(dtype):
    """Densities below the smallest number; ratios of them are not."""
    log_joint = np.array([[-1e5, -2e5], [-1e5 - 1, -2e5 - 400]], dtype)
    log_density = normalise(log_joint)
    np.testing.assert_allclose(log_density, [-1e5 + np.log1p(np.exp(-1)), -2e5])
    np.testing.assert_allclose(log_joint[:, 0], [1 / (1 + np.exp(-1)), 1 / (1 + np.e)])
    assert 0 < log_joint[1, 1] < 1e-15  # not exactly 0, and not a denormal number


def test_blocks_cover_everything_once():
    for n, size in ((1, 5), (10, 5), (11, 5)):
        rows = [k for part in blocks(n, size) for k in range(n)[part]]
        assert rows == list(range(n))


def test_covariances_that_are_none_are_named():
    theta = Parameters(np.ones(1), np.zeros((1, 2)), -np.eye(2)[None])
    with pytest.raises(
        ValueError, match="a covariance matrix is not positive definite"
    ):
        form_of(theta, float)
    theta = Parameters(np.ones(1), np.zeros((1, 2)), np.zeros((1, 2)), "diag")
    with pytest.raises(
        ValueError, match="covariances must be positive, the least is 0"
    ):
        form_of(theta, float)

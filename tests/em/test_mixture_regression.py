"""Regression by a mixture: against p(x, y) / p(x), and against least squares."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from coursekit.em.gaussian_density import Parameters
from coursekit.em.mixture_regression import regress


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def theta(rng):
    roots = rng.normal(size=(3, 3, 3))
    covariances = roots @ roots.transpose(0, 2, 1) + 0.3 * np.eye(3)
    return Parameters(np.array([0.5, 0.3, 0.2]), rng.normal(size=(3, 3)), covariances)


def density(theta, points):
    parts = zip(theta.weights, theta.means, theta.covariances, strict=True)
    return sum(w * multivariate_normal(m, c).pdf(points) for w, m, c in parts)


def test_density_is_the_joint_over_the_marginal(theta, rng):
    X, y = rng.normal(size=(20, 2)), rng.normal(size=20)
    inputs = Parameters(theta.weights, theta.means[:, :2], theta.covariances[:, :2, :2])
    expected = np.log(density(theta, np.column_stack([X, y]))) - np.log(
        density(inputs, X)
    )
    np.testing.assert_allclose(regress(theta, X).log_density(y), expected, rtol=1e-10)


def test_mean_and_sd_are_those_of_the_density(theta, rng):
    X = rng.normal(size=(5, 2))
    prediction = regress(theta, X)
    grid = np.linspace(-40, 40, 40_001)
    for i in range(len(X)):
        here = regress(theta, np.repeat(X[i : i + 1], len(grid), axis=0))
        p = np.exp(here.log_density(grid)) * (grid[1] - grid[0])
        assert abs(p.sum() - 1) < 1e-9
        mean = (p * grid).sum()
        assert abs(prediction.mean[i] - mean) < 1e-9
        assert abs(prediction.sd[i] - np.sqrt((p * (grid - mean) ** 2).sum())) < 1e-8


def test_one_component_is_least_squares(rng):
    X = rng.normal(size=(200, 2))
    y = 1 + X @ [2.0, -1.0] + 0.1 * rng.normal(size=200)
    table = np.column_stack([X, y])
    cov = np.cov(table.T, ddof=0)
    one = Parameters(np.ones(1), table.mean(0)[None], cov[None])
    design = np.column_stack([np.ones(200), X])
    beta, residual, *_ = np.linalg.lstsq(design, y)
    prediction = regress(one, X)
    np.testing.assert_allclose(prediction.mean, design @ beta, rtol=1e-9)
    np.testing.assert_allclose(prediction.variances, residual / 200, rtol=1e-9)


def test_far_inputs_stay_finite(theta):
    prediction = regress(theta, np.array([[1e3, -1e3]]))
    assert np.isfinite(prediction.mean).all() and np.isfinite(prediction.sd).all()
    assert np.isfinite(prediction.log_density(prediction.mean)).all()


def test_errors_name_what_was_wanted(theta):
    with pytest.raises(ValueError, match=r"X must be \(n, 2\)"):
        regress(theta, np.zeros((4, 3)))
    tied = theta._replace(covariances=np.eye(3), covariance_type="tied")
    with pytest.raises(ValueError, match="full, not tied"):
        regress(tied, np.zeros((4, 2)))

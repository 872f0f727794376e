"""Emissions: their probabilities are SciPy's, their M-steps are maxima, draws fit them."""

import numpy as np
import pytest
from scipy import stats

from coursekit.em.emissions import (
    Categorical,
    CategoricalTheta,
    Gaussian,
    GaussianTheta,
    Poisson,
    PoissonTheta,
    shares,
)

RNG = np.random.default_rng(0)
START, TRANSITION = np.array([0.5, 0.5]), np.full((2, 2), 0.5)  # play no part here
GAMMA = RNG.dirichlet([1, 1], size=40).T  # (K, n) posterior weights


def gaussian(kind):
    x = RNG.normal(size=(2, 40)) * [[1], [3]]
    roots = RNG.normal(size=(2, 2, 2))
    full = roots @ roots.transpose(0, 2, 1) + np.eye(2)
    covariances = full if kind == "full" else np.diagonal(full, axis1=1, axis2=2)
    theta = GaussianTheta(START, TRANSITION, RNG.normal(size=(2, 2)), covariances)
    return Gaussian(x, kind, prior_count=0.5), theta, x


def categorical():
    x = np.stack([np.arange(40) % 3, np.arange(40) % 2])
    there = np.array([[1, 1, 1], [1, 1, 0]], bool)
    emission = shares(RNG.gamma(2.0, size=(2, 2, 3)) * there, there)
    return Categorical(x, 0.5), CategoricalTheta(START, TRANSITION, emission), x


def poisson():
    x = RNG.poisson(4.0, size=(2, 40)).astype(float)
    rates = np.array([[2.0, 5.0], [6.0, 3.0]])
    return Poisson(x), PoissonTheta(START, TRANSITION, rates), x


def by_scipy(theta, x, k):
    if isinstance(theta, PoissonTheta):
        return stats.poisson(theta.rates[k][:, None]).logpmf(x).sum(axis=0)
    if isinstance(theta, CategoricalTheta):
        return np.log(theta.emission[k, 0, x[0]] * theta.emission[k, 1, x[1]])
    cov = theta.covariances[k]
    cov = np.diag(cov) if cov.ndim == 1 else cov
    return stats.multivariate_normal(theta.means[k], cov).logpdf(x.T)


FAMILIES = {
    "diag": lambda: gaussian("diag"),
    "full": lambda: gaussian("full"),
    "categorical": categorical,
    "poisson": poisson,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_probabilities_are_scipys(family):
    emission, theta, x = FAMILIES[family]()
    out = np.empty((2, x.shape[1]))
    emission.log_prob(theta, x, out)
    for k in range(2):
        np.testing.assert_allclose(out[k], by_scipy(theta, x, k), rtol=1e-12)
    top = emission.scaled(theta, x, out)
    np.testing.assert_allclose(out.max(axis=0), 1)
    wanted = [by_scipy(theta, x, k) for k in range(2)]
    np.testing.assert_allclose(np.log(out) + top, wanted, rtol=1e-10)


def objective(emission, theta, x):
    out = np.empty((2, x.shape[1]))
    return (GAMMA * emission.log_prob(theta, x, out)).sum() + emission.log_prior(theta)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_step_away_from_the_m_step_is_better(family):
    """The expected log-joint plus the prior, at 40 random points near its maximum."""
    emission, theta, x = FAMILIES[family]()
    best = theta._replace(**emission.m_step(emission.statistics(x, GAMMA)))
    top = objective(emission, best, x)
    rng = np.random.default_rng(1)
    for _ in range(40):
        shake = 0.1 * rng.standard_normal()
        if family == "categorical":
            moved = best.emission * np.exp(0.1 * rng.standard_normal((2, 2, 3)))
            other = best._replace(emission=shares(moved, emission.there))
        elif family == "poisson":
            moved = best.rates * np.exp(0.1 * rng.standard_normal((2, 2)))
            other = best._replace(rates=moved)
        else:
            means = best.means + 0.1 * rng.standard_normal((2, 2))
            other = best._replace(
                means=means, covariances=best.covariances * np.exp(shake)
            )
        assert objective(emission, other, x) < top


@pytest.mark.parametrize("family", FAMILIES)
def test_draws_have_the_means_of_the_states(family):
    """20,000 draws; 6 standard errors, a false alarm in far less than 1e-6 of the runs."""
    emission, theta, _ = FAMILIES[family]()
    states = np.repeat([0, 1], 10_000)
    drawn = np.asarray(emission.draw(theta, states, np.random.default_rng(2)))
    for k in range(2):
        rows = drawn[states == k].astype(float)
        if family == "categorical":
            wanted = (theta.emission[k] * np.arange(3)).sum(axis=1)
        else:
            wanted = theta.rates[k] if family == "poisson" else theta.means[k]
        error = rows.std(axis=0) / np.sqrt(len(rows))
        assert (abs(rows.mean(axis=0) - wanted) < 6 * error).all()


def test_a_state_on_one_point_needs_a_prior():
    x = np.array([[1.0, 1.0, 5.0]])
    gamma = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    plain = Gaussian(x)
    with pytest.raises(ValueError, match="state 0 are equal in some column"):
        plain.m_step(plain.statistics(x, gamma))
    kept = Gaussian(x, prior_count=1.0)
    assert (kept.m_step(kept.statistics(x, gamma))["covariances"] > 0).all()


def test_shares_of_nothing_are_equal():
    counts = np.array([[0.0, 0.0, 0.0], [1.0, 3.0, 0.0]])
    np.testing.assert_allclose(shares(counts), [[1 / 3] * 3, [0.25, 0.75, 0]])

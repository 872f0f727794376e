"""One factor: the density, the closed-form top, and what the square is needed for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from coursekit.em._loop import ObjectiveFell, fit, iterate
from coursekit.em.one_factor import OneFactor, Theta
from coursekit.em.standard_errors import rate_matrix

RNG = np.random.default_rng(0)
X = RNG.standard_normal((60, 1)) * [2.0, -1.0, 0.5] + 0.4 * RNG.standard_normal((60, 3))
X = X - X.mean(axis=0)
MODEL = OneFactor(X, 0.16)
START = Theta(np.array([0.1, 0.2, 0.3]))


def test_the_likelihood_is_that_of_a_normal():
    cov = np.outer(START.w, START.w) + 0.16 * np.eye(3)
    value, _ = MODEL.e_step(START)
    wanted = multivariate_normal(np.zeros(3), cov).logpdf(X).sum()
    assert value == pytest.approx(wanted, rel=1e-12)


def test_the_top_is_the_leading_eigenvector():
    """Tipping and Bishop (1999): w = u sqrt(lambda - noise)."""
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    wanted = vectors[:, -1] * np.sqrt(values[-1] - 0.16)
    w = fit(MODEL, START, max_iter=5000, tol=1e-12).theta.w
    assert np.outer(w, w) == pytest.approx(np.outer(wanted, wanted), abs=1e-4)
    rate = np.linalg.eigvals(rate_matrix(MODEL, Theta(wanted)))
    share = 0.16 / values[-1]  # of the noise; differentiate the map by hand
    along, turning = 1 - 2 * share * (1 - share), values[1] / values[-1]
    assert max(rate.real) == pytest.approx(max(along, turning), abs=1e-5)


def test_the_square_of_the_mean_will_not_do():
    class Plugged(OneFactor):
        def e_step(self, theta):
            value, stats = super().e_step(theta)
            mean, _ = self.posterior(theta)
            return value, stats._replace(zz=(mean**2).sum())

    with pytest.raises(ObjectiveFell):
        fit(Plugged(X, 0.16), START, max_iter=100, tol=0)


@settings(deadline=None, derandomize=True)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
    st.sampled_from([1e-6, 1.0, 1e6]),
    st.sampled_from([1e-3, 1.0]),
)
def test_the_likelihood_never_falls(seed, d, scale, noise):
    rng = np.random.default_rng(seed)
    model = OneFactor(scale * rng.standard_normal((5, d)), noise * scale**2)
    steps = iterate(model, Theta(scale * rng.standard_normal(d)))
    for _ in range(30):
        next(steps)


@pytest.mark.parametrize(
    ("X", "noise", "words"),
    [
        ([1.0, 2.0], 1, "X must be a finite matrix"),
        ([[np.nan]], 1, "X must be a finite matrix"),
        ([[1.0]], 0, "noise must be positive, got 0"),
    ],
)
def test_bad_data_are_named(X, noise, words):
    with pytest.raises(ValueError, match=words):
        OneFactor(X, noise)

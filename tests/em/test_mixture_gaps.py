"""What a mixture says of entries that were not seen, against direct computation."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from coursekit.em import GaussianMixture
from coursekit.em.mixture_gaps import Law, fill, log_likelihood, widened


@pytest.fixture
def law():
    rng = np.random.default_rng(0)
    A = rng.standard_normal((3, 4, 4))
    covariances = A @ np.swapaxes(A, 1, 2) + 0.5 * np.eye(4)
    return Law(np.array([0.5, 0.3, 0.2]), 2 * rng.standard_normal((3, 4)), covariances)


def density(law, X):
    parts = zip(law.weights, law.means, law.covariances, strict=True)
    return sum(w * multivariate_normal(m, C).pdf(X) for w, m, C in parts)


def test_log_likelihood_is_the_mixtures(law):
    X = np.random.default_rng(1).standard_normal((6, 4))
    np.testing.assert_allclose(log_likelihood(law, X), np.log(density(law, X)))


def test_the_mean_is_the_integral_over_the_missing_entry(law):
    X = np.random.default_rng(2).standard_normal((3, 4))
    missing = np.array([False, False, True, False])
    mean, _ = fill(law, X, missing, rng=np.random.default_rng(0), n_draws=0)
    grid = np.linspace(-40, 40, 40_001)
    for row, filled in zip(X, mean, strict=True):
        points = np.tile(row, (len(grid), 1))
        points[:, 2] = grid
        p = density(law, points)
        assert filled[2] == pytest.approx((grid * p).sum() / p.sum(), rel=1e-6)
        np.testing.assert_array_equal(filled[~missing], row[~missing])


def test_draws_have_the_conditional_mean_and_spread(law):
    X = np.random.default_rng(3).standard_normal((1, 4))
    missing = np.array([False, True, True, False])
    rng = np.random.default_rng(4)
    mean, draws = fill(law, X, missing, rng=rng, n_draws=40_000)
    values = draws[:, 0, missing]
    error = values.std(axis=0) / 200
    assert (abs(values.mean(axis=0) - mean[0, missing]) < 6 * error).all()  # 1 in 10^8
    np.testing.assert_array_equal(
        draws[:, 0, ~missing], np.tile(X[0, ~missing], (40_000, 1))
    )
    # the same by throwing away what does not fit: the spread, with wide tolerance
    grid = np.linspace(-25, 25, 301)
    a, b = np.meshgrid(grid, grid, indexing="ij")
    points = np.tile(X[0], (a.size, 1))
    points[:, 1], points[:, 2] = a.ravel(), b.ravel()
    p = density(law, points)
    p /= p.sum()
    for entry, values_1 in ((1, values[:, 0]), (2, values[:, 1])):
        m = p @ points[:, entry]
        sd = np.sqrt(p @ (points[:, entry] - m) ** 2)
        assert values_1.std() == pytest.approx(sd, rel=0.06)


def test_widened_is_the_law_of_what_it_says():
    rng = np.random.default_rng(5)
    Z = np.concatenate([rng.normal(-2, 1, (200, 2)), rng.normal(2, 0.5, (200, 2))])
    mixture = GaussianMixture(2, random_state=0).fit(Z)
    W, mean = rng.standard_normal((2, 5)), rng.standard_normal(5)
    law = widened(mixture, W, mean, 0.3)
    z, which = mixture.sample(60_000, random_state=1)
    x = mean + z @ W + np.sqrt(0.3) * rng.standard_normal((len(z), 5))
    for k in range(2):
        part = x[which == k]
        scale = np.sqrt(law.covariances[k].diagonal())
        gap = abs(part.mean(axis=0) - law.means[k])
        assert (gap < 6 * scale / np.sqrt(len(part))).all()  # 1 in 10^7
        off = abs(np.cov(part.T) - law.covariances[k]) / np.outer(scale, scale)
        assert off.max() < 9 / np.sqrt(len(part))  # sd at most sqrt(2 / n)


def test_bad_input_is_named(law):
    rng = np.random.default_rng(0)
    X = np.zeros((2, 4))
    for missing in (np.ones(4, bool), np.zeros(3, bool)):
        with pytest.raises(ValueError, match="something seen"):
            fill(law, X, missing, rng=rng, n_draws=1)
    with pytest.raises(ValueError, match=r"X must be \(n, 4\)"):
        fill(law, X[:, :3], np.zeros(4, bool), rng=rng, n_draws=1)

"""The factorisation sampler keeps the joint law of parameters and ratings.

The baselines are those of dense linear algebra; on MovieLens the sampler beats both.
"""

import numpy as np
import pytest
from scipy.stats import expon, ks_2samp, kstest

from coursekit import datasets
from coursekit.mcmc import diagnostics
from coursekit.mcmc import matrix_factorization as mf
from coursekit.mcmc.matrix_factorization import Factors, MatrixFactorization, Ratings

# Four users and three items, one pair not rated
PAIRS = np.array([(i, j) for i in range(4) for j in range(3)][:-1]).T


class Uncentred(MatrixFactorization):
    """Model mean 0, not the data's: prior and likelihood make one joint law."""

    mean = 0.0


class NoiseOfAllRatings(Uncentred):
    """A broken draw of the noise: n where n / 2 belongs."""

    def step(self, state, *, rng):
        (U, V, _), info = super().step(state, rng=rng)
        n = len(self.ratings.rating)
        squares = n * info.rmse**2
        return Factors(U, V, rng.gamma(1 + n, 1 / (1 + squares / 2))), info


def prior_draw(rng):
    """(U, V, alpha) and ratings from the joint law, one factor."""
    sides = []
    for rows in (4, 3):
        precision = rng.chisquare(1)  # Wishart(1, 1)
        mu = rng.normal(0, 1 / np.sqrt(2 * precision))
        sides.append(rng.normal(mu, 1 / np.sqrt(precision), (1, rows, 1)))
    alpha = rng.exponential(size=1)
    user, item = PAIRS
    expected = (sides[0][0, user] * sides[1][0, item]).sum(axis=1)
    rating = expected + rng.standard_normal(len(user)) / np.sqrt(alpha[0])
    return Factors(*sides, alpha), Ratings(user, item, rating, 4, 3)


def p_values(kernel_class, replicates=500):
    """Are parameters after two sweeps given their own data still prior draws?"""
    rng = np.random.default_rng(2)
    before, after = [], []
    for _ in range(replicates):
        state, ratings = prior_draw(rng)
        kernel = kernel_class(ratings, 1)
        before.append(statistics(prior_draw(rng)[0]))
        for _ in range(2):
            state, _ = kernel.step(state, rng=rng)
        after.append(statistics(state))
    before, after = np.array(before), np.array(after)
    tests = [kstest(after[:, 0], expon.cdf)]
    tests += [ks_2samp(before[:, k], after[:, k]) for k in range(1, 4)]
    return [test.pvalue for test in tests]


def statistics(state):
    U, V = state.U[0, :, 0], state.V[0, :, 0]
    return [state.alpha[0], U[0] * V[0], U[3] * V[2], abs(U).sum() * abs(V).sum()]


def test_sweeps_keep_the_joint_law_of_parameters_and_ratings():
    """Four Kolmogorov-Smirnov tests at 1e-6: fails falsely in 4 of a million seeds."""
    assert min(p_values(Uncentred)) > 1e-6


def test_the_test_sees_a_broken_sampler():
    assert min(p_values(NoiseOfAllRatings)) < 1e-6


def synthetic(rng, n_users=120, n_items=90, noise=0.5, share=0.4):
    U, V = rng.standard_normal((n_users, 2)), rng.standard_normal((n_items, 2))
    user, item = np.nonzero(rng.random((n_users, n_items)) < share)
    expected = 3 + (U[user] * V[item]).sum(axis=1)
    rating = expected + noise * rng.standard_normal(len(user))
    return Ratings(user, item, rating, n_users, n_items), expected


def test_low_rank_ratings_are_recovered_with_calibrated_intervals():
    rng = np.random.default_rng(3)
    ratings, expected = synthetic(rng)
    kernel = MatrixFactorization(ratings, 2)
    state = kernel.init(3, rng=rng)
    for _ in range(80):
        state, _ = kernel.step(state, rng=rng)
    draws, noise_sd, _ = mf.sample_predictions(
        kernel, state, ratings.user, ratings.item, 150, rng=rng
    )
    assert draws.shape == (3, 150, len(ratings.user)) and noise_sd.shape == (3, 150)
    assert noise_sd.mean() == pytest.approx(0.5, abs=0.03)
    assert diagnostics.rhat(noise_sd) < 1.05
    assert np.sqrt(np.mean((draws.mean(axis=(0, 1)) - expected) ** 2)) < 0.2
    low, high = np.quantile(draws.reshape(450, -1), [0.05, 0.95], axis=0)
    assert np.mean((low <= expected) & (expected <= high)) == pytest.approx(
        0.9, abs=0.03
    )


def test_predictions_are_inner_products():
    rng = np.random.default_rng(4)
    ratings, _ = synthetic(rng)
    kernel = MatrixFactorization(ratings, 3)
    state = kernel.init(2, rng=rng)
    user, item = np.array([0, 5, 5]), np.array([1, 0, 2])
    by_hand = [
        [
            kernel.mean + state.U[c, i] @ state.V[c, j]
            for i, j in zip(user, item, strict=True)
        ]
        for c in range(2)
    ]
    np.testing.assert_allclose(kernel.predict(state, user, item), by_hand)
    np.testing.assert_array_equal(
        kernel.predict(state), kernel.predict(state, ratings.user, ratings.item)
    )


def test_a_user_without_ratings_is_the_most_uncertain():
    rng = np.random.default_rng(5)
    ratings, _ = synthetic(rng)
    ratings = ratings.keep(ratings.user != 7)
    kernel = MatrixFactorization(ratings, 2)
    state = kernel.init(2, rng=rng)
    everyone = np.arange(ratings.n_users)
    draws, _, _ = mf.sample_predictions(
        kernel, state, everyone, np.zeros_like(everyone), 200, rng=rng
    )
    assert draws[:, 100:].std(axis=(0, 1)).argmax() == 7


def test_sum_rated_is_a_loop_over_ratings():
    rng = np.random.default_rng(6)
    ratings, _ = synthetic(rng, 5, 4)
    values = rng.standard_normal((2, 4, 3, 3))
    by_hand = np.zeros((2, 5, 3, 3))
    for i, j in zip(ratings.user, ratings.item, strict=True):
        by_hand[:, i] += values[:, j]
    seen = mf.sparse(ratings, np.ones(len(ratings.rating)))
    np.testing.assert_allclose(mf.sum_rated(seen, values), by_hand)


def test_biases_solve_the_normal_equations():
    rng = np.random.default_rng(7)
    ratings, _ = synthetic(rng, 20, 15)
    model = mf.fit_biases(ratings, 2, 5.0)
    X = np.zeros((len(ratings.rating), 35))
    X[np.arange(len(X)), ratings.user] = 1
    X[np.arange(len(X)), 20 + ratings.item] = 1
    gram = X.T @ X + np.diag(np.repeat([2.0, 5.0], [20, 15]))
    exact = np.linalg.solve(gram, X.T @ (ratings.rating - ratings.rating.mean()))
    np.testing.assert_allclose(np.r_[model.user, model.item], exact, atol=1e-8)
    np.testing.assert_allclose(
        model.predict(ratings.user, ratings.item), model.mean + X @ exact, atol=1e-8
    )


def test_truncated_svd_is_the_dense_one():
    rng = np.random.default_rng(8)
    ratings, _ = synthetic(rng, 20, 15)
    U, V = mf.truncated_svd(ratings, ratings.rating, 3)
    table = np.zeros((20, 15))
    table[ratings.user, ratings.item] = ratings.rating
    left, values, right = np.linalg.svd(table)
    np.testing.assert_allclose(
        U @ V.T, (left[:, :3] * values[:3]) @ right[:3], atol=1e-9
    )
    np.testing.assert_allclose(np.linalg.norm(U, axis=0), values[:3])


def test_split_keeps_every_rating_once():
    ratings, _ = synthetic(np.random.default_rng(9))
    training, held_out = mf.split(ratings, 0.2, rng=np.random.default_rng(0))
    assert len(training.rating) + len(held_out.rating) == len(ratings.rating)
    both = np.concatenate([training.rating, held_out.rating])
    np.testing.assert_array_equal(np.sort(both), np.sort(ratings.rating))
    assert 0.17 < len(held_out.rating) / len(ratings.rating) < 0.23


def test_movielens_is_won_against_biases_and_truncated_svd():
    """Held-out RMSE near the known .8636 (biases) and .8405 (D = 5), in that order."""
    ml = datasets.movielens()
    ratings = Ratings(ml.user, ml.movie, ml.rating, 671, 1303)
    rng = np.random.default_rng(0)
    training, test = mf.split(ratings, 0.1, rng=rng)
    biases = mf.fit_biases(training, 4, 4)
    flat = biases.predict(test.user, test.item)
    residual = training.rating - biases.predict(training.user, training.item)
    U, V = mf.truncated_svd(training, residual, 10)
    low_rank = flat + (U[test.user] * V[test.item]).sum(axis=1)
    kernel = MatrixFactorization(training, 5)
    state = kernel.init(2, rng=rng)
    draws, _, _ = mf.sample_predictions(
        kernel, state, test.user, test.item, 140, rng=rng
    )
    sampled = draws[:, 40:].mean(axis=(0, 1))
    assert mf.rmse(flat, test) == pytest.approx(0.8636, abs=0.01)
    assert mf.rmse(sampled, test) == pytest.approx(0.8405, abs=0.01)
    assert mf.rmse(sampled, test) < mf.rmse(low_rank, test) < mf.rmse(flat, test)


@pytest.mark.parametrize(
    "change, message",
    [
        (dict(user=np.array([0, 5])), r"ratings\.user must lie in 0 to 1, got 0 to 5"),
        (
            dict(item=np.array([-1, 0])),
            r"ratings\.item must lie in 0 to 2, got -1 to 0",
        ),
        (
            dict(rating=np.array([1.0, np.nan])),
            r"ratings\.rating must be finite.* at 1",
        ),
        (dict(rating=np.ones(3)), "equally many users, items and ratings.* 2, 2 and 3"),
        (
            dict(user=np.array([1, 1]), item=np.array([2, 2])),
            "each pair .* at most once",
        ),
    ],
)
def test_bad_ratings_are_named(change, message):
    good = Ratings(np.array([0, 1]), np.array([0, 2]), np.array([1.0, 2.0]), 2, 3)
    MatrixFactorization(good, 1)
    with pytest.raises(ValueError, match=message):
        MatrixFactorization(good._replace(**change), 1)


def test_bad_settings_are_named():
    good = Ratings(np.array([0, 1]), np.array([0, 2]), np.array([1.0, 2.0]), 2, 3)
    with pytest.raises(ValueError, match="n_factors must be at least 1, got 0"):
        MatrixFactorization(good, 0)
    with pytest.raises(ValueError, match="penalties must be positive, got 0 and 1"):
        mf.fit_biases(good, 0, 1)
    with pytest.raises(ValueError, match="rank must be at least 1 and below 2, got 2"):
        mf.truncated_svd(good, good.rating, 2)
    with pytest.raises(ValueError, match=r"share must lie between 0 and 1, got 1\.5"):
        mf.split(good, 1.5, rng=np.random.default_rng(0))

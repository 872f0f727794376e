"""Photocopies against their exact means; the test for copies against its promise."""

from itertools import islice

import numpy as np
import pytest
from scipy.spatial import cKDTree

from coursekit.background import copies
from coursekit.background.classifiers import GaussianDiscriminant


def fit(X, y):
    return GaussianDiscriminant().fit(X, y)


def run(X, y, n, generations, seed, **options):
    rng = np.random.default_rng(seed)
    return list(
        islice(copies.photocopies(fit, X, y, n, rng=rng, **options), generations + 1)
    )


@pytest.mark.parametrize("real", [0.0, 0.1, 0.5])
def test_the_variance_left_is_what_theory_says(real):
    """400 lines of copies, n = 20, ten generations, one class in one dimension.

    The mean over 400 has the standard error measured from them; 6 of it (about 1e-8;
    the spread is skewed, hence 6).
    """
    X = np.random.default_rng(0).standard_normal((200, 1))
    X = (X - X.mean()) / X.std()
    y = np.zeros(200)
    left = np.array(
        [
            [g.model.covariances_[0, 0, 0] for g in run(X, y, 20, 10, s, real=real)]
            for s in range(400)
        ]
    )
    error = left.std(axis=0) / 20 + 1e-12
    expected = copies.expected_variance(10, 20, real)
    assert (abs(left.mean(axis=0) - expected) < 6 * error).all()
    assert expected[0] == 1 and expected[10] < 1


def test_without_real_points_the_variance_decays_geometrically():
    np.testing.assert_allclose(
        copies.expected_variance(30, 10), 0.9 ** np.arange(31), rtol=1e-12
    )


def test_real_points_alone_do_not_decay():
    left = copies.expected_variance(50, 40, real=1.0)
    np.testing.assert_allclose(left[1:], 1 - 1 / 40)


def test_shares_of_classes_drift_and_classes_die():
    """2 w (1 - w) decays like (1 - 1/n)^t on average; 300 lines, 6 standard errors."""
    rng = np.random.default_rng(1)
    X, y = rng.standard_normal((40, 1)), np.arange(40) % 2
    lines = [run(X, y, 12, 12, seed) for seed in range(300)]
    spread = np.array(
        [[1 - (g.model.weights_**2).sum() for g in line] for line in lines]
    )
    error = spread.std(axis=0) / np.sqrt(300) + 1e-12
    expected = 0.5 * (1 - 1 / 12) ** np.arange(13)
    assert (abs(spread.mean(axis=0) - expected) < 6 * error).all()
    assert (spread[:, -1] == 0).sum() > 20  # lines in which one class is gone


def test_real_points_come_first_and_are_points_of_the_data():
    X, y = np.arange(20.0)[:, None], np.arange(20) % 2
    first = run(X, y, 10, 0, 0, real=0.3)[0]
    assert len(first.X) == len(first.y) == 10
    for point, label in zip(first.X[:3], first.y[:3], strict=True):
        assert y[int(point[0])] == label and point[0] in X


def test_photocopies_refuse_nonsense():
    X, y = np.arange(4.0)[:, None], np.zeros(4)
    for options in ({"n": 0}, {"n": 3, "real": 1.5}):
        with pytest.raises(
            ValueError, match=r"n must be positive and real in \[0, 1\]"
        ):
            next(copies.photocopies(fit, X, y, rng=np.random.default_rng(0), **options))


def test_nearest_distance_is_scipys():
    rng = np.random.default_rng(0)
    X, Y = rng.standard_normal((300, 3)), rng.standard_normal((70, 3))
    np.testing.assert_allclose(
        copies.nearest_distance(X, Y, block=64), cKDTree(Y).query(X)[0]
    )


def test_samples_that_know_neither_set_are_nearer_to_each_half_of_the_time():
    """Mean over 200 exchangeable splits, 6 standard errors of those 200."""
    rng, shares = np.random.default_rng(0), []
    for _ in range(200):
        Z = rng.standard_normal((120, 2))
        shares.append(copies.share_nearer_train(Z[:40], Z[40:80], Z[80:]))
    assert abs(np.mean(shares) - 0.5) < 6 * np.std(shares) / np.sqrt(200)


def test_copies_are_found():
    rng = np.random.default_rng(0)
    Z = rng.standard_normal((200, 2))
    near = Z[:100] + 1e-3 * rng.standard_normal((100, 2))
    assert copies.share_nearer_train(near, Z[:100], Z[100:]) > 0.95
    assert copies.share_nearer_train(Z[:50], Z, Z) == 0.5  # ties count one half
    with pytest.raises(ValueError, match="one size, got 50 and 100"):
        copies.share_nearer_train(near, Z[:50], Z[100:])

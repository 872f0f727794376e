"""Distances of laws: closed forms, inequalities, POT, and scikit-learn's kernel."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from scipy.integrate import quad
from sklearn.metrics.pairwise import rbf_kernel

from coursekit.background import divergences as div

os.environ.setdefault("POT_BACKEND_DISABLE_PYTORCH", "1")  # slow to import, not needed
transport = pytest.importorskip("ot")  # codespell:ignore ot

tables = arrays(float, 6, elements=st.floats(0, 1)).filter(lambda a: a.sum() > 0.1)


def shares(a):
    return a / a.sum()


@given(tables, tables)
def test_tables_keep_the_inequalities(a, b):
    p, q = shares(a), shares(b)
    tv, js, kl = div.total_variation(p, q), div.js(p, q), div.kl(p, q)
    assert -1e-12 <= js <= np.log(2) + 1e-12 and 0 <= tv <= 1 + 1e-12
    assert kl >= 2 * tv**2 - 1e-9  # Pinsker
    assert js <= np.log(2) * tv + 1e-9  # Lin 1991
    assert js == pytest.approx(div.js(q, p), abs=1e-12)


def test_tables_by_hand():
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.5, 0.25])
    assert div.kl(p, q) == pytest.approx(0.5 * np.log(2))
    assert div.kl(q, p) == np.inf
    assert div.total_variation(p, q) == 0.25
    assert div.js(p, q) == pytest.approx(
        stats.entropy((p + q) / 2) - (stats.entropy(p) + stats.entropy(q)) / 2
    )


def test_laws_that_share_nothing():
    p, q = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    assert div.kl(p, q) == np.inf
    assert div.js(p, q) == pytest.approx(np.log(2))
    assert div.total_variation(p, q) == 1


def test_normal_kl_is_its_integral():
    p, q = stats.norm(1, 0.7), stats.norm(-0.5, 2)
    integral = quad(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)), -8, 10)[0]
    assert div.kl_normal(1, 0.7**2, -0.5, 4) == pytest.approx(integral)


def test_normal_kl_adds_up_over_independent_coordinates_and_ignores_units():
    rng = np.random.default_rng(0)
    m, n, v, w = rng.normal(size=(2, 3)).tolist() + rng.uniform(1, 3, (2, 3)).tolist()
    parts = sum(
        div.kl_normal(a, b, c, d) for a, b, c, d in zip(m, v, n, w, strict=True)
    )
    V, W, A = np.diag(v), np.diag(w), rng.normal(size=(3, 3))
    assert div.kl_normal(m, V, n, W) == pytest.approx(parts)
    turned = div.kl_normal(A @ m, A @ V @ A.T, A @ n, A @ W @ A.T)
    assert turned == pytest.approx(parts)


def test_mmd_is_the_sum_over_pairs():
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(12, 2)), rng.normal(1, 1, size=(9, 2))
    xx, yy, xy = (rbf_kernel(A, B, 1 / 8) for A, B in ((X, X), (Y, Y), (X, Y)))
    off = [K[~np.eye(len(K), dtype=bool)].mean() for K in (xx, yy)]
    assert div.mmd2(X, Y, 2.0) == pytest.approx(sum(off) - 2 * xy.mean())


def test_mmd_is_unbiased():
    """Two normals in the plane, closed form; 2,000 pairs of samples of 15 points.

    The mean must lie within 6 of its own standard errors.
    """
    rng, h, shift = np.random.default_rng(0), 1.3, np.array([0.8, -0.3])
    each = [
        div.mmd2(rng.normal(size=(15, 2)), shift + rng.normal(size=(15, 2)), h)
        for _ in range(2000)
    ]
    # E k over N(0, 2 I) differences: (h^2 / (h^2 + 2))^(d/2) exp(-|m|^2 / 2 (h^2 + 2))
    same = h**2 / (h**2 + 2)
    truth = 2 * same - 2 * same * np.exp(-(shift @ shift) / (2 * (h**2 + 2)))
    assert abs(np.mean(each) - truth) < 6 * np.std(each) / np.sqrt(2000)
    assert min(each) < 0  # unbiased, so it cannot be positive throughout


@given(
    arrays(float, st.integers(1, 12), elements=st.floats(-100, 100)),
    arrays(float, st.integers(1, 12), elements=st.floats(-100, 100)),
    st.sampled_from([1.0, 1.5, 2.0]),
)
def test_wasserstein_on_a_line_is_pots(x, y, p):
    theirs = transport.wasserstein_1d(x, y, p=p)
    assert div.wasserstein_1d(x, y, p) ** p == pytest.approx(theirs, abs=1e-7)


def test_wasserstein_on_a_line_is_scipys():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=70), rng.exponential(size=110)
    assert div.wasserstein_1d(x, y) == pytest.approx(stats.wasserstein_distance(x, y))


@pytest.mark.parametrize("p", [1.0, 2.0])
def test_wasserstein_in_the_plane_is_pots(p):
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(60, 2)), rng.normal(1, 2, size=(60, 2))
    cost = transport.dist(X, Y, metric="euclidean") ** p
    theirs = transport.emd2(np.full(60, 1 / 60), np.full(60, 1 / 60), cost) ** (1 / p)
    assert div.wasserstein(X, Y, p) == pytest.approx(theirs)


@pytest.mark.parametrize("distance", [div.wasserstein, div.wasserstein_1d])
def test_a_shift_costs_its_length(distance):
    x = np.random.default_rng(0).normal(size=40)
    assert distance(x, x + 2.5) == pytest.approx(2.5)
    assert distance(x, x[::-1]) == pytest.approx(0, abs=1e-7)


def test_one_dimension_is_the_assignment():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=30), rng.normal(size=30) ** 3
    for p in (1.0, 2.0):
        assert div.wasserstein(x, y, p) == pytest.approx(div.wasserstein_1d(x, y, p))


def test_sliced_wasserstein_of_a_shift():
    """In the plane a shift s looks like s |cos| from a random side: mean 2 s / pi.

    4,000 directions: standard error .0049 s; the bound is six of them.
    """
    X = np.random.default_rng(0).normal(size=(30, 2))
    sliced = div.sliced_wasserstein(
        X, X + np.array([3.0, 0.0]), 4000, rng=np.random.default_rng(0)
    )
    assert sliced == pytest.approx(3 * 2 / np.pi, abs=0.09)


def test_sliced_wasserstein_is_pots_on_the_same_directions():
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(30, 3)), rng.normal(1, 1, size=(50, 3))
    a = np.random.default_rng(7).standard_normal((20, 3))
    theirs = transport.sliced_wasserstein_distance(
        X, Y, projections=(a / np.linalg.norm(a, axis=1, keepdims=True)).T, p=2
    )
    ours = div.sliced_wasserstein(X, Y, 20, 2, rng=np.random.default_rng(7))
    assert ours == pytest.approx(theirs)


def gap_of_means(X, Y):
    return abs(X.mean() - Y.mean())


def test_permutations_are_fair_under_the_null():
    """p-values of 19 splits are uniform on 1/20, ..., 1: chi-squared of level 1e-7."""
    rng, ps = np.random.default_rng(0), []
    for _ in range(1000):
        x, y = rng.normal(size=(2, 8))
        ps.append(div.permutation_test(gap_of_means, x, y, 19, rng=rng))
    count = np.bincount(np.round(np.array(ps) * 20).astype(int), minlength=21)[1:]
    assert stats.chisquare(count).pvalue > 1e-7


def test_permutations_see_a_difference():
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(40, 2)), rng.normal(1.5, 1, size=(40, 2))
    p = div.permutation_test(lambda A, B: div.mmd2(A, B, 1.0), X, Y, 99, rng=rng)
    assert p == 0.01


def test_median_distance():
    assert div.median_distance([0.0, 1.0], [3.0]) == 2.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: div.kl([0.5, 0.5], [1.0]), "p and q must be"),
        (lambda: div.kl([0.5, 0.5], [0.5, 0.6]), "q must be probabilities"),
        (lambda: div.js([-0.5, 1.5], [0.5, 0.5]), "p must be probabilities"),
        (lambda: div.mmd2(np.ones((3, 2)), np.ones((3, 1)), 1.0), "must be samples"),
        (lambda: div.mmd2([1.0, 2.0], [1.0], 1.0), "at least two points"),
        (lambda: div.mmd2([1.0, 2.0], [1.0, 3.0], 0.0), "bandwidth must be positive"),
        (lambda: div.mmd2([1.0, np.nan], [1.0, 3.0], 1.0), "must be finite"),
        (lambda: div.wasserstein([1.0, 2.0], [1.0]), "of one size"),
        (lambda: div.wasserstein_1d([1.0], [1.0], 0.5), "p must be at least 1"),
        (lambda: div.wasserstein_1d([], [1.0]), "must be finite and"),
        (lambda: div.kl_normal([0, 0], np.eye(2), [0], 1.0), "covariances"),
        (lambda: div.kl_normal(0, 1, 0, -1), "positive definite"),
    ],
)
def test_nonsense_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

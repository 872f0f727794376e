"""Probabilistic PCA and factor analysis against closed forms, SciPy and scikit-learn."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn import decomposition
from sklearn.base import clone
from sklearn.datasets import load_digits
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from coursekit.em._loop import fit, iterate
from coursekit.em.acceleration import squarem
from coursekit.em.latent_linear import (
    FactorAnalysis,
    LatentLinear,
    ProbabilisticPCA,
    Theta,
    posterior,
)


def made(n=200, d=6, q=2, seed=0, holes=0.0):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, q)) @ rng.standard_normal((q, d)) * 2 + 3
    X += rng.standard_normal((n, d)) * np.linspace(0.3, 1, d)
    X[rng.random((n, d)) < holes] = np.nan
    return X


@parametrize_with_checks([ProbabilisticPCA(random_state=0), FactorAnalysis()])
def test_scikit_learns_conventions(estimator, check):
    check(estimator)


def test_the_density_of_observed_entries_is_that_of_their_marginal():
    X = made(n=12, holes=0.4)
    rng = np.random.default_rng(1)
    theta = Theta(rng.normal(size=(6, 2)), rng.normal(size=6), rng.uniform(0.2, 2, 6))
    seen = ~np.isnan(X)
    log_p, mean, covariance = posterior(
        theta, np.where(seen, X, 0.0), seen.astype(float)
    )
    full = theta.W @ theta.W.T + np.diag(theta.psi)
    for k, o in enumerate(seen):
        marginal = full[np.ix_(o, o)]
        wanted = multivariate_normal(theta.mean[o], marginal).logpdf(X[k, o])
        gain = np.linalg.solve(marginal, theta.W[o]).T  # of z on x, by conditioning
        assert log_p[k] == pytest.approx(wanted if o.any() else 0)
        np.testing.assert_allclose(mean[k], gain @ (X[k, o] - theta.mean[o]))
        np.testing.assert_allclose(covariance[k], np.eye(2) - gain @ theta.W[o])


def test_pca_reaches_tipping_and_bishops_maximum():
    """Their equations 7 and 8: eigenvalues of the covariance, divided by n."""
    X = made()
    n, d = X.shape
    model = LatentLinear(X, common=True)
    start = model.start(2, np.random.RandomState(0))
    end = fit(model, start, max_iter=4000, tol=1e-11, climb=squarem)
    values = np.linalg.eigvalsh(np.cov(X.T, ddof=0))[::-1]
    noise = values[2:].mean()
    log_det = np.log(values[:2]).sum() + (d - 2) * np.log(noise)
    best = -n / 2 * (d * np.log(2 * np.pi) + log_det + d)
    assert end.value == pytest.approx(best, rel=1e-9)
    np.testing.assert_allclose(end.theta.psi, noise, rtol=1e-4)
    peer = decomposition.PCA(2).fit(X)  # whose noise divides by n - 1
    assert end.theta.psi[0] == pytest.approx(
        peer.noise_variance_ * (n - 1) / n, rel=1e-4
    )
    ours, theirs = np.linalg.qr(end.theta.W)[0], peer.components_.T
    np.testing.assert_allclose(ours @ ours.T, theirs @ theirs.T, atol=1e-4)


def test_factor_analysis_reaches_scikit_learns_maximum():
    X = made(n=300, d=12)
    model = LatentLinear(X, common=False)
    start = model.start(2, np.random.RandomState(0))
    end = fit(model, start, max_iter=3000, tol=1e-12, climb=squarem)
    peer = decomposition.FactorAnalysis(
        2, svd_method="lapack", tol=1e-12, max_iter=9000
    )
    peer.fit(X)
    assert end.value == pytest.approx(peer.score_samples(X).sum(), rel=1e-8)
    np.testing.assert_allclose(end.theta.psi, peer.noise_variance_, rtol=1e-3)


@settings(max_examples=40, deadline=None)
@given(
    n=st.integers(1, 12),
    d=st.integers(1, 6),
    q=st.integers(1, 4),
    holes=st.floats(0, 0.6),
    scale=st.sampled_from([1e-6, 1.0, 1e6]),
    common=st.booleans(),
    constant=st.booleans(),
    seed=st.integers(0, 100),
)
def test_the_objective_never_falls(n, d, q, holes, scale, common, constant, seed):
    """Small, degenerate, gappy and badly scaled data; the loop itself raises on a fall."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) * scale
    if constant:
        X[:, 0] = 3 * scale
    X[(rng.random((n, d)) < holes) & (np.arange(n) > 0)[:, None]] = np.nan
    model = LatentLinear(X, common=common, floor=1e-6)
    steps = iterate(model, model.start(q, np.random.RandomState(seed)))
    values = [step.value for step, _ in zip(steps, range(30), strict=False)]
    assert np.isfinite(values).all()


def test_gaps_cost_little_where_variables_share_factors():
    whole = made(n=400, holes=0)
    gappy = whole.copy()
    rng = np.random.default_rng(5)
    gappy[rng.random(whole.shape) < 0.25] = np.nan
    filled = FactorAnalysis(2, random_state=0).fit(gappy).impute(gappy)
    holes = np.isnan(gappy)
    error = np.sqrt(np.mean((filled - whole)[holes] ** 2))
    means = np.broadcast_to(np.nanmean(gappy, axis=0), whole.shape)
    assert error < 0.6 * np.sqrt(np.mean((means - whole)[holes] ** 2))
    np.testing.assert_array_equal(filled[~holes], whole[~holes])


def test_without_gaps_rows_of_one_pattern_agree_with_rows_of_many():
    X = made(n=50)
    apart = np.vstack([X, np.full((1, 6), np.nan)])  # a row that says nothing
    for common in (True, False):
        ends = []
        for data in (X, apart):
            model = LatentLinear(data, common=common)
            start = LatentLinear(X, common=common).start(2, np.random.RandomState(1))
            ends.append(fit(model, start, max_iter=20, tol=0))
        np.testing.assert_allclose(ends[0].history, ends[1].history, rtol=1e-12)


def test_rows_with_equal_gaps_share_their_covariance():
    X = made(n=7)
    seen = np.broadcast_to([1.0, 1, 0, 1, 0, 1], X.shape)
    theta = Theta(np.ones((6, 2)) * [[1, 2]], np.zeros(6), np.arange(1.0, 7))
    together = posterior(theta, X * seen, seen)
    assert together[2].shape == (1, 2, 2)
    for k in range(7):
        alone = posterior(theta, (X * seen)[k : k + 1], seen[k : k + 1])
        assert together[0][k] == pytest.approx(alone[0][0])
        np.testing.assert_allclose(together[1][k], alone[1][0])


def test_samples_have_the_covariance_of_the_model():
    """30,000 rows; the bound is about 8 standard errors of an entry."""
    model = FactorAnalysis(2, random_state=0).fit(made())
    drawn = model.sample(30_000, random_state=1)
    wanted = model.get_covariance()
    sd = np.sqrt(np.diag(wanted))
    gap = (np.cov(drawn.T) - wanted) / np.outer(sd, sd)
    assert abs(gap).max() < 8 * np.sqrt(2 / 30_000)


def test_a_variable_without_noise_is_flagged():
    X = made(n=100, d=3, q=1)
    X[:, 2] = X[:, 0]
    assert FactorAnalysis(2, random_state=0).fit(X).degenerate_
    assert not FactorAnalysis(1, random_state=0).fit(made(n=100, d=4, q=1)).degenerate_


def test_it_lives_in_a_pipeline_and_a_pickle():
    X = load_digits().data[:200]
    line = make_pipeline(StandardScaler(), ProbabilisticPCA(5, random_state=0)).fit(X)
    again = pickle.loads(pickle.dumps(line))
    np.testing.assert_array_equal(again.transform(X), line.transform(X))
    assert clone(line[-1]).n_components == 5
    assert line[-1].get_feature_names_out()[0] == "probabilisticpca0"


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([[1.0, np.inf]], "X must be a matrix, finite or nan"),
        ([[1.0, np.nan], [2.0, np.nan]], "variable 1 of X is never observed"),
        (np.zeros(3), "X must be a matrix"),
    ],
)
def test_bad_data_are_named(X, message):
    with pytest.raises(ValueError, match=message):
        LatentLinear(X, common=True)


def test_bad_settings_are_named():
    with pytest.raises(ValueError, match="n_components must be a whole number"):
        FactorAnalysis(0).fit(made())
    with pytest.raises(ValueError, match="floor must be at least 0, got -1"):
        FactorAnalysis(2, floor=-1).fit(made())

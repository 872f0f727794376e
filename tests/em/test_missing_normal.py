"""The normal law with gaps against closed forms, SciPy and Gibbs's long-run answer."""

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.utils.estimator_checks import parametrize_with_checks

from coursekit import datasets
from coursekit.em._loop import fit, iterate
from coursekit.em.acceleration import squarem
from coursekit.em.missing_normal import (
    MissingNormal,
    MissingNormalModel,
    Theta,
    given,
    log_density,
)


def made(n=60, d=4, seed=0, holes=0.3):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) @ rng.standard_normal((d, d)) + 2
    X[rng.random((n, d)) < holes] = np.nan
    return X


@parametrize_with_checks([MissingNormal()])
def test_scikit_learns_conventions(estimator, check):
    check(estimator)


def test_without_gaps_one_iteration_gives_mean_and_covariance():
    X = made(holes=0)
    model = MissingNormalModel(X)
    end = fit(model, model.start(), max_iter=1, tol=0)
    np.testing.assert_allclose(end.theta.mean, X.mean(axis=0))
    np.testing.assert_allclose(end.theta.covariance, np.cov(X.T, ddof=0))
    wanted = multivariate_normal(X.mean(axis=0), np.cov(X.T, ddof=0)).logpdf(X).sum()
    assert end.value == pytest.approx(wanted)


def test_monotone_gaps_reach_andersons_closed_form():
    """x2 is missing in some rows: regress it on x1 where both are there (Anderson 1957)."""
    rng = np.random.default_rng(1)
    x1 = rng.normal(5, 2, 80)
    X = np.column_stack([x1, 1 + 0.7 * x1 + rng.normal(0, 0.8, 80)])
    X[50:, 1] = np.nan
    model = MissingNormalModel(X)
    end = fit(model, model.start(), max_iter=500, tol=1e-13, climb=squarem)
    both = X[:50]
    moments = np.cov(both.T, ddof=0)
    slope = moments[0, 1] / moments[0, 0]
    mean1, var1 = x1.mean(), x1.var()
    mean2 = both[:, 1].mean() + slope * (mean1 - both[:, 0].mean())
    var2 = moments[1, 1] + slope**2 * (var1 - moments[0, 0])
    np.testing.assert_allclose(end.theta.mean, [mean1, mean2], rtol=1e-6)
    wanted = [[var1, slope * var1], [slope * var1, var2]]
    np.testing.assert_allclose(end.theta.covariance, wanted, rtol=1e-5)


def test_densities_and_regressions_are_those_of_the_marginals():
    X = made(n=15, holes=0.4)
    rng = np.random.default_rng(3)
    root = rng.standard_normal((4, 4))
    theta = Theta(rng.standard_normal(4), root @ root.T + np.eye(4))
    for row in X:
        missing = np.isnan(row)
        seen = ~missing
        found = log_density(theta.mean, theta.covariance, missing, row[None])[0]
        if not seen.any():
            assert found == 0
            continue
        marginal = theta.covariance[np.ix_(seen, seen)]
        wanted = multivariate_normal(theta.mean[seen], marginal).logpdf(row[seen])
        assert found == pytest.approx(wanted)
        gain, left = given(theta.covariance, missing)
        cross = theta.covariance[np.ix_(missing, seen)]
        np.testing.assert_allclose(gain, cross @ np.linalg.inv(marginal), atol=1e-12)
        inner = theta.covariance[np.ix_(missing, missing)] - gain @ cross.T
        np.testing.assert_allclose(left, inner, atol=1e-12)


@settings(max_examples=60, deadline=None)
@over(
    n=st.integers(1, 12),
    d=st.integers(1, 5),
    holes=st.floats(0, 0.7),
    scale=st.sampled_from([1e-5, 1.0, 1e5]),
    constant=st.booleans(),
    double=st.booleans(),
    seed=st.integers(0, 100),
)
def test_the_objective_never_falls(n, d, holes, scale, constant, double, seed):
    """Gaps, constants, doubled columns and units; the loop itself raises on a fall."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) * scale
    if constant:
        X[:, 0] = 2 * scale
    if double:
        X[:, -1] = X[:, 0]
    X[(rng.random((n, d)) < holes) & (np.arange(n) > 0)[:, None]] = np.nan
    model = MissingNormalModel(X, ridge=1e-6)
    steps = iterate(model, model.start())
    values = [step.value for step, _ in zip(steps, range(30), strict=False)]
    assert np.isfinite(values).all()


def test_the_gradient_is_zero_at_the_end():
    """Numerical derivatives of the log-likelihood of the observed entries."""
    X = made(n=80, d=3)
    model = MissingNormalModel(X)
    end = fit(model, model.start(), max_iter=3000, tol=1e-13, climb=squarem).theta

    def value(mean, covariance):
        return model.e_step(Theta(mean, covariance))[0]

    for k in range(3):
        step = 1e-4 * np.eye(3)[k]
        up, down = (value(end.mean + s * step, end.covariance) for s in (1, -1))
        assert abs(up - down) / 2e-4 < 1e-2
        step = 1e-4 * (
            np.outer(np.eye(3)[k], np.eye(3)[0]) + np.eye(3)[0][:, None] * np.eye(3)[k]
        )
        up, down = (value(end.mean, end.covariance + s * step) for s in (1, -1))
        assert abs(up - down) / 2e-4 < 1e-2


def test_air_quality_is_filled_better_than_by_means():
    """Entries that are known are masked, filled and compared, 200 of them."""
    data = datasets.airquality()
    X = np.column_stack([np.cbrt(data.ozone), data.solar, data.wind, data.temp])
    rng = np.random.default_rng(4)
    rows, columns = np.nonzero(~np.isnan(X))
    chosen = rng.choice(len(rows), 200, replace=False)
    masked = X.copy()
    masked[rows[chosen], columns[chosen]] = np.nan
    filled = MissingNormal().fit_transform(masked)
    sd = np.nanstd(X, axis=0)[columns[chosen]]
    truth = X[rows[chosen], columns[chosen]]
    error = (filled[rows[chosen], columns[chosen]] - truth) / sd
    by_mean = (np.nanmean(masked, axis=0)[columns[chosen]] - truth) / sd
    assert np.mean(error**2) < 0.8 * np.mean(by_mean**2)


def test_draws_keep_the_spread_that_means_lose():
    X = made(n=4000, d=3, holes=0.4)
    model = MissingNormal().fit(X)
    by_mean, drawn = model.transform(X), model.draw(X, random_state=0)
    sd = np.sqrt(np.diag(model.covariance_))
    assert (by_mean.std(axis=0) < 0.97 * sd).all()
    np.testing.assert_allclose(drawn.std(axis=0), sd, rtol=0.06)  # 5 sd of a sd


def test_a_doubled_variable_is_flagged():
    X = made(d=3, holes=0)
    X[:, 2] = X[:, 1]
    assert MissingNormal().fit(X).degenerate_
    assert not MissingNormal().fit(made()).degenerate_


@pytest.mark.parametrize(
    ("X", "ridge", "message"),
    [
        ([[1.0, np.inf]], 0, "X must be a matrix, finite or nan"),
        ([[1.0, np.nan]], 0, "variable 1 of X is never observed"),
        ([[1.0, 2.0]], -1, "ridge must be at least 0, got -1"),
    ],
)
def test_bad_input_is_named(X, ridge, message):
    with pytest.raises(ValueError, match=message):
        MissingNormalModel(X, ridge=ridge)

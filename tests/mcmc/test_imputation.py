"""Imputation keeps the joint law, meets closed forms, and its intervals cover.

Seeds are fixed; a test of one number at 5 standard errors fails falsely in 6 of 10
million seeds, a Kolmogorov-Smirnov test at 1e-6 in one of a million.
"""

import numpy as np
import pytest
from scipy.stats import kstest, linregress, t

from coursekit.mcmc import imputation
from coursekit.mcmc.imputation import Completed, NormalImputer, impute, pool
from coursekit.mcmc.normal_wishart import NormalWishart

COVARIANCE = np.array([[2.0, 1.2, 0.3], [1.2, 1.5, -0.4], [0.3, -0.4, 1.0]])


def gappy(rng, chains=1, n=40, rate=0.3):
    x = rng.multivariate_normal([1.0, -2.0, 0.5], COVARIANCE, size=(chains, n))
    x[rng.random(x.shape) < rate] = np.nan
    return x


def prior_draw(rng, chains, prior, n):
    """(mu, Lambda) and rows from the joint law, one data set in each chain."""
    factor = np.zeros((chains, 2, 2))
    factor[:, 0, 0] = np.sqrt(rng.chisquare(prior.df, chains))
    factor[:, 1, 1] = np.sqrt(rng.chisquare(prior.df - 1, chains))
    factor[:, 1, 0] = rng.standard_normal(chains)
    upper = np.linalg.inv(np.linalg.cholesky(prior.scatter)).T
    half = upper @ factor
    precision = half @ half.swapaxes(1, 2)
    root = np.linalg.cholesky(np.linalg.inv(precision))
    z = rng.standard_normal((chains, 2, 1 + n))
    mean = prior.mean + (root @ z[:, :, :1])[..., 0] / np.sqrt(prior.beta)
    return mean, precision, mean[:, None] + (root @ z[:, :, 1:]).swapaxes(1, 2)


@pytest.mark.parametrize("broken", [False, True])
def test_sweeps_keep_the_joint_law(broken, monkeypatch):
    """Rows from the prior, gaps, three sweeps: what fills the gaps has the same law.

    Broken: missing values are set to their expectation, as a single imputation does.
    """
    if broken:
        whole = imputation.draw_missing

        class Silent:
            def standard_normal(self, shape):
                return np.zeros(shape)

        def expectation(x, missing, mean, precision, *, rng):
            return whole(x, missing, mean, precision, rng=Silent())

        monkeypatch.setattr(imputation, "draw_missing", expectation)
    prior = NormalWishart(
        np.array([1.0, -1.0]), 2.0, 5.0, np.array([[2, 0.8], [0.8, 1]])
    )
    rng = np.random.default_rng(1)
    mean, precision, rows = prior_draw(rng, 4000, prior, n=6)
    data = rows.copy()
    data[:, :3, 1] = np.nan
    data[:, 3, 0] = np.nan
    data[:, 2, 0] = np.nan  # one row with nothing
    kernel = NormalImputer(data, prior)
    state = Completed(rows, mean, precision)
    for _ in range(3):
        state, _ = kernel.step(state, rng=rng)
    # if the joint law is kept, row 2 whitened by its parameters is N(0, I), and
    # Lambda_22, scaled, is still chi-squared as under the prior
    lower = np.linalg.cholesky(state.precision)
    white = (lower.swapaxes(1, 2) @ (state.x[:, 2] - state.mean)[..., None])[..., 0]
    marginal = 1 / np.linalg.inv(prior.scatter)[1, 1]
    p = [kstest(white[:, 0], "norm").pvalue, kstest(white[:, 1], "norm").pvalue]
    p.append(kstest(state.precision[:, 1, 1] * marginal, "chi2", (prior.df,)).pvalue)
    assert (min(p) < 1e-6) if broken else (min(p) > 1e-6)


def test_a_monotone_gap_has_its_closed_form():
    """y missing for some x: the mean of y is the regression's at the mean of all x.

    For two columns under Jeffreys' prior, intercept and slope given the complete rows
    have the least-squares estimate as their mean, whatever the rows without y.
    """
    rng = np.random.default_rng(2)
    x = rng.multivariate_normal([0, 3], [[1, 0.7], [0.7, 1]], size=60)
    x[:25, 1] = np.nan
    fit = linregress(x[25:, 0], x[25:, 1])
    chains, sweeps = 200, 300
    kernel = NormalImputer(np.tile(x, (chains, 1, 1)))
    state = kernel.init(rng=rng)
    means = []
    for t_ in range(sweeps):
        state, _ = kernel.step(state, rng=rng)
        if t_ >= 60:
            means.append(state.mean[:, 1])
    by_chain = np.mean(means, axis=0)
    error = by_chain.mean() - (fit.intercept + fit.slope * x[:, 0].mean())
    assert abs(error) < 5 * by_chain.std(ddof=1) / np.sqrt(chains)


def test_a_missing_value_has_the_conditional_normal_law():
    rng = np.random.default_rng(3)
    chains = 20_000
    mean = np.array([1.0, -2.0, 0.5])
    x = np.tile([0.3, 0.0, 1.4], (chains, 1, 1))
    missing = np.zeros(x.shape, dtype=bool)
    missing[:, 0, 1] = True
    drawn = imputation.draw_missing(
        x,
        missing,
        np.tile(mean, (chains, 1)),
        np.tile(np.linalg.inv(COVARIANCE), (chains, 1, 1)),
        rng=rng,
    )
    rest = [0, 2]
    weights = np.linalg.solve(COVARIANCE[np.ix_(rest, rest)], COVARIANCE[rest, 1])
    expected = mean[1] + weights @ (x[0, 0, rest] - mean[rest])
    sd = np.sqrt(COVARIANCE[1, 1] - weights @ COVARIANCE[rest, 1])
    assert kstest((drawn[:, 0, 1] - expected) / sd, "norm").pvalue > 1e-6
    np.testing.assert_array_equal(drawn[..., rest], x[..., rest])


def test_observed_values_stay_and_gaps_vary():
    rng = np.random.default_rng(4)
    data = gappy(rng, chains=2)
    completed = impute(NormalImputer(data), 5, every=2, warmup=10, rng=rng)
    assert completed.shape == (5, 2, 40, 3)
    seen = ~np.isnan(data)
    for x in completed:
        np.testing.assert_array_equal(x[seen], data[seen])
    assert (completed[:, ~seen].std(axis=0) > 0).all()


def test_rubins_rules_by_hand():
    """m = 3: mean 2, within 4, between 1, total 4 + 4/3 (Rubin 1987, section 3.1)."""
    pooled = pool([1.0, 2.0, 3.0], [3.0, 4.0, 5.0])
    assert pooled.estimate == 2 and pooled.se == pytest.approx(np.sqrt(16 / 3))
    assert pooled.missing_share == pytest.approx(1 / 4)
    assert pooled.df == pytest.approx(2 * 16)  # (m - 1) / share^2
    # Barnard and Rubin (1999): nu_obs = (31/33) 30 (3/4); 1/nu = 1/32 + 1/nu_obs
    small = pool([1.0, 2.0, 3.0], [3.0, 4.0, 5.0], df_complete=30)
    nu_obs = 31 / 33 * 30 * 0.75
    assert small.df == pytest.approx(1 / (1 / 32 + 1 / nu_obs))
    low, high = small.interval(0.9)
    assert high - low == pytest.approx(2 * t.ppf(0.95, small.df) * small.se)


def test_pooling_estimates_that_agree_changes_nothing():
    pooled = pool(np.ones((4, 2)), np.full((4, 2), 9.0), df_complete=20)
    assert (pooled.se == 3).all() and (pooled.missing_share == 0).all()
    np.testing.assert_allclose(pooled.df, 21 / 23 * 20)


def test_pooled_intervals_cover():
    """Mean and slope, 600 data sets: coverage within 4.5 standard errors of 95 %."""
    rng = np.random.default_rng(5)
    sets, n = 600, 60
    x = rng.multivariate_normal([0, 0, 0], COVARIANCE, size=(sets, n))
    chance = imputation.missing_probability(
        x[..., 0], 0.35, 1.5
    )  # at random: x1 is seen
    x[..., 1][rng.random(chance.shape) < chance] = np.nan
    completed = impute(NormalImputer(x), 20, every=4, warmup=40, rng=rng)
    y = completed[..., 1]
    mean = pool(y.mean(axis=2), y.var(axis=2, ddof=1) / n, n - 1)
    beta, variance = imputation.regression(y, completed[..., [0, 2]])
    slope = pool(beta[..., 1], variance[..., 1], n - 3)
    others = COVARIANCE[np.ix_([0, 2], [0, 2])]
    truth = np.linalg.solve(others, COVARIANCE[[0, 2], 1])[0]
    for pooled, target in [(mean, 0), (slope, truth)]:
        low, high = pooled.interval()
        cover = np.mean((low <= target) & (target <= high))
        assert abs(cover - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / sets)


def test_regression_is_least_squares():
    rng = np.random.default_rng(6)
    X, y = rng.standard_normal((4, 30, 1)), rng.standard_normal((4, 30))
    beta, variance = imputation.regression(y, X)
    for k in range(4):
        fit = linregress(X[k, :, 0], y[k])
        np.testing.assert_allclose(beta[k], [fit.intercept, fit.slope])
        errors = [fit.intercept_stderr, fit.stderr]
        np.testing.assert_allclose(np.sqrt(variance[k]), errors)


@pytest.mark.parametrize("slope", [0.0, 2.0, -3.0])
def test_missing_probability_has_its_rate_and_direction(slope):
    score = np.random.default_rng(7).standard_normal((3, 50)) * 10 + 4
    chance = imputation.missing_probability(score, 0.4, slope)
    np.testing.assert_allclose(chance.mean(axis=1), 0.4)
    order = np.argsort(score[0])
    rise = np.diff(chance[0, order])
    assert (rise * slope >= 0).all() and (rise != 0).any() == (slope != 0)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"data must have shape .* got \(3, 2\)"):
        NormalImputer(np.ones((3, 2)))
    with pytest.raises(ValueError, match="data column 1 of chain 0 is all nan"):
        NormalImputer(np.array([[[1.0, np.nan], [2.0, np.nan]]]))
    with pytest.raises(ValueError, match="holds inf"):
        NormalImputer(np.full((1, 3, 2), np.inf))
    with pytest.raises(ValueError, match=r"one shape .* got \(2,\) and \(3,\)"):
        pool([1.0, 2.0], [1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="variances must be positive, got 0"):
        pool([1.0, 2.0], [1.0, 0.0])
    with pytest.raises(ValueError, match=r"rate must lie between 0 and 1, got 1\.2"):
        imputation.missing_probability(np.arange(5.0), 1.2, 1.0)
    with pytest.raises(ValueError, match="must be at least 1, got 0 and 10"):
        kernel = NormalImputer(gappy(np.random.default_rng(0)))
        impute(kernel, 0, rng=np.random.default_rng(0))

"""Monte Carlo estimators: exact laws, peers, and error bars that hold what they say."""

import itertools

import numpy as np
import pytest
from scipy import stats

from coursekit.mcmc import monte_carlo as mc

# Error bars. Each estimator is run on 4,000 independent data sets with a known answer.
# z = error / se is then near standard normal; the share with |z| > 1.96 is binomial
# around .05 (se .0034). Bounds of .03 and .075 are 5.8 se and more away, which leaves
# room for the finite-sample bias of se: a right estimator fails with chance < 1e-6.


def outside_share(estimates, truth):
    z = np.array([(e.value - truth) / e.se for e in estimates])
    return (abs(z) > 1.96).mean()


def integrand(u):
    """Its mean over the unit interval is e - 1."""
    return np.exp(u[:, 0])


def plain(rng):
    return mc.mean(integrand(rng.random((60, 1))))


def antithetic(rng):
    return mc.antithetic(integrand, rng.random((40, 1)))


def control(rng):
    u = rng.random((60, 1))
    return mc.control_variate(integrand(u), u, 0.5)


def stratified(rng):
    u = mc.strata(10, 8, rng=rng)
    return mc.stratified(np.exp(u))


def importance(rng):
    """E exp(Z / 2) by draws from N(0, 1.5^2)."""
    x = 1.5 * rng.standard_normal(400)
    log_weights = -0.5 * x**2 + 0.5 * (x / 1.5) ** 2
    return mc.importance(np.exp(x / 2), log_weights)


E_MINUS_1 = np.e - 1


@pytest.mark.parametrize(
    ("estimator", "truth"),
    [
        (plain, E_MINUS_1),
        (antithetic, E_MINUS_1),
        (control, E_MINUS_1),
        (stratified, E_MINUS_1),
        (importance, np.exp(1 / 8)),
    ],
)
def test_error_bars_cover(estimator, truth):
    rng = np.random.default_rng(1)
    estimates = [estimator(rng) for _ in range(4000)]
    assert 0.03 < outside_share(estimates, truth) < 0.075


def test_variance_is_reduced_by_the_known_factors():
    """For exp on [0, 1], variance per evaluation in closed form; n = 20,000 draws."""
    rng = np.random.default_rng(2)
    n = 20_000
    u = rng.random((n, 1))
    var = (np.e**2 - 1) / 2 - E_MINUS_1**2
    covariance = np.e - E_MINUS_1**2  # of exp(U) and exp(1 - U)
    with_control = var - 12 * ((3 - np.e) / 2) ** 2  # var - cov(exp U, U)^2 / var U
    # a sample variance of n bounded draws is within 5 % of the truth with room to spare
    got = mc.mean(integrand(u)).se ** 2 * n
    assert got == pytest.approx(var, rel=0.05)
    got = mc.antithetic(integrand, u).se ** 2 * n
    assert got == pytest.approx((var + covariance) / 2, rel=0.05)
    got = mc.control_variate(integrand(u), u, 0.5).se ** 2 * n
    assert got == pytest.approx(with_control, rel=0.05)
    points = mc.strata(100, 200, rng=rng)
    got = mc.stratified(np.exp(points)).se ** 2 * n
    edges = np.linspace(0, 1, 101)
    first, second = np.diff(np.exp(edges)) * 100, np.diff(np.exp(2 * edges)) * 50
    assert got == pytest.approx((second - first**2).mean(), rel=0.05)


def test_strata_lie_in_their_pieces():
    u = mc.strata(7, 50, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(
        (u * 7).astype(int), np.arange(7)[:, None] + 0 * (u > 0)
    )


def test_control_that_explains_everything_leaves_no_error():
    x = np.random.default_rng(4).standard_normal((50, 2))
    estimate = mc.control_variate(3 + x @ [2.0, -1.0], x, [0.0, 0.0])
    assert estimate.value == pytest.approx(3, abs=1e-12) and estimate.se < 1e-12


@pytest.mark.parametrize("tail", [0.2, 0.6, 1.2])
@pytest.mark.parametrize("n", [40, 1000, 20_000])
def test_pareto_smoothing_equals_arviz(tail, n):
    arviz = pytest.importorskip("arviz")
    log_w = stats.genpareto.rvs(tail, size=n, random_state=5)
    log_w = np.log(log_w)
    theirs, their_k = arviz.psislw(log_w.copy())
    ours, khat = mc.pareto_smooth(log_w)
    np.testing.assert_allclose(ours, theirs, atol=1e-10)
    assert khat == pytest.approx(float(their_k), abs=1e-10)
    assert np.logaddexp.reduce(ours) == pytest.approx(0, abs=1e-12)


def test_equal_weights_have_no_tail_and_full_worth():
    estimate = mc.importance(np.arange(100.0), np.zeros(100))
    assert estimate.ess == pytest.approx(100) and estimate.khat == np.inf
    assert estimate.value == pytest.approx(49.5)


@pytest.mark.parametrize("k", [-0.4, 0.0, 0.7])
def test_pareto_quantiles_are_scipys(k):
    level = np.linspace(0.01, 0.99, 9)
    expected = stats.genpareto.ppf(level, k, scale=2.0)
    np.testing.assert_allclose(mc.pareto_quantile(level, k, 2.0), expected, rtol=1e-10)


# Intervals for a share


def test_wilson_interval_inverts_the_score_test():
    n, z = 25, stats.norm.ppf(0.975)
    for k in range(n + 1):
        low, high = mc.wilson_interval(k, n)
        for p in (low, high):
            if 0 < p < 1 and 0 < k < n:
                score = abs(k / n - p) / np.sqrt(p * (1 - p) / n)
                assert score == pytest.approx(z, rel=1e-9)


def test_published_intervals():
    """Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 and 15 of 148."""
    for k, n, wald, wilson in [
        (81, 263, (0.2522, 0.3638), (0.2553, 0.3662)),
        (15, 148, (0.0527, 0.1500), (0.0624, 0.1605)),
    ]:
        np.testing.assert_allclose(mc.wald_interval(k, n), wald, atol=5e-5)
        np.testing.assert_allclose(mc.wilson_interval(k, n), wilson, atol=5e-5)


def test_coverage_equals_enumeration_of_all_sequences():
    n, p = 8, 0.3
    for interval in (mc.wald_interval, mc.wilson_interval):
        total = 0.0
        for flips in itertools.product([0, 1], repeat=n):
            k = sum(flips)
            low, high = interval(k, n)
            total += p**k * (1 - p) ** (n - k) * (low <= p <= high)
        assert mc.coverage(interval, n, p) == pytest.approx(total, rel=1e-12)


def test_wald_is_unlucky_where_brown_cai_and_dasgupta_found_it():
    """Their section 2.1: at p = .2, coverage .946 for n = 30 but .928 for n = 98."""
    assert mc.coverage(mc.wald_interval, 30, 0.2) == pytest.approx(0.946, abs=5e-4)
    assert mc.coverage(mc.wald_interval, 98, 0.2) == pytest.approx(0.928, abs=5e-4)


# Three truths


def test_law_of_the_time_in_the_lead_equals_enumeration():
    n = 10
    heads = np.array(list(itertools.product([0, 1], repeat=n)))
    ahead = (mc.three_truths(heads).time_ahead[:, -1] * n).round().astype(int)
    assert (ahead % 2 == 0).all()
    shares = np.bincount(ahead // 2, minlength=n // 2 + 1) / 2**n
    np.testing.assert_allclose(shares, mc.time_ahead_law(n), atol=1e-15)


def test_arcsine_law_is_the_limit():
    law = mc.time_ahead_law(20_000)
    assert law.sum() == pytest.approx(1, abs=1e-9)
    x = np.array([0.1, 0.25, 0.5, 0.9])
    places = (x * 10_000).astype(int)
    exact = np.cumsum(law)[places]
    np.testing.assert_allclose(exact, mc.arcsine_cdf(x), atol=2e-4)
    assert 2 * mc.arcsine_cdf(0.1) == pytest.approx(0.4097, abs=5e-5)


def test_three_truths_of_a_few_flips():
    truths = mc.three_truths([[1, 0, 0, 1]])  # the ties belong to heads, then to tails
    np.testing.assert_allclose(truths.share, [[1, 1 / 2, 1 / 3, 1 / 2]])
    np.testing.assert_allclose(truths.lead, [[0.5, 0, -0.5, 0]])
    np.testing.assert_allclose(truths.time_ahead, [[1, 1, 2 / 3, 1 / 2]])


def test_dispersion_is_the_chi_squared_test_of_a_table():
    k, n = np.array([30, 45, 20, 39]), np.array([50, 80, 50, 61])
    theirs = stats.chi2_contingency(np.array([k, n - k]), correction=False)
    ours = mc.dispersion(k, n)
    assert ours.chi2 == pytest.approx(theirs.statistic) and ours.df == theirs.dof
    assert ours.p_value == pytest.approx(theirs.pvalue)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mc.mean([1.0]), r"values must have shape \(n\) with at least two"),
        (lambda: mc.mean([1.0, np.nan]), "values must be finite"),
        (lambda: mc.stratified(np.ones((3, 1))), r"shape \(strata, draws\)"),
        (lambda: mc.antithetic(integrand, [[2.0]]), "u must be points"),
        (
            lambda: mc.control_variate([1, 2, 3], [1, 2], 0),
            "controls must have",
        ),
        (
            lambda: mc.importance([1, 2], [0, 0, 0]),
            r"have shape \(2,\)",
        ),
        (lambda: mc.pareto_smooth([np.nan, 0]), "log_weights must be a vector"),
        (lambda: mc.pareto_smooth([-np.inf, -np.inf]), "not all -inf"),
        (lambda: mc.wald_interval(5, 4), "k must lie between 0 and n = 4"),
        (lambda: mc.wilson_interval(5, 9, level=95), "level must lie strictly between"),
        (lambda: mc.coverage(mc.wald_interval, 4, 1.2), r"p must lie in \[0, 1\]"),
        (lambda: mc.three_truths([[0.5, 1]]), "heads must be 0 or 1"),
        (lambda: mc.strata(0, 3, rng=None), "n_strata and draws must be at least 1"),
        (lambda: mc.time_ahead_law(7), "n must be even"),
        (lambda: mc.dispersion([5], [9]), "k and n must be vectors"),
        (lambda: mc.dispersion([0, 0], [9, 9]), "not all trials be alike"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

"""Draws against their laws, weights against closed forms, borders against nonsense."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from coursekit.background import sampling
from coursekit.background.sampling import Normal, Uniform

# Kolmogorov-Smirnov tests fail a right sampler with chance ALPHA each.
ALPHA = 1e-7


def follows(draws, law):
    return stats.kstest(draws, law.cdf).pvalue > ALPHA


@pytest.mark.parametrize(
    "law", [stats.expon(), stats.norm(3, 2), stats.cauchy(), stats.beta(2, 5)]
)
def test_inversion(law):
    rng = np.random.default_rng(0)
    assert follows(sampling.inverse_transform(law.ppf, 20_000, rng=rng), law)


def test_inversion_is_the_quantile_function_at_the_uniforms():
    u = np.random.default_rng(5).random(100)
    x = sampling.inverse_transform(np.sqrt, 100, rng=np.random.default_rng(5))
    np.testing.assert_array_equal(x, np.sqrt(u))


def test_an_inverse_by_halving():
    law = stats.beta(5218 + 1, 4683 + 1)
    quantile = sampling.inverse_of(law.cdf, 0.0, 1.0)
    u = np.array([1e-6, 0.2, 0.5, 0.975])
    np.testing.assert_allclose(quantile(u), law.ppf(u), rtol=1e-11)
    with pytest.raises(ValueError, match="0 at low and 1 at high"):
        sampling.inverse_of(law.cdf, 0.0, 0.52)


def test_categorical():
    """Frequencies of 30,000 draws by a chi-squared test of level 1e-7."""
    p = np.array([0.5, 0.0, 0.2, 0.3])
    draws = sampling.categorical(p, 30_000, rng=np.random.default_rng(0))
    count = np.bincount(draws, minlength=4)
    assert count[1] == 0
    assert stats.chisquare(count[p > 0], 30_000 * p[p > 0]).pvalue > ALPHA
    with pytest.raises(ValueError, match="of sum 1"):
        sampling.categorical([0.5, 0.4], 1, rng=np.random.default_rng(0))


def test_categorical_never_draws_past_the_end():
    class Largest:
        def random(self, n):
            return np.full(n, np.nextafter(1, 0))

    p = np.full(10, 0.1)  # sums to a little less than 1
    assert (sampling.categorical(p, 5, rng=Largest()) == 9).all()


@pytest.mark.parametrize(
    ("proposal", "log_bound"),
    [(Uniform(0.0, 1.0), np.log(2.4577)), (Normal(0.25, 0.25), np.log(1.6))],
)
def test_rejection_draws_the_target_at_the_rate_that_it_should(proposal, log_bound):
    """Beta(2, 5), normalised: the rate is 1 / M. 20,000 draws, 6 standard errors."""
    law = stats.beta(2, 5)
    result = sampling.rejection_sample(
        law.logpdf, proposal, log_bound, 20_000, rng=np.random.default_rng(0)
    )
    assert follows(result.draws, law) and len(result.draws) == 20_000
    rate = np.exp(-log_bound)
    error = np.sqrt(rate * (1 - rate) / result.proposed)
    assert abs(result.accept_rate - rate) < 6 * error


def test_rejection_counts_the_darts_one_by_one():
    """The law of the number of darts for n draws is negative binomial."""
    rng = np.random.default_rng(0)
    rate, n = 0.3, 5
    darts = np.array(
        [
            sampling.rejection_sample(
                lambda x: np.zeros(len(x)), Uniform(), -np.log(rate), n, rng=rng
            ).proposed
            for _ in range(3000)
        ]
    )
    law = stats.nbinom(n, rate)  # of the failures
    error = np.sqrt(law.var() / 3000)
    assert darts.min() >= n and abs(darts.mean() - n - law.mean()) < 6 * error


def test_rejection_in_a_disc():
    def inside(x):
        return np.where((x**2).sum(axis=1) < 1, 0.0, -np.inf)

    square = Uniform(np.array([-1.0, -1.0]), np.array([1.0, 1.0]))
    result = sampling.rejection_sample(
        inside, square, np.log(4), 20_000, rng=np.random.default_rng(0)
    )
    assert result.draws.shape == (20_000, 2)
    assert follows((result.draws**2).sum(axis=1), stats.uniform())
    error = np.sqrt(np.pi / 4 * (1 - np.pi / 4) / result.proposed)
    assert abs(result.accept_rate - np.pi / 4) < 6 * error


def test_an_envelope_that_is_too_low_is_found_out():
    law = stats.beta(2, 5)
    with pytest.raises(ValueError, match="log_bound=0 is too low"):
        sampling.rejection_sample(
            law.logpdf, Uniform(), 0.0, 1000, rng=np.random.default_rng(0)
        )


def test_an_envelope_far_too_high_gives_up():
    with pytest.raises(RuntimeError, match="look for a closer proposal"):
        sampling.rejection_sample(
            lambda x: np.zeros(len(x)),
            Uniform(),
            40.0,
            3,
            rng=np.random.default_rng(0),
            max_proposed=10_000,
        )


def test_no_draws_are_no_darts():
    result = sampling.rejection_sample(
        lambda x: np.zeros(len(x)), Uniform(), 0.0, 0, rng=np.random.default_rng(0)
    )
    assert result.draws.shape == (0,) and result.proposed == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "x"),
    [
        (Uniform(1, 3), stats.uniform(1, 2), np.array([0.9, 1.5, 3.0, 3.1])),
        (Normal(1, 3), stats.norm(1, 3), np.array([0.9, 1.5, 3.0])),
        (
            Normal(np.array([1.0, 2.0]), 3.0),
            stats.multivariate_normal([1, 2], 9 * np.eye(2)),
            np.array([[0.9, 1.5], [3.0, 2.0]]),
        ),
        (
            Normal(np.array([1.0, 2.0]), np.array([3.0, 0.5])),
            stats.multivariate_normal([1, 2], np.diag([9, 0.25])),
            np.array([[0.9, 1.5], [3.0, 2.0]]),
        ),
    ],
)
def test_densities_of_proposals_are_scipys(ours, theirs, x):
    np.testing.assert_allclose(ours.log_density(x), theirs.logpdf(x))


def test_a_box_has_its_volume():
    box = Uniform(np.array([0.0, 0.0]), np.array([2.0, 3.0]))
    x = np.array([[1.0, 1.0], [1.0, 4.0]])
    np.testing.assert_allclose(box.log_density(x), [-np.log(6), -np.inf])
    assert box.draw(7, rng=np.random.default_rng(0)).shape == (7, 2)


def test_proposals_refuse_nonsense():
    with pytest.raises(ValueError, match="low must be below high"):
        Uniform(1.0, 1.0)
    with pytest.raises(ValueError, match="sd must be positive"):
        Normal(0.0, 0.0)


@given(
    st.lists(st.floats(-800, 800) | st.just(-np.inf), min_size=1, max_size=20),
    st.floats(-1e4, 1e4),
)
def test_log_sum_exp_is_scipys_and_moves_with_its_terms(a, shift):
    a = np.array(a)
    np.testing.assert_allclose(
        sampling.log_sum_exp(a), special.logsumexp(a), atol=1e-12
    )
    np.testing.assert_allclose(
        sampling.log_sum_exp(a + shift), special.logsumexp(a) + shift, atol=1e-8
    )
    np.testing.assert_allclose(
        sampling.log_mean_exp(a), special.logsumexp(a) - np.log(len(a)), atol=1e-12
    )


def test_log_sum_exp_along_axes():
    a = np.random.default_rng(0).normal(size=(2, 3, 4)) * 1000
    for axis in (0, 1, -1):
        np.testing.assert_allclose(
            sampling.log_sum_exp(a, axis), special.logsumexp(a, axis=axis)
        )


def test_importance_against_enumeration():
    """Three values, three draws: the mean over all 27 outcomes of the numerator and
    denominator is exact, and the estimator is their ratio."""
    p, q, f = np.array([0.2, 0.5, 0.3]), np.full(3, 1 / 3), np.array([1.0, 4.0, -2.0])
    for i in itertools.product(range(3), repeat=3):
        i = np.array(i)
        w = p[i] / q[i]
        estimate = sampling.importance_estimate(f[i], np.log(w) + 700)
        value = (w * f[i]).sum() / w.sum()
        assert estimate.value == pytest.approx(value)
        share = w / w.sum()
        assert estimate.effective_size == pytest.approx(1 / (share**2).sum())
        assert estimate.se == pytest.approx(
            np.sqrt((share**2 * (f[i] - value) ** 2).sum())
        )


def test_error_bars_of_importance_hold_what_they_say():
    """E x^2 = 1 by draws of N(0, 1.5^2): 3,000 estimates of 500 draws.

    The share with |z| > 1.96 is binomial around .05 (se .004), bounds more than 6 se
    away but for the finite-sample bias of se.
    """
    rng = np.random.default_rng(0)
    x = 1.5 * rng.standard_normal((3000, 500))
    log_w = -0.5 * x**2 + 0.5 * (x / 1.5) ** 2
    z = []
    for row, w in zip(x, log_w, strict=True):
        estimate = sampling.importance_estimate(row**2, w)
        z.append((estimate.value - 1) / estimate.se)
    assert 0.02 < np.mean(np.abs(z) > 1.96) < 0.08


@pytest.mark.parametrize(("dim", "sd"), [(1, 1.5), (3, 1.2), (6, 0.9)])
def test_effective_share_is_the_closed_form(dim, sd):
    """200,000 draws; the ratio has an error below 1 % (measured .2 to .6 %): 6 %."""
    x = sd * np.random.default_rng(0).standard_normal((200_000, dim))
    log_w = (-0.5 * x**2 + 0.5 * (x / sd) ** 2).sum(axis=1)
    share = sampling.effective_size(log_w) / len(x)
    assert share == pytest.approx(sampling.normal_weights_ess(dim, sd), rel=0.06)


def test_weights_of_a_narrow_proposal_have_no_variance():
    assert sampling.normal_weights_ess(1, 0.7) == 0
    assert sampling.normal_weights_ess(5, 1.0) == 1


def test_resampling_gives_the_target():
    rng = np.random.default_rng(0)
    x = rng.uniform(-6, 6, 200_000)
    draws = sampling.resample(x, -0.5 * x**2, 5000, rng=rng)
    assert follows(draws, stats.norm())


def test_equal_weights_are_worth_all_draws():
    assert sampling.effective_size(np.full(50, -1234.0)) == pytest.approx(50)
    assert sampling.effective_size([0.0, -np.inf, -np.inf]) == 1


@pytest.mark.parametrize("bad", [[np.nan, 0.0], [np.inf, 0.0], [-np.inf] * 2, [[0.0]]])
def test_weights_that_cannot_be_are_refused(bad):
    with pytest.raises(ValueError, match="log_weights must be a vector"):
        sampling.effective_size(bad)


def test_shapes_that_disagree_are_refused():
    with pytest.raises(ValueError, match="values must be finite"):
        sampling.importance_estimate([1.0, 2.0], [0.0])
    with pytest.raises(ValueError, match="2 draws but 1 log_weights"):
        sampling.resample([1.0, 2.0], [0.0], 1, rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match="NaN"):
        sampling.accepted([np.nan], [0.0], 0.0, [0.5])

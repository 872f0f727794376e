"""Chains in continuous time: scipy's expm, closed forms, msm's published figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import expm, null_space
from scipy.stats import binom, chi2

from coursekit import datasets
from coursekit.mcmc import jump_process as jp

ILLNESS = jp.rate_matrix(
    4,
    ([0, 0, 1, 1, 1, 2, 2], [1, 3, 0, 2, 3, 1, 3]),
    [0.13, 0.04, 0.2, 0.3, 0.04, 0.1, 0.3],
)


def rates(n):
    def with_diagonal(R):
        return R - np.diag(R.sum(axis=1))

    entries = st.sampled_from([0.0, 1e-6, 0.1, 1.0, 7.0])
    return arrays(float, (n, n), elements=entries).map(with_diagonal)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(1, 6).flatmap(rates), st.sampled_from([0.0, 1e-9, 0.3, 4.0, 300.0]))
def test_uniformisation_equals_scipys_expm(Q, t):
    P = jp.transition_probabilities(Q, t)
    np.testing.assert_allclose(P, expm(t * Q), atol=1e-11)
    np.testing.assert_allclose(P.sum(axis=1), 1, atol=1e-13)
    assert (P >= 0).all()


def test_stiff_chain_over_a_long_time():
    """Two states, rates 1e3 and 1: the closed form at t = 1e3, a million ticks."""
    Q = np.array([[-1e3, 1e3], [1.0, -1.0]])
    np.testing.assert_allclose(
        jp.transition_probabilities(Q, 1e3), [np.array([1, 1e3]) / 1001] * 2, rtol=1e-10
    )


def test_small_probabilities_keep_their_relative_accuracy():
    """A chain of six steps, each unlikely: P_06 is the Poisson-like product formula."""
    Q = np.diag([1e-4] * 6, 1)
    Q -= np.diag(Q.sum(axis=1))
    t = np.array([0.5, 2.0])
    exact = [
        1
        - sum(
            np.exp(-1e-4 * s) * (1e-4 * s) ** k / f
            for k, f in enumerate([1, 1, 2, 6, 24, 120])
        )
        for s in t
    ]
    leading = (1e-4 * t) ** 6 / 720 * (1 - 1e-4 * t * 6 / 7)
    got = jp.transition_probabilities(Q, t)[:, 0, 6]
    np.testing.assert_allclose(got, leading, rtol=1e-7)
    np.testing.assert_allclose(got, exact, atol=1e-15)


def test_times_go_through_by_shape():
    t = np.array([[0.1, 0.2], [0.3, 2.0]])
    P = jp.transition_probabilities(ILLNESS, t)
    assert P.shape == (2, 2, 4, 4)
    np.testing.assert_allclose(
        P[1, 0], P[0, 0] @ P[0, 1], atol=1e-14
    )  # Chapman-Kolmogorov


def test_embedded_chain_and_its_law():
    P, rate = jp.embedded_chain(ILLNESS)
    np.testing.assert_allclose(P[0], [0, 0.13 / 0.17, 0, 0.04 / 0.17])
    np.testing.assert_allclose(rate, [0.17, 0.54, 0.4, 0])
    np.testing.assert_array_equal(P[3], [0, 0, 0, 1])  # never left


@settings(max_examples=40, deadline=None, derandomize=True)
@given(arrays(float, (4, 4), elements=st.floats(0.01, 5)))
def test_stationary_law_has_no_flow(R):
    np.fill_diagonal(R, 0)
    Q = R - np.diag(R.sum(axis=1))
    pi = jp.stationary(Q)
    np.testing.assert_allclose(pi @ Q, 0, atol=1e-13)
    space = null_space(Q.T)[:, 0]
    np.testing.assert_allclose(pi, space / space.sum(), rtol=1e-8)


def test_paths_have_the_law_of_the_exponential():
    """3,000 paths; counts at t = 3 by chi-squared, p > 1e-6 for a right simulator."""
    rng = np.random.default_rng(1)
    paths = [jp.gillespie(ILLNESS, 1, 6.0, rng=rng) for _ in range(3000)]
    counts = np.bincount([path.at(3.0) for path in paths], minlength=4)
    expected = 3000 * jp.transition_probabilities(ILLNESS, 3.0)[1]
    assert chi2.sf(((counts - expected) ** 2 / expected).sum(), 3) > 1e-6
    stays = np.array([path.times[1] for path in paths if len(path.times) > 1])
    # P(first jump before 1 | a jump before 6), binomial; five standard errors
    share = -np.expm1(-0.54) / -np.expm1(-0.54 * 6)
    low, high = binom.interval(1 - 1e-6, len(stays), share)
    assert low <= (stays < 1).sum() <= high


def test_paths_are_well_formed():
    rng = np.random.default_rng(2)
    for _ in range(200):
        path = jp.gillespie(ILLNESS, 0, 50.0, rng=rng)
        assert path.times[0] == 0 and (np.diff(path.times) > 0).all()
        assert path.times[-1] < 50 and (np.diff(path.states) != 0).all()
        assert (path.states[:-1] != 3).all()
    path = jp.Path(np.array([0.0, 1.0, 2.5]), np.array([0, 1, 3]))
    np.testing.assert_array_equal(path.at([0, 0.99, 1, 2.5, 9]), [0, 0, 1, 3, 3])


# Panel data


@pytest.fixture(scope="module")
def hearts():
    cav = datasets.heart_transplants()
    return jp.panel(cav.patient, cav.years, cav.state)


ALLOWED = ILLNESS > 0


def test_panel_pairs_visits_of_one_subject_only():
    data = jp.panel([7, 7, 8, 9, 9, 9], [0, 1, 0, 0, 2, 5], [0, 1, 2, 0, 0, 3])
    np.testing.assert_array_equal(data.before, [0, 0, 0])
    np.testing.assert_array_equal(data.after, [1, 0, 3])
    np.testing.assert_array_equal(data.wait, [1, 2, 3])


def test_likelihood_by_hand():
    data = jp.panel([1, 1, 1, 2, 2], [0, 1.0, 3.0, 0, 0.5], [0, 1, 3, 2, 2])
    P1, P2, P05 = (expm(ILLNESS * t) for t in (1.0, 2.0, 0.5))
    snapshots = np.log(P1[0, 1]) + np.log(P2[1, 3]) + np.log(P05[2, 2])
    assert jp.log_likelihood(ILLNESS, data) == pytest.approx(snapshots, rel=1e-12)
    density = P2[1, :3] @ ILLNESS[:3, 3]
    exact = np.log(P1[0, 1]) + np.log(density) + np.log(P05[2, 2])
    assert jp.log_likelihood(ILLNESS, data, exact=3) == pytest.approx(exact, rel=1e-12)


def test_an_exact_entry_is_the_density_of_the_time_of_death():
    h = 1e-5
    P = jp.transition_probabilities(ILLNESS, [2 - h, 2 + h])
    data = jp.Panel(np.array([1]), np.array([3]), np.array([2.0]))
    density = (P[1] - P[0])[1, 3] / (2 * h)
    got = jp.log_likelihood(ILLNESS, data, exact=3)
    assert got == pytest.approx(np.log(density), abs=1e-8)


@pytest.mark.parametrize("exact", [None, 3])
def test_gradient_against_finite_differences(hearts, exact):
    likelihood = jp.PanelLikelihood(hearts, 4, exact)
    jumps = np.nonzero(ALLOWED)
    centre = ILLNESS[jumps]
    gradient = likelihood(ILLNESS)[1][jumps]
    for k, shift in enumerate(np.eye(len(centre)) * 1e-5):
        up, down = (
            likelihood(jp.rate_matrix(4, jumps, centre + side))[0]
            for side in (shift, -shift)
        )
        assert gradient[k] == pytest.approx((up - down) / 2e-5, rel=1e-5)


def test_impossible_data_have_probability_zero():
    one_way = jp.rate_matrix(2, ([0], [1]), [1.0])
    back = jp.Panel(np.array([1]), np.array([0]), np.array([1.0]))
    assert jp.log_likelihood(one_way, back) == -np.inf
    with pytest.raises(ValueError, match="allowed must let every observed pair"):
        jp.fit(back, one_way > 0)


def test_the_fit_has_the_figures_of_the_msm_manual(hearts):
    """The manual of msm, data set cav: intensities to .5 %, -2 log L to .01."""
    found = jp.fit(hearts, ALLOWED, exact=3)
    published = [0.12787, 0.04250, 0.22512, 0.34261, 0.04021, 0.13062, 0.30648]
    np.testing.assert_allclose(found.Q[np.nonzero(ALLOWED)], published, rtol=5e-3)
    assert -2 * found.log_likelihood == pytest.approx(3968.798, abs=0.01)
    assert (found.low < found.Q)[ALLOWED].all() and (found.Q < found.high)[
        ALLOWED
    ].all()


def test_deaths_as_mere_snapshots_fit_otherwise(hearts):
    found = jp.fit(hearts, ALLOWED)
    assert -2 * found.log_likelihood == pytest.approx(3986.087, abs=0.01)
    assert found.Q[1, 3] == pytest.approx(0.076, abs=5e-4)


def test_intervals_cover_the_rates_of_simulated_patients():
    """100 studies, 2 rates: misses like binomial(200, .05), 28 or more once in 1e6."""
    Q = np.array([[-0.4, 0.4], [0.7, -0.7]])
    P = jp.transition_probabilities(Q, 1.0)
    rng = np.random.default_rng(3)
    misses = 0
    for _ in range(100):
        before = np.repeat([0, 1], 150)
        after = (rng.random(300) < P[before, 1]).astype(int)
        found = jp.fit(jp.Panel(before, after, np.ones(300)), Q > 0)
        misses += ((found.low > Q) | (Q > found.high))[Q > 0].sum()
    assert misses < 28


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: jp.checked_rates([[-1, 0.5], [0, 0]]), "Q row 0 sums to -0.5, not 0"),
        (lambda: jp.checked_rates([[1, -1], [0, 0]]), "rates of at least 0 off the"),
        (
            lambda: jp.checked_rates([[0, 0]]),
            r"Q must be a square matrix, got shape \(1",
        ),
        (lambda: jp.transition_probabilities(ILLNESS, -1), "t must be finite and at"),
        (
            lambda: jp.gillespie(ILLNESS, 4, 1.0, rng=None),
            "states must lie between 0 and 3",
        ),
        (
            lambda: jp.panel([1, 1], [2, 1], [0, 0]),
            "times must increase within a subject",
        ),
        (lambda: jp.panel([1, 2], [0, 1], [0, 0]), "subject must name somebody at"),
        (lambda: jp.gillespie(ILLNESS, 0, np.inf, rng=None), "t must be finite"),
        (lambda: jp.Path(np.zeros(1), np.zeros(1, int)).at(-1), "t must be finite and"),
        (
            lambda: jp.fit(jp.panel([1, 1], [0, 1], [0, 1]), np.zeros((2, 2))),
            "allowed must be square and allow a jump",
        ),
        (
            lambda: jp.panel([1, 1], [1], [0, 0]),
            "subject, times and states must have one",
        ),
        (
            lambda: jp.log_likelihood(
                np.zeros((2, 2)), jp.panel([1, 1], [0, 1], [0, 2])
            ),
            "Q must have a row for each state",
        ),
        (
            lambda: jp.PanelLikelihood(jp.panel([1, 1], [0, 1], [0, 1]), 2, exact=2),
            "exact must be a state below 2",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

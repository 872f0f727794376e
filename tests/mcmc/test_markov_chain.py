"""Finite chains: laws, structure, times, data; closed forms and brute force."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.sparse.csgraph import connected_components
from scipy.stats import chi2, chi2_contingency

from coursekit import datasets
from coursekit.mcmc import markov_chain as mc
from coursekit.mcmc.markov_chain import checked_matrix, stationary


def matrices(n):
    entries = st.floats(0.01, 1.0)
    squares = hnp.arrays(float, (n, n), elements=entries)
    return squares.map(lambda A: A / A.sum(1, keepdims=True))


@given(st.integers(1, 6).flatmap(matrices))
def test_stationary_law_is_left_unchanged(P):
    pi = stationary(P)
    np.testing.assert_allclose(pi @ P, pi, atol=1e-14)
    assert pi.sum() == pytest.approx(1) and (pi > 0).all()


def test_birth_and_death_chain_has_its_closed_form():
    up, down, n = 0.2, 0.5, 8
    P = np.diag([up] * (n - 1), 1) + np.diag([down] * (n - 1), -1)
    P += np.diag(1 - P.sum(axis=1))
    weights = (up / down) ** np.arange(n)
    np.testing.assert_allclose(stationary(P), weights / weights.sum(), rtol=1e-14)


def test_ill_conditioned_chain_keeps_its_relative_accuracy():
    """Two states left with probabilities 1e-13 and 3e-13: the law is (3/4, 1/4)."""
    P = np.array([[1 - 1e-13, 1e-13], [3e-13, 1 - 3e-13]])
    np.testing.assert_allclose(stationary(P), [0.75, 0.25], rtol=1e-13)


@pytest.mark.parametrize("seed", range(5))
def test_chains_of_very_rare_moves_are_solved_to_rounding(seed):
    """Moves of probability 1e-1 down to 1e-15, the law found in exact fractions."""
    rng = np.random.default_rng(seed)
    n = 7
    P = 10.0 ** rng.uniform(-15, -1, (n, n))
    np.fill_diagonal(P, 0)
    exact = exact_law([[Fraction(float(p)) for p in row] for row in P])
    np.fill_diagonal(P, 1 - P.sum(axis=1))
    np.testing.assert_allclose(stationary(P), exact, rtol=1e-13)


def exact_law(rates):
    """The law in balance, pi_j sum_k r[j][k] = sum_i pi_i r[i][j], by elimination."""
    n = len(rates)
    A = [[rates[i][j] - (i == j) * sum(rates[j]) for i in range(n)] for j in range(n)]
    A[-1] = [Fraction(1)] * n
    b = [Fraction(j == n - 1) for j in range(n)]
    for k in range(n):
        pivot = next(r for r in range(k, n) if A[r][k])
        A[k], A[pivot], b[k], b[pivot] = A[pivot], A[k], b[pivot], b[k]
        for r in range(n):
            if r != k:
                ratio = A[r][k] / A[k][k]
                A[r] = [x - ratio * y for x, y in zip(A[r], A[k], strict=True)]
                b[r] -= ratio * b[k]
    return [float(b[k] / A[k][k]) for k in range(n)]


@pytest.mark.parametrize(
    ("P", "message"),
    [
        ([[0.5, 0.4], [0.5, 0.5]], "P row 0 sums to 0.9, not 1"),
        ([[1.5, -0.5], [0.5, 0.5]], "P must have entries of at least 0"),
        ([[np.nan, 1.0], [0.5, 0.5]], "P must have entries of at least 0"),
        ([[0.5, 0.5]], r"P must be a square matrix, got shape \(1, 2\)"),
        (np.zeros((0, 0)), "P must be a square matrix"),
    ],
)
def test_what_is_no_transition_matrix_is_refused(P, message):
    with pytest.raises(ValueError, match=message):
        checked_matrix(P)


def test_two_separate_halves_have_no_single_law():
    with pytest.raises(ValueError, match="P must be irreducible"):
        stationary(np.eye(2))


# Structure, against closed forms and brute force


def cycle(n, stay=0.0):
    """Round a cycle: one step on, or stay."""
    return stay * np.eye(n) + (1 - stay) * np.roll(np.eye(n), 1, axis=1)


def gambler(n, p):
    """From 0 and n there is no way out; between, up with probability p."""
    P = np.diag([p] * n, 1) + np.diag([1 - p] * n, -1)
    P[0], P[n] = np.eye(n + 1)[0], np.eye(n + 1)[n]
    return P


graphs = st.integers(1, 6).flatmap(lambda n: hnp.arrays(bool, (n, n)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(graphs)
def test_classes_equal_scipys_strong_components(edges):
    edges = edges | np.diag(~edges.any(axis=1))  # a state without exits stays
    P = edges / edges.sum(axis=1, keepdims=True)
    label, closed = mc.classes(P)
    n_theirs, theirs = connected_components(edges, connection="strong")
    assert len(closed) == n_theirs
    same = theirs[:, None] == theirs
    np.testing.assert_array_equal(label[:, None] == label, same)
    for k in range(len(closed)):
        inside = label == k
        assert closed[k] == (not edges[np.ix_(inside, ~inside)].any())


@settings(max_examples=100, deadline=None, derandomize=True)
@given(graphs)
def test_period_is_the_divisor_of_all_return_times(edges):
    n = len(edges)
    edges = edges | (np.roll(np.eye(n), 1, axis=1) > 0)  # irreducible
    P = edges / edges.sum(axis=1, keepdims=True)
    powers, returns = np.eye(n), []
    for t in range(1, 40):
        powers = powers @ P
        if powers[0, 0] > 0:
            returns.append(t)
    assert mc.period(P) == np.gcd.reduce(returns)


def test_cycles_have_their_length_as_period_and_laziness_breaks_it():
    assert [mc.period(cycle(n)) for n in (1, 2, 5)] == [1, 2, 5]
    assert mc.period(cycle(5, stay=0.1)) == 1
    with pytest.raises(ValueError, match="P has period 5 and never mixes"):
        mc.mixing_time(cycle(5))


def test_gap_of_the_lazy_walk_on_a_cycle():
    """Eigenvalues (1 + cos(2 pi k / n)) / 2: Levin and Peres, section 12.3.1."""
    n = 12
    P = (2 * np.eye(n) + cycle(n) + cycle(n).T) / 4
    assert mc.spectral_gap(P) == pytest.approx((1 - np.cos(2 * np.pi / n)) / 2)
    assert mc.is_reversible(P)
    assert not mc.is_reversible(cycle(n, stay=0.5))


def test_distance_of_a_two_state_chain():
    """d(t) = max(pi) |1 - p - q|^t."""
    p, q = 0.1, 0.3
    P = np.array([[1 - p, p], [q, 1 - q]])
    expected = q / (p + q) * (1 - p - q) ** np.arange(20)
    np.testing.assert_allclose(mc.distance_to_stationary(P, 19), expected, atol=1e-14)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(1, 6).flatmap(matrices), st.floats(0.001, 0.6))
def test_mixing_time_is_the_first_time_below_eps(P, eps):
    distance = mc.distance_to_stationary(P, 400)
    assert mc.mixing_time(P, eps) == np.argmax(distance <= eps)


def test_mixing_time_of_a_very_slow_chain():
    p = 1e-9
    P = np.array([[1 - p, p], [p, 1 - p]])
    expected = np.log(0.5) / np.log1p(-2 * p)  # 0.5 (1 - 2p)^t = 1/4
    assert mc.mixing_time(P) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("p", [0.5, 0.45])
def test_gamblers_ruin(p):
    """Closed forms: Feller (1968), chapter XIV."""
    n, k = 10, np.arange(11)
    odds = (1 - p) / p
    win = k / n if p == 0.5 else (odds**k - 1) / (odds**n - 1)
    P = gambler(n, p)
    np.testing.assert_allclose(mc.hitting_probabilities(P, n), win, rtol=1e-10)
    duration = k * (n - k) if p == 0.5 else (k - n * win) / (1 - 2 * p)
    times = mc.hitting_times(P, [0, n])
    np.testing.assert_allclose(times, duration, rtol=1e-9)
    np.testing.assert_array_equal(mc.hitting_times(P, n), [np.inf] * n + [0])


def test_a_target_on_the_way_to_a_trap_is_still_reached_in_time():
    """0 -> 1 -> 2: 2 is a trap, but 1 comes first."""
    P = np.array([[0.5, 0.5, 0], [0, 0, 1], [0, 0, 1]])
    np.testing.assert_allclose(mc.hitting_times(P, 1), [2, 0, np.inf])
    np.testing.assert_allclose(mc.hitting_probabilities(P, 1), [1, 1, 0])


def test_return_times_are_one_over_the_law():
    """Kac: the expected return time to i is 1 / pi_i."""
    P = np.array([[0.2, 0.5, 0.3], [0.1, 0.6, 0.3], [0.4, 0.4, 0.2]])
    for i, prob in enumerate(stationary(P)):
        assert 1 + P[i] @ mc.hitting_times(P, i) == pytest.approx(1 / prob)


# Chains that run, and what data say of them


def test_next_state_inverts_the_cumulated_row():
    P = np.array([[0.2, 0.0, 0.8], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    x = np.array([0, 0, 0, 0, 1, 2])
    u = np.array([0, 0.1999, 0.2, 1 - 1e-16, 0.5, 0])
    np.testing.assert_array_equal(mc.next_state(P, x, u), [0, 0, 2, 2, 0, 1])


def test_next_state_has_no_gap_at_the_top():
    """0.1 ten times sums to less than 1 in floating point."""
    P = np.full((10, 10), 0.1)
    assert mc.next_state(P, np.array([3]), np.array([1 - 2**-53])) == [9]


def test_walk_moves_with_the_probabilities_of_P():
    """200,000 moves; a wrong P fails surely, a right one with chance 1e-6."""
    P = np.array([[0.2, 0.5, 0.3], [0.1, 0.6, 0.3], [0.4, 0.4, 0.2]])
    states = mc.walk(P, np.zeros(1000, int), 200, rng=np.random.default_rng(1))
    assert states.shape == (1000, 201) and (states[:, 0] == 0).all()
    counts = sum(mc.count_transitions(run, 3) for run in states)
    expected = counts.sum(axis=1, keepdims=True) * P
    statistic = ((counts - expected) ** 2 / expected).sum()
    assert chi2.sf(statistic, 6) > 1e-6


def test_rain_has_the_matrix_of_the_markovchain_vignette():
    """Spedicato et al., section 6.2: fit and steadyStates of the data set rain."""
    P = mc.fit(datasets.alofi_rain().state, 3)
    published = [
        [0.6605839, 0.2299270, 0.1094891],
        [0.4625850, 0.3061224, 0.2312925],
        [0.1976285, 0.3122530, 0.4901186],
    ]
    np.testing.assert_allclose(P, published, atol=1e-7)
    np.testing.assert_allclose(stationary(P), [0.5009, 0.2694, 0.2297], atol=1e-4)


def test_order_test_adds_the_tests_of_its_tables():
    state = datasets.alofi_rain().state
    statistic = 0.0
    for j in range(3):
        middle = np.flatnonzero(state[1:-1] == j) + 1
        table = np.zeros((3, 3))
        np.add.at(table, (state[middle - 1], state[middle + 1]), 1)
        options = {"correction": False, "lambda_": "log-likelihood"}
        statistic += chi2_contingency(table, **options).statistic
    test = mc.order_test(state, 3)
    assert test.statistic == pytest.approx(statistic) and test.df == 12
    assert test.p_value == pytest.approx(0.011, abs=5e-4)
    pooled = mc.order_test([state[:400], state[398:700], state[698:]], 3)  # overlaps
    assert pooled.statistic == pytest.approx(statistic)


def test_order_test_has_its_level_and_sees_order_two():
    """500 chains of order 1: rejections at .05 are binomial, 4.5 se = .044."""
    P = mc.fit(datasets.alofi_rain().state, 3)
    runs = mc.walk(P, np.zeros(500, int), 1100, rng=np.random.default_rng(2))
    p_values = np.array([mc.order_test(run, 3).p_value for run in runs])
    assert abs((p_values < 0.05).mean() - 0.05) < 0.044
    alternating = np.tile([0, 0, 1, 1], 30)  # order 2: determined by two, not by one
    assert mc.order_test(alternating, 2).p_value < 1e-10


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mc.period(np.eye(2)), "P must be irreducible; it has 2 classes"),
        (lambda: mc.mixing_time(np.ones((1, 1)), 2), "eps must lie strictly between"),
        (
            lambda: mc.hitting_times(np.eye(2), 2),
            "states must lie between 0 and 1, got 2",
        ),
        (lambda: mc.hitting_times(np.eye(2), np.zeros(0, int)), "targets must name"),
        (lambda: mc.fit([0, 1, 2], 3), "states must leave every state; 2 is not left"),
        (lambda: mc.order_test([0, 1, 0, 1], 2), "states hold too few different moves"),
        (lambda: mc.fit([0.0, 1.0], 2), "states must be a vector of whole numbers"),
        (
            lambda: mc.walk(np.eye(2), [2], 1, rng=None),
            "states must lie between 0 and 1",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

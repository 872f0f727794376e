"""Metropolis-Hastings leaves its target invariant: exactly on finite spaces, and jointly with data.

Each check is also run on a kernel broken on purpose, and must fail there.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kstest, norm, poisson

from coursekit.mcmc import (
    MetropolisHastings,
    RandomWalkMetropolis,
    State,
    sample,
    targets,
)
from coursekit.mcmc.markov_chain import stationary
from coursekit.mcmc.metropolis import (
    HaarioAdaptation,
    LogNormalWalk,
    accept_or_stay,
    checked_scale,
    optimal_acceptance,
    scaled,
    transition_matrix,
)


@dataclass(frozen=True)
class NoHastingsTerm(MetropolisHastings):
    """The commonest mistake: the proposal's densities are left out."""

    def step(self, state, *, rng):
        x_new = self.proposal.draw(state.x, rng=rng)
        logp_new = self.target.log_density(x_new)
        return accept_or_stay(state, State(x_new, logp_new), logp_new - state.logp, rng)


@dataclass(frozen=True)
class Upside(MetropolisHastings):
    """The ratio inverted."""

    def step(self, state, *, rng):
        x_new = self.proposal.draw(state.x, rng=rng)
        logp_new = self.target.log_density(x_new)
        log_q_forth = self.proposal.log_density(x_new, state.x)
        log_q_back = self.proposal.log_density(state.x, x_new)
        log_ratio = state.logp - logp_new + log_q_forth - log_q_back
        return accept_or_stay(state, State(x_new, logp_new), log_ratio, rng)


# Finite spaces: every pair (from, to) is a chain, so one step gives the whole matrix


class Points:
    """A law on the points 0, 1, ..., n - 1 of the line."""

    dim = 1

    def __init__(self, law):
        self.law = np.asarray(law)

    def log_density(self, x):
        with np.errstate(divide="ignore"):
            return np.log(self.law[x[:, 0].astype(int)])


class Table:
    """Proposals from a matrix Q[from, to]; ``draw`` follows a script: chain k goes to goals[k]."""

    def __init__(self, Q, goals):
        self.Q, self.goals = np.asarray(Q), goals

    def draw(self, x, *, rng):
        return self.goals[:, None].astype(float)

    def log_density(self, x_new, x):
        with np.errstate(divide="ignore"):
            return np.log(self.Q[x[:, 0].astype(int), x_new[:, 0].astype(int)])


class Uniforms:
    """A random source whose uniform numbers are given."""

    def __init__(self, u):
        self.u = u

    def random(self, n):
        return np.broadcast_to(self.u, n)


def matrix_by_enumeration(kernel_class, law, Q):
    """The kernel's transition matrix, from the steps it takes for every pair of states.

    The chance to move is found from what the kernel does, by bisection on the uniform
    number, not from what it reports.
    """
    n = len(law)
    law, Q = np.asarray(law), np.asarray(Q)
    start, goal = np.nonzero((law[:, None] > 0) & (Q > 0))
    kernel = kernel_class(Points(law), Table(Q, goal))
    state = kernel.init(start[:, None])
    low, high = np.zeros(len(start)), np.ones(len(start))
    for _ in range(54):
        u = (low + high) / 2
        moved, info = kernel.step(state, rng=Uniforms(u))
        np.testing.assert_array_equal(
            moved.x[:, 0], np.where(info.accepted, goal, start)
        )
        np.testing.assert_array_equal(moved.logp, kernel.target.log_density(moved.x))
        low, high = np.where(info.accepted, u, low), np.where(info.accepted, high, u)
    np.testing.assert_allclose(low, info.accept_prob, atol=1e-15)
    P = np.zeros((n, n))
    P[start, goal] = Q[start, goal] * low
    P[np.diag_indices(n)] += 1 - P.sum(axis=1)
    return P


def imbalance(law, P):
    """How far the law moves in one step, and how far flows are from balancing pair by pair."""
    flow = law[:, None] * P
    return np.abs(law @ P - law).max(), np.abs(flow - flow.T).max()


def stochastic(n):
    entries = st.sampled_from([0.0, 0.1, 0.5, 1.0, 3.0])
    return arrays(float, (n, n), elements=entries).map(
        lambda A: (A + np.eye(n)) / (A + np.eye(n)).sum(axis=1, keepdims=True)
    )


finite_problems = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        arrays(float, n, elements=st.floats(0.01, 1.0)).map(lambda w: w / w.sum()),
        stochastic(n),
    )
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(finite_problems)
def test_exact_invariance_with_any_proposal(problem):
    """Q is asymmetric, may forbid moves one way, and may propose to stay."""
    law, Q = problem
    P = matrix_by_enumeration(MetropolisHastings, law, Q)
    assert max(imbalance(law, P)) < 1e-12
    np.testing.assert_allclose(P, transition_matrix(law, Q), atol=1e-14)


def test_exact_invariance_with_a_symmetric_proposal():
    law = np.array([0.5, 0.3, 0.15, 0.05])
    Q = np.full((4, 4), 0.25)
    with_term = matrix_by_enumeration(MetropolisHastings, law, Q)
    without = matrix_by_enumeration(NoHastingsTerm, law, Q)
    assert max(imbalance(law, with_term)) < 1e-12
    np.testing.assert_allclose(with_term, without, atol=1e-15)  # the term cancels
    np.testing.assert_allclose(stationary(with_term), law, rtol=1e-12)


def test_points_without_mass_are_never_entered():
    law = np.array([0.6, 0.0, 0.4])
    P = matrix_by_enumeration(MetropolisHastings, law, np.full((3, 3), 1 / 3))
    assert P[0, 1] == P[2, 1] == 0
    assert max(imbalance(law, P)) < 1e-12


@pytest.mark.parametrize("broken", [NoHastingsTerm, Upside])
def test_the_exact_check_catches_a_broken_kernel(broken):
    law = np.array([0.2, 0.3, 0.5])
    Q = np.array([[0.1, 0.8, 0.1], [0.3, 0.1, 0.6], [0.2, 0.5, 0.3]])
    moves, unbalanced = imbalance(law, matrix_by_enumeration(broken, law, Q))
    assert moves > 1e-3
    assert unbalanced > 1e-3


def test_a_tie_of_uniform_and_ratio_refuses():
    """u < alpha, not <=: with u in [0, 1) a zero-probability move can never be accepted."""
    state = State(np.zeros((2, 1)), np.zeros(2))
    proposed = State(np.ones((2, 1)), np.array([-np.inf, 0.0]))
    log_ratio = np.array([-np.inf, np.log(0.5)])
    new, info = accept_or_stay(state, proposed, log_ratio, Uniforms([0, 0.5]))
    assert not info.accepted.any()
    np.testing.assert_array_equal(new.x, state.x)


def test_ratio_beyond_the_range_of_floats_accepts_without_a_warning():
    state = State(np.zeros((1, 1)), np.array([-1e4]))
    with np.errstate(all="raise"):
        new, info = accept_or_stay(
            state, State(np.ones((1, 1)), np.zeros(1)), [1e4], Uniforms(0.9)
        )
    assert info.accept_prob == [1.0]
    assert new.x == [[1.0]]


# The joint distribution test (Geweke 2004): parameters and data take turns.
#
# Every chain starts with an exact draw from the prior and data simulated from it, so
# after any number of turns "a few steps given the data, new data given the parameters"
# the parameters still follow the prior exactly, if the kernel is right. Chains are
# independent, so the Kolmogorov-Smirnov test is exact. A coordinate passes if p > 2e-7:
# with the 3 coordinates below, a correct kernel fails at most once in 1.6 million
# seeds.

P_FAIL = 2e-7


class NormalModel:
    """y_i ~ N(m, exp(s)^2), m ~ N(0, 1), s ~ N(0, .5^2); x = (m, s), every chain with its own y."""

    dim = 2
    prior = (norm(0, 1).cdf, norm(0, 0.5).cdf)

    def __init__(self, y):
        self.y = y  # (chains, n)

    def log_density(self, x):
        m, s = x.T
        residual = (self.y - m[:, None]) / np.exp(s)[:, None]
        log_prior = -0.5 * (m**2 + (s / 0.5) ** 2)
        return log_prior - 0.5 * (residual**2).sum(axis=1) - self.y.shape[1] * s

    @staticmethod
    def draw_prior(chains, rng):
        return rng.standard_normal((chains, 2)) * [1, 0.5]

    @staticmethod
    def draw_data(x, rng):
        return x[:, :1] + np.exp(x[:, 1:]) * rng.standard_normal((len(x), 4))


class CountModel:
    """y_i ~ Poisson(r), r ~ LogNormal(0, 1); x = (r,)."""

    dim = 1
    prior = (lambda r: norm.cdf(np.log(r)),)

    def __init__(self, y):
        self.y = y

    def log_density(self, x):
        log_r = np.log(x[:, 0])
        log_prior = -0.5 * log_r**2 - log_r
        return log_prior + (self.y * log_r[:, None] - x).sum(axis=1)

    @staticmethod
    def draw_prior(chains, rng):
        return np.exp(rng.standard_normal((chains, 1)))

    @staticmethod
    def draw_data(x, rng):
        return poisson.rvs(np.repeat(x, 2, axis=1), random_state=rng)


def joint_distribution_p_values(model, kernel_for, *, chains=4000, turns=25, seed=1):
    """Smallest p over coordinates that the parameters still follow the prior after the turns."""
    rng = np.random.default_rng(seed)
    x = model.draw_prior(chains, rng)
    for _ in range(turns):
        kernel = kernel_for(model(model.draw_data(x, rng)))
        x = sample(kernel, x, 2, rng=rng).state.x
    return min(kstest(x[:, k], cdf).pvalue for k, cdf in enumerate(model.prior))


def walk(target):
    return RandomWalkMetropolis(target, np.array([0.6, 0.4]))


def relative_walk(target):
    return MetropolisHastings(target, LogNormalWalk(0.8))


def test_joint_distribution_of_the_random_walk():
    assert joint_distribution_p_values(NormalModel, walk) > P_FAIL


def test_joint_distribution_of_an_asymmetric_proposal():
    assert joint_distribution_p_values(CountModel, relative_walk) > P_FAIL


class ForgetsThePrior(NormalModel):
    def log_density(self, x):
        return super().log_density(x) + 0.5 * (x[:, 0] ** 2 + (x[:, 1] / 0.5) ** 2)


@pytest.mark.parametrize(
    ("model", "kernel_for"),
    [
        (CountModel, lambda target: NoHastingsTerm(target, LogNormalWalk(0.8))),
        (CountModel, lambda target: Upside(target, LogNormalWalk(0.8))),
        (ForgetsThePrior, walk),
    ],
)
def test_the_joint_test_catches_a_mistake(model, kernel_for):
    assert joint_distribution_p_values(model, kernel_for) < P_FAIL


# Settings


def test_the_walk_takes_steps_of_the_scale_it_is_given():
    noise = np.random.default_rng(3).standard_normal((5, 2))
    np.testing.assert_array_equal(scaled(noise, checked_scale(2.0, 2)), 2 * noise)
    np.testing.assert_array_equal(
        scaled(noise, checked_scale([1, 3], 2)), noise * [1, 3]
    )
    root = np.array([[2.0, 0.0], [1.0, 0.5]])
    np.testing.assert_allclose(
        scaled(noise, checked_scale(root, 2))[3], root @ noise[3]
    )


def test_random_walk_is_metropolis_hastings_with_a_symmetric_proposal():
    class Walk:
        def draw(self, x, *, rng):
            return x + 0.7 * rng.standard_normal(x.shape)

        def log_density(self, x_new, x):
            return -0.5 * (((x_new - x) / 0.7) ** 2).sum(axis=1)

    target, x = targets.Banana(), np.zeros((5, 2))
    general = MetropolisHastings(target, Walk())
    special = RandomWalkMetropolis(target, 0.7)
    general, special = (
        sample(k, x, 50, rng=np.random.default_rng(4)) for k in (general, special)
    )
    np.testing.assert_allclose(general.draws, special.draws, rtol=1e-12)


def test_log_normal_walk_is_the_density_of_its_draws():
    """Up to the promised constant: compare with SciPy's log-normal."""
    from scipy.stats import lognorm

    rng = np.random.default_rng(5)
    walk = LogNormalWalk(np.array([0.3, 1.2]))
    x = rng.gamma(2.0, size=(50, 2))
    x_new = walk.draw(x, rng=rng)
    expected = lognorm.logpdf(x_new, s=walk.scale, scale=x).sum(axis=1)
    assert np.ptp(walk.log_density(x_new, x) - expected) < 1e-12


def adaptive_run(target, x, n_steps, n_first):
    """Positions before the first and after each step, and the kernel after each step."""
    kernel, rng = RandomWalkMetropolis(target, 0.7), np.random.default_rng(12)
    state, adaptation = kernel.init(x), HaarioAdaptation(x, n_first)
    positions, kernels = [state.x], []
    for _ in range(n_steps):
        state, info = kernel.step(state, rng=rng)
        kernel = adaptation.update(kernel, state, info)
        positions.append(state.x)
        kernels.append(kernel)
    return positions, kernels


def test_the_adaptive_step_has_the_covariance_of_all_positions_so_far():
    x = np.random.default_rng(11).standard_normal((3, 2))
    positions, kernels = adaptive_run(targets.Banana(), x, 60, n_first=10)
    assert all(kernel.scale == 0.7 for kernel in kernels[:9])
    for t in (9, 10, 35, 59):
        seen = np.concatenate(positions[: t + 2])
        wanted = 2.38**2 / 2 * (np.cov(seen.T) + 1e-6 * np.eye(2))
        scale = kernels[t].scale
        np.testing.assert_allclose(scale @ scale.T, wanted, rtol=1e-10)


def test_the_adaptive_step_learns_a_narrow_shape():
    """Correlation .95 from 64 chains x 400 draws: within 20 %.

    An estimate from about 600 independent draws errs by 6 %; 20 % is more than three of
    its standard errors. The seed is fixed.
    """
    covariance = np.array([[1.0, 0.95], [0.95, 1.0]])
    target = targets.Gaussian([0, 0], covariance)
    _, kernels = adaptive_run(target, np.zeros((64, 2)), 400, n_first=50)
    scale = kernels[-1].scale
    np.testing.assert_allclose(scale @ scale.T, 2.38**2 / 2 * covariance, rtol=0.2)


def test_optimal_acceptance_runs_from_44_to_23_percent():
    assert optimal_acceptance(1) == pytest.approx(0.44)
    assert optimal_acceptance(1000) == pytest.approx(0.234, abs=1e-3)


# Bad input

PLANE = targets.StandardNormal(2)


class Proposing:
    """A proposal that answers as told."""

    def __init__(self, x_new, log_q):
        self.x_new, self.log_q = x_new, log_q

    def draw(self, x, *, rng):
        return self.x_new

    def log_density(self, x_new, x):
        return self.log_q


def step_once(target, proposal):
    kernel = MetropolisHastings(target, proposal)
    return kernel.step(kernel.init(np.ones((3, 2))), rng=np.random.default_rng(0))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: RandomWalkMetropolis(PLANE, 0.0),
            "scale must be positive and finite, got 0.0",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE, [1, -1]),
            r"scale must be positive .* \[ 1. -1.\]",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE, np.nan),
            "scale must be positive and finite, got nan",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE, np.ones(3)),
            r"scale .* \(2,\) .* got \(3,\)",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE, np.ones((2, 2))),
            "scale .* lower triangular",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE).init(np.zeros(2)),
            r"x must .*for one chain pass x\[",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE).init(np.zeros((0, 2))),
            "x .* at least one chain",
        ),
        (
            lambda: RandomWalkMetropolis(PLANE).init([[0, np.inf]]),
            "x must be finite; chain 0",
        ),
        (lambda: LogNormalWalk(-1.0), "scale must be positive and finite, got -1.0"),
        (lambda: step_once(PLANE, LogNormalWalk([])), r"scale .* \(2,\), got \(0,\)"),
        (
            lambda: step_once(PLANE, LogNormalWalk(np.ones(3))),
            r"scale .* \(2,\), got \(3,\)",
        ),
        (
            lambda: step_once(PLANE, Proposing(np.ones(3), 0.0)),
            r"proposal.draw .* returned \(3,\)",
        ),
        (
            lambda: step_once(PLANE, Proposing(np.ones((3, 2)), 0.0)),
            "proposal.log_density must",
        ),
        (
            lambda: step_once(PLANE, Proposing(np.ones((3, 2)), np.full(3, np.nan))),
            "proposal.log_density must .* came out as .*nan",
        ),
        (
            lambda: step_once(PLANE, Proposing(np.full((3, 2), np.nan), np.zeros(3))),
            r"target.log_density returned nan at x = \[nan nan\]",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("pi", "Q", "message"),
    [
        ([1, 2], [[0.5, 0.5], [0.5, 0.4]], "Q row 1 sums to 0.9, not 1"),
        ([1, 0], np.eye(2), "pi must be 2 positive numbers"),
        ([1, 2, 3], np.eye(2), "pi must be 2 positive numbers"),
    ],
)
def test_bad_finite_problem_is_named(pi, Q, message):
    with pytest.raises(ValueError, match=message):
        transition_matrix(pi, Q)

"""Warm-up finds step size and units, from bad starts too, and then stands still."""

import numpy as np
import pytest

from coursekit.mcmc import sample, targets, warmup
from coursekit.mcmc.adaptation import DualAveraging, learnt_scale
from coursekit.mcmc.hmc import HMC


def test_dual_averaging_is_the_recursion_of_the_paper():
    """Hoffman and Gelman (2014), equation 6, with H-bar and log epsilon-bar."""
    step, goal, statistics = 0.5, 0.65, [0.9, 0.1, 0.7, 0.3]
    averaging = DualAveraging(step, goal)
    mu, H_bar, log_bar = np.log(10 * step), 0.0, 0.0
    for m, alpha in enumerate(statistics, start=1):
        H_bar = (1 - 1 / (m + 10)) * H_bar + (goal - alpha) / (m + 10)
        log_step = mu - np.sqrt(m) / 0.05 * H_bar
        log_bar = m**-0.75 * log_step + (1 - m**-0.75) * log_bar
        averaging.update(alpha)
        assert averaging.step_size == pytest.approx(np.exp(log_step), rel=1e-12)
        assert averaging.average == pytest.approx(np.exp(log_bar), rel=1e-12)


@pytest.mark.parametrize("start", [1e-6, 0.1, 1e3])
def test_dual_averaging_solves_for_the_step_size(start):
    """Acceptance exp(-step) and noise: the root of exp(-step) = .8, from any start."""
    rng = np.random.default_rng(1)
    averaging = DualAveraging(start, 0.8)
    for _ in range(2000):
        noise = 0.1 * rng.uniform(-1, 1)
        averaging.update(np.clip(np.exp(-averaging.step_size) + noise, 0, 1))
    assert averaging.average == pytest.approx(-np.log(0.8), rel=0.1)


def test_learnt_scale_is_a_factor_of_the_covariance():
    root = np.array([[3.0, 0, 0], [1.0, 0.2, 0], [-2.0, 0.1, 0.01]])
    x = np.random.default_rng(2).standard_normal((40_000, 3)) @ root.T + 5
    learnt = learnt_scale(x)
    np.testing.assert_allclose(learnt @ learnt.T, np.cov(x.T), rtol=1e-3)
    assert not np.triu(learnt, 1).any()


def test_few_positions_give_standard_deviations_and_stuck_ones_nothing():
    x = np.random.default_rng(3).standard_normal((29, 3)) * [1, 10, 100]
    np.testing.assert_allclose(learnt_scale(x), x.std(axis=0, ddof=1))
    x[:, 1] = 7.0
    assert learnt_scale(x) is None
    assert learnt_scale(x[:1]) is None


def test_fewer_positions_than_needed_never_give_a_singular_factor():
    """Ten for each dimension, all on one line but for rounding."""
    line = np.linspace(0, 1, 30)[:, None] * [1.0, 2.0, 3.0]
    assert np.linalg.cond(learnt_scale(line)) < 100


@pytest.mark.parametrize("start", [1e-4, 0.1, 50.0])
def test_warm_up_finds_the_same_kernel_from_any_step_size(start):
    """Also from a step that refuses everything, and units that are off by 1,000."""
    covariance = np.array([[1e6, 900.0], [900.0, 1.0]])
    target = targets.Gaussian([0, 0], covariance)
    rng = np.random.default_rng(4)
    kernel, state = warmup(HMC(target, start, 3), np.zeros((32, 2)), 400, rng=rng)
    np.testing.assert_allclose(kernel.scale @ kernel.scale.T, covariance, rtol=0.15)
    assert 0.5 < kernel.step_size < 2
    accept = sample(kernel, state, 200, rng=rng).info["accept_prob"]
    assert accept.mean() > 0.7


def test_a_higher_goal_gives_shorter_steps_and_more_acceptance():
    tuned = {}
    for goal in (0.6, 0.95):
        rng = np.random.default_rng(5)
        kernel = HMC(targets.Banana(), 0.1, 5, target_accept=goal)
        kernel, state = warmup(kernel, np.zeros((32, 2)), 300, rng=rng)
        run = sample(kernel, state, 100, rng=rng)
        tuned[goal] = kernel.step_size, run.info["accept_prob"].mean()
    assert tuned[0.95][0] < tuned[0.6][0]
    assert tuned[0.95][1] > tuned[0.6][1]
    assert tuned[0.95][1] > 0.9


@pytest.mark.parametrize("n_steps", [0, 1, 2, 3, 5])
def test_a_warm_up_of_a_few_steps_works(n_steps):
    rng = np.random.default_rng(6)
    kernel, state = warmup(
        HMC(targets.Banana(), 0.1, 2), np.zeros((4, 2)), n_steps, rng=rng
    )
    assert np.isfinite(state.x).all() and kernel.step_size > 0

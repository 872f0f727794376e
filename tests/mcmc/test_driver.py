"""The loops: right moments, a warm-up that ends, runs that resume, work that is never lost."""

from dataclasses import FrozenInstanceError
from itertools import islice

import numpy as np
import pytest

from coursekit.mcmc import (
    MetropolisHastings,
    RandomWalkMetropolis,
    iterate,
    sample,
    targets,
    warmup,
)
from coursekit.mcmc.diagnostics import ess_bulk, mcse_mean, rhat
from coursekit.mcmc.metropolis import LogNormalWalk, optimal_acceptance

PLANE = targets.StandardNormal(2)


def assert_mean(draws, expected):
    """The mean is right within 6 Monte Carlo standard errors.

    Beyond 6 lie 2e-9 of normal errors; with some 20 such checks in this file, and the
    standard error itself uncertain by 10 %, a right sampler fails for fewer than 1 seed
    in 1e6.
    """
    error = draws.mean(axis=(0, 1)) - expected
    assert (np.abs(error) < 6 * mcse_mean(draws)).all(), error / mcse_mean(draws)


# Right answers


def test_moments_of_a_correlated_gaussian():
    mean, covariance = np.array([3.0, -1.0]), np.array([[4.0, 1.9], [1.9, 1.0]])
    rng = np.random.default_rng(1)
    kernel = RandomWalkMetropolis(targets.Gaussian(mean, covariance))
    kernel, state = warmup(kernel, rng.standard_normal((50, 2)), 500, rng=rng)
    draws = sample(kernel, state, 2000, rng=rng).draws
    assert rhat(draws).max() < 1.01
    assert_mean(draws, mean)
    centred = draws - mean
    assert_mean(centred**2, np.diag(covariance))
    assert_mean(centred.prod(axis=2, keepdims=True), covariance[0, 1])


def test_moments_of_the_banana():
    rng = np.random.default_rng(2)
    kernel, state = warmup(
        RandomWalkMetropolis(targets.Banana()),
        rng.standard_normal((100, 2)),
        500,
        rng=rng,
    )
    draws = sample(kernel, state, 5000, rng=rng).draws
    assert rhat(draws).max() < 1.02  # a bent ridge is slow going for a random walk
    # x1 ~ N(0, 4), x2 = x1^2 / 4 - 1 + N(0, .25): E x2 = 0, var x2 = 32 / 16 + .25
    assert_mean(draws, 0)
    assert_mean(draws**2, [4, 2.25])
    assert_mean(
        (draws[..., :1] ** 2 * draws[..., 1:]), 8
    )  # E x1^2 (x1^2 / 4 - 1) = 12 - 4


def test_moments_with_an_asymmetric_proposal():
    gamma = targets.LogDensity(
        lambda x: 2 * np.log(x[:, 0]) - x[:, 0], dim=1
    )  # Gamma(3, 1)
    rng = np.random.default_rng(3)
    kernel = MetropolisHastings(gamma, LogNormalWalk(1.2))
    draws = sample(kernel, rng.gamma(3.0, size=(50, 1)), 4000, rng=rng).draws
    assert_mean(draws, 3)
    assert_mean(draws**2, 12)
    assert_mean(1 / draws, 0.5)


# Warm-up


@pytest.mark.parametrize("dim", [1, 2, 10])
def test_warmup_reaches_the_acceptance_it_aims_at(dim):
    rng = np.random.default_rng(4)
    start = rng.standard_normal((20, dim))
    for scale in (1e-3, 1e3):
        kernel = RandomWalkMetropolis(targets.StandardNormal(dim), scale)
        kernel, state = warmup(kernel, start, 800, rng=rng)
        rate = sample(kernel, state, 500, rng=rng).accept_rate.mean()
        # Robbins-Monro's last gain is 200^-.6 = .04, the measured sd of the rate below
        # .01
        assert rate == pytest.approx(optimal_acceptance(dim), abs=0.06)


def test_warmup_learns_the_scales_of_an_ill_conditioned_gaussian():
    rotation = np.linalg.qr(np.random.default_rng(5).standard_normal((4, 4)))[0]
    covariance = rotation @ np.diag([1e-4, 1e-2, 1.0, 1e2]) @ rotation.T
    covariance = (covariance + covariance.T) / 2
    rng = np.random.default_rng(6)
    kernel = RandomWalkMetropolis(targets.Gaussian(np.zeros(4), covariance))
    kernel, state = warmup(kernel, rng.standard_normal((40, 4)), 2000, rng=rng)
    step = kernel.scale @ kernel.scale.T
    ratio = np.linalg.eigvals(np.linalg.solve(covariance, step)).real
    assert ratio.max() / ratio.min() < 2  # from 1e6: the step has the target's shape
    chains = sample(kernel, state, 1000, rng=rng)
    assert rhat(chains.draws).max() < 1.02
    assert ess_bulk(chains.draws).min() > 0.02 * 40 * 1000
    assert_mean(chains.draws, 0)


def test_warmup_gives_a_new_kernel_and_leaves_the_old_alone():
    kernel = RandomWalkMetropolis(PLANE, 9.0)
    tuned, _ = warmup(kernel, np.zeros((4, 2)), 100, rng=np.random.default_rng(7))
    assert kernel.scale == 9.0
    assert tuned is not kernel
    with pytest.raises(FrozenInstanceError):
        tuned.scale = 1.0


def test_nothing_adapts_while_draws_are_kept():
    rng = np.random.default_rng(8)
    kernel, state = warmup(RandomWalkMetropolis(PLANE), np.zeros((4, 2)), 100, rng=rng)
    before = kernel.scale.copy()
    sample(kernel, state, 50, rng=rng)
    np.testing.assert_array_equal(kernel.scale, before)


def test_warmup_of_no_steps_and_of_a_kernel_that_cannot_tune_itself():
    x = np.ones((3, 2))
    kernel = RandomWalkMetropolis(PLANE, 0.5)
    same, state = warmup(kernel, x, 0, rng=np.random.default_rng(9))
    assert same is kernel
    np.testing.assert_array_equal(state.x, x)
    fixed = MetropolisHastings(PLANE, LogNormalWalk(0.5))
    same, state = warmup(fixed, x, 30, rng=np.random.default_rng(9))
    assert same is fixed
    assert (state.x != x).any()


@pytest.mark.parametrize("n_steps", range(1, 9))
def test_very_short_warmups(n_steps):
    kernel, _ = warmup(
        RandomWalkMetropolis(PLANE),
        np.zeros((1, 2)),
        n_steps,
        rng=np.random.default_rng(10),
    )
    assert (kernel.scale > 0).all() and np.isfinite(kernel.scale).all()


# The same chain, however it is run


def test_a_run_resumes_where_it_stopped():
    kernel, x = RandomWalkMetropolis(targets.Banana()), np.zeros((3, 2))
    whole = sample(kernel, x, 100, rng=np.random.default_rng(11))
    rng = np.random.default_rng(11)
    first = sample(kernel, x, 37, rng=rng)
    second = sample(kernel, first.state, 63, rng=rng)
    joined = np.concatenate([first.draws, second.draws], axis=1)
    np.testing.assert_array_equal(joined, whole.draws)
    np.testing.assert_array_equal(second.state.x, whole.state.x)
    np.testing.assert_array_equal(np.hstack([first.logp, second.logp]), whole.logp)


class Recorded:
    """A random source that hands chain k of every call its own row of recorded numbers."""

    def __init__(self, normals, uniforms, chain):
        self.normals, self.uniforms = iter(normals[:, chain]), iter(uniforms[:, chain])

    def standard_normal(self, shape):
        return next(self.normals).reshape(shape)

    def random(self, n):
        return next(self.uniforms).reshape(n)


def test_many_chains_are_each_chain_alone():
    rng = np.random.default_rng(12)
    n_draws, chains = 60, 5
    normals = rng.standard_normal((n_draws, chains, 2))
    uniforms = rng.random((n_draws, chains))
    kernel, x = (
        RandomWalkMetropolis(targets.ThreeModes(), 1.5),
        rng.standard_normal((chains, 2)),
    )
    together = sample(kernel, x, n_draws, rng=Recorded(normals, uniforms, slice(None)))
    for k in range(chains):
        alone = sample(
            kernel, x[k : k + 1], n_draws, rng=Recorded(normals, uniforms, [k])
        )
        np.testing.assert_array_equal(alone.draws[0], together.draws[k])
        np.testing.assert_array_equal(
            alone.info["accepted"][0], together.info["accepted"][k]
        )


def test_iterate_is_the_loop_inside_sample():
    kernel, x = RandomWalkMetropolis(PLANE), np.zeros((2, 2))
    steps = islice(iterate(kernel, kernel.init(x), rng=np.random.default_rng(13)), 20)
    by_hand = np.stack([state.x for state, _ in steps], axis=1)
    kept = sample(kernel, x, 20, rng=np.random.default_rng(13))
    np.testing.assert_array_equal(by_hand, kept.draws)


def test_the_start_is_copied_not_kept():
    x = np.zeros((2, 2))
    chains = sample(RandomWalkMetropolis(PLANE), x, 5, rng=np.random.default_rng(14))
    assert not x.any()
    assert not np.shares_memory(chains.state.x, chains.draws)


# What comes back


def test_chains_hold_what_they_say():
    target = targets.Banana()
    chains = sample(
        RandomWalkMetropolis(target),
        np.zeros((3, 2)),
        40,
        rng=np.random.default_rng(15),
    )
    assert chains.draws.shape == (3, 40, 2)
    assert chains.names == ("x1", "x2")
    np.testing.assert_array_equal(chains["x2"], chains.draws[:, :, 1])
    flat = target.log_density(chains.draws.reshape(-1, 2)).reshape(3, 40)
    np.testing.assert_allclose(chains.logp, flat, rtol=1e-13)
    moved = (np.diff(chains.draws, axis=1) != 0).any(axis=2)
    np.testing.assert_array_equal(
        moved, chains.info["accepted"][:, 1:]
    )  # a refusal repeats
    np.testing.assert_array_equal(
        chains.accept_rate, chains.info["accepted"].mean(axis=1)
    )
    assert ((chains.info["accept_prob"] >= 0) & (chains.info["accept_prob"] <= 1)).all()
    assert "proposal" not in chains.info  # (chains, dim) arrows are for animation
    assert repr(chains) == "Chains: 3 chains of 40 draws of (x1, x2)"


def test_summary_and_arviz_know_the_names():
    chains = sample(
        RandomWalkMetropolis(PLANE),
        np.zeros((3, 2)),
        40,
        rng=np.random.default_rng(16),
        names=["slope", "intercept"],
    )
    table = chains.summary()
    assert table.names == ("slope", "intercept")
    np.testing.assert_array_equal(table["ess_bulk"], ess_bulk(chains.draws))
    data = chains.to_arviz()
    np.testing.assert_array_equal(data.posterior["slope"], chains["slope"])
    np.testing.assert_array_equal(data.sample_stats["lp"], chains.logp)


def test_progress_bars_count_to_the_end(capsys):
    rng = np.random.default_rng(17)
    kernel = RandomWalkMetropolis(PLANE)
    kernel, state = warmup(kernel, np.zeros((2, 2)), 10, rng=rng, progress=True)
    sample(kernel, state, 10, rng=rng, progress=True)
    bars = capsys.readouterr().err
    assert "warm-up: 100%" in bars and "draws: 100%" in bars


# Work is kept when a run breaks off


class Failing:
    """A standard normal that raises, or answers, something else from its n-th call on."""

    dim = 2

    def __init__(self, n, failure):
        self.left, self.failure = n, failure

    def log_density(self, x):
        self.left -= 1
        if self.left < 0:
            if isinstance(self.failure, BaseException):
                raise self.failure
            return np.full(len(x), self.failure)
        return PLANE.log_density(x)


def run_until(failure):
    return sample(
        RandomWalkMetropolis(Failing(31, failure)),
        np.zeros((3, 2)),
        100,
        rng=np.random.default_rng(18),
    )


def first_thirty():
    return sample(
        RandomWalkMetropolis(PLANE), np.zeros((3, 2)), 30, rng=np.random.default_rng(18)
    )


@pytest.mark.parametrize(
    "failure", [np.nan, np.inf, ZeroDivisionError("no"), ValueError("no")]
)
def test_a_failing_target_leaves_the_draws_in_the_error(failure):
    with pytest.raises((ValueError, ZeroDivisionError)) as caught:
        run_until(failure)
    assert "30 draws made before this are in error.chains" in str(caught.value)
    kept = caught.value.chains
    np.testing.assert_array_equal(kept.draws, first_thirty().draws)
    np.testing.assert_array_equal(kept.state.x, kept.draws[:, -1])
    assert kept.info["accepted"].shape == kept.logp.shape == (3, 30)
    kept.summary()


def test_an_interrupted_run_returns_its_draws_and_can_go_on():
    kept = run_until(KeyboardInterrupt())
    np.testing.assert_array_equal(kept.draws, first_thirty().draws)
    more = sample(
        RandomWalkMetropolis(PLANE), kept.state, 5, rng=np.random.default_rng(19)
    )
    assert more.draws.shape == (3, 5, 2)


def test_an_interrupt_before_the_first_draw_is_an_interrupt():
    kernel = RandomWalkMetropolis(Failing(1, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        sample(kernel, np.zeros((3, 2)), 100, rng=np.random.default_rng(18))


# Bad input

RNG = np.random.default_rng(20)
KERNEL = RandomWalkMetropolis(PLANE)
START = np.zeros((2, 2))


def density(values):
    return RandomWalkMetropolis(targets.LogDensity(lambda x: values, dim=2))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sample(KERNEL, START, 0, rng=RNG), "n_draws .* at least 1; got 0"),
        (
            lambda: sample(KERNEL, START, 10.0, rng=RNG),
            "n_draws must be a whole number.*got 10.0",
        ),
        (lambda: sample(KERNEL, START, True, rng=RNG), "n_draws .* got True"),
        (lambda: warmup(KERNEL, START, -1, rng=RNG), "n_steps .* at least 0; got -1"),
        (
            lambda: sample(KERNEL, START, 5, rng=42),
            "rng must be a numpy.random.Generator, got int",
        ),
        (lambda: warmup(KERNEL, START, 5, rng=None), "rng must be .* got NoneType"),
        (lambda: sample(KERNEL, np.zeros(2), 5, rng=RNG), r"x must .* pass x\[None\]"),
        (
            lambda: sample(KERNEL, np.zeros((2, 3)), 5, rng=RNG),
            r"x must .* got \(2, 3\)",
        ),
        (
            lambda: sample(KERNEL, np.zeros((0, 2)), 5, rng=RNG),
            "x must .* at least one chain",
        ),
        (
            lambda: warmup(KERNEL, [[0, np.nan]], 5, rng=RNG),
            "x must be finite; chain 0 is not",
        ),
        (
            lambda: sample(KERNEL, START, 5, rng=RNG, names=["a"]),
            "names must be 2 different",
        ),
        (
            lambda: sample(KERNEL, START, 5, rng=RNG, names=["a", "a"]),
            "names must be 2 different",
        ),
        (
            lambda: sample(KERNEL, START, 5, rng=RNG)["z"],
            "name must be one of x1, x2; got 'z'",
        ),
        (
            lambda: sample(density(np.full(2, -np.inf)), START, 5, rng=RNG),
            "chain 0 starts at .* density is zero",
        ),
        (
            lambda: warmup(density(np.full(2, np.nan)), START, 5, rng=RNG),
            "density returned nan",
        ),
        (
            lambda: warmup(density(np.full(2, np.inf)), START, 5, rng=RNG),
            "density returned inf",
        ),
        (
            lambda: warmup(density(0.0), START, 5, rng=RNG),
            r"log_density .* returned shape \(\)",
        ),
        (
            lambda: warmup(density(np.zeros((2, 1))), START, 5, rng=RNG),
            r"returned shape \(2, 1\)",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

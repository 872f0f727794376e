"""ChEES: keeps its target, climbs by the true derivative, finds the best length."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import kstest, norm

from coursekit.mcmc import diagnostics, sample, targets, warmup
from coursekit.mcmc.chees import ChEES, chees_gradient, harmonic_mean, in_units
from coursekit.mcmc.hmc import accept_or_stay, gradient_state, leapfrog


def test_chees_keeps_the_banana():
    """Exact draws stay exact: 3 projections, false-fail rate 6e-7 in all."""
    rng = np.random.default_rng(1)
    x1 = 2 * rng.standard_normal(20_000)
    x = np.stack([x1, x1**2 / 4 - 1 + 0.5 * rng.standard_normal(20_000)], axis=1)
    x = sample(ChEES(targets.Banana(), 0.5, 1.2), x, 4, rng=rng).state.x
    z = np.stack([x[:, 0] / 2, (x[:, 1] - x[:, 0] ** 2 / 4 + 1) / 0.5])
    for projection in [*z, z.sum(axis=0) / 2**0.5]:
        assert kstest(projection, norm.cdf).pvalue > 2e-7


@pytest.mark.parametrize("time", [0.3, 1.0, 2.0])
def test_the_gradient_is_that_of_the_criterion_in_closed_form(time):
    """On N(0, I) the criterion is dim sin(t)^2, so by log t it grows as dim t sin(2 t).

    Tolerance: 5 standard errors of the mean over 100,000 chains, false-fail rate 6e-7.
    """
    dim, n, rng = 5, 20, np.random.default_rng(2)
    target = targets.StandardNormal(dim)
    kernel = ChEES(target, time / n, time)
    state = gradient_state(target, rng.standard_normal((100_000, dim)))
    p = rng.standard_normal(state.x.shape)
    end, p_end = leapfrog(target, state, p, time / n, n, np.array(1.0))
    _, info = accept_or_stay(state, p, end, p_end, n, rng)
    each = (
        time
        * ((end.x**2).sum(axis=1) - (state.x**2).sum(axis=1))
        * (end.x * p_end).sum(axis=1)
    )
    error = 5 * each.std() / np.sqrt(len(each)) + 0.003 * dim  # and the leapfrog's own
    assert (
        abs(chees_gradient(state.x, info, kernel) - dim * time * np.sin(2 * time))
        < error
    )


def test_trajectories_that_fly_off_say_nothing():
    target, rng = targets.Funnel(), np.random.default_rng(3)
    state = gradient_state(target, np.array([[5.0, -9.0], [1.0, -9.0]]))
    kernel = ChEES(target, 3.0, 100.0)
    _, info = kernel.step(state, rng=rng)
    assert info.divergent.all()
    assert chees_gradient(state.x, info, kernel) == 0


def test_harmonic_mean():
    assert harmonic_mean(np.array([0.5, 1.0])) == pytest.approx(2 / 3)
    assert harmonic_mean(np.array([0.0, 1.0])) == pytest.approx(2 / 11)


def test_units_are_those_in_which_the_target_is_round():
    root = np.array([[2.0, 0.0], [1.0, 0.5]])
    z = np.random.default_rng(4).standard_normal((6, 2))
    np.testing.assert_allclose(in_units(z @ root.T, root), z)
    np.testing.assert_allclose(in_units(z * [2, 3], np.array([2.0, 3.0])), z)


def test_warm_up_finds_the_best_length_on_a_round_target():
    """Where E t sin(2 t) = 0 over t uniform in (L / 2, 3 L / 2): L = 1.41.

    Within 25 %: the last climb takes 80 noisy steps of at most 2.5 %, and a time is
    rounded up to whole leapfrog steps.
    """

    def slope(L):
        return quad(lambda t: t * np.sin(2 * t), L / 2, 3 * L / 2)[0]

    best = brentq(slope, 1, 2)
    rng = np.random.default_rng(5)
    target = targets.Gaussian(np.zeros(20), np.diag(np.geomspace(1e-3, 1e3, 20)))
    kernel, state = warmup(ChEES(target), rng.standard_normal((128, 20)), 320, rng=rng)
    assert kernel.length == pytest.approx(best, rel=0.25)
    run = sample(kernel, state, 100, rng=rng)
    assert diagnostics.rhat(run.draws).max() < 1.05
    assert 0.7 < run.info["accept_prob"].mean() < 0.95
    sd = run.draws.std(axis=(0, 1))
    np.testing.assert_allclose(sd, np.geomspace(1e-3, 1e3, 20) ** 0.5, rtol=0.05)


def test_while_chains_come_in_trajectories_are_short():
    rng = np.random.default_rng(6)
    kernel = ChEES(targets.Funnel(), 0.1, 50.0)
    state = kernel.init(np.full((16, 2), 3.0))
    adaptation = kernel.adaptation(400)
    kernel = adaptation.update(kernel, *kernel.step(state, rng=rng))
    lengths = []
    for _ in range(98):
        state, info = kernel.step(state, rng=rng)
        kernel = adaptation.update(kernel, state, info)
        lengths.append(info.n_leapfrog.max())
    assert max(lengths) <= 8


@pytest.mark.parametrize("n_steps", [0, 1, 3, 8])
def test_a_warm_up_of_a_few_steps_works(n_steps):
    rng = np.random.default_rng(7)
    kernel, state = warmup(ChEES(targets.Banana()), np.zeros((4, 2)), n_steps, rng=rng)
    assert np.isfinite(state.x).all() and 0 < kernel.length < np.inf


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"length": 0.0}, "length must be a positive number, got 0.0"),
        ({"length": np.inf}, "length must be a positive number, got inf"),
        ({"step_size": -1.0}, "step_size must be a positive number, got -1.0"),
        ({"target_accept": 0}, "target_accept must lie between 0 and 1, got 0"),
    ],
)
def test_bad_input_is_named(settings, message):
    with pytest.raises(ValueError, match=message):
        ChEES(targets.Banana(), **settings)

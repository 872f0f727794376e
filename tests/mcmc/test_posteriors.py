"""Posteriors of real data: against closed forms and a grid."""

import numpy as np
import pytest

from coursekit.datasets import coal_mining
from coursekit.mcmc import MetropolisHastings, diagnostics, sample
from coursekit.mcmc.metropolis import LogNormalWalk
from coursekit.mcmc.posteriors import CoalChangePoint


@pytest.fixture(scope="module")
def coal():
    return CoalChangePoint(*coal_mining())


def test_log_density_is_the_poisson_likelihood_times_the_priors():
    """Written out for three events, by hand: rate 2 for 4 years, then rate 1/2 for 6."""
    small = CoalChangePoint([1.0, 2.0, 8.0], start=0.0, end=10.0)
    x = np.array([[4.0, 2.0, 0.5]])
    expected = 2 * np.log(2.0) - 2.0 * 4 + np.log(0.5) - 0.5 * 6 - 2.0 - 0.5
    np.testing.assert_allclose(small.log_density(x), [expected])


def test_outside_the_support_the_density_is_zero(coal):
    outside = np.array([[-1.0, 3, 1], [112.5, 3, 1], [40, -3, 1], [40, 3, 0]])
    assert np.isneginf(coal.log_density(outside)).all()


def test_exact_posterior_agrees_with_a_grid_over_all_three(coal):
    """Brute force on 600 x 60 x 60 points; the grid's own error is below half a per cent."""
    wait = np.linspace(30, 50, 601)[:-1] + 1 / 60
    before, after = np.linspace(1.9, 4.6, 60), np.linspace(0.45, 1.6, 60)
    grid = np.stack(np.meshgrid(wait, before, after, indexing="ij"), axis=-1).reshape(
        -1, 3
    )
    logp = coal.log_density(grid)
    weight = np.exp(logp - logp.max())
    weight /= weight.sum()
    nodes, p, rates = coal.exact()
    exact = np.array([nodes @ p, *(p @ rates)])
    np.testing.assert_allclose(weight @ grid, exact, rtol=5e-3)


def test_sampler_agrees_with_the_exact_posterior(coal):
    """Means within 5 MCSE: false-fail rate 6e-7 for each of three."""
    nodes, p, rates = coal.exact()
    exact = np.array([nodes @ p, *(p @ rates)])
    kernel = MetropolisHastings(coal, LogNormalWalk([0.08, 0.16, 0.2]))
    start = np.tile(exact, (16, 1))
    run = sample(kernel, start, 4000, rng=np.random.default_rng(0), names=coal.names)
    error = abs(run.draws[:, 500:].mean(axis=(0, 1)) - exact)
    assert (error < 5 * diagnostics.mcse_mean(run.draws[:, 500:])).all()


def test_bad_input():
    with pytest.raises(ValueError, match="start must be before end"):
        CoalChangePoint([1.0], start=2.0, end=2.0)
    with pytest.raises(ValueError, match="date must be a vector of times between 0"):
        CoalChangePoint([1.0, 11.0], start=0.0, end=10.0)

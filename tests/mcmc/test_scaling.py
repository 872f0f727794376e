"""The exact acceptance rate and jump of random-walk Metropolis on a standard normal."""

import numpy as np
import pytest

from coursekit.mcmc import RandomWalkMetropolis, sample, scaling, targets


def test_one_dimension_has_a_closed_form():
    """For N(0, 1) and step s the rate is (2/pi) arctan(2/s) (Gelman, Roberts and Gilks 1996)."""
    scale = np.array([0.1, 0.5, 1.0, 2.4, 10.0])
    accept, _ = scaling.random_walk_efficiency(scale, 1)
    np.testing.assert_allclose(accept, 2 / np.pi * np.arctan(2 / scale), atol=2e-4)


@pytest.mark.parametrize("dim", [1, 2, 7, 40])
def test_simulation_agrees(dim):
    """z-tests on independent single steps from equilibrium; |z| < 6: false-fail rate 2e-9 each."""
    n, scale = 40_000, 1.5 / np.sqrt(dim)
    rng = np.random.default_rng(dim)
    start = rng.standard_normal((n, dim))
    run = sample(
        RandomWalkMetropolis(targets.StandardNormal(dim), scale), start, 1, rng=rng
    )
    jump = ((run.draws[:, 0] - start) ** 2).sum(axis=1) / dim
    accept, expected_jump = scaling.random_walk_efficiency(scale, dim)
    for values, expected in [
        (run.info["accept_prob"][:, 0], accept[0]),
        (jump, expected_jump[0]),
    ]:
        assert (
            abs(values.mean() - expected)
            < 6 * values.std() / np.sqrt(n) + 1e-3 * expected
        )


def test_best_rates_are_the_published_ones():
    """.44 in one dimension (Gelman et al. 1996), .234 in the limit (Roberts et al. 1997)."""
    scale, rate = scaling.best_acceptance(1)
    assert rate == pytest.approx(0.44, abs=2e-3)
    assert scale == pytest.approx(2.4, abs=0.05)
    scale, rate = scaling.best_acceptance(2000)
    assert rate == pytest.approx(0.234, abs=1e-3)
    assert scale * np.sqrt(2000) == pytest.approx(2.38, abs=0.01)


def test_bad_input():
    with pytest.raises(ValueError, match="scale must be positive"):
        scaling.random_walk_efficiency([1.0, -1.0], 2)
    with pytest.raises(ValueError, match="dim must be at least 1, got 0"):
        scaling.random_walk_efficiency(1.0, 0)

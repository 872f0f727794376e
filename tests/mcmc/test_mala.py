"""MALA: equal to HMC with one leapfrog step, draw for draw, and keeps its target."""

import numpy as np
import pytest
from scipy.stats import kstest, norm

from coursekit.mcmc import sample, targets, warmup
from coursekit.mcmc.hmc import HMC, State
from coursekit.mcmc.mala import MALA

ROOT = np.array([[1.3, 0.0], [-0.4, 0.6]])


@pytest.mark.parametrize("scale", [1.0, np.array([0.5, 1.5]), ROOT])
@pytest.mark.parametrize("target", [targets.Banana(), targets.Funnel()])
def test_mala_is_hmc_with_one_leapfrog_step(target, scale):
    """Two derivations, one algorithm: the Hastings term is the energy error."""
    x = np.random.default_rng(1).standard_normal((40, 2))
    mala = sample(MALA(target, 0.6, scale), x, 50, rng=np.random.default_rng(2))
    hmc = sample(HMC(target, 0.6, 1, scale), x, 50, rng=np.random.default_rng(2))
    np.testing.assert_allclose(mala.draws, hmc.draws, atol=1e-9)
    np.testing.assert_allclose(
        mala.info["accept_prob"], hmc.info["accept_prob"], atol=1e-9
    )


class Unadjusted(MALA):
    """Langevin without Metropolis: every proposal is taken."""

    def step(self, state, *, rng):
        _, info = super().step(state, rng=rng)
        x = info.proposal
        logp, grad = self.target.log_density(x), self.target.grad(x)
        return State(x, logp, grad), info


def smallest_p_value(kernel):
    """Exact draws from N(0, I), 10 steps on; the Kolmogorov-Smirnov test is exact."""
    rng = np.random.default_rng(3)
    x = sample(kernel, rng.standard_normal((10_000, 2)), 10, rng=rng).state.x
    return min(kstest(column, norm.cdf).pvalue for column in x.T)


def test_mala_keeps_its_target_and_langevin_without_metropolis_does_not():
    """False-fail rate 4e-7: two coordinates, each at p > 2e-7."""
    target = targets.StandardNormal(2)
    assert smallest_p_value(MALA(target, 1.2)) > 2e-7
    assert smallest_p_value(Unadjusted(target, 1.2)) < 2e-7


def test_warm_up_steers_for_the_best_acceptance():
    """.574 (Roberts and Rosenthal 1998), within .1."""
    rng = np.random.default_rng(4)
    target = targets.Gaussian(np.zeros(30), np.diag(np.geomspace(1e-4, 1e4, 30)))
    kernel, state = warmup(MALA(target), np.zeros((32, 30)), 400, rng=rng)
    run = sample(kernel, state, 100, rng=rng)
    assert run.info["accept_prob"].mean() == pytest.approx(0.574, abs=0.1)


def test_a_proposal_that_overflows_is_refused_without_a_warning():
    kernel = MALA(targets.Funnel(), 30.0)
    state = kernel.init(np.array([[5.0, -30.0]]))
    with np.errstate(over="raise", invalid="raise"):
        new, info = kernel.step(state, rng=np.random.default_rng(5))
    assert not info.accepted.any() and info.accept_prob == [0.0]
    np.testing.assert_array_equal(new.x, state.x)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="step_size must be a positive number, got 0"):
        MALA(targets.Banana(), 0)

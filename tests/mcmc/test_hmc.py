"""HMC: the leapfrog is reversible and keeps volume, and the kernel keeps its target.

Each check is also run on a version broken on purpose, and must fail there.
"""

import numpy as np
import pytest
from scipy.stats import kstest, norm

from coursekit.mcmc import diagnostics, sample, targets, warmup
from coursekit.mcmc.hmc import (
    HMC,
    State,
    accept_or_stay,
    force,
    gradient_state,
    leapfrog,
)
from coursekit.mcmc.metropolis import scaled

ROOT = np.array([[1.3, 0.0], [-0.4, 0.6]])
SCALES = [np.array(1.0), np.array([0.5, 1.5]), ROOT]
PLANE = [
    targets.StandardNormal(),
    targets.Banana(),
    targets.ThreeModes(),
    targets.Funnel(),
]


def euler(target, state, p, step_size, n_steps, scale):
    """What the leapfrog is not: position and momentum move at once."""
    x, _, grad = state
    for _ in range(n_steps):
        x, p = x + step_size * scaled(p, scale), p + step_size * force(grad, scale)
        grad = target.grad(x)
    return State(x, target.log_density(x), grad), p


def full_kick(target, state, p, step_size, n_steps, scale):
    """The commonest mistake: the first half kick is a whole one."""
    p = p + step_size / 2 * force(state.grad, scale)
    return leapfrog(target, state, p, step_size, n_steps, scale)


# The leapfrog


def there_and_back(integrator, target, scale):
    """How far from the start a path ends that turns round half way."""
    rng = np.random.default_rng(1)
    start = gradient_state(target, rng.standard_normal((50, 2)))
    p = rng.standard_normal((50, 2))
    end, p_end = integrator(target, start, p, 0.05, 20, scale)
    back, p_back = integrator(target, end, -p_end, 0.05, 20, scale)
    return max(abs(back.x - start.x).max(), abs(p_back + p).max())


@pytest.mark.parametrize("target", PLANE, ids=lambda t: type(t).__name__)
@pytest.mark.parametrize("scale", SCALES, ids=["one", "diagonal", "dense"])
def test_leapfrog_is_reversible(target, scale):
    assert there_and_back(leapfrog, target, scale) < 1e-10


@pytest.mark.parametrize("broken", [euler, full_kick])
def test_the_check_of_reversibility_catches_a_broken_integrator(broken):
    assert there_and_back(broken, targets.Banana(), SCALES[0]) > 1e-3


def log_volume_change(integrator, target, scale, step_size=0.1, n_steps=5):
    """log |det| of the map (x, p) -> (x', p') at 20 points, by central differences."""
    rng = np.random.default_rng(2)
    z = rng.standard_normal((20, 4))
    jacobian = np.empty((20, 4, 4))

    def flow(z):
        state = gradient_state(target, z[:, :2])
        end, p = integrator(target, state, z[:, 2:], step_size, n_steps, scale)
        return np.hstack([end.x, p])

    for k in range(4):
        h = np.zeros(4)
        h[k] = 1e-5
        jacobian[:, :, k] = (flow(z + h) - flow(z - h)) / 2e-5
    return np.abs(np.linalg.slogdet(jacobian)[1]).max()


@pytest.mark.parametrize("target", PLANE, ids=lambda t: type(t).__name__)
@pytest.mark.parametrize("scale", SCALES, ids=["one", "diagonal", "dense"])
def test_leapfrog_keeps_volume(target, scale):
    assert log_volume_change(leapfrog, target, scale) < 1e-5


def test_the_check_of_volume_catches_euler():
    assert log_volume_change(euler, targets.Banana(), SCALES[0]) > 1e-2


def energy_errors(step_sizes, time=1.0):
    target = targets.Banana()
    rng = np.random.default_rng(3)
    state = gradient_state(target, rng.standard_normal((400, 2)))
    p = rng.standard_normal((400, 2))
    H = 0.5 * (p**2).sum(axis=1) - state.logp
    errors = []
    for step_size in step_sizes:
        n_steps = round(time / step_size)
        end, p_end = leapfrog(target, state, p, step_size, n_steps, SCALES[0])
        errors.append(np.abs(0.5 * (p_end**2).sum(axis=1) - end.logp - H).mean())
    return np.array(errors)


def test_energy_error_is_of_second_order():
    """Half the step, a quarter of the error, over the same time."""
    errors = energy_errors([0.02, 0.01, 0.005])
    np.testing.assert_allclose(errors[:-1] / errors[1:], 4, rtol=0.02)


def test_leapfrog_on_a_harmonic_oscillator_is_its_closed_form():
    """On N(0, 1) a step is a fixed matrix, whose power is known by its angle."""
    eps, n = 0.3, 7
    A = np.array([[1 - eps**2 / 2, eps], [-eps * (1 - eps**2 / 4), 1 - eps**2 / 2]])
    state = gradient_state(targets.StandardNormal(1), [[0.8]])
    end, p = leapfrog(
        targets.StandardNormal(1), state, np.array([[-1.1]]), eps, n, np.array(1.0)
    )
    expected = np.linalg.matrix_power(A, n) @ [0.8, -1.1]
    np.testing.assert_allclose([end.x[0, 0], p[0, 0]], expected, rtol=1e-12)


def test_scale_is_a_change_of_units():
    """Sampling N(0, L L') with scale L is sampling N(0, I) with scale 1, times L."""
    plain = HMC(targets.StandardNormal(2), 0.4, 5)
    stretched = HMC(targets.Gaussian([0, 0], ROOT @ ROOT.T), 0.4, 5, ROOT)
    z = np.random.default_rng(4).standard_normal((10, 2))
    z_run = sample(plain, z, 30, rng=np.random.default_rng(5))
    x_run = sample(stretched, z @ ROOT.T, 30, rng=np.random.default_rng(5))
    np.testing.assert_allclose(x_run.draws, z_run.draws @ ROOT.T, atol=1e-9)


# Invariance: chains that start with exact draws stay distributed like the target.
# Chains are independent, so the Kolmogorov-Smirnov test is exact. A projection passes
# if p > 2e-7: with the 21 below, a correct kernel fails at most once in 230,000 seeds.

P_FAIL = 2e-7


def exact_banana(n, rng):
    x1 = 2 * rng.standard_normal(n)
    return np.stack([x1, x1**2 / 4 - 1 + 0.5 * rng.standard_normal(n)], axis=1)


def exact_funnel(n, rng):
    neck = 1.5 * rng.standard_normal(n)
    return np.stack([np.exp(neck / 2) * rng.standard_normal(n), neck], axis=1)


def banana_to_normal(x):
    return np.stack([x[:, 0] / 2, (x[:, 1] - x[:, 0] ** 2 / 4 + 1) / 0.5], axis=1)


def funnel_to_normal(x):
    return np.stack([x[:, 0] * np.exp(-x[:, 1] / 2), x[:, 1] / 1.5], axis=1)


def smallest_p_value(kernel, exact, to_normal, chains=20_000, steps=4):
    """How well chains mapped to independent normals still fit them after some steps."""
    rng = np.random.default_rng(6)
    run = sample(kernel, exact(chains, rng), steps, rng=rng)
    z = to_normal(run.state.x)
    return min(
        kstest(column, norm.cdf).pvalue
        for column in [*z.T, (z[:, 0] + z[:, 1]) / 2**0.5]
    )


BANANA = (exact_banana, banana_to_normal)
FUNNEL = (exact_funnel, funnel_to_normal)


@pytest.mark.parametrize("scale", SCALES, ids=["one", "diagonal", "dense"])
def test_hmc_keeps_the_banana(scale):
    """At a step so long that a quarter of the proposals are refused."""
    assert smallest_p_value(HMC(targets.Banana(), 0.5, 4, scale), *BANANA) > P_FAIL


def test_hmc_keeps_the_funnel_though_some_trajectories_diverge():
    assert smallest_p_value(HMC(targets.Funnel(), 0.6, 5), *FUNNEL) > P_FAIL


class Broken(HMC):
    integrator = staticmethod(leapfrog)

    def step(self, state, *, rng):
        p = rng.standard_normal(state.x.shape)
        settings = (self.step_size, self.n_leapfrog, self.scale)
        end, p_end = self.integrator(self.target, state, p, *settings)
        return accept_or_stay(state, p, end, p_end, self.n_leapfrog, rng)


class Euler(Broken):
    integrator = staticmethod(euler)


class FullKick(Broken):
    integrator = staticmethod(full_kick)


class NoRefusals(HMC):
    """Every proposal accepted: stable on a normal, but it keeps another law."""

    def step(self, state, *, rng):
        p = rng.standard_normal(state.x.shape)
        settings = (self.step_size, self.n_leapfrog, self.scale)
        end, p_end = leapfrog(self.target, state, p, *settings)
        _, info = accept_or_stay(state, p, end, p_end, self.n_leapfrog, rng)
        return end, info


NORMAL = (lambda n, rng: rng.standard_normal((n, 2)), lambda x: x)


@pytest.mark.parametrize(
    ("broken", "target", "law"),
    [
        (Euler, targets.Banana(), BANANA),
        (FullKick, targets.Banana(), BANANA),
        (NoRefusals, targets.StandardNormal(), NORMAL),
    ],
)
def test_the_check_of_invariance_catches_a_mistake(broken, target, law):
    step_size = 0.5 if law is BANANA else 1.2
    assert smallest_p_value(HMC(target, step_size, 4), *law) > P_FAIL
    assert smallest_p_value(broken(target, step_size, 4), *law) < P_FAIL


# Warm-up and use


def test_a_hundred_dimensions_of_very_different_widths():
    """Means within .05, variances within 10 %: five errors of 6,000 free draws."""
    rng = np.random.default_rng(7)
    basis, _ = np.linalg.qr(rng.standard_normal((100, 100)))
    sd = np.geomspace(0.1, 10, 100)
    covariance = (basis * sd**2) @ basis.T
    target = targets.Gaussian(np.zeros(100), (covariance + covariance.T) / 2)
    kernel, state = warmup(
        HMC(target, 0.05, 3), rng.standard_normal((64, 100)), 200, rng=rng
    )
    run = sample(kernel, state, 200, rng=rng)
    along = run.draws.reshape(-1, 100) @ basis / sd
    assert abs(along.var(axis=0) - 1).max() < 0.1
    assert abs(along.mean(axis=0)).max() < 0.05
    assert 0.6 < run.accept_rate.mean() < 0.97


def test_a_run_can_be_stopped_and_resumed():
    kernel, x = HMC(targets.Banana(), 0.4, 6), np.zeros((3, 2))
    whole = sample(kernel, x, 20, rng=np.random.default_rng(8))
    rng = np.random.default_rng(8)
    first = sample(kernel, x, 12, rng=rng)
    second = sample(kernel, first.state, 8, rng=rng)
    np.testing.assert_array_equal(
        np.concatenate([first.draws, second.draws], axis=1), whole.draws
    )


def test_info_tells_of_each_step():
    run = sample(
        HMC(targets.Funnel(), 0.7, 4),
        np.zeros((50, 2)),
        40,
        rng=np.random.default_rng(9),
    )
    info = run.info
    assert set(info) == {
        *(
            "accept_prob",
            "accepted",
            "energy_error",
            "divergent",
            "energy",
            "n_leapfrog",
        )
    }
    error = info["energy_error"]
    np.testing.assert_allclose(
        info["accept_prob"], np.minimum(1, np.exp(-np.maximum(error, 0)))
    )
    np.testing.assert_array_equal(info["divergent"], error > 1000)
    assert info["divergent"].any() and not (info["divergent"] & info["accepted"]).any()
    assert (info["energy"] >= -run.logp).all()


def test_a_trajectory_that_overflows_is_divergent_and_refused_without_a_warning():
    target = targets.Funnel()
    state = gradient_state(target, np.array([[5.0, -9.0]]))
    with np.errstate(over="raise", invalid="raise"):
        kernel = HMC(target, 3.0, 50)
        new, info = kernel.step(state, rng=np.random.default_rng(10))
    assert info.divergent.all() and not info.accepted.any()
    np.testing.assert_array_equal(new.x, state.x)


def test_diagnostics_take_the_draws():
    """Over 60 seeds R-hat was at most 1.008."""
    rng = np.random.default_rng(11)
    target = targets.Gaussian([0, 0], [[4, 1.9], [1.9, 1]])
    kernel, state = warmup(HMC(target, 0.2, 2), np.zeros((8, 2)), 400, rng=rng)
    run = sample(kernel, state, 500, rng=rng)
    assert diagnostics.rhat(run.draws).max() < 1.05


# Bad input


class NoGradient:
    dim = 2

    def log_density(self, x):
        return -(x**2).sum(axis=1)


class WrongGradient(NoGradient):
    def __init__(self, grad):
        self.grad = lambda x: grad


class TooHigh(targets.StandardNormal):
    def log_density(self, x):
        return np.where(x[:, 0] == 0, 0.0, np.inf)


PLAIN = targets.StandardNormal(2)
ORIGIN = np.zeros((1, 2))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: HMC(PLAIN, 0.0, 5), "step_size must be a positive number, got 0.0"),
        (lambda: HMC(PLAIN, np.nan, 5), "step_size must be a positive number, got nan"),
        (
            lambda: HMC(PLAIN, 0.1, 0),
            "n_leapfrog must be a whole number, at least 1; got 0",
        ),
        (lambda: HMC(PLAIN, 0.1, 2.5), "n_leapfrog must be a whole number, .* got 2.5"),
        (lambda: HMC(PLAIN, 0.1, 5, -1.0), "scale must be positive and finite"),
        (
            lambda: HMC(PLAIN, 0.1, 5, target_accept=1.0),
            "target_accept must lie between 0 and 1",
        ),
        (lambda: HMC(NoGradient(), 0.1, 5), r"grad\(x\) .* NoGradient has none"),
        (
            lambda: HMC(PLAIN, 0.1, 5).init(np.zeros(2)),
            r"x must have shape .*pass x\[None\]",
        ),
        (
            lambda: HMC(WrongGradient(np.zeros(2)), 0.1, 5).init(ORIGIN),
            r"target.grad must map shape \(1, 2\) to the same; it returned \(2,\)",
        ),
        (
            lambda: HMC(WrongGradient([[np.nan, 0.0]]), 0.1, 5).init(ORIGIN),
            r"target.grad returned \[nan  0.\] at x = \[0. 0.\] \(chain 0\)",
        ),
        (
            lambda: sample(
                HMC(TooHigh(), 0.1, 5), ORIGIN, 1, rng=np.random.default_rng(0)
            ),
            "target.log_density returned inf on the trajectory of chain 0",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

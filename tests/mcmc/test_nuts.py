"""NUTS keeps its target, chooses by weight, turns in time, agrees with closed forms.

The checks of invariance are also run on versions broken on purpose; they fail there.
"""

import numpy as np
import pytest
from scipy.stats import chisquare, kstest, norm

from coursekit.mcmc import diagnostics, nuts, sample, targets, warmup
from coursekit.mcmc.hmc import HMC, gradient_state, leapfrog
from coursekit.mcmc.nuts import NUTS, Trajectory, Tree, packed, turns_back, unpacked

# Invariance, as in test_hmc: exact draws stay exact, p > 2e-7 for each projection.


def exact_banana(n, rng):
    x1 = 2 * rng.standard_normal(n)
    return np.stack([x1, x1**2 / 4 - 1 + 0.5 * rng.standard_normal(n)], axis=1)


def smallest_p_value(kernel, chains=8000, steps=3):
    rng = np.random.default_rng(1)
    x = sample(kernel, exact_banana(chains, rng), steps, rng=rng).state.x
    z = np.stack([x[:, 0] / 2, (x[:, 1] - x[:, 0] ** 2 / 4 + 1) / 0.5])
    projections = [*z, z.sum(axis=0) / 2**0.5]
    return min(kstest(projection, norm.cdf).pvalue for projection in projections)


ROOT = np.array([[1.3, 0.0], [-0.4, 0.6]])


@pytest.mark.parametrize("scale", [1.0, ROOT], ids=["one", "dense"])
def test_nuts_keeps_the_banana(scale):
    assert smallest_p_value(NUTS(targets.Banana(), 0.5, scale)) > 2e-7


def test_nuts_keeps_the_banana_when_cut_short():
    assert smallest_p_value(NUTS(targets.Banana(), 0.3, max_depth=2)) > 2e-7


def always_late(early, late, log_odds, rng, join=nuts.join):
    """The end of the trajectory, whatever the points weigh."""
    return join(early, late, np.where(late.going, 1.0, log_odds), rng)


def no_turn_inside(self, depth, edge, going, rng, original=Trajectory.subtree):
    """A new half is kept although it turned back inside."""
    tree = original(self, depth, edge, going, rng)
    return tree._replace(going=going & ~self.divergent)


@pytest.mark.parametrize(
    ("where", "name", "broken"),
    [
        (nuts, "join", always_late),
        (Trajectory, "subtree", no_turn_inside),
    ],
)
def test_the_check_of_invariance_catches_a_mistake(monkeypatch, where, name, broken):
    monkeypatch.setattr(where, name, broken)
    assert smallest_p_value(NUTS(targets.Banana(), 0.5)) < 2e-7


# The parts


def test_a_point_is_chosen_with_probability_as_exp_minus_energy():
    """30,000 chains on one path of 4 points; chi-squared, false-fail rate 1e-6."""
    target, chains = targets.Banana(), 30_000
    start = gradient_state(target, np.array([[1.5, -0.9]]))
    p = np.array([[0.6, 1.0]])
    path = [leapfrog(target, start, p, 0.7, n, np.array(1.0)) for n in range(1, 5)]
    H = np.array([0.5 * (p_n**2).sum() - state.logp[0] for state, p_n in path])
    weight = np.exp(H.min() - H)
    many = gradient_state(target, np.repeat(start.x, chains, axis=0))
    momenta = np.repeat(p, chains, axis=0)
    trajectory = Trajectory(NUTS(target, 0.7), many, momenta)
    root = trajectory.root()
    tree = trajectory.subtree(2, root.last, root.going, np.random.default_rng(2))
    chosen, _ = unpacked(tree.chosen)
    x_path = np.concatenate([state.x for state, _ in path])
    distance = np.abs(chosen.x[:, None] - x_path).sum(axis=2)
    assert distance.min(axis=1).max() < 1e-9
    counts = np.bincount(distance.argmin(axis=1), minlength=4)
    assert np.ptp(weight) > 0.2  # weights that differ enough to tell
    assert chisquare(counts, chains * weight / weight.sum()).pvalue > 1e-6
    H_start = 0.5 * (p**2).sum() - start.logp
    np.testing.assert_allclose(tree.log_weight, np.log(np.exp(H_start - H).sum()))
    np.testing.assert_allclose(tree.rho[0], sum(p_n for _, p_n in path)[0])


def stretch(momenta):
    """A tree for one chain with the given momenta, (points, dim), all else unused."""
    momenta = np.asarray(momenta, dtype=float)
    state = gradient_state(targets.StandardNormal(2), np.zeros((1, 2)))
    first, last = packed(state, momenta[:1]), packed(state, momenta[-1:])
    rho = momenta.sum(axis=0, keepdims=True)
    return Tree(first, last, last, rho, np.zeros(1), np.ones(1, dtype=bool))


def on_a_circle(*degrees):
    angle = np.radians(degrees)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


@pytest.mark.parametrize(
    ("early", "late", "back"),
    [
        (on_a_circle(0, 0), on_a_circle(0, 0), False),
        (on_a_circle(0, 40), on_a_circle(80, 120), False),
        (on_a_circle(0, 70), on_a_circle(140, 210), True),
        ([[1, 0], [-1, 0]], [[-1, 0], [1, 0]], True),  # all of it sums to nothing
        ([[1, 0], [1, 0]], [[-0.9, 0], [9, 0]], True),  # only the seam shows it
    ],
)
def test_a_turn_is_seen(early, late, back):
    assert turns_back(stretch(early), stretch(late))[0] == back


def test_on_a_round_target_a_trajectory_turns_within_a_period():
    """Half a period, pi, brings a chain to the far side; doubling may overshoot by two.

    A chain that starts slowly and far out comes back sooner.
    """
    run = sample(
        NUTS(targets.StandardNormal(5), 0.1),
        np.random.default_rng(3).standard_normal((200, 5)),
        5,
        rng=np.random.default_rng(4),
    )
    time = 0.1 * run.info["n_leapfrog"]
    assert np.median(time) == pytest.approx(np.pi, rel=0.1)
    assert time.max() < 2.1 * np.pi
    np.testing.assert_array_less(run.info["n_leapfrog"], 2 ** run.info["depth"])


# Against closed forms and HMC


@pytest.fixture(scope="module")
def donut():
    rng = np.random.default_rng(5)
    angle, radius = rng.uniform(0, 2 * np.pi, 400), rng.normal(2.5, 0.35, 400)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    kernel = NUTS(targets.Donut(), 0.4)
    return kernel, sample(kernel, x, 40, rng=rng)


def test_the_donuts_radius_has_its_known_law(donut):
    """r has density r exp(-(r - 2.5)^2 / (2 .35^2)): 5 errors, 6e-7 for each moment."""
    _, run = donut
    r = np.linspace(1e-3, 5, 20_000)
    weight = r * np.exp(-0.5 * ((r - 2.5) / 0.35) ** 2)
    weight /= weight.sum()
    radius = np.hypot(*np.moveaxis(run.draws, 2, 0))
    for power in (1, 2):
        error = (radius**power).mean() - weight @ r**power
        assert abs(error) < 5 * diagnostics.mcse_mean(radius**power)


def test_nuts_agrees_with_hmc(donut):
    """Means and squares of both coordinates within 5 errors of the difference."""
    kernel, run = donut
    rng = np.random.default_rng(6)
    other = sample(HMC(kernel.target, kernel.step_size, 6), run.state.x, 40, rng=rng)
    for power in (1, 2):
        a, b = run.draws**power, other.draws**power
        error = np.hypot(diagnostics.mcse_mean(a), diagnostics.mcse_mean(b))
        assert (abs(a.mean(axis=(0, 1)) - b.mean(axis=(0, 1))) < 5 * error).all()


def test_warm_up_tunes_it():
    """Widths of 1 and 100, found from a start where neither step nor scale fits."""
    rng = np.random.default_rng(10)
    target = targets.Gaussian([0, 0], [[1.0, 50.0], [50.0, 1e4]])
    kernel, state = warmup(NUTS(target, 1.0), np.zeros((16, 2)), 80, rng=rng)
    run = sample(kernel, state, 60, rng=rng)
    assert run.info["accept_prob"].mean() == pytest.approx(0.8, abs=0.12)
    assert run.info["n_leapfrog"].mean() < 6
    np.testing.assert_allclose(run.draws.std(axis=(0, 1)), [1, 100], rtol=0.15)


# Use


def test_trajectories_end_at_the_greatest_depth():
    kernel = NUTS(targets.StandardNormal(2), 1e-3, max_depth=4)
    run = sample(kernel, np.ones((3, 2)), 2, rng=np.random.default_rng(7))
    assert (run.info["depth"] == 4).all() and (run.info["n_leapfrog"] == 15).all()


def test_a_divergence_is_told_and_the_chain_stays_in_place():
    kernel = NUTS(targets.Funnel(), 20.0)
    state = kernel.init(np.array([[5.0, -9.0], [0.1, -9.0]]))
    with np.errstate(over="raise", invalid="raise"):
        new, info = kernel.step(state, rng=np.random.default_rng(8))
    assert info.divergent.all() and not info.accepted.any()
    np.testing.assert_array_equal(new.x, state.x)
    np.testing.assert_array_equal(info.n_leapfrog, [1, 1])


def test_a_run_can_be_stopped_and_resumed():
    kernel, x = NUTS(targets.Banana(), 0.4), np.zeros((3, 2))
    whole = sample(kernel, x, 8, rng=np.random.default_rng(9))
    rng = np.random.default_rng(9)
    first = sample(kernel, x, 5, rng=rng)
    second = sample(kernel, first.state, 3, rng=rng)
    draws = np.concatenate([first.draws, second.draws], axis=1)
    np.testing.assert_array_equal(draws, whole.draws)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"max_depth": 0}, "max_depth must be a whole number, at least 1; got 0"),
        ({"max_depth": 2.0}, "max_depth must be a whole number, .* got 2.0"),
        ({"step_size": 0}, "step_size must be a positive number, got 0"),
        ({"scale": 0.0}, "scale must be positive and finite"),
    ],
)
def test_bad_input_is_named(settings, message):
    with pytest.raises(ValueError, match=message):
        NUTS(targets.Banana(), **settings)

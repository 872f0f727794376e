"""Tempering and annealing: exact on finite laws, constants exact and published.

Statistical checks pass if p > 2e-7, or within 5 standard errors (6e-7).
"""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import chisquare, kstest, norm

from coursekit.datasets import galaxies
from coursekit.mcmc import sample
from coursekit.mcmc.gibbs import NormalMixture
from coursekit.mcmc.tempering import (
    LogMixture,
    ParallelTempering,
    TemperedPosterior,
    annealed_importance,
    equalised_ladder,
    log_mean,
    round_trip_rate,
)

P_FAIL = 2e-7
LADDER = np.array([0.0, 0.4, 1.0])


class Points:
    """Four points in a row with two far modes; pi_beta = weight^beta / 4."""

    dim = 1
    weight = np.array([5.0, 0.2, 0.1, 3.0])

    def law(self, beta):
        p = self.weight**beta
        return p / p.sum()

    def draw_base(self, n, *, rng):
        return rng.integers(4, size=(n, 1)).astype(float)

    def log_density(self, x, beta):
        return beta * np.log(self.weight[x[:, 0].astype(int)]) - np.log(4)

    def step(self, x, beta, *, rng):
        new = x + rng.choice([-1, 1], x.shape)
        inside = ((new >= 0) & (new <= 3))[:, 0]
        safe = np.clip(new, 0, 3)
        log_ratio = self.log_density(safe, beta) - self.log_density(x, beta)
        accepted = inside & (np.log(rng.random(len(x))) < log_ratio)
        return np.where(accepted[:, None], safe, x)


class WrongSign(Points):
    """Broken: moves are right, but swaps see the density upside down."""

    def log_density(self, x, beta):
        return -super().log_density(x, beta)

    def step(self, x, beta, *, rng):
        return Points().step(x, beta, rng=rng)


def joint_p_value(path, steps=3, chains=40_000):
    """The ladder starts in its exact law; after some steps it must still have it."""
    rng = np.random.default_rng(1)
    laws = [path.law(beta) for beta in LADDER]
    columns = [rng.choice(4, size=chains, p=law) for law in laws]
    kernel = ParallelTempering(path, LADDER)
    state = kernel.init(np.zeros((chains, 1)))
    state = state._replace(ladder=np.stack(columns, axis=1)[:, :, None].astype(float))
    for _ in range(steps):
        state, _ = kernel.step(state, rng=rng)
    index = (state.ladder[:, :, 0] @ [16, 4, 1]).astype(int)
    expected = chains * np.einsum("i,j,k->ijk", *laws).ravel()
    return chisquare(np.bincount(index, minlength=64), expected).pvalue, state


def test_the_whole_ladder_keeps_its_joint_law():
    p_value, state = joint_p_value(Points())
    assert p_value > P_FAIL
    np.testing.assert_array_equal(state.x, state.ladder[:, -1])
    exact = Points().log_density(state.x, np.ones(len(state.x)))
    np.testing.assert_allclose(state.logp, exact)
    assert (np.sort(state.walker, axis=1) == np.arange(3)).all()


def test_the_joint_test_catches_a_swap_with_the_wrong_sign():
    assert joint_p_value(WrongSign())[0] < P_FAIL


def test_swaps_alternate_and_are_reported():
    kernel = ParallelTempering(Points(), LADDER)
    state = kernel.init(np.zeros((5, 1)))
    state, even = kernel.step(state, rng=np.random.default_rng(2))
    state, odd = kernel.step(state, rng=np.random.default_rng(2))
    assert np.isnan(even.swap_prob[:, 1]).all() and np.isnan(odd.swap_prob[:, 0]).all()
    assert ((odd.swap_prob[:, 1] > 0) & (odd.swap_prob[:, 1] <= 1)).all()


def test_round_trips_are_counted_as_a_walker_makes_them():
    """By hand, from the walkers' places alone."""
    kernel = ParallelTempering(Points(), LADDER)
    rng = np.random.default_rng(3)
    state = kernel.init(np.zeros((1, 1)))
    hot, counted, by_hand = set(), 0, 0
    for _ in range(500):
        state, info = kernel.step(state, rng=rng)
        hot.add(int(state.walker[0, 0]))
        top = int(state.walker[0, -1])
        by_hand += top in hot
        hot.discard(top)
        counted += int(info.round_trip[0])
    assert counted == by_hand > 20


def test_two_modes_that_a_walk_never_crosses():
    """Equal peaks at -8 and 8 under a wide prior; chains start in the left one."""

    class Peaks:
        dim = 1
        prior = norm(0, 20)

        def draw_prior(self, n, *, rng):
            return 20 * rng.standard_normal((n, 1))

        def log_prior(self, x):
            return self.prior.logpdf(x[:, 0])

        def log_likelihood(self, x):
            return np.logaddexp(-0.5 * (x[:, 0] + 8) ** 2, -0.5 * (x[:, 0] - 8) ** 2)

    path = TemperedPosterior(Peaks(), 20.0, 1.0)
    kernel = ParallelTempering(path, np.array([0, 0.003, 0.02, 0.1, 0.35, 1.0]))
    run = sample(kernel, np.full((500, 1), -8.0), 150, rng=np.random.default_rng(4))
    last = run.draws[:, -1, 0]
    # by symmetry each side has probability 1/2; 500 independent chains
    assert abs((last > 0).mean() - 0.5) < 5.2 * 0.5 / np.sqrt(500)
    # posterior of a normal prior and a normal peak: precision 1 + 1/400
    shrink = 1 / (1 + 1 / 400)
    centred = abs(last) - 8 * shrink
    assert kstest(centred, norm(0, np.sqrt(shrink)).cdf).pvalue > P_FAIL
    # and the constant: 2 N(8; 0, 1 + 400) sqrt(2 pi)
    _, log_w = annealed_importance(
        path, np.linspace(0, 1, 60) ** 3, 1000, rng=np.random.default_rng(5)
    )
    log_Z, error = log_mean(log_w)
    exact = np.log(2 * np.sqrt(2 * np.pi)) + norm(0, np.sqrt(401)).logpdf(8)
    assert abs(log_Z - exact) < 5 * error and error < 0.1


def test_annealed_weights_have_the_right_mean_whatever_the_ladder():
    path = Points()
    exact = path.weight.mean()
    for betas in ([0, 1], LADDER, np.linspace(0, 1, 30)):
        _, log_w = annealed_importance(
            path, betas, 20_000, rng=np.random.default_rng(6)
        )
        w = np.exp(log_w)
        assert abs(w.mean() - exact) < 5 * w.std() / np.sqrt(len(w))


def test_weighted_walkers_are_draws_of_the_target():
    path = Points()
    x, log_w = annealed_importance(path, LADDER, 50_000, rng=np.random.default_rng(7))
    w = np.exp(log_w) / np.exp(log_w).sum()
    for point, p in enumerate(path.law(1.0)):
        here = (x[:, 0] == point).astype(float)
        error = np.sqrt((w**2 * (here - p) ** 2).sum())
        assert abs(w @ here - p) < 5 * error


def test_log_mean_by_hand():
    estimate, error = log_mean(np.log([1.0, 3.0]) - 5000)
    assert estimate == pytest.approx(np.log(2) - 5000)
    assert error == pytest.approx(np.sqrt(2) / 2 / np.sqrt(2))


def test_a_run_goes_on_where_it_stopped():
    kernel = ParallelTempering(Points(), LADDER)
    start = np.zeros((3, 1))
    whole = sample(kernel, start, 20, rng=np.random.default_rng(12))
    rng = np.random.default_rng(12)
    first = sample(kernel, start, 7, rng=rng)
    second = sample(kernel, first.state, 13, rng=rng)
    np.testing.assert_array_equal(whole.draws[:, 7:], second.draws)
    trips = whole.info["round_trip"][:, 7:]
    np.testing.assert_array_equal(trips, second.info["round_trip"])


# The mixture


def test_log_coordinates_have_the_jacobian():
    """The density of u integrates the mixture's prior: compare by the change of one."""
    mixture = NormalMixture([19.0, 23.0], 2)
    model = LogMixture(mixture)
    rng = np.random.default_rng(8)
    u = model.draw_prior(50, rng=rng)
    x = model.constrain(u)
    # p(u) = p(g) p(m) p(v) v, p(g) = exp(log g - g), against log_prior of (w, m, v)
    log_g = u[:, :2]
    expected = mixture.log_prior(x) - np.log(1.0)  # Dirichlet(1, 1) has density 1
    expected += (log_g - np.exp(log_g)).sum(axis=1) + u[:, -1]
    np.testing.assert_allclose(model.log_prior(u), expected)
    np.testing.assert_allclose(model.log_likelihood(u), mixture.log_likelihood(x))
    assert np.allclose(x[:, :2].sum(axis=1), 1)


def test_prior_draws_follow_the_prior():
    model = LogMixture(NormalMixture([0.0], 2))
    x = model.constrain(model.draw_prior(20_000, rng=np.random.default_rng(9)))
    assert kstest(x[:, 0], lambda w: w).pvalue > P_FAIL
    assert kstest(x[:, 2], norm(20, 10).cdf).pvalue > P_FAIL


def test_marginal_likelihood_of_one_component_by_quadrature():
    y = np.array([18.0, 22.0, 21.0, 25.0])
    mixture = NormalMixture(y, 1)

    def evidence(m):
        def at(log_v):
            x = np.array([[1.0, m, np.exp(log_v)]])
            return np.exp(mixture.log_density(x)[0] + log_v)

        return quad(at, -2, 8)[0]

    exact = np.log(quad(evidence, -10, 50, points=[21.5])[0])
    path = TemperedPosterior(LogMixture(mixture), np.array([1, 10, 0.6]), 1.0)
    _, log_w = annealed_importance(
        path, np.linspace(0, 1, 50) ** 3, 1000, rng=np.random.default_rng(10)
    )
    log_Z, error = log_mean(log_w)
    assert abs(log_Z - exact) < 5 * error and error < 0.05


def test_marginal_likelihood_of_the_galaxies_as_published():
    """-226.791 for three components with a common variance (after Neal 1999).

    Chib (1995, table 4) printed -228.620: his sampler stayed in one of 3! = 6 modes.
    """
    y = galaxies().velocity
    sd = (
        np.array([1.2] * 3 + [10] * 3 + [0.6]),
        np.array([0.4] * 3 + [0.6] * 3 + [0.17]),
    )
    path = TemperedPosterior(LogMixture(NormalMixture(y, 3)), *sd)
    ladder = [0, 0.01, 0.036, 0.085, 0.16, 0.256, 0.425, 0.679, 1]
    betas = np.interp(np.linspace(0, 8, 301), range(9), ladder)
    _, log_w = annealed_importance(path, betas, 150, rng=np.random.default_rng(11))
    log_Z, error = log_mean(log_w)
    assert error < 0.3
    assert abs(log_Z - -226.791) < 4 * error
    assert abs(log_Z - np.log(6) - -228.620) < 4 * error


# Ladders


def test_an_equalised_ladder_has_equal_rejections():
    betas = np.array([0, 0.1, 0.5, 1.0])
    new = equalised_ladder(betas, [0.9, 0.5, 0.8], 5)  # rejections .1, .5, .2
    np.testing.assert_allclose(new, [0, 0.18, 0.34, 0.5, 1.0])


def test_round_trip_rate():
    assert round_trip_rate([1.0, 1.0]) == 0.5  # up and down without a stop
    assert round_trip_rate([0.5, 0.5]) == pytest.approx(1 / 6)


# Bad input


PATH = TemperedPosterior(LogMixture(NormalMixture([1.0, 2.0], 2)), 1.0, 1.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: ParallelTempering(PATH, [0, 0.5]),
            "betas must go from 0 to 1, got 0.0 to",
        ),
        (lambda: ParallelTempering(PATH, [0, 0.5, 0.5, 1]), "betas must be a rising"),
        (lambda: ParallelTempering(PATH, [1.0]), "betas must be a rising"),
        (lambda: ParallelTempering(PATH, [0, np.nan, 1]), "betas must be a rising"),
        (
            lambda: ParallelTempering(PATH, [0, 1]).init(np.zeros(5)),
            r"x .* \(chains, 5\)",
        ),
        (
            lambda: ParallelTempering(PATH, [0, 1]).init(np.full((1, 5), np.nan)),
            "x must lie inside the support",
        ),
        (lambda: TemperedPosterior(None, 0.0, 1.0), "prior_sd must be positive"),
        (lambda: TemperedPosterior(None, 1.0, np.nan), "posterior_sd must be positive"),
        (
            lambda: TemperedPosterior(None, 1.0, 1.0, 0),
            "moves must be at least 1, got 0",
        ),
        (
            lambda: annealed_importance(PATH, [0, 1], 0, rng=np.random.default_rng()),
            "n must be at least 1",
        ),
        (
            lambda: equalised_ladder([0, 1], [0.5, 0.5], 3),
            "swap_prob must be 1 numbers",
        ),
        (lambda: equalised_ladder([0, 1], [0.5], 1), "levels must be at least 2"),
        (lambda: round_trip_rate([0.5, 0.0]), r"swap_prob must lie in \(0, 1\]"),
        (lambda: log_mean([0.0]), "log_weight must be a vector of at least 2"),
        (lambda: log_mean([0.0, np.nan]), "log_weight must be a vector of at least 2"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

"""SQUAREM: the same top in fewer steps, and never down."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.em._loop import ObjectiveFell, fit, iterate
from coursekit.em.acceleration import leap, squarem
from coursekit.em.latent_linear import LatentLinear
from coursekit.em.two_coins import Coins, Theta

# Two coins that are hard to tell apart: EM creeps.
RNG = np.random.default_rng(0)
TOSSED = RNG.binomial(6, np.where(RNG.random(400) < 0.4, 0.7, 0.5))
SLOW = Coins(TOSSED, 6 - TOSSED)
START = Theta(np.array([0.8, 0.4]), np.array([0.5, 0.5]))


class Counted:
    """A model that counts its E-steps."""

    def __init__(self, model):
        self.model, self.e_steps = model, 0

    def __getattr__(self, name):
        return getattr(self.model, name)

    def e_step(self, theta):
        self.e_steps += 1
        return self.model.e_step(theta)


def test_it_reaches_the_same_top_in_a_fifth_of_the_e_steps():
    counts, ends = {}, {}
    for climb in (iterate, squarem):
        counted = Counted(SLOW)
        ends[climb] = fit(counted, START, max_iter=100_000, tol=1e-11, climb=climb)
        counts[climb] = counted.e_steps
    assert ends[squarem].value >= ends[iterate].value
    assert ends[squarem].theta.heads == pytest.approx(
        ends[iterate].theta.heads, abs=1e-3
    )
    assert counts[squarem] < counts[iterate] / 5


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.sampled_from([1, 30, 10**6]))
def test_the_objective_never_falls(seed, n_coins, biggest):
    rng = np.random.default_rng(seed)
    model = Coins(*rng.integers(0, biggest + 1, (2, 8)))
    start = Theta(rng.uniform(0.01, 0.99, n_coins), rng.dirichlet(np.ones(n_coins)))
    steps = squarem(model, start)
    values = np.array([next(steps).value for _ in range(12)])
    assert (np.diff(values) >= -1e-9 * np.maximum(1, abs(values[1:]))).all()


def test_it_climbs_factor_analysis():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((200, 3)) @ rng.standard_normal((3, 8))
    model = LatentLinear(X + rng.standard_normal(X.shape), common=False)
    start = model.start(2, np.random.RandomState(0))
    plain = fit(model, start, max_iter=5000, tol=1e-8)
    leaps = fit(model, start, max_iter=5000, tol=1e-8, climb=squarem)
    assert 3 * leaps.n_iter < 0.7 * plain.n_iter
    assert leaps.value == pytest.approx(plain.value, abs=1e-4)


def test_on_a_straight_path_that_fades_by_a_factor_the_leap_lands_on_its_end():
    end, rate = np.array([3.0, -1.0]), 0.9
    path = [end + rate**k * np.array([1.0, 2.0]) for k in range(3)]
    there, length = leap(path, longest=1e6)
    assert length == pytest.approx(1 / (1 - rate))
    assert there == pytest.approx(end)


def test_a_leap_of_length_one_is_two_em_steps():
    path = [np.array([0.0]), np.array([1.0]), np.array([1.9])]
    assert leap(path, longest=1.0) == (pytest.approx([1.9]), 1.0)
    still = [np.zeros(2)] * 3
    assert leap(still, longest=64.0) == (pytest.approx([0.0, 0.0]), 1.0)


def test_a_leap_to_where_the_model_is_not_defined_is_not_taken():
    class Edge(Counted):
        def e_step(self, theta):
            value, stats = super().e_step(theta)
            return (np.nan if theta.heads[0] < 0.66 else value), stats

    start = Theta(np.array([0.8, 0.4]), np.array([0.5, 0.5]))
    steps = squarem(Edge(SLOW), start)
    values = [next(steps).value for _ in range(4)]
    assert np.isfinite(values).all() and (np.diff(values) >= 0).all()


def test_a_wrong_m_step_is_noticed():
    class Exchanged(Counted):
        def m_step(self, stats):
            return self.model.m_step(
                stats._replace(heads=stats.tails, tails=stats.heads)
            )

    steps = squarem(Exchanged(SLOW), START)
    with pytest.raises(ObjectiveFell):
        for _ in range(5):
            next(steps)

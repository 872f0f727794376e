"""Coins: published figures, all ways to have tossed them, and the bound."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.em._loop import fit, iterate
from coursekit.em.two_coins import Coins, Theta

HEADS = np.array([5, 9, 8, 4, 7])
HALF = np.array([0.5, 0.5])
START = Theta(np.array([0.6, 0.5]), HALF)


def climbed(model, start=START):
    return fit(model, start, max_iter=2000, tol=1e-13)


def test_it_meets_the_figures_of_do_and_batzoglou():
    known = Coins(HEADS, 10 - HEADS, weights=HALF)
    steps = iterate(known, START)
    next(steps)
    assert next(steps).theta.heads.round(2).tolist() == [0.71, 0.58]
    assert climbed(known).theta.heads.round(2).tolist() == [0.80, 0.52]
    free = climbed(Coins(HEADS, 10 - HEADS))
    assert free.theta.heads.round(2).tolist() == [0.79, 0.51]


def test_the_likelihood_sums_over_all_ways_to_have_chosen_the_coins():
    theta = Theta(np.array([0.7, 0.2]), np.array([0.3, 0.7]))
    value, stats = Coins(HEADS, 10 - HEADS).e_step(theta)
    total, heads = 0.0, np.zeros(2)
    for z in product([0, 1], repeat=5):
        z = np.array(z)
        p = np.prod(theta.weights[z] * theta.heads[z] ** HEADS)
        p *= np.prod((1 - theta.heads[z]) ** (10 - HEADS))
        total += p
        heads += p * np.bincount(z, HEADS, minlength=2)
    assert value == pytest.approx(np.log(total), rel=1e-12)
    assert stats.heads == pytest.approx(heads / total, rel=1e-12)


def test_no_parameters_nearby_beat_the_m_step():
    model = Coins(HEADS, 10 - HEADS)
    _, stats = model.e_step(Theta(np.array([0.7, 0.2]), np.array([0.3, 0.7])))
    best = model.m_step(stats)
    top = model.expected_log_joint(best, stats)
    for shift in (-0.01, 0.01):
        for k in range(2):
            heads = best.heads + shift * np.eye(2)[k]
            assert model.expected_log_joint(best._replace(heads=heads), stats) < top
        weights = best.weights + np.array([shift, -shift])
        assert model.expected_log_joint(best._replace(weights=weights), stats) < top


@st.composite
def coins(draw):
    n = draw(st.integers(1, 12))
    size = st.sampled_from([1, 10, 10**6])
    biggest = draw(size)
    counts = st.lists(st.integers(0, biggest), min_size=n, max_size=n)
    k = draw(st.integers(1, 4))
    inside = st.floats(0.01, 0.99)
    heads = np.array(draw(st.lists(inside, min_size=k, max_size=k)))
    weights = np.array(draw(st.lists(inside, min_size=k, max_size=k)))
    start = Theta(heads, weights / weights.sum())
    known = start.weights if draw(st.booleans()) else None
    return Coins(draw(counts), draw(counts), known), start


@settings(deadline=None, derandomize=True)
@given(coins())
def test_the_likelihood_never_falls(case):
    model, start = case
    steps = iterate(model, start)  # raises if it falls
    places = [next(steps) for _ in range(30)]
    theta = places[-1].theta
    assert ((theta.heads >= 0) & (theta.heads <= 1)).all()
    assert theta.weights.sum() == pytest.approx(1)


def test_a_coin_that_was_not_used_stays_defined():
    theta = Theta(np.array([0.6, 0.5]), np.array([1.0, 0.0]))
    end = climbed(Coins(HEADS, 10 - HEADS), theta)
    assert end.theta.heads.tolist() == [pytest.approx(0.66), 0.5]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([], []), r"heads must be a vector, got the shape \(0,\)"),
        (([[1]], [1]), r"heads must be a vector, got the shape \(1, 1\)"),
        (([1], [-1]), "tails must be finite and not negative"),
        (([np.nan], [1]), "heads must be finite and not negative"),
        (([1, 2], [1]), "heads and tails must be of one length, got 2 and 1"),
        (([1], [1], [0.5, 0.6]), "weights must be probabilities that sum to 1"),
    ],
)
def test_bad_counts_are_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        Coins(*arguments)

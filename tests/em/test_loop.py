"""The loop: climbs, stops, refuses to fall, keeps the best of several starts."""

from typing import NamedTuple

import numpy as np
import pytest

from coursekit.em._loop import ObjectiveFell, best, fit, fit_all, iterate


class TwoCoins:
    """Tosses of two coins, which of them unknown, P(coin) fixed at 1/2.

    Do and Batzoglou (2008, figure 1): five sets of ten tosses.
    """

    objective = "log-likelihood"
    exact = True
    heads = np.array([5, 9, 8, 4, 7])
    tosses = 10

    def e_step(self, theta):
        theta = np.asarray(theta)
        log_p = self.heads[:, None] * np.log(theta)
        log_p = log_p + (self.tosses - self.heads)[:, None] * np.log(1 - theta)
        top = log_p.max(axis=1, keepdims=True)
        p = np.exp(log_p - top)
        value = (top[:, 0] + np.log(p.sum(axis=1) / 2)).sum()
        resp = p / p.sum(axis=1, keepdims=True)
        return value, (resp.T @ self.heads, self.tosses * resp.sum(axis=0))

    def m_step(self, stats):
        return tuple(stats[0] / stats[1])

    def degenerate(self, theta):
        return "one coin only" if max(theta) > 1 - 1e-6 else ""


def test_it_meets_the_figures_of_do_and_batzoglou():
    steps = iterate(TwoCoins(), (0.6, 0.5))
    next(steps)
    assert np.round(next(steps).theta, 2).tolist() == [0.71, 0.58]
    end = fit(TwoCoins(), (0.6, 0.5), max_iter=200, tol=1e-12)
    assert np.round(end.theta, 2).tolist() == [0.80, 0.52]
    assert end.converged and end.n_iter == len(end.history) - 1
    assert (np.diff(end.history) > -1e-12).all()
    assert end.value == end.history[-1]


def test_a_wrong_m_step_is_noticed():
    class Exchanged(TwoCoins):
        def m_step(self, stats):
            return tuple(1 - stats[0] / stats[1])  # tails for heads

    with pytest.raises(ObjectiveFell, match="log-likelihood fell from"):
        fit(Exchanged(), (0.6, 0.5), max_iter=20, tol=0)


def test_an_inexact_model_may_fall():
    class Floor(TwoCoins):
        exact = False

        def m_step(self, stats):
            return tuple(np.minimum(stats[0] / stats[1], 0.6))

    end = fit(Floor(), (0.8, 0.52), max_iter=5, tol=0)
    assert end.value < end.history[0]


def test_an_impossible_start_is_named():
    class Impossible(TwoCoins):
        def e_step(self, theta):
            return -np.inf, None

    with pytest.raises(ValueError, match="the log-likelihood is -inf at"):
        fit(Impossible(), (0.6, 0.5), max_iter=5, tol=0)


def test_starts_climb_side_by_side_as_they_would_alone():
    starts = [(0.6, 0.5), (0.2, 0.9), (0.55, 0.5)]
    together = fit_all(TwoCoins(), starts, max_iter=50, tol=1e-9)
    for start, end in zip(starts, together, strict=True):
        alone = fit(TwoCoins(), start, max_iter=50, tol=1e-9)
        assert alone.history.tolist() == end.history.tolist()
        assert alone.theta == end.theta


class Hills(NamedTuple):
    """A stand-in whose objective is its parameter, raised by one up to a ceiling."""

    objective: str = "height"
    exact: bool = True

    def e_step(self, theta):
        return theta[0], theta

    def m_step(self, stats):
        height, ceiling = stats
        return min(height + 1, ceiling), ceiling

    def degenerate(self, theta):
        return "a spike" if theta[1] > 1000 else ""


def test_in_a_race_the_worse_half_gives_up():
    starts = [(float(k), 100.0) for k in range(8)]
    fits = fit_all(Hills(), starts, max_iter=12, tol=0, race=2)
    assert [end.n_iter for end in fits] == [2, 2, 2, 2, 4, 4, 6, 12]
    assert best(fits).value == 19


def test_a_degenerate_fit_is_chosen_only_if_all_are():
    starts = [(5000.0, 6000.0), (1.0, 2.0)]
    fits = fit_all(Hills(), starts, max_iter=3, tol=0)
    assert best(fits).value == 2 and best(fits[:1]).degenerate == "a spike"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"max_iter": 0}, "max_iter must be a whole number, at least 1; got 0"),
        ({"tol": -1}, "tol must be at least 0, got -1"),
        ({"tol": float("nan")}, "tol must be at least 0, got nan"),
        ({"race": -2}, "race must be a whole number, at least 0; got -2"),
        ({"starts": []}, "starts must hold at least one start"),
    ],
)
def test_bad_limits_are_named(changes, words):
    arguments = {"starts": [(0.6, 0.5)], "max_iter": 5, "tol": 0, "race": 0} | changes
    starts = arguments.pop("starts")
    with pytest.raises(ValueError, match=words):
        fit_all(TwoCoins(), starts, **arguments)

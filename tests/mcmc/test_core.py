"""The border between the samplers and what the reader hands them."""

import numpy as np
import pytest

from coursekit.mcmc.core import initial_state, log_density
from coursekit.mcmc.targets import LogDensity, StandardNormal


def returning(values):
    return LogDensity(lambda x: np.asarray(values, dtype=float), dim=2)


def test_a_start_is_copied_and_carries_its_log_density():
    x = np.array([[0.0, 1.0], [2.0, 3.0]])
    state = initial_state(StandardNormal(2), x)
    np.testing.assert_array_equal(state.logp, StandardNormal(2).log_density(x))
    x[:] = 9
    assert state.x.max() == 3


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.zeros(2), r"x must have shape \(chains, 2\).*for one chain pass x\[None\]"),
        (np.zeros((3, 1)), r"x must have shape \(chains, 2\).*got \(3, 1\)"),
        (np.zeros((0, 2)), "at least one chain"),
        ([[0.0, np.nan]], "x must be finite; chain 0 is not"),
    ],
)
def test_a_start_of_the_wrong_kind_is_refused(x, message):
    with pytest.raises(ValueError, match=message):
        initial_state(StandardNormal(2), x)


def test_a_start_outside_the_support_is_refused_by_chain():
    with pytest.raises(
        ValueError, match=r"chain 1 starts at .* where the density is zero"
    ):
        initial_state(returning([0.0, -np.inf]), np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([0.0, np.nan], r"returned nan at x = \[0. 0.\] \(chain 1\)"),
        ([np.inf, 0.0], r"returned inf at x = .* \(chain 0\)"),
        ([0.0, 0.0, 0.0], r"must map shape \(2, 2\) to \(2,\).*returned shape \(3,\)"),
    ],
)
def test_a_target_that_returns_nonsense_is_named(values, message):
    with pytest.raises(ValueError, match=message):
        log_density(returning(values), np.zeros((2, 2)))


def test_minus_infinity_is_a_density_of_zero():
    logp = log_density(returning([-np.inf, 0.0]), np.zeros((2, 2)))
    assert logp.tolist() == [-np.inf, 0.0]

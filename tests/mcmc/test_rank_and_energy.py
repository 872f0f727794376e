"""Rank counts by sorting, the fraction of missing information as ArviZ has it."""

import arviz
import numpy as np
import pytest
from scipy.stats import rankdata

from coursekit.mcmc import diagnostics


def test_rank_counts_are_those_of_scipys_ranks():
    rng = np.random.default_rng(0)
    draws = rng.standard_normal((3, 200))
    draws[2] += 1
    which = (rankdata(draws).astype(int).reshape(3, 200) - 1) * 10 // 600
    by_hand = [[(row == k).sum() for k in range(10)] for row in which]
    np.testing.assert_array_equal(diagnostics.rank_counts(draws, 10), by_hand)


def test_rank_counts_share_ties_and_keep_every_draw():
    draws = np.random.default_rng(1).integers(3, size=(4, 101))
    counts = diagnostics.rank_counts(draws, 7)
    assert (counts.sum(axis=1) == 101).all()
    ones = np.ones((4, 101))
    assert (diagnostics.rank_counts(ones, 8)[:, 3] == 101).all()  # all in the middle


def test_agreeing_chains_have_uniform_ranks():
    """Chi-squared of 4 x 20 counts of independent draws, tails of probability 1e-6."""
    draws = np.random.default_rng(2).standard_normal((4, 2000))
    counts = diagnostics.rank_counts(draws, 20)
    chi2 = ((counts - 100) ** 2 / 100).sum()  # 57 degrees of freedom
    assert 20 < chi2 < 118


def test_bfmi_is_arvizs():
    energy = np.random.default_rng(3).standard_normal((4, 300)).cumsum(axis=1)
    np.testing.assert_allclose(diagnostics.bfmi(energy), arviz.bfmi(energy))


def test_bfmi_of_independent_energies_is_two_and_of_a_slow_walk_small():
    rng = np.random.default_rng(4)
    noise = rng.standard_normal((3, 20_000))
    np.testing.assert_allclose(diagnostics.bfmi(noise), 2, rtol=0.05)
    slow = noise.copy()
    for t in range(1, slow.shape[1]):  # AR(1) with rho = .9: 2 (1 - rho)
        slow[:, t] = 0.9 * slow[:, t - 1] + np.sqrt(1 - 0.81) * noise[:, t]
    np.testing.assert_allclose(diagnostics.bfmi(slow), 0.2, rtol=0.15)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"draws must have shape .* got \(2, 9, 1\)"):
        diagnostics.rank_counts(np.ones((2, 9, 1)))
    with pytest.raises(ValueError, match="bins must be at least 2, got 1"):
        diagnostics.rank_counts(np.ones((2, 9)), 1)
    with pytest.raises(ValueError, match=r"energy must have shape .* got \(9,\)"):
        diagnostics.bfmi(np.ones(9))
    with pytest.raises(ValueError, match="energy of chain 1 never changes"):
        diagnostics.bfmi(np.array([[1.0, 2, 3, 5], [2, 2, 2, 2]]))

"""Stationary laws of finite chains."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from coursekit.mcmc.markov_chain import checked_matrix, stationary


def matrices(n):
    entries = st.floats(0.01, 1.0)
    return hnp.arrays(float, (n, n), elements=entries).map(lambda A: A / A.sum(1, keepdims=True))


@given(st.integers(1, 6).flatmap(matrices))
def test_stationary_law_is_left_unchanged(P):
    pi = stationary(P)
    np.testing.assert_allclose(pi @ P, pi, atol=1e-14)
    assert pi.sum() == pytest.approx(1) and (pi > 0).all()


def test_birth_and_death_chain_has_its_closed_form():
    up, down, n = 0.2, 0.5, 8
    P = np.diag([up] * (n - 1), 1) + np.diag([down] * (n - 1), -1)
    P += np.diag(1 - P.sum(axis=1))
    weights = (up / down) ** np.arange(n)
    np.testing.assert_allclose(stationary(P), weights / weights.sum(), rtol=1e-14)


def test_ill_conditioned_chain_keeps_its_relative_accuracy():
    """Two states left with probabilities 1e-13 and 3e-13: the law is (3/4, 1/4)."""
    P = np.array([[1 - 1e-13, 1e-13], [3e-13, 1 - 3e-13]])
    np.testing.assert_allclose(stationary(P), [0.75, 0.25], rtol=1e-13)


@pytest.mark.parametrize(
    ("P", "message"),
    [
        ([[0.5, 0.4], [0.5, 0.5]], "P row 0 sums to 0.9, not 1"),
        ([[1.5, -0.5], [0.5, 0.5]], "P must have entries of at least 0"),
        ([[np.nan, 1.0], [0.5, 0.5]], "P must have entries of at least 0"),
        ([[0.5, 0.5]], r"P must be a square matrix, got shape \(1, 2\)"),
        (np.zeros((0, 0)), "P must be a square matrix"),
    ],
)
def test_what_is_no_transition_matrix_is_refused(P, message):
    with pytest.raises(ValueError, match=message):
        checked_matrix(P)


def test_two_separate_halves_have_no_single_law():
    with pytest.raises(ValueError, match="P must be irreducible"):
        stationary(np.eye(2))

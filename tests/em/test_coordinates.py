"""Parameters to a vector and back."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.em.coordinates import (
    POSITIVE,
    POSITIVE_DEFINITE,
    REAL,
    SIMPLEX,
    UNIT,
    from_vector,
    to_vector,
)


class Theta(NamedTuple):
    share: np.ndarray
    rate: np.ndarray
    rows: np.ndarray
    mean: np.ndarray
    cov: np.ndarray
    fixed: np.ndarray


SPACE = {
    "share": UNIT,
    "rate": POSITIVE,
    "rows": SIMPLEX,
    "mean": REAL,
    "cov": POSITIVE_DEFINITE,
}
P = 2 + 3 + 2 * 3 + 6 + 2 * 6  # free numbers


def random_theta(rng, scale=1.0):
    root = rng.standard_normal((2, 3, 5)) * scale
    return Theta(
        rng.random(2),
        rng.exponential(scale, 3),
        rng.dirichlet(np.ones(4), 2),
        rng.standard_normal((3, 2)) * scale,
        root @ np.swapaxes(root, 1, 2),
        np.arange(3.0),
    )


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1e-6, 1.0, 1e6]))
def test_there_and_back(seed, scale):
    theta = random_theta(np.random.default_rng(seed), scale)
    v = to_vector(theta, SPACE)
    again = from_vector(v, theta, SPACE)
    assert v.shape == (P,)
    for name in SPACE:
        there, here = getattr(again, name), getattr(theta, name)
        assert there == pytest.approx(here, rel=1e-9, abs=1e-9 * abs(here).max()), name
    assert again.fixed is theta.fixed


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1))
def test_every_vector_is_a_place(seed):
    rng = np.random.default_rng(seed)
    theta = random_theta(rng)
    v = rng.uniform(-3, 3, P)  # further out the covariance loses digits
    there = from_vector(v, theta, SPACE)
    assert ((there.share > 0) & (there.share < 1)).all() and (there.rate > 0).all()
    assert there.rows.sum(axis=1) == pytest.approx(1)
    assert (np.linalg.eigvalsh(there.cov) > 0).all()
    assert to_vector(there, SPACE) == pytest.approx(v, rel=1e-6, abs=1e-6)


def test_a_probability_of_zero_comes_back_as_zero():
    theta = random_theta(np.random.default_rng(0))._replace(
        rows=np.array([[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    )
    v = to_vector(theta, SPACE)
    assert np.isfinite(v).all()
    assert from_vector(v, theta, SPACE).rows == pytest.approx(theta.rows, abs=1e-300)


@pytest.mark.parametrize("length", [P - 1, P + 1, 0])
def test_a_vector_of_another_length_is_refused(length):
    theta = random_theta(np.random.default_rng(0))
    with pytest.raises(ValueError, match=f"v must have {P} numbers, got {length}"):
        from_vector(np.zeros(length), theta, SPACE)

"""The bound and its gap make the log-likelihood, for any q."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.em.bound import gap, log_sum_exp, lower_bound, responsibilities


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.sampled_from([1e-3, 1.0, 1e3]))
def test_bound_and_gap_make_the_likelihood(seed, K, scale):
    rng = np.random.default_rng(seed)
    log_joint = scale * rng.standard_normal((6, K)) - scale
    q = rng.dirichlet(np.full(K, 0.3), 6)  # some entries nearly or exactly 0
    whole = log_sum_exp(log_joint).sum()
    rounding = 1e-12 * max(1.0, scale)
    assert lower_bound(q, log_joint) + gap(q, log_joint) == pytest.approx(
        whole, abs=rounding, rel=1e-12
    )
    assert gap(q, log_joint) >= -rounding
    best = responsibilities(log_joint)
    assert gap(best, log_joint) == pytest.approx(0, abs=rounding)


def test_by_hand():
    log_joint = np.log([[0.1, 0.3]])
    assert log_sum_exp(log_joint) == pytest.approx(np.log([0.4]))
    assert responsibilities(log_joint) == pytest.approx(np.array([[0.25, 0.75]]))
    q = np.array([[1.0, 0.0]])
    assert lower_bound(q, log_joint) == pytest.approx(np.log(0.1))
    assert gap(q, log_joint) == pytest.approx(np.log(4))


def test_logarithms_far_below_zero_do_not_underflow():
    log_joint = np.array([[-1000.0, -1001.0]])
    assert log_sum_exp(log_joint) == pytest.approx([-1000 + np.log1p(np.exp(-1))])
    assert responsibilities(log_joint)[0, 0] == pytest.approx(1 / (1 + np.exp(-1)))

"""What is encoded comes back, the code is as long as the model says, probabilities are right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import multivariate_normal, norm

from coursekit.em.compression import (
    LEVELS,
    TOTAL,
    PixelCoder,
    condition,
    frequencies,
    neighbours,
    pad,
    vectors,
)


def landscape(seed=0, shape=(40, 50)):
    """A smooth picture with a sharp edge and some noise."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[: shape[0], : shape[1]]
    grey = 100 + 40 * np.sin(x / 7) + 30 * np.cos(y / 9) + 50 * (x + y > 45)
    return np.clip(grey + rng.normal(0, 2, shape), 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def coder():
    return PixelCoder(4, random_state=0).fit([landscape()])


def test_another_picture_comes_back_the_same(coder):
    picture = landscape(seed=1)
    data = coder.encode(picture)
    np.testing.assert_array_equal(coder.decode(data, picture.shape), picture)
    # no longer than the model's own code length, but for the coder's last word or two
    assert coder.bits(picture) <= 8 * len(data) <= coder.bits(picture) * 1.001 + 64
    assert 8 * len(data) < 0.7 * 8 * picture.size


@settings(max_examples=15, deadline=None)
@given(arrays(np.uint8, st.tuples(st.integers(1, 6), st.integers(1, 6))))
def test_any_picture_comes_back_the_same(picture):
    coder = PixelCoder(2, random_state=0).fit([landscape(shape=(12, 12))])
    data = coder.encode(picture)
    np.testing.assert_array_equal(coder.decode(data, picture.shape), picture)


def test_probabilities_are_the_mixture_given_the_neighbours_over_the_levels():
    rng = np.random.default_rng(0)
    weights = np.array([0.3, 0.7])
    means = rng.uniform(80, 160, (2, 5))
    roots = rng.normal(0, 6, (2, 5, 5))
    covariances = roots @ roots.transpose(0, 2, 1) + 20 * np.eye(5)
    context = means.mean(axis=0)[1:] + 3
    found = frequencies(condition(weights, means, covariances), context)
    density = np.array(
        [
            multivariate_normal(m[1:], S[1:, 1:]).pdf(context)
            for m, S in zip(means, covariances, strict=True)
        ]
    )
    share = weights * density / (weights @ density)
    wanted = np.zeros(LEVELS)
    for w, m, S in zip(share, means, covariances, strict=True):
        gain = np.linalg.solve(S[1:, 1:], S[0, 1:])
        law = norm(m[0] + gain @ (context - m[1:]), np.sqrt(S[0, 0] - gain @ S[0, 1:]))
        edges = [-np.inf, *(np.arange(1, LEVELS) - 0.5), np.inf]
        wanted += w * np.diff(law.cdf(edges))
    assert abs(found - wanted).max() < (LEVELS + 2) / TOTAL
    assert found.sum() == 1 and found.min() >= 1 / TOTAL
    assert (found * TOTAL == np.round(found * TOTAL)).all()


def test_neighbours_are_left_above_and_the_two_beside_it():
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert neighbours(pad(picture), 1, 1).tolist() == [4, 1, 0, 2]
    assert neighbours(pad(picture), 0, 0).tolist() == [128] * 4
    assert vectors(picture)[5].tolist() == [5, 4, 1, 0, 2]
    assert vectors(picture)[7].tolist() == [7, 6, 3, 2, 128]


def test_a_neighbour_is_one_that_the_decoder_knows(coder):
    """Pixels to come may change without a change in the code so far."""
    picture = landscape(seed=2)
    other = picture.copy()
    other[20:] = 255 - other[20:]
    for r, c in [(0, 0), (5, 49), (19, 49)]:
        np.testing.assert_array_equal(
            neighbours(pad(picture), r, c), neighbours(pad(other), r, c)
        )


@pytest.mark.parametrize(
    "picture",
    [np.zeros((3, 3)), np.zeros((2, 2, 3), np.uint8), np.zeros((0, 4), np.uint8)],
)
def test_what_is_no_grey_picture_is_refused(coder, picture):
    with pytest.raises(ValueError, match="picture must be a"):
        coder.encode(picture)

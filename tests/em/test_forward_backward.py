"""Messages along a hidden chain: against all paths, and the fast passes against the plain."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.em.forward_backward import (
    Lanes,
    Underflow,
    Workspace,
    backward,
    backward_log,
    forward,
    forward_log,
    piece_length,
    smooth,
    smooth_lanes,
    smooth_log,
    viterbi,
    viterbi_lanes,
)


def chain(K, n, rng, zeros=0.0):
    """start, A and b at random; entries of A are 0 with the given probability."""
    A = rng.random((K, K)) * (rng.random((K, K)) >= zeros) + 1e-3 * np.eye(K)
    start = rng.random(K)
    return start / start.sum(), A / A.sum(axis=1, keepdims=True), rng.random((n, K))


def all_paths(start, A, b):
    """p(x, path) of every path: dict."""
    table = {}
    for path in product(range(len(A)), repeat=len(b)):
        p = start[path[0]] * b[0, path[0]]
        for t in range(1, len(b)):
            p *= A[path[t - 1], path[t]] * b[t, path[t]]
        table[path] = p
    return table


@pytest.mark.parametrize(("K", "n"), [(1, 1), (1, 4), (2, 1), (2, 7), (3, 6)])
def test_textbook_passes_meet_the_sum_over_all_paths(K, n):
    start, A, b = chain(K, n, np.random.default_rng(K + 10 * n))
    table = all_paths(start, A, b)
    total = sum(table.values())
    gamma, moves = np.zeros((n, K)), np.zeros((K, K))
    for path, p in table.items():
        gamma[np.arange(n), path] += p / total
        np.add.at(moves, (path[:-1], path[1:]), p / total)
    for ours in (smooth(start, A, b), smooth_log(start, A, np.log(b))):
        np.testing.assert_allclose(ours[0], gamma, atol=1e-13)
        np.testing.assert_allclose(ours[1], moves, atol=1e-13)
        assert np.sum(ours[2]) == pytest.approx(np.log(total), rel=1e-13)
    best = max(table, key=table.get)
    path, log_prob = viterbi(np.log(start), np.log(A), np.log(b))
    assert tuple(path) == best
    assert log_prob == pytest.approx(np.log(table[best]), rel=1e-12)


def test_scaled_messages_are_the_probabilities_that_they_claim_to_be():
    start, A, b = chain(3, 5, np.random.default_rng(0))
    alpha, c = forward(start, A, b)
    beta = backward(A, b, c)
    for t in range(4):
        past = all_paths(start, A, b[: t + 1])
        joint = [sum(p for path, p in past.items() if path[-1] == k) for k in range(3)]
        np.testing.assert_allclose(alpha[t], joint / np.sum(joint))
        future = [sum(all_paths(row, A, b[t + 1 :]).values()) for row in A]
        np.testing.assert_allclose(beta[t] * np.prod(c[t + 1 :]), future)
        np.testing.assert_allclose(
            forward_log(*map(np.log, (start, A, b)))[t], np.log(joint)
        )
        np.testing.assert_allclose(
            backward_log(np.log(A), np.log(b))[t], np.log(future)
        )


def fast(start, A, b, lengths, piece):
    """`smooth_lanes` of emissions (n, K), its results in the order of the rows."""
    lanes = Lanes(lengths, len(A), piece)
    work = Workspace(lanes, len(A))
    top = b.max(axis=1)
    work.b[:] = np.take((b / top[:, None]).T, lanes.rows, axis=1)
    said = smooth_lanes(start, A, lanes, work)
    log_c = lanes.scatter(said.log_c) + np.log(top)
    return lanes.scatter(said.gamma).T, said.first, said.moves, log_c


def plain(start, A, b, lengths):
    """`smooth` of each sequence, put together."""
    ends = np.cumsum(lengths)
    parts = [smooth(start, A, b[e - n : e]) for e, n in zip(ends, lengths, strict=True)]
    first = sum(gamma[0] for gamma, _, _ in parts)
    moves = sum(moves for _, moves, _ in parts)
    return np.concatenate([p[0] for p in parts]), first, moves, sum(p[2] for p in parts)


@settings(max_examples=80, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 40), min_size=1, max_size=6),
    K=st.integers(1, 5),
    piece=st.integers(1, 45),
    zeros=st.sampled_from([0.0, 0.4]),
    sharp=st.sampled_from([1, 10, 60]),
    seed=st.integers(0, 999),
)
def test_fast_passes_equal_the_textbook(lengths, K, piece, zeros, sharp, seed):
    rng = np.random.default_rng(seed)
    start, A, b = chain(K, sum(lengths), rng, zeros)
    b = b**sharp
    gamma, first, moves, log_c = fast(start, A, b, lengths, piece)
    gamma_, first_, moves_, log_likelihood = plain(start, A, b, lengths)
    np.testing.assert_allclose(gamma, gamma_, atol=1e-10)
    np.testing.assert_allclose(first, first_, atol=1e-10)
    np.testing.assert_allclose(moves, moves_, atol=1e-9)
    assert log_c.sum() == pytest.approx(log_likelihood, rel=1e-11, abs=1e-11)


@pytest.mark.parametrize("K", [2, 8])
def test_a_long_sequence_is_cut_and_stays_exact(K):
    start, A, b = chain(K, 5000, np.random.default_rng(3))
    assert piece_length(np.array([5000]), K) < 100
    gamma, _, moves, log_c = fast(start, A, b, [5000], None)
    gamma_, _, moves_, log_likelihood = plain(start, A, b, [5000])
    np.testing.assert_allclose(gamma, gamma_, atol=1e-11)
    np.testing.assert_allclose(moves, moves_, rtol=1e-10)
    assert log_c.sum() == pytest.approx(log_likelihood, rel=1e-12)


def test_many_sequences_are_left_whole():
    assert piece_length(np.full(500, 200), 8) == 200


def far_apart(n, K):
    """A ring of states, walked in order, each observation e^-900 under all others."""
    log_b = np.full((n, K), -900.0)
    log_b[np.arange(n), np.arange(n) % K] = 0
    return log_b


def test_states_far_apart_need_no_logarithms_while_the_ring_is_kept():
    K, n = 3, 200
    A = np.roll(np.eye(K), 1, axis=1)
    gamma, _, moves, log_c = fast(np.eye(K)[0], A, np.exp(far_apart(n, K)), [n], 14)
    np.testing.assert_array_equal(gamma.argmax(axis=1), np.arange(n) % K)
    assert moves.sum() == pytest.approx(n - 1) and log_c.sum() == pytest.approx(0)


@pytest.mark.parametrize("piece", [10, 100])
def test_where_scaled_passes_could_be_wrong_they_say_so(piece):
    """States that never change, data that ask for it: all is decided by e^-900."""
    K, n = 2, 30
    log_b = far_apart(n, K)
    with pytest.raises(Underflow):
        fast(np.full(K, 0.5), np.eye(K), np.exp(log_b), [n], piece)
    gamma, _, log_c = smooth_log(np.full(K, 0.5), np.eye(K), log_b)
    np.testing.assert_allclose(gamma, 0.5)
    assert log_c.sum() == pytest.approx(-900 * n / 2)


def test_a_scale_that_is_too_small_is_refused():
    b = np.array([[1.0, 1e-290], [1.0, 1.0]])
    with pytest.raises(Underflow):
        fast(np.array([0.0, 1.0]), np.eye(2), b, [2], 2)


def test_a_path_lost_within_a_piece_is_noticed():
    """Four steps of e^-200 are lost; a path of e^-820 in all is not, and is wrong."""
    log_b = np.zeros((15, 3))
    log_b[5], log_b[10] = (0, -300, -600), (0, 0, -600)
    log_b[6:10] = -200, -130, 0  # state 2 is there only to be the likeliest
    start = np.array([0.5, 0.5, 0])
    with pytest.raises(Underflow):
        fast(start, np.eye(3), np.exp(log_b), [15], 5)
    gamma, _, log_c = smooth_log(start, np.eye(3), log_b)
    np.testing.assert_allclose(gamma[:, 0], 1, atol=1e-8)
    assert log_c.sum() == pytest.approx(np.log(0.5) - 800)


def test_a_state_out_of_reach_that_would_explain_the_future_far_better():
    """Its beta overflows; its probability is 0 all the same."""
    log_b = np.tile([-400.0, 0.0], (5, 1))
    start = np.array([1.0, 0.0])
    with pytest.raises(Underflow):
        fast(start, np.eye(2), np.exp(log_b), [5], 5)
    gamma, _, log_c = smooth_log(start, np.eye(2), log_b)
    np.testing.assert_array_equal(gamma, np.tile(start, (5, 1)))
    assert log_c.sum() == pytest.approx(-2000)


def test_logarithms_name_the_impossible():
    with np.errstate(divide="ignore"):
        log_b = np.log(np.array([[1.0, 0.5], [1.0, 0.0], [0.5, 0.5]]))
        log_c = smooth_log(np.array([0.0, 1.0]), np.eye(2), log_b)[2]
    assert log_c[0] == pytest.approx(np.log(0.5)) and (log_c[1:] == -np.inf).all()


@settings(max_examples=30, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 20), min_size=1, max_size=6),
    K=st.integers(1, 5),
    seed=st.integers(0, 999),
)
def test_viterbi_of_many_is_viterbi_of_each(lengths, K, seed):
    start, A, b = map(np.log, chain(K, sum(lengths), np.random.default_rng(seed)))
    ends = np.cumsum(lengths)
    each = [
        viterbi(start, A, b[e - n : e])[0] for e, n in zip(ends, lengths, strict=True)
    ]
    together = viterbi_lanes(start, A, b, lengths)
    np.testing.assert_array_equal(together, np.concatenate(each))

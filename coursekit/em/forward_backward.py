"""Messages along a hidden Markov chain: what the past and the future say of a state.

First as in a textbook, for one sequence, scaled and in logarithms; then for many
sequences and very long ones at once, with the same results.

States z_1, ..., z_n are 0 to K - 1; A is row-stochastic, A[i, j] = p(z_{t+1} = j | z_t = i);
b[t, k] = p(x_t | z_t = k), the emission probability or density of what was seen.

References
----------
.. [1] Baum, Petrie, Soules and Weiss (1970). A maximization technique occurring in the
   statistical analysis of probabilistic functions of Markov chains.
.. [2] Rabiner (1989). A tutorial on hidden Markov models.
.. [3] Zucchini and MacDonald (2009). Hidden Markov models for time series.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .coordinates import Array

TINY = 1e-280  # where a scale is smaller, underflow may have eaten what mattered
RESCALE = 4  # steps between two rescalings of products


def forward(start: Array, A: Array, b: Array) -> tuple[Array, Array]:
    """Filter: what the past says, scaled ([2]_, section V A).

    Parameters
    ----------
    start : (K,) p(z_1 = k)
    A : (K, K) transition matrix
    b : (n, K) emission probabilities or densities

    Returns
    -------
    alpha : (n, K) p(z_t = k | x_1, ..., x_t)
    c : (n,) p(x_t | x_1, ..., x_{t-1}); the log-likelihood is the sum of their logs
    """
    alpha, c = np.empty_like(b), np.empty(len(b))
    predicted = start
    for t in range(len(b)):
        joint = predicted * b[t]
        c[t] = joint.sum()
        alpha[t] = joint / c[t]
        predicted = alpha[t] @ A
    return alpha, c


def backward(A: Array, b: Array, c: Array) -> Array:
    """What the future says, in the scale of the forward pass.

    Returns
    -------
    (n, K) p(x_{t+1}, ..., x_n | z_t = k) / p(x_{t+1}, ..., x_n | x_1, ..., x_t)
    """
    beta = np.ones_like(b)
    for t in range(len(b) - 2, -1, -1):
        beta[t] = A @ (b[t + 1] * beta[t + 1]) / c[t + 1]
    return beta


def smooth(start: Array, A: Array, b: Array) -> tuple[Array, Array, float]:
    """The E-step of one sequence (Baum and Welch, [1]_).

    Returns
    -------
    gamma : (n, K) p(z_t = k | x_1, ..., x_n)
    moves : (K, K) expected number of moves from i to j
    log_likelihood : float
    """
    alpha, c = forward(start, A, b)
    beta = backward(A, b, c)
    moves = A * (alpha[:-1].T @ (b[1:] * beta[1:] / c[1:, None]))
    return alpha * beta, moves, np.log(c).sum()


def forward_log(log_start: Array, log_A: Array, log_b: Array) -> Array:
    """log p(x_1, ..., x_t, z_t = k), with nothing to underflow: (n, K)."""
    log_alpha = np.empty_like(log_b)
    log_alpha[0] = log_start + log_b[0]
    for t in range(1, len(log_b)):
        paths = log_alpha[t - 1][:, None] + log_A  # (from, to)
        log_alpha[t] = np.logaddexp.reduce(paths, axis=0) + log_b[t]
    return log_alpha


def backward_log(log_A: Array, log_b: Array) -> Array:
    """log p(x_{t+1}, ..., x_n | z_t = k): (n, K)."""
    log_beta = np.zeros_like(log_b)
    for t in range(len(log_b) - 2, -1, -1):
        paths = log_A + log_b[t + 1] + log_beta[t + 1]  # (from, to)
        log_beta[t] = np.logaddexp.reduce(paths, axis=1)
    return log_beta


def smooth_log(start: Array, A: Array, log_b: Array) -> tuple[Array, Array, Array]:
    """The E-step of one sequence in logarithms: slower, and safe from underflow.

    Returns
    -------
    gamma, moves : as `smooth` has them
    log_c : (n,) log p(x_t | x_1, ..., x_{t-1}), -inf from where x is impossible
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        log_start, log_A = np.log(start), np.log(A)
        log_alpha = forward_log(log_start, log_A, log_b)
        log_beta = backward_log(log_A, log_b)
        totals = np.logaddexp.reduce(log_alpha, axis=1)
        gamma = np.exp(log_alpha + log_beta - totals[-1])
        to = log_b[1:] + log_beta[1:] - totals[-1]
        moves = [
            np.exp(a[:, None] + row + to).sum(axis=0)
            for a, row in zip(log_alpha[:-1].T, log_A, strict=True)
        ]
        log_c = np.diff(totals, prepend=0.0)
    return gamma, np.array(moves), np.where(np.isnan(log_c), -np.inf, log_c)


def viterbi(log_start: Array, log_A: Array, log_b: Array) -> tuple[Array, float]:
    """The most probable path ([2]_, section III B).

    Parameters
    ----------
    log_start : (K,)
    log_A : (K, K)
    log_b : (n, K)

    Returns
    -------
    path : (n,) int states
    log_prob : float, log p(x, path)
    """
    n, K = log_b.shape
    best, came_from = log_start + log_b[0], np.zeros((n, K), dtype=int)
    for t in range(1, n):
        paths = best[:, None] + log_A  # (from, to)
        came_from[t] = paths.argmax(axis=0)
        best = paths.max(axis=0) + log_b[t]
    path = np.full(n, best.argmax())
    for t in range(n - 1, 0, -1):
        path[t - 1] = came_from[t, path[t]]
    return path, best.max()


# Many sequences, and long ones, at once


class Underflow(ArithmeticError):
    """A scale became so small that the scaled passes cannot be trusted."""


class Lanes:
    """Sequences side by side, long ones cut: time runs down, a lane is a piece.

    Cell (t, j) is step t of lane j. Longest sequences come first; their first pieces
    are the first lanes, then come all second pieces, and so on, so the sequences that
    have a piece of a level are the first of those that have one of the level before.

    Parameters
    ----------
    lengths : (S,) length of each sequence, at least 1; together they are the rows of X
    n_states : int, K: from it follows whether cutting pays
    piece : int, length of the pieces; chosen if not given

    Attributes
    ----------
    rows : (length, n_lanes) int, the row of X in each cell; 0 where the cell is empty
    empty, filled : indices of the empty and of the other cells, in flat order
    n_rows : int, number of rows of X
    levels : slices of the lanes of each level
    order : (S,) int, the sequence of each lane of the first level
    """

    def __init__(self, lengths, n_states: int, piece: int | None = None):
        lengths = np.asarray(lengths)
        longest = int(lengths.max())
        piece = piece_length(lengths, n_states) if piece is None else piece
        piece = min(piece, longest)
        self.order = np.argsort(-lengths, kind="stable")
        begin = (np.cumsum(lengths) - lengths)[self.order]
        left = lengths[self.order]
        starts, sizes, self.levels, lane = [], [], [], 0
        while len(left):
            starts.append(begin)
            sizes.append(np.minimum(left, piece))
            self.levels.append(slice(lane, lane + len(left)))
            lane += len(left)
            keep = left > piece
            begin, left = begin[keep] + piece, left[keep] - piece
        starts, sizes = np.concatenate(starts), np.concatenate(sizes)
        step = np.arange(piece)[:, None]
        full = step < sizes
        self.rows = np.where(full, starts + step, 0)
        self.empty = np.flatnonzero(~full)
        self.filled = np.flatnonzero(full)
        self.n_rows = int(lengths.sum())

    @property
    def shape(self) -> tuple[int, int]:
        return self.rows.shape

    def gather(self, values: Array) -> Array:
        """Values of the rows of X, (..., n), by cells; 0 in empty ones."""
        cells = values[..., self.rows.ravel()]
        cells[..., self.empty] = 0
        return cells

    def scatter(self, cells: Array) -> Array:
        """Values of cells, (..., length * n_lanes), in the order of the rows of X."""
        out = np.empty((*cells.shape[:-1], self.n_rows), dtype=cells.dtype)
        out[..., self.rows.ravel()[self.filled]] = cells[..., self.filled]
        return out


def piece_length(lengths: Array, n_states: int) -> int:
    """Length at which to cut sequences.

    A step costs some microseconds whatever it does, so few long sequences are cut into
    about sqrt(length) pieces; but cutting costs K times the arithmetic, so many
    sequences are left whole: they keep the processor busy as they are.
    """
    longest = int(lengths.max())
    if lengths.sum() * n_states**2 > 6000 * longest:
        return longest
    return max(16, int(np.ceil(np.sqrt(longest))))


class Workspace:
    """Memory that one E-step after the other works in; to ask for it anew is slow.

    Attributes
    ----------
    b, beta : (K, length, n_lanes)
    alpha : (K, length + 1, n_lanes)
    c : (length, n_lanes)
    """

    def __init__(self, lanes: Lanes, K: int):
        length, n_lanes = lanes.shape
        self.b = np.empty((K, length, n_lanes))
        self.alpha = np.empty((K, length + 1, n_lanes))
        self.beta = np.empty((K, length, n_lanes))
        self.c = np.empty((length, n_lanes))


class Messages(NamedTuple):
    """What the passes say, cell by cell (see `Lanes`).

    Attributes
    ----------
    gamma : (K, cells) p(z_t = k | x), 0 in empty cells
    first : (K,) expected number of sequences that begin in k
    moves : (K, K) expected number of moves from i to j
    log_c : (cells,) log p(x_t | what came before), less the emission's scale; 0 in
        empty cells
    """

    gamma: Array
    first: Array
    moves: Array
    log_c: Array


def smooth_lanes(start: Array, A: Array, lanes: Lanes, work: Workspace) -> Messages:
    """The E-step of all sequences: `smooth`, exactly, but fast.

    Parameters
    ----------
    start : (K,)
    A : (K, K)
    lanes : Lanes
    work : Workspace, where ``b`` holds emission probabilities, the largest of each
        cell 1. It is overwritten; ``gamma`` lies in it until the next call

    Returns
    -------
    Messages

    Raises
    ------
    Underflow
        If a scale fell below `TINY`: then logarithms are needed.
    """
    b, alpha, beta, c = work.b, work.alpha, work.beta, work.c
    K, n_first = len(A), lanes.levels[0].stop
    cells = b.reshape(K, -1)
    cells[:, lanes.empty] = 1.0  # says nothing: messages pass an empty cell unchanged
    products = piece_products(start, A, b, n_first) if len(lanes.levels) > 1 else None
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        alpha[:, 0] = messages_in(products, lanes, K)
        _forward_lanes(start, A, b, n_first, alpha, c)
        if not c.min() > TINY:
            raise Underflow
        beta[:, -1] = messages_out(products, lanes, alpha[:, 0])
        _backward_lanes(A, b, c, beta)
    if not beta.max() < 1 / TINY:
        raise Underflow
    cells[:, lanes.empty] = 0.0
    alpha[:, 0, :n_first] = 0.0  # nothing moves into the first state
    moves = A * (alpha[:, :-1].reshape(K, -1) @ cells.T)
    gamma = np.multiply(alpha[:, 1:], beta, out=beta)
    first = gamma[:, 0, :n_first].sum(axis=1)
    gamma = gamma.reshape(K, -1)
    gamma[:, lanes.empty] = 0.0
    log_c = np.log(c).ravel()
    log_c[lanes.empty] = 0.0
    return Messages(gamma, first, moves, log_c)


def _forward_lanes(start, A, b, n_first, alpha, c) -> None:
    """`forward` in all lanes: fills alpha[:, 1:] and c; alpha[:, 0] is what came in."""
    for t in range(b.shape[1]):
        joint = alpha[:, t + 1]
        np.matmul(A.T, alpha[:, t], out=joint)
        if t == 0:
            joint[:, :n_first] = start[:, None]
        joint *= b[:, t]
        np.add.reduce(joint, axis=0, out=c[t])
        joint *= 1 / c[t]


def _backward_lanes(A, b, c, beta) -> None:
    """`backward` in all lanes, from beta[:, -1]: fills beta, and b by b beta / c."""
    for t in range(b.shape[1] - 1, -1, -1):
        ahead = b[:, t]
        ahead *= beta[:, t]
        ahead *= 1 / c[t]
        if t:
            np.matmul(A, ahead, out=beta[:, t - 1])


def piece_products(start: Array, A: Array, b: Array, n_first: int) -> Array:
    """What a piece does to the message that comes in: m -> m P, up to a factor.

    P = A diag(b_1) A diag(b_2) ... over the steps of the piece; in first pieces the
    first A is replaced by rows that all are ``start``.

    Returns
    -------
    (n_lanes, K, K), the largest row of each sums to 1
    """
    K, length, n_lanes = b.shape
    X = np.empty((K, K, n_lanes))  # (to, from, lane)
    X[:] = A.T[:, :, None]
    X[:, :, :n_first] = start[:, None, None]
    Y, log_scale = np.empty_like(X), np.zeros((K, n_lanes))
    for t in range(length):
        if t:
            np.matmul(A.T, X.reshape(K, -1), out=Y.reshape(K, -1))
            X, Y = Y, X
        X *= b[:, t, None]
        if t % RESCALE and t < length - 1:
            continue
        total = X.sum(axis=0)  # (from, lane)
        lost = total < TINY  # then log_scale is an upper bound
        np.maximum(total, TINY, out=total)
        log_scale += np.log(total)
        X *= np.where(lost, 0.0, 1 / total)
    scale = np.exp(log_scale - log_scale.max(axis=0))
    if ((X.sum(axis=0) == 0) & (scale > 0)).any():
        raise Underflow
    return np.ascontiguousarray((X * scale).transpose(2, 1, 0))


def messages_in(products, lanes: Lanes, K: int) -> Array:
    """alpha just before each piece, up the levels: (K, n_lanes)."""
    message = np.full((lanes.shape[1], K), 1 / K)  # first pieces: any will do
    for before, here in zip(lanes.levels, lanes.levels[1:], strict=False):
        n = here.stop - here.start
        now = slice(before.start, before.start + n)
        new = np.matmul(message[now, None], products[now])[:, 0]
        total = new.sum(axis=1, keepdims=True)
        if not total.min() > TINY:
            raise Underflow
        np.divide(new, total, out=message[here])
    return message.T


def messages_out(products, lanes: Lanes, came_in: Array) -> Array:
    """beta at the end of each piece, down the levels: (K, n_lanes).

    It is scaled like `backward`: its mean under alpha is 1.
    """
    K, n_lanes = came_in.shape
    message = np.ones((n_lanes, K))
    for before, here in zip(lanes.levels[-2::-1], lanes.levels[:0:-1], strict=True):
        now = slice(before.start, before.start + here.stop - here.start)
        new = np.matmul(products[here], message[here, :, None])[:, :, 0]
        mean = (new * came_in.T[here]).sum(axis=1, keepdims=True)
        np.divide(new, mean, out=message[now])
    return message.T


def viterbi_lanes(log_start, log_A, log_b, lengths) -> Array:
    """`viterbi` for many sequences at once.

    Parameters
    ----------
    log_start : (K,)
    log_A : (K, K)
    log_b : (n, K), the rows of all sequences, one after the other
    lengths : (S,)

    Returns
    -------
    (n,) int states
    """
    lanes = Lanes(lengths, len(log_A), piece=int(np.max(lengths)))
    running = (lanes.rows.shape[0], *log_A.shape[:1])
    sizes = -np.sort(-np.asarray(lengths))
    active = np.searchsorted(-sizes, -np.arange(running[0]), side="left")
    best = log_start + log_b[lanes.rows[0]]  # (S, K)
    came_from = np.zeros((running[0], *best.shape), dtype=np.int32)
    for t in range(1, running[0]):
        n = active[t]
        paths = best[:n, :, None] + log_A  # (sequence, from, to)
        came_from[t, :n] = paths.argmax(axis=1)
        best[:n] = paths.max(axis=1) + log_b[lanes.rows[t, :n]]
    state, path = best.argmax(axis=1), np.empty(len(log_b), dtype=int)
    for t in range(running[0] - 1, -1, -1):
        n = active[t]
        path[lanes.rows[t, :n]] = state[:n]
        state[:n] = came_from[t, np.arange(n), state[:n]]
    return path

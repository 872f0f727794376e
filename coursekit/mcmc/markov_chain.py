"""Markov chains on finitely many states, by their transition matrix.

States are numbered 0 to n - 1. P[i, j] is the probability of going from i to j.

References
----------
.. [1] Levin and Peres (2017). Markov chains and mixing times, 2nd edition.
.. [2] Norris (1997). Markov chains.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .core import Array

Ints = NDArray[np.int64]


def checked_matrix(P, name: str = "P") -> Array:
    """``P`` as a row-stochastic (n, n) array; a ValueError says which row is off."""
    P = np.array(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1] or P.size == 0:
        raise ValueError(f"{name} must be a square matrix, got shape {P.shape}")
    if not (P >= 0).all():  # false for NaN too
        raise ValueError(f"{name} must have entries of at least 0")
    off = np.abs(P.sum(axis=1) - 1)
    if off.max() > 1e-8:
        row = int(off.argmax())
        raise ValueError(f"{name} row {row} sums to {P[row].sum():.6g}, not 1")
    return P


def next_state(P, x: Ints, u: Array) -> Ints:
    """One step of many chains, X' = f(X, U): the first state whose cumulated P tops U.

    Parameters
    ----------
    P : (n, n) transition matrix
    x : (chains,) present states
    u : (chains,) fresh noise, uniform on [0, 1)

    Returns
    -------
    (chains,) next states
    """
    cumulated = np.cumsum(P, axis=1)[x]  # (chains, n)
    cumulated[:, -1] = 1.0  # rounding must not leave a gap at the top
    return (u[:, None] < cumulated).argmax(axis=1)


def walk(P, start, n_steps: int, *, rng: np.random.Generator) -> Ints:
    """Run chains from their starts.

    Parameters
    ----------
    P : (n, n) transition matrix
    start : (chains,) states
    n_steps : int, at least 0

    Returns
    -------
    (chains, n_steps + 1) states, the start first
    """
    P = checked_matrix(P)
    states = np.empty((len(start), n_steps + 1), dtype=int)
    states[:, 0] = checked_states(start, len(P))
    for t in range(n_steps):
        states[:, t + 1] = next_state(P, states[:, t], rng.random(len(states)))
    return states


def stationary(P) -> Array:
    """The law pi with pi P = pi, by the method of Grassmann, Taksar and Heyman (1985).

    States are removed one by one, the last first; no two numbers are subtracted, so
    the result is accurate to rounding even for ill-conditioned chains.

    Parameters
    ----------
    P : (n, n) transition matrix, rows summing to 1; irreducible

    Returns
    -------
    (n,) probabilities

    Raises
    ------
    ValueError
        If ``P`` is no transition matrix, or a state cannot be left towards the others.
    """
    A = checked_matrix(P)
    n = len(A)
    for k in range(n - 1, 0, -1):
        out = A[k, :k].sum()
        if out == 0:
            raise ValueError(
                f"P must be irreducible; states {k} and above never reach those below"
            )
        A[:k, k] /= out
        A[:k, :k] += np.outer(A[:k, k], A[k, :k])
    pi = np.ones(n)
    for k in range(1, n):
        pi[k] = pi[:k] @ A[:k, k]
    return pi / pi.sum()


class Classes(NamedTuple):
    """The communicating classes of a chain.

    Attributes
    ----------
    label : (n,) int, class of each state, numbered by first appearance
    closed : (classes,) bool, whether the class is never left
    """

    label: Ints
    closed: NDArray[np.bool_]


def classes(P) -> Classes:
    """States that reach one another form a class ([2]_, section 1.2).

    Parameters
    ----------
    P : (n, n) transition matrix

    Returns
    -------
    Classes
        The chain is irreducible if there is one class.
    """
    reach = reachable(checked_matrix(P) > 0)
    mutual = reach & reach.T
    first = mutual.argmax(axis=1)  # the first state of each state's class
    leaders, label = np.unique(first, return_inverse=True)
    closed = ~(reach & ~mutual)[leaders].any(axis=1)
    return Classes(label, closed)


def reachable(edges: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which state leads to which in any number of steps, none included: (n, n)."""
    reach = edges | np.eye(len(edges), dtype=bool)
    for _ in range(max(1, int(np.ceil(np.log2(len(edges)))))):
        reach = (reach.astype(float) @ reach) > 0  # paths twice as long
    return reach


def period(P) -> int:
    """The greatest common divisor of the lengths of all round trips.

    With levels found by walking outwards from state 0, it is the divisor common to
    level(i) + 1 - level(j) over all moves i to j.

    Parameters
    ----------
    P : (n, n) transition matrix, irreducible

    Returns
    -------
    int, 1 for an aperiodic chain
    """
    edges = irreducible(P) > 0
    level = np.full(len(edges), -1)
    level[0], distance = 0, 0
    front = level == 0
    while front.any():
        distance += 1
        front = edges[front].any(axis=0) & (level < 0)
        level[front] = distance
    i, j = np.nonzero(edges)
    return int(np.gcd.reduce(level[i] + 1 - level[j]))


def is_reversible(P) -> bool:
    """Whether P is in detailed balance with its stationary law, to 1e-10 of a flow."""
    flow = stationary(P)[:, None] * np.asarray(P, dtype=float)
    return bool(np.abs(flow - flow.T).max() <= 1e-10 * flow.max())


def spectral_gap(P) -> float:
    """1 - |lambda|, lambda the eigenvalue second in absolute value; in [0, 1].

    The distance to the stationary law shrinks like |lambda|^t; 1 / gap is the
    relaxation time ([1]_, section 12.2).
    """
    size = np.sort(np.abs(np.linalg.eigvals(irreducible(P))))
    return float(1 - size[-2]) if len(size) > 1 else 1.0


def distance_to_stationary(P, n_steps: int) -> Array:
    """Total variation distance after 0, 1, ..., n_steps steps from the worst start.

    Parameters
    ----------
    P : (n, n) transition matrix, irreducible
    n_steps : int

    Returns
    -------
    (n_steps + 1,) values in [0, 1], never increasing
    """
    P = irreducible(P)
    pi, law = stationary(P), np.eye(len(P))  # law[i]: where a chain from i is
    distance = np.empty(n_steps + 1)
    for t in range(n_steps + 1):
        distance[t] = 0.5 * np.abs(law - pi).sum(axis=1).max()
        law = law @ P
    return distance


def mixing_time(P, eps: float = 0.25) -> int:
    """Steps until the distance to the stationary law is at most ``eps``, worst start.

    Doubles the number of steps until it is enough, then halves the gap
    ([1]_, section 4.5).

    Raises
    ------
    ValueError
        If the chain is periodic: it never mixes.
    """
    if not 0 < eps < 1:
        raise ValueError(f"eps must lie strictly between 0 and 1, got {eps}")
    P = irreducible(P)
    if (d := period(P)) > 1:
        raise ValueError(f"P has period {d} and never mixes; make it lazy: (I + P) / 2")
    pi = stationary(P)

    def far(law):
        return 0.5 * np.abs(law - pi).sum(axis=1).max() > eps

    law, t = np.eye(len(P)), 0
    powers = [P]  # P^1, P^2, P^4, ...
    while far(powers[-1]):
        doubled = powers[-1] @ powers[-1]
        powers.append(
            doubled / doubled.sum(axis=1, keepdims=True)
        )  # keeps rounding out
    for k in reversed(range(len(powers))):
        if far(law @ powers[k]):
            law, t = law @ powers[k], t + 2**k
    return t + int(far(law))


def hitting_probabilities(P, targets) -> Array:
    """Chance of ever reaching one of ``targets``, from each state.

    Parameters
    ----------
    P : (n, n) transition matrix
    targets : state or states

    Returns
    -------
    (n,) the least solution of h = P h with h = 1 on the targets ([2]_, theorem 1.3.2)
    """
    P, goal = checked_matrix(P), target_mask(P, targets)
    inside = reachable(P > 0)[:, goal].any(axis=1) & ~goal
    h = goal.astype(float)
    A = np.eye(inside.sum()) - P[np.ix_(inside, inside)]
    h[inside] = np.linalg.solve(A, P[np.ix_(inside, goal)].sum(axis=1))
    return h


def hitting_times(P, targets) -> Array:
    """Expected number of steps to one of ``targets``, from each state.

    Parameters
    ----------
    P, targets : as for `hitting_probabilities`

    Returns
    -------
    (n,) the least solution of k = 1 + P k with k = 0 on the targets ([2]_, theorem
    1.3.5); inf where the targets may never be reached
    """
    P, goal = checked_matrix(P), target_mask(P, targets)
    reach = reachable(P > 0)
    lost = ~reach[:, goal].any(axis=1)
    outside = np.where(goal[:, None], False, P > 0)  # moves before the targets
    sure = ~reachable(outside)[:, lost].any(axis=1)
    inside = sure & ~goal
    k = np.where(sure, 0.0, np.inf)
    A = np.eye(inside.sum()) - P[np.ix_(inside, inside)]
    k[inside] = np.linalg.solve(A, np.ones(inside.sum()))
    return k


def count_transitions(states, n_states: int) -> Ints:
    """How often i was followed by j in one sequence: (n_states, n_states)."""
    states = checked_states(states, n_states)
    counts = np.zeros((n_states, n_states), dtype=int)
    np.add.at(counts, (states[:-1], states[1:]), 1)
    return counts


def fit(states, n_states: int) -> Array:
    """The transition matrix of largest likelihood: shares of the observed moves.

    Parameters
    ----------
    states : (n,) int, one sequence
    n_states : int

    Returns
    -------
    (n_states, n_states)

    Raises
    ------
    ValueError
        If a state is never left, so that its row is unknown.
    """
    counts = count_transitions(states, n_states)
    left = counts.sum(axis=1)
    if not left.all():
        raise ValueError(
            f"states must leave every state; {int(left.argmin())} is not left"
        )
    return counts / left[:, None]


class OrderTest(NamedTuple):
    """What `order_test` returns: the statistic, its degrees of freedom, its tail."""

    statistic: float
    df: int
    p_value: float


def order_test(states, n_states: int) -> OrderTest:
    """Does the state before the present one help to predict the next?

    The null hypothesis is a chain of order 1: given the present state j, the past i and
    the next state k are independent. The likelihood ratio statistic is the sum, over j,
    of that of the table of i against k (Anderson and Goodman 1957).

    Parameters
    ----------
    states : (n,) int, one sequence, or a list of them, pooled
    n_states : int

    Returns
    -------
    OrderTest
        With a chi-squared tail on n_states (n_states - 1)^2 degrees of freedom, less
        those of rows and columns that never occur.

    Raises
    ------
    ValueError
        If no degree of freedom is left.
    """
    from scipy.stats import chi2

    counts = np.zeros((n_states,) * 3)  # past, present, next
    several = len(states) > 0 and np.ndim(states[0]) > 0
    for run in states if several else [states]:
        run = checked_states(run, n_states)
        np.add.at(counts, (run[:-2], run[1:-1], run[2:]), 1)
    statistic, df = 0.0, 0
    for table in counts.transpose(1, 0, 2):
        table = table[table.any(axis=1)][:, table.any(axis=0)]
        if table.size:
            expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
            seen = table > 0  # 0 log 0 is 0
            log_ratio = np.log(table[seen] / expected[seen])
            statistic += float(2 * table[seen] @ log_ratio)
            df += (table.shape[0] - 1) * (table.shape[1] - 1)
    if df == 0:
        raise ValueError("states hold too few different moves to test anything")
    return OrderTest(statistic, df, float(chi2.sf(statistic, df)))


def irreducible(P) -> Array:
    """``P`` checked, refused unless every state reaches every other."""
    P = checked_matrix(P)
    n_classes = len(classes(P).closed)
    if n_classes > 1:
        raise ValueError(f"P must be irreducible; it has {n_classes} classes of states")
    return P


def checked_states(states, n_states: int) -> Ints:
    """``states`` as a vector of whole numbers from 0 to n_states - 1."""
    states = np.asarray(states)
    if states.ndim != 1 or not np.issubdtype(states.dtype, np.integer):
        raise ValueError("states must be a vector of whole numbers")
    if len(states) and not (0 <= states.min() and states.max() < n_states):
        raise ValueError(
            f"states must lie between 0 and {n_states - 1}, "
            f"got {states.min()} to {states.max()}"
        )
    return states


def target_mask(P: Array, targets) -> NDArray[np.bool_]:
    """``targets`` as a mask over the states, refused if empty or out of range."""
    targets = checked_states(np.atleast_1d(targets), len(P))
    if len(targets) == 0:
        raise ValueError("targets must name at least one state")
    return np.isin(np.arange(len(P)), targets)

"""Markov chains in continuous time, by their matrix of rates.

Q[i, j] is the rate at which a chain in i jumps to j; the diagonal makes rows sum to 0.
The law after a time t is the matrix exponential P(t) = exp(t Q), computed here by
uniformisation: sums of positive numbers only.

References
----------
.. [1] Norris (1997). Markov chains, chapters 2 and 3.
.. [2] Kalbfleisch and Lawless (1985). The analysis of panel data under a Markov
   assumption. Journal of the American Statistical Association 80, 863-871.
.. [3] Jackson (2011). Multi-state models for panel data: the msm package for R.
   Journal of Statistical Software 38 (8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import markov_chain
from .core import Array

Ints = NDArray[np.int64]


def checked_rates(Q) -> Array:
    """``Q`` as an (n, n) matrix of rates; a ValueError says which row is off."""
    Q = np.array(Q, dtype=float)
    if Q.ndim != 2 or Q.shape[0] != Q.shape[1] or Q.size == 0:
        raise ValueError(f"Q must be a square matrix, got shape {Q.shape}")
    off_diagonal = Q[~np.eye(len(Q), dtype=bool)]
    if not np.isfinite(Q).all() or (off_diagonal < 0).any():
        raise ValueError("Q must be finite with rates of at least 0 off the diagonal")
    off = np.abs(Q.sum(axis=1))
    if off.max() > 1e-8 * max(1.0, np.abs(Q).max()):
        row = int(off.argmax())
        raise ValueError(f"Q row {row} sums to {Q[row].sum():.6g}, not 0")
    return Q


def embedded_chain(Q) -> tuple[Array, Array]:
    """Where the chain jumps, and how fast it leaves ([1]_, section 2.6).

    Parameters
    ----------
    Q : (n, n) rates

    Returns
    -------
    P : (n, n) transition matrix of the jumps; a state never left jumps to itself
    rate : (n,) rate of leaving; the stay in i is exponential with mean 1 / rate[i]
    """
    Q = checked_rates(Q)
    rate = -np.diag(Q)
    stays = rate == 0
    P = Q / np.where(stays, 1.0, rate)[:, None]
    np.fill_diagonal(P, stays)
    return P, rate


def uniformised(Q) -> tuple[Array, float]:
    """The same chain as one that jumps at the ticks of a single Poisson clock.

    Parameters
    ----------
    Q : (n, n) rates

    Returns
    -------
    P : (n, n) transition matrix I + Q / clock; what is too slow for the clock stays
    clock : float, rate of the ticks: the largest rate of leaving (1 if all are 0)
    """
    Q = checked_rates(Q)
    clock = float(-np.diag(Q).min()) or 1.0
    return np.eye(len(Q)) + Q / clock, clock


def transition_probabilities(Q, t) -> Array:
    """P(t) = exp(t Q): a Poisson number of ticks, each a step of the uniformised chain.

    Parameters
    ----------
    Q : (n, n) rates
    t : float or (m,) times, at least 0

    Returns
    -------
    (n, n) or (m, n, n) transition matrices
    """
    P, clock = uniformised(Q)
    t = checked_times(t)
    longest = t.max(initial=0.0)
    doublings = int(np.ceil(np.log2(max(1.0, clock * longest / 50))))
    weights = tick_weights(clock * t.ravel() / 2**doublings)  # (m, K)
    powers = matrix_powers(P, weights.shape[1])
    law = np.tensordot(weights, powers, axes=1)  # (m, n, n)
    for _ in range(doublings):  # P(2 t) = P(t) P(t)
        law = law @ law
        law /= law.sum(axis=-1, keepdims=True)
    return law.reshape(*t.shape, *P.shape)


def tick_weights(ticks: Array) -> Array:
    """Poisson probabilities of 0, 1, ..., K ticks.

    K is 12 standard deviations above the largest expected number, so that less than
    1e-16 is left out; each row is scaled to sum to 1.

    Parameters
    ----------
    ticks : (m,) expected numbers, at least 0

    Returns
    -------
    (m, K + 1)
    """
    most = ticks.max(initial=0.0)
    k = np.arange(1, int(most + 12 * np.sqrt(most) + 20))
    with np.errstate(divide="ignore"):
        log_steps = np.log(ticks[:, None] / k)  # weight k over weight k - 1
    weights = np.exp(np.cumsum(np.column_stack([-ticks, log_steps]), axis=1))
    return weights / weights.sum(axis=1, keepdims=True)


def matrix_powers(P: Array, n_powers: int) -> Array:
    """I, P, P^2, ...: (n_powers, n, n)."""
    powers = np.empty((n_powers, *P.shape))
    powers[0] = np.eye(len(P))
    for k in range(1, n_powers):
        powers[k] = powers[k - 1] @ P
    return powers


def stationary(Q) -> Array:
    """The law pi with pi Q = 0, by `markov_chain.stationary` of the uniformised chain.

    Parameters
    ----------
    Q : (n, n) rates, irreducible

    Returns
    -------
    (n,) shares of time
    """
    return markov_chain.stationary(uniformised(Q)[0])


class Path(NamedTuple):
    """A path: the chain is in ``states[k]`` from ``times[k]`` to ``times[k + 1]``.

    Attributes
    ----------
    times : (jumps + 1,) increasing, the first 0
    states : (jumps + 1,) int
    """

    times: Array
    states: Ints

    def at(self, t) -> Ints:
        """The state at each of the times ``t``, none after the end of the path."""
        jumps = np.searchsorted(self.times, checked_times(t), side="right") - 1
        return self.states[jumps]


def gillespie(Q, start: int, end: float, *, rng: np.random.Generator) -> Path:
    """Draw a path jump by jump: wait an exponential time, then choose where to go.

    Parameters
    ----------
    Q : (n, n) rates
    start : int, state at time 0
    end : float, time to stop at

    Returns
    -------
    Path
        Gillespie (1977) for chemical reactions; Doob (1945) before him.
    """
    P, rate = embedded_chain(Q)
    checked_times(end)
    (state,) = markov_chain.checked_states(np.atleast_1d(start), len(P))
    times, states, now = [0.0], [int(state)], 0.0
    while rate[state] > 0:
        now += rng.exponential(1 / rate[state])
        if now >= end:
            break
        state = rng.choice(len(P), p=P[state])
        times.append(now)
        states.append(int(state))
    return Path(np.array(times), np.array(states))


@dataclass(frozen=True)
class Panel:
    """Pairs of successive observations of the same subject.

    Attributes
    ----------
    before, after : (n,) int, states at the two visits
    wait : (n,) float, time between them, positive
    """

    before: Ints
    after: Ints
    wait: Array


def panel(subject, times, states) -> Panel:
    """Pair each observation with the next of the same subject.

    Parameters
    ----------
    subject : (n,) who was seen; rows of one subject follow one another
    times : (n,) when, increasing within a subject
    states : (n,) int, in which state

    Returns
    -------
    Panel
        Subjects seen once give no pair.

    Raises
    ------
    ValueError
        If lengths differ, a subject's times do not increase, or nobody was seen twice.
    """
    subject, times = np.asarray(subject), np.asarray(times, dtype=float)
    states = markov_chain.checked_states(states, np.max(states, initial=0) + 1)
    if not len(subject) == len(times) == len(states):
        raise ValueError(
            "subject, times and states must have one length, "
            f"got {len(subject)}, {len(times)} and {len(states)}"
        )
    same = subject[1:] == subject[:-1]
    if not same.any():
        raise ValueError("subject must name somebody at least twice in a row")
    wait = np.diff(times)[same]
    if not (wait > 0).all():
        bad = subject[1:][same][int(np.argmin(wait > 0))]
        raise ValueError(f"times must increase within a subject; those of {bad} do not")
    return Panel(states[:-1][same], states[1:][same], wait)


def log_likelihood(Q, data: Panel, exact: int | None = None) -> float:
    """Log probability of the second visits given the first ([2]_, section 3).

    A pair (i, j, t) gives log P_ij(t). Where entering the state ``exact`` is seen at
    its very time, as a death is, the pair gives log sum_k P_ik(t) Q_k,exact over
    the other k: in some state just before, and then the jump ([3]_).

    Parameters
    ----------
    Q : (n, n) rates
    data : Panel
    exact : int, a state whose entry times are exact; None if all are mere snapshots

    Returns
    -------
    float, -inf if Q makes the data impossible
    """
    return PanelLikelihood(data, len(checked_rates(Q)), exact)(Q)[0]


class PanelLikelihood:
    """Log-likelihood of a panel and its gradient, as functions of the rates.

    Parameters
    ----------
    data : Panel
    n_states : int
    exact : int or None, as in `log_likelihood`
    """

    def __init__(self, data: Panel, n_states: int, exact: int | None = None):
        if exact is not None and not 0 <= exact < n_states:
            raise ValueError(f"exact must be a state below {n_states}, got {exact}")
        if max(data.before.max(), data.after.max()) >= n_states:
            raise ValueError(f"Q must have a row for each state, got {n_states} rows")
        self.exact = exact
        self.wait, self.row = np.unique(data.wait, return_inverse=True)
        self.before, self.after = data.before, data.after
        self.seen_exactly = (data.after == exact) & (data.before != exact)

    def __call__(self, Q) -> tuple[float, Array]:
        """Log-likelihood, and its derivative by each off-diagonal rate: (n, n).

        The derivative goes back through the sum over ticks, power by power, so that it
        costs no more than the likelihood itself.
        """
        Q = checked_rates(Q)
        P, clock = uniformised(Q)
        weights = tick_weights(clock * self.wait)  # (m, K)
        powers = matrix_powers(P, weights.shape[1])
        law = np.tensordot(weights, powers, axes=1)  # (m, states, states)
        law = law[self.row, self.before]  # (n, states)
        into = np.eye(len(Q))[self.after]  # what follows the wait: seen in that state,
        into[self.seen_exactly] = self.entry_rates(Q)  # or jumping to it there and then
        prob = (law * into).sum(axis=1)
        if not (prob > 0).all():
            return -np.inf, np.zeros(Q.shape)

        by_law = np.zeros((len(weights), *Q.shape))
        np.add.at(by_law, (self.row, self.before), into / prob[:, None])
        by_power = np.tensordot(weights.T, by_law, axes=1)  # (K, states, states)
        by_P, back = np.zeros(Q.shape), np.zeros(Q.shape)
        for k in range(len(powers) - 1, 0, -1):  # powers[k] = powers[k - 1] @ P
            back += by_power[k]
            by_P += powers[k - 1].T @ back
            back = back @ P.T
        by_Q = by_P / clock
        if self.exact is not None:
            by_entry = (law / prob[:, None])[self.seen_exactly].sum(axis=0)
            by_entry[self.exact] = 0.0
            by_Q[:, self.exact] += by_entry
        return float(np.log(prob).sum()), by_Q - np.diag(by_Q)[:, None]

    def entry_rates(self, Q: Array) -> Array:
        """Rate of entering the exact state from each other: (n,)."""
        if self.exact is None:
            return np.zeros(len(Q))
        return np.where(np.arange(len(Q)) == self.exact, 0.0, Q[:, self.exact])


@dataclass(frozen=True)
class PanelFit:
    """What `fit` returns.

    Attributes
    ----------
    Q : (n, n) rates of largest likelihood
    log_likelihood : float
    low, high : (n, n) limits of 95 % intervals, from the curvature in log rates;
        0 where no jump is allowed, nan on the diagonal
    """

    Q: Array
    log_likelihood: float
    low: Array
    high: Array


def fit(data: Panel, allowed, exact: int | None = None) -> PanelFit:
    """Rates of largest likelihood, by quasi-Newton steps on their logarithms.

    Parameters
    ----------
    data : Panel
    allowed : (n, n) bool, which jumps may happen; the diagonal is ignored
    exact : int or None, as in `log_likelihood`

    Returns
    -------
    PanelFit

    Raises
    ------
    ValueError
        If ``allowed`` is not square or makes an observed pair impossible, or no
        maximum is found.
    """
    from scipy.optimize import minimize

    allowed = np.array(allowed, dtype=bool)
    n = len(allowed)
    if allowed.shape != (n, n) or not (allowed & ~np.eye(n, dtype=bool)).any():
        raise ValueError(
            f"allowed must be square and allow a jump, got shape {allowed.shape}"
        )
    jumps = np.nonzero(allowed & ~np.eye(n, dtype=bool))
    likelihood = PanelLikelihood(data, n, exact)

    def objective(log_rates):
        value, gradient = likelihood(rate_matrix(n, jumps, np.exp(log_rates)))
        return -value, -gradient[jumps] * np.exp(log_rates)

    start = np.full(len(jumps[0]), np.log(1 / data.wait.sum() * len(data.wait) / n))
    if not np.isfinite(objective(start)[0]):
        raise ValueError("allowed must let every observed pair of states happen")
    best = minimize(objective, start, jac=True, method="BFGS", options={"gtol": 1e-4})
    curvature = hessian(lambda x: objective(x)[1], best.x)
    if np.abs(best.jac).max() > 0.1 or np.linalg.eigvalsh(curvature).min() <= 0:
        raise ValueError("no maximum was found: the data may not identify every rate")
    half = 1.96 * np.sqrt(np.diag(np.linalg.inv(curvature)))
    Q = rate_matrix(n, jumps, np.exp(best.x))
    with np.errstate(over="ignore"):  # no upper limit: the data hold nothing against it
        limits = [rate_matrix(n, jumps, np.exp(best.x + s)) for s in (-half, half)]
    for limit in limits:
        np.fill_diagonal(limit, np.nan)
    return PanelFit(Q, -float(best.fun), *limits)


def rate_matrix(n: int, jumps: tuple[Ints, Ints], rates: Array) -> Array:
    """Q with these rates at ``jumps`` (from, to), zero elsewhere, rows summing to 0."""
    Q = np.zeros((n, n))
    Q[jumps] = rates
    np.fill_diagonal(Q, -Q.sum(axis=1))
    return Q


def hessian(gradient, x: Array, step: float = 1e-4) -> Array:
    """Second derivatives, (n, n), from central differences of an exact gradient."""
    shifts = step * np.eye(len(x))
    columns = [(gradient(x + s) - gradient(x - s)) / (2 * step) for s in shifts]
    H = np.array(columns)
    return (H + H.T) / 2


def checked_times(t) -> Array:
    """``t`` as an array, refused unless finite and at least 0."""
    t = np.asarray(t, dtype=float)
    if not (np.isfinite(t) & (t >= 0)).all():
        raise ValueError(f"t must be finite and at least 0, got {t}")
    return t

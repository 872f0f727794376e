"""Answers to mcmc-02 that its grader must tell apart."""

from proof import Corpus, Mistake

SHARES = "return counts / counts.sum(axis=1, keepdims=True)"
SCALED = "A[:k, k] /= A[k, :k].sum()"
DETOUR = "A[:k, :k] += np.outer(A[:k, k], A[k, :k])"
TIMES = "k[others] = np.linalg.solve(A[others][:, others], np.ones(others.sum()))"
TERM = "term = term @ P * (clock * t / k)"
START = "term = np.exp(-clock * t) * np.eye(len(Q))"
TIME = "time = stationary(jumps) * stays"
EIGENVECTOR = """values, vectors = np.linalg.eig(P.T)
    v = vectors[:, np.argmax(values.real)].real
    return v / v.sum()
    A = P"""

SERIES = """def sum_of_powers(A):
    total = term = np.eye(len(A))
    for k in range(1, 300):
        term = term @ A / k
        total = total + term
    return total"""

MISTAKES = [
    Mistake("counts", "q1", SHARES, "return counts", "These are counts"),
    Mistake(
        "divided by all moves",
        "q1",
        SHARES,
        "return counts / counts.sum()",
        "all moves",
    ),
    Mistake(
        "columns sum to 1",
        "q1",
        SHARES,
        "return counts / counts.sum(axis=0)",
        "columns sum",
    ),
    Mistake(
        "transposed",
        "q1",
        "(states[:-1], states[1:])",
        "(states[1:], states[:-1])",
        "is transposed",
    ),
    Mistake(
        "visits for moves",
        "q1",
        SHARES,
        "return counts / np.bincount(states, minlength=n_states)[:, None]",
        "count moves, not visits",
    ),
    Mistake(
        "right eigenvector",
        "q2",
        "A = np.array(P, dtype=float)",
        EIGENVECTOR.replace("P.T", "P"),
        "All entries are equal",
    ),
    Mistake(
        "left eigenvector",
        "q2",
        "A = np.array(P, dtype=float)",
        EIGENVECTOR,
        "has lost digits",
    ),
    Mistake("not normalised", "q2", "return pi / pi.sum()", "return pi", "not to 1"),
    Mistake("no detours", "q2", DETOUR, "pass", "detours must be added"),
    Mistake(
        "reversed",
        "q2",
        "return pi / pi.sum()",
        "return pi[::-1] / pi.sum()",
        "reverse",
    ),
    Mistake(
        "leaving chance by subtraction",
        "q2",
        SCALED,
        "A[:k, k] /= 1 - A[k, k]",
        "has lost digits",
    ),
    Mistake(
        "return time at the target",
        "q3",
        TIMES,
        f"{TIMES}\n    k[target] = 1 + P[target] @ k",
        "the time to return",
    ),
    Mistake(
        "one step too many",
        "q3",
        TIMES,
        f"{TIMES}\n    k[others] += 1",
        "counted twice",
    ),
    Mistake(
        "start counted", "q3", TIMES, f"{TIMES}\n    k += 1", "time 0 is not a step"
    ),
    Mistake(
        "transposed system",
        "q3",
        "np.eye(len(P)) - P",
        "np.eye(len(P)) - P.T",
        "transposed",
    ),
    Mistake(
        "nothing for a step",
        "q3",
        TIMES,
        TIMES.replace("np.ones", "np.zeros"),
        "costs 1",
    ),
    Mistake(
        "target left out", "q3", "return k", "return k[others]", "belongs to it, with 0"
    ),
    Mistake(
        "rates for stays", "q4", "jumps, 1 / rate", "jumps, rate", "rates of leaving"
    ),
    Mistake(
        "wrong order",
        "q4",
        "jumps, 1 / rate",
        "1 / rate, jumps",
        "matrix of the jumps first",
    ),
    Mistake(
        "diagonal left",
        "q4",
        "np.fill_diagonal(jumps, 0)",
        "pass",
        "The diagonal is -1",
    ),
    Mistake(
        "negative stays", "q4", "rate = -np.diag(Q)", "rate = np.diag(Q)", "is negative"
    ),
    Mistake(
        "columns divided", "q4", "Q / rate[:, None]", "Q / rate", "Columns are divided"
    ),
    Mistake(
        "uniformised chain",
        "q4",
        "jumps = Q / rate[:, None]\n    np.fill_diagonal(jumps, 0)",
        "jumps = np.eye(len(Q)) + Q / rate.max()",
        "uniformised chain",
    ),
    Mistake(
        "first order only",
        "q5",
        "return total",
        "return np.eye(len(Q)) + t * Q",
        "beginning of",
    ),
    Mistake(
        "entry by entry", "q5", "return total", "return np.exp(t * Q)", "entry by entry"
    ),
    Mistake("no exp(-clock t)", "q5", START, "term = np.eye(len(Q))", "rows sum to e"),
    Mistake(
        "factorial missing",
        "q5",
        TERM,
        "term = term @ P * (clock * t)",
        "with k from 0",
    ),
    Mistake(
        "time forgotten",
        "q5",
        "clock = -np.diag(Q).min()",
        "clock, t = -np.diag(Q).min(), 1",
        "the time go",
    ),
    Mistake(
        "transposed", "q5", "return total", "return total.T", "matrix is transposed"
    ),
    Mistake(
        "the defining series",
        "q5",
        "return total",
        f"return sum_of_powers(t * Q)\n\n\n{SERIES}",
        "numbers of both signs",
    ),
    Mistake(
        "too few terms",
        "q5",
        "int(clock * t + 10 * np.sqrt(clock * t)) + 20",
        "20",
        "stops too early",
    ),
    Mistake(
        "visits for time", "q6", TIME, "time = stationary(jumps)", "shares of visits"
    ),
    Mistake(
        "rates for stays in the shares",
        "q6",
        TIME,
        "time = stationary(jumps) / stays",
        "not by rates",
    ),
    Mistake(
        "not normalised shares",
        "q6",
        "return time / time.sum()",
        "return time",
        "do not sum to 1",
    ),
    Mistake("stays alone", "q6", TIME, "time = stays", "Stays alone"),
]

RIGHT = {
    "loops and lists": """
from math import exp, sqrt

def fit(states, n_states):
    P = []
    for i in range(n_states):
        after = [b for a, b in zip(states[:-1], states[1:], strict=True) if a == i]
        P.append([after.count(j) / len(after) for j in range(n_states)])
    return P

def stationary(P):
    n = len(P)
    if n == 1:
        return [1.0]
    last = n - 1
    out = sum(P[last][j] for j in range(last))
    censored = [
        [P[i][j] + P[i][last] * P[last][j] / out for j in range(last)]
        for i in range(last)
    ]
    pi = list(stationary(censored))
    pi.append(sum(pi[i] * P[i][last] for i in range(last)) / out)
    return [p / sum(pi) for p in pi]

def hitting_times(P, target):
    k = np.zeros(len(P))
    for _ in range(5000):
        k = 1 + np.asarray(P) @ k
        k[target] = 0
    return list(k)

def embedded_chain(Q):
    n = len(Q)
    rates = [sum(Q[i][j] for j in range(n) if j != i) for i in range(n)]
    jumps = [[0 if i == j else Q[i][j] / rates[i] for j in range(n)] for i in range(n)]
    return jumps, [1 / rate for rate in rates]

def transition_probabilities(Q, t):
    n, clock = len(Q), max(-Q[i][i] for i in range(len(Q)))
    weight, power, total = exp(-clock * t), np.eye(n), np.zeros((n, n))
    for k in range(int(clock * t + 12 * sqrt(clock * t)) + 30):
        total += weight * power
        power = power @ (np.eye(n) + Q / clock)
        weight *= clock * t / (k + 1)
    return total

def time_shares(Q):
    clock = 2 * max(-np.diag(Q))
    return stationary(np.eye(len(Q)) + Q / clock)
""",
    "other methods": """
from scipy.linalg import expm

def fit(states, n_states):
    pairs = np.asarray(states[:-1]) * n_states + np.asarray(states[1:])
    counts = np.bincount(pairs, minlength=n_states**2).reshape(n_states, n_states)
    return (counts.T / counts.sum(axis=1)).T

def stationary(P):
    A = np.array(P, dtype=float)[::-1, ::-1].copy()  # the first state goes first
    n = len(A)
    out = np.ones(n)
    for k in range(n - 1, 0, -1):
        out[k] = A[k, :k].sum()
        A[:k, :k] += A[:k, [k]] * A[[k], :k] / out[k]
    pi = np.zeros(n)
    pi[0] = 1
    for k in range(1, n):
        pi[k] = (pi[:k] * A[:k, k]).sum() / out[k]
    return (pi / pi.sum())[::-1]

def hitting_times(P, target):
    A = np.eye(len(P)) - P
    A[target] = np.eye(len(P))[target]
    return np.linalg.inv(A) @ (np.arange(len(P)) != target)

def embedded_chain(Q):
    off = Q * (1 - np.eye(len(Q)))
    return off / off.sum(axis=1, keepdims=True), -1 / np.diagonal(Q)

def transition_probabilities(Q, t):
    return expm(np.asarray(Q) * t)

def time_shares(Q):
    jumps, stays = embedded_chain(Q)
    pi = stationary(jumps)
    return pi * stays / np.dot(pi, stays)
""",
}

CORPUS = Corpus(
    name="mcmc-02",
    master="mcmc/02-markov-chains.ipynb",
    points=20,
    question_of={
        "fit": "q1",
        "stationary": "q2",
        "hitting_times": "q3",
        "embedded_chain": "q4",
        "transition_probabilities": "q5",
        "time_shares": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent={
        (
            "fit",
            "np.add.at(counts, (states[:-1], states[1:]), 2)",
        ): "every move counts twice: the shares are the same",
        (
            "stationary",
            "for k in range(len(A) - 1, -1, -1):",
        ): "the round for k = 0 has nothing to remove",
        **{
            (
                "transition_probabilities",
                f"for k in range(1, int(clock * t + {a} * np.sqrt(clock * t)) + {b}):",
            ): "a term more or less beyond the tenth digit"
            for a, b in [(10, 19), (10, 21), (9, 20), (11, 20)]
        },
    },
)

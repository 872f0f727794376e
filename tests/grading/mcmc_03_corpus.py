"""Answers to mcmc-03 that its grader must tell apart."""

from proof import Corpus, Mistake

from coursekit.datasets import nile

RATIO = "log_pi[j] - log_pi[i] + np.log(Q[j, i]) - np.log(Q[i, j])"
ACCEPTED = "Q[i, j] * np.exp(np.minimum(0.0, log_accept_ratio(log_pi, Q, i, j)))"
DIAGONAL = "P[np.diag_indices(len(P))] += 1 - P.sum(axis=1)"
STEP = "return j if u_accept < accept_prob else i"
LOOP = "state = mh_step(state, log_pi, Q, u_propose[t], u_accept[t])\n        states[t] = state"

MISTAKES = [
    Mistake(
        "Hastings term missing", "q1", RATIO, "log_pi[j] - log_pi[i]", "term is missing"
    ),
    Mistake(
        "Hastings term upside down (Q transposed)",
        "q1",
        RATIO,
        "log_pi[j] - log_pi[i] + np.log(Q[i, j]) - np.log(Q[j, i])",
        "Hastings term is upside down",
    ),
    Mistake(
        "ratio upside down", "q1", RATIO, f"-({RATIO})", "whole ratio is upside down"
    ),
    Mistake(
        "target's ratio upside down",
        "q1",
        RATIO,
        "log_pi[i] - log_pi[j] + np.log(Q[j, i]) - np.log(Q[i, j])",
        "ratio of the target is upside down",
    ),
    Mistake("log forgotten", "q1", RATIO, f"np.exp({RATIO})", "asks for its log"),
    Mistake(
        "capped too early",
        "q1",
        RATIO,
        f"np.minimum(0, {RATIO})",
        "cap, min(1, r), comes later",
    ),
    Mistake(
        "not in log space",
        "q1",
        RATIO,
        "np.log(np.exp(log_pi[j]) * Q[j, i] / (np.exp(log_pi[i]) * Q[i, j]))",
        "Not in log space",
    ),
    Mistake(
        "one pair only",
        "q1",
        RATIO,
        f"float(np.ravel({RATIO})[0])",
        "has shape (), not (3,)",
    ),
    Mistake(
        "Hastings term missing in the matrix",
        "q2",
        "log_accept_ratio(log_pi, Q, i, j)))\n    P[",
        "log_pi[j] - log_pi[i]))\n    P[",
        "Hastings term is missing",
    ),
    Mistake(
        "ratio upside down in the matrix",
        "q2",
        "log_accept_ratio(log_pi, Q, i, j)))\n    P[",
        "log_accept_ratio(log_pi, Q, j, i)))\n    P[",
        "upside down",
    ),
    Mistake(
        "no min(1, r)",
        "q2",
        "np.exp(np.minimum(0.0, log_accept_ratio(log_pi, Q, i, j)))\n    P[",
        "np.exp(log_accept_ratio(log_pi, Q, i, j))\n    P[",
        "minimum is missing",
    ),
    Mistake(
        "max for min", "q2", "np.minimum(0.0", "np.maximum(0.0", "this is max(1, r)"
    ),
    Mistake(
        "proposal forgotten", "q2", ACCEPTED, ACCEPTED[10:], "must also be proposed"
    ),
    Mistake(
        "proposal transposed", "q2", ACCEPTED, "Q[j, i]" + ACCEPTED[7:], "transposed"
    ),
    Mistake(
        "rejections not on the diagonal",
        "q2",
        DIAGONAL,
        "pass",
        "belongs on the diagonal",
    ),
    Mistake(
        "rows rescaled to sum to 1",
        "q2",
        DIAGONAL,
        "P /= P.sum(axis=1, keepdims=True)",
        "stays, and goes to the diagonal",
    ),
    Mistake(
        "nan where nothing is proposed",
        "q2",
        "i, j = np.nonzero(Q)",
        "i, j = np.indices(Q.shape)",
        "contains nan",
    ),
    Mistake(
        "P @ pi for pi @ P", "q3", "pi @ P - pi", "P @ pi - pi", "next state is pi @ P"
    ),
    Mistake("flows without pi", "q3", "pi[:, None] * P", "P", "without pi"),
    Mistake(
        "gaps in the wrong order",
        "q3",
        "return np.abs(flow - flow.T).max(), np.abs(pi @ P - pi).max()",
        "return np.abs(pi @ P - pi).max(), np.abs(flow - flow.T).max()",
        "wrong order",
    ),
    Mistake(
        "sum for the largest",
        "q3",
        "(flow - flow.T).max()",
        "(flow - flow.T).sum()",
        "the sum over",
    ),
    Mistake(
        "decision the wrong way round", "q4", STEP, STEP.replace("<", ">"), "way round"
    ),
    Mistake(
        "uniform reused",
        "q4",
        STEP,
        STEP.replace("u_accept", "u_propose"),
        "same random",
    ),
    Mistake(
        "uniforms swapped",
        "q4",
        "j = draw(Q[i], u_propose)",
        "u_propose, u_accept = u_accept, u_propose\n    j = draw(Q[i], u_propose)",
        "each other’s place",
    ),
    Mistake(
        "compared with the log",
        "q4",
        "np.exp(min(0.0, log_accept_ratio(log_pi, Q, i, j)))\n    return",
        "min(0.0, log_accept_ratio(log_pi, Q, i, j))\n    return",
        "compared with a log",
    ),
    Mistake("always accepted", "q4", STEP, "return j", "Every proposal was accepted"),
    Mistake(
        "Hastings term missing in the step",
        "q4",
        "min(0.0, log_accept_ratio(log_pi, Q, i, j))",
        "min(0.0, log_pi[j] - log_pi[i])",
        "Hastings term is missing",
    ),
    Mistake("<= for <", "q4", STEP, STEP.replace("<", "<="), "0 <= 0 is true"),
    Mistake(
        "rejected proposals dropped",
        "q5",
        "return states\n",
        "return states[states != np.concatenate([[start], states[:-1]])]\n",
        "Only accepted proposals were kept",
    ),
    Mistake(
        "start counted as a draw",
        "q5",
        "return states\n",
        "return np.concatenate([[start], states])\n",
        "start itself is not a draw",
    ),
    Mistake(
        "draws one step late",
        "q5",
        LOOP,
        "states[t] = state\n        state = mh_step(state, log_pi, Q, u_propose[t], u_accept[t])",
        "one step late",
    ),
    Mistake(
        "proposals kept as draws",
        "q5",
        LOOP,
        "states[t] = draw(Q[state], u_propose[t])\n        " + LOOP.split("\n")[0],
        "These are the proposals",
    ),
    Mistake(
        "every step from the start",
        "q5",
        "mh_step(state,",
        "mh_step(start,",
        "Every step started again",
    ),
    Mistake(
        "random numbers of the first step in every step",
        "q5",
        "u_propose[t], u_accept[t]",
        "u_propose[0], u_accept[0]",
        "same two random numbers",
    ),
    Mistake(
        "burn-in one too long",
        "q6",
        "states[burn_in:],",
        "states[burn_in + 1:],",
        "too many",
    ),
    Mistake(
        "burn-in one too short",
        "q6",
        "states[burn_in:],",
        "states[burn_in - 1:],",
        "too few",
    ),
    Mistake(
        "last draws left out",
        "q6",
        "states[burn_in:],",
        "states[:-burn_in],",
        "at the start of",
    ),
    Mistake(
        "divided by all draws", "q6", "/ len(kept)", "/ len(states)", "do not sum to 1"
    ),
    Mistake("counts for shares", "q6", " / len(kept)", "", "These are counts"),
    Mistake(
        "rate over the burn-in too",
        "q6",
        "!= before)[burn_in:]",
        "!= before)",
        "counts the burn-in",
    ),
    Mistake(
        "first kept step missing from the rate",
        "q6",
        "moved.mean()",
        "np.mean(kept[1:] != kept[:-1])",
        "The step into the first kept draw is missing",
    ),
    Mistake(
        "unvisited states missing",
        "q6",
        "np.bincount(kept, minlength=n_states) / len(kept)",
        "np.unique(kept, return_counts=True)[1] / len(kept)",
        "one for each state, visited or not",
    ),
]

RIGHT = {
    "loops and lists": """
from math import exp, inf, log

def safe_log(x):
    return log(x) if x > 0 else -inf

def log_accept_ratio(log_pi, Q, i, j):
    if np.ndim(i):
        return np.array([log_accept_ratio(log_pi, Q, a, b) for a, b in zip(i, j, strict=True)])
    forth = log_pi[i] + safe_log(Q[i, j])
    return (log_pi[j] + safe_log(Q[j, i])) - forth

def transition_matrix(log_pi, Q):
    n = len(log_pi)
    P = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if j != i and Q[i, j] > 0:
                log_r = log_accept_ratio(log_pi, Q, i, j)
                P[i][j] = Q[i, j] * (1.0 if log_r >= 0 else exp(log_r))
        P[i][i] = 1 - sum(P[i])
    return P

def balance_gaps(pi, P):
    n = len(pi)
    detailed = stationary = 0.0
    for i in range(n):
        after = 0.0
        for j in range(n):
            detailed = max(detailed, abs(pi[i] * P[i][j] - pi[j] * P[j][i]))
            after += pi[j] * P[j][i]
        stationary = max(stationary, abs(after - pi[i]))
    return [detailed, stationary]

def mh_step(i, log_pi, Q, u_propose, u_accept):
    total = 0.0
    for j, q in enumerate(Q[i]):
        total += q
        if u_propose < total:
            break
    log_r = log_accept_ratio(log_pi, Q, i, j)
    if log_r >= 0 or safe_log(u_accept) < log_r:
        return j
    return i

def mh_chain(start, log_pi, Q, u_propose, u_accept):
    path = [start]
    for u, v in zip(u_propose, u_accept, strict=True):
        path.append(mh_step(path[-1], log_pi, Q, u, v))
    return path[1:]

def summarise(states, start, burn_in, n_states):
    counts, moves = [0] * n_states, 0
    previous = start if burn_in == 0 else states[burn_in - 1]
    for state in states[burn_in:]:
        counts[state] += 1
        moves += state != previous
        previous = state
    n = len(states) - burn_in
    return [count / n for count in counts], moves / n
""",
    "whole arrays, matrices precomputed": """
def log_accept_ratio(log_pi, Q, i, j):
    with np.errstate(divide="ignore", invalid="ignore"):
        joint = np.asarray(log_pi)[:, None] + np.log(Q)  # log pi(i) q(j | i)
        return (joint.T - joint)[i, j]

def transition_matrix(log_pi, Q):
    every = np.arange(len(log_pi))
    log_r = log_accept_ratio(log_pi, Q, every[:, None], every[None, :])
    accept = np.where(Q > 0, np.exp(np.clip(np.nan_to_num(log_r, nan=0.0), None, 0)), 0)
    P = np.where(np.eye(len(Q), dtype=bool), 0, Q * accept)
    return P + np.diag(1 - P.sum(1))

def balance_gaps(pi, P):
    flow = np.diag(pi) @ P
    return np.array([np.ptp([flow - flow.T]) / 2, np.linalg.norm(P.T @ pi - pi, np.inf)])

def mh_step(i, log_pi, Q, u_propose, u_accept):
    return mh_chain(i, log_pi, Q, np.array([u_propose]), np.array([u_accept]))[0]

def mh_chain(start, log_pi, Q, u_propose, u_accept):
    every = np.arange(len(log_pi))
    cumulative = np.cumsum(Q, axis=1)
    accept = np.exp(np.minimum(log_accept_ratio(log_pi, Q, every[:, None], every), 0))
    states = np.full(len(u_propose) + 1, start)
    for t in range(len(u_propose)):
        i = states[t]
        j = np.argmax(cumulative[i] > u_propose[t])
        states[t + 1] = (i, j)[int(u_accept[t] < accept[i, j])]
    return states[1:]

def summarise(states, start, burn_in, n_states):
    path = np.append(start, states)[burn_in:]
    shares = (path[1:, None] == np.arange(n_states)).mean(axis=0)
    return shares, np.count_nonzero(np.diff(path)) / (len(path) - 1)
""",
}

# Mutants that are right answers too: (function, new line) -> why no test can object.
EQUIVALENT = {
    (
        "transition_matrix",
        "j, i = np.nonzero(Q)",
    ): "lists the pairs with a way back instead of a way forth; where only one is there, P is 0",
    (
        "transition_matrix",
        "P[i, j] = Q[i, j] * np.exp(np.minimum(log_accept_ratio(log_pi, Q, i, j), 0.0))",
    ): "the smaller of two numbers does not depend on their order",
    (
        "balance_gaps",
        "return (np.negative(flow - flow.T).max(), np.abs(pi @ P - pi).max())",
    ): "flow - flow.T is antisymmetric: its largest entry is its largest absolute entry",
    (
        "mh_step",
        "accept_prob = np.exp(min(log_accept_ratio(log_pi, Q, i, j), 0.0))",
    ): "the smaller of two numbers does not depend on their order",
    (
        "mh_step",
        "accept_prob = np.exp(min(1.0, log_accept_ratio(log_pi, Q, i, j)))",
    ): "a probability above 1 is never reached by a number below 1",
    (
        "mh_chain",
        "states = np.empty(len(u_accept), dtype=int)",
    ): "both arrays of random numbers have the same length",
}

CORPUS = Corpus(
    name="mcmc-03",
    master="mcmc/03-metropolis-hastings.ipynb",
    points=25,
    question_of={
        "log_accept_ratio": "q1",
        "transition_matrix": "q2",
        "balance_gaps": "q3",
        "mh_step": "q4",
        "mh_chain": "q5",
        "summarise": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
    run="start, burn_in",
    names=nile()._asdict(),
)

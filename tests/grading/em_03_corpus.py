"""Answers to em-03 that its grader must tell apart."""

from proof import Corpus, Mistake

FIRST = "foretold = start\n"
JOINT = "joint = foretold * b[t]"
SCALE = "c[t] = joint.sum()"
DIVIDE = "alpha[t] = joint / c[t]"
MOVE = "foretold = alpha[t] @ A"
PASSES = "return alpha, c\n"
ONES = "beta = np.ones((n, K))"
BACK = "beta[t] = A @ (b[t + 1] * beta[t + 1]) / c[t + 1]"
AHEAD = "ahead = b[1:] * beta[1:] / c[1:, None]"
SMOOTH = "return alpha * beta, A * (alpha[:-1].T @ ahead)"
START = "best = np.log(start) + np.log(b[0])"
PATHS = "paths = best[:, None] + np.log(A)"
NOTE = "came_from[t] = paths.argmax(axis=0)"
BEST = "best = paths.max(axis=0) + np.log(b[t])"
FOLLOW = "path[t - 1] = came_from[t, path[t]]"
TURN = "path[n - 1] = best.argmax()"
VALUE = "log_likelihood = np.log(forward(start, A, b)[1]).sum()"
ROWS = "new_A = moves / moves.sum(axis=1, keepdims=True)"
STEP = "return log_likelihood, gamma[0], new_A, x @ gamma / gamma.sum(axis=0)"


def step(start="gamma[0]", A="new_A", rates="x @ gamma / gamma.sum(axis=0)"):
    """The last line of em_step with another part."""
    return f"return log_likelihood, {start}, {A}, {rates}"


MISTAKES = [
    Mistake("not scaled", "q1", DIVIDE, "alpha[t] = joint", "alpha is not scaled"),
    Mistake(
        "scaled for show",
        "q1",
        f"{DIVIDE}\n        {MOVE}",
        f"{DIVIDE}\n        foretold = joint @ A",
        "underflow to 0",
    ),
    Mistake(
        "uniform start",
        "q1",
        FIRST,
        "foretold = np.ones(K) / K\n",
        "The start law is missing",
    ),
    Mistake("moved first", "q1", FIRST, "foretold = start @ A\n", "moved before"),
    Mistake(
        "first emission",
        "q1",
        JOINT,
        "joint = foretold * (b[t] if t else 1)",
        "The emission b[0] is missing",
    ),
    Mistake("largest", "q1", SCALE, "c[t] = joint.max()", "largest entry"),
    Mistake("transposed", "q1", MOVE, "foretold = A @ alpha[t]", "A is transposed"),
    Mistake(
        "off by one",
        "q1",
        JOINT,
        "joint = foretold * b[max(t - 1, 0)]",
        "b is off by one",
    ),
    Mistake("no move", "q1", MOVE, "foretold = alpha[t]", "The move is missing"),
    Mistake(
        "later emissions",
        "q1",
        JOINT,
        "joint = foretold * (1 if t else b[t])",
        "missing from t = 1 on",
    ),
    Mistake("reciprocal", "q1", PASSES, "return alpha, 1 / c\n", "not multiplied by"),
    Mistake("logarithm", "q1", PASSES, "return alpha, np.log(c)\n", "not its log"),
    Mistake(
        "product so far",
        "q1",
        PASSES,
        "return alpha, np.cumprod(c)\n",
        "not the product so far",
    ),
    Mistake(
        "no emission",
        "q2",
        BACK,
        "beta[t] = A @ beta[t + 1] / c[t + 1]",
        "emission b[t + 1] is missing",
    ),
    Mistake("transposed", "q2", BACK, BACK.replace("A @", "A.T @"), "transposed"),
    Mistake("off by one", "q2", BACK, BACK.replace("b[t + 1]", "b[t]"), "b is off"),
    Mistake(
        "not scaled", "q2", BACK, BACK[: -len(" / c[t + 1]")], "beta is not scaled"
    ),
    Mistake("wrong scale", "q2", BACK, BACK.replace("c[t + 1]", "c[t]"), "c is off"),
    Mistake(
        "emission outside",
        "q2",
        BACK,
        "beta[t] = b[t + 1] * (A @ beta[t + 1]) / c[t + 1]",
        "inside the sum",
    ),
    Mistake(
        "rows to 1",
        "q2",
        BACK,
        BACK.replace(" / c[t + 1]", "") + "\n        beta[t] /= beta[t].sum()",
        "made to sum to 1",
    ),
    Mistake("ends at 0", "q2", ONES, "beta = np.zeros((n, K))", "Nothing comes after"),
    Mistake("ends at 1 / K", "q2", ONES, f"{ONES} / K", "not 1 / K"),
    Mistake("filter", "q3", SMOOTH, SMOOTH.replace(" * beta", ""), "This is alpha"),
    Mistake(
        "future alone", "q3", SMOOTH, SMOOTH.replace("alpha * ", ""), "This is beta"
    ),
    Mistake(
        "not normalised",
        "q3",
        SMOOTH,
        SMOOTH.replace("alpha * beta", "alpha * beta * c[:, None]"),
        "gamma is not normalised",
    ),
    Mistake("no A", "q3", SMOOTH, SMOOTH.replace("A * (", "("), "A is missing"),
    Mistake(
        "no emission",
        "q3",
        AHEAD,
        AHEAD.replace("b[1:] * ", ""),
        "missing from the moves",
    ),
    Mistake(
        "independent",
        "q3",
        SMOOTH,
        "return alpha * beta, (alpha * beta)[:-1].T @ (alpha * beta)[1:]",
        "as independent",
    ),
    Mistake(
        "not scaled", "q3", AHEAD, AHEAD.replace(" / c[1:, None]", ""), "not divided by"
    ),
    Mistake(
        "wrong scale", "q3", AHEAD, AHEAD.replace("c[1:,", "c[:-1,"), "scale is off"
    ),
    Mistake(
        "transposed",
        "q3",
        SMOOTH,
        SMOOTH.replace("ahead)", "ahead).T").replace("A * (", "A.T * ("),
        "moves are transposed",
    ),
    Mistake("mean", "q3", SMOOTH, f"{SMOOTH} / (len(b) - 1)", "mean over time"),
    Mistake(
        "shares",
        "q3",
        SMOOTH,
        "N = A * (alpha[:-1].T @ ahead)\n"
        "    return alpha * beta, N / N.sum(axis=1, keepdims=True)",
        "These are shares",
    ),
    Mistake(
        "each move",
        "q3",
        SMOOTH,
        "return alpha * beta, alpha[:-1, :, None] * A * ahead[:, None]",
        "add up over time",
    ),
    Mistake(
        "sum for max",
        "q4",
        BEST,
        BEST.replace("paths.max(", "np.logaddexp.reduce(paths, "),
        "not the sum",
    ),
    Mistake("no start", "q4", START, "best = np.log(b[0])", "start law is missing"),
    Mistake("transposed", "q4", PATHS, PATHS.replace("(A)", "(A.T)"), "transposed"),
    Mistake("axis", "q4", NOTE, NOTE.replace("axis=0", "axis=1"), "wrong axis"),
    Mistake("late note", "q4", FOLLOW, FOLLOW.replace("[t,", "[t - 1,"), "off by one"),
    Mistake(
        "no emission", "q4", BEST, "best = paths.max(axis=0)", "missing from t = 1 on"
    ),
    Mistake(
        "each time by itself",
        "q4",
        START,
        f"return posterior(start, A, b)[0].argmax(axis=1)\n    {START}",
        "by itself",
    ),
    Mistake(
        "past alone",
        "q4",
        START,
        f"return forward(start, A, b)[0].argmax(axis=1)\n    {START}",
        "past alone",
    ),
    Mistake(
        "backwards",
        "q4",
        "return path\n",
        "return path[::-1]\n",
        "runs backwards",
    ),
    Mistake(
        "no logarithms",
        "q4",
        f"{PATHS}\n        {NOTE}\n        {BEST}",
        "paths = np.exp(best)[:, None] * A\n"
        f"        {NOTE}\n"
        "        best = np.log(paths.max(axis=0) * b[t])",
        "add logarithms",
    ),
    Mistake(
        "likelihood",
        "q5",
        VALUE,
        VALUE.replace("np.log", "np.exp(np.log") + ")",
        "take its log",
    ),
    Mistake("sign", "q5", VALUE, VALUE.replace("= np", "= -np"), "sign of"),
    Mistake(
        "after the step",
        "q5",
        STEP,
        "new = x @ gamma / gamma.sum(axis=0)\n"
        "    later = forward(gamma[0], new_A, poisson(x, new))[1]\n"
        "    return np.log(later).sum(), gamma[0], new_A, new",
        "not those that came in",
    ),
    Mistake("mean start", "q5", STEP, step(start="gamma.mean(axis=0)"), "mean over"),
    Mistake("last start", "q5", STEP, step(start="gamma[-1]"), "not the last"),
    Mistake("old start", "q5", STEP, step(start="start"), "start was not updated"),
    Mistake("columns", "q5", ROWS, "new_A = moves / moves.sum(axis=0)", "columns of A"),
    Mistake(
        "visits",
        "q5",
        ROWS,
        "new_A = moves / gamma.sum(axis=0)[:, None]",
        "not the visits",
    ),
    Mistake("whole", "q5", ROWS, "new_A = moves / moves.sum()", "whole of A"),
    Mistake("old A", "q5", STEP, step(A="A"), "A was not updated"),
    Mistake("by n", "q5", STEP, step(rates="x @ gamma / len(x)"), "not by n"),
    Mistake("sums", "q5", STEP, step(rates="x @ gamma"), "Divide the sums"),
    Mistake(
        "not weighed",
        "q5",
        STEP,
        step(rates="np.full(len(A), x.mean())"),
        "Weigh each count",
    ),
    Mistake(
        "filter",
        "q5",
        STEP,
        "alpha = forward(start, A, b)[0]\n    "
        + step(rates="x @ alpha / alpha.sum(axis=0)"),
        "weights are alpha",
    ),
    Mistake("old rates", "q5", STEP, step(rates="rates"), "rates were not updated"),
]

RIGHT = {
    "loops": """
def forward(start, A, b):
    n, K = len(b), len(start)
    alpha, c = [], []
    for t in range(n):
        row = []
        for k in range(K):
            if t == 0:
                f = start[k]
            else:
                f = sum(alpha[t - 1][j] * A[j][k] for j in range(K))
            row.append(f * b[t][k])
        c.append(sum(row))
        alpha.append([value / c[t] for value in row])
    return np.array(alpha), np.array(c)

def backward(A, b, c):
    n, K = len(b), len(A)
    beta = [[1.0] * K]
    for t in range(n - 1, 0, -1):
        row = []
        for i in range(K):
            row.append(sum(A[i][j] * b[t][j] * beta[0][j] for j in range(K)) / c[t])
        beta.insert(0, row)
    return np.array(beta)

def posterior(start, A, b):
    alpha, c = forward(start, A, b)
    beta = backward(A, b, c)
    n, K = b.shape
    gamma, moves = np.zeros((n, K)), np.zeros((K, K))
    for t in range(n):
        for i in range(K):
            gamma[t, i] = alpha[t, i] * beta[t, i]
            for j in range(K):
                if t + 1 < n:
                    last = b[t + 1, j] * beta[t + 1, j] / c[t + 1]
                    moves[i, j] += alpha[t, i] * A[i, j] * last
    return gamma, moves

def best_path(start, A, b):
    K = len(start)
    score = [np.log(start[k] * b[0][k]) for k in range(K)]
    paths = [[k] for k in range(K)]
    for t in range(1, len(b)):
        pick = [
            max(range(K), key=lambda i: score[i] + np.log(A[i][j])) for j in range(K)
        ]
        paths = [paths[pick[j]] + [j] for j in range(K)]
        score = [
            score[pick[j]] + np.log(A[pick[j]][j]) + np.log(b[t][j]) for j in range(K)
        ]
    return paths[score.index(max(score))]

def em_step(x, start, A, rates):
    b = poisson(x, rates)
    gamma, moves = posterior(start, A, b)
    _, c = forward(start, A, b)
    K = len(rates)
    new_rates = [
        sum(gamma[t][k] * x[t] for t in range(len(x))) / sum(gamma[:, k])
        for k in range(K)
    ]
    new_A = [[moves[i][j] / sum(moves[i]) for j in range(K)] for i in range(K)]
    return sum(np.log(one) for one in c), list(gamma[0]), new_A, new_rates
""",
    "other algebra": """
def forward(start, A, b):
    alpha = np.array([start * b[0] / (start @ b[0])])
    c = np.array([start @ b[0]])
    for row in b[1:]:
        joint = np.einsum("i,ij,j->j", alpha[-1], A, row)
        c = np.append(c, joint.sum())
        alpha = np.vstack([alpha, joint / joint.sum()])
    return alpha, c

def backward(A, b, c):
    message, rows = np.ones(len(A)), []
    for emission, scale in zip(b[::-1], c[::-1]):
        rows.append(message)
        message = A @ np.diag(emission) @ message / scale
    return np.array(rows[::-1])

def posterior(start, A, b):
    alpha, c = forward(start, A, b)
    beta = backward(A, b, c)
    gamma = alpha * beta
    gamma /= gamma.sum(axis=1, keepdims=True)
    pair = np.einsum("ti,ij,tj->tij", alpha[:-1], A, b[1:] * beta[1:])
    if len(pair):
        pair /= pair.sum(axis=(1, 2), keepdims=True)
    return gamma, pair.sum(axis=0)

def best_path(start, A, b):
    # backwards: the best that can follow
    log_A, log_b = np.log(A), np.log(b)
    follow = [np.zeros(len(A))]
    for row in log_b[:0:-1]:
        follow.insert(0, (log_A + row + follow[0]).max(axis=1))
    path = [int((np.log(start) + log_b[0] + follow[0]).argmax())]
    for t in range(1, len(b)):
        path.append(int((log_A[path[-1]] + log_b[t] + follow[t]).argmax()))
    return np.array(path)

def em_step(x, start, A, rates):
    b = poisson(np.array(x), np.array(rates))
    gamma, N = posterior(start, A, b)
    log_likelihood = np.log(np.prod(forward(start, A, b)[1]))
    visits = gamma.T @ np.ones(len(x))
    new_A = np.linalg.solve(np.diag(N.sum(axis=1)), N)
    return log_likelihood, gamma[0], new_A, (gamma * x[:, None]).sum(axis=0) / visits
""",
}

CORPUS = Corpus(
    name="em-03",
    master="em/03-forward-backward.ipynb",
    points=25,
    question_of={
        "forward": "q1",
        "backward": "q2",
        "posterior": "q3",
        "best_path": "q4",
        "em_step": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent={},
)

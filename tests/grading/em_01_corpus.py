"""Answers to em-01 that its grader must tell apart."""

from proof import Corpus, Mistake

TOP = "top = a.max(axis=1)"
SUM = "return top + np.log(p.sum(axis=1))"
SQUARE = "square = (away * np.linalg.solve(cov, away.T).T).sum(axis=1)"
CONSTANT = "constant = len(mean) * np.log(2 * np.pi) + np.linalg.slogdet(cov)[1]"
HALF = "return -0.5 * (constant + square)"
PART = "np.log(weights[k]) + log_gaussian(X, means[k], covs[k])"
STACK = "return joint\n"
RESP = "return np.exp(log_joint - log_sum_exp(log_joint)[:, None])"
VALUE = "log_likelihood = log_sum_exp(joint).sum()\n    r = responsibilities(joint)"
STEP = "return log_likelihood, r.sum(axis=0), r.T @ X"

MISTAKES = [
    Mistake(
        "no log-sum-exp",
        "q1",
        SUM,
        "return np.log(np.exp(a).sum(axis=1))",
        "exp(1000) overflows",
    ),
    Mistake("one maximum for all", "q1", TOP, "top = np.full(len(a), a.max())", "Each"),
    Mistake(
        "not added again",
        "q1",
        SUM,
        SUM.replace("top + ", ""),
        "must be added again",
    ),
    Mistake("maximum alone", "q1", SUM, "return top", "largest entry alone"),
    Mistake(
        "mean for sum", "q1", SUM, SUM.replace(".sum(", ".mean("), "log of the mean"
    ),
    Mistake(
        "no exponential", "q1", SUM, "return a.sum(axis=1)", "themselves were added"
    ),
    Mistake(
        "columns for rows",
        "q1",
        SUM,
        "return np.log(np.exp(a - a.max(axis=0)).sum(axis=0)) + a.max(axis=0)",
        "one number for each row",
    ),
    Mistake(
        "the density", "q2", HALF, "return np.exp(-0.5 * (constant + square))", "log"
    ),
    Mistake(
        "2 pi once",
        "q2",
        CONSTANT,
        CONSTANT.replace("len(mean) * ", ""),
        "comes d times",
    ),
    Mistake(
        "sign of the determinant",
        "q2",
        CONSTANT,
        CONSTANT.replace("+ np", "- np"),
        "sign of log |Sigma|",
    ),
    Mistake(
        "no determinant",
        "q2",
        CONSTANT,
        CONSTANT.replace(" + np.linalg.slogdet(cov)[1]", ""),
        "log |Sigma| is missing",
    ),
    Mistake(
        "determinant without a logarithm",
        "q2",
        CONSTANT,
        CONSTANT.replace("np.linalg.slogdet(cov)[1]", "np.linalg.det(cov)"),
        "logarithm of |Sigma|",
    ),
    Mistake(
        "variance for standard deviation",
        "q2",
        CONSTANT,
        CONSTANT.replace("+ np", "+ 2 * np"),
        "its root belongs",
    ),
    Mistake(
        "square not halved",
        "q2",
        HALF,
        "return -0.5 * constant - square",
        "square is to be halved",
    ),
    Mistake(
        "constant not halved",
        "q2",
        HALF,
        "return -constant - 0.5 * square",
        "constant is to be halved",
    ),
    Mistake("no minus", "q2", HALF, HALF.replace("-0.5", "0.5"), "minus sign in front"),
    Mistake("no constant", "q2", HALF, "return -0.5 * square", "constant in front"),
    Mistake(
        "covariance for its inverse",
        "q2",
        SQUARE,
        "square = (away @ cov * away).sum(axis=1)",
        "inverse belongs",
    ),
    Mistake(
        "diagonal alone",
        "q2",
        "away = X - mean",
        "cov = np.diag(np.diag(cov))\n    away = X - mean",
        "Only the diagonal",
    ),
    Mistake("no mean", "q2", "away = X - mean", "away = X", "mean was not subtracted"),
    Mistake(
        "all pairs",
        "q2",
        SQUARE,
        "square = away @ np.linalg.solve(cov, away.T)",
        "all pairs of points",
    ),
    Mistake(
        "logarithm in the program",
        "q2",
        HALF,
        "return np.log(np.exp(-0.5 * (constant + square)))",
        "take the logarithm on paper",
    ),
    Mistake("no weights", "q3", PART, PART.split(" + ")[1], "weights are missing"),
    Mistake(
        "weight for its logarithm",
        "q3",
        PART,
        PART.replace("np.log(weights[k])", "weights[k]"),
        "logarithm of the weight",
    ),
    Mistake(
        "weight times logarithm",
        "q3",
        PART,
        PART.replace("np.log(weights[k]) +", "weights[k] *"),
        "becomes adding log w",
    ),
    Mistake("divided", "q3", PART, "-" + PART, "belongs into the numerator"),
    Mistake(
        "exponentials",
        "q3",
        STACK,
        "return np.exp(joint)\n",
        "return their logarithms",
    ),
    Mistake(
        "normalised too early",
        "q3",
        STACK,
        "return joint - log_sum_exp(joint)[:, None]\n",
        "Do not normalise yet",
    ),
    Mistake("transposed", "q3", STACK, "return joint.T\n", "transpose"),
    Mistake(
        "exponential first",
        "q4",
        RESP,
        "p = np.exp(log_joint)\n    return p / p.sum(axis=1, keepdims=True)",
        "exponentials were taken before dividing",
    ),
    Mistake(
        "not normalised",
        "q4",
        RESP,
        "return np.exp(log_joint)",
        "not normalised yet",
    ),
    Mistake(
        "over points",
        "q4",
        RESP,
        "return np.exp(log_joint - log_sum_exp(log_joint.T))",
        "normalises over points",
    ),
    Mistake(
        "by the largest",
        "q4",
        RESP,
        "return np.exp(log_joint - log_joint.max(axis=1, keepdims=True))",
        "by its largest entry",
    ),
    Mistake(
        "logarithms",
        "q4",
        RESP,
        "return log_joint - log_sum_exp(log_joint)[:, None]",
        "logarithms of the responsibilities",
    ),
    Mistake(
        "hard",
        "q4",
        RESP,
        "return np.eye(log_joint.shape[1])[log_joint.argmax(axis=1)]",
        "given wholly to one component",
    ),
    Mistake(
        "mean", "q5", VALUE, VALUE.replace(".sum()", ".mean()"), "This is the mean"
    ),
    Mistake(
        "densities added",
        "q5",
        VALUE,
        VALUE.replace("log_sum_exp(joint).sum()", "np.log(np.exp(joint).sum())"),
        "added before the logarithm",
    ),
    Mistake(
        "all components",
        "q5",
        VALUE,
        VALUE.replace("log_sum_exp(joint).sum()", "joint.sum()"),
        "all components were added up",
    ),
    Mistake(
        "best component",
        "q5",
        VALUE,
        VALUE.replace("log_sum_exp(joint)", "joint.max(axis=1)"),
        "with its best component alone",
    ),
    Mistake(
        "expected log joint",
        "q5",
        VALUE,
        "r = responsibilities(joint)\n    log_likelihood = (r * joint).sum()",
        "expected log joint density",
    ),
    Mistake(
        "shares for numbers",
        "q5",
        STEP,
        STEP.replace("r.sum(axis=0)", "r.mean(axis=0)"),
        "n_k was divided by n",
    ),
    Mistake(
        "one number for a point",
        "q5",
        STEP,
        STEP.replace("r.sum(axis=0)", "r.sum(axis=1)"),
        "one for each k",
    ),
    Mistake(
        "means for sums",
        "q5",
        STEP,
        STEP.replace("r.T @ X", "(r / r.sum(axis=0)).T @ X"),
        "s_k was divided by n_k",
    ),
    Mistake(
        "sums transposed", "q5", STEP, STEP.replace("r.T @ X", "X.T @ r"), "transposed"
    ),
]

RIGHT = {
    "loops": """
def log_sum_exp(a):
    result = []
    for row in a:
        top = max(row)
        total = 0.0
        for v in row:
            total += np.exp(v - top)
        result.append(top + np.log(total))
    return np.array(result)

def log_gaussian(X, mean, cov):
    inverse = np.linalg.inv(cov)
    d = len(mean)
    result = []
    for x in X:
        square = 0.0
        for i in range(d):
            for j in range(d):
                square += (x[i] - mean[i]) * inverse[i, j] * (x[j] - mean[j])
        size = np.log(np.linalg.det(cov))
        result.append(-(square + size) / 2 - d * np.log(2 * np.pi) / 2)
    return np.array(result)

def log_joint(X, weights, means, covs):
    result = np.zeros((len(X), len(weights)))
    for k, w in enumerate(weights):
        result[:, k] = np.log(w) + log_gaussian(X, means[k], covs[k])
    return result

def responsibilities(log_joint):
    rows = []
    for row in log_joint:
        p = [np.exp(v - max(row)) for v in row]
        rows.append([v / sum(p) for v in p])
    return np.array(rows)

def e_step(X, weights, means, covs):
    joint = log_joint(X, weights, means, covs)
    r = responsibilities(joint)
    K, d = np.shape(means)
    n, s = np.zeros(K), np.zeros((K, d))
    for i in range(len(X)):
        for k in range(K):
            n[k] += r[i, k]
            s[k] += r[i, k] * X[i]
    return sum(log_sum_exp(joint)), n, s
""",
    "other algebra": """
def log_sum_exp(a):
    return np.logaddexp.reduce(a, axis=1)

def log_gaussian(X, mean, cov):
    root = np.linalg.cholesky(cov)
    y = np.linalg.solve(root, (X - mean).T)
    return -np.log(np.diag(root) * np.sqrt(2 * np.pi)).sum() - (y * y).sum(axis=0) / 2

def log_joint(X, weights, means, covs):
    X = np.asarray(X)
    away = X[:, None] - means
    square = np.einsum("nki,kij,nkj->nk", away, np.linalg.inv(covs), away)
    half = 0.5 * np.log(np.linalg.det(2 * np.pi * np.asarray(covs)))
    return np.log(weights) - half - square / 2

def responsibilities(log_joint):
    p = np.exp(log_joint - np.max(log_joint, axis=-1, keepdims=True))
    return p * (1 / p.sum(axis=-1))[:, None]

def e_step(X, weights, means, covs):
    a = log_joint(X, weights, means, covs)
    r = responsibilities(a)
    total = np.logaddexp.reduce(a, axis=1)
    return float(np.sum(total)), np.ones(len(X)) @ r, np.einsum("nk,nd->kd", r, X)
""",
}

EQUIVALENT = {
    (
        "log_gaussian",
        "constant = len(cov) * np.log(2 * np.pi) + np.linalg.slogdet(cov)[1]",
    ): "mean and cov are of one dimension",
    ("log_joint", "for k in range(len(means)):"): "weights and means are equally many",
    ("log_joint", "for k in range(len(covs)):"): "weights and covs are equally many",
    (
        "log_joint",
        "joint = np.empty((len(X), len(means)))",
    ): "weights and means are equally many",
    (
        "log_joint",
        "joint = np.empty((len(X), len(covs)))",
    ): "weights and covs are equally many",
}

CORPUS = Corpus(
    name="em-01",
    master="em/01-e-step.ipynb",
    points=25,
    question_of={
        "log_sum_exp": "q1",
        "log_gaussian": "q2",
        "log_joint": "q3",
        "responsibilities": "q4",
        "e_step": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

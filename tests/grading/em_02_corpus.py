"""Answers to em-02 that its grader must tell apart."""

from proof import Corpus, Mistake

JOINT = "joint = np.log(weights) + log_densities(X, means, covs)"
TOP = "top = joint.max(axis=1)"
E_STEP = "return p / total[:, None], (top + np.log(total)).sum()"
MEANS = "means = resp.T @ X / n[:, None]"
AWAY = "away = X - means[k]"
COV = "covs[k] = (resp[:, k, None] * away).T @ away / n[k]"
M_STEP = "return n / len(X), means, covs"
SCATTER = "scatter = covs * n[:, None, None] + s * np.eye(d)"
COUNT = "return scatter / (n + nu + d + 1)[:, None, None]"
LOOP = (
    "weights, means, covs = m_step(X, resp)\n"
    "        resp, value = e_step(X, weights, means, covs)\n"
    "        history.append(value)"
)
FREE = "p = (K - 1) + K * d + K * d * (d + 1) / 2"
PRICE = "return -2 * loglik + p * np.log(n)"

MISTAKES = [
    Mistake(
        "no weights",
        "q1",
        JOINT,
        "joint = log_densities(X, means, covs)",
        "weights are missing from Bayes",
    ),
    Mistake(
        "not normalised",
        "q1",
        E_STEP,
        E_STEP.replace("p / total[:, None]", "p"),
        "not normalised",
    ),
    Mistake(
        "joint densities",
        "q1",
        E_STEP,
        E_STEP.replace("p / total[:, None]", "np.exp(joint)"),
        "These are joint densities",
    ),
    Mistake(
        "over points",
        "q1",
        E_STEP,
        E_STEP.replace(
            "p / total[:, None]", "np.exp(joint) / np.exp(joint).sum(axis=0)"
        ),
        "The columns sum to 1",
    ),
    Mistake(
        "hard",
        "q1",
        E_STEP,
        E_STEP.replace("p / total[:, None]", "1.0 * (p == 1)"),
        "Responsibilities are soft",
    ),
    Mistake(
        "mean", "q1", E_STEP, E_STEP.replace(".sum()", ".mean()"), "This is the mean"
    ),
    Mistake(
        "top not added",
        "q1",
        E_STEP,
        E_STEP.replace("top + np", "np"),
        "must be added to log p(x) again",
    ),
    Mistake(
        "all components",
        "q1",
        E_STEP,
        E_STEP.replace("(top + np.log(total))", "joint"),
        "all components were added up",
    ),
    Mistake(
        "best component",
        "q1",
        E_STEP,
        E_STEP.replace("(top + np.log(total))", "top"),
        "Only the best component",
    ),
    Mistake(
        "densities added",
        "q1",
        E_STEP,
        E_STEP.replace("(top + np.log(total)).sum()", "np.log(np.exp(joint).sum())"),
        "not their densities",
    ),
    Mistake(
        "no log-sum-exp",
        "q1",
        TOP,
        "top = np.zeros(len(X))",
        "far from all means",
    ),
    Mistake(
        "weights not divided by n",
        "q2",
        M_STEP,
        "return n, means, covs",
        "These are the n_k",
    ),
    Mistake(
        "hard counts",
        "q2",
        M_STEP,
        "return np.bincount(resp.argmax(axis=1), minlength=len(n)) / len(X), means, covs",
        "with their best component",
    ),
    Mistake(
        "equal weights",
        "q2",
        M_STEP,
        "return np.full(len(n), 1 / len(n)), means, covs",
        "not all equal",
    ),
    Mistake(
        "means divided by n",
        "q2",
        MEANS,
        "means = resp.T @ X / len(X)",
        "divided by its own n_k",
    ),
    Mistake(
        "means not divided",
        "q2",
        MEANS,
        "means = resp.T @ X",
        "not divided by n_k",
    ),
    Mistake(
        "means of all points",
        "q2",
        MEANS,
        "means = np.tile(X.mean(axis=0), (len(n), 1))",
        "that of all points",
    ),
    Mistake(
        "means transposed",
        "q2",
        M_STEP,
        "return n / len(X), means.T, covs",
        "Each row is the mean",
    ),
    Mistake(
        "ddof",
        "q2",
        COV,
        COV.replace("/ n[k]", "/ (n[k] - 1)"),
        "n_k - 1 is for estimating",
    ),
    Mistake(
        "covariance not divided", "q2", COV, COV.replace(" / n[k]", ""), "not divided"
    ),
    Mistake(
        "covariance divided by n",
        "q2",
        COV,
        COV.replace("n[k]", "len(X)"),
        "divided by n, not by n_k",
    ),
    Mistake(
        "about an old mean",
        "q2",
        AWAY,
        "away = X - X.mean(axis=0)",
        "not about the new mean",
    ),
    Mistake("about zero", "q2", AWAY, "away = X", "mean was not subtracted"),
    Mistake(
        "about another's mean",
        "q2",
        AWAY,
        "away = X - means[::-1][k]",
        "another's mean",
    ),
    Mistake(
        "responsibilities squared",
        "q2",
        COV,
        COV.replace("@ away /", "@ (resp[:, k, None] * away) /"),
        "came in squared",
    ),
    Mistake(
        "no responsibilities",
        "q2",
        COV,
        "covs[k] = away.T @ away / len(X)",
        "responsibilities are missing",
    ),
    Mistake(
        "variances alone",
        "q2",
        COV,
        "covs[k] = np.diag(resp[:, k] @ away**2 / n[k])",
        "covariances are missing",
    ),
    Mistake(
        "standard deviations for variances",
        "q2",
        COV,
        "covs[k] = np.diag(np.sqrt(resp[:, k] @ away**2 / n[k]))",
        "standard deviations",
    ),
    Mistake(
        "covariance for scatter",
        "q3",
        SCATTER,
        "scatter = covs + s * np.eye(d)",
        "scatter is n_k times",
    ),
    Mistake(
        "s everywhere", "q3", SCATTER, SCATTER.replace(" * np.eye(d)", ""), "diagonal"
    ),
    Mistake(
        "s missing", "q3", SCATTER, SCATTER.replace("s * np", "np"), "s is missing"
    ),
    Mistake(
        "no scale",
        "q3",
        SCATTER,
        "scatter = covs * n[:, None, None]",
        "s I is missing",
    ),
    Mistake("no nu", "q3", COUNT, COUNT.replace("nu + ", ""), "nu is missing"),
    Mistake("no d", "q3", COUNT, COUNT.replace(" + d", ""), "d is missing"),
    Mistake("no 1", "q3", COUNT, COUNT.replace(" + 1", ""), "1 is missing"),
    Mistake("no d + 1", "q3", COUNT, COUNT.replace(" + d + 1", ""), "d + 1 is missing"),
    Mistake(
        "divided by n_k",
        "q3",
        COUNT,
        "return scatter / n[:, None, None]",
        "counts below, too",
    ),
    Mistake(
        "ridge",
        "q3",
        COUNT,
        "return covs + s * np.eye(d)",
        "not the maximum of the posterior",
    ),
    Mistake(
        "added after",
        "q3",
        COUNT,
        "return covs * (n / (n + nu + d + 1))[:, None, None] + s * np.eye(d)",
        "before dividing",
    ),
    Mistake(
        "old responsibilities",
        "q4",
        LOOP,
        LOOP.replace("resp, value", "_, value"),
        "responsibilities are the old ones",
    ),
    Mistake(
        "new parameters not used",
        "q4",
        LOOP,
        "m_step(X, resp)\n        history.append(value)",
        "history never changes",
    ),
    Mistake(
        "history lags",
        "q4",
        LOOP,
        "history.append(value)\n        "
        + LOOP.replace("\n        history.append(value)", ""),
        "lags behind",
    ),
    Mistake(
        "no start in the history",
        "q4",
        "history = [value]",
        "history = []",
        "n_iter entries",
    ),
    Mistake(
        "start returned",
        "q4",
        LOOP,
        "w, m, c = m_step(X, resp)\n"
        "        resp, value = e_step(X, w, m, c)\n"
        "        history.append(value)",
        "start is returned",
    ),
    Mistake(
        "K weights",
        "q5",
        FREE,
        FREE.replace("(K - 1)", "K"),
        "only K - 1 of them are free",
    ),
    Mistake(
        "not symmetric",
        "q5",
        FREE,
        FREE.replace("d * (d + 1) / 2", "d * d"),
        "symmetric",
    ),
    Mistake(
        "diagonal",
        "q5",
        FREE,
        FREE.replace("d * (d + 1) / 2", "d"),
        "numbers, not d",
    ),
    Mistake(
        "no weights", "q5", FREE, FREE.replace("(K - 1) + ", ""), "weights are missing"
    ),
    Mistake(
        "tied", "q5", FREE, FREE.replace("+ K * d * (", "+ d * ("), "its own covariance"
    ),
    Mistake("AIC", "q5", PRICE, PRICE.replace("np.log(n)", "2"), "This is AIC"),
    Mistake(
        "sign", "q5", PRICE, PRICE.replace("-2", "2"), "sign of the log-likelihood"
    ),
    Mistake(
        "negative",
        "q5",
        PRICE,
        "return 2 * loglik - p * np.log(n)",
        "minus the BIC",
    ),
    Mistake("no 2", "q5", PRICE, PRICE.replace("-2 * ", "-"), "factor 2"),
    Mistake("penalty subtracted", "q5", PRICE, PRICE.replace("+ p", "- p"), "be added"),
    Mistake(
        "log10",
        "q5",
        PRICE,
        PRICE.replace("log", "log10", 2).replace("log10lik", "loglik"),
        "natural",
    ),
]

RIGHT = {
    "loops": """
def e_step(X, weights, means, covs):
    densities = log_densities(X, means, covs)
    rows, value = [], 0.0
    for row in densities:
        logs = [np.log(w) + v for w, v in zip(weights, row)]
        top = max(logs)
        p = [np.exp(v - top) for v in logs]
        rows.append([v / sum(p) for v in p])
        value += top + np.log(sum(p))
    return np.array(rows), value

def m_step(X, resp):
    n, d = X.shape
    weights, means, covs = [], [], []
    for k in range(resp.shape[1]):
        total = sum(resp[:, k])
        mean = sum(resp[i, k] * X[i] for i in range(n)) / total
        cov = np.zeros((d, d))
        for i in range(n):
            cov += resp[i, k] * np.outer(X[i] - mean, X[i] - mean) / total
        weights.append(total / n)
        means.append(mean)
        covs.append(cov)
    return np.array(weights), np.array(means), np.array(covs)

def map_covs(covs, n, s, nu):
    result = []
    for cov, count in zip(covs, n):
        d = len(cov)
        result.append((count * cov + np.diag([s] * d)) / (count + nu + d + 1))
    return np.array(result)

def fit(X, weights, means, covs, n_iter):
    theta = weights, means, covs
    history = []
    for step in range(n_iter + 1):
        resp, value = e_step(X, *theta)
        history.append(value)
        if step < n_iter:
            theta = m_step(X, resp)
    return (*theta, history)

def bic(loglik, n, K, d):
    count = K - 1
    for k in range(K):
        count += d
        for i in range(d):
            for j in range(i + 1):
                count += 1
    return count * np.log(n) - 2 * loglik
""",
    "other algebra": """
def e_step(X, weights, means, covs):
    joint = log_densities(X, means, covs) + np.log(weights)
    total = np.logaddexp.reduce(joint, axis=1)
    return np.exp(joint - total[:, None]), float(np.sum(total))

def m_step(X, resp):
    n = np.einsum("nk->k", resp)
    share = resp / n
    means = np.einsum("nk,nd->kd", share, X)
    away = X[:, None] - means
    return n / n.sum(), means, np.einsum("nk,nki,nkj->kij", share, away, away)

def map_covs(covs, n, s, nu):
    d = np.shape(covs)[-1]
    pull = 1 / (1 + (nu + d + 1) / np.reshape(n, (-1, 1, 1)))
    prior = s * np.eye(d) / (nu + d + 1)
    return pull * covs + (1 - pull) * prior

def fit(X, weights, means, covs, n_iter):
    history = np.empty(n_iter + 1)
    resp, history[0] = e_step(X, weights, means, covs)
    for t in range(1, n_iter + 1):
        weights, means, covs = m_step(X, resp)
        resp, history[t] = e_step(X, weights, means, covs)
    return weights, means, covs, history

def bic(loglik, n, K, d):
    return np.log(n) * (K * (d + 1) * (d + 2) / 2 - 1) - 2 * loglik
""",
}

EQUIVALENT = {
    ("m_step", "return (n / len(resp), means, covs)"): "X and resp are equally long",
    (
        "m_step",
        "covs[k] = (resp[:, None, k] * away).T @ away / n[k]",
    ): "either index makes a column of resp[:, k]",
    ("map_covs", "d = covs.shape[2]"): "covariance matrices are square",
}

CORPUS = Corpus(
    name="em-02",
    master="em/02-gaussian-mixture.ipynb",
    points=25,
    question_of={
        "e_step": "q1",
        "m_step": "q2",
        "map_covs": "q3",
        "fit": "q4",
        "bic": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

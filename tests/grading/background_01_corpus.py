"""Answers to background-01 that its grader must tell apart."""

from proof import Corpus, Mistake

COUNTS = "counts = np.array([(y == c).sum() for c in range(C)])"
SHARES = "return np.log(counts / len(y))"
SMOOTH = "p[c] = (ours.sum(axis=0) + alpha) / (len(ours) + 2 * alpha)"
PRESENT = "present = X @ np.log(p).T"
ABSENT = "absent = (1 - X) @ np.log(1 - p).T"
JOINT = "return log_prior + present + absent"
TOP = "top = log_joint.max(axis=1)"
SCALED = "scaled = np.exp(log_joint - top[:, None])"
ROWS = "return scaled / scaled.sum(axis=1)[:, None]"
ANSWER = "joint = log_joint(X, log_prior, p)\n    return joint.argmax(axis=1)"
WEIGHTED = "weighted = post * (new / old)"
AGAIN = "return weighted / weighted.sum(axis=1)[:, None]"

MISTAKES = [
    Mistake("shares for logarithms", "q1", SHARES, "return counts / len(y)", "shares"),
    Mistake("counts alone", "q1", SHARES, "return np.log(counts)", "divide by n"),
    Mistake("base 2", "q1", SHARES, SHARES.replace("log", "log2"), "base 2"),
    Mistake("base 10", "q1", SHARES, SHARES.replace("log", "log10"), "base 10"),
    Mistake(
        "even prior", "q1", SHARES, "return np.log(np.ones(C) / C)", "equally frequent"
    ),
    Mistake("minus", "q1", SHARES, SHARES.replace("np.log", "-np.log"), "sign"),
    Mistake(
        "smoothed prior",
        "q1",
        SHARES,
        "return np.log((counts + 1) / (len(y) + C))",
        "No smoothing",
    ),
    Mistake(
        "log odds",
        "q1",
        SHARES,
        "return np.log(counts / (len(y) - counts))",
        "log odds",
    ),
    Mistake("not smoothed", "q2", SMOOTH, "p[c] = ours.mean(axis=0)", "without smooth"),
    Mistake(
        "smoothed above alone",
        "q2",
        SMOOTH,
        SMOOTH.replace(" + 2 * alpha", ""),
        "above and not below",
    ),
    Mistake(
        "smoothed below alone",
        "q2",
        SMOOTH,
        SMOOTH.replace("(ours.sum(axis=0) + alpha)", "ours.sum(axis=0)"),
        "below and not above",
    ),
    Mistake(
        "alpha once below", "q2", SMOOTH, SMOOTH.replace("2 * ", ""), "comes twice"
    ),
    Mistake(
        "alpha times the number of words",
        "q2",
        SMOOTH,
        SMOOTH.replace("2 * alpha", "X.shape[1] * alpha"),
        "alpha d was added",
    ),
    Mistake(
        "words as draws",
        "q2",
        SMOOTH,
        SMOOTH.replace("len(ours) + 2 * alpha", "ours.sum() + X.shape[1] * alpha"),
        "number of words of the class",
    ),
    Mistake(
        "words for texts",
        "q2",
        SMOOTH,
        SMOOTH.replace("len(ours)", "ours.sum()"),
        "number of words of the class, not of texts",
    ),
    Mistake(
        "all texts", "q2", SMOOTH, SMOOTH.replace("len(ours)", "len(X)"), "all n texts"
    ),
    Mistake(
        "logarithms", "q2", "return p\n", "return np.log(p)\n", "These are the logar"
    ),
    Mistake("transposed", "q2", "return p\n", "return p.T\n", "transpose"),
    Mistake(
        "alpha always 1", "q2", SMOOTH, SMOOTH.replace("alpha", "1"), "use the argument"
    ),
    Mistake("present words alone", "q3", JOINT, JOINT[:-9], "Those that are absent"),
    Mistake(
        "absent words alone",
        "q3",
        JOINT,
        "return log_prior + absent",
        "absent were counted",
    ),
    Mistake("no prior", "q3", JOINT, "return present + absent", "prior is missing"),
    Mistake(
        "prior for its logarithm",
        "q3",
        JOINT,
        JOINT.replace("log_prior", "np.exp(log_prior)"),
        "without its logarithm",
    ),
    Mistake("minus", "q3", JOINT, JOINT.replace("+ abs", "- abs"), "negative already"),
    Mistake(
        "prior as a factor",
        "q3",
        JOINT,
        "return log_prior * (present + absent)",
        "becomes adding",
    ),
    Mistake(
        "probability",
        "q3",
        JOINT,
        "return np.exp(log_prior + present + absent)",
        "return their logarithms",
    ),
    Mistake(
        "probabilities added",
        "q3",
        PRESENT,
        "return log_prior + X @ p.T + (1 - X) @ (1 - p).T",
        "themselves were added",
    ),
    Mistake(
        "product in the program",
        "q3",
        PRESENT,
        "return log_prior + np.log(\n"
        "        np.array([np.where(x, p, 1 - p).prod(axis=1) for x in X]))",
        "add logarithms instead",
    ),
    Mistake(
        "normalised",
        "q3",
        JOINT,
        "a = log_prior + present + absent\n"
        "    return a - np.logaddexp.reduce(a, axis=1, keepdims=True)",
        "Do not normalise yet",
    ),
    Mistake("transposed", "q3", JOINT, f"return ({JOINT[7:]}).T", "transpose"),
    Mistake(
        "nothing taken out", "q4", SCALED, "scaled = np.exp(log_joint)", "largest entry"
    ),
    Mistake(
        "one maximum for all",
        "q4",
        TOP,
        "top = np.full(len(log_joint), log_joint.max())",
        "of each row, not of the whole",
    ),
    Mistake("not divided", "q4", ROWS, "return scaled", "not by its sum"),
    Mistake("mean", "q4", ROWS, ROWS.replace(".sum", ".mean"), "not by the mean"),
    Mistake(
        "columns",
        "q4",
        ROWS,
        "return scaled / scaled.sum(axis=0)",
        "The columns sum to 1",
    ),
    Mistake("logarithms", "q4", ROWS, f"return np.log({ROWS[7:]})", "are the logar"),
    Mistake(
        "logarithms divided",
        "q4",
        ROWS,
        "return log_joint / log_joint.sum(axis=1)[:, None]",
        "logarithms themselves were divided",
    ),
    Mistake("answer alone", "q4", ROWS, f"return np.round({ROWS[7:]})", "answer alone"),
    Mistake(
        "least", "q5", ANSWER, ANSWER.replace("argmax", "argmin"), "least probable"
    ),
    Mistake("best text", "q5", ANSWER, ANSWER.replace("=1", "=0"), "best text of each"),
    Mistake("its value", "q5", ANSWER, ANSWER.replace("arg", ""), "Return the class"),
    Mistake(
        "prior left out",
        "q5",
        ANSWER,
        ANSWER.replace("log_prior, p", "0, p"),
        "does not matter here",
    ),
    Mistake(
        "prior built in",
        "q5",
        ANSWER,
        ANSWER.replace("log_prior, p", "np.log([0.6, 0.4]), p"),
        "use the argument",
    ),
    Mistake(
        "even prior built in",
        "q5",
        ANSWER,
        ANSWER.replace("log_prior, p", "np.log([0.5, 0.5]), p"),
        "use the argument",
    ),
    Mistake(
        "prior twice",
        "q5",
        ANSWER,
        ANSWER.replace("joint.argmax", "(joint + 9 * log_prior).argmax"),
        "classes are 0, 0, 0, 1, 1",
    ),
    Mistake(
        "exchanged", "q6", WEIGHTED, "weighted = post * (old / new)", "old one to div"
    ),
    Mistake("old prior left in", "q6", WEIGHTED, "weighted = post * new", "divide by"),
    Mistake("unchanged", "q6", AGAIN, "return post", "Nothing has changed"),
    Mistake("not normalised", "q6", AGAIN, "return weighted", "do not sum to 1"),
    Mistake(
        "columns",
        "q6",
        AGAIN,
        "return weighted / weighted.sum(axis=0)",
        "columns sum to 1",
    ),
    Mistake(
        "all together",
        "q6",
        AGAIN,
        "return weighted / weighted.sum()",
        "All entries together",
    ),
    Mistake("logarithms", "q6", AGAIN, f"return np.log({AGAIN[7:]})", "the logarithms"),
]

RIGHT = {
    "loops": """
def log_prior(y, C):
    result = []
    for c in range(C):
        count = 0
        for label in y:
            count += label == c
        result.append(np.log(count) - np.log(len(y)))
    return np.array(result)

def word_probabilities(X, y, C, alpha):
    n, d = X.shape
    result = []
    for c in range(C):
        row = []
        for j in range(d):
            k = sum(X[i][j] for i in range(n) if y[i] == c)
            m = sum(1 for label in y if label == c)
            row.append((k + alpha) / (m + alpha + alpha))
        result.append(row)
    return result

def log_joint(X, log_prior, p):
    result = np.zeros((len(X), len(p)))
    for i, x in enumerate(X):
        for c in range(len(p)):
            total = log_prior[c]
            for j, here in enumerate(x):
                total += np.log(p[c][j]) if here else np.log1p(-p[c][j])
            result[i, c] = total
    return result

def posterior(log_joint):
    rows = []
    for row in log_joint:
        q = [np.exp(v - max(row)) for v in row]
        rows.append([v / sum(q) for v in q])
    return np.array(rows)

def predict(X, log_prior, p):
    answers = []
    for row in log_joint(X, log_prior, p):
        best = 0
        for c in range(len(row)):
            if row[c] > row[best]:
                best = c
        answers.append(best)
    return answers

def with_prior(post, old, new):
    result = np.array(post)
    for i in range(len(result)):
        for c in range(len(new)):
            result[i, c] = result[i, c] / old[c] * new[c]
        result[i] = result[i] / sum(result[i])
    return result
""",
    "other algebra": """
def log_prior(y, C):
    return np.log(np.bincount(y, minlength=C)) - np.log(len(y))

def word_probabilities(X, y, C, alpha):
    onehot = np.eye(C)[y]
    counts = np.einsum("nc,nd->cd", onehot, X)
    return (counts + alpha) / (onehot.sum(axis=0) + 2 * alpha)[:, None]

def log_joint(X, log_prior, p):
    odds = np.log(p) - np.log1p(-np.asarray(p))
    return np.asarray(X) @ odds.T + (np.log1p(-np.asarray(p)).sum(axis=1) + log_prior)

def posterior(log_joint):
    return np.exp(log_joint - np.logaddexp.reduce(log_joint, axis=1)[:, None])

def predict(X, log_prior, p):
    return np.argmax(posterior(log_joint(X, log_prior, p)), axis=1)

def with_prior(post, old, new):
    return posterior(np.log(post) + np.log(new) - np.log(old))
""",
}

EQUIVALENT = {}

CORPUS = Corpus(
    name="background-01",
    master="background/01-naive-bayes.ipynb",
    points=50,
    question_of={
        "log_prior": "q1",
        "word_probabilities": "q2",
        "log_joint": "q3",
        "posterior": "q4",
        "predict": "q5",
        "with_prior": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

"""Answers to mcmc-01 that its grader must tell apart."""

from proof import Corpus, Mistake

SE = "values.std(ddof=1) / np.sqrt(len(values))"
BOTH = f"values.mean(), {SE}"
HALF = "half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))"
ENDS = "return (centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n)"
PROB = "comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)"
HIT = "prob[(low <= p) & (p <= high)].sum()"
SLOPE = "b = centred @ y / (centred @ centred)"
ADJUSTED = "y - b * (c - c_mean)"
WEIGHTS = "w = np.exp(log_w - log_w.max())\n    w = w / w.sum()"
SPREAD = "((k - n * p) ** 2 / (n * p * (1 - p))).sum() / (len(k) - 1)"

MISTAKES = [
    Mistake("not divided by root n", "q1", SE, "values.std(ddof=1)", "one draw"),
    Mistake("variance for sd", "q1", SE, "values.var(ddof=1)", "variance of one draw"),
    Mistake("no root", "q1", SE, "values.var(ddof=1) / len(values)", "variance of the"),
    Mistake("ddof 0", "q1", SE, SE.replace("ddof=1", ""), "divides by n - 1"),
    Mistake("divided by n", "q1", SE, "values.std(ddof=1) / len(values)", "by n, not"),
    Mistake("wrong order", "q1", BOTH, f"{SE}, values.mean()", "wrong order"),
    Mistake(
        "Wald's interval",
        "q2",
        ENDS,
        "wald = z * np.sqrt(p * (1 - p) / n)\n    return p - wald, p + wald",
        "This is Wald's interval",
    ),
    Mistake(
        "not shrunk", "q2", ENDS, "return centre - half, centre + half", "half-width is"
    ),
    Mistake(
        "centre at k / n",
        "q2",
        "centre = p + z**2 / (2 * n)",
        "centre = p * (1 + z**2 / n)",
        "drawn towards",
    ),
    Mistake("z missing", "q2", HALF, HALF.replace("z * ", "", 1), "lacks its factor z"),
    Mistake(
        "n for n squared", "q2", HALF, HALF.replace("4 * n**2", "4 * n"), "not by 4 n^2"
    ),
    Mistake(
        "ends exchanged",
        "q2",
        ENDS,
        "return (centre + half) / (1 + z**2 / n), (centre - half) / (1 + z**2 / n)",
        "lower end comes first",
    ),
    Mistake(
        "intervals counted",
        "q3",
        HIT,
        "((low <= p) & (p <= high)).mean()",
        "counts intervals",
    ),
    Mistake("no binomial coefficient", "q3", PROB, PROB[13:], "coefficient is missing"),
    Mistake("miss for hit", "q3", HIT, f"1 - {HIT}", "probability of a miss"),
    Mistake("strict ends", "q3", HIT, HIT.replace("<=", "<"), "both hold p"),
    Mistake(
        "p and 1 - p exchanged",
        "q3",
        PROB,
        "comb(n, k) * (1 - p) ** k * p ** (n - k) for k in range(n + 1)",
        "are exchanged",
    ),
    Mistake(
        "one trial too many", "q3", "n = len(low) - 1", "n = len(low)", "IndexError"
    ),
    Mistake("sign", "q4", ADJUSTED, "y + b * (c - c_mean)", "The sign is wrong"),
    Mistake(
        "sample mean of the control",
        "q4",
        ADJUSTED,
        "y - b * (c - c.mean())",
        "known mean",
    ),
    Mistake(
        "variance of y",
        "q4",
        SLOPE,
        "b = centred @ y / ((y - y.mean()) @ (y - y.mean()))",
        "variance of y",
    ),
    Mistake(
        "correlation", "q4", SLOPE, "b = np.corrcoef(c, y)[0, 1]", "correlation here"
    ),
    Mistake("no coefficient", "q4", SLOPE, "b = 1.0", "estimate it from the draws"),
    Mistake(
        "ddof mixed",
        "q4",
        SLOPE,
        "b = np.cov(c, y)[0, 1] / np.var(c)",
        "divide by different numbers",
    ),
    Mistake(
        "error bar of the unadjusted draws",
        "q4",
        f"return mean_with_error({ADJUSTED})",
        f"return ({ADJUSTED}).mean(), mean_with_error(y)[1]",
        "before the adjustment",
    ),
    Mistake(
        "not in log space",
        "q5",
        "np.exp(log_w - log_w.max())",
        "np.exp(log_w)",
        "Not in log",
    ),
    Mistake(
        "weights forgotten",
        "q5",
        "return (w * y).sum(),",
        "return y.mean(),",
        "plain mean",
    ),
    Mistake("not normalised", "q5", WEIGHTS, WEIGHTS.split("\n")[0], "not normalised"),
    Mistake("ESS upside down", "q5", "1 / (w**2).sum()", "(w**2).sum()", "its inverse"),
    Mistake("ESS not squared", "q5", "1 / (w**2).sum()", "1 / w.sum()", "are squared"),
    Mistake(
        "ESS as a share",
        "q5",
        "1 / (w**2).sum()",
        "1 / (w**2).sum() / len(w)",
        "a share of n",
    ),
    Mistake("divided by m", "q6", "(len(k) - 1)", "len(k)", "divide by m - 1"),
    Mistake(
        "Poisson variance", "q6", SPREAD, SPREAD.replace(" * (1 - p)", ""), "not n p"
    ),
    Mistake(
        "variance of a share",
        "q6",
        SPREAD,
        SPREAD.replace("(n * p", "(p"),
        "lacks its factor",
    ),
    Mistake(
        "not squared", "q6", "(k - n * p) ** 2", "np.abs(k - n * p)", "not squared"
    ),
    Mistake(
        "mean of shares",
        "q6",
        "p = k.sum() / n.sum()",
        "p = (k / n).mean()",
        "mean of the yearly",
    ),
]

RIGHT = {
    "loops": """
from math import comb, exp, sqrt

def mean_with_error(values):
    n, total = len(values), 0.0
    for value in values:
        total += value
    squares = sum((value - total / n) ** 2 for value in values)
    return [total / n, sqrt(squares / (n - 1) / n)]

def wilson(k, n, z):
    if np.ndim(k):
        ends = [wilson(each, n, z) for each in k]
        return np.array([e[0] for e in ends]), np.array([e[1] for e in ends])
    root = z * sqrt(z * z + 4 * k * (n - k) / n)
    return (2 * k + z * z - root) / (2 * (n + z * z)), (2 * k + z * z + root) / (
        2 * (n + z * z)
    )

def coverage(low, high, p):
    n, total = len(low) - 1, 0.0
    for k in range(n + 1):
        if low[k] <= p <= high[k]:
            total += comb(n, k) * p**k * (1 - p) ** (n - k)
    return total

def control_variate(y, c, c_mean):
    b = np.polyfit(c, y, 1)[0]
    return mean_with_error([a - b * (d - c_mean) for a, d in zip(y, c, strict=True)])

def importance(y, log_w):
    top = max(log_w)
    w = [exp(each - top) for each in log_w]
    total = sum(w)
    mean = sum(a * b for a, b in zip(w, y, strict=True)) / total
    return mean, total**2 / sum(each * each for each in w)

def dispersion(k, n):
    p = sum(k) / sum(n)
    terms = [(a - b * p) ** 2 / b for a, b in zip(k, n, strict=True)]
    return sum(terms) / p / (1 - p) / (len(terms) - 1)
""",
    "SciPy and other algebra": """
from scipy import special, stats

def mean_with_error(values):
    return np.average(values), stats.sem(values)

def wilson(k, n, z):
    k = np.asarray(k, dtype=float)
    middle = (k + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
    return middle - half, middle + half

def coverage(low, high, p):
    k = np.arange(len(low))
    held = ~((p < low) | (p > high))
    return stats.binom.pmf(k, len(low) - 1, p) @ held

def control_variate(y, c, c_mean):
    b = np.cov(c, y)[0, 1] / np.var(c, ddof=1)
    adjusted = y - b * c + b * c_mean
    return adjusted.mean(), np.sqrt(np.var(adjusted, ddof=1) / len(y))

def importance(y, log_w):
    W = special.softmax(log_w)
    return W @ y, np.linalg.norm(W) ** -2

def dispersion(k, n):
    p = np.average(k / n, weights=n)
    return np.sum(n * (k / n - p) ** 2) / (p - p**2) / (np.size(k) - 1)
""",
}

CORPUS = Corpus(
    name="mcmc-01",
    master="mcmc/01-monte-carlo.ipynb",
    points=20,
    question_of={
        "mean_with_error": "q1",
        "wilson": "q2",
        "coverage": "q3",
        "control_variate": "q4",
        "importance": "q5",
        "dispersion": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent={
        ("coverage", "n = len(high) - 1"): "low and high have the same length",
        (
            "dispersion",
            "return ((k - n * p) ** 2 / (n * p * (1 - p))).sum() / (len(n) - 1)",
        ): "k and n have the same length",
    },
)

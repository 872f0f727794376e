"""Answers to mcmc-05 that its grader must tell apart."""

from proof import Corpus, Mistake

RHAT = "return np.sqrt(((n - 1) / n * within + between) / within)"
WITHIN = "x.var(axis=1, ddof=1).mean()"
BETWEEN = "x.mean(axis=1).var(ddof=1)\n    return"
HALVES = "return np.concatenate([x[:, :half], x[:, -half:]])"
SCORES = "(mean_ranks(x) - 3 / 8) / (x.size + 1 / 4)"
BULK = "basic_rhat(normal_scores(halves))"
FOLDED = "basic_rhat(normal_scores(folded))"
PRODUCTS = "products = [centred[:, : n - t] * centred[:, t:] for t in range(n)]"
RHO = "rho = 1 - (s[0] * n / (n - 1) - s) / (s[0] + x.mean(axis=1).var(ddof=1))"
STOP = "if pair <= 0:\n            break\n        total += pair"
SIZE = "return n_chains * n / (-1 + 2 * total)"

MISTAKES = [
    Mistake("no root", "q1", RHAT, RHAT.replace("np.sqrt", ""), "root is missing"),
    Mistake("ddof 0 within", "q1", WITHIN, "x.var(axis=1).mean()", "W was computed"),
    Mistake(
        "ddof 0 between",
        "q1",
        BETWEEN,
        BETWEEN.replace("ddof=1", ""),
        "V was computed with ddof=0",
    ),
    Mistake(
        "B for V",
        "q1",
        RHAT,
        RHAT.replace("between", "n * between"),
        "V came in n times",
    ),
    Mistake(
        "no factor",
        "q1",
        RHAT,
        RHAT.replace("(n - 1) / n * ", ""),
        "factor (n - 1) / n",
    ),
    Mistake(
        "upside down",
        "q1",
        RHAT,
        "return np.sqrt(within / ((n - 1) / n * within + between))",
        "upside down",
    ),
    Mistake("no V", "q1", RHAT, RHAT.replace(" + between", ""), "V, is missing"),
    Mistake(
        "axes exchanged",
        "q1",
        "n = x.shape[1]\n    within",
        "x = x.T\n    n = x.shape[1]\n    within",
        "each row of x is a chain",
    ),
    Mistake("not split", "q2", HALVES, "return x[:, : 2 * half]", "cut each in two"),
    Mistake(
        "last draw lost",
        "q2",
        HALVES,
        "return x[:, : 2 * half].reshape(-1, half)",
        "last draw was left out",
    ),
    Mistake(
        "first draw lost",
        "q2",
        HALVES,
        "return x[:, -2 * half :].reshape(-1, half)",
        "first draw was left out",
    ),
    Mistake(
        "every other draw",
        "q2",
        HALVES,
        "return np.concatenate([x[:, : 2 * half : 2], x[:, 1 : 2 * half : 2]])",
        "Every other draw",
    ),
    Mistake(
        "draws for chains",
        "q2",
        HALVES,
        "return np.concatenate([x[:, :half], x[:, -half:]], axis=1)",
        "cut each in two",
    ),
    Mistake(
        "no quantile",
        "q3",
        f"return inverse_normal({SCORES})",
        f"return {SCORES}",
        "normal quantile is missing",
    ),
    Mistake(
        "each chain by itself",
        "q3",
        SCORES,
        "(np.array([mean_ranks(row) for row in x]) - 3 / 8) / (x.shape[1] + 1 / 4)",
        "ranked by itself",
    ),
    Mistake(
        "largest first", "q3", SCORES, SCORES.replace("(x)", "(-x)"), "the largest rank"
    ),
    Mistake(
        "plain shares", "q3", SCORES, "mean_ranks(x) / x.size", "no finite quantile"
    ),
    Mistake(
        "3/8 forgotten", "q3", SCORES, SCORES.replace(" - 3 / 8", ""), "must sum to 0"
    ),
    Mistake(
        "bulk alone",
        "q4",
        f"return max({BULK}, {FOLDED})",
        f"return {BULK}",
        "are missing",
    ),
    Mistake(
        "folded alone",
        "q4",
        f"return max({BULK}, {FOLDED})",
        f"return {FOLDED}",
        "folded draws alone",
    ),
    Mistake("not split", "q4", "halves = split(x)", "halves = x", "were not split"),
    Mistake(
        "not ranked",
        "q4",
        f"return max({BULK}, {FOLDED})",
        "return max(basic_rhat(halves), basic_rhat(folded))",
        "not replaced by normal scores",
    ),
    Mistake(
        "sign kept",
        "q4",
        "np.abs(halves - np.median(halves))",
        "halves - np.median(halves)",
        "nothing is folded",
    ),
    Mistake("smaller", "q4", "return max(", "return min(", "smaller"),
    Mistake(
        "each chain's own",
        "q5",
        RHO,
        "rho = s / s[0]",
        "each chain's own",
    ),
    Mistake(
        "divided by n - t",
        "q5",
        "for product in products]) / n",
        "for product in products]) / (n - np.arange(n))",
        "divided by n - t",
    ),
    Mistake(
        "W in the denominator",
        "q5",
        RHO,
        RHO.replace("(s[0] + ", "(s[0] * n / (n - 1) + "),
        "not W + V",
    ),
    Mistake(
        "s_0 for W", "q5", RHO, RHO.replace("s[0] * n / (n - 1)", "s[0]"), "s_0 itself"
    ),
    Mistake(
        "ddof 0", "q5", RHO, RHO.replace("ddof=1", ""), "V was computed with ddof=0"
    ),
    Mistake(
        "no 1 -", "q5", RHO, RHO.replace("1 - (s", "(s"), "in front of the fraction"
    ),
    Mistake(
        "no V",
        "q5",
        RHO,
        RHO.replace(" + x.mean(axis=1).var(ddof=1)", ""),
        "V is missing",
    ),
    Mistake("lag 0 left", "q5", "rho[0] = 1\n", "pass\n", "At lag 0 set"),
    Mistake("all lags", "q6", STOP, "total += pair", "All lags were added"),
    Mistake(
        "skipped, not stopped",
        "q6",
        STOP,
        STOP.replace("break", "continue"),
        "skipped and later ones",
    ),
    Mistake(
        "one pair too many",
        "q6",
        STOP,
        "total += pair\n        if pair <= 0:\n            break",
        "still added",
    ),
    Mistake(
        "single lags",
        "q6",
        "for k in range(n // 2):\n        pair = rho[2 * k] + rho[2 * k + 1]",
        "for k in range(n):\n        pair = rho[k]",
        "rule is about pairs",
    ),
    Mistake("-1 missing", "q6", SIZE, SIZE.replace("-1 + ", ""), "-1 is missing"),
    Mistake("2 missing", "q6", SIZE, SIZE.replace("2 * ", ""), "factor 2"),
    Mistake("+1", "q6", SIZE, SIZE.replace("-1", "1"), "so it is -1"),
    Mistake(
        "one chain", "q6", SIZE, SIZE.replace("n_chains * ", ""), "draws of one chain"
    ),
    Mistake("tau itself", "q6", SIZE, "return -1 + 2 * total", "This is tau"),
    Mistake("times tau", "q6", SIZE, SIZE.replace("/", "*"), "Divide by tau"),
]

RIGHT = {
    "loops": """
def basic_rhat(x):
    m, n = len(x), len(x[0])
    means = [sum(row) / n for row in x]
    W = sum(sum((v - a) ** 2 for v in row) / (n - 1) for row, a in zip(x, means)) / m
    centre = sum(means) / m
    B = n * sum((a - centre) ** 2 for a in means) / (m - 1)
    return ((n - 1) / n + B / n / W) ** 0.5

def split(x):
    rows = []
    for row in x:
        half = len(row) // 2
        rows.append(list(row[:half]))
        rows.append(list(row[len(row) - half:]))
    return np.array(rows)

def normal_scores(x):
    from statistics import NormalDist
    ranks, size = mean_ranks(x), x.size
    flat = [NormalDist().inv_cdf((8 * r - 3) / (8 * size + 2)) for r in ranks.ravel()]
    return np.array(flat).reshape(x.shape)

def rhat(x):
    halves = split(x)
    middle = np.median(halves)
    values = []
    for draws in (halves, abs(halves - middle)):
        values.append(basic_rhat(normal_scores(draws)))
    return values[0] if values[0] > values[1] else values[1]

def autocorrelation(x):
    m, n = x.shape
    means = x.mean(axis=1)
    s = []
    for t in range(n):
        total = 0.0
        for c in range(m):
            for i in range(n - t):
                total += (x[c, i] - means[c]) * (x[c, i + t] - means[c])
        s.append(total / n / m)
    V = sum((a - sum(means) / m) ** 2 for a in means) / (m - 1)
    rho = [1.0]
    for t in range(1, n):
        rho.append(1 - (s[0] * n / (n - 1) - s[t]) / (s[0] + V))
    return rho

def ess(rho, n_chains):
    tau, k = -1.0, 0
    while 2 * k + 1 < len(rho) and rho[2 * k] + rho[2 * k + 1] > 0:
        tau += 2 * (rho[2 * k] + rho[2 * k + 1])
        k += 1
    return len(rho) * n_chains / tau
""",
    "other algebra": """
def basic_rhat(x):
    n = np.shape(x)[1]
    W = np.mean(np.var(x, 1, ddof=1))
    return np.sqrt(1 - 1 / n + np.var(np.mean(x, 1), ddof=1) / W)

def split(x):
    x = np.delete(x, x.shape[1] // 2, axis=1) if x.shape[1] % 2 else x
    return x.reshape(2 * len(x), -1)

def normal_scores(x):
    return -inverse_normal(1 - (mean_ranks(x) - 0.375) / (np.size(x) + 0.25))

def rhat(x):
    halves = np.vstack(np.split(x[:, : x.shape[1] // 2 * 2], 2, axis=1))
    if x.shape[1] % 2:
        halves = split(x)
    both = np.stack([halves, (halves - np.median(halves)) ** 2])
    return np.max([basic_rhat(normal_scores(draws)) for draws in both])

def autocorrelation(x):
    n = x.shape[1]
    spectrum = np.fft.rfft(x - x.mean(axis=1, keepdims=True), n=2 * n, axis=1)
    s = np.fft.irfft(np.abs(spectrum) ** 2, n=2 * n, axis=1)[:, :n].mean(axis=0) / n
    W = x.var(axis=1, ddof=1).mean()
    rho = 1 - (W - s) / (np.var(x.mean(axis=1), ddof=1) + (n - 1) / n * W)
    return np.append(1.0, rho[1:])

def ess(rho, n_chains):
    rho = np.asarray(rho)
    n = len(rho)
    pairs = rho[: n // 2 * 2].reshape(-1, 2).sum(axis=1)
    kept = np.cumprod(pairs > 0)
    return n_chains * n / (2 * (pairs * kept).sum() - 1)
""",
}

EQUIVALENT = {
    (
        "rhat",
        "return max(basic_rhat(normal_scores(folded)), "
        "basic_rhat(normal_scores(halves)))",
    ): "the larger of two numbers does not depend on their order",
}

CORPUS = Corpus(
    name="mcmc-05",
    master="mcmc/05-convergence.ipynb",
    points=15,
    question_of={
        "basic_rhat": "q1",
        "split": "q2",
        "normal_scores": "q3",
        "rhat": "q4",
        "autocorrelation": "q5",
        "ess": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

"""Answers to background-02 that its grader must tell apart."""

from proof import Corpus, Mistake

RATIO = "log_ratio = log_p - log_q - log_M"
KEEP = "return u < np.exp(log_ratio)"
NEEDED = "needed = log_p > -np.inf"
BARE = "log_ratio = log_p[needed] - log_q[needed]"
LOWEST = "return log_ratio.max(initial=-np.inf)"
EXCESS = "excess = (log_p - log_q).max() - log_M"
DRAWS = "return x[kept], kept.mean(), excess"
KEPT = "kept = keep(log_p, log_q, log_M, u)"
LOGS = "log_ratio = log_p - log_q\n"
SCALED = "ratio = np.exp(log_ratio - log_ratio.max())"
SHARES = "return ratio / ratio.sum()"
MEAN = "mean = (w * f).sum()"
VARIANCE = "variance = (w**2 * (f - mean) ** 2).sum()"
ROOT = "return mean, np.sqrt(variance)"
SIZE = "return w.sum() ** 2 / (w**2).sum()"
TOTAL = "total = np.cumsum(w)"
CHOSEN = 'chosen = np.searchsorted(total, u, side="right")'

MISTAKES = [
    Mistake("ratios", "q1", KEEP, "return np.exp(log_ratio)", "These are the ratios"),
    Mistake("turned", "q1", KEEP, KEEP.replace("<", ">"), "turn the comparison"),
    Mistake("on the line", "q1", KEEP, KEEP.replace("<", "<="), "< and not <="),
    Mistake("logarithm", "q1", KEEP, "return u < log_ratio", "with a logarithm"),
    Mistake("no M", "q1", RATIO, RATIO.replace(" - log_M", ""), "M is missing"),
    Mistake("M added", "q1", RATIO, RATIO.replace("- log_M", "+ log_M"), "was added"),
    Mistake("no q", "q1", RATIO, RATIO.replace(" - log_q", ""), "proposal is missing"),
    Mistake(
        "q added", "q1", RATIO, RATIO.replace("- log_q", "+ log_q"), "subtract log"
    ),
    Mistake("M itself", "q2", LOWEST, f"return np.exp({LOWEST[7:]})", "This is M"),
    Mistake("no q", "q2", BARE, "log_ratio = log_p[needed]", "divide by q"),
    Mistake("q above", "q2", BARE, BARE.replace(" - ", " + "), "was multiplied by q"),
    Mistake("smallest", "q2", LOWEST, "return log_ratio.min()", "smallest ratio"),
    Mistake("minus", "q2", LOWEST, "return -log_ratio.max()", "turn the sign"),
    Mistake("turned", "q2", BARE, "log_ratio = log_q[needed] - log_p[needed]", "q / p"),
    Mistake("mean", "q2", LOWEST, "return log_ratio.mean()", "This is a mean"),
    Mistake("sum", "q2", LOWEST, "return np.log(np.exp(log_ratio).sum())", "added up"),
    Mistake("each point", "q2", LOWEST, "return log_ratio", "return one number"),
    Mistake(
        "both are 0",
        "q2",
        NEEDED,
        "return (log_p - log_q).max()",
        "leave those points out",
    ),
    Mistake(
        "M of at least 1",
        "q2",
        LOWEST,
        "return log_ratio.max(initial=0.0)",
        "log M may be negative",
    ),
    Mistake(
        "q of 0 left out",
        "q2",
        NEEDED,
        "needed = (log_p > -np.inf) & (log_q > -np.inf)",
        "no M will do: return np.inf",
    ),
    Mistake("draws alone", "q3", DRAWS, "return x[kept]", "Return three things"),
    Mistake("no excess", "q3", DRAWS, "return x[kept], kept.mean()", "three things"),
    Mistake(
        "order of results",
        "q3",
        DRAWS,
        "return kept.mean(), x[kept], excess",
        "draws come first",
    ),
    Mistake("which", "q3", DRAWS, DRAWS.replace("x[kept]", "kept"), "which darts are"),
    Mistake("rejected", "q3", DRAWS, DRAWS.replace("[k", "[~k"), "are rejected"),
    Mistake(
        "numbers",
        "q3",
        DRAWS,
        DRAWS.replace("x[kept]", "np.flatnonzero(kept)"),
        "numbers of the darts",
    ),
    Mistake(
        "backwards",
        "q3",
        DRAWS,
        DRAWS.replace("[kept]", "[kept][::-1]"),
        "in the order",
    ),
    Mistake("heights", "q3", DRAWS, DRAWS.replace("x[", "u["), "heights of the"),
    Mistake(
        "zeros", "q3", DRAWS, DRAWS.replace("x[kept]", "x * kept"), "leave them out"
    ),
    Mistake(
        "number", "q3", DRAWS, DRAWS.replace("mean", "sum"), "divided by the number"
    ),
    Mistake(
        "1/M", "q3", DRAWS, "return x[kept], np.exp(-log_M), excess", "This is 1/M"
    ),
    Mistake(
        "share lost", "q3", DRAWS, DRAWS.replace("kept.m", "(~kept).m"), "is rejected"
    ),
    Mistake(
        "ratio", "q3", DRAWS, DRAWS.replace("excess", "np.exp(excess)"), "the ratio"
    ),
    Mistake("no M", "q3", EXCESS, EXCESS.replace(" - log_M", ""), "log M is missing"),
    Mistake("M added", "q3", EXCESS, EXCESS.replace("- log_M", "+ log_M"), "was added"),
    Mistake("minus", "q3", DRAWS, DRAWS.replace("excess", "-excess"), "sign is turned"),
    Mistake("smallest", "q3", EXCESS, EXCESS.replace("max", "min"), "the smallest"),
    Mistake(
        "never negative",
        "q3",
        EXCESS,
        "excess = max((log_p - log_q).max() - log_M, 0.0)",
        "also where it is negative",
    ),
    Mistake("no q", "q3", EXCESS, EXCESS.replace(" - log_q", ""), "from the excess"),
    Mistake(
        "for each dart",
        "q3",
        EXCESS,
        "excess = log_p - log_q - log_M",
        "one number, the largest",
    ),
    Mistake(
        "where kept",
        "q3",
        EXCESS,
        "excess = (log_p - log_q)[kept].max(initial=-np.inf) - log_M",
        "over all darts, kept or not",
    ),
    Mistake("ratios", "q4", SHARES, "return np.exp(log_ratio)", "divide by their sum"),
    Mistake("by the largest", "q4", SHARES, "return ratio", "not by the largest"),
    Mistake("by the mean", "q4", SHARES, SHARES.replace("sum", "mean"), "by the mean"),
    Mistake("no q", "q4", LOGS, "log_ratio = log_p\n", "proposal is missing"),
    Mistake("q above", "q4", LOGS, "log_ratio = log_p + log_q\n", "multiplied by q"),
    Mistake(
        "alike",
        "q4",
        SHARES,
        "return np.full(len(ratio), 1 / len(ratio))",
        "count alike",
    ),
    Mistake("logarithms", "q4", SHARES, f"return np.log({SHARES[7:]})", "logarithms"),
    Mistake(
        "nothing taken out",
        "q4",
        SCALED,
        "ratio = np.exp(log_ratio)",
        "take the largest log ratio out",
    ),
    Mistake("plain mean", "q5", MEAN, "mean = f.mean()", "This is the plain mean"),
    Mistake("averaged", "q5", MEAN, MEAN.replace("sum", "mean"), "do not average"),
    Mistake("squared", "q5", MEAN, MEAN.replace("w *", "w**2 *"), "in the error alone"),
    Mistake("mean alone", "q5", ROOT, "return mean", "Return two numbers"),
    Mistake("no root", "q5", ROOT, "return mean, variance", "take its root"),
    Mistake(
        "weights not squared",
        "q5",
        VARIANCE,
        VARIANCE.replace("w**2", "w"),
        "square the weights",
    ),
    Mistake(
        "divided by m",
        "q5",
        VARIANCE,
        "variance = (w * (f - mean) ** 2).sum() / len(f)",
        "instead of dividing by m",
    ),
    Mistake(
        "no mean", "q5", VARIANCE, VARIANCE.replace("(f - mean)", "f"), "not subtracted"
    ),
    Mistake(
        "plain mean subtracted",
        "q5",
        VARIANCE,
        VARIANCE.replace("mean", "f.mean()"),
        "Subtract the weighted mean",
    ),
    Mistake(
        "squares averaged",
        "q5",
        VARIANCE,
        VARIANCE.replace("sum", "mean"),
        "not averaged",
    ),
    Mistake(
        "plain error",
        "q5",
        ROOT,
        "return mean, f.std() / np.sqrt(len(f))",
        "error of the plain mean",
    ),
    Mistake("inverse", "q6", SIZE, "return (w**2).sum()", "This is its inverse"),
    Mistake("number", "q6", SIZE, "return len(w)", "the number of draws: those"),
    Mistake("above 0", "q6", SIZE, "return (w > 0).sum()", "a weight above 0"),
    Mistake(
        "share", "q6", SIZE, "return 1 / (w**2).sum() / len(w)", "share of the draw"
    ),
    Mistake("root", "q6", SIZE, "return 1 / np.sqrt((w**2).sum())", "root is too much"),
    Mistake("averaged", "q6", SIZE, "return 1 / (w**2).mean()", "not averaged"),
    Mistake("largest alone", "q6", SIZE, "return 1 / w.max()", "squares of all"),
    Mistake(
        "weights of sum 1", "q6", SIZE, "return 1 / (w**2).sum()", "square of the sum"
    ),
    Mistake("numbers", "q6", "return x[chosen]", "return chosen", "return the draws"),
    Mistake("left", "q6", CHOSEN, CHOSEN.replace("right", "left"), "does not exceed u"),
    Mistake(
        "weights not used",
        "q6",
        CHOSEN,
        "chosen = (u * len(x)).astype(int)",
        "weights are not used",
    ),
    Mistake(
        "a draw of weight 0",
        "q6",
        CHOSEN,
        "chosen = np.minimum(np.searchsorted(total, u, side='right') + (u > 0.4), 3)",
        "weight 0 is never taken",
    ),
]

RIGHT = {
    "loops": """
def keep(log_p, log_q, log_M, u):
    result = []
    for a, b, v in zip(log_p, log_q, u):
        result.append(bool(v < np.exp(a - (b + log_M))))
    return np.array(result)

def lowest_log_M(log_p, log_q):
    best = -np.inf
    for a, b in zip(log_p, log_q):
        if a == -np.inf:
            continue
        best = max(best, a - b)
    return best

def rejection(x, u, log_p, log_q, log_M):
    draws, excess = [], -np.inf
    for point, v, a, b in zip(x, u, log_p, log_q):
        excess = max(excess, a - b - log_M)
        if v < np.exp(a - b - log_M):
            draws.append(point)
    return draws, len(draws) / len(x), excess

def weights(log_p, log_q):
    top = max(a - b for a, b in zip(log_p, log_q))
    ratio = [np.exp(a - b - top) for a, b in zip(log_p, log_q)]
    return np.array([r / sum(ratio) for r in ratio])

def estimate(f, w):
    mean = 0.0
    for a, b in zip(f, w):
        mean += a * b
    return mean, sum((b * (a - mean)) ** 2 for a, b in zip(f, w)) ** 0.5

def effective_size(w):
    return sum(w) * sum(w) / sum(v * v for v in w)

def resample(x, w, u):
    draws = []
    for value in u:
        total = 0.0
        for point, weight in zip(x, w):
            total += weight
            if total > value:
                draws.append(point)
                break
    return np.array(draws)
""",
    "other algebra": """
def keep(log_p, log_q, log_M, u):
    with np.errstate(divide="ignore"):
        return np.log(u) + log_M + log_q < log_p

def lowest_log_M(log_p, log_q):
    empty = np.isneginf(log_p)
    return float(np.max(np.where(empty, -np.inf, log_p) - np.where(empty, 0, log_q)))

def rejection(x, u, log_p, log_q, log_M):
    log_height = np.log(u) + log_q + log_M
    inside = log_height < log_p
    excess = np.max(log_p - log_q - log_M)
    return np.compress(inside, x), np.count_nonzero(inside) / inside.size, excess

def weights(log_p, log_q):
    log_w = np.asarray(log_p) - log_q
    return np.exp(log_w - np.logaddexp.reduce(log_w))

def estimate(f, w):
    mean = np.average(f, weights=w)
    return np.array([mean, np.linalg.norm(w * (f - mean))])

def effective_size(w):
    w = w / np.sum(w)
    return 1 / (w @ w)

def resample(x, w, u):
    return x[(np.cumsum(w) <= np.asarray(u)[:, None]).sum(axis=1)]
""",
}

EQUIVALENT = {
    ("rejection", "kept = keep(log_p, log_M, log_q, u)"): "keep subtracts them both",
}

CORPUS = Corpus(
    name="background-02",
    master="background/02-sampling.ipynb",
    points=50,
    question_of={
        "keep": "q1",
        "lowest_log_M": "q2",
        "rejection": "q3",
        "weights": "q4",
        "estimate": "q5",
        "effective_size": "q6",
        "resample": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

"""Answers to gan-04 that its grader must tell apart."""

from proof import Corpus, Mistake

AWAY = "away = x[:, None] - centres"
DISTANCE = "distance = np.sqrt((away**2).sum(axis=2))"
WHICH = "which = distance.argmin(axis=1)"
NEAREST = "return which, distance.min(axis=1)"
SHARE = "good = distance < 3 * sd\n    return good.sum() / len(x)"
COVERED = "counts = np.bincount(which[good])"
MODES = "return (counts > 0).sum()"
Q = "q = np.bincount(which, minlength=K) / len(x)"
KL = "return (q * np.log(q * K)).sum()"
SEEN = "    q = q[q > 0]\n"
H = "h = 1 - np.exp(-0.5 * (3 / s) ** 2)"
MISSED = "missed = (1 - q * h) ** n"
EXPECTED = "return modes, h, (seen * np.log(len(q) * seen)).sum()"

MISTAKES = [
    Mistake(
        "samples of modes",
        "q1",
        NEAREST,
        "return distance.argmin(axis=0), distance.min(axis=0)",
        "nearest sample of each mode",
    ),
    Mistake(
        "distances first",
        "q1",
        NEAREST,
        "return distance.min(axis=1), which",
        "distances came first",
    ),
    Mistake("from 1", "q1", NEAREST, NEAREST.replace("which", "which + 1"), "from 0"),
    Mistake("farthest", "q1", WHICH, WHICH.replace("argmin", "argmax"), "farthest"),
    Mistake("squared", "q1", DISTANCE, "distance = (away**2).sum(axis=2)", "squared"),
    Mistake(
        "city block",
        "q1",
        DISTANCE,
        "distance = np.abs(away).sum(axis=2)",
        "absolute differences",
    ),
    Mistake(
        "largest coordinate",
        "q1",
        DISTANCE,
        "distance = np.abs(away).max(axis=2)",
        "largest coordinate",
    ),
    Mistake(
        "mean square",
        "q1",
        DISTANCE,
        DISTANCE.replace("sum", "mean"),
        "averaged over the coordinates",
    ),
    Mistake("count", "q2", SHARE, SHARE.replace(" / len(x)", ""), "number of samples"),
    Mistake(
        "percentage",
        "q2",
        SHARE,
        SHARE.replace("good.sum()", "100 * good.sum()"),
        "percentage",
    ),
    Mistake("at most", "q2", SHARE, SHARE.replace("<", "<="), "not below three"),
    Mistake("one sd", "q2", SHARE, SHARE.replace("3 * sd", "sd"), "not one"),
    Mistake("bad ones", "q2", SHARE, SHARE.replace("<", ">="), "not of high quality"),
    Mistake("variance", "q2", SHARE, SHARE.replace("3 * sd", "3 * sd**2"), "variance"),
    Mistake(
        "over modes", "q2", SHARE, SHARE.replace("len(x)", "len(centres)"), "of modes"
    ),
    Mistake(
        "modes' share",
        "q3",
        MODES,
        "return (counts > 0).sum() / len(centres)",
        "a share",
    ),
    Mistake("samples", "q3", MODES, "return counts.sum()", "are samples"),
    Mistake("all modes", "q3", MODES, "return len(centres)", "that there are"),
    Mistake(
        "fog counts",
        "q3",
        COVERED,
        COVERED.replace("which[good]", "which"),
        "covers nothing",
    ),
    Mistake(
        "two samples", "q3", MODES, MODES.replace("> 0", "> 1"), "One sample is enough"
    ),
    Mistake(
        "at most for modes",
        "q3",
        "good = distance < 3 * sd\n    counts",
        "good = distance <= 3 * sd\n    counts",
        "not below three",
    ),
    Mistake("nan", "q4", SEEN, "", "0 log 0"),
    Mistake(
        "forward",
        "q4",
        SEEN + "    " + KL,
        "    return -np.log(q * K).sum() / K",
        "The generator's q comes first",
    ),
    Mistake(
        "forward, finite part",
        "q4",
        KL,
        "return -np.log(q * K).sum() / K",
        "without its infinite part",
    ),
    Mistake(
        "modes seen",
        "q4",
        KL,
        "return (q * np.log(q * len(q))).sum()",
        "of all modes",
    ),
    Mistake("no p", "q4", KL, KL.replace("q * K", "q"), "Divide q by 1/K"),
    Mistake("entropy", "q4", KL, "return -(q * np.log(q)).sum()", "entropy"),
    Mistake("sign", "q4", KL, "return -(q * np.log(q * K)).sum()", "sign is turned"),
    Mistake("bits", "q4", KL, KL.replace("log", "log2"), "bits"),
    Mistake("no weights", "q4", KL, "return np.log(q * K).sum()", "Weight each"),
    Mistake("mean", "q4", KL, KL.replace(".sum()", ".mean()"), "a mean"),
    Mistake("times 1/K", "q4", KL, KL.replace("q * K", "q / K"), "multiply by K"),
    Mistake("counts", "q4", Q, Q.replace(" / len(x)", ""), "holds shares"),
    Mistake("outside", "q5", H, H.replace("1 - ", ""), "to be outside"),
    Mistake("no half", "q5", H, H.replace("0.5 * ", ""), "half in the exponent"),
    Mistake("no square", "q5", H, H.replace(" ** 2", ""), "squared in the exponent"),
    Mistake("one sd", "q5", H, H.replace("(3 / s)", "(1 / s)"), "not one"),
    Mistake("no s", "q5", H, H.replace("3 / s", "3"), "depends on s"),
    Mistake("times s", "q5", H, H.replace("3 / s", "3 * s"), "Divide by s"),
    Mistake("square of 3 alone", "q5", H, "h = 1 - np.exp(-4.5 / s)", "squared whole"),
    Mistake("any sample", "q5", MISSED, MISSED.replace("q * h", "q"), "q_k h, not q_k"),
    Mistake(
        "missed",
        "q5",
        "modes = (1 - missed).sum()",
        "modes = missed.sum()",
        "how many modes are missed",
    ),
    Mistake(
        "all modes chosen",
        "q5",
        EXPECTED,
        EXPECTED.replace("modes, h", "(q > 0).sum(), h"),
        "may be missed",
    ),
    Mistake("no n", "q5", MISSED, "missed = 1 - q * h", "power n is missing"),
    Mistake(
        "samples, not modes",
        "q5",
        MISSED,
        "missed = 1 - n * q * h",
        "counts once",
    ),
    Mistake(
        "order",
        "q5",
        EXPECTED,
        EXPECTED.replace("modes, h", "h, modes"),
        "The order is",
    ),
    Mistake("nan", "q5", "seen = q[q > 0]", "seen = q", "0 log 0"),
    Mistake(
        "modes chosen",
        "q5",
        EXPECTED,
        EXPECTED.replace("len(q)", "len(seen)"),
        "K counts",
    ),
    Mistake(
        "no K", "q5", EXPECTED, EXPECTED.replace("len(q) * ", ""), "Multiply q by K"
    ),
]

RIGHT = {
    "loops": """
def nearest(x, centres):
    which, distance = [], []
    for point in x:
        away = [np.linalg.norm(point - c) for c in centres]
        which.append(int(np.argmin(away)))
        distance.append(min(away))
    return np.array(which), np.array(distance)

def quality(x, centres, sd):
    good = 0
    for d in nearest(x, centres)[1]:
        if d < 3 * sd:
            good += 1
    return good / len(x)

def modes_covered(x, centres, sd):
    covered = set()
    for k, d in zip(*nearest(x, centres)):
        if d < 3 * sd:
            covered.add(int(k))
    return len(covered)

def reverse_kl(x, centres):
    which = list(nearest(x, centres)[0])
    total = 0.0
    for k in range(len(centres)):
        share = which.count(k) / len(which)
        if share > 0:
            total += share * np.log(share / (1 / len(centres)))
    return total

def expected(q, s, n):
    h = 1 - np.exp(-9 / (2 * s**2))
    modes, kl = 0.0, 0.0
    for share in q:
        modes += 1 - (1 - share * h) ** n
        if share > 0:
            kl += share * np.log(len(q) * share)
    return modes, h, kl
""",
    "other algebra": """
def nearest(x, centres):
    square = (x**2).sum(1)[:, None] - 2 * x @ centres.T + (centres**2).sum(1)
    which = square.argmin(1)
    return which, np.linalg.norm(x - centres[which], axis=1)

def quality(x, centres, sd):
    return float(np.mean(nearest(x, centres)[1] < 3 * sd))

def modes_covered(x, centres, sd):
    which, distance = nearest(x, centres)
    return len(np.unique(which[distance < 3 * sd]))

def reverse_kl(x, centres):
    _, counts = np.unique(nearest(x, centres)[0], return_counts=True)
    q = counts / counts.sum()
    return np.log(len(centres)) + np.sum(q * np.log(q))

def expected(q, s, n):
    h = -np.expm1(-4.5 / s**2)
    safe = np.where(q > 0, q, 1)
    return (
        len(q) - np.sum((1 - q * h) ** n),
        h,
        np.sum(np.where(q > 0, q * np.log(safe), 0)) + np.log(len(q)),
    )
""",
}

EQUIVALENT: dict[tuple[str, str], str] = {}

CORPUS = Corpus(
    name="gan-04",
    master="gan/04-mode-coverage.ipynb",
    points=25,
    question_of={
        "nearest": "q1",
        "quality": "q2",
        "modes_covered": "q3",
        "reverse_kl": "q4",
        "expected": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

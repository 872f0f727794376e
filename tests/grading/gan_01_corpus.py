"""Answers to gan-01 that its grader must tell apart."""

from proof import Corpus, Mistake

TOTAL = "return on_real.mean() + on_fake.mean()"
LARGER = "larger = np.maximum(t, 0)"
SOFT = "return larger + np.log1p(np.exp(-np.abs(t)))"
ON_REAL = "on_real = softplus(-real)"
ON_FAKE = "on_fake = softplus(fake)"
FIRST = "return -softplus(fake).mean()"
SECOND = "return softplus(-fake).mean()"
BY_D = "return by_real, by_fake"
SLOPES = "return first, second"
V = "return -(on_real + on_fake).sum()"
BEST = "return np.exp(-softplus(-logit))"
SEEN = "if a[k] > 0:"
PART = "total += a[k] * np.log(a[k] / m[k])"
HALF = "return total / 2"
PAIR = "for a in (p, q):"
MIDDLE = "m = (p + q) / 2"

MISTAKES = [
    Mistake(
        "D's slopes turned",
        "q3",
        BY_D,
        "return -by_real, by_fake",
        "By the real logits the loss falls",
    ),
    Mistake(
        "D's other slopes turned",
        "q3",
        BY_D,
        "return by_real, -by_fake",
        "By the logits of fakes the loss rises",
    ),
    Mistake(
        "D without 1/n",
        "q3",
        BY_D,
        "return by_real * len(real), by_fake",
        "The 1/n of the mean is missing",
    ),
    Mistake(
        "D without 1/m",
        "q3",
        BY_D,
        "return by_real, by_fake * len(fake)",
        "The 1/m of the mean is missing",
    ),
    Mistake(
        "length of the other batch",
        "q3",
        BY_D,
        "return by_real * len(real) / len(fake), by_fake",
        "its own length",
    ),
    Mistake(
        "D for D - 1",
        "q3",
        BY_D,
        "return by_real - (2 * np.exp(-softplus(-real)) - 1) / len(real), by_fake",
        "the slope is D - 1",
    ),
    Mistake(
        "1 - D for D",
        "q3",
        BY_D,
        "return by_real, 1 / len(fake) - by_fake",
        "the slope is D:",
    ),
    Mistake(
        "sign of the value",
        "q5",
        V,
        V.replace("-(", "("),
        "logarithms of probabilities are negative",
    ),
    Mistake("mean for sum in the value", "q5", V, V.replace("sum", "mean"), "no mean"),
    Mistake(
        "value without weights",
        "q5",
        V,
        "return -(softplus(-t) + softplus(t)).sum()",
        "with its probability",
    ),
    Mistake(
        "p and q exchanged",
        "q5",
        V,
        "return -(q * softplus(-t) + p * softplus(t)).sum()",
        "p is of the data",
    ),
    Mistake(
        "value of the data alone",
        "q5",
        V,
        "return -on_real.sum()",
        "fakes' part is missing",
    ),
    Mistake(
        "value of the fakes alone",
        "q5",
        V,
        "return -on_fake.sum()",
        "data's part is missing",
    ),
    Mistake(
        "value by the sigmoid",
        "q5",
        V,
        "d = 1 / (1 + np.exp(-t))\n    return (p * np.log(d) + q * np.log(1 - d)).sum()",
        "use softplus",
    ),
    Mistake(
        "overflow", "q1", SOFT, "return np.log(1 + np.exp(t))", "exp(1000) overflows"
    ),
    Mistake("larger part alone", "q1", SOFT, "return larger", "max(t, 0) alone"),
    Mistake(
        "logarithm alone", "q1", SOFT, SOFT.replace("larger + ", ""), "|t|)) alone"
    ),
    Mistake(
        "softplus of -t", "q1", LARGER, "larger = np.maximum(-t, 0)", "softplus of -t"
    ),
    Mistake(
        "log sigmoid",
        "q1",
        SOFT,
        "return -np.maximum(-t, 0) - np.log1p(np.exp(-np.abs(t)))",
        "log sigmoid",
    ),
    Mistake("subtracted", "q1", SOFT, SOFT.replace(" + ", " - "), "not subtracted"),
    Mistake(
        "smaller part", "q1", LARGER, "larger = np.minimum(t, 0)", "not the smaller"
    ),
    Mistake("absolute value", "q1", LARGER, "larger = np.abs(t)", "not |t|"),
    Mistake(
        "cut off",
        "q1",
        SOFT,
        "return np.log1p(np.exp(np.clip(t, -50, 50)))",
        "t was cut off",
    ),
    Mistake(
        "sign of the loss",
        "q1",
        TOTAL,
        TOTAL.replace("return ", "return -(") + ")",
        "The sign is turned",
    ),
    Mistake(
        "sums for means", "q1", TOTAL, TOTAL.replace("mean", "sum"), "These are sums"
    ),
    Mistake(
        "one mean for all",
        "q1",
        TOTAL,
        "return np.concatenate([on_real, on_fake]).mean()",
        "mean of its own",
    ),
    Mistake(
        "average of the two",
        "q1",
        TOTAL,
        "return (on_real.mean() + on_fake.mean()) / 2",
        "not averaged",
    ),
    Mistake(
        "difference", "q1", TOTAL, TOTAL.replace(" + ", " - "), "Both parts are costs"
    ),
    Mistake(
        "real and fake exchanged",
        "q1",
        ON_REAL,
        "real, fake = -real, -fake\n    " + ON_REAL,
        "Real and fake are exchanged",
    ),
    Mistake(
        "fakes as if real",
        "q1",
        ON_FAKE,
        ON_FAKE.replace("(fake", "(-fake"),
        "as if they were real",
    ),
    Mistake(
        "fakes forgotten",
        "q1",
        TOTAL,
        "return on_real.mean()",
        "fakes' part is missing",
    ),
    Mistake(
        "real forgotten",
        "q1",
        TOTAL,
        "return on_fake.mean()",
        "real samples' part is missing",
    ),
    Mistake(
        "no logarithm",
        "q1",
        TOTAL,
        "return (1 - 1 / (1 + np.exp(-real))).mean() + (1 / (1 + np.exp(-fake))).mean()",
        "take their logarithms",
    ),
    Mistake(
        "sigmoid first",
        "q1",
        ON_REAL,
        "on_real = -np.log(1 / (1 + np.exp(-real)))",
        "its logarithm is not finite",
    ),
    Mistake(
        "small number added",
        "q1",
        TOTAL,
        "p, r = 1 / (1 + np.exp(-real)), 1 / (1 + np.exp(-fake))\n    "
        "return -np.log(p + 1e-12).mean() - np.log(1 - r + 1e-12).mean()",
        "A small number was added",
    ),
    Mistake("one number a logit", "q1", TOTAL, "return on_fake", "one number"),
    Mistake(
        "saturating turned",
        "q2",
        FIRST,
        FIRST.replace("-soft", "soft"),
        "saturating has the wrong sign",
    ),
    Mistake(
        "saturating of D",
        "q2",
        FIRST,
        "return -softplus(-fake).mean()",
        "saturating is of 1 - D",
    ),
    Mistake(
        "saturating summed",
        "q2",
        FIRST,
        FIRST.replace("mean", "sum"),
        "saturating is a sum",
    ),
    Mistake(
        "the two exchanged",
        "q2",
        FIRST,
        "return softplus(-fake).mean() + 0.0",
        "the rule of the other function",
    ),
    Mistake(
        "non-saturating turned",
        "q2",
        SECOND,
        SECOND.replace("return ", "return -"),
        "non_saturating has the wrong sign",
    ),
    Mistake(
        "non-saturating summed",
        "q2",
        SECOND,
        SECOND.replace("mean", "sum"),
        "non_saturating is a sum",
    ),
    Mistake(
        "non-saturating of 1 - D",
        "q2",
        SECOND,
        "return softplus(fake).mean() + 0.0",
        "non_saturating is of D",
    ),
    Mistake(
        "non-saturating by the sigmoid",
        "q2",
        SECOND,
        "return -np.log(1 / (1 + np.exp(-fake))).mean()",
        "if the sigmoid comes first",
    ),
    Mistake(
        "slopes turned",
        "q3",
        SLOPES,
        "return d / len(fake), (1 - d) / len(fake)",
        "wrong sign",
    ),
    Mistake("no 1/m", "q3", SLOPES, "return -d, d - 1", "1/m of the mean is missing"),
    Mistake(
        "slopes exchanged",
        "q3",
        SLOPES,
        "return (d - 1) / len(fake), -d / len(fake)",
        "exchanged",
    ),
    Mistake(
        "derivative by D",
        "q3",
        SLOPES,
        "return -1 / (1 - d) / len(fake), (d - 1) / len(fake)",
        "derivative by D",
    ),
    Mistake(
        "second by D",
        "q3",
        SLOPES,
        "return -d / len(fake), -1 / np.maximum(d, 1e-9) / len(fake)",
        "derivative by D",
    ),
    Mistake(
        "divided by a D of 0",
        "q3",
        SLOPES,
        "return -d / len(fake), -1 / d / len(fake)",
        "do not divide by a D of 0",
    ),
    Mistake(
        "slope of D",
        "q3",
        SLOPES,
        "return -d / len(fake), -d * (1 - d) / len(fake)",
        "not of its logarithm",
    ),
    Mistake(
        "means of the slopes",
        "q3",
        SLOPES,
        "return -d.mean(), (d - 1).mean()",
        "One slope for each logit",
    ),
    Mistake(
        "probability of a fake",
        "q4",
        BEST,
        "return np.exp(log_q - np.logaddexp(log_p, log_q))",
        "p belongs into the numerator",
    ),
    Mistake("ratio", "q4", BEST, "return np.exp(log_p - log_q)", "This is p / q"),
    Mistake("logit", "q4", BEST, "return log_p - log_q", "apply the sigmoid"),
    Mistake(
        "logarithms divided",
        "q4",
        BEST,
        "return log_p / (log_p + log_q)",
        "not their logarithms",
    ),
    Mistake(
        "exponentials first",
        "q4",
        BEST,
        "return np.exp(log_p) / (np.exp(log_p) + np.exp(log_q))",
        "0/0 is nan",
    ),
    Mistake(
        "small number in the densities",
        "q4",
        BEST,
        "p, q = np.exp(log_p) + 1e-300, np.exp(log_q) + 1e-300\n    return p / (p + q)",
        "A small number was added",
    ),
    Mistake("not halved", "q5", HALF, "return total", "is to be halved"),
    Mistake(
        "one half of it",
        "q5",
        PAIR,
        "for a in (p, p):",
        "KL(p || m) alone",
    ),
    Mistake(
        "the other half of it",
        "q5",
        PAIR,
        "for a in (q, q):",
        "KL(q || m) alone",
    ),
    Mistake("sum for mean", "q5", MIDDLE, "m = p + q", "not their sum"),
    Mistake("bits", "q5", PART, PART.replace("np.log(", "np.log2("), "in bits"),
    Mistake(
        "the roles exchanged",
        "q5",
        PART,
        "total += m[k] * np.log(m[k] / a[k])",
        "roles are exchanged",
    ),
    Mistake("zeros kept", "q5", SEEN, "if a[k] >= 0:", "0 log 0 gave nan"),
    Mistake(
        "one with the other",
        "q5",
        PART,
        "total += a[k] * np.log(a[k] / (p[k] + q[k] - a[k]))",
        "by m, which is never 0",
    ),
    Mistake(
        "KL of the two",
        "q5",
        HALF,
        "b = p > 0\n    return (p[b] * np.log(p[b] / np.maximum(q[b], 1e-12))).sum()",
        "not symmetric",
    ),
    Mistake(
        "value of the game", "q5", HALF, "return total - np.log(4)", "value of the game"
    ),
    Mistake("root", "q5", HALF, "return np.sqrt(total / 2)", "root of the divergence"),
    Mistake(
        "sign of the divergence",
        "q5",
        HALF,
        "return -total / 2",
        "a divergence is at least 0",
    ),
]

RIGHT = {
    "loops": """
def one(t):
    return t + np.log1p(np.exp(-t)) if t > 0 else np.log1p(np.exp(t))

def softplus(t):
    t = np.asarray(t)
    return np.array([one(v) for v in t.ravel()]).reshape(t.shape)

def cross_entropy(real, fake):
    total = 0.0
    for t in real:
        total += one(-t) / len(real)
    for t in fake:
        total += one(t) / len(fake)
    return total

def saturating(fake):
    return -sum(one(t) for t in fake) / len(fake)

def non_saturating(fake):
    return sum(one(-t) for t in fake) / len(fake)

def generator_slopes(fake):
    first, second = [], []
    for t in fake:
        d = 1 / (1 + np.exp(-t)) if t > 0 else np.exp(t) / (1 + np.exp(t))
        first.append(-d / len(fake))
        second.append(-(1 - d) / len(fake))
    return np.array(first), np.array(second)

def discriminator_slopes(real, fake):
    d = [1 / (1 + np.exp(-t)) if t > 0 else np.exp(t) / (1 + np.exp(t)) for t in real]
    r = [1 / (1 + np.exp(-t)) if t > 0 else np.exp(t) / (1 + np.exp(t)) for t in fake]
    by_real = np.array([-(1 - v) / len(d) for v in d])
    return by_real, np.array([v / len(r) for v in r])

def value(p, q, t):
    return -sum(a * one(-s) + b * one(s) for a, b, s in zip(p, q, t))

def best_discriminator(log_p, log_q):
    top = np.maximum(log_p, log_q)
    p, q = np.exp(log_p - top), np.exp(log_q - top)
    return p / (p + q)

def js(p, q):
    total = 0.0
    for a, b in zip(p, q):
        m = (a + b) / 2
        if a > 0:
            total += 0.5 * a * np.log(a / m)
        if b > 0:
            total += 0.5 * b * np.log(b / m)
    return total
""",
    "other algebra": """
def softplus(t):
    return np.logaddexp(0, t)
def cross_entropy(real, fake):
    a = np.maximum(-real, 0) + np.log1p(np.exp(-np.abs(real)))
    b = np.maximum(fake, 0) + np.log1p(np.exp(-np.abs(fake)))
    return float(np.mean(a) + np.mean(b))

def non_saturating(fake):
    return float(np.mean(np.maximum(-fake, 0) + np.log1p(np.exp(-np.abs(fake)))))

def saturating(fake):
    return non_saturating(fake) * -1 - np.mean(fake)

def generator_slopes(fake):
    d = (1 + np.tanh(np.asarray(fake) / 2)) / 2
    n = np.size(fake)
    return (-d / n, (d - 1.0) / n)

def discriminator_slopes(real, fake):
    d, r = (1 + np.tanh(np.asarray(real) / 2)) / 2, (1 + np.tanh(fake / 2)) / 2
    return (d - 1) / np.size(real), r / np.size(fake)

def value(p, q, t):
    return float(-np.dot(p, np.logaddexp(0, -t)) - np.dot(q, np.logaddexp(0, t)))

def best_discriminator(log_p, log_q):
    t = np.clip(np.subtract(log_p, log_q), -700, 700)
    return 1 / (1 + np.exp(-t))

def js(p, q):
    m = (p + q) / 2
    entropy = lambda a: -np.sum(a[a > 0] * np.log(a[a > 0]))
    return entropy(m) - (entropy(p) + entropy(q)) / 2
""",
}

EQUIVALENT = {
    ("softplus", "larger = np.maximum(0, t)"): "the larger of two has no order",
    ("js", "for a in (q, p):"): "a sum of two has no order",
}

CORPUS = Corpus(
    name="gan-01",
    master="gan/01-losses.ipynb",
    points=25,
    question_of={
        "softplus": "q1",
        "cross_entropy": "q1",
        "saturating": "q2",
        "non_saturating": "q2",
        "discriminator_slopes": "q3",
        "generator_slopes": "q3",
        "best_discriminator": "q4",
        "value": "q5",
        "js": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

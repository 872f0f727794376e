"""Answers to em-04 that its grader must tell apart."""

from proof import Corpus, Mistake

WEIGHT = "weight = t[f][:, e].T"
SHARE = "return weight / weight.sum(axis=1, keepdims=True)"
LOG = "total += np.log(t[f][:, e].sum(axis=0) / len(f)).sum()"
COUNT = "np.add.at(counts, (f[None, :], e[:, None]), link_posterior(t, f, e))"
ROWS = "total = counts.sum(axis=1, keepdims=True)"
DIVIDE = "return np.where(total > 0, counts / np.where(total > 0, total, 1), uniform)"
START = "t = np.full((n_source, n_target), 1 / n_target)"
CLIMB = "t = new_dictionary(expected_counts(t, pairs))"
NOTE = "history.append(log_likelihood(t, pairs))"

MISTAKES = [
    Mistake("not divided", "q1", SHARE, "return weight", "do not sum to 1"),
    Mistake(
        "sum over target positions",
        "q1",
        SHARE,
        SHARE.replace("axis=1", "axis=0"),
        "sum ran over target positions",
    ),
    Mistake(
        "transposed",
        "q1",
        SHARE,
        SHARE.replace("return ", "return (") + ").T",
        "Rows and columns are exchanged",
    ),
    Mistake(
        "indices exchanged", "q1", WEIGHT, "weight = t[e][:, f]", "indices of t are"
    ),
    Mistake(
        "no empty word",
        "q1",
        WEIGHT,
        "weight = t[f[1:]][:, e].T",
        "empty word at position 0",
    ),
    Mistake(
        "no 1 / L", "q2", LOG, LOG.replace(" / len(f)", ""), "factor 1 / L is missing"
    ),
    Mistake(
        "empty word not counted",
        "q2",
        LOG,
        LOG.replace("len(f)", "(len(f) - 1)"),
        "L counts the empty word",
    ),
    Mistake(
        "1 / L once a sentence",
        "q2",
        LOG,
        "total += np.log(t[f][:, e].sum(axis=0)).sum() - np.log(len(f))",
        "once for each target position",
    ),
    Mistake(
        "no logarithm",
        "q2",
        LOG,
        "total += np.prod(t[f][:, e].sum(axis=0) / len(f))",
        "logarithm is missing",
    ),
    Mistake(
        "last pair alone",
        "q2",
        LOG,
        LOG.replace("+=", "="),
        "Only the last pair counts",
    ),
    Mistake(
        "one number for each position",
        "q2",
        LOG,
        LOG.replace("len(f)).sum()", "len(f))"),
        "is one number",
    ),
    Mistake(
        "repeats lost",
        "q3",
        COUNT,
        "counts[f[None, :], e[:, None]] += link_posterior(t, f, e)",
        "counted once",
    ),
    Mistake(
        "hard links",
        "q3",
        COUNT,
        "hard = link_posterior(t, f, e).argmax(axis=1)\n"
        "        np.add.at(counts, (f[hard], e), 1)",
        "likeliest source word",
    ),
    Mistake(
        "source and target exchanged",
        "q3",
        "return counts\n",
        "return counts.T\n",
        "Source and target words are exchanged",
    ),
    Mistake(
        "normaliser by word",
        "q3",
        COUNT,
        "share = link_posterior(t, f, e) / (e[:, None] == e).sum(axis=1)[:, None]\n"
        "        np.add.at(counts, (f[None, :], e[:, None]), share)",
        "each position j has a sum of its own",
    ),
    Mistake(
        "last pair alone",
        "q3",
        COUNT,
        "counts = np.zeros(t.shape)\n        " + COUNT,
        "Only the last pair was counted",
    ),
    Mistake(
        "columns", "q4", ROWS, ROWS.replace("axis=1", "axis=0"), "Columns were divided"
    ),
    Mistake("nan", "q4", DIVIDE, "return counts / total", "became nan"),
    Mistake(
        "zeros stay",
        "q4",
        DIVIDE,
        "return counts / np.where(total > 0, total, 1)",
        "stayed zero",
    ),
    Mistake(
        "no start in history",
        "q5",
        "history = [log_likelihood(t, pairs)]",
        "history = []",
        "at the start as well",
    ),
    Mistake(
        "noted before",
        "q5",
        f"{CLIMB}\n        {NOTE}",
        f"{NOTE}\n        {CLIMB}",
        "take the second after",
    ),
    Mistake(
        "start not uniform",
        "q5",
        START,
        "t = np.full((n_source, n_target), 1 / n_source)",
        "every entry is 1 / n_target",
    ),
    Mistake(
        "dictionary forgotten",
        "q5",
        CLIMB,
        CLIMB.replace("t = ", ""),
        "those of one dictionary",
    ),
]

RIGHT = {
    "loops": """
def link_posterior(t, f, e):
    rows = []
    for b in e:
        weight = [t[a, b] for a in f]
        rows.append([w / sum(weight) for w in weight])
    return rows

def log_likelihood(t, pairs):
    from math import log
    value = 0
    for f, e in pairs:
        for b in e:
            value += log(sum(t[a, b] for a in f)) - log(len(f))
    return value

def expected_counts(t, pairs):
    counts = [[0.0] * t.shape[1] for _ in range(t.shape[0])]
    for f, e in pairs:
        for row, b in zip(link_posterior(t, f, e), e):
            for share, a in zip(row, f):
                counts[a][b] += share
    return np.array(counts)

def new_dictionary(counts):
    rows = []
    for row in counts:
        n = sum(row)
        rows.append([c / n if n > 0 else 1 / len(row) for c in row])
    return np.array(rows)

def fit(pairs, n_source, n_target, n_iter):
    t, history = np.ones((n_source, n_target)) / n_target, []
    for k in range(n_iter + 1):
        history.append(log_likelihood(t, pairs))
        if k < n_iter:
            t = new_dictionary(expected_counts(t, pairs))
    return t, history
""",
    "other algebra": """
def link_posterior(t, f, e):
    weight = t[np.ix_(f, e)]
    return np.transpose(weight / weight.sum(0))

def log_likelihood(t, pairs):
    return sum(np.log(t[np.ix_(f, e)].mean(axis=0)).sum() for f, e in pairs)

def expected_counts(t, pairs):
    source, target = np.eye(t.shape[0]), np.eye(t.shape[1])
    return sum(source[f].T @ link_posterior(t, f, e).T @ target[e] for f, e in pairs)

def new_dictionary(counts):
    rows = np.array(counts, dtype=float)
    rows[rows.sum(axis=1) == 0] = 1
    return rows / rows.sum(axis=1)[:, None]

def fit(pairs, n_source, n_target, n_iter):
    tables = [np.full((n_source, n_target), n_target ** -1.0)]
    while len(tables) <= n_iter:
        tables.append(new_dictionary(expected_counts(tables[-1], pairs)))
    return tables[-1], np.array([log_likelihood(t, pairs) for t in tables])
""",
}

UNUSED = "where the sum is 0, what it is divided by is not used"
EQUIVALENT = {
    ("new_dictionary", DIVIDE.replace(inner, changed)): UNUSED
    for inner, changed in [
        ("total > 0, total, 1", "total >= 0, total, 1"),
        ("total > 0, total, 1", "total > -1, total, 1"),
        ("total > 0, total, 1", "total > 0, total, 0"),
        ("total > 0, total, 1", "total > 0, total, 2"),
    ]
}

CORPUS = Corpus(
    name="em-04",
    master="em/04-word-alignment.ipynb",
    points=25,
    question_of={
        "link_posterior": "q1",
        "log_likelihood": "q2",
        "expected_counts": "q3",
        "new_dictionary": "q4",
        "fit": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

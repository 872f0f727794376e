"""Answers to mcmc-04 that its grader must tell apart."""

from proof import Corpus, Mistake

ENERGY = "return 0.5 * (p**2 / mass).sum(axis=1) - log_pi(x)"
FIRST = "p = p + step_size / 2 * grad(x)"
DRIFT = "x = x + step_size * p / mass"
KICK = "kick = step_size if k < n_leapfrog - 1 else step_size / 2"
LAST = "p = p + kick * grad(x)\n    return x, p"
LOOP = (
    "for k in range(n_leapfrog):\n"
    f"        {DRIFT}\n        {KICK}\n        p = p + kick * grad(x)\n"
)
BACK = "x_back, p_back = flow(x_end, -p_end)"
GAP = "return max(np.abs(x_back - x).max(), np.abs(p_back + p).max())"
DET = "return np.linalg.det((ahead - behind) / (2 * h))"
PUSH = "p = np.sqrt(mass) * xi"
PATH = "leapfrog(grad, x, p, step_size, n_leapfrog, mass)\n"
ERROR = "energy(log_pi, x_end, p_end, mass) - energy(log_pi, x, p, mass)"
PROB = "np.nan_to_num(np.exp(-np.maximum(error, 0.0)))"
NEXT = "return np.where((u < accept_prob)[:, None], x_end, x), accept_prob"
STEP = (
    "x, _ = hmc_step(log_pi, grad, x, xi[:, t], u[:, t], step_size, n_leapfrog, mass)"
)
STORE = f"{STEP}\n        draws[:, t] = x"

MISTAKES = [
    Mistake("no 1/2", "q1", ENERGY, ENERGY.replace("0.5 * ", ""), "factor 1/2"),
    Mistake(
        "mass upside down",
        "q1",
        ENERGY,
        ENERGY.replace("/ mass", "* mass"),
        "upside down",
    ),
    Mistake("no mass", "q1", ENERGY, ENERGY.replace(" / mass", ""), "mass is missing"),
    Mistake(
        "mass squared", "q1", ENERGY, ENERGY.replace("mass", "mass**2"), "in squared"
    ),
    Mistake(
        "plus log pi", "q1", ENERGY, ENERGY.replace("- log_pi", "+ log_pi"), "minus the"
    ),
    Mistake(
        "kinetic subtracted",
        "q1",
        ENERGY,
        ENERGY.replace("0.5", "-0.5"),
        "added, not subtracted",
    ),
    Mistake(
        "minus H",
        "q1",
        ENERGY,
        "return log_pi(x) - 0.5 * (p**2 / mass).sum(axis=1)",
        "This is -H",
    ),
    Mistake("mean", "q1", ENERGY, ENERGY.replace("sum", "mean"), "their mean"),
    Mistake(
        "rows added up",
        "q1",
        ENERGY,
        "return 0.5 * (p**2 / mass).sum() - log_pi(x).sum()",
        "one for each row",
    ),
    Mistake(
        "kinetic alone",
        "q1",
        ENERGY,
        ENERGY[: -len(" - log_pi(x)")],
        "potential energy is",
    ),
    Mistake(
        "full first kick", "q2", FIRST, FIRST.replace(" / 2", ""), "first kick was"
    ),
    Mistake(
        "full last kick", "q2", KICK, "kick = step_size", "last kick was a whole one"
    ),
    Mistake(
        "no half kick at the end",
        "q2",
        LAST,
        f"if k < n_leapfrog - 1:\n            {LAST.splitlines()[0]}\n    return x, p",
        "lacks its half kick",
    ),
    Mistake(
        "half kicks between",
        "q2",
        KICK,
        "kick = step_size / 2",
        "Between two drifts there is a whole kick",
    ),
    Mistake(
        "sign of the gradient",
        "q2",
        f"{FIRST}\n    {LOOP}",
        f"{FIRST}\n    {LOOP}".replace("* grad", "* -grad"),
        "kicked downhill",
    ),
    Mistake("no mass", "q2", DRIFT, DRIFT[: -len(" / mass")], "missing from the drift"),
    Mistake(
        "mass upside down",
        "q2",
        DRIFT,
        DRIFT.replace("/ mass", "* mass"),
        "upside down",
    ),
    Mistake(
        "Euler",
        "q2",
        f"{FIRST}\n    {LOOP}",
        "for k in range(n_leapfrog):\n"
        "        x, p = x + step_size * p / mass, p + step_size * grad(x)\n",
        "Euler's method",
    ),
    Mistake(
        "kick, then drift",
        "q2",
        f"{FIRST}\n    {LOOP}",
        "for k in range(n_leapfrog):\n"
        "        p = p + step_size * grad(x)\n"
        "        x = x + step_size * p / mass\n",
        "is not reversible",
    ),
    Mistake(
        "drift, then kick",
        "q2",
        f"{FIRST}\n    {LOOP}",
        "for k in range(n_leapfrog):\n"
        "        x = x + step_size * p / mass\n"
        "        p = p + step_size * grad(x)\n",
        "A drift and then a whole kick",
    ),
    Mistake(
        "no first half kick", "q2", f"{FIRST}\n", "pass\n", "first half kick, before"
    ),
    Mistake(
        "old gradient",
        "q2",
        f"{FIRST}\n    {LOOP}",
        "for k in range(n_leapfrog):\n"
        "        slope = grad(x)\n"
        "        p = p + step_size / 2 * slope\n"
        "        x = x + step_size * p / mass\n"
        "        p = p + step_size / 2 * slope\n",
        "gradient at the old position",
    ),
    Mistake(
        "reversed at the end", "q2", LAST, LAST.replace("x, p", "x, -p"), "was reversed"
    ),
    Mistake(
        "one step too many",
        "q2",
        f"{LOOP}    return",
        f"{LOOP}    return".replace("n_leapfrog", "(n_leapfrog + 1)"),
        "These are two steps",
    ),
    Mistake(
        "not reversed",
        "q3",
        f"{BACK}\n    {GAP}",
        f"{BACK}\n    {GAP}".replace("-p_end", "p_end").replace("+ p)", "- p)"),
        "was never reversed",
    ),
    Mistake(
        "not reversed back",
        "q3",
        GAP,
        GAP.replace("p_back + p", "p_back - p"),
        "second F",
    ),
    Mistake(
        "positions alone", "q3", GAP, "return np.abs(x_back - x).max()", "Only the"
    ),
    Mistake(
        "momenta alone",
        "q3",
        GAP,
        "return np.abs(p_back + p).max()",
        "Compare positions too",
    ),
    Mistake(
        "sum",
        "q3",
        GAP,
        "return np.abs(x_back - x).sum() + np.abs(p_back + p).sum()",
        "This is a sum",
    ),
    Mistake(
        "mean",
        "q3",
        GAP,
        "return (np.abs(x_back - x).mean() + np.abs(p_back + p).mean()) / 2",
        "This is a mean",
    ),
    Mistake(
        "no absolute value",
        "q3",
        GAP,
        "return max(np.max(x_back - x), abs(np.max(p_back + p)))",
        "take absolute values",
    ),
    Mistake("divided by h", "q4", DET, DET.replace("(2 * h)", "h"), "Divide by 2h"),
    Mistake(
        "not divided", "q4", DET, "return np.linalg.det(ahead - behind)", "not divided"
    ),
    Mistake(
        "trace", "q4", DET, DET.replace("linalg.det", "trace"), "This is the trace"
    ),
    Mistake(
        "upside down", "q4", DET, DET.replace("return ", "return 1 / "), "upside down"
    ),
    Mistake(
        "sign lost", "q4", DET, DET.replace("np.", "abs(np.", 1) + ")", "keeps its sign"
    ),
    Mistake(
        "one-sided",
        "q4",
        f"flow(*np.split(z - steps, 2, axis=1)), axis=1)\n    {DET}",
        "flow(*np.split(z + 0 * steps, 2, axis=1)), axis=1)\n"
        f"    {DET.replace('2 * h', 'h')}",
        "one-sided difference",
    ),
    Mistake(
        "positions alone",
        "q4",
        DET,
        "d = x.shape[1]\n    return np.linalg.det((ahead - behind)[:d, :d] / (2 * h))",
        "needs all coordinates",
    ),
    Mistake("ratio upside down", "q5", ERROR, f"-({ERROR})", "ratio is upside down"),
    Mistake("no minimum", "q5", PROB, "np.exp(-error)", "minimum with 1 is missing"),
    Mistake("log of the ratio", "q5", PROB, "-error", "differences of energy"),
    Mistake(
        "potential energy alone",
        "q5",
        ERROR,
        "log_pi(x) - log_pi(x_end)",
        "does not count at the end",
    ),
    Mistake(
        "old momentum in H'",
        "q5",
        ERROR,
        ERROR.replace("p_end", "p"),
        "H' belongs to x' and p' together",
    ),
    Mistake("push without mass", "q5", PUSH, "p = xi", "xi itself was taken"),
    Mistake("push times mass", "q5", PUSH, "p = mass * xi", "too hard"),
    Mistake("mass upside down", "q5", PUSH, "p = xi / np.sqrt(mass)", "upside down"),
    Mistake(
        "xi in the energy",
        "q5",
        ERROR,
        ERROR.replace("x, p,", "x, xi,"),
        "computed from xi",
    ),
    Mistake(
        "size and number exchanged",
        "q5",
        PATH,
        PATH.replace("step_size, n_leapfrog", "n_leapfrog, step_size"),
        "exchanged",
    ),
    Mistake(
        "decision the wrong way round",
        "q5",
        NEXT,
        NEXT.replace("u <", "u >"),
        "wrong way round",
    ),
    Mistake(
        "always accepted", "q5", NEXT, "return x_end, accept_prob", "All three moved"
    ),
    Mistake(
        "one decision for all",
        "q5",
        NEXT,
        "return (x_end if np.all(u < accept_prob) else x), accept_prob",
        "None moved",
    ),
    Mistake(
        "refused ones left out",
        "q5",
        NEXT,
        "return x_end[u < accept_prob], accept_prob",
        "is not left out",
    ),
    Mistake("nan kept", "q5", PROB, "np.exp(-np.maximum(error, 0.0))", "is nan"),
    Mistake(
        "proposals kept",
        "q6",
        STEP,
        STEP.replace("u[:, t]", "0 * u[:, t]"),
        "refused proposal was kept",
    ),
    Mistake(
        "momentum not refreshed",
        "q6",
        STEP,
        STEP.replace("xi[:, t]", "xi[:, 0]"),
        "not refreshed",
    ),
    Mistake("same u", "q6", STEP, STEP.replace("u[:, t]", "u[:, 0]"), "same u"),
    Mistake(
        "from the start",
        "q6",
        STEP,
        STEP.replace("grad, x,", "grad, start,"),
        "Every step",
    ),
    Mistake(
        "one step late",
        "q6",
        STORE,
        f"draws[:, t] = x\n        {STEP}",
        "one step late",
    ),
    Mistake(
        "start counted",
        "q6",
        "return draws",
        "return np.concatenate([start[:, None], draws], axis=1)",
        "start is not a draw",
    ),
    Mistake(
        "refused proposals dropped",
        "q6",
        "return draws",
        "new = np.any(draws[:, 1:] != draws[:, :-1], axis=(0, 2))\n"
        "    return draws[:, np.append(True, new)]",
        "counts the old position once more",
    ),
    Mistake(
        "axes exchanged",
        "q6",
        "return draws",
        "return draws.swapaxes(0, 1)",
        "chains, draws",
    ),
]

RIGHT = {
    "loops": """
def energy(log_pi, x, p, mass):
    result = []
    for potential, row in zip(log_pi(x), p, strict=True):
        result.append(-potential + sum(v * v / (2 * m) for v, m in zip(row, mass)))
    return np.array(result)

def leapfrog(grad, x, p, step_size, n_leapfrog, mass):
    for _ in range(n_leapfrog):
        p = p + 0.5 * step_size * grad(x)
        x = x + step_size * (p / mass)
        p = p + 0.5 * step_size * grad(x)
    return x, p

def reversal_gap(flow, x, p):
    a, b = flow(x, p)
    a, b = flow(a, -b)
    worst = 0.0
    for before, after in ((x, a), (p, -b)):
        for u, v in zip(before.ravel(), after.ravel()):
            worst = max(worst, abs(u - v))
    return worst

def volume(flow, x, p, h):
    d = x.shape[1]
    J = np.zeros((2 * d, 2 * d))
    for j in range(2 * d):
        ends = []
        for sign in (1, -1):
            z = np.concatenate([x[0], p[0]])
            z[j] += sign * h
            a, b = flow(z[None, :d], z[None, d:])
            ends.append(np.concatenate([a[0], b[0]]))
        J[:, j] = (ends[0] - ends[1]) / 2 / h
    return np.linalg.det(J)

def hmc_step(log_pi, grad, x, xi, u, step_size, n_leapfrog, mass):
    x_next, prob = np.array(x), np.zeros(len(x))
    for i in range(len(x)):
        q, p = x[i : i + 1], xi[i : i + 1] * mass**0.5
        q_end, p_end = leapfrog(grad, q, p, step_size, n_leapfrog, mass)
        H, H_end = energy(log_pi, q, p, mass)[0], energy(log_pi, q_end, p_end, mass)[0]
        if np.isfinite(H_end):
            prob[i] = 1.0 if H_end <= H else np.exp(H - H_end)
        if u[i] < prob[i]:
            x_next[i] = q_end[0]
    return x_next, prob

def hmc_chain(log_pi, grad, start, xi, u, step_size, n_leapfrog, mass):
    draws, x = [], start
    for t in range(u.shape[1]):
        x = hmc_step(log_pi, grad, x, xi[:, t], u[:, t], step_size, n_leapfrog, mass)[0]
        draws.append(x)
    return np.stack(draws, axis=1)
""",
    "units in which the masses are 1, matrices": """
def energy(log_pi, x, p, mass):
    return np.einsum("ni,ni,i->n", p, p, 0.5 / mass) - log_pi(x)

def leapfrog(grad, x, p, step_size, n_leapfrog, mass):
    scale = 1 / np.sqrt(mass)  # the page's: momenta in units of sqrt(mass)
    y, w = x / scale, p * scale
    w = w + step_size / 2 * grad(y * scale) * scale
    for _ in range(n_leapfrog - 1):
        y = y + step_size * w
        w = w + step_size * grad(y * scale) * scale
    y = y + step_size * w
    w = w + step_size / 2 * grad(y * scale) * scale
    return y * scale, w / scale

def reversal_gap(flow, x, p):
    def there(x, p):
        x, p = flow(x, p)
        return x, -p

    return np.linalg.norm(np.ravel(there(*there(x, p))) - np.ravel([x, p]), np.inf)

def volume(flow, x, p, h):
    d = x.shape[1]
    z = np.hstack([x, p]) + h * np.vstack([np.eye(2 * d), -np.eye(2 * d)])
    end = np.hstack(flow(z[:, :d], z[:, d:])) / (2 * h)
    return np.linalg.det((end[: 2 * d] - end[2 * d :]).T)

def hmc_step(log_pi, grad, x, xi, u, step_size, n_leapfrog, mass):
    p = xi @ np.diag(np.sqrt(mass))
    end, p_end = leapfrog(grad, x, p, step_size, n_leapfrog, mass)
    ratio = np.exp(energy(log_pi, x, p, mass) - energy(log_pi, end, -p_end, mass))
    prob = np.where(np.isnan(ratio), 0, np.clip(ratio, None, 1))
    result = x.copy()
    result[u < prob] = end[u < prob]
    return result, prob

def hmc_chain(log_pi, grad, start, xi, u, step_size, n_leapfrog, mass):
    settings = step_size, n_leapfrog, mass
    draws = [start]
    for z, v in zip(np.moveaxis(xi, 1, 0), u.T, strict=True):
        draws += [hmc_step(log_pi, grad, draws[-1], z, v, *settings)[0]]
    return np.swapaxes(draws[1:], 0, 1)
""",
}

EQUIVALENT = {
    (
        "reversal_gap",
        "return max(np.abs(p_back + p).max(), np.abs(x_back - x).max())",
    ): "the larger of two numbers does not depend on their order",
    (
        "hmc_step",
        "accept_prob = np.nan_to_num(np.exp(-np.maximum(0.0, error)))",
    ): "the larger of two numbers does not depend on their order",
    (
        "hmc_chain",
        "for t in range(u.shape[1]):",
    ): "xi and u hold random numbers for the same draws",
}

CORPUS = Corpus(
    name="mcmc-04",
    master="mcmc/04-hamiltonian.ipynb",
    points=20,
    question_of={
        "energy": "q1",
        "leapfrog": "q2",
        "reversal_gap": "q3",
        "volume": "q4",
        "hmc_step": "q5",
        "hmc_chain": "q6",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
)

"""The EM room against its peers, side by side in one run.

    python benchmarks/em.py            every contest
    python benchmarks/em.py NAME ...   some of them

Prints Markdown and puts each contest's figures into benchmarks/results/em.json. A contest
is a function that returns a dictionary of plain numbers and prints a table; `contest`
enters it into the list.
"""

import _common  # first: it sets the number of threads, which NumPy reads when imported

# isort: split

import sys
import time
import warnings
from collections.abc import Callable
from itertools import islice

import numpy as np
from hmmlearn import hmm
from sklearn import mixture
from sklearn.decomposition import LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning

from coursekit import datasets
from coursekit.em import _loop
from coursekit.em.documents import completion_perplexity, count_words, split_words
from coursekit.em.emissions import (
    Categorical,
    CategoricalTheta,
    Gaussian,
    GaussianTheta,
    shares,
)
from coursekit.em.gaussian_mixture import GaussianMixture
from coursekit.em.hidden_markov import HiddenMarkov, draw_states
from coursekit.em.topic_model import LDA

CONTESTS: dict[str, Callable[[], dict]] = {}


def contest(function: Callable[[], dict]) -> Callable[[], dict]:
    """Enter ``function`` into the list, under its name."""
    CONTESTS[function.__name__] = function
    return function


def main(names: list[str]) -> None:
    warnings.simplefilter("ignore", ConvergenceWarning)
    where = _common.machine("numpy", "scipy", "scikit-learn", "hmmlearn")
    for name in names or CONTESTS:
        print(f"\n## {name.replace('_', ' ')}\n")
        _common.save("em.json", name, {"machine": where, **CONTESTS[name]()})
    print("\n" + ", ".join(f"{key} {value}" for key, value in where.items()))


# Gaussian mixtures, against scikit-learn. Both maximise the likelihood with the same
# constant added to the variances, from the same start.

RIDGE = 1e-6
ITERATIONS = 20


def clusters(n: int, d: int, K: int, distance: float, dtype="float64", seed: int = 0):
    """Points of K normals, each with a covariance of its own, standardised: (n, d)."""
    rng = np.random.default_rng(seed)
    means = distance * rng.standard_normal((K, d))
    roots = np.eye(d) + 0.3 * rng.standard_normal((K, d, d)) / np.sqrt(d)
    z = rng.integers(K, size=n)
    X = np.empty((n, d))
    for k in range(K):
        X[z == k] = means[k] + rng.standard_normal(((z == k).sum(), d)) @ roots[k]
    return ((X - X.mean(axis=0)) / X.std(axis=0)).astype(dtype)


def pair(X, K: int, kind: str, iterations: int):
    """Both estimators, unfitted, with the same start and number of iterations."""
    d = X.shape[1]
    unit = {
        "full": np.tile(np.eye(d), (K, 1, 1)),
        "tied": np.eye(d),
        "diag": np.ones((K, d)),
        "spherical": np.ones(K),
    }[kind]
    common = {
        "covariance_type": kind,
        "weights_init": np.full(K, 1 / K),
        "means_init": X[:K].astype(float),
        "reg_covar": RIDGE,
        "tol": 0,
        "max_iter": iterations,
    }
    theirs = mixture.GaussianMixture(K, precisions_init=unit, **common)
    ours = GaussianMixture(K, prior=None, covariances_init=unit, **common)
    return ours, theirs


def duel(n: int, d: int, K: int, kind: str = "full", dtype: str = "float64") -> dict:
    """Milliseconds an iteration, start and last E-step included, and the agreement."""
    X = clusters(n, d, K, 1.0, dtype)
    ours, theirs = pair(X, K, kind, ITERATIONS)
    seconds = _common.in_turns([lambda: ours.fit(X), lambda: theirs.fit(X)], rounds=5)
    mine, peer = (1e3 * one / ITERATIONS for one in seconds)
    return {
        "n": n,
        "d": d,
        "K": K,
        "kind": kind,
        "dtype": dtype,
        "coursekit_ms": round(mine, 3),
        "scikit_learn_ms": round(peer, 3),
        "ratio": round(peer / mine, 2),
        "difference_of_means": float(np.abs(ours.means_ - theirs.means_).max()),
        "difference_of_score": float(abs(ours.score(X) - theirs.score(X))),
    }


def print_duels(rows: list[dict]) -> None:
    print(
        "| n | d | K | covariances | numbers | coursekit, ms | scikit-learn, ms ",
        end="",
    )
    print("| ratio | means differ by |")
    print("|--:|--:|--:|---|---|--:|--:|--:|--:|")
    for row in rows:
        print(
            f"| {row['n']} | {row['d']} | {row['K']} | {row['kind']} | {row['dtype']} "
            f"| {row['coursekit_ms']:.2f} | {row['scikit_learn_ms']:.2f} "
            f"| {row['ratio']:.1f} | {row['difference_of_means']:.0e} |"
        )


@contest
def gaussian_mixture_iteration() -> dict:
    """Time an iteration: the four shapes, two sizes, and single precision."""
    sizes = [(100_000, 8, 8), (20_000, 32, 8)]
    rows = [
        duel(*size, kind=kind)
        for kind in ("full", "tied", "diag", "spherical")
        for size in sizes
    ]
    rows += [duel(*size, dtype="float32") for size in sizes]
    print_duels(rows)
    return {"rows": rows}


@contest
def gaussian_mixture_scaling() -> dict:
    """Time an iteration as the number of points, of dimensions, of components grows."""
    sweeps = {
        "n": [(n, 8, 8) for n in (1_000, 10_000, 100_000, 500_000)],
        "d": [(20_000, d, 8) for d in (1, 2, 4, 8, 16, 32, 64)],
        "K": [(20_000, 8, K) for K in (2, 4, 8, 16, 32)],
    }
    result = {name: [duel(*size) for size in sizes] for name, sizes in sweeps.items()}
    for rows in result.values():
        print_duels(rows)
        print()
    return result


@contest
def gaussian_mixture_restarts() -> dict:
    """Seconds until a log-likelihood is reached, by running until a run reaches it.

    The targets are what half, and one in ten, of scikit-learn's own runs reach. With runs
    repeated until one succeeds, the expected time is that of all runs over the number of
    successes. scikit-learn starts from k-means, its default; we start from k-means++
    points, one start a run, or sixteen a run with a race among them.
    """
    n, d, K, runs = 5_000, 3, 16, 30
    X = clusters(n, d, K, 2.5, seed=3)
    common = {"reg_covar": RIDGE, "max_iter": 2000, "tol": 1e-6}
    makers = {
        "scikit-learn, k-means": mixture.GaussianMixture(K, **common),
        "coursekit, one start": GaussianMixture(K, prior=None, **common),
        "coursekit, a race of 16": GaussianMixture(K, prior=None, n_init=16, **common),
    }
    seconds = {name: [] for name in makers}
    scores = {name: [] for name in makers}
    for seed in range(runs):
        for name, model in makers.items():
            model.set_params(random_state=seed)
            seconds[name] += _common.in_turns([lambda m=model: m.fit(X)], rounds=1)
            scores[name].append(model.score(X))
    peer = scores["scikit-learn, k-means"]
    targets = {
        "half": float(np.quantile(peer, 0.5)),
        "tenth": float(np.quantile(peer, 0.9)),
    }
    rows = []
    print("| | a run, s | reach what half reach | s | reach what a tenth reach | s |")
    print("|---|--:|--:|--:|--:|--:|")
    for name in makers:
        row = {"name": name, "seconds": sum(seconds[name]) / runs}
        shown = f"| {name} | {row['seconds']:.3f} "
        for which, target in targets.items():
            hits = int(sum(score >= target for score in scores[name]))
            expected = sum(seconds[name]) / hits if hits else None
            row |= {f"hits_{which}": hits, f"expected_{which}": expected}
            shown += f"| {hits} of {runs} | {expected:.2f} " if hits else "| 0 | never "
        rows.append(row)
        print(shown + "|")
    return {"n": n, "d": d, "K": K, "runs": runs, "targets": targets, "rows": rows}


@contest
def gaussian_mixture_memory() -> dict:
    """Peak memory of a fit above the data's own, each in a process of its own."""
    rows = []
    print("| n | d | K | numbers | data, MiB | coursekit, MiB | scikit-learn, MiB |")
    print("|--:|--:|--:|---|--:|--:|--:|")
    for n, d, K, dtype in [
        (1_000_000, 8, 8, "float64"),
        (1_000_000, 8, 8, "float32"),
        (200_000, 32, 8, "float64"),
        (1_000_000, 2, 50, "float64"),
    ]:
        prepare = (
            "import warnings; warnings.simplefilter('ignore')\n"
            "import numpy as np, sklearn.mixture\n"
            "from coursekit.em.gaussian_mixture import GaussianMixture\n"
            f"X = np.random.default_rng(0).standard_normal(({n}, {d}), dtype='{dtype}')\n"
            f"start = dict(weights_init=np.full({K}, 1 / {K}), tol=0, max_iter=2,\n"
            f"    means_init=X[:{K}].astype(float), reg_covar=1e-6)\n"
            f"unit = np.tile(np.eye({d}), ({K}, 1, 1))"
        )
        ours = (
            f"GaussianMixture({K}, prior=None, covariances_init=unit, **start).fit(X)"
        )
        theirs = f"sklearn.mixture.GaussianMixture({K}, precisions_init=unit, **start).fit(X)"
        data = n * d * np.dtype(dtype).itemsize / 2**20
        mine, peer = (_common.peak_memory(prepare, run) for run in (ours, theirs))
        rows.append(
            {"n": n, "d": d, "K": K, "dtype": dtype, "data_mib": round(data, 1)}
            | {"coursekit_mib": round(mine, 1), "scikit_learn_mib": round(peer, 1)}
        )
        print(f"| {n} | {d} | {K} | {dtype} | {data:.0f} | {mine:.0f} | {peer:.0f} |")
    return {"rows": rows}


# Hidden Markov models, against hmmlearn: the E-step and M-step of one iteration, from the
# same start, with the same log-likelihoods.


def chain_of(K: int, rng) -> tuple[np.ndarray, np.ndarray]:
    """A start law and a transition matrix whose states tend to last."""
    return np.full(K, 1 / K), shares(rng.random((K, K)) + 3 * np.eye(K))


def hmm_parameters(kind: str, K: int, rng):
    """Gaussian (two columns, diagonal) or categorical (six categories)."""
    start, A = chain_of(K, rng)
    if kind == "Gaussian":
        return GaussianTheta(start, A, rng.normal(0, 3, (K, 2)), np.ones((K, 2)))
    return CategoricalTheta(start, A, rng.dirichlet(np.ones(6), (K, 1)))


def hmmlearn_of(kind: str, theta, implementation: str, iterations: int):
    """hmmlearn's model, its priors off, with ``theta`` to start from."""
    common = {"n_iter": iterations, "tol": -np.inf, "implementation": implementation}
    K = len(theta.start)
    if kind == "Gaussian":
        priors = {"covars_prior": 0, "covars_weight": 0, "min_covar": 0}
        model = hmm.GaussianHMM(K, "diag", init_params="", **priors, **common)
        model.means_, model.covars_ = theta.means.copy(), theta.covariances.copy()
    else:
        model = hmm.CategoricalHMM(K, init_params="", **common)
        model.emissionprob_ = theta.emission[:, 0].copy()
        model.n_features = theta.emission.shape[2]
    model.startprob_, model.transmat_ = theta.start.copy(), theta.transition.copy()
    return model


def hmm_duel(kind: str, n_sequences: int, length: int, K: int, rounds: int = 5) -> dict:
    """Milliseconds an iteration, and by how much the log-likelihoods differ."""
    rng = np.random.default_rng(K)
    truth, theta = (hmm_parameters(kind, K, rng) for _ in range(2))
    family = (
        Gaussian(np.ones((2, 2)))
        if kind == "Gaussian"
        else Categorical(np.array([[5]]))
    )
    states = [draw_states(truth, length, rng) for _ in range(n_sequences)]
    X = family.draw(truth, np.concatenate(states), rng)
    lengths, iterations = [length] * n_sequences, 4
    x = np.ascontiguousarray(X.T)
    family = Gaussian(x) if kind == "Gaussian" else Categorical(x)
    model = HiddenMarkov(family, x, lengths, K)
    climbs = {}

    def ours():
        climbs["coursekit"] = list(islice(_loop.iterate(model, theta), iterations))

    def theirs(implementation):
        peer = climbs[implementation] = hmmlearn_of(
            kind, theta, implementation, iterations
        )
        peer.fit(X, lengths)

    calls = [ours, lambda: theirs("scaling"), lambda: theirs("log")]
    times = [1e3 * one / iterations for one in _common.in_turns(calls, rounds)]
    mine = np.array([step.value for step in climbs["coursekit"]])
    off = [
        np.abs(mine / np.array(climbs[name].monitor_.history) - 1).max()
        for name in ("scaling", "log")
    ]
    names = ("coursekit_ms", "hmmlearn_scaling_ms", "hmmlearn_log_ms")
    return {
        "kind": kind,
        "sequences": n_sequences,
        "length": length,
        "K": K,
        **{name: round(one, 3) for name, one in zip(names, times, strict=True)},
        "ratio_scaling": round(times[1] / times[0], 2),
        "ratio_log": round(times[2] / times[0], 2),
        "relative_difference": float(max(off)),
    }


def print_hmm_duels(rows: list[dict]) -> None:
    print("| emissions | sequences | length | K | coursekit, ms ", end="")
    print(
        "| hmmlearn scaling, ms | ratio | hmmlearn log, ms | ratio | logL differ by |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        print(
            f"| {row['kind']} | {row['sequences']} | {row['length']} | {row['K']} "
            f"| {row['coursekit_ms']:.2f} | {row['hmmlearn_scaling_ms']:.2f} "
            f"| {row['ratio_scaling']:.1f} | {row['hmmlearn_log_ms']:.2f} "
            f"| {row['ratio_log']:.1f} | {row['relative_difference']:.0e} |"
        )


@contest
def hidden_markov_iteration() -> dict:
    """Time an EM iteration: one long sequence, many short ones, two emissions."""
    shapes = [(1, 100_000), (500, 200)]
    kinds = ("Gaussian", "categorical")
    rows = [hmm_duel(kind, *shape, 8) for kind in kinds for shape in shapes]
    print_hmm_duels(rows)
    return {"rows": rows}


@contest
def hidden_markov_scaling() -> dict:
    """Time an EM iteration as a sequence grows, and as the number of states grows."""
    sweeps = {
        "length": [(1, n, 8) for n in (300, 3_000, 30_000, 300_000)],
        "K": [(1, 30_000, K) for K in (2, 4, 8, 16, 32)],
        "K_many": [(150, 200, K) for K in (2, 4, 8, 16, 32)],
    }
    result = {
        name: [hmm_duel("Gaussian", *size, rounds=3) for size in sizes]
        for name, sizes in sweeps.items()
    }
    for rows in result.values():
        print_hmm_duels(rows)
        print()
    return result


# Topic models, against scikit-learn: perplexity of words not seen against the time spent
# on the fit. Same documents, same halves to read and to predict, same priors.

TOPIC_PRIORS = {"doc_topic_prior": 0.1, "topic_word_prior": 0.05}


def half_documents(counts, n_train: int, seed: int = 0):
    """Documents to fit; of the others one half of the words to read, one to predict."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(counts.shape[0])
    return counts[order[:n_train]], *split_words(counts[order[n_train:]], rng=rng)


def processor_seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def topic_curve(make, lengths, corpus, seeds) -> list[dict]:
    """For each length of the climb: mean seconds, held-out perplexity, and its spread."""
    train, to_read, to_predict = corpus
    rows = []
    for length in lengths:
        seconds, perplexity = [], []
        for seed in seeds:
            model = make(length, seed)
            seconds.append(processor_seconds(lambda m=model: m.fit(train)))
            topics = shares(model.components_)
            theta = model.transform(to_read)
            perplexity.append(completion_perplexity(theta, topics, to_predict))
        rows.append(
            {
                "length": length,
                "seconds": round(float(np.mean(seconds)), 4),
                "perplexity": round(float(np.mean(perplexity)), 1),
                "sd": round(float(np.std(perplexity, ddof=1)), 1),
            }
        )
    return rows


@contest
def topic() -> dict:
    """Held-out perplexity against processor time, batch and stochastic."""
    counts = count_words(datasets.debian_packages().long, min_documents=3).counts
    corpus, result = half_documents(counts, n_train=2100), {}
    for K in (20, 50):
        makers = {
            "coursekit, batch": (
                lambda n, s, K=K: LDA(
                    K, max_iter=n, tol=0, random_state=s, **TOPIC_PRIORS
                ),
                [1, 3, 10, 30, 100],
            ),
            "coursekit, stochastic": (
                lambda n, s, K=K: LDA(
                    K, batch_size=512, max_iter=n, random_state=s, **TOPIC_PRIORS
                ),
                [1, 3, 10, 30],
            ),
            "scikit-learn, batch": (
                lambda n, s, K=K: LatentDirichletAllocation(
                    K,
                    learning_method="batch",
                    max_iter=n,
                    random_state=s,
                    **TOPIC_PRIORS,
                ),
                [1, 4, 16],
            ),
            "scikit-learn, online": (
                lambda n, s, K=K: LatentDirichletAllocation(
                    K,
                    learning_method="online",
                    max_iter=n,
                    random_state=s,
                    **TOPIC_PRIORS,
                ),
                [1, 4, 16],
            ),
        }
        curves = {
            name: topic_curve(make, lengths, corpus, range(3))
            for name, (make, lengths) in makers.items()
        }
        print("| K | | iterations | s | held-out perplexity | sd over starts |")
        print("|--:|---|--:|--:|--:|--:|")
        for name, rows in curves.items():
            for row in rows:
                print(
                    f"| {K} | {name} | {row['length']} | {row['seconds']:.2f} "
                    f"| {row['perplexity']:.0f} | {row['sd']:.0f} |"
                )
        print()
        result[f"K={K}"] = curves
    return {"documents": counts.shape[0], "words": counts.shape[1], "curves": result}


if __name__ == "__main__":
    main(sys.argv[1:])

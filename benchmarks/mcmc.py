"""The MCMC room against its peers, side by side in one run.

    python benchmarks/mcmc.py            every contest
    python benchmarks/mcmc.py NAME ...   some of them

Prints Markdown and puts each contest's figures into benchmarks/results/mcmc.json, from
which the book's page of benchmarks draws its figures. The peers that are not on the
course's own list are optional (pip install blackjax numpyro optax); one that is missing
is left out.

Samplers: every run is a process of its own, contestants in turn, three rounds with
three seeds, the median. Effective sample size and R-hat are ArviZ's: the smallest bulk
and tail ESS and the largest R-hat over the coordinates. "With warm-up" counts
everything from the call on, compilation included, importing not; "draws only" the
tuned, compiled sampler. Seconds are those of the wall or of the process, whichever are
fewer. Memory is the peak of the process, libraries included. An R-hat
above 1.05 means that the ESS beside it is not to be believed. JAX computes in single
precision, its default; NumPy in double.
"""

import _common  # first: it sets the number of threads, which NumPy reads when imported

# isort: split

import os

os.environ |= {
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
    "PYTHONWARNINGS": "ignore",
}

import datetime
import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_info

from coursekit import datasets
from coursekit.mcmc import (
    HMC,
    NUTS,
    ChEES,
    RandomWalkMetropolis,
    diagnostics,
    posteriors,
    sample,
    targets,
    warmup,
)

ROUNDS = 3
PEERS = ("arviz", "emcee", "jax", "numpyro", "blackjax", "optax")
CONTESTS: dict[str, Callable[[], dict]] = {}


def contest(function: Callable[[], dict]) -> Callable[[], dict]:
    """Enter ``function`` into the list, under its name."""
    CONTESTS[function.__name__] = function
    return function


def main(names: list[str]) -> None:
    found = [name for name in PEERS if find_spec(name)]
    where = _common.machine("numpy", "scipy", *found)
    where["blas"] = next(
        f"{one['internal_api']} {one['version']}, {one['architecture']}"
        for one in threadpool_info()
        if one["user_api"] == "blas"
    )
    where["date"] = datetime.date.today().isoformat()
    for name in names or CONTESTS:
        print(f"\n## {name.replace('_', ' ')}\n", flush=True)
        _common.save("mcmc.json", name, {"machine": where, **CONTESTS[name]()})
    print("\n" + ", ".join(f"{key} {value}" for key, value in where.items()))


class Problem(NamedTuple):
    """A target for NumPy, the same one for JAX, and where chains start."""

    target: object
    log_density_jax: Callable  # () -> log density of one position, (dim,)
    spread: float  # sd of the starts


class Timed(NamedTuple):
    """Draws of a sampler and the seconds they took."""

    draws: np.ndarray  # (chains, draws, dim)
    with_warmup: float
    draws_only: float


# The targets, each written twice


def gaussian() -> Problem:
    """100 dimensions, standard deviations from .1 to 10 along random axes."""
    rng = np.random.default_rng(0)
    axes, _ = np.linalg.qr(rng.standard_normal((100, 100)))
    covariance = (axes * np.geomspace(0.1, 10, 100) ** 2) @ axes.T
    target = targets.Gaussian(np.zeros(100), (covariance + covariance.T) / 2)

    def jax_density():
        import jax.numpy as jnp

        precision = jnp.array(target.precision)
        return lambda x: -0.5 * x @ precision @ x

    return Problem(target, jax_density, 1.0)


def schools() -> Problem:
    """Eight schools, non-centred: 10 dimensions."""
    data = datasets.eight_schools()

    def jax_density():
        import jax.numpy as jnp

        y, sigma = jnp.array(data.effect), jnp.array(data.error)

        def log_density(x):
            mu, log_tau, eta = x[0], x[1], x[2:]
            residual = (y - mu - jnp.exp(log_tau) * eta) / sigma
            log_p = -0.5 * jnp.sum(residual**2) - 0.5 * jnp.sum(eta**2)
            prior = log_tau - jnp.logaddexp(0.0, 2 * (log_tau - jnp.log(5.0)))
            return log_p - 0.5 * (mu / 5) ** 2 + prior

        return log_density

    return Problem(posteriors.EightSchools(data.effect, data.error), jax_density, 1.0)


def logistic() -> Problem:
    """Logistic regression, 1,000 simulated rows of 25 predictors."""
    rng = np.random.default_rng(1)
    X = rng.standard_normal((1000, 25))
    y = (rng.random(1000) < 1 / (1 + np.exp(-X @ rng.standard_normal(25)))).astype(int)
    target = posteriors.LogisticRegression(X, y)

    def jax_density():
        import jax
        import jax.numpy as jnp

        signed = jnp.array(np.where(y[:, None] == 1, X, -X))
        return lambda x: (
            jnp.sum(jax.nn.log_sigmoid(signed @ x)) - 0.5 * jnp.sum((x / 2.5) ** 2)
        )

    return Problem(target, jax_density, 0.1)


def penguins() -> Problem:
    """Sex of 333 penguins from four measurements, by species: hierarchical, 25-D."""
    data = datasets.penguins()
    whole = np.isfinite(data.body).all(axis=1) & (data.sex != "")
    body, species = data.body[whole], data.species[whole]
    z = (body - body.mean(axis=0)) / body.std(axis=0)
    X = np.column_stack([np.ones(len(z)), z])
    y = (data.sex[whole] == "male").astype(int)
    target = posteriors.HierarchicalLogistic(X, y, species)

    def jax_density():
        import jax
        import jax.numpy as jnp

        group = jnp.array(np.unique(species, return_inverse=True)[1])
        signed = jnp.array(np.where(y[:, None] == 1, X, -X))

        def log_density(x):
            mu, log_tau, eta = x[:5], x[5:10], x[10:].reshape(3, 5)
            beta = mu + jnp.exp(log_tau) * eta
            log_p = jnp.sum(jax.nn.log_sigmoid(jnp.sum(signed * beta[group], axis=1)))
            log_p += jnp.sum(-0.5 * (mu / 2.5) ** 2 - 0.5 * jnp.exp(2 * log_tau))
            return log_p + jnp.sum(log_tau) - 0.5 * jnp.sum(eta**2)

        return log_density

    return Problem(target, jax_density, 0.1)


def plane() -> Problem:
    """2 dimensions, variances 1 and 10, along random axes."""
    return Problem(rotated(2, 10.0), None, 1.0)


def ten() -> Problem:
    """10 dimensions, variances from 1 to 100, along random axes."""
    return Problem(rotated(10, 100.0), None, 1.0)


def rotated(dim: int, condition: float) -> targets.Gaussian:
    """A centred Gaussian in random directions, variances from 1 to ``condition``."""
    rotation, _ = np.linalg.qr(np.random.default_rng(4).standard_normal((dim, dim)))
    covariance = (rotation * np.geomspace(1, condition, dim)) @ rotation.T
    return targets.Gaussian(np.zeros(dim), (covariance + covariance.T) / 2)


PROBLEMS = {f.__name__: f for f in (gaussian, schools, logistic, penguins, plane, ten)}


# The samplers: (problem, seed) -> Timed


def now() -> tuple[float, float]:
    """The clock on the wall and that of this process."""
    return time.perf_counter(), time.process_time()


def since(begin: tuple[float, float], end: tuple[float, float] | None = None) -> float:
    """Seconds by the clock that went slower.

    On a busy machine that is the process's own; where helper threads compile, as in
    JAX, it is the one on the wall.
    """
    return min(b - a for a, b in zip(begin, end or now(), strict=True))


def starts(problem: Problem, chains: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng([2, seed])
    return problem.spread * rng.standard_normal((chains, problem.target.dim))


def ours(kernel, chains, n_warmup, n_draws):
    def run(problem: Problem, seed: int) -> Timed:
        rng, start = np.random.default_rng(seed), starts(problem, chains, seed)
        begin = now()
        tuned, state = warmup(kernel(problem.target), start, n_warmup, rng=rng)
        middle = now()
        draws = sample(tuned, state, n_draws, rng=rng).draws
        end = now()
        return Timed(draws, since(begin, end), since(middle, end))

    return run


def emcee_stretch(walkers, n_warmup, n_draws):
    """Its default move, vectorised; at least four walkers for each dimension."""

    def run(problem: Problem, seed: int) -> Timed:
        import emcee

        dim = problem.target.dim
        start = starts(problem, max(walkers, 4 * dim), seed)
        with np.errstate(all="ignore"):
            begin = now()
            sampler = emcee.EnsembleSampler(
                *start.shape, problem.target.log_density, vectorize=True
            )
            sampler.random_state = np.random.RandomState(seed).get_state()
            state = sampler.run_mcmc(start, n_warmup)
            sampler.reset()
            middle = now()
            sampler.run_mcmc(state, n_draws)
            end = now()
        draws = sampler.get_chain().swapaxes(0, 1)
        return Timed(draws, since(begin, end), since(middle, end))

    return run


def numpyro_nuts(problem: Problem, seed: int) -> Timed:
    import jax
    import jax.numpy as jnp
    from numpyro.infer import MCMC
    from numpyro.infer import NUTS as Nuts

    log_density = problem.log_density_jax()
    begin = now()
    mcmc = MCMC(
        Nuts(potential_fn=lambda x: -log_density(x), dense_mass=True),
        num_warmup=1000,
        num_samples=1000,
        num_chains=4,
        chain_method="vectorized",
        progress_bar=False,
    )
    mcmc.run(jax.random.PRNGKey(seed), init_params=jnp.array(starts(problem, 4, seed)))
    draws = np.asarray(mcmc.get_samples(group_by_chain=True))
    with_warmup = since(begin)
    mcmc.post_warmup_state = mcmc.last_state
    mcmc.run(mcmc.post_warmup_state.rng_key)  # compiles drawing without warm-up
    mcmc.post_warmup_state = mcmc.last_state
    begin = now()
    mcmc.run(mcmc.post_warmup_state.rng_key)
    np.asarray(mcmc.get_samples(group_by_chain=True))
    return Timed(draws, with_warmup, since(begin))


def blackjax_loop(algorithm, chains, n_draws):
    """A compiled loop over draws of many chains: states, key -> states, draws."""
    import jax

    def one_draw(states, key):
        states, _ = jax.vmap(algorithm.step)(jax.random.split(key, chains), states)
        return states, states.position

    return jax.jit(
        lambda states, key: jax.lax.scan(
            one_draw, states, jax.random.split(key, n_draws)
        )
    )


def blackjax_timed(problem, seed, chains, adapt) -> Timed:
    """Time ``adapt``, which gives a loop and states, then the loop twice."""
    import jax
    import jax.numpy as jnp

    start = starts(problem, chains, seed)
    keys = jax.random.split(jax.random.PRNGKey(seed), 3)
    begin = now()
    loop, states = adapt(problem.log_density_jax(), jnp.array(start), keys[0])
    states, draws = loop(states, keys[1])
    draws = np.asarray(draws)
    with_warmup = since(begin)
    begin = now()
    np.asarray(loop(states, keys[2])[1])
    return Timed(draws.swapaxes(0, 1), with_warmup, since(begin))


def blackjax_nuts(chains):
    def run(problem: Problem, seed: int) -> Timed:
        import blackjax
        import jax

        def adapt(log_density, start, key):
            def warm(key, x):
                adaptation = blackjax.window_adaptation(
                    blackjax.nuts, log_density, is_mass_matrix_diagonal=False
                )
                (state, settings), _ = adaptation.run(key, x, num_steps=1000)
                return state, settings

            keys = jax.random.split(key, chains)
            states, settings = jax.jit(jax.vmap(warm))(keys, start)

            def one_draw(states, key):
                def step(key, state, settings):
                    return blackjax.nuts(log_density, **settings).step(key, state)

                keys = jax.random.split(key, chains)
                states, _ = jax.vmap(step)(keys, states, settings)
                return states, states.position

            return jax.jit(
                lambda states, key: jax.lax.scan(
                    one_draw, states, jax.random.split(key, 1000)
                )
            ), states

        return blackjax_timed(problem, seed, chains, adapt)

    return run


def blackjax_chees(problem: Problem, seed: int) -> Timed:
    import blackjax
    import optax

    chains = 128

    def adapt(log_density, start, key):
        adaptation = blackjax.chees_adaptation(log_density, chains)
        (states, settings), _ = adaptation.run(key, start, 0.1, optax.adam(0.025), 500)
        algorithm = blackjax.dynamic_hmc(log_density, **settings)
        return blackjax_loop(algorithm, chains, 200), states

    return blackjax_timed(problem, seed, chains, adapt)


SAMPLERS = {
    "coursekit ChEES, 128 chains": ((), ours(ChEES, 128, 100, 200)),
    "coursekit NUTS, 32 chains": ((), ours(NUTS, 32, 200, 100)),
    "coursekit random walk, 128 chains": (
        (),
        ours(RandomWalkMetropolis, 128, 1000, 2000),
    ),
    "emcee": (("emcee",), emcee_stretch(64, 2000, 1000)),
    "emcee, 128 walkers": (("emcee",), emcee_stretch(128, 1000, 2000)),
    "NumPyro NUTS, 4 chains": (("numpyro",), numpyro_nuts),
    "BlackJAX NUTS, 4 chains": (("blackjax",), blackjax_nuts(4)),
    "BlackJAX NUTS, 16 chains": (("blackjax",), blackjax_nuts(16)),
    "BlackJAX ChEES, 128 chains": (("blackjax", "optax"), blackjax_chees),
}
WITHOUT_GRADIENTS = ("coursekit random walk, 128 chains", "emcee, 128 walkers")


# One run in a process of its own, and tables of them


def one_run(target: str, sampler: str, seed: int) -> dict:
    """What a contestant reaches: run by `alone`."""
    timed = SAMPLERS[sampler][1](PROBLEMS[target](), seed)
    peak = _common.peak()  # before ArviZ
    import arviz

    data = arviz.convert_to_dataset({"x": timed.draws.astype(float)})
    bulk, tail = (float(arviz.ess(data, method=m)["x"].min()) for m in ("bulk", "tail"))
    return {
        "bulk_with_warmup": bulk / timed.with_warmup,
        "bulk_draws_only": bulk / timed.draws_only,
        "tail_with_warmup": tail / timed.with_warmup,
        "tail_draws_only": tail / timed.draws_only,
        "seconds_with_warmup": timed.with_warmup,
        "ess": bulk,
        "rhat": float(arviz.rhat(data)["x"].max()),
        "peak_mib": peak,
    }


def alone(target: str, sampler: str, seed: int) -> dict:
    """`one_run` in a fresh process."""
    command = [sys.executable, __file__, "--one", target, sampler, str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def race(target: str, samplers) -> dict:
    """Every contestant in turn, ``ROUNDS`` times; medians, and a table of them."""
    ready = [s for s in samplers if all(find_spec(need) for need in SAMPLERS[s][0])]
    rounds = [{s: alone(target, s, seed) for s in ready} for seed in range(ROUNDS)]
    rows = []
    print(
        "| | bulk ESS/s, with warm-up | draws only | tail ESS/s, with warm-up "
        "| draws only | R-hat | peak, MiB |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name in ready:
        runs = [one[name] for one in rounds]
        row = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        rows.append({"sampler": name, **{k: round(v, 4) for k, v in row.items()}})
        print(
            f"| {name} | {row['bulk_with_warmup']:,.0f} | {row['bulk_draws_only']:,.0f} "
            f"| {row['tail_with_warmup']:,.0f} | {row['tail_draws_only']:,.0f} "
            f"| {row['rhat']:.3f} | {row['peak_mib']:.0f} |",
            flush=True,
        )
    return {"rows": rows}


def with_gradients(target: str) -> dict:
    return race(target, [name for name in SAMPLERS if name not in WITHOUT_GRADIENTS])


@contest
def gaussian_100() -> dict:
    """100 dimensions, condition 10,000."""
    return with_gradients("gaussian")


@contest
def eight_schools() -> dict:
    """Eight schools, non-centred."""
    return with_gradients("schools")


@contest
def logistic_regression() -> dict:
    """1,000 rows, 25 predictors."""
    return with_gradients("logistic")


@contest
def hierarchical_penguins() -> dict:
    """Hierarchical logistic regression, 25 dimensions."""
    return with_gradients("penguins")


@contest
def without_gradients() -> dict:
    """Random walk and stretch move on two Gaussians."""
    return {target: race(target, WITHOUT_GRADIENTS) for target in ("plane", "ten")}


# Time for one gradient, by number of chains and dimension


def ours_steps(chains: int, dim: int, n_draws: int):
    kernel = HMC(targets.StandardNormal(dim), 0.1, 10)
    rng = np.random.default_rng(3)
    state = kernel.init(rng.standard_normal((chains, dim)))
    return lambda: sample(kernel, state, n_draws, rng=rng)


def blackjax_steps(chains: int, dim: int, n_draws: int):
    import blackjax
    import jax
    import jax.numpy as jnp

    kernel = blackjax.hmc(lambda x: -0.5 * x @ x, 0.1, jnp.ones(dim), 10)
    start = np.random.default_rng(3).standard_normal((chains, dim))
    states = jax.vmap(kernel.init)(jnp.array(start))
    loop = blackjax_loop(kernel, chains, n_draws)
    key = jax.random.PRNGKey(0)
    np.asarray(loop(states, key)[1])  # compiles
    return lambda: np.asarray(loop(states, key)[1])


@contest
def cost() -> dict:
    """Microseconds for a leapfrog step of one chain of HMC on N(0, I)."""
    makers = {"coursekit": ours_steps}
    if find_spec("blackjax"):
        makers["blackjax"] = blackjax_steps
    rows = []
    print("| chains | dim | " + " | ".join(f"{name}, us" for name in makers) + " |")
    print("|--:|--:|" + "--:|" * len(makers))
    for dim in (3, 30, 300):
        for chains in (1, 4, 16, 64, 256, 1024):
            n_draws = int(np.clip(2_000_000 / (chains * dim * 10), 5, 200))
            calls = [make(chains, dim, n_draws) for make in makers.values()]
            seconds = _common.in_turns(calls, rounds=ROUNDS)
            us = [1e6 * one / (n_draws * 10 * chains) for one in seconds]
            rows.append(
                {"chains": chains, "dim": dim}
                | {
                    f"{name}_us": round(t, 4)
                    for name, t in zip(makers, us, strict=True)
                }
            )
            shown = " | ".join(f"{t:.3f}" for t in us)
            print(f"| {chains} | {dim} | {shown} |", flush=True)
    return {"rows": rows}


# Diagnostics, against ArviZ


def draws_of(kind: str, chains: int, n_draws: int, dim: int) -> np.ndarray:
    """Independent, or repeated as a Metropolis sampler does, or slow: (chains, draws, dim)."""
    noise = np.random.default_rng(1).standard_normal((chains, n_draws, dim))
    if kind == "repeated":
        return np.repeat(noise[:, : n_draws // 2], 2, axis=1)
    if kind == "slow":  # first-order autoregression, .9
        for t in range(1, n_draws):
            noise[:, t] += 0.9 * noise[:, t - 1]
    return noise


def judge(kind: str, chains: int, n_draws: int, dim: int) -> list[dict]:
    """Each diagnostic and its peer: milliseconds, and how far apart their values are."""
    import arviz

    draws = draws_of(kind, chains, n_draws, dim)
    data = arviz.convert_to_dataset({"x": draws})
    pairs = {
        "rhat": (diagnostics.rhat, lambda x: arviz.rhat(x)),
        "ess_bulk": (diagnostics.ess_bulk, lambda x: arviz.ess(x, method="bulk")),
        "ess_tail": (diagnostics.ess_tail, lambda x: arviz.ess(x, method="tail")),
        "ess_mean": (diagnostics.ess_mean, lambda x: arviz.ess(x, method="mean")),
        "mcse_mean": (diagnostics.mcse_mean, lambda x: arviz.mcse(x, method="mean")),
        "mcse_sd": (diagnostics.mcse_sd, lambda x: arviz.mcse(x, method="sd")),
        "mcse_quantile": (
            lambda x: diagnostics.mcse_quantile(x, 0.5),
            lambda x: arviz.mcse(x, method="quantile", prob=0.5),
        ),
        "summary": (diagnostics.summary, lambda x: arviz.summary(x, round_to="none")),
    }
    rows = []
    for name, (mine, theirs) in pairs.items():
        got, wanted = mine(draws), theirs(data)
        if name == "summary":
            got, wanted = got["rhat"], wanted["r_hat"]
        else:
            wanted = wanted["x"]
        calls = [lambda f=mine: f(draws), lambda f=theirs: f(data)]
        ours_s, peer_s = _common.in_turns(calls, rounds=ROUNDS)
        row = {
            "diagnostic": name,
            "draws": kind,
            "shape": [chains, n_draws, dim],
            "coursekit_ms": round(1e3 * ours_s, 2),
            "arviz_ms": round(1e3 * peer_s, 2),
            "ratio": round(peer_s / ours_s, 2),
            "relative_difference": float(np.abs(got / wanted.to_numpy() - 1).max()),
        }
        rows.append(row)
        print(
            f"| {name} | {kind} | {chains} x {n_draws} x {dim} "
            f"| {row['coursekit_ms']:.0f} | {row['arviz_ms']:.0f} | {row['ratio']:.1f} "
            f"| {row['relative_difference']:.0e} |",
            flush=True,
        )
    return rows


@contest
def diagnostics_speed() -> dict:
    """128 chains x 500 draws x 100 coordinates of three kinds, and 4 x 1,000 x 100."""
    print("| | draws | shape | coursekit, ms | ArviZ, ms | ratio | values differ by |")
    print("|---|---|---|--:|--:|--:|--:|")
    rows = []
    for kind in ("independent", "repeated", "slow"):
        rows += judge(kind, 128, 500, 100)
    return {"rows": rows + judge("independent", 4, 1000, 100)}


@contest
def diagnostics_memory() -> dict:
    """Peak memory of a summary above the draws' own, each in a process of its own."""
    prepare = (
        "import warnings; warnings.simplefilter('ignore')\n"
        "import arviz, numpy as np\n"
        "from coursekit.mcmc import diagnostics\n"
        "draws = np.random.default_rng(0).standard_normal((128, 500, 100))\n"
        "diagnostics.summary(draws[:, :4, :2]); arviz.rhat(draws[:, :4, 0])"
    )
    mine = _common.peak_memory(prepare, "diagnostics.summary(draws)")
    peer = _common.peak_memory(
        prepare, "arviz.summary(arviz.convert_to_dataset({'x': draws}))"
    )
    print("| draws, MiB | coursekit, MiB | ArviZ, MiB |\n|--:|--:|--:|")
    print(f"| {128 * 500 * 100 * 8 / 2**20:.0f} | {mine:.0f} | {peer:.0f} |")
    return {"coursekit_mib": round(mine, 1), "arviz_mib": round(peer, 1)}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one_run(sys.argv[2], sys.argv[3], int(sys.argv[4]))))
    else:
        main(sys.argv[1:])

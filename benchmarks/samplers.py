"""Samplers with gradients against their peers: effective draws a second, in one run.

    python benchmarks/samplers.py                      # everything that is installed
    python benchmarks/samplers.py --only schools       # one target
    python benchmarks/samplers.py --out results.json   # keep the figures

The peers are optional (pip install emcee numpyro blackjax optax); one that is missing
is named and left out. All run on one thread. Effective sample size and R-hat are
ArviZ's: the smallest bulk ESS and the largest rank-normalised split R-hat over the
coordinates. "with warm-up" counts everything from the call on, compilation included;
"draws only" is a second run of the compiled, tuned sampler. An R-hat above 1.05 means
that the ESS beside it is not to be believed. Times are processor time, which on a busy
machine is less disturbed than the clock on the wall.
"""

from __future__ import annotations

import os

os.environ |= {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
}

import argparse
import json
import platform
import resource
import time
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np

from coursekit import datasets
from coursekit.mcmc import NUTS, ChEES, posteriors, sample, targets, warmup


class Problem(NamedTuple):
    """A target for NumPy, the same one for JAX, and where chains start."""

    target: object
    log_density_jax: object  # of one position, (dim,), built when JAX is there
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

        signed = jnp.array(2 * target.likelihood.half[0])
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


PROBLEMS = {f.__name__: f for f in (gaussian, schools, logistic, penguins)}


# The samplers


def ours(kernel, chains, n_warmup, n_draws):
    def run(problem: Problem) -> Timed:
        rng = np.random.default_rng(2)
        start = problem.spread * rng.standard_normal((chains, problem.target.dim))
        begin = time.process_time()
        tuned, state = warmup(kernel(problem.target), start, n_warmup, rng=rng)
        middle = time.process_time()
        draws = sample(tuned, state, n_draws, rng=rng).draws
        end = time.process_time()
        return Timed(draws, end - begin, end - middle)

    return run


def emcee_stretch(problem: Problem) -> Timed:
    import emcee

    dim = problem.target.dim
    walkers, n_warmup, n_draws = max(64, 4 * dim), 2000, 1000
    rng = np.random.default_rng(2)
    start = problem.spread * rng.standard_normal((walkers, dim))
    with np.errstate(all="ignore"):
        begin = time.process_time()
        sampler = emcee.EnsembleSampler(
            walkers, dim, problem.target.log_density, vectorize=True
        )
        state = sampler.run_mcmc(start, n_warmup)
        sampler.reset()
        middle = time.process_time()
        sampler.run_mcmc(state, n_draws)
        end = time.process_time()
    return Timed(sampler.get_chain().swapaxes(0, 1), end - begin, end - middle)


def numpyro_nuts(problem: Problem) -> Timed:
    import jax
    import jax.numpy as jnp
    from numpyro.infer import MCMC
    from numpyro.infer import NUTS as Nuts

    log_density = problem.log_density_jax()
    rng = np.random.default_rng(2)
    start = jnp.array(problem.spread * rng.standard_normal((4, problem.target.dim)))
    begin = time.process_time()
    mcmc = MCMC(
        Nuts(potential_fn=lambda x: -log_density(x), dense_mass=True),
        num_warmup=1000,
        num_samples=1000,
        num_chains=4,
        chain_method="vectorized",
        progress_bar=False,
    )
    mcmc.run(jax.random.PRNGKey(0), init_params=start)
    draws = np.asarray(mcmc.get_samples(group_by_chain=True))
    with_warmup = time.process_time() - begin
    mcmc.post_warmup_state = mcmc.last_state
    mcmc.run(mcmc.post_warmup_state.rng_key)  # compiles drawing without warm-up
    mcmc.post_warmup_state = mcmc.last_state
    begin = time.process_time()
    mcmc.run(mcmc.post_warmup_state.rng_key)
    np.asarray(mcmc.get_samples(group_by_chain=True))
    return Timed(draws, with_warmup, time.process_time() - begin)


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


def blackjax_timed(problem, chains, n_draws, adapt) -> Timed:
    """Time ``adapt``, which gives a loop and states, then the loop twice."""
    import jax
    import jax.numpy as jnp

    rng = np.random.default_rng(2)
    start = problem.spread * rng.standard_normal((chains, problem.target.dim))
    begin = time.process_time()
    loop, states = adapt(problem.log_density_jax(), jnp.array(start))
    states, draws = loop(states, jax.random.PRNGKey(1))
    draws = np.asarray(draws)
    with_warmup = time.process_time() - begin
    begin = time.process_time()
    np.asarray(loop(states, jax.random.PRNGKey(2))[1])
    return Timed(draws.swapaxes(0, 1), with_warmup, time.process_time() - begin)


def blackjax_nuts(problem: Problem) -> Timed:
    import blackjax
    import jax

    def adapt(log_density, start):
        def warm(key, x):
            adaptation = blackjax.window_adaptation(
                blackjax.nuts, log_density, is_mass_matrix_diagonal=False
            )
            (state, settings), _ = adaptation.run(key, x, num_steps=1000)
            return state, settings

        keys = jax.random.split(jax.random.PRNGKey(0), len(start))
        states, settings = jax.jit(jax.vmap(warm))(keys, start)

        def one_draw(states, key):
            def step(key, state, settings):
                return blackjax.nuts(log_density, **settings).step(key, state)

            keys = jax.random.split(key, len(start))
            states, _ = jax.vmap(step)(keys, states, settings)
            return states, states.position

        loop = jax.jit(
            lambda states, key: jax.lax.scan(
                one_draw, states, jax.random.split(key, 1000)
            )
        )
        return loop, states

    return blackjax_timed(problem, 4, 1000, adapt)


def blackjax_chees(problem: Problem) -> Timed:
    import blackjax
    import jax
    import optax

    chains = 128

    def adapt(log_density, start):
        adaptation = blackjax.chees_adaptation(log_density, chains)
        (states, settings), _ = adaptation.run(
            jax.random.PRNGKey(0), start, 0.1, optax.adam(0.025), 500
        )
        algorithm = blackjax.dynamic_hmc(log_density, **settings)
        return blackjax_loop(algorithm, chains, 200), states

    return blackjax_timed(problem, chains, 200, adapt)


SAMPLERS = {
    "coursekit ChEES, 128 chains": ([], ours(ChEES, 128, 200, 200)),
    "coursekit NUTS, 32 chains": ([], ours(NUTS, 32, 200, 100)),
    "emcee": (["emcee"], emcee_stretch),
    "NumPyro NUTS": (["numpyro"], numpyro_nuts),
    "BlackJAX NUTS": (["blackjax"], blackjax_nuts),
    "BlackJAX ChEES, 128 chains": (["blackjax", "optax"], blackjax_chees),
}


def measured(timed: Timed) -> dict:
    """Bulk ESS a second, with warm-up and without, and R-hat, by ArviZ."""
    import arviz

    data = arviz.convert_to_dataset({"x": timed.draws.astype(float)})
    ess = float(arviz.ess(data, method="bulk")["x"].min())
    return {
        "ess": ess,
        "rhat": float(arviz.rhat(data)["x"].max()),
        "seconds_with_warmup": timed.with_warmup,
        "seconds_draws_only": timed.draws_only,
        "ess_per_second_with_warmup": ess / timed.with_warmup,
        "ess_per_second_draws_only": ess / timed.draws_only,
    }


def cost() -> list[dict]:
    """Microseconds for a gradient of one chain, by number of chains and dimension."""
    rows = []
    for dim in (10, 30, 100, 300):
        for chains in (1, 4, 16, 64, 256):
            kernel = ChEES(targets.StandardNormal(dim), 0.3, 1.5)
            rng = np.random.default_rng(3)
            state = kernel.init(rng.standard_normal((chains, dim)))
            begin = time.process_time()
            run = sample(kernel, state, 60, rng=rng)
            seconds = time.process_time() - begin
            gradients = run.info["n_leapfrog"].sum()
            rows.append(
                {"dim": dim, "chains": chains, "us": 1e6 * seconds / float(gradients)}
            )
    return rows


def machine() -> str:
    """The processor and the versions that were measured."""
    try:
        with open("/proc/cpuinfo") as file:
            names = [
                line.split(":")[1].strip() for line in file if "model name" in line
            ]
    except OSError:
        names = []
    processor = names[0] if names else platform.processor() or platform.machine()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{processor}, one thread; {versions}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--only", choices=PROBLEMS, help="one target")
    parser.add_argument("--samplers", default="", help="names that contain this")
    parser.add_argument("--out", help="a JSON file for the results")
    arguments = parser.parse_args()

    print(machine())
    print(
        f"{'target':10} {'sampler':28} {'with warm-up':>13} {'draws only':>12} "
        f"{'R-hat':>7}   (bulk ESS a second)"
    )
    results = []
    for name in [arguments.only] if arguments.only else PROBLEMS:
        for sampler, (needs, run) in SAMPLERS.items():
            if arguments.samplers.lower() not in sampler.lower():
                continue
            missing = [package for package in needs if find_spec(package) is None]
            if missing:
                wanted = ", ".join(missing)
                print(f"{name:10} {sampler:28} left out: {wanted} not installed")
                continue
            row = measured(run(PROBLEMS[name]()))
            results.append({"target": name, "sampler": sampler, **row})
            print(
                f"{name:10} {sampler:28} {row['ess_per_second_with_warmup']:13,.0f} "
                f"{row['ess_per_second_draws_only']:12,.0f} {row['rhat']:7.3f}",
                flush=True,
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"largest memory of the process: {peak:,.0f} MiB")
    if arguments.out:
        with open(arguments.out, "w") as file:
            json.dump(
                {
                    "machine": machine(),
                    "peak_mib": peak,
                    "results": results,
                    "cost": cost(),
                },
                file,
                indent=1,
            )


if __name__ == "__main__":
    main()

"""The MCMC room against its peers, side by side in one run. Prints Markdown tables.

One thread, contestants in turn, the fastest of three rounds. Times are processor time,
which on a quiet machine is wall time and on a busy one is less disturbed. The peers are
ArviZ for the diagnostics and emcee for sampling without gradients; effective sample
sizes are ArviZ's for both samplers.
"""

# ruff: noqa: E402 - the number of threads is read when NumPy is imported
import os

for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import platform
import time
import warnings
from functools import partial
from importlib.metadata import version
from pathlib import Path

import emcee
import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # ArviZ announces its next version on import
    import arviz

from coursekit.mcmc import RandomWalkMetropolis, diagnostics, sample, warmup
from coursekit.mcmc.targets import Gaussian

ROUNDS = 3


def seconds(call) -> tuple[float, object]:
    """Processor time of ``call()``, and its result."""
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def fastest(calls) -> list[tuple[float, object]]:
    """For each of ``calls`` its fastest time and result, taking turns so that load is shared."""
    rounds = [[seconds(call) for call in calls] for _ in range(ROUNDS)]
    return [min(runs, key=lambda run: run[0]) for runs in zip(*rounds, strict=True)]


def benchmark_diagnostics(chains: int, n_draws: int, dim: int) -> None:
    noise = np.random.default_rng(1).standard_normal((chains, n_draws // 2, dim))
    draws = np.repeat(noise, 2, axis=1)  # with repeats, as Metropolis makes them
    dataset = arviz.convert_to_dataset({"x": draws})
    contests = {
        "`rhat`": (diagnostics.rhat, lambda x: arviz.rhat(x)),
        "`ess_bulk`": (diagnostics.ess_bulk, lambda x: arviz.ess(x, method="bulk")),
        "`ess_tail`": (diagnostics.ess_tail, lambda x: arviz.ess(x, method="tail")),
        "`ess_mean`": (diagnostics.ess_mean, lambda x: arviz.ess(x, method="mean")),
        "`mcse_mean`": (diagnostics.mcse_mean, lambda x: arviz.mcse(x, method="mean")),
        "`mcse_sd`": (diagnostics.mcse_sd, lambda x: arviz.mcse(x, method="sd")),
        "`mcse_quantile`": (
            lambda x: diagnostics.mcse_quantile(x, 0.5),
            lambda x: arviz.mcse(x, method="quantile", prob=0.5),
        ),
        "`summary`": (diagnostics.summary, lambda x: arviz.summary(x, round_to="none")),
    }
    print(
        f"\n## Diagnostics of {chains} chains x {n_draws} draws x {dim} coordinates\n"
    )
    print("| | coursekit, ms | ArviZ, ms | ratio | largest relative difference |")
    print("|---|--:|--:|--:|--:|")
    for name, (ours, theirs) in contests.items():
        calls = [partial(ours, draws), partial(theirs, dataset)]
        (our_time, got), (their_time, wanted) = fastest(calls)
        if name == "`summary`":
            got, wanted = got["rhat"], wanted["r_hat"].to_numpy()
        else:
            wanted = wanted["x"].to_numpy()
        difference = np.abs(got / wanted - 1).max()
        print(
            f"| {name} | {1e3 * our_time:.0f} | {1e3 * their_time:.0f} "
            f"| {their_time / our_time:.1f} | {difference:.0e} |"
        )


def run_coursekit(target, start, n_warmup, n_draws, seed):
    """Draws (chains, draws, dim) and seconds, warm-up and sampling."""
    rng = np.random.default_rng(seed)
    kernel = RandomWalkMetropolis(target)
    warm, (kernel, state) = seconds(lambda: warmup(kernel, start, n_warmup, rng=rng))
    run, chains = seconds(lambda: sample(kernel, state, n_draws, rng=rng))
    return chains.draws, warm, run


def run_emcee(target, start, n_warmup, n_draws, seed):
    """The same with as many walkers as chains, its default stretch move, vectorised."""
    sampler = emcee.EnsembleSampler(*start.shape, target.log_density, vectorize=True)
    sampler.random_state = np.random.RandomState(seed).get_state()
    warm, state = seconds(lambda: sampler.run_mcmc(start, n_warmup))
    sampler.reset()
    run, _ = seconds(lambda: sampler.run_mcmc(state, n_draws))
    return sampler.get_chain().transpose(1, 0, 2), warm, run


def benchmark_sampling(title, target, chains=128, n_warmup=1000, n_draws=2000) -> None:
    start = np.random.default_rng(2).standard_normal((chains, target.dim))
    contestants = {
        "coursekit, random walk": run_coursekit,
        "emcee, stretch move": run_emcee,
    }
    rates = {}
    print(
        f"\n## {title}: {chains} chains, {n_warmup} warm-up steps, {n_draws} draws each\n"
    )
    print(
        "| | bulk ESS, worst coordinate | R-hat | ESS/s, warm-up included | ESS/s, sampling |"
    )
    print("|---|--:|--:|--:|--:|")
    best = fastest(
        [
            partial(run, target, start, n_warmup, n_draws, seed=3)
            for run in contestants.values()
        ]
    )
    for name, (_, (draws, warm, run)) in zip(contestants, best, strict=True):
        dataset = arviz.convert_to_dataset({"x": draws})
        ess = float(arviz.ess(dataset)["x"].min())
        rhat = float(arviz.rhat(dataset)["x"].max())
        rates[name] = np.array([ess / (warm + run), ess / run])
        all_in, alone = rates[name]
        print(f"| {name} | {ess:,.0f} | {rhat:.3f} | {all_in:,.0f} | {alone:,.0f} |")
    ours, theirs = rates.values()
    print(f"| ratio | | | {ours[0] / theirs[0]:.1f} | {ours[1] / theirs[1]:.1f} |")


def gaussian(dim: int, condition: float) -> Gaussian:
    """A centred Gaussian in random directions, variances from 1 to ``condition``."""
    rotation, _ = np.linalg.qr(np.random.default_rng(4).standard_normal((dim, dim)))
    return Gaussian(
        np.zeros(dim), (rotation * np.geomspace(1, condition, dim)) @ rotation.T
    )


def machine() -> str:
    """Processor, system and versions."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next(
        (line.split(":")[1].strip() for line in lines if "model name" in line), ""
    )
    model = model or platform.processor() or platform.machine()
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "scipy", "arviz", "emcee")
    )
    return (
        f"{model}, {os.cpu_count()} cores, one thread used; {platform.system()}, "
        f"Python {platform.python_version()}, {packages}"
    )


def main() -> None:
    print("# MCMC benchmarks\n")
    print(machine())
    benchmark_diagnostics(4, 1000, 100)
    benchmark_diagnostics(128, 500, 100)
    benchmark_sampling("2-D Gaussian, condition 10", gaussian(2, 10.0))
    benchmark_sampling("10-D Gaussian, condition 100", gaussian(10, 100.0))


if __name__ == "__main__":
    main()

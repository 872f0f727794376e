"""Groups of chains: the same draws whoever computes them; runs that go on from a file."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields

import numpy as np
import pytest

from coursekit.mcmc import (
    HMC,
    MALA,
    NUTS,
    ChEES,
    DataAugmentation,
    Gibbs,
    MetropolisHastings,
    ParallelTempering,
    RandomWalkMetropolis,
    load_run,
    sample,
    sample_groups,
    save_run,
    targets,
    warmup,
)
from coursekit.mcmc.gibbs import NormalMixture, gaussian_blocks
from coursekit.mcmc.metropolis import LogNormalWalk
from coursekit.mcmc.tempering import TemperedPosterior

BANANA = targets.Banana()
RIDGE = targets.Gaussian([0.0, 1.0], [[1.0, 0.6], [0.6, 1.0]])
GALAXIES = NormalMixture(
    np.r_[np.full(9, 10.0), np.full(9, 20.0)] + np.arange(18) / 9, 2
)


class NormalModel:
    """x ~ N(0, I) a priori, observed to be (2, 2) with unit error."""

    dim = 2

    def draw_prior(self, n, *, rng):
        return rng.standard_normal((n, 2))

    def log_prior(self, x):
        return targets.StandardNormal().log_density(x)

    def log_likelihood(self, x):
        return targets.StandardNormal().log_density(x - 2)


KERNELS = {
    "Metropolis-Hastings": MetropolisHastings(BANANA, LogNormalWalk(0.8)),
    "random walk": RandomWalkMetropolis(BANANA),
    "MALA": MALA(BANANA),
    "HMC": HMC(BANANA, 0.2, 4),
    "NUTS": NUTS(BANANA, 0.2),
    "ChEES": ChEES(BANANA),
    "Gibbs": Gibbs(RIDGE, gaussian_blocks(RIDGE), random_scan=True),
    "data augmentation": DataAugmentation(GALAXIES),
    "parallel tempering": ParallelTempering(
        TemperedPosterior(NormalModel(), 1.0, 0.7), np.linspace(0, 1, 4)
    ),
}


def started(name, chains=6, seed=1):
    """The kernel after a short warm-up, its state, and the random stream."""
    kernel, rng = KERNELS[name], np.random.default_rng(seed)
    start = np.abs(rng.standard_normal((chains, 2)))
    if name == "data augmentation":
        start = np.tile([0.4, 0.6, 11.0, 21.0, 1.0], (chains, 1))
    return *warmup(kernel, start, 40, rng=rng), rng


def assert_equal(one, other):
    np.testing.assert_array_equal(one.draws, other.draws)
    np.testing.assert_array_equal(one.logp, other.logp)
    assert one.info.keys() == other.info.keys()
    for key in one.info:
        np.testing.assert_array_equal(one.info[key], other.info[key])
    assert type(one.state) is type(other.state)
    for a, b in zip(one.state, other.state, strict=True):
        np.testing.assert_array_equal(a, b)
    assert one.names == other.names


# A run that is stopped


@pytest.mark.parametrize("name", KERNELS)
def test_a_run_from_a_file_goes_on_bit_for_bit(name, tmp_path):
    kernel, state, rng = started(name)
    first = sample(kernel, state, 9, rng=rng)
    save_run(tmp_path / "run.npz", kernel, first.state, rng)
    rest = sample(kernel, first.state, 14, rng=rng)

    again, state, stream = load_run(tmp_path / "run.npz", KERNELS[name])
    assert_equal(sample(again, state, 14, rng=stream), rest)
    for field in fields(kernel):
        if field.name not in ("target", "path", "blocks", "proposal"):
            ours, theirs = getattr(kernel, field.name), getattr(again, field.name)
            np.testing.assert_array_equal(ours, theirs)
    ours, theirs = rng.spawn(1)[0], stream.spawn(1)[0]
    assert ours.random() == theirs.random()


@pytest.mark.parametrize("name", ["MT19937", "Philox", "SFC64", "PCG64DXSM"])
def test_every_generator_can_be_kept(name, tmp_path):
    rng = np.random.Generator(getattr(np.random, name)(5))
    rng.integers(3, dtype=np.uint8)  # leaves half a number in its store
    kernel = KERNELS["HMC"]
    state = kernel.init(np.zeros((2, 2)))
    save_run(tmp_path / "run.npz", kernel, state, rng)
    _, _, stream = load_run(tmp_path / "run.npz", kernel)
    np.testing.assert_array_equal(
        rng.integers(250, size=9, dtype=np.uint8),
        stream.integers(250, size=9, dtype=np.uint8),
    )
    np.testing.assert_array_equal(rng.random(700), stream.random(700))


def test_a_file_of_another_kernel_is_refused(tmp_path):
    kernel, state, rng = started("HMC")
    save_run(tmp_path / "run.npz", kernel, state, rng)
    with pytest.raises(
        ValueError, match=r"file holds .*n_leapfrog.* a ChEES has .*length"
    ):
        load_run(tmp_path / "run.npz", KERNELS["ChEES"])


# Groups


@pytest.fixture(scope="module")
def dask():
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor()


def test_draws_do_not_depend_on_who_computes_them(dask):
    def run(executor, groups=3):
        kernel, state, rng = started("NUTS")
        return sample_groups(
            kernel, state, 12, groups=groups, executor=executor, rng=rng, names="ab"
        )

    serial = run(None)
    assert serial.draws.shape == (6, 12, 2)
    with ProcessPoolExecutor(2) as two, ThreadPoolExecutor(5) as five:
        for executor in (two, five, dask):
            assert_equal(run(executor), serial)
    assert (run(None, groups=2).draws != serial.draws).any()


def test_groups_are_the_chains_in_order_with_spawned_streams():
    kernel, state, rng = started("ChEES")
    together = sample_groups(kernel, state.x, 7, groups=2, rng=rng)
    _, _, rng = started("ChEES")
    for k, stream in enumerate(rng.spawn(2)):
        part = slice(3 * k, 3 * k + 3)
        alone = sample(kernel, state.x[part], 7, rng=stream)
        np.testing.assert_array_equal(alone.draws, together.draws[part])
    more = sample_groups(kernel, together.state, 2, groups=4, rng=rng)
    assert more.draws.shape == (6, 2, 2)


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_runs_in_groups(name):
    kernel, state, rng = started(name)
    run = sample_groups(kernel, state, 3, groups=4, rng=rng)
    assert run.draws.shape == (6, 3, kernel.init(state.x).x.shape[1])
    np.testing.assert_array_equal(run.state.x, run.draws[:, -1])


class FailsOnTheRight(targets.StandardNormal):
    """Breaks down where the first coordinate exceeds 5."""

    def log_density(self, x):
        if (x[:, 0] > 5).any():
            raise ZeroDivisionError("too far right")
        return super().log_density(x)


def test_a_failure_names_its_group(dask):
    kernel = MetropolisHastings(FailsOnTheRight(), LogNormalWalk(1e-9))
    state = kernel.init(np.ones((6, 2)))
    state.x[4, 0] = 6.0
    with ProcessPoolExecutor(1) as pool:
        for executor in (None, pool, dask):
            with pytest.raises(
                RuntimeError, match=r"group 2 \(chains 4 to 5\)"
            ) as caught:
                sample_groups(
                    kernel,
                    state,
                    5,
                    groups=3,
                    executor=executor,
                    rng=np.random.default_rng(2),
                )
            assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_a_bar_counts_the_groups(capsys):
    kernel, state, rng = started("HMC")
    sample_groups(kernel, state, 2, groups=3, rng=rng, progress=True)
    assert "groups: 100%" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"groups": 0}, "groups must be a whole number, at least 1; got 0"),
        ({"groups": 7}, "groups must be at most 6 chains, got 7"),
        ({"rng": 3}, "rng must be a numpy.random.Generator, got int"),
        ({"n_draws": 0}, "n_draws must be a whole number, at least 1; got 0"),
    ],
)
def test_bad_input_is_named(settings, message):
    kernel, state, rng = started("HMC")
    settings = {"n_draws": 2, "groups": 2, "rng": rng} | settings
    with pytest.raises(ValueError, match=message):
        sample_groups(kernel, state, **settings)

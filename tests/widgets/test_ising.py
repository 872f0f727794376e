"""The Ising explorer's algorithms against coursekit.mcmc.ising, on the same random numbers."""

import numpy as np
import pytest

from coursekit.mcmc import ising

from .javascript import run_javascript


class Uniforms:
    """A generator whose every number comes from uniforms that are kept."""

    def __init__(self, seed):
        self.rng, self.used = np.random.default_rng(seed), []

    def random(self, shape):
        values = self.rng.random(shape)
        self.used.extend(values.ravel())
        return values

    def integers(self, high, size, dtype):
        return (high * self.random(size)).astype(dtype)


def replay(kernel, call, shape, sweeps, seed=3):
    """Lattices and records of ``sweeps`` steps: Python's, and JavaScript's on its numbers."""
    rng = Uniforms(seed)
    start = np.where(np.random.default_rng(seed).random((1, *shape)) < 0.5, -1, 1)
    state, python = kernel.init(start), []
    for _ in range(sweeps):
        state, _ = kernel.step(state, rng=rng)
        python.append([*state.x[0], *state.spins.ravel()])
    javascript = run_javascript(
        """
        let used = 0;
        const random = { uniform: () => data.u[used++] };
        const { rows, columns } = data;
        const lattice = { spins: Int8Array.from(data.start), rows, columns };
        const made = Array.from({ length: data.sweeps }, () => {
          CALL;
          const { energy, magnetisation } = ising.readings(lattice);
          return [energy, magnetisation, ...lattice.spins];
        });
        return { made, used };
        """.replace("CALL", call),
        {
            "u": rng.used,
            "start": start.ravel().tolist(),
            "rows": shape[0],
            "columns": shape[1],
            "sweeps": sweeps,
        },
    )
    assert javascript["used"] == len(rng.used), "both must use as many numbers"
    return np.array(javascript["made"]), np.array(python)


@pytest.mark.parametrize("shape", [(2, 2), (2, 6), (16, 16), (8, 24)])
@pytest.mark.parametrize(
    "beta, field", [(0.3, 0.0), (ising.CRITICAL_BETA, 0.05), (0.9, -0.2), (-0.5, 0.1)]
)
def test_every_sweep_equals_python(shape, beta, field):
    javascript, python = replay(
        ising.IsingGibbs(beta, field),
        f"ising.heatBath(lattice, {beta!r}, {field!r}, random)".replace(
            "np.float64", ""
        ),
        shape,
        sweeps=40,
    )
    np.testing.assert_array_equal(javascript[:, 2:], python[:, 2:])
    np.testing.assert_allclose(javascript[:, :2], python[:, :2], atol=1e-12)


@pytest.mark.parametrize("shape", [(2, 2), (16, 16), (8, 24)])
@pytest.mark.parametrize("beta", [0.2, 0.4407, 0.9])
def test_every_cluster_step_equals_python(shape, beta):
    javascript, python = replay(
        ising.SwendsenWang(beta),
        f"ising.swendsenWang(lattice, {beta}, random)",
        shape,
        40,
    )
    np.testing.assert_array_equal(javascript[:, 2:], python[:, 2:])
    np.testing.assert_allclose(javascript[:, :2], python[:, :2], atol=1e-12)


def test_a_swept_lattice_of_the_largest_size_equals_python():
    javascript, python = replay(
        ising.IsingGibbs(0.44),
        "ising.heatBath(lattice, 0.44, 0, random)",
        (128, 128),
        2,
    )
    np.testing.assert_array_equal(javascript, python)


@pytest.mark.parametrize("shape", [(6, 6), (4, 10), (16, 8)])
def test_correlation_is_the_mean_product_of_spins_a_distance_apart(shape):
    spins = np.where(np.random.default_rng(1).random(shape) < 0.7, 1, -1)
    got = run_javascript(
        "return ising.correlation({ ...data, spins: Int8Array.from(data.spins) })",
        {"spins": spins.ravel().tolist(), "rows": shape[0], "columns": shape[1]},
    )
    wanted = [
        np.mean([spins * np.roll(spins, r, axis) for axis in (0, 1)])
        for r in range(min(shape) // 2 + 1)
    ]
    np.testing.assert_allclose(got, wanted, atol=1e-12)


def test_exact_values_equal_python():
    beta = np.concatenate(
        [np.linspace(0.01, 1, 60), ising.CRITICAL_BETA + np.array([-1e-6, 0, 1e-6])]
    )
    energy, magnetisation, critical = run_javascript(
        """return [
          data.map(ising.onsagerEnergy), data.map(ising.yangMagnetisation), ising.CRITICAL_BETA,
        ];""",
        beta.tolist(),
    )
    np.testing.assert_allclose(
        energy, [ising.onsager_energy(b) for b in beta], rtol=1e-9
    )
    np.testing.assert_allclose(
        magnetisation, ising.yang_magnetisation(beta), rtol=1e-9, atol=1e-9
    )
    assert critical == pytest.approx(ising.CRITICAL_BETA, abs=1e-15)


RUN = """
  const make = (settings) => {
    const run = new ising_run.IsingRun({ size: 16, start: "hot", random: random.seededRandom(5) });
    run.use({ beta: 0.3, field: 0, method: "gibbs", ...settings });
    return run;
  };
"""


@pytest.mark.parametrize("method", ["gibbs", "clusters"])
def test_a_run_settles_at_the_exact_energy_of_its_lattice(method):
    means = run_javascript(
        RUN
        + """
        const run = make({ method: data });
        for (let k = 0; k < 200; k++) run.sweep();
        run.use({ beta: 0.3, field: 0, method: data });
        for (let k = 0; k < 4000; k++) run.sweep();
        return run.means();
        """,
        method,
    )
    # One sweep's energy varies by .08; its autocorrelation time at this temperature is
    # below 10 sweeps for either method, so .016 is more than 4 standard errors of the mean
    # of 4,000: over seeds it would fail once in 10,000; the seed is fixed.
    assert means["energy"] == pytest.approx(ising.kaufman(0.3, 16, 16)[1], abs=0.016)
    assert means["correlation"][0] == 1
    assert means["correlation"][1] == pytest.approx(-means["energy"] / 2, abs=0.02)


def test_averages_begin_anew_with_settings_and_flips_and_exact_marks_follow():
    got = run_javascript(
        RUN
        + """
        const run = make({});
        for (let k = 0; k < 10; k++) run.sweep();
        const first = run.means();
        run.use({ beta: 0.5, field: 0.1, method: "gibbs" });
        const changed = run.means();
        run.sweep();
        const before = [run.energy.at(-1), run.magnetisation.at(-1)];
        run.flip(3);
        const after = [run.energy.at(-1), run.magnetisation.at(-1)];
        run.flip(3);
        const back = [run.energy.at(-1), run.magnetisation.at(-1)];
        return { first, changed, flipped: run.means(), before, after, back,
          stretches: run.stretches, sweeps: run.sweeps };
        """
    )
    assert got["first"]["energy"] < 0 and got["first"]["correlation"] is not None
    nothing = {"energy": None, "size": None, "correlation": None}
    assert got["changed"] == nothing and got["flipped"] == nothing
    assert got["before"] == got["back"] and got["before"] != got["after"]
    assert abs(got["after"][1] - got["before"][1]) == pytest.approx(2 / 256)
    assert [s["from"] for s in got["stretches"]] == [0, 10]
    assert got["stretches"][0]["exact"] == pytest.approx(
        [ising.onsager_energy(0.3), 0.0]
    )
    assert got["stretches"][1]["exact"] is None  # there is a field
    assert got["sweeps"] == 11

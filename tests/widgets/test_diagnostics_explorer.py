"""DiagnosticsExplorer: its chains and diagnostics against Python on the same noise, and its
settings as Python sees them."""

import re
from pathlib import Path

import arviz
import numpy as np
import pytest
from scipy.signal import lfilter
from traitlets import TraitError

from coursekit.mcmc import diagnostics
from coursekit.widgets import DiagnosticsExplorer
from coursekit.widgets import diagnostics_explorer as module

from .javascript import run_javascript

PLAIN = {
    "location": 0.0,
    "spread": 1.0,
    "memory": 0.0,
    "drift": 0.0,
    "stuck": 0.0,
    "stuckAt": 0.5,
}
CASES = {
    "plain": [{}] * 4,
    "apart": [{"location": 2}, {"location": -2}, {}, {}],
    "slow": [{"memory": 0.95}] * 4,
    "antithetic": [{"memory": -0.8}] * 4,
    "drifting": [{"drift": 2}] * 4,
    "one wide": [{}, {}, {}, {"spread": 3}],
    "stuck": [{"stuck": 0.3}, {"stuck": 0.5, "stuckAt": 1}, {"stuckAt": 0}, {}],
    "one never moves": [{"stuck": 1}, {}, {}, {}],
    "one stuck in the tail": [{"stuck": 1, "location": -6}, {}, {}, {}],
    "none ever moves": [{"stuck": 1}] * 4,
}


def expected_chain(noise, dials):
    """The same chain by a linear filter and array arithmetic."""
    d = {**PLAIN, **dials}
    n, phi = len(noise), d["memory"]
    scaled = np.sqrt(1 - phi**2) * noise
    scaled[0] = noise[0]
    x = d["location"] + d["spread"] * lfilter([1], [1, -phi], scaled)
    x += d["drift"] * (np.linspace(0, 1, n) - 0.5)
    length = int(np.floor(d["stuck"] * n + 0.5))
    first = int(np.floor(d["stuckAt"] * (n - max(length, 1)) + 0.5))
    x[first : first + length] = x[first]
    return x


def made(case, n, seed=1):
    noise = np.random.default_rng(seed).standard_normal((4, n))
    return noise, np.array(
        [expected_chain(z, d) for z, d in zip(noise, CASES[case], strict=True)]
    )


@pytest.mark.parametrize("n", [5, 100, 501])
@pytest.mark.parametrize("case", CASES)
def test_chains_equal_python_on_the_same_noise(case, n):
    noise, x = made(case, n)
    chains = run_javascript(
        "return data.noise.map((z, k) => made_chains.madeChain(z, data.dials[k]))",
        {"noise": noise.tolist(), "dials": [{**PLAIN, **d} for d in CASES[case]]},
    )
    np.testing.assert_allclose(chains, x, rtol=0, atol=1e-12)


def test_a_chain_with_memory_is_stationary():
    """The variance of draw t over 4,000 noises is 1 from the first draw on: to 4 of its
    standard deviations, at three draws, so about 1 seed in 5,000 would fail."""
    x = run_javascript(
        """
        const { normal } = random.seededRandom(5);
        return Array.from({ length: 4000 }, () => {
          const series = made_chains.remembering(Array.from({ length: 30 }, normal), 0.9);
          return [series[0], series[10], series[29]];
        });
        """
    )
    variance = np.var(x, axis=0)
    assert (abs(variance - 1) < 4 * np.sqrt(2 / 4000)).all()
    assert abs(np.corrcoef(np.transpose(x))[0, 1] - 0.9**10) < 4 / np.sqrt(4000)


@pytest.mark.parametrize("n", [5, 100, 501])
@pytest.mark.parametrize("case", [c for c in CASES if c != "none ever moves"])
def test_diagnostics_equal_python_and_arviz(case, n):
    _, x = made(case, n)
    found = run_javascript(
        "return made_chains.diagnose(data.map((c) => Float64Array.from(c)))", x.tolist()
    )
    found = {key: float(value) for key, value in found.items()}
    halves = diagnostics._split(x[None])
    near = {"rel": 1e-9, "abs": 1e-9}
    assert found["rhat"] == pytest.approx(diagnostics.rhat(x), **near)
    assert found["rhat"] == pytest.approx(arviz.rhat(x), **near)
    assert found["plain"] == pytest.approx(diagnostics._basic_rhat(x[None])[0], **near)
    assert found["plain"] == pytest.approx(arviz.rhat(x, method="identity"), **near)
    assert found["split"] == pytest.approx(diagnostics._basic_rhat(halves)[0], **near)
    assert found["split"] == pytest.approx(arviz.rhat(x, method="split"), **near)
    assert found["bulk"] == pytest.approx(arviz.rhat(x, method="z_scale"), **near)
    assert found["folded"] == pytest.approx(arviz.rhat(x, method="folded"), **near)
    assert found["essBulk"] == pytest.approx(diagnostics.ess_bulk(x), **near)
    assert found["essTail"] == pytest.approx(diagnostics.ess_tail(x), **near)
    assert found["essTail"] == pytest.approx(arviz.ess(x, method="tail"), **near)
    assert found["mean"] == pytest.approx(x.mean(), **near)
    assert found["error"] == pytest.approx(diagnostics.mcse_mean(x), **near)


def test_chains_that_never_move_are_found_out():
    _, x = made("none ever moves", 100)
    found = run_javascript("return made_chains.diagnose(data)", x.tolist())
    for form in ("rhat", "plain", "split", "bulk", "folded"):
        assert float(found[form]) == np.inf, form
    assert diagnostics.rhat(x) == np.inf
    assert found["essBulk"] == pytest.approx(diagnostics.ess_bulk(x), rel=1e-9)
    assert found["essTail"] == pytest.approx(diagnostics.ess_tail(x), rel=1e-9)


@pytest.mark.parametrize("bins", [2, 20])
@pytest.mark.parametrize("case", CASES)
def test_rank_counts_equal_python(case, bins):
    _, x = made(case, 101)
    counts = run_javascript(f"return made_chains.rankCounts(data, {bins})", x.tolist())
    np.testing.assert_array_equal(counts, diagnostics.rank_counts(x, bins))


def test_settings_are_taken_and_synced():
    explorer = DiagnosticsExplorer(location=[0, 1, 2, 3], draws=100, chain=2)
    state = explorer.get_state()
    assert state["location"] == [0, 1, 2, 3] and state["draws"] == 100
    assert state["_esm"].strip() and ".sfp-diagnostics" in state["_css"]


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("location", [0, 0, 0], "location must be 4 numbers from -6 to 6"),
        ("location", [0, 0, 0, 7], "location must be"),
        ("spread", [0, 1, 1, 1], "spread must be 4 numbers from 0.05 to 4"),
        ("memory", [0, 0, 0, 1], "memory must be 4 numbers from -0.9 to 0.99"),
        ("drift", ["a", 0, 0, 0], "drift must be"),
        ("stuck", [float("nan"), 0, 0, 0], "stuck must be"),
        ("stuck_at", 1, "stuck_at"),
        ("draws", 7, "100.*500.*2000"),
        ("seed", 2**32, "seed must be"),
        ("chain", 0, "chain must be from 1 to 4, got 0"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    explorer = DiagnosticsExplorer()
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=words):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_draws_come_as_the_browser_sends_them():
    explorer = DiagnosticsExplorer()
    assert explorer.chains.shape == (0, 0)
    sent = np.arange(8.0).reshape(4, 2)
    explorer.set_state(
        {"_draws": {"shape": [4, 2], "data": memoryview(sent.tobytes())}}
    )
    np.testing.assert_array_equal(explorer.chains, sent)


def test_limits_agree_with_the_javascript():
    text = (Path(module.__file__).parent / "js/diagnostics/session.js").read_text()
    ranges = dict(re.findall(r"(\w+): \{ range: \[(.*?)\]", text))
    assert {
        key: tuple(map(float, value.split(","))) for key, value in ranges.items()
    } == module.RANGES
    assert f"DRAWS = {list(module.DRAWS)}" in text
    assert f"CHAINS = {module.CHAINS}" in text

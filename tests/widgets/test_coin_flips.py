"""CoinFlips: its algorithm against coursekit.mcmc.monte_carlo on the same uniform numbers,
and its settings as Python sees them."""

import re
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.mcmc import monte_carlo
from coursekit.widgets import CoinFlips
from coursekit.widgets import coin_flips as module

from .javascript import run_javascript

MADE = """
  const runs = data.u.map((row) => {
    let next = 0;
    const source = { uniform: () => row[next++] };
    return coin_flips.truths(coin_flips.flip(source, row.length, data.p));
  });
"""


def uniforms(runs, flips, seed=1):
    return np.random.default_rng(seed).random((runs, flips))


@pytest.mark.parametrize("p", [0.5, 0.03, 0.8])
@pytest.mark.parametrize("flips", [1, 2, 301])
def test_truths_equal_python_on_the_same_uniforms(p, flips):
    u = uniforms(40, flips)
    runs = run_javascript(MADE + "return runs", {"u": u.tolist(), "p": p})
    truths = monte_carlo.three_truths(u < p)
    n = np.arange(1, flips + 1)
    count, ahead = (
        np.array([run[key][1:] for run in runs]) for key in ("count", "ahead")
    )
    np.testing.assert_array_equal(count / n, truths.share)
    np.testing.assert_array_equal(count - n / 2, truths.lead)
    np.testing.assert_array_equal(ahead / n, truths.time_ahead)


@pytest.mark.parametrize("name", ["wald", "wilson"])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_intervals_equal_python(name, level):
    k, n = np.array([[0, 1], [1, 1], [0, 20], [3, 20], [20, 20], [2400, 5000]]).T
    got = run_javascript(
        f"return data.k.map((k, i) => coin_flips.INTERVALS.{name}(k, data.n[i], {level}))",
        {"k": k.tolist(), "n": n.tolist()},
    )
    expected = getattr(monte_carlo, f"{name}_interval")(k, n, level)
    np.testing.assert_allclose(np.transpose(got), expected, rtol=0, atol=1e-12)


def test_the_arcsine_law_equals_python():
    x = np.linspace(0, 1, 101)
    got = run_javascript("return data.map(coin_flips.arcsineCdf)", x.tolist())
    np.testing.assert_allclose(got, monte_carlo.arcsine_cdf(x), atol=1e-14)


@pytest.mark.parametrize("interval", ["wald", "wilson"])
@pytest.mark.parametrize("p, n", [(0.5, 1), (0.5, 40), (0.05, 40), (0.9, 200)])
def test_the_survey_of_all_runs_equals_numpy(p, n, interval):
    u = uniforms(150, 200, seed=2)
    survey = run_javascript(
        f"{MADE} return coin_flips.survey(runs, {n}, data.p, '{interval}')",
        {"u": u.tolist(), "p": p},
    )
    truths = monte_carlo.three_truths(u < p)
    count = (u[:, :n] < p).sum(axis=1)
    ahead = truths.time_ahead[:, n - 1]
    low, high = getattr(monte_carlo, f"{interval}_interval")(count, n)
    rms = np.sqrt(np.mean((count - n * p) ** 2))
    assert survey["lead"] == pytest.approx(rms, rel=1e-12)
    assert survey["share"] == pytest.approx(rms / n, rel=1e-12)
    assert survey["long"] == np.mean((ahead <= 0.1) | (ahead >= 0.9))
    assert survey["even"] == np.mean((ahead >= 0.4) & (ahead <= 0.6))
    assert survey["holds"] == np.mean((low <= p) & (p <= high))
    bins = np.minimum(np.floor(ahead * n * 20 / n + 1e-9), 19).astype(int)
    np.testing.assert_array_equal(survey["bins"], np.bincount(bins, minlength=20))


def test_many_fair_runs_follow_the_laws():
    """From seeded runs, so it cannot flicker; another seed would fail once in 10^4 or less.

    Of 1,000 runs of 1,000 flips the share with a long lead has a standard deviation of
    0.016, the typical distance one of 2.2 %.
    """
    survey = run_javascript(
        """
        const runs = Array.from({ length: 1000 }, (_, k) =>
          coin_flips.truths(coin_flips.flip(random.seededRandom(1, k + 1), 1000, 0.5)));
        return coin_flips.survey(runs, 1000, 0.5, "wilson");
        """
    )
    law = monte_carlo.time_ahead_law(1000)
    places = np.linspace(0, 1, len(law))
    long = law[(places <= 0.1) | (places >= 0.9)].sum()
    assert abs(survey["long"] - long) < 4 * 0.016
    assert survey["lead"] == pytest.approx(np.sqrt(1000) / 2, rel=0.09)
    assert abs(survey["holds"] - 0.95) < 0.03


def test_settings_are_taken_and_synced():
    coins = CoinFlips(p=0.3, runs=50, run=7, guesses=["shrinks", "grows", ""])
    state = coins.get_state()
    assert (state["p"], state["runs"], state["run"]) == (0.3, 50, 7)
    assert state["guesses"] == ["shrinks", "grows", ""]
    assert state["_esm"].strip() and ".sfp-coins" in state["_css"]


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("p", 0, "p must be from 0.01 to 0.99, got 0"),
        ("p", float("nan"), "p must be"),
        ("flips", 5001, "flips must be from 20 to 5000, got 5001"),
        ("runs", 0, "runs must be from 1 to 1000, got 0"),
        ("run", 1001, "run must be"),
        ("interval", "exact", "wilson"),
        ("guesses", ["shrinks"], "guesses must be one of"),
        ("guesses", ["shrinks", "half", ""], "guesses must be one of"),
        ("seed", -1, "seed must be"),
        ("n", 5001, "n must be from 0 to 5000"),
        ("speed", 3000, "speed must be from 1 to 2000"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    coins = CoinFlips()
    before = getattr(coins, name)
    with pytest.raises(TraitError, match=words):
        setattr(coins, name, value)
    assert getattr(coins, name) == before


def test_heads_come_as_the_browser_packs_them():
    coins = CoinFlips()
    assert coins.heads.shape == (0, 0)
    heads = uniforms(3, 21) < 0.4
    data = np.packbits(heads.ravel(), bitorder="little").tobytes()
    coins.set_state({"_heads": {"shape": [3, 21], "data": memoryview(data)}})
    np.testing.assert_array_equal(coins.heads, heads)


def test_limits_agree_with_the_javascript():
    text = (Path(module.__file__).parent / "js/coins/session.js").read_text()
    constants = dict(re.findall(r"export const (\w+) = (\[.*?\]);", text))
    for name in ("PROBABILITIES", "FLIPS", "RUNS"):
        assert tuple(map(float, constants[name][1:-1].split(","))) == getattr(
            module, name
        )
    assert constants["SPEEDS"] == "[1, 2000]"
    answers = re.search(r"GUESSES = \[(.*?)\n\];", text, re.DOTALL)[1]
    assert re.findall(r'"(\w+)"', answers) == [a for row in module.GUESSES for a in row]

"""CoinsExplorer: its algorithm against coursekit.em.two_coins and bound, half-step by
half-step, and its settings as Python sees them."""

import re
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.em import bound
from coursekit.em.two_coins import Coins, Stats, Theta
from coursekit.widgets import CoinsExplorer
from coursekit.widgets import coins_explorer as module

from .javascript import run_javascript

DO = np.array(module.DO_AND_BATZOGLOU)

STEPS = """
  let { theta, q } = data;
  const said = [two_coins.standing(data, theta, q)];
  for (const letter of data.moves) {
    if (letter === "E") q = said.at(-1).posterior;
    else theta = two_coins.mStep(data, q, data.known ? theta.weights : null);
    said.push(two_coins.standing(data, theta, q));
  }
  return said;
"""


def m_step(coins, q):
    """The package's M-step, for any q: its statistics are linear in q."""
    return coins.m_step(Stats(coins.heads @ q, coins.tails @ q, q.sum(axis=0)))


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("moves", ["EMEMEMEMEMEM", "MEMMEEM"])
@pytest.mark.parametrize("seed", range(3))
def test_every_half_step_equals_python(known, moves, seed):
    rng = np.random.default_rng(seed)
    heads = DO if seed == 0 else rng.integers(0, 11, size=7)
    weights = np.array([0.5, 0.5]) if seed == 0 else np.array([0.3, 0.7])
    share = (
        rng.random(len(heads)) if seed < 2 else np.eye(2)[rng.integers(2, size=7)].T[0]
    )
    q = np.column_stack([share, 1 - share])
    theta = Theta(np.array([0.6, 0.5]), weights)
    coins = Coins(heads, 10 - heads, weights if known else None)
    said = run_javascript(
        STEPS,
        {
            "heads": heads.tolist(),
            "tails": (10 - heads).tolist(),
            "theta": {"heads": theta.heads.tolist(), "weights": weights.tolist()},
            "q": q.tolist(),
            "moves": moves,
            "known": known,
        },
    )
    for step, letter in zip(said, " " + moves, strict=True):
        if letter == "E":
            q = bound.responsibilities(coins.log_joint(theta))
        if letter == "M":
            theta = m_step(coins, q)
        joint = coins.log_joint(theta)
        near = {"rtol": 0, "atol": 1e-9}
        np.testing.assert_allclose(step["theta"]["heads"], theta.heads, **near)
        np.testing.assert_allclose(step["theta"]["weights"], theta.weights, **near)
        np.testing.assert_allclose(step["q"], q, **near)
        posterior = bound.responsibilities(joint)
        np.testing.assert_allclose(step["posterior"], posterior, **near)
        np.testing.assert_allclose(
            step["value"], bound.log_sum_exp(joint).sum(), **near
        )
        np.testing.assert_allclose(step["bound"], bound.lower_bound(q, joint), **near)
        np.testing.assert_allclose(sum(step["gaps"]), bound.gap(q, joint), **near)
        each = [bound.gap(q[[i]], joint[[i]]) for i in range(len(q))]
        np.testing.assert_allclose(step["gaps"], each, **near)
        assert step["value"] == pytest.approx(step["bound"] + sum(step["gaps"]))


def test_the_published_figures():
    """Do and Batzoglou (2008, figure 1): .71 and .58 after one turn, .80 and .52 at last."""
    data = {
        "heads": DO.tolist(),
        "tails": (10 - DO).tolist(),
        "theta": {"heads": [0.6, 0.5], "weights": [0.5, 0.5]},
        "q": [[0.5, 0.5]] * 5,
        "known": True,
    }
    said = run_javascript(STEPS, data | {"moves": "EM" * 20})
    assert np.round(said[2]["theta"]["heads"], 2).tolist() == [0.71, 0.58]
    assert np.round(said[-1]["theta"]["heads"], 2).tolist() == [0.80, 0.52]


def test_a_coin_without_tosses_and_certain_sets():
    """As the package: an unused coin shows heads half the time; 0 log 0 = 0."""
    data = {"heads": [0, 10], "tails": [10, 0], "known": True, "moves": "M"}
    theta = {"heads": [0.6, 0.5], "weights": [0.5, 0.5]}
    said = run_javascript(STEPS, data | {"theta": theta, "q": [[1, 0], [1, 0]]})
    assert said[1]["theta"]["heads"] == [0.5, 0.5]
    said = run_javascript(STEPS, data | {"theta": theta, "q": [[1, 0], [0, 1]]})
    assert said[1]["theta"]["heads"] == [0, 1]
    assert said[1]["value"] == pytest.approx(2 * np.log(0.5)) and said[1]["bound"] == (
        pytest.approx(said[1]["value"])
    )


def test_settings_are_taken_and_synced():
    coins = CoinsExplorer(heads=np.array([3, 4]), p=np.array([0.2, 0.7]), estimate=True)
    state = coins.get_state()
    assert (state["heads"], state["p"], state["q"]) == ([3, 4], [0.2, 0.7], [0.5, 0.5])
    assert state["_esm"].strip() and ".sfp-two" in state["_css"]
    coins.heads = [1, 2, 3]
    assert coins.q == [0.5] * 3
    coins.set_state({"heads": [4, 12], "tosses": 20, "q": [0.1, 1]})
    assert (coins.heads, coins.tosses, coins.q) == ([4, 12], 20, [0.1, 1])
    assert coins.now == {}
    coins.step(2)
    assert coins.n == 2


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("heads", [], "heads must be 1 to 10, got 0"),
        ("heads", [1] * 11, "heads must be 1 to 10, got 11"),
        ("heads", [11], "heads must be from 0 to the 10 tosses"),
        ("heads", [1.5], "heads"),
        ("tosses", 8, "heads must be from 0 to the 8 tosses"),
        ("tosses", 101, "tosses must be from 1 to 100, got 101"),
        ("p", [0.5], "p must be 2 numbers from 0.001 to 0.999"),
        ("p", [0, 0.5], "p must be 2 numbers from 0.001 to 0.999"),
        ("p", [float("nan"), 0.5], "p must be 2 numbers"),
        ("q", [0.5], "q must be 5 numbers from 0 to 1"),
        ("q", [2, 0, 0, 0, 0], "q must be 5 numbers from 0 to 1"),
        ("weight", 1, "weight must be from 0.001 to 0.999, got 1"),
        ("moves", "EME?", "moves must be at most 200 letters E and M"),
        ("moves", "E" * 201, "moves must be at most 200 letters"),
        ("coin", "C", "A.*B"),
        ("n", 2001, "n must be from 0 to 2000, got 2001"),
        ("speed", 60, "speed must be from 0.5 to 50, got 60"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    coins = CoinsExplorer()
    before = getattr(coins, name)
    with pytest.raises(TraitError, match=words):
        setattr(coins, name, value)
    assert getattr(coins, name) == before
    with pytest.raises(TraitError):
        CoinsExplorer(**{name: value})


def test_limits_agree_with_the_javascript():
    text = (Path(module.__file__).parent / "js/two_coins/session.js").read_text()
    js = dict(re.findall(r"export const (\w+) = (.*?);", text))
    assert int(js["MAX_SETS"]) == module.MAX_SETS
    assert js["TOSSES"] == str(list(module.TOSSES))
    assert js["PROBABILITIES"] == str(list(module.PROBABILITIES))
    assert int(js["MAX_MOVES"]) == module.MAX_MOVES
    assert int(js["MAX_STEPS"]) == CoinsExplorer.MAX_STEPS
    assert js["SPEEDS"] == str(list(CoinsExplorer.SPEEDS))

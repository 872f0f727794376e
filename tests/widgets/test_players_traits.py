"""MarkovChainExplorer and IsingExplorer as Python sees them."""

import re
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.mcmc import jump_process, markov_chain
from coursekit.widgets import IsingExplorer, MarkovChainExplorer
from coursekit.widgets import ising_explorer as ising
from coursekit.widgets import markov_chain_explorer as chain

JS = Path(chain.__file__).parent / "js"
P3 = [[0.5, 0.5, 0], [0.25, 0.5, 0.25], [0, 0.5, 0.5]]
Q3 = [[-1, 1, 0], [2, -3, 1], [0, 4, -4]]


def test_a_chain_is_taken_and_synced():
    explorer = MarkovChainExplorer(P=np.array(P3), names=("a", "b", "c"), n=7, start=2)
    state = explorer.get_state()
    assert state["matrix"] == P3 and state["continuous"] is False
    assert state["names"] == ["a", "b", "c"] and (state["n"], state["start"]) == (7, 2)
    assert state["_esm"].strip() and ".sfp-chain" in state["_css"]
    np.testing.assert_array_equal(explorer.P, P3)
    assert explorer.Q is None


def test_rates_are_taken_and_names_are_numbers_by_default():
    explorer = MarkovChainExplorer(Q=Q3, view="law")
    np.testing.assert_array_equal(explorer.Q, Q3)
    assert explorer.P is None and explorer.continuous
    assert explorer.names == ["0", "1", "2"]


def test_another_chain_replaces_the_old_one_as_a_whole():
    explorer = MarkovChainExplorer(P=P3, names=["a", "b", "c"], start=2)
    seen = []
    explorer.observe(lambda change: seen.append(change.name))
    explorer.Q = Q3  # as many states: names stay
    assert explorer.continuous and explorer.names == ["a", "b", "c"]
    explorer.P = [[0.9, 0.1], [0.5, 0.5]]
    assert explorer.names == ["0", "1"] and explorer.start == 0
    assert not explorer.continuous and {"matrix", "continuous", "names"} <= set(seen)
    with pytest.raises(TraitError, match=r"P row 1 sums to 0\.9, not 1"):
        explorer.P = [[1, 0], [0.5, 0.4]]
    np.testing.assert_array_equal(explorer.P, [[0.9, 0.1], [0.5, 0.5]])


def test_the_browser_may_change_several_settings_of_the_chain_at_once():
    explorer = MarkovChainExplorer(P=P3)
    explorer.set_state(
        {"matrix": [[-1, 1], [1, -1]], "continuous": True, "names": ["x", "y"]}
    )
    np.testing.assert_array_equal(explorer.Q, [[-1, 1], [1, -1]])


WRONG_CHAINS = [
    (dict(P=[[0.5, 0.4], [0, 1]]), "P row 0 sums to 0.9, not 1"),
    (dict(P=[[1.5, -0.5], [0, 1]]), "P must have entries of at least 0"),
    (dict(P=[[1, 0]]), r"P must be a square matrix, got shape \(1, 2\)"),
    (dict(P=[["a", 0], [0, 1]]), "a matrix must be an array of numbers"),
    (dict(P=np.eye(9)), "a chain must have 2 to 8 states, got 9"),
    (dict(P=[[1.0]]), "a chain must have 2 to 8 states, got 1"),
    (dict(Q=[[-1, 0.5], [1, -1]]), "Q row 0 sums to -0.5, not 0"),
    (dict(Q=[[-2000, 2000], [1, -1]]), "a rate may be at most 1000, got 2000"),
    (dict(P=P3, Q=Q3), "give P or Q, not both"),
    (dict(P=P3, names=["a", "b"]), "names must be 3, one for each state, got 2"),
    (dict(P=P3, names=["a", "b", "a"]), "no two states may have the same name"),
    (dict(P=P3, names=["a", "b", "x,y"]), "no comma"),
    (dict(P=P3, names=["a", "b", "thirteen char"]), "1 to 12 characters"),
    (dict(P=P3, names=["a", "b", " "]), "1 to 12 characters"),
    (dict(P=P3, start=3), "start must be a state from 0 to 2, got 3"),
    (dict(P=P3, positions=[[0, 0]]), r"positions must have shape \(3, 2\)"),
    (
        dict(P=P3, positions=[[0, 0], [1, 1], [0, 1.5]]),
        "positions must lie from 0 to 1",
    ),
    (dict(P=P3, n=20_001), "n must be from 0 to 20000, got 20001"),
    (dict(P=P3, speed=float("nan")), "speed must be from 0.5 to 1000"),
    (dict(P=P3, seed=-1), "seed must be from 0 to 4294967295"),
    (dict(P=P3, view="both"), "walk.*law"),
]


@pytest.mark.parametrize("wrong, words", WRONG_CHAINS)
def test_what_is_no_chain_is_refused(wrong, words):
    with pytest.raises(TraitError, match=words):
        MarkovChainExplorer(**wrong)


def test_a_refused_trait_keeps_its_old_value():
    explorer = MarkovChainExplorer(P=P3)
    for name, value in [("names", ["a"]), ("start", 9), ("matrix", [[1]]), ("n", -1)]:
        before = getattr(explorer, name)
        with pytest.raises(TraitError):
            setattr(explorer, name, value)
        assert getattr(explorer, name) == before


def test_the_walk_comes_as_a_path():
    explorer = MarkovChainExplorer(P=P3)
    assert len(explorer.walk.states) == 0
    explorer.set_state({"_walk": {"states": [0, 1, 2], "times": [0, 0.5, 2]}})
    assert explorer.walk.states.tolist() == [0, 1, 2]
    assert explorer.walk.at(1.0) == 1
    assert isinstance(explorer.walk, jump_process.Path)


@pytest.mark.parametrize(
    "Explorer, last", [(MarkovChainExplorer, 20_000), (IsingExplorer, 100_000)]
)
def test_step_play_pause_reset(Explorer, last):
    explorer = Explorer(n=10)
    explorer.step()
    assert explorer.n == 11
    explorer.step(10**7)
    assert explorer.n == last
    explorer.play()
    assert explorer.playing
    explorer.pause()
    assert not explorer.playing
    explorer.play()
    explorer.reset()
    assert (explorer.playing, explorer.n) == (False, 0)


WRONG_LATTICES = [
    (dict(beta=0), "beta must be from 0.01 to 1.0, got 0"),
    (dict(beta=float("nan")), "beta must be from 0.01 to 1.0, got nan"),
    (dict(field=0.6), "field must be from -0.5 to 0.5, got 0.6"),
    (dict(field=0.1, method="clusters"), "clusters need a field of 0, got 0.1"),
    (dict(size=17), "16.*128"),
    (dict(method="wolff"), "gibbs.*clusters"),
    (dict(start="warm"), "hot.*cold"),
    (dict(n=100_001), "n must be from 0 to 100000"),
    (dict(speed=0.5), "speed must be from 1 to 500, got 0.5"),
]


@pytest.mark.parametrize("wrong, words", WRONG_LATTICES)
def test_a_wrong_lattice_is_refused(wrong, words):
    with pytest.raises(TraitError, match=words):
        IsingExplorer(**wrong)
    explorer = IsingExplorer()
    with pytest.raises(TraitError, match=words):
        with explorer.hold_trait_notifications():
            for name, value in wrong.items():
                setattr(explorer, name, value)
    assert (explorer.field, explorer.method, explorer.size) == (0, "gibbs", 64)


def test_spins_and_trace_come_as_the_browser_sends_them_and_spins_can_be_set():
    explorer = IsingExplorer(size=16)
    assert explorer.spins.shape == (0, 0) and explorer.trace.shape == (0, 2)
    trace = np.arange(6.0).reshape(3, 2)
    explorer.set_state({"_trace": {"data": memoryview(trace.tobytes())}})
    np.testing.assert_array_equal(explorer.trace, trace)
    spins = np.where(np.random.default_rng(1).random((16, 16)) < 0.5, -1, 1)
    explorer.spins = spins
    np.testing.assert_array_equal(explorer.spins, spins)
    assert explorer.spins.dtype == np.int8
    for wrong in (spins[:8], 0 * spins):
        with pytest.raises(
            TraitError, match=r"spins must be -1 or 1, of shape \(16, 16\)"
        ):
            explorer.spins = wrong
    np.testing.assert_array_equal(explorer.spins, spins)


def constants(path):
    text = (JS / path).read_text()
    pattern = r"export const (\w+) = (.*?);"
    return {k: v.replace("_", "") for k, v in re.findall(pattern, text)}


def test_limits_agree_with_the_javascript():
    js = constants("markov/session.js")
    assert int(js["MAX_STATES"]) == chain.MAX_STATES
    assert int(js["MAX_NAME"]) == chain.MAX_NAME
    assert float(js["MAX_RATE"]) == chain.MAX_RATE
    assert int(js["MAX_STEPS"]) == MarkovChainExplorer.MAX_STEPS
    assert js["SPEEDS"] == str(list(MarkovChainExplorer.SPEEDS))
    js = constants("ising/session.js")
    assert js["SIZES"] == str(list(ising.SIZES)) and js["SPEEDS"] == "[1, 500]"
    assert js["BETAS"] == "[0.01, 1]" and ising.BETAS == (0.01, 1)
    assert js["FIELDS"] == str(list(ising.FIELDS))
    assert int(js["MAX_SWEEPS"]) == IsingExplorer.MAX_STEPS


def test_the_critical_point_is_the_packages():
    from coursekit.mcmc.ising import CRITICAL_BETA

    assert ising.CRITICAL_BETA == pytest.approx(CRITICAL_BETA, abs=1e-15)
    assert IsingExplorer().beta == pytest.approx(CRITICAL_BETA, abs=1e-15)


def test_a_fitted_chain_goes_in_and_comes_out_unchanged():
    states = np.random.default_rng(2).integers(3, size=300)
    P = markov_chain.fit(states, 3)
    explorer = MarkovChainExplorer(P=P)
    np.testing.assert_array_equal(explorer.P, P)

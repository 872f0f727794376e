"""MCMCExplorer as Python sees it: settings that are checked, draws that can be read."""

import ast
import re
import subprocess
import sys

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.widgets import MCMCExplorer
from coursekit.widgets import mcmc_explorer as module

from .javascript import run_javascript


def test_settings_are_taken_and_synced():
    explorer = MCMCExplorer(
        target="donut", step_size=0.8, chains=2, seed=9, starts=[(0, 1)], n=50
    )
    state = explorer.get_state()
    assert (state["target"], state["step_size"], state["chains"], state["seed"]) == (
        "donut",
        0.8,
        2,
        9,
    )
    assert state["starts"] == [[0, 1]] and state["n"] == 50
    assert state["_esm"].strip() and ".sfp-mcmc" in state["_css"]


WRONG = {
    "step_size": [
        (-1, "step_size must be from 0.01 to 20, got -1"),
        (float("nan"), "step_size must be"),
    ],
    "compare_step_size": [(21, "compare_step_size must be from 0.01 to 20, got 21")],
    "n_leapfrog": [
        (0, "n_leapfrog must be from 1 to 100, got 0"),
        (2.5, "n_leapfrog"),
        (None, "n_leapfrog"),
    ],
    "compare_n_leapfrog": [(101, "compare_n_leapfrog must be from 1 to 100, got 101")],
    "sampler": [("hcm", "metropolis.*nuts"), ("none", "metropolis.*nuts")],
    "compare": [("hcm", "none.*nuts")],
    "warmup": [(-1, "warmup must be from 0 to 20000, got -1"), (20_001, "warmup")],
    "bins": [(7, "bins must be from 8 to 120, got 7")],
    "tween": [("yes", "tween")],
    "show": [(["samples", "sample"], "show"), (3, "show")],
    "chains": [
        (0, "chains must be from 1 to 8, got 0"),
        (9, "chains must be"),
        (2.5, "chains"),
    ],
    "seed": [(-1, "seed must be from 0 to 4294967295"), (2**32, "seed must be")],
    "speed": [(0, "speed must be from 1 to 2000, got 0")],
    "n": [(-1, "n must be from 0 to 20000"), (20_001, "n must be")],
    "target": [("bananas", "banana.*donut")],
    "expression": [("x" * 201, "at most 200 characters, got 201"), (3, "expression")],
    "starts": [
        ([(0, 0, 0)], "starts must be up to 8 points"),
        ([(0, float("inf"))], "finite"),
        ([(0, 0)] * 9, "up to 8 points"),
        ([1, 2], "starts must be up to 8 points"),
    ],
    "window": [
        ((0, 0, 1, 1), "left < right"),
        ((0, 1, 2), "window must be"),
        ((0, 1, 0, float("nan")), "window must be"),
    ],
}


@pytest.mark.parametrize(
    "name, value, words",
    [(name, *case) for name, cases in WRONG.items() for case in cases],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    explorer = MCMCExplorer()
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=words):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before
    with pytest.raises(TraitError, match=words):
        MCMCExplorer(**{name: value})


def test_step_play_pause_reset():
    explorer = MCMCExplorer(n=10)
    explorer.step()
    assert explorer.n == 11
    explorer.step(10**6)
    assert explorer.n == module.MAX_DRAWS
    explorer.play()
    assert explorer.playing
    explorer.pause()
    assert not explorer.playing
    explorer.play()
    explorer.reset()
    assert (explorer.playing, explorer.n) == (False, 0)


def test_draws_come_as_the_browser_sends_them():
    explorer = MCMCExplorer()
    assert explorer.draws.shape == (0, 0, 2)
    sent = np.arange(12.0).reshape(2, 3, 2)
    explorer.set_state(
        {"_draws": {"shape": [2, 3, 2], "data": memoryview(sent.tobytes())}}
    )
    np.testing.assert_array_equal(explorer.draws, sent)
    explorer.draws[:] = 0  # a copy: what was sent stays
    np.testing.assert_array_equal(explorer.draws, sent)


def test_the_step_size_that_suits_is_none():
    explorer = MCMCExplorer(step_size=0.5)
    explorer.step_size = None
    assert explorer.get_state()["step_size"] is None


def test_draws_of_both_samplers_come_apart():
    explorer = MCMCExplorer(sampler="nuts", compare="metropolis")
    assert explorer.compare_draws.shape == (0, 0, 2)
    sent = {
        "_draws": {"shape": [1, 1, 2], "data": np.array([1.0, 2.0]).tobytes()},
        "_compare_draws": {"shape": [1, 1, 2], "data": np.array([3.0, 4.0]).tobytes()},
    }
    explorer.set_state(sent)
    assert explorer.draws.tolist() == [[[1, 2]]]
    assert explorer.compare_draws.tolist() == [[[3, 4]]]


def test_limits_and_names_agree_with_the_javascript():
    names, samplers, longest = run_javascript(
        "return [Object.keys(targets.TARGETS), Object.keys(samplers.SAMPLERS), "
        "expression.MAX_LENGTH]"
    )
    assert (*names, "typed") == module.TARGETS
    assert tuple(samplers) == module.SAMPLERS
    assert longest == module.MAX_EXPRESSION
    session = module.__file__.rsplit("/", 1)[0] + "/js/mcmc/session.js"
    text = open(session).read()
    found = re.findall(r"export const ([A-Z_]+) = (\[[^;{]*\]|[\d_]+);", text)
    constants = {name: ast.literal_eval(value) for name, value in found}
    assert constants == {
        "MAX_CHAINS": module.MAX_CHAINS,
        "MAX_DRAWS": module.MAX_DRAWS,
        "STEP_SIZES": list(module.RANGES["step_size"]),
        "LEAPFROGS": list(module.RANGES["n_leapfrog"]),
        "SPEEDS": list(module.RANGES["speed"]),
        "BINS": list(module.RANGES["bins"]),
        "LAYERS": list(module.LAYERS),
    }
    kinds = re.search(r"export const KINDS = {(.*?)^};", text, re.S | re.M)[1]
    keys = set(re.findall(r"^  (\w+):", kinds, re.M))
    traits = {name for name in MCMCExplorer.class_own_traits() if name[0] != "_"}
    assert keys == traits - {"playing", "error"}


def test_the_default_formula_can_be_sampled():
    steps = run_javascript(
        "return targets.typedTarget(data, []).steps", module.FOUR_WELLS
    )
    assert steps["walk"] > 0.5


def test_importing_the_package_imports_no_widget():
    code = "import sys, coursekit.widgets; print('anywidget' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    )
    assert result.stdout.strip() == "False"


def test_an_unknown_widget_is_an_attribute_error():
    import coursekit.widgets

    with pytest.raises(AttributeError, match="Nothing"):
        coursekit.widgets.Nothing  # noqa: B018

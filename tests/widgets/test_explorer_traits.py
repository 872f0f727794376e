"""MCMCExplorer as Python sees it: settings that are checked, draws that can be read."""

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
        target="donut", scale=0.8, chains=2, seed=9, starts=[(0, 1)], n=50
    )
    state = explorer.get_state()
    assert (state["target"], state["scale"], state["chains"], state["seed"]) == (
        "donut",
        0.8,
        2,
        9,
    )
    assert state["starts"] == [[0, 1]] and state["n"] == 50
    assert state["_esm"].strip() and ".sfp-mcmc" in state["_css"]


WRONG = {
    "scale": [
        (-1, "scale must be from 0.02 to 20, got -1"),
        (float("nan"), "scale must be"),
    ],
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


def test_limits_and_names_agree_with_the_javascript():
    names, longest = run_javascript(
        "return [Object.keys(targets.TARGETS), expression.MAX_LENGTH]"
    )
    assert {*names, "typed"} == set(module.TARGETS)
    assert longest == module.MAX_EXPRESSION
    session = (module.__file__.rsplit("/", 1)[0]) + "/js/mcmc/session.js"
    text = open(session).read()
    constants = dict(re.findall(r"const (MAX_\w+|SCALES|SPEEDS) = (.*?);", text))
    assert int(constants["MAX_CHAINS"]) == module.MAX_CHAINS
    assert int(constants["MAX_DRAWS"].replace("_", "")) == module.MAX_DRAWS
    assert constants["SCALES"] == "[0.02, 20]" and constants["SPEEDS"] == "[1, 2000]"


def test_the_default_formula_can_be_sampled():
    message = run_javascript(
        "return targets.typedTarget(data, []).scale", module.FOUR_WELLS
    )
    assert message > 0.5


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

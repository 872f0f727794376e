"""DiracGAN: its algorithm against coursekit.gan.theory, update by update, and its settings."""

import re
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.gan import theory
from coursekit.widgets import DiracGAN
from coursekit.widgets import dirac_gan as module

from .javascript import run_javascript

PLAY = """
  const game = new dirac_gan.DiracGame(data);
  const orbit = [data.start];
  for (let k = 0; k < 60; k++) orbit.push(game.next(orbit.at(-1)));
  return { orbit, pull: game.pull, matrix: game.matrix, eigenvalues: game.eigenvalues,
    field: orbit.map((at) => [game.pushTheta(at), game.pushPsi(at)]) };
"""


def game_of(loss, penalty, strength):
    slopes = getattr(theory, loss.upper())
    own = {
        "none": {},
        "r1": dict(gamma=strength),
        "r2": dict(gamma=strength),
        "gradient": dict(gp_weight=strength),
        "clip": dict(bound=strength),
    }
    return theory.DiracGAN(slopes, **own[penalty])


@pytest.mark.parametrize("updates", module.UPDATES)
@pytest.mark.parametrize("penalty", module.PENALTIES)
@pytest.mark.parametrize("loss", module.LOSSES)
def test_the_game_equals_python(loss, penalty, updates):
    settings = dict(loss=loss, penalty=penalty, strength=0.6, lr=0.3, updates=updates)
    said = run_javascript(PLAY, settings | {"start": [1.2, -0.4]})
    game = game_of(loss, penalty, 0.6)
    near = dict(rtol=0, atol=1e-9)
    orbit = game.orbit(getattr(game, updates), (1.2, -0.4), 60, 0.3)
    np.testing.assert_allclose(said["orbit"], orbit, **near)
    field = np.stack([game.push_theta(*orbit.T), game.push_psi(*orbit.T)], axis=1)
    np.testing.assert_allclose(said["field"], field, **near)
    assert said["pull"] == game.pull
    if penalty == "gradient":
        assert said["matrix"] is None and said["eigenvalues"] is None
        return
    matrix = getattr(game, f"{updates}_matrix")(0.3)
    np.testing.assert_allclose(said["matrix"], matrix, **near)
    ours = np.sort_complex(np.linalg.eigvals(matrix))
    theirs = np.sort_complex([complex(*pair) for pair in said["eigenvalues"]])
    np.testing.assert_allclose(theirs, ours, **near)


def test_real_eigenvalues_too():
    said = run_javascript("return dirac_gan.eigenvalues([[1, 2], [3, 0.5]]);")
    wanted = sorted(np.linalg.eigvals([[1, 2], [3, 0.5]]), reverse=True)
    np.testing.assert_allclose(said, [[value, 0] for value in wanted])


def test_settings_are_taken_and_synced():
    game = DiracGAN(loss="hinge", penalty="r1", start=np.array([1, -2]), n=7)
    state = game.get_state()
    assert (state["loss"], state["penalty"], state["start"]) == ("hinge", "r1", [1, -2])
    assert state["_esm"].strip() and ".sfp-dirac" in state["_css"] and game.now == {}
    game.step(10)
    assert game.n == 17
    game.reset()
    assert game.n == 0
    game.set_state({"_now": {"theta": 1.0, "psi": 0.0, "eigenvalues": []}})
    assert game.now["theta"] == 1


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("loss", "log", "minimax"),
        ("penalty", "r3", "gradient"),
        ("updates", "random", "alternating"),
        ("strength", 0, "strength must be from 0.01 to 4, got 0"),
        ("lr", 2, "lr must be from 0.01 to 1, got 2"),
        ("start", [1], "start must be two numbers from -2.5 to 2.5"),
        ("start", [1, 3], "start must be two numbers from -2.5 to 2.5"),
        ("start", [1, float("nan")], "start must be two numbers"),
        ("n", 5001, "n must be from 0 to 5000, got 5001"),
        ("speed", 0, "speed must be from 1 to 200, got 0"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    game = DiracGAN()
    before = getattr(game, name)
    with pytest.raises(TraitError, match=words):
        setattr(game, name, value)
    assert getattr(game, name) == before
    with pytest.raises(TraitError):
        DiracGAN(**{name: value})


def test_limits_agree_with_the_javascript():
    folder = Path(module.__file__).parent / "js"
    js = dict(
        re.findall(
            r"export const (\w+) = (.*?);", (folder / "dirac/session.js").read_text()
        )
    )
    assert float(js["REACH"]) == module.REACH
    assert js["RATES"] == str(list(module.RATES))
    assert js["STRENGTH"] == str(list(module.STRENGTH))
    assert int(js["MAX_STEPS"]) == DiracGAN.MAX_STEPS
    assert js["SPEEDS"] == str(list(DiracGAN.SPEEDS))
    names = run_javascript(
        "return [dirac_gan.LOSS_NAMES, dirac_gan.PENALTY_NAMES, dirac_gan.UPDATES];"
    )
    ours = [module.LOSSES, module.PENALTIES, module.UPDATES]
    assert [sorted(a) for a in names] == [sorted(b) for b in ours]

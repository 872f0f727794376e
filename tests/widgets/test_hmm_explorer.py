"""HMMExplorer: its algorithm against coursekit.em.forward_backward, hidden_markov and
emissions, and its settings as Python sees them."""

import re
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.em import forward_backward as fb
from coursekit.em.emissions import Categorical, CategoricalTheta, Poisson, PoissonTheta
from coursekit.em.hidden_markov import HiddenMarkov
from coursekit.widgets import HMMExplorer
from coursekit.widgets import hmm_explorer as module

from .javascript import run_javascript

CASES = [("categorical", 2, 30), ("categorical", 4, 60), ("poisson", 3, 107)]
CASES += [("poisson", 2, 2), ("categorical", 3, 200)]


def made(kind, K, n, seed=1):
    """A model of the package with its parameters, and the same for JavaScript."""
    rng = np.random.default_rng(seed)
    start, A = rng.dirichlet(np.ones(K)), rng.dirichlet(np.ones(K), size=K)
    if kind == "categorical":
        x = np.r_[np.arange(4), rng.integers(4, size=n)][:n][None]
        family = Categorical(x)
        rows = rng.dirichlet(np.ones(int(x.max()) + 1), size=K)
        theta = CategoricalTheta(start, A, rows[:, None])
    else:
        x = rng.poisson(12, size=(1, n)).astype(float)
        family = Poisson(x)
        rows = rng.uniform(1, 30, size=(K, 1))
        theta = PoissonTheta(start, A, rows)
    data = {
        "kind": kind,
        "x": x[0].astype(int).tolist(),
        "theta": {
            "start": start.tolist(),
            "transition": A.tolist(),
            "emission": rows.tolist(),
        },
    }
    return HiddenMarkov(family, x, [n], K), theta, data


SMOOTH = "return hidden_markov.smooth(data.kind, data.theta, data.x)"
NEAR = {"rtol": 1e-9, "atol": 1e-9}


@pytest.mark.parametrize("kind, K, n", CASES)
def test_messages_posteriors_and_path_equal_python(kind, K, n):
    model, theta, data = made(kind, K, n)
    said = run_javascript(SMOOTH, data)
    log_b = model.log_prob(theta).T
    alpha, c = fb.forward(theta.start, theta.transition, np.exp(log_b))
    beta = fb.backward(theta.transition, np.exp(log_b), c)
    gamma, moves, value = fb.smooth(theta.start, theta.transition, np.exp(log_b))
    wanted = {"alpha": alpha, "beta": beta, "gamma": gamma, "moves": moves}
    for name, array in wanted.items():
        np.testing.assert_allclose(said[name], array, **NEAR, err_msg=name)
    np.testing.assert_allclose(said["logC"], np.log(c), **NEAR)
    assert said["value"] == pytest.approx(value, rel=1e-12)
    path, log_prob = fb.viterbi(np.log(theta.start), np.log(theta.transition), log_b)
    assert said["path"] == path.tolist()
    assert said["logProb"] == pytest.approx(log_prob, rel=1e-12)


@pytest.mark.parametrize("kind, K, n", CASES)
def test_steps_of_baum_and_welch_equal_python(kind, K, n):
    model, theta, data = made(kind, K, n, seed=2)
    passes = run_javascript(
        """
        const passes = [hidden_markov.smooth(data.kind, data.theta, data.x)];
        for (let k = 0; k < 3; k++) {
          const theta = hidden_markov.mStep(data.kind, passes.at(-1), data.x);
          passes.push(hidden_markov.smooth(data.kind, theta, data.x));
        }
        return passes;
        """,
        data,
    )
    for said in passes:
        value, stats = model.e_step(theta)
        assert said["value"] == pytest.approx(value, rel=1e-11)
        for name in ("start", "transition"):
            np.testing.assert_allclose(
                said["theta"][name], getattr(theta, name), **NEAR
            )
        rows = theta.emission[:, 0] if kind == "categorical" else theta.rates
        np.testing.assert_allclose(said["theta"]["emission"], rows, **NEAR)
        theta = model.m_step(stats)
    values = [said["value"] for said in passes]
    assert (np.diff(values) > -1e-9).all()


def test_a_long_unlikely_sequence_does_not_underflow():
    _, theta, data = made("poisson", 3, 200)
    data["x"] = [200] * 200
    said = run_javascript(SMOOTH, data)
    log_b = Poisson(np.full((1, 200), 200.0)).log_prob(
        theta, np.full((1, 200), 200.0), np.empty((3, 200))
    )
    gamma, _, log_c = fb.smooth_log(theta.start, theta.transition, log_b.T)
    np.testing.assert_allclose(said["gamma"], gamma, atol=1e-9)
    assert said["value"] == pytest.approx(log_c.sum(), rel=1e-11)
    assert said["value"] < -20_000


def test_what_is_impossible_is_named():
    """State 1 leads to state 2 for certain, and never shows what comes third."""
    words = run_javascript(
        """
        const theta = { start: [1, 0], transition: [[0, 1], [0, 1]], emission: [[1, 0], [1, 0]] };
        try { hidden_markov.smooth("categorical", theta, [0, 0, 1, 0]) }
        catch (error) { return error.message }
        """
    )
    assert words == "x is impossible under the model, from observation 3 on"


def test_ties_and_zeros_on_the_path_are_broken_as_in_python():
    theta = {
        "start": [0.5, 0.5, 0],
        "transition": [[1, 0, 0], [0, 0.5, 0.5], [0, 0, 1]],
        "emission": [[0.5, 0.5]] * 3,
    }
    data = {"kind": "categorical", "theta": theta, "x": [0, 1, 0]}
    with np.errstate(divide="ignore"):
        logs = [np.log(np.array(theta[key])) for key in ("start", "transition")]
    path, _ = fb.viterbi(*logs, np.full((3, 3), np.log(0.5)))
    assert run_javascript(SMOOTH, data)["path"] == path.tolist()


QUAKES = {
    "x": [13, 14, 8, 22],
    "start": [0.5, 0.5],
    "transition": [[0.9, 0.1], [0.2, 0.8]],
    "emission": [12.0, 25.0],
    "kind": "poisson",
}


def test_a_model_is_taken_and_synced():
    explorer = HMMExplorer(
        **{k: np.array(v) if k == "x" else v for k, v in QUAKES.items()}
    )
    state = explorer.get_state()
    assert state["x"] == QUAKES["x"] and state["emission"] == [[12.0], [25.0]]
    assert state["names"] == ["1", "2"] and state["symbols"] == []
    assert state["_esm"].strip() and ".sfp-hmm" in state["_css"]
    explorer.step(3)
    assert explorer.n == 3 and explorer.said == {}
    explorer.set_state({"_said": {"gamma": [[0.2, 0.8]], "log_likelihood": -3.0}})
    assert explorer.said["gamma"].shape == (1, 2)


WRONG = [
    (dict(transition=[[0.9, 0.2], [0.2, 0.8]]), "transition row 0 sums to 1.1, not 1"),
    (
        dict(transition=[[1.5, -0.5], [0, 1]]),
        "transition must have entries of at least 0",
    ),
    (dict(transition=[[1.0]]), r"transition must be numbers of shape \(2, 2\)"),
    (dict(start=[0.5, 0.4]), "start sums to 0.9, not 1"),
    (dict(start=[1.0]), r"there must be 2 to 4 states, got 1 names"),
    (dict(emission=[0.0, 2.0]), "a rate must be above 0 and at most 200"),
    (dict(emission=[1.0, 2.0, 3.0]), r"emission must be numbers of shape \(2, 1\)"),
    (dict(x=[1]), "x must have length 2 to 200, got 1"),
    (dict(x=[1, -1]), "x must be from 0 to 200, got -1 to 1"),
    (dict(x="abc"), "x must be an array of numbers"),
    (dict(x=[0.5, 1]), "x"),
    (dict(names=["a", "b,c"]), "no comma"),
    (dict(iterations=501), "iterations must be from 0 to 500, got 501"),
    (dict(kind="gaussian"), "categorical.*poisson"),
    (dict(n=401), "n must be from 0 to 400, got 401"),
]


@pytest.mark.parametrize("wrong, words", WRONG)
def test_what_is_no_model_is_refused(wrong, words):
    with pytest.raises(TraitError, match=words):
        HMMExplorer(**QUAKES | wrong)


def test_a_refused_trait_keeps_its_old_value():
    explorer = HMMExplorer()
    for name, value in [("x", [0, 6]), ("start", [1, 1]), ("emission", [[1]])]:
        before = getattr(explorer, name)
        with pytest.raises(TraitError):
            setattr(explorer, name, value)
        assert getattr(explorer, name) == before


def test_the_browser_may_change_the_whole_model_at_once():
    explorer = HMMExplorer()
    explorer.set_state(
        {**QUAKES, "emission": [[12.0], [25.0]], "names": ["a", "b"], "symbols": []}
    )
    assert explorer.kind == "poisson" and explorer.names == ["a", "b"]


def test_limits_and_the_casino_agree_with_the_javascript():
    folder = Path(module.__file__).parent / "js" / "hmm"
    js = dict(
        re.findall(r"export const (\w+) = (.*?);", (folder / "session.js").read_text())
    )
    for name in ("MAX_SYMBOLS", "MAX_COUNT", "MAX_NAME", "MAX_ITERATIONS"):
        assert int(js[name]) == getattr(module, name)
    assert js["STATES"] == str(list(module.STATES))
    assert js["LENGTHS"] == str(list(module.LENGTHS))
    assert js["SPEEDS"] == str(list(HMMExplorer.SPEEDS))
    casino = (folder / "presets.js").read_text().split("rain:")[0]
    x = [int(roll) for roll in re.search(r"x: \[(.*?)\]", casino)[1].split(",")]
    assert x == module.CASINO["x"]

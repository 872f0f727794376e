"""RejectionSampler: its algorithm against coursekit.background.sampling and SciPy on the same
random numbers, and its settings as Python sees them."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate, optimize, stats
from traitlets import TraitError

from coursekit.background import sampling
from coursekit.widgets import RejectionSampler
from coursekit.widgets import rejection_sampler as module

from .javascript import run_javascript

DENSITIES = {
    "bumps": lambda x: (
        0.35 * stats.beta(5, 17).pdf(x) + 0.65 * stats.beta(16, 7).pdf(x)
    ),
    "triangle": stats.triang(0.7).pdf,
    "moon": stats.beta(1.5, 1.5).pdf,
    "posterior": stats.beta(8, 4).pdf,
}
PROPOSALS = [
    ({"proposal": "uniform"}, sampling.Uniform(0, 1)),
    ({"proposal": "normal", "centre": 0.55, "width": 0.3}, sampling.Normal(0.55, 0.3)),
]
JS = """
  const target = rejection.densityOf(data.target);
  const proposal = rejection.proposalOf(data);
"""
near = {"rtol": 0, "atol": 1e-9}


def log(values):
    with np.errstate(divide="ignore"):
        return np.log(values)


@pytest.mark.parametrize("target", module.TARGETS)
@pytest.mark.parametrize("setting, q", PROPOSALS)
def test_every_dart_equals_python(target, setting, q):
    rng = np.random.default_rng(3)
    luck = {
        "u": rng.random(500), "z": rng.standard_normal(500), "v": rng.random(500),
    }  # fmt: skip
    p = DENSITIES[target]
    M = 1.001 * run_javascript(
        JS + "return rejection.leastM(target, proposal);", setting | {"target": target}
    )
    darts = run_javascript(
        JS
        + """return data.u.map((u, k) => rejection.throwDart(
               { u, z: data.z[k], v: data.v[k] }, target, proposal, data.M));""",
        {name: values.tolist() for name, values in luck.items()}
        | setting
        | {"target": target, "M": M},
    )
    uniform = setting["proposal"] == "uniform"
    x = luck["u"] if uniform else 0.55 + 0.3 * luck["z"]
    kept = sampling.accepted(log(p(x)), q.log_density(x), np.log(M), luck["v"])
    height = luck["v"] * M * np.exp(q.log_density(x))
    np.testing.assert_allclose([dart["x"] for dart in darts], x, **near)
    np.testing.assert_allclose([dart["height"] for dart in darts], height, **near)
    assert [dart["isAccepted"] for dart in darts] == kept.tolist()
    assert 50 < kept.sum() < 500


@pytest.mark.parametrize("target", module.TARGETS)
@pytest.mark.parametrize("setting, q", PROPOSALS)
def test_the_lowest_envelope_and_what_a_low_one_does(target, setting, q):
    p = DENSITIES[target]
    said = run_javascript(
        JS
        + """const least = rejection.leastM(target, proposal);
             const M = 0.7 * least;
             const { share, comes, distance } = rejection.outcome(target, proposal, M);
             return { least, share, distance, density: data.at.map(comes),
                      gaps: rejection.gaps(target, proposal, M),
                      none: rejection.gaps(target, proposal, least) };""",
        setting | {"target": target, "at": [0.2, 0.5, 0.7]},
    )

    def ratio(x):
        return p(x) / np.exp(q.log_density(x))

    grid = np.linspace(0.0005, 0.9995, 2000)
    best = grid[ratio(grid).argmax()]
    exact = -optimize.minimize_scalar(
        lambda x: -ratio(x), bounds=(best - 0.001, best + 0.001), method="bounded",
        options={"xatol": 1e-12},
    ).fun  # fmt: skip
    exact = max(exact, ratio(0.7))  # the top of the triangle is a corner
    assert said["least"] == pytest.approx(exact, abs=1e-9)
    assert said["none"] == []

    M = 0.7 * exact

    def lower(x):
        return np.minimum(p(x), M * np.exp(q.log_density(x)))

    fine = (np.arange(200_000) + 0.5) / 200_000
    kept = lower(fine).mean()
    assert said["share"] == pytest.approx(kept / M, abs=1e-5)
    distance = abs(p(fine) - lower(fine) / kept).mean() / 2
    assert said["distance"] == pytest.approx(distance, abs=1e-5)
    np.testing.assert_allclose(
        said["density"], lower(np.array([0.2, 0.5, 0.7])) / kept, atol=1e-4
    )
    inside = np.zeros_like(fine, dtype=bool)
    for low, high in said["gaps"]:
        inside |= (fine > low - 6e-4) & (fine < high + 6e-4)
    assert inside[p(fine) > M * np.exp(q.log_density(fine))].all()
    assert inside.mean() < 0.9


def test_targets_are_densities():
    at = np.linspace(-0.2, 1.2, 57)
    for name, p in DENSITIES.items():
        said = run_javascript(
            "const p = rejection.densityOf(data.name); return data.at.map(p);",
            {"name": name, "at": at.tolist()},
        )
        np.testing.assert_allclose(said, p(at), **near)
        assert integrate.quad(p, 0, 1, points=[0.7])[0] == pytest.approx(1)


def test_a_covering_envelope_keeps_one_in_M():
    """20,000 darts from one seed: the share is within five standard errors of 1/M (a
    correct program fails on 6 seeds in ten million; this one is fixed)."""
    said = run_javascript(
        JS
        + """const source = random.seededRandom(5);
             const M = rejection.leastM(target, proposal);
             let kept = 0;
             for (let k = 0; k < 20000; k++) {
               const luck = rejection.luckOf(source);
               kept += rejection.throwDart(luck, target, proposal, M).isAccepted;
             }
             return [kept / 20000, 1 / M];""",
        {"target": "bumps", "proposal": "normal", "centre": 0.5, "width": 0.4},
    )
    assert abs(said[0] - said[1]) < 5 * np.sqrt(said[1] * (1 - said[1]) / 20_000)


def test_settings_are_taken_and_synced():
    darts = RejectionSampler(target="moon", proposal="normal", M=3.5, width=0.2)
    state = darts.get_state()
    assert (state["target"], state["M"], state["width"]) == ("moon", 3.5, 0.2)
    assert state["_esm"].strip() and ".sfp-rejection" in state["_css"]
    assert darts.draws.shape == (0,)
    sent = np.array([0.25, 0.5])
    darts.set_state({"_draws": {"data": memoryview(sent.tobytes())}, "M": None})
    np.testing.assert_array_equal(darts.draws, sent)
    assert darts.M is None
    darts.step(10**6)
    assert darts.n == 20_000


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("target", "cauchy", "bumps.*posterior"),
        ("proposal", "beta", "uniform.*normal"),
        ("M", 0, "M must be from 0.1 to 100, got 0"),
        ("M", float("nan"), "M must be from 0.1 to 100, got nan"),
        ("centre", 1.5, "centre must be from 0 to 1, got 1.5"),
        ("width", 0, "width must be from 0.05 to 1, got 0"),
        ("n", 20_001, "n must be from 0 to 20000"),
        ("speed", 0.5, "speed must be from 1 to 2000"),
        ("seed", -1, "seed must be from 0 to 4294967295"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    darts = RejectionSampler()
    before = getattr(darts, name)
    with pytest.raises(TraitError, match=words):
        setattr(darts, name, value)
    assert getattr(darts, name) == before
    with pytest.raises(TraitError):
        RejectionSampler(**{name: value})


def test_limits_agree_with_the_javascript():
    text = (Path(module.__file__).parent / "js/rejection/session.js").read_text()
    js = dict(re.findall(r"export const (\w+) = (.*?);", text))
    assert int(js["MAX_DARTS"].replace("_", "")) == RejectionSampler.MAX_STEPS
    assert js["HEIGHTS"] == str(list(module.HEIGHTS))
    assert js["CENTRES"] == str(list(module.CENTRES))
    assert js["WIDTHS"] == str(list(module.WIDTHS))
    assert js["SPEEDS"] == str(list(RejectionSampler.SPEEDS))
    names = run_javascript("return Object.keys(rejection.TARGETS);")
    assert tuple(names) == module.TARGETS

"""BeTheGenerator: its discriminator, pushes and descent against Python, and its settings."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.special import expit
from traitlets import TraitError

from coursekit.gan import losses
from coursekit.widgets import BeTheGenerator
from coursekit.widgets import be_the_generator as module

from .javascript import run_javascript

SIDE, WIDTH, RIDGE = 7, 0.6, 0.03
CENTRES = np.linspace(-module.HALF, module.HALF, SIDE)
NEAR = dict(rtol=0, atol=1e-9)

FIT = """
  const phi = (points) => points.map(rbf_discriminator.features);
  const start = data.start ? Float64Array.from(data.start) : undefined;
  const { w, loss } = rbf_discriminator.fit(phi(data.real), phi(data.fakes), start);
  const push = (name) => rbf_discriminator.pushes(w, data.fakes, name);
  return { w, loss, features: phi(data.fakes), grid: rbf_discriminator.logits(w, 16),
    scores: data.fakes.map((x) => rbf_discriminator.logit(w, x)),
    non_saturating: push("non_saturating"), minimax: push("minimax") };
"""


def features(x):
    """(n, 2) -> (n, 50): bumps row by row of their grid, and 1."""
    across, up = (np.exp(-((v[:, None] - CENTRES) ** 2) / (2 * WIDTH**2)) for v in x.T)
    bumps = up[:, :, None] * across[:, None, :]
    return np.column_stack([bumps.reshape(len(x), -1), np.ones(len(x))])


def best_reply(real, fakes):
    """Newton's method on cross entropy and ridge, in its textbook form."""
    phi = features(np.vstack([real, fakes]))
    is_real = np.arange(len(phi)) < len(real)
    share = np.where(is_real, 1 / len(real), 1 / len(fakes))
    ridge = RIDGE * np.diag([1.0] * (phi.shape[1] - 1) + [0])
    w = np.zeros(phi.shape[1])
    for _ in range(60):
        p = expit(phi @ w)
        gradient = phi.T @ (share * (p - is_real)) + ridge @ w
        w = w - np.linalg.solve((phi.T * (share * p * (1 - p))) @ phi + ridge, gradient)
    return w, -(share * np.log(np.where(is_real, p, 1 - p))).sum()


def cloud(seed, n_fakes=5):
    rng = np.random.default_rng(seed)
    return rng.normal([0.3, -0.2], 0.5, size=(40, 2)), rng.uniform(-1, 1, (n_fakes, 2))


@pytest.mark.parametrize("seed, n_fakes", [(0, 5), (1, 1), (2, 12)])
def test_the_best_reply_equals_python(seed, n_fakes):
    real, fakes = cloud(seed, n_fakes)
    said = run_javascript(FIT, {"real": real.tolist(), "fakes": fakes.tolist()})
    w, loss = best_reply(real, fakes)
    np.testing.assert_allclose(said["features"], features(fakes), **NEAR)
    np.testing.assert_allclose(said["w"], w, **NEAR)
    assert said["loss"] == pytest.approx(loss, abs=1e-9)
    np.testing.assert_allclose(said["scores"], features(fakes) @ w, **NEAR)
    middles = -module.HALF + (np.arange(16) + 0.5) * 2 * module.HALF / 16
    grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
    np.testing.assert_allclose(said["grid"], features(grid) @ w, **NEAR)


def test_the_reply_does_not_depend_on_what_was_before():
    real, fakes = cloud(3)
    points = {"real": real.tolist(), "fakes": fakes.tolist()}
    start = np.random.default_rng(4).normal(size=SIDE**2 + 1).tolist()
    once, again = (
        run_javascript(FIT, points | more) for more in ({}, {"start": start})
    )
    np.testing.assert_allclose(once["w"], again["w"], **NEAR)


def test_the_reply_minimises_the_package_loss_and_pushes_are_its_gradients():
    real, fakes = cloud(5)
    said = run_javascript(FIT, {"real": real.tolist(), "fakes": fakes.tolist()})
    w = torch.tensor(said["w"], dtype=torch.float64, requires_grad=True)
    centres = torch.tensor(CENTRES)

    def D(x):
        across, up = (
            torch.exp(-((v[:, None] - centres) ** 2) / (2 * WIDTH**2)) for v in x.T
        )
        return torch.einsum("nj,ni,ji->n", up, across, w[:-1].view(SIDE, SIDE)) + w[-1]

    x = torch.tensor(fakes, requires_grad=True)
    d_loss = losses.cross_entropy(D(torch.tensor(real)), D(x.detach()))
    assert d_loss.item() == pytest.approx(said["loss"], abs=1e-12)
    (gradient,) = torch.autograd.grad(d_loss + RIDGE / 2 * w[:-1].square().sum(), w)
    assert gradient.abs().max() < 1e-9
    for name in module.LOSSES:
        loss = getattr(losses, name.upper())
        (by_x,) = torch.autograd.grad(len(fakes) * loss.generator(D(x)), x)
        np.testing.assert_allclose(said[name], -by_x, **NEAR)


def test_settings_are_taken_and_synced():
    game = BeTheGenerator(fakes=np.array([[0, 0.5], [1, -1]]), data="ring", hint=True)
    state = game.get_state()
    assert (state["fakes"], state["data"], state["hint"]) == (
        [0, 0.5, 1, -1],
        "ring",
        1,
    )
    assert state["_esm"].strip() and ".sfp-generator" in state["_css"]
    game.step(3)
    assert game.n == 3 and game.now == {}
    assert len(BeTheGenerator().fakes) == 12


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("data", "moons", "blobs"),
        ("loss", "hinge", "minimax"),
        ("fakes", [], "fakes must be 1 to 12 pairs of numbers from -1.6 to 1.6"),
        ("fakes", [1.0], "fakes must be 1 to 12 pairs"),
        ("fakes", [0.0] * 26, "fakes must be 1 to 12 pairs"),
        ("fakes", [0, 2.0], "fakes must be 1 to 12 pairs"),
        ("fakes", [0, float("nan")], "fakes must be 1 to 12 pairs"),
        ("n", 1001, "n must be from 0 to 1000, got 1001"),
        ("speed", 100, "speed must be from 1 to 60, got 100"),
        ("seed", -1, "seed must be from 0 to"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(name, value, words):
    game = BeTheGenerator()
    before = getattr(game, name)
    with pytest.raises(TraitError, match=words):
        setattr(game, name, value)
    assert getattr(game, name) == before
    with pytest.raises(TraitError):
        BeTheGenerator(**{name: value})


def test_limits_agree_with_the_javascript():
    folder = Path(module.__file__).parent / "js"
    text = (folder / "generator/session.js").read_text()
    js = dict(re.findall(r"export const (\w+) = (.*?);", text))
    assert int(js["MAX_FAKES"]) == module.MAX_FAKES
    assert int(js["MAX_STEPS"]) == BeTheGenerator.MAX_STEPS
    assert js["SPEEDS"] == str(list(BeTheGenerator.SPEEDS))
    assert re.findall(r"\w+", js["DATA"]) == list(module.DATA)
    assert re.findall(r"\w+", js["LOSS_NAMES"]) == list(module.LOSSES)
    said = run_javascript(
        "return [gan_data.HALF, rbf_discriminator.SIDE, rbf_discriminator.WIDTH, "
        "rbf_discriminator.RIDGE];"
    )
    assert said == [module.HALF, SIDE, WIDTH, RIDGE]

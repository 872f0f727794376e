"""LatentExplorer: its generator against torch, its paths against SciPy, and its settings."""

import base64
import copy
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import stats
from scipy.spatial import geometric_slerp
from torch import nn
from traitlets import TraitError

from coursekit.gan import export
from coursekit.gan.networks import dcgan_generator, seeded
from coursekit.widgets import LatentExplorer
from coursekit.widgets import latent_explorer as module

from .javascript import run_javascript

IMAGES = """
  const G = new generator.Generator(data.spec);
  return data.z.map((z) => G.image(z).slice());
"""
Convolution = nn.ConvTranspose2d


def normal(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def small(*layers):
    """A network whose maps come from 5 numbers; normalisation has statistics of its own."""
    net = nn.Sequential(nn.Linear(5, 24), nn.Unflatten(1, (4, 2, 3)), *layers)
    for layer in net.modules():
        if isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.weight, 1, 0.3)
            nn.init.normal_(layer.bias, 0, 0.3)
            nn.init.normal_(layer.running_mean, 0, 0.5)
            nn.init.uniform_(layer.running_var, 0.5, 2)
    return net.eval()


NETWORKS = {
    "linear": lambda: nn.Sequential(nn.Linear(5, 7)),
    "three linear": lambda: nn.Sequential(
        nn.Linear(5, 9), nn.ReLU(), nn.Linear(9, 9), nn.Tanh(), nn.Linear(9, 2)
    ),
    "no bias": lambda: nn.Sequential(nn.Linear(5, 7, bias=False), nn.ReLU()),
    "doubling": lambda: small(Convolution(4, 3, 4, 2, 1), nn.Tanh()),
    "stride 1": lambda: small(Convolution(4, 3, 3, 1, 1)),
    "no padding": lambda: small(Convolution(4, 2, 3, 2, 0)),
    "much padding": lambda: small(Convolution(4, 2, 5, 2, 2)),
    "holes": lambda: small(Convolution(4, 2, 2, 3, 0)),
    "kernel 1": lambda: small(Convolution(4, 2, 1, 1, 0), nn.ReLU()),
    "normalised": lambda: small(
        nn.BatchNorm2d(4),
        nn.ReLU(),
        Convolution(4, 3, 4, 2, 1, bias=False),
        nn.BatchNorm2d(3),
        nn.ReLU(),
        Convolution(3, 3, 4, 2, 1),
        nn.Tanh(),
    ),
    "dcgan": lambda: dcgan_generator(5, size=16, channels=3, width=4).eval(),
}


def as_torch_has_it(spec, z):
    """The largest difference of any pixel between the page and torch."""
    made = run_javascript(IMAGES, {"spec": spec, "z": z.tolist()})
    expected = export.from_layers(spec)(z).flatten(1).numpy()
    assert np.shape(made) == expected.shape
    return np.abs(made - expected).max()


@pytest.mark.parametrize("name", NETWORKS)
def test_each_kind_of_layer_equals_torch(name):
    with seeded(3):
        net = NETWORKS[name]()
    spec, z = export.to_layers(net), normal(4, 5)
    assert as_torch_has_it(spec, z) < 1e-5
    kept = export.from_layers(spec)(z) - net(z).detach()
    assert kept.abs().max() < 2e-2  # half precision


def test_the_courses_generator_equals_torch():
    z = torch.cat([normal(20, 16), 3 * normal(5, 16, seed=1), torch.zeros(1, 16)])
    assert as_torch_has_it(LatentExplorer().generator, z) < 1e-5


def test_half_precision_is_read_to_the_last_bit():
    every = np.arange(2**16, dtype="<u2").view("<f2")
    text = base64.b64encode(every.tobytes()).decode()
    said = run_javascript("return generator.halves(data);", text)
    read = np.array([float(value) for value in said], dtype="<f2")
    np.testing.assert_array_equal(read, every)


def test_the_path_on_the_sphere_equals_scipys():
    a, b = (z / z.norm() for z in normal(2, 16).double())
    shares = np.linspace(0, 1, 9)
    body = "return data.t.map((t) => latent.spherical(data.a, data.b, t));"
    path = run_javascript(
        body, {"a": a.tolist(), "b": b.tolist(), "t": shares.tolist()}
    )
    np.testing.assert_allclose(path, geometric_slerp(a, b, shares), rtol=0, atol=1e-12)
    path = run_javascript(body, {"a": [1, 2], "b": [3, 6], "t": [0, 0.25, 1]})
    np.testing.assert_allclose(path, [[1, 2], [1.5, 3], [3, 6]])  # no angle: straight


def test_random_directions_are_of_length_one_and_at_a_right_angle():
    body = "return latent.randomPair(random.seededRandom(data), 16);"
    for seed in range(5):
        pair = np.array(run_javascript(body, seed))
        np.testing.assert_allclose(pair @ pair.T, np.eye(2), rtol=0, atol=1e-12)


@pytest.mark.parametrize("dim", [2, 16, 64])
def test_the_curve_of_norms_is_the_chi_density(dim):
    r = np.linspace(0.1, 2 * dim**0.5, 40)
    body = "return data.r.map((r) => latent.normDensity(r, data.dim));"
    said = run_javascript(body, {"r": r.tolist(), "dim": dim})
    chi = stats.chi(dim)
    np.testing.assert_allclose(said, chi.pdf(r) / chi.pdf((dim - 1) ** 0.5), rtol=1e-9)


@pytest.fixture(scope="module")
def spec():
    with seeded(0):
        return export.to_layers(dcgan_generator(5, size=16, width=4))


def test_settings_are_taken_and_synced(spec):
    explorer = LatentExplorer(spec, z=np.arange(5), place=(1, -1), psi=0.5, axes=[5, 2])
    state = explorer.get_state()
    assert state["generator"] == spec and state["z"] == [0, 1, 2, 3, 4]
    assert (state["place"], state["psi"], state["axes"]) == ([1, -1], 0.5, [5, 2])
    assert state["_esm"].strip() and ".sfp-latent" in state["_css"]
    assert explorer.now == {}
    explorer.step(5)
    assert explorer.n == 5
    image = np.arange(6, dtype="<f4").reshape(1, 2, 3)
    data = memoryview(image.tobytes())
    explorer.set_state({"_now": {"z": [3, 4], "shape": [1, 2, 3], "data": data}})
    assert explorer.now["norm"] == 5
    np.testing.assert_array_equal(explorer.now["image"], image)


def test_a_network_is_taken_too(spec):
    with seeded(0):
        net = dcgan_generator(5, size=16, width=4)
    assert LatentExplorer(net).generator == spec
    assert LatentExplorer(small(Convolution(4, 3, 4, 2, 1))).generator["z_dim"] == 5


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("panel", "side", "between"),
        ("plane", "tilted", "entries"),
        ("z", [1.0], "z must be 5 numbers from -12 to 12, or none"),
        ("z", [13.0] * 5, "z must be 5 numbers"),
        ("a", [float("nan")] * 5, "a must be 5 numbers"),
        ("b", [0.0] * 6, "b must be 5 numbers"),
        ("place", [1.0], "place must be two numbers from -3 to 3"),
        ("place", [1, 3.5], "place must be two numbers"),
        ("axes", [1, 1], "axes must be two different whole numbers from 1 to 5"),
        ("axes", [0, 1], "axes must be two different"),
        ("axes", [5, 6], "axes must be two different"),
        ("psi", 2.5, "psi must be from 0 to 2, got 2.5"),
        ("psi", float("nan"), "psi must be from 0 to 2"),
        ("radius", -1, "radius must be from 0 to 8, got -1"),
        ("share", 1.1, "share must be from 0 to 1"),
        ("turn", -1, "turn must be from 0"),
        ("n", 2001, "n must be from 0 to 2000, got 2001"),
        ("speed", 100, "speed must be from 1 to 60, got 100"),
        ("seed", -1, "seed must be from 0 to"),
    ],
)
def test_wrong_settings_are_refused_and_the_old_one_stays(spec, name, value, words):
    explorer = LatentExplorer(spec)
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=words):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before
    with pytest.raises(TraitError):
        LatentExplorer(spec, **{name: value})


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda s: s.update(format="x"), "with format generator-1, got 'x'"),
        (lambda s: s.update(z_dim=1), "z_dim must be 2 or more, got 1"),
        (lambda s: s.update(z_dim=6), "layer 0 takes 5 of 6"),
        (lambda s: s.update(shape=[1, 8, 8]), r"\[1, 8, 8\] and its layers make"),
        (lambda s: s["layers"][1].update(type="conv"), "layer 1: no layer 'conv'"),
        (lambda s: s["layers"][1].update(kernel=3), "layer 1: weight must be"),
        (lambda s: s["layers"][1].update(bias="?"), "layer 1: bias must be"),
        (lambda s: s["layers"][0].update(activation="elu"), "layer 0: the activation"),
        (lambda s: s["layers"].pop(), "its shape is"),
    ],
)
def test_what_the_page_cannot_run_is_refused(spec, change, words):
    broken = copy.deepcopy(spec)
    change(broken)
    with pytest.raises(TraitError, match=words):
        LatentExplorer(broken)


def test_a_generator_of_points_and_a_second_generator_are_refused(spec):
    with pytest.raises(TraitError, match="must make images of 1 or 3 channels"):
        LatentExplorer(nn.Sequential(nn.Linear(5, 2)))
    explorer = LatentExplorer(spec)
    with pytest.raises(TraitError, match="a LatentExplorer of its own"):
        explorer.generator = spec | {"z_dim": 6}


def test_limits_agree_with_the_javascript():
    text = (Path(module.__file__).parent / "js/latent/session.js").read_text()
    js = dict(re.findall(r"export const (\w+) = (.*?);", text))
    assert float(js["REACH"]) == module.REACH
    assert float(js["LARGEST"]) == module.LARGEST
    assert int(js["MAX_STEPS"]) == LatentExplorer.MAX_STEPS
    assert js["SPEEDS"] == str(list(LatentExplorer.SPEEDS))
    assert js["PSI"] == str(list(module.RANGES["psi"]))
    assert js["RADII"] == str(list(module.RANGES["radius"]))
    assert re.findall(r"\w+", js["PANELS"]) == list(module.PANELS)
    assert re.findall(r"\w+", js["PLANES"]) == list(module.PLANES)

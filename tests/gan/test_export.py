"""A generator taken elsewhere computes what it did: ONNX, folding, the page's format."""

import base64
import gzip
import json

import numpy as np
import pytest
import torch
from torch import nn

from coursekit.gan import export, features, metrics
from coursekit.gan.networks import dcgan_generator, mlp, seeded


@pytest.fixture
def G():
    """A small generator whose batch normalisations have seen data."""
    with seeded(0):
        net = dcgan_generator(6, size=16, width=4)
        for layer in net.modules():
            if isinstance(layer, nn.BatchNorm2d):
                nn.init.normal_(layer.weight, 1, 0.3)
                nn.init.normal_(layer.bias, 0, 0.3)
            elif hasattr(layer, "weight"):
                layer.weight.data *= 10
        for _ in range(5):
            net(torch.randn(64, 6))
    return net.eval()


@pytest.fixture
def z():
    return torch.randn(7, 6, generator=torch.Generator().manual_seed(1))


def test_onnx_gives_what_torch_does(G, z, tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnxscript")
    export.to_onnx(G, tmp_path / "G.onnx", z_dim=6)
    session = onnxruntime.InferenceSession(tmp_path / "G.onnx")
    for some in (z, z[:1]):
        (made,) = session.run(["image"], {"z": some.numpy()})
        assert np.abs(made - G(some).detach().numpy()).max() < 1e-5
    assert [path.name for path in tmp_path.iterdir()] == ["G.onnx"]


def test_folding_changes_nothing(G, z):
    flat = export.folded(G)
    assert not any(isinstance(layer, nn.BatchNorm2d) for layer in flat)
    assert torch.allclose(flat(z), G(z), atol=1e-5)
    assert any(isinstance(layer, nn.BatchNorm2d) for layer in G)  # it is a copy


def test_the_format_there_and_back(G, z):
    spec = json.loads(json.dumps(export.to_layers(G)))
    again = export.from_layers(spec)
    assert (again(z) - G(z)).abs().max() < 2e-2  # half precision
    assert export.to_layers(again) == spec
    assert spec["z_dim"] == 6 and spec["shape"] == [1, 16, 16]


def by_the_docstring(spec, z):
    """The format as its description has it, with loops and no torch."""

    def numbers(text, *shape):
        return np.frombuffer(base64.b64decode(text), "<f2").astype(float).reshape(shape)

    x = z
    for layer in spec["layers"]:
        n_in, n_out = layer["in"], layer["out"]
        bias = numbers(layer["bias"], n_out)
        if layer["type"] == "linear":
            x = bias + numbers(layer["weight"], n_out, n_in) @ x
            x = x.reshape(layer["shape"])
        else:
            k, stride, padding = layer["kernel"], layer["stride"], layer["padding"]
            weight = numbers(layer["weight"], n_in, n_out, k, k)
            side = stride * (x.shape[1] - 1) - 2 * padding + k
            out = np.tile(bias[:, None, None], (1, side, side))
            for y, c, ky, kx in np.ndindex(x.shape[1], x.shape[2], k, k):
                Y, X = stride * y + ky - padding, stride * c + kx - padding
                if 0 <= Y < side and 0 <= X < side:
                    out[:, Y, X] += weight[:, :, ky, kx].T @ x[:, y, c]
            x = out
        x = {"relu": lambda a: a.clip(0), "tanh": np.tanh, "none": lambda a: a}[
            layer["activation"]
        ](x)
    return x


def test_the_docstring_describes_the_format(G, z):
    spec = export.to_layers(G)
    expected = export.from_layers(spec)(z)[2].numpy()
    assert np.abs(by_the_docstring(spec, z[2].numpy()) - expected).max() < 1e-5


def test_a_generator_of_points_fits_the_format_too():
    with seeded(0):
        net = mlp(3, 8, 2)
    z = torch.ones(1, 3)
    again = export.from_layers(export.to_layers(net))
    assert torch.allclose(again(z), net(z), atol=1e-2)
    assert again(z).shape == (1, 2)


def test_what_the_format_does_not_know_is_refused(G):
    with pytest.raises(ValueError, match="no layer like LeakyReLU"):
        export.to_layers(nn.Sequential(nn.Linear(2, 3), nn.LeakyReLU()))
    with pytest.raises(ValueError, match="must be generator-1, not 'x'"):
        export.from_layers({"format": "x"})
    skewed = nn.Sequential(*G[:4], nn.ConvTranspose2d(8, 1, (4, 2)))
    with pytest.raises(ValueError, match="square maps: kernel_size is 4 by 2"):
        export.to_layers(skewed)


def test_the_courses_generator_is_small_and_good():
    """Fréchet distance and shares against held-out digits; its own are 3.3 and .55."""
    assert len(gzip.compress(export.DIGITS.read_bytes())) < 150_000
    G = export.digits_generator()
    z = torch.randn(2000, 16, generator=torch.Generator().manual_seed(7))
    fake = features.features(G(z))
    real = features.features(features.split().held_out)
    assert metrics.frechet_distance(real, fake) < 4.5
    assert min(metrics.precision_recall(real[:2000], fake)) > 0.45
    assert json.loads(export.DIGITS.read_text()) == export.to_layers(G)

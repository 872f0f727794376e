"""A trained generator taken elsewhere: to ONNX, or to layers that a page can run.

The page's format is JSON. Batch normalisation is folded into the layer before it, and
numbers are kept in half precision, so that a generator of digits is about 150 kB of text
and 100 kB compressed::

    {"format": "generator-1",
     "z_dim": 16,
     "shape": [1, 28, 28],                    channels, height, width of an image
     "layers": [
       {"type": "linear", "in": 16, "out": 2352, "shape": [48, 7, 7],
        "activation": "relu", "weight": "...", "bias": "..."},
       {"type": "conv_transpose", "in": 48, "out": 24, "kernel": 4, "stride": 2,
        "padding": 1, "activation": "relu", "weight": "...", "bias": "..."},
       ...]}

Layers follow one another; each is an affine map and then an activation, "relu", "tanh" or
"none", entry by entry. ``weight`` and ``bias`` are base64 of little-endian IEEE half-
precision numbers in C order (last index fastest):

linear
    ``y[o] = bias[o] + sum_i weight[o, i] x[i]``; the ``out`` numbers are then read in C
    order as a map of ``shape`` (channels, height, width).
conv_transpose
    ``in`` and ``out`` count channels, ``weight`` is (in, out, kernel, kernel). With
    Y = stride y + ky - padding and X = stride x + kx - padding, the map begins at
    ``out[o, Y, X] = bias[o]``, and each input adds ``weight[i, o, ky, kx] in[i, y, x]``
    wherever (Y, X) lies in the map, whose sides are
    ``stride (side - 1) - 2 padding + kernel``.

Sums are to be taken in single precision or better. Pixels come out in [-1, 1], -1 is
paper.
"""

from __future__ import annotations

import base64
import copy
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

DIGITS = Path(__file__).parent / "files" / "digits_generator.json"
ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh}


def digits_generator() -> nn.Sequential:
    """The generator that the course's pages and widget share: (n, 16) -> (n, 1, 28, 28).

    Trained on the training part of the digits by ``tools/train_digits_generator.py``.
    """
    return from_layers(json.loads(DIGITS.read_text()))


@torch.no_grad()
def folded(G: nn.Sequential) -> nn.Sequential:
    """What G computes in evaluation mode, with batch normalisation in the layers before it.

    Parameters
    ----------
    G : linear and transposed convolutional layers, each perhaps with batch normalisation
        after it (or after an ``nn.Unflatten``)
    """
    layers: list[nn.Module] = []
    for layer in copy.deepcopy(G).cpu().eval():
        if isinstance(layer, _BatchNorm):
            into = next(m for m in reversed(layers) if hasattr(m, "weight"))
            _fold(layer, into)
        else:
            layers.append(layer)
    return nn.Sequential(*layers).requires_grad_(False)


def _fold(norm: _BatchNorm, into: nn.Linear | nn.ConvTranspose2d) -> None:
    """Scale and shift the outputs of a layer as the running statistics say."""
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    shift = norm.bias - scale * norm.running_mean
    if isinstance(
        into, nn.Linear
    ):  # its outputs are channels of a map, one after another
        places = into.out_features // norm.num_features
        scale, shift = (t.repeat_interleave(places) for t in (scale, shift))
        into.weight *= scale[:, None]
    else:
        into.weight *= scale[:, None, None]  # (in, out, kernel, kernel)
    bias = 0 if into.bias is None else scale * into.bias
    into.bias = nn.Parameter(bias + shift, requires_grad=False)


def to_layers(G: nn.Sequential) -> dict:
    """G in the page's format, ready for ``json.dumps``.

    Raises
    ------
    ValueError
        If G has a kind of layer that the format does not know.
    """
    layers: list[dict] = []
    for layer in folded(G):
        if isinstance(layer, nn.Linear):
            sizes = {"in": layer.in_features, "out": layer.out_features}
            sizes["shape"] = [layer.out_features]
            layers.append({"type": "linear", **sizes, **_numbers(layer)})
        elif isinstance(layer, nn.ConvTranspose2d):
            sizes = {"in": layer.in_channels, "out": layer.out_channels}
            names = {"kernel_size": "kernel", "stride": "stride", "padding": "padding"}
            sizes |= {name: _square(layer, of) for of, name in names.items()}
            layers.append({"type": "conv_transpose", **sizes, **_numbers(layer)})
        elif isinstance(layer, nn.Unflatten):
            layers[-1]["shape"] = list(layer.unflattened_size)
        elif type(layer) in ACTIVATIONS.values():
            (name,) = (n for n, kind in ACTIVATIONS.items() if type(layer) is kind)
            layers[-1]["activation"] = name
        else:
            raise ValueError(f"the format has no layer like {layer}")
    z_dim = layers[0]["in"]
    with torch.no_grad():
        shape = list(copy.deepcopy(G).cpu().eval()(torch.zeros(1, z_dim)).shape[1:])
    return {"format": "generator-1", "z_dim": z_dim, "shape": shape, "layers": layers}


def from_layers(spec: dict) -> nn.Sequential:
    """The generator that `to_layers` wrote, as a torch network.

    Raises
    ------
    ValueError
        If ``spec`` is in another format.
    """
    if spec.get("format") != "generator-1":
        raise ValueError(f"format must be generator-1, not {spec.get('format')!r}")
    layers: list[nn.Module] = []
    for entry in spec["layers"]:
        if entry["type"] == "linear":
            layers.append(_filled(nn.Linear(entry["in"], entry["out"]), entry))
            if len(entry["shape"]) > 1:
                layers.append(nn.Unflatten(1, tuple(entry["shape"])))
        else:
            sizes = [entry[k] for k in ("in", "out", "kernel", "stride", "padding")]
            layers.append(_filled(nn.ConvTranspose2d(*sizes), entry))
        if entry["activation"] != "none":
            layers.append(ACTIVATIONS[entry["activation"]]())
    return nn.Sequential(*layers).requires_grad_(False).eval()


def to_onnx(G: nn.Module, path: str | Path, *, z_dim: int) -> None:
    """Write G in evaluation mode as an ONNX model, "z" (n, z_dim) to "image", any n.

    Needs the packages onnx and onnxscript.
    """
    G = copy.deepcopy(G).cpu().eval()
    n = torch.export.Dim("n")
    torch.onnx.export(
        G,
        (torch.zeros(2, z_dim),),
        path,
        input_names=["z"],
        output_names=["image"],
        dynamic_shapes=({0: n},),
        dynamo=True,
        external_data=False,  # weights in the one file
        verbose=False,
    )


def _numbers(layer: nn.Module) -> dict:
    if layer.bias is None:
        out = layer.weight.shape[0 if isinstance(layer, nn.Linear) else 1]
        layer.bias = nn.Parameter(torch.zeros(out), requires_grad=False)
    pair = {"weight": _encoded(layer.weight), "bias": _encoded(layer.bias)}
    return {"activation": "none", **pair}


def _encoded(x: Tensor) -> str:
    return base64.b64encode(x.numpy().astype("<f2").tobytes()).decode("ascii")


def _filled(layer: nn.Module, entry: dict) -> nn.Module:
    with torch.no_grad():
        for name in ("weight", "bias"):
            numbers = np.frombuffer(base64.b64decode(entry[name]), dtype="<f2")
            target = getattr(layer, name)
            target.copy_(torch.from_numpy(numbers.astype(np.float32)).view_as(target))
    return layer


def _square(layer: nn.ConvTranspose2d, name: str) -> int:
    high, wide = getattr(layer, name)
    if high != wide:
        raise ValueError(f"the format has square maps: {name} is {high} by {wide}")
    return high

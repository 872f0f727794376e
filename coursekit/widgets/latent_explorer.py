"""LatentExplorer: a trained generator run in the page, and its latent space to walk in."""

from __future__ import annotations

import base64
import binascii
import json
from math import prod
from pathlib import Path

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

DIGITS = Path(__file__).parents[1] / "gan" / "files" / "digits_generator.json"
REACH = 3.0
LARGEST = 12.0
PANELS = ("plane", "entries", "near", "between")
PLANES = ("random", "entries")
RANGES = {"psi": (0, 2), "radius": (0, 8), "share": (0, 1), "turn": (0, 2**32 - 1)}
ACTIVATIONS = ("relu", "tanh", "none")


class LatentExplorer(Player, CourseWidget, bundle="latent_explorer"):
    """What a generator makes of z, while z is dragged, nudged, scaled and walked.

    It runs in the browser, with or without a kernel: the page holds the generator's
    weights and computes what `coursekit.gan.export.from_layers` does. Settings determine
    all that is shown.

    Parameters
    ----------
    generator : dict from `coursekit.gan.export.to_layers`, or a network that it takes; it
        must make images of 1 or 3 channels. By default the course's generator of digits.
        It cannot be changed later
    panel : "plane", "entries", "near" or "between", what stands beside the picture
    seed : int in [0, 2**32), of z, of the walk, and of A and B until they are kept
    z : z_dim floats in [-12, 12] where all begins, or none: drawn with ``seed``
    place : two floats in [-3, 3], how far z is moved along the plane's two directions
    plane : "random", two random directions at a right angle, or "entries"
    axes : two different ints in [1, z_dim], the entries that the plane "entries" varies
    turn : int in [0, 2**32), seed of random directions
    psi : float in [0, 2], by which z is multiplied before the generator gets it
    radius : float in [0, 8], distance of the neighbours
    a, b : z_dim floats, the ends of the paths, or none: drawn with ``seed``
    share : float in [0, 1], how far along the paths from A to B
    n : int in [0, 2000], the step of the walk shown; set it to go there
    speed : float in [1, 60], steps a second when playing
    playing : bool

    Attributes
    ----------
    now : dict, what is shown: ``z`` (z_dim,) as the generator gets it, its ``norm`` and
        the ``image`` (channels, height, width); empty until the widget is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> from coursekit.gan import export
    >>> from coursekit.gan.networks import dcgan_generator
    >>> explorer = LatentExplorer(dcgan_generator(8, size=16, width=4), psi=0.7)
    >>> explorer.generator["z_dim"]
    8
    """

    MAX_STEPS = 2000
    SPEEDS = (1, 60)

    generator = t.Dict().tag(sync=True)
    panel = t.Enum(PANELS, default_value="plane").tag(sync=True)
    z = t.List(t.Float()).tag(sync=True)
    place = t.List(t.Float(), [0.0, 0.0]).tag(sync=True)
    plane = t.Enum(PLANES, default_value="random").tag(sync=True)
    axes = t.List(t.Int(), [1, 2]).tag(sync=True)
    turn = t.Int(1).tag(sync=True)
    psi = t.Float(1.0).tag(sync=True)
    radius = t.Float(1.5).tag(sync=True)
    a = t.List(t.Float()).tag(sync=True)
    b = t.List(t.Float()).tag(sync=True)
    share = t.Float(0.5).tag(sync=True)
    speed = t.Float(8.0).tag(sync=True)
    _now = t.Dict().tag(sync=True)

    def __init__(self, generator=None, **settings):
        if generator is None:
            generator = json.loads(DIGITS.read_text())
        elif not isinstance(generator, dict):
            from coursekit.gan.export import to_layers

            generator = to_layers(generator)
        for name in {"z", "place", "a", "b"} & settings.keys():
            settings[name] = np.asarray(settings[name], dtype=float).tolist()
        super().__init__(generator=generator, **settings)

    @property
    def now(self) -> dict:
        """z as the generator gets it, its norm, and the image."""
        if not self._now:
            return {}
        z = np.array(self._now["z"], dtype=float)
        pixels = np.frombuffer(self._now["data"], dtype="<f4")
        image = pixels.reshape(self._now["shape"]).copy()
        return {"z": z, "norm": float(np.linalg.norm(z)), "image": image}

    @t.validate("generator")
    def _runs_in_the_page(self, proposal):
        if self.generator and self.generator != proposal.value:
            raise t.TraitError("another generator needs a LatentExplorer of its own")
        check(proposal.value)
        return proposal.value

    @t.validate("z", "a", "b")
    def _point(self, proposal):
        name, point, dim = proposal.trait.name, proposal.value, self.generator["z_dim"]
        fits = len(point) in (0, dim) and all(abs(v) <= LARGEST for v in point)
        if not fits:  # false for NaN too
            raise t.TraitError(
                f"{name} must be {dim} numbers from {-LARGEST:g} to {LARGEST:g}, "
                f"or none, got {point}"
            )
        return point

    @t.validate("place")
    def _in_the_plane(self, proposal):
        place = proposal.value
        if len(place) != 2 or not all(abs(value) <= REACH for value in place):
            raise t.TraitError(
                f"place must be two numbers from {-REACH:g} to {REACH:g}, got {place}"
            )
        return place

    @t.validate("axes")
    def _two_entries(self, proposal):
        axes, dim = proposal.value, self.generator["z_dim"]
        if len(axes) != 2 or axes[0] == axes[1] or not all(1 <= k <= dim for k in axes):
            raise t.TraitError(
                f"axes must be two different whole numbers from 1 to {dim}, got {axes}"
            )
        return axes

    @t.validate("psi", "radius", "share", "turn")
    def _in_range(self, proposal):
        return in_range(proposal, *RANGES[proposal.trait.name])


def check(generator: dict) -> None:
    """A TraitError that says what keeps the page from running this generator."""
    if generator.get("format") != "generator-1":
        raise t.TraitError(
            "generator must come from coursekit.gan.export.to_layers, with format "
            f"generator-1, got {generator.get('format')!r}"
        )
    if generator["z_dim"] < 2:
        raise t.TraitError(f"z_dim must be 2 or more, got {generator['z_dim']}")
    size = [generator["z_dim"]]
    for k, layer in enumerate(generator["layers"]):
        size = _size_after(layer, size, f"layer {k}")
    shape = list(generator["shape"])
    if size != shape or len(shape) != 3 or shape[0] not in (1, 3):
        raise t.TraitError(
            "generator must make images of 1 or 3 channels, (channels, height, width): "
            f"its shape is {shape} and its layers make {size}"
        )


def _size_after(layer: dict, size: list[int], name: str) -> list[int]:
    """What a layer makes of numbers or of a map of this size, if it fits."""
    if layer["activation"] not in ACTIVATIONS:
        raise t.TraitError(f"{name}: the activation must be one of {ACTIVATIONS}")
    n_in, n_out = layer["in"], layer["out"]
    if layer["type"] == "linear":
        known, after, n_weights = prod(size), list(layer["shape"]), n_in * n_out
        fits = prod(after) == n_out
    elif layer["type"] == "conv_transpose" and len(size) == 3:
        stride, padding, kernel = (layer[k] for k in ("stride", "padding", "kernel"))
        sides = [stride * (side - 1) - 2 * padding + kernel for side in size[1:]]
        known, after, n_weights = size[0], [n_out, *sides], n_in * n_out * kernel**2
        fits = min(sides) > 0
    else:
        raise t.TraitError(f"{name}: no layer {layer['type']!r} after size {size}")
    if n_in != known or not fits:
        raise t.TraitError(f"{name} takes {n_in} of {known} and makes {after}")
    counts = {"weight": n_weights, "bias": n_out}
    for part, count in counts.items():
        if _count(layer[part]) != count:
            raise t.TraitError(f"{name}: {part} must be {count} numbers in base64")
    return after


def _count(text: str) -> float:
    """How many numbers in half precision a base64 text holds; NaN if it is none."""
    try:
        return len(base64.b64decode(text, validate=True)) / 2
    except (binascii.Error, ValueError):
        return float("nan")

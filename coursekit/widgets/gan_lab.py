"""GANLab: a generator and a discriminator that train in the page, step by step."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range
from ._points import points

DATA = ("line", "gaussians", "ring", "blobs", "grid", "drawn")
LOSSES = ("non_saturating", "minimax", "least_squares", "hinge", "wasserstein")
PENALTIES = ("none", "clip", "gradient", "r1")
ACTIVATIONS = ("relu", "leaky_relu", "tanh")
NOISES = ("gaussian", "uniform")
OPTIMIZERS = ("adam", "sgd")
BATCHES = (32, 64, 128, 256, 512)
BETAS = (0.0, 0.5, 0.9)
LAYERS = ("real", "fakes", "verdict", "best", "manifold", "arrows", "path")
HALF = 1.6  # the plane goes from -HALF to HALF both ways
MAX_DRAWN = 300
RANGES = {
    "noise_dim": (1, 2),
    "layers_G": (0, 5),
    "layers_D": (0, 5),
    "width_G": (1, 100),
    "width_D": (1, 100),
    "strength": (0.001, 100),
    "k_D": (1, 10),
    "k_G": (1, 10),
    "lr_D": (0.0001, 1),
    "lr_G": (0.0001, 1),
}


class GANLab(Player, CourseWidget, bundle="gan_lab"):
    """The game of two networks in the plane, with what each of them sees.

    It runs in the browser, with or without a kernel. A step is ``k_D`` updates of D on
    fresh batches, then ``k_G`` of G. The networks are multilayer perceptrons; D returns a
    logit (or a critic's value). The game is determined by the settings and the seed.

    Parameters
    ----------
    data : "line", "gaussians", "ring", "blobs", "grid" or "drawn"
    points : (n, 2), at most 300 points in [-1.6, 1.6]^2, the centres of drawn data;
        given, ``data`` is "drawn"
    noise : "gaussian" or "uniform" on [-1, 1)
    noise_dim : 1 or 2
    layers_G, layers_D : int in [0, 5], hidden layers
    width_G, width_D : int in [1, 100], neurons a hidden layer
    activation : "relu", "leaky_relu" (slope .2) or "tanh"
    loss : "non_saturating", "minimax" (G's loss saturates), "least_squares", "hinge" or
        "wasserstein", as in `coursekit.gan.losses`
    penalty : "none", "clip" (every parameter of D to +-``strength``), "gradient"
        (``strength`` times the mean of (|grad D| - 1)^2) or "r1" (``strength`` / 2 times
        the mean of |grad D|^2 at real points)
    strength : float in [0.001, 100]
    k_D, k_G : int in [1, 10], updates of a player in a step
    optimizer : "adam" (betas ``beta1`` and .99) or "sgd"
    lr_D, lr_G : float in [0.0001, 1]
    beta1 : 0, 0.5 or 0.9
    batch : 32, 64, 128, 256 or 512
    compare : bool, whether a second game is played beside it
    other : dict of the second game's settings that differ (not data, points or seed)
    shown : list of "real", "fakes", "verdict", "best", "manifold", "arrows",
        "path"
    slow : bool, whether a step is shown in ten stages
    seed : int in [0, 2**32)
    n : int in [0, 20000], the step shown; set it to go there
    speed : float in [1, 200], steps a second when playing
    playing : bool

    Attributes
    ----------
    generator, discriminator : lists of (weight, bias), layer by layer, as torch's Linear
        has them; read-only, and None until the lab is on the screen
    samples : (2500, 2) fakes; read-only, None likewise
    measures : dict of "kl" and "js" (nats, on a grid), and for data with modes "modes",
        "quality", "reverse_kl" and "shares"; empty likewise
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> lab = GANLab(loss="wasserstein", penalty="gradient", k_D=3)
    >>> lab.step(100)
    >>> lab.n
    100
    """

    MAX_STEPS = 20_000
    SPEEDS = (1, 200)

    data = t.Enum(DATA, default_value="ring").tag(sync=True)
    points = t.List().tag(sync=True)
    noise = t.Enum(NOISES, default_value="gaussian").tag(sync=True)
    noise_dim = t.Int(2).tag(sync=True)
    layers_G = t.Int(2).tag(sync=True)
    width_G = t.Int(32).tag(sync=True)
    layers_D = t.Int(2).tag(sync=True)
    width_D = t.Int(32).tag(sync=True)
    activation = t.Enum(ACTIVATIONS, default_value="leaky_relu").tag(sync=True)
    loss = t.Enum(LOSSES, default_value="non_saturating").tag(sync=True)
    penalty = t.Enum(PENALTIES, default_value="none").tag(sync=True)
    strength = t.Float(1.0).tag(sync=True)
    k_D = t.Int(1).tag(sync=True)
    k_G = t.Int(1).tag(sync=True)
    optimizer = t.Enum(OPTIMIZERS, default_value="adam").tag(sync=True)
    lr_D = t.Float(0.002).tag(sync=True)
    lr_G = t.Float(0.002).tag(sync=True)
    beta1 = t.Enum(BETAS, default_value=0.5).tag(sync=True)
    batch = t.Enum(BATCHES, default_value=128).tag(sync=True)
    compare = t.Bool(False).tag(sync=True)
    other = t.List(t.Unicode()).tag(sync=True)
    shown = t.List(t.Enum(LAYERS), ["real", "fakes", "verdict", "arrows"]).tag(
        sync=True
    )
    slow = t.Bool(False).tag(sync=True)
    speed = t.Float(60.0).tag(sync=True)
    _fit = t.Dict().tag(sync=True)

    def __init__(self, **settings):
        if "points" in settings:
            settings["points"] = drawn(settings["points"])
            settings.setdefault("data", "drawn")
        if isinstance(settings.get("other"), dict):
            settings["other"] = [f"{k}={v}" for k, v in settings["other"].items()]
            settings.setdefault("compare", True)
        super().__init__(**settings)

    @property
    def generator(self) -> list | None:
        """Weights and biases of G's layers."""
        return self._parts()[0]

    @property
    def discriminator(self) -> list | None:
        """Weights and biases of D's layers."""
        return self._parts()[1]

    @property
    def samples(self) -> np.ndarray | None:
        """(2500, 2) fakes, of noise that is the same at every step."""
        return self._parts()[2]

    @property
    def measures(self) -> dict:
        """How near the samples are to the data."""
        return dict(self._fit.get("measures", {}))

    def _parts(self) -> tuple:
        if not self._fit:
            return None, None, None
        values = np.frombuffer(self._fit["data"], dtype="<f8")
        G, values = layers(values, self.noise_dim, self.layers_G, self.width_G, 2)
        D, values = layers(values, 2, self.layers_D, self.width_D, 1)
        return G, D, values.reshape(-1, 2).copy()

    @t.validate("points")
    def _in_the_plane(self, proposal):
        return drawn(proposal.value)

    @t.validate("other")
    def _differs(self, proposal):
        for entry in proposal.value:
            key, _, value = entry.partition("=")
            if key not in OTHER:
                raise t.TraitError(f"other may not differ in {key!r}, but in {OTHER}")
            check_entry(key, value)
        return proposal.value

    @t.validate(*RANGES)
    def _setting_in_range(self, proposal):
        return in_range(proposal, *RANGES[proposal.trait.name])


CHOICES = {
    "noise": NOISES,
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "penalty": PENALTIES,
    "optimizer": OPTIMIZERS,
    "beta1": BETAS,
    "batch": BATCHES,
}
OTHER = (*RANGES, *CHOICES)
FLOATS = ("strength", "lr_D", "lr_G")  # of the ranges; the rest are whole


def check_entry(key: str, value: str) -> None:
    """A TraitError unless the second game may have this setting."""
    try:
        if key in CHOICES:
            fits = type(CHOICES[key][0])(value) in CHOICES[key]
        else:
            low, high = RANGES[key]
            fits = low <= (float if key in FLOATS else int)(value) <= high
    except ValueError:
        fits = False
    if not fits:
        wanted = CHOICES.get(key) or RANGES[key]
        raise t.TraitError(f"{key} of other must be in {wanted}, got {value!r}")


def layers(values, inputs: int, hidden: int, width: int, outputs: int) -> tuple:
    """A network's (weight, bias) pairs from the front of ``values``, and the rest."""
    sizes = [inputs, *[width] * hidden, outputs]
    pairs = []
    for before, after in pairwise(sizes):
        weight, bias, values = np.split(values, [after * before, after * (before + 1)])
        pairs.append((weight.reshape(after, before), bias))
    return pairs, values


def drawn(values) -> list:
    """Points in the plane as nested lists, which travel to the browser."""
    array = points("points", values, most=MAX_DRAWN)
    if not (abs(array) <= HALF).all():  # false for NaN too
        raise t.TraitError(f"points must lie from -{HALF} to {HALF}")
    return array.tolist()

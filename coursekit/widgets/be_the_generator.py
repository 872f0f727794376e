"""BeTheGenerator: the reader's fakes against a discriminator trained anew at every move."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player

HALF = 1.6
MAX_FAKES = 12
DATA = ("blobs", "gaussians", "ring", "line")
LOSSES = ("non_saturating", "minimax")
HEAP = [[-0.2 + 0.2 * (k % 3), -0.2 + 0.2 * (k // 3)] for k in range(6)]


class BeTheGenerator(Player, CourseWidget, bundle="be_the_generator"):
    """A few fakes to drag, and a discriminator that gives its best reply at every move.

    It runs in the browser, with or without a kernel. The discriminator is logistic
    regression on Gaussian bumps with a ridge penalty: its best reply is unique, so that
    settings determine all that is shown. Steps of gradient descent on the generator's
    loss begin at ``fakes``.

    Parameters
    ----------
    data : "blobs", "gaussians", "ring" or "line", from which 60 real points are drawn
    fakes : 1 to 12 pairs of numbers in [-1.6, 1.6], where they begin
    loss : "non_saturating" or "minimax", which pushes the fakes
    hint : bool, whether the pushes are shown
    seed : int in [0, 2**32), of the real points
    n : int in [0, 1000], the step of descent shown; set it to go there
    speed : float in [1, 60], steps a second when playing
    playing : bool

    Attributes
    ----------
    now : dict, what is shown: ``fakes`` and ``real`` (lists of pairs), ``loss`` (of the
        discriminator) and ``trusted`` (its belief in each fake); empty until the widget
        is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> game = BeTheGenerator(fakes=[[0, 0], [1, 1]], data="gaussians")
    >>> game.step(5)
    >>> game.n
    5
    """

    MAX_STEPS = 1000
    SPEEDS = (1, 60)

    data = t.Enum(DATA, default_value="blobs").tag(sync=True)
    fakes = t.List(t.Float(), [value for point in HEAP for value in point]).tag(
        sync=True
    )
    loss = t.Enum(LOSSES, default_value="non_saturating").tag(sync=True)
    hint = t.Bool(False).tag(sync=True)
    speed = t.Float(15.0).tag(sync=True)
    _now = t.Dict().tag(sync=True)

    def __init__(self, **settings):
        if "fakes" in settings:
            settings["fakes"] = np.ravel(settings["fakes"]).astype(float).tolist()
        super().__init__(**settings)

    @property
    def now(self) -> dict:
        """Fakes, real points, loss of the discriminator and its belief in each fake."""
        return dict(self._now)

    @t.validate("fakes")
    def _pairs_in_the_plane(self, proposal):
        values = proposal.value
        fits = len(values) % 2 == 0 and 2 <= len(values) <= 2 * MAX_FAKES
        if not fits or not all(abs(value) <= HALF for value in values):
            raise t.TraitError(
                f"fakes must be 1 to {MAX_FAKES} pairs of numbers from {-HALF} to {HALF}, "
                f"got {values}"
            )
        return values

"""DiracGAN: the smallest adversarial game, its orbits, and the eigenvalues of its updates."""

from __future__ import annotations

import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

REACH = 2.5
RATES = (0.01, 1)
STRENGTH = (0.01, 4)
LOSSES = ("non_saturating", "minimax", "least_squares", "hinge", "wasserstein")
PENALTIES = ("none", "r1", "r2", "gradient", "clip")
UPDATES = ("simultaneous", "alternating")


class DiracGAN(Player, CourseWidget, bundle="dirac_gan"):
    """Two numbers play: a fake at ``theta``, and ``psi``, the slope of the discriminator.

    It runs in the browser, with or without a kernel, and shows the game of
    `coursekit.gan.theory.DiracGAN`: its field, an orbit, and the eigenvalues of an update
    at the point of rest. Settings determine all that is shown.

    Parameters
    ----------
    loss : "non_saturating", "minimax", "least_squares", "hinge" or "wasserstein"
    penalty : "none", "r1", "r2", "gradient" or "clip", on the discriminator
    strength : float in [0.01, 4]: gamma of R1 and R2, weight of the gradient penalty, or
        the bound to which psi is clipped
    lr : float in [0.01, 1], learning rate of both players
    updates : "alternating" (D first) or "simultaneous"
    start : two floats in [-2.5, 2.5], theta and psi
    n : int in [0, 5000], the update shown; set it to go there
    speed : float in [1, 200], updates a second when playing
    playing : bool

    Attributes
    ----------
    now : dict, what is shown: ``theta``, ``psi`` and ``eigenvalues``, two pairs of a real
        and an imaginary part or none; empty until the widget is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> game = DiracGAN(penalty="r1", strength=0.5)
    >>> game.step(10)
    >>> game.n
    10
    """

    MAX_STEPS = 5000
    SPEEDS = (1, 200)

    loss = t.Enum(LOSSES, default_value="non_saturating").tag(sync=True)
    penalty = t.Enum(PENALTIES, default_value="none").tag(sync=True)
    strength = t.Float(0.5).tag(sync=True)
    lr = t.Float(0.2).tag(sync=True)
    updates = t.Enum(UPDATES, default_value="alternating").tag(sync=True)
    start = t.List(t.Float(), [1.0, 0.5]).tag(sync=True)
    speed = t.Float(30.0).tag(sync=True)
    _now = t.Dict().tag(sync=True)

    def __init__(self, **settings):
        if "start" in settings:
            settings["start"] = [float(value) for value in settings["start"]]
        super().__init__(**settings)

    @property
    def now(self) -> dict:
        """Where both players are, and the eigenvalues of an update."""
        return dict(self._now)

    @t.validate("strength", "lr")
    def _in_range(self, proposal):
        return in_range(
            proposal, *{"strength": STRENGTH, "lr": RATES}[proposal.trait.name]
        )

    @t.validate("start")
    def _two_places(self, proposal):
        start = proposal.value
        if len(start) != 2 or not all(abs(value) <= REACH for value in start):
            raise t.TraitError(
                f"start must be two numbers from {-REACH} to {REACH}, got {start}"
            )
        return start

"""RejectionSampler: darts under an envelope, those under the target kept."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

TARGETS = ("bumps", "triangle", "moon", "posterior")
HEIGHTS = (0.1, 100)
CENTRES = (0, 1)
WIDTHS = (0.05, 1)


class RejectionSampler(Player, CourseWidget, bundle="rejection_sampler"):
    """Rejection sampling in one dimension, dart by dart, under an envelope to drag.

    It runs in the browser, with or without a kernel. A dart's luck is determined by the
    seed and its number alone: another envelope judges the same darts anew.

    Parameters
    ----------
    target : a density on [0, 1]: "bumps", 0.35 Beta(5, 17) + 0.65 Beta(16, 7);
        "triangle", with its top at 0.7; "moon", half an ellipse, Beta(3/2, 3/2);
        "posterior", Beta(8, 4), of a coin that showed 7 heads in 10 tosses
    proposal : "uniform" on [0, 1], or "normal"
    M : float in [0.1, 100], factor of the envelope M q; None, the default, for the lowest
        that covers the target, rounded up to thousandths
    centre : float in [0, 1], mean of the normal proposal
    width : float in [0.05, 1], its standard deviation
    seed : int in [0, 2**32)
    n : int in [0, 20000], the number of darts shown; set it to go there
    speed : float in [1, 2000], darts a second when playing
    playing : bool

    Attributes
    ----------
    draws : the accepted draws among the darts shown, once the widget is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> darts = RejectionSampler(target="posterior", M=2.5, seed=4)
    >>> darts.step(100)
    >>> darts.n
    100
    """

    MAX_STEPS = 20_000
    SPEEDS = (1, 2000)

    target = t.Enum(TARGETS, default_value="bumps").tag(sync=True)
    proposal = t.Enum(("uniform", "normal"), default_value="uniform").tag(sync=True)
    M = t.Float(None, allow_none=True).tag(sync=True)
    centre = t.Float(0.55).tag(sync=True)
    width = t.Float(0.3).tag(sync=True)
    speed = t.Float(20.0).tag(sync=True)
    _draws = t.Dict({"data": b""}).tag(sync=True)

    @property
    def draws(self) -> np.ndarray:
        """(accepted,) the draws kept so far, in order."""
        return np.frombuffer(self._draws["data"], dtype="<f8").copy()

    @t.validate("M", "centre", "width")
    def _shape_in_range(self, proposal):
        if proposal.value is None:
            return None
        ranges = {"M": HEIGHTS, "centre": CENTRES, "width": WIDTHS}
        return in_range(proposal, *ranges[proposal.trait.name])

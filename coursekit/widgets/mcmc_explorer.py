"""MCMCExplorer: random-walk Metropolis on the plane, to be watched, stopped and taken apart."""

from __future__ import annotations

import math

import numpy as np
import traitlets as t

from ._base import CourseWidget

TARGETS = ("normal", "banana", "donut", "three_modes", "funnel", "typed")
MAX_CHAINS = 8
MAX_DRAWS = 20_000
MAX_EXPRESSION = 200
FOUR_WELLS = "-((x^2 + y - 7)^2 + (x + y^2 - 7)^2) / 20"  # Himmelblau's function


class MCMCExplorer(CourseWidget, bundle="mcmc_explorer"):
    """Several random-walk Metropolis chains on a density in the plane.

    It runs in the browser, with or without a kernel. The draws are determined by the
    settings, so the same settings show the same draws. Every setting can be read and
    set from Python while the explorer is shown.

    Parameters
    ----------
    target : one of ``TARGETS``: a density of `coursekit.mcmc.targets`, or "typed"
    expression : str, at most 200 characters
        The log density of the typed target, in x and y, up to a constant: numbers,
        + - * / ^, brackets, pi, e, exp, log, sqrt, abs, sin, cos, tan, tanh, min, max,
        pow, hypot.
    scale : float in [0.02, 20], standard deviation of the proposed step
    chains : int in [1, 8]
    seed : int in [0, 2**32)
    starts : list of (x, y), where the first chains start; the others start at random
    window : (left, right, bottom, top), the part of the plane shown; () for the
        target's own
    n : int in [0, 20000], the draw shown; set it to go there
    speed : float in [1, 2000], steps a second when playing
    playing : bool

    Attributes
    ----------
    draws : (chains, n, 2), the draws shown, once the explorer is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range. A typed formula is read
        in the browser: what is wrong with it is shown there and in ``error``, and the
        explorer keeps its last good target and draws.

    Examples
    --------
    >>> explorer = MCMCExplorer(target="banana", scale=0.8, chains=4, seed=1)
    >>> explorer.step(500)
    >>> explorer.n
    500
    """

    target = t.Enum(TARGETS, default_value="banana").tag(sync=True)
    expression = t.Unicode(FOUR_WELLS).tag(sync=True)
    scale = t.Float(2.4).tag(sync=True)
    chains = t.Int(4).tag(sync=True)
    seed = t.Int(1).tag(sync=True)
    starts = t.List().tag(sync=True)
    window = t.List().tag(sync=True)
    n = t.Int(0).tag(sync=True)
    speed = t.Float(4.0).tag(sync=True)
    playing = t.Bool(False).tag(sync=True)
    error = t.Unicode("").tag(sync=True)
    _draws = t.Dict({"shape": [0, 0, 2], "data": b""}).tag(sync=True)

    @property
    def draws(self) -> np.ndarray:
        """(chains, n, 2) the draws shown; sent on every pause and once a second when playing."""
        data = np.frombuffer(self._draws["data"], dtype="<f8")
        return data.reshape(self._draws["shape"]).copy()

    def step(self, n: int = 1) -> None:
        """Go ``n`` draws on, at most to the last that is kept."""
        self.n = min(self.n + n, MAX_DRAWS)

    def play(self) -> None:
        """Let the chains run."""
        self.playing = True

    def pause(self) -> None:
        """Stop the chains where they are."""
        self.playing = False

    def reset(self) -> None:
        """Stop, and go back to the start. The same draws come again."""
        self.playing, self.n = False, 0

    @t.validate("scale", "speed", "chains", "seed", "n")
    def _in_range(self, proposal):
        low, high = {
            "scale": (0.02, 20),
            "speed": (1, 2000),
            "chains": (1, MAX_CHAINS),
            "seed": (0, 2**32 - 1),
            "n": (0, MAX_DRAWS),
        }[proposal.trait.name]
        if not low <= proposal.value <= high:  # false for NaN too
            raise t.TraitError(
                f"{proposal.trait.name} must be from {low} to {high}, got {proposal.value}"
            )
        return proposal.value

    @t.validate("expression")
    def _not_too_long(self, proposal):
        if len(proposal.value) > MAX_EXPRESSION:
            raise t.TraitError(
                f"expression must have at most {MAX_EXPRESSION} characters, "
                f"got {len(proposal.value)}"
            )
        return proposal.value

    @t.validate("starts")
    def _points(self, proposal):
        points = [_finite_numbers(point, 2) for point in proposal.value]
        if len(points) > MAX_CHAINS or None in points:
            raise t.TraitError(
                f"starts must be up to {MAX_CHAINS} points (x, y) of finite numbers, "
                f"got {proposal.value}"
            )
        return points

    @t.validate("window")
    def _rectangle(self, proposal):
        if not proposal.value:
            return []
        window = _finite_numbers(proposal.value, 4)
        if window is None or not (window[0] < window[1] and window[2] < window[3]):
            raise t.TraitError(
                "window must be (left, right, bottom, top) with left < right and bottom < top, "
                f"or empty; got {proposal.value}"
            )
        return window


def _finite_numbers(values, count: int) -> list[float] | None:
    """``values`` as a list of floats, or None if they are not ``count`` finite numbers."""
    try:
        numbers = [float(value) for value in values]
    except (TypeError, ValueError):
        return None
    return (
        numbers if len(numbers) == count and all(map(math.isfinite, numbers)) else None
    )

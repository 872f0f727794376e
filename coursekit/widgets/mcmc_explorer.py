"""MCMCExplorer: samplers on the plane, to be watched, stopped, compared and taken apart."""

from __future__ import annotations

import math

import numpy as np
import traitlets as t

from ._base import CourseWidget

TARGETS = (
    "normal",
    "banana",
    "donut",
    "three_modes",
    "funnel",
    "squiggle",
    "typed",
)
SAMPLERS = ("metropolis", "adaptive", "mala", "gibbs", "hmc", "hmc_dual", "nuts")
LAYERS = ("target", "samples", "histograms", "proposals", "ellipses", "momentum")
MAX_CHAINS = 8
MAX_DRAWS = 20_000
MAX_EXPRESSION = 200
FOUR_WELLS = "-((x^2 + y - 7)^2 + (x + y^2 - 7)^2) / 20"  # Himmelblau's function

RANGES = {
    "step_size": (0.01, 20),
    "compare_step_size": (0.01, 20),
    "n_leapfrog": (1, 100),
    "compare_n_leapfrog": (1, 100),
    "warmup": (0, MAX_DRAWS),
    "speed": (1, 2000),
    "chains": (1, MAX_CHAINS),
    "seed": (0, 2**32 - 1),
    "n": (0, MAX_DRAWS),
    "bins": (8, 120),
}


class MCMCExplorer(CourseWidget, bundle="mcmc_explorer"):
    """Several chains of a sampler on a density in the plane, alone or beside another's.

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
    sampler : one of ``SAMPLERS``
        "metropolis" (random walk), "adaptive" (Haario), "mala", "gibbs" (from tabulated
        conditionals), "hmc", "hmc_dual" (dual averaging tunes its step in the warm-up)
        or "nuts" (so does its).
    step_size : float in [0.01, 20] or None, the one that suits target and sampler
        Standard deviation of the proposed step, or length of a leapfrog step.
    n_leapfrog : int in [1, 100], leapfrog steps of a path of "hmc" and "hmc_dual"
    compare : one of ``SAMPLERS`` or "none"
        A second sampler, on the same target, from the same starts with the same seed.
    compare_step_size, compare_n_leapfrog : its settings
    warmup : int in [0, 20000], first draws that are marked and not counted
    chains : int in [1, 8]
    seed : int in [0, 2**32)
    starts : list of (x, y), where the first chains start; the others start at random
    window : (left, right, bottom, top), the part of the plane shown; () for the
        target's own
    n : int in [0, 20000], the draw shown; set it to go there
    speed : float in [1, 2000], steps a second when playing
    playing : bool
    bins : int in [8, 120], bars of a histogram over the width of the picture
    show : list of ``LAYERS``, what the picture shows
    tween : bool, whether single steps glide

    Attributes
    ----------
    draws : (chains, n, 2), the draws shown, once the explorer is on the screen
    compare_draws : (chains, n, 2), those of the second sampler; (0, 0, 2) without one
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range. A typed formula is read
        in the browser: what is wrong with it is shown there and in ``error``, and the
        explorer keeps its last good target and draws.

    Examples
    --------
    >>> explorer = MCMCExplorer(target="banana", sampler="nuts", compare="metropolis")
    >>> explorer.step(500)
    >>> explorer.n
    500
    """

    target = t.Enum(TARGETS, default_value="banana").tag(sync=True)
    expression = t.Unicode(FOUR_WELLS).tag(sync=True)
    sampler = t.Enum(SAMPLERS, default_value="metropolis").tag(sync=True)
    step_size = t.Float(None, allow_none=True).tag(sync=True)
    n_leapfrog = t.Int(10).tag(sync=True)
    compare = t.Enum(("none", *SAMPLERS), default_value="none").tag(sync=True)
    compare_step_size = t.Float(None, allow_none=True).tag(sync=True)
    compare_n_leapfrog = t.Int(10).tag(sync=True)
    warmup = t.Int(0).tag(sync=True)
    chains = t.Int(4).tag(sync=True)
    seed = t.Int(1).tag(sync=True)
    starts = t.List().tag(sync=True)
    window = t.List().tag(sync=True)
    n = t.Int(0).tag(sync=True)
    speed = t.Float(4.0).tag(sync=True)
    playing = t.Bool(False).tag(sync=True)
    bins = t.Int(48).tag(sync=True)
    show = t.List(t.Enum(LAYERS), default_value=LAYERS).tag(sync=True)
    tween = t.Bool(True).tag(sync=True)
    error = t.Unicode("").tag(sync=True)
    _draws = t.Dict({"shape": [0, 0, 2], "data": b""}).tag(sync=True)
    _compare_draws = t.Dict({"shape": [0, 0, 2], "data": b""}).tag(sync=True)

    @property
    def draws(self) -> np.ndarray:
        """(chains, n, 2) the draws shown; sent on every pause and once a second when playing."""
        return _unpacked(self._draws)

    @property
    def compare_draws(self) -> np.ndarray:
        """(chains, n, 2) the draws shown of the second sampler; (0, 0, 2) without one."""
        return _unpacked(self._compare_draws)

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

    @t.validate(*RANGES)
    def _in_range(self, proposal):
        low, high = RANGES[proposal.trait.name]
        value = proposal.value
        if value is not None and not low <= value <= high:  # false for NaN too
            raise t.TraitError(
                f"{proposal.trait.name} must be from {low} to {high}, got {value}"
            )
        return value

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


def _unpacked(draws: dict) -> np.ndarray:
    """The array that the browser sent as bytes with its shape."""
    return np.frombuffer(draws["data"], dtype="<f8").reshape(draws["shape"]).copy()


def _finite_numbers(values, count: int) -> list[float] | None:
    """``values`` as a list of floats, or None if they are not ``count`` finite numbers."""
    try:
        numbers = [float(value) for value in values]
    except (TypeError, ValueError):
        return None
    return (
        numbers if len(numbers) == count and all(map(math.isfinite, numbers)) else None
    )

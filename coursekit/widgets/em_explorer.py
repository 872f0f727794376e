"""EMExplorer: a Gaussian mixture fitted half-step by half-step, with the bound it climbs."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range
from ._points import points

MAX_K = 8
MAX_POINTS = 500
MAX_SIZE = 1e6
MAX_NAME = 40
MAX_ATTEMPTS = 200
COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")
STARTS = ("k-means++", "random", "hand")
SETUP = ("data", "names", "K", "start", "start_means")


class EMExplorer(Player, CourseWidget, bundle="em_explorer"):
    """EM for a mixture of Gaussians in the plane, one half-step after the other.

    It runs in the browser, with or without a kernel. Half-step 0 is the start: equal
    balls, of the size that the weak prior expects, about the means. Odd half-steps follow
    an E-step, even ones an M-step. The climb is determined by the settings.

    Parameters
    ----------
    data : (n, 2), at most 500 points; Old Faithful's eruptions by default
    names : two texts, of the axes
    label : str, what the list of data sets calls these
    K : int in [1, 8]
    covariance_type : "full", "tied", "diag" or "spherical"
    prior : "weak", `coursekit.em.gaussian_mixture.weak_prior`, or "none"
    start : "k-means++", "random" (points) or "hand" (``start_means``)
    start_means : (K, 2) in the units of the data; given, ``start`` is "hand"
    attempt : int in [0, 200), which of the seed's starts
    seed : int in [0, 2**32)
    n : int in [0, 2000], the half-step shown; set it to go there
    speed : float in [0.5, 100], half-steps a second when playing
    playing : bool

    Attributes
    ----------
    X : (n, 2) the points shown
    weights, means, covariances : the mixture shown, in the units of the data, shaped as
        those of `coursekit.em.gaussian_mixture.GaussianMixture`; read-only, and None
        until the explorer is on the screen, or if there are no points
    log_likelihood : float, of that mixture; None likewise
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> explorer = EMExplorer([[0, 0], [1, 1], [8, 9], [9, 8]], K=2, prior="weak")
    >>> explorer.step(2)  # one E-step, one M-step
    >>> explorer.n
    2
    """

    MAX_STEPS = 2000
    SPEEDS = (0.5, 100)

    data = t.List().tag(sync=True)
    names = t.List(t.Unicode(), ["x", "y"]).tag(sync=True)
    label = t.Unicode("").tag(sync=True)
    K = t.Int(2).tag(sync=True)
    covariance_type = t.Enum(COVARIANCE_TYPES, default_value="full").tag(sync=True)
    prior = t.Enum(("weak", "none"), default_value="weak").tag(sync=True)
    start = t.Enum(STARTS, default_value="k-means++").tag(sync=True)
    start_means = t.List().tag(sync=True)
    attempt = t.Int(0).tag(sync=True)
    speed = t.Float(2.0).tag(sync=True)
    _fit = t.Dict().tag(sync=True)

    def __init__(self, data=None, **settings):
        if data is None:
            from coursekit.datasets import faithful

            data = np.column_stack(faithful())
            settings.setdefault("label", "Old Faithful")
            settings.setdefault("names", ["eruption (minutes)", "wait (minutes)"])
        if "start_means" in settings:
            settings["start_means"] = pairs("start_means", settings["start_means"])
            settings.setdefault("start", "hand")
        super().__init__(data=pairs("data", data), **settings)

    @property
    def X(self) -> np.ndarray:
        """(n, 2) the points shown, also those that were clicked in."""
        return np.array(self.data, dtype=float).reshape(-1, 2)

    @property
    def weights(self) -> np.ndarray | None:
        """(K,) weights of the mixture shown."""
        return np.array(self._fit["weights"]) if self._fit else None

    @property
    def means(self) -> np.ndarray | None:
        """(K, 2) means of the mixture shown, in the units of the data."""
        return np.array(self._fit["means"]) if self._fit else None

    @property
    def covariances(self) -> np.ndarray | None:
        """Covariances of the mixture shown, shaped by their type."""
        if not self._fit:
            return None
        xx, xy, yy = np.array(self._fit["covariances"]).T
        full = np.stack([xx, xy, xy, yy], axis=1).reshape(-1, 2, 2)
        return {
            "full": full,
            "tied": full[0],
            "diag": np.stack([xx, yy], axis=1),
            "spherical": xx,
        }[self.covariance_type]

    @property
    def log_likelihood(self) -> float | None:
        """Log-likelihood of the mixture shown."""
        return self._fit["log_likelihood"] if self._fit else None

    @t.validate(*SETUP)
    def _fits_together(self, proposal):
        """The setting as it would be, checked beside the others."""
        setup = {name: getattr(self, name) for name in SETUP}
        setup[proposal.trait.name] = proposal.value
        for name in ("data", "start_means"):
            setup[name] = pairs(name, setup[name])
        check(**setup)
        return setup[proposal.trait.name]

    @t.validate("attempt")
    def _attempt_in_range(self, proposal):
        return in_range(proposal, 0, MAX_ATTEMPTS - 1)


def pairs(name: str, values) -> list:
    """Points in the plane as nested lists, which travel to the browser."""
    array = points(name, values)
    if not (abs(array) <= MAX_SIZE).all():  # false for NaN too
        raise t.TraitError(f"{name} must be finite, of size at most {MAX_SIZE:g}")
    return array.tolist()


def check(data, names, K, start, start_means):
    """A TraitError that names what does not fit."""
    if len(data) > MAX_POINTS:
        raise t.TraitError(f"data may be {MAX_POINTS} points at most, got {len(data)}")
    if len(names) != 2:
        raise t.TraitError(f"names must be 2, of the axes, got {len(names)}")
    for name in names:
        if len(name) > MAX_NAME or "," in name:
            raise t.TraitError(
                f"a name may have {MAX_NAME} characters, and no comma, got {name!r}"
            )
    if not 1 <= K <= MAX_K:
        raise t.TraitError(f"K must be from 1 to {MAX_K}, got {K}")
    if len(start_means) > MAX_K:
        raise t.TraitError(
            f"start_means may be {MAX_K} at most, got {len(start_means)}"
        )
    if start == "hand" and len(start_means) != K:
        raise t.TraitError(
            f"start_means must be {K} pairs, one for each component, "
            f"got {len(start_means)}"
        )

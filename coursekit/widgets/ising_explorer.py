"""IsingExplorer: the Ising model on a lattice, swept one site at a time or by clusters."""

from __future__ import annotations

import math

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

SIZES = (16, 32, 64, 128)
METHODS = ("gibbs", "clusters")
BETAS = (0.01, 1.0)
FIELDS = (-0.5, 0.5)
CRITICAL_BETA = math.log(1 + math.sqrt(2)) / 2  # Onsager (1944)


class IsingExplorer(Player, CourseWidget, bundle="ising_explorer"):
    """A square lattice of spins on a torus, and what it does at a temperature.

    It runs in the browser, with or without a kernel. From a reset on, the sweeps are
    determined by the settings; what is changed while it runs acts from then on.

    Parameters
    ----------
    beta : float in [0.01, 1], inverse temperature, coupling 1
    field : float in [-0.5, 0.5], h, in units of k T
    size : 16, 32, 64 or 128, sites a side
    method : "gibbs", sweeps of single sites on the checkerboard, or "clusters", those of
        Swendsen and Wang, which need a field of 0
    start : "hot", each spin a fair coin, or "cold", all spins up
    seed : int in [0, 2**32)
    n : int in [0, 100000], sweeps made; set it to go there, back meaning from the start
    speed : float in [1, 500], sweeps a second when playing
    playing : bool

    Attributes
    ----------
    spins : (size, size) int8 of -1 and 1, the lattice shown; set it to show another
    trace : (n + 1, 2) energy and magnetisation a site, at the start and after each sweep
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> explorer = IsingExplorer(size=32, beta=0.5, start="cold")
    >>> explorer.step(20)
    >>> explorer.n
    20
    """

    MAX_STEPS = 100_000
    SPEEDS = (1, 500)

    beta = t.Float(CRITICAL_BETA).tag(sync=True)
    field = t.Float(0.0).tag(sync=True)
    size = t.Enum(SIZES, default_value=64).tag(sync=True)
    method = t.Enum(METHODS, default_value="gibbs").tag(sync=True)
    start = t.Enum(("hot", "cold"), default_value="hot").tag(sync=True)
    speed = t.Float(20.0).tag(sync=True)
    _spins = t.Dict({"size": 0, "data": b""}).tag(sync=True)
    _trace = t.Dict({"data": b""}).tag(sync=True)

    @property
    def spins(self) -> np.ndarray:
        """(size, size) the lattice shown; sent on every pause and once a second when playing."""
        side = self._spins["size"]
        return np.frombuffer(self._spins["data"], dtype="i1").reshape(side, side).copy()

    @spins.setter
    def spins(self, spins):
        spins = np.asarray(spins)
        if spins.shape != (self.size, self.size) or not (abs(spins) == 1).all():
            raise t.TraitError(
                f"spins must be -1 or 1, of shape ({self.size}, {self.size}), "
                f"got shape {spins.shape}"
            )
        self._spins = {"size": self.size, "data": spins.astype("i1").tobytes()}

    @property
    def trace(self) -> np.ndarray:
        """(n + 1, 2) energy and magnetisation a site of the run shown."""
        return np.frombuffer(self._trace["data"], dtype="<f8").reshape(-1, 2).copy()

    @t.validate("beta")
    def _beta_in_range(self, proposal):
        return in_range(proposal, *BETAS)

    @t.validate("field", "method")
    def _field_fits_method(self, proposal):
        both = {"field": self.field, "method": self.method}
        both[proposal.trait.name] = proposal.value
        if not FIELDS[0] <= both["field"] <= FIELDS[1]:
            raise t.TraitError(
                f"field must be from {FIELDS[0]} to {FIELDS[1]}, got {both['field']}"
            )
        if both["method"] == "clusters" and both["field"] != 0:
            raise t.TraitError(f"clusters need a field of 0, got {both['field']}")
        return proposal.value

"""DiagnosticsExplorer: place chains by hand, and see what R-hat and ESS make of them."""

from __future__ import annotations

import math

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import in_range

CHAINS = 4
DRAWS = (100, 500, 2000)
RANGES = {
    "location": (-6, 6),
    "spread": (0.05, 4),
    "memory": (-0.9, 0.99),
    "drift": (-6, 6),
    "stuck": (0, 1),
    "stuck_at": (0, 1),
}


class DiagnosticsExplorer(CourseWidget, bundle="diagnostics_explorer"):
    """Four chains made to measure, and every convergence diagnostic of them at once.

    Each chain is an autoregression around a place, with a spread and a memory; it may
    drift and stand still for a while. The target that they should have sampled has two
    equal peaks, at -2 and 2 with standard deviation 1, so its mean is 0. There are four
    goals to reach, such as an R-hat below 1.01 with a mean that is off.

    It runs in the browser, with or without a kernel.

    Parameters
    ----------
    location : 4 floats in [-6, 6], centre of each chain
    spread : 4 floats in [0.05, 4], standard deviation around it
    memory : 4 floats in [-0.9, 0.99], autocorrelation at lag 1
    drift : 4 floats in [-6, 6], by how much the centre rises from first to last draw
    stuck : 4 floats in [0, 1], share of the draws during which the chain stands still
    stuck_at : 4 floats in [0, 1], when it does: 0 at the start, 1 at the end
    draws : 100, 500 or 2000, draws of each chain
    seed : int in [0, 2**32)
    chain : int from 1 to 4, the chain in hand

    Attributes
    ----------
    chains : (4, draws), the draws shown, once the explorer is on the screen
    reached : list of the goals reached so far: "blind", "alarm", "tails", "old"
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> explorer = DiagnosticsExplorer(location=[2, 2, 2, 2], seed=1)
    >>> explorer.spread
    [1.0, 1.0, 1.0, 1.0]
    """

    location = t.List([-2.0, 2.0, 2.0, 2.0]).tag(sync=True)
    spread = t.List([1.0] * CHAINS).tag(sync=True)
    memory = t.List([0.3] * CHAINS).tag(sync=True)
    drift = t.List([0.0] * CHAINS).tag(sync=True)
    stuck = t.List([0.0] * CHAINS).tag(sync=True)
    stuck_at = t.List([0.5] * CHAINS).tag(sync=True)
    draws = t.Enum(DRAWS, default_value=500).tag(sync=True)
    seed = t.Int(1).tag(sync=True)
    chain = t.Int(1).tag(sync=True)
    reached = t.List().tag(sync=True)
    error = t.Unicode("").tag(sync=True)
    _draws = t.Dict({"shape": [0, 0], "data": b""}).tag(sync=True)

    @property
    def chains(self) -> np.ndarray:
        """(4, draws): what the functions of `coursekit.mcmc.diagnostics` take."""
        data = np.frombuffer(self._draws["data"], dtype="<f8")
        return data.reshape(self._draws["shape"]).copy()

    @t.validate(*RANGES)
    def _a_number_for_each_chain(self, proposal):
        low, high = RANGES[proposal.trait.name]
        try:
            numbers = [float(value) for value in proposal.value]
        except (TypeError, ValueError):
            numbers = []
        if len(numbers) != CHAINS or not all(
            math.isfinite(value) and low <= value <= high for value in numbers
        ):
            raise t.TraitError(
                f"{proposal.trait.name} must be {CHAINS} numbers from {low} to {high}, "
                f"got {proposal.value}"
            )
        return numbers

    @t.validate("seed", "chain")
    def _whole_number_in_range(self, proposal):
        ranges = {"seed": (0, 2**32 - 1), "chain": (1, CHAINS)}
        return in_range(proposal, *ranges[proposal.trait.name])

"""MarkovChainExplorer: a chain on a few states, drawn, edited, walked on and judged."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player

MAX_STATES = 8
MAX_NAME = 12
MAX_RATE = 1000.0
VIEWS = ("walk", "law")
CHAIN = ("matrix", "continuous", "names", "positions", "start")
WEATHER = ((0.8, 0.2), (0.4, 0.6))


class MarkovChainExplorer(Player, CourseWidget, bundle="markov_chain_explorer"):
    """A Markov chain as a graph and as a matrix, both to be edited while it runs.

    It runs in the browser, with or without a kernel. The walk is determined by chain,
    start and seed. Everything can be read and set from Python while it is shown.

    Parameters
    ----------
    P : (n, n) transition matrix, 2 to 8 states; or
    Q : (n, n) rates, for a chain in continuous time
    names : n different texts of 1 to 12 characters without commas; numbers by default
    label : str, what the list of chains calls this one
    positions : n pairs of numbers from 0 to 1, shares of the picture's width and height
        (from above); empty for a circle
    start : int, the state at time 0
    view : "walk", one walk on the chain, or "law", the law mu P^n or mu exp(tQ) of a
        chain that starts there
    flows : bool, whether an arrow is as wide as the stationary flow pi[i] P[i, j]
    seed : int in [0, 2**32)
    n : int in [0, 20000], the step shown; set it to go there
    speed : float in [0.5, 1000], steps a second when playing
    playing : bool

    Attributes
    ----------
    matrix, continuous : the synced pair behind ``P`` and ``Q``
    walk : Path, states and times of the walk shown, once the explorer is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range, or the chain is none.

    Examples
    --------
    >>> explorer = MarkovChainExplorer(P=[[0.9, 0.1], [0.5, 0.5]], names=["dry", "wet"])
    >>> explorer.step(100)
    >>> explorer.Q = [[-2, 2], [1, -1]]
    >>> explorer.continuous
    True
    """

    MAX_STEPS = 20_000
    SPEEDS = (0.5, 1000)

    matrix = t.List().tag(sync=True)
    continuous = t.Bool(False).tag(sync=True)
    names = t.List(t.Unicode()).tag(sync=True)
    label = t.Unicode("").tag(sync=True)
    positions = t.List().tag(sync=True)
    start = t.Int(0).tag(sync=True)
    view = t.Enum(VIEWS, default_value="walk").tag(sync=True)
    flows = t.Bool(False).tag(sync=True)
    _walk = t.Dict({"states": [], "times": []}).tag(sync=True)

    def __init__(self, P=None, Q=None, names=None, **settings):
        if P is not None and Q is not None:
            raise t.TraitError("give P or Q, not both")
        settings.setdefault("continuous", Q is not None)
        if "matrix" not in settings:
            given = WEATHER if P is None and Q is None else P if Q is None else Q
            settings["matrix"] = to_lists(given)
        settings["names"] = (
            numbered(len(settings["matrix"])) if names is None else list(names)
        )
        super().__init__(**settings)

    @property
    def P(self) -> np.ndarray | None:
        """(n, n) transition matrix; None in continuous time."""
        return None if self.continuous else np.array(self.matrix)

    @P.setter
    def P(self, matrix):
        self._show(matrix, continuous=False)

    @property
    def Q(self) -> np.ndarray | None:
        """(n, n) rates; None in discrete time."""
        return np.array(self.matrix) if self.continuous else None

    @Q.setter
    def Q(self, matrix):
        self._show(matrix, continuous=True)

    @property
    def walk(self):
        """The walk shown, as a `coursekit.mcmc.jump_process.Path`: times and states."""
        from coursekit.mcmc.jump_process import Path

        states = np.array(self._walk["states"], dtype=int)
        return Path(np.array(self._walk["times"], dtype=float), states)

    def _show(self, matrix, continuous):
        """Take another chain, all in one message; a new size brings names and places."""
        matrix = to_lists(matrix)
        with self.hold_sync(), self.hold_trait_notifications():
            if len(matrix) != len(self.matrix):
                self.names, self.positions, self.start = numbered(len(matrix)), [], 0
            self.matrix, self.continuous = matrix, continuous

    @t.validate(*CHAIN)
    def _chain(self, proposal):
        """The chain as it would be, checked as a whole."""
        chain = {name: getattr(self, name) for name in CHAIN}
        chain[proposal.trait.name] = proposal.value
        try:
            return checked_chain(**chain)[proposal.trait.name]
        except ValueError as error:
            raise t.TraitError(str(error)) from None


def numbered(n: int) -> list[str]:
    """Names for states that have none."""
    return [str(state) for state in range(n)]


def to_lists(matrix) -> list:
    """A matrix as nested lists, which travel to the browser."""
    try:
        return np.asarray(matrix, dtype=float).tolist()
    except (TypeError, ValueError):
        raise t.TraitError(
            f"a matrix must be an array of numbers, got {matrix!r}"
        ) from None


def checked_chain(matrix, continuous, names, positions, start) -> dict:
    """The settings of a chain, or a ValueError that says what does not fit."""
    from coursekit.mcmc.jump_process import checked_rates
    from coursekit.mcmc.markov_chain import checked_matrix

    matrix = checked_rates(matrix) if continuous else checked_matrix(matrix)
    n = len(matrix)
    if not 2 <= n <= MAX_STATES:
        raise ValueError(f"a chain must have 2 to {MAX_STATES} states, got {n}")
    if matrix.max() > MAX_RATE:
        raise ValueError(f"a rate may be at most {MAX_RATE:g}, got {matrix.max():g}")
    if len(names) != n:
        raise ValueError(f"names must be {n}, one for each state, got {len(names)}")
    for name in names:
        if not name.strip() or len(name) > MAX_NAME or "," in name:
            raise ValueError(
                f"a name must have 1 to {MAX_NAME} characters, and no comma, got {name!r}"
            )
    if len(set(names)) < n:
        raise ValueError(f"no two states may have the same name, got {names}")
    places = np.array(positions, dtype=float)
    if places.size and places.shape != (n, 2):
        raise ValueError(f"positions must have shape ({n}, 2), got {places.shape}")
    if not ((places >= 0) & (places <= 1)).all():
        raise ValueError(f"positions must lie from 0 to 1, got {positions}")
    if not 0 <= start < n:
        raise ValueError(f"start must be a state from 0 to {n - 1}, got {start}")
    return {
        "matrix": matrix.tolist(),
        "continuous": continuous,
        "names": names,
        "positions": places.tolist(),
        "start": start,
    }

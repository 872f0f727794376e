"""CoinsExplorer: EM for two coins by hand, and the gap that is a divergence."""

from __future__ import annotations

import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

MAX_SETS = 10
TOSSES = (1, 100)
PROBABILITIES = (0.001, 0.999)
MAX_MOVES = 200
DO_AND_BATZOGLOU = (5, 9, 8, 4, 7)
LISTS = ("heads", "p", "q")


class CoinsExplorer(Player, CourseWidget, bundle="coins_explorer"):
    """Sets of tosses of two coins: half-steps of EM made by hand, one after the other.

    It runs in the browser, with or without a kernel. From a start (``p``, ``weight`` and
    ``q``) half-steps lead on: E moves q to the posterior, M moves theta to the weighted
    shares. What the reader drags becomes a new start. Settings determine all that is
    shown.

    Parameters
    ----------
    heads : 1 to 10 ints, heads in each set; those of Do and Batzoglou (2008) by default
    tosses : int in [1, 100], tosses of a set
    p : two floats in [0.001, 0.999], probability of heads of coins A and B at the start
    weight : float in [0.001, 0.999], probability that a set is tossed with coin A
    estimate : bool, whether an M-step estimates that too
    q : one float in [0, 1] for each set, coin A's share of it at the start; 1/2 by default
        and after a change of the number of sets
    moves : text of at most 200 letters E and M, the first half-steps; after them E and M
        take turns
    coin : "A" or "B", whose probability the curves run over
    n : int in [0, 2000], the half-step shown; set it to go there
    speed : float in [0.5, 50], half-steps a second when playing
    playing : bool

    Attributes
    ----------
    now : dict, what is shown: ``p``, ``weight``, ``q``, ``log_likelihood``, ``bound`` and
        ``gap``; empty until the explorer is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> coins = CoinsExplorer(p=[0.6, 0.5])
    >>> coins.step(2)  # one E-step, one M-step
    >>> coins.n
    2
    """

    MAX_STEPS = 2000
    SPEEDS = (0.5, 50)

    heads = t.List(t.Int(), list(DO_AND_BATZOGLOU)).tag(sync=True)
    tosses = t.Int(10).tag(sync=True)
    p = t.List(t.Float(), [0.6, 0.5]).tag(sync=True)
    weight = t.Float(0.5).tag(sync=True)
    estimate = t.Bool(False).tag(sync=True)
    q = t.List(t.Float()).tag(sync=True)
    moves = t.Unicode("").tag(sync=True)
    coin = t.Enum(("A", "B"), default_value="A").tag(sync=True)
    speed = t.Float(1.0).tag(sync=True)
    _now = t.Dict().tag(sync=True)

    def __init__(self, **settings):
        for name in LISTS:
            if name in settings:
                settings[name] = to_list(name, settings[name])
        settings.setdefault("q", [0.5] * len(settings.get("heads") or DO_AND_BATZOGLOU))
        super().__init__(**settings)

    @property
    def now(self) -> dict:
        """Parameters, responsibilities, log-likelihood, bound and gap shown."""
        return dict(self._now)

    @t.validate("heads", "tosses")
    def _counts(self, proposal):
        heads, tosses = self.heads, self.tosses
        if proposal.trait.name == "tosses":
            tosses = in_range(proposal, *TOSSES)
        else:
            heads = proposal.value
            if not 1 <= len(heads) <= MAX_SETS:
                raise t.TraitError(f"heads must be 1 to {MAX_SETS}, got {len(heads)}")
        if not all(0 <= count <= tosses for count in heads):
            raise t.TraitError(
                f"heads must be from 0 to the {tosses} tosses, got {heads}"
            )
        return proposal.value

    @t.observe("heads")
    def _new_sets(self, change):
        if len(self.q) != len(self.heads):
            self.q = [0.5] * len(self.heads)

    @t.validate("p", "q")
    def _probabilities(self, proposal):
        name, values = proposal.trait.name, proposal.value
        (low, high), size = (PROBABILITIES, 2) if name == "p" else ((0, 1), None)
        size = len(self.heads) if size is None else size
        if len(values) != size or not all(low <= value <= high for value in values):
            raise t.TraitError(
                f"{name} must be {size} numbers from {low} to {high}, got {values}"
            )
        return values

    @t.validate("weight")
    def _weight(self, proposal):
        return in_range(proposal, *PROBABILITIES)

    @t.validate("moves")
    def _letters(self, proposal):
        if len(proposal.value) > MAX_MOVES or set(proposal.value) - {"E", "M"}:
            raise t.TraitError(
                f"moves must be at most {MAX_MOVES} letters E and M, "
                f"got {proposal.value!r}"
            )
        return proposal.value


def to_list(name: str, values) -> list:
    """An array or other sequence as a list of plain numbers, which travel."""
    try:
        return [getattr(value, "item", lambda value=value: value)() for value in values]
    except TypeError:
        raise t.TraitError(
            f"{name} must be a list of numbers, got {values!r}"
        ) from None

"""CoinFlips: three truths from the same flips (share, count, time in the lead); guess first."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

PROBABILITIES = (0.01, 0.99)
FLIPS = (20, 5000)
RUNS = (1, 1000)
TRENDS = ("shrinks", "stays", "grows")
GUESSES = (TRENDS, TRENDS, ("half", "anywhere", "ends"))


class CoinFlips(Player, CourseWidget, bundle="coin_flips"):
    """Many runs of coin flips: share of heads, count of heads, time in the lead.

    The reader is asked for three guesses before the coins fall. It runs in the browser,
    with or without a kernel. A run is determined by the seed and its number: it keeps its
    luck when there are more runs or more flips, and when the coin changes.

    Parameters
    ----------
    p : float in [0.01, 0.99], probability of heads
    flips : int in [20, 5000], flips of a run
    runs : int in [1, 1000]
    run : int from 1 to ``runs``, the run that is drawn thick and read out
    interval : "wilson" or "wald", the 95 % interval of the share
    guesses : three answers, "" for none: does the distance of the share from p, and that
        of the count from n p, "shrinks", "stays" or "grows"; do heads lead about "half"
        of the time in most runs, for "anywhere" alike, or at the "ends"
    revealed : bool, whether the runs are shown; true once a flip is
    seed : int in [0, 2**32)
    n : int in [0, flips], the flip shown
    speed : float in [1, 2000], flips a second when playing
    playing : bool

    Attributes
    ----------
    heads : (runs, flips) bool, the flips of every run, once the widget is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> coins = CoinFlips(p=0.5, flips=1000, runs=200, seed=4)
    >>> coins.step(1000)
    >>> coins.n
    1000
    """

    MAX_STEPS = FLIPS[1]
    SPEEDS = (1, 2000)

    p = t.Float(0.5).tag(sync=True)
    flips = t.Int(1000).tag(sync=True)
    runs = t.Int(200).tag(sync=True)
    run = t.Int(1).tag(sync=True)
    interval = t.Enum(("wilson", "wald"), default_value="wilson").tag(sync=True)
    guesses = t.List(["", "", ""]).tag(sync=True)
    revealed = t.Bool(False).tag(sync=True)
    speed = t.Float(200.0).tag(sync=True)
    _heads = t.Dict({"shape": [0, 0], "data": b""}).tag(sync=True)

    @property
    def heads(self) -> np.ndarray:
        """(runs, flips) bool: what `coursekit.mcmc.monte_carlo.three_truths` takes."""
        runs, flips = self._heads["shape"]
        packed = np.frombuffer(self._heads["data"], dtype=np.uint8)
        bits = np.unpackbits(packed, count=runs * flips, bitorder="little")
        return bits.reshape(runs, flips).astype(bool)

    @t.validate("p", "flips", "runs", "run")
    def _setting_in_range(self, proposal):
        ranges = {"p": PROBABILITIES, "flips": FLIPS, "runs": RUNS, "run": RUNS}
        return in_range(proposal, *ranges[proposal.trait.name])

    @t.validate("guesses")
    def _known_answers(self, proposal):
        guesses = list(proposal.value)
        known = len(guesses) == len(GUESSES) and all(
            guess in ("", *answers)
            for guess, answers in zip(guesses, GUESSES, strict=True)
        )
        if not known:
            raise t.TraitError(
                f"guesses must be one of {GUESSES[0]}, of {GUESSES[1]} and of "
                f"{GUESSES[2]}, or '' for none; got {guesses}"
            )
        return guesses

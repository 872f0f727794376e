"""What the widgets that play have in common."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t


class Player(t.HasTraits):
    """Traits and methods of a widget that makes steps and can show them again.

    A subclass names the last step that it keeps, ``MAX_STEPS``, and the lowest and the
    highest ``SPEEDS`` in steps a second.
    """

    MAX_STEPS: ClassVar[int]
    SPEEDS: ClassVar[tuple[float, float]]

    seed = t.Int(1).tag(sync=True)
    n = t.Int(0).tag(sync=True)
    speed = t.Float(4.0).tag(sync=True)
    playing = t.Bool(False).tag(sync=True)
    error = t.Unicode("").tag(sync=True)

    def step(self, n: int = 1) -> None:
        """Go ``n`` steps on, at most to the last that is kept."""
        self.n = min(self.n + n, self.MAX_STEPS)

    def play(self) -> None:
        """Let it run."""
        self.playing = True

    def pause(self) -> None:
        """Stop where it is."""
        self.playing = False

    def reset(self) -> None:
        """Stop, and go back to the start."""
        self.playing, self.n = False, 0

    @t.validate("seed", "n", "speed")
    def _number_in_range(self, proposal):
        ranges = {
            "seed": (0, 2**32 - 1),
            "n": (0, self.MAX_STEPS),
            "speed": self.SPEEDS,
        }
        return in_range(proposal, *ranges[proposal.trait.name])


def in_range(proposal, low: float, high: float):
    """The proposed value of a trait, refused unless it lies from ``low`` to ``high``."""
    if not low <= proposal.value <= high:  # false for NaN too
        raise t.TraitError(
            f"{proposal.trait.name} must be from {low} to {high}, got {proposal.value}"
        )
    return proposal.value

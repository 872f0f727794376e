"""Clouds of points with many modes, on which a collapse can be counted.

The ring and the grid of VEEGAN (Srivastava et al. 2017) and PacGAN (Lin et al. 2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from .runtime import integers, normal


@dataclass(frozen=True)
class Modes:
    """Equal round normal clouds about given places.

    Attributes
    ----------
    centres : (K, 2)
    sd : standard deviation of each cloud, in every direction
    """

    centres: Tensor
    sd: float

    def sample(self, n: int, *, generator: torch.Generator) -> Tensor:
        """Points, shape (n, 2)."""
        which = integers(n, len(self.centres), generator=generator)
        eps = normal(n, 2, generator=generator)
        return self.centres.to(which.device)[which] + self.sd * eps

    @property
    def scale(self) -> float:
        """Root of the mean variance of a coordinate: dividing by it makes the data unit."""
        spread = self.centres.var(0, correction=0).mean()
        return math.sqrt(spread + self.sd**2)


def ring(n_modes: int = 8, radius: float = 1.0, sd: float = 0.01) -> Modes:
    """Clouds at equal distances on a circle."""
    angle = 2 * math.pi * torch.arange(n_modes) / n_modes
    return Modes(radius * torch.stack([angle.cos(), angle.sin()], 1), sd)


def grid(side: int = 5, spacing: float = 2.0, sd: float = 0.05) -> Modes:
    """side x side clouds on a square grid about the origin."""
    places = spacing * (torch.arange(side) - (side - 1) / 2)
    return Modes(torch.cartesian_prod(places, places), sd)

"""Games for points in the plane: one set up as usual, one set up so that it holds.

Both know nothing of the modes: the data are only centred and divided by one number.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from .networks import FourierFeatures, Packed, mlp, seeded
from .train import Game, cosine

WIDTH = 128  # hidden units of each of the three layers, in both networks
N_DATA = 100_000  # training points of the protocol of VEEGAN and PacGAN
BATCH_SIZE = 256


class Unit(NamedTuple):
    """Centre of the data, and one length for all directions.

    Attributes
    ----------
    mean : (dim,)
    sd : (), root of the mean variance of a coordinate
    """

    mean: Tensor
    sd: Tensor

    @classmethod
    def of(cls, x: Tensor) -> Unit:
        """The unit in which ``x``, (n, dim), has mean 0 and mean variance 1."""
        mean = x.mean(0)
        return cls(mean, (x - mean).square().mean().sqrt())

    def into(self, x: Tensor) -> Tensor:
        """Data in this unit, (n, dim)."""
        return (x - self.mean) / self.sd

    def out_of(self, x: Tensor) -> Tensor:
        """Samples in the unit of the data, (n, dim)."""
        return self.mean + self.sd * x


def plain_game(seed: int, **rules) -> Game:
    """Two networks of one size, with the rates and moments of Radford et al. (2016).

    Parameters
    ----------
    seed : of the weights and of all that is drawn in training
    **rules : fields of `Game` to set otherwise
    """
    with seeded(seed):
        G = mlp(2, WIDTH, WIDTH, WIDTH, 2)
        D = mlp(2, WIDTH, WIDTH, WIDTH, 1)
    usual = {"lr_g": 2e-4, "lr_d": 2e-4, "betas": (0.5, 0.999)}
    generator = torch.Generator().manual_seed(seed)
    return Game(G, D, 2, generator, **(usual | rules))


def steady_game(
    seed: int, n_steps: int, *, n_features: int = 32, pack: int = 1, **rules
) -> Game:
    """The recipe: waves of the noise for G, a slow D, no momentum, rates that fall to 0.

    Parameters
    ----------
    seed : of the weights and of all that is drawn in training
    n_steps : length of the whole game
    n_features : mixtures of the noise whose sine and cosine G sees; 0 for none
    pack : how many samples D judges at a time, as in PacGAN (Lin et al. 2018)
    **rules : fields of `Game` to set otherwise
    """
    with seeded(seed):
        waves = [FourierFeatures(2, n_features)] if n_features else []
        G = nn.Sequential(*waves, mlp(2 + 2 * n_features, WIDTH, WIDTH, WIDTH, 2))
        D = mlp(2 * pack, WIDTH, WIDTH, WIDTH, 1)
    D = Packed(D, pack) if pack > 1 else D
    recipe = {"lr_g": 2e-3, "lr_d": 4e-4, "schedule": cosine, "n_steps": n_steps}
    generator = torch.Generator().manual_seed(seed)
    return Game(G, D, 2, generator, **(recipe | rules))

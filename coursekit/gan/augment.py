"""Augmentation that the gradient passes through, for few data (Zhao et al. 2020).

Both real and fake images are shifted and holed before D sees them, in both players'
steps, so that G is never asked to draw shifted or holed images.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import pad

from .runtime import integers


def translate(x: Tensor, share: float = 0.125, *, generator: torch.Generator) -> Tensor:
    """Each image moved by up to ``share`` of its size, zeros coming in.

    Parameters
    ----------
    x : (n, channels, height, width)
    share : largest shift as a share of the side, in [0, 1]

    Returns
    -------
    (n, channels, height, width)

    Raises
    ------
    ValueError
        If x is not a batch of images, or share is outside [0, 1].
    """
    n, channels, height, width = _sizes(x, share)
    reach_y, reach_x = round(height * share), round(width * share)
    padded = pad(x, (reach_x, reach_x, reach_y, reach_y))
    top = integers(n, 2 * reach_y + 1, generator=generator)
    left = integers(n, 2 * reach_x + 1, generator=generator)
    rows = top[:, None, None] + torch.arange(height, device=x.device)[:, None]
    columns = left[:, None, None] + torch.arange(width, device=x.device)
    pixels = (rows * padded.shape[3] + columns).view(n, 1, -1).expand(-1, channels, -1)
    return padded.flatten(2).gather(2, pixels).view(n, channels, height, width)


def cutout(x: Tensor, share: float = 0.5, *, generator: torch.Generator) -> Tensor:
    """Each image with a square hole of ``share`` of its side set to zero.

    Parameters
    ----------
    x : (n, channels, height, width)
    share : side of the hole as a share of the image's, in [0, 1]

    Returns
    -------
    (n, channels, height, width)

    Raises
    ------
    ValueError
        If x is not a batch of images, or share is outside [0, 1].
    """
    n, _, height, width = _sizes(x, share)
    hole_y, hole_x = round(height * share), round(width * share)
    top = integers(n, height - hole_y + 1, generator=generator)
    left = integers(n, width - hole_x + 1, generator=generator)
    y = torch.arange(height, device=x.device) - top[:, None]
    column = torch.arange(width, device=x.device) - left[:, None]
    inside_y, inside_x = (y >= 0) & (y < hole_y), (column >= 0) & (column < hole_x)
    hole = inside_y[:, None, :, None] & inside_x[:, None, None, :]
    return x.masked_fill(hole, 0.0)


def _sizes(x: Tensor, share: float) -> torch.Size:
    """The shape of a batch of images, where it is one and ``share`` is a share."""
    if x.dim() != 4:
        raise ValueError(
            f"x must be images, (n, channels, height, width), not {(*x.shape,)}"
        )
    if not 0 <= share <= 1:
        raise ValueError(f"share must be in [0, 1], not {share}")
    return x.shape


def chain(*augmentations: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """One augmentation that applies several in turn."""

    def augment(x, *, generator):
        for one in augmentations:
            x = one(x, generator=generator)
        return x

    return augment

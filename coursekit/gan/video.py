"""Clips of a moving digit, and what can be measured in a clip.

A clip is (T, 28, 28) in [-1, 1]: a digit of half its usual size that moves in a straight
line and never leaves the picture. Stacked as channels, a clip is one image to a
convolutional network, so the networks are those for images with T channels.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import adaptive_avg_pool2d, interpolate, pad

from .runtime import integers, uniform

N_FRAMES = 8
SIDE, DIGIT = 28, 16  # pixels of a frame and of the digit in it


def moving_digits(
    images: Tensor, labels: Tensor, n: int, *, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Clips of digits, each from a random place to a random place at constant speed.

    Parameters
    ----------
    images : (m, 1, 28, 28) in [-1, 1]
    labels : (m,)
    n : number of clips

    Returns
    -------
    (n, 8, 28, 28) clips and (n,) labels
    """
    which = integers(n, len(images), generator=generator)
    small = adaptive_avg_pool2d(images[which], DIGIT)
    ends = uniform(n, 2, 2, generator=generator)  # (n, end, axis), in [0, 1)
    t = torch.linspace(0, 1, N_FRAMES, device=ends.device)[:, None]
    path = ends[:, :1] * (1 - t) + ends[:, 1:] * t
    return moved(small, path), labels[which]


def moved(digits: Tensor, path: Tensor) -> Tensor:
    """A digit put at the places of a path, between pixels where need be.

    Parameters
    ----------
    digits : (n, 1, 16, 16) in [-1, 1]
    path : (n, T, 2), top and left edge of the digit, 0 and 1 the ends of its range

    Returns
    -------
    (n, T, 28, 28) in [-1, 1]
    """
    pixel = torch.arange(SIDE, device=path.device)[:, None]
    own = torch.arange(DIGIT, device=path.device)
    corner = (SIDE - DIGIT) * path[..., None, None]  # (n, T, 2, 1, 1), in pixels
    # The digit's row a falls on the two rows next to corner + a, shared by nearness.
    weight = (1 - (pixel - own - corner).abs()).clamp_min(0)  # (n, T, 2, 28, 16)
    rows, columns = weight.unbind(2)
    ink = digits + 1  # paper is 0
    return rows @ ink @ columns.mT - 1


def centres(clips: Tensor) -> Tensor:
    """Centre of the ink in each frame, (n, T, 28, 28) -> (n, T, 2) rows and columns."""
    ink = (clips + 1).clamp_min(0) + 1e-9
    place = torch.arange(ink.shape[-1], device=ink.device, dtype=ink.dtype)
    total = ink.sum((2, 3))
    y = (ink.sum(3) * place).sum(2) / total
    x = (ink.sum(2) * place).sum(2) / total
    return torch.stack([y, x], 2)


def off_the_line(clips: Tensor) -> Tensor:
    """How far the centres stray from motion at constant speed, in pixels, (n,).

    The root mean square distance from the straight line, in place and time, that fits
    them best.
    """
    path = centres(clips)
    n_frames = path.shape[1]
    t = torch.linspace(-1, 1, n_frames, device=path.device, dtype=path.dtype)
    path = path - path.mean(1, keepdim=True)
    slope = (t[:, None] * path).sum(1, keepdim=True) / t.square().sum()
    return (path - slope * t[:, None]).square().sum(2).mean(1).sqrt()


def digits_of(clips: Tensor) -> Tensor:
    """The digit of each frame, cut out about its centre and at its usual size.

    Parameters
    ----------
    clips : (n, T, 28, 28)

    Returns
    -------
    (n T, 1, 28, 28) in [-1, 1], frames of one clip following one another
    """
    frames = clips.flatten(0, 1)
    corner = centres(clips).flatten(0, 1).round().long() - DIGIT // 2 + DIGIT
    padded = pad(frames, [DIGIT] * 4, value=-1.0)  # a digit at the edge is paper beyond
    y = corner[:, 0, None, None] + torch.arange(DIGIT)[:, None]
    x = corner[:, 1, None, None] + torch.arange(DIGIT)
    cut = padded[torch.arange(len(frames))[:, None, None], y, x]
    return interpolate(cut[:, None], 28, mode="bicubic")

"""Scores of strangeness that a game leaves behind: what D says, and what G cannot draw.

A high score is a strange image. Neither score is a density: one asks the discriminator,
which knows the data and its own fakes; the other asks how near the generator comes.

References
----------
.. [1] Schlegl, Seebock, Waldstein, Schmidt-Erfurth and Langs (2017). Unsupervised anomaly
   detection with generative adversarial networks to guide marker discovery. IPMI.
.. [2] Zhu, Krahenbuhl, Shechtman and Efros (2016). Generative visual manipulation on the
   natural image manifold. ECCV.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from .train import samples


def disbelief(D: nn.Module, x: Tensor) -> Tensor:
    """Minus the discriminator's logit: (n, ...) -> (n,), high where D would say fake."""
    return -samples(D, x)


class Found(NamedTuple):
    """Where a search for images among a generator's ended.

    Attributes
    ----------
    z : (n, z_dim)
    image : (n, channels, height, width), G(z)
    error : (n,) mean squared difference over the pixels that were known
    """

    z: Tensor
    image: Tensor
    error: Tensor


def search(
    G: nn.Module,
    x: Tensor,
    start: Tensor,
    *,
    known: Tensor | None = None,
    n_steps: int = 60,
    lr: float = 0.1,
    pull: float = 1e-3,
) -> Found:
    """The z whose image is nearest to each x, by gradient descent ([1]_, eq. 1; [2]_).

    Minimises, image by image, the mean of (G(z) - x)^2 over known pixels plus
    ``pull`` |z|^2 / z_dim, which keeps z where the generator has seen noise. Adam, its
    rate falling to 0 along a cosine. The end depends on the start: see `nearest_start`.

    Parameters
    ----------
    G : (n, z_dim) -> (n, channels, height, width); its weights stay as they are
    x : (n, channels, height, width) in [-1, 1]
    start : (n, z_dim)
    known : (height, width) bool, which pixels count; all if not given
    n_steps, lr, pull : of the descent

    Raises
    ------
    ValueError
        If there is not a start for each image, or no pixel is known.
    """
    if len(start) != len(x):
        raise ValueError(f"a start for each image: {len(start)} for {len(x)} images")
    weight = _weights(x, known)
    z = start.clone().requires_grad_()
    optimiser = torch.optim.Adam([z], lr=lr, betas=(0.9, 0.99))
    rates = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, n_steps)
    was_training = G.training
    G.eval()
    for _ in range(n_steps):
        error = _error(G(z), x, weight)
        loss = (error + pull * z.square().mean(1)).sum()  # each z has its own terms
        (z.grad,) = torch.autograd.grad(loss, z)
        optimiser.step()
        rates.step()
    G.train(was_training)
    z = z.detach()
    image = samples(G, z)
    return Found(z, image, _error(image, x, weight))


@torch.no_grad()
def nearest_start(
    G: nn.Module, x: Tensor, z: Tensor, *, known: Tensor | None = None, among: int = 1
) -> Tensor:
    """Of many z, those whose images lie nearest to each x: where to begin a search.

    Parameters
    ----------
    G, x, known : as in `search`
    z : (m, z_dim), drawn from the noise
    among : how many for each image, the nearest first

    Returns
    -------
    (n, z_dim), or (n, among, z_dim) if ``among`` is above 1
    """
    weight = _weights(x, known).sqrt()
    made, wanted = (samples(G, z) * weight).flatten(1), (x * weight).flatten(1)
    # cdist by differences would hold n x m x pixels numbers
    distance = torch.cdist(wanted, made, compute_mode="use_mm_for_euclid_dist")
    nearest = z[distance.topk(among, largest=False).indices]
    return nearest[:, 0] if among == 1 else nearest


def _weights(x: Tensor, known: Tensor | None) -> Tensor:
    """(height, width) weights of the pixels, sum 1."""
    if known is None:
        known = torch.ones(x.shape[-2:], dtype=torch.bool)
    if known.shape != x.shape[-2:] or not known.any():
        raise ValueError(
            f"known must be {(*x.shape[-2:],)} with a pixel to go by, "
            f"not {(*known.shape,)} with {int(known.sum())}"
        )
    return known.to(x) / known.sum()


def _error(made: Tensor, x: Tensor, weight: Tensor) -> Tensor:
    """Mean squared difference of each image over the known pixels: (n,)."""
    return ((made - x).square().mean(1) * weight).flatten(1).sum(1)

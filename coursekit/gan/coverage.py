"""How much of a distribution with known modes a generator covers, and how well.

Three numbers that only mean something together: a generator that puts every sample into
one mode has perfect quality, and one that spreads fog over the plane covers every mode.
The protocol is that of VEEGAN (Srivastava et al. 2017) and PacGAN (Lin et al. 2018).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor

from .toys import Modes

N_SAMPLES = 2500  # that a generator is judged by
N_SDS = 3.0  # how far from its mode a sample of high quality may be


class Coverage(NamedTuple):
    """What samples say about the modes.

    Attributes
    ----------
    modes : number of modes with at least one sample of high quality
    quality : share of samples of high quality, within 3 standard deviations of the
        nearest mode; perfect samples reach `BEST_QUALITY`
    reverse_kl : KL(q || uniform) in nats, where q_k is the share of samples whose
        nearest mode is k: every sample counts, of high quality or not
    """

    modes: int
    quality: float
    reverse_kl: float


# distance from a round normal cloud's centre, in sd, has the law of Rayleigh
BEST_QUALITY = 1 - math.exp(-(N_SDS**2) / 2)


def nearest_mode(x: Tensor, centres: Tensor) -> tuple[Tensor, Tensor]:
    """Each sample's nearest mode and its distance from it.

    Parameters
    ----------
    x : (n, dim)
    centres : (K, dim)

    Returns
    -------
    which : (n,) int, in 0, ..., K - 1
    distance : (n,), in the unit of ``x``
    """
    distance, which = torch.cdist(
        x, centres, compute_mode="donot_use_mm_for_euclid_dist"
    ).min(1)
    return which, distance


def kl_to_uniform(counts: Tensor) -> float:
    """KL(q || uniform) in nats of the shares q = counts / n; 0 log 0 counts as 0.

    From n samples of equally frequent modes it is about (K - 1) / 2n, not 0.
    """
    q = counts.double() / counts.sum()
    return (torch.xlogy(q, q).sum() + math.log(len(q))).item()


def coverage(x: Tensor, modes: Modes) -> Coverage:
    """Modes covered, share of high quality, and KL of the mode weights, of samples.

    Parameters
    ----------
    x : (n, 2), in the unit of ``modes``; the protocol has n = `N_SAMPLES`
    modes : what the samples should look like

    Raises
    ------
    ValueError
        If ``x`` has no rows, another shape, or numbers that are not finite.
    """
    centres = modes.centres.to(x)
    if x.dim() != 2 or x.shape[1] != centres.shape[1] or not len(x):
        raise ValueError(
            f"x must be (n, {centres.shape[1]}) with n > 0, not {tuple(x.shape)}"
        )
    if not x.isfinite().all():
        raise ValueError("x must be finite: the generator has diverged")
    which, distance = nearest_mode(x, centres)
    good = distance < N_SDS * modes.sd
    return Coverage(
        modes=len(which[good].unique()),
        quality=good.double().mean().item(),
        reverse_kl=kl_to_uniform(which.bincount(minlength=len(centres))),
    )

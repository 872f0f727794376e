"""What keeps a discriminator smooth: penalties on its gradient, clipping, spectral norm.

Every penalty is called alike, ``penalty(D, real, fake, generator=...)``, and returns a
mean over the batch. A gradient belongs to one sample: its norm runs over all the entries
of that sample and over no other.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrizations

from .runtime import uniform

Network = Callable[[Tensor], Tensor]


def input_gradient(D: Network, x: Tensor) -> Tensor:
    """Gradient of each sample's score with respect to that sample, shape of ``x``.

    The sum over the batch has the right gradients since a score depends on its own
    sample alone; batch normalisation in D would break that.
    """
    x = x.detach().requires_grad_()
    (grad,) = torch.autograd.grad(D(x).sum(), x, create_graph=True)
    return grad


def squared_norm(grad: Tensor) -> Tensor:
    """Squared length of each sample's gradient, (n, ...) -> (n,)."""
    return grad.flatten(1).square().sum(1)


def between(real: Tensor, fake: Tensor, *, generator: torch.Generator) -> Tensor:
    """A point on each line from a fake to a real sample, at a uniform place of its own."""
    if real.shape != fake.shape:
        raise ValueError(
            f"real and fake must have one shape, not {(*real.shape,)} and {(*fake.shape,)}"
        )
    eps = uniform(len(real), *[1] * (real.dim() - 1), generator=generator)
    return eps * real + (1 - eps) * fake


def gradient_penalty(
    D: Network, real: Tensor, fake: Tensor, *, generator: torch.Generator
) -> Tensor:
    """Mean of (|grad D| - 1)^2 between the samples (Gulrajani et al. 2017, eq. 3)."""
    grad = input_gradient(D, between(real, fake, generator=generator))
    # at 0 the root has no derivative: the small number keeps it finite
    norm = (squared_norm(grad) + 1e-12).sqrt()
    return (norm - 1).square().mean()


def r1(D: Network, real: Tensor, fake: Tensor, *, generator: torch.Generator) -> Tensor:
    """Half the mean of |grad D|^2 at real samples (Mescheder et al. 2018, eq. 9)."""
    return squared_norm(input_gradient(D, real)).mean() / 2


def r2(D: Network, real: Tensor, fake: Tensor, *, generator: torch.Generator) -> Tensor:
    """Half the mean of |grad D|^2 at fake samples (Mescheder et al. 2018, eq. 10)."""
    return squared_norm(input_gradient(D, fake)).mean() / 2


def consistency(augment: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """A penalty on scores that an augmentation changes (Zhao et al. 2021, balanced).

    Parameters
    ----------
    augment : (x, generator=...) -> x, as in `coursekit.gan.augment`

    Returns
    -------
    penalty, the mean of (D(x) - D(augment(x)))^2 over real and over fake samples, summed
    """

    def penalty(D, real, fake, *, generator):
        return sum(
            (D(x) - D(augment(x, generator=generator))).square().mean()
            for x in (real, fake)
        )

    return penalty


def clip(D: nn.Module, bound: float) -> None:
    """Cut every weight of D to [-bound, bound], in place (Arjovsky et al. 2017, alg. 1)."""
    if not bound > 0:
        raise ValueError(f"bound must be above 0, not {bound}")
    with torch.no_grad():
        for p in D.parameters():
            p.clamp_(-bound, bound)


def spectral_norm(D: nn.Module) -> nn.Module:
    """D with the weights of every layer divided by their largest singular value.

    The value is tracked by power iteration, one step each time D is used in training
    (Miyato et al. 2018, alg. 1). A convolution's weights are taken as the matrix
    (channels out, all the rest). Changes D in place and returns it.
    """
    for layer in D.modules():
        if isinstance(layer, _NORMED):
            parametrizations.spectral_norm(layer)
    return D


_NORMED = (nn.Linear, nn.Embedding, nn.Conv1d, nn.Conv2d, nn.Conv3d)

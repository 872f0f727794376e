"""Generators and discriminators: fully connected for points, convolutional for images.

Weights are random: build a network under `seeded` to get the same one each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import linear


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Networks built inside have the weights of ``seed``; torch's own state is put back."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield


def mlp(*sizes: int, activation: type[nn.Module] = nn.ReLU) -> nn.Sequential:
    """Linear layers of the given sizes with an activation between them.

    Parameters
    ----------
    *sizes : entries in, hidden units of each layer, entries out; at least two numbers
    activation : module class without arguments

    Returns
    -------
    (n, sizes[0]) -> (n, sizes[-1]), or (n,) where sizes[-1] is 1, as a discriminator's is
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes must be two or more positive numbers, not {sizes}")
    layers: list[nn.Module] = []
    for n_in, n_out in pairwise(sizes):
        layers += [nn.Linear(n_in, n_out), activation()]
    layers.pop()  # the last layer has no activation
    if sizes[-1] == 1:
        layers.append(nn.Flatten(0))
    return nn.Sequential(*layers)


class FourierFeatures(nn.Module):
    """Noise with sines and cosines of fixed random mixtures of it (Tancik et al. 2020).

    They let a small generator put its samples into many separate places.

    Parameters
    ----------
    dim : entries of z
    n_features : number of mixtures; the output has dim + 2 n_features entries
    scale : standard deviation of the mixtures' coefficients
    """

    def __init__(self, dim: int, n_features: int, scale: float = 2.0):
        super().__init__()
        self.register_buffer("B", scale * torch.randn(dim, n_features))

    def forward(self, z: Tensor) -> Tensor:
        angle = z @ self.B  # (n, n_features)
        return torch.cat([z, angle.sin(), angle.cos()], dim=1)


class Packed(nn.Module):
    """A discriminator that judges m samples at a time (Lin et al. 2018, PacGAN).

    Parameters
    ----------
    D : discriminator of samples with m times the entries along the first axis after n:
        m dim for points, m channels for images
    m : how many samples make a pack; the batch must be a multiple of it
    """

    def __init__(self, D: nn.Module, m: int):
        super().__init__()
        self.D, self.m = D, m

    def forward(self, x: Tensor) -> Tensor:
        if len(x) % self.m:
            raise ValueError(
                f"a batch of {len(x)} does not divide into packs of {self.m}"
            )
        return self.D(x.reshape(len(x) // self.m, -1, *x.shape[2:]))


def _stages(size: int) -> int:
    """How often 4 (or 7) must be doubled to give ``size``."""
    stages = {16: 2, 28: 2, 32: 3, 64: 4}.get(size)
    if stages is None:
        raise ValueError(f"size must be 16, 28, 32 or 64 pixels, not {size}")
    return stages


def dcgan_generator(
    z_dim: int = 64, *, size: int = 28, channels: int = 1, width: int = 32
) -> nn.Sequential:
    """A generator of images that doubles the side of a small map (Radford et al. 2016).

    Parameters
    ----------
    z_dim : entries of z
    size : pixels a side, 16, 28, 32 or 64
    channels : of the image
    width : channels of the last hidden map; each map before has twice as many

    Returns
    -------
    (n, z_dim) -> (n, channels, size, size) in (-1, 1)
    """
    stages = _stages(size)
    side, depth = size >> stages, width << (stages - 1)
    layers: list[nn.Module] = [
        nn.Linear(z_dim, depth * side * side, bias=False),
        nn.Unflatten(1, (depth, side, side)),
        nn.BatchNorm2d(depth),
        nn.ReLU(),
    ]
    for _ in range(stages - 1):
        layers += [
            nn.ConvTranspose2d(depth, depth // 2, 4, 2, 1, bias=False),
            nn.BatchNorm2d(depth // 2),
            nn.ReLU(),
        ]
        depth //= 2
    layers += [nn.ConvTranspose2d(depth, channels, 4, 2, 1), nn.Tanh()]
    return _start_small(nn.Sequential(*layers))


def dcgan_features(
    *, size: int = 28, channels: int = 1, width: int = 32, norm: bool = False
) -> nn.Sequential:
    """The convolutions of a discriminator: each halves the side and doubles the channels.

    Parameters
    ----------
    size, channels : of the image
    width : channels of the first map
    norm : batch normalisation after all convolutions but the first, as Radford et al.
        have it; leave it out with penalties on the gradient of a single sample

    Returns
    -------
    (n, channels, size, size) -> (n, n_features), ``n_features(size, width)`` of them
    """
    depth, n_in = width, channels
    layers: list[nn.Module] = []
    for stage in range(_stages(size)):
        normed = norm and stage > 0
        layers.append(nn.Conv2d(n_in, depth, 4, 2, 1, bias=not normed))
        if normed:
            layers.append(nn.BatchNorm2d(depth))
        layers.append(nn.LeakyReLU(0.2))
        n_in, depth = depth, 2 * depth
    return _start_small(nn.Sequential(*layers, nn.Flatten()))


def n_features(size: int, width: int) -> int:
    """How many numbers `dcgan_features` gives an image."""
    stages = _stages(size)
    return (width << (stages - 1)) * (size >> stages) ** 2


def dcgan_discriminator(
    *, size: int = 28, channels: int = 1, width: int = 32, norm: bool = False
) -> nn.Sequential:
    """`dcgan_features` and one logit: (n, channels, size, size) -> (n,)."""
    features = dcgan_features(size=size, channels=channels, width=width, norm=norm)
    logit = _start_small(LinearOfMaps(n_features(size, width), 1))
    return nn.Sequential(
        *features[:-1], logit, nn.Flatten(0)
    )  # logit flattens the maps


class LinearOfMaps(nn.Linear):
    """`nn.Linear` of flattened maps: (n, channels, h, w) -> (n, entries out).

    To flatten maps whose channels lie last in memory is to copy them, and later their
    gradient. Here the weights are brought into the order of the maps: they are fewer.
    """

    def forward(self, x: Tensor) -> Tensor:
        if x.is_contiguous():
            return super().forward(x.flatten(1))
        weight = self.weight.view(-1, *x.shape[1:]).permute(0, 2, 3, 1)
        return linear(x.permute(0, 2, 3, 1).flatten(1), weight.flatten(1), self.bias)


def _start_small(net: nn.Module) -> nn.Module:
    """Weights N(0, .02^2), as Radford et al. start; biases 0. Returns the network."""
    for layer in net.modules():
        if isinstance(layer, nn.Linear | nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(layer.weight, 0.0, 0.02)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
    return net

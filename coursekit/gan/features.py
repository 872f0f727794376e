"""What a fixed classifier sees in an image of a digit: the space in which scores are taken.

The classifier is small, was trained once by ``tools/train_digit_classifier.py`` on the
training part of the digits, and its weights come with the package. The part held out is
for judging: neither it nor a generator should be trained on that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import affine_grid, cross_entropy, grid_sample

from coursekit import datasets

from .networks import seeded

WEIGHTS = Path(__file__).parent / "files" / "digit_classifier.npz"
N_TRAIN = 6000


class Split(NamedTuple):
    """The course's 10,000 digits in two parts, the same each time.

    Attributes
    ----------
    train : (6000, 1, 28, 28) in [-1, 1], -1 is paper
    train_labels : (6000,) int64
    held_out : (4000, 1, 28, 28)
    held_out_labels : (4000,) int64
    """

    train: Tensor
    train_labels: Tensor
    held_out: Tensor
    held_out_labels: Tensor


def split() -> Split:
    """The digits, dealt to a part for training and one for judging."""
    images, labels = datasets.mnist()
    order = np.random.default_rng(0).permutation(len(images))
    images = as_images(images[order])
    labels = torch.from_numpy(labels[order].astype(np.int64))
    return Split(images[:N_TRAIN], labels[:N_TRAIN], images[N_TRAIN:], labels[N_TRAIN:])


def as_images(grey: NDArray[np.uint8]) -> Tensor:
    """Grey levels 0 to 255, (n, height, width), as (n, 1, height, width) in [-1, 1]."""
    return torch.from_numpy(grey).float()[:, None] / 127.5 - 1


def network() -> nn.Sequential:
    """(n, 1, 28, 28) -> (n, 10) logits; what comes before the last layer are features."""
    return nn.Sequential(
        *(nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(12, 24, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(24, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(288, 64), nn.ReLU()),
        nn.Linear(64, 10),
    )


@cache
def classifier() -> nn.Sequential:
    """The trained network, in evaluation mode."""
    net = network().requires_grad_(False).eval()
    with np.load(WEIGHTS) as file:
        net.load_state_dict(
            {name: torch.from_numpy(file[name]).float() for name in net.state_dict()}
        )
    return net


def features(images: Tensor) -> NDArray[np.float32]:
    """What the classifier's last hidden layer makes of images.

    On the training digits the features' mean variance is 1: distances are in that unit.

    Parameters
    ----------
    images : (n, 1, 28, 28) in [-1, 1]

    Returns
    -------
    (n, 64), none below 0
    """
    return _in_pieces(classifier()[:-1], images)


def probabilities(images: Tensor) -> NDArray[np.float32]:
    """The classifier's p(digit | image): (n, 1, 28, 28) in [-1, 1] -> (n, 10)."""
    return _in_pieces(lambda x: classifier()(x).softmax(1), images)


@torch.no_grad()
def _in_pieces(f, images: Tensor) -> NDArray[np.float32]:
    if images.dim() != 4 or images.shape[1:] != (1, 28, 28):
        raise ValueError(
            f"images must be (n, 1, 28, 28), not of shape {tuple(images.shape)}"
        )
    images = images.detach().float().cpu()
    return torch.cat([f(piece) for piece in images.split(500)]).numpy()


def train_classifier(
    *, n_steps: int = 3000, batch_size: int = 64, seed: int = 0
) -> Iterator[tuple[nn.Sequential, float]]:
    """How the weights were made: yields the network and its loss at every step.

    Adam with a rate that rises and falls once, on digits that are turned, shifted and
    resized a little.
    """
    digits = split()
    generator = torch.Generator().manual_seed(seed)
    with seeded(seed):
        net = network()
    optimiser = torch.optim.Adam(net.parameters())
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=3000)
    for _ in range(n_steps):
        rows = torch.randint(N_TRAIN, (batch_size,), generator=generator)
        x = jiggle(digits.train[rows], generator=generator)
        loss = cross_entropy(net(x), digits.train_labels[rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        rates.step()
        yield net, loss.item()


def jiggle(x: Tensor, *, generator: torch.Generator) -> Tensor:
    """Each image turned by up to 12 degrees, resized by 10 % and shifted by 2 pixels."""
    turn, size, *shift = 2 * torch.rand(4, len(x), generator=generator) - 1
    turn, size, shift = turn * math.radians(12), 1 + size / 10, torch.stack(shift) / 7
    across, along = turn.sin() / size, turn.cos() / size
    rows = [along, -across, shift[0], across, along, shift[1]]
    grid = affine_grid(
        torch.stack(rows, 1).view(-1, 2, 3), list(x.shape), align_corners=False
    )
    return grid_sample(x + 1, grid, align_corners=False) - 1  # what comes in is paper


def save_classifier(net: nn.Sequential, losses: list[float]) -> None:
    """Write the weights in half precision, features scaled, with the first ten losses."""
    hidden, last = net[:-1], net[-1]
    scale = np.sqrt(_in_pieces(hidden, split().train).var(0).mean())
    with torch.no_grad():  # the ReLU between lets a factor through
        net[-3].weight /= scale
        net[-3].bias /= scale
        last.weight *= scale
    arrays = {
        name: w.numpy().astype(np.float16) for name, w in net.state_dict().items()
    }
    np.savez_compressed(WEIGHTS, first_losses=np.array(losses[:10]), **arrays)
    classifier.cache_clear()


def accuracy(images: Tensor, labels: Tensor) -> float:
    """Share of images in which the classifier sees the digit that the label says."""
    return float((probabilities(images).argmax(1) == labels.numpy()).mean())

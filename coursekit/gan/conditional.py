"""Games with labels: draw a digit of a kind that is asked for, and learn from few labels.

References
----------
.. [1] Mirza and Osindero (2014). Conditional generative adversarial nets.
   arXiv:1411.1784.
.. [2] Miyato and Koyama (2018). cGANs with projection discriminator. ICLR.
.. [3] Salimans, Goodfellow, Zaremba, Cheung, Radford and Chen (2016). Improved
   techniques for training GANs. NeurIPS.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot, softplus

from .runtime import normal
from .train import descend, draw_batches


class LabelledNoise(nn.Module):
    """A generator that is told a label: G([z, one-hot label]) ([1]_).

    Parameters
    ----------
    G : network whose input has z_dim + n_classes entries
    n_classes : number of labels K
    """

    def __init__(self, G: nn.Module, n_classes: int):
        super().__init__()
        self.G, self.n_classes = G, n_classes

    def forward(self, z: Tensor, y: Tensor) -> Tensor:
        """(n, z_dim), (n,) labels 0 to K - 1 -> samples."""
        told = one_hot(y, self.n_classes).to(z.dtype)
        return self.G(torch.cat([z, told], dim=1))


class Projection(nn.Module):
    """A discriminator of samples and labels: w . f(x) + b + v_y . f(x) ([2]_, eq. 4).

    The first part judges the sample, the second whether the label goes with it.

    Parameters
    ----------
    features : samples -> (n, n_features)
    n_features : how many
    n_classes : number of labels K
    """

    def __init__(self, features: nn.Module, n_features: int, n_classes: int):
        super().__init__()
        self.features = features
        self.logit = nn.Linear(n_features, 1)
        self.v = nn.Embedding(n_classes, n_features)
        nn.init.normal_(self.v.weight, 0.0, 0.02)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Samples, (n,) labels -> logits (n,)."""
        f = self.features(x)
        return self.logit(f)[:, 0] + (self.v(y) * f).sum(1)


def confusion(
    asked: NDArray[np.int64], seen: NDArray[np.int64], n_classes: int = 10
) -> NDArray[np.int64]:
    """How often label i was asked for and j was seen: entry (i, j)."""
    table = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(table, (asked, seen), 1)
    return table


class KLogits(nn.Module):
    """A classifier of K kinds that is a discriminator too ([3]_, sec. 5).

    With logits l_1, ..., l_K and a (K + 1)th kind, "made", whose logit is set to 0, the
    probability that x is real is Z / (Z + 1), Z = sum_k exp l_k: its logit is log Z.

    Parameters
    ----------
    features : samples -> (n, n_features)
    n_features : how many
    n_classes : number of kinds K
    """

    def __init__(self, features: nn.Module, n_features: int, n_classes: int):
        super().__init__()
        self.features = features
        self.logits = nn.Linear(n_features, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Samples -> logits of the K kinds, (n, K)."""
        return self.logits(self.features(x))


def semi_supervised_loss(
    on_labelled: Tensor, y: Tensor, on_real: Tensor, on_fake: Tensor
) -> Tensor:
    """What `KLogits` minimises: labels where there are any, real or made for the rest.

    Parameters
    ----------
    on_labelled, on_real, on_fake : (n, K) logits of a labelled, an unlabelled and a
        made batch
    y : (n,) the labels
    """
    real, fake = on_real.logsumexp(1), on_fake.logsumexp(1)
    return (
        cross_entropy(on_labelled, y) + softplus(-real).mean() + softplus(fake).mean()
    )


def feature_matching(f_real: Tensor, f_fake: Tensor) -> Tensor:
    """|mean f(x) - mean f(G(z))|^2: made samples are to look alike on average ([3]_, 3.1).

    Parameters
    ----------
    f_real, f_fake : (n, n_features) of an unlabelled and of a made batch
    """
    return (f_real.mean(0) - f_fake.mean(0)).square().sum()


class LabelStep(NamedTuple):
    """Losses of one round, tensors (); ``g_loss`` is 0 where there is no generator."""

    c_loss: Tensor
    g_loss: Tensor


def learn_from_few(
    C: KLogits,
    labelled: tuple[Tensor, Tensor],
    *,
    n_steps: int,
    generator: torch.Generator,
    unlabelled: Tensor | None = None,
    G: nn.Module | None = None,
    z_dim: int | None = None,
    batch_size: int = 64,
    lr: float = 1e-3,
    augment=None,
) -> Iterator[LabelStep]:
    """Train a classifier from few labels, with or without unlabelled and made samples.

    Parameters
    ----------
    C : is trained
    labelled : samples and their labels
    n_steps : updates of C, and of G if there is one
    generator : source of all random numbers
    unlabelled, G, z_dim : samples without labels, and the generator that plays against C
        by feature matching; without them C sees the labelled samples alone
    batch_size, lr : of every batch; learning rate of Adam for both
    augment : (x, generator=...) -> x, applied to whatever C sees
    """
    few = draw_batches(*labelled, batch_size=batch_size, generator=generator)
    opt_c = torch.optim.Adam(C.parameters(), lr=lr, betas=(0.5, 0.99), fused=True)
    if G is None:
        for x, y in (next(few) for _ in range(n_steps)):
            loss = cross_entropy(C(_seen(x, augment, generator)), y)
            descend(opt_c, loss)
            yield LabelStep(loss.detach(), torch.zeros(()))
        return
    opt_g = torch.optim.Adam(G.parameters(), lr=lr, betas=(0.5, 0.99), fused=True)
    many = draw_batches(unlabelled, batch_size=batch_size, generator=generator)
    for _ in range(n_steps):
        (x, y), (real,) = next(few), next(many)
        fake = G(normal(batch_size, z_dim, generator=generator))
        x, seen_real, seen_fake = (
            _seen(part, augment, generator) for part in (x, real, fake.detach())
        )
        on_all = C(torch.cat([x, seen_real, seen_fake])).chunk(3)
        c_loss = semi_supervised_loss(on_all[0], y, *on_all[1:])
        descend(opt_c, c_loss)
        with torch.no_grad():
            f_real = C.features(_seen(real, augment, generator))
        f_fake = C.features(_seen(fake, augment, generator))
        g_loss = feature_matching(f_real, f_fake)
        descend(opt_g, g_loss)
        yield LabelStep(c_loss.detach(), g_loss.detach())


def _seen(x: Tensor, augment, generator: torch.Generator) -> Tensor:
    return x if augment is None else augment(x, generator=generator)

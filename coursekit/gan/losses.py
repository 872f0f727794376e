"""The losses of the game, as functions of the discriminator's logits.

``D`` returns a logit (or, for a critic, a score), shape (n,): the probability that a
sample is real is ``sigmoid(logit)``. Each loss is a mean over the batch, and both players
minimise theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from torch import Tensor
from torch.nn.functional import relu, softplus


class Loss(NamedTuple):
    """What each of the two players minimises.

    Attributes
    ----------
    discriminator : (real, fake) -> (), from logits of a real and a fake batch, (n,) each
    generator : (fake) -> (), or (real, fake) -> () where ``paired``
    paired : whether the generator's loss looks at the real batch too
    """

    discriminator: Callable[[Tensor, Tensor], Tensor]
    generator: Callable[..., Tensor]
    paired: bool = False


def cross_entropy(real: Tensor, fake: Tensor) -> Tensor:
    """- mean log D(x) - mean log(1 - D(G(z))) (Goodfellow et al. 2014, eq. 1)."""
    return softplus(-real).mean() + softplus(fake).mean()


def saturating(fake: Tensor) -> Tensor:
    """mean log(1 - D(G(z))), the minimax rule (Goodfellow et al. 2014, eq. 1)."""
    return -softplus(fake).mean()


def non_saturating(fake: Tensor) -> Tensor:
    """- mean log D(G(z)), strong where D is sure (Goodfellow et al. 2014, sec. 3)."""
    return softplus(-fake).mean()


def least_squares_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """Real samples are to score 1 and fakes 0 (Mao et al. 2017, eq. 9)."""
    return ((real - 1).square().mean() + fake.square().mean()) / 2


def least_squares_generator(fake: Tensor) -> Tensor:
    """Fakes are to score 1 (Mao et al. 2017, eq. 9)."""
    return (fake - 1).square().mean() / 2


def hinge_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """Only scores on the wrong side of 1 and -1 count (Lim and Ye 2017; Miyato et al. 2018)."""
    return relu(1 - real).mean() + relu(1 + fake).mean()


def critic(real: Tensor, fake: Tensor) -> Tensor:
    """mean f(G(z)) - mean f(x), of a critic f (Arjovsky et al. 2017, eq. 2).

    For the best 1-Lipschitz f this is minus the Wasserstein distance.
    """
    return fake.mean() - real.mean()


def minus_score(fake: Tensor) -> Tensor:
    """- mean f(G(z)): the generator's side of the hinge and Wasserstein losses."""
    return -fake.mean()


def relativistic_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """A real sample is to score above a fake (Jolicoeur-Martineau 2019, eq. 3)."""
    return softplus(fake - real).mean()


def relativistic_generator(real: Tensor, fake: Tensor) -> Tensor:
    """The same with the roles exchanged (Jolicoeur-Martineau 2019, eq. 4)."""
    return softplus(real - fake).mean()


MINIMAX = Loss(cross_entropy, saturating)
NON_SATURATING = Loss(cross_entropy, non_saturating)
LEAST_SQUARES = Loss(least_squares_discriminator, least_squares_generator)
HINGE = Loss(hinge_discriminator, minus_score)
WASSERSTEIN = Loss(critic, minus_score)
RELATIVISTIC = Loss(relativistic_discriminator, relativistic_generator, paired=True)

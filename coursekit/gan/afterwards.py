"""What came of sampling, fitting and playing: a variational autoencoder and a diffusion.

The autoencoder is EM with networks: a latent variable, and a lower bound of the
likelihood that is climbed by gradient. The diffusion samples as a Markov chain does, in
many small steps, each of which a network has learnt by taking noise away.

References
----------
.. [1] Kingma and Welling (2014). Auto-encoding variational Bayes. ICLR.
.. [2] Ho, Jain and Abbeel (2020). Denoising diffusion probabilistic models. NeurIPS.
.. [3] Nichol and Dhariwal (2021). Improved denoising diffusion probabilistic models. ICML.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn

from .networks import mlp
from .runtime import normal, uniform
from .train import cosine, descend

LOG_2PI = math.log(2 * math.pi)


class VAE(nn.Module):
    """z ~ N(0, I), x | z ~ N(decoder(z), sigma^2 I), and a guess of z | x ([1]_).

    Parameters
    ----------
    dim : entries of x
    z_dim : entries of z
    width : hidden units of each layer
    """

    def __init__(self, dim: int, z_dim: int, width: int = 256):
        super().__init__()
        self.encoder = mlp(dim, width, width, 2 * z_dim)
        self.decoder = mlp(z_dim, width, width, dim)
        self.log_sigma = nn.Parameter(torch.tensor(-1.0))
        self.z_dim = z_dim

    def posterior(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and log variance of the guess q(z | x): (n, dim) -> (n, z_dim) each."""
        return self.encoder(x).chunk(2, dim=1)


def kl_to_standard(mean: Tensor, log_variance: Tensor) -> Tensor:
    """KL(N(mean, diag variance) || N(0, I)): (n, d), (n, d) -> (n,) ([1]_, app. B)."""
    return (log_variance.exp() + mean.square() - 1 - log_variance).sum(1) / 2


def elbo(vae: VAE, x: Tensor, *, generator: torch.Generator) -> Tensor:
    """A lower bound of log p(x), by one draw of z for each x ([1]_, eq. 10): (n,).

    E_q log p(x | z) - KL(q(z | x) || p(z)), the bound of EM's E-step. The draw is
    mean + sd eps, so that the gradient passes through it.
    """
    mean, log_variance = vae.posterior(x)
    eps = normal(*mean.shape, generator=generator)
    z = mean + (log_variance / 2).exp() * eps
    miss = (x - vae.decoder(z)).square().sum(1) / (2 * vae.log_sigma).exp()
    log_lik = -(miss + x.shape[1] * (2 * vae.log_sigma + LOG_2PI)) / 2
    return log_lik - kl_to_standard(mean, log_variance)


def signal_shares(n_steps: int) -> Tensor:
    """abar_1, ..., abar_T: the share of the data's variance left after each step.

    The cosine schedule of [3]_ (eq. 17), no step taking more than 0.999 of what is left.
    """
    if n_steps < 2:
        raise ValueError(f"n_steps must be at least 2, not {n_steps}")
    t = torch.linspace(0, 1, n_steps + 1, dtype=torch.float64)
    left = ((t + 0.008) / 1.008 * math.pi / 2).cos().square()
    kept = (left[1:] / left[:-1]).clamp(min=0.001)
    return kept.cumprod(0).float()


def diffuse(x: Tensor, share: Tensor, eps: Tensor) -> Tensor:
    """x after so many steps at once: sqrt(abar) x + sqrt(1 - abar) eps ([2]_, eq. 4).

    Parameters
    ----------
    x, eps : (n, d), data and standard normal noise
    share : (n, 1), abar of each row's step
    """
    return share.sqrt() * x + (1 - share).sqrt() * eps


class Denoiser(nn.Module):
    """Which noise is in x? (n, d) and shares (n, 1) -> (n, d).

    Parameters
    ----------
    dim : entries of x
    width : hidden units of each layer
    """

    def __init__(self, dim: int, width: int = 256):
        super().__init__()
        self.net = mlp(dim + 8, width, width, width, dim, activation=nn.SiLU)
        self.register_buffer("frequency", 2.0 ** torch.arange(4))

    def forward(self, x: Tensor, share: Tensor) -> Tensor:
        angle = share.sqrt().acos() * self.frequency  # the step, as waves
        return self.net(torch.cat([x, angle.sin(), angle.cos()], dim=1)).view_as(x)


def denoising_loss(
    net: nn.Module, x: Tensor, shares: Tensor, *, generator: torch.Generator
) -> Tensor:
    """Squared error of the guessed noise at a random step for each x ([2]_, eq. 14): ()."""
    step = (uniform(len(x), 1, generator=generator) * len(shares)).long()
    share, eps = shares[step], normal(*x.shape, generator=generator)
    return (net(diffuse(x, share, eps), share) - eps).square().mean()


@torch.no_grad()
def denoise(
    net: nn.Module, x: Tensor, shares: Tensor, *, generator: torch.Generator
) -> Iterator[Tensor]:
    """From noise to data, a Markov chain: yields x after each of T steps ([2]_, alg. 2).

    Parameters
    ----------
    net : (n, d), shares (n, 1) -> the noise in x
    x : (n, d) standard normal noise to start from
    shares : (T,) as from `signal_shares`
    """
    before = torch.cat([shares.new_ones(1), shares[:-1]])
    for share, less in zip(shares.flip(0), before.flip(0), strict=True):
        kept = share / less  # of the variance, in this one step
        eps = net(x, share.expand(len(x), 1))
        mean = (x - (1 - kept) / (1 - share).sqrt() * eps) / kept.sqrt()
        spread = ((1 - kept) * (1 - less) / (1 - share)).sqrt()  # 0 in the last step
        x = mean + spread * normal(*x.shape, generator=generator)
        yield x


def fit(
    net: nn.Module,
    loss: Callable[[Tensor], Tensor],
    data: Tensor,
    *,
    n_steps: int,
    generator: torch.Generator,
    batch_size: int = 128,
    lr: float = 2e-3,
) -> Iterator[float]:
    """Descend a loss over batches by Adam, its rate falling to 0; yields the loss, a float.

    Parameters
    ----------
    net : whose parameters are moved
    loss : batch (batch_size, ...) -> ()
    data : (n, ...)
    """
    optimiser = torch.optim.Adam(net.parameters(), lr=lr, fused=True)
    for step in range(n_steps):
        optimiser.param_groups[0]["lr"] = lr * cosine(step / n_steps)
        rows = torch.randint(len(data), (batch_size,), generator=generator)
        value = loss(data[rows])
        descend(optimiser, value)
        yield value.item()

"""The autoencoder's bound, and the diffusion's chain, against closed forms."""

import math

import numpy as np
import pytest
import torch
from torch import nn
from torch.distributions import Independent, MultivariateNormal, Normal, kl_divergence

from coursekit.gan import afterwards
from coursekit.gan.afterwards import VAE, Denoiser
from coursekit.gan.networks import seeded


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def test_kl_is_that_of_torch():
    mean, log_variance = torch.randn(2, 5, 3, generator=generator())
    q = Independent(Normal(mean, (log_variance / 2).exp()), 1)
    p = Independent(Normal(torch.zeros(3), torch.ones(3)), 1)
    expected = kl_divergence(q, p)
    assert torch.allclose(afterwards.kl_to_standard(mean, log_variance), expected)


@pytest.fixture
def linear():
    """An autoencoder whose decoder is linear, so that p(x) and p(z | x) are known."""
    W = torch.tensor([[1.0, 0.0], [0.5, -1.0], [0.0, 2.0]])
    vae = VAE(3, 2)
    vae.decoder = nn.Linear(2, 3, bias=False)
    vae.decoder.weight.data = W
    vae.log_sigma.data = torch.tensor(math.log(0.5))
    precision = torch.eye(2) + W.T @ W / 0.25
    gain = torch.linalg.inv(precision) @ W.T / 0.25
    return vae, W, precision, gain


def test_the_bound_lies_below_by_the_kl_of_the_guess(linear):
    vae, W, precision, gain = linear
    x = torch.tensor([[0.3, -1.0, 2.0]])
    log_variance = torch.tensor([[-1.0, -2.0]])
    mean = x @ gain.T + torch.tensor([[0.2, -0.1]])
    vae.posterior = lambda x: (mean.expand(len(x), 2), log_variance.expand(len(x), 2))
    with torch.no_grad():
        bound = afterwards.elbo(vae, x.expand(50_000, 3), generator=generator())
    p = MultivariateNormal(torch.zeros(3), W @ W.T + 0.25 * torch.eye(3))
    guess = MultivariateNormal(mean[0], log_variance[0].exp().diag())
    true = MultivariateNormal((x @ gain.T)[0], precision_matrix=precision)
    expected = p.log_prob(x[0]) - kl_divergence(guess, true)
    error = bound.std() / len(bound) ** 0.5  # at 6 errors 1 in 10^9 fails
    assert abs(bound.mean() - expected) < 6 * error


def test_training_climbs_the_bound_to_the_likelihood_of_a_normal_law():
    # data of a line with noise: the best bound is the exact log likelihood
    g = generator(1)
    x = torch.randn(4000, 1, generator=g) * torch.tensor([1.0, -1.0])
    x += 0.3 * torch.randn(4000, 2, generator=g)
    with seeded(0):
        vae = VAE(2, 1, width=32)
    steps = afterwards.fit(
        vae,
        lambda batch: -afterwards.elbo(vae, batch, generator=g).mean(),
        x,
        n_steps=500,
        generator=g,
        lr=5e-3,
    )
    first, *_, _ = steps
    with torch.no_grad():
        bound = afterwards.elbo(vae, x, generator=g).mean()
    best = MultivariateNormal(x.mean(0), torch.cov(x.T)).log_prob(x).mean()
    assert -first < best - 0.5
    assert (
        best - 0.1 < bound < best + 0.03
    )  # in nats; the last is what networks overfit


def test_shares_fall_from_almost_one_to_almost_nothing():
    shares = afterwards.signal_shares(100)
    assert shares[0] > 0.99 and shares[-1] < 1e-3 and (shares.diff() < 0).all()
    # far from the end the schedule is its formula
    at_half = (math.cos((0.5 + 0.008) / 1.008 * math.pi / 2)) ** 2
    first = math.cos(0.008 / 1.008 * math.pi / 2) ** 2
    assert shares[49].item() == pytest.approx(at_half / first, rel=1e-5)
    with pytest.raises(ValueError, match="n_steps must be at least 2"):
        afterwards.signal_shares(1)


def test_many_small_steps_have_the_marginals_of_one():
    shares = afterwards.signal_shares(20)
    kept = shares / torch.cat([torch.ones(1), shares[:-1]])
    mean, variance = 1.0, 0.0
    for k, share in zip(kept.tolist(), shares.tolist(), strict=True):
        mean, variance = mean * k**0.5, variance * k + 1 - k
        assert mean == pytest.approx(share**0.5, rel=1e-4)
        assert variance == pytest.approx(1 - share, rel=1e-4)
    # and at once: zero noise leaves the signal's share, no signal the noise's
    x, share = torch.ones(2, 3), shares[[4, 9], None]
    assert torch.allclose(afterwards.diffuse(x, share, 0 * x), share.sqrt() * x)
    assert torch.allclose(afterwards.diffuse(0 * x, share, x), (1 - share).sqrt() * x)


class Ideal(nn.Module):
    """The best guess of the noise when data are N(mean, sd^2)."""

    def __init__(self, mean, sd):
        super().__init__()
        self.mean, self.sd = mean, sd

    def forward(self, x, share):
        variance = share * self.sd**2 + 1 - share
        return (1 - share).sqrt() * (x - share.sqrt() * self.mean) / variance


def test_the_chain_of_the_ideal_denoiser_ends_in_the_data():
    g, shares = generator(2), afterwards.signal_shares(200)
    start = torch.randn(40_000, 1, generator=g)
    *_, x = afterwards.denoise(Ideal(2.0, 0.5), start, shares, generator=g)
    # of standard errors .0025 and .0018; the chain of 200 steps is itself a little off
    assert x.mean().item() == pytest.approx(2, abs=0.03)
    assert x.std().item() == pytest.approx(0.5, abs=0.03)


def test_the_loss_is_least_at_the_ideal_denoiser():
    g, shares = generator(3), afterwards.signal_shares(50)
    x = 2 + 0.5 * torch.randn(50_000, 1, generator=g)

    def loss(net):
        return afterwards.denoising_loss(net, x, shares, generator=generator(4)).item()

    best = loss(Ideal(2.0, 0.5))
    assert best < min(loss(Ideal(2.2, 0.5)), loss(Ideal(2.0, 0.7))) < 1
    share = shares.double()
    exact = (1 - (1 - share) / (share * 0.25 + 1 - share)).mean()
    assert best == pytest.approx(exact.item(), abs=0.02)


def test_a_small_denoiser_learns_two_points():
    g, shares = generator(5), afterwards.signal_shares(60)
    x = torch.tensor([[-1.0], [1.0]]).repeat(500, 1)
    with seeded(0):
        net = Denoiser(1, width=64)

    def loss(batch):
        return afterwards.denoising_loss(net, batch, shares, generator=g)

    steps = afterwards.fit(net, loss, x, n_steps=800, generator=g, batch_size=256)
    losses = list(steps)
    assert np.mean(losses[-50:]) < 0.35 < 0.9 < losses[0]  # one line alone leaves 1/2
    start = torch.randn(500, 1, generator=g)
    *_, made = afterwards.denoise(net, start, shares, generator=g)
    assert ((made.abs() - 1).abs() < 0.35).float().mean() > 0.85
    assert 0.35 < (made > 0).float().mean() < 0.65

"""Scores of strangeness, and the search for an image among a generator's."""

import pytest
import torch
from torch import nn

from coursekit.gan import anomaly
from coursekit.gan.networks import seeded


class Linear(nn.Module):
    """A generator of 4 by 4 images, linear in z: searches have closed forms."""

    def __init__(self, z_dim=3):
        super().__init__()
        with seeded(0):
            self.W = nn.Parameter(torch.randn(z_dim, 16))

    def forward(self, z):
        return (z @ self.W).view(-1, 1, 4, 4)


@pytest.fixture
def G():
    return Linear()


@pytest.fixture
def x():
    return torch.randn(5, 1, 4, 4, generator=torch.Generator().manual_seed(1))


def ridge(G, x, known, pull):
    """The z that minimises the search's objective."""
    A = G.W.detach()[:, known.flatten()].T
    b = x.flatten(1)[:, known.flatten()].T
    left = A.T @ A / len(A) + pull / A.shape[1] * torch.eye(A.shape[1])
    return torch.linalg.solve(left, A.T @ b / len(A)).T


@pytest.mark.parametrize("half", [False, True])
def test_search_ends_at_the_closed_form(G, x, half):
    known = torch.ones(4, 4, dtype=torch.bool)
    if half:
        known[2:] = False
    found = anomaly.search(G, x, torch.zeros(5, 3), known=known, n_steps=400, pull=0.1)
    wanted = ridge(G, x, known, 0.1)
    assert torch.allclose(found.z, wanted, atol=1e-3)
    gap = ((G(wanted) - x)[:, 0, known] ** 2).mean(1)
    assert torch.allclose(found.error, gap, atol=1e-3)
    assert torch.equal(found.image, G(found.z).detach())


def test_search_finds_an_image_that_the_generator_drew_and_leaves_it_as_it_was(G):
    z = torch.tensor([[0.5, -1.0, 1.5]])
    before = G.W.detach().clone()
    found = anomaly.search(G, G(z).detach(), torch.zeros(1, 3), n_steps=300, pull=0.0)
    assert torch.allclose(found.z, z, atol=1e-2) and found.error < 1e-3
    assert torch.equal(G.W, before) and G.W.grad is None and G.training


def test_images_do_not_mix_in_a_search(G, x):
    start = torch.zeros(5, 3)
    together = anomaly.search(G, x, start, n_steps=20)
    alone = anomaly.search(G, x[2:3], start[:1], n_steps=20)
    assert torch.allclose(together.z[2], alone.z[0], atol=1e-5)


def test_nearest_start_is_the_nearest(G, x):
    z = torch.randn(40, 3, generator=torch.Generator().manual_seed(2))
    known = torch.zeros(4, 4, dtype=torch.bool)
    known[:, :2] = True
    with torch.no_grad():
        gaps = (G(z)[None, :, 0] - x[:, None, 0])[..., known].square().sum(2)
    got = anomaly.nearest_start(G, x, z, known=known)
    assert torch.equal(got, z[gaps.argmin(1)])
    several = anomaly.nearest_start(G, x, z, known=known, among=3)
    assert several.shape == (5, 3, 3) and torch.equal(several[:, 0], got)
    assert torch.equal(several[0], z[gaps[0].argsort()[:3]])


def test_disbelief_is_minus_the_logit(x):
    D = nn.Sequential(nn.Flatten(), nn.Linear(16, 1), nn.Flatten(0))
    score = anomaly.disbelief(D, x)
    assert torch.allclose(score, -D(x)) and not score.requires_grad


def test_bad_input_is_named(G, x):
    with pytest.raises(ValueError, match="a start for each image: 4 for 5"):
        anomaly.search(G, x, torch.zeros(4, 3))
    for known in (torch.zeros(4, 4, dtype=torch.bool), torch.ones(3, 4) > 0):
        with pytest.raises(ValueError, match="known must be"):
            anomaly.search(G, x, torch.zeros(5, 3), known=known)
    assert anomaly.search(G, x, torch.zeros(5, 3), n_steps=1).z.isfinite().all()

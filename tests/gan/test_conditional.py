"""Labels in the game: their formulas, that they are used, and learning from few."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from coursekit.gan.conditional import (
    KLogits,
    LabelledNoise,
    Projection,
    confusion,
    feature_matching,
    learn_from_few,
    semi_supervised_loss,
)
from coursekit.gan.networks import mlp, seeded
from coursekit.gan.train import Game, draw_batches, samples, train


@pytest.fixture
def rng():
    return torch.Generator().manual_seed(0)


def test_noise_and_label_reach_the_generator(rng):
    G = LabelledNoise(nn.Identity(), 3)
    z = torch.randn(4, 2, generator=rng)
    y = torch.tensor([2, 0, 1, 2])
    assert torch.equal(G(z, y)[:, :2], z)
    assert G(z, y)[:, 2:].tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_projection_is_its_formula(rng):
    D = Projection(nn.Identity(), 3, 4)
    f, y = torch.randn(5, 3, generator=rng), torch.tensor([0, 3, 3, 1, 2])
    w, b, v = D.logit.weight[0], D.logit.bias[0], D.v.weight
    for i in range(5):
        expected = (f[i] @ (w + v[y[i]]) + b).item()
        assert D(f, y)[i].item() == pytest.approx(expected, abs=1e-6)


def test_log_z_is_the_logit_of_k_plus_one_kinds(rng):
    """With a K+1st logit 0: softmax over all of them, and cross-entropy on it."""
    on_real, on_fake, on_labelled = torch.randn(3, 6, 4, generator=rng)
    y = torch.tensor([0, 1, 2, 3, 0, 1])

    def p_made(logits):
        return torch.cat([logits, torch.zeros(6, 1)], 1).softmax(1)[:, -1]

    expected = (
        cross_entropy(on_labelled, y)
        - (1 - p_made(on_real)).log().mean()
        - p_made(on_fake).log().mean()
    )
    found = semi_supervised_loss(on_labelled, y, on_real, on_fake)
    assert found.item() == pytest.approx(expected.item(), rel=1e-5)


def test_feature_matching_sees_means_alone():
    f = torch.tensor([[1.0, 2.0], [3.0, 0.0]])
    assert feature_matching(f, f.flip(0)) == 0
    assert feature_matching(f, f + torch.tensor([1.0, 2.0])) == pytest.approx(5)


def test_confusion_counts():
    table = confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2]), 3)
    assert table.tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 1]]


def test_a_conditional_game_puts_each_label_in_its_place(rng):
    """Three clouds on a line, each with its label: samples of a label lie in its cloud.

    A cloud's neighbours are 4 away. Without labels in the game a third would be right.
    """
    y = torch.randint(3, (3000,), generator=rng)
    x = 4 * (y[:, None] - 1.0) + 0.3 * torch.randn(3000, 2, generator=rng)
    with seeded(0):
        G = LabelledNoise(mlp(2 + 3, 32, 2), 3)
        D = Projection(mlp(2, 32, 32), 32, 3)
    game = Game(G, D, z_dim=2, generator=rng, lr_g=3e-3, lr_d=3e-3)
    for _ in train(
        game, draw_batches(x, y, batch_size=128, generator=rng), n_steps=800
    ):
        pass
    asked = torch.arange(300) % 3
    made = samples(game.G, game.noise(300), asked)
    seen = (made.mean(1) / 4 + 1).round()
    assert (seen == asked).float().mean() > 0.9


def blobs(n, rng):
    """Two kinds on two half rings: few labels say little, the shape says much."""
    y = torch.randint(2, (n,), generator=rng)
    angle = torch.pi * torch.rand(n, generator=rng)
    x = torch.stack([angle.cos(), angle.sin()], 1)
    x[y == 1] = torch.tensor([1.0, 0.4]) - x[y == 1]
    return x + 0.08 * torch.randn(n, 2, generator=rng), y


@pytest.mark.parametrize("played", [False, True])
def test_a_classifier_learns_from_labels(played, rng):
    x, y = blobs(2000, rng)
    with seeded(0):
        C = KLogits(nn.Sequential(mlp(2, 32, 32), nn.ReLU()), 32, 2)
        G = mlp(2, 32, 2)
    others = {"unlabelled": x, "G": G, "z_dim": 2} if played else {}
    before = G[0].weight.clone()
    steps = list(
        learn_from_few(C, (x[:200], y[:200]), n_steps=300, generator=rng, **others)
    )
    assert len(steps) == 300
    assert (C(x).argmax(1) == y).float().mean() > 0.9
    assert torch.equal(before, G[0].weight) != played
    assert all(step.g_loss == 0 for step in steps) != played


def test_samples_are_augmented_before_they_are_seen(rng):
    x, y = blobs(64, rng)
    with seeded(0):
        C = KLogits(nn.Sequential(mlp(2, 8, 8), nn.ReLU()), 8, 2)
    calls = []

    def augment(part, *, generator):
        calls.append(len(part))
        return part

    options = {"unlabelled": x, "G": mlp(2, 8, 2), "z_dim": 2, "augment": augment}
    next(learn_from_few(C, (x, y), n_steps=1, generator=rng, batch_size=16, **options))
    assert calls == [16] * 5

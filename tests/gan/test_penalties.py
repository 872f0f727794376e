"""Penalties belong to one sample each: closed forms, finite differences, SVD."""

import pytest
import torch
from torch import nn

from coursekit.gan import penalties
from coursekit.gan.networks import dcgan_discriminator, mlp, seeded
from coursekit.gan.penalties import (
    between,
    clip,
    consistency,
    gradient_penalty,
    input_gradient,
    r1,
    r2,
    spectral_norm,
    squared_norm,
)


@pytest.fixture(autouse=True)
def _double():
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


def source(seed=0):
    return torch.Generator().manual_seed(seed)


def images(n=6, seed=1):
    return torch.randn(n, 3, 4, 5, generator=source(seed))


def linear(w):
    """D(x) = w . x, whose gradient is w everywhere."""
    return lambda x: (x * w).flatten(1).sum(1)


def quadratic(x):
    """D(x) = |x|^2 / 2, whose gradient at x is x."""
    return x.flatten(1).square().sum(1) / 2


def test_the_norm_runs_over_all_entries_of_a_sample():
    w = torch.randn(3, 4, 5, generator=source())
    norm = w.square().sum().sqrt()
    given = gradient_penalty(linear(w), images(), images(seed=2), generator=source())
    torch.testing.assert_close(given, (norm - 1) ** 2)
    # what it would be over one axis, or over the whole batch
    over_channels = (w.square().sum(0).sqrt() - 1).square().mean()
    over_batch = (norm * 6**0.5 - 1) ** 2
    assert not torch.isclose(given, over_channels)
    assert not torch.isclose(given, over_batch)


def test_each_sample_has_a_norm_of_its_own():
    """Gradients of different lengths: the mean of norms, not the norm of means."""
    real = images()
    norms = real.flatten(1).norm(dim=1)
    assert norms.std() > 0.1
    given = gradient_penalty(quadratic, real, real, generator=source())
    torch.testing.assert_close(given, (norms - 1).square().mean())


def test_r1_looks_at_real_and_r2_at_fake_samples():
    real, fake = images(), 3 * images(seed=2)
    halves = [x.flatten(1).square().sum(1).mean() / 2 for x in (real, fake)]
    given = [p(quadratic, real, fake, generator=source()) for p in (r1, r2)]
    torch.testing.assert_close(given, halves)


def test_input_gradient_against_finite_differences():
    with seeded(0):
        D = mlp(4, 8, 8, 1, activation=nn.Tanh)
    x, h = torch.randn(5, 4, generator=source()), 1e-6
    steps = h * torch.eye(4)
    slope = [(D(x + step) - D(x - step)).detach() / (2 * h) for step in steps]
    torch.testing.assert_close(
        input_gradient(D, x).detach(), torch.stack(slope, 1), atol=1e-8, rtol=1e-6
    )


@pytest.mark.parametrize("penalty", [gradient_penalty, r1, r2])
def test_gradient_with_respect_to_weights_against_finite_differences(penalty):
    with seeded(0):
        D = mlp(3, 6, 1, activation=nn.Tanh)
    real, fake = torch.randn(2, 4, 3, generator=source())
    weight = D[0].weight
    (grad,) = torch.autograd.grad(penalty(D, real, fake, generator=source()), weight)
    h = 1e-6
    with torch.no_grad():
        weight[2, 1] += h
    above = penalty(D, real, fake, generator=source()).detach()
    with torch.no_grad():
        weight[2, 1] -= 2 * h
    below = penalty(D, real, fake, generator=source()).detach()
    torch.testing.assert_close(
        grad[2, 1], (above - below) / (2 * h), atol=1e-8, rtol=1e-5
    )


def test_a_flat_discriminator_has_a_finite_gradient():
    w = torch.zeros(3, 4, 5, requires_grad=True)
    penalty = gradient_penalty(linear(w), images(), images(), generator=source())
    (grad,) = torch.autograd.grad(penalty, w)
    torch.testing.assert_close(penalty.detach(), torch.tensor(1.0), atol=1e-5, rtol=0)
    assert grad.isfinite().all()


def test_between_is_on_the_line_at_a_place_of_its_own():
    real, fake = images(200), images(200, seed=2)
    share = (between(real, fake, generator=source()) - fake) / (real - fake)
    share = share.flatten(1)
    torch.testing.assert_close(share, share[:, :1].expand_as(share))
    assert 0 <= share.min() < 0.1 and 0.9 < share.max() <= 1  # 1e-9 to fail


def test_squared_norm_of_points_and_images():
    assert squared_norm(torch.tensor([[3.0, 4.0], [0.0, 2.0]])).tolist() == [25.0, 4.0]
    assert squared_norm(torch.ones(2, 3, 4, 5)).tolist() == [60.0, 60.0]


def test_batch_normalisation_breaks_the_gradient_of_a_sample():
    """Why `Game` refuses it: the sum's gradient is then no sample's own."""
    with seeded(0):
        D = nn.Sequential(nn.Linear(2, 8), nn.BatchNorm1d(8), nn.Tanh(), mlp(8, 1))
    x, h = torch.randn(6, 2, generator=source()), 1e-5
    step = torch.zeros(6, 2)
    step[0, 0] = h
    own = (D(x + step) - D(x - step))[0].detach() / (2 * h)
    assert abs(input_gradient(D, x)[0, 0] - own) > 0.01


def test_consistency():
    def turned(x, *, generator):
        return x.flip(-1)

    real, fake = images(), images(seed=2)
    zero = consistency(turned)(quadratic, real, fake, generator=source())
    assert zero < 1e-20

    def left(x):
        return x[..., 0].flatten(1).sum(1)

    given = consistency(turned)(left, real, fake, generator=source())
    expected = sum((left(x) - left(x.flip(-1))).square().mean() for x in (real, fake))
    torch.testing.assert_close(given, expected)


def test_clip():
    with seeded(0):
        D = mlp(2, 16, 1)
    before = [p.clone() for p in D.parameters()]
    clip(D, 0.1)
    for p, old in zip(D.parameters(), before, strict=True):
        assert torch.equal(p, old.clamp(-0.1, 0.1))
    assert any((old.abs() > 0.1).any() for old in before)
    with pytest.raises(ValueError, match="bound must be above 0"):
        clip(D, 0.0)


def test_spectral_norm_against_svd():
    with seeded(0):
        D = dcgan_discriminator(size=16, width=4)
        embedding = nn.Embedding(3, 5)
        plain = [m.weight.detach().clone() for m in D if hasattr(m, "weight")]
        spectral_norm(nn.ModuleList([D, embedding]))
        for _ in range(300):  # each use in training is one step of the power iteration
            D(torch.zeros(1, 1, 16, 16))
            embedding(torch.tensor([0]))
    D.eval()
    normed = [m.weight for m in D if hasattr(m, "weight")]
    assert len(normed) == 3
    for weight, old in zip(normed, plain, strict=True):
        largest = torch.linalg.svdvals(old.flatten(1))[0]
        torch.testing.assert_close(weight, old / largest, atol=1e-6, rtol=1e-4)
    assert abs(torch.linalg.svdvals(embedding.eval().weight)[0] - 1) < 1e-4


def test_shapes_that_differ_are_named():
    with pytest.raises(ValueError, match=r"real and fake .* \(6, 2\) and \(5, 2\)"):
        between(torch.ones(6, 2), torch.ones(5, 2), generator=source())


def test_one_axis_would_be_noticed(monkeypatch):
    """The famous mistake, planted: the first test above must see it."""
    monkeypatch.setattr(penalties, "squared_norm", lambda g: g.square().sum(1))
    with pytest.raises(AssertionError):
        test_the_norm_runs_over_all_entries_of_a_sample()

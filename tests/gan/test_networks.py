"""Networks: shapes, seeds, what they refuse."""

import math

import pytest
import torch
from torch import nn

from coursekit.gan.networks import (
    FourierFeatures,
    LinearOfMaps,
    Packed,
    dcgan_discriminator,
    dcgan_features,
    dcgan_generator,
    mlp,
    n_features,
    seeded,
)


def test_mlp_is_layers_with_activations_between():
    net = mlp(3, 5, 4, 2)
    x = torch.randn(7, 3, generator=torch.Generator().manual_seed(0))
    first, second, third = (m for m in net if isinstance(m, nn.Linear))
    by_hand = third(second(first(x).relu()).relu())
    torch.testing.assert_close(net(x), by_hand)
    assert net(x).min() < 0  # no activation at the end


def test_mlp_with_one_output_gives_one_number_a_sample():
    assert mlp(2, 8, 1)(torch.zeros(5, 2)).shape == (5,)
    assert mlp(2, 8, 2)(torch.zeros(5, 2)).shape == (5, 2)


def test_mlp_takes_another_activation():
    assert [type(m) for m in mlp(2, 3, 3, 2, activation=nn.Tanh)][1::2] == [nn.Tanh] * 2


@pytest.mark.parametrize("sizes", [(), (3,), (3, 0, 1), (2, -1)])
def test_mlp_refuses(sizes):
    with pytest.raises(ValueError, match="two or more positive numbers"):
        mlp(*sizes)


def test_seeded():
    before = torch.get_rng_state()
    nets = []
    for seed in (1, 1, 2):
        with seeded(seed):
            nets.append(mlp(2, 4, 1))
    first, same, other = (net[0].weight for net in nets)
    assert first.equal(same) and not first.equal(other)
    assert torch.get_rng_state().equal(before)  # nobody else's draws are moved


def test_seeded_puts_the_state_back_after_an_error():
    before = torch.get_rng_state()
    with pytest.raises(ValueError, match="sizes"), seeded(1):
        torch.rand(1)
        mlp()
    assert torch.get_rng_state().equal(before)


def test_fourier_features():
    with seeded(0):
        waves = FourierFeatures(2, 2000, scale=3.0)
    z = torch.tensor([[0.0, 0.0], [0.5, -1.0]])
    out = waves(z)
    assert out.shape == (2, 4002)
    torch.testing.assert_close(out[:, :2], z)
    torch.testing.assert_close(out[0, 2:], torch.tensor([0.0] * 2000 + [1.0] * 2000))
    angle = 0.5 * waves.B[0] - waves.B[1]
    torch.testing.assert_close(out[1, 2:2002], angle.sin())
    torch.testing.assert_close(out[1, 2002:], angle.cos())
    # 4,000 entries N(0, 9): the sd within 6 standard errors, false fails 2e-9
    assert abs(waves.B.std() / 3 - 1) < 6 / math.sqrt(2 * 4000)
    assert not list(waves.parameters())  # they are fixed, and saved with the weights
    assert set(waves.state_dict()) == {"B"}


def test_packed_judges_neighbours_together():
    class Sum(nn.Module):
        def forward(self, x):
            return x.sum(1)

    x = torch.arange(12.0).reshape(6, 2)
    packs = Packed(Sum(), 3)(x)
    assert packs.tolist() == [0 + 1 + 2 + 3 + 4 + 5, 6 + 7 + 8 + 9 + 10 + 11]


def test_packed_images_are_stacked_by_channels():
    D = Packed(dcgan_discriminator(size=16, channels=2 * 3, width=4), 2)
    assert D(torch.zeros(8, 3, 16, 16)).shape == (4,)


def test_packed_refuses_a_rest():
    with pytest.raises(
        ValueError, match="a batch of 5 does not divide into packs of 2"
    ):
        Packed(mlp(4, 1), 2)(torch.zeros(5, 2))


@pytest.mark.parametrize("size", [16, 28, 32, 64])
@pytest.mark.parametrize("channels", [1, 3])
def test_dcgan_shapes(size, channels):
    with seeded(0):
        G = dcgan_generator(6, size=size, channels=channels, width=4)
        D = dcgan_discriminator(size=size, channels=channels, width=4)
        features = dcgan_features(size=size, channels=channels, width=4, norm=True)
    images = G(torch.randn(3, 6, generator=torch.Generator().manual_seed(0)))
    assert images.shape == (3, channels, size, size)
    assert images.abs().max() < 1
    assert D(images).shape == (3,)
    assert features(images).shape == (3, n_features(size, 4))


def test_dcgan_starts_small():
    with seeded(0):
        D = dcgan_discriminator(width=16)
    weights = torch.cat(
        [m.weight.flatten() for m in D if isinstance(m, nn.Conv2d | nn.Linear)]
    )
    # sd .02 within 6 standard errors
    assert abs(weights.std() / 0.02 - 1) < 6 / math.sqrt(2 * len(weights))


def test_norm_is_left_out_unless_asked_for():
    def norms(net):
        return sum(isinstance(m, nn.BatchNorm2d) for m in net.modules())

    assert norms(dcgan_discriminator(size=64)) == 0
    assert norms(dcgan_discriminator(size=64, norm=True)) == 3  # not after the first


@pytest.mark.parametrize("make", [dcgan_generator, dcgan_features, dcgan_discriminator])
def test_dcgan_refuses_other_sizes(make):
    with pytest.raises(
        ValueError, match="size must be 16, 28, 32 or 64 pixels, not 30"
    ):
        make(size=30)


def test_maps_may_lie_in_any_order():
    """The layer is `nn.Linear` after flattening, gradients included."""
    with seeded(0):
        layer = LinearOfMaps(4 * 3 * 2, 5).double()
    maps = torch.randn(6, 4, 3, 2, dtype=torch.float64)
    results = []
    for x in (
        maps,
        maps.contiguous(memory_format=torch.channels_last),
        maps.transpose(2, 3).contiguous().transpose(2, 3),
    ):
        x = x.clone().requires_grad_()
        y = layer(x)
        results.append([y, *torch.autograd.grad(y.square().sum(), [x, layer.weight])])
    y = nn.functional.linear(maps.flatten(1), layer.weight, layer.bias)
    torch.testing.assert_close(results[0][0], y)
    for one in results[1:]:
        torch.testing.assert_close(one, results[0])

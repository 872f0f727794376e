"""Ring and grid: where they are, how they spread."""

import math

import pytest
import torch

from coursekit.gan.toys import Modes, grid, ring


def test_ring():
    modes = ring()
    assert modes.centres.shape == (8, 2) and modes.sd == 0.01
    torch.testing.assert_close(modes.centres.norm(dim=1), torch.ones(8))
    neighbours = (modes.centres - modes.centres.roll(1, 0)).norm(dim=1)
    torch.testing.assert_close(neighbours, torch.full((8,), 2 * math.sin(math.pi / 8)))


def test_grid():
    modes = grid()
    places = {tuple(c) for c in modes.centres.tolist()}
    assert modes.sd == 0.05
    assert places == {(a, b) for a in (-4, -2, 0, 2, 4) for b in (-4, -2, 0, 2, 4)}


def test_scale_is_the_root_of_the_mean_variance():
    # the grid's coordinates are uniform on -4, -2, 0, 2, 4: variance 8
    assert grid().scale == pytest.approx(math.sqrt(8 + 0.05**2))
    # on a circle x^2 + y^2 = 1, so each has variance 1/2
    assert ring().scale == pytest.approx(math.sqrt(0.5 + 0.01**2))


def test_samples():
    n = 100_000
    modes = Modes(torch.tensor([[0.0, 5.0], [3.0, 0.0], [-3.0, 0.0]]), sd=0.2)
    x = modes.sample(n, generator=torch.Generator().manual_seed(0))
    away, which = torch.cdist(x, modes.centres).min(1)
    # 6 sd of a binomial share, false fails 2e-9 each
    share = which.bincount() / n
    assert (share - 1 / 3).abs().max() < 6 * math.sqrt(2 / 9 / n)
    # |x - centre|^2 / sd^2 is chi2 with 2 df: mean 2, variance 4
    assert abs((away / 0.2).square().mean() - 2) < 6 * 2 / math.sqrt(n)


def test_the_generator_decides():
    draw = [
        ring().sample(10, generator=torch.Generator().manual_seed(s)) for s in (1, 1, 2)
    ]
    assert draw[0].equal(draw[1]) and not draw[0].equal(draw[2])

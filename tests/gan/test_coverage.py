"""Mode coverage: closed forms for perfect samplers, collapses made by hand."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.gan.coverage import (
    BEST_QUALITY,
    N_SAMPLES,
    Coverage,
    coverage,
    kl_to_uniform,
    nearest_mode,
)
from coursekit.gan.toys import Modes, grid, ring


@pytest.mark.parametrize("modes", [ring(), grid()], ids=["ring", "grid"])
def test_a_perfect_sampler(modes):
    n = 400_000
    x = modes.sample(n, generator=torch.Generator().manual_seed(0))
    found = coverage(x, modes)
    K = len(modes.centres)
    assert found.modes == K
    # P(chi2 with 2 df < 9) = 1 - exp(-9/2); tolerance of 6 sd, false fails 2e-9
    sd = math.sqrt(BEST_QUALITY * (1 - BEST_QUALITY) / n)
    assert abs(found.quality - 0.98889) < 6 * sd + 5e-6
    # 2n KL is chi2 with K - 1 df: below K - 1 + 10 sqrt(2 (K - 1)) but for 1e-9
    assert 0 < 2 * n * found.reverse_kl < K - 1 + 10 * math.sqrt(2 * (K - 1))


def test_floor_of_the_kl_in_the_protocol():
    """Its mean over 200 runs of a perfect sampler is (K - 1) / 2n."""
    generator = torch.Generator().manual_seed(1)
    kls = torch.tensor(
        [
            coverage(grid().sample(N_SAMPLES, generator=generator), grid()).reverse_kl
            for _ in range(200)
        ]
    )
    floor = 24 / (2 * N_SAMPLES)
    # sd of a run is about floor sqrt(2 / 24), so of the mean 2 % of the floor; 7 sd
    assert abs(kls.mean() / floor - 1) < 0.15


def test_collapses_made_by_hand():
    modes = grid()
    K = len(modes.centres)
    # all in one mode: perfect quality and nothing else
    one = modes.centres[3].repeat(100, 1)
    assert coverage(one, modes) == Coverage(1, 1.0, pytest.approx(math.log(K)))
    # one sample exactly in each
    every = coverage(modes.centres, modes)
    assert every == Coverage(K, 1.0, pytest.approx(0, abs=1e-12))
    # one sample covers a mode; the KL sees that 999 others are elsewhere
    lopsided = torch.cat([modes.centres[:1].repeat(976, 1), modes.centres[1:]])
    found = coverage(lopsided, modes)
    assert found.modes == K and found.quality == 1
    q = torch.tensor([0.976] + [0.001] * 24, dtype=torch.float64)
    assert found.reverse_kl == pytest.approx((q * (q * K).log()).sum().item())
    # half the modes, equally often: log 2
    half = ring().centres[::2]
    assert coverage(half, ring()) == Coverage(4, 1.0, pytest.approx(math.log(2)))


def test_a_sample_between_modes_counts_for_the_kl_alone():
    modes = Modes(torch.tensor([[0.0, 0.0], [10.0, 0.0]]), sd=1.0)
    x = torch.tensor([[4.0, 0.0], [6.0, 0.0], [10.0, 2.9], [10.0, 3.1]])
    found = coverage(x, modes)
    assert found.modes == 1 and found.quality == 0.25
    assert found.reverse_kl == pytest.approx(
        0.25 * math.log(0.5) + 0.75 * math.log(1.5)
    )


def test_quality_ends_at_three_sd():
    modes = Modes(torch.zeros(1, 2), sd=2.0)
    x = torch.tensor([[5.99, 0.0], [0.0, -6.01], [6.0, 0.0]])
    assert coverage(x, modes).quality == pytest.approx(1 / 3)  # within, so below


def test_nearest_against_brute_force():
    generator = torch.Generator().manual_seed(2)
    x, centres = (torch.randn(n, 2, generator=generator) for n in (50, 7))
    which, distance = nearest_mode(x, centres)
    for point, k, d in zip(x, which, distance, strict=True):
        away = [math.dist(point.tolist(), c.tolist()) for c in centres]
        assert k == min(range(7), key=away.__getitem__)
        assert d == pytest.approx(min(away), rel=1e-5)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(any))
def test_kl_lies_between_0_and_log_k(counts):
    kl = kl_to_uniform(torch.tensor(counts))
    assert -1e-12 <= kl <= math.log(len(counts)) + 1e-12
    assert kl == pytest.approx(kl_to_uniform(torch.tensor(counts[::-1])), abs=1e-12)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (torch.zeros(0, 2), "n > 0"),
        (torch.zeros(5), r"x must be \(n, 2\)"),
        (torch.zeros(5, 3), r"x must be \(n, 2\)"),
        (torch.full((5, 2), math.nan), "x must be finite"),
    ],
)
def test_bad_samples_are_refused(x, message):
    with pytest.raises(ValueError, match=message):
        coverage(x, ring())

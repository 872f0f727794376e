"""Scores of samples: closed forms, torchmetrics, brute force, and what each must see."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import linalg

from coursekit.gan import metrics

torch = pytest.importorskip("torch")


def normal(n, d, seed=0, **options):
    return np.random.default_rng(seed).normal(size=(n, d), **options)


def covariance(d, seed):
    root = normal(d, d, seed)
    return root @ root.T


def all_distances(x, y):
    return np.linalg.norm(x[:, None] - y[None], axis=2)


# Frechet


def test_frechet_of_normal_laws_in_one_dimension():
    # (difference of means)^2 + (difference of standard deviations)^2
    found = metrics.frechet_normal([1.0], [[4.0]], [-2.0], [[0.25]])
    assert found == pytest.approx(3.0**2 + 1.5**2, rel=1e-12)


def test_frechet_of_commuting_covariances():
    a, b = np.array([1.0, 4.0, 9.0]), np.array([4.0, 1.0, 0.0])
    q = linalg.qr(normal(3, 3, 5))[0]
    found = metrics.frechet_normal(
        np.zeros(3), q @ np.diag(a) @ q.T, np.ones(3), q @ np.diag(b) @ q.T
    )
    assert found == pytest.approx(3 + ((np.sqrt(a) - np.sqrt(b)) ** 2).sum(), rel=1e-10)


def test_frechet_against_torchmetrics_and_a_matrix_root():
    from torchmetrics.image.fid import _compute_fid

    means, covs = (
        [normal(6, 1, s)[:, 0] for s in (1, 2)],
        [covariance(6, s) for s in (3, 4)],
    )
    found = metrics.frechet_normal(means[0], covs[0], means[1], covs[1])
    theirs = _compute_fid(
        *(torch.tensor(t) for pair in zip(means, covs, strict=True) for t in pair)
    )
    assert found == pytest.approx(float(theirs), rel=1e-8)
    root = linalg.sqrtm(covs[0] @ covs[1]).real
    gap = means[0] - means[1]
    direct = gap @ gap + np.trace(covs[0] + covs[1] - 2 * root)
    assert found == pytest.approx(direct, rel=1e-8)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_frechet_is_symmetric_and_moves_with_the_data(seed, d):
    x, y = normal(20, d, seed), 2 * normal(30, d, seed + 1) + 1
    distance = metrics.frechet_distance(x, y)
    scale = 1 + distance
    assert metrics.frechet_distance(y, x) == pytest.approx(distance, abs=1e-9 * scale)
    q = linalg.qr(normal(d, d, seed + 2))[0]
    turned = metrics.frechet_distance(3 * x @ q + 7, 3 * y @ q + 7)
    assert turned == pytest.approx(9 * distance, abs=1e-7 * scale)
    assert metrics.frechet_distance(x, x) == pytest.approx(0, abs=1e-9)


def test_frechet_with_fewer_points_than_dimensions():
    assert np.isfinite(metrics.frechet_distance(normal(5, 20), normal(5, 20, 1)))


def test_frechet_is_biased_and_the_extrapolation_is_not():
    """One law: the truth is 0. Means over 20 pairs of sets; the standard error of the
    second is below .015 (its sd over sets is about .05), so .09 is 6 of them."""
    found = []
    for seed in range(20):
        x, y = normal(400, 8, 2 * seed), normal(400, 8, 2 * seed + 1)
        rng = np.random.default_rng(seed)
        found.append(
            [
                metrics.frechet_distance(x, y),
                metrics.frechet_without_bias(x, y, rng=rng),
            ]
        )
    biased, cured = np.mean(found, axis=0)
    assert biased > 0.05
    assert abs(cured) < biased / 3
    assert np.std(found, axis=0)[1] / np.sqrt(20) < 0.015


# kernel distance


def test_kernel_distance_against_torchmetrics():
    from torchmetrics.image.kid import poly_mmd

    x, y = normal(50, 7), normal(50, 7, 1) + 0.5
    theirs = poly_mmd(torch.tensor(x), torch.tensor(y))
    assert metrics.kernel_distance(x, y) == pytest.approx(float(theirs), rel=1e-10)


def test_kernel_distance_by_brute_force_and_in_blocks(monkeypatch):
    x, y = normal(23, 3), normal(17, 3, 1)

    def mean(a, b, same):
        values = [
            (p @ q / 3 + 1) ** 3
            for i, p in enumerate(a)
            for j, q in enumerate(b)
            if not (same and i == j)
        ]
        return np.mean(values)

    brute = mean(x, x, True) + mean(y, y, True) - 2 * mean(x, y, False)
    assert metrics.kernel_distance(x, y) == pytest.approx(brute, rel=1e-10)
    monkeypatch.setattr(metrics, "BLOCK", 5)
    assert metrics.kernel_distance(x, y) == pytest.approx(brute, rel=1e-10)


def test_kernel_distance_has_no_bias():
    """Mean over 400 pairs of sets of one law, within 6 standard errors of 0."""
    found = [
        metrics.kernel_distance(normal(20, 4, 2 * s), normal(20, 4, 2 * s + 1))
        for s in range(400)
    ]
    assert abs(np.mean(found)) < 6 * np.std(found) / 20


def test_kernel_distance_of_a_shift_in_one_dimension():
    """k(x, y) = (x y + 1)^3 = sum of C(3, j) x^j y^j: squared gaps of the moments."""
    x, y = normal(20_000, 1), normal(20_000, 1, 1) + 1
    # moments 1 to 3 of N(1, 1) are 1, 2, 4; of N(0, 1) 0, 1, 0
    exact = 3 * 1**2 + 3 * 1**2 + 4**2
    repeats = [
        metrics.kernel_distance(a, b)
        for a, b in zip(np.split(x, 20), np.split(y, 20), strict=True)
    ]
    error = np.std(repeats) / np.sqrt(20)
    assert abs(np.mean(repeats) - exact) < 6 * error


# precision, recall, density, coverage


def test_precision_and_recall_by_brute_force(monkeypatch):
    monkeypatch.setattr(metrics, "BLOCK", 7)
    x, y, k = normal(31, 3), 1.5 * normal(29, 3, 1) + 0.5, 3

    def inside(points, centres):
        radius = np.sort(all_distances(centres, centres), axis=1)[:, k]
        return all_distances(points, centres) <= radius

    found = metrics.precision_recall(x, y, k=k)
    assert found.precision == pytest.approx(inside(y, x).any(1).mean())
    assert found.recall == pytest.approx(inside(x, y).any(1).mean())
    density, coverage = metrics.density_coverage(x, y, k=k)
    assert density == pytest.approx(inside(y, x).sum() / (k * len(y)))
    assert coverage == pytest.approx(inside(y, x).any(0).mean())


def test_a_collapse_costs_recall_and_noise_costs_precision():
    centres = np.array([[0.0, 0.0], [8.0, 0.0], [0.0, 8.0], [8.0, 8.0]])
    rng = np.random.default_rng(0)
    data, again = (
        centres[rng.integers(4, size=800)] + 0.3 * rng.normal(size=(800, 2))
        for _ in range(2)
    )
    collapsed = centres[0] + 0.3 * rng.normal(size=(800, 2))
    noisy = again + 3 * rng.normal(size=again.shape)
    good = metrics.precision_recall(data, again)
    assert min(good) > 0.95
    of_collapse = metrics.precision_recall(data, collapsed)
    assert of_collapse.precision > 0.95 and of_collapse.recall < 0.35
    of_noise = metrics.precision_recall(data, noisy)
    assert of_noise.precision < 0.5 < of_noise.recall
    assert metrics.density_coverage(data, collapsed).coverage < 0.3
    assert metrics.density_coverage(data, noisy).density < 0.5


def test_density_and_coverage_of_a_perfect_sampler():
    """Naeem et al.'s closed forms, means over 60 pairs within 6 standard errors."""
    n, m, k = 60, 40, 4
    found = np.array(
        [
            metrics.density_coverage(normal(n, 3, 2 * s), normal(m, 3, 2 * s + 1), k=k)
            for s in range(60)
        ]
    )
    error = found.std(0) / np.sqrt(len(found))
    exact = [1, metrics.expected_coverage(n, m, k=k)]
    # E density = n P(in a ball) / k = n / k * k / n: a fresh point is among the k first
    # of n - 1 others with probability k / n
    assert (np.abs(found.mean(0) - exact) < 6 * error).all()


def test_expected_coverage_has_its_limit():
    assert metrics.expected_coverage(10**7, 10**7, k=5) == pytest.approx(
        1 - 2**-5, 1e-5
    )


# tests


@pytest.mark.parametrize("test", [metrics.classifier_test, metrics.kernel_test])
def test_p_values_are_uniform_for_one_law_and_small_for_two(test):
    rng = np.random.default_rng(3)
    p = np.array(
        [
            test(rng.normal(size=(60, 2)), rng.normal(size=(60, 2)), rng=rng).p_value
            for _ in range(200)
        ]
    )
    # level .1: 200 trials reject 20 of the time; 45 or more has probability < 1e-7
    assert (p <= 0.1).sum() < 45
    assert p.max() > 0.8
    away = test(rng.normal(size=(200, 2)), rng.normal(size=(200, 2)) + 1, rng=rng)
    assert away.p_value < 0.01


def test_kernel_test_measures_the_kernel_distance():
    x, y = normal(40, 3), normal(30, 3, 1) + 1
    found = metrics.kernel_test(x, y, rng=np.random.default_rng(0), n_permutations=99)
    assert found.statistic == pytest.approx(metrics.kernel_distance(x, y), rel=1e-9)
    assert found.p_value == pytest.approx(1 / 100)


def test_classifier_test_at_the_extremes():
    rng = np.random.default_rng(0)
    apart = metrics.classifier_test(normal(100, 2), normal(100, 2, 1) + 50, rng=rng)
    assert apart.statistic == 1 and apart.p_value == pytest.approx(2.0**-100)
    same = metrics.classifier_test(normal(400, 2), normal(400, 2, 1), rng=rng)
    assert 0.4 < same.statistic < 0.6


# memorisation


def test_copies_are_caught_and_fresh_samples_are_not():
    train, held_out, fresh = (normal(1000, 5, s) for s in range(3))
    copying = train[np.random.default_rng(0).integers(1000, size=1000)]
    found = metrics.memorisation(train, held_out, copying + 1e-4)
    assert found.closer > 0.999 and found.copies == 1
    found = metrics.memorisation(train, held_out, fresh)
    # the sd of `closer` is about (1/12 + 1/12 over 1000)^(1/2) = .013, of `copies` .005
    assert abs(found.closer - 0.5) < 0.08 and found.copies < 0.04
    some = np.concatenate([copying[:100], 3 * fresh[:900]])
    found = metrics.memorisation(train, held_out, some)
    assert found.closer < 0.5 and 0.09 < found.copies < 0.14


def test_memorisation_by_brute_force_with_ties():
    train, held_out, fake = np.array([[0.0]]), np.array([[1.0], [2.0], [3.0]]), [[2.0]]
    assert metrics.memorisation(train, held_out, fake).closer == pytest.approx(0.5)
    assert metrics.memorisation(train, held_out, [[0.5]]).closer == 1
    assert metrics.memorisation(train, held_out, [[1.5]]).closer == pytest.approx(2 / 3)


# input


@pytest.mark.parametrize(
    "score",
    [
        metrics.frechet_distance,
        metrics.kernel_distance,
        metrics.precision_recall,
        metrics.density_coverage,
        lambda x, y: metrics.classifier_test(x, y, rng=np.random.default_rng(0)),
        lambda x, y: metrics.kernel_test(x, y, rng=np.random.default_rng(0)),
        lambda x, y: metrics.memorisation(x, y, y),
    ],
)
def test_what_makes_no_sense_is_refused(score):
    x = normal(20, 3)
    with pytest.raises(ValueError, match=r"must be \(n, d\) and \(m, d\)"):
        score(x, x[:, :2])
    with pytest.raises(ValueError, match="at least"):
        score(x, x[:0])
    broken = x.copy()
    broken[3, 1] = np.nan
    with pytest.raises(ValueError, match="finite"):
        score(x, broken)


def test_the_classifier_wants_as_many_of_both():
    with pytest.raises(ValueError, match="as many real as made"):
        metrics.classifier_test(
            normal(20, 3), normal(19, 3), rng=np.random.default_rng(0)
        )

"""How good are samples? Distances and tests between two sets of points, and copying.

Every function takes features, an (n, d) array of real and one of made samples, and gives
floats. Which features, decides what is seen: `coursekit.gan.features` has those of a
fixed classifier for digits.

References
----------
.. [1] Heusel, Ramsauer, Unterthiner, Nessler and Hochreiter (2017). GANs trained by a
   two time-scale update rule converge to a local Nash equilibrium. NeurIPS.
.. [2] Dowson and Landau (1982). The Frechet distance between multivariate normal
   distributions. Journal of Multivariate Analysis 12, 450-455.
.. [3] Chong and Forsyth (2020). Effectively unbiased FID and Inception Score and where
   to find them. CVPR.
.. [4] Binkowski, Sutherland, Arbel and Gretton (2018). Demystifying MMD GANs. ICLR.
.. [5] Kynkaanniemi, Karras, Laine, Lehtinen and Aila (2019). Improved precision and
   recall metric for assessing generative models. NeurIPS.
.. [6] Naeem, Oh, Uh, Choi and Yoo (2020). Reliable fidelity and diversity metrics for
   generative models. ICML.
.. [7] Lopez-Paz and Oquab (2017). Revisiting classifier two-sample tests. ICLR.
.. [8] Meehan, Chaudhuri and Dasgupta (2020). A non-parametric test to detect
   data-copying in generative models. AISTATS.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
BLOCK = 1000  # rows of a table of pairs that are made at a time


def frechet_distance(real: ArrayLike, fake: ArrayLike) -> float:
    """Squared Frechet distance of normal laws with the samples' means and covariances.

    With an Inception network's features this is the FID ([1]_). It is biased upwards in
    small samples: see `frechet_without_bias`.

    Parameters
    ----------
    real, fake : (n, d), (m, d) features, at least two points each

    Returns
    -------
    float, at least 0
    """
    real, fake = checked(real, fake)
    return frechet_normal(*_moments(real), *_moments(fake))


def frechet_normal(mean_p, cov_p, mean_q, cov_q) -> float:
    """|mean_p - mean_q|^2 + tr(cov_p + cov_q - 2 (cov_p cov_q)^(1/2)) ([2]_, eq. 4).

    Parameters
    ----------
    mean_p, mean_q : (d,)
    cov_p, cov_q : (d, d), symmetric, may be singular
    """
    # cov_p cov_q has the eigenvalues of the symmetric root' cov_q root, root = cov_p^(1/2)
    values, vectors = np.linalg.eigh(cov_p)
    root = vectors * np.sqrt(values.clip(min=0))
    shared = np.linalg.eigvalsh(root.T @ cov_q @ root).clip(min=0)
    gap = np.subtract(mean_p, mean_q)
    distance = gap @ gap + np.trace(cov_p) + np.trace(cov_q) - 2 * np.sqrt(shared).sum()
    return float(max(distance, 0.0))  # rounding can put equal laws below 0


def frechet_without_bias(
    real: ArrayLike,
    fake: ArrayLike,
    *,
    rng: np.random.Generator,
    n_sizes: int = 6,
    n_repeats: int = 4,
) -> float:
    """The Frechet distance that samples without end would have, by extrapolation ([3]_).

    The bias is about c / n: a line through the distances of subsamples, drawn against
    1 / n, meets n = infinity at the estimate. Both sets are made smaller together.

    Parameters
    ----------
    real, fake : (n, d), (m, d) features; a quarter of them should be several times d
    n_sizes : shares from 1/4 to 1 of the samples, evenly spaced in 1 / share
    n_repeats : subsamples of each size

    Returns
    -------
    float, which may be below 0
    """
    real, fake = checked(real, fake, least=16)
    inverse = np.repeat(np.linspace(1, 4, n_sizes), n_repeats)
    distances = [
        frechet_distance(subsample(real, 1 / s, rng), subsample(fake, 1 / s, rng))
        for s in inverse
    ]
    _, at_infinity = np.polyfit(inverse, distances, 1)
    return float(at_infinity)


def kernel_distance(
    real: ArrayLike, fake: ArrayLike, *, degree: int = 3, offset: float = 1.0
) -> float:
    """Squared maximum mean discrepancy with the kernel (x.y / d + offset)^degree ([4]_).

    With an Inception network's features this is the KID. Without bias: over samples of
    one law it averages 0, and is below 0 about half of the time.

    Parameters
    ----------
    real, fake : (n, d), (m, d) features, at least two points each
    degree, offset : of the polynomial; 3 and 1 in the KID
    """
    real, fake = checked(real, fake)

    def kernel(x, y):
        return (x @ y.T / x.shape[1] + offset) ** degree

    def within(x):
        own = ((x * x).sum(1) / x.shape[1] + offset) ** degree
        total = sum(kernel(block, x).sum() for block in blocks(x))
        return (total - own.sum()) / (
            len(x) * (len(x) - 1)
        )  # pairs of different points

    across = sum(kernel(block, fake).sum() for block in blocks(real))
    return float(within(real) + within(fake) - 2 * across / (len(real) * len(fake)))


class PrecisionRecall(NamedTuple):
    """How faithful the samples are, and how much of the data they reach.

    Attributes
    ----------
    precision : share of made samples that lie among the real ones
    recall : share of real samples that lie among the made ones
    """

    precision: float
    recall: float


def precision_recall(
    real: ArrayLike, fake: ArrayLike, *, k: int = 3
) -> PrecisionRecall:
    """Shares of each set inside balls about the other's points ([5]_, eq. 1 and 2).

    A ball reaches to its point's k-th nearest neighbour in its own set.

    Parameters
    ----------
    real, fake : (n, d), (m, d) features, more than k points each, better as many of both
    """
    real, fake = checked(real, fake, least=k + 1)
    return PrecisionRecall(
        float((balls_around(fake, real, k) > 0).mean()),
        float((balls_around(real, fake, k) > 0).mean()),
    )


class DensityCoverage(NamedTuple):
    """Fidelity and coverage that a few outlying points cannot feign.

    Attributes
    ----------
    density : number of real balls that a made sample lies in, over k; 1 is expected of
        a perfect sampler, more of one that keeps to the crowded places
    coverage : share of real points with a made sample in their ball
    """

    density: float
    coverage: float


def density_coverage(
    real: ArrayLike, fake: ArrayLike, *, k: int = 5
) -> DensityCoverage:
    """Density and coverage ([6]_, eq. 3 and 4).

    Parameters
    ----------
    real, fake : (n, d), (m, d) features; more than k real points
    """
    real, fake = checked(real, fake, least=k + 1)
    radius2 = neighbour_distances(real, k) ** 2
    inside = nearest_distances(real, fake) ** 2 <= radius2
    return DensityCoverage(
        float(balls_around(fake, real, k).mean() / k), float(inside.mean())
    )


def expected_coverage(n_real: int, n_fake: int, *, k: int = 5) -> float:
    """The coverage of a perfect sampler ([6]_, lemma 2): its limit is 1 - 2^-k.

    1 - prod_{i=1..k} (n - i) / (n + m - i).
    """
    i = np.arange(1, k + 1)
    return float(1 - np.prod((n_real - i) / (n_real + n_fake - i)))


class Test(NamedTuple):
    """A test of whether two samples are of one law.

    Attributes
    ----------
    statistic : what was measured
    p_value : how often it is as large or larger when the laws are the same
    """

    __test__ = False  # no test of pytest's

    statistic: float
    p_value: float


def classifier_test(
    real: ArrayLike, fake: ArrayLike, *, rng: np.random.Generator
) -> Test:
    """Can a classifier tell made samples from real ones? ([7]_, sec. 3)

    Half of all points train a vote of the sqrt(n) nearest neighbours; ``statistic`` is
    its accuracy on the other half, and its law is binomial with 1/2 if nothing differs.

    Parameters
    ----------
    real, fake : (n, d), (n, d) features, as many of both
    """
    from scipy.stats import binom

    real, fake = checked(real, fake, least=8)
    if len(real) != len(fake):
        raise ValueError(
            f"as many real as made samples are wanted, not {len(real)} and {len(fake)}"
        )
    x = np.concatenate([real, fake])
    is_real = np.arange(len(x)) < len(real)
    order = rng.permutation(len(x))
    train, test = order[: len(real)], order[len(real) :]
    k = int(np.sqrt(len(train))) | 1  # odd: a vote without a tie
    votes = np.concatenate(
        [
            is_real[train][np.argpartition(d2, k - 1, axis=1)[:, :k]].mean(1)
            for d2 in _squared_distances(x[test], x[train])
        ]
    )
    right = int(((votes > 0.5) == is_real[test]).sum())
    return Test(right / len(test), float(binom.sf(right - 1, len(test), 0.5)))


def kernel_test(
    real: ArrayLike,
    fake: ArrayLike,
    *,
    rng: np.random.Generator,
    n_permutations: int = 200,
) -> Test:
    """`kernel_distance` and its p-value, by dealing the points to two sets anew.

    Parameters
    ----------
    real, fake : (n, d), (m, d) features; all pairs are kept, so a few thousand at most
    n_permutations : the least p-value is 1 / (n_permutations + 1)
    """
    real, fake = checked(real, fake)
    x = np.concatenate([real, fake])
    K = (x @ x.T / x.shape[1] + 1.0) ** 3
    np.fill_diagonal(K, 0.0)  # a point is no pair with itself
    n, m = len(real), len(fake)

    def distances(weights):  # (n + m, c), a column is 1 in the first set
        other = 1 - weights
        first, second = K @ weights, K @ other
        return (
            (weights * first).sum(0) / (n * (n - 1))
            + (other * second).sum(0) / (m * (m - 1))
            - 2 * (weights * second).sum(0) / (n * m)
        )

    observed = np.zeros((n + m, 1))
    observed[:n] = 1
    dealt = rng.permuted(np.repeat(observed, n_permutations, axis=1), axis=0)
    (statistic,) = distances(observed)
    as_large = (distances(dealt) >= statistic).sum()
    return Test(float(statistic), float((1 + as_large) / (1 + n_permutations)))


class Memorisation(NamedTuple):
    """Do samples lie closer to training points than fresh data do?

    Attributes
    ----------
    closer : probability that a made sample is closer to its nearest training point than
        a held-out point is to its own; 1/2 is expected of a perfect sampler, 1 of one
        that copies, less than 1/2 of one that makes things unlike the data
    copies : share of made samples that are closer to a training point than 99 % of the
        held-out points are; .01 is expected of a perfect sampler
    """

    closer: float
    copies: float


def memorisation(
    train: ArrayLike, held_out: ArrayLike, fake: ArrayLike
) -> Memorisation:
    """Nearest neighbours in the training set, of made and of held-out points ([8]_).

    Parameters
    ----------
    train, held_out, fake : (n, d) each; held-out points took no part in the training
    """
    train, held_out = checked(train, held_out, least=1)
    _, fake = checked(train, fake, least=1)
    of_data = np.sort(nearest_distances(held_out, train))
    of_fake = nearest_distances(fake, train)
    below, up_to = (
        np.searchsorted(of_data, of_fake, side=s) for s in ("left", "right")
    )
    closer = 1 - (below + up_to).mean() / (2 * len(of_data))  # a tie counts half
    return Memorisation(
        float(closer), float((of_fake < np.quantile(of_data, 0.01)).mean())
    )


def nearest_distances(x: ArrayLike, to: ArrayLike) -> Array:
    """Distance of each point to the nearest one of another set, (n, d), (m, d) -> (n,)."""
    pairs = _squared_distances(*checked(x, to, least=1))
    return np.sqrt(np.concatenate([d2.min(1) for d2 in pairs]))


def neighbour_distances(x: Array, k: int) -> Array:
    """Distance of each point to its k-th nearest neighbour in its own set: (n,)."""
    # the nearest one of all is the point itself
    pairs = _squared_distances(x, x)
    return np.sqrt(np.concatenate([np.partition(d2, k, axis=1)[:, k] for d2 in pairs]))


def balls_around(x: Array, centres: Array, k: int) -> NDArray[np.int64]:
    """In how many balls about ``centres`` each point lies: (n, d), (m, d) -> (n,).

    The radius of each ball is its centre's distance to its k-th neighbour.
    """
    radius2 = neighbour_distances(centres, k) ** 2
    pairs = _squared_distances(x, centres)
    return np.concatenate([(d2 <= radius2).sum(1) for d2 in pairs])


def checked(x: ArrayLike, y: ArrayLike, *, least: int = 2) -> tuple[Array, Array]:
    """Two sets of points as float64 arrays.

    Raises
    ------
    ValueError
        If they are not (n, d) and (m, d) of finite numbers with n, m >= ``least``.
    """
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[1]:
        raise ValueError(
            f"features must be (n, d) and (m, d), not of shapes {x.shape} and {y.shape}"
        )
    if min(len(x), len(y)) < least:
        raise ValueError(
            f"at least {least} points of each are wanted, not {len(x)} and {len(y)}"
        )
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("features must be finite numbers")
    return x, y


def blocks(x: Array) -> Iterator[Array]:
    """The rows of x, `BLOCK` at a time."""
    for start in range(0, len(x), BLOCK):
        yield x[start : start + BLOCK]


def _squared_distances(x: Array, y: Array) -> Iterator[Array]:
    """Tables of |x_i - y_j|^2, a block of rows at a time."""
    for block in blocks(x):
        d2 = (block**2).sum(1)[:, None] + (y**2).sum(1) - 2 * block @ y.T
        yield d2.clip(min=0)


def _moments(x: Array) -> tuple[Array, Array]:
    return x.mean(0), np.atleast_2d(np.cov(x, rowvar=False))


def subsample(x: Array, share: float, rng: np.random.Generator) -> Array:
    """A share of the rows, drawn without replacement."""
    return x[rng.choice(len(x), round(share * len(x)), replace=False)]

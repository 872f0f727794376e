"""What a hidden state shows: Gaussian, categorical and Poisson emissions.

Each class holds what is fixed (the family and its prior) and brings, as functions of
the parameters ``theta``, the emission probabilities, the expected sufficient statistics
and the M-step. Data are feature-major, x of shape (d, n), so that the work on a feature
runs along memory; probabilities are (K, n).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .coordinates import POSITIVE, POSITIVE_DEFINITE, REAL, SIMPLEX, Array

LOG_2PI = float(np.log(2 * np.pi))
SMALL = np.finfo(float).tiny


def blocks(n: int, size: int = 2048):
    """Slices that cover 0, ..., n - 1; a block of so many numbers stays in the cache."""
    return [slice(begin, begin + size) for begin in range(0, n, size)]


def over_largest(log_b: Array) -> Array:
    """Turn log b in place into b over the largest of each column: the log of that, (n,).

    Where all are 0 the observation is impossible: the log is -inf, and b is 1.
    """
    top = log_b.max(axis=0)
    impossible = np.isneginf(top)
    log_b[:, impossible] = 0.0
    log_b -= np.where(impossible, 0.0, top)
    np.exp(log_b, out=log_b)
    return top


class GaussianTheta(NamedTuple):
    """Parameters of a hidden Markov model with Gaussian emissions.

    Attributes
    ----------
    start : (K,) p(z_1 = k)
    transition : (K, K), rows sum to 1
    means : (K, d)
    covariances : (K, d) variances, or (K, d, d)
    """

    start: Array
    transition: Array
    means: Array
    covariances: Array


class GaussianStats(NamedTuple):
    """Expected sufficient statistics of Gaussian emissions.

    Attributes
    ----------
    count : (K,) expected number of visits
    mean : (K, d) of what was seen there
    scatter : (K, d) or (K, d, d), sum of squares about that mean
    """

    count: Array
    mean: Array
    scatter: Array


class Gaussian:
    """Normal emissions, N(mu_k, Sigma_k), their covariances diagonal or full.

    The likelihood has no maximum: a state that sits on one observation, or on equal
    ones, makes it infinite. So the covariances have a prior, which counts as
    ``prior_count`` more observations in each state, scattered like the whole data,

        log p(Sigma_k) = -(prior_count / 2) (log |Sigma_k| + tr(S Sigma_k^-1)) + constant

    with S the diagonal matrix of the data's variances (of a constant column, the square
    of its value). The M-step stays exact. With ``prior_count=0`` it is maximum likelihood.

    Parameters
    ----------
    x : (d, n) data, to take S from
    covariance_type : str, "diag" or "full"
    prior_count : float, at least 0
    """

    theta = GaussianTheta

    def __init__(self, x: Array, covariance_type: str = "diag", prior_count: float = 0):
        self.full = covariance_type == "full"
        self.prior_count = prior_count
        variance = x.var(axis=1)
        largest = np.abs(x).max(axis=1)
        self.constant = variance <= (1e-13 * largest) ** 2
        stand_in = np.where(largest > 0, largest, 1.0) ** 2
        self.spread = np.where(self.constant, stand_in, variance)  # S
        self.prior = np.diag(self.spread) if self.full else self.spread

    @property
    def space(self):
        """Kinds of the parameters, see `coursekit.em.coordinates`."""
        return {
            "means": REAL,
            "covariances": POSITIVE_DEFINITE if self.full else POSITIVE,
        }

    def scaled(self, theta: GaussianTheta, x: Array, out: Array) -> Array:
        """Densities over the largest of each column, into ``out``; its log."""
        return over_largest(self.log_prob(theta, x, out))

    def log_prob(self, theta: GaussianTheta, x: Array, out: Array) -> Array:
        """log N(x_t; mu_k, Sigma_k), into ``out``: (K, n)."""
        whiten, log_det = self._whitening(theta.covariances)
        for part in blocks(x.shape[1]):
            for k, mean in enumerate(theta.means):
                off = x[:, part] - mean[:, None]
                white = whiten[k] @ off if self.full else whiten[k][:, None] * off
                np.add.reduce(white**2, axis=0, out=out[k, part])
        out += (log_det + len(x) * LOG_2PI)[:, None]
        out *= -0.5
        return out

    def _whitening(self, covariances: Array) -> tuple[Array, Array]:
        """W with W cov W' = I, (K, d, d), or (K, d) its diagonal; log |cov|, (K,)."""
        if not self.full:
            return covariances**-0.5, np.log(covariances).sum(axis=1)
        roots = np.linalg.cholesky(covariances)
        log_det = 2 * np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1)
        return np.linalg.inv(roots), log_det

    def log_prior(self, theta: GaussianTheta) -> float:
        """Of the covariances, up to a constant."""
        if self.prior_count == 0:
            return 0.0
        root = np.sqrt(self.spread)
        if self.full:
            scaled = theta.covariances / np.outer(root, root)
            log_det = np.linalg.slogdet(scaled)[1]
            trace = np.linalg.inv(scaled).trace(axis1=1, axis2=2)
        else:
            scaled = theta.covariances / self.spread
            log_det, trace = np.log(scaled).sum(axis=1), (1 / scaled).sum(axis=1)
        return float(-0.5 * self.prior_count * (log_det + trace).sum())

    def statistics(self, x: Array, gamma: Array) -> GaussianStats:
        """Count, mean and scatter of each state: ``gamma`` is (K, n)."""
        count = gamma.sum(axis=1)
        mean = gamma @ x.T / np.maximum(count, SMALL)[:, None]
        scatter = np.zeros((len(gamma), *self.prior.shape))
        for part in blocks(x.shape[1]):
            for k in range(len(gamma)):
                off, weights = x[:, part] - mean[k][:, None], gamma[k, part]
                scatter[k] += (off * weights) @ off.T if self.full else off**2 @ weights
        return GaussianStats(count, mean, scatter)

    def m_step(self, stats: GaussianStats) -> dict[str, Array]:
        """Means, and scatter over counts, the prior's added to both."""
        count = stats.count.reshape(-1, *[1] * self.prior.ndim)
        total = np.maximum(count + self.prior_count, SMALL)
        covariances = (stats.scatter + self.prior_count * self.prior) / total
        never = count <= SMALL  # any parameters are as good as others
        covariances = np.where(never, self.prior, covariances)
        variances = covariances.diagonal(0, 1, 2) if self.full else covariances
        if not (variances > 0).all():
            k = int(np.argmin((variances > 0).all(axis=1)))
            raise ValueError(
                f"the observations of state {k} are equal in some column, so the "
                "likelihood has no maximum; give prior_count a positive value"
            )
        return {"means": stats.mean, "covariances": covariances}

    def degenerate(self, theta: GaussianTheta, stats: GaussianStats) -> str:
        """A state whose covariance, in some direction, is more the prior's than data's."""
        use = ~self.constant
        root = np.sqrt(self.spread[use])
        for k, cov in enumerate(theta.covariances):
            if self.full:
                scaled = cov[np.ix_(use, use)] / np.outer(root, root)
                least = np.linalg.eigvalsh(scaled).min(initial=np.inf)
            else:
                least = (cov[use] / root**2).min(initial=np.inf)
            if least * stats.count[k] <= max(2 * self.prior_count, 1e-6):
                return (
                    f"state {k} has no spread of its own: {stats.count[k]:.3g} "
                    "observations on one point or in one plane"
                )
        return ""

    def n_parameters(self, K: int) -> int:
        """Free numbers in K means and covariances."""
        d = len(self.spread)
        return K * d + K * (d * (d + 1) // 2 if self.full else d)

    def draw(self, theta: GaussianTheta, states, rng: np.random.Generator) -> Array:
        """An observation for each of ``states``: (n, d)."""
        noise = rng.standard_normal((len(states), theta.means.shape[1]))
        if self.full:
            roots = np.linalg.cholesky(theta.covariances)
            return theta.means[states] + np.einsum("nij,nj->ni", roots[states], noise)
        return theta.means[states] + np.sqrt(theta.covariances[states]) * noise

    def first_guess(self, x: Array, K: int, rng: np.random.Generator) -> dict:
        """Means of K groups of observations (k-means), the whole data's covariance."""
        from sklearn.cluster import KMeans

        root = np.sqrt(self.spread)
        seed = int(rng.integers(2**31))
        K_found = min(K, len(np.unique(x.T, axis=0)))
        groups = KMeans(K_found, n_init=1, random_state=seed).fit((x / root[:, None]).T)
        means = (groups.cluster_centers_ * root)[np.arange(K) % K_found]
        return {"means": means, "covariances": np.stack([self.prior] * K)}


class CategoricalTheta(NamedTuple):
    """Parameters of a hidden Markov model with categorical emissions.

    Attributes
    ----------
    start : (K,) p(z_1 = k)
    transition : (K, K), rows sum to 1
    emission : (K, d, M) p(column j shows category m | z = k); columns with fewer than
        M categories have zeros at the end
    """

    start: Array
    transition: Array
    emission: Array


class Categorical:
    """One of finitely many categories in each column, independent given the state.

    Parameters
    ----------
    x : (d, n) int, categories 0, 1, ...
    prior_count : float, at least 0: added to the count of each category in each state,
        a Dirichlet prior with parameters 1 + prior_count
    """

    theta = CategoricalTheta

    def __init__(self, x, prior_count: float = 0):
        self.prior_count = prior_count
        sizes = x.max(axis=1) + 1
        self.there = np.arange(sizes.max()) < sizes[:, None]  # (d, M)

    @property
    def space(self):
        """Kinds of the parameters, see `coursekit.em.coordinates`."""
        return {"emission": SIMPLEX}

    def scaled(self, theta: CategoricalTheta, x, out: Array) -> Array:
        """Probabilities over the largest of each column, into ``out``; its log."""
        if len(x) > 1:
            return over_largest(self.log_prob(theta, x, out))
        table = self._log(theta)[:, 0]  # (K, M): each category once will do
        top = over_largest(table)
        np.take(table, x[0], axis=1, out=out)
        return top[x[0]]

    def log_prob(self, theta: CategoricalTheta, x, out: Array) -> Array:
        """log p(x_t | z = k), into ``out``: (K, n)."""
        tables = self._log(theta)
        np.take(tables[:, 0], x[0], axis=1, out=out)
        for j in range(1, len(x)):
            out += tables[:, j, x[j]]
        return out

    def _log(self, theta: CategoricalTheta) -> Array:
        with np.errstate(divide="ignore"):
            return np.log(theta.emission)

    def log_prior(self, theta: CategoricalTheta) -> float:
        """Of the probabilities, up to a constant."""
        if self.prior_count == 0:
            return 0.0
        with np.errstate(divide="ignore"):
            return float(self.prior_count * np.log(theta.emission[:, self.there]).sum())

    def statistics(self, x, gamma: Array) -> Array:
        """Expected number of times that each state shows each category: (K, d, M)."""
        d, M = self.there.shape
        counts = [
            np.bincount(column, weights=weights, minlength=M)
            for weights in gamma
            for column in x
        ]
        return np.array(counts).reshape(len(gamma), d, M)

    def m_step(self, stats: Array) -> dict[str, Array]:
        """Shares of the counts."""
        return {"emission": shares(stats + self.prior_count * self.there, self.there)}

    def degenerate(self, theta: CategoricalTheta, stats: Array) -> str:
        """Never: a probability is at most 1."""
        return ""

    def n_parameters(self, K: int) -> int:
        """Free numbers in the probabilities of K states."""
        return K * int(self.there.sum() - len(self.there))

    def draw(self, theta: CategoricalTheta, states, rng: np.random.Generator):
        """An observation for each of ``states``: (n, d) int."""
        edges = theta.emission.cumsum(axis=2)[states]  # (n, d, M)
        u = rng.random(edges.shape[:2]) * edges[..., -1]
        return (edges <= u[..., None]).sum(axis=2)

    def first_guess(self, x, K: int, rng: np.random.Generator) -> dict[str, Array]:
        """The categories' overall shares, each state's shaken by a factor of its own."""
        overall = self.statistics(x, np.ones((1, x.shape[1])))
        shaken = (
            (overall + 1) * self.there * rng.gamma(4.0, size=(K, *self.there.shape))
        )
        return {"emission": shares(shaken, self.there)}


class PoissonTheta(NamedTuple):
    """Parameters of a hidden Markov model with Poisson emissions.

    Attributes
    ----------
    start : (K,) p(z_1 = k)
    transition : (K, K), rows sum to 1
    rates : (K, d), at least 0
    """

    start: Array
    transition: Array
    rates: Array


class Poisson:
    """Counts, independent from column to column given the state.

    Parameters
    ----------
    x : (d, n) counts, at least 0
    """

    theta = PoissonTheta

    def __init__(self, x: Array):
        self.n_columns = len(x)

    @property
    def space(self):
        """Kinds of the parameters, see `coursekit.em.coordinates`."""
        return {"rates": POSITIVE}

    def scaled(self, theta: PoissonTheta, x: Array, out: Array) -> Array:
        """Probabilities over the largest of each column, into ``out``; its log."""
        return over_largest(self.log_prob(theta, x, out))

    def log_prob(self, theta: PoissonTheta, x: Array, out: Array) -> Array:
        """log p(x_t | z = k), into ``out``: (K, n). A rate of 0 counts as 1e-308."""
        from scipy.special import gammaln

        np.matmul(np.log(np.maximum(theta.rates, SMALL)), x, out=out)
        out -= theta.rates.sum(axis=1)[:, None]
        out -= gammaln(x + 1).sum(axis=0)
        return out

    def log_prior(self, theta: PoissonTheta) -> float:
        """There is none."""
        return 0.0

    def statistics(self, x: Array, gamma: Array) -> tuple[Array, Array, Array]:
        """Expected visits (K,), counts seen there (K, d), mean of all counts (d,)."""
        return gamma.sum(axis=1), gamma @ x.T, x.mean(axis=1)

    def m_step(self, stats) -> dict[str, Array]:
        """Mean counts."""
        visits, counts, overall = stats
        never = visits[:, None] <= SMALL  # then any rate is as good as another
        rates = counts / np.where(never, 1.0, visits[:, None])
        return {"rates": np.where(never, overall, rates)}

    def degenerate(self, theta: PoissonTheta, stats) -> str:
        """Never: a probability is at most 1."""
        return ""

    def n_parameters(self, K: int) -> int:
        """Rates of K states."""
        return K * self.n_columns

    def draw(self, theta: PoissonTheta, states, rng: np.random.Generator) -> Array:
        """An observation for each of ``states``: (n, d)."""
        return rng.poisson(theta.rates[states])

    def first_guess(self, x: Array, K: int, rng: np.random.Generator) -> dict:
        """Quantiles of the counts, shaken."""
        levels = (np.arange(K) + 0.5 + rng.uniform(-0.3, 0.3, K)) / K
        return {"rates": np.quantile(x, levels, axis=1) + 0.1 * x.mean(axis=1)}


def shares(counts: Array, there=True) -> Array:
    """``counts`` over their sums along the last axis; equal shares where all are 0."""
    total = counts.sum(axis=-1, keepdims=True)
    equal = np.broadcast_to(there, counts.shape)
    equal = equal / equal.sum(axis=-1, keepdims=True)
    return np.where(total > 0, counts / np.where(total > 0, total, 1.0), equal)

"""Probabilistic PCA and factor analysis by EM, with or without missing entries.

x = W z + mean + noise, z ~ N(0, I_q), noise ~ N(0, diag(psi)). Factor analysis has one
psi for each variable, probabilistic PCA one for all. An entry that was not observed
enters nowhere: given z the variables are independent, so it need not be filled in.

References
----------
.. [1] Rubin and Thayer (1982). EM algorithms for ML factor analysis. Psychometrika 47,
   69-76.
.. [2] Tipping and Bishop (1999). Probabilistic principal component analysis. Journal of
   the Royal Statistical Society B 61, 611-622.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from sklearn.base import ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted

from ._estimator import GappyEstimator
from .coordinates import POSITIVE, REAL, Array

LOG_2PI = float(np.log(2 * np.pi))
BLOCK = 2**19  # numbers in a work array: 4 MB


class Theta(NamedTuple):
    """Parameters.

    Attributes
    ----------
    W : (d, q) loadings
    mean : (d,)
    psi : (d,) variances of the noise; all equal in probabilistic PCA
    """

    W: Array
    mean: Array
    psi: Array


class Stats(NamedTuple):
    """Expected sufficient statistics, by variable, over the rows that observe it.

    With z~ = (z, 1), so that the mean is one more column of W:

    Attributes
    ----------
    n : (d,) number of rows
    xx : (d,) sum of x_j^2
    xz : (d, q + 1) sum of x_j E[z~]
    zz : (d, q + 1, q + 1) sum of E[z~ z~']
    """

    n: Array
    xx: Array
    xz: Array
    zz: Array


class LatentLinear:
    """Data and the two steps, a `Model` for the loop.

    Parameters
    ----------
    X : (n, d) data; nan where not observed
    common : bool, one psi for all variables (probabilistic PCA)
    floor : float, at least 0
        The objective is the log-likelihood minus (floor / 2) sum_j n_j v_j / psi_j with
        v_j the variance of variable j, which keeps every psi_j above floor times v_j. 0
        is maximum likelihood.

    Raises
    ------
    ValueError
        If the data are no matrix, not finite where observed, or a variable is never
        observed.
    """

    exact = True

    def __init__(self, X, *, common: bool, floor: float = 0.0):
        X = np.array(X, dtype=float)
        if X.ndim != 2 or X.size == 0 or np.isinf(X).any():
            raise ValueError(f"X must be a matrix, finite or nan, got {X}")
        self.seen = (~np.isnan(X)).astype(float)  # (n, d)
        self.n = self.seen.sum(axis=0)
        if not self.n.all():
            raise ValueError(f"variable {int(self.n.argmin())} of X is never observed")
        if not floor >= 0:
            raise ValueError(f"floor must be at least 0, got {floor!r}")
        self.common, self.floor = common, floor
        self.centre = np.nanmean(X, axis=0)  # subtracted, so that squares stay small
        self.X = np.where(self.seen == 1, X - self.centre, 0.0)
        self.xx = squares = (self.X**2).sum(axis=0)
        self.variance = squares / self.n
        if common:
            self.variance = np.full_like(self.variance, squares.sum() / self.n.sum())
        self.variance[self.variance == 0] = self.variance.max() or 1.0
        self.objective = "penalised log-likelihood" if floor else "log-likelihood"
        # one psi for all has one free coordinate: it is left to the EM steps
        self.space = {"W": REAL, "mean": REAL} | ({} if common else {"psi": POSITIVE})

    def start(self, q: int, rng: np.random.RandomState) -> Theta:
        """Small random loadings, the observed means, half of the variance as noise."""
        d = len(self.centre)
        W = rng.standard_normal((d, q)) * np.sqrt(self.variance[:, None] / 2 / q)
        return Theta(W, self.centre.copy(), self.variance / 2)

    def e_step(self, theta: Theta) -> tuple[float, Stats]:
        """Objective and expected statistics."""
        d, q = theta.W.shape
        here = theta._replace(mean=theta.mean - self.centre)
        value = 0.0
        xz, zz = np.zeros((d, q + 1)), np.zeros((d, (q + 1) ** 2))
        for X, seen in self.blocks(q):
            log_p, mean, covariance = posterior(here, X, seen)
            mean = np.column_stack([mean, np.ones(len(X))])
            square = mean[:, :, None] * mean[:, None, :]
            square[:, :q, :q] += covariance
            value += log_p.sum()
            xz += X.T @ mean
            zz += seen.T @ square.reshape(len(X), -1)
        penalty = self.floor / 2 * (self.n * self.variance / theta.psi).sum()
        zz = zz.reshape(d, q + 1, q + 1)
        return value - penalty, Stats(self.n, self.xx, xz, zz)

    def m_step(self, stats: Stats) -> Theta:
        """For each variable a regression on z~; what is left over is noise."""
        W = np.linalg.solve(stats.zz, stats.xz[:, :, None])[:, :, 0]  # (d, q + 1)
        rest = stats.xx - (W * stats.xz).sum(axis=1)
        rest = np.maximum(rest, 0) + self.floor * stats.n * self.variance
        psi = rest / stats.n
        if self.common:
            psi = np.full_like(psi, rest.sum() / stats.n.sum())
        return Theta(W[:, :-1], self.centre + W[:, -1], psi)

    def degenerate(self, theta: Theta) -> str:
        """Whether a variable is explained without noise (a Heywood case)."""
        free = theta.psi < max(1e-8, 10 * self.floor) * self.variance
        if free.any():
            return f"variable {int(free.argmax())} has no noise left"
        return ""

    def blocks(self, q: int) -> Iterator[tuple[Array, Array]]:
        """Centred data, 0 where not observed, and what was observed, some rows at a time."""
        rows = max(1, BLOCK // (q + 1) ** 2)
        for begin in range(0, len(self.X), rows):
            yield self.X[begin : begin + rows], self.seen[begin : begin + rows]


def posterior(theta: Theta, X: Array, seen: Array) -> tuple[Array, Array, Array]:
    """z given the observed entries of x is normal; and how likely these entries are.

    Parameters
    ----------
    theta : Theta
    X : (n, d) data, 0 where not observed
    seen : (n, d) 1 where observed, 0 elsewhere

    Returns
    -------
    log_p : (n,) log density of the observed entries
    mean : (n, q)
    covariance : (n, q, q), or (1, q, q) if all rows observe the same entries
    """
    W, mean, psi = theta
    d, q = W.shape
    squares = (W[:, :, None] * W[:, None, :] / psi[:, None, None]).reshape(d, q * q)
    rows = seen[:1] if (seen == seen[0]).all() else seen  # equal gaps, one inverse
    precision = (rows @ squares).reshape(-1, q, q) + np.eye(q)
    rest = seen * (X - mean)
    pull = rest @ (W / psi[:, None])  # (n, q)
    covariance = np.linalg.inv(precision)
    z = (covariance @ pull[:, :, None])[:, :, 0]
    log_det = rows @ np.log(psi) + np.linalg.slogdet(precision)[1]
    # r' S^-1 r as a sum of squares: the usual difference cancels where psi is small
    distance = (seen * (rest - z @ W.T)) ** 2 @ (1 / psi) + (z**2).sum(axis=1)
    return -0.5 * (seen.sum(axis=1) * LOG_2PI + log_det + distance), z, covariance


class _LatentLinearEstimator(
    ClassNamePrefixFeaturesOutMixin, TransformerMixin, GappyEstimator
):
    """What the two estimators share."""

    _common: bool

    def __init__(
        self,
        n_components=2,
        *,
        floor=1e-6,
        tol=1e-7,
        max_iter=2000,
        random_state=None,
    ):
        self.n_components = n_components
        self.floor = floor
        self.tol = tol
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X, y=None):
        """Fit to ``X``, (n, d), nan where not observed."""
        X = self._validated(X, reset=True)
        q = self.n_components
        if not isinstance(q, int | np.integer) or q < 1:
            raise ValueError(
                f"n_components must be a whole number, at least 1; got {q!r}"
            )
        scale = _scale(X)
        model = LatentLinear(X / scale, common=self._common, floor=self.floor)
        start = model.start(int(q), check_random_state(self.random_state))
        kept = self._climb(model, [start], n_samples=len(X))
        theta = kept.theta
        self.components_ = theta.W.T * scale
        self.mean_ = theta.mean * scale
        self.noise_variance_ = theta.psi * scale**2
        return self

    def transform(self, X):
        """Posterior mean of z: (n, q)."""
        return self._posterior(X)[1]

    def inverse_transform(self, Z):
        """W z + mean: (n, d)."""
        check_is_fitted(self)
        return np.asarray(Z) @ self.components_ + self.mean_

    def impute(self, X):
        """``X`` with every missing entry at its mean given the observed ones: (n, d)."""
        X = self._validated(X)
        filled = self.inverse_transform(self.transform(X))
        return np.where(np.isnan(X), filled, X)

    def score_samples(self, X):
        """Log density of the observed entries of each row: (n,)."""
        return self._posterior(X)[0]

    def score(self, X, y=None):
        """Mean of `score_samples`."""
        return float(self.score_samples(X).mean())

    def get_covariance(self):
        """W W' + diag(psi): (d, d)."""
        check_is_fitted(self)
        noise = np.diag(self.noise_variance_)
        return self.components_.T @ self.components_ + noise

    def sample(self, n_samples=1, random_state=None):
        """New rows: (n_samples, d)."""
        check_is_fitted(self)
        rng = check_random_state(random_state)
        z = rng.standard_normal((n_samples, len(self.components_)))
        noise = rng.standard_normal((n_samples, len(self.mean_)))
        return self.inverse_transform(z) + noise * np.sqrt(self.noise_variance_)

    @property
    def _n_features_out(self):
        return len(self.components_)

    def _posterior(self, X):
        X = self._validated(X)
        seen = (~np.isnan(X)).astype(float)
        theta = Theta(self.components_.T, self.mean_, self.noise_variance_)
        return posterior(theta, np.where(seen == 1, X, 0.0), seen)


class ProbabilisticPCA(_LatentLinearEstimator):
    """Probabilistic PCA by EM [2]_, missing entries allowed.

    Parameters
    ----------
    n_components : int, at least 1: q
    floor : float, see `LatentLinear`; 0 is maximum likelihood
    tol : float, the gain of the objective per sample that ends the climb
    max_iter : int
    random_state : int, RandomState or None: the random start

    Attributes
    ----------
    components_ : (q, d) loadings W'; determined up to a rotation
    mean_ : (d,)
    noise_variance_ : (d,) psi, all equal
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    _common = True


class FactorAnalysis(_LatentLinearEstimator):
    """Factor analysis by EM [1]_, missing entries allowed.

    Parameters and attributes are those of `ProbabilisticPCA`; the entries of
    ``noise_variance_`` differ.
    """

    _common = False


def _scale(X: Array) -> float:
    """One unit for all variables: the spread of the observed entries."""
    spread = float(np.sqrt(np.nanmean((X - np.nanmean(X, axis=0)) ** 2)))
    return spread if np.isfinite(spread) and spread > 0 else 1.0

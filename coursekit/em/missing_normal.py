"""The multivariate normal law from data with gaps, by EM.

References
----------
.. [1] Dempster, Laird and Rubin (1977). Maximum likelihood from incomplete data via the
   EM algorithm. Journal of the Royal Statistical Society B 39, 1-38, section 4.1.
.. [2] Little and Rubin (2019). Statistical analysis with missing data, 3rd edition,
   chapter 11. Wiley.
.. [3] Anderson (1957). Maximum likelihood estimates for a multivariate normal
   distribution when some observations are missing. Journal of the American Statistical
   Association 52, 200-203.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from sklearn.base import OneToOneFeatureMixin, TransformerMixin
from sklearn.utils import check_random_state

from ._estimator import GappyEstimator
from .coordinates import POSITIVE_DEFINITE, REAL, Array

LOG_2PI = float(np.log(2 * np.pi))


class Theta(NamedTuple):
    """Parameters.

    Attributes
    ----------
    mean : (d,)
    covariance : (d, d)
    """

    mean: Array
    covariance: Array


class Stats(NamedTuple):
    """Expected sufficient statistics of the whole data.

    Attributes
    ----------
    x : (d,) sum of E[x]
    xx : (d, d) sum of E[x x']
    """

    x: Array
    xx: Array


class Given(NamedTuple):
    """The law of missing entries given the observed ones.

    Attributes
    ----------
    gain : (missing, observed) regression of the missing entries on the observed ones
    covariance : (missing, missing) of what the regression leaves open
    """

    gain: Array
    covariance: Array


def given(covariance: Array, missing: Array) -> Given:
    """Regression of missing entries on observed ones.

    Parameters
    ----------
    covariance : (d, d)
    missing : (d,) bool
    """
    seen = ~missing
    root = np.linalg.cholesky(covariance[np.ix_(seen, seen)])
    half = np.linalg.solve(root, covariance[np.ix_(seen, missing)])
    left = covariance[np.ix_(missing, missing)] - half.T @ half
    return Given(np.linalg.solve(root.T, half).T, left)


class MissingNormalModel:
    """Data with gaps and the two steps, a `Model` for the loop.

    Rows with the same gaps are treated together: one regression for each pattern.

    Parameters
    ----------
    X : (n, d) data; nan where missing
    ridge : float, at least 0
        The objective is the log-likelihood minus (n ridge / 2) tr(V covariance^-1), V
        the diagonal of the observed variances, which keeps the covariance away from
        singular ones. 0 is maximum likelihood.

    Raises
    ------
    ValueError
        If the data are no matrix, not finite where observed, or a variable is never
        observed.
    """

    exact = True
    space = {"mean": REAL, "covariance": POSITIVE_DEFINITE}  # noqa: RUF012

    def __init__(self, X, *, ridge: float = 0.0):
        X = np.array(X, dtype=float)
        if X.ndim != 2 or X.size == 0 or np.isinf(X).any():
            raise ValueError(f"X must be a matrix, finite or nan, got {X}")
        missing = np.isnan(X)
        if missing.all(axis=0).any():
            k = int(missing.all(axis=0).argmax())
            raise ValueError(f"variable {k} of X is never observed")
        if not ridge >= 0:
            raise ValueError(f"ridge must be at least 0, got {ridge!r}")
        self.centre = np.nanmean(X, axis=0)  # subtracted, so that squares stay small
        self.X, self.missing, self.ridge = X - self.centre, missing, ridge
        self.variance = np.nanvar(X, axis=0)
        self.variance[self.variance == 0] = self.variance.max() or 1.0
        self.objective = "penalised log-likelihood" if ridge else "log-likelihood"
        self.patterns, which = np.unique(missing, axis=0, return_inverse=True)
        order = np.argsort(which.ravel(), kind="stable")
        self.rows = np.split(order, np.cumsum(np.bincount(which.ravel()))[:-1])

    def start(self) -> Theta:
        """The observed means and variances, no correlations."""
        return Theta(self.centre.copy(), np.diag(self.variance))

    def groups(self) -> Iterator[tuple[Array, Array]]:
        """Each pattern of gaps (d,), and its centred rows (rows, d)."""
        for missing, rows in zip(self.patterns, self.rows, strict=True):
            yield missing, self.X[rows]

    def e_step(self, theta: Theta) -> tuple[float, Stats]:
        """Fill each gap by its regression; add the variance that this leaves open."""
        mean, covariance = theta.mean - self.centre, theta.covariance
        d = len(mean)
        value, x, xx = self._penalty(covariance), np.zeros(d), np.zeros((d, d))
        for missing, X in self.groups():
            filled, open_ = fill(mean, covariance, missing, X)
            x += filled.sum(axis=0)
            xx += filled.T @ filled
            xx[np.ix_(missing, missing)] += len(X) * open_
            value += log_density(mean, covariance, missing, X).sum()
        return value, Stats(x, xx)

    def m_step(self, stats: Stats) -> Theta:
        """Mean and covariance of the filled data, divided by n."""
        n = len(self.X)
        mean = stats.x / n
        covariance = stats.xx / n - np.outer(mean, mean)
        covariance += self.ridge * np.diag(self.variance)
        return Theta(self.centre + mean, (covariance + covariance.T) / 2)

    def degenerate(self, theta: Theta) -> str:
        """Whether some combination of the variables hardly varies."""
        sd = np.sqrt(self.variance)
        smallest = np.linalg.eigvalsh(theta.covariance / np.outer(sd, sd))[0]
        if smallest < max(1e-8, 10 * self.ridge):
            return "a combination of variables has hardly any variance"
        return ""

    def _penalty(self, covariance: Array) -> float:
        if not self.ridge:
            return 0.0
        inverse = np.linalg.inv(covariance)
        return -len(self.X) * self.ridge / 2 * (self.variance @ np.diag(inverse))


def fill(
    mean: Array, covariance: Array, missing: Array, X: Array
) -> tuple[Array, Array]:
    """Rows with their gaps at the conditional mean, and the covariance left open.

    Parameters
    ----------
    mean, covariance : (d,), (d, d)
    missing : (d,) bool, the gaps, the same in every row
    X : (rows, d)
    """
    rest = X[:, ~missing] - mean[~missing]
    gain, left = given(covariance, missing)
    filled = X.copy()
    filled[:, missing] = mean[missing] + rest @ gain.T
    return filled, left


def log_density(mean: Array, covariance: Array, missing: Array, X: Array) -> Array:
    """Log density of the observed entries: (rows,). Parameters are those of `fill`."""
    seen = ~missing
    root = np.linalg.cholesky(covariance[np.ix_(seen, seen)])
    white = np.linalg.solve(root, (X[:, seen] - mean[seen]).T)
    log_det = 2 * np.log(np.diag(root)).sum()
    return -0.5 * (seen.sum() * LOG_2PI + log_det + (white**2).sum(axis=0))


class MissingNormal(OneToOneFeatureMixin, TransformerMixin, GappyEstimator):
    """A multivariate normal law fitted to data with gaps [1]_, which it can fill.

    Parameters
    ----------
    ridge : float, see `MissingNormalModel`; 0 is maximum likelihood
    tol : float, the gain of the objective per sample that ends the climb
    max_iter : int

    Attributes
    ----------
    mean_ : (d,)
    covariance_ : (d, d), divided by n
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(self, *, ridge=1e-6, tol=1e-8, max_iter=1000):
        self.ridge = ridge
        self.tol = tol
        self.max_iter = max_iter

    def fit(self, X, y=None):
        """Fit to ``X``, (n, d), nan where missing."""
        X = self._validated(X, reset=True)
        scale = _scale(X)
        model = MissingNormalModel(X / scale, ridge=self.ridge)
        kept = self._climb(model, [model.start()], n_samples=len(X))
        self.mean_ = kept.theta.mean * scale
        self.covariance_ = kept.theta.covariance * np.outer(scale, scale)
        return self

    def transform(self, X):
        """``X`` with each gap at its mean given the observed entries: (n, d)."""
        return self._by_pattern(X, lambda *group: fill(*group)[0])

    def draw(self, X, random_state=None):
        """``X`` with each gap drawn given the observed entries: (n, d).

        Draws, unlike means, keep the spread of the data. The parameters are held at
        their estimates: for honest intervals their uncertainty must be added, as
        multiple imputation does.
        """
        rng = check_random_state(random_state)

        def drawn(mean, covariance, missing, rows):
            filled, left = fill(mean, covariance, missing, rows)
            root = np.linalg.cholesky(left) if missing.any() else left
            filled[:, missing] += rng.standard_normal((len(rows), len(left))) @ root.T
            return filled

        return self._by_pattern(X, drawn)

    def score_samples(self, X):
        """Log density of the observed entries of each row: (n,)."""
        return self._by_pattern(X, log_density)

    def score(self, X, y=None):
        """Mean of `score_samples`."""
        return float(self.score_samples(X).mean())

    def _by_pattern(self, X, function):
        X = self._validated(X)
        patterns, which = np.unique(np.isnan(X), axis=0, return_inverse=True)
        parts = [
            function(self.mean_, self.covariance_, missing, X[which.ravel() == k])
            for k, missing in enumerate(patterns)
        ]
        result = np.empty((len(X), *parts[0].shape[1:]))
        for k, part in enumerate(parts):
            result[which.ravel() == k] = part
        return result


def _scale(X: Array) -> Array:
    """A unit for each variable: the spread of its observed entries, 1 if it has none."""
    spread = np.nanstd(X, axis=0)
    return np.where(spread > 0, spread, 1.0)

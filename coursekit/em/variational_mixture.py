"""Variational Bayes for a mixture of Gaussians (Bishop 2006, section 10.2).

The parameters are no longer numbers: weights get a Dirichlet law, each mean and
precision a normal-Wishart law. The posterior is approximated by q(z) q(parameters), and
EM's loop climbs the evidence lower bound: the E-step updates q(z), the M-step the rest.

    weights ~ Dirichlet(concentration),   Lambda_k ~ Wishart(df_k, scale_k^-1),
    mu_k | Lambda_k ~ N(mean_k, (strength_k Lambda_k)^-1)
"""

from __future__ import annotations

from numbers import Integral, Real
from typing import NamedTuple

import numpy as np
from scipy.special import digamma, gammaln, multigammaln
from sklearn.base import DensityMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from ._estimator import EMEstimator
from .bound import log_sum_exp, responsibilities
from .coordinates import Array
from .gaussian_density import Parameters, Statistics, log_joint
from .gaussian_mixture import (
    NEAREST,
    Mixture,
    e_step,
    round_balls,
)


class Law(NamedTuple):
    """Dirichlet law of the weights, normal-Wishart laws of the components.

    Attributes
    ----------
    concentration : (K,) of the Dirichlet law
    strength : (K,) how many points the mean is worth
    mean : (K, d)
    scale : (K, d, d) inverse of the Wishart law's scale matrix: a sum of squares
    df : (K,) degrees of freedom of the Wishart law, above d - 1
    """

    concentration: Array
    strength: Array
    mean: Array
    scale: Array
    df: Array


class VariationalMixture:
    """Data and a prior: a `Model` for the loop, with a `Law` as its parameters.

    Like those of `Mixture`, its parameters are in the units of the standardised data
    (``unit``), and its objective is that of the data themselves.

    Parameters
    ----------
    mixture : Mixture of full covariances, which holds the data
    prior : Law, in the units of the standardised data
    """

    objective = "evidence lower bound"
    exact = True

    def __init__(self, mixture: Mixture, prior: Law):
        self.mixture, self.prior = mixture, prior

    def e_step(self, law: Law) -> tuple[float, Statistics]:
        """The bound with the best q(z), and expected statistics under it.

        With log rho_ik = E[log p(x_i, z_i = k)] the best q(z_i) is proportional to rho_i,
        and the bound is sum_i log sum_k rho_ik - KL(law || prior).
        """
        theta, log_scale = expected_mixture(law)
        value, stats = e_step(self.mixture.X, theta)
        value += len(self.mixture.X) * (
            log_scale - np.log(self.mixture.unit.scale).sum()
        )
        return value - divergence(law, self.prior), stats

    def m_step(self, stats: Statistics) -> Law:
        """Conjugate updates (Bishop 2006, equations 10.58 to 10.63)."""
        prior, n = self.prior, stats.n
        strength = prior.strength + n
        shift = stats.mean - prior.mean
        pull = prior.strength * n / strength  # (K,)
        scatter = stats.scatter + pull[:, None, None] * _outer(shift)
        return Law(
            prior.concentration + n,
            strength,
            stats.mean - (prior.strength / strength)[:, None] * shift,
            prior.scale + scatter,
            prior.df + n,
        )

    def degenerate(self, law: Law) -> str:
        """Never: the prior keeps every component wide."""
        return ""


def expected_mixture(law: Law) -> tuple[Parameters, float]:
    """The mixture whose E-step is the law's, and what its log densities lack.

    E[log w_k N(x; mu_k, Lambda_k^-1)] is quadratic in x with precision E[Lambda_k], so it
    is the log density of a component of a mixture whose weights are smaller.
    """
    d = law.mean.shape[1]
    covariances = law.scale / law.df[:, None, None]
    log_weights = digamma(law.concentration) - digamma(law.concentration.sum())
    log_weights += 0.5 * (expected_log_det(law) + np.linalg.slogdet(covariances)[1])
    log_weights -= 0.5 * d / law.strength
    log_scale = float(log_sum_exp(log_weights[None])[0])
    weights = responsibilities(log_weights[None])[0]
    return Parameters(weights, law.mean, covariances), log_scale


def expected_log_det(law: Law) -> Array:
    """E[log |Lambda_k|] under Wishart laws (Bishop 2006, equation 10.65): (K,)."""
    d = law.mean.shape[1]
    half = 0.5 * (law.df[:, None] - np.arange(d))
    return digamma(half).sum(axis=1) + d * np.log(2) - np.linalg.slogdet(law.scale)[1]


def divergence(law: Law, prior: Law) -> float:
    """KL(law || prior), all constants kept."""
    parts = _kl_normal(law, prior) + _kl_wishart(law, prior)
    return float(_kl_dirichlet(law.concentration, prior.concentration) + parts.sum())


def _kl_dirichlet(a: Array, b: Array) -> float:
    spread = digamma(a) - digamma(a.sum())
    constant = gammaln(a.sum()) - gammaln(a).sum() - gammaln(b.sum()) + gammaln(b).sum()
    return constant + (a - b) @ spread


def _kl_normal(law: Law, prior: Law) -> Array:
    """Of the means, given the precisions and averaged over them: (K,)."""
    ratio = prior.strength / law.strength
    shift = (law.mean - prior.mean)[:, :, None]
    distance = (shift * np.linalg.solve(law.scale, shift)).sum(axis=(1, 2))
    d = shift.shape[1]
    return 0.5 * (d * (ratio - 1 - np.log(ratio)) + prior.strength * law.df * distance)


def _kl_wishart(law: Law, prior: Law) -> Array:
    d = law.mean.shape[1]
    trace = np.trace(np.linalg.solve(law.scale, prior.scale), axis1=1, axis2=2)
    return (
        _log_wishart_constant(law)
        - _log_wishart_constant(prior)
        + 0.5 * (law.df - prior.df) * expected_log_det(law)
        + 0.5 * law.df * (trace - d)
    )


def _log_wishart_constant(law: Law) -> Array:
    """What normalises a Wishart density (Bishop 2006, equation B.79): (K,)."""
    d = law.mean.shape[1]
    log_det = np.linalg.slogdet(law.scale)[1]
    return 0.5 * law.df * (log_det - d * np.log(2)) - multigammaln(0.5 * law.df, d)


def log_predictive(X: Array, law: Law) -> Array:
    """log p(x | data) under the law: a mixture of Student's t (Bishop, 10.81): (n,)."""
    d = X.shape[1]
    df = law.df + 1 - d
    scale = law.scale * ((1 + law.strength) / (law.strength * df))[:, None, None]
    root = np.linalg.cholesky(scale)
    y = np.linalg.solve(root, (X[:, None, :] - law.mean).transpose(1, 2, 0))
    log_size = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    constant = gammaln(0.5 * (df + d)) - gammaln(0.5 * df) - log_size
    constant -= 0.5 * d * np.log(df * np.pi)
    constant += np.log(law.concentration) - np.log(law.concentration.sum())
    tails = np.log1p((y**2).sum(axis=1).T / df)  # (n, K)
    return log_sum_exp(constant - 0.5 * (df + d) * tails)


def _outer(x: Array) -> Array:
    return x[:, :, None] * x[:, None, :]


class VariationalGaussianMixture(DensityMixin, EMEstimator):
    """Mixture of Gaussians with full covariances, fitted by variational Bayes.

    Parameters
    ----------
    n_components : int, at least 1; components that the data do not need are emptied
    weight_concentration_prior : float, positive; 1 / n_components if not given
        The smaller, the fewer components keep weight.
    mean_precision_prior : float, positive: how many points the prior mean is worth
    mean_prior : (d,); the mean of the data if not given
    degrees_of_freedom_prior : float, above d - 1; d if not given
    covariance_prior : (d, d) positive definite, the inverse of the Wishart law's scale
        matrix; if not given, the variances of the data on a diagonal
    tol : float, the gain of the bound per sample that ends the climb
    max_iter, n_init : int; of several starts the best is kept
    resp_init : (n, K) responsibilities to start from; if not given, each point goes to
        the nearest of K points that are drawn far from one another
    random_state : int, RandomState or None

    Attributes
    ----------
    weights_ : (K,) expected weights
    means_ : (K, d) expected means
    covariances_ : (K, d, d) inverses of the expected precisions
    law_ : Law, the posterior, in the unit of the data
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`; the
        objective is the evidence lower bound with all its constants
    n_features_in_ : int
    """

    def __init__(
        self,
        n_components=1,
        *,
        weight_concentration_prior=None,
        mean_precision_prior=1.0,
        mean_prior=None,
        degrees_of_freedom_prior=None,
        covariance_prior=None,
        tol=1e-5,
        max_iter=1000,
        n_init=1,
        resp_init=None,
        random_state=None,
    ):
        self.n_components = n_components
        self.weight_concentration_prior = weight_concentration_prior
        self.mean_precision_prior = mean_precision_prior
        self.mean_prior = mean_prior
        self.degrees_of_freedom_prior = degrees_of_freedom_prior
        self.covariance_prior = covariance_prior
        self.tol = tol
        self.max_iter = max_iter
        self.n_init = n_init
        self.resp_init = resp_init
        self.random_state = random_state

    def fit(self, X, y=None):
        """Fit to the rows of X, (n, d), finite, at least two.

        Raises
        ------
        ValueError
            If a parameter or the data are out of range.
        """
        for name in ("n_components", "max_iter", "n_init"):
            _check_whole(name, getattr(self, name))
        X = validate_data(self, X, dtype=np.float64, ensure_min_samples=2)
        mixture = Mixture(X, self.n_components, "full")
        model = VariationalMixture(mixture, self._prior(mixture))
        kept = self._climb(model, self._starts(model), n_samples=len(X))
        self._unit, self._law = mixture.unit, kept.theta
        self.law_ = _out_of_unit(kept.theta, mixture.unit)
        self.weights_ = self.law_.concentration / self.law_.concentration.sum()
        self.means_ = self.law_.mean
        self.covariances_ = self.law_.scale / self.law_.df[:, None, None]
        return self

    def predict(self, X):
        """The component that most probably made each row: (n,) int."""
        return self.predict_proba(X).argmax(axis=1)

    def predict_proba(self, X):
        """q(z_i = k) of each row: (n, K)."""
        X = self._standardised(X)
        theta, _ = expected_mixture(self._law)
        return responsibilities(log_joint(X, theta))

    def score_samples(self, X):
        """Log density of each row, the parameters integrated out: (n,).

        scikit-learn's estimator returns something else: log sum_k rho_ik, which is not
        the logarithm of a density.
        """
        X = self._standardised(X)
        return log_predictive(X, self._law) - np.log(self._unit.scale).sum()

    def score(self, X, y=None):
        """Mean of the log densities of the rows."""
        return float(self.score_samples(X).mean())

    def fit_predict(self, X, y=None):
        """Fit, then the component of each row."""
        return self.fit(X).predict(X)

    def _standardised(self, X):
        check_is_fitted(self)
        return self._unit.standardise(
            validate_data(self, X, dtype=np.float64, reset=False)
        )

    def _prior(self, mixture: Mixture) -> Law:
        """The prior in the units of the standardised data."""
        K, d = self.n_components, mixture.X.shape[1]
        unit, given = mixture.unit, self.degrees_of_freedom_prior
        df = _positive("degrees_of_freedom_prior", d if given is None else given, d - 1)
        strength = _positive("mean_precision_prior", self.mean_precision_prior)
        given = self.weight_concentration_prior
        concentration = _positive(
            "weight_concentration_prior", 1 / K if given is None else given
        )
        mean, scale = np.zeros(d), np.eye(d)
        if self.mean_prior is not None:
            mean = _finite("mean_prior", self.mean_prior, (d,))
            mean = (mean - unit.centre) / unit.scale
        if self.covariance_prior is not None:
            scale = _finite("covariance_prior", self.covariance_prior, (d, d))
            _check_positive_definite(scale)
            scale = scale / unit.scale / unit.scale[:, None]
        ones = np.ones(K)
        return Law(
            concentration * ones,
            strength * ones,
            np.tile(mean, (K, 1)),
            np.tile(scale, (K, 1, 1)),
            df * ones,
        )

    def _starts(self, model: VariationalMixture) -> list[Law]:
        mixture = model.mixture
        if self.resp_init is not None:
            shape = (len(mixture.X), self.n_components)
            resp = _finite("resp_init", self.resp_init, shape)
            if (resp < 0).any() or not np.allclose(resp.sum(axis=1), 1):
                raise ValueError("resp_init must be at least 0, each row with sum 1")
            return [model.m_step(mixture.from_resp(resp))]
        rng = check_random_state(self.random_state)
        return [_nearest(model, mixture.seeds(rng)) for _ in range(self.n_init)]


def _nearest(model: VariationalMixture, centres: Array) -> Law:
    """One M-step after giving each point to the nearest centre."""
    balls = round_balls(centres, NEAREST, "full")
    return model.m_step(e_step(model.mixture.X, balls)[1])


def _out_of_unit(law: Law, unit) -> Law:
    """A law of the standardised data, for the data."""
    scale = law.scale * unit.scale * unit.scale[:, None]
    return law._replace(mean=law.mean * unit.scale + unit.centre, scale=scale)


def _check_whole(name: str, value) -> None:
    if not isinstance(value, Integral) or value < 1:
        raise ValueError(f"{name} must be a whole number, at least 1; got {value!r}")


def _positive(name: str, value, above: float = 0) -> float:
    if not isinstance(value, Real) or not above < value < np.inf:
        raise ValueError(f"{name} must be a number above {above}, got {value!r}")
    return float(value)


def _finite(name: str, values, shape: tuple[int, ...]) -> Array:
    array = np.array(values, dtype=float)
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(
            f"{name} must be finite, of shape {shape}; got shape {array.shape}"
        )
    return array


def _check_positive_definite(matrix: Array) -> None:
    if not np.allclose(matrix, matrix.T) or np.linalg.eigvalsh(matrix)[0] <= 0:
        raise ValueError("covariance_prior must be symmetric and positive definite")

"""Mixtures of Gaussians, fitted by EM: two steps, a model for the loop, an estimator.

    p(x) = sum_k w_k N(x; mu_k, Sigma_k)

`e_step` and `m_step` are plain functions of arrays, for covariances of four shapes.
`Mixture` joins them to data and a prior for `coursekit.em._loop`; `GaussianMixture` is
the estimator in scikit-learn's conventions.

The E-step goes through the points in blocks (see `gaussian_density`), so that no array of
responsibilities for all of them is ever made.
"""

from __future__ import annotations

from numbers import Integral, Real
from typing import NamedTuple

import numpy as np
from sklearn.base import DensityMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import (
    _check_sample_weight,
    check_is_fitted,
    validate_data,
)

from .._memory import short_buffers
from ._estimator import EMEstimator
from .coordinates import POSITIVE, POSITIVE_DEFINITE, REAL, SIMPLEX
from .gaussian_density import (
    BLOCK,
    MATRICES,
    TINY,
    Array,
    Parameters,
    Statistics,
    blocks,
    form_of,
    normalise,
    scatter_of,
    unit_matrix,
    whiteners,
)

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")
FLOOR = 1e-6  # least variance in a maximum-likelihood fit, in units of the data's
NEAREST = 1e-6  # variance at which a point belongs to the nearest mean alone
POOL = 4096  # points that starts are chosen among


class Prior(NamedTuple):
    """Normal-inverse-Wishart, of every component: Sigma_k ~ IW(df, scale I) and

    mu_k | Sigma_k ~ N(mean, Sigma_k / strength); weights are uniform on the simplex.
    Of "diag" and "spherical" covariances each variance is inverse Gamma(df/2, scale/2).

    Attributes
    ----------
    mean : (d,)
    strength : float, how many points the prior mean is worth
    df : float, degrees of freedom, above d - 1
    scale : float
    """

    mean: Array
    strength: float
    df: float
    scale: float


def weak_prior(n_components: int, dim: int) -> Prior:
    """For data with mean 0 and variance 1 in every column (Fraley and Raftery 2007).

    The mean is worth a hundredth of a point; the covariance is expected to be such that
    K balls of its size fill the volume of the data. They take the covariance of the data
    where we take its diagonal, which is positive definite for any data.
    """
    return Prior(np.zeros(dim), 0.01, dim + 2.0, n_components ** (-2.0 / dim))


@short_buffers()
def e_step(
    X: Array, theta: Parameters, sample_weight: Array | None = None
) -> tuple[float, Statistics]:
    """Responsibilities r_ik = w_k N(x_i; mu_k, Sigma_k) / p(x_i), and sums over them.

    Parameters
    ----------
    X : (n, d), fastest if its memory is in Fortran's order, each column contiguous
    theta : Parameters
    sample_weight : (n,) how often each point counts; once if not given

    Returns
    -------
    log_likelihood : float, sum_i log p(x_i)
    stats : Statistics

    Raises
    ------
    ValueError
        If a covariance is not positive definite.
    """
    form = form_of(theta, X.dtype)
    log_likelihood, sums = 0.0, 0.0
    for rows in blocks(len(X), form.size):
        features = form.features(X[rows].T)
        resp = form.log_joint(features)  # (K, block)
        log_density = normalise(resp)
        if sample_weight is not None:
            resp *= sample_weight[rows]
            log_density *= sample_weight[rows]
        log_likelihood += log_density.sum(dtype=float)
        sums += form.sums(resp, features)
    return float(log_likelihood), form.statistics(sums)


def m_step(stats: Statistics, prior: Prior | None = None) -> Parameters:
    """Shares, means and covariances of the points that each component made.

    Parameters
    ----------
    stats : Statistics
    prior : Prior; with it the maximum is of the posterior, without of the likelihood

    Returns
    -------
    Parameters
    """
    n, mean, scatter, kind = stats
    weights = n / n.sum()
    if prior is None:
        return Parameters(weights, mean, scatter / _counts(n, mean, kind), kind)
    shift = mean - prior.mean
    pull = prior.strength / (prior.strength + n)  # of the prior mean
    scatter = (
        scatter
        + scatter_of(pull * n, shift, kind)
        + prior.scale * unit_matrix(mean.shape[1], kind)
    )
    count = _counts(n, mean, kind) + _prior_count(prior, mean, kind)
    return Parameters(weights, mean - pull[:, None] * shift, scatter / count, kind)


def _counts(n: Array, mean: Array, kind: str) -> Array:
    """Number of squares in each scatter, as a divisor of it."""
    n = np.maximum(n, TINY)
    if kind == "full":
        return n[:, None, None]
    if kind == "diag":
        return n[:, None]
    return n.sum() if kind == "tied" else n * mean.shape[1]


def _prior_count(prior: Prior, mean: Array, kind: str) -> float:
    """What the prior adds to that number: exponents of |Sigma|, times -2."""
    K, d = mean.shape
    return (
        prior.df
        + {"full": d + 2, "tied": d + 1 + K, "diag": 3, "spherical": d + 2}[kind]
    )


def log_prior(theta: Parameters, prior: Prior) -> float:
    """Log density of the prior at ``theta``, up to a constant."""
    _, mean, cov, kind = theta
    K, d = mean.shape
    strength = np.full(K, prior.strength)
    scatter = prior.scale * unit_matrix(d, kind) + scatter_of(
        strength, mean - prior.mean, kind
    )
    if kind in MATRICES:
        log_size, quotient = np.linalg.slogdet(cov)[1], scatter * np.linalg.inv(cov)
    else:
        log_size, quotient = np.log(cov), scatter / cov
    return -0.5 * (
        _prior_count(prior, mean, kind) * np.sum(log_size) + np.sum(quotient)
    )


class Unit(NamedTuple):
    """The unit of each column: (x - centre) / scale has mean 0 and variance 1.

    Attributes
    ----------
    centre, scale : (d,)
    """

    centre: Array
    scale: Array

    def standardise(self, X: Array) -> Array:
        """X in these units, each column contiguous: (n, d)."""
        Z = np.empty(X.shape, X.dtype, order="F")
        for rows in blocks(len(X), BLOCK):
            Z[rows] = (X[rows] - self.centre) / self.scale
        return Z

    def into(self, theta: Parameters) -> Parameters:
        """Parameters of the data, in these units."""
        means = (np.asarray(theta.means) - self.centre) / self.scale
        return self._scaled(theta, means, 1 / self.scale)

    def out_of(self, theta: Parameters) -> Parameters:
        """Parameters in these units, in those of the data."""
        return self._scaled(theta, theta.means * self.scale + self.centre, self.scale)

    def _scaled(self, theta: Parameters, means: Array, s: Array) -> Parameters:
        square = {"diag": s * s, "spherical": s[0] * s[0]}
        factor = square.get(theta.covariance_type, s[:, None] * s)
        return theta._replace(means=means, covariances=theta.covariances * factor)


def unit_of(X: Array, sample_weight: Array | None = None, common: bool = False) -> Unit:
    """Mean and standard deviation of each column (of all, if ``common``).

    A column whose values are all the same keeps its own unit.

    Raises
    ------
    ValueError
        If a variance is too large or too small for a floating-point number.
    """
    first = X[0].astype(float)  # of a constant column this is the mean, exactly
    centre = first + _mean_of(lambda x: x - first, X, sample_weight)
    with np.errstate(over="ignore"):  # an infinite variance is refused below
        variance = _mean_of(lambda x: np.square(x - centre), X, sample_weight)
    bad = ~(np.isfinite(variance) & (variance > TINY))
    if (X[:, bad] != first[bad]).any():
        raise ValueError(
            f"X has a column of variance {variance[bad][0]}, which a floating-point "
            "number cannot hold; change its unit"
        )
    if common:
        variance[:] = variance.mean()
    return Unit(centre, np.sqrt(np.where(variance > 0, variance, 1.0)))


def _mean_of(function, X: Array, sample_weight: Array | None) -> Array:
    """Weighted mean of ``function`` of the rows, in double precision, block by block."""
    total, count = np.zeros(X.shape[1]), 0.0
    for rows in blocks(len(X), 8 * BLOCK):
        values = function(X[rows])
        weight = np.ones(len(values)) if sample_weight is None else sample_weight[rows]
        total += weight @ values
        count += weight.sum(dtype=float)
    return total / count


class Mixture:
    """Data, covariance type and prior: a `Model` for the loop.

    Its parameters are those of the standardised data (``unit``), in which the prior is
    stated; its objective is that of the data themselves.

    Parameters
    ----------
    X : (n, d) float64 or float32
    covariance_type : one of `COVARIANCE_TYPES`
    prior : "weak" for `weak_prior`, or None for maximum likelihood, where no variance may
        fall below `FLOOR` times the data's; then the M-step is still exact
    n_components : int, which the weak prior depends on
    reg_covar : float, added to the variances after the M-step, in the unit of X squared;
        as scikit-learn does it, which makes the M-step inexact; only without a prior
    sample_weight : (n,) positive
    """

    def __init__(
        self,
        X: Array,
        n_components: int,
        covariance_type: str = "full",
        *,
        prior: str | None = "weak",
        reg_covar: float = 0.0,
        sample_weight: Array | None = None,
    ):
        self.n_components, self.kind = n_components, covariance_type
        self.unit = unit_of(X, sample_weight, common=covariance_type == "spherical")
        self.X, self.sample_weight = self.unit.standardise(X), sample_weight
        self.prior = weak_prior(n_components, X.shape[1]) if prior else None
        self.ridge = reg_covar / np.square(self.unit.scale)  # (d,)
        self.total = len(X) if sample_weight is None else sample_weight.sum()
        self.objective = "log-posterior" if prior else "log-likelihood"
        # Rounding of float32 can lower the objective by more than the loop allows.
        self.exact = reg_covar == 0 and X.dtype == np.float64
        self.space = {
            "weights": SIMPLEX,
            "means": REAL,
            "covariances": POSITIVE_DEFINITE if self.kind in MATRICES else POSITIVE,
        }

    def e_step(self, theta: Parameters) -> tuple[float, Statistics]:
        """The objective at ``theta``, and expected statistics of each component."""
        value, stats = e_step(self.X, theta, self.sample_weight)
        value -= self.total * np.log(self.unit.scale).sum()
        return value + (log_prior(theta, self.prior) if self.prior else 0.0), stats

    def m_step(self, stats: Statistics) -> Parameters:
        """The parameters that maximise the expected objective."""
        return self.allowed(m_step(stats, self.prior))

    def allowed(self, theta: Parameters) -> Parameters:
        """Without a prior: covariances with scikit-learn's ridge, or above the floor."""
        if self.prior:
            return theta
        cov = theta.covariances
        if self.ridge.any():
            return theta._replace(covariances=cov + self._diagonal(self.ridge))
        return theta._replace(covariances=clip(cov, FLOOR, self.kind))

    def degenerate(self, theta: Parameters) -> str:
        """Which component only the floor keeps from shrinking; "" if none, or a prior."""
        if self.prior:
            return ""
        bound = self._diagonal(2 * np.where(self.ridge > 0, self.ridge, FLOOR))
        room = theta.covariances - bound
        if self.kind in MATRICES:
            room = np.linalg.eigvalsh(room)
        room = room.reshape(-1, room.shape[-1]) if room.ndim > 1 else room[:, None]
        if (room >= 0).all():
            return ""
        return f"component {room.min(axis=1).argmin()} has next to no width"

    def _diagonal(self, variances: Array) -> Array:
        """One diagonal covariance, in a shape that adds to those of any component."""
        if self.kind in MATRICES:
            return np.diag(variances)
        return variances if self.kind == "diag" else variances.mean()

    def from_resp(self, resp: Array) -> Statistics:
        """Statistics of given responsibilities, (n, K)."""
        K, d = resp.shape[1], self.X.shape[1]
        form = form_of(round_balls(np.zeros((K, d)), 1.0, self.kind), self.X.dtype)
        sums = 0.0
        for rows in blocks(len(resp), form.size):
            r = np.ascontiguousarray(resp[rows].T, dtype=self.X.dtype)
            if self.sample_weight is not None:
                r *= self.sample_weight[rows]
            sums += form.sums(r, form.features(self.X[rows].T))
        return form.statistics(sums)

    def start(self, centres: Array) -> Parameters:
        """One M-step after giving each point to the nearest of ``centres``, (K, d)."""
        nearest = round_balls(np.asarray(centres), NEAREST, self.kind)
        return self.m_step(e_step(self.X, nearest, self.sample_weight)[1])

    def seeds(self, rng: np.random.RandomState, spread: bool = True) -> Array:
        """K points to start from, (K, d).

        With ``spread`` far from one another: each is drawn with probability proportional
        to its squared distance from the nearest before (Arthur and Vassilvitskii 2007).
        """
        n, w = len(self.X), self.sample_weight
        p = None if w is None else w / w.sum()
        pool = self.X[rng.choice(n, size=min(n, POOL), replace=False, p=p)]
        if not spread:
            return pool[np.arange(self.n_components) % len(pool)]
        chosen, distance = [pool[0]], np.inf
        while len(chosen) < self.n_components:
            new = np.square(pool - chosen[-1]).sum(axis=1, dtype=float)
            distance = np.minimum(distance, new)
            total = distance.sum()
            p = distance / total if total > 0 else None  # all points are the same
            chosen.append(pool[rng.choice(len(pool), p=p)])
        return np.array(chosen)


def round_balls(centres: Array, variance: float, kind: str) -> Parameters:
    """A mixture of equal balls of one ``variance``, about ``centres`` (K, d)."""
    K, d = centres.shape
    shape = {"full": (K, d, d), "tied": (d, d), "diag": (K, d), "spherical": (K,)}[kind]
    cov = np.broadcast_to(variance * np.asarray(unit_matrix(d, kind)), shape)
    return Parameters(np.full(K, 1 / K), centres.astype(float), cov, kind)


def clip(covariances: Array, floor: float, kind: str) -> Array:
    """No variance in any direction below ``floor``.

    Under this constraint the clipped eigenvalues maximise the likelihood, so an M-step
    that clips is exact.
    """
    if kind not in MATRICES:
        return np.maximum(covariances, floor)
    values, vectors = np.linalg.eigh(covariances)
    if values.min() >= floor:
        return covariances
    clipped = vectors * np.maximum(values, floor)[..., None, :]
    return clipped @ np.swapaxes(vectors, -1, -2)


class GaussianMixture(DensityMixin, EMEstimator):
    """Mixture of Gaussians, fitted by EM.

    Parameters
    ----------
    n_components : int, at least 1
    covariance_type : "full", "tied", "diag" or "spherical"
    prior : "weak" or None
        "weak": the maximum of the posterior under `weak_prior`, stated in units in which
        every column has mean 0 and variance 1. No component can collapse.
        None: maximum likelihood. Its likelihood has no maximum: a component on one point
        can shrink for ever. Fits that did are flagged in ``degenerate_`` and kept only if
        all starts are.
    reg_covar : float, at least 0
        Only with ``prior=None``: added to every variance, as scikit-learn does. The
        M-step is then inexact, so ``history_`` may fall.
    tol : float, the gain of the objective per sample that ends the climb
    max_iter : int
    n_init : int, number of starts; the best fit is kept
    init_params : "k-means++" or "random", how starts are chosen among the points
    race : int
        With several starts: after every ``race`` iterations the worse half of those
        still climbing gives up. 0: all climb to the end.
    weights_init, means_init, covariances_init : arrays like the results, to start from
        What is missing is made by giving each point to the nearest mean. With
        ``means_init`` there is one start.
    resp_init : (n, K), responsibilities to start from, in place of the three
    random_state : int, RandomState or None

    Attributes
    ----------
    weights_ : (K,)
    means_ : (K, d)
    covariances_ : by type (K, d, d), (d, d), (K, d) or (K,)
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    n_features_in_ : int

    Notes
    -----
    If X is float32 the sums over points are taken in single precision within blocks.
    """

    def __init__(
        self,
        n_components=1,
        *,
        covariance_type="full",
        prior="weak",
        reg_covar=0.0,
        tol=1e-5,
        max_iter=500,
        n_init=1,
        init_params="k-means++",
        race=10,
        weights_init=None,
        means_init=None,
        covariances_init=None,
        resp_init=None,
        random_state=None,
    ):
        self.n_components = n_components
        self.covariance_type = covariance_type
        self.prior = prior
        self.reg_covar = reg_covar
        self.tol = tol
        self.max_iter = max_iter
        self.n_init = n_init
        self.init_params = init_params
        self.race = race
        self.weights_init = weights_init
        self.means_init = means_init
        self.covariances_init = covariances_init
        self.resp_init = resp_init
        self.random_state = random_state

    def fit(self, X, y=None, sample_weight=None):
        """Fit to the rows of X.

        Parameters
        ----------
        X : (n, d), finite
        y : ignored
        sample_weight : (n,) how often each row counts, at least 0; once if not given

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If a parameter or the data are out of range.
        """
        self._check_parameters()
        X = validate_data(self, X, dtype=(np.float64, np.float32))
        X, sample_weight, resp = self._counted(X, sample_weight)
        model = Mixture(
            X,
            self.n_components,
            self.covariance_type,
            prior=self.prior,
            reg_covar=self.reg_covar,
            sample_weight=sample_weight,
        )
        starts = self._starts(model, resp)
        race = self.race if len(starts) > 1 else 0
        kept = self._climb(model, starts, n_samples=model.total, race=race)
        self.weights_, self.means_, self.covariances_, _ = model.unit.out_of(kept.theta)
        self._unit = model.unit
        return self

    def predict(self, X):
        """The component that most probably made each row: (n,) int."""
        return self.predict_proba(X).argmax(axis=1)

    def predict_proba(self, X):
        """Responsibilities: (n, K), each row sums to 1."""
        return self._posterior(X)[0]

    def score_samples(self, X):
        """log p(x) of each row: (n,)."""
        return self._posterior(X, resp=False)[1]

    def score(self, X, y=None):
        """Mean of log p(x) over the rows."""
        return float(self.score_samples(X).mean(dtype=float))

    def fit_predict(self, X, y=None, sample_weight=None):
        """Fit, then the component of each row."""
        return self.fit(X, sample_weight=sample_weight).predict(X)

    def sample(self, n_samples=1, random_state=None):
        """New points.

        Parameters
        ----------
        n_samples : int, at least 1
        random_state : as the estimator's, which serves if this is not given

        Returns
        -------
        X : (n_samples, d)
        z : (n_samples,) int, the component that made each
        """
        check_is_fitted(self)
        if not isinstance(n_samples, Integral) or n_samples < 1:
            raise ValueError(
                f"n_samples must be a whole number, at least 1; got {n_samples!r}"
            )
        chosen = self.random_state if random_state is None else random_state
        rng = check_random_state(chosen)
        z = rng.choice(len(self.weights_), size=n_samples, p=self.weights_)
        noise = rng.standard_normal((n_samples, self.means_.shape[1]))
        X = self.means_[z]
        for k, whiten in enumerate(whiteners(self._theta)):
            e = noise[z == k]
            X[z == k] += e / whiten if whiten.ndim == 1 else e @ np.linalg.inv(whiten).T
        return X, z

    def bic(self, X):
        """-2 log-likelihood + log(n) times the number of parameters: small is good."""
        log_density = self.score_samples(X)
        return -2 * log_density.sum() + np.log(len(log_density)) * self.n_parameters()

    def aic(self, X):
        """-2 log-likelihood + 2 times the number of parameters: small is good."""
        return -2 * self.score_samples(X).sum() + 2 * self.n_parameters()

    def n_parameters(self):
        """Number of free parameters: K - 1 weights, means and covariances."""
        check_is_fitted(self)
        K, d = self.means_.shape
        matrix = d * (d + 1) // 2
        covariances = {
            "full": K * matrix,
            "tied": matrix,
            "diag": K * d,
            "spherical": K,
        }
        return K - 1 + K * d + covariances[self.covariance_type]

    @property
    def _theta(self):
        return Parameters(
            self.weights_, self.means_, self.covariances_, self.covariance_type
        )

    def _posterior(self, X, resp=True):
        """Responsibilities (n, K), if wanted, and log p(x), (n,), block by block."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=(np.float64, np.float32), reset=False)
        form = form_of(self._unit.into(self._theta), X.dtype)
        r = np.empty((len(X), len(self.weights_)), X.dtype) if resp else None
        log_density = np.empty(len(X), X.dtype)
        for rows in blocks(len(X), form.size):
            joint = form.log_joint(form.features(self._unit.standardise(X[rows]).T))
            log_density[rows] = normalise(joint)
            if resp:
                r[rows] = joint.T
        return r, log_density - np.log(self._unit.scale).sum().astype(X.dtype)

    def _counted(self, X, sample_weight):
        """X, weights and given responsibilities, without the rows that count nothing."""
        resp = self.resp_init
        if resp is not None:
            resp = _array("resp_init", resp, (len(X), self.n_components))
        if sample_weight is None:
            return X, None, resp
        w = _check_sample_weight(
            sample_weight, X, dtype=X.dtype, ensure_non_negative=True
        )
        inside = w > 0
        if not inside.any():  # newer versions of scikit-learn say so themselves
            raise ValueError("sample_weight must have at least one non-zero number")
        if not inside.all():
            X, w, resp = X[inside], w[inside], None if resp is None else resp[inside]
        return X, None if (w == 1).all() else w, resp

    def _starts(self, model, resp):
        """What to climb from, in the model's units."""
        if resp is not None:
            return [model.m_step(model.from_resp(resp))]
        K, d = self.n_components, model.X.shape[1]
        shape = {"full": (K, d, d), "tied": (d, d), "diag": (K, d), "spherical": (K,)}
        given = {
            name: _array(f"{name}_init", value, wanted)
            for name, value, wanted in [
                ("weights", self.weights_init, (K,)),
                ("means", self.means_init, (K, d)),
                ("covariances", self.covariances_init, shape[model.kind]),
            ]
            if value is not None
        }
        if "means" in given:
            centres = [(given["means"] - model.unit.centre) / model.unit.scale]
        else:
            rng, spread = (
                check_random_state(self.random_state),
                self.init_params != "random",
            )
            centres = [model.seeds(rng, spread) for _ in range(self.n_init)]
        if len(given) == 3:  # nothing is left for the nearest mean to decide
            starts = [model.unit.into(Parameters(**given, covariance_type=model.kind))]
        else:
            starts = [model.unit.out_of(model.start(one)) for one in centres]
            starts = [model.unit.into(one._replace(**given)) for one in starts]
        return starts if model.ridge.any() else [model.allowed(one) for one in starts]

    def _check_parameters(self):
        for name, least in [
            ("n_components", 1),
            ("max_iter", 1),
            ("n_init", 1),
            ("race", 0),
        ]:
            value = getattr(self, name)
            if not isinstance(value, Integral) or value < least:
                raise ValueError(
                    f"{name} must be a whole number, at least {least}; got {value!r}"
                )
        for name in ("tol", "reg_covar"):
            value = getattr(self, name)
            if not isinstance(value, Real) or not 0 <= value < np.inf:
                raise ValueError(f"{name} must be a number, at least 0; got {value!r}")
        for name, choices in [
            ("covariance_type", COVARIANCE_TYPES),
            ("prior", ("weak", None)),
            ("init_params", ("k-means++", "random")),
        ]:
            value = getattr(self, name)
            if not any(value is one or value == one for one in choices):
                raise ValueError(f"{name} must be one of {choices}, got {value!r}")
        if self.reg_covar and self.prior:
            raise ValueError(
                "reg_covar and a prior do the same work: give prior=None with reg_covar"
            )


def _array(name, values, shape):
    """``values`` as an array of ``shape``, finite; a ValueError names what is wrong."""
    array = np.array(values, dtype=float)
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(
            f"{name} must be finite, of shape {shape}; got shape {array.shape}"
        )
    if name in ("weights_init", "resp_init") and (
        (array < 0).any() or not np.allclose(array.sum(axis=-1), 1)
    ):
        raise ValueError(f"{name} must be at least 0 and sum to 1")
    return array

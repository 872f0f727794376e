"""Hidden Markov models, fitted by EM (Baum and Welch).

A chain of hidden states z_1, z_2, ... moves by a transition matrix; each state shows an
observation. The E-step is in `coursekit.em.forward_backward`, what a state shows in
`coursekit.em.emissions`; here they become a model for the loop, and estimators.

References
----------
.. [1] Baum, Petrie, Soules and Weiss (1970). A maximization technique occurring in the
   statistical analysis of probabilistic functions of Markov chains.
.. [2] Zucchini and MacDonald (2009). Hidden Markov models for time series.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from sklearn.base import DensityMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from ._estimator import EMEstimator
from .coordinates import SIMPLEX, Array
from .emissions import Categorical, Gaussian, Poisson, shares
from .forward_backward import (
    Lanes,
    Messages,
    Underflow,
    Workspace,
    smooth_lanes,
    smooth_log,
    viterbi_lanes,
)

FREE, STATIONARY = STARTS = ("free", "stationary")


class Stats(NamedTuple):
    """Expected sufficient statistics.

    Attributes
    ----------
    first : (K,) expected number of sequences that begin in each state
    moves : (K, K) expected number of moves from i to j
    shown : the emission's statistics
    transition : (K, K) the matrix under which they were expected
    """

    first: Array
    moves: Array
    shown: Any
    transition: Array


class HiddenMarkov:
    """Sequences of observations of a hidden chain: a `Model` for the loop.

    Parameters
    ----------
    emission : what a state shows, see `coursekit.em.emissions`
    x : (d, n) observations, one sequence after the other
    lengths : (S,) int, their lengths
    n_states : int
    start : str; "free": the law of the first state is a parameter; "stationary": it is
        the transition matrix's stationary law
    """

    exact = True

    def __init__(self, emission, x, lengths, n_states: int, start: str = FREE):
        self.emission, self.x, self.lengths = emission, x, np.asarray(lengths)
        self.stationary = start == STATIONARY
        self.lanes = Lanes(self.lengths, n_states)
        self.cells = np.take(x, self.lanes.rows.ravel(), axis=1)
        self.work = Workspace(self.lanes, n_states)
        self.space = {"transition": SIMPLEX, **emission.space}
        if not self.stationary:
            self.space = {"start": SIMPLEX, **self.space}

    @property
    def objective(self) -> str:
        """What the M-step raises."""
        prior = getattr(self.emission, "prior_count", 0)
        return "log-posterior" if prior else "log-likelihood"

    def e_step(self, theta) -> tuple[float, Stats]:
        """Log-likelihood (plus log prior); expected starts, moves and emissions."""
        said = self.messages(theta)
        value = said.log_c.sum() + self.emission.log_prior(theta)
        shown = self.emission.statistics(self.cells, said.gamma)
        return value, Stats(said.first, said.moves, shown, theta.transition)

    def m_step(self, stats: Stats):
        """Shares of starts and of moves; the emission's own M-step."""
        transition = shares(stats.moves)
        if self.stationary:
            transition = stationary_transition(stats)
            start = stationary_law(transition)
        else:
            start = shares(stats.first)
        return self.emission.theta(
            start, transition, **self.emission.m_step(stats.shown)
        )

    def degenerate(self, theta) -> str:
        """Why the emissions are not to be trusted."""
        return self.emission.degenerate(theta, self.e_step(theta)[1].shown)

    def messages(self, theta) -> Messages:
        """What forward and backward passes say; log_c includes the emission's scale."""
        start = self.start_of(theta)
        with np.errstate(all="ignore"):
            b = self.work.b.reshape(len(start), -1)
            top = self.emission.scaled(theta, self.cells, out=b)
        top[self.lanes.empty] = 0.0
        try:
            said = smooth_lanes(start, theta.transition, self.lanes, self.work)
        except Underflow:
            return self._messages_log(start, theta)
        return said._replace(log_c=said.log_c + top)

    def _messages_log(self, start: Array, theta) -> Messages:
        """The same one sequence after the other, in logarithms."""
        log_b = self.log_prob(theta).T
        K, n = len(start), len(log_b)
        gamma, log_c = np.empty((K, n)), np.empty(n)
        first, moves = np.zeros(K), np.zeros((K, K))
        ends = self.lengths.cumsum()
        for begin, end in zip(ends - self.lengths, ends, strict=True):
            one, went, log_c[begin:end] = smooth_log(
                start, theta.transition, log_b[begin:end]
            )
            gamma[:, begin:end] = one.T
            first += one[0]
            moves += went
        gamma, log_c = self.lanes.gather(gamma), self.lanes.gather(log_c)
        return Messages(gamma, first, moves, log_c)

    def log_prob(self, theta) -> Array:
        """log p(x_t | z_t = k), in the order of x: (K, n)."""
        out = np.empty((len(theta.transition), self.x.shape[1]))
        return self.emission.log_prob(theta, self.x, out)

    def start_of(self, theta) -> Array:
        """The law of the first state: (K,)."""
        return stationary_law(theta.transition) if self.stationary else theta.start

    def n_parameters(self, K: int) -> int:
        """Free numbers of a model with K states."""
        start = 0 if self.stationary else K - 1
        return start + K * (K - 1) + self.emission.n_parameters(K)


def stationary_law(A: Array) -> Array:
    """The law delta with delta A = delta.

    It solves delta (I - A + U) = 1 with U all ones ([2]_, chapter 1).

    Parameters
    ----------
    A : (K, K) transition matrix

    Returns
    -------
    (K,) probabilities; one of them, if there are several
    """
    K = len(A)
    delta = np.linalg.lstsq((np.eye(K) - A + 1).T, np.ones(K), rcond=None)[0]
    delta = np.maximum(delta, 0)
    return delta / delta.sum()


def stationary_transition(stats: Stats) -> Array:
    """The M-step of a stationary chain, which has no closed form ([2]_, chapter 4).

    Raises sum_ij N_ij log A_ij + sum_i n_i log delta_i(A), with N the expected moves, n
    the expected starts and delta A = delta, by quasi-Newton steps on the logits of A.

    Returns
    -------
    (K, K) transition matrix, no worse than ``stats.transition``
    """
    from scipy.optimize import minimize

    guesses = [stats.transition, shares(stats.moves + 1e-6 * stats.moves.sum())]
    K, scale = len(stats.first), stats.moves.sum() + stats.first.sum()

    def loss(logits):
        A = _softmax(logits.reshape(K, K))
        value, gradient = stationary_gain(A, stats.moves, stats.first)
        gradient = gradient - A * gradient.sum(axis=1, keepdims=True)
        return -value / scale, -gradient.ravel() / scale

    with np.errstate(divide="ignore", invalid="ignore"):
        start = max(guesses, key=lambda A: _gain(A, stats))
        logits = np.log(np.maximum(start, 1e-300)).ravel()
        found = minimize(loss, logits, jac=True, method="BFGS", options={"gtol": 1e-7})
        guesses.append(_softmax(found.x.reshape(K, K)))
        return max(guesses, key=lambda A: _gain(A, stats))


def stationary_gain(A: Array, moves: Array, first: Array) -> tuple[float, Array]:
    """What the M-step of a stationary chain raises, and A times its gradient by A.

    The value is sum_ij N_ij log A_ij + sum_i n_i log delta_i(A). From delta A = delta
    follows that a change dA moves delta by delta dA Z with
    Z = (I - A + 1 delta)^-1.

    Returns
    -------
    value : float
    gradient : (K, K), A_ij times the derivative by A_ij
    """
    from scipy.special import xlogy

    K, delta = len(A), stationary_law(A)
    value = xlogy(moves, A).sum() + xlogy(first, delta).sum()
    Z = np.linalg.pinv(np.eye(K) - A + delta)
    pull = np.outer(delta, Z @ (first / np.maximum(delta, 1e-300)))
    return value, moves + A * pull


def _gain(A: Array, stats: Stats) -> float:
    value = stationary_gain(A, stats.moves, stats.first)[0]
    return value if np.isfinite(value) else -np.inf


def _softmax(logits: Array) -> Array:
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


class HMM(DensityMixin, EMEstimator):
    """What the three estimators share.

    A subclass has ``_names``, the attributes that hold its emission parameters, and
    brings ``_data`` (X to what its emission takes) and ``_emission``.
    """

    def fit(self, X, y=None, lengths=None):
        """Fit by EM, from ``n_init`` starts; the best is kept.

        Parameters
        ----------
        X : (n, d) observations, one sequence after the other
        y : ignored
        lengths : (S,) int, lengths of the sequences; one sequence if not given

        Returns
        -------
        self
        """
        self._check_parameters()
        X = validate_data(self, X, dtype=np.float64)
        lengths = checked_lengths(lengths, len(X))
        x = self._data(X, fitting=True)
        self._family = self._emission(x)
        model = HiddenMarkov(self._family, x, lengths, self.n_components, self.start)
        rng = np.random.default_rng(
            check_random_state(self.random_state).randint(2**31, size=4)
        )
        starts = [self._start(x, rng) for _ in range(self.n_init)]
        if self.init is not None:
            starts = [self.init]
        fit = self._climb(model, starts, n_samples=len(X))
        self.theta_ = fit.theta
        for name in fit.theta._fields:
            setattr(self, f"{name}_", getattr(fit.theta, name))
        return self

    def predict(self, X, lengths=None):
        """The most probable path of states (Viterbi): (n,) int.

        It depends on whole sequences: a row alone may be given another state.
        """
        model = self._model(X, lengths)
        with np.errstate(divide="ignore"):
            log_b = model.log_prob(self.theta_).T
            start, A = np.log(model.start_of(self.theta_)), np.log(self.transition_)
        return viterbi_lanes(start, A, log_b, model.lengths)

    def predict_proba(self, X, lengths=None):
        """Probability of each state, given the whole sequence: (n, K)."""
        model = self._model(X, lengths)
        return model.lanes.scatter(self._possible(model).gamma).T

    def score_samples(self, X, lengths=None):
        """log p(x_t | the sequence before it): (n,). Their sum is the log-likelihood."""
        model = self._model(X, lengths)
        return model.lanes.scatter(self._possible(model).log_c)

    def score(self, X, y=None, lengths=None):
        """Mean log-likelihood of an observation: float."""
        return float(self.score_samples(X, lengths).mean())

    def aic(self, X, lengths=None):
        """Akaike's criterion, the lower the better: float."""
        n_parameters = self._model(X, lengths).n_parameters(self.n_components)
        return float(2 * n_parameters - 2 * self.score_samples(X, lengths).sum())

    def bic(self, X, lengths=None):
        """The Bayesian information criterion, the lower the better: float."""
        n_parameters = self._model(X, lengths).n_parameters(self.n_components)
        log_likelihood = self.score_samples(X, lengths).sum()
        return float(n_parameters * np.log(len(X)) - 2 * log_likelihood)

    def sample(self, n_samples=1, random_state=None):
        """A sequence from the model.

        Parameters
        ----------
        n_samples : int, its length, at least 1
        random_state : int, RandomState or None

        Returns
        -------
        X : (n_samples, d)
        states : (n_samples,) int
        """
        check_is_fitted(self)
        if n_samples < 1:
            raise ValueError(f"n_samples must be at least 1, got {n_samples}")
        seed = check_random_state(random_state).randint(2**31, size=4)
        rng = np.random.default_rng(seed)
        states = draw_states(self.theta_, n_samples, rng)
        return self._shown(self._family.draw(self.theta_, states, rng)), states

    def _model(self, X, lengths) -> HiddenMarkov:
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        lengths = checked_lengths(lengths, len(X))
        x = self._data(X, fitting=False)
        return HiddenMarkov(self._family, x, lengths, self.n_components, self.start)

    def _possible(self, model: HiddenMarkov) -> Messages:
        said = model.messages(self.theta_)
        if not np.isfinite(said.log_c).all():
            row = int(np.argmin(np.isfinite(model.lanes.scatter(said.log_c))))
            raise ValueError(f"X is impossible under the model, from row {row} on")
        return said

    def _start(self, x, rng):
        """Random parameters; states tend to last."""
        K = self.n_components
        start, stay = np.full(K, 1 / K), K * np.eye(K)
        transition = shares(rng.standard_exponential((K, K)) + stay)
        if self.start == STATIONARY:
            start = stationary_law(transition)
        guess = self._family.first_guess(x, K, rng)
        return self._family.theta(start, transition, **guess)

    def _shown(self, x):
        """What `sample` gives, in the user's terms."""
        return x

    def _check_parameters(self):
        for name in ("n_components", "n_init"):
            value = getattr(self, name)
            if not isinstance(value, int | np.integer) or value < 1:
                raise ValueError(
                    f"{name} must be a whole number, at least 1; got {value!r}"
                )
        if self.start not in STARTS:
            raise ValueError(f"start must be one of {STARTS}, got {self.start!r}")
        if not getattr(self, "prior_count", 0) >= 0:
            raise ValueError(f"prior_count must be at least 0, got {self.prior_count}")


class GaussianHMM(HMM):
    """Hidden Markov model whose states show normal vectors.

    Parameters
    ----------
    n_components : int, number K of states
    covariance_type : str, "diag" or "full"
    prior_count : float, at least 0, weight of a prior on the covariances that keeps
        them from shrinking to a point, as so many observations in each state scattered
        like the whole data (see `coursekit.em.emissions.Gaussian`); 0 is maximum
        likelihood
    start : str, "free" or "stationary": what the law of the first state is
    n_init : int, number of random starts
    max_iter : int
    tol : float, the gain of the objective per observation that ends the climb
    init : GaussianTheta to start from instead of random parameters
    random_state : int, RandomState or None

    Attributes
    ----------
    start_ : (K,)
    transition_ : (K, K), rows sum to 1
    means_ : (K, d)
    covariances_ : (K, d) or (K, d, d)
    theta_ : all of them
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`

    Examples
    --------
    >>> import numpy as np
    >>> X = np.r_[np.zeros(50), np.full(50, 9.0)][:, None] + np.sin(np.arange(100))[:, None]
    >>> GaussianHMM(2, random_state=0).fit(X).means_.round(1).ravel().tolist()
    [9.0, 0.0]
    """

    def __init__(
        self,
        n_components=1,
        *,
        covariance_type="diag",
        prior_count=1e-3,
        start=FREE,
        n_init=1,
        max_iter=500,
        tol=1e-6,
        init=None,
        random_state=None,
    ):
        self.n_components = n_components
        self.covariance_type = covariance_type
        self.prior_count = prior_count
        self.start = start
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.init = init
        self.random_state = random_state

    def _data(self, X, fitting):
        return np.ascontiguousarray(X.T)

    def _emission(self, x):
        if self.covariance_type not in ("diag", "full"):
            raise ValueError(
                "covariance_type must be 'diag' or 'full', "
                f"got {self.covariance_type!r}"
            )
        return Gaussian(x, self.covariance_type, self.prior_count)


class CategoricalHMM(HMM):
    """Hidden Markov model whose states show categories.

    The categories of a column are its distinct values at `fit`. Columns are independent
    given the state.

    Parameters
    ----------
    n_components : int, number K of states
    prior_count : float, at least 0, added to each category's count in each state
    start : str, "free" or "stationary": what the law of the first state is
    n_init : int, number of random starts
    max_iter : int
    tol : float, the gain of the objective per observation that ends the climb
    init : CategoricalTheta to start from instead of random parameters
    random_state : int, RandomState or None

    Attributes
    ----------
    start_ : (K,)
    transition_ : (K, K), rows sum to 1
    emission_ : (K, d, M) p(column j shows category m | state k)
    categories_ : list of d arrays, the values of the categories
    theta_ : all of the parameters
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(
        self,
        n_components=1,
        *,
        prior_count=0.0,
        start=FREE,
        n_init=1,
        max_iter=500,
        tol=1e-6,
        init=None,
        random_state=None,
    ):
        self.n_components = n_components
        self.prior_count = prior_count
        self.start = start
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.init = init
        self.random_state = random_state

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.categorical = True
        return tags

    def _data(self, X, fitting):
        if fitting:
            self.categories_ = [np.unique(column) for column in X.T]
        codes = np.empty(X.T.shape, dtype=np.intp)
        for j, (column, known) in enumerate(zip(X.T, self.categories_, strict=True)):
            codes[j] = np.searchsorted(known, column).clip(max=len(known) - 1)
            if (known[codes[j]] != column).any():
                new = column[known[codes[j]] != column][0]
                raise ValueError(
                    f"X has in column {j} the value {new:g}, unknown to fit"
                )
        return codes

    def _emission(self, x):
        return Categorical(x, self.prior_count)

    def _shown(self, x):
        columns = zip(x.T, self.categories_, strict=True)
        return np.column_stack([known[column] for column, known in columns])


class PoissonHMM(HMM):
    """Hidden Markov model whose states show counts.

    Parameters
    ----------
    n_components : int, number K of states
    start : str, "free" or "stationary": what the law of the first state is
    n_init : int, number of random starts
    max_iter : int
    tol : float, the gain of the objective per observation that ends the climb
    init : PoissonTheta to start from instead of random parameters
    random_state : int, RandomState or None

    Attributes
    ----------
    start_ : (K,)
    transition_ : (K, K), rows sum to 1
    rates_ : (K, d)
    theta_ : all of them
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(
        self,
        n_components=1,
        *,
        start=FREE,
        n_init=1,
        max_iter=500,
        tol=1e-6,
        init=None,
        random_state=None,
    ):
        self.n_components = n_components
        self.start = start
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.init = init
        self.random_state = random_state

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = True
        return tags

    def _data(self, X, fitting):
        if not (X >= 0).all():
            raise ValueError(
                "Negative values in data: X of a PoissonHMM must hold counts, "
                f"at least 0; got {X.min():g}"
            )
        return np.ascontiguousarray(X.T)

    def _emission(self, x):
        return Poisson(x)


def checked_lengths(lengths, n: int):
    """``lengths`` as (S,) int that sum to ``n``; [n] if None."""
    if lengths is None:
        return np.array([n])
    given = np.asarray(lengths)
    whole = given.astype(int) if given.dtype.kind in "iuf" else np.zeros(0, int)
    if whole.ndim != 1 or not len(whole) or (whole != given).any() or whole.min() < 1:
        raise ValueError(f"lengths must be whole numbers, at least 1; got {lengths}")
    if whole.sum() != n:
        raise ValueError(f"lengths sum to {whole.sum()}, but X has {n} rows")
    return whole


def draw_states(theta, n: int, rng: np.random.Generator) -> Array:
    """A path of the hidden chain: (n,) int."""
    edges = theta.transition.cumsum(axis=1)
    edges[:, -1] = 1.0  # rounding must not leave a gap at the top
    u = rng.random(n)
    states = np.empty(n, dtype=int)
    states[0] = np.searchsorted(theta.start.cumsum()[:-1], u[0], side="right")
    for t in range(1, n):
        states[t] = np.searchsorted(edges[states[t - 1]], u[t], side="right")
    return states

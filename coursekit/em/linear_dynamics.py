"""Linear dynamical systems: a hidden state that moves linearly, seen through a matrix.

    z_1 ~ N(m, P),   z_{t+1} = A z_t + w_t,  w_t ~ N(0, Q),
    x_t = C z_t + b + v_t,  v_t ~ N(0, diag(r))

The noise of x is independent from entry to entry; its variances r may be one for all.

The Kalman filter is the forward pass, the smoother of Rauch, Tung and Striebel the
backward pass, and EM learns the rest. Entries of x that are missing are nan.

Arrays of sequences are (S, T, ...): all sequences step together, the short ones with
missing frames at their end. Covariances do not depend on the data, so where all
sequences miss the same they are computed once: their first axis is then 1.

References
----------
.. [1] Kalman (1960). A new approach to linear filtering and prediction problems.
.. [2] Rauch, Tung and Striebel (1965). Maximum likelihood estimates of linear dynamic
   systems.
.. [3] Shumway and Stoffer (1982). An approach to time series smoothing and forecasting
   using the EM algorithm.
.. [4] Ghahramani and Hinton (1996). Parameter estimation for linear dynamical systems.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from ._estimator import EMEstimator
from .coordinates import POSITIVE, POSITIVE_DEFINITE, REAL, Array
from .hidden_markov import checked_lengths

LOG_2PI = float(np.log(2 * np.pi))


class Theta(NamedTuple):
    """Parameters.

    Attributes
    ----------
    start_mean, start_cov : (K,), (K, K): m and P
    transition : (K, K) A
    state_noise : (K, K) Q
    loading : (d, K) C
    offset : (d,) b
    noise : (d,) r, variances
    """

    start_mean: Array
    start_cov: Array
    transition: Array
    state_noise: Array
    loading: Array
    offset: Array
    noise: Array


class Filtered(NamedTuple):
    """What the past says of each state.

    Attributes
    ----------
    mean, cov : (S, T, K), (S or 1, T, K, K) of z_t given x_1, ..., x_t
    predicted_mean, predicted_cov : the same given x_1, ..., x_{t-1}
    log_c : (S, T) log p(x_t | x_1, ..., x_{t-1}); 0 where all of x_t is missing
    """

    mean: Array
    cov: Array
    predicted_mean: Array
    predicted_cov: Array
    log_c: Array


class Smoothed(NamedTuple):
    """What all of x says of each state.

    Attributes
    ----------
    mean, cov : (S, T, K), (S or 1, T, K, K) of z_t given x
    cross : (S or 1, T - 1, K, K) Cov(z_{t+1}, z_t) given x
    """

    mean: Array
    cov: Array
    cross: Array


def predict(theta: Theta, mean: Array, cov: Array) -> tuple[Array, Array]:
    """One step ahead: A m, A P A' + Q."""
    A = theta.transition
    return mean @ A.T, A @ cov @ A.T + theta.state_noise


def update(mean, cov, information, evidence):
    """Bayes' rule for a normal prior and a normal likelihood.

    With cov = L L' and G the information, the posterior's covariance is
    L (I + L' G L)^-1 L': the inverse of cov^-1 + G, without inverting cov.

    Parameters
    ----------
    mean, cov : (S, K), (S or 1, K, K) of the prior
    information : (S or 1, K, K) G = C' R^-1 C, over the entries that were seen
    evidence : (S, K) C' R^-1 (x - C mean - b), over the same

    Returns
    -------
    mean, cov : of the posterior
    penalty : (S,) (new - old mean)' cov^-1 (new - old mean)
    log_det : (S or 1,) log |I + L' G L|
    """
    L = np.linalg.cholesky(cov)
    M = np.eye(cov.shape[-1]) + transposed(L) @ information @ L
    half = np.linalg.solve(M, transposed(L))
    shift = half @ evidence[:, :, None]  # (S, K, 1)
    moved = mean + (L @ shift)[:, :, 0]
    penalty, log_det = (shift**2).sum(axis=(1, 2)), np.linalg.slogdet(M)[1]
    return moved, symmetric(L @ half), penalty, log_det


def kalman_filter(theta: Theta, x: Array) -> Filtered:
    """The forward pass ([1]_): predict, then update by what was seen.

    Parameters
    ----------
    theta : Theta
    x : (S, T, d), nan where missing

    Returns
    -------
    Filtered
    """
    S, T, d = x.shape
    K, C = len(theta.transition), theta.loading
    seen = ~np.isnan(x)
    masks = seen[:1] if (seen == seen[:1]).all() else seen
    squares = (C[:, :, None] * (C / theta.noise[:, None])[:, None]).reshape(d, K * K)
    out = Filtered(
        *(np.empty(shape) for shape in 2 * [(S, T, K), (len(masks), T, K, K)]),
        np.empty((S, T)),
    )
    mean, cov = np.tile(theta.start_mean, (S, 1)), theta.start_cov[None]
    for t in range(T):
        if t:
            mean, cov = predict(theta, mean, cov)
        out.predicted_mean[:, t], out.predicted_cov[:, t] = mean, cov
        information = (masks[:, t] @ squares).reshape(-1, K, K)
        error = np.where(seen[:, t], x[:, t] - mean @ C.T - theta.offset, 0.0)
        old = mean
        mean, cov, penalty, log_det = update(
            mean, cov, information, (error / theta.noise) @ C
        )
        error = np.where(seen[:, t], error - (mean - old) @ C.T, 0.0)
        out.mean[:, t], out.cov[:, t] = mean, cov
        out.log_c[:, t] = -0.5 * (
            seen[:, t] @ (LOG_2PI + np.log(theta.noise))
            + log_det
            + penalty
            + (error**2 / theta.noise).sum(axis=1)
        )
    return out


def smoother(theta: Theta, past: Filtered) -> Smoothed:
    """The backward pass ([2]_): correct each state by what came after.

    J = P_t A' (A P_t A' + Q)^-1 says how much of the next state's surprise to take over.

    Parameters
    ----------
    theta : Theta
    past : Filtered

    Returns
    -------
    Smoothed
    """
    mean, cov = past.mean.copy(), past.cov.copy()
    cross = np.empty_like(cov[:, 1:])
    for t in range(mean.shape[1] - 2, -1, -1):
        J = transposed(
            np.linalg.solve(past.predicted_cov[:, t + 1], theta.transition @ cov[:, t])
        )
        surprise = mean[:, t + 1] - past.predicted_mean[:, t + 1]
        mean[:, t] += (J @ surprise[:, :, None])[:, :, 0]
        change = cov[:, t + 1] - past.predicted_cov[:, t + 1]
        cov[:, t] = symmetric(cov[:, t] + J @ change @ transposed(J))
        cross[:, t] = cov[:, t + 1] @ transposed(J)
    return Smoothed(mean, cov, cross)


def transposed(M: Array) -> Array:
    """M' of each matrix of a stack."""
    return np.swapaxes(M, -1, -2)


def symmetric(M: Array) -> Array:
    """(M + M') / 2: rounding must not tilt a covariance."""
    return (M + transposed(M)) / 2


class Stats(NamedTuple):
    """Expected sufficient statistics; y_t = (z_t, 1), sums over sequences and steps.

    Attributes
    ----------
    n_starts, n_moves : int
    start, start_outer : (K,), (K, K) sums of z_1 and of z_1 z_1'
    before, across, after : (K, K) sums of z_t z_t', z_{t+1} z_t', z_{t+1} z_{t+1}'
    seen : (d,) number of times that each entry was seen; the next sums are over these
    outer : (d or 1, K + 1, K + 1) of y_t y_t'
    data : (d, K + 1) of x_t y_t'
    squares : (d,) of x_t^2
    """

    n_starts: int
    n_moves: int
    start: Array
    start_outer: Array
    before: Array
    across: Array
    after: Array
    seen: Array
    outer: Array
    data: Array
    squares: Array


class Dynamics:
    """Sequences of frames from a linear dynamical system: a `Model` for the loop.

    The noises have a prior that keeps them from vanishing: r_j counts ``prior_count``
    more observations with the variance of column j, and Q and P as many more with
    the identity (states have about unit variance where the climb starts). The M-step
    stays exact. With ``prior_count=0`` it is maximum likelihood.

    Parameters
    ----------
    x : (n, d) frames, one sequence after the other, nan where missing
    lengths : (S,) int
    prior_count : float, at least 0
    spherical : bool, whether all entries have noise of one variance
    """

    exact = True

    def __init__(self, x: Array, lengths, prior_count: float = 0, spherical=False):
        self.lengths, self.prior_count = np.asarray(lengths), prior_count
        self.spherical = spherical
        self.x = padded(x, self.lengths)  # (S, T, d)
        self.inside = np.arange(self.x.shape[1]) < self.lengths[:, None]  # (S, T)
        seen = ~np.isnan(x)
        self.seen = seen.sum(axis=0)
        some = np.maximum(self.seen, 1)
        mean = np.where(seen, x, 0).sum(axis=0) / some
        self.variance = np.where(seen, x - mean, 0.0).var(axis=0) * len(x) / some
        largest = np.abs(np.where(seen, x, 0)).max(axis=0)
        self.constant = self.variance <= (1e-13 * largest) ** 2
        stand_in = np.where(largest > 0, largest, 1.0) ** 2
        self.spread = np.where(self.constant, stand_in, self.variance)
        if spherical:
            self.spread = np.full_like(self.spread, self.spread.mean())
        self.space = {
            "start_mean": REAL,
            "start_cov": POSITIVE_DEFINITE,
            "transition": REAL,
            "state_noise": POSITIVE_DEFINITE,
            "loading": REAL,
            "offset": REAL,
            "noise": POSITIVE,
        }

    @property
    def objective(self) -> str:
        """What the M-step raises."""
        return "log-posterior" if self.prior_count else "log-likelihood"

    def log_prior(self, theta: Theta) -> float:
        """Of the noises, up to a constant."""
        if self.prior_count == 0:
            return 0.0
        scaled = theta.noise / self.spread
        total = (np.log(scaled) + 1 / scaled).sum()
        for cov in (theta.state_noise, theta.start_cov):
            total += np.linalg.slogdet(cov)[1] + np.linalg.inv(cov).trace()
        return -0.5 * self.prior_count * float(total)

    def e_step(self, theta: Theta) -> tuple[float, Stats]:
        """Log-likelihood (plus log prior), and expected sums of states and products."""
        past = kalman_filter(theta, self.x)
        said = smoother(theta, past)
        value = float(past.log_c[self.inside].sum()) + self.log_prior(theta)
        return value, self._statistics(said)

    def _statistics(self, said: Smoothed) -> Stats:
        S, T, K = said.mean.shape
        z, later = said.mean, self.inside[:, 1:]
        weight = later if len(said.cov) == S else later.sum(axis=0)[None]
        moved = z[:, 1:][later], z[:, :-1][later]
        cov, cross = said.cov, said.cross
        y = np.concatenate([z, np.ones((S, T, 1))], axis=2)[self.inside]  # (n, K + 1)
        rows = self.x[self.inside]
        seen = ~np.isnan(rows)
        rows = np.where(seen, rows, 0.0)
        start, first_cov = z[:, 0], np.broadcast_to(cov[:, 0], (S, K, K))
        return Stats(
            n_starts=S,
            n_moves=int(later.sum()),
            start=start.sum(axis=0),
            start_outer=start.T @ start + first_cov.sum(axis=0),
            before=moved[1].T @ moved[1]
            + np.einsum("st,stkl->kl", weight, cov[:, :-1]),
            across=moved[0].T @ moved[1] + np.einsum("st,stkl->kl", weight, cross),
            after=moved[0].T @ moved[0] + np.einsum("st,stkl->kl", weight, cov[:, 1:]),
            seen=self.seen,
            outer=self._outer(y, cov, seen),
            data=rows.T @ y,
            squares=(rows**2).sum(axis=0),
        )

    def _outer(self, y: Array, cov: Array, seen: Array) -> Array:
        """Sum of E[y y'] over what was seen of each column; one for all if all was."""
        S, T = self.inside.shape
        K = cov.shape[-1]
        outer = y[:, :, None] * y[:, None]  # (n, K + 1, K + 1)
        outer[:, :K, :K] += np.broadcast_to(cov, (S, T, K, K))[self.inside]
        if seen.all():
            return outer.sum(axis=0)[None]
        flat = seen.T.astype(float) @ outer.reshape(len(y), -1)
        return flat.reshape(-1, K + 1, K + 1)

    def m_step(self, stats: Stats) -> Theta:
        """Three regressions: of z_1 on 1, of z_{t+1} on z_t, of x_t on (z_t, 1) ([4]_)."""
        prior, K = self.prior_count, len(stats.start)
        start_mean = stats.start / stats.n_starts
        scatter = stats.start_outer - stats.n_starts * np.outer(start_mean, start_mean)
        start_cov = (scatter + prior * np.eye(K)) / (stats.n_starts + prior)
        A, Q = np.zeros((K, K)), np.eye(K)  # without moves any are as good as others
        if stats.n_moves:
            A = np.linalg.solve(stats.before, stats.across.T).T
            scatter = stats.after - A @ stats.across.T
            Q = (scatter + prior * np.eye(K)) / (stats.n_moves + prior)
        loading, noise = self._regress(stats)
        return Theta(
            start_mean,
            symmetric(start_cov),
            A,
            symmetric(Q),
            loading[:, :-1],
            loading[:, -1],
            noise,
        )

    def _regress(self, stats: Stats) -> tuple[Array, Array]:
        """Each column of x on (z, 1), and what is left: (d, K + 1), (d,)."""
        never = stats.seen == 0
        outer = np.where(never[:, None, None], np.eye(stats.data.shape[1]), stats.outer)
        coefficients = np.linalg.solve(outer, stats.data[:, :, None])[:, :, 0]
        left = stats.squares - (coefficients * stats.data).sum(axis=1)
        left = np.maximum(left, 0) + self.prior_count * self.spread
        total = stats.seen + self.prior_count
        if self.spherical:
            return coefficients, np.full_like(left, left.sum() / total.sum())
        noise = left / np.maximum(total, 1e-300)
        return coefficients, np.where(never, self.spread, noise)

    def degenerate(self, theta: Theta) -> str:
        """A column whose noise is more the prior's than the data's."""
        left = theta.noise * self.seen / self.spread
        low = (
            (left <= max(2 * self.prior_count, 1e-6)) & ~self.constant & (self.seen > 0)
        )
        if low.any():
            return (
                f"column {int(np.argmax(low))} of X has no noise left: too many states"
            )
        return ""


def padded(x: Array, lengths: Array) -> Array:
    """Sequences one after the other, (n, d), as (S, T, d), nan behind their ends."""
    out = np.full((len(lengths), int(lengths.max()), x.shape[1]), np.nan)
    out[np.arange(out.shape[1]) < lengths[:, None]] = x
    return out


def first_guess(x: Array, lengths: Array, K: int, spherical: bool, rng) -> Theta:
    """Principal components as states, least squares for their moves.

    Missing entries count as their column's mean. States beyond the data's rank get
    small random loadings.

    Parameters
    ----------
    x : (n, d)
    lengths : (S,) int
    K : int
    spherical : bool; if not, columns are brought to one scale first
    rng : numpy Generator

    Returns
    -------
    Theta
    """
    n, d = x.shape
    seen = ~np.isnan(x)
    offset = np.where(seen, x, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    centred = np.where(seen, x - offset, 0.0)
    unit = np.sqrt((centred**2).mean(axis=0))
    unit = np.where(unit > 0, unit, 1.0)
    if spherical:
        unit = np.full_like(unit, np.sqrt((unit**2).mean()))
    U, s, V = np.linalg.svd(centred / unit, full_matrices=False)
    rank = min(K, int((s > 1e-10 * max(s[0], 1e-300)).sum()))
    z = np.zeros((n, K))
    z[:, :rank] = U[:, :rank] * np.sqrt(n)  # of variance 1
    loading = 0.1 * rng.standard_normal((d, K))
    loading[:, :rank] = V[:rank].T * s[:rank] / np.sqrt(n)
    left = ((centred / unit - z @ loading.T) ** 2).mean(axis=0)
    noise = np.maximum(left.mean() if spherical else left, 0.01)
    later = np.ones(n, dtype=bool)
    later[np.cumsum(lengths) - lengths] = False
    before, after = z[np.flatnonzero(later) - 1], z[later]
    A = (
        np.linalg.lstsq(before, after, rcond=None)[0].T
        if later.any()
        else np.zeros((K, K))
    )
    moved = after - before @ A.T
    Q = moved.T @ moved / max(len(moved), 1) + 0.01 * np.eye(K)
    return Theta(
        z[~later].mean(axis=0),
        np.eye(K),
        A,
        Q,
        loading * unit[:, None],
        offset,
        noise * unit**2,
    )


class LinearDynamics(EMEstimator):
    """A linear dynamical system, fitted by EM.

    Parameters
    ----------
    n_components : int, dimension K of the hidden state
    noise_type : str, "diag" (a variance for each column of X) or "spherical" (one for
        all: columns must be of one unit)
    prior_count : float, at least 0: weight of a prior that keeps the noises from
        vanishing, in observations (see `Dynamics`); 0 is maximum likelihood
    max_iter : int
    tol : float, the gain of the objective per frame that ends the climb
    init : Theta to start from, instead of principal components
    random_state : int, RandomState or None, used only where K exceeds the data's rank

    Attributes
    ----------
    theta_ : Theta; each of its fields also as an attribute: ``transition_``, ...
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`

    Notes
    -----
    X holds frames in rows, one sequence after the other; nan is a missing entry.
    """

    def __init__(
        self,
        n_components=2,
        *,
        noise_type="diag",
        prior_count=1e-3,
        max_iter=200,
        tol=1e-4,
        init=None,
        random_state=None,
    ):
        self.n_components = n_components
        self.noise_type = noise_type
        self.prior_count = prior_count
        self.max_iter = max_iter
        self.tol = tol
        self.init = init
        self.random_state = random_state

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def fit(self, X, y=None, lengths=None):
        """Fit by EM.

        Parameters
        ----------
        X : (n, d) frames, nan where missing
        y : ignored
        lengths : (S,) int, lengths of the sequences; one sequence if not given

        Returns
        -------
        self
        """
        K = self.n_components
        if not isinstance(K, int | np.integer) or K < 1:
            raise ValueError(
                f"n_components must be a whole number, at least 1; got {K!r}"
            )
        if self.noise_type not in ("diag", "spherical"):
            raise ValueError(
                f"noise_type must be 'diag' or 'spherical', got {self.noise_type!r}"
            )
        if not self.prior_count >= 0:
            raise ValueError(f"prior_count must be at least 0, got {self.prior_count}")
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        lengths = checked_lengths(lengths, len(X))
        spherical = self.noise_type == "spherical"
        model = Dynamics(X, lengths, self.prior_count, spherical)
        seed = check_random_state(self.random_state).randint(2**31, size=4)
        start = self.init
        if start is None:
            rng = np.random.default_rng(seed)
            start = first_guess(X, lengths, K, spherical, rng)
        self.theta_ = self._climb(model, [start], n_samples=len(X)).theta
        for name in Theta._fields:
            setattr(self, f"{name}_", getattr(self.theta_, name))
        return self

    def filter(self, X, lengths=None) -> Filtered:
        """What the past says of each frame's state, with axes (S, T, ...)."""
        return kalman_filter(self.theta_, self._frames(X, lengths)[0])

    def smooth(self, X, lengths=None) -> Smoothed:
        """What all frames say of each frame's state, with axes (S, T, ...)."""
        return smoother(self.theta_, self.filter(X, lengths))

    def one_step_ahead(self, X, lengths=None) -> Array:
        """Each frame as foretold from those before it: (n, d)."""
        x, lengths = self._frames(X, lengths)
        z = kalman_filter(self.theta_, x).predicted_mean
        return self._seen_through(z, lengths)

    def reconstruct(self, X, lengths=None) -> Array:
        """Each frame without its noise, given all frames, missing ones too: (n, d)."""
        _, lengths = self._frames(X, lengths)
        return self._seen_through(self.smooth(X, lengths).mean, lengths)

    def score(self, X, y=None, lengths=None) -> float:
        """Mean log-likelihood of a frame."""
        return float(self.filter(X, lengths).log_c.sum() / len(X))

    def sample(self, n_samples=1, random_state=None, after=None, noise=True):
        """A sequence from the model.

        Parameters
        ----------
        n_samples : int, number of frames, at least 1
        random_state : int, RandomState or None
        after : (n, d) frames that it goes on from; a fresh start if not given
        noise : bool, whether frames have their noise v_t; the state always has its own

        Returns
        -------
        X : (n_samples, d)
        states : (n_samples, K)
        """
        check_is_fitted(self)
        if n_samples < 1:
            raise ValueError(f"n_samples must be at least 1, got {n_samples}")
        seed = check_random_state(random_state).randint(2**31, size=4)
        rng = np.random.default_rng(seed)
        mean, cov = self.start_mean_, self.start_cov_
        if after is not None:
            past = self.filter(after)
            mean, cov = predict(self.theta_, past.mean[0, -1], past.cov[0, -1])
        z = draw_states(self.theta_, mean, cov, n_samples, rng)
        x = z @ self.loading_.T + self.offset_
        if noise:
            x += np.sqrt(self.noise_) * rng.standard_normal(x.shape)
        return x, z

    def _frames(self, X, lengths) -> tuple[Array, Array]:
        check_is_fitted(self)
        X = validate_data(
            self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False
        )
        lengths = checked_lengths(lengths, len(X))
        return padded(X, lengths), lengths

    def _seen_through(self, z: Array, lengths: Array) -> Array:
        inside = np.arange(z.shape[1]) < lengths[:, None]
        return z[inside] @ self.loading_.T + self.offset_


def draw_states(theta: Theta, mean, cov, n: int, rng: np.random.Generator) -> Array:
    """A path of the hidden state whose first is N(mean, cov): (n, K)."""
    noise = rng.standard_normal((n, len(mean)))
    z = noise @ np.linalg.cholesky(theta.state_noise).T
    z[0] = mean + np.linalg.cholesky(cov) @ noise[0]
    for t in range(1, n):
        z[t] += theta.transition @ z[t - 1]
    return z

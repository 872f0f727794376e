"""Classifiers of two kinds: through a model of p(x, y), and by p(y | x) alone.

`GaussianDiscriminant`, `NaiveBayes` and `BernoulliNaiveBayes` model how a point of each
class comes about; Bayes' rule makes classifiers of them, and they can be sampled.
`LogisticRegression` models the label given the point and nothing else.

References
----------
.. [1] Efron (1975). The efficiency of logistic regression compared to normal
   discriminant analysis. Journal of the American Statistical Association 70, 892-898.
.. [2] Ng and Jordan (2002). On discriminative vs. generative classifiers: a comparison
   of logistic regression and naive Bayes. NIPS 14, 841-848.
.. [3] Hastie, Tibshirani and Friedman (2009). The elements of statistical learning,
   2nd edition, sections 4.3, 4.4 and 6.6.3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Generative:
    """A model of p(x, y) = w_y p(x | y). Bayes' rule makes a classifier of it.

    A subclass brings ``_fit_classes(X, label)``, ``_log_conditional(X)`` and
    ``_draw(label, rng)``.

    Attributes
    ----------
    classes_ : (C,) the labels, sorted
    weights_ : (C,) their shares among the points fitted
    """

    def fit(self, X, y):
        """Maximum likelihood: shares of the classes, then each class by itself.

        Parameters
        ----------
        X : (n, d) finite numbers
        y : (n,) labels. One class is enough for a density; a classifier wants two

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If shapes disagree, a number is not finite, or the points do not determine
            the parameters (a singular covariance, a variance of zero).
        """
        X, y = checked_points(X), np.asarray(y)
        if y.shape != (len(X),):
            raise ValueError(f"y must be one label a point, ({len(X)},), got {y.shape}")
        self.classes_, label = np.unique(y, return_inverse=True)
        self.weights_ = np.bincount(label) / len(label)
        self._fit_classes(X, label)
        return self

    def log_joint(self, X) -> Array:
        """log p(x, y): (n, C), a column for each class in the order of ``classes_``."""
        X = checked_points(X, dim=self.means_.shape[1])
        return np.log(self.weights_) + self._log_conditional(X)

    def log_density(self, X) -> Array:
        """log p(x), the label summed out: (n,)."""
        return np.logaddexp.reduce(self.log_joint(X), axis=1)

    def predict_proba(self, X) -> Array:
        """p(y | x) by Bayes' rule: (n, C), rows of sum 1."""
        joint = self.log_joint(X)
        return np.exp(joint - np.logaddexp.reduce(joint, axis=1, keepdims=True))

    def predict(self, X) -> NDArray:
        """The most probable label of each point: (n,)."""
        return self.classes_[self.log_joint(X).argmax(axis=1)]

    def sample(self, n: int, *, rng: np.random.Generator) -> tuple[Array, NDArray]:
        """Dream: a label from the shares, then a point of that class.

        Parameters
        ----------
        n : int, not negative
        rng : numpy.random.Generator

        Returns
        -------
        X : (n, d)
        y : (n,) their labels
        """
        label = rng.choice(len(self.classes_), size=n, p=self.weights_)
        return self._draw(label, rng), self.classes_[label]


class GaussianDiscriminant(Generative):
    """Gaussian discriminant analysis: a normal density for each class.

    Parameters
    ----------
    shared : bool. True: one covariance for all classes, linear borders ("linear
        discriminant analysis"); False: one for each, quadratic borders
    ridge : float, not negative, added to the variances: 0 is maximum likelihood

    Attributes
    ----------
    classes_, weights_ : see `Generative`
    means_ : (C, d)
    covariances_ : (C, d, d), maximum likelihood (ddof=0); all alike if ``shared``
    """

    def __init__(self, shared: bool = True, ridge: float = 0.0):
        self.shared, self.ridge = shared, checked_amount("ridge", ridge)

    def _fit_classes(self, X: Array, label: NDArray) -> None:
        n, d = X.shape
        C = len(self.classes_)
        self.means_ = np.stack([X[label == c].mean(axis=0) for c in range(C)])
        centred = X - self.means_[label]
        if self.shared:
            S = np.tile(centred.T @ centred / n, (C, 1, 1))
        else:
            own = [centred[label == c] for c in range(C)]
            S = np.stack([Z.T @ Z / len(Z) for Z in own])
        self.covariances_ = S + self.ridge * np.eye(d)
        self._chol = checked_cholesky(self.covariances_)

    def _log_conditional(self, X: Array) -> Array:
        log_det = np.log(np.diagonal(self._chol, axis1=1, axis2=2)).sum(axis=1)  # (C,)
        centred = X.T - self.means_[:, :, None]  # (C, d, n)
        z = np.linalg.solve(self._chol, centred)
        return -0.5 * (z**2).sum(axis=1).T - log_det - log_2pi(X.shape[1])

    def _draw(self, label: NDArray, rng: np.random.Generator) -> Array:
        noise = rng.standard_normal((len(label), self.means_.shape[1]))
        return self.means_[label] + np.einsum("nij,nj->ni", self._chol[label], noise)


class NaiveBayes(Generative):
    """Gaussian naive Bayes: within a class the coordinates are independent.

    Parameters
    ----------
    shared : bool. False: each class has variances of its own; True: all classes share
        them, the partner of logistic regression in [2]_
    floor : float, not negative, added to each variance, in units of the largest
        variance of a column (scikit-learn's ``var_smoothing``)

    Attributes
    ----------
    classes_, weights_ : see `Generative`
    means_, variances_ : (C, d), maximum likelihood (ddof=0)
    """

    def __init__(self, shared: bool = False, floor: float = 1e-9):
        self.shared, self.floor = shared, checked_amount("floor", floor)

    def _fit_classes(self, X: Array, label: NDArray) -> None:
        C = range(len(self.classes_))
        self.means_ = np.stack([X[label == c].mean(axis=0) for c in C])
        square = (X - self.means_[label]) ** 2
        if self.shared:
            v = np.tile(square.mean(axis=0), (len(self.classes_), 1))
        else:
            v = np.stack([square[label == c].mean(axis=0) for c in C])
        self.variances_ = v + self.floor * X.var(axis=0).max()
        if not (self.variances_ > 0).all():
            c, j = np.argwhere(self.variances_ <= 0)[0]
            raise ValueError(
                f"column {j} does not vary within class {self.classes_[c]}: "
                "drop the column or raise `floor`"
            )

    def _log_conditional(self, X: Array) -> Array:
        d = X.shape[1]
        log_p = np.empty((len(X), len(self.means_)))
        for c, (m, v) in enumerate(zip(self.means_, self.variances_, strict=True)):
            log_p[:, c] = -0.5 * ((X - m) ** 2 / v + np.log(v)).sum(axis=1) - log_2pi(d)
        return log_p

    def _draw(self, label: NDArray, rng: np.random.Generator) -> Array:
        noise = rng.standard_normal((len(label), self.means_.shape[1]))
        return self.means_[label] + np.sqrt(self.variances_[label]) * noise


class BernoulliNaiveBayes(Generative):
    """Naive Bayes for yes-or-no coordinates.

    Parameters
    ----------
    alpha : float, not negative: pseudo-count of a one and of a zero in each coordinate
        of each class (1: Laplace's rule of succession; 0: maximum likelihood)

    Attributes
    ----------
    classes_, weights_ : see `Generative`
    means_ : (C, d), p(x_j = 1 | class)
    """

    def __init__(self, alpha: float = 1.0):
        self.alpha = checked_amount("alpha", alpha)

    def _fit_classes(self, X: Array, label: NDArray) -> None:
        checked_binary(X)
        ones = np.stack([X[label == c].sum(axis=0) for c in range(len(self.classes_))])
        n = np.bincount(label)[:, None]
        self.means_ = (ones + self.alpha) / (n + 2 * self.alpha)

    def _log_conditional(self, X: Array) -> Array:
        checked_binary(X)
        log_p = np.zeros((len(X), len(self.means_)))
        with np.errstate(divide="ignore"):  # log 0 = -inf where alpha is 0
            log_one, log_zero = np.log(self.means_), np.log1p(-self.means_)
        for c in range(len(self.means_)):
            log_p[:, c] = np.where(X > 0, log_one[c], log_zero[c]).sum(axis=1)
        return log_p

    def _draw(self, label: NDArray, rng: np.random.Generator) -> Array:
        u = rng.random((len(label), self.means_.shape[1]))
        return (u < self.means_[label]).astype(float)


class LogisticRegression:
    """p(y | x) from linear scores, by Newton's method ([3]_, section 4.4.1).

    Minimises -sum log p(y_i | x_i) + penalty / 2 * sum of squared coefficients; the
    intercepts are free. Two classes have one score, the log odds of the second;
    more have a score each.

    Parameters
    ----------
    penalty : float, not negative (scikit-learn's 1 / C). At 0 the coefficients run off
        to infinity where a plane separates the classes
    max_iter : int, Newton steps at most
    tol : float, the largest entry of the gradient that ends the climb

    Attributes
    ----------
    classes_ : (C,) the labels, sorted
    coef_ : (K, d), intercept_ : (K,), K = 1 if C = 2, else C
    n_iter_ : int, Newton steps taken
    """

    def __init__(self, penalty: float = 1.0, *, max_iter: int = 100, tol: float = 1e-8):
        self.penalty = checked_amount("penalty", penalty)
        self.max_iter, self.tol = max_iter, tol

    def fit(self, X, y):
        """Newton's method, which is iteratively reweighted least squares here.

        Parameters
        ----------
        X : (n, d) finite numbers
        y : (n,) labels of at least two classes

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If shapes disagree, there is one class only, the climb does not end, or a
            plane separates the classes and ``penalty`` is 0.
        """
        X, y = checked_points(X), np.asarray(y)
        if y.shape != (len(X),):
            raise ValueError(f"y must be one label a point, ({len(X)},), got {y.shape}")
        self.classes_, label = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"y must hold at least two classes, got {self.classes_}")
        design = np.column_stack([np.ones(len(X)), X])  # (n, d + 1)
        onehot = np.eye(len(self.classes_))[label]
        if len(self.classes_) == 2:
            onehot = onehot[:, 1:]
        W = np.zeros((onehot.shape[1], design.shape[1]))
        self.n_iter_ = 0
        gradient, hessian = derivatives(W, design, onehot, self.penalty)
        while np.abs(gradient).max() > self.tol:
            if self.n_iter_ == self.max_iter:
                raise ValueError(
                    f"no convergence in max_iter={self.max_iter} Newton steps: "
                    "scale the columns or raise `penalty`"
                )
            step = np.linalg.lstsq(hessian, gradient.ravel(), rcond=None)[0]
            W = backtrack(W, step.reshape(W.shape), design, onehot, self.penalty)
            gradient, hessian = derivatives(W, design, onehot, self.penalty)
            self.n_iter_ += 1
        if self.penalty == 0 and loss(W, design, onehot, 0) < 1e-6 * len(X):
            raise ValueError(
                "a plane separates the classes, so the likelihood has no maximum and "
                "the coefficients run off: give a `penalty`"
            )
        self.intercept_, self.coef_ = W[:, 0], W[:, 1:]
        return self

    def scores(self, X) -> Array:
        """Linear scores, (n, C); with two classes the first is 0, the second log odds."""
        X = checked_points(X, dim=self.coef_.shape[1])
        return all_scores(X @ self.coef_.T + self.intercept_)

    def predict_proba(self, X) -> Array:
        """p(y | x), (n, C), rows of sum 1."""
        scores = self.scores(X)
        return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))

    def predict(self, X) -> NDArray:
        """The most probable label of each point: (n,)."""
        return self.classes_[self.scores(X).argmax(axis=1)]


def all_scores(free: Array) -> Array:
    """The score 0 put in front where two classes have one score: (n, K) to (n, C)."""
    if free.shape[1] > 1:
        return free
    return np.column_stack([np.zeros(len(free)), free])


def loss(W: Array, design: Array, onehot: Array, penalty: float) -> float:
    """-log p(y | x) summed over the points, plus the penalty.

    Parameters
    ----------
    W : (K, d + 1), intercepts in column 0
    design : (n, d + 1), ones in column 0
    onehot : (n, K), the labels; with two classes 1 for the second
    penalty : float
    """
    free = design @ W.T
    log_total = np.logaddexp.reduce(all_scores(free), axis=1)
    fit = log_total.sum() - (onehot * free).sum()
    return float(fit + penalty / 2 * (W[:, 1:] ** 2).sum())


def derivatives(W: Array, design: Array, onehot: Array, penalty: float):
    """Gradient (K, d + 1) and Hessian (K (d + 1), K (d + 1)) of `loss`.

    The Hessian is X' diag(p_k (1[k = l] - p_l)) X in block (k, l): each Newton step is
    a weighted least-squares fit.
    """
    K, D = W.shape
    scores = all_scores(design @ W.T)
    p = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))[:, -K:]
    ridge = penalty * np.r_[0.0, np.ones(D - 1)]
    gradient = (p - onehot).T @ design + ridge * W
    hessian = np.zeros((K, D, K, D))
    for k in range(K):
        for m in range(K):
            weight = p[:, k] * ((k == m) - p[:, m])
            hessian[k, :, m] = design.T @ (weight[:, None] * design)
        hessian[k, :, k] += np.diag(ridge)
    return gradient, hessian.reshape(K * D, K * D)


def backtrack(W: Array, step: Array, *problem) -> Array:
    """W minus the step, which is halved until the loss does not rise."""
    before, size = loss(W, *problem), 1.0
    while size > 1e-10:
        after = loss(W - size * step, *problem)
        if after <= before + 1e-12 * abs(before):
            return W - size * step
        size /= 2
    return W


def log_odds(model: GaussianDiscriminant) -> tuple[Array, float]:
    """Coefficients and intercept of log p(class 2 | x) / p(class 1 | x).

    With one covariance the squares of x cancel, so two normal classes are a case of
    logistic regression ([1]_, section 1).

    Parameters
    ----------
    model : GaussianDiscriminant with ``shared=True``, fitted to two classes

    Returns
    -------
    coef : (d,)
    intercept : float

    Raises
    ------
    ValueError
        If there are not two classes, or they do not share their covariance.
    """
    if not model.shared or len(model.classes_) != 2:
        raise ValueError("log_odds wants two classes that share a covariance")
    (a, b), (v, w) = model.means_, model.weights_
    coef = np.linalg.solve(model.covariances_[0], b - a)
    return coef, float(np.log(w / v) - coef @ (a + b) / 2)


def efficiency(delta) -> Array:
    """How many points of discriminant analysis are worth one of logistic regression.

    The asymptotic relative efficiency of logistic regression where two normal classes
    of equal weight and one covariance are the truth: the ratio of the two excess error
    rates as n grows. It does not depend on the dimension ([1]_, table 1):
    (4 + delta^2) E[p (1 - p)], with p the probability of a class given x.

    Parameters
    ----------
    delta : float or (m,), not negative: distance of the means in standard deviations

    Returns
    -------
    (m,) in (0, 1], or one number
    """
    delta = np.asarray(checked_amount("delta", delta))[..., None]
    x, weight = np.polynomial.hermite_e.hermegauss(120)
    logit = delta * x + delta**2 / 2  # of the right class, at points of that class
    p = 1 / (1 + np.exp(-logit))
    overlap = (p * (1 - p)) @ (weight / weight.sum())
    return (4 + delta[..., 0] ** 2) * overlap


def log_2pi(d: int) -> float:
    """log of (2 pi)^(d/2)."""
    return 0.5 * d * np.log(2 * np.pi)


def checked_points(X, dim: int | None = None) -> Array:
    """``X`` as finite (n, d) floats, with d = ``dim`` where that is given."""
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or not X.size or (dim is not None and X.shape[1] != dim):
        wanted = f"(n, {'d' if dim is None else dim})"
        raise ValueError(f"X must be points {wanted}, one a row; got {X.shape}")
    if not np.isfinite(X).all():
        raise ValueError("X must be finite: drop or fill in what is missing")
    return X


def checked_binary(X: Array) -> None:
    """Raise unless every entry is 0 or 1."""
    if not np.isin(X, (0, 1)).all():
        raise ValueError("X must hold 0 and 1 alone: say what counts as a one")


def checked_amount(name: str, value):
    """``value`` as it is, unless it is negative or NaN."""
    if not np.all(np.asarray(value) >= 0):
        raise ValueError(f"{name} must not be negative, got {value!r}")
    return value


def checked_cholesky(covariances: Array) -> Array:
    """Lower triangles L with L L' = covariance, (C, d, d); raise where one is singular."""
    value = np.linalg.eigvalsh(covariances)  # (C, d), increasing
    flat = value[:, 0] <= 1e-12 * value[:, -1]
    if flat.any():
        raise ValueError(
            f"the covariance of class number {int(np.argmax(flat))} is singular: a "
            "class needs more points than dimensions and no constant column; "
            "otherwise share the covariance or give a `ridge`"
        )
    return np.linalg.cholesky(covariances)

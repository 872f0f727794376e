"""Naive Bayes on documents of which few have labels: EM fills in the rest.

The model of Nigam, McCallum, Thrun and Mitchell (2000). Where a label is known, the
class of a document is no latent variable; where it is not, the E-step guesses.
"""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp
from sklearn.base import ClassifierMixin
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    check_is_fitted,
    check_non_negative,
    validate_data,
)

from ._estimator import EMEstimator

Array = NDArray[np.float64]


class Topics(NamedTuple):
    """Parameters: M components, each of which belongs to one class.

    Attributes
    ----------
    log_w : (M,) log weights, of sum 1
    log_phi : (V, M) log shares of the words in each component, columns of sum 1
    """

    log_w: Array
    log_phi: Array


class LabelledMixture:
    """A mixture of multinomials, some of whose components are known, for the loop.

    The objective is the log posterior up to a constant,

        log prior + sum_{i labelled} log p(x_i, c_i) + weight sum_{i not} log p(x_i),

    with a Dirichlet prior of density exponent alpha on the words of each component and
    on the weights (Laplace smoothing is alpha = 1).

    Parameters
    ----------
    counts : (n, V) array or CSR matrix
    allowed : (n, M) bool, the components that a document may come from: those of its
        class, or all if it has no label
    weights : (n,) how much a document counts
    alpha : float, not negative
    """

    objective = "log-posterior"
    exact = True

    def __init__(self, counts, allowed, weights: Array, alpha: float):
        self.counts, self.weights, self.alpha = counts, weights, alpha
        self.barred = np.where(allowed, 0.0, -np.inf)

    def e_step(self, topics: Topics) -> tuple[float, Array]:
        """The objective, and the weighted responsibilities: (n, M)."""
        joint = log_joint(self.counts, topics) + self.barred
        log_p = logsumexp(joint, axis=1, keepdims=True)
        value = float(self.weights @ log_p[:, 0])
        value += self.alpha * (topics.log_w.sum() + topics.log_phi.sum())
        return value, self.weights[:, None] * np.exp(joint - log_p)

    def m_step(self, resp: Array) -> Topics:
        """Naive Bayes from documents that belong to several classes by shares."""
        words = self.counts.T @ resp  # (V, M)
        return Topics(
            log_shares(resp.sum(axis=0), self.alpha), log_shares(words, self.alpha)
        )

    def degenerate(self, topics: Topics) -> str:
        """A probability of words is at most 1: no spikes to fear."""
        return ""


def log_joint(counts, topics: Topics) -> Array:
    """log p(x_i, component m), without the multinomial coefficient: (n, M)."""
    return topics.log_w + counts @ topics.log_phi


def log_shares(counts: Array, alpha: float) -> Array:
    """log of (counts + alpha) over their sum along the first axis."""
    smooth = counts + alpha
    return np.log(smooth) - np.log(smooth.sum(axis=0))


class SemiSupervisedNB(ClassifierMixin, EMEstimator):
    """Multinomial naive Bayes that also learns from documents without a label.

    Parameters
    ----------
    alpha : float, positive: pseudo-count of each word in each component, and of each
        component (Laplace smoothing: 1)
    unlabelled_weight : float in [0, 1], how much a document without a label counts;
        0 is naive Bayes on the labelled ones
    n_components : int, components of a class; above 1 a class is itself a mixture, and
        even the labelled documents have a latent part
    unlabelled : the value of y that stands for "no label". If None it is -1, as in
        scikit-learn, unless -1 and one other value are all there is in y: these are
        taken for the two classes, with a warning
    n_init : int, random starts if there are several components, of which the best is
        kept
    max_iter : int, iterations at most
    tol : float, gain of the log posterior a document that ends the climb
    random_state : int, RandomState or None, for the start of several components

    Attributes
    ----------
    classes_ : (C,) labels
    weights_ : (M,) of the components, M = C n_components, class by class
    components_ : (M, V) their shares of the words
    component_class_ : (M,) index into ``classes_``
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(
        self,
        alpha=1.0,
        *,
        unlabelled_weight=1.0,
        n_components=1,
        unlabelled=None,
        n_init=1,
        max_iter=200,
        tol=1e-4,
        random_state=None,
    ):
        self.alpha = alpha
        self.unlabelled_weight = unlabelled_weight
        self.n_components = n_components
        self.unlabelled = unlabelled
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(self, X, y):
        """Fit to documents with and without labels.

        Parameters
        ----------
        X : (n, V) array or sparse matrix of counts, not negative
        y : (n,) labels; ``unlabelled`` where there is none

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If there are fewer than two classes, or a setting is out of range.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype=float)
        check_non_negative(X, type(self).__name__)
        check_classification_targets(y)
        self._check_settings()
        mark = no_label(y) if self.unlabelled is None else self.unlabelled
        labelled = y.astype(object) != mark
        self.classes_, label = np.unique(y[labelled], return_inverse=True)
        self._check_classes(mark)
        self.component_class_ = np.repeat(
            np.arange(len(self.classes_)), self.n_components
        )
        allowed = np.ones((len(y), len(self.component_class_)), bool)
        allowed[labelled] = label[:, None] == self.component_class_
        weights = np.where(labelled, 1.0, self.unlabelled_weight)
        model = LabelledMixture(X, allowed, weights, self.alpha)
        rng = check_random_state(self.random_state)
        starts = [
            model.m_step(random_shares(allowed, labelled, rng))
            for _ in range(self.n_init)
        ]
        log_w, log_phi = self._climb(model, starts, n_samples=len(y)).theta
        self.weights_, self.components_ = np.exp(log_w), np.exp(log_phi).T
        return self

    def predict_proba(self, X) -> Array:
        """p(class | document), columns in the order of ``classes_``: (n, C)."""
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", dtype=float, reset=False)
        check_non_negative(X, type(self).__name__)
        joint = log_joint(X, Topics(np.log(self.weights_), np.log(self.components_.T)))
        resp = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
        return resp.reshape(len(resp), len(self.classes_), -1).sum(axis=2)

    def predict(self, X):
        """The most probable class of each document: (n,)."""
        best = self.predict_proba(X).argmax(axis=1)
        return self.classes_[best]

    def _check_settings(self) -> None:
        if not self.alpha > 0:
            raise ValueError(f"alpha must be positive, got {self.alpha!r}")
        if not 0 <= self.unlabelled_weight <= 1:
            raise ValueError(
                f"unlabelled_weight must lie in [0, 1], got {self.unlabelled_weight!r}"
            )
        for name in ("n_components", "n_init"):
            count = getattr(self, name)
            if not isinstance(count, int | np.integer) or count < 1:
                raise ValueError(
                    f"{name} must be a whole number, at least 1; got {count!r}"
                )

    def _check_classes(self, mark) -> None:
        if len(self.classes_) < 2:
            raise ValueError(
                f"y must hold labels of at least 2 classes, got {len(self.classes_)} "
                f"class {self.classes_} beside the mark {mark!r} of no label; "
                "if that mark is a class, choose another for `unlabelled`"
            )

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = tags.input_tags.positive_only = True
        tags.classifier_tags.poor_score = (
            True  # on blobs in a plane: they are no counts
        )
        return tags


def no_label(y) -> int | None:
    """-1, or None where it must be one of two classes."""
    values = np.unique(y)
    if len(values) != 2 or -1 not in values:
        return -1
    warnings.warn(
        f"y holds only {values}, taken for two classes; "
        "give unlabelled=-1 if -1 means that there is no label",
        stacklevel=3,
    )
    return None


def random_shares(allowed, labelled, rng) -> Array:
    """Labelled documents shared out among the components of their class: (n, M).

    With one component a class this is the labels themselves, and nothing is random.
    """
    shares = rng.exponential(size=allowed.shape) * allowed
    return labelled[:, None] * shares / shares.sum(axis=1, keepdims=True)

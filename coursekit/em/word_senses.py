"""Several vectors for a word of several senses: a mixture on the sphere, fitted by EM.

Word vectors come from counts of neighbours (a weighted table, cut to few dimensions by a
singular value decomposition: no EM there). The context of one occurrence of a word is a
direction in their space. What the senses of the word are is latent; directions are
clustered by a mixture of von Mises-Fisher laws. In the small, this is what multi-sense
skip-grams do (Tian et al. 2014).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds
from scipy.special import ive, logsumexp
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from sklearn.preprocessing import normalize
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from ._estimator import EMEstimator

Array = NDArray[np.float64]

MAX_DIM = 200  # beyond it the Bessel functions of small kappa underflow
MAX_KAPPA = 1e4


# ---- word vectors, without EM ----


class Sequences(NamedTuple):
    """Texts as numbers of words.

    Attributes
    ----------
    texts : list of int arrays, index into ``words``; -1 for a word left out
    words : (V,) str
    """

    texts: list[NDArray[np.int64]]
    words: NDArray[np.str_]

    def index(self, word: str) -> int:
        """Number of a word."""
        places = np.flatnonzero(self.words == word)
        if len(places) == 0:
            raise ValueError(f"word must be one of the {len(self.words)}, got {word!r}")
        return int(places[0])


def number_words(texts: Sequence[str], *, min_count: int = 10) -> Sequences:
    """Words of two or more letters, in lower case; common and rare ones become -1."""
    split = [re.findall(r"[a-z][a-z]+", text.lower()) for text in texts]
    count = Counter(word for text in split for word in text)
    kept = {w for w, c in count.items() if c >= min_count} - ENGLISH_STOP_WORDS
    words = np.array(sorted(kept))
    place = {word: k for k, word in enumerate(words)}
    numbered = [np.array([place.get(w, -1) for w in text], int) for text in split]
    return Sequences(numbered, words)


def merge(sequences: Sequences, first: str, second: str):
    """A pseudo-word: every ``second`` becomes ``first``; and which one each was.

    Returns
    -------
    tuple of Sequences and (n,) bool, the truth: for each occurrence of the pseudo-word,
    in the order of the texts, whether it was ``second``
    """
    a, b = sequences.index(first), sequences.index(second)
    truth = np.concatenate([t[(t == a) | (t == b)] == b for t in sequences.texts])
    texts = [np.where(text == b, a, text) for text in sequences.texts]
    return Sequences(texts, sequences.words), truth


def neighbours(sequences: Sequences, *, window: int = 10) -> sparse.csr_array:
    """How often two words stand at most ``window`` places apart: (V, V), symmetric."""
    line, left, right = in_one_line(sequences, window), [], []
    for gap in range(1, window + 1):
        both = (line[:-gap] >= 0) & (line[gap:] >= 0)
        left.append(line[:-gap][both])
        right.append(line[gap:][both])
    left, right = np.concatenate(left), np.concatenate(right)
    size = len(sequences.words)
    counts = sparse.csr_array((np.ones(len(left)), (left, right)), shape=(size, size))
    return sparse.csr_array(counts + counts.T)


def in_one_line(sequences: Sequences, window: int) -> NDArray[np.int64]:
    """All texts one after the other, ``window`` places (-1) before, between and after."""
    gap = np.full(window, -1)
    return np.concatenate([gap, *(part for t in sequences.texts for part in (t, gap))])


def word_vectors(counts: sparse.csr_array, *, dim: int = 20) -> Array:
    """Vectors from positive pointwise mutual information (Levy, Goldberg, Dagan 2015).

    PPMI = max(0, log[P(v, w) / (P(v) P(w)^.75)]) is cut to its ``dim`` largest singular
    values; a word's vector is its row of U sqrt(S).

    Parameters
    ----------
    counts : (V, V) sparse, of neighbours
    dim : int, below V

    Returns
    -------
    (V, dim)
    """
    pairs = sparse.coo_array(counts)
    total = pairs.sum()
    often = counts.sum(axis=1) / total
    smooth = often**0.75 / (often**0.75).sum()
    chance = often[pairs.row] * smooth[pairs.col]
    ppmi = np.maximum(np.log(pairs.data / total / chance), 0)
    table = sparse.csr_array((ppmi, (pairs.row, pairs.col)), shape=pairs.shape)
    start = np.ones(table.shape[0])  # of the iteration: the same vectors every time
    u, s, _ = svds(table, k=dim, v0=start)
    order = np.argsort(-s)
    return u[:, order] * np.sqrt(s[order])


def contexts(sequences: Sequences, word: str, *, window: int = 20) -> sparse.csr_array:
    """The words around each occurrence of ``word``: counts, (occurrences, V)."""
    target, line = sequences.index(word), in_one_line(sequences, window)
    places = np.flatnonzero(line == target)
    gaps = np.r_[-window:0, 1 : window + 1]
    around = line[places[:, None] + gaps]  # (occurrences, 2 window)
    kept = (around >= 0) & (around != target)
    rows, columns = np.nonzero(kept)[0], around[kept]
    shape = (len(places), len(sequences.words))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def context_vectors(sequences: Sequences, word: str, vectors: Array, *, window=20):
    """Direction of each occurrence: the mean vector around it, less that of all text.

    A neighbour v counts -log P(v), so rare words say more.

    Returns
    -------
    (occurrences, dim), rows of length 1
    """
    seen = np.concatenate(sequences.texts)
    often = np.bincount(seen[seen >= 0], minlength=len(sequences.words)) + 1
    p = often / often.sum()
    weighted = -np.log(p)[:, None] * (vectors - p @ vectors)
    return normalize(contexts(sequences, word, window=window) @ weighted)


def nearest(direction: Array, vectors: Array, words, n: int = 8) -> list[str]:
    """The words whose vectors point most nearly along ``direction``."""
    return [str(words[v]) for v in np.argsort(-normalize(vectors) @ direction)[:n]]


# ---- the mixture ----


class Caps(NamedTuple):
    """Parameters of a mixture of von Mises-Fisher laws with one concentration.

    Attributes
    ----------
    w : (K,) weights
    mu : (K, d) mean directions, of length 1
    kappa : float, how closely directions gather around theirs
    """

    w: Array
    mu: Array
    kappa: float


def log_normaliser(kappa: float, dim: int) -> float:
    """log C_d(kappa): the density of von Mises-Fisher is C exp(kappa mu.x) on the sphere."""
    order = dim / 2 - 1
    log_bessel = np.log(ive(order, kappa)) + kappa
    return order * np.log(kappa) - dim / 2 * np.log(2 * np.pi) - log_bessel


def mean_length(kappa: float, dim: int) -> float:
    """Length of the mean of x: A_d(kappa) = I_{d/2}(kappa) / I_{d/2 - 1}(kappa)."""
    return ive(dim / 2, kappa) / ive(dim / 2 - 1, kappa)


def concentration(length: float, dim: int) -> float:
    """kappa for which the mean of x has this length, kept within bounds.

    From the approximation of Banerjee et al. (2005) by Newton steps (Sra 2012); the
    likelihood has one hump in kappa, so the bounds leave the M-step exact.
    """
    lowest = 1e-3 * dim
    if length >= mean_length(MAX_KAPPA, dim):
        return MAX_KAPPA
    if length <= mean_length(lowest, dim):
        return lowest
    kappa = length * (dim - length**2) / (1 - length**2)
    for _ in range(20):
        a = mean_length(kappa, dim)
        step = (a - length) / (1 - a**2 - (dim - 1) / kappa * a)
        kappa = float(np.clip(kappa - step, kappa / 2, 2 * kappa))
        if abs(step) < 1e-12 * kappa:
            break
    return float(np.clip(kappa, lowest, MAX_KAPPA))


class SphereMixture:
    """A mixture of von Mises-Fisher laws (Banerjee et al. 2005), for the loop.

    Parameters
    ----------
    X : (n, d) rows of length 1
    """

    objective = "log-likelihood"
    exact = True

    def __init__(self, X: Array):
        self.X = X

    def start(self, n_components: int, rng) -> Caps:
        """Some of the data for mean directions."""
        n, dim = self.X.shape
        chosen = self.X[rng.choice(n, n_components, replace=n < n_components)]
        equal = np.full(n_components, 1 / n_components)
        return Caps(equal, chosen, concentration(0.5, dim))

    def e_step(self, caps: Caps) -> tuple[float, Array]:
        """The log-likelihood and the responsibilities: (n, K)."""
        joint = log_joint(self.X, caps)
        log_p = logsumexp(joint, axis=1, keepdims=True)
        return float(log_p.sum()), np.exp(joint - log_p)

    def m_step(self, resp: Array) -> Caps:
        """Shares, resultant directions, and the kappa of their mean length."""
        n, dim = self.X.shape
        resultant = resp.T @ self.X  # (K, d)
        length = np.linalg.norm(resultant, axis=1)
        mu = resultant / np.maximum(length, 1e-300)[:, None]
        return Caps(resp.mean(axis=0), mu, concentration(length.sum() / n, dim))

    def degenerate(self, caps: Caps) -> str:
        """All directions of each component the same: the likelihood has no maximum."""
        return "kappa at its bound" if caps.kappa >= MAX_KAPPA else ""


def log_joint(X: Array, caps: Caps) -> Array:
    """log p(x_i, component k): (n, K)."""
    with np.errstate(divide="ignore"):
        log_w = np.log(caps.w)
    constant = log_normaliser(caps.kappa, X.shape[1])
    return log_w + constant + caps.kappa * X @ caps.mu.T


class VonMisesFisherMixture(EMEstimator):
    """Clusters of directions: a mixture of von Mises-Fisher laws with one concentration.

    Rows of X are divided by their lengths first; only directions count.

    Parameters
    ----------
    n_components : int K
    n_init : int, random starts, of which the best is kept
    max_iter : int, iterations at most
    tol : float, gain of log-likelihood a point that ends the climb
    random_state : int, RandomState or None

    Attributes
    ----------
    weights_ : (K,)
    means_ : (K, d) mean directions, of length 1
    kappa_ : float, the common concentration
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(
        self, n_components=2, *, n_init=10, max_iter=300, tol=1e-5, random_state=None
    ):
        self.n_components = n_components
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(self, X, y=None):
        """Fit to directions.

        Parameters
        ----------
        X : (n, d) array, d at most 200
        y : ignored

        Returns
        -------
        self
        """
        X = self._directions(X, reset=True)
        for name in ("n_components", "n_init"):
            count = getattr(self, name)
            if not isinstance(count, int | np.integer) or count < 1:
                raise ValueError(
                    f"{name} must be a whole number, at least 1; got {count!r}"
                )
        model, rng = SphereMixture(X), check_random_state(self.random_state)
        starts = [model.start(self.n_components, rng) for _ in range(self.n_init)]
        fit = self._climb(model, starts, n_samples=len(X))
        self.weights_, self.means_, self.kappa_ = fit.theta
        return self

    def score_samples(self, X) -> Array:
        """Log density of each direction on the sphere: (n,)."""
        return logsumexp(self._log_joint(X), axis=1)

    def score(self, X, y=None) -> float:
        """Mean log density."""
        return float(self.score_samples(X).mean())

    def predict_proba(self, X) -> Array:
        """p(component | direction): (n, K)."""
        joint = self._log_joint(X)
        return np.exp(joint - logsumexp(joint, axis=1, keepdims=True))

    def predict(self, X) -> NDArray[np.int64]:
        """The most probable component of each direction: (n,)."""
        return self._log_joint(X).argmax(axis=1)

    def _log_joint(self, X) -> Array:
        check_is_fitted(self)
        caps = Caps(self.weights_, self.means_, self.kappa_)
        return log_joint(self._directions(X, reset=False), caps)

    def _directions(self, X, *, reset: bool) -> Array:
        X = validate_data(self, X, dtype=float, reset=reset)
        if X.shape[1] > MAX_DIM:
            raise ValueError(f"X must have at most {MAX_DIM} columns, got {X.shape[1]}")
        return normalize(X)

"""Topic models: pLSA by exact EM, latent Dirichlet allocation by variational EM.

A document is a bag of words. Each of its words came from one of K topics, which nobody
saw: the latent variable. Inside this module topics are columns: ``words`` is (V, K).
Everything is done at the nonzero counts only, all documents at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import gammaln, polygamma, psi
from sklearn.base import ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, check_non_negative, validate_data

from ._estimator import EMEstimator
from ._loop import Step, iterate

Array = NDArray[np.float64]

BLOCK = 1 << 11  # nonzeros at a time: bounds the memory, fits the cache
TINY = 1e-100  # smaller shares are 0: their products would be denormal, which is slow
SMALLEST_PRIOR = 0.003  # below it exp(E log theta) exp(E log phi) may underflow


class Corpus(NamedTuple):
    """Counts of words, with the document of each nonzero.

    Attributes
    ----------
    counts : (n, V) sparse CSR, not negative
    rows : (nnz,) int, the document of each stored count
    """

    counts: sparse.csr_array
    rows: NDArray[np.int64]

    @classmethod
    def of(cls, counts) -> Corpus:
        """The corpus of an (n, V) matrix of counts."""
        counts = sparse.csr_array(counts, dtype=float)
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        return cls(counts, rows)

    @property
    def lengths(self) -> Array:
        """(n, 1) number of words in each document."""
        return self.counts.sum(axis=1)[:, None]


def mix(corpus: Corpus, theta: Array, words: Array) -> Array:
    """p = sum_k theta_dk words_vk, where a word v stands in a document d: (nnz,)."""
    p, columns = np.empty(len(corpus.rows)), corpus.counts.indices
    for start in range(0, len(p), BLOCK):
        part = slice(start, start + BLOCK)
        left = np.take(theta, corpus.rows[part], axis=0)  # (BLOCK, K)
        right = np.take(words, columns[part], axis=0)
        np.einsum("ik,ik->i", left, right, out=p[part])
    return p


def expected_counts(
    corpus: Corpus, p: Array, theta: Array, words: Array
) -> tuple[Array, Array]:
    """How many words each topic gave to a document, (n, K), and of each kind, (V, K).

    A word v in d came from topic k with probability r_dvk = theta_dk words_vk / p_dv.
    Its sums over v and over d are two sparse products; r itself is never stored.
    """
    counts = corpus.counts
    ratio = np.divide(counts.data, p, out=np.zeros_like(p), where=p > 0)
    ratio = sparse.csr_array((ratio, counts.indices, counts.indptr), shape=counts.shape)
    return theta * (ratio @ words), words * (ratio.T @ theta)


class Shares(NamedTuple):
    """Parameters of pLSA.

    Attributes
    ----------
    theta : (n, K) p(topic | document), rows sum to 1
    words : (V, K) p(word | topic), columns sum to 1
    """

    theta: Array
    words: Array


class PLSAModel:
    """Probabilistic latent semantic analysis (Hofmann 1999), for the loop.

    Parameters
    ----------
    corpus : Corpus
    """

    objective = "log-likelihood"
    exact = True

    def __init__(self, corpus: Corpus):
        self.corpus = corpus

    def start(self, n_components: int, rng) -> Shares:
        """Random shares."""
        n, n_words = self.corpus.counts.shape
        theta = rng.gamma(1.0, size=(n, n_components))
        words = rng.gamma(1.0, size=(n_words, n_components))
        return Shares(normalised(theta, axis=1), normalised(words, axis=0))

    def e_step(self, shares: Shares) -> tuple[float, tuple[Array, Array]]:
        """sum_dv c_dv log p_dv, and the expected counts."""
        p = mix(self.corpus, *shares)
        value = log_likelihood(self.corpus, p)
        return value, expected_counts(self.corpus, p, *shares)

    def m_step(self, counts: tuple[Array, Array]) -> Shares:
        """Shares of the expected counts."""
        documents, words = counts
        return Shares(normalised(documents, axis=1), normalised(words, axis=0))

    def degenerate(self, shares: Shares) -> str:
        """A likelihood of words is bounded: nothing to fear."""
        return ""


def log_likelihood(corpus: Corpus, p: Array) -> float:
    """sum_dv c_dv log p_dv; minus infinity if a word that came had probability 0."""
    came = corpus.counts.data > 0
    with np.errstate(divide="ignore"):
        return float(corpus.counts.data[came] @ np.log(p[came]))


def normalised(weights: Array, axis: int) -> Array:
    """Divided by their sums along ``axis``; equal shares where all weights are 0."""
    total = weights.sum(axis=axis, keepdims=True)
    equal = np.full_like(weights, 1 / weights.shape[axis])
    shares = np.divide(weights, total, out=equal, where=total > 0)
    shares[shares < TINY] = 0.0
    return shares


class Beliefs(NamedTuple):
    """Parameters of q in LDA, and of the prior of the shares.

    Attributes
    ----------
    gamma : (n, K) q(theta_d) = Dirichlet(gamma_d)
    lam : (V, K) q(phi_k) = Dirichlet(lam[:, k])
    alpha : (K,) the prior p(theta_d) = Dirichlet(alpha)
    """

    gamma: Array
    lam: Array
    alpha: Array


class LDAModel:
    """Latent Dirichlet allocation (Blei, Ng and Jordan 2003), for the loop.

    theta_d ~ Dirichlet(alpha), phi_k ~ Dirichlet(eta, ..., eta); each word of d has a
    topic z ~ theta_d and comes from phi_z. The posterior is approximated by
    q(theta) q(phi) q(z). The E-step finds the best q(z), the M-step the best
    q(theta) and q(phi) for it, and alpha if it is learnt: each raises the bound.

    Parameters
    ----------
    corpus : Corpus
    eta : float, prior of the words of a topic
    learn_alpha : bool
    """

    objective = "evidence lower bound"
    exact = True

    def __init__(self, corpus: Corpus, eta: float, learn_alpha: bool = False):
        self.corpus, self.eta, self.learn_alpha = corpus, eta, learn_alpha

    def start(self, alpha: Array, rng) -> Beliefs:
        """Random topics, brought into shape by five stochastic passes.

        A batch climb from random topics ends on a low hill; noise, and fresh beliefs
        about the documents, lead out of the plain first.
        """
        n, n_words = self.corpus.counts.shape
        lam = rng.gamma(100.0, 0.01, size=(n_words, len(alpha)))
        beliefs = Beliefs(fresh_gamma(self.corpus, alpha), lam, alpha)
        fixed = LDAModel(self.corpus, self.eta)  # topics first, then their alpha
        passes = stochastic(fixed, beliefs, batch_size=-(-n // 4), rng=rng)
        for _ in range(6):  # the first is the start itself
            beliefs = next(passes).theta
        return beliefs

    def e_step(self, beliefs: Beliefs) -> tuple[float, tuple[Array, Array, Array]]:
        """The bound with the best q(z), and the expected counts under it."""
        gamma, lam, alpha = beliefs
        log_words = expected_log(lam, axis=0)
        value, counts = judge(self.corpus, gamma, np.exp(log_words), alpha)
        return value - dirichlet_kl(lam, self.eta, log_words), (*counts, alpha)

    def m_step(self, stats: tuple[Array, Array, Array]) -> Beliefs:
        """q(theta), q(phi) for these expected counts, then alpha for this q(theta)."""
        documents, words, alpha = stats
        gamma, lam = alpha + documents, self.eta + words
        if self.learn_alpha:
            alpha = best_alpha(alpha, expected_log(gamma, axis=1).mean(axis=0))
        return Beliefs(gamma, lam, alpha)

    def degenerate(self, beliefs: Beliefs) -> str:
        """The bound is finite for proper priors: nothing to fear."""
        return ""


def expected_log(g: Array, axis: int) -> Array:
    """E[log x] under Dirichlet(g): psi(g) - psi(sum of g along axis)."""
    return psi(g) - psi(g.sum(axis=axis, keepdims=True))


def dirichlet_kl(g: Array, prior, log_x: Array) -> float:
    """sum over columns of KL(Dirichlet(g) || Dirichlet(prior)); log_x is E_g[log x]."""
    prior = np.broadcast_to(prior, (len(g), 1))
    constant = gammaln(prior.sum()) - gammaln(prior).sum()
    value = gammaln(g.sum(axis=0)).sum() - gammaln(g).sum() - g.shape[1] * constant
    return float(value + ((g - prior) * log_x).sum())


def fresh_gamma(corpus: Corpus, alpha: Array) -> Array:
    """Beliefs about documents before reading them: words from all topics alike."""
    return alpha + corpus.lengths / len(alpha)


def judge(corpus: Corpus, gamma: Array, words: Array, alpha: Array):
    """The documents' part of the bound with the best q(z), and the expected counts.

    Parameters
    ----------
    corpus : Corpus
    gamma : (n, K)
    words : (V, K) exp(E[log phi]) under q(phi)
    alpha : (K,)
    """
    log_theta = expected_log(gamma, axis=1)
    theta = np.exp(log_theta)
    p = mix(corpus, theta, words)
    value = log_likelihood(corpus, p) - dirichlet_kl(
        gamma.T, alpha[:, None], log_theta.T
    )
    return value, expected_counts(corpus, p, theta, words)


def read(corpus: Corpus, words: Array, alpha: Array, gamma: Array, times: int) -> Array:
    """gamma after so many rounds of q(z), then q(theta), the topics held fixed."""
    for _ in range(times):
        theta = np.exp(expected_log(gamma, axis=1))
        p = mix(corpus, theta, words)
        gamma = alpha + expected_counts(corpus, p, theta, words)[0]
    return gamma


def stochastic(
    model: LDAModel,
    beliefs: Beliefs,
    *,
    batch_size: int,
    rng,
    offset: float = 10.0,
    decay: float = 0.7,
    readings: int = 4,
) -> Iterator[Step]:
    """Stochastic variational inference (Hoffman, Blei and Bach 2010, algorithm 2).

    After each batch of documents, lam moves by a step (offset + t)^-decay towards what
    it would be if the whole corpus were like the batch. Not monotone.

    Parameters
    ----------
    model : LDAModel
    beliefs : Beliefs, the start
    batch_size : int, documents in a batch
    rng : np.random.RandomState or Generator, shuffles them
    offset : float, not negative: slows the first steps
    decay : float in (0.5, 1], so that the steps die out neither too soon nor too late
    readings : int, updates of gamma, from fresh, for each batch: few, lest documents
        make up their minds before the topics have a shape

    Yields
    ------
    Step
        The start, then the place after each pass through all documents; its value is an
        estimate of the bound, from each batch before it was learnt from.
    """
    gamma, lam, alpha = beliefs
    value, _ = model.e_step(beliefs)
    yield Step(beliefs, value)
    n, t = len(gamma), 0
    while True:
        gamma, lam, value = gamma.copy(), lam.copy(), 0.0
        order = rng.permutation(n)
        for batch in np.split(order, range(batch_size, n, batch_size)):
            part, columns = subset(model.corpus, batch)
            words = np.exp(psi(lam[columns]) - psi(lam.sum(axis=0)))
            fresh = fresh_gamma(part, alpha)
            gamma[batch] = read(part, words, alpha, fresh, readings)
            gain, (_, found) = judge(part, gamma[batch], words, alpha)
            value += gain
            rho = (offset + t) ** -decay
            lam += rho * (model.eta - lam)
            lam[columns] += rho * n / len(batch) * found
            t += 1
        if model.learn_alpha:
            alpha = best_alpha(alpha, expected_log(gamma, axis=1).mean(axis=0))
        value -= dirichlet_kl(lam, model.eta, expected_log(lam, axis=0))
        yield Step(Beliefs(gamma, lam, alpha), value)


def subset(corpus: Corpus, documents) -> tuple[Corpus, NDArray[np.int64]]:
    """Some documents, with only the words in them; and which words these are."""
    part = corpus.counts[documents]
    columns, place = np.unique(part.indices, return_inverse=True)
    shape = (len(documents), len(columns))
    return Corpus.of(sparse.csr_array((part.data, place, part.indptr), shape)), columns


def best_alpha(alpha: Array, mean_log: Array, steps: int = 20) -> Array:
    """argmax over alpha of log Gamma(sum alpha) + sum_k [alpha_k mean_log_k - log Gamma(alpha_k)].

    Newton steps in O(K) (Blei, Ng and Jordan 2003, appendix A.2); the objective is
    concave. A step that would lower it is halved, so the M-step stays an ascent.

    Parameters
    ----------
    alpha : (K,) where to begin
    mean_log : (K,) mean of E[log theta_dk] over documents
    """

    if len(alpha) == 1:
        return alpha  # a single share is 1 whatever alpha is

    def height(a):
        return gammaln(a.sum()) + (a * mean_log - gammaln(a)).sum()

    for _ in range(steps):
        slope = psi(alpha.sum()) - psi(alpha) + mean_log
        diagonal, common = -polygamma(1, alpha), polygamma(1, alpha.sum())
        shift = (slope / diagonal).sum() / (1 / common + (1 / diagonal).sum())
        step = (slope - shift) / diagonal
        for _ in range(30):
            new = np.maximum(alpha - step, SMALLEST_PRIOR)
            if height(new) >= height(alpha):
                break
            step = step / 2
        else:
            return alpha
        if abs(new - alpha).max() <= 1e-10 * alpha.max():
            return new
        alpha = new
    return alpha


class _TopicModel(ClassNamePrefixFeaturesOutMixin, TransformerMixin, EMEstimator):
    """What the two estimators share: checked counts, perplexity, tags."""

    def _counts(self, X, *, reset: bool) -> Corpus:
        X = validate_data(self, X, accept_sparse="csr", dtype=float, reset=reset)
        check_non_negative(X, type(self).__name__)
        return Corpus.of(X)

    def _check_numbers(self) -> None:
        for name in ("n_components", "n_init"):
            count = getattr(self, name)
            if not isinstance(count, int | np.integer) or count < 1:
                raise ValueError(
                    f"{name} must be a whole number, at least 1; got {count!r}"
                )

    @property
    def _n_features_out(self) -> int:
        return len(self.components_)

    def perplexity(self, X) -> float:
        """exp(-score / number of words): see `score` for what it stands on."""
        return float(np.exp(-self.score(X) / self._counts(X, reset=False).counts.sum()))

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = tags.input_tags.positive_only = True
        return tags


class PLSA(_TopicModel):
    """Probabilistic latent semantic analysis, fitted by EM (Hofmann 1999).

    p(word v | document d) = sum_k theta_dk phi_kv, both by maximum likelihood.

    Parameters
    ----------
    n_components : int K, number of topics
    n_init : int, random starts, of which the best is kept
    max_iter : int, iterations at most
    tol : float, gain of log-likelihood a document that ends the climb
    random_state : int, RandomState or None

    Attributes
    ----------
    components_ : (K, V) p(word | topic), rows sum to 1
    doc_topic_ : (n, K) p(topic | document) of the documents of the fit
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(
        self, n_components=10, *, n_init=1, max_iter=200, tol=1e-3, random_state=None
    ):
        self.n_components = n_components
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(self, X, y=None):
        """Fit to counts.

        Parameters
        ----------
        X : (n, V) array or sparse matrix of counts, not negative
        y : ignored

        Returns
        -------
        self
        """
        corpus = self._counts(X, reset=True)
        self._check_numbers()
        model, rng = PLSAModel(corpus), check_random_state(self.random_state)
        starts = [model.start(self.n_components, rng) for _ in range(self.n_init)]
        fit = self._climb(model, starts, n_samples=len(corpus.lengths))
        self.doc_topic_, words = fit.theta
        self.components_ = words.T.copy()
        return self

    def transform(self, X) -> Array:
        """Shares of the topics in documents, the topics held fixed: (n, K).

        Words that no topic has are passed over.
        """
        check_is_fitted(self)
        corpus = self._counts(X, reset=False)
        words = np.ascontiguousarray(self.components_.T)

        def update(part, theta):
            documents, _ = expected_counts(part, mix(part, theta, words), theta, words)
            return normalised(documents, axis=1)

        k = len(self.components_)
        return until_settled(update, corpus, np.full((len(corpus.lengths), k), 1 / k))

    def score(self, X, y=None) -> float:
        """Log-likelihood of documents with the shares that suit them best.

        Optimistic, since each word helped to choose the shares; see
        `completion_perplexity` for an honest one.
        """
        corpus = self._counts(X, reset=False)
        words = np.ascontiguousarray(self.components_.T)
        return log_likelihood(corpus, mix(corpus, self.transform(X), words))


class LDA(_TopicModel):
    """Latent Dirichlet allocation, fitted by variational EM.

    Parameters
    ----------
    n_components : int K, number of topics
    doc_topic_prior : float alpha or (K,) array; None: 1 / K, at least 0.003
    topic_word_prior : float eta; None: 1 / K, at least 0.003
    learn_doc_topic_prior : bool, whether the M-step finds alpha, one for each topic
    batch_size : int or None. None: all documents at once, the bound rises. A number:
        stochastic variational inference on so many documents at a time, for large
        corpora; ``max_iter`` then counts passes, ``history_`` holds estimates of the
        bound, and neither need rise
    learning_offset, learning_decay : float, of the stochastic steps (offset + t)^-decay
    n_init : int, random starts, of which the best is kept
    max_iter : int, iterations at most
    tol : float, gain of the bound a document that ends the climb
    random_state : int, RandomState or None

    Attributes
    ----------
    components_ : (K, V) lam: prior plus expected counts; as scikit-learn has it
    topics_ : (K, V) its rows divided by their sums: the posterior mean of the topics
    doc_topic_prior_ : (K,) alpha
    topic_word_prior_ : float eta
    history_, objective_, n_iter_, converged_, degenerate_ : see `EMEstimator`
    """

    def __init__(
        self,
        n_components=10,
        *,
        doc_topic_prior=None,
        topic_word_prior=None,
        learn_doc_topic_prior=False,
        batch_size=None,
        learning_offset=10.0,
        learning_decay=0.7,
        n_init=1,
        max_iter=100,
        tol=1e-3,
        random_state=None,
    ):
        self.n_components = n_components
        self.doc_topic_prior = doc_topic_prior
        self.topic_word_prior = topic_word_prior
        self.learn_doc_topic_prior = learn_doc_topic_prior
        self.batch_size = batch_size
        self.learning_offset = learning_offset
        self.learning_decay = learning_decay
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(self, X, y=None):
        """Fit to counts.

        Parameters
        ----------
        X : (n, V) array or sparse matrix of counts, not negative
        y : ignored

        Returns
        -------
        self
        """
        corpus = self._counts(X, reset=True)
        self._check_numbers()
        alpha, self.topic_word_prior_ = self._priors()
        rng = check_random_state(self.random_state)
        model = LDAModel(corpus, self.topic_word_prior_, self.learn_doc_topic_prior)
        starts = [model.start(alpha, rng) for _ in range(self.n_init)]
        fit = self._climb(
            model, starts, n_samples=len(corpus.lengths), climb=self._way(rng)
        )
        _, lam, self.doc_topic_prior_ = fit.theta
        self.components_ = lam.T.copy()
        self.topics_ = normalised(self.components_, axis=1)
        return self

    def transform(self, X) -> Array:
        """Posterior mean of the shares of the topics in documents: (n, K)."""
        return normalised(self._gamma(self._counts(X, reset=False)), axis=1)

    def score(self, X, y=None) -> float:
        """Lower bound of the log probability of documents, the topics held fixed.

        The bound of the documents alone: the topics' own term belongs to the fit.
        """
        corpus = self._counts(X, reset=False)
        value, _ = judge(
            corpus, self._gamma(corpus), self._words(), self.doc_topic_prior_
        )
        return value

    def _gamma(self, corpus: Corpus) -> Array:
        check_is_fitted(self)
        words, alpha = self._words(), self.doc_topic_prior_

        def update(part, gamma):
            return read(part, words, alpha, gamma, times=1)

        return until_settled(update, corpus, fresh_gamma(corpus, alpha))

    def _words(self) -> Array:
        check_is_fitted(self)
        return np.exp(expected_log(np.ascontiguousarray(self.components_.T), axis=0))

    def _way(self, rng):
        if self.batch_size is None:
            return iterate
        if not isinstance(self.batch_size, int | np.integer) or self.batch_size < 1:
            raise ValueError(
                "batch_size must be None or a whole number, at least 1; "
                f"got {self.batch_size!r}"
            )
        if not (self.learning_offset >= 0 and 0.5 < self.learning_decay <= 1):
            raise ValueError(
                "learning_offset must be at least 0 and learning_decay in (0.5, 1], "
                f"got {self.learning_offset!r} and {self.learning_decay!r}"
            )
        return partial(
            stochastic,
            batch_size=int(self.batch_size),
            rng=rng,
            offset=self.learning_offset,
            decay=self.learning_decay,
        )

    def _priors(self) -> tuple[Array, float]:
        default = max(1 / self.n_components, SMALLEST_PRIOR)
        alpha = default if self.doc_topic_prior is None else self.doc_topic_prior
        eta = default if self.topic_word_prior is None else self.topic_word_prior
        for name, prior, sizes in [
            ("doc_topic_prior", alpha, (1, self.n_components)),
            ("topic_word_prior", eta, (1,)),
        ]:
            if np.size(prior) not in sizes or not np.min(prior) >= SMALLEST_PRIOR:
                raise ValueError(
                    f"{name} must be at least {SMALLEST_PRIOR}, "
                    f"of a size among {sizes}; got {prior!r}"
                )
        return np.full(self.n_components, alpha, dtype=float), float(eta)


def until_settled(update, corpus: Corpus, rows: Array) -> Array:
    """Apply ``update(part of the corpus, rows)`` until each row stands still.

    A document that has settled leaves the work, and its result does not depend on the
    company it was in.

    Parameters
    ----------
    update : function of a Corpus and its (m, K) rows that returns (m, K) new rows
    corpus : Corpus of n documents
    rows : (n, K) the start
    """
    rows, waiting = rows.copy(), np.arange(len(rows))
    for _ in range(100):
        part = Corpus.of(corpus.counts[waiting])
        new = rows[waiting]
        for _ in range(10):
            old, new = new, update(part, new)
        rows[waiting] = new
        moved = abs(new - old).max(axis=1) > 1e-8 * new.max(axis=1)
        waiting = waiting[moved]
        if len(waiting) == 0:
            break
    return rows

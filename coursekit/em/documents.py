"""What the text models share: counts of words, lists of topics, and how to judge them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer


class WordCounts(NamedTuple):
    """How often each word stands in each document.

    Attributes
    ----------
    counts : (n, V) sparse CSR, whole numbers as float
    words : (V,) str, in alphabetical order
    """

    counts: sparse.csr_array
    words: NDArray[np.str_]


def count_words(
    texts: Sequence[str], *, min_documents: int = 5, max_share: float = 0.2
) -> WordCounts:
    """Count words of two or more letters, in lower case, without common English words.

    Parameters
    ----------
    texts : the documents
    min_documents : int, a word that stands in fewer documents is left out
    max_share : float in (0, 1], a word that stands in a larger share of them is too

    Returns
    -------
    WordCounts
    """
    vectorizer = CountVectorizer(
        stop_words="english",
        token_pattern=r"[a-z][a-z]+",
        min_df=min_documents,
        max_df=max_share,
        dtype=float,
    )
    counts = sparse.csr_array(vectorizer.fit_transform(texts))
    return WordCounts(counts, vectorizer.get_feature_names_out().astype(str))


def split_words(counts, *, rng: np.random.Generator):
    """Throw a fair coin for each word of each document: two matrices that sum to counts.

    Parameters
    ----------
    counts : (n, V) sparse CSR, whole numbers
    rng : np.random.Generator

    Returns
    -------
    tuple of two (n, V) sparse CSR: the half to read, the half to predict
    """
    seen = counts.copy()
    seen.data = rng.binomial(counts.data.astype(np.int64), 0.5).astype(float)
    seen.eliminate_zeros()
    return seen, counts - seen


def completion_perplexity(theta, topics, counts) -> float:
    """Perplexity of words under mixtures of topics: exp(-mean log p(word)).

    With ``theta`` inferred from one half of each document and ``counts`` of the other
    half this is document completion (Wallach et al. 2009): no word is used twice.

    Parameters
    ----------
    theta : (n, K) shares of the topics in each document, rows sum to 1
    topics : (K, V) shares of the words in each topic, rows sum to 1
    counts : (n, V) sparse CSR, the words to predict

    Returns
    -------
    float, at least 1; infinite if a word that came was given probability 0
    """
    counts = sparse.coo_array(counts)
    p = np.einsum("ik,ik->i", theta[counts.row], topics.T[counts.col])
    with np.errstate(divide="ignore"):
        log_p = np.log(p)
    return float(np.exp(-(counts.data @ log_p) / counts.data.sum()))


def top_words(topics, words, n: int = 8) -> list[list[str]]:
    """The ``n`` largest words of each topic, largest first.

    Parameters
    ----------
    topics : (K, V) weights
    words : (V,) str
    n : int
    """
    return [[str(words[v]) for v in np.argsort(-row)[:n]] for row in topics]


def coherence(topics, counts, n: int = 10) -> NDArray[np.float64]:
    """Do the top words of a topic stand in the same documents? Mean NPMI over pairs.

    NPMI(v, w) = log[P(v, w) / (P(v) P(w))] / -log P(v, w), where P is the share of
    documents that hold the words (Bouma 2009; Lau, Newman and Baldwin 2014, with
    documents for windows). A pair that never meets counts -1.

    Parameters
    ----------
    topics : (K, V) weights of the words in each topic
    counts : (n_documents, V) sparse, of documents to judge by
    n : int, at least 2, how many top words are judged

    Returns
    -------
    (K,) between -1 and 1; 0 when the words meet as often as by chance
    """
    if not 2 <= n <= counts.shape[1]:
        raise ValueError(f"n must lie between 2 and {counts.shape[1]}, got {n!r}")
    present = sparse.csc_array(counts > 0).astype(float)
    return np.array([_npmi(present[:, np.argsort(-row)[:n]]) for row in topics])


def _npmi(present) -> float:
    """Mean NPMI over pairs of columns of a 0-1 matrix, documents by words."""
    both = (present.T @ present).toarray() / present.shape[0]
    v, w = np.triu_indices(len(both), k=1)
    alone, p = both.diagonal(), both[v, w]
    met = (p > 0) & (p < 1)
    score = np.where(p > 0, 1.0, -1.0)  # always together, or never
    chance = (alone[v] * alone[w])[met]
    score[met] = np.log(p[met] / chance) / -np.log(p[met])
    return float(score.mean())

"""Which word translates which: IBM Models 1 and 2 by exact EM.

A target sentence e = (e_1, ..., e_m) is made from a source sentence f by choosing, for
each target position j, a source position i, 0 standing for an empty word, and then a
word e_j from t(. | f_i). The choices are the latent variables.

References
----------
.. [1] Brown, Della Pietra, Della Pietra and Mercer (1993). The mathematics of
   statistical machine translation: parameter estimation. Computational Linguistics 19,
   263-311.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._loop import Fit, fit

NULL = ""  # the empty source word, at position 0 of every source sentence

Sentence = Sequence[str]


class Bitext:
    """Sentence pairs as arrays of *links*: each target word with each source word.

    Links are sorted by sentence, then target position, then source position; word pairs
    that never meet in a sentence have no entry anywhere.

    Parameters
    ----------
    source, target : sequences of sentences, each a sequence of words; sentence k of one
        translates sentence k of the other

    Attributes
    ----------
    source_words, target_words : the vocabularies; source word 0 is `NULL`
    source_index, target_index : dict, word -> its place there
    sizes : (l + 1, m) for each sentence pair, the empty word counted
    pair : (links,) which word pair each link has
    pair_source, pair_target : (pairs,) the words of each pair, as indices
    begin : (positions,) where the links of each target position begin
    width : (positions,) how many they are: length of the source sentence + 1
    slot : (links,) which (l, m, j, i) each link has, for Model 2
    slot_group : (slots,) which (l, m, j) each slot has

    Raises
    ------
    ValueError
        If there are no sentences, unequal numbers of them, or an empty target sentence.
    """

    def __init__(self, source: Sequence[Sentence], target: Sequence[Sentence]):
        if len(source) != len(target) or len(source) == 0:
            raise ValueError(
                "source and target must be equally many sentences, at least one; "
                f"got {len(source)} and {len(target)}"
            )
        if any(len(sentence) == 0 for sentence in target):
            empty = next(k for k, sentence in enumerate(target) if len(sentence) == 0)
            raise ValueError(f"target sentence {empty} is empty")
        source = [[NULL, *sentence] for sentence in source]
        self.source_words, f = _numbered(source)
        self.target_words, e = _numbered(target)
        self.source_index = {word: k for k, word in enumerate(self.source_words)}
        self.target_index = {word: k for k, word in enumerate(self.target_words)}
        self.sizes = [(len(a), len(b)) for a, b in zip(source, target, strict=True)]

        links = [_links(a, b) for a, b in zip(f, e, strict=True)]
        f_word, e_word, i, j = (
            np.concatenate(part) for part in zip(*links, strict=True)
        )
        code = f_word * len(self.target_words) + e_word
        codes, self.pair = np.unique(code, return_inverse=True)
        self.pair_source, self.pair_target = np.divmod(codes, len(self.target_words))
        self.width = np.concatenate([np.full(m, size) for size, m in self.sizes])
        self.begin = np.cumsum(self.width) - self.width

        size, m = np.repeat(self.sizes, np.prod(self.sizes, axis=1), axis=0).T
        most = 1 + max(size.max(), m.max())
        group = (size * most + m) * most + j
        slots, self.slot = np.unique(group * most + i, return_inverse=True)
        self.slot_group = np.unique(slots // most, return_inverse=True)[1]

    def posterior(self, weight: NDArray) -> tuple[NDArray, NDArray]:
        """Posterior of the links, and sums by position, from weights (links,)."""
        total = np.add.reduceat(weight, self.begin)
        return weight / np.repeat(total, self.width), total

    def per_sentence(self, values: NDArray) -> list[NDArray]:
        """Values of the links (links,), cut into (m, l + 1) for each sentence pair."""
        parts = np.split(values, np.cumsum(np.prod(self.sizes, axis=1))[:-1])
        return [x.reshape(m, n) for x, (n, m) in zip(parts, self.sizes, strict=True)]


class Model1:
    """IBM Model 1: every source position is equally likely ([1]_, section 4).

    Parameters theta: t (pairs,), t[p] = t(e | f) for the words e, f of pair p.

    Parameters
    ----------
    bitext : Bitext
    """

    objective = "log-likelihood"
    exact = True

    def __init__(self, bitext: Bitext):
        self.bitext = bitext

    def start(self) -> NDArray:
        """Any constant will do: the log-likelihood of Model 1 is concave in t."""
        return np.full(len(self.bitext.pair_source), 1 / len(self.bitext.target_words))

    def e_step(self, t: NDArray) -> tuple[float, NDArray]:
        """Log-likelihood, and how often each pair is expected to be linked."""
        links, total = self.bitext.posterior(t[self.bitext.pair])
        counts = np.bincount(self.bitext.pair, links, len(t))
        return np.log(total / self.bitext.width).sum(), counts

    def m_step(self, counts: NDArray) -> NDArray:
        """t(e | f): the expected counts, divided by their sum over e."""
        return _shares(counts, self.bitext.pair_source)

    def degenerate(self, t: NDArray) -> str:
        """Never: every count that enters is at least a word's."""
        return ""

    def link_posterior(self, t: NDArray) -> list[NDArray]:
        """P(position i | j, sentences): (m, l + 1) for each sentence pair."""
        links, _ = self.bitext.posterior(t[self.bitext.pair])
        return self.bitext.per_sentence(links)


class Theta2(NamedTuple):
    """Parameters of Model 2.

    Attributes
    ----------
    t : (pairs,) translation probabilities, as in `Model1`
    a : (slots,) a(i | j, l, m), summing to 1 over i
    """

    t: NDArray
    a: NDArray


class Model2:
    """IBM Model 2: the source position depends on j and both lengths ([1]_, section 4.4).

    Its log-likelihood is not concave; it is started from a fit of Model 1.

    Parameters
    ----------
    bitext : Bitext
    """

    objective = "log-likelihood"
    exact = True

    def __init__(self, bitext: Bitext):
        self.bitext = bitext

    def start(self, t: NDArray) -> Theta2:
        """Translations of Model 1, positions equally likely."""
        group = self.bitext.slot_group
        return Theta2(t, 1 / np.bincount(group)[group])

    def e_step(self, theta: Theta2) -> tuple[float, Theta2]:
        """Log-likelihood, and the expected counts of pairs and of slots."""
        b = self.bitext
        links, total = b.posterior(theta.t[b.pair] * theta.a[b.slot])
        pairs = np.bincount(b.pair, links, len(theta.t))
        slots = np.bincount(b.slot, links, len(theta.a))
        return np.log(total).sum(), Theta2(pairs, slots)

    def m_step(self, counts: Theta2) -> Theta2:
        """Each table: the expected counts, divided by their sum."""
        return Theta2(
            _shares(counts.t, self.bitext.pair_source),
            _shares(counts.a, self.bitext.slot_group),
        )

    def degenerate(self, theta: Theta2) -> str:
        """Never."""
        return ""

    def link_posterior(self, theta: Theta2) -> list[NDArray]:
        """P(position i | j, sentences): (m, l + 1) for each sentence pair."""
        b = self.bitext
        links, _ = b.posterior(theta.t[b.pair] * theta.a[b.slot])
        return b.per_sentence(links)


class Aligner:
    """A fitted model, to be asked.

    Parameters
    ----------
    source, target : sequences of sentences, each a sequence of words; see `Bitext`
    n_iter : int, at least 1, iterations of Model 1
    n_iter2 : int, at least 0, iterations of Model 2 afterwards

    Attributes
    ----------
    bitext : Bitext
    t : (pairs,) translation probabilities
    fits : the `Fit` of each model, with its history
    """

    def __init__(self, source, target, *, n_iter: int = 5, n_iter2: int = 0):
        self.bitext = Bitext(source, target)
        self.model = Model1(self.bitext)
        theta = self.model.start()
        self.fits: list[Fit] = [fit(self.model, theta, max_iter=n_iter, tol=0)]
        self.theta = self.t = self.fits[0].theta
        if n_iter2:
            self.model = Model2(self.bitext)
            start = self.model.start(self.t)
            self.fits.append(fit(self.model, start, max_iter=n_iter2, tol=0))
            self.theta = self.fits[1].theta
            self.t = self.theta.t
        self._by_source = np.searchsorted(
            self.bitext.pair_source, np.arange(len(self.bitext.source_words) + 1)
        )

    def translations(self, word: str) -> dict[str, float]:
        """t(e | word) for every e that it was ever linked to, most likely first.

        Raises
        ------
        ValueError
            If the source side never has this word.
        """
        if word not in self.bitext.source_index:
            raise ValueError(f"word must occur in the source sentences, got {word!r}")
        k = self.bitext.source_index[word]
        part = slice(self._by_source[k], self._by_source[k + 1])
        t, e = self.t[part], self.bitext.pair_target[part]
        order = np.argsort(-t, kind="stable")
        return {self.bitext.target_words[e[n]]: float(t[n]) for n in order}

    def alignments(self) -> list[NDArray[np.int64]]:
        """The likeliest source position of each target word, 0 for none: (m,) each.

        In both models the target words choose independently, so this is the likeliest
        alignment of the sentence.
        """
        return [links.argmax(axis=1) for links in self.link_posteriors()]

    def link_posteriors(self) -> list[NDArray]:
        """P(position i | j, sentences): (m, l + 1) for each sentence pair."""
        return self.model.link_posterior(self.theta)


def _numbered(sentences) -> tuple[list[str], list[NDArray]]:
    """The vocabulary in order of appearance, and the sentences as indices."""
    index: dict[str, int] = {}
    numbers = [[index.setdefault(w, len(index)) for w in s] for s in sentences]
    return list(index), [np.array(s, dtype=np.int64) for s in numbers]


def _links(f: NDArray, e: NDArray) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Words f_i and e_j, and positions i and j, of all links of a sentence pair."""
    j, i = np.divmod(np.arange(len(f) * len(e)), len(f))
    return f[i], e[j], i, j


def _shares(counts: NDArray, group: NDArray) -> NDArray:
    """Each count divided by the sum of its group."""
    return counts / np.bincount(group, counts)[group]

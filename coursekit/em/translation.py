"""From aligned words to translated sentences: a lexicon, a bigram model and a search.

The lexicon says which target word e a source word f may become, the bigram model which
words follow one another; a weight between the two replaces the product p(e) p(f | e) of
the noisy channel (Brown et al. 1993; Och and Ney 2002).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

import numpy as np

from .word_alignment import NULL, Aligner, Sentence

EDGE = "<edge>"  # stands before the first word of a sentence and after its last


class Bigram:
    """A chain of words, smoothed towards their frequencies (MacKay and Peto 1995).

    p(w | v) = (c(v, w) + mass p(w)) / (c(v) + mass), p(w) = (c(w) + 1) / (n + N + 1), N
    the number of words seen; one more stands for those that were not.

    Parameters
    ----------
    sentences : sequence of sentences, each a sequence of words
    mass : float, positive: how many imagined words are added after each word

    Raises
    ------
    ValueError
        If ``mass`` is not positive or there are no sentences.
    """

    def __init__(self, sentences: Sequence[Sentence], mass: float = 5.0):
        if not mass > 0:
            raise ValueError(f"mass must be positive, got {mass}")
        if len(sentences) == 0:
            raise ValueError("sentences must hold at least one sentence")
        self.mass = mass
        self.pairs: Counter = Counter()
        self.words: Counter = Counter()
        for sentence in sentences:
            self.pairs.update(zip([EDGE, *sentence], [*sentence, EDGE], strict=True))
            self.words.update([*sentence, EDGE])
        self.total = self.words.total() + len(self.words) + 1  # and one unknown word

    def log_p(self, word: str, before: str) -> float:
        """Log probability of ``word`` after the word ``before``."""
        alone = (self.words[word] + 1) / self.total
        seen = self.pairs[before, word]
        return log((seen + self.mass * alone) / (self.words[before] + self.mass))

    def log_likelihood(self, sentence: Sentence) -> float:
        """Log probability of a whole sentence, its end included."""
        padded = [EDGE, *sentence, EDGE]
        steps = zip(padded[1:], padded[:-1], strict=True)
        return sum(self.log_p(word, before) for word, before in steps)


def lexicon(
    forward: Aligner, backward: Aligner, n: int = 6
) -> dict[str, dict[str, float]]:
    """For each source word f its likeliest target words, by both directions together.

    The one direction says t(e | f); the other says from which e an f was made, by
    expected links, c(f, e) / sum_e c(f, e). Each errs in its own way (a rare word
    attracts what has no partner), so their mean is better than either (Och and Ney
    2003).

    Parameters
    ----------
    forward : Aligner, fitted from f to e
    backward : Aligner, fitted from e to f, on the same sentences
    n : int, at least 1, target words kept for each f

    Returns
    -------
    f -> {e: log probability}, likeliest first
    """
    shares: dict[str, dict[str, float]] = {}
    for f, e, p in _table(forward):
        shares.setdefault(f, {})[e] = p / 2
    for f, e, p in _link_table(backward):
        row = shares.setdefault(f, {})
        row[e] = row.get(e, 0.0) + p / 2
    for row in shares.values():
        row.pop(NULL, None)
    best = {
        f: sorted(row.items(), key=lambda item: -item[1]) for f, row in shares.items()
    }
    return {f: {e: log(p) for e, p in row[:n]} for f, row in best.items() if row}


SMALL = 1e-3  # links less likely than this are noise, and would fill the table


def _table(aligner: Aligner):
    """(f, e, t(e | f)) for pairs of source and target words, without the empty word."""
    bitext = aligner.bitext
    for k in np.flatnonzero((aligner.t > SMALL) & (bitext.pair_source > 0)):
        source = bitext.source_words[bitext.pair_source[k]]
        yield source, bitext.target_words[bitext.pair_target[k]], float(aligner.t[k])


def _link_table(aligner: Aligner):
    """(f, e, share of the f that were made from e): f is the aligner's target side."""
    bitext = aligner.bitext
    links = np.concatenate([x.ravel() for x in aligner.link_posteriors()])
    counts = np.bincount(bitext.pair, links, len(aligner.t))
    share = counts / np.bincount(bitext.pair_target, counts)[bitext.pair_target]
    for k in np.flatnonzero(share > SMALL):
        target = bitext.target_words[bitext.pair_target[k]]
        yield target, bitext.source_words[bitext.pair_source[k]], float(share[k])


class Hypothesis(NamedTuple):
    """A translation under way.

    Attributes
    ----------
    score : float
    words : the target words so far
    covered : frozenset of the source positions that they translate
    """

    score: float
    words: tuple[str, ...]
    covered: frozenset[int]


class Decoder:
    """A beam search for the best target sentence.

    It writes one target word for each source word, from left to right, and may take a
    source word a little ahead of its turn. So it can neither split a word into two nor
    move a phrase. A source word that the lexicon lacks is copied.

    Parameters
    ----------
    lexicon : source word -> {target word: log probability}, from `lexicon`
    language : Bigram, of the target language
    weight : float, at least 0, of the bigram model's log probability
    reach : int, at least 0, how far ahead of the first open source word it may look
    beam : int, at least 1, hypotheses kept for each number of translated words

    Raises
    ------
    ValueError
        If a number is out of range.
    """

    def __init__(
        self,
        lexicon: dict[str, dict[str, float]],
        language: Bigram,
        *,
        weight: float = 0.3,
        reach: int = 1,
        beam: int = 15,
    ):
        for name, value, least in [("reach", reach, 0), ("beam", beam, 1)]:
            if not isinstance(value, int) or value < least:
                raise ValueError(
                    f"{name} must be a whole number, at least {least}; got {value!r}"
                )
        if not weight >= 0:
            raise ValueError(f"weight must be at least 0, got {weight!r}")
        self.lexicon, self.language = lexicon, language
        self.weight, self.reach, self.beam = weight, reach, beam

    def translate(self, sentence: Sentence) -> list[str]:
        """The best target sentence found: as many words as the source has."""
        stack = [Hypothesis(0.0, (), frozenset())]
        for _ in sentence:
            grown = [new for old in stack for new in self._grow(old, sentence)]
            stack = _best_of_each_state(grown, self.beam)
        return list(max(stack, key=self._finished).words)

    def _grow(self, old: Hypothesis, sentence: Sentence):
        """Translate one more source word, the first open one or one within reach."""
        todo = [i for i in range(len(sentence)) if i not in old.covered]
        before = old.words[-1] if old.words else EDGE
        for i in (i for i in todo if i <= todo[0] + self.reach):
            for word, log_t in self.lexicon.get(
                sentence[i], {sentence[i]: 0.0}
            ).items():
                follows = self.weight * self.language.log_p(word, before)
                score, covered = old.score + log_t + follows, old.covered | {i}
                yield Hypothesis(score, (*old.words, word), covered)

    def _finished(self, end: Hypothesis) -> float:
        last = end.words[-1] if end.words else EDGE
        return end.score + self.weight * self.language.log_p(EDGE, last)


def _best_of_each_state(grown, beam: int) -> list[Hypothesis]:
    """The best hypotheses; of two with the same future only the better one."""
    best: dict = {}
    for new in grown:
        state = new.words[-1:], new.covered
        if state not in best or best[state].score < new.score:
            best[state] = new
    return sorted(best.values(), key=lambda one: -one.score)[:beam]


def bleu(
    translations: Sequence[Sentence], references: Sequence[Sentence], order: int = 2
) -> float:
    """Corpus BLEU with one reference a sentence (Papineni et al. 2002), from 0 to 1.

    The geometric mean, over n-grams of length 1 to ``order``, of the share of n-grams
    that the reference has too (each counted at most as often as there), times a
    penalty for being short.

    Parameters
    ----------
    translations, references : equally many sentences, each a sequence of words
    order : int, at least 1; 4 is usual, but word-by-word systems share few 4-grams

    Raises
    ------
    ValueError
        If there are no sentences or unequal numbers of them.
    """
    if len(translations) != len(references) or len(references) == 0:
        raise ValueError(
            "translations and references must be equally many, at least one; "
            f"got {len(translations)} and {len(references)}"
        )
    log_precision = 0.0
    for n in range(1, order + 1):
        shared = made = 0
        for ours, theirs in zip(translations, references, strict=True):
            grams = _ngrams(ours, n)
            shared += (grams & _ngrams(theirs, n)).total()
            made += grams.total()
        if shared == 0:
            return 0.0
        log_precision += log(shared / made) / order
    length, wanted = (sum(map(len, side)) for side in (translations, references))
    return exp(min(0.0, 1 - wanted / length) + log_precision)


def _ngrams(sentence: Sentence, n: int) -> Counter:
    return Counter(tuple(sentence[k : k + n]) for k in range(len(sentence) - n + 1))

"""Text as a Markov chain: the next token depends on the last few.

References
----------
.. [1] Shannon (1948). A mathematical theory of communication. Bell System Technical
   Journal 27, section 3.
.. [2] Chen and Goodman (1999). An empirical study of smoothing techniques for language
   modeling. Computer Speech and Language 13, 359-394.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

Tokens = Sequence[Hashable]

EDGE = ""  # stands before the first token of a text and after its last


class NGram:
    """A chain of the given order, fitted by counting.

    Its state is the last ``order`` tokens; a text starts with edges and ends at one.

    Parameters
    ----------
    texts : sequences of tokens, such as strings (of characters) or lists of words
    order : int, at least 0; 0 ignores the past

    Raises
    ------
    ValueError
        If ``order`` is negative or there are no texts.

    Attributes
    ----------
    counts : for each length 0 to ``order``, context (tuple) -> Counter of what followed
    vocabulary : set of the tokens seen, the edge included
    """

    def __init__(self, texts: Sequence[Tokens], order: int):
        if order < 0:
            raise ValueError(f"order must be at least 0, got {order}")
        if len(texts) == 0:
            raise ValueError("texts must hold at least one text")
        self.order = order
        self.counts = [count_followers(texts, order, k) for k in range(order + 1)]
        self.totals = [
            {context: followers.total() for context, followers in table.items()}
            for table in self.counts
        ]
        self.vocabulary = set(self.counts[0][()])

    def moves(self, text: Tokens):
        """Every (context, next token) of a text, the edge that ends it included."""
        padded = with_edges(text, self.order)
        for k in range(self.order, len(padded)):
            yield padded[k - self.order : k], padded[k]

    def sample(
        self, *, rng: np.random.Generator, longest: int = 1000
    ) -> list[Hashable]:
        """Draw a text: each token as often as it followed this context in the texts.

        Parameters
        ----------
        rng : numpy.random.Generator
        longest : int, cut there if no edge was drawn

        Returns
        -------
        list of tokens, the edge left out
        """
        text = [EDGE] * self.order
        while len(text) < self.order + longest:
            followers = self.counts[self.order][tuple(text[len(text) - self.order :])]
            shares = np.fromiter(followers.values(), float) / followers.total()
            token = list(followers)[rng.choice(len(shares), p=shares)]
            if token == EDGE:
                break
            text.append(token)
        return text[self.order :]

    def prob(self, token: Hashable, context: tuple) -> float:
        """Witten and Bell's smoothed probability of ``token`` after ``context``.

        A context seen n times with t distinct followers trusts its own counts with
        weight n / (n + t), and else the context without its first token ([2]_).
        Below the empty context all tokens are alike, one unseen included.
        """
        p = 1 / (len(self.vocabulary) + 1)
        for length, table in enumerate(self.counts):
            shortened = context[len(context) - length :]
            if shortened not in table:
                break
            followers, total = table[shortened], self.totals[length][shortened]
            distinct = len(followers)
            p = (followers[token] + distinct * p) / (total + distinct)
        return p

    def perplexity(self, texts: Sequence[Tokens]) -> float:
        """exp of the mean of -log prob over all tokens of ``texts``, edges included.

        As hard as guessing among that many equally likely tokens; 1 is certainty.

        Raises
        ------
        ValueError
            If there are no texts.
        """
        moves = [move for text in texts for move in self.moves(text)]
        if not moves:
            raise ValueError("texts must hold at least one text")
        log_p = [np.log(self.prob(token, context)) for context, token in moves]
        return float(np.exp(-np.mean(log_p)))


def with_edges(text: Tokens, order: int) -> tuple:
    """``order`` edges, the tokens, and the edge at the end."""
    return (EDGE,) * order + tuple(text) + (EDGE,)


def count_followers(texts: Sequence[Tokens], order: int, length: int):
    """What followed each context of ``length`` tokens: context (tuple) -> Counter."""
    grams = Counter()
    for text in texts:
        padded = with_edges(text, order)[order - length :]
        grams.update(zip(*(padded[k:] for k in range(length + 1)), strict=False))
    followers = defaultdict(Counter)
    for gram, count in grams.items():
        followers[gram[:-1]][gram[-1]] = count
    return dict(followers)

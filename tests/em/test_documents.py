"""Counts, lists, completion perplexity and coherence against numbers done by hand."""

import numpy as np
import pytest
from scipy import sparse

from coursekit.em.documents import (
    coherence,
    completion_perplexity,
    count_words,
    split_words,
    top_words,
)


def test_words_are_counted_in_lower_case_without_rare_and_common_ones():
    texts = ["Mail, mail and news", "mail 7 servers", "NEWS x servers", "games news"]
    counts, words = count_words(texts, min_documents=2, max_share=0.6)
    assert words.tolist() == ["mail", "servers"]  # news stand in three of four
    assert counts.toarray().tolist() == [[2, 0], [1, 1], [0, 1], [0, 0]]


def test_the_halves_sum_to_the_whole_and_coins_are_fair():
    """4,000 coins: a share off one half by 0.04 is 5 standard errors (1 in 2 million)."""
    counts = sparse.csr_array(np.full((20, 20), 10.0))
    seen, rest = split_words(counts, rng=np.random.default_rng(0))
    assert (seen + rest - counts).nnz == 0 and min(seen.data.min(), rest.min()) >= 0
    assert abs(seen.sum() / counts.sum() - 0.5) < 0.04


def test_completion_perplexity_by_hand():
    theta = np.array([[0.5, 0.5], [1.0, 0.0]])
    topics = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5]])
    counts = sparse.csr_array([[2.0, 1.0, 0.0], [0.0, 1.0, 0.0]])
    # p: .25 twice, .5; then .5
    wanted = np.exp(-(2 * np.log(0.25) + 2 * np.log(0.5)) / 4)
    assert completion_perplexity(theta, topics, counts) == pytest.approx(wanted)
    impossible = sparse.csr_array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    assert completion_perplexity(theta, topics, impossible) == np.inf


def test_perplexity_of_a_fair_die_is_its_number_of_faces():
    topics, counts = np.full((1, 6), 1 / 6), sparse.csr_array(np.ones((3, 6)))
    assert completion_perplexity(np.ones((3, 1)), topics, counts) == pytest.approx(6)


def test_top_words_are_the_largest_first():
    words = np.array(["a", "b", "c"])
    assert top_words(np.array([[1, 3, 2], [5, 0, 6]]), words, 2) == [
        ["b", "c"],
        ["c", "a"],
    ]


def test_coherence_by_hand():
    together = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]], float)
    topics = np.array([[3.0, 2.0, 0.0], [3.0, 0.0, 2.0]])
    # words 0 and 1 always stand together, words 0 and 2 never
    np.testing.assert_allclose(
        coherence(topics, sparse.csr_array(together), 2), [1, -1]
    )
    # as often as by chance: P(v) = P(w) = 1/2, P(v, w) = 1/4
    chance = np.array([[1, 1], [1, 0], [0, 1], [0, 0]], float)
    assert coherence(np.array([[2.0, 1.0]]), sparse.csr_array(chance), 2) == (
        pytest.approx(0)
    )
    # 3 of 4 hold v, 2 of 4 hold w, 2 of 4 both: log(.5 / .375) / -log .5
    nested = np.array([[1, 1], [1, 1], [1, 0], [0, 0]], float)
    assert coherence(np.array([[2.0, 1.0]]), sparse.csr_array(nested), 2) == (
        pytest.approx(np.log(4 / 3) / np.log(2))
    )


def test_a_wrong_number_of_words_is_named():
    with pytest.raises(ValueError, match="n must lie between 2 and 3, got 4"):
        coherence(np.ones((1, 3)), sparse.csr_array(np.ones((2, 3))), 4)

"""n-gram models: counts, probabilities that sum to 1, samples that follow them."""

import itertools

import numpy as np
import pytest

from coursekit.mcmc.ngram import EDGE, NGram

TEXTS = ["abab", "abba", "cab"]


@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_probabilities_sum_to_one_after_any_context(order):
    model = NGram(TEXTS, order)
    for context in itertools.product("abcx", repeat=order):
        seen = sum(model.prob(token, context) for token in model.vocabulary)
        assert seen + model.prob("never seen", context) == pytest.approx(1)
        assert model.prob("never seen", context) > 0


def test_counts_of_a_small_text():
    model = NGram(["abab"], 1)
    assert dict(model.counts[1][("a",)]) == {"b": 2}
    assert dict(model.counts[1][("b",)]) == {"a": 1, EDGE: 1}
    assert dict(model.counts[1][(EDGE,)]) == {"a": 1}
    assert model.counts[0][()].total() == 5


def test_witten_bell_by_hand():
    """After a: 2 tokens, 1 distinct. Alone: a 2, b 2, edge 1; a fourth kind unseen."""
    model = NGram(["abab"], 1)
    unigram = (2 + 3 * 1 / 4) / (5 + 3)
    assert model.prob("b", ("a",)) == pytest.approx((2 + 1 * unigram) / (2 + 1))


def test_perplexity_of_uniform_text_is_the_number_of_tokens():
    letters = np.random.default_rng(1).choice(list("abcd"), size=40_000)
    model = NGram([letters[:20_000]], 0)
    assert model.perplexity([letters[20_000:]]) == pytest.approx(4, rel=0.01)


def test_samples_follow_the_chain():
    """Length of a text from a(b)*: geometric. 10,000 draws; 5 se of the mean < .05."""
    model = NGram(
        ["a", "ab", "abb"], 1
    )  # b is followed by b 1 time in 3; a by b 2 in 3
    rng = np.random.default_rng(2)
    lengths = np.array([len(model.sample(rng=rng)) for _ in range(10_000)])
    assert lengths.mean() == pytest.approx(1 + (2 / 3) / (1 - 1 / 3), abs=0.05)
    moves = set("".join(pair) for pair in itertools.pairwise("abb"))
    text = "".join(model.sample(rng=rng))
    assert {"".join(pair) for pair in itertools.pairwise(text)} <= moves


def test_a_long_order_copies_its_texts():
    model = NGram(TEXTS, 5)
    rng = np.random.default_rng(3)
    assert {"".join(model.sample(rng=rng)) for _ in range(50)} == set(TEXTS)


def test_longest_cuts():
    assert (
        len(NGram(["ab" * 500], 1).sample(rng=np.random.default_rng(4), longest=7)) == 7
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: NGram(TEXTS, -1), "order must be at least 0, got -1"),
        (lambda: NGram([], 1), "texts must hold at least one text"),
        (lambda: NGram(TEXTS, 1).perplexity([]), "texts must hold at least one text"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

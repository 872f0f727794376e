"""The bigram model sums to one, the search finds what enumeration finds, BLEU by hand."""

from itertools import permutations, product
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.em.translation import EDGE, Bigram, Decoder, bleu, lexicon
from coursekit.em.word_alignment import NULL, Aligner

SENTENCES = [["the", "house"], ["the", "blue", "house"], ["a", "flower"]]
LEXICON = {
    "la": {"the": log(0.7), "a": log(0.3)},
    "casa": {"house": log(0.9), "a": log(0.1)},
    "azul": {"blue": log(0.8), "the": log(0.2)},
}


def test_probabilities_after_any_word_sum_to_one():
    language = Bigram(SENTENCES, mass=2.0)
    vocabulary = [*language.words, "a word never seen"]
    for before in [*language.words, "a word never seen"]:
        total = sum(exp(language.log_p(word, before)) for word in vocabulary)
        assert total == pytest.approx(1, abs=1e-12)


def test_a_sentence_is_the_product_of_its_steps():
    language = Bigram(SENTENCES, mass=1.0)
    # 10 words with edges, 6 kinds and an unknown one: p(the) = 3/17; after an edge
    # (3 times), "the" came twice: (2 + 3/17) / 4
    assert language.log_p("the", EDGE) == pytest.approx(log((2 + 3 / 17) / 4))
    steps = [("the", EDGE), ("house", "the"), (EDGE, "house")]
    total = sum(language.log_p(word, before) for word, before in steps)
    assert language.log_likelihood(["the", "house"]) == pytest.approx(total)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*LEXICON, "nunca"]), min_size=1, max_size=4))
def test_a_wide_beam_finds_the_best_of_all_sentences(sentence):
    language, weight = Bigram(SENTENCES), 0.7
    decoder = Decoder(LEXICON, language, weight=weight, reach=4, beam=10_000)

    def score(words, places):
        lexical = sum(
            LEXICON.get(sentence[i], {sentence[i]: 0.0}).get(word, -1e9)
            for word, i in zip(words, places, strict=True)
        )
        return lexical + weight * language.log_likelihood(words)

    choices = [list(LEXICON.get(word, {word: 0.0})) for word in sentence]
    best = max(
        score([words[i] for i in places], places)
        for words in product(*choices)
        for places in permutations(range(len(sentence)))
    )
    found = decoder.translate(sentence)
    assert len(found) == len(sentence)
    orders = permutations(range(len(sentence)))
    assert max(score(found, places) for places in orders) == pytest.approx(best)


def test_order_comes_from_the_bigram_model():
    decoder = Decoder(LEXICON, Bigram(SENTENCES), weight=1.0)
    assert decoder.translate(["la", "casa", "azul"]) == ["the", "blue", "house"]
    fixed = Decoder(LEXICON, Bigram(SENTENCES), weight=1.0, reach=0)
    assert fixed.translate(["la", "casa", "azul"]) == ["the", "house", "blue"]


def test_an_empty_sentence_stays_empty():
    assert Decoder(LEXICON, Bigram(SENTENCES)).translate([]) == []


def test_the_lexicon_is_the_mean_of_both_directions():
    source = [["la", "casa"], ["la", "flor"]]
    target = [["the", "house"], ["the", "flower"]]
    forward = Aligner(source, target, n_iter=3)
    backward = Aligner(target, source, n_iter=3)
    found = lexicon(forward, backward)
    assert NULL not in found["la"] and NULL not in found
    table = backward.translations
    made_from = {e: table(e).get("casa", 0.0) for e in ["house", "the", NULL]}
    counts = backward.model.e_step(backward.theta)[1]
    names = zip(backward.bitext.pair_source, backward.bitext.pair_target, strict=True)
    by_name = {
        (backward.bitext.source_words[e], backward.bitext.target_words[f]): c
        for (e, f), c in zip(names, counts, strict=True)
    }
    total = sum(by_name.get((e, "casa"), 0.0) for e in made_from)
    for e in ["house", "the"]:
        share = by_name[e, "casa"] / total
        mean = (share + forward.translations("casa")[e]) / 2
        assert exp(found["casa"][e]) == pytest.approx(mean)


def test_bleu_by_hand():
    # words: 3 of 4 shared ("the" only once); pairs: "the cat" of 3; length 4 against 5
    ours, reference = ["the", "the", "cat", "sat"], ["on", "mat", "the", "cat", "sat"]
    wanted = exp(1 - 5 / 4) * (3 / 4 * 2 / 3) ** 0.5
    assert bleu([ours], [reference]) == pytest.approx(wanted)
    assert bleu([reference], [reference], order=4) == pytest.approx(1)
    assert bleu([["x"]], [reference]) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Bigram([]), "sentences must hold at least one"),
        (lambda: Bigram(SENTENCES, mass=0), "mass must be positive, got 0"),
        (
            lambda: Decoder(LEXICON, Bigram(SENTENCES), beam=0),
            "beam must be a whole number, at least 1; got 0",
        ),
        (
            lambda: Decoder(LEXICON, Bigram(SENTENCES), weight=-1),
            "weight must be at least 0, got -1",
        ),
        (lambda: bleu([], []), "must be equally many, at least one; got 0 and 0"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

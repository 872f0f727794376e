"""Models 1 and 2 against enumeration of all alignments, and against nltk where it is right."""

import warnings
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit import datasets
from coursekit.em._loop import fit, iterate
from coursekit.em.word_alignment import NULL, Aligner, Bitext, Model1, Model2

SOURCE = [["la", "casa"], ["la", "flor"], ["casa", "azul"], ["flor"]]
TARGET = [["the", "house"], ["the", "flower"], ["blue", "house"], ["flower", "flower"]]

words = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4)
pairs = st.lists(st.tuples(words, words), min_size=1, max_size=5)


def table(bitext, t):
    """(source word, target word) -> t, for the pairs that meet."""
    names = zip(bitext.pair_source, bitext.pair_target, t, strict=True)
    return {
        (bitext.source_words[f], bitext.target_words[e]): value for f, e, value in names
    }


def by_enumeration(source, target, t, a=None):
    """Log-likelihood and expected pair counts, summed over every alignment."""
    value, counts = 0.0, {}
    for f, e in zip(source, target, strict=True):
        f = [NULL, *f]
        alignments = list(product(range(len(f)), repeat=len(e)))
        p = np.array(
            [
                np.prod(
                    [
                        t[f[i], e[j]]
                        * (1 / len(f) if a is None else a[len(f), len(e), j, i])
                        for j, i in enumerate(choice)
                    ]
                )
                for choice in alignments
            ]
        )
        value += np.log(p.sum())
        for choice, share in zip(alignments, p / p.sum(), strict=True):
            for j, i in enumerate(choice):
                counts[f[i], e[j]] = counts.get((f[i], e[j]), 0) + share
    return value, counts


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_the_e_step_of_model_1_is_the_sum_over_alignments(sentences):
    source, target = zip(*sentences, strict=True)
    model = Model1(Bitext(source, target))
    t = fit(model, model.start(), max_iter=1, tol=0).theta
    value, counts = model.e_step(t)
    wanted_value, wanted = by_enumeration(source, target, table(model.bitext, t))
    assert value == pytest.approx(wanted_value, abs=1e-10)
    assert table(model.bitext, counts) == pytest.approx(wanted, abs=1e-10)


def slots_of(bitext):
    """(l + 1, m, j, i) of every link, in the order of the links."""
    return [
        (size, m, j, i)
        for size, m in bitext.sizes
        for j in range(m)
        for i in range(size)
    ]


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_the_e_step_of_model_2_is_the_sum_over_alignments(sentences):
    source, target = zip(*sentences, strict=True)
    bitext = Bitext(source, target)
    one, two = Model1(bitext), Model2(bitext)
    t = fit(one, one.start(), max_iter=1, tol=0).theta
    theta = fit(two, two.start(t), max_iter=1, tol=0).theta
    a = dict(zip(slots_of(bitext), theta.a[bitext.slot], strict=True))
    value, counts = two.e_step(theta)
    wanted_value, wanted = by_enumeration(source, target, table(bitext, theta.t), a)
    assert value == pytest.approx(wanted_value, abs=1e-10)
    assert table(bitext, counts.t) == pytest.approx(wanted, abs=1e-10)


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_the_log_likelihood_rises_and_tables_sum_to_one(sentences):
    """A fall would raise in the loop itself."""
    source, target = zip(*sentences, strict=True)
    aligner = Aligner(source, target, n_iter=8, n_iter2=8)
    b = aligner.bitext
    assert np.bincount(b.pair_source, aligner.t) == pytest.approx(1)
    assert np.bincount(b.slot_group, aligner.theta.a) == pytest.approx(1)
    assert aligner.fits[1].history[0] == pytest.approx(aligner.fits[0].value)


def test_the_rosetta_example_locks_on():
    aligner = Aligner(SOURCE, TARGET, n_iter=40)
    for source, target in [("casa", "house"), ("flor", "flower"), ("azul", "blue")]:
        best, probability = next(iter(aligner.translations(source).items()))
        assert best == target and probability > 0.8
    assert [a.tolist() for a in aligner.alignments()[:3]] == [[1, 2], [1, 2], [2, 1]]


def without_repeats(n):
    """Verse pairs in which no target word stands twice."""
    verses = datasets.verses_en_es()
    both = [
        (es.lower().split(), en.lower().split())
        for en, es in zip(verses.english, verses.spanish, strict=True)
    ]
    kept = [pair for pair in both if len(set(pair[1])) == len(pair[1])]
    return zip(*kept[:n], strict=True)


def nltk_tables(source, target, n_iter):
    """nltk's Model 1 as (source word, target word) -> t, NULL named as ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nltk.translate import AlignedSent, IBMModel1

    bitext = [AlignedSent(e, f) for f, e in zip(source, target, strict=True)]
    model = IBMModel1(bitext, n_iter)
    return {
        (NULL if f is None else f, e): p
        for e, row in model.translation_table.items()
        for f, p in row.items()
    }


def test_nltk_agrees_where_no_target_word_repeats():
    source, target = without_repeats(60)
    ours = Aligner(source, target, n_iter=5)
    theirs = nltk_tables(source, target, 5)
    found = table(ours.bitext, ours.t)
    assert len(found) > 5000
    assert max(abs(value - theirs[key]) for key, value in found.items()) < 1e-6


def test_nltk_miscounts_a_repeated_target_word_and_we_do_not():
    source, target = (
        [["flor"], ["la", "flor"]],
        [["flower", "flower"], ["the", "flower"]],
    )
    model = Model1(Bitext(source, target))
    steps = iterate(model, model.start())
    next(steps)
    t = next(steps).theta
    _, counts = by_enumeration(source, target, table(model.bitext, model.start()))
    total = {f: sum(c for (g, _), c in counts.items() if g == f) for f, _ in counts}
    exact = {pair: count / total[pair[0]] for pair, count in counts.items()}
    assert table(model.bitext, t) == pytest.approx(exact, abs=1e-12)
    theirs = nltk_tables(source, target, 1)
    assert abs(theirs["flor", "flower"] - exact["flor", "flower"]) > 0.05


def test_the_verses_teach_words_and_model_2_raises_the_likelihood():
    """Syllabus: five iterations, NULL word, Spanish given English, words lower case."""
    verses = datasets.verses_en_es()
    source = [text.lower().split() for text in verses.english[:1500]]
    target = [text.lower().split() for text in verses.spanish[:1500]]
    aligner = Aligner(source, target, n_iter=5, n_iter2=3)
    assert next(iter(aligner.translations("god"))).startswith("dios")
    assert aligner.fits[1].value > aligner.fits[0].value + 1000


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ([["a"]], [], "source and target must be equally many sentences"),
        ([], [], "at least one; got 0 and 0"),
        ([["a"], ["b"]], [["x"], []], "target sentence 1 is empty"),
    ],
)
def test_bad_sentences_are_named(source, target, message):
    with pytest.raises(ValueError, match=message):
        Bitext(source, target)


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="word must occur in the source sentences"):
        Aligner(SOURCE, TARGET).translations("perro")


def test_an_empty_source_sentence_leaves_the_empty_word_alone():
    aligner = Aligner([[], ["casa"]], [["oh"], ["house"]], n_iter=3)
    assert aligner.alignments()[0].tolist() == [0]

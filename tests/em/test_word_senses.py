"""Word vectors, pseudo-words and the mixture on the sphere, each against a known answer."""

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, sparse, stats
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.estimator_checks import parametrize_with_checks

from coursekit.em._loop import ObjectiveFell, iterate
from coursekit.em.word_senses import (
    MAX_KAPPA,
    SphereMixture,
    VonMisesFisherMixture,
    concentration,
    context_vectors,
    contexts,
    log_normaliser,
    mean_length,
    merge,
    nearest,
    neighbours,
    number_words,
    word_vectors,
)


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


# ---- words ----

TEXTS = ["Mail server: mail, 7 news", "games of mail", "news of the server"]


def test_words_are_numbered_and_common_ones_left_out():
    numbered = number_words(TEXTS, min_count=2)
    assert numbered.words.tolist() == ["mail", "news", "server"]
    assert [text.tolist() for text in numbered.texts] == [
        [0, 2, 0, 1],
        [-1, -1, 0],
        [1, -1, -1, 2],
    ]
    with pytest.raises(ValueError, match="word must be one of the 3, got 'games'"):
        numbered.index("games")


def test_a_pseudo_word_and_its_truth():
    merged, truth = merge(number_words(TEXTS, min_count=2), "mail", "news")
    assert merged.texts[0].tolist() == [0, 2, 0, 0]
    assert truth.tolist() == [False, False, True, False, True]
    assert contexts(merged, "mail", window=9).shape[0] == len(truth)


def test_neighbours_and_contexts_by_hand():
    numbered = number_words(TEXTS, min_count=2)
    # mail server mail news | . . mail | news . . server, two places apart at most
    wanted = [[2, 1, 2], [1, 0, 1], [2, 1, 0]]
    assert neighbours(numbered, window=2).toarray().tolist() == wanted
    around = contexts(numbered, "server", window=2).toarray()
    assert around.tolist() == [[2, 1, 0], [0, 0, 0]]


def test_word_vectors_are_the_best_of_their_rank():
    """Their products are the truncated decomposition of the PPMI table (Eckart, Young)."""
    rng = np.random.default_rng(0)
    counts = rng.poisson(1.0, (12, 12))
    counts = counts + counts.T
    joint = counts / counts.sum()
    often = joint.sum(axis=1)
    with np.errstate(divide="ignore"):
        table = np.log(joint / often[:, None] / (often**0.75 / (often**0.75).sum()))
    u, s, _ = np.linalg.svd(np.maximum(table, 0))
    vectors = word_vectors(sparse.csr_array(counts.astype(float)), dim=3)
    np.testing.assert_allclose(vectors @ vectors.T, (u[:, :3] * s[:3]) @ u[:, :3].T)


def test_two_invented_languages_part():
    """A word of both: its contexts fall into two, and each sense has its own friends."""
    rng = np.random.default_rng(1)
    halves = [[f"{side}{c}" for c in "abcdefghij"] for side in ("xa", "yb")]
    sides = rng.integers(2, size=300)
    texts = [" ".join([*rng.choice(halves[k], 8), f"bank{'zw'[k]}"]) for k in sides]
    merged, truth = merge(number_words(texts, min_count=1), "bankz", "bankw")
    vectors = word_vectors(neighbours(merged), dim=3)
    X = context_vectors(merged, "bankz", vectors)
    model = VonMisesFisherMixture(2, random_state=0).fit(X)
    right = (model.predict(X) == truth).mean()
    assert max(right, 1 - right) > 0.99
    friends = [nearest(mu, vectors, merged.words, 5) for mu in model.means_]
    assert {frozenset(w[:2] for w in row) for row in friends} == {
        frozenset({"xa"}),
        frozenset({"yb"}),
    }


# ---- the mixture ----


@parametrize_with_checks([VonMisesFisherMixture(), VonMisesFisherMixture(3)])
def test_it_keeps_to_the_conventions_of_scikit_learn(estimator, check):
    check(estimator)


@pytest.mark.parametrize("kappa", [0.01, 1.0, 50.0])
def test_the_density_integrates_to_one(kappa):
    circle, _ = integrate.quad(lambda t: np.exp(kappa * np.cos(t)), 0, 2 * np.pi)
    assert log_normaliser(kappa, 2) == pytest.approx(-np.log(circle), abs=1e-8)
    sphere = 4 * np.pi * np.sinh(kappa) / kappa
    assert log_normaliser(kappa, 3) == pytest.approx(-np.log(sphere), abs=1e-9)


@pytest.mark.parametrize("dim", [2, 5, 20, 200])
def test_the_density_is_that_of_scipy(dim):
    rng = np.random.default_rng(0)
    X = rng.standard_normal((5, dim))
    X /= np.linalg.norm(X, axis=1, keepdims=True)
    peer = stats.vonmises_fisher(X[0], 30.0).logpdf(X)
    np.testing.assert_allclose(log_normaliser(30.0, dim) + 30 * X @ X[0], peer)


@pytest.mark.parametrize("dim", [1, 2, 3, 20, 200])
@pytest.mark.parametrize("share", [1e-3, 0.2, 5.0, 40.0])
def test_the_concentration_solves_its_equation(dim, share):
    length = mean_length(share * dim + 1e-3 * dim, dim)
    found = concentration(length, dim)
    assert mean_length(found, dim) == pytest.approx(length, rel=1e-12)
    assert concentration(1.0, dim) == MAX_KAPPA


def test_the_m_step_maximises_what_it_should():
    rng = np.random.default_rng(2)
    X = rng.standard_normal((50, 4)) + np.eye(4)[0]
    model = SphereMixture(X / np.linalg.norm(X, axis=1, keepdims=True))
    _, resp = model.e_step(model.start(2, rng))
    best = model.m_step(resp)

    def expected(w, mu, kappa):
        joint = np.log(w) + log_normaliser(kappa, 4) + kappa * model.X @ mu.T
        return (resp * joint).sum()

    for size in [1e-3, 0.03, 0.5] * 7:
        w = best.w * np.exp(size * rng.standard_normal(2))
        mu = best.mu + size * rng.standard_normal(best.mu.shape)
        mu /= np.linalg.norm(mu, axis=1, keepdims=True)
        kappa = best.kappa * np.exp(size * rng.standard_normal())
        assert expected(w / w.sum(), mu, kappa) < expected(*best)


def test_drawn_from_the_model_the_parameters_come_back():
    """3,000 draws by scipy; kappa to 10 %, directions to 0.1: many standard errors."""
    centres = np.array([[1.0, 0, 0, 0, 0], [0, 0, 1, 0, 0]])
    draws = [
        stats.vonmises_fisher(mu, 15.0, seed=k).rvs(n)
        for k, (mu, n) in enumerate(zip(centres, [1000, 2000], strict=True))
    ]
    model = VonMisesFisherMixture(2, random_state=0).fit(np.concatenate(draws))
    order = np.argsort(model.weights_)
    assert model.kappa_ == pytest.approx(15, rel=0.1)
    np.testing.assert_allclose(model.means_[order], centres, atol=0.1)
    np.testing.assert_allclose(model.weights_[order], [1 / 3, 2 / 3], atol=0.05)
    assert model.score(np.concatenate(draws)) * 3000 == pytest.approx(model.objective_)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    n=st.integers(1, 20),
    d=st.integers(1, 6),
    k=st.integers(1, 4),
    spread=st.sampled_from([0.0, 0.1, 3.0]),
)
def test_the_likelihood_never_falls(seed, n, d, k, spread):
    rng = np.random.default_rng(seed)
    X = spread * rng.standard_normal((n, d)) + np.eye(d)[0]
    model = SphereMixture(X / np.linalg.norm(X, axis=1, keepdims=True))
    for step in itertools.islice(iterate(model, model.start(k, rng)), 40):
        assert np.isfinite(step.theta.mu).all()


def test_a_wrong_concentration_would_be_noticed():
    class Rash(SphereMixture):
        def m_step(self, resp):
            right = super().m_step(resp)
            return right._replace(kappa=30 * right.kappa)

    rng = np.random.default_rng(0)
    X = rng.standard_normal((40, 3))
    model = Rash(X / np.linalg.norm(X, axis=1, keepdims=True))
    with pytest.raises(ObjectiveFell):
        list(itertools.islice(iterate(model, model.start(2, rng)), 10))


def test_equal_directions_are_called_degenerate():
    model = VonMisesFisherMixture(1).fit(np.ones((5, 3)))
    assert model.degenerate_ == "kappa at its bound" and model.kappa_ == MAX_KAPPA


@pytest.mark.parametrize(
    ("model", "X", "words"),
    [
        (VonMisesFisherMixture(0), np.eye(3), "n_components must be a whole number"),
        (VonMisesFisherMixture(n_init=0), np.eye(3), "n_init must be a whole number"),
        (VonMisesFisherMixture(), np.ones((3, 201)), "at most 200 columns, got 201"),
    ],
)
def test_bad_input_is_named(model, X, words):
    with pytest.raises(ValueError, match=words):
        model.fit(X)

"""Naive Bayes with EM: against naive Bayes, enumeration, and its own promises."""

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.special import logsumexp
from sklearn.exceptions import ConvergenceWarning
from sklearn.naive_bayes import MultinomialNB
from sklearn.utils.estimator_checks import parametrize_with_checks

from coursekit.em._loop import ObjectiveFell, iterate
from coursekit.em.semi_supervised import (
    LabelledMixture,
    SemiSupervisedNB,
    Topics,
    random_shares,
)


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


@parametrize_with_checks([SemiSupervisedNB(), SemiSupervisedNB(n_components=2)])
def test_it_keeps_to_the_conventions_of_scikit_learn(estimator, check):
    check(estimator)


def test_minus_one_is_a_class_where_there_would_be_one_class_only():
    X, y = news(classes=2)
    with pytest.warns(UserWarning, match="taken for two classes; give unlabelled=-1"):
        signs = SemiSupervisedNB().fit(X, 2 * y - 1)
    np.testing.assert_array_equal(signs.classes_, [-1, 1])
    plain = SemiSupervisedNB().fit(X, y)
    np.testing.assert_array_equal(signs.predict_proba(X), plain.predict_proba(X))


def news(seed=0, n=200, v=30, classes=3, length=20):
    """Documents from naive Bayes itself: (counts, labels)."""
    rng = np.random.default_rng(seed)
    words = rng.dirichlet(np.full(v, 2.0), classes)
    y = rng.integers(classes, size=n)
    return rng.multinomial(length, words[y]), y


def hide(y, per_class, seed=0):
    """Labels of all but ``per_class`` documents of each class hidden."""
    rng = np.random.default_rng(seed)
    shown = np.concatenate(
        [rng.choice(np.flatnonzero(y == c), per_class, False) for c in np.unique(y)]
    )
    partial = np.full(len(y), -1)
    partial[shown] = y[shown]
    return partial


def test_with_all_labels_it_is_naive_bayes():
    X, y = news()
    ours, peer = SemiSupervisedNB(alpha=0.7).fit(X, y), MultinomialNB(alpha=0.7)
    peer.fit(X, y)
    np.testing.assert_allclose(np.log(ours.components_), peer.feature_log_prob_)
    share = (np.bincount(y) + 0.7) / (len(y) + 3 * 0.7)
    np.testing.assert_allclose(ours.weights_, share)
    peer.class_log_prior_ = np.log(share)  # scikit-learn does not smooth this one
    np.testing.assert_allclose(ours.predict_proba(X), peer.predict_proba(X), atol=1e-12)
    assert ours.n_iter_ == 1  # nothing is hidden


def test_with_weight_zero_it_is_naive_bayes_on_the_labelled():
    X, y = news()
    partial = hide(y, 4)
    ours = SemiSupervisedNB(unlabelled_weight=0).fit(X, partial)
    alone = SemiSupervisedNB().fit(X[partial >= 0], y[partial >= 0])
    np.testing.assert_allclose(ours.components_, alone.components_)
    np.testing.assert_allclose(ours.weights_, alone.weights_)


def test_a_fraction_is_a_weight():
    """Weight 1/2 on documents that stand twice is weight 1 on documents that stand once."""
    X, y = news()
    partial = hide(y, 4)
    hidden = partial < 0
    twice = np.concatenate([X, X[hidden]]), np.concatenate([partial, partial[hidden]])
    one = SemiSupervisedNB(max_iter=3, tol=0).fit(X, partial)
    half = SemiSupervisedNB(max_iter=3, tol=0, unlabelled_weight=0.5).fit(*twice)
    np.testing.assert_allclose(one.components_, half.components_, rtol=1e-9)
    np.testing.assert_allclose(one.history_, half.history_, rtol=1e-9)


def test_the_objective_by_hand():
    X = np.array([[2, 0, 1], [0, 3, 0], [1, 1, 1]])
    w, phi = np.array([0.4, 0.6]), np.array([[0.5, 0.1], [0.2, 0.7], [0.3, 0.2]])
    allowed = np.array([[True, False], [False, True], [True, True]])
    model = LabelledMixture(X, allowed, np.array([1.0, 1.0, 0.3]), alpha=2.0)
    value, resp = model.e_step(Topics(np.log(w), np.log(phi)))
    first = 0.4 * 0.5**2 * 0.3
    second = 0.6 * 0.7**3
    parts = 0.4 * 0.5 * 0.2 * 0.3, 0.6 * 0.1 * 0.7 * 0.2
    wanted = np.log(first) + np.log(second) + 0.3 * np.log(sum(parts))
    wanted += 2 * (np.log(w).sum() + np.log(phi).sum())
    assert value == pytest.approx(wanted, rel=1e-12)
    third = 0.3 * np.array(parts) / sum(parts)
    np.testing.assert_allclose(resp, [[1, 0], [0, 1], third], rtol=1e-12)


def test_the_m_step_maximises_the_expected_log_posterior():
    X, y = news(n=12, v=4, classes=2)
    partial = hide(y, 2)
    allowed = (partial[:, None] < 0) | (partial[:, None] == np.arange(2))
    model = LabelledMixture(X, allowed, np.where(partial < 0, 0.5, 1.0), alpha=0.3)
    rng = np.random.default_rng(0)
    _, resp = model.e_step(model.m_step(random_shares(allowed, partial >= 0, rng)))
    best = model.m_step(resp)

    def expected(topics):
        joint = topics.log_w + X @ topics.log_phi
        prior = topics.log_w.sum() + topics.log_phi.sum()
        return (resp * joint).sum() + 0.3 * prior

    for size in [1e-3, 0.03, 1.0] * 7:
        log_w, log_phi = [
            a + size * rng.standard_normal(a.shape) for a in (best.log_w, best.log_phi)
        ]
        other = Topics(log_w - logsumexp(log_w), log_phi - logsumexp(log_phi, axis=0))
        assert expected(other) < expected(best)


def test_documents_without_labels_help_where_the_model_is_right():
    """Its own data, 2 labels a class: fewer errors in every one of 10 splits together."""
    right = np.zeros(2)
    for seed in range(10):
        X, y = news(seed, n=600)
        partial = hide(y[:400], 2, seed)
        for k, weight in enumerate([0.0, 1.0]):
            model = SemiSupervisedNB(unlabelled_weight=weight).fit(X[:400], partial)
            right[k] += model.score(X[400:], y[400:]) / 10
    assert right[1] > right[0] + 0.08


def test_several_components_undo_a_merged_class():
    """Two of four true components share one label; one component cannot be both."""
    X, true = news(5, n=1500, classes=4, v=20, length=15)
    y = true // 2
    partial = hide(y[:1000], 60)
    one, two = [
        SemiSupervisedNB(n_components=m, n_init=5, random_state=0)
        .fit(X[:1000], partial)
        .score(X[1000:], y[1000:])
        for m in (1, 2)
    ]
    assert two > one + 0.02


def test_sparse_and_dense_input_agree():
    X, y = news()
    partial = hide(y, 3)
    dense = SemiSupervisedNB().fit(X, partial)
    thin = SemiSupervisedNB().fit(sparse.csr_array(X), partial)
    np.testing.assert_allclose(dense.components_, thin.components_)
    np.testing.assert_allclose(
        dense.predict_proba(X), thin.predict_proba(sparse.csr_matrix(X)), atol=1e-12
    )


def test_labels_may_be_names():
    X, y = news()
    names = np.array(["games", "mail", "net"])[y]
    names[5:] = "?"
    model = SemiSupervisedNB(unlabelled="?").fit(X, names)
    assert set(model.predict(X)) <= set(names[:5])


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    n=st.integers(2, 12),
    v=st.integers(1, 6),
    m=st.integers(1, 3),
    weight=st.sampled_from([0.0, 0.1, 1.0]),
    alpha=st.sampled_from([1e-3, 1.0, 10.0]),
)
def test_the_log_posterior_never_falls(seed, n, v, m, weight, alpha):
    rng = np.random.default_rng(seed)
    X, classes = rng.poisson(1.0, (n, v)), np.repeat([0, 1], m)
    y = np.r_[0, 1, rng.integers(-1, 2, n - 2)]
    allowed = (y[:, None] < 0) | (y[:, None] == classes)
    model = LabelledMixture(X, allowed, np.where(y < 0, weight, 1.0), alpha)
    start = model.m_step(random_shares(allowed, y >= 0, rng))
    for step in itertools.islice(iterate(model, start), 30):
        assert np.exp(step.theta.log_w).sum() == pytest.approx(1)


def test_a_forgotten_weight_would_be_noticed():
    class Forgetful(LabelledMixture):
        def m_step(self, resp):
            return super().m_step(resp / resp.sum(axis=1, keepdims=True))

    X, y = news()
    partial = hide(y, 3)
    allowed = (partial[:, None] < 0) | (partial[:, None] == np.arange(3))
    model = Forgetful(X, allowed, np.where(partial < 0, 0.01, 1.0), 1.0)
    start = LabelledMixture.m_step(
        model, random_shares(allowed, partial >= 0, np.random)
    )
    with pytest.raises(ObjectiveFell):
        list(itertools.islice(iterate(model, start), 30))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"alpha": 0}, "alpha must be positive, got 0"),
        (
            {"unlabelled_weight": 1.5},
            r"unlabelled_weight must lie in \[0, 1\], got 1.5",
        ),
        ({"n_components": 0}, "n_components must be a whole number, at least 1; got 0"),
        ({"n_init": "two"}, "n_init must be a whole number, at least 1; got 'two'"),
    ],
)
def test_bad_settings_are_named(changes, words):
    X, y = news()
    with pytest.raises(ValueError, match=words):
        SemiSupervisedNB(**changes).fit(X, y)


def test_one_class_is_refused_with_the_reason():
    X, _ = news()
    with pytest.raises(ValueError, match=r"2 classes, got 1 class \[1\] beside"):
        SemiSupervisedNB(unlabelled=-1).fit(X, np.where(np.arange(len(X)) < 9, 1, -1))

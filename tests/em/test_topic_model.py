"""pLSA and LDA: against brute force, enumeration, scikit-learn, and their own promises."""

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import gammaln
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.estimator_checks import parametrize_with_checks

from coursekit.em import topic_model
from coursekit.em._loop import iterate
from coursekit.em.topic_model import (
    LDA,
    PLSA,
    Beliefs,
    Corpus,
    LDAModel,
    PLSAModel,
    best_alpha,
    dirichlet_kl,
    expected_counts,
    expected_log,
    mix,
    stochastic,
    subset,
    until_settled,
)


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


@parametrize_with_checks([PLSA(n_components=3), LDA(n_components=3), LDA(batch_size=5)])
def test_it_keeps_to_the_conventions_of_scikit_learn(estimator, check):
    check(estimator)


def small_corpus(seed=0, n=30, v=40, k=3, length=60):
    """Documents drawn from LDA itself: (counts, topics)."""
    rng = np.random.default_rng(seed)
    topics = rng.dirichlet(np.full(v, 0.1), k)
    theta = rng.dirichlet(np.full(k, 0.3), n)
    return sparse.csr_array(rng.multinomial(length, theta @ topics)), topics


# ---- pLSA ----


def brute_force(counts, theta, words):
    """Log-likelihood and expected counts, one word of one document at a time."""
    value, documents, kinds = 0.0, np.zeros_like(theta), np.zeros_like(words)
    for d, v in itertools.product(*map(range, counts.shape)):
        joint = theta[d] * words[v]
        value += counts[d, v] * np.log(joint.sum()) if counts[d, v] else 0
        documents[d] += counts[d, v] * joint / joint.sum()
        kinds[v] += counts[d, v] * joint / joint.sum()
    return value, documents, kinds


def test_the_e_step_is_that_of_brute_force(monkeypatch):
    monkeypatch.setattr(topic_model, "BLOCK", 7)  # several blocks, the last not full
    counts = small_corpus()[0].toarray()
    model = PLSAModel(Corpus.of(counts))
    shares = model.start(3, np.random.default_rng(1))
    value, (documents, kinds) = model.e_step(shares)
    wanted = brute_force(counts, *shares)
    assert value == pytest.approx(wanted[0], rel=1e-12)
    np.testing.assert_allclose(documents, wanted[1], rtol=1e-10)
    np.testing.assert_allclose(kinds, wanted[2], rtol=1e-10)


def test_the_m_step_maximises_what_it_should():
    """No other shares, near or far, do better on the expected complete likelihood."""
    counts = 1 + small_corpus(n=5, v=6)[0].toarray()
    model = PLSAModel(Corpus.of(counts))
    rng = np.random.default_rng(2)
    _, (documents, kinds) = model.e_step(model.start(2, rng))
    best = model.m_step((documents, kinds))

    def expected(theta, words):
        return (documents * np.log(theta)).sum() + (kinds * np.log(words)).sum()

    for size in [1e-3, 1e-2, 0.1, 1.0] * 5:
        theta = best.theta * np.exp(size * rng.standard_normal(best.theta.shape))
        words = best.words * np.exp(size * rng.standard_normal(best.words.shape))
        theta /= theta.sum(axis=1, keepdims=True)
        words /= words.sum(axis=0)
        assert expected(theta, words) < expected(*best)


def test_plsa_climbs_as_nmf_does():
    """NMF with the Kullback-Leibler loss has the same stationary points (Gaussier, Goutte 2005)."""
    counts = small_corpus()[0]
    ours = PLSA(3, max_iter=3000, tol=1e-9, n_init=5, random_state=0).fit(counts)
    nmf = NMF(
        3,
        solver="mu",
        beta_loss="kullback-leibler",
        init="custom",
        max_iter=3000,
        tol=1e-12,
    )
    start = ours.doc_topic_ * 60, ours.components_.copy()
    theta = nmf.fit_transform(sparse.csr_matrix(counts), W=start[0], H=start[1])
    np.testing.assert_allclose(
        theta @ nmf.components_, 60 * ours.doc_topic_ @ ours.components_, atol=2e-3
    )


def test_shares_are_shares():
    counts, topics = small_corpus(length=400)
    model = PLSA(3, max_iter=500, n_init=3, random_state=0).fit(counts)
    np.testing.assert_allclose(model.components_.sum(axis=1), 1)
    np.testing.assert_allclose(model.doc_topic_.sum(axis=1), 1)
    apart = abs(model.components_[:, None] - topics).sum(axis=2) / 2
    assert (apart.min(axis=0) < 0.1).all()  # the topics come back


def test_a_word_that_no_topic_has_is_passed_over():
    counts = np.array([[3, 2, 0], [0, 4, 0]])
    model = PLSA(2, random_state=0).fit(counts)
    with_new, without = model.transform([[3, 2, 5], [3, 2, 0]])
    np.testing.assert_allclose(with_new, without)
    assert model.score([[3, 2, 5]]) == -np.inf and model.perplexity([[3, 2, 5]]) == (
        np.inf
    )


# ---- LDA ----


def log_evidence(counts, alpha, eta):
    """log p(words | alpha, eta), every assignment of topics to words enumerated."""
    documents, words = [
        np.repeat(i, counts[counts > 0].astype(int)) for i in np.nonzero(counts)
    ]
    n, v = counts.shape
    k = len(alpha)
    terms = []
    for z in itertools.product(range(k), repeat=len(words)):
        by_document, by_word = np.zeros((n, k)), np.zeros((k, v))
        np.add.at(by_document, (documents, z), 1)
        np.add.at(by_word, (z, words), 1)
        terms.append(
            log_polya(by_document, alpha) + log_polya(by_word, np.full(v, eta))
        )
    return np.logaddexp.reduce(terms)


def log_polya(counts, prior):
    """Log probability of sequences with these counts under a Dirichlet prior, by rows."""
    row = gammaln(prior.sum()) - gammaln(prior.sum() + counts.sum(axis=1))
    return (row + (gammaln(prior + counts) - gammaln(prior)).sum(axis=1)).sum()


@pytest.mark.parametrize("eta", [0.1, 0.5, 2.0])
def test_the_bound_is_below_the_evidence(eta):
    counts = np.array([[3, 1, 0, 0], [0, 0, 2, 2], [1, 0, 1, 1]])
    alpha = np.array([0.4, 0.7])
    evidence = log_evidence(counts, alpha, eta)
    model = LDAModel(Corpus.of(counts), eta)
    bounds = []
    for seed in range(20):
        steps = iterate(model, model.start(alpha, np.random.RandomState(seed)))
        bounds += [step.value for step in itertools.islice(steps, 60)]
    assert max(bounds) <= evidence
    assert max(bounds) > evidence - 4  # and not far: 11 words


def test_the_bound_is_tight_where_nothing_is_hidden():
    """With one topic q is the posterior: the bound is the evidence, a closed form."""
    counts = np.array([[3, 1, 0, 0], [0, 0, 2, 2]])
    model = LDAModel(Corpus.of(counts), 0.3)
    start = model.start(np.array([0.5]), np.random.RandomState(0))
    beliefs = model.m_step(model.e_step(start)[1])
    value, _ = model.e_step(beliefs)
    wanted = log_polya(counts.sum(axis=0, keepdims=True), np.full(4, 0.3))
    assert value == pytest.approx(wanted, rel=1e-12)


def test_the_kl_of_dirichlets_is_zero_between_equals_and_that_of_monte_carlo():
    """100,000 draws; 5 standard errors, so 1 false alarm in 2 million."""
    rng = np.random.default_rng(3)
    g, prior = rng.gamma(2.0, size=(4, 1)), rng.gamma(2.0, size=(4, 1))
    assert dirichlet_kl(g, g, expected_log(g, axis=0)) == pytest.approx(0, abs=1e-12)
    log_x = np.log(rng.dirichlet(g[:, 0], size=100_000))
    gap = ((g - prior)[:, 0] * log_x).sum(axis=1)
    gap += gammaln(g.sum()) - gammaln(g).sum()
    gap -= gammaln(prior.sum()) - gammaln(prior).sum()
    error = gap.std() / np.sqrt(len(gap))
    assert abs(dirichlet_kl(g, prior, expected_log(g, axis=0)) - gap.mean()) < 5 * error


def test_one_batch_iteration_is_that_of_scikit_learn():
    """Same start, documents read until they settle: the same topics, and the same bound."""
    counts = small_corpus()[0]
    settings = dict(doc_topic_prior=0.9, topic_word_prior=0.4)
    peer = LatentDirichletAllocation(
        3,
        max_iter=1,
        learning_method="batch",
        max_doc_update_iter=10_000,
        mean_change_tol=1e-13,
        random_state=5,
        **settings,
    ).fit(counts)
    lam = np.random.RandomState(5).gamma(100.0, 0.01, (3, counts.shape[1])).T
    words, alpha, corpus = (
        np.exp(expected_log(lam, axis=0)),
        np.full(3, 0.9),
        Corpus.of(counts),
    )
    gamma = settled(corpus, words, alpha)
    theta = np.exp(expected_log(gamma, axis=1))
    _, found = expected_counts(corpus, mix(corpus, theta, words), theta, words)
    np.testing.assert_allclose(peer.components_, 0.4 + found.T, rtol=1e-6)

    lam = np.ascontiguousarray(peer.components_.T)
    gamma = settled(corpus, np.exp(expected_log(lam, axis=0)), alpha)
    value, _ = LDAModel(corpus, 0.4).e_step(Beliefs(gamma, lam, alpha))
    assert value == pytest.approx(peer.score(counts), rel=1e-6)


def settled(corpus, words, alpha):
    def update(part, gamma):
        return topic_model.read(part, words, alpha, gamma, 1)

    return until_settled(update, corpus, topic_model.fresh_gamma(corpus, alpha))


def test_inference_on_new_documents_is_that_of_scikit_learn():
    counts, new = small_corpus()[0], small_corpus(seed=9)[0]
    ours = LDA(3, doc_topic_prior=0.9, topic_word_prior=0.4, random_state=0).fit(counts)
    peer = LatentDirichletAllocation(
        3,
        max_iter=1,
        doc_topic_prior=0.9,
        topic_word_prior=0.4,
        max_doc_update_iter=10_000,
        mean_change_tol=1e-13,
    ).fit(counts)
    peer.components_ = ours.components_
    peer.exp_dirichlet_component_ = ours._words().T.copy()
    np.testing.assert_allclose(ours.transform(new), peer.transform(new), rtol=1e-5)


def test_a_full_stochastic_step_is_the_batch_step():
    """One batch of all documents with step 1 forgets the old topics."""
    corpus, alpha = Corpus.of(small_corpus()[0]), np.full(3, 0.5)
    model = LDAModel(corpus, 0.2)
    lam = np.random.RandomState(0).gamma(100.0, 0.01, (40, 3))
    start = Beliefs(topic_model.fresh_gamma(corpus, alpha), lam, alpha)
    climb = stochastic(
        model,
        start,
        batch_size=30,
        rng=np.random.RandomState(1),
        offset=1.0,
        readings=10,
    )
    next(climb)
    after = next(climb).theta
    words = np.exp(expected_log(lam, axis=0))
    gamma = topic_model.read(corpus, words, alpha, start.gamma, 10)
    wanted = model.m_step(model.e_step(Beliefs(gamma, lam, alpha))[1])
    np.testing.assert_allclose(after.gamma, gamma, rtol=1e-10)
    np.testing.assert_allclose(after.lam, wanted.lam, rtol=1e-10)


def test_both_ways_find_the_topics():
    counts, topics = small_corpus(seed=4, n=400, length=150)
    batch, online = LDA(3, random_state=0), LDA(3, batch_size=50, random_state=0)
    for model in [batch, online]:
        model.fit(counts)
        apart = abs(model.topics_[:, None] - topics).sum(axis=2) / 2
        assert (apart.min(axis=0) < 0.08).all()
        assert model.transform(counts).sum(axis=1) == pytest.approx(1)
    assert online.objective_ == pytest.approx(batch.objective_, rel=0.01)


def test_a_learnt_alpha_raises_the_bound_and_knows_rare_topics():
    rng = np.random.default_rng(0)
    theta = rng.dirichlet([2.0, 2.0, 0.1], 300)
    counts = rng.multinomial(100, theta @ rng.dirichlet(np.full(40, 0.1), 3))
    fixed = LDA(3, random_state=0, max_iter=300).fit(counts)
    learnt = LDA(3, learn_doc_topic_prior=True, random_state=0, max_iter=300)
    learnt.fit(counts)
    assert learnt.objective_ > fixed.objective_ + 50
    assert np.sort(learnt.doc_topic_prior_) == pytest.approx([0.1, 2, 2], rel=0.2)


def test_a_subset_of_documents_keeps_their_words():
    counts = small_corpus()[0].toarray()
    part, columns = subset(Corpus.of(counts), np.array([4, 0, 7]))
    rest = np.delete(counts[[4, 0, 7]], columns, axis=1)
    assert (part.counts.toarray() == counts[[4, 0, 7]][:, columns]).all()
    assert not rest.any()


@pytest.mark.parametrize("seed", range(5))
def test_the_best_alpha_is_that_of_a_general_optimiser(seed):
    rng = np.random.default_rng(seed)
    log_x = np.log(rng.dirichlet(rng.gamma(1.0, size=4) + 0.05, size=200)).mean(axis=0)

    def fall(log_a):
        a = np.exp(log_a)
        return gammaln(a).sum() - gammaln(a.sum()) - a @ log_x

    wanted = np.exp(minimize(fall, np.zeros(4), options={"gtol": 1e-9}).x)
    np.testing.assert_allclose(best_alpha(np.ones(4), log_x), wanted, rtol=1e-3)
    np.testing.assert_allclose(best_alpha(np.full(4, 50.0), log_x), wanted, rtol=1e-3)


# ---- promises of both ----

CORPORA = st.builds(
    lambda seed, n, v, density: (
        np.random.default_rng(seed).poisson(density, size=(n, v)).astype(float)
    ),
    st.integers(0, 10**6),
    st.integers(1, 8),
    st.integers(1, 10),
    st.sampled_from([0.05, 0.5, 3.0]),
)


@settings(max_examples=60, deadline=None)
@given(counts=CORPORA, k=st.integers(1, 4), seed=st.integers(0, 1000))
def test_the_likelihood_of_plsa_never_falls(counts, k, seed):
    model = PLSAModel(Corpus.of(counts))
    steps = iterate(model, model.start(k, np.random.RandomState(seed)))
    for step in itertools.islice(steps, 40):  # the loop itself raises at a fall
        assert np.isfinite(step.theta.theta).all()


@settings(max_examples=60, deadline=None)
@given(
    counts=CORPORA,
    k=st.integers(1, 4),
    seed=st.integers(0, 1000),
    alpha=st.sampled_from([0.003, 0.1, 1.0, 20.0]),
    eta=st.sampled_from([0.003, 0.1, 5.0]),
    learn=st.booleans(),
)
def test_the_bound_of_lda_never_falls(counts, k, seed, alpha, eta, learn):
    model = LDAModel(Corpus.of(counts), eta, learn)
    start = model.start(np.full(k, alpha), np.random.RandomState(seed))
    for step in itertools.islice(iterate(model, start), 40):
        assert (step.theta.gamma > 0).all() and (step.theta.lam > 0).all()


def test_a_wrong_step_would_be_noticed(monkeypatch):
    """The promise can break: responsibilities of the wrong power fall at once."""
    from coursekit.em._loop import ObjectiveFell

    right = topic_model.expected_counts

    def wrong(corpus, p, theta, words):
        return right(corpus, p, theta**-1.0, words)

    monkeypatch.setattr(topic_model, "expected_counts", wrong)
    model = PLSAModel(Corpus.of(small_corpus()[0]))
    with pytest.raises(ObjectiveFell):
        steps = iterate(model, model.start(3, np.random.default_rng(0)))
        list(itertools.islice(steps, 40))


def test_sparse_and_dense_input_give_the_same_fit():
    counts = small_corpus()[0]
    for model in [PLSA(3, random_state=0), LDA(3, random_state=0)]:
        dense = model.fit(counts.toarray()).components_.copy()
        np.testing.assert_array_equal(dense, model.fit(counts).components_)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (LDA(0), "n_components must be a whole number, at least 1; got 0"),
        (LDA(3, n_init=0), "n_init must be a whole number, at least 1; got 0"),
        (PLSA(2.5), "n_components must be a whole number, at least 1; got 2.5"),
        (LDA(3, doc_topic_prior=0), "doc_topic_prior must be at least 0.003"),
        (LDA(3, doc_topic_prior=[1, 2]), "doc_topic_prior must be at least"),
        (LDA(3, topic_word_prior=float("nan")), "topic_word_prior must be at least"),
        (LDA(3, batch_size=0), "batch_size must be None or a whole number"),
        (LDA(3, batch_size=5, learning_decay=0.5), r"learning_decay in \(0.5, 1\]"),
    ],
)
def test_bad_settings_are_named(model, words):
    with pytest.raises(ValueError, match=words):
        model.fit(small_corpus()[0])

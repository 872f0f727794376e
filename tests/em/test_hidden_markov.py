"""Hidden Markov models: against hmmlearn, published fits, closed forms, invariants."""

import pickle
import warnings

import numpy as np
import pytest
from hmmlearn import hmm
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from coursekit import datasets
from coursekit.em._loop import fit, iterate
from coursekit.em.acceleration import squarem
from coursekit.em.emissions import (
    Categorical,
    CategoricalTheta,
    Gaussian,
    GaussianTheta,
    Poisson,
    PoissonTheta,
    shares,
)
from coursekit.em.hidden_markov import (
    CategoricalHMM,
    GaussianHMM,
    HiddenMarkov,
    PoissonHMM,
    draw_states,
    stationary_gain,
    stationary_law,
)

QUAKES = datasets.earthquakes().count[:, None].astype(float)


def chain(K, rng):
    return np.full(K, 1 / K), shares(rng.random((K, K)) + np.eye(K))


# Against hmmlearn, from the same start


def gaussian_pair(kind, K, d, rng):
    start, A = chain(K, rng)
    means, covs = rng.normal(0, 2, (K, d)), np.ones((K, d))
    if kind == "full":
        roots = rng.normal(size=(K, d, d))
        covs = roots @ roots.transpose(0, 2, 1) + np.eye(d)
    peer = hmm.GaussianHMM(
        K, kind, init_params="", covars_prior=0, covars_weight=0, min_covar=0
    )
    peer.means_, peer.covars_ = means, covs
    return GaussianTheta(start, A, means, covs), peer


def categorical_pair(_, K, d, rng):
    start, A = chain(K, rng)
    emission = rng.dirichlet(np.ones(4), (K, 1))
    peer = hmm.CategoricalHMM(K, init_params="")
    peer.emissionprob_, peer.n_features = emission[:, 0], 4
    return CategoricalTheta(start, A, emission), peer


def poisson_pair(_, K, d, rng):
    start, A = chain(K, rng)
    rates = rng.gamma(2, 5, (K, d))
    peer = hmm.PoissonHMM(K, init_params="", lambdas_prior=0, lambdas_weight=0)
    peer.lambdas_ = rates
    return PoissonTheta(start, A, rates), peer


PAIRS = {
    "diag": (gaussian_pair, 3),
    "full": (gaussian_pair, 3),
    "categorical": (categorical_pair, 1),
    "poisson": (poisson_pair, 2),
}


def family_of(kind, x):
    if kind == "categorical":
        return Categorical(x)
    return Poisson(x) if kind == "poisson" else Gaussian(x, kind)


@pytest.mark.parametrize("lengths", [[300], [40, 7, 1, 152, 100]])
@pytest.mark.parametrize("kind", PAIRS)
def test_every_step_is_that_of_hmmlearn(kind, lengths):
    rng = np.random.default_rng(5)
    make, d = PAIRS[kind]
    truth, _ = make(kind, 3, d, rng)
    x = family_of(kind, np.arange(4 * d).reshape(d, 4) % 4).draw(
        truth, draw_states(truth, 300, rng), rng
    )
    theta, peer = make(kind, 3, d, rng)
    peer.startprob_, peer.transmat_ = theta.start, theta.transition
    peer.n_iter, peer.tol = 8, -np.inf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer.fit(x, lengths)
    model = HiddenMarkov(family_of(kind, x.T), np.ascontiguousarray(x.T), lengths, 3)
    n = len(peer.monitor_.history)  # 8; the peer may find it has converged before
    ours = fit(model, theta, max_iter=n, tol=0)
    assert n > 5
    np.testing.assert_allclose(ours.history[:n], peer.monitor_.history, rtol=1e-9)
    np.testing.assert_allclose(ours.theta.transition, peer.transmat_, atol=1e-7)
    np.testing.assert_allclose(ours.theta.start, peer.startprob_, atol=1e-7)


def test_scores_paths_and_posteriors_are_those_of_hmmlearn():
    model = PoissonHMM(3, n_init=5, tol=1e-8, random_state=0).fit(QUAKES)
    peer = hmm.PoissonHMM(3)
    peer.startprob_, peer.transmat_ = model.start_, model.transition_
    peer.lambdas_ = model.rates_
    X = QUAKES.astype(int)
    lengths = [50, 57]
    assert model.score(X, lengths=lengths) * 107 == pytest.approx(
        peer.score(X, lengths), rel=1e-9
    )
    np.testing.assert_array_equal(model.predict(X, lengths), peer.predict(X, lengths))
    np.testing.assert_allclose(
        model.predict_proba(X, lengths), peer.predict_proba(X, lengths), atol=1e-8
    )


# Published fits


@pytest.mark.parametrize(
    ("start", "K", "loss", "rates"),
    [
        ("free", 2, 341.8787, None),
        ("free", 3, 328.5275, None),
        ("stationary", 2, 342.3183, [15.472, 26.125]),
        ("stationary", 3, 329.4603, [13.146, 19.721, 29.714]),
    ],
)
def test_earthquakes(start, K, loss, rates):
    """Zucchini and MacDonald (2009, chapters 3 and 4); hmmlearn for the free start."""
    model = PoissonHMM(K, start=start, n_init=5, tol=1e-10, random_state=0).fit(QUAKES)
    assert -model.objective_ == pytest.approx(loss, abs=1e-4)
    assert -model.score_samples(QUAKES).sum() == pytest.approx(loss, abs=1e-4)
    if rates:
        assert np.sort(model.rates_[:, 0]) == pytest.approx(rates, abs=1e-3)
        law = model.start_ @ model.transition_
        np.testing.assert_allclose(law, model.start_, atol=1e-12)


def test_criteria_of_zucchini_and_macdonald():
    """Their chapter 6: AIC 676.92, BIC 700.98 with three states, stationary start."""
    model = PoissonHMM(3, start="stationary", n_init=5, random_state=0).fit(QUAKES)
    assert model.aic(QUAKES) == pytest.approx(676.92, abs=0.01)
    assert model.bic(QUAKES) == pytest.approx(700.98, abs=0.01)


def test_where_scaling_fails_logarithms_take_over():
    """Two far levels and no way between them: each sequence stays at its own."""
    rng = np.random.default_rng(0)
    X = np.r_[rng.normal(0, 1, 40), rng.normal(1e3, 1, 40)][:, None]
    start = GaussianTheta(
        np.array([0.5, 0.5]), np.eye(2), np.array([[0.0], [1e3]]), np.ones((2, 1))
    )
    model = GaussianHMM(2, init=start).fit(X, lengths=[40, 40])
    np.testing.assert_array_equal(
        model.predict_proba(X, [40, 40])[:, 0] > 0.5, X[:, 0] < 500
    )
    np.testing.assert_allclose(model.start_, 0.5)
    with pytest.raises(ValueError, match="impossible under the model"):
        model.score(np.array([[0.0], [1e200]]))


# The stationary start


def test_stationary_law_of_the_rain():
    """The matrix and law of the markovchain package's vignette."""
    rain = datasets.alofi_rain().state
    moves = np.zeros((3, 3))
    np.add.at(moves, (rain[:-1], rain[1:]), 1)
    assert stationary_law(shares(moves)) == pytest.approx(
        [0.5009, 0.2694, 0.2297], abs=1e-4
    )
    assert stationary_law(np.eye(2)).sum() == pytest.approx(1)  # one of many


def test_gradient_of_the_stationary_gain():
    rng = np.random.default_rng(1)
    A, moves, first = shares(rng.random((3, 3))), 9 * rng.random((3, 3)), rng.random(3)
    _, gradient = stationary_gain(A, moves, first)
    for i, j, k in [(0, 1, 2), (1, 0, 1), (2, 2, 0)]:
        step = np.zeros((3, 3))
        step[i, j], step[i, k] = 1e-6, -1e-6  # rows keep their sum
        up, down = (stationary_gain(A + s * step, moves, first)[0] for s in (1, -1))
        slope = gradient[i, j] / A[i, j] - gradient[i, k] / A[i, k]
        assert (up - down) / 2e-6 == pytest.approx(slope, rel=1e-6)


# The objective never falls


UNITS = st.sampled_from([1e-60, 1e-3, 1.0, 1e7, 1e60])


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["diag", "full", "categorical", "poisson"]),
    start=st.sampled_from(["free", "stationary"]),
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=4),
    K=st.integers(1, 6),
    d=st.integers(1, 3),
    unit=UNITS,
    data=st.sampled_from(["normal", "constant", "one constant column", "few values"]),
    seed=st.integers(0, 999),
)
def test_the_objective_never_falls(kind, start, lengths, K, d, unit, data, seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(sum(lengths), d)) + 3
    if data == "constant":
        X[:] = 3
    elif data == "one constant column":
        X[:, 0] = 3
    elif data == "few values":
        X = np.round(X)
    X = X * unit if kind in ("diag", "full") else np.abs(np.round(X))
    settings_ = {"start": start, "max_iter": 12, "tol": 0, "random_state": seed}
    if kind == "categorical":
        model = CategoricalHMM(K, **settings_)
    elif kind == "poisson":
        model = PoissonHMM(K, **settings_)
    else:
        model = GaussianHMM(K, covariance_type=kind, **settings_)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X, lengths=lengths)  # raises ObjectiveFell where it falls
    gains = np.diff(model.history_)
    assert (gains >= -1e-9 * np.maximum(1, abs(model.history_[:-1]))).all()
    np.testing.assert_allclose(model.predict_proba(X, lengths).sum(axis=1), 1)
    assert np.isfinite(model.score_samples(X, lengths)).all()


def test_wrong_counts_are_noticed():
    class Mirrored(HiddenMarkov):
        def e_step(self, theta):
            value, stats = super().e_step(theta)
            return value, stats._replace(moves=stats.moves[:, ::-1])

    x = np.ascontiguousarray(QUAKES.T)
    theta = PoissonTheta(*chain(2, np.random.default_rng(0)), np.array([[15.0], [25]]))
    with pytest.raises(ArithmeticError, match="log-likelihood fell"):
        fit(Mirrored(Poisson(x), x, [107], 2), theta, max_iter=50, tol=0)


def test_squarem_climbs_to_the_same_place():
    x = np.ascontiguousarray(QUAKES.T)
    model = HiddenMarkov(Poisson(x), x, [107], 3)
    theta = PoissonTheta(
        *chain(3, np.random.default_rng(0)), np.array([[10.0], [20], [30]])
    )
    plain = fit(model, theta, max_iter=2000, tol=1e-10)
    leaps = fit(model, theta, max_iter=2000, tol=1e-10, climb=squarem)
    assert leaps.value == pytest.approx(plain.value, abs=1e-6)
    assert leaps.n_iter < plain.n_iter


# The prior, and fits that are not to be trusted


def test_the_prior_is_so_many_observations_scattered_like_the_data():
    rng = np.random.default_rng(2)
    X = rng.normal(3, 2, (50, 2))
    for kind in ("diag", "full"):
        model = GaussianHMM(1, covariance_type=kind, prior_count=10).fit(X)
        variance = (
            np.diag(model.covariances_[0])
            if kind == "full"
            else (model.covariances_[0])
        )
        np.testing.assert_allclose(variance, X.var(axis=0))
        assert model.degenerate_ == ""
    cov = np.cov(X.T, bias=True)
    np.testing.assert_allclose(model.covariances_[0][0, 1], cov[0, 1] * 50 / 60)


def test_a_state_on_one_point_is_flagged():
    X = np.r_[np.random.default_rng(0).normal(size=60), 100.0][:, None]
    spike = GaussianHMM(2, n_init=5, random_state=0).fit(X)
    assert "no spread of its own" in spike.degenerate_
    assert GaussianHMM(2, random_state=0).fit(X[:60]).degenerate_ == ""


def test_without_a_prior_equal_observations_are_refused():
    with pytest.raises(ValueError, match="state 0 are equal in some column"):
        GaussianHMM(prior_count=0).fit(np.ones((5, 1)))


# Conventions


@pytest.mark.parametrize(
    "estimator",
    [
        GaussianHMM(),
        GaussianHMM(covariance_type="full"),
        CategoricalHMM(),
        PoissonHMM(),
        PoissonHMM(start="stationary"),
    ],
    ids=str,
)
def test_every_check_of_scikit_learn_passes(estimator):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = check_estimator(estimator, on_fail=None)
    assert len(results) >= 41
    assert [r["check_name"] for r in results if r["status"] == "failed"] == []
    skipped = {r["check_name"] for r in results if r["status"] == "skipped"}
    assert skipped <= {"check_array_api_input"}  # needs SCIPY_ARRAY_API


def test_how_many_checks_the_peer_fails():
    """hmmlearn, whose estimators have scikit-learn's names, is held to the same checks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours, theirs = (
            check_estimator(one, on_fail=None)
            for one in (GaussianHMM(), hmm.GaussianHMM())
        )
    failed = [sum(r["status"] == "failed" for r in one) for one in (ours, theirs)]
    assert len(ours) == len(theirs) == 41
    assert failed[0] == 0 < failed[1], failed  # 23 with hmmlearn 0.3.3


def test_pickle_clone_pipeline():
    X = np.random.default_rng(0).normal(size=(80, 2)) * [1, 100]
    pipe = make_pipeline(StandardScaler(), GaussianHMM(2, random_state=0)).fit(X)
    again = pickle.loads(pickle.dumps(pipe))
    np.testing.assert_array_equal(again.predict(X), pipe.predict(X))
    fresh = clone(pipe).fit(X, gaussianhmm__lengths=[40, 40])
    assert fresh[-1].get_params() == pipe[-1].get_params()
    assert fresh.score(X) != pipe.score(X)
    kept = GaussianHMM(2, init=pipe[-1].theta_, max_iter=1000).fit(pipe[0].transform(X))
    assert clone(kept).init.means.tolist() == pipe[-1].means_.tolist()
    assert kept.objective_ >= pipe[-1].objective_


def test_a_path_looks_at_its_neighbours():
    """One row alone is given another state than within its sequence."""
    model = PoissonHMM(2, n_init=3, random_state=0).fit(QUAKES)
    alone = np.concatenate([model.predict(row[None]) for row in QUAKES])
    assert (alone != model.predict(QUAKES)).any()


def test_draws_have_the_laws_of_the_model():
    """Means of 40,000 draws: 6 standard errors, of correlated draws 3 times wider."""
    theta = GaussianTheta(
        np.array([0.0, 1.0]),
        np.array([[0.9, 0.1], [0.3, 0.7]]),
        np.array([[0.0, 5], [2, -5]]),
        np.array([[[1, 0.5], [0.5, 2]], [[2, 0], [0, 1]]]),
    )
    model = GaussianHMM(2, covariance_type="full", init=theta, max_iter=1, tol=1e9)
    model.fit(np.random.default_rng(0).normal(size=(20, 2)))
    model.theta_ = theta
    X, states = model.sample(40_000, random_state=3)
    assert states[0] == 1
    assert (states == 0).mean() == pytest.approx(0.75, abs=0.03)
    assert (states[1:][states[:-1] == 0] == 1).mean() == pytest.approx(0.1, abs=0.012)
    for k in range(2):
        np.testing.assert_allclose(X[states == k].mean(0), theta.means[k], atol=0.09)
        np.testing.assert_allclose(
            np.cov(X[states == k].T), theta.covariances[k], atol=0.12
        )
    again, _ = model.sample(40_000, random_state=3)
    np.testing.assert_array_equal(again, X)


STICKY = np.array([[0.95, 0.05], [0.1, 0.9]])


def test_a_fit_finds_the_rates_that_made_the_counts():
    """6,000 counts: standard errors are below 0.06 (rates) and 0.006 (moves)."""
    theta = PoissonTheta(np.array([0.5, 0.5]), STICKY, np.array([[2.0], [12.0]]))
    rng = np.random.default_rng(4)
    X = Poisson(np.ones((1, 1))).draw(theta, draw_states(theta, 6000, rng), rng)
    model = PoissonHMM(2, random_state=0).fit(X)
    order = np.argsort(model.rates_[:, 0])
    np.testing.assert_allclose(model.rates_[order], theta.rates, atol=0.36)
    np.testing.assert_allclose(
        model.transition_[np.ix_(order, order)], STICKY, atol=0.04
    )


def test_a_fit_finds_the_shares_that_made_the_categories():
    """6,000 of them: standard errors are below 0.012."""
    shown = np.array([[[0.9, 0.1, 0.0]], [[0.1, 0.3, 0.6]]])
    theta = CategoricalTheta(np.array([0.5, 0.5]), STICKY, shown)
    rng = np.random.default_rng(4)
    X = Categorical(np.array([[2]])).draw(theta, draw_states(theta, 6000, rng), rng)
    model = CategoricalHMM(2, n_init=4, random_state=0).fit(X)
    order = np.argsort(-model.emission_[:, 0, 0])
    np.testing.assert_allclose(model.emission_[order], shown, atol=0.06)
    np.testing.assert_allclose(
        model.transition_[np.ix_(order, order)], STICKY, atol=0.06
    )


def test_categories_may_be_any_numbers():
    X = np.array([[7.5, -1], [2, -1], [7.5, 4], [7.5, 9]] * 5)
    model = CategoricalHMM(2, random_state=0).fit(X)
    assert [c.tolist() for c in model.categories_] == [[2, 7.5], [-1, 4, 9]]
    assert model.emission_.shape == (2, 2, 3)
    assert (model.emission_[:, 0, 2] == 0).all()
    drawn, _ = model.sample(50, random_state=0)
    assert set(drawn[:, 0]) <= {2, 7.5} and set(drawn[:, 1]) <= {-1, 4, 9}
    with pytest.raises(
        ValueError, match="X has in column 1 the value 5, unknown to fit"
    ):
        model.predict([[2, 5]])


def test_what_cannot_be_is_named():
    model = CategoricalHMM(1).fit([[0], [1]])
    model.theta_ = model.theta_._replace(emission=np.array([[[1.0, 0.0]]]))
    with pytest.raises(ValueError, match="X is impossible under the model, from row 1"):
        model.score([[0], [1], [0]])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: GaussianHMM(0).fit(QUAKES), "n_components must be a whole number"),
        (lambda: GaussianHMM(n_init=0).fit(QUAKES), "n_init must be a whole number"),
        (lambda: GaussianHMM(start="x").fit(QUAKES), "start must be one of"),
        (
            lambda: GaussianHMM(prior_count=-1).fit(QUAKES),
            "prior_count must be at least",
        ),
        (
            lambda: GaussianHMM(covariance_type="x").fit(QUAKES),
            "covariance_type must be",
        ),
        (lambda: GaussianHMM(max_iter=0).fit(QUAKES), "max_iter must be"),
        (lambda: PoissonHMM().fit(-QUAKES), "must hold counts, at least 0; got -41"),
        (
            lambda: PoissonHMM().fit(QUAKES, lengths=[7, 9]),
            "lengths sum to 16, but X has",
        ),
        (lambda: PoissonHMM().fit(QUAKES, lengths=[0, 107]), "lengths must be whole"),
        (
            lambda: PoissonHMM().fit(QUAKES, lengths=[0.5, 106.5]),
            "lengths must be whole",
        ),
        (
            lambda: PoissonHMM().fit(QUAKES).sample(0),
            "n_samples must be at least 1, got 0",
        ),
    ],
)
def test_bad_input_is_named(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_the_loop_is_lazy():
    """A climb can be watched step by step: the likelihoods are those of the fit."""
    x = np.ascontiguousarray(QUAKES.T)
    theta = PoissonTheta(*chain(2, np.random.default_rng(0)), np.array([[15.0], [25]]))
    model = HiddenMarkov(Poisson(x), x, [107], 2)
    steps = iterate(model, theta)
    seen = [next(steps).value for _ in range(4)]
    np.testing.assert_array_equal(seen, fit(model, theta, max_iter=3, tol=0).history)

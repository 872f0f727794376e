"""Gaussian mixtures: steps against brute force, fits against scikit-learn and figures."""

import pickle
import tracemalloc
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mixtures import brute_log_joint, matrices, random_mixture
from scipy.stats import invgamma, invwishart, multivariate_normal
from sklearn import mixture
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from coursekit import datasets
from coursekit.em import _loop
from coursekit.em.acceleration import squarem
from coursekit.em.gaussian_mixture import (
    COVARIANCE_TYPES,
    FLOOR,
    GaussianMixture,
    Mixture,
    Prior,
    e_step,
    log_prior,
    m_step,
    weak_prior,
)

FAITHFUL = np.column_stack(datasets.faithful())


def brute_e_step(X, theta, sample_weight):
    log_joint = brute_log_joint(X, theta)
    log_density = np.logaddexp.reduce(log_joint, axis=1)
    r = sample_weight[:, None] * np.exp(log_joint - log_density[:, None])
    n = r.sum(axis=0)
    mean = r.T @ X / n[:, None]
    scatter = np.array(
        [(r[:, k, None] * (X - mean[k])).T @ (X - mean[k]) for k in range(len(n))]
    )
    return sample_weight @ log_density, n, mean, scatter


def shaped(scatter, kind):
    if kind == "tied":
        return scatter.sum(axis=0)
    diagonals = np.diagonal(scatter, axis1=1, axis2=2)
    return {"full": scatter, "diag": diagonals, "spherical": diagonals.sum(axis=1)}[
        kind
    ]


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
@pytest.mark.parametrize("d", [1, 3, 40])
@pytest.mark.parametrize("offset", [0.0, 1e6])
def test_the_e_step_is_brute_force(kind, d, offset):
    rng = np.random.default_rng(1)
    theta = random_mixture(rng, 4, d, kind)
    X = theta.means[rng.integers(4, size=3000)] + rng.standard_normal((3000, d))
    w = rng.random(3000)
    value, n, mean, scatter = brute_e_step(X, theta, w)
    moved = theta._replace(means=theta.means + offset)
    got, stats = e_step(X + offset, moved, w)
    tol = {"rtol": 1e-9 if offset else 1e-11, "atol": 1e-8 if offset else 1e-10}
    np.testing.assert_allclose(got, value, **tol)
    np.testing.assert_allclose(stats.n, n, **tol)
    np.testing.assert_allclose(stats.mean - offset, mean, **tol)
    wanted = shaped(scatter, kind)
    np.testing.assert_allclose(stats.scatter, wanted, rtol=1e-7, atol=1e-6)


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
@pytest.mark.parametrize("prior", ["weak", None])
def test_no_neighbour_of_the_m_step_is_better(kind, prior):
    """Against the expected log joint density, written out, plus the log prior."""
    rng = np.random.default_rng(3)
    X = rng.standard_normal((60, 2)) * [1, 3] + [2, 0]
    r = rng.dirichlet([0.7, 1, 2], size=60)
    model = Mixture(X, 3, kind, prior=prior)
    if prior:
        model.prior = Prior(np.array([2.0, -1.0]), strength=3.0, df=5.0, scale=0.7)
    best = model.m_step(model.from_resp(r))

    def expected(theta):
        value = (r * brute_log_joint(model.X, theta)).sum()
        return value + (log_prior(theta, model.prior) if prior else 0)

    top = expected(best)
    for size in (1e-3, 0.1):
        for field in ("weights", "means", "covariances"):
            for _ in range(20):
                value = getattr(best, field)
                noise = rng.standard_normal(value.shape)
                if field == "weights":
                    moved = value * np.exp(size * noise)
                    moved /= moved.sum()
                elif field == "covariances" and kind in ("full", "tied"):
                    turn = np.eye(2) + size * noise
                    moved = turn @ value @ np.swapaxes(turn, -1, -2)
                elif field == "covariances":
                    moved = value * np.exp(size * noise)
                else:
                    moved = value + size * noise
                assert expected(best._replace(**{field: moved})) < top


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
def test_the_log_prior_is_scipys_up_to_a_constant(kind):
    rng = np.random.default_rng(11)
    prior = Prior(rng.standard_normal(3), strength=0.4, df=6.5, scale=0.7)

    def scipys(theta):
        parts = zip(theta.means, matrices(theta), strict=True)
        value = sum(
            multivariate_normal(prior.mean, cov / prior.strength).logpdf(mean)
            for mean, cov in parts
        )
        if kind in ("full", "tied"):
            law = invwishart(prior.df, prior.scale * np.eye(3))
            return value + sum(
                law.logpdf(c) for c in theta.covariances.reshape(-1, 3, 3)
            )
        law = invgamma(prior.df / 2, scale=prior.scale / 2)
        return value + law.logpdf(theta.covariances).sum()

    thetas = [random_mixture(rng, 4, 3, kind) for _ in range(3)]
    ours = [log_prior(theta, prior) for theta in thetas]
    np.testing.assert_allclose(np.diff(ours), np.diff([scipys(t) for t in thetas]))


def test_the_floor_is_the_constrained_maximum():
    """Eigenvalues below the floor are raised to it, and nothing allowed is better."""
    X = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [-3.0, -3.0]])
    model = Mixture(X, 1, prior=None)
    theta = model.m_step(model.from_resp(np.ones((4, 1))))
    values, vectors = np.linalg.eigh(theta.covariances[0])
    np.testing.assert_allclose(values, [FLOOR, 2.0], rtol=1e-9)
    top, _ = model.e_step(theta)
    for raised in ([2 * FLOOR, 2.0], [FLOOR, 2.1], [FLOOR, 1.9]):
        cov = (vectors * raised) @ vectors.T
        assert model.e_step(theta._replace(covariances=cov[None]))[0] < top
    assert model.degenerate(theta) == "component 0 has next to no width"


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
@pytest.mark.parametrize(("n", "d"), [(2500, 3), (900, 40)])
def test_fits_are_those_of_scikit_learn(kind, n, d):
    rng = np.random.default_rng(4)
    centres = 3 * rng.standard_normal((3, d))
    X = centres[rng.integers(3, size=n)] + rng.standard_normal((n, d))
    X = X * np.geomspace(0.1, 10, d) + 5
    resp = rng.dirichlet(np.ones(3), size=n)
    start = GaussianMixture(
        3, covariance_type=kind, prior=None, reg_covar=1e-3, resp_init=resp, max_iter=1
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        start.fit(X)
    invert = np.linalg.inv if kind in ("full", "tied") else np.reciprocal
    common = {"covariance_type": kind, "tol": 0, "max_iter": 40, "reg_covar": 1e-3}
    theirs = mixture.GaussianMixture(
        3,
        weights_init=start.weights_,
        means_init=start.means_,
        precisions_init=invert(start.covariances_),
        **common,
    )
    ours = GaussianMixture(
        3,
        prior=None,
        weights_init=start.weights_,
        means_init=start.means_,
        covariances_init=start.covariances_,
        **common,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        theirs.fit(X)
        ours.fit(X)
    for name in ("weights_", "means_", "covariances_"):
        wanted = getattr(theirs, name)
        np.testing.assert_allclose(getattr(ours, name), wanted, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(
        ours.score_samples(X), theirs.score_samples(X), rtol=1e-8
    )
    np.testing.assert_allclose(
        ours.predict_proba(X), theirs.predict_proba(X), rtol=1e-6, atol=1e-10
    )
    assert ours.bic(X) == pytest.approx(theirs.bic(X), rel=1e-10)
    assert ours.aic(X) == pytest.approx(theirs.aic(X), rel=1e-10)
    np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))


def test_the_ridge_of_scikit_learn_can_lower_the_likelihood():
    """Standardised Old Faithful times 1e-3: why `reg_covar` is no exact M-step."""
    X = 1e-3 * (FAITHFUL - FAITHFUL.mean(axis=0)) / FAITHFUL.std(axis=0)
    fitted = GaussianMixture(2, prior=None, reg_covar=1e-6, random_state=0).fit(X)
    assert np.diff(fitted.history_).min() < -5


DATA = st.builds(
    lambda seed, n, d, distinct, constant, power, offset: (
        _awkward(np.random.default_rng(seed), n, d, distinct, constant)
        * 10.0 ** np.array(power[:d])
        + offset
    ),
    seed=st.integers(0, 10**6),
    n=st.integers(1, 40),
    d=st.integers(1, 5),
    distinct=st.sampled_from([1, 2, 3, 1000]),
    constant=st.booleans(),
    power=st.lists(st.integers(-60, 60), min_size=5, max_size=5),
    offset=st.sampled_from([0.0, 0.0, 1.0, -1e6]),
)


def _awkward(rng, n, d, distinct, constant):
    """Few distinct points, perhaps a constant and a repeated column."""
    X = rng.standard_normal((min(n, distinct), d))[
        rng.integers(min(n, distinct), size=n)
    ]
    if constant:
        X[:, -1] = X[0, -1]
        X[:, 0] = X[:, (d - 1) // 2]
    return X


@given(
    X=DATA,
    K=st.integers(1, 6),
    kind=st.sampled_from(COVARIANCE_TYPES),
    prior=st.sampled_from(["weak", None]),
    init=st.sampled_from(["k-means++", "random"]),
)
@settings(max_examples=200, deadline=None)
def test_the_objective_never_falls(X, K, kind, prior, init):
    """The loop raises if it does; duplicated points, constant columns, K > n, any unit."""
    estimator = GaussianMixture(
        K, covariance_type=kind, prior=prior, init_params=init, tol=0, max_iter=25
    )
    estimator.set_params(random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        estimator.fit(X)
    assert (
        np.diff(estimator.history_) >= -1e-9 * np.abs(estimator.history_[1:])
    ).all() or (np.abs(estimator.history_).max() < 1)
    assert (
        np.isclose(estimator.weights_.sum(), 1) and np.isfinite(estimator.means_).all()
    )
    r = estimator.predict_proba(X)
    np.testing.assert_allclose(r.sum(axis=1), 1)
    assert np.isfinite(estimator.score_samples(X)).all()


@given(seed=st.integers(0, 10**6), kind=st.sampled_from(COVARIANCE_TYPES))
@settings(max_examples=20, deadline=None)
def test_weighted_rows_are_repeated_rows(seed, kind):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((30, 2))
    times = rng.integers(0, 4, size=30)
    times[:3] = 1
    resp = rng.dirichlet(np.ones(3), size=30)
    estimator = GaussianMixture(3, covariance_type=kind, tol=0, max_iter=20)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        weighted = (
            clone(estimator).set_params(resp_init=resp).fit(X, sample_weight=times)
        )
        repeated = clone(estimator).set_params(resp_init=np.repeat(resp, times, axis=0))
        repeated.fit(np.repeat(X, times, axis=0))
    np.testing.assert_allclose(weighted.history_, repeated.history_, rtol=1e-9)
    np.testing.assert_allclose(weighted.means_, repeated.means_, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(
        weighted.covariances_, repeated.covariances_, rtol=1e-7, atol=1e-9
    )


def test_old_faithful_has_the_published_figures():
    """mclust's EEE, K = 3, BIC 2314.30; full K = 2 as every program finds it."""
    exact = {"prior": None, "tol": 1e-11, "max_iter": 20000, "random_state": 0}
    tied = GaussianMixture(3, covariance_type="tied", n_init=20, **exact).fit(FAITHFUL)
    assert tied.bic(FAITHFUL) == pytest.approx(2314.30, abs=0.03)
    full = GaussianMixture(2, n_init=4, **exact).fit(FAITHFUL)
    assert full.objective_ == pytest.approx(-1130.264, abs=5e-4)
    assert full.score_samples(FAITHFUL).sum() == pytest.approx(
        full.objective_, rel=1e-12
    )
    short, long = np.argsort(full.means_[:, 0])
    np.testing.assert_allclose(
        full.weights_[[short, long]], [0.3559, 0.6441], atol=5e-5
    )
    np.testing.assert_allclose(full.means_[short], [2.036, 54.48], atol=5e-3)
    np.testing.assert_allclose(full.means_[long], [4.290, 79.97], atol=5e-3)
    assert not tied.degenerate_ and not full.degenerate_


def test_a_spike_is_flagged_and_barred():
    """Many waits of 83 minutes: without a prior a diagonal component can sit on them."""
    alone = GaussianMixture(
        5, covariance_type="diag", prior=None, init_params="random", random_state=0
    )
    alone.set_params(max_iter=5000, tol=1e-7).fit(FAITHFUL)
    assert alone.degenerate_.endswith("has next to no width")
    assert alone.covariances_.min() / FAITHFUL.var(axis=0)[1] == pytest.approx(FLOOR)
    several = clone(alone).set_params(n_init=12, race=0).fit(FAITHFUL)
    assert not several.degenerate_
    assert (
        several.objective_ < alone.objective_ - 10
    )  # the spike's likelihood is higher
    cured = clone(alone).set_params(prior="weak").fit(FAITHFUL)
    assert not cured.degenerate_
    assert (cured.covariances_ / FAITHFUL.var(axis=0)).min() > 1e-3


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
def test_units_do_not_matter(kind):
    """Equivariance: of scale for each column, but for spheres of one scale for all."""
    rng = np.random.default_rng(5)
    X = rng.standard_normal((200, 3)) + 4 * rng.integers(2, size=(200, 1))
    scale = np.full(3, 1e90) if kind == "spherical" else np.array([1e-90, 7, 1e90])
    estimator = GaussianMixture(2, covariance_type=kind, random_state=0)
    here = clone(estimator).fit(X)
    there = clone(estimator).fit(X * scale)
    np.testing.assert_allclose(there.means_, here.means_ * scale, rtol=1e-6)
    gain = here.score_samples(X) - there.score_samples(X * scale)
    np.testing.assert_allclose(gain, np.log(scale).sum(), rtol=1e-7, atol=1e-6)


def test_single_precision_stays_close():
    rng = np.random.default_rng(6)
    X = rng.standard_normal((5000, 4)) + 6 * rng.integers(2, size=(5000, 1)) + 100
    resp = rng.dirichlet(np.ones(2), size=5000)
    double = GaussianMixture(2, resp_init=resp, tol=1e-7).fit(X)
    single = clone(double).fit(X.astype(np.float32))
    np.testing.assert_allclose(single.means_, double.means_, rtol=1e-4)
    np.testing.assert_allclose(single.covariances_, double.covariances_, atol=2e-2)
    assert single.predict_proba(X.astype(np.float32)).dtype == np.float32
    assert single.score(X) == pytest.approx(double.score(X), abs=1e-4)


def test_responsibilities_of_all_points_are_never_held():
    rng = np.random.default_rng(7)
    X = np.asfortranarray(rng.standard_normal((100_000, 2)))
    theta = random_mixture(rng, 50, 2, "full")
    tracemalloc.start()
    e_step(X, theta)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < X.shape[0] * 50 * 8 / 10


def test_race_and_restarts_keep_the_best():
    rng = np.random.default_rng(8)
    X = rng.standard_normal((300, 2)) + 5 * rng.integers(3, size=(300, 2))
    settings = {"prior": None, "tol": 1e-8, "max_iter": 1000, "random_state": 1}
    one = GaussianMixture(9, **settings).fit(X)
    raced = GaussianMixture(9, n_init=16, **settings).fit(X)
    every = GaussianMixture(9, n_init=16, race=0, **settings).fit(X)
    assert one.objective_ < raced.objective_ <= every.objective_ + 1e-6


def test_squarem_climbs_a_mixture_faster():
    model = Mixture(FAITHFUL, 3, "full")
    theta = model.start(model.seeds(np.random.RandomState(0)))
    plain = _loop.fit(model, theta, max_iter=4000, tol=1e-9)
    leaps = _loop.fit(model, theta, max_iter=4000, tol=1e-9, climb=squarem)
    assert leaps.value == pytest.approx(plain.value, abs=1e-3)
    assert 3 * leaps.n_iter < plain.n_iter


def test_starts_that_are_given():
    rng = np.random.default_rng(9)
    X = np.concatenate([rng.standard_normal((50, 2)), 6 + rng.standard_normal((50, 2))])
    means = np.array([[7.0, 7.0], [1.0, 1.0]])
    fitted = GaussianMixture(2, means_init=means).fit(X)
    assert fitted.means_[0].min() > 5 and fitted.means_[1].max() < 1
    hard = np.repeat(np.eye(2)[::-1], 50, axis=0)
    again = GaussianMixture(2, resp_init=hard).fit(X)
    assert again.objective_ == pytest.approx(fitted.objective_, abs=1e-2)
    assert again.history_[0] > fitted.history_[0]  # the means are where they were put
    weighty = GaussianMixture(2, weights_init=[0.9, 0.1], means_init=means, max_iter=1)
    with pytest.warns(ConvergenceWarning):
        assert weighty.fit(X).history_[0] < fitted.history_[0]


def test_samples_come_from_the_mixture():
    """Means and covariances of 40,000 draws, at 6 standard errors: fails below 1e-7."""
    rng = np.random.default_rng(10)
    for kind in COVARIANCE_TYPES:
        X = rng.standard_normal((400, 2)) * [1, 3] + 8 * rng.integers(2, size=(400, 1))
        fitted = GaussianMixture(2, covariance_type=kind, random_state=0).fit(X)
        theta = fitted._theta
        draws, z = fitted.sample(40_000, random_state=1)
        for k in range(2):
            part, cov = draws[z == k], matrices(theta)[k]
            error = 6 * np.sqrt(np.diag(cov) / len(part))
            assert (np.abs(part.mean(axis=0) - theta.means[k]) < error).all()
            spread = 6 * np.sqrt(2 / len(part)) * np.sqrt(np.outer(*[np.diag(cov)] * 2))
            assert (np.abs(np.cov(part.T) - cov) < spread).all()
            share = theta.weights[k]
            assert abs(np.mean(z == k) - share) < 6 * np.sqrt(share * (1 - share) / 4e4)


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
def test_scikit_learn_accepts_the_estimator(kind):
    check_estimator(GaussianMixture(covariance_type=kind))


def test_it_works_where_scikit_learn_puts_it():
    search = GridSearchCV(
        make_pipeline(StandardScaler(), GaussianMixture(random_state=0)),
        {
            "gaussianmixture__n_components": [1, 2],
            "gaussianmixture__prior": ["weak", None],
        },
        cv=3,
    ).fit(FAITHFUL)
    assert search.best_params_["gaussianmixture__n_components"] == 2
    again = pickle.loads(pickle.dumps(search.best_estimator_))
    np.testing.assert_array_equal(again.predict(FAITHFUL), search.predict(FAITHFUL))


def test_the_weak_prior_is_that_of_fraley_and_raftery():
    prior = weak_prior(4, 2)
    assert (prior.strength, prior.df, prior.scale) == (0.01, 4, 0.25)
    stats = Mixture(FAITHFUL, 1).from_resp(np.ones((272, 1)))
    theta = m_step(stats, weak_prior(1, 2))
    wanted = (stats.scatter[0] + np.eye(2)) / (272 + 4 + 2 + 2)
    np.testing.assert_allclose(theta.covariances[0], wanted, atol=1e-12)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"n_components": 0}, "n_components must be a whole number, at least 1; got 0"),
        ({"max_iter": 2.5}, "max_iter must be a whole number, at least 1; got 2.5"),
        ({"tol": -1}, "tol must be a number, at least 0; got -1"),
        ({"reg_covar": np.inf}, "reg_covar must be a number, at least 0; got inf"),
        ({"reg_covar": 1e-6}, "give prior=None with reg_covar"),
        ({"covariance_type": "round"}, "covariance_type must be one of"),
        ({"prior": "strong"}, r"prior must be one of \('weak', None\), got 'strong'"),
        (
            {"means_init": np.zeros((2, 3))},
            r"means_init must be finite, of shape \(2, 2\)",
        ),
        ({"weights_init": [1, 1]}, "weights_init must be at least 0 and sum to 1"),
        ({"resp_init": np.ones((4, 2))}, "resp_init must be at least 0 and sum to 1"),
        (
            {"means_init": np.eye(2), "covariances_init": -np.ones((2, 2, 2))},
            "a covariance matrix is not positive definite",
        ),
    ],
)
def test_bad_parameters_are_named(changes, words):
    X = np.random.default_rng(0).standard_normal((4, 2))
    with pytest.raises(ValueError, match=words):
        GaussianMixture(2).set_params(**changes).fit(X)


def test_bad_data_are_named():
    with pytest.raises(ValueError, match="cannot hold; change its unit"):
        GaussianMixture().fit(1e200 * np.array([[1.0], [2.0]]))
    with pytest.raises(ValueError, match="at least one non-zero number"):
        GaussianMixture().fit(np.eye(2), sample_weight=[0, 0])
    with pytest.raises(ValueError, match="n_samples must be a whole number"):
        GaussianMixture().fit(np.eye(2)).sample(0)

"""Variational Bayes: Monte Carlo and closed forms, scikit-learn's, and never down."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import BayesianGaussianMixture
from sklearn.utils.estimator_checks import parametrize_with_checks

from coursekit import datasets
from coursekit.em._loop import iterate
from coursekit.em.gaussian_mixture import Mixture
from coursekit.em.variational_mixture import (
    Law,
    VariationalGaussianMixture,
    VariationalMixture,
    divergence,
    expected_log_det,
    log_predictive,
)

faithful = datasets.faithful()
X = np.column_stack([faithful.eruptions, faithful.waiting])


@parametrize_with_checks([VariationalGaussianMixture()])
def test_it_keeps_scikit_learns_conventions(estimator, check):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        check(estimator)


def peer(X, K, seed, **prior):
    """scikit-learn's, and ours from the same start and the same prior."""
    prior = {"covariance_prior": np.cov(X.T), **prior}
    theirs = BayesianGaussianMixture(
        n_components=K,
        weight_concentration_prior_type="dirichlet_distribution",
        reg_covar=0,
        tol=1e-12,
        max_iter=20_000,
        random_state=seed,
        **prior,
    ).fit(X)
    labels = (
        KMeans(K, n_init=1, random_state=np.random.RandomState(seed)).fit(X).labels_
    )
    ours = VariationalGaussianMixture(
        K, tol=1e-15, max_iter=20_000, resp_init=np.eye(K)[labels], **prior
    ).fit(X)
    return ours, theirs


@pytest.mark.parametrize(
    ("K", "prior"),
    [
        (2, {}),
        (3, {"weight_concentration_prior": 5.0}),
        (
            3,
            {
                "mean_precision_prior": 0.1,
                "mean_prior": [3.0, 60.0],
                "degrees_of_freedom_prior": 4.5,
                "covariance_prior": np.array([[0.3, 1.0], [1.0, 40.0]]),
            },
        ),
    ],
)
def test_it_agrees_with_scikit_learn(K, prior):
    ours, theirs = peer(X, K, 0, **prior)
    for name in ("weights_", "means_", "covariances_"):
        here, there = getattr(ours, name), getattr(theirs, name)
        assert here == pytest.approx(there, rel=1e-6, abs=1e-6 * abs(there).max()), name
    assert ours.predict_proba(X) == pytest.approx(theirs.predict_proba(X), abs=1e-5)


def test_bounds_differ_from_scikit_learns_by_the_same_constants():
    """scikit-learn leaves out what depends on priors and sizes alone: same in each fit."""
    prior = {"mean_prior": np.zeros(2), "covariance_prior": np.eye(2)}
    heaps = np.repeat([[0, 0], [5, 0], [0, 5]], 20, axis=0)
    fits = [
        peer(
            heaps + np.random.default_rng(seed).standard_normal((60, 2)), 3, 0, **prior
        )
        for seed in range(4)
    ]
    ours = np.array([one.objective_ for one, _ in fits])
    theirs = np.array([one.lower_bound_ for _, one in fits])
    assert np.ptp(ours) > 1  # there is something to compare
    assert ours - ours[0] == pytest.approx(theirs - theirs[0], abs=1e-4)


def a_law(K=3, d=2, seed=0, strength=1.0):
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((K, d, d + 2))
    return Law(
        rng.uniform(0.5, 5, K),
        strength * rng.uniform(0.5, 5, K),
        rng.standard_normal((K, d)),
        root @ np.swapaxes(root, 1, 2),
        d + rng.uniform(1, 6, K),
    )


def draw(law, rng):
    """Weights, means and precisions from the law, and its log density there."""
    weights = rng.dirichlet(law.concentration)
    value, means, precisions = (
        stats.dirichlet(law.concentration).logpdf(weights),
        [],
        [],
    )
    for b, m, s, df in zip(law.strength, law.mean, law.scale, law.df, strict=True):
        precision = stats.wishart(df, np.linalg.inv(s)).rvs(random_state=rng)
        mean = rng.multivariate_normal(m, np.linalg.inv(b * precision))
        means.append(mean)
        precisions.append(precision)
    return weights, np.array(means), np.array(precisions), value


def log_density(law, weights, means, precisions):
    value = stats.dirichlet(law.concentration).logpdf(weights)
    for k in range(len(means)):
        value += stats.wishart(law.df[k], np.linalg.inv(law.scale[k])).logpdf(
            precisions[k]
        )
        cov = np.linalg.inv(law.strength[k] * precisions[k])
        value += stats.multivariate_normal(law.mean[k], cov).logpdf(means[k])
    return value


def test_the_divergence_is_the_mean_of_the_log_ratio():
    """4,000 draws; tolerance five standard errors: false alarm one in a million. Seeded."""
    law, prior = a_law(seed=1), a_law(seed=2)
    rng = np.random.default_rng(3)
    ratios = []
    for _ in range(1000):
        drawn = draw(law, rng)[:3]
        ratios.append(log_density(law, *drawn) - log_density(prior, *drawn))
    error = np.std(ratios) / np.sqrt(len(ratios))
    assert abs(np.mean(ratios) - divergence(law, prior)) < 5 * error
    assert divergence(law, law) == pytest.approx(0, abs=1e-9)


def test_the_expected_log_determinant():
    """20,000 draws, five standard errors. Seeded."""
    law = a_law(K=1, d=3)
    drawn = stats.wishart(law.df[0], np.linalg.inv(law.scale[0])).rvs(20_000, 0)
    logs = np.linalg.slogdet(drawn)[1]
    assert abs(logs.mean() - expected_log_det(law)[0]) < 5 * logs.std() / np.sqrt(
        20_000
    )


def test_one_component_has_its_evidence_in_closed_form():
    """With K = 1 nothing is approximated: the bound is the log marginal likelihood.

    Murphy (2007), "Conjugate Bayesian analysis of the Gaussian distribution", 266.
    """
    from scipy.special import multigammaln

    n, d = X.shape
    fitted = VariationalGaussianMixture(
        1, covariance_prior=np.diag([2.0, 300.0]), mean_precision_prior=0.7, mean_prior=[3, 70],
        degrees_of_freedom_prior=3.5,
    ).fit(X)  # fmt: skip
    law = fitted.law_
    _, before = np.linalg.slogdet(np.diag([2.0, 300.0]))
    _, after = np.linalg.slogdet(law.scale[0])
    wanted = (
        -0.5 * n * d * np.log(np.pi)
        + multigammaln((3.5 + n) / 2, d)
        - multigammaln(3.5 / 2, d)
        + 0.5 * (3.5 * before - (3.5 + n) * after)
        + 0.5 * d * np.log(0.7 / (0.7 + n))
    )
    assert fitted.objective_ == pytest.approx(wanted, rel=1e-10)


def test_the_predictive_density_is_that_of_students_t():
    law = a_law(K=1)
    df = law.df[0] - 1
    scale = law.scale[0] * (1 + law.strength[0]) / (law.strength[0] * df)
    wanted = stats.multivariate_t(law.mean[0], scale, df).logpdf(X)
    assert log_predictive(X, law) == pytest.approx(wanted, rel=1e-9)


def test_densities_integrate_to_one_in_the_units_of_the_data():
    fitted = VariationalGaussianMixture(3, random_state=0).fit(X)
    a, b = np.linspace(-5, 12, 400), np.linspace(-60, 210, 400)
    grid = np.stack(np.meshgrid(a, b), axis=-1).reshape(-1, 2)
    area = (a[1] - a[0]) * (b[1] - b[0])
    assert np.exp(fitted.score_samples(grid)).sum() * area == pytest.approx(1, abs=1e-3)
    assert fitted.score_samples(X[:5]) == pytest.approx(
        log_predictive(X[:5], fitted.law_)
    )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
    st.integers(1, 3),
    st.sampled_from([1e-6, 1.0, 1e6]),
    st.sampled_from(["spread", "equal rows", "constant column"]),
)
def test_the_bound_never_falls(seed, K, d, scale, shape):
    rng = np.random.default_rng(seed)
    data = scale * rng.standard_normal((12, d)) + 10 * scale
    if shape == "equal rows":
        data[:] = data[0]
    if shape == "constant column":
        data[:, 0] = data[0, 0]
    estimator = VariationalGaussianMixture(K)
    mixture = Mixture(data, K, "full")
    model = VariationalMixture(mixture, estimator._prior(mixture))
    start = model.m_step(mixture.from_resp(rng.dirichlet(np.ones(K), 12)))
    steps = iterate(model, start)  # raises if it falls
    for _ in range(40):
        next(steps)


def test_components_that_are_not_needed_are_emptied():
    fitted = VariationalGaussianMixture(
        6, weight_concentration_prior=1e-3, max_iter=5000, random_state=1
    ).fit(X)
    assert (fitted.weights_ > 0.02).sum() == 2
    assert fitted.weights_.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"n_components": 0}, "n_components must be a whole number, at least 1; got 0"),
        ({"mean_precision_prior": 0}, "mean_precision_prior must be a number above 0"),
        (
            {"degrees_of_freedom_prior": 1},
            "degrees_of_freedom_prior must be a number above 1",
        ),
        (
            {"weight_concentration_prior": -1},
            "weight_concentration_prior must be a number",
        ),
        (
            {"mean_prior": [1.0]},
            r"mean_prior must be finite, of shape \(2,\); got shape \(1,\)",
        ),
        (
            {"covariance_prior": -np.eye(2)},
            "covariance_prior must be symmetric and positive",
        ),
        (
            {"resp_init": np.ones((272, 1)) / 2},
            "resp_init must be at least 0, each row",
        ),
    ],
)
def test_bad_parameters_are_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        VariationalGaussianMixture(**arguments).fit(X)

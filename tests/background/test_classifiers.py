"""Classifiers: against scikit-learn, closed forms, and Efron's published table."""

import numpy as np
import pytest
import sklearn.linear_model
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.datasets import load_breast_cancer, load_digits, load_iris
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)
from sklearn.naive_bayes import BernoulliNB, GaussianNB

from coursekit import datasets
from coursekit.background import classifiers
from coursekit.background.classifiers import (
    BernoulliNaiveBayes,
    GaussianDiscriminant,
    LogisticRegression,
    NaiveBayes,
)

GENERATIVE = [
    GaussianDiscriminant(),
    GaussianDiscriminant(shared=False),
    NaiveBayes(),
    NaiveBayes(shared=True),
]


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def cancer():
    X, y = load_breast_cancer(return_X_y=True)
    return standardised(X), y


def digits():
    """The columns that vary: three of the 64 pixels never do."""
    X, y = load_digits(return_X_y=True)
    return X[:, X.std(axis=0) > 0], y


def penguins():
    birds = datasets.penguins()
    whole = ~np.isnan(birds.body).any(axis=1)
    return birds.body[whole], birds.species[whole]


def iris():
    return load_iris(return_X_y=True)


SETS = [cancer, digits, penguins, iris]


@pytest.mark.parametrize("data", SETS)
def test_shared_covariance_is_scikit_learns_lda(data):
    X, y = data()
    ours = GaussianDiscriminant().fit(X, y)
    peer = LinearDiscriminantAnalysis(solver="lsqr").fit(X, y)
    np.testing.assert_allclose(ours.predict_proba(X), peer.predict_proba(X), atol=1e-9)
    svd = LinearDiscriminantAnalysis(solver="svd").fit(X, y)  # by n or n - C
    wrong = ours.predict(X) != svd.predict(X)
    close = np.sort(ours.predict_proba(X), axis=1)[:, -2] > 0.3  # near a border
    assert not (wrong & ~close).any()


@pytest.mark.parametrize("data", [cancer, penguins, iris])
def test_own_covariances_are_scikit_learns_qda(data):
    """On the digits no class has a covariance of full rank, so neither has a fit."""
    X, y = data()
    ours = GaussianDiscriminant(shared=False).fit(X, y)
    peer = QuadraticDiscriminantAnalysis(store_covariance=True, tol=1e-9).fit(X, y)
    n = np.unique(y, return_counts=True)[1][:, None, None]
    ddof = np.round(n * (1 - ours.covariances_ / peer.covariance_)).max()  # 0 or 1
    np.testing.assert_allclose(ours.covariances_, (1 - ddof / n) * peer.covariance_)
    ours._chol = ours._chol / np.sqrt(1 - ddof / n)  # now with the peer's divisor
    np.testing.assert_allclose(ours.predict_proba(X), peer.predict_proba(X), atol=1e-6)


@pytest.mark.parametrize("data", SETS)
def test_gaussian_naive_bayes_is_scikit_learns(data):
    X, y = data()
    ours, peer = NaiveBayes().fit(X, y), GaussianNB().fit(X, y)
    np.testing.assert_allclose(ours.predict_proba(X), peer.predict_proba(X), atol=1e-9)
    assert (ours.predict(X) == peer.predict(X)).all()


def test_naive_bayes_with_shared_variances_is_lda_with_a_diagonal_covariance():
    X, y = iris()
    ours, lda = NaiveBayes(shared=True, floor=0).fit(X, y), GaussianDiscriminant()
    lda.fit(X, y)
    lda._chol = np.sqrt(lda.covariances_ * np.eye(4))
    np.testing.assert_allclose(ours.log_joint(X), lda.log_joint(X))


@pytest.mark.parametrize("alpha", [1.0, 0.3])
def test_bernoulli_naive_bayes_is_scikit_learns(alpha):
    X, y = digits()
    ours = BernoulliNaiveBayes(alpha).fit(X > 7, y)
    peer = BernoulliNB(alpha=alpha).fit(X > 7, y)
    mine, theirs = ours.predict_proba(X > 7), peer.predict_proba(X > 7)
    np.testing.assert_allclose(mine, theirs, atol=1e-9)


@pytest.mark.parametrize("penalty", [1.0, 0.05])
@pytest.mark.parametrize("data", [cancer, penguins, iris])
def test_logistic_regression_is_scikit_learns(data, penalty):
    X, y = data()
    X = standardised(X)
    ours = LogisticRegression(penalty).fit(X, y)
    peer = sklearn.linear_model.LogisticRegression(
        C=1 / penalty, solver="newton-cholesky", tol=1e-9, max_iter=1000
    ).fit(X, y)
    np.testing.assert_allclose(ours.predict_proba(X), peer.predict_proba(X), atol=1e-6)
    np.testing.assert_allclose(ours.coef_, peer.coef_, atol=1e-5)
    assert (ours.predict(X) == peer.predict(X)).all()


def test_logistic_regression_on_ten_classes():
    X, y = digits()
    X, y = X[::6] / 16, y[::6]
    ours = LogisticRegression(3.0).fit(X, y)
    peer = sklearn.linear_model.LogisticRegression(C=1 / 3, tol=1e-9, max_iter=5000)
    np.testing.assert_allclose(
        ours.predict_proba(X), peer.fit(X, y).predict_proba(X), atol=1e-6
    )


def test_derivatives_are_those_of_the_loss():
    rng = np.random.default_rng(0)
    design = np.column_stack([np.ones(30), rng.standard_normal((30, 3))])
    onehot = np.eye(3)[rng.integers(3, size=30)]
    W, step, h = rng.standard_normal((3, 4)), rng.standard_normal((3, 4)), 1e-5
    gradient, hessian = classifiers.derivatives(W, design, onehot, 0.7)
    up, down = (classifiers.loss(W + t * step, design, onehot, 0.7) for t in (h, -h))
    assert (up - down) / (2 * h) == pytest.approx((gradient * step).sum(), rel=1e-6)
    up, down = (
        classifiers.derivatives(W + t * step, design, onehot, 0.7)[0] for t in (h, -h)
    )
    np.testing.assert_allclose(
        (up - down).ravel() / (2 * h), hessian @ step.ravel(), rtol=1e-5, atol=1e-7
    )


def test_two_normal_classes_are_a_logistic_regression():
    X, y = cancer()
    model = GaussianDiscriminant().fit(X, y)
    coef, intercept = classifiers.log_odds(model)
    joint = model.log_joint(X)
    np.testing.assert_allclose(X @ coef + intercept, joint[:, 1] - joint[:, 0])
    with pytest.raises(ValueError, match="two classes that share"):
        classifiers.log_odds(GaussianDiscriminant(shared=False).fit(X, y))


def test_efficiency_is_efrons_table():
    published = [1.000, 1.000, 0.995, 0.968, 0.899, 0.786, 0.641, 0.486, 0.343]
    delta = np.arange(9) / 2
    np.testing.assert_allclose(classifiers.efficiency(delta), published, atol=5e-4)
    assert classifiers.efficiency(0.0) == pytest.approx(1)


def test_efficiency_is_what_many_fits_show():
    """Excess error of both at n = 2,000 in three dimensions, delta = 3: ratio .641.

    400 data sets; the paired ratio has a standard error near .035 (measured by
    splitting). Bounds are six of them wide, and a bias of order 1/n is far below.
    """
    rng, delta, excess = np.random.default_rng(0), 3.0, []
    centre = np.array([delta / 2, 0, 0])
    best = stats.norm.cdf(-delta / 2)

    def error(coef, intercept):
        size = np.linalg.norm(coef)
        a, b = (-coef @ centre + intercept) / size, (coef @ centre + intercept) / size
        return (stats.norm.cdf(a) + stats.norm.cdf(-b)) / 2

    for _ in range(400):
        y = rng.random(2000) < 0.5
        X = np.where(y, 1, -1)[:, None] * centre + rng.standard_normal((2000, 3))
        lda = classifiers.log_odds(GaussianDiscriminant().fit(X, y))
        logistic = LogisticRegression(0).fit(X, y)
        pair = lda, (logistic.coef_[0], logistic.intercept_[0])
        excess.append([error(*rule) - best for rule in pair])
    lda, logistic = np.mean(excess, axis=0)
    assert lda / logistic == pytest.approx(0.641, abs=0.21)
    assert lda / logistic < 0.9  # six and more standard errors from "no difference"


@pytest.mark.parametrize("model", GENERATIVE)
def test_the_joint_density_is_the_sum_of_its_parts(model):
    X, y = iris()
    model.fit(X, y)
    for c in range(3):
        covariance = (
            model.covariances_[c]
            if hasattr(model, "covariances_")
            else np.diag(model.variances_[c])
        )
        law = stats.multivariate_normal(model.means_[c], covariance)
        np.testing.assert_allclose(
            model.log_joint(X)[:, c], np.log(model.weights_[c]) + law.logpdf(X)
        )
    total = np.exp(model.log_joint(X)).sum(axis=1)
    np.testing.assert_allclose(np.exp(model.log_density(X)), total)
    np.testing.assert_allclose(model.predict_proba(X).sum(axis=1), 1)


@pytest.mark.parametrize("model", GENERATIVE)
def test_dreams_have_the_moments_of_the_model(model):
    """40,000 dreams. Each class mean is normal with a known error: none of the 12 may
    lie 6 of them off (chance 2e-8). Second moments: 10 % is about 9 errors."""
    X, y = iris()
    model.fit(X, y)
    dreams, labels = model.sample(40_000, rng=np.random.default_rng(1))
    share = (labels[:, None] == model.classes_).mean(axis=0)
    assert (abs(share - model.weights_) < 6 * np.sqrt(2 / 9 / 40_000)).all()
    for c, name in enumerate(model.classes_):
        mine = dreams[labels == name]
        covariance = (
            model.covariances_[c]
            if hasattr(model, "covariances_")
            else np.diag(model.variances_[c])
        )
        sd = np.sqrt(np.diag(covariance))
        assert (abs(mine.mean(axis=0) - model.means_[c]) < 6 * sd / 110).all()
        off = (np.cov(mine.T) - covariance) / np.outer(sd, sd)
        assert (abs(off) < 0.1).all()


def test_bernoulli_dreams():
    """20,000 dreams; every one of the frequencies within 6 standard errors."""
    X, y = digits()
    model = BernoulliNaiveBayes().fit(X > 7, y)
    dreams, labels = model.sample(20_000, rng=np.random.default_rng(0))
    assert set(np.unique(dreams)) == {0.0, 1.0}
    for c in range(10):
        mine, p = dreams[labels == c], model.means_[c]
        error = 6 * np.sqrt(p * (1 - p) / len(mine)) + 6 / len(mine)
        assert (abs(mine.mean(axis=0) - p) < error).all()


def test_probabilities_need_not_be_estimated_to_be_zero():
    model = BernoulliNaiveBayes(alpha=0).fit([[1, 0], [1, 1], [0, 1]], [0, 0, 1])
    np.testing.assert_array_equal(model.predict_proba([[1.0, 1.0]]), [[1, 0]])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.1, 10), st.floats(-5, 5))
def test_units_do_not_matter_to_discriminant_analysis(seed, scale, shift):
    rng = np.random.default_rng(seed)
    X, y = rng.standard_normal((40, 3)), np.arange(40) % 2
    A = rng.standard_normal((3, 3)) + 3 * np.eye(3)
    for shared in (True, False):
        plain = GaussianDiscriminant(shared).fit(X, y).predict_proba(X)
        moved = scale * X @ A + shift
        again = GaussianDiscriminant(shared).fit(moved, y).predict_proba(moved)
        np.testing.assert_allclose(plain, again, atol=1e-6)


def test_one_class_is_a_density():
    X, _ = iris()
    model = GaussianDiscriminant().fit(X, np.zeros(len(X)))
    law = stats.multivariate_normal(X.mean(axis=0), np.cov(X.T, ddof=0))
    np.testing.assert_allclose(model.log_density(X), law.logpdf(X))
    with pytest.raises(ValueError, match="at least two classes"):
        LogisticRegression().fit(X, np.zeros(len(X)))


def test_a_plane_between_the_classes_is_refused_without_a_penalty():
    X, y = cancer()
    with pytest.raises(ValueError, match="a plane separates"):
        LogisticRegression(0).fit(X, y)
    assert (LogisticRegression(0.01).fit(X, y).predict(X) == y).mean() > 0.98


def test_singular_covariances_are_refused_and_cured():
    X, y = load_digits(return_X_y=True)
    with pytest.raises(ValueError, match="covariance of class number 0 is singular"):
        GaussianDiscriminant().fit(X, y)
    GaussianDiscriminant(ridge=1.0).fit(X, y)
    with pytest.raises(ValueError, match="column 0 does not vary within class 0"):
        NaiveBayes(floor=0).fit(X, y)


def test_no_convergence_is_said():
    X, y = iris()
    with pytest.raises(ValueError, match="max_iter=2"):
        LogisticRegression(1e-6, max_iter=2).fit(X, y)


@pytest.mark.parametrize("model", [GaussianDiscriminant(), LogisticRegression()])
def test_bad_input_is_named(model):
    X, y = iris()
    with pytest.raises(ValueError, match="y must be one label a point"):
        model.fit(X, y[:-1])
    with pytest.raises(ValueError, match="X must be points"):
        model.fit(X[:, 0], y)
    with pytest.raises(ValueError, match="X must be finite"):
        model.fit(np.where(X > 7, np.nan, X), y)
    with pytest.raises(ValueError, match=r"X must be points \(n, 4\)"):
        model.fit(X, y).predict(X[:, :2])


def test_negative_settings_are_refused():
    with pytest.raises(ValueError, match="ridge must not be negative"):
        GaussianDiscriminant(ridge=-1)
    with pytest.raises(ValueError, match="penalty must not be negative"):
        LogisticRegression(np.nan)
    with pytest.raises(ValueError, match="X must hold 0 and 1"):
        BernoulliNaiveBayes().fit([[0.5]], [1])

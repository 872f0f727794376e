"""The posteriors' gradients are derivatives, near and far; densities fall far out."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, log_expit
from scipy.stats import halfcauchy, halfnorm, norm, poisson

from coursekit import datasets
from coursekit.mcmc.posteriors import (
    EightSchools,
    EightSchoolsCentred,
    HierarchicalLogistic,
    LogisticRegression,
    NileChange,
    PoissonHMM,
)

RNG = np.random.default_rng(1)
X = RNG.standard_normal((60, 3))
Y = RNG.integers(0, 2, 60)
GROUP = np.arange(60) % 4
SCHOOLS = datasets.eight_schools()
QUAKES = datasets.earthquakes().count
NILE = datasets.nile().flow

POSTERIORS = {
    "schools": EightSchools(SCHOOLS.effect, SCHOOLS.error),
    "schools centred": EightSchoolsCentred(SCHOOLS.effect, SCHOOLS.error),
    "logistic": LogisticRegression(X, Y),
    "hierarchical": HierarchicalLogistic(X, Y, GROUP),
    "nile": NileChange(NILE),
    "hmm 2": PoissonHMM(QUAKES, 2),
    "hmm 3": PoissonHMM(QUAKES, 3),
}
CENTRE = {"nile": [1000.0, 900.0, 5.0], "hmm 2": [2.5, 2.5, -2, -2]}
WIDTH = {"nile": [100.0, 100.0, 0.3]}


def points(name, far):
    """200 points about the posterior; with ``far`` 1 inside it, with 8 far out."""
    target, rng = POSTERIORS[name], np.random.default_rng(2)
    z = rng.standard_normal((200, target.dim))
    return (
        np.asarray(CENTRE.get(name, 0.0)) + far * np.asarray(WIDTH.get(name, 1.0)) * z
    )


@pytest.mark.parametrize("name", POSTERIORS)
@pytest.mark.parametrize("far", [1.0, 8.0])
def test_gradient_is_the_derivative_also_far_out(name, far):
    """Five-point differences, error of order h^4, relative to the longest component."""
    target, x = POSTERIORS[name], points(name, far)
    expected = np.empty_like(x)
    for k in range(target.dim):
        h = np.zeros_like(x)
        h[:, k] = 1e-3 * np.asarray(WIDTH.get(name, np.ones(target.dim)))[k]
        f = [target.log_density(x + m * h) for m in (-2, -1, 1, 2)]
        expected[:, k] = (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h[:, k])
    # what rounding does to differences of so large a number
    noise = np.abs(target.log_density(x))[:, None] * 1e-12 + 1e-9
    size = np.abs(expected).max(axis=1, keepdims=True) + noise / 1e-6
    np.testing.assert_allclose(target.grad(x) / size, expected / size, atol=2e-5)


@pytest.mark.parametrize("name", POSTERIORS)
def test_no_tail_turns_up_again(name):
    """Along 300 directions the density ends lower than it began, and is never +inf."""
    target = POSTERIORS[name]
    rng = np.random.default_rng(3)
    u = rng.standard_normal((300, target.dim))
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    centre = np.asarray(CENTRE.get(name, 0.0)) + np.zeros(target.dim)
    width = np.asarray(WIDTH.get(name, 1.0))
    with np.errstate(over="ignore"):
        best = [
            target.log_density(centre + r * width * u).max() for r in (5, 20, 60, 150)
        ]
    assert (np.diff(best) < 0).all()


# The logistic likelihood: one pass, in blocks


@pytest.mark.parametrize("far", [1e-3, 1.0, 300.0])
def test_logistic_in_blocks_is_its_sum_row_by_row(far):
    """More rows than one product takes, and more chains than a block holds."""
    rng = np.random.default_rng(7)
    X, y = rng.standard_normal((2503, 3)), rng.integers(0, 2, 2503)
    target, x = LogisticRegression(X, y), far * rng.standard_normal((40, 3))
    margin = np.where(y == 1, 1, -1)[:, None] * (X @ x.T)  # (n, chains)
    log_p = log_expit(margin).sum(axis=0) - 0.5 * ((x / 2.5) ** 2).sum(axis=1)
    grad = (expit(-margin) * np.where(y == 1, 1, -1)[:, None]).T @ X - x / 2.5**2
    np.testing.assert_allclose(target.log_density(x), log_p, rtol=1e-12)
    np.testing.assert_allclose(target.grad(x), grad, rtol=1e-11, atol=1e-9)
    both = target.log_density_and_grad(x)
    np.testing.assert_array_equal(both[0], target.log_density(x))
    np.testing.assert_array_equal(both[1], target.grad(x))


def test_separable_data_lose_no_digits():
    """Every row on its right side by up to 700: the likelihood is 1 - exp(-margin)."""
    target = LogisticRegression(np.linspace(10, 700, 50)[:, None], np.ones(50))
    x = np.array([[1.0], [2.0]])
    by_likelihood = target.log_density(x) + 0.5 * ((x / 2.5) ** 2).sum(axis=1)
    expected = log_expit(np.linspace(10, 700, 50) * x).sum(axis=1)
    np.testing.assert_allclose(by_likelihood, expected, atol=1e-11)


# The densities, written out with SciPy


def differences(a):
    return np.asarray(a)[1:] - np.asarray(a)[0]


def test_eight_schools_is_its_model():
    x = np.random.default_rng(4).standard_normal((5, 10))

    def log_joint(mu, log_tau, eta):
        tau = np.exp(log_tau)
        likelihood = norm.logpdf(SCHOOLS.effect, mu + tau * eta, SCHOOLS.error).sum()
        prior = norm.logpdf(mu, 0, 5) + halfcauchy.logpdf(tau, scale=5) + log_tau
        return likelihood + prior + norm.logpdf(eta).sum()

    expected = [log_joint(row[0], row[1], row[2:]) for row in x]
    ours = POSTERIORS["schools"].log_density(x)
    np.testing.assert_allclose(differences(ours), differences(expected))


def test_centred_and_non_centred_are_one_posterior():
    """The density of theta = mu + tau eta: J log tau for the change of variables."""
    plain, centred = POSTERIORS["schools"], POSTERIORS["schools centred"]
    x = np.random.default_rng(5).standard_normal((20, 10))
    natural = plain.natural(x)
    moved = np.column_stack([x[:, :2], natural[:, 2:]])
    np.testing.assert_allclose(centred.natural(moved), natural)
    np.testing.assert_allclose(
        centred.log_density(moved) + 8 * x[:, 1], plain.log_density(x)
    )


def test_hierarchical_logistic_is_its_model():
    target = POSTERIORS["hierarchical"]
    x = 0.5 * np.random.default_rng(6).standard_normal((5, target.dim))

    def log_joint(row):
        mu, log_tau, eta = row[:3], row[3:6], row[6:].reshape(4, 3)
        beta = mu + np.exp(log_tau) * eta
        p = expit((X * beta[GROUP]).sum(axis=1))
        log_p = np.log(np.where(Y == 1, p, 1 - p)).sum() + norm.logpdf(mu, 0, 2.5).sum()
        log_p += halfnorm.logpdf(np.exp(log_tau)).sum() + log_tau.sum()
        return log_p + norm.logpdf(eta).sum()

    expected = [log_joint(row) for row in x]
    np.testing.assert_allclose(
        differences(target.log_density(x)), differences(expected)
    )


def test_nile_sums_over_the_year_of_change():
    x = np.array([[1100.0, 850.0, 4.9], [950.0, 900.0, 5.2]])

    def log_joint(m1, m2, log_s):
        parts = [
            norm.logpdf(NILE[:k], m1, np.exp(log_s)).sum()
            + norm.logpdf(NILE[k:], m2, np.exp(log_s)).sum()
            for k in range(1, len(NILE))
        ]
        prior = norm.logpdf([m1, m2], 1000, 300).sum() + norm.logpdf(log_s, 5, 1)
        return np.logaddexp.reduce(parts) + prior

    expected = [log_joint(*row) for row in x]
    ours = POSTERIORS["nile"].log_density(x)
    np.testing.assert_allclose(differences(ours), differences(expected))
    # the change of 1898: 28 years at the old level
    assert 1 + POSTERIORS["nile"].change(x[:1])[0].argmax() == 28


def test_forward_pass_sums_over_all_paths():
    """By enumeration: three counts, two states, eight paths."""
    target = PoissonHMM([3, 0, 7], 2)
    x = np.array([[0.5, 1.0, -1.0, 0.3]])
    rate, P = target.rates(x)[0], target.transition(x)[0]
    total = 0.0
    for path in np.ndindex(2, 2, 2):
        p = 0.5 * np.prod([P[i, j] for i, j in pairwise(path)])
        total += p * poisson.pmf([3, 0, 7], rate[list(path)]).prod()
    np.testing.assert_allclose(target.forward(x)[0], [np.log(total)])


@pytest.mark.parametrize(("n_states", "published"), [(2, 341.8787), (3, 328.5275)])
def test_largest_likelihood_of_the_earthquakes(n_states, published):
    """Zucchini and MacDonald's data, free start (as hmmlearn): our uniform start costs
    log K, less what the other starts add (1900 was quiet, so next to nothing)."""
    target = PoissonHMM(QUAKES, n_states)

    def minus_log_likelihood(x):
        a, logits = x[:n_states], x[n_states:]
        prior = np.concatenate([-(a - target.level), -(logits + 2)])
        return -target.forward(x[None])[0][0], prior - target.grad(x[None])[0]

    start = np.concatenate(
        [np.log([13.0, 7.0, 10.0][:n_states]), [-2.5] * (target.dim - n_states)]
    )
    best = minimize(minus_log_likelihood, start, jac=True, method="BFGS").fun
    assert published < best <= published + np.log(n_states) + 1e-3
    assert best == pytest.approx(published + np.log(n_states), abs=0.05)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: EightSchools([1.0, 2.0], [1.0]),
            r"one length, got shapes \(2,\) and \(1,\)",
        ),
        (lambda: EightSchools([1.0], [0.0]), "error must be positive and finite, got"),
        (lambda: EightSchools([np.nan], [1.0]), "effect must be finite, got nan"),
        (
            lambda: LogisticRegression(X, Y[:-1]),
            r"X must have shape \(n, dim\) and y \(n,\)",
        ),
        (lambda: LogisticRegression(X, Y + 1), "y must be of 0 and 1"),
        (lambda: LogisticRegression(X * np.inf, Y), "X must be finite"),
        (lambda: LogisticRegression(X, Y, 0.0), "prior_sd must be positive and finite"),
        (
            lambda: HierarchicalLogistic(X, Y, [1, 2]),
            "group must have one label .* of 60",
        ),
        (
            lambda: NileChange([1.0, 2.0]),
            r"flow must be a vector of 3 or more, got \(2,\)",
        ),
        (lambda: PoissonHMM([1, -1]), "count must be a vector of counts"),
        (lambda: PoissonHMM([1, 2, 3], 1), "n_states must be at least 2, got 1"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

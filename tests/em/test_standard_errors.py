"""Information: closed forms, Louis's identity, two roads to one matrix, a bootstrap."""

from typing import NamedTuple

import numpy as np
import pytest
from scipy.special import expit, logit

from coursekit.em._loop import fit
from coursekit.em.coordinates import POSITIVE, REAL, from_vector, to_vector
from coursekit.em.gaussian_mixture import Mixture
from coursekit.em.standard_errors import (
    complete_information,
    covariance_of,
    hessian,
    jacobian,
    missing_information,
    observed_information,
    rate_matrix,
    standard_errors,
    supplemented_information,
)
from coursekit.em.two_coins import Coins, Theta


class Normal(NamedTuple):
    mean: np.ndarray
    var: np.ndarray


class NormalWithGaps:
    """n values seen, ``missing`` not seen: all that EM does has a closed form."""

    objective, exact = "log-likelihood", True
    space = {"mean": REAL, "var": POSITIVE}  # noqa: RUF012

    def __init__(self, x, missing):
        self.x, self.missing = x, missing

    def e_step(self, theta):
        n, mean, var = len(self.x) + self.missing, *theta
        squares = ((self.x - mean) ** 2).sum()
        value = -0.5 * (len(self.x) * np.log(2 * np.pi * var) + squares / var)
        total = self.x.sum() + self.missing * mean
        total_squares = (self.x**2).sum() + self.missing * (mean**2 + var)
        return float(value), (n, total, total_squares)

    def m_step(self, stats):
        n, total, squares = stats
        return Normal(total / n, squares / n - (total / n) ** 2)

    def expected_log_joint(self, theta, stats):
        n, total, squares = stats
        mean, var = theta
        return -0.5 * (
            n * np.log(var) + (squares - 2 * mean * total + n * mean**2) / var
        )

    def degenerate(self, theta):
        return ""


SCALES = [1.0, 1e-6, 1e5]


@pytest.mark.parametrize("scale", SCALES)
def test_a_normal_with_gaps_has_its_closed_form(scale):
    x = scale * (3 + np.random.default_rng(0).standard_normal(50))
    model, theta = NormalWithGaps(x, 30), Normal(x.mean(), x.var())
    information = np.diag([50 / x.var(), 25.0])  # of the mean and of the log variance
    units = np.array([scale, 1.0])
    for found in (observed_information, supplemented_information):
        got = found(model, theta)
        assert got * np.outer(units, units) == pytest.approx(
            information * np.outer(units, units), rel=1e-5, abs=1e-5
        )
    assert rate_matrix(model, theta) * units[:, None] ** -1 * units == pytest.approx(
        30 / 80 * np.eye(2), abs=1e-5
    )
    assert missing_information(model, theta) == pytest.approx(30 / 80, abs=1e-5)
    errors = standard_errors(lambda t: [t.mean, t.var], model, theta)
    wanted = np.array([x.std() / np.sqrt(50), x.var() * np.sqrt(2 / 50)])
    assert errors == pytest.approx(wanted, rel=1e-5)


def tossed(n=300, seed=1):
    rng = np.random.default_rng(seed)
    heads = rng.binomial(12, np.where(rng.random(n) < 0.4, 0.8, 0.45))
    return Coins(heads, 12 - heads)


def at_top(model):
    start = Theta(np.array([0.7, 0.5]), np.array([0.5, 0.5]))
    return fit(model, start, max_iter=5000, tol=1e-13).theta


MODEL = tossed()
TOP = at_top(MODEL)


def louis(model, theta):
    """Louis (1982, equation 3.2), by hand, in log odds of heads and of the weight."""
    from coursekit.em.bound import responsibilities

    r = responsibilities(model.log_joint(theta))
    p, w, tosses = theta.heads, theta.weights[0], model.heads + model.tails
    scores = np.zeros((len(r), 2, 3))  # of each point, for each coin it may be
    for k in range(2):
        scores[:, k, k] = model.heads - tosses * p[k]
        scores[:, k, 2] = (k == 0) - w
    mean = np.einsum("nk,nkp->np", r, scores)
    spread = np.einsum("nk,nkp,nkq->pq", r, scores, scores) - mean.T @ mean
    complete = np.diag([*(tosses @ r * p * (1 - p)), len(r) * w * (1 - w)])
    return complete - spread, complete


def test_the_coins_have_the_information_of_louis():
    observed, complete = louis(MODEL, TOP)
    assert observed_information(MODEL, TOP) == pytest.approx(observed, rel=1e-4)
    assert complete_information(MODEL, TOP) == pytest.approx(
        complete, rel=1e-5, abs=1e-4
    )
    rate = np.eye(3) - np.linalg.solve(complete, observed)
    assert rate_matrix(MODEL, TOP) == pytest.approx(rate, abs=1e-5)


def test_two_roads_lead_to_one_matrix():
    supplemented = supplemented_information(MODEL, TOP)
    assert observed_information(MODEL, TOP) == pytest.approx(supplemented, rel=1e-4)


def test_the_rate_is_that_of_the_climb():
    start = Theta(np.array([0.7, 0.5]), np.array([0.5, 0.5]))
    places, theta = [], start
    for _ in range(42):
        theta = MODEL.m_step(MODEL.e_step(theta)[1])
        places.append(to_vector(theta, MODEL.space))
    moves = np.linalg.norm(np.diff(places, axis=0), axis=1)
    measured = moves[-1] / moves[-2]
    assert measured == pytest.approx(missing_information(MODEL, TOP), abs=1e-3)


def test_the_bootstrap_agrees():
    """Standard errors of the heads from 200 samples drawn from the fit.

    The standard deviation of 200 numbers has a relative error of 5 %, and refits are not
    quite linear: 20 % is four of those. Seeded.
    """
    errors = standard_errors(lambda theta: theta.heads, MODEL, TOP)
    rng = np.random.default_rng(2)
    drawn = []
    for _ in range(200):
        coin = rng.random(300) < TOP.weights[1]
        heads = rng.binomial(12, TOP.heads[coin.astype(int)])
        again = fit(Coins(heads, 12 - heads), TOP, max_iter=500, tol=1e-6)
        drawn.append(again.theta.heads)
    assert errors == pytest.approx(np.std(drawn, axis=0, ddof=1), rel=0.2)


def test_a_function_of_the_estimate_by_the_delta_method():
    cov = covariance_of(lambda theta: theta.heads, MODEL, TOP)
    difference = standard_errors(
        lambda theta: theta.heads[0] - theta.heads[1], MODEL, TOP
    )
    assert difference == pytest.approx([np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])])
    log_odds = standard_errors(lambda theta: logit(theta.heads), MODEL, TOP)
    slope = expit(logit(TOP.heads)) * (1 - TOP.heads)
    assert np.sqrt(np.diag(cov)) == pytest.approx(log_odds * slope, rel=1e-4)


@pytest.mark.parametrize("unit", [1.0, 1e-5])
def test_one_gaussian_has_its_closed_form(unit):
    """Var(mean) = Sigma / n; Var(S_ij) = (S_ii S_jj + S_ij^2) / n, at n = 150."""
    X = np.random.default_rng(0).multivariate_normal([5, -2], [[2, 1], [1, 3]], 150)
    model = Mixture(unit * X, 1, prior=None)
    theta = fit(model, model.start(model.X[:1]), max_iter=10, tol=0).theta

    def natural(theta):
        theta = model.unit.out_of(theta)
        return [*theta.means[0], *theta.covariances[0].ravel()]

    S = np.cov(X.T, ddof=0)
    wanted = np.outer(S.diagonal(), S.diagonal()) + S**2
    wanted = np.sqrt(np.array([*S.diagonal(), *wanted.ravel()]) / 150)
    units = np.array([unit] * 2 + [unit**2] * 4)
    assert standard_errors(natural, model, theta) == pytest.approx(
        wanted * units, rel=1e-4
    )


def test_differences_are_exact_on_polynomials_of_fourth_degree():
    def f(v):
        return v[0] ** 4 + v[0] ** 2 * v[1] - 3 * v[1] ** 3 + v[2]

    v = np.array([1.0, 2.0, 3.0])
    steps = np.array([0.1, 0.2, 0.3])
    wanted = [[12 + 4, 2, 0], [2, -36, 0], [0, 0, 0]]
    assert hessian(f, v, steps) == pytest.approx(np.array(wanted), abs=1e-9)
    assert jacobian(lambda v: np.array([f(v)]), v, steps) == pytest.approx(
        np.array([[4 + 4, 1 - 36, 1]]), abs=1e-9
    )


def test_a_place_below_the_top_is_refused():
    start = Theta(np.array([0.7, 0.5]), np.array([0.5, 0.5]))
    with pytest.raises(ValueError, match="theta is no maximum: the slope asks"):
        observed_information(MODEL, start)


def test_two_equal_coins_are_no_maximum_of_anything():
    """Equal coins are a fixed point of EM; the split between their weights is free."""
    share = MODEL.heads.sum() / (MODEL.heads + MODEL.tails).sum()
    equal = Theta(np.array([share, share]), np.array([0.4, 0.6]))
    with pytest.raises(ValueError, match="has no curvature at theta"):
        standard_errors(lambda theta: theta.heads, MODEL, equal)


def test_an_information_that_is_none_is_refused():
    with pytest.raises(ValueError, match="has the eigenvalue -1"):
        covariance_of(lambda theta: theta.heads, MODEL, TOP, -np.eye(3))


def test_the_vector_is_that_of_the_model():
    v = to_vector(TOP, MODEL.space)
    assert v == pytest.approx([*logit(TOP.heads), logit(TOP.weights[0])])
    assert from_vector(v, TOP, MODEL.space).weights == pytest.approx(TOP.weights)

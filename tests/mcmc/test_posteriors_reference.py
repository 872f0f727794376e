"""Samples of known posteriors against posteriordb, and simulation-based calibration."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chisquare

from coursekit import datasets
from coursekit.mcmc import HMC, NUTS, ChEES, diagnostics, sample, warmup
from coursekit.mcmc.posteriors import EightSchools, HierarchicalLogistic

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "posteriordb.json"


def reference(name):
    if not REFERENCE.exists():
        pytest.skip(
            "posteriordb.json, reference draws kept outside the repository, is absent"
        )
    return json.loads(REFERENCE.read_text())[name]


def assert_agrees(draws, known, names):
    """Means within 4 standard errors of the difference, sds within 10 %.

    Four errors: false-fail rate 6e-5 for each mean.
    """
    rows = [known["names"].index(name) for name in names]
    mean, sd = (np.array(known[key])[rows] for key in ("mean", "sd"))
    mcse = np.hypot(np.array(known["mcse_mean"])[rows], diagnostics.mcse_mean(draws))
    assert (abs(draws.mean(axis=(0, 1)) - mean) < 4 * mcse).all()
    np.testing.assert_allclose(draws.std(axis=(0, 1)), sd, rtol=0.1)


@pytest.mark.parametrize("kernel", [ChEES, NUTS])
def test_eight_schools(kernel):
    known = reference("eight_schools-eight_schools_noncentered")
    schools = datasets.eight_schools()
    target = EightSchools(schools.effect, schools.error)
    rng = np.random.default_rng(1)
    start = rng.standard_normal((64, 10))
    tuned, state = warmup(kernel(target), start, 120, rng=rng)
    draws = target.natural(sample(tuned, state, 120, rng=rng).draws)
    names = ["mu", "tau", *(f"theta[{j + 1}]" for j in range(8))]
    assert_agrees(draws, known, names)
    assert diagnostics.rhat(draws).max() < 1.02


def test_eight_schools_by_quadrature():
    """Reference means within 4 of their own standard errors, sds within 3 %."""
    known = reference("eight_schools-eight_schools_noncentered")
    schools = datasets.eight_schools()
    mean, sd = EightSchools(schools.effect, schools.error).exact()
    order = [*range(2, 10), 0, 1]  # ours begins with mu and tau
    assert (
        abs(mean - np.roll(known["mean"], 2)) < 4 * np.roll(known["mcse_mean"], 2)
    ).all()
    np.testing.assert_allclose(sd[order], known["sd"], rtol=0.03)


class Regression:
    """y ~ N(X beta, sigma^2), beta ~ N(0, prior_sd^2), sigma ~ half-Cauchy(2.5).

    Positions are (beta, log sigma), as Stan has them.
    """

    def __init__(self, X, y, prior_sd):
        self.X, self.y, self.prior_sd = X, y, prior_sd
        self.dim = X.shape[1] + 1

    def log_density(self, x):
        beta, log_sigma = x[:, :-1], x[:, -1]
        squares = ((self.y - beta @ self.X.T) ** 2).sum(axis=1)
        log_p = -0.5 * squares * np.exp(-2 * log_sigma) - len(self.y) * log_sigma
        log_p -= 0.5 * ((beta / self.prior_sd) ** 2).sum(axis=1)
        return log_p + log_sigma - np.log1p(np.exp(2 * log_sigma) / 2.5**2)

    def grad(self, x):
        beta, log_sigma = x[:, :-1], x[:, -1]
        residual = self.y - beta @ self.X.T
        precision = np.exp(-2 * log_sigma)
        by_beta = precision[:, None] * (residual @ self.X) - beta / self.prior_sd**2
        ratio = np.exp(2 * log_sigma) / 2.5**2
        by_log_sigma = precision * (residual**2).sum(axis=1) - len(self.y)
        by_log_sigma += 1 - 2 * ratio / (1 + ratio)
        return np.column_stack([by_beta, by_log_sigma])


def sample_regression(target, rng):
    start = np.zeros((64, target.dim))
    start[:, -1] = np.log(target.y.std()) + 0.1 * rng.standard_normal(64)
    kernel, state = warmup(ChEES(target, 1e-2), start, 300, rng=rng)
    draws = sample(kernel, state, 120, rng=rng).draws
    draws[..., -1] = np.exp(draws[..., -1])
    return draws


def test_kidiq():
    known = reference("kidiq-kidscore_momhsiq")
    data = {key: np.array(value, dtype=float) for key, value in known["data"].items()}
    X = np.column_stack([np.ones(434), data["mom_hs"], data["mom_iq"]])
    target = Regression(X, data["kid_score"], np.inf)
    draws = sample_regression(target, np.random.default_rng(2))
    assert_agrees(draws, known, ["beta[1]", "beta[2]", "beta[3]", "sigma"])


def test_autoregression():
    known = reference("arK-arK")
    y = np.array(known["data"]["y"])
    X = np.column_stack([np.ones(195), *(y[5 - k : 200 - k] for k in range(1, 6))])
    draws = sample_regression(Regression(X, y[5:], 10.0), np.random.default_rng(3))
    assert_agrees(
        draws, known, ["alpha", *(f"beta[{k}]" for k in range(1, 6)), "sigma"]
    )


class GaussianProcess:
    """y ~ N(0, C), C = alpha^2 exp(-(s - t)^2 / (2 rho^2)) + sigma I: sigma is a variance.

    rho ~ Gamma(25, 4), alpha ~ half-N(0, 2^2), sigma ~ half-N(0, 1). Positions are the
    logarithms of (rho, alpha, sigma).
    """

    dim = 3

    def __init__(self, t, y):
        self.squares = (t[:, None] - t) ** 2
        self.y = y

    def parts(self, x):
        """rho, alpha, sigma, (chains, 1, 1) each; K / alpha^2; C^-1 and its log det."""
        rho, alpha, sigma = np.exp(x.T)[:, :, None, None]
        # below .01, far under the spacing, K is diagonal to the last digit
        R = np.exp(-self.squares / (2 * np.maximum(rho, 0.01) ** 2))
        values, vectors = np.linalg.eigh(R)
        values = alpha[:, 0] ** 2 * np.maximum(values, 0) + sigma[:, 0]
        precision = (vectors / values[:, None]) @ vectors.swapaxes(1, 2)
        return rho, alpha, sigma, R, precision, -np.log(values).sum(axis=1)

    def log_density(self, x):
        rho, alpha, sigma, _, precision, log_det = self.parts(x)
        log_p = 0.5 * (log_det - self.y @ precision @ self.y)
        log_p += 25 * x[:, 0] - 4 * rho[:, 0, 0]
        log_p -= 0.5 * ((alpha / 2) ** 2 + sigma**2)[:, 0, 0]
        return log_p + x[:, 1] + x[:, 2]

    def grad(self, x):
        rho, alpha, sigma, R, precision, _ = self.parts(x)
        a = precision @ self.y
        pull = 0.5 * (a[:, :, None] * a[:, None] - precision)  # by C
        by_K = pull * alpha**2 * R
        by_rho = (by_K * self.squares / rho**2).sum(axis=(1, 2))
        by_alpha = 2 * by_K.sum(axis=(1, 2))
        by_sigma = sigma[:, 0, 0] * np.trace(pull, axis1=1, axis2=2)
        by_prior = [25 - 4 * rho, 1 - (alpha / 2) ** 2, 1 - sigma**2]
        by_data = np.column_stack([by_rho, by_alpha, by_sigma])
        return by_data + np.column_stack([g[:, 0, 0] for g in by_prior])


def test_gaussian_process():
    known = reference("gp_pois_regr-gp_regr")
    t, y = (np.array(known["data"][key], dtype=float) for key in "xy")
    target, rng = GaussianProcess(t, y), np.random.default_rng(5)
    start = np.log([6.0, 2.0, 2.0]) + 0.1 * rng.standard_normal((64, 3))
    kernel, state = warmup(ChEES(target, 1e-2), start, 200, rng=rng)
    draws = np.exp(sample(kernel, state, 150, rng=rng).draws)
    assert_agrees(draws, known, ["rho", "alpha", "sigma"])
    assert diagnostics.rhat(draws).max() < 1.02


def test_gradient_of_the_gaussian_process():
    """Central differences: error of order h^2, 1e-7 here."""
    t = np.linspace(-10, 10, 11)
    target, x = (
        GaussianProcess(t, np.sin(t)),
        np.log([[6.0, 2.0, 2.0], [3.0, 0.5, 0.3]]),
    )
    for k, step in enumerate(1e-4 * np.eye(3)):
        slope = (target.log_density(x + step) - target.log_density(x - step)) / 2e-4
        np.testing.assert_allclose(target.grad(x)[:, k], slope, rtol=1e-5, atol=1e-6)


# Simulation-based calibration (Talts et al. 2018). Parameters from the prior, data from
# the parameters, 31 independent chains given the data: the rank of the true value among
# the chains is uniform on 0, ..., 31 if model, gradient and kernel are right.


class ForgetsTheJacobian(HierarchicalLogistic):
    """A density of tau taken for one of log tau."""

    def log_density(self, x):
        return super().log_density(x) - x[:, 1]

    def grad(self, x):
        grad = super().grad(x)
        grad[:, 1] -= 1
        return grad


def rank_p_values(model, data_sets=160, seed=4):
    """Chi-squared p for the ranks of mu, log tau and one eta, in 8 bins of 4."""
    rng = np.random.default_rng(seed)
    n, groups = 40, np.arange(40) % 4
    X = np.ones((n, 1))

    def prior(size):
        mu, eta = 2.5 * rng.standard_normal((size, 1)), rng.standard_normal((size, 4))
        return np.column_stack([mu, np.log(abs(rng.standard_normal((size, 1)))), eta])

    ranks = []
    for _ in range(data_sets):
        truth = prior(1)[0]
        log_odds = truth[0] + np.exp(truth[1]) * truth[2:][groups]
        y = (rng.random(n) < 1 / (1 + np.exp(-log_odds))).astype(int)
        kernel = HMC(model(X, y, groups), 0.35, 4)
        x = sample(kernel, prior(31), 30, rng=rng).state.x
        ranks.append((x < truth).sum(axis=0)[:3])
    counts = [np.bincount(column // 4, minlength=8) for column in np.array(ranks).T]
    return np.array([chisquare(count).pvalue for count in counts])


def test_simulation_based_calibration():
    """A correct sampler fails once in 300,000 seeds: three p-values, each at 1e-6."""
    assert rank_p_values(HierarchicalLogistic).min() > 1e-6


def test_calibration_catches_a_forgotten_jacobian():
    assert rank_p_values(ForgetsTheJacobian)[1] < 1e-6

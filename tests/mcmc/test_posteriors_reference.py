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

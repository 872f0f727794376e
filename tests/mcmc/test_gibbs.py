"""Gibbs: exact on finite and Gaussian targets, jointly right with data, no refusals.

Statistical checks pass if p > 2e-7: a correct kernel fails once in 5 million
seeds a check.
"""

from math import lgamma

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import chisquare, dirichlet, invgamma, kstest, norm

from coursekit.datasets import galaxies
from coursekit.mcmc import State, diagnostics, sample
from coursekit.mcmc.gibbs import (
    Block,
    DataAugmentation,
    Gibbs,
    NormalMixture,
    gaussian_blocks,
    inverse_cdf,
    tabulated_blocks,
)
from coursekit.mcmc.targets import Banana, Gaussian, LogDensity, StandardNormal

P_FAIL = 2e-7


# A finite target: two coordinates with 3 and 4 values


LAW = np.array([[4, 1, 2, 1], [1, 3, 1, 1], [2, 1, 1, 6]]) / 24


class Grid:
    dim = 2

    def log_density(self, x):
        return np.log(LAW[x[:, 0].astype(int), x[:, 1].astype(int)])


def pick(p, rng):
    """One draw from each row of p."""
    edges = p.cumsum(axis=1) / p.sum(axis=1, keepdims=True)
    return (rng.random((len(p), 1)) >= edges).sum(axis=1)[:, None]


def draw_row(x, *, rng):
    return pick(LAW[:, x[:, 1].astype(int)].T, rng)


def draw_column(x, *, rng):
    return pick(LAW[x[:, 0].astype(int)], rng)


GRID_BLOCKS = (Block([0], draw_row), Block([1], draw_column))


def exact_steps():
    """The 12 x 12 matrices that redraw the row, and the column."""
    row, column = np.zeros((2, 3, 4, 3, 4))
    for i in range(3):
        for j in range(4):
            row[i, j, :, j] = LAW[:, j] / LAW[:, j].sum()
            column[i, j, i, :] = LAW[i] / LAW[i].sum()
    return row.reshape(12, 12), column.reshape(12, 12)


def test_theorem_both_scans_leave_the_law_invariant_and_one_is_reversible():
    row, column = exact_steps()
    law = LAW.ravel()
    for P in (row, column, row @ column, (row + column) / 2):
        np.testing.assert_allclose(law @ P, law, atol=1e-15)
    flow = law[:, None] * (row + column) / 2
    np.testing.assert_allclose(flow, flow.T, atol=1e-15)
    flow = law[:, None] * (row @ column)
    assert abs(flow - flow.T).max() > 1e-3


@pytest.mark.parametrize("random_scan", [False, True])
def test_one_step_has_exactly_the_transition_probabilities(random_scan):
    row, column = exact_steps()
    P = (row + column) / 2 if random_scan else row @ column
    kernel = Gibbs(Grid(), GRID_BLOCKS, random_scan=random_scan)
    n = 20_000
    for i, j in [(0, 0), (2, 1)]:
        start = np.tile([[i, j]], (n, 1))
        state, info = kernel.step(kernel.init(start), rng=np.random.default_rng(i))
        went = np.bincount(
            (4 * state.x[:, 0] + state.x[:, 1]).astype(int), minlength=12
        )
        expected = n * P[4 * i + j]
        possible = expected > 0
        assert went[~possible].sum() == 0
        assert chisquare(went[possible], expected[possible]).pvalue > P_FAIL
        np.testing.assert_array_equal(state.logp, Grid().log_density(state.x))
        assert info.accepted.all()


# A Gaussian: law kept, and autocorrelation rho^2 known


def test_gaussian_law_is_kept_whatever_the_blocks():
    rng = np.random.default_rng(1)
    A = rng.standard_normal((3, 3))
    target = Gaussian([1.0, -2.0, 0.5], A @ A.T + np.eye(3))
    root = np.linalg.cholesky(target.covariance)
    start = target.mean + rng.standard_normal((20_000, 3)) @ root.T  # exact draws
    for columns in (None, [[0, 2], [1]], [[0, 1, 2]]):
        kernel = Gibbs(target, gaussian_blocks(target, columns))
        x = sample(kernel, start, 2, rng=rng).state.x
        white = np.linalg.solve(root, (x - target.mean).T)
        assert kstest(white.ravel(), norm.cdf).pvalue > P_FAIL
        # entries of the covariance of whitened draws: sd about 1/sqrt(20000) = .007
        assert abs(np.cov(white) - np.eye(3)).max() < 5.5 * 0.0101


def test_autocorrelation_of_two_coordinates_is_the_squared_correlation():
    rho = 0.8
    target = Gaussian([0, 0], [[1, rho], [rho, 1]])
    kernel = Gibbs(target, gaussian_blocks(target))
    rng = np.random.default_rng(2)
    start = rng.standard_normal((4000, 2)) @ np.linalg.cholesky(target.covariance).T
    run = sample(kernel, start, 1, rng=rng)
    found = np.corrcoef(start[:, 1], run.draws[:, 0, 1])[0, 1]
    assert abs(found - rho**2) < 5.2 / np.sqrt(4000)  # 5.2 sd or more: 2e-7


def test_a_block_is_redrawn_from_scratch_and_the_others_stay():
    target = Gaussian([0, 0], [[1, 0.5], [0.5, 1]])
    kernel = Gibbs(target, gaussian_blocks(target), random_scan=True)
    state = kernel.init(np.ones((50, 2)))
    new, _ = kernel.step(state, rng=np.random.default_rng(3))
    assert ((new.x != state.x).sum(axis=1) == 1).all()
    assert 0 < (new.x[:, 0] != 1).sum() < 50  # each chain chose for itself
    np.testing.assert_array_equal(state.x, 1.0)  # the old state is untouched


@pytest.mark.parametrize("random_scan", [False, True])
def test_a_run_goes_on_where_it_stopped(random_scan):
    target = Gaussian([0, 0], [[1, 0.5], [0.5, 1]])
    kernel = Gibbs(target, gaussian_blocks(target), random_scan)
    whole = sample(kernel, np.ones((3, 2)), 20, rng=np.random.default_rng(7))
    rng = np.random.default_rng(7)
    first = sample(kernel, np.ones((3, 2)), 7, rng=rng)
    second = sample(kernel, first.state, 13, rng=rng)
    np.testing.assert_array_equal(whole.draws[:, 7:], second.draws)


# The mixture


def test_a_tabulated_density_is_inverted_exactly():
    """The area left of the draw, under the line through the table, is u."""
    rng = np.random.default_rng(21)
    edges = np.linspace(-2, 3, 41)
    f = rng.exponential(size=(30, 41)) * (rng.random((30, 41)) < 0.8)  # some are 0
    f[0, :2] = 0
    u = np.concatenate([[0.0, 1 - 1e-16], rng.random(28)])
    with np.errstate(divide="ignore"):
        x = inverse_cdf(np.log(f) + 700, edges, u)
    assert ((x >= -2) & (x <= 3)).all()
    for density, at, share in zip(f, x, u, strict=True):
        left = edges[edges < at]
        under = np.trapezoid(
            np.append(density[: len(left)], np.interp(at, edges, density)),
            np.append(left, at),
        )
        assert under / np.trapezoid(density, edges) == pytest.approx(share, abs=1e-12)


def tabulated_p_value(n_cells):
    """Exact draws of the banana, one sweep on: are both coordinates still distributed so?"""
    rng = np.random.default_rng(22)
    z = rng.standard_normal((20_000, 2))
    x = np.stack([2 * z[:, 0], z[:, 0] ** 2 - 1 + 0.5 * z[:, 1]], axis=1)
    blocks = tabulated_blocks(Banana(), (-11, 11, -5, 22), n_cells)
    x = Gibbs(Banana(), blocks).step(State(x, None), rng=rng)[0].x
    across = (x[:, 1] - (x[:, 0] ** 2 / 4 - 1)) / 0.5
    return min(kstest(x[:, 0] / 2, norm.cdf).pvalue, kstest(across, norm.cdf).pvalue)


def test_tabulated_conditionals_keep_the_banana_if_the_table_is_fine():
    """False-fail rate 2 P_FAIL; with cells wider than the ridge the same test fails."""
    assert tabulated_p_value(512) > P_FAIL
    assert tabulated_p_value(20) < P_FAIL


def test_a_chain_outside_the_table_comes_in_and_bad_tables_are_named():
    kernel = Gibbs(
        StandardNormal(2), tabulated_blocks(StandardNormal(2), (-1, 1, -1, 1))
    )
    state, _ = kernel.step(kernel.init([[5.0, -7.0]]), rng=np.random.default_rng(1))
    assert (abs(state.x) <= 1).all()
    with pytest.raises(ValueError, match="dim 2 and a window with left < right"):
        tabulated_blocks(StandardNormal(3), (-1, 1, -1, 1))
    with pytest.raises(ValueError, match="left < right and bottom < top"):
        tabulated_blocks(StandardNormal(2), (1, -1, -1, 1))
    half = LogDensity(lambda x: np.where(x[:, 0] > 0, 0.0, -np.inf), 2)
    kernel = Gibbs(half, tabulated_blocks(half, (-2, -1, -1, 1)))
    with pytest.raises(ValueError, match="zero everywhere in the table"):
        kernel.step(kernel.init([[1.0, 0.0]]), rng=np.random.default_rng(1))


def test_mixture_density_is_prior_times_likelihood():
    y = np.array([9.0, 20.0, 23.5])
    mixture = NormalMixture(y, 2)
    w, m, v = [0.3, 0.7], [10.0, 21.0], 4.0
    expected = dirichlet([1, 1]).logpdf(w) + norm(20, 10).logpdf(m).sum()
    expected += invgamma(3, scale=20).logpdf(v)
    density = (w * norm(m, 2).pdf(y[:, None])).sum(axis=1)
    expected += np.log(density).sum()
    np.testing.assert_allclose(mixture.log_density(np.array([[*w, *m, v]])), [expected])


def test_mixture_outside_its_support():
    mixture = NormalMixture([1.0, 2.0], 2)
    outside = np.array(
        [[0.5, 0.6, 1, 2, 1], [-0.1, 1.1, 1, 2, 1], [0.5, 0.5, 1, 2, -1]]
    )
    assert np.isneginf(mixture.log_density(outside)).all()


def test_mixture_does_not_care_for_labels_nor_for_far_tails():
    mixture = NormalMixture(galaxies().velocity, 3)
    x = np.array([[0.1, 0.2, 0.7, 10, 33, 21, 4], [0.7, 0.1, 0.2, 21, 10, 33, 4]])
    first, second = mixture.log_density(x)
    assert first == pytest.approx(second, abs=1e-10)
    far = np.array([[0.2, 0.3, 0.5, 1e4, -1e4, 1e5, 1e-3]])
    assert np.isfinite(mixture.log_density(far)).all()


def test_latent_labels_follow_their_law():
    mixture = NormalMixture([0.0, 1.5], 3, prior_mean=0)
    x = np.tile([[0.2, 0.5, 0.3, -1.0, 0.5, 2.0, 1.0]], (20_000, 1))
    z = mixture.draw_latent(x, rng=np.random.default_rng(4))
    assert z.shape == (20_000, 3, 2) and (z.sum(axis=1) == 1).all()
    for i, datum in enumerate([0.0, 1.5]):
        p = np.array([0.2, 0.5, 0.3]) * norm([-1, 0.5, 2], 1).pdf(datum)
        counts = z[:, :, i].sum(axis=0)
        assert chisquare(counts, counts.sum() * p / p.sum()).pvalue > P_FAIL


def joint_distribution_p_value(mixture_class, seed=5, chains=3000, turns=10):
    """Geweke (2004): prior draws stay so when data and parameters take turns."""
    rng = np.random.default_rng(seed)
    settings = dict(prior_mean=1.0, prior_sd=2.0, prior_shape=3.0, prior_scale=2.0)
    x = mixture_class(np.zeros(6), 2, **settings).draw_prior(chains, rng=rng)
    for _ in range(turns):
        labels = (rng.random((chains, 6)) >= x[:, :1]).astype(int)
        means = np.take_along_axis(x[:, 2:4], labels, axis=1)
        y = means + np.sqrt(x[:, 4:]) * rng.standard_normal((chains, 6))
        many = mixture_class(np.zeros(6), 2, **settings)
        many.y = y[:, None, :]  # every chain with its own data
        z = many.draw_latent(x, rng=rng)
        x = many.draw_parameters(x, z, rng=rng)
    laws = [lambda w: w, None, norm(1, 2).cdf, norm(1, 2).cdf, invgamma(3, scale=2).cdf]
    return min(kstest(x[:, k], law).pvalue for k, law in enumerate(laws) if law)


class ForgetsPriorOfMeans(NormalMixture):
    def draw_parameters(self, x, z, *, rng):
        old, self.prior_sd = self.prior_sd, 10 * self.prior_sd
        new = super().draw_parameters(x, z, rng=rng)
        self.prior_sd = old
        return new


def test_joint_distribution_of_data_augmentation():
    assert joint_distribution_p_value(NormalMixture) > P_FAIL


def test_the_joint_test_catches_a_wrong_prior():
    assert joint_distribution_p_value(ForgetsPriorOfMeans) < P_FAIL


def test_one_component_has_the_posterior_of_a_normal_sample():
    """The mean, by quadrature; within 5 MCSE: false-fail rate 6e-7."""
    y = np.array([18.0, 22.0, 21.0, 25.0])
    mixture = NormalMixture(y, 1)

    def log_marginal(m):  # the variance integrated out
        shape, scale = 3 + 2, 20 + 0.5 * ((y - m) ** 2).sum()
        return norm(20, 10).logpdf(m) + lgamma(shape) - shape * np.log(scale)

    def weight(m):
        return np.exp(log_marginal(m) - log_marginal(21.5))

    exact = quad(lambda m: m * weight(m), 0, 40)[0] / quad(weight, 0, 40)[0]
    start = mixture.draw_prior(20, rng=np.random.default_rng(6))
    run = sample(DataAugmentation(mixture), start, 500, rng=np.random.default_rng(6))
    means = run.draws[:, 50:, 1]
    assert abs(means.mean() - exact) < 5 * diagnostics.mcse_mean(means)


# Bad input


PLANE = StandardNormal(2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Gibbs(PLANE, [Block([0], None)]),
            r"blocks must cover .* 0 to 1, got \[0\]",
        ),
        (lambda: NormalMixture([], 2), "y must be a finite, non-empty vector"),
        (lambda: NormalMixture([np.nan], 2), "y must be a finite, non-empty vector"),
        (lambda: NormalMixture([1.0], 0), "n_components .* at least 1; got 0"),
        (lambda: NormalMixture([1.0], 2, prior_sd=-1), "prior_sd, .* positive, got -1"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("answer", [np.zeros(3), np.full((3, 1), np.nan)])
def test_a_bad_conditional_is_named(answer):
    good = Block([1], lambda x, *, rng: np.zeros((len(x), 1)))
    kernel = Gibbs(PLANE, [Block([0], lambda x, *, rng: answer), good])
    with pytest.raises(ValueError, match=r"block with columns \(0,\) must be finite"):
        kernel.step(kernel.init(np.ones((3, 2))), rng=np.random.default_rng(0))

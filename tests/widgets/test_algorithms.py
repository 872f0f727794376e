"""The widgets' algorithms in JavaScript against their twins in Python, on the same numbers."""

import math

import arviz
import numpy as np
import pytest
from scipy.stats import kstest, multivariate_normal, norm

from coursekit.mcmc import diagnostics

from .javascript import run_javascript
from .twins import FOUR_WELLS, TARGET_OF, TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_log_densities_equal_python_far_out(name):
    points = np.random.default_rng(1).normal(scale=8, size=(500, 2))
    javascript = run_javascript(
        TARGET_OF + "return data.points.map(([x, y]) => target.logDensity(x, y));",
        {"name": name, "expression": FOUR_WELLS, "points": points.tolist()},
    )
    python = TARGETS[name].log_density(points)
    np.testing.assert_allclose(
        np.array(javascript, dtype=float), python, rtol=1e-9, atol=1e-9
    )


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_step_onto_a_bad_density_says_where(value):
    message = run_javascript(
        """
        const target = { logDensity: (x) => (x > 0 ? Number(data) : 0) };
        const random = { normal: () => 1, uniform: () => 0.5 };
        const state = metropolis.initialState(target, [[-0.5, 0]]);
        try {
          metropolis.step(state, { target, scale: 1 }, random);
        } catch (error) {
          return error.message;
        }
        """,
        value,
    )
    assert message.startswith(f"the log density is {value} at x = 0.5000, y = 1.000")


def test_a_start_where_the_density_is_zero_is_refused():
    message = run_javascript(
        """
        const target = targets.typedTarget("log(x)", []);
        try {
          metropolis.initialState(target, [[1, 0], [-1, 0.5]]);
        } catch (error) {
          return error.message;
        }
        """
    )
    assert (
        message == "chain 2 starts at x = -1.000, y = 0.5000, where the density is zero"
    )


# --- random numbers ------------------------------------------------------------------------


def test_random_numbers_follow_their_laws():
    uniforms, normals = run_javascript(
        """
        const source = random.seededRandom(7);
        const many = (draw) => Array.from({ length: 20000 }, draw);
        return [many(source.uniform), many(source.normal)];
        """
    )
    # The seed is fixed, so these cannot flicker; over seeds each would fail once in 10^4.
    assert kstest(uniforms, "uniform").pvalue > 1e-4
    assert kstest(normals, "norm").pvalue > 1e-4
    assert abs(np.corrcoef(normals[:-1], normals[1:])[0, 1]) < 4 / math.sqrt(20000)


def test_seeds_give_different_numbers_and_the_same_seed_the_same():
    first = run_javascript(
        "return [0, 1, 2, 2 ** 32 - 1, 1].map((seed) => random.seededRandom(seed).uniform())"
    )
    assert len(set(first)) == 4
    assert first[1] == first[4]


def test_streams_of_one_seed_and_seeds_of_one_stream_are_independent():
    """The first normal and uniform of 20,000 neighbouring streams: a step draws from each."""
    uniforms, normals, by_seed = run_javascript(
        """
        const many = (draw) => Array.from({ length: 20000 }, (_, i) => draw(i));
        return [
          many((i) => random.seededRandom(7, i).uniform()),
          many((i) => random.seededRandom(7, i).normal()),
          many((i) => random.seededRandom(i, 3).uniform()),
        ];
        """
    )
    # No choice is left to chance, so these cannot flicker; at random each fails once in 10^4.
    for values in (uniforms, by_seed):
        assert kstest(values, "uniform").pvalue > 1e-4
        assert abs(np.corrcoef(values[:-1], values[1:])[0, 1]) < 4 / math.sqrt(20000)
    assert kstest(normals, "norm").pvalue > 1e-4
    assert abs(np.corrcoef(normals[:-1], normals[1:])[0, 1]) < 4 / math.sqrt(20000)


# --- diagnostics ---------------------------------------------------------------------------


def chains_of(kind, chains, draws):
    rng = np.random.default_rng(3)
    noise = rng.normal(size=(chains, draws))
    if kind == "independent":
        return noise
    if kind == "apart":
        return noise + 2 * np.arange(chains)[:, None]
    if kind == "antithetic":
        return noise * 0.3 + (-1.0) ** np.arange(draws)
    slow = noise.copy()
    for t in range(1, draws):
        slow[:, t] = 0.95 * slow[:, t - 1] + noise[:, t]
    return np.repeat(slow, 3, axis=1)[:, :draws] if kind == "with ties" else slow


@pytest.mark.parametrize(
    "chains, draws", [(2, 4), (2, 5), (4, 101), (8, 1000), (3, 700)]
)
@pytest.mark.parametrize(
    "kind", ["independent", "slow", "apart", "with ties", "antithetic"]
)
def test_diagnostics_equal_arviz(kind, chains, draws):
    x = chains_of(kind, chains, draws)
    result = run_javascript(
        """
        const chains = data.map((chain) => Float64Array.from(chain));
        return {
          rhat: diagnostics.rhat(chains), ess: diagnostics.essBulk(chains),
          correlation: diagnostics.autocorrelation(chains[0], 30),
        };""",
        x.tolist(),
    )
    rhat, ess = float(result["rhat"]), float(result["ess"])
    assert rhat == pytest.approx(diagnostics.rhat(x), rel=1e-10)
    assert rhat == pytest.approx(arviz.rhat(x), rel=1e-10)
    assert ess == pytest.approx(diagnostics.ess_bulk(x), rel=1e-10)
    assert ess == pytest.approx(arviz.ess(x, method="bulk"), rel=1e-10)
    np.testing.assert_allclose(
        result["correlation"], arviz.autocorr(x[0])[:31], atol=1e-10
    )


@pytest.mark.parametrize("kind", ["independent", "slow"])
def test_one_chain_is_compared_half_against_half(kind):
    x = chains_of(kind, 1, 501)
    ess, rhat = run_javascript(
        "return [diagnostics.essBulk(data), diagnostics.rhat(data)]", x.tolist()
    )
    assert ess == pytest.approx(diagnostics.ess_bulk(x), rel=1e-10)
    assert rhat == pytest.approx(diagnostics.rhat(x), rel=1e-10)


def test_a_run_that_never_moves_has_no_diagnostics():
    draws = [[1.5] * 20] * 3
    code = "return [diagnostics.rhat(data), diagnostics.essBulk(data)]"
    assert run_javascript(code, draws) == ["NaN", "NaN"]
    assert math.isnan(diagnostics.rhat(draws)) and math.isnan(
        diagnostics.ess_bulk(draws)
    )


def test_too_few_draws_have_no_diagnostics():
    code = "return [diagnostics.rhat(data), diagnostics.essBulk(data)]"
    assert run_javascript(code, [[1, 2, 3]] * 2) == ["NaN", "NaN"]


def test_normal_quantile():
    p = np.concatenate(
        [np.geomspace(1e-300, 0.5, 400), 1 - np.geomspace(1e-15, 0.5, 200)]
    )
    quantiles = run_javascript(
        "return data.map(diagnostics.normalQuantile)", p.tolist()
    )
    np.testing.assert_allclose(quantiles, norm.ppf(p), rtol=1e-12, atol=1e-12)


# --- the grid ------------------------------------------------------------------------------


def test_grid_of_a_correlated_normal_gives_its_marginals_mass_and_contours():
    covariance = np.array([[1.0, 0.6], [0.6, 2.0]])
    precision = np.linalg.inv(covariance)
    result = run_javascript(
        """
        const [[a, b], [, d]] = data;
        const logDensity = (x, y) => -0.5 * (a * x * x + 2 * b * x * y + d * y * y) + 5;
        const made = grid.densityGrid(logDensity, [-6, 6, -9, 9], 240);
        const levels = grid.massLevels(made, [0.5, 0.95]);
        return { marginals: grid.marginals(made), levels, line: grid.contour(made, levels[1]) };
        """,
        precision.tolist(),
    )
    x, y = [low + (np.arange(240) + 0.5) / 240 * -2 * low for low in (-6, -9)]
    np.testing.assert_allclose(result["marginals"]["x"], norm.pdf(x, 0, 1), atol=1e-6)
    np.testing.assert_allclose(
        result["marginals"]["y"], norm.pdf(y, 0, 2**0.5), atol=1e-6
    )

    # For a normal in the plane the region of mass p ends where x' P x = -2 log(1 - p).
    top = (
        multivariate_normal(np.zeros(2), covariance).pdf(np.zeros(2))
        * (12 / 240)
        * (18 / 240)
    )
    np.testing.assert_allclose(result["levels"], top * np.array([0.5, 0.05]), rtol=0.02)
    points = np.array(result["line"]).reshape(-1, 2)
    radius = np.einsum("ni,ij,nj->n", points, precision, points)
    np.testing.assert_allclose(radius, -2 * np.log(0.05), rtol=0.02)
    assert len(points) > 200


# --- the thinned trace ---------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 7, 400, 401, 5000])
def test_thinned_trace_keeps_extremes_and_joins_its_stretches(n):
    path = np.random.default_rng(n).normal(size=n + 1).cumsum()
    got = run_javascript(
        """
        const chains = [{ x: data.path }];
        const trace = new thinned.Thinned(chains, "x");
        for (let n = 1; n < data.n; n += 13) trace.extend(chains, n);
        trace.extend(chains, data.n);
        return [trace.stride, trace.lows[0], trace.highs[0], trace.lasts[0]];
        """,
        {"path": path.tolist(), "n": n},
    )
    stride, *columns = got
    stretches = [
        path[k : k + stride + 1] for k in range(0, n, stride)
    ]  # with the draw before
    wanted = [
        [pick(s) for s in stretches] for pick in (np.min, np.max, lambda s: s[-1])
    ]
    np.testing.assert_allclose(columns, wanted, rtol=1e-12)
    assert len(stretches) <= 400 and stride < 2 * max(1, n / 400)


# --- a whole run ---------------------------------------------------------------------------

RUN = """
  const target = targets.TARGETS.three_modes;
  const within = grid.densityGrid(target.logDensity, target.window, 60);
  const make = (settings) =>
    new run.Run({ target, grid: within, stepSize: 1.5, chains: 3, seed: 4, ...settings });
"""


def test_the_same_settings_give_the_same_draws_and_given_starts_are_kept():
    first, again, other, placed = run_javascript(
        RUN
        + """
        return [{}, {}, { seed: 5 }, { starts: [[1, 2], [0, -1]] }].map((settings) => {
          const made = make(settings);
          for (let i = 0; i < 2500; i++) made.advance();
          return made.chains.map(({ x, y, used }) => [used, x[0], y[0], x[2500], y[2500]]);
        });"""
    )
    assert first == again
    assert first != other
    assert [chain[1:3] for chain in placed[:2]] == [[1, 2], [0, -1]]
    assert {chain[0] for chain in first} == {2501}


def test_a_run_leaves_its_target_invariant():
    """The three modes are symmetric in x, and each holds a third of the mass."""
    x, y = run_javascript(
        RUN
        + """
        const made = make({ chains: 8, stepSize: 3 });
        for (let i = 0; i < 20000; i++) made.advance();
        return [made.draws("x", 20000), made.draws("y", 20000)].map((d) => d.map((c) => [...c]));
        """
    )
    for draws, truth in [(np.array(x) < 0, 0.5), (np.array(y) > 0.5, 1 / 3 + 0.0005)]:
        draws = draws.astype(float)
        error = draws.std() / math.sqrt(diagnostics.ess_mean(draws))
        # Four standard errors: over seeds this would fail once in 15,000; the seed is fixed.
        assert abs(draws.mean() - truth) < 4 * error
        assert error < 0.01


def test_acceptance_counts_the_accepted_proposals():
    shares, moves = run_javascript(
        RUN
        + """
        const made = make({ chains: 2 });
        for (let i = 0; i < 300; i++) made.advance();
        const count = ({ x }) => x.slice(1, 301).filter((value, t) => value !== x[t]).length;
        const moved = made.chains.map(count);
        return [[made.acceptance(300), made.acceptance(0)], moved];
        """
    )
    assert shares == [pytest.approx(sum(moves) / 600), "NaN"]


SAMPLERS = ["metropolis", "adaptive", "mala", "gibbs", "hmc", "hmc_dual", "nuts"]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_run_of_each_sampler_has_the_moments_of_the_normal_law(sampler):
    """Means 0 and variances 1, each within 4.5 standard errors by ESS.

    Four checks a sampler, seven samplers: over seeds one would fail once in 5,000 runs.
    """
    x, y = run_javascript(
        """
        const target = targets.TARGETS.normal;
        const within = grid.densityGrid(target.logDensity, target.window, 60);
        const made = new run.Run({
          target, grid: within, sampler: data, stepSize: 0.6, nLeapfrog: 4, warmup: 200,
          chains: 4, seed: 2,
        });
        for (let i = 0; i < 3000; i++) made.advance();
        return [made.draws("x", 3000, 200), made.draws("y", 3000, 200)].map(
          (d) => d.map((c) => [...c]));
        """,
        sampler,
    )
    for draws in (np.array(x), np.array(y), np.array(x) ** 2, np.array(y) ** 2):
        truth = 1 if draws.min() >= 0 else 0
        error = draws.std() / math.sqrt(diagnostics.ess_mean(draws))
        assert abs(draws.mean() - truth) < 4.5 * error


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_step_taken_apart_is_the_step_that_was_made(sampler):
    """Its proposal is where the chain went if it was accepted; its path begins where it was."""
    same = run_javascript(
        """
        const target = targets.TARGETS.banana;
        const within = grid.densityGrid(target.logDensity, target.window, 60);
        const made = new run.Run({
          target, grid: within, sampler: data, stepSize: 0.5, nLeapfrog: 5, warmup: 60,
          chains: 3, seed: 4,
        });
        for (let i = 0; i < 120; i++) made.advance();
        const equal = ([a, b], c, d) => a === c && b === d;
        let [accepted, whole] = [0, true];
        for (let t = 1; t <= 120; t++) {
          const { proposal, paths, ...info } = made.detail(t);
          made.chains.forEach(({ x, y, ...chain }, k) => {
            const isAccepted = chain.accepted[t] === 1;
            accepted += isAccepted;
            whole &&= info.accepted[k] === isAccepted;
            whole &&= !isAccepted || equal(proposal[k], x[t], y[t]);
            whole &&= !paths || equal(paths[k][0].points[0].x, x[t - 1], y[t - 1]);
            if (info.nLeapfrog) {
              const points = paths[k].reduce((sum, { points }) => sum + points.length - 1, 0);
              whole &&= points === info.nLeapfrog[k] && points === chain.calls[t];
              whole &&= info.energyError[k] === chain.energyError[t];
            }
          });
        }
        return [whole, accepted];
        """,
        sampler,
    )
    assert same[0] and same[1] > 30


@pytest.mark.parametrize("sampler", ["hmc", "nuts"])
def test_a_divergent_path_is_marked_at_its_last_good_point(sampler):
    """In the funnel's neck, where the leapfrog is unstable: |step| > 2 exp(y / 2)."""
    lost, found, divergent = run_javascript(
        """
        const target = targets.TARGETS.funnel;
        const within = grid.densityGrid(target.logDensity, target.window, 60);
        const made = new run.Run({
          target, grid: within, sampler: data, stepSize: 0.5, nLeapfrog: 10, chains: 4, seed: 1,
        });
        for (let i = 0; i < 600; i++) made.advance();
        const [lost, found] = [[], []];
        made.chains.forEach((chain, k) => {
          for (const [t, point] of chain.lost) {
            const points = made.detail(t).paths[k].flatMap(({ points }) => points);
            const first = points.findIndex(({ error }) => !(error <= hmc.DIVERGENCE));
            lost.push(point);
            found.push(points[first - 1].x);
          }
        });
        return [lost, found, made.sum("divergent", 600)];
        """,
        sampler,
    )
    assert lost == found and len(lost) == divergent > 10
    neck = 2 * math.log(0.5 / 2)
    assert np.median(np.array(lost)[:, 1]) < neck

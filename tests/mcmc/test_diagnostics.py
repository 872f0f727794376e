"""Diagnostics: equal to ArviZ, right where the answer is known, loud on bad input."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.signal import lfilter

from coursekit.mcmc import diagnostics

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # ArviZ announces its next version on import
    import arviz

SINGLE_NUMBER = {
    "rhat": (diagnostics.rhat, lambda x: arviz.rhat(x, method="rank")),
    "ess_bulk": (diagnostics.ess_bulk, lambda x: arviz.ess(x, method="bulk")),
    "ess_tail": (diagnostics.ess_tail, lambda x: arviz.ess(x, method="tail")),
    "ess_mean": (diagnostics.ess_mean, lambda x: arviz.ess(x, method="mean")),
    "mcse_mean": (diagnostics.mcse_mean, lambda x: arviz.mcse(x, method="mean")),
    "mcse_sd": (diagnostics.mcse_sd, lambda x: arviz.mcse(x, method="sd")),
    "mcse_quantile": (
        lambda x: diagnostics.mcse_quantile(x, 0.3),
        lambda x: arviz.mcse(x, method="quantile", prob=0.3),
    ),
}


def ar1(rng, rho, shape):
    """Stationary first-order autoregressions with unit variance, along the last axis."""
    noise = np.sqrt(1 - rho**2) * rng.standard_normal(shape)
    noise[..., 0] /= np.sqrt(1 - rho**2)
    return lfilter([1], [1, -rho], noise)


def examples():
    """Draws of every kind that diagnostics meet, by name: (chains, draws)."""
    rng = np.random.default_rng(11)
    noise = rng.standard_normal((4, 200))
    moved = rng.random(200) < 0.3
    return {
        "independent": noise,
        "odd number of draws": noise[:, :101],
        "correlated": ar1(rng, 0.9, (4, 500)),
        "antithetic": ar1(rng, -0.8, (4, 500)),
        "not converged": np.cumsum(noise, axis=1),
        "repeats, as Metropolis makes": noise[
            :, np.maximum.accumulate(np.where(moved, np.arange(200), 0))
        ],
        "counts": rng.poisson(2.0, (4, 200)).astype(float),
        "a coin": rng.integers(0, 2, (4, 200)).astype(float),
        "rare event": (rng.random((4, 200)) < 0.02).astype(float),
        "alternating": np.tile([[-1.0, 1.0]], (3, 50)),
        "one chain elsewhere": noise + np.array([[0], [0], [0], [5]]),
        "one chain wider": noise * [[1], [1], [1], [9]],
        "one chain stuck": noise * [[1], [1], [1], [0]],
        "no mean": rng.standard_cauchy((4, 200)),
        "two chains": noise[:2],
        "many short chains": rng.standard_normal((100, 10)),
        "four draws": noise[:, :4],
        "five draws": noise[:, :5],
        "seven draws": noise[:, :7],
        "far from zero": 1e6 + noise,
        # ArviZ takes a range below 1e-15, of the squares too, for a constant: stay
        # above
        "small": 1e-6 * noise,
    }


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")  # ArviZ's, of 0 / 0
@pytest.mark.parametrize("name", SINGLE_NUMBER)
@pytest.mark.parametrize("kind", examples())
def test_equal_to_arviz(name, kind):
    ours, theirs = SINGLE_NUMBER[name]
    draws = examples()[kind]
    # equal_nan is off: nothing here may be nan
    np.testing.assert_allclose(
        ours(draws), theirs(draws), rtol=1e-10, atol=0, equal_nan=False
    )


def test_equal_to_arviz_on_random_small_draws():
    rng = np.random.default_rng(5)
    for _ in range(60):
        draws = np.round(
            rng.standard_normal((rng.integers(2, 6), rng.integers(4, 40))), 1
        )
        for ours, theirs in SINGLE_NUMBER.values():
            np.testing.assert_allclose(ours(draws), theirs(draws), rtol=1e-10)


@pytest.mark.parametrize("name", SINGLE_NUMBER)
def test_coordinates_are_independent_of_one_another(name, monkeypatch):
    function = SINGLE_NUMBER[name][0]
    draws = np.stack(
        [x[:4, :200] for x in examples().values() if x.shape == (4, 200)], axis=2
    )
    together = function(draws)
    assert together.shape == draws.shape[2:]
    apart = [function(draws[:, :, k]) for k in range(draws.shape[2])]
    np.testing.assert_allclose(together, apart, rtol=1e-12)
    monkeypatch.setattr(
        diagnostics, "BLOCK", 2 * 800
    )  # two coordinates at a time, one left over
    np.testing.assert_array_equal(function(draws), together)


def test_autocorrelation_equals_arviz():
    draws = examples()["correlated"]
    ours = diagnostics.autocorrelation(draws)
    assert ours.shape == draws.shape
    np.testing.assert_allclose(
        ours, arviz.autocorr(draws, axis=1), rtol=1e-10, atol=1e-12
    )
    stacked = diagnostics.autocorrelation(np.stack([draws, draws**2], axis=2))
    np.testing.assert_allclose(stacked[..., 0], ours, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(
        stacked[..., 1], diagnostics.autocorrelation(draws**2), rtol=1e-12, atol=1e-14
    )


@pytest.mark.parametrize(
    "values",
    [
        1 + np.arange(400) * 2.0**-52,  # equal in all but the last bits
        np.repeat([-np.inf, -1e300, -5e-324, 0.0, 5e-324, 1e-9, 1e300, np.inf], 50),
        np.arange(400) - 200.0,
    ],
)
def test_sorting_by_bits_is_sorting(values):
    x = np.random.default_rng(1).permuted(np.stack([values, -values]), axis=1)
    ordered, order = diagnostics._sorted(x.reshape(2, 4, 100))
    np.testing.assert_array_equal(ordered, np.sort(x, axis=1))
    np.testing.assert_array_equal(x.reshape(-1)[order], ordered)
    assert len(np.unique(order)) == order.size


# Where the answer is known


@pytest.mark.parametrize("rho", [-0.5, 0.0, 0.5, 0.9])
def test_ess_of_an_autoregression(rho):
    draws = ar1(np.random.default_rng(2), rho, (64, 4000))
    expected = draws.size * (1 - rho) / (1 + rho)
    # Over 60 seeds the ratio's sd was at most 3 % (rho = .9), its bias 2.4 % (rho =
    # -.5): 20 % is over six sd, a false-fail rate below 1e-8 were the seed not fixed.
    for ess in (diagnostics.ess_mean, diagnostics.ess_bulk):
        assert ess(draws) == pytest.approx(expected, rel=0.2)
    np.testing.assert_allclose(
        diagnostics.autocorrelation(draws)[:, :6].mean(axis=0),
        rho ** np.arange(6),
        atol=0.02,
    )


def test_standard_errors_of_independent_normals():
    n = 40_000
    draws = np.random.default_rng(3).standard_normal((4, n // 4))
    # Over 200 seeds the relative sd was .9 %, 1.0 % and 6.7 %: each tolerance is over
    # six of them.
    assert diagnostics.mcse_mean(draws) == pytest.approx(n**-0.5, rel=0.07)
    assert diagnostics.mcse_sd(draws) == pytest.approx((2 * n) ** -0.5, rel=0.07)
    density_at_median = (2 * np.pi) ** -0.5
    assert diagnostics.mcse_quantile(draws, 0.5) == pytest.approx(
        0.5 * n**-0.5 / density_at_median, rel=0.42
    )


def test_rhat_sees_location_and_spread():
    samples = examples()
    assert diagnostics.rhat(samples["independent"]) < 1.02
    assert diagnostics.rhat(samples["one chain elsewhere"]) > 1.3
    assert diagnostics.rhat(samples["one chain wider"]) > 1.1
    drift = samples["independent"][:1] + np.linspace(0, 5, 200)
    assert diagnostics.rhat(drift) > 1.5  # one chain: its halves disagree


def test_one_chain_is_judged_by_its_halves():
    chain = examples()["correlated"][:1]
    halves = chain.reshape(2, 250)
    assert diagnostics.rhat(chain) == pytest.approx(
        arviz.rhat(halves, method="rank"), rel=0.05
    )
    bulk = diagnostics._normal_scores(*diagnostics._sorted(halves[None])).reshape(
        2, 250
    )
    by_hand = np.sqrt(
        249 / 250 + bulk.mean(axis=1).var(ddof=1) / bulk.var(axis=1, ddof=1).mean()
    )
    assert diagnostics.rhat(chain) >= by_hand * (1 - 1e-12)


def test_nested_rhat_by_its_definition():
    draws = np.random.default_rng(4).standard_normal((6, 9))
    groups = draws.reshape(3, 2, 9)  # superchains, members, draws
    between = groups.mean(axis=(1, 2)).var(ddof=1)
    within = groups.var(axis=2, ddof=1).mean(axis=1) + groups.mean(axis=2).var(
        axis=1, ddof=1
    )
    expected = np.sqrt(1 + between / within.mean())
    assert diagnostics.nested_rhat(draws, [0, 0, 1, 1, 2, 2]) == pytest.approx(
        expected, rel=1e-12
    )
    shuffled = [0, 2, 4, 1, 3, 5]
    labels = np.array(["a", "a", "b", "b", "c", "c"])[shuffled]
    assert diagnostics.nested_rhat(draws[shuffled], labels) == pytest.approx(
        expected, rel=1e-12
    )


def test_nested_rhat_with_one_chain_each_is_rhat_without_the_small_sample_term():
    draws = examples()["not converged"]
    plain = arviz.rhat(draws, method="identity")
    n = draws.shape[1]
    expected = np.sqrt(plain**2 - (n - 1) / n + 1)
    assert diagnostics.nested_rhat(draws, range(4)) == pytest.approx(
        expected, rel=1e-12
    )


def test_nested_rhat_of_single_draws():
    draws = np.random.default_rng(4).standard_normal((8, 1))
    groups = draws.reshape(2, 4)
    expected = np.sqrt(
        1 + groups.mean(axis=1).var(ddof=1) / groups.var(axis=1, ddof=1).mean()
    )
    got = diagnostics.nested_rhat(draws, np.repeat([0, 1], 4))
    assert got == pytest.approx(expected, rel=1e-12)


# Laws

few_draws = st.integers(1, 5).flatmap(
    lambda chains: st.integers(4, 21).flatmap(
        # small integers: many ties, and exact under the maps below
        lambda n: arrays(float, (chains, n), elements=st.integers(-9, 9).map(float))
    )
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(few_draws, st.randoms(use_true_random=False))
def test_order_of_chains_does_not_matter(draws, random):
    order = random.sample(range(len(draws)), len(draws))
    for function, _ in SINGLE_NUMBER.values():
        np.testing.assert_allclose(function(draws[order]), function(draws), rtol=1e-9)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(few_draws)
def test_bulk_ess_depends_on_ranks_alone(draws):
    for rising in (np.exp, np.arctan, lambda x: x**3 + 2):
        np.testing.assert_array_equal(
            diagnostics.ess_bulk(rising(draws)), diagnostics.ess_bulk(draws)
        )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(few_draws, st.sampled_from([0.25, 2.0, 1024.0]), st.integers(-50, 50))
def test_units_do_not_matter(draws, scale, shift):
    changed = scale * draws + shift
    for name in ("rhat", "ess_bulk", "ess_mean"):
        function = SINGLE_NUMBER[name][0]
        np.testing.assert_allclose(function(changed), function(draws), rtol=1e-6)
    for name in ("mcse_mean", "mcse_sd"):
        function = SINGLE_NUMBER[name][0]
        np.testing.assert_allclose(
            function(changed), scale * function(draws), rtol=1e-6, atol=1e-9 * scale
        )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(few_draws)
def test_ranges(draws):
    total = draws.size
    ess = [
        SINGLE_NUMBER[name][0](draws) for name in ("ess_bulk", "ess_tail", "ess_mean")
    ]
    rhat = diagnostics.rhat(draws)
    if (draws == draws[0, 0]).all():
        assert np.isnan([*ess, rhat]).all()
    else:
        assert all(0 < value <= total * np.log10(total) * (1 + 1e-12) for value in ess)
        assert rhat**2 >= 1 - 1 / (draws.shape[1] // 2) - 1e-12


def test_tiny_units_are_no_constants():
    draws = examples()["correlated"]
    for name in ("mcse_mean", "mcse_sd"):
        function = SINGLE_NUMBER[name][0]
        assert function(2.0**-60 * draws) == pytest.approx(
            2.0**-60 * function(draws), rel=1e-12
        )


# Draws that do not move


def test_a_constant_coordinate_is_nan_and_leaves_the_others_alone():
    noise = examples()["independent"]
    draws = np.stack([noise, np.full_like(noise, 0.1)], axis=2)
    for function, _ in SINGLE_NUMBER.values():
        values = function(draws)
        assert values[0] == function(noise)
        assert np.isnan(values[1])
    assert np.isnan(diagnostics.nested_rhat(draws, [0, 0, 1, 1])[1])
    assert np.isnan(diagnostics.autocorrelation(draws)[..., 1]).all()


def test_chains_stuck_at_different_places_have_infinite_rhat():
    draws = np.repeat([[0.1], [0.2], [0.3], [0.7]], 50, axis=1)
    assert diagnostics.rhat(draws) == np.inf
    assert diagnostics.ess_bulk(draws) < 5
    assert diagnostics.nested_rhat(draws[[0, 0, 1, 1]], [0, 0, 1, 1]) == np.inf


def test_no_warning_escapes():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for draws in [*examples().values(), np.zeros((4, 10))]:
            for function, _ in SINGLE_NUMBER.values():
                function(draws)
            diagnostics.summary(draws)


# The table


def test_summary_columns():
    rng = np.random.default_rng(6)
    draws = ar1(rng, 0.5, (3, 4, 301)).transpose(1, 2, 0) * [1, 50, 1e-3] + [0, 1900, 5]
    table = diagnostics.summary(draws, names=["a", "b", "c"])
    assert table.names == ("a", "b", "c")
    flat = draws.reshape(-1, 3)
    np.testing.assert_allclose(table["mean"], flat.mean(axis=0), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(table["sd"], flat.std(axis=0, ddof=1), rtol=1e-10)
    for name, prob in (("5 %", 0.05), ("50 %", 0.5), ("95 %", 0.95)):
        np.testing.assert_allclose(
            table[name], np.quantile(flat, prob, axis=0), rtol=1e-10
        )
    for name in ("mcse_mean", "ess_bulk", "ess_tail", "rhat"):
        np.testing.assert_array_equal(table[name], SINGLE_NUMBER[name][0](draws))


def test_summary_reads_well():
    draws = np.random.default_rng(7).standard_normal((4, 500, 3)) * [1, 50, 0] + [
        0,
        1900,
        0.1,
    ]
    text = str(diagnostics.summary(draws, names=["slope", "year", "fixed"]))
    caption, head, slope, year, fixed = text.splitlines()
    assert caption == "chains: 4, draws of each: 500"
    assert (
        head.split() == "mean sd 5 % 50 % 95 % mcse_mean ess_bulk ess_tail rhat".split()
    )
    assert (
        len({len(line) for line in (head, slope, year, fixed)}) == 1
    )  # columns line up
    assert year.split()[:3] == [
        "year",
        *(f"{draws[:, :, 1].mean():.1f}", year.split()[2]),
    ]
    assert fixed.split()[1:3] == ["0.100", "0.000"]
    assert fixed.split()[-1] == "nan"


def test_summary_as_html():
    html = diagnostics.summary(
        np.random.default_rng(8).random((2, 9)), names=["<b>"]
    )._repr_html_()
    assert '<th scope="row">&lt;b&gt;</th>' in html
    assert "<th></th>" not in html
    assert html.count('<th scope="col">') == 1 + len(diagnostics.Summary.COLUMNS)
    assert html.count("<td>") == len(diagnostics.Summary.COLUMNS)


# Bad input

GOOD = np.random.default_rng(9).standard_normal((4, 10, 2))
SPOILT = GOOD.copy()
SPOILT[2, 5, 1] = np.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: diagnostics.rhat(GOOD[0, 0]), r"draws must have shape .* got \(2,\)"),
        (
            lambda: diagnostics.rhat(np.empty((0, 9))),
            r"draws must .* not be empty, got \(0, 9\)",
        ),
        (
            lambda: diagnostics.ess_bulk(GOOD[:, :3]),
            "draws must hold at least 4 draws .* got 3",
        ),
        (
            lambda: diagnostics.ess_tail(SPOILT),
            r"draws must be finite; got inf at \(2, 5, 1\)",
        ),
        (
            lambda: diagnostics.mcse_sd(SPOILT[..., 1] * np.nan),
            r"draws .* got nan at \(0, 0\)",
        ),
        (
            lambda: diagnostics.ess_mean("ten"),
            "draws must be an array of numbers .* got str",
        ),
        (
            lambda: diagnostics.rhat([[1, 2], [3]]),
            "draws must be an array of numbers .* got list",
        ),
        (
            lambda: diagnostics.mcse_quantile(GOOD, 1.0),
            "prob must lie between 0 and 1, got 1.0",
        ),
        (lambda: diagnostics.mcse_quantile(GOOD, np.nan), "prob must lie .* got nan"),
        (
            lambda: diagnostics.nested_rhat(GOOD, [0, 1]),
            r"superchains must have shape \(4,\)",
        ),
        (
            lambda: diagnostics.nested_rhat(GOOD, [0, 0, 0, 1]),
            r"superchains .* sizes \[3, 1\]",
        ),
        (
            lambda: diagnostics.nested_rhat(GOOD, [0] * 4),
            "superchains must name at least two",
        ),
        (
            lambda: diagnostics.nested_rhat(GOOD[:, :1], range(4)),
            "draws must hold at least 2",
        ),
        (lambda: diagnostics.autocorrelation(SPOILT), "draws must be finite"),
        (
            lambda: diagnostics.summary(GOOD, names=["a"]),
            "names must be 2 different names",
        ),
        (
            lambda: diagnostics.summary(GOOD, names=["a", "a"]),
            "names must be 2 different names",
        ),
        (
            lambda: diagnostics.summary(GOOD)["mode"],
            "column must be one of mean, .* got 'mode'",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

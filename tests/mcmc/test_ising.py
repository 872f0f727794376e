"""Ising and Potts: exact transition probabilities, enumeration, Kaufman, Onsager, Yang.

Statistical checks pass if p > 2e-7, or within 5 standard errors (6e-7).
"""

from itertools import product

import numpy as np
import pytest
from scipy.stats import chisquare

from coursekit.mcmc import diagnostics, sample
from coursekit.mcmc.ising import (
    CRITICAL_BETA,
    IsingGibbs,
    PottsGibbs,
    SwendsenWang,
    bond_energy,
    clusters,
    heat_bath,
    kaufman,
    neighbour_sum,
    onsager_energy,
    yang_magnetisation,
)

P_FAIL = 2e-7


def every_lattice(rows, columns, values=(-1, 1)):
    states = np.array(list(product(values, repeat=rows * columns)), dtype=np.int8)
    return states.reshape(-1, rows, columns)


def numbered(spins, values=2):
    """The index of each lattice in `every_lattice`."""
    digit = spins.reshape(len(spins), -1)
    digit = (digit + 1) // 2 if values == 2 else digit
    return digit.astype(int) @ values ** np.arange(digit.shape[1])[::-1]


def law_by_hand(states, beta, field=0.0):
    """exp(beta sum s_i s_j + sum h s), each pair found by walking the lattice."""
    field = np.broadcast_to(field, states[0].shape)
    log_p = []
    for s in states.tolist():
        total = 0.0
        for i, j in np.ndindex(field.shape):
            total += beta * s[i][j] * (s[i - 1][j] + s[i][j - 1])
            total += s[i][j] * field[i, j]
        log_p.append(total)
    p = np.exp(np.array(log_p) - max(log_p))
    return p / p.sum(), np.array(log_p)


def chance_up(spins, site, beta, field):
    """Probability that a sweep puts ``site`` up, by bisection on its uniform number.

    If the site is white, black sites keep their sign: an extreme number forces it.
    """
    low, high = 0.0, 1.0
    for _ in range(50):
        u = np.full((1, 2, 2), (low + high) / 2)
        if sum(site) == 1:
            for black in ((0, 0), (1, 1)):
                u[0][black] = 0.0 if spins[black] == 1 else 1 - 1e-16
        up = heat_bath(spins[None], u, beta, field)[0][site] == 1
        low, high = ((low + high) / 2, high) if up else (low, (low + high) / 2)
    return low


def heat_bath_matrix(beta, field):
    """The 16 x 16 transition matrix of one sweep on a 2 x 2 torus."""
    states = every_lattice(2, 2)
    black, white = [(0, 0), (1, 1)], [(0, 1), (1, 0)]

    def chances(spins, sites):
        return [chance_up(spins, site, beta, field) for site in sites]

    black_up = [chances(s, black) for s in states]
    white_up = [chances(s, white) for s in states]  # given this state's black sites
    P = np.ones((16, 16))
    for a, b in product(range(16), repeat=2):
        up = dict(zip(black + white, black_up[a] + white_up[b], strict=True))
        for site, p in up.items():
            P[a, b] *= p if states[b][site] == 1 else 1 - p
    return states, P


def test_the_sweep_leaves_the_law_invariant_exactly():
    field = np.array([[0.3, -0.2], [0.1, 0.5]])
    states, P = heat_bath_matrix(0.35, field)
    np.testing.assert_allclose(P.sum(axis=1), 1, atol=1e-12)
    law, _ = law_by_hand(states, 0.35, field)
    np.testing.assert_allclose(law @ P, law, atol=1e-12)
    assert abs(heat_bath_matrix(-0.35, field)[1].T @ law - law).max() > 1e-2


@pytest.mark.parametrize(
    "kernel",
    [IsingGibbs(0.3), SwendsenWang(0.3), IsingGibbs(0.3, 0.1 * np.ones((2, 4)))],
)
def test_exact_draws_stay_exact(kernel):
    """40,000 chains start in the law of a 2 x 4 torus: 256 states, by chi-squared."""
    rng = np.random.default_rng(1)
    states = every_lattice(2, 4)
    law, _ = law_by_hand(states, 0.3, getattr(kernel, "field", 0.0))
    start = states[rng.choice(256, size=40_000, p=law)]
    state, _ = kernel.step(kernel.init(start), rng=rng)
    found = np.bincount(numbered(state.spins), minlength=256)
    common = 40_000 * law >= 5  # rare states together, as the test wants
    found = np.append(found[common], found[~common].sum())
    expected = 40_000 * np.append(law[common], law[~common].sum())
    keep = expected > 0
    assert chisquare(found[keep], expected[keep]).pvalue > P_FAIL
    assert (state.spins != start).any(axis=(1, 2)).mean() > 0.5


def test_potts_draws_stay_exact():
    rng = np.random.default_rng(2)
    states = every_lattice(2, 2, (0, 1, 2))
    kernel = PottsGibbs(0.4, 3)
    law = np.exp(kernel.init(states).logp)
    by_hand = [
        sum(
            int(s[i, j] == s[i - 1, j]) + int(s[i, j] == s[i, j - 1])
            for i, j in np.ndindex(2, 2)
        )
        for s in states.astype(int)
    ]
    np.testing.assert_allclose(law, np.exp(0.4 * np.array(by_hand)))
    law /= law.sum()
    start = states[rng.choice(81, size=40_000, p=law)]
    state, _ = kernel.step(kernel.init(start), rng=rng)
    found = np.bincount(numbered(state.spins, 3), minlength=81)
    assert chisquare(found, 40_000 * law).pvalue > P_FAIL


def test_potts_with_two_colours_is_ising_at_half_the_beta():
    rng = np.random.default_rng(3)
    spins = every_lattice(2, 4)
    u = rng.random(spins.shape)

    class Given:
        def random(self, shape):
            return u

    ising, _ = IsingGibbs(0.3).step(IsingGibbs(0.3).init(spins), rng=Given())
    potts = PottsGibbs(0.6, 2)
    potts, _ = potts.step(potts.init((1 - spins) // 2), rng=Given())  # up is colour 0
    np.testing.assert_array_equal(potts.spins, (1 - ising.spins) // 2)


def test_energy_and_neighbours_by_hand():
    s = np.array([[[1, -1, 1, 1], [1, 1, -1, 1]]], dtype=np.int8)
    total = sum(
        s[0, i, j] * (int(s[0, i - 1, j]) + s[0, i, j - 1]) for i, j in np.ndindex(2, 4)
    )
    assert bond_energy(s)[0] == -total / 8
    assert neighbour_sum(s)[0, 0, 0] == 2 * s[0, 1, 0] + s[0, 0, 1] + s[0, 0, 3]
    state = IsingGibbs(0.4, 0.2).init(s)
    np.testing.assert_allclose(state.x[0], [-total / 8, 4 / 8])
    np.testing.assert_allclose(state.logp, [0.4 * total + 0.2 * 4])


def test_clusters_join_round_the_torus():
    bonds = np.zeros((2, 2, 2, 4), bool)  # down, right; 2 chains
    bonds[1, 0, 0, 3] = True  # right from the last column: to the first
    bonds[0, 1, 1, 2] = True  # down from the last row of chain 2: to its first row
    n, cluster = clusters(bonds)
    cluster = cluster.reshape(2, 2, 4)
    assert n == 14
    assert cluster[0, 0, 3] == cluster[0, 0, 0]
    assert cluster[1, 1, 2] == cluster[1, 0, 2]


# Exact results


@pytest.mark.parametrize("beta", [0.05, 0.3, CRITICAL_BETA, 0.6, 2.0])
@pytest.mark.parametrize("shape", [(2, 2), (2, 4), (4, 2), (4, 3)])
def test_kaufman_against_enumeration(beta, shape):
    _, log_p = law_by_hand(every_lattice(*shape), beta)
    top = log_p.max()
    p = np.exp(log_p - top)
    log_Z, energy = kaufman(beta, *shape)
    assert log_Z == pytest.approx(top + np.log(p.sum()), rel=1e-12)
    exact = -(p @ log_p) / p.sum() / beta / np.prod(shape)
    assert energy == pytest.approx(exact, rel=1e-10)


def test_kaufman_tends_to_onsager():
    for beta in (0.2, 0.35, 0.55, 0.9):
        assert kaufman(beta, 128, 128)[1] == pytest.approx(
            onsager_energy(beta), abs=1e-6
        )
    assert onsager_energy(CRITICAL_BETA) == pytest.approx(-np.sqrt(2))
    # at the critical point the finite lattice is lower by about .6 / L (Ferdinand
    # and Fisher 1969); twice as large, half the difference
    gaps = [kaufman(CRITICAL_BETA, L, L)[1] + np.sqrt(2) for L in (32, 64)]
    assert gaps[1] / gaps[0] == pytest.approx(0.5, abs=0.01)


def test_yang():
    assert yang_magnetisation(CRITICAL_BETA - 1e-9) == 0
    assert yang_magnetisation(0.5) == pytest.approx(0.911319, abs=1e-6)
    np.testing.assert_allclose(yang_magnetisation([0.3, 5.0]), [0, 1])


@pytest.mark.parametrize(
    ("kernel", "beta"), [(IsingGibbs, 0.3), (SwendsenWang, 0.3), (SwendsenWang, 0.44)]
)
def test_energy_of_a_run_against_kaufman(kernel, beta):
    rng = np.random.default_rng(4)
    start = np.ones((20, 8, 8), np.int8)
    run = sample(kernel(beta), kernel(beta).init(start), 500, rng=rng)
    energy = run.draws[:, 100:, 0]
    error = abs(energy.mean() - kaufman(beta, 8, 8)[1])
    assert error < 5 * diagnostics.mcse_mean(energy)


def test_low_temperature_keeps_its_sign_and_yangs_magnetisation():
    rng = np.random.default_rng(5)
    kernel = IsingGibbs(0.55)
    run = sample(kernel, kernel.init(np.ones((8, 32, 32))), 400, rng=rng)
    m = run.draws[:, 50:, 1]
    assert (m > 0.8).all()
    assert (
        abs(m.mean() - yang_magnetisation(0.55)) < 5 * diagnostics.mcse_mean(m) + 1e-4
    )


@pytest.mark.parametrize(
    ("kernel", "spins"),
    [
        (IsingGibbs([0.3, 0.6]), np.ones((2, 4, 6))),
        (SwendsenWang(0.4), np.ones((2, 4, 6))),
        (PottsGibbs(0.9, 3), np.zeros((2, 4, 6))),
    ],
)
def test_a_run_goes_on_where_it_stopped(kernel, spins):
    whole = sample(kernel, kernel.init(spins), 20, rng=np.random.default_rng(6))
    rng = np.random.default_rng(6)
    first = sample(kernel, kernel.init(spins), 8, rng=rng)
    second = sample(kernel, first.state, 12, rng=rng)
    np.testing.assert_array_equal(whole.draws[:, 8:], second.draws)
    np.testing.assert_array_equal(whole.state.spins, second.state.spins)


# Bad input


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: IsingGibbs(np.nan), "beta must be finite, got nan"),
        (lambda: IsingGibbs(0.4, np.inf), "field must be finite, got inf"),
        (lambda: IsingGibbs(0.4).init(np.ones((1, 3, 4))), r"even, got \(1, 3, 4\)"),
        (lambda: IsingGibbs(0.4).init(np.ones((4, 4))), r"even, got \(4, 4\)"),
        (lambda: IsingGibbs(0.4).init(np.zeros((1, 4, 4))), "spins must be -1 or 1"),
        (lambda: IsingGibbs(0.4).init(np.full((1, 2, 2), 0.5)), "whole numbers"),
        (
            lambda: IsingGibbs(0.4, np.ones((2, 2))).init(np.ones((1, 4, 4))),
            r"field .* shape \(4, 4\), got \(2, 2\)",
        ),
        (lambda: SwendsenWang(0.0), "beta must be positive and finite, got 0.0"),
        (lambda: PottsGibbs(1.0, 1), "q must be a whole number from 2 to 127, got 1"),
        (lambda: PottsGibbs(np.inf, 3), "beta must be finite, got inf"),
        (lambda: PottsGibbs(1.0, 3).init(np.full((1, 2, 2), 3)), "spins .* 0 to 2"),
        (
            lambda: IsingGibbs([0.1, 0.2]).init(np.ones((3, 4, 4))),
            r"beta .* each of 3 chains, got shape \(2,\)",
        ),
        (lambda: kaufman(-1.0, 4, 4), "beta must be positive"),
        (lambda: onsager_energy(0.0), "beta must be positive and finite, got 0.0"),
        (lambda: yang_magnetisation([0.5, -1]), "beta must be positive, got"),
        (lambda: kaufman(1.0, 1, 4), "rows and columns must be at least 2, got 1, 4"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

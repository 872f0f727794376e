"""The chain explorer's algorithms against coursekit.mcmc, on the same random numbers."""

import json
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.mcmc import jump_process, markov_chain

from .javascript import ALGORITHMS, run_javascript

N_CHAINS = 40


def random_chains(seed, irreducible=False):
    """Transition matrices of 2 to 8 states, many of their entries 0."""
    rng = np.random.default_rng(seed)
    chains = []
    while len(chains) < N_CHAINS:
        n = rng.integers(2, 9)
        P = rng.exponential(size=(n, n)) * (rng.random((n, n)) < rng.uniform(0.15, 0.9))
        P[P.sum(axis=1) == 0, 0] = 1.0
        P /= P.sum(axis=1, keepdims=True)
        if not irreducible or len(markov_chain.classes(P).closed) == 1:
            chains.append(P)
    return chains


def random_rates(seed):
    """Irreducible rate matrices over several orders of magnitude."""
    chains = random_chains(seed, irreducible=True)
    rng = np.random.default_rng(seed)
    rates = []
    for P in chains:
        Q = P * 10.0 ** rng.uniform(-2, 2, size=(len(P), 1))
        np.fill_diagonal(Q, 0)
        np.fill_diagonal(Q, -Q.sum(axis=1))
        rates.append(Q)
    return rates


def lists(arrays):
    return [array.tolist() for array in arrays]


def equal(javascript, python, atol=1e-9):
    np.testing.assert_allclose(
        np.array(javascript, dtype=float), python, rtol=1e-9, atol=atol
    )


def test_stationary_laws_equal_python():
    chains = random_chains(1, irreducible=True)
    for got, P in zip(
        run_javascript("return data.map(markov_chain.stationary)", lists(chains)),
        chains,
        strict=True,
    ):
        equal(got, markov_chain.stationary(P), atol=1e-12)


def test_stationary_law_of_an_ill_conditioned_chain_keeps_its_digits():
    P = np.array([[1 - 1e-14, 1e-14], [1e-15, 1 - 1e-15]])
    got = run_javascript("return markov_chain.stationary(data)", P.tolist())
    np.testing.assert_allclose(got, [1 / 11, 10 / 11], rtol=1e-12)


def test_the_only_stationary_law_lies_in_the_only_closed_class():
    chains = random_chains(2)
    got = run_javascript("return data.map(markov_chain.onlyStationary)", lists(chains))
    kinds = set()
    for law, P in zip(got, chains, strict=True):
        label, closed = markov_chain.classes(P)
        kinds.add((len(closed) > 1, closed.sum() > 1))
        if closed.sum() > 1:
            assert law is None
            continue
        np.testing.assert_allclose(np.array(law) @ P, law, atol=1e-12)
        assert sum(law) == pytest.approx(1)
        assert not np.array(law)[~closed[label]].any()
    assert kinds == {(False, False), (True, False), (True, True)}


def test_classes_and_periods_equal_python():
    chains = random_chains(3)
    periods = set()
    got = run_javascript(
        "return data.map((P) => [markov_chain.classes(P), markov_chain.periodAndLevels(P).period])",
        lists(chains),
    )
    for (found, period), P in zip(got, chains, strict=True):
        label, closed = markov_chain.classes(P)
        assert found["label"] == label.tolist() and found["closed"] == closed.tolist()
        if len(closed) == 1:
            assert period == markov_chain.period(P)
            periods.add(period)
    ring = (np.roll(np.eye(6), 1, axis=1) + np.roll(np.eye(6), -1, axis=1)) / 2
    cycle = np.roll(np.eye(5), 1, axis=1)
    for P in (ring, cycle):
        got = run_javascript("return markov_chain.periodAndLevels(data)", P.tolist())
        assert got["period"] == markov_chain.period(P)
        periods.add(got["period"])
    assert {1, 2, 5} <= periods


def test_reversibility_equals_python():
    chains = random_chains(4, irreducible=True)
    symmetric = [P + P.T for P in chains]
    both = chains + [A / A.sum(axis=1, keepdims=True) for A in symmetric]
    got = run_javascript(
        "return data.map((P) => markov_chain.isReversible(P, markov_chain.stationary(P)))",
        lists(both),
    )
    assert got == [markov_chain.is_reversible(P) for P in both]
    assert {True, False} == set(got)


def test_a_walk_takes_every_step_that_python_takes():
    for P in random_chains(5)[:10]:
        u = np.random.default_rng(7).random(500)
        states = [0]
        for noise in u:
            states.append(
                int(markov_chain.next_state(P, np.array(states[-1:]), noise[None])[0])
            )
        got = run_javascript(
            """
            const random = { uniform: () => data.u.shift() };
            const settings = { matrix: data.P, continuous: false, start: 0, random };
            const walk = new chain_run.Walk(settings);
            while (walk.length < 500) walk.advance();
            return [walk.states, walk.shares(500)];
            """,
            {"P": P.tolist(), "u": u.tolist()},
        )
        assert got[0] == states
        equal(got[1], np.bincount(states[1:], minlength=len(P)) / 500)


class Uniforms:
    """What `gillespie` asks of a generator, from uniforms that are kept."""

    def __init__(self, seed):
        self.rng, self.used = np.random.default_rng(seed), []

    def random(self):
        self.used.append(self.rng.random())
        return self.used[-1]

    def exponential(self, mean):
        return -np.log1p(-self.random()) * mean

    def choice(self, n, p):
        return int((self.random() < np.cumsum(p)).argmax())


def test_a_path_in_continuous_time_makes_every_jump_that_python_makes():
    for Q in random_rates(6)[:10]:
        rng = Uniforms(8)
        end = 200 / (jump_process.stationary(Q) @ -np.diag(Q))
        path = jump_process.gillespie(Q, 0, end, rng=rng)
        jumps = len(path.states) - 1
        assert jumps > 20
        got = run_javascript(
            """
            const random = { uniform: () => data.u.shift() };
            const walk = new chain_run.Walk({ matrix: data.Q, continuous: true, start: 0, random });
            while (walk.length < data.jumps) walk.advance();
            const now = walk.times.at(-1);
            return [walk.states, walk.times, walk.shares(data.jumps, now)];
            """,
            {"Q": Q.tolist(), "u": rng.used, "jumps": jumps},
        )
        assert got[0] == path.states.tolist()
        equal(got[1], path.times)
        spent = np.bincount(path.states[:-1], np.diff(path.times), minlength=len(Q))
        equal(got[2], spent / path.times[-1])


def test_a_walk_ends_where_no_jump_leads_on():
    Q = [[-1, 1], [0, 0]]
    got = run_javascript(
        """
        const random = { uniform: () => 0.5 };
        const walk = new chain_run.Walk({ matrix: data, continuous: true, start: 0, random });
        return [walk.advance(), walk.advance(), walk.length];
        """,
        Q,
    )
    assert got == [True, False, 1]


def test_transition_probabilities_embedded_chain_and_stationary_law_equal_python():
    for Q in random_rates(9):
        slowest = 1 / -np.diag(Q).max()
        times = np.array([0, 0.01, 0.5, 3, 40]) * slowest
        got = run_javascript(
            """return {
              laws: data.times.map((t) => jump_process.transitionProbabilities(data.Q, t)),
              embedded: jump_process.embeddedChain(data.Q),
              pi: markov_chain.stationary(jump_process.uniformised(data.Q).P),
            };""",
            {"Q": Q.tolist(), "times": times.tolist()},
        )
        equal(got["laws"], jump_process.transition_probabilities(Q, times))
        P, rate = jump_process.embedded_chain(Q)
        equal(got["embedded"]["P"], P)
        equal(got["embedded"]["rate"], rate)
        equal(got["pi"], jump_process.stationary(Q))


@pytest.mark.parametrize("continuous", [False, True])
def test_laws_after_many_steps_equal_python(continuous):
    for matrix in (random_rates(10) if continuous else random_chains(10))[:10]:
        steps = [0, 1, 7, 300]
        got = run_javascript(
            """
            const laws = new chain_run.Laws({ ...data, start: 1 });
            return [laws.tick, data.steps.map((n) => laws.at(n))];
            """,
            {"matrix": matrix.tolist(), "continuous": continuous, "steps": steps},
        )
        tick, laws = got
        for n, law in zip(steps, laws, strict=True):
            after = (
                jump_process.transition_probabilities(matrix, n * tick)
                if continuous
                else np.linalg.matrix_power(matrix, n)
            )
            equal(law, after[1])
        if continuous:
            shortest = 1 / -np.diag(matrix).min()
            assert shortest / 5.0001 / 2.5 <= tick <= shortest / 5 * 1.001
            assert f"{tick:.0e}"[0] in "125"


WRONG_P = [
    [[0.5, 0.4], [0, 1]],
    [[1, 0], [0.3, 0.7 + 1e-7]],
    [[1.5, -0.5], [0, 1]],
    [[1 / 3, 1 / 3], [0.5, 0.5]],
    [[0.5, 0.5]],
]
WRONG_Q = [
    [[-1, 0.5], [1, -1]],
    [[1, -1], [1, -1]],
    [[-1, 1]],
    [[-1e5, 1e5 + 1], [1, -1]],
]


def refusal(check, matrix):
    try:
        check(matrix)
    except ValueError as error:
        return str(error)
    return None


@pytest.mark.parametrize("matrix", WRONG_P)
def test_what_is_no_transition_matrix_is_refused_in_the_words_of_the_package(matrix):
    got = run_javascript(
        "try { markov_chain.checkMatrix(data); return null; } catch (e) { return e.message; }",
        matrix,
    )
    assert got is not None and got == refusal(markov_chain.checked_matrix, matrix)


@pytest.mark.parametrize("matrix", WRONG_Q)
def test_what_is_no_rate_matrix_is_refused_in_the_words_of_the_package(matrix):
    got = run_javascript(
        "try { jump_process.checkRates(data); return null; } catch (e) { return e.message; }",
        matrix,
    )
    assert got is not None and got == refusal(jump_process.checked_rates, matrix)


def test_a_reducible_chain_has_no_stationary_law_in_the_words_of_the_package():
    P = [[1, 0, 0], [0.5, 0, 0.5], [0, 0, 1]]
    got = run_javascript(
        "try { return markov_chain.stationary(data); } catch (e) { return e.message; }",
        P,
    )
    assert got == refusal(markov_chain.stationary, P)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 1))
def test_an_entry_that_is_pulled_leaves_the_row_a_law_and_the_others_in_proportion(
    seed, value
):
    P = random_chains(seed)[0]
    i = seed % len(P)
    for j in range(len(P)):
        got = run_javascript(
            """try { return markov_chain.withEntry(data.row, data.i, data.j, data.value); }
            catch (e) { return e.message; }""",
            {"row": P[i].tolist(), "i": i, "j": j, "value": value},
        )
        others = np.arange(len(P)) != j
        if P[i][others].sum() == 0 and i == j:
            assert "needs an arrow to another" in got
            continue
        got = np.array(got)
        assert got[j] == value and got.min() >= 0
        assert got.sum() == pytest.approx(1, abs=1e-12)
        if P[i][others].sum() > 0:
            np.testing.assert_allclose(
                got[others] * P[i][others].sum(),
                P[i][others] * (1 - value),
                atol=1e-12,
            )
        else:
            assert got[i] == 1 - value


def test_the_explorers_own_chains_are_chains():
    presets = (ALGORITHMS.parent / "markov" / "presets.js").as_uri()
    script = (
        f'import {{ PRESETS }} from "{presets}"; console.log(JSON.stringify(PRESETS))'
    )
    made = json.loads(
        subprocess.run(
            ["node", "--input-type=module", "-e", script],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    for name, preset in made.items():
        n = len(preset["names"])
        if preset.get("continuous"):
            jump_process.checked_rates(preset["matrix"])
        else:
            markov_chain.checked_matrix(preset["matrix"])
        assert np.shape(preset["matrix"]) == (n, n), name
        assert len(preset.get("positions", [])) in (0, n), name
    assert markov_chain.period(made["ring"]["matrix"]) == 2
    assert len(markov_chain.classes(made["classes"]["matrix"]).closed) == 2
    assert markov_chain.classes(made["gambler"]["matrix"]).closed.tolist() == [
        True,
        False,
        True,
    ]
    metropolis = np.array(made["metropolis"]["matrix"])
    assert markov_chain.is_reversible(metropolis)
    np.testing.assert_allclose(
        markov_chain.stationary(metropolis), np.array([1, 2, 4, 2, 1]) / 10
    )

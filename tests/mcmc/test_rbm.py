"""The restricted Boltzmann machine against enumeration.

Statistical checks pass if p > 2e-7, or within 5 standard errors (6e-7).
"""

from dataclasses import replace
from itertools import islice, product

import numpy as np
import pytest
from scipy.stats import chisquare

from coursekit.datasets import mnist
from coursekit.mcmc.rbm import (
    RBM,
    AnnealedRBM,
    gradient,
    sigmoid,
    starting_rbm,
    train,
)
from coursekit.mcmc.tempering import annealed_importance, log_mean

P_FAIL = 2e-7
V = np.array(list(product([0.0, 1.0], repeat=4)))  # every picture of 4 pixels
H = np.array(list(product([0.0, 1.0], repeat=3)))


@pytest.fixture
def rbm():
    rng = np.random.default_rng(1)
    return RBM(
        1.2 * rng.standard_normal((4, 3)), np.array([0.5, -0.3, 0, 1]), H[3] - 0.5
    )


def law(rbm):
    """p(v) by summing exp(b'v + c'h + v'Wh) over every v and h."""
    energy = (V @ rbm.b)[:, None] + (H @ rbm.c)[None] + V @ rbm.W @ H.T
    joint = np.exp(energy)
    return joint.sum(axis=1) / joint.sum(), np.log(joint.sum())


def test_density_and_constant(rbm):
    p, log_Z = law(rbm)
    assert rbm.exact_log_Z() == pytest.approx(log_Z, rel=1e-13)
    np.testing.assert_allclose(np.exp(rbm.log_density(V) - log_Z), p, rtol=1e-12)
    wide = RBM(rbm.W.T, rbm.c, rbm.b)  # the smaller layer is now the visible one
    assert wide.exact_log_Z() == pytest.approx(log_Z, rel=1e-13)


def test_a_gibbs_sweep_keeps_the_law(rbm):
    p, _ = law(rbm)
    rng = np.random.default_rng(2)
    start = V[rng.choice(16, size=50_000, p=p)]
    v = rbm.gibbs(start, rng=rng)
    found = np.bincount((v @ [8, 4, 2, 1]).astype(int), minlength=16)
    assert chisquare(found, 50_000 * p).pvalue > P_FAIL
    assert (v != start).any(axis=1).mean() > 0.3


def test_filling_in_draws_from_the_conditional(rbm):
    """Pixels 0 and 1 known as (1, 0): the other two follow p(v2, v3 | v0, v1)."""
    p, _ = law(rbm)
    known = np.array([True, True, False, False])
    wanted = p.reshape(2, 2, 2, 2)[1, 0]
    start = np.tile([1.0, 0, 0, 0], (30_000, 1))
    out = rbm.fill(start, known, 40, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(out[:, :2], start[:, :2])
    # the last probabilities average to the conditional means
    for pixel, mean in [(2, wanted[1].sum()), (3, wanted[:, 1].sum())]:
        mean /= wanted.sum()
        error = out[:, pixel].std() / np.sqrt(len(out))
        assert abs(out[:, pixel].mean() - mean) < 5 * error


def test_gradient_is_that_of_the_likelihood(rbm):
    """With the model's exact law for its draws, against finite differences."""
    data = V[[3, 5, 5, 12, 15]]
    p, _ = law(rbm)
    counts = np.round(p * 4_000_000).astype(int)  # draws in exact proportion
    W, b, c = gradient(rbm, data, np.repeat(V, counts // 100, axis=0))

    def likelihood(machine):
        return machine.log_density(data).mean() - machine.exact_log_Z()

    for name, index, value in [("W", (1, 2), W[1, 2]), ("b", 0, b[0]), ("c", 1, c[1])]:
        step = np.zeros(np.shape(getattr(rbm, name)))
        step[index] = 1e-5
        up = likelihood(replace(rbm, **{name: getattr(rbm, name) + step}))
        down = likelihood(replace(rbm, **{name: getattr(rbm, name) - step}))
        assert value == pytest.approx((up - down) / 2e-5, abs=1e-3)


def test_path_joins_independent_pixels_to_the_machine(rbm):
    a = np.array([0.2, -1.0, 0.4, 0.0])
    path = AnnealedRBM(rbm, a)
    base = np.prod(np.where(V == 1, sigmoid(a), 1 - sigmoid(a)), axis=1)
    np.testing.assert_allclose(np.exp(path.log_density(V, np.zeros(16))), base)
    np.testing.assert_allclose(path.log_density(V, np.ones(16)), rbm.log_density(V))
    rng = np.random.default_rng(4)
    beta = 0.6
    p = np.exp(path.log_density(V, np.full(16, beta)))
    start = V[rng.choice(16, size=50_000, p=p / p.sum())]
    v = path.step(start, np.full(50_000, beta), rng=rng)
    found = np.bincount((v @ [8, 4, 2, 1]).astype(int), minlength=16)
    assert chisquare(found, 50_000 * p / p.sum()).pvalue > P_FAIL


def test_annealed_constant_of_a_trained_machine():
    """Twelve hidden units on real digits: 4,096 sums give the constant exactly."""
    images = mnist().images[:3000].reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4))
    data = (images > 90).reshape(-1, 49)
    rng = np.random.default_rng(5)
    first = starting_rbm(data, 12, rng=rng)
    *_, rbm = train(first, data, epochs=30, rng=rng, rate=0.3)
    path = AnnealedRBM(rbm, np.asarray(first.b, float))
    _, log_w = annealed_importance(path, np.linspace(0, 1, 300), 400, rng=rng)
    log_Z, error = log_mean(log_w)
    assert error < 0.05
    assert abs(log_Z - rbm.exact_log_Z()) < 5 * error
    before = first.log_density(data).mean() - first.exact_log_Z()
    after = rbm.log_density(data).mean() - rbm.exact_log_Z()
    assert after > before + 1


def test_training_approaches_the_best_machine():
    """Two pictures: the likelihood is at most log(1/2) and training comes close."""
    data = np.tile([[1, 1, 0, 0], [0, 0, 1, 1]], (200, 1))
    for persistent in (True, False):
        rng = np.random.default_rng(6)
        start = starting_rbm(data, 3, rng=rng)
        *_, rbm = train(
            start, data, epochs=200, rng=rng, persistent=persistent, rate=0.3
        )
        value = rbm.log_density(data).mean() - rbm.exact_log_Z()
        assert -0.85 < value < np.log(0.5)


def test_training_yields_after_each_epoch_and_repeats_itself():
    data = np.tile([[1, 1, 0, 0], [0, 0, 1, 1]], (50, 1))
    runs = []
    for _ in range(2):
        rng = np.random.default_rng(7)
        start = starting_rbm(data, 2, rng=rng)
        runs.append(list(islice(train(start, data, epochs=5, rng=rng), 3)))
    assert len(runs[0]) == 3
    np.testing.assert_array_equal(runs[0][2].W, runs[1][2].W)


def test_sigmoid_far_out():
    with np.errstate(all="raise"):
        np.testing.assert_allclose(sigmoid(np.array([-1e4, 0, 1e4])), [0, 0.5, 1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: RBM(np.ones((2, 3)), np.ones(3), np.ones(3)), r"W, b and c must have"),
        (
            lambda: RBM(np.full((1, 1), np.nan), np.ones(1), np.ones(1)),
            "must be finite",
        ),
        (
            lambda: RBM(np.ones((30, 30)), np.ones(30), np.ones(30)).exact_log_Z(),
            "at most 20 units, got 30",
        ),
        (
            lambda: RBM(np.ones((2, 1)), np.ones(2), np.ones(1)).fill(
                np.ones((3, 2)), [True], 1, rng=np.random.default_rng(0)
            ),
            r"v must be \(n, 2\) and known \(2,\), got \(3, 2\) and \(1,\)",
        ),
        (lambda: starting_rbm([[0.5]], 2, rng=None), "data must be .* of 0 and 1"),
        (lambda: starting_rbm([[1]], 0, rng=None), "n_hidden must be at least 1"),
        (
            lambda: next(
                train(
                    RBM(np.ones((2, 1)), np.ones(2), np.ones(1)),
                    np.ones((5, 2)),
                    epochs=1,
                    rng=np.random.default_rng(0),
                )
            ),
            r"data must be \(at least 100, 2\), got shape \(5, 2\)",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()

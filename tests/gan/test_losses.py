"""Each loss and its gradient against formulas without autograd; what a trained D reaches."""

import math

import numpy as np
import pytest
import torch
from scipy.special import expit

from coursekit.gan import losses
from coursekit.gan.losses import (
    HINGE,
    LEAST_SQUARES,
    MINIMAX,
    NON_SATURATING,
    RELATIVISTIC,
    WASSERSTEIN,
)

LOSSES = {
    "minimax": MINIMAX,
    "non-saturating": NON_SATURATING,
    "least squares": LEAST_SQUARES,
    "hinge": HINGE,
    "wasserstein": WASSERSTEIN,
}
zero, one = np.zeros_like, np.ones_like


def log1pexp(t):
    return np.logaddexp(0, t)


# of one real and of one fake score: D's loss and slope on each, G's loss and slope
BY_HAND = {
    "minimax": (
        [lambda t: -np.log(expit(t)), lambda t: expit(t) - 1],
        [lambda t: -np.log(1 - expit(t)), expit],
        [lambda t: np.log(1 - expit(t)), lambda t: -expit(t)],
    ),
    "non-saturating": (
        [lambda t: -np.log(expit(t)), lambda t: expit(t) - 1],
        [lambda t: -np.log(1 - expit(t)), expit],
        [lambda t: -np.log(expit(t)), lambda t: expit(t) - 1],
    ),
    "least squares": (
        [lambda t: (t - 1) ** 2 / 2, lambda t: t - 1],
        [lambda t: t**2 / 2, lambda t: t],
        [lambda t: (t - 1) ** 2 / 2, lambda t: t - 1],
    ),
    "hinge": (
        [lambda t: np.maximum(1 - t, 0), lambda t: -1.0 * (t < 1)],
        [lambda t: np.maximum(1 + t, 0), lambda t: 1.0 * (t > -1)],
        [lambda t: -t, lambda t: -one(t)],
    ),
    "wasserstein": (
        [lambda t: -t, lambda t: -one(t)],
        [lambda t: t, one],
        [lambda t: -t, lambda t: -one(t)],
    ),
}


def scores(seed, n):
    return torch.tensor(
        np.random.default_rng(seed).normal(scale=2, size=n), requires_grad=True
    )


@pytest.mark.parametrize("name", LOSSES)
def test_values_and_gradients_by_hand(name):
    loss, (on_real, on_fake, of_g) = LOSSES[name], BY_HAND[name]
    real, fake = scores(1, 7), scores(2, 5)
    r, f = real.detach().numpy(), fake.detach().numpy()
    d = loss.discriminator(real, fake)
    assert d.item() == pytest.approx(on_real[0](r).mean() + on_fake[0](f).mean())
    by_real, by_fake = torch.autograd.grad(d, (real, fake))
    np.testing.assert_allclose(by_real, on_real[1](r) / 7, atol=1e-12)
    np.testing.assert_allclose(by_fake, on_fake[1](f) / 5, atol=1e-12)
    g = loss.generator(fake)
    assert g.item() == pytest.approx(of_g[0](f).mean())
    (by_fake,) = torch.autograd.grad(g, fake)
    np.testing.assert_allclose(by_fake, of_g[1](f) / 5, atol=1e-12)


def test_the_relativistic_loss_by_hand():
    real, fake = scores(1, 6), scores(2, 6)
    away = (real - fake).detach().numpy()
    d = RELATIVISTIC.discriminator(real, fake)
    assert RELATIVISTIC.paired and d.item() == pytest.approx(log1pexp(-away).mean())
    by_real, by_fake = torch.autograd.grad(d, (real, fake))
    np.testing.assert_allclose(by_real, -expit(-away) / 6)
    np.testing.assert_allclose(by_fake, expit(-away) / 6)
    g = RELATIVISTIC.generator(real, fake)
    assert g.item() == pytest.approx(log1pexp(away).mean())
    (by_fake,) = torch.autograd.grad(g, fake)
    np.testing.assert_allclose(by_fake, -expit(away) / 6)


@pytest.mark.parametrize("name", [*LOSSES, "relativistic"])
@pytest.mark.parametrize("size", [-1e3, 1e3])
def test_extreme_scores_stay_finite(name, size):
    loss = {**LOSSES, "relativistic": RELATIVISTIC}[name]
    real = torch.full((3,), -size, requires_grad=True)
    fake = torch.full((3,), size, requires_grad=True)
    d = loss.discriminator(real, fake)
    g = loss.generator(real, fake) if loss.paired else loss.generator(fake)
    for total in (d, g):
        grads = torch.autograd.grad(total, (real, fake), allow_unused=True)
        assert torch.isfinite(total)
        assert all(torch.isfinite(part).all() for part in grads if part is not None)


def test_a_sure_verdict_has_these_limits():
    """sigmoid then log would give infinity or nan for both of them."""
    sure = torch.tensor([-1000.0], requires_grad=True)  # D is sure of a fake
    weak, strong = losses.saturating(sure), losses.non_saturating(sure)
    assert (weak.item(), strong.item()) == (0, 1000)
    assert torch.autograd.grad(weak, sure)[0].item() == 0  # no gradient is left
    assert torch.autograd.grad(strong, sure)[0].item() == -1
    wrong = losses.cross_entropy(torch.tensor([-1000.0]), torch.tensor([1000.0]))
    assert wrong.item() == 2000


def test_an_undecided_discriminator_pays_log_4():
    zeros = torch.zeros(4)
    assert losses.cross_entropy(zeros, zeros).item() == pytest.approx(math.log(4))


# --- what the best discriminator is: a score for each place, free of any network ----------


def best_table(loss, p, q, n_steps=3000):
    """Scores that minimise D's loss where p and q are masses of a few places."""
    table = torch.zeros(len(p), dtype=torch.float64, requires_grad=True)
    exact = dict(tolerance_grad=1e-12, tolerance_change=1e-16)
    optimiser = torch.optim.LBFGS(
        [table], max_iter=n_steps, line_search_fn="strong_wolfe", **exact
    )

    def closure():
        optimiser.zero_grad()
        # a place of mass p counts as p real samples: the mean over the batch weighs them
        total = sum(
            a * loss.discriminator(t[None], torch.zeros(1, dtype=torch.float64))
            + b * loss.discriminator(torch.zeros(1, dtype=torch.float64), t[None])
            for a, b, t in zip(p, q, table, strict=True)
        )
        total.backward()
        return total

    optimiser.step(closure)
    return table.detach().numpy()


P, Q = np.array([0.5, 0.3, 0.15, 0.05]), np.array([0.1, 0.2, 0.3, 0.4])


def test_cross_entropy_is_least_at_the_log_ratio():
    np.testing.assert_allclose(best_table(MINIMAX, P, Q), np.log(P / Q), atol=1e-5)


def test_least_squares_is_least_at_the_share_of_real_ones():
    best = best_table(LEAST_SQUARES, P, Q)
    np.testing.assert_allclose(best, P / (P + Q), atol=1e-7)


def test_hinge_is_least_at_the_sign():
    """Its best score is 1 or -1, by which density is larger (Lim and Ye 2017)."""
    for place in range(4):
        t = torch.linspace(-3, 3, 601, dtype=torch.float64)
        loss = P[place] * torch.relu(1 - t) + Q[place] * torch.relu(1 + t)
        by_us = [
            P[place] * HINGE.discriminator(s[None], -torch.ones(1)).item()
            + Q[place] * HINGE.discriminator(torch.ones(1), s[None]).item()
            for s in t
        ]
        np.testing.assert_allclose(by_us, loss, atol=1e-12)
        assert t[np.argmin(by_us)] == pytest.approx(np.sign(P[place] - Q[place]))

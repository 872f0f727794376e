"""Best replies, divergences and the Dirac-GAN against closed forms and the package's losses."""

import math
from functools import partial

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from coursekit.gan import losses, penalties, theory
from coursekit.gan.theory import DiracGAN

GRID = np.linspace(-30, 30, 6001)
LOSSES = {
    "MINIMAX": losses.MINIMAX,
    "NON_SATURATING": losses.NON_SATURATING,
    "LEAST_SQUARES": losses.LEAST_SQUARES,
    "HINGE": losses.HINGE,
    "WASSERSTEIN": losses.WASSERSTEIN,
}
names = pytest.mark.parametrize("name", LOSSES)


def normal(mean, sd=1.0):
    return norm.logpdf(GRID, mean, sd)


# --- best replies and divergences ----------------------------------------------------------


def test_kl_of_normals():
    closed = math.log(2 / 0.7) + (0.7**2 + 1.5**2) / (2 * 2**2) - 0.5
    p, q = normal(1.5, 0.7), normal(0, 2)
    assert theory.kl(p, q, GRID) == pytest.approx(closed, abs=1e-10)


@given(st.floats(-3, 3), st.floats(0.5, 2))
def test_the_value_of_the_best_reply_is_the_js_divergence(mean, sd):
    p, q = normal(0), normal(mean, sd)
    best = theory.value(theory.best_logit(p, q), p, q, GRID)
    divergence = theory.js(p, q, GRID)
    assert best == pytest.approx(2 * divergence - math.log(4), abs=1e-10)
    assert -1e-12 <= divergence <= math.log(2)
    assert divergence == pytest.approx(theory.js(q, p, GRID), abs=1e-12)


def test_the_js_divergence_at_its_ends():
    p = normal(0)
    assert theory.js(p, p, GRID) == pytest.approx(0, abs=1e-14)
    assert theory.js(p, normal(15, 0.2), GRID) == pytest.approx(math.log(2), abs=1e-9)


@given(st.floats(-2, 2), st.integers(0, 1000))
def test_no_discriminator_is_better_than_the_best(mean, seed):
    p, q = normal(0), normal(mean)
    logit = theory.best_logit(p, q)
    wave = np.sin(GRID * np.random.default_rng(seed).uniform(0.1, 2))
    best = theory.value(logit, p, q, GRID)
    assert theory.value(logit + 0.1 * wave, p, q, GRID) < best


def test_the_best_discriminator_is_a_ratio():
    p, q = normal(0), normal(1)
    share = np.exp(p) / (np.exp(p) + np.exp(q))
    middle = np.exp(p) + np.exp(q) > 1e-300
    best = theory.best_discriminator(p, q)
    np.testing.assert_allclose(best[middle], share[middle], rtol=1e-12)
    assert np.isfinite(best).all() and best.min() >= 0 and best.max() <= 1


def derivative(f, at, eps=1e-4):
    return (f(at + eps) - f(at - eps)) / (2 * eps)


@pytest.mark.parametrize("mean", [-2.5, -0.3, 0.8, 4.0])
def test_what_each_generator_descends(mean):
    """Through the best D, minimax follows 2 JS and the non-saturating loss KL - 2 JS
    (Arjovsky and Bottou 2017, theorem 2.5)."""
    p, q = normal(0), normal(mean)
    logit = theory.best_logit(p, q)
    gradient = {
        slopes: theory.generator_gradient(slopes, logit, np.ones_like(GRID), q, GRID)
        for slopes in (theory.MINIMAX, theory.NON_SATURATING)
    }
    js = derivative(lambda m: theory.js(p, normal(m), GRID), mean)
    kl = derivative(lambda m: theory.kl(normal(m), p, GRID), mean)
    assert kl == pytest.approx(mean, abs=1e-8)
    assert gradient[theory.MINIMAX] == pytest.approx(2 * js, abs=1e-6)
    assert gradient[theory.NON_SATURATING] == pytest.approx(kl - 2 * js, abs=1e-6)


# --- the Dirac-GAN -------------------------------------------------------------------------


@names
def test_slopes_are_those_of_the_losses(name):
    slopes, loss = getattr(theory, name), LOSSES[name]
    t = torch.linspace(-3, 3, 31, dtype=torch.float64, requires_grad=True)
    real = torch.zeros(1, dtype=torch.float64)
    for ours, theirs in (
        (slopes.discriminator, loss.discriminator(real, t) * 31),
        (slopes.generator, loss.generator(t) * 31),
    ):
        (by_t,) = torch.autograd.grad(theirs, t)
        np.testing.assert_allclose(ours(t.detach().numpy()), by_t, atol=1e-12)


def field_by_autograd(game, name, theta, psi):
    """Both pushes from the package's own losses and penalties, data at 0."""
    theta = torch.tensor([[theta]], dtype=torch.float64, requires_grad=True)
    psi = torch.tensor(psi, dtype=torch.float64, requires_grad=True)
    data = torch.zeros_like(theta)

    def D(x):
        return game.slopes.neutral + psi * x[:, 0]

    loss, rng = LOSSES[name], torch.Generator().manual_seed(0)
    (by_theta,) = torch.autograd.grad(loss.generator(D(theta)), theta)
    total = loss.discriminator(D(data), D(theta.detach()))
    for weight, penalty in (
        (game.gamma, penalties.r1),
        (game.gp_weight, penalties.gradient_penalty),
    ):
        total = total + weight * penalty(D, data, theta.detach(), generator=rng)
    (by_psi,) = torch.autograd.grad(total, psi)
    return -by_theta.item(), -by_psi.item()


@names
@pytest.mark.parametrize("gamma, gp_weight", [(0, 0), (0.7, 0), (0, 0.4)])
def test_the_field_is_that_of_losses_and_penalties(name, gamma, gp_weight):
    game = DiracGAN(getattr(theory, name), gamma, gp_weight)
    for theta, psi in np.random.default_rng(3).uniform(-1.5, 1.5, size=(8, 2)):
        ours = game.push_theta(theta, psi), game.push_psi(theta, psi)
        theirs = field_by_autograd(game, name, theta, psi)
        np.testing.assert_allclose(ours, theirs, atol=1e-9)


def test_r1_and_r2_are_one_here():
    def D(x):
        return 0.7 * x[:, 0]

    data, fake = torch.zeros(1, 1), torch.ones(1, 1)
    r1, r2 = (f(D, data, fake, generator=None) for f in (penalties.r1, penalties.r2))
    assert r1.item() == r2.item() == pytest.approx(0.7**2 / 2)


def numerical_jacobian(f, eps=1e-5):
    columns = [
        (np.array(f(*(eps * unit))) - np.array(f(*(-eps * unit)))) / (2 * eps)
        for unit in np.eye(2)
    ]
    return np.stack(columns, axis=1)


@names
@pytest.mark.parametrize("gamma", [0, 0.3, 2.5])
def test_matrices_against_finite_differences(name, gamma):
    game = DiracGAN(getattr(theory, name), gamma)
    near = dict(atol=1e-9)
    field = numerical_jacobian(
        lambda a, b: (game.push_theta(a, b), game.push_psi(a, b))
    )
    np.testing.assert_allclose(game.jacobian(), field, **near)
    for step in (0.1, 0.6):
        together = numerical_jacobian(partial(game.simultaneous, step=step))
        np.testing.assert_allclose(game.simultaneous_matrix(step), together, **near)
        in_turn = numerical_jacobian(partial(game.alternating, step=step))
        np.testing.assert_allclose(game.alternating_matrix(step), in_turn, **near)


@names
@pytest.mark.parametrize("step", [0.05, 0.4])
@pytest.mark.parametrize("share", [0, 0.2, 0.9])
def test_eigenvalues_in_closed_form(name, step, share):
    """While they are complex: |lambda|^2 is 1 - step gamma + (step pull)^2 simultaneously
    and 1 - step gamma alternately, so that undamped play spirals out or circles."""
    pull = DiracGAN(getattr(theory, name)).pull
    for alternate in (False, True):
        gamma = share * theory.best_gamma(pull, step, alternate=alternate)
        game = DiracGAN(getattr(theory, name), gamma)
        matrix = (game.alternating_matrix if alternate else game.simultaneous_matrix)(
            step
        )
        eigenvalues = np.linalg.eigvals(matrix)
        assert (np.abs(eigenvalues.imag) > 0).all()
        squared = 1 - step * gamma + (0 if alternate else (step * pull) ** 2)
        np.testing.assert_allclose(np.abs(eigenvalues) ** 2, squared, rtol=1e-12)


@pytest.mark.parametrize("alternate", [False, True])
@pytest.mark.parametrize("slopes", [theory.NON_SATURATING, theory.HINGE])
def test_the_best_gamma_is_the_best(slopes, alternate):
    step, pull = 0.3, DiracGAN(slopes).pull

    def radius(gamma):
        game = DiracGAN(slopes, gamma)
        matrix = game.alternating_matrix if alternate else game.simultaneous_matrix
        return np.abs(np.linalg.eigvals(matrix(step))).max()

    best = theory.best_gamma(pull, step, alternate=alternate)
    assert radius(best) == pytest.approx(1 - step * pull, abs=1e-6)
    others = [radius(gamma) for gamma in np.linspace(0, 3 * best, 200)]
    assert min(others) >= radius(best) - 1e-6


@names
@pytest.mark.parametrize("gamma", [0.0, 0.2])
def test_orbits_grow_by_the_eigenvalue(name, gamma):
    """Radius per step over whole turns, in the metric that the linear map keeps round."""
    game = DiracGAN(getattr(theory, name), gamma)
    for update, matrix in (
        (game.simultaneous, game.simultaneous_matrix(0.05)),
        (game.alternating, game.alternating_matrix(0.05)),
    ):
        eigenvalues, vectors = np.linalg.eig(matrix)
        orbit = game.orbit(update, (1e-4, 0.0), 200, 0.05)
        size = np.abs(np.linalg.solve(vectors, orbit.T.astype(complex))[0])
        growth = (size[-1] / size[0]) ** (1 / 200)
        assert growth == pytest.approx(np.abs(eigenvalues[0]), abs=1e-6)


def test_only_rest_is_a_nash_equilibrium():
    """On a grid of pure strategies of the minimax game, found by trying every deviation."""
    places = np.linspace(-2, 2, 41)
    theta, psi = np.meshgrid(places, places, indexing="ij")
    d_loss = np.logaddexp(0, 0) + np.logaddexp(0, theta * psi)  # G's is its negative
    d_content = d_loss <= d_loss.min(axis=1, keepdims=True) + 1e-12
    g_content = -d_loss <= (-d_loss).min(axis=0, keepdims=True) + 1e-12
    (at,) = np.argwhere(d_content & g_content)
    assert places[at].tolist() == pytest.approx([0, 0])


def test_with_a_gradient_penalty_or_clipping_it_goes_on_for_ever():
    penalised = DiracGAN(theory.WASSERSTEIN, gp_weight=1.0)
    clipped = DiracGAN(theory.WASSERSTEIN, bound=0.5)
    damped = DiracGAN(theory.WASSERSTEIN, gamma=1.0)
    late = {}
    for name, game in dict(gp=penalised, clip=clipped, r1=damped).items():
        orbit = game.orbit(game.alternating, (1.0, 0.5), 4000, 0.02)
        late[name] = np.abs(orbit[-1000:]).max()
    assert late["r1"] < 1e-6 < 0.1 < min(late["gp"], late["clip"])
    assert (
        np.abs(clipped.orbit(clipped.simultaneous, (1, 0), 500, 0.1)[:, 1]).max() <= 0.5
    )
    with pytest.raises(ValueError, match="no point of rest"):
        penalised.jacobian()


@pytest.mark.parametrize(
    "wrong, words",
    [
        (dict(gamma=-1), "gamma and gp_weight must be at least 0"),
        (dict(gp_weight=-1), "gamma and gp_weight must be at least 0"),
        (dict(bound=0), "bound must be above 0, not 0"),
    ],
)
def test_what_is_no_game_is_refused(wrong, words):
    with pytest.raises(ValueError, match=words):
        DiracGAN(**wrong)


def test_a_step_too_long_has_no_best_gamma():
    with pytest.raises(ValueError, match=r"step must be from 0 to 1\.0, not 1\.5"):
        theory.best_gamma(1.0, 1.5, alternate=True)

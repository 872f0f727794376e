"""What can be known of the game without training: best replies, divergences, orbits.

Densities are given by their logarithms on a grid, and integrals over it by the trapezium
rule. The Dirac-GAN is the smallest game there is: two numbers play it, and what simultaneous
and alternating descent do near its equilibrium is known exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import trapezoid
from scipy.special import expit

Array = NDArray[np.float64]


def best_logit(log_p: ArrayLike, log_q: ArrayLike) -> Array:
    """Logit of the best discriminator, log p - log q (Goodfellow et al. 2014, prop. 1).

    Parameters
    ----------
    log_p, log_q : log density of the data and of the fakes at the same points, one shape
    """
    return np.asarray(log_p) - np.asarray(log_q)


def best_discriminator(log_p: ArrayLike, log_q: ArrayLike) -> Array:
    """D*(x) = p(x) / (p(x) + q(x)), the best reply to fakes of density q."""
    return expit(best_logit(log_p, log_q))


def value(logit: ArrayLike, log_p: ArrayLike, log_q: ArrayLike, x: Array) -> float:
    """V = E_p log D + E_q log(1 - D), of any discriminator, in nats (2014, eq. 1).

    Parameters
    ----------
    logit : (n,), of D on the grid
    log_p, log_q : (n,), log densities of the data and of the fakes
    x : (n,), the grid, rising
    """
    log_d, log_not_d = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
    return float(trapezoid(np.exp(log_p) * log_d + np.exp(log_q) * log_not_d, x))


def kl(log_p: ArrayLike, log_q: ArrayLike, x: Array) -> float:
    """KL(p || q) in nats; arguments as for `value`."""
    return float(trapezoid(np.exp(log_p) * (np.asarray(log_p) - log_q), x))


def js(log_p: ArrayLike, log_q: ArrayLike, x: Array) -> float:
    """Jensen-Shannon divergence in nats, from 0 to log 2; arguments as for `value`."""
    log_m = np.logaddexp(log_p, log_q) - np.log(2)
    return (kl(log_p, log_m, x) + kl(log_q, log_m, x)) / 2


class Slopes(NamedTuple):
    """Derivatives of both losses by the score of a single fake.

    Attributes
    ----------
    discriminator, generator : score -> derivative of that player's loss, same shape
    neutral : the score that the best discriminator gives to all where p = q
    """

    discriminator: Callable[[Array], Array]
    generator: Callable[[Array], Array]
    neutral: float = 0.0


MINIMAX = Slopes(expit, lambda t: -expit(t))
NON_SATURATING = Slopes(expit, lambda t: -expit(-t))
LEAST_SQUARES = Slopes(lambda t: t, lambda t: t - 1, neutral=0.5)
HINGE = Slopes(lambda t: np.where(t > -1, 1.0, 0.0), lambda t: -np.ones_like(t))
WASSERSTEIN = Slopes(np.ones_like, lambda t: -np.ones_like(t))


def generator_gradient(
    slopes: Slopes, logit: Array, dx_dtheta: Array, log_q, x
) -> float:
    """Derivative of G's loss by one parameter theta of it, through a fixed D.

    The chain rule: a fake's score moves as the fake does, and D's slope says by how much.

    Parameters
    ----------
    slopes : of the loss
    logit : (n,), of D on the grid
    dx_dtheta : (n,), how fast the fake at each grid point moves with theta; 1 for a shift
    log_q, x : (n,), log density of the fakes, and the grid
    """
    dlogit_dx = np.gradient(logit, x, edge_order=2)
    return float(
        trapezoid(np.exp(log_q) * slopes.generator(logit) * dlogit_dx * dx_dtheta, x)
    )


@dataclass(frozen=True)
class DiracGAN:
    """The game of two numbers (Mescheder, Geiger and Nowozin 2018).

    All data are at 0 and the one fake is at theta; D(x) = neutral + psi x. Both players
    are at rest at theta = psi = 0, where the fake is right and D has no opinion.

    Parameters
    ----------
    slopes : of the loss
    gamma : weight of R1, at least 0; R2 is the same here, since D's slope is psi everywhere
    gp_weight : weight of the gradient penalty (|psi| - 1)^2, at least 0
    bound : psi is clipped to [-bound, bound] after each of its updates
    """

    slopes: Slopes = NON_SATURATING
    gamma: float = 0.0
    gp_weight: float = 0.0
    bound: float = np.inf

    def __post_init__(self):
        if self.gamma < 0 or self.gp_weight < 0:
            raise ValueError("gamma and gp_weight must be at least 0")
        if not self.bound > 0:
            raise ValueError(f"bound must be above 0, not {self.bound}")

    def score(self, theta: ArrayLike, psi: ArrayLike) -> Array:
        """D's score of the fake."""
        return self.slopes.neutral + np.multiply(theta, psi)

    def push_theta(self, theta: ArrayLike, psi: ArrayLike) -> Array:
        """Minus the derivative of G's loss by theta."""
        return -self.slopes.generator(self.score(theta, psi)) * psi

    def push_psi(self, theta: ArrayLike, psi: ArrayLike) -> Array:
        """Minus the derivative of D's loss and penalty by psi."""
        loss = self.slopes.discriminator(self.score(theta, psi)) * theta
        penalty = self.gamma * np.asarray(psi)
        penalty = penalty + 2 * self.gp_weight * (np.abs(psi) - 1) * np.sign(psi)
        return -(loss + penalty)

    def simultaneous(self, theta, psi, step: float):
        """Both players move at once, each knowing where the other was."""
        new_theta = theta + step * self.push_theta(theta, psi)
        new_psi = psi + step * self.push_psi(theta, psi)
        return new_theta, np.clip(new_psi, -self.bound, self.bound)

    def alternating(self, theta, psi, step: float):
        """D moves first, then G against the new D, as in `coursekit.gan.train`."""
        psi = np.clip(psi + step * self.push_psi(theta, psi), -self.bound, self.bound)
        return theta + step * self.push_theta(theta, psi), psi

    def orbit(self, update: Callable, start, n_steps: int, step: float) -> Array:
        """Places (theta, psi) from ``start`` on, shape (n_steps + 1, 2).

        Parameters
        ----------
        update : `simultaneous` or `alternating` of this game
        start : two numbers
        step : learning rate of both players
        """
        places = [tuple(start)]
        for _ in range(n_steps):
            places.append(update(*places[-1], step))
        return np.array(places)

    @property
    def pull(self) -> float:
        """How strongly either player answers the other near rest: 1/2 or 1."""
        return float(self.slopes.discriminator(np.array(self.slopes.neutral)))

    def jacobian(self) -> Array:
        """Derivative of (push_theta, push_psi) by (theta, psi) at rest, (2, 2).

        Raises
        ------
        ValueError
            With the gradient penalty: it has a kink at psi = 0 and lets nobody rest there.
        """
        if self.gp_weight > 0:
            raise ValueError("with a gradient penalty the game has no point of rest")
        return np.array([[0.0, self.pull], [-self.pull, -self.gamma]])

    def simultaneous_matrix(self, step: float) -> Array:
        """What a simultaneous update does to small (theta, psi), (2, 2)."""
        return np.eye(2) + step * self.jacobian()

    def alternating_matrix(self, step: float) -> Array:
        """What an alternating update does to small (theta, psi), (2, 2)."""
        moves = step * self.jacobian()
        d_first, g_then = np.eye(2), np.eye(2)
        d_first[1] += moves[1]
        g_then[0] += moves[0]
        return g_then @ d_first


def best_gamma(pull: float, step: float, *, alternate: bool) -> float:
    """The R1 weight under which small (theta, psi) shrink fastest, to 1 - step pull a step.

    There the two eigenvalues of the update meet on the real axis: with less the players
    circle, with more D holds back and one of the eigenvalues returns towards 1.

    Parameters
    ----------
    pull : `DiracGAN.pull`
    step : learning rate, below 1 / pull
    alternate : whether the updates alternate
    """
    if not 0 < step * pull < 1:
        raise ValueError(f"step must be from 0 to {1 / pull}, not {step}")
    return pull * (2 - step * pull) if alternate else 2 * pull

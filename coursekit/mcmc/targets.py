"""Densities to sample from, with gradients: the explorer's menu, and your own.

Each is known up to a constant; where the constant is in closed form it is
included, so that ``log_density`` can be compared with other software.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .core import Array

LOG_2PI = np.log(2 * np.pi)


@dataclass(frozen=True)
class StandardNormal:
    """N(0, I) in ``dim`` dimensions.

    Parameters
    ----------
    dim : int, at least 1

    Raises
    ------
    ValueError
        If ``dim`` is not a positive whole number.
    """

    dim: int = 2

    def __post_init__(self):
        _check_dim(self.dim)

    def log_density(self, x: Array) -> Array:
        """(chains, dim) -> (chains,), normalised."""
        return -0.5 * ((x * x).sum(axis=1) + self.dim * LOG_2PI)

    def grad(self, x: Array) -> Array:
        """Gradient of the log density: (chains, dim) -> (chains, dim)."""
        return -x


class Gaussian:
    """N(mean, covariance).

    Parameters
    ----------
    mean : (dim,)
    covariance : (dim, dim), symmetric positive definite

    Raises
    ------
    ValueError
        If the shapes disagree or the covariance is not symmetric positive definite.
    """

    def __init__(self, mean, covariance):
        self.mean = np.array(mean, dtype=float)
        self.covariance = np.array(covariance, dtype=float)
        if (
            self.mean.ndim != 1
            or self.mean.size == 0
            or not np.isfinite(self.mean).all()
        ):
            raise ValueError(
                f"mean must be a finite, non-empty vector, got {self.mean}"
            )
        self.dim = len(self.mean)
        if self.covariance.shape != (self.dim, self.dim):
            raise ValueError(
                f"covariance must have shape ({self.dim}, {self.dim}) to go with the mean, "
                f"got {self.covariance.shape}"
            )
        if not np.isfinite(self.covariance).all():
            raise ValueError(f"covariance must be finite, got {self.covariance}")
        if not np.allclose(self.covariance, self.covariance.T, atol=0):
            raise ValueError("covariance must be symmetric")
        try:
            root = np.linalg.cholesky(self.covariance)
        except np.linalg.LinAlgError:
            raise ValueError("covariance must be positive definite") from None
        self.precision = np.linalg.inv(self.covariance)
        self._log_norm = -0.5 * self.dim * LOG_2PI - np.log(np.diag(root)).sum()

    def log_density(self, x: Array) -> Array:
        """(chains, dim) -> (chains,), normalised."""
        centred = x - self.mean
        return self._log_norm - 0.5 * ((centred @ self.precision) * centred).sum(axis=1)

    def grad(self, x: Array) -> Array:
        """Gradient of the log density: (chains, dim) -> (chains, dim)."""
        return -(x - self.mean) @ self.precision


@dataclass(frozen=True)
class Banana:
    """x1 ~ N(0, 2^2), x2 | x1 ~ N(x1^2 / 4 - 1, .5^2): a bent ridge (after Haario et al. 1999)."""

    dim = 2

    def log_density(self, x: Array) -> Array:
        """(chains, 2) -> (chains,), normalised; the factor 2 * .5 of the scales is 1."""
        across = (x[:, 1] - (x[:, 0] ** 2 / 4 - 1)) / 0.5
        return -0.5 * ((x[:, 0] / 2) ** 2 + across**2) - LOG_2PI

    def grad(self, x: Array) -> Array:
        """Gradient of the log density: (chains, 2) -> (chains, 2)."""
        pull = (x[:, 1] - (x[:, 0] ** 2 / 4 - 1)) / 0.25
        return np.stack([-x[:, 0] / 4 + pull * x[:, 0] / 2, -pull], axis=1)


@dataclass(frozen=True)
class Donut:
    """log pi(x) = -(|x| - 2.5)^2 / (2 * .35^2) + constant: a ring of radius 2.5."""

    dim = 2

    def log_density(self, x: Array) -> Array:
        """(chains, 2) -> (chains,), up to a constant."""
        return -0.5 * ((np.hypot(x[:, 0], x[:, 1]) - 2.5) / 0.35) ** 2

    def grad(self, x: Array) -> Array:
        """Gradient of the log density, 0 at the origin where it has none: (chains, 2)."""
        radius = np.hypot(x[:, 0], x[:, 1])[:, None]
        direction = np.divide(x, radius, out=np.zeros_like(x), where=radius > 0)
        return -(radius - 2.5) / 0.35**2 * direction


MODES = np.array([[-2.0, -1.2], [2.0, -1.2], [0.0, 2.2]])


@dataclass(frozen=True)
class ThreeModes:
    """Equal mixture of three Gaussians N(m, .6^2 I), m the rows of ``MODES``."""

    dim = 2

    def _log_parts(self, x: Array) -> Array:
        """Log density of each component, (chains, 3), weights included."""
        squared = ((x[:, None, :] - MODES) ** 2).sum(axis=2)
        return -0.5 * squared / 0.36 - LOG_2PI - np.log(0.36) - np.log(3)

    def log_density(self, x: Array) -> Array:
        """(chains, 2) -> (chains,), normalised."""
        parts = self._log_parts(x)
        top = parts.max(axis=1)
        return top + np.log(np.exp(parts - top[:, None]).sum(axis=1))

    def grad(self, x: Array) -> Array:
        """Gradient of the log density: (chains, 2) -> (chains, 2)."""
        weights = np.exp(
            self._log_parts(x) - self.log_density(x)[:, None]
        )  # (chains, 3)
        return (weights @ MODES - x) / 0.36


@dataclass(frozen=True)
class Funnel:
    """Neal's funnel, turned so that x is across: x2 ~ N(0, 1.5^2), x1 | x2 ~ N(0, exp(x2)).

    Neal (2003, section 8) has sd 3 for the neck; 1.5 keeps mouth and neck in one
    picture.
    """

    dim = 2

    def log_density(self, x: Array) -> Array:
        """(chains, 2) -> (chains,), normalised."""
        neck = x[:, 1]
        with np.errstate(over="ignore"):  # exp(-neck) overflows far below: density 0
            across = -0.5 * (x[:, 0] ** 2 * np.exp(-neck) + neck)
        return across - 0.5 * (neck / 1.5) ** 2 - np.log(1.5) - LOG_2PI

    def grad(self, x: Array) -> Array:
        """Gradient of the log density: (chains, 2) -> (chains, 2)."""
        precision = np.exp(-x[:, 1])
        along = 0.5 * (x[:, 0] ** 2 * precision - 1) - x[:, 1] / 1.5**2
        return np.stack([-x[:, 0] * precision, along], axis=1)


@dataclass(frozen=True)
class Squiggle:
    """x1 ~ N(0, 1.5^2), x2 | x1 ~ N(1.5 sin(2.5 x1), .35^2): a ridge that winds."""

    dim = 2

    def log_density(self, x: Array) -> Array:
        """(chains, 2) -> (chains,), normalised; the scales are 1.5 and .35."""
        across = (x[:, 1] - 1.5 * np.sin(2.5 * x[:, 0])) / 0.35
        squares = (x[:, 0] / 1.5) ** 2 + across**2
        return -0.5 * squares - np.log(1.5 * 0.35) - LOG_2PI

    def grad(self, x: Array) -> Array:
        """Gradient of the log density: (chains, 2) -> (chains, 2)."""
        pull = (x[:, 1] - 1.5 * np.sin(2.5 * x[:, 0])) / 0.35**2
        along = 3.75 * np.cos(2.5 * x[:, 0]) * pull - x[:, 0] / 1.5**2
        return np.stack([along, -pull], axis=1)


@dataclass(frozen=True)
class LogDensity:
    """A target from your own function.

    Parameters
    ----------
    function : (chains, dim) -> (chains,), the log density up to a constant
    dim : int, at least 1

    Raises
    ------
    ValueError
        If ``function`` is not callable or ``dim`` is not a positive whole number.
    """

    function: Callable[[Array], Array]
    dim: int

    def __post_init__(self):
        if not callable(self.function):
            raise ValueError(
                f"function must be callable, got {type(self.function).__name__}"
            )
        _check_dim(self.dim)

    def log_density(self, x: Array) -> Array:
        """(chains, dim) -> (chains,), whatever ``function`` says."""
        return self.function(x)


def _check_dim(dim) -> None:
    if not isinstance(dim, int | np.integer) or isinstance(dim, bool) or dim < 1:
        raise ValueError(f"dim must be a whole number, at least 1; got {dim!r}")

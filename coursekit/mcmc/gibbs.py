"""Gibbs sampling: redraw a part of the state from its law given all the rest.

Two kernels. `Gibbs` goes through blocks of coordinates of any target whose full
conditionals can be drawn. `DataAugmentation` adds unobserved data that would make
the conditionals easy, draws them, and redraws the parameters given them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lgamma
from typing import NamedTuple, Protocol

import numpy as np

from .core import Array, State, Target, initial_state, log_density
from .targets import LOG_2PI, Gaussian

TINY = np.finfo(float).tiny


class Block(NamedTuple):
    """Coordinates that are redrawn together, and how.

    Attributes
    ----------
    columns : the coordinates' indices
    draw : function ``draw(x, *, rng)`` of positions (chains, dim) that returns
        (chains, len(columns)) draws from the conditional law of these columns
        given the others
    """

    columns: Sequence[int]
    draw: Callable[..., Array]


class Info(NamedTuple):
    """What happened in one step.

    Attributes
    ----------
    accepted : (chains,) always true: a draw from the full conditional is never refused
    """

    accepted: Array


@dataclass(frozen=True)
class Gibbs:
    """Gibbs sampler (Geman and Geman 1984; Gelfand and Smith 1990).

    Parameters
    ----------
    target : Target
        The density pi.
    blocks : sequence of Block
        Together they cover every coordinate.
    random_scan : bool
        False: a step redraws every block in turn (systematic scan). True: a step
        redraws one block, which each chain chooses for itself, all equally likely.

    Raises
    ------
    ValueError
        If the blocks do not cover the coordinates 0, ..., dim - 1.
    """

    target: Target
    blocks: Sequence[Block]
    random_scan: bool = False

    def __post_init__(self):
        covered = sorted({int(k) for block in self.blocks for k in block.columns})
        if covered != list(range(self.target.dim)):
            raise ValueError(
                f"blocks must cover the coordinates 0 to {self.target.dim - 1}, "
                f"got {covered}"
            )

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return initial_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """Every block in turn or, in a random scan, one block for each chain."""
        x = state.x.copy()
        chains = len(x)
        turn = rng.integers(len(self.blocks), size=chains) if self.random_scan else None
        for k, block in enumerate(self.blocks):
            rows = np.arange(chains) if turn is None else np.flatnonzero(turn == k)
            x[np.ix_(rows, block.columns)] = checked_block(block, x[rows], rng)
        return State(x, log_density(self.target, x)), Info(np.ones(chains, bool))


def checked_block(block: Block, x: Array, rng: np.random.Generator) -> Array:
    """A draw of the block, refused unless it is (chains, len(columns)) and finite."""
    new = np.asarray(block.draw(x, rng=rng), dtype=float)
    wanted = (len(x), len(block.columns))
    if new.shape != wanted or not np.isfinite(new).all():
        raise ValueError(
            f"the draw of the block with columns {tuple(block.columns)} must be "
            f"finite, of shape {wanted}; it was {new} of shape {new.shape}"
        )
    return new


def gaussian_blocks(target: Gaussian, columns: Sequence[Sequence[int]] | None = None):
    """The full conditionals of a Gaussian, for `Gibbs`.

    With precision matrix Q, x_a given the rest b is normal with precision Q_aa and
    mean m_a - Q_aa^-1 Q_ab (x_b - m_b).

    Parameters
    ----------
    target : Gaussian
    columns : the blocks' coordinates; one block for each coordinate if not given

    Returns
    -------
    tuple of Block
    """
    columns = [[k] for k in range(target.dim)] if columns is None else columns
    return tuple(_gaussian_block(target, np.asarray(part)) for part in columns)


def _gaussian_block(target: Gaussian, a: Array) -> Block:
    rest = np.setdiff1d(np.arange(target.dim), a)
    covariance = np.linalg.inv(target.precision[np.ix_(a, a)])
    root = np.linalg.cholesky(covariance)
    pull = covariance @ target.precision[np.ix_(a, rest)]  # (block, rest)

    def draw(x, *, rng):
        mean = target.mean[a] - (x[:, rest] - target.mean[rest]) @ pull.T
        return mean + rng.standard_normal(mean.shape) @ root.T

    return Block(tuple(a.tolist()), draw)


def tabulated_blocks(target: Target, window: Sequence[float], n_cells: int = 512):
    """The full conditionals of any target in the plane, from a table, for `Gibbs`.

    Each conditional density is computed at the edges of ``n_cells`` equal cells of the
    window, taken to be linear in between, and drawn from by inverting its distribution
    function (the griddy Gibbs sampler of Ritter and Tanner 1992). So the draws are those
    of an approximation: what is outside the window is never reached, and what is narrower
    than a cell is not resolved.

    Parameters
    ----------
    target : Target with ``dim`` 2
    window : (left, right, bottom, top)
    n_cells : int, at least 1

    Returns
    -------
    list of Block, one for each coordinate

    Raises
    ------
    ValueError
        If the target is not in the plane or the window is no rectangle; while drawing,
        if a conditional is zero all over the table.
    """
    left, right, bottom, top = window
    if target.dim != 2 or not (left < right and bottom < top):
        raise ValueError(
            "tabulated_blocks needs a target with dim 2 and a window with left < right and "
            f"bottom < top; got dim {target.dim} and {tuple(window)}"
        )
    edges = [
        np.linspace(left, right, n_cells + 1),
        np.linspace(bottom, top, n_cells + 1),
    ]

    def block(k):
        def draw(x, *, rng):
            points = np.repeat(x[:, None], n_cells + 1, axis=1)  # (chains, edges, 2)
            points[:, :, k] = edges[k]
            logp = log_density(target, points.reshape(-1, 2)).reshape(len(x), -1)
            return inverse_cdf(logp, edges[k], rng.random(len(x)))[:, None]

        return Block((k,), draw)

    return [block(0), block(1)]


def inverse_cdf(logp: Array, edges: Array, u: Array) -> Array:
    """Where the distribution function of a tabulated density reaches ``u``.

    Parameters
    ----------
    logp : (chains, n + 1) log density at ``edges``, up to a constant
    edges : (n + 1,) of cells of equal width; in a cell the density is linear
    u : (chains,) in [0, 1)

    Returns
    -------
    (chains,)
    """
    highest = logp.max(axis=1, keepdims=True)
    if np.isneginf(highest).any():
        raise ValueError(
            "a full conditional is zero everywhere in the table; widen the window or "
            "start the chains inside the support"
        )
    f = np.exp(logp - highest)
    cumulative = np.cumsum((f[:, :-1] + f[:, 1:]) / 2, axis=1)  # in cell widths
    goal = u * cumulative[:, -1]
    cell = (cumulative <= goal[:, None]).sum(axis=1)
    rows = np.arange(len(f))
    rest = goal - np.where(cell > 0, cumulative[rows, cell - 1], 0.0)
    low, slope = f[rows, cell], f[rows, cell + 1] - f[rows, cell]
    root = np.sqrt(low**2 + 2 * slope * rest)
    share = 2 * rest / np.maximum(low + root, TINY)  # of the cell; 0 at its left edge
    return edges[cell] + share * (edges[1] - edges[0])


class Augmented(Protocol):
    """A target with latent data z that make its parameters x easy to draw."""

    dim: int

    def log_density(self, x: Array) -> Array:
        """Log density of the parameters, z summed or integrated out: (chains,)."""
        ...

    def draw_latent(self, x: Array, *, rng: np.random.Generator) -> Array:
        """Draw z ~ p(z | x), first axis chains."""
        ...

    def draw_parameters(self, x: Array, z: Array, *, rng: np.random.Generator) -> Array:
        """Draw new parameters given z, starting from ``x``: (chains, dim)."""
        ...


@dataclass(frozen=True)
class DataAugmentation:
    """Latent data given parameters, then the reverse (Tanner and Wong 1987).

    The latent data are drawn afresh in every step and not kept, so a chain's state
    is its parameters alone.

    Parameters
    ----------
    target : Augmented
    """

    target: Augmented

    def init(self, x: Array) -> State:
        """State of chains that start at ``x``, (chains, dim); see `initial_state`."""
        return initial_state(self.target, x)

    def step(self, state: State, *, rng: np.random.Generator) -> tuple[State, Info]:
        """z ~ p(z | x), then x' ~ p(x | z), block by block."""
        z = self.target.draw_latent(state.x, rng=rng)
        x = self.target.draw_parameters(state.x, z, rng=rng)
        return State(x, log_density(self.target, x)), Info(np.ones(len(x), bool))


class NormalMixture:
    """The posterior of a mixture of K normal laws with one common variance.

    y_i ~ sum_k w_k N(m_k, v). Priors: weights w ~ Dirichlet(1, ..., 1), means
    m_k ~ N(prior_mean, prior_sd^2), variance v ~ InvGamma(prior_shape, prior_scale).
    Their defaults are those of Chib (1995, section 4.2) for velocities of galaxies.
    Positions are (w_1, ..., w_K, m_1, ..., m_K, v).

    Parameters
    ----------
    y : (n,) data
    n_components : int K, at least 1
    prior_mean, prior_sd : float, in the unit of the data
    prior_shape, prior_scale : float, of the variance

    Raises
    ------
    ValueError
        If the data are no finite vector or a number is out of range.
    """

    def __init__(
        self,
        y,
        n_components: int,
        prior_mean: float = 20.0,
        prior_sd: float = 10.0,
        prior_shape: float = 3.0,
        prior_scale: float = 20.0,
    ):
        self.y = np.array(y, dtype=float)
        if self.y.ndim != 1 or self.y.size == 0 or not np.isfinite(self.y).all():
            raise ValueError(f"y must be a finite, non-empty vector, got {self.y}")
        if not isinstance(n_components, int | np.integer) or n_components < 1:
            raise ValueError(
                f"n_components must be a whole number, at least 1; got {n_components!r}"
            )
        if not min(prior_sd, prior_shape, prior_scale) > 0:
            raise ValueError(
                "prior_sd, prior_shape and prior_scale must be positive, "
                f"got {prior_sd}, {prior_shape} and {prior_scale}"
            )
        self.K = K = int(n_components)
        self.prior_mean, self.prior_sd = prior_mean, prior_sd
        self.prior_shape, self.prior_scale = prior_shape, prior_scale
        self.dim = 2 * K + 1
        self.names = (
            *(f"weight {k + 1}" for k in range(K)),
            *(f"mean {k + 1}" for k in range(K)),
            "variance",
        )

    def split(self, x: Array) -> tuple[Array, Array, Array]:
        """Weights (chains, K), means (chains, K), variance (chains,)."""
        return x[:, : self.K], x[:, self.K : -1], x[:, -1]

    def log_parts(self, x: Array) -> Array:
        """log(w_k N(y_i; m_k, v)): (chains, K, n)."""
        w, m, v = self.split(x)
        with np.errstate(divide="ignore"):  # a weight of 0 is a part of density 0
            top = np.log(w) - 0.5 * (LOG_2PI + np.log(v))[:, None]
        squared = (self.y - m[:, :, None]) ** 2
        return top[:, :, None] - 0.5 / v[:, None, None] * squared

    def log_likelihood(self, x: Array) -> Array:
        """sum_i log sum_k w_k N(y_i; m_k, v), inside the support: (chains,)."""
        parts = self.log_parts(x)
        top = parts.max(axis=1)
        return (top + np.log(np.exp(parts - top[:, None]).sum(axis=1))).sum(axis=1)

    def log_prior(self, x: Array) -> Array:
        """Normalised, the weights on their simplex, inside the support: (chains,)."""
        _, m, v = self.split(x)
        a, b = self.prior_shape, self.prior_scale
        log_means = -0.5 * ((m - self.prior_mean) / self.prior_sd) ** 2
        log_means -= 0.5 * LOG_2PI + np.log(self.prior_sd)
        log_variance = a * np.log(b) - lgamma(a) - (a + 1) * np.log(v) - b / v
        return lgamma(self.K) + log_means.sum(axis=1) + log_variance

    def log_density(self, x: Array) -> Array:
        """Log prior plus log likelihood, z summed out: (chains, dim) -> (chains,)."""
        w, _, v = self.split(x)
        inside = (w >= 0).all(axis=1) & (abs(w.sum(axis=1) - 1) < 1e-9) & (v > 0)
        safe = np.where(inside[:, None], x, 1.0)  # keeps the logarithms quiet outside
        return np.where(
            inside, self.log_prior(safe) + self.log_likelihood(safe), -np.inf
        )

    def draw_prior(self, n: int, *, rng: np.random.Generator) -> Array:
        """Exact draws from the prior: (n, dim)."""
        w = rng.standard_exponential((n, self.K))
        w /= w.sum(axis=1, keepdims=True)
        m = self.prior_mean + self.prior_sd * rng.standard_normal((n, self.K))
        v = self.prior_scale / rng.standard_gamma(self.prior_shape, n)
        return np.column_stack([w, m, v])

    def draw_latent(self, x: Array, *, rng: np.random.Generator) -> Array:
        """Which component each datum belongs to: one-hot z, (chains, K, n)."""
        parts = self.log_parts(x)
        edges = np.exp(parts - parts.max(axis=1, keepdims=True)).cumsum(axis=1)
        last = edges[:, -1:]
        u = rng.random(last.shape) * last
        above = (u < edges).astype(float)  # 0, ..., 0, 1, ..., 1 along the components
        return np.diff(above, axis=1, prepend=0)  # 1 at the first edge above u

    def draw_parameters(self, x: Array, z: Array, *, rng: np.random.Generator) -> Array:
        """Weights; means given the old variance; variance given the new means."""
        count, total = z.sum(axis=2), (z * self.y).sum(axis=2)  # (chains, K)
        w = rng.standard_gamma(1 + count)
        w /= w.sum(axis=1, keepdims=True)
        v = x[:, -1:]
        precision = self.prior_sd**-2 + count / v
        mean = (self.prior_mean * self.prior_sd**-2 + total / v) / precision
        m = mean + rng.standard_normal(mean.shape) / np.sqrt(precision)
        squares = (z * (self.y - m[:, :, None]) ** 2).sum(axis=(1, 2))
        shape = self.prior_shape + z.shape[2] / 2
        v = (self.prior_scale + squares / 2) / rng.standard_gamma(shape, len(x))
        return np.column_stack([w, m, v])

"""The Ising and Potts models on a torus: Gibbs on a checkerboard, clusters, exact laws.

Lattices have periodic boundaries and an even number of rows and columns, so that
black sites touch white sites only and all sites of a colour are redrawn at once.
Units: coupling 1, so ``beta`` is J / (k T). A site has four neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .core import Array

CRITICAL_BETA = np.log(1 + np.sqrt(2)) / 2  # Onsager (1944); about .4407


class LatticeState(NamedTuple):
    """Where the chains are.

    Attributes
    ----------
    x : (chains, 2) energy and magnetisation, each a site: what `sample` records
    logp : (chains,) log probability, up to a constant
    spins : (chains, rows, columns) int8: -1 or 1 (Ising), 0, ..., q - 1 (Potts)
    """

    x: Array
    logp: Array
    spins: NDArray[np.int8]


class Info(NamedTuple):
    """What happened in one sweep.

    Attributes
    ----------
    accepted : (chains,) always true
    """

    accepted: Array


@dataclass(frozen=True)
class IsingGibbs:
    """Gibbs sampler of the Ising model, all black sites and then all white ones.

    pi(s) is proportional to exp(beta sum s_i s_j + sum h_i s_i), the first sum over
    pairs of neighbours. A step is a sweep: every site is redrawn once.

    Parameters
    ----------
    beta : float or (chains,), inverse temperature; negative is antiferromagnetic
    field : float or (rows, columns), h, in units of k T

    Raises
    ------
    ValueError
        If a number is not finite.
    """

    beta: float | Array
    field: float | Array = 0.0

    def __post_init__(self):
        for name in ("beta", "field"):
            if not np.isfinite(getattr(self, name)).all():
                raise ValueError(f"{name} must be finite, got {getattr(self, name)}")

    def init(self, spins) -> LatticeState:
        """State of chains with these spins, (chains, rows, columns) of -1 and 1."""
        spins = checked_lattice(spins)
        if not (abs(spins) == 1).all():
            raise ValueError("spins must be -1 or 1")
        if np.shape(self.beta) not in [(), spins.shape[:1]]:
            raise ValueError(
                f"beta must be a number or have one entry for each of {len(spins)} "
                f"chains, got shape {np.shape(self.beta)}"
            )
        if np.ndim(self.field) and np.shape(self.field) != spins.shape[1:]:
            raise ValueError(
                f"field must be a number or have the lattice's shape "
                f"{spins.shape[1:]}, got {np.shape(self.field)}"
            )
        return self.state(spins)

    def step(self, state: LatticeState, *, rng) -> tuple[LatticeState, Info]:
        """One sweep of every chain, with one uniform number for each site."""
        u = rng.random(state.spins.shape)
        spins = heat_bath(state.spins, u, self.beta, self.field)
        return self.state(spins), Info(np.ones(len(spins), bool))

    def state(self, spins) -> LatticeState:
        """The spins with their energy and magnetisation."""
        energy, magnetisation = bond_energy(spins), spins.mean(axis=(1, 2))
        pull = (self.field * spins).sum(axis=(1, 2))
        logp = pull - self.beta * energy * spins[0].size
        return LatticeState(np.stack([energy, magnetisation], axis=1), logp, spins)


def checked_lattice(spins) -> NDArray[np.int8]:
    """``spins`` as int8 (chains, rows, columns), sides even, or a ValueError."""
    spins = np.array(spins)
    if spins.ndim != 3 or spins.size == 0 or spins.shape[1] % 2 or spins.shape[2] % 2:
        raise ValueError(
            "spins must have shape (chains, rows, columns) with rows and columns even, "
            f"got {spins.shape}"
        )
    if not (spins == spins.astype(np.int8)).all():
        raise ValueError("spins must be small whole numbers")
    return spins.astype(np.int8)


def heat_bath(spins, u: Array, beta, field=0.0):
    """Redraw every spin from its full conditional: black sites, then white sites.

    A spin is up with probability 1 / (1 + exp(-2 (beta n + h))), n the sum of its
    four neighbours, which all have the other colour.

    Parameters
    ----------
    spins : (chains, rows, columns) of -1 and 1
    u : (chains, rows, columns) uniform numbers in [0, 1)
    beta : float or (chains,)
    field : float or (rows, columns)

    Returns
    -------
    (chains, rows, columns) new spins
    """
    black = np.indices(spins.shape[1:]).sum(axis=0) % 2 == 0
    beta = np.reshape(beta, (-1, 1, 1))
    with np.errstate(divide="ignore"):  # u = 0 is below every probability
        needed = 0.5 * np.log(u / (1 - u)) - field  # u < p is needed < beta n
    for colour in (black, ~black):
        up = needed < beta * neighbour_sum(spins)
        spins = np.where(colour, 2 * up.view(np.int8) - 1, spins)
    return spins


def neighbour_sum(spins):
    """Sum of the four neighbours of each site, round the torus."""
    rows = np.roll(spins, 1, axis=1) + np.roll(spins, -1, axis=1)
    return rows + np.roll(spins, 1, axis=2) + np.roll(spins, -1, axis=2)


def bond_energy(spins) -> Array:
    """-sum s_i s_j over neighbours, a site: (chains,), from -2 to 2."""
    bonds = spins * (np.roll(spins, 1, axis=1) + np.roll(spins, 1, axis=2))
    return -bonds.mean(axis=(1, 2))


@dataclass(frozen=True)
class SwendsenWang:
    """Cluster sampler of the Ising model without field (Swendsen and Wang 1987).

    Data augmentation with bonds: each pair of equal neighbours is joined with
    probability 1 - exp(-2 beta); then each cluster of joined sites takes a fresh
    sign. Needs SciPy.

    Parameters
    ----------
    beta : float, positive

    Raises
    ------
    ValueError
        If ``beta`` is not positive and finite.
    """

    beta: float

    def __post_init__(self):
        if not 0 < self.beta < np.inf:
            raise ValueError(f"beta must be positive and finite, got {self.beta}")

    def init(self, spins) -> LatticeState:
        """State of chains with these spins, (chains, rows, columns) of -1 and 1."""
        return IsingGibbs(self.beta).init(spins)

    def step(self, state: LatticeState, *, rng) -> tuple[LatticeState, Info]:
        """Draw the bonds given the spins, then the spins given the bonds."""
        n_clusters, cluster = clusters(self.draw_bonds(state.spins, rng=rng))
        sign = 2 * rng.integers(2, size=n_clusters, dtype=np.int8) - 1
        new = IsingGibbs(self.beta).state(sign[cluster].reshape(state.spins.shape))
        return new, Info(np.ones(len(state.x), bool))

    def draw_bonds(self, spins, *, rng):
        """Which sites are joined to the one below, to the right: (2, *shape) bool."""
        equal = np.stack([spins == np.roll(spins, -1, axis) for axis in (1, 2)])
        return equal & (rng.random(equal.shape) < 1 - np.exp(-2 * self.beta))


def clusters(bonds) -> tuple[int, Array]:
    """Connected components: their number, and (sites,) which one each site is in."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    site = np.arange(bonds[0].size).reshape(bonds[0].shape)
    below_right = np.stack([np.roll(site, -1, axis) for axis in (1, 2)])
    start = np.broadcast_to(site, bonds.shape)[bonds]
    edges = (np.ones(len(start), bool), (start, below_right[bonds]))
    return connected_components(coo_array(edges, shape=(site.size, site.size)))


@dataclass(frozen=True)
class PottsGibbs:
    """Gibbs sampler of the q-state Potts model, on the checkerboard.

    pi(s) is proportional to exp(beta * number of equal neighbours); the critical
    beta is log(1 + sqrt(q)). With q = 2 it is the Ising model at beta / 2. The
    magnetisation recorded is (q max_k share_k - 1) / (q - 1), from 0 to 1.

    Parameters
    ----------
    beta : float, inverse temperature
    q : int, number of colours, at least 2

    Raises
    ------
    ValueError
        If ``beta`` is not finite or ``q`` is below 2.
    """

    beta: float
    q: int

    def __post_init__(self):
        if not np.isfinite(self.beta):
            raise ValueError(f"beta must be finite, got {self.beta}")
        if not isinstance(self.q, int | np.integer) or not 2 <= self.q <= 127:
            raise ValueError(f"q must be a whole number from 2 to 127, got {self.q!r}")

    def init(self, spins) -> LatticeState:
        """State of chains with these spins, (chains, rows, columns) of 0 to q - 1."""
        spins = checked_lattice(spins)
        if not ((spins >= 0) & (spins < self.q)).all():
            raise ValueError(f"spins must lie from 0 to {self.q - 1}")
        return self.state(spins)

    def step(self, state: LatticeState, *, rng) -> tuple[LatticeState, Info]:
        """One sweep: each colour of the board in turn."""
        spins = state.spins
        black = np.indices(spins.shape[1:]).sum(axis=0) % 2 == 0
        u = rng.random(spins.shape)
        for colour in (black, ~black):
            one_hot = spins == np.arange(self.q)[:, None, None, None]
            equal = np.stack([neighbour_sum(k.astype(np.int8)) for k in one_hot])
            edges = np.exp(self.beta * equal).cumsum(axis=0)  # (q, *shape)
            new = (edges <= u * edges[-1]).sum(axis=0)
            spins = np.where(colour, new, spins).astype(np.int8)
        return self.state(spins), Info(np.ones(len(spins), bool))

    def state(self, spins) -> LatticeState:
        """The spins with their energy (minus equal pairs a site) and magnetisation."""
        equal = sum(
            (spins == np.roll(spins, 1, axis)).mean(axis=(1, 2)) for axis in (1, 2)
        )
        share = np.stack([(spins == k).mean(axis=(1, 2)) for k in range(self.q)])
        magnetisation = (self.q * share.max(axis=0) - 1) / (self.q - 1)
        logp = self.beta * equal * spins[0].size
        return LatticeState(np.stack([-equal, magnetisation], axis=1), logp, spins)


def kaufman(beta: float, rows: int, columns: int) -> tuple[float, float]:
    """The torus's log partition function and mean energy, exactly (Kaufman 1949).

    Z = (2 sinh 2 beta)^(rows columns / 2) (P1 + P2 + P3 + P4) / 2, where P1, P2 are
    products over r of 2 cosh, 2 sinh of rows gamma_(2r+1) / 2, P3, P4 those of
    gamma_(2r), and cosh gamma_l = cosh(2 beta) coth(2 beta) - cos(pi l / columns),
    with gamma_0 = 2 beta + log tanh(beta) (her equations 39 and 40).

    Parameters
    ----------
    beta : float, positive
    rows, columns : int, at least 2; two rows or columns join each pair twice

    Returns
    -------
    log_Z : float, without field
    energy : float, mean of -sum s_i s_j a site

    Raises
    ------
    ValueError
        If ``beta`` is not positive or a side is below 2.
    """
    if not 0 < beta < np.inf:
        raise ValueError(f"beta must be positive and finite, got {beta}")
    if min(rows, columns) < 2:
        raise ValueError(f"rows and columns must be at least 2, got {rows}, {columns}")
    sites, coth = rows * columns, 1 / np.tanh(2 * beta)
    angle = np.pi * np.arange(2 * columns) / columns
    cosh_gamma = np.cosh(2 * beta) * coth - np.cos(angle)
    gamma = np.arccosh(np.maximum(cosh_gamma, 1.0))
    gamma[0] = 2 * beta + np.log(np.tanh(beta))  # negative above the critical point
    slope = 2 * np.cosh(2 * beta) * (1 - 1 / np.sinh(2 * beta) ** 2)
    slope = slope / np.where(gamma == 0, 1.0, np.sinh(gamma))  # d gamma / d beta
    slope[0] = 2 + 2 / np.sinh(2 * beta)

    terms = []  # (sign, log |P|, d log P / d beta)
    for part in (slice(1, None, 2), slice(0, None, 2)):
        half = rows * gamma[part] / 2
        drive = rows * slope[part] / 2
        size = abs(half)
        log_cosh = size + np.log1p(np.exp(-2 * size))
        terms.append((1.0, log_cosh.sum(), (drive * np.tanh(half)).sum()))
        with np.errstate(divide="ignore"):
            log_sinh = size + np.log(-np.expm1(-2 * size))
        if (size > 0).all():
            terms.append(
                (np.prod(np.sign(half)), log_sinh.sum(), (drive / np.tanh(half)).sum())
            )
    sign, log_P, slope_P = np.array(terms).T
    weight = sign * np.exp(log_P - log_P.max())
    log_Z = 0.5 * sites * np.log(2 * np.sinh(2 * beta)) - np.log(2)
    log_Z += log_P.max() + np.log(weight.sum())
    derivative = sites * coth + (weight * slope_P).sum() / weight.sum()
    return float(log_Z), float(-derivative / sites)


def onsager_energy(beta: float) -> float:
    """Mean energy a site of the infinite lattice (Onsager 1944, equation 116).

    Parameters
    ----------
    beta : float, positive

    Raises
    ------
    ValueError
        If ``beta`` is not positive and finite.
    """
    from scipy.special import ellipk

    if not 0 < beta < np.inf:
        raise ValueError(f"beta must be positive and finite, got {beta}")
    coth = 1 / np.tanh(2 * beta)
    modulus = 2 * np.sinh(2 * beta) / np.cosh(2 * beta) ** 2
    if modulus >= 1:  # the critical point itself, where the second term vanishes
        return float(-coth)
    excess = 2 * np.tanh(2 * beta) ** 2 - 1
    return float(-coth * (1 + 2 / np.pi * excess * ellipk(modulus**2)))


def yang_magnetisation(beta):
    """Spontaneous magnetisation of the infinite lattice, 0 above the critical point.

    (1 - sinh(2 beta)^-4)^(1/8) (Yang 1952, equation 96).

    Parameters
    ----------
    beta : float or array, positive

    Returns
    -------
    array of the same shape, in [0, 1)

    Raises
    ------
    ValueError
        If a beta is not positive.
    """
    beta = np.asarray(beta, dtype=float)
    if not (beta > 0).all():
        raise ValueError(f"beta must be positive, got {beta}")
    inside = 1 - np.sinh(2 * beta) ** -4.0
    return np.maximum(inside, 0.0) ** 0.125

"""Densities of Gaussian mixtures for many points, and sums over them, block by block.

The points of a block are columns, so that every operation runs along contiguous memory,
and the densities of all components are one matrix product. Two forms of that product:
`Natural` and `Whitened`; `form_of` picks one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

MATRICES = ("full", "tied")
LOG_2PI = np.log(2 * np.pi)
TINY = np.finfo(float).tiny
BLOCK = 1024  # points that are worked on together: they stay in the cache
WORK = 1 << 19  # numbers in the largest array of a block
NATURAL_DIM = 32  # up to this dimension one product with phi(x) is the faster form
NATURAL_PRECISION = {8: 1e5, 4: 1e3}  # above it phi(x) cancels too many digits


class Parameters(NamedTuple):
    """A mixture.

    Attributes
    ----------
    weights : (K,) they sum to 1
    means : (K, d)
    covariances : by type, "full" (K, d, d), "tied" (d, d), "diag" (K, d) variances,
        "spherical" (K,) variances
    covariance_type : str
    """

    weights: Array
    means: Array
    covariances: Array
    covariance_type: str = "full"


class Statistics(NamedTuple):
    """What the E-step expects of the points that each component made.

    Attributes
    ----------
    n : (K,) their number, sum_i r_ik
    mean : (K, d) their mean
    scatter : sum_i r_ik (x_i - mean_k)(x_i - mean_k)', shaped like the covariances: for
        "tied" the sum over k, for "diag" the diagonals, for "spherical" their sums
    covariance_type : str
    """

    n: Array
    mean: Array
    scatter: Array
    covariance_type: str = "full"


def normalise(log_joint: Array) -> Array:
    """Bayes' rule in place: log w_k N(x_i; mu_k, Sigma_k), (K, n), becomes r_ik.

    Returns
    -------
    (n,) log p(x_i), the logarithms of what the columns were divided by
    """
    top = log_joint.max(axis=0)
    log_joint -= top  # so that the largest is exp(0): neither overflow nor 0/0
    np.maximum(log_joint, 0.5 * np.log(np.finfo(log_joint.dtype).tiny), out=log_joint)
    resp = np.exp(log_joint, out=log_joint)  # no denormal numbers: they are slow
    total = resp.sum(axis=0)
    resp /= total
    return np.log(total) + top


def form_of(theta: Parameters, dtype) -> Natural | Whitened:
    """The faster form of the densities that keeps enough digits.

    With phi(x) the distance of a point from a narrow component is a difference of large
    numbers; how large, against the component's width, decides.
    """
    dtype = np.dtype(dtype)
    means, whiten = theta.means, whiteners(theta)
    spread = np.abs(means - theta.weights @ means).max(axis=0)
    if theta.covariance_type in MATRICES:
        precision = np.square(whiten).sum(axis=1)
        variance = np.diagonal(theta.covariances, axis1=-2, axis2=-1)
        low = means.shape[1] <= NATURAL_DIM
    else:
        precision = np.square(whiten)
        variance = 1 / precision
        low = True
    reach = np.square(spread) + np.atleast_2d(variance).max(axis=0)
    if low and (precision * reach).max() < NATURAL_PRECISION[dtype.itemsize]:
        return Natural(theta, whiten, dtype)
    return Whitened(theta, whiten, dtype)


def log_joint(X: Array, theta: Parameters) -> Array:
    """log w_k N(x_i; mu_k, Sigma_k), of all points at once: (n, K)."""
    form = form_of(theta, X.dtype)
    parts = [
        form.log_joint(form.features(X[rows].T)).T.copy()
        for rows in form.blocks(len(X))
    ]
    return np.concatenate(parts)


def whiteners(theta: Parameters) -> Array:
    """W_k with W_k Sigma_k W_k' = I: (K, d, d) inverse Cholesky factors, or (K, d)."""
    _, means, cov, kind = theta
    if kind not in MATRICES:
        if not (cov > 0).all():
            raise ValueError(f"covariances must be positive, the least is {cov.min()}")
        return np.broadcast_to(1 / np.sqrt(cov.T), means.T.shape).T
    try:
        whiten = np.linalg.inv(np.linalg.cholesky(cov))
    except np.linalg.LinAlgError as error:
        raise ValueError("a covariance matrix is not positive definite") from error
    return np.broadcast_to(whiten, (len(means), *whiten.shape[-2:]))


def log_constants(theta: Parameters, whiten: Array) -> Array:
    """log w_k N(mu_k; mu_k, Sigma_k): (K,)."""
    diagonal = np.diagonal(whiten, axis1=1, axis2=2) if whiten.ndim == 3 else whiten
    log_weights = np.log(np.maximum(theta.weights, TINY))
    return log_weights + np.sum(np.log(diagonal) - 0.5 * LOG_2PI, axis=1)


class Natural:
    """log w_k N(x; mu_k, Sigma_k) = theta_k . phi(x), phi(x) = (1, x, products of x).

    For matrices the products are x_i x_j, i <= j; else the squares. Coordinates are
    taken from the mean of the mixture, so that the products stay small.
    """

    def __init__(self, theta: Parameters, whiten: Array, dtype: np.dtype):
        self.kind = theta.covariance_type
        self.origin = theta.weights @ theta.means
        self.theta = natural_parameters(theta, whiten, self.origin).astype(dtype)
        self.size = int(np.clip(WORK // self.theta.shape[1], 1, BLOCK))
        self.phi = np.ones((self.theta.shape[1], self.size), dtype)
        self.joint = np.empty((len(self.theta), self.size), dtype)

    def blocks(self, n: int) -> Iterator[slice]:
        return blocks(n, self.size)

    def features(self, x: Array) -> Array:
        """phi of the points that are the columns of ``x``: (p, block)."""
        d, n = x.shape
        phi = self.phi[:, :n]
        np.subtract(x, self.origin[:, None], out=phi[1 : d + 1], casting="same_kind")
        products(phi[1 : d + 1], self.kind in MATRICES, out=phi[d + 1 :])
        return phi

    def log_joint(self, phi: Array) -> Array:
        """log w_k N(x_i; mu_k, Sigma_k): (K, block)."""
        return np.matmul(self.theta, phi, out=self.joint[:, : phi.shape[1]])

    def sums(self, resp: Array, phi: Array) -> Array:
        """sum_i r_ik phi(x_i): (K, p)."""
        return (phi @ resp.T).T  # faster than resp @ phi.T

    def statistics(self, sums: Array) -> Statistics:
        d = len(self.origin)
        n, first, second = sums[:, 0], sums[:, 1 : d + 1], sums[:, d + 1 :]
        mean = first / np.maximum(n, TINY)[:, None]
        if self.kind in MATRICES:
            i, j = np.triu_indices(d)
            square = np.empty((len(n), d, d))
            square[:, i, j] = square[:, j, i] = second
        else:
            square = second
        about = shaped(square, self.kind) - scatter_of(n, mean, self.kind)
        return Statistics(n, self.origin + mean, about, self.kind)


class Whitened:
    """log w_k N(x; mu_k, Sigma_k) = constant_k - |W_k (x - mu_k)|^2 / 2.

    Slower than `Natural` in few dimensions and faster in many, and accurate for
    components of any width: the M-step's sums are taken in the coordinates of each.
    """

    def __init__(self, theta: Parameters, whiten: Array, dtype: np.dtype):
        K, d = theta.means.shape
        self.parameters, self.whiten = theta, whiten
        self.matrices = whiten.ndim == 3
        self.origin = theta.weights @ theta.means
        shift = theta.means - self.origin
        if self.matrices:  # W_k x - W_k mu_k is one product with (x, 1), for all k
            shift = -whiten @ shift[:, :, None]
            self.map = np.concatenate([whiten, shift], axis=2).reshape(K * d, d + 1)
        else:
            self.map = whiten
        self.map, self.shift = self.map.astype(dtype), shift.astype(dtype)
        self.constants = log_constants(theta, whiten).astype(dtype)[:, None]
        self.size = int(np.clip(WORK // (K * d), 1, BLOCK))
        self.x = np.ones((d + 1, self.size), dtype)
        self.y = np.empty((K, d, self.size), dtype)

    def blocks(self, n: int) -> Iterator[slice]:
        return blocks(n, self.size)

    def features(self, x: Array) -> Array:
        """W_k (x_i - mu_k) for the columns of ``x``: (K, d, block)."""
        d, n = x.shape
        y, near = self.y[:, :, :n], self.x[:, :n]
        np.subtract(x, self.origin[:, None], out=near[:d], casting="same_kind")
        if self.matrices:
            np.matmul(self.map, near, out=self.y.reshape(-1, self.size)[:, :n])
        else:
            np.subtract(near[:d], self.shift[:, :, None], out=y)
            y *= self.map[:, :, None]
        return y

    def log_joint(self, y: Array) -> Array:
        """log w_k N(x_i; mu_k, Sigma_k): (K, block)."""
        return self.constants - 0.5 * np.einsum("kdi,kdi->ki", y, y)

    def sums(self, resp: Array, y: Array) -> Array:
        """sum_i r_ik (1, y, products of y): (K, p)."""
        n = resp.sum(axis=1)[:, None]
        root = np.sqrt(resp)[:, None]
        y *= root
        first = (y @ root.transpose(0, 2, 1))[:, :, 0]
        if self.matrices:
            second = (y @ y.transpose(0, 2, 1)).reshape(len(n), -1)
        else:
            second = np.einsum("kdi,kdi->kd", y, y)
        return np.concatenate([n, first, second], axis=1).astype(float)

    def statistics(self, sums: Array) -> Statistics:
        _, means, _, kind = self.parameters
        K, d = means.shape
        n, first, second = sums[:, 0], sums[:, 1 : d + 1], sums[:, d + 1 :]
        y = first / np.maximum(n, TINY)[:, None]
        if self.matrices:
            color = np.linalg.inv(self.whiten)  # Cholesky factors of the covariances
            second = second.reshape(K, d, d) - scatter_of(n, y, "full")
            about = color @ second @ color.transpose(0, 2, 1)
            about = 0.5 * (
                about + about.transpose(0, 2, 1)
            )  # symmetric to the last bit
            mean = means + (color @ y[:, :, None])[:, :, 0]
        else:
            about = (second - scatter_of(n, y, "diag")) / np.square(self.whiten)
            mean = means + y / self.whiten
        return Statistics(n, mean, shaped(about, kind), kind)


def natural_parameters(theta: Parameters, whiten: Array, origin: Array) -> Array:
    """theta_k of `Natural`: (K, p)."""
    means = theta.means - origin
    if whiten.ndim == 3:
        precision = whiten.transpose(0, 2, 1) @ whiten
        linear = (precision @ means[:, :, None])[:, :, 0]
        i, j = np.triu_indices(means.shape[1])
        quadratic = np.where(i == j, -0.5, -1.0) * precision[:, i, j]
    else:
        precision = np.square(whiten)
        linear = precision * means
        quadratic = -0.5 * precision
    constant = log_constants(theta, whiten) - 0.5 * (linear * means).sum(axis=1)
    return np.concatenate([constant[:, None], linear, quadratic], axis=1)


def products(x: Array, mixed: bool, *, out: Array) -> None:
    """x_i x_j for i <= j, row by row, or the squares alone: (d, n) -> (p, n)."""
    if not mixed:
        np.multiply(x, x, out=out)
        return
    start = 0
    for i in range(len(x)):
        stop = start + len(x) - i
        np.multiply(x[i], x[i:], out=out[start:stop])
        start = stop


def blocks(n: int, size: int) -> Iterator[slice]:
    """Slices that cover 0, ..., n - 1."""
    for start in range(0, n, size):
        yield slice(start, min(start + size, n))


def shaped(second: Array, kind: str) -> Array:
    """Sums of squares of each component, (K, d, d) or (K, d), shaped for their type."""
    if kind == "tied":
        return second.sum(axis=0)
    return second.sum(axis=1) if kind == "spherical" else second


def scatter_of(n: Array, x: Array, kind: str) -> Array:
    """n_k x_k x_k', shaped like the covariances."""
    if kind == "full":
        return n[:, None, None] * x[:, :, None] * x[:, None, :]
    if kind == "tied":
        return (n * x.T) @ x
    squares = n[:, None] * x * x
    return squares if kind == "diag" else squares.sum(axis=1)


def unit_matrix(dim: int, kind: str):
    """The unit matrix, shaped like a covariance."""
    return np.eye(dim) if kind in MATRICES else 1.0

"""Densities of Gaussian mixtures for many points, and sums over them, block by block.

The points of a block are columns, so that every operation runs along contiguous memory,
and the densities of all components are matrix products. Three forms of them: `Natural`,
`Whitened` and, for variances, `Scaled`; `form_of` picks one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .._memory import aligned

Array = NDArray[np.floating]

MATRICES = ("full", "tied")
LOG_2PI = np.log(2 * np.pi)
TINY = np.finfo(float).tiny
BLOCK = 1024  # points that are worked on together: they stay in the cache
CACHE = 700_000  # bytes of the largest array of a block
STRIP = 8  # rows of a triangle that are worked on together
NATURAL_DIM = 20  # up to this dimension one product with phi(x) is the faster form
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


def form_of(theta: Parameters, dtype) -> Natural | Whitened | Scaled:
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
    wide = Whitened if theta.covariance_type in MATRICES else Scaled
    return wide(theta, whiten, dtype)


def log_joint(X: Array, theta: Parameters) -> Array:
    """log w_k N(x_i; mu_k, Sigma_k), of all points at once: (n, K)."""
    form = form_of(theta, X.dtype)
    parts = [
        form.log_joint(form.features(X[rows].T)).T.copy()
        for rows in blocks(len(X), form.size)
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
        self.origin = (theta.weights @ theta.means).astype(dtype)
        self.theta = natural_parameters(theta, whiten, self.origin).astype(dtype)
        K, p = self.theta.shape
        self.size = block_size(p * dtype.itemsize)
        self.phi = aligned((p, self.size), dtype)
        self.phi[0] = 1
        self.joint = aligned((K, self.size), dtype)

    def features(self, x: Array) -> Array:
        """phi of the points that are the columns of ``x``: (p, block)."""
        d, n = x.shape
        phi = self.phi[:, :n]
        np.subtract(x, self.origin[:, None], out=phi[1 : d + 1])
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
    """log w_k N(x; mu_k, Sigma_k) = constant_k - |W_k (x - mu_k)|^2 / 2, for matrices.

    Slower than `Natural` in few dimensions and faster in many, and accurate for
    components of any width: the M-step's sums are taken in the coordinates of each.
    W_k is a triangle, and so is half of a symmetric product: both are worked on in
    strips of `STRIP` rows, which leaves nearly half of the multiplications out.
    """

    def __init__(self, theta: Parameters, whiten: Array, dtype: np.dtype):
        K, d = theta.means.shape
        self.parameters = theta
        origin = (theta.weights @ theta.means).astype(dtype)
        self.origin = origin[:, None]
        shift = -whiten @ (theta.means - origin)[:, :, None]
        # W_k x - W_k mu_k is one product with (1, x); row i of all k, then row i + 1
        rows = np.concatenate([shift, whiten], axis=2).transpose(1, 0, 2).astype(dtype)
        self.strips = list(blocks(d, STRIP))
        self.maps = [
            rows[s, :, : s.stop + 1].reshape(-1, s.stop + 1) for s in self.strips
        ]
        self.constants = log_constants(theta, whiten).astype(dtype)[:, None]
        self.size = block_size(K * (d + 1) * dtype.itemsize)
        self.x = aligned((d + 1, self.size), dtype)
        self.x[0] = 1
        self.y = aligned((d + 1, K, self.size), dtype)
        self.joint = aligned((K, self.size), dtype)
        self.moments = np.zeros((K, d + 1, d + 1), dtype)
        self.bind(self.size)

    def bind(self, n: int) -> None:
        """Views of the work arrays for blocks of ``n`` points: made once, not for each."""
        z = self.y[:, :, :n].transpose(1, 0, 2)
        last = slice(len(self.y) - 1, len(self.y))
        self.bound = n
        self.whitening = [
            (
                rows,
                self.x[: s.stop + 1, :n],
                self.y[s].reshape(len(rows), -1)[:, :n],
            )
            for s, rows in zip(self.strips, self.maps, strict=True)
        ]
        self.squaring = [
            (z[:, s], z[:, : s.stop].transpose(0, 2, 1), self.moments[:, s, : s.stop])
            for s in [*self.strips, last]
        ]

    def features(self, x: Array) -> Array:
        """W_k (x_i - mu_k) for the columns of ``x``, and an empty row: (d + 1, K, block)."""
        n = x.shape[1]
        if n != self.bound:
            self.bind(n)
        np.subtract(x, self.origin, out=self.x[1:, :n])
        for rows, near, out in self.whitening:
            np.matmul(rows, near, out=out)
        return self.y[:, :, :n]

    def log_joint(self, y: Array) -> Array:
        """log w_k N(x_i; mu_k, Sigma_k): (K, block)."""
        joint = self.joint[:, : self.bound]
        np.einsum("dki,dki->ki", y[:-1], y[:-1], out=joint)
        joint *= -0.5
        joint += self.constants
        return joint

    def sums(self, resp: Array, y: Array) -> Array:
        """sum_i r_ik z z' with z = (y, 1), its lower triangle: (K, d + 1, d + 1)."""
        y[:-1] *= np.sqrt(resp, out=y[-1])
        for left, right, out in self.squaring:
            np.matmul(left, right, out=out)
        return self.moments.astype(float, copy=False)

    def statistics(self, sums: Array) -> Statistics:
        _, means, _, kind = self.parameters
        second = np.tril(sums[:, :-1, :-1])
        second = second + np.tril(second, -1).transpose(0, 2, 1)
        n, y = sums[:, -1, -1], sums[:, -1, :-1] / np.maximum(sums[:, -1, -1:], TINY)
        color = np.linalg.cholesky(self.parameters.covariances)  # inverse of whiten
        about = color @ (second - scatter_of(n, y, "full")) @ np.swapaxes(color, -1, -2)
        about = 0.5 * (about + about.transpose(0, 2, 1))  # symmetric to the last bit
        mean = means + (color @ y[:, :, None])[:, :, 0]
        return Statistics(n, mean, shaped(about, kind), kind)


class Scaled:
    """`Whitened` for variances: W_k is a diagonal."""

    def __init__(self, theta: Parameters, whiten: Array, dtype: np.dtype):
        K, d = theta.means.shape
        self.parameters, self.whiten = theta, whiten
        self.origin = (theta.weights @ theta.means).astype(dtype)
        self.shift = (theta.means - self.origin).astype(dtype)[:, :, None]
        self.scale = whiten.astype(dtype)[:, :, None]
        self.constants = log_constants(theta, whiten).astype(dtype)[:, None]
        self.size = block_size(K * d * dtype.itemsize)
        self.x = aligned((d, self.size), dtype)
        self.y = aligned((K, d, self.size), dtype)

    def features(self, x: Array) -> Array:
        """(x_i - mu_k) / sigma_k for the columns of ``x``: (K, d, block)."""
        n = x.shape[1]
        y, near = self.y[:, :, :n], self.x[:, :n]
        np.subtract(x, self.origin[:, None], out=near)
        np.subtract(near, self.shift, out=y)
        y *= self.scale
        return y

    def log_joint(self, y: Array) -> Array:
        """log w_k N(x_i; mu_k, Sigma_k): (K, block)."""
        return self.constants - 0.5 * np.einsum("kdi,kdi->ki", y, y)

    def sums(self, resp: Array, y: Array) -> Array:
        """sum_i r_ik (1, y, squares of y): (K, 1 + 2 d)."""
        n = resp.sum(axis=1)[:, None]
        root = np.sqrt(resp)[:, None]
        y *= root
        first = (y @ root.transpose(0, 2, 1))[:, :, 0]
        second = np.einsum("kdi,kdi->kd", y, y)
        return np.concatenate([n, first, second], axis=1).astype(float)

    def statistics(self, sums: Array) -> Statistics:
        _, means, _, kind = self.parameters
        d = means.shape[1]
        n, first, second = sums[:, 0], sums[:, 1 : d + 1], sums[:, d + 1 :]
        y = first / np.maximum(n, TINY)[:, None]
        about = (second - scatter_of(n, y, "diag")) / np.square(self.whiten)
        return Statistics(n, means + y / self.whiten, shaped(about, kind), kind)


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


def block_size(width: int) -> int:
    """Points whose ``width`` bytes each stay in the cache: a multiple of a cache line."""
    return int(np.clip(CACHE // width, 32, BLOCK)) // 8 * 8


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

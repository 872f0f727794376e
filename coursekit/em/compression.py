"""A Gaussian mixture as the model of an entropy coder: pictures to bytes and back.

A pixel is coded given four neighbours that the decoder already knows. Their joint law is
a mixture; given the neighbours, the law of the pixel is a mixture too, which is integrated
over the 256 grey levels. The coder itself is the range coder of the package constriction.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .gaussian_mixture import GaussianMixture

LEVELS = 256
TOTAL = 2**16  # of the integer frequencies
MIDDLE = 128.0  # stands for pixels outside the picture

# The neighbours of a pixel, as (rows up, columns to the right): left, above, above on
# the left, above on the right.
NEIGHBOURS = ((0, -1), (1, 0), (1, -1), (1, 1))


class Conditional(NamedTuple):
    """A mixture of joint normal laws, split into neighbours c and pixel x given c.

    Attributes
    ----------
    log_weight : (K,) log w_k, plus the constant of N(c; mu_k, Sigma_k)
    mean : (K, 4) means of the neighbours
    root : (K, 4, 4) inverse Cholesky factors of their covariances
    pixel : (K,) means of the pixel
    slope : (K, 4) regression of the pixel on the neighbours
    sd : (K,) standard deviation of the pixel given the neighbours
    """

    log_weight: NDArray
    mean: NDArray
    root: NDArray
    pixel: NDArray
    slope: NDArray
    sd: NDArray


class PixelCoder:
    """Lossless compression of grey pictures by a fitted mixture.

    Parameters
    ----------
    n_components : int, K
    random_state : int or None, of the mixture's starts

    Attributes
    ----------
    mixture : GaussianMixture of (pixel, left, above, above left, above right)
    n_parameters : int, numbers that the decoder needs besides the bytes
    """

    def __init__(self, n_components: int = 8, random_state=None):
        self.mixture = GaussianMixture(
            n_components, tol=1e-4, max_iter=200, random_state=random_state
        )

    def fit(self, pictures) -> PixelCoder:
        """Fit to pictures, a list of (rows, columns) uint8 arrays."""
        rows = [vectors(picture) for picture in pictures]
        self.mixture.fit(np.concatenate(rows))
        self.n_parameters = self.mixture.n_parameters()
        # Numbers are sent in single precision; both sides must use the rounded ones.
        sent = [
            np.float64(np.float32(part))
            for part in (
                self.mixture.weights_,
                self.mixture.means_,
                self.mixture.covariances_,
            )
        ]
        self.conditional = condition(*sent)
        return self

    def encode(self, picture: NDArray[np.uint8]) -> bytes:
        """The picture as bytes; its size is not in them."""
        from constriction import stream

        padded = pad(picture)
        encoder = stream.queue.RangeEncoder()
        for r, c in np.ndindex(picture.shape):
            chances = frequencies(self.conditional, neighbours(padded, r, c))
            law = stream.model.Categorical(chances, perfect=False)
            encoder.encode(int(picture[r, c]), law)
        return encoder.get_compressed().astype("<u4").tobytes()

    def decode(self, data: bytes, shape: tuple[int, int]) -> NDArray[np.uint8]:
        """The picture of this shape that `encode` made ``data`` of."""
        from constriction import stream

        decoder = stream.queue.RangeDecoder(
            np.frombuffer(data, "<u4").astype(np.uint32)
        )
        padded = pad(np.zeros(shape, np.uint8))
        for r, c in np.ndindex(shape):
            chances = frequencies(self.conditional, neighbours(padded, r, c))
            law = stream.model.Categorical(chances, perfect=False)
            padded[r + 1, c + 1] = decoder.decode(law)
        return padded[1:, 1:-1].astype(np.uint8)

    def bits(self, picture: NDArray[np.uint8]) -> float:
        """Ideal code length, -sum log2 p of its pixels, of a picture."""
        padded = pad(picture)
        chosen = [
            frequencies(self.conditional, neighbours(padded, r, c))[picture[r, c]]
            for r, c in np.ndindex(picture.shape)
        ]
        return float(-np.log2(chosen).sum())


def pad(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The picture with a row above and a column on either side of middle grey.

    Raises
    ------
    ValueError
        If it is no (rows, columns) array of uint8.
    """
    picture = np.asarray(picture)
    if picture.ndim != 2 or picture.dtype != np.uint8 or picture.size == 0:
        raise ValueError(
            "picture must be a (rows, columns) array of uint8, not empty; got "
            f"{picture.dtype} of shape {picture.shape}"
        )
    return np.pad(picture.astype(float), [(1, 0), (1, 1)], constant_values=MIDDLE)


def neighbours(padded: NDArray, r: int, c: int) -> NDArray:
    """The four known neighbours of pixel (r, c): (4,)."""
    return np.array([padded[r + 1 - up, c + 1 + right] for up, right in NEIGHBOURS])


def vectors(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Each pixel with its neighbours: (pixels, 5)."""
    padded = pad(picture)
    rows, columns = picture.shape
    parts = [
        padded[1 - up : 1 - up + rows, 1 + right : 1 + right + columns]
        for up, right in ((0, 0), *NEIGHBOURS)
    ]
    return np.stack([part.ravel() for part in parts], axis=1)


def condition(weights, means, covariances) -> Conditional:
    """Split each component into neighbours, and pixel given neighbours."""
    cross, inner = covariances[:, 0, 1:], covariances[:, 1:, 1:]
    root = np.linalg.inv(np.linalg.cholesky(inner))
    slope = np.linalg.solve(inner, cross[:, :, None])[:, :, 0]
    variance = covariances[:, 0, 0] - (slope * cross).sum(axis=1)
    log_det = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    return Conditional(
        np.log(weights) + log_det,
        means[:, 1:],
        root,
        means[:, 0],
        slope,
        np.sqrt(variance),
    )


def frequencies(model: Conditional, context: NDArray) -> NDArray[np.float64]:
    """Probability of each grey level given the neighbours, in steps of 1 / TOTAL.

    No level gets 0, so that every picture can be coded.

    Parameters
    ----------
    model : Conditional
    context : (4,) neighbours

    Returns
    -------
    (256,) multiples of 1 / TOTAL that sum to 1
    """
    from scipy.special import ndtr

    gap = context - model.mean  # (K, 4)
    white = (model.root @ gap[:, :, None])[:, :, 0]
    log_w = model.log_weight - 0.5 * (white**2).sum(axis=1)
    w = np.exp(log_w - log_w.max())
    centre = model.pixel + (model.slope * gap).sum(axis=1)
    edges = np.arange(1, LEVELS) - 0.5
    below = (w / w.sum()) @ ndtr((edges - centre[:, None]) / model.sd[:, None])
    mass = np.diff(below, prepend=0, append=1)
    counts = 1 + np.floor(mass * (TOTAL - LEVELS))
    counts[counts.argmax()] += TOTAL - counts.sum()
    return counts / TOTAL

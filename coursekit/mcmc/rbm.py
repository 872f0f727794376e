"""The restricted Boltzmann machine: a density of pictures, with a sampler inside.

Visible units v and hidden units h are 0 or 1, and
p(v, h) = exp(b'v + c'h + v'W h) / Z. Given one layer the units of the other are
independent, so Gibbs sampling redraws a whole layer at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .core import Array


@dataclass(frozen=True)
class RBM:
    """A restricted Boltzmann machine (Smolensky 1986).

    Parameters
    ----------
    W : (visible, hidden) couplings
    b : (visible,) biases
    c : (hidden,) biases

    Raises
    ------
    ValueError
        If the shapes disagree or something is not finite.
    """

    W: Array
    b: Array
    c: Array

    def __post_init__(self):
        shapes = np.shape(self.W), np.shape(self.b), np.shape(self.c)
        if len(shapes[0]) != 2 or shapes[0] != (*shapes[1], *shapes[2]):
            raise ValueError(
                "W, b and c must have shapes (visible, hidden), (visible,) and "
                f"(hidden,), got {shapes[0]}, {shapes[1]} and {shapes[2]}"
            )
        if not all(np.isfinite(part).all() for part in (self.W, self.b, self.c)):
            raise ValueError("W, b and c must be finite")

    def hidden_prob(self, v: Array) -> Array:
        """P(h_j = 1 | v): (n, visible) -> (n, hidden)."""
        return sigmoid(self.c + v @ self.W)

    def visible_prob(self, h: Array) -> Array:
        """P(v_i = 1 | h): (n, hidden) -> (n, visible)."""
        return sigmoid(self.b + h @ self.W.T)

    def gibbs(self, v: Array, *, rng: np.random.Generator) -> Array:
        """One sweep: h given v, then v given h; (n, visible)."""
        h = coins(self.hidden_prob(v), rng)
        return coins(self.visible_prob(h), rng)

    def fill(self, v: Array, known, sweeps: int, *, rng) -> Array:
        """Draw the unknown visible units given the known ones: sweeps that clamp them.

        Parameters
        ----------
        v : (n, visible) of 0 and 1; its unknown entries are where the chains start
        known : (visible,) bool
        sweeps : int
        rng : numpy.random.Generator

        Returns
        -------
        (n, visible) probabilities of the last sweep, the known entries as given

        Raises
        ------
        ValueError
            If ``v`` or ``known`` does not fit the machine.
        """
        if np.shape(known) != np.shape(self.b) or np.shape(v)[1:] != np.shape(self.b):
            raise ValueError(
                f"v must be (n, {len(self.b)}) and known ({len(self.b)},), "
                f"got {np.shape(v)} and {np.shape(known)}"
            )
        p = v
        for _ in range(sweeps):
            h = coins(self.hidden_prob(v), rng)
            p = np.where(known, v, self.visible_prob(h))
            v = np.where(known, v, coins(p, rng))
        return p

    def log_density(self, v: Array) -> Array:
        """log p(v) + log Z, the hidden units summed out: (n,)."""
        return v @ self.b + np.logaddexp(0, self.c + v @ self.W).sum(axis=1)

    def exact_log_Z(self) -> float:
        """Log of the constant, by enumerating the smaller layer (at most 20 units)."""
        W, b, c = (np.asarray(part, dtype=float) for part in (self.W, self.b, self.c))
        small = RBM(W, b, c) if len(b) <= len(c) else RBM(W.T, c, b)
        n_units = len(small.b)
        if n_units > 20:
            raise ValueError(
                f"the smaller layer must have at most 20 units, got {n_units}"
            )
        total = -np.inf
        for block in np.array_split(np.arange(2**n_units), 1 + 2**n_units // 4096):
            v = (block[:, None] >> np.arange(n_units)) & 1  # binary digits
            total = np.logaddexp(total, np.logaddexp.reduce(small.log_density(v)))
        return float(total)


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)), without overflow."""
    return 0.5 + 0.5 * np.tanh(0.5 * x)


def coins(p: Array, rng: np.random.Generator) -> Array:
    """0 or 1 with probability ``p`` of 1, in its precision."""
    return (rng.random(p.shape, dtype=p.dtype) < p).astype(p.dtype)


def starting_rbm(data, n_hidden: int, *, rng: np.random.Generator) -> RBM:
    """A machine whose pixels are independent and as dark as the data's, W about 0.

    Parameters
    ----------
    data : (n, visible) of 0 and 1
    n_hidden : int, at least 1
    rng : numpy.random.Generator

    Returns
    -------
    RBM in float32
    """
    data = checked_data(data)
    if n_hidden < 1:
        raise ValueError(f"n_hidden must be at least 1, got {n_hidden}")
    mean = (data.sum(axis=0) + 1) / (len(data) + 2)
    W = 0.01 * rng.standard_normal((data.shape[1], n_hidden), dtype=np.float32)
    b = np.log(mean / (1 - mean)).astype(np.float32)
    return RBM(W, b, np.zeros(n_hidden, np.float32))


def checked_data(data) -> Array:
    """``data`` as float32 (n, visible), or a ValueError."""
    data = np.asarray(data, dtype=np.float32)
    if data.ndim != 2 or data.size == 0 or not ((data == 0) | (data == 1)).all():
        raise ValueError(
            f"data must be (n, visible) of 0 and 1, got shape {data.shape}"
        )
    return data


def gradient(rbm: RBM, data: Array, model: Array) -> tuple[Array, Array, Array]:
    """Gradient of the mean log likelihood: what data say minus what the model says.

    Parameters
    ----------
    rbm : RBM
    data : (n, visible) a batch
    model : (m, visible) draws of the model

    Returns
    -------
    gradients of W, b and c
    """
    up, down = rbm.hidden_prob(data), rbm.hidden_prob(model)
    W = data.T @ up / len(data) - model.T @ down / len(model)
    return (
        W,
        data.mean(axis=0) - model.mean(axis=0),
        up.mean(axis=0) - down.mean(axis=0),
    )


def train(
    rbm: RBM,
    data,
    *,
    epochs: int,
    rng: np.random.Generator,
    persistent: bool = True,
    batch: int = 100,
    rate: float = 0.1,
) -> Iterator[RBM]:
    """Stochastic gradient ascent of the likelihood, the model's draws by Gibbs.

    Persistent: the draws come from chains that go on from update to update (Tieleman
    2008). Otherwise from one sweep that starts at the batch itself, contrastive
    divergence (Hinton 2002). The rate falls linearly to 0.

    Parameters
    ----------
    rbm : RBM to start from
    data : (n, visible) of 0 and 1
    epochs : int, times through the data
    rng : numpy.random.Generator
    persistent : bool
    batch : int, examples an update, and chains
    rate : float, learning rate of the first update

    Yields
    ------
    RBM after each epoch

    Raises
    ------
    ValueError
        If the data are not 0 and 1, do not fit the machine, or are less than a batch.
    """
    data = checked_data(data)
    if data.shape[1] != len(rbm.b) or not 1 <= batch <= len(data):
        raise ValueError(
            f"data must be (at least {batch}, {len(rbm.b)}), got shape {data.shape}"
        )
    updates = len(data) // batch
    model = data[rng.choice(len(data), batch, replace=False)]
    for epoch in range(epochs):
        order = rng.permutation(len(data))
        for k in range(updates):
            examples = data[order[k * batch : (k + 1) * batch]]
            model = rbm.gibbs(model if persistent else examples, rng=rng)
            now = np.float32(rate * (1 - (epoch + k / updates) / epochs))
            W, b, c = gradient(rbm, examples, model)
            rbm = RBM(rbm.W + now * W, rbm.b + now * b, rbm.c + now * c)
        yield rbm


@dataclass(frozen=True)
class AnnealedRBM:
    """A path for `tempering`, from independent pixels to an RBM.

    At beta the biases are (1 - beta) a + beta b and beta c, the couplings beta W
    (Salakhutdinov and Murray 2008). Normalised at beta = 0.

    Parameters
    ----------
    rbm : RBM
    a : (visible,) biases of the base
    """

    rbm: RBM
    a: Array

    @property
    def dim(self) -> int:
        """Number of visible units."""
        return len(self.a)

    def draw_base(self, n: int, *, rng: np.random.Generator) -> Array:
        """Independent pixels: (n, visible)."""
        p = np.broadcast_to(sigmoid(np.asarray(self.a, dtype=float)), (n, self.dim))
        return coins(p, rng)

    def log_density(self, v: Array, beta: Array) -> Array:
        """(n, visible), (n,) -> (n,)."""
        rbm, hidden = self.rbm, len(self.rbm.c)
        log_Z0 = np.logaddexp(0, self.a).sum() + hidden * np.log(2)
        pull = beta[:, None] * (rbm.c + v @ rbm.W)
        log_p = (1 - beta) * (v @ self.a - log_Z0) + beta * (v @ rbm.b)
        return log_p + np.logaddexp(0, pull).sum(axis=1)

    def step(self, v: Array, beta: Array, *, rng: np.random.Generator) -> Array:
        """One Gibbs sweep at each row's own beta."""
        beta, rbm = beta[:, None], self.rbm
        h = coins(sigmoid(beta * (rbm.c + v @ rbm.W)), rng)
        pull = (1 - beta) * self.a + beta * (rbm.b + h @ rbm.W.T)
        return coins(sigmoid(pull), rng)

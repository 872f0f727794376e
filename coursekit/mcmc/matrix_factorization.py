"""Recommendation: Bayesian probabilistic matrix factorisation, and what it must beat.

A rating is a mean, the inner product of a user's and an item's factors, and noise.
Given the items' factors, each user's factors have a normal law, and the other way
round, so a Gibbs sampler draws all users at once, then all items.

References
----------
.. [1] Salakhutdinov and Mnih (2008). Bayesian probabilistic matrix factorization using
   Markov chain Monte Carlo. Proceedings of the 25th ICML, 880-887.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .core import Array
from .driver import iterate
from .normal_wishart import NormalWishart, draw_mean_precision


class Ratings(NamedTuple):
    """Who rated what, and how.

    Attributes
    ----------
    user, item : (n,) int, counted from 0
    rating : (n,) float
    n_users, n_items : int, also those without a rating
    """

    user: NDArray[np.int_]
    item: NDArray[np.int_]
    rating: Array
    n_users: int
    n_items: int

    def keep(self, mask: NDArray[np.bool_]) -> Ratings:
        """The ratings where ``mask``, (n,), is true; users and items stay the same."""
        return self._replace(
            user=self.user[mask], item=self.item[mask], rating=self.rating[mask]
        )


def split(
    ratings: Ratings, share: float, *, rng: np.random.Generator
) -> tuple[Ratings, Ratings]:
    """Training and held-out ratings, each rating held out with probability ``share``.

    Parameters
    ----------
    ratings : Ratings
    share : float in (0, 1)
    rng : numpy.random.Generator

    Returns
    -------
    (training, held out) : two Ratings

    Raises
    ------
    ValueError
        If ``share`` is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1, got {share!r}")
    held_out = rng.random(len(ratings.rating)) < share
    return ratings.keep(~held_out), ratings.keep(held_out)


class Factors(NamedTuple):
    """State of the sampler.

    Attributes
    ----------
    U : (chains, users, factors)
    V : (chains, items, factors)
    alpha : (chains,) precision of a rating, 1 / variance of the noise
    """

    U: Array
    V: Array
    alpha: Array


class Info(NamedTuple):
    """What is worth watching in one step.

    Attributes
    ----------
    rmse : (chains,) root mean square of the training ratings' residuals
    """

    rmse: Array


@dataclass(frozen=True)
class MatrixFactorization:
    """Gibbs sampler of Bayesian probabilistic matrix factorisation [1]_.

    r_ij ~ N(mean + u_i . v_j, 1 / alpha), u_i ~ N(mu_U, Lambda_U^-1) and likewise v_j;
    (mu, Lambda) of users and of items have the Normal-Wishart prior of [1]_ (mean 0,
    beta 2, df D, scale I). Where [1]_ fixes alpha, here alpha ~ Gamma(1, rate 1).

    Parameters
    ----------
    ratings : Ratings to learn from
    n_factors : int, D, at least 1

    Raises
    ------
    ValueError
        If ``n_factors`` is below 1, an index is out of range or a rating is not finite.
    """

    ratings: Ratings
    n_factors: int

    def __post_init__(self):
        if self.n_factors < 1:
            raise ValueError(f"n_factors must be at least 1, got {self.n_factors}")
        check_ratings(self.ratings)

    @cached_property
    def mean(self) -> float:
        """Mean of the ratings."""
        return float(self.ratings.rating.mean())

    @cached_property
    def _tables(self):
        """By user and by item: where a rating is, and how far from the mean."""
        seen = sparse(self.ratings, np.ones(len(self.ratings.rating)))
        centred = sparse(self.ratings, self.ratings.rating - self.mean)
        return (seen, centred), (seen.T.tocsr(), centred.T.tocsr())

    def init(self, n_chains: int, *, rng: np.random.Generator) -> Factors:
        """Scattered starts: independent normal factors for each of the chains."""
        shape = (n_chains, self.ratings.n_users + self.ratings.n_items, self.n_factors)
        both = rng.standard_normal(shape) / np.sqrt(self.n_factors)
        U, V = np.split(both, [self.ratings.n_users], axis=1)
        return Factors(U, V, np.ones(n_chains))

    def step(self, state: Factors, *, rng: np.random.Generator) -> tuple[Factors, Info]:
        """One sweep: users given the items, items given the users, the noise."""
        by_user, by_item = self._tables
        U = draw_factors(*by_user, state.V, state.U, state.alpha, rng=rng)
        V = draw_factors(*by_item, U, state.V, state.alpha, rng=rng)
        fitted = self.predict(Factors(U, V, state.alpha))
        squares = ((self.ratings.rating - fitted) ** 2).sum(axis=1)  # (chains,)
        n = len(self.ratings.rating)
        alpha = rng.gamma(1 + n / 2, 1 / (1 + squares / 2))
        return Factors(U, V, alpha), Info(np.sqrt(squares / n))

    def predict(self, state: Factors, user=None, item=None) -> Array:
        """mean + u_i . v_j for pairs (user, item), by default the training pairs.

        Parameters
        ----------
        state : Factors
        user, item : (n,) int

        Returns
        -------
        (chains, n)
        """
        user = self.ratings.user if user is None else user
        item = self.ratings.item if item is None else item
        U, V = np.take(state.U, user, axis=1), np.take(state.V, item, axis=1)
        return self.mean + np.einsum("cnd,cnd->cn", U, V)


def draw_factors(
    seen, centred, V: Array, U: Array, alpha: Array, *, rng: np.random.Generator
) -> Array:
    """Draw the factors of all users given those of the items ([1]_, equation 11).

    u_i ~ N(A^-1 b, A^-1) with A = Lambda + alpha sum_j v_j v_j' and
    b = Lambda mu + alpha sum_j (r_ij - mean) v_j, sums over what user i rated;
    (mu, Lambda) are drawn first, given the present factors. Items are drawn by the
    same function, with the tables transposed and U and V exchanged.

    Parameters
    ----------
    seen : (users, items) sparse matrix, 1 where there is a rating
    centred : (users, items) sparse matrix of r_ij - mean
    V : (chains, items, D)
    U : (chains, users, D) present factors, from which (mu, Lambda) are drawn
    alpha : (chains,)
    rng : numpy.random.Generator

    Returns
    -------
    (chains, users, D)
    """
    D = U.shape[2]
    prior = NormalWishart(mean=0.0, beta=2.0, df=D, scatter=np.eye(D))
    mu, Lambda = draw_mean_precision(U, prior, rng=rng)
    squares = V[..., :, None] * V[..., None, :]  # (chains, items, D, D)
    A = Lambda[:, None] + alpha[:, None, None, None] * sum_rated(seen, squares)
    b = (Lambda @ mu[..., None])[:, None, :, 0]
    b = b + alpha[:, None, None] * sum_rated(centred, V)
    root = np.linalg.cholesky(A)
    z = rng.standard_normal((*U.shape, 1))
    # A^-1 root z has covariance A^-1 A A^-1: mean and noise come from one solution
    return np.linalg.solve(A, b[..., None] + root @ z)[..., 0]


def sum_rated(table, values: Array) -> Array:
    """Sum over what each user rated: (chains, items, ...) -> (chains, users, ...)."""
    by_item = np.moveaxis(values, 0, 1)
    total = table @ np.ascontiguousarray(by_item).reshape(len(by_item), -1)
    return np.moveaxis(total.reshape(-1, *by_item.shape[1:]), 0, 1)


def sample_predictions(
    kernel: MatrixFactorization,
    state: Factors,
    user,
    item,
    n_draws: int,
    *,
    rng: np.random.Generator,
) -> tuple[Array, Array, Factors]:
    """Keep of each sweep what is predicted for some pairs, and the noise.

    Factors themselves are not kept: they may turn or change sign together without any
    prediction changing.

    Parameters
    ----------
    kernel : MatrixFactorization
    state : Factors
    user, item : (n,) int, pairs to predict
    n_draws : int, at least 1
    rng : numpy.random.Generator

    Returns
    -------
    expected : (chains, n_draws, n), mean + u_i . v_j
    noise_sd : (chains, n_draws), sd of a rating about it
    state : Factors after the last sweep
    """
    expected = np.empty((len(state.alpha), n_draws, len(user)))
    noise_sd = np.empty((len(state.alpha), n_draws))
    steps = iterate(kernel, state, rng=rng)
    for t, (state, _) in zip(range(n_draws), steps, strict=False):
        expected[:, t] = kernel.predict(state, user, item)
        noise_sd[:, t] = 1 / np.sqrt(state.alpha)
    return expected, noise_sd, state


def rmse(predicted: Array, ratings: Ratings) -> float:
    """Root mean square error of (n,) predictions of ``ratings``."""
    return float(np.sqrt(np.mean((predicted - ratings.rating) ** 2)))


# What a recommender must beat: two methods that are fitted, not sampled


@dataclass(frozen=True)
class BiasModel:
    """mean + how generous the user is + how well liked the item is: no interaction.

    Attributes
    ----------
    mean : float
    user : (users,)
    item : (items,)
    """

    mean: float
    user: Array
    item: Array

    def predict(self, user, item) -> Array:
        """(n,) predictions of the pairs (user, item)."""
        return self.mean + self.user[user] + self.item[item]


def fit_biases(ratings: Ratings, user_penalty: float, item_penalty: float) -> BiasModel:
    """Ridge regression of ratings on users and items.

    Minimises sum (r_ij - mean - b_i - c_j)^2 + penalty of b sum b_i^2 + of c sum c_j^2.

    Parameters
    ----------
    ratings : Ratings
    user_penalty, item_penalty : float, positive; each works like so many more ratings
        that are equal to the mean

    Raises
    ------
    ValueError
        If a penalty is not positive or the ratings are invalid.
    """
    from scipy.sparse import csr_matrix, diags
    from scipy.sparse.linalg import cg

    if not (user_penalty > 0 and item_penalty > 0):
        raise ValueError(
            f"penalties must be positive, got {user_penalty!r} and {item_penalty!r}"
        )
    check_ratings(ratings)
    n, n_columns = len(ratings.rating), ratings.n_users + ratings.n_items
    columns = np.stack([ratings.user, ratings.n_users + ratings.item], axis=1)
    rows = np.arange(0, 2 * n + 1, 2)
    X = csr_matrix((np.ones(2 * n), columns.ravel(), rows), shape=(n, n_columns))
    mean = float(ratings.rating.mean())
    target = X.T @ (ratings.rating - mean)
    penalty = np.repeat(
        [user_penalty, item_penalty], [ratings.n_users, ratings.n_items]
    )
    solution, _ = cg(X.T @ X + diags(penalty.astype(float)), target, rtol=1e-10)
    return BiasModel(mean, *np.split(solution, [ratings.n_users]))


def truncated_svd(ratings: Ratings, residual: Array, rank: int) -> tuple[Array, Array]:
    """The nearest matrix of low rank to the table of residuals, gaps taken as 0.

    Parameters
    ----------
    ratings : Ratings, says where the residuals stand
    residual : (n,) ratings minus what another model predicts
    rank : int, at least 1, below the numbers of users and of items

    Returns
    -------
    U : (users, rank), V : (items, rank), whose inner products are the matrix, with the
    largest singular value first

    Raises
    ------
    ValueError
        If ``rank`` is out of range or the ratings are invalid.
    """
    from scipy.sparse.linalg import svds

    check_ratings(ratings)
    limit = min(ratings.n_users, ratings.n_items)
    if not 1 <= rank < limit:
        raise ValueError(f"rank must be at least 1 and below {limit}, got {rank}")
    left, values, right = svds(sparse(ratings, residual), k=rank, random_state=0)
    order = np.argsort(values)[::-1]
    return left[:, order] * values[order], right[order].T


def sparse(ratings: Ratings, values: Array):
    """``values``, one for each rating, as a sparse (users, items) matrix."""
    from scipy.sparse import csr_matrix

    shape = (ratings.n_users, ratings.n_items)
    return csr_matrix((values, (ratings.user, ratings.item)), shape=shape)


def check_ratings(ratings: Ratings) -> None:
    """Refuse indices out of range, repeated pairs and ratings that are not finite."""
    user, item, rating, n_users, n_items = ratings
    if not len(user) == len(item) == len(rating) > 0:
        raise ValueError(
            "ratings must have equally many users, items and ratings, at least one; "
            f"got {len(user)}, {len(item)} and {len(rating)}"
        )
    for name, index, size in [("user", user, n_users), ("item", item, n_items)]:
        if index.min() < 0 or index.max() >= size:
            raise ValueError(
                f"ratings.{name} must lie in 0 to {size - 1}, "
                f"got {index.min()} to {index.max()}"
            )
    if not np.isfinite(rating).all():
        where = int(np.argmin(np.isfinite(rating)))
        raise ValueError(
            f"ratings.rating must be finite, got {rating[where]} at {where}"
        )
    if len(np.unique(user * n_items + item)) < len(user):
        raise ValueError("ratings must hold each pair of user and item at most once")

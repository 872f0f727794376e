"""Regression by a mixture: fit p(x, y), then ask for p(y | x).

Ghahramani and Jordan (1994): once a mixture describes inputs and outputs together, the
distribution of the output given the input is a mixture too, with weights, means and
variances in closed form.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .bound import responsibilities
from .gaussian_density import Parameters, log_joint
from .missing_normal import given

Array = NDArray[np.float64]


class Prediction(NamedTuple):
    """The last variable given the others, for n points: a mixture for each.

    Attributes
    ----------
    weights : (n, K) how probable each component is for this input; rows sum to 1
    means : (n, K) of the components
    variances : (K,) of the components, which do not depend on the input
    """

    weights: Array
    means: Array
    variances: Array

    @property
    def mean(self) -> Array:
        """(n,) expected output."""
        return (self.weights * self.means).sum(1)

    @property
    def sd(self) -> Array:
        """(n,) standard deviation: within the components and between their means."""
        second = (self.weights * (self.means**2 + self.variances)).sum(1)
        return np.sqrt(second - self.mean**2)

    def log_density(self, y: Array) -> Array:
        """(n,) log p(y | x) at the outputs that were seen, (n,)."""
        z2 = (np.asarray(y)[:, None] - self.means) ** 2 / self.variances
        log_p = -0.5 * (z2 + np.log(2 * np.pi * self.variances))
        with np.errstate(divide="ignore"):  # a component that cannot be: log 0
            log_p = log_p + np.log(self.weights)
        top = log_p.max(1, keepdims=True)
        return top[:, 0] + np.log(np.exp(log_p - top).sum(1))


def regress(theta: Parameters, X: Array) -> Prediction:
    """The last variable of a mixture, given the others.

    Parameters
    ----------
    theta : mixture of d variables with full covariances
    X : (n, d - 1) the first d - 1 variables

    Returns
    -------
    Prediction

    Raises
    ------
    ValueError
        If X does not have d - 1 columns, d is 1, or the covariances are not full.
    """
    X = np.asarray(X, dtype=float)
    d = theta.means.shape[1]
    if d < 2 or X.ndim != 2 or X.shape[1] != d - 1:
        raise ValueError(
            f"X must be (n, {d - 1}) for a mixture of {d} variables, got {X.shape}"
        )
    if theta.covariance_type != "full":
        raise ValueError(f"covariances must be full, not {theta.covariance_type}")
    covariances = theta.covariances[:, :-1, :-1]
    inputs = Parameters(theta.weights, theta.means[:, :-1], covariances)
    last = np.arange(d) == d - 1
    lines = [given(covariance, last) for covariance in theta.covariances]
    means = [
        mean[-1] + (X - mean[:-1]) @ line.gain[0]
        for mean, line in zip(theta.means, lines, strict=True)
    ]
    return Prediction(
        responsibilities(log_joint(X, inputs)),
        np.column_stack(means),
        np.array([line.covariance[0, 0] for line in lines]),
    )

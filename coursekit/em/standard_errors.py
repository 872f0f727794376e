"""What EM does not give by itself: standard errors, and why it is as slow as it is.

At a maximum the curvature of the log-likelihood is the observed information. With all
latent variables known it would be larger, the complete information; the share that
is missing is the rate at which EM converges (Dempster, Laird and Rubin 1977):

    observed = complete (1 - rate matrix)

Everything works on the free coordinates of a model (see `coordinates`) and on its two
steps alone, by differences of fourth order whose steps are a small part of a standard
error, whatever the units.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from ._loop import evaluate
from .coordinates import Array, SpacedModel, from_vector, to_vector

FALL = 1e-3  # nats that the objective falls over one step: a 22nd of a standard error
OFF_TOP = 0.05  # standard errors that a maximum may be away


class CompleteModel(SpacedModel, Protocol):
    """A model that can say what its M-step maximises."""

    def expected_log_joint(self, theta, stats) -> float:
        """E[log p(x, z | theta)] up to a constant, z as ``stats`` have it."""
        ...


def observed_information(model: SpacedModel, theta) -> Array:
    """Minus the second derivatives of the objective at its maximum: (p, p).

    Parameters
    ----------
    model : SpacedModel
    theta : parameters at a maximum

    Raises
    ------
    ValueError
        If ``theta`` is not close to a maximum, or the objective is flat there.
    """
    objective, v = _objective(model, theta)
    steps = _steps(objective, v)
    information = -hessian(objective, v, steps)
    _check_top(information, jacobian(objective, v, steps))
    return information


def complete_information(model: CompleteModel, theta) -> Array:
    """The information, had the latent variables been seen, as expected: (p, p)."""
    _, stats = evaluate(model, theta)

    def expected(v):
        return model.expected_log_joint(from_vector(v, theta, model.space), stats)

    v = to_vector(theta, model.space)
    return -hessian(expected, v, _steps(expected, v))


def rate_matrix(model: SpacedModel, theta) -> Array:
    """Derivatives of one EM iteration, entry (i, j) of v_i by v_j: (p, p).

    Its eigenvalues are the fractions of information that are missing; the largest is the
    factor by which an iteration of EM shrinks the distance to the maximum, in the end.
    """

    def em_map(v):
        _, stats = evaluate(model, from_vector(v, theta, model.space))
        return to_vector(model.m_step(stats), model.space)

    objective, v = _objective(model, theta)
    return jacobian(em_map, v, _steps(objective, v))


def supplemented_information(model: CompleteModel, theta) -> Array:
    """Observed information from the two steps (Meng and Rubin 1991): (p, p).

    It needs no value of the objective, p times fewer E-steps than second differences,
    and is symmetric only if ``theta`` is the maximum: it is made so.
    """
    rate = rate_matrix(model, theta)
    information = complete_information(model, theta) @ (np.eye(len(rate)) - rate)
    return (information + information.T) / 2


def missing_information(model: SpacedModel, theta) -> float:
    """The largest fraction of missing information: the rate of EM at its maximum."""
    return float(np.linalg.eigvals(rate_matrix(model, theta)).real.max())


def covariance_of(
    function: Callable, model: SpacedModel, theta, information: Array | None = None
) -> Array:
    """Covariance of any smooth function of the estimate, by the delta method.

    Parameters
    ----------
    function : takes ``theta``, returns a vector of q numbers
    model : SpacedModel
    theta : parameters at a maximum
    information : (p, p); the observed one if not given

    Returns
    -------
    (q, q) array

    Raises
    ------
    ValueError
        If the information is not positive definite.
    """
    if information is None:
        information = observed_information(model, theta)
    _check_positive(information)
    objective, v = _objective(model, theta)

    def of_vector(v):
        return np.ravel(function(from_vector(v, theta, model.space)))

    slope = jacobian(of_vector, v, _steps(objective, v))
    return slope @ np.linalg.solve(information, slope.T)


def standard_errors(
    function: Callable, model: SpacedModel, theta, information: Array | None = None
) -> Array:
    """Standard errors of a function of the estimate, see `covariance_of`: (q,)."""
    return np.sqrt(np.diag(covariance_of(function, model, theta, information)))


def jacobian(f: Callable[[Array], Array], v: Array, steps: Array) -> Array:
    """Derivatives of ``f`` by central differences of fourth order: (q, p), or (p,)."""
    columns = []
    for h in np.diag(steps):
        near, far = f(v + h) - f(v - h), f(v + 2 * h) - f(v - 2 * h)
        columns.append((8 * near - far) / (12 * h.sum()))
    return np.stack(columns, axis=-1)


def hessian(f: Callable[[Array], float], v: Array, steps: Array) -> Array:
    """Second derivatives of ``f`` at ``v`` by differences of fourth order: (p, p)."""
    h, p, centre = np.diag(steps), len(v), f(v)
    second = np.empty((p, p))
    for i in range(p):
        near, far = (f(v + k * h[i]) + f(v - k * h[i]) - 2 * centre for k in (1, 2))
        second[i, i] = (16 * near - far) / 12
        for j in range(i):
            near, far = (_mixed(f, v, k * h[i], k * h[j]) / k**2 for k in (1, 2))
            second[i, j] = second[j, i] = (4 * near - far) / 3
    return second / np.outer(steps, steps)


def _mixed(f, v: Array, a: Array, b: Array) -> float:
    """The mixed difference of second order, h_a h_b times the derivative."""
    return (f(v + a + b) - f(v + a - b) - f(v - a + b) + f(v - a - b)) / 4


def _objective(model: SpacedModel, theta):
    def objective(v):
        value, _ = evaluate(model, from_vector(v, theta, model.space))
        return value

    return objective, to_vector(theta, model.space)


def _steps(f: Callable[[Array], float], v: Array) -> Array:
    """For each coordinate, the step over which ``f`` falls by about `FALL`: (p,)."""
    return np.array([_step(f, v, j) for j in range(len(v))])


def _step(f, v: Array, j: int) -> float:
    size, direction = 1e-3 * max(1.0, abs(v[j])), np.eye(len(v))[j]
    centre = f(v)
    for _ in range(60):
        h = size * direction
        fall = centre - (f(v + h) + f(v - h)) / 2
        if FALL / 4 < fall < 4 * FALL:
            return size
        size *= np.clip(np.sqrt(FALL / fall), 0.01, 100) if fall > 0 else 10
        if not 1e-12 < size / max(1.0, abs(v[j])) < 1e12:
            break
    raise ValueError(
        f"free coordinate {j} of the parameters has no curvature at theta: it is not "
        "identified by the data, at an edge of its range, or theta is no maximum"
    )


def _check_top(information: Array, slope: Array) -> None:
    away = abs(slope) / np.sqrt(abs(np.diag(information)))
    if not away.max() < OFF_TOP:
        raise ValueError(
            f"theta is no maximum: the slope asks for a move of {away.max():.2g} "
            "standard errors; climb on with a smaller tol first"
        )


def _check_positive(information: Array) -> None:
    least = np.linalg.eigvalsh(information)[0]
    if not least > 0:
        raise ValueError(
            f"the information has the eigenvalue {least:.3g}: theta is no maximum, or "
            "the data do not identify the parameters"
        )

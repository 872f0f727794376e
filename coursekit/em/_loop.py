"""The one loop of the EM room: E-step, M-step, and an objective that may not fall.

A model brings its two steps as pure functions of parameters and statistics; everything
else (how long to climb, what to check on the way, which of several starts to keep)
is here, once for all of them.

A model whose ``theta`` is a NamedTuple of arrays, and which names the kind of each free
field in an attribute ``space`` (see `coordinates`), can also be climbed by
`acceleration.squarem` and given standard errors by `standard_errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

ROUNDING = 1e-9  # relative: a fall of the objective below this is not a fall


class Model(Protocol):
    """Data and two steps. ``theta`` and ``stats`` are whatever the model likes.

    Attributes
    ----------
    objective : str, the name of what the M-step raises: "log-likelihood",
        "log-posterior", "evidence lower bound"
    exact : bool, whether the M-step maximises what it should, so that the objective
        cannot fall. A covariance floor makes an inexact one: only then False.
    """

    objective: str
    exact: bool

    def e_step(self, theta) -> tuple[float, Any]:
        """The objective at ``theta``, and the expected sufficient statistics there."""
        ...

    def m_step(self, stats) -> Any:
        """The parameters that maximise the bound which ``stats`` define."""
        ...

    def degenerate(self, theta) -> str:
        """Why a fit is not to be trusted (a spike on few points, say); "" if it is."""
        ...


class Step(NamedTuple):
    """A place on the way up.

    Attributes
    ----------
    theta : parameters
    value : float, the objective there
    """

    theta: Any
    value: float


class ObjectiveFell(ArithmeticError):
    """The objective fell by more than rounding: an E-step or an M-step is wrong."""


def iterate(model: Model, theta) -> Iterator[Step]:
    """Climb for ever: yields the start, then the place after each E-step and M-step.

    Parameters
    ----------
    model : Model
    theta : parameters to start from

    Yields
    ------
    Step

    Raises
    ------
    ObjectiveFell
        If the objective falls beyond rounding although the model is exact.
    ValueError
        If the objective is not finite.
    """
    value, stats = evaluate(model, theta)
    yield Step(theta, value)
    while True:
        theta = model.m_step(stats)
        before, (value, stats) = value, evaluate(model, theta)
        check_rise(model, before, value)
        yield Step(theta, value)


def evaluate(model: Model, theta) -> tuple[float, Any]:
    """The E-step at ``theta``, refused if the objective is not a finite number."""
    value, stats = model.e_step(theta)
    if not np.isfinite(value):
        raise ValueError(
            f"the {model.objective} is {value} at {theta}: the data are impossible "
            "under these parameters, or infinitely likely; start elsewhere"
        )
    return float(value), stats


def check_rise(model: Model, before: float, after: float) -> None:
    """Raise `ObjectiveFell` if ``after`` is below ``before`` by more than rounding."""
    if model.exact and before - after > ROUNDING * max(1.0, abs(before)):
        raise ObjectiveFell(
            f"the {model.objective} fell from {before!r} to {after!r}; with an exact "
            "E-step and M-step it cannot (Dempster, Laird and Rubin 1977, theorem 1)"
        )


@dataclass(frozen=True)
class Fit:
    """Where a climb ended.

    Attributes
    ----------
    theta : the parameters
    value : float, the objective there
    history : (n_iter + 1,) the objective at the start and after each iteration
    converged : bool, whether the last iteration gained less than the tolerance
    degenerate : str, why this fit is barred from being chosen; "" if it is not
    """

    theta: Any
    value: float
    history: NDArray[np.float64]
    converged: bool
    degenerate: str

    @property
    def n_iter(self) -> int:
        """Number of iterations: an M-step and an E-step each."""
        return len(self.history) - 1


def fit(
    model: Model,
    theta,
    *,
    max_iter: int,
    tol: float,
    climb: Callable[[Model, Any], Iterator[Step]] = iterate,
) -> Fit:
    """Climb from one start until an iteration gains less than ``tol``.

    Parameters
    ----------
    model : Model
    theta : parameters to start from
    max_iter : int, at least 1
    tol : float, at least 0, in units of the objective
    climb : `iterate`, or an accelerated climb with the same yields

    Returns
    -------
    Fit
    """
    (result,) = fit_all(model, [theta], max_iter=max_iter, tol=tol, climb=climb)
    return result


def fit_all(
    model: Model,
    starts: Sequence,
    *,
    max_iter: int,
    tol: float,
    race: int = 0,
    climb: Callable[[Model, Any], Iterator[Step]] = iterate,
    progress: bool = False,
) -> list[Fit]:
    """Climb from several starts side by side.

    Parameters
    ----------
    model : Model
    starts : parameters to start from, at least one
    max_iter : int, at least 1, for each start
    tol : float, at least 0, in units of the objective
    race : int; if positive, after every ``race`` iterations the worse half of the
        starts still climbing gives up (short runs, Biernacki, Celeux and Govaert 2003)
    climb : `iterate`, or an accelerated climb with the same yields
    progress : bool, show a progress bar

    Returns
    -------
    list of Fit, in the order of the starts

    Raises
    ------
    ValueError
        If there is no start, or ``max_iter``, ``tol`` or ``race`` is out of range.
    """
    _check_limits(starts, max_iter, tol, race)
    climbs = [_Climb(climb(model, theta)) for theta in starts]
    for iteration in _bar(max_iter, progress):
        active = [one for one in climbs if one.active]
        if not active:
            break
        for one in active:
            one.advance(tol)
        if race and (iteration + 1) % race == 0:
            _halve(active)
    return [one.result(model) for one in climbs]


def best(fits: Sequence[Fit]) -> Fit:
    """The fit with the highest objective among those not degenerate, if there is one."""
    return max(fits, key=lambda one: (not one.degenerate, one.value))


class _Climb:
    """One start on its way up."""

    def __init__(self, steps: Iterator[Step]):
        self.steps = steps
        self.here = next(steps)
        self.history = [self.here.value]
        self.converged = self.retired = False

    @property
    def active(self) -> bool:
        return not (self.converged or self.retired)

    def advance(self, tol: float) -> None:
        self.here = next(self.steps)
        self.history.append(self.here.value)
        self.converged = abs(self.history[-1] - self.history[-2]) <= tol

    def result(self, model: Model) -> Fit:
        theta, value = self.here
        why = model.degenerate(theta)
        return Fit(theta, value, np.array(self.history), self.converged, why)


def _halve(active: list[_Climb]) -> None:
    ranked = sorted(active, key=lambda one: one.here.value, reverse=True)
    for one in ranked[max(1, (len(ranked) + 1) // 2) :]:
        one.retired = True


def _check_limits(starts: Sequence, max_iter: int, tol: float, race: int) -> None:
    if len(starts) == 0:
        raise ValueError("starts must hold at least one start")
    for name, count, least in [("max_iter", max_iter, 1), ("race", race, 0)]:
        if not isinstance(count, int | np.integer) or count < least:
            raise ValueError(
                f"{name} must be a whole number, at least {least}; got {count!r}"
            )
    if not tol >= 0:
        raise ValueError(f"tol must be at least 0, got {tol!r}")


def _bar(n: int, progress: bool):
    if not progress:
        return range(n)
    from tqdm.auto import tqdm

    return tqdm(range(n), desc="EM")

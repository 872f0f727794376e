"""SQUAREM: leaps along the path of EM (Varadhan and Roland 2008).

EM takes many small steps in much the same direction. Two of them tell the direction and
how fast it fades; from that a leap is made, and kept only if the objective rises.
Any model with a ``space`` (see `coordinates`) can be climbed like this:

    fit(model, theta, max_iter=1000, tol=1e-9, climb=squarem)
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ._loop import Step, check_rise, evaluate
from .coordinates import Array, SpacedModel, from_vector, to_vector

GROWTH = 4.0  # of the longest leap allowed, after one that long has paid


def squarem(model: SpacedModel, theta) -> Iterator[Step]:
    """Climb for ever: the start, then the place after two EM steps and a leap.

    Scheme S3 of Varadhan and Roland (2008, equation 11). One cycle costs three E-steps
    where the leap is tried; the objective never falls.

    Parameters
    ----------
    model : SpacedModel
    theta : parameters to start from, a NamedTuple of arrays

    Yields
    ------
    Step

    Raises
    ------
    ObjectiveFell
        If an EM step lowers the objective although the model is exact.
    ValueError
        If the objective is not finite after an EM step.
    """
    here, stats = _at(model, theta)
    longest = 1.0
    yield here
    while True:
        path = [here]
        for _ in range(2):
            here, stats = _em_step(model, here, stats)
            path.append(here)
        places = [to_vector(one.theta, model.space) for one in path]
        v, length = leap(places, longest)
        if length > 1:
            there, there_stats = _try(model, v, here)
            if there.value >= here.value:
                here, stats = there, there_stats
            else:
                longest = max(1.0, length / GROWTH)
        if length == longest:
            longest *= GROWTH
        yield here


def leap(path: list[Array], longest: float) -> tuple[Array, float]:
    """Where three places in a row point to, and the length of the leap.

    With r the first step and s the change from it to the second, the place is
    v_0 + 2 a r + a^2 s for a = |r| / |s|, at most ``longest``. A length of 1 is v_2.
    """
    first, second, third = path
    r = second - first
    s = (third - second) - r
    bend = np.linalg.norm(s)
    length = np.linalg.norm(r) / bend if bend > 0 else 1.0
    a = float(np.clip(length, 1.0, longest))
    return first + 2 * a * r + a**2 * s, a


def _at(model: SpacedModel, theta):
    value, stats = evaluate(model, theta)
    return Step(theta, value), stats


def _em_step(model: SpacedModel, here: Step, stats):
    there, stats = _at(model, model.m_step(stats))
    check_rise(model, here.value, there.value)
    return there, stats


def _try(model: SpacedModel, v: Array, here: Step):
    """The place at ``v``, worth minus infinity where the model is not defined there."""
    try:
        with np.errstate(all="ignore"):
            return _at(model, from_vector(v, here.theta, model.space))
    except ValueError:  # not finite; a covariance that is none: no place to go
        return Step(here.theta, -np.inf), None

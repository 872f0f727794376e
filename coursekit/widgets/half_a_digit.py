"""HalfADigit: a part of a digit is hidden; guess it, and see what several models answer."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget

MOST = 2_000_000  # pixels that a page is asked to carry


class HalfADigit(CourseWidget, bundle="half_a_digit"):
    """Digits with a part hidden, and several models' answers side by side.

    The answers are computed in Python and handed over; what to show runs in the browser,
    with or without a kernel. The reader guesses which digit it is, sees what each model
    fills in, one draw after another, and then the truth.

    Parameters
    ----------
    truth : (n, h, w) uint8, 0 is paper
    hidden : (m, h, w) bool, for each mask the pixels that are hidden
    answers : (m, k, n, draws, h, w) uint8, whole pictures as each of k models has them
    labels : (n,) int, which digit it is
    read : (m, k, n, draws) int, which digit a classifier sees in each answer
    masks, models : m and k short names
    digit, mask, draw : which is shown, from 0
    guess : int, the reader's from 0 to 9, or -1 for none yet
    shown : bool, whether the answers are shown
    revealed : bool, whether the truth is

    Attributes
    ----------
    pictures : dict, sizes and bytes of truth, masks and answers, as they travel
    read : list, ``read`` in one row

    Raises
    ------
    traitlets.TraitError
        If the arrays do not fit one another, or a setting is out of its range.

    Examples
    --------
    >>> import numpy as np
    >>> truth, hidden = np.zeros((2, 4, 4), "uint8"), np.ones((1, 4, 4), bool)
    >>> answers = np.zeros((1, 1, 2, 3, 4, 4), "uint8")
    >>> half = HalfADigit(truth, hidden, answers, [0, 1], np.zeros((1, 1, 2, 3), int),
    ...                   masks=["all"], models=["a model"], digit=1)
    >>> half.digit
    1
    """

    pictures = t.Dict().tag(sync=True)
    labels = t.List(t.Int()).tag(sync=True)
    read = t.List(t.Int()).tag(sync=True)
    masks = t.List(t.Unicode()).tag(sync=True)
    models = t.List(t.Unicode()).tag(sync=True)
    digit = t.Int(0).tag(sync=True)
    mask = t.Int(0).tag(sync=True)
    draw = t.Int(0).tag(sync=True)
    guess = t.Int(-1).tag(sync=True)
    shown = t.Bool(False).tag(sync=True)
    revealed = t.Bool(False).tag(sync=True)

    def __init__(self, truth, hidden, answers, labels, read, *, masks, models, **more):
        truth, answers = (_grey(x) for x in (truth, answers))
        hidden, read = np.asarray(hidden, dtype=bool), np.asarray(read)
        labels = np.asarray(labels)
        n, (m, k) = len(truth), (len(masks), len(models))
        size = truth.shape[1:]
        if answers.ndim != 6 or truth.ndim != 3:
            raise t.TraitError(
                "truth must be (n, h, w) and answers (m, k, n, draws, h, w), got "
                f"{truth.shape} and {answers.shape}"
            )
        draws = answers.shape[3]
        for name, array, wanted in [
            ("hidden", hidden, (m, *size)),
            ("answers", answers, (m, k, n, draws, *size)),
            ("labels", labels, (n,)),
            ("read", read, (m, k, n, draws)),
        ]:
            if array.shape != wanted or not array.size:
                raise t.TraitError(
                    f"{name} must have shape {wanted}, got {array.shape}"
                )
        if answers.size > MOST:
            raise t.TraitError(f"answers may be {MOST} pixels, got {answers.size}")
        self._limits = {"digit": n, "mask": m, "draw": draws}
        super().__init__(
            pictures={
                "sizes": [n, m, k, draws, *size],
                "data": truth.tobytes() + _bytes(hidden) + answers.tobytes(),
            },
            labels=labels.astype(int).tolist(),
            read=read.astype(int).ravel().tolist(),
            masks=list(masks),
            models=list(models),
            **more,
        )

    @t.validate("digit", "mask", "draw", "guess")
    def _in_range(self, proposal):
        name, value = proposal.trait.name, proposal.value
        low, high = (-1, 9) if name == "guess" else (0, self._limits[name] - 1)
        if not low <= value <= high:
            raise t.TraitError(f"{name} must be from {low} to {high}, got {value}")
        return value


def _grey(pictures) -> np.ndarray:
    pictures = np.asarray(pictures)
    if pictures.dtype != np.uint8:
        raise t.TraitError(f"pictures must be of uint8, got {pictures.dtype}")
    return pictures


def _bytes(hidden: np.ndarray) -> bytes:
    return hidden.astype(np.uint8).tobytes()

"""HMMExplorer: messages on a trellis, posteriors, the best path, and Baum-Welch."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range

STATES = (2, 4)
MAX_SYMBOLS = 6
LENGTHS = (2, 200)
MAX_COUNT = 200
MAX_NAME = 10
MAX_ITERATIONS = 500
MODEL = ("kind", "x", "start", "transition", "emission", "names", "symbols")
CASINO = {
    "x": [int(roll) for roll in "2041350214305525550553551542031240531420"],
    "start": [0.5, 0.5],
    "transition": [[0.95, 0.05], [0.1, 0.9]],
    "emission": [[1 / 6] * 6, [0.1] * 5 + [0.5]],
    "names": ["fair", "loaded"],
    "symbols": ["1", "2", "3", "4", "5", "6"],
}


class HMMExplorer(Player, CourseWidget, bundle="hmm_explorer"):
    """A hidden Markov model of 2 to 4 states on a trellis, to be edited while it runs.

    It runs in the browser, with or without a kernel. For T observations, steps 1 to T are
    the forward pass, T + 1 to 2 T the backward one. Settings determine all that is shown.

    Parameters
    ----------
    x : 2 to 200 ints: counts from 0 to 200, or indices of ``symbols``; without it, rolls
        in a casino whose die is loaded at times
    start : (K,) p(z_1 = k)
    transition : (K, K), rows sum to 1
    emission : (K, M), rows sum to 1, or (K,) rates of Poisson counts, above 0
    kind : "categorical" or "poisson"
    names : K texts of 1 to 10 characters, of the states; numbers from 1 by default
    symbols : M texts likewise, at most 6, of what is shown; empty for counts
    label : str, what the list of models calls this one
    iterations : int in [0, 500], steps of Baum-Welch from the parameters given
    n : int in [0, 400], the step shown; set it to go there
    speed : float in [0.5, 100], steps a second when playing
    playing : bool

    Attributes
    ----------
    said : dict of arrays, what is shown after ``iterations`` steps: ``start``,
        ``transition``, ``emission``, ``alpha``, ``beta``, ``gamma``, ``path`` and
        ``log_likelihood``; empty until the explorer is on the screen
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range, or they do not fit together.

    Examples
    --------
    >>> explorer = HMMExplorer([0, 1, 4, 3], [0.5, 0.5], [[0.9, 0.1], [0.2, 0.8]],
    ...                        [1.0, 4.0], kind="poisson")
    >>> explorer.iterations = 3
    """

    MAX_STEPS = 2 * LENGTHS[1]
    SPEEDS = (0.5, 100)

    kind = t.Enum(("categorical", "poisson"), default_value="categorical").tag(
        sync=True
    )
    x = t.List(t.Int()).tag(sync=True)
    start = t.List().tag(sync=True)
    transition = t.List().tag(sync=True)
    emission = t.List().tag(sync=True)
    names = t.List(t.Unicode()).tag(sync=True)
    symbols = t.List(t.Unicode()).tag(sync=True)
    label = t.Unicode("").tag(sync=True)
    iterations = t.Int(0).tag(sync=True)
    speed = t.Float(2.0).tag(sync=True)
    _said = t.Dict().tag(sync=True)

    def __init__(self, x=None, start=None, transition=None, emission=None, **settings):
        given = {"x": x, "start": start, "transition": transition, "emission": emission}
        if x is None:
            given |= CASINO
        settings = given | settings
        for name in given.keys() - {"names", "symbols"}:
            settings[name] = to_lists(name, settings[name])
        if settings.get("kind") == "poisson":
            settings["emission"] = np.reshape(settings["emission"], (-1, 1)).tolist()
        else:
            M = (
                len(settings["emission"][0])
                if np.ndim(settings["emission"]) == 2
                else 0
            )
            settings.setdefault("symbols", [str(m) for m in range(M)])
        K = len(settings["start"])
        settings.setdefault("names", [str(k + 1) for k in range(K)])
        super().__init__(**settings)

    @property
    def said(self) -> dict:
        """Parameters, messages, posteriors, path and log-likelihood shown."""
        return {key: np.array(value) for key, value in self._said.items()}

    @t.validate(*MODEL)
    def _fits_together(self, proposal):
        """The model as it would be, checked as a whole."""
        model = {name: getattr(self, name) for name in MODEL}
        model[proposal.trait.name] = proposal.value
        try:
            return checked(**model)[proposal.trait.name]
        except ValueError as error:
            raise t.TraitError(str(error)) from None

    @t.validate("iterations")
    def _iterations_in_range(self, proposal):
        return in_range(proposal, 0, MAX_ITERATIONS)


def to_lists(name: str, values) -> list:
    """An array as nested lists, which travel to the browser."""
    array = np.asarray(values)
    if array.ndim == 0 or array.dtype.kind not in "iuf":
        raise t.TraitError(f"{name} must be an array of numbers, got {values!r}")
    if name == "x" and (array == np.floor(array)).all():
        array = array.astype(int)
    return array.tolist()


def checked(kind, x, start, transition, emission, names, symbols) -> dict:
    """The settings of a model, or a ValueError that says what does not fit."""
    K = len(names)
    M = len(symbols) if kind == "categorical" else 1
    if not STATES[0] <= K <= STATES[1]:
        raise ValueError(f"there must be 2 to 4 states, got {K} names")
    if not 1 <= M <= MAX_SYMBOLS:
        raise ValueError(f"there must be 1 to {MAX_SYMBOLS} symbols, got {M}")
    for name in [*names, *symbols]:
        if not name.strip() or len(name) > MAX_NAME or "," in name:
            raise ValueError(
                f"a name must have 1 to {MAX_NAME} characters, and no comma, got {name!r}"
            )
    if not LENGTHS[0] <= len(x) <= LENGTHS[1]:
        raise ValueError(f"x must have length 2 to 200, got {len(x)}")
    most = M - 1 if kind == "categorical" else MAX_COUNT
    if not 0 <= min(x) <= max(x) <= most:
        raise ValueError(f"x must be from 0 to {most}, got {min(x)} to {max(x)}")
    start = shaped("start", start, (K,))
    transition = shaped("transition", transition, (K, K))
    emission = shaped("emission", emission, (K, M))
    check_rows("start", start[None])
    check_rows("transition", transition)
    if kind == "categorical":
        check_rows("emission", emission)
    elif not ((emission > 0) & (emission <= MAX_COUNT)).all():
        raise ValueError(f"a rate must be above 0 and at most {MAX_COUNT}")
    return {
        "kind": kind,
        "x": x,
        "start": start.tolist(),
        "transition": transition.tolist(),
        "emission": emission.tolist(),
        "names": names,
        "symbols": symbols,
    }


def shaped(name: str, values, shape: tuple) -> np.ndarray:
    """The values as an array of this shape; the browser may send a matrix as one row."""
    try:
        return np.array(values, dtype=float).reshape(shape)
    except ValueError:
        raise ValueError(
            f"{name} must be numbers of shape {shape}, got {values}"
        ) from None


def check_rows(name: str, rows: np.ndarray) -> None:
    """Raise unless every row is one of probabilities."""
    if not (rows >= 0).all():  # NaN is none
        raise ValueError(f"{name} must have entries of at least 0")
    totals = rows.sum(axis=1)
    worst = int(np.abs(totals - 1).argmax())
    if abs(totals[worst] - 1) > 1e-8:
        which = name if len(rows) == 1 else f"{name} row {worst}"
        raise ValueError(f"{which} sums to {totals[worst]:g}, not 1")

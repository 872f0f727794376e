"""GenerativeVsDiscriminative: the same points, borders of two kinds, dreams and copies."""

from __future__ import annotations

import numpy as np
import traitlets as t

from ._base import CourseWidget
from ._player import Player, in_range
from ._points import points

MODELS = ("shared", "own", "naive", "logistic")
MAX_POINTS = 400
MAX_SIZE = 1e6
MAX_NAME = 40
MAX_DREAM = 1000
PENALTIES = (1e-4, 100)
COUNTS = (10, 400)


class GenerativeVsDiscriminative(
    Player, CourseWidget, bundle="generative_vs_discriminative"
):
    """Two classes of points to drag, the borders of four classifiers, and their dreams.

    Three of the models are generative: normal classes with a shared covariance, with own
    ones, and naive Bayes. They can dream, and be refitted to their dreams for generations
    of copies. The fourth is logistic regression. It runs in the browser, with or without a
    kernel; settings determine all that is shown.

    Parameters
    ----------
    X : (n, 2), at most 400 points; bills of Adelie and Chinstrap penguins by default
    y : (n,) labels, two different ones
    names : two texts, of the axes
    classes : two texts, of the classes; their labels by default, the smaller first
    label : str, what the list of data sets calls these
    models : some of "shared", "own", "naive" and "logistic", whose borders are drawn
    penalty : float in [1e-4, 100], of logistic regression
    dreamer : one of the models; "logistic" cannot
    dream : int in [0, 1000], number of the dream beside the data; 0 for none
    count : int in [10, 400], points of a dream and of a generation
    real : float in [0, 1], share of real data mixed into each generation
    seed : int in [0, 2**32)
    n : int in [0, 500], the generation shown; 0 are the data
    speed : float in [0.5, 60], generations a second when playing
    playing : bool

    Attributes
    ----------
    X, y : (n, 2), (n,) the points as they are now, and their classes, 0 or 1
    fits : dict, model -> its parameters, fitted to the points shown; without the models
        that these do not determine. ``weights``, ``means`` and ``covariances`` [xx, xy,
        yy], or ``coef`` and ``intercept`` of the log odds of class 1
    spread : (n + 1, 2), trace of each class's covariance up to the generation shown; nan
        where a class has died out
    error : str, why the last wish could not be met; empty if it was

    Raises
    ------
    traitlets.TraitError
        If a setting is of the wrong type or out of its range.

    Examples
    --------
    >>> X, y = [[0, 0], [1, 0], [0, 1], [4, 4], [5, 4], [4, 5]], [0, 0, 0, 1, 1, 1]
    >>> widget = GenerativeVsDiscriminative(X, y, dreamer="naive")
    >>> widget.step(3)  # three generations of copies
    >>> widget.n
    3
    """

    MAX_STEPS = 500
    SPEEDS = (0.5, 60)

    data = t.List().tag(sync=True)
    names = t.List(t.Unicode(), ["x", "y"]).tag(sync=True)
    classes = t.List(t.Unicode(), ["A", "B"]).tag(sync=True)
    label = t.Unicode("").tag(sync=True)
    models = t.List(t.Enum(MODELS), ["shared", "logistic"]).tag(sync=True)
    penalty = t.Float(0.01).tag(sync=True)
    dreamer = t.Enum(MODELS, default_value="shared").tag(sync=True)
    dream = t.Int(0).tag(sync=True)
    count = t.Int(60).tag(sync=True)
    real = t.Float(0.0).tag(sync=True)
    speed = t.Float(4.0).tag(sync=True)
    _fits = t.Dict().tag(sync=True)
    _spread = t.List().tag(sync=True)

    def __init__(self, X=None, y=None, **settings):
        if "data" not in settings:
            settings["data"] = self._from_arrays(X, y, settings)
        super().__init__(**settings)

    @property
    def X(self) -> np.ndarray:
        """(n, 2) the points, also those that were dragged or clicked in."""
        return np.array(self.data, dtype=float).reshape(-1, 3)[:, :2]

    @property
    def y(self) -> np.ndarray:
        """(n,) their classes, 0 or 1."""
        return np.array(self.data, dtype=float).reshape(-1, 3)[:, 2].astype(int)

    @property
    def fits(self) -> dict:
        """The models fitted to the points shown."""
        return {name: dict(model) for name, model in self._fits.items()}

    @property
    def spread(self) -> np.ndarray:
        """(n + 1, 2) trace of each class's covariance, by generation."""
        return np.array(self._spread, dtype=float).reshape(-1, 2)

    @staticmethod
    def _from_arrays(X, y, settings) -> list:
        """Triples of x, y and class; names of the classes go into the settings."""
        if X is None:
            X, y = penguins(settings)
        try:
            X, y = np.asarray(X, dtype=float), np.asarray(y)
        except (TypeError, ValueError):
            raise t.TraitError(f"X must be an array of numbers, got {X!r}") from None
        if X.ndim != 2 or X.shape[1] != 2 or y.shape != X.shape[:1]:
            raise t.TraitError(
                f"X must have shape (n, 2) and y (n,), got {X.shape} and {y.shape}"
            )
        labels, which = np.unique(y, return_inverse=True)
        if len(labels) != 2:
            raise t.TraitError(f"y must hold two different labels, got {labels}")
        settings.setdefault("classes", [str(label) for label in labels])
        return np.column_stack([X, which]).tolist()

    @t.validate("data", "names", "classes")
    def _what_travels(self, proposal):
        name, value = proposal.trait.name, list(proposal.value)
        if name == "data":
            return triples(value)
        if len(value) != 2:
            raise t.TraitError(f"{name} must be 2, got {len(value)}")
        for word in value:
            if len(word) > MAX_NAME or "," in word:
                raise t.TraitError(
                    f"{name} may have {MAX_NAME} characters each, and no comma, "
                    f"got {word!r}"
                )
        return value

    @t.validate("penalty", "dream", "count", "real")
    def _setting_in_range(self, proposal):
        ranges = {
            "penalty": PENALTIES,
            "dream": (0, MAX_DREAM),
            "count": COUNTS,
            "real": (0, 1),
        }
        return in_range(proposal, *ranges[proposal.trait.name])


def penguins(settings) -> tuple[np.ndarray, np.ndarray]:
    """Bills of two species, as X and y; their names go into the settings."""
    from coursekit.datasets import penguins

    birds = penguins()
    bill = birds.body[:, :2]
    ours = (birds.species != "Gentoo") & np.isfinite(bill).all(axis=1)
    settings.setdefault("label", "Penguins")
    settings.setdefault("names", ["bill length (mm)", "bill depth (mm)"])
    return bill[ours], birds.species[ours]


def triples(values) -> list:
    """Points with their classes as nested lists, which travel to the browser."""
    array = points("data", values, columns=3, most=MAX_POINTS)
    if not (abs(array[:, :2]) <= MAX_SIZE).all():  # false for NaN too
        raise t.TraitError(f"points must be finite, of size at most {MAX_SIZE:g}")
    if not np.isin(array[:, 2], (0, 1)).all():
        raise t.TraitError("classes of points must be 0 or 1")
    return array.tolist()

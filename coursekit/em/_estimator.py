"""What the estimators of the EM room share, in scikit-learn's conventions."""

from __future__ import annotations

import warnings

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_is_fitted, validate_data

from ._loop import Fit, Model, best, fit_all, iterate


class EMEstimator(BaseEstimator):
    """Base of estimators that are fitted by `coursekit.em._loop`.

    A subclass has the parameters ``max_iter`` and ``tol`` (the gain per sample that
    ends the climb), and in its ``fit`` calls `_climb`.

    Attributes
    ----------
    history_ : (n_iter_ + 1,) the objective at the start and after each iteration, of
        the start that was kept
    objective_ : float, the last of them
    n_iter_ : int
    converged_ : bool
    degenerate_ : str, why this fit is barred from model choice; "" if it is not
    """

    def _climb(
        self,
        model: Model,
        starts,
        *,
        n_samples: int,
        race: int = 0,
        climb=iterate,
        progress: bool = False,
    ) -> Fit:
        """Climb from all starts, keep the best, note what happened, warn."""
        fits = fit_all(
            model,
            starts,
            max_iter=self.max_iter,
            tol=self.tol * n_samples,
            race=race,
            climb=climb,
            progress=progress,
        )
        kept = best(fits)
        self.history_, self.objective_ = kept.history, kept.value
        self.n_iter_, self.converged_ = kept.n_iter, kept.converged
        self.degenerate_ = kept.degenerate
        if not kept.converged:
            warnings.warn(
                f"{type(self).__name__} did not converge in max_iter={self.max_iter} "
                "iterations; raise max_iter or tol",
                ConvergenceWarning,
                stacklevel=3,
            )
        return kept


class GappyEstimator(EMEstimator):
    """An estimator whose data may have gaps, marked by nan."""

    def _validated(self, X, reset=False):
        if not reset:
            check_is_fitted(self)
        return validate_data(
            self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=reset
        )

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

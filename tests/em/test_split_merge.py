"""Split and merge: out of a bad optimum; moments kept; what it refuses."""

import numpy as np
import pytest

from coursekit.em._loop import fit
from coursekit.em.bound import responsibilities
from coursekit.em.gaussian_density import Parameters, log_joint
from coursekit.em.gaussian_mixture import Mixture
from coursekit.em.split_merge import (
    halves,
    local_misfit,
    merged,
    moved,
    proposals,
    split_and_merge,
)

CENTRES = np.array([[0, 0], [6, 0], [0, 6], [6, 6], [3, 14.0]])
RNG = np.random.default_rng(0)
X = np.concatenate([c + 0.7 * RNG.standard_normal((60, 2)) for c in CENTRES])
MODEL = Mixture(X, 5, "full")
STUCK = np.array([[-0.4, 0], [0.4, 0], [3, 14], [6, 3], [0, 6]])  # two share one heap
LIMITS = {"max_iter": 2000, "tol": 1e-6}


def start(centres):
    return MODEL.start((centres - MODEL.unit.centre) / MODEL.unit.scale)


def some_mixture():
    return fit(MODEL, start(STUCK), **LIMITS).theta


def test_it_leaves_an_optimum_that_restarts_from_there_do_not():
    best = fit(MODEL, start(CENTRES), **LIMITS)
    stuck = fit(MODEL, start(STUCK), **LIMITS)
    assert stuck.value < best.value - 50
    for _ in range(10):  # a nudge is not enough
        again = start(STUCK + 0.3 * RNG.standard_normal(STUCK.shape))
        assert fit(MODEL, again, **LIMITS).value < best.value - 50
    fits = split_and_merge(MODEL, start(STUCK), **LIMITS)
    assert len(fits) > 1 and fits[0].value == pytest.approx(stuck.value)
    assert fits[-1].value == pytest.approx(best.value, abs=0.01)
    assert (np.diff([one.value for one in fits]) > 0).all()


def test_at_the_top_it_stays():
    fits = split_and_merge(MODEL, start(CENTRES), **LIMITS)
    assert len(fits) == 1


def moments(weights, means, covariances):
    share = weights / weights.sum()
    mean = share @ means
    shift = means - mean
    return mean, np.tensordot(share, covariances, axes=1) + (share * shift.T) @ shift


def test_merging_keeps_the_first_two_moments():
    theta = some_mixture()
    weight, mean, cov = merged(theta, 1, 3)
    both = moments(
        theta.weights[[1, 3]], theta.means[[1, 3]], theta.covariances[[1, 3]]
    )
    assert weight == pytest.approx(theta.weights[[1, 3]].sum())
    assert mean == pytest.approx(both[0]) and cov == pytest.approx(both[1])


def test_splitting_keeps_the_first_two_moments():
    theta = some_mixture()
    parts = halves(theta, 2)
    weights, means, covariances = (np.array(part) for part in zip(*parts, strict=True))
    mean, cov = moments(weights, means, covariances)
    assert weights.sum() == pytest.approx(theta.weights[2])
    assert mean == pytest.approx(theta.means[2])
    assert cov == pytest.approx(theta.covariances[2])
    assert (np.linalg.eigvalsh(covariances) > 0).all()


def test_a_move_touches_three_components():
    theta = some_mixture()
    new = moved(theta, 0, 1, 3)
    assert new.weights.sum() == pytest.approx(1)
    assert (new.means[[2, 4]] == theta.means[[2, 4]]).all()
    assert new.weights[0] == pytest.approx(theta.weights[0] + theta.weights[1])
    assert new.weights[[1, 3]] == pytest.approx(theta.weights[3] / 2 * np.ones(2))


def test_a_component_on_two_heaps_fits_worst():
    theta = some_mixture()
    joint = log_joint(MODEL.X, theta)
    misfit = local_misfit(responsibilities(joint), joint - np.log(theta.weights))
    wide = np.trace(theta.covariances, axis1=1, axis2=2).argmax()
    assert misfit.argmax() == wide


@pytest.mark.parametrize(("kind", "K"), [("diag", 5), ("full", 2)])
def test_other_mixtures_are_refused(kind, K):
    model = Mixture(X, K, kind)
    with pytest.raises(ValueError, match="wants full covariances and at least 3"):
        split_and_merge(model, model.start(model.X[:K]), **LIMITS)


def test_parameters_come_back_as_they_are_called():
    assert isinstance(moved(some_mixture(), 0, 1, 2), Parameters)


def test_the_first_proposal_frees_the_doubled_and_halves_the_wide():
    theta = some_mixture()  # components 0 and 1 share a heap, component 3 has two
    first = next(proposals(MODEL, theta))
    wanted = moved(theta, 0, 1, 3)
    assert first.means == pytest.approx(wanted.means)
    assert first.covariances == pytest.approx(wanted.covariances)

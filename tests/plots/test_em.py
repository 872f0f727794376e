"""Ellipses: every point of the curve is as far from the mean as it should be."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from coursekit import plots
from coursekit.em.gaussian_density import Parameters

COVARIANCES = {
    "full": np.array([[[2.0, 1.0], [1.0, 3.0]], [[1.0, -0.9], [-0.9, 1.0]]]),
    "tied": np.array([[2.0, 1.0], [1.0, 3.0]]),
    "diag": np.array([[2.0, 3.0], [1.0, 0.1]]),
    "spherical": np.array([4.0, 0.5]),
}


@pytest.mark.parametrize("kind", COVARIANCES)
def test_ellipses(kind):
    means = np.array([[0.0, 1.0], [5.0, -2.0]])
    theta = Parameters(np.array([0.3, 0.7]), means, COVARIANCES[kind], kind)
    _, ax = plt.subplots()
    plots.ellipses(ax, theta, distance=1.5)
    for k, line in enumerate(ax.lines):
        cov = COVARIANCES[kind] if kind == "tied" else COVARIANCES[kind][k]
        cov = np.asarray(cov) * np.eye(2) if np.ndim(cov) < 2 else cov
        away = line.get_xydata() - means[k]
        squares = np.einsum("ni,ij,nj->n", away, np.linalg.inv(cov), away)
        np.testing.assert_allclose(squares, 1.5**2)
    assert len(ax.lines) == 2
    plt.close()


def test_ellipses_need_two_dimensions():
    theta = Parameters(np.ones(1), np.zeros((1, 3)), np.ones(1), "spherical")
    with pytest.raises(ValueError, match="theta must have two dimensions, got 3"):
        plots.ellipses(None, theta)

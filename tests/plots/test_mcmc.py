"""The pictures of the MCMC room draw what they are given."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrow

from coursekit import plots
from coursekit.mcmc.metropolis import transition_matrix

PI = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
WALK = np.diag([0.7] * 4, k=1) + np.diag([0.3] * 4, k=-1) + np.diag([0.3, 0, 0, 0, 0.7])


def arrow_heights(P):
    fig, ax = plt.subplots()
    plots.flows(ax, P, PI)
    heights = [
        np.ptp(patch.get_xy()[:, 1])
        for patch in ax.patches
        if type(patch) is FancyArrow
    ]
    plt.close(fig)
    return np.array(heights).reshape(-1, 2)  # (pairs, right and left)


def test_paired_arrows_are_equally_wide_in_detailed_balance():
    heights = arrow_heights(transition_matrix(PI, WALK))
    np.testing.assert_allclose(heights[:, 0], heights[:, 1])


def test_paired_arrows_differ_without_it():
    heights = arrow_heights(WALK)
    assert (heights[:, 0] != heights[:, 1]).all()


def test_bars_are_the_law_and_marks_the_target():
    fig, ax = plt.subplots()
    law = PI[::-1] ** 2 / (PI**2).sum()
    plots.laws(ax, law, PI)
    np.testing.assert_allclose([bar.get_height() for bar in ax.patches], law)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), PI)
    plt.close(fig)

"""Each picture of chains shows what it is given: lines, counts, band, histograms."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from coursekit.mcmc import diagnostics
from coursekit.plots import diagnostics as pictures

DRAWS = np.random.default_rng(0).standard_normal((4, 400))


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def test_a_trace_has_a_line_for_each_chain(ax):
    pictures.trace(ax, DRAWS)
    assert len(ax.lines) == 4
    np.testing.assert_array_equal(ax.lines[2].get_ydata(), DRAWS[2])
    assert len({line.get_color() for line in ax.lines}) == 4


def test_a_rank_plot_has_the_counts_and_a_band_that_holds_most_of_them(ax):
    pictures.ranks(ax, DRAWS, bins=10)
    counts = diagnostics.rank_counts(DRAWS, 10)
    for stairs, row in zip(ax.patches[1:], counts, strict=True):
        np.testing.assert_array_equal(stairs.get_data().values, row)
    band = ax.patches[0]
    low, high = band.get_y(), band.get_y() + band.get_height()
    assert low < 40 < high  # 400 draws, 10 bins
    assert np.mean((low <= counts) & (counts <= high)) > 0.9


def test_the_band_is_wider_for_dependent_draws(ax):
    pictures.ranks(ax, DRAWS)
    independent = ax.patches[0].get_height()
    ax.clear()
    slow = DRAWS.cumsum(axis=1) - 0.0
    pictures.ranks(ax, slow)
    assert ax.patches[0].get_height() > 2 * independent


def test_autocorrelation_starts_at_one_and_stops_at_the_lag(ax):
    pictures.autocorrelation(ax, DRAWS, lags=30)
    for line in ax.lines[:4]:
        assert line.get_ydata()[0] == 1 and len(line.get_ydata()) == 30


def test_energies_are_two_histograms(ax):
    pictures.energies(ax, DRAWS.cumsum(axis=1))
    labels = [patch.get_label() for patch in ax.patches]
    assert "visited" in labels and "change in a step" in labels

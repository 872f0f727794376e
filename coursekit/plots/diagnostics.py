"""Pictures of chains: do they agree, how fast do they forget, their energies."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from coursekit.mcmc import diagnostics

from .style import COLOURS


def trace(ax: Axes, draws) -> None:
    """Each chain against the step.

    Parameters
    ----------
    ax : matplotlib Axes
    draws : (chains, draws)
    """
    for k, chain in enumerate(draws):
        ax.plot(chain, lw=0.6, alpha=0.8, color=_colour(k))
    ax.set(xlabel="draw")


def ranks(ax: Axes, draws, bins: int = 20) -> None:
    """Rank plot: how the draws of each chain rank among all, one stepped line a chain.

    Chains that agree stay within the band, up to one bin in a hundred.

    Parameters
    ----------
    ax : matplotlib Axes
    draws : (chains, draws)
    bins : int
    """
    counts = diagnostics.rank_counts(draws, bins)
    chains, n = np.shape(draws)
    alone = [diagnostics.ess_bulk(chain[None]) for chain in np.asarray(draws)]
    ess = np.clip(np.nan_to_num(alone, nan=1.0), 1, n).mean()  # of one chain
    expected = n / bins
    # counts of dependent draws scatter as fewer independent ones would
    sd = np.sqrt(expected * (1 - 1 / bins) * (1 - 1 / chains) * n / ess)
    edges = np.linspace(0, 1, bins + 1)
    ax.axhspan(
        expected - 2.58 * sd, expected + 2.58 * sd, color=COLOURS["grid"], zorder=0
    )
    for k, row in enumerate(counts):
        ax.stairs(row, edges, lw=1.3, color=_colour(k))
    ax.set(xlabel="rank, as a share", ylim=(0, None))


def autocorrelation(ax: Axes, draws, lags: int) -> None:
    """Autocorrelation of each chain up to a lag.

    Parameters
    ----------
    ax : matplotlib Axes
    draws : (chains, draws)
    lags : int, how many
    """
    for k, row in enumerate(diagnostics.autocorrelation(draws)):
        ax.plot(row[:lags], lw=1, color=_colour(k))
    ax.axhline(0, lw=0.8, color=COLOURS["muted"])
    ax.set(xlabel="lag")


def energies(ax: Axes, energy) -> None:
    """Energies visited, about their mean, and by how much one step changes them.

    Where the second histogram is much the narrower, momenta cannot reach all energies.

    Parameters
    ----------
    ax : matplotlib Axes
    energy : (chains, draws) ``info["energy"]`` of a run of HMC
    """
    visited = (energy - np.mean(energy)).ravel()
    changes = np.diff(energy, axis=1).ravel()
    edges = np.linspace(*np.quantile(visited, [0.001, 0.999]), 40)
    style = {"bins": edges, "density": True, "histtype": "stepfilled", "alpha": 0.45}
    ax.hist(visited, color=COLOURS["c1"], label="visited", **style)
    ax.hist(changes, color=COLOURS["c2"], label="change in a step", **style)
    ax.set(xlabel="energy about its mean", yticks=[])


def _colour(chain: int) -> str:
    return COLOURS[f"c{chain % 5 + 1}"]

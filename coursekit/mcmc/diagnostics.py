"""Have the chains mixed, and how many independent draws are the draws worth?

Rank-normalised split R-hat, bulk and tail effective sample size (ESS), Monte
Carlo standard errors (MCSE): equal to ArviZ's, for all coordinates at once.

Every function takes ``draws`` of shape (chains, draws), giving one number, or
(chains, draws, dim), giving (dim,). A coordinate that never changes gives nan:
from draws that are all alike nobody can tell a constant from a stuck sampler.

References
----------
.. [1] Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021). Rank-normalization,
   folding, and localization: an improved R-hat. Bayesian Analysis 16, 667-718.
.. [2] Geyer (1992). Practical Markov chain Monte Carlo. Statistical Science 7, 473-483.
.. [3] Margossian et al. (2025). Nested R-hat: assessing the convergence of Markov
   chain Monte Carlo when running many short chains. Bayesian Analysis 20, 1587-1614.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from .._memory import aligned, short_buffers
from .core import Array

BLOCK = 2**16  # numbers in a block of coordinates: half a MB
GROUP = 16  # coordinates brought into order together: two lines of the cache
TILE = 512  # rows brought into order together
FEWEST, DIRECT = 3, 10  # lags any series needs, and as many as are quicker one by one

# Inside this module x is (dim, chains, draws): each series lies contiguous in memory.


def rhat(draws) -> float | Array:
    """Rank-normalised split R-hat: the larger of its bulk and its folded version.

    Near 1 when the halves of all chains agree; [1]_ asks for less than 1.01. The
    bulk version sees chains that differ in location, the folded one in spread.
    One chain is compared with itself, half against half.

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 4 draws

    Returns
    -------
    float or (dim,), about 1 or more; inf if all chains stand still at different
    places, nan if nothing ever moves

    Raises
    ------
    ValueError
        If ``draws`` has another shape, too few draws, or is not finite.
    """
    return _per_coordinate(_rank_rhat, draws)


def nested_rhat(draws, superchains) -> float | Array:
    """Nested R-hat, for many chains too short for `rhat` [3]_.

    Chains are grouped into superchains; those of one superchain start at one point.

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 1 draw
    superchains : (chains,) labels: which superchain each chain belongs to; at least
        two superchains, all with the same number of chains

    Returns
    -------
    float or (dim,), at least 1; inf if all chains of each superchain coincide and
    superchains differ, nan if nothing ever moves

    Raises
    ------
    ValueError
        If ``draws`` is invalid, or ``superchains`` does not split the chains evenly.
        One draw a chain needs at least two chains in each superchain.
    """

    def nested(x: Array) -> Array:
        groups = _superchain_members(superchains, x.shape[1], x.shape[2])
        grouped = x[:, groups]  # (dim, superchains, members, draws)
        centred = grouped - grouped[..., :1, :1]  # a stuck superchain gives exact zeros
        within = _variance(centred).mean(axis=-1) + _variance(centred.mean(axis=-1))
        between = _variance(grouped.mean(axis=(-2, -1)))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.sqrt(1 + between / within.mean(axis=-1))

    return _per_coordinate(nested, draws, least=1)


def ess_bulk(draws) -> float | Array:
    """Effective sample size in the bulk: of the rank-normalised draws.

    How many independent draws would fix the centre of the distribution as well;
    finite even where the distribution has no mean. [1]_ asks for 100 a chain.

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 4 draws

    Returns
    -------
    float or (dim,), up to S log10(S) for S draws in all; nan for a constant coordinate

    Raises
    ------
    ValueError
        If ``draws`` has another shape, too few draws, or is not finite.
    """
    return _per_coordinate(_bulk_ess, draws)


def ess_tail(draws) -> float | Array:
    """Effective sample size in the tails: the smaller of those for the 5 % and 95 % quantiles.

    Parameters, result and errors are those of `ess_bulk`.
    """
    return _per_coordinate(_tail_ess, draws)


def ess_mean(draws) -> float | Array:
    """Effective sample size for the mean: of the split chains, not rank-normalised.

    Parameters, result and errors are those of `ess_bulk`.
    """
    return _per_coordinate(_mean_ess, draws)


def mcse_mean(draws) -> float | Array:
    """Monte Carlo standard error of the mean: sd / sqrt(ESS).

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 4 draws

    Returns
    -------
    float or (dim,), in the unit of the draws; nan for a constant coordinate

    Raises
    ------
    ValueError
        If ``draws`` has another shape, too few draws, or is not finite.
    """
    return _per_coordinate(_mean_mcse, draws)


def mcse_sd(draws) -> float | Array:
    """Monte Carlo standard error of the standard deviation, by the delta method.

    Parameters, result and errors are those of `mcse_mean`.
    """

    def delta_method(x: Array) -> Array:
        size = x[0].size
        x -= x.mean(axis=(1, 2), keepdims=True)
        variance = _sum_of_squares(x) / size
        x *= x
        x -= variance[:, None, None]
        error_of_variance = _sum_of_squares(x) / size / _mean_ess(x)
        with np.errstate(invalid="ignore"):
            return np.sqrt(error_of_variance / variance / 4)

    return _per_coordinate(delta_method, draws)


def mcse_quantile(draws, prob: float) -> float | Array:
    """Monte Carlo standard error of a quantile: half a central 68 % interval ([1]_, section 4.4).

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 4 draws
    prob : float in (0, 1), which quantile

    Returns
    -------
    float or (dim,), in the unit of the draws; nan for a constant coordinate

    Raises
    ------
    ValueError
        If ``draws`` is invalid or ``prob`` is not between 0 and 1.
    """
    if not 0 < prob < 1:
        raise ValueError(f"prob must lie between 0 and 1, got {prob!r}")
    from scipy.special import betaincinv

    def order_statistics(x: Array) -> Array:
        rows, top = _sorted_at(x, prob), x[0].size - 1
        ess = _indicator_ess(x, _quantile(rows, prob))
        a, b = ess * prob + 1, ess * (1 - prob) + 1
        # Phi(-1) and Phi(1), with as many digits as the reference implementations use
        low = (top + 1) * betaincinv(a, b, 0.1586553) - 1
        high = (top + 1) * betaincinv(a, b, 0.8413447) - 1
        low = np.floor(np.maximum(low, 0)).astype(int)
        high = np.ceil(np.minimum(high, top)).astype(int)
        below, _ = _place(top + 1, prob)
        ends = [
            [
                _order_statistic(row, below, place)
                for row, place in zip(rows, end, strict=True)
            ]
            for end in (low, high)
        ]
        return np.diff(ends, axis=0)[0] / 2

    return _per_coordinate(order_statistics, draws)


def autocorrelation(draws) -> Array:
    """Autocorrelation of each chain at every lag, by the fast Fourier transform.

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 4 draws

    Returns
    -------
    (chains, lags) or (chains, lags, dim), with as many lags as draws; lag 0 is 1.
    A chain that never changes gives nan: it has no variance to be a share of.

    Raises
    ------
    ValueError
        If ``draws`` has another shape, too few draws, or is not finite.
    """
    x = _by_coordinate(draws)
    spectrum = _spectrum(x - x.mean(axis=-1, keepdims=True))
    covariance = _lags(np.abs(spectrum) ** 2, x.shape[-1])
    covariance[(x == x[..., :1]).all(axis=-1)] = 0  # not what rounding leaves
    with np.errstate(invalid="ignore"):
        correlation = covariance / covariance[..., :1]
    return correlation[0] if np.ndim(draws) == 2 else np.moveaxis(correlation, 0, 2)


def rank_counts(draws, bins: int = 20) -> Array:
    """How the ranks of each chain fill equal bins: the data of a rank plot ([1]_).

    Chains that agree fill every bin alike, up to chance; the picture is a rank plot.

    Parameters
    ----------
    draws : (chains, draws), at least 4 draws
    bins : int, at least 2

    Returns
    -------
    (chains, bins) of int; each row sums to the number of draws of a chain

    Raises
    ------
    ValueError
        If ``draws`` has another shape, too few draws or is not finite, or bins < 2.
    """
    if np.ndim(draws) != 2:
        raise ValueError(
            f"draws must have shape (chains, draws), got {np.shape(draws)}"
        )
    if bins < 2:
        raise ValueError(f"bins must be at least 2, got {bins}")
    x = _by_coordinate(draws)
    ordered, order = _sorted(x)
    first, last = _runs(ordered[0])
    which = np.empty(ordered.size, dtype=int)
    bin_of_run = (first + last) * bins // (2 * x.size)
    which[order[0]] = bin_of_run.repeat(last - first + 1)
    rows = which.reshape(x.shape[1:])
    return np.array([np.bincount(row, minlength=bins) for row in rows])


def bfmi(energy) -> Array:
    """Bayesian fraction of missing information: can momenta reach every energy?

    The energy H changes from step to step only as far as a fresh momentum carries it.
    Below about .3 the chain walks slowly through the energies, often because it misses
    a narrow or a far part of the target (Betancourt 2016, section 3).

    Parameters
    ----------
    energy : (chains, draws) H of each draw, ``info["energy"]`` of a run of HMC

    Returns
    -------
    (chains,) mean squared change over variance: near 1 where momenta suffice

    Raises
    ------
    ValueError
        If ``energy`` has another shape, too few draws, is not finite or never changes.
    """
    if np.ndim(energy) != 2:
        raise ValueError(
            f"energy must have shape (chains, draws), got {np.shape(energy)}"
        )
    x = _by_coordinate(energy)[0]
    variance = x.var(axis=1, ddof=1)
    if not (variance > 0).all():
        raise ValueError(f"energy of chain {int(np.argmin(variance))} never changes")
    return (np.diff(x, axis=1) ** 2).mean(axis=1) / variance


def summary(draws, names: Sequence[str] | None = None) -> Summary:
    """A table of each coordinate's posterior and of how well the chains know it.

    Parameters
    ----------
    draws : (chains, draws) or (chains, draws, dim), at least 4 draws
    names : (dim,) different names of the coordinates; x1, x2, ... if not given

    Returns
    -------
    Summary
        Its columns are ``Summary.COLUMNS``: ``table["rhat"]`` is a (dim,) array.

    Raises
    ------
    ValueError
        If ``draws`` is invalid or ``names`` are not ``dim`` different names.
    """
    table = _over_blocks(_table, _checked(draws, 4))  # (9, dim)
    dim = table.shape[1]
    names = (
        tuple(names) if names is not None else tuple(f"x{k + 1}" for k in range(dim))
    )
    if len(names) != dim or len(set(names)) != dim:
        raise ValueError(f"names must be {dim} different names, got {names}")
    columns = dict(zip(Summary.COLUMNS, table, strict=True))
    return Summary(names, columns, *np.shape(draws)[:2])


@dataclass(frozen=True)
class Summary:
    """What `summary` returns: ``table["rhat"]`` is a column, ``print(table)`` the whole.

    Attributes
    ----------
    names : (dim,) names of the coordinates
    columns : dict of (dim,) arrays, one for each of ``COLUMNS``
    chains, draws : how many the table is of
    """

    COLUMNS: ClassVar = (
        *("mean", "sd", "5 %", "50 %", "95 %"),
        *("mcse_mean", "ess_bulk", "ess_tail", "rhat"),
    )

    names: tuple[str, ...]
    columns: dict[str, Array]
    chains: int
    draws: int

    def __getitem__(self, column: str) -> Array:
        """(dim,) values of one column."""
        if column not in self.columns:
            raise ValueError(
                f"column must be one of {', '.join(self.COLUMNS)}; got {column!r}"
            )
        return self.columns[column]

    def __str__(self) -> str:
        rows = [("", *self.COLUMNS), *self._rows()]
        widths = [
            max(len(cell) for cell in column) for column in zip(*rows, strict=True)
        ]
        lines = ("  ".join(map(str.rjust, row, widths)) for row in rows)
        return f"{self._caption()}\n" + "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col">{column}</th>' for column in ("name", *self.COLUMNS)
        )
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th>'
            + "".join(f"<td>{cell}</td>" for cell in cells)
            + "</tr>"
            for name, *cells in self._rows()
        )
        return (
            f"<table><caption>{self._caption()}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _caption(self) -> str:
        return f"chains: {self.chains:,}, draws of each: {self.draws:,}"

    def _rows(self) -> list[tuple[str, ...]]:
        """One row of text for each coordinate: three figures of the sd, and the rest to match."""
        rows = []
        for k, name in enumerate(self.names):
            mean, sd, low, middle, high, mcse, bulk, tail, rhat = (
                self.columns[column][k] for column in self.COLUMNS
            )
            decimals = 2 - int(np.floor(np.log10(sd))) if sd > 0 else 3
            style = f".{max(decimals, 0)}f" if decimals <= 6 else ".3g"
            plain = [format(value, style) for value in (mean, sd, low, middle, high)]
            rows.append(
                (
                    name,
                    *plain,
                    f"{mcse:.2g}",
                    f"{bulk:.0f}",
                    f"{tail:.0f}",
                    f"{rhat:.3f}",
                )
            )
        return rows


def _table(x: Array) -> Array:
    """The columns of `summary`, from one sort where draws are even in number: (9, dim)."""
    halves = _split(x)
    ordered, order = _sorted(halves)
    bulk, folded = _bulk_and_folded(halves, ordered, order)
    r_hat = np.fmax(_basic_rhat(bulk), _basic_rhat(folded))
    if halves.size < x.size:  # an odd draw was left out
        ordered = np.sort(x.reshape(len(x), -1), axis=1)
    low, middle, high = (_quantile(ordered, prob) for prob in (0.05, 0.5, 0.95))
    tail = np.minimum(_indicator_ess(x, low), _indicator_ess(x, high))
    quality = np.stack([_mean_mcse(x), _ess(bulk), tail, r_hat])
    quality[:, _constant(x)] = np.nan
    return np.stack([*_mean_and_sd(ordered), low, middle, high, *quality])


def _mean_and_sd(ordered: Array) -> tuple[Array, Array]:
    """Of sorted rows, (dim,) each; exact for a constant."""
    lowest = ordered[:, :1]
    above = ordered - lowest
    return lowest[:, 0] + above.mean(axis=1), np.sqrt(_variance(above))


def _rank_rhat(x: Array) -> Array:
    halves = _split(x)
    bulk, folded = _bulk_and_folded(halves, *_sorted(halves))
    # the folded draws of a fair coin are constant: its R-hat is nan, and only the bulk
    # counts
    return np.fmax(_basic_rhat(bulk), _basic_rhat(folded))


def _basic_rhat(x: Array) -> Array:
    """R-hat of the chains as they are ([1]_, equations 1 to 4): (dim,)."""
    draws = x.shape[-1]
    mean, variance = _mean_and_variance(x)
    within, between = variance.mean(axis=-1), _variance(mean)
    with np.errstate(
        divide="ignore", invalid="ignore"
    ):  # chains that stand still: inf or nan
        return np.sqrt((draws - 1) / draws + between / within)


def _bulk_ess(x: Array) -> Array:
    halves = _split(x)
    return _ess(_normal_scores(*_sorted(halves)).reshape(halves.shape))


def _tail_ess(x: Array) -> Array:
    rows = _sorted_at(x, 0.05, 0.95)
    low, high = (_indicator_ess(x, _quantile(rows, prob)) for prob in (0.05, 0.95))
    return np.minimum(low, high)


def _indicator_ess(x: Array, threshold: Array) -> Array:
    """ESS for the share of draws up to ``threshold``, (dim,)."""
    return _mean_ess((x <= threshold[:, None, None]).astype(float))


def _mean_ess(x: Array) -> Array:
    return _ess(_split(x))


def _mean_mcse(x: Array) -> Array:
    centred = x - x.mean(axis=(1, 2), keepdims=True)
    variance = _sum_of_squares(centred) / (x[0].size - 1)
    return np.sqrt(variance / _mean_ess(x))


def _ess(x: Array) -> Array:
    """Effective sample size for the mean of x, (dim,) ([1]_, section 3.2; [2]_, section 3.3).

    A series that is constant, as an indicator can be, counts every draw: its mean has
    no error.
    """
    dim, chains, draws = x.shape
    total, constant = chains * draws, _constant(x)
    means = np.einsum("...n->...", x) / draws  # in half the time of mean
    padded = np.empty((dim, chains, draws + DIRECT))
    np.subtract(x, means[..., None], out=padded[..., :draws])
    padded[..., draws:] = 0  # so that no lag reaches the next chain
    flat = padded.reshape(dim, -1)
    variance = _sum_of_squares(flat) / total
    within = variance * draws / (draws - 1)
    var_plus = variance + _variance(means)
    time = np.zeros(dim)
    for d in np.flatnonzero(~constant):
        sums = _autocovariances(flat[d], padded[d, :, :draws], variance[d] * total)
        # as Python's own numbers, quicker one by one
        offset = float(1 - within[d] / var_plus[d])
        per_sum = float(1 / (total * var_plus[d]))
        time[d] = _integrated_time((offset + per_sum * s for s in sums), draws)
    ess = total / np.maximum(time, 1 / np.log10(total))
    return np.where(constant, total, ess)


def _autocovariances(flat: Array, x: Array, at_zero: float) -> Iterator[float]:
    """Sums of the products of centred draws at lag 1, 2, ..., all chains together.

    Chains that mix need only a few, quickest one by one; those that do not, a Fourier
    transform.

    Parameters
    ----------
    x : (chains, draws) centred, an even number of chains as halves are
    flat : the same in one row, with ``DIRECT`` zeros behind each chain
    at_zero : the sum at lag 0
    """
    lag, covariance = 0, at_zero
    while lag < FEWEST or (lag < DIRECT and covariance < at_zero / 4):
        lag += 1
        covariance = float(flat[lag:] @ flat[:-lag])
        yield covariance
    yield from _summed_lags(x)[lag + 1 :].tolist()


def _summed_lags(x: Array) -> Array:
    """Sums of the products of centred draws at lag 0, 1, ..., (draws,), over all chains.

    Two chains make the real and the imaginary part of one series z: in the real part of
    the sum of conj(z_t) z_(t+lag), the products of one with the other cancel.
    """
    chains, draws = x.shape
    z = np.empty((chains // 2, _padded(draws)), dtype=complex)
    z.real[:, :draws], z.imag[:, :draws] = x[::2], x[1::2]
    z[:, draws:] = 0
    parts = np.fft.fft(z, out=z).view(float)  # real, imaginary, real, ...
    power = np.einsum("cf,cf->f", parts, parts).reshape(-1, 2).sum(axis=1)
    return np.fft.ifft(power).real[:draws]


def _integrated_time(correlation: Iterator[float], draws: int) -> float:
    """1 + 2 * the sum of autocorrelations from lag 1 on, cut off where they are noise.

    Sums of adjacent pairs are positive and fall for a reversible chain: keep them up to
    the first that is not positive, and let none exceed the one before it.
    """
    even, total, smallest = 1.0, 0.0, np.inf
    for _ in range(max(1, (draws - 1) // 2) - 1):
        pair = even + next(correlation)
        if pair <= 0:
            break
        smallest = min(smallest, pair)
        total += smallest
        even = next(correlation)
    else:
        pair = even + next(correlation)
    # of the pair at which we stop, the even lag still lowers the bias
    return -1 + 2 * total + (even if pair >= 0 or even > 0 else 0)


def _spectrum(x: Array) -> NDArray[np.complex128]:
    """Fourier transform along the last axis, padded with zeros so that lags do not wrap around."""
    return np.fft.rfft(x, n=_padded(x.shape[-1]))


def _lags(power: Array, draws: int) -> Array:
    """Autocovariance at lags 0 to draws - 1 from the squared modulus of `_spectrum`."""
    return np.fft.irfft(power, n=_padded(draws))[..., :draws] / draws


def _padded(draws: int) -> int:
    from scipy.fft import next_fast_len

    power_of_two = 1 << (2 * draws - 1).bit_length()
    if power_of_two < 1.05 * 2 * draws:  # quicker than what is a little shorter
        return power_of_two
    return next_fast_len(2 * draws, real=True)


def _bulk_and_folded(
    halves: Array, ordered: Array, order: NDArray[np.int64]
) -> tuple[Array, Array]:
    """Normal scores of the split draws, and of their distances to the median ([1]_, section 4)."""
    middle = ordered.shape[1] // 2
    median = (ordered[:, middle - 1] + ordered[:, middle]) / 2
    # from the middle down, then up: two runs that rise, which a stable sort merges
    distance, outwards = (
        np.concatenate([x[:, middle - 1 :: -1], x[:, middle:]], axis=1)
        for x in (ordered, order)
    )
    distance -= median[:, None]
    distance, nearest = _sorted(np.abs(distance, out=distance), kind="stable")
    folded = _normal_scores(distance, outwards.take(nearest))
    bulk = _normal_scores(ordered, order)
    return bulk.reshape(halves.shape), folded.reshape(halves.shape)


def _sorted(x: Array, kind: str = "quicksort") -> tuple[Array, NDArray[np.int64]]:
    """All draws of each coordinate in order, (dim, size), and their indices in flattened x.

    Whole numbers are sorted faster than the indices of others. So the bits of a draw,
    turned to rise with it, give up their last ones to its index. Draws that differ in
    those alone may come out in the wrong order: a stable sort, quick where most is
    done, puts them right.
    """
    x = x.reshape(len(x), -1)
    index = _indices(x.shape[1])
    last = (1 << int(index[-1]).bit_length()) - 1
    bits = x.view(np.int64)
    key = bits >> 63
    key &= 2**63 - 1
    key ^= bits
    key &= ~last
    key |= index
    key.sort(axis=1, kind=kind)
    key &= last
    order = _flat(key)
    ordered = x.take(order)
    for row in np.flatnonzero((ordered[:, 1:] < ordered[:, :-1]).any(axis=1)):
        order[row] = order[row, np.argsort(ordered[row], kind="stable")]
        ordered[row] = x.take(order[row])
    return ordered, order


@lru_cache(maxsize=2)
def _indices(size: int) -> NDArray[np.int64]:
    return np.arange(size)


def _flat(index: NDArray[np.int64]) -> NDArray[np.int64]:
    """Indices into each row made indices into the flattened array, which NumPy follows faster."""
    rows, size = index.shape
    index += size * np.arange(rows)[:, None]
    return index


def _normal_scores(ordered: Array, order: NDArray[np.int64]) -> Array:
    """Phi^-1((rank - 3/8) / (size + 1/4)), put back where the draws were ([1]_, equation 14)."""
    table, scores = _score_table(ordered.shape[1]), np.empty(ordered.shape)
    flat = scores.reshape(-1)
    for row, places in zip(ordered, order, strict=True):
        if (row[1:] != row[:-1]).all():
            flat[places] = table[::2]
        else:
            first, last = _runs(row)
            flat[places] = table.take(first + last).repeat(last - first + 1)
    return scores


@lru_cache(maxsize=2)
def _score_table(size: int) -> Array:
    """Normal scores of the ranks 1, 1.5, ..., size: the mean rank of ties may be a half."""
    from scipy.special import ndtri

    ranks = np.arange(2, 2 * size + 1) / 2
    return ndtri((ranks - 3 / 8) / (size + 1 / 4))


def _runs(ordered: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs of equal entries in sorted draws, (size,): where each begins and where it ends."""
    new = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[:-1])
    last = np.flatnonzero(new)
    first = np.zeros_like(last)
    np.add(last[:-1], 1, out=first[1:])
    return first, last


def _quantile(ordered: Array, prob: float) -> Array:
    """The linearly interpolated quantile (R's type 7) of sorted rows: (dim, size) -> (dim,).

    Written as the reference implementations round it, so that ties fall on the same
    side.
    """
    below, share = _place(ordered.shape[1], prob)
    return (1 - share) * ordered[:, below - 1] + share * ordered[:, below]


def _sorted_at(x: Array, *probs: float) -> Array:
    """Rows of all draws, (dim, size), sorted no further than `_quantile` looks.

    ``probs`` rise. One after the other: NumPy partitions at several places more slowly.
    """
    rows = x.reshape(len(x), -1).copy()
    start = 0
    for prob in probs:
        below, _ = _place(rows.shape[1], prob)
        if start <= below:
            rows[:, start:].partition(below - start, axis=1)
        if start < below:
            for row in rows[:, start:below]:
                highest = row.argmax()
                row[highest], row[-1] = row[-1], row[highest]
        start = below + 1
    return rows


def _order_statistic(row: Array, below: int, place: int) -> float:
    """The draw at ``place`` of one row of `_sorted_at`, whose first ``below`` are the lowest."""
    if place < below:
        part = row[:below]
    else:
        part, place = row[below:], place - below
    part.partition(place)
    return part[place]


def _place(size: int, prob: float) -> tuple[int, float]:
    """How many of ``size`` draws are below a quantile, and its way to the next one."""
    place = size * prob + (1 - prob)  # counted from 1
    below = int(np.clip(np.floor(place), 1, size - 1))
    return below, min(max(place - below, 0.0), 1.0)


def _split(x: Array) -> Array:
    """Each chain as two halves, (dim, 2 chains, draws // 2); an odd middle draw is left out."""
    dim, chains, draws = x.shape
    if draws % 2:
        x = np.delete(x, draws // 2, axis=-1)
    return x.reshape(dim, 2 * chains, draws // 2)


def _sum_of_squares(x: Array) -> Array:
    """Of each coordinate, (dim,)."""
    return np.array([row @ row for row in x.reshape(len(x), -1)])


def _variance(x: Array) -> Array:
    """Sample variance along the last axis: exactly 0 for equal values or a single one."""
    return _mean_and_variance(x)[1]


def _mean_and_variance(x: Array) -> tuple[Array, Array]:
    """Along the last axis; the variance as `_variance` has it."""
    mean = x.mean(axis=-1)
    centred = x - mean[..., None]
    squares = np.einsum("...n,...n->...", centred, centred)
    still = x[..., 0] == x[..., -1]  # only what ends as it begins can be constant
    if still.any():
        squares[still] *= (x[still] != x[still][:, :1]).any(axis=-1)
    return mean, squares / max(1, x.shape[-1] - 1)


def _superchain_members(superchains, chains: int, draws: int) -> Array:
    """Index of the chains of each superchain: (superchains, members)."""
    labels = np.asarray(superchains)
    if labels.shape != (chains,):
        raise ValueError(f"superchains must have shape ({chains},), got {labels.shape}")
    _, counts = np.unique(labels, return_counts=True)
    if len(counts) < 2 or (counts != counts[0]).any():
        raise ValueError(
            "superchains must name at least two superchains with the same number of chains; "
            f"got sizes {counts.tolist()}"
        )
    if draws == 1 and counts[0] == 1:
        raise ValueError(
            "draws must hold at least 2 draws a chain when every superchain is a single chain"
        )
    return np.argsort(labels, kind="stable").reshape(len(counts), counts[0])


def _per_coordinate(statistic: Callable[[Array], Array], draws, least: int = 4):
    """Apply ``statistic``, (dim, chains, draws) -> (..., dim); nan for constant coordinates.

    What it is given is a copy, which it may overwrite.
    """

    def or_nan(x: Array) -> Array:
        constant = _constant(x)
        values = statistic(x)
        values[..., constant] = np.nan
        return values

    values = _over_blocks(or_nan, _checked(draws, least))
    return (
        values[..., 0][()] if np.ndim(draws) == 2 else values
    )  # [()]: a float, not 0-d


@short_buffers()
def _over_blocks(statistic: Callable[[Array], Array], draws: Array) -> Array:
    """``statistic`` of a few coordinates at a time, so that work arrays stay in the cache."""
    step = max(1, BLOCK // draws[..., 0].size)
    wide = step * -(-GROUP // step)
    values = []
    room = _room(min(wide, draws.shape[2]), draws[..., 0].size)
    for k in range(0, draws.shape[2], wide):
        x = _series_first(draws[..., k : k + wide], room)
        for j in range(0, len(x), step):
            block = x[j : j + step]
            _check_finite(block, draws)  # brings it into the cache for the statistic
            values.append(statistic(block))
    return np.concatenate(values, axis=-1)


def _room(dim: int, size: int) -> Array:
    """For ``dim`` series of ``size`` draws, whose beginnings fall on different cache sets."""
    return aligned((dim, size + GROUP), float)[:, :size]


def _series_first(draws: Array, room: Array) -> Array:
    """(chains, draws, dim) as (dim, chains, draws) in ``room``, each series contiguous.

    A tile of rows at a time, so that what is read and what is written both stay in the
    cache.
    """
    chains, n, dim = draws.shape
    rows, series = draws.reshape(-1, dim), room[:dim]
    for start in range(0, len(rows), TILE):
        series[:, start : start + TILE] = rows[start : start + TILE].T
    return series.reshape(dim, chains, n)


def _constant(x: Array) -> NDArray[np.bool_]:
    """Which coordinates never change, (dim,): only those whose first chain does not can."""
    constant = (x[:, 0] == x[:, 0, :1]).all(axis=1)
    if constant.any():
        y = x[constant]
        constant[constant] = (y == y[:, :1, :1]).all(axis=(1, 2))
    return constant


def _by_coordinate(draws, least: int = 4) -> Array:
    """``draws``, checked, as (dim, chains, draws)."""
    x = _checked(draws, least)
    _check_finite(x, x)
    return _series_first(x, _room(x.shape[2], x[..., 0].size))


def _checked(draws, least: int) -> Array:
    """``draws`` as (chains, draws, dim), or a ValueError; finite is for the caller to check."""
    try:
        x = np.asarray(draws, dtype=float)
    except (TypeError, ValueError):
        kind = type(draws).__name__
        raise ValueError(
            f"draws must be an array of numbers (chains.draws), got {kind}"
        ) from None
    if x.ndim not in (2, 3) or 0 in x.shape:
        raise ValueError(
            "draws must have shape (chains, draws) or (chains, draws, dim) and not be empty, "
            f"got {x.shape}"
        )
    if x.shape[1] < least:
        raise ValueError(
            f"draws must hold at least {least} draws a chain, got {x.shape[1]}"
        )
    return x[..., None] if x.ndim == 2 else x


def _check_finite(part: Array, draws: Array) -> None:
    """ValueError, with the place in all ``draws``, if a number in ``part`` is not finite."""
    with np.errstate(over="ignore", invalid="ignore"):
        # a sum is quicker; but one of finite numbers may overflow
        if np.isfinite(part.sum()) or np.isfinite(part).all():
            return
    where = tuple(int(k) for k in np.argwhere(~np.isfinite(draws))[0])
    value, axes = draws[where], ("chains", "draws", "dim")
    if draws.shape[2] == 1:
        where, axes = where[:2], axes[:2]
    raise ValueError(
        f"draws must be finite; got {value} at {where} of ({', '.join(axes)})"
    )

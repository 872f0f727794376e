"""Posteriors of real data, as targets for the samplers."""

from __future__ import annotations

import numpy as np

from .core import Array


class CoalChangePoint:
    """A Poisson process whose rate changes once (Raftery and Akman 1986).

    Events come at ``rate_before`` a year until ``wait`` years after the start of the
    record, then at ``rate_after``. Priors: wait uniform over the record, each rate
    Gamma(shape 1, rate 1 year). Positions are (wait, rate_before, rate_after), all positive.

    Parameters
    ----------
    date : (n,) times of the events, in years
    start, end : float, the period observed

    Raises
    ------
    ValueError
        If ``start`` is not before ``end`` or an event lies outside.
    """

    dim = 3
    names = ("wait", "rate_before", "rate_after")

    def __init__(self, date, start: float, end: float):
        self.date = np.sort(np.asarray(date, dtype=float))
        if not start < end:
            raise ValueError(f"start must be before end, got {start} and {end}")
        if self.date.ndim != 1 or not ((start <= self.date) & (self.date <= end)).all():
            raise ValueError(f"date must be a vector of times between {start} and {end}")
        self.start, self.years = start, end - start

    def events_before(self, wait: Array) -> Array:
        """Number of events in the first ``wait`` years, same shape as ``wait``."""
        return np.searchsorted(self.date, self.start + wait, side="right")

    def log_density(self, x: Array) -> Array:
        """Log posterior up to a constant: (chains, 3) -> (chains,)."""
        wait, before, after = x.T
        inside = (x > 0).all(axis=1) & (wait < self.years)
        wait, before, after = np.where(inside, x.T, 1.0)  # keeps the logarithms quiet outside
        n_before = self.events_before(wait)
        n_after = len(self.date) - n_before
        log_likelihood = n_before * np.log(before) - before * wait
        log_likelihood += n_after * np.log(after) - after * (self.years - wait)
        log_prior = -before - after
        return np.where(inside, log_likelihood + log_prior, -np.inf)

    def exact(self) -> tuple[Array, Array, Array]:
        """The posterior without sampling: the two rates integrate out in closed form.

        Given the wait, the rates are Gamma distributed, so p(wait | data) is known up
        to one number, found by Gauss-Legendre quadrature between the events.

        Returns
        -------
        wait : (m,) nodes of the quadrature, in years
        weight : (m,) posterior probability of each node, summing to 1
        rates : (m, 2) posterior mean of the rate before and after, given the wait
        """
        from scipy.special import gammaln

        edges = np.unique(np.concatenate([[0.0], self.date - self.start, [self.years]]))
        node, node_weight = np.polynomial.legendre.leggauss(8)
        half = np.diff(edges)[:, None] / 2  # (intervals, 1)
        wait = (edges[:-1, None] + half * (1 + node)).ravel()
        events = np.stack([self.events_before(wait), len(self.date) - self.events_before(wait)])
        shape, rate = events + 1, np.stack([wait, self.years - wait]) + 1  # Gamma, (2, m)
        log_p = (gammaln(shape) - shape * np.log(rate)).sum(axis=0)
        weight = np.exp(log_p - log_p.max()) * (half * node_weight).ravel()
        return wait, weight / weight.sum(), (shape / rate).T

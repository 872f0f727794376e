"""Posteriors of real data, as targets for the samplers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .._memory import aligned
from .core import Array

BLOCK = 2**15  # numbers in a work array: 256 kB
FACTORS = 1000  # so many up to 2 have a product that does not overflow


class CoalChangePoint:
    """A Poisson process whose rate changes once (Raftery and Akman 1986).

    Events come at ``rate_before`` a year until ``wait`` years after the start of the
    record, then at ``rate_after``. Priors: wait uniform over the record, each rate
    Gamma(shape 1, rate 1 year). Positions are (wait, rate_before, rate_after), all
    positive.

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
            raise ValueError(
                f"date must be a vector of times between {start} and {end}"
            )
        self.start, self.years = start, end - start

    def events_before(self, wait: Array) -> Array:
        """Number of events in the first ``wait`` years, same shape as ``wait``."""
        return np.searchsorted(self.date, self.start + wait, side="right")

    def log_density(self, x: Array) -> Array:
        """Log posterior up to a constant: (chains, 3) -> (chains,)."""
        wait, before, after = x.T
        inside = (x > 0).all(axis=1) & (wait < self.years)
        # outside, 1 keeps the logarithms quiet
        wait, before, after = np.where(inside, x.T, 1.0)
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
        events = np.stack(
            [self.events_before(wait), len(self.date) - self.events_before(wait)]
        )
        shape = events + 1  # of the Gamma laws, (2, m)
        rate = np.stack([wait, self.years - wait]) + 1
        log_p = (gammaln(shape) - shape * np.log(rate)).sum(axis=0)
        weight = np.exp(log_p - log_p.max()) * (half * node_weight).ravel()
        return wait, weight / weight.sum(), (shape / rate).T


class EightSchools:
    """Effects of one treatment in several places, partly pooled (Rubin 1981).

    y_j ~ N(theta_j, sigma_j^2), theta_j = mu + tau eta_j, eta_j ~ N(0, 1); priors
    mu ~ N(0, 5^2), tau ~ half-Cauchy(5), as in posteriordb. This is the non-centred
    form: positions are (mu, log tau, eta_1, ..., eta_J), whose scale does not depend
    on tau. `EightSchoolsCentred` has theta_j itself for eta_j.

    Parameters
    ----------
    effect : (J,) estimated effects y
    error : (J,) their standard errors sigma, positive

    Raises
    ------
    ValueError
        If the two are not vectors of one length, finite, with positive errors.
    """

    def __init__(self, effect, error):
        self.effect = np.asarray(effect, dtype=float)
        self.error = np.asarray(error, dtype=float)
        if self.effect.ndim != 1 or self.effect.shape != self.error.shape:
            raise ValueError(
                "effect and error must be vectors of one length, got shapes "
                f"{self.effect.shape} and {self.error.shape}"
            )
        _check_finite("effect", self.effect)
        if not ((self.error > 0) & (self.error < np.inf)).all():
            raise ValueError(f"error must be positive and finite, got {self.error}")
        self.dim = 2 + len(self.effect)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of what `natural` returns."""
        return ("mu", "tau", *(f"theta{j + 1}" for j in range(self.dim - 2)))

    def log_density(self, x: Array) -> Array:
        """Log posterior of (mu, log tau, eta), up to a constant: (chains,)."""
        mu, log_tau, eta = x[:, :1], x[:, 1:2], x[:, 2:]
        residual = (self.effect - mu - np.exp(log_tau) * eta) / self.error
        log_likelihood = -0.5 * (residual**2).sum(axis=1)
        log_prior = _log_prior_mu_tau(mu[:, 0], log_tau[:, 0])
        return log_likelihood + log_prior - 0.5 * (eta**2).sum(axis=1)

    def grad(self, x: Array) -> Array:
        """Gradient of the log posterior: (chains, dim)."""
        mu, log_tau, eta = x[:, :1], x[:, 1:2], x[:, 2:]
        tau = np.exp(log_tau)
        pull = (self.effect - mu - tau * eta) / self.error**2  # by theta: (chains, J)
        by_mu, by_log_tau = _grad_prior_mu_tau(mu[:, 0], log_tau[:, 0])
        by_mu += pull.sum(axis=1)
        by_log_tau += (pull * tau * eta).sum(axis=1)
        return np.column_stack([by_mu, by_log_tau, pull * tau - eta])

    def natural(self, x: Array) -> Array:
        """(mu, tau, theta_1, ..., theta_J) of positions (..., dim)."""
        mu, tau = x[..., :1], np.exp(x[..., 1:2])
        return np.concatenate([mu, tau, mu + tau * x[..., 2:]], axis=-1)

    def exact(self) -> tuple[Array, Array]:
        """Means and sds of (mu, tau, theta) without sampling: (dim,) each.

        Given mu and tau the theta are independent normals and integrate out; a grid
        over mu and log tau does the rest. It spans what effects of tens of points need.
        """
        mu, log_tau = np.meshgrid(
            np.linspace(-30, 40, 351), np.linspace(-9, 6, 376), indexing="ij"
        )
        mu, log_tau = mu.ravel(), log_tau.ravel()
        tau2 = np.exp(2 * log_tau)[:, None]  # (grid, 1)
        variance = self.error**2 + tau2  # of y_j given mu and tau: (grid, J)
        residual = self.effect - mu[:, None]
        log_p = -0.5 * (residual**2 / variance + np.log(variance)).sum(axis=1)
        log_p += _log_prior_mu_tau(mu, log_tau)
        weight = np.exp(log_p - log_p.max())
        weight /= weight.sum()
        share = tau2 / variance  # how far theta_j is from mu towards y_j
        theta = mu[:, None] + share * residual
        first = np.column_stack([mu, np.exp(log_tau), theta])
        second = first**2
        second[:, 2:] += share * self.error**2
        mean = weight @ first
        return mean, np.sqrt(weight @ second - mean**2)


class EightSchoolsCentred(EightSchools):
    """The same posterior in the centred form: positions are (mu, log tau, theta).

    Given a small tau all theta are near mu: a funnel, narrow where tau is small.
    Parameters and errors are those of `EightSchools`.
    """

    def log_density(self, x: Array) -> Array:
        """Log posterior of (mu, log tau, theta), up to a constant: (chains,)."""
        mu, log_tau, theta = x[:, :1], x[:, 1:2], x[:, 2:]
        residual = (self.effect - theta) / self.error
        spread = (theta - mu) * np.exp(-log_tau)
        log_likelihood = -0.5 * (residual**2).sum(axis=1)
        log_theta = -0.5 * (spread**2).sum(axis=1) - theta.shape[1] * log_tau[:, 0]
        return log_likelihood + log_theta + _log_prior_mu_tau(mu[:, 0], log_tau[:, 0])

    def grad(self, x: Array) -> Array:
        """Gradient of the log posterior: (chains, dim)."""
        mu, log_tau, theta = x[:, :1], x[:, 1:2], x[:, 2:]
        spread = (theta - mu) * np.exp(-log_tau)
        to_mu = spread * np.exp(-log_tau)  # (chains, J)
        by_mu, by_log_tau = _grad_prior_mu_tau(mu[:, 0], log_tau[:, 0])
        by_mu += to_mu.sum(axis=1)
        by_log_tau += (spread**2).sum(axis=1) - theta.shape[1]
        by_theta = (self.effect - theta) / self.error**2 - to_mu
        return np.column_stack([by_mu, by_log_tau, by_theta])

    def natural(self, x: Array) -> Array:
        """(mu, tau, theta_1, ..., theta_J) of positions (..., dim)."""
        return np.concatenate([x[..., :1], np.exp(x[..., 1:2]), x[..., 2:]], axis=-1)


def _log_prior_mu_tau(mu: Array, log_tau: Array) -> Array:
    """mu ~ N(0, 5^2) and tau ~ half-Cauchy(5), as a density of log tau: (chains,)."""
    log_ratio = 2 * (log_tau - np.log(5))  # of tau^2 to 5^2
    return -0.5 * (mu / 5) ** 2 + log_tau - np.logaddexp(0, log_ratio)


def _grad_prior_mu_tau(mu: Array, log_tau: Array) -> tuple[Array, Array]:
    """Derivatives of `_log_prior_mu_tau` by mu and by log tau."""
    return -mu / 25, 1 - 2 * _sigmoid(2 * (log_tau - np.log(5)))


class LogisticRegression:
    """P(y_i = 1) = sigmoid(x_i . beta), beta_k ~ N(0, prior_sd^2).

    Parameters
    ----------
    X : (n, dim) predictors; a column of ones for the intercept
    y : (n,) of 0 and 1
    prior_sd : float, positive

    Raises
    ------
    ValueError
        If the shapes disagree, ``X`` is not finite or ``y`` is not of 0 and 1.
    """

    def __init__(self, X, y, prior_sd: float = 2.5):
        signed = _signed_design(X, y)
        self.likelihood = _LogisticLikelihood([signed])
        self.dim = signed.shape[1]
        if not 0 < prior_sd < np.inf:
            raise ValueError(f"prior_sd must be positive and finite, got {prior_sd!r}")
        self.prior_sd = prior_sd

    def log_density(self, x: Array) -> Array:
        """Log posterior of beta, up to a constant: (chains, dim) -> (chains,)."""
        log_prior = -0.5 * ((x / self.prior_sd) ** 2).sum(axis=1)
        return self.likelihood.log_density(x[:, None]) + log_prior

    def grad(self, x: Array) -> Array:
        """Gradient of the log posterior: (chains, dim)."""
        return self.likelihood.grad(x[:, None])[:, 0] - x / self.prior_sd**2

    def log_density_and_grad(self, x: Array) -> tuple[Array, Array]:
        """Both in one pass over the data."""
        log_p, grad = self.likelihood.log_density_and_grad(x[:, None])
        log_p -= 0.5 * ((x / self.prior_sd) ** 2).sum(axis=1)
        return log_p, grad[:, 0] - x / self.prior_sd**2


class HierarchicalLogistic:
    """Logistic regression whose coefficients differ by group, partly pooled.

    beta_gk = mu_k + tau_k eta_gk, eta ~ N(0, 1); mu_k ~ N(0, 2.5^2), tau_k ~
    half-normal(1). Positions are (mu, log tau, eta_1, ..., eta_G), each of K numbers.

    Parameters
    ----------
    X : (n, K) predictors; a column of ones for the intercept
    y : (n,) of 0 and 1
    group : (n,) labels

    Raises
    ------
    ValueError
        As `LogisticRegression`, and if ``group`` has another length.
    """

    def __init__(self, X, y, group):
        signed, labels = _signed_design(X, y), np.asarray(group)
        if labels.shape != signed.shape[:1]:
            raise ValueError(
                f"group must have one label for each of {len(signed)} rows of X, "
                f"got shape {labels.shape}"
            )
        self.groups = np.unique(labels)
        self.likelihood = _LogisticLikelihood(
            [signed[labels == g] for g in self.groups]
        )
        self.dim = signed.shape[1] * (2 + len(self.groups))

    def _split(self, x: Array) -> tuple[Array, Array, Array]:
        """mu, log tau, both (chains, K), and eta, (chains, G, K)."""
        blocks = x.reshape(len(x), 2 + len(self.groups), -1)
        return blocks[:, 0], blocks[:, 1], blocks[:, 2:]

    def coefficients(self, x: Array) -> Array:
        """beta of every group: (chains, dim) -> (chains, G, K)."""
        mu, log_tau, eta = self._split(x)
        return mu[:, None] + np.exp(log_tau)[:, None] * eta

    def log_density(self, x: Array) -> Array:
        """Log posterior, up to a constant: (chains, dim) -> (chains,)."""
        mu, log_tau, eta = self._split(x)
        log_p = -0.5 * ((mu / 2.5) ** 2 + np.exp(2 * log_tau)).sum(axis=1)
        log_p += log_tau.sum(axis=1) - 0.5 * (eta**2).sum(axis=(1, 2))
        return log_p + self.likelihood.log_density(self.coefficients(x))

    def grad(self, x: Array) -> Array:
        """Gradient of the log posterior: (chains, dim)."""
        mu, log_tau, eta = self._split(x)
        tau = np.exp(log_tau)
        by_beta = self.likelihood.grad(mu[:, None] + tau[:, None] * eta)
        by_mu = by_beta.sum(axis=1) - mu / 2.5**2
        by_log_tau = tau * (by_beta * eta).sum(axis=1) + 1 - tau**2
        by_eta = tau[:, None] * by_beta - eta
        return np.concatenate([by_mu, by_log_tau, by_eta.reshape(len(x), -1)], axis=1)


class _LogisticLikelihood:
    """Sum over i of log sigmoid(s_i . beta), s_i = x_i where y_i = 1 and -x_i elsewhere.

    In half margins h = s_i . beta / 2 value and slope share one tanh:
    log sigmoid(2 h) = h - |h| + log((1 + |tanh h|) / 2), exact in both tails, and
    its derivative by 2 h is (1 - tanh h) / 2. Arrays are (rows, chains), for some rows
    of the data at a time, and reused, so that they stay in the cache.

    Parameters
    ----------
    parts : G arrays (n_g, K) of rows s_i, one for each vector of coefficients
    """

    def __init__(self, parts: list[Array]):
        self.half = [part / 2 for part in parts]
        self.n = sum(map(len, parts))
        self.half_sums = np.stack([half.sum(axis=0) for half in self.half])  # (G, K)

    def log_density(self, beta: Array) -> Array:
        """(chains, G, K) -> (chains,)."""
        log_p = self._start(beta)
        for _, _, h, spare in self._half_margins(beta):
            log_p += self._sum(h, spare)
        return log_p

    def grad(self, beta: Array) -> Array:
        """(chains, G, K) -> the same."""
        grad = self._first_grad(beta)
        for g, half, h, _ in self._half_margins(beta):
            grad[g] -= half.T @ np.tanh(h, out=h)
        return grad.transpose(2, 0, 1)

    def log_density_and_grad(self, beta: Array) -> tuple[Array, Array]:
        """Both, from one tanh."""
        log_p, grad = self._start(beta), self._first_grad(beta)
        for g, half, h, spare in self._half_margins(beta):
            log_p += self._sum(h, spare)
            grad[g] -= half.T @ h
        return log_p, grad.transpose(2, 0, 1)

    def _start(self, beta: Array) -> Array:
        """What the log likelihood owes to the sum of h and to the halves, (chains,)."""
        return np.einsum("cgk,gk->c", beta, self.half_sums) - self.n * np.log(2)

    def _first_grad(self, beta: Array) -> Array:
        """The gradient where tanh h is 0, (G, K, chains)."""
        return np.repeat(self.half_sums[:, :, None], len(beta), axis=2)

    def _half_margins(self, beta: Array) -> Iterator[tuple[int, Array, Array, Array]]:
        """Blocks of rows: their g, the rows, their h, (rows, chains), and an array like h."""
        chains = len(beta)
        step = min(max(1, BLOCK // chains), FACTORS)
        work = aligned((2, min(step, self.n) * chains), float)
        for g, half in enumerate(self.half):
            columns = np.ascontiguousarray(beta[:, g].T)
            for k in range(0, len(half), step):
                rows = half[k : k + step]
                size = len(rows) * chains
                h, spare = work[:, :size].reshape(2, len(rows), chains)
                yield g, rows, np.matmul(rows, columns, out=h), spare

    def _sum(self, h: Array, spare: Array) -> Array:
        """Sum of log(1 + |tanh h|) - |h| over the rows, (chains,); leaves tanh h in ``h``."""
        log_p = -np.ones(len(h)) @ np.abs(h, out=spare)
        np.abs(np.tanh(h, out=h), out=spare)
        spare += 1
        return log_p + np.log(spare.prod(axis=0))


class NileChange:
    """A level that changes once: N(m1, s^2) for the first k years, then N(m2, s^2).

    The year k is uniform and summed out, so that the density has a gradient. Positions
    are (m1, m2, log s); priors m ~ N(1000, 300^2), log s ~ N(5, 1), in 10^8 m^3.

    Parameters
    ----------
    flow : (n,) yearly flow in 10^8 m^3, at least 3 years

    Raises
    ------
    ValueError
        If ``flow`` is no finite vector of at least 3 numbers.
    """

    dim = 3
    names = ("m1", "m2", "log s")

    def __init__(self, flow):
        self.flow = np.asarray(flow, dtype=float)
        if self.flow.ndim != 1 or len(self.flow) < 3:
            raise ValueError(
                f"flow must be a vector of 3 or more, got {self.flow.shape}"
            )
        _check_finite("flow", self.flow)
        n = len(self.flow)
        self.years = np.arange(1, n)  # k, how many come before the change: (n - 1,)
        self.sums = np.cumsum(self.flow)[:-1]
        self.squares = np.cumsum(self.flow**2)[:-1]
        self.total, self.total_squares = self.flow.sum(), (self.flow**2).sum()

    def _log_joint(self, x: Array) -> Array:
        """Log density of the data and k, but for constants: (chains, n - 1)."""
        m1, m2, log_s = x[:, :1], x[:, 1:2], x[:, 2:]
        k, n = self.years, len(self.flow)
        before = self.squares - 2 * m1 * self.sums + k * m1**2
        after = self.total_squares - self.squares
        after = after - 2 * m2 * (self.total - self.sums) + (n - k) * m2**2
        return -0.5 * (before + after) * np.exp(-2 * log_s) - n * log_s

    def change(self, x: Array) -> Array:
        """Probability of each k, given the levels and the sd: (chains, n - 1)."""
        log_joint = self._log_joint(x)
        weight = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
        return weight / weight.sum(axis=1, keepdims=True)

    def log_density(self, x: Array) -> Array:
        """Log posterior, k summed out, up to a constant: (chains, 3) -> (chains,)."""
        log_joint = self._log_joint(x)
        top = log_joint.max(axis=1)
        total = top + np.log(np.exp(log_joint - top[:, None]).sum(axis=1))
        levels = ((x[:, :2] - 1000) / 300) ** 2
        return total - 0.5 * levels.sum(axis=1) - 0.5 * (x[:, 2] - 5) ** 2

    def grad(self, x: Array) -> Array:
        """Gradient of the log posterior: an average over k, (chains, 3)."""
        weight, precision = self.change(x), np.exp(-2 * x[:, 2])
        k, n = self.years, len(self.flow)
        mean_k, mean_sum = weight @ k, weight @ self.sums
        by_m1 = precision * (mean_sum - x[:, 0] * mean_k)
        by_m2 = precision * (self.total - mean_sum - x[:, 1] * (n - mean_k))
        joint = self._log_joint(x) + n * x[:, 2:]  # -(squared errors) / (2 s^2)
        by_log_s = -2 * (weight * joint).sum(axis=1) - n
        prior = np.column_stack([-(x[:, :2] - 1000) / 300**2, 5 - x[:, 2]])
        return np.column_stack([by_m1, by_m2, by_log_s]) + prior


class PoissonHMM:
    """Counts whose rate follows a hidden Markov chain of K states, summed out.

    Rates rise from state to state: rate_1 = exp(a_1), rate_j = rate_{j-1} + exp(a_j).
    Row i of the transition matrix is the softmax of its logits, 0 on the diagonal. The
    first state is uniform. Positions are (a_1, ..., a_K, off-diagonal logits by rows);
    priors a_j ~ N(log(mean count / K), 1), logits ~ N(-2, 1).

    Parameters
    ----------
    count : (n,) counts, at least 0
    n_states : int, at least 2

    Raises
    ------
    ValueError
        If ``count`` is no vector of counts or ``n_states`` is below 2.
    """

    def __init__(self, count, n_states: int = 2):
        self.count = np.asarray(count, dtype=float)
        if self.count.ndim != 1 or len(self.count) < 2 or not (self.count >= 0).all():
            raise ValueError(f"count must be a vector of counts, got {self.count}")
        if n_states < 2:
            raise ValueError(f"n_states must be at least 2, got {n_states}")
        self.n_states, self.dim = n_states, n_states**2
        self.level = np.log(max(self.count.mean(), 1.0) / n_states)
        logs = np.concatenate(
            [[0.0], np.cumsum(np.log(np.arange(1, self.count.max() + 1)))]
        )
        self.log_factorials = logs[self.count.astype(int)].sum()
        self.off = ~np.eye(n_states, dtype=bool)

    def rates(self, x: Array) -> Array:
        """Rates in rising order: (..., dim) -> (..., K)."""
        return np.exp(x[..., : self.n_states]).cumsum(axis=-1)

    def transition(self, x: Array) -> Array:
        """Transition matrices: (chains, dim) -> (chains, K, K), rows summing to 1."""
        logits = np.zeros((len(x), self.n_states, self.n_states))
        logits[:, self.off] = x[:, self.n_states :]
        weight = np.exp(logits - logits.max(axis=2, keepdims=True))
        return weight / weight.sum(axis=2, keepdims=True)

    def forward(self, x: Array) -> tuple[Array, Array, Array, Array]:
        """The forward pass, scaled (Zucchini and MacDonald 2009, section 3.2).

        Returns
        -------
        log_likelihood : (chains,), all constants included
        alpha : (n, chains, K) p(state_t | counts up to t)
        emission : (n, chains, K) p(count_t | state), over its largest
        scale : (n, chains) by which each step was divided
        """
        rates = self.rates(x)
        log_emission = self.count[:, None, None] * np.log(rates) - rates
        top = log_emission.max(axis=2)
        emission = np.exp(log_emission - top[..., None])
        P = self.transition(x)
        alpha, scale = np.empty_like(emission), np.empty_like(top)
        prior = np.full(rates.shape, 1 / self.n_states)
        for t in range(len(self.count)):
            joint = prior * emission[t]
            scale[t] = joint.sum(axis=1)
            alpha[t] = joint / scale[t][:, None]
            prior = np.einsum("ci,cij->cj", alpha[t], P)
        log_likelihood = (np.log(scale) + top).sum(axis=0) - self.log_factorials
        return log_likelihood, alpha, emission, scale

    def states(self, x: Array) -> tuple[Array, Array]:
        """Smoothed probabilities: of each state, and of each move, summed over time.

        Returns
        -------
        gamma : (n, chains, K) p(state_t | all counts)
        moves : (chains, K, K) expected number of moves from i to j
        """
        _, alpha, emission, scale = self.forward(x)
        P = self.transition(x)
        gamma, moves = np.empty_like(alpha), np.zeros_like(P)
        beta = np.ones_like(alpha[0])
        gamma[-1] = alpha[-1]
        for t in range(len(self.count) - 1, 0, -1):
            ahead = emission[t] * beta / scale[t][:, None]  # (chains, K), of state_t
            moves += alpha[t - 1][:, :, None] * P * ahead[:, None, :]
            beta = np.einsum("cij,cj->ci", P, ahead)
            gamma[t - 1] = alpha[t - 1] * beta
        return gamma, moves

    def log_density(self, x: Array) -> Array:
        """Log posterior, up to a constant: (chains, dim) -> (chains,)."""
        a, logits = x[:, : self.n_states], x[:, self.n_states :]
        log_prior = ((a - self.level) ** 2).sum(axis=1) + ((logits + 2) ** 2).sum(
            axis=1
        )
        return self.forward(x)[0] - 0.5 * log_prior

    def grad(self, x: Array) -> Array:
        """Gradient of the log posterior, by expected counts (Fisher): (chains, dim)."""
        a, logits = x[:, : self.n_states], x[:, self.n_states :]
        gamma, moves = self.states(x)
        by_rate = np.einsum("tcj,t->cj", gamma, self.count) / self.rates(x)
        by_rate -= gamma.sum(axis=0)
        later = by_rate[:, ::-1].cumsum(axis=1)[
            :, ::-1
        ]  # a_j lifts rates j, j + 1, ...
        by_a = np.exp(a) * later - (a - self.level)
        by_logit = moves - moves.sum(axis=2, keepdims=True) * self.transition(x)
        return np.concatenate([by_a, by_logit[:, self.off] - (logits + 2)], axis=1)


def _signed_design(X, y) -> Array:
    """Rows x_i where y_i = 1 and -x_i where y_i = 0, checked: (n, dim)."""
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if X.ndim != 2 or y.shape != X.shape[:1] or X.size == 0:
        raise ValueError(
            f"X must have shape (n, dim) and y (n,), got {X.shape} and {y.shape}"
        )
    _check_finite("X", X)
    if not np.isin(y, [0, 1]).all():
        raise ValueError("y must be of 0 and 1")
    return np.where(y.astype(bool)[:, None], X, -X)


def _sigmoid(u: Array) -> Array:
    """1 / (1 + exp(-u)), which cannot overflow when written so."""
    return (1 + np.tanh(u / 2)) / 2


def _check_finite(name: str, values: Array) -> None:
    if not np.isfinite(values).all():
        raise ValueError(
            f"{name} must be finite, got {values[~np.isfinite(values)][0]}"
        )

"""Linear dynamics: against the dense joint normal law, and invariants."""

import pickle
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.estimator_checks import check_estimator

from coursekit.em._loop import fit
from coursekit.em.acceleration import squarem
from coursekit.em.linear_dynamics import (
    Dynamics,
    LinearDynamics,
    Theta,
    first_guess,
    kalman_filter,
    padded,
    smoother,
)


def system(K, d, rng):
    def covariance(n):
        root = rng.normal(size=(n, n))
        return root @ root.T + 0.1 * np.eye(n)

    A = rng.normal(size=(K, K))
    A *= 0.9 / max(1, np.abs(np.linalg.eigvals(A)).max())
    return Theta(
        rng.normal(size=K),
        covariance(K),
        A,
        covariance(K),
        rng.normal(size=(d, K)),
        rng.normal(size=d),
        rng.gamma(2, 0.5, d),
    )


def joint(theta, T):
    """Mean and covariance of (z_1, ..., z_T, x_1, ..., x_T), written out."""
    A, C = theta.transition, theta.loading
    K, d = len(A), len(C)
    means, mean = [], theta.start_mean
    cov = np.zeros((T, K, T, K))
    for t in range(T):
        if t:
            mean = A @ mean
            cov[t, :, t] = A @ cov[t - 1, :, t - 1] @ A.T + theta.state_noise
            for s in range(t):
                cov[t, :, s] = A @ cov[t - 1, :, s]
                cov[s, :, t] = cov[t, :, s].T
        else:
            cov[0, :, 0] = theta.start_cov
        means.append(mean)
    cov = cov.reshape(T * K, T * K)
    big = np.kron(np.eye(T), C)
    z_mean = np.concatenate(means)
    x_mean = big @ z_mean + np.tile(theta.offset, T)
    x_cov = big @ cov @ big.T + np.diag(np.tile(theta.noise, T))
    full = np.block([[cov, cov @ big.T], [big @ cov, x_cov]])
    return np.concatenate([z_mean, x_mean]), full, T * K, d


@pytest.mark.parametrize(("K", "d", "T"), [(1, 1, 1), (2, 1, 4), (3, 2, 5), (2, 4, 3)])
@pytest.mark.parametrize("missing", [0.0, 0.4])
def test_filter_and_smoother_are_conditionals_of_the_joint_law(K, d, T, missing):
    rng = np.random.default_rng(K + 10 * d)
    theta = system(K, d, rng)
    x = rng.normal(size=(2, T, d))
    x[rng.random(x.shape) < missing] = np.nan
    mean, cov, nz, _ = joint(theta, T)
    past = kalman_filter(theta, x)
    said = smoother(theta, past)
    for s in range(2):
        flat = x[s].ravel()
        seen = np.flatnonzero(~np.isnan(flat)) + nz
        law = (
            multivariate_normal(mean[seen], cov[np.ix_(seen, seen)])
            if len(seen)
            else None
        )
        value = law.logpdf(flat[seen - nz]) if len(seen) else 0.0
        assert past.log_c[s].sum() == pytest.approx(value, rel=1e-11, abs=1e-11)
        gain = cov[:nz, seen] @ np.linalg.pinv(cov[np.ix_(seen, seen)])
        z_mean = mean[:nz] + gain @ (flat[seen - nz] - mean[seen])
        z_cov = (cov[:nz, :nz] - gain @ cov[seen, :nz]).reshape(T, K, T, K)
        np.testing.assert_allclose(said.mean[s].ravel(), z_mean, atol=1e-9)
        which = s if len(said.cov) > 1 else 0
        for t in range(T):
            np.testing.assert_allclose(said.cov[which, t], z_cov[t, :, t], atol=1e-9)
            if t:
                np.testing.assert_allclose(
                    said.cross[which, t - 1], z_cov[t, :, t - 1], atol=1e-9
                )


def test_filter_looks_at_the_past_alone():
    rng = np.random.default_rng(1)
    theta, x = system(2, 3, rng), rng.normal(size=(1, 9, 3))
    whole, part = kalman_filter(theta, x), kalman_filter(theta, x[:, :5])
    for a, b in zip(whole, part, strict=True):
        np.testing.assert_allclose(a[:, :5], b)


def test_sequences_of_any_length_are_as_alone():
    rng = np.random.default_rng(2)
    theta, X, lengths = system(2, 3, rng), rng.normal(size=(13, 3)), np.array([4, 1, 8])
    model = Dynamics(X, lengths)
    value, stats = model.e_step(theta)
    ends = lengths.cumsum()
    alone = [
        Dynamics(X[e - n : e], np.array([n])).e_step(theta)
        for e, n in zip(ends, lengths, strict=True)
    ]
    assert value == pytest.approx(sum(v for v, _ in alone))
    for name in stats._fields:
        parts = sum(np.asarray(getattr(one, name)) for _, one in alone)
        np.testing.assert_allclose(getattr(stats, name), parts, atol=1e-10)


def test_a_missing_frame_is_no_frame():
    """Frames missing at the end change nothing."""
    rng = np.random.default_rng(3)
    theta, X = system(2, 2, rng), rng.normal(size=(6, 2))
    longer = np.r_[X, np.full((3, 2), np.nan)]
    short, long = (kalman_filter(theta, x[None]) for x in (X, longer))
    assert long.log_c.sum() == pytest.approx(short.log_c.sum())
    np.testing.assert_allclose(
        smoother(theta, long).mean[:, :6], smoother(theta, short).mean
    )


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 20), min_size=1, max_size=4),
    K=st.integers(1, 5),
    d=st.integers(1, 4),
    noise=st.sampled_from(["diag", "spherical"]),
    unit=st.sampled_from([1e-50, 1e-3, 1.0, 1e6, 1e50]),
    data=st.sampled_from(["walk", "noise", "constant", "one constant column", "gaps"]),
    seed=st.integers(0, 999),
)
def test_the_objective_never_falls(lengths, K, d, noise, unit, data, seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(sum(lengths), d)) + 3
    if data == "walk":
        X = X.cumsum(axis=0)
    elif data == "constant":
        X[:] = 3
    elif data == "one constant column":
        X[:, 0] = 3
    elif data == "gaps":
        X[rng.random(X.shape) < 0.4] = np.nan
    model = LinearDynamics(K, noise_type=noise, max_iter=12, tol=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X * unit, lengths=lengths)  # raises ObjectiveFell where it falls
    assert (np.diff(model.history_) >= -1e-9 * abs(model.history_[:-1]) - 1e-9).all()
    assert np.isfinite(model.one_step_ahead(X * unit, lengths)).all()


def test_without_a_prior_it_is_maximum_likelihood():
    rng = np.random.default_rng(4)
    theta = system(2, 3, rng)
    model = LinearDynamics(2, init=theta, max_iter=1, tol=1e9).fit(
        rng.normal(size=(9, 3))
    )
    model.theta_ = theta
    for name in Theta._fields:
        setattr(model, f"{name}_", getattr(theta, name))
    X, _ = model.sample(150, random_state=0)
    plain = Dynamics(X, np.array([150]), prior_count=0)
    assert plain.objective == "log-likelihood"
    climbed = fit(plain, theta, max_iter=40, tol=1e-6)
    assert climbed.value == pytest.approx(
        kalman_filter(climbed.theta, X[None]).log_c.sum()
    )
    assert (np.diff(climbed.history) > -1e-9).all()
    assert climbed.value > climbed.history[0]


def test_em_finds_a_rotation():
    """Its angle and damping: the eigenvalues of A, whatever the basis of the states."""
    rng = np.random.default_rng(5)
    angle = 0.3
    A = 0.98 * np.array(
        [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    )
    z = np.zeros((2000, 2))
    for t in range(1, 2000):
        z[t] = A @ z[t - 1] + 0.3 * rng.normal(size=2)
    X = z @ rng.normal(size=(2, 5)) + 7 + 0.5 * rng.normal(size=(2000, 5))
    model = LinearDynamics(2, tol=1e-5).fit(X)
    found = np.linalg.eigvals(model.transition_)
    assert np.abs(found) == pytest.approx([0.98, 0.98], abs=0.03)
    assert np.abs(np.angle(found)) == pytest.approx([0.3, 0.3], abs=0.03)
    np.testing.assert_allclose(model.noise_, 0.25, atol=0.05)
    still = np.mean((X[1:] - X[:-1]) ** 2)
    assert np.mean((X - model.one_step_ahead(X))[1:] ** 2) < 0.7 * still
    assert model.degenerate_ == ""


def test_gaps_are_filled_from_both_sides():
    rng = np.random.default_rng(6)
    t = np.arange(200)
    clean = np.column_stack([np.sin(t / 7), np.cos(t / 7), np.sin(t / 7 + 1)])
    X = clean + 0.05 * rng.normal(size=clean.shape)
    gappy = X.copy()
    gappy[90:100] = np.nan
    model = LinearDynamics(2, max_iter=300, tol=1e-3).fit(gappy)
    filled = model.reconstruct(gappy)[90:100]
    assert np.abs(filled - clean[90:100]).max() < 0.15


def test_draws_have_the_laws_of_the_model():
    """4,000 sequences of 3: means within 6 standard errors, covariances within 9 %."""
    rng = np.random.default_rng(7)
    theta = system(2, 2, rng)
    model = LinearDynamics(2, init=theta, max_iter=1, tol=1e9).fit(
        rng.normal(size=(9, 2))
    )
    model.theta_ = theta
    for name in Theta._fields:
        setattr(model, f"{name}_", getattr(theta, name))
    draws = np.array([model.sample(3, random_state=s)[0].ravel() for s in range(4000)])
    mean, cov, nz, _ = joint(theta, 3)
    error = np.sqrt(np.diag(cov)[nz:] / 4000)
    assert (np.abs(draws.mean(axis=0) - mean[nz:]) < 6 * error).all()
    root = np.sqrt(np.diag(cov)[nz:])
    off = (np.cov(draws.T) - cov[nz:, nz:]) / np.outer(root, root)
    assert np.abs(off).max() < 0.14  # 6 standard errors of a variance
    quiet, z = model.sample(5, random_state=1, noise=False)
    np.testing.assert_allclose(quiet, z @ theta.loading.T + theta.offset)


def test_it_goes_on_from_given_frames():
    """2,000 next frames: their mean is the forecast, within 6 standard errors."""
    X = np.random.default_rng(11).normal(size=(30, 2)).cumsum(axis=0)
    model = LinearDynamics(1, tol=0.1).fit(X)
    unknown = np.full((1, 2), np.nan)
    forecast = model.one_step_ahead(np.r_[X, unknown])[-1]
    nexts = [model.sample(1, random_state=s, after=X)[0][0] for s in range(2000)]
    error = np.std(nexts, axis=0) / np.sqrt(2000)
    assert (np.abs(np.mean(nexts, axis=0) - forecast) < 6 * error).all()
    assert np.abs(forecast - model.sample(1, random_state=0)[0][0]).max() > 1


def test_the_first_guess_makes_no_move_between_sequences():
    X = np.r_[np.zeros(20), np.full(20, 9.0)][:, None]
    X += 0.01 * np.sin(np.arange(40))[:, None]
    apart = first_guess(X, np.array([20, 20]), 1, False, np.random.default_rng(0))
    joined = first_guess(X, np.array([40]), 1, False, np.random.default_rng(0))
    assert apart.state_noise[0, 0] < 0.0101 < 0.05 < joined.state_noise[0, 0]


def test_squarem_climbs_at_least_as_high():
    rng = np.random.default_rng(8)
    X = rng.normal(size=(60, 3)).cumsum(axis=0)
    model = Dynamics(X, np.array([60]), 1e-3)
    theta = first_guess(X, np.array([60]), 2, False, rng)
    plain = fit(model, theta, max_iter=60, tol=0)
    leaps = fit(model, theta, max_iter=20, tol=0, climb=squarem)
    assert leaps.value > plain.value - 0.5


def test_one_noise_for_all_is_the_mean_of_the_noises():
    """With states known to be 0 the M-step's variance is the data's mean square."""
    X = np.random.default_rng(10).normal(size=(50, 3)) * [1, 2, 3]
    model = LinearDynamics(
        1, noise_type="spherical", prior_count=0, max_iter=1, tol=1e9
    )
    model.fit(X)
    said = model.smooth(X)
    _, stats = Dynamics(X, np.array([50]), 0, spherical=True).e_step(model.theta_)
    noise = Dynamics(X, np.array([50]), 0, spherical=True).m_step(stats).noise
    each = Dynamics(X, np.array([50]), 0).m_step(stats).noise
    np.testing.assert_allclose(noise, each.mean())
    assert said.mean.shape == (1, 50, 1)


def test_a_column_without_noise_is_flagged():
    X = np.random.default_rng(9).normal(size=(30, 2)).cumsum(axis=0)
    model = Dynamics(X, np.array([30]), 1e-3)
    theta = first_guess(X, np.array([30]), 1, False, np.random.default_rng(0))
    assert model.degenerate(theta) == ""
    silent = theta._replace(noise=model.spread * [1, 5e-5])
    assert "column 1 of X has no noise left" in model.degenerate(silent)


def test_every_check_of_scikit_learn_passes():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = check_estimator(LinearDynamics(), on_fail=None)
    assert [r["check_name"] for r in results if r["status"] == "failed"] == []
    skipped = {r["check_name"] for r in results if r["status"] == "skipped"}
    assert skipped <= {"check_array_api_input"}  # needs SCIPY_ARRAY_API


def test_pickle_and_clone():
    X = np.random.default_rng(0).normal(size=(40, 3)).cumsum(axis=0)
    model = LinearDynamics(2, max_iter=5, tol=1e9).fit(X, lengths=[20, 20])
    again = pickle.loads(pickle.dumps(model))
    assert again.score(X) == model.score(X) != model.score(X, lengths=[20, 20])
    assert clone(model).get_params() == model.get_params()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda X: LinearDynamics(0).fit(X), "n_components must be a whole number"),
        (
            lambda X: LinearDynamics(prior_count=-1).fit(X),
            "prior_count must be at least",
        ),
        (
            lambda X: LinearDynamics().fit(X, lengths=[3]),
            "lengths sum to 3, but X has 9",
        ),
        (
            lambda X: LinearDynamics(tol=1e9).fit(X).sample(0),
            "n_samples must be at least",
        ),
        (lambda X: LinearDynamics().fit(X * np.inf), "infinity"),
    ],
)
def test_bad_input_is_named(make, words):
    with pytest.raises(ValueError, match=words):
        make(np.random.default_rng(0).normal(size=(9, 2)))


def test_padded():
    x = padded(np.arange(6.0).reshape(3, 2), np.array([1, 2]))
    assert x.shape == (2, 2, 2) and np.isnan(x[0, 1]).all() and x[1, 1, 1] == 5

"""The EM explorer's algorithms against coursekit.em, half-step by half-step, and its traits."""

import math

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.datasets import faithful
from coursekit.em import bound
from coursekit.em.gaussian_density import log_joint, normalise
from coursekit.em.gaussian_mixture import (
    COVARIANCE_TYPES,
    FLOOR,
    GaussianMixture,
    Mixture,
    log_prior,
    m_step,
    round_balls,
)
from coursekit.widgets import EMExplorer
from coursekit.widgets import em_explorer as module

from .javascript import ROOT, run_javascript

GEYSER = np.column_stack(faithful())
CLIMB = """
  const { pairs, kind, means, hasPrior, steps } = data;
  const prepared = em_climb.prepare(pairs, kind);
  const centres = means.map((mean) => gaussian_mixture.toUnit(mean, prepared.unit));
  const climb = new em_climb.Climb(prepared, centres, hasPrior, -1); // never ends
  while (climb.iterations < steps >> 1 && climb.advance());
"""


def javascript_climb(pairs, kind, means, has_prior, steps, body=""):
    what = body or (
        "return Array.from({ length: steps + 1 }, (_, n) => climb.at(n))"
        ".map(({ resp, ...rest }) => ({ ...rest, resp: resp?.map((r) => [...r]) }));"
    )
    given = {"pairs": np.asarray(pairs).tolist(), "means": np.asarray(means).tolist()}
    given |= {"kind": kind, "hasPrior": has_prior, "steps": steps}
    return run_javascript(CLIMB + what, given)


def as_matrices(covariances, kind, K):
    """Covariances of any type as K matrices."""
    if kind == "spherical":
        return covariances[:, None, None] * np.eye(2)
    if kind == "diag":
        return covariances[:, :, None] * np.eye(2)
    return np.broadcast_to(covariances, (K, 2, 2))


def python_climb(X, kind, means, has_prior, steps):
    """The same half-steps by the package: theta, responsibilities, value and bound."""
    K = len(means)
    model = Mixture(X, K, kind, prior="weak" if has_prior else None)
    centres = (means - model.unit.centre) / model.unit.scale
    theta, resp = round_balls(centres, 1 / K, kind), None
    shift = -len(X) * np.log(model.unit.scale).sum()
    made = []
    for n in range(steps + 1):
        if n % 2:
            _, stats = model.e_step(theta)
            resp = bound.responsibilities(log_joint(model.X, theta))
        elif n:
            theta = model.m_step(stats)
        joint = log_joint(model.X, theta)
        constants = shift + (log_prior(theta, model.prior) if has_prior else 0.0)
        value = bound.log_sum_exp(joint).sum() + constants
        assert value == pytest.approx(model.e_step(theta)[0], rel=1e-12)
        low = None if n == 0 else bound.lower_bound(resp, joint) + constants
        made.append((theta, resp, value, low))
    return made


@pytest.mark.parametrize("has_prior", [True, False])
@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
@pytest.mark.parametrize("K", [1, 2, 5])
def test_every_half_step_equals_python(kind, has_prior, K):
    means = GEYSER[[0, 1, 8, 40, 100]][:K]
    steps = 40 if has_prior else 20
    python = python_climb(GEYSER, kind, means, has_prior, steps)
    javascript = javascript_climb(GEYSER, kind, means, has_prior, steps)
    assert len(python) == len(javascript) == steps + 1
    for n, (here, (theta, resp, value, low)) in enumerate(
        zip(javascript, python, strict=True)
    ):
        same = dict(rtol=1e-9, atol=1e-9, err_msg=f"half-step {n}")
        np.testing.assert_allclose(here["theta"]["weights"], theta.weights, **same)
        np.testing.assert_allclose(here["theta"]["means"], theta.means, **same)
        xx, xy, yy = np.array(here["theta"]["covariances"]).T
        matrices = np.stack([xx, xy, xy, yy], axis=1).reshape(-1, 2, 2)
        wanted = as_matrices(theta.covariances, kind, K)
        np.testing.assert_allclose(matrices, wanted, **same)
        np.testing.assert_allclose(here["value"], value, **same)
        if n == 0:
            assert here["bound"] is None and "resp" not in here
            continue
        np.testing.assert_allclose(np.array(here["resp"]).T, resp, **same)
        np.testing.assert_allclose(here["bound"], low, **same)


def test_the_bound_touches_after_e_and_both_rise_after_m():
    made = javascript_climb(GEYSER, "full", GEYSER[[0, 1, 8]], True, 30)
    for n in range(1, 31):
        now, before = made[n], made[n - 1]
        if n % 2:
            assert now["bound"] == now["value"] == before["value"]
        else:
            assert before["bound"] < now["bound"] <= now["value"]
            assert before["value"] < now["value"]


def test_a_responsibility_is_never_below_the_root_of_the_smallest_number():
    """A point a hundred deviations from one of two means: exp(-5000) is 0, and log 0 has
    no answer; both languages stop at the same number."""
    X, means = (
        np.array([[0.0, 0.0], [100.0, 0.0]]),
        np.array([[0.0, 0.0], [100.0, 0.0]]),
    )
    theta = round_balls(means, 1.0, "full")
    log_resp = log_joint(X, theta).T.copy()
    normalise(log_resp)
    javascript = run_javascript(
        """const points = gaussian_mixture.toPoints(data.X);
        const covariances = [[1, 0, 1], [1, 0, 1]];
        const theta = { weights: [0.5, 0.5], means: data.means, covariances };
        return gaussian_mixture.eStep(points, theta).resp.map((row) => [...row]);""",
        {"X": X.tolist(), "means": means.tolist()},
    )
    least = np.sqrt(np.finfo(float).tiny)
    np.testing.assert_allclose(javascript, [[1, least], [least, 1]], rtol=1e-12)
    np.testing.assert_allclose(javascript, log_resp, rtol=1e-12)


def test_a_spike_is_held_by_the_floor_and_named():
    """One of two components on two equal points: its variances go to the floor."""
    X = np.array([[0, 0], [0, 0], [5, 5], [6, 4], [7, 6], [5, 7], [4, 6], [6, 6]])
    body = "return [climb.collapsed(), climb.thetas.at(-1).covariances, climb.values];"
    means = [[0, 0], [6, 6]]
    spike, covariances, values = javascript_climb(X, "full", means, False, 200, body)
    assert spike == 0
    np.testing.assert_allclose(covariances[0], [FLOOR, 0, FLOOR], atol=1e-12)
    assert (np.diff(values) > -1e-9).all()
    spike, *_ = javascript_climb(X, "full", means, True, 200, body)
    assert spike == -1


@pytest.mark.parametrize("floor", [0.5, 2.0, 5.0])
def test_clipping_raises_eigenvalues_and_keeps_the_axes(floor):
    """Against NumPy's eigenvalues; the matrix has 0.6 and 3.4."""
    xx, xy, yy = run_javascript(
        f"return gaussian_mixture.clip([1, 0.97979589711, 3], {floor});"
    )
    values, vectors = np.linalg.eigh([[1, 0.97979589711], [0.97979589711, 3]])
    wanted = vectors * np.maximum(values, floor) @ vectors.T
    np.testing.assert_allclose([[xx, xy], [xy, yy]], wanted, atol=1e-10)


class Uniforms:
    """A RandomState whose choices come from uniforms that are kept, as JavaScript's do."""

    def __init__(self, seed):
        self.rng, self.used = np.random.default_rng(seed), []

    def uniform(self):
        self.used.append(self.rng.random())
        return self.used[-1]

    def choice(self, n, size=None, replace=True, p=None):
        if size is not None:  # a permutation, by Fisher and Yates
            order = np.arange(n)
            for i in range(n - 1, 0, -1):
                j = math.floor(self.uniform() * (i + 1))
                order[[i, j]] = order[[j, i]]
            return order[:size]
        mass = np.full(n, 1 / n) if p is None else p
        return np.cumsum(mass).searchsorted(self.uniform(), side="right")


@pytest.mark.parametrize("spread", [True, False])
def test_starts_are_seeded_as_in_python(spread):
    for seed in range(10):
        rng, model = Uniforms(seed), Mixture(GEYSER, 6)
        python = model.seeds(rng, spread)
        javascript, used = run_javascript(
            """let used = 0;
            const random = { uniform: () => data.u[used++] };
            const { points } = em_climb.prepare(data.pairs, "full");
            return [gaussian_mixture.seeds(points, 6, random, data.spread), used];""",
            {"u": rng.used, "pairs": GEYSER.tolist(), "spread": spread},
        )
        np.testing.assert_allclose(javascript, python, rtol=1e-12, atol=1e-12)
        assert used == len(rng.used)


def test_starts_of_points_that_are_all_the_same():
    assert (
        run_javascript(
            """const { points } = em_climb.prepare([[2, 3], [2, 3], [2, 3]], "full");
        return em_climb.drawMeans({ points }, 3, { seed: 1, attempt: 0, spread: true });"""
        )
        == [[0, 0]] * 3
    )


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
def test_restarts_find_what_the_estimator_finds(kind):
    """The best of 30 starts, three components: the same maximum; places are counted."""
    fit = GaussianMixture(
        3,
        covariance_type=kind,
        n_init=30,
        tol=1e-9,
        max_iter=5000,
        race=0,
        random_state=0,
    ).fit(GEYSER)
    ends, places = run_javascript(
        """const ends = [];
        const settings = { seed: 1, spread: true, hasPrior: true, count: 30 };
        const prepared = em_climb.prepare(data.pairs, data.kind);
        for (const _ of em_climb.restarts(prepared, 3, settings, ends));
        return [ends, em_climb.places(ends)];""",
        {"pairs": GEYSER.tolist(), "kind": kind},
    )
    best = max(ends, key=lambda end: end["value"])
    assert best["value"] == pytest.approx(fit.objective_, abs=0.01)
    # EM comes near a maximum to first order in the parameters
    assert best["logLikelihood"] == pytest.approx(
        fit.score(GEYSER) * len(GEYSER), abs=0.1
    )
    assert sum(place["count"] for place in places) == len(ends) == 30
    heights = [place["value"] for place in places]
    assert heights == sorted(heights, reverse=True) and heights[0] == best["value"]
    assert [end["attempt"] for end in ends] == list(range(30))


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
def test_bic_equals_the_estimators(kind):
    """One and two components, where every start ends at the same place."""
    rows = run_javascript(
        """const rows = [];
        const settings = { seed: 1, spread: true, hasPrior: false };
        const prepared = em_climb.prepare(data.pairs, data.kind);
        for (const _ of em_climb.bicByNumber(prepared, [1, 2], settings, rows));
        return rows;""",
        {"pairs": GEYSER.tolist(), "kind": kind},
    )
    for row in rows:
        fit = GaussianMixture(
            row["K"], covariance_type=kind, prior=None, n_init=10, tol=1e-9, race=0,
            max_iter=5000, random_state=0,
        ).fit(GEYSER)  # fmt: skip
        assert row["bic"] == pytest.approx(fit.bic(GEYSER), abs=0.02)


def test_collapsed_fits_are_barred_from_bic():
    """Three points, two components: without a prior every climb ends in a spike."""
    body = """const rows = [];
        const settings = { seed: 1, spread: true, hasPrior: data };
        const prepared = em_climb.prepare([[0, 0], [1, 3], [4, 1]], "full");
        for (const _ of em_climb.bicByNumber(prepared, [2, 4], settings, rows));
        return rows;"""
    without = run_javascript(body, False)
    assert [row["bic"] for row in without] == [None, None]
    assert without[0]["collapsed"] == without[0]["starts"] == 10
    with_prior = run_javascript(body, True)
    assert with_prior[0]["bic"] is not None and with_prior[0]["collapsed"] == 0
    assert with_prior[1]["bic"] is None  # more components than points


# --- as Python sees it ---------------------------------------------------------------------


def test_old_faithful_is_there_by_default():
    explorer = EMExplorer()
    np.testing.assert_array_equal(explorer.X, GEYSER)
    assert (explorer.label, explorer.names[1]) == ("Old Faithful", "wait (minutes)")
    state = explorer.get_state()
    assert state["data"][0] == GEYSER[0].tolist() and ".sfp-em" in state["_css"]
    assert explorer.weights is explorer.means is explorer.covariances is None
    assert explorer.log_likelihood is None


@pytest.mark.parametrize("kind", COVARIANCE_TYPES)
def test_the_fit_comes_back_shaped_by_its_type(kind):
    explorer = EMExplorer(np.zeros((3, 2)), covariance_type=kind)
    same = kind in ("tied",)
    covariances = [[2, 1, 3], [2, 1, 3] if same else [4, 0, 4]]
    explorer.set_state(
        {"_fit": {"weights": [0.25, 0.75], "means": [[0, 1], [2, 3]],
                  "covariances": covariances, "log_likelihood": -7.5}}
    )  # fmt: skip
    fit = GaussianMixture(2, covariance_type=kind, random_state=0).fit(GEYSER)
    for name in ("weights", "means", "covariances"):
        assert getattr(explorer, name).shape == getattr(fit, f"{name}_").shape
    assert explorer.log_likelihood == -7.5
    with pytest.raises(AttributeError):
        explorer.means = [[0, 0]]


def test_means_by_hand_are_a_start():
    explorer = EMExplorer(GEYSER, K=2, start_means=[[2, 60], [4, 80]])
    assert explorer.start == "hand" and explorer.start_means == [[2, 60], [4, 80]]
    with pytest.raises(TraitError, match=r"start_means must be 3 pairs.*got 2"):
        explorer.K = 3
    assert explorer.K == 2
    explorer.set_state({"K": 1, "start_means": [[3, 70]]})
    assert (explorer.K, explorer.start_means) == (1, [[3, 70]])


WRONG = [
    (dict(data=[1, 2]), r"data must have shape \(n, 2\), got \(2,\)"),
    (dict(data=[["a", 1]]), "data must be an array of numbers"),
    (dict(data=[[0, np.nan]]), "data must be finite"),
    (dict(data=[[0, 2e6]]), "of size at most 1e[+]06"),
    (dict(data=np.zeros((501, 2))), "data may be 500 points at most, got 501"),
    (dict(K=0), "K must be from 1 to 8, got 0"),
    (dict(K=9), "K must be from 1 to 8, got 9"),
    (dict(K=2, start="hand"), "start_means must be 2 pairs"),
    (dict(start_means=[[0, 0]] * 9, start="random"), "start_means may be 8 at most"),
    (dict(covariance_type="round"), "covariance_type"),
    (dict(prior="strong"), "prior"),
    (dict(start="cold"), "start"),
    (dict(attempt=200), "attempt must be from 0 to 199, got 200"),
    (dict(seed=-1), "seed must be from 0"),
    (dict(n=2001), "n must be from 0 to 2000, got 2001"),
    (dict(speed=0.1), "speed must be from 0.5 to 100"),
    (dict(names=["a"]), "names must be 2, of the axes, got 1"),
    (dict(names=["a,b", "c"]), "and no comma, got 'a,b'"),
]


@pytest.mark.parametrize("settings, why", WRONG)
def test_a_wrong_setting_is_refused_and_named(settings, why):
    with pytest.raises(TraitError, match=why):
        EMExplorer(**{"data": [[0, 0], [1, 1]]} | settings)


def test_ranges_are_those_of_the_browser():
    text = (ROOT / "coursekit/widgets/js/em/session.js").read_text()
    for line in [
        f"MAX_K = {module.MAX_K};", f"MAX_POINTS = {module.MAX_POINTS};",
        f"MAX_SIZE = {module.MAX_SIZE:g};".replace("e+0", "e"),
        f"MAX_NAME = {module.MAX_NAME};", f"MAX_ATTEMPTS = {module.MAX_ATTEMPTS};",
        f"MAX_HALF_STEPS = {EMExplorer.MAX_STEPS};", "SPEEDS = [0.5, 100];",
    ]:  # fmt: skip
        assert f"export const {line}" in text
    assert EMExplorer.SPEEDS == (0.5, 100)


def test_the_m_step_of_given_sums_is_the_twins_m_step():
    """Hard responsibilities, by the package's own sums: a check that shares no E-step."""
    model = Mixture(GEYSER, 2, "full", prior="weak")
    hard = np.eye(2)[(GEYSER[:, 0] > 3).astype(int)]
    theta = m_step(model.from_resp(hard), model.prior)
    javascript = run_javascript(
        """const { points } = em_climb.prepare(data.pairs, "full");
        const resp = data.resp.map((row) => Float64Array.from(row));
        return gaussian_mixture.mStep(points, resp, "full", gaussian_mixture.weakPrior(2));""",
        {"pairs": GEYSER.tolist(), "resp": hard.T.tolist()},
    )
    np.testing.assert_allclose(javascript["means"], theta.means, rtol=1e-10)
    xx, xy, yy = np.array(javascript["covariances"]).T
    np.testing.assert_allclose(
        np.stack([xx, xy, xy, yy], axis=1).reshape(-1, 2, 2),
        theta.covariances,
        rtol=1e-10,
    )

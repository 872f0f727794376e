"""The GAN lab's networks, losses, penalties, updates and measures against PyTorch and NumPy."""

import itertools
import json
import re

import numpy as np
import pytest
import torch
from scipy.stats import entropy
from traitlets import TraitError

from coursekit.gan import losses
from coursekit.gan.coverage import coverage
from coursekit.gan.toys import ring
from coursekit.widgets import GANLab, gan_lab

from .javascript import ALGORITHMS, run_javascript

# A loss of the lab has the name of the package's.
LOSSES = {
    name: getattr(losses, name.upper())
    for name in ["non_saturating", "minimax", "least_squares", "hinge", "wasserstein"]
}
ACTIVATIONS = {
    "relu": torch.nn.ReLU,
    "leaky_relu": lambda: torch.nn.LeakyReLU(0.2),
    "tanh": torch.nn.Tanh,
}
PENALTIES = ["none", "clip", "gradient", "r1"]
RING_SD = 0.07
N = 24
JS = ALGORITHMS.parent


def mlp(sizes, activation, seed):
    """A torch network, float64, with weights drawn by NumPy and larger than by default."""
    layers = []
    for inputs, outputs in itertools.pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs), ACTIVATIONS[activation]()]
    net = torch.nn.Sequential(*layers[:-1]).double()
    rng = np.random.default_rng(seed)
    with torch.no_grad():
        for parameter in net.parameters():
            values = rng.uniform(-0.9, 0.9, tuple(parameter.shape))
            parameter.copy_(torch.tensor(values))
    return net


def flat(tensors) -> np.ndarray:
    return torch.cat([t.detach().reshape(-1) for t in tensors]).numpy()


def theta(net) -> list[float]:
    return flat(net.parameters()).tolist()


def batch(seed, dim=2, n=N):
    return torch.tensor(np.random.default_rng(seed).normal(size=(n, dim)))


def penalty_of(D, kind, strength, real, fake, eps):
    """The penalty by automatic differentiation, its norm over each sample's own gradient."""
    if kind not in ("gradient", "r1"):
        return torch.zeros((), dtype=torch.float64)
    x = real if kind == "r1" else eps * real + (1 - eps) * fake
    x = x.detach().requires_grad_()
    (grad,) = torch.autograd.grad(D(x).sum(), x, create_graph=True)
    norms = grad.norm(dim=1)
    return (
        strength / 2 * (norms**2).mean()
        if kind == "r1"
        else strength * ((norms - 1) ** 2).mean()
    )


def close(got, wanted, tolerance=1e-9):
    np.testing.assert_allclose(got, wanted, rtol=tolerance, atol=tolerance)


# --- derivatives ---------------------------------------------------------------------------

DERIVATIVES = """
  return data.map(({ sizes, activation, theta, real, fake, eps, live }) => {
    const D = new gan_network.Network(sizes, activation, theta);
    const { value, gradient } = gan_losses.discriminatorLoss(
      D, Float64Array.from(real), Float64Array.from(fake), live, { uniform: () => eps.shift() });
    const G = gan_losses.generatorLoss(D, Float64Array.from(fake), fake.length / 2, live);
    return { value, gradient, G: G.value, dFake: G.dFake, left: eps.length };
  });
"""
NETWORKS = list(itertools.product(ACTIVATIONS, [0, 1, 3]))


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("loss", LOSSES)
def test_losses_penalties_and_their_gradients_equal_torch(loss, penalty):
    real, fake = batch(1), 2 * batch(2)
    eps = torch.tensor(np.linspace(0, 0.99, N))[:, None]
    cases = [([2, *[7] * depth, 1], name) for name, depth in NETWORKS]
    nets = [mlp(*case, seed) for seed, case in enumerate(cases)]
    points = {
        k: v.ravel().tolist() for k, v in dict(real=real, fake=fake, eps=eps).items()
    }
    live = {"loss": loss, "penalty": penalty, "strength": 3.7}
    made = run_javascript(
        DERIVATIVES,
        [
            {
                "sizes": sizes,
                "activation": name,
                "theta": theta(D),
                "live": live,
                **points,
            }
            for (sizes, name), D in zip(cases, nets, strict=True)
        ],
    )
    loss_D, loss_G, _ = LOSSES[loss]
    for got, D in zip(made, nets, strict=True):
        value = loss_D(D(real), D(fake)) + penalty_of(D, penalty, 3.7, real, fake, eps)
        # a critic's loss has no derivative by its last bias
        grads = torch.autograd.grad(value, list(D.parameters()), materialize_grads=True)
        close(got["value"], value.item())
        close(got["gradient"], flat(grads))
        x = fake.clone().requires_grad_()
        value = loss_G(D(x))
        close(got["G"], value.item())
        close(np.reshape(got["dFake"], (N, 2)), torch.autograd.grad(value, x)[0])
        assert got["left"] == (0 if penalty == "gradient" else N)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_penalty_on_any_function_of_the_input_gradient_equals_torch(activation):
    """With two inputs only a norm over the wrong axis could still pass; here are three."""
    D = mlp([3, 6, 5, 1], activation, seed=8)
    x = batch(3, 3).requires_grad_()
    (grad,) = torch.autograd.grad(D(x).sum(), x, create_graph=True)
    value = 2 * ((grad.norm(dim=1) - 1) ** 2).mean()
    wanted = torch.autograd.grad(value, list(D.parameters()), materialize_grads=True)
    got = run_javascript(
        """
        const D = new gan_network.Network([3, 6, 5, 1], data.activation, data.theta);
        const gradient = new Float64Array(D.theta.length);
        const x = Float64Array.from(data.x);
        return { value: gan_losses.gradientPenalty(D, x, x.length / 3, 2, gradient), gradient };
        """,
        {
            "activation": activation,
            "theta": theta(D),
            "x": x.detach().ravel().tolist(),
        },
    )
    close(got["value"], value.item())
    close(got["gradient"], flat(wanted))


def test_no_loss_overflows_where_d_is_sure():
    got = run_javascript(
        """
        const values = [-800, 800];
        return Object.values(gan_losses.LOSSES).flatMap((loss) => Object.values(loss)
          .flatMap((pair) => pair.flatMap((f) => values.map((v) => f(v)))));
        """
    )
    assert all(isinstance(value, (int, float)) for value in got)


# --- steps ---------------------------------------------------------------------------------

LIVE = {
    "loss": "non_saturating",
    "penalty": "none",
    "strength": 1.0,
    "k_D": 1,
    "k_G": 1,
    "optimizer": "adam",
    "lr_D": 0.01,
    "lr_G": 0.02,
    "beta1": 0.5,
    "batch": N,
}
SETUP = {
    "data": "ring",
    "points": [],
    "noise": "gaussian",
    "noise_dim": 2,
    "layers_G": 2,
    "width_G": 9,
    "layers_D": 2,
    "width_D": 8,
    "activation": "tanh",
    "seed": 3,
}
STEPS = """
  const used = [];
  const recorded = (source) => ({
    uniform: () => { used.push(source.uniform()); return used.at(-1); },
    normal: () => { used.push(source.normal()); return used.at(-1); },
  });
  const { G, D } = gan_training.makePlayers(data.setup, data.theta);
  const setup = { ...data.setup, data: gan_data.dataOf(data.setup.data) };
  const made = data.kinds.map((kind, k) => gan_training.trainStep(
    { G, D }, setup, data.live, kind, recorded(random.seededRandom(1, k))));
  return { G: G.network.theta, D: D.network.theta, used,
    losses: made.map(({ D, G }) => [D?.loss ?? null, G?.loss ?? null]),
    norms: made.map(({ D, G }) => [D?.norm ?? null, G?.norm ?? null]) };
"""


class Replay:
    """The numbers that the JavaScript drew, in its order."""

    def __init__(self, numbers):
        self.numbers = iter(numbers)

    def take(self, n):
        return np.array([next(self.numbers) for _ in range(n)])

    def real(self):
        """A batch of the ring: a mode, then two normals, for each point."""
        mode, dx, dy = self.take(3 * N).reshape(N, 3).T
        angle = 2 * np.pi * np.floor(8 * mode) / 8
        x = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        return torch.tensor(x + RING_SD * np.stack([dx, dy], axis=1))

    def noise(self, dim=2):
        return torch.tensor(self.take(N * dim).reshape(N, dim))


def torch_steps(live, kinds, used, G, D):
    """The same steps in torch, with detached fakes and automatic differentiation."""
    if live["optimizer"] == "adam":
        make = torch.optim.Adam
        more = {"betas": (live["beta1"], 0.99), "eps": 1e-8}
    else:
        make, more = torch.optim.SGD, {}
    opt_D = make(D.parameters(), lr=live["lr_D"], **more)
    opt_G = make(G.parameters(), lr=live["lr_G"], **more)
    loss_D, loss_G, _ = LOSSES[live["loss"]]
    replay, values, norms = Replay(used), [], []
    for kind in kinds:
        values.append([None, None])
        norms.append([None, None])
        for _ in range(live["k_D"] if kind != "G" else 0):
            real, fake, eps = replay.real(), G(replay.noise()).detach(), None
            if live["penalty"] == "gradient":
                eps = torch.tensor(replay.take(N))[:, None]
            value = loss_D(D(real), D(fake)) + penalty_of(
                D, live["penalty"], live["strength"], real, fake, eps
            )
            opt_D.zero_grad(set_to_none=False)
            value.backward()
            norms[-1][0] = np.linalg.norm(flat(p.grad for p in D.parameters()))
            opt_D.step()
            if live["penalty"] == "clip":
                for p in D.parameters():
                    p.data.clamp_(-live["strength"], live["strength"])
            values[-1][0] = value.item()
        for _ in range(live["k_G"] if kind != "D" else 0):
            value = loss_G(D(G(replay.noise())))
            opt_G.zero_grad()
            value.backward()
            norms[-1][1] = np.linalg.norm(flat(p.grad for p in G.parameters()))
            opt_G.step()
            values[-1][1] = value.item()
    assert next(replay.numbers, None) is None, "both must use as many numbers"
    return values, norms


CASES = [
    {},
    {"optimizer": "sgd", "lr_D": 0.1, "lr_G": 0.1},
    {"loss": "minimax", "beta1": 0.9},
    {"loss": "least_squares", "penalty": "r1", "beta1": 0.0},
    {"loss": "hinge", "k_G": 2},
    {"loss": "wasserstein", "penalty": "gradient", "k_D": 3, "strength": 10.0},
    {"loss": "wasserstein", "penalty": "clip", "strength": 0.1},
    {"penalty": "gradient", "optimizer": "sgd"},
]


@pytest.mark.parametrize("activation", ["tanh", "leaky_relu"])
@pytest.mark.parametrize("change", CASES, ids=str)
def test_parameters_after_several_updates_equal_torch(change, activation):
    live, setup = LIVE | change, SETUP | {"activation": activation}
    kinds = ["both", "both", "D", "both", "G", "both"]
    G, D = mlp([2, 9, 9, 2], activation, 5), mlp([2, 8, 8, 1], activation, 6)
    start = {"G": theta(G), "D": theta(D)}
    got = run_javascript(
        STEPS, {"setup": setup, "live": live, "kinds": kinds, "theta": start}
    )
    values, norms = torch_steps(live, kinds, got["used"], G, D)
    for name, net in [("G", G), ("D", D)]:
        moved = np.abs(np.array(start[name]) - theta(net)).max()
        assert moved > 1e-3, "the updates must be seen"
        close(got[name], theta(net), 1e-6)
    close(np.array(got["losses"], float), np.array(values, float), 1e-6)
    close(np.array(got["norms"], float), np.array(norms, float), 1e-6)


# --- measures ------------------------------------------------------------------------------

SETS = {"line": None, "gaussians": 2, "ring": 8, "blobs": 3, "grid": 25}


def cloud(seed, n=2500, scale=0.7):
    """Samples of which some lie off the grid."""
    return np.random.default_rng(seed).normal(scale=scale, size=(n, 2))


def test_divergences_count_every_sample():
    a, b = cloud(1), cloud(2, scale=0.5) + 0.2
    a[:5] = 9.0  # off the grid, and counted
    got = run_javascript(
        """
        const [p, q] = data.map((x) => gan_measures.histogram(Float64Array.from(x)));
        return { p, q, kl: gan_measures.kullbackLeibler(p, q),
          js: gan_measures.jensenShannon(p, q) };
        """,
        [a.ravel().tolist(), b.ravel().tolist()],
    )
    edges = np.linspace(-1.6, 1.6, 21)
    counts = []
    for x in (a, b):
        inside = np.histogram2d(x[:, 1], x[:, 0], bins=(edges, edges))[0].ravel()
        counts.append(np.append(inside, len(x) - inside.sum()))
    np.testing.assert_array_equal([got["p"], got["q"]], counts)
    assert sum(got["p"]) == 2500 and got["p"][-1] >= 5
    p, q = ((c + 0.05) / (c + 0.05).sum() for c in counts)
    close(got["kl"], entropy(p, q))
    p, q = (c / c.sum() for c in counts)
    close(got["js"], (entropy(p, (p + q) / 2) + entropy(q, (p + q) / 2)) / 2)


def test_divergences_at_their_ends():
    got = run_javascript(
        """
        const at = (value) => gan_measures.histogram(new Float64Array(400).fill(value));
        return [gan_measures.jensenShannon(at(0.1), at(0.9)),
          gan_measures.jensenShannon(at(0.1), at(0.1)),
          gan_measures.kullbackLeibler(at(0.1), at(0.1))];
        """
    )
    close(got, [np.log(2), 0, 0])


@pytest.mark.parametrize("scale", [0.08, 3.0])
def test_modes_are_counted_as_in_the_package(scale):
    rng = np.random.default_rng(4)
    modes = ring(sd=RING_SD)
    x = modes.centres.numpy()[rng.integers(5, size=900)]
    x = x + rng.normal(scale=scale, size=(900, 2))
    got = run_javascript(
        "return gan_measures.modeCoverage(Float64Array.from(data), gan_data.dataOf('ring'));",
        x.ravel().tolist(),
    )
    wanted = coverage(torch.tensor(x), modes)
    assert got["modes"] == wanted.modes
    close(
        [got["quality"], got["reverse_kl"]], [wanted.quality, wanted.reverse_kl], 1e-6
    )
    close(sum(got["shares"]), 1)


@pytest.mark.parametrize("name, modes", SETS.items())
def test_data_are_drawn_from_the_density_that_is_shown(name, modes):
    got = run_javascript(
        """
        const it = gan_data.dataOf(data);
        return { ...it, x: gan_data.sample(it, 20000, random.seededRandom(1)),
          p: gan_data.density(it, 80), blurred: gan_data.density(it, 40, 0.1) };
        """,
        name,
    )
    assert got["hasModes"] == (modes is not None)
    assert not modes or len(got["centres"]) == modes
    x, centres, sd = np.reshape(got["x"], (-1, 2)), np.array(got["centres"]), got["sd"]
    cell = 3.2 / 80
    # the middle of each of the grid's cells holds its mass to a percent or two
    np.testing.assert_allclose(np.sum(got["p"]) * cell**2, 1, atol=2e-3)
    counts = np.histogram2d(x[:, 1], x[:, 0], bins=[np.linspace(-1.6, 1.6, 9)] * 2)[0]
    blocks = np.reshape(got["p"], (8, 10, 8, 10)).sum(axis=(1, 3)) * cell**2
    # 20,000 draws: a block's share is off by less than .018 = 5 standard errors
    np.testing.assert_allclose(counts / len(x), blocks, atol=0.02)
    at = -1.6 + (np.arange(40) + 0.5) * 0.08
    grid = np.stack(np.meshgrid(at, at), axis=-1).reshape(-1, 1, 2)
    wide = sd**2 + 0.01
    squared = ((grid - centres) ** 2).sum(axis=2)
    wanted = np.exp(-squared / 2 / wide).mean(axis=1) / (2 * np.pi * wide)
    np.testing.assert_allclose(got["blurred"], wanted, atol=1e-9)


def test_the_best_reply_is_p_over_p_plus_q_on_kernel_densities():
    x = cloud(5, n=400, scale=0.6)
    q, best = run_javascript(
        """
        const x = Float64Array.from(data);
        return [gan_measures.kernelDensity(x, 40, 0.1),
          gan_measures.bestReply(gan_data.dataOf("ring"), x, 40)];
        """,
        x.ravel().tolist(),
    )
    at = -1.6 + (np.arange(40) + 0.5) * 0.08
    grid = np.stack(np.meshgrid(at, at), axis=-1).reshape(-1, 1, 2)
    squared = ((grid - x) ** 2).sum(axis=2)
    direct = np.exp(-squared / 2 / 0.01).mean(axis=1) / (2 * np.pi * 0.01)
    # sharing a sample among four middles widens the kernel a little
    np.testing.assert_allclose(q, direct, atol=0.1 * direct.max())
    np.testing.assert_allclose(np.sum(q), direct.sum(), rtol=5e-3)
    angle = 2 * np.pi * np.arange(8) / 8
    centres = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    squared = ((grid - centres) ** 2).sum(axis=2)
    wide = RING_SD**2 + 0.01
    p = np.exp(-squared / 2 / wide).mean(axis=1) / (2 * np.pi * wide)
    best = np.array(best, float)
    sure = p + direct > 0.05
    assert np.isnan(best[p + direct < 0.005]).all()
    np.testing.assert_allclose(best[sure], (p / (p + direct))[sure], atol=0.08)
    p, q = p[sure], np.array(q)[sure]
    np.testing.assert_allclose(best[sure], p / (p + q), atol=1e-6)


# --- runs ----------------------------------------------------------------------------------

RUN = """
  const make = (setup = {}, live = {}) =>
    new gan_run.Run({ ...data.setup, ...setup }, { ...data.live, ...live });
  const train = (run, steps) => { for (let k = 0; k < steps; k++) run.advance(); return run; };
  const all = (run) => [...run.players.G.network.theta, ...run.players.D.network.theta];
"""
SMALL = {"setup": SETUP, "live": LIVE}


def test_any_step_is_made_again_exactly():
    got = run_javascript(
        RUN
        + """
        const run = make();
        run.keptLimit = 8; // so that most steps are made again from far
        const seen = [all(run)];
        const kinds = ["both", "D", "G"];
        for (let k = 0; k < 60; k++) {
          if (k === 25) run.use({ ...data.live, loss: "hinge", optimizer: "sgd", lr_D: 0.1 });
          run.advance(kinds[k % 7 < 5 ? 0 : (k % 2) + 1]);
          seen.push(all(run));
        }
        const history = structuredClone(run.history);
        const again = [59, 24, 25, 26, 0, 1, 44, 60].map((n) => {
          run.goTo(n);
          return JSON.stringify(all(run)) === JSON.stringify(seen[n]) && run.n === n;
        });
        const same = JSON.stringify(history) === JSON.stringify(run.history);
        return { again, same, length: run.length, kept: run.kept.length, live: run.liveAt(30).loss,
          before: run.liveAt(24).loss };
        """,
        SMALL,
    )
    assert got["again"] == [True] * 8 and got["same"] and got["length"] == 60
    assert got["kept"] <= 8
    assert (got["live"], got["before"]) == ("hinge", "non_saturating")


def test_another_way_from_the_past_forgets_the_old_one():
    got = run_javascript(
        RUN
        + """
        const run = train(make(), 40);
        run.goTo(20);
        run.advance();  // the log's
        const followed = run.length;
        run.goTo(20);
        run.advance("D");
        const other = [run.length, run.history.lossG.length, run.measured.length];
        run.goTo(10);
        run.use({ ...data.live, lr_D: 1e-3 });
        const fresh = train(make(), 10);
        fresh.use({ ...data.live, lr_D: 1e-3 });
        const same = JSON.stringify(all(train(run, 5))) === JSON.stringify(all(train(fresh, 5)));
        return { followed, other, same, length: run.length };
        """,
        SMALL,
    )
    assert got == {"followed": 40, "other": [21, 21, 3], "same": True, "length": 15}


def test_only_the_player_that_steps_moves():
    got = run_javascript(
        RUN
        + """
        const run = make();
        const [G, D] = [run.players.G.network, run.players.D.network];
        const start = [G.theta.slice(), D.theta.slice()].map(String);
        run.advance("D");
        const one = [String(G.theta) === start[0], String(D.theta) === start[1]];
        const middle = String(D.theta);
        run.advance("G");
        return [...one, String(G.theta) === start[0], String(D.theta) === middle];
        """,
        SMALL,
    )
    assert got == [True, False, False, True]


def test_arrows_are_the_chosen_losses_own_gradient():
    """Not D's gradient: the losses differ in length, and one of them vanishes."""
    D, x = mlp([2, 9, 1], "tanh", seed=2), 1.5 * batch(9)
    with torch.no_grad():
        D[-1].bias -= 3  # D is sure that these are fakes
    got = run_javascript(
        """
        const D = new gan_network.Network([2, 9, 1], "tanh", data.theta);
        return Object.fromEntries(Object.keys(gan_losses.LOSSES).map((loss) =>
          [loss, gan_losses.descents(D, Float64Array.from(data.x), loss)]));
        """,
        {"theta": theta(D), "x": x.ravel().tolist()},
    )
    lengths = {}
    for name, (_, generator, _) in LOSSES.items():
        fake = x.clone().requires_grad_()
        (grad,) = torch.autograd.grad(N * generator(D(fake)), fake)
        close(np.reshape(got[name], (N, 2)), -grad)
        lengths[name] = grad.norm(dim=1).mean()
    assert lengths["minimax"] < 0.2 * lengths["non_saturating"]


# --- situations ----------------------------------------------------------------------------

PLAY = """
  const settings = gan_presets.PRESETS[data.name].settings;
  const other = Object.fromEntries((settings.other ?? []).map((entry) => entry.split("=")));
  const numbers = Object.fromEntries(Object.entries(other).map(([key, value]) =>
    [key, Number.isNaN(Number(value)) ? value : Number(value)]));
  const make = (more) => {
    const all = { points: [], ...settings, ...more, seed: data.seed };
    return new gan_run.Run(all, all);
  };
  const middle = (x) => [0, 1].map((k) =>
    x.reduce((sum, value, i) => sum + (i % 2 === k ? value : 0), 0) / (x.length / 2));
  const play = (run) => {
    const made = [];
    for (let n = 0; n < data.steps; n++) {
      run.advance();
      if (run.n % data.every === 0) made.push({ ...run.measures(), middle: middle(run.fakes),
        G: run.history.normG.at(-1) });
    }
    return made;
  };
  return [play(make({})), ...(settings.compare ? [play(make(numbers))] : [])];
"""


def situation(name, steps, every, seed=1):
    """Measures of a preset's run, and of the one beside it, every so many steps."""
    return run_javascript(
        PLAY, {"name": name, "steps": steps, "every": every, "seed": seed}
    )


def test_the_plain_game_finds_the_ring():
    (end,) = situation("start", 800, 800)
    assert end[0]["modes"] == 8 and end[0]["quality"] > 0.55


def test_the_game_that_converges_does():
    (made,) = situation("converges", 700, 50)
    assert all(it["modes"] == 3 for it in made)
    js = [it["js"] for it in made]
    assert max(js[-2:]) < 0.13 < 0.4 < js[0] and made[-1]["quality"] > 0.75


def test_the_game_that_collapses_does():
    """At no time are there good fakes in more than two of eight modes at once."""
    (made,) = situation("collapses", 400, 25)
    assert max(it["modes"] for it in made) <= 2
    assert min(it["js"] for it in made) > 0.5
    places = np.array([it["middle"] for it in made[4:]])
    assert np.linalg.norm(np.diff(places, axis=0), axis=1).mean() > 0.5, "they wander"


def test_the_game_that_orbits_does_and_the_penalty_ends_it():
    orbit, cured = (
        np.array([it["middle"] for it in run]) for run in situation("orbits", 600, 10)
    )
    radius = np.linalg.norm(orbit, axis=1)
    # sign changes of the mean along the diagonal: one each half turn
    turns = np.sum(np.diff(np.sign(orbit @ [1, -1])) != 0) / 2
    assert turns >= 4 and radius[30:].max() > 0.8 * radius[:30].max()
    assert np.linalg.norm(cured, axis=1)[30:].max() < 0.1


def test_the_gradient_that_vanishes_does_and_the_other_does_not():
    saturating, other = (
        np.array([it["G"] for it in run]) for run in situation("saturates", 60, 10)
    )
    assert np.median(saturating[2:]) < 0.01 * np.median(other[2:])


def test_the_grid_is_not_covered():
    (made,) = situation("misses", 700, 50)
    assert max(it["modes"] for it in made[9:]) < 20 < made[0]["modes"]


# --- as Python sees it ---------------------------------------------------------------------


def test_settings_are_taken_and_synced():
    lab = GANLab(loss="hinge", other={"lr_D": 0.1, "k_D": 3, "loss": "minimax"}, n=5)
    state = lab.get_state()
    assert state["loss"] == "hinge" and state["compare"] is True
    assert state["other"] == ["lr_D=0.1", "k_D=3", "loss=minimax"]
    assert state["_esm"].strip() and ".sfp-gan" in state["_css"]
    assert (lab.generator, lab.samples, lab.measures) == (None, None, {})
    assert GANLab(points=np.eye(2)).data == "drawn"
    lab.step(10**6)
    assert lab.n == GANLab.MAX_STEPS
    lab.reset()
    assert lab.n == 0


WRONG = [
    (dict(data="moons"), "line.*drawn"),
    (dict(loss="log"), "non_saturating.*wasserstein"),
    (dict(penalty="gp"), "none.*r1"),
    (dict(layers_G=6), "layers_G must be from 0 to 5, got 6"),
    (dict(width_D=0), "width_D must be from 1 to 100, got 0"),
    (dict(lr_D=float("nan")), "lr_D must be from 0.0001 to 1, got nan"),
    (dict(k_G=11), "k_G must be from 1 to 10, got 11"),
    (dict(batch=100), "32.*512"),
    (dict(points=[[0, 2]]), "points must lie from -1.6 to 1.6"),
    (dict(points=[[0, 1, 1]]), r"points must have shape \(n, 2\)"),
    (dict(points="abc"), "points must be an array of numbers"),
    (dict(other={"seed": 2}), "other may not differ in 'seed'"),
    (dict(other={"k_D": 1.5}), r"k_D of other must be in \(1, 10\), got '1.5'"),
    (dict(other={"loss": "log"}), "loss of other must be in"),
    (dict(other={"batch": 33}), "batch of other must be in"),
    (dict(shown=["noise"]), "real.*arrows"),
    (dict(speed=500), "speed must be from 1 to 200, got 500"),
]


@pytest.mark.parametrize("wrong, words", WRONG)
def test_a_wrong_setting_is_refused(wrong, words):
    with pytest.raises(TraitError, match=words):
        GANLab(**wrong)


def test_limits_agree_with_the_javascript():
    session = (JS / "gan" / "session.js").read_text()
    js = {
        name: json.loads(value.replace("_", ""))
        for name, value in re.findall(r"export const (\w+) = ([\d_.\[\], ]+);", session)
    }
    assert js["MAX_STEPS"] == GANLab.MAX_STEPS
    assert js["SPEEDS"] == list(GANLab.SPEEDS)
    assert js["BATCHES"] == list(gan_lab.BATCHES) and js["BETAS"] == list(gan_lab.BETAS)
    assert js["RATES"] == list(gan_lab.RANGES["lr_D"])
    assert js["STRENGTHS"] == list(gan_lab.RANGES["strength"])
    assert js["MAX_LAYERS"] == gan_lab.RANGES["layers_G"][1]
    assert js["MAX_WIDTH"] == gan_lab.RANGES["width_D"][1]
    assert js["MAX_UPDATES"] == gan_lab.RANGES["k_D"][1]
    names = run_javascript(
        """return { data: gan_data.DATA_NAMES, losses: Object.keys(gan_losses.LOSSES),
          penalties: gan_losses.PENALTIES, noises: gan_data.NOISES, half: gan_data.HALF,
          activations: gan_network.ACTIVATION_NAMES, optimizers: gan_optimizers.OPTIMIZERS,
          start: gan_presets.PRESETS.start.settings, drawn: gan_data.MAX_DRAWN };"""
    )
    assert names["data"] == list(gan_lab.DATA)
    assert names["losses"] == list(gan_lab.LOSSES)
    assert names["penalties"] == list(gan_lab.PENALTIES)
    assert names["noises"] == list(gan_lab.NOISES)
    assert names["activations"] == list(gan_lab.ACTIVATIONS)
    assert names["optimizers"] == list(gan_lab.OPTIMIZERS)
    assert (names["half"], names["drawn"]) == (gan_lab.HALF, gan_lab.MAX_DRAWN)
    lab = GANLab()
    assert {key: getattr(lab, key) for key in names["start"]} == names["start"]

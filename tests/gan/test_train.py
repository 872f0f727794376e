"""The game against a plain loop, written by hand in the style of the DCGAN tutorial."""

import copy
import itertools
import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from coursekit.gan import losses, train
from coursekit.gan.augment import translate
from coursekit.gan.networks import (
    Packed,
    dcgan_discriminator,
    dcgan_generator,
    mlp,
    seeded,
)
from coursekit.gan.penalties import clip, gradient_penalty, r1
from coursekit.gan.train import (
    Game,
    cosine,
    discriminator_step,
    draw_batches,
    generator_step,
    samples,
    update,
)

Z = 3


@pytest.fixture(autouse=True)
def _double():
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


def source(seed=0):
    return torch.Generator().manual_seed(seed)


def points():
    with seeded(0):
        return mlp(Z, 16, 2), mlp(2, 16, 1)


def images(norm=False):
    with seeded(0):
        G = dcgan_generator(Z, size=16, width=4)
        return G, dcgan_discriminator(size=16, width=4, norm=norm)


class WithLabel(nn.Module):
    """A network that sees a label beside its input."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x, label):
        return self.net(torch.cat([x, F.one_hot(label, 2).to(x.dtype)], 1))


def points_with_labels():
    with seeded(0):
        return WithLabel(mlp(Z + 2, 16, 2)), WithLabel(mlp(4, 16, 1))


POINTS = 3 + torch.randn(50, 2, generator=source(9), dtype=torch.float64)
IMAGES = torch.rand(40, 1, 16, 16, generator=source(9), dtype=torch.float64)
LABELS = torch.arange(50) % 2


# the losses once more, from the papers, on probabilities where these have them
def plain_d(name, real, fake):
    bce, mse = F.binary_cross_entropy, F.mse_loss
    ones, zeros = torch.ones_like(real), torch.zeros_like(fake)
    return {
        "minimax": lambda: bce(real.sigmoid(), ones) + bce(fake.sigmoid(), zeros),
        "non_saturating": lambda: (
            bce(real.sigmoid(), ones) + bce(fake.sigmoid(), zeros)
        ),
        "least_squares": lambda: (mse(real, ones) + mse(fake, zeros)) / 2,
        "hinge": lambda: (
            (1 - real).clamp(min=0).mean() + (1 + fake).clamp(min=0).mean()
        ),
        "wasserstein": lambda: -(real.mean() - fake.mean()),
        "relativistic": lambda: bce((real - fake).sigmoid(), ones),
    }[name]()


def plain_g(name, real, fake):
    bce = F.binary_cross_entropy
    ones, zeros = torch.ones_like(fake), torch.zeros_like(fake)
    return {
        "minimax": lambda: -bce(fake.sigmoid(), zeros),
        "non_saturating": lambda: bce(fake.sigmoid(), ones),
        "least_squares": lambda: F.mse_loss(fake, ones) / 2,
        "hinge": lambda: -fake.mean(),
        "wasserstein": lambda: -fake.mean(),
        "relativistic": lambda: bce((fake - real).sigmoid(), ones),
    }[name]()


def plain_loop(G, D, name, data, n_rounds, *, batch, lr=1e-2, **rules):
    """Rounds as a beginner would write them; weights of G, of D, and the average of G."""
    g = source()
    opt_g = torch.optim.Adam(G.parameters(), lr=lr, betas=(0.0, 0.99), fused=False)
    opt_d = torch.optim.Adam(D.parameters(), lr=lr, betas=(0.0, 0.99), fused=False)
    average = copy.deepcopy(G)
    augment = rules.get("augment")

    def judge(x, labels):
        return D(augment(x, generator=g) if augment else x, *labels)

    for round_ in range(n_rounds):
        if "schedule" in rules:
            for opt in (opt_g, opt_d):
                progress = round_ / rules["n_steps"]
                opt.param_groups[0]["lr"] = lr * (1 + math.cos(math.pi * progress)) / 2
        for _ in range(rules.get("n_critic", 1)):
            rows = torch.randint(len(data[0]), (batch,), generator=g)
            real, *labels = (x[rows] for x in data)
            z = torch.randn(batch, Z, generator=g)
            fake = G(z, *labels)
            D.zero_grad()
            on_real, on_fake = judge(real, labels), judge(fake.detach(), labels)
            d_loss = plain_d(name, on_real, on_fake)
            every = rules.get("penalty_every", 1)
            if "penalty" in rules and round_ % every == 0:
                eps = torch.rand(batch, *[1] * (real.dim() - 1), generator=g)
                mixed = eps * real + (1 - eps) * fake.detach()
                mixed.requires_grad_(True)
                (slope,) = torch.autograd.grad(
                    D(mixed, *labels), mixed, torch.ones(batch), create_graph=True
                )
                norm = slope.reshape(batch, -1).norm(2, dim=1)
                d_loss = d_loss + every * 10 * ((norm - 1) ** 2).mean()
            d_loss.backward()
            opt_d.step()
            if "after_d" in rules:
                for p in D.parameters():
                    p.data.clamp_(-0.1, 0.1)
        G.zero_grad()
        paired = judge(real, labels) if name == "relativistic" else None
        plain_g(name, paired, judge(fake, labels)).backward()
        opt_g.step()
        if "ema" in rules:
            for a, p in zip(average.parameters(), G.parameters(), strict=True):
                a.data = rules["ema"] * a.data + (1 - rules["ema"]) * p.data
            for a, b in zip(average.buffers(), G.buffers(), strict=True):
                a.copy_(b)
    return average


LOSSES = {
    "minimax": losses.MINIMAX,
    "non_saturating": losses.NON_SATURATING,
    "least_squares": losses.LEAST_SQUARES,
    "hinge": losses.HINGE,
    "wasserstein": losses.WASSERSTEIN,
    "relativistic": losses.RELATIVISTIC,
}
PENALTY = {"penalty": gradient_penalty, "penalty_weight": 10.0}


def clip_to_a_tenth(D):
    clip(D, 0.1)


CASES = {
    "points": (points, (POINTS,), {}),
    "images": (images, (IMAGES,), {}),
    "batch norm": (lambda: images(norm=True), (IMAGES,), {}),
    "labels": (points_with_labels, (POINTS, LABELS), {}),
    "n_critic": (points, (POINTS,), {"n_critic": 3}),
    "penalty": (points, (POINTS,), PENALTY),
    "lazy": (points, (POINTS,), PENALTY | {"penalty_every": 2}),
    "all": (
        points_with_labels,
        (POINTS, LABELS),
        PENALTY | {"n_critic": 2, "penalty_every": 2, "ema": 0.8},
    ),
    "average": (lambda: images(norm=True), (IMAGES,), {"ema": 0.7}),
    "augment": (images, (IMAGES,), {"augment": translate}),
    "clip": (points, (POINTS,), {"after_d": clip_to_a_tenth}),
    "schedule": (points, (POINTS,), {"schedule": cosine, "n_steps": 4}),
}
PAIRS = [(name, "points") for name in LOSSES]
PAIRS += [(name, "batch norm") for name in LOSSES]
PAIRS += [("hinge", case) for case in CASES if case not in ("points", "batch norm")]
PAIRS += [("relativistic", "augment"), ("wasserstein", "all")]


@pytest.mark.parametrize(("name", "case"), PAIRS)
def test_rounds_equal_a_plain_loop(name, case):
    make, data, rules = CASES[case]
    G, D = make()
    game = Game(
        *copy.deepcopy((G, D)),
        z_dim=Z,
        generator=source(),
        loss=LOSSES[name],
        lr_g=1e-2,
        lr_d=1e-2,
        **rules,
    )
    batches = draw_batches(*data, batch_size=8, generator=game.generator)
    steps = list(train.train(game, batches, n_steps=3))
    average = plain_loop(G, D, name, data, 3, batch=8, **rules)
    assert [step.step for step in steps] == [1, 2, 3]
    pairs = [(game.G, G), (game.D, D)]
    if "ema" in rules:
        pairs.append((game.average, average))
    for ours, theirs in pairs:
        for key, value in theirs.state_dict().items():
            torch.testing.assert_close(
                ours.state_dict()[key], value, atol=1e-9, rtol=1e-9
            )


def new_game(**rules):
    return Game(*points(), z_dim=Z, generator=source(), **rules)


def weights(net):
    return [p.detach().clone() for p in net.parameters()]


def test_no_player_moves_or_pushes_the_other():
    game = new_game()
    real, fake = POINTS[:8], game.G(game.noise(8))
    start = weights(game.G), weights(game.D)
    discriminator_step(game, real, fake)
    assert all(p.grad is None for p in game.G.parameters())
    assert all(map(torch.equal, game.G.parameters(), start[0]))
    assert not any(map(torch.equal, game.D.parameters(), start[1]))
    middle, pushes = weights(game.D), [p.grad.clone() for p in game.D.parameters()]
    generator_step(game, real, fake)
    assert all(map(torch.equal, game.D.parameters(), middle))
    assert all(map(torch.equal, (p.grad for p in game.D.parameters()), pushes))
    assert not any(map(torch.equal, game.G.parameters(), start[0]))


def test_adam_step_is_the_optimisers_own_to_the_bit():
    """Also where a parameter has no gradient, at first or for a while."""
    with seeded(0):
        pair = [mlp(2, 8, 1), mlp(2, 8, 1)]
    pair[1].load_state_dict(pair[0].state_dict())
    mine, peer = (
        torch.optim.Adam(net.parameters(), lr=0.01, betas=(0.5, 0.9), fused=True)
        for net in pair
    )
    for turn in range(6):
        for k, p in enumerate(pair[0].parameters()):
            grad = None if k == turn % 3 else torch.randn_like(p)
            p.grad, list(pair[1].parameters())[k].grad = grad, grad
        train.adam_step(mine)
        peer.step()
    for p, q in zip(*(net.parameters() for net in pair), strict=True):
        assert torch.equal(p, q)
        assert torch.equal(mine.state[p]["exp_avg_sq"], peer.state[q]["exp_avg_sq"])


def test_second_derivatives_in_another_order_of_memory():
    """Those of a convolution over time come so; Adam's fused kernel reads memory as it lies."""
    with seeded(0):
        D = nn.Sequential(nn.Conv1d(6, 4, 5), nn.Tanh(), nn.Flatten(), nn.Linear(16, 1))
        peer = copy.deepcopy(D)
        x = torch.randn(8, 6, 8)

    def loss_of(net):
        real = x.clone().requires_grad_()
        (slope,) = torch.autograd.grad(net(real).sum(), real, create_graph=True)
        return slope.square().sum()

    (grad,) = torch.autograd.grad(loss_of(D), D[0].weight)
    assert grad.stride() != D[0].weight.stride()  # or this tests nothing
    mine, theirs = (
        torch.optim.Adam(net.parameters(), lr=0.01, fused=fused)
        for net, fused in ((D, True), (peer, False))
    )
    for _ in range(3):
        train.descend(mine, loss_of(D))
        theirs.zero_grad()
        loss_of(peer).backward()
        theirs.step()
    for p, q in zip(D.parameters(), peer.parameters(), strict=True):
        torch.testing.assert_close(p, q, rtol=1e-5, atol=1e-6)


def test_a_seed_makes_a_run():
    def run(seed):
        game = Game(*points(), z_dim=Z, generator=source(seed), **PENALTY)
        batches = draw_batches(POINTS, batch_size=8, generator=game.generator)
        torch.rand(1)  # torch's own state plays no part
        return list(train.train(game, batches, n_steps=3))[-1][1:]

    assert run(1) == run(1)
    assert run(1) != run(2)


def test_metrics_stay_on_the_device(monkeypatch):
    """Reading a number off the device would make it wait."""
    game = new_game(ema=0.9, **PENALTY)
    batches = draw_batches(POINTS, batch_size=8, generator=game.generator)
    update(game, batches)

    def read(*_):
        raise AssertionError("a number was read off the device")

    with monkeypatch.context() as patch:
        for name in ("item", "tolist", "numpy", "__bool__", "__float__", "__int__"):
            patch.setattr(torch.Tensor, name, read)
        step = update(game, batches)
    assert step.step == 2
    for metric in step[1:]:
        assert metric.shape == () and not metric.requires_grad


def test_metrics_are_those_before_the_update():
    game = new_game(**PENALTY)
    G, D = copy.deepcopy((game.G, game.D))
    step = update(game, draw_batches(POINTS, batch_size=8, generator=game.generator))
    g = source()
    real = POINTS[torch.randint(50, (8,), generator=g)]
    fake = G(torch.randn(8, Z, generator=g))
    expected = (
        plain_d("non_saturating", D(real), D(fake)),
        plain_g("non_saturating", None, game.D(fake)),
        D(real).mean(),
        D(fake).mean(),
        10 * gradient_penalty(D, real, fake, generator=g),
    )
    for metric, value in zip(step[1:], expected, strict=True):
        torch.testing.assert_close(metric, value.detach())


def test_the_penalty_sees_the_labels():
    def seen(D, real, fake, *, generator):
        return D(real).mean()

    G, D = points_with_labels()
    game = Game(G, D, z_dim=Z, generator=source(), penalty=seen)
    batches = draw_batches(POINTS, LABELS, batch_size=8, generator=game.generator)
    step = update(game, batches)
    torch.testing.assert_close(step.penalty, step.real)


def test_a_compiled_discriminator_is_penalised_by_its_plain_self():
    """Compiled code has no second derivatives."""
    game = new_game(penalty=r1)

    def compiled(*_):
        return torch.zeros(16, requires_grad=True)

    game.D._compiled_call_impl = compiled
    real, fake = POINTS[:8], game.G(game.noise(8)).detach()
    penalty = discriminator_step(game, real, fake)[1]
    game.D._compiled_call_impl = None
    game.D.load_state_dict(points()[1].state_dict())
    torch.testing.assert_close(penalty, r1(game.D, real, fake, generator=None).detach())


def test_cosine_falls_from_1_to_0():
    assert cosine(0) == 1 and cosine(1) == 0
    assert cosine(0.5) == pytest.approx(0.5)


def test_samples_are_made_in_evaluation_mode_whatever_the_batch():
    G, _ = images()
    G(torch.randn(20, Z, generator=source()))  # its running statistics move
    z = torch.randn(23, Z, generator=source(1))
    made = samples(G, z, batch_size=5)
    assert G.training and not made.requires_grad
    torch.testing.assert_close(made, G.eval()(z).detach())


def test_draw_batches_keeps_rows_together():
    x = torch.arange(10.0)
    for rows, doubled in itertools.islice(
        draw_batches(x, 2 * x, batch_size=7, generator=source()), 3
    ):
        assert rows.shape == (7,)
        assert torch.equal(doubled, 2 * rows)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"n_critic": 0}, "n_critic must be at least 1, not 0"),
        ({"penalty_every": 0}, "penalty_every must be at least 1"),
        ({"z_dim": 0}, "z_dim must be at least 1"),
        ({"ema": 1.0}, r"ema must be in \[0, 1\)"),
        ({"schedule": cosine}, "schedule needs n_steps"),
    ],
)
def test_bad_rules_are_named(rules, words):
    G, D = points()
    with pytest.raises(ValueError, match=words):
        Game(G, D, **({"z_dim": Z, "generator": source()} | rules))


def test_batch_normalisation_and_penalty_do_not_go_together():
    with pytest.raises(ValueError, match="batch normalisation in D"):
        Game(*images(norm=True), z_dim=Z, generator=source(), penalty=r1)


def test_batches_that_end_are_named():
    game = new_game()
    with pytest.raises(ValueError, match="batches ended in round 3"):
        list(train.train(game, [POINTS[:8]] * 2, n_steps=5))
    assert game.step == 2


def test_packs_are_real_or_fake():
    with seeded(0):
        D = Packed(mlp(4, 8, 1), 2)
    game = Game(points()[0], D, z_dim=Z, generator=source())
    update(game, iter([POINTS[:8]]))
    with pytest.raises(ValueError, match="batch of 7 does not divide"):
        update(game, iter([POINTS[:7]]))


@pytest.mark.parametrize(
    ("data", "batch_size", "words"),
    [
        ((), 4, "data must be arrays"),
        ((torch.ones(3), torch.ones(4)), 4, r"same number of rows, not \[3, 4\]"),
        ((torch.ones(3),), 0, "batch_size must be at least 1"),
    ],
)
def test_bad_data_are_named(data, batch_size, words):
    with pytest.raises(ValueError, match=words):
        draw_batches(*data, batch_size=batch_size, generator=source())

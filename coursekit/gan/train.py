"""The game of two networks, one update after another.

`train` yields the metrics of every update as tensors on the device: reading a number
off the device (``.item()``) makes it wait, so that is left to who wants to see it.
"""

from __future__ import annotations

import copy
import math
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

from .losses import NON_SATURATING, Loss
from .runtime import (
    Runtime,
    agree,
    average_over_processes,
    integers,
    joint_statistics,
    normal,
    rank_and_world,
)


class Step(NamedTuple):
    """What one update of both players looked like; the tensors stay on the device.

    Attributes
    ----------
    step : updates of the generator so far
    d_loss, g_loss : (), what the players minimise; d_loss without its penalty
    real, fake : (), mean logit of the real and of the fake batch, before the update
    penalty : (), the weighted penalty, 0 where there was none

    With ``n_critic`` updates of D they tell of the last; with several processes each
    tells of its own share of the batch.
    """

    step: int
    d_loss: Tensor
    g_loss: Tensor
    real: Tensor
    fake: Tensor
    penalty: Tensor


def constant(progress: float) -> float:
    """A learning rate that stays."""
    return 1.0


def cosine(progress: float) -> float:
    """A learning rate that falls to 0 along a cosine; ``progress`` from 0 to 1."""
    return (1 + math.cos(math.pi * progress)) / 2


@dataclass
class Game:
    """Two networks, their optimisers, and the rules they play by.

    Parameters
    ----------
    G : (n, z_dim) -> samples, or (n, z_dim), labels -> samples
    D : samples -> logits (n,), or samples, labels -> logits; but for batch
        normalisation and packing, each sample's logit is its own affair
    z_dim : entries of the noise z ~ N(0, I)
    generator : source of all random numbers, on the device that the networks are on
    loss : one of `coursekit.gan.losses`
    lr_g, lr_d : learning rates of Adam; two different ones are the two time scales
    betas : Adam's decay rates of the two moments
    penalty, penalty_weight : one of `coursekit.gan.penalties` and its weight in D's loss;
        it looks at the samples before they are augmented
    penalty_every : the penalty is taken in one round of so many, times as strong
        (Karras et al. 2020, lazy regularisation)
    after_d : called with D after each of its updates, for clipping
    n_critic : updates of D for each of G
    augment : (x, generator=...) -> x, applied to whatever D sees
    ema : decay of the running average of G's weights, which is kept in ``average``;
        0 keeps none. After t rounds the first weights' share is still ema**t
    schedule : factor of both learning rates by progress through ``n_steps``
    n_steps : length of the game that the schedule has in mind
    runtime : device, precision, layout; the networks are placed by it

    With several processes all start from the weights and the random state of the first.

    Raises
    ------
    ValueError
        If a number is out of range, a schedule lacks its length, the generator is on
        another device, or a penalty meets batch normalisation in D.
    """

    G: nn.Module
    D: nn.Module
    z_dim: int
    generator: torch.Generator
    loss: Loss = NON_SATURATING
    lr_g: float = 2e-4
    lr_d: float = 2e-4
    betas: tuple[float, float] = (0.0, 0.99)
    penalty: Callable[..., Tensor] | None = None
    penalty_weight: float = 1.0
    penalty_every: int = 1
    after_d: Callable[[nn.Module], None] | None = None
    n_critic: int = 1
    augment: Callable[..., Tensor] | None = None
    ema: float = 0.0
    schedule: Callable[[float], float] = constant
    n_steps: int | None = None
    runtime: Runtime = field(default_factory=Runtime)
    step: int = field(default=0, init=False)

    def __post_init__(self):
        for name in ("z_dim", "n_critic", "penalty_every"):
            if getattr(self, name) < 1:
                raise ValueError(
                    f"{name} must be at least 1, not {getattr(self, name)}"
                )
        if not 0 <= self.ema < 1:
            raise ValueError(f"ema must be in [0, 1), not {self.ema}")
        if self.schedule is not constant and not self.n_steps:
            raise ValueError("a schedule needs n_steps, the length of the game")
        device = self.runtime.device
        if self.generator.device.type != device.type:
            raise ValueError(
                f"generator must be on {device.type}, as the networks are, "
                f"not on {self.generator.device.type}"
            )
        # batch normalisation sees the batch it is in: then real and fake go separately
        self._joint = not any(isinstance(m, _BatchNorm) for m in self.D.modules())
        if self.penalty is not None and not self._joint:
            raise ValueError(
                "a penalty takes each sample by itself, and batch normalisation in D "
                "mixes them: build D without it, or leave out the penalty"
            )
        self.average = copy.deepcopy(self.G) if self.ema else None
        self.G = self.runtime.place(joint_statistics(self.G, device))
        self.D = self.runtime.place(joint_statistics(self.D, device))
        self._agree()
        if self.average is not None:
            self.average.load_state_dict(self.G.state_dict())
            self.average = self.runtime.place(self.average).requires_grad_(False)
        self.opt_g = self._adam(self.G, self.lr_g)
        self.opt_d = self._adam(self.D, self.lr_d)

    def _agree(self) -> None:
        """Several processes start alike."""
        for net in (self.G, self.D):
            agree(net.state_dict().values())
        random = self.generator.get_state().to(self.runtime.device)
        agree([random])
        self.generator.set_state(random.cpu())

    def _adam(self, net: nn.Module, lr: float) -> torch.optim.Adam:
        fused = self.runtime.device.type in ("cpu", "cuda")
        params = list(net.parameters())
        return torch.optim.Adam(params, lr=lr, betas=self.betas, fused=fused)

    def noise(self, n: int) -> Tensor:
        """z ~ N(0, I), shape (n, z_dim)."""
        return normal(n, self.z_dim, generator=self.generator)

    def judge(self, x: Tensor, *labels: Tensor) -> Tensor:
        """D's logits of samples as it sees them, augmented where the rules say so."""
        return self._logits(self._seen(x), *labels)

    def judge_both(
        self, real: Tensor, fake: Tensor, *labels: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits of a real and of a fake batch of one size, in one pass where that may be."""
        real, fake = self._seen(real), self._seen(fake)
        if not self._joint:
            return self._logits(real, *labels), self._logits(fake, *labels)
        twice = [torch.cat([y, y]) for y in labels]
        logits = self._logits(torch.cat([real, fake]), *twice)
        if len(logits) % 2:  # a pack would hold both
            raise ValueError(f"a batch of {len(real)} does not divide into D's packs")
        return logits.chunk(2)

    def _seen(self, x: Tensor) -> Tensor:
        return x if self.augment is None else self.augment(x, generator=self.generator)

    def _logits(self, x: Tensor, *labels: Tensor) -> Tensor:
        return self.D(x, *labels).to(x.dtype)  # the loss is not for 16 bits


def discriminator_step(
    game: Game, real: Tensor, fake: Tensor, *labels: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """One update of D, with G held still.

    Parameters
    ----------
    real, fake : a batch of each; ``fake`` is cut off from the generator here
    *labels : what both batches are conditioned on, if anything

    Returns
    -------
    (loss, penalty, mean real logit, mean fake logit), each (), as before the update
    """
    fake = fake.detach()  # D's loss must not move G
    with game.runtime.autocast():
        on_real, on_fake = game.judge_both(real, fake, *labels)
        loss = game.loss.discriminator(on_real, on_fake)
    whole, penalty = loss, loss.new_zeros(())
    if game.penalty is not None and game.step % game.penalty_every == 0:
        # .forward: compiled code has no second derivatives, the plain network has
        penalty = game.penalty_weight * game.penalty(
            lambda x: game.D.forward(x, *labels), real, fake, generator=game.generator
        )
        whole = loss + game.penalty_every * penalty
    descend(game.opt_d, whole)
    if game.after_d is not None:
        game.after_d(game.D)
    means = on_real.detach().mean(), on_fake.detach().mean()
    return loss.detach(), penalty.detach(), *means


def generator_step(game: Game, real: Tensor, fake: Tensor, *labels: Tensor) -> Tensor:
    """One update of G through D, with D held still; returns G's loss, ()."""
    with game.runtime.autocast():
        if game.loss.paired:
            loss = game.loss.generator(*game.judge_both(real, fake, *labels))
        else:
            loss = game.loss.generator(game.judge(fake, *labels))
    descend(game.opt_g, loss)
    return loss.detach()


def descend(optimiser: torch.optim.Adam, loss: Tensor) -> None:
    """One step of the optimiser's own parameters; gradients of no others are computed."""
    params = optimiser.param_groups[0]["params"]
    for p in params:
        p.grad = None
    # not autograd.grad: that may give second derivatives in another order of memory than
    # their parameters, which Adam's fused kernel would not notice
    torch.autograd.backward(loss, inputs=params)
    average_over_processes([p.grad for p in params if p.grad is not None])
    adam_step(optimiser)


@torch.no_grad()
def adam_step(optimiser: torch.optim.Adam) -> None:
    """``optimiser.step()`` without what that does around Adam's own computation.

    Its hooks and bookkeeping take about as long as that computation on a small network.
    """
    (group,) = optimiser.param_groups
    params = [p for p in group["params"] if p.grad is not None]
    states = [optimiser.state.get(p) for p in params]
    if not group["fused"] or None in states:
        optimiser.step()  # the first one makes the moments, which start at 0
        return
    names = "exp_avg", "exp_avg_sq", "step"
    first, second, steps = ([state[key] for state in states] for key in names)
    options = {key: group[key] for key in ("lr", "eps", "weight_decay", "maximize")}
    beta1, beta2 = group["betas"]
    torch._foreach_add_(steps, 1)
    torch._fused_adam_(
        *(params, [p.grad for p in params], first, second, [], steps),
        **{"beta1": beta1, "beta2": beta2, "amsgrad": False, **options},
    )


def update(game: Game, batches: Iterator) -> Step:
    """One round: ``n_critic`` updates of D, then one of G.

    The fakes that D was last trained on are the ones that G is trained on: they are made
    once, and G's gradient passes through the new D.
    """
    _set_rates(game)
    for turn in range(game.n_critic):
        real, *labels = _as_tuple(next(batches))
        z = game.noise(len(real))
        last = turn == game.n_critic - 1
        with torch.set_grad_enabled(last), game.runtime.autocast():
            fake = game.G(z, *labels).to(real.dtype)
        d_loss, penalty, on_real, on_fake = discriminator_step(
            game, real, fake, *labels
        )
    g_loss = generator_step(game, real, fake, *labels)
    if game.average is not None:
        _follow(game.average, game.G, game.ema)
    game.step += 1
    return Step(game.step, d_loss, g_loss, on_real, on_fake, penalty)


def train(game: Game, batches: Iterable, *, n_steps: int) -> Iterator[Step]:
    """Play ``n_steps`` rounds, yielding the metrics of each.

    Parameters
    ----------
    game : is changed; go on with it, or `save` it, whenever you like
    batches : real batches without end, as from `draw_batches`: a tensor or
        (tensor, labels) each, on the device
    n_steps : number of rounds, that is of updates of G

    Yields
    ------
    Step

    Raises
    ------
    ValueError
        If the batches come to an end before.
    """
    game.G.train(), game.D.train()
    batches = iter(batches)
    for _ in range(n_steps):
        try:
            step = update(game, batches)
        except StopIteration:
            raise ValueError(
                f"batches ended in round {game.step + 1}: they must be without end, "
                "as draw_batches has them"
            ) from None
        yield step


def draw_batches(
    *data: Tensor, batch_size: int, generator: torch.Generator
) -> Iterator[tuple[Tensor, ...]]:
    """Batches drawn with replacement, without end.

    Parameters
    ----------
    *data : arrays of n rows on the generator's device: samples, and labels if any
    batch_size : rows of a batch, in each process
    generator : the game's own keeps everything random in one place, so that a
        checkpoint of the game resumes the batches too
    """
    n = len(data[0]) if data else 0
    if n == 0 or any(len(x) != n for x in data):
        raise ValueError(
            f"data must be arrays of the same number of rows, not {[*map(len, data)]}"
        )
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, not {batch_size}")
    return _endless(data, n, batch_size, generator)


def _endless(data, n, batch_size, generator) -> Iterator[tuple[Tensor, ...]]:
    while True:
        rows = integers(batch_size, n, generator=generator)
        yield tuple(x[rows] for x in data)


def save(game: Game, path: str | Path) -> None:
    """Write all that the next step depends on: weights, moments, random state, count.

    Of several processes, which are all in one state, the first writes.
    """
    if rank_and_world()[0] > 0:
        return
    path = Path(path)
    state = {name: getattr(game, name).state_dict() for name in _PARTS}
    if game.average is not None:
        state["average"] = game.average.state_dict()
    state |= {"step": game.step, "generator": game.generator.get_state()}
    part = path.with_name(path.name + ".part")
    torch.save(state, part)
    os.replace(part, path)  # a run killed while writing leaves the old file whole


def load(game: Game, path: str | Path) -> None:
    """Put a game of the same rules back where `save` found it.

    Raises
    ------
    ValueError
        If the file holds no game, or that of other networks; the game that was to take
        it is then of no more use.
    """
    device = game.runtime.device
    state = torch.load(path, map_location=device, weights_only=True)
    if not isinstance(state, dict) or not {*_PARTS, "step", "generator"} <= {*state}:
        raise ValueError(f"{path} does not hold a game")
    if ("average" in state) != (game.average is not None):
        raise ValueError(
            f"{path} and the game differ in whether they keep an average of G"
        )
    try:
        for name in (*_PARTS, *(["average"] if "average" in state else [])):
            getattr(game, name).load_state_dict(state[name])
    except RuntimeError as error:
        raise ValueError(f"{path} holds the state of other networks: {error}") from None
    game.generator.set_state(state["generator"].cpu())
    game.step = state["step"]


_PARTS = ("G", "D", "opt_g", "opt_d")


@torch.no_grad()
def samples(G: nn.Module, z: Tensor, *labels: Tensor, batch_size: int = 500) -> Tensor:
    """G's samples of many z, a batch at a time, in evaluation mode and without gradients."""
    was_training = G.training
    G.eval()
    pieces = zip(*(t.split(batch_size) for t in (z, *labels)), strict=True)
    made = torch.cat([G(*piece) for piece in pieces])
    G.train(was_training)
    return made


def _set_rates(game: Game) -> None:
    if game.schedule is constant:
        return
    factor = game.schedule(min(game.step / game.n_steps, 1.0))
    for optimiser, lr in ((game.opt_g, game.lr_g), (game.opt_d, game.lr_d)):
        for group in optimiser.param_groups:
            group["lr"] = factor * lr


@torch.no_grad()
def _follow(average: nn.Module, G: nn.Module, decay: float) -> None:
    """Move the average a little towards G: its weights; counts and buffers are copied."""
    torch._foreach_lerp_(list(average.parameters()), list(G.parameters()), 1 - decay)
    for a, b in zip(average.buffers(), G.buffers(), strict=True):
        a.copy_(b)


def _as_tuple(batch) -> tuple[Tensor, ...]:
    return (batch,) if isinstance(batch, Tensor) else tuple(batch)

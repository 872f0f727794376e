"""The image lab as a program: a DCGAN of digits, on a laptop or on several GPUs.

    python -m coursekit.gan.image_lab --steps 5000 --out runs/small
    torchrun --nproc-per-node 4 -m coursekit.gan.image_lab --data mnist60k \\
        --size 64 --width 64 --batch 256 --steps 50000 --bf16 --compile --out runs/large

It writes a checkpoint, a grid of samples and a line of scores every so often, and goes on
from the checkpoint when it is started again with the same settings.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn.functional import interpolate

from coursekit import datasets

from . import features, metrics
from .augment import translate
from .networks import dcgan_discriminator, dcgan_generator, seeded
from .penalties import r1
from .runtime import Runtime, join, rank_and_world
from .train import Game, cosine, draw_batches, load, samples, save, train


@dataclass(frozen=True)
class Settings:
    """What the program is asked to do.

    Attributes
    ----------
    out : folder that is written to
    data : "mnist10k", the training part of the digits in the package, or "mnist60k",
        which is fetched once
    size : pixels a side, 16, 28, 32 or 64
    width : channels of G's last and D's first hidden map
    z_dim : entries of z
    batch : images of a batch, in each process
    steps : updates of G in all
    every : updates between two reports
    judged : samples that a report's scores are taken from
    seed : of weights, noise and batches
    bf16, compile : see `Runtime`
    """

    out: Path
    data: str = "mnist10k"
    size: int = 28
    width: int = 32
    z_dim: int = 64
    batch: int = 16
    steps: int = 5000
    every: int = 500
    judged: int = 2000
    seed: int = 0
    bf16: bool = False
    compile: bool = False


class Report(NamedTuple):
    """A line of ``scores.csv``: scores of G's average against the held-out digits."""

    step: int
    images_per_second: float
    frechet: float
    precision: float
    recall: float


def digits_game(
    *,
    size: int = 28,
    width_g: int = 24,
    width_d: int = 32,
    z_dim: int = 16,
    n_steps: int,
    seed: int = 0,
    runtime: Runtime | None = None,
) -> Game:
    """The course's recipe for images of digits.

    Non-saturating loss, R1 every fourth round, no momentum, images shifted by a pixel
    or so, an average of G, learning rates that fall to 0 over ``n_steps``. They are
    chosen for small batches, of sixteen or so.
    """
    runtime = runtime or Runtime()
    with seeded(seed):
        G = dcgan_generator(z_dim, size=size, width=width_g)
        D = dcgan_discriminator(size=size, width=width_d)
    return Game(
        G,
        D,
        z_dim=z_dim,
        generator=runtime.generator(seed),
        lr_g=2e-3,
        lr_d=4e-3,
        betas=(0.0, 0.99),
        penalty=r1,
        penalty_weight=0.2,
        penalty_every=4,
        augment=partial(translate, share=0.04),
        ema=0.99,
        schedule=cosine,
        n_steps=n_steps,
        runtime=runtime,
    )


def images(data: str, size: int) -> Tensor:
    """The digits to train on, (n, 1, size, size) in [-1, 1]."""
    if data == "mnist60k":
        x = features.as_images(datasets.mnist60k().images)
    elif data == "mnist10k":
        x = features.split().train
    else:
        raise ValueError(f"data must be mnist10k or mnist60k, not {data!r}")
    return resized(x, size)


def resized(x: Tensor, size: int) -> Tensor:
    """Images of another size, by interpolation."""
    if x.shape[-1] == size:
        return x
    return interpolate(x, size=(size, size), mode="bilinear", antialias=True)


def run(settings: Settings) -> Iterator[Report]:
    """Train, and report every so often; goes on where a checkpoint in ``out`` ends.

    Under ``torchrun`` all processes train, and the first alone judges, writes and yields.
    """
    rank, world = join()
    runtime = Runtime.best(bf16=settings.bf16, compile=settings.compile)
    game = digits_game(
        size=settings.size,
        width_g=settings.width,
        width_d=settings.width,
        z_dim=settings.z_dim,
        n_steps=settings.steps,
        seed=settings.seed,
        runtime=runtime,
    )
    settings.out.mkdir(parents=True, exist_ok=True)
    checkpoint = settings.out / "game.pt"
    if checkpoint.exists():
        load(game, checkpoint)
    x = images(settings.data, settings.size).to(runtime.device)
    batches = draw_batches(x, batch_size=settings.batch, generator=game.generator)
    while game.step < settings.steps:
        n_steps = min(settings.every, settings.steps - game.step)
        start = _now(runtime)
        for _ in train(game, batches, n_steps=n_steps):
            pass
        speed = n_steps * settings.batch * world / (_now(runtime) - start)
        save(game, checkpoint)
        if rank == 0:
            yield report(game, settings, speed)


def report(game: Game, settings: Settings, speed: float) -> Report:
    """Judge the average of G, and write a grid of its samples and a line of scores."""
    device = game.runtime.device
    own = torch.Generator(device).manual_seed(
        settings.seed
    )  # the game's stays as it is
    z = torch.randn(settings.judged, settings.z_dim, generator=own, device=device)
    made = samples(game.average, z).float().cpu()
    write_grid(made[:64], settings.out / f"samples-{game.step:06d}.png")
    real = features.features(features.split().held_out)
    fake = features.features(resized(made, 28))
    scores = Report(
        game.step,
        speed,
        metrics.frechet_distance(real, fake),
        *metrics.precision_recall(real[: len(fake)], fake),
    )
    path = settings.out / "scores.csv"
    is_new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(Report._fields)
        writer.writerow(scores)
    return scores


def grid(x: Tensor, n_columns: int = 8) -> Tensor:
    """Images side by side and row by row, (n, 1, h, w) -> one (rows h, columns w)."""
    n_rows = len(x) // n_columns
    h, w = x.shape[-2:]
    tiles = x[: n_rows * n_columns, 0].reshape(n_rows, n_columns, h, w)
    return tiles.permute(0, 2, 1, 3).reshape(n_rows * h, n_columns * w)


def write_grid(x: Tensor, path: Path) -> None:
    """A picture of images in [-1, 1], ink in black."""
    from matplotlib.image import imsave

    imsave(path, grid(x).numpy(), cmap="gray_r", vmin=-1, vmax=1)


def _now(runtime: Runtime) -> float:
    """Seconds; on a GPU once it has done what it was given."""
    if runtime.device.type == "cuda":
        torch.cuda.synchronize(runtime.device)
    return time.perf_counter()


def main(arguments: list[str] | None = None) -> None:
    """Read the settings from the command line and run."""
    parser = argparse.ArgumentParser(
        prog="python -m coursekit.gan.image_lab",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, default in asdict(Settings(out=Path("runs/digits"))).items():
        kind = {"action": "store_true"} if default is False else {"type": type(default)}
        parser.add_argument(f"--{name}", default=default, help=f"{default}", **kind)
    settings = Settings(**vars(parser.parse_args(arguments)))
    for scores in run(settings):
        print(
            f"step {scores.step}: Frechet {scores.frechet:.2f}, "
            f"precision {scores.precision:.2f}, recall {scores.recall:.2f}, "
            f"{scores.images_per_second:.0f} images/s",
            flush=True,
        )
    if rank_and_world()[1] > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()

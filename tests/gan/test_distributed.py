"""Two processes under torchrun compute what one does with the joined batch."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from coursekit.gan.augment import chain, cutout, translate
from coursekit.gan.losses import RELATIVISTIC, WASSERSTEIN
from coursekit.gan.networks import dcgan_discriminator, dcgan_generator, mlp, seeded
from coursekit.gan.penalties import consistency, gradient_penalty
from coursekit.gan.runtime import join
from coursekit.gan.train import Game, draw_batches, load, save, train


def points(seed):
    """Points, with a penalty at random places."""
    with seeded(seed):
        G, D = mlp(3, 16, 2), mlp(2, 16, 1)
    rules = {"loss": WASSERSTEIN, "penalty": gradient_penalty, "n_critic": 2}
    return (G, D, rules), torch.linspace(-2, 2, 100).view(50, 2)


def images(seed):
    """Images, with random augmentation in both players' steps and in the penalty."""
    with seeded(seed):
        G = dcgan_generator(3, size=16, width=4)
        D = dcgan_discriminator(size=16, width=4)
    # on the CPU each process would normalise by its own share of the batch
    G = nn.Sequential(*(m for m in G if not isinstance(m, nn.BatchNorm2d)))
    augment = chain(translate, cutout)
    rules = {
        "loss": RELATIVISTIC,
        "augment": augment,
        "penalty": consistency(augment),
        "ema": 0.9,
    }
    return (G, D, rules), torch.linspace(-1, 1, 20 * 256).view(20, 1, 16, 16)


CASES = {"points": points, "images": images}


def new_game(case, seed):
    (G, D, rules), data = CASES[case](seed)
    generator = torch.Generator().manual_seed(seed)
    return Game(G, D, 3, generator, lr_g=1e-2, lr_d=1e-2, **rules), data


def run(case, batch_size, folder, seed=0):
    """Two rounds, a checkpoint, two more rounds from it; the file at the end."""
    torch.set_default_dtype(torch.float64)
    path = folder / f"{case}.pt"
    for _ in range(2):
        game, data = new_game(case, seed)
        if path.exists():
            load(game, path)
        batches = draw_batches(data, batch_size=batch_size, generator=game.generator)
        list(train(game, batches, n_steps=2))
        save(game, path)
        if torch.distributed.is_initialized():
            torch.distributed.barrier()  # the first has written
    return path


@pytest.fixture(scope="module")
def by_two(tmp_path_factory):
    """The folder into which two processes wrote, each with half of the batch."""
    folder = tmp_path_factory.mktemp("two")
    command = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    subprocess.run(
        [sys.executable, *command, __file__, str(folder)], check=True, timeout=120
    )
    return folder


@pytest.mark.parametrize("case", CASES)
def test_two_processes_equal_one_with_the_joined_batch(case, by_two, tmp_path):
    try:
        alone = torch.load(run(case, 8, tmp_path))
    finally:
        torch.set_default_dtype(torch.float32)
    together = torch.load(by_two / f"{case}.pt")
    assert together["step"] == alone["step"] == 4
    assert torch.equal(together["generator"], alone["generator"])
    start, _ = new_game(case, 0)
    for part in {"G", "D", "average"} & alone.keys():
        for name, value in alone[part].items():
            given = together[part][name]
            torch.testing.assert_close(given, value, atol=1e-10, rtol=1e-8)
    assert any(
        (p - alone["G"][name]).abs().max() > 1e-3
        for name, p in start.G.state_dict().items()
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    rank, world = join()
    assert world == 2
    for name in CASES:  # each process comes with a seed of its own: they must agree
        run(name, 4, Path(sys.argv[1]), seed=rank)
    torch.distributed.destroy_process_group()

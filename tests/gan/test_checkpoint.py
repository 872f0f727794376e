"""A game that was saved goes on as if it had never stopped, bit for bit."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from coursekit.gan.augment import chain, cutout, translate
from coursekit.gan.networks import dcgan_discriminator, dcgan_generator, mlp, seeded
from coursekit.gan.penalties import gradient_penalty
from coursekit.gan.train import Game, cosine, draw_batches, load, save, train


def new_game(seed=0, width=4, **rules):
    """A game in which everything that could be forgotten plays a part."""
    with seeded(seed):
        G = dcgan_generator(3, size=16, width=width)
        D = dcgan_discriminator(size=16, width=width)
    return Game(
        G,
        D,
        z_dim=3,
        generator=torch.Generator().manual_seed(seed),
        lr_g=1e-3,
        lr_d=2e-3,
        betas=(0.5, 0.9),
        penalty=gradient_penalty,
        penalty_every=2,
        augment=chain(translate, cutout),
        **{"ema": 0.9, "schedule": cosine, "n_steps": 10} | rules,
    )


def play(game, n_steps):
    pixels = torch.linspace(-1, 1, 20 * 256).view(20, 1, 16, 16)
    batches = draw_batches(pixels, batch_size=4, generator=game.generator)
    return list(train(game, batches, n_steps=n_steps))


def state(game):
    """All numbers of a game, on which the next step depends."""
    parts = [game.G, game.D, game.average]
    numbers = [t for part in parts for t in part.state_dict().values()]
    for opt in (game.opt_g, game.opt_d):
        numbers += [t for s in opt.state_dict()["state"].values() for t in s.values()]
        numbers.append(torch.tensor(opt.param_groups[0]["lr"]))
    return [*numbers, game.generator.get_state(), torch.tensor(game.step)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The file of a game after 3 steps, and the steps and state after 3 more."""
    path = tmp_path_factory.mktemp("games") / "game.pt"
    game = new_game()
    play(game, 3)
    save(game, path)
    return path, play(game, 3), state(game)


def test_another_game_goes_on_identically(saved):
    path, steps, end = saved
    game = new_game(seed=5)
    load(game, path)
    assert play(game, 3) == steps
    assert all(map(torch.equal, state(game), end))


def test_a_fresh_process_goes_on_identically(saved, tmp_path):
    path, _, end = saved
    program = f"""
import sys, torch
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_checkpoint import load, new_game, play, state
torch.set_num_threads({torch.get_num_threads()})
game = new_game(seed=7)
load(game, {str(path)!r})
play(game, 3)
torch.save(state(game), {str(tmp_path / "end.pt")!r})
"""
    subprocess.run([sys.executable, "-c", program], check=True)
    assert all(map(torch.equal, torch.load(tmp_path / "end.pt"), end))


def test_a_run_killed_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "game.pt"
    program = f"""
import os, signal, sys, torch
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_checkpoint import new_game, play, save
game = new_game()
save(game, {str(path)!r})
play(game, 1)

def half(state, where):
    where.write_bytes(b"half a file")
    os.kill(os.getpid(), signal.SIGKILL)

torch.save = half
save(game, {str(path)!r})
"""
    done = subprocess.run([sys.executable, "-c", program])
    assert done.returncode == -signal.SIGKILL
    game, fresh = new_game(seed=1), new_game()
    load(game, path)
    assert game.step == 0
    assert all(map(torch.equal, state(game), state(fresh)))


def test_other_networks_are_refused(saved):
    path, _, _ = saved
    with pytest.raises(ValueError, match="the state of other networks"):
        load(new_game(width=8), path)
    with pytest.raises(ValueError, match="average of G"):
        load(new_game(ema=0.0), path)
    with seeded(0):
        G, D = mlp(3, 2), mlp(2, 1)
    game = Game(G, D, z_dim=3, generator=torch.Generator(), ema=0.9)
    with pytest.raises(ValueError, match="the state of other networks"):
        load(game, path)


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "weights.pt"
    torch.save({"weights": torch.ones(3), "average": {}}, path)
    with pytest.raises(ValueError, match="does not hold a game"):
        load(new_game(), path)

"""Where a game runs does not change what it computes."""

import copy
import itertools
import platform
import subprocess
import sys

import pytest
import torch
from torch import nn

from coursekit.gan import runtime
from coursekit.gan.losses import HINGE
from coursekit.gan.networks import (
    dcgan_discriminator,
    dcgan_features,
    dcgan_generator,
    mlp,
    seeded,
)
from coursekit.gan.penalties import gradient_penalty, r1, r2
from coursekit.gan.runtime import (
    CPU,
    Runtime,
    average_over_processes,
    integers,
    joint_statistics,
    mine,
    normal,
    rank_and_world,
    uniform,
)
from coursekit.gan.train import Game, draw_batches, train, update


def networks():
    with seeded(0):
        return dcgan_generator(3, size=16, width=4), dcgan_discriminator(
            size=16, width=4
        )


def last_step(runtime, **rules):
    game = Game(
        *networks(), z_dim=3, generator=runtime.generator(0), runtime=runtime, **rules
    )
    pixels = torch.linspace(-1, 1, 20 * 256).view(20, 1, 16, 16)
    batches = draw_batches(
        runtime.place(pixels), batch_size=8, generator=game.generator
    )
    *_, step = train(game, batches, n_steps=3)
    return step, game


def test_best_is_the_cpu_where_there_is_nothing_else():
    if torch.cuda.is_available() or torch.backends.mps.is_available():
        pytest.skip("this machine has something better")
    assert Runtime.best() == Runtime()
    assert Runtime.best(bf16=True) == Runtime(CPU, bf16=True)


def test_best_takes_each_process_its_own_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setenv("LOCAL_RANK", "3")
    assert Runtime.best().device == torch.device("cuda", 3)
    assert Runtime.best(device=CPU).device == CPU


def test_channels_last_changes_the_layout_and_no_value():
    plain, game = last_step(Runtime(channels_last=False))
    laid_out, other = last_step(Runtime(channels_last=True))
    torch.testing.assert_close(plain[1:], laid_out[1:], atol=1e-4, rtol=1e-4)
    weights = [
        [p for p in g.D.parameters() if p.dim() == 4 and p.shape[1] > 1]
        for g in (game, other)
    ]
    layout = torch.channels_last
    assert not any(p.is_contiguous(memory_format=layout) for p in weights[0])
    assert all(p.is_contiguous(memory_format=layout) for p in weights[1])


def test_maps_and_their_gradients_share_a_layout():
    """Else the backward pass of an activation is ten times as slow."""
    seen = []

    def look(layer, inputs, maps):
        seen.extend([*inputs, maps])
        if inputs[0].requires_grad:  # of the layer's output it may yet be changed
            inputs[0].register_hook(seen.append)

    game = Game(
        *networks(), z_dim=3, generator=torch.Generator(), loss=HINGE, runtime=Runtime()
    )
    for layer in itertools.chain(game.G, game.D):
        if isinstance(layer, nn.ReLU | nn.LeakyReLU | nn.BatchNorm2d):
            layer.register_forward_hook(look)
    update(game, iter([torch.zeros(8, 1, 16, 16)]))
    seen = [x for x in seen if x.dim() == 4]
    assert len(seen) > 10
    assert all(x.is_contiguous(memory_format=torch.channels_last) for x in seen)


def test_the_layout_hooks_are_set_once():
    features = dcgan_features()
    for _ in range(3):
        Runtime().place(features)
    flatten = features[-1]
    assert len(flatten._forward_pre_hooks) == 1


def test_keep_memory_is_agreed_to_on_linux():
    """In a process apart: it lasts."""
    program = "from coursekit.gan.runtime import keep_memory; print(keep_memory())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert done.stdout.strip() in (b"True", b"False")
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        assert done.stdout.strip() == b"True"


def test_videos_are_left_as_they_lie():
    net = Runtime().place(nn.Sequential(nn.Conv3d(1, 2, 3), nn.Conv1d(1, 2, 3)))
    assert net[0].weight.is_contiguous()


@pytest.mark.parametrize("penalty", [gradient_penalty, r1, r2])
def test_bf16_stays_close_and_keeps_weights_and_metrics_whole(penalty):
    rules = {"loss": HINGE, "penalty": penalty, "lr_g": 1e-4, "lr_d": 1e-4}
    whole, _ = last_step(Runtime(), **rules)
    half, game = last_step(Runtime(bf16=True), **rules)
    assert half != whole
    torch.testing.assert_close(half[1:], whole[1:], atol=0.02, rtol=0.05)
    assert {p.dtype for p in game.G.parameters()} == {torch.float32}
    assert {metric.dtype for metric in half[1:]} == {torch.float32}


def test_bf16_runs_the_networks_in_bf16():
    net, x = mlp(2, 3), torch.ones(1, 2)
    with Runtime(bf16=True).autocast():
        assert net(x).dtype == torch.bfloat16
    with Runtime().autocast():
        assert net(x).dtype == torch.float32


def test_compile_is_asked_for(monkeypatch):
    asked = []
    monkeypatch.setattr(nn.Module, "compile", lambda self: asked.append(self))
    net, x = mlp(2, 3), torch.ones(1, 2)
    Runtime().place(net)
    assert asked == []
    Runtime(compile=True).place(net)
    Runtime(compile=True).place(x)
    assert asked == [net]


def test_generator_is_on_the_device_and_by_the_seed():
    g, same = Runtime().generator(4), Runtime().generator(4)
    assert g.device == CPU
    assert torch.equal(normal(5, 2, generator=g), normal(5, 2, generator=same))
    with pytest.raises(ValueError, match="generator must be on meta"):
        meta = Runtime(torch.device("meta"))
        Game(*networks(), z_dim=3, generator=g, runtime=meta)


def test_alone_a_process_is_the_first_of_one():
    assert runtime.join() == rank_and_world() == (0, 1)
    x = torch.arange(6.0)
    assert torch.equal(mine(x), x)
    average_over_processes([x])
    assert torch.equal(x, torch.arange(6.0))


def test_processes_share_what_one_would_draw(monkeypatch):
    def draws(n):
        g = torch.Generator().manual_seed(0)
        return [
            normal(n, 2, generator=g),
            uniform(n, 1, generator=g),
            integers(n, 9, generator=g),
        ]

    alone, shares = draws(6), []
    for rank in range(3):
        monkeypatch.setattr(runtime, "rank_and_world", lambda rank=rank: (rank, 3))
        shares.append(draws(2))
    for joined, parts in zip(alone, zip(*shares, strict=True), strict=True):
        assert torch.equal(torch.cat(parts), joined)


def test_batch_normalisation_over_processes_is_for_cuda(monkeypatch):
    net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))
    cuda = torch.device("cuda")
    assert joint_statistics(copy.deepcopy(net), cuda)[1].__class__ is nn.BatchNorm2d
    monkeypatch.setattr(runtime, "rank_and_world", lambda: (0, 2))
    assert joint_statistics(copy.deepcopy(net), CPU)[1].__class__ is nn.BatchNorm2d
    assert joint_statistics(net, cuda)[1].__class__ is nn.SyncBatchNorm

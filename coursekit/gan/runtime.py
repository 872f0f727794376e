"""Where and how a game runs: device, precision, memory layout, several processes."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor, nn

CPU = torch.device("cpu")


@dataclass(frozen=True)
class Runtime:
    """Device and options of a run; the same code runs on CPU, CUDA and Apple's MPS.

    Attributes
    ----------
    device : where tensors live
    bf16 : run the networks in bfloat16 where torch deems it safe (opt-in: check the result)
    channels_last : lay images out for convolutions; their values do not change
    compile : hand the networks to ``torch.compile`` (pays on a GPU and in long runs)
    """

    device: torch.device = CPU
    bf16: bool = False
    channels_last: bool = True
    compile: bool = False

    @classmethod
    def best(cls, **options) -> Runtime:
        """The fastest device that this machine has; under ``torchrun`` each process its own.

        Parameters
        ----------
        **options : fields of `Runtime` to set otherwise
        """
        if torch.cuda.is_available():
            device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
        elif torch.backends.mps.is_available():
            device = torch.device("mps")
        else:
            device = CPU
        return cls(**{"device": device, **options})

    def generator(self, seed: int) -> torch.Generator:
        """A source of random numbers on the device."""
        return torch.Generator(self.device).manual_seed(seed)

    def place(self, thing: nn.Module | Tensor) -> nn.Module | Tensor:
        """Network or tensor on the device, images laid out by channels last if wanted."""
        thing = thing.to(self.device)
        if isinstance(thing, Tensor):
            return self._laid_out(thing)
        for p in thing.parameters():
            p.data = self._laid_out(p.data)
        if self.channels_last:
            _keep_layout(thing)
        if self.compile:
            thing.compile()
        return thing

    def _laid_out(self, x: Tensor) -> Tensor:
        if self.channels_last and x.dim() == 4:
            # .contiguous would leave a single channel as it lies, and the layout of a
            # network's first weights decides that of its maps
            return x.to(memory_format=torch.channels_last)
        return x

    def autocast(self) -> AbstractContextManager:
        """The context in which the networks run."""
        if not self.bf16:
            return nullcontext()
        return torch.autocast(self.device.type, torch.bfloat16)


def _keep_layout(net: nn.Module) -> None:
    """Let maps have their channels last where vectors become maps and maps vectors.

    A map in one layout and its gradient in the other make the backward pass of an
    activation ten times as slow.
    """
    for layer in net.modules():
        if isinstance(layer, nn.Unflatten) and not layer._forward_hooks:
            layer.register_forward_hook(_maps_channels_last)
        if isinstance(layer, nn.Flatten) and not layer._forward_pre_hooks:
            layer.register_forward_pre_hook(_gradients_channels_last)


def _channels_last(x: Tensor) -> Tensor:
    return x.contiguous(memory_format=torch.channels_last) if x.dim() == 4 else x


def _maps_channels_last(layer: nn.Module, inputs: tuple, maps: Tensor) -> Tensor:
    return _channels_last(maps)


def _gradients_channels_last(layer: nn.Module, inputs: tuple) -> None:
    (maps,) = inputs
    if maps.requires_grad:
        maps.register_hook(_channels_last)


def keep_memory() -> bool:
    """Let this process keep the memory of freed tensors for its next ones.

    The C library of Linux hands it back after every round of an image game and asks for
    it anew in the next, page by page: a tenth of the time on the CPU. Called once, at the
    start; elsewhere it does nothing.

    Returns
    -------
    bool : whether the C library agreed
    """
    mallopt = (
        getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    )
    if mallopt is None:
        return False
    trim_threshold, mmap_threshold = -1, -3  # of malloc.h
    return bool(mallopt(mmap_threshold, 2**25) and mallopt(trim_threshold, 2**30))


def join() -> tuple[int, int]:
    """Join the processes that ``torchrun`` has started.

    Returns
    -------
    (rank, world) : (0, 1) in a process that was started alone
    """
    if "RANK" in os.environ and not dist.is_initialized():
        on_cuda = torch.cuda.is_available()
        if on_cuda:
            torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
        dist.init_process_group("nccl" if on_cuda else "gloo")
    return rank_and_world()


def rank_and_world() -> tuple[int, int]:
    """Which of how many processes this is; (0, 1) if it is alone."""
    if dist.is_available() and dist.is_initialized():
        return dist.get_rank(), dist.get_world_size()
    return 0, 1


def mine(joined: Tensor) -> Tensor:
    """This process's rows of a batch that all processes drew alike.

    Every process draws the random numbers of all and keeps its share, so that two
    processes compute what one would with the joined batch.
    """
    rank, world = rank_and_world()
    return joined if world == 1 else joined.chunk(world)[rank]


def normal(n: int, *shape: int, generator: torch.Generator) -> Tensor:
    """Standard normal draws, shape (n, *shape), on the generator's device."""
    _, world = rank_and_world()
    device = generator.device
    return mine(torch.randn(n * world, *shape, generator=generator, device=device))


def uniform(n: int, *shape: int, generator: torch.Generator) -> Tensor:
    """Uniform draws from [0, 1), shape (n, *shape), on the generator's device."""
    _, world = rank_and_world()
    device = generator.device
    return mine(torch.rand(n * world, *shape, generator=generator, device=device))


def integers(n: int, high: int, *, generator: torch.Generator) -> Tensor:
    """Draws from 0, ..., high - 1, shape (n,), on the generator's device."""
    _, world = rank_and_world()
    device = generator.device
    return mine(torch.randint(high, (n * world,), generator=generator, device=device))


def agree(tensors: Iterable[Tensor]) -> None:
    """Give every process the tensors of the first, in place."""
    if rank_and_world()[1] > 1:
        for t in tensors:
            sent = t.detach().contiguous()
            dist.broadcast(sent, 0)
            t.detach().copy_(sent)


def joint_statistics(net: nn.Module, device: torch.device) -> nn.Module:
    """``net`` with batch normalisation over the batches of all processes.

    Torch has that on CUDA alone: elsewhere each process goes by the statistics of its own
    share, so that several processes then differ a little from one with the joined batch.
    """
    if rank_and_world()[1] > 1 and device.type == "cuda":
        return nn.SyncBatchNorm.convert_sync_batchnorm(net)
    return net


def average_over_processes(tensors: list[Tensor]) -> None:
    """Replace each tensor by its mean over the processes, in one message."""
    _, world = rank_and_world()
    if world == 1:
        return
    flat = torch.cat([t.flatten() for t in tensors])
    dist.all_reduce(flat)
    flat /= world
    start = 0
    for t in tensors:
        t.copy_(flat[start : start + t.numel()].view_as(t))
        start += t.numel()

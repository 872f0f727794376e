"""The GAN room's loop against a plain one, side by side in one run.

    python benchmarks/gan.py            every contest
    python benchmarks/gan.py NAME ...   some of them

The plain loop is in the style of PyTorch's DCGAN tutorial: binary cross-entropy of
probabilities, real and fake batch each with a backward pass of its own, gradients set to
zero at the start of a step, a number read off after every pass. Networks, losses, batches
and random numbers are the same in both, and so are the weights after some rounds, to
rounding; each contest asserts it. Prints Markdown and puts the figures into
benchmarks/results/gan.json.
"""

import _common  # first: it sets the number of threads, which torch reads when imported

# isort: split

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

import torch
from torch import Tensor, nn

from coursekit.datasets import mnist
from coursekit.gan.coverage import coverage
from coursekit.gan.networks import (
    FourierFeatures,
    dcgan_discriminator,
    dcgan_generator,
    mlp,
    seeded,
)
from coursekit.gan.recipes import Unit
from coursekit.gan.runtime import Runtime, keep_memory
from coursekit.gan.toys import ring
from coursekit.gan.train import (
    Game,
    constant,
    cosine,
    draw_batches,
    samples,
    train,
)

CONTESTS: dict[str, Callable[[], dict]] = {}


def contest(function: Callable[[], dict]) -> Callable[[], dict]:
    """Enter ``function`` into the list, under its name."""
    CONTESTS[function.__name__] = function
    return function


def main(names: list[str]) -> None:
    torch.set_num_threads(int(_common.THREADS))
    where = _common.machine("torch", "numpy")
    for name in names or CONTESTS:
        print(f"\n## {name.replace('_', ' ')}\n")
        _common.save("gan.json", name, {"machine": where, **CONTESTS[name]()})
    print("\n" + ", ".join(f"{key} {value}" for key, value in where.items()))


def plain_loop(
    G: nn.Module,
    D: nn.Module,
    data: Tensor,
    *,
    z_dim: int,
    batch_size: int,
    seed: int,
    lr_g: float,
    lr_d: float,
    betas: tuple[float, float],
    schedule: Callable[[float], float] = constant,
    n_steps: int = 1,
) -> Iterator[tuple[float, float, float, float, float]]:
    """The tutorial's loop: losses and mean outputs of every round, as numbers."""
    generator = torch.Generator().manual_seed(seed)
    criterion, sigmoid = nn.BCELoss(), nn.Sigmoid()
    optimizer_d = torch.optim.Adam(D.parameters(), lr=lr_d, betas=betas)
    optimizer_g = torch.optim.Adam(G.parameters(), lr=lr_g, betas=betas)
    step = 0
    while True:
        factor = schedule(min(step / n_steps, 1.0))
        optimizer_d.param_groups[0]["lr"] = factor * lr_d
        optimizer_g.param_groups[0]["lr"] = factor * lr_g
        # (1) update D: maximise log D(x) + log(1 - D(G(z)))
        D.zero_grad()
        real = data[torch.randint(len(data), (batch_size,), generator=generator)]
        label = torch.full((batch_size,), 1.0)
        output = sigmoid(D(real)).view(-1)
        error_real = criterion(output, label)
        error_real.backward()
        d_x = output.mean().item()
        noise = torch.randn(batch_size, z_dim, generator=generator)
        fake = G(noise)
        label.fill_(0.0)
        output = sigmoid(D(fake.detach())).view(-1)
        error_fake = criterion(output, label)
        error_fake.backward()
        d_g_z1 = output.mean().item()
        error_d = error_real + error_fake
        optimizer_d.step()
        # (2) update G: maximise log D(G(z))
        G.zero_grad()
        label.fill_(1.0)
        output = sigmoid(D(fake)).view(-1)
        error_g = criterion(output, label)
        error_g.backward()
        d_g_z2 = output.mean().item()
        optimizer_g.step()
        step += 1
        yield error_d.item(), error_g.item(), d_x, d_g_z1, d_g_z2


Networks = Callable[[], tuple[nn.Module, nn.Module]]
ADAM = {"lr_g": 2e-4, "lr_d": 2e-4, "betas": (0.5, 0.999)}


def our_loop(networks: Networks, data: Tensor, runtime=None, **rules) -> Iterator:
    """The same by the package."""
    runtime = runtime or Runtime()
    batch_size, seed = rules.pop("batch_size"), rules.pop("seed")
    game = Game(
        *networks(), generator=runtime.generator(seed), runtime=runtime, **rules
    )
    batches = draw_batches(
        runtime.place(data), batch_size=batch_size, generator=game.generator
    )
    return train(game, batches, n_steps=10**9)


def points(width: int) -> Networks:
    """Networks for points in the plane."""

    def networks():
        with seeded(0):
            return mlp(2, *[width] * 3, 2), mlp(2, *[width] * 3, 1)

    return networks


def images(norm: bool) -> Networks:
    """Networks for images of 28 x 28 pixels."""

    def networks():
        with seeded(0):
            return dcgan_generator(64), dcgan_discriminator(norm=norm)

    return networks


def difference(networks: Networks, data: Tensor, rounds: int, **rules) -> float:
    """Largest difference between the two loops' weights, relative, in double precision."""
    torch.set_default_dtype(torch.float64)
    pair = []

    def kept():
        pair.append(networks())
        return pair[-1]

    loops = (
        our_loop(kept, data.double(), **rules),
        plain_loop(*kept(), data.double(), **rules),
    )
    for loop in loops:
        for _ in range(rounds):
            next(loop)
    torch.set_default_dtype(torch.float32)
    (ours, theirs) = ([p for net in nets for p in net.parameters()] for nets in pair)
    return max(
        ((a - b).abs().max() / b.abs().max()).item()
        for a, b in zip(theirs, ours, strict=True)
    )


def duel(name: str, networks: Networks, data: Tensor, z_dim: int, **more) -> dict:
    """Milliseconds of processor a round of D and G: median of interleaved turns."""
    batch_size, rounds, turns = more["batch_size"], more["rounds"], more["turns"]
    rules = {"z_dim": z_dim, "batch_size": batch_size, "seed": 1, **ADAM}
    loops = {
        "plain": plain_loop(*networks(), data, **rules),
        "coursekit": our_loop(networks, data, **rules),
        "bf16": our_loop(networks, data, Runtime(bf16=True), **rules),
    }
    times = {key: [] for key in loops}
    for turn in range(turns + 1):  # the first turn warms up
        for key, loop in loops.items():
            start = time.process_time()
            for _ in range(rounds):
                next(loop)
            if turn:
                times[key].append(1e3 * (time.process_time() - start) / rounds)
    ms = {key: median(values) for key, values in times.items()}
    return {
        "networks": name,
        "batch": batch_size,
        **{f"{key}_ms": round(value, 3) for key, value in ms.items()},
        **{f"{key}_best_ms": round(min(times[key]), 3) for key in ms},
        "ratio": round(ms["plain"] / ms["coursekit"], 2),
        "ratio_of_best": round(min(times["plain"]) / min(times["coursekit"]), 2),
        "ratio_bf16": round(ms["plain"] / ms["bf16"], 2),
        "weights_differ_by": difference(networks, data, 3, **rules),
    }


@contest
def a_round() -> dict:
    """Time a round: points with networks of three widths, images with and without norm."""
    kept = keep_memory()  # for both loops
    cloud = ring().sample(10_000, generator=torch.Generator().manual_seed(0))
    digits = torch.from_numpy(mnist().images[:4000]).float().view(-1, 1, 28, 28)
    digits = digits / 127.5 - 1
    rows = [
        duel(
            f"points, 3 layers of {width}",
            points(width),
            cloud,
            2,
            batch_size=256,
            rounds=40,
            turns=15,
        )
        for width in (32, 64, 128)
    ]
    rows += [
        duel(name, images(norm), digits, 64, batch_size=128, rounds=3, turns=9)
        for name, norm in (("images", False), ("images, batch norm in D", True))
    ]
    print(
        "| networks | batch | plain, ms | coursekit, ms | ratio | best of each |",
        end="",
    )
    print(" bf16, ms | ratio | weights differ by |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        print(
            f"| {row['networks']} | {row['batch']} | {row['plain_ms']:.2f} "
            f"| {row['coursekit_ms']:.2f} | {row['ratio']:.2f} "
            f"| {row['ratio_of_best']:.2f} | {row['bf16_ms']:.2f} "
            f"| {row['ratio_bf16']:.2f} | {row['weights_differ_by']:.0e} |"
        )
        assert row["weights_differ_by"] < 1e-6
    return {"rows": rows, "memory_kept": kept}


# Time and memory to a score, on the ring: the recipe of `coursekit.gan.recipes`, by both.

STEPS, TURN, GOAL = 6000, 250, 0.9


def recipe_networks(seed: int) -> Networks:
    def networks():
        with seeded(seed):
            G = nn.Sequential(FourierFeatures(2, 32), mlp(66, 128, 128, 128, 2))
            return G, mlp(2, 128, 128, 128, 1)

    return networks


class Race:
    """One loop on the ring on its way to the score."""

    def __init__(self, which: str, seed: int):
        self.modes = ring()
        x = self.modes.sample(100_000, generator=torch.Generator().manual_seed(seed))
        self.unit = Unit.of(x)
        self.z = torch.randn(2500, 2, generator=torch.Generator().manual_seed(1))
        rules = {"z_dim": 2, "batch_size": 256, "seed": seed, "betas": (0.0, 0.99)}
        rules |= {"lr_g": 2e-3, "lr_d": 5e-4, "schedule": cosine, "n_steps": STEPS}
        nets, data = recipe_networks(seed)(), self.unit.into(x)
        self.G = nets[0]
        self.loop = (
            plain_loop(*nets, data, **rules)
            if which == "plain"
            else our_loop(lambda: nets, data, **rules)
        )
        self.rounds, self.seconds, self.score = 0, 0.0, None

    @property
    def over(self) -> bool:
        there = self.score and self.score.modes == 8 and self.score.quality >= GOAL
        return bool(there) or self.rounds >= STEPS

    def go_on(self) -> None:
        """Another turn of rounds, and the score after it."""
        start = time.process_time()
        for _ in range(TURN):
            next(self.loop)
        self.seconds += time.process_time() - start
        self.rounds += TURN
        self.score = coverage(self.unit.out_of(samples(self.G, self.z)), self.modes)


@contest
def to_a_score() -> dict:
    """Processor time until 8 of 8 modes and 90 % of samples of high quality; memory."""
    names, rows = ("plain", "coursekit"), []
    for seed in range(2):
        races = [Race(which, seed) for which in names]
        while not all(race.over for race in races):
            for race in races:
                if not race.over:
                    race.go_on()
        for which, race in zip(names, races, strict=True):
            rows.append(
                {
                    "loop": which,
                    "seed": seed,
                    "rounds": race.rounds,
                    "seconds": round(race.seconds, 2),
                    "modes": race.score.modes,
                    "quality": round(race.score.quality, 3),
                }
            )
    print("| loop | seed | rounds | s | modes | quality |")
    print("|---|--:|--:|--:|--:|--:|")
    for row in rows:
        print("| " + " | ".join(map(str, row.values())) + " |")
    mib = {which: round(memory(which), 1) for which in names}
    print("\nMemory of rounds on images, MiB:", mib)
    return {"goal": GOAL, "every": TURN, "runs": rows, "images_MiB": mib}


def memory(which: str) -> float:
    """MiB that ten rounds on images need at their peak, in a fresh process (Linux)."""
    program = f"""
import re, sys
sys.path.insert(0, {str(_common.RESULTS.parent)!r})
import torch
from gan import ADAM, images, our_loop, plain_loop
torch.set_num_threads(1)
networks, data = images(False), torch.zeros(1000, 1, 28, 28)
rules = dict(z_dim=64, batch_size=128, seed=1, **ADAM)
make = lambda: (
    plain_loop(*networks(), data, **rules)
    if {which!r} == "plain"
    else our_loop(networks, data, **rules)
)
next(make())  # what the libraries take once
loop = make()
kib = lambda name: int(re.search(name + r":\s+(\d+)", open("/proc/self/status").read())[1])
open("/proc/self/clear_refs", "w").write("5")  # the peak starts anew
before = kib("VmRSS")
for _ in range(10):
    next(loop)
print((kib("VmHWM") - before) / 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])

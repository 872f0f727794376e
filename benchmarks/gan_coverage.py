"""Modes that a GAN covers, over seeds: the plain game, the recipe, and ablations of it.

    python benchmarks/gan_coverage.py                      every run that is not there yet
    python benchmarks/gan_coverage.py recipe plain         some games
    python benchmarks/gan_coverage.py --jobs 4 --again     in four processes, all anew

The protocol is that of VEEGAN and PacGAN: 100,000 training points, 2,500 samples, a
sample is of high quality within 3 sd of its nearest mode. Each run is one thread of one
process and is put into benchmarks/results/gan_coverage.json when it ends, so a killed
table goes on where it was. Seconds are of the processor, and of the wall beside them: on
a machine that is shared the second is longer.
"""

import _common  # first: it sets the number of threads, which torch reads when imported

# isort: split

import argparse
import datetime
import json
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from typing import NamedTuple

import torch

from coursekit.gan import losses, penalties, toys
from coursekit.gan.coverage import N_SAMPLES, coverage
from coursekit.gan.recipes import BATCH_SIZE, N_DATA, Unit, plain_game, steady_game
from coursekit.gan.train import Game, constant, draw_batches, samples, train

FILE = _common.RESULTS / "gan_coverage.json"
DATA = {"ring": toys.ring, "grid": toys.grid}
FULL = {"ring": 6000, "grid": 13_000}  # updates of each player
SHORT = 5000  # of an ablation


def plain(seed: int, n_steps: int) -> Game:
    """The plain game has no length in mind: its rates stay."""
    return plain_game(seed)


GAMES: dict[str, Callable[[int, int], Game]] = {
    "plain": plain,
    "recipe": steady_game,
    "minimax": partial(steady_game, loss=losses.MINIMAX),
    "least squares": partial(steady_game, loss=losses.LEAST_SQUARES),
    "hinge": partial(steady_game, loss=losses.HINGE),
    "relativistic": partial(steady_game, loss=losses.RELATIVISTIC),
    "R1": partial(
        steady_game, penalty=penalties.r1, penalty_weight=0.01, penalty_every=4
    ),
    "PacGAN2": partial(steady_game, pack=2),
    "equal rates": partial(steady_game, lr_d=2e-3),
    "constant rates": partial(steady_game, schedule=constant, ema=0.995),
    "momentum": partial(steady_game, betas=(0.9, 0.999)),
    "no waves": partial(steady_game, n_features=0),
}


class Run(NamedTuple):
    game: str
    data: str
    seed: int
    n_steps: int


def wanted() -> list[Run]:
    """The recipe from ten seeds, the plain game from five, two short ones of each."""
    full = [
        Run(game, data, seed, FULL[data])
        for game, seeds in (("recipe", range(10)), ("plain", range(5)))
        for data in ("grid", "ring")
        for seed in seeds
    ]
    short = [
        Run(game, "grid", seed, SHORT)
        for game in GAMES
        if game != "plain"
        for seed in range(2)
    ]
    return full + short


def play(run: Run) -> dict:
    """One game from start to end, and what 2,500 samples of its generator say."""
    torch.set_num_threads(1)
    modes = DATA[run.data]()
    wall, cpu = time.perf_counter(), time.process_time()
    game = GAMES[run.game](run.seed, run.n_steps)
    x = modes.sample(N_DATA, generator=game.generator)
    unit = Unit.of(x)
    batches = draw_batches(
        unit.into(x), batch_size=BATCH_SIZE, generator=game.generator
    )
    for _ in train(game, batches, n_steps=run.n_steps):
        pass
    seconds = {
        "cpu_s": round(time.process_time() - cpu, 1),
        "wall_s": round(time.perf_counter() - wall, 1),
    }
    z = game.noise(N_SAMPLES)
    judged = coverage(unit.out_of(samples(game.G, z)), modes)
    result = run._asdict() | judged._asdict() | seconds
    if game.average is not None:
        average = coverage(unit.out_of(samples(game.average, z)), modes)
        result["average"] = average._asdict()
    return result


def load() -> dict[Run, dict]:
    """The runs that are there."""
    runs = json.loads(FILE.read_text(encoding="utf-8"))["runs"] if FILE.exists() else []
    return {Run(*(run[name] for name in Run._fields)): run for run in runs}


def save(result: dict) -> None:
    """Put a run into the file, a line each."""
    runs = load() | {Run(*(result[name] for name in Run._fields)): result}
    where = _common.machine("torch") | {"date": datetime.date.today().isoformat()}
    lines = ",\n  ".join(json.dumps(runs[key]) for key in sorted(runs))
    FILE.write_text(
        f'{{"machine": {json.dumps(where)},\n "runs": [\n  {lines}\n ]}}\n',
        encoding="utf-8",
    )


def table(runs: list[dict]) -> str:
    """A row for each game, data set and budget, as Markdown: means over the seeds."""
    groups: dict[tuple, list[dict]] = {}
    for run in runs:
        key = run["data"], run["n_steps"], run["game"]
        groups.setdefault(key, []).append(run)
        if "average" in run:
            groups.setdefault((*key[:2], key[2] + ", average of G"), []).append(
                run | run["average"]
            )
    lines = [
        "| data | updates | game | seeds | modes | quality, % | reverse KL | s of CPU |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (data, n_steps, game), group in sorted(groups.items()):
        mean = {
            name: statistics.mean(run[name] for run in group)
            for name in ("modes", "quality", "reverse_kl", "cpu_s")
        }
        lines.append(
            f"| {data} | {n_steps} | {game} | {len(group)} | {mean['modes']:.1f} "
            f"| {100 * mean['quality']:.1f} | {mean['reverse_kl']:.3f} "
            f"| {mean['cpu_s']:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("games", nargs="*", metavar="GAME", help=", ".join(GAMES))
    parser.add_argument("--data", choices=DATA, help="ring or grid alone")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--again", action="store_true", help="runs that are there, too")
    options = parser.parse_args()
    for game in options.games:
        if game not in GAMES:
            parser.error(f"{game} is none of {', '.join(GAMES)}")
    chosen = [
        run
        for run in wanted()
        if (not options.games or run.game in options.games)
        and options.data in (None, run.data)
    ]
    todo = [run for run in chosen if options.again or run not in load()]
    with ProcessPoolExecutor(options.jobs) as pool:
        for future in as_completed([pool.submit(play, run) for run in todo]):
            result = future.result()
            save(result)
            print(json.dumps(result), flush=True)
    print(table(list(load().values())))


if __name__ == "__main__":
    main()

"""The image lab runs at toy scale, goes on where it stopped, and runs under torchrun."""

import csv
import os
import subprocess
import sys

import numpy as np
import pytest
import torch

from coursekit.gan import image_lab
from coursekit.gan.image_lab import Settings, grid, run

TOY = {"size": 16, "width": 4, "z_dim": 4, "batch": 8, "judged": 200}


def weights(path):
    return torch.load(path / "game.pt", weights_only=True)["average"]


def test_it_goes_on_as_if_it_had_not_stopped(tmp_path):
    whole = list(run(Settings(tmp_path / "a", steps=6, every=3, **TOY)))
    first = run(Settings(tmp_path / "b", steps=6, every=3, **TOY))
    next(first)  # stopped after its first report
    del first
    rest = list(run(Settings(tmp_path / "b", steps=6, every=3, **TOY)))
    assert [r.step for r in whole] == [3, 6] and [r.step for r in rest] == [6]
    assert whole[1].frechet == rest[0].frechet
    a, b = weights(tmp_path / "a"), weights(tmp_path / "b")
    assert all(torch.equal(a[name], b[name]) for name in a)


def test_it_writes_what_it_says(tmp_path):
    (scores,) = run(Settings(tmp_path, steps=2, every=2, **TOY))
    assert scores.images_per_second > 0 and scores.frechet > 10
    (row,) = csv.DictReader((tmp_path / "scores.csv").open())
    assert float(row["frechet"]) == pytest.approx(scores.frechet)
    from matplotlib.image import imread

    assert imread(tmp_path / "samples-000002.png").shape[:2] == (8 * 16, 8 * 16)


def test_a_grid_has_images_row_by_row():
    x = torch.arange(6.0)[:, None, None, None] * torch.ones(1, 1, 2, 2)
    picture = grid(x, n_columns=3)
    assert np.array_equal(picture[::2, ::2], [[0, 1, 2], [3, 4, 5]])


def test_the_command_line_names_every_setting(capsys):
    with pytest.raises(SystemExit):
        image_lab.main(["--help"])
    text = capsys.readouterr().out
    assert all(f"--{name}" in text for name in Settings.__dataclass_fields__)


def test_other_data_are_refused():
    with pytest.raises(ValueError, match="must be mnist10k or mnist60k, not 'cats'"):
        image_lab.images("cats", 28)


def test_it_runs_under_torchrun(tmp_path):
    toy = [f"--{name}={value}" for name, value in TOY.items()]
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    command += ["--nproc-per-node=2", "-m", "coursekit.gan.image_lab", *toy]
    command += ["--steps=2", "--every=2", f"--out={tmp_path}"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("step 2: Frechet") == 1

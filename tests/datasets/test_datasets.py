"""Every data file is listed with its licence, unchanged, and loads as documented."""

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from coursekit import datasets


def test_every_file_has_a_row_and_every_row_a_file():
    files = {path.name for path in (datasets.FOLDER / "files").iterdir()}
    assert files == set(datasets.table())


def test_every_row_is_complete():
    for name, row in datasets.table().items():
        assert all(row.values()), name
        assert len(row["sha256"]) == 64


@pytest.mark.parametrize("name", datasets.table())
def test_file_is_the_one_in_the_table(name):
    path = datasets.checked_path(name)
    assert (
        hashlib.sha256(path.read_bytes()).hexdigest()
        == datasets.table()[name]["sha256"]
    )


def test_shipped_data_stay_small():
    assert sum(path.stat().st_size for path in Path(datasets.FOLDER).rglob("*")) < 10e6


def test_a_changed_file_is_refused(tmp_path, monkeypatch):
    shutil.copytree(datasets.FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(datasets, "FOLDER", tmp_path)
    with (tmp_path / "files" / "nile.csv").open("a") as file:
        file.write("1971,1000\n")
    with pytest.raises(ValueError, match=r"nile\.csv has sha256 .* was wanted"):
        datasets.nile()


def test_an_unknown_file_is_refused_with_the_names_that_exist():
    with pytest.raises(
        ValueError, match=r"name must be one of coal_mining\.csv, nile\.csv"
    ):
        datasets.checked_path("mnist.npz")


def test_coal_mining():
    coal = datasets.coal_mining()
    assert coal.date.shape == (191,)
    assert (np.diff(coal.date) >= 0).all()
    # the first on 15 March 1851, the last on 22 March 1962 (Jarrett 1979)
    assert 1851.20 < coal.date[0] < 1851.21 and 1962.21 < coal.date[-1] < 1962.23
    # yearly counts as printed by Carlin, Gelfand and Smith (1992): they begin 4 5 4 1 0
    # 4 3 4 0 6
    counts, _ = np.histogram(coal.date, bins=np.arange(coal.start, coal.end + 1))
    assert counts.shape == (112,) and counts[:10].tolist() == [
        4,
        5,
        4,
        1,
        0,
        4,
        3,
        4,
        0,
        6,
    ]


def test_nile():
    nile = datasets.nile()
    assert nile.year.tolist() == list(range(1871, 1971))
    # mean flow before and after 1898: Cobb (1978) has a drop of about 250
    early, late = (
        nile.flow[nile.year < 1899].mean(),
        nile.flow[nile.year >= 1899].mean(),
    )
    assert early == pytest.approx(1097.75) and late == pytest.approx(849.97, abs=0.01)

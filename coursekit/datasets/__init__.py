"""The course's real data: small files in the package, checked before they are read.

Sources, licences, columns and checksums stand in ``README.md`` beside this file,
which `table` reads: a new data set is a file in ``files/``, a row there, a loader here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent


class CoalMining(NamedTuple):
    """Explosions in British coal mines that killed ten or more (Jarrett 1979).

    Attributes
    ----------
    date : (191,) decimal years, sorted; one date stands twice, two mines on one day
    start, end : float, the period that was searched, 1 January 1851 to 31 December 1962
        (Raftery and Akman 1986), as decimal years
    """

    date: NDArray[np.float64]
    start: float
    end: float


class Nile(NamedTuple):
    """Annual flow of the Nile at Aswan (Cobb 1978).

    Attributes
    ----------
    year : (100,) int, 1871 to 1970
    flow : (100,) float, in 10^8 cubic metres
    """

    year: NDArray[np.int64]
    flow: NDArray[np.float64]


def coal_mining() -> CoalMining:
    """Dates of 191 coal-mining disasters, 1851 to 1962."""
    (date,) = _columns("coal_mining.csv")
    return CoalMining(date, start=1851.0, end=1963.0)


def nile() -> Nile:
    """Annual flow of the Nile, 1871 to 1970."""
    year, flow = _columns("nile.csv")
    return Nile(year.astype(int), flow)


def table() -> dict[str, dict[str, str]]:
    """What is known of each file: content, columns, source, licence and sha256, by file name."""
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    header, _, *body = rows
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in body}


def checked_path(name: str) -> Path:
    """Path of a data file whose sha256 is the one in the table.

    Parameters
    ----------
    name : str, a file name such as ``"nile.csv"``

    Raises
    ------
    ValueError
        If no such file is listed, or its content is not what the table says.
    """
    known = table()
    if name not in known:
        raise ValueError(f"name must be one of {', '.join(known)}; got {name!r}")
    path = FOLDER / "files" / name
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != known[name]["sha256"]:
        raise ValueError(
            f"{name} has sha256 {found}, but {known[name]['sha256']} was wanted: "
            "the file was changed or cut short; install coursekit again"
        )
    return path


def _columns(name: str) -> NDArray[np.float64]:
    """The numeric columns of a CSV file with one header line: (columns, rows)."""
    return np.loadtxt(checked_path(name), delimiter=",", skiprows=1, ndmin=2).T

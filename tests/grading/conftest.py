"""What the tests of grading share: the exercise as its master gives it, hidden tests and all."""

import importlib.util
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tool():
    """The module tools/exercises.py."""
    spec = importlib.util.spec_from_file_location(
        "exercises", ROOT / "tools/exercises.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def exercise(tool, tmp_path_factory):
    """(student files by path, instructor's folder) of mcmc-03, freshly made."""
    folder = tmp_path_factory.mktemp("grading")
    master = ROOT / "solutions/mcmc/03-metropolis-hastings.ipynb"
    return tool.student_files(master, folder), folder / "mcmc-03"


@pytest.fixture(scope="session")
def student_files(exercise):
    """Committed path -> the text that the master gives."""
    return exercise[0]


@pytest.fixture(scope="session")
def tests_folder(exercise):
    """Where every test of mcmc-03 is, hidden ones too."""
    return exercise[1] / "tests"


@pytest.fixture(scope="session")
def solution(exercise):
    """The master's notebook without its tests."""
    return nbformat.read(exercise[1] / "solution.ipynb", as_version=4)

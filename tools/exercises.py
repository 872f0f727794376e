"""Make the student side of every exercise from its master: what `make exercises` runs.

For each solutions/ROOM/NN-name.ipynb (Otter Assign format) this writes

- exercises/ROOM/NN-name.ipynb, the student's notebook (committed);
- coursekit/grading/tests/ID/, the open tests that `check` runs (committed);
- build/grading/ID/, everything for the instructor, hidden tests too (ignored by git):
  tests/, the master without its tests (solution.ipynb) and Gradescope's autograder.zip.

Two runs give identical student files. With --check nothing is written, and the exit
status is 1 if a committed file differs from what its master gives.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    made = {}
    for master in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        made |= student_files(
            master, instructor_side=None if check else ROOT / "build/grading"
        )
    different = differences(made)
    for path in different:
        if check:
            print(
                f"{path.relative_to(ROOT)} is not what its master gives: run `make exercises`"
            )
        elif path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:  # its master is gone
            path.unlink()
    return 1 if check and different else 0


def differences(made: dict[Path, str]) -> list[Path]:
    """Files that are there and should not be, are not there and should, or hold other text."""
    there = [*(ROOT / "coursekit/grading/tests").glob("*/*.py")]
    there += (ROOT / "exercises").glob("*/*.ipynb")
    text = {path: path.read_text(encoding="utf-8") for path in there}
    return sorted(path for path in {*text, *made} if text.get(path) != made.get(path))


def student_files(master: Path, instructor_side: Path | None) -> dict[Path, str]:
    """What ``master`` gives: committed files, path to text. Fills ``instructor_side`` if given."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "otter", "assign", str(master), str(out)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"otter assign failed on {master}:\n{done.stderr}")
        name = assignment_name(master)
        if instructor_side is not None:
            write_instructor_side(out / "autograder", instructor_side / name)
        student = out / "student"
        room = ROOT / "exercises" / master.parent.name
        files = {room / master.name: normalised(student / master.name, name)}
        for path in (student / "tests").glob("*.py"):
            files[ROOT / "coursekit/grading/tests" / name / path.name] = our_test_file(
                path
            )
        return files


def assignment_name(master: Path) -> str:
    """The id in the master's configuration cell, such as mcmc-03."""
    configuration = nbformat.read(master, as_version=4).cells[0].source
    match = re.match(
        r"# ASSIGNMENT CONFIG\n(?:.*\n)*?name: ([a-z]+-\d\d)\n", configuration
    )
    if match is None:
        raise SystemExit(
            f"{master}: the first cell must be # ASSIGNMENT CONFIG with a name"
        )
    return match[1]


def normalised(path: Path, name: str) -> str:
    """A notebook that depends on its sources alone, with our check in place of Otter's."""
    notebook = nbformat.read(path, as_version=4)
    for position, cell in enumerate(notebook.cells):
        cell.source = re.sub(
            r'grader\.check\("(\w+)"\)', rf'check("{name}", "\1")', cell.source
        )
        cell.metadata = {}
        text = f"{position} {cell.cell_type} {cell.source}"
        cell.id = hashlib.sha256(text.encode()).hexdigest()[:12]
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    # Otter, and so Gradescope, takes a notebook for this assignment's by this name.
    notebook.metadata = {**METADATA, "otter": {"assignment_name": name}}
    return nbformat.writes(notebook) + "\n"


def our_test_file(path: Path) -> str:
    """Otter's test file, to be run by coursekit, which does not need Otter."""
    text = path.read_text(encoding="utf-8").replace(
        "from otter.test_files import test_case",
        "from coursekit.grading import test_case",
    )
    return "".join(line.rstrip() + "\n" for line in text.rstrip().splitlines())


def write_instructor_side(autograder: Path, target: Path) -> None:
    """Hidden and open tests, the solution, and Gradescope's zip."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "tests").mkdir(parents=True)
    for path in (autograder / "tests").glob("*.py"):
        (target / "tests" / path.name).write_text(our_test_file(path), encoding="utf-8")
    for path in autograder.glob("*.ipynb"):
        (target / "solution.ipynb").write_text(normalised(path, target.name))
    for path in autograder.glob("*.zip"):
        shutil.copy(path, target / "autograder.zip")


if __name__ == "__main__":
    sys.exit(main())

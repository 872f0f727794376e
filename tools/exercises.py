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
        made |= student_files(master, instructor_side=None if check else ROOT / "build/grading")
    stale = sorted(path for path in committed() if path not in made)
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text() != text]
    if check:
        for path in stale + wrong:
            print(f"{path.relative_to(ROOT)} is not what its master gives: run `make exercises`")
        return 1 if stale or wrong else 0
    for path in stale:
        path.unlink()
    for path in wrong:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path])
    return 0


def committed() -> list[Path]:
    """The generated files that are there."""
    tests = (ROOT / "coursekit/grading/tests").glob("*/*.py")
    return [*tests, *(ROOT / "exercises").glob("*/*.ipynb")]


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
            files[ROOT / "coursekit/grading/tests" / name / path.name] = our_test_file(path)
        return files


def assignment_name(master: Path) -> str:
    """The id in the master's configuration cell, such as mcmc-03."""
    configuration = nbformat.read(master, as_version=4).cells[0].source
    match = re.match(r"# ASSIGNMENT CONFIG\n(?:.*\n)*?name: ([a-z]+-\d\d)\n", configuration)
    if match is None:
        raise SystemExit(f"{master}: the first cell must be # ASSIGNMENT CONFIG with a name")
    return match[1]


def normalised(path: Path, name: str) -> str:
    """A notebook that depends on its sources alone, with our check in place of Otter's."""
    notebook = nbformat.read(path, as_version=4)
    for position, cell in enumerate(notebook.cells):
        cell.source = re.sub(r'grader\.check\("(\w+)"\)', rf'check("{name}", "\1")', cell.source)
        cell.metadata = {}
        text = f"{position} {cell.cell_type} {cell.source}"
        cell.id = hashlib.sha256(text.encode()).hexdigest()[:12]
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = METADATA
    return nbformat.writes(notebook) + "\n"


def our_test_file(path: Path) -> str:
    """Otter's test file, to be run by coursekit, which does not need Otter."""
    text = path.read_text().replace(
        "from otter.test_files import test_case", "from coursekit.grading import test_case"
    )
    return "".join(line.rstrip() + "\n" for line in text.rstrip().splitlines())


def write_instructor_side(autograder: Path, target: Path) -> None:
    """Hidden and open tests, the solution, and Gradescope's zip."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "tests").mkdir(parents=True)
    for path in (autograder / "tests").glob("*.py"):
        (target / "tests" / path.name).write_text(our_test_file(path))
    for path in autograder.glob("*.ipynb"):
        (target / "solution.ipynb").write_text(normalised(path, target.name))
    for path in autograder.glob("*.zip"):
        shutil.copy(path, target / "autograder.zip")


if __name__ == "__main__":
    sys.exit(main())

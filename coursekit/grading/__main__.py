"""Grade a class: python -m coursekit.grading grade SUBMISSIONS --assignment ID --out RESULTS."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .batch import Limits, grade_class
from .sandbox import problem


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m coursekit.grading", description=__doc__
    )
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser("grade", help="grade every notebook below a folder")
    grade.add_argument(
        "submissions", type=Path, help="folder of notebooks, at any depth"
    )
    grade.add_argument(
        "--assignment", required=True, metavar="ID", help="such as mcmc-03"
    )
    grade.add_argument(
        "--out", type=Path, required=True, metavar="RESULTS", help="folder to fill"
    )
    grade.add_argument(
        "--tests",
        type=Path,
        help="folder of all tests (default: build/grading/ID/tests, which `make exercises` makes)",
    )
    grade.add_argument(
        "--jobs", type=int, default=os.cpu_count(), help="submissions at a time"
    )
    grade.add_argument(
        "--seconds", type=float, default=300.0, help="for each (default: 300)"
    )
    grade.add_argument("--trust", action="store_true", help="run without a sandbox")
    options = parser.parse_args(arguments)

    tests = options.tests or Path("build/grading") / options.assignment / "tests"
    if not options.submissions.is_dir():
        parser.error(f"{options.submissions} is not a folder")
    if not any(tests.glob("*.py")):
        parser.error(
            f"no tests in {tests}: run `make exercises`, or name the folder with --tests"
        )
    if options.jobs < 1 or options.seconds <= 0:
        parser.error("--jobs and --seconds must be positive")
    if options.trust:
        print("Running submissions WITHOUT a sandbox: they can do all that you can.")
    elif reason := problem():
        parser.error(reason)

    limits = Limits(options.seconds, options.trust)
    with ProcessPoolExecutor(options.jobs) as executor:
        for done in grade_class(
            options.submissions,
            options.assignment,
            tests,
            options.out,
            executor,
            limits,
        ):
            reason = f"  ({done.reason})" if done.reason else ""
            print(
                f"{done.points:6g}  {done.status:8}  {done.student}{reason}", flush=True
            )
    print(f"Grades: {options.out / 'grades.csv'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

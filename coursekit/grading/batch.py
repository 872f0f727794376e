"""Grading a class: every submission in its own sandbox, the verdict outside of it.

The tests run in this process, which never imports or unpickles anything of the
submission's: they call proxies of the student's functions, whose arguments go into the
sandbox and whose results come back as plain data.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from . import Result
from ._run import Case, Outcome, StudentError, failed, load_cases, run_case
from ._wire import decode
from .sandbox import Ended, Sandbox

CALL_SECONDS = 20.0  # that one call of a student's function may take
MAX_NOTEBOOK = 20 * 2**20  # bytes


class Limits(NamedTuple):
    """What one submission may use; ``trust`` runs it without a sandbox."""

    seconds: float = 300.0
    trust: bool = False


class Grade(NamedTuple):
    """The verdict on one submission.

    Attributes
    ----------
    student : str, the submission's path below the folder, without its ending
    status : "graded", "timeout", "crashed" or "refused"
    reason : str, why it is not "graded", or which cell failed
    results : tuple of Result, one for each question
    """

    student: str
    status: str
    reason: str
    results: tuple[Result, ...]

    @property
    def points(self) -> float:
        """Points earned in all tests."""
        return sum(result.points for result in self.results)


class Submission:
    """A student's names, looked up and called inside a sandbox.

    A test whose call ends the sandbox (an endless loop, say) costs that test alone: the
    next one finds a fresh sandbox in which the notebook has been run again.
    """

    def __init__(self, cells: list[str], limits: Limits):
        self.cells, self.limits = cells, limits
        self.deadline = time.monotonic() + limits.seconds
        self.sandbox: Sandbox | None = None

    def start(self) -> str:
        """Run the notebook in a fresh sandbox; what the first error in it said, or nothing.

        Raises
        ------
        Ended
            If the notebook does not come to its end.
        """
        self.close()
        self.sandbox = Sandbox(self.limits.seconds, self.limits.trust)
        return str(
            self._ask("run", self.cells, seconds=self.limits.seconds).get("error", "")
        )

    def __getitem__(self, name: str) -> Any:
        reply = self._answer("get", name)
        if reply.get("missing"):
            raise KeyError(name)
        if reply.get("value") == {"function": True}:
            return partial(self._call, name)
        return _decoded(name, reply)

    def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return _decoded(name, self._answer("call", name, args, kwargs))

    def _answer(self, what: str, name: str, *details: Any) -> dict:
        """As `_ask`, with what ends the sandbox told to the student."""
        try:
            if self.sandbox is None:
                self.start()
            return self._ask(what, name, *details, seconds=CALL_SECONDS)
        except Ended as error:
            raise StudentError(
                f"`{name}` gave no result: {error} (a call may take {CALL_SECONDS:g} s and "
                f"the whole notebook {self.limits.seconds:g} s)."
            ) from None

    def _ask(self, *request: Any, seconds: float) -> dict:
        left = self.deadline - time.monotonic()
        try:
            return self.sandbox.ask(*request, seconds=min(seconds, left))
        except Ended:
            self.close()
            raise

    def close(self) -> None:
        """End the sandbox."""
        if self.sandbox is not None:
            self.sandbox.close()
            self.sandbox = None


def _decoded(name: str, reply: dict) -> Any:
    if "error" in reply:
        raise StudentError(str(reply["error"])[:500])
    try:
        return decode(reply.get("value"))
    except ValueError as error:
        raise StudentError(
            f"`{name}` is or returned something that cannot be graded: {error}. "
            "Numbers, arrays of numbers, lists and tuples can."
        ) from None


def code_cells(path: Path) -> list[str]:
    """The sources of a notebook's code cells.

    Raises
    ------
    ValueError
        If the file cannot be read, is no notebook, or is too large for one.
    """
    content = _content(path)
    if len(content) > MAX_NOTEBOOK:
        raise ValueError(f"the file is larger than {MAX_NOTEBOOK >> 20} MB")
    try:
        cells = json.loads(content)["cells"]
        return [
            "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("the file is not a Jupyter notebook (of format 4)") from None


def grade_notebook(
    path: Path, student: str, assignment: str, tests: Path, limits: Limits
) -> Grade:
    """Grade one submission.

    Parameters
    ----------
    path : Path of the notebook
    student : str, whose it is
    assignment : str, such as "mcmc-03"
    tests : Path of the folder that holds every test, one file for each question
    limits : Limits

    Returns
    -------
    Grade
    """
    questions = {file.stem: load_cases(file)[0] for file in sorted(tests.glob("*.py"))}
    try:
        submission = Submission(code_cells(path), limits)
    except ValueError as error:
        return _ungraded(student, assignment, questions, "refused", str(error))
    try:
        reason = submission.start()[:500]
        results = tuple(
            Result(
                assignment,
                question,
                tuple(run_case(case, submission) for case in cases),
                0,
            )
            for question, cases in questions.items()
        )
    except Ended as error:
        reason = f"the notebook did not run to its end: {error}"
        return _ungraded(student, assignment, questions, error.status, reason)
    finally:
        submission.close()
    if time.monotonic() > submission.deadline:
        reason = f"the {limits.seconds:g} s for the whole submission ran out"
        return Grade(student, "timeout", reason, results)
    return Grade(student, "graded", reason, results)


def _ungraded(
    student: str,
    assignment: str,
    questions: dict[str, list[Case]],
    status: str,
    reason: str,
) -> Grade:
    """No points, and every test says why."""
    results = tuple(
        Result(assignment, question, tuple(failed(case, reason) for case in cases), 0)
        for question, cases in questions.items()
    )
    return Grade(student, status, reason, results)


def grade_class(
    submissions: Path,
    assignment: str,
    tests: Path,
    out: Path,
    executor: Executor,
    limits: Limits,
) -> Iterator[Grade]:
    """Grade every notebook below ``submissions``; yields each as it is done.

    What ``out`` already holds of the same submission and tests is not graded again, so
    a run that was stopped goes on where it was. At the end ``out/grades.csv`` is
    written.

    Parameters
    ----------
    submissions, tests, out : Path of folders
    assignment : str, such as "mcmc-03"
    executor : concurrent.futures.Executor that runs processes
    limits : Limits for each submission
    """
    grades, running = [], {}
    for path in sorted(submissions.rglob("*.ipynb")):
        if ".ipynb_checkpoints" in path.parts:
            continue
        student = path.relative_to(submissions).with_suffix("").as_posix()
        record = out / "results" / f"{student}.json"
        key = _fingerprint(path, tests)
        grade = _read(record, key)
        if grade is not None:
            grades.append(grade)
            yield grade
        else:
            job = executor.submit(
                grade_notebook, path, student, assignment, tests, limits
            )
            running[job] = student, record, key
    for job in as_completed(running):
        student, record, key = running.pop(job)
        if job.exception() is None:
            grade = job.result()
            _write(record, key, grade)
            _replace(out / "feedback" / f"{student}.html", feedback(grade))
            _replace(out / "gradescope" / f"{student}.json", gradescope(grade))
        else:  # the grader's own fault: not kept, so the next run tries again
            grade = Grade(
                student, "crashed", f"the grader failed: {job.exception()!r}", ()
            )
        grades.append(grade)
        yield grade
    questions = sorted(path.stem for path in tests.glob("*.py"))
    _replace(out / "grades.csv", _table(questions, sorted(grades)))


def _content(path: Path) -> bytes:
    """What is in a submitted file, as far as it may be long.

    Raises
    ------
    ValueError
        If it is not a readable file. A link could name a file of the instructor's.
    """
    if path.is_symlink() or not path.is_file():
        raise ValueError("it is not a plain file")
    try:
        with path.open("rb") as file:
            return file.read(MAX_NOTEBOOK + 1)
    except OSError as error:
        raise ValueError(f"the file cannot be read: {error.strerror}") from None


def _fingerprint(path: Path, tests: Path) -> str:
    """Differs when the submission or a test does."""
    try:
        parts = [_content(path)]
    except ValueError as error:
        parts = [str(error).encode()]
    parts += [test.read_bytes() for test in sorted(tests.glob("*.py"))]
    return hashlib.sha256(
        b"".join(hashlib.sha256(part).digest() for part in parts)
    ).hexdigest()


def _read(record: Path, key: str) -> Grade | None:
    """The grade in ``record`` if it is that of ``key``."""
    if not record.exists():
        return None
    stored = json.loads(record.read_text(encoding="utf-8"))
    if stored["key"] != key:
        return None
    student, status, reason, results = stored["grade"]
    results = [
        (*names, [Outcome(*o) for o in outcomes], 0) for *names, outcomes in results
    ]
    return Grade(student, status, reason, tuple(Result(*result) for result in results))


def _write(record: Path, key: str, grade: Grade) -> None:
    results = [
        (result.assignment, result.question, result.outcomes)
        for result in grade.results
    ]
    _replace(
        record,
        json.dumps({"key": key, "grade": grade._replace(results=results)}, indent=1),
    )


def _replace(path: Path, text: str) -> None:
    """Write ``text`` so that ``path`` holds all of it or what it held before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


def _table(questions: list[str], grades: list[Grade]) -> str:
    """The grades as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "status", "points", *questions, "reason"])
    for grade in grades:
        points = {result.question: f"{result.points:g}" for result in grade.results}
        each = [points.get(question, "") for question in questions]
        row = [grade.student, grade.status, f"{grade.points:g}", *each, grade.reason]
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue()


def _plain(cell: str) -> str:
    """``cell`` such that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def feedback(grade: Grade) -> str:
    """A page for the student: every test's outcome and message, no test's source."""
    title = html.escape(f"{grade.student}: {grade.points:g} points, {grade.status}")
    tables = "\n".join(result._repr_html_() for result in grade.results)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" '
        f'content="light dark"><title>{title}</title></head>'
        '<body style="font-family:system-ui,sans-serif;max-width:56em;margin:2em auto">'
        f"<h1>{title}</h1><p>{html.escape(grade.reason)}</p>\n{tables}\n</body></html>\n"
    )


def gradescope(grade: Grade) -> str:
    """The grade in Gradescope's results.json format."""
    tests = [
        {
            "name": f"{result.question}: {outcome.title}",
            "score": outcome.points if outcome.passed else 0,
            "max_score": outcome.points,
            "output": outcome.message,
            "visibility": "after_published" if outcome.hidden else "visible",
        }
        for result in grade.results
        for outcome in result.outcomes
    ]
    return json.dumps(
        {"score": grade.points, "output": grade.reason, "tests": tests}, indent=1
    )

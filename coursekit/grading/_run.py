"""Running a file of tests on what a student wrote.

A test is a function whose parameters name the student's functions and variables
(``np`` is NumPy itself). It fails by an assertion, whose message tells the
student what went wrong. The files are those of Otter's exception-based format.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import linecache
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

MAX_PRINTED = 5_000  # characters that one call may print
MAX_MESSAGE = 1_000  # characters of a message, which may quote a student's result


class Case(NamedTuple):
    """One test: what it checks is ``function``, what it is worth ``points``."""

    function: Callable
    points: float
    hidden: bool
    failure_message: str

    @property
    def title(self) -> str:
        """The function's name in words."""
        words = self.function.__name__.removeprefix("test_").replace("_", " ")
        return words[:1].upper() + words[1:]


class Outcome(NamedTuple):
    """What became of one test; ``message`` is empty where it passed."""

    title: str
    passed: bool
    points: float
    hidden: bool
    message: str


class StudentError(Exception):
    """Something in the student's code stopped a test; the text is for the student to read."""


def test_case(
    *, points: float = 0, hidden: bool = False, failure_message: str = ""
) -> Callable[[Callable], Case]:
    """Decorator that makes a `Case` of a test function, as Otter's of the same name does."""
    return lambda function: Case(function, points, hidden, failure_message)


def load_cases(path: Path) -> tuple[list[Case], float]:
    """The tests in the file ``path``, in order, and the points of the whole question."""
    names: dict[str, Any] = {}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    return [value for value in names.values() if isinstance(value, Case)], names[
        "points"
    ]


def run_case(case: Case, answers: Mapping[str, Any]) -> Outcome:
    """Run one test on the student's ``answers``, which map names to functions and values."""
    try:
        names = inspect.signature(case.function).parameters
        with np.errstate(all="ignore"):  # log(0) = -inf is part of the exercise
            case.function(**{name: _answer(name, answers) for name in names})
        return Outcome(case.title, True, case.points, case.hidden, "")
    except StudentError as error:
        message = str(error)
    except AssertionError as error:
        message = str(error) or case.failure_message
    except Exception as error:
        # The test itself stumbled, over a result of the wrong kind or shape.
        message = f"{case.failure_message} (Your result could not be used: {described(error)})"
    return failed(case, message)


def failed(case: Case, message: str) -> Outcome:
    """The outcome of ``case`` when it failed."""
    return Outcome(case.title, False, case.points, case.hidden, message[:MAX_MESSAGE])


def _answer(name: str, answers: Mapping[str, Any]) -> Any:
    if name == "np":
        return np
    try:
        answer = answers[name]
    except KeyError:
        raise StudentError(
            f"`{name}` is not defined yet. Run the cell that defines it."
        ) from None
    if answer is ...:
        raise StudentError(f"`{name}` is still `...`: the blank is yours to fill in.")
    return guarded(name, answer) if callable(answer) else answer


def guarded(name: str, function: Callable) -> Callable:
    """The student's ``function`` behind a guard.

    The guard hands over copies, so that a function that changes its arguments does
    not change the test; it stops endless printing; and it turns an exception or an
    unfilled blank into a `StudentError` that says where to look.
    """

    def call(*args, **kwargs):
        try:
            with contextlib.redirect_stdout(_LimitedOutput(name)):
                result = function(*copy.deepcopy(args), **copy.deepcopy(kwargs))
        except StudentError:
            raise
        except (Exception, SystemExit) as error:
            raise StudentError(
                f"`{name}` stopped with {described(error)}{_place(error)}"
            ) from None
        _check_filled_in(name, result)
        return result

    return call


def _check_filled_in(name: str, result: Any) -> None:
    """Raise a `StudentError` if ``result`` is what an unfilled blank returns."""
    parts = result if isinstance(result, tuple) else (result,)
    if any(part is None or part is ... for part in parts):
        raise StudentError(
            f"`{name}` returned `{result}`. Is there still a `...` to fill in, "
            "or is the `return` missing?"
        )


class _LimitedOutput:
    """Passes on what a call prints, up to a limit."""

    def __init__(self, name: str):
        self.name, self.out, self.left = name, sys.stdout, MAX_PRINTED

    def write(self, text: str) -> int:
        self.left -= len(text)
        if self.left < 0:
            raise StudentError(
                f"`{self.name}` printed more than {MAX_PRINTED} characters in one call. "
                "Is there a `print` in a loop, or a loop that never ends?"
            )
        return self.out.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.out, name)


def described(error: BaseException) -> str:
    """``ValueError: what it said``, on one line and not too long."""
    text = " ".join(str(error).split())
    name = type(error).__name__
    return f"{name}: {text[:200]}" if text else name


def _place(error: BaseException) -> str:
    """The innermost line of the student's own code in the error's traceback."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        library = re.search(r"[/\\]lib(64)?[/\\]", frame.filename, re.IGNORECASE)
        if not library and frame.filename != __file__:
            line = linecache.getline(frame.filename, frame.lineno).strip() or frame.line
            return f", in line {frame.lineno} of its cell" + (
                f": `{line}`" if line else "."
            )
    return "."

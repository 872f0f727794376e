"""Checking exercises: `check` in the notebook, and for instructors the grading of a class."""

from __future__ import annotations

import difflib
import html
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ._run import Outcome, failed, load_cases, run_case, test_case

__all__ = ["Result", "check", "test_case"]

STOPPED = "You stopped the check. If it ran for long, look for a loop that never ends."


def check(
    assignment: str, question: str, namespace: Mapping[str, Any] | None = None
) -> Result:
    """Run the open tests of one question on your answer.

    Parameters
    ----------
    assignment : str, such as "mcmc-03"
    question : str, such as "q1"
    namespace : mapping of names to your functions and values, by default the notebook's

    Returns
    -------
    Result
        Shows itself as a table in a notebook and as text elsewhere.

    Raises
    ------
    ValueError
        If there is no such assignment or question, or ``namespace`` is no mapping.
    """
    tests = resources.files(__package__) / "tests"
    folder = tests / _one_of(
        "assignment", assignment, [f.name for f in tests.iterdir()]
    )
    questions = [f.name.removesuffix(".py") for f in folder.iterdir()]
    path = folder / f"{_one_of('question', question, questions)}.py"
    if namespace is None:
        caller = (
            inspect.currentframe().f_back
        )  # in a notebook its globals are the user's
        namespace = {**caller.f_globals, **caller.f_locals}
    if not isinstance(namespace, Mapping):
        raise ValueError(
            f"namespace must be a mapping of names to values, such as globals(); "
            f"got {type(namespace).__name__}"
        )
    cases, points = load_cases(path)
    outcomes: list[Outcome] = []
    try:
        for case in cases:
            outcomes.append(run_case(case, namespace))
    except KeyboardInterrupt:
        outcomes += [failed(case, STOPPED) for case in cases[len(outcomes) :]]
    hidden_points = points - sum(case.points for case in cases)
    return Result(assignment, question, tuple(outcomes), hidden_points)


def _one_of(what: str, got: str, known: list[str]) -> str:
    """``got``, or a ValueError that lists what there is."""
    known = sorted(name for name in known if not name.startswith(("_", ".")))
    if got in known:
        return got
    close = difflib.get_close_matches(str(got).lower(), known, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    raise ValueError(f"{what} must be one of {', '.join(known)}; got {got!r}{hint}")


@dataclass(frozen=True, repr=False)
class Result:
    """How the tests of one question went.

    Attributes
    ----------
    assignment, question : str
    outcomes : tuple of Outcome, one for each test that ran
    hidden_points : float, what the tests are worth that run after handing in
    """

    assignment: str
    question: str
    outcomes: tuple[Outcome, ...]
    hidden_points: float

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return all(outcome.passed for outcome in self.outcomes)

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(outcome.points for outcome in self.outcomes if outcome.passed)

    @property
    def summary(self) -> str:
        """One sentence on the points."""
        possible = sum(outcome.points for outcome in self.outcomes)
        earned = f"{self.points:g} of {possible:g} points"
        if not self.hidden_points:
            return f"{earned}."
        return (
            f"{earned} of the open tests. Hidden tests, run after you hand in, hold "
            f"{self.hidden_points:g} more: they try your code on other numbers."
        )

    def __str__(self) -> str:
        lines = [f"{self.assignment} {self.question}: {self.summary}"]
        for outcome in self.outcomes:
            verdict = "passed" if outcome.passed else "FAILED"
            lines.append(f"  {verdict}  {outcome.title} ({outcome.points:g})")
            if outcome.message:
                lines.append(f"          {outcome.message}")
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(_html_row(outcome) for outcome in self.outcomes)
        return (
            '<table style="border-collapse:collapse;text-align:left;color:inherit">'
            f'<caption style="text-align:left;color:inherit"><b>{self.assignment} {self.question}'
            f"</b> {self.summary}</caption>"
            f"<thead><tr>{_HEADINGS}</tr></thead><tbody>{rows}</tbody></table>"
        )


# Of the course's palette, light: both keep a contrast of 3 to 1 on white and on dark
# grey.
PASSED_COLOUR, FAILED_COLOUR = "#00795a", "#c4500a"
CELL = "text-align:left;padding:2px 12px"
_HEADINGS = "".join(
    f'<th scope="col" style="{CELL}">{name}</th>'
    for name in ("Result", "Test", "Points")
)


def _html_row(outcome: Outcome) -> str:
    verdict, colour = (
        ("✓ passed", PASSED_COLOUR) if outcome.passed else ("✗ failed", FAILED_COLOUR)
    )
    cell = f'<td style="{CELL};vertical-align:top'
    message = f"<br>{html.escape(outcome.message)}" if outcome.message else ""
    return (
        f'<tr>{cell};white-space:nowrap;border-left:5px solid {colour}"><b>{verdict}</b></td>'
        f'{cell};max-width:44em">{html.escape(outcome.title)}{message}</td>'
        f'{cell}">{outcome.points if outcome.passed else 0:g} of {outcome.points:g}</td></tr>'
    )

"""`check`: what a student sees, whatever the answer."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import coursekit.grading
from coursekit.grading import check
from coursekit.grading._run import load_cases

ROOT = Path(__file__).resolve().parents[2]


def right(log_pi, Q, i, j):
    return log_pi[j] - log_pi[i] + np.log(Q[j, i] / Q[i, j])


def outcomes(function):
    return check("mcmc-03", "q1", {"log_accept_ratio": function}).outcomes


def test_a_right_answer_passes_and_hears_of_the_hidden_tests():
    result = check("mcmc-03", "q1", {"log_accept_ratio": right})
    assert result.passed and result.points == 3 and result.hidden_points == 2
    assert "3 of 3 points of the open tests" in str(result)
    assert "Hidden tests" in str(result) and "FAILED" not in str(result)


def test_the_namespace_is_the_callers_by_default():
    log_accept_ratio = right
    assert check("mcmc-03", "q1").passed
    del log_accept_ratio
    assert "`log_accept_ratio` is not defined yet" in str(check("mcmc-03", "q1"))


@pytest.mark.parametrize(
    ("assignment", "question", "words"),
    [
        (
            "mcmc-3",
            "q1",
            "got 'mcmc-3'; did you mean 'mcmc-03'",
        ),
        (
            "mcmc-03",
            "Q1",
            "question must be one of q1, q2, q3, q4, q5, q6; got 'Q1'; did you mean",
        ),
        ("mcmc-03", 1, "question must be one of q1, q2, q3, q4, q5, q6; got 1"),
        ("mcmc-03", "../mcmc-03/q1", "question must be one of"),
        ("", "q1", "assignment must be one of"),
    ],
)
def test_unknown_names_list_what_there_is(assignment, question, words):
    with pytest.raises(ValueError) as error:
        check(assignment, question, {})
    assert words in str(error.value)


def test_a_namespace_that_is_no_mapping_is_refused():
    with pytest.raises(ValueError, match="namespace must be a mapping"):
        check("mcmc-03", "q1", [right])


def blank(log_pi, Q, i, j): ...


def half_filled(log_pi, Q, i, j):
    return (0.5, ...)


def crashes(log_pi, Q, i, j):
    return undefined_name  # noqa: F821


def crashes_in_numpy(log_pi, Q, i, j):
    return np.linalg.inv(log_pi)


def prints_for_ever(log_pi, Q, i, j):
    while True:
        print("still here")


def wrong_arguments(log_pi):
    return 0.0


def wrong_kind(log_pi, Q, i, j):
    return "one third"


def leaves(log_pi, Q, i, j):
    raise SystemExit


def interrupted(log_pi, Q, i, j):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (..., "`log_accept_ratio` is still `...`"),
        (blank, "returned `None`. Is there still a `...` to fill in"),
        (half_filled, "Is there still a `...` to fill in"),
        (
            crashes,
            "stopped with NameError: name 'undefined_name' is not defined, in line",
        ),
        (crashes, "return undefined_name"),
        (crashes_in_numpy, "return np.linalg.inv(log_pi)"),
        (prints_for_ever, "printed more than 5000 characters"),
        (wrong_arguments, "takes 1 positional argument but 4 were given"),
        (wrong_kind, "Your result could not be used: "),
        (leaves, "stopped with SystemExit, in line"),
        (interrupted, "loop that never ends"),
        (3.0, "'float' object is not callable"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_goes_wrong_is_said_in_the_students_terms(answer, words, capsys):
    heard = outcomes(answer)
    assert not any(outcome.passed for outcome in heard)
    assert words in heard[0].message
    assert len(capsys.readouterr().out) < 20_000


def test_an_answer_that_changes_its_arguments_does_not_change_the_test():
    def in_place(log_pi, Q, i, j):
        log_pi -= log_pi.max()
        Q *= 2
        return right(log_pi, Q, i, j)

    assert check("mcmc-03", "q1", {"log_accept_ratio": in_place}).passed


def test_the_table_escapes_what_the_student_wrote_and_speaks_in_words():
    def shouts(log_pi, Q, i, j):
        raise ValueError("<script>alert(1)</script>")

    table = check("mcmc-03", "q1", {"log_accept_ratio": shouts})._repr_html_()
    assert "<script>" not in table and "&lt;script&gt;" in table
    assert table.count("✗ failed") == 3 and 'scope="col"' in table and "0 of 1" in table
    assert (
        "✓ passed" in check("mcmc-03", "q1", {"log_accept_ratio": right})._repr_html_()
    )


def test_the_tables_colours_are_those_of_the_palette():
    palette = json.loads((ROOT / "coursekit/plots/palette.json").read_text())["light"]
    assert coursekit.grading.PASSED_COLOUR == palette["c3"]
    assert coursekit.grading.FAILED_COLOUR == palette["c2"]


def test_shipped_tests_are_open_ones_and_know_the_points_of_the_hidden():
    for path in (ROOT / "coursekit/grading/tests").glob("*/*.py"):
        cases, points = load_cases(path)
        assert cases and not any(case.hidden for case in cases)
        assert points >= sum(case.points for case in cases)


def test_importing_it_brings_neither_otter_nor_the_rooms():
    code = "import sys, coursekit.grading; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
    )
    modules = set(loaded.stdout.split())
    assert "coursekit.grading" in modules
    for name in ("otter", "IPython", "scipy", "matplotlib", "torch", "coursekit.mcmc"):
        assert name not in modules

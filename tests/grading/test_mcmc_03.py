"""The grader of mcmc-03 is proven: right answers pass, wrong ones lose points and hear why."""

import re

import nbformat
import pytest
from mcmc_03_corpus import (
    EQUIVALENT,
    MISTAKES,
    QUESTION_OF,
    RIGHT,
    answers,
    complaints,
    definitions,
    function_cases,
    mutants,
)

from coursekit.grading import check
from coursekit.grading._run import load_cases, run_case

QUESTIONS = sorted(QUESTION_OF.values())


@pytest.fixture(scope="module")
def reference(solution):
    return definitions(solution)


@pytest.fixture(scope="module")
def run_on_nile(solution):
    """The cell that runs the chain on the Nile."""
    (source,) = (
        cell.source
        for cell in solution.cells
        if cell.source.startswith("start, burn_in")
    )
    return source


def points(source, tests_folder, question):
    cases, possible = load_cases(tests_folder / f"{question}.py")
    given = answers(source)
    outcomes = [run_case(case, given) for case in cases]
    return sum(outcome.points for outcome in outcomes if outcome.passed), possible


def test_the_exercise_has_25_points_and_open_tests_hold_half(tests_folder):
    cases = {q: load_cases(tests_folder / f"{q}.py") for q in QUESTIONS}
    assert sum(possible for _, possible in cases.values()) == 25
    for tests, possible in cases.values():
        assert sum(case.points for case in tests) == possible
        assert any(case.hidden for case in tests) and not all(
            case.hidden for case in tests
        )
        assert all(case.failure_message for case in tests)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_reference_earns_every_point(
    reference, run_on_nile, tests_folder, question
):
    earned, possible = points(f"{reference}\n\n{run_on_nile}", tests_folder, question)
    assert earned == possible


@pytest.mark.parametrize("style", RIGHT)
def test_right_answers_written_differently_earn_every_point(
    reference, run_on_nile, tests_folder, style
):
    source = f"{reference}\n\n{RIGHT[style]}\n\n{run_on_nile}"
    for question in QUESTIONS:
        earned, possible = points(source, tests_folder, question)
        assert earned == possible, question


def test_the_untouched_notebook_earns_nothing(student_files, tests_folder):
    (text,) = (text for path, text in student_files.items() if path.suffix == ".ipynb")
    notebook = nbformat.reads(text, as_version=4)
    blank = definitions(notebook) + "\n\nstates = p_1898 = accept_rate = ...\n"
    for question in QUESTIONS:
        assert points(blank, tests_folder, question)[0] == 0
        for outcome in check("mcmc-03", question, answers(blank)).outcomes:
            assert "..." in outcome.message


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_common_mistakes_are_named(reference, tests_folder, mistake):
    assert reference.count(mistake.old) == 1
    source = reference.replace(mistake.old, mistake.new)
    messages = complaints(
        source, function_cases(tests_folder / f"{mistake.question}.py")
    )
    assert any(mistake.words in message for message in messages), messages


def test_the_nile_without_the_hastings_term_is_recognised(
    reference, run_on_nile, tests_folder
):
    source = reference.replace(MISTAKES[0].old, MISTAKES[0].new)
    cases, _ = load_cases(tests_folder / "q6.py")
    outcome = run_case(cases[-1], answers(f"{source}\n\n{run_on_nile}"))
    assert "without the Hastings term" in outcome.message


def test_mutants_are_killed_unless_equivalent(reference, tests_folder):
    cases = {
        function: function_cases(tests_folder / f"{question}.py")
        for function, question in QUESTION_OF.items()
    }
    survivors, killed = set(), 0
    for mutant in mutants(reference):
        if complaints(f"{reference}\n\n{mutant.source}", cases[mutant.function]):
            killed += 1
        else:
            survivors.add((mutant.function, mutant.change.split(" -> ")[1]))
    assert survivors == set(EQUIVALENT)
    assert killed > 150


def test_nothing_of_the_hidden_side_is_on_the_student_side(
    student_files, tests_folder, solution
):
    student_side = "\n".join(student_files.values())
    for path in tests_folder.glob("*.py"):
        for case in load_cases(path)[0]:
            body = case.function.__code__
            assert (f"def {body.co_name}(" in student_side) != case.hidden
            assert (case.failure_message in student_side) != case.hidden
    blocks = re.findall(
        r"# BEGIN SOLUTION\n(.*?)# END SOLUTION", definitions(solution), re.DOTALL
    )
    assert len(blocks) == 6
    (text,) = (text for path, text in student_files.items() if path.suffix == ".ipynb")
    code = [
        cell.source
        for cell in nbformat.reads(text, as_version=4).cells
        if "outputs" in cell
    ]
    for line in "".join(blocks).splitlines():
        assert len(line.strip()) < 12 or line.strip() not in "\n".join(code), line
    for marker in ("SOLUTION", "BEGIN TEST", "hidden=True", "import otter", "grader."):
        assert marker not in student_side

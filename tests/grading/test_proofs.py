"""Every grader is proven: right answers pass, wrong ones lose points and hear why."""

import re
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from background_01_corpus import CORPUS as BACKGROUND_01
from background_02_corpus import CORPUS as BACKGROUND_02
from em_01_corpus import CORPUS as EM_01
from em_02_corpus import CORPUS as EM_02
from em_03_corpus import CORPUS as EM_03
from em_04_corpus import CORPUS as EM_04
from gan_01_corpus import CORPUS as GAN_01
from gan_02_corpus import CORPUS as GAN_02
from gan_03_corpus import CORPUS as GAN_03
from gan_04_corpus import CORPUS as GAN_04
from mcmc_01_corpus import CORPUS as MCMC_01
from mcmc_02_corpus import CORPUS as MCMC_02
from mcmc_03_corpus import CORPUS as MCMC_03
from mcmc_04_corpus import CORPUS as MCMC_04
from mcmc_05_corpus import CORPUS as MCMC_05
from proof import (
    answers,
    complaints,
    definitions,
    function_cases,
    run_cell,
    summary,
    verdicts,
)

from coursekit.grading import check
from coursekit.grading._run import load_cases, run_case

ROOT = Path(__file__).resolve().parents[2]
CORPORA = [
    BACKGROUND_01,
    BACKGROUND_02,
    MCMC_01,
    MCMC_02,
    MCMC_03,
    MCMC_04,
    MCMC_05,
    EM_01,
    EM_02,
    EM_03,
    EM_04,
    GAN_01,
    GAN_02,
    GAN_03,
    GAN_04,
]
ids = {"ids": lambda value: getattr(value, "name", value)}


class Made(NamedTuple):
    """What a master gives.

    Attributes
    ----------
    files : path -> text of the student's files
    student, solution : the student's notebook, and the master without its tests
    tests : folder of every test, hidden ones too
    reference : the functions of ``solution``
    """

    files: dict[Path, str]
    student: nbformat.NotebookNode
    solution: nbformat.NotebookNode
    tests: Path
    reference: str


@pytest.fixture(scope="module")
def made(tool, tmp_path_factory):
    """Exercise's name -> Made."""
    result = {}
    for corpus in CORPORA:
        folder = tmp_path_factory.mktemp("grading")
        files = tool.student_files(ROOT / "solutions" / corpus.master, folder)
        (text,) = (text for path, text in files.items() if path.suffix == ".ipynb")
        solution = nbformat.read(folder / corpus.name / "solution.ipynb", as_version=4)
        result[corpus.name] = Made(
            files,
            nbformat.reads(text, as_version=4),
            solution,
            folder / corpus.name / "tests",
            definitions(solution),
        )
    return result


def points(given, path):
    """Points that the answers ``given`` earn, and that there are, in one question."""
    cases, possible = load_cases(path)
    outcomes = [run_case(case, given) for case in cases]
    return sum(outcome.points for outcome in outcomes if outcome.passed), possible


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_committed_files_are_fresh(made, corpus):
    for path, text in made[corpus.name].files.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make exercises"


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_every_question_has_open_and_hidden_tests(made, corpus):
    total = 0
    for question in corpus.questions:
        cases, possible = load_cases(made[corpus.name].tests / f"{question}.py")
        total += possible
        assert sum(case.points for case in cases) == possible
        assert {case.hidden for case in cases} == {True, False}
        assert all(case.failure_message for case in cases)
    assert total == corpus.points


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_right_answers_earn_every_point(made, corpus):
    exercise = made[corpus.name]
    run = run_cell(exercise.solution, corpus)
    assert len(corpus.right) >= 2
    for style, source in {"reference": "", **corpus.right}.items():
        given = answers(f"{exercise.reference}\n\n{source}\n\n{run}", corpus)
        for question in corpus.questions:
            earned, possible = points(given, exercise.tests / f"{question}.py")
            assert earned == possible, (style, question)


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_the_untouched_notebook_earns_nothing(made, corpus):
    student = made[corpus.name].student
    source = f"{definitions(student)}\n\n{run_cell(student, corpus)}"
    blank = answers(source, corpus)
    for question in corpus.questions:
        assert points(blank, made[corpus.name].tests / f"{question}.py")[0] == 0
        for outcome in check(corpus.name, question, blank).outcomes:
            assert "..." in outcome.message


@pytest.mark.parametrize(
    ("corpus", "mistake"), [(c, m) for c in CORPORA for m in c.mistakes], **ids
)
def test_common_mistakes_are_named(made, corpus, mistake):
    _, _, _, tests, reference = made[corpus.name]
    assert reference.count(mistake.old) == 1
    source = reference.replace(mistake.old, mistake.new)
    cases = function_cases(tests / f"{mistake.question}.py", corpus)
    messages = complaints(source, corpus, cases)
    assert any(mistake.words in message for message in messages), messages


def test_the_nile_without_the_hastings_term_is_recognised(made):
    _, _, solution, tests, reference = made["mcmc-03"]
    mistake = MCMC_03.mistakes[0]
    source = reference.replace(mistake.old, mistake.new)
    given = answers(f"{source}\n\n{run_cell(solution, MCMC_03)}", MCMC_03)
    outcome = run_case(load_cases(tests / "q6.py")[0][-1], given)
    assert "without the Hastings term" in outcome.message


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_mutants_are_killed_unless_equivalent(made, corpus):
    _, _, _, tests, reference = made[corpus.name]
    judged = list(verdicts(reference, corpus, tests))
    assert {v.key for v in judged if not v.killed} == set(corpus.equivalent)
    assert sum(v.killed for v in judged) >= 90
    # what the instructors' page says; `make kills` writes it
    table = (ROOT / "book" / "kill_table.md").read_text().splitlines()
    assert summary(corpus, judged) in table, "make kills"


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_nothing_of_the_hidden_side_is_on_the_student_side(made, corpus):
    files, student, solution, tests, _ = made[corpus.name]
    student_side = "\n".join(files.values())
    for path in tests.glob("*.py"):
        for case in load_cases(path)[0]:
            named = f"def {case.function.__name__}(" in student_side
            assert named != case.hidden
            assert (case.failure_message in student_side) != case.hidden
    for marker in ("SOLUTION", "BEGIN TEST", "hidden=True", "import otter", "grader."):
        assert marker not in student_side
    code = "\n".join(c.source for c in student.cells if c.cell_type == "code")
    blocks = re.findall(
        r"# BEGIN SOLUTION\n(.*?)# END SOLUTION", definitions(solution), re.DOTALL
    )
    assert len(blocks) == len(corpus.question_of)
    for line in "".join(blocks).splitlines():
        assert len(line.strip()) < 12 or line.strip() not in code, line

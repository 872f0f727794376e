"""The graders of mcmc-01, 02 and 05 are proven like that of mcmc-03."""

from pathlib import Path

import nbformat
import pytest
from mcmc_01_corpus import CORPUS as MCMC_01
from mcmc_02_corpus import CORPUS as MCMC_02
from mcmc_03_corpus import answers, complaints, definitions
from mcmc_05_corpus import CORPUS as MCMC_05
from proof import mutants

from coursekit.grading import check
from coursekit.grading._run import load_cases, run_case

ROOT = Path(__file__).resolve().parents[2]
CORPORA = [MCMC_01, MCMC_02, MCMC_05]
ids = {"ids": lambda value: getattr(value, "name", value)}


@pytest.fixture(scope="module")
def made(tool, tmp_path_factory):
    """Name -> (student files by path, tests' folder, reference solution)."""
    result = {}
    for corpus in CORPORA:
        folder = tmp_path_factory.mktemp("grading")
        files = tool.student_files(ROOT / "solutions" / corpus.master, folder)
        side = folder / corpus.name
        solution = nbformat.read(side / "solution.ipynb", as_version=4)
        result[corpus.name] = files, side / "tests", definitions(solution)
    return result


def points(source, path):
    cases, possible = load_cases(path)
    given = answers(source)
    outcomes = [run_case(case, given) for case in cases]
    return sum(outcome.points for outcome in outcomes if outcome.passed), possible


def questions(corpus):
    return sorted(set(corpus.question_of.values()))


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_committed_files_are_fresh(tool, made, corpus):
    files, _, _ = made[corpus.name]
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make exercises"


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_every_question_has_open_and_hidden_tests(made, corpus):
    _, folder, _ = made[corpus.name]
    total = 0
    for question in questions(corpus):
        cases, possible = load_cases(folder / f"{question}.py")
        total += possible
        assert sum(case.points for case in cases) == possible
        assert {case.hidden for case in cases} == {True, False}
        assert all(case.failure_message for case in cases)
    assert total == corpus.points


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_right_answers_earn_every_point(made, corpus):
    _, folder, reference = made[corpus.name]
    for style, source in {"reference": "", **corpus.right}.items():
        for question in questions(corpus):
            earned, possible = points(
                f"{reference}\n\n{source}", folder / f"{question}.py"
            )
            assert earned == possible, (style, question)


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_the_untouched_notebook_earns_nothing(made, corpus):
    files, folder, _ = made[corpus.name]
    (text,) = (text for path, text in files.items() if path.suffix == ".ipynb")
    blank = definitions(nbformat.reads(text, as_version=4))
    for question in questions(corpus):
        assert points(blank, folder / f"{question}.py")[0] == 0
        for outcome in check(corpus.name, question, answers(blank)).outcomes:
            assert "..." in outcome.message


@pytest.mark.parametrize(
    ("corpus", "mistake"), [(c, m) for c in CORPORA for m in c.mistakes], **ids
)
def test_common_mistakes_are_named(made, corpus, mistake):
    _, folder, reference = made[corpus.name]
    assert reference.count(mistake.old) == 1
    source = reference.replace(mistake.old, mistake.new)
    cases, _ = load_cases(folder / f"{mistake.question}.py")
    messages = complaints(source, cases)
    assert any(mistake.words in message for message in messages), messages


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_mutants_are_killed_unless_equivalent(made, corpus):
    _, folder, reference = made[corpus.name]
    cases = {
        function: load_cases(folder / f"{question}.py")[0]
        for function, question in corpus.question_of.items()
    }
    survivors, killed = set(), 0
    for mutant in mutants(reference, corpus.question_of):
        if complaints(f"{reference}\n\n{mutant.source}", cases[mutant.function]):
            killed += 1
        else:
            survivors.add((mutant.function, mutant.change.split(" -> ")[1]))
    assert survivors == set(corpus.equivalent)
    assert killed > 100


@pytest.mark.parametrize("corpus", CORPORA, **ids)
def test_nothing_of_the_hidden_side_is_on_the_student_side(made, corpus):
    files, folder, _ = made[corpus.name]
    student_side = "\n".join(files.values())
    for path in folder.glob("*.py"):
        for case in load_cases(path)[0]:
            named = f"def {case.function.__name__}(" in student_side
            assert named != case.hidden
            assert (case.failure_message in student_side) != case.hidden
    for marker in ("SOLUTION", "BEGIN TEST", "hidden=True", "grader."):
        assert marker not in student_side

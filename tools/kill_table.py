"""Print, as Markdown, what the grader of mcmc-03 tells apart: `python tools/kill_table.py`.

Needs build/grading/mcmc-03/, which `make exercises` makes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/grading")]

import mcmc_03_corpus as corpus  # noqa: E402

FOLDER = ROOT / "build/grading/mcmc-03"


def main() -> None:
    if not FOLDER.is_dir():
        sys.exit(f"{FOLDER.relative_to(ROOT)} is missing: run `make exercises` first")
    reference = corpus.definitions(
        nbformat.read(FOLDER / "solution.ipynb", as_version=4)
    )
    cases = {
        question: corpus.function_cases(FOLDER / f"tests/{question}.py")
        for question in corpus.QUESTION_OF.values()
    }
    print("| common mistake | question | what the student reads |\n|---|---|---|")
    for mistake in corpus.MISTAKES:
        source = reference.replace(mistake.old, mistake.new)
        heard = corpus.complaints(source, cases[mistake.question])
        message = next(
            (text for text in heard if mistake.words in text), "**not named**"
        )
        print(
            f"| {mistake.name} | {mistake.question} | {message.replace('|', chr(92) + '|')} |"
        )

    made = dict.fromkeys(corpus.QUESTION_OF, 0)
    survivors = dict.fromkeys(corpus.QUESTION_OF, 0)
    for mutant in corpus.mutants(reference):
        question = corpus.QUESTION_OF[mutant.function]
        made[mutant.function] += 1
        if not corpus.complaints(f"{reference}\n\n{mutant.source}", cases[question]):
            survivors[mutant.function] += 1
    print(
        "\n| function | mutants | killed | equivalent | survived |\n|---|---|---|---|---|"
    )
    for function, total in made.items():
        same = sum(name == function for name, _ in corpus.EQUIVALENT)
        left = survivors[function]
        print(f"| {function} | {total} | {total - left} | {same} | {left - same} |")
    print("\n| equivalent mutant | why no test can object |\n|---|---|")
    for (function, change), reason in corpus.EQUIVALENT.items():
        print(f"| {function}: `{change}` | {reason} |")


if __name__ == "__main__":
    main()

"""Print, as Markdown, what each grader tells apart: `python tools/kill_table.py [EXERCISE ...]`.

Without a name, all of them. With ``--summary``, a row for each: book/kill_table.md, which
`make kills` writes. The proofs are those of tests/grading/test_proofs.py; the
tests and solutions are taken from build/grading/, which `make exercises` fills.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/grading")]

from proof import (  # noqa: E402
    Corpus,
    complaints,
    definitions,
    function_cases,
    summary,
    verdicts,
)
from test_proofs import CORPORA  # noqa: E402

SUMMARY = (
    *("exercise", "points", "right answers", "common mistakes"),
    *("mutants", "caught", "as right as the solution"),
)


def main() -> None:
    corpora = {corpus.name: corpus for corpus in CORPORA}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="EXERCISE")
    parser.add_argument("--summary", action="store_true", help="one row for each")
    options = parser.parse_args()
    names = options.names or list(corpora)
    if options.summary:
        print_head(*SUMMARY)
    for name in names:
        if name not in corpora:
            parser.error(f"{name} is none of {', '.join(corpora)}")
        folder = ROOT / "build/grading" / name
        if not folder.is_dir():
            sys.exit(f"{folder.relative_to(ROOT)} is missing: run `make exercises`")
        if options.summary:
            reference, tests = reference_and_tests(folder)
            judged = list(verdicts(reference, corpora[name], tests))
            print(summary(corpora[name], judged), flush=True)
        else:
            print(f"## {name}\n")
            print_tables(corpora[name], folder)


def reference_and_tests(folder: Path) -> tuple[str, Path]:
    """The solution's functions, and the folder of all tests."""
    notebook = nbformat.read(folder / "solution.ipynb", as_version=4)
    return definitions(notebook), folder / "tests"


def print_tables(corpus: Corpus, folder: Path) -> None:
    """Common mistakes, mutants, and the mutants that are right answers too."""
    reference, tests = reference_and_tests(folder)

    print_head("common mistake", "question", "what the student reads")
    for mistake in corpus.mistakes:
        source = reference.replace(mistake.old, mistake.new)
        cases = function_cases(tests / f"{mistake.question}.py", corpus)
        heard = complaints(source, corpus, cases)
        message = next((m for m in heard if mistake.words in m), "**not named**")
        print_row(mistake.name, mistake.question, message)

    made, killed, same = Counter(), Counter(), Counter()
    for verdict in verdicts(reference, corpus, tests):
        function = verdict.mutant.function
        made[function] += 1
        killed[function] += verdict.killed
        same[function] += not verdict.killed and verdict.key in corpus.equivalent
    print_head("function", "mutants", "killed", "equivalent", "survived")
    for function in [*made, "all"]:
        counts = [
            sum(c.values()) if function == "all" else c[function]
            for c in (made, killed, same)
        ]
        print_row(function, *counts, counts[0] - counts[1] - counts[2])

    if corpus.equivalent:
        print_head("equivalent mutant", "why no test can object")
        for (function, change), reason in corpus.equivalent.items():
            print_row(f"{function}: `{change}`", reason)
    print()


def print_head(*names: str) -> None:
    """The head of a table, after an empty line."""
    print()
    print_row(*names)
    print_row(*["---"] * len(names))


def print_row(*cells) -> None:
    """One row; a bar in a cell would end it."""
    print("|", " | ".join(str(cell).replace("|", r"\|") for cell in cells), "|")


if __name__ == "__main__":
    main()

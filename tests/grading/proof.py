"""Proving graders: what the proofs of all exercises share.

A corpus, tests/grading/ROOM_NN_corpus.py, holds answers to one exercise that its grader
must tell apart: right ones and common mistakes, each an edit of the reference solution
with words of the message that must come. Mutants of the reference are made here.
test_proofs.py holds every grader to its corpus; `python tools/kill_table.py` prints the
tables.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from inspect import signature
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import nbformat
import numpy as np

from coursekit.grading._run import Case, load_cases, run_case


class Mistake(NamedTuple):
    """Replace ``old`` by ``new`` in the reference: ``question`` says ``words``."""

    name: str
    question: str
    old: str
    new: str
    words: str


class Mutant(NamedTuple):
    """The reference's ``function`` with one mechanical ``change``: old line -> new line."""

    function: str
    change: str
    source: str


class Corpus(NamedTuple):
    """Answers to an exercise that its grader must tell apart.

    Attributes
    ----------
    name : str, such as "mcmc-01"
    master : str, path of the master below solutions/
    points : int, what the whole exercise is worth
    question_of : function -> question
    mistakes : edits of the reference that lose points, with words of the message
    right : style -> other right answers
    equivalent : (function, changed line) -> why no test can object
    run : str, how the cell begins whose results are graded too, besides the functions
    names : what else the notebook has defined before the functions
    """

    name: str
    master: str
    points: int
    question_of: dict[str, str]
    mistakes: list[Mistake]
    right: dict[str, str]
    equivalent: dict[tuple[str, str], str]
    run: str = ""
    names: Mapping[str, Any] = MappingProxyType({})

    @property
    def questions(self) -> list[str]:
        return sorted(set(self.question_of.values()))


SWAPS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
RENAMES = {
    "minimum": "maximum",
    "min": "max",
    "max": "min",
    "abs": "negative",
    "sum": "mean",
}


def mutants(source: str, functions) -> Iterator[Mutant]:
    """Every one-change variant of ``functions`` in ``source``, in order.

    Operators swapped, comparisons weakened and flipped, numbers moved by one, min and max
    exchanged, neighbouring arguments or indices exchanged, one argument of the function
    used for another, branches exchanged, a statement removed.
    """
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef) and function.name in functions:
            arguments = [argument.arg for argument in function.args.args]
            for position, node in enumerate(ast.walk(function)):
                for which in range(len(_changes(node, arguments))):
                    changed = copy.deepcopy(function)
                    _changes(list(ast.walk(changed))[position], arguments)[which]()
                    if ast.unparse(changed) != ast.unparse(function):
                        change = _difference(function, changed)
                        yield Mutant(function.name, change, ast.unparse(changed))


def _changes(node: ast.AST, arguments: list[str]) -> list[Callable[[], None]]:
    """Functions that each change ``node`` in place in one way."""
    found = []
    if isinstance(node, ast.BinOp | ast.AugAssign):
        found += [partial(setattr, node, "op", new()) for new in SWAPS[type(node.op)]]
    if isinstance(node, ast.Compare):
        found += [
            partial(setattr, node, "ops", [new()]) for new in SWAPS[type(node.ops[0])]
        ]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        found += [
            partial(setattr, node, "value", node.value + delta) for delta in (1, -1)
        ]
    if isinstance(node, ast.Attribute) and node.attr in RENAMES:
        found.append(partial(setattr, node, "attr", RENAMES[node.attr]))
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        others = arguments if node.id in arguments else [RENAMES.get(node.id, node.id)]
        found += [
            partial(setattr, node, "id", other) for other in others if other != node.id
        ]
    if isinstance(node, ast.UnaryOp):
        found.append(partial(setattr, node, "op", ast.UAdd()))
    if isinstance(node, ast.Call | ast.Tuple):
        parts = node.args if isinstance(node, ast.Call) else node.elts
        found += [partial(_swap, parts, k) for k in range(len(parts) - 1)]
    if isinstance(node, ast.IfExp):
        found.append(partial(node.__dict__.update, body=node.orelse, orelse=node.body))
    if isinstance(node, ast.FunctionDef | ast.With | ast.For):
        statements = [
            k for k, part in enumerate(node.body) if not isinstance(part, ast.Expr)
        ]
        found += [partial(node.body.__setitem__, k, ast.Pass()) for k in statements]
    return found


def _swap(parts: list, k: int) -> None:
    parts[k], parts[k + 1] = parts[k + 1], parts[k]


def _difference(before: ast.AST, after: ast.AST) -> str:
    """The lines that differ, old -> new."""
    old, new = (ast.unparse(tree).splitlines() for tree in (before, after))
    lines = (
        [line.strip() for line in a if line not in b]
        for a, b in ((old, new), (new, old))
    )
    return " -> ".join(" ".join(part) for part in lines)


def definitions(notebook: nbformat.NotebookNode) -> str:
    """The source of every cell of ``notebook`` that starts with a function definition."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return "\n\n\n".join(source for source in code if source.startswith("def "))


def run_cell(notebook: nbformat.NotebookNode, corpus: Corpus) -> str:
    """The source of the cell whose results are graded too; empty where there is none."""
    if not corpus.run:
        return ""
    (source,) = (c.source for c in notebook.cells if c.source.startswith(corpus.run))
    return source


def answers(source: str, corpus: Corpus) -> dict[str, Any]:
    """What the definitions in ``source``, run after the notebook's imports, give."""
    names = {"np": np, **corpus.names}
    with contextlib.redirect_stdout(None):
        exec(source, names)
    return names


def function_cases(path: Path, corpus: Corpus) -> list[Case]:
    """The tests in the file ``path`` that are about functions alone."""
    known = {"np", *corpus.question_of}
    cases, _ = load_cases(path)
    return [case for case in cases if known >= {*signature(case.function).parameters}]


def complaints(source: str, corpus: Corpus, cases: list[Case]) -> list[str]:
    """The messages of the tests that the answers in ``source`` fail."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a mutant's means of nothing
        given = answers(source, corpus)
        outcomes = [run_case(case, given) for case in cases]
    return [outcome.message for outcome in outcomes if not outcome.passed]


class Verdict(NamedTuple):
    """What became of one mutant."""

    mutant: Mutant
    killed: bool

    @property
    def key(self) -> tuple[str, str]:
        """As in `Corpus.equivalent`."""
        return self.mutant.function, self.mutant.change.split(" -> ")[1]


def verdicts(reference: str, corpus: Corpus, tests: Path) -> Iterator[Verdict]:
    """Every mutant of the ``reference`` before the cases in the folder ``tests``."""
    cases = {
        question: function_cases(tests / f"{question}.py", corpus)
        for question in corpus.questions
    }
    for mutant in mutants(reference, corpus.question_of):
        source = f"{reference}\n\n{mutant.source}"
        against = cases[corpus.question_of[mutant.function]]
        yield Verdict(mutant, bool(complaints(source, corpus, against)))


def summary(corpus: Corpus, judged: list) -> str:
    """An exercise's row of book/kill_table.md, from the verdicts on its mutants."""
    killed = sum(verdict.killed for verdict in judged)
    counts = [len(corpus.right) + 1, len(corpus.mistakes), len(judged), killed]
    cells = [corpus.name, corpus.points, *counts, len(judged) - killed]
    return f"| {' | '.join(str(cell) for cell in cells)} |"

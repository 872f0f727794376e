"""Proving the graders of mcmc-01 and mcmc-02: what both share."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

import mcmc_03_corpus as base
from mcmc_03_corpus import Mistake, Mutant

# Operators that the reference of mcmc-03 does not use.
base.SWAPS.update(
    {
        ast.Pow: (ast.Mult,),
        ast.LtE: (ast.Lt, ast.GtE),
        ast.Gt: (ast.GtE, ast.LtE),
        ast.BitAnd: (ast.BitOr,),
    }
)


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
    """

    name: str
    master: str
    points: int
    question_of: dict[str, str]
    mistakes: list[Mistake]
    right: dict[str, str]
    equivalent: dict[tuple[str, str], str]


def mutants(source: str, functions) -> Iterator[Mutant]:
    """Every one-change variant of ``functions`` in ``source``; see `base.mutants`."""
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef) and function.name in functions:
            arguments = [argument.arg for argument in function.args.args]
            for position, node in enumerate(ast.walk(function)):
                for which in range(len(base._changes(node, arguments))):
                    changed = copy.deepcopy(function)
                    same_node = list(ast.walk(changed))[position]
                    base._changes(same_node, arguments)[which]()
                    if ast.unparse(changed) != ast.unparse(function):
                        change = base._difference(function, changed)
                        yield Mutant(function.name, change, ast.unparse(changed))

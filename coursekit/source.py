"""What a page calls: show() puts tested source into it, glue() the results of its cells."""

from __future__ import annotations

import ast
import inspect
import textwrap
from importlib.metadata import metadata
from pathlib import Path

PACKAGE = Path(__file__).parent


def show(*objects) -> Source:
    """Source code of functions, methods or classes, with links to file and test.

    Docstrings are cut to their first line: the whole one is in the file.

    Parameters
    ----------
    *objects : functions, methods or classes of coursekit

    Returns
    -------
    Source
        Displays as highlighted code in a notebook and in the book.

    Raises
    ------
    ValueError
        If something has no source in coursekit.
    """
    if not objects:
        raise ValueError("show needs at least one function or class of coursekit")
    return Source(objects)


class Source:
    """What `show` returns: Markdown in a page, plain source in a terminal."""

    def __init__(self, objects):
        self.places = [_place(item) for item in objects]
        self.code = "\n\n\n".join(_shortened(item) for item in objects)

    def __repr__(self) -> str:
        return self.code

    def _repr_markdown_(self) -> str:
        first_lines = dict(
            reversed(self.places)
        )  # of several in one file, the first shown
        links = " · ".join(_links(path, line) for path, line in first_lines.items())
        return f"````python\n{self.code}\n````\n\n<small>{links}</small>\n"


def glue(**results) -> None:
    """Give results to the prose: ``glue(rate=0.23)`` is read by ``{glue:text}`rate:.2f```.

    Where the page is open as a notebook and the book's machinery is missing (on Colab),
    the results are printed, so that a reader finds the numbers that the prose leaves
    out.

    Parameters
    ----------
    **results : numbers or strings by name; NumPy scalars may come as they are
    """
    plain = {
        name: value.item() if hasattr(value, "item") else value
        for name, value in results.items()
    }
    try:
        from myst_nb import glue as hand_over
    except ImportError:
        for name, value in plain.items():
            print(
                f"{name} = {value:.4g}"
                if isinstance(value, float)
                else f"{name} = {value}"
            )
        return
    for name, value in plain.items():
        hand_over(name, value, display=False)


def repository() -> str:
    """Address of the course's repository, as the package's metadata has it."""
    urls = dict(
        url.split(", ", 1) for url in metadata("sample-fit-play").get_all("Project-URL")
    )
    return urls["Repository"]


def test_file(path: str) -> str:
    """The test of a module: coursekit/mcmc/driver.py has tests/mcmc/test_driver.py."""
    file = Path(path)
    folder = Path("tests", *file.parent.parts[1:])
    name = file.parent.name if file.stem == "__init__" else file.stem
    return (folder / f"test_{name}.py").as_posix()


def _place(item) -> tuple[str, int]:
    """Path from the repository's top, and line."""
    item = inspect.unwrap(item)  # a decorator may stand in another file
    try:
        path, line = Path(inspect.getsourcefile(item)), inspect.getsourcelines(item)[1]
        path.relative_to(PACKAGE)  # raises where the object is somebody else's
        return path.relative_to(PACKAGE.parent).as_posix(), line
    except (TypeError, OSError, ValueError):
        raise ValueError(
            f"show wants a function or class of coursekit, got {item!r}"
        ) from None


def _links(path: str, line: int) -> str:
    base = f"{repository()}/blob/main"
    return f"[{path}]({base}/{path}#L{line}) · [its test]({base}/{test_file(path)})"


def _shortened(item) -> str:
    """The source, each docstring cut to its first line."""
    source = textwrap.dedent(inspect.getsource(item)).rstrip()
    lines = source.split("\n")
    for node in reversed(list(ast.walk(ast.parse(source)))):
        if not isinstance(
            node, ast.FunctionDef | ast.ClassDef
        ) or not ast.get_docstring(node):
            continue
        doc = node.body[0]
        if doc.end_lineno > doc.lineno:
            first = lines[doc.lineno - 1].rstrip()
            lines[doc.lineno - 1 : doc.end_lineno] = [first + '"""']
    return "\n".join(lines)

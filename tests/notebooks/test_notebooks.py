"""What every notebook of the course keeps to, read from its source."""

import json
import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
REPOSITORY = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]["urls"][
    "Repository"
]
SETUP = f'''from importlib.util import find_spec

if find_spec("coursekit") is None:  # on Colab, say: install it from its repository
    %pip install -q "sample-fit-play @ git+{REPOSITORY}"'''

BOOK = sorted((TOP / "book").rglob("*.ipynb"))
EXERCISES = sorted((TOP / "exercises").rglob("*.ipynb"))
MASTERS = sorted((TOP / "solutions").rglob("*.ipynb"))


def names(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def text(cell: dict) -> str:
    return "".join(cell["source"])


def test_there_are_notebooks():
    assert BOOK and EXERCISES and len(EXERCISES) == len(MASTERS)


@pytest.mark.parametrize("path", BOOK + EXERCISES + MASTERS, ids=names)
def test_the_first_code_cell_installs_the_package_where_it_is_missing(path):
    assert text(cells(path, "code")[0]) == SETUP


@pytest.mark.parametrize("path", BOOK + EXERCISES + MASTERS, ids=names)
def test_no_outputs_are_committed(path):
    assert not [
        cell["id"]
        for cell in cells(path, "code")
        if cell["outputs"] or cell["execution_count"]
    ]


@pytest.mark.parametrize("path", BOOK, ids=names)
def test_every_figure_has_an_alt_text(path):
    drawing = [cell for cell in cells(path, "code") if "plt.show()" in text(cell)]
    images = [cell["metadata"].get("mystnb", {}).get("image", {}) for cell in drawing]
    assert all(len(image.get("alt", "")) > 40 for image in images)


@pytest.mark.parametrize("path", BOOK, ids=names)
def test_claims_are_checked_in_hidden_cells(path):
    checks = [
        cell
        for cell in cells(path, "code")
        if "check" in cell["metadata"].get("tags", [])
    ]
    assert checks
    for cell in checks:
        assert "remove-cell" in cell["metadata"]["tags"] and "assert" in text(cell)


@pytest.mark.parametrize("path", BOOK, ids=names)
def test_cells_are_small(path):
    assert max(text(cell).count("\n") + 1 for cell in cells(path, "code")) <= 45


# What may hold a number that is no result: mathematics, code, roles, links. Settings
# and constants quoted from the literature are listed by the cell itself, as metadata
# "quoted".
NOT_PROSE = [
    r"```+(?:python|bash|text)\n[\s\S]*?```",
    r"^```+(?:\{[\w:]+\})?",  # fences of directives: what is inside is prose
    r"\$\$[\s\S]*?\$\$",
    r"\$[^$]*\$",
    r"\{[\w:]+\}`[^`]*`",  # roles: glue, citations, references
    r"`[^`]*`",
    r"\]\([^)]*\)",  # targets of links
    r"https?://\S+",
]
RESULT = re.compile(r"(?<![\w.])(?:\d*\.\d+|\d[\d,]*\.?\d* ?%)")


@pytest.mark.parametrize("path", BOOK, ids=names)
def test_no_result_is_typed_by_hand(path):
    """Decimals and percentages in prose come from executed cells, through glue."""
    for cell in cells(path, "markdown"):
        prose = text(cell)
        for pattern in NOT_PROSE:
            prose = re.sub(pattern, " ", prose, flags=re.M)
        typed = set(RESULT.findall(prose)) - set(cell["metadata"].get("quoted", []))
        assert not typed, f"{cell['id']}: {typed} in: {prose}"


def test_a_typed_result_would_be_found():
    assert RESULT.findall("The rate is 0.23 and 45 % of .5 in 1890 at level 3.") == [
        "0.23",
        "45 %",
        ".5",
    ]

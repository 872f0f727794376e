"""Student notebooks, executed untouched: they run up to the blanks, which explain themselves."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

TOP = Path(__file__).resolve().parents[2]
EXERCISES = sorted((TOP / "exercises").rglob("*.ipynb"))


@pytest.fixture(scope="module", params=EXERCISES, ids=lambda path: path.stem)
def untouched(request):
    notebook = nbformat.read(request.param, as_version=4)
    NotebookClient(notebook, timeout=120, allow_errors=True).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def errors(cell):
    return [output.evalue for output in cell.outputs if output.output_type == "error"]


def test_every_cell_before_the_first_blank_runs(untouched):
    blank = next(n for n, cell in enumerate(untouched) if "..." in cell.source)
    assert blank > 1
    assert not [errors(cell) for cell in untouched[:blank] if errors(cell)]


def test_every_blank_is_answered_by_a_sentence_and_no_traceback(untouched):
    checks = [cell for cell in untouched if cell.source.startswith("check(")]
    assert checks
    for cell in checks:
        assert not errors(cell)
        said = cell.outputs[-1].data["text/plain"]
        assert "FAILED" in said and "passed  " not in said
        assert "`...`" in said, said

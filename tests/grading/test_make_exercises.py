"""`make exercises`: the student side is what the masters give, and the solution passes."""

import copy
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]


def test_committed_student_files_are_fresh(tool, student_files):
    # Made here and now, they equal what another run on another day made, byte for byte.
    names = {
        path.relative_to(ROOT).as_posix() for path in tool.differences(student_files)
    }
    assert not {name for name in names if "mcmc-03" in name or "03-metropolis" in name}


def test_check_reports_a_file_that_differs_is_missing_or_stale(
    tool, student_files, monkeypatch, capsys
):
    path, *others = student_files
    made = {path: "other text", ROOT / "exercises/mcmc/99-new.ipynb": "new"}
    monkeypatch.setattr(tool, "student_files", lambda *a, **k: made)
    monkeypatch.setattr("sys.argv", ["exercises.py", "--check"])
    before = path.read_text(encoding="utf-8")
    assert tool.main() == 1
    reported = capsys.readouterr().out
    for wrong in (path, *others, *made):
        assert f"{wrong.relative_to(ROOT)} is not what its master gives" in reported
    assert path.read_text(encoding="utf-8") == before  # nothing was written


def test_notebooks_carry_no_outputs_and_stable_ids(student_files):
    for path, text in student_files.items():
        if path.suffix == ".ipynb":
            notebook = nbformat.reads(text, as_version=4)
            nbformat.validate(notebook)
            assert notebook.metadata["otter"] == {
                "assignment_name": "mcmc-03"
            }  # for Gradescope
            ids = [cell.id for cell in notebook.cells]
            assert len(set(ids)) == len(ids)
            for cell in notebook.cells:
                assert not cell.get("outputs") and not cell.get("execution_count")


def shown(cell):
    return " ".join(
        output.data["text/plain"] for output in cell.outputs if "data" in output
    )


def test_the_solution_runs_from_top_to_bottom_and_passes_every_check(solution):
    done = copy.deepcopy(solution)
    NotebookClient(done, timeout=120, resources={"metadata": {"path": ROOT}}).execute()
    checks = [cell for cell in done.cells if cell.source.startswith("check(")]
    assert len(checks) == 6
    for cell in checks:
        assert "FAILED" not in shown(cell) and "passed" in shown(cell)

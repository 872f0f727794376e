"""Grading a class: a hostile submission gains nothing, harms nobody and stops nothing.

Every attack is a notebook that runs in the real sandbox. What it must not do is stated
against two yardsticks: all answers wrong is worth 0 points, the reference 24 (without
the run on the Nile, which the notebooks here leave out for speed).
"""

import csv
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from proof import definitions

from coursekit.grading.__main__ import main
from coursekit.grading.batch import Limits, grade_class, grade_notebook
from coursekit.grading.sandbox import problem

ROOT = Path(__file__).resolve().parents[2]
FULL = 24  # all but the point for the run on the Nile
WRONG = "\n".join(
    f"def {name}(*arguments):\n    return 0.25\n"
    for name in (
        "log_accept_ratio",
        "transition_matrix",
        "balance_gaps",
        "mh_step",
        "mh_chain",
        "summarise",
    )
)

if problem() and os.environ.get("CI") != "true":
    pytest.skip(problem(), allow_module_level=True)


@pytest.fixture(scope="module")
def right(solution):
    data = (
        "import numpy as np\nfrom coursekit.datasets import nile\nyear, flow = nile()\n"
    )
    return data + definitions(solution)


def write(path, *cells):
    """A notebook of code cells."""
    cells = [{"cell_type": "code", "source": cell.splitlines(True)} for cell in cells]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells}))
    return path


@pytest.fixture
def grade(tmp_path, tests_folder):
    def graded(*cells, seconds=300):
        path = write(tmp_path / "student.ipynb", *cells)
        return grade_notebook(path, "student", "mcmc-03", tests_folder, Limits(seconds))

    return graded


def messages(done):
    return " ".join(
        outcome.message for result in done.results for outcome in result.outcomes
    )


def test_yardsticks(grade, right):
    done = grade(right)
    assert (done.status, done.points, done.reason) == ("graded", FULL, "")
    assert grade(WRONG).points == 0


GAINS = {
    "numpy.allclose patched": """
        import numpy as np, numpy.testing
        for name in ("allclose", "isclose", "array_equal", "all", "any", "shape"):
            setattr(np, name, lambda *a, **k: True)
        np.testing.assert_allclose = lambda *a, **k: None
    """,
    "tests overwritten": """
        import coursekit.grading, pathlib
        for path in pathlib.Path(coursekit.grading.__file__).parent.rglob("*.py"):
            try:
                path.write_text("name = 'q1'; points = 0")
            except OSError:
                pass
    """,
    "results flipped in memory": """
        import gc, coursekit.grading._run as run, coursekit.grading as grading
        run.run_case = lambda case, answers: run.Outcome("won", True, 99, False, "")
        run.guarded = lambda name, function: function
        grading.Result.points = 99
        for thing in gc.get_objects():
            if isinstance(thing, dict) and "passed" in thing:
                thing["passed"] = True
    """,
    "transformer that empties later cells": """
        get_ipython().input_transformers_cleanup.append(lambda lines: ["pass"])
    """,
    "pickle and json replaced": """
        import json, pickle
        pickle.dump = pickle.dumps = lambda *a, **k: PICKLED_COMMAND
        json.dumps = lambda *a, **k: '{"value": true, "points": 99}'
    """,
    "an object equal to everything": """
        class Yes:
            def __eq__(self, other): return True
            def __array__(self, *a, **k): return np.ones(3)
            def __bool__(self): return True
        def log_accept_ratio(*a): return Yes()
        mh_step = mh_chain = summarise = balance_gaps = transition_matrix = log_accept_ratio
    """,
    "a forged array of objects": """
        import gc
        forged = {"array": ["|O", [1], "Y29zCnN5c3RlbQ=="]}
        for thing in gc.get_objects():
            if isinstance(thing, dict) and "encode" in thing and "guarded" in thing:
                thing["encode"] = (
                    lambda value: {"function": True} if callable(value) else forged
                )
    """,
    "empty error messages": """
        import gc
        for thing in gc.get_objects():
            if isinstance(thing, dict) and "encode" in thing and "guarded" in thing:
                thing["guarded"] = lambda name, function: 1 / 0
                thing["described"] = lambda error: ""
                thing["to_json"] = lambda reply: (
                    b'{"error": ""}' if "value" not in reply else b'{"value": {"function": true}}'
                )
    """,
    "empty arrays, which are close to everything": """
        def log_accept_ratio(*a): return np.zeros((0, 1))
        def balance_gaps(*a): return np.zeros((0, 1))
        def transition_matrix(*a): return np.zeros((0, 1, 1))
        def mh_step(*a): return np.zeros((0, 1))
        def mh_chain(*a): return np.zeros((0, 1))
        def summarise(*a): return np.zeros((0, 1)), np.zeros((0, 1))
        states, p_1898, accept_rate = np.zeros(50_000), np.zeros(0), np.zeros(0)
    """,
    "noise on the channel": """
        import os
        for descriptor in range(3, 10):
            try:
                os.write(descriptor, b"\\x00" * 7 + b"\\x05" + b"hello" * 1000)
            except OSError:
                pass
    """,
}


def pickled_command(path: Path) -> bytes:
    """A pickle that makes an empty file at ``path`` in whoever unpickles it."""
    return f"cos\nsystem\n(S'touch {path}'\ntR.".encode()


def test_unpickling_the_command_would_be_seen(tmp_path):
    """Without this the next test could not fail."""
    pickle.loads(pickled_command(tmp_path / "unpickled"))
    assert (tmp_path / "unpickled").exists()


@pytest.mark.parametrize("attack", GAINS)
def test_an_attack_gains_no_point(grade, attack, tmp_path):
    trace = tmp_path / "unpickled"
    cell = "\n".join(line[8:] for line in GAINS[attack].splitlines())
    cell = cell.replace("PICKLED_COMMAND", repr(pickled_command(trace)))
    done = grade(WRONG, cell)
    assert done.points == 0
    assert done.status in ("graded", "crashed")
    assert not trace.exists()
    if "forged" in attack:
        assert "cannot be graded: an array that is not of numbers" in messages(done)


def test_an_attack_on_its_own_sandbox_loses_only_its_own_points(grade, right):
    done = grade(GAINS["transformer that empties later cells"].strip(), right)
    assert done.status == "graded" and done.points == 0


def test_nothing_outside_can_be_written_read_or_reached(grade, tmp_path, tests_folder):
    attempts = f"""
import os, pathlib, socket
reached = []
for path in ("{tmp_path}/x", "{ROOT}/x", "/etc/x", "/usr/x", os.path.expanduser("~root/x")):
    try:
        pathlib.Path(path).write_text("x")
        reached.append(path)
    except OSError:
        pass
for path in ("/etc/passwd", "/etc/shadow", "{ROOT}/solutions", "{ROOT}/build", "{tests_folder}"):
    if os.path.exists(path):
        reached.append(path)
try:
    socket.create_connection(("127.0.0.1", 22), timeout=1)
    reached.append("network")
except ConnectionRefusedError:
    pass  # its own loopback, on which nothing listens
except OSError:
    pass
if os.getuid() == 0 or len([p for p in os.listdir("/proc") if p.isdigit()]) > 10:
    reached.append("processes")
def log_accept_ratio(*a):
    raise ValueError(f"reached {{reached}}")
"""
    before = sorted(ROOT.iterdir()), sorted(Path("/usr").iterdir())
    assert "reached []" in messages(grade(attempts))
    assert before == (sorted(ROOT.iterdir()), sorted(Path("/usr").iterdir()))


def test_processes_and_memory_are_limited(grade):
    done = grade(
        """
import os, time
import numpy as np
started = 0
try:
    while started < 500:
        if os.fork() == 0:
            time.sleep(2)
            os._exit(0)
        started += 1
except OSError:
    pass
try:
    np.ones(2**33)
    memory = "64 GB"
except MemoryError:
    memory = "limited"
def log_accept_ratio(*a):
    raise ValueError(f"{started < 100} {memory}")
"""
    )
    assert "True limited" in messages(done)


def test_an_endless_notebook_times_out_with_a_reason(grade):
    start = time.monotonic()
    done = grade("while True: pass", seconds=4)
    assert time.monotonic() - start < 60
    assert (done.status, done.points) == ("timeout", 0)
    assert "did not run to its end: no answer came in time" in done.reason


def test_an_endless_function_costs_its_own_tests_alone(grade, right, monkeypatch):
    monkeypatch.setattr("coursekit.grading.batch.CALL_SECONDS", 2.0)
    done = grade(right, "def balance_gaps(pi, P):\n    while True: pass")
    assert (done.status, done.points) == ("graded", FULL - 4)
    assert "`balance_gaps` gave no result: no answer came in time" in messages(done)


def test_leaving_python_crashes_the_notebook_or_fails_the_test(grade, right):
    done = grade("import os\nos._exit(0)", right)
    assert (done.status, done.points) == (
        "crashed",
        0,
    ) and "Python ended" in done.reason
    done = grade(right, "import os\ndef balance_gaps(pi, P):\n    os._exit(0)")
    assert (done.status, done.points) == ("graded", FULL - 4)


def test_an_answer_too_large_to_be_one_is_refused(grade, right):
    done = grade(right, "def balance_gaps(pi, P):\n    return np.zeros(2**21)")
    assert done.points == FULL - 4 and "an answer of more than 8 MB" in messages(done)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", ""),
        ("binary", "\x00\x01"),
        ("a list", "[]"),
        ("no cells", "{}"),
        ("deep", "[" * 100_000),
        ("odd cells", '{"cells": [{"cell_type": "code", "source": 3}]}'),
    ],
)
def test_what_is_no_notebook_is_refused_with_a_reason(
    tmp_path, tests_folder, name, content
):
    path = tmp_path / "x.ipynb"
    path.write_text(content)
    done = grade_notebook(path, name, "mcmc-03", tests_folder, Limits(300))
    assert done.status == "refused" and "not a Jupyter notebook" in done.reason


@pytest.fixture
def folders(tmp_path, right):
    """A class of four, one of whom handed in a link to someone else's notebook."""
    submissions = tmp_path / "submissions"
    (submissions / "group").mkdir(parents=True)
    write(submissions / "group" / "ada.ipynb", right)
    write(submissions / "=cmd.ipynb", WRONG, "1 / 0")
    (submissions / "link.ipynb").symlink_to(submissions / "group" / "ada.ipynb")
    (submissions / "torn.ipynb").write_text("{")
    return submissions, tmp_path / "out"


def test_a_class_is_graded_once_and_no_hidden_source_leaves(
    folders, tests_folder, capsys
):
    submissions, out = folders
    command = ["grade", str(submissions), "--assignment", "mcmc-03", "--out", str(out)]
    command += ["--tests", str(tests_folder), "--jobs", "2", "--seconds", "300"]
    assert main(command) == 0
    rows = {row["student"]: row for row in csv.DictReader((out / "grades.csv").open())}
    assert set(rows) == {"'=cmd", "group/ada", "link", "torn"}
    assert rows["group/ada"]["points"] == "24" and rows["group/ada"]["q6"] == "2"
    assert "ZeroDivisionError" in rows["'=cmd"]["reason"]
    assert rows["link"]["status"] == rows["torn"]["status"] == "refused"
    assert "not a plain file" in rows["link"]["reason"]

    page = (out / "feedback/=cmd.html").read_text()
    assert "The Hastings term" not in page and "✗ failed" in page
    scores = json.loads((out / "gradescope/group/ada.json").read_text())
    assert scores["score"] == 24 and len(scores["tests"]) == 20
    for path in [*out.rglob("*.html"), *out.rglob("*.json")]:
        text = path.read_text()
        assert (
            "expected" not in text and "assert " not in text and "def test" not in text
        )

    made = {path: path.stat().st_mtime_ns for path in (out / "results").rglob("*.json")}
    assert main(command) == 0
    assert made == {path: path.stat().st_mtime_ns for path in made}
    write(submissions / "=cmd.ipynb", WRONG)
    main(command)
    again = {path for path, then in made.items() if path.stat().st_mtime_ns != then}
    assert {path.name for path in again} == {"=cmd.json"}


def test_a_killed_batch_resumes(folders, tests_folder):
    submissions, out = folders
    write(submissions / "slow.ipynb", "import time; time.sleep(30)")
    command = [sys.executable, "-m", "coursekit.grading", "grade", str(submissions)]
    command += [
        "--assignment",
        "mcmc-03",
        "--out",
        str(out),
        "--tests",
        str(tests_folder),
    ]
    batch = subprocess.Popen(
        [*command, "--jobs", "1"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    while b"group/ada" not in (line := batch.stdout.readline()):
        assert line, "the batch ended early"
    os.killpg(batch.pid, signal.SIGKILL)
    batch.stdout.close()
    batch.wait()
    assert not (out / "grades.csv").exists()
    kept = (out / "results/group/ada.json").stat().st_mtime_ns
    (submissions / "slow.ipynb").unlink()
    assert (
        subprocess.run(
            [*command, "--jobs", "1"], cwd=ROOT, capture_output=True
        ).returncode
        == 0
    )
    assert (out / "results/group/ada.json").stat().st_mtime_ns == kept
    assert len((out / "grades.csv").read_text().splitlines()) == 5


def test_a_failing_grader_does_not_stop_the_class(folders, tests_folder, monkeypatch):
    submissions, out = folders

    def fails(path, student, *rest):
        if student == "torn":
            raise OSError("disk full")
        return grade_notebook(path, student, *rest)

    monkeypatch.setattr("coursekit.grading.batch.grade_notebook", fails)
    with ThreadPoolExecutor(1) as executor:
        grades = {
            done.student: done
            for done in grade_class(
                submissions, "mcmc-03", tests_folder, out, executor, Limits(300)
            )
        }
    assert len(grades) == 4 and grades["group/ada"].points == FULL
    assert grades["torn"].status == "crashed" and "disk full" in grades["torn"].reason
    assert not (out / "results/torn.json").exists()
    assert "the grader failed" in (out / "grades.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "--assignment", "mcmc-03"], "nowhere is not a folder"),
        ([".", "--assignment", "mcmc-99"], "run `make exercises`"),
        ([".", "--assignment", "mcmc-03", "--jobs", "0"], "must be positive"),
    ],
)
def test_the_command_says_what_is_wrong(
    arguments, words, tests_folder, tmp_path, capsys
):
    more = [] if "mcmc-99" in arguments else ["--tests", str(tests_folder)]
    with pytest.raises(SystemExit) as left:
        main(["grade", *arguments, "--out", str(tmp_path), *more])
    assert left.value.code == 2 and words in capsys.readouterr().err


def test_without_bubblewrap_the_command_names_the_package(
    folders, tests_folder, monkeypatch, capsys
):
    submissions, out = folders
    command = ["grade", str(submissions), "--assignment", "mcmc-03", "--out", str(out)]
    command += ["--tests", str(tests_folder)]
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SystemExit):
        main(command)
    assert "apt install bubblewrap" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setattr(
        "coursekit.grading.sandbox.wrapped",
        lambda *a: ["sh", "-c", "echo no >&2; exit 1"],
    )
    with pytest.raises(SystemExit):
        main(command)
    assert "cannot make a sandbox here: no" in capsys.readouterr().err

"""The files around the package agree: metadata, pins, environment, citation and tasks."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
CONDA_NAMES = {"pytorch-cpu": "torch"}
FROM_PYPI = {"constriction", "lda"}  # conda-forge may lack them; "-e ." brings them


def requirements(*extras: str) -> dict[str, Requirement]:
    lines = list(PROJECT["dependencies"])
    for extra in extras or PROJECT["optional-dependencies"]:
        lines += PROJECT["optional-dependencies"][extra]
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def pins() -> dict[str, str]:
    lines = (TOP / "requirements.lock").read_text().splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def test_the_lock_pins_every_requirement_inside_its_range():
    locked = pins()
    for name, requirement in requirements().items():
        assert name in locked, (
            f"{name} is missing from requirements.lock: run make lock"
        )
        assert requirement.specifier.contains(locked[name]), (
            f"{requirement} but {locked[name]}"
        )


def test_torch_is_pinned_to_the_release_with_a_plain_cpu_build():
    assert pins()["torch"] == "2.13.0"


def test_environment_yml_has_the_packages_and_ranges_of_pyproject():
    dependencies = yaml.safe_load((TOP / "environment.yml").read_text())["dependencies"]
    python, pip, *packages, editable = dependencies
    assert (python, pip, editable) == ("python=3.12", "pip", {"pip": ["-e ."]})
    conda = [Requirement(line) for line in packages]
    found = {CONDA_NAMES.get(line.name, line.name): line.specifier for line in conda}
    wanted = {
        name: requirement.specifier
        for name, requirement in requirements("gan").items()
        if name not in FROM_PYPI
    }
    wanted["jupyterlab"] = requirements("book")["jupyterlab"].specifier
    assert found == wanted


def test_binder_recognises_the_repository():
    """repo2docker's dry run prints the Dockerfile that Binder would build."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    run = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    printed = run.stdout + run.stderr
    assert "Building conda environment for python=3.12" in printed, printed[-2000:]
    assert re.search(r'env update .*--file "environment\.yml"', printed), printed[
        -2000:
    ]


def test_the_citation_has_the_version_of_the_package():
    citation = yaml.safe_load((TOP / "CITATION.cff").read_text())
    assert citation["version"] == PROJECT["version"]
    assert citation["repository-code"] == PROJECT["urls"]["Repository"]


def test_make_help_lists_every_task():
    phony = re.search(r"^\.PHONY: (.*)$", (TOP / "Makefile").read_text(), re.M)[
        1
    ].split()
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=TOP,
        capture_output=True,
        text=True,
    ).stdout
    assert {line.split()[0] for line in listed.splitlines()} == set(phony)


def tracked() -> list[str]:
    files = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(
        files, cwd=TOP, check=True, capture_output=True, text=True
    ).stdout.split()


def test_package_lock_records_no_download_addresses():
    assert '"resolved"' not in (TOP / "package-lock.json").read_text()


def test_no_third_party_code_is_committed():
    assert not [
        name
        for name in tracked()
        if re.search(r"node_modules|/vendor/|\.min\.js$", name)
    ]


@pytest.fixture
def clone(tmp_path):
    """The repository's files in a fresh git repository of their own."""
    for name in tracked():
        if (TOP / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / name, tmp_path / name)
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_fork_leaves_no_old_address(clone):
    new = "https://github.com/somebody/my-course"
    subprocess.run([sys.executable, "tools/fork.py", new], cwd=clone, check=True)
    old = "sample-fit-play/sample-fit-play"
    left = subprocess.run(
        ["git", "grep", "-lI", old], cwd=clone, capture_output=True, text=True
    )
    assert left.stdout.split() == ["tests/test_repository.py"] or not left.stdout
    assert new in (clone / "_config.yml").read_text()
    assert new in (clone / "pyproject.toml").read_text()


def test_fork_refuses_what_is_no_repository_address(clone):
    command = [sys.executable, "tools/fork.py", "my-course"]
    run = subprocess.run(command, cwd=clone, capture_output=True, text=True)
    assert run.returncode and "URL must look like" in run.stderr

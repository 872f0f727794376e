"""Runs the widgets' JavaScript modules in Node, for tests that compare them with Python."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALGORITHMS = ROOT / "coursekit" / "widgets" / "js" / "algorithms"


def run_javascript(body: str, data=None):
    """What ``body`` returns, a JavaScript function body that sees ``data`` and every algorithm.

    The modules are there by name: ``metropolis.step``, ``targets.TARGETS``, ... Numbers
    that JSON does not know travel as strings: "NaN", "Infinity", "-Infinity".
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; `make` brings it")
    modules = sorted(path.stem for path in ALGORITHMS.glob("*.js"))
    imports = "\n".join(
        f'import * as {name} from "{(ALGORITHMS / name).as_uri()}.js";'
        for name in modules
    )
    script = f"""{imports}
import {{ readFileSync }} from "node:fs";
const numbers = (key, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value)
  : ArrayBuffer.isView(value) ? Array.from(value) : value;
const f = (data) => {{ {body} }};
process.stdout.write(JSON.stringify(f(JSON.parse(readFileSync(0, "utf8"))), numbers));
"""
    result = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def number(value):
    """A float from what `run_javascript` returns: a number or its name."""
    return float(value)

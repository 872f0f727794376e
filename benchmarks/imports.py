"""What each import of the package costs: time, modules, and whose. Prints a Markdown table.

Each row is the median of five fresh interpreters.
"""

import json
import statistics
import subprocess
import sys

MODULES = [
    "coursekit",
    "coursekit.source",
    "coursekit.mcmc",
    "coursekit.mcmc.diagnostics",
    "coursekit.datasets",
    "coursekit.grading",
    "coursekit.widgets",
    "coursekit.plots",
    "numpy",  # the floor under the rooms
]

PROBE = """
import json, sys, time
before = set(sys.modules)
start = time.perf_counter()
import {modules}
seconds = time.perf_counter() - start
print(json.dumps([seconds, sorted(set(sys.modules) - before)]))
"""


def what_import_brings(*modules: str) -> tuple[float, set[str]]:
    """Seconds and names of newly loaded modules when a fresh interpreter imports ``modules``."""
    code = PROBE.format(modules=", ".join(modules))
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    seconds, loaded = json.loads(run.stdout)
    return seconds, set(loaded)


def third_party(loaded: set[str]) -> set[str]:
    """Top-level packages among ``loaded`` that are neither ours nor the standard library's."""
    tops = (
        {name.partition(".")[0] for name in loaded}
        - {"coursekit"}
        - sys.stdlib_module_names
    )
    return {name for name in tops if not name.startswith("_")}


def main() -> None:
    print("| import | ms | modules | packages |")
    print("|---|--:|--:|---|")
    for module in MODULES:
        runs = [what_import_brings(module) for _ in range(6)][
            1:
        ]  # the first fills the disk cache
        seconds = statistics.median(seconds for seconds, _ in runs)
        loaded = runs[0][1]
        packages = ", ".join(sorted(third_party(loaded))) or "none"
        print(f"| `{module}` | {1e3 * seconds:.0f} | {len(loaded)} | {packages} |")


if __name__ == "__main__":
    main()

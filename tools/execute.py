"""Execute the book's notebooks, two at a time, into the cache that the build reads.

    python tools/execute.py

The build alone would run them one after another. Run it on an empty cache (`make
site` cleans first): the cache knows a notebook by its cells alone, so after a change of
`coursekit` it would hand out old results.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import nbformat
import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "_build" / ".jupyter_cache"  # where Jupyter Book looks
os.environ["TQDM_DISABLE"] = "1"  # a bar is a widget that would stay on the page, empty
TIMEOUT = yaml.safe_load((ROOT / "_config.yml").read_text())["execute"]["timeout"]


def notebooks() -> list[Path]:
    """The notebooks of _toc.yml that are executed: those of the book."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    names = [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    paths = [ROOT / f"{name}.ipynb" for name in names if name.startswith("book/")]
    return [path for path in paths if path.exists()]


def execute(path: Path):
    """The notebook with its outputs, the seconds it took, and an error's text."""
    notebook = nbformat.read(path, as_version=4)
    result = single_nb_execution(
        notebook, cwd=str(path.parent), timeout=TIMEOUT, allow_errors=False
    )
    return notebook, result.time, result.exc_string


def main() -> None:
    cache = get_cache(str(CACHE))
    workers = min(os.cpu_count() or 1, 4)
    failed = []
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        runs = {pool.submit(execute, path): path for path in notebooks()}
        for run in as_completed(runs):
            name = runs[run].relative_to(ROOT)
            notebook, seconds, error = run.result()
            if error is not None:
                failed.append(f"{name}\n{error}")
                continue
            print(f"{seconds:6.1f} s  {name}", flush=True)
            bundle = CacheBundleIn(
                notebook, str(runs[run]), data={"execution_seconds": seconds}
            )
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    if failed:
        sys.exit("\n\n".join(failed))


if __name__ == "__main__":
    main()

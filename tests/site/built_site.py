"""Where the built site is and what it should hold."""

import os
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("COURSE_SITE", ROOT / "_build" / "html"))
SCREENSHOTS = ROOT / "build" / "screenshots"
SCHEMES = ["light", "dark"]
WIDTHS = [1280, 360]
HEIGHT = 900


def toc_files() -> list[str]:
    """The files that _toc.yml names, without suffix, in order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    chapters = [
        chapter["file"] for part in toc["parts"] for chapter in part["chapters"]
    ]
    return [toc["root"], *chapters]


def page_paths() -> list[str]:
    """Every page of the site, relative to its root."""
    return [f"{name}.html" for name in toc_files()] + ["search.html"]

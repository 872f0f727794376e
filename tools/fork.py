"""Point badges, set-up cells and links at another repository: make fork URL=..."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]


def slug(url: str) -> str:
    """OWNER/NAME of a repository's address, or exit with a message."""
    match = re.fullmatch(r"https://[\w.-]+/([\w.-]+/[\w.-]+?)(\.git)?/?", url)
    if not match:
        sys.exit(f"URL must look like https://github.com/OWNER/NAME, got {url!r}")
    return match[1]


def main(new: str) -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    old = project["urls"]["Repository"]
    pairs = [(old, new.removesuffix("/").removesuffix(".git")), (slug(old), slug(new))]
    listed = subprocess.run(
        ["git", "ls-files"], cwd=TOP, check=True, capture_output=True, text=True
    )
    changed = 0
    for name in listed.stdout.splitlines():
        try:
            text = after = (TOP / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and data
        for was, is_now in pairs:  # whole addresses first, then OWNER/NAME in badges
            after = after.replace(was, is_now)
        if after != text:
            (TOP / name).write_text(after, encoding="utf-8")
            changed += 1
    print(
        f"{changed} files now point at {new}; read the change with git diff before you commit it"
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")

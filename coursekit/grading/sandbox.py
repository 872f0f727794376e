"""A process apart for a submission, with bubblewrap between it and the machine.

No network, a read-only system, its own processes, an unprivileged user, limits on
memory, processor time, file size and processes. What comes out is JSON (`_wire`).
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ._wire import HEADER, framed

MAX_REPLY = 2**23  # bytes
MEMORY = 4 * 2**30  # bytes of address space for each process
PROCESSES = 64
FILE_SIZE = 50 * 2**20  # bytes
FIRST_UID = (
    61_000  # when started by root; one for each grader, so that limits count apart
)

MISSING = (
    "The sandbox needs bubblewrap (the command bwrap) and util-linux on Linux: "
    "`apt install bubblewrap`, or your system's package of that name. "
    "With --trust submissions run without a sandbox, as you, able to do all that you can."
)


class Ended(Exception):
    """The process did not answer: ``status`` is "timeout" or "crashed", the text says why."""

    def __init__(self, status: str, reason: str):
        super().__init__(reason)
        self.status = status


def problem() -> str:
    """Why there can be no sandbox on this machine, or nothing if there can."""
    if sys.platform != "linux" or not all(
        map(shutil.which, ("bwrap", "prlimit", "setpriv"))
    ):
        return MISSING
    done = subprocess.run(wrapped(["true"], 10), capture_output=True, text=True)
    if done.returncode:
        return f"bubblewrap is installed, but cannot make a sandbox here: {done.stderr.strip()}"
    return ""


class Sandbox:
    """One process that runs `_worker`.

    Parameters
    ----------
    seconds : float, processor time that it may use
    trust : bool, run it without the sandbox
    """

    def __init__(self, seconds: float, trust: bool = False):
        command = [sys.executable, "-m", f"{__package__}._worker"]
        if not trust:
            command = wrapped(command, seconds)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], **environment()},
        )
        for pipe in (self.process.stdin, self.process.stdout):
            os.set_blocking(pipe.fileno(), False)

    def ask(self, *request: Any, seconds: float) -> dict:
        """What the worker replies to ``request``.

        Raises
        ------
        Ended
            If no reply, or nothing that is one, came within ``seconds``.
        """
        deadline = time.monotonic() + seconds
        self._write(framed(_pickled(request)), deadline)
        (length,) = HEADER.unpack(self._read(HEADER.size, deadline))
        if length > MAX_REPLY:
            raise Ended(
                "crashed", f"an answer of more than {MAX_REPLY >> 20} MB was sent"
            )
        try:
            reply = json.loads(self._read(length, deadline))
        except (ValueError, RecursionError):
            reply = None
        if not isinstance(reply, dict):
            raise Ended("crashed", "an answer could not be read")
        return reply

    def close(self) -> None:
        """End it and everything that it started."""
        self.process.kill()  # takes the whole process namespace along
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
        self.process.wait()

    def _write(self, content: bytes, deadline: float) -> None:
        pipe = self.process.stdin.fileno()
        while content:
            _wait(deadline, writes=pipe)
            try:
                content = content[os.write(pipe, content) :]
            except BrokenPipeError:
                raise Ended("crashed", "Python ended") from None

    def _read(self, size: int, deadline: float) -> bytes:
        pipe, content = self.process.stdout.fileno(), b""
        while len(content) < size:
            _wait(deadline, reads=pipe)
            part = os.read(pipe, min(size - len(content), 2**20))
            if not part:
                raise Ended("crashed", "Python ended")
            content += part
        return content


def _pickled(request: Any) -> bytes:
    """``request`` with the functions in it, which pickle alone would only name."""
    import cloudpickle

    return cloudpickle.dumps(request)


def _wait(
    deadline: float, *, reads: int | None = None, writes: int | None = None
) -> None:
    seconds = deadline - time.monotonic()
    pipes = [[pipe] if pipe is not None else [] for pipe in (reads, writes)]
    if seconds <= 0 or not any(select.select(*pipes, [], seconds)):
        raise Ended("timeout", "no answer came in time")


def environment() -> dict[str, str]:
    """Environment variables of the worker."""
    return {
        "HOME": "/tmp",
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PIP_NO_INDEX": "1",  # `%pip install` fails at once instead of waiting for a network
        "PYTHONPATH": str(package().parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def package() -> Path:
    """Where coursekit is."""
    return Path(__file__).resolve().parents[1]


def wrapped(command: list[str], seconds: float) -> list[str]:
    """``command`` as it runs inside the sandbox."""
    limits = [
        "prlimit",
        f"--as={MEMORY}",
        f"--cpu={int(seconds) + 1}",
        f"--nproc={PROCESSES}",
        f"--fsize={FILE_SIZE}",
        "--core=0",
    ]
    uid = FIRST_UID + os.getpid() % 4000
    if os.geteuid() == 0:
        # bwrap mounts as root, then the submission becomes a user whose limits bite.
        user = [f"--cap-add=CAP_{name}" for name in ("SETUID", "SETGID", "SETPCAP")]
        drop = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
        drop += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    else:
        user, drop = ["--unshare-user", "--uid", str(uid), "--gid", str(uid)], []
    user = [part for option in user for part in option.split("=")]
    walls = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    walls += ["--hostname", "localhost", "--die-with-parent", "--new-session"]
    return [
        "bwrap",
        *walls,
        *user,
        *mounts(),
        "--chdir",
        "/tmp",
        *drop,
        *limits,
        *command,
    ]


def mounts() -> list[str]:
    """bwrap's options for the file system: the system, Python and coursekit, read-only."""
    options = [
        "--perms",
        "1777",
        "--size",
        str(2**28),
        "--tmpfs",
        "/tmp",
    ]  # before binds under it
    options += ["--proc", "/proc", "--dev", "/dev", "--ro-bind", "/usr", "/usr"]
    for path in map(Path, ("/bin", "/lib", "/lib64")):
        if path.is_symlink():
            options += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            options += ["--ro-bind", str(path), str(path)]
    for file in ("/etc/ld.so.cache", "/etc/alternatives"):
        options += ["--ro-bind-try", file, file]
    for path in (Path(sys.prefix), Path(sys.base_prefix), package()):
        if not path.is_relative_to("/usr"):
            for parent in reversed(
                path.parents[:-1]
            ):  # bwrap alone would close them to others
                options += ["--perms", "0755", "--dir", str(parent)]
            options += ["--ro-bind", str(path), str(path)]
    return options

"""Runs a submission inside the sandbox and answers questions about it.

Everything here is within the submission's reach, so nothing that it says is trusted.
"""

from __future__ import annotations

import os
import pickle

from ._run import StudentError, described, guarded
from ._wire import HEADER, encode, framed, to_json


def main() -> None:
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what the submission prints goes nowhere
        os.dup2(nowhere, stream)
    names: dict = {}
    while header := requests.read(HEADER.size):
        request = pickle.loads(requests.read(*HEADER.unpack(header)))
        replies.write(framed(to_json(_reply(names, *request))))
        replies.flush()


def _reply(names: dict, what: str, *details) -> dict:
    if what == "run":
        return {"error": _run_cells(names, *details)}
    try:
        if what == "get":
            (name,) = details
            return (
                {"value": encode(names[name])} if name in names else {"missing": True}
            )
        name, args, kwargs = details
        return {"value": encode(guarded(name, names[name])(*args, **kwargs))}
    except StudentError as error:
        return {"error": str(error)}
    except Exception as error:  # from an object that cannot even be looked at
        return {"error": f"`{name}` gave something that {described(error)} came of."}


def _run_cells(names: dict, cells: list[str]) -> str:
    """Run every cell, as a notebook would; what the first error said, or nothing."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance(user_ns=names)
    first = ""
    for number, source in enumerate(cells, start=1):
        result = shell.run_cell(source)
        error = result.error_before_exec or result.error_in_exec
        if error is not None and not first:
            first = f"Code cell {number} stopped with {described(error)}."
    return first


if __name__ == "__main__":
    main()

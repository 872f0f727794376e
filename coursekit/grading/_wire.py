"""What crosses the sandbox's wall: requests in as pickles, answers out as JSON.

An answer is data and nothing else. Reading one runs no code of the sender's, whatever
it holds: arrays travel as a dtype of numbers, a shape and bytes.
"""

from __future__ import annotations

import base64
import json
import math
import struct
from typing import Any

import numpy as np

HEADER = struct.Struct(">Q")  # the length of the message that follows, in bytes
NUMBERS = "biufc"  # kinds of dtype that may cross


def encode(value: Any) -> Any:
    """``value`` in terms of JSON; what cannot cross becomes the name of its type."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if value is ...:
        return {"ellipsis": True}
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return {kind: [encode(part) for part in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(part)] for key, part in value.items()]}
    if callable(value):
        return {"function": True}
    if hasattr(value, "detach"):  # a tensor of torch: the numbers, not how they came
        value = value.detach()
    array = np.asarray(value)
    if array.dtype.kind not in NUMBERS:
        return {"other": type(value).__name__}
    data = base64.b64encode(array.tobytes()).decode("ascii")
    return {"array": [array.dtype.str, list(array.shape), data]}


def decode(message: Any) -> Any:
    """The value that `encode` made ``message`` of.

    Raises
    ------
    ValueError
        If ``message`` is not of that form.
    """
    if not isinstance(message, dict):
        if message is None or type(message) in (bool, int, float, str):
            return message
        raise ValueError("not a message")
    try:
        ((kind, content),) = message.items()
        if kind == "ellipsis":
            return ...
        if kind in ("list", "tuple"):
            parts = [decode(part) for part in content]
            return parts if kind == "list" else tuple(parts)
        if kind == "dict":
            return {decode(key): decode(part) for key, part in content}
        if kind == "array":
            return _array(*content)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not a message: {error}") from None
    raise ValueError(f"a value of type {str(content)[:40]} cannot cross")


def _array(dtype: str, shape: list[int], data: str) -> Any:
    kind = np.dtype(dtype)
    content = base64.b64decode(data, validate=True)
    if kind.kind not in NUMBERS or math.prod(shape) * kind.itemsize != len(content):
        raise ValueError(
            "an array that is not of numbers, or whose bytes do not fit its shape"
        )
    return (
        np.frombuffer(content, kind).reshape(shape).copy()[()]
    )  # [()]: shape () is a number


def framed(content: bytes) -> bytes:
    """``content`` with its length before it."""
    return HEADER.pack(len(content)) + content


def to_json(message: dict) -> bytes:
    """``message`` as UTF-8 JSON."""
    return json.dumps(message).encode()

"""What crosses the sandbox's wall comes back as it was, or is refused."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from coursekit.grading._wire import decode, encode, to_json

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner)
    ),
    max_leaves=8,
)
dtypes = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes()
    | hnp.floating_dtypes()
    | hnp.complex_number_dtypes()
)


def crossed(value):
    return decode(json.loads(to_json(encode(value))))


@settings(deadline=None)  # the machine may be busy
@given(values)
def test_plain_values_cross_unchanged(value):
    assert crossed(value) == value


@settings(deadline=None)  # the machine may be busy
@given(hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, min_side=0)))
def test_arrays_cross_with_shape_and_dtype(array):
    there = np.asarray(crossed(array))
    assert there.dtype == array.dtype.newbyteorder(there.dtype.byteorder)
    assert np.array_equal(there, array, equal_nan=True)


def test_numpy_numbers_and_blanks_cross():
    assert crossed(np.float64(0.5)) == 0.5 and crossed(np.int64(3)) == 3
    assert crossed(...) is ... and crossed((1, ...)) == (1, ...)


@pytest.mark.parametrize(
    "message",
    [
        {"array": ["|O", [1], "AAAAAAAAAAA="]},
        {"array": ["<f8", [2], "AAAAAAAAAAA="]},
        {"array": ["<f8", [-1], "AAAAAAAAAAA="]},
        {"array": ["<f8", [10**12], ""]},
        {"array": ["<f8", ["1"], "AAAAAAAAAAA="]},
        {"array": ["nonsense", [1], ""]},
        {"array": [["<f8", "<f8"], [1], ""]},
        {"array": "short"},
        {"array": None},
        {"function": True},
        {"other": "Tensor"},
        {"dict": [[{"list": []}, 1]]},
        {"tuple": 3},
        {"list": [], "tuple": []},
        {},
        [1, 2],
    ],
)
def test_what_encode_never_makes_is_refused(message):
    with pytest.raises(ValueError):
        decode(message)


def test_nesting_without_end_is_refused():
    message = 0
    for _ in range(5000):
        message = {"list": [message]}
    with pytest.raises(ValueError):
        decode(message)

"""HalfADigit as Python sees it."""

import numpy as np
import pytest
from traitlets import TraitError

from coursekit.widgets import HalfADigit


def parts(**changed):
    arrays = {
        "truth": np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
        "hidden": np.eye(3, 4)[None] > 0,
        "answers": np.arange(120, dtype=np.uint8).reshape(1, 1, 2, 5, 3, 4),
        "labels": [3, 8],
        "read": np.arange(10).reshape(1, 1, 2, 5),
    }
    return arrays | {"masks": ["a part"], "models": ["a model"]} | changed


def test_the_pictures_travel_in_order():
    widget = HalfADigit(**parts(), digit=1, draw=4)
    assert widget.pictures["sizes"] == [2, 1, 1, 5, 3, 4]
    data = np.frombuffer(widget.pictures["data"], np.uint8)
    np.testing.assert_array_equal(data[:24], np.arange(24))
    np.testing.assert_array_equal(data[24:36].reshape(3, 4), np.eye(3, 4))
    np.testing.assert_array_equal(data[36:], np.arange(120))
    assert widget.read == list(range(10)) and widget.labels == [3, 8]
    assert ".sfp-half" in widget.get_state()["_css"]


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"truth": np.zeros((2, 3, 4))}, "uint8, got float64"),
        ({"truth": np.zeros((3, 4), np.uint8)}, r"truth must be \(n, h, w\)"),
        ({"hidden": np.zeros((2, 3, 4))}, r"hidden must have shape \(1, 3, 4\)"),
        ({"models": ["a", "b"]}, r"answers must have shape \(1, 2, 2, 5, 3, 4\)"),
        ({"labels": [1]}, r"labels must have shape \(2,\)"),
        ({"read": np.zeros((1, 1, 2, 4))}, "read must have shape"),
        ({"digit": 2}, "digit must be from 0 to 1, got 2"),
        ({"draw": -1}, "draw must be from 0 to 4"),
        ({"mask": 1}, "mask must be from 0 to 0"),
        ({"guess": 10}, "guess must be from -1 to 9"),
    ],
)
def test_what_does_not_fit_is_named(changed, words):
    with pytest.raises(TraitError, match=words):
        HalfADigit(**parts(**changed))


def test_a_page_is_not_asked_to_carry_too_much(monkeypatch):
    monkeypatch.setattr("coursekit.widgets.half_a_digit.MOST", 100)
    with pytest.raises(TraitError, match="may be 100 pixels, got 120"):
        HalfADigit(**parts())

"""The language of the typed target: what it means, and what it says of mistakes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .javascript import run_javascript

VALUE = """
  return data.map(([text, x, y]) => {
    try {
      return expression.parseExpression(text).value(x, y);
    } catch (error) {
      return error.message;
    }
  });
"""
WINDOW = "[-6, 6, -6, 6]"


def values(*cases):
    """What each (text, x, y) is worth, or the message of the error it gave."""
    return run_javascript(VALUE, [list(case) for case in cases])


def message(text):
    return values((text, 0.5, -0.25))[0]


MEANINGS = {
    "1 + 2 * 3": 7,
    "(1 + 2) * 3": 9,
    "8 / 4 / 2": 1,
    "7 - 4 - 2": 1,
    "-x^2": -0.25,
    "2^3^2": 512,
    "2**-1": 0.5,
    "2^-x": 2**-0.5,
    "--x": 0.5,
    "-+-x": 0.5,
    "1.5e1 + .5 + 2.": 17.5,
    "2e-2": 0.02,
    "pi": math.pi,
    "e^2": math.e**2,
    "exp(log(x))": 0.5,
    "sqrt(x*y*-2)": 0.5,
    "abs(y)": 0.25,
    "sin(x) + cos(y)": math.sin(0.5) + math.cos(-0.25),
    "tan(x) - tanh(y)": math.tan(0.5) - math.tanh(-0.25),
    "min(x, y, 3)": -0.25,
    "max(x, y)": 0.5,
    "pow(x, 3)": 0.125,
    "hypot(3, 4)": 5,
    " x\t−\ny · 2 × 1 ": 1.0,
}


def test_meanings():
    got = values(*((text, 0.5, -0.25) for text in MEANINGS))
    assert got == [pytest.approx(value, abs=1e-12) for value in MEANINGS.values()]


MISTAKES = {
    "": "type a formula in x and y (character 1)",
    "   ": "type a formula in x and y (character 1)",
    "2x": "put * or another operator before “x” (character 2)",
    "x y": "put * or another operator before “y” (character 3)",
    "x (y)": "put * or another operator before “(” (character 3)",
    "2 3": "put * or another operator before “3” (character 3)",
    "1 +": "the formula ends where a number, x, y or a bracket should be (character 4)",
    "* x": "“*” stands where a number, x, y or a bracket should be (character 1)",
    "x + / y": "“/” stands where a number, x, y or a bracket should be (character 5)",
    "(x + y": "this bracket is never closed (character 1)",
    "exp((x)": "this bracket is never closed (character 4)",
    "x + y)": "this closing bracket was never opened (character 6)",
    "(x y)": "put an operator or ) before “y” (character 4)",
    "()": "“)” stands where a number, x, y or a bracket should be (character 2)",
    "x, y": "a comma belongs between a function's arguments (character 2)",
    "exp": "exp is a function: write exp(…) (character 1)",
    "exp x": "exp is a function: write exp(…) (character 1)",
    "exp()": "“)” stands where a number, x, y or a bracket should be (character 5)",
    "exp(x, y)": "exp takes 1 argument, got 2 (character 1)",
    "1 + max(x)": "max takes 2 or more arguments, got 1 (character 5)",
    "pow(1, 2, 3)": "pow takes 2 arguments, got 3 (character 1)",
    "x = 2": "“=” has no meaning here (character 3)",
    "x; y": "“;” has no meaning here (character 2)",
    "x + 'y'": "“'” has no meaning here (character 5)",
    "x[0]": "“[” has no meaning here (character 2)",
    "1 + 😀": "“😀” has no meaning here (character 5)",
    "1.2.3": "put * or another operator before “.3” (character 4)",
}


def test_mistakes_are_named_with_their_place():
    got = values(*((text, 0, 0) for text in MISTAKES))
    assert dict(zip(MISTAKES, got, strict=True)) == MISTAKES


@pytest.mark.parametrize(
    "name",
    ["z", "X", "alert", "constructor", "__proto__", "toString", "x1", "globalThis"],
)
def test_unknown_names_are_refused(name):
    for text in (name, f"{name}(x)"):
        assert message(text).startswith(
            f"“{name}” is not a known name; known are x, y, pi, e, exp"
        )


def test_length_is_limited():
    assert message("x" + "+x" * 99 + " ") == 50
    assert message("1" * 201) == (
        "the formula has 201 characters; at most 200 are allowed (character 201)"
    )
    assert message("(" * 99 + "x" + ")" * 99) == 0.5


NUMBERS = st.floats(0.1, 9.9).map(lambda value: f"{value:.3f}")
TREES = st.recursive(
    NUMBERS | st.sampled_from(["x", "y", "pi"]),
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from("+-*/"), part).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        st.tuples(part, st.sampled_from("+-*"), part).map(" ".join),
        part.map(lambda inner: f"-{inner}"),
        st.tuples(st.sampled_from(["sin", "cos", "abs", "tanh"]), part).map(
            lambda t: f"{t[0]}({t[1]})"
        ),
        st.tuples(st.sampled_from(["min", "max"]), part, part).map(
            lambda t: f"{t[0]}({t[1]}, {t[2]})"
        ),
        part.map(lambda inner: f"({inner})^2"),
    ),
    max_leaves=12,
).filter(lambda text: len(text) <= 200)

PYTHON = {name: getattr(math, name) for name in ("sin", "cos", "tanh", "pi")} | {
    "abs": abs,
    "min": min,
    "max": max,
}


@settings(max_examples=20, deadline=None)
@given(st.lists(TREES, min_size=30, max_size=30), st.floats(-3, 3), st.floats(-3, 3))
def test_arithmetic_means_what_it_means_in_python(texts, x, y):
    for text, got in zip(texts, values(*((text, x, y) for text in texts)), strict=True):
        try:
            wanted = eval(
                text.replace("^", "**"), {"__builtins__": {}}, PYTHON | {"x": x, "y": y}
            )
        except (ZeroDivisionError, OverflowError):
            continue
        assert float(got) == pytest.approx(wanted, rel=1e-9, abs=1e-9), text


def slopes(*cases):
    """[value, d/dx, d/dy] of each (text, x, y)."""
    got = run_javascript(
        "return data.map(([text, x, y]) => expression.parseExpression(text).slopes(x, y));",
        [list(case) for case in cases],
    )
    return np.array(got, dtype=float)


def differences(texts, x, y, h=1e-4):
    """The two derivatives of each text by five-point differences: error of order h^4."""
    shifts = np.array([-2, -1, 1, 2]) * h
    weights = np.array([1, -8, 8, -1]) / (12 * h)
    points = [(x + s, y) for s in shifts] + [(x, y + s) for s in shifts]
    got = values(*((text, *point) for text in texts for point in points))
    got = np.array(got, dtype=float).reshape(len(texts), 2, 4)
    return got @ weights


SMOOTH = [
    *MEANINGS,
    "(x + 2)^(y + x)", "x / (y + 3) / x^3", "exp(-x^2 / y)",
    "log(x^2 + y^2)", "hypot(x, 3*y)", "pow(x + 1, sin(y))", "tan(x * y) / tanh(x - y)",
    "max(x, y, x*y) + min(2*x, y)", "abs(sin(4*y))", "3", "-(x - y)^3",
]  # fmt: skip


def test_slopes_are_derivatives():
    got = slopes(*((text, 0.5, -0.25) for text in SMOOTH))
    wanted = values(*((text, 0.5, -0.25) for text in SMOOTH))
    np.testing.assert_allclose(got[:, 0], wanted, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(
        got[:, 1:], differences(SMOOTH, 0.5, -0.25), rtol=1e-7, atol=1e-7
    )


def test_slopes_where_the_chain_rule_meets_a_zero():
    """x^2 has a slope left of 0, where log(x) has no value; a tip has the slope 0."""
    got = slopes(("x^2", -3, 1), ("(x - 3)^3", 1, 1), ("hypot(x, y)", 0, 0), ("abs(x)", 0, 0),
                 ("x^2 * sqrt(y - y)", 2, 5))  # fmt: skip
    np.testing.assert_array_equal(got[:, 1], [-6, 12, 0, 0, 0])


@settings(max_examples=15, deadline=None)
@given(st.lists(TREES, min_size=20, max_size=20), st.floats(0.2, 2), st.floats(0.2, 2))
def test_slopes_are_derivatives_of_any_formula(texts, x, y):
    # off the round values, at which a maximum of equals has a kink and no derivative
    x, y = x + 0.0012345678, y + 0.0078912345
    got, wanted = slopes(*((t, x, y) for t in texts)), differences(texts, x, y, 1e-5)
    again = differences(texts, x, y, 2e-5)
    size = 1 + abs(got[:, :1]) + abs(wanted)  # rounding of the differences
    fine = np.isfinite(got[:, 1:] + wanted) & (abs(wanted - again) < 1e-6 * size)
    np.testing.assert_allclose(
        (got[:, 1:] / size)[fine], (wanted / size)[fine], atol=1e-5
    )


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.text(alphabet="xy123.()+-*/^, explogsqrt", max_size=30), min_size=30)
)
def test_any_text_gives_a_number_or_a_message_with_a_place(texts):
    for got in values(*((text, 1, 1) for text in texts)):
        if "(character " not in str(got):
            float(got)  # any other message is no number, and fails here


def refusal(text, window="[]"):
    return run_javascript(
        "try { targets.typedTarget(data.text, data.window); return null; }"
        "catch (error) { return error.message; }",
        {
            "text": text,
            "window": [float(v) for v in window.strip("[]").split(",") if v],
        },
    )


def test_densities_that_cannot_be_sampled_are_refused():
    assert refusal("log(-1 - x^2)") == (
        "the log density has no value (NaN) everywhere in the picture"
    )
    assert refusal("log(0) + x") == (
        "the log density is −∞, so the density is 0, everywhere in the picture"
    )
    assert refusal("1/0") == (
        "the log density is infinite somewhere in the picture; it must have a top"
    )
    assert refusal("-x^2 - y^2") is None


def test_a_density_without_value_somewhere_is_zero_there():
    got = run_javascript(
        "const t = targets.typedTarget('log(x) - x - y^2', []);"
        "return [t.logDensity(-1, 0), t.logDensity(1, 0)]"
    )
    assert got == ["-Infinity", -1]

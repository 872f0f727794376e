"""show() and glue(): what a page says of the code and its results is what is there."""

import sys
from pathlib import Path

import numpy as np
import pytest

import coursekit
from coursekit import source
from coursekit.gan import train
from coursekit.mcmc import MetropolisHastings, RandomWalkMetropolis, driver, metropolis

TOP = Path(__file__).resolve().parents[1]


def test_show_gives_the_source_with_the_docstring_cut_to_a_line():
    text = repr(coursekit.show(driver.warmup))
    assert text.startswith("def warmup(\n    kernel, x: Array, n_steps: int")
    assert '"""Run chains in from ``x`` and tune the kernel on the way."""' in text
    assert "Parameters" not in text and "adaptation.update(kernel, state, info)" in text


def test_show_cuts_the_docstrings_inside_a_class_and_keeps_it_valid_python():
    text = repr(coursekit.show(RandomWalkMetropolis, metropolis.accept_or_stay))
    assert "Parameters" not in text
    compile(text, "shown", "exec")


def test_show_renders_as_a_code_block_with_links_to_file_and_test():
    markdown = coursekit.show(MetropolisHastings.step)._repr_markdown_()
    line = MetropolisHastings.step.__code__.co_firstlineno
    assert markdown.startswith("````python\ndef step(self")
    assert f"/blob/main/coursekit/mcmc/metropolis.py#L{line})" in markdown
    assert "/blob/main/tests/mcmc/test_metropolis.py)" in markdown


def test_show_looks_behind_a_decorator_of_another_package():
    shown = coursekit.show(train.samples)  # wrapped by torch.no_grad
    assert repr(shown).startswith("@torch.no_grad()\ndef samples(")
    assert "/blob/main/coursekit/gan/train.py#L" in shown._repr_markdown_()


@pytest.mark.parametrize("item", [len, 3, np.mean, "metropolis"])
def test_show_refuses_what_is_not_of_the_course(item):
    with pytest.raises(
        ValueError, match="show wants a function or class of coursekit, got"
    ):
        coursekit.show(item)


def test_show_of_nothing():
    with pytest.raises(ValueError, match="at least one function"):
        coursekit.show()


def test_every_module_has_the_test_that_show_links_to():
    rooms = [TOP / "coursekit" / room for room in ("background", "mcmc", "em", "gan")]
    modules = [
        path.relative_to(TOP) for room in rooms for path in room.glob("[a-z]*.py")
    ]
    assert modules
    assert not [name for name in modules if not (TOP / source.test_file(name)).exists()]


def test_glue_prints_results_where_the_book_is_not_installed(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "myst_nb", None)
    coursekit.glue(rate=np.float64(0.234567), n=np.int64(191), month="July 1890")
    assert capsys.readouterr().out == "rate = 0.2346\nn = 191\nmonth = July 1890\n"


def test_glue_hands_plain_numbers_to_the_book(monkeypatch):
    import myst_nb

    handed = {}
    monkeypatch.setattr(
        myst_nb, "glue", lambda name, value, display: handed.update({name: value})
    )
    coursekit.glue(rate=np.float64(0.25), n=3)
    assert handed == {"rate": 0.25, "n": 3} and type(handed["rate"]) is float


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'sampel'"):
        coursekit.sampel  # noqa: B018

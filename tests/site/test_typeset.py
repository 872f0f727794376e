"""The tool that typesets the mathematics of a built site."""

import shutil
import subprocess

import pytest
from built_site import ROOT

PAGE = """<html data-content_root="../"><head></head><body>{}</body></html>"""
INLINE = '<span class="math notranslate nohighlight">\\(a &lt; b\\)</span>'
NUMBERED = (
    '<div class="math notranslate nohighlight" id="equation-x">\n'
    '<span class="eqno">(1)<a class="headerlink" href="#equation-x" title="Link">#</a></span>'
    "\\[\\frac{1}{2}\\]</div>"
)
BARE = (
    '<div class="amsmath math notranslate nohighlight">'
    "\\begin{align} a &amp;= b \\end{align}</div>"
)


@pytest.fixture
def typeset(tmp_path):
    """``typeset(body)``: the page with this body after a run of the tool, and the run itself."""
    if not shutil.which("node"):
        pytest.skip("no Node on PATH")

    def run(body, name="page.html"):
        page = tmp_path / name
        page.write_text(PAGE.format(body))
        tool = ROOT / "tools" / "typeset.mjs"
        done = subprocess.run(["node", tool, tmp_path], capture_output=True, text=True)
        return page.read_text(), done

    return run


def test_formulas_become_html_with_mathml(typeset, tmp_path):
    html, done = typeset(INLINE + NUMBERED + BARE)
    assert done.returncode == 0, done.stderr
    assert html.count("<mjx-container") == 3
    assert html.count("<mjx-assistive-mml") == 3
    assert "\\(" not in html and "\\frac" not in html and "\\begin" not in html
    assert '<span class="eqno">(1)<a' in html  # the number and its link are untouched
    assert '<link rel="stylesheet" href="../_static/math/math.css"/>' in html
    css = (tmp_path / "_static/math/math.css").read_text()
    assert "mjx-c1D44E" in css  # an italic a
    assert 'url("./MathJax_Main-Regular.woff")' in css
    assert (tmp_path / "_static/math/MathJax_Main-Regular.woff").exists()


def test_less_than_stays_escaped(typeset):
    html, _ = typeset(INLINE)
    assert "<mo>&lt;</mo>" in html


def test_page_without_mathematics_is_untouched(typeset):
    html, done = typeset("<p>a &lt; b costs $2</p>")
    assert done.returncode == 0
    assert html == PAGE.format("<p>a &lt; b costs $2</p>")


def test_second_run_keeps_the_first_pages_glyphs(typeset, tmp_path):
    first, _ = typeset(INLINE, "first.html")
    typeset('<span class="math notranslate nohighlight">\\(z\\)</span>', "second.html")
    assert (tmp_path / "first.html").read_text() == first
    css = (tmp_path / "_static/math/math.css").read_text()
    assert (
        "mjx-c1D44E" in css and "mjx-c1D467" in css
    )  # a of the first page, z of the second


@pytest.mark.parametrize(
    "formula", [r"\(\frac{1}\)", r"\(\nosuchmacro x\)", r"\(a_b_c\)"]
)
def test_mistake_ends_the_run_and_is_named(typeset, formula):
    _, done = typeset(f'<span class="math notranslate nohighlight">{formula}</span>')
    assert done.returncode == 1
    assert "page.html" in done.stderr
    assert formula.strip("\\()") in done.stderr

"""The tool that makes a built site light: its styles, its icons, its pictures."""

import gzip
import re
import shutil
import subprocess

import pytest
from built_site import ROOT

PAGE = """<html><head>
<link href="../_static/theme/a.css" rel="stylesheet"/>
<link rel="stylesheet" type="text/css" href="../_static/b.css?v=1" />
<link rel="icon" href="x.svg"/>
</head><body class="used"><p id="p">text</p><img alt="a" src="../_images/f.svg"><img
src="data:image/png;base64,AA"><img src="../_images/g.svg" width="3"></body></html>"""
A = '@import "../base.css";\n.used { color: red } .unused { color: blue }'
BASE = "#p { background: url(paper.png) } .unused2 { color: blue }"
B = "p { color: green } .by-script { color: teal } .never { color: blue }"
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36.4pt"></svg>'


@pytest.fixture
def lighten(tmp_path):
    """The folder of a small site, and ``run()`` of the tool on it."""
    if not shutil.which("node"):
        pytest.skip("no Node on PATH")
    for name, text in {
        "book/page.html": PAGE,
        "_static/theme/a.css": A,
        "_static/base.css": BASE,
        "_static/b.css": B,
        "_static/run.js": 'document.body.classList.add("by-script")',
        "_images/f.svg": FIGURE,
        "_images/g.svg": FIGURE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    tool = ROOT / "tools" / "lighten.mjs"

    def run():
        return subprocess.run(["node", tool, tmp_path], capture_output=True, text=True)

    return tmp_path, run


def test_one_stylesheet_with_the_rules_in_use_in_their_order(lighten):
    folder, run = lighten
    done = run()
    assert done.returncode == 0, done.stderr
    html = (folder / "book/page.html").read_text()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)
    assert len(sheets) == html.count("stylesheet") == 1
    assert re.fullmatch(r"\.\./_static/styles\.css\?v=[0-9a-f]{8}", sheets[0])
    assert '<link rel="icon" href="x.svg"/>' in html
    css = (folder / "_static/styles.css").read_text()
    assert "unused" not in css and "never" not in css
    assert ".by-script" in css  # a script names it
    order = [css.index(rule) for rule in ("#p{", ".used{", "p{color:green}")]
    assert order == sorted(order)  # what is imported first, then by the links
    assert re.search(r"url\(\"?paper.png\"?\)", css)  # from the new sheet's folder


def test_pictures_wait_and_have_their_size(lighten):
    folder, run = lighten
    run()
    html = (folder / "book/page.html").read_text()
    assert (
        '<img loading="lazy" width="96" height="49" alt="a" src="../_images/f.svg">'
        in html
    )
    assert '<img\nsrc="data:image/png;base64,AA">' in html
    assert '<img src="../_images/g.svg" width="3">' in html


def test_a_second_build_may_write_some_pages_anew(lighten):
    folder, run = lighten
    run()
    page, css = folder / "book/page.html", folder / "_static/styles.css"
    before = page.read_text(), css.read_text()
    assert run().returncode == 0
    (folder / "book/second.html").write_text(PAGE)
    assert run().returncode == 0
    assert (page.read_text(), css.read_text()) == before
    assert (folder / "book/second.html").read_text() == before[0]


def test_a_page_with_sheets_of_its_own_is_refused(lighten):
    folder, run = lighten
    (folder / "other.html").write_text('<link rel="stylesheet" href="_static/c.css">')
    done = run()
    assert done.returncode != 0 and "has other stylesheets than" in done.stderr


def test_styles_and_icons_are_small(site):
    assert len(gzip.compress((site / "_static/styles.css").read_bytes())) < 40_000
    fonts = list((site / "_static").glob("icons-*.woff2"))
    assert fonts and sum(font.stat().st_size for font in fonts) < 12_000


SHOWN = """async () => {
  // What each icon of the page draws, against what a font draws for a sign that it lacks.
  const pen = new OffscreenCanvas(40, 40).getContext("2d", { willReadFrequently: true });
  const drawn = (font, sign) => {
    pen.clearRect(0, 0, 40, 40);
    pen.font = font;
    pen.fillText(sign, 4, 30);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  await Promise.all([...document.fonts].map((face) => face.load()));
  const icons = {};
  for (const element of document.querySelectorAll("*")) {
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      const sign = style.content.replaceAll('"', "");
      if (!style.fontFamily.includes("Awesome") || !sign || sign === "none") continue;
      const font = `${style.fontWeight} 24px ${style.fontFamily}`;
      icons[`${sign.codePointAt(0).toString(16)} ${font}`] =
        drawn(font, sign) !== drawn(font, String.fromCodePoint(0xf8fe));
    }
  }
  return icons;
}"""


@pytest.mark.parametrize(
    "path", ["book/index.html", "book/mcmc/04-metropolis-hastings.html", "search.html"]
)
def test_every_icon_has_its_glyph(visit, path):
    icons = visit(path).page.evaluate(SHOWN)
    assert len(icons) >= 5
    assert all(icons.values()), [name for name, there in icons.items() if not there]

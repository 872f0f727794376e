"""No page breaks a rule of axe-core: light, dark, wide, on a phone, with everything unfolded."""

import pytest
from built_site import ROOT, SCHEMES, WIDTHS, page_paths

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# preload would fetch the stylesheets again, and ask for one that does not exist
RUN = "axe.run(document, {resultTypes: ['violations'], preload: false})"
# Folded answers, and sections that the browser lays out only when they come near. What is
# unfolded fades in: without the animation, so that its colours are not half-way.
UNFOLD = """
  document.head.append(Object.assign(document.createElement('style'),
    {textContent: '* { animation: none !important; transition: none !important; }'}));
  document.querySelectorAll('details').forEach((fold) => { fold.open = true; });
  document.querySelectorAll('section').forEach((s) => { s.style.contentVisibility = 'visible'; });
"""


def violations(page) -> list[str]:
    """What axe has against the page as it is now: rule, help and the first elements."""
    if not AXE.exists():
        pytest.fail("axe-core is not installed: run `make setup`")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return [
        f"{found['id']}: {found['help']}: {[node['html'][:150] for node in found['nodes'][:3]]}"
        for found in page.evaluate(RUN)["violations"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", page_paths())
def test_page_breaks_no_rule(visit, path, scheme, width):
    page = visit(path, scheme, width).page
    page.evaluate(UNFOLD)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("toggle", ["primary", "secondary"])
def test_opened_phone_navigation_breaks_no_rule(contexts, address, scheme, toggle):
    page = contexts(scheme, 360).new_page()
    page.goto(address + "book/notation.html")
    page.locator(f"button.{toggle}-toggle:visible").click()
    page.locator(f"#pst-{toggle}-sidebar-modal[open]").wait_for()
    assert violations(page) == []
    page.close()


def test_opened_search_breaks_no_rule(contexts, address):
    page = contexts("light", 1280).new_page()
    page.goto(address + "book/notation.html")
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog[open]").wait_for()
    assert violations(page) == []
    page.close()


def test_axe_sees_a_fault(contexts, address):
    page = contexts("light", 1280).new_page()
    page.goto(address + "book/notation.html")
    page.evaluate(
        "document.querySelector('article').append(document.createElement('img'))"
    )
    assert any(found.startswith("image-alt") for found in violations(page))
    page.close()

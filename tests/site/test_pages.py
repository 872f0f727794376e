"""Every page opens without asking another host, without errors, and fits its window."""

import pytest
from built_site import HEIGHT, SCHEMES, SCREENSHOTS, WIDTHS, page_paths


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", page_paths())
def test_page_opens_cleanly_and_fits(visit, path, scheme, width):
    seen = visit(path, scheme, width)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = path.removesuffix(".html").replace("/", "_")
    seen.page.screenshot(
        path=SCREENSHOTS / f"{name}-{scheme}-{width}.png", full_page=True
    )
    assert seen.problems == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.page.evaluate("document.documentElement.dataset.theme") == scheme


def test_root_leads_to_the_front_page(contexts, address):
    page = contexts("light", 1280).new_page()
    page.goto(address)
    page.wait_for_url("**/book/index.html")


def test_theme_switch_changes_the_colours(contexts, address):
    page = contexts("light", 1280).new_page()
    page.goto(address + "book/notation.html")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Color mode").click()
    while page.evaluate("document.documentElement.dataset.mode") != "dark":
        page.get_by_role("button", name="Color mode").click()
    assert page.evaluate(background) != light
    page.evaluate("localStorage.clear()")


def test_search_finds_the_page_on_metropolis_hastings(contexts, address):
    page = contexts("light", 1280).new_page()
    page.goto(address + "search.html?q=Hastings")
    link = page.locator("#search-results a[href*='mcmc/04-metropolis-hastings']").first
    link.wait_for(timeout=10_000)
    assert "Metropolis-Hastings" in link.inner_text()


def test_search_field_opens_and_leads_to_results(contexts, address):
    page = contexts("light", 1280).new_page()
    page.goto(address + "book/notation.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("acceptance")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=acceptance**")


def test_mathematics_is_drawn_in_its_own_fonts(visit):
    page = visit("book/notation.html").page
    loaded = page.evaluate(
        "[...document.fonts].filter((f) => f.status == 'loaded').map((f) => f.family)"
    )
    assert any("MJXTEX" in family for family in loaded)


def test_wide_formula_scrolls_by_keyboard_on_a_phone(contexts, address):
    page = contexts("light", 360).new_page()
    page.goto(address + "book/mcmc/04-metropolis-hastings.html")
    page.wait_for_load_state("networkidle")
    unreachable = page.evaluate(
        """[...document.querySelectorAll('div.math mjx-container')]
          .filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex != 0).length"""
    )
    assert unreachable == 0


def test_code_that_scrolls_keeps_its_tab_stop(contexts, address):
    page = contexts("light", 360).new_page()
    page.goto(address + "book/benchmarks.html")
    code = page.locator("article pre:visible").first
    assert code.evaluate("(e) => e.scrollWidth > e.clientWidth")
    # The theme takes the stop away where the browser has measured wrongly.
    code.evaluate("(e) => { e.tabIndex = -1; }")
    assert code.evaluate("(e) => e.tabIndex") == 0
    page.close()


def test_deep_link_lands_on_its_section(contexts, address):
    page = contexts("light", 360).new_page()
    page.goto(address + "book/mcmc/04-metropolis-hastings.html#mh-meet")
    page.wait_for_load_state("networkidle")
    top = page.evaluate(
        "document.getElementById('mh-meet').getBoundingClientRect().top"
    )
    assert -50 < top < HEIGHT / 3


def test_navigation_opens_on_a_phone(contexts, address):
    page = contexts("light", 360).new_page()
    page.set_viewport_size({"width": 360, "height": HEIGHT})
    page.goto(address + "book/notation.html")
    page.locator("button.primary-toggle:visible").click()
    page.get_by_role("link", name="Reading the source", exact=True).click()
    page.wait_for_url("**/book/source.html")

"""HMMExplorer in a real browser: every button, key and setting, without a kernel and against a
model that stands for one."""

import numpy as np
import pytest
from test_axe import violations
from widget_page import (
    WithPython,
    address_of,
    note_of,
    press,
    reload,
    small_targets,
    static_page,
    tab_through,
)

from coursekit.em import forward_backward as fb
from coursekit.widgets import HMMExplorer

QUAKES = {
    "x": [13, 14, 8, 22, 30],
    "start": [0.5, 0.5],
    "transition": [[0.9, 0.1], [0.2, 0.8]],
    "emission": [12.0, 25.0],
    "kind": "poisson",
    "label": "Counts",
}


@pytest.fixture
def trellis(open_page):
    """``trellis(query, context settings, **traits)``: one explorer, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(static_page([HMMExplorer(**traits)]), query, **(context or {}))
        page.wait_for_selector(".sfp-hmm")
        return page

    return open_it


def moment(page) -> str:
    return page.locator(".sfp-transport output").first.inner_text()


def readings(page) -> dict[str, list[str]]:
    rows = page.locator(".sfp-readings tbody tr").all()
    return {
        row.locator("th").inner_text()[:4]: row.locator("td").all_inner_texts()
        for row in rows
    }


def type_in(page, name, value):
    field = page.get_by_label(name, exact=True)
    field.fill(str(value))
    field.blur()


def test_forward_then_backward(trellis):
    page = trellis()
    assert moment(page) == "the start" and readings(page)["Past"] == ["–", "–"]
    press(page, "Step")
    assert moment(page) == "1: forward, time 1"
    assert readings(page)["Futu"] == ["–", "–"]
    page.locator(".sfp-stage").focus()
    page.keyboard.press("End")
    assert moment(page) == "80: backward, time 1" and "–" not in readings(page)["Post"]
    page.keyboard.press("ArrowLeft")
    assert moment(page) == "79: backward, time 2"
    press(page, "Back")
    press(page, "Reset")
    assert moment(page) == "the start"


def test_what_was_seen_is_edited_by_key_field_and_click(trellis):
    page = trellis(n=1)
    stage = page.locator(".sfp-stage")
    before = readings(page)
    stage.focus()
    page.keyboard.press("ArrowUp")
    seen = page.get_by_label("Seen at this time", exact=True)
    assert seen.input_value() == "3"
    page.keyboard.press("ArrowDown")
    assert readings(page) == before
    seen.select_option(label="6")
    assert readings(page) != before and address_of(page)["hmm.x"].startswith("5,0,4")
    box = page.locator(".sfp-trellis").bounding_box()
    page.mouse.click(box["x"] + 76, box["y"] + box["height"] - 15)
    assert seen.input_value() == "0"
    page.mouse.click(box["x"] + 76 + 2 * 54, box["y"] + 50)
    assert moment(page).endswith("time 3")


def test_a_wrong_row_is_named_and_the_model_stays(trellis):
    page = trellis(n=1)
    before = readings(page)
    type_in(page, "fair to fair", "0.5")
    words = page.locator(".sfp-row-note").inner_text()
    assert words == "transition row 0 sums to 0.55, not 1." and readings(page) == before
    type_in(page, "fair to loaded", "1/2")
    assert page.locator(".sfp-row-note").inner_text() == ""
    assert address_of(page)["hmm.transition"] == "0.5,0.5,0.1,0.9"
    reload(page)
    page.wait_for_selector(".sfp-hmm")
    cell = page.get_by_label("fair to fair", exact=True)
    assert cell.input_value() == "0.5"


def test_baum_welch_climbs_and_is_undone(trellis):
    page = trellis(**QUAKES)
    words = page.locator(".sfp-learnt")
    first = words.inner_text()
    press(page, "Baum-Welch step")
    assert words.inner_text().startswith("After 1 step the")
    assert "more than" in words.inner_text()
    press(page, "Undo a step")
    assert words.inner_text() == first
    type_in(page, "Rate of 1", -1)
    assert "must be above 0" in page.locator(".sfp-row-note").inner_text()
    page.get_by_label("Model", exact=True).select_option("rain")
    assert page.get_by_label("rain to dry", exact=True).input_value() == "0.3"
    page.locator("h1").click()
    wanted = {"The trellis", "Baum-Welch step", "rain to dry", "Start in rain"}
    assert wanted <= {*tab_through(page, "Keys and hints")}


def test_the_passes_are_played_and_scrubbed(trellis):
    page = trellis(speed=50)
    press(page, "Play")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert moment(page) == "80: backward, time 1"
    scrub = page.get_by_role("slider", name="Step", exact=True)
    scrub.fill("41")
    assert moment(page) == "41: backward, time 40"
    assert scrub.get_attribute("aria-valuetext") == moment(page)
    assert "–" not in readings(page)["Past"] + readings(page)["Post"]
    scrub.fill("7")
    assert moment(page) == "7: forward, time 7" and address_of(page)["hmm.n"] == "7"
    assert readings(page)["Futu"] == ["–", "–"] != readings(page)["Past"]


def test_speed_is_kept_and_space_stops_the_play(trellis):
    page = trellis(speed=2)
    page.get_by_role("slider", name="Speed", exact=True).fill("0")
    assert address_of(page)["hmm.speed"] == "1"
    page.locator(".sfp-stage").focus()
    page.keyboard.press("Space")
    page.wait_for_function(
        "document.querySelector('.sfp-transport output').textContent.startsWith('1:')"
    )
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    stopped = moment(page)
    page.wait_for_timeout(1200)  # longer than a step
    assert moment(page) == stopped


def test_the_strip_is_clicked(trellis):
    page = trellis(n=3)
    box = page.locator(".sfp-strip").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.click(box["x"] + 0.51 * box["width"], y)
    assert moment(page) == "21: forward, time 21"
    page.locator(".sfp-stage").focus()
    page.keyboard.press("End")
    page.mouse.click(box["x"] + box["width"] - 2, y)
    assert moment(page) == "41: backward, time 40"


def test_l_is_a_step_of_baum_welch(trellis):
    page = trellis(**QUAKES)
    page.locator(".sfp-stage").focus()
    page.keyboard.press("l")
    page.keyboard.press("l")
    assert page.locator(".sfp-learnt").inner_text().startswith("After 2 steps the")
    assert address_of(page)["hmm.iterations"] == "2"
    press(page, "Undo a step")
    assert page.locator(".sfp-learnt").inner_text().startswith("After 1 step the")


@pytest.mark.parametrize(
    "scheme, width", [("light", 1000), ("dark", 650), ("dark", 360)]
)
def test_axe_finds_nothing_and_all_fits(trellis, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = trellis(n=50, context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_python_sets_and_reads(open_page):
    both = WithPython(HMMExplorer(), "hmm_explorer", open_page)
    both.tell(iterations=2, n=3)
    assert moment(both.page) == "3: forward, time 3"
    said = both.hear().said
    b = said["emission"][:, both.widget.x].T
    gamma, _, value = fb.smooth(said["start"], said["transition"], b)
    np.testing.assert_allclose(said["gamma"], gamma, atol=1e-9)
    assert said["log_likelihood"] == pytest.approx(value, abs=1e-9)
    both.tell(x=[0, 1, 5, 5])
    assert both.hear().said["gamma"].shape == (4, 2) and both.widget.error == ""
    assert note_of(both.page) == ""
    both.page.evaluate("endView()")

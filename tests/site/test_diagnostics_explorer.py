"""DiagnosticsExplorer in a real browser: every drag, button, key and setting, without a kernel
and against a model that stands for one."""

import re

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

from coursekit.mcmc import diagnostics
from coursekit.widgets import DiagnosticsExplorer

DIALS = {
    "location": "Location",
    "spread": "Spread",
    "memory": "Memory (autocorrelation)",
    "drift": "Drift, first to last draw",
    "stuck": "Stuck: share of the draws",
    "stuck_at": "Stuck: early to late",
}
TASKS = ["blind", "alarm", "tails", "old"]


@pytest.fixture
def explore(open_page):
    """``explore(query, context settings, **traits)``: one explorer, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(
            static_page([DiagnosticsExplorer(**traits)]), query, **(context or {})
        )
        page.wait_for_selector(".sfp-diagnostics")
        return page

    return open_it


def readings(page) -> dict[str, float]:
    rows = page.locator(".sfp-readings tr").all()
    cells = {row.locator("th").inner_text(): row.locator("td") for row in rows}
    return {
        name: float(cell.inner_text().strip(" ▲").replace("−", "-"))
        for name, cell in cells.items()
    }


def dial(page, key) -> float:
    """A dial of the chain in hand."""
    return float(page.get_by_label(DIALS[key], exact=True).input_value())


def dials(page) -> dict[str, float]:
    return {key: dial(page, key) for key in DIALS}


def picture(page, name) -> str:
    return page.locator(f"{name} canvas").evaluate("(c) => c.toDataURL()")


def drag(page, start, end):
    """Drag in the traces; places as (draw of 500, value of the chains)."""
    box = page.locator(".sfp-bands canvas").bounding_box()

    def at(draw, value):
        left, right = box["x"] + 26, box["x"] + box["width"] - 64
        top, bottom = box["y"] + 6, box["y"] + box["height"] - 42
        x = left + draw / 500 * (right - left)
        return x, bottom - (value + 7.5) / 15 * (bottom - top)

    page.mouse.move(*at(*start))
    page.mouse.down()
    page.mouse.move(*at(*end), steps=4)
    page.mouse.up()


LANE = -8.0  # a value that lies on the bar under the traces


# --- drags ---------------------------------------------------------------------------------


def test_a_band_is_dragged_to_move_its_chain(explore):
    page = explore()
    before, seen = readings(page), dials(page)
    drag(page, (150, -2), (150, 2))
    assert dial(page, "location") == pytest.approx(2, abs=0.15)
    assert {**dials(page), "location": seen["location"]} == seen
    after = readings(page)
    assert before["R-hat"] > 1.4 and after["R-hat"] < 1.05
    assert after["Mean"] == pytest.approx(2, abs=0.2)


def test_edges_widen_and_the_handle_makes_it_drift(explore):
    page = explore(location=[0, 0, 0, 0])
    drag(page, (150, 2), (150, 5))
    assert dial(page, "spread") == pytest.approx(2.5, abs=0.15)
    drag(page, (100, -5), (100, -1))
    assert dial(page, "spread") == pytest.approx(0.5, abs=0.15)
    drag(page, (500, 0), (500, 2))
    assert dial(page, "drift") == pytest.approx(4, abs=0.2)
    assert dial(page, "location") == 0 and dial(page, "stuck") == 0


def test_the_chain_under_the_pointer_is_taken_in_hand(explore):
    page = explore(location=[-5, 0, 3, 6], spread=[0.5] * 4)
    pressed = page.locator(".sfp-group button[aria-pressed=true]")
    for chain, place in ((3, 3), (1, -5), (4, 6), (2, 0)):
        drag(page, (200, place), (200, place + 0.5))
        assert pressed.inner_text() == f"Chain {chain}"
        assert dial(page, "location") == pytest.approx(place + 0.5, abs=0.15) or (
            place == 6 and dial(page, "location") == 6  # as far as it goes
        )


def test_a_standstill_is_drawn_and_moved(explore):
    page = explore()
    at = page.get_by_label(DIALS["stuck_at"], exact=True)
    assert at.is_disabled()
    drag(page, (100, LANE), (250, LANE))
    assert dial(page, "stuck") == pytest.approx(0.3, abs=0.02)
    assert dial(page, "stuck_at") == pytest.approx(100 / 350, abs=0.02)
    assert not at.is_disabled()
    before = readings(page)
    drag(page, (200, LANE), (400, LANE))
    assert dial(page, "stuck") == pytest.approx(0.3, abs=0.02)
    assert dial(page, "stuck_at") == pytest.approx(300 / 350, abs=0.03)
    assert readings(page) != before
    drag(page, (60, LANE), (10, LANE))  # elsewhere: a new one, drawn backwards
    assert dial(page, "stuck") == pytest.approx(0.1, abs=0.02)


# --- the other controls --------------------------------------------------------------------


@pytest.mark.parametrize(
    "key, value",
    [
        ("location", 1.5),
        ("spread", 2.5),
        ("memory", 0.9),
        ("drift", -3),
        ("stuck", 0.4),
        ("stuck_at", 0.9),
    ],
)
def test_each_dial_changes_the_chain_in_hand_alone(explore, key, value):
    page = explore(stuck=[0, 0.2, 0, 0])
    press(page, "Chain 2")
    before, image = readings(page), picture(page, ".sfp-bands")
    page.get_by_label(DIALS[key], exact=True).fill(str(value))
    assert readings(page) != before and picture(page, ".sfp-bands") != image
    address = address_of(page)
    expected = [float(v) for v in address[f"diagnostics.{key}"].split(",")]
    assert expected[1] == value
    start = getattr(DiagnosticsExplorer(stuck=[0, 0.2, 0, 0]), key)
    assert expected[:1] + expected[2:] == start[:1] + start[2:]


def test_settings_are_kept_in_the_address(explore):
    page = explore()
    assert address_of(page) == {}
    before = readings(page)
    page.get_by_label("Draws of each chain").select_option("2,000")
    assert readings(page) != before
    page.get_by_label("Seed", exact=True).fill("8")
    page.get_by_label("Seed", exact=True).blur()
    press(page, "Next seed")
    press(page, "Chain 3")
    page.get_by_label(DIALS["location"], exact=True).fill("-1")
    last = readings(page)
    assert address_of(page) == {
        "diagnostics.draws": "2000",
        "diagnostics.seed": "9",
        "diagnostics.chain": "3",
        "diagnostics.location": "-2,2,-1,2",
    }
    reload(page)
    page.wait_for_selector(".sfp-diagnostics")
    assert readings(page) == last and dial(page, "location") == -1


def test_a_wrong_address_is_refused_with_a_note(explore):
    page = explore("?diagnostics.spread=1,1,1&diagnostics.seed=3")
    assert note_of(page) == (
        "The address was partly ignored: spread must be 4 numbers from 0.05 to 4, "
        'got "1,1,1".'
    )
    assert page.get_by_label("Seed", exact=True).input_value() == "3"
    page.get_by_label("Seed", exact=True).fill("-1")
    page.get_by_label("Seed", exact=True).blur()
    assert "must be a whole number" in note_of(page)
    assert page.get_by_label("Seed", exact=True).input_value() == "3"


def test_keys(explore):
    page = explore()
    page.locator(".sfp-stage").focus()
    page.keyboard.press("3")
    assert "Chain 3" in page.locator("button[aria-pressed=true]").inner_text()
    for key, name, value in (
        ("ArrowUp", "location", 2.1),
        ("ArrowDown", "location", 2),
        ("Shift+ArrowUp", "spread", 1.1),
        ("Shift+ArrowDown", "spread", 1),
        ("ArrowRight", "drift", 0.2),
        ("ArrowLeft", "drift", 0),
        ("Shift+ArrowRight", "stuck", 0.05),
        ("Shift+ArrowLeft", "stuck", 0),
        ("+", "memory", 0.35),
        ("-", "memory", 0.3),
    ):
        page.keyboard.press(key)
        assert dial(page, name) == pytest.approx(value), key
    for _ in range(70):
        page.keyboard.press("ArrowUp")
    assert dial(page, "location") == 6  # as far as it goes


# --- goals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("k", range(4))
def test_each_goal_has_a_way_that_reaches_it_and_is_explained(explore, k):
    page = explore(seed=k + 5, draws=100)
    goals = page.locator(".sfp-goals li")
    why = page.locator(".sfp-why")
    assert "✓" not in goals.nth(k).inner_text() and why.inner_text() == ""
    goals.nth(k).get_by_role("button").click()
    assert "✓" in goals.nth(k).inner_text()
    assert f"Goal {k + 1} reached." in why.inner_text()
    found = readings(page)
    off = abs(found["Mean"] - found["True mean"])
    assert {
        "blind": found["R-hat"] < 1.01 and off > 1,
        "alarm": found["R-hat"] > 1.05 and off < 0.25,
        "tails": found["Tail ESS"] < 100 and found["Bulk ESS"] > 400,
        "old": found["as in 1992"] < 1.01 and found["R-hat"] > 1.05,
    }[TASKS[k]]
    assert "Goal reached:" in page.locator("p[role=status]").inner_text()
    for chain in range(1, 5):  # elsewhere, the mark stays and the explanation goes
        press(page, f"Chain {chain}")
        page.get_by_label(DIALS["location"], exact=True).fill(str(chain))
        page.get_by_label(DIALS["spread"], exact=True).fill("1")
    assert "✓" in goals.nth(k).inner_text()
    assert f"Goal {k + 1} reached." not in why.inner_text()


def test_a_goal_is_reached_by_hand(explore):
    page = explore(memory=[0.0] * 4)
    drag(page, (150, -2), (150, 2))
    why = page.locator(".sfp-why").inner_text()
    assert "Goal 1 reached. R-hat compares the chains with one another" in why


# --- readings, words and pictures ----------------------------------------------------------


def test_readings_are_those_of_python(open_page):
    both = WithPython(
        DiagnosticsExplorer(
            drift=[0, 2, 0, 0], spread=[1, 1, 2, 1], stuck=[0.2, 0, 0, 0]
        ),
        "diagnostics_explorer",
        open_page,
    )
    x = both.hear().chains
    assert x.shape == (4, 500)
    got = readings(both.page)
    exact = {
        "R-hat": diagnostics.rhat(x),
        "as in 1992": diagnostics._basic_rhat(x[None])[0],
        "Bulk ESS": diagnostics.ess_bulk(x),
        "Tail ESS": diagnostics.ess_tail(x),
        "Mean": x.mean(),
        "its MCSE": diagnostics.mcse_mean(x),
    }
    for name, value in exact.items():
        digits = 0 if "ESS" in name else 2 if name in ("Mean", "its MCSE") else 3
        assert got[name] == pytest.approx(value, abs=0.51 * 10**-digits), name
    assert (
        max(got["split, ranked (bulk)"], got["split, folded, ranked"]) == got["R-hat"]
    )


def test_words_and_pictures_follow(explore):
    page = explore()
    label = page.locator(".sfp-bands canvas").get_attribute("aria-label")
    assert "chain 1 around −2.00, spread 1.00; chain 2 around 2.00" in label
    assert re.search(r"R-hat 1\.\d{3}, above 1\.01, an alarm\. Bulk ESS \d+", label)
    ranks = page.locator(".sfp-ranks canvas").get_attribute("aria-label")
    assert re.search(r"Bulk R-hat 1\.\d+, folded", ranks)
    assert page.locator(".sfp-alarm").count() == 1
    images = picture(page, ".sfp-bands"), picture(page, ".sfp-ranks")
    page.get_by_label(DIALS["location"], exact=True).fill("2")
    assert "chain 1 around 2.00" in page.locator(".sfp-bands canvas").get_attribute(
        "aria-label"
    )
    after = picture(page, ".sfp-bands"), picture(page, ".sfp-ranks")
    assert images[0] != after[0] and images[1] != after[1]


def test_chains_that_stand_still_are_read_without_nonsense(explore):
    page = explore(stuck=[1.0] * 4)
    cell = page.locator(".sfp-rhat td").inner_text()
    assert cell == "> 10,000 ▲"
    assert "NaN" not in page.locator(".sfp-readings").inner_text()


def test_everything_can_be_reached_by_tab(explore):
    page = explore(stuck=[0.1, 0, 0, 0])
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    assert sum(name.startswith("Show how: ") for name in names) == 4
    assert {"The chains", "Chain 4", "Seed", *DIALS.values()} <= {*names}


def test_the_theme_is_followed_live(explore):
    page = explore()
    light = picture(page, ".sfp-bands"), picture(page, ".sfp-ranks")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    dark = picture(page, ".sfp-bands"), picture(page, ".sfp-ranks")
    assert light[0] != dark[0] and light[1] != dark[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(explore, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = explore(spread=[1, 1, 1, 3], location=[0, 0, 0, 0], context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (
        page.evaluate(
            """() => {
          const edge = document.querySelector('.sfp').getBoundingClientRect().right + 1;
          return [...document.querySelectorAll('.sfp *')].filter((e) =>
            e.getBoundingClientRect().right > edge).map((e) => e.outerHTML.slice(0, 80));
        }"""
        )
        == []
    )


# --- with Python ---------------------------------------------------------------------------


def test_python_sets_and_the_reader_is_heard(open_page):
    both = WithPython(DiagnosticsExplorer(), "diagnostics_explorer", open_page)
    assert both.hear().reached == []
    first = both.widget.chains
    both.tell(location=[2.0] * 4, memory=[0.0] * 4)
    assert both.hear().reached == ["blind"]
    assert abs(both.widget.chains.mean() - 2) < 0.2
    both.tell(location=[-2.0, 2.0, 2.0, 2.0], memory=[0.3] * 4)
    np.testing.assert_array_equal(both.hear().chains, first)
    both.page.get_by_label(DIALS["drift"], exact=True).fill("1.5")
    assert both.hear().drift == [1.5, 0, 0, 0]
    both.tell(draws=100)
    assert both.hear().chains.shape == (4, 100)
    assert address_of(both.page) == {}  # with a kernel the address is left alone

"""CoinsExplorer in a real browser: every button, key and setting, without a kernel and against
a model that stands for one."""

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

from coursekit.em import bound
from coursekit.em.two_coins import Coins, Theta
from coursekit.widgets import CoinsExplorer

E, M = "E: q to the posterior", "M: theta to the shares"
A, B = (f"Coin {name}: P(heads)" for name in "AB")


@pytest.fixture
def coins(open_page):
    """``coins(query, context settings, **traits)``: one explorer, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(
            static_page([CoinsExplorer(**traits)]), query, **(context or {})
        )
        page.wait_for_selector(".sfp-two")
        return page

    return open_it


def shown(page) -> int:
    """The number of the half-step shown."""
    words = page.locator(".sfp-transport output").first.inner_text()
    return int(words.split()[0].strip(","))


def readings(page) -> dict[str, list[str]]:
    rows = page.locator(".sfp-readings tbody tr").all()
    return {
        row.locator("th").inner_text().split()[0].strip(":"): row.locator(
            "td"
        ).all_inner_texts()
        for row in rows
    }


def number(text) -> float:
    return float(text.replace("−", "-").replace("less than 0.001", "0"))


def three(page) -> tuple[float, float, float]:
    """Log-likelihood, bound, gap."""
    return tuple(number(cells[0]) for cells in readings(page).values())


def theta(page) -> list[float]:
    names = (A, B, "P(coin A)")
    return [
        float(page.get_by_role("slider", name=name, exact=True).input_value())
        for name in names
    ]


def drag(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def type_in(page, name, value):
    field = page.get_by_label(name, exact=True)
    field.fill(str(value))
    field.blur()


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def picture(page, name) -> str:
    return page.locator(f"{name} canvas").evaluate("(c) => c.toDataURL()")


# --- half-steps ----------------------------------------------------------------------------


def test_e_closes_the_gap_and_m_raises_both(coins):
    page = coins()
    value, low, gap = three(page)
    assert gap > 0.1 and value == pytest.approx(low + gap, abs=2e-3)
    press(page, E)
    assert three(page) == (value, value, 0) and shown(page) == 1
    assert "the gap is closed" in account(page)
    posterior = page.locator(".sfp-sets tbody td:nth-of-type(3)").all_inner_texts()
    assert page.locator(".sfp-q output").all_inner_texts() == posterior
    press(page, M)
    higher, raised, opened = three(page)
    assert higher > value and raised > value and opened > 0 and shown(page) == 2
    assert theta(page)[:2] == pytest.approx([0.713, 0.581], abs=6e-4)
    press(page, M)
    assert "nothing moved" in account(page) and three(page) == (higher, raised, opened)


def test_back_scrub_reset_play_and_converge(coins):
    page = coins(n=4, speed=50)
    seen = {4: three(page)}
    press(page, "Step")
    assert shown(page) == 5
    press(page, "Back")
    assert shown(page) == 4 and three(page) == seen[4]
    press(page, "Reset")
    assert shown(page) == 0 and theta(page) == [0.6, 0.5, 0.5]
    drag(page, "Half-step", 4)
    assert three(page) == seen[4]
    press(page, "Converge")
    assert "It has converged." in account(page) and shown(page) > 20
    end = shown(page), three(page)
    assert theta(page)[:2] == pytest.approx([0.797, 0.520], abs=6e-4)
    press(page, "Reset")
    press(page, "Play")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert (shown(page), three(page)) == end
    press(page, "Converge")
    assert three(page) == end[1]


def test_half_steps_out_of_turn_are_kept_in_the_address(coins):
    page = coins()
    press(page, M)
    press(page, M)
    press(page, E)
    assert address_of(page) == {"two.moves": "MM", "two.n": "3"}
    last = three(page), theta(page)
    reload(page)
    page.wait_for_selector(".sfp-two")
    assert (three(page), theta(page)) == last
    press(page, "Back")
    press(page, "Back")
    press(page, E)
    assert address_of(page)["two.moves"] == "M" and shown(page) == 2


def test_equal_coins_stay_equal(coins):
    page = coins()
    page.get_by_label("Start", exact=True).select_option("equal")
    press(page, "Converge")
    a, b, _ = theta(page)
    assert a == b and "nothing tells EM which of them to raise" in account(page)


# --- what the reader places ----------------------------------------------------------------


def test_theta_and_q_are_dragged_apart(coins):
    page = coins(n=1)
    value, _, gap = three(page)
    assert gap == 0
    drag(page, "q of set 2", 0.1)
    moved = three(page)
    assert moved[0] == value and moved[1] < value and moved[2] > 0 and shown(page) == 0
    parts = [float(x) for x in page.locator(".sfp-kl span").all_inner_texts()]
    assert parts[1] > 0 and [*parts[:1], *parts[2:]] == [0] * 4
    assert sum(parts) == pytest.approx(moved[2], abs=1e-3)
    for name, wanted in (A, 0.9), (B, 0.2), ("P(coin A)", 0.3):
        before = three(page)
        drag(page, name, wanted)
        assert three(page)[0] != before[0] and three(page)[2] > 0
    assert theta(page) == [0.9, 0.2, 0.3]
    assert page.get_by_label("Start", exact=True).input_value() == "edited"
    page.get_by_label("Start", exact=True).select_option("given")
    assert theta(page) == [0.6, 0.5, 0.5] and address_of(page) == {"two.n": "0"}


def test_settings_are_kept_in_the_address(coins):
    page = coins(n=3)
    assert address_of(page) == {}
    type_in(page, "Heads in set 1", 2)
    assert address_of(page)["two.heads"] == "2,9,8,4,7" and shown(page) == 0
    type_in(page, "Tosses", 20)
    assert address_of(page)["two.tosses"] == "20"
    press(page, "P(A) estimated")
    press(page, "Coin B")
    drag(page, "Speed", 1)
    address = address_of(page)
    assert address["two.estimate"] == "true" and address["two.coin"] == "B"
    assert address["two.speed"] == "10"
    drag(page, A, 0.85)
    press(page, E)
    press(page, M)
    assert theta(page)[2] != 0.5 and "P(coin A)" in account(page)
    last = three(page), theta(page)
    reload(page)
    page.wait_for_selector(".sfp-two")
    assert (three(page), theta(page)) == last


def test_wrong_settings_are_refused_with_a_note(coins):
    page = coins()
    type_in(page, "Heads in set 3", 11)
    assert "heads may be at most the 10 tosses, got 11" in note_of(page)
    assert page.get_by_label("Heads in set 3", exact=True).input_value() == "8"
    type_in(page, "Heads in set 3", 1.5)
    assert "1 to 10 whole numbers from 0 to 100" in note_of(page)
    type_in(page, "Tosses", 0)
    assert 'a whole number from 1 to 100, got "0"' in note_of(page)
    page = coins("?two.p=2,3&two.moves=EX&two.weight=0.4")
    assert "p must be two numbers" in note_of(page)
    assert "moves must be one of letters E and M" in note_of(page)
    assert theta(page) == [0.6, 0.5, 0.4]
    page = coins("?two.heads=1,2")
    assert page.locator(".sfp-q").count() == 2


def test_the_curve_is_clicked_and_dragged(coins):
    page = coins(n=1)
    box = page.locator(".sfp-curves").bounding_box()
    y = box["y"] + 100
    page.mouse.move(box["x"] + 0.5 * box["width"], y)
    page.mouse.down()
    first = theta(page)
    assert first[1] == 0.5 and 0.4 < first[0] < 0.5
    page.mouse.move(box["x"] + 0.9 * box["width"], y)
    page.mouse.up()
    assert theta(page)[0] > 0.8 and three(page)[2] > 0
    press(page, "Coin B")
    page.mouse.click(box["x"] + 0.3 * box["width"], y)
    assert theta(page)[1] < 0.3


# --- words, keys, looks --------------------------------------------------------------------


def test_keys(coins):
    page = coins()
    page.get_by_role("button", name="Converge").focus()
    for key, n in ("e", 1), ("m", 2), ("n", 3), ("b", 2), ("m", 3), ("c", None):
        page.keyboard.press(key)
        assert n is None or shown(page) == n, key
    assert "It has converged." in account(page)
    slider = page.get_by_role("slider", name="q of set 1", exact=True)
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert shown(page) == 0
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    n = shown(page)
    page.get_by_label("Tosses", exact=True).focus()
    page.keyboard.press("e")
    assert shown(page) == n


def test_everything_can_be_reached_by_tab(coins):
    page = coins()
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {"Start", "Tosses", "Heads in set 5", "q of set 5", A, B, E, M}
    assert wanted | {"Converge", "Back", "Play", "Step", "Speed"} <= {*names}


def test_words_and_pictures_agree(coins):
    page = coins(n=2)
    value, low, _ = readings(page).values()
    label = page.locator(".sfp-curves canvas").get_attribute("aria-label")
    assert f"log-likelihood {value[0]}, bound {low[0]}" in label
    label = page.locator(".sfp-ladder canvas").get_attribute("aria-label")
    assert account(page) in label
    before = picture(page, ".sfp-curves"), picture(page, ".sfp-ladder")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    after = picture(page, ".sfp-curves"), picture(page, ".sfp-ladder")
    assert before[0] != after[0] and before[1] != after[1]
    press(page, "Step")
    assert picture(page, ".sfp-ladder") != after[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(coins, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = coins(n=2, context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- with Python ---------------------------------------------------------------------------


def test_python_reads_what_is_shown(open_page):
    both = WithPython(CoinsExplorer(), "coins_explorer", open_page)
    both.page.get_by_role("slider", name="q of set 1", exact=True).fill("0.2")
    for name in (M, E, M):
        press(both.page, name)
        heard = both.hear()
        now = heard.now
        q = np.column_stack([now["q"], 1 - np.array(now["q"])])
        model = Coins(heard.heads, 10 - np.array(heard.heads))
        joint = model.log_joint(
            Theta(np.array(now["p"]), np.array([now["weight"], 1 - now["weight"]]))
        )
        assert now["log_likelihood"] == pytest.approx(
            bound.log_sum_exp(joint).sum(), abs=1e-9
        )
        assert now["bound"] == pytest.approx(bound.lower_bound(q, joint), abs=1e-9)
        assert now["gap"] == pytest.approx(bound.gap(q, joint), abs=1e-9)
    assert (heard.moves, heard.n) == ("M", 3) and heard.q[0] == 0.2


def test_python_sets_and_the_reader_is_heard(open_page):
    both = WithPython(CoinsExplorer(speed=1), "coins_explorer", open_page)
    both.tell(n=5)
    assert shown(both.page) == 5
    both.tell(p=[0.9, 0.2])
    assert both.hear().now["p"] != [0.6, 0.5]
    both.tell(heads=[1, 2, 9])
    assert len(both.hear().now["q"]) == 3 and both.widget.error == ""
    both.tell(playing=True)
    both.page.get_by_role("button", name="Pause", exact=True).wait_for()
    both.tell(playing=False)
    assert not both.hear().playing
    assert address_of(both.page) == {}  # with a kernel the address is left alone
    both.page.evaluate("endView()")

"""BeTheGenerator in a real browser: every control and key, without a kernel and with one."""

import numpy as np
import pytest
from test_axe import violations
from widget_page import (
    WithPython,
    address_of,
    note_of,
    press,
    small_targets,
    static_page,
    tab_through,
)

from coursekit.widgets import BeTheGenerator

GOOD = [-0.8, 0.6, -0.6, 0.4, 0.7, 0.4, 0.8, 0.3, 0.1, -0.8, -0.1, -0.7]


@pytest.fixture
def game(open_page):
    """``game(query, context settings, **traits)``: one game, ready."""

    def open_it(query="", context=None, **traits):
        html = static_page([BeTheGenerator(**traits)])
        page = open_page(html, query, **(context or {}))
        page.wait_for_selector(".sfp-generator .sfp-handle")
        return page

    return open_it


def readings(page) -> list[str]:
    return page.locator(".sfp-readings td").all_inner_texts()


def loss(page) -> float:
    return float(readings(page)[0])


def shown(page) -> int:
    return int(page.locator(".sfp-transport output").first.inner_text().split()[0])


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def fake(page, k):
    return page.locator(".sfp-handle").nth(k - 1)


def picture(page) -> str:
    return page.locator(".sfp-plane canvas").evaluate("(c) => c.toDataURL()")


def test_a_dragged_fake_is_answered_at_once(game):
    page = game()
    before = loss(page), picture(page)
    assert before[0] < 0.5 and "tells them apart with ease" in account(page)
    box, plane = fake(page, 6).bounding_box(), page.locator(".sfp-plane").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 0.15 * plane["width"], y - 0.1 * plane["height"], steps=3)
    during = loss(page)
    page.mouse.move(x + 0.2 * plane["width"], y - 0.1 * plane["height"])
    page.mouse.up()
    assert during > before[0] and loss(page) > before[0] and picture(page) != before[1]
    assert readings(page)[2] == "1 of 6"
    assert "0.84" in fake(page, 6).get_attribute("aria-label")
    page.mouse.move(x, y)  # let go of: nothing follows
    assert "0.84" in fake(page, 6).get_attribute("aria-label")


def test_keys_move_and_good_fakes_win(game):
    page = game(fakes=GOOD)
    assert loss(page) > 1.3 and float(readings(page)[1]) < 0.04
    fake(page, 1).focus()
    page.keyboard.press("ArrowLeft")
    assert fake(page, 1).get_attribute("aria-label").startswith("Fake 1 at −0.83, 0.60")
    page.keyboard.press("Shift+ArrowUp")
    assert fake(page, 1).get_attribute("aria-label").startswith("Fake 1 at −0.83, 0.76")
    fakes = address_of(page)["fake.fakes"].split(",")
    assert fakes[:2] == ["-0.832", "0.76"] and len(fakes) == 12
    last = readings(page)
    page.reload()
    page.wait_for_selector(".sfp-handle")
    assert readings(page) == last


def test_descent_does_it_and_goes_back(game):
    page = game()
    at_first = readings(page)
    press(page, "Step")
    assert shown(page) == 1 and loss(page) > float(at_first[0])
    page.get_by_role("slider", name="Step of descent", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("n")
    assert shown(page) == 4
    press(page, "Back")
    press(page, "Reset")
    assert readings(page) == at_first
    press(page, "Play")
    page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 30"
    )
    press(page, "Pause")
    assert loss(page) > 1.3 and "After" in account(page)
    fake(page, 1).focus()
    page.keyboard.press("ArrowLeft")  # a new start from where they are
    assert shown(page) == 0 and loss(page) > 1.25


def test_the_minimax_loss_hardly_pushes_what_is_caught(game):
    page = game(hint=True, n=20)
    quick = loss(page)
    strong = picture(page)
    press(page, "Minimax")
    assert shown(page) == 0
    page.get_by_label("Seed").focus()
    for _ in range(20):
        press(page, "Step")
    assert loss(page) < quick and picture(page) != strong


def test_settings_and_buttons(game):
    page = game()
    plain = picture(page)
    press(page, "Hint")
    assert picture(page) != plain and address_of(page)["fake.hint"] == "true"
    page.get_by_role("button", name="Hint", exact=True).focus()
    page.keyboard.press("h")
    assert picture(page) == plain
    page.get_by_label("Fakes", exact=True).select_option("9")
    assert page.locator(".sfp-handle").count() == 9
    page.get_by_label("Fakes", exact=True).select_option("2")
    assert page.locator(".sfp-handle").count() == 2
    page.get_by_label("Data", exact=True).select_option("ring")
    press(page, "Other points")
    address = address_of(page)
    assert address["fake.data"] == "ring" and address["fake.seed"] == "2"
    fake(page, 1).focus()
    page.keyboard.press("Shift+ArrowLeft")
    press(page, "Start again")
    assert address_of(page)["fake.fakes"] == "-0.2,-0.2,0,-0.2"


def test_wrong_settings_are_refused_with_a_note(game):
    page = game("?fake.fakes=1,2,3&fake.data=moons&fake.n=2")
    assert "fakes must be 1 to 12 pairs of numbers" in note_of(page)
    assert "data must be one of" in note_of(page) and shown(page) == 2


def test_everything_can_be_reached_by_tab(game):
    page = game()
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {
        "Data",
        "Fakes",
        "Seed",
        "Hint",
        "Start again",
        "Minimax",
        "Play",
        "Speed",
    }
    assert wanted <= {*names}
    assert sum(name.startswith("Fake ") for name in names) == 6


def test_words_and_pictures_agree(game):
    page = game(n=5, hint=True)
    labels = [
        canvas.get_attribute("aria-label")
        for canvas in page.locator(".sfp-generator canvas").all()
    ]
    assert all(account(page) in label for label in labels)
    light = picture(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    assert picture(page) != light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(game, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = game(fakes=GOOD, context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_python_reads_what_is_shown_and_is_heard(open_page):
    both = WithPython(BeTheGenerator(), "be_the_generator", open_page)
    heard = both.hear()
    assert np.shape(heard.now["real"]) == (60, 2)
    assert heard.now["loss"] == pytest.approx(loss(both.page), abs=1e-3)
    both.tell(fakes=GOOD)
    assert loss(both.page) > 1.3
    both.tell(n=3)
    heard = both.hear()
    assert heard.now["fakes"] != GOOD and len(heard.now["trusted"]) == 6
    assert heard.error == ""
    both.page.evaluate("endView()")

"""DiracGAN in a real browser: every control, key and setting, without a kernel and with one."""

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

from coursekit.gan import theory
from coursekit.widgets import DiracGAN


@pytest.fixture
def dirac(open_page):
    """``dirac(query, context settings, **traits)``: one game, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(static_page([DiracGAN(**traits)]), query, **(context or {}))
        page.wait_for_selector(".sfp-dirac .sfp-handle")
        return page

    return open_it


def shown(page) -> int:
    return int(page.locator(".sfp-transport output").first.inner_text().split()[0])


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def eigenvalues(page) -> str:
    return page.locator(".sfp-ends output").inner_text()


def handle(page):
    return page.locator(".sfp-handle")


def choose(page, name, value):
    page.get_by_label(name, exact=True).select_option(value)


def drag(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def test_orbits_circle_grow_and_die(dirac):
    page = dirac(n=100)
    assert "On the circle" in account(page) and "i" in eigenvalues(page)
    press(page, "Both at once")
    assert "Outside the circle" in account(page) and "grows by 0.50 %" in account(page)
    choose(page, "Penalty on D", "r1")
    drag(page, "Gamma", 0.4)
    assert "spirals in" in account(page)
    drag(page, "Gamma", 3)
    assert "no more circling" in account(page) and " and " in eigenvalues(page)
    choose(page, "Penalty on D", "gradient")
    assert "no point of rest" in account(page) and eigenvalues(page) == "none"
    choose(page, "Penalty on D", "clip")
    assert "until the clip stops psi" in account(page)


def test_step_back_scrub_play(dirac):
    page = dirac(speed=200)
    press(page, "Step")
    press(page, "Step")
    after_two = account(page)
    assert shown(page) == 2
    press(page, "Back")
    assert shown(page) == 1 and account(page) != after_two
    press(page, "Step")
    assert account(page) == after_two
    press(page, "Play")
    page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 20"
    )
    press(page, "Pause")
    assert shown(page) > 20
    drag(page, "Update", 2)
    assert account(page) == after_two
    press(page, "Reset")
    assert shown(page) == 0


def test_the_start_is_dragged_and_set_by_keys(dirac):
    page = dirac(n=50)
    before = account(page)
    handle(page).focus()
    page.keyboard.press("ArrowRight")
    assert handle(page).get_attribute("aria-label") == "Start at theta 1.05, psi 0.50"
    page.keyboard.press("Shift+ArrowDown")
    assert handle(page).get_attribute("aria-label") == "Start at theta 1.05, psi 0.25"
    assert account(page) != before and shown(page) == 50
    box = handle(page).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 60)
    page.mouse.up()
    theta, psi = (float(v) for v in address_of(page)["dirac.start"].split(","))
    assert theta < 0.8 and psi > 0.5
    page.mouse.move(x, y)  # let go of: nothing follows
    assert address_of(page)["dirac.start"] == f"{theta:g},{psi:g}"


def test_settings_are_kept_in_the_address(dirac):
    page = dirac()
    assert address_of(page) == {}
    choose(page, "Loss", "hinge")
    choose(page, "Penalty on D", "r2")
    press(page, "Both at once")
    drag(page, "Learning rate", 0.3)
    drag(page, "Gamma", 1.5)
    press(page, "Step")
    wanted = dict(loss="hinge", penalty="r2", updates="simultaneous", lr="0.3")
    wanted |= dict(strength="1.5", n="1")
    assert address_of(page) == {f"dirac.{key}": value for key, value in wanted.items()}
    last = account(page)
    page.reload()
    page.wait_for_selector(".sfp-handle")
    assert account(page) == last


def test_wrong_settings_are_refused_with_a_note(dirac):
    page = dirac("?dirac.loss=log&dirac.start=9,9&dirac.lr=0.5&dirac.x=1")
    note = note_of(page)
    assert "loss must be one of" in note and "x is not a setting" in note
    assert "start must be two numbers from -2.5 to 2.5" in note
    slider = page.get_by_role("slider", name="Learning rate", exact=True)
    assert slider.input_value() == "0.5"


def test_what_runs_away_stops_and_stays_finite(dirac):
    page = dirac(loss="wasserstein", updates="simultaneous", lr=1.0, n=5000)
    assert 0 < shown(page) < 5000 and "from rest" in account(page)
    assert "NaN" not in account(page) and "–" not in account(page)


def test_keys(dirac):
    page = dirac()
    handle(page).focus()
    for key, n in ("n", 1), ("n", 2), ("b", 1):
        page.keyboard.press(key)
        assert shown(page) == n
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_everything_can_be_reached_by_tab(dirac):
    page = dirac(penalty="r1")
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {"Loss", "Penalty on D", "Gamma", "Learning rate", "Both at once"}
    wanted |= {"Start at theta 1.00, psi 0.50", "Back", "Play", "Step", "Speed"}
    assert wanted <= {*names}


def test_words_and_pictures_agree(dirac):
    page = dirac(n=30)
    labels = [
        canvas.get_attribute("aria-label")
        for canvas in page.locator(".sfp-dirac canvas").all()
    ]
    assert account(page) in labels[0] and eigenvalues(page) in labels[1]

    def pictures():
        return [
            canvas.evaluate("(c) => c.toDataURL()")
            for canvas in page.locator(".sfp-dirac canvas").all()
        ]

    light = pictures()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    dark = pictures()
    assert all(a != b for a, b in zip(light, dark, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(dirac, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = dirac(n=40, penalty="r1", context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_python_reads_what_is_shown_and_is_heard(open_page):
    both = WithPython(DiracGAN(penalty="r1"), "dirac_gan", open_page)
    both.tell(n=25)
    assert shown(both.page) == 25
    heard = both.hear()
    game = theory.DiracGAN(theory.NON_SATURATING, gamma=heard.strength)
    orbit = game.orbit(game.alternating, heard.start, 25, heard.lr)
    assert (heard.now["theta"], heard.now["psi"]) == pytest.approx(tuple(orbit[-1]))
    value = complex(*heard.now["eigenvalues"][0])
    ours = np.linalg.eigvals(game.alternating_matrix(heard.lr))
    assert abs(ours - value).min() < 1e-9
    both.tell(start=[2.0, -1.0])
    assert both.hear().error == ""
    label = handle(both.page).get_attribute("aria-label")
    assert label == "Start at theta 2.00, psi −1.00"
    both.page.evaluate("endView()")

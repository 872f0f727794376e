"""HalfADigit in a real browser: guess, answers, truth; with and without Python."""

import numpy as np
import pytest
from test_axe import violations
from widget_page import (
    WithPython,
    address_of,
    note_of,
    press,
    reload,
    reported,
    small_targets,
    static_page,
    tab_through,
)

from coursekit.widgets import HalfADigit

MODELS = ["RBM", "Mixture", "GAN"]


def half(**settings):
    """Three digits of 8 by 6 pixels, two masks, three models, two draws, known to us."""
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 256, (3, 8, 6), dtype=np.uint8)
    hidden = np.zeros((2, 8, 6), bool)
    hidden[0, 4:], hidden[1, :, 3:] = True, True
    answers = rng.integers(0, 256, (2, 3, 3, 2, 8, 6), dtype=np.uint8)
    read = np.arange(36).reshape(2, 3, 3, 2) % 10
    parts = {"masks": ["Lower half", "Right half"], "models": MODELS}
    return HalfADigit(truth, hidden, answers, [4, 7, 9], read, **parts, **settings)


@pytest.fixture
def halves(open_page):
    def open_it(query="", context=None, **settings):
        page = static_page([half(**settings)])
        read_back = ("willReadFrequently",)  # what the browser says to our reading
        opened = open_page(page, query, read_back, **(context or {}))
        opened.locator(".sfp-half").wait_for()
        return opened

    return open_it


def account(page):
    return page.locator(".sfp-account").inner_text()


def pixels(page, which):
    """(h, w) red of a canvas."""
    return np.array(
        page.evaluate(
            """(which) => {
              const c = document.querySelectorAll('.sfp-half canvas')[which];
              const all = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
              const red = [...all].filter((_, k) => k % 4 === 0);
              return Array.from({ length: c.height }, (_, r) =>
                red.slice(r * c.width, (r + 1) * c.width));
            }""",
            which,
        )
    )


def test_the_answers_come_after_the_guess_and_the_truth_on_demand(halves):
    page = halves(digit=1)
    assert account(page).startswith("Guess first")
    assert not page.locator("figure").nth(1).is_visible()
    assert not page.get_by_role("button", name="Reveal the truth").is_visible()
    press(page, "4")
    assert page.locator("figure").nth(3).is_visible()
    # mask 0, digit 1: model k's draws are read as 6 k + 2 and 6 k + 3
    assert account(page) == (
        "You say 4. Over 2 draws, RBM: 2 and 3; Mixture: 8 and 9; GAN: 4 and 5."
    )
    press(page, "Reveal the truth")
    assert account(page).endswith("It is a 7, not a 4.")
    press(page, "7")
    assert account(page).endswith("It is a 7: you are right.")
    press(page, "Hide the truth")
    assert "It is" not in account(page)


def test_what_is_drawn_is_what_was_handed_over(halves):
    page = halves(digit=2, mask=1, draw=1, shown=True)
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 256, (3, 8, 6), dtype=np.uint8)
    answers = rng.integers(0, 256, (2, 3, 3, 2, 8, 6), dtype=np.uint8)
    # in the light theme a pixel is the darker the more ink it has, on one line
    for which, wanted in enumerate(answers[1, :, 2, 1], start=1):
        slope = np.polyfit(wanted.ravel(), pixels(page, which).ravel(), 1)
        assert slope[0] < -0.5
        fitted = np.polyval(slope, wanted)
        assert abs(fitted - pixels(page, which)).max() < 1.1  # of rounding
    seen = pixels(page, 0)
    assert len(np.unique(seen[:, 3:])) == 1 and len(np.unique(seen[:, :3])) > 15
    press(page, "Reveal the truth")
    whole = pixels(page, 0)
    np.testing.assert_array_equal(whole[:, :3], seen[:, :3])
    assert np.corrcoef(whole.ravel(), truth[2].ravel())[0, 1] < -0.999


def test_another_digit_or_mask_is_another_question(halves):
    page = halves()
    press(page, "3")
    press(page, "Next digit")
    assert account(page).startswith("Guess first")
    press(page, "Show me without guessing")
    assert account(page).startswith("Over 2 draws")
    press(page, "Reveal the truth")
    assert account(page).endswith(". It is a 7.")
    page.get_by_label("Hidden", exact=True).select_option("Right half")
    assert account(page).startswith("Guess first")
    label = page.locator("canvas").first.get_attribute("aria-label")
    assert label == "A digit, right half hidden."


def test_keys(halves):
    page = halves()
    page.get_by_role("button", name="Next digit").focus()
    page.keyboard.press("d")  # nothing to see yet
    page.keyboard.press("r")
    assert account(page).startswith("Guess first")
    page.keyboard.press("9")
    assert account(page).startswith("You say 9.")
    page.keyboard.press("d")
    assert address_of(page)["half.draw"] == "1"
    page.keyboard.press("r")
    assert account(page).endswith("It is a 4, not a 9.")
    page.keyboard.press("b")
    page.keyboard.press("m")
    assert address_of(page) == {"half.digit": "2", "half.mask": "1"}
    page.keyboard.press("n")
    assert address_of(page) == {"half.mask": "1"}


def test_the_address_keeps_the_question_but_not_the_guess(halves):
    page = halves(query="?half.digit=1&half.mask=1")
    press(page, "5")
    reload(page)
    assert account(page).startswith("Guess first")
    assert address_of(page) == {"half.digit": "1", "half.mask": "1"}
    page = halves(query="?half.digit=3&half.mask=1")
    assert "must be a whole number from 0 to 2" in note_of(page)
    assert page.get_by_label("Digit", exact=True).input_value() == "0"


def test_everything_can_be_reached_by_tab(halves):
    page = halves(shown=True)
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    assert names[:3] == ["Digit", "Hidden", "Next digit"]
    assert {"0", "9", "2", "Reveal the truth"} <= {*names}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 360])
def test_axe_finds_nothing_and_all_fits(halves, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = halves(context=context, shown=True, revealed=True, guess=4)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_theme_is_followed_live(halves):
    page = halves(shown=True)
    light = pixels(page, 1)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    dark = pixels(page, 1)
    assert np.corrcoef(light.ravel(), dark.ravel())[0, 1] < -0.99


def test_with_python(open_page):
    both = WithPython(half(), "half_a_digit", open_page)
    both.tell(guess=4, shown=True)
    assert account(both.page).startswith("You say 4. Over 2 draws")
    press(both.page, "8")
    press(both.page, "Reveal the truth")
    reported(both.page)
    state = both.page.evaluate("model.toPython()")
    assert (state["guess"], state["revealed"]) == (8, True)
    both.tell(digit=2)
    assert account(both.page).startswith("Guess first")
    assert address_of(both.page) == {}
    both.page.evaluate("endView()")

"""The film player in a real browser: plays in view, pauses, steps, and respects stillness."""

import io

import numpy as np
import pytest
from PIL import Image
from test_axe import violations

from coursekit.plots.video import Film

FRAMES = np.ones((30, 12, 16)) * np.linspace(0, 240, 30)[:, None, None]
PAGE = """<!doctype html><html lang="en"><head><title>Film</title></head>
<body style="background:{back};color:{ink}"><main><h1>Film</h1>{film}</main></body></html>"""


@pytest.fixture
def watch(browser):
    """``watch(motion, scheme)``: a page with two films."""
    opened = []

    def open_page(motion="no-preference", scheme="light"):
        back, ink = ("#fff", "#1f2328") if scheme == "light" else ("#14181e", "#e6edf3")
        film = Film({"up": FRAMES, "down": FRAMES[::-1]}, 50, "Two ramps of grey.")
        page = browser.new_page(reduced_motion=motion, color_scheme=scheme)
        opened.append(page)
        page.set_content(PAGE.format(film=film._repr_html_(), back=back, ink=ink))
        return page

    yield open_page
    for page in opened:
        page.close()


def frame(page) -> int:
    return int(page.input_value("input"))


def test_it_plays_in_view_and_can_be_paused(watch):
    page = watch()
    page.wait_for_function("document.querySelector('input').value > 0")
    button = page.get_by_role("button")
    assert button.inner_text() == "Pause"
    button.click()
    still = frame(page)
    page.wait_for_timeout(200)
    assert frame(page) == still and button.inner_text() == "Play"


def test_with_reduced_motion_it_waits_for_the_reader(watch):
    page = watch("reduce")
    page.wait_for_timeout(200)
    assert frame(page) == 0
    page.get_by_role("button").click()
    page.wait_for_function("document.querySelector('input').value > 0")


def test_the_slider_shows_the_frame_of_every_film(watch):
    page = watch("reduce")
    slider = page.get_by_role("slider", name="Frame")
    slider.focus()
    slider.press("End")
    assert frame(page) == 29
    levels = [
        np.asarray(Image.open(io.BytesIO(view.screenshot())).convert("L"))[3:-3, 3:-3]
        for view in page.get_by_role("img").all()
    ]
    for level, wanted in zip(levels, (240, 0), strict=True):
        assert np.abs(level.astype(int) - wanted).max() <= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(watch, scheme):
    page = watch("reduce", scheme)
    assert page.get_by_role("img").count() == 2
    assert violations(page) == []

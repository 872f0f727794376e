"""Films in a page: the frames are in it, nothing is fetched, and one button plays them."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from coursekit.plots.video import Film


def ramp(n=5, height=13, width=20):
    """Frames each of one grey level."""
    return np.ones((n, height, width)) * np.linspace(0, 240, n)[:, None, None]


def sheets(page):
    """The images in the page, as arrays."""
    found = re.findall(r"url\(data:image/jpeg;base64,([^)]*)\)", page)
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(one)))) for one in found]


def test_every_frame_is_in_the_page():
    frames = ramp()
    (image,) = sheets(Film({"a": frames}, 10, "levels")._repr_html_())
    assert image.shape == (5 * 16, 20)  # padded to blocks of 8
    cut = image.reshape(5, 16, 20)[:, :13]
    assert np.abs(cut - frames).max() <= 2


def test_colours_and_several_films():
    red = np.zeros((5, 8, 8, 3))
    red[..., 0] = 200
    page = Film({"grey": ramp(), "<red>": red}, 10, 'a "quoted" word')._repr_html_()
    grey, colour = sheets(page)
    assert grey.ndim == 2 and colour.shape == (40, 8, 3)
    assert np.abs(colour.mean(axis=(0, 1)) - [200, 0, 0]).max() < 8
    assert "&lt;red&gt;" in page and "a &quot;quoted&quot; word" in page


def test_nothing_is_fetched():
    page = Film({"a": ramp()}, 10, "levels")._repr_html_()
    assert not re.search(r"https?:|src=|@import", page)
    assert re.findall(r"url\((.{5})", page) == ["data:"]


def test_the_same_film_gives_the_same_page():
    one, two = (Film({"a": ramp()}, 10, "levels")._repr_html_() for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("films", "fps", "words"),
    [
        ({}, 10, "films must have the same number"),
        ({"a": ramp(5), "b": ramp(6)}, 10, "films must have the same number"),
        ({"a": np.zeros((3, 4))}, 10, "film 'a' must have the shape"),
        ({"a": np.zeros((3, 4, 4, 2))}, 10, "film 'a' must have the shape"),
        ({"a": ramp()}, 0, "fps must be above 0, got 0"),
    ],
)
def test_bad_films_are_named(films, fps, words):
    with pytest.raises(ValueError, match=words):
        Film(films, fps, "x")

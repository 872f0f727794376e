"""The players hold the samples that they were given."""

import base64
import io
import re
import wave

import numpy as np
import pytest

from coursekit.plots.sound import Sounds


def test_the_page_carries_the_samples_to_16_bits():
    x = np.sin(2 * np.pi * 440 * np.arange(800) / 8000)
    page = Sounds({"a <tone>": x, "silence": np.zeros(10)}, rate=8000)._repr_html_()
    tone, _ = re.findall(r"base64,([^\"]+)", page)
    with wave.open(io.BytesIO(base64.b64decode(tone))) as file:
        assert (file.getframerate(), file.getnchannels()) == (8000, 1)
        samples = np.frombuffer(file.readframes(800), "<i2")
    np.testing.assert_allclose(samples / 32767, x, atol=0.51 / 32767)
    assert "a &lt;tone&gt;" in page and page.count("aria-label") == 2


@pytest.mark.parametrize(
    ("clips", "rate", "named"),
    [
        ({}, 8000, "clips"),
        ({"a": np.zeros((2, 2))}, 8000, "shape"),
        ({"a": [0.0, 1.5]}, 8000, r"\[-1, 1\]"),
        ({"a": [0.0, np.nan]}, 8000, r"\[-1, 1\]"),
        ({"a": [0.0]}, 0, "rate"),
    ],
)
def test_what_is_no_sound_is_refused(clips, rate, named):
    with pytest.raises(ValueError, match=named):
        Sounds(clips, rate)

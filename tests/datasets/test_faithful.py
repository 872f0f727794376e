"""Old Faithful: means and medians as R's summary() prints them."""

import numpy as np
import pytest

from coursekit import datasets


def test_faithful():
    eruptions, waiting = datasets.faithful()
    assert eruptions.shape == waiting.shape == (272,)
    # summary(faithful) in R: means 3.488 and 70.9, medians 4.000 and 76.0
    assert eruptions.mean() == pytest.approx(3.488, abs=5e-4)
    assert waiting.mean() == pytest.approx(70.9, abs=0.05)
    assert np.median(eruptions) == 4.0 and np.median(waiting) == 76.0
    assert (eruptions.min(), eruptions.max()) == (1.6, 5.1)
    assert (waiting.min(), waiting.max()) == (43, 96)

"""airquality: missing values counted, means as R's summary() prints them."""

import numpy as np
import pytest

from coursekit import datasets


def test_airquality():
    air = datasets.airquality()
    assert all(column.shape == (153,) for column in air)
    missing = [int(np.isnan(column).sum()) for column in air]
    assert missing == [37, 7, 0, 0, 0, 0]
    assert (air.month[0], air.day[0]) == (5, 1) and (air.month[-1], air.day[-1]) == (
        9,
        30,
    )
    complete = ~np.isnan(air.ozone) & ~np.isnan(air.solar)
    assert complete.sum() == 111
    # summary(airquality) in R: means 42.13, 185.9, 9.958, 77.88
    assert np.nanmean(air.ozone) == pytest.approx(42.13, abs=0.005)
    assert np.nanmean(air.solar) == pytest.approx(185.9, abs=0.05)
    assert air.wind.mean() == pytest.approx(9.958, abs=0.0005)
    assert air.temp.mean() == pytest.approx(77.88, abs=0.005)

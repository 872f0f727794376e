"""Data of the posteriors: eight schools, earthquakes, penguins."""

import numpy as np

from coursekit import datasets


def test_eight_schools():
    """As printed in Rubin (1981), table 1; the pooled mean is 7.7, its error 4.1."""
    schools = datasets.eight_schools()
    assert schools.school.tolist() == list("ABCDEFGH")
    weight = schools.error**-2.0
    assert round(float(weight @ schools.effect / weight.sum()), 1) == 7.7
    assert round(float(weight.sum() ** -0.5), 1) == 4.1


def test_earthquakes():
    """Zucchini and MacDonald (2009, section 1.2): mean 19.36, variance 51.57."""
    quakes = datasets.earthquakes()
    np.testing.assert_array_equal(quakes.year, np.arange(1900, 2007))
    assert round(quakes.count.mean(), 2) == 19.36
    assert round(quakes.count.var(ddof=1), 2) == 51.57


def test_penguins():
    """152, 68 and 124 penguins; 333 with nothing missing, 168 of them male."""
    penguins = datasets.penguins()
    names, counts = np.unique(penguins.species, return_counts=True)
    assert names.tolist() == ["Adelie", "Chinstrap", "Gentoo"]
    assert counts.tolist() == [152, 68, 124]
    assert np.isnan(penguins.body).sum() + (penguins.sex == "").sum() == 19
    whole = np.isfinite(penguins.body).all(axis=1) & (penguins.sex != "")
    assert whole.sum() == 333 and (penguins.sex[whole] == "male").sum() == 168
    assert set(penguins.year) == {2007, 2008, 2009}

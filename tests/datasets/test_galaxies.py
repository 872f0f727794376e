"""The galaxies: as printed, in the unit that the mixture papers use."""

import numpy as np

from coursekit import datasets


def test_galaxies():
    velocity = datasets.galaxies().velocity
    assert velocity.shape == (82,)
    assert (np.diff(velocity) >= 0).all()
    # Roeder (1990), table 1, begins with a group of seven near 10,000 km/s
    first = [9.172, 9.350, 9.483, 9.558, 9.775, 10.227, 10.406]
    np.testing.assert_allclose(velocity[:7], first)
    assert velocity[7] > 16 and velocity[-1] == 34.279
    assert velocity[77] == 26.960  # 26.690 in the file, a slip of MASS's

"""Published mode coverage: the figures of the two papers."""

import numpy as np
import pytest

from coursekit import datasets


def test_mode_coverage():
    table = datasets.mode_coverage()
    assert {len(column) for column in table} == {33}
    assert set(table.task) == {"ring8", "grid25", "stacked_mnist"}
    row = {key: i for i, key in enumerate(zip(*table[:3], strict=True))}
    assert len(row) == 33
    # Lin et al. 2018, table 1: PacGAN4 on the grid, 24.8 modes, 93.6 %, .04 nats
    pac = row["PacGAN2018 T1", "grid25", "PacGAN4"]
    assert table.modes[pac] == 24.8 and table.reverse_kl[pac] == 0.04
    assert table.quality[pac] == pytest.approx(0.936)
    # Srivastava et al. 2017, table 1: the GAN on the ring, 1 mode, 99.3 %
    plain = row["VEEGAN2017 T1", "ring8", "GAN"]
    assert table.modes[plain] == 1 and table.quality[plain] == pytest.approx(0.993)
    assert np.isnan(table.reverse_kl[plain])
    most = {"ring8": 8, "grid25": 25, "stacked_mnist": 1000}
    assert (table.modes <= [most[task] for task in table.task]).all()
    digits = table.task == "stacked_mnist"
    assert (np.isnan(table.quality) == digits).all()

"""Rows are cut into parts, one for each thread; the result does not depend on it."""

import numpy as np
import pytest
from mixtures import random_mixture

from coursekit.em import _threads
from coursekit.em.gaussian_mixture import e_step


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("n", [1, 8191, 8192, 30_001])
def test_the_parts_cover_every_row_in_order(monkeypatch, threads, n):
    monkeypatch.setattr(_threads, "_allowed", lambda: threads)
    parts = _threads.in_threads(lambda rows: range(n)[rows], n)
    assert [k for part in parts for k in part] == list(range(n))
    assert len(parts) == max(1, min(threads, n // _threads.PART if n >= 8192 else 1))


def test_inside_the_linear_algebra_has_one_thread(monkeypatch):
    monkeypatch.setattr(_threads, "_allowed", lambda: 2)
    libraries = _threads._controller().select(user_api="blas").lib_controllers
    before = [one.num_threads for one in libraries]
    inside = []
    _threads.in_threads(
        lambda _: inside.append([x.num_threads for x in libraries]), 9000
    )
    assert inside == [[1] * len(libraries)] * 2
    assert [one.num_threads for one in libraries] == before


def test_an_e_step_is_the_same_with_any_number_of_threads(monkeypatch):
    rng = np.random.default_rng(1)
    X, w = rng.standard_normal((20_000, 3)), rng.random(20_000)
    theta = random_mixture(rng, 4, 3, "full")
    results = []
    for threads in (1, 3):
        monkeypatch.setattr(_threads, "_allowed", lambda t=threads: t)
        value, stats = e_step(X, theta, w)
        results.append((value, *stats[:3]))
    for a, b in zip(*results, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-10)

"""Targets: gradients are derivatives, constants are right, tails fall, bad input is named."""

import numpy as np
import pytest

from coursekit.mcmc import targets

PLANE = {
    "standard": targets.StandardNormal(),
    "gaussian": targets.Gaussian([1.0, -2.0], [[2.0, 0.9], [0.9, 0.5]]),
    "banana": targets.Banana(),
    "donut": targets.Donut(),
    "three modes": targets.ThreeModes(),
    "funnel": targets.Funnel(),
    "squiggle": targets.Squiggle(),
}
ANY = {
    **PLANE,
    "line": targets.StandardNormal(1),
    "ten": targets.Gaussian(np.arange(10.0), np.diag(10.0 ** np.arange(-4, 6))),
}


def finite_difference(target, x):
    """Gradient by five-point differences, (points, dim): error of order h^4."""
    gradient = np.empty_like(x)
    for k in range(target.dim):
        h = np.zeros_like(x)
        h[:, k] = 1e-3 * np.maximum(1.0, np.abs(x[:, k]))
        f = [target.log_density(x + m * h) for m in (-2, -1, 1, 2)]
        gradient[:, k] = (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h[:, k])
    return gradient


@pytest.mark.parametrize("name", ANY)
@pytest.mark.parametrize("far", [1.0, 10.0, 1000.0])
def test_gradient_is_the_derivative_also_far_out(name, far):
    target = ANY[name]
    x = far * np.random.default_rng(1).standard_normal((200, target.dim))
    if (
        name == "funnel"
    ):  # exp(-x2): beyond +-40 its size defeats differences in double precision
        x[:, 1] = np.clip(x[:, 1], -40, 40)
    if name == "squiggle":  # beyond, the step of the differences skips whole waves
        x[:, 0] = np.clip(x[:, 0], -10, 10)
    if name == "donut":  # the tip of the cone at the origin has no derivative
        x = x[np.hypot(*x.T) > 0.1]
    expected = finite_difference(target, x)
    size = np.abs(expected).max(axis=1, keepdims=True) + 1
    np.testing.assert_allclose(target.grad(x) / size, expected / size, atol=2e-6)


def test_gradient_is_zero_where_the_donut_has_none():
    np.testing.assert_array_equal(targets.Donut().grad(np.zeros((1, 2))), [[0.0, 0.0]])


@pytest.mark.parametrize("name", ANY)
def test_density_falls_without_end(name):
    """On wider and wider spheres the highest point gets lower: no tail turns up again."""
    target = ANY[name]
    directions = np.random.default_rng(2).standard_normal((2000, target.dim))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    highest = [
        target.log_density(r * directions).max() for r in (30, 100, 1e3, 1e4, 1e5, 1e6)
    ]
    assert np.isfinite(highest).all()
    assert (np.diff(highest) < 0).all()


def integral(target, x_grid, y_grid, width=lambda y: 1.0):
    """Sum over a grid in (x / width(y), y): exact to rounding for such smooth densities."""
    u, y = np.meshgrid(x_grid, y_grid, indexing="ij")
    points = np.stack([(u * width(y)).ravel(), y.ravel()], axis=1)
    density = np.exp(target.log_density(points)) * (width(y) * np.ones_like(y)).ravel()
    return density.sum() * (x_grid[1] - x_grid[0]) * (y_grid[1] - y_grid[0])


@pytest.mark.parametrize("name", ["standard", "gaussian", "three modes"])
def test_normalised_targets_integrate_to_one(name):
    grid = np.arange(-16, 16, 0.05)
    assert integral(PLANE[name], grid, grid) == pytest.approx(1, abs=1e-10)


def test_banana_integrates_to_one():
    x, y = np.arange(-18, 18, 0.05), np.arange(-6, 90, 0.05)
    assert integral(PLANE["banana"], x, y) == pytest.approx(1, abs=1e-10)


def test_funnel_integrates_to_one():
    """Summed in x1 / exp(x2 / 2), because the neck is thinner than any fixed grid."""
    grid = np.arange(-14, 14, 0.05)
    total = integral(PLANE["funnel"], grid, grid, width=lambda neck: np.exp(neck / 2))
    assert total == pytest.approx(1, abs=1e-10)


def test_squiggle_integrates_to_one_and_its_crest_is_a_sine():
    grid = np.arange(-14, 14, 0.02)
    assert integral(PLANE["squiggle"], grid, grid) == pytest.approx(1, abs=1e-10)
    x = np.linspace(-4, 4, 33)
    crest = np.stack([x, 1.5 * np.sin(2.5 * x)], axis=1)
    np.testing.assert_allclose(PLANE["squiggle"].grad(crest)[:, 1], 0, atol=1e-12)


def test_constants_of_normals_on_the_line_and_in_ten_dimensions():
    def log_normal(x, mean, sd):
        return (-0.5 * ((x - mean) / sd) ** 2 - np.log(sd * np.sqrt(2 * np.pi))).sum(
            axis=1
        )

    for name, mean, sd in (
        ("line", 0.0, 1.0),
        ("ten", np.arange(10), 10.0 ** np.arange(-2, 3, 0.5)),
    ):
        x = 3 * np.random.default_rng(3).standard_normal((20, ANY[name].dim))
        np.testing.assert_allclose(
            ANY[name].log_density(x), log_normal(x, mean, sd), rtol=1e-12
        )


def test_donut_is_a_ring():
    angle = np.linspace(0, 2 * np.pi, 9)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    donut = targets.Donut()
    np.testing.assert_allclose(donut.log_density(2.5 * ring), 0, atol=1e-25)
    np.testing.assert_allclose(donut.log_density((2.5 + 0.35) * ring), -0.5, rtol=1e-12)


def test_modes_are_where_they_are_said_to_be():
    three = targets.ThreeModes()
    np.testing.assert_allclose(three.grad(targets.MODES), 0, atol=2e-3)
    heights = three.log_density(targets.MODES)
    np.testing.assert_allclose(heights, -np.log(3 * 2 * np.pi * 0.36), atol=1e-3)


@pytest.mark.parametrize("name", ANY)
def test_each_row_is_a_chain_of_its_own(name):
    target = ANY[name]
    x = np.random.default_rng(4).standard_normal((6, target.dim))
    assert target.log_density(x).shape == (6,)
    assert target.grad(x).shape == x.shape
    alone = [target.log_density(row[None])[0] for row in x]
    np.testing.assert_allclose(target.log_density(x), alone, rtol=1e-13)


def test_your_own_function():
    own = targets.LogDensity(lambda x: -np.abs(x).sum(axis=1), dim=3)
    np.testing.assert_array_equal(own.log_density(np.array([[1.0, -2.0, 3.0]])), [-6.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: targets.StandardNormal(0),
            "dim must be a whole number, at least 1; got 0",
        ),
        (
            lambda: targets.StandardNormal(2.0),
            "dim must be a whole number, at least 1; got 2.0",
        ),
        (
            lambda: targets.LogDensity(np.sum, -1),
            "dim must be a whole number, at least 1; got -1",
        ),
        (lambda: targets.LogDensity("x**2", 1), "function must be callable, got str"),
        (
            lambda: targets.Gaussian([], np.empty((0, 0))),
            r"mean must be .* non-empty .* got \[\]",
        ),
        (
            lambda: targets.Gaussian([[0.0]], [[1.0]]),
            "mean must be a finite, non-empty vector",
        ),
        (lambda: targets.Gaussian([np.nan], [[1.0]]), r"mean must be .* got \[nan\]"),
        (
            lambda: targets.Gaussian([0, 0], [[1.0]]),
            r"covariance .* \(2, 2\) .* got \(1, 1\)",
        ),
        (lambda: targets.Gaussian([0], [[np.nan]]), "covariance must be finite"),
        (
            lambda: targets.Gaussian([0, 0], [[1, 0.5], [0.4, 1]]),
            "covariance must be symmetric",
        ),
        (
            lambda: targets.Gaussian([0, 0], 1e-12 * np.array([[1, 0.5], [0.4, 1]])),
            "symmetric",
        ),
        (
            lambda: targets.Gaussian([0], [[-1.0]]),
            "covariance must be positive definite",
        ),
        (
            lambda: targets.Gaussian([0, 0], [[1, 1], [1, 1]]),
            "covariance must be positive definite",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    "shape", [targets.Banana, targets.Donut, targets.Funnel, targets.Squiggle]
)
def test_pictures_of_the_plane_stay_in_the_plane(shape):
    with pytest.raises(TypeError):
        shape(5)
    assert shape().dim == 2

"""What the comparisons of JavaScript with Python share: targets, and numbers played back."""

import numpy as np

from coursekit.mcmc.targets import (
    Banana,
    Donut,
    Funnel,
    Squiggle,
    StandardNormal,
    ThreeModes,
)

FOUR_WELLS = "-((x^2 + y - 7)^2 + (x + y^2 - 7)^2) / 20"


class FourWells:
    """The typed target's twin."""

    dim = 2

    def log_density(self, x):
        a, b = x.T
        return -((a**2 + b - 7) ** 2 + (a + b**2 - 7) ** 2) / 20

    def grad(self, x):
        a, b = x.T
        u, v = a**2 + b - 7, a + b**2 - 7
        return -np.stack([2 * a * u + v, u + 2 * b * v], axis=1) / 10


TARGETS = {
    "normal": StandardNormal(),
    "banana": Banana(),
    "donut": Donut(),
    "three_modes": ThreeModes(),
    "funnel": Funnel(),
    "squiggle": Squiggle(),
    "typed": FourWells(),
}
TARGET_OF = """
  const target = data.name === "typed"
    ? targets.typedTarget(data.expression, []) : targets.TARGETS[data.name];
  const replay = (list) => () => list.shift();
  const random = { normal: replay(data.normals ?? []), uniform: replay(data.uniforms ?? []) };
"""


class Recorder:
    """A random source that remembers the numbers it gave, in order."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.normals, self.uniforms = [], []

    def standard_normal(self, shape):
        values = self.rng.standard_normal(shape)
        self.normals.extend(values.ravel())
        return values

    def random(self, size):
        values = self.rng.random(size)
        self.uniforms.extend(values)
        return values

"""The explorer's samplers in JavaScript against their twins in Python, step by step, on the
same random numbers and all of its targets."""

from dataclasses import replace

import numpy as np
import pytest

from coursekit.mcmc import HMC, MALA, NUTS, Gibbs, RandomWalkMetropolis
from coursekit.mcmc.adaptation import DualAveraging
from coursekit.mcmc.gibbs import tabulated_blocks
from coursekit.mcmc.metropolis import HaarioAdaptation

from .javascript import run_javascript
from .twins import FOUR_WELLS, TARGET_OF, TARGETS, Recorder

N_STEPS = 100
STEP = {"squiggle": 0.1}  # of the leapfrog; elsewhere .25
TABLE = (-9.0, 9.0, -7.0, 11.0)


class TunedStep:
    """Dual averaging over the first ``n_steps`` steps; then the average is kept."""

    def __init__(self, kernel, n_steps):
        self.averaging = DualAveraging(kernel.step_size, 0.8)
        self.n_steps, self.t = n_steps, 0

    def update(self, kernel, state, info):
        self.t += 1
        if self.t > self.n_steps:
            return kernel
        self.averaging.update(info.accept_prob.mean())
        last = self.t == self.n_steps
        step = self.averaging.average if last else self.averaging.step_size
        return replace(kernel, step_size=step)


def kernel_of(sampler, name):
    """The twin in Python, and in JavaScript its module and its kernel's settings."""
    target = TARGETS[name]
    step = STEP.get(name, 0.25)
    hmc = f"{{ target, stepSize: {step}, nLeapfrog: 7 }}"
    return {
        "metropolis": (
            RandomWalkMetropolis(target, 0.9),
            "metropolis",
            "{ target, scale: 0.9 }",
        ),
        "adaptive": (
            RandomWalkMetropolis(target, 0.9),
            "metropolis",
            "{ target, scale: 0.9 }",
        ),
        "mala": (MALA(target, 3 * step), "mala", f"{{ target, stepSize: {3 * step} }}"),
        "gibbs": (
            Gibbs(target, tabulated_blocks(target, TABLE, 300)),
            "gibbs",
            f"{{ target, table: {list(TABLE)}, nCells: 300 }}",
        ),
        "hmc": (HMC(target, step, 7), "hmc", hmc),
        "hmc_dual": (HMC(target, step, 7), "hmc", hmc),
        "nuts": (NUTS(target, step), "nuts", hmc),
        "nuts_dual": (NUTS(target, step), "nuts", hmc),
    }[sampler]


def row(state, info, kernel):
    """Everything there is to compare of one step, one row for each chain."""
    chains = len(state.x)
    columns = [state.x, state.logp]
    if hasattr(info, "accept_prob"):
        columns += [info.accept_prob, info.accepted]
    if hasattr(info, "proposal"):
        columns += [info.proposal]
    if hasattr(info, "energy_error"):
        columns += [info.energy_error, info.divergent, info.n_leapfrog]
    if hasattr(info, "depth"):
        columns += [info.depth]
    if hasattr(kernel, "step_size"):
        columns += [np.full(chains, kernel.step_size)]
    if np.ndim(getattr(kernel, "scale", 0)) == 2:
        columns += [np.tile(kernel.scale.ravel(), (chains, 1))]
    return np.column_stack(columns)


ROW = """
  const columns = (state, info, kernel, k) => [
    ...state.x[k], state.logp[k],
    ...(data.sampler === "gibbs" ? [] : [info.acceptProb[k], Number(info.accepted[k])]),
    ...(data.sampler === "gibbs" || info.depth ? [] : info.proposal[k]),
    ...(info.energyError
        ? [info.energyError[k], Number(info.divergent[k]), info.nLeapfrog[k]] : []),
    ...(info.depth ? [info.depth[k]] : []),
    ...(kernel.stepSize ? [kernel.stepSize] : []),
    ...(Array.isArray(kernel.scale) ? kernel.scale.flat() : []),
  ];
"""
ADAPTATION = {
    "adaptive": "new haario.HaarioAdaptation(data.start, 20)",
    "hmc_dual": "new dual_averaging.StepAdaptation(kernel.stepSize, 60)",
    "nuts_dual": "new dual_averaging.StepAdaptation(kernel.stepSize, 60)",
}


def both(sampler, name, chains):
    """The steps of Python and of JavaScript: lists of arrays (chains, columns).

    Where the step size follows the acceptance and the acceptance the step size, rounding
    errors feed on themselves. There JavaScript begins each step from Python's state and
    step size; its adaptation is its own all the way.
    """
    rng = Recorder(seed=5)
    kernel, module, settings = kernel_of(sampler, name)
    start = np.linspace(-2, 2, 2 * chains).reshape(chains, 2)
    adaptation = {
        "adaptive": lambda: HaarioAdaptation(start, 20),
        "hmc_dual": lambda: TunedStep(kernel, 60),
        "nuts_dual": lambda: TunedStep(kernel, 60),
    }.get(sampler, lambda: None)()
    state, python, before = kernel.init(start), [], []
    for _ in range(N_STEPS):
        before.append([state.x.tolist(), getattr(kernel, "step_size", None)])
        state, info = kernel.step(state, rng=rng)
        if adaptation:
            kernel = adaptation.update(kernel, state, info)
        python.append(row(state, info, kernel))
    javascript = run_javascript(
        TARGET_OF
        + ROW
        + f"""
        let kernel = {settings};
        const adaptation = {ADAPTATION.get(sampler, "null")};
        const start = kernel.stepSize ? hmc.gradientState : metropolis.initialState;
        let state = start(target, data.start);
        return data.before.map(([x, stepSize]) => {{
          if (data.sampler.endsWith("dual")) {{
            state = start(target, x);
            kernel = {{ ...kernel, stepSize }};
          }}
          const made = {module}.step(state, kernel, random);
          state = made.state;
          if (adaptation) kernel = adaptation.update(kernel, state, made.info);
          return state.x.map((_, k) => columns(state, made.info, kernel, k));
        }});""",
        {
            "sampler": sampler,
            "name": name,
            "expression": FOUR_WELLS,
            "start": start.tolist(),
            "normals": rng.normals,
            "uniforms": rng.uniforms,
            "before": before,
        },
    )
    return python, [np.array(step, dtype=float) for step in javascript]


SAMPLERS = [
    "metropolis", "adaptive", "mala", "gibbs", "hmc", "hmc_dual", "nuts", "nuts_dual"
]  # fmt: skip


def flown_off(steps):
    """The steps without what a path that flew off says: it doubles every rounding error too.

    Its proposal and its energy error, columns 5 to 7, count as 0; that it diverged stays.
    """
    steps = np.array(steps)
    steps[steps[:, :, 8] == 1, 5:8] = 0
    return steps


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("name", TARGETS)
def test_every_step_equals_python(sampler, name):
    python, javascript = both(sampler, name, chains=3)
    if sampler.startswith("hmc"):
        python, javascript = flown_off(python), flown_off(javascript)
    for t, (wanted, got) in enumerate(zip(python, javascript, strict=True)):
        np.testing.assert_allclose(
            got, wanted, rtol=1e-9, atol=1e-9, err_msg=f"step {t}"
        )

// The samplers on the explorer's menu.
//
// Each is {label, short, start, step, kernel, adaptation, size, ...}: `start(target, x)` makes the
// state of chains that start at x; `step(state, kernel, random)` moves all of them; `kernel`
// makes the kernel's own fields from the settings; `adaptation`, where there is one, makes
// what hands back the kernel for the next step. `size` names the target's good step size.

import { StepAdaptation } from "./dual_averaging.js";
import * as gibbs from "./gibbs.js";
import { HaarioAdaptation } from "./haario.js";
import * as hmc from "./hmc.js";
import * as mala from "./mala.js";
import * as metropolis from "./metropolis.js";
import * as nuts from "./nuts.js";

const walk = {
  start: metropolis.initialState,
  step: metropolis.step,
  kernel: ({ stepSize }) => ({ scale: stepSize }),
  size: "walk",
};

const trajectories = {
  start: hmc.gradientState,
  step: hmc.step,
  kernel: ({ stepSize, nLeapfrog }) => ({ stepSize, nLeapfrog }),
  size: "leapfrog",
  hasLeapfrog: true, // whether the number of leapfrog steps is a setting
  hasEnergy: true,
  hasGradient: true,
};

const tuned = {
  isTuned: true, // whether the warm-up sets the step size
  adaptation: ({ stepSize, warmup }) => new StepAdaptation(stepSize, warmup),
};

export const SAMPLERS = {
  metropolis: { ...walk, label: "Random-walk Metropolis", short: "Random walk" },
  adaptive: {
    ...walk,
    label: "Adaptive Metropolis",
    short: "Adaptive",
    adaptation: ({ x }) => new HaarioAdaptation(x),
  },
  mala: {
    start: hmc.gradientState,
    step: mala.step,
    kernel: ({ stepSize }) => ({ stepSize }),
    size: "langevin",
    hasGradient: true,
    label: "MALA (Langevin)",
    short: "MALA",
  },
  gibbs: {
    start: metropolis.initialState,
    step: gibbs.step,
    kernel: ({ table }) => ({ table }),
    hasCalls: false, // what a draw from a conditional costs says nothing of the method
    label: "Gibbs",
    short: "Gibbs",
  },
  hmc: { ...trajectories, label: "Hamiltonian Monte Carlo", short: "HMC" },
  hmc_dual: {
    ...trajectories,
    ...tuned,
    label: "HMC with dual averaging",
    short: "HMC, tuned",
  },
  nuts: {
    ...trajectories,
    ...tuned,
    step: nuts.step,
    hasLeapfrog: false,
    label: "NUTS (no-U-turn)",
    short: "NUTS",
  },
};

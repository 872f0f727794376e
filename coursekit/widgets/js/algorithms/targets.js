// Densities on the plane, known up to a constant: the twins of coursekit.mcmc.targets.
//
// A target is {label, window, steps, logDensity(x, y), gradient(x, y) -> [d/dx, d/dy]}:
// `window` [left, right, bottom, top] holds all but a sliver of its mass, and `steps` are
// good step sizes for {walk: random walks, langevin: MALA, leapfrog: HMC and NUTS}.

import { ExpressionError, parseExpression } from "./expression.js";
import { densityGrid, marginals, moments } from "./grid.js";

const LOG_2PI = Math.log(2 * Math.PI);

const normal = {
  label: "Standard normal",
  window: [-4, 4, -4, 4],
  steps: { walk: 1.7, langevin: 1.4, leapfrog: 0.5 },
  logDensity: (x, y) => -0.5 * (x * x + y * y + 2 * LOG_2PI),
  gradient: (x, y) => [-x, -y],
};

const banana = {
  label: "Banana",
  window: [-6, 6, -3.5, 8.5],
  steps: { walk: 2.4, langevin: 0.7, leapfrog: 0.25 },
  logDensity: (x, y) => {
    const across = (y - ((x * x) / 4 - 1)) / 0.5;
    return -0.5 * ((x / 2) ** 2 + across ** 2) - LOG_2PI;
  },
  gradient: (x, y) => {
    const pull = (y - ((x * x) / 4 - 1)) / 0.25;
    return [-x / 4 + (pull * x) / 2, -pull];
  },
};

const donut = {
  label: "Donut",
  window: [-4.2, 4.2, -4.2, 4.2],
  steps: { walk: 2.4, langevin: 0.6, leapfrog: 0.25 },
  logDensity: (x, y) => -0.5 * ((Math.hypot(x, y) - 2.5) / 0.35) ** 2,
  gradient: (x, y) => {
    const radius = Math.hypot(x, y);
    const pull = radius > 0 ? -(radius - 2.5) / 0.35 ** 2 / radius : 0;
    return [pull * x, pull * y];
  },
};

const MODES = [
  [-2, -1.2],
  [2, -1.2],
  [0, 2.2],
];

// The log density of each of the three, its share of the mixture included.
const logParts = (x, y) =>
  MODES.map(
    ([mx, my]) =>
      (-0.5 * ((x - mx) ** 2 + (y - my) ** 2)) / 0.36 - LOG_2PI - Math.log(0.36) - Math.log(3),
  );

const threeModes = {
  label: "Three modes",
  window: [-4.5, 4.5, -4, 5],
  steps: { walk: 2.4, langevin: 0.9, leapfrog: 0.25 },
  logDensity: (x, y) => {
    const parts = logParts(x, y);
    const top = Math.max(...parts);
    return top + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - top), 0));
  },
  gradient: (x, y) => {
    const logp = threeModes.logDensity(x, y);
    let [dx, dy] = [0, 0];
    logParts(x, y).forEach((part, k) => {
      const weight = Math.exp(part - logp);
      dx += (weight * (MODES[k][0] - x)) / 0.36;
      dy += (weight * (MODES[k][1] - y)) / 0.36;
    });
    return [dx, dy];
  },
};

const funnel = {
  label: "Funnel",
  window: [-8, 8, -5, 5.5],
  steps: { walk: 2.4, langevin: 1, leapfrog: 0.2 },
  logDensity: (x, y) => {
    const across = -0.5 * (x * x * Math.exp(-y) + y);
    return across - 0.5 * (y / 1.5) ** 2 - Math.log(1.5) - LOG_2PI;
  },
  gradient: (x, y) => {
    const precision = Math.exp(-y);
    return [-x * precision, 0.5 * (x * x * precision - 1) - y / 1.5 ** 2];
  },
};

const squiggle = {
  label: "Squiggle",
  window: [-5, 5, -3.2, 3.2],
  steps: { walk: 1.2, langevin: 0.25, leapfrog: 0.1 },
  logDensity: (x, y) => {
    const across = (y - 1.5 * Math.sin(2.5 * x)) / 0.35;
    return -0.5 * ((x / 1.5) ** 2 + across ** 2) - Math.log(1.5 * 0.35) - LOG_2PI;
  },
  gradient: (x, y) => {
    const pull = (y - 1.5 * Math.sin(2.5 * x)) / 0.35 ** 2;
    return [3.75 * Math.cos(2.5 * x) * pull - x / 1.5 ** 2, -pull];
  },
};

export const TARGETS = { normal, banana, donut, three_modes: threeModes, funnel, squiggle };

const TYPED_WINDOW = [-6, 6, -6, 6];
const CHECKED = 60; // cells a side of the grid that a typed density is tried on

// The target that a reader typed: `text` is its log density, and `window`, [] for the usual
// one, is where it is looked at. Where the formula has no value the density counts as 0.
// Throws an ExpressionError, with the reason in plain words, for a text or a density that cannot
// serve.
export function typedTarget(text, window) {
  const formula = parseExpression(text);
  const target = {
    label: "Your own",
    window: window.length ? window : TYPED_WINDOW,
    logDensity: (x, y) => {
      const value = formula.value(x, y);
      return Number.isNaN(value) ? -Infinity : value;
    },
    gradient: (x, y) => formula.slopes(x, y).slice(1),
  };
  const grid = densityGrid(formula.value, target.window, CHECKED);
  if (grid.logMax === Infinity) {
    throw new ExpressionError(
      "the log density is infinite somewhere in the picture; it must have a top",
    );
  }
  if (grid.logMax === -Infinity) {
    const what = grid.hasNaN ? "has no value (NaN)" : "is −∞, so the density is 0,";
    throw new ExpressionError(`the log density ${what} everywhere in the picture`);
  }
  const { x, y } = marginals(grid);
  const [left, right, bottom, top] = target.window;
  const narrow = Math.min(moments(x, left, right).sd, moments(y, bottom, top).sd);
  return { ...target, steps: { walk: narrow, langevin: narrow / 3, leapfrog: narrow / 10 } };
}

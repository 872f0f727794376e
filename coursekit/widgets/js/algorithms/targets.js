// Densities on the plane, known up to a constant: the twins of coursekit.mcmc.targets.
//
// A target is {label, window, scale, logDensity(x, y)}: `window` [left, right, bottom, top]
// holds all but a sliver of its mass, and `scale` is a good step for random-walk Metropolis.

import { ExpressionError, parseExpression } from "./expression.js";
import { densityGrid, marginals, moments } from "./grid.js";

const LOG_2PI = Math.log(2 * Math.PI);

const normal = {
  label: "Standard normal",
  window: [-4, 4, -4, 4],
  scale: 1.7,
  logDensity: (x, y) => -0.5 * (x * x + y * y + 2 * LOG_2PI),
};

const banana = {
  label: "Banana",
  window: [-6, 6, -3.5, 8.5],
  scale: 2.4,
  logDensity: (x, y) => {
    const across = (y - ((x * x) / 4 - 1)) / 0.5;
    return -0.5 * ((x / 2) ** 2 + across ** 2) - LOG_2PI;
  },
};

const donut = {
  label: "Donut",
  window: [-4.2, 4.2, -4.2, 4.2],
  scale: 2.4,
  logDensity: (x, y) => -0.5 * ((Math.hypot(x, y) - 2.5) / 0.35) ** 2,
};

const MODES = [
  [-2, -1.2],
  [2, -1.2],
  [0, 2.2],
];

const threeModes = {
  label: "Three modes",
  window: [-4.5, 4.5, -4, 5],
  scale: 2.4,
  logDensity: (x, y) => {
    const parts = MODES.map(
      ([mx, my]) =>
        (-0.5 * ((x - mx) ** 2 + (y - my) ** 2)) / 0.36 - LOG_2PI - Math.log(0.36) - Math.log(3),
    );
    const top = Math.max(...parts);
    return top + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - top), 0));
  },
};

const funnel = {
  label: "Funnel",
  window: [-8, 8, -5, 5.5],
  scale: 2.4,
  logDensity: (x, y) => {
    const across = -0.5 * (x * x * Math.exp(-y) + y);
    return across - 0.5 * (y / 1.5) ** 2 - Math.log(1.5) - LOG_2PI;
  },
};

export const TARGETS = { normal, banana, donut, three_modes: threeModes, funnel };

const TYPED_WINDOW = [-6, 6, -6, 6];
const CHECKED = 60; // cells a side of the grid that a typed density is tried on

// The target that a reader typed: `text` is its log density, and `window`, [] for the usual
// one, is where it is looked at. Where the formula has no value the density counts as 0.
// Throws an ExpressionError, with the reason in plain words, for a text or a density that cannot serve.
export function typedTarget(text, window) {
  const formula = parseExpression(text);
  const target = {
    label: "Your own",
    window: window.length ? window : TYPED_WINDOW,
    logDensity: (x, y) => {
      const value = formula(x, y);
      return Number.isNaN(value) ? -Infinity : value;
    },
  };
  const grid = densityGrid(formula, target.window, CHECKED);
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
  return { ...target, scale: narrow };
}

// Gibbs sampling from tabulated conditionals: the twin of coursekit.mcmc.gibbs.Gibbs with
// tabulated_blocks, which says how good that is.

import { checkedLogDensity } from "./metropolis.js";

const N_CELLS = 1024;
const TINY = 2 ** -1022;

// One step of every chain, x given y and then y given x -> {state, info}. Takes one uniform
// a chain for each. `table` is [left, right, bottom, top].
export function step(state, { target, table, nCells = N_CELLS }, random) {
  let { x } = state;
  const corners = [x];
  for (const axis of [0, 1]) {
    x = x.map((point) => redrawn(target, point, axis, table, nCells, random.uniform()));
    corners.push(x);
  }
  return {
    state: { x, logp: x.map((point) => checkedLogDensity(target, point)) },
    info: {
      proposal: x,
      acceptProb: x.map(() => 1),
      accepted: x.map(() => true),
      paths: x.map((_, k) => [{ points: corners.map((points) => ({ x: points[k] })) }]),
    },
  };
}

// The point with one coordinate drawn anew from its law given the other.
function redrawn(target, point, axis, table, nCells, u) {
  const [low, high] = table.slice(2 * axis, 2 * axis + 2);
  const width = (high - low) / nCells;
  const logp = new Float64Array(nCells + 1);
  const at = [...point];
  for (let i = 0; i <= nCells; i++) {
    at[axis] = i < nCells ? low + i * width : high;
    logp[i] = checkedLogDensity(target, at);
  }
  at[axis] = low + inverseCdf(logp, u) * width;
  return at;
}

// Where the distribution function of a density that is linear between the given values
// reaches u, counted in cells from the first value.
export function inverseCdf(logp, u) {
  const highest = logp.reduce((most, value) => Math.max(most, value), -Infinity);
  if (highest === -Infinity) {
    throw new Error("a full conditional is zero everywhere in its table");
  }
  const f = logp.map((value) => Math.exp(value - highest));
  const cumulative = new Float64Array(f.length);
  for (let i = 1; i < f.length; i++) cumulative[i] = cumulative[i - 1] + (f[i - 1] + f[i]) / 2;
  const goal = u * cumulative[f.length - 1];
  let cell = 0;
  while (cumulative[cell + 1] <= goal) cell++;
  const rest = goal - cumulative[cell];
  const slope = f[cell + 1] - f[cell];
  const root = Math.sqrt(f[cell] ** 2 + 2 * slope * rest);
  return cell + (2 * rest) / Math.max(f[cell] + root, TINY); // the left edge if both are 0
}

// Rejection sampling in one dimension: the twin of coursekit.background.sampling. Targets are
// densities on [0, 1]; an envelope is M times the density of a proposal.

const factorial = (n) => (n < 2 ? 1 : n * factorial(n - 1));
const beta = (a, b) => {
  const constant = factorial(a + b - 1) / (factorial(a - 1) * factorial(b - 1));
  return (x) => constant * x ** (a - 1) * (1 - x) ** (b - 1);
};
const [left, right] = [beta(5, 17), beta(16, 7)];
const RIDGE = 0.7; // where the triangle has its top

// Densities on (0, 1); elsewhere they are 0.
export const TARGETS = {
  bumps: (x) => 0.35 * left(x) + 0.65 * right(x),
  triangle: (x) => 2 * (x < RIDGE ? x / RIDGE : (1 - x) / (1 - RIDGE)),
  moon: (x) => (8 / Math.PI) * Math.sqrt(x * (1 - x)),
  posterior: beta(8, 4), // 7 heads of 10 tosses, after a uniform prior
};

export const densityOf = (name) => (x) => (x > 0 && x < 1 ? TARGETS[name](x) : 0);

// A proposal: its density, its top, and a draw from a uniform u or a standard normal z.
export function proposalOf({ proposal, centre, width }) {
  if (proposal === "uniform") {
    return { density: (x) => (x >= 0 && x <= 1 ? 1 : 0), top: 1, draw: ({ u }) => u };
  }
  const top = 1 / (width * Math.sqrt(2 * Math.PI));
  return {
    density: (x) => top * Math.exp(-0.5 * ((x - centre) / width) ** 2),
    top,
    draw: ({ z }) => centre + width * z,
  };
}

// The luck of one dart: where a proposal would put it, and how high under the envelope. It is
// drawn apart from target and envelope, so that these can be moved under the same darts.
export function luckOf({ uniform, normal }) {
  return { u: uniform(), z: normal(), v: uniform() };
}

// A dart falls evenly under the envelope, and is accepted if it lies under the target.
export function throwDart(luck, target, { density, draw }, M) {
  const x = draw(luck);
  const height = luck.v * M * density(x);
  return { x, height, isAccepted: height < target(x) };
}

const CELLS = 2000;
export const middles = Array.from({ length: CELLS }, (_, k) => (k + 0.5) / CELLS);
const integral = (f) => middles.reduce((total, x) => total + f(x), 0) / CELLS;

// The least M of an envelope that covers the target: the largest p / q.
export function leastM(target, { density }) {
  const ratio = (x) => target(x) / density(x);
  let best = middles[0];
  for (const x of middles) if (ratio(x) > ratio(best)) best = x;
  let [low, high] = [best - 1 / CELLS, best + 1 / CELLS];
  while (high - low > 1e-12) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (ratio(a) < ratio(b)) low = a;
    else high = b;
  }
  return ratio((low + high) / 2);
}

// What comes of an envelope: the share of darts that is accepted, the density of what is kept
// (the target, cut where the envelope is lower), and its distance from the target in total
// variation.
export function outcome(target, { density }, M) {
  const lower = (x) => Math.min(target(x), M * density(x));
  const kept = integral(lower);
  const comes = (x) => lower(x) / kept;
  const distance = integral((x) => Math.abs(target(x) - comes(x))) / 2;
  return { share: kept / M, comes, distance };
}

// The intervals in which the target stands above the envelope.
export function gaps(target, { density }, M) {
  const found = [];
  const isAbove = (x) => target(x) > M * density(x) * (1 + 1e-9);
  middles.forEach((x, k) => {
    if (!isAbove(x)) return;
    if (k > 0 && isAbove(middles[k - 1])) found.at(-1)[1] = x;
    else found.push([x, x]);
  });
  return found;
}

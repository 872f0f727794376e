// EM for mixtures of Gaussians in the plane: the twin of coursekit/em/gaussian_mixture.py, in
// the same standardised units and with the same prior and floor.
//
// Points are {x, y, n}, two Float64Arrays and their length. A mixture is {weights, means,
// covariances}, lists over its K components; a mean is [x, y], a covariance [xx, xy, yy],
// whatever its type (tied ones are equal). Responsibilities are K Float64Arrays over points.

export const COVARIANCE_TYPES = ["full", "tied", "diag", "spherical"];
export const FLOOR = 1e-6; // least variance without a prior, in units of the data's
const TINY = 2 ** -1022; // the smallest normal number
const LOWEST = 0.5 * Math.log(TINY); // of log responsibilities, before they are normalised
const DIM = 2;

const sum = (list) => list.reduce((total, value) => total + value, 0);

export function toPoints(pairs) {
  const column = (k) => Float64Array.from(pairs, (pair) => pair[k]);
  return { x: column(0), y: column(1), n: pairs.length };
}

// The unit of each column, {centre, scale}: (x - centre) / scale has mean 0 and variance 1.
// With `common` both have the scale of their mean variance. A constant column keeps its own.
export function unitOf({ x, y, n }, common) {
  const centre = [x, y].map((column) => sum(column) / n);
  let variance = [x, y].map((column, k) => sum(column.map((v) => (v - centre[k]) ** 2)) / n);
  if (common) variance = variance.fill(sum(variance) / DIM);
  return { centre, scale: variance.map((v) => (v > 0 ? Math.sqrt(v) : 1)) };
}

export function standardise({ x, y, n }, { centre, scale }) {
  const column = (values, k) => values.map((value) => (value - centre[k]) / scale[k]);
  return { x: column(x, 0), y: column(y, 1), n };
}

export const toUnit = (pair, { centre, scale }) => pair.map((v, k) => (v - centre[k]) / scale[k]);

// A mixture in standardised units, in those of the data.
export function outOfUnit({ weights, means, covariances }, { centre, scale: [a, b] }) {
  return {
    weights,
    means: means.map(([x, y]) => [x * a + centre[0], y * b + centre[1]]),
    covariances: covariances.map(([xx, xy, yy]) => [xx * a * a, xy * a * b, yy * b * b]),
  };
}

// A mixture of equal balls of one variance.
export function roundBalls(means, variance) {
  return {
    weights: means.map(() => 1 / means.length),
    means,
    covariances: means.map(() => [variance, 0, variance]),
  };
}

// K points to start from. With `spread` far from one another: each is drawn with probability
// proportional to its squared distance from the nearest before (Arthur and Vassilvitskii 2007).
export function seeds(points, K, random, spread) {
  const pool = shuffled(points, random);
  if (!spread) return Array.from({ length: K }, (_, k) => pool[k % pool.length]);
  const chosen = [pool[0]];
  const distances = pool.map(() => Infinity);
  while (chosen.length < K) {
    const [x, y] = chosen.at(-1);
    pool.forEach((point, i) => {
      distances[i] = Math.min(distances[i], (point[0] - x) ** 2 + (point[1] - y) ** 2);
    });
    chosen.push(pool[drawFrom(distances, random)]);
  }
  return chosen;
}

function shuffled({ x, y, n }, random) {
  const pool = Array.from({ length: n }, (_, i) => [x[i], y[i]]);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [pool[i], pool[j]] = [pool[j], pool[i]];
  }
  return pool;
}

// An index, with probability proportional to `masses`; any, if all are zero.
function drawFrom(masses, random) {
  const total = sum(masses);
  const wanted = random.uniform() * (total || masses.length);
  let below = 0;
  const index = masses.findIndex((mass) => (below += total ? mass : 1) > wanted);
  return index < 0 ? masses.length - 1 : index;
}

// Bayes' rule: log-likelihood, and r[k][i] = w_k N(x_i; mu_k, Sigma_k) / p(x_i).
export function eStep(points, theta) {
  const resp = logJoint(points, theta);
  let logLikelihood = 0;
  for (let i = 0; i < points.n; i++) logLikelihood += normalise(resp, i);
  return { logLikelihood, resp };
}

// log w_k N(x_i; mu_k, Sigma_k).
function logJoint({ x, y, n }, { weights, means, covariances }) {
  return weights.map((weight, k) => {
    const [xx, xy, yy] = covariances[k];
    const slope = xy / xx; // Cholesky: y given x has the variance `rest`
    const rest = yy - slope * xy;
    const [mx, my] = means[k];
    const top = Math.log(Math.max(weight, TINY)) - Math.log(2 * Math.PI * Math.sqrt(xx * rest));
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const dx = x[i] - mx;
      const dy = y[i] - my - slope * dx;
      values[i] = top - 0.5 * ((dx * dx) / xx + (dy * dy) / rest);
    }
    return values;
  });
}

// Turns point i's log joint densities into responsibilities; returns log p(x_i).
function normalise(resp, i) {
  let top = -Infinity;
  let total = 0;
  for (const row of resp) top = Math.max(top, row[i]);
  for (const row of resp) total += row[i] = Math.exp(Math.max(row[i] - top, LOWEST));
  for (const row of resp) row[i] /= total;
  return Math.log(total) + top;
}

// The bound sum_ik r_ik [log w_k N(x_i; mu_k, Sigma_k) - log r_ik] on the log-likelihood.
export function bound(points, theta, resp) {
  const joint = logJoint(points, theta);
  let total = 0;
  resp.forEach((row, k) => {
    for (let i = 0; i < points.n; i++) {
      if (row[i] > 0) total += row[i] * (joint[k][i] - Math.log(row[i]));
    }
  });
  return total;
}

// The shares, means and covariances of the points that each component made: with a prior
// the maximum of the posterior, without one that of the likelihood above the floor.
export function mStep(points, resp, kind, prior = null) {
  const stats = resp.map((row) => statistics(points, row));
  const total = sum(stats.map(({ n }) => n));
  const weights = stats.map(({ n }) => n / total);
  const about = prior ? stats.map((one) => pulled(one, prior)) : stats;
  const means = about.map(({ mean }) => mean);
  const extra = prior ? priorCount(prior, kind, resp.length) : 0;
  let covariances = average(about, kind, extra, prior ? prior.scale : 0);
  if (!prior) covariances = covariances.map((covariance) => clip(covariance, FLOOR));
  return { weights, means, covariances };
}

// Number, mean, and scatter about the mean [xx, xy, yy] of one component's points.
function statistics({ x, y, n: size }, row) {
  let [n, mx, my, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    n += row[i];
    mx += row[i] * x[i];
    my += row[i] * y[i];
  }
  mx /= Math.max(n, TINY);
  my /= Math.max(n, TINY);
  for (let i = 0; i < size; i++) {
    const [dx, dy] = [x[i] - mx, y[i] - my];
    xx += row[i] * dx * dx;
    xy += row[i] * dx * dy;
    yy += row[i] * dy * dy;
  }
  return { n, mean: [mx, my], scatter: [xx, xy, yy] };
}

// The prior mean, 0, counts as `strength` points.
function pulled({ n, mean, scatter }, { strength }) {
  const pull = strength / (strength + n);
  return {
    n,
    mean: mean.map((value) => value - pull * value),
    scatter: outer(mean).map((value, j) => scatter[j] + pull * n * value),
  };
}

const outer = ([x, y]) => [x * x, x * y, y * y];

// Covariances from scatters, of which the prior adds one of `scale`, and numbers of squares,
// to which it adds `extra`.
function average(stats, kind, extra, scale) {
  const groups = kind === "tied" ? [pooled(stats)] : stats;
  const covariances = groups.map(({ n, scatter: [xx, xy, yy] }) => {
    const count = Math.max(n, TINY);
    if (kind === "spherical") {
      const variance = (xx + yy + scale) / (DIM * count + extra);
      return [variance, 0, variance];
    }
    const across = kind === "diag" ? 0 : xy;
    return [xx + scale, across, yy + scale].map((value) => value / (count + extra));
  });
  return stats.map((_, k) => covariances[kind === "tied" ? 0 : k]);
}

const pooled = (stats) => ({
  n: sum(stats.map(({ n }) => n)),
  scatter: [0, 1, 2].map((j) => sum(stats.map(({ scatter }) => scatter[j]))),
});

// Normal-inverse-Wishart for data with mean 0 and variance 1 (Fraley and Raftery 2007).
export const weakPrior = (K) => ({ strength: 0.01, df: DIM + 2, scale: K ** (-2 / DIM) });

// What the prior adds to the number of squares: exponents of |Sigma|, times -2.
const priorCount = ({ df }, kind, K) =>
  df + { full: DIM + 2, tied: DIM + 1 + K, diag: 3, spherical: DIM + 2 }[kind];

// Log density of the prior, up to a constant: over each covariance that is free,
// count log |Sigma| + tr[(scale I + sum_k strength mu_k mu_k') Sigma^-1], times -1/2.
export function logPrior({ means, covariances }, { strength, scale, df }, kind) {
  const count = priorCount({ df }, kind, means.length);
  const stats = means.map((mean) => ({ n: 1, scatter: outer(mean).map((v) => strength * v) }));
  const free = kind === "tied" ? [pooled(stats)] : stats;
  const terms = free.map(({ scatter: [a, b, c] }, k) => {
    const [xx, xy, yy] = covariances[k];
    if (kind === "spherical") return count * Math.log(xx) + (scale + a + c) / xx;
    const size = xx * yy - xy * xy;
    return count * Math.log(size) + ((a + scale) * yy - 2 * b * xy + (c + scale) * xx) / size;
  });
  return -0.5 * sum(terms);
}

// Variances along the axes of the ellipse, and the angle of the longer one.
export function axesOf([xx, xy, yy]) {
  const middle = (xx + yy) / 2;
  const radius = Math.hypot((xx - yy) / 2, xy);
  return {
    long: middle + radius,
    short: middle - radius,
    angle: 0.5 * Math.atan2(2 * xy, xx - yy),
  };
}

// No variance in any direction below `floor`.
export function clip(covariance, floor) {
  const { long, short, angle } = axesOf(covariance);
  if (short >= floor) return covariance;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [a, b] = [Math.max(long, floor), Math.max(short, floor)];
  return [a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c];
}

// The least variance of each component, in any direction.
export const leastVariances = ({ covariances }) =>
  covariances.map((covariance) => axesOf(covariance).short);

// Number of free parameters.
export const countParameters = (K, kind) =>
  K - 1 + K * DIM + { full: 3 * K, tied: 3, diag: 2 * K, spherical: K }[kind];

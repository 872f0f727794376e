// Runs of coin flips and what they say: the twins of three_truths, the two intervals and the
// arcsine law in coursekit.mcmc.monte_carlo.

import { normalQuantile } from "./diagnostics.js";

// n flips of a coin that falls heads up with probability p, one uniform number each: 1 is heads.
export function flip({ uniform }, n, p) {
  return Uint8Array.from({ length: n }, () => (uniform() < p ? 1 : 0));
}

// After flips 0, 1, ..., n: how many were heads, and during how many heads led. A tie belongs
// to the side that led just before.
export function truths(heads) {
  const count = new Uint16Array(heads.length + 1);
  const ahead = new Uint16Array(heads.length + 1);
  let before = 0; // heads minus tails
  for (let t = 1; t <= heads.length; t++) {
    count[t] = count[t - 1] + heads[t - 1];
    const surplus = 2 * count[t] - t;
    ahead[t] = ahead[t - 1] + (surplus > 0 || (surplus === 0 && before > 0) ? 1 : 0);
    before = surplus;
  }
  return { count, ahead };
}

const quantileOf = (level) => normalQuantile((1 + level) / 2);

// Intervals for the probability of heads from k heads in n flips -> [low, high].
export const INTERVALS = {
  wald(k, n, level = 0.95) {
    const share = k / n;
    const half = quantileOf(level) * Math.sqrt((share * (1 - share)) / n);
    return [share - half, share + half];
  },
  wilson(k, n, level = 0.95) {
    const share = k / n;
    const z = quantileOf(level);
    const scale = 1 + z ** 2 / n;
    const centre = (share + z ** 2 / (2 * n)) / scale;
    const half = (z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))) / scale;
    return [centre - half, centre + half];
  },
};

// The limit of the law of the time in the lead: a share of at most x, x in [0, 1].
export const arcsineCdf = (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x));

// What all runs, each from `truths`, say after n flips, n at least 1:
//   share, lead: typical distance (root mean square) of the share from p, and of the count
//     from n p
//   long, even: shares of the runs in which one side led for at least 9/10 of the time, and
//     in which both led for at least 4/10
//   holds: share of the runs whose interval holds p
//   bins: runs by share of the time in which heads led, in as many equal bins
export function survey(runs, n, p, interval, bins = 20) {
  const counts = new Uint32Array(bins);
  let [squares, long, even, holds] = [0, 0, 0, 0];
  const known = new Map(); // heads -> whether the interval holds p
  for (const { count, ahead } of runs) {
    const k = count[n];
    squares += (k - n * p) ** 2;
    const led = Math.max(ahead[n], n - ahead[n]);
    if (10 * led >= 9 * n) long += 1;
    if (10 * led <= 6 * n) even += 1;
    if (!known.has(k)) {
      const [low, high] = INTERVALS[interval](k, n);
      known.set(k, low <= p && p <= high);
    }
    if (known.get(k)) holds += 1;
    counts[Math.min(Math.floor((ahead[n] * bins) / n), bins - 1)] += 1;
  }
  const m = runs.length;
  const lead = Math.sqrt(squares / m);
  return { share: lead / n, lead, long: long / m, even: even / m, holds: holds / m, bins: counts };
}

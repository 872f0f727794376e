// How near the fakes are to the data: divergences on a grid, modes, and the best reply of a
// discriminator.

import { density, HALF } from "./gan_data.js";

export const BINS = 20; // a side of the grid on which divergences are measured
const PSEUDO = 0.05; // samples added to every cell, so that no probability is 0
const QUALITY = 3; // standard deviations from a mode within which a sample is good

// How many of all the samples fall in each cell; the last one counts those off the grid.
export function histogram(x, bins = BINS) {
  const counts = new Float64Array(bins * bins + 1);
  const cell = (value) => Math.floor(((value + HALF) * bins) / (2 * HALF));
  for (let i = 0; i < x.length; i += 2) {
    const [across, up] = [cell(x[i]), cell(x[i + 1])];
    const isOn = across >= 0 && across < bins && up >= 0 && up < bins;
    counts[isOn ? up * bins + across : bins * bins] += 1;
  }
  return counts;
}

// The Kullback-Leibler divergence of the second sample's histogram from the first's, in
// nats, with a little added to every cell.
export function kullbackLeibler(p, q) {
  const shares = (counts) => {
    const total = counts.reduce((sum, count) => sum + count + PSEUDO, 0);
    return counts.map((count) => (count + PSEUDO) / total);
  };
  const [a, b] = [shares(p), shares(q)];
  return a.reduce((sum, share, k) => sum + share * Math.log(share / b[k]), 0);
}

// The Jensen-Shannon divergence of two histograms, in nats: at most log 2.
export function jensenShannon(p, q) {
  const [pTotal, qTotal] = [p, q].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  const part = (share, middle) => (share > 0 ? share * Math.log(share / middle) : 0);
  return p.reduce((sum, count, k) => {
    const [a, b] = [count / pTotal, q[k] / qTotal];
    return sum + (part(a, (a + b) / 2) + part(b, (a + b) / 2)) / 2;
  }, 0);
}

// The protocol of VEEGAN (Srivastava et al., 2017) and PacGAN (Lin et al., 2018): a sample
// belongs to the nearest mode, and is good within 3 standard deviations of it. {modes (with
// a good sample), quality (share of good ones), reverse_kl (divergence in nats of the modes'
// shares of all samples from equal shares), shares}.
export function modeCoverage(x, { centres, sd }) {
  const n = x.length / 2;
  const shares = new Float64Array(centres.length);
  const good = new Float64Array(centres.length);
  for (let i = 0; i < x.length; i += 2) {
    let [nearest, least] = [0, Infinity];
    for (let k = 0; k < centres.length; k++) {
      const squared = (x[i] - centres[k][0]) ** 2 + (x[i + 1] - centres[k][1]) ** 2;
      if (squared < least) [nearest, least] = [k, squared];
    }
    shares[nearest] += 1 / n;
    if (least < (QUALITY * sd) ** 2) good[nearest] += 1;
  }
  const term = (share) => (share > 0 ? share * Math.log(share * centres.length) : 0);
  return {
    modes: good.filter((count) => count > 0).length,
    quality: good.reduce((sum, count) => sum + count, 0) / n,
    reverse_kl: shares.reduce((sum, share) => sum + term(share), 0),
    shares,
  };
}

// Everything that is measured, on all samples of both.
export function measure(fakes, realCounts, data) {
  const counts = histogram(fakes);
  return {
    kl: kullbackLeibler(realCounts, counts),
    js: jensenShannon(realCounts, counts),
    ...(data.hasModes ? modeCoverage(fakes, data) : {}),
  };
}

const REACH = 3.5; // kernel widths after which the kernel counts as 0

// A Gaussian kernel density estimate at the middles of a size x size grid: samples are
// shared among the four nearest middles, then blurred along either axis.
export function kernelDensity(x, size, width) {
  const cell = (2 * HALF) / size;
  const taps = Math.ceil((REACH * width) / cell);
  const wide = size + 2 * taps; // samples outside reach in
  const grid = new Float64Array(wide * wide);
  for (let i = 0; i < x.length; i += 2) {
    const [u, v] = [x[i], x[i + 1]].map((value) => (value + HALF) / cell - 0.5 + taps);
    const [a, b] = [Math.floor(u), Math.floor(v)];
    if (!(a >= 0 && b >= 0 && a < wide - 1 && b < wide - 1)) continue;
    const [s, t] = [u - a, v - b];
    grid[b * wide + a] += (1 - s) * (1 - t);
    grid[b * wide + a + 1] += s * (1 - t);
    grid[(b + 1) * wide + a] += (1 - s) * t;
    grid[(b + 1) * wide + a + 1] += s * t;
  }
  const kernel = Float64Array.from({ length: 2 * taps + 1 }, (_, k) =>
    Math.exp(-(((k - taps) * cell) ** 2) / (2 * width ** 2)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const scale = 1 / (total * cell) ** 2 / (x.length / 2);
  const across = turned(blurred(grid, wide, kernel), wide, size);
  return turned(blurred(across, wide, kernel), size, size).map((value) => value * scale);
}

// Each row of `length` convolved with the kernel, where all of it fits.
function blurred(grid, length, kernel) {
  const size = length - kernel.length + 1;
  const rows = grid.length / length;
  const result = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k] * grid[row * length + i + k];
      result[row * size + i] = sum;
    }
  }
  return result;
}

// Rows become columns.
function turned(grid, rows, columns) {
  const result = new Float64Array(grid.length);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++) result[k * rows + row] = grid[row * columns + k];
  }
  return result;
}

export const KERNEL = 0.1; // width of the kernel that both densities are seen through

const FAINT = 0.03; // density below which nothing is known: a sample alone has up to .006

// The best reply to the fakes, p / (p + q), on the grid: p is the data's density, q the
// fakes', both seen through the same kernel (fakes on a curve have no density without one).
// NaN where next to nothing of either is.
export function bestReply(data, fakes, size, p = density(data, size, KERNEL)) {
  return kernelDensity(fakes, size, KERNEL).map((q, k) =>
    p[k] + q > FAINT ? p[k] / (p[k] + q) : NaN,
  );
}

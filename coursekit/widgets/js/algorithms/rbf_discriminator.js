// A discriminator with one best reply: logistic regression on Gaussian bumps.
//
// logit(x) = b + sum_k w_k exp(-|x - c_k|^2 / (2 WIDTH^2)), the c_k on a square grid. It
// minimises the cross entropy, mean over real points plus mean over fakes, plus
// RIDGE / 2 |w|^2: strictly convex, so that the answer depends on the points alone.

import { HALF } from "./gan_data.js";
import { LOSSES, sigmoid } from "./gan_losses.js";

export const SIDE = 7; // bumps along either axis
export const WIDTH = 0.6;
export const RIDGE = 0.03;
const SIZE = SIDE * SIDE + 1; // parameters, b the last
const CENTRES = Array.from({ length: SIDE }, (_, k) => -HALF + (2 * HALF * k) / (SIDE - 1));
const ENOUGH = 1e-12; // of the gradient's largest entry
const NEAR = 1e-6; // likewise
const [REAL, FAKE] = [LOSSES.non_saturating.real, LOSSES.non_saturating.fake];

const bumps = (v) => CENTRES.map((c) => Math.exp(-((v - c) ** 2) / (2 * WIDTH ** 2)));

// The bumps at a point, row by row of their grid, and 1.
export function features([x, y]) {
  const [across, up] = [bumps(x), bumps(y)];
  const result = new Float64Array(SIZE);
  up.forEach((v, j) => across.forEach((u, i) => (result[j * SIDE + i] = u * v)));
  result[SIZE - 1] = 1;
  return result;
}

const dot = (a, b) => a.reduce((sum, value, k) => sum + value * b[k], 0);

export const logit = (w, point) => dot(w, features(point));

// The slope of the logit in the plane.
export function slope(w, [x, y]) {
  const [across, up] = [bumps(x), bumps(y)];
  let [dx, dy] = [0, 0];
  for (let j = 0; j < SIDE; j++) {
    for (let i = 0; i < SIDE; i++) {
      const part = (w[j * SIDE + i] * across[i] * up[j]) / WIDTH ** 2;
      dx += part * (CENTRES[i] - x);
      dy += part * (CENTRES[j] - y);
    }
  }
  return [dx, dy];
}

// The best reply to real points and fakes, both lists of features: {w, loss} with the cross
// entropy alone as loss. Newton's method from `start`, with steps halved where they overshoot.
export function fit(real, fake, start = new Float64Array(SIZE)) {
  const rows = [...real, ...fake];
  const shares = rows.map((_, i) => 1 / (i < real.length ? real : fake).length);
  const part = (i) => (i < real.length ? REAL : FAKE);
  const crossEntropy = (w) => rows.reduce((sum, phi, i) => sum + shares[i] * part(i)[0](dot(w, phi)), 0);
  const objective = (w) => crossEntropy(w) + (RIDGE / 2) * dot(w.subarray(0, SIZE - 1), w);
  let w = Float64Array.from(start);
  let value = objective(w);
  for (let turn = 0; turn < 100; turn++) {
    const { gradient, hessian } = derivatives(w, rows, shares, part);
    const steepest = Math.max(...gradient.map(Math.abs));
    if (steepest < ENOUGH) break;
    const move = solve(hessian, gradient);
    const to = (size) => w.map((entry, k) => entry - size * move[k]);
    let size = 1;
    // so near the end that Newton's steps cannot overshoot, and rounding would tell lies
    while (steepest > NEAR && size > 1e-6 && objective(to(size)) > value) size /= 2;
    w = to(size);
    value = objective(w);
  }
  return { w, loss: crossEntropy(w) };
}

// Of the objective; of the Hessian the lower half.
function derivatives(w, rows, shares, part) {
  const gradient = w.map((entry, k) => (k < SIZE - 1 ? RIDGE * entry : 0));
  const hessian = new Float64Array(SIZE * SIZE);
  for (let k = 0; k < SIZE - 1; k++) hessian[k * SIZE + k] = RIDGE;
  hessian[SIZE * SIZE - 1] = 1e-12;
  rows.forEach((phi, i) => {
    const t = dot(w, phi);
    const first = shares[i] * part(i)[1](t);
    const second = shares[i] * sigmoid(t) * sigmoid(-t);
    for (let k = 0; k < SIZE; k++) {
      gradient[k] += first * phi[k];
      const factor = second * phi[k];
      if (factor < 1e-14) continue;
      for (let l = 0; l <= k; l++) hessian[k * SIZE + l] += factor * phi[l];
    }
  });
  return { gradient, hessian };
}

// A x = b by Cholesky's factors, from the lower half of a positive definite A.
function solve(A, b) {
  const L = Float64Array.from(A);
  const n = b.length;
  const x = Float64Array.from(b);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const factor = L[j * n + k];
      if (factor !== 0) for (let i = j; i < n; i++) L[i * n + j] -= L[i * n + k] * factor;
    }
    const root = Math.sqrt(L[j * n + j]);
    for (let i = j; i < n; i++) L[i * n + j] /= root;
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= L[i * n + k] * x[k];
    x[i] /= L[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= L[k * n + i] * x[k];
    x[i] /= L[i * n + i];
  }
  return x;
}

// Minus the derivative of the generator's loss by each fake, as if there were no others.
export function pushes(w, fakes, loss) {
  const [, slopeOf] = LOSSES[loss].generator;
  return fakes.map((point) => slope(w, point).map((part) => -slopeOf(logit(w, point)) * part));
}

// The logit at the middles of the cells of a size x size grid over the plane, from the
// bottom row up.
export function logits(w, size) {
  const middles = Array.from({ length: size }, (_, k) => -HALF + ((k + 0.5) * 2 * HALF) / size);
  const profiles = middles.map(bumps);
  const result = new Float64Array(size * size);
  profiles.forEach((across, column) => {
    const sums = CENTRES.map((_, j) => dot(across, w.subarray(j * SIDE, (j + 1) * SIDE)));
    profiles.forEach((up, row) => (result[row * size + column] = w[SIZE - 1] + dot(up, sums)));
  });
  return result;
}

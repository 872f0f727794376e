// Hidden Markov chains: the twin of coursekit.em.forward_backward, hidden_markov and emissions
// for one sequence, which say what each name means. `theta` is {start, transition, emission}:
// a row of probabilities for each state, or ("poisson") a row that holds its rate.

import { sum } from "./markov_chain.js";

const TINY = 2.2250738585072014e-308;

const logFactorial = (count) => {
  let total = 0;
  for (let k = 2; k <= count; k++) total += Math.log(k);
  return total;
};

// log p(x_t | z_t = k): (n, K).
export function logEmission(kind, emission, x) {
  if (kind === "categorical") return x.map((symbol) => emission.map((row) => Math.log(row[symbol])));
  return x.map((count) =>
    emission.map(([rate]) => Math.log(Math.max(rate, TINY)) * count - rate - logFactorial(count)),
  );
}

// b over the largest of each step, and the logarithm of that.
function scaled(logB) {
  const top = logB.map((row) => Math.max(...row));
  return { b: logB.map((row, t) => row.map((value) => Math.exp(value - top[t]))), top };
}

// What the past says, scaled: alpha, and c with the log-likelihood the sum of the logs of c.
export function forward(start, A, b) {
  const alpha = [];
  const c = [];
  let predicted = start;
  b.forEach((row, t) => {
    const joint = row.map((value, k) => predicted[k] * value);
    c.push(sum(joint));
    alpha.push(joint.map((value) => value / c[t]));
    predicted = A.map((_, j) => sum(alpha[t].map((share, i) => share * A[i][j])));
  });
  return { alpha, c };
}

// What the future says, in the scale of the forward pass.
export function backward(A, b, c) {
  const beta = b.map((row) => row.map(() => 1));
  for (let t = b.length - 2; t >= 0; t--) {
    beta[t] = A.map((row) => sum(row.map((p, j) => p * b[t + 1][j] * beta[t + 1][j])) / c[t + 1]);
  }
  return beta;
}

// The most probable path.
export function viterbi(logStart, logA, logB) {
  let best = logStart.map((value, k) => value + logB[0][k]);
  const cameFrom = [];
  for (let t = 1; t < logB.length; t++) {
    const from = logA.map((_, j) => {
      const paths = best.map((value, i) => value + logA[i][j]);
      return paths.indexOf(Math.max(...paths));
    });
    best = from.map((i, j) => best[i] + logA[i][j] + logB[t][j]);
    cameFrom.push(from);
  }
  const path = [best.indexOf(Math.max(...best))];
  for (const from of cameFrom.reverse()) path.unshift(from[path[0]]);
  return { path, logProb: Math.max(...best) };
}

// Everything that is known of the states: messages, posteriors, path, log-likelihood. Throws
// if the observations are impossible.
export function smooth(kind, theta, x) {
  const { start, transition: A, emission } = theta;
  const logB = logEmission(kind, emission, x);
  const { b, top } = scaled(logB);
  const { alpha, c } = forward(start, A, b);
  const impossible = c.findIndex((scale, t) => !(scale > 0) || !Number.isFinite(top[t]));
  if (impossible >= 0) {
    throw new Error(`x is impossible under the model, from observation ${impossible + 1} on`);
  }
  const beta = backward(A, b, c);
  const gamma = alpha.map((row, t) => row.map((share, k) => share * beta[t][k]));
  const moves = A.map((row, i) =>
    row.map((p, j) => {
      const each = x.slice(1).map((_, t) => (alpha[t][i] * b[t + 1][j] * beta[t + 1][j]) / c[t + 1]);
      return p * sum(each);
    }),
  );
  const logC = c.map((scale, t) => Math.log(scale) + top[t]);
  const log = (row) => row.map(Math.log);
  const { path, logProb } = viterbi(log(start), A.map(log), logB);
  return { theta, alpha, beta, gamma, moves, logC, value: sum(logC), path, logProb };
}

// Counts over their sum; equal shares where all are 0.
function shares(counts) {
  const total = sum(counts);
  return counts.map((count) => (total > 0 ? count / total : 1 / counts.length));
}

// The M-step: shares of starts, moves and symbols, or mean counts, as they are expected.
export function mStep(kind, { gamma, moves, theta }, x) {
  const emission = theta.emission.map((row, k) => {
    const visits = gamma.map((shown) => shown[k]);
    if (kind === "categorical") {
      return shares(row.map((_, m) => sum(visits.map((visit, t) => (x[t] === m ? visit : 0)))));
    }
    const total = sum(visits);
    if (total <= TINY) return [sum(x) / x.length]; // never visited: any rate is as good
    return [sum(visits.map((visit, t) => visit * x[t])) / total];
  });
  return { start: shares(gamma[0]), transition: moves.map(shares), emission };
}

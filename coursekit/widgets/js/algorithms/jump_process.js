// Chains in continuous time: the twin of coursekit.mcmc.jump_process, which says what each
// name means. Q[i][j] is the rate of jumps from i to j; rows sum to 0.

import { nextState, sum } from "./markov_chain.js";

// Throws, in the words of the package, unless Q is a matrix of rates.
export function checkRates(Q) {
  if (Q.length === 0 || Q.some((row) => row.length !== Q.length)) {
    throw new Error(`Q must be a square matrix, got shape (${Q.length}, ${Q[0]?.length ?? 0})`);
  }
  const isFine = (rate, i, j) => Number.isFinite(rate) && (i === j || rate >= 0);
  if (!Q.every((row, i) => row.every((rate, j) => isFine(rate, i, j)))) {
    throw new Error("Q must be finite with rates of at least 0 off the diagonal");
  }
  const off = Q.map((row) => Math.abs(sum(row)));
  const worst = off.indexOf(Math.max(...off));
  if (off[worst] > 1e-8 * Math.max(1, ...Q.flat().map(Math.abs))) {
    throw new Error(`Q row ${worst} sums to ${Number(sum(Q[worst]).toPrecision(6))}, not 0`);
  }
}

// Q with the diagonal that makes its rows sum to 0.
export const withDiagonal = (Q) =>
  Q.map((row, i) => {
    const leaving = sum(row.filter((_, j) => j !== i));
    return row.map((rate, j) => (j === i ? (leaving === 0 ? 0 : -leaving) : rate));
  });

// Where the chain jumps, P, and how fast it leaves, rate; a state never left jumps to itself.
export function embeddedChain(Q) {
  const rate = Q.map((row, i) => (row[i] === 0 ? 0 : -row[i]));
  const P = Q.map((row, i) =>
    row.map((entry, j) => (i === j ? Number(rate[i] === 0) : entry / (rate[i] || 1))),
  );
  return { P, rate };
}

// The chain as one that jumps at the ticks of a single Poisson clock: {P, clock}.
export function uniformised(Q) {
  const clock = Math.max(...Q.map((row, i) => -row[i])) || 1;
  return { P: Q.map((row, i) => row.map((rate, j) => Number(i === j) + rate / clock)), clock };
}

// P(t) = exp(t Q): a Poisson number of ticks, each a step of the uniformised chain.
export function transitionProbabilities(Q, t) {
  const { P, clock } = uniformised(Q);
  const doublings = Math.ceil(Math.log2(Math.max(1, (clock * t) / 50)));
  let power = P.map((_, i) => P.map((_, j) => Number(i === j)));
  let law = P.map((row) => row.map(() => 0));
  for (const weight of tickWeights((clock * t) / 2 ** doublings)) {
    law = law.map((row, i) => row.map((value, j) => value + weight * power[i][j]));
    power = product(power, P);
  }
  for (let k = 0; k < doublings; k++) law = product(law, law).map(normalised);
  return law;
}

// Poisson probabilities of 0, 1, ... ticks, up to 12 standard deviations above the expected
// number, scaled to sum to 1.
function tickWeights(ticks) {
  const weights = [Math.exp(-ticks)];
  const last = Math.floor(ticks + 12 * Math.sqrt(ticks) + 20);
  for (let k = 1; k < last; k++) weights.push((weights[k - 1] * ticks) / k);
  return normalised(weights);
}

const product = (A, B) =>
  A.map((row) => B[0].map((_, j) => sum(row.map((value, k) => value * B[k][j]))));
const normalised = (values) => values.map((value) => value / sum(values));

// One jump: {wait, state}. Takes one uniform for the exponential wait and one for where to;
// a state that is never left takes none and waits for ever.
export function jump({ P, rate }, state, random) {
  if (rate[state] === 0) return { wait: Infinity, state };
  const wait = -Math.log1p(-random.uniform()) / rate[state];
  return { wait, state: nextState(P, state, random.uniform()) };
}

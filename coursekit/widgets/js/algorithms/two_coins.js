// Sets of tosses of two coins, and nobody noted which coin: the twin of
// coursekit.em.two_coins and coursekit.em.bound, which say what each name means.
// Data are {heads, tails}; theta is {heads, weights}; q has a row [coin A, coin B] for each set.

import { sum } from "./markov_chain.js";

const timesLog = (count, p) => (count === 0 ? 0 : count * Math.log(p)); // 0 log 0 = 0
const timesLog1p = (count, p) => (count === 0 ? 0 : count * Math.log1p(p));

// log p(x_i, z_i = k).
export function logJoint({ heads, tails }, theta) {
  return heads.map((count, i) =>
    theta.heads.map(
      (p, k) => Math.log(theta.weights[k]) + timesLog(count, p) + timesLog1p(tails[i], -p),
    ),
  );
}

// log p(x_i), without overflow.
export function logSumExp(logJointRows) {
  return logJointRows.map((row) => {
    const top = Math.max(...row);
    return top + Math.log(sum(row.map((value) => Math.exp(value - top))));
  });
}

// p(z_i = k | x_i), by Bayes' rule.
export function responsibilities(logJointRows) {
  return logJointRows.map((row) => {
    const top = Math.max(...row);
    const p = row.map((value) => Math.exp(value - top));
    const total = sum(p);
    return p.map((value) => value / total);
  });
}

// E_q[log p - log q] of each set; the bound is their sum.
export function bounds(q, logP) {
  return q.map((row, i) =>
    sum(row.map((share, k) => (share > 0 ? share * (logP[i][k] - Math.log(share)) : 0))),
  );
}

// KL(q || p(z | x)) of each set: what the bound falls short by.
export function gaps(q, logJointRows) {
  const total = logSumExp(logJointRows);
  const logPosterior = logJointRows.map((row, i) => row.map((value) => value - total[i]));
  return bounds(q, logPosterior).map((value) => Math.max(-value, 0));
}

// Shares: of heads among a coin's tosses and, unless `weights` are known, of its sets.
export function mStep({ heads, tails }, q, weights) {
  const ofCoin = (counts, k) => sum(counts.map((count, i) => count * q[i][k]));
  const shares = [0, 1].map((k) => {
    const tosses = ofCoin(heads, k) + ofCoin(tails, k);
    return tosses === 0 ? 0.5 : ofCoin(heads, k) / tosses; // unused: any is as good
  });
  const sets = [0, 1].map((k) => sum(q.map((row) => row[k])));
  return { heads: shares, weights: weights ?? sets.map((share) => share / sum(sets)) };
}

// Where things stand: theta and q, and what follows from them.
export function standing(data, theta, q) {
  const rows = logJoint(data, theta);
  return {
    theta,
    q,
    posterior: responsibilities(rows),
    value: sum(logSumExp(rows)),
    bound: sum(bounds(q, rows)),
    gaps: gaps(q, rows),
  };
}

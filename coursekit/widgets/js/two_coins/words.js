// What a half-step did, in words.

import { fixed } from "../kit/controls.js";

export const nats = (value) => (value > 0 && value < 5e-4 ? "less than 0.001" : fixed(value, 3));

// Which half-step is shown, of how many.
export function moment(session) {
  const { n, length } = session;
  const which = n === 0 ? "the start" : `after ${session.letter(n - 1)}`;
  return `${n === length ? n : `${n} of ${length}`}, ${which}`;
}

export function account(session) {
  const { n, now, states, values } = session;
  const gap = nats(session.gapAt(n));
  if (n === 0) {
    return `The start: whatever theta and q, the bound falls short of the log-likelihood by the sum of the divergences, ${gap}.`;
  }
  const before = states[n - 1];
  const rise = now.bound - before.bound;
  const end = session.isSettled(n) ? ` ${ending(now)}` : "";
  if (session.letter(n - 1) === "E") {
    if (rise < 1e-12) return `E: nothing moved, q was the posterior already.${end}`;
    return `E: q moved to the posterior. The bound rose by ${nats(rise)} and touches the log-likelihood, which stayed: the gap is closed.${end}`;
  }
  const also = values.estimate ? " and P(coin A)" : "";
  if (rise < 1e-12) return `M: nothing moved, theta fitted the shares already.${end}`;
  const change = now.value - before.value;
  const value =
    change >= 0
      ? `the log-likelihood by ${nats(change)}`
      : `and the log-likelihood fell by ${nats(-change)}, as it may when q was not the posterior`;
  return `M: theta${also} moved to the weighted shares. The bound rose by ${nats(rise)}, ${value}; the gap is ${gap}.${end}`;
}

function ending({ theta }) {
  const isEqual = Math.abs(theta.heads[0] - theta.heads[1]) < 1e-6;
  return isEqual
    ? "It has converged, but the coins are equal: nothing tells EM which of them to raise."
    : "It has converged.";
}

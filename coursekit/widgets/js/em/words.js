// What a half-step did, in words.

import { fixed } from "../kit/controls.js";

export const nats = (value) => (value > 0 && value < 5e-4 ? "less than 0.001" : fixed(value, 3));

const numbered = (n) => (n % 2 ? `E-step ${(n + 1) / 2}` : `M-step ${n / 2}`);

// Which half-step is shown, of how many.
export function moment(session) {
  const { n, length } = session;
  const which = n === 0 ? "start" : numbered(n);
  return `${n === length ? n : `${n} of ${length}`}, ${which}`;
}

// [what happened, warning or ""].
export function account(session) {
  const { climb, n } = session;
  if (!climb) return ["There are no points yet. Click in the picture to add some.", ""];
  return [happened(session, climb, n), warning(session)];
}

function happened(session, climb, n) {
  const target = climb.prior ? "log-posterior" : "log-likelihood";
  if (n === 0) {
    return "The start: equal balls about the means. No point is shared out yet, so there is no bound.";
  }
  const { value, bound } = climb.at(n);
  const end = session.isAtEnd ? ` It has converged, after ${climb.iterations} iterations.` : "";
  if (n % 2) {
    const rise = n === 1 ? "" : ` rose by ${nats(value - climb.bound(n - 1))} and`;
    return `${numbered(n)}: every point is shared out by Bayes' rule. The bound${rise} touches the ${target}.${end}`;
  }
  const before = climb.values[(n >> 1) - 1];
  return (
    `${numbered(n)}: weights, means and covariances fit the shares. The bound rose by ` +
    `${nats(bound - before)}, the ${target} by ${nats(value - before)}: a gap of ` +
    `${nats(value - bound)} opens, the divergence of the shares from the new posterior.`
  );
}

function warning({ spike }) {
  if (spike < 0) return "";
  return (
    `Component ${spike + 1} is collapsing: it is less than a hundredth as wide as the data, and ` +
    "the log-likelihood would grow without end. A floor of a thousandth ends that, but this is " +
    "not a fit. The weak prior is the cure."
  );
}

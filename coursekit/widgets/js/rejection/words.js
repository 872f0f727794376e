// What happened, in words.

import { fixed } from "../kit/controls.js";
import { HEIGHTS } from "./session.js";

// What the last dart did.
export function account({ n, darts, target, proposal, M, values }) {
  if (n === 0) {
    return "No dart has been thrown. Each falls evenly under the dashed envelope, and is kept if it lands under the target.";
  }
  const { x, height, isAccepted } = darts[n - 1];
  const place = fixed(x, 3);
  if (target(x) === 0) {
    return `Dart ${n}: the ${values.proposal} proposed x = ${place}, where the target is 0: rejected.`;
  }
  return (
    `Dart ${n}: the proposal gave x = ${place}, and the dart landed at ${fixed(height, 3)} of the ` +
    `${fixed(M * proposal.density(x), 3)} under the envelope. The target there is ` +
    `${fixed(target(x), 3)}: ` +
    (isAccepted ? "the dart is below, so x is kept." : "the dart is above, so x is rejected.")
  );
}

// What is wrong with the envelope, or "".
export function warning({ gaps, outcome, least, M }) {
  if (gaps.length === 0) return "";
  const places = gaps.map(([from, to]) => `${fixed(from, 2)} to ${fixed(to, 2)}`).join(" and ");
  const cure =
    least > HEIGHTS[1]
      ? `No M up to ${HEIGHTS[1]} covers it: this proposal hardly ever goes where the target has mass.`
      : `It takes M = ${fixed(Math.ceil(least * 1000) / 1000, 3)} to cover it.`;
  return (
    `The envelope is below the target from ${places}. There the histogram is cut: what is kept ` +
    `follows the dashed curve, ${fixed(outcome.distance, 3)} away from the target in total ` +
    `variation, and no number of darts mends that. The draws alone do not give it away; here the ` +
    `share accepted does, which comes to ${fixed(outcome.share, 3)} in place of 1/M = ` +
    `${fixed(1 / M, 3)}. ${cure}`
  );
}

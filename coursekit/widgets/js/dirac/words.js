// What is shown, in words.

import { fixed } from "../kit/controls.js";
import { distance } from "./session.js";

const STILL = 1e-9; // how near to 1 a factor counts as 1

export function complex([re, im]) {
  if (im === 0) return fixed(re, 4);
  return `${fixed(re, 4)} ± ${fixed(Math.abs(im), 4)} i`;
}

// The eigenvalues of an update.
export function dialWords({ game }) {
  const both = game.eigenvalues;
  if (!both) return "none";
  return both[0][1] !== 0 ? complex(both[0]) : both.map(complex).join(" and ");
}

// What they foretell.
export function verdict({ factor, values, game }) {
  if (factor === null) {
    return "The penalty pushes psi towards 1 or −1, also when the fake is right: there is no point of rest, and the orbit goes on round.";
  }
  const change = `by ${fixed(100 * Math.abs(factor - 1), 2)} % an update`;
  const isComplex = game.eigenvalues[0][1] !== 0;
  if (Math.abs(factor - 1) < STILL) {
    return isComplex
      ? "On the circle: near rest the players go round, to first order neither nearer nor further."
      : "On the circle, with a turning point: any little error grows.";
  }
  if (factor > 1) {
    const clipped = values.penalty === "clip" ? ", until the clip stops psi" : "";
    return `Outside the circle: near rest the orbit grows ${change}${clipped}.`;
  }
  return isComplex
    ? `Inside the circle: the orbit spirals in and shrinks ${change}.`
    : `Inside the circle and real: no more circling. The slower of the two shrinks ${change}.`;
}

export function account(session) {
  const { n, now } = session;
  const when = n === 0 ? "At the start" : `After ${n} update${n === 1 ? "" : "s"}`;
  const where = `theta is ${fixed(now[0], 3)} and psi ${fixed(now[1], 3)}`;
  return `${when} ${where}, ${fixed(distance(now), 3)} from rest. ${verdict(session)}`;
}

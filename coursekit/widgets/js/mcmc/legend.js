// What the marks in the picture mean, and the words of the help below it.

import { h } from "../kit/dom.js";

const isArrow = ({ hasEnergy, hasCalls }) => !hasEnergy && hasCalls !== false;
const hasEnergy = (sampler) => sampler.hasEnergy;
const isPath = ({ hasLeapfrog }) => hasLeapfrog;
const isTree = ({ hasEnergy, hasLeapfrog }) => hasEnergy && !hasLeapfrog;

const shows = (layer) => (session) => session.shows(layer);

const ENTRIES = [
  // mark, words, whether it belongs to a sampler, whether it is there at all
  ["head", "where chain 1 is"],
  ["accepted", "accepted: the chain moves", isArrow],
  ["rejected", "rejected: it stays, and counts again", isArrow],
  ["ellipse", "one and two sd of chain 1's proposal", isArrow, shows("ellipses")],
  ["path", "leapfrog path", isPath],
  ["rejected", "path refused: the chain stays, and counts again", isPath],
  ["tree", "tree of leapfrog steps, a colour for each doubling", isTree],
  ["lost", "doubling thrown away", isTree],
  ["momentum", "momentum at the start", hasEnergy, shows("momentum")],
  ["divergent", "where a divergent path lost its way", hasEnergy],
  ["pale", "draw of the warm-up", null, ({ values }) => values.warmup > 0],
  ["region", "50, 80 and 95 % of the mass"],
  ["bars", "histogram of the draws"],
  ["truth", "true marginal"],
];

// -> {element, update}; `update` shows the entries that the samplers need.
export function legendOf(session) {
  const items = ENTRIES.map(([mark, words]) =>
    h("li", {}, h("span", { class: `sfp-mark sfp-${mark}`, "aria-hidden": "true" }), words),
  );
  const element = h("ul", { class: "sfp-legend", "aria-label": "Legend" }, ...items);
  function update() {
    ENTRIES.forEach(([, , isFor, isThere], i) => {
      const belongs = !isFor || session.lanes.some(({ sampler }) => isFor(sampler));
      items[i].hidden = !belongs || (isThere && !isThere(session));
    });
  }
  return { element, update };
}

export const keysOf = (far) => [
  ["Space", "play or pause"],
  ["→ ←", `step on or back; with Shift, ${far} draws`],
  ["Home End", "first or newest draw"],
  ["+ − 0", "zoom in, out, back"],
  ["Enter", "choose a start: arrows move the cross, Enter starts a chain there, Escape leaves"],
];

export const HINTS = [
  "Click the picture to start a chain there. The same settings always show the same draws.",
  "R-hat is close to 1 (below 1.01) when the chains agree. ESS is how many independent " +
    "draws all draws together are worth. Neither can see a region that no chain has found.",
  "Adaptive Metropolis gives its steps the shape of all draws so far. Gibbs redraws x given " +
    "y, then y given x, from a table of 1024 cells over twice the picture's width. HMC with " +
    "dual averaging and NUTS tune their step size in the warm-up, if there is one.",
  "Your own target is a log density, up to a constant: numbers, x, y, + − * / ^, brackets, " +
    "pi, e, exp, log, sqrt, abs, sin, cos, tan, tanh, min, max, pow, hypot.",
];

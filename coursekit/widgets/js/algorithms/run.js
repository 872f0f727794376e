// A run of several chains: a pure function of its settings, made step by step and kept whole,
// so that any moment of it can be shown again.

import { initialState, step } from "./metropolis.js";
import { seededRandom } from "./random.js";

const FARTHEST = 12; // no chain starts by itself where log density is this far below the top
const TRIES = 10_000;

// Settings: target {logDensity}, grid (see densityGrid; chains start inside its window),
// scale, chains, seed, and starts: [[x, y], ...] given for the first chains.
export class Run {
  constructor({ target, grid, scale, chains, seed, starts = [] }) {
    const random = seededRandom(seed);
    const points = Array.from(
      { length: chains },
      (_, k) => starts[k] ?? randomStart(grid, target, random),
    );
    this.kernel = { target, scale, random };
    this.state = initialState(target, points);
    this.length = 0; // steps made
    this.chains = points.map((point) => new History(point));
  }

  // Makes one more step of every chain.
  advance() {
    const { state, info } = step(this.state, this.kernel);
    this.state = state;
    this.length += 1;
    this.chains.forEach((chain, k) => chain.add(state.x[k], info.proposal[k], info.accepted[k]));
  }

  // The first n draws of coordinate "x" or "y", one array a chain; the start is no draw.
  draws(coordinate, n) {
    return this.chains.map((chain) => chain[coordinate].subarray(1, n + 1));
  }

  // Share of the first n proposals of all chains that were accepted; NaN for none.
  acceptance(n) {
    let accepted = 0;
    for (const chain of this.chains) for (let t = 1; t <= n; t++) accepted += chain.accepted[t];
    return accepted / (n * this.chains.length);
  }
}

// Where a chain was (x, y), what was proposed (px, py) and whether it was accepted, at
// steps 0, 1, ...; step 0 is the start.
class History {
  constructor([x, y]) {
    this.used = 0;
    for (const key of ["x", "y", "px", "py"]) this[key] = new Float64Array(1024);
    this.accepted = new Uint8Array(1024);
    this.add([x, y], [x, y], true);
  }

  add([x, y], [px, py], accepted) {
    if (this.used === this.x.length) this.#grow();
    const t = this.used++;
    [this.x[t], this.y[t], this.px[t], this.py[t]] = [x, y, px, py];
    this.accepted[t] = accepted ? 1 : 0;
  }

  #grow() {
    for (const key of ["x", "y", "px", "py", "accepted"]) {
      const larger = new this[key].constructor(2 * this[key].length);
      larger.set(this[key]);
      this[key] = larger;
    }
  }
}

// A point of the window, uniform over where the density is not negligible.
function randomStart({ window: [left, right, bottom, top], logMax }, target, random) {
  for (let i = 0; i < TRIES; i++) {
    const x = left + random.uniform() * (right - left);
    const y = bottom + random.uniform() * (top - bottom);
    if (target.logDensity(x, y) > logMax - FARTHEST) return [x, y];
  }
  throw new Error("no starting point was found: the density is zero almost everywhere here");
}

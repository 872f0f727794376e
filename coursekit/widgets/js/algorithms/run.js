// A run of several chains: a pure function of its settings, made step by step and kept,
// so that any moment of it can be shown again.

import { seededRandom } from "./random.js";
import { SAMPLERS } from "./samplers.js";

const FARTHEST = 12; // no chain starts by itself where log density is this far below the top
const TRIES = 10_000;

// Settings: target {logDensity, gradient}, grid (see densityGrid; chains start inside its
// window), sampler, stepSize, nLeapfrog, warmup, chains, seed, and starts: [[x, y], ...] given
// for the first chains.
export class Run {
  #seed;
  #adaptation;
  #kernels = [null]; // the kernel that made each step
  #shown = null; // the step last taken apart

  constructor({ target, grid, sampler = "metropolis", chains, seed, starts = [], ...settings }) {
    const random = seededRandom(seed);
    const x = Array.from(
      { length: chains },
      (_, k) => starts[k] ?? randomStart(grid, target, random),
    );
    const table = twiceAsWide(grid.window);
    this.#seed = seed;
    this.sampler = SAMPLERS[sampler];
    this.warmup = settings.warmup ?? 0;
    this.state = this.sampler.start(target, x);
    this.kernel = { target, ...this.sampler.kernel({ table, ...settings }) };
    this.#adaptation = this.sampler.adaptation?.({ x, ...settings, warmup: this.warmup });
    this.length = 0; // steps made
    this.chains = x.map((point, k) => new History(point, this.state.logp[k]));
  }

  // Makes one more step of every chain. Its random numbers depend on the seed and on how many
  // steps came before, not on how many numbers those took.
  advance() {
    const random = seededRandom(this.#seed, this.length + 1);
    const { state, info } = this.sampler.step(this.state, this.kernel, random);
    this.#kernels.push(this.kernel);
    this.kernel = this.#adaptation?.update(this.kernel, state, info) ?? this.kernel;
    this.state = state;
    this.length += 1;
    this.chains.forEach((chain, k) => chain.add(state.x[k], state.logp[k], info, k));
  }

  // What happened in step t, made once more with all its details -> info of the sampler's step
  // and {kernel, before: the state}.
  detail(t) {
    if (this.#shown?.t !== t) {
      const kernel = this.#kernels[t];
      const before = this.sampler.start(
        kernel.target,
        this.chains.map(({ x, y }) => [x[t - 1], y[t - 1]]),
      );
      const random = seededRandom(this.#seed, t);
      const { info } = this.sampler.step(before, { ...kernel, record: true }, random);
      this.#shown = { t, ...info, kernel, before };
    }
    return this.#shown;
  }

  // The step size that makes step t.
  stepSize(t) {
    return (this.#kernels[t] ?? this.kernel).stepSize;
  }

  // Draws from + 1 ... n of coordinate "x" or "y", one array a chain; the start is no draw.
  draws(coordinate, n, from = 0) {
    return this.chains.map((chain) => chain[coordinate].subarray(from + 1, n + 1));
  }

  // Sum of what all chains kept under `key` in steps from + 1 ... n.
  sum(key, n, from = 0) {
    let sum = 0;
    for (const chain of this.chains) for (let t = from + 1; t <= n; t++) sum += chain[key][t];
    return sum;
  }

  // Mean acceptance in steps from + 1 ... n: the share of proposals that were accepted or, with
  // NUTS, the mean acceptance statistic of its paths; NaN for no steps.
  acceptance(n, from = 0) {
    return this.sum("rate", n, from) / ((n - from) * this.chains.length);
  }
}

const COLUMNS = {
  x: Float64Array,
  y: Float64Array,
  logp: Float64Array,
  energyError: Float64Array,
  rate: Float32Array,
  accepted: Uint8Array,
  divergent: Uint8Array,
  calls: Uint16Array, // of the gradient or, without one, of the log density
};

// What is kept of one chain at steps 0, 1, ...; step 0 is the start.
class History {
  constructor(point, logp) {
    this.used = 0;
    this.lost = new Map(); // step -> where its divergent path lost its way
    for (const [key, Kind] of Object.entries(COLUMNS)) this[key] = new Kind(1024);
    this.add(point, logp, { accepted: [true] }, 0);
  }

  add([x, y], logp, info, k) {
    const { accepted, energyError, divergent, lost, depth, acceptProb, nLeapfrog } = info;
    if (this.used === this.x.length) this.#grow();
    const t = this.used++;
    [this.x[t], this.y[t], this.logp[t]] = [x, y, logp];
    this.energyError[t] = energyError?.[k] ?? NaN;
    this.accepted[t] = accepted[k] ? 1 : 0;
    this.rate[t] = depth ? acceptProb[k] : this.accepted[t];
    this.divergent[t] = divergent?.[k] ? 1 : 0;
    if (lost?.[k]) this.lost.set(t, lost[k]);
    this.calls[t] = nLeapfrog?.[k] ?? 1;
  }

  #grow() {
    for (const key of Object.keys(COLUMNS)) {
      const larger = new this[key].constructor(2 * this[key].length);
      larger.set(this[key]);
      this[key] = larger;
    }
  }
}

export function twiceAsWide([left, right, bottom, top]) {
  const [dx, dy] = [(right - left) / 2, (top - bottom) / 2];
  return [left - dx, right + dx, bottom - dy, top + dy];
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

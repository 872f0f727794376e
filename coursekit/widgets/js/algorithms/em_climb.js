// A climb of EM that can be looked at between its half-steps, and many climbs to compare.

import * as mixture from "./gaussian_mixture.js";
import { seededRandom } from "./random.js";

const TOLERANCE = 1e-9; // gain of the objective per point that ends a climb
const SEARCH_TOLERANCE = 1e-8; // the same where many climbs are made
const SEARCH_ITERATIONS = 1000;
const SLICE = 10; // iterations between two pauses of a search
const SAME_PLACE = 0.02; // nats between two ends that count as one place
export const BIC_STARTS = 10;

// Points in the units of the data (pairs) -> what a climb needs of them, in its own.
export function prepare(pairs, kind) {
  const raw = mixture.toPoints(pairs);
  const unit = mixture.unitOf(raw, kind === "spherical");
  return { points: mixture.standardise(raw, unit), unit, kind };
}

// Means of a start, in standardised units. `attempt` numbers the starts of one seed.
export function drawMeans({ points }, K, { seed, attempt, spread }) {
  return mixture.seeds(points, K, seededRandom(seed, attempt), spread);
}

// Half-step 0 is the start, equal balls of the weak prior's size about `means`; odd ones
// follow an E-step, even ones an M-step. The objective is the log-likelihood of the data, in
// their units, plus the log prior if there is one.
export class Climb {
  #resp = new Map(); // iteration -> responsibilities; the last few
  #bounds = new Map();

  constructor({ points, unit, kind }, means, hasPrior, tolerance = TOLERANCE) {
    Object.assign(this, { points, unit, kind, tolerance });
    this.prior = hasPrior ? mixture.weakPrior(means.length) : null;
    this.shift = -points.n * Math.log(unit.scale[0] * unit.scale[1]);
    this.thetas = [];
    this.values = []; // the objective at each theta
    this.isDone = false;
    this.#take(mixture.roundBalls(means, mixture.weakPrior(means.length).scale));
  }

  get iterations() {
    return this.thetas.length - 1;
  }

  // One M-step and the E-step after it. Returns whether the climb goes on.
  advance() {
    if (this.isDone) return false;
    const { points, kind, prior } = this;
    this.#take(mixture.mStep(points, this.responsibilities(this.iterations), kind, prior));
    const [before, now] = this.values.slice(-2);
    this.isDone = now - before < this.tolerance * points.n;
    return !this.isDone;
  }

  // {theta, resp, value, bound} at half-step n; there is no resp and no bound at the start.
  at(n) {
    const t = n >> 1;
    const theta = this.thetas[t];
    const value = this.values[t];
    if (n === 0) return { theta, resp: null, value, bound: null };
    const resp = this.responsibilities((n - 1) >> 1);
    return { theta, resp, value, bound: this.bound(n) };
  }

  // The bound at half-step n > 0: after an E-step it is the objective.
  bound(n) {
    const t = n >> 1;
    if (n % 2) return this.values[t];
    if (!this.#bounds.has(t)) {
      const resp = this.responsibilities(t - 1);
      const value = mixture.bound(this.points, this.thetas[t], resp);
      this.#bounds.set(t, value + this.#constants(this.thetas[t]));
    }
    return this.#bounds.get(t);
  }

  responsibilities(t) {
    if (!this.#resp.has(t)) this.#keep(t, mixture.eStep(this.points, this.thetas[t]).resp);
    return this.#resp.get(t);
  }

  // The log-likelihood alone, at the parameters after iteration t.
  logLikelihood(t) {
    const theta = this.thetas[t];
    return this.values[t] - (this.prior ? mixture.logPrior(theta, this.prior, this.kind) : 0);
  }

  // The component that only the floor keeps from shrinking, or -1.
  collapsed(t = this.iterations) {
    if (this.prior) return -1;
    const least = mixture.leastVariances(this.thetas[t]);
    const k = least.indexOf(Math.min(...least));
    return least[k] < 2 * mixture.FLOOR ? k : -1;
  }

  #take(theta) {
    const { logLikelihood, resp } = mixture.eStep(this.points, theta);
    this.thetas.push(theta);
    this.values.push(logLikelihood + this.#constants(theta));
    this.#keep(this.iterations, resp);
  }

  #constants(theta) {
    return this.shift + (this.prior ? mixture.logPrior(theta, this.prior, this.kind) : 0);
  }

  #keep(t, resp) {
    this.#resp.set(t, resp);
    if (this.#resp.size > 4) this.#resp.delete(this.#resp.keys().next().value);
  }
}

// Climbs from `count` starts of one seed. A generator, so that the work can be done in
// slices; each finished climb is added to `ends`: {attempt, value, logLikelihood, collapsed}.
export function* restarts(prepared, K, { seed, spread, hasPrior, count }, ends) {
  for (let attempt = 0; attempt < count; attempt++) {
    const means = drawMeans(prepared, K, { seed, attempt, spread });
    const climb = new Climb(prepared, means, hasPrior, SEARCH_TOLERANCE);
    while (climb.iterations < SEARCH_ITERATIONS && climb.advance()) {
      if (climb.iterations % SLICE === 0) yield;
    }
    ends.push({
      attempt,
      value: climb.values.at(-1),
      logLikelihood: climb.logLikelihood(climb.iterations),
      collapsed: climb.collapsed(),
    });
    yield;
  }
}

// Ends of the same height, and as sound, as one place each; sound ones first, best first.
export function places(ends) {
  const found = [];
  const order = (a, b) => (a.collapsed >= 0) - (b.collapsed >= 0) || b.value - a.value;
  for (const end of ends.toSorted(order)) {
    const last = found.at(-1);
    const isSame = last && last.collapsed >= 0 === end.collapsed >= 0;
    if (isSame && last.value - end.value < SAME_PLACE) last.count += 1;
    else found.push({ ...end, count: 1 });
  }
  return found;
}

// The BIC of the best of some starts for every number of components, added to `rows`:
// {K, bic, collapsed}. Fits that collapsed are left out; if all did, bic is null.
export function* bicByNumber(prepared, numbers, settings, rows) {
  const { n } = prepared.points;
  for (const K of numbers) {
    const ends = [];
    yield* restarts(prepared, K, { ...settings, count: K === 1 ? 1 : BIC_STARTS }, ends);
    const sound = ends.filter((end) => end.collapsed < 0);
    const best = sound.sort((a, b) => b.value - a.value)[0];
    const price = mixture.countParameters(K, prepared.kind) * Math.log(n);
    rows.push({
      K,
      bic: best && K <= n ? -2 * best.logLikelihood + price : null,
      collapsed: ends.length - sound.length,
      starts: ends.length,
    });
  }
}

// What the explorer is doing, apart from how it looks: data, a climb in half-steps, and the
// searches that compare many climbs.

import { bicByNumber, Climb, drawMeans, prepare, restarts } from "../algorithms/em_climb.js";
import { COVARIANCE_TYPES, leastVariances, outOfUnit, toUnit } from "../algorithms/gaussian_mixture.js";
import { LAST_SEED } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { number, numbers, oneOf, text, whole } from "../kit/settings.js";
import { PRESETS } from "./presets.js";

export const MAX_K = 8;
export const MAX_POINTS = 500;
export const MAX_SIZE = 1e6; // of a coordinate
export const MAX_HALF_STEPS = 2000;
export const MAX_ATTEMPTS = 200;
export const MAX_NAME = 40;
export const SPEEDS = [0.5, 100]; // half-steps a second
export const SEARCH_BUDGET = 12; // milliseconds of a frame that a search may take
const SLOW = 8; // up to this speed a half-step is animated
const NARROW = 1e-4; // a variance, in units of the data's, that is on its way to nothing
const EMPTY_FRAME = [
  [0, 10],
  [0, 10],
];

const pairs = numbers(
  (list) => list.length % 2 === 0 && list.every((value) => Math.abs(value) <= MAX_SIZE),
  `pairs of numbers of at most ${MAX_SIZE}`,
);
const toPairs = {
  read(value) {
    const list = pairs.read(value);
    return Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
  },
};
const joined = text(2 * MAX_NAME + 1);

export const KINDS = {
  data: toPairs,
  names: { read: (value) => joined.read(String(value)).split(",") },
  K: whole(1, MAX_K),
  covariance_type: oneOf(COVARIANCE_TYPES),
  prior: oneOf(["weak", "none"]),
  start: oneOf(["k-means++", "random", "hand"]),
  attempt: whole(0, MAX_ATTEMPTS - 1),
  start_means: toPairs,
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, MAX_HALF_STEPS),
};
const FIT_SETTINGS = ["data", "K", "covariance_type", "prior"];
const CLIMB_SETTINGS = [...FIT_SETTINGS, "start", "attempt", "start_means", "seed"];
const SEARCH_SETTINGS = [...FIT_SETTINGS, "seed"];
const isSpread = ({ start }) => start !== "random"; // a search has no hand to place means

export class Session extends Player {
  #search = null; // the frame that a search waits for
  #isEdit = false; // whether the data change by a point, so that the frame stays

  constructor(model) {
    super(model, { name: "em", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const label = model.get("label") || "Your data";
    this.presets = { given: { label, data: read("data"), names: read("names") }, ...PRESETS };
    this.frame = EMPTY_FRAME;
    this.ends = { restarts: null, bic: null };
    this.busy = ""; // "restarts" or "bic", while it is at work
  }

  rebuild(before) {
    const { values } = this;
    const isNew = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    check(values);
    if (isNew(["data", "names"])) this.#setFrame(before);
    if (isNew(SEARCH_SETTINGS) || isSpread(before) !== isSpread(values)) this.#forget();
    if (isNew(CLIMB_SETTINGS)) {
      if (before && before.n === values.n) values.n = 0;
      this.#begin();
      this.length = 0;
    }
    if (isNew([...CLIMB_SETTINGS, "n"])) this.phase = 1;
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    const { climb } = this;
    if (!climb) return 0;
    n = Math.min(n, MAX_HALF_STEPS);
    while (n >> 1 > climb.iterations && climb.advance());
    if (climb.isDone) n = Math.min(n, 2 * climb.iterations + 1);
    this.length = Math.max(this.length, n);
    return n;
  }

  extras() {
    if (!this.climb) return { _fit: {} };
    const { theta, value, bound } = this.climb.at(this.n);
    const { weights, means, covariances } = outOfUnit(theta, this.climb.unit);
    const logLikelihood = this.climb.logLikelihood(this.n >> 1);
    return { _fit: { weights, means, covariances, value, bound, log_likelihood: logLikelihood } };
  }

  // Whether nothing follows the half-step that is shown.
  get isAtEnd() {
    return Boolean(this.climb?.isDone) && this.n === 2 * this.climb.iterations + 1;
  }

  // What is on the picture: {theta (in the units of the data), from, to, phase}; colours go
  // from the responsibilities `from` to those `to`, both null before the first E-step.
  get moment() {
    const { climb, n, phase } = this;
    if (!climb) return null;
    const now = climb.at(n);
    const isUnderWay = n > 0 && phase < 1 && this.isSlow;
    const before = isUnderWay ? climb.at(n - 1) : now;
    const share = isUnderWay ? phase * phase * (3 - 2 * phase) : 1;
    const theta = n % 2 || !isUnderWay ? now.theta : between(before.theta, now.theta, share);
    return { theta: outOfUnit(theta, climb.unit), from: before.resp, to: now.resp, share };
  }

  // Without a prior: the component that has next to no width, or -1.
  get spike() {
    const { climb, n } = this;
    return climb.prior ? -1 : leastVariances(climb.thetas[n >> 1]).findIndex((v) => v < NARROW);
  }

  // Which preset the data are, or "edited".
  get preset() {
    const isIt = ({ data }) => same(data, this.values.data);
    return Object.keys(this.presets).find((key) => isIt(this.presets[key])) ?? "edited";
  }

  choose(key) {
    const { data, names } = this.presets[key];
    this.change({ data, names, ...this.#withoutHand() });
  }

  addPoint(point) {
    const { data } = this.values;
    if (data.length >= MAX_POINTS) return this.say(`There is room for ${MAX_POINTS} points.`);
    this.#edit([...data, this.#rounded(point)]);
  }

  removePoint() {
    this.#edit(this.values.data.slice(0, -1));
  }

  // Begins again from the means shown, with mean k at `point`.
  moveMean(k, point) {
    const means = this.moment.theta.means.map((mean) => this.#rounded(mean));
    means[k] = this.#rounded(point);
    this.change({ start: "hand", start_means: means, n: 0 });
  }

  // From the means shown.
  setStart(start) {
    if (start !== "hand" || !this.climb) return this.change({ start });
    const means = this.moment.theta.means.map((mean) => this.#rounded(mean));
    this.change({ start, start_means: means, n: 0 });
  }

  setK(K) {
    this.change({ K, ...this.#withoutHand() });
  }

  // Shows the end of the climb from start number `attempt`.
  pick(attempt) {
    const start = isSpread(this.values) ? "k-means++" : "random";
    this.change({ attempt, start, n: MAX_HALF_STEPS });
  }

  search(what, count) {
    const { seed, prior, K, covariance_type } = this.values;
    const settings = { seed, hasPrior: prior === "weak", spread: isSpread(this.values), count };
    const prepared = prepare(this.values.data, covariance_type);
    const rows = (this.ends[what] = []);
    const numbers = Array.from({ length: MAX_K }, (_, k) => k + 1);
    const work =
      what === "bic"
        ? bicByNumber(prepared, numbers, settings, rows)
        : restarts(prepared, K, settings, rows);
    this.#inSlices(what, work);
  }

  stopSearch() {
    if (this.#search !== null) cancelAnimationFrame(this.#search);
    this.#search = null;
    this.busy = "";
  }

  #inSlices(what, work) {
    this.stopSearch();
    this.busy = what;
    const slice = () => {
      const deadline = performance.now() + SEARCH_BUDGET;
      let isDone = false;
      while (!isDone && performance.now() < deadline) isDone = work.next().done;
      if (isDone) this.stopSearch();
      else this.#search = requestAnimationFrame(slice);
      this.emit("search");
    };
    slice();
  }

  #forget() {
    this.stopSearch();
    this.ends = { restarts: null, bic: null };
    this.emit("search");
  }

  #begin() {
    const { data, K, covariance_type, prior, start, start_means, seed, attempt } = this.values;
    this.climb = null;
    if (data.length === 0) return;
    const prepared = prepare(data, covariance_type);
    const means =
      start === "hand"
        ? start_means.map((mean) => toUnit(mean, prepared.unit))
        : drawMeans(prepared, K, { seed, attempt, spread: isSpread(this.values) });
    this.climb = new Climb(prepared, means, prior === "weak");
  }

  // Means placed by hand are of no use for other data or another K.
  #withoutHand() {
    return this.values.start === "hand" ? { start: "k-means++" } : {};
  }

  #edit(data) {
    this.#isEdit = true;
    this.change({ data, ...(data.length === 0 ? this.#withoutHand() : {}) });
    this.#isEdit = false;
  }

  // The part of the plane that is shown. A point clicked in must not move the others.
  #setFrame() {
    const { data } = this.values;
    if (this.#isEdit) return;
    this.frame = EMPTY_FRAME.map((empty, k) => {
      if (data.length === 0) return empty;
      const column = data.map((point) => point[k]);
      const [low, high] = [Math.min(...column), Math.max(...column)];
      const room = 0.08 * (high - low) || Math.abs(high) / 10 || 1;
      return [low - room, high + room];
    });
  }

  // To a thousandth of the frame.
  #rounded(point) {
    return point.map((value, k) => {
      const [low, high] = this.frame[k];
      const digits = Math.max(0, 3 - Math.floor(Math.log10(high - low)));
      return Number(value.toFixed(Math.min(digits, 12)));
    });
  }
}

// A mixture between two.
function between(a, b, share) {
  const mix = (x, y) => (Array.isArray(x) ? x.map((v, j) => mix(v, y[j])) : x + share * (y - x));
  return Object.fromEntries(Object.keys(a).map((key) => [key, mix(a[key], b[key])]));
}

function check({ data, names, K, start, start_means }) {
  if (data.length > MAX_POINTS) throw new Error(`data may be ${MAX_POINTS} points at most`);
  if (names.length !== 2) throw new Error(`names must be 2, got ${names.length}`);
  if (names.some((name) => name.length > MAX_NAME)) {
    throw new Error(`a name may have ${MAX_NAME} characters at most, and no comma`);
  }
  if (start_means.length > MAX_K) throw new Error(`start_means may be ${MAX_K} at most`);
  if (start === "hand" && start_means.length !== K) {
    throw new Error(`start_means must be ${K} pairs, got ${start_means.length}`);
  }
}

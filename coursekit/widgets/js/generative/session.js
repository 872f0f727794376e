// What the widget is doing, apart from how it looks: points of two classes, what is fitted to
// them, and the generations of copies that a generative model makes of its own dreams.

import { ClassError, copies, fit, logOdds, MODELS, sample, spreads } from "../algorithms/classifiers.js";
import { seededRandom } from "../algorithms/random.js";
import { clip, LAST_SEED } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { number, numbers, oneOf, someOf, text, whole } from "../kit/settings.js";
import { PRESETS } from "./presets.js";

export const MAX_POINTS = 400;
export const MAX_SIZE = 1e6; // of a coordinate
export const MAX_NAME = 40;
export const MAX_GENERATIONS = 500;
export const MAX_DREAM = 1000;
export const PENALTIES = [1e-4, 100];
export const COUNTS = [10, 400]; // points of a dream
export const SPEEDS = [0.5, 60]; // generations a second
const SLOW = 4;
const DREAM_STREAM = 2 ** 20; // streams of random numbers below it are for generations
const EMPTY_FRAME = [
  [0, 10],
  [0, 10],
];
const ROOM = 0.15; // about the data, to drag points into
const LOOKS = 40; // places across and up at which borders are compared

const flat = numbers(
  (list) =>
    list.length % 3 === 0 &&
    list.every((value, k) => (k % 3 < 2 ? Math.abs(value) <= MAX_SIZE : value === 0 || value === 1)),
  `triples of x and y of at most ${MAX_SIZE} and a class, 0 or 1`,
);
const triples = {
  read(value) {
    const list = flat.read(value);
    return Array.from({ length: list.length / 3 }, (_, i) => list.slice(3 * i, 3 * i + 3));
  },
};
const joined = text(2 * MAX_NAME + 1);
const two = { read: (value) => joined.read(String(value)).split(",") };

export const KINDS = {
  data: triples,
  names: two,
  classes: two,
  models: someOf(MODELS),
  penalty: number(...PENALTIES),
  dreamer: oneOf(MODELS),
  dream: whole(0, MAX_DREAM),
  count: whole(...COUNTS),
  real: number(0, 1),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, MAX_GENERATIONS),
};
const CHAIN_SETTINGS = ["data", "dreamer", "count", "real", "seed"];

export class Session extends Player {
  #isEdit = false; // whether the data change by a point, so that the frame stays
  #origin = []; // the data before they were edited, whose borders are those to compare with
  #fits = new Map(); // generation, or "origin" -> name -> {model, problem}

  constructor(model) {
    super(model, { name: "classes", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const label = model.get("label") || "Your data";
    const given = { label, data: read("data"), names: read("names"), classes: read("classes") };
    this.presets = { given, ...PRESETS };
    this.frame = EMPTY_FRAME;
    this.selected = -1; // the point in hand
    this.adds = 0; // class of the points that are clicked in
  }

  rebuild(before) {
    const { values } = this;
    const isNew = (...keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    check(values);
    if (isNew("data", "names") && !this.#isEdit) {
      this.#setFrame();
      this.#origin = this.presets[this.preset]?.origin ?? values.data;
      this.selected = -1;
    }
    if (isNew("penalty", "data", "names", "classes")) this.#fits.clear();
    if (isNew(...CHAIN_SETTINGS)) {
      if (before && before.n === values.n) values.n = 0;
      this.#fits.clear();
      this.#begin();
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    n = clip(n, 0, MAX_GENERATIONS);
    while (this.generations.length <= n && !this.end) this.#copy();
    n = Math.min(n, this.generations.length - 1);
    this.length = Math.max(this.length, n);
    return n;
  }

  extras() {
    const found = Object.entries(this.fits).filter(([, { model }]) => model);
    const fits = Object.fromEntries(found.map(([name, { model }]) => [name, model]));
    const spread = this.generations.slice(0, this.n + 1).map((one) => one.spread);
    return { _fits: fits, _spread: spread };
  }

  // What is shown: {points, labels, realCount}.
  get shown() {
    return this.generations[this.n];
  }

  // What each model makes of the points shown: name -> {model} or {problem}.
  get fits() {
    return this.#fitsOf(this.n, this.shown);
  }

  // The share of the picture on which a model has changed its mind since the data were chosen.
  moved(name) {
    const [now, then] = [this.fits[name].model, this.#fitsOf("origin", split(this.#origin))[name].model];
    if (!now || !then) return NaN;
    let changed = 0;
    for (const point of this.#looks()) changed += logOdds(now, point) > 0 !== logOdds(then, point) > 0;
    return changed / LOOKS ** 2;
  }

  // Whether the data are other than those chosen.
  get isEdited() {
    return !same(this.#origin, this.values.data);
  }

  // The dream on the picture, or null. Beside copies there is none: they are dreams too.
  get dreamt() {
    const { dream, dreamer, count, seed, n } = this.values;
    if (n > 0) return null;
    const model = dreamer === "logistic" ? null : this.fits[dreamer].model;
    return dream && model ? sample(model, count, seededRandom(seed, DREAM_STREAM + dream)) : null;
  }

  // Which preset the data are, or "edited".
  get preset() {
    const isIt = ({ data }) => same(data, this.values.data);
    return Object.keys(this.presets).find((key) => isIt(this.presets[key])) ?? "edited";
  }

  choose(key) {
    const { data, names, classes } = this.presets[key];
    this.change({ data, names, classes, n: 0, dream: 0 });
  }

  toggleModel(name) {
    const { models } = this.values;
    const isOn = models.includes(name);
    this.change({ models: isOn ? models.filter((other) => other !== name) : [...models, name] });
  }

  // Dreams once more, beside the data.
  sleep() {
    this.change({ dream: (this.values.dream % MAX_DREAM) + 1, n: 0 });
  }

  wake() {
    this.change({ dream: 0 });
  }

  select(i) {
    this.selected = i;
    this.emit("run");
  }

  selectNext(step) {
    const { length } = this.values.data;
    if (length === 0) return;
    const from = this.selected < 0 ? (step > 0 ? -1 : 0) : this.selected;
    this.select((from + step + length) % length);
  }

  movePoint(i, point) {
    const { data } = this.values;
    this.#edit(data.with(i, [...this.#rounded(point), data[i][2]]));
  }

  addPoint(point) {
    const { data } = this.values;
    if (data.length >= MAX_POINTS) return this.say(`There is room for ${MAX_POINTS} points.`);
    this.selected = data.length;
    this.#edit([...data, [...this.#rounded(point), this.adds]]);
  }

  // Takes away the point in hand, or the last.
  removePoint() {
    const { data } = this.values;
    if (data.length === 0) return;
    const i = this.selected < 0 ? data.length - 1 : this.selected;
    this.selected = -1;
    this.#edit(data.toSpliced(i, 1));
  }

  // Gives the point in hand to the other class.
  switchClass() {
    const { data } = this.values;
    if (this.selected < 0) return;
    const [x, y, c] = data[this.selected];
    this.#edit(data.with(this.selected, [x, y, 1 - c]));
  }

  #edit(data) {
    this.#isEdit = true;
    this.change({ data, n: 0 });
    this.#isEdit = false;
  }

  #begin() {
    const start = split(this.values.data);
    this.generations = [{ ...start, realCount: start.points.length, spread: spreads(start.points, start.labels) }];
    this.end = "";
    this.length = 0;
  }

  // Adds a generation, or says why there can be none.
  #copy() {
    const { data, dreamer, count, real, seed } = this.values;
    const t = this.generations.length;
    const { model, problem } = this.#fitsOf(t - 1, this.generations[t - 1])[dreamer];
    if (!model || dreamer === "logistic") {
      this.end = problem || "cannot";
      return;
    }
    const made = copies(model, split(data), count, real, seededRandom(seed, t));
    this.generations.push({ ...made, spread: spreads(made.points, made.labels) });
  }

  #fitsOf(key, { points, labels }) {
    if (!this.#fits.has(key)) {
      const fitted = MODELS.map((name) => [name, this.#try(name, points, labels)]);
      this.#fits.set(key, Object.fromEntries(fitted));
      if (this.#fits.size > 40) this.#forgetOne();
    }
    return this.#fits.get(key);
  }

  #forgetOne() {
    for (const key of this.#fits.keys()) {
      if (key !== "origin") return this.#fits.delete(key);
    }
  }

  #try(name, points, labels) {
    try {
      return { model: fit(name, points, labels, this.values.penalty) };
    } catch (error) {
      const who = error instanceof ClassError ? `${this.values.classes[error.label]} ` : "";
      return { problem: `${who}${error.message}` };
    }
  }

  *#looks() {
    const [across, up] = this.frame;
    for (let i = 0; i < LOOKS; i++) {
      for (let j = 0; j < LOOKS; j++) {
        const at = ([low, high], k) => low + ((k + 0.5) / LOOKS) * (high - low);
        yield [at(across, i), at(up, j)];
      }
    }
  }

  // The part of the plane that is shown. A point that is moved must not move the others.
  #setFrame() {
    const { data } = this.values;
    this.frame = EMPTY_FRAME.map((empty, k) => {
      if (data.length === 0) return empty;
      const column = data.map((point) => point[k]);
      const [low, high] = [Math.min(...column), Math.max(...column)];
      const room = ROOM * (high - low) || Math.abs(high) / 10 || 1;
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

const split = (data) => ({
  points: data.map(([x, y]) => [x, y]),
  labels: data.map(([, , c]) => c),
});

function check({ data, names, classes }) {
  if (data.length > MAX_POINTS) throw new Error(`data may be ${MAX_POINTS} points at most`);
  for (const [key, list] of Object.entries({ names, classes })) {
    if (list.length !== 2) throw new Error(`${key} must be 2, got ${list.length}`);
    if (list.some((name) => name.length > MAX_NAME)) {
      throw new Error(`a name may have ${MAX_NAME} characters at most, and no comma`);
    }
  }
}

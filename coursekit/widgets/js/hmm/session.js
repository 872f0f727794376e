// What the explorer is doing, apart from how it looks: observations, a model, and what its
// messages say. Moments 1 to T are the forward pass, T + 1 to 2T the backward one.

import { mStep, smooth } from "../algorithms/hidden_markov.js";
import { sum } from "../algorithms/markov_chain.js";
import { clip } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { number, numbers, oneOf, text, whole } from "../kit/settings.js";
import { PRESETS } from "./presets.js";

export const STATES = [2, 4];
export const MAX_SYMBOLS = 6;
export const LENGTHS = [2, 200];
export const MAX_COUNT = 200;
export const MAX_NAME = 10;
export const MAX_ITERATIONS = 500;
export const SPEEDS = [0.5, 100]; // time steps a second
const SLOW = 2;

const chunks = (list, size) =>
  Array.from({ length: list.length / size }, (_, k) => list.slice(k * size, (k + 1) * size));
const whatever = numbers((list) => list.length > 0 && list.length <= 24, "a few numbers");
const observations = numbers(
  (list) =>
    list.length >= LENGTHS[0] &&
    list.length <= LENGTHS[1] &&
    list.every((value) => Number.isInteger(value) && value >= 0 && value <= MAX_COUNT),
  `${LENGTHS.join(" to ")} whole numbers from 0 to ${MAX_COUNT}`,
);
const joined = text(MAX_SYMBOLS * (MAX_NAME + 1));
const words = { read: (value) => (String(value) ? joined.read(String(value)).split(",") : []) };

export const KINDS = {
  kind: oneOf(["categorical", "poisson"]),
  x: observations,
  start: whatever,
  transition: whatever,
  emission: whatever,
  names: words,
  symbols: words,
  iterations: whole(0, MAX_ITERATIONS),
  n: whole(0, 2 * LENGTHS[1]),
  speed: number(...SPEEDS),
};
const MODEL = ["kind", "x", "start", "transition", "emission", "names", "symbols"];

export class Session extends Player {
  constructor(model) {
    super(model, { name: "hmm", kinds: KINDS, slow: SLOW });
    const given = Object.fromEntries(MODEL.map((key) => [key, KINDS[key].read(model.get(key) ?? [])]));
    const label = model.get("label");
    this.presets = label ? { given: { ...given, label }, ...PRESETS } : PRESETS;
  }

  rebuild(before) {
    const { values } = this;
    if (before === null || MODEL.some((key) => !same(before[key], values[key]))) {
      const theta = check(values);
      this.passes = [smooth(values.kind, theta, values.x)];
    }
    while (this.passes.length <= values.iterations) {
      const theta = mStep(values.kind, this.passes.at(-1), values.x);
      this.passes.push(smooth(values.kind, theta, values.x));
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    return clip(n, 0, this.length);
  }

  // Whoever plays at the end begins again.
  play() {
    if (this.n === this.length) this.values.n = 0;
    super.play();
  }

  get length() {
    return 2 * this.values.x.length;
  }

  // The model shown, its messages and what follows from them.
  get now() {
    return this.passes[this.values.iterations];
  }

  // The time shown, from 0, and how far the passes have come: alpha up to `past`, beta from
  // `future` on.
  get time() {
    const { n } = this;
    const T = this.values.x.length;
    return {
      t: n <= T ? Math.max(n - 1, 0) : 2 * T - n,
      past: Math.min(n, T) - 1,
      future: n > T ? 2 * T - n : T,
    };
  }

  goTo(t) {
    const T = this.values.x.length;
    this.moveTo(this.n > T ? 2 * T - t : t + 1);
  }

  extras() {
    const { theta, alpha, beta, gamma, path, value } = this.now;
    return { _said: { ...theta, alpha, beta, gamma, path, log_likelihood: value } };
  }

  // Takes the model as it is now, with a change, for a new one.
  edit(changes) {
    this.pause();
    return this.change({ ...this.now.theta, iterations: 0, ...changes });
  }

  observe(t, value) {
    return this.edit({ x: this.values.x.map((old, s) => (s === t ? value : old)) });
  }

  // The next symbol or count at time t, or the one before it.
  cycle(t, by) {
    const { x, kind, symbols } = this.values;
    const size = symbols.length;
    this.observe(t, kind === "categorical" ? (x[t] + by + size) % size : clip(x[t] + by, 0, MAX_COUNT));
  }

  learn(by) {
    this.change({ iterations: clip(this.values.iterations + by, 0, MAX_ITERATIONS) });
  }

  // What the states show at time t, in words.
  shown(t) {
    const { x, kind, symbols } = this.values;
    return kind === "categorical" ? symbols[x[t]] : String(x[t]);
  }

  // Which preset it is, or "edited".
  get preset() {
    const { values } = this;
    const flat = (it) => MODEL.map((key) => it[key]?.flat?.() ?? it[key]);
    return Object.keys(this.presets).find((key) => same(flat(this.presets[key]), flat(values))) ?? "edited";
  }

  choose(key) {
    const { label: _, ...settings } = this.presets[key];
    this.change({ ...settings, iterations: 0, n: 0 });
  }
}

// Throws, in the words of the package, unless the row is one of probabilities.
export function checkRow(name, row) {
  if (!row.every((value) => value >= 0)) throw new Error(`${name} must have entries of at least 0`);
  const total = sum(row);
  if (Math.abs(total - 1) > 1e-8) {
    throw new Error(`${name} sums to ${Number(total.toPrecision(6))}, not 1`);
  }
}

// The parameters in rows, or an Error that says what does not fit.
function check({ kind, x, start, transition, emission, names, symbols }) {
  const K = names.length;
  if (K < STATES[0] || K > STATES[1]) throw new Error(`there must be 2 to 4 states, got ${K}`);
  if (names.concat(symbols).some((name) => !name.trim() || name.length > MAX_NAME)) {
    throw new Error(`a name must have 1 to ${MAX_NAME} characters, and no comma`);
  }
  const M = kind === "categorical" ? symbols.length : 1;
  if (M < 1 || M > MAX_SYMBOLS) throw new Error(`there must be 1 to ${MAX_SYMBOLS} symbols`);
  const sizes = { start: [start, K], transition: [transition, K * K], emission: [emission, K * M] };
  for (const [name, [list, size]] of Object.entries(sizes)) {
    if (list.flat().length !== size) throw new Error(`${name} must be ${size} numbers, got ${list.flat().length}`);
  }
  const A = chunks(transition.flat(), K);
  const rows = chunks(emission.flat(), M);
  checkRow("start", start);
  A.forEach((row, i) => checkRow(`transition row ${i}`, row));
  if (kind === "categorical") {
    rows.forEach((row, i) => checkRow(`emission row ${i}`, row));
    const most = Math.max(...x);
    if (most >= M) throw new Error(`x must be symbols from 0 to ${M - 1}, got ${most}`);
  } else if (!rows.every(([rate]) => rate > 0 && rate <= MAX_COUNT)) {
    throw new Error(`a rate must be above 0 and at most ${MAX_COUNT}`);
  }
  return { start, transition: A, emission: rows };
}

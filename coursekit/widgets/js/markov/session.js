// What the explorer is doing, apart from how it looks: the chain, a walk on it, its laws.

import { Laws, Walk } from "../algorithms/chain_run.js";
import {
  checkRates,
  embeddedChain,
  uniformised,
  withDiagonal,
} from "../algorithms/jump_process.js";
import { checkMatrix, onlyStationary, sum, withEntry } from "../algorithms/markov_chain.js";
import { seededRandom } from "../algorithms/random.js";
import { Player, refusal, same } from "../kit/player.js";
import { LAST_SEED } from "../kit/controls.js";
import { flag, number, numbers, oneOf, text, whole } from "../kit/settings.js";
import { PRESETS } from "./presets.js";

export const MAX_STATES = 8;
export const MAX_STEPS = 20_000;
export const MAX_NAME = 12;
export const MAX_RATE = 1000;
export const SPEEDS = [0.5, 1000]; // steps a second
const SLOW = 8; // up to this speed the way along an arrow is shown

const chunks = (list, size) =>
  Array.from({ length: list.length / size }, (_, k) => list.slice(k * size, (k + 1) * size));
const squares = numbers(
  (list) => list.length > 0 && list.length <= MAX_STATES ** 2 && list.length ** 0.5 % 1 === 0,
  `a square matrix of at most ${MAX_STATES} rows`,
);
const pairs = numbers(
  (list) => list.length % 2 === 0 && list.every((value) => value >= 0 && value <= 1),
  "pairs of numbers from 0 to 1",
);
const toSquare = (list) => chunks(list, list.length ** 0.5);
const joined = text(MAX_STATES * (MAX_NAME + 1));

export const KINDS = {
  matrix: { read: (value) => toSquare(squares.read(value)) },
  continuous: flag,
  names: { read: (value) => joined.read(String(value)).split(",") },
  positions: { read: (value) => chunks(pairs.read(value), 2) },
  start: whole(0, MAX_STATES - 1),
  seed: whole(0, LAST_SEED),
  view: oneOf(["walk", "law"]),
  flows: flag,
  speed: number(...SPEEDS),
  n: whole(0, MAX_STEPS),
};
const RUN_SETTINGS = ["matrix", "continuous", "start", "seed"];
const CHAIN_SETTINGS = ["matrix", "continuous", "names", "positions", "start"];

export class Session extends Player {
  constructor(model) {
    super(model, { name: "chain", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const given = { label: model.get("label") || "Your chain" };
    for (const key of [...CHAIN_SETTINGS, "flows", "view"]) given[key] = read(key);
    this.presets = { given, ...PRESETS };
  }

  rebuild(before) {
    const { values } = this;
    const isNew = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (isNew(CHAIN_SETTINGS)) check(values);
    if (isNew(RUN_SETTINGS)) {
      const { matrix, continuous, start, seed } = values;
      this.chain = describe(matrix, continuous);
      this.walk = new Walk({ matrix, continuous, start, random: seededRandom(seed) });
      this.laws = new Laws({ matrix, continuous, start });
    }
    if (isNew([...RUN_SETTINGS, "view", "n"])) this.phase = 1;
    if (isNew([...RUN_SETTINGS, "view"])) this.length = 0;
    values.n = this.reach(values.n);
    this.emit("chain");
  }

  reach(n) {
    n = Math.min(n, MAX_STEPS);
    if (this.values.view === "walk") {
      while (this.walk.length < n && this.walk.advance());
      n = Math.min(n, this.walk.length);
    } else this.laws.at(n);
    this.length = Math.max(this.length, n);
    return n;
  }

  // In continuous time a long stay takes long: the shortest mean stay is one step's time.
  duration(n) {
    const { view, continuous } = this.values;
    if (view === "law" || !continuous || n === 0) return 1;
    return Math.max((this.walk.times[n] - this.walk.times[n - 1]) * this.chain.clock, 0.02);
  }

  extras() {
    const n = this.values.view === "walk" ? this.n : 0;
    return {
      _walk: { states: this.walk.states.slice(0, n + 1), times: this.walk.times.slice(0, n + 1) },
    };
  }

  // The time that is shown.
  get now() {
    const { n, phase } = this;
    const { continuous, view } = this.values;
    if (view === "law") return Math.max(n - 1 + phase, 0) * this.laws.tick;
    if (!continuous || n === 0) return n;
    const [from, to] = [this.walk.times[n - 1], this.walk.times[n]];
    return from + phase * (to - from);
  }

  // What the bars show: the law now, or the walk's shares so far; null before the first step.
  get shares() {
    const { n, phase } = this;
    if (this.values.view === "walk") return this.walk.shares(n, this.now);
    if (n === 0 || phase === 1 || !this.values.continuous) return this.laws.at(n);
    const [from, to] = [this.laws.at(n - 1), this.laws.at(n)];
    return from.map((share, i) => share + phase * (to[i] - share));
  }

  // Which preset the chain is, or "edited".
  get preset() {
    const { values } = this;
    const isIt = ({ matrix, continuous = false, names }) =>
      same([matrix, continuous, names], [values.matrix, values.continuous, values.names]);
    return Object.keys(this.presets).find((key) => isIt(this.presets[key])) ?? "edited";
  }

  choose(key) {
    const preset = this.presets[key];
    if (!preset) return;
    const rest = { continuous: false, positions: [], start: 0, flows: false, view: "walk", n: 0 };
    const { label: _, ...settings } = { ...rest, ...preset };
    this.change(settings);
  }

  // From probabilities to rates, a step taking one unit of time, or to the chain of jumps.
  setContinuous(continuous) {
    const { matrix } = this.values;
    if (continuous === this.values.continuous) return;
    this.change({
      continuous,
      matrix: continuous ? withDiagonal(matrix) : embeddedChain(matrix).P,
      n: 0,
    });
  }

  // Sets one probability, the rest of its row kept in proportion, or one rate.
  setEntry(i, j, value, row = this.values.matrix[i]) {
    const { matrix, continuous } = this.values;
    try {
      const changed = continuous
        ? row.map((rate, k) => (k === j ? value : rate))
        : withEntry(row, i, j, value);
      const whole = matrix.map((old, k) => (k === i ? changed : old));
      return this.change({ matrix: continuous ? withDiagonal(whole) : whole });
    } catch (error) {
      this.say(refusal(error));
      return false;
    }
  }

  addState() {
    const { matrix, continuous, names, positions } = this.values;
    const n = matrix.length;
    const grown = matrix.map((row) => [...row, 0]);
    grown.push([...Array(n).fill(0), continuous ? 0 : 1]);
    let name = n;
    while (names.includes(String(name))) name += 1;
    this.change({
      matrix: grown,
      names: [...names, String(name)],
      positions: positions.length ? [...positions, freePlace(positions)] : [],
    });
  }

  // What led to the state now stays where it came from.
  removeState(k) {
    const { matrix, continuous, names, positions, start } = this.values;
    const without = (list) => list.filter((_, i) => i !== k);
    const rest = without(matrix).map(without);
    const mended = rest.map((row, i) =>
      row.map((p, j) => (i === j ? p + 1 - sum(row) : p)),
    );
    this.change({
      matrix: continuous ? withDiagonal(rest) : mended,
      names: without(names),
      positions: without(positions),
      start: start === k ? 0 : start > k ? start - 1 : start,
    });
  }
}

// The place, of a grid, that is furthest from all states.
function freePlace(positions) {
  const places = Array.from({ length: 25 }, (_, k) => [(k % 5) / 4, Math.floor(k / 5) / 4]);
  const room = ([x, y]) => Math.min(...positions.map((p) => Math.hypot(p[0] - x, p[1] - y)));
  return places.reduce((best, place) => (room(place) > room(best) ? place : best));
}

function check({ matrix, continuous, names, positions, start }) {
  const n = matrix.length;
  if (continuous) checkRates(matrix);
  else checkMatrix(matrix);
  if (Math.max(...matrix.flat()) > MAX_RATE) throw new Error(`a rate may be at most ${MAX_RATE}`);
  if (n < 2) throw new Error("the chain must have at least 2 states");
  if (names.length !== n) {
    throw new Error(`names must be ${n}, one for each state, got ${names.length}`);
  }
  if (names.some((name) => name.trim() === "" || name.length > MAX_NAME)) {
    throw new Error(`a name must have 1 to ${MAX_NAME} characters, and no comma`);
  }
  if (new Set(names).size < n) throw new Error("no two states may have the same name");
  if (positions.length > 0 && positions.length !== n) {
    throw new Error(`positions must be ${n}, one for each state, got ${positions.length}`);
  }
  if (start >= n) throw new Error(`start must be a state from 0 to ${n - 1}, got ${start}`);
}

// What can be said of a chain: its jumps P, its steps for classes and laws, its stationary
// law pi (of time) or null, and in continuous time the rates of leaving, and the clock.
function describe(matrix, continuous) {
  if (!continuous) return { P: matrix, pi: onlyStationary(matrix) };
  const { P, rate } = embeddedChain(matrix);
  const uniform = uniformised(matrix);
  return {
    P,
    rate,
    clock: uniform.clock,
    pi: onlyStationary(uniform.P),
    visits: onlyStationary(P),
  };
}

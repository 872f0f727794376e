// What an explorer is doing, apart from how it looks: its settings, the run that they
// determine, the moment of the run that is shown, and the clock that plays it.
//
// The draws depend on the settings alone. A change of settings therefore makes the run anew
// up to the same draw, and going back and forth in it shows the same draws again.

import { ExpressionError, MAX_LENGTH, parseExpression } from "../algorithms/expression.js";
import { densityGrid, marginals, moments } from "../algorithms/grid.js";
import { Run } from "../algorithms/run.js";
import { TARGETS, typedTarget } from "../algorithms/targets.js";
import { number, numbers, oneOf, readAddress, text, whole, writeAddress } from "../kit/settings.js";
import { reducedMotion } from "../kit/theme.js";

export const MAX_CHAINS = 8;
export const MAX_DRAWS = 20_000;
export const SCALES = [0.02, 20];
export const SPEEDS = [1, 2000]; // steps a second
const SLOW = 12; // up to this speed every proposal is animated
const STEP_SECONDS = 0.8; // how long the animation of a single step takes
const FRAME_BUDGET = 8; // milliseconds of a frame that making draws may take
const REPORT_EVERY = 150; // milliseconds between two reports, at least
const REPORT_WHILE_PLAYING = 1000;
const GRID = 160; // cells a side

const pairs = numbers(
  (list) => list.length % 2 === 0 && list.length <= 2 * MAX_CHAINS,
  `up to ${MAX_CHAINS} points x,y`,
);

export const KINDS = {
  target: oneOf([...Object.keys(TARGETS), "typed"]),
  expression: text(MAX_LENGTH),
  scale: number(...SCALES),
  chains: whole(1, MAX_CHAINS),
  seed: whole(0, 2 ** 32 - 1),
  speed: number(...SPEEDS),
  n: whole(0, MAX_DRAWS),
  starts: { read: (value) => toPoints(pairs.read(value)) },
  window: numbers(
    (list) => list.length === 0 || (list.length === 4 && list[0] < list[1] && list[2] < list[3]),
    "left,right,bottom,top",
  ),
};
const RUN_SETTINGS = ["target", "expression", "scale", "chains", "seed", "starts", "window"];

const toPoints = (list) =>
  Array.from({ length: list.length / 2 }, (_, k) => list.slice(2 * k, 2 * k + 2));

// The means of x and y, summed over a window of twice the width and height, so that the
// tails that the picture cuts off count too.
function trueMeans({ logDensity }, [left, right, bottom, top]) {
  const [dx, dy] = [(right - left) / 2, (top - bottom) / 2];
  const wide = [left - dx, right + dx, bottom - dy, top + dy];
  const { x, y } = marginals(densityGrid(logDensity, wide, GRID));
  return [moments(x, wide[0], wide[1]).mean, moments(y, wide[2], wide[3]).mean];
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const sessions = new WeakMap(); // model -> Session: all views of a model show one run

export function sessionOf(model) {
  if (!sessions.has(model)) sessions.set(model, new Session(model));
  return sessions.get(model);
}

class Session {
  #model;
  #defaults;
  #address = null; // the widget's name in the page's address, on a static page
  #listeners = new Set();
  #frameId = null;
  #lastFrame = 0;
  #lastReport = -Infinity;
  #reportTimer = null;
  #known = {}; // what the model holds as far as we have told it or heard

  constructor(model) {
    this.#model = model;
    this.values = this.#modelValues();
    this.#defaults = { ...this.values };
    this.#known = { ...this.values, playing: model.get("playing") };
    this.playing = false;
    this.phase = 1; // how much of the step to draw n has been shown
    this.note = "";
    if (model.isStatic) {
      this.#address = model.place > 1 ? `mcmc${model.place}` : "mcmc";
      const { values, notes } = readAddress(this.#address, KINDS);
      Object.assign(this.values, values);
      this.note = notes.join(" ");
    }
    const safe = { target: "banana", starts: [], window: [] };
    this.#build(() => Object.assign(this.values, this.#defaults, safe));
    // Heard a moment later: what is set back while a change is being told would not be sent.
    model.on("change", () => queueMicrotask(() => this.#hear()));
    if (model.get("playing") && !reducedMotion.matches) this.play();
    else this.#reportSoon();
  }

  // Calls `listener` with "run", "cursor", "settings" or "note" when that has changed.
  // Returns a function that ends it.
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get n() {
    return this.values.n;
  }

  // Whether single proposals are being shown, and so arrows make sense.
  get isSlow() {
    return !this.playing || this.values.speed <= SLOW;
  }

  // Changes settings, as the reader or Python wishes. An impossible wish leaves all as it was
  // and a note that says why.
  change(changes) {
    const before = { ...this.values };
    try {
      for (const [key, value] of Object.entries(changes)) {
        this.values[key] = KINDS[key].read(value);
      }
    } catch (error) {
      this.values = before;
      this.#say(`The setting was not changed: it ${error.message}.`);
      return this.#emit("settings"); // the control shows what is still so
    }
    if (RUN_SETTINGS.some((key) => !same(before[key], this.values[key]))) {
      this.#say("");
      this.#build(() => (this.values = before));
    } else if (before.n !== this.values.n) {
      this.#reach(this.values.n);
      this.#emit("cursor");
    }
    this.#emit("settings");
    this.#reportSoon();
  }

  play() {
    if (this.playing) return;
    if (this.n >= MAX_DRAWS) return this.#say(`${MAX_DRAWS} draws are as many as it keeps.`);
    this.playing = true;
    this.phase = 1; // so that the first step comes at once
    this.#emit("settings");
    this.#reportSoon();
    this.#runClock();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.phase = 1;
    this.#emit("settings");
    this.#emit("cursor");
    this.#reportSoon();
  }

  // Goes to draw n, which is made if need be.
  moveTo(n, phase = 1) {
    this.pause();
    this.#reach(Math.min(Math.max(n, 0), MAX_DRAWS));
    this.phase = phase;
    this.#emit("cursor");
    this.#reportSoon();
  }

  // Goes one draw on, animated unless the reader wants less motion.
  step() {
    const isAnimated = !reducedMotion.matches && this.n < MAX_DRAWS;
    this.moveTo(this.n + 1, isAnimated ? 0 : 1);
    if (isAnimated) this.#runClock();
  }

  // Starts a chain at a point: the first chain that has no start of its own, or a further
  // one; when all are placed, the one placed first moves.
  startAt(point) {
    const { chains, starts } = this.values;
    const next = [...starts, point].slice(-MAX_CHAINS);
    this.phase = 1;
    this.change({ starts: next, chains: Math.max(chains, next.length), n: 0 });
  }

  #modelValues() {
    const values = {};
    for (const [key, kind] of Object.entries(KINDS)) {
      values[key] = kind.read(this.#model.get(key) ?? []);
    }
    return values;
  }

  // Makes target, grid and run from the settings; if the target or a start is impossible,
  // says why, calls `fallBack` to mend the settings, and keeps the last run there was.
  #build(fallBack) {
    const { target: name, expression, scale, chains, seed, starts, window } = this.values;
    try {
      parseExpression(expression); // even one that is not in use must make sense
      const target = name === "typed" ? typedTarget(expression, window) : TARGETS[name];
      const within = window.length ? window : target.window;
      const grid = densityGrid(target.logDensity, within, GRID);
      this.run = new Run({ target, grid, scale, chains, seed, starts });
      Object.assign(this, { target, grid, trueMeans: trueMeans(target, within) });
    } catch (error) {
      const what = error instanceof ExpressionError ? "Your formula" : "That";
      this.#say(`${what} was not taken: ${error.message}.`);
      fallBack();
      if (!this.run) this.#build();
      return;
    }
    this.#reach(this.n);
    this.#emit("run");
  }

  // Makes draws up to n, at most until `deadline`, and moves there. A target that fails on
  // the way stops the run at the last good draw.
  #reach(n, deadline = Infinity) {
    try {
      while (this.run.length < n && performance.now() < deadline) this.run.advance();
      this.values.n = Math.min(n, this.run.length);
    } catch (error) {
      this.values.n = this.run.length;
      this.#say(`Stopped: ${error.message}.`);
      this.pause();
    }
  }

  #runClock() {
    if (this.#frameId !== null) return;
    this.#lastFrame = performance.now();
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1000, 0.1);
    this.#lastFrame = now;
    this.phase += seconds * (this.playing ? this.values.speed : 1 / STEP_SECONDS);
    if (this.playing) {
      const steps = Math.floor(this.phase);
      this.phase -= steps;
      const goal = Math.min(this.n + steps, MAX_DRAWS);
      this.#reach(goal, performance.now() + FRAME_BUDGET);
      if (this.n === MAX_DRAWS) this.pause();
    }
    this.phase = Math.min(this.phase, 1);
    this.#emit("cursor");
    if (this.playing && now - this.#lastReport > REPORT_WHILE_PLAYING) this.#reportSoon();
    if (this.playing || this.phase < 1) {
      this.#frameId = requestAnimationFrame((then) => this.#frame(then));
    }
  }

  // Reports now, or, after a report just made, a little later: a slider that is dragged
  // would flood the kernel, and browsers limit how often a page's address may change.
  #reportSoon() {
    if (this.#reportTimer !== null) return;
    const wait = this.#lastReport + REPORT_EVERY - performance.now();
    if (wait <= 0) return this.#report();
    this.#reportTimer = setTimeout(() => {
      this.#reportTimer = null;
      this.#report();
    }, wait);
  }

  // Tells Python, or on a static page the address, where things stand.
  #report() {
    this.#lastReport = performance.now();
    if (this.#address) return writeAddress(this.#address, this.values, this.#defaults);
    this.#known = { ...this.values, playing: this.playing };
    this.#model.set({ ...this.#known, error: this.note, _draws: this.#packedDraws() });
    this.#model.save_changes();
  }

  // The draws shown as Python wants them: (chains, n, 2) numbers in a row, and this shape.
  #packedDraws() {
    const { n, run } = this;
    const packed = new Float64Array(run.chains.length * n * 2);
    run.chains.forEach(({ x, y }, k) => {
      for (let t = 0; t < n; t++) {
        packed[2 * (k * n + t)] = x[t + 1];
        packed[2 * (k * n + t) + 1] = y[t + 1];
      }
    });
    return { shape: [run.chains.length, n, 2], data: new DataView(packed.buffer) };
  }

  // The model has changed: what it holds other than we know, Python has set.
  #hear() {
    const held = { ...this.#modelValues(), playing: this.#model.get("playing") };
    const isNew = ([key, value]) => !same(value, this.#known[key]);
    const { playing, ...changes } = Object.fromEntries(Object.entries(held).filter(isNew));
    this.#known = held;
    if (Object.keys(changes).length > 0) this.change(changes);
    if (playing === true) this.play();
    if (playing === false) this.pause();
  }

  #say(note) {
    if (note === this.note) return;
    this.note = note;
    this.#emit("note");
  }

  #emit(what) {
    for (const listener of this.#listeners) listener(what);
  }
}

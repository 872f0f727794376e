// What an explorer is doing, apart from how it looks: its settings, the run that they
// determine, the moment of the run that is shown, and the clock that plays it.
//
// The draws depend on the settings alone. A change of settings therefore makes the run anew
// up to the same draw, and going back and forth in it shows the same draws again.

import { MAX_LENGTH, parseExpression } from "../algorithms/expression.js";
import { densityGrid, marginals, moments } from "../algorithms/grid.js";
import { Run, twiceAsWide } from "../algorithms/run.js";
import { SAMPLERS } from "../algorithms/samplers.js";
import { TARGETS, typedTarget } from "../algorithms/targets.js";
import { same, WidgetSession } from "../kit/session.js";
import { flag, number, numbers, oneOf, orAuto, someOf, text, whole } from "../kit/settings.js";
import { reducedMotion } from "../kit/theme.js";

export const MAX_CHAINS = 8;
export const MAX_DRAWS = 20_000;
export const STEP_SIZES = [0.01, 20];
export const LEAPFROGS = [1, 100];
export const SPEEDS = [1, 2000]; // steps a second
export const BINS = [8, 120];
// What the pictures can leave out.
export const LAYERS = ["target", "samples", "histograms", "proposals", "ellipses", "momentum"];
const SLOW = 12; // up to this speed every proposal is animated
const STEP_SECONDS = 0.8; // how long the animation of a single step takes
const PATH_SECONDS = 1.6; // and where there is a path to follow
const FRAME_BUDGET = 8; // milliseconds of a frame that making draws may take
const CATCHING_UP = 40; // and where the page waits for draws that take long
const PATIENCE = 200; // milliseconds for which a change may hold the page up
const REPORT_WHILE_PLAYING = 1000;
const GRID = 160; // cells a side

const pairs = numbers(
  (list) => list.length % 2 === 0 && list.length <= 2 * MAX_CHAINS,
  `up to ${MAX_CHAINS} points x,y`,
);

export const KINDS = {
  target: oneOf([...Object.keys(TARGETS), "typed"]),
  expression: text(MAX_LENGTH),
  sampler: oneOf(Object.keys(SAMPLERS)),
  step_size: orAuto(number(...STEP_SIZES)),
  n_leapfrog: whole(...LEAPFROGS),
  compare: oneOf(["none", ...Object.keys(SAMPLERS)]),
  compare_step_size: orAuto(number(...STEP_SIZES)),
  compare_n_leapfrog: whole(...LEAPFROGS),
  warmup: whole(0, MAX_DRAWS),
  chains: whole(1, MAX_CHAINS),
  seed: whole(0, 2 ** 32 - 1),
  speed: number(...SPEEDS),
  n: whole(0, MAX_DRAWS),
  bins: whole(...BINS),
  show: someOf(LAYERS),
  tween: flag,
  starts: { read: (value) => toPoints(pairs.read(value)) },
  window: numbers(
    (list) => list.length === 0 || (list.length === 4 && list[0] < list[1] && list[2] < list[3]),
    "left,right,bottom,top",
  ),
};
const VIEW_SETTINGS = ["speed", "n", "bins", "show", "tween"]; // all others remake the run
const SAFE = { target: "banana", compare: "none", starts: [], window: [] };

// The settings of the sampler and of the one that it is compared with.
export const LANES = [
  { sampler: "sampler", stepSize: "step_size", nLeapfrog: "n_leapfrog" },
  { sampler: "compare", stepSize: "compare_step_size", nLeapfrog: "compare_n_leapfrog" },
];

const toPoints = (list) =>
  Array.from({ length: list.length / 2 }, (_, k) => list.slice(2 * k, 2 * k + 2));

// The means of x and y, summed over a window of twice the width and height, so that the
// tails that the picture cuts off count too.
function trueMeans({ logDensity }, window) {
  const wide = twiceAsWide(window);
  const { x, y } = marginals(densityGrid(logDensity, wide, GRID));
  return [moments(x, wide[0], wide[1]).mean, moments(y, wide[2], wide[3]).mean];
}

export class Session extends WidgetSession {
  #frameId = null;
  #lastFrame = 0;
  #goal = 0; // the draw to be reached, a little in every frame

  constructor(model) {
    super(model, { name: "mcmc", kinds: KINDS, safe: SAFE });
  }

  // How many samplers are shown, with their settings: {name, sampler, stepSize,
  // isAuto: whether the step size is the one that suits the target, nLeapfrog}.
  get lanes() {
    return this.#lanesOn(this.target);
  }

  #lanesOn(target) {
    return LANES.flatMap((keys) => {
      const name = this.values[keys.sampler];
      if (name === "none") return [];
      const sampler = SAMPLERS[name];
      const chosen = this.values[keys.stepSize];
      const stepSize = chosen ?? target.steps[sampler.size];
      const nLeapfrog = this.values[keys.nLeapfrog];
      return [{ name, sampler, stepSize, isAuto: chosen === null, nLeapfrog }];
    });
  }

  // Draws of every run that have been made.
  get length() {
    return Math.min(...this.runs.map(({ length }) => length));
  }

  // How much of the step to draw n is to be seen.
  get progress() {
    return this.values.tween ? this.phase : 1;
  }

  shows(layer) {
    return this.values.show.includes(layer);
  }

  // Whether single proposals are being shown, and so arrows make sense.
  get isSlow() {
    return !this.playing || this.values.speed <= SLOW;
  }

  // Makes the runs anew, up to the draw shown or, if more were on their way, as many.
  rebuild(before) {
    const changed = Object.keys(KINDS).filter((key) => !same(before?.[key], this.values[key]));
    const isAsked = changed.includes("n");
    if (changed.some((key) => !VIEW_SETTINGS.includes(key))) {
      this.#build();
      this.#reachSoon(isAsked ? this.n : Math.max(this.n, this.#goal));
      this.emit("run");
    } else if (isAsked) {
      this.#reachSoon(this.n);
      this.emit("cursor");
    }
    if (changed.some((key) => ["bins", "show"].includes(key))) this.emit("view");
  }

  // What Python is told besides the settings: the draws.
  extras() {
    const [_draws, _compare_draws = NOTHING] = this.runs.map((run) => packed(run, this.n));
    return { _draws, _compare_draws };
  }

  play() {
    if (this.playing) return;
    if (this.n >= MAX_DRAWS) return this.say(`${MAX_DRAWS} draws are as many as it keeps.`);
    this.playing = true;
    this.#goal = 0;
    this.phase = 1; // so that the first step comes at once
    this.emit("settings");
    this.reportSoon();
    this.#runClock();
  }

  // Goes to draw n, which is made if need be.
  moveTo(n, phase = 1) {
    this.pause();
    this.#reachSoon(Math.min(Math.max(n, 0), MAX_DRAWS));
    this.phase = phase;
    this.emit("cursor");
    this.reportSoon();
  }

  // Goes one draw on, animated unless the reader wants less motion.
  step() {
    const { tween } = this.values;
    const isAnimated = tween && !reducedMotion.matches && this.n < MAX_DRAWS;
    this.moveTo(this.n + 1, isAnimated ? 0 : 1);
    if (isAnimated) this.#runClock();
  }

  // Starts a chain at a point: the first chain that has no start of its own, or a further
  // one; when all are placed, the one placed first moves.
  startAt(point) {
    const { chains, starts } = this.values;
    const next = [...starts, point].slice(-MAX_CHAINS);
    this.#goal = 0;
    this.phase = 1;
    this.change({ starts: next, chains: Math.max(chains, next.length), n: 0 });
  }

  // Makes target, grid and runs from the settings, or throws an Error and changes nothing.
  #build() {
    const { target: name, expression, warmup, chains, seed, starts, window } = this.values;
    parseExpression(expression); // even one that is not in use must make sense
    const target = name === "typed" ? typedTarget(expression, window) : TARGETS[name];
    const within = window.length ? window : target.window;
    const grid = densityGrid(target.logDensity, within, GRID);
    const shared = { target, grid, warmup, chains, seed, starts };
    const lanes = this.#lanesOn(target).map((lane) => ({ ...lane, sampler: lane.name }));
    const runs = lanes.map((lane) => new Run({ ...shared, ...lane }));
    Object.assign(this, { target, grid, runs, trueMeans: trueMeans(target, within) });
  }

  // Makes draws up to n, at most until `deadline`, and moves there. A target that fails on
  // the way stops the runs at the last good draw.
  #reach(n, deadline) {
    try {
      const shortest = () => this.runs.reduce((a, b) => (b.length < a.length ? b : a));
      for (let run; (run = shortest()).length < n && performance.now() < deadline;) run.advance();
      this.values.n = Math.min(n, this.length);
    } catch (error) {
      this.values.n = this.length;
      this.#goal = 0;
      this.say(`Stopped: ${error.message}.`);
      this.pause();
    }
  }

  // Moves to draw n at once if that is quick, else as far as it gets, and on in every frame.
  #reachSoon(n) {
    this.#goal = n;
    this.#reach(n, performance.now() + PATIENCE);
    if (this.n < this.#goal) this.#runClock();
  }

  #runClock(since = performance.now()) {
    if (this.#frameId !== null) return;
    this.#lastFrame = since;
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1000, 0.1);
    this.#lastFrame = now;
    const hasPaths = this.runs.some(({ sampler }) => sampler.hasEnergy);
    const pace = this.playing ? this.values.speed : 1 / (hasPaths ? PATH_SECONDS : STEP_SECONDS);
    this.phase += seconds * pace;
    if (this.playing) {
      const steps = Math.floor(this.phase);
      this.phase -= steps;
      const goal = Math.min(this.n + steps, MAX_DRAWS);
      this.#reach(goal, performance.now() + FRAME_BUDGET);
      if (this.n === MAX_DRAWS) this.pause();
    } else if (this.n < this.#goal) {
      this.#reach(this.#goal, performance.now() + CATCHING_UP);
    }
    this.phase = Math.min(this.phase, 1);
    this.emit("cursor");
    const isBusy = this.playing || this.n < this.#goal;
    if (isBusy && now - this.lastReport > REPORT_WHILE_PLAYING) this.reportSoon();
    if (isBusy || this.phase < 1) this.#runClock(now);
    else this.reportSoon();
  }
}

// The first n draws of a run as Python wants them: (chains, n, 2) numbers in a row, and this
// shape.
function packed({ chains }, n) {
  const data = new Float64Array(chains.length * n * 2);
  chains.forEach(({ x, y }, k) => {
    for (let t = 0; t < n; t++) {
      data[2 * (k * n + t)] = x[t + 1];
      data[2 * (k * n + t) + 1] = y[t + 1];
    }
  });
  return { shape: [chains.length, n, 2], data: new DataView(data.buffer) };
}

const NOTHING = { shape: [0, 0, 2], data: new DataView(new ArrayBuffer(0)) };

// What the lab is doing, apart from how it looks: a game that is played step by step, and
// beside it, if wished, one that differs in some settings.

import { DATA_NAMES, HALF, MAX_DRAWN, NOISES } from "../algorithms/gan_data.js";
import { LOSSES, PENALTIES } from "../algorithms/gan_losses.js";
import { ACTIVATION_NAMES, Network } from "../algorithms/gan_network.js";
import { OPTIMIZERS } from "../algorithms/gan_optimizers.js";
import { PRESETS } from "../algorithms/gan_presets.js";
import { Run, SHOWN } from "../algorithms/gan_run.js";
import { LAST_SEED } from "../kit/controls.js";
import { flag, Player, same } from "../kit/player.js";
import { number, numbers, oneOf, someOf, whole } from "../kit/settings.js";

export const MAX_STEPS = 20_000;
export const MAX_LAYERS = 5;
export const MAX_WIDTH = 100;
export const MAX_UPDATES = 10; // of a player in a step
export const SPEEDS = [1, 200]; // steps a second
export const RATES = [0.0001, 1];
export const STRENGTHS = [0.001, 100];
export const BATCHES = [32, 64, 128, 256, 512];
export const BETAS = [0, 0.5, 0.9];
export const LAYERS = ["real", "fakes", "verdict", "best", "manifold", "arrows", "path"];
const NEAR = 40; // steps that may be made at once; more are made in slices
const SLICE = 30; // milliseconds of a frame for that
const STAGE_SECONDS = 4; // how long a stage of a slow step is shown

const pairs = numbers(
  (list) =>
    list.length % 2 === 0 && list.length <= 2 * MAX_DRAWN && list.every((v) => Math.abs(v) <= HALF),
  `at most ${MAX_DRAWN} pairs of numbers from -${HALF} to ${HALF}`,
);
const points = {
  read(value) {
    const list = pairs.read(value);
    return Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
  },
};
const asNumber = (values) => {
  const names = oneOf(values.map(String));
  return { read: (value) => Number(names.read(String(value))) };
};

// What makes another game, and what can change while it goes on.
const NETWORK_KINDS = {
  noise: oneOf(NOISES),
  noise_dim: whole(1, 2),
  layers_G: whole(0, MAX_LAYERS),
  width_G: whole(1, MAX_WIDTH),
  layers_D: whole(0, MAX_LAYERS),
  width_D: whole(1, MAX_WIDTH),
  activation: oneOf(ACTIVATION_NAMES),
};
const LIVE_KINDS = {
  loss: oneOf(Object.keys(LOSSES)),
  penalty: oneOf(PENALTIES),
  strength: number(...STRENGTHS),
  k_D: whole(1, MAX_UPDATES),
  k_G: whole(1, MAX_UPDATES),
  optimizer: oneOf(OPTIMIZERS),
  lr_D: number(...RATES),
  lr_G: number(...RATES),
  beta1: asNumber(BETAS),
  batch: asNumber(BATCHES),
};
const RUN_KINDS = { ...NETWORK_KINDS, ...LIVE_KINDS };
const SETUP = ["data", "points", "seed", ...Object.keys(NETWORK_KINDS)];
const LIVE = Object.keys(LIVE_KINDS);

// Settings of the second game that differ, as a list of "key=value".
const differing = oneOf(Object.keys(RUN_KINDS));
const differences = {
  read(value) {
    const list = typeof value === "string" ? (value ? value.split(",") : []) : value;
    return list.map((entry) => {
      const [key, given = ""] = String(entry).split("=");
      return `${differing.read(key)}=${RUN_KINDS[key].read(given)}`;
    });
  },
};

export const KINDS = {
  data: oneOf(DATA_NAMES),
  points,
  ...RUN_KINDS,
  seed: whole(0, LAST_SEED),
  compare: flag,
  other: differences,
  shown: someOf(LAYERS),
  slow: flag,
  speed: number(...SPEEDS),
  n: { ...whole(0, MAX_STEPS), isLocal: true }, // the way there is not in the address
};

const LOST =
  "The numbers have grown beyond all bounds: the networks are lost. Go back, or lower the rates " +
  "and reset.";

const pick = (values, keys) => Object.fromEntries(keys.map((key) => [key, values[key]]));

export class Session extends Player {
  #kind; // of the step that is wished next
  #goal = null; // the step that is trained towards, in slices
  #slice = null;
  #isFresh = false; // whether the game is to begin again, whatever has changed

  constructor(model) {
    super(model, { name: "gan", kinds: KINDS, slow: Infinity });
    this.runs = []; // the game, and the one beside it
    this.edited = 0; // which of them the controls are for
  }

  rebuild(before) {
    const { values } = this;
    const wanted = values.compare ? [values, this.#otherValues()] : [values];
    this.#stopSlices();
    if (values.data === "drawn" && values.points.length === 0) this.runs = [];
    else this.#setUp(wanted, before);
    if (!values.compare) this.edited = 0;
    values.n = this.reach(values.n);
    this.emit("run");
  }

  #setUp(wanted, before) {
    const setups = wanted.map((values) => pick(values, SETUP));
    const isNew =
      this.#isFresh ||
      wanted.length > this.runs.length ||
      setups.some((it, k) => !same(it, this.setups[k]));
    if (isNew) {
      if (before && before.n === this.values.n) this.values.n = 0;
      this.phase = 1;
      this.#isFresh = false;
      this.runs = wanted.map((values, k) => new Run(setups[k], pick(values, LIVE)));
    }
    this.runs.length = wanted.length;
    this.setups = setups;
    this.runs.forEach((run, k) => {
      const live = pick(wanted[k], LIVE);
      if (!same(run.liveAt(run.n), live)) run.use(live);
    });
  }

  #otherValues() {
    const other = this.values.other.map((entry) => entry.split("="));
    return {
      ...this.values,
      ...Object.fromEntries(other.map(([k, v]) => [k, RUN_KINDS[k].read(v)])),
    };
  }

  reach(n) {
    const [run] = this.runs;
    if (!run) return 0;
    n = Math.min(n, MAX_STEPS);
    if (run.distance(n) > NEAR && this.#goal === null) {
      this.#goal = n;
      this.#inSlices();
    } else this.#goTo(n);
    this.#showLive();
    return run.n;
  }

  #goTo(n) {
    const [run] = this.runs;
    for (const it of this.runs) {
      if (!this.#kind) it.goTo(Math.min(n, it.length));
      while (it.n < n && it.isSound) it.advance(this.#kind ?? run.kinds[it.n]);
    }
    this.#kind = undefined;
    if (!run.isSound) this.say(LOST);
    else if (this.note === LOST) this.say("");
  }

  // After a way back, the controls show what was set then.
  #showLive() {
    const [{ n }] = this.runs;
    const live = this.runs[0].liveAt(n);
    if (same(live, pick(this.values, LIVE))) return;
    Object.assign(this.values, live);
    this.emit("settings");
  }

  #inSlices() {
    const [run] = this.runs;
    const start = this.#goal - run.distance(this.#goal);
    if (start !== run.n) this.#goTo(start);
    const slice = () => {
      const deadline = performance.now() + SLICE;
      const isUnderWay = () => run.n < this.#goal && run.isSound;
      while (isUnderWay() && performance.now() < deadline) this.#goTo(run.n + 1);
      this.values.n = run.n;
      if (isUnderWay()) this.#slice = requestAnimationFrame(slice);
      else this.#stopSlices();
      this.emit("cursor");
      this.reportSoon();
    };
    this.#slice = requestAnimationFrame(slice);
  }

  #stopSlices() {
    if (this.#slice !== null) cancelAnimationFrame(this.#slice);
    this.#slice = this.#goal = null;
  }

  // Whether the way to a step far off is still being made.
  get isBusy() {
    return this.#goal !== null;
  }

  play() {
    if (this.runs.length === 0) return this.say("There are no points yet: draw some first.");
    this.#stopSlices();
    super.play();
  }

  pause() {
    this.#stopSlices();
    super.pause();
  }

  get length() {
    return this.runs[0]?.length ?? 0;
  }

  // A step of both players, or of one; in slow motion, a stage of a step.
  step(kind) {
    if (this.runs.length === 0) return this.say("There are no points yet: draw some first.");
    const { stage, stages } = this;
    if (kind) this.#kind = kind;
    if (!this.values.slow) return this.moveTo(this.n + 1);
    if (stage === null || kind) return this.moveTo(this.n + 1, 0);
    this.moveTo(this.n, stage + 1 < stages.length ? (stage + 1) / stages.length : 1);
  }

  duration() {
    const { slow, speed } = this.values;
    return slow ? STAGE_SECONDS * this.stages.length * speed : 1;
  }

  // The stages of the step that is shown, such as "D1".
  get stages() {
    const { record } = this.runs[0] ?? {};
    const players = ["D", "G"].filter((name) => record?.[name]);
    return players.flatMap((name) => [1, 2, 3, 4, 5].map((k) => `${name}${k}`));
  }

  // The number of the stage that is shown in slow motion, or null.
  get stage() {
    const { stages } = this;
    if (!this.values.slow || this.phase >= 1 || stages.length === 0) return null;
    return Math.min(Math.floor(this.phase * stages.length + 1e-9), stages.length - 1);
  }

  // What is on a run's picture: {G, D, real, fake, moved, dFake, stage}. In a slow step
  // that is the batch at that stage, with the players as they are then.
  picture(run) {
    const { stages, stage } = this;
    const { G, D } = run.players;
    const name = stage === null ? null : stages[stage];
    const record = name && run.record?.[name[0]];
    if (!record) {
      const real = run.real.subarray(0, 2 * SHOWN);
      return { G: G.network, D: D.network, real, fake: run.shown };
    }
    const [player, number] = [name[0], Number(name[1])];
    const before = (network, theta) => new Network(network.sizes, network.activation, theta);
    const gBefore = run.record.G && (player === "D" || number < 5);
    const shown = {
      stage: name,
      record,
      G: gBefore ? before(G.network, run.record.G.theta) : G.network,
      D: player === "D" && number < 5 ? before(D.network, record.theta) : D.network,
      real: record.real,
      fake: record.fake,
    };
    if (name === "G5") shown.moved = G.network.outputs(record.z, record.fake.length / 2);
    return shown;
  }

  // The settings that the controls show.
  get chosen() {
    return this.edited === 1 ? this.#otherValues() : this.values;
  }

  edit(which) {
    this.edited = which;
    this.emit("settings");
  }

  // Changes settings of the game that the controls are for.
  set(changes) {
    if (this.edited === 0) return this.change(changes);
    const chosen = { ...this.#otherValues(), ...changes };
    const isOther = (key) => String(chosen[key]) !== String(this.values[key]);
    const other = Object.keys(RUN_KINDS).filter(isOther);
    return this.change({ other: other.map((key) => `${key}=${chosen[key]}`) });
  }

  // Which preset the settings are, or "own".
  get preset() {
    const isIt = ({ settings }) =>
      Object.entries(settings).every(([key, value]) => same(this.values[key], value));
    return Object.keys(PRESETS).find((key) => isIt(PRESETS[key])) ?? "own";
  }

  choose(key) {
    const { settings, also } = PRESETS[key];
    this.restart({ ...settings, ...also });
  }

  // Begins again with the settings as they are now, or with these.
  restart(settings = {}) {
    this.pause();
    this.#isFresh = true;
    this.change({ ...settings, n: 0 });
    this.#isFresh = false;
  }

  // Adds points to those that were drawn.
  draw(more) {
    const { points: drawn } = this.values;
    const rounded = more.map((point) => point.map((value) => Number(value.toFixed(2))));
    const all = [...drawn, ...rounded];
    this.change({ points: all.slice(0, MAX_DRAWN) });
    if (all.length > MAX_DRAWN) this.say(`There is room for ${MAX_DRAWN} points.`);
  }

  // Leaves the first `count` of them.
  erase(count) {
    this.change({ points: this.values.points.slice(0, count) });
  }

  extras() {
    const [run] = this.runs;
    if (!run) return { _fit: {} };
    const { G, D } = run.players;
    const parts = [G.network.theta, D.network.theta, run.fakes];
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    const { shares, ...measures } = run.measures();
    if (shares) measures.shares = [...shares]; // a plain list travels
    return { _fit: { measures, data: new DataView(all.buffer) } };
  }
}

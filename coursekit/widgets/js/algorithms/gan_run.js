// A run of the game that can be gone through again: every step draws from a stream of its
// own, and the players are kept now and then, so that any step can be made once more.

import { dataOf, sample, sampleNoise } from "./gan_data.js";
import { histogram, measure } from "./gan_measures.js";
import { makePlayers, trainStep } from "./gan_training.js";
import { seededRandom } from "./random.js";

export const SAMPLES = 2500; // fakes, and as many real points, that are measured
export const SHOWN = 256; // of each
export const MEASURE_EVERY = 10; // steps
const KEPT_BYTES = 3e7; // of players that are kept
const KEPT = [8, 256]; // times, at least and at most
const STREAMS = { G: 1, D: 2, real: 3, noise: 4, floor: 5 }; // counted from the last one

export class Run {
  #fakes = null; // of the step that is shown, once asked for
  #measures = null;
  #shown = null;

  // `setup`: {data, points, noise, noise_dim, layers_G, width_G, layers_D, width_D,
  // activation, seed}; `live`: see trainStep.
  constructor(setup, live) {
    const random = (name) => seededRandom(setup.seed, 2 ** 32 - STREAMS[name]);
    const { noise, noise_dim } = setup;
    const data = dataOf(setup.data, setup.points);
    this.setup = { ...setup, data };
    this.players = makePlayers(setup, { G: random("G"), D: random("D") });
    this.real = sample(data, SAMPLES, random("real"));
    this.noise = sampleNoise(noise, noise_dim, SAMPLES, random("noise"));
    this.realCounts = histogram(this.real);
    // What fresh real points get, that no generator can be expected to pass.
    this.floor = measure(sample(data, SAMPLES, random("floor")), this.realCounts, data);
    this.n = 0;
    this.kinds = []; // of the steps made so far, also those after the one that is shown
    this.stretches = [{ from: 0, live }];
    this.record = null; // what the last step did
    // Step k at k - 1; `mean` is that of the fakes that are shown.
    this.history = { lossD: [], lossG: [], normD: [], normG: [], mean: [] };
    this.measured = []; // at every MEASURE_EVERY steps
    const size = 24 * (this.players.G.network.theta.length + this.players.D.network.theta.length);
    this.keptLimit = Math.min(Math.max(Math.round(KEPT_BYTES / size), KEPT[0]), KEPT[1]);
    this.interval = 1;
    this.kept = [this.#copy()];
    this.#measure();
  }

  get length() {
    return this.kinds.length;
  }

  // Whether the players' numbers are still finite: rates that are too high lose them.
  get isSound() {
    return Object.values(this.players).every(({ network: { theta } }) =>
      theta.every(Number.isFinite),
    );
  }

  // The settings that the step after step n is made with.
  liveAt(n) {
    return this.stretches.findLast(({ from }) => from <= n).live;
  }

  // How many steps must be made to show step n.
  distance(n) {
    return n - this.#startFor(n);
  }

  // Has other settings from the step after the one shown. What was after it is forgotten.
  use(live) {
    this.#forgetAhead();
    const { from } = this.stretches.at(-1);
    if (from === this.n) this.stretches.pop();
    this.stretches.push({ from: this.n, live });
  }

  // Makes the next step: that of the log, unless a kind is asked for that it has not.
  advance(kind = this.kinds[this.n] ?? "both") {
    if (this.kinds[this.n] !== kind) this.#forgetAhead();
    this.kinds[this.n] = kind;
    this.#make();
  }

  // Shows step n, of those that were made.
  goTo(n) {
    if (this.#startFor(n) !== this.n) this.#restore(n);
    while (this.n < n) this.#make();
  }

  // The step from which the way to step n is shortest: here, or at players that were kept
  // before step n, so that what it does is seen.
  #startFor(n) {
    const kept = this.#keptFor(n).n;
    return this.n <= n ? Math.max(this.n, kept) : kept;
  }

  #keptFor(n) {
    return this.kept.findLast((it) => it.n < Math.max(n, 1));
  }

  // What G makes of the noise that is kept for showing and measuring.
  get fakes() {
    return (this.#fakes ??= this.players.G.network.outputs(this.noise, SAMPLES));
  }

  // The first of them, which are shown.
  get shown() {
    const { network } = this.players.G;
    const noise = this.noise.subarray(0, SHOWN * network.sizes[0]);
    return (this.#shown ??= network.outputs(noise, SHOWN));
  }

  measures() {
    return (this.#measures ??= measure(this.fakes, this.realCounts, this.setup.data));
  }

  #make() {
    const live = this.liveAt(this.n);
    const { G, D } = this.players;
    if (this.optimizer !== live.optimizer) [G, D].forEach(({ optimizer }) => optimizer.forget());
    this.optimizer = live.optimizer;
    const random = seededRandom(this.setup.seed, this.n);
    this.record = trainStep(this.players, this.setup, live, this.kinds[this.n], random);
    for (const name of ["D", "G"]) {
      this.history[`loss${name}`][this.n] = this.record[name]?.loss ?? NaN;
      this.history[`norm${name}`][this.n] = this.record[name]?.norm ?? NaN;
    }
    this.#fakes = this.#measures = this.#shown = null;
    this.history.mean[this.n] = meanPoint(this.shown);
    this.n += 1;
    this.#measure();
    this.#keep();
  }

  #measure() {
    if (this.n % MEASURE_EVERY === 0) this.measured[this.n / MEASURE_EVERY] = this.measures();
  }

  #keep() {
    if (this.n % this.interval !== 0 || this.kept.at(-1).n >= this.n) return;
    this.kept.push(this.#copy());
    if (this.kept.length <= this.keptLimit) return;
    this.interval *= 2;
    this.kept = this.kept.filter(({ n }) => n % this.interval === 0);
  }

  #copy() {
    const { n, optimizer } = this;
    const parts = Object.values(this.players).map(({ network, optimizer: { memory, steps } }) => ({
      theta: network.theta.slice(),
      memory: memory.slice(),
      steps,
    }));
    return { n, optimizer, parts };
  }

  #restore(n) {
    const { parts, ...kept } = this.#keptFor(n);
    Object.assign(this, kept);
    Object.values(this.players).forEach(({ network, optimizer }, k) => {
      network.theta.set(parts[k].theta);
      optimizer.memory.set(parts[k].memory);
      optimizer.steps = parts[k].steps;
    });
    this.record = this.#fakes = this.#measures = this.#shown = null;
  }

  #forgetAhead() {
    const { n } = this;
    this.kinds.length = n;
    for (const values of Object.values(this.history)) values.length = n;
    this.measured.length = Math.floor(n / MEASURE_EVERY) + 1;
    this.kept = this.kept.filter((it) => it.n <= n);
    this.stretches = this.stretches.filter(({ from }) => from <= n);
  }
}

function meanPoint(x) {
  const sum = [0, 0];
  for (let i = 0; i < x.length; i++) sum[i % 2] += x[i];
  return sum.map((value) => (2 * value) / x.length);
}

// What the explorer is doing, apart from how it looks: settings, and a run that goes on
// when they change. Only size, start and seed begin another run.

import { CRITICAL_BETA } from "../algorithms/ising.js";
import { IsingRun } from "../algorithms/ising_run.js";
import { seededRandom } from "../algorithms/random.js";
import { LAST_SEED } from "../kit/controls.js";
import { Player } from "../kit/player.js";
import { number, oneOf, whole } from "../kit/settings.js";

export { CRITICAL_BETA };
export const SIZES = [16, 32, 64, 128];
export const BETAS = [0.01, 1];
export const FIELDS = [-0.5, 0.5];
export const SPEEDS = [1, 500]; // sweeps a second
export const MAX_SWEEPS = 100_000;

const sizes = oneOf(SIZES.map(String));
const KINDS = {
  beta: number(...BETAS),
  field: number(...FIELDS),
  size: { read: (value) => Number(sizes.read(String(value))) },
  method: oneOf(["gibbs", "clusters"]),
  start: oneOf(["hot", "cold"]),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: { ...whole(0, MAX_SWEEPS), isLocal: true }, // the way there is not in the address
};

export class Session extends Player {
  #sent = null; // the lattice that Python was last told of

  constructor(model) {
    super(model, { name: "ising", kinds: KINDS, slow: Infinity });
    model.on("change:_spins", () => this.#hearSpins());
  }

  begin() {
    super.begin();
    this.#hearSpins();
    return this;
  }

  rebuild(before) {
    const { values } = this;
    const changed = (...keys) => before === null || keys.some((key) => before[key] !== values[key]);
    if (values.method === "clusters" && values.field !== 0) {
      throw new Error("clusters need a field of 0");
    }
    if (changed("size", "start", "seed")) {
      if (before) values.n = 0;
      this.#restart();
    } else if (changed("beta", "field", "method")) this.run.use(values);
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    if (n < this.run.sweeps) this.#restart();
    while (this.run.sweeps < Math.min(n, MAX_SWEEPS)) this.run.sweep();
    return this.run.sweeps;
  }

  extras() {
    const { lattice, energy, magnetisation } = this.run;
    const trace = Float64Array.from({ length: 2 * energy.length }, (_, k) =>
      k % 2 ? magnetisation[k >> 1] : energy[k >> 1],
    );
    this.#sent = { size: lattice.rows, data: new DataView(lattice.spins.slice().buffer) };
    return { _spins: this.#sent, _trace: { data: new DataView(trace.buffer) } };
  }

  get length() {
    return this.run.sweeps;
  }

  flip(row, column) {
    this.run.flip(row * this.values.size + column);
    this.emit("run");
    this.reportSoon();
  }

  #restart() {
    const { size, start, seed } = this.values;
    this.run = new IsingRun({ size, start, random: seededRandom(seed) });
    this.run.use(this.values);
  }

  // Python shows another lattice.
  #hearSpins() {
    const given = this.model.get("_spins");
    if (!given || given === this.#sent || given.size !== this.values.size) return;
    const { buffer, byteOffset, byteLength } = given.data;
    this.run.take(new Int8Array(buffer, byteOffset, byteLength));
    this.emit("run");
    this.reportSoon();
  }
}

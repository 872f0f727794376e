// What the widget is doing, apart from how it looks: the settings of four chains, the draws and
// diagnostics that they determine, and the goals that have been reached.

import { diagnose, madeChain } from "../algorithms/made_chains.js";
import { seededRandom } from "../algorithms/random.js";
import { LAST_SEED } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { numbers, oneOf, whole } from "../kit/settings.js";
import { GOALS } from "./goals.js";

export const CHAINS = 4;
export const DRAWS = [100, 500, 2000];
// What a chain can be given: name, range, step of its slider, and for the reader.
export const DIALS = {
  location: { range: [-6, 6], step: 0.05, label: "Location" },
  spread: { range: [0.05, 4], step: 0.05, label: "Spread" },
  memory: { range: [-0.9, 0.99], step: 0.01, label: "Memory (autocorrelation)" },
  drift: { range: [-6, 6], step: 0.05, label: "Drift, first to last draw" },
  stuck: { range: [0, 1], step: 0.01, label: "Stuck: share of the draws" },
  stuck_at: { range: [0, 1], step: 0.01, label: "Stuck: early to late" },
};

const perChain = ([low, high]) =>
  numbers(
    (list) => list.length === CHAINS && list.every((value) => low <= value && value <= high),
    `${CHAINS} numbers from ${low} to ${high}`,
  );
const draws = oneOf(DRAWS.map(String));
const KINDS = {
  ...Object.fromEntries(Object.entries(DIALS).map(([key, { range }]) => [key, perChain(range)])),
  draws: { read: (value) => Number(draws.read(String(value))) },
  seed: whole(0, LAST_SEED),
  chain: whole(1, CHAINS),
};

export class Session extends Player {
  #noise = null;

  constructor(model) {
    super(model, { name: "diagnostics", kinds: KINDS });
    this.reached = new Set();
  }

  rebuild(before) {
    const { values } = this;
    const changed = (...keys) => keys.some((key) => !same(before?.[key], values[key]));
    if (changed("draws", "seed")) {
      this.#noise = Array.from({ length: CHAINS }, (_, k) => {
        const { normal } = seededRandom(values.seed, k + 1);
        return Float64Array.from({ length: values.draws }, normal);
      });
    }
    if (!changed("draws", "seed", ...Object.keys(DIALS))) return this.emit("chain");
    this.chains = this.#noise.map((noise, k) => madeChain(noise, this.dials(k)));
    this.found = diagnose(this.chains);
    this.met = Object.keys(GOALS).filter((name) => GOALS[name].isMet(this.found));
    for (const name of this.met) this.reached.add(name);
    this.emit("run");
  }

  // The settings of chain k, as `madeChain` takes them.
  dials(k) {
    const of = (key) => this.values[key][k];
    const keys = Object.keys(DIALS);
    return { ...Object.fromEntries(keys.map((key) => [key, of(key)])), stuckAt: of("stuck_at") };
  }

  // The number, from 0, of the chain in hand.
  get k() {
    return this.values.chain - 1;
  }

  // Turns dials of the chain in hand, as far as they go: {dial: value}.
  turn(changes) {
    const lists = Object.entries(changes).map(([key, value]) => {
      const [low, high] = DIALS[key].range;
      const rounded = Number(Math.min(Math.max(value, low), high).toFixed(3));
      return [key, this.values[key].with(this.k, rounded)];
    });
    this.change(Object.fromEntries(lists));
  }

  extras() {
    const data = new Float64Array(CHAINS * this.values.draws);
    this.chains.forEach((chain, k) => data.set(chain, k * chain.length));
    return {
      reached: [...this.reached],
      _draws: { shape: [CHAINS, this.values.draws], data: new DataView(data.buffer) },
    };
  }
}

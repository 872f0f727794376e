// What the widget is doing, apart from how it looks: an envelope, and darts thrown under it.
// The luck of a dart does not depend on the settings: a lower envelope judges the same darts.

import { densityOf, gaps, leastM, luckOf, middles, outcome, proposalOf, TARGETS, throwDart } from "../algorithms/rejection.js";
import { seededRandom } from "../algorithms/random.js";
import { clip, LAST_SEED } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { number, oneOf, orAuto, whole } from "../kit/settings.js";

export const MAX_DARTS = 20_000;
export const HEIGHTS = [0.1, 100]; // of M
export const CENTRES = [0, 1];
export const WIDTHS = [0.05, 1];
export const SPEEDS = [1, 2000]; // darts a second
const SLOW = 10;

export const KINDS = {
  target: oneOf(Object.keys(TARGETS)),
  proposal: oneOf(["uniform", "normal"]),
  M: orAuto(number(...HEIGHTS)),
  centre: number(...CENTRES),
  width: number(...WIDTHS),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, MAX_DARTS),
};
const DART_SETTINGS = ["target", "proposal", "M", "centre", "width", "seed"];

export class Session extends Player {
  #luck = [];
  #random = null;

  constructor(model) {
    super(model, { name: "rejection", kinds: KINDS, slow: SLOW });
  }

  rebuild(before) {
    const { values } = this;
    const changed = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (changed(["seed"])) {
      this.#luck = [];
      this.#random = seededRandom(values.seed);
    }
    if (changed(DART_SETTINGS)) this.#setUp();
    values.n = this.reach(values.n);
    if (changed(["seed"])) this.length = values.n;
    this.emit("run");
  }

  // Throws the darts up to number n; `counts[n]` of the first n are accepted.
  reach(n) {
    n = clip(n, 0, MAX_DARTS);
    while (this.darts.length < n) {
      const k = this.darts.length;
      if (k === this.#luck.length) this.#luck.push(luckOf(this.#random));
      const dart = throwDart(this.#luck[k], this.target, this.proposal, this.M);
      this.darts.push(dart);
      this.counts.push(this.counts[k] + dart.isAccepted);
    }
    this.length = Math.max(this.length ?? 0, n);
    return n;
  }

  extras() {
    const accepted = this.darts.slice(0, this.n).filter(({ isAccepted }) => isAccepted);
    const draws = Float64Array.from(accepted, ({ x }) => x);
    return { _draws: { data: new DataView(draws.buffer) } };
  }

  get accepted() {
    return this.counts[this.n];
  }

  throwTen() {
    this.moveTo(this.n + 10);
  }

  // M as it is, to be moved by hand, or as low as covers the target.
  setMode(mode) {
    this.change({ M: mode === "hand" ? round(this.M) : null });
  }

  #setUp() {
    const { values } = this;
    this.target = densityOf(values.target);
    this.proposal = proposalOf(values);
    this.least = leastM(this.target, this.proposal);
    // Rounded up, so that it covers what it should.
    this.M = values.M ?? clip(Math.ceil(this.least * 1000) / 1000, ...HEIGHTS);
    this.top = Math.max(...middles.map(this.target));
    this.gaps = gaps(this.target, this.proposal, this.M);
    this.outcome = outcome(this.target, this.proposal, this.M);
    this.darts = [];
    this.counts = [0];
  }
}

// To three significant digits.
export const round = (value) => Number(value.toPrecision(3));

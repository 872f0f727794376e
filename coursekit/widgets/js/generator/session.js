// What the widget is doing, apart from how it looks: fakes where the reader has put them, the
// discriminator's best reply, and a descent that starts there.

import { dataOf, HALF, sample } from "../algorithms/gan_data.js";
import { sigmoid } from "../algorithms/gan_losses.js";
import { seededRandom } from "../algorithms/random.js";
import { features, fit, logit, pushes } from "../algorithms/rbf_discriminator.js";
import { clip, LAST_SEED } from "../kit/controls.js";
import { flag, Player, same } from "../kit/player.js";
import { number, numbers, oneOf, whole } from "../kit/settings.js";

export const DATA = ["blobs", "gaussians", "ring", "line"];
export const LOSS_NAMES = ["non_saturating", "minimax"];
export const N_REAL = 60;
export const MAX_FAKES = 12;
export const MAX_STEPS = 1000;
export const SPEEDS = [1, 60]; // steps a second
export const RATE = 0.05; // of the descent
export const LARGEST = Math.log(4); // loss of a discriminator that cannot tell

export const KINDS = {
  data: oneOf(DATA),
  loss: oneOf(LOSS_NAMES),
  hint: flag,
  fakes: numbers(
    (list) =>
      list.length % 2 === 0 &&
      list.length >= 2 &&
      list.length <= 2 * MAX_FAKES &&
      list.every((value) => Math.abs(value) <= HALF),
    `1 to ${MAX_FAKES} pairs of numbers from ${-HALF} to ${HALF}`,
  ),
  seed: whole(0, LAST_SEED),
  n: whole(0, MAX_STEPS),
  speed: number(...SPEEDS),
};
const GAME_SETTINGS = ["data", "loss", "fakes", "seed"];

// Where fakes begin: in rows, in the middle.
const heap = (k) => [-0.2 + 0.2 * (k % 3), -0.2 + 0.2 * Math.floor(k / 3)];

export class Session extends Player {
  constructor(model) {
    super(model, { name: "fake", kinds: KINDS, slow: 0 });
  }

  rebuild(before) {
    const { values } = this;
    const isNew = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (isNew(["data", "seed"])) {
      const draws = sample(dataOf(values.data), N_REAL, seededRandom(values.seed));
      this.real = pairs([...draws]).map((point) => point.map((value) => clip(value, -HALF, HALF)));
      this.realFeatures = this.real.map(features);
    }
    if (isNew(GAME_SETTINGS)) {
      this.states = [this.#reply(pairs(values.fakes), this.states?.[0]?.w)];
      this.length = 0;
      if (before && before.n === values.n) values.n = 0;
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    while (this.states.length <= n) this.#descend();
    this.length = Math.max(this.length, n);
    return n;
  }

  extras() {
    const { fakes, loss, trusted } = this.now;
    return { _now: { fakes, loss, trusted, real: this.real } };
  }

  // {fakes, w, loss (of the discriminator), trusted (its belief in each fake), pushes}
  get now() {
    return this.states[this.n];
  }

  // Puts fake k at a point; from there a descent begins anew.
  place(k, point) {
    const fakes = this.now.fakes.map((old, j) => (j === k ? point : old));
    this.#begin(fakes);
  }

  setCount(count) {
    const { fakes } = this.now;
    this.#begin(Array.from({ length: count }, (_, k) => fakes[k] ?? heap(k)));
  }

  // Back into a heap.
  collect() {
    this.#begin(this.now.fakes.map((_, k) => heap(k)));
  }

  #begin(fakes) {
    this.pause();
    const rounded = fakes.flat().map((value) => Number(value.toFixed(3)));
    this.change({ fakes: rounded, n: 0 });
  }

  #descend() {
    const { fakes, pushes: push, w } = this.states.at(-1);
    const moved = fakes.map((point, k) =>
      point.map((value, j) => clip(value + RATE * push[k][j], -HALF, HALF)),
    );
    this.states.push(this.#reply(moved, w));
  }

  #reply(fakes, start) {
    const { w, loss } = fit(this.realFeatures, fakes.map(features), start);
    const trusted = fakes.map((point) => sigmoid(logit(w, point)));
    return { fakes, w, loss, trusted, pushes: pushes(w, fakes, this.values.loss) };
  }
}

function pairs(list) {
  return Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
}
